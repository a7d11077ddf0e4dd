import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, bundledPolicies, judge, parseDefinition, proposeChange, withChanges, type Change, type Judgement, type Resource } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, pool } from '../builders.ts';

const dnsPrefix = `${clusterType}/dnsPrefix`;
const pools = `${clusterType}/agentPoolProfiles[*]`;
const at = '/properties/dnsPrefix';

function proposed(condition: unknown, subject: Resource, values?: JsonObject, parameters?: JsonObject): readonly Change[] | undefined {
  const policy = bindDefinition(parseDefinition(definitionDocument(condition, parameters === undefined ? {} : { parameters })), values);
  const [judgement] = judge([policy], subject);
  if (judgement === undefined) throw new Error('no judgement');
  return proposeChange(policy, subject, {}, judgement);
}

describe('the change that turns a comparison round', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['notEquals', 'none', 'x', 'none'],
    ['notEquals', true, false, true],
    ['notEquals', 'true', false, true],
    ['notEquals', true, 'False', 'True'],
    ['notEquals', '5', 4, 5],
    ['notIn', ['none', 'block'], 'x', 'none'],
    ['equals', true, true, false],
    ['equals', 'true', true, false],
    ['equals', true, 'TRUE', 'FALSE'],
    ['equals', 'Enabled', 'Enabled', 'Disabled'],
    ['equals', 'allow', 'Allow', 'Deny'],
    ['in', [true], true, false],
    ['less', 3, 2, 3],
    ['lessOrEquals', 3, 2, 4],
    ['greater', 3, 5, 3],
    ['greaterOrEquals', 3, 5, 2],
    ['less', '1.2', '1.0', '1.2'],
    ['notLike', 'none', 'x', 'none'],
    ['notMatch', 'none', 'x', 'none'],
    ['exists', true, 'x', null],
    ['notEquals', '', 'x', null],
    ['contains', 'x', ['x', 'y'], ['y']],
    ['notContains', 'x', ['y'], ['y', 'x']],
  ])('%s %j, which holds for %j, is to %j', (operator, right, left, value) => {
    expect(proposed({ field: dnsPrefix, [operator]: right }, cluster({ dnsPrefix: left }))).toEqual([{ kind: 'replace', pointer: at, value }]);
  });

  test.each<[string, unknown, unknown]>([
    ['equals', 'x', 'x'],
    ['in', ['x'], 'x'],
    ['notIn', [], 'x'],
    ['exists', false, undefined],
    ['notLike', 'a*', 'x'],
    ['contains', 'x', 'axb'],
    ['lessOrEquals', '1.2', '1.0'],
    ['notContainsKey', 'x', { y: 1 }],
  ])('%s %j, which holds for %j, is for people to find', (operator, right, left) => {
    expect(proposed({ field: dnsPrefix, [operator]: right }, cluster(left === undefined ? {} : { dnsPrefix: left }))).toBeUndefined();
  });

  test('under not is that of the comparison as written', () => {
    expect(proposed({ not: { field: dnsPrefix, in: ['none', 'block'] } }, cluster({ dnsPrefix: 'x' }))).toEqual([{ kind: 'replace', pointer: at, value: 'none' }]);
  });

  test('comes from the parameters of the assignment', () => {
    const parameters = { allowed: { type: 'Array' } };
    expect(proposed({ field: dnsPrefix, notIn: "[parameters('allowed')]" }, cluster({ dnsPrefix: 'x' }), { allowed: ['block', 'none'] }, parameters)).toEqual([
      { kind: 'replace', pointer: at, value: 'block' },
    ]);
  });
});

