/** What a body says: neither line ends, trailing blanks, nor which run said it make a difference worth a write. */
export function meaningOf(body: string): string {
  const lines = body.replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => line.replace(/\/actions\/runs\/\d+(?:\/attempts\/\d+)?/g, '/actions/runs').trimEnd()).join('\n').trimEnd();
}
