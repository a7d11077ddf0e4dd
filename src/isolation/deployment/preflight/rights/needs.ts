/** Which actions the steps of a plan need, and where. */
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import { parseScope } from '../../../../arm/scope.ts';
import type { Step } from '../../step.ts';
import { actionOf, renewedPool, writtenBody } from '../planned.ts';

/** An action that has to be allowed at a scope. */
export interface Need {
  /** Id of a resource, resource group or subscription. */
  readonly scope: string;
  /** `Microsoft.ContainerService/managedClusters/write`. */
  readonly action: string;
  /** True for what a living cluster refers to: whether Azure asks for it again when the cluster is only changed is not documented. */
  readonly isMaybe?: true;
}

/**
 * What the steps need, ordered by scope and action, each once whatever the case of its scope.
 * @param living the cluster's document, where the steps change one: it is written in whole, with all that it refers to
 */
export function needsOf(steps: readonly Step[], living?: JsonObject): readonly Need[] {
  const certain = steps.flatMap((step) => [...ownNeeds(step), ...linkedNeeds(step)]);
  const isWritten = living !== undefined && steps.some(({ id, work }) => ['put', 'change'].includes(work.kind) && sameId(id, textAt(living, 'id') ?? ''));
  const maybe = isWritten ? ofCluster(living).map((need): Need => ({ ...need, isMaybe: true })) : [];
  // Of two that are the same the first stays.
  const needs = [...certain, ...maybe].toSorted((a, b) => compare(key(a), key(b)));
  return [...new Map(needs.toReversed().map((need) => [key(need), need])).values()].toReversed();
}

/** What the write itself is called (Azure documentation, "Azure permissions"). */
function ownNeeds(step: Step): readonly Need[] {
  const { id, work } = step;
  const scope = parseScope(id);
  if (scope?.kind === 'resourceGroup') return [{ scope: `/subscriptions/${scope.subscriptionId}`, action: `Microsoft.Resources/subscriptions/resourceGroups/${work.kind === 'delete' ? 'delete' : 'write'}` }];
  const resource = parseResourceId(id);
  if (resource === undefined) return [];
  // Extensions of a resource are allowed where they stand; so are those of a group.
  const place = /^Microsoft\.Authorization\//i.test(resource.type) ? resource.scope : id;
  const renewed = renewedPool(step);
  if (renewed !== undefined) {
    const pool = resource.type.toLowerCase().endsWith('/agentpools') ? id : `${id}/agentPools/${renewed}`;
    return [{ scope: pool, action: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action' }];
  }
  const action = actionOf(step);
  if (action !== undefined) return [{ scope: id, action: `${resource.type}/${action}/action` }];
  return [{ scope: place, action: `${resource.type}/${work.kind === 'delete' ? 'delete' : 'write'}` }];
}

/** What Azure asks for on resources that a body refers to (`LinkedAuthorizationFailed`). */
function linkedNeeds(step: Step): readonly Need[] {
  const type = parseResourceId(step.id)?.type.toLowerCase() ?? '';
  const body = writtenBody(step);
  if (body === undefined) return [];
  return [...(links[type]?.(body) ?? []), ...(type === 'microsoft.network/virtualnetworks' ? arrayAt(body, 'properties', 'subnets').flatMap(ofSubnet) : [])];
}

const links: Readonly<Record<string, (body: JsonObject) => readonly Need[]>> = {
  'microsoft.containerservice/managedclusters': ofCluster,
  'microsoft.containerservice/managedclusters/agentpools': (body) => ofPool(at(body, 'properties')),
  'microsoft.network/privateendpoints': (body) => [
    ...join(textAt(body, 'properties', 'subnet', 'id'), subnetJoin),
    ...arrayAt(body, 'properties', 'privateLinkServiceConnections').flatMap((connection) => approval(textAt(connection, 'properties', 'privateLinkServiceId'))),
  ],
  'microsoft.network/privateendpoints/privatednszonegroups': (body) => arrayAt(body, 'properties', 'privateDnsZoneConfigs').flatMap((zone) => join(textAt(zone, 'properties', 'privateDnsZoneId'), zoneJoin)),
  'microsoft.network/privatednszones/virtualnetworklinks': (body) => join(textAt(body, 'properties', 'virtualNetwork', 'id'), 'Microsoft.Network/virtualNetworks/join/action'),
  'microsoft.network/virtualnetworks/subnets': ofSubnet,
  'microsoft.authorization/policyexemptions': (body) => {
    const assignment = textAt(body, 'properties', 'policyAssignmentId');
    return join(assignment === undefined ? undefined : parseResourceId(assignment)?.scope, 'Microsoft.Authorization/policyAssignments/exempt/action');
  },
};

const subnetJoin = 'Microsoft.Network/virtualNetworks/subnets/join/action';
const zoneJoin = 'Microsoft.Network/privateDnsZones/join/action';
const assign = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

function ofCluster(body: JsonObject): readonly Need[] {
  const kubelet = textAt(body, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId');
  const nodeGroup = textAt(body, 'properties', 'nodeResourceGroup');
  // AKS makes an identity for nodes in the node resource group, and asks nobody for it.
  const isOwn = nodeGroup === undefined || kubelet?.toLowerCase().includes(`/resourcegroups/${nodeGroup.toLowerCase()}/`) !== true;
  return [
    ...arrayAt(body, 'properties', 'agentPoolProfiles').flatMap(ofPool),
    ...join(textAt(body, 'properties', 'apiServerAccessProfile', 'subnetId'), subnetJoin),
    ...identitiesIn(body).map((scope) => ({ scope, action: assign })),
    ...(isOwn ? join(kubelet, assign) : []),
    ...join(zoneIn(textAt(body, 'properties', 'apiServerAccessProfile', 'privateDNSZone')), zoneJoin),
  ];
}

function ofPool(pool: unknown): readonly Need[] {
  return [...join(textAt(pool, 'vnetSubnetID'), subnetJoin), ...join(textAt(pool, 'podSubnetID'), subnetJoin)];
}

function ofSubnet(subnet: unknown): readonly Need[] {
  return [
    ...join(textAt(subnet, 'properties', 'networkSecurityGroup', 'id'), 'Microsoft.Network/networkSecurityGroups/join/action'),
    ...join(textAt(subnet, 'properties', 'routeTable', 'id'), 'Microsoft.Network/routeTables/join/action'),
    ...join(textAt(subnet, 'properties', 'natGateway', 'id'), 'Microsoft.Network/natGateways/join/action'),
  ];
}

/** An endpoint comes up by itself only for who may approve it (Azure documentation, "Azure RBAC permissions for Azure Private Link"). */
function approval(target: string | undefined): readonly Need[] {
  const type = parseResourceId(target ?? '')?.type;
  return type === undefined ? [] : join(target, `${type}/privateEndpointConnectionsApproval/action`);
}

function identitiesIn(body: JsonObject): readonly string[] {
  const given = at(body, 'identity', 'userAssignedIdentities');
  return isJsonObject(given) ? Object.keys(given).filter((id) => parseResourceId(id) !== undefined) : [];
}

function zoneIn(zone: string | undefined): string | undefined {
  return zone?.startsWith('/') === true ? zone : undefined;
}

function join(scope: string | undefined, action: string): readonly Need[] {
  return scope === undefined || !scope.startsWith('/') ? [] : [{ scope, action }];
}

function key({ scope, action }: Need): string {
  return `${scope}\n${action}`.toLowerCase();
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
