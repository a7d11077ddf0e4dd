import { describe, expect, test } from '@jest/globals';
import { worksApiServerSubnet } from '../../../../../../src/isolation/exposure/rules/works/api-server/api-server-subnet.ts';
import { worksBlockOwnNetwork } from '../../../../../../src/isolation/exposure/rules/works/cluster/block-own-network.ts';
import { worksExtensions } from '../../../../../../src/isolation/exposure/rules/works/cluster/extensions.ts';
import { worksKubernetesVersion } from '../../../../../../src/isolation/exposure/rules/works/cluster/kubernetes-version.ts';
import { worksWindowsPools } from '../../../../../../src/isolation/exposure/rules/works/cluster/windows-pools.ts';
import { Unknown } from '../../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, resource, said } from '../../../estate.ts';

const { cluster, network, endpoint } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const clusterWith = (path: string, value: unknown) => estateWith({ cluster: changed(cluster, path, value) });
const pool = (properties: object) => resource(`${ids.cluster}/agentPools/more`, { vnetSubnetID: ids.nodes, ...properties });

/** "Network isolated AKS clusters": Windows pools are not supported. */
describe('Windows pools', () => {
  test('are refused in the cluster and as resources of their own, by name', () => {
    expect(said(answer(worksWindowsPools, clusterWith('agentPoolProfiles.0.osType', 'Windows')))).toBe('pool `system` runs Windows');
    expect(said(answer(worksWindowsPools, estateWith({ pool: pool({ osType: 'WINDOWS' }) })))).toBe('pool `more` runs Windows');
  });

  test('look as if there were some where the cluster has the Windows profile that Azure writes everywhere', () => {
    expect(answer(worksWindowsPools, clusterWith('windowsProfile', { adminUsername: 'azureuser' })).state).toBe('closed');
  });

  test('look as if there were none where a pool says nothing, which is Linux', () => {
    expect(answer(worksWindowsPools, estateWith({ pool: pool({}) })).state).toBe('closed');
  });

  test('are undetermined where the system is not known, and not visible where pools may be made elsewhere', () => {
    expect(said(answer(worksWindowsPools, clusterWith('agentPoolProfiles.0.osType', unknown)))).toContain('the parameter `p` is given no value');
    expect(answer(worksWindowsPools, estateWith({}), []).evidence.map(({ notVisible }) => notVisible)).toContain('pools that are made elsewhere');
  });
});

/** "Create a network isolated AKS cluster": Kubernetes 1.30 and later. */
describe('the version of Kubernetes', () => {
  test.each(['1.29.15', '1.9', '1.28'])('%s is too old', (version) => {
    expect(answer(worksKubernetesVersion, clusterWith('kubernetesVersion', version)).state).toBe('open');
  });

  test.each(['1.30', '1.30.10', '1.100.0'])('%s looks old perhaps, and is not', (version) => {
    expect(answer(worksKubernetesVersion, clusterWith('kubernetesVersion', version)).state).toBe('closed');
  });

  test('of a pool counts as well', () => {
    expect(said(answer(worksKubernetesVersion, estateWith({ pool: pool({ orchestratorVersion: '1.29' }) })))).toBe('pool `more` runs Kubernetes 1.29');
  });

  test('is that of the service where nothing is said, and undetermined where it is not known', () => {
    expect(answer(worksKubernetesVersion, estateWith({})).state).toBe('closed');
    expect(answer(worksKubernetesVersion, clusterWith('kubernetesVersion', unknown)).state).toBe('undetermined');
  });
});

/** "Customize cluster egress with outbound types": block is for the network that AKS makes. */
describe('the outbound type block', () => {
  const block = changed(cluster, 'networkProfile.outboundType', 'block');

  test('is refused where pools name subnets', () => {
    expect(answer(worksBlockOwnNetwork, estateWith({ cluster: block })).state).toBe('open');
  });

  test('looks refused and works in the network of AKS', () => {
    expect(answer(worksBlockOwnNetwork, estateWith({ cluster: changed(block, 'agentPoolProfiles.0.vnetSubnetID', undefined) })).state).toBe('closed');
  });

  test('looks as if it worked and is refused where a pool that is a resource of its own names a subnet', () => {
    expect(answer(worksBlockOwnNetwork, estateWith({ cluster: changed(block, 'agentPoolProfiles.0.vnetSubnetID', undefined), pool: pool({}) })).state).toBe('open');
  });

  test('is undetermined where it is not known, and not visible where pools may be made elsewhere', () => {
    expect(answer(worksBlockOwnNetwork, clusterWith('networkProfile.outboundType', unknown)).state).toBe('undetermined');
    expect(answer(worksBlockOwnNetwork, estateWith({ cluster: changed(block, 'agentPoolProfiles.0.vnetSubnetID', undefined) }), []).evidence.every(({ notVisible }) => notVisible !== undefined)).toBe(true);
  });
});

