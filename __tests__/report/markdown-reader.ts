/** The markdown without its code spans, read as CommonMark 6.1 does: a run of backticks ends at the next run of equal length. */
export function withoutCode(markdown: string): string {
  let rest = markdown;
  let text = '';
  for (let open = /`+/.exec(rest); open !== null; open = /`+/.exec(rest)) {
    const [fence] = open;
    const after = rest.slice(open.index + fence.length);
    const close = Array.from(after.matchAll(/`+/g)).find(([run]) => run === fence);
    text += rest.slice(0, open.index);
    if (close === undefined) return text + rest.slice(open.index);
    rest = after.slice(close.index + fence.length);
  }
  return text + rest;
}
