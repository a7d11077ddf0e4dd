import { textAt } from './ground.js';

/**
 * What Azure Policy can say of a resource and a policy (Microsoft Learn, "Azure Policy compliance states"): `unknown` is also every word that
 * is none of these, as nothing that is not understood may pass for compliant.
 */
                                                                                                                      

/** What Azure Policy found when it last looked at a resource for one policy of one assignment. */
                              
                              
                                
                                
                                                                                                         
                                
                                 
                                
                                    
                        
                                                                                  
                       
 

const words                                      = new Map([
  ['compliant', 'compliant'],
  ['noncompliant', 'nonCompliant'],
  ['exempt', 'exempt'],
  ['conflict', 'conflict'],
  ['error', 'error'],
  ['protected', 'protected'],
]);

/** More of one text than this is no id and no word of Azure's. */
const longest = 2000;

/**
 * Reads the properties of a policy state, as Resource Graph's rows have them (`microsoft.policyinsights/policystates`) and as the members
 * of `queryResults` do: both have the same names. Undefined where it does not say which resource or policy it is about.
 * Source: Azure/azure-rest-api-specs, Microsoft.PolicyInsights/stable/2024-10-01, PolicyStates_QueryResourceScope.json.
 */
function readPolicyState(properties         )                          {
  const text = (name        )         => (textAt(properties, name) ?? '').slice(0, longest);
  const [resourceId, definitionId, said] = [text('resourceId'), text('policyDefinitionId'), text('complianceState')];
  if (!resourceId.startsWith('/') || definitionId === '') return undefined;
  const at = timeOf(text('timestamp'));
  return {
    resourceId,
    assignmentId: text('policyAssignmentId'),
    definitionId,
    ...(text('policyDefinitionReferenceId') === '' ? {} : { referenceId: text('policyDefinitionReferenceId') }),
    ...(text('policySetDefinitionId') === '' ? {} : { initiativeId: text('policySetDefinitionId') }),
    word: words.get(said.toLowerCase()) ?? 'unknown',
    said,
    ...(at === undefined ? {} : { at }),
  };
}

/** A time as Azure writes it, in the one form that compares as text; undefined for what is none. */
function timeOf(text                    )                     {
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

export { readPolicyState, timeOf };
