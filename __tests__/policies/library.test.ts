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
  judge,
  parseDefinition,
  parseInitiative,
  PolicyError,
} from '../../src/policy/index.ts';
import { cluster, clusterType, poolType } from '../policy/builders.ts';

const library = join(import.meta.dirname, '../../policies');

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(library, folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
}

function isKnown(alias: string): boolean {
  return [clusterType, poolType].some((type) => bundledAliases.find(type, alias) !== undefined);
}

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

  test('says what it is, what it tells who is stopped, and what to do', () => {
    expect(definition.displayName).toMatch(/^AKS .+ should /);
    expect(definition.description).toMatch(/\.$/);
    expect(definition.metadata).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      category: 'Kubernetes',
      remediation: expect.stringMatching(/\.$/),
      nonComplianceMessage: expect.stringMatching(/\.$/),
    });
  });

  test('has an effect parameter of Deny, Audit and Disabled, Deny unless told otherwise', () => {
    expect(definition.parameters.get('effect')).toMatchObject({ type: 'String', defaultValue: 'Deny', allowedValues: ['Deny', 'Audit', 'Disabled'] });
  });

  test('sees node pools only when its mode is All', () => {
    expect(definition.mode).toBe(JSON.stringify(document).includes(`"${poolType}"`) ? 'All' : 'Indexed');
  });

  test('names only aliases of the table', () => {
    const names = JSON.stringify(document).match(/"Microsoft\.[^"]*\/[^"]*\/[^"]+"/g)?.map((text) => text.slice(1, -1)) ?? [];
    const aliases = names.filter((text) => text !== clusterType && text !== poolType);
    expect(aliases).not.toEqual([]);
    expect(aliases.filter((alias) => !isKnown(alias))).toEqual([]);
  });
});

describe('aks-egress-isolation-core', () => {
  const name = 'aks-egress-isolation-core';
  const isolated = {
    networkProfile: { outboundType: 'none' },
    bootstrapProfile: { artifactSource: 'Cache' },
    apiServerAccessProfile: { enablePrivateCluster: true },
    agentPoolProfiles: [{ name: 'system', mode: 'System' }],
  };
  const verdicts = (properties: unknown, parameters = {}) =>
    Object.fromEntries(judge(bundledPolicies(name, parameters), cluster(properties)).map(({ finding }) => [finding.rule, finding.verdict]));

  test('brings every bundled definition', () => {
    const brought = new Set(bundledPolicies(name).map(({ definition }) => definition.name));
    expect(brought).toEqual(new Set(bundledDefinitions.map((entry) => entry.name)));
  });

  test('finds nothing wrong with an isolated cluster', () => {
    expect(new Set(Object.values(verdicts(isolated)))).toEqual(new Set(['compliant']));
  });

  test('finds an ordinary cluster open in three ways', () => {
    expect(verdicts({ agentPoolProfiles: [{ name: 'system' }] })).toEqual({
      'aks-outbound-type': 'violation',
      'aks-bootstrap-artifact-source': 'violation',
      'aks-node-public-ip': 'compliant',
      'aks-private-api-server': 'violation',
      'aks-node-os-upgrade-channel': 'compliant',
    });
  });

  test('hands its parameters down', () => {
    const blocked = { ...isolated, networkProfile: { outboundType: 'block' } };
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

  test('has groups for every group name', () => {
    const { properties } = bundledInitiatives.find((entry) => entry.name === name)?.document ?? {};
    const groups = isJsonObject(properties) && Array.isArray(properties['policyDefinitionGroups']) ? properties['policyDefinitionGroups'] : [];
    const names = groups.map((group: unknown) => (isJsonObject(group) ? group['name'] : undefined));
    const used = parseInitiative(bundledInitiative(name, '/x')).members.flatMap(({ groupNames }) => groupNames);
    expect(names).toEqual(expect.arrayContaining(used));
  });

  test('is asked for by its name', () => {
    expect(() => bundledPolicies('aks-egress-isolation-cor')).toThrow(PolicyError);
    expect(() => bundledPolicies('aks-egress-isolation-cor')).toThrow('did you mean `aks-egress-isolation-core`?');
  });
});
