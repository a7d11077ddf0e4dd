/** The codes that AKS refuses or fails with (aks-network-isolation.md 2.2), one row for each way to them. */
import type { JsonObject } from '../../../../src/arm/json.ts';
import { roles } from '../../../../src/isolation/exposure/graph/access/built-in-roles.ts';
import { asObject } from '../../../../src/sandbox/arm/documents.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { createInProcessArm } from '../../../azure/in-process-arm.ts';
import { cluster, group, isolatedCluster, leakingCluster, makeArmWithGroup, openedCluster, untilDone, type TestArm } from '../../arm-client.ts';
import { assignmentBody, definition, definitionBody, policyId, put, rule } from '../../policy-objects.ts';
import { controlPlane, network, nodes, roleAssignment, withOwnRegistry } from '../own-registry.ts';
import { ending, living, nodeOutcome, planted, pool, reimaged, type Outcome, type Refused } from './row.ts';

const isolated = (): TestArm => living(makeArmWithGroup(), isolatedCluster());
const extension = `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/backup`;
const other = { properties: { count: 1, vmSize: 'Standard_DS2_v2' } };

/** What answers a request that comes while another is under way. */
function during(first: readonly [method: string, path: string, body?: JsonObject], then: readonly [method: string, path: string, body?: JsonObject]): StandInResponse {
  const arm = isolated();
  const begun = arm.send(...first);
  if (begun.status >= 300) throw new Error(JSON.stringify(begun.body));
  return arm.send(...then);
}

function busyWithExtension(method: string, path: string, body: JsonObject): StandInResponse {
  return during(['PUT', extension, { properties: { extensionType: 'Microsoft.DataProtection.Kubernetes' } }], [method, path, body]);
}

/** The twenty-first write within a minute. */
function tooMany(): StandInResponse {
  const arm = makeArmWithGroup({ quota: 'azure' });
  for (let count = 0; count < 20; count += 1) arm.send('PUT', cluster, {});
  return arm.send('PUT', cluster, isolatedCluster());
}

