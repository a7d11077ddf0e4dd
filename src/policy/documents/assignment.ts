import type { JsonObject } from '../../arm/json.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import { suggestion } from '../../language/near-miss.ts';
import { parseOverride, type Override } from '../assignment/overrides.ts';
import { parseSelectors, type Selector } from '../assignment/selectors.ts';
import { PolicyError } from '../error.ts';
import { optionalVersion } from './version.ts';
import { readHeader, type Header } from './header.ts';
import { find, members, objectOf, optionalElements, optionalObject, optionalText, required, requiredText, textOf, type Place } from './place.ts';

/** What an assignment tells whoever is stopped by it. */
export interface NonComplianceMessage {
  readonly message: string;
  /** The initiative member it is about; absent for the default message. */
  readonly referenceId?: string;
}

/** `Default` enforces; `DoNotEnforce` judges and records compliance only; `Enroll` enforces where resources are enrolled (preview). */
export type EnforcementMode = (typeof enforcementModes)[number];

const enforcementModes = ['Default', 'DoNotEnforce', 'Enroll'] as const;

/** A policy assignment as parsed. */
export interface Assignment extends Header {
  readonly kind: 'assignment';
  /** Id of the definition or initiative assigned. */
  readonly definitionId: string;
  /** Scope id; empty when the document does not say, which limits nothing. */
  readonly scope: string;
  readonly notScopes: readonly string[];
  readonly enforcementMode: EnforcementMode;
  /** Values by name, unwrapped from `{value}`. */
  readonly parameters: JsonObject;
  readonly nonComplianceMessages: readonly NonComplianceMessage[];
  /** In their order: the first that matches counts. */
  readonly overrides: readonly Override[];
  /** AND inside one, OR between several; empty for every resource of the scope. */
  readonly resourceSelectors: readonly (readonly Selector[])[];
  /** `1.*.*` or `1.2.*`; absent for the newest. */
  readonly definitionVersion?: string;
}

/** An assignment has at most so many overrides, and as many resource selectors (azure-policy-language.md §1.12). */
const mostOverrides = 10;
/** limits.md, "policy objects". */
const mostNotScopes = 400;

/** Reads an assignment from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
export function parseAssignment(document: unknown): Assignment {
  const [header, properties] = readHeader(document, 'A policy assignment');
  const definitionVersion = optionalVersion(properties);
  return {
    kind: 'assignment',
    ...header,
    definitionId: requiredText(properties, 'policyDefinitionId'),
    scope: withoutSlash(optionalText(properties, 'scope') ?? parseResourceId(header.id ?? '')?.scope ?? ''),
    notScopes: few(properties, 'notScopes', mostNotScopes).map((scope) => withoutSlash(textOf(scope, 'A member of `notScopes`'))),
    enforcementMode: enforcementMode(properties),
    parameters: Object.fromEntries(members(optionalObject(properties, 'parameters')).map(unwrap)),
    nonComplianceMessages: optionalElements(properties, 'nonComplianceMessages').map(parseMessage),
    overrides: few(properties, 'overrides', mostOverrides).map(parseOverride),
    resourceSelectors: few(properties, 'resourceSelectors', mostOverrides).map((place) => parseSelectors(objectOf(place, 'A resource selector'))),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

function few(properties: Place<JsonObject>, name: string, most: number): readonly Place[] {
  const places = optionalElements(properties, name);
  if (places.length > most) throw new PolicyError(`\`${name}\` has at most ${most} members; ${places.length} are written`, find(properties, name)?.pointer);
  return places;
}

function enforcementMode(properties: Place<JsonObject>): EnforcementMode {
  const written = optionalText(properties, 'enforcementMode') ?? 'Default';
  const mode = enforcementModes.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (mode !== undefined) return mode;
  const hint = suggestion(written, enforcementModes);
  throw new PolicyError(`\`${written}\` is no enforcement mode that is judged here${hint}`, find(properties, 'enforcementMode')?.pointer);
}

function unwrap([name, place]: readonly [string, Place]): readonly [string, unknown] {
  return [name, required(objectOf(place, `The parameter \`${name}\``), 'value').value];
}

function parseMessage(place: Place): NonComplianceMessage {
  const message = objectOf(place, 'A non-compliance message');
  const referenceId = optionalText(message, 'policyDefinitionReferenceId');
  return { message: requiredText(message, 'message'), ...(referenceId === undefined ? {} : { referenceId }) };
}

function withoutSlash(scope: string): string {
  return scope.replace(/\/+$/, '');
}
