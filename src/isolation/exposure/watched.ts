import type { Resource } from '../../arm/resource.ts';
import type { CompleteList, Inventory } from './graph/inventory.ts';

/** What the rules asked for and did not get: with it, more could be said. */
export interface Demands {
  /** Ids of resources that something refers to. */
  readonly ids: readonly string[];
  /** Lists that would have to be complete. */
  readonly lists: readonly CompleteList[];
}

/** What was asked of a watched inventory. */
export interface Asked {
  /** Resources that references led to. */
  readonly reached: ReadonlySet<Resource>;
  /** What was missing, in the order in which it was asked for. */
  readonly demands: Demands;
}

/** An inventory with somebody watching what is asked of it. */
export interface WatchedInventory {
  readonly inventory: Inventory;
  /** What was asked meanwhile, apart from what is worked out once for all clusters. @param wants whether what is missing is wanted; reached is noted anyway */
  readonly watch: <Value>(wants: boolean, work: () => Value) => Value;
  /** What was asked since this was called last. */
  readonly take: () => Asked;
  /** What was missing to what is worked out once for all clusters. */
  readonly shared: () => Demands;
}

export function watched(known: Inventory): WatchedInventory {
  const shared = collector();
  let own = collector();
  let reached = new Set<Resource>();
  let isWanted = true;
  let isShared = false;
  const inventory: Inventory = {
    ...known,
    follow: (spot) => {
      const found = known.follow(spot);
      if (found.kind === 'found' && !isShared) reached.add(found.resource);
      if (found.kind === 'outside' && typeof spot.value === 'string') {
        if (isShared) shared.id(found.id);
        else if (isWanted) own.id(found.id);
      }
      return found;
    },
    isComplete: (type, scope) => {
      if (known.isComplete(type, scope)) return true;
      if (scope !== undefined && isShared) shared.list(type, scope);
      else if (scope !== undefined && isWanted) own.list(type, scope);
      return false;
    },
    apart: (make) => {
      const before = isShared;
      isShared = true;
      try {
        return make();
      } finally {
        isShared = before;
      }
    },
  };
  return {
    inventory,
    watch: (wants, work) => {
      isWanted = wants;
      return work();
    },
    take: () => {
      const asked = { reached, demands: own.demands() };
      reached = new Set();
      own = collector();
      return asked;
    },
    shared: shared.demands,
  };
}

function collector(): { readonly id: (id: string) => void; readonly list: (type: string, scope: string) => void; readonly demands: () => Demands } {
  const ids = new Map<string, string>();
  const lists = new Map<string, CompleteList>();
  return {
    id: (id) => ids.set(id.toLowerCase(), id),
    list: (type, scope) => lists.set(`${type}|${scope}`.toLowerCase(), { type, scope }),
    demands: () => ({ ids: [...ids.values()], lists: [...lists.values()] }),
  };
}
