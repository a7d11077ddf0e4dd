import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { isJsonObject, textAt } from '../../../../src/arm/json.ts';
import { planPrerequisites } from '../../../../src/isolation/deployment/prerequisites/plan.ts';
import { idKey } from '../../../../src/isolation/deployment/prerequisites/seen.ts';
import { bodyOf } from '../../../../src/isolation/deployment/step.ts';
import { mergeDocument } from '../../../../src/isolation/document/merge.ts';
import type { ClusterSpecification } from '../../../../src/isolation/specification.ts';
import { group, network, ownEverything, registry, specificationOf, variants, zoneId } from './variants.ts';
import { applied, planIn, seenIn, withDocument, type World } from './world.ts';

const integrated = variants['own network, own registry, integrated API server'] ?? ownEverything;
const subnet = (name: string): string => `${network.id}/subnets/${name}`;

/** Everything made, as `create` makes it. */
function builtFor(specification: ClusterSpecification): World {
  return planIn(new Map(), specification).steps.reduce(applied, new Map());
}

/** The world with something else said of one document. */
function altered(world: World, id: string, change: JsonObject): World {
  return withDocument(world, id, mergeDocument(world.get(idKey(id)) ?? {}, change));
}

function without(world: World, part: RegExp): World {
  return new Map([...world].filter(([id]) => !part.test(id)));
}

const built = builtFor(integrated);
const endpointId = [...built.values()].map((one) => String(one['id'])).find((id) => id.includes('/privateEndpoints/pe-') && !id.includes('ZoneGroups')) ?? '';
const pullRoleId = [...built.values()].map((one) => String(one['id'])).find((id) => id.includes('registries/contoso/providers/Microsoft.Authorization')) ?? '';

