import { apiVersions, policyAssignmentType, policySetDefinitionType } from '../../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import type { ArmClient } from '../../../azure/arm-client.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import { bindAssignment, parseAssignment, parseDefinition, parseExemption, parseInitiative, PolicyError, type AssignedPolicy, type Assignment, type Exemption, type Initiative, type PolicyDefinition } from '../../../policy/index.ts';
import { ruleName } from '../../../policy/judge/rule-facts.ts';
import { sideBySide } from '../../../sources/files/side-by-side.ts';

/** What of a check's policies is assigned in Azure. */
export interface Standing {
  /** As the assignments there bring them: with their definitions, their parameters, their mode. */
  readonly policies: readonly AssignedPolicy[];
  readonly exemptions: readonly Exemption[];
  /** Assignments that could not be read, in sentences. */
  readonly notes: readonly string[];
}

/** The names by which policies of a check are known again: of definitions, and of initiatives. Lower case. */
export interface KnownNames {
  readonly definitions: ReadonlySet<string>;
  readonly initiatives: ReadonlySet<string>;
}

export function namesOf(policies: readonly AssignedPolicy[]): KnownNames {
  return {
    definitions: new Set(policies.map(({ definition }) => ruleName(definition).toLowerCase())),
    initiatives: new Set(policies.flatMap(({ initiative }) => (initiative === undefined ? [] : [initiative.name.toLowerCase()]))),
  };
}

/** So many requests are under way at once. */
const abreast = 8;

/**
 * Reads what is assigned at a resource group and above it, as far as it brings definitions of these names, and the exemptions there.
 * Throws AzureError when the lists cannot be had. What a single assignment brings and cannot be had or read is a note.
 */
export async function readStanding(group: string, names: KnownNames, arm: ArmClient, signal: AbortSignal): Promise<Standing> {
  const [documents, exemptions] = await Promise.all([arm.list(`${group}/providers/${policyAssignmentType}`, apiVersions.policy), exemptionsAt(group, arm)]);
  const reader = policyReader(names, arm);
  const read = await sideBySide(documents, abreast, signal, async (document) => await assigned(document, reader));
  return {
    policies: read.flatMap((one) => (typeof one === 'string' ? [] : one)),
    exemptions,
    notes: read.filter((one) => typeof one === 'string'),
  };
}

/** What an assignment brings, or why that is not known, in a sentence. */
async function assigned(document: JsonObject, { initiative, definition, brings }: PolicyReader): Promise<readonly AssignedPolicy[] | string> {
  const name = (textAt(document, 'name') ?? '').slice(0, 200);
  try {
    const assignment = parseAssignment(document);
    if (!brings(assignment)) return [];
    const set = isInitiative(assignment.definitionId) ? await initiative(assignment.definitionId) : undefined;
    const members = set === undefined ? [assignment.definitionId] : set.members.map(({ definitionId }) => definitionId);
    if (members.length === 0) return [];
    const found = new Map(await Promise.all(members.map(async (id) => [id.toLowerCase(), await definition(id)] as const)));
    return bindAssignment(assignment, (id) => (set !== undefined && sameId(id, assignment.definitionId) ? set : found.get(id.toLowerCase())));
  } catch (error) {
    if (!(error instanceof PolicyError) && !(error instanceof AzureError && [403, 404].includes(error.status))) throw error;
    return `The assignment \`${name}\` in Azure is not compared: ${error.message.replace(/\.$/, '')}.`;
  }
}

interface PolicyReader {
  /** Whether an assignment may bring something that is looked for. */
  readonly brings: (assignment: Assignment) => boolean;
  /** The initiative with those of its members that are looked for. */
  readonly initiative: (id: string) => Promise<Initiative>;
  readonly definition: (id: string) => Promise<PolicyDefinition>;
}

/** Each document is read once, however many assignments bring it. */
function policyReader({ definitions, initiatives }: KnownNames, arm: ArmClient): PolicyReader {
  const read = async (id: string): Promise<JsonObject> => {
    const found = await arm.find(id, apiVersions.policy);
    if (found === undefined) throw new AzureError(`${id} is not there`, { status: 404, code: 'PolicyNotFound' });
    return found;
  };
  return {
    // Microsoft's own initiatives have hundreds of members, none of which is anybody's own.
    brings: ({ definitionId }) => (isInitiative(definitionId) ? initiatives.has(nameOf(definitionId)) || parseResourceId(definitionId)?.scope !== '' : definitions.has(nameOf(definitionId))),
    initiative: once(async (id) => {
      const set = parseInitiative(await read(id));
      return { ...set, members: set.members.filter(({ definitionId }) => definitions.has(nameOf(definitionId))) };
    }),
    definition: once(async (id) => parseDefinition(await read(id))),
  };
}

function nameOf(id: string): string {
  return (parseResourceId(id)?.name ?? '').toLowerCase();
}

function isInitiative(id: string): boolean {
  return parseResourceId(id)?.type.toLowerCase() === policySetDefinitionType.toLowerCase();
}

function once<Value>(read: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return async (id) => {
    const reading = known.get(id.toLowerCase()) ?? read(id);
    known.set(id.toLowerCase(), reading);
    return await reading;
  };
}

/** Those at the group, above it and below it; one that cannot be read covers nothing. */
async function exemptionsAt(group: string, arm: ArmClient): Promise<readonly Exemption[]> {
  try {
    const documents = await arm.list(`${group}/providers/Microsoft.Authorization/policyExemptions`, apiVersions.policyExemptions);
    return documents.flatMap((document) => {
      try {
        const exemption = parseExemption(document);
        // What is listed at the group and stands at a management group is above it; ids do not show that to the engine.
        return [parseScope(exemption.scope)?.kind === 'managementGroup' ? { ...exemption, scope: '' } : exemption];
      } catch (error) {
        if (error instanceof PolicyError) return [];
        throw error;
      }
    });
  } catch (error) {
    // Not every cloud knows exemptions.
    if (error instanceof AzureError && error.status === 404 && error.code !== 'ResourceGroupNotFound') return [];
    throw error;
  }
}
