/** What the sandbox answers, against the published types: an independent judge. */
import { expect, test } from '@jest/globals';
import { arrayAt, isJsonObject, textAt } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import { resourceTypes } from '../../../src/sandbox/arm/resources/types.ts';
import { hasPublishedTypes, problemsWith, publishedTypesOf } from '../../policies/published-types.ts';
import type { TestArm } from '../arm-client.ts';
import { alsoThere, everything, makeArmWithEverything } from './everything.ts';

const ifPublished = hasPublishedTypes ? test : test.skip;
if (!hasPublishedTypes) test('the published types are not here (../shared/schemas), so that no answer is judged', () => {});

const typeOf = (id: string): string => parseResourceId(id)?.type ?? id;

/** What recordings show (ground truth: byo-acr-create.json) and the published types do not have. */
const recorded: readonly RegExp[] = [
  /roleAssignments properties\.(?:condition|conditionVersion|delegatedManagedIdentityResourceId|description|createdBy): a text is expected$/,
  /roleDefinitions properties\.(?:createdBy|updatedBy): a text is expected$/,
  /privateEndpoints properties\.resourceGuid: no published property$/,
];

/** A line for each member that the type does not know, of which the value is not one of its values, or that is missing. */
function problemsIn(how: string, id: string, answer: unknown): readonly string[] {
  const type = typeOf(id);
  const published = publishedTypesOf(type);
  if (published === undefined || !isJsonObject(answer)) return [`${how} ${type}: there is nothing to judge by, or nothing to judge`];
  return problemsWith(published.file, type, answer, 'answered').map((problem) => `${how} ${type} ${problem}`).filter((line) => !recorded.some((pattern) => pattern.test(line)));
}

/** The element of a list that has this id. */
function listed(arm: TestArm, id: string): unknown {
  const list = id.replace(/\/[^/]+$/, '');
  const same = (element: unknown): boolean => textAt(element, 'id')?.toLowerCase() === id.toLowerCase();
  return arrayAt(arm.send('GET', list).body, 'value').find(same);
}

ifPublished('every answer to PUT, GET and LIST is in the published types', () => {
  const problems: string[] = [];
  const isEmpty = (body: unknown): boolean => isJsonObject(body) && Object.keys(body).length === 0;
  const arm = makeArmWithEverything(({ id }, body) => {
    // Private DNS answers nothing while it works.
    if (!isEmpty(body)) problems.push(...problemsIn('PUT', id, body));
  });
  for (const id of [...everything.map((thing) => thing.id), ...alsoThere]) {
    problems.push(...problemsIn('GET', id, arm.send('GET', id).body), ...problemsIn('LIST', id, listed(arm, id)));
  }
  expect([...new Set(problems)].sort()).toEqual([]);
});

ifPublished('clusters and pools are in the types of an older version too, when they are asked for in that', () => {
  const arm = makeArmWithEverything();
  const clusters = everything.filter(({ id }) => typeOf(id).startsWith('Microsoft.ContainerService/'));
  const answers = clusters.map(({ id }) => [id, arm.send('GET', `${id}?api-version=2025-10-01`).body] as const);
  const problems = answers.flatMap(([id, answer]) => (isJsonObject(answer) ? problemsWith('microsoft.containerservice-2025-10-01.json', typeOf(id), answer, 'answered') : [`${id}: no answer`]));
  expect([answers.length, problems]).toEqual([4, []]);
});

test('there is one of every type that can be written and has published types', () => {
  const made = new Set(everything.map(({ id }) => typeOf(id)));
  const missing = resourceTypes.filter(({ type, isReadOnly }) => isReadOnly === undefined && publishedTypesOf(type) !== undefined && !made.has(type));
  expect(missing.map(({ type }): string => type)).toEqual([]);
});

