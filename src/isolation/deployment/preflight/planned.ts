/** What the steps of a plan say, as far as it stands in them. */
import { at, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { equalsIgnoringCase, isolatedOutboundTypes } from '../../document/cluster.ts';
import { bodyOf, type Step } from '../step.ts';

/** What a step writes. A body that is made of earlier answers is looked at as far as it can be made without them. */
export function writtenBody({ work }: Step): JsonObject | undefined {
  if (work.kind !== 'put' && work.kind !== 'change') return undefined;
  try {
    return bodyOf(work.kind === 'put' ? work.body : work.change, () => undefined);
  } catch {
    return undefined;
  }
}

/** What the steps set a property of a resource to; undefined: they leave the property as it is. */
export function plannedValue(steps: readonly Step[], id: string, ...path: readonly string[]): unknown {
  return steps.reduce<unknown>((before, step) => (sameId(step.id, id) ? at(writtenBody(step), ...path) ?? before : before), undefined);
}

/** The name of the pool whose nodes a step makes anew. */
export function renewedPool({ work }: Step): string | undefined {
  return 'pool' in work ? work.pool : undefined;
}

/** What a step has the service do beside writing: `stop`, `start`. */
export function actionOf({ work }: Step): string | undefined {
  return 'action' in work && typeof work.action === 'string' ? work.action : undefined;
}

/** True when the plan leads a cluster out of isolation: to an outbound type with a way out, or to images from the Internet. */
export function isDeparture(steps: readonly Step[], clusterId: string): boolean {
  const outboundType = plannedValue(steps, clusterId, 'properties', 'networkProfile', 'outboundType');
  const source = plannedValue(steps, clusterId, 'properties', 'bootstrapProfile', 'artifactSource');
  const opens = typeof outboundType === 'string' && !isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundType));
  return opens || (typeof source === 'string' && equalsIgnoringCase(source, 'Direct'));
}
