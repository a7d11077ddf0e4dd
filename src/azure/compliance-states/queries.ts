import { kqlText } from '../resource-graph.ts';

const states = "policyresources | where type =~ 'microsoft.policyinsights/policystates' | extend definitionId = tostring(properties.policyDefinitionId), state = tostring(properties.complianceState), resourceId = tostring(properties.resourceId), initiativeId = tostring(properties.policySetDefinitionId)";

/** What `readPolicyState` reads, and the `id` without which Resource Graph does not page. */
const columns = [
  'id',
  'resourceId',
  'policyAssignmentId = tostring(properties.policyAssignmentId)',
  'policyDefinitionId = definitionId',
  'policyDefinitionReferenceId = tostring(properties.policyDefinitionReferenceId)',
  'policySetDefinitionId = initiativeId',
  'complianceState = state',
  'timestamp = tostring(properties.timestamp)',
].join(', ');

/** Names as the library has them: of definitions, and of initiatives that bring definitions whatever those are called. At least one. */
export interface PolicyNames {
  readonly definitions: readonly string[];
  readonly initiatives: readonly string[];
}

function ofPolicies({ definitions, initiatives }: PolicyNames): string {
  return [...definitions.map((name) => called('definitionId', name)), ...initiatives.map((name) => called('initiativeId', name))].join(' or ');
}

/** An id ends in the name, or in it and the version that an upgrade puts behind it (`aks-outbound-type-v2`). */
function called(column: string, name: string): string {
  return `${column} endswith ${kqlText(`/${name}`)} or ${column} contains ${kqlText(`/${name}-v`)}`;
}

/** The states of these policies that are anything but compliant. */
export function statesThatObject(names: PolicyNames): string {
  return `${states} | where state !~ 'Compliant' and (${ofPolicies(names)}) | project ${columns} | order by id asc`;
}

/** The compliant states of these policies on some resources. */
export function compliantStatesOf(names: PolicyNames, resourceIds: readonly string[]): string {
  return `${states} | where resourceId in~ (${resourceIds.map(kqlText).join(', ')}) and state =~ 'Compliant' and (${ofPolicies(names)}) | project ${columns} | order by id asc`;
}

/** The resources that have been evaluated by these policies, a row each. */
export function evaluatedResources(names: PolicyNames): string {
  return `${states} | where ${ofPolicies(names)} | summarize states = count() by resource = tolower(resourceId) | order by resource asc`;
}

/** The time of the newest of the states: Azure writes times so that they compare as texts. */
export function newestState(names: PolicyNames): string {
  return `${states} | where ${ofPolicies(names)} | project id, timestamp = tostring(properties.timestamp) | order by timestamp desc, id asc | take 1`;
}
