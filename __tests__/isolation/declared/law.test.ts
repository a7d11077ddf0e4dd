/** A service rewrites what it is given, and none of that is a difference: held for what the sandbox makes of bodies by chance. */
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { apiVersionOf } from '../../../src/arm/api-versions.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import { compareDeclared } from '../../../src/isolation/declared/differences.ts';
import { createInProcessArm } from '../../azure/in-process-arm.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { livingAt, resourceAt } from './resources.ts';

const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;

const some = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(arbitrary, { nil: undefined });
const withoutHoles = (body: object): JsonObject => JSON.parse(JSON.stringify(body)) as JsonObject;
const location = fc.constantFrom('westeurope', 'West Europe', 'WestEurope');
const tags = some(fc.dictionary(fc.constantFrom('team', 'Env', 'cost'), fc.constantFrom('a', 'B', ''), { maxKeys: 3 }));

const pool = fc.record({
  count: some(fc.integer({ min: 1, max: 9 })), vmSize: fc.constantFrom('Standard_DS2_v2', 'Standard_D4ds_v5'), osType: some(fc.constant('Linux')), type: some(fc.constant('VirtualMachineScaleSets')),
  enableAutoScaling: some(fc.boolean()), minCount: some(fc.constant(1)), maxCount: some(fc.constant(5)), enableNodePublicIP: some(fc.boolean()), enableEncryptionAtHost: some(fc.boolean()), enableFIPS: some(fc.boolean()),
  scaleSetPriority: some(fc.constant('Regular')), scaleSetEvictionPolicy: some(fc.constant('Delete')), spotMaxPrice: some(fc.constant(-1)), nodeTaints: some(fc.subarray(['a=B:NoSchedule', 'c=d:NoExecute'])),
  nodeLabels: some(fc.dictionary(fc.constantFrom('app', 'App'), fc.constantFrom('x', 'X'), { maxKeys: 2 })), availabilityZones: some(fc.subarray(['1', '2', '3'])), maxPods: some(fc.integer({ min: 10, max: 250 })),
  orchestratorVersion: some(fc.constantFrom('1.34', '1.34.2')), upgradeSettings: some(fc.constantFrom({}, { maxSurge: '33%' }, { maxSurge: '10%' })), osDiskSizeGB: some(fc.constant(64)), kubeletDiskType: some(fc.constant('OS')),
});

const aCluster: fc.Arbitrary<JsonObject> = fc.record({
  location,
  tags,
  identity: fc.constantFrom({ type: 'SystemAssigned' }, { type: 'UserAssigned', userAssignedIdentities: { [`${group.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`]: {} } }),
  sku: some(fc.constantFrom({ name: 'Base', tier: 'Standard' }, { name: 'Base', tier: 'Free' })),
  properties: fc.record({
    dnsPrefix: fc.constant('demo'),
    kubernetesVersion: some(fc.constantFrom('1.33', '1.34', '1.34.2')),
    agentPoolProfiles: fc.tuple(pool, pool).map(([first, second]) => [{ ...first, name: 'system', mode: 'System' }, { ...second, name: 'user' }]),
    networkProfile: fc.tuple(fc.record({ networkPlugin: fc.constant('azure'), networkPluginMode: some(fc.constant('overlay')), networkPolicy: some(fc.constantFrom('none', 'cilium')), loadBalancerSku: some(fc.constant('standard')) }), fc.constantFrom(
      { outboundType: 'none' }, { outboundType: 'loadBalancer', loadBalancerProfile: { managedOutboundIPs: { count: 2 } } }, { outboundType: 'managedNATGateway', natGatewayProfile: { idleTimeoutInMinutes: 7 } }, { outboundType: 'none', loadBalancerProfile: { managedOutboundIPs: { count: 2 } } },
    )).map(([one, other]) => ({ ...one, ...other })),
    apiServerAccessProfile: some(fc.record({ enablePrivateCluster: fc.constant(true), enablePrivateClusterPublicFQDN: some(fc.boolean()), disableRunCommand: some(fc.boolean()), authorizedIPRanges: some(fc.constant([])), privateDNSZone: some(fc.constantFrom('system', 'System')) })),
    bootstrapProfile: fc.constant({ artifactSource: 'Cache' }),
    addonProfiles: some(fc.constantFrom({}, { azurepolicy: { enabled: true } }, { omsagent: { enabled: false } })),
    autoUpgradeProfile: some(fc.constantFrom({}, { upgradeChannel: 'patch' }, { nodeOSUpgradeChannel: 'SecurityPatch' })),
    storageProfile: some(fc.constantFrom({}, { blobCSIDriver: { enabled: true } })),
    oidcIssuerProfile: some(fc.record({ enabled: fc.boolean() })),
    windowsProfile: some(fc.constant({ adminUsername: 'azureuser', adminPassword: 'not to be seen' })),
    enableRBAC: some(fc.constant(true)), disableLocalAccounts: some(fc.boolean()),
  }, { requiredKeys: ['dnsPrefix', 'agentPoolProfiles', 'networkProfile', 'bootstrapProfile'] }),
}, { requiredKeys: ['location', 'identity', 'properties'] }).map(withoutHoles);

