/**
 * The same for what lies around a cluster: a registry with its cache rules, and networks, by the other initiatives with effect Deny.
 * After aks-network-isolation.md §7.2, groups 4 and 5; both the parent's body and the child of its own are tried.
 */
import { describe, expect, test } from '@jest/globals';
import { arrayAt, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { bundledPolicies, judge } from '../../../src/policy/index.ts';
import { bundledObjects } from '../../../src/policy/objects/library/wanted.ts';
import { objectId } from '../../../src/policy/objects/policy-object.ts';
import { createInProcessArm, type InProcessArm } from '../../azure/in-process-arm.ts';
import { withProperty } from './protections.ts';

const subscription = '/subscriptions/44444444-4444-4444-8444-444444444444';
const groups = { ours: `${subscription}/resourceGroups/rg-demo`, nodes: `${subscription}/resourceGroups/MC_rg-demo_demo_westeurope` } as const;
const network = 'Microsoft.Network';
const other = `${groups.ours}/providers/${network}/virtualNetworks/hub`;
const initiatives: Readonly<Record<string, JsonObject>> = {
  'aks-egress-isolation-registry': { effect: 'Deny', auditEffect: 'Deny', cacheRulePresenceEffect: 'Disabled' },
  'aks-egress-isolation-network': { effect: 'Deny', internetDenyEffect: 'Disabled' },
};

interface Subject {
  readonly initiative: string;
  readonly type: string;
  readonly name: string;
  readonly clean: JsonObject;
  readonly apiVersion: string;
  readonly group?: string;
  readonly weakenings: readonly (readonly [path: string, value: unknown, ...rules: readonly string[]])[];
}

const registry = (name: string): Pick<Subject, 'initiative' | 'apiVersion' | 'name'> => ({ initiative: 'aks-egress-isolation-registry', apiVersion: '2025-11-01', name });
const ofNetwork = (type: string, name: string): Pick<Subject, 'initiative' | 'apiVersion' | 'type' | 'name'> => ({ initiative: 'aks-egress-isolation-network', apiVersion: '2025-05-01', type: `${network}/${type}`, name });
const located = (properties: JsonObject): JsonObject => ({ location: 'westeurope', properties });
const subnet: JsonObject = { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false };
const route: JsonObject = { addressPrefix: '10.1.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' };
const outbound: JsonObject = {
  direction: 'Outbound', access: 'Deny', protocol: '*', priority: 200, sourcePortRange: '*', destinationPortRange: '*', sourceAddressPrefix: '*', destinationAddressPrefix: 'Internet',
};

const subjects: readonly Subject[] = [
  {
    ...registry('bootstrap'), type: 'Microsoft.ContainerRegistry/registries',
    clean: {
      location: 'westeurope', sku: { name: 'Premium' },
      properties: { publicNetworkAccess: 'Disabled', networkRuleBypassOptions: 'None', anonymousPullEnabled: false, adminUserEnabled: false, policies: { exportPolicy: { status: 'disabled' }, azureADAuthenticationAsArmPolicy: { status: 'enabled' } } },
    },
    weakenings: [
      ['publicNetworkAccess', 'Enabled', 'acr-network-rules', 'acr-public-network-access'],
      ['publicNetworkAccess', undefined, 'acr-network-rules', 'acr-public-network-access'],
      ['networkRuleBypassOptions', 'AzureServices', 'acr-network-bypass'],
      ['networkRuleBypassOptions', undefined, 'acr-network-bypass'],
      ['anonymousPullEnabled', true, 'acr-anonymous-pull'],
      ['adminUserEnabled', true, 'acr-admin-user'],
      ['policies.exportPolicy.status', 'enabled', 'acr-exports'],
      ['policies.exportPolicy', undefined, 'acr-exports'],
      ['policies.azureADAuthenticationAsArmPolicy.status', 'disabled', 'acr-arm-audience'],
      ['privateEndpointConnections', [{ properties: { privateLinkServiceConnectionState: { status: 'Rejected' } } }], 'acr-private-link'],
    ],
  },
  {
    ...registry('bootstrap/aks-managed-mcr'), type: 'Microsoft.ContainerRegistry/registries/cacheRules',
    clean: { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } },
    weakenings: [
      ['sourceRepository', 'mcr.microsoft.com/aks/*', 'acr-cache-rule'],
      ['sourceRepository', 'docker.io/*', 'acr-cache-rule', 'acr-cache-source'],
      ['targetRepository', 'mirror/*', 'acr-cache-rule'],
    ],
  },
  {
    ...ofNetwork('virtualNetworks', 'v'),
    clean: located({ addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: subnet }], virtualNetworkPeerings: [] }),
    weakenings: [
      ['subnets.0.properties.defaultOutboundAccess', true, 'subnet-default-outbound-access'],
      ['subnets.0.properties.defaultOutboundAccess', undefined, 'subnet-default-outbound-access'],
      ['subnets.0.properties.natGateway', { id: `${groups.ours}/providers/${network}/natGateways/n` }, 'subnet-nat-gateway'],
      ['subnets.0.properties.serviceEndpoints', [{ service: 'Microsoft.Storage' }], 'subnet-service-endpoints'],
      ['virtualNetworkPeerings', [{ name: 'p', properties: { remoteVirtualNetwork: { id: other } } }], 'virtual-network-peering'],
    ],
  },
  {
    ...ofNetwork('virtualNetworks/subnets', 'v/extra'), clean: { properties: subnet },
    weakenings: [
      ['defaultOutboundAccess', true, 'subnet-default-outbound-access'],
      ['defaultOutboundAccess', undefined, 'subnet-default-outbound-access'],
      ['natGateway', { id: `${groups.ours}/providers/${network}/natGateways/n` }, 'subnet-nat-gateway'],
      ['serviceEndpoints', [{ service: 'Microsoft.Storage' }], 'subnet-service-endpoints'],
    ],
  },
  {
    ...ofNetwork('routeTables', 'r'), clean: located({ routes: [{ name: 'a', properties: route }] }),
    weakenings: [
      ['routes.0.properties.nextHopType', 'Internet', 'route-internet'],
      ['routes.0.properties.nextHopType', 'VirtualNetworkGateway', 'route-internet'],
      ['routes.0.properties.addressPrefix', '0.0.0.0/0', 'route-internet'],
      ['routes.0.properties.addressPrefix', '128.0.0.0/1', 'route-internet'],
    ],
  },
  {
    ...ofNetwork('routeTables/routes', 'r/extra'), clean: { properties: route },
    weakenings: [['nextHopType', 'Internet', 'route-internet'], ['addressPrefix', '0.0.0.0/0', 'route-internet'], ['addressPrefix', '::/0', 'route-internet']],
  },
  {
    ...ofNetwork('networkSecurityGroups', 'g'), clean: located({ securityRules: [{ name: 'a', properties: outbound }] }),
    weakenings: [['securityRules.0.properties.access', 'Allow', 'nsg-internet-outbound']],
  },
  {
    ...ofNetwork('networkSecurityGroups/securityRules', 'g/extra'), clean: { properties: { ...outbound, access: 'Allow', destinationAddressPrefix: 'VirtualNetwork', priority: 300 } },
    weakenings: [['destinationAddressPrefix', 'Internet', 'nsg-internet-outbound'], ['destinationAddressPrefix', '*', 'nsg-internet-outbound'], ['destinationAddressPrefix', '0.0.0.0/0', 'nsg-internet-outbound']],
  },
  {
    ...ofNetwork('loadBalancers', 'b'), clean: { ...located({ frontendIPConfigurations: [{ name: 'f', properties: { subnet: { id: '/x' } } }] }), sku: { name: 'Standard' } },
    weakenings: [
      ['frontendIPConfigurations.0.properties.publicIPAddress', { id: '/y' }, 'load-balancer-public-frontend'],
      ['frontendIPConfigurations.0.properties.publicIPPrefix', { id: '/y' }, 'load-balancer-public-frontend'],
    ],
  },
  {
    ...ofNetwork('natGateways', 'n'), clean: { ...located({ idleTimeoutInMinutes: 4 }), sku: { name: 'StandardV2' } },
    weakenings: [['sourceVirtualNetwork', { id: other }, 'nat-gateway-virtual-network']],
  },
];

