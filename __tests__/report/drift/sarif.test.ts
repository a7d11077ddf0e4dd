import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Report } from '../../../src/report/report.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { leakingEstate, clusterId as leaking } from '../../azure/leaking-estate.ts';
import { runDrift } from '../../commands/drift/run-drift.ts';
import { hostileReport } from '../sample.ts';
import { validate } from '../sarif-validator.ts';
import { at, clusterId, drift, earlierAt, firstRun, fleet, healed, inconclusive, living, looked, oneCluster, write } from './drift-reports.ts';

interface Result {
  readonly ruleId: string;
  readonly baselineState?: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }; readonly logicalLocations: readonly { readonly fullyQualifiedName: string; readonly kind: string }[] }[];
}

interface Run {
  readonly results: readonly Result[];
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly fullDescription: { readonly text: string }; readonly help: { readonly text: string } }[] } };
  readonly invocations: readonly { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly { readonly level: string; readonly message: { readonly text: string } }[] }[];
  readonly properties: Readonly<Record<string, unknown>>;
}

function runOf(report: Report): Run {
  const log = JSON.parse(renderSarif(report)) as { readonly runs: readonly [Run] };
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

/** What GitHub knows the alerts of these findings by: path and fingerprint. */
function alertsOf(...findings: Report['findings']): readonly string[] {
  return runOf(looked({ findings })).results.map(({ locations: [place], partialFingerprints }) => `${place?.physicalLocation.artifactLocation.uri} ${partialFingerprints?.['primaryLocationLineHash']}`);
}

describe('an alert of a living resource', () => {
  test('stays the same from run to run, whatever its values, its verdict and the case in which Azure writes its id', () => {
    const found = living('demo', { fingerprint: 'a'.repeat(64) });
    const id = clusterId('demo').replace('resourceGroups', 'resourcegroups').replace('ContainerService', 'containerservice');
    const later = living('demo', { fingerprint: 'b'.repeat(64), verdict: 'undetermined', message: 'other', reasons: [], change: { kind: 'unchanged', since: at }, resource: { ...found.resource, id } });
    expect(alertsOf(later)).toEqual(alertsOf(found));
  });

  test('is not that of another rule, another resource, or a second finding', () => {
    const all = alertsOf(living('demo'), living('demo'), living('other'), living('demo', { rule: 'b' }));
    expect(new Set(all).size).toBe(4);
  });

  test('has the id as Azure wrote it as its logical place', () => {
    expect(runOf(looked({ findings: [living('Demo')] })).results[0]?.locations[0]?.logicalLocations).toEqual([{ name: 'Demo', fullyQualifiedName: clusterId('Demo'), kind: 'resource' }]);
  });

  test('says who wrote the resource last', () => {
    expect(runOf(looked({ findings: [living('demo', { change: { kind: 'new', since: at, write: write() } })] })).results[0]?.message.text).toContain('Last written by alice@contoso.example at 2026-11-25 16:42 UTC. To do: ');
  });

  test('that is declared in a file leaves the fingerprint of the line to the upload', () => {
    const declared = living('demo', { rule: 'declared-state', location: { file: 'main.bicep', line: 3, column: 1, pointer: '' } });
    expect(Object.keys(runOf(looked({ findings: [declared] })).results[0]?.partialFingerprints ?? {})).toEqual(['aksIsolationResource/v1']);
  });
});

describe('beside the run before', () => {
  test('every result says how it stands, or none does', () => {
    expect(runOf(oneCluster()).results.map(({ baselineState }) => baselineState)).toEqual(['new', 'updated', 'unchanged', 'new']);
    expect(runOf(firstRun()).results.map(({ baselineState }) => baselineState)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('what is healed is no result, as GitHub would open an alert for it, but is counted', () => {
    const run = runOf(looked({ drift: drift({ healed: [healed('demo')], counts: { new: 0, worse: 0, unchanged: 0, healed: 1 } }) }));
    expect(run.results).toEqual([]);
    expect(run.properties).toEqual({ at, comparedWith: earlierAt, new: 0, worse: 0, unchanged: 0, healed: 1 });
  });

  test('what could not be looked at again is a result still, the same as before, so that its alert stays open', () => {
    const found = living('demo');
    const carried = [{ rule: found.rule, title: found.title, severity: found.severity, verdict: 'violation', resource: found.resource, since: earlierAt, message: found.message }] as const;
    const [result] = runOf(looked({ drift: drift({ carried }) })).results;
    expect(result).toMatchObject({ ruleId: found.rule, baselineState: 'unchanged', message: { text: 'The outbound type is loadBalancer. (as found before: it could not be looked at again).' } });
    expect(result?.partialFingerprints?.['primaryLocationLineHash']).toBe(runOf(looked({ findings: [found] })).results[0]?.partialFingerprints?.['primaryLocationLineHash']);
  });
});

test('what could not be read is said, and a run of which nothing follows was not successful', () => {
  const [invocation] = runOf(inconclusive()).invocations;
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications[0]).toMatchObject({ level: 'warning', message: { text: expect.stringMatching(/^Not read, and therefore neither clean nor healed: \/subscriptions\/0.*AuthorizationFailed/) } });
  expect(runOf(oneCluster()).invocations[0]?.executionSuccessful).toBe(true);
});

test('a fleet of ten thousand clusters is a file that GitHub takes', () => {
  const { results } = runOf(fleet(10_000));
  expect(results).toHaveLength(3_000);
  expect(renderSarif(fleet(10_000)).length).toBeLessThan(10_000_000);
}, 60_000);

test('the rules beside policies and exposures are described where they judge', async () => {
  const target = { kind: 'cluster', id: leaking } as const;
  const declared = { paths: [], parameterFiles: [], templateParameters: {}, facts: {}, providerVersion: undefined, clusterFile: undefined };
  const describedBy = async (options: Partial<Parameters<typeof runDrift>[1]>): Promise<readonly string[]> => {
    const { report } = await runDrift(leakingEstate(), { target, ...options });
    return runOf({ ...report, findings: [] }).tool.driver.rules.filter(({ help, fullDescription }) => fullDescription.text.length > 100 && help.text.includes('To do: ')).map(({ id }) => id).filter((id) => /^(?:azure-state|declared)-/.test(id));
  };
  expect(await describedBy({ azureStates: true, declared })).toEqual(['azure-state-differs', 'declared-state', 'declared-missing']);
  expect(await describedBy({})).toEqual([]);
});

test('whatever the names are, it is SARIF', () => {
  fc.assert(fc.property(hostileReport, (any) => void runOf(any)), { numRuns: 100 });
});
