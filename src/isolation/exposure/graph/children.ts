import type { Resource } from '../../../arm/resource.ts';
import { fold } from '../../../language/fold.ts';
import type { Unknown } from '../../../language/unknown.ts';
import type { Inventory } from './inventory.ts';
import { bodyOf, elements, step, textIn, type Spot } from './spot.ts';

/** A part of a resource that may be written in it or as a resource of its own: a peering, a route, a security rule. */
export interface Child {
  readonly name: string;
  readonly properties: Spot;
}

export interface Children {
  readonly items: readonly Child[];
  /** Set when the list in the parent, or an element of it, is not known. */
  readonly unknown?: { readonly why: Unknown; readonly spot: Spot };
}

/**
 * The parts of a resource from both places where they may be written, each name once: as a resource of its own it is written last, and counts.
 * @param property the list in `properties` of the parent
 */
export function childrenIn(parent: Resource, property: string, type: string, inventory: Inventory): Children {
  const list = step(bodyOf(parent), 'properties', property);
  const { spots, unknown } = elements(list);
  const items = new Map<string, Child>();
  const nameless: Child[] = [];
  for (const spot of spots) {
    const name = textIn(step(spot, 'name'));
    const child = { name: name ?? '', properties: step(spot, 'properties') };
    if (name === undefined) nameless.push(child);
    else items.set(fold(name), child);
  }
  for (const child of inventory.childrenOf(parent, type)) items.set(fold(ownName(child)), { name: ownName(child), properties: step(bodyOf(child), 'properties') });
  const found = [...items.values(), ...nameless];
  return unknown === undefined ? { items: found } : { items: found, unknown: { why: unknown, spot: list } };
}

/** The last part of a child's name. */
export function ownName({ name }: Resource): string {
  return name.split('/').at(-1) ?? '';
}
