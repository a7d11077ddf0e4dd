import { describe, expect, test } from '@jest/globals';
import { AzureError } from '../../../src/azure/arm-error.ts';
import { readPreflight } from '../../../src/azure/preflight/read-preflight.ts';
import type { JsonObject } from '../../../src/arm/json.ts';
import type { PreflightObservation } from '../../../src/isolation/deployment/preflight/observation.ts';
import type { Step } from '../../../src/isolation/deployment/step.ts';
import { managedVariant, type Variant } from '../../../src/isolation/deployment/variant.ts';
import { builtInId } from '../../../src/policy/built-ins.ts';
import { CancelledError } from '../../../src/run/errors.ts';
import type { Handler } from '../../../src/sandbox/http.ts';
import { livingCluster, specification } from '../../isolation/clusters.ts';
import { clusterId, creation, group, migration, nodeGroup, openCluster, put, registryId, subscription, tagging } from '../../isolation/deployment/preflight/openings.ts';
import { createInProcessArm, type InProcessArm } from '../in-process-arm.ts';

/** Answers by the end of a path, before the sandbox is asked. */
type Answers = Readonly<Record<string, readonly JsonObject[] | JsonObject | number>>;

const refusal = (status: number): { readonly status: number; readonly body: unknown } => ({ status, body: { error: { code: status === 403 ? 'AuthorizationFailed' : 'ResourceGroupNotFound', message: `Refused with ${status}.` } } });

function azure(answers: Answers = {}): InProcessArm {
  const all: Answers = {
    '/locks': [], '/permissions': [{ actions: ['*'] }], '/usages': [], '/outboundNetworkDependenciesEndpoints': [], '/extensions': [], '/cacheRules': [], '/policyAssignments': [], '/policyExemptions': [], '/checkPolicyRestrictions': { contentEvaluationResult: { policyEvaluations: [] } },
    '/providers/Microsoft.Compute': { registrationState: 'Registered' }, ...answers,
  };
  const handler = (sandbox: Handler): Handler => (request) => {
    const path = decodeURIComponent(request.path).toLowerCase();
    const [best] = Object.entries(all).filter(([end]) => path.endsWith(end.toLowerCase())).toSorted(([a], [b]) => b.length - a.length);
    if (best === undefined) return sandbox(request);
    const [, answer] = best;
    if (typeof answer === 'number') return refusal(answer);
    return { status: 200, body: Array.isArray(answer) ? { value: answer } : answer };
  };
  return createInProcessArm({ handler });
}

async function read(arm: InProcessArm, { cluster, steps = migration, variant }: { readonly cluster?: JsonObject; readonly steps?: readonly Step[]; readonly variant?: Variant } = {}): Promise<PreflightObservation> {
  return await readPreflight(specification({ location: 'westeurope', ...(variant === undefined ? {} : { variant }) }), cluster, steps, { arm: arm.connect() });
}

const asked = ({ requests }: InProcessArm): readonly string[] => requests.map(({ method, path }) => `${method} ${path.replace(subscription, '')}`.replace(/\/providers\/Microsoft\.Authorization/g, '')).toSorted();

