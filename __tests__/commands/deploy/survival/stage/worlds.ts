/** An Azure for each row, as a run of `deploy` finds it. */
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../../../src/arm/json.ts';
import type { Outcome } from '../../../../../src/commands/tools.ts';
import type { OwnNetwork, Variant } from '../../../../../src/isolation/deployment/variant.ts';
import type { ArmOptions } from '../../../../../src/sandbox/arm/arm.ts';
import type { InProcessArm } from '../../../../azure/in-process-arm.ts';
import { azure, clusterId, group, openCluster, put, runDeploy } from '../../runs.ts';
import type { Row } from './rows.ts';

export type Changes = NonNullable<Parameters<typeof runDeploy>[1]>;

const network: OwnNetwork = { id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet`, nodeSubnet: 'nodes', endpointSubnet: 'endpoints', apiServerSubnet: 'api', addressPrefix: '10.224.0.0/16' };
const registryId = (name: string): string => `${group}/providers/Microsoft.ContainerRegistry/registries/${name}`;
const nodes = `${network.id}/subnets/${network.nodeSubnet}`;
const identityId = (of: string): string => `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-demo-${of}`;
const clusterPath = `${clusterId}?api-version=2026-05-01`;
const minute = 60_000;

/** What the run is asked for. A look every five minutes keeps the runs short; operations of Azure's take up to ten. */
export function changesFor({ target, network: where, registry, policies, apiServer, start }: Row): Changes {
  const variant: Variant = {
    ...(target === 'leave' ? {} : { outboundType: target }),
    ...(where === 'own' ? { network } : {}),
    ...(registry === 'managed' ? {} : { registry: { id: registryId(registry === 'changed' ? 'fabrikam' : 'contoso') } }),
    ...(apiServer === 'link' ? { apiServer: 'private-link' } : { apiServer: 'vnet-integration' }),
  };
  return {
    specification: { location: 'westeurope', variant }, assignPolicies: policies !== 'left alone', parameters: parametersFor(target), allowsUnverified: true, pollInterval: 5 * minute,
    ...(start === 'absent' ? {} : { acknowledgesImages: true }), ...(target === 'leave' ? { leaveTo: 'loadBalancer' as const } : {}),
  };
}

function parametersFor(target: Row['target']): JsonObject {
  return target === 'block' ? { allowedOutboundTypes: ['none', 'block'] } : {};
}

/** Before the run, at rest. */
export async function prepare(row: Row, options: Partial<ArmOptions> = {}): Promise<InProcessArm> {
  const arm = azure(undefined, options);
  if (row.policies === 'enforced') await enforcePolicies(arm, row);
  if (row.network === 'own' && (row.start !== 'absent' || row.registry === 'there')) await makeNetwork(arm, row);
  if (row.start !== 'absent') makeCluster(arm, row);
  arm.clock.pass(60 * minute);
  arm.forget();
  return arm;
}

/** As a first deployment leaves them, whose cluster is gone. */
async function enforcePolicies(arm: InProcessArm, { target }: Row): Promise<void> {
  succeeded(await runDeploy(arm, { specification: { location: 'westeurope' }, parameters: parametersFor(target) }));
  remove(arm, clusterPath);
  arm.clock.pass(60 * minute);
}

/** A network with all that leads to its registry is what a deployment made whose cluster is gone. */
async function makeNetwork(arm: InProcessArm, { registry, start }: Row): Promise<void> {
  const living = hasOwnRegistry(registry) ? { registry: { id: registryId('contoso') } } : {};
  succeeded(await runDeploy(arm, { specification: { location: 'westeurope', variant: { network, ...living } }, assignPolicies: false, allowsUnverified: true }));
  remove(arm, clusterPath);
  arm.clock.pass(60 * minute);
  if (start === 'routes') {
    put(arm, `${group}/providers/Microsoft.Network/routeTables/routes?api-version=2025-07-01`, { location: 'westeurope', properties: { routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' } }] } });
    changeSubnet(arm, { routeTable: { id: `${group}/providers/Microsoft.Network/routeTables/routes` } });
  }
  if (start === 'own NAT gateway') {
    put(arm, `${group}/providers/Microsoft.Network/natGateways/nat?api-version=2025-07-01`, { location: 'westeurope', sku: { name: 'Standard' }, properties: {} });
    changeSubnet(arm, { natGateway: { id: `${group}/providers/Microsoft.Network/natGateways/nat` } });
  }
}

/** What stands in the subnet of the nodes is written into it. */
export function changeSubnet(arm: InProcessArm, change: JsonObject): void {
  arm.clock.pass(minute);
  const path = `${nodes}?api-version=2025-07-01`;
  const { body } = arm.ask('GET', path);
  put(arm, path, { properties: { ...propertiesOf(body), ...change } });
  arm.clock.pass(minute);
}

function makeCluster(arm: InProcessArm, row: Row): void {
  const write = (): void => put(arm, clusterPath, clusterOf(row, hasOwnRegistry(row.registry) ? kubeletIn(arm) : {}));
  if (row.policies === 'enforced') exempted(arm, write);
  else write();
}

const outboundTypes: { readonly [Start in Row['start']]: string } = {
  'absent': '', 'load balancer': 'loadBalancer', 'half-way': 'loadBalancer', 'AKS NAT gateway': 'managedNATGateway', 'isolated': 'none', 'routes': 'userDefinedRouting', 'own NAT gateway': 'userAssignedNATGateway',
};

function clusterOf({ start, network: where, registry, apiServer, pools }: Row, kubelet: JsonObject): JsonObject {
  const isCached = start === 'half-way' || start === 'isolated';
  const place = where === 'own' ? { vnetSubnetID: nodes } : {};
  const pool = { count: 2, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets', ...place, ...(pools === 'autoscaled' ? { enableAutoScaling: true, minCount: 1, maxCount: 5 } : {}) };
  return openCluster(hasOwnRegistry(registry) ? { identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('control-plane')]: {} } } } : {}, {
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: outboundTypes[start], loadBalancerSku: 'standard' },
    bootstrapProfile: isCached ? { artifactSource: 'Cache', ...(hasOwnRegistry(registry) ? { containerRegistryId: registryId('contoso') } : {}) } : { artifactSource: 'Direct' },
    // Behind a link from the start, or public until it moves into the network.
    apiServerAccessProfile: { enablePrivateCluster: apiServer === 'link' || start === 'isolated' },
    agentPoolProfiles: [{ name: 'system', mode: 'System', ...pool }, ...(pools === 'two' ? [{ name: 'work', mode: 'User', ...pool }] : [])],
    ...(hasOwnRegistry(registry) ? { identityProfile: { kubeletidentity: kubelet } } : {}),
  });
}

/** The registry `contoso` is there, and the identities that have their rights on it. */
function hasOwnRegistry(registry: Row['registry']): boolean {
  return registry === 'there' || registry === 'changed';
}

function kubeletIn(arm: InProcessArm): JsonObject {
  const { body } = arm.ask('GET', `${identityId('kubelet')}?api-version=2024-11-30`);
  return { resourceId: identityId('kubelet'), clientId: at(body, 'properties', 'clientId'), objectId: at(body, 'properties', 'principalId') };
}

/** For as long as a cluster is put there that the policies refuse. */
function exempted(arm: InProcessArm, write: () => void): void {
  const { body } = arm.ask('GET', `${group}/providers/Microsoft.Authorization/policyAssignments`);
  const ids = arrayAt(body, 'value').map((one) => textAt(one, 'id') ?? '');
  const path = (index: number): string => `${group}/providers/Microsoft.Authorization/policyExemptions/before-${index}?api-version=2022-07-01-preview`;
  for (const [index, id] of ids.entries()) put(arm, path(index), { properties: { policyAssignmentId: id, exemptionCategory: 'Waiver' } });
  write();
  for (const index of ids.keys()) remove(arm, path(index));
}

function remove(arm: InProcessArm, path: string): void {
  const { status, body } = arm.ask('DELETE', path);
  if (status >= 300) throw new Error(`DELETE ${path} was answered with ${status}: ${JSON.stringify(body)}`);
}

function propertiesOf(document: unknown): JsonObject {
  const properties = at(document, 'properties');
  return isJsonObject(properties) ? properties : {};
}

function succeeded({ failure }: Outcome): void {
  if (failure !== undefined) throw failure;
}
