import type { Resource } from '../../arm/resource.ts';
import type { AssignedPolicy } from '../bind.ts';

/** Policies by the resource types that their conditions can accept. */
export interface PolicyIndex {
  /** The policies that could concern a resource of this type, in their order. */
  readonly for: (resource: Pick<Resource, 'type'>) => readonly AssignedPolicy[];
}

/** Indexes policies by the resource types outside of which their conditions cannot hold, so that a resource only meets rules that could concern it. */
export function indexPolicies(policies: readonly AssignedPolicy[]): PolicyIndex {
  const byType = new Map<string, readonly AssignedPolicy[]>();
  return {
    for: ({ type }) => {
      const exact = byType.get(type);
      if (exact !== undefined) return exact;
      const key = type.toLowerCase();
      const found = policies.filter(({ definition }) => definition.types?.has(key) !== false);
      // Types come from the resources: whoever makes up many gets the list worked out anew.
      if (byType.size < rememberedTypes) byType.set(type, found);
      return found;
    },
  };
}

const rememberedTypes = 4096;