const apiZone = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io`;
const zoned = (): JsonObject => withOwnRegistry({ apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: apiZone } });
const zoneRole = roleAssignment(apiZone, '10000000-0000-4000-8000-00000000000a', controlPlane, roles.privateDnsZoneContributor);
const networkRole = roleAssignment(network, '10000000-0000-4000-8000-00000000000b', controlPlane, roles.networkContributor);
const twin = apiZone.replace('rg-demo', 'rg-hub');
const twinLinked = [{ id: twin, location: 'global', properties: {} }, { id: `${twin}/virtualNetworkLinks/hub`, location: 'global', properties: { virtualNetwork: { id: network }, registrationEnabled: false } }];

function withZone(...documents: readonly JsonObject[]): TestArm {
  const arm = planted();
  arm.controls.seed({ documents: [{ id: apiZone, location: 'global', properties: {} }, ...documents] });
  return arm;
}

const table = `${group}/providers/Microsoft.Network/routeTables/table`;

/** A cluster that is to leave by a table with these routes; undefined: by none. */
function routed(routes: readonly JsonObject[] | undefined, outboundType = 'userDefinedRouting'): StandInResponse {
  const routeTable = routes === undefined ? {} : { routeTable: { id: table } };
  const arm = planted();
  arm.controls.seed({
    documents: [{ id: nodes, properties: { addressPrefix: '10.0.0.0/24', ...routeTable } }, ...(routes === undefined ? [] : [{ id: table, location: 'westeurope', properties: { routes } }])],
  });
  return arm.send('PUT', cluster, withOwnRegistry({ networkProfile: { networkPlugin: 'azure', outboundType } }));
}

const outbound = (outboundType: string): JsonObject => ({ networkProfile: { networkPlugin: 'azure', outboundType } });
const notAllowed = 'OperationNotAllowed';
const upgrade = `${pool}/upgradeNodeImageVersion`;

export const refusals: readonly Refused[] = [
  ['the source and the outbound type in one PUT', () => living(makeArmWithGroup(), leakingCluster()).send('PUT', cluster, isolatedCluster()), 400, 'InvalidNetworkIsolatedClusterConfiguration', /together with/],
  ['nodes that were not reimaged, where the service looks first', () => living(makeArmWithGroup({ reimageCheck: 'refuse' }), leakingCluster(), openedCluster()).send('PUT', cluster, isolatedCluster()), 400, 'InvalidNetworkIsolatedClusterConfiguration', /agent pools system/],
  ['Direct and a way out in one PUT', () => isolated().send('PUT', cluster, leakingCluster()), 400, 'BootstrapArtifactSourceNotAllowed', /from 'Cache' to 'Direct'/],
  ['a route table and a load balancer profile', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'userDefinedRouting', loadBalancerProfile: {} } })), 400, 'InvalidUserDefinedRoutingWithLoadBalancerProfile', 'networkProfile.loadBalancerProfile'],
  ['a PUT while the cluster is at work', () => during(['PUT', cluster, isolatedCluster()], ['PUT', cluster, isolatedCluster()]), 409, notAllowed, /Another operation \(Updating\)/],
  ['a PUT while a pool is at work', () => during(['POST', upgrade], ['PUT', cluster, isolatedCluster()]), 409, notAllowed, /Another operation \(system - Upgr/],
  ['a PATCH while the cluster is at work', () => during(['PUT', cluster, isolatedCluster()], ['PATCH', cluster, { tags: {} }]), 409, notAllowed, /Another operation \(Updating\)/],
  ['a PATCH while a pool is at work', () => during(['POST', upgrade], ['PATCH', cluster, { tags: {} }]), 409, notAllowed, /Another operation \(system - Upgr/],
  ['a pool while the cluster is at work', () => during(['PUT', cluster, isolatedCluster()], ['PUT', `${cluster}/agentPools/more`, other]), 409, notAllowed, /Another operation \(Updating\)/],
  ['a pool while it is at work', () => during(['POST', upgrade], ['POST', upgrade]), 409, notAllowed, /Another agentpool operation \(system - Upgr/],
  ['the deletion of a pool while the cluster is at work', () => {
    const arm = isolated();
    arm.send('PUT', `${cluster}/agentPools/more`, other);
    arm.pass(untilDone);
    arm.send('POST', `${cluster}/stop`);
    return arm.send('DELETE', `${cluster}/agentPools/more`);
  }, 409, notAllowed, /Another operation \(Stopping\)/],
  ['a PUT while an extension is put on', () => busyWithExtension('PUT', cluster, isolatedCluster()), 409, 'EtagMismatch'],
  ['a pool while an extension is put on', () => busyWithExtension('PUT', `${cluster}/agentPools/more`, other), 409, 'EtagMismatch'],
  ['another etag', () => isolated().send('PUT', cluster, isolatedCluster(), { 'if-match': '"other"' }), 412, 'PreconditionFailed'],
  ['another etag of a pool', () => isolated().send('PUT', pool, { properties: { count: 2 } }, { 'if-match': 'other' }), 412, 'PreconditionFailed'],
  ['another etag of tags', () => isolated().send('PATCH', cluster, { tags: {} }, { 'if-match': 'other' }), 412, 'PreconditionFailed'],
  ['one that is there and should not be', () => isolated().send('PUT', cluster, isolatedCluster(), { 'if-none-match': '*' }), 412, 'PreconditionFailed'],
  ['If-None-Match of an etag', () => isolated().send('PUT', cluster, isolatedCluster(), { 'if-none-match': '"a"' }), 400, 'BadRequest', /only accepts/],
  ['both headers', () => isolated().send('PUT', cluster, isolatedCluster(), { 'if-match': '*', 'if-none-match': '*' }), 400, 'BadRequest', /cannot both/],
  ['more writes of one cluster than AKS takes', tooMany, 429, 'Throttled', /^The PutManagedClusterHandler.PUT request limit has been exceeded/],
  ['no rights in the zone of the user', () => withZone().send('PUT', cluster, zoned()), 400, 'CustomPrivateDNSZoneMissingPermissionError'],
  ['no rights in the subnet', () => planted({ joins: undefined }).send('PUT', cluster, withOwnRegistry()), 403, 'LinkedAuthorizationFailed'],
  ['no rights for the kubelet identity', () => planted({ assigns: undefined }).send('PUT', cluster, withOwnRegistry()), 400, 'CustomKubeletIdentityMissingPermissionError'],
  ['no route table on the subnet', () => routed(undefined), 400, 'ExistingRouteTableNotAssociatedWithSubnet', 'networkProfile.outboundType'],
  ['no route table in a network of AKS', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster(outbound('userDefinedRouting'))), 400, 'ExistingRouteTableNotAssociatedWithSubnet', 'networkProfile.outboundType'],
  ['no default route', () => routed([{ name: 'hub', properties: { addressPrefix: '10.1.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' } }]), 400, 'RouteTableMissingDefaultRouteError', 'networkProfile.outboundType'],
  ['no NAT gateway on the subnet', () => routed(undefined, 'userAssignedNATGateway'), 400, 'SubnetNotAssociatedWithNATGateway', 'networkProfile.outboundType'],
  ['no NAT gateway of the user in a network of AKS', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster(outbound('userAssignedNATGateway'))), 400, 'UserAssignedNATGatewayWithManagedVNetNotAllowed', 'networkProfile.outboundType'],
  ['no NAT gateway of AKS in a network of the user', () => routed(undefined, 'managedNATGateway'), 400, 'InvalidParameter', 'networkProfile.outboundType'],
];

const noRegistries = policyId('policyAssignments', 'none');
/** Policy refuses a type of what AKS writes for itself. */
function withoutType(type: string): TestArm {
  const arm = makeArmWithGroup();
  put(arm, definition, definitionBody({ policyRule: rule({ field: 'type', equals: type }, 'deny') }));
  put(arm, noRegistries, assignmentBody({ policyDefinitionId: definition }));
  return arm;
}

/** How the operation ends that one request begins while another takes its place. */
function preempted(path: string, by: string): string {
  const arm = isolated();
  const begun = path === cluster ? arm.send('PUT', cluster, isolatedCluster()) : arm.send('PUT', path, other);
  const deleted = arm.send('DELETE', by);
  return `${deleted.status} ${ending(arm, begun)}`;
}

const registries = 'Microsoft.ContainerRegistry/registries';
const sets = 'Microsoft.Compute/virtualMachineScaleSets';
const addresses = 'Microsoft.Network/publicIPAddresses';

export const ends: readonly Outcome[] = [
  ['a deletion takes the place of a write of the cluster', () => preempted(cluster, cluster), '202 Failed AKSOperationPreemptedByDelete'],
  ['a deletion of the cluster takes the place of a write of a pool', () => preempted(`${cluster}/agentPools/more`, cluster), '202 Failed AKSOperationPreemptedByDelete'],
  ['a deletion of a pool takes the place of a write of it', () => preempted(`${cluster}/agentPools/more`, `${cluster}/agentPools/more`), '202 Failed AKSOperationPreemptedByDelete'],
  ['another operation takes the place of one, which only a fault makes happen', () => {
    const azure = createInProcessArm({ faults: 'PUT managedClusters/* → failed code=AKSOperationPreempted message="This operation has been preempted by another operation with ID 1"' });
    const arm: TestArm = { controls: azure.controls, send: (method, path, body) => azure.ask(method, path, asObject(body)), pass: (milliseconds) => azure.clock.pass(milliseconds) };
    arm.send('PUT', group, { location: 'westeurope' });
    return written(arm, isolatedCluster());
  }, 'Failed AKSOperationPreempted'],
  ['policy refuses the registry of AKS', () => written(withoutType(registries), isolatedCluster()), 'Failed RequestDisallowedByPolicy'],
  ['policy refuses the scale sets of AKS', () => written(withoutType(sets), isolatedCluster()), 'Failed RequestDisallowedByPolicy'],
  ['policy refuses the public address of AKS', () => written(withoutType(addresses), leakingCluster()), 'Failed RequestDisallowedByPolicy'],
  ['an isolated cluster has no public address to be refused', () => written(withoutType(addresses), isolatedCluster()), 'Succeeded'],
  ['policy refuses the scale set of a pool', () => {
    const arm = isolated();
    put(arm, definition, definitionBody({ policyRule: rule({ field: 'type', equals: sets }, 'deny') }));
    put(arm, noRegistries, assignmentBody({ policyDefinitionId: definition }));
    return [ending(arm, arm.send('PUT', `${cluster}/agentPools/more`, other)), ending(arm, arm.send('POST', upgrade))];
  }, ['Failed RequestDisallowedByPolicy', 'Failed RequestDisallowedByPolicy']],
  ['the same PUT repairs the cluster once policy is out of the way', () => {
    const arm = withoutType(registries);
    written(arm, isolatedCluster());
    arm.send('DELETE', noRegistries);
    return written(arm, isolatedCluster());
  }, 'Succeeded'],
  ['the identity may only join the subnet, not link the zone', () => written(withZone(zoneRole), zoned()), 'Failed CreateOrUpdateVirtualNetworkLinkFailed'],
  ['another zone of the name is linked', () => written(withZone(zoneRole, networkRole, ...twinLinked), zoned()), 'Failed CreateOrUpdateVirtualNetworkLinkFailed'],
  ['the identity may link the zone', () => written(withZone(zoneRole, networkRole), zoned()), 'Succeeded'],
  ['a default route is a way out', () => routed([{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' } }]).status, 201],
  ['50: the way out is closed before nodes were reimaged', () => nodeOutcome(living(makeArmWithGroup(), leakingCluster(), openedCluster(), isolatedCluster())), 'Failed 50'],
  ['51: nodes look for the API server where it was', () => nodeOutcome(reimaged(living(makeArmWithGroup(), isolatedCluster({ apiServerAccessProfile: {} }), isolatedCluster({ apiServerAccessProfile: { enableVnetIntegration: true } })))), 'Failed 51'],
  ['207: there is no cache rule', () => nodeOutcome(living(planted({ cacheRule: undefined }), withOwnRegistry())), 'Failed 207'],
  ['211: the registry is not reached', () => nodeOutcome(living(planted({ link: undefined }), withOwnRegistry())), 'Failed 211'],
  ['212: the kubelet identity may not pull', () => nodeOutcome(living(planted({ pulls: undefined }), withOwnRegistry())), 'Failed 212'],
];

/** How a PUT of the cluster ends. */
function written(arm: TestArm, body: JsonObject): string {
  return ending(arm, arm.send('PUT', cluster, body));
}

