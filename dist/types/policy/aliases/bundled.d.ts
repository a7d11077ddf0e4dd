import { type AliasTable } from './table.ts';
/**
 * The aliases of ContainerService, ContainerRegistry, Network, ManagedIdentity and KubernetesConfiguration that rules on egress use.
 * Clusters and node pools have all of theirs; the other types are pruned: an alias of them that is not here may exist.
 */
export declare const bundledAliases: AliasTable;
