import { describe, expect, test } from '@jest/globals';
import { worksCacheRule } from '../../../../../../src/isolation/exposure/rules/works/registry/cache-rule.ts';
import { worksRegistryEndpoint } from '../../../../../../src/isolation/exposure/rules/works/registry/endpoint.ts';
import { worksImages } from '../../../../../../src/isolation/exposure/rules/works/registry/images.ts';
import { worksRegistrySku } from '../../../../../../src/isolation/exposure/rules/works/registry/sku.ts';
import { worksRegistryToken } from '../../../../../../src/isolation/exposure/rules/works/registry/token.ts';
import { Unknown } from '../../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, nodeGroup, resource, said, subscription } from '../../../estate.ts';

const { cluster, registry, cacheRule, endpoint, network } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const notSeen = (found: ReturnType<typeof answer>) => found.evidence.filter(({ state }) => state === 'undetermined').map(({ notVisible }) => notVisible);
const managed = (properties: unknown) => estateWith({ cluster: changed(cluster, 'bootstrapProfile', { artifactSource: 'Cache' }), registry: undefined, bootstrap: resource(`${nodeGroup}/providers/Microsoft.ContainerRegistry/registries/b`, properties) });

/** "Create a network isolated AKS cluster": a registry of one's own is Premium. */
describe('the SKU of the registry', () => {
  const sku = (name: unknown) => estateWith({ registry: resource(ids.registry, {}, { sku: { name } }) });

  test('has to be Premium', () => {
    expect(answer(worksRegistrySku, sku('premium')).state).toBe('closed');
    expect(said(answer(worksRegistrySku, sku('Standard')))).toBe('registry `r` is `Standard`');
    expect(answer(worksRegistrySku, sku(unknown)).state).toBe('undetermined');
  });

  test('looks wrong and is of no matter where AKS makes the registry', () => {
    expect(answer(worksRegistrySku, managed({})).state).toBe('closed');
  });

  test('is looked at before the cluster starts from the registry', () => {
    const estate = sku('Basic').map((one) => (one.id === ids.cluster ? changed(changed(one, 'networkProfile.outboundType', 'loadBalancer'), 'bootstrapProfile.artifactSource', 'Direct') : one));
    expect(answer(worksRegistrySku, estate).state).toBe('open');
  });
});

/** The same page: tokens of Azure Resource Manager are on by default, and have to stay so. */
describe('the tokens of nodes', () => {
  const token = (status: unknown) => estateWith({ registry: changed(registry, 'policies.azureADAuthenticationAsArmPolicy', status) });

  test('have to be accepted', () => {
    expect(answer(worksRegistryToken, token({ status: 'disabled' })).state).toBe('open');
    expect(answer(worksRegistryToken, token({ status: unknown })).state).toBe('undetermined');
  });

  test('look refused and are accepted where the registry says nothing', () => {
    expect(answer(worksRegistryToken, token(undefined)).state).toBe('closed');
  });
});

