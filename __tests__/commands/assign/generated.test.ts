import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { leakingCluster } from '../../sandbox/arm-client.ts';
import { definition, exemptions, files, initiative } from './libraries.ts';
import { azure, group, managementGroup, runAssign, scopeAt, subscription, withFiles, writes } from './runs.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcxyzABC-'.split('')), minLength: 1, maxLength: 10 }).map((text) => `n${text.replace(/-+$/, '')}`);
const text = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('', 'Ünïcode … → text', '[[escaped]', 'a\nb'));
const field = fc.constantFrom('Microsoft.ContainerService/managedClusters/networkProfile.outboundType', 'Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].enableNodePublicIP', 'name', 'location', "tags['a']");
const leaf = fc.oneof(
  fc.record({ field, equals: fc.oneof(fc.constant('none'), word) }),
  fc.record({ field, in: fc.array(word, { minLength: 1, maxLength: 4 }) }),
  fc.record({ field, exists: fc.constantFrom(true, 'false') }),
);
const condition = fc.array(leaf, { minLength: 1, maxLength: 4 }).chain((leaves) => fc.constantFrom<JsonObject>(
  { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, ...leaves] },
  { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { not: leaves[0] }, { anyOf: leaves }] },
));

const rules = fc.uniqueArray(word, { selector: (name) => name.toLowerCase(), minLength: 1, maxLength: 6 }).chain((names) => fc.tuple(...names.map((name) =>
  fc.record({ condition, description: text, metadata: fc.uniqueArray(fc.tuple(word, fc.oneof(text, fc.integer(), fc.array(text, { maxLength: 2 }))), { selector: ([key]) => key.toLowerCase(), maxLength: 3 }).map((entries) => Object.fromEntries(entries)), mode: fc.constantFrom(undefined, 'Indexed', 'all', 'All') })
    .map(({ condition: rule, description, metadata, mode }): JsonObject => {
      const made = definition(name, { condition: rule });
      const { mode: _, ...properties } = made['properties'] as JsonObject;
      return { ...made, properties: { ...properties, description, metadata, ...(mode === undefined ? {} : { mode }) } };
    }))));

/** Definitions, initiatives of some of them, and an assignment of one's own now and then. */
const library = rules.chain((definitions) => fc.record({
  definitions: fc.constant(definitions),
  initiatives: fc.array(fc.subarray(definitions.map(({ name }) => String(name)), { minLength: 1 }), { maxLength: 3 }).map((sets) => sets.map((members, index) => initiative(`set-${index}`, members))),
  assigned: fc.option(fc.record({ messages: fc.array(text.filter((message) => message.trim() !== ''), { maxLength: 2 }), displayName: text, description: text }), { nil: undefined }),
})).map(({ definitions, initiatives, assigned }): readonly JsonObject[] => [
  ...definitions, ...initiatives,
  ...(assigned === undefined ? [] : [{
    name: 'own-assignment', type: 'Microsoft.Authorization/policyAssignments',
    properties: {
      displayName: assigned.displayName, description: assigned.description, nonComplianceMessages: assigned.messages.map((message) => ({ message })),
      policyDefinitionId: `{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/${String(definitions[0]?.['name'])}`,
    },
  }]),
]);

test.each([['group', group], ['subscription', subscription], ['management group', managementGroup]])('the plan after an apply is empty, whatever the library: at a %s', async (_, id) => {
  await fc.assert(fc.asyncProperty(library, fc.array(fc.constantFrom('n*', '*', 'na'), { maxLength: 2 }), async (documents, exempt) => {
    const arm = azure();
    arm.ask('PUT', `${group}/providers/Microsoft.ContainerService/managedClusters/living?api-version=2026-05-01`, leakingCluster());
    const file = exemptions(exempt.map((rule, index) => ({ rule, resource: 'living', reason: `Reason ${index}.`, owner: 'o', expiresOn: '2031-03-31' })));
    await withFiles(files(documents, { 'x.yml': file }), async (folder) => {
      const changes = { scope: scopeAt(id), initiatives: ['none'], policyPaths: ['policies'], exemptionsFile: 'x.yml', prune: true };
      const first = await runAssign(arm, changes, { folder });
      expect(first.failure).toBeUndefined();
      arm.forget();
      const second = await runAssign(arm, { ...changes, dryRun: true }, { folder });
      expect(second.report.steps).toEqual([]);
      expect(writes(arm)).toEqual([]);
    });
  }), runs(15));
});
