import { clusterWords } from '../../drift/words.ts';
import { clip, oneLine } from '../../escape.ts';
import type { ReportCluster } from '../../report.ts';
import type { Style } from '../../terminal.ts';
import type { Page } from '../page.ts';

const stateStyles: Readonly<Record<ReportCluster['state'], Style>> = { failing: 'bad', undetermined: 'doubtful', unseen: 'doubtful', clean: 'good' };
const nameLimit = 40;

/** The worst `most` of the clusters, a line each; the others are counted elsewhere. */
export function renderClusters(clusters: readonly ReportCluster[], most: number, { paint }: Page): readonly string[] {
  const shown = clusters.slice(0, most);
  if (shown.length === 0) return [];
  const names = shown.map(({ name }) => clip(oneLine(name), nameLimit) || '""');
  const width = names.reduce((widest, { length }) => Math.max(widest, length), 0);
  const stateWidth = shown.reduce((widest, { state }) => Math.max(widest, clusterWords[state].length), 0);
  return [
    paint('strong', clusters.length > shown.length ? `Clusters, the worst ${shown.length}` : 'Clusters'),
    ...shown.map((cluster, index) => {
      const state = clusterWords[cluster.state];
      return `  ${(names[index] ?? '').padEnd(width)}  ${paint(stateStyles[cluster.state], state)}${' '.repeat(stateWidth - state.length)}  ${factsOf(cluster)}`.trimEnd();
    }),
  ];
}

function factsOf({ findings, fresh, severity, outboundType, location }: ReportCluster): string {
  const found = findings === 0 ? [] : [`${findings} ${findings === 1 ? 'finding' : 'findings'}${severity === undefined ? '' : `, the worst ${severity}`}${fresh === 0 ? '' : `, ${fresh} new or worse`}`];
  return [...found, ...[outboundType, location].flatMap((text) => (text === undefined ? [] : [clip(oneLine(text), nameLimit)]))].join('; ');
}
