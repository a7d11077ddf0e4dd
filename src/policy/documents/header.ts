import { textAt, type JsonObject } from '../../arm/json.ts';
import { optionalObject, optionalText, propertiesOf, rootOf, type Place } from './place.ts';

/** What definitions, initiatives and assignments have in common. */
export interface Header {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly displayName: string | undefined;
  readonly description: string | undefined;
  readonly metadata: JsonObject;
  /** `Custom`, `BuiltIn` or `Static`; undefined when the document does not say. */
  readonly policyType: string | undefined;
  /**
   * The version of a definition or initiative: `properties.version`; without it a built-in's `metadata.version`, and 1.0.0 for a custom
   * one, as the service answers (ground-truth/errors.json). Undefined for a built-in that says none.
   */
  readonly version: string | undefined;
}

/** Reads the common part of a policy object and returns it with the place of its properties. Throws PolicyError. */
export function readHeader(document: unknown, what: string): readonly [Header, Place<JsonObject>] {
  const root = rootOf(document, what);
  const properties = propertiesOf(root);
  const metadata = optionalObject(properties, 'metadata').value;
  const policyType = optionalText(properties, 'policyType');
  const header = {
    name: optionalText(root, 'name'),
    id: optionalText(root, 'id'),
    displayName: optionalText(properties, 'displayName'),
    description: optionalText(properties, 'description'),
    metadata,
    policyType,
    version: optionalText(properties, 'version') ?? (isCustom({ policyType }) ? '1.0.0' : textAt(metadata, 'version')),
  };
  return [header, properties];
}

/** Whether the service holds a document to the limits for custom ones: Microsoft's own are past some of them. */
export function isCustom({ policyType }: Pick<Header, 'policyType'>): boolean {
  return !['builtin', 'static'].includes(policyType?.toLowerCase() ?? '');
}
