import type { Finding } from '../../policy/finding.ts';
import type { Look } from '../../isolation/drift/compare/look.ts';
import { waysOf } from '../../isolation/exposure/meant/earlier.ts';
import { managedClusterType } from '../../arm/api-versions.ts';
import { rulesOf } from '../check/judges/rules.ts';
import type { Judges } from '../check/judges/judges.ts';
import { exposureReportRules } from '../exposures/report-exposures.ts';
import type { JudgedLiving } from './judge-fleet.ts';
import type { DriftOptions } from './options.ts';
import type { Living } from './read-living.ts';

/** What this run looked at and found, for the comparison with the run before. */
export function lookOf(living: Living, { clusters, concerns }: JudgedLiving, findings: readonly Finding[], judges: Judges, { target, exposures }: DriftOptions, at: string): Look {
  const scopes = target.kind === 'cluster' ? [target.id] : [...target.scopes.map(({ id }) => id), ...target.clusters];
  const isBelowGroup = target.kind === 'fleet' && target.scopes.some(({ kind }) => kind === 'managementGroup');
  return {
    at,
    findings,
    clusters: living.clusters.flatMap(({ id }) => id ?? []),
    seen: living.resources().flatMap(({ id }) => id ?? []),
    complete: [...living.complete(), ...clusterLists(living, target), ...living.gone.map((scope) => ({ type: '*', scope }))],
    unseen: living.unseen,
    ...(isBelowGroup ? {} : { targets: scopes }),
    rules: [...rulesOf(judges.policies), ...(exposures === 'none' ? [] : exposureReportRules())].map(({ rule }) => rule).concat(otherRules),
    referred: concerns.keys(),
    // What is closed decides nothing: it makes no finding.
    ways: waysOf(clusters.map(({ cluster, answers }) => ({ cluster, answers: answers.filter(({ state }) => state !== 'closed') }))),
  };
}

/** Rules beside policies and exposures. */
const otherRules = ['exemption-expired', 'azure-state-differs', 'declared-state', 'declared-missing'];

/** The list of clusters was read to its end in every subscription that answered. */
function clusterLists({ subscriptions, unseen }: Living, target: DriftOptions['target']): Look['complete'] {
  if (target.kind === 'cluster') return [];
  const hidden = new Set(unseen.map(({ scope }) => scope.toLowerCase()));
  return subscriptions.map(({ subscriptionId }) => ({ type: managedClusterType, scope: `/subscriptions/${subscriptionId}` })).filter(({ scope }) => !hidden.has(scope));
}
