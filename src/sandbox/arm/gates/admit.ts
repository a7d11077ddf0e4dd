import { allowanceOf } from '../../../isolation/deployment/preflight/rights/allowed.ts';
import type { StandInRequest } from '../../http.ts';
import { notAuthorized } from '../hierarchy/authorization.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import type { Arm } from '../state.ts';
import { lockOn } from './locks/locks.ts';
import { registrationOf } from './registration.ts';
import { writeTargetOf } from './target.ts';

/** What stands between a request that writes and its provider: the caller's rights, locks, and whether the subscription is registered with the provider. Reading is free. */
export function requireAdmitted(request: StandInRequest, segments: readonly string[], { principal, now, by = 'caller' }: { readonly principal: string; readonly now: number; readonly by?: 'caller' | 'policy' }, arm: Arm): void {
  const target = writeTargetOf(request, segments);
  if (target === undefined || segments[0]?.toLowerCase() !== 'subscriptions') return;
  const { action, id, namespace = '', operation } = target;
  if (by === 'caller' && allowanceOf(action, arm.settings.callerPermissions) === 'no') {
    throw notAuthorized(principal, action, id);
  }
  if (ofPlatform.test(namespace)) return;
  const lock = /\/locks(?:\/[^/]+)?$/i.test(id) ? undefined : lockOn(id, operation, arm.state);
  if (lock !== undefined) {
    throw gatewayRefusal(
      409,
      'ScopeLocked',
      `The scope '${id}' cannot perform ${operation === 'delete' ? 'delete' : 'write'} operation because following scope(s) are locked: '${lock.scope}'. Please remove the lock and try again.`,
    );
  }
  const isOfProvider = namespace !== '' && !/^\/subscriptions\/[^/]+\/providers\/[^/]+$/i.test(id) && !/^microsoft\.(?:authorization|resources)$/i.test(namespace);
  if (!isOfProvider || registrationOf(segments[1] ?? '', namespace, now, arm) === 'Registered') return;
  throw gatewayRefusal(
    409,
    'MissingSubscriptionRegistration',
    `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
  );
}

/** What only asks, although by POST. */
const ofPlatform = /^microsoft\.(?:policyinsights|resourcegraph|insights|management)$/i;
