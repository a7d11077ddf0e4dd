import type { JsonObject } from '../../../arm/json.ts';
import { formatResourceId } from '../../../arm/resource-id.ts';
import type { Actor } from '../activity/activity-log.ts';

export const deploymentType = 'Microsoft.Resources/deployments';

/** How long Azure takes before it begins with the first resource, in milliseconds: an estimate. */
export const acceptance = 1_000;

export type DeploymentState = 'Accepted' | 'Running' | 'Succeeded' | 'Failed' | 'Canceled';

/** `never`: it goes on for good. */
export type DeploymentFate = 'never' | { readonly status: 'Failed' | 'Canceled'; readonly error: { readonly code: string; readonly message: string } };

/** A deployment as stored: plain data. One that is nested in another is a record of its own, carried out by the outermost one. */
export interface Deployment {
  readonly id: string;
  readonly name: string;
  /** The id of the place that it deploys to; "" for the tenant. */
  readonly scope: string;
  /** Of a deployment above resource groups. */
  readonly location?: string;
  readonly tags?: JsonObject;
  readonly template: JsonObject;
  /** `{"name": {"value"}}`. */
  readonly parameters: JsonObject;
  readonly state: DeploymentState;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** When there is something to do that no operation tells of; absent: nothing. */
  readonly wakesAt?: number;
  /** Of the request that began it: under this id it is polled. */
  readonly requestId?: string;
  /** How it will end, whatever becomes of its resources; absent: as they do. */
  readonly fate?: DeploymentFate;
  readonly correlationId: string;
  readonly actor: Actor;
  /** Who writes its resources: the caller, or the identity of a policy assignment by its object id. */
  readonly principal: string;
  readonly by: 'caller' | 'policy';
  /** Of the outermost deployment: what it writes, in the order of beginning, also what stands in nested ones. */
  readonly steps: readonly DeploymentStep[];
  /** Of the outermost one: lower-case ids of all that is known to be written by it. */
  readonly declared: readonly string[];
  /** The id of the resource for which a policy deploys it. */
  readonly remediates?: string;
  /** Who waits for whom, as answers show it. */
  readonly dependencies: readonly JsonObject[];
  readonly outputs?: JsonObject;
  /** As the body of an error. */
  readonly error?: JsonObject;
  /** The lower-case id of the outermost deployment, of a nested one. */
  readonly root?: string;
}

/** One resource of a deployment. */
export interface DeploymentStep {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location?: string;
  /** The lower-case id of the deployment that it stands in. */
  readonly deployment: string;
  /** What the list of operations calls it. */
  readonly operationId: string;
  readonly state: 'Running' | 'Succeeded' | 'Failed';
  readonly startedAt: number;
  readonly endedAt?: number;
  /** The operation of its provider that it waits for. */
  readonly operation?: string;
  /** Of the answer to its PUT. */
  readonly status: number;
  readonly error?: JsonObject;
}

export function deploymentId(scope: string, name: string): string {
  return formatResourceId(scope, deploymentType, name);
}

export function isActive({ state }: Pick<Deployment, 'state'>): boolean {
  return state === 'Accepted' || state === 'Running';
}
