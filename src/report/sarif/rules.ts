import type { Finding, Severity } from '../../policy/finding.ts';
import { clip, oneLine, prose } from '../escape.ts';
import type { ReportRule } from '../report.ts';
import { severityOrder } from '../worst-first.ts';
import { plain } from './message.ts';

export type Level = 'error' | 'warning' | 'note';

/** The rules of a run, and where each stands among them. */
export interface RuleIndex {
  readonly descriptors: readonly object[];
  of(rule: string): { readonly id: string; readonly index: number };
}

/** GitHub: from 7.0 high, from 4.0 medium, below low ("SARIF support for code scanning", reportingDescriptor object). */
const scores: Readonly<Record<Severity, string>> = { high: '8.0', medium: '5.5', low: '3.0' };
const levels: Readonly<Record<Severity, Level>> = { high: 'error', medium: 'warning', low: 'note' };

/** GitHub's limits (the same page): characters of a rule's name and of its descriptions, and rules of a run. */
const nameLimit = 255;
const descriptionLimit = 1_024;
const ruleLimit = 25_000;

/** The rules that found something, then the other rules that judged; each is as severe as its worst finding. */
export function indexRules(findings: readonly Finding[], rules: readonly ReportRule[]): RuleIndex {
  const stated = new Map(rules.map((rule) => [rule.rule, rule]));
  const known = new Map<string, ReportRule>();
  for (const { rule, title, severity, remedy } of findings) {
    const before = known.get(rule);
    if (before === undefined) known.set(rule, { title, ...(remedy === undefined ? {} : { remedy }), ...stated.get(rule), rule, severity });
    else if (severityOrder.indexOf(severity) < severityOrder.indexOf(before.severity)) known.set(rule, { ...before, severity });
  }
  for (const rule of rules) if (!known.has(rule.rule) && known.size < ruleLimit) known.set(rule.rule, rule);
  const positions = new Map([...known.keys()].map((rule, index) => [rule, index]));
  return {
    descriptors: [...known.values()].map(descriptorOf),
    of: (rule) => ({ id: idOf(rule), index: positions.get(rule) ?? -1 }),
  };
}

function idOf(rule: string): string {
  return clip(oneLine(rule), nameLimit) || '-';
}

/** A rule as SARIF describes it (3.49). GitHub wants the texts, none of them empty. */
function descriptorOf({ rule, title, severity, description, remedy, helpUri }: ReportRule): object {
  const full = description ?? title;
  const help = [full, ...(remedy === undefined ? [] : [`To do: ${remedy}`])];
  return {
    id: idOf(rule),
    name: nameOf(rule),
    shortDescription: { text: plain(title, descriptionLimit) },
    fullDescription: { text: plain(full, descriptionLimit) },
    help: { text: help.map((text) => plain(text, 4_000)).join('\n'), markdown: [`**${prose(title, 300)}**`, ...help.map((text) => prose(text, 4_000))].join('\n\n') },
    ...(isPage(helpUri) ? { helpUri } : {}),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'azure-policy', 'infrastructure-as-code'], precision: 'very-high', 'security-severity': scores[severity] },
  };
}

/** `aks-outbound-type` → `AksOutboundType`: SARIF's own validator asks for names of this form (SARIF2012). */
function nameOf(rule: string): string {
  const words = clip(rule, nameLimit).match(/[\p{L}\p{N}]+/gu) ?? ['Rule'];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function isPage(address: string | undefined): address is string {
  return address !== undefined && address.length <= 2_000 && /^https:\/\/[\w.-]+(?:\/[\w.~/%#?=&:+-]*)?$/.test(address);
}
