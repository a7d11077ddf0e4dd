import { type AliasTable } from './table.ts';
/** The aliases of ContainerService, ContainerRegistry, Network, ManagedIdentity and KubernetesConfiguration that rules on egress use. */
export declare const bundledAliases: AliasTable;
