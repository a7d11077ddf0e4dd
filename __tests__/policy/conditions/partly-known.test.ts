import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../../src/language/unknown.ts';
import type { Verdict } from '../../../src/policy/index.ts';
import { cluster, clusterType, judgeOne, poolType, resource, verdictOf } from '../builders.ts';

const field = `${clusterType}/dnsPrefix`;
const why = 'parameter `x` has no value here';
const text = (...pieces: readonly string[]) => new Unknown(why, { pieces });
const present = new Unknown(why, { isPresent: true });
const isOpen: Verdict = 'undetermined';
const holds: Verdict = 'violation';
const fails: Verdict = 'compliant';

describe('of a text of which parts are known', () => {
  const prefix = text('Net-', '-Prod');

  test.each<[string, unknown, Verdict]>([
    ['exists', true, holds],
    ['exists', false, fails],
    ['equals', 'net-x-PROD', isOpen],
    ['equals', 'net-prod', fails],
    ['equals', 'web-x-prod', fails],
    ['equals', ['net-x-prod'], fails],
    ['equals', { a: 1 }, fails],
    ['equals', true, fails],
    ['notEquals', 'web', holds],
    ['notEquals', 'net-x-prod', isOpen],
    ['in', ['web', 'dev'], fails],
    ['in', ['web', 'net-1-prod'], isOpen],
    ['in', [['net-x-prod'], 5], fails],
    ['notIn', ['web', 'dev'], holds],
    ['contains', 'NET', holds],
    ['contains', 'prod', holds],
    ['contains', 'web', isOpen],
    ['contains', ['net'], fails],
    ['notContains', 'net', fails],
    ['like', 'net*', holds],
    ['like', 'n*d', holds],
    ['like', '*', holds],
    ['like', 'net-a*', isOpen],
    ['like', '*dev', fails],
    ['like', 'net', fails],
    ['notLike', 'web*', holds],
    ['match', 'Net-?-Prod', isOpen],
    ['match', 'net-?-prod', fails],
    ['matchInsensitively', 'net-?-prod', isOpen],
    ['matchInsensitively', 'net-prod', fails],
    ['notMatch', '###', holds],
    ['containsKey', 'net', isOpen],
    ['less', 'a', isOpen],
    ['greaterOrEquals', 'a', isOpen],
  ])('%s %j: %s', (operator, right, verdict) => {
    expect(verdictOf({ field, [operator]: right }, cluster({ dnsPrefix: prefix }))).toBe(verdict);
  });

  test('letters whose small form depends on what stands beside them decide nothing', () => {
    expect(verdictOf({ field, equals: 'x' }, cluster({ dnsPrefix: text('Σ', '') }))).toBe(isOpen);
  });

  test('nothing is known of what would lie in it', () => {
    const subject = cluster({ dnsPrefix: prefix, networkProfile: present, agentPoolProfiles: present });
    expect(verdictOf({ field: `${clusterType}/networkProfile.outboundType`, exists: true }, subject)).toBe(isOpen);
    expect(verdictOf({ field: `${clusterType}/agentPoolProfiles[*].mode`, exists: true }, subject)).toBe(isOpen);
    expect(verdictOf({ field: `${clusterType}/agentPoolProfiles[*]`, exists: true }, subject)).toBe(isOpen);
    expect(verdictOf({ count: { field: `${clusterType}/agentPoolProfiles[*]`, where: { field: `${clusterType}/agentPoolProfiles[*]`, exists: false } }, equals: 0 }, subject)).toBe(isOpen);
  });

  test('nothing is known of what it is the name of', () => {
    const subject = cluster({ dnsPrefix: text('tags.', ''), fqdnSubdomain: text('a', '') }, { tags: { a: 'x' } });
    expect(verdictOf({ value: `[field(field('${field}'))]`, equals: 'x' }, subject)).toBe(isOpen);
    const parameters = { a: { type: 'String' } };
    expect(verdictOf({ value: `[parameters(field('${clusterType}/fqdnSubdomain'))]`, equals: 'x' }, subject, { parameters, values: { a: 'x' } })).toBe(isOpen);
  });

  test('it can stand on the right', () => {
    const subject = cluster({ dnsPrefix: prefix });
    expect(verdictOf({ value: 'web', equals: `[field('${field}')]` }, subject)).toBe(fails);
    expect(verdictOf({ value: 'net-1-prod', equals: `[field('${field}')]` }, subject)).toBe(isOpen);
    expect(verdictOf({ value: 'web', in: ['dev', `[field('${field}')]`] }, subject)).toBe(fails);
  });
});

