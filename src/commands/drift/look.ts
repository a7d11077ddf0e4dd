import type { Finding } from '../../policy/finding.ts';
import type { Look } from '../../isolation/drift/compare/look.ts';
import { managedClusterType } from '../../arm/api-versions.ts';
import { isWithin } from '../../arm/scope.ts';
import { rulesOf } from '../check/judges/rules.ts';
import type { Judges } from '../check/judges/judges.ts';
import { exposureReportRules } from '../exposures/report-exposures.ts';
import type { JudgedLiving } from './judge-fleet.ts';
import type { KnownFleet } from './known-fleet.ts';
import type { DriftOptions } from './options.ts';

/** What this run looked at and found, for the comparison with the run before. */
export function lookOf(fleet: KnownFleet, { ways, concerns }: JudgedLiving, findings: readonly Finding[], judges: Judges, { target, exposures }: DriftOptions, at: string): Look {
  const scopes = target.kind === 'cluster' ? [target.id] : [...target.scopes.map(({ id }) => id), ...target.clusters];
  const isBelowGroup = target.kind === 'fleet' && target.scopes.some(({ kind }) => kind === 'managementGroup');
  return {
    at,
    findings,
    clusters: fleet.clusters.map(({ id }) => id),
    seen: fleet.seen,
    complete: [...fleet.complete, ...clusterLists(fleet, target), ...fleet.gone.map((scope) => ({ type: '*', scope }))],
    unseen: fleet.unseen,
    ...(isBelowGroup ? {} : { targets: scopes }),
    rules: [...rulesOf(judges.policies), ...(exposures === 'none' ? [] : exposureReportRules())].map(({ rule }) => rule).concat(otherRules),
    referred: concerns.keys(),
    ways,
  };
}

/** Rules beside policies and exposures. */
const otherRules = ['exemption-expired', 'azure-state-differs', 'declared-state', 'declared-missing'];

/**
 * The lists of clusters that were read to their end: of what was asked for, in every subscription that answered. A target that was wider once has
 * clusters elsewhere, which nobody looks at any more.
 */
function clusterLists({ subscriptions, unseen }: KnownFleet, target: DriftOptions['target']): Look['complete'] {
  if (target.kind === 'cluster') return [];
  const hidden = new Set(unseen.map(({ scope }) => scope.toLowerCase()));
  const answered = subscriptions.map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`).filter((scope) => !hidden.has(scope));
  const isBelowGroup = target.scopes.some(({ kind }) => kind === 'managementGroup');
  const isAnswered = (id: string): boolean => answered.some((subscription) => isWithin(id, subscription));
  const scopes = isBelowGroup ? answered : target.scopes.map(({ id }) => id).filter(isAnswered);
  return scopes.map((scope) => ({ type: managedClusterType, scope }));
}
