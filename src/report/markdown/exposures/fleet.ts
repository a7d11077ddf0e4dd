import { codeSpan, tableCell } from '../../escape.ts';
import { countStates, waysOf, worstClustersFirst } from '../../exposures/ways.ts';
import type { ReportExposure } from '../../report.ts';
import { prefixWithin } from '../room.ts';

const rowLimit = 30;

/** Many clusters as a table, those with most open ways first, as many as `room` holds; the others summed up in one row. */
export function renderFleet(exposures: readonly ReportExposure[], room: number): string {
  const clusters = worstClustersFirst(exposures).map((exposure) => ({ name: exposure.cluster.name, counts: countStates(waysOf(exposure)) }));
  const head = ['| Cluster | Open | Undetermined | Meant |', '| :-- | --: | --: | --: |'];
  const row = (name: string, of: readonly (typeof clusters)[number][]): string => {
    const sums = (['open', 'undetermined', 'meant'] as const).map((state) => of.reduce((sum, { counts }) => sum + counts[state], 0));
    return `| ${[name, ...sums].join(' | ')} |`;
  };
  const rows = clusters.slice(0, rowLimit).map((cluster) => row(tableCell(codeSpan(cluster.name, 100)), [cluster]));
  const shown = prefixWithin(rows, room - head.join('\n').length - 100, 1);
  const rest = clusters.slice(shown.length);
  const sum = rest.length === 0 ? [] : [row(`${rest.length} more ${rest.length === 1 ? 'cluster' : 'clusters'}`, rest)];
  return [...head, ...shown, ...sum].join('\n');
}
