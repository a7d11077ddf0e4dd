import type { JsonObject } from '../../../arm/json.ts';
import { PlacedMap } from '../counted-map.ts';

/** A resource as kept: what was sent and completed. What depends on others, or on time, is added when it is rendered. */
export interface StoredResource {
  readonly id: string;
  /** The last part of the id. */
  readonly name: string;
  /** As the table of types has it. */
  readonly type: string;
  /** The lower-case id of what it stands under; absent for one that stands in a resource group. */
  readonly parentKey?: string;
  readonly location?: string;
  /** Members of the document besides `id`, `name`, `type`, `location`, `etag` and `properties`: `tags`, `sku`, `identity`, … */
  readonly members: JsonObject;
  /** Without `provisioningState` and without what stands in it as a resource of its own. */
  readonly properties: JsonObject;
  /** The etag changes with every step: while an operation runs, and when it is over (ground-truth/README.md, 9). */
  readonly etags: { readonly running: string; readonly settled: string };
  /** Its properties are what somebody says they are, also those that would be worked out from others. */
  readonly isGiven?: true;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** Resources by id, by type and by parent. Ids compare without case; order is the order of creation. */
export class ResourceStore {
  readonly #byId = new PlacedMap<StoredResource>();
  readonly #keysByType = new Map<string, Set<string>>();
  readonly #keysByParent = new Map<string, Set<string>>();
  readonly #indexes = new Map<unknown, { readonly changes: number; readonly index: unknown }>();
  /** Grows with every change. */
  changes = 0;

  find(id: string): StoredResource | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  /** Every resource. */
  all(): readonly StoredResource[] {
    return [...this.#byId.values()];
  }

  /** Every resource whose id begins so. @param prefix begins with `/subscriptions/` and an id, and ends with a slash */
  below(prefix: string): readonly StoredResource[] {
    return this.#byId.below(prefix);
  }

  ofType(type: string): readonly StoredResource[] {
    return this.#resolve(this.#keysByType.get(type.toLowerCase()));
  }

  /** The resources of a type that stand directly under a resource. */
  childrenOf(id: string, type: string): readonly StoredResource[] {
    return this.#resolve(this.#keysByParent.get(id.toLowerCase())).filter((child) => child.type === type);
  }

  /** What `make` works out of the store: once, until the store changes. The same function has to be given each time. */
  indexed<Index>(make: (store: ResourceStore) => Index): Index {
    const known = this.#indexes.get(make);
    if (known?.changes === this.changes) return known.index as Index;
    const index = make(this);
    this.#indexes.set(make, { changes: this.changes, index });
    return index;
  }

  /** Adds a resource or replaces the one of the same id. */
  put(resource: StoredResource): void {
    const key = resource.id.toLowerCase();
    this.#byId.set(key, resource);
    this.changes += 1;
    addTo(this.#keysByType, resource.type.toLowerCase(), key);
    if (resource.parentKey !== undefined) addTo(this.#keysByParent, resource.parentKey, key);
  }

  /** Removes what has this id and all that stands below it: a resource, or the contents of a group. */
  removeWithin(id: string): void {
    const own = this.find(id);
    for (const { id: gone, type, parentKey } of [...(own === undefined ? [] : [own]), ...this.below(`${id}/`)]) {
      const key = gone.toLowerCase();
      this.#byId.delete(key);
      this.changes += 1;
      this.#keysByType.get(type.toLowerCase())?.delete(key);
      if (parentKey !== undefined) this.#keysByParent.get(parentKey)?.delete(key);
    }
  }

  /** Puts these in the place of all that is there. */
  restore(resources: readonly StoredResource[]): void {
    for (const map of [this.#byId, this.#keysByType, this.#keysByParent]) map.clear();
    this.changes += 1;
    for (const resource of resources) this.put(resource);
  }

  #resolve(keys: ReadonlySet<string> | undefined): readonly StoredResource[] {
    return [...(keys ?? [])].map((key) => this.#byId.get(key)).filter((resource) => resource !== undefined);
  }
}

/** Items by a key, in their order. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function addTo(index: Map<string, Set<string>>, name: string, key: string): void {
  const keys = index.get(name) ?? new Set();
  index.set(name, keys.add(key));
}
