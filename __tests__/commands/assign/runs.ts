/** Runs of `assign` and `remove policies` against the sandbox in the process. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseScope, type Scope } from '../../../src/arm/scope.ts';
import { arrayAt, isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { assign } from '../../../src/commands/assign.ts';
import type { AssignOptions } from '../../../src/commands/assign/options.ts';
import { removePolicies, type RemoveOptions } from '../../../src/commands/remove-policies.ts';
import type { Outcome } from '../../../src/commands/tools.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { createInProcessArm, silentLogger, type Connection, type InProcessArm } from '../../azure/in-process-arm.ts';
import type { ArmOptions } from '../../../src/sandbox/arm/arm.ts';
import type { Handler } from '../../../src/sandbox/http.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg-demo`;
export const managementGroup = '/providers/Microsoft.Management/managementGroups/contoso';

/** The scope of an id; fails the test when it is none. */
export function scopeAt(id: string): Scope {
  const scope = parseScope(id);
  if (scope === undefined) throw new Error(`${id} is no scope.`);
  return scope;
}

export function assignOptions(changes: Partial<AssignOptions> = {}): AssignOptions {
  return {
    scope: scopeAt(group), definitionScope: undefined, parameters: {}, enforcement: 'auto', owner: 'default', initiatives: undefined, policyPaths: [],
    exemptionsFile: undefined, includeBuiltIns: false, exemptForDays: undefined, prune: false, location: undefined, dryRun: false, planHash: undefined, ...changes,
  };
}

/** An Azure with the resource group `rg-demo`. @param handler stands before the sandbox */
export function azure(options: Partial<ArmOptions> = {}, handler?: (sandbox: Handler) => Handler): InProcessArm {
  const arm = createInProcessArm({ ...options, ...(handler === undefined ? {} : { handler }) });
  arm.ask('PUT', `${group}?api-version=2024-11-01`, { location: 'westeurope' });
  arm.forget();
  return arm;
}

export interface RunTools {
  /** The folder of the run: where policies and exemptions are read from. */
  readonly folder?: string;
  readonly connection?: Connection;
}

export async function runAssign(arm: InProcessArm, changes: Partial<AssignOptions> = {}, { folder = tmpdir(), connection = {} }: RunTools = {}): Promise<Outcome> {
  return await assign(assignOptions(changes), { ...toolsOf(arm, connection), folder });
}

export async function runRemove(arm: InProcessArm, changes: Partial<RemoveOptions> = {}, connection: Connection = {}): Promise<Outcome> {
  return await removePolicies({ scope: scopeAt(group), definitionScope: undefined, owner: 'default', dryRun: false, planHash: undefined, ...changes }, toolsOf(arm, connection));
}

function toolsOf(arm: InProcessArm, connection: Connection) {
  const signal = connection.signal ?? new AbortController().signal;
  return { arm: arm.connect(connection), clock: arm.clock, logger: connection.logger ?? silentLogger, signal, version: '0.0.0-test' };
}

/** What was written: methods and the last two segments of paths. */
export function writes(arm: InProcessArm): readonly string[] {
  return arm.requests.filter(({ method }) => method === 'PUT' || method === 'DELETE').map(({ method, path }) => `${method} ${decodeURIComponent(path).split('/').slice(-2).join('/')}`);
}

/** All policy objects of a kind at and below the subscription, as Azure answers them. */
export function listed(arm: InProcessArm, type: string, scope = subscription): readonly JsonObject[] {
  const found: JsonObject[] = [];
  let path = `${scope}/providers/Microsoft.Authorization/${type}`;
  for (;;) {
    const { body } = arm.ask('GET', path);
    found.push(...arrayAt(body, 'value').filter(isJsonObject));
    const next = isJsonObject(body) && typeof body['nextLink'] === 'string' ? body['nextLink'] : undefined;
    if (next === undefined) return found;
    path = next;
  }
}

/** A folder with files, gone after `use`. */
export async function withFiles<Result>(files: Readonly<Record<string, string>>, use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'assign-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
