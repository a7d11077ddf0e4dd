import { codeSpan, tableCell } from '../../escape.ts';
import { clusterCounts, clusterWords, placeWords } from '../../drift/words.ts';
import type { ReportCluster, ReportDrift, ReportPlace } from '../../report.ts';
import { prefixWithin } from '../room.ts';

/** Room for the row that counts what was left out. */
const reserve = 120;

/**
 * Clusters that are not clean as a table, the worst first: as many as `room` and `most` hold, the others counted by state. Empty for one cluster, and where all are clean.
 * @param isLasting whether to leave out what the next run would not say of the same findings: how many are new
 */
export function renderClusters(clusters: readonly ReportCluster[], room: number, most: number, isLasting = false): string {
  const loud = clusters.filter(({ state }) => state !== 'clean');
  if (clusters.length < 2 || loud.length === 0) return '';
  const columns = ['Cluster', 'State', 'Worst', 'Findings', ...(isLasting ? [] : ['New or worse']), 'Outbound type', 'Location'];
  const head = ['#### Clusters', '', rowOf(columns), rowOf(columns.map((name) => (name === 'Findings' || name === 'New or worse' ? '--:' : ':--')))];
  const rows = loud.slice(0, most).map((cluster) => {
    const [outboundType, location] = [cluster.outboundType, cluster.location].map((text) => (text === undefined ? '' : codeSpan(text, 60)));
    return rowOf([codeSpan(cluster.name, 100), clusterWords[cluster.state], cluster.severity ?? '', String(cluster.findings), ...(isLasting ? [] : [String(cluster.fresh)]), outboundType ?? '', location ?? ''].map(tableCell));
  });
  const shown = prefixWithin(rows, room - head.join('\n').length - reserve, 1);
  const rest = [...loud.slice(shown.length), ...clusters.filter(({ state }) => state === 'clean')];
  return [...head, ...shown, ...(rest.length === 0 ? [] : [rowOf([`${shown.length === 0 ? '' : 'and '}${clusterCounts(rest)}`, ...columns.slice(1).map(() => '')])])].join('\n');
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Where the clusters are, management groups before subscriptions: those with something to look at, as many as `room` and `most` hold. */
export function renderPlaces({ places = [] }: ReportDrift, room: number, most: number): string {
  const loud = places.filter(({ failing, undetermined, unseen }) => failing + undetermined + unseen > 0);
  if (loud.length === 0) return '';
  const head = ['#### Where they are', '', '| | Clusters | Failing | Undetermined | Not read |', '| :-- | --: | --: | --: | --: |'];
  const sorted = [...loud.filter(({ kind }) => kind === 'managementGroup'), ...loud.filter(({ kind }) => kind === 'subscription')];
  const shown = prefixWithin(sorted.slice(0, most).map(renderPlace), room - head.join('\n').length - reserve, 1);
  const left = sorted.length - shown.length;
  const calm = places.length - loud.length;
  const rest = [...(left === 0 ? [] : [`${left} more`]), ...(calm === 0 ? [] : [`${calm} without anything to look at`])].join(', ');
  return [...head, ...shown, ...(rest === '' ? [] : [`| ${rest} | | | | |`])].join('\n');
}

function renderPlace({ kind, name, clusters, failing, undetermined, unseen }: ReportPlace): string {
  return `| ${[tableCell(`${placeWords[kind]} ${codeSpan(name, 100)}`), clusters, failing, undetermined, unseen].join(' | ')} |`;
}
