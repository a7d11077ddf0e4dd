import { textAt, member, arrayAt, readJsonText, deepestJson, JsonTextError, UserError, at, isJsonObject } from './ground.js';
import { clusterKey, wayStates } from './earlier.js';

/** Characters of a report, and findings in it. */
const most = { length: 64 * 1024 * 1024, findings: 200_000, clusters: 20_000, ways: 200 }         ;

const verdicts                     = ['error', 'violation', 'undetermined', 'exempt', 'compliant', 'notApplicable'];
const severities                      = ['high', 'medium', 'low'];
const kinds                            = ['field', 'value', 'count'];

/** An earlier report. */
                           
                                        
                                                                                                                                              
                             
 

/**
 * The findings of an earlier JSON report (docs/report.schema.json, any minor version of 1), with their fingerprints where they have them.
 * Throws UserError with file and line for what is no such report.
 */
function parseBaseline(text        , path        )           {
  const source = read(text, path);
  const fail = (message        , pointer        )        => {
    throw new UserError(`${path}:${source.propertyAt(pointer).line}: ${message}`);
  };
  const { value } = source;
  const version = textAt(value, 'schemaVersion');
  const findings = member(value, 'findings');
  if (version === undefined || !Array.isArray(findings)) return fail('this is no report of aks-isolation; a baseline is what `--format json` printed.', '');
  if (!/^1\.\d{1,6}$/.test(version)) return fail(`the report is of schema ${version.slice(0, 20)}; this version reads 1.x. Make the baseline anew.`, '/schemaVersion');
  if (findings.length > most.findings) return fail(`the report has ${findings.length} findings; at most ${most.findings} are read.`, '/findings');
  return {
    findings: findings.map((finding         , index) => findingOf(finding, (what) => fail(`finding ${index + 1} of the baseline ${what}.`, `/findings/${index}`))),
    ways: new Map(arrayAt(value, 'exposures').slice(0, most.clusters).map((exposure) => [clusterKey(textAt(exposure, 'cluster', 'name') ?? '', textAt(exposure, 'cluster', 'id')), waysOf(exposure)])),
  };
}

/** What is no way is left out: they are shown beside what is, and decide nothing. */
function waysOf(exposure         )                                {
  return new Map(arrayAt(exposure, 'ways').slice(0, most.ways).flatMap((way) => {
    const state = wayStates.find((known) => known === textAt(way, 'state'));
    const rule = textAt(way, 'rule');
    return state === undefined || rule === undefined ? [] : [[rule, state]         ];
  }));
}

function read(text        , path        )           {
  try {
    return readJsonText(text, 'strict', { length: most.length, depth: deepestJson });
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new UserError(`${path}:${error.line}: the baseline is no well-formed JSON: ${error.message}.`, { cause: error });
  }
}

function findingOf(value         , fail                         )          {
  const text = (...names                   )         => textAt(value, ...names) ?? fail(`has no text \`${names.join('.')}\``);
  const oneOf =                      (name        , words                 )       => {
    const found = text(name);
    return words.find((word) => word === found) ?? fail(`has a \`${name}\` that is none of ${words.join(', ')}`);
  };
  const id = textAt(value, 'resource', 'id');
  const location = at(value, 'location');
  const fingerprint = member(value, 'fingerprint');
  if (fingerprint !== undefined && (typeof fingerprint !== 'string' || !/^[0-9a-f]{64}$/.test(fingerprint))) fail('has a `fingerprint` that is not 64 hexadecimal digits');
  return {
    rule: text('rule'),
    title: text('title'),
    verdict: oneOf('verdict', verdicts),
    effect: text('effect'),
    severity: oneOf('severity', severities),
    resource: { type: text('resource', 'type'), name: text('resource', 'name'), ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location: locationOf(location, fail) }),
    message: text('message'),
    reasons: arrayAt(value, 'reasons').map((reason) => reasonOf(reason, fail)),
    ...(typeof fingerprint === 'string' ? { fingerprint } : {}),
  };
}

function locationOf(value         , fail                         )           {
  const [line, column] = [member(value, 'line'), member(value, 'column')];
  const [file, pointer] = [textAt(value, 'file'), textAt(value, 'pointer')];
  if (file === undefined || pointer === undefined || typeof line !== 'number' || typeof column !== 'number') return fail('has a `location` without file, line, column or pointer');
  return { file, line, column, pointer };
}

function reasonOf(value         , fail                         )         {
  const [expression, operator, path, result] = [textAt(value, 'expression'), textAt(value, 'operator'), textAt(value, 'path'), member(value, 'result')];
  const kind = kinds.find((candidate) => candidate === member(value, 'kind'));
  if (!isJsonObject(value) || kind === undefined || expression === undefined || operator === undefined || (typeof result !== 'boolean' && result !== 'unknown')) {
    return fail('has a reason that is not as the schema says');
  }
  return { kind, expression, ...(path === undefined ? {} : { path }), operator, actual: member(value, 'actual'), expected: member(value, 'expected'), result };
}

export { parseBaseline };
