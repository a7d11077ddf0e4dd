import * as z from 'zod/mini';
import { parseShape } from '../../../github/shape.ts';
import { Unknown } from '../../../language/unknown.ts';
import { isTime } from '../../../isolation/drift/time.ts';
import type { Finding } from '../../../policy/finding.ts';
import type { Report, ReportDrift } from '../../../report/report.ts';
import { UserError } from '../../../run/errors.ts';

/** A report of drift, of a part of a fleet or a whole one. */
export interface DriftReport extends Report {
  readonly drift: ReportDrift;
}

/** What a fleet may come to. Texts in UTF-16 units. */
const most = { length: 512 * 1024 * 1024 - 64, findings: 200_000, clusters: 100_000, list: 20_000, ways: 200, related: 200, text: 20_000, depth: 32 } as const;

/**
 * The report of a job of ours from its JSON. Every member is held to its type; ids are kept, and members that no schema knows are dropped.
 * Throws `UserError` that names the first member that is wrong and repeats nothing of its value.
 */
export function parseDriftReport(text: string, name: string): DriftReport {
  const fail = (what: string, cause?: unknown): never => {
    throw new UserError(`${name} is no report of drift that can be merged: ${what}.`, { cause });
  };
  if (text.length > most.length) return fail(`it has ${text.length} characters, and at most ${most.length} are read`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words repeat a piece of the text.
    return fail('it is no well-formed JSON');
  }
  try {
    const { schemaVersion: _, findings, ...rest } = parseShape(reportSchema, value);
    return { ...rest, findings: findings.map(knownAgain) };
  } catch (error) {
    return fail(error instanceof Error ? error.message.slice(0, 300) : 'it is not as the schema says', error);
  }
}

/** What nobody knew stands in JSON as an object that says why. */
function knownAgain(finding: Finding): Finding {
  return { ...finding, reasons: finding.reasons.map((reason) => ({ ...reason, actual: unknownAgain(reason.actual), expected: unknownAgain(reason.expected) })) };
}

function unknownAgain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unknownAgain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [first] = members;
  if (first !== undefined && members.length === 1 && first[0] === 'unknown' && typeof first[1] === 'string') return new Unknown(first[1]);
  return Object.fromEntries(members.map(([name, member]) => [name, unknownAgain(member)]));
}

const words = z.string().check(z.maxLength(most.text));
const time = z.string().check(z.maxLength(40), z.refine(isTime, 'expected a date and time in UTC'));
const whole = z.int().check(z.gte(0), z.lte(1_000_000_000));
const verdict = z.enum(['compliant', 'violation', 'undetermined', 'error', 'exempt', 'notApplicable']);
const severity = z.enum(['high', 'medium', 'low']);
const resource = z.object({ type: words, name: words, id: z.exactOptional(words) });
const cluster = z.object({ id: words, name: words });
const location = z.object({ file: words, line: whole, column: whole, pointer: words });
const value = z.unknown().check(z.refine((found) => isShallow(found, most.depth), 'expected a value of little depth'));

function listOf<Item extends z.ZodMiniType>(item: Item, greatest: number = most.list): z.ZodMiniArray<Item> {
  return z.array(item).check(z.maxLength(greatest));
}

const write = z.object({ at: time, by: z.exactOptional(words), operation: z.exactOptional(words), correlationId: z.exactOptional(words), details: z.exactOptional(listOf(words)) });

const finding = z.object({
  rule: words, title: words, verdict, effect: words, severity, resource,
  location: z.exactOptional(location),
  message: words,
  reasons: listOf(z.object({ kind: z.enum(['field', 'value', 'count']), expression: words, path: z.exactOptional(words), operator: words, actual: value, expected: value, result: z.union([z.boolean(), z.literal('unknown')]) })),
  remedy: z.exactOptional(words),
  related: z.exactOptional(listOf(z.extend(location, { message: words }), most.related)),
  exposes: z.exactOptional(listOf(z.object({ rule: words, title: words }), most.related)),
  fingerprint: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'))),
  change: z.exactOptional(z.object({ kind: z.enum(['new', 'worse', 'unchanged']), since: time, write: z.exactOptional(write) })),
});

