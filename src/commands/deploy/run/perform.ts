import { apiVersions, managedClusterType } from '../../../arm/api-versions.ts';
import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import { deleteAndWait } from '../../../azure/deletion.ts';
import { completed, continuesByItself } from '../../../azure/operation.ts';
import type { ArmRequest } from '../../../azure/arm-exchange.ts';
import { sourceOf } from '../../../isolation/deployment/cluster/source.ts';
import { bodyOf, type Step } from '../../../isolation/deployment/step.ts';
import { equalsIgnoringCase, hasFailed, operationInProgress, poolNameOf, poolsOf } from '../../../isolation/document/cluster.ts';
import { differencesBetween } from '../../../isolation/document/difference.ts';
import { mergeDocument } from '../../../isolation/document/merge.ts';
import { neighbourBodyOf } from '../../../isolation/document/neighbour-body.ts';
import { putBodyOf } from '../../../isolation/document/put-body.ts';
import { isTerminal, provisioningStateOf } from '../../../isolation/document/cluster.ts';
import { CancelledError } from '../../../run/errors.ts';
import type { Tools } from '../../tools.ts';
import { StalePlanError } from '../stale-plan.ts';
import { meaningOf } from './refusals.ts';
import type { RunState } from './run-state.ts';

export interface Performing {
  readonly state: RunState;
  readonly pollInterval: number;
  /** Whether what a step starts is waited for. */
  readonly waits: boolean;
  /** Called at every look at something that takes long. */
  readonly onLook: () => Promise<void>;
}

/** - `written`; `unchanged`: it was so already; `begun`: Azure works on it, and is not waited for */
export type Performed = 'written' | 'unchanged' | 'begun';

/**
 * Carries out one step. What it writes over is read right before; what Azure refuses for the moment is waited for and read again, and nothing is sent
 * twice unseen. Throws StalePlanError where the plan no longer fits, AzureError, CancelledError.
 */
export async function perform(step: Step, performing: Performing, tools: Tools): Promise<Performed> {
  const startedAt = tools.clock.now();
  if (step.work.kind === 'renew') await rolesInForce(step, performing, tools);
  for (let again = false; ; again = true) {
    try {
      return await attempt(step, again, performing, tools);
    } catch (error) {
      const meaning = meaningOf(error, isAks(step.id), performing.state, startedAt);
      if (meaning.kind === 'stale') throw new StalePlanError(error instanceof Error ? error.message : '', { cause: error });
      const now = tools.clock.now();
      if (meaning.kind === 'final' || now + meaning.wait > meaning.until) throw error;
      tools.logger.progress({ subject: step.subject, state: `refused for now, as ${meaning.why}`, elapsed: now - startedAt });
      await performing.onLook();
      await tools.clock.sleep(meaning.wait, tools.signal);
    }
  }
}

/**
 * Nodes that are made anew pull at once, and fail where a new role is not in force yet; those of a new cluster come minutes after it was asked for, and what the
 * service itself lacks it refuses at once, which is tried again.
 */
async function rolesInForce(step: Step, { state, onLook }: Performing, tools: Tools): Promise<void> {
  const left = state.rolesAt + rolePropagation - tools.clock.now();
  if (left <= 0) return;
  tools.logger.progress({ subject: step.subject, state: 'waiting until new role assignments are in force', elapsed: 0 });
  await onLook();
  await tools.clock.sleep(left, tools.signal);
}

/** Role assignments are mostly in force within two minutes, in milliseconds; what is refused after that is tried again for ten. */
const rolePropagation = 120_000;

async function attempt(step: Step, again: boolean, performing: Performing, tools: Tools): Promise<Performed> {
  const { work, id } = step;
  const { state } = performing;
  switch (work.kind) {
    case 'put': {
      const body = bodyOf(work.body, state.known);
      if (again) {
        const standing = await tools.arm.find(id, work.apiVersion);
        if (standing !== undefined && differencesBetween(body, standing).length === 0) return settled(step, standing, state);
      }
      return await write(step, { method: 'PUT', path: id, apiVersion: work.apiVersion, body, headers: work.condition }, performing, tools);
    }
    case 'change': {
      const living = await tools.arm.find(id, work.apiVersion);
      if (living === undefined) throw new StalePlanError(`${step.subject} is gone.`);
      const change = bodyOf(work.change, state.known);
      if (isAks(id)) requireRest(living, step);
      if (work.requires === 'nodes-from-cache') requireNodesFromCache(living, state);
      if (!hasFailed(living) && differencesBetween(change, living).length === 0 && !removes(change, living)) return settled(step, living, state);
      const etag = textAt(living, 'eTag') ?? textAt(living, 'etag');
      const merged = mergeDocument(living, change);
      const body = isAks(id) ? putBodyOf(merged) : neighbourBodyOf(parseResourceId(id)?.type ?? '', merged);
      return await write(step, { method: 'PUT', path: id, apiVersion: work.apiVersion, body, headers: etag === undefined ? {} : { 'if-match': etag } }, performing, tools);
    }
    case 'renew':
      return await write(step, { method: 'POST', path: `${id}/upgradeNodeImageVersion`, apiVersion: apiVersions.managedClusters }, performing, tools);
    case 'power':
      return await write(step, { method: 'POST', path: `${id}/${work.action}`, apiVersion: apiVersions.managedClusters }, performing, tools);
    case 'delete':
      return await remove(step, work.apiVersion, performing, tools);
  }
}

