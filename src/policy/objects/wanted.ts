import { policyAssignmentType, policyDefinitionType, policySetDefinitionType } from '../../arm/api-versions.ts';
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { formatResourceId } from '../../arm/resource-id.ts';
import { bundledDefinitions, bundledInitiative } from '../bundled.ts';
import { memberIds, stamp, type PolicyObject } from './plan.ts';

/** The initiative that is assigned, and the assignment's name: 24 characters at most, Azure's limit at a management group. */
export const initiativeName = 'aks-egress-isolation-core';
export const assignmentName = 'aks-egress-isolation';

/** How the initiative is to be assigned. */
export interface AssignmentWish {
  /** Scope id of the assignment. */
  readonly scope: string;
  /** Scope id of definitions and initiative. */
  readonly definitionScope: string;
  readonly parameters: JsonObject;
  readonly enforced: boolean;
}

/** Definitions, initiative and assignment as they should be, in the order of dependence. */
export function wantedObjects(wish: AssignmentWish): readonly PolicyObject[] {
  const { scope, definitionScope } = wish;
  const initiative = bundledInitiative(initiativeName, definitionScope);
  const initiativeId = formatResourceId(definitionScope, policySetDefinitionType, initiativeName);
  const needed = new Set(memberIds(initiative).map((id) => id.split('/').at(-1)));
  const definitions = bundledDefinitions.filter(({ name }) => needed.has(name));
  return [
    ...definitions.map(({ name, document }): PolicyObject => ({
      kind: 'definition', name, id: formatResourceId(definitionScope, policyDefinitionType, name), body: stamped(document),
    })),
    { kind: 'initiative', name: initiativeName, id: initiativeId, body: stamped(initiative) },
    { kind: 'assignment', name: assignmentName, id: formatResourceId(scope, policyAssignmentType, assignmentName), body: assignmentBody(wish, initiativeId, initiative) },
  ];
}

function assignmentBody({ parameters, enforced }: AssignmentWish, initiativeId: string, initiative: JsonObject): JsonObject {
  const messages = bundledDefinitions.flatMap(({ name, document }) => {
    const message = textAt(document, 'properties', 'metadata', 'nonComplianceMessage');
    const reference = referenceIdOf(initiative, name);
    return message === undefined || reference === undefined ? [] : [{ message, policyDefinitionReferenceId: reference }];
  });
  const general = textAt(initiative, 'properties', 'metadata', 'nonComplianceMessage') ?? 'This cluster must be network isolated.';
  return {
    properties: {
      displayName: textAt(initiative, 'properties', 'displayName') ?? initiativeName,
      description: textAt(initiative, 'properties', 'description') ?? '',
      policyDefinitionId: initiativeId,
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
      enforcementMode: enforced ? 'Default' : 'DoNotEnforce',
      nonComplianceMessages: [{ message: general }, ...messages],
      metadata: { managedBy: stamp },
    },
  };
}

function referenceIdOf(initiative: JsonObject, definition: string): string | undefined {
  const members = arrayAt(initiative, 'properties', 'policyDefinitions');
  const found = members.find((entry) => textAt(entry, 'policyDefinitionId')?.split('/').at(-1) === definition);
  return textAt(found, 'policyDefinitionReferenceId');
}

/** The document as it is sent: only `properties`, with our stamp in its metadata. */
function stamped(document: JsonObject): JsonObject {
  const properties = document['properties'];
  const own = isJsonObject(properties) ? properties : {};
  const metadata = own['metadata'];
  return { properties: { ...own, metadata: { ...(isJsonObject(metadata) ? metadata : {}), managedBy: stamp } } };
}
