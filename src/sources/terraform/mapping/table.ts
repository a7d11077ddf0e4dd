import type { Unknown } from '../../../language/unknown.ts';

/**
 * How a resource type of the provider azurerm becomes documents of Azure Resource Manager, as data: one table per type, one file per
 * table. docs/terraform.md is made from the same tables. Paths are written with dots. An attribute path goes through blocks, which
 * are lists in a plan: `network_profile.outbound_type` means that of the first block.
 */
export type Table = ResourceTable | MergeTable;

interface TableFacts {
  /** `azurerm_kubernetes_cluster`. */
  readonly type: string;
  /** Where the rows were read: a file of hashicorp/terraform-provider-azurerm, and the function where that helps. */
  readonly source: string;
  /** What a user has to know and no row says, in sentences; for the documentation. */
  readonly notes?: string;
  readonly rows: readonly Row[];
  /** What no row can say, with a sentence for the documentation. Throws nothing; values may be Unknown anywhere. */
  readonly more?: { readonly about: string; readonly settings: (read: Attributes) => readonly Setting[] };
}

/** A type that is a resource of its own. */
export interface ResourceTable extends TableFacts {
  readonly kind: 'resource';
  /** `Microsoft.ContainerService/managedClusters`. */
  readonly armType: string;
  /** What the provider sends. */
  readonly apiVersion: string;
  readonly identity: Identity;
  /** Paths in the document that rules read and for which the provider has no argument: only other providers, and people, write them. */
  readonly withoutArgument?: readonly string[];
  /** Blocks that are resources of their own in Azure, below this one. */
  readonly children?: readonly ChildTable[];
}

/**
 * A type that is part of another resource in Azure: an association of a subnet with a NAT gateway, a rule of a load balancer. Its rows write
 * into that resource. Where this is not in the plan, a resource of its own is made of which all else that its table knows is Unknown.
 * A path with `[]` adds one element to the list: `properties.outboundRules[].name`; all rows of one table add to the same element.
 */
export interface MergeTable extends TableFacts {
  readonly kind: 'merge';
  readonly into: {
    /** The attribute that holds the id of the other resource: `subnet_id`. */
    readonly attribute: string;
    /** `Microsoft.Network/virtualNetworks/subnets`. */
    readonly armType: string;
  };
}

export interface ChildTable {
  /** Attribute path of the blocks: `private_dns_zone_group`. */
  readonly blocks: string;
  /** `Microsoft.Network/privateEndpoints/privateDnsZoneGroups`. */
  readonly armType: string;
  /** Attribute of the block. */
  readonly name: string;
  /** Attribute paths are those within the block. */
  readonly rows: readonly Row[];
}

/**
 * How name and id are formed.
 * - `group`: in a resource group; `names` are the attributes that hold the names of parents and resource, in order:
 *   `['virtual_network_name', 'name']`
 * - `child`: below the resource whose id the attribute `parent` holds
 * - `extension`: an extension resource on what the attribute `scope` names by id
 * - `resourceGroup`: a resource group itself
 * Where a name attribute is null, `fixedName` is the name.
 *
 * `orBelow` of a `group`: an argument of later versions that holds the id of the parent, instead of group and names.
 */
export type Identity =
  | { readonly kind: 'group'; readonly group: string; readonly names: readonly string[]; readonly orBelow?: string }
  | { readonly kind: 'child'; readonly parent: string; readonly name: string; readonly fixedName?: string }
  | { readonly kind: 'resourceGroup'; readonly name: string }
  | { readonly kind: 'extension'; readonly scope: string; readonly name: string; readonly fixedName?: string };

/** One attribute, or a constant that the provider sends. */
export interface Row {
  /** Absent for a constant. */
  readonly attribute?: string;
  /** Path in the ARM document: `properties.networkProfile.outboundType`. */
  readonly to: string;
  /** Default: the value goes over as it is. */
  readonly as?: Conversion;
  /** What the provider sends when the attribute is null and its block is written; of a constant, its value. Before conversion. */
  readonly default?: unknown;
  /** What the provider sends when the block of the attribute is missing. Before conversion. */
  readonly withoutBlock?: unknown;
  /** A value that the provider takes for none: `0` for a count, as its schema cannot tell null from zero. Empty texts are always taken so. */
  readonly unset?: unknown;
  /**
   * An attribute path (from the same place as `attribute`) that has to be written for the row to apply: a block, as a rule. Where it is missing
   * the provider sends `withoutBlock`, or nothing.
   */
  readonly when?: string;
  /**
   * Set where the provider fills the argument with what it reads of the service: what other resources made, or what another name of the same setting says.
   * It is no declaration unless somebody wrote it: blocks are left out, a value gives way to others that are written. Where the plan does not show who did, it counts.
   */
  readonly isReadBack?: true;
  /** First version of the provider that knows the row: `4.0.0`. */
  readonly since?: string;
  /** First version of the provider that does not know it any more. */
  readonly until?: string;
}

/**
 * - `not`: true becomes false
 * - `choice`: values by name, without case; what is not named goes over as it is, and null is not sent. Booleans are named `true` and `false`
 * - `first`: a list's first element
 * - `only`: the element of a list that has one; of others nothing is sent
 * - `several`: a list, unless it has one element
 * - `listOf`: one value becomes a list with it
 * - `objects`: each element of a list of values becomes an object with this member: `id`, `properties.privateDnsZoneId`
 * - `blocks`: blocks become objects, by rows whose paths are those within block and object
 * - `keys`: a list of ids becomes an object with a member `{}` for each
 * - `location`: as the service compares regions: lower case without blanks
 * - `number`, `text`: as the one or the other
 * - `json`: a text that holds JSON
 */
export type Conversion =
  | { readonly kind: 'not' | 'first' | 'only' | 'several' | 'listOf' | 'keys' | 'location' | 'number' | 'text' | 'json' }
  | { readonly kind: 'choice'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'objects'; readonly member: string }
  | { readonly kind: 'blocks'; readonly rows: readonly Row[] };

/** A value for the document, and the attribute that decides it. */
export interface Setting {
  readonly to: string;
  readonly value: unknown;
  readonly attribute: string;
}

/** The planned attributes of a resource or block. References are resolved as far as they can be. */
export interface Attributes {
  /** The value; undefined when it is null or missing; an Unknown when it is not known before apply, or sensitive. */
  readonly at: (path: string) => unknown;
  /** The blocks of a path, all of them; none when missing; an Unknown when their number is not known. */
  readonly blocks: (path: string) => readonly Attributes[] | Unknown;
  /** False where the configuration does not have the attribute or block, so that its value comes from the state; true also where nobody can say. */
  readonly isDeclared: (path: string) => boolean;
  /** The provider's version. True from `since` on. */
  readonly isVersion: (since: string) => boolean;
}
