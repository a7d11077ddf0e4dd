import type { JsonObject } from '../../arm/json.ts';
import type { Spot } from '../exposure/graph/spot.ts';
import type { Gap } from '../gaps.ts';
import type { ClusterAddress } from '../migration.ts';

/** What a command is made of. */
export interface CommandContext {
  /** The cluster's whole document. */
  readonly cluster: JsonObject;
  readonly address: ClusterAddress;
  /** The values that the findings rest on, on the cluster and around it. */
  readonly spots: readonly Spot[];
}

/** A step that people take. */
export interface ManualRemedy {
  /** What to do: "Take the NAT gateway off the subnet". */
  readonly title: string;
  /** Why nobody does it for them. */
  readonly why: string;
  /** Copy-pasteable; none where no command can be named, or where it is not known of which resource. */
  readonly commands?: (context: CommandContext) => readonly string[];
}

/** What closes a way out of a living cluster. */
export type RuleRemedy =
  /** A change of the cluster's own document. `otherwise` is for what `wish` has no answer to. */
  | { readonly kind: 'in-place'; readonly wish: (cluster: JsonObject, paths: ReadonlySet<string>) => JsonObject | undefined; readonly otherwise: ManualRemedy }
  /** Steps of the migration that `deploy` plans: no single update leads there. `otherwise` is for where the cluster has none of these gaps. */
  | { readonly kind: 'migration'; readonly gaps: readonly Gap['id'][]; readonly otherwise: ManualRemedy }
  /**
   * A change of a resource around the cluster, which may be somebody else's: suggested, never made. `ofAks` is for where the resource is AKS's own, with the
   * network that it makes: "network configurations should be made through the Kubernetes API and not directly on these resources" (AKS documentation, "Node
   * resource group lockdown").
   */
  | ({ readonly kind: 'around'; readonly ofAks?: ManualRemedy } & ManualRemedy)
  /** A choice of the owner, or a cluster or pool to make anew. */
  | ({ readonly kind: 'manual' } & ManualRemedy);
