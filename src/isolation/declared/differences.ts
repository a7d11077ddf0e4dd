import type { Resource } from '../../arm/resource.ts';
import { newFinds, type Around } from './compare/finds.ts';
import { compareValue } from './compare/values.ts';
import type { Comparison } from './difference.ts';
import { factsOf, placeOf } from './service/facts.ts';
import { upgradesOf } from './service/upgrades.ts';

/** What the two resources do not say themselves. */
export interface Beside {
  /** The document of the living cluster that a pool belongs to: its channels move versions. */
  readonly cluster?: unknown;
  /** Whether a child in the living document is declared as a resource of its own; `unknown` where such a resource may be. */
  readonly isDeclaredElsewhere?: Around['isDeclaredElsewhere'];
}

/** Nothing was compared: the type is not one of `comparedTypes`. */
const nothing: Comparison = { differences: [], compared: 0, open: [], isCut: false };

/**
 * What of the declared body the living resource has otherwise, with what was compared and what was left open. What a service rewrites is no difference
 * (`service/`), nor is what the declaration does not mention; what stands beside the elements of a declared list of children is.
 */
export function compareDeclared(declared: Resource, living: Resource, { cluster, isDeclaredElsewhere }: Beside = {}): Comparison {
  const facts = factsOf(declared.type);
  if (facts === undefined) return nothing;
  const { finds, comparison } = newFinds({ upgrades: upgradesOf(cluster ?? living.body), isDeclaredElsewhere: isDeclaredElsewhere ?? (() => false) });
  compareValue({ place: placeOf(facts), path: '', pointer: '', form: 'plain', hasExactNames: false, isWeighty: false, depth: 0 }, declared.body, living.body, finds);
  return comparison();
}
