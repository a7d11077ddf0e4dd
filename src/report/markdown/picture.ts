import { diagramLabel } from '../escape.ts';
import type { Report } from '../report.ts';

/** A fact that can be drawn: who is on the other end, and with which values that way is closed or private. */
interface Way {
  readonly other: string;
  readonly closed: RegExp;
  readonly towardsCluster?: boolean;
}

/** By the label of the fact, in lower case. */
const ways: ReadonlyMap<string, Way> = new Map([
  ['outbound type', { other: 'Internet', closed: /^(?:none|block)$/i }],
  ['bootstrap artifact source', { other: 'Public registries', closed: /^cache$/i }],
  ['api server', { other: 'Public API endpoint', closed: /^private\b/i, towardsCluster: true }],
]);

/** What of the cluster is closed, as a small diagram; empty when the report has no such fact. */
export function renderPicture(report: Report): string {
  const edges = report.facts.flatMap((fact, index) => {
    const way = ways.get(fact.label.toLowerCase());
    if (way === undefined) return [];
    const arrow = way.closed.test(fact.value) ? '--x' : '-->';
    const label = diagramLabel(`${fact.label}: ${fact.value}`);
    const other = `way${index}["${way.other}"]`;
    const [from, to] = way.towardsCluster === true ? [other, 'aks'] : ['aks', other];
    return [`  ${from} ${arrow}|"${label}"| ${to}`];
  });
  if (edges.length === 0) return '';
  return ['```mermaid', 'flowchart LR', `  aks["${diagramLabel(report.target.name)}"]`, ...edges.slice(0, 6), '```'].join('\n');
}
