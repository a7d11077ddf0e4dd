import { apiVersions, policyAssignmentType, policyDefinitionType, policyExemptionType, policySetDefinitionType, roleAssignmentType } from '../../arm/api-versions.ts';
import { arrayAt, textAt, type JsonObject } from '../../arm/json.ts';
import { formatResourceId, parseResourceId } from '../../arm/resource-id.ts';

/** What this project writes besides clusters, in the order of dependence: each may refer to those before it. */
export const policyObjectKinds = ['definition', 'initiative', 'assignment', 'roleAssignment', 'exemption'] as const;
export type PolicyObjectKind = (typeof policyObjectKinds)[number];

/** An object as it should be: id and ARM body. */
export interface PolicyObject {
  readonly kind: PolicyObjectKind;
  readonly id: string;
  /** The last segment of the id. */
  readonly name: string;
  readonly body: JsonObject;
}

interface KindFacts {
  readonly type: string;
  readonly apiVersion: string;
  /** In Azure's words. */
  readonly noun: string;
  /** Azure's limit of characters of a name (limits.md); an assignment at a management group has fewer. */
  readonly longestName: number;
}

export const kindFacts: Readonly<Record<PolicyObjectKind, KindFacts>> = {
  definition: { type: policyDefinitionType, apiVersion: apiVersions.policy, noun: 'policy definition', longestName: 64 },
  initiative: { type: policySetDefinitionType, apiVersion: apiVersions.policy, noun: 'initiative', longestName: 64 },
  assignment: { type: policyAssignmentType, apiVersion: apiVersions.policy, noun: 'assignment', longestName: 64 },
  roleAssignment: { type: roleAssignmentType, apiVersion: apiVersions.roleAssignments, noun: 'role assignment', longestName: 36 },
  exemption: { type: policyExemptionType, apiVersion: apiVersions.policyExemptions, noun: 'exemption', longestName: 64 },
};

const kindsByType = new Map(policyObjectKinds.map((kind) => [kindFacts[kind].type.toLowerCase(), kind]));

/** The kind of object that an id names, or undefined. */
export function kindOf(id: string): PolicyObjectKind | undefined {
  return kindsByType.get(parseResourceId(id)?.type.toLowerCase() ?? '');
}

/** The id of an object of a kind at a scope. */
export function objectId(kind: PolicyObjectKind, scope: string, name: string): string {
  return formatResourceId(scope, kindFacts[kind].type, name);
}

/** What an object lives under: a scope or a resource. */
export function scopeOf(id: string): string {
  return parseResourceId(id)?.scope ?? '';
}

/** The ids an initiative's members refer to. */
export function memberIds(initiative: JsonObject): readonly string[] {
  return arrayAt(initiative, 'properties', 'policyDefinitions').flatMap((entry) => textAt(entry, 'policyDefinitionId') ?? []);
}
