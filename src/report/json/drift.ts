import type { FindingChange, ResourceWrite } from '../../policy/finding.ts';
import type { CarriedFinding, HealedFinding, ReportAzureStates, ReportCluster, ReportDrift, ReportPlace, ReportRemedy, ReportStep } from '../report.ts';

/** What became of living clusters, member by member: what a report does not promise is not printed. */
export function driftOf({ at, earlier, isConclusive, unseen, counts, healed, carried, unasked, shard, clusters, places, azure, remedies }: ReportDrift): object {
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

export function changeOf({ kind, since, write }: FindingChange): object {
  return { kind, since, write: write && writeOf(write) };
}

export function stepOf({ title, status, resourceId, details, elapsed, key, after, why, disruption }: ReportStep): object {
  return { title, status, resourceId, details, elapsed, key, after, why, disruption };
}

function writeOf({ at, by, operation, correlationId, details }: ResourceWrite): object {
  return { at, by, operation, correlationId, details };
}

function healedOf({ rule, title, severity, verdict, resource, because, since, write }: HealedFinding): object {
  return { rule, title, severity, verdict, resource: { type: resource.type, name: resource.name, id: resource.id }, because, since, write: write && writeOf(write) };
}

function carriedOf({ rule, title, severity, verdict, resource, since, unseenSince, exposes, message }: CarriedFinding): object {
  return { rule, title, severity, verdict, resource: { type: resource.type, name: resource.name, id: resource.id }, since, unseenSince, exposes, message };
}

function clusterOf({ id, name, state, severity, findings, fresh, location, outboundType, unseenSince }: ReportCluster): object {
  return { id, name, state, severity, findings, fresh, location, outboundType, unseenSince };
}

function placeOf({ kind, id, name, clusters, failing, undetermined, unseen }: ReportPlace): object {
  return { kind, id, name, clusters, failing, undetermined, unseen };
}

function azureOf({ at, compared, different }: ReportAzureStates): object {
  return { at, compared, different };
}

function remedyOf({ cluster, kind, steps, disruption, why }: ReportRemedy): object {
  return { cluster: { id: cluster.id, name: cluster.name }, kind, steps: steps.map(stepOf), disruption, why };
}