/** "Network isolated AKS clusters": Dapr, App Configuration, Azure Machine Learning and Flux. */
describe('extensions', () => {
  const extension = (extensionType: unknown, on: string = ids.cluster) => resource(`${on}/providers/Microsoft.KubernetesConfiguration/extensions/e`, { extensionType });

  test.each(['microsoft.flux', 'Microsoft.Dapr', 'microsoft.appconfiguration', 'Microsoft.AzureML.Kubernetes'])('%s is not supported', (type) => {
    const found = answer(worksExtensions, estateWith({ extension: extension(type) }));
    expect(found.evidence.find(({ state }) => state === 'open')?.target).toBe(type.toLowerCase());
  });

  /** A product engineer says that Backup is supported (Azure/AKS issue 5245). */
  test('look unsupported and work where nothing is known against them, or where they are those of another cluster', () => {
    expect(answer(worksExtensions, estateWith({ extension: extension('microsoft.dataprotection.kubernetes') })).state).toBe('closed');
    expect(answer(worksExtensions, estateWith({ extension: extension('microsoft.flux', `${group}/providers/Microsoft.Kubernetes/connectedClusters/c`) })).state).toBe('closed');
  });

  test('of a template are found, whatever its subscription', () => {
    const { id: _, ...rest } = extension('microsoft.flux');
    const openId = ['/subscriptions/', '/resourceGroups/app/providers/Microsoft.ContainerService/managedClusters/c/providers/Microsoft.KubernetesConfiguration/extensions/e'];
    expect(answer(worksExtensions, estateWith({ extension: { ...rest, openId } })).state).toBe('open');
  });

  test('are undetermined where the type is not known, and not visible where they may be made elsewhere', () => {
    expect(answer(worksExtensions, estateWith({ extension: extension(unknown) })).state).toBe('undetermined');
    expect(answer(worksExtensions, estateWith({}), []).evidence.map(({ notVisible }) => notVisible)).toEqual(['extensions of the cluster that are made elsewhere']);
  });
});

/** "API Server VNet Integration in AKS": a delegated subnet of at least /28, for itself. */
describe('the subnet of the API server', () => {
  const integrated = changed(changed(cluster, 'apiServerAccessProfile.enableVnetIntegration', true), 'apiServerAccessProfile.subnetId', ids.api);
  const delegation = [{ name: 'aks', properties: { serviceName: 'microsoft.containerservice/managedclusters' } }];
  const subnet = (properties: object) => resource(ids.api, { addressPrefix: '10.0.1.0/28', delegations: delegation, ...properties });
  const look = (properties: object, more: object = {}) => answer(worksApiServerSubnet, estateWith({ cluster: integrated, network, api: subnet(properties), ...more }));

  test('works where it is delegated, large enough and empty', () => {
    expect(look({}).state).toBe('closed');
  });

  test.each([
    ['is not delegated', { delegations: [] }, 'is not delegated'],
    ['is delegated to somebody else', { delegations: [{ properties: { serviceName: 'Microsoft.Web/serverFarms' } }] }, 'is not delegated'],
    ['is too small', { addressPrefix: '10.0.1.0/29' }, 'is smaller than /28'],
    ['holds a private endpoint', { privateEndpoints: [{ id: 'x' }] }, 'a private endpoint is in the subnet'],
  ])('is refused where it %s', (_, properties, message) => {
    expect(said(look(properties))).toContain(message);
  });

  test('is refused where a pool or an endpoint says that it is there', () => {
    expect(said(look({}, { pool: resource(`${ids.cluster}/agentPools/more`, { vnetSubnetID: ids.api }) }))).toContain('pool `more` is in the subnet');
    expect(said(look({}, { endpoint: changed(endpoint, 'subnet.id', ids.api) }))).toContain('a private endpoint is in the subnet');
  });

  test('looks too small and is not where it is a /64 of IPv6', () => {
    expect(look({ addressPrefix: undefined, addressPrefixes: ['10.0.1.0/26', 'fd00::/64'] }).state).toBe('closed');
  });

  test('looks wrong and is of no matter where the API server is not put there', () => {
    expect(answer(worksApiServerSubnet, estateWith({ cluster: changed(integrated, 'apiServerAccessProfile.enableVnetIntegration', false), api: subnet({ delegations: [] }) })).state).toBe('closed');
  });

  test('is undetermined where its delegations are not known, and not visible where it was not given', () => {
    expect(look({ delegations: unknown }).state).toBe('undetermined');
    expect(answer(worksApiServerSubnet, estateWith({ cluster: integrated }), []).evidence.map(({ notVisible }) => notVisible)).toEqual(['the subnet of the API server']);
  });
});
