import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { isolatedCluster, leakingCluster } from '../../sandbox/arm-client.ts';
import { killedAt, type InProcessArm } from '../../azure/in-process-arm.ts';
import { definition, exemptions, files, initiative } from './libraries.ts';
import { azure, group, listed, runAssign, subscription, withFiles, writes } from './runs.ts';

const own = { initiatives: ['none'], policyPaths: ['policies'] };
const authorization = 'providers/Microsoft.Authorization';

/** A release of somebody's library, put into Azure; what the run wrote. */
async function release(arm: InProcessArm, documents: readonly JsonObject[], changes: Parameters<typeof runAssign>[1] = {}, extra: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  arm.forget();
  await withFiles(files(documents, extra), async (folder) => {
    const { failure } = await runAssign(arm, { ...own, ...changes }, { folder });
    if (failure !== undefined) throw failure;
  });
  return writes(arm);
}

const names = (arm: InProcessArm, type: string, scope?: string): readonly string[] => listed(arm, type, scope).map(({ name }) => String(name)).toSorted();

describe('a release after another', () => {
  test('that says the same writes nothing', async () => {
    const arm = azure();
    const documents = [definition('a'), definition('b', { parameters: { colour: 'red' } }), initiative('set', ['a', 'b'])];
    await release(arm, documents);
    expect(await release(arm, documents)).toEqual([]);
  });

  test('that Azure takes as an update is one', async () => {
    const arm = azure();
    await release(arm, [definition('a'), initiative('set', ['a'])]);
    expect(await release(arm, [definition('a', { parameters: { colour: 'red' }, description: 'New.' }), initiative('set', ['a'])])).toEqual(['PUT policyDefinitions/a']);
  });

  const before = [definition('a', { parameters: { colour: 'red' } }), initiative('set', ['a'], { colour: 'red' }, 'Deny')];
  const after = [definition('a', { parameters: { shade: 'red' } }), initiative('set', ['a'], { shade: 'red' }, 'Deny')];

  test('that loses parameters takes the place of the one before, which goes once nothing refers to it', async () => {
    const arm = azure();
    await release(arm, before);
    const written = await release(arm, after);
    expect(written.slice(0, 4)).toEqual(['PUT policyDefinitions/a-v2', 'PUT policySetDefinitions/set-v2', 'PUT policyAssignments/set-v2', 'PUT policyAssignments/set-v2']);
    expect(written.slice(4)).toEqual(['DELETE policyAssignments/set', 'DELETE policySetDefinitions/set', 'DELETE policyDefinitions/a']);
    expect(await release(arm, after)).toEqual([]);
    expect([names(arm, 'policyDefinitions'), names(arm, 'policySetDefinitions'), names(arm, 'policyAssignments', group)]).toEqual([['a-v2'], ['set-v2'], ['set-v2']]);
  });

  test('never leaves a moment without enforcement', async () => {
    const arm = azure();
    await release(arm, before);
    const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/leaky?api-version=2026-05-01`;
    const refused: number[] = [];
    await withFiles(files(after), async (folder) => {
      await runAssign(arm, own, { folder, connection: { afterRequest: () => void refused.push(arm.ask('PUT', cluster, leakingCluster()).status) } });
    });
    expect(new Set(refused)).toEqual(new Set([403]));
  });

  test('brings exemptions and what people set on the assignment along', async () => {
    const arm = azure();
    const id = `${group}/providers/Microsoft.ContainerService/managedClusters/legacy`;
    arm.ask('PUT', `${id}?api-version=2026-05-01`, leakingCluster());
    const file = { 'x.yml': exemptions([{ rule: '*', resource: 'legacy', reason: 'r', owner: 'o' }]) };
    await release(arm, before, { exemptionsFile: 'x.yml' }, file);
    const assignment = `${group}/${authorization}/policyAssignments/set`;
    const living = arm.ask('GET', assignment).body as JsonObject;
    arm.ask('PUT', assignment, { properties: { ...(living['properties'] as JsonObject), notScopes: [`${group}/providers/Microsoft.ContainerService/managedClusters/other`] } });
    await release(arm, after, { exemptionsFile: 'x.yml' }, file);
    expect(at(arm.ask('GET', `${assignment}-v2`).body, 'properties', 'notScopes')).toHaveLength(1);
    const moved = listed(arm, 'policyExemptions', group);
    expect(moved.map((document) => textAt(document, 'properties', 'policyAssignmentId'))).toEqual([`${assignment}-v2`]);
    expect(await release(arm, after, { exemptionsFile: 'x.yml' }, file)).toEqual([]);
  });

  test('of this project: what the first one wrote, with less in its stamp, becomes what this one writes', async () => {
    const arm = azure();
    await release(arm, [], { initiatives: undefined, policyPaths: [] });
    for (const type of ['policyDefinitions', 'policySetDefinitions']) {
      for (const document of listed(arm, type)) {
        const properties = document['properties'] as JsonObject;
        const { aksNetworkIsolation: _, ...metadata } = properties['metadata'] as JsonObject;
        arm.ask('PUT', textAt(document, 'id') ?? '', { properties: { ...properties, metadata } });
      }
    }
    const written = await release(arm, [], { initiatives: undefined, policyPaths: [] });
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((one) => !one.startsWith('PUT'))).toEqual([]);
    expect(await release(arm, [], { initiatives: undefined, policyPaths: [] })).toEqual([]);
  });

  test('that Azure refuses for a reason of its own takes the place as well', async () => {
    const refusing = azure({}, (handle) => (request) => {
      if (request.method === 'PUT' && request.path.endsWith('policyDefinitions/a') && JSON.stringify(request.body).includes('New words')) {
        return { status: 400, body: { error: { code: 'InvalidPolicyParameterUpdate', message: 'Not like this.' } } };
      }
      return handle(request);
    });
    await release(refusing, [definition('a'), initiative('set', ['a'])]);
    const written = await release(refusing, [definition('a', { description: 'New words.' }), initiative('set', ['a'])]);
    expect(written).toEqual(['PUT policyDefinitions/a', 'PUT policyDefinitions/a-v2', 'PUT policySetDefinitions/set', 'DELETE policyDefinitions/a']);
    expect(await release(refusing, [definition('a', { description: 'New words.' }), initiative('set', ['a'])])).toEqual([]);
  });
});

describe('prune', () => {
  const large = [definition('a'), definition('b'), initiative('one', ['a']), initiative('two', ['b'])];
  const small = [definition('a'), initiative('one', ['a'])];

  test('is off by default: what the library lost stays, and is told', async () => {
    const arm = azure();
    await release(arm, large);
    arm.forget();
    await withFiles(files(small), async (folder) => {
      const { report } = await runAssign(arm, own, { folder });
      expect(report.notes.join(' ')).toMatch(/3 objects of this owner are not in the library any more and stay/);
    });
    expect(writes(arm)).toEqual([]);
  });

  test('takes away what the library lost, shown in the plan first', async () => {
    const arm = azure();
    await release(arm, large);
    await withFiles(files(small), async (folder) => {
      const dry = await runAssign(arm, { ...own, prune: true, dryRun: true }, { folder });
      expect(dry.report.steps.map(({ title }) => title)).toEqual(['Delete assignment two', 'Delete initiative two', 'Delete policy definition b']);
    });
    expect(await release(arm, small, { prune: true })).toEqual(['DELETE policyAssignments/two', 'DELETE policySetDefinitions/two', 'DELETE policyDefinitions/b']);
    expect(await release(arm, small, { prune: true })).toEqual([]);
  });

  test('leaves what somebody else uses, and says who', async () => {
    const arm = azure();
    await release(arm, large);
    const theirs = `${subscription}/${authorization}/policyAssignments/theirs`;
    arm.ask('PUT', theirs, { properties: { policyDefinitionId: `${subscription}/${authorization}/policyDefinitions/b` } });
    await withFiles(files(small), async (folder) => {
      const { report } = await runAssign(arm, { ...own, prune: true }, { folder });
      expect(report.notes).toContainEqual(`${subscription}/${authorization}/policyDefinitions/b stays: ${theirs} uses it.`);
    });
    expect(names(arm, 'policyDefinitions')).toContain('b');
    expect(await release(arm, small, { prune: true })).toEqual([]);
  });

  test('touches nothing of another owner', async () => {
    const arm = azure();
    await release(arm, large, { owner: 'others' });
    await release(arm, [definition('c'), initiative('three', ['c'])], { prune: true });
    expect(names(arm, 'policyDefinitions')).toEqual(['a', 'b', 'c']);
  });
});

describe('what people change by hand', () => {
  test('is put right, and the plan says whose change it was', async () => {
    const arm = azure();
    const documents = [definition('a'), initiative('set', ['a'])];
    await release(arm, documents);
    const id = `${subscription}/${authorization}/policyDefinitions/a`;
    const living = arm.ask('GET', id).body as JsonObject;
    arm.ask('PUT', id, { properties: { ...(living['properties'] as JsonObject), displayName: 'Mine now' } });
    await withFiles(files(documents), async (folder) => {
      const { report } = await runAssign(arm, { ...own, dryRun: true }, { folder });
      expect(report.steps).toEqual([expect.objectContaining({ title: 'Update policy definition a', details: ['somebody else has changed it since it was written', 'displayName: Mine now → The rule a'] })]);
    });
    expect(await release(arm, documents)).toEqual(['PUT policyDefinitions/a']);
  });
});

describe('what lives in Azure and is not ours', () => {
  const look = { displayName: 'The rule a', mode: 'Indexed', policyRule: { if: { field: 'type', equals: 'x' }, then: { effect: 'audit' } } };
  test.each<[string, JsonObject]>([
    ['has no stamp', {}],
    ['has a stamp in other letters', { managedBy: 'AKS-Network-Isolation' }],
    ['speaks of us elsewhere', { source: 'aks-network-isolation', aksNetworkIsolation: { owner: 'default', of: 'a' } }],
    ['is of another owner', { managedBy: 'aks-network-isolation', aksNetworkIsolation: { owner: 'others', of: 'a' } }],
    ['has a stamp that cannot be read', { managedBy: 'aks-network-isolation', aksNetworkIsolation: 'default' }],
  ])('is never touched: an object that %s', async (_, metadata) => {
    const arm = azure();
    const ids = ['a', 'spare'].map((name) => `${subscription}/${authorization}/policyDefinitions/${name}`);
    for (const id of ids) arm.ask('PUT', id, { properties: { ...look, metadata } });
    arm.ask('PUT', `${group}/${authorization}/policyAssignments/set`, { properties: { policyDefinitionId: ids[0], metadata } });
    arm.forget();
    const before = ids.map((id) => JSON.stringify(arm.ask('GET', id).body));
    await withFiles(files([definition('a'), initiative('set', ['a'])]), async (folder) => {
      const { failure } = await runAssign(arm, { ...own, prune: true }, { folder });
      expect(failure?.message).toMatch(/policyDefinitions\/a, .*policyAssignments\/set exists already and was not written by this tool.*nothing was written/);
    });
    expect(writes(arm)).toEqual([]);
    expect(ids.map((id) => JSON.stringify(arm.ask('GET', id).body))).toEqual(before);
  });
});

test('a cluster that is fine stays updatable throughout', async () => {
  const arm = azure();
  const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/good?api-version=2026-05-01`;
  await release(arm, [definition('a'), initiative('set', ['a'], {}, 'Deny')]);
  expect(arm.ask('PUT', cluster, isolatedCluster()).status).toBe(201);
  expect(arrayAt(arm.ask('GET', `${group}/providers/Microsoft.ContainerService/managedClusters?api-version=2026-05-01`).body, 'value')).toHaveLength(1);
});

describe('a release that refuses more', () => {
  const deny = (name: string, outboundType: string): JsonObject => definition(name, {
    effects: ['Deny'],
    condition: { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field: 'Microsoft.ContainerService/managedClusters/networkProfile.outboundType', equals: outboundType }] },
  });
  const first = [deny('a', 'userDefinedRouting'), initiative('set', ['a'], {}, 'Deny')];
  const second = [deny('a', 'userDefinedRouting'), deny('b', 'loadBalancer'), initiative('set', ['a', 'b'], {}, 'Deny')];
  const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/legacy?api-version=2026-05-01`;

  async function enforced(): Promise<InProcessArm> {
    const arm = azure();
    arm.ask('PUT', cluster, leakingCluster());
    await release(arm, first);
    await arm.clock.sleep(3_600_000);
    arm.forget();
    return arm;
  }

  test('than what is enforced locks nobody out that lives: nothing is written, and who it would be is said', async () => {
    const arm = await enforced();
    await withFiles(files(second), async (folder) => {
      const { failure } = await runAssign(arm, own, { folder });
      expect(failure?.message).toMatch(/are enforced, and the new ones would refuse every update of legacy \(b\), which the present ones do not; nothing was written/);
    });
    expect(writes(arm)).toEqual([]);
    expect(arm.ask('PUT', cluster, leakingCluster()).status).toBe(200);
  });

  test('gives time where it is asked to, before the new rule bites', async () => {
    const arm = await enforced();
    const refused: number[] = [];
    await withFiles(files(second), async (folder) => {
      const { failure } = await runAssign(arm, { ...own, exemptForDays: 10 }, { folder, connection: {
        afterRequest: async () => {
          await arm.clock.sleep(1_200_000);
          refused.push(arm.ask('PUT', cluster, leakingCluster()).status);
        },
      } });
      expect(failure).toBeUndefined();
    });
    expect(refused).not.toContain(403);
    const [exemption] = listed(arm, 'policyExemptions', group);
    expect(at(exemption, 'properties', 'policyDefinitionReferenceIds')).toEqual(['b']);
    expect(await release(arm, second, { exemptForDays: 10 })).toEqual([]);
  });

  test('gives it also when the run is cut short anywhere', async () => {
    await withFiles(files(second), async (folder) => {
      const whole = await enforced();
      await runAssign(whole, { ...own, exemptForDays: 10 }, { folder });
      for (let n = 1; n <= whole.requests.length; n += 1) {
        for (const when of ['before', 'after'] as const) {
          const arm = await enforced();
          await runAssign(arm, { ...own, exemptForDays: 10 }, { folder, connection: killedAt(n, when) });
          await arm.clock.sleep(3_600_000);
          expect([n, when, arm.ask('PUT', cluster, leakingCluster()).status]).toEqual([n, when, 200]);
          await runAssign(arm, { ...own, exemptForDays: 10 }, { folder });
          expect([n, when, at(listed(arm, 'policyExemptions', group)[0], 'properties', 'policyDefinitionReferenceIds')]).toEqual([n, when, ['b']]);
        }
      }
    });
  });
});
