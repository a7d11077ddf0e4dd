import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { at, type JsonObject } from '../../../src/arm/json.ts';
import { makeArm, makeArmWithGroup, untilDone } from '../arm-client.ts';
import { deploymentId, identity, nested, network, requestOf, templateOf } from './templates.ts';

const name = fc.constantFrom('a', 'b', 'c');
const expression = fc.constantFrom(
  "[reference('a').resourceGuid]", "[reference('b')]", "[reference('inner').outputs.x.value]", "[parameters('p')]", "[variables('v')]", '[copyIndex()]', '[newGuid()]', "[listKeys('a', '2020-01-01')]",
  "[resourceId('Microsoft.Network/virtualNetworks', 'a')]", '[resourceGroup().tags]', "[reference(resourceId('Microsoft.Network/virtualNetworks', 'gone'), '2020-01-01', 'Full').id]", '[[plain', 'plain',
);
const anything = fc.oneof(expression, fc.jsonValue({ maxDepth: 2 }));
const parts = fc.record({
  name: fc.oneof({ weight: 5, arbitrary: name }, { weight: 1, arbitrary: anything }),
  tags: fc.dictionary(fc.constantFrom('x', 'y'), fc.oneof(expression, fc.string())),
  dependsOn: fc.oneof(fc.array(fc.constantFrom('a', 'b', 'c', 'inner', 'loop'), { maxLength: 2 }), anything),
  condition: fc.oneof(fc.boolean(), anything),
  copy: fc.oneof(fc.record({ name: fc.constant('loop'), count: fc.oneof(fc.nat(3), anything), mode: fc.constantFrom('serial', 'parallel'), batchSize: fc.nat(2) }), anything),
  properties: fc.oneof(fc.record({ addressSpace: fc.constant({ addressPrefixes: ['10.0.0.0/16'] }), more: expression }), anything),
  resources: fc.array(anything, { maxLength: 1 }),
}, { requiredKeys: ['name'] });

const template: fc.Arbitrary<JsonObject> = fc.letrec<{ template: JsonObject; resource: unknown }>((tie) => ({
  resource: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    parts.map((given) => network(given)),
    parts.map((given) => identity(given)),
    fc.tuple(tie('template'), fc.record({ parameters: fc.oneof(fc.record({ p: fc.record({ value: expression }) }), anything), expressionEvaluationOptions: fc.record({ scope: fc.constantFrom('inner', 'outer') }) }))
      .map(([inner, properties]) => nested(inner, properties)),
    anything,
  ),
  template: fc.record({
    parameters: fc.constantFrom({}, { p: { type: 'string', defaultValue: 'net' } }, { p: { type: 'secureString', defaultValue: '[newGuid()]' } }),
    variables: fc.record({ v: anything }),
    resources: fc.array(tie('resource'), { maxLength: 4 }),
    outputs: fc.dictionary(fc.constantFrom('x', 'y'), fc.record({ type: fc.constantFrom('string', 'object', 'securestring'), value: anything })),
  }).map((made) => templateOf(made)),
})).template;

test('no template brings it down: it is refused, succeeds or fails, and a snapshot of it can be read at any moment', () => {
  fc.assert(fc.property(template, fc.constantFrom('validate', 'whatIf', undefined), fc.nat(20_000), (made, action, wait) => {
    const arm = makeArmWithGroup();
    const path = action === undefined ? deploymentId('main') : `${deploymentId('main')}/${action}`;
    const answer = arm.send(action === undefined ? 'PUT' : 'POST', path, requestOf(made));
    expect(answer.status).not.toBe(500);
    if (action !== undefined || answer.status >= 400) return;
    arm.pass(wait);
    arm.send('GET', deploymentId('main'));
    const other = makeArm();
    other.controls.restore(JSON.parse(JSON.stringify(arm.controls.snapshot())));
    for (const one of [arm, other]) {
      one.pass(untilDone);
      const { body } = one.send('GET', deploymentId('main'));
      expect(['Succeeded', 'Failed']).toContain(at(body, 'properties', 'provisioningState'));
      expect(JSON.stringify(body)).not.toContain('InternalServerError');
      expect(one.send('GET', `${deploymentId('main')}/operations`).status).toBe(200);
    }
  }), { numRuns: 200 });
});
