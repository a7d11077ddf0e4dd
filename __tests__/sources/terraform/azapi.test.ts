import { describe, expect, test } from '@jest/globals';
import { expression, planned, readPlan, reference, shown } from './plans.ts';

const id = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
const cluster = { type: 'Microsoft.ContainerService/managedClusters@2026-02-02-preview', name: 'aks', parent_id: id, location: 'westeurope' };

describe('azapi_resource', () => {
  test('goes over one to one, with its own API version, location, tags and identity', async () => {
    const attributes = { ...cluster, tags: { env: 'test' }, identity: [{ type: 'UserAssigned', identity_ids: ['/s/identity'] }], body: planned({ sku: { name: 'Base' }, properties: { networkProfile: { outboundType: 'none' }, agentPoolProfiles: [{ name: 'a', mode: 'System' }, {}] } }) };
    const { resources } = await readPlan({ resources: [{ address: 'azapi_resource.aks', attributes }] });
    expect(resources.map((resource) => ({ ...resource, originOf: undefined, writingOf: undefined }))).toEqual([
      {
        type: 'Microsoft.ContainerService/managedClusters',
        name: 'aks',
        id: `${id}/providers/Microsoft.ContainerService/managedClusters/aks`,
        deployment: 'infra/plan.json',
        apiVersion: '2026-02-02-preview',
        body: {
          sku: { name: 'Base' },
          properties: { networkProfile: { outboundType: 'none' }, agentPoolProfiles: [{ name: 'a', mode: 'System' }, {}] },
          location: 'westeurope',
          tags: { env: 'test' },
          identity: { type: 'UserAssigned', userAssignedIdentities: { '/s/identity': {} } },
        },
      },
    ]);
  });

  test('takes the body of azapi 1.x, which is a text with JSON', async () => {
    const { resources } = await readPlan({ resources: [{ address: 'azapi_resource.aks', attributes: { ...cluster, body: '{"properties":{"networkProfile":{"outboundType":"none"}}}' } }] });
    expect(resources[0]?.body).toHaveProperty('properties.networkProfile.outboundType', 'none');
  });

  test('a body that is not known leaves its properties Unknown; a part of it only that part', async () => {
    const { resources } = await readPlan({ resources: [{ address: 'azapi_resource.aks', attributes: { ...cluster, body: expression('var.x', 'azapi_resource.y.id') } }] });
    expect(shown(resources[0]?.body)).toEqual({ location: 'westeurope', properties: { unknown: expect.stringContaining('`body` of azapi_resource.aks is known only after apply') } });
    const part = { properties: { networkProfile: { outboundType: 'none', podCidr: reference('random_x.y.result') } } };
    const { resources: others } = await readPlan({ resources: [{ address: 'azapi_resource.aks', attributes: { ...cluster, body: part } }] });
    expect(shown(others[0]?.body)).toHaveProperty('properties.networkProfile', { outboundType: 'none', podCidr: { unknown: 'a part of `body` of azapi_resource.aks is known only after apply' } });
  });

  test('a child stands below its parent, also a new one', async () => {
    const pool = { type: 'Microsoft.ContainerService/managedClusters/agentPools@2025-10-01', name: 'pool', parent_id: reference('azapi_resource.aks.id'), body: planned({ properties: { mode: 'User' } }) };
    const { resources } = await readPlan({ resources: [{ address: 'azapi_resource.aks', attributes: { ...cluster, body: planned({}) } }, { address: 'azapi_resource.pool', attributes: pool }] });
    expect(resources[1]).toEqual(expect.objectContaining({ name: 'aks/pool', id: `${id}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/pool` }));
  });

  test('what extends a resource stands on it', async () => {
    const flux = { type: 'Microsoft.KubernetesConfiguration/extensions@2024-11-01', name: 'flux', parent_id: `${id}/providers/Microsoft.ContainerService/managedClusters/aks`, body: planned({ properties: { extensionType: 'microsoft.flux' } }) };
    const { resources } = await readPlan({ resources: [{ address: 'azapi_resource.flux', attributes: flux }] });
    expect(resources[0]).toEqual(expect.objectContaining({ name: 'flux', id: `${id}/providers/Microsoft.ContainerService/managedClusters/aks/providers/Microsoft.KubernetesConfiguration/extensions/flux` }));
  });

  test('parts of a write-only body are Unknown where their version is set', async () => {
    const attributes = { ...cluster, body: planned({ properties: { kubernetesVersion: '1.33' } }), sensitive_body_version: planned({ 'properties.windowsProfile.adminPassword': '1' }) };
    const { resources } = await readPlan({ resources: [{ address: 'azapi_resource.aks', attributes }] });
    expect(shown(resources[0]?.body)).toHaveProperty('properties.windowsProfile.adminPassword', { unknown: 'it stands in `sensitive_body`, which is write-only: no plan holds its value' });
  });

  test('a type that is none is told, and not judged', async () => {
    const { resources, problems } = await readPlan({ resources: [{ address: 'azapi_resource.x', attributes: { type: 'nonsense', name: 'x', parent_id: id } }] });
    expect(resources).toEqual([]);
    expect(problems).toEqual(['azapi_resource.x: its `type` is not known, or is none of the form Microsoft.Network/virtualNetworks@2024-05-01; it is not judged.']);
  });
});

