import { clip, oneLine } from '../escape.ts';
import { wrap, type Painter } from '../terminal.ts';

/** What all pieces of a text share. */
export interface Page {
  readonly paint: Painter;
  readonly width: number;
}

/** A text in lines of the page's width, each behind `indent`. */
export function paragraph(text: string, indent: string, { width }: Page): readonly string[] {
  return wrap(oneLine(text), width - indent.length).map((line) => indent + line);
}

/** A text on one line, cut to the page's width. */
export function cutLine(text: string, indent: string, { width }: Page): string {
  return indent + clip(oneLine(text), width - indent.length);
}

/** Sentences that the reader should not miss: all of them, or `most` of at most `limit` units, the rest counted. */
export function renderNotes(notes: readonly string[], page: Page, most = Infinity, limit = Infinity): readonly string[] {
  const left = notes.length - most;
  return [...notes.slice(0, most), ...(left > 0 ? [`${left} more in the whole report.`] : [])].flatMap((note) => paragraph(`Note: ${clip(oneLine(note), limit)}`, '', page));
}
