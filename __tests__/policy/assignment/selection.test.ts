import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { overridden, parseOverride } from '../../../src/policy/assignment/overrides.ts';
import { parseSelectors, selectsAll, selectsAny, type Selectable } from '../../../src/policy/assignment/selectors.ts';
import { PolicyError } from '../../../src/policy/index.ts';

const place = (value: JsonObject) => ({ value, pointer: '' });
const selectors = (...written: readonly JsonObject[]) => parseSelectors(place({ selectors: written }));
const unknown = new Unknown('nobody said');
const subject = (overrides: Partial<Selectable> = {}): Selectable => ({ resourceType: 'A.B/c', location: 'West Europe', referenceId: 'One', ...overrides });

const here = { kind: 'resourceLocation', in: ['westeurope'] };
const elsewhere = { kind: 'resourceLocation', in: ['eastus'] };
const otherType = { kind: 'resourceType', in: ['A.B/d'] };

/** Rules: azure-policy-language.md §1.12. */
describe('a selector', () => {
  test.each<readonly [JsonObject, Selectable, boolean | Unknown]>([
    [{ kind: 'RESOURCETYPE', in: ['a.b/C', 'x'] }, subject(), true],
    [{ kind: 'resourceType', in: ['x'] }, subject(), false],
    [{ kind: 'resourceType', notIn: ['A.B/C'] }, subject(), false],
    [{ kind: 'resourceType', notIn: ['x'] }, subject(), true],
    [{ kind: 'resourceLocation', in: ['WEST EUROPE'] }, subject({ location: 'westEurope' }), true],
    [{ kind: 'resourceLocation', in: ['eastus'] }, subject(), false],
    [{ kind: 'resourceLocation', notIn: ['West Europe'] }, subject(), false],
    [{ kind: 'resourceLocation', notIn: ['eastus'] }, subject(), true],
    [{ kind: 'resourceLocation', in: ['eastus'] }, subject({ location: undefined }), false],
    [{ kind: 'resourceLocation', notIn: ['eastus'] }, subject({ location: undefined }), true],
    [{ kind: 'resourceLocation', in: ['eastus'] }, subject({ location: unknown }), unknown],
    [{ kind: 'resourceWithoutLocation', in: ['true'] }, subject({ location: undefined }), true],
    [{ kind: 'resourceWithoutLocation' }, subject(), false],
    [{ kind: 'resourceWithoutLocation' }, subject({ location: unknown }), unknown],
    [{ kind: 'policyDefinitionReferenceId', in: ['ONE'] }, subject(), true],
    [{ kind: 'policyDefinitionReferenceId', in: ['two'] }, subject(), false],
    [{ kind: 'policyDefinitionReferenceId', notIn: ['one'] }, subject(), false],
    [{ kind: 'policyDefinitionReferenceId', notIn: ['two'] }, subject(), true],
    [{ kind: 'policyDefinitionReferenceId', in: ['one'] }, subject({ referenceId: undefined }), false],
    [{ kind: 'policyDefinitionReferenceId', notIn: ['one'] }, subject({ referenceId: undefined }), true],
    [{ kind: 'userPrincipalId', in: ['x'] }, subject(), true],
    [{ kind: 'groupPrincipalId', in: ['x'] }, subject(), true],
    [{ kind: 'resourceType' }, subject(), false],
  ])('%j', (written, about, expected) => {
    expect(selectsAll(selectors(written), about)).toBe(expected);
  });

  test('with a space inside the type means another type', () => {
    expect(selectsAll(selectors({ kind: 'resourceType', in: ['A.B/ c'] }), subject())).toBe(false);
  });

  test('takes 50 values and no more', () => {
    const values = (count: number) => ({ kind: 'resourceType', in: Array.from({ length: count }, (_, index) => `A.B/t${index}`) });
    expect(selectors(values(50))).toHaveLength(1);
    expect(() => selectors(values(51))).toThrow(expect.objectContaining({ pointer: '/selectors/0/in', message: 'A selector has at most 50 values' }));
  });

  test.each<readonly [JsonObject, string, string]>([
    [{ kind: 'resourceTypes', in: ['x'] }, '/selectors/0/kind', '`resourceTypes` is no kind of selector; did you mean `resourceType`?'],
    [{ kind: 'resourceType', in: ['x'], notIn: ['y'] }, '/selectors/0', 'A selector has either `in` or `notIn`'],
    [{ in: ['x'] }, '/selectors/0', '`kind` is missing'],
    [{ kind: 'resourceType', in: 'x' }, '/selectors/0/in', '`in` or `notIn`'],
    [{ kind: 'resourceType', notIn: [1] }, '/selectors/0/notIn/0', 'A value of a selector'],
  ])('%j is refused', (written, pointer, message) => {
    expect(() => selectors(written)).toThrow(PolicyError);
    expect(() => selectors(written)).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(message) }));
  });
});

