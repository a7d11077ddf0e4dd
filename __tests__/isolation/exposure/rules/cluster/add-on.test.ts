import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../../../../src/isolation/exposure/evidence.ts';
import type { CompleteList } from '../../../../../src/isolation/exposure/graph/inventory.ts';
import { addOn } from '../../../../../src/isolation/exposure/rules/cluster/add-on.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { answer, changed, closedEstate, estateWith, everything, group, ids, resource, said } from '../../estate.ts';

const { cluster } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');

function withValues(values: Readonly<Record<string, unknown>>, parts: Readonly<Record<string, Resource>> = {}, complete: readonly CompleteList[] = everything): Answer {
  return answer(addOn, estateWith({ ...parts, cluster: Object.entries(values).reduce<Resource>((before, [path, value]) => changed(before, path, value), changed(cluster, 'dnsPrefix', 'c')) }), complete);
}

const endpoint = (target: unknown, subnet: unknown = ids.nodes) =>
  resource(`${group}/providers/Microsoft.Network/privateEndpoints/more`, { subnet: { id: subnet }, privateLinkServiceConnections: [{ properties: { privateLinkServiceId: target } }] });
const vault = `${group}/providers/Microsoft.KeyVault/vaults/secrets`;
const scope = `${group}/providers/microsoft.insights/privateLinkScopes/monitor`;
const secrets = { addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } } };
const istio = (components: unknown, mode: unknown = 'Istio') => ({ serviceMeshProfile: { mode, istio: { components } } });

/** AKS documentation, "Outbound network and FQDN rules for Azure Kubernetes Service (AKS) clusters": AKS addons and integrations. */
describe('add-ons', () => {
  test('are closed where none is enabled that needs a public endpoint', () => {
    const found = withValues({});
    expect(found.state).toBe('closed');
    expect(found.evidence).toHaveLength(1);
  });

  test.each([
    ['azurepolicy', { addonProfiles: { azurePolicy: { enabled: true } } }, '/properties/addonProfiles/azurePolicy/enabled', 'store.policy.core.windows.net'],
    ['omsagent', { addonProfiles: { omsAgent: { enabled: true } } }, '/properties/addonProfiles/omsAgent/enabled', 'opinsights'],
    ['azureKeyvaultSecretsProvider', secrets, '/properties/addonProfiles/azureKeyvaultSecretsProvider/enabled', 'vault.azure.net'],
    ['httpApplicationRouting', { addonProfiles: { httpApplicationRouting: { enabled: true } } }, '/properties/addonProfiles/httpApplicationRouting/enabled', 'public ingress controller'],
    ['ingressApplicationGateway', { addonProfiles: { ingressApplicationGateway: { enabled: true } } }, '/properties/addonProfiles/ingressApplicationGateway/enabled', 'management.azure.com'],
    ['azureMonitorMetrics', { azureMonitorProfile: { metrics: { enabled: true } } }, '/properties/azureMonitorProfile/metrics/enabled', 'ingest.monitor.azure.com'],
    ['containerInsights', { azureMonitorProfile: { containerInsights: { enabled: true } } }, '/properties/azureMonitorProfile/containerInsights/enabled', 'opinsights'],
    ['costAnalysis', { metricsProfile: { costAnalysis: { enabled: true } } }, '/properties/metricsProfile/costAnalysis/enabled', 'management.azure.com'],
    ['defender', { securityProfile: { defender: { securityMonitoring: { enabled: true } } } }, '/properties/securityProfile/defender/securityMonitoring/enabled', 'cloud.defender.microsoft.com'],
    ['workloadIdentity', { securityProfile: { workloadIdentity: { enabled: true } } }, '/properties/securityProfile/workloadIdentity/enabled', 'login.microsoftonline.com'],
    ['webAppRouting', { ingressProfile: { webAppRouting: { enabled: true } } }, '/properties/ingressProfile/webAppRouting/enabled', 'public ingress controller'],
    ['istioIngressGateway', istio({ ingressGateways: [{ enabled: true, mode: 'External' }] }), '/properties/serviceMeshProfile/istio/components/ingressGateways/0/enabled', 'public address'],
    ['istioEgressGateway', istio({ egressGateways: [{ enabled: true, name: 'out' }] }), '/properties/serviceMeshProfile/istio/components/egressGateways/0/enabled', 'out of the cluster'],
  ])('are open with %s, which is what a declaration names', (name, values, pointer, words) => {
    const found = withValues(values);
    expect(found.evidence.map(({ state, target, spot }) => ({ state, target, pointer: spot?.pointer }))).toEqual([{ state: 'open', target: name, pointer }]);
    expect(said(found)).toContain(words);
  });

  test('have an entry each', () => {
    expect(withValues({ addonProfiles: { azurepolicy: { enabled: true }, omsagent: { enabled: true } }, metricsProfile: { costAnalysis: { enabled: true } } }).evidence.map(({ target }) => target)).toEqual(['azurepolicy', 'omsagent', 'costAnalysis']);
  });

  test.each([
    { addonProfiles: unknown },
    { addonProfiles: { azurepolicy: { enabled: unknown } } },
    { azureMonitorProfile: unknown },
    { ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: unknown } } } },
    istio({ ingressGateways: unknown }),
    istio({ ingressGateways: [{ enabled: true, mode: 'External' }] }, unknown),
  ])('are undetermined with %j', (values) => {
    const found = withValues(values);
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the parameter `p` is given no value');
  });

  test.each([
    ['an add-on that is written and off', { addonProfiles: { azurepolicy: { enabled: false }, omsagent: { enabled: 'false', config: {} } } }],
    ['one that the page does not name: "the core requirements cover it"', { addonProfiles: { openServiceMesh: { enabled: true } } }],
    ['application routing with an internal controller', { ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: 'Internal' } } } }],
    ['application routing without a default controller', { ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: 'None' } } } }],
    ['an internal gateway of Istio', istio({ ingressGateways: [{ enabled: true, mode: 'Internal' }, { enabled: false, mode: 'External' }] })],
    ['gateways of a mesh that is disabled', istio({ ingressGateways: [{ enabled: true, mode: 'External' }] }, 'Disabled')],
  ])('look open and are closed with %s', (_, values) => {
    expect(withValues(values).state).toBe('closed');
  });

  /** "Application routing": `AnnotationControlled` is the default, a public controller that annotations may make internal. */
  test('look closed and are open with application routing that annotations control', () => {
    expect(withValues({ ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: 'AnnotationControlled' } } } }).state).toBe('open');
  });
});

