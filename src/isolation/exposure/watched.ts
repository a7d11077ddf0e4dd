import type { Resource } from '../../arm/resource.ts';
import { parentIdOf, type CompleteList, type Inventory } from './graph/inventory.ts';

/** What the rules asked for and did not get: with it, more could be said. */
export interface Demands {
  /** Ids of resources that something refers to. */
  readonly ids: readonly string[];
  /** Lists that would have to be complete. */
  readonly lists: readonly CompleteList[];
}

/** What was asked of a watched inventory by one piece of work. */
export interface Asked {
  /** Resources that references led to, those of what is worked out for all clusters apart. */
  readonly reached: ReadonlySet<Resource>;
  /** Ids and lists that were missing. */
  readonly ids: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, CompleteList>;
  /** What was missing to what is worked out for all clusters, and used here. */
  readonly general: ReadonlySet<Asked>;
  /** True where something was missing, so that the result may be another one when more is known. */
  readonly isLacking: boolean;
}

/** An inventory with somebody watching what is asked of it. */
export interface WatchedInventory {
  readonly inventory: Inventory;
  /** Does a piece of work, and tells what it asked, of itself or of results that are kept. */
  readonly watch: <Value>(work: () => Value) => { readonly value: Value; readonly asked: Asked };
}

export function watched(known: Inventory): WatchedInventory {
  let current = new Notes();
  const within = <Value>(notes: Notes, work: () => Value): Value => {
    const outer = current;
    current = notes;
    try {
      return work();
    } finally {
      current = outer;
    }
  };
  const inventory: Inventory = {
    ...known,
    follow: (spot) => {
      const found = known.follow(spot);
      if (found.kind === 'found') current.reaches(found.resource);
      if (found.kind === 'outside') current.lacksId(found.id, typeof spot.value === 'string');
      return found;
    },
    parentOf: (child) => {
      const parent = known.parentOf(child);
      const id = parent === undefined ? parentIdOf(child) : undefined;
      if (id !== undefined) current.lacksId(id, true);
      return parent;
    },
    isComplete: (type, scope) => {
      if (known.isComplete(type, scope)) return true;
      current.lacksList(type, scope);
      return false;
    },
    record: (make, isAboutAll) => {
      const notes = new Notes();
      const value = within(notes, make);
      const again = isAboutAll ? () => current.uses(notes) : () => current.repeats(notes);
      again();
      return { value, again };
    },
  };
  return {
    inventory,
    watch: (work) => {
      const asked = new Notes();
      return { value: within(asked, work), asked };
    },
  };
}

/** Puts together what is missing of many pieces of work: each thing once, in the order in which it was asked for. */
export function collector(): { readonly add: (asked: Asked) => void; readonly demands: () => Demands } {
  const ids = new Map<string, string>();
  const lists = new Map<string, CompleteList>();
  const seen = new Set<Asked>();
  const add = (asked: Asked): void => {
    if (!asked.isLacking) return;
    for (const general of asked.general) {
      if (!seen.has(general)) add(general);
      seen.add(general);
    }
    for (const [key, id] of asked.ids) ids.set(key, id);
    for (const [key, list] of asked.lists) lists.set(key, list);
  };
  return { add, demands: () => ({ ids: [...ids.values()], lists: [...lists.values()] }) };
}

const nothing = { resources: new Set<Resource>(), general: new Set<Notes>(), ids: new Map<string, string>(), lists: new Map<string, CompleteList>() } as const;

/** Most pieces of work ask little: what there is none of is not made. */
class Notes implements Asked {
  #reached: Set<Resource> | undefined;
  #general: Set<Notes> | undefined;
  #ids: Map<string, string> | undefined;
  #lists: Map<string, CompleteList> | undefined;
  #isLacking = false;

  get reached(): ReadonlySet<Resource> {
    return this.#reached ?? nothing.resources;
  }

  get general(): ReadonlySet<Notes> {
    return this.#general ?? nothing.general;
  }

  get ids(): ReadonlyMap<string, string> {
    return this.#ids ?? nothing.ids;
  }

  get lists(): ReadonlyMap<string, CompleteList> {
    return this.#lists ?? nothing.lists;
  }

  get isLacking(): boolean {
    return this.#isLacking;
  }

  reaches(resource: Resource): void {
    (this.#reached ??= new Set()).add(resource);
  }

  /** @param isWhole false for what is known of an id: nobody can ask for that */
  lacksId(id: string, isWhole: boolean): void {
    this.#isLacking = true;
    if (isWhole) (this.#ids ??= new Map()).set(id.toLowerCase(), id);
  }

  /** @param scope undefined for lists of everything, which nobody can ask for */
  lacksList(type: string, scope: string | undefined): void {
    this.#isLacking = true;
    if (scope !== undefined) (this.#lists ??= new Map()).set(`${type}|${scope}`.toLowerCase(), { type, scope });
  }

  /** What is about all clusters is used for one: what it reached on the way is of no matter to that one. */
  uses(notes: Notes): void {
    if (!notes.isLacking) return;
    this.#isLacking = true;
    (this.#general ??= new Set()).add(notes);
  }

  repeats(notes: Notes): void {
    if (notes.#reached !== undefined) for (const resource of notes.#reached) this.reaches(resource);
    if (!notes.isLacking) return;
    this.#isLacking = true;
    for (const general of notes.general) this.uses(general);
    for (const [key, id] of notes.ids) (this.#ids ??= new Map()).set(key, id);
    for (const [key, list] of notes.lists) (this.#lists ??= new Map()).set(key, list);
  }
}
