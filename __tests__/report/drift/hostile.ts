import * as fc from 'fast-check';
import type { FindingChange, ResourceWrite } from '../../../src/policy/finding.ts';
import type { HealedFinding, ReportAzureStates, ReportCluster, ReportDrift } from '../../../src/report/report.ts';
import { hostile } from '../exposures/hostile.ts';

const time = fc.oneof(hostile, fc.constantFrom('2026-11-26T03:00:12Z', '2026-11-26T03:00:12.123+02:00', '', '9999-99-99T99:99:99Z'));
const severity = fc.constantFrom('high' as const, 'medium' as const, 'low' as const);
const resource = fc.record({ type: hostile, name: hostile, id: hostile });

const write: fc.Arbitrary<ResourceWrite> = fc
  .record({ at: time, by: fc.option(hostile, { nil: undefined }), operation: hostile, correlationId: hostile, details: fc.array(hostile, { maxLength: 8 }) })
  .map(({ by, ...rest }) => ({ ...rest, ...(by === undefined ? {} : { by }) }));

/** A change that says nothing of a write, or somebody's. */
export const hostileChange: fc.Arbitrary<FindingChange> = fc
  .record({ kind: fc.constantFrom<FindingChange['kind'][]>('new', 'worse', 'unchanged'), since: time, write: fc.option(write, { nil: undefined }) })
  .map(({ write: by, ...rest }) => ({ ...rest, ...(by === undefined ? {} : { write: by }) }));

const healed: fc.Arbitrary<HealedFinding> = fc
  .record({ rule: hostile, title: hostile, severity, verdict: fc.constantFrom('violation' as const, 'undetermined' as const), resource, because: fc.constantFrom<HealedFinding['because'][]>('mended', 'gone', 'exempt'), since: time, write: fc.option(write, { nil: undefined }) })
  .map(({ write: by, ...rest }) => ({ ...rest, ...(by === undefined ? {} : { write: by }) }));

const cluster: fc.Arbitrary<ReportCluster> = fc
  .record({ id: hostile, name: hostile, state: fc.constantFrom<ReportCluster['state'][]>('failing', 'undetermined', 'unseen', 'clean'), severity: fc.option(severity, { nil: undefined }), findings: fc.nat(9), fresh: fc.nat(3), location: fc.option(hostile, { nil: undefined }), outboundType: fc.option(hostile, { nil: undefined }) })
  .map(({ severity: worst, location, outboundType, ...rest }) => ({ ...rest, ...(worst === undefined ? {} : { severity: worst }), ...(location === undefined ? {} : { location }), ...(outboundType === undefined ? {} : { outboundType }) }));

const azure: fc.Arbitrary<ReportAzureStates> = fc.record({ at: fc.option(time, { nil: undefined }), compared: fc.nat(9), different: fc.nat(9) }).map(({ at, ...rest }) => ({ ...rest, ...(at === undefined ? {} : { at }) }));

/** What was found of living clusters, every text of it somebody else's. */
export const hostileDrift: fc.Arbitrary<ReportDrift> = fc
  .record({
    at: time, earlier: fc.option(fc.record({ at: time, url: hostile }), { nil: undefined }), isConclusive: fc.boolean(), unseen: fc.array(fc.record({ scope: hostile, why: hostile }), { maxLength: 3 }),
    counts: fc.record({ new: fc.nat(9), worse: fc.nat(9), unchanged: fc.nat(9), healed: fc.nat(9) }), healed: fc.array(healed, { maxLength: 3 }), clusters: fc.array(cluster, { maxLength: 5 }),
    places: fc.array(fc.record({ kind: fc.constantFrom('managementGroup' as const, 'subscription' as const), id: hostile, name: hostile, clusters: fc.nat(9), failing: fc.nat(9), undetermined: fc.nat(9), unseen: fc.nat(9) }), { maxLength: 3 }),
    azure: fc.option(azure, { nil: undefined }),
    remedies: fc.array(
      fc.record({
        cluster: fc.record({ id: hostile, name: hostile }), kind: fc.constantFrom('planned' as const, 'applied' as const, 'failed' as const, 'held' as const, 'manual' as const), disruption: hostile, why: hostile,
        steps: fc.array(fc.record({ title: hostile, status: fc.constantFrom('planned' as const, 'done' as const, 'failed' as const), details: fc.array(hostile, { maxLength: 3 }) }), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ earlier, azure: states, ...rest }) => ({ ...rest, ...(earlier === undefined ? {} : { earlier }), ...(states === undefined ? {} : { azure: states }) }));
