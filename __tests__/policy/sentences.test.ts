import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../src/language/unknown.ts';
import { cluster, clusterType, judgeOne } from './builders.ts';

const field = `${clusterType}/dnsPrefix`;
const pools = `${clusterType}/agentPoolProfiles`;

/** What a finding asks for, by operator: where the condition holds it has to come out false, under `not` the other way round. */
describe('the demand of', () => {
  test.each<readonly [string, unknown, unknown, string]>([
    ['equals', 'x', 'x', '`dnsPrefix` is `x`, which is not allowed.'],
    ['equals', 'X', 'x', '`dnsPrefix` is `x`, which is not allowed.'],
    ['equals', '', null, '`dnsPrefix` is not set; it has to be set.'],
    ['notEquals', '', 'x', '`dnsPrefix` is `x`; it must not be set.'],
    ['notEquals', 'y', 'x', '`dnsPrefix` is `x`; required: `y`.'],
    ['in', ['x', 'y'], 'x', '`dnsPrefix` is `x`; not allowed: `x`, `y`.'],
    ['in', ['x'], 'x', '`dnsPrefix` is `x`; not allowed: `x`.'],
    ['notIn', ['y'], 'x', '`dnsPrefix` is `x`; allowed: `y`.'],
    ['notIn', [], 'x', '`dnsPrefix` is `x`; allowed: nothing.'],
    ['exists', true, 'x', '`dnsPrefix` is `x`; it must not be set.'],
    ['exists', 'FALSE', null, '`dnsPrefix` is not set; it has to be set.'],
    ['less', 3, 2, '`dnsPrefix` is `2`; has to be `3` or more.'],
    ['lessOrEquals', 3, 2, '`dnsPrefix` is `2`; has to be more than `3`.'],
    ['greater', 1, 2, '`dnsPrefix` is `2`; at most `1`.'],
    ['greaterOrEquals', 1, 2, '`dnsPrefix` is `2`; has to be less than `1`.'],
    ['contains', 'x', 'axb', '`dnsPrefix` is `axb`; must not contain `x`.'],
    ['notContains', 'x', 'ab', '`dnsPrefix` is `ab`; has to contain `x`.'],
    ['containsKey', 'x', { x: 1 }, '`dnsPrefix` is set; must not contain `x`.'],
    ['notContainsKey', 'x', { y: 1 }, '`dnsPrefix` is set; has to contain `x`.'],
    ['like', 'a*', 'ab', '`dnsPrefix` is `ab`; must not look like `a*`.'],
    ['notLike', 'a*', 'b', '`dnsPrefix` is `b`; has to look like `a*`.'],
    ['match', '##', '12', '`dnsPrefix` is `12`; must not look like `##`.'],
    ['notMatch', '##', '1', '`dnsPrefix` is `1`; has to look like `##`.'],
  ])('%s %j, which holds for %j', (operator, right, left, sentence) => {
    expect(judgeOne({ field, [operator]: right }, cluster({ dnsPrefix: left })).message).toBe(sentence);
  });

  test.each<readonly [string, unknown, unknown, string]>([
    ['equals', 'y', 'x', '`dnsPrefix` is `x`; required: `y`.'],
    ['equals', '', 'x', '`dnsPrefix` is `x`; it must not be set.'],
    ['notEquals', 'x', 'x', '`dnsPrefix` is `x`, which is not allowed.'],
    ['in', ['y'], 'x', '`dnsPrefix` is `x`; allowed: `y`.'],
    ['exists', true, null, '`dnsPrefix` is not set; it has to be set.'],
    ['exists', false, 'x', '`dnsPrefix` is `x`; it must not be set.'],
    ['less', 3, 5, '`dnsPrefix` is `5`; has to be less than `3`.'],
    ['lessOrEquals', 3, 5, '`dnsPrefix` is `5`; at most `3`.'],
    ['greater', 3, 2, '`dnsPrefix` is `2`; has to be more than `3`.'],
    ['greaterOrEquals', 3, 2, '`dnsPrefix` is `2`; at least `3`.'],
    ['contains', 'x', 'ab', '`dnsPrefix` is `ab`; has to contain `x`.'],
    ['containsKey', 'x', {}, '`dnsPrefix` is set; has to contain `x`.'],
    ['like', 'a*', 'b', '`dnsPrefix` is `b`; has to look like `a*`.'],
    ['notLike', 'a*', 'ab', '`dnsPrefix` is `ab`; must not look like `a*`.'],
  ])('%s %j under not, where it fails for %j', (operator, right, left, sentence) => {
    expect(judgeOne({ not: { field, [operator]: right } }, cluster({ dnsPrefix: left })).message).toBe(sentence);
  });
});

