import type { Inventory, Recorded } from './inventory.ts';

/** Something worked out once for an inventory, when it is first asked for: what is looked at for every cluster must not be looked through for each. */
export function oncePer<Value>(make: (inventory: Inventory) => Value): (inventory: Inventory) => Value {
  const made = new WeakMap<Inventory, Recorded<Value>>();
  return (inventory) => {
    const there = made.get(inventory);
    if (there !== undefined) return used(there);
    const recorded = record(inventory, () => make(inventory), true);
    made.set(inventory, recorded);
    return recorded.value;
  };
}

/** Of so many things the result is kept, the latest: those that share one mostly stand together, and a tenant has tens of thousands. */
const mostKept = 500;

/**
 * Something worked out once for an inventory and a thing in it that several ask about: a network, a registry.
 * @param keyOf what tells things apart: what it is, and which part of that. Default: the thing itself
 */
export function oncePerThing<Thing, Value>(make: (thing: Thing, inventory: Inventory) => Value, keyOf: (thing: Thing) => readonly [whole: unknown, part: string] = (thing) => [thing, '']): (thing: Thing, inventory: Inventory) => Value {
  const made = new WeakMap<Inventory, Map<unknown, Map<string, Recorded<Value>>>>();
  return (thing, inventory) => {
    const [whole, part] = keyOf(thing);
    const wholes = existing(made, inventory, () => new Map<unknown, Map<string, Recorded<Value>>>());
    if (wholes.size > mostKept && !wholes.has(whole)) for (const oldest of [...wholes.keys()].slice(0, mostKept / 2)) wholes.delete(oldest);
    const parts = existing(wholes, whole, () => new Map<string, Recorded<Value>>());
    const there = parts.get(part);
    if (there !== undefined) return used(there);
    const recorded = record(inventory, () => make(thing, inventory), false);
    parts.set(part, recorded);
    return recorded.value;
  };
}

/** A value that is worked out when it is first asked for. */
export function lazily<Value>(inventory: Inventory, make: () => Value): () => Value {
  let made: Recorded<Value> | undefined;
  return () => {
    if (made !== undefined) return used(made);
    made = record(inventory, make, false);
    return made.value;
  };
}

function record<Value>(inventory: Inventory, make: () => Value, isAboutAll: boolean): Recorded<Value> {
  return inventory.record === undefined ? { value: make() } : inventory.record(make, isAboutAll);
}

function used<Value>({ value, again }: Recorded<Value>): Value {
  again?.();
  return value;
}

function existing<Key, Value>(map: { readonly get: (key: Key) => Value | undefined; readonly set: (key: Key, value: Value) => unknown }, key: Key, make: () => Value): Value {
  const there = map.get(key);
  if (there !== undefined) return there;
  const value = make();
  map.set(key, value);
  return value;
}
