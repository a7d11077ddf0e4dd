/** How many virtual machines a plan needs besides those that run. */
import { member, textAt, type JsonObject } from '../../../../arm/json.ts';
import { equalsIgnoringCase, poolNameOf } from '../../../document/cluster.ts';
import type { Step } from '../../step.ts';
import { renewedPool } from '../planned.ts';
import type { Situation } from '../situation.ts';
import { machineSize, type MachineSize } from './size.ts';

export interface Demand {
  readonly pool: string;
  readonly machines: number;
  /** Undefined where the size's name does not tell. */
  readonly size: MachineSize | undefined;
  readonly sizeName: string;
  /** Spot machines count against a quota of their own. */
  readonly isSpot: boolean;
}

export interface Demands {
  readonly demands: readonly Demand[];
  /** True when all of them may be there at once; false when one pool comes after the other. */
  readonly atOnce: boolean;
  /** `nodes`: of a new cluster, all of which stay; `surge`: machines that go again. */
  readonly of: 'nodes' | 'surge';
}

/** Everything new of a cluster that is created, else the surge of the pools whose nodes are made anew. */
export function demandsOf({ living, pools, steps }: Situation): Demands {
  const wanted = living === undefined ? pools.map((pool) => demandOf(pool, countOf(pool))) : pools.filter((pool) => steps.some((step) => renewedPool(step) === poolNameOf(pool))).map((pool) => demandOf(pool, surgeOf(pool)));
  return { demands: wanted.filter(({ machines }) => machines > 0), atOnce: living === undefined || !isChain(steps.filter((step) => renewedPool(step) !== undefined), steps), of: living === undefined ? 'nodes' : 'surge' };
}

/**
 * Nodes that stand besides during an upgrade: `maxSurge`, a number or a percentage of the pool, rounded up; 10 % unless the pool says otherwise
 * (AKS documentation, "Upgrade an AKS cluster": customize node surge upgrade).
 */
export function surgeOf(pool: JsonObject): number {
  const said = textAt(pool, 'upgradeSettings', 'maxSurge') ?? '10%';
  const [, number = '', percent] = /^(\d{1,6})(%?)$/.exec(said.trim()) ?? [];
  if (number === '') return Math.ceil(countOf(pool) / 10);
  return percent === '%' ? Math.ceil((countOf(pool) * Number(number)) / 100) : Math.min(Number(number), countOf(pool));
}

function demandOf(pool: JsonObject, machines: number): Demand {
  const sizeName = textAt(pool, 'vmSize') ?? '';
  return { pool: poolNameOf(pool), machines, sizeName, size: machineSize(sizeName), isSpot: equalsIgnoringCase(textAt(pool, 'scaleSetPriority') ?? '', 'Spot') };
}

function countOf(pool: JsonObject): number {
  const count = member(pool, 'count');
  return typeof count === 'number' && Number.isFinite(count) ? count : 1;
}

/** True when of any two of the steps one waits for the other. */
function isChain(some: readonly Step[], steps: readonly Step[]): boolean {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const before = (step: Step): ReadonlySet<string> => {
    const found = new Set<string>();
    const open = [...step.after];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (found.has(one)) continue;
      found.add(one);
      open.push(...(byKey.get(one)?.after ?? []));
    }
    return found;
  };
  const waits = new Map(some.map((step) => [step.key, before(step)]));
  return some.every((left) => some.every((right) => left === right || waits.get(left.key)?.has(right.key) === true || waits.get(right.key)?.has(left.key) === true));
}
