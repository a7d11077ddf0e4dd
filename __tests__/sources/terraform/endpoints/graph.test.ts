import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../../../src/isolation/exposure/answers.ts';
import { assignmentsFor } from '../../../../src/isolation/exposure/graph/access/roles.ts';
import { clustersIn, type ClusterView } from '../../../../src/isolation/exposure/graph/cluster.ts';
import { inventoryOf } from '../../../../src/isolation/exposure/graph/inventory.ts';
import { keptZones } from '../../../../src/isolation/exposure/graph/reach/private-dns.ts';
import { registryEndpoints } from '../../../../src/isolation/exposure/graph/reach/registry-endpoints.ts';
import { worksRegistryPull } from '../../../../src/isolation/exposure/rules/works/access/registry-pull.ts';
import { worksRegistryEndpoint } from '../../../../src/isolation/exposure/rules/works/registry/endpoint.ts';
import { worksRegistryZone } from '../../../../src/isolation/exposure/rules/works/registry/zone.ts';
import type { ExposureRule } from '../../../../src/isolation/exposure/rule.ts';
import { computed, expression, planned, readPlan, reference, type ResourceSpec } from '../plans.ts';

/**
 * The estate of "Create a network isolated Azure Kubernetes Service (AKS) cluster" with a registry of one's own, as a plan of nothing but new resources: no
 * id is known, nor the subscription, nor the object id of an identity.
 */
const id = (address: string): unknown => reference(`${address}.id`);
const inGroup = (name: unknown, more: object = {}): ResourceSpec['attributes'] => ({ name, resource_group_name: 'rg', location: planned('westeurope'), ...more });
const zoneName = 'privatelink.azurecr.io';

type Part = 'network' | 'subnet' | 'registry' | 'endpoint' | 'zone' | 'link' | 'kubelet' | 'pull' | 'cluster';

function estate(name: (text: string) => unknown, principal: unknown): Readonly<Record<Part, ResourceSpec>> {
  return {
    network: { address: 'azurerm_virtual_network.net', attributes: inGroup(name('net'), { address_space: ['10.0.0.0/16'] }) },
    subnet: { address: 'azurerm_subnet.nodes', attributes: { name: 'nodes', resource_group_name: 'rg', virtual_network_name: reference('azurerm_virtual_network.net.name', name('net') === 'net' ? 'net' : undefined), address_prefixes: ['10.0.0.0/24'] } },
    registry: { address: 'azurerm_container_registry.acr', attributes: inGroup(name('acr'), { sku: 'Premium' }) },
    endpoint: {
      address: 'azurerm_private_endpoint.acr',
      attributes: inGroup('acr', {
        subnet_id: id('azurerm_subnet.nodes'),
        private_service_connection: [{ name: 'acr', is_manual_connection: false, private_connection_resource_id: id('azurerm_container_registry.acr'), subresource_names: ['registry'] }],
        private_dns_zone_group: [{ name: 'default', private_dns_zone_ids: [id('azurerm_private_dns_zone.acr')] }],
      }),
    },
    zone: { address: 'azurerm_private_dns_zone.acr', attributes: { name: zoneName, resource_group_name: 'rg' } },
    link: {
      address: 'azurerm_private_dns_zone_virtual_network_link.acr',
      attributes: { name: 'net', resource_group_name: 'rg', private_dns_zone_name: reference('azurerm_private_dns_zone.acr.name', zoneName), virtual_network_id: id('azurerm_virtual_network.net') },
    },
    kubelet: { address: 'azurerm_user_assigned_identity.kubelet', attributes: inGroup('kubelet', { principal_id: principal }) },
    pull: {
      address: 'azurerm_role_assignment.pull',
      attributes: { name: computed, scope: id('azurerm_container_registry.acr'), role_definition_id: computed, role_definition_name: 'AcrPull', principal_id: reference('azurerm_user_assigned_identity.kubelet.principal_id', principal === computed ? undefined : 'kubelet-object') },
    },
    cluster: {
      address: 'azurerm_kubernetes_cluster.aks',
      attributes: inGroup('aks', {
        default_node_pool: [{ name: 'system', vm_size: 'Standard_D4s_v5', vnet_subnet_id: id('azurerm_subnet.nodes') }],
        network_profile: [{ network_plugin: 'azure', outbound_type: 'none' }],
        bootstrap_profile: [{ artifact_source: 'Cache', container_registry_id: id('azurerm_container_registry.acr') }],
        kubelet_identity: [{ user_assigned_identity_id: id('azurerm_user_assigned_identity.kubelet') }],
      }),
    },
  };
}

