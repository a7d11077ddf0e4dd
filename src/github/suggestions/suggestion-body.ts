import { commentMarker } from '../comment/marker.ts';
import type { LineChange } from './line-change.ts';

/** The hidden first line of a suggestion. */
export function suggestionMarker(change: LineChange): string {
  return commentMarker(`suggestion ${change.key}`);
}

/** A review comment that offers `changed` in the place of its line. */
export function suggestionBody(change: LineChange, changed: string): string {
  const text = change.texts.length === 1 ? change.texts : change.texts.map((entry) => `- ${entry}`);
  const fence = fenceFor(changed);
  return [suggestionMarker(change), ...text, '', `${fence}suggestion`, changed, fence].join('\n');
}

/** Longer than any run of backticks within (CommonMark 4.5), so that the text cannot end the block. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  return '`'.repeat(longest + 1);
}
