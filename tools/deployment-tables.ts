// The tables of docs/deploy.md and docs/troubleshooting.md that are made from code.
import { adviceRows } from '../src/isolation/advice.ts';
import { checks } from '../src/isolation/deployment/preflight/catalogue.ts';
import { transitionMatrix, transitionSources, type NetworkKind } from '../src/isolation/deployment/preflight/transitions.ts';
import { markdownTable } from './documents.ts';

/** Everything that is looked at before the first write, group by group. */
export function preflightTable(): string {
  const groups = [...new Set(checks.map(({ group }) => group))];
  return markdownTable(['What has to hold', 'Id', 'Else', 'After'], groups.flatMap((group) => checks.filter((check) => check.group === group).map(({ id, title, kinds, source }) => [title, `\`${id}\``, kinds.join(', '), source])));
}

/** From row to column; one table for each kind of network. */
export function transitionTables(): string {
  const titles: Readonly<Record<NetworkKind, string>> = { managed: 'In a network of AKS:', own: "In a network of one's own:" };
  return [
    ...(['managed', 'own'] as const).flatMap((network) => [titles[network], '', matrix(network), '']),
    `*disputed*: no in the documentation, yes in the release notes. After: ${Object.values(transitionSources).join('; ')}.`,
  ].join('\n');
}

function matrix(network: NetworkKind): string {
  const rows = Object.entries(transitionMatrix[network]);
  const columns = [...new Set(rows.flatMap(([from, row]) => [from, ...Object.keys(row)]))];
  return markdownTable(['from \\ to', ...columns.map((to) => `\`${to}\``)], rows.map(([from, row]) => [`\`${from}\``, ...columns.map((to) => (to === from ? '–' : (row[to] ?? '')))]));
}

/** What to do about Azure's codes and messages. */
export function adviceTable(): string {
  return markdownTable(['Azure says', 'What to do', 'After'], adviceRows.map(({ codes, when, advice, shown = advice, source }) => [
    [codes.map((code) => `\`${code}\``).join(', '), ...(when === undefined ? [] : [when])].filter((part) => part !== '').join('; '), typeof shown === 'string' ? shown.replaceAll('<', String.raw`\<`) : '', source,
  ]));
}
