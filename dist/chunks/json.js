import { isUnknown } from './ground.js';
import { quietJson } from './start.js';
import { reportSchemaVersion, worstFirst, verdictOrder } from './run.js';

/** What became of living clusters, member by member: what a report does not promise is not printed. */
function driftOf({ at, earlier, isConclusive, unseen, counts, healed, carried, unasked, shard, clusters, places, azure, remedies }             )         {
  return {
    at,
    earlier: earlier && { at: earlier.at, url: earlier.url },
    isConclusive,
    unseen: unseen.map(({ scope, why }) => ({ scope, why })),
    counts: { new: counts.new, worse: counts.worse, unchanged: counts.unchanged, healed: counts.healed },
    healed: healed.map(healedOf),
    carried: carried?.map(carriedOf),
    unasked: unasked?.map(carriedOf),
    shard: shard && { index: shard.index, count: shard.count },
    clusters: clusters.map(clusterOf),
    places: places?.map(placeOf),
    azure: azure && azureOf(azure),
    remedies: remedies?.map(remedyOf),
  };
}

function changeOf({ kind, since, write }               )         {
  return { kind, since, write: write && writeOf(write) };
}

function stepOf({ title, status, resourceId, details, elapsed, key, after, why, disruption }            )         {
  return { title, status, resourceId, details, elapsed, key, after, why, disruption };
}

function writeOf({ at, by, operation, correlationId, details }               )         {
  return { at, by, operation, correlationId, details };
}

function healedOf({ rule, title, severity, verdict, resource, because, since, write }               )         {
  return { rule, title, severity, verdict, resource: { type: resource.type, name: resource.name, id: resource.id }, because, since, write: write && writeOf(write) };
}

function carriedOf({ rule, title, severity, verdict, resource, since, unseenSince, exposes, message }                )         {
  return { rule, title, severity, verdict, resource: { type: resource.type, name: resource.name, id: resource.id }, since, unseenSince, exposes, message };
}

function clusterOf({ id, name, state, severity, findings, fresh, location, outboundType, unseenSince }               )         {
  return { id, name, state, severity, findings, fresh, location, outboundType, unseenSince };
}

function placeOf({ kind, id, name, clusters, failing, undetermined, unseen }             )         {
  return { kind, id, name, clusters, failing, undetermined, unseen };
}

function azureOf({ at, compared, different }                   )         {
  return { at, compared, different };
}

function remedyOf({ cluster, kind, steps, disruption, why }              )         {
  return { cluster: { id: cluster.id, name: cluster.name }, kind, steps: steps.map(stepOf), disruption, why };
}

/**
 * The report as JSON, as published in docs/report.schema.json. The order of members is fixed and findings are worst first,
 * so equal reports are equal bytes. Fields are added, never renamed.
 */
function renderJson(report        )         {
  return quietJson(documentOf(report));
}

/** Absent members are undefined here and left out by JSON. Members are named one by one: what a report does not promise is not printed. */
function documentOf(report        )         {
  return {
    schemaVersion: reportSchemaVersion,
    command: report.command,
    title: report.title,
    verdict: report.verdict,
    changed: report.changed,
    dryRun: report.dryRun,
    target: { id: report.target.id, name: report.target.name },
    counts: Object.fromEntries(verdictOrder.map((verdict) => [verdict, report.counts[verdict] ?? 0])),
    findings: worstFirst(report.findings).map(findingOf),
    steps: report.steps.map(stepOf),
    facts: report.facts.map(({ label, value }) => ({ label, value })),
    exposures: report.exposures?.map(exposureOf),
    drift: report.drift && driftOf(report.drift),
    notes: report.notes,
    files: report.files && { judged: report.files.judged, skipped: report.files.skipped, resources: report.files.resources },
    rules: report.rules?.map(ruleOf),
    pullRequest: report.pullRequest && { number: report.pullRequest.number },
    planHash: report.planHash,
    toolVersion: report.toolVersion,
  };
}

function findingOf(finding         )         {
  const { resource, location } = finding;
  return {
    rule: finding.rule,
    title: finding.title,
    verdict: finding.verdict,
    effect: finding.effect,
    severity: finding.severity,
    resource: { type: resource.type, name: resource.name, id: resource.id },
    location: location && locationOf(location),
    message: finding.message,
    reasons: finding.reasons.map(reasonOf),
    remedy: finding.remedy,
    related: finding.related?.map(relatedOf),
    fix: finding.fix && fixOf(finding.fix),
    exposes: finding.exposes?.map(({ rule, title }) => ({ rule, title })),
    fingerprint: finding.fingerprint,
    change: finding.change && changeOf(finding.change),
  };
}

function locationOf({ file, line, column, pointer }          )         {
  return { file, line, column, pointer };
}

function relatedOf(related                 )         {
  return { ...locationOf(related), message: related.message };
}

function fixOf({ description, file, line, column, endLine, endColumn, original, replacement }     )         {
  return { description, file, line, column, endLine, endColumn, original, replacement };
}

/** What does not work stands here too: it is no way out, but somebody may ask for it. */
function exposureOf({ cluster, network, ways }                )         {
  return {
    cluster: { name: cluster.name, id: cluster.id },
    network,
    ways: ways.map(({ rule, name, kind, severity, state, message, target, before }) => ({ rule, name, kind, severity, state, message, target, before })),
  };
}

function ruleOf({ rule, title, severity, description, remedy, helpUri }            )         {
  return { rule, title, severity, description, remedy, helpUri };
}

function reasonOf(reason        )         {
  return {
    kind: reason.kind,
    expression: reason.expression,
    path: reason.path,
    operator: reason.operator,
    // Always present: what is absent in the resource is null here.
    actual: known(reason.actual),
    expected: known(reason.expected),
    result: reason.result,
  };
}

/** What nobody knows is an object that says why, at the top and within. */
function known(value         )          {
  if (isUnknown(value)) return { unknown: value.why };
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, known(part)]));
}

export { renderJson };