async function write(step: Step, request: ArmRequest & { readonly method: 'PUT' | 'POST' }, { state, pollInterval, waits, onLook }: Performing, tools: Tools): Promise<Performed> {
  let answer;
  try {
    answer = await tools.arm.send(request);
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError(`The request "${step.title}" was on its way when the run was cancelled; Azure may have taken it. ${continuesByItself}`, { cause: error });
    throw error;
  }
  if (!waits && isRunning(answer.headers, answer.body)) return 'begun';
  const document = await completed({ request, answer }, step.subject, { ...tools, pollInterval, onLook });
  if (step.work.kind === 'renew') {
    await requireHealthyPool(step, tools);
    state.renewed.add(step.work.pool);
    return 'written';
  }
  if (request.method === 'PUT') settled(step, document, state);
  return 'written';
}

async function remove(step: Step, apiVersion: string, { state, pollInterval, onLook }: Performing, tools: Tools): Promise<Performed> {
  await deleteAndWait({ method: 'DELETE', path: step.id, apiVersion }, step.subject, { ...tools, pollInterval, onLook });
  state.keep(step.id, undefined);
  return 'written';
}

/** Keeps what was answered, and what follows from it for later steps. */
function settled(step: Step, document: JsonObject, state: RunState): 'unchanged' {
  const before = state.known(step.id);
  state.keep(step.id, document);
  if (isCluster(step.id) && before !== undefined && JSON.stringify(sourceOf(before)) !== JSON.stringify(sourceOf(document))) state.renewed.clear();
  return 'unchanged';
}

function isCluster(id: string): boolean {
  return parseResourceId(id)?.type.toLowerCase() === managedClusterType.toLowerCase();
}

function isAks(id: string): boolean {
  return /\/providers\/Microsoft\.ContainerService\//i.test(id);
}

/** The service takes no write while it works; what it will have made of the cluster then is looked at anew. */
function requireRest(cluster: JsonObject, step: Step): void {
  const busy = operationInProgress(cluster);
  if (busy !== undefined) throw new StalePlanError(`Azure works on ${step.subject} (${busy}).`);
}

/** Without a way out, nodes that pull from the public registry start no more: every pool that lives now has to be known to be made since the source is what it is. */
function requireNodesFromCache(cluster: JsonObject, state: RunState): void {
  const before = state.known(textAt(cluster, 'id') ?? '');
  const isSame = before !== undefined && equalsIgnoringCase(JSON.stringify(sourceOf(before)), JSON.stringify(sourceOf(cluster)));
  const stale = poolsOf(cluster).filter((pool) => !state.renewed.has(poolNameOf(pool)) || equalsIgnoringCase(textAt(pool, 'provisioningState') ?? '', 'Failed'));
  if (isSame && equalsIgnoringCase(sourceOf(cluster).artifactSource, 'Cache') && stale.length === 0) return;
  throw new StalePlanError(isSame ? `The nodes of pool ${stale.map(poolNameOf).join(', ')} are not known to start from the private registry.` : 'Somebody changed where nodes pull from.');
}

/** An operation that Azure calls a success may still leave a pool that is none. */
async function requireHealthyPool(step: Step, tools: Tools): Promise<void> {
  const pool = await tools.arm.find(step.id, apiVersions.managedClusters);
  const provisioning = provisioningStateOf(pool);
  if (pool === undefined || !isTerminal(provisioning)) throw new StalePlanError(`${step.subject} is ${provisioning === '' ? 'gone' : provisioning}.`);
  if (provisioning.toLowerCase() === 'succeeded' || provisioning === '') return;
  throw new AzureError(`${step.subject} is ${provisioning} after its node image was upgraded. ${textAt(pool, 'properties', 'status', 'provisioningError', 'message') ?? ''}`.trim(), { status: 200, code: textAt(pool, 'properties', 'status', 'provisioningError', 'code') ?? 'PoolNotHealthy' });
}

/** True where a change takes away something that is there. */
function removes(change: unknown, living: unknown): boolean {
  if (!isJsonObject(change)) return false;
  return Object.entries(change).some(([name, wanted]) => {
    const current = isJsonObject(living) ? living[name] : undefined;
    return wanted === null ? current !== undefined && current !== null : removes(wanted, current);
  });
}

function isRunning(headers: Readonly<Record<string, string>>, body: unknown): boolean {
  if (headers['azure-asyncoperation'] !== undefined || headers['location'] !== undefined) return true;
  const state = at(body, 'properties', 'provisioningState');
  return typeof state === 'string' && !isTerminal(state);
}
