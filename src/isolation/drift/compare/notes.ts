import type { EarlierFinding, EarlierRun } from '../earlier.ts';
import { isOpen } from '../standing.ts';

/** So many rules are named. */
const mostNamed = 5;

/** What was open and is forgotten, as a sentence for the reader; none when nothing is. */
export function unaskedNotes(forgotten: readonly EarlierFinding[]): readonly string[] {
  const unasked = forgotten.filter(isOpen);
  if (unasked.length === 0) return [];
  const rules = [...new Set(unasked.map(({ rule }) => rule))].toSorted();
  const named = rules.slice(0, mostNamed).map((rule) => `\`${rule}\``).join(', ');
  const more = rules.length > mostNamed ? ` and ${rules.length - mostNamed} more rules` : '';
  const what = unasked.length === 1 ? 'One earlier finding is' : `${unasked.length} earlier findings are`;
  return [`${what} not looked at any more, which does not mean that anything was mended: the rule does not judge any more, or the resource lies outside of what is looked at (${named}${more}).`];
}

/** That the memory of the earlier run was cut, as a sentence; none when it was not. */
export function partialNotes(earlier: EarlierRun | undefined): readonly string[] {
  const { more } = earlier ?? {};
  if (more === undefined) return [];
  return [`The memory of the earlier run had no room for ${more.count} of its findings: what may have been among them does not count as new, nor is it told when it is healed. Keep the JSON report of each run as an artifact for the next one.`];
}