const aNetwork: fc.Arbitrary<JsonObject> = fc.record({
  location, tags,
  properties: fc.record({
    addressSpace: fc.constantFrom({ addressPrefixes: ['10.0.0.0/8'] }, { addressPrefixes: ['10.0.0.0/8', 'fd00::/48'] }), enableDdosProtection: some(fc.boolean()), enableVmProtection: some(fc.boolean()), dhcpOptions: some(fc.constant({ dnsServers: ['10.0.0.9', '10.0.0.4'] })),
    subnets: some(fc.uniqueArray(fc.record({ name: fc.constantFrom('nodes', 'Endpoints', 'api'), properties: fc.record({ addressPrefix: fc.constant('10.1.0.0/16'), defaultOutboundAccess: some(fc.boolean()), privateEndpointNetworkPolicies: some(fc.constantFrom('Enabled', 'Disabled')), serviceEndpoints: some(fc.constant([])) }) }), { selector: ({ name }) => name })),
  }),
}).map(withoutHoles);

const aRegistry: fc.Arbitrary<JsonObject> = fc.record({
  location, tags, sku: fc.constant({ name: 'Premium' }),
  properties: some(fc.record({
    adminUserEnabled: some(fc.boolean()), publicNetworkAccess: some(fc.constantFrom('Enabled', 'Disabled', 'disabled')), networkRuleSet: some(fc.constantFrom({ defaultAction: 'Deny' }, { ipRules: [] }, { defaultAction: 'Deny', ipRules: [{ value: '20.1.1.1', action: 'Allow' }] })),
    policies: some(fc.constantFrom({ exportPolicy: { status: 'disabled' } }, { exportPolicy: { status: 'Enabled' } })), zoneRedundancy: some(fc.constant('Disabled')), anonymousPullEnabled: some(fc.boolean()),
  })),
}).map(withoutHoles);

const aSecurityGroup: fc.Arbitrary<JsonObject> = fc.record({
  location, tags,
  properties: fc.record({
    securityRules: some(fc.constantFrom([], [{ name: 'deny', properties: { protocol: '*', sourcePortRange: '*', destinationPortRange: '*', sourceAddressPrefix: '*', destinationAddressPrefix: 'Internet', access: 'Deny', priority: 100, direction: 'Outbound' } }],
      [{ name: 'many', properties: { protocol: 'Tcp', sourcePortRange: '*', destinationPortRanges: ['443', '80'], sourceAddressPrefixes: ['10.0.0.0/8'], destinationAddressPrefix: 'Storage', access: 'Allow', priority: 101, direction: 'Outbound' } }])),
  }),
}).map(withoutHoles);

