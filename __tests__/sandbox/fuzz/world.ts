import { createArm, armRoutes, type ArmControls } from '../../../src/sandbox/arm/arm.ts';
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { settingsOf } from '../../../src/sandbox/arm/options.ts';
import { QueryQuota } from '../../../src/sandbox/arm/resource-graph/quota.ts';
import { emptyState } from '../../../src/sandbox/arm/state.ts';
import { createAccessTokens } from '../../../src/sandbox/entra/access-tokens.ts';
import type { StandInRequest, StandInResponse } from '../../../src/sandbox/http.ts';
import { authorization, cluster, group, isolatedCluster, subscription, untilDone } from '../arm-client.ts';
import { versionFor } from '../version-for.ts';
import { assignmentBody, definitionBody, initiativeBody } from '../policy-objects.ts';

/** A request without its authorization. */
export type Asked = StandInRequest;

/** An ARM in which something of every kind stands, without sockets; its requests are sent as they are. */
export interface World {
  readonly controls: ArmControls;
  readonly ask: (request: Asked) => StandInResponse;
  /** Lets time pass, in milliseconds. */
  readonly pass: (milliseconds: number) => void;
  /** Makes it what it was when it was made. */
  readonly reset: () => void;
}

export const version = '2025-05-01';
const network = `${group}/providers/Microsoft.Network`;
const vnet = `${network}/virtualNetworks/net`;
const located = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({ location: 'westeurope', ...rest, properties });
const global = (properties: JsonObject = {}): JsonObject => ({ ...located(properties), location: 'global' });
const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
const policies = `${subscription}/providers/${authorization}`;
const definition = `${policies}/policyDefinitions/aks-outbound-type`;

