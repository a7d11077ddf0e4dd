import { oneLine } from '../escape.ts';
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
