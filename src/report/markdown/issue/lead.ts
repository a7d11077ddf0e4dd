import { codeSpan, prose } from '../../escape.ts';
import type { Report, ReportCluster } from '../../report.ts';
import { outcomeOf } from '../../wording.ts';

/** What is the matter, in a sentence. */
export function renderLead(report: Report): string {
  const clusters = report.drift?.clusters ?? [];
  const outcome = prose(outcomeOf(report), 200);
  const [first] = clusters;
  if (first === undefined) return `There is no cluster to look at: **${outcome}**.`;
  if (clusters.length === 1) return leadOfOne(first, outcome);
  const count = (state: ReportCluster['state']): number => clusters.filter((cluster) => cluster.state === state).length;
  const parts = [
    ...(count('failing') === 0 ? [] : [`${count('failing')} of ${clusters.length} clusters ${count('failing') === 1 ? 'is' : 'are'} not isolated as agreed`]),
    ...(count('undetermined') === 0 ? [] : [`of ${count('undetermined')} it is not known`]),
    ...(count('unseen') === 0 ? [] : [`${count('unseen')} could not be read`]),
  ];
  const sentence = parts.length === 0 ? `All ${clusters.length} clusters are isolated as agreed` : parts.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}: **${outcome}**.`;
}

function leadOfOne({ name, state }: ReportCluster, outcome: string): string {
  const cluster = codeSpan(name, 100);
  switch (state) {
    case 'failing':
      return `Cluster ${cluster} is not isolated as agreed: **${outcome}**.`;
    case 'undetermined':
      return `Whether cluster ${cluster} is isolated as agreed is not known: **${outcome}**.`;
    case 'unseen':
      return `Cluster ${cluster} could not be read: **${outcome}**.`;
    case 'clean':
      return `Cluster ${cluster} is isolated as agreed: **${outcome}**.`;
  }
}
