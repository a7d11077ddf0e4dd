import type { Resource } from '../../arm/resource.ts';
import type { AssignedPolicy } from '../bind.ts';
/** Policies by the resource types that their conditions can accept. */
export interface PolicyIndex {
    /** The policies that could concern a resource of this type, in their order. */
    readonly for: (resource: Pick<Resource, 'type'>) => readonly AssignedPolicy[];
}
/** Indexes policies by the resource types outside of which their conditions cannot hold, so that a resource only meets rules that could concern it. */
export declare function indexPolicies(policies: readonly AssignedPolicy[]): PolicyIndex;