describe('a sentence', () => {
  const long = 'x'.repeat(150);
  test.each<readonly [string, unknown, ReturnType<typeof cluster>, string]>([
    ['cuts a long value', { field, notEquals: 'y' }, cluster({ dnsPrefix: long }), `\`dnsPrefix\` is \`${'x'.repeat(97)}...\`; required: \`y\`.`],
    ['leaves a value of a hundred characters', { field, notEquals: 'y' }, cluster({ dnsPrefix: long.slice(0, 100) }), `\`dnsPrefix\` is \`${'x'.repeat(100)}\`; required: \`y\`.`],
    ['cuts a long name', { value: `[concat('${'x'.repeat(300)}')]`, notEquals: 'y' }, cluster(), `\`[concat('${'x'.repeat(188)}...\` is \`${'x'.repeat(97)}...\`; required: \`y\`.`],
    ['tells twelve of a list', { field, notIn: Array.from({ length: 14 }, (_, index) => `v${index}`) }, cluster({ dnsPrefix: 'x' }), `\`dnsPrefix\` is \`x\`; allowed: ${Array.from({ length: 12 }, (_, index) => `\`v${index}\``).join(', ')}.`],
    ['says what an array is', { field, notEquals: 'y' }, cluster({ dnsPrefix: ['a', ['b'], { c: 1 }, null] }), '`dnsPrefix` is `a`, a list, an object, `null`; required: `y`.'],
    ['says that an array is empty', { field, notEquals: 'y' }, cluster({ dnsPrefix: [] }), '`dnsPrefix` is empty; required: `y`.'],
    ['says that an object is set', { field, notEquals: 'y' }, cluster({ dnsPrefix: {} }), '`dnsPrefix` is set; required: `y`.'],
    ['says that an empty text is nothing', { field, notEquals: 'y' }, cluster({ dnsPrefix: '' }), '`dnsPrefix` is not set; required: `y`.'],
    ['says false and zero', { anyOf: [{ field, equals: false }] }, cluster({ dnsPrefix: false }), '`dnsPrefix` is `false`, which is not allowed.'],
    ['keeps the name where it is not below properties', { field: 'location', notEquals: 'y' }, cluster(), '`location` is `westeurope`; required: `y`.'],
    [
      'says each place once, and each demand of it',
      { allOf: [{ field, notEquals: 'y' }, { field, notLike: 'a*' }, { field, notEquals: 'y' }] },
      cluster({ dnsPrefix: 'x' }),
      '`dnsPrefix` is `x`; required: `y`; has to look like `a*`.',
    ],
    [
      'leaves out exists where the value is spoken of',
      { allOf: [{ field, exists: true }, { field, notEquals: 'y' }] },
      cluster({ dnsPrefix: 'x' }),
      '`dnsPrefix` is `x`; required: `y`.',
    ],
    [
      'leaves out that something is there where the value is spoken of',
      { allOf: [{ field, notEquals: '' }, { field, notIn: ['y', 'z'] }] },
      cluster({ dnsPrefix: 'x' }),
      '`dnsPrefix` is `x`; allowed: `y`, `z`.',
    ],
    [
      'leaves out what says nothing of the resource',
      { allOf: [{ value: "[length(createArray('y'))]", greater: 0 }, { field, notEquals: 'y' }] },
      cluster({ dnsPrefix: 'x' }),
      '`dnsPrefix` is `x`; required: `y`.',
    ],
    [
      'says the forbidden value with other demands',
      { allOf: [{ field, equals: 'x' }, { field, notLike: 'a*' }] },
      cluster({ dnsPrefix: 'x' }),
      '`dnsPrefix` is `x`; not allowed: `x`; has to look like `a*`.',
    ],
    [
      'names three places and counts the others',
      { field: `${pools}[*].mode`, notEquals: 'y' },
      cluster({ agentPoolProfiles: [{ mode: 'a' }, { mode: 'b' }, { mode: 'c' }, { mode: 'd' }] }),
      '`agentPoolProfiles[0].mode` is `a`; required: `y`. `agentPoolProfiles[1].mode` is `b`; required: `y`. `agentPoolProfiles[2].mode` is `c`; required: `y`. And 1 more.',
    ],
    [
      'names three places where there are three',
      { field: `${pools}[*].mode`, notEquals: 'y' },
      cluster({ agentPoolProfiles: [{ mode: 'a' }, { mode: 'b' }, { mode: 'c' }] }),
      '`agentPoolProfiles[0].mode` is `a`; required: `y`. `agentPoolProfiles[1].mode` is `b`; required: `y`. `agentPoolProfiles[2].mode` is `c`; required: `y`.',
    ],
    ['says a count', { count: { field: `${pools}[*]` }, greater: 1 }, cluster({ agentPoolProfiles: [{}, {}] }), `\`${pools}[*]\` counts \`2\`; at most \`1\`.`],
    ['speaks of an array that is not there', { field: `${pools}[*].mode`, equals: 'y' }, cluster(), `\`${pools}[*].mode\` is empty; not allowed: \`y\`.`],
    ['speaks of a list with something unknown', { value: ['a', '[subscription().displayName]'], notEquals: 'y' }, cluster(), '`value` is `a`, what is not known (the subscription was not read); required: `y`.'],
  ])('%s', (_, condition, subject, sentence) => {
    expect(judgeOne(condition, subject).message).toBe(sentence);
  });

  test.each<readonly [string, unknown, ReturnType<typeof cluster>, string]>([
    ['an equal value', { field, equals: 'y' }, cluster({ dnsPrefix: 'x' }), '`dnsPrefix` is `x`.'],
    ['a missing one', { field, equals: 'y' }, cluster(), '`dnsPrefix` is not set.'],
    ['one that is not known', { field, equals: 'y' }, cluster({ dnsPrefix: new Unknown('nobody said') }), '`dnsPrefix` is not known: nobody said.'],
    ['a count', { count: { field: `${pools}[*]` }, greater: 1 }, cluster(), `\`${pools}[*]\` counts \`0\`.`],
  ])('without a demand tells %s', (_, condition, subject, sentence) => {
    expect(judgeOne(condition, subject).message).toBe(sentence);
  });
});

