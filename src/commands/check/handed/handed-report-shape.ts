import * as z from 'zod/mini';
import { parseShape } from '../../../github/shape.ts';
import type { Finding } from '../../../policy/finding.ts';
import { UserError } from '../../../run/errors.ts';
import { verdictOrder, worstVerdict, type Report, type ReportExposure } from '../../../report/report.ts';

/** What a report of a stranger may hold; beyond, it is refused whole. */
const most = { findings: 1000, reasons: 50, related: 20, list: 200, depth: 8, members: 200, clusters: 1000, ways: 100, waysTogether: 20_000 } as const;

/**
 * A report of `check` from JSON that anybody may have written, with the pull request that it names. Every member that is rendered is checked
 * for type and length; the verdict and the counts are worked out anew from the findings; members that no schema knows are dropped, as are
 * fixes (they would be offered as changes of ours) and links. Surfaces escape what is left.
 * Throws `UserError` that names the first member that is wrong and repeats nothing of its value.
 */
export function parseHandedReport(text: string, file: string): { readonly report: Report; readonly number: number } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words repeat a piece of the text.
    throw new UserError(`${file} is no well-formed JSON.`);
  }
  try {
    const found = parseShape(reportSchema(), value);
    const findings: readonly Finding[] = found.findings.map(findingOf);
    const counts = Object.fromEntries(verdictOrder.map((verdict) => [verdict, Math.max(found.counts[verdict] ?? 0, findings.filter((finding) => finding.verdict === verdict).length)]));
    const report: Report = {
      command: found.command,
      title: found.title,
      verdict: worstVerdict(findings),
      target: { id: '', name: found.target.name },
      changed: false,
      dryRun: false,
      steps: [],
      findings,
      counts,
      facts: found.facts,
      notes: found.notes,
      ...(found.exposures === undefined ? {} : { exposures: found.exposures.map(exposureOf) }),
      ...(found.toolVersion === undefined ? {} : { toolVersion: found.toolVersion }),
    };
    return { report, number: found.pullRequest.number };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`${file} is no report of check that can be taken over: ${error.message.slice(0, 300)}.`, { cause: error });
  }
}

type FoundFinding = z.infer<ReturnType<typeof findingSchema>>;

