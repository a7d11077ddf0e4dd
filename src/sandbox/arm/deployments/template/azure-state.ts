import { createHash } from 'node:crypto';
import { asResourceId } from './read-id.ts';
import { at, isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import { parseScope } from '../../../../arm/scope.ts';
import { subscriptionDocument } from '../../hierarchy/documents.ts';
import { renderGroup } from '../../groups/resource-groups.ts';
import type { Arm } from '../../state.ts';
import type { AzureState } from '../../../../template/index.ts';
import type { Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { errorIn } from '../errors.ts';
import { newestVersionFor } from '../../versions/check.ts';

/** What a deployment sees of Azure at a moment, and what it looked for in vain. */
export interface Sight {
  readonly azure: AzureState;
  /** Errors by the id that was asked for. */
  readonly missing: Map<string, JsonObject>;
}

/**
 * What `reference` and its like find while a deployment is under way. What the deployment itself writes is not to be seen before it is written,
 * although it may be there from earlier.
 */
export function sightOf(deployment: Deployment, { state }: Arm, door: Door, now: number): Sight {
  const missing = new Map<string, JsonObject>();
  const declared = new Set(deployment.declared);
  const done = new Set(deployment.steps.filter((step) => step.state === 'Succeeded').map(({ id }) => id.toLowerCase()));
  const { correlationId, actor, principal, by } = deployment;
  const ask = (method: 'GET' | 'POST', path: string): unknown => {
    const { status, body } = door.ask({ method, path, apiVersion: newestVersionFor(path), now, correlationId, actor, principal, by });
    if (status === 200) return body;
    missing.set(path, errorIn(body));
    return undefined;
  };
  const isOpen = (id: string): boolean => declared.has(id.toLowerCase()) && !done.has(id.toLowerCase());
  const azure: AzureState = {
    reference(id, form) {
      const document = isOpen(id) ? undefined : ask('GET', id);
      if (!isJsonObject(document)) return undefined;
      return form === 'full' ? { ...document, ...asResourceId(id) } : document['properties'] ?? {};
    },
    list: (operation, id) => (isOpen(id) ? undefined : ask('POST', `${id}/${operation}`)),
    container(id) {
      const scope = parseScope(id);
      if (scope?.kind === 'resourceGroup') {
        const group = isOpen(id) ? undefined : state.groups.get(id.toLowerCase());
        return group === undefined ? undefined : renderGroup(group, state);
      }
      const subscription = scope?.kind === 'subscription' ? state.hierarchy.subscription(scope.subscriptionId) : undefined;
      return subscription === undefined ? undefined : subscriptionDocument(subscription);
    },
    newGuid: (place) => guidOf(`${deployment.id} ${deployment.correlationId} ${deployment.startedAt} ${place}`),
    deployer: { objectId: principal, userPrincipalName: actor.type === 'User' ? actor.name : '' },
  };
  return { azure, missing };
}

/** A template without any state of Azure: as it is looked at before the deployment begins. */
export function blindState(deployment: Deployment, arm: Arm): AzureState {
  const { azure } = sightOf(deployment, arm, { ask: () => ({ status: 404, requestId: '' }), takes: () => false }, 0);
  return { ...azure, reference: () => undefined, list: () => undefined };
}

function guidOf(text: string): string {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The values of the parameters by name; of a secret in a key vault the reason why there is none. */
export function valuesOf(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, entry]) => {
    const value = at(entry, 'value');
    return value === undefined ? [] : [[name, value]];
  }));
}
