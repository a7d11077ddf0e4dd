import type { JsonObject } from '../../../../arm/json.ts';
import { asObject, omit } from '../../documents.ts';

const ofRegistry: ReadonlySet<string> = new Set(['metadataSearch']);
const ofPolicies: ReadonlySet<string> = new Set(['softDeletePolicy']);

/** The properties that an API version shows: those of a registry that are in preview only in previews (byo-acr-create.json is of 2023-11-01-preview; no published stable version has them). */
export function shownIn(apiVersion: string | undefined, type: string, properties: JsonObject): JsonObject {
  if (type !== 'Microsoft.ContainerRegistry/registries' || apiVersion?.endsWith('-preview') === true) return properties;
  return { ...omit(properties, ofRegistry), ...(properties['policies'] === undefined ? {} : { policies: omit(asObject(properties['policies']), ofPolicies) }) };
}
