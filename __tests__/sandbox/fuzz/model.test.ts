import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { arrayAt, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { authorization, group, isolatedCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { assignmentBody, definitionBody, policyId } from '../policy-objects.ts';

/** What is there, as the sequence of writes has it: every id, and whether its deletion is under way. */
type Model = Map<string, 'there' | 'leaving'>;

interface Kind {
  readonly list: string;
  readonly body: JsonObject;
  /** What it stands in, or works by. */
  readonly needs?: string;
  /** Whether its deletion takes time. */
  readonly isSlow: boolean;
}

const providers = `${group}/providers`;
const clusters = `${providers}/Microsoft.ContainerService/managedClusters`;
const pool: JsonObject = { properties: { mode: 'User', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets' } };
const kinds: readonly Kind[] = [
  { list: `${providers}/Microsoft.Network/virtualNetworks`, body: { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }, isSlow: true },
  { list: `${providers}/Microsoft.Network/virtualNetworks/alpha/subnets`, body: { properties: { addressPrefix: '10.0.1.0/24' } }, needs: `${providers}/Microsoft.Network/virtualNetworks/alpha`, isSlow: true },
  { list: `${providers}/Microsoft.ContainerRegistry/registries`, body: { location: 'westeurope', sku: { name: 'Premium' }, properties: {} }, isSlow: true },
  { list: clusters, body: isolatedCluster(), isSlow: true },
  { list: `${clusters}/alpha/agentPools`, body: pool, needs: `${clusters}/alpha`, isSlow: true },
  { list: `${subscription}/providers/${authorization}/policyDefinitions`, body: definitionBody(), isSlow: false },
  { list: `${group}/providers/${authorization}/policyAssignments`, body: assignmentBody({ policyDefinitionId: policyId('policyDefinitions', 'alpha') }), needs: policyId('policyDefinitions', 'alpha'), isSlow: false },
];

type Command = fc.Command<Model, TestArm>;

/** The ids below each list, in the model and in the answer. */
function expectSameLists(model: Model, arm: TestArm, asked: readonly Kind[] = kinds): void {
  for (const { list, needs } of asked) {
    const answer = arm.send('GET', list);
    if (needs?.startsWith(providers) === true && !model.has(needs)) {
      expect([needs, answer.status]).toEqual([needs, 404]);
      continue;
    }
    const wanted = [...model.keys()].filter((id) => id.slice(0, id.lastIndexOf('/')) === list && !isOwn(id));
    const found = arrayAt(answer.body, 'value').filter((item) => !isOwn(textAt(item, 'id') ?? ''));
    expect(found.map((item) => `${list}/${textAt(item, 'name') ?? ''}`).toSorted()).toEqual(wanted.toSorted());
    for (const item of found) expect(arm.send('GET', `${list}/${textAt(item, 'name') ?? ''}`).body).toEqual(item);
  }
}

/** The pool that every cluster comes with. */
function isOwn(id: string): boolean {
  return id.endsWith('/agentPools/system');
}

function put(kind: Kind, name: string): Command {
  const id = `${kind.list}/${name}`;
  return {
    check: () => true,
    run(model, arm) {
      const answer = arm.send('PUT', id, kind.body);
      const isPossible = (kind.needs === undefined || model.get(kind.needs) === 'there') && model.get(id) !== 'leaving';
      if (!isPossible) expect([id, answer.status < 400]).toEqual([id, false]);
      else if (answer.status >= 400) expect([409, 400]).toContain(answer.status);
      if (answer.status < 400) model.set(id, 'there');
      expectSameLists(model, arm, [kind]);
    },
    toString: () => `PUT ${id}`,
  };
}

function remove(kind: Kind, name: string): Command {
  const id = `${kind.list}/${name}`;
  return {
    check: (model) => kind.needs === undefined || model.has(kind.needs),
    run(model, arm) {
      const answer = arm.send('DELETE', id);
      if (!model.has(id)) expect([id, answer.status]).toEqual([id, 204]);
      else if (answer.status < 300) {
        if (kind.isSlow && answer.status === 202) model.set(id, 'leaving');
        else model.delete(id);
      } else expect([400, 409]).toContain(answer.status);
      expectSameLists(model, arm, [kind]);
    },
    toString: () => `DELETE ${id}`,
  };
}

/** After long enough nothing is under way, and a write of what can be written is taken. */
const wait: Command = {
  check: () => true,
  run(model, arm) {
    arm.pass(untilDone);
    for (const [id, state] of model) if (state === 'leaving') for (const other of model.keys()) if (other === id || other.startsWith(`${id}/`)) model.delete(other);
    expectSameLists(model, arm);
    for (const id of model.keys()) {
      const read = arm.send('GET', id);
      expect(['Succeeded', undefined]).toContain(textAt(read.body, 'properties', 'provisioningState'));
    }
  },
  toString: () => 'wait',
};

/** What is restored is what was saved, and what was saved is what is answered. */
const restart: Command = {
  check: () => true,
  run(model, arm) {
    const before = arm.controls.snapshot();
    arm.send('PUT', `${providers}/Microsoft.Network/routeTables/passing`, { location: 'westeurope' });
    arm.controls.restore(before);
    expect(arm.controls.snapshot()).toEqual(before);
    expectSameLists(model, arm);
  },
  toString: () => 'restart',
};

/** A network, a cluster and a definition, in which others may stand at once. */
function beginning(): { model: Model; real: TestArm } {
  const [model, arm]: [Model, TestArm] = [new Map(), makeArmWithGroup()];
  for (const { list, body, needs } of kinds) {
    if (needs !== undefined) continue;
    arm.send('PUT', `${list}/alpha`, body);
    model.set(`${list}/alpha`, 'there');
  }
  arm.pass(untilDone);
  return { model, real: arm };
}

test('whatever is written and deleted in whatever order: lists show what is there, a read what the list shows, operations end, and a snapshot holds it all', () => {
  const name = fc.constantFrom('alpha', 'bravo');
  const commands = kinds.flatMap((kind) => [name.map((one) => put(kind, one)), name.map((one) => remove(kind, one)), fc.constant(wait)]);
  fc.assert(fc.property(fc.commands([...commands, fc.constant(restart)], { maxCommands: 25 }), (all) => {
    fc.modelRun(beginning, all);
  }), runs(60, 800));
});
