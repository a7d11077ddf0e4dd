import { segmentAfter } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { textAt } from '../../arm/json.ts';
import type { Subscription } from '../../azure/fleet/places.ts';
import { fleetOf } from '../../isolation/drift/fleet.ts';
import { partialNotes, unaskedNotes } from '../../isolation/drift/compare/notes.ts';
import type { EarlierRun } from '../../isolation/drift/earlier.ts';
import { mostWhole } from '../../isolation/exposure/meant/meant.ts';
import { declaredRuleFacts } from '../../isolation/declared/rules.ts';
import { outboundTypeOf } from '../../isolation/document/cluster.ts';
import { verdictOrder, type Report, type ReportDrift } from '../../report/report.ts';
import { rulesOf } from '../check/judges/rules.ts';
import type { Judges } from '../check/judges/judges.ts';
import { exposureReportRules, reportExposures } from '../exposures/report-exposures.ts';
import { differenceReportRule } from './azure-states/difference.ts';
import type { Beside } from './beside.ts';
import type { JudgedLiving } from './judge-fleet.ts';
import type { DriftOptions } from './options.ts';
import type { Living } from './read-living.ts';
import { subjectOf } from './subject.ts';
import { driftVerdict } from './verdict.ts';
import type { ComparedRuns } from './writes.ts';

export interface ReportParts {
  readonly options: DriftOptions;
  readonly living: Living;
  readonly judges: Judges;
  readonly judged: JudgedLiving;
  readonly others: Beside;
  readonly compared: ComparedRuns;
  readonly earlier: EarlierRun | undefined;
  readonly notes: readonly string[];
}

/** More clusters than this are told of in the table only: with pictures of all, no page would open. */
const mostPictured = 500;

/** What a run found in living clusters, and what became of what the run before found. */
export function reportOf(parts: ReportParts): Report {
  const { options, living, judges, judged, others, compared, earlier } = parts;
  const { findings, notes: writeNotes } = compared;
  const counts = Object.fromEntries(verdictOrder.map((verdict) => [verdict, (judged.counts[verdict] ?? 0) + others.findings.filter((one) => one.verdict === verdict).length]));
  const verdict = driftVerdict(findings, { unseen: living.unseen, carried: compared.carried });
  const isFleet = judged.clusters.length > mostWhole;
  const telling = isFleet ? judged.clusters.filter(({ answers }) => answers.some(({ state }) => state !== 'closed' && state !== 'notVisible')) : judged.clusters;
  const shown = reportExposures(telling.slice(0, mostPictured), new Map(), isFleet);
  return {
    command: 'drift',
    ...subjectOf(options.target),
    verdict: verdict === 'compliant' && living.clusters.length === 0 ? 'notApplicable' : verdict,
    changed: others.remedies?.some(({ kind }) => kind === 'applied' || kind === 'failed') ?? false,
    dryRun: options.dryRun,
    steps: [],
    findings,
    counts,
    facts: factsOf(living, judges),
    ...(shown.length === 0 ? {} : { exposures: shown }),
    drift: driftOf(parts),
    ...(others.planHash === undefined ? {} : { planHash: others.planHash }),
    rules: [...rulesOf(judges.policies), ...(options.exposures === 'none' ? [] : exposureReportRules()), ...(options.azureStates ? [differenceReportRule] : []), ...(options.declared === undefined ? [] : declaredRuleFacts)],
    notes: [
      ...parts.notes, ...judges.notes, ...living.gone.map((id) => `There is no ${id} (any more).`), ...new Set(living.notes()), ...judged.notes, ...others.notes,
      ...partialNotes(earlier), ...unaskedNotes(compared.unasked), ...writeNotes,
      ...(shown.length < telling.length ? [`Ways out are shown for ${shown.length} of the ${telling.length} clusters with one that is open or cannot be decided.`] : []),
    ],
  };
}

function driftOf({ options, living, judged, others, compared, earlier }: ReportParts): ReportDrift {
  const { clusters, places } = fleetOf({
    clusters: living.clusters.map(fleetCluster),
    unseenClusters: compared.unseenClusters,
    subscriptions: living.subscriptions.map(({ subscriptionId, name, above }) => ({ subscriptionId, name, managementGroups: above })),
    findings: compared.findings,
    carried: compared.carried,
    clustersOf: judged.concerns,
  });
  const isSpread = new Set(living.subscriptions.map(({ subscriptionId }: Subscription) => subscriptionId)).size > 1;
  return {
    at: compared.at,
    ...(earlier === undefined ? {} : { earlier: { at: earlier.at } }),
    isConclusive: compared.isConclusive,
    unseen: living.unseen,
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

function fleetCluster({ id = '', name, body }: Resource): { readonly id: string; readonly name: string; readonly location?: string; readonly outboundType?: string } {
  const location = textAt(body, 'location');
  const outboundType = outboundTypeOf(body);
  return { id, name, ...(location === undefined ? {} : { location }), ...(typeof outboundType === 'string' ? { outboundType } : {}) };
}

function factsOf({ clusters, subscriptions }: Living, { policies }: Judges): Report['facts'] {
  const initiatives = [...new Set(policies.flatMap(({ initiative }) => initiative?.name ?? []))];
  const single = policies.filter(({ initiative }) => initiative === undefined).length;
  const places = new Set(clusters.map(({ id = '' }) => segmentAfter(id, 'subscriptions')?.toLowerCase()));
  return [
    { label: 'Clusters', value: String(clusters.length) },
    ...(subscriptions.length > 1 ? [{ label: 'Subscriptions', value: `${subscriptions.length}, of which ${places.size} with clusters` }] : []),
    { label: 'Judged by', value: [...initiatives, ...(single === 0 ? [] : [`${single} single ${single === 1 ? 'policy' : 'policies'}`])].join(', ') || 'exposure rules' },
  ];
}
