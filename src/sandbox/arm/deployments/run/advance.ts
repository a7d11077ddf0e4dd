import { findUnknown } from '../../../../language/values.ts';
import type { ExpandedResource } from '../../../../template/index.ts';
import { registrationOf } from '../../gates/registration.ts';
import { segmentAfter } from '../../../../arm/resource-id.ts';
import type { Arm } from '../../state.ts';
import { sightOf } from '../template/azure-state.ts';
import { dependable, dependenciesAmong, type Dependable } from '../check/dependencies.ts';
import { isActive, type Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { expandNow } from '../template/expand.ts';
import { findDeployment, storeDeployment } from '../store.ts';
import { concludeNested, concludeRoot } from './conclude.ts';
import { closeSteps } from './steps.ts';
import { beginNested, writeResource } from './write.ts';
import type { Situation } from './situation.ts';

type Item = Dependable & { readonly resource: ExpandedResource };

/**
 * Carries a deployment on as far as it goes at a moment: closes what has ended, writes what nothing stands before any more, and ends the deployment when
 * there is nothing left to wait for. Each time that something has ended the template is expanded anew: it may ask for what was written. What fails in an
 * expression may fail because it is too early; what still does when nothing is under way any more is an error.
 */
export function advance(id: string, arm: Arm, door: Door, now: number): void {
  for (;;) {
    const deployment = findDeployment(arm.state, id);
    if (deployment === undefined || !isActive(deployment)) return;
    const situation = look(closeSteps(deployment, arm.state, now), arm, door, now);
    const ready = readyIn(situation);
    for (const item of ready) begin(item.resource, situation);
    if (ready.length === 0 && !concludeNested(situation)) {
      concludeRoot(situation);
      return;
    }
  }
}

function look(deployment: Deployment, arm: Arm, door: Door, now: number): Situation {
  const sight = sightOf(deployment, arm, door, now);
  const expansion = expandNow(deployment, sight.azure, arm.state);
  const declared = [...new Set([...deployment.declared, ...expansion.resources.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]))])];
  const { wakesAt: _, ...rest } = deployment;
  const running = storeDeployment(arm.state, { ...rest, state: 'Running', declared });
  return { deployment: running, expansion, sight, arm, door, now };
}

/** What can be written now: its deployment has begun, all that it depends on is there, and nothing of it is unknown. */
function readyIn(situation: Situation): readonly Item[] {
  const { deployment: { steps, id: root }, expansion } = situation;
  const { resources, skipped } = dependable(expansion);
  const dependencies = dependenciesAmong(resources, skipped);
  const stateOf = new Map(steps.map((step) => [step.id.toLowerCase(), step.state]));
  const isDone = ({ id }: Dependable): boolean => id !== undefined && stateOf.get(id.toLowerCase()) === 'Succeeded';
  return resources.filter((item) => {
    const { resource, deploying, id } = item;
    if (id === undefined || stateOf.has(id.toLowerCase())) return false;
    if (deploying.deployment !== undefined && deploying.deployment.toLowerCase() !== root.toLowerCase() && stateOf.get(deploying.deployment.toLowerCase()) !== 'Running') return false;
    if (resource.mayBeAbsent !== undefined || findUnknown(resource.body) !== undefined) return false;
    return dependencies.of(item).every(isDone) && isRegistered(id, situation);
  });
}

/** A deployment registers the subscription with the providers of its template, which takes a while (learn.microsoft.com, "Azure resource providers and types"). */
function isRegistered(id: string, { arm, now }: Situation): boolean {
  const [subscription, namespace] = [segmentAfter(id, 'subscriptions'), /.*\/providers\/([^/]+)/i.exec(id)?.[1]];
  return subscription === undefined || namespace === undefined || registrationOf(subscription, namespace, now, arm) === 'Registered';
}

function begin(resource: ExpandedResource, situation: Situation): void {
  const { nested } = resource.deploying();
  if (nested === undefined) writeResource(resource, situation);
  else beginNested(resource, nested, situation);
}