describe('what the preflight reads', () => {
  test('is nothing where nothing is written', async () => {
    const arm = azure();
    expect(await read(arm, { cluster: openCluster(), steps: [] })).toEqual({ cluster: openCluster() });
    expect(arm.requests).toEqual([]);
  });

  test('of a change of an isolated cluster is locks, rights and policies', async () => {
    const arm = azure();
    const observed = await read(arm, { cluster: livingCluster(), steps: tagging });
    expect(asked(arm)).toEqual(['GET /locks', 'GET /resourceGroups/rg/permissions', 'GET /resourceGroups/rg/policyAssignments']);
    expect(Object.keys(observed).toSorted()).toEqual(['assigned', 'assignments', 'cluster', 'locks', 'permissions', 'providers', 'unreadInitiatives']);
  });

  test('of a migration is besides what the cluster has and reaches, and the quota', async () => {
    const arm = azure({ '/extensions': [{ name: 'flux' }], '/usages': [{ name: { value: 'cores' } }] });
    const observed = await read(arm, { cluster: openCluster() });
    expect(observed.extensions).toEqual({ known: [{ name: 'flux' }] });
    expect(observed.usages).toEqual({ known: [{ name: { value: 'cores' } }] });
    expect(observed.outboundDependencies).toEqual({ known: [] });
    expect(arm.requests).toHaveLength(9);
    expect(arm.requests.every(({ method, path, status }) => (method === 'GET' || path.endsWith('/checkPolicyRestrictions')) && status === 200)).toBe(true);
  });

  test('of a new cluster is besides the registration of providers', async () => {
    const arm = azure();
    const observed = await read(arm, { steps: creation });
    expect(observed.providers?.map(({ namespace }) => namespace)).toEqual(['Microsoft.Compute', 'Microsoft.ContainerRegistry', 'Microsoft.ContainerService', 'Microsoft.ManagedIdentity', 'Microsoft.Network']);
    expect(observed.providers?.[0]?.document).toEqual({ known: { registrationState: 'Registered' } });
  });

  test('of an own registry and network is their documents; what is not there yet is known to be absent', async () => {
    const variant: Variant = { ...managedVariant, registry: { id: registryId }, network: { id: `${group}/providers/Microsoft.Network/virtualNetworks/net`, nodeSubnet: 'a', endpointSubnet: 'b', apiServerSubnet: 'c', addressPrefix: '10.0.0.0/16' } };
    const observed = await read(azure({ '/cacheRules': [{ name: 'hub' }], [registryId]: 404, '/virtualNetworks/net': 404 }), { cluster: openCluster(), variant });
    expect([observed.registry, observed.network, observed.cacheRules]).toEqual([{ known: undefined }, { known: undefined }, { known: [{ name: 'hub' }] }]);
  });

  test('that is refused is unseen with its reason', async () => {
    const observed = await read(azure({ '/extensions': 403, '/usages': 403, '/policyAssignments': 403 }), { cluster: openCluster() });
    for (const one of [observed.extensions, observed.usages, observed.assigned]) expect(one).toEqual({ unseen: expect.stringContaining('Refused with 403.') });
  });

  test('ends when Azure fails or the run is cancelled', async () => {
    await expect(read(azure({ '/extensions': 500 }), { cluster: openCluster() })).rejects.toBeInstanceOf(AzureError);
    const controller = new AbortController();
    controller.abort();
    await expect(readPreflight(specification(), openCluster(), migration, { arm: azure().connect({ signal: controller.signal }) })).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('locks', () => {
  test('are asked for group by group where the subscription may not be read', async () => {
    const observed = await read(azure({ [`${subscription}/providers/Microsoft.Authorization/locks`]: 403 }), { cluster: openCluster() });
    expect(observed.locks).toEqual([
      { scope: subscription, locks: { unseen: expect.stringContaining('403') } }, { scope: group, locks: { known: [] } }, { scope: nodeGroup, locks: { known: [] } },
    ]);
  });
});

describe('rights', () => {
  test('are asked for on the resource where the group does not give them', async () => {
    const arm = azure({ [`${group}/providers/Microsoft.Authorization/permissions`]: [{ actions: ['*/read'] }] });
    const observed = await read(arm, { cluster: openCluster() });
    expect(observed.permissions?.map(({ scope }) => scope)).toEqual([group, clusterId, `${clusterId}/agentPools/system`]);
  });

  test('of a group that is not there yet are those of its subscription', async () => {
    const observed = await read(azure({ [`${group}/providers/Microsoft.Authorization/permissions`]: 404 }), { steps: [put('cluster', clusterId)] });
    expect(observed.permissions).toEqual([{ scope: subscription, entries: { known: [{ actions: ['*'] }] } }]);
  });
});

describe('policies', () => {
  const initiative = `${subscription}/providers/Microsoft.Authorization/policySetDefinitions/guards`;
  const cacheRules = '84497762-32b6-4ab3-80b6-732ea48b85a2';
  const assignment = (policyDefinitionId: string): JsonObject => ({ id: `${subscription}/providers/Microsoft.Authorization/policyAssignments/theirs`, name: 'theirs', properties: { policyDefinitionId, parameters: { effect: { value: 'Deny' } } } });

  test('are looked into, initiatives included', async () => {
    const arm = azure({ '/policyAssignments': [assignment(initiative)], [initiative]: { id: initiative, properties: { policyDefinitions: [{ policyDefinitionId: builtInId(cacheRules), parameters: { effect: { value: 'Deny' } } }] } } });
    const observed = await read(arm, { cluster: openCluster() });
    expect(observed.assigned).toEqual({ known: [{ assignmentId: `${subscription}/providers/Microsoft.Authorization/policyAssignments/theirs`, assignment: 'theirs', guid: cacheRules, effect: 'Deny', isEnforced: true }] });
  });

  test('that may not be looked into are named', async () => {
    const observed = await read(azure({ '/policyAssignments': [assignment(initiative)], [initiative]: 403 }), { cluster: openCluster() });
    expect(observed.unreadInitiatives).toEqual([{ id: initiative, why: expect.stringContaining('403') }]);
  });

  test('of a group that is not there yet are those above it', async () => {
    const arm = azure({ [`${group}/providers/Microsoft.Authorization/policyAssignments`]: 404, [`${subscription}/providers/Microsoft.Authorization/policyAssignments`]: [assignment(builtInId(cacheRules))] });
    const observed = await read(arm, { steps: creation });
    expect(observed.assigned).toEqual({ known: [expect.objectContaining({ guid: cacheRules })] });
  });
});
