import type { JsonObject } from '../../arm/json.ts';
import { readPreflight } from '../../azure/preflight/read-preflight.ts';
import { formatObstacle, stops } from '../../isolation/deployment/preflight/obstacle.ts';
import { preflight } from '../../isolation/deployment/preflight/preflight.ts';
import type { Step } from '../../isolation/deployment/step.ts';
import type { Tools } from '../tools.ts';
import type { DeployOptions } from './options.ts';

/** What was found before the first write. */
export interface Obstacles {
  readonly obstacles: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Reads what would make a step fail, or leave the cluster half-way. Nothing is read where nothing would be written. On the way back only a policy that
 * refuses the write stands in the way: it would be sent in vain.
 */
export async function readObstacles(options: DeployOptions, cluster: JsonObject | undefined, steps: readonly Step[], tools: Tools): Promise<Obstacles> {
  if (steps.length === 0) return { obstacles: [], notes: [] };
  const how = { steps, allowUnverified: options.allowsUnverified, acknowledgeImages: options.acknowledgesImages };
  const all = preflight(await readPreflight(options.specification, cluster, steps, tools), options.specification, how);
  const found = options.leaveTo === undefined ? all : all.filter(({ id, kind }) => kind === 'refusal' && id.startsWith('policy-refusal/'));
  return {
    obstacles: found.filter((one) => stops(one, how)).map((one) => (one.kind === 'unverified' ? `${formatObstacle(one)} With "allow-unverified" the run goes on.` : formatObstacle(one))),
    notes: found.filter((one) => !stops(one, how)).map(formatObstacle),
  };
}
