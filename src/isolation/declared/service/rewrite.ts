import type { JsonObject } from '../../../arm/json.ts';
import type { Upgrades } from './upgrades.ts';

/** Where a fact was read: `recorded` are recorded requests and answers of Azure; `types` the published types of the API version (Azure/bicep-types-az). */
export interface Sourced {
  readonly source: string;
}

/**
 * A fact about what a service makes of what it is given. Paths are those of the body, with dots; `[]` stands for an element of a list, `*` for any name.
 * Compared without regard to case, as Resource Manager reads names.
 */
export type Rewrite = Sourced & { readonly path: string } & (
  /** Not compared. `readOnly`: the service alone writes it; `secret`: it is never answered with; `filled`: the service writes it over or fills it in. */
  | { readonly kind: 'readOnly' | 'secret' | 'filled' }
  /** What it means that the service's answer does not have it. */
  | { readonly kind: 'absent'; readonly means: unknown }
  /** The case of texts below counts. `names`: that of names as well. */
  | { readonly kind: 'exact'; readonly names?: true }
  /** The order of its elements counts; that of every other list does not. */
  | { readonly kind: 'ordered' }
  /** The same may be written in several ways: "West Europe", a time in another zone, words with commas in another order. */
  | { readonly kind: 'location' }
  | { readonly kind: 'time' }
  | { readonly kind: 'words' }
  /** An id, or a list of them as the names of members: `identity.userAssignedIdentities`. What is not declared is taken away by a write. */
  | { readonly kind: 'ids' }
  /** The service adds such elements of its own. Without `when`: any. */
  | { readonly kind: 'grows'; readonly when?: (element: unknown) => boolean }
  /** Two members of the object at the path say the same, one value or several: `addressPrefix` and `addressPrefixes`. */
  | { readonly kind: 'either'; readonly one: string; readonly many: string }
  /** Members of the object at the path that are not compared, as what lives stands. */
  | { readonly kind: 'without'; readonly members: (declared: JsonObject, living: JsonObject) => readonly string[] }
  /** It is as declared though the values differ: `unknown` where that depends on what could not be read. */
  | { readonly kind: 'moves'; readonly isAsDeclared: (moved: Moved) => boolean | 'unknown' }
);

/** A value that the service may move by itself. */
export interface Moved {
  readonly declared: unknown;
  readonly living: unknown;
  /** The objects that they stand in. */
  readonly around: { readonly declared: JsonObject; readonly living: JsonObject };
  readonly upgrades: Upgrades;
}

/** Children that stand in the document of their parent as well. */
export interface Children {
  /** The list in `properties` of the parent. */
  readonly list: string;
  /** Full type. */
  readonly type: string;
  /** True where the members of the child's `properties` stand in the element itself. */
  readonly isFlat?: true;
  /** Whether a child that nobody declares was made by a service, by what stands in the list. */
  readonly isMadeByService?: (child: unknown) => boolean;
}

/** What is known of one type. */
export interface TypeFacts {
  /** Full type. */
  readonly type: string;
  /** What one is called: "Node pool". */
  readonly noun: string;
  readonly rewrites: readonly Rewrite[];
  readonly children?: readonly Children[];
  /** Paths on which isolation rests. */
  readonly weighty: readonly string[];
}

/** Rows with the same source. */
export function rows(source: string, kind: 'readOnly' | 'secret' | 'filled' | 'ordered' | 'location' | 'time' | 'words' | 'ids' | 'grows' | 'exact', ...paths: readonly string[]): readonly Rewrite[] {
  return paths.map((path): Rewrite => ({ source, kind, path }));
}

/** Defaults with the same source: what the service answers without. */
export function absent(source: string, below: string, meanings: Readonly<Record<string, unknown>>): readonly Rewrite[] {
  return Object.entries(meanings).map(([name, means]): Rewrite => ({ source, kind: 'absent', path: `${below}${name}`, means }));
}
