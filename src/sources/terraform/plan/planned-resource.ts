import type { JsonObject } from '../../../arm/json.ts';
import type { ModulePath } from './module-path.ts';

/** A managed resource: as it will be when the plan was applied, or as it is before. */
export interface PlannedResource {
  /** `module.aks["a"].azurerm_kubernetes_cluster.this[0]`. */
  readonly address: string;
  readonly module: ModulePath;
  readonly type: string;
  /** Its label in the configuration. */
  readonly name: string;
  readonly key?: string | number;
  /** `<host>/hashicorp/azurerm`; empty where the plan does not say. */
  readonly provider: string;
  readonly values: JsonObject;
  /** Of the same shape, with `true` at what is not known before apply. */
  readonly unknown: unknown;
  /** Of the same shape, with `true` at what must not be shown. */
  readonly sensitive: unknown;
  /** JSON pointer into the plan. */
  readonly pointer: string;
  /** Set where the plan deletes the resource that these values are of. */
  readonly goes?: 'deleted' | 'replaced';
}
