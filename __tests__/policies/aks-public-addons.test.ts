import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const addOns = (addonProfiles: unknown) => cluster({ addonProfiles });
const routing = (nginx: unknown, enabled: unknown = true) => cluster({ ingressProfile: { webAppRouting: { enabled, nginx } } });
const gateways = (...ingressGateways: readonly unknown[]) => cluster({ serviceMeshProfile: { mode: 'Istio', istio: { components: { ingressGateways } } } });
const source = 'reference/aks-network-isolation.md §5, 19';
const names = 'reference/aks-network-isolation.md §1.2: names of add-ons vary in case';
const routingDefault = 'learn.microsoft.com/azure/aks/app-routing-nginx-configuration: the default controller has a public load balancer unless annotated otherwise';

const cases: readonly Case[] = [
  { title: 'nothing written', resource: cluster(), verdict: 'compliant', source },
  { title: 'an empty object, as tools write it', resource: addOns({}), verdict: 'compliant', source: 'ground-truth/README.md 2' },
  { title: 'null', resource: addOns(null), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.5' },
  { title: 'an add-on that is null', resource: addOns({ azurepolicy: null }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.9' },
  { title: 'an add-on without settings', resource: addOns({ azurepolicy: {} }), verdict: 'compliant', source },
  { title: 'an add-on that is not enabled', resource: addOns({ azurepolicy: { enabled: false }, omsagent: { enabled: false } }), verdict: 'compliant', source },
  { title: 'an add-on that nobody listed', resource: addOns({ extensionManager: { enabled: true } }), verdict: 'compliant', source },
  { title: 'the policy add-on', resource: addOns({ azurepolicy: { enabled: true } }), verdict: 'violation', source },
  { title: 'its name in another case', resource: addOns({ AzurePolicy: { enabled: true } }), verdict: 'violation', source: names },
  { title: 'one of several', resource: addOns({ a: { enabled: true }, azurepolicy: { enabled: false }, aciConnectorLinux: { enabled: true } }), verdict: 'violation', source },
  { title: 'enabled, as text', resource: addOns({ omsagent: { enabled: 'true' } }), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'one taken off the list', resource: addOns({ omsagent: { enabled: true } }), parameters: { addOns: ['azurepolicy'] }, verdict: 'compliant', source: 'the parameter' },
  { title: 'with an empty list', resource: addOns({ omsagent: { enabled: true } }), parameters: { addOns: [] }, verdict: 'compliant', source: 'the parameter' },
  { title: 'unknown add-ons', resource: addOns(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown add-on', resource: addOns({ azurepolicy: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an add-on of which it is not known whether it is enabled', resource: addOns({ azurepolicy: { enabled: unknown } }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown add-on beside an enabled one', resource: addOns({ azurepolicy: unknown, omsagent: { enabled: true } }), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'metrics', resource: cluster({ azureMonitorProfile: { metrics: { enabled: true } } }), verdict: 'violation', message: '`azureMonitorProfile.metrics.enabled` is `true`, which is not allowed.', source },
  { title: 'metrics, not enabled', resource: cluster({ azureMonitorProfile: { metrics: { enabled: false } } }), verdict: 'compliant', source },
  { title: 'metrics, taken off the list', resource: cluster({ azureMonitorProfile: { metrics: { enabled: true } } }), parameters: { features: ['defender'] }, verdict: 'compliant', source: 'the parameter' },
  { title: 'logs of containers', resource: cluster({ azureMonitorProfile: { containerInsights: { enabled: true } } }), verdict: 'violation', source },
  { title: 'cost analysis', resource: cluster({ metricsProfile: { costAnalysis: { enabled: true } } }), verdict: 'violation', source },
  { title: 'cost analysis, as the service shows it', resource: cluster({ metricsProfile: { costAnalysis: { enabled: false } } }), verdict: 'compliant', source: 'ground-truth/managed-acr-create.json' },
  { title: 'Defender', resource: cluster({ securityProfile: { defender: { securityMonitoring: { enabled: true } } } }), verdict: 'violation', source },
  { title: 'workload identity, which has to be asked for', resource: cluster({ securityProfile: { workloadIdentity: { enabled: true } } }), verdict: 'compliant', source: 'the default of the parameter' },
  { title: 'workload identity, asked for', resource: cluster({ securityProfile: { workloadIdentity: { enabled: true } } }), parameters: { features: ['workloadIdentity'] }, verdict: 'violation', source },
  { title: 'application routing with its default', resource: routing(undefined), verdict: 'violation', source: routingDefault },
  { title: 'application routing, public', resource: routing({ defaultIngressControllerType: 'External' }), verdict: 'violation', source },
  { title: 'application routing, internal', resource: routing({ defaultIngressControllerType: 'Internal' }), verdict: 'compliant', source },
  { title: 'application routing without a controller', resource: routing({ defaultIngressControllerType: 'None' }), verdict: 'compliant', source },
  { title: 'application routing, not enabled', resource: routing(undefined, false), verdict: 'compliant', source },
  { title: 'application routing, unknown', resource: routing({ defaultIngressControllerType: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a public gateway of the mesh', resource: gateways({ enabled: false, mode: 'External' }, { enabled: true, mode: 'External' }), verdict: 'violation', source },
  { title: 'gateways of the mesh that are internal or off', resource: gateways({ enabled: true, mode: 'Internal' }, { enabled: false, mode: 'External' }), verdict: 'compliant', source },
  { title: 'a mesh without gateways', resource: gateways(), verdict: 'compliant', source },
  { title: 'an unknown gateway', resource: gateways(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a mesh that is off', resource: cluster({ serviceMeshProfile: { mode: 'Disabled', istio: { components: { ingressGateways: [{ enabled: true, mode: 'External' }] } } } }), verdict: 'compliant', source },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'add-ons are the cluster\'s' },
];

test.each(cases)('aks-public-addons: $title', (entry) => {
  expect(judged('aks-public-addons', entry)).toMatchObject(wanted(entry));
});

test('aks-public-addons reports unless it is told to refuse', () => {
  const entry = { title: '', resource: addOns({ azurepolicy: { enabled: true } }), verdict: 'violation', source } as const;
  expect(judged('aks-public-addons', entry)?.effect).toBe('audit');
});
