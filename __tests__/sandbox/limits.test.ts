import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { mostAtScope, mostBytes } from '../../src/sandbox/arm/policy/checks/limits.ts';
import { managementGroupScope } from '../../src/sandbox/arm/subscriptions.ts';
import { codeOf, group, makeArmWithGroup, subscription, type TestArm } from './arm-client.ts';
import { armWithAssignment, assignment, assignmentBody, definition, definitionBody, initiative, initiativeBody, policyId, put } from './policy-objects.ts';

describe('at one scope there is room for', () => {
  const fill = (arm: TestArm, kind: string, scope: string, count: number, body: JsonObject): void => {
    for (let index = 0; index < count; index += 1) put(arm, policyId(kind, `n${index}`, scope), body);
  };

  test.each([
    ['policyDefinitions', subscription, 500, definitionBody()],
    ['policySetDefinitions', subscription, 200, initiativeBody()],
    ['policyAssignments', subscription, 200, assignmentBody()],
    ['policyExemptions', group, 1000, { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' } }],
  ] as const)('so many %s, at the next scope for as many again', (kind, scope, most, body) => {
    const arm = armWithAssignment();
    expect(mostAtScope[kind].most).toBe(most);
    const there = kind === 'policyDefinitions' || kind === 'policySetDefinitions' ? 1 : 0;
    fill(arm, kind, scope, most - there, body);
    const response = arm.send('PUT', policyId(kind, 'more', scope), body);
    expect([response.status, codeOf(response)]).toEqual([409, mostAtScope[kind].code]);
    // What is there can still be changed, and what goes makes room.
    expect(arm.send('PUT', policyId(kind, 'n0', scope), body).status).toBeLessThan(300);
    expect(arm.send('DELETE', policyId(kind, 'n0', scope)).status).toBe(200);
    expect(arm.send('PUT', policyId(kind, 'more', scope), body).status).toBe(201);
  });

  test('what stands above is not counted', () => {
    const arm = makeArmWithGroup();
    fill(arm, 'policyDefinitions', managementGroupScope, 500, definitionBody());
    expect(arm.send('PUT', definition, definitionBody()).status).toBe(201);
  });
});

describe('one object holds', () => {
  const parameters = (count: number): JsonObject => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'String', defaultValue: 'x' }]));
  const members = (count: number): unknown => Array.from({ length: count }, () => ({ policyDefinitionId: definition }));
  const scopes = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${group}/providers/Microsoft.Network/virtualNetworks/v${index}`);

  test.each<readonly [string, string, (count: number) => JsonObject, number]>([
    ['parameters of a definition', definition, (count) => definitionBody({ parameters: parameters(count) }), 20],
    ['parameters of an initiative', initiative, (count) => initiativeBody({ parameters: parameters(count) }), 400],
    ['members of an initiative', initiative, (count) => initiativeBody({ policyDefinitions: members(count) }), 1000],
    ['scopes left out of an assignment', assignment, (count) => assignmentBody({ notScopes: scopes(count) }), 400],
  ])('so many %s', (_, path, body, most) => {
    expect(armWithAssignment().send('PUT', path, body(most)).status).toBe(201);
    expect(armWithAssignment().send('PUT', path, body(most + 1)).status).toBe(400);
  });

  test('a mebibyte', () => {
    const sized = (bytes: number): JsonObject => {
      const empty = definitionBody({ metadata: { filler: '' } });
      return definitionBody({ metadata: { filler: 'x'.repeat(bytes - JSON.stringify(empty).length) } });
    };
    expect(makeArmWithGroup().send('PUT', definition, sized(mostBytes)).status).toBe(201);
    const response = makeArmWithGroup().send('PUT', definition, sized(mostBytes + 1));
    expect([response.status, codeOf(response)]).toEqual([413, 'RequestContentTooLarge']);
  });
});
