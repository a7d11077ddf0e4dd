import { policyAssignmentType, policyDefinitionType, policyExemptionType, policySetDefinitionType, apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import type { Scope } from '../../arm/scope.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { livingObjects, type Living } from '../../policy/objects/living.ts';
import { stampOf } from '../../policy/objects/stamp.ts';
import { UserError } from '../../run/errors.ts';
import type { Tools } from '../tools.ts';
import { definitionScopeFor, type AssignmentOptions } from './options.ts';

const exact = { $filter: 'atExactScope()' };

/**
 * Reads the policy objects that a run may change, and those that bear on them: definitions and initiatives at the definition scope,
 * assignments at, above and (but for management groups) below the scope, exemptions at and below it. Side by side where it can.
 * @param groupMayBeAbsent true where the run is about to make the resource group
 */
export async function observePolicies(options: Pick<AssignmentOptions, 'scope' | 'definitionScope' | 'owner'>, tools: Tools, groupMayBeAbsent = false): Promise<Living> {
  const { arm } = tools;
  const { scope } = options;
  const definitionScope = definitionScopeFor(options);
  const present = async (list: Promise<readonly JsonObject[]>): Promise<readonly JsonObject[]> => await list.catch((error: unknown) => ofAbsentGroup(error, scope, groupMayBeAbsent));
  const isWide = scope.kind === 'managementGroup';
  const [definitions, initiatives, [assignments, exemptions]] = await Promise.all([
    arm.list(`${definitionScope}/providers/${policyDefinitionType}`, apiVersions.policy, exact),
    arm.list(`${definitionScope}/providers/${policySetDefinitionType}`, apiVersions.policy, exact),
    isWide ? observeGroup(scope, options.owner, tools) : Promise.all([
      present(arm.list(`${scope.id}/providers/${policyAssignmentType}`, apiVersions.policy)),
      present(arm.list(`${scope.id}/providers/${policyExemptionType}`, apiVersions.policyExemptions)),
    ]),
  ]);
  return livingObjects([...definitions, ...initiatives, ...assignments, ...exemptions]);
}

/** A management group lists no exemptions of what is below it: Resource Graph does, by the assignments they are of. */
async function observeGroup(scope: Extract<Scope, { readonly kind: 'managementGroup' }>, owner: string, tools: Tools): Promise<readonly [readonly JsonObject[], readonly JsonObject[]]> {
  const assignments = await tools.arm.list(`${scope.id}/providers/${policyAssignmentType}`, apiVersions.policy, { $filter: 'atScope()' });
  const own = assignments.filter((document) => stampOf(document)?.owner === owner).flatMap((document) => textAt(document, 'id') ?? []);
  if (own.length === 0) return [assignments, []];
  const { kqlText, queryResourceGraph } = await import('../../azure/resource-graph.ts');
  const query = `policyresources | where type =~ 'microsoft.authorization/policyexemptions' | where properties.policyAssignmentId in~ (${own.map(kqlText).join(', ')}) | project id, name, type, properties | order by id asc`;
  return [assignments, await queryResourceGraph(query, { managementGroup: scope.managementGroup }, tools)];
}

function ofAbsentGroup(error: unknown, scope: Scope, mayBeAbsent: boolean): readonly JsonObject[] {
  if (!(error instanceof AzureError && error.code === 'ResourceGroupNotFound')) throw error;
  if (mayBeAbsent) return [];
  throw new UserError(`There is no resource group ${scope.id} to assign policies at; nothing was written.`, { cause: error });
}
