import type { Expansion } from '../../../../template/index.ts';
import type { Arm } from '../../state.ts';
import type { Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import type { Sight } from '../template/azure-state.ts';

/** What a deployment looks like at a moment. */
export interface Situation {
  readonly deployment: Deployment;
  readonly expansion: Expansion;
  readonly sight: Sight;
  readonly arm: Arm;
  readonly door: Door;
  readonly now: number;
}