const kinds: readonly (readonly [name: string, id: string, body: fc.Arbitrary<JsonObject>])[] = [
  ['clusters', `${group}/providers/Microsoft.ContainerService/managedClusters/demo`, aCluster],
  ['virtual networks', network, aNetwork],
  ['registries', `${group}/providers/Microsoft.ContainerRegistry/registries/images`, aRegistry],
  ['network security groups', `${group}/providers/Microsoft.Network/networkSecurityGroups/closed`, aSecurityGroup],
  ['route tables', `${group}/providers/Microsoft.Network/routeTables/out`, fc.record({ location, properties: fc.constantFrom({}, { disableBgpRoutePropagation: true, routes: [{ name: 'all', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' } }] }) })],
  ['NAT gateways', `${group}/providers/Microsoft.Network/natGateways/out`, fc.record({ location, sku: fc.constant({ name: 'Standard' }), zones: fc.subarray(['1']), properties: fc.constantFrom({}, { idleTimeoutInMinutes: 10 }) })],
  ['public addresses', `${group}/providers/Microsoft.Network/publicIPAddresses/out`, fc.record({ location, sku: fc.constant({ name: 'Standard' }), properties: fc.constantFrom({ publicIPAllocationMethod: 'Static' }, { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4', ipTags: [] }) })],
  ['identities', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`, fc.record({ location, tags }).map(withoutHoles)],
  ['private DNS zones', `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`, fc.record({ location: fc.constantFrom('global', 'Global'), tags }).map(withoutHoles)],
];

/** The body, and the document that Azure answers a later GET with. */
async function putAndGet(id: string, body: JsonObject): Promise<JsonObject> {
  const arm = createInProcessArm();
  arm.ask('PUT', `${group}?api-version=2024-11-01`, { location: 'westeurope' });
  const version = apiVersionOf(parseResourceId(id)?.type ?? '') ?? '';
  const answer = arm.ask('PUT', `${id}?api-version=${version}`, body);
  if (answer.status >= 300) throw new Error(`The sandbox refused it: ${JSON.stringify(answer.body)}`);
  await arm.clock.sleep(3_600_000, new AbortController().signal);
  const { body: living } = arm.ask('GET', `${id}?api-version=${version}`);
  if (!isJsonObject(living)) throw new Error('no document');
  return living;
}

describe.each(kinds)('%s', (_name, id, arbitrary) => {
  test('what was sent and came back is no difference', async () => {
    await fc.assert(fc.asyncProperty(arbitrary, async (body) => {
      const living = await putAndGet(id, body);
      const { differences, compared } = compareDeclared(resourceAt(id, body), livingAt(id, living));
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(0);
    }), { numRuns: 60 });
  });

  test('one declared value that was changed afterwards is exactly one difference', async () => {
    await fc.assert(fc.asyncProperty(arbitrary, fc.nat(), async (body, choice) => {
      const living = await putAndGet(id, body);
      const leaves = leavesOf(body).filter(({ path }) => !notOurs.test(path) && !isOfUnusedProfile(path, body));
      const leaf = leaves[choice % Math.max(1, leaves.length)];
      if (leaf === undefined) return;
      const { differences } = compareDeclared(resourceAt(id, changedAt(body, leaf.steps)), livingAt(id, living));
      expect(differences.map(({ path }) => path)).toEqual([leaf.path]);
    }), { numRuns: 60 });
  });
});

/** What moves by itself, names of elements (two differences: one that is missing and one more), and what is never compared. */
const notOurs = /(?:Version|\.count|\.name|\.value|Password|\.id)$|^identity\.userAssignedIdentities/;

/** Profiles that the service drops where the outbound type is another are not compared. */
function isOfUnusedProfile(path: string, body: JsonObject): boolean {
  const outbound = JSON.stringify(body).includes('"outboundType":"loadBalancer"');
  return path.includes('loadBalancerProfile') && !outbound;
}

interface Leaf {
  readonly steps: readonly (string | number)[];
  /** As a difference names it: of a list of values, the list. */
  readonly path: string;
}

function leavesOf(value: unknown, steps: readonly (string | number)[] = [], path = ''): readonly Leaf[] {
  if (Array.isArray(value)) {
    return value.flatMap((element: unknown, index): readonly Leaf[] => (isJsonObject(element) ? leavesOf(element, [...steps, index], `${path}[${textAt(element, 'name') ?? textAt(element, 'value') ?? index}]`) : [{ steps: [...steps, index], path }]));
  }
  if (!isJsonObject(value)) return value === '' ? [] : [{ steps, path }];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...steps, name], path === '' ? name : `${path}.${name}`));
}

function changedAt(value: unknown, [step, ...rest]: readonly (string | number)[]): JsonObject {
  return changed(value, step === undefined ? [] : [step, ...rest]) as JsonObject;
}

function changed(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined) return typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : `${String(value)}x`;
  if (Array.isArray(value)) return value.map((element: unknown, index) => (index === step ? changed(element, rest) : element));
  return isJsonObject(value) ? { ...value, [step]: changed(value[step], rest) } : value;
}
