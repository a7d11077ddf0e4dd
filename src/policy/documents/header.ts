import type { JsonObject } from '../../arm/json.ts';
import { optionalObject, optionalText, propertiesOf, rootOf, type Place } from './place.ts';

/** What definitions, initiatives and assignments have in common. */
export interface Header {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly metadata: JsonObject;
}

/** Reads the common part of a policy object and returns it with the place of its properties. Throws PolicyError. */
export function readHeader(document: unknown, what: string): readonly [Header, Place<JsonObject>] {
  const root = rootOf(document, what);
  const properties = propertiesOf(root);
  const header = {
    name: optionalText(root, 'name'),
    id: optionalText(root, 'id'),
    displayName: optionalText(properties, 'displayName'),
    description: optionalText(properties, 'description'),
    metadata: optionalObject(properties, 'metadata').value,
  };
  return [header, properties];
}