describe('the change that is proposed', () => {
  test('adds what is missing where nothing else decides, with the objects around it', () => {
    const field = `${clusterType}/apiServerAccessProfile.enablePrivateCluster`;
    const pointer = '/properties/apiServerAccessProfile/enablePrivateCluster';
    expect(proposed({ field, notEquals: 'true' }, cluster())).toEqual([{ kind: 'add', pointer, value: true }]);
    expect(proposed({ allOf: [{ field: dnsPrefix, exists: true }, { field, notEquals: true }] }, cluster({ dnsPrefix: 'x' }))).toBeUndefined();
  });

  test('is what a rule wants of a value that it first asks to be there', () => {
    const field = `${clusterType}/apiServerAccessProfile.enablePrivateCluster`;
    const pointer = '/properties/apiServerAccessProfile/enablePrivateCluster';
    expect(proposed({ anyOf: [{ field, exists: false }, { field, notEquals: 'true' }] }, cluster())).toEqual([{ kind: 'add', pointer, value: true }]);
    expect(proposed({ anyOf: [{ field, exists: false }, { field: dnsPrefix, notEquals: 'x' }] }, cluster())).toBeUndefined();
    const ofPool = `${pools}.enableEncryptionAtHost`;
    const strict = { count: { field: pools, where: { anyOf: [{ field: ofPool, exists: false }, { field: ofPool, notEquals: true }] } }, greater: 0 };
    expect(proposed(strict, cluster({ agentPoolProfiles: [{}, { enableEncryptionAtHost: true }, {}] }))).toEqual([
      { kind: 'add', pointer: '/properties/agentPoolProfiles/0/enableEncryptionAtHost', value: true },
      { kind: 'add', pointer: '/properties/agentPoolProfiles/2/enableEncryptionAtHost', value: true },
    ]);
  });

  test('is the one of true and false that a rule takes', () => {
    const field = `${clusterType}/apiServerAccessProfile.enablePrivateCluster`;
    const pointer = '/properties/apiServerAccessProfile/enablePrivateCluster';
    expect(proposed({ anyOf: [{ field, exists: false }, { field, equals: 'false' }] }, cluster())).toEqual([{ kind: 'add', pointer, value: true }]);
    expect(proposed({ anyOf: [{ field, exists: false }, { field, equals: true }] }, cluster())).toEqual([{ kind: 'add', pointer, value: false }]);
    expect(proposed({ anyOf: [{ field, exists: false }, { field, equals: 'localuser' }] }, cluster())).toBeUndefined();
  });

  test('keeps texts among tags', () => {
    expect(proposed({ field: 'tags.isolated', notEquals: 'true' }, cluster())).toEqual([{ kind: 'add', pointer: '/tags/isolated', value: 'true' }]);
  });

  test('adds nothing on a path that is a guess', () => {
    expect(proposed({ field: `${clusterType}/notInTheTable`, notEquals: true }, cluster())).toBeUndefined();
  });

  test('is of what the rule is about, not of what it starts from', () => {
    const rule = { allOf: [{ field: `${clusterType}/enableRBAC`, equals: true }, { field: 'tags.stage', notEquals: 'test' }, { field: dnsPrefix, notIn: ['none'] }] };
    expect(proposed(rule, cluster({ enableRBAC: true, dnsPrefix: 'x' }))).toEqual([{ kind: 'replace', pointer: at, value: 'none' }]);
    expect(proposed(rule, cluster({ enableRBAC: true }))).toBeUndefined();
  });

  test('has as many parts as elements are wrong', () => {
    const rule = { count: { field: pools, where: { field: `${pools}.enableNodePublicIP`, equals: true } }, greater: 0 };
    const agentPoolProfiles = [{ enableNodePublicIP: true }, { enableNodePublicIP: false }, { enableNodePublicIP: true }];
    expect(proposed(rule, cluster({ agentPoolProfiles }))).toEqual([
      { kind: 'replace', pointer: '/properties/agentPoolProfiles/0/enableNodePublicIP', value: false },
      { kind: 'replace', pointer: '/properties/agentPoolProfiles/2/enableNodePublicIP', value: false },
    ]);
  });

  test('has no part that can be left out', () => {
    const rule = { count: { field: pools, where: { field: `${pools}.enableNodePublicIP`, equals: true } }, greater: 2 };
    const agentPoolProfiles = Array.from({ length: 4 }, () => ({ enableNodePublicIP: true }));
    expect(proposed(rule, cluster({ agentPoolProfiles }))).toHaveLength(2);
    expect(proposed({ field: `${pools}.enableNodePublicIP`, equals: true }, cluster({ agentPoolProfiles }))).toHaveLength(1);
  });

  test('goes on where one objection hides the next', () => {
    const rule = { anyOf: [{ field: dnsPrefix, notEquals: 'none' }, { field: `${clusterType}/enableRBAC`, notEquals: true }] };
    expect(proposed(rule, cluster({ dnsPrefix: 'x', enableRBAC: false }))).toEqual([
      { kind: 'replace', pointer: at, value: 'none' },
      { kind: 'replace', pointer: '/properties/enableRBAC', value: true },
    ]);
  });

  test('is not one of more values than sixteen', () => {
    const rule = { count: { field: pools, where: { field: `${pools}.enableNodePublicIP`, equals: true } }, greater: 0 };
    const many = (length: number) => proposed(rule, cluster({ agentPoolProfiles: Array.from({ length }, () => ({ enableNodePublicIP: true })) }));
    expect(many(16)).toHaveLength(16);
    expect(many(17)).toBeUndefined();
  });

  test('leaves alone what is not known', () => {
    const rule = { count: { field: pools, where: { field: `${pools}.enableNodePublicIP`, equals: true } }, greater: 0 };
    expect(proposed(rule, cluster({ agentPoolProfiles: [{ enableNodePublicIP: true }, { enableNodePublicIP: new Unknown('nobody said') }] }))).toBeUndefined();
    expect(proposed({ field: dnsPrefix, notEquals: 'none' }, cluster({ dnsPrefix: new Unknown('nobody said') }))).toBeUndefined();
  });

  test('is there for what may never be deployed', () => {
    expect(proposed({ field: dnsPrefix, notEquals: 'none' }, cluster({ dnsPrefix: 'x' }, {}, { mayBeAbsent: 'nobody said' }))).toHaveLength(1);
  });

  test('is none of a resource that nothing is wrong with, or that the rule fails on', () => {
    expect(proposed({ field: dnsPrefix, notEquals: 'none' }, cluster({ dnsPrefix: 'none' }))).toBeUndefined();
    expect(proposed({ field: dnsPrefix, less: 3 }, cluster({ dnsPrefix: 'none' }))).toBeUndefined();
  });
});

