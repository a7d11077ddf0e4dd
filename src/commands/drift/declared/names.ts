/** The last part of a type, a full name or an id. */
export function lastSegment(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
