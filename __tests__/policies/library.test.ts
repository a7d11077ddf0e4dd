import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isJsonObject } from '../../src/arm/json.ts';
import { bundledAliases } from '../../src/policy/aliases.ts';
import {
  bundledDefinitions,
  bundledInitiative,
  bundledInitiatives,
  bundledPolicies,
  compileDefinition,
  judge,
  parseDefinition,
  parseInitiative,
  PolicyError,
} from '../../src/policy/index.ts';
import { cluster, poolType } from '../policy/builders.ts';

const library = join(import.meta.dirname, '../../policies');

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(library, folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
}

/** Whether an alias of the resource types that a text names is known. A text of another kind (`strongType`) is none. */
function isKnown(alias: string): boolean {
  const segments = alias.split('/');
  return segments.some((_, count) => bundledAliases.find(segments.slice(0, count).join('/'), alias) !== undefined);
}

/** What rules compare: every text under the key `field`. */
function fieldsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === 'field' && typeof child === 'string' ? [child] : fieldsIn(child)));
}

/** Types of resources that have neither tags nor a location of their own: only mode All sees them. */
const childTypes: ReadonlySet<string> = new Set([
  poolType, 'Microsoft.ContainerRegistry/registries/cacheRules', 'Microsoft.KubernetesConfiguration/extensions', 'Microsoft.Network/virtualNetworks/subnets',
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'Microsoft.Network/routeTables/routes', 'Microsoft.Network/networkSecurityGroups/securityRules',
  'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
].map((type) => type.toLowerCase()));

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const standard = ['Deny', 'Audit', 'Disabled'];
const related = ['AuditIfNotExists', 'DeployIfNotExists', 'Disabled'];

describe('the library', () => {
  test.each([
    ['definitions', bundledDefinitions],
    ['initiatives', bundledInitiatives],
  ] as const)('bundles every file under %s, named for what it holds', (folder, bundled) => {
    expect(bundled.map(({ name }) => name).toSorted()).toEqual(filesIn(folder).toSorted());
    for (const { name, document } of bundled) {
      expect(document).toEqual(JSON.parse(readFileSync(join(library, folder, `${name}.json`), 'utf8')));
    }
  });
});

/** Limits: reference/limits.md. */
describe.each(bundledDefinitions.map(({ name, document }) => [name, document] as const))('%s', (name, document) => {
  const definition = parseDefinition(document);

  test('keeps to the limits of the service', () => {
    expect(name.length).toBeLessThanOrEqual(64);
    expect(definition.parameters.size).toBeLessThanOrEqual(20);
  });

  test('says what it is, what it closes, what it tells who is stopped, what to do, and how it stands to built-ins', () => {
    expect(definition.displayName).toMatch(/^(?:AKS|Container registries|Subnets|Virtual|Network|Route|NAT|Public|Load|Connections) ?.* should /);
    expect(definition.description).toMatch(/\.$/);
    expect(definition.metadata).toMatchObject({
      version: definition.version,
      category: expect.stringMatching(/^(?:Kubernetes|Container Registry|Network)$/),
      closes: expect.stringMatching(/[^.]$/),
      remediation: expect.stringMatching(/\.$/),
      nonComplianceMessage: expect.stringMatching(/\.$/),
    });
    for (const ids of [definition.metadata['complements'] ?? [], definition.metadata['conflicts'] ?? []]) {
      expect((ids as readonly unknown[]).filter((id) => !guid.test(String(id)))).toEqual([]);
    }
  });

  test('has an effect parameter that can be switched off, by default one that refuses or records', () => {
    const { type, defaultValue, allowedValues = [] } = definition.parameters.get('effect') ?? {};
    expect(type).toBe('String');
    expect(['Deny', 'Audit', 'AuditIfNotExists']).toContain(defaultValue);
    expect(allowedValues).toContain('Disabled');
    expect([standard, [...standard, 'Modify'], related, ['AuditIfNotExists', 'Disabled']].some((known) => allowedValues.every((effect) => known.includes(String(effect))))).toBe(true);
  });

  test('has mode All where it is about resources without tags and location', () => {
    const types = [...(compileDefinition(definition).types ?? [])];
    expect(types).not.toEqual([]);
    expect(definition.mode).toBe(types.some((type) => childTypes.has(type)) ? 'All' : 'Indexed');
  });

  test('names only aliases of the table', () => {
    const aliases = fieldsIn(document).filter((field) => field.split('/').length > 2);
    expect(aliases.filter((alias) => !isKnown(alias))).toEqual([]);
  });
});