describe('changes made to a body', () => {
  const body = { properties: { a: { b: [1, { c: 2 }] }, untouched: { d: 3 } }, tags: {} };

  test('share what they do not touch and leave the original as it is', () => {
    const before = JSON.stringify(body);
    const after = withChanges(body, [{ kind: 'replace', pointer: '/properties/a/b/1/c', value: 5 }]);
    expect(after).toEqual({ properties: { a: { b: [1, { c: 5 }] }, untouched: { d: 3 } }, tags: {} });
    expect((after['properties'] as JsonObject)['untouched']).toBe(body.properties.untouched);
    expect(JSON.stringify(body)).toBe(before);
  });

  test('read a pointer as it is escaped, and no name as inherited', () => {
    const after = withChanges(body, [{ kind: 'add', pointer: '/tags/a~1b', value: 'x' }, { kind: 'add', pointer: '/tags/__proto__', value: 'y' }]);
    expect(Object.entries(after['tags'] as JsonObject)).toEqual([['a/b', 'x'], ['__proto__', 'y']]);
    expect(Object.getPrototypeOf(after['tags'])).toBe(Object.prototype);
  });
});

/** Clusters and pools that say any of the things the bundled rules ask about, or nothing of them. */
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const poolProperties = fc.record({ enableNodePublicIP: sometimes(fc.boolean()), nodePublicIPPrefixID: sometimes(fc.constantFrom('/subscriptions/x', null)), mode: fc.constant('User') });
const clusterProperties = fc.record({
  networkProfile: sometimes(fc.record({
    outboundType: sometimes(fc.constantFrom('none', 'block', 'loadBalancer', 'managedNATGateway', 5)),
    networkPlugin: sometimes(fc.constantFrom('azure', 'kubenet', 'none')),
    loadBalancerProfile: sometimes(fc.record({ managedOutboundIPs: sometimes(fc.constant({ count: 1 })), backendPoolType: fc.constant('nodeIPConfiguration') })),
    staticEgressGatewayProfile: sometimes(fc.record({ enabled: sometimes(fc.boolean()) })),
  })),
  bootstrapProfile: sometimes(fc.record({ artifactSource: sometimes(fc.constantFrom('Cache', 'Direct')) })),
  apiServerAccessProfile: sometimes(fc.record({ enablePrivateCluster: sometimes(fc.boolean()), disableRunCommand: sometimes(fc.boolean()) })),
  autoUpgradeProfile: sometimes(fc.record({ nodeOSUpgradeChannel: sometimes(fc.constantFrom('Unmanaged', 'NodeImage', 'None')) })),
  agentPoolProfiles: sometimes(fc.array(poolProperties, { maxLength: 4 })),
});
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject;
const anyResource = fc.oneof(clusterProperties.map((properties) => cluster(json(properties))), poolProperties.map((properties) => pool(json(properties))));

/** Where the plugin is missing, the tier decides as well whether one has to be there: nobody can say which of the two is meant to change. */
const isOpen = ({ finding: { rule }, decisions }: Judgement): boolean => rule === 'aks-network-plugin' && decisions.some(({ reason }) => reason.path === 'sku.name');

test('every violation of a bundled rule has a change after which the rule is satisfied', () => {
  const policies = bundledPolicies('aks-egress-isolation-core');
  let violations = 0;
  fc.assert(
    fc.property(anyResource, (subject) => {
      for (const judgement of judge(policies, subject).filter((one) => one.finding.verdict === 'violation' && !isOpen(one))) {
        violations += 1;
        const before = JSON.stringify(subject.body);
        const changes = proposeChange(judgement.policy, subject, {}, judgement) ?? [];
        const body = withChanges(subject.body, changes);
        expect([judgement.finding.rule, judge([judgement.policy], { ...subject, body })[0]?.finding.verdict]).toEqual([judgement.finding.rule, 'compliant']);
        expect(JSON.stringify(subject.body)).toBe(before);
      }
    }),
    { numRuns: 500 },
  );
  expect(violations).toBeGreaterThan(500);
});

test('an element is not renamed to get out of the reach of a rule', () => {
  const where = { allOf: [{ field: `${pools}.mode`, equals: 'Gateway' }, { field: `${pools}.name`, notIn: ['spare'] }] };
  const changes = proposed({ count: { field: pools, where }, greater: 0 }, cluster({ agentPoolProfiles: [{ name: 'out', mode: 'Gateway' }] }));
  expect((changes ?? []).filter(({ pointer }) => pointer.endsWith('/name'))).toEqual([]);
});
