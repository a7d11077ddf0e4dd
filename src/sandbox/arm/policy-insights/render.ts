import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../arm/json.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { PolicyStateRecord } from './policy-states.ts';

/** The weights of Microsoft's sample queries of Resource Graph. */
const weights: Readonly<Record<PolicyStateRecord['word'], number>> = { NonCompliant: 300, Compliant: 200, Exempt: 50, Error: 0, Unknown: 0 };

/** The properties of a state that Resource Graph and `queryResults` have alike (PolicyStates_QueryResourceScope.json of Azure/azure-rest-api-specs). */
export const stateProperties = once(propertiesOf);

function propertiesOf({ resourceId, resourceType, location, assignment, definition, member, effect, word, at }: PolicyStateRecord): JsonObject {
  return {
    timestamp: new Date(at).toISOString().replace('Z', '0000Z'),
    resourceId,
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    policyAssignmentScope: assignment.scope,
    policyAssignmentParameters: '{}',
    policyDefinitionId: definition.id,
    policyDefinitionName: definition.name,
    policyDefinitionAction: effect,
    policyDefinitionReferenceId: member?.referenceId ?? '',
    policySetDefinitionId: member?.initiativeId ?? '',
    policySetDefinitionName: member?.initiativeName ?? '',
    policyDefinitionGroupNames: [''],
    resourceType: `/${resourceType}`,
    resourceLocation: location,
    resourceGroup: segmentAfter(resourceId, 'resourceGroups') ?? '',
    subscriptionId: segmentAfter(resourceId, 'subscriptions') ?? '',
    complianceState: word,
  };
}

/** A state as `queryResults` has it. */
export function queryResult(record: PolicyStateRecord, context: string, hierarchy: Hierarchy): JsonObject {
  const ancestors = hierarchy.ancestorsOf(segmentAfter(record.resourceId, 'subscriptions') ?? '').map(({ name }) => name);
  return { '@odata.id': null, '@odata.context': `${context}/$entity`, ...stateProperties(record), isCompliant: record.word === 'Compliant', managementGroupIds: ancestors.join(','), effectiveParameters: null };
}

export const policyStateType = 'Microsoft.PolicyInsights/policyStates';

/** The facts of a state as a row of Resource Graph's `policyresources`; its name is made of what it is about. */
export const stateFacts = once(({ resourceId, assignment, definition, member }) => {
  const name = createHash('sha256').update([resourceId, assignment.id, definition.id, member?.referenceId ?? ''].join('\n').toLowerCase()).digest('hex').slice(0, 40);
  return { id: `${resourceId}/providers/${policyStateType}/${name}`, name, type: policyStateType };
});

/** Such a row. */
export function stateDocument(record: PolicyStateRecord): JsonObject {
  return {
    properties: { ...stateProperties(record), stateWeight: weights[record.word], isDeleted: false },
  };
}

/** `summarize`: per assignment and over all (PolicyStates_SummarizeResourceScope.json), without groups of policies. */
export function summary(records: readonly PolicyStateRecord[], context: string, queryResultsUri: string): JsonObject {
  const assignments = [...new Map(records.map((record) => [record.assignment.id.toLowerCase(), record.assignment.id])).values()];
  const entry = {
    '@odata.id': null,
    '@odata.context': `${context}/$entity`,
    results: resultsOf(records, queryResultsUri),
    policyAssignments: assignments.map((id) => {
      const own = records.filter(({ assignment }) => assignment.id === id);
      const definitions = [...new Map(own.map((record) => [`${record.definition.id}\n${record.member?.referenceId ?? ''}`, record])).values()];
      return {
        policyAssignmentId: id,
        policySetDefinitionId: own[0]?.member?.initiativeId ?? '',
        results: resultsOf(own, queryResultsUri),
        policyDefinitions: definitions.map(({ definition, member, effect }) => ({
          policyDefinitionId: definition.id,
          policyDefinitionReferenceId: member?.referenceId ?? '',
          effect,
          results: resultsOf(own.filter((record) => record.definition.id === definition.id && record.member?.referenceId === member?.referenceId), queryResultsUri),
        })),
      };
    }),
  };
  return { '@odata.context': context, '@odata.count': 1, value: [entry] };
}

function resultsOf(records: readonly PolicyStateRecord[], queryResultsUri: string): JsonObject {
  const objecting = records.filter(({ word }) => word === 'NonCompliant');
  return {
    queryResultsUri,
    nonCompliantResources: new Set(objecting.map(({ resourceId }) => resourceId.toLowerCase())).size,
    nonCompliantPolicies: new Set(objecting.map(({ definition, member }) => `${definition.id}\n${member?.referenceId ?? ''}`)).size,
    resourceDetails: countsOf(records, ({ resourceId }) => resourceId.toLowerCase()),
    policyDetails: countsOf(records, ({ definition, member }) => `${definition.id}\n${member?.referenceId ?? ''}`),
  };
}

/** How many things there are whose worst state is each. */
function countsOf(records: readonly PolicyStateRecord[], keyOf: (record: PolicyStateRecord) => string): readonly JsonObject[] {
  const worst = new Map<string, PolicyStateRecord['word']>();
  for (const record of records) {
    const known = worst.get(keyOf(record));
    if (known === undefined || weights[record.word] > weights[known]) worst.set(keyOf(record), record.word);
  }
  const counts = new Map<string, number>();
  for (const word of worst.values()) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return Array.from(counts, ([complianceState, count]) => ({ complianceState, count }));
}

/** States are never changed in place, and asked for again and again. */
function once<Made extends object>(make: (record: PolicyStateRecord) => Made): (record: PolicyStateRecord) => Made {
  const known = new WeakMap<PolicyStateRecord, Made>();
  return (record) => {
    const made = known.get(record) ?? make(record);
    known.set(record, made);
    return made;
  };
}