/** The security group of the nodes with one more rule for everything outbound. */
function ruled(rule: JsonObject): World {
  const everything = { direction: 'Outbound', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*' };
  return altered(built, `${group}/providers/Microsoft.Network/networkSecurityGroups/nsg-demo-nodes`, { properties: { securityRules: [{ name: 'x', properties: { ...everything, ...rule } }] } });
}

const target = "--resource-group rg --subscription 44444444-4444-4444-8444-444444444444";

/** What is wrong, the world in which it is, what is said, and the command that mends it. */
const cases: readonly (readonly [title: string, world: World, what: string, command: string | undefined])[] = [
  ['a registry that is open', altered(built, registry.id, { properties: { publicNetworkAccess: 'Enabled' } }), 'registry contoso is open to the Internet', `az acr update --name contoso ${target} --public-network-enabled false`],
  ['a registry with its admin user', altered(built, registry.id, { properties: { adminUserEnabled: true } }), 'registry contoso has its admin user on', `az acr update --name contoso ${target} --admin-enabled false`],
  ['a registry that everybody pulls from', altered(built, registry.id, { properties: { anonymousPullEnabled: true } }), 'registry contoso lets everybody pull', `az acr update --name contoso ${target} --anonymous-pull-enabled false`],
  ['a registry that is not Premium', altered(built, registry.id, { sku: { name: 'Standard' } }), 'registry contoso is not Premium', `az acr update --name contoso ${target} --sku Premium`],
  ['a registry without ARM-audience tokens', altered(built, registry.id, { properties: { policies: { azureADAuthenticationAsArmPolicy: { status: 'disabled' } } } }), 'registry contoso refuses ARM-audience tokens', `az acr config authentication-as-arm update --registry contoso ${target} --status enabled`],
  ['a registry elsewhere', altered(built, registry.id, { location: 'northeurope' }), 'registry contoso is in northeurope, and the network in westeurope', undefined],
  [
    'a cache rule of before March 2025', altered(built, `${registry.id}/cacheRules/aks-managed-mcr`, { properties: { targetRepository: '/*' } }),
    'cache rule aks-managed-mcr of registry contoso leads from mcr.microsoft.com/* to /*, as before March 2025',
    `az acr cache delete --registry contoso ${target} --name aks-managed-mcr --yes\naz acr cache create --registry contoso ${target} --name aks-managed-mcr --source-repo 'mcr.microsoft.com/*' --target-repo 'aks-managed-repository/*'`,
  ],
  ['an endpoint that waits', altered(built, endpointId, { status: 'Pending' }), 'is pending', 'az network private-endpoint-connection approve --id'],
  ['a subnet for nodes that is not private', altered(built, subnet('nodes'), { properties: { defaultOutboundAccess: null } }), 'subnet nodes is not private', `az network vnet subnet update --ids '${subnet('nodes')}' --default-outbound false`],
  ['a small subnet for the API server', altered(built, subnet('api'), { properties: { addressPrefix: '10.224.16.32/29' } }), 'subnet api is smaller than /28 (10.224.16.32/29)', undefined],
  ['a subnet that is not delegated', altered(built, subnet('api'), { properties: { delegations: [] } }), 'subnet api is not delegated to Microsoft.ContainerService/managedClusters', `az network vnet subnet update --ids '${subnet('api')}' --delegations 'Microsoft.ContainerService/managedClusters'`],
  ['a subnet of the API server that holds an endpoint', altered(built, subnet('api'), { properties: { privateEndpoints: [{ id: endpointId }] } }), 'subnet api holds something else than the API server', undefined],
  ['a linked zone without records', without(built, /privatednszonegroups/), 'nothing keeps the names of the registry in zone privatelink.azurecr.io', `--zone-name registry --private-dns-zone '${zoneId}'`],
  ['a missing role', without(built, /registries\/contoso\/providers\/microsoft.authorization/), 'the kubelet identity has no role such as AcrPull on registry contoso', `--role AcrPull --scope '${registry.id}'`],
  ['a role that is bound to a condition', altered(built, pullRoleId, { properties: { condition: '@Resource[x] StringEquals y' } }), 'the kubelet identity has AcrPull on registry contoso only under a condition', `az role assignment delete --ids '${pullRoleId}'`],
  [
    'a security group that shuts nodes in', ruled({ priority: 4000, access: 'Deny', destinationAddressPrefix: '*' }), 'rule x of network security group nsg-demo-nodes keeps nodes from the endpoint of the registry',
    `az network nsg rule create --name AllowRegistry --nsg-name nsg-demo-nodes ${target} --priority 3999 --direction Outbound --access Allow --protocol Tcp --destination-address-prefixes '10.224.16.0/27' --destination-port-ranges 443`,
  ],
  ['a security group that may shut nodes in', ruled({ priority: 4000, access: 'Deny', destinationAddressPrefix: '10.224.16.0/30' }), 'rule x of network security group nsg-demo-nodes may keep nodes from', undefined],
  ['a subnet among the addresses of services', altered(built, subnet('nodes'), { properties: { addressPrefix: '10.0.4.0/22' } }), "the range 10.0.0.0/16 of the cluster's services overlaps with subnet range 10.0.4.0/22", undefined],
  ['a network in another region', altered(built, network.id, { location: 'northeurope' }), 'network vnet is in northeurope, and the cluster in westeurope', undefined],
];

describe('prerequisites that are verified', () => {
  test.each(cases)('say of %s what is wrong, and how it is mended', (_, world, what, command) => {
    const found = planIn(world, integrated, 'verify').verify.find((one) => one.what.includes(what));
    expect(found).toBeDefined();
    if (command === undefined) expect(found?.command).toBeUndefined();
    else expect(found?.command).toContain(command);
  });

  test('name everything that is missing, each with a command, and write nothing', () => {
    const { steps, verify } = planIn(new Map(), integrated, 'verify');
    expect(steps).toEqual([]);
    expect(verify.map(({ state }) => state)).toEqual(verify.map(() => 'missing'));
    expect(verify.filter(({ command }) => command === undefined)).toEqual([]);
    expect(verify.length).toBeGreaterThanOrEqual(planIn(new Map(), integrated).steps.length - 3);
  });

  test('ask in ABAC mode for the role that counts there', () => {
    const world = altered(built, registry.id, { properties: { roleAssignmentMode: 'AbacRepositoryPermissions' } });
    const said = planIn(world, integrated, 'verify').verify.map(({ what }) => what);
    expect(said).toEqual(['registry contoso is in ABAC mode', 'the kubelet identity has no role such as Container Registry Repository Reader on registry contoso']);
  });

  test('say which right is missing of what may not be read', () => {
    const plan = planPrerequisites(integrated, seenIn(built, integrated, (id) => idKey(id) === idKey(registry.id)), 'verify');
    expect(plan.verify.every(({ state }) => state === 'undetermined')).toBe(true);
    expect(plan.verify[0]).toMatchObject({ what: 'registry contoso could not be read', why: 'The client has no right to it. Reading it takes `Microsoft.ContainerRegistry/registries/read`.' });
  });
});

describe('prerequisites that are there and wrong', () => {
  test('are left as they are: the creation is refused, with the command', () => {
    const { steps, refusals } = planIn(altered(built, registry.id, { properties: { publicNetworkAccess: 'Enabled' } }), integrated);
    expect(steps).toEqual([]);
    expect(refusals).toEqual([`Registry contoso is open to the Internet. Whoever has its password or a token pulls and pushes from anywhere. To mend it: az acr update --name contoso ${target} --public-network-enabled false`]);
  });

  test.each([
    ['network', network.id], ['registry', registry.id], ['zones', `/subscriptions/${ownEverything.subscriptionId}`],
    ['identity', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-demo-kubelet`], ['cluster', `${group}/providers/Microsoft.ContainerService/managedClusters/demo`],
  ])('are not made blindly where they cannot be read: %s', (_, hidden) => {
    const seen = seenIn(new Map(), ownEverything, (id) => idKey(id) === idKey(hidden));
    const { steps, refusals } = planPrerequisites(ownEverything, seen, 'create');
    expect(refusals.join('\n')).toContain('could not be read');
    expect(steps.map(({ id }) => idKey(id))).not.toContain(idKey(hidden));
  });

  test('that only somebody else could verify do not stop the creation', () => {
    const { refusals, verify } = planIn(altered(built, registry.id, { location: 'northeurope' }), integrated);
    expect(refusals).toEqual([]);
    expect(verify.map(({ state }) => state)).toEqual(['unverified']);
  });
});

describe('a security group with a rule that denies everything', () => {
  test.each([
    ['for inbound traffic', { priority: 4000, access: 'Deny', direction: 'Inbound', destinationAddressPrefix: '*' }],
    ['to the Internet', { priority: 4000, access: 'Deny', destinationAddressPrefix: 'Internet' }],
    ['but on another port', { priority: 4000, access: 'Deny', destinationPortRange: '22', destinationAddressPrefix: '*' }],
    ['but by another protocol', { priority: 4000, access: 'Deny', protocol: 'Udp', destinationAddressPrefix: '*' }],
  ])('lets nodes to the registry %s', (_, rule) => {
    expect(planIn(ruled(rule), integrated, 'verify').verify).toEqual([]);
  });
});

test('new subnets keep off the addresses of services and pods', () => {
  const { steps, refusals } = planIn(new Map(), specificationOf({ network: { ...network, addressPrefix: '10.0.0.0/8' } }));
  expect(refusals).toEqual([]);
  expect(JSON.stringify(steps.find(({ key }) => key === 'network')?.substance)).toContain('"addressPrefix":"10.1.0.0/20"');
});

test('what Azure still works on is waited for: nothing is said to be wrong with it', () => {
  const half = altered(without(built, /privatednszonegroups/), endpointId, { properties: { provisioningState: 'Updating' } });
  const seen = new Map(seenIn(half, integrated));
  // Its connection is not in the registry's list before it is done.
  seen.set(idKey(registry.id), { state: 'found', documents: [half.get(idKey(registry.id)) ?? {}] });
  seen.set(idKey(endpointId), { state: 'found', documents: [half.get(idKey(endpointId)) ?? {}] });
  const { busy, refusals } = planPrerequisites(integrated, seen, 'create');
  expect({ busy, refusals }).toEqual({ busy: [{ id: endpointId, state: 'Updating' }], refusals: [] });
});

describe('a living cluster', () => {
  const living = (body: JsonObject): World => withDocument(built, `${group}/providers/Microsoft.ContainerService/managedClusters/demo`, body);
  const pools = { agentPoolProfiles: [{ name: 'system', vnetSubnetID: subnet('nodes') }] };

  test('keeps its identities: its own are given the roles', () => {
    const world = living({ location: 'westeurope', identity: { type: 'SystemAssigned', principalId: 'p1' }, properties: { ...pools, identityProfile: { kubeletidentity: { resourceId: '/x', objectId: 'p2' } } } });
    const { steps, clusterPart } = planIn(world, ownEverything);
    expect(steps.map(({ key, work }) => [key, work.kind === 'put' && textAt(bodyOf(work.body, () => undefined), 'properties', 'principalId')])).toEqual([['role/subnet/nodes', 'p1'], ['role/registry', 'p2']]);
    expect(clusterPart).toEqual({ properties: { bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry.id } } });
  });

  test('keeps its subnets: those of its pools count, not the names for new ones', () => {
    const theirs = withDocument(built, subnet('theirs'), { name: 'theirs', properties: { addressPrefix: '10.224.64.0/24' } });
    const world = withDocument(without(theirs, /subnets\/nodes/), `${group}/providers/Microsoft.ContainerService/managedClusters/demo`, {
      location: 'westeurope', identity: { type: 'SystemAssigned', principalId: 'p1' }, properties: { agentPoolProfiles: [{ name: 'system', vnetSubnetID: subnet('theirs') }] },
    });
    const said = planIn(world, specificationOf({ network }), 'verify').verify.map(({ what }) => what);
    expect(said).toEqual(['subnet theirs is not private', 'the control plane identity has no role such as Network Contributor on network vnet']);
  });

  test('is not moved to another network', () => {
    const world = living({ location: 'westeurope', identity: { type: 'SystemAssigned', principalId: 'p1' }, properties: { agentPoolProfiles: [{ name: 'system' }] } });
    expect(planIn(world, specificationOf({ network })).refusals).toEqual(['The nodes of pool system are in the network of AKS, not in vnet. A living cluster stays in its network: name that one, or build a new cluster.']);
  });
});

describe('pools of a cluster-file', () => {
  const withPools = (...ids: readonly string[]): ClusterSpecification => ({
    ...ownEverything, file: { body: { properties: { agentPoolProfiles: ids.map((vnetSubnetID, index) => ({ name: `p${index}`, mode: 'System', vnetSubnetID })) } }, locate: () => '' },
  });

  test('get the subnets that they name, and AKS the role on each', () => {
    const { steps } = planIn(new Map(), withPools(subnet('nodes'), subnet('more')));
    expect(JSON.stringify(steps.find(({ key }) => key === 'network')?.substance)).toMatch(/"name":"nodes".*"name":"more"/);
    expect(steps.map(({ key }) => key)).toEqual(expect.arrayContaining(['role/subnet/nodes', 'role/subnet/more']));
  });

  test('are refused in another network', () => {
    expect(planIn(new Map(), withPools(subnet('nodes').replace('/vnet/', '/other/'))).refusals.join('\n')).toContain('mend the cluster-file');
  });
});

describe('variants that contradict themselves', () => {
  test.each([
    ['a registry without a network', specificationOf({ registry }), 'A registry of yours takes a network of yours'],
    ['block in a network of the user', specificationOf({ network, outboundType: 'block' }), 'Outbound type "block" is for networks that AKS manages'],
    ['one subnet for nodes and API server', specificationOf({ network: { ...network, apiServerSubnet: 'nodes' }, apiServer: 'vnet-integration' }), 'The API server needs a subnet for itself'],
    ['a network without room', specificationOf({ network: { ...network, addressPrefix: '10.0.0.0/28' } }), 'no range of /27 is free'],
    ['a zone of another name', specificationOf({ network, registry: { ...registry, zoneId: zoneId.replace('azurecr.io', 'azurecr.example') } }), 'Nodes ask for the registry in privatelink.azurecr.io'],
    ['one identity for both', specificationOf({ network, controlPlaneIdentityId: `${group}/x`, kubeletIdentityId: `${group}/X` }), 'need two identities'],
    ['nowhere to create it', { ...specificationOf({ network }), location: undefined }, 'say where to create them with "location"'],
  ] as const)('are refused: %s', (_, specification, sentence) => {
    const { location, ...rest } = specification;
    const { refusals } = planIn(new Map(), location === undefined ? rest : { ...rest, location });
    expect(refusals.join('\n')).toContain(sentence);
  });
});

test('an existing endpoint, zone and identity of other names are used as they are', () => {
  const hub = `${group.replace(/rg$/, 'hub')}/providers/Microsoft.Network`;
  const others: World = withDocument(withDocument(without(built, /privateendpoints|privatednszones/), `${hub}/privateEndpoints/theirs`, {
    location: 'westeurope', properties: { subnet: { id: subnet('endpoints') }, privateLinkServiceConnections: [{ name: 'x', properties: { privateLinkServiceId: registry.id, groupIds: ['registry'] } }] },
  }), `${hub}/privateDnsZones/privatelink.azurecr.io`, { location: 'global' });
  const linked = withDocument(withDocument(others, `${hub}/privateDnsZones/privatelink.azurecr.io/virtualNetworkLinks/x`, { properties: { virtualNetwork: { id: network.id } } }), `${hub}/privateEndpoints/theirs/privateDnsZoneGroups/g`, {
    properties: { privateDnsZoneConfigs: [{ name: 'other', properties: { privateDnsZoneId: `${hub}/privateDnsZones/privatelink.vaultcore.azure.net` } }] },
  });
  const { steps } = planIn(linked, integrated);
  expect(steps.map(({ key, id, work }) => [key, id, work.kind])).toEqual([['registry-zone-group', `${hub}/privateEndpoints/theirs/privateDnsZoneGroups/g`, 'change']]);
  expect(isJsonObject(steps[0]?.substance) && JSON.stringify(steps[0].substance)).toContain('vaultcore');
});
