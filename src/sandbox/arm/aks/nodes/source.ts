import { textAt } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';

/** Where nodes pull what they start from. */
export interface NodeSource {
  readonly source: 'Direct' | 'Cache';
  /** Id of the registry, with `Cache`. */
  readonly registryId?: string;
}

/** The nodes of a pool: where they were told to pull from when they were made, and when that was. No document of AKS shows it. */
export interface Nodes extends NodeSource {
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

/** Where nodes that are made now are told to pull from. @param properties those of a cluster, as AKS has them */
export function sourceIn(properties: unknown): NodeSource {
  if (textAt(properties, 'bootstrapProfile', 'artifactSource') !== 'Cache') return { source: 'Direct' };
  const registryId = textAt(properties, 'bootstrapProfile', 'containerRegistryId');
  return { source: 'Cache', ...(registryId === undefined ? {} : { registryId }) };
}

export function isSameSource(left: NodeSource, right: NodeSource): boolean {
  return left.source === right.source && sameId(left.registryId ?? '', right.registryId ?? '');
}
