import type { Arm, ArmState } from '../../state.ts';
import type { Door } from '../door.ts';
import type { DueDeployment } from './due-deployment.ts';

export function momentOf({ due }: DueDeployment, _state: ArmState): number | undefined {
  return due;
}

export function deployDue(arm: Arm, _door: Door, now: number): void {
  for (const [key, { due }] of arm.state.dueDeployments) if (due <= now) arm.state.dueDeployments.delete(key);
}
