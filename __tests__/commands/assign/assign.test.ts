import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { isolatedCluster, leakingCluster } from '../../sandbox/arm-client.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { definition, exemptions, files, initiative } from './libraries.ts';
import { azure, group, listed, managementGroup, runAssign, scopeAt, subscription, withFiles, writes } from './runs.ts';

const core = `${group}/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation`;
const minutes = 60_000;
const day = 86_400_000;

function seedCluster(arm: InProcessArm, name: string, body: JsonObject = leakingCluster()): string {
  const id = `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;
  const { status } = arm.ask('PUT', `${id}?api-version=2026-05-01`, body);
  if (status >= 300) throw new Error(`The cluster ${name} was answered with ${status}.`);
  return id;
}

const modeOf = (arm: InProcessArm, id = core): string | undefined => textAt(arm.ask('GET', id).body, 'properties', 'enforcementMode');

describe('the first run', () => {
  test('assigns without enforcement, looks, and enforces as its last write', async () => {
    const arm = azure();
    const { failure, report } = await runAssign(arm);
    expect(failure).toBeUndefined();
    const puts = arm.requests.filter(({ method }) => method === 'PUT');
    const modes = puts.filter(({ path }) => path.includes('policyAssignments')).map(({ body }) => textAt(body, 'properties', 'enforcementMode'));
    expect(modes).toEqual(['DoNotEnforce', 'Default']);
    expect(puts.at(-1)?.path).toBe(core);
    const looks = arm.requests.findLastIndex(({ path }) => /managedClusters$/i.test(path));
    expect(looks).toBeGreaterThan(arm.requests.findIndex(({ path, method }) => path === core && method === 'PUT'));
    expect(report.facts).toContainEqual({ label: 'Enforcement', value: 'assigned and enforced' });
  });

  test('leaves a stamp on every object: owner, name, source, version, hash', async () => {
    const arm = azure();
    await runAssign(arm, { owner: 'platform' });
    for (const type of ['policyDefinitions', 'policySetDefinitions']) {
      for (const document of listed(arm, type)) {
        expect(at(document, 'properties', 'metadata')).toMatchObject({
          managedBy: 'aks-network-isolation',
          aksNetworkIsolation: { owner: 'platform', of: document['name'], source: 'bundled', version: '0.0.0-test', hash: expect.stringMatching(/^[0-9a-f]{32}$/) },
        });
      }
    }
  });

  test.each([['group', group], ['subscription', subscription], ['management group', managementGroup]])('enforces at a %s that it has seen whole, and a second one asks little and writes nothing', async (_, id) => {
    const arm = azure();
    seedCluster(arm, 'good', isolatedCluster());
    const scope = scopeAt(id);
    const first = await runAssign(arm, { scope });
    expect([first.failure, first.report.notes]).toEqual([undefined, []]);
    expect(modeOf(arm, `${id}/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation`)).toBe('Default');
    arm.forget();
    const second = await runAssign(arm, { scope });
    expect(second.failure).toBeUndefined();
    expect(second.report.changed).toBe(false);
    expect(writes(arm)).toEqual([]);
    expect(arm.requests.length).toBeLessThanOrEqual(8);
  });
});

describe('where something would be locked out', () => {
  test.each([['group', group], ['subscription', subscription], ['management group', managementGroup]])('the assignment at the %s is not enforced, and the report names it', async (_, id) => {
    const arm = azure();
    seedCluster(arm, 'legacy');
    const { report } = await runAssign(arm, { scope: scopeAt(id) });
    expect(modeOf(arm, `${id}/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation`)).toBe('DoNotEnforce');
    expect(report.notes.join(' ')).toMatch(/without enforcement, because they would refuse every update of legacy \(.*aks-outbound-type/);
    expect(report.verdict).toBe('violation');
  });

  test('also when it comes between the plan and the enforcement', async () => {
    const arm = azure();
    const { report } = await runAssign(arm, {}, {
      connection: { afterRequest: (_n, { method, path }) => void (method === 'PUT' && path === core && modeOf(arm) === 'DoNotEnforce' && seedCluster(arm, 'late')) },
    });
    expect(modeOf(arm)).toBe('DoNotEnforce');
    expect(report.notes.join(' ')).toMatch(/not enforced yet: late has changed/);
    expect(report.steps).toContainEqual(expect.objectContaining({ title: 'Enforce assignment aks-egress-isolation', status: 'skipped' }));
  });

  test('what comes between is not hidden by time that is given to others', async () => {
    const arm = azure();
    seedCluster(arm, 'legacy');
    let came = false;
    await runAssign(arm, { exemptForDays: 30 }, {
      connection: { afterRequest: (_n, { method, path }) => {
        if (came || method !== 'PUT' || !path.includes('policyExemptions')) return;
        came = true;
        seedCluster(arm, 'late');
      } },
    });
    expect(modeOf(arm)).toBe('DoNotEnforce');
  });

  test('it is exempt for a time when asked for, and everything else is refused at once', async () => {
    const arm = azure();
    const id = seedCluster(arm, 'legacy');
    const { report, failure } = await runAssign(arm, { exemptForDays: 30 });
    expect(failure).toBeUndefined();
    expect(modeOf(arm)).toBe('Default');
    const [exemption] = listed(arm, 'policyExemptions', group);
    expect(exemption?.['id']).toMatch(new RegExp(`^${id}/`, 'i'));
    expect(Date.parse(textAt(exemption, 'properties', 'expiresOn') ?? '')).toBeGreaterThan(arm.clock.now() + 29 * day);
    expect(report.notes.join(' ')).toMatch(/1 resources that aks-egress-isolation would lock out are exempt until/);
    await arm.clock.sleep(10 * minutes);
    expect(arm.ask('PUT', `${id}?api-version=2026-05-01`, leakingCluster()).status).toBeLessThan(300);
    expect(arm.ask('PUT', `${id}2?api-version=2026-05-01`, leakingCluster()).status).toBe(403);
    // The time that was given is not given again, and ends.
    arm.forget();
    await arm.clock.sleep(10 * day);
    await runAssign(arm, { exemptForDays: 30 });
    expect(writes(arm)).toEqual([]);
    await arm.clock.sleep(21 * day);
    const ended = await runAssign(arm, { exemptForDays: 30 });
    expect(writes(arm)).toEqual([expect.stringMatching(/^DELETE policyExemptions\/aks-isolation-grace-/)]);
    expect(ended.report.notes.join(' ')).toMatch(/enforced at .* already; they refuse every update of legacy/);
    expect(arm.ask('PUT', `${id}?api-version=2026-05-01`, leakingCluster()).status).toBe(403);
  });

  test('time that was given by another assignment is its own affair', async () => {
    const arm = azure();
    seedCluster(arm, 'legacy');
    await runAssign(arm, { scope: scopeAt(subscription), exemptForDays: 30 });
    await runAssign(arm, { enforcement: 'do-not-enforce', prune: true });
    expect(listed(arm, 'policyExemptions', group)).toHaveLength(1);
  });

  test('time that was given ends when it is not needed any more', async () => {
    const arm = azure();
    const id = seedCluster(arm, 'legacy');
    await runAssign(arm, { exemptForDays: 30 });
    arm.ask('DELETE', `${id}?api-version=2026-05-01`);
    await arm.clock.sleep(30 * minutes);
    await runAssign(arm);
    expect(listed(arm, 'policyExemptions', group)).toEqual([]);
  });
});

describe('exemptions of the file that check reads', () => {
  const entry = { rule: 'aks-outbound-type', resource: 'legacy', reason: 'Moves in spring.', owner: 'team-a', ticket: 'NET-1' };

  test('are written where the resource lives, changed, and taken away on expiry', async () => {
    const arm = azure();
    const id = seedCluster(arm, 'legacy');
    const run = async (expiresOn: string, more: Readonly<Record<string, string>> = {}) =>
      await withFiles({ '.github/aks-isolation-exemptions.yml': exemptions([{ ...entry, rule: '*', expiresOn, ...more }]) }, async (folder) => await runAssign(arm, {}, { folder }));
    const year = new Date(arm.clock.now()).getUTCFullYear();
    expect((await run(`${year + 1}-03-31`)).report.notes).toEqual([]);
    expect(modeOf(arm)).toBe('Default');
    const [written] = listed(arm, 'policyExemptions', group);
    expect(written).toMatchObject({ properties: { exemptionCategory: 'Waiver', policyAssignmentId: core, expiresOn: expect.stringMatching(new RegExp(`^${year + 1}-04-01T00:00:00`)), metadata: { requestedBy: 'team-a', ticket: 'NET-1' } } });
    expect(textAt(written, 'id')).toMatch(new RegExp(`^${id}/`, 'i'));
    arm.forget();
    await run(`${year + 1}-03-31`);
    expect(writes(arm)).toEqual([]);
    await run(`${year + 1}-05-31`);
    expect(writes(arm)).toEqual([expect.stringMatching(/^PUT policyExemptions/)]);
    arm.forget();
    await run('2020-01-01');
    expect(writes(arm)).toEqual([]);
    expect(listed(arm, 'policyExemptions', group)).toHaveLength(1);
  });

  test('are taken away when they end', async () => {
    const arm = azure();
    seedCluster(arm, 'legacy');
    const expiresOn = new Date(arm.clock.now() + 2 * day).toISOString();
    await withFiles({ 'x.yml': exemptions([{ ...entry, rule: '*', expiresOn }]) }, async (folder) => {
      await runAssign(arm, { exemptionsFile: 'x.yml' }, { folder });
      await arm.clock.sleep(3 * day);
      await runAssign(arm, { exemptionsFile: 'x.yml' }, { folder });
    });
    expect(listed(arm, 'policyExemptions', group)).toEqual([]);
  });

  test('go on exempting in runs that do not speak of them, and end in those that do', async () => {
    const arm = azure();
    seedCluster(arm, 'legacy');
    await withFiles({ 'x.yml': exemptions([{ ...entry, rule: '*' }]), 'none.yml': exemptions([]) }, async (folder) => {
      await runAssign(arm, { exemptionsFile: 'x.yml' }, { folder });
      arm.forget();
      const silent = await runAssign(arm);
      expect([writes(arm), silent.report.verdict, silent.report.counts['exempt']]).toEqual([[], 'compliant', expect.any(Number)]);
      expect(silent.report.notes).toEqual([expect.stringMatching(/^1 objects of this owner are not in the library any more and stay/)]);
      const pruned = await runAssign(arm, { exemptionsFile: 'none.yml', prune: true }, { folder });
      expect(writes(arm)).toEqual([expect.stringMatching(/^DELETE policyExemptions/)]);
      expect(pruned.report.notes.join(' ')).toMatch(/enforced at .* already; they refuse every update of legacy/);
    });
  });

  test('say so when they name nothing, or no rule', async () => {
    const arm = azure();
    await withFiles({ 'x.yml': exemptions([entry, { ...entry, rule: 'no-such-rule' }]) }, async (folder) => {
      const { report } = await runAssign(arm, { exemptionsFile: 'x.yml' }, { folder });
      expect(report.notes).toEqual([expect.stringMatching(/^x\.yml:1: .*names no resource/), expect.stringMatching(/no rule that is assigned/)]);
    });
  });
});

describe('what the tenant cannot have', () => {
  const alias = 'Microsoft.ContainerService/managedClusters/bootstrapProfile.artifactSource';

  test('a definition with an unknown alias is held back and told; the rest is assigned', async () => {
    const arm = azure({ hiddenAliases: [alias] });
    const { failure, report } = await runAssign(arm);
    expect(failure).toBeUndefined();
    expect(report.notes).toContainEqual(expect.stringMatching(new RegExp(`^The definition aks-bootstrap-artifact-source is held back: this tenant does not know the alias ${alias.replaceAll('.', '\\.')}`)));
    expect(listed(arm, 'policyDefinitions').map(({ name }) => name)).not.toContain('aks-bootstrap-artifact-source');
    const [set] = listed(arm, 'policySetDefinitions');
    expect(arrayAt(set, 'properties', 'policyDefinitions').map((member) => textAt(member, 'policyDefinitionReferenceId'))).toContain('aks-outbound-type');
    arm.forget();
    await runAssign(arm);
    expect(writes(arm)).toEqual([]);
  });

  test('a definition that lives, under whatever version of its name, is no news to the tenant', async () => {
    const arm = azure();
    const [before, after] = [{ colour: 'red' }, { shade: 'red' }].map((parameters) => files([definition('a', { parameters }), initiative('set', ['a'])]));
    for (const library of [before, after]) {
      await withFiles(library ?? {}, async (folder) => expect((await runAssign(arm, { initiatives: ['none'], policyPaths: ['policies'] }, { folder })).failure).toBeUndefined());
    }
    expect(listed(arm, 'policyDefinitions').map(({ name }) => name)).toEqual(['a-v2']);
    arm.forget();
    await withFiles(after ?? {}, async (folder) => await runAssign(arm, { initiatives: ['none'], policyPaths: ['policies'] }, { folder }));
    expect(arm.requests.filter(({ path }) => path.startsWith('/providers/Microsoft.ContainerService'))).toEqual([]);
  });

  test('a built-in that the cloud lacks is left out of the initiative and told', async () => {
    const arm = azure();
    const guid = '040732e8-d947-40b8-95d6-854c95024bf8';
    const own = initiative('own', ['a']);
    const members = arrayAt(own, 'properties', 'policyDefinitions');
    const properties = { ...(own['properties'] as JsonObject), policyDefinitions: [...members, { policyDefinitionReferenceId: 'built-in', policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${guid}` }] };
    await withFiles(files([definition('a'), { ...own, properties }]), async (folder) => {
      const { failure, report } = await runAssign(arm, { initiatives: ['none'], policyPaths: ['policies'] }, { folder });
      expect(failure).toBeUndefined();
      expect(report.notes).toContainEqual(expect.stringMatching(new RegExp(`own goes without .*${guid}: Azure has nothing of that id here`)));
    });
    expect(arrayAt(listed(arm, 'policySetDefinitions')[0], 'properties', 'policyDefinitions')).toHaveLength(1);
  });
});

