import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { bindDefinition, bundledDefinitions, judge, parseDefinition, Unknown, type RelatedRequest, type Verdict } from '../../src/policy/index.ts';
import { expand, only } from '../template/builders.ts';
import { judged, unknown } from './cases.ts';
import { cacheRule, cacheRuleType, ofAks, registry } from './registries.ts';
import { detailsOf } from './requests.ts';

const name = 'acr-cache-rule-present';
const fixed = 'reference/aks-network-isolation.md §2.1: name, source and target are fixed';
const rule = (properties: object = {}, ruleName = 'aks-managed-mcr') => cacheRule(ruleName, { ...ofAks, ...properties });
const old = rule({ targetRepository: '/*' });

/** What the definition says of a registry whose cache rules are these, or are not known. */
function found(rules: readonly Resource[] | Unknown, parameters: JsonObject = {}, asked: RelatedRequest[] = []) {
  const document = bundledDefinitions.find((entry) => entry.name === name)?.document;
  const related = (request: RelatedRequest) => {
    asked.push(request);
    return rules;
  };
  return judge([bindDefinition(parseDefinition(document), parameters)], registry(), { related })[0]?.finding;
}

test.each<readonly [string, readonly Resource[] | Unknown, JsonObject, Verdict, string]>([
  ['the rule', [rule()], {}, 'compliant', fixed],
  ['the rule among others', [rule({ sourceRepository: 'docker.io/*', targetRepository: 'docker/*' }, 'docker'), rule()], {}, 'compliant', 'reference/azure-policy-language.md §1.13, 22'],
  ['the rule in another case', [rule({ sourceRepository: 'MCR.microsoft.com/*' }, 'AKS-managed-mcr')], {}, 'compliant', 'reference/azure-policy-language.md §1.6'],
  ['no rule', [], {}, 'violation', fixed],
  ['the rule under another name', [rule({}, 'aks-managed-rule')], {}, 'violation', 'the documented name is the safe one: whether the service checks it is not known'],
  ['a rule of that name with another source', [rule({ sourceRepository: 'docker.io/*' })], {}, 'violation', fixed],
  ['a rule of that name with a part of the source', [rule({ sourceRepository: 'mcr.microsoft.com/oss/*' })], {}, 'violation', fixed],
  ['a rule of that name without a target', [rule({ targetRepository: null })], {}, 'violation', fixed],
  ['the target of before March 2025', [old], {}, 'violation', 'the default of the parameter'],
  ['the target of before March 2025, when allowed', [old], { allowedTargetRepositories: ['aks-managed-repository/*', '/*'] }, 'compliant', 'reference/aks-network-isolation.md §2.1'],
  ['a rule of which the source is not known', [rule({ sourceRepository: unknown })], {}, 'undetermined', 'design/house.md'],
  ['a rule that is not known beside the right one', [cacheRule('other', unknown), rule()], {}, 'compliant', 'no value of the unknown changes it'],
  ['rules that nobody read', new Unknown('nobody read them'), {}, 'undetermined', 'design/house.md'],
  ['no rule, switched off', [], { effect: 'Disabled' }, 'notApplicable', 'reference/azure-policy-language.md §1.10'],
])('acr-cache-rule-present: a registry with %s', (_, rules, parameters, verdict) => {
  expect(found(rules, parameters)?.verdict).toBe(verdict);
});

describe('acr-cache-rule-present', () => {
  test('is undetermined where nobody looks for rules', () => {
    const document = bundledDefinitions.find((entry) => entry.name === name)?.document;
    expect(judge([bindDefinition(parseDefinition(document))], registry())[0]?.finding.verdict).toBe('undetermined');
  });

  test('looks for cache rules of the registry, and is not about a cache rule', () => {
    const asked: RelatedRequest[] = [];
    expect(found([], {}, asked)?.message).toContain(`There is no ${cacheRuleType}.`);
    expect(asked).toEqual([{ primary: registry(), type: cacheRuleType, existenceScope: 'resourceGroup' }]);
    const document = bundledDefinitions.find((entry) => entry.name === name)?.document;
    expect(judge([bindDefinition(parseDefinition(document))], rule())[0]?.finding.verdict).toBe('notApplicable');
  });

  test('records it unless it is told to add the rule', () => {
    expect(found([])?.effect).toBe('auditifnotexists');
    expect(found([], { effect: 'DeployIfNotExists' })).toMatchObject({ effect: 'deployifnotexists', verdict: 'violation' });
  });

  test('adds the rule that it looks for, which is one that may be written', () => {
    const { type, name: added, apiVersion, body } = only(expand(templateOf(detailsOf(name)), { parameters: { registryName: 'demo', targetRepository: ofAks.targetRepository } }));
    expect({ type, name: added, apiVersion, body }).toMatchObject({ type: cacheRuleType, name: 'demo/aks-managed-mcr', apiVersion: '2025-11-01', body: { properties: ofAks } });
    const resource = { type, name: added, body };
    expect(found([resource])?.verdict).toBe('compliant');
    expect(judged('acr-cache-rule', { title: '', resource, verdict: 'compliant', source: fixed })?.verdict).toBe('compliant');
  });

  /** MicrosoftDocs/azure-docs, role-based-access-control/built-in-roles: the first may write cache rules, the second may deploy into the group. */
  test('asks for roles that may add a cache rule by a deployment, and for nothing beyond the registry', () => {
    expect(detailsOf(name)).toMatchObject({
      roleDefinitionIds: [
        '/providers/Microsoft.Authorization/roleDefinitions/df87f177-bb12-4db1-9793-a413691eff94',
        '/providers/Microsoft.Authorization/roleDefinitions/3bc748fc-213d-45c1-8d91-9da5725539b9',
      ],
    });
  });
});

/** The template that the effect deploys. */
function templateOf(details: unknown): object {
  const { deployment }: { readonly deployment?: { readonly properties?: { readonly template?: object } } } = isJsonObject(details) ? details : {};
  return deployment?.properties?.template ?? {};
}
