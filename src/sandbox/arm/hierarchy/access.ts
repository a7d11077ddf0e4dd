import { isWithin } from '../../../arm/scope.ts';
import { managementGroupNameIn } from './reach.ts';
import type { Hierarchy } from './hierarchy.ts';

/** What the caller may not read (any more): scopes, each with all that stands below it. May be changed while an ARM runs. */
export class Access {
  readonly #denied = new Map<string, string>();
  /** Grows with every change. */
  changes = 0;

  /** @param scope a management group, a subscription, a resource group or a resource, by its id */
  deny(scope: string): void {
    this.#denied.set(scope.toLowerCase(), scope);
    this.changes += 1;
  }

  allow(scope: string): void {
    this.#denied.delete(scope.toLowerCase());
    this.changes += 1;
  }

  /** The denied scopes. */
  denied(): readonly string[] {
    return [...this.#denied.values()];
  }

  /** Denies these, and nothing else. */
  restore(scopes: readonly string[]): void {
    this.#denied.clear();
    for (const scope of scopes) this.deny(scope);
    this.changes += 1;
  }

  /** True where nothing is denied: the usual case, in which nobody has to ask. */
  get isWhole(): boolean {
    return this.#denied.size === 0;
  }

  /** Whether the caller may read what has this id. What stands above a denied scope stays readable. */
  mayRead(id: string, hierarchy: Hierarchy): boolean {
    for (const scope of this.#denied.values()) {
      const name = managementGroupNameIn(scope);
      if (isWithin(id, scope) || (name !== undefined && hierarchy.reaches(name, id))) return false;
    }
    return true;
  }
}
