import { gatewayRefusal, type Refusal } from '../http/refusal.ts';
import type { ArmState } from '../state.ts';

/**
 * Refuses a request about what the caller may not read, with ARM's text (public issues of Azure/azure-powershell and others): the action is
 * the type and what is done with it, the scope what stands before a list or the resource itself.
 */
export function requireReadable(method: string, segments: readonly string[], principal: string, { access, hierarchy }: Pick<ArmState, 'access' | 'hierarchy'>): void {
  if (access.isWhole) return;
  const path = `/${segments.join('/')}`;
  if (access.mayRead(path, hierarchy)) return;
  const { type, scope } = targetOf(segments);
  const action = `${type}/${method === 'GET' || method === 'HEAD' ? 'read' : method === 'DELETE' ? 'delete' : method === 'POST' ? 'action' : 'write'}`;
  throw notAuthorized(principal, action, scope);
}

/** A caller who may not do something there, or there is no such place: ARM does not say which (errors.json; a service principal is named by its id). */
export function notAuthorized(principal: string, action: string, scope: string): Refusal {
  return gatewayRefusal(
    403,
    'AuthorizationFailed',
    `The client '${principal}' with object id '${principal}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. `
    + 'If access was recently granted, please refresh your credentials.',
  );
}

/** What a path names: types and names after the last `providers` in turns, or a subscription or resource group. */
function targetOf(segments: readonly string[]): { readonly type: string; readonly scope: string } {
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const whole = `/${segments.join('/')}`;
  const container = segments.some((segment) => segment.toLowerCase() === 'resourcegroups') ? 'Microsoft.Resources/subscriptions/resourceGroups' : 'Microsoft.Resources/subscriptions';
  if (provider < 0) return { type: container, scope: segments.length % 2 === 0 ? whole : `/${segments.slice(0, -1).join('/')}` };
  const [namespace = '', ...rest] = segments.slice(provider + 1);
  const isList = rest.length % 2 === 1;
  return {
    type: [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/'),
    scope: isList ? `/${segments.slice(0, rest.length === 1 ? provider : -1).join('/')}` : whole,
  };
}
