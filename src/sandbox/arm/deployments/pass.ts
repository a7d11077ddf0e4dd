import type { Arm, ArmState } from '../state.ts';
import { settle } from '../settle.ts';
import { isActive, type Deployment } from './deployment.ts';
import type { Door } from './door.ts';
import { deployDue, momentOf as momentOfDue } from './policy/deploy-due.ts';
import { advance } from './run/advance.ts';
import { endDeployment } from './store.ts';

/**
 * Lets the time up to `now` pass, one moment after the other in which deployments have something to do: what one of them waits for ends, and it writes
 * what comes next as if somebody had been there.
 */
export function passTime(arm: Arm, door: Door, now: number): void {
  for (let moment = nextMoment(arm.state, now); moment !== undefined; moment = nextMoment(arm.state, now)) {
    settle(arm, moment);
    deployDue(arm, door, moment);
    for (const deployment of activeIn(arm.state)) if ((momentOf(deployment, arm.state) ?? Infinity) <= moment) carryOn(deployment, arm, door, moment);
  }
  settle(arm, now);
}

/** A failure of ours ends the deployment, and is told in it: it must not end every request from now on. */
function carryOn(deployment: Deployment, arm: Arm, door: Door, moment: number): void {
  try {
    advance(deployment.id, arm, door, moment);
  } catch (thrown) {
    const message = `The sandbox failed, which is a bug: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    endDeployment(arm.state, arm.state.deployments.get(deployment.id.toLowerCase()) ?? deployment, moment, { state: 'Failed', error: { code: 'InternalServerError', message } });
  }
}

/** The next moment up to `now` in which there is something to do. */
function nextMoment(state: ArmState, now: number): number | undefined {
  const moments = [...activeIn(state).map((deployment) => momentOf(deployment, state)), ...[...state.dueDeployments.values()].map((due) => momentOfDue(due, state))];
  const next = moments.reduce<number>((least, moment) => Math.min(least, moment ?? Infinity), Infinity);
  return next <= now ? next : undefined;
}

/** Those that are carried out by themselves. */
function activeIn({ deployments }: ArmState): readonly Deployment[] {
  return [...deployments.values()].filter((deployment) => deployment.root === undefined && isActive(deployment));
}

/** When a deployment has something to do: undefined while nobody knows. */
function momentOf({ wakesAt, steps }: Deployment, { operations }: ArmState): number | undefined {
  const ends = steps.flatMap(({ state, operation }) => (state === 'Running' && operation !== undefined ? operations.find(operation)?.endsAt ?? 0 : []));
  const moments = wakesAt === undefined ? ends : [...ends, wakesAt];
  return moments.length === 0 ? undefined : Math.min(...moments);
}
