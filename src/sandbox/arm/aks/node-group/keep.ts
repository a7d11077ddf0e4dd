import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { completeResource } from '../../resources/complete/complete.ts';
import { targetAt } from '../../resources/target.ts';
import { findType } from '../../resources/types.ts';
import type { ArmState, ResourceGroup } from '../../state.ts';

/** Puts a resource that AKS makes for itself into the store, at once and without asking policy. @param names its own last, before it those of its parents */
export function keepResource(type: string, group: ResourceGroup, names: readonly string[], body: JsonObject, now: number, state: ArmState): void {
  const row = findType(type);
  if (row === undefined) throw new Error(`The table of types has no ${type}.`);
  const target = targetAt(row, group, names, '');
  state.resources.put(completeResource(target, body, textAt(body, 'location'), state.resources.find(target.id), now));
}