describe('selectors', () => {
  test.each<readonly [string, readonly JsonObject[], Selectable, boolean | Unknown]>([
    ['none', [], subject(), true],
    ['both', [here, { kind: 'resourceType', in: ['A.B/c'] }], subject(), true],
    ['one of two', [here, otherType], subject(), false],
    ['one not known, one not', [here, otherType], subject({ location: unknown }), false],
    ['one not known, one', [here, { kind: 'resourceType', in: ['A.B/c'] }], subject({ location: unknown }), unknown],
  ])('%s', (_, written, about, expected) => {
    expect(selectsAll(selectors(...written), about)).toBe(expected);
  });

  test.each<readonly [string, readonly JsonObject[], Selectable, boolean | Unknown]>([
    ['no group', [], subject(), true],
    ['one of two groups', [elsewhere, here], subject(), true],
    ['none of two groups', [elsewhere, otherType], subject(), false],
    ['a group not known, another that selects', [here, { kind: 'resourceType', in: ['A.B/c'] }], subject({ location: unknown }), true],
    ['a group not known, another that does not', [here, otherType], subject({ location: unknown }), unknown],
  ])('%s', (_, groups, about, expected) => {
    expect(selectsAny(groups.map((group) => selectors(group)), about)).toBe(expected);
  });
});

describe('overrides', () => {
  const override = (written: JsonObject) => parseOverride(place(written));
  const effect = (value: string, ...group: readonly JsonObject[]) => override({ kind: 'policyEffect', value, selectors: group });

  test.each<readonly [string, Parameters<typeof overridden>[0], Selectable, string | Unknown | undefined]>([
    ['none', [], subject(), undefined],
    ['one for everything', [effect('Audit')], subject(), 'Audit'],
    ['one for something else', [effect('audit', elsewhere)], subject(), undefined],
    ['the first of two', [effect('audit', here), effect('deny', here)], subject(), 'audit'],
    ['the second, the first being for something else', [effect('audit', elsewhere), effect('deny', here)], subject(), 'deny'],
    ['one of which nobody knows whether it is for this', [effect('audit', here), effect('deny')], subject({ location: unknown }), unknown],
    ['one of another kind', [override({ kind: 'definitionVersion', value: '1.0.*' })], subject(), undefined],
  ])('%s', (_, overrides, about, expected) => {
    expect(overridden(overrides, 'policyEffect', about)).toBe(expected);
  });

  test('of a version', () => {
    expect(overridden([effect('audit'), override({ kind: 'DEFINITIONVERSION', value: '1.0.*' })], 'definitionVersion', subject())).toBe('1.0.*');
  });

  test.each<readonly [JsonObject, string, string]>([
    [{ kind: 'policyEffects', value: 'audit' }, '/kind', '`policyEffects` is no kind of override that is judged here'],
    [{ kind: 'policyEffect', value: 'audti' }, '/value', '`audti` is no effect; did you mean `audit`?'],
    [{ kind: 'definitionVersion', value: 'new' }, '/value', 'new'],
    [{ kind: 'policyEffect' }, '', '`value` is missing'],
    [{ value: 'audit' }, '', '`kind` is missing'],
  ])('%j is refused', (written, pointer, message) => {
    expect(() => override(written)).toThrow(PolicyError);
    expect(() => override(written)).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(message) }));
  });
});
