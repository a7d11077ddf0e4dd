import { parseShape, optional, object, array, _maxLength, refine, string, _regex, int, _gte, _lte, unknown, union, boolean, literal, _enum } from './vendor-zod.js';
import { UserError } from './ground.js';
import { verdictOrder, worstVerdict } from './run.js';

/** What a report of a stranger may hold; beyond, it is refused whole. */
const most = { findings: 1000, reasons: 50, related: 20, list: 200, depth: 8, members: 200, clusters: 1000, ways: 100, waysTogether: 20_000 }         ;

/**
 * A report of `check` from JSON that anybody may have written, with the pull request that it names. Every member that is rendered is checked
 * for type and length; the verdict and the counts are worked out anew from the findings; members that no schema knows are dropped, as are
 * fixes (they would be offered as changes of ours) and links. Surfaces escape what is left.
 * Throws `UserError` that names the first member that is wrong and repeats nothing of its value.
 */
function parseHandedReport(text        , file        )                                                       {
  let value         ;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words repeat a piece of the text.
    throw new UserError(`${file} is no well-formed JSON.`);
  }
  try {
    const found = parseShape(reportSchema(), value);
    const findings                     = found.findings.map(findingOf);
    const counts = Object.fromEntries(verdictOrder.map((verdict) => [verdict, Math.max(found.counts[verdict] ?? 0, findings.filter((finding) => finding.verdict === verdict).length)]));
    const report         = {
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

                                                              

/** Absent members are left out: with `exactOptionalPropertyTypes` they are not the same as undefined ones. */
function findingOf({ location, remedy, related, exposes, fingerprint, resource, reasons, ...rest }              )          {
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

                                                                

/** Ids are dropped: nothing that is shown needs them. */
function exposureOf({ cluster, network, ways }               )                 {
  return {
    cluster: { name: cluster.name },
    ...(network === undefined ? {} : { network }),
    ways: ways.map(({ target, before, ...rest }) => ({ ...rest, ...(target === undefined ? {} : { target }), ...(before === undefined ? {} : { before }) })),
  };
}

function shortText(length        )                  {
  return string().check(_maxLength(length));
}

function ruleName()                  {
  return shortText(200).check(_regex(/^[\p{L}\p{N}_ .()/-]+$/u, 'expected the name of a rule'));
}

function wholeNumber(greatest        , least = 0)                  {
  return int().check(_gte(least), _lte(greatest));
}

function locationMembers()                                                                                                                                          {
  // Relative and without steps upward: annotations and SARIF would point there.
  const file = shortText(1000).check(_regex(/^(?!\/|[A-Za-z]:|.*\\)(?!(?:.*\/)?\.\.(?:\/|$))[^\p{Cc}]+$/u, 'expected a path inside the repository'));
  return { file, line: wholeNumber(10_000_000, 1), column: wholeNumber(10_000_000, 1), pointer: shortText(2000) };
}

function findingSchema() {
  const value = unknown().check(refine((found) => isSmall(found, most.depth), 'expected a small value'));
  const reason = object({
    kind: _enum(['field', 'value', 'count']), expression: shortText(2000), path: optional(shortText(2000)), operator: shortText(60),
    actual: value, expected: value, result: union([boolean(), literal('unknown')]),
  });
  return object({
    rule: ruleName(),
    title: shortText(500),
    verdict: _enum(['compliant', 'violation', 'undetermined', 'error', 'exempt', 'notApplicable']),
    effect: shortText(40).check(_regex(/^[a-z]+$/i, 'expected an effect')),
    severity: _enum(['high', 'medium', 'low']),
    resource: object({ type: shortText(300), name: shortText(300) }),
    location: optional(object(locationMembers())),
    message: shortText(4000),
    reasons: array(reason).check(_maxLength(most.reasons)),
    remedy: optional(shortText(4000)),
    related: optional(array(object({ ...locationMembers(), message: shortText(1000) })).check(_maxLength(most.related))),
    exposes: optional(array(object({ rule: ruleName(), title: shortText(500) })).check(_maxLength(most.related))),
    fingerprint: optional(string().check(_regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'))),
  });
}

function exposureSchema() {
  const state = _enum(['closed', 'open', 'meant', 'undetermined', 'notVisible']);
  const way = object({
    rule: ruleName(), name: shortText(200), kind: _enum(['egress', 'ingress', 'channel', 'works']), severity: _enum(['high', 'medium', 'low']),
    state, message: shortText(4000), target: optional(shortText(2000)), before: optional(state),
  });
  return object({ cluster: object({ name: shortText(300) }), network: optional(shortText(500)), ways: array(way).check(_maxLength(most.ways)) });
}

function reportSchema() {
  const count = optional(wholeNumber(1_000_000_000));
  return object({
    schemaVersion: string().check(_regex(/^1\.\d{1,4}$/, 'expected schema 1')),
    command: literal('check'),
    title: shortText(500),
    target: object({ name: shortText(500) }),
    counts: object({ error: count, violation: count, undetermined: count, exempt: count, compliant: count, notApplicable: count }),
    findings: array(findingSchema()).check(_maxLength(most.findings)),
    facts: array(object({ label: shortText(200), value: shortText(500) })).check(_maxLength(most.list)),
    exposures: optional(array(exposureSchema()).check(_maxLength(most.clusters), refine((clusters) => clusters.reduce((sum, { ways }) => sum + ways.length, 0) <= most.waysTogether, `expected at most ${most.waysTogether} ways`))),
    notes: array(shortText(2000)).check(_maxLength(most.list)),
    toolVersion: optional(shortText(60)),
    pullRequest: object({ number: wholeNumber(2_147_483_647, 1) }),
  });
}

/** Short texts, few members and little depth, and no name that means something to JavaScript. */
function isSmall(value         , depth        )          {
  if (typeof value === 'string') return value.length <= 4000;
  if (typeof value !== 'object' || value === null) return true;
  const members = Object.entries(value);
  return depth > 0 && members.length <= most.members && members.every(([name, member]) => name !== '__proto__' && name.length <= 500 && isSmall(member, depth - 1));
}

export { parseHandedReport };