describe('policies that act', () => {
  const role = '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
  const acting = definition('tag-it', {
    effects: ['Modify'], condition: { field: 'type', equals: 'Microsoft.ContainerService/managedClusters' },
    details: { roleDefinitionIds: [role], operations: [{ operation: 'addOrReplace', field: 'tags.isolated', value: 'asked' }] },
  });

  test('get an identity and its role, once; at a resource group in its region, elsewhere in the one that is given', async () => {
    const arm = azure();
    await withFiles(files([acting]), async (folder) => {
      const changes = { initiatives: ['none'], policyPaths: ['policies'] };
      const missing = await runAssign(arm, { ...changes, scope: scopeAt(subscription) }, { folder });
      expect(missing.failure?.message).toMatch(/brings policies that can act, for which Azure wants an identity in a region: give "location"/);
      expect(writes(arm)).toEqual([]);
      const { failure } = await runAssign(arm, changes, { folder });
      expect(failure).toBeUndefined();
      const principal = textAt(arm.ask('GET', `${group}/providers/Microsoft.Authorization/policyAssignments/tag-it`).body, 'identity', 'principalId');
      const roles = arrayAt(arm.ask('GET', `${group}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`).body, 'value');
      expect(roles.filter((document) => textAt(document, 'properties', 'principalId') === principal)).toHaveLength(1);
      arm.forget();
      await runAssign(arm, changes, { folder });
      expect(writes(arm)).toEqual([]);
    });
  });
});