describe('the initiatives', () => {
  const names = bundledInitiatives.map((entry) => entry.name);

  test('bring every definition, each once', () => {
    const brought = names.flatMap((name) => bundledPolicies(name).map(({ definition }) => definition.name ?? ''));
    expect(brought.toSorted()).toEqual(bundledDefinitions.map((entry) => entry.name).toSorted());
  });

  test.each(names)('%s has groups for every group name, and keeps to the limits of the service', (name) => {
    const { properties } = bundledInitiatives.find((entry) => entry.name === name)?.document ?? {};
    const groups = isJsonObject(properties) && Array.isArray(properties['policyDefinitionGroups']) ? properties['policyDefinitionGroups'] : [];
    const known = groups.map((group: unknown) => (isJsonObject(group) ? group['name'] : undefined));
    const { members, parameters } = parseInitiative(bundledInitiative(name, '/x'));
    expect(new Set(members.flatMap(({ groupNames }) => groupNames))).toEqual(new Set(known));
    expect(parameters.size).toBeLessThanOrEqual(400);
  });

  test.each(names)('%s records by default, or refuses where it says so', (name) => {
    const effects = new Set(judge(bundledPolicies(name), cluster()).map(({ finding }) => finding.effect));
    const allowed = name === 'aks-egress-isolation-core' ? ['deny'] : ['audit', 'deny', 'auditifnotexists'];
    expect([...effects].filter((effect) => effect !== '' && !allowed.includes(effect))).toEqual([]);
  });
});

describe('aks-egress-isolation-core', () => {
  const name = 'aks-egress-isolation-core';
  const isolated = {
    networkProfile: { outboundType: 'none', networkPlugin: 'azure' },
    bootstrapProfile: { artifactSource: 'Cache' },
    apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
    agentPoolProfiles: [{ name: 'system', mode: 'System' }],
  };
  const verdicts = (properties: unknown, parameters = {}) =>
    Object.fromEntries(judge(bundledPolicies(name, parameters), cluster(properties)).map(({ finding }) => [finding.rule, finding.verdict]));

  test('finds nothing wrong with an isolated cluster', () => {
    expect(new Set(Object.values(verdicts(isolated)))).toEqual(new Set(['compliant']));
  });

  test('finds an ordinary cluster open in five ways, and nothing wrong with what it does not ask for', () => {
    const found = Object.entries(verdicts({ agentPoolProfiles: [{ name: 'system' }] }));
    expect(found.filter(([, verdict]) => verdict === 'violation').map(([rule]) => rule).toSorted()).toEqual([
      'aks-bootstrap-artifact-source', 'aks-network-plugin', 'aks-outbound-type', 'aks-private-api-server', 'aks-run-command',
    ]);
    expect(new Set(found.map(([, verdict]) => verdict))).toEqual(new Set(['violation', 'compliant']));
  });

  test('leaves the profiles of outbound types alone that are allowed', () => {
    const profile = { ...isolated, networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer', loadBalancerProfile: { managedOutboundIPs: { count: 1 } } } };
    expect(verdicts(profile)['aks-load-balancer-profile']).toBe('violation');
    expect(verdicts(profile, { allowedOutboundTypes: ['none', 'loadBalancer'] })['aks-load-balancer-profile']).toBe('compliant');
    const gateway = { ...isolated, networkProfile: { networkPlugin: 'azure', outboundType: 'managedNATGateway', natGatewayProfile: { managedOutboundIPProfile: { count: 1 } } } };
    expect(verdicts(gateway)['aks-nat-gateway-profile']).toBe('violation');
    expect(verdicts(gateway, { allowedOutboundTypes: ['managedNATGateway'] })['aks-nat-gateway-profile']).toBe('compliant');
  });

  test('hands its parameters down', () => {
    const blocked = { ...isolated, networkProfile: { ...isolated.networkProfile, outboundType: 'block' } };
    expect(verdicts(blocked)['aks-outbound-type']).toBe('violation');
    expect(verdicts(blocked, { allowedOutboundTypes: ['block'] })['aks-outbound-type']).toBe('compliant');
    expect(new Set(judge(bundledPolicies(name, { effect: 'Audit' }), cluster()).map(({ finding }) => finding.effect))).toEqual(new Set(['audit']));
  });

  test('becomes ARM JSON whose definitions live at a scope', () => {
    const document = bundledInitiative(name, '/subscriptions/00000000-0000-0000-0000-000000000001/');
    expect(parseInitiative(document).members[0]?.definitionId).toBe(
      '/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type',
    );
    expect(JSON.stringify(document)).not.toContain('{definitionScope}');
  });

  test('is asked for by its name', () => {
    expect(() => bundledPolicies('aks-egress-isolation-cor')).toThrow(PolicyError);
    expect(() => bundledPolicies('aks-egress-isolation-cor')).toThrow('did you mean `aks-egress-isolation-core`?');
  });
});