describe('azapi_update_resource', () => {
  const patch = (resource_id: unknown): object => ({ type: 'Microsoft.ContainerService/managedClusters@2026-05-01', resource_id, body: planned({ properties: { networkProfile: { staticEgressGatewayProfile: { enabled: true } }, nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' } } }) });
  const aks = { address: 'azurerm_kubernetes_cluster.aks', attributes: { name: 'aks', resource_group_name: 'rg', location: 'westeurope', network_profile: [{ network_plugin: 'azure', outbound_type: 'none' }] } };

  test('goes into the resource of the same plan that it names, and over what is there', async () => {
    const { resources } = await readPlan({ resources: [{ address: 'azapi_update_resource.p', attributes: { ...patch(reference('azurerm_kubernetes_cluster.aks.id')) } }, aks] });
    expect(resources).toHaveLength(1);
    expect(resources[0]?.body).toHaveProperty('properties.networkProfile', { networkPlugin: 'azure', outboundType: 'none', loadBalancerSku: 'standard', staticEgressGatewayProfile: { enabled: true } });
    expect(resources[0]?.body).toHaveProperty('properties.nodeResourceGroupProfile', { restrictionLevel: 'ReadOnly' });
  });

  test('replaces values of the resource', async () => {
    const attributes = { ...patch(reference('azurerm_kubernetes_cluster.aks.id')), body: planned({ properties: { networkProfile: { outboundType: 'loadBalancer' } } }) };
    const { resources } = await readPlan({ resources: [aks, { address: 'azapi_update_resource.p', attributes }] });
    expect(resources[0]?.body).toHaveProperty('properties.networkProfile.outboundType', 'loadBalancer');
    expect(resources[0]?.body).toHaveProperty('properties.networkProfile.networkPlugin', 'azure');
  });

  test('of a resource outside the plan is one of its own, of which the rest is Unknown', async () => {
    const target = `${id}/providers/Microsoft.ContainerService/managedClusters/old`;
    const { resources } = await readPlan({ resources: [{ address: 'azapi_update_resource.p', attributes: { ...patch(target) } }] });
    expect(resources[0]).toEqual(expect.objectContaining({ id: target, name: 'old' }));
    const why = { unknown: 'old is not in the plan, which only changes a part of it' };
    expect(shown(resources[0]?.body)).toEqual(expect.objectContaining({ sku: { name: why, tier: why }, properties: expect.objectContaining({ bootstrapProfile: why, agentPoolProfiles: why, nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' }, networkProfile: expect.objectContaining({ outboundType: why, staticEgressGatewayProfile: { enabled: true } }) }) }));
  });

  test('that names nothing is told', async () => {
    const { problems } = await readPlan({ resources: [{ address: 'azapi_update_resource.p', attributes: { ...patch(reference('local.id')) } }] });
    expect(problems).toEqual(['azapi_update_resource.p: it is not known which resource it changes; it is not judged.']);
  });
});
