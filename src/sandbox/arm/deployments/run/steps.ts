import { createHash } from 'node:crypto';
import type { ArmState } from '../../state.ts';
import type { Deployment, DeploymentStep } from '../deployment.ts';
import { endedUnwell } from '../errors.ts';
import { findDeployment, storeDeployment } from '../store.ts';

/** The deployment with what has become of the operations that it waits for. */
export function closeSteps(deployment: Deployment, state: ArmState, now: number): Deployment {
  const steps = deployment.steps.map((step) => (step.state === 'Running' && step.operation !== undefined ? closed(step, step.operation, state, now) : step));
  return { ...deployment, steps };
}

function closed(step: DeploymentStep, operationId: string, { operations }: ArmState, now: number): DeploymentStep {
  const operation = operations.find(operationId);
  if (operation?.status === 'InProgress') return step;
  const endedAt = operation?.endsAt ?? now;
  if (operation === undefined || operation.status === 'Succeeded') return { ...step, state: 'Succeeded', endedAt };
  const error = operation.error ?? { code: 'Canceled', message: 'The operation was canceled.' };
  return { ...step, state: 'Failed', endedAt, error: endedUnwell(step, operation.status, { ...error }) };
}

/** Adds a step to the outermost deployment, or puts another one in its place. */
export function keepStep(root: Deployment, step: DeploymentStep, state: ArmState): void {
  const current = findDeployment(state, root.id) ?? root;
  const others = current.steps.filter(({ id }) => id.toLowerCase() !== step.id.toLowerCase());
  const isKnown = others.length < current.steps.length;
  const steps = isKnown ? current.steps.map((one) => (one.id.toLowerCase() === step.id.toLowerCase() ? step : one)) : [...current.steps, step];
  storeDeployment(state, { ...current, steps });
}

/** Sixteen hex digits, as the list of operations calls a step. */
export function operationIdOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n').toLowerCase()).digest('hex').slice(0, 16).toUpperCase();
}
