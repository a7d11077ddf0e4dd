import { segmentAfter } from '../../arm/resource-id.ts';
import type { Subscription } from '../../azure/fleet/places.ts';
import { fleetOf } from '../../isolation/drift/fleet.ts';
import { partialNotes, unaskedNotes } from '../../isolation/drift/compare/notes.ts';
import type { EarlierRun } from '../../isolation/drift/earlier.ts';
import { declaredRuleFacts } from '../../isolation/declared/rules.ts';
import { verdictOrder, type Report, type ReportDrift } from '../../report/report.ts';
import { rulesOf } from '../check/judges/rules.ts';
import type { Judges } from '../check/judges/judges.ts';
import { exposureReportRules } from '../exposures/report-exposures.ts';
import { differenceReportRule } from './azure-states/difference.ts';
import type { Beside } from './beside.ts';
import type { JudgedLiving } from './judge-fleet.ts';
import type { KnownFleet } from './known-fleet.ts';
import type { DriftOptions } from './options.ts';
import { subjectOf } from './subject.ts';
import { driftVerdict } from './verdict.ts';
import type { ComparedRuns } from './writes.ts';

export interface ReportParts {
  readonly options: DriftOptions;
  readonly fleet: KnownFleet;
  readonly judges: Judges;
  readonly judged: JudgedLiving;
  readonly others: Beside;
  readonly compared: ComparedRuns;
  readonly earlier: EarlierRun | undefined;
  readonly notes: readonly string[];
}

/** What a run found in living clusters, and what became of what the run before found. */
export function reportOf(parts: ReportParts): Report {
  const { options, fleet, judges, judged, others, compared, earlier } = parts;
  const { findings, notes: writeNotes } = compared;
  const counts = Object.fromEntries(verdictOrder.map((verdict) => [verdict, (judged.counts[verdict] ?? 0) + others.findings.filter((one) => one.verdict === verdict).length]));
  const verdict = driftVerdict(findings, { unseen: fleet.unseen, carried: compared.carried });
  const { shown, telling } = judged;
  return {
    command: 'drift',
    ...subjectOf(options.target),
    verdict: verdict === 'compliant' && fleet.clusters.length === 0 ? 'notApplicable' : verdict,
    changed: others.remedies?.some(({ kind }) => kind === 'applied' || kind === 'failed') ?? false,
    dryRun: options.dryRun,
    steps: [],
    findings,
    counts,
    facts: factsOf(fleet, judges),
    ...(shown.length === 0 ? {} : { exposures: shown }),
    drift: driftOf(parts),
    ...(others.planHash === undefined ? {} : { planHash: others.planHash }),
    rules: [...rulesOf(judges.policies), ...(options.exposures === 'none' ? [] : exposureReportRules()), ...(options.azureStates ? [differenceReportRule] : []), ...(options.declared === undefined ? [] : declaredRuleFacts)],
    notes: [
      ...parts.notes, ...judges.notes, ...fleet.gone.map((id) => `There is no ${id} (any more).`), ...fleet.notes, ...judged.notes, ...others.notes,
      ...partialNotes(earlier), ...unaskedNotes(compared.unasked), ...writeNotes,
      ...(shown.length < telling ? [`Ways out are shown for ${shown.length} of the ${telling} clusters with one that is open or cannot be decided.`] : []),
    ],
  };
}

function driftOf({ options, fleet, judged, others, compared, earlier }: ReportParts): ReportDrift {
  const { clusters, places } = fleetOf({
    clusters: fleet.clusters,
    unseenClusters: compared.unseenClusters,
    subscriptions: fleet.subscriptions.map(({ subscriptionId, name, above }) => ({ subscriptionId, name, managementGroups: above })),
    findings: compared.findings,
    carried: compared.carried,
    clustersOf: judged.concerns,
  });
  const isSpread = new Set(fleet.subscriptions.map(({ subscriptionId }: Subscription) => subscriptionId)).size > 1;
  return {
    at: compared.at,
    ...(earlier === undefined ? {} : { earlier: { at: earlier.at } }),
    isConclusive: compared.isConclusive,
    unseen: fleet.unseen,
    counts: compared.counts,
    healed: compared.healed,
    ...(compared.carried.length === 0 ? {} : { carried: compared.carried }),
    ...(compared.unasked.length === 0 ? {} : { unasked: compared.unasked }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    clusters,
    ...(isSpread || options.shard !== undefined ? { places } : {}),
    ...(others.azure === undefined ? {} : { azure: others.azure }),
    ...(others.remedies === undefined ? {} : { remedies: others.remedies }),
  };
}

function factsOf({ clusters, subscriptions }: KnownFleet, { policies }: Judges): Report['facts'] {
  const initiatives = [...new Set(policies.flatMap(({ initiative }) => initiative?.name ?? []))];
  const single = policies.filter(({ initiative }) => initiative === undefined).length;
  const places = new Set(clusters.map(({ id }) => segmentAfter(id, 'subscriptions')?.toLowerCase()));
  return [
    { label: 'Clusters', value: String(clusters.length) },
    ...(subscriptions.length > 1 ? [{ label: 'Subscriptions', value: `${subscriptions.length}, of which ${places.size} with clusters` }] : []),
    { label: 'Judged by', value: [...initiatives, ...(single === 0 ? [] : [`${single} single ${single === 1 ? 'policy' : 'policies'}`])].join(', ') || 'exposure rules' },
  ];
}
