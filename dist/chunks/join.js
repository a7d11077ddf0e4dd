import { UserError, Unknown } from './ground.js';
import { firstOf, isOpen, toldNow, hiddenBy, compareClusters, comparePlaces, compareText, isTime, driftVerdict, unaskedNotes, readReportFile, recall, tellIssue, exceeds } from './tell-issue.js';
import { findingKey, idKey } from './key.js';
import { worstFirst, verdictOrder } from './run.js';
import { parseShape, object, exactOptional, string, _regex, array, _maxLength, refine, int, _gte, _lte, unknown, _enum, extend, union, number, boolean, literal } from './vendor-zod.js';

/**
 * What became of a fleet by what its parts say. All of them were compared with the same earlier run, whole: what one could not see another may have
 * seen, and what it carries is healed by that one's word. What none could see is carried.
 * @param findings those of all parts, with their changes settled
 */
function mergeDrift(parts                        , findings                    )              {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('There is no part to merge.');
  const unseen = distinct(parts.flatMap((part) => part.unseen), ({ scope, why }) => JSON.stringify([idKey(scope), why]));
  const { healed, carried, unasked } = fatesOf(parts, findings, unseen);
  const clusters = clustersOf(parts);
  const places = placesOf(parts);
  const azure = azureOf(parts);
  const remedies = parts.flatMap((part) => part.remedies ?? []);
  return {
    at: others.reduce((at, part) => firstOf(at, part.at), first.at),
    ...(first.earlier === undefined ? {} : { earlier: first.earlier }),
    isConclusive: clusters.some(({ state }) => state !== 'unseen') || (unseen.length === 0 && clusters.length === 0),
    unseen,
    counts: { ...countsOf$1(findings), healed: healed.length },
    healed,
    ...(carried.length === 0 ? {} : { carried }),
    ...(unasked.length === 0 ? {} : { unasked }),
    clusters,
    ...(places.filter(({ kind }) => kind === 'subscription').length > 1 ? { places } : {}),
    ...(azure === undefined ? {} : { azure }),
    ...(remedies.length === 0 ? {} : { remedies }),
  };
}

                                                                                                                                        

const surestFirst                                      = ['exempt', 'mended', 'gone'];

function fatesOf(parts                        , findings                    , unseen                       )        {
  const open = new Set(findings.filter(isOpen).map(findingKey));
  const exempt = new Set(findings.filter(({ verdict }) => verdict === 'exempt').map(findingKey));
  const told = toldNow(findings);
  const isThere = (key        )          => open.has(key) || (!exempt.has(key) && told.get(key) === 'there');
  const carried = together(parts.map((part) => part.carried ?? []));
  const hidden = hiddenBy(unseen);
  const healed = new Map                       ();
  const doubtful = new Set        ();
  for (const finding of parts.flatMap((part) => part.healed).toSorted((left, right) => surestFirst.indexOf(left.because) - surestFirst.indexOf(right.because))) {
    const key = findingKey(finding);
    if (healed.has(key) || isThere(key)) continue;
    if (carried.has(key) && isDoubtful(finding, hidden)) doubtful.add(key);
    else healed.set(key, exempt.has(key) || told.get(key) === 'exempt' ? { ...finding, because: 'exempt' } : finding);
  }
  const forgotten = together(parts.map((part) => part.unasked ?? []));
  const isLeft = (key        )          => !isThere(key) && !healed.has(key);
  const inAll = (key        )          => (carried.get(key)?.parts ?? 0) + (forgotten.get(key)?.parts ?? 0) === parts.length;
  const kept = [...carried].filter(([key]) => isLeft(key) && (inAll(key) || doubtful.has(key)));
  const unasked = [...forgotten].filter(([key]) => isLeft(key) && inAll(key) && !carried.has(key));
  return { healed: sorted([...healed.values()]), carried: sorted(kept.map(([, { finding }]) => finding)), unasked: sorted(unasked.map(([, { finding }]) => finding)) };
}

/** One part says that it is healed, and another could not look: who saw the resource is believed, but not who only missed it on a list below what is hidden. */
function isDoubtful({ because, resource: { id } }               , hidden                                                )          {
  if (because === 'exempt') return false;
  if (id === undefined) return true;
  const by = hidden(id);
  return by === 'itself' || (by === 'above' && because === 'gone');
}

