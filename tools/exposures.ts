// The catalogue of exposure rules, docs/exposures.md.
import { exposureRules } from '../src/isolation/exposure/catalogue.ts';
import type { ExposureKind, ExposureRule } from '../src/isolation/exposure/rule.ts';

const sections: readonly (readonly [kind: ExposureKind, title: string, about: string])[] = [
  ['egress', 'Packets leave', 'Ways by which packets of nodes and pods reach something outside the cluster’s own network.'],
  ['ingress', 'Somebody reaches in', 'Ways in, on which answers go out.'],
  ['channel', 'Data leaves otherwise', 'Ways through the control plane, a registry or DNS, for which no packet of the network has to leave.'],
  ['works', 'What does not work', 'No ways out: what Azure refuses, or what nodes of an isolated cluster would fail on. They concern clusters that are isolated or on their way there, and cannot be declared as meant.'],
];

/** The part of docs/exposures.md that is made from the rules. */
export function exposureCatalogue(): string {
  return sections.flatMap(([kind, title, about]) => [`## ${title}`, '', about, '', ...exposureRules.filter((rule) => rule.kind === kind).flatMap(entryOf)]).join('\n').trimEnd();
}

function entryOf({ id, title, leak, seen, severity, remedy, sources, implies = [] }: ExposureRule): readonly string[] {
  return [
    `### ${id}`,
    '',
    `**${title}** (${severity}). ${leak}`,
    '',
    `- Seen in: ${seen.map((place) => `\`${place}\``).join('; ')}`,
    `- To do: ${remedy}`,
    ...(implies.length === 0 ? [] : [`- May change with it: ${implies.map((other) => `[${other}](#${other})`).join(', ')}`]),
    `- After: ${sources.join('; ')}`,
    '',
  ];
}
