import { clip, oneLine } from '../escape.ts';

/** Untrusted text on one line, at most so many units of it. */
export function cut(text: string, limit: number): string {
  return clip(oneLine(text), limit);
}