const known = (text: string): unknown => text;
const later = (): unknown => expression('random_id.suffix.hex');

async function clusterOf(resources: readonly ResourceSpec[]): Promise<ClusterView> {
  const read = await readPlan({ constraint: '~> 4.0', resources });
  const [cluster] = clustersIn(inventoryOf(read.resources));
  if (cluster === undefined) throw new Error('there is a cluster');
  return cluster;
}

const registryIn = ({ inventory }: ClusterView) => {
  const [registry] = inventory.ofType('Microsoft.ContainerRegistry/registries');
  if (registry === undefined) throw new Error('there is a registry');
  return registry;
};
const stateOf = (rule: ExposureRule, cluster: ClusterView): unknown => answerOf(rule.look(cluster), cluster.resource).state;
const found = (rule: ExposureRule, cluster: ClusterView): readonly string[] => rule.look(cluster).map(({ state, message }) => `${state}: ${message}`);

describe.each([['names are known', known], ['names have a random suffix', later]])('where %s and no id is', (_, name) => {
  test('the registry leads to its endpoint, and that to the zone of its records', async () => {
    const cluster = await clusterOf(Object.values(estate(name, computed)));
    const [endpoint, more] = registryEndpoints(registryIn(cluster), cluster.inventory).items;
    if (endpoint === undefined) throw new Error('there is an endpoint');
    expect(more).toBeUndefined();
    expect(endpoint).toEqual(expect.objectContaining({ isApproved: true, network: expect.objectContaining({ resource: expect.objectContaining({ type: 'Microsoft.Network/virtualNetworks' }) }) }));
    expect(keptZones(endpoint.endpoint, cluster.inventory).map(({ to }) => to)).toEqual([{ kind: 'found', resource: expect.objectContaining({ type: 'Microsoft.Network/privateDnsZones', name: zoneName }) }]);
    expect(found(worksRegistryEndpoint, cluster)).toContainEqual(expect.stringMatching(/^closed: nodes in `.*` reach registry `.*` through private endpoint `acr`$/));
  });

  test('the network of the nodes leads to the zone by its link', async () => {
    const { link: _link, ...without } = estate(name, computed);
    const linked: unknown = expect.stringMatching(/^closed: network `.*` is linked to `privatelink\.azurecr\.io`$/);
    expect(found(worksRegistryZone, await clusterOf(Object.values(estate(name, computed))))).toContainEqual(linked);
    expect(found(worksRegistryZone, await clusterOf(Object.values(without)))).not.toContainEqual(linked);
  });

  test('the role stands on the registry, and is known by its name', async () => {
    const cluster = await clusterOf(Object.values(estate(name, computed)));
    expect(assignmentsFor({ resource: registryIn(cluster) }, [], cluster.inventory).map(({ role }) => role)).toEqual(['7f951dda-4ed3-4680-a7ca-43fe172d538d']);
  });
});

test('an identity that is there already has the role that the plan gives it', async () => {
  expect(found(worksRegistryPull, await clusterOf(Object.values(estate(known, planned('kubelet-object')))))).toEqual(['closed: the kubelet identity has `AcrPull` for registry `acr`']);
});

test('whether a new one has it is not visible, as nobody knows its object id; it is not said to miss it', async () => {
  expect(stateOf(worksRegistryPull, await clusterOf(Object.values(estate(known, computed))))).toBe('undetermined');
});