/** What stands in the world, each after what it needs: by the path of its PUT. */
export const contents: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  [group, { location: 'westeurope', tags: { team: 'a' } }],
  [`${network}/networkSecurityGroups/guard`, located({ securityRules: [{ name: 'deny', properties: { priority: 4000, direction: 'Outbound', access: 'Deny', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' } }] })],
  [`${network}/routeTables/routes`, located({ routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } }] })],
  [vnet, located({ addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: `${network}/networkSecurityGroups/guard` } } }] })],
  [`${vnet}/subnets/endpoints`, { properties: { addressPrefix: '10.0.2.0/24' } }],
  [`${vnet}/virtualNetworkPeerings/there`, { properties: { remoteVirtualNetwork: { id: `${network}/virtualNetworks/other` } } }],
  [`${group}/providers/Microsoft.ContainerRegistry/registries/contosoacr`, located({ publicNetworkAccess: 'Disabled' }, { sku: { name: 'Premium' } })],
  [`${group}/providers/Microsoft.ContainerRegistry/registries/contosoacr/cacheRules/aks-managed-mcr`, { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } }],
  [zone, global()],
  [`${zone}/virtualNetworkLinks/net`, global({ virtualNetwork: { id: vnet }, registrationEnabled: false })],
  [`${zone}/A/contosoacr`, { properties: { ttl: 10, aRecords: [{ ipv4Address: '10.0.2.4' }] } }],
  [`${network}/privateEndpoints/pe`, located({ subnet: { id: `${vnet}/subnets/endpoints` }, privateLinkServiceConnections: [{ name: 'acr', properties: { privateLinkServiceId: `${group}/providers/Microsoft.ContainerRegistry/registries/contosoacr`, groupIds: ['registry'] } }] })],
  [`${network}/privateEndpoints/pe/privateDnsZoneGroups/default`, { properties: { privateDnsZoneConfigs: [{ name: 'acr', properties: { privateDnsZoneId: zone } }] } }],
  [`${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aks`, { location: 'westeurope' }],
  [cluster, isolatedCluster()],
  [`${cluster}/agentPools/user`, { properties: { mode: 'User', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets' } }],
  [`${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`, { properties: { extensionType: 'microsoft.flux' } }],
  [definition, definitionBody()],
  [`${policies}/policySetDefinitions/isolation`, initiativeBody()],
  [`${group}/providers/${authorization}/policyAssignments/isolation`, assignmentBody()],
  [`${cluster}/providers/${authorization}/policyExemptions/demo`, { properties: { policyAssignmentId: `${group}/providers/${authorization}/policyAssignments/isolation`, exemptionCategory: 'Waiver' } }],
  [`${group}/providers/${authorization}/roleAssignments/11111111-2222-3333-4444-555555555555`, {
    properties: { roleDefinitionId: `${policies}/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d`, principalId: '11111111-2222-3333-4444-666666666666', principalType: 'ServicePrincipal' },
  }],
]);

/** What is no resource of its own, and names what is done. */
export const actions: readonly string[] = [
  `${group}/providers/Microsoft.Resources/tags/default`, `${cluster}/stop`, `${cluster}/start`, `${cluster}/abort`, `${cluster}/agentPools/system/upgradeNodeImageVersion`,
  `${cluster}/agentPools/system`, `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`, `${subscription}/resources`, `${subscription}/resourceGroups`,
  ...[subscription, group].flatMap((scope) => ['policyStates/latest/queryResults', 'policyStates/latest/summarize', 'policyStates/latest/triggerEvaluation', 'checkPolicyRestrictions'].map((name) => `${scope}/providers/Microsoft.PolicyInsights/${name}`)),
];

/** Methods and patterns of every route that an ARM has. */
export function everyRoute(): readonly { readonly method: string; readonly pattern: string }[] {
  const now = (): number => 0;
  const settings = settingsOf({ endpoint: 'https://arm.test', authorityHost: 'https://login.test', tokens: createAccessTokens(now), now });
  return armRoutes({ state: emptyState(1), settings }, new QueryQuota('off', 1), { ask: () => ({ status: 404, requestId: '' }), takes: () => false });
}

/** Throws when something of the contents is not accepted. */
export function makeWorld(): World {
  let time = Date.parse('2026-11-23T12:00:00.123Z');
  const tokens = createAccessTokens(() => time);
  const arm = createArm({ endpoint: 'https://arm.test', authorityHost: 'https://login.test', tokens, now: () => time });
  const ask = (request: Asked): StandInResponse => arm({ ...request, headers: { authorization: `Bearer ${tokens.issue('https://arm.test')}`, ...request.headers } });
  for (const [path, body] of contents) {
    const { status, body: said } = ask(asked('PUT', path, body));
    if (status >= 300) throw new Error(`${path} is refused: ${JSON.stringify(said)}`);
    time += untilDone;
  }
  // What is due is carried out with the next write, whatever that is: it is none of the writes of a test.
  const settle = (): unknown => ask(asked('PUT', '/'));
  settle();
  const [snapshot, beginning] = [arm.snapshot(), time];
  return {
    controls: arm,
    ask,
    pass(milliseconds) {
      time += milliseconds;
      settle();
    },
    reset() {
      time = beginning;
      arm.restore(snapshot);
    },
  };
}

export function asked(method: string, path: string, body?: unknown, query: Readonly<Record<string, string>> = {}): Asked {
  return { method, path, query: new URLSearchParams({ 'api-version': versionFor(path), ...query }), headers: {}, body };
}

/** Requests are written down, and evaluations are carried out, or their findings forgotten, when somebody looks. */
const bookkeeping: ReadonlySet<string> = new Set(['activity', 'policyStates']);

/** All that an ARM holds besides its bookkeeping, as one text for each part of it. */
export function holdings({ controls }: World): ReadonlyMap<string, string> {
  return new Map(Object.entries(controls.snapshot().state).filter(([name]) => !bookkeeping.has(name)).map(([name, part]) => [name, JSON.stringify(part)]));
}

/** The parts of what an ARM holds that have changed. */
export function changedParts(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...after].flatMap(([name, text]) => (before.get(name) === text ? [] : [name]));
}

/** The bodies that this world takes, and those that it answers. */
export function validBodies(world: World): ReadonlyMap<string, readonly JsonObject[]> {
  return new Map([...contents].map(([path, body]) => [path, [body, world.ask(asked('GET', path)).body].filter(isJsonObject)]));
}
