import { describe, expect, test } from '@jest/globals';
import { isUnknown, Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, judge, judgeRequest, parseDefinition, parseRule, type Verdict } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, judgeOne } from '../builders.ts';

const field = `${clusterType}/dnsPrefix`;
const why = 'parameter `deployCluster` has no value here';
const conditional = (properties: unknown = {}) => cluster(properties, {}, { mayBeAbsent: why });
const isX = { field, equals: 'x' };

describe('of a resource that may never be deployed', () => {
  test('a violation is undetermined, and says what holds if it is', () => {
    const { verdict, message, effect, severity, reasons } = judgeOne(isX, conditional({ dnsPrefix: 'x' }));
    expect(verdict).toBe('undetermined');
    expect(message).toBe(`Whether it will be deployed is not known: ${why}. If it is: \`dnsPrefix\` is \`x\`, which is not allowed.`);
    const sure = judgeOne(isX, cluster({ dnsPrefix: 'x' }));
    expect({ effect, severity, reasons }).toEqual({ effect: sure.effect, severity: sure.severity, reasons: sure.reasons });
  });

  test('a rule that fails is undetermined as well', () => {
    expect(judgeOne({ field, less: 3 }, conditional({ dnsPrefix: 'x' }))).toMatchObject({
      verdict: 'undetermined',
      message: expect.stringMatching(/^Whether it will be deployed is not known: .*If it is: The rule failed/),
    });
  });

  test.each<[string, unknown, Verdict]>([
    ['compliant', { dnsPrefix: 'y' }, 'compliant'],
    ['undetermined', { dnsPrefix: new Unknown('nobody said') }, 'undetermined'],
  ])('what is %s anyway says nothing of it', (_, properties, verdict) => {
    const { message, ...finding } = judgeOne(isX, conditional(properties));
    expect(finding.verdict).toBe(verdict);
    expect(message).not.toMatch(/deployed/);
  });

  test('whether the effect takes place is not known', () => {
    const policy = bindDefinition(parseDefinition(definitionDocument(isX)));
    const actsOn = (properties: unknown) => judge([policy], conditional(properties))[0]?.acts;
    expect(actsOn({ dnsPrefix: 'x' })).toEqual(new Unknown(`whether it will be deployed is not known: ${why}`));
    expect(actsOn({ dnsPrefix: 'y' })).toBe(false);
  });
});

describe('of a request that may never be made', () => {
  const writing = (value: string) =>
    bindDefinition(parseRule({ if: { field: 'type', equals: clusterType }, then: { effect: 'modify', details: { roleDefinitionIds: [], conflictEffect: 'deny', operations: [{ operation: 'addOrReplace', field: "tags['team']", value }] } } }));
  const denying = bindDefinition(parseDefinition(definitionDocument({ field: "tags['team']", equals: 'net' })));

  test('what the policies make of it is what they would make of one that is made', () => {
    const { judgements, resource } = judgeRequest([writing('net'), denying], conditional());
    expect(resource.body['tags']).toEqual({ team: 'net' });
    expect(resource.mayBeAbsent).toBe(why);
    expect(judgements.map(({ finding }) => finding.verdict)).toEqual(['undetermined', 'undetermined']);
    expect(judgements[1]?.finding.message).toMatch(/^Whether it will be deployed is not known: .*If it is: `tags\.team` is `net`/);
  });

  test('whether a conflict denies it is not known', () => {
    const [conflict] = judgeRequest([writing('net'), writing('web')], conditional()).conflicts;
    expect(isUnknown(conflict?.isDenied)).toBe(true);
    expect(judgeRequest([writing('net'), writing('web')], cluster()).conflicts[0]?.isDenied).toBe(true);
  });
});
