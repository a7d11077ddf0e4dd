import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { bundledDefinitions, bundledInitiative } from '../../bundled.ts';
import type { WantedObject } from '../plan.ts';
import { objectId, memberIds } from '../policy-object.ts';

/** The initiative that is assigned where none is named. */
export const coreInitiative = 'aks-egress-isolation-core';

/** Names of the assignments of bundled initiatives: 24 characters at most, Azure's limit at a management group, with room for `-v2`. */
const assignmentNames: ReadonlyMap<string, string> = new Map([
  [coreInitiative, 'aks-egress-isolation'],
  ['aks-egress-isolation-registry', 'aks-egress-registry'],
  ['aks-egress-isolation-network', 'aks-egress-network'],
  ['aks-egress-isolation-posture', 'aks-egress-posture'],
]);

/** The name of the assignment of a bundled initiative. */
export function assignmentNameOf(initiative: string): string {
  return assignmentNames.get(initiative) ?? initiative;
}

/** How a bundled initiative is to be assigned. */
export interface BundledWish {
  readonly initiative: string;
  /** Scope id of the assignment. */
  readonly scope: string;
  /** Scope id of definitions and initiative. */
  readonly definitionScope: string;
  /** The initiative's parameters, plain by name; those that it does not declare are passed over. */
  readonly parameters: JsonObject;
  /** Adds members to the initiative: built-ins. */
  readonly extend?: (initiative: JsonObject) => JsonObject;
}

/** The definitions of a bundled initiative, the initiative and its assignment. */
export function bundledObjects({ initiative: name, scope, definitionScope, parameters, extend = (same) => same }: BundledWish): readonly WantedObject[] {
  const initiative = extend(bundledInitiative(name, definitionScope));
  const own = `${definitionScope}/`.toLowerCase();
  const needed = new Set(memberIds(initiative).filter((id) => id.toLowerCase().startsWith(own)).map((id) => id.split('/').at(-1)));
  const definitions = bundledDefinitions.filter((definition) => needed.has(definition.name));
  const source = 'bundled';
  return [
    ...definitions.map((definition): WantedObject => ({ kind: 'definition', scope: definitionScope, name: definition.name, body: propertiesOnly(definition.document), source })),
    { kind: 'initiative', scope: definitionScope, name, body: propertiesOnly(initiative), source },
    { kind: 'assignment', scope, name: assignmentNameOf(name), body: assignmentBody(initiative, objectId('initiative', definitionScope, name), parameters), source },
  ];
}

/** The body of an assignment of an initiative. It says nothing of enforcement: that is decided by looking. */
function assignmentBody(initiative: JsonObject, policyDefinitionId: string, parameters: JsonObject): JsonObject {
  const messages = bundledDefinitions.flatMap(({ name, document }) => {
    const message = textAt(document, 'properties', 'metadata', 'nonComplianceMessage');
    const reference = referenceIdOf(initiative, name);
    return message === undefined || reference === undefined ? [] : [{ message, policyDefinitionReferenceId: reference }];
  });
  const general = textAt(initiative, 'properties', 'metadata', 'nonComplianceMessage') ?? 'This cluster must be network isolated.';
  return {
    properties: {
      displayName: textAt(initiative, 'properties', 'displayName') ?? '',
      description: textAt(initiative, 'properties', 'description') ?? '',
      policyDefinitionId,
      parameters: valuesFor(initiative, parameters),
      nonComplianceMessages: [{ message: general }, ...messages],
    },
  };
}

/** Values of the parameters that a definition or initiative declares, in the form of an assignment. */
export function valuesFor(document: JsonObject, parameters: JsonObject): JsonObject {
  const declared = at(document, 'properties', 'parameters');
  const names = isJsonObject(declared) ? Object.keys(declared) : [];
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => {
    const own = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return own === undefined ? [] : [[own, { value }] as const];
  }));
}

function referenceIdOf(initiative: JsonObject, definition: string): string | undefined {
  const members = arrayAt(initiative, 'properties', 'policyDefinitions');
  const found = members.find((entry) => textAt(entry, 'policyDefinitionId')?.split('/').at(-1) === definition);
  return textAt(found, 'policyDefinitionReferenceId');
}

function propertiesOnly(document: JsonObject): JsonObject {
  return { properties: isJsonObject(document['properties']) ? document['properties'] : {} };
}
