import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs as tries } from '../../exhaustive.ts';
import { textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { WantedObject } from '../../../src/policy/objects/plan.ts';
import type { PolicyStep } from '../../../src/policy/objects/policy-step.ts';
import { objectId } from '../../../src/policy/objects/policy-object.ts';
import { assignment, assignmentId, changed, clusterId, definition, definitionId, exemption, initiative, initiativeId, managementGroup, plan, propertiesOf } from './objects.ts';
import { SmallAzure } from './small-azure.ts';

const long = 'x'.repeat(62);
/** Names that stand in each other's way: a version of another, and two that are one when they are cut. */
const definitionNames = ['a', 'b', 'a-v2', `${long}1`, `${long}2`];
const initiativeNames = ['s', 's-v2'];
const assignmentPlaces = [['s', undefined], ['y'.repeat(23), managementGroup], [`${'y'.repeat(23)}z`, managementGroup]] as const;

const declaration = fc.record({ type: fc.constantFrom('String', 'Array'), defaultValue: fc.constantFrom(undefined, 'x', []) }, { requiredKeys: ['type'] });
const parameters = fc.dictionary(fc.constantFrom('p', 'q'), declaration, { maxKeys: 2, noNullPrototype: true });
/** An initiative's have defaults, so that an assignment may leave them out. */
const defaulted = parameters.map((declared) => Object.fromEntries(Object.entries(declared).map(([name, one]) => [name, { type: one.type, defaultValue: one.defaultValue ?? 'd' }])));
const words = fc.constantFrom('one', 'two');

/** A library that holds together: members, targets and references are in it. */
const library: fc.Arbitrary<readonly WantedObject[]> = fc.record({
  definitions: fc.uniqueArray(fc.record({ name: fc.constantFrom(...definitionNames), parameters, words }), { selector: ({ name }) => name, minLength: 1 }),
  initiatives: fc.uniqueArray(fc.record({ name: fc.constantFrom(...initiativeNames), parameters: defaulted, words, members: fc.nat({ max: 31 }) }), { selector: ({ name }) => name }),
  assignments: fc.uniqueArray(fc.record({ place: fc.nat({ max: assignmentPlaces.length - 1 }), target: fc.nat(), mode: fc.constantFrom('Default', 'DoNotEnforce'), words }), { selector: ({ place }) => place }),
  exemptions: fc.uniqueArray(fc.record({ resource: fc.constantFrom('legacy', 'old'), target: fc.nat(), words, isOfOne: fc.boolean() }), { selector: ({ resource }) => resource }),
}).map(({ definitions, initiatives, assignments, exemptions }) => {
  const own = definitions.map((one) => definition(one.name, {}, { parameters: one.parameters, description: one.words }));
  const sets = initiatives.map((one) => {
    const chosen = definitions.filter((_, index) => (one.members >> index) % 2 === 1).map(({ name }) => name);
    return initiative(one.name, chosen.length === 0 ? definitions.slice(0, 1).map(({ name }) => name) : chosen, {}, { parameters: one.parameters, description: one.words });
  });
  const targets = [...own, ...sets];
  const assigned = assignments.map((one) => {
    const target = pick(targets, one.target);
    const [name, scope] = assignmentPlaces[one.place] ?? assignmentPlaces[0];
    const needed = Object.entries(propertiesOf(target.body)['parameters'] as JsonObject).filter(([, declared]) => (declared as JsonObject)['defaultValue'] === undefined);
    return { target, object: assignment(name, objectId(target.kind, target.scope, target.name), { enforcementMode: one.mode, description: one.words, parameters: Object.fromEntries(needed.map(([parameter]) => [parameter, { value: 'v' }])) }, scope) };
  });
  const exempt = assigned.length === 0 ? [] : exemptions.map((one) => {
    const { object, target } = pick(assigned, one.target);
    const reference = target.kind === 'initiative' && one.isOfOne ? { policyDefinitionReferenceIds: [textAt((propertiesOf(target.body)['policyDefinitions'] as readonly JsonObject[])[0], 'policyDefinitionReferenceId')] } : {};
    return exemption('mine', objectId('assignment', object.scope, object.name), { description: one.words, ...reference }, clusterId(one.resource));
  });
  return [...own, ...sets, ...assigned.map(({ object }) => object), ...exempt];
});

function pick<Element>(elements: readonly Element[], index: number): Element {
  const found = elements[index % elements.length];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}

const always = { prunes: () => true };

function steps(objects: readonly WantedObject[], azure: SmallAzure): readonly PolicyStep[] {
  return plan(objects, azure.documents, always).steps;
}

/** Releases one after another, each written whole. */
function released(releases: readonly (readonly WantedObject[])[]): SmallAzure {
  const azure = new SmallAzure();
  for (const objects of releases) azure.apply(steps(objects, azure));
  return azure;
}

const runs = tries(60);

test('whatever a library was before: Azure takes each step of the next release, and then there is nothing to do', () => {
  fc.assert(fc.property(fc.array(library, { minLength: 1, maxLength: 4 }), (releases) => {
    const azure = released(releases);
    expect(changed(plan(releases.at(-1) ?? [], azure.documents, always))).toEqual([]);
    expect(azure.documents).toHaveLength(releases.at(-1)?.length ?? 0);
  }), runs);
});

test('a run that is cut off after any step comes to the same end with the next one', () => {
  fc.assert(fc.property(fc.array(library, { maxLength: 2 }), library, (before, objects) => {
    const azure = released(before);
    const due = steps(objects, azure);
    const whole = azure.copy();
    whole.apply(due);
    for (const [index] of due.entries()) {
      const cut = azure.copy();
      cut.apply(due.slice(0, index));
      cut.apply(steps(objects, cut));
      expect(sorted(cut)).toEqual(sorted(whole));
    }
  }), tries(30));
});

test('a run that is cut off can be taken back: the release before is written again', () => {
  fc.assert(fc.property(library, library, fc.nat(), (before, objects, after) => {
    const azure = released([before]);
    const due = steps(objects, azure);
    azure.apply(due.slice(0, after % (due.length + 1)));
    azure.apply(steps(before, azure));
    expect(changed(plan(before, azure.documents, always))).toEqual([]);
  }), runs);
});

test('two owners at one scope never plan over each other', () => {
  fc.assert(fc.property(library, library, (ours, theirs) => {
    const azure = new SmallAzure();
    azure.apply(plan(theirs, [], { owner: 'others' }).steps);
    const { steps: due, foreign } = plan(ours, azure.documents, always);
    const touched = due.filter(({ action, object }) => action !== 'unchanged' && azure.find(object.id) !== undefined).map(({ object }) => object.id);
    expect(touched.filter((id) => !foreign.some((object) => object.id === id))).toEqual([]);
  }), runs);
});

test('what somebody else assigns stays, with all that it stands on', () => {
  fc.assert(fc.property(library, library, fc.nat(), (before, objects, index) => {
    const azure = released([before]);
    const target = pick(before.filter(({ kind }) => kind === 'definition' || kind === 'initiative'), index);
    const values = Object.fromEntries(Object.keys(propertiesOf(target.body)['parameters'] as JsonObject).map((name) => [name, { value: 'v' }]));
    azure.put({ id: assignmentId('theirs'), body: { properties: { policyDefinitionId: target.kind === 'definition' ? definitionId(target.name) : initiativeId(target.name), parameters: values } } });
    azure.apply(steps(objects, azure));
    expect(azure.find(objectId(target.kind, target.scope, target.name))).toBeDefined();
    expect(changed(plan(objects, azure.documents, always))).toEqual([]);
  }), runs);
});

function sorted(azure: SmallAzure): readonly JsonObject[] {
  return azure.documents.toSorted((left, right) => String(left['id']).localeCompare(String(right['id'])));
}
