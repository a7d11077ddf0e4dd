import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { bundledAliases, lintText, type LintRule } from '../../src/policy/index.ts';
import { clusterType, poolType } from './builders.ts';

const alias = (name: string) => `${clusterType}/${name}`;
const both = { field: 'type', in: [clusterType, poolType] };

/** A definition without a flaw, with overrides of its properties. */
function definition(overrides: JsonObject = {}, then: JsonObject = { effect: "[parameters('effect')]" }, condition: unknown = both): JsonObject {
  return {
    name: 'rule',
    properties: {
      displayName: 'Rule',
      description: 'What it does.',
      mode: 'All',
      metadata: { category: 'Kubernetes', version: '1.0.0' },
      parameters: { effect: { type: 'String', allowedValues: ['Deny', 'Disabled'], defaultValue: 'Deny' } },
      policyRule: { if: condition, then },
      ...overrides,
    },
  };
}

const effectParameter = { type: 'String', allowedValues: ['Deny', 'Disabled'], defaultValue: 'Deny' };
const withRule = (members: JsonObject) => definition({ policyRule: { if: both, then: { effect: "[parameters('effect')]" }, ...members } });
const about = (condition: unknown) => definition({}, undefined, { allOf: [both, condition] });
const lint = (document: unknown) => lintText(JSON.stringify(document, null, 2), bundledAliases)?.findings ?? [];
const rules = (document: unknown) => lint(document).map(({ rule }) => rule);

