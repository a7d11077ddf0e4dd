import type { JsonObject } from '../../../arm/json.ts';
import type { ResourceId } from '../../../arm/resource-id.ts';
import type { StoredResource } from '../resources/store.ts';

/** A document and what its id says. */
export interface Seed {
  readonly id: ResourceId;
  readonly document: JsonObject;
}

/** When things were put into the store, and the etags that they have until they are changed. */
export interface Planting {
  readonly now: number;
  readonly etags: StoredResource['etags'];
}
