import type { Arm } from '../state.ts';

export type Registration = 'NotRegistered' | 'Registering' | 'Registered';

/** How long Azure takes to register a provider, in milliseconds: an estimate. */
const duration = 60_000;

/** Whether a subscription is registered with a resource provider. */
export function registrationOf(subscription: string, namespace: string, now: number, { state, settings }: Arm): Registration {
  if (!settings.unregistered.has(namespace.toLowerCase())) return 'Registered';
  const since = state.registrations.get(keyOf(subscription, namespace));
  if (since === undefined) return 'NotRegistered';
  return since <= now ? 'Registered' : 'Registering';
}

/** Registers a subscription, which takes a while. */
export function register(subscription: string, namespace: string, now: number, arm: Arm): void {
  const key = keyOf(subscription, namespace);
  if (!arm.state.registrations.has(key)) arm.state.registrations.set(key, now + duration / arm.settings.speed);
}

function keyOf(subscription: string, namespace: string): string {
  return `${subscription}/${namespace}`.toLowerCase();
}