const step = z.object({
  title: words, status: z.enum(['planned', 'done', 'unchanged', 'failed', 'skipped']), resourceId: z.exactOptional(words), details: listOf(words), elapsed: z.exactOptional(z.number()),
  key: z.exactOptional(words), after: z.exactOptional(listOf(words)), why: z.exactOptional(words), disruption: z.exactOptional(words),
});

const carried = z.object({
  rule: words, title: words, severity, verdict: z.enum(['exempt', 'undetermined', 'violation', 'error']), resource, since: time,
  unseenSince: z.exactOptional(time), exposes: z.exactOptional(listOf(words, most.related)), message: z.exactOptional(words),
});

const drift = z.object({
  at: time,
  earlier: z.exactOptional(z.object({ at: time, url: z.exactOptional(words) })),
  isConclusive: z.boolean(),
  unseen: listOf(z.object({ scope: words, why: words }), most.clusters),
  counts: z.object({ new: whole, worse: whole, unchanged: whole, healed: whole }),
  healed: listOf(z.object({ rule: words, title: words, severity, verdict, resource, because: z.enum(['mended', 'gone', 'exempt']), since: time, write: z.exactOptional(write) }), most.findings),
  carried: z.exactOptional(listOf(carried, most.findings)),
  unasked: z.exactOptional(listOf(carried, most.findings)),
  shard: z.exactOptional(z.object({ index: whole, count: whole })),
  clusters: listOf(z.extend(cluster, {
    state: z.enum(['failing', 'undetermined', 'unseen', 'clean']), severity: z.exactOptional(severity), findings: whole, fresh: whole,
    location: z.exactOptional(words), outboundType: z.exactOptional(words), unseenSince: z.exactOptional(time),
  }), most.clusters),
  places: z.exactOptional(listOf(z.extend(cluster, { kind: z.enum(['managementGroup', 'subscription']), clusters: whole, failing: whole, undetermined: whole, unseen: whole }), most.clusters)),
  azure: z.exactOptional(z.object({ at: z.exactOptional(time), compared: whole, different: whole })),
  remedies: z.exactOptional(listOf(z.object({ cluster, kind: z.enum(['planned', 'applied', 'failed', 'held', 'manual']), steps: listOf(step), disruption: z.exactOptional(words), why: z.exactOptional(words) }), most.clusters)),
});

const state = z.enum(['closed', 'open', 'meant', 'undetermined', 'notVisible']);
const way = z.object({ rule: words, name: words, kind: z.enum(['egress', 'ingress', 'channel', 'works']), severity, state, message: words, target: z.exactOptional(words), before: z.exactOptional(state) });
const rule = z.object({ rule: words, title: words, severity, description: z.exactOptional(words), remedy: z.exactOptional(words), helpUri: z.exactOptional(words) });

const reportSchema = z.object({
  schemaVersion: z.string().check(z.regex(/^1\.\d{1,4}$/, 'expected schema 1')),
  command: z.literal('drift'),
  title: words, verdict, changed: z.boolean(), dryRun: z.boolean(),
  target: z.object({ id: words, name: words }),
  counts: z.object({ error: z.exactOptional(whole), violation: z.exactOptional(whole), undetermined: z.exactOptional(whole), exempt: z.exactOptional(whole), compliant: z.exactOptional(whole), notApplicable: z.exactOptional(whole) }),
  findings: listOf(finding, most.findings),
  steps: listOf(step),
  facts: listOf(z.object({ label: words, value: words })),
  exposures: z.exactOptional(listOf(z.object({ cluster: z.object({ name: words, id: z.exactOptional(words) }), network: z.exactOptional(words), ways: listOf(way, most.ways) }), most.clusters)),
  drift,
  notes: listOf(words),
  rules: z.exactOptional(listOf(rule)),
  planHash: z.exactOptional(words),
  toolVersion: z.exactOptional(words),
});

function isShallow(found: unknown, depth: number): boolean {
  return typeof found !== 'object' || found === null || (depth > 0 && Object.values(found).every((member) => isShallow(member, depth - 1)));
}
