import { segmentAfter } from '../../../../arm/resource-id.ts';
import { register, registrationOf } from '../../gates/registration.ts';
import type { Arm } from '../../state.ts';
import type { Situation } from './situation.ts';

/** When a provider is registered that the deployment waits for; undefined when it waits for none. */
export function wakingTime({ deployment: { declared, steps }, arm, now }: Situation): number | undefined {
  const begun = new Set(steps.map(({ id }) => id.toLowerCase()));
  const times = declared.filter((id) => !begun.has(id)).flatMap((id) => registeringUntil(id, now, arm) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function registeringUntil(id: string, now: number, arm: Arm): number | undefined {
  const [subscription, namespace] = [segmentAfter(id, 'subscriptions'), /.*\/providers\/([^/]+)/i.exec(id)?.[1]];
  if (subscription === undefined || namespace === undefined || registrationOf(subscription, namespace, now, arm) === 'Registered') return undefined;
  register(subscription, namespace, now, arm);
  return arm.state.registrations.get(`${subscription}/${namespace}`.toLowerCase());
}