/** "Network isolated AKS clusters": private endpoints can be set up to the services that have Azure Private Link. */
describe('add-ons whose service has private endpoints', () => {
  test.each([
    ['the Key Vault provider', secrets, vault],
    ['monitoring', { addonProfiles: { omsagent: { enabled: true } } }, scope],
    ['metrics', { azureMonitorProfile: { metrics: { enabled: true } } }, scope],
    ['Defender', { securityProfile: { defender: { securityMonitoring: { enabled: true } } } }, `${group}/providers/Microsoft.Security/privateLinks/defender`],
  ])('look open and are closed where %s has one in the network', (_, values, target) => {
    expect(withValues(values, { more: endpoint(target) }).state).toBe('closed');
  });

  test('look closed and are open where the endpoint leads to another service, or is in another network', () => {
    expect(withValues(secrets, { more: endpoint(`${group}/providers/Microsoft.Storage/storageAccounts/vaults`) }).state).toBe('open');
    expect(withValues(secrets, { more: endpoint(vault, `${group}/providers/Microsoft.Network/virtualNetworks/other/subnets/s`) }).state).toBe('open');
  });

  /** The documentation names no private endpoint for Azure Policy. */
  test('are others: Azure Policy stays open with endpoints to everything', () => {
    expect(withValues({ addonProfiles: { azurepolicy: { enabled: true } } }, { more: endpoint(scope) }).state).toBe('open');
  });

  test('are undetermined where an endpoint leads to what is not known, or stands nobody knows where', () => {
    expect(said(withValues(secrets, { more: endpoint(unknown) }))).toContain('whether a private endpoint to a key vault is in the network is not known');
    expect(withValues(secrets, { more: endpoint(vault, unknown) }).state).toBe('undetermined');
  });

  test('are not visible where endpoints may be made elsewhere', () => {
    const found = withValues(secrets, {}, []);
    expect(found.evidence.map(({ notVisible }) => notVisible)).toEqual(['a private endpoint to a key vault in the network']);
  });
});
