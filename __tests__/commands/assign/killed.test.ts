import { describe, expect, test } from '@jest/globals';
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { AssignOptions } from '../../../src/commands/assign/options.ts';
import { isolatedCluster, leakingCluster } from '../../sandbox/arm-client.ts';
import { killedAt, type InProcessArm } from '../../azure/in-process-arm.ts';
import { everyNth, isExhaustive } from '../../exhaustive.ts';
import { definition, exemptions, files, initiative } from './libraries.ts';
import { azure, group, listed, runAssign, runRemove, subscription, withFiles } from './runs.ts';

const contributor = '/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c';
const acting = definition('tags', {
  effects: ['Modify'], condition: { field: 'type', equals: 'Microsoft.ContainerService/managedClusters' },
  details: { roleDefinitionIds: [contributor], operations: [{ operation: 'addOrReplace', field: 'tags.seen', value: 'yes' }] },
});
const rules = Array.from({ length: 9 }, (_, index) => `rule-${index + 1}`);
const large = [...rules.map((name) => definition(name, { parameters: { colour: 'red' } })), initiative('first', rules.slice(0, 6), { colour: 'red' }, 'Deny'), initiative('second', rules.slice(4), { colour: 'red' }), acting];
/** The next release: the first rules lose a parameter, and with them the initiatives; the last ones are gone. */
const next = [
  ...rules.slice(0, 3).map((name) => definition(name, { parameters: { shade: 'red' } })), ...rules.slice(3, 6).map((name) => definition(name)),
  initiative('first', rules.slice(0, 3), { shade: 'red' }, 'Deny'), initiative('other', rules.slice(3, 6)), acting,
];
const file = { 'x.yml': exemptions([{ rule: 'rule-*', resource: 'legacy', reason: 'r', owner: 'o' }]) };
const options: Partial<AssignOptions> = { initiatives: ['none'], policyPaths: ['policies'], exemptionsFile: 'x.yml', exemptForDays: 30, prune: true, location: 'westeurope' };

/** An Azure with clusters, good and bad, and objects of others that look like ours. */
function seeded(): InProcessArm {
  const arm = azure();
  for (const [name, body] of [['good', isolatedCluster()], ['legacy', leakingCluster()], ['leaking', leakingCluster()]] as const) {
    arm.ask('PUT', `${group}/providers/Microsoft.ContainerService/managedClusters/${name}?api-version=2026-05-01`, body);
  }
  const foreign = { ...(definition('rule-13')['properties'] as JsonObject), metadata: { managedBy: 'aks-network-isolation', aksNetworkIsolation: { owner: 'others', of: 'rule-13', source: 'x', version: 'x', hash: 'x' } } };
  arm.ask('PUT', `${subscription}/providers/Microsoft.Authorization/policyDefinitions/rule-13`, { properties: foreign });
  return arm;
}

/** All policy objects without what tells when and as which run they were written. */
function state(arm: InProcessArm): readonly unknown[] {
  const roles = arrayAt(arm.ask('GET', `${group}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`).body, 'value').filter(isJsonObject);
  const documents = [...['policyDefinitions', 'policySetDefinitions'].flatMap((type) => listed(arm, type)), ...['policyAssignments', 'policyExemptions'].flatMap((type) => listed(arm, type, group))];
  // An identity is another one in each Azure, and a role assignment is named for it.
  return [...documents, ...roles.map(({ properties }) => ({ properties }))].map(timeless).toSorted((left, right) => ((textAt(left, 'id') ?? '') < (textAt(right, 'id') ?? '') ? -1 : 1));
}

const ofTheRun = new Set(['systemData', 'createdOn', 'updatedOn', 'updatedBy', 'createdBy', 'expiresOn', 'principalId']);

function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless);
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => !ofTheRun.has(name)).map(([name, child]) => [name, timeless(child)])) : value;
}

type Run = (arm: InProcessArm, folder: string, connection?: Parameters<typeof killedAt>) => Promise<void>;

const assignRun = (changes: Partial<AssignOptions> = {}): Run => async (arm, folder, kill) => {
  const { failure } = await runAssign(arm, { ...options, ...changes }, { folder, ...(kill === undefined ? {} : { connection: killedAt(...kill) }) });
  if (kill === undefined && failure !== undefined) throw failure;
};

const removeRun: Run = async (arm, _folder, kill) => {
  const { failure } = await runRemove(arm, {}, kill === undefined ? {} : killedAt(...kill));
  if (kill === undefined && failure !== undefined) throw failure;
};

/**
 * Kills the run at its requests in turn; a second run has to come to where an undisturbed one comes, and a third one finds nothing to do.
 * What a killed run leaves behind differs by the writes that took effect: it is killed once at each, in turn before and after it. Exhaustively
 * it is killed before and after every request.
 */
async function killEverywhere(prepare: (folder: string) => Promise<InProcessArm>, run: Run, folder: string): Promise<number> {
  const whole = await prepare(folder);
  await run(whole, folder);
  const [requests, wanted] = [whole.requests.length, state(whole)];
  const writes = whole.requests.flatMap(({ method }, index) => (method === 'GET' || method === 'POST' ? [] : [index + 1]));
  expect(writes.length).toBeGreaterThan(10);
  for (let at = 1; at <= requests; at += 1) {
    const write = writes.indexOf(at);
    if (!isExhaustive && write < 0) continue;
    for (const when of isExhaustive ? (['before', 'after'] as const) : everyNth(['before', 'after'] as const, 2, write)) {
      const arm = await prepare(folder);
      await run(arm, folder, [at, when]);
      await run(arm, folder);
      const found = state(arm);
      if (JSON.stringify(found) !== JSON.stringify(wanted)) expect({ at, when, found }).toEqual({ at, when, found: wanted });
      arm.forget();
      await run(arm, folder);
      expect({ at, when, written: arm.requests.filter(({ method }) => method !== 'GET').length }).toEqual({ at, when, written: 0 });
    }
  }
  return requests;
}

describe('a run that is killed at any of its requests is finished by the next one', () => {
  test('the first assignment of a library', async () => {
    await withFiles(files(large, file), async (folder) => {
      const requests = await killEverywhere(async () => seeded(), assignRun(), folder);
      expect(requests).toBeGreaterThan(30);
    });
  }, 120_000);

  test('a release that replaces definitions, initiatives and assignments, moves exemptions and prunes', async () => {
    await withFiles(files(large, file), async (before) => {
      await withFiles(files(next, file), async (folder) => {
        const prepare = async (): Promise<InProcessArm> => {
          const arm = seeded();
          await assignRun()(arm, before);
          arm.forget();
          return arm;
        };
        const requests = await killEverywhere(prepare, assignRun(), folder);
        expect(requests).toBeGreaterThan(30);
      });
    });
  }, 120_000);

  test('the removal of it all', async () => {
    await withFiles(files(large, file), async (folder) => {
      const prepare = async (): Promise<InProcessArm> => {
        const arm = seeded();
        await assignRun()(arm, folder);
        arm.forget();
        return arm;
      };
      const requests = await killEverywhere(prepare, removeRun, folder);
      expect(requests).toBeGreaterThan(20);
      const arm = await prepare();
      await removeRun(arm, folder);
      expect(state(arm).map((document) => textAt(document, 'name'))).toEqual(['rule-13']);
    });
  }, 120_000);
});