describe('lint', () => {
  test('has nothing to say of a definition without a flaw', () => {
    expect(lint(definition())).toEqual([]);
  });

  test.each(readdirSync('policies/definitions').filter((name) => name.endsWith('.json')))('has nothing to say of our own %s', (file) => {
    expect(lintText(readFileSync(`policies/definitions/${file}`, 'utf8'), bundledAliases)?.findings).toEqual([]);
  });

  test.each<readonly [LintRule, string, unknown]>([
    ['invalid', 'an operator that does not exist', about({ field: alias('dnsPrefix'), lessThan: 1 })],
    ['invalid', 'a function of templates', about({ value: "[reference('x')]", equals: 1 })],
    ['invalid', 'two stars', about({ field: alias('dnsPrefix'), like: 'a*b*' })],
    ['unknown-alias', 'an alias that its type has not', about({ field: alias('networkProfile.outboundTyp'), equals: 'x' })],
    ['guessed-alias', 'an alias of a type nobody listed', definition({}, undefined, { field: 'A.B/c/d', equals: 'x' })],
    ['unknown-alias', 'a slip of the finger in a type that is not listed in full', definition({}, undefined, { allOf: [{ field: 'type', equals: 'Microsoft.ContainerRegistry/registries' }, { field: 'Microsoft.ContainerRegistry/registries/adminUserEnabld', equals: true }] })],
    ['guessed-alias', 'an alias that a type which is not listed in full may have', definition({}, undefined, { allOf: [{ field: 'type', equals: 'Microsoft.ContainerRegistry/registries' }, { field: 'Microsoft.ContainerRegistry/registries/policies.exportPolicy.somethingNew', equals: true }] })],
    ['alias-of-other-type', 'an alias of another type', definition({}, undefined, { allOf: [{ field: 'type', equals: clusterType }, { field: 'Microsoft.ContainerRegistry/registries/adminUserEnabled', equals: true }] })],
    ['indexed-without-tags', 'mode Indexed about node pools', definition({ mode: 'Indexed' })],
    ['child-not-covered', 'pools judged in the body alone', definition({}, undefined, { allOf: [{ field: 'type', equals: clusterType }, { count: { field: alias('agentPoolProfiles[*]') }, greater: 0 }] })],
    ['child-not-covered', 'pools judged on their own alone', definition({}, undefined, { allOf: [{ field: 'type', equals: poolType }, { field: `${poolType}/mode`, equals: 'x' }] })],
    ['array-for-all', 'an array that may be empty', about({ field: alias('agentPoolProfiles[*].mode'), equals: 'User' })],
    ['array-for-all', 'a negation of every element', about({ field: alias('agentPoolProfiles[*].mode'), notEquals: 'User' })],
    ['unknown-alias', 'an alias in an expression', about({ value: `[field('${alias('networkProfile.outboundTyp')}')]`, equals: 'x' })],
    ['unknown-alias', 'an alias in an existence condition', definition({}, { effect: "[parameters('effect')]", details: { type: clusterType, existenceCondition: { field: alias('outbound'), equals: 'x' } } })],
    ['unknown-alias', 'an alias that modify writes', definition({}, { effect: "[parameters('effect')]", details: { operations: [{ operation: 'add', field: alias('outbound'), value: 'none' }] } })],
    ['unknown-alias', 'an alias that append writes', definition({}, { effect: "[parameters('effect')]", details: [{ field: alias('outbound'), value: 'none' }] })],
    ['alias-of-other-type', 'the primary resource in what is looked for', definition({}, { effect: "[parameters('effect')]", details: { type: 'Microsoft.ContainerRegistry/registries', existenceCondition: { field: alias('dnsPrefix'), equals: 'x' } } })],
    ['array-as-scalar', 'an array compared with a value', about({ field: alias('agentPoolProfiles'), equals: 'x' })],
    ['array-as-scalar', 'an array that is not in a list', about({ field: alias('agentPoolProfiles'), notIn: ['x'] })],
    ['composite-comparison', 'a comparison with an array', about({ field: alias('agentPoolProfiles'), contains: ['x'] })],
    ['undocumented-field', 'the API version as a field', about({ field: 'apiVersion', less: '2026-01-01' })],
    ['unknown-member', 'a member beside if and then', withRule({ note: 'x' })],
    ['unknown-member', 'a member beside effect', definition({}, { effect: "[parameters('effect')]", detail: {} })],
    ['parameter-type', 'a list under equals', definition({ parameters: { effect: effectParameter, l: { type: 'Array' } } }, undefined, { allOf: [both, { field: alias('dnsPrefix'), equals: "[parameters('l')]" }] })],
    ['parameter-type', 'a text under in', definition({ parameters: { effect: effectParameter, l: { type: 'String' } } }, undefined, { allOf: [both, { field: alias('dnsPrefix'), notIn: "[parameters('l')]" }] })],
    ['unsupported-expression', 'a field named by a field', about({ field: "[concat('tags[', field('name'), ']')]", equals: 'x' })],
    ['unsupported-expression', 'an array that a parameter names', definition({ parameters: { effect: effectParameter, l: { type: 'String' } } }, undefined, { allOf: [both, { count: { field: "[parameters('l')]" }, greater: 1 }] })],
    ['unsupported-expression', 'a condition of modify that reads the resource', definition({}, { effect: "[parameters('effect')]", details: { operations: [{ operation: 'add', field: 'tags.a', value: 'b', condition: "[equals(field('name'), 'x')]" }] } })],
    ['missing-details', 'modify without roles', definition({ parameters: {} }, { effect: 'modify', details: { operations: [] } })],
    ['missing-details', 'deployIfNotExists without a deployment', definition({ parameters: {} }, { effect: 'deployIfNotExists', details: { type: clusterType, roleDefinitionIds: [] } })],
    ['missing-details', 'append without a list', definition({ parameters: {} }, { effect: 'append' })],
    ['hard-coded-effect', 'an effect that is no parameter', definition({ parameters: {} }, { effect: 'deny' })],
    ['effect-not-disableable', 'an effect that cannot be disabled', definition({ parameters: { effect: { type: 'String', allowedValues: ['Deny'] } } })],
    ['not-modifiable', 'modify of what is not modifiable', definition({}, { effect: "[parameters('effect')]", details: { roleDefinitionIds: [], operations: [{ operation: 'add', field: alias('networkProfile.outboundType'), value: 'none' }] } })],
    ['like-question-mark', 'a question mark in like', about({ field: alias('dnsPrefix'), like: 'a?c' })],
    ['null-comparison', 'a comparison with null', about({ field: alias('dnsPrefix'), equals: null })],
    ['unused-parameter', 'a parameter nobody reads', definition({ parameters: { effect: { type: 'String', allowedValues: ['Disabled'] }, other: { type: 'String' } } })],
    ['missing-mode', 'no mode', definition({ mode: null }, undefined, { field: 'type', equals: clusterType })],
    ['missing-header', 'no display name', definition({ displayName: null })],
    ['object-limits', 'a display name that is too long', definition({ displayName: 'x'.repeat(129) })],
    ['missing-details', 'an effect without its details', definition({ parameters: {} }, { effect: 'auditIfNotExists' })],
  ])('%s: %s', (rule, _, document) => {
    expect(rules(document)).toContain(rule);
  });

  test.each<readonly [string, unknown]>([
    ['an array inside its count', about({ count: { field: alias('agentPoolProfiles[*]'), where: { field: alias('agentPoolProfiles[*].mode'), equals: 'User' } }, greater: 0 })],
    ['an array under not', about({ not: { field: alias('agentPoolProfiles[*].mode'), notEquals: 'User' } })],
    ['an array beside the question whether it is there', about({ allOf: [{ field: alias('agentPoolProfiles'), exists: true }, { field: alias('agentPoolProfiles[*].mode'), equals: 'User' }] })],
    ['an array that contains a value', about({ field: alias('networkProfile.ipFamilies'), contains: 'x' })],
    ['the primary resource in an expression of what is looked for', definition({}, { effect: "[parameters('effect')]", details: { type: 'Microsoft.ContainerRegistry/registries', existenceCondition: { field: 'name', equals: `[field('${alias('dnsPrefix')}')]` } } })],
    ['modify of what is modifiable', definition({}, { effect: "[parameters('effect')]", details: { operations: [{ operation: 'add', field: alias('apiServerAccessProfile.disableRunCommand'), value: true }] } })],
  ])('leaves %s alone', (_, document) => {
    expect(rules(document)).toEqual([]);
  });

  test('tells the line and column, and the near miss', () => {
    const [finding] = lint(about({ field: alias('dnsPrefix'), lessThan: 1 }));
    expect(finding).toMatchObject({ severity: 'error', pointer: '/properties/policyRule/if/allOf/1/lessThan', line: 33, column: 25, message: expect.stringContaining('did you mean `less`?') });
  });

  test.each([
    ['a key twice', '{"policyRule": {},\n "policyRule": {}}', 2, 'stands twice'],
    ['a key twice in another case', '{"policyRule": {}, "PolicyRule": {}}', 1, 'differ in case only'],
    ['an end too soon', '{"policyRule": {"if": ', 1, 'ends where a value is due'],
    ['nesting without end', `{"policyRule": ${'['.repeat(100_000)}`, 1, 'nested deeper'],
  ])('refuses %s with its line', (_, text, line, message) => {
    expect(lintText(text, bundledAliases)?.findings).toMatchObject([{ rule: 'invalid', line, message: expect.stringContaining(message) }]);
  });

  test.each([['{"a": 1}'], ['[]'], ['nonsense'], ['']])('leaves %j alone', (text) => {
    expect(lintText(text, bundledAliases)).toBeUndefined();
  });

  test.each<readonly [string, JsonObject, readonly LintRule[]]>([
    ['initiative', { name: 'x', properties: { displayName: 'X', policyDefinitions: [] } }, []],
    ['initiative', { name: 'x'.repeat(65), properties: { displayName: 'X', policyDefinitions: [] } }, ['object-limits']],
    ['assignment', { name: 'x', properties: { policyDefinitionId: '/x' } }, ['missing-header']],
    ['exemption', { name: 'x', properties: { displayName: 'X', policyAssignmentId: '/x', exemptionCategory: 'Wavier' } }, ['invalid']],
  ])('reads an %s too', (kind, document, expected) => {
    const linted = lintText(JSON.stringify(document), bundledAliases);
    expect(linted?.kind).toBe(kind);
    expect(linted?.findings.map(({ rule }) => rule)).toEqual(expected);
  });
});