const cases = subjects.flatMap((subject) => subject.weakenings.map(([path, value, ...rules]) => [subject.type, path, JSON.stringify(value) ?? 'nothing', subject, value, rules] as const));
const idOf = ({ type, name, group = groups.ours }: Pick<Subject, 'type' | 'name' | 'group'>): string => {
  const [namespace, ...types] = type.split('/');
  const names = name.split('/');
  return `${group}/providers/${namespace ?? ''}${types.map((segment, index) => `/${segment}/${names[index] ?? ''}`).join('')}`;
};

function objections(subject: Subject, body: JsonObject): readonly string[] {
  const context = { resourceGroup: { name: 'rg-demo' } };
  const resource = { type: subject.type, name: subject.name, id: idOf(subject), body: { ...body, name: subject.name.split('/').at(-1) } };
  return judge(bundledPolicies(subject.initiative, initiatives[subject.initiative]), resource, context)
    .filter(({ finding: { verdict } }) => verdict !== 'compliant' && verdict !== 'notApplicable').map(({ finding }) => `${finding.rule}:${finding.verdict}:${finding.effect}`).toSorted();
}

describe('the engine', () => {
  test.each(subjects.map((subject) => [subject.type, subject] as const))('finds nothing in what is isolated: %s', (_, subject) => {
    expect(objections(subject, subject.clean)).toEqual([]);
  });

  test.each(cases)('%s: %s := %s', (_type, path, _value, subject, value, rules) => {
    expect(objections(subject, withProperty(subject.clean, path, value))).toEqual(rules.map((rule) => `${rule}:violation:deny`));
  });
});

