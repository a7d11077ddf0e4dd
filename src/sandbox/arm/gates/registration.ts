import type { Arm } from '../state.ts';

export type Registration = 'NotRegistered' | 'Registering' | 'Registered';

/** How long Azure takes to register a provider, in milliseconds: an estimate. */
const duration = 60_000;

/** Stands for the time of a registration that was taken back, or has not come. */
const never = -1;

/** Whether a subscription is registered with a resource provider. */
export function registrationOf(subscription: string, namespace: string, now: number, { state, settings }: Arm): Registration {
  const since = state.registrations.get(keyOf(subscription, namespace)) ?? (settings.unregistered.has(namespace.toLowerCase()) ? never : 0);
  if (since === never) return 'NotRegistered';
  return since <= now ? 'Registered' : 'Registering';
}

/** Registers a subscription, which takes a while. */
export function register(subscription: string, namespace: string, now: number, arm: Arm): void {
  const key = keyOf(subscription, namespace);
  const isNew = registrationOf(subscription, namespace, now, arm) === 'NotRegistered';
  if (isNew || !arm.state.registrations.has(key)) arm.state.registrations.set(key, isNew ? now + duration / arm.settings.speed : now);
}

/** Takes a registration back. */
export function unregister(subscription: string, namespace: string, { state }: Arm): void {
  state.registrations.set(keyOf(subscription, namespace), never);
}

function keyOf(subscription: string, namespace: string): string {
  return `${subscription}/${namespace}`.toLowerCase();
}
