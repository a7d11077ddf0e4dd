import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import type { ArmState } from '../state.ts';
import { isActive, type Deployment, type DeploymentStep } from './deployment.ts';

/** A deployment as it is now; undefined when it is gone. */
export function findDeployment(state: ArmState, id: string): Deployment | undefined {
  return state.deployments.get(id.toLowerCase());
}

export function storeDeployment(state: ArmState, deployment: Deployment): Deployment {
  state.deployments.set(deployment.id.toLowerCase(), deployment);
  return deployment;
}

/** The steps of a deployment, also of one that another carries out. */
export function stepsOf(deployment: Pick<Deployment, 'id' | 'root' | 'steps'>, state: ArmState): readonly DeploymentStep[] {
  const own = deployment.id.toLowerCase();
  const steps = deployment.root === undefined ? deployment.steps : state.deployments.get(deployment.root)?.steps ?? [];
  return steps.filter((step) => step.deployment === own);
}

/** Ends a deployment; one that has ended stays as it is. */
export function endDeployment(state: ArmState, deployment: Deployment, now: number, end: Pick<Deployment, 'state' | 'error' | 'outputs'>): void {
  const { wakesAt: _, ...rest } = deployment;
  if (isActive(deployment)) storeDeployment(state, { ...rest, ...end, endedAt: now });
}

/** The declaration of an output or parameter of a template. */
export function declarationsIn(template: JsonObject, section: 'parameters' | 'outputs'): JsonObject {
  const found = template[section];
  return isJsonObject(found) ? found : {};
}
