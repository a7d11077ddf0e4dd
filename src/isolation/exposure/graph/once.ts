import type { Inventory } from './inventory.ts';

/** Something worked out once for an inventory, when it is first asked for: what is looked at for every cluster must not be looked through for each. */
export function oncePer<Value>(make: (inventory: Inventory) => Value): (inventory: Inventory) => Value {
  const made = new WeakMap<Inventory, { readonly value: Value }>();
  return (inventory) => {
    const there = made.get(inventory);
    if (there !== undefined) return there.value;
    const value = inventory.apart === undefined ? make(inventory) : inventory.apart(() => make(inventory));
    made.set(inventory, { value });
    return value;
  };
}