/** An Azure in which both initiatives are assigned at the subscription, with the parents of what is tried. */
function azure(): InProcessArm {
  const arm = createInProcessArm();
  for (const group of Object.values(groups)) arm.ask('PUT', `${group}?api-version=2024-11-01`, { location: 'westeurope' });
  for (const subject of subjects.filter(({ name }) => !name.includes('/'))) {
    const { status, body } = arm.ask('PUT', `${idOf(subject)}?api-version=${subject.apiVersion}`, subject.clean);
    if (status >= 300) throw new Error(`${subject.type}: ${JSON.stringify(body)}`);
  }
  for (const [initiative, parameters] of Object.entries(initiatives)) {
    for (const { kind, scope, name, body } of bundledObjects({ initiative, scope: subscription, definitionScope: subscription, parameters })) {
      const around = kind === 'assignment' ? { location: 'westeurope', identity: { type: 'SystemAssigned' } } : {};
      const { status, body: answer } = arm.ask('PUT', objectId(kind, scope, name), { ...around, ...body });
      if (status >= 300) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    }
  }
  return arm;
}

describe('Azure', () => {
  const arm = azure();
  const refusing = (answer: { readonly status: number; readonly body?: unknown }): readonly string[] => {
    const error = (answer.body as JsonObject)['error'];
    return [`${answer.status} ${textAt(error, 'code') ?? ''}`, ...arrayAt(error, 'additionalInfo').map((entry) => textAt((entry as JsonObject)['info'], 'policyDefinitionName') ?? '').toSorted()];
  };

  test.each(cases)('refuses %s: %s := %s', (_type, path, _value, subject, value, rules) => {
    expect(refusing(arm.ask('PUT', `${idOf(subject)}?api-version=${subject.apiVersion}`, withProperty(subject.clean, path, value)))).toEqual(['403 RequestDisallowedByPolicy', ...rules]);
  });

  test.each(subjects.map((subject) => [subject.type, subject] as const))('takes what is isolated: %s', (_, subject) => {
    const { status } = azure().ask('PUT', `${idOf(subject)}?api-version=${subject.apiVersion}`, subject.clean);
    expect([200, 201, 202]).toContain(status);
  });

  test.each([`${network}/publicIPAddresses`, `${network}/publicIPPrefixes`])('refuses %s among the nodes, and nowhere else', (type) => {
    const body = { ...located({ prefixLength: 28, publicIPAllocationMethod: 'Static' }), sku: { name: 'Standard' } };
    const put = (group: string) => arm.ask('PUT', `${idOf({ type, name: 'p', group })}?api-version=2025-05-01`, body);
    expect(refusing(put(groups.nodes))).toEqual(['403 RequestDisallowedByPolicy', 'public-ip-address']);
    expect(put(groups.ours).status).toBeLessThan(300);
  });
});

test('every rule of both initiatives that can refuse is tried', () => {
  const tried = new Set([...cases.flatMap(([, , , , , rules]) => rules), 'public-ip-address']);
  const all = Object.keys(initiatives).flatMap((name) => bundledPolicies(name).map(({ definition }) => definition.name ?? ''));
  // The tier is no property of `properties`; gateways and hub connections are refused as such; two only look for what belongs to a resource.
  expect(all.filter((name) => !tried.has(name)).toSorted()).toEqual(['acr-cache-rule-present', 'acr-sku', 'subnet-internet-deny', 'virtual-hub-connection', 'virtual-network-gateway']);
});
