import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, judge, parseDefinition, PolicyError, type RelatedRequest, type Resource } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, resource } from '../builders.ts';

const settings = 'Microsoft.Insights/diagnosticSettings';
const setting = (name: string, enabled: unknown): Resource => resource(settings, name, { properties: { enabled } });
const isEnabled = { field: `${settings}/enabled`, equals: true };

function policy(details: unknown, effect = 'auditIfNotExists') {
  const { properties, ...document } = definitionDocument({ field: 'type', equals: clusterType }, { effect });
  const { policyRule, ...rest } = properties as { readonly policyRule: { readonly if: unknown } };
  return bindDefinition(parseDefinition({ ...document, properties: { ...rest, policyRule: { ...policyRule, then: { effect, details } } } }));
}

function look(details: JsonObject, found: readonly Resource[] | Unknown, asked: RelatedRequest[] = []) {
  const related = (request: RelatedRequest) => {
    asked.push(request);
    return found;
  };
  return judge([policy({ type: settings, ...details })], cluster({}, { tags: { wanted: 'yes' } }), { related })[0];
}

/** Rules: azure-policy-language.md §1.10 and §1.13, row 22. */
describe('IfNotExists', () => {
  test.each<readonly [string, JsonObject, readonly Resource[] | Unknown, string, string]>([
    ['finds nothing', {}, [], 'violation', `There is no ${settings}.`],
    ['finds one, which is enough', {}, [setting('s', false)], 'compliant', 'diagnosticSettings/s is as effect auditIfNotExists wants it.'],
    ['finds one that satisfies it', { existenceCondition: isEnabled }, [setting('s', false), setting('t', true)], 'compliant', 'diagnosticSettings/t is as effect auditIfNotExists wants it.'],
    ['finds none that satisfies it', { existenceCondition: isEnabled }, [setting('s', false), setting('t', false)], 'violation', `None of 2 ${settings} is as it has to be.`],
    ['finds one that may', { existenceCondition: isEnabled }, [setting('s', new Unknown('nobody said'))], 'undetermined', `Whether there is a ${settings} as effect auditIfNotExists wants it is not known: nobody said.`],
    ['finds one that may and one that does', { existenceCondition: isEnabled }, [setting('s', new Unknown('nobody said')), setting('t', true)], 'compliant', 'diagnosticSettings/t'],
    ['cannot look', {}, new Unknown('not read'), 'undetermined', 'is not known: not read.'],
    ['says the name', { name: 'n' }, [], 'violation', `There is no ${settings} \`n\`.`],
    ['says the group', { resourceGroupName: 'g' }, [], 'violation', `There is no ${settings} in g.`],
    ['says the group before the subscription', { resourceGroupName: 'g', existenceScope: 'subscription' }, [], 'violation', `There is no ${settings} in g.`],
    ['says the subscription', { existenceScope: 'Subscription' }, [], 'violation', `There is no ${settings} in the subscription.`],
    ['does not know what to look for', { name: '[subscription().displayName]' }, [], 'undetermined', 'what to look for is not known: the subscription was not read'],
    ['has a name that is no text', { name: '[length(createArray())]' }, [], 'error', '`details` names what to look for with texts'],
    ['has a type that is empty', { type: "[concat('')]" }, [], 'error', '`details.type` is empty'],
  ])('%s', (_, details, found, verdict, message) => {
    const judgement = look(details, found);
    expect(judgement?.finding.verdict).toBe(verdict);
    expect(judgement?.finding.message).toContain(message);
  });

  test.each<readonly [string, JsonObject, JsonObject]>([
    ['the type alone', {}, { type: settings, existenceScope: 'resourceGroup' }],
    ['a name', { name: 'n' }, { type: settings, name: 'n', existenceScope: 'resourceGroup' }],
    ['an empty name', { name: '' }, { type: settings, existenceScope: 'resourceGroup' }],
    ['a name that is null', { name: '[null()]' }, { type: settings, existenceScope: 'resourceGroup' }],
    ['a name from the resource', { name: "[concat(field('name'), '-x')]" }, { type: settings, name: 'demo-x', existenceScope: 'resourceGroup' }],
    ['a group', { resourceGroupName: 'g' }, { type: settings, resourceGroupName: 'g', existenceScope: 'resourceGroup' }],
    ['the subscription', { existenceScope: 'SUBSCRIPTION' }, { type: settings, existenceScope: 'subscription' }],
    ['another word', { existenceScope: 'x' }, { type: settings, existenceScope: 'resourceGroup' }],
  ])('looks for %s', (_, details, wanted) => {
    const asked: RelatedRequest[] = [];
    look(details, [], asked);
    const [{ primary, ...request } = {}] = asked;
    expect(primary).toMatchObject({ name: 'demo' });
    expect(request).toEqual(wanted);
  });

  test('conditions read the related resource, field() the one that the rule is about', () => {
    const existenceCondition = { allOf: [{ field: 'type', equals: settings }, { value: "[field('type')]", equals: clusterType }, { value: "[field('tags.wanted')]", equals: 'yes' }] };
    expect(look({ existenceCondition }, [setting('s', true)])?.finding.verdict).toBe('compliant');
    expect(look({ existenceCondition }, [{ type: '', name: 's', body: {} }])?.finding.verdict).toBe('compliant');
    expect(look({ existenceCondition }, [{ type: 'A.B/c', name: 's', body: {} }])?.finding.verdict).toBe('violation');
  });

  test('a comparison that fails behind one that is not known is one of the outcomes', () => {
    const existenceCondition = { field: `${settings}/enabled`, less: 3 };
    const maybe = setting('s', new Unknown('nobody said'));
    expect(look({ existenceCondition }, [maybe, setting('t', 'text')])?.finding.verdict).toBe('undetermined');
    expect(look({ existenceCondition }, [setting('t', 'text'), maybe])?.finding.verdict).toBe('error');
  });

  test('tells what three of them lack', () => {
    const reasons = look({ existenceCondition: isEnabled }, ['a', 'b', 'c', 'd'].map((name) => setting(name, false)))?.finding.reasons;
    expect(reasons?.filter(({ expression }) => expression === isEnabled.field)).toHaveLength(3);
    expect(look({ existenceCondition: isEnabled }, [setting('s', true)])?.finding.reasons.map(({ expression }) => expression)).toEqual(['type']);
  });

  test('has no place in the resource for what another one lacks', () => {
    const judgement = look({ existenceCondition: isEnabled }, [setting('s', false)]);
    expect(judgement?.decisions.map(({ reason, pointer }) => [reason.expression, pointer])).toEqual([['type', '/type'], [isEnabled.field, undefined]]);
  });

  test('cannot look where nobody can be asked, or nothing is said', () => {
    expect(judge([policy({ type: settings })], cluster())[0]?.finding).toMatchObject({ verdict: 'undetermined', message: expect.stringContaining('nobody looked for it') });
    expect(judge([policy({})], cluster())[0]?.finding).toMatchObject({ verdict: 'undetermined', message: expect.stringContaining('does not say in `details.type` what to look for') });
    expect(judge([policy(undefined)], cluster())[0]?.finding.verdict).toBe('undetermined');
  });

  test('takes 128 existence conditions and no more', () => {
    const conditions = (count: number) => policy({ type: settings, existenceCondition: { allOf: Array.from({ length: count }, () => isEnabled) } });
    expect(() => conditions(127)).not.toThrow();
    expect(() => conditions(129)).toThrow(PolicyError);
  });
});
