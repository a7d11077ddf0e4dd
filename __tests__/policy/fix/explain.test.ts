import { describe, expect, test } from '@jest/globals';
import type { Resource, Writing } from '../../../src/arm/resource.ts';
import { bicepLiteral } from '../../../src/sources/bicep/places/document-text.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, explainFinding, judge, parseDefinition, type Finding } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument } from '../builders.ts';

const outboundType = `${clusterType}/networkProfile.outboundType`;
const pools = `${clusterType}/agentPoolProfiles[*]`;
const mustBeNone = { field: outboundType, notEquals: 'none' };
const noPublicIps = { count: { field: pools, where: { field: `${pools}.enableNodePublicIP`, equals: true } }, greater: 0 };

function explained(condition: unknown, subject: Resource): Finding {
  const [judgement] = judge([bindDefinition(parseDefinition(definitionDocument(condition)))], subject);
  if (judgement === undefined) throw new Error('no judgement');
  return explainFinding(judgement, subject);
}

/** A literal on one line of `main.json`. */
function literal(text: string, pointer: string, through: Writing['through'] = [], line = 12): Writing {
  return {
    kind: 'literal',
    origin: { file: 'main.json', pointer, line, column: 9 },
    through,
    range: { line, column: 25, endLine: line, endColumn: 25 + text.length },
    text,
  };
}

const outbound = (value: unknown, writing: Writing, overrides: Partial<Resource> = {}) =>
  cluster({ networkProfile: { outboundType: value } }, {}, { writingOf: (pointer) => (pointer === '/properties/networkProfile/outboundType' ? writing : undefined), ...overrides });
const inPlace = '/resources/0/properties/networkProfile/outboundType';
const parameter = [{ kind: 'parameter', name: 'outboundType' }] as const;

