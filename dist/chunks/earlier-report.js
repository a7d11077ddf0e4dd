import { textAt, member, isJsonObject, UserError } from './ground.js';
import { isTime, onePerKey, earlierOf, rememberedVerdicts, mildestFirst } from './tell-issue.js';

/** What is read of a report. Texts in UTF-16 units. */
const most = { length: 512 * 1024 * 1024 - 64, findings: 200_000, clusters: 100_000, exposes: 200, text: 4000 }         ;

/**
 * What the JSON report of an earlier run (docs/report.schema.json, any minor version of 1) leaves to this one. Reports from before 1.3 know no
 * `drift`: their findings are since the time at which they were made.
 * @param path names the file in messages
 * @param madeAt when the report was made, for one that does not tell: ISO 8601 in UTC
 * Throws `UserError` with a sentence that names the first thing that is wrong and repeats nothing of it.
 */
function earlierFromReport(text        , path        , madeAt         )             {
  const fail = (what        )        => {
    throw new UserError(`${path} cannot be taken as the report of the earlier run: ${what}.`);
  };
  if (text.length > most.length) return fail(`it has ${text.length} characters, and at most ${most.length} are read`);
  let value         ;
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
  const read =       (parent         , name        , where        , greatest        , itemOf                                        )                  => {
    const found = member(parent, name);
    if (found === undefined) return [];
    if (!Array.isArray(found)) return fail(`\`${where}\` is no list`);
    if (found.length > greatest) return fail(`\`${where}\` has ${found.length} elements, and at most ${greatest} are read`);
    return found.map((item         , index) => itemOf(item, `${where}[${index}]`));
  };
  const findings = read(value, 'findings', 'findings', most.findings, (item, where) => findingOf(item, textAt(item, 'change', 'since') ?? at, (names) => read(item, 'exposes', `${where}.exposes`, most.exposes, names), where, fail));
  const carried = read(drift, 'carried', 'drift.carried', most.findings, (item, where) => findingOf(item, textAt(item, 'since') ?? '', (names) => read(item, 'exposes', `${where}.exposes`, most.exposes, names), where, fail));
  const clusters = drift === undefined
    ? read(value, 'exposures', 'exposures', most.clusters, (item) => textAt(item, 'cluster', 'id') ?? []).flat().map((id) => ({ id, state: 'clean' }))
    : read(drift, 'clusters', 'drift.clusters', most.clusters, (item, where) => clusterOf(item, where, fail));
  return { ...earlierOf({ findings: [], drift: { at, clusters } }), findings: onePerKey([...findings, ...carried].flat()) };
}

                                    
                                                                                     

/** None for a verdict that is no finding. */
function findingOf(value         , since        , exposes       , where        , fail      )                            {
  const text = (...names                   )         => {
    const found = textAt(value, ...names);
    if (found === undefined) return fail(`\`${[where, ...names].join('.')}\` is no text`);
    return found.length > most.text ? fail(`\`${[where, ...names].join('.')}\` has more than ${most.text} characters`) : found;
  };
  const [written, severityWritten] = [text('verdict'), text('severity')];
  if (written === 'compliant' || written === 'notApplicable') return [];
  const verdict = rememberedVerdicts.find((one) => one === written) ?? fail(`\`${where}.verdict\` is no verdict`);
  const severity = mildestFirst.find((one) => one === severityWritten) ?? fail(`\`${where}.severity\` is no severity`);
  if (since.length > 40 || !isTime(since)) return fail(`\`${where}\` has no date and time in UTC since when it is there`);
  const resource                      = { type: text('resource', 'type'), name: text('resource', 'name'), ...(member(member(value, 'resource'), 'id') === undefined ? {} : { id: text('resource', 'id') }) };
  const unseenSince = textAt(value, 'unseenSince');
  if (unseenSince !== undefined && (unseenSince.length > 40 || !isTime(unseenSince))) return fail(`\`${where}.unseenSince\` is no date and time in UTC`);
  const exposed = exposes((item, place) => (typeof item === 'string' ? item : (textAt(item, 'rule') ?? fail(`\`${place}.rule\` is no text`))));
  return [{ rule: text('rule'), title: text('title'), severity, verdict, resource, since, ...(unseenSince === undefined ? {} : { unseenSince }), ...(exposed.length === 0 ? {} : { exposes: exposed }), ...messageOf(value) }];
}

/** It decides nothing. */
function messageOf(value         )                                {
  const message = textAt(value, 'message');
  return message === undefined ? {} : { message: message.slice(0, most.text) };
}

function clusterOf(value         , where        , fail      )                                                                                 {
  const id = textAt(value, 'id') ?? fail(`\`${where}.id\` is no text`);
  if (id.length > most.text) return fail(`\`${where}.id\` has more than ${most.text} characters`);
  const unseenSince = textAt(value, 'unseenSince');
  if (unseenSince !== undefined && (unseenSince.length > 40 || !isTime(unseenSince))) return fail(`\`${where}.unseenSince\` is no date and time in UTC`);
  return { id, state: textAt(value, 'state') ?? '', ...(unseenSince === undefined ? {} : { unseenSince }) };
}

export { earlierFromReport };
