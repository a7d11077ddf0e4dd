import type { Resource } from '../../arm/resource.ts';

/** A resource that is deleted when what was read is carried out. */
export interface Deletion {
  /** As it is before. All of it stands where the resource is declared: nobody changes a value of what goes. */
  readonly resource: Resource;
  /** What the plan calls it: `module.aks.azurerm_kubernetes_cluster.this[0]`. */
  readonly address: string;
  /** `replaced`: it is created anew. */
  readonly goes: 'deleted' | 'replaced';
  /** A resource group that may be deleted while something is in it, which then goes with it. */
  readonly takesContents: boolean;
}
