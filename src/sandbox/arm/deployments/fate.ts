import type { OperationOutcome } from '../operations.ts';
import type { ArmState } from '../state.ts';
import type { Deployment } from './deployment.ts';
import { endDeployment, storeDeployment } from './store.ts';

/** Lets the deployment that a request began end so: at once, or when it would have ended. Nothing, when there is none of that id. */
export function endDeploymentOf(requestId: string, { status, error }: OperationOutcome, when: 'now' | 'atItsEnd', state: ArmState, now: number): void {
  const deployment = begunBy(requestId, state);
  if (deployment === undefined) return;
  if (when === 'now') endDeployment(state, deployment, now, { state: status, error: { ...error } });
  else storeDeployment(state, { ...deployment, fate: { status, error } });
}

/** Lets it go on for good. */
export function holdDeploymentOf(requestId: string, state: ArmState): void {
  const deployment = begunBy(requestId, state);
  if (deployment !== undefined) storeDeployment(state, { ...deployment, fate: 'never' });
}

function begunBy(requestId: string, { deployments }: ArmState): Deployment | undefined {
  return [...deployments.values()].find((deployment) => deployment.requestId?.toLowerCase() === requestId.toLowerCase());
}