/** By key, in how many parts. The time since when it was not seen is that of the first. */
function together(lists                                        )                                                                                    {
  const found = new Map                                                                      ();
  for (const list of lists) {
    for (const finding of list) {
      const key = findingKey(finding);
      const other = found.get(key);
      const since = other?.finding.unseenSince ?? finding.unseenSince;
      const unseenSince = since === undefined || finding.unseenSince === undefined ? since : firstOf(since, finding.unseenSince);
      found.set(key, { finding: { ...finding, ...(unseenSince === undefined ? {} : { unseenSince }) }, parts: (other?.parts ?? 0) + 1 });
    }
  }
  return found;
}

function countsOf$1(findings                    )                                        {
  const kinds = new Map(findings.filter(isOpen).flatMap((finding) => (finding.change === undefined ? [] : [[findingKey(finding), finding.change.kind]         ])));
  const counts = { new: 0, worse: 0, unchanged: 0 };
  for (const kind of kinds.values()) counts[kind] += 1;
  return counts;
}

/** Whoever saw a cluster knows more of it than whoever did not. */
function clustersOf(parts                        )                           {
  const clusters = new Map                       ();
  for (const cluster of parts.flatMap((part) => part.clusters)) {
    const other = clusters.get(idKey(cluster.id));
    if (other === undefined || (cluster.state !== 'unseen' && (other.state === 'unseen' || compareClusters(cluster, other) < 0))) clusters.set(idKey(cluster.id), cluster);
  }
  return [...clusters.values()].toSorted(compareClusters);
}

/** A management group is divided among the parts, a subscription is in one of them. */
function placesOf(parts                        )                         {
  const places = new Map                     ();
  for (const place of parts.flatMap((part) => part.places ?? [])) {
    const other = places.get(idKey(place.id));
    places.set(idKey(place.id), other === undefined ? place : { ...other, clusters: other.clusters + place.clusters, failing: other.failing + place.failing, undetermined: other.undetermined + place.undetermined, unseen: other.unseen + place.unseen });
  }
  return [...places.values()].toSorted(comparePlaces);
}

function azureOf(parts                        )                                {
  const states = parts.flatMap((part) => part.azure ?? []);
  if (states.length === 0) return undefined;
  const at = states.flatMap((state) => state.at ?? []).toSorted((left, right) => Date.parse(right) - Date.parse(left))[0];
  const sum = (of                                      )         => states.reduce((total, state) => total + of(state), 0);
  return { ...(at === undefined ? {} : { at }), compared: sum(({ compared }) => compared), different: sum(({ different }) => different) };
}