/** What says when a rule applies is not what it objects to. */
describe('what a finding does not complain of', () => {
  const mode = { field: `${pools}[*].mode`, equals: 'Gateway' };
  const someGateway = (name: unknown) => ({ count: { field: `${pools}[*]`, where: { allOf: [name, mode] } }, greater: 0 });
  const subject = cluster({ agentPoolProfiles: [{ name: 'out', mode: 'Gateway' }] });

  test('the name of the element', () => {
    expect(judgeOne(someGateway({ field: `${pools}[*].name`, like: '*' }), subject).message).toBe('`agentPoolProfiles[0].mode` is `Gateway`, which is not allowed.');
  });

  test('a parameter of the assignment', () => {
    const parameters = { pattern: { type: 'String', defaultValue: '*' } };
    const every = { value: "[parameters('pattern')]", equals: '*' };
    expect(judgeOne(someGateway(every), subject, { parameters }).message).toBe('`agentPoolProfiles[0].mode` is `Gateway`, which is not allowed.');
  });

  test('but a rule about names alone complains of them', () => {
    const named = { count: { field: `${pools}[*]`, where: { field: `${pools}[*].name`, equals: 'out' } }, greater: 0 };
    expect(judgeOne(named, subject).message).toBe('`agentPoolProfiles[0].name` is `out`, which is not allowed.');
  });
});
