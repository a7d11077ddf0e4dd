import { apiVersions, at, isJsonObject, textAt, arrayAt } from './ground.js';
import { AzureError } from './arm-error.js';

/** A resource as it would be created, for Azure Policy to judge. */
                                       
                                                                                                                        
                         
                                                                  
                               
                         
                               
                                                                        
                             
 

/** What Azure Policy says of one policy and the resource that was asked about. */
                                   
                                
                                
                                                                                     
                                
                                                                               
                          
                                    
                           
                           
                                                       
 

/** One comparison of a rule, in Azure's words. */
                                      
                        
                              
                        
                            
                           
                             
                                                           
                          
 

/** Of an answer's lists no more is read than this: a subscription has at most 200 assignments, and each brings up to 1000 definitions. */
const most = { evaluations: 10_000, expressions: 50, characters: 2000 }         ;

/**
 * Asks Azure Policy what the assignments at and above a scope would say of a resource, also those with effect audit. Writes nothing.
 * The answer names policies that the resource does **not** comply with ("the result of a non-compliant policy evaluation"), and none
 * that it does; nor does it tell their parameters. Throws AzureError.
 * Source: Azure/azure-rest-api-specs, Microsoft.PolicyInsights/stable/2024-10-01/checkPolicyRestrictions.json. Needs the action
 * `Microsoft.PolicyInsights/checkPolicyRestrictions/read`, which Reader has (Microsoft Learn, "Azure permissions for Management and governance").
 */
async function checkPolicyRestrictions({ scope, content, apiVersion, parentId }                      , arm           )                                       {
  const path = `${scope}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`;
  const resourceDetails = { resourceContent: content, ...(apiVersion === undefined ? {} : { apiVersion }), ...(parentId === undefined ? {} : { scope: parentId }) };
  const { body, status } = await arm.send({ method: 'POST', path, apiVersion: apiVersions.policyRestrictions, body: { resourceDetails, includeAuditEffect: true } });
  // Silence is consent here: an answer that is none must not pass for one.
  const evaluations = at(body, 'contentEvaluationResult', 'policyEvaluations');
  if (!Array.isArray(evaluations)) throw new AzureError(`POST ${path} was answered without the evaluation of the content.`, { status, code: 'NoEvaluation' });
  if (evaluations.length > most.evaluations) throw new AzureError(`POST ${path} was answered with more than ${most.evaluations} evaluations.`, { status, code: 'TooManyEvaluations' });
  return evaluations.filter(isJsonObject).map(evaluationIn);
}

function evaluationIn(evaluation            )                   {
  const referenceId = textAt(evaluation, 'policyInfo', 'policyDefinitionReferenceId');
  const effect = textAt(evaluation, 'effectDetails', 'policyEffect');
  const reason = textAt(evaluation, 'evaluationDetails', 'reason');
  return {
    assignmentId: textAt(evaluation, 'policyInfo', 'policyAssignmentId') ?? '',
    definitionId: textAt(evaluation, 'policyInfo', 'policyDefinitionId') ?? '',
    ...(referenceId === undefined || referenceId === '' ? {} : { referenceId }),
    result: textAt(evaluation, 'evaluationResult') ?? '',
    ...(effect === undefined ? {} : { effect }),
    ...(reason === undefined ? {} : { reason: bounded(reason) }),
    expressions: arrayAt(evaluation, 'evaluationDetails', 'evaluatedExpressions').slice(0, most.expressions).filter(isJsonObject).map(expressionIn),
  };
}

/** Microsoft.PolicyInsights/stable/2024-10-01/policyStates.json, `ExpressionEvaluationDetails`. */
function expressionIn(details            )                      {
  const text = (name        )         => bounded(textAt(details, name) ?? '');
  return {
    kind: text('expressionKind'),
    expression: text('expression'),
    path: text('path'),
    operator: text('operator'),
    actual: at(details, 'expressionValue'),
    expected: at(details, 'targetValue'),
    result: text('result'),
  };
}

function bounded(text        )         {
  return text.slice(0, most.characters);
}

export { checkPolicyRestrictions };