/** The same page: name, source and target, word for word; the target was `/*` before the release of 2025-03-16. */
describe('the cache rule of AKS', () => {
  test('is there', () => {
    expect(answer(worksCacheRule, estateWith({})).state).toBe('closed');
  });

  test.each([
    ['has the target from before March 2025', { targetRepository: '/*' }, 'fills `/*`, as it was before March 2025'],
    ['fetches from elsewhere', { sourceRepository: 'quay.io/*' }, 'fetches from `quay.io/*`'],
    ['fetches one repository', { sourceRepository: 'mcr.microsoft.com/oss/*' }, 'fetches from `mcr.microsoft.com/oss/*`'],
  ])('does not do where it %s', (_, properties, message) => {
    const [[path, value] = ['', '']] = Object.entries(properties);
    expect(said(answer(worksCacheRule, estateWith({ cacheRule: changed(cacheRule, path, value) })))).toContain(message);
  });

  test('is missing where all rules are known, and not visible where they are not', () => {
    expect(said(answer(worksCacheRule, estateWith({ cacheRule: undefined })))).toBe('registry `r` has no cache rule `aks-managed-mcr`');
    expect(notSeen(answer(worksCacheRule, estateWith({ cacheRule: undefined }), []))).toEqual(['cache rule `aks-managed-mcr` of registry `r`']);
  });

  test('looks as if it were there under another name', () => {
    const other = resource(`${ids.registry}/cacheRules/mcr`, { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' });
    expect(said(answer(worksCacheRule, estateWith({ cacheRule: undefined, other })))).toContain('is called `mcr`');
  });

  test('looks wrong and does where names differ in case only', () => {
    const other = resource(`${ids.registry}/cacheRules/AKS-managed-MCR`, { sourceRepository: 'MCR.microsoft.com/*', targetRepository: 'aks-managed-repository/*' });
    expect(answer(worksCacheRule, estateWith({ cacheRule: undefined, other })).state).toBe('closed');
  });

  test('is undetermined where the target is not known', () => {
    expect(answer(worksCacheRule, estateWith({ cacheRule: changed(cacheRule, 'targetRepository', unknown) })).state).toBe('undetermined');
  });
});

const hub = `${group}/providers/Microsoft.Network/virtualNetworks/hub`;

/** "What is a private endpoint?": approved at once, or by hand; reached from its network and from those that are joined to it. */
describe('the endpoint of the registry', () => {
  const status = (value: unknown) => estateWith({ registry: changed(registry, 'privateEndpointConnections.0.properties.privateLinkServiceConnectionState.status', value) });
  const elsewhere = changed(endpoint, 'subnet.id', `${hub}/subnets/endpoints`);

  test('is there', () => {
    expect(answer(worksRegistryEndpoint, estateWith({})).state).toBe('closed');
  });

  test.each(['Pending', 'Rejected', 'Disconnected'])('does not do while it is %s', (value) => {
    expect(said(answer(worksRegistryEndpoint, status(value)))).toContain(`is not approved (\`${value}\`)`);
  });

  test('looks rejected and is not where a template says nothing of the approval', () => {
    const made = changed(endpoint, 'privateLinkServiceConnections.0.properties.privateLinkServiceConnectionState', undefined);
    expect(answer(worksRegistryEndpoint, estateWith({ registry: changed(registry, 'privateEndpointConnections', undefined), endpoint: made })).state).toBe('closed');
  });

  test('is missing where the registry lists none, and not visible where a template cannot know', () => {
    expect(answer(worksRegistryEndpoint, estateWith({ registry: changed(registry, 'privateEndpointConnections', []), endpoint: undefined })).state).toBe('open');
    expect(notSeen(answer(worksRegistryEndpoint, estateWith({ registry: changed(registry, 'privateEndpointConnections', undefined), endpoint: undefined }), []))).toContain('how nodes in `v` reach registry `r`');
  });

  test('is reached in a network that is peered with that of the nodes', () => {
    const peering = resource(`${ids.network}/virtualNetworkPeerings/hub`, { remoteVirtualNetwork: { id: hub } });
    expect(answer(worksRegistryEndpoint, estateWith({ endpoint: elsewhere, peering })).state).toBe('closed');
    expect(answer(worksRegistryEndpoint, estateWith({ endpoint: elsewhere, network: changed(network, 'virtualNetworkPeerings', [{ name: 'hub', properties: { remoteVirtualNetwork: { id: hub.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions') } } }]) })).state).toBe('closed');
  });

  test('looks missing and is not visible where it stands in a network that a hub may join', () => {
    expect(notSeen(answer(worksRegistryEndpoint, estateWith({ endpoint: elsewhere })))).toEqual(['how nodes in `v` reach registry `r`']);
  });

  test('is undetermined where its approval is not known', () => {
    expect(answer(worksRegistryEndpoint, status(unknown)).state).toBe('undetermined');
  });
});

/** AgentBaker: nodes mirror mcr.microsoft.com alone. */
describe('the images of workloads', () => {
  const team = `${group}/providers/Microsoft.ContainerRegistry/registries/team`;
  const pull = resource(`${team}/providers/Microsoft.Authorization/roleAssignments/p`, { principalId: 'kubelet-object', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d` });
  const bare = resource(team, { privateEndpointConnections: [] });

  test('are reached where nothing but the registry of the nodes is pulled from', () => {
    expect(answer(worksImages, estateWith({})).state).toBe('closed');
  });

  test('are not reached in another registry without an endpoint, which is what they lead to', () => {
    expect(answer(worksImages, estateWith({ team: bare, pull: pull })).evidence.find(({ state }) => state === 'open')?.target).toBe('team');
  });

  test('look out of reach and are not where that registry has an endpoint in the network', () => {
    const teamEndpoint = resource(`${ids.endpoint}-team`, { subnet: { id: ids.nodes }, privateLinkServiceConnections: [{ properties: { privateLinkServiceId: team } }] });
    expect(answer(worksImages, estateWith({ team: bare, pull, teamEndpoint })).state).toBe('closed');
  });

  test('are explained where the registry caches them: they have another name there', () => {
    const found = answer(worksImages, estateWith({ hub: resource(`${ids.registry}/cacheRules/hub`, { sourceRepository: 'docker.io/library/*', targetRepository: 'hub/*' }) }));
    expect(found.state).toBe('closed');
    expect(said(found)).toContain('workloads find images of `docker.io/library/*` as `hub/*` of registry `r`');
  });

  test('are not visible where the other registry, or the roles, were not given', () => {
    expect(notSeen(answer(worksImages, estateWith({ pull })))).toEqual(['registry `team`, which the kubelet identity may pull from']);
    expect(notSeen(answer(worksImages, estateWith({}), []))).toEqual(['which other registries workloads pull from']);
  });

  test('are not visible where the endpoint that the registry lists was not given', () => {
    const listing = resource(team, { privateEndpointConnections: [{ properties: { privateEndpoint: { id: `${ids.endpoint}-team` }, privateLinkServiceConnectionState: { status: 'Approved' } } }] });
    expect(notSeen(answer(worksImages, estateWith({ team: listing, pull })))).toEqual(['how workloads reach registry `team`']);
  });
});
