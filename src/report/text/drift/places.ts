import { placeWords } from '../../drift/words.ts';
import { waysOf } from '../../exposures/ways.ts';
import type { ReportDrift, ReportExposure } from '../../report.ts';
import type { Page } from '../page.ts';
import { renderTable } from './table.ts';

/** Where the clusters are, management groups before subscriptions: `most` of those with something to look at, the others counted. */
export function renderPlaces({ places = [] }: ReportDrift, most: number, page: Page): readonly string[] {
  const loud = places.filter(({ failing, undetermined, unseen }) => failing + undetermined + unseen > 0);
  if (loud.length === 0) return [];
  const sorted = [...loud.filter(({ kind }) => kind === 'managementGroup'), ...loud.filter(({ kind }) => kind === 'subscription')];
  const rows = sorted.slice(0, most).map(({ kind, name, clusters, failing, undetermined, unseen }) => ({ name: `${placeWords[kind]} ${name || '""'}`, numbers: [clusters, failing, undetermined, unseen] }));
  const left = sorted.length - rows.length;
  const calm = places.length - loud.length;
  const rest = [...(left === 0 ? [] : [`${left} more`]), ...(calm === 0 ? [] : [`${calm} without anything to look at`])].join(', ');
  return [...renderTable('Where they are', ['clusters', 'failing', 'undetermined', 'not read'], rows, page), ...(rest === '' ? [] : [`  ${rest}`])];
}

/** Of many clusters, how many have which way open or undecided: the `most` that are open most often. */
export function renderWays(exposures: readonly ReportExposure[], most: number, page: Page): readonly string[] {
  const ways = new Map<string, { readonly name: string; readonly numbers: [open: number, undetermined: number] }>();
  for (const exposure of exposures) {
    for (const { rule, name, state } of waysOf(exposure)) {
      if (state !== 'open' && state !== 'undetermined') continue;
      const row = ways.get(rule) ?? { name, numbers: [0, 0] };
      row.numbers[state === 'open' ? 0 : 1] += 1;
      ways.set(rule, row);
    }
  }
  if (ways.size === 0) return [];
  const sorted = [...ways.values()].toSorted(({ numbers: left }, { numbers: right }) => right[0] - left[0] || right[1] - left[1]);
  const heading = `Ways out of ${exposures.length} ${exposures.length === 1 ? 'cluster' : 'clusters'}`;
  return [...renderTable(heading, ['open', 'undetermined'], sorted.slice(0, most), page), ...(sorted.length > most ? [`  ${sorted.length - most} more`] : [])];
}
