import { suggestion } from '../../language/near-miss.ts';
import type { Finding } from '../finding.ts';
import type { ExemptionEntry } from './entry.ts';
import { matchesPath, matchesWildcard } from './wildcard.ts';

/** The rule of the finding that an exemption which has ended is. */
export const expiredRule = 'exemption-expired';

export interface ExemptedFindings {
  /** All findings in their order, those that an entry covers with the verdict `exempt`; behind them one for each entry that has ended. */
  readonly findings: readonly Finding[];
  /** Entries that cover nothing, though they have not ended: one sentence each. */
  readonly notes: readonly string[];
}

/** What can be agreed to. A rule that fails is not: nobody knows what it would have found. */
const exemptible: ReadonlySet<Finding['verdict']> = new Set(['violation', 'undetermined', 'exempt']);

/**
 * What the entries of an exemptions file make of findings. An entry that has ended exempts nothing and is a finding of its own.
 * @param findings those that may be exempted; whoever has others keeps them out
 * @param now milliseconds since 1970
 */
export function applyExemptions(findings: readonly Finding[], entries: readonly ExemptionEntry[], now: number): ExemptedFindings {
  const used = new Set<ExemptionEntry>();
  const living = entries.filter(({ ends }) => ends === undefined || now < ends);
  const judged = findings.map((finding) => {
    if (!exemptible.has(finding.verdict)) return finding;
    const covering = living.filter((entry) => covers(entry, finding));
    for (const entry of covering) used.add(entry);
    const [first] = covering;
    return first === undefined || finding.verdict === 'exempt' ? finding : exempted(finding, first);
  });
  const ended = entries.filter((entry) => !living.includes(entry));
  const rules = new Set(findings.map(({ rule }) => rule));
  return {
    findings: [...judged, ...ended.map(expired)],
    notes: living.filter((entry) => !used.has(entry)).map((entry) => unused(entry, rules)),
  };
}

/** Whether an entry is about a finding. */
export function covers(entry: ExemptionEntry, { rule, resource, location }: Finding): boolean {
  if (!matchesWildcard(entry.rule.toLowerCase(), rule.toLowerCase())) return false;
  if (entry.file !== undefined && (location === undefined || !matchesPath(entry.file, location.file))) return false;
  const { type, name, id } = resource;
  const wanted = entry.resource.toLowerCase();
  const names = [name.split('/').at(-1) ?? name, name, `${type}/${name}`, ...(id === undefined ? [] : [id])];
  return names.some((candidate) => matchesWildcard(wanted, candidate.toLowerCase()));
}

function exempted(finding: Finding, entry: ExemptionEntry): Finding {
  const { fix: _, ...rest } = finding;
  const until = entry.expiresOn === undefined ? 'without an end' : `until ${entry.expiresOn}`;
  const ticket = entry.ticket === undefined ? '' : `, ${entry.ticket}`;
  const message = `Exempt ${until} (${entry.owner}${ticket}): ${sentence(entry.reason)} ${finding.message}`.trim();
  return { ...rest, verdict: 'exempt', message };
}

function expired(entry: ExemptionEntry): Finding {
  const about = `${entry.rule} on ${entry.resource}`;
  return {
    rule: expiredRule,
    title: 'An exemption has ended',
    verdict: 'violation',
    effect: 'audit',
    severity: 'medium',
    resource: { type: 'exemption', name: about },
    location: entry.location,
    message: `The exemption of ${about} (${entry.owner}) ended on ${entry.expiresOn ?? ''} and exempts nothing any more: ${sentence(entry.reason)}`,
    reasons: [],
    remedy: 'Mend what it was for and take the entry out, or agree on a new date.',
  };
}

function unused({ rule, resource, location, owner }: ExemptionEntry, rules: ReadonlySet<string>): string {
  const isWritten = rule.includes('*') || Array.from(rules).some((known) => known.toLowerCase() === rule.toLowerCase());
  const hint = isWritten ? '' : suggestion(rule, rules);
  return `${location.file}:${location.line}: the exemption of ${rule} on ${resource} (${owner}) covers nothing that was found${hint === '' ? '; take it out.' : hint}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
