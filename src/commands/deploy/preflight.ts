import type { JsonObject } from '../../arm/json.ts';
import { readPreflight } from '../../azure/preflight/read-preflight.ts';
import type { OpenOutboundType } from '../../isolation/deployment/cluster/leave.ts';
import { wayOutOf, type WayOut } from '../../isolation/deployment/cluster/way-out.ts';
import { formatObstacle, stops } from '../../isolation/deployment/preflight/obstacle.ts';
import { preflight } from '../../isolation/deployment/preflight/preflight.ts';
import type { Step } from '../../isolation/deployment/step.ts';
import { equalsIgnoringCase, outboundTypeOf } from '../../isolation/document/cluster.ts';
import type { Tools } from '../tools.ts';
import type { DeployOptions } from './options.ts';
import { readOwnNetworks } from './sight.ts';

/** What was found before the first write. */
export interface Obstacles {
  readonly obstacles: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Reads what would make a step fail, or leave the cluster half-way. Nothing is read where nothing would be written. On the way back only what would
 * refuse the first write stands in the way: a policy, a change that AKS does not know, and a way out that is not there.
 */
export async function readObstacles(options: DeployOptions, cluster: JsonObject | undefined, steps: readonly Step[], tools: Tools): Promise<Obstacles> {
  if (steps.length === 0) return { obstacles: [], notes: [] };
  const how = { steps, allowUnverified: options.allowsUnverified, acknowledgeImages: options.acknowledgesImages };
  const [all, wayOut] = await Promise.all([
    readPreflight(options.specification, cluster, steps, tools).then((observed) => preflight(observed, options.specification, how)),
    wayBack(options.leaveTo, cluster, tools),
  ]);
  const found = options.leaveTo === undefined ? all : all.filter(({ id, kind }) => id === 'outbound-transition' || (kind === 'refusal' && id.startsWith('policy-refusal/')));
  const stopping = found.filter((one) => stops(one, how)).map((one) => (one.kind === 'unverified' ? `${formatObstacle(one)} With "allow-unverified" the run goes on.` : formatObstacle(one)));
  return { obstacles: [...wayOut.missing, ...stopping], notes: [...wayOut.unseen, ...found.filter((one) => !stops(one, how)).map(formatObstacle)] };
}

/** Where the outbound type is to become one that needs more than AKS makes, what is missing of it. */
async function wayBack(to: OpenOutboundType | undefined, cluster: JsonObject | undefined, tools: Tools): Promise<WayOut> {
  if (to === undefined || cluster === undefined || equalsIgnoringCase(outboundTypeOf(cluster), to)) return { missing: [], unseen: [] };
  return wayOutOf(cluster, await readOwnNetworks(cluster, tools), to);
}
