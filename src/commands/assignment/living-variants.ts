import { textAt, type JsonObject } from '../../arm/json.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { isOwned, stampOf } from '../../policy/objects/stamp.ts';

/** The living objects of ours that are this one, under whatever version of its name. */
export function variantsOf({ kind, scope, name }: WantedObject, living: Living, owner: string): readonly JsonObject[] {
  return living.ofKind(kind, scope).filter((document) => isOwned(document, owner) && (stampOf(document)?.of ?? textAt(document, 'name') ?? '').toLowerCase() === name.toLowerCase());
}