describe('a ready fix', () => {
  test('is the literal that decided and what to put in its place', () => {
    expect(explained(mustBeNone, outbound('loadBalancer', literal('"loadBalancer"', inPlace))).fix).toEqual({
      description: 'Change `"loadBalancer"` to `"none"`',
      file: 'main.json',
      line: 12,
      column: 25,
      endLine: 12,
      endColumn: 39,
      original: '"loadBalancer"',
      replacement: '"none"',
    });
  });

  test.each<[string, string, Writing['through'], string]>([
    ['the default of a parameter', '/parameters/outboundType/defaultValue', parameter, 'the default of parameter `outboundType`'],
    ['a parameter file', '/parameters/outboundType/value', parameter, 'the value of parameter `outboundType`'],
    ['a part of an object in a default', '/parameters/network/defaultValue/outboundType', [{ kind: 'parameter', name: 'network' }], 'the default of parameter `network`'],
    ['a variable', '/variables/outboundType', [{ kind: 'variable', name: 'outboundType' }], 'variable `outboundType`'],
    ['a variable behind a parameter', '/variables/x', [...parameter, { kind: 'variable', name: 'x' }], 'variable `x`'],
    ['a default in a nested template', '/resources/0/properties/template/parameters/outboundType/defaultValue', parameter, 'the default of parameter `outboundType`'],
    ['a parameter of a module', '/resources/0/properties/parameters/outboundType/value', parameter, 'the value of parameter `outboundType`'],
    ['a parameter called defaultValue', '/parameters/defaultValue/value', [{ kind: 'parameter', name: 'defaultValue' }], 'the value of parameter `defaultValue`'],
  ])('in %s names it, and the place is related', (_, pointer, through, at) => {
    const { fix, related } = explained(mustBeNone, outbound('loadBalancer', literal('"loadBalancer"', pointer, through)));
    expect(fix?.description).toBe(`Change \`"loadBalancer"\` to \`"none"\` in ${at}`);
    expect(related).toEqual([{ file: 'main.json', line: 12, column: 25, pointer, message: at }]);
  });

  test('keeps true and false as the file writes them', () => {
    const field = `${clusterType}/apiServerAccessProfile.enablePrivateCluster`;
    const change = (value: unknown, text: string) =>
      explained({ field, notEquals: true }, cluster({ apiServerAccessProfile: { enablePrivateCluster: value } }, {}, { writingOf: () => literal(text, '/x') })).fix?.replacement;
    expect(change(false, 'false')).toBe('true');
    expect(change('False', '"False"')).toBe('"True"');
  });

  test.each([
    ['none', "'none'"],
    ["it's ${x} \\ \n", String.raw`'it\'s \${x} \\ \n'`],
    [true, 'true'],
  ])('is written in Bicep as Bicep has it: %p', (value, replacement) => {
    const field = `${clusterType}/networkProfile.outboundType`;
    const written = (): Writing => ({ ...literal("'loadBalancer'", '/x'), spell: bicepLiteral });
    expect(explained({ field, notEquals: value }, cluster({ networkProfile: { outboundType: typeof value === 'string' ? 'loadBalancer' : false } }, {}, { writingOf: written })).fix?.replacement).toBe(replacement);
  });

  test('is one where a loop or a parameter brings one literal to several places', () => {
    const agentPoolProfiles = [{ enableNodePublicIP: true }, { enableNodePublicIP: true }];
    const shared = cluster({ agentPoolProfiles }, {}, { writingOf: () => literal('true', '/parameters/ip/defaultValue', [{ kind: 'parameter', name: 'ip' }]) });
    expect(explained(noPublicIps, shared).fix).toMatchObject({ original: 'true', replacement: 'false' });
    expect(explained(noPublicIps, shared).related).toHaveLength(1);
    const apart = cluster({ agentPoolProfiles }, {}, { writingOf: (pointer) => literal('true', pointer, [], pointer.includes('/0/') ? 3 : 4) });
    expect(explained(noPublicIps, apart).fix).toBeUndefined();
  });

  test.each<[string, Resource]>([
    ['of what an expression makes', outbound('loadBalancer', { ...literal('"loadBalancer"', inPlace), kind: 'expression' })],
    ['of a literal whose place is not known', outbound('loadBalancer', { kind: 'literal', origin: { file: 'x', pointer: '' }, through: [] })],
    ['of what nobody wrote', cluster({}, {}, { writingOf: () => ({ kind: 'absent', origin: { file: 'x', pointer: '' }, through: [] }) })],
    ['of a resource that no file describes', cluster({ networkProfile: { outboundType: 'x' } })],
  ])('is not made %s', (_, subject) => {
    const finding = explained(mustBeNone, subject);
    expect(finding.verdict).toBe('violation');
    expect(finding.fix).toBeUndefined();
  });

  test('does not make an expression of a text', () => {
    expect(explained({ field: outboundType, notEquals: '[[none]' }, outbound('x', literal('"x"', inPlace))).fix).toBeUndefined();
  });

  test('is described on one line, however long the literal is', () => {
    const text = `"a${'\n'.repeat(3)}${'x'.repeat(200)}"`;
    const { fix } = explained(mustBeNone, outbound('x', literal(text, inPlace)));
    expect(fix?.original).toBe(text);
    expect(fix?.description).toMatch(/^Change `"a x{94}\.\.\.` to `"none"`$/);
  });

  test('is there for what may never be deployed', () => {
    const finding = explained(mustBeNone, outbound('loadBalancer', literal('"loadBalancer"', inPlace), { mayBeAbsent: 'parameter `deploy` has no value here' }));
    expect(finding.verdict).toBe('undetermined');
    expect(finding.fix?.replacement).toBe('"none"');
  });
});

describe('what is not known', () => {
  test('names the parameter to pass, and where it is declared', () => {
    const why = 'parameter `outboundType` has no value here';
    const writing: Writing = { kind: 'expression', origin: { file: 'main.json', pointer: '/parameters/outboundType', line: 4, column: 5 }, through: parameter };
    const { message, related, fix } = explained(mustBeNone, outbound(new Unknown(why), writing));
    expect(message).toBe(`\`networkProfile.outboundType\` is not known: ${why}.`);
    expect(related).toEqual([{ file: 'main.json', line: 4, column: 5, pointer: '/parameters/outboundType', message: 'parameter `outboundType`' }]);
    expect(fix).toBeUndefined();
  });
});

test('a finding that objects to nothing stays as it is', () => {
  const finding = explained(mustBeNone, outbound('none', literal('"none"', '/parameters/outboundType/value', parameter)));
  expect(finding.verdict).toBe('compliant');
  expect('fix' in finding || 'related' in finding).toBe(false);
});