describe('of a value of which is known that it is there', () => {
  test.each<[string, unknown, Verdict]>([
    ['exists', true, holds],
    ['exists', false, fails],
    ['equals', '', isOpen],
    ['equals', ['a'], isOpen],
    ['notEquals', 'x', isOpen],
    ['like', '*', isOpen],
    ['contains', '', isOpen],
  ])('%s %j: %s', (operator, right, verdict) => {
    expect(verdictOf({ field, [operator]: right }, cluster({ dnsPrefix: present }))).toBe(verdict);
  });
});

describe('the sentence', () => {
  test('shows the parts that decided', () => {
    const { message } = judgeOne({ field, notLike: 'web*' }, cluster({ dnsPrefix: text('net-', '') }));
    expect(message).toBe(`\`dnsPrefix\` is \`net-…\`, of which not all is known (${why}); has to look like \`web*\`.`);
  });

  test('says that something is there', () => {
    const { message } = judgeOne({ field, exists: true }, cluster({ dnsPrefix: present }));
    expect(message).toBe(`\`dnsPrefix\` is set, to what is not known (${why}); it must not be set.`);
  });

  test('of what does not decide says that it is not known', () => {
    expect(judgeOne({ field, equals: 'net-x' }, cluster({ dnsPrefix: text('net-', '') })).message).toBe(`\`dnsPrefix\` is not known: ${why}.`);
  });
});

describe('of a resource that is partly known', () => {
  const id = text('/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo');
  const somewhere = (body: Record<string, unknown>, type = clusterType, name = 'as written') => {
    const { id: _, ...rest } = resource(type, name, body);
    return rest;
  };

  test.each<[string, unknown, Verdict]>([
    [`id`, { contains: '/resourceGroups/rg/' }, holds],
    [`id`, { like: '/subscriptions/*/demo' }, holds],
    [`id`, { like: '*/other' }, fails],
    [`id`, { exists: true }, holds],
    [`id`, { contains: 'prod' }, isOpen],
    ['name', { like: 'demo-*' }, holds],
    ['fullName', { like: 'demo-*' }, holds],
    ['name', { equals: 'x' }, fails],
    ['location', { in: ['westeurope', 'northeurope'] }, fails],
    ['location', { equals: 'East US 2' }, isOpen],
    ['type', { equals: clusterType }, holds],
  ])('%s %j: %s', (name, comparison, verdict) => {
    const subject = somewhere({ id, name: text('demo-', ''), location: text('East US', '') });
    const guard = { field: 'kind', exists: false };
    expect(verdictOf({ allOf: [guard, { field: name, ...(comparison as object) }] }, subject)).toBe(name === 'type' ? holds : verdict);
  });

  test('an id of which nothing is known says so', () => {
    expect(judgeOne({ field: 'id', equals: 'x' }, somewhere({})).message).toMatch(/the file does not say where/);
  });

  test.each<[string, Unknown, string, unknown, Verdict]>([
    ['the segment behind the last slash is known', text('', '/pool1'), 'name', { equals: 'pool1' }, holds],
    ['the segment behind the last slash is known', text('', '/pool1'), 'fullName', { like: '*/pool1' }, holds],
    ['how the parent begins says nothing of the name', text('demo/', ''), 'name', { like: 'demo*' }, isOpen],
    ['how the full name ends is how the name ends', text('demo-', '-pool'), 'name', { like: '*-pool' }, holds],
    ['how the full name ends is how the name ends', text('demo-', '-pool'), 'name', { like: 'demo*' }, isOpen],
    ['a segment alone is not the full name', text('p', '1'), 'fullName', { like: 'p*' }, isOpen],
    ['a segment alone is not the full name', text('p', '1'), 'fullName', { like: '*2' }, fails],
  ])('of a child %s', (_, name, asked, comparison, verdict) => {
    const guard = { field: 'tags', exists: false };
    expect(verdictOf({ allOf: [guard, { field: asked, ...(comparison as object) }] }, somewhere({ name }, poolType))).toBe(verdict);
  });
});
