/** Sections below each other; what is empty is not there. */
export function join(sections: readonly string[]): string {
  return sections.filter((section) => section !== '').join('\n\n');
}

/** What the sections take, with room for one more and the line break at the end. */
export function lengthOf(sections: readonly string[]): number {
  return join(sections).length + 3;
}

/** A comment of HTML may stand in a name. In a code span it is text; but whoever looks for hidden lines reads the source. */
export function withoutHidden(markdown: string): string {
  return markdown.replaceAll('<!--', '<!- ');
}
