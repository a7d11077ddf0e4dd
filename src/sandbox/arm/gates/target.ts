import type { StandInRequest } from '../../http.ts';

/** What a writing request is about, as ARM sees it before any provider does. */
export interface WriteTarget {
  readonly operation: 'write' | 'delete' | 'action';
  /** `Microsoft.ContainerService/managedClusters/write`, or `…/managedClusters/stop/action`. */
  readonly action: string;
  /** Id of the resource, group or subscription that it is done to. */
  readonly id: string;
  /** The provider that answers; undefined: ARM itself. */
  readonly namespace?: string;
}

/** Undefined for a request that only reads. */
export function writeTargetOf({ method }: StandInRequest, segments: readonly string[]): WriteTarget | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const operation = method === 'DELETE' ? 'delete' : method === 'POST' ? 'action' : 'write';
  const done = operation === 'action' ? segments.slice(0, -1) : segments;
  const id = `/${done.join('/')}`;
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const verb = operation === 'action' ? `${segments.at(-1) ?? ''}/action` : operation;
  if (provider < 0) {
    const isGroup = segments.some((segment) => segment.toLowerCase() === 'resourcegroups');
    return { operation, id, action: `Microsoft.Resources/subscriptions/${isGroup ? 'resourceGroups/' : ''}${verb}` };
  }
  const [namespace = '', ...rest] = done.slice(provider + 1);
  const type = [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
  return { operation, id, namespace, action: `${type}/${verb}` };
}
