import { describe, expect, test } from '@jest/globals';
import { privateEndpoint } from '../../../../../src/isolation/exposure/rules/channels/private-endpoint.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, everything, group, ids, nodeGroup, resource, said } from '../../estate.ts';

const { cluster, network } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const storage = '/subscriptions/elsewhere/resourceGroups/x/providers/Microsoft.Storage/storageAccounts/theirs';
const endpoint = (target: unknown, { subnet = ids.nodes, list = 'privateLinkServiceConnections', status = 'Approved' }: { subnet?: unknown; list?: string; status?: string } = {}) =>
  resource(`${group}/providers/Microsoft.Network/privateEndpoints/more`, { subnet: { id: subnet }, [list]: [{ properties: { privateLinkServiceId: target, privateLinkServiceConnectionState: { status } } }] });

/** Azure Private Link documentation, "What is a private endpoint?". */
describe('private endpoints', () => {
  test('are closed where the only one leads to the registry that nodes bootstrap from', () => {
    expect(said(answer(privateEndpoint, estateWith({})))).toContain('leads to the registry that nodes bootstrap from');
  });

  test('are open where one leads to anything else; a declaration names what it leads to', () => {
    const found = answer(privateEndpoint, estateWith({ more: endpoint(storage) }));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')).toMatchObject({ target: storage, spot: { pointer: '/properties/privateLinkServiceConnections/0/properties/privateLinkServiceId' } });
  });

  test('are open where it stands in another subnet of the network', () => {
    expect(answer(privateEndpoint, estateWith({ more: endpoint(storage, { subnet: `${ids.network}/subnets/endpoints` }) })).state).toBe('open');
  });

  /** "Connecting using alias": the private link service of somebody else, by the name that they handed out. */
  test('are open where one leads to an alias', () => {
    const alias = 'theirs.8f1a.westeurope.azure.privatelinkservice';
    const found = answer(privateEndpoint, estateWith({ more: endpoint(alias, { list: 'manualPrivateLinkServiceConnections' }) }));
    expect(found.evidence.find(({ state }) => state === 'open')?.target).toBe(alias);
  });

  /** "Access to a private link resource using approval workflow": the owner of the other side approves when they like. */
  test.each(['Pending', 'Rejected', 'Disconnected'])('look closed and are open where the connection is %s: that is for the other side to change', (status) => {
    expect(answer(privateEndpoint, estateWith({ more: endpoint(storage, { status, list: 'manualPrivateLinkServiceConnections' }) })).state).toBe('open');
  });

  test('look closed and are open where it leads to another registry', () => {
    expect(answer(privateEndpoint, estateWith({ more: endpoint(`${group}/providers/Microsoft.ContainerRegistry/registries/other`) })).state).toBe('open');
  });

  /** "Create a private AKS cluster": Azure makes an endpoint through which nodes reach their API server; "Network isolated AKS clusters": the registry of AKS is in the node resource group. */
  test.each([
    ['the API server of the cluster', ids.cluster],
    ['the registry that AKS made', `${nodeGroup.toLowerCase()}/providers/Microsoft.ContainerRegistry/registries/managed`],
    ['the registry, in other letters', ids.registry.toUpperCase()],
  ])('look open and are closed where it leads to %s', (_, target) => {
    expect(answer(privateEndpoint, estateWith({ more: endpoint(target, { list: 'manualPrivateLinkServiceConnections' }) })).state).toBe('closed');
  });

  test('look open and are closed where it stands in another network, or has no connection', () => {
    expect(answer(privateEndpoint, estateWith({ more: endpoint(storage, { subnet: `${group}/providers/Microsoft.Network/virtualNetworks/other/subnets/s` }) })).state).toBe('closed');
    expect(answer(privateEndpoint, estateWith({ more: changed(endpoint(storage), 'privateLinkServiceConnections', []) })).state).toBe('closed');
  });

  test('are closed where there is none', () => {
    expect(said(answer(privateEndpoint, estateWith({ endpoint: undefined })))).toBe('there is no private endpoint in the network');
  });

  test.each([
    ['what it leads to', endpoint(unknown)],
    ['its connections', changed(endpoint(storage), 'privateLinkServiceConnections', unknown)],
    ['where it stands', endpoint(storage, { subnet: unknown })],
  ])('are undetermined where %s is not known', (_, more) => {
    const found = answer(privateEndpoint, estateWith({ more }));
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the parameter `p` is given no value');
  });

  test('are undetermined where one leads to a registry and the registry of the cluster is not known', () => {
    const found = answer(privateEndpoint, estateWith({ cluster: changed(cluster, 'bootstrapProfile.containerRegistryId', unknown) }));
    expect(said(found)).toContain('whether nodes bootstrap from it is not known');
  });

  test('look closed and are open where neither the target\'s id nor a registry of the cluster is known: two unknowns are not one thing', () => {
    const { id: _, ...theirs } = resource(storage, {});
    expect(answer(privateEndpoint, estateWith({ cluster: changed(cluster, 'bootstrapProfile', { artifactSource: 'Cache' }), endpoint: undefined, theirs, more: endpoint(storage) })).state).toBe('open');
  });

  test('are closed where the connections of one in another network are not known', () => {
    const more = changed(endpoint(storage, { subnet: `${group}/providers/Microsoft.Network/virtualNetworks/other/subnets/s` }), 'privateLinkServiceConnections', unknown);
    expect(answer(privateEndpoint, estateWith({ more })).state).toBe('closed');
  });

  test('are closed where one stands nobody knows where and leads to the registry', () => {
    expect(answer(privateEndpoint, estateWith({ more: endpoint(ids.registry, { subnet: unknown }) })).state).toBe('closed');
  });

  test('are not visible where the list is not complete', () => {
    expect(answer(privateEndpoint, estateWith({}), []).evidence.filter(({ state }) => state !== 'closed').map(({ notVisible }) => notVisible)).toEqual(['private endpoints in the network']);
  });

  /** REST reference of subnets: a living subnet lists the endpoints in it, those of other subscriptions too. */
  test('are not visible where the subnet lists one that was not given', () => {
    const listing = changed(network, 'subnets.0.properties.privateEndpoints', [{ id: ids.endpoint }, { id: '/subscriptions/elsewhere/resourceGroups/x/providers/Microsoft.Network/privateEndpoints/theirs' }]);
    const found = answer(privateEndpoint, estateWith({ network: listing }), everything);
    expect(found.evidence.filter(({ state }) => state !== 'closed').map(({ notVisible }) => notVisible)).toEqual(['private endpoint `theirs`']);
  });

  test('are open in a network that was not given, where the pool and the endpoint name the same', () => {
    const found = answer(privateEndpoint, estateWith({ network: undefined, more: endpoint(storage, { subnet: `${ids.network.toUpperCase()}/subnets/endpoints` }) }));
    expect(found.state).toBe('open');
  });
});
