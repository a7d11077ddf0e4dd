import { clip, oneLine } from '../../escape.ts';
import type { ReportDrift } from '../../report.ts';
import { paragraph, type Page } from '../page.ts';

/** What could not be read, by the reason: `most` reasons with `named` scopes each, the rest counted. */
export function renderUnseen({ unseen }: ReportDrift, most: number, named: number, page: Page): readonly string[] {
  if (unseen.length === 0) return [];
  const reasons = new Map<string, string[]>();
  for (const { scope, why } of unseen) {
    const scopes = reasons.get(why);
    if (scopes === undefined) reasons.set(why, [scope]);
    else scopes.push(scope);
  }
  const sorted = [...reasons].toSorted(([, left], [, right]) => right.length - left.length);
  const rest = sorted.slice(most).reduce((sum, [, scopes]) => sum + scopes.length, 0);
  return [
    page.paint('doubtful', `Not read (${unseen.length}), and therefore neither clean nor healed`),
    ...sorted.slice(0, most).flatMap(([why, scopes]) => [
      ...paragraph(clip(oneLine(why), 400), '  ', page),
      ...scopes.slice(0, named).map((scope) => `    ${clip(oneLine(scope), 300)}`),
      ...(scopes.length > named ? [`    ${scopes.length - named} more`] : []),
    ]),
    ...(rest === 0 ? [] : [`  ${rest} more for other reasons`]),
  ];
}