describe('what others assign', () => {
  const flux = '/providers/Microsoft.Authorization/policyDefinitions/f9175d5f-abc8-1dc3-bd3c-5d7476ada3d1';
  const audience = '/providers/Microsoft.Authorization/policyDefinitions/42781ec6-6127-4c30-bdfa-fb423a0047d3';
  const builtIn = (id: string): JsonObject => ({
    id, name: id.split('/').at(-1), type: 'Microsoft.Authorization/policyDefinitions',
    properties: { displayName: 'A stand-in for the built-in', policyType: 'BuiltIn', mode: 'Indexed', metadata: { version: '1.0.0' }, policyRule: { if: { field: 'type', equals: 'x' }, then: { effect: 'audit' } } },
  });

  test('and works against isolation is named with its assignment, alone or in an initiative, here, above and below', async () => {
    const arm = azure({ builtIns: [flux, audience].map(builtIn) });
    const set = `${subscription}/providers/Microsoft.Authorization/policySetDefinitions/guardrails`;
    arm.ask('PUT', set, { properties: { displayName: 'Guardrails', policyDefinitions: [{ policyDefinitionReferenceId: 'a', policyDefinitionId: audience }] } });
    arm.ask('PUT', `${subscription}/providers/Microsoft.Authorization/policyAssignments/registry-guardrails`, { properties: { displayName: 'Registry guardrails', policyDefinitionId: set } });
    arm.ask('PUT', `${group}/providers/Microsoft.Authorization/policyAssignments/flux`, { properties: { policyDefinitionId: flux } });
    for (const scope of [group, subscription]) {
      const { report } = await runAssign(arm, { scope: scopeAt(scope), dryRun: true });
      expect(report.notes).toContainEqual(expect.stringMatching(/^The assignment "Registry guardrails" \(.*registry-guardrails\) brings the built-in "Container registries should have ARM audience/));
      expect(report.notes).toContainEqual(expect.stringMatching(/^The assignment "flux" .*Configure installation of Flux extension/));
    }
  });
});

describe('parameters of what is enforced', () => {
  test('may not loosen what refuses; what only records may leave more out', async () => {
    const arm = azure();
    await runAssign(arm);
    arm.forget();
    const looser = await runAssign(arm, { parameters: { allowedOutboundTypes: ['none', 'block'] } });
    expect([looser.failure?.message, writes(arm)]).toEqual([expect.stringMatching(/would loosen policies that are enforced already \(allowedOutboundTypes also allows block\)/), []]);
    await runAssign(arm, { initiatives: ['aks-egress-isolation-posture'] });
    const { failure } = await runAssign(arm, { initiatives: ['aks-egress-isolation-posture'], parameters: { addOns: ['omsagent'] } });
    expect(failure).toBeUndefined();
    const weaker = await runAssign(arm, { initiatives: ['aks-egress-isolation-posture'], parameters: { effect: 'Disabled' } });
    expect(weaker.failure?.message).toMatch(/would loosen .*effect: Audit → Disabled/);
  });
});