function distinct      (items                 , keyOf                        )                  {
  const seen = new Set        ();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function sorted                                                  (findings                  )                   {
  return findings.map((finding) => [findingKey(finding), finding]         ).toSorted(([left], [right]) => compareText(left, right)).map(([, finding]) => finding);
}

/** So many missing parts are named. */
const mostNamed = 10;

/** What has to be the same in all parts, and what to do when it is not. */
const same                                                                                                               = [
  { what: 'targets', of: ({ target }) => target.id.toLowerCase(), advice: 'merge the parts of one fleet' },
  { what: 'versions of this project', of: ({ toolVersion }) => toolVersion, advice: 'use one version in all jobs' },
  { what: 'rules', of: ({ rules }) => rules, advice: 'use the same policies in all jobs' },
  { what: 'earlier runs that they are compared with', of: ({ drift }) => drift.earlier?.at, advice: 'give all jobs the same memory' },
  { what: 'values of `dryRun`', of: ({ dryRun }) => dryRun, advice: 'give all jobs the same inputs' },
];

/**
 * The reports by their shards, when they are all parts of one fleet, each once, or one whole one. Throws `UserError` with a sentence for anything else.
 */
function oneFleet(reports                        )                         {
  const [first, ...others] = reports;
  if (first === undefined) return [];
  const { shard } = first.report.drift;
  if (shard === undefined && others.length === 0) return [first.report];
  const byIndex = new Map                     ();
  for (const named of reports) {
    const { name, report: { drift } } = named;
    if (drift.shard === undefined) throw new UserError(`${name} is the report of a whole fleet, and is not one of several parts: name the reports of one run with "shard" alone.`);
    const { index, count } = drift.shard;
    if (index < 1 || index > count) throw new UserError(`${name} is of part ${index} of ${count}, which there cannot be.`);
    if (count !== shard?.count) throw new UserError(`${first.name} is of a fleet in ${shard?.count ?? 1} parts and ${name} of one in ${count}: merge the parts of one run.`);
    const other = byIndex.get(index);
    if (other !== undefined) throw new UserError(`${other.name} and ${name} are both of part ${index} of ${count}: name each part once.`);
    byIndex.set(index, named);
  }
  const count = shard?.count ?? 1;
  if (byIndex.size < count) throw new UserError(missing(byIndex, count));
  for (const { what, of, advice } of same) {
    const different = others.find(({ report }) => JSON.stringify(of(report)) !== JSON.stringify(of(first.report)));
    if (different !== undefined) throw new UserError(`${first.name} and ${different.name} have different ${what}: ${advice}.`);
  }
  return [...byIndex].toSorted(([left], [right]) => left - right).map(([, { report }]) => report);
}

function missing(byIndex                              , count        )         {
  const named           = [];
  for (let index = 1; index <= count && named.length < mostNamed; index += 1) if (!byIndex.has(index)) named.push(`${index}/${count}`);
  const left = count - byIndex.size - named.length;
  const which = `${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return `The ${count - byIndex.size === 1 ? 'report of part' : 'reports of parts'} ${which} ${count - byIndex.size === 1 ? 'is' : 'are'} missing: without ${count - byIndex.size === 1 ? 'it' : 'them'} nothing can be said of the whole fleet.`;
}

/** A report of drift, of a part of a fleet or a whole one. */
                                             
                              
 

/** What a fleet may come to. Texts in UTF-16 units. */
const most = { length: 512 * 1024 * 1024 - 64, findings: 200_000, clusters: 100_000, list: 20_000, ways: 200, related: 200, text: 20_000, depth: 32 }         ;

/**
 * The report of a job of ours from its JSON. Every member is held to its type; ids are kept, and members that no schema knows are dropped.
 * Throws `UserError` that names the first member that is wrong and repeats nothing of its value.
 */
function parseDriftReport(text        , name        )              {
  const fail = (what        , cause          )        => {
    throw new UserError(`${name} is no report of drift that can be merged: ${what}.`, { cause });
  };
  if (text.length > most.length) return fail(`it has ${text.length} characters, and at most ${most.length} are read`);
  let value         ;
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
function knownAgain(finding         )          {
  return { ...finding, reasons: finding.reasons.map((reason) => ({ ...reason, actual: unknownAgain(reason.actual), expected: unknownAgain(reason.expected) })) };
}

function unknownAgain(value         )          {
  if (Array.isArray(value)) return value.map(unknownAgain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [first] = members;
  if (first !== undefined && members.length === 1 && first[0] === 'unknown' && typeof first[1] === 'string') return new Unknown(first[1]);
  return Object.fromEntries(members.map(([name, member]) => [name, unknownAgain(member)]));
}

const words = string().check(_maxLength(most.text));
const time = string().check(_maxLength(40), refine(isTime, 'expected a date and time in UTC'));
const whole = int().check(_gte(0), _lte(1_000_000_000));
const verdict = _enum(['compliant', 'violation', 'undetermined', 'error', 'exempt', 'notApplicable']);
const severity = _enum(['high', 'medium', 'low']);
const resource = object({ type: words, name: words, id: exactOptional(words) });
const cluster = object({ id: words, name: words });
const location = object({ file: words, line: whole, column: whole, pointer: words });
const value = unknown().check(refine((found) => isShallow(found, most.depth), 'expected a value of little depth'));

function listOf                            (item      , greatest         = most.list)                       {
  return array(item).check(_maxLength(greatest));
}

const write = object({ at: time, by: exactOptional(words), operation: exactOptional(words), correlationId: exactOptional(words), details: exactOptional(listOf(words)) });

const finding = object({
  rule: words, title: words, verdict, effect: words, severity, resource,
  location: exactOptional(location),
  message: words,
  reasons: listOf(object({ kind: _enum(['field', 'value', 'count']), expression: words, path: exactOptional(words), operator: words, actual: value, expected: value, result: union([boolean(), literal('unknown')]) })),
  remedy: exactOptional(words),
  related: exactOptional(listOf(extend(location, { message: words }), most.related)),
  exposes: exactOptional(listOf(object({ rule: words, title: words }), most.related)),
  fingerprint: exactOptional(string().check(_regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'))),
  change: exactOptional(object({ kind: _enum(['new', 'worse', 'unchanged']), since: time, write: exactOptional(write) })),
});

const step = object({
  title: words, status: _enum(['planned', 'done', 'unchanged', 'failed', 'skipped']), resourceId: exactOptional(words), details: listOf(words), elapsed: exactOptional(number()),
  key: exactOptional(words), after: exactOptional(listOf(words)), why: exactOptional(words), disruption: exactOptional(words),
});

const carried = object({
  rule: words, title: words, severity, verdict: _enum(['exempt', 'undetermined', 'violation', 'error']), resource, since: time,
  unseenSince: exactOptional(time), exposes: exactOptional(listOf(words, most.related)), message: exactOptional(words),
});

const drift = object({
  at: time,
  earlier: exactOptional(object({ at: time, url: exactOptional(words) })),
  isConclusive: boolean(),
  unseen: listOf(object({ scope: words, why: words }), most.clusters),
  counts: object({ new: whole, worse: whole, unchanged: whole, healed: whole }),
  healed: listOf(object({ rule: words, title: words, severity, verdict, resource, because: _enum(['mended', 'gone', 'exempt']), since: time, write: exactOptional(write) }), most.findings),
  carried: exactOptional(listOf(carried, most.findings)),
  unasked: exactOptional(listOf(carried, most.findings)),
  shard: exactOptional(object({ index: whole, count: whole })),
  clusters: listOf(extend(cluster, {
    state: _enum(['failing', 'undetermined', 'unseen', 'clean']), severity: exactOptional(severity), findings: whole, fresh: whole,
    location: exactOptional(words), outboundType: exactOptional(words), unseenSince: exactOptional(time),
  }), most.clusters),
  places: exactOptional(listOf(extend(cluster, { kind: _enum(['managementGroup', 'subscription']), clusters: whole, failing: whole, undetermined: whole, unseen: whole }), most.clusters)),
  azure: exactOptional(object({ at: exactOptional(time), compared: whole, different: whole })),
  remedies: exactOptional(listOf(object({ cluster, kind: _enum(['planned', 'applied', 'failed', 'held', 'manual']), steps: listOf(step), disruption: exactOptional(words), why: exactOptional(words) }), most.clusters)),
});

const state = _enum(['closed', 'open', 'meant', 'undetermined', 'notVisible']);
const way = object({ rule: words, name: words, kind: _enum(['egress', 'ingress', 'channel', 'works']), severity, state, message: words, target: exactOptional(words), before: exactOptional(state) });
const rule = object({ rule: words, title: words, severity, description: exactOptional(words), remedy: exactOptional(words), helpUri: exactOptional(words) });

const reportSchema = object({
  schemaVersion: string().check(_regex(/^1\.\d{1,4}$/, 'expected schema 1')),
  command: literal('drift'),
  title: words, verdict, changed: boolean(), dryRun: boolean(),
  target: object({ id: words, name: words }),
  counts: object({ error: exactOptional(whole), violation: exactOptional(whole), undetermined: exactOptional(whole), exempt: exactOptional(whole), compliant: exactOptional(whole), notApplicable: exactOptional(whole) }),
  findings: listOf(finding, most.findings),
  steps: listOf(step),
  facts: listOf(object({ label: words, value: words })),
  exposures: exactOptional(listOf(object({ cluster: object({ name: words, id: exactOptional(words) }), network: exactOptional(words), ways: listOf(way, most.ways) }), most.clusters)),
  drift,
  notes: listOf(words),
  rules: exactOptional(listOf(rule)),
  planHash: exactOptional(words),
  toolVersion: exactOptional(words),
});

function isShallow(found         , depth        )          {
  return typeof found !== 'object' || found === null || (depth > 0 && Object.values(found).every((member) => isShallow(member, depth - 1)));
}

/**
 * One report from the JSON reports of all parts of a fleet (`shard`), as a run over the whole would have made it: findings about what is shared
 * between parts stand once. The report of a whole fleet alone comes out as it is. Pairs of rule and resource that found nothing are counted as the parts count them.
 * Throws `UserError` for a file that is no such report, and for a set that is not one fleet.
 */
function mergeReports(files                       )              {
  if (files.length === 0) throw new UserError('There is no report to merge: name the JSON reports of all parts.');
  const reports = oneFleet(files.map(({ name, text }) => ({ name, report: parseDriftReport(text, name) })));
  const [first] = reports;
  if (first === undefined) throw new UserError('There is no report to merge.');
  const all = reports.flatMap(({ findings }) => findings);
  const findings = worstFirst(withOneChange(reports.length === 1 ? all : distinctFindings(all)));
  const drift = mergeDrift(reports.map((report) => report.drift), findings);
  const exposures = exposuresOf(reports);
  return {
    command: first.command,
    title: first.title,
    verdict: findings.length > 0 || reports.some(({ verdict }) => verdict !== 'notApplicable') ? driftVerdict(findings, drift) : 'notApplicable',
    target: first.target,
    changed: reports.some(({ changed }) => changed),
    dryRun: first.dryRun,
    steps: reports.flatMap(({ steps }) => steps),
    findings,
    counts: countsOf(reports, all, findings),
    facts: factsOf(reports),
    ...(exposures.length === 0 ? {} : { exposures }),
    drift,
    notes: notesOf(reports, drift.unasked ?? []),
    ...(first.rules === undefined ? {} : { rules: first.rules }),
    ...(reports.length > 1 || first.planHash === undefined ? {} : { planHash: first.planHash }),
    ...(first.toolVersion === undefined ? {} : { toolVersion: first.toolVersion }),
  };
}

/** Without those that another part has word for word, whatever changed. Most keys are there once: only of the others the words are looked at. */
function distinctFindings(findings                    )                     {
  const keyed = findings.map((finding) => [findingKey(finding), finding]         );
  const [once, more] = [new Set        (), new Set        ()];
  for (const [key] of keyed) (once.has(key) ? more : once).add(key);
  return distinct(keyed, ([key, finding]) => (more.has(key) ? JSON.stringify({ ...finding, change: undefined }) : key)).map(([, finding]) => finding);
}

const strongestFirst                                   = ['new', 'worse', 'unchanged'];

/** Parts that look at the same resource may have found different things on it: all findings of one key have the change of the worst. */
function withOneChange(findings                    )                     {
  const changes = new Map                       ();
  for (const finding of findings) {
    if (finding.change === undefined) continue;
    const key = findingKey(finding);
    const other = changes.get(key);
    changes.set(key, other === undefined ? finding.change : strongest(other, finding.change));
  }
  return findings.map((finding) => {
    const change = finding.change === undefined ? undefined : changes.get(findingKey(finding));
    return change === undefined ? finding : { ...finding, change };
  });
}

function strongest(left               , right               )                {
  const strong = strongestFirst.indexOf(right.kind) < strongestFirst.indexOf(left.kind) ? right : left;
  const write = strong.write ?? left.write ?? right.write;
  return { kind: strong.kind, since: firstOf(left.since, right.since), ...(write === undefined ? {} : { write }) };
}

/** What stands in two reports was counted twice. */
function countsOf(reports                   , all                    , findings                    )                   {
  return Object.fromEntries(verdictOrder.flatMap((verdict) => {
    const many = (list                    )         => list.filter((finding) => finding.verdict === verdict).length;
    const count = reports.reduce((sum, { counts }) => sum + (counts[verdict] ?? 0), 0) - (many(all) - many(findings));
    return count <= 0 ? [] : [[verdict, count]         ];
  }));
}

function exposuresOf(reports                   )                            {
  const keyed = reports.flatMap(({ exposures = [] }) => exposures).map((exposure) => [idKey(exposure.cluster.id ?? exposure.cluster.name), exposure]         );
  return distinct(keyed, ([key]) => key).toSorted(([left], [right]) => compareText(left, right)).map(([, exposure]) => exposure);
}

/** Numbers are added up, what is the same stands once, and what differs stands side by side. */
function factsOf(reports                   )                        {
  const labels = distinct(reports.flatMap(({ facts }) => facts), ({ label }) => label).map(({ label }) => label);
  return labels.map((label) => {
    const values = reports.flatMap(({ facts }) => facts.filter((fact) => fact.label === label).map(({ value }) => value));
    if (reports.length > 1 && values.every((value) => /^\d{1,9}$/.test(value))) return { label, value: String(values.reduce((sum, value) => sum + Number(value), 0)) };
    return { label, value: [...new Set(values)].join(', ') };
  });
}

/** Each once; what a part forgot another may have seen. */
function notesOf(reports                        , unasked                                    )                    {
  const ofParts = reports.flatMap(({ notes, drift }) => {
    const about = new Set(unaskedNotes(drift.unasked ?? []));
    return notes.filter((note) => !about.has(note));
  });
  return [...new Set([...ofParts, ...unaskedNotes(unasked)])];
}

/** Joins the reports of all shards of a fleet into the one that a run over all of it would have made, and keeps its issue. Asks nothing of Azure. */
async function joinReports(paths                   , options              , tools                         )                   {
  const files = await Promise.all(paths.map(async (name) => {
    const text = await readReportFile(name, tools.folder);
    if (text === undefined) throw new UserError(`There is no report "${name}" to merge: its shard may have failed. The report of the whole needs all of them.`);
    return { name, text };
  }));
  const report = mergeReports(files);
  const { drift } = report;
  const memory = await recall({ ...options, earlierReport: undefined }, tools);
  const compared = { ...(drift.earlier === undefined ? {} : { earlier: drift.earlier }), findings: report.findings, healed: drift.healed, counts: drift.counts };
  const issue = await tellIssue(report, compared, memory, { ...options, shard: undefined }, tools);
  return {
    report,
    exceeds: exceeds(report.findings, drift, options),
    ...(issue?.url === undefined ? {} : { issueUrl: issue.url }),
    isPrivate: true,
  };
}

export { joinReports };