/** Absent members are left out: with `exactOptionalPropertyTypes` they are not the same as undefined ones. */
function findingOf({ location, remedy, related, exposes, fingerprint, resource, reasons, ...rest }: FoundFinding): Finding {
  return {
    ...rest,
    resource: { type: resource.type, name: resource.name },
    reasons: reasons.map(({ path, ...reason }) => ({ ...reason, ...(path === undefined ? {} : { path }) })),
    ...(location === undefined ? {} : { location }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(related === undefined ? {} : { related }),
    ...(exposes === undefined ? {} : { exposes }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

type FoundExposure = z.infer<ReturnType<typeof exposureSchema>>;

/** Ids are dropped: nothing that is shown needs them. */
function exposureOf({ cluster, network, ways }: FoundExposure): ReportExposure {
  return {
    cluster: { name: cluster.name },
    ...(network === undefined ? {} : { network }),
    ways: ways.map(({ target, before, ...rest }) => ({ ...rest, ...(target === undefined ? {} : { target }), ...(before === undefined ? {} : { before }) })),
  };
}

function shortText(length: number): z.ZodMiniString {
  return z.string().check(z.maxLength(length));
}

function ruleName(): z.ZodMiniString {
  return shortText(200).check(z.regex(/^[\p{L}\p{N}_ .()/-]+$/u, 'expected the name of a rule'));
}

function wholeNumber(greatest: number, least = 0): z.ZodMiniNumber {
  return z.int().check(z.gte(least), z.lte(greatest));
}

function locationMembers(): { readonly file: z.ZodMiniString; readonly line: z.ZodMiniNumber; readonly column: z.ZodMiniNumber; readonly pointer: z.ZodMiniString } {
  // Relative and without steps upward: annotations and SARIF would point there.
  const file = shortText(1000).check(z.regex(/^(?!\/|[A-Za-z]:|.*\\)(?!(?:.*\/)?\.\.(?:\/|$))[^\p{Cc}]+$/u, 'expected a path inside the repository'));
  return { file, line: wholeNumber(10_000_000, 1), column: wholeNumber(10_000_000, 1), pointer: shortText(2000) };
}

function findingSchema() {
  const value = z.unknown().check(z.refine((found) => isSmall(found, most.depth), 'expected a small value'));
  const reason = z.object({
    kind: z.enum(['field', 'value', 'count']), expression: shortText(2000), path: z.optional(shortText(2000)), operator: shortText(60),
    actual: value, expected: value, result: z.union([z.boolean(), z.literal('unknown')]),
  });
  return z.object({
    rule: ruleName(),
    title: shortText(500),
    verdict: z.enum(['compliant', 'violation', 'undetermined', 'error', 'exempt', 'notApplicable']),
    effect: shortText(40).check(z.regex(/^[a-z]+$/i, 'expected an effect')),
    severity: z.enum(['high', 'medium', 'low']),
    resource: z.object({ type: shortText(300), name: shortText(300) }),
    location: z.optional(z.object(locationMembers())),
    message: shortText(4000),
    reasons: z.array(reason).check(z.maxLength(most.reasons)),
    remedy: z.optional(shortText(4000)),
    related: z.optional(z.array(z.object({ ...locationMembers(), message: shortText(1000) })).check(z.maxLength(most.related))),
    exposes: z.optional(z.array(z.object({ rule: ruleName(), title: shortText(500) })).check(z.maxLength(most.related))),
    fingerprint: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'))),
  });
}

function exposureSchema() {
  const state = z.enum(['closed', 'open', 'meant', 'undetermined', 'notVisible']);
  const way = z.object({
    rule: ruleName(), name: shortText(200), kind: z.enum(['egress', 'ingress', 'channel', 'works']), severity: z.enum(['high', 'medium', 'low']),
    state, message: shortText(4000), target: z.optional(shortText(2000)), before: z.optional(state),
  });
  return z.object({ cluster: z.object({ name: shortText(300) }), network: z.optional(shortText(500)), ways: z.array(way).check(z.maxLength(most.ways)) });
}

function reportSchema() {
  const count = z.optional(wholeNumber(1_000_000_000));
  return z.object({
    schemaVersion: z.string().check(z.regex(/^1\.\d{1,4}$/, 'expected schema 1')),
    command: z.literal('check'),
    title: shortText(500),
    target: z.object({ name: shortText(500) }),
    counts: z.object({ error: count, violation: count, undetermined: count, exempt: count, compliant: count, notApplicable: count }),
    findings: z.array(findingSchema()).check(z.maxLength(most.findings)),
    facts: z.array(z.object({ label: shortText(200), value: shortText(500) })).check(z.maxLength(most.list)),
    exposures: z.optional(z.array(exposureSchema()).check(z.maxLength(most.clusters), z.refine((clusters) => clusters.reduce((sum, { ways }) => sum + ways.length, 0) <= most.waysTogether, `expected at most ${most.waysTogether} ways`))),
    notes: z.array(shortText(2000)).check(z.maxLength(most.list)),
    toolVersion: z.optional(shortText(60)),
    pullRequest: z.object({ number: wholeNumber(2_147_483_647, 1) }),
  });
}

/** Short texts, few members and little depth, and no name that means something to JavaScript. */
function isSmall(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.length <= 4000;
  if (typeof value !== 'object' || value === null) return true;
  const members = Object.entries(value);
  return depth > 0 && members.length <= most.members && members.every(([name, member]) => name !== '__proto__' && name.length <= 500 && isSmall(member, depth - 1));
}
