import { isJsonObject, member, textAt } from '../../arm/json.ts';
import type { Finding } from '../../policy/finding.ts';
import { UserError } from '../../run/errors.ts';
import { earlierOf, onePerKey, type EarlierFinding, type EarlierRun } from './earlier.ts';
import { mildestFirst, rememberedVerdicts } from './standing.ts';
import { isTime } from './time.ts';

/** What is read of a report. Texts in UTF-16 units. */
const most = { length: 512 * 1024 * 1024 - 64, findings: 200_000, clusters: 100_000, exposes: 200, text: 4000 } as const;

/**
 * What the JSON report of an earlier run (docs/report.schema.json, any minor version of 1) leaves to this one. Reports from before 1.3 know no
 * `drift`: their findings are since the time at which they were made.
 * @param path names the file in messages
 * @param madeAt when the report was made, for one that does not tell: ISO 8601 in UTC
 * Throws `UserError` with a sentence that names the first thing that is wrong and repeats nothing of it.
 */
export function earlierFromReport(text: string, path: string, madeAt?: string): EarlierRun {
  const fail = (what: string): never => {
    throw new UserError(`${path} cannot be taken as the report of the earlier run: ${what}.`);
  };
  if (text.length > most.length) return fail(`it has ${text.length} characters, and at most ${most.length} are read`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('it is no well-formed JSON');
  }
  const version = textAt(value, 'schemaVersion');
  if (version === undefined || !Array.isArray(member(value, 'findings'))) return fail('it is no report of aks-isolation as `--format json` prints it');
  if (!/^1\.\d{1,6}$/.test(version)) return fail('it is of a schema that this version does not read (it reads 1.x)');
  const drift = member(value, 'drift');
  if (drift !== undefined && !isJsonObject(drift)) return fail('`drift` is no object');
  const at = textAt(drift, 'at') ?? (drift === undefined ? madeAt : undefined);
  if (at === undefined || at.length > 40 || !isTime(at)) return fail(drift === undefined ? 'it has no `drift`, and does not tell when it was made' : '`drift.at` is no date and time in UTC');
  const read = <Item>(parent: unknown, name: string, where: string, greatest: number, itemOf: (item: unknown, where: string) => Item): readonly Item[] => {
    const found = member(parent, name);
    if (found === undefined) return [];
    if (!Array.isArray(found)) return fail(`\`${where}\` is no list`);
    if (found.length > greatest) return fail(`\`${where}\` has ${found.length} elements, and at most ${greatest} are read`);
    return found.map((item: unknown, index) => itemOf(item, `${where}[${index}]`));
  };
  const findings = read(value, 'findings', 'findings', most.findings, (item, where) => findingOf(item, textAt(item, 'change', 'since') ?? at, (names) => read(item, 'exposes', `${where}.exposes`, most.exposes, names), where, fail));
  const carried = read(drift, 'carried', 'drift.carried', most.findings, (item, where) => findingOf(item, textAt(item, 'since') ?? '', (names) => read(item, 'exposes', `${where}.exposes`, most.exposes, names), where, fail));
  const clusters = drift === undefined
    ? read(value, 'exposures', 'exposures', most.clusters, (item) => textAt(item, 'cluster', 'id') ?? []).flat().map((id) => ({ id, state: 'clean' }))
    : read(drift, 'clusters', 'drift.clusters', most.clusters, (item, where) => clusterOf(item, where, fail));
  return { ...earlierOf({ findings: [], drift: { at, clusters } }), findings: onePerKey([...findings, ...carried].flat()) };
}

type Fail = (what: string) => never;
type Names = (nameOf: (item: unknown, where: string) => string) => readonly string[];

/** None for a verdict that is no finding. */
function findingOf(value: unknown, since: string, exposes: Names, where: string, fail: Fail): readonly EarlierFinding[] {
  const text = (...names: readonly string[]): string => {
    const found = textAt(value, ...names);
    if (found === undefined) return fail(`\`${[where, ...names].join('.')}\` is no text`);
    return found.length > most.text ? fail(`\`${[where, ...names].join('.')}\` has more than ${most.text} characters`) : found;
  };
  const [written, severityWritten] = [text('verdict'), text('severity')];
  if (written === 'compliant' || written === 'notApplicable') return [];
  const verdict = rememberedVerdicts.find((one) => one === written) ?? fail(`\`${where}.verdict\` is no verdict`);
  const severity = mildestFirst.find((one) => one === severityWritten) ?? fail(`\`${where}.severity\` is no severity`);
  if (since.length > 40 || !isTime(since)) return fail(`\`${where}\` has no date and time in UTC since when it is there`);
  const resource: Finding['resource'] = { type: text('resource', 'type'), name: text('resource', 'name'), ...(member(member(value, 'resource'), 'id') === undefined ? {} : { id: text('resource', 'id') }) };
  const unseenSince = textAt(value, 'unseenSince');
  if (unseenSince !== undefined && (unseenSince.length > 40 || !isTime(unseenSince))) return fail(`\`${where}.unseenSince\` is no date and time in UTC`);
  const exposed = exposes((item, place) => (typeof item === 'string' ? item : (textAt(item, 'rule') ?? fail(`\`${place}.rule\` is no text`))));
  return [{ rule: text('rule'), title: text('title'), severity, verdict, resource, since, ...(unseenSince === undefined ? {} : { unseenSince }), ...(exposed.length === 0 ? {} : { exposes: exposed }), ...messageOf(value) }];
}

/** It decides nothing. */
function messageOf(value: unknown): { readonly message?: string } {
  const message = textAt(value, 'message');
  return message === undefined ? {} : { message: message.slice(0, most.text) };
}

function clusterOf(value: unknown, where: string, fail: Fail): { readonly id: string; readonly state: string; readonly unseenSince?: string } {
  const id = textAt(value, 'id') ?? fail(`\`${where}.id\` is no text`);
  if (id.length > most.text) return fail(`\`${where}.id\` has more than ${most.text} characters`);
  const unseenSince = textAt(value, 'unseenSince');
  if (unseenSince !== undefined && (unseenSince.length > 40 || !isTime(unseenSince))) return fail(`\`${where}.unseenSince\` is no date and time in UTC`);
  return { id, state: textAt(value, 'state') ?? '', ...(unseenSince === undefined ? {} : { unseenSince }) };
}
