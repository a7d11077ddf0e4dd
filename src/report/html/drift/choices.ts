import { clusterStates } from '../../drift/words.ts';
import type { ReportCluster } from '../../report.ts';

/** How many values of a column there is a choice of. */
const limits = { outboundTypes: 10, locations: 60 } as const;

/** What rows can be chosen by: the values of a column that there are, and a number for each, the most frequent first. */
export interface Choices {
  readonly outboundTypes: ReadonlyMap<string | undefined, number>;
  readonly locations: ReadonlyMap<string | undefined, number>;
}

export function choicesOf(clusters: readonly ReportCluster[]): Choices {
  return {
    outboundTypes: numbered(clusters.map(({ outboundType }) => outboundType), limits.outboundTypes),
    locations: numbered(clusters.map(({ location }) => location), limits.locations),
  };
}

function numbered(values: readonly (string | undefined)[], most: number): ReadonlyMap<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, left], [, right]) => right - left).slice(0, most);
  return new Map(sorted.map(([value], index) => [value, index]));
}

/**
 * The sheet that leaves out rows, for no other choices than there are: a browser tries each rule on each row. The page has no script; a browser that
 * does not know `:has` shows every row. Nothing of a report stands in it but numbers.
 */
export function choiceStyle(clusters: readonly ReportCluster[]): string {
  if (clusters.length < 2) return '';
  const { outboundTypes, locations } = choicesOf(clusters);
  const rules = [
    ...clusterStates.filter((state) => clusters.some((cluster) => cluster.state === state)).map((state) => rule(`#choose-${state}`, `is-${state}`)),
    rule('#choose-fresh', 'is-fresh'),
    ...rulesFor('out', outboundTypes),
    ...rulesFor('at', locations),
  ];
  return `${rules.join(',\n')} { display: none; }\n`;
}

/** A column with one value is no choice. */
function rulesFor(key: 'out' | 'at', { size }: ReadonlyMap<string | undefined, number>): readonly string[] {
  return size < 2 ? [] : Array.from({ length: size }, (_, index) => rule(`option.${key}-${index}`, `${key}-${index}`));
}

/** Rows without the class are gone as long as the choice is made. `:has` looks at the choices alone: at the table, each row that arrives would make a browser look again. */
function rule(choice: string, row: string): string {
  return `.choices:has(${choice}:checked) ~ .scroll tbody tr:not(.${row})`;
}
