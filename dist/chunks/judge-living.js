import { apiVersions, policyExemptionType, roleAssignmentType, policyAssignmentType, policySetDefinitionType, policyDefinitionType, arrayAt, textAt, formatResourceId, parseResourceId, Unknown, sameId, isJsonObject, managedClusterType } from './ground.js';
import { parseExemption, judge, PolicyError } from './engine.js';
import { isOwned } from './start.js';

/** What this project writes besides clusters, in the order of dependence: each may refer to those before it. */
const policyObjectKinds = ['definition', 'initiative', 'assignment', 'roleAssignment', 'exemption']         ;
                                                                  

/** An object as it should be: id and ARM body. */
                               
                                  
                      
                                    
                        
                            
 

                     
                        
                              
                          
                        
                                                                                                          
                               
 

const kindFacts                                                = {
  definition: { type: policyDefinitionType, apiVersion: apiVersions.policy, noun: 'policy definition', longestName: 64 },
  initiative: { type: policySetDefinitionType, apiVersion: apiVersions.policy, noun: 'initiative', longestName: 64 },
  assignment: { type: policyAssignmentType, apiVersion: apiVersions.policy, noun: 'assignment', longestName: 64 },
  roleAssignment: { type: roleAssignmentType, apiVersion: apiVersions.roleAssignments, noun: 'role assignment', longestName: 36 },
  exemption: { type: policyExemptionType, apiVersion: apiVersions.policyExemptions, noun: 'exemption', longestName: 64 },
};

const kindsByType = new Map(policyObjectKinds.map((kind) => [kindFacts[kind].type.toLowerCase(), kind]));

/** The kind of object that an id names, or undefined. */
function kindOf(id        )                               {
  return kindsByType.get(parseResourceId(id)?.type.toLowerCase() ?? '');
}

/** The id of an object of a kind at a scope. */
function objectId(kind                  , scope        , name        )         {
  return formatResourceId(scope, kindFacts[kind].type, name);
}

/** What an object lives under: a scope or a resource. */
function scopeOf(id        )         {
  return parseResourceId(id)?.scope ?? '';
}

/** The ids an initiative's members refer to. */
function memberIds(initiative            )                    {
  return arrayAt(initiative, 'properties', 'policyDefinitions').flatMap((entry) => textAt(entry, 'policyDefinitionId') ?? []);
}

/** What a policy says of a living resource. */
                         
                                
                                           
                            
                                                     
                          
 

/** Judges every resource by every policy, what is exempt as such. The cluster being deployed counts as it will be. */
function judgeAll(policies                           , exemptions                      , { resources, own, now }                                                    )                    {
  const others = resources.filter((document) => own?.id === undefined || !sameId(textAt(document, 'id') ?? '', own.id)).map(asResource);
  const utcNow = new Date(now).toISOString().replace('Z', '0000Z');
  return [...others, ...(own === undefined ? [] : [own])].flatMap((resource) =>
    judge(policies, resource, { utcNow, ...surroundings(resource) }, exemptions).map(({ policy, finding }) => ({
      assignmentId: policy.assignment?.id ?? '', referenceId: policy.referenceId, finding, isOwn: resource === own,
    })));
}

/** A living document as the engine takes it. */
function asResource(document            )           {
  const id = textAt(document, 'id') ?? '';
  const { type, fullName } = parseResourceId(id) ?? {};
  return { type: textAt(document, 'type') ?? type ?? managedClusterType, name: fullName ?? textAt(document, 'name') ?? '', body: document, ...(id === '' ? {} : { id }) };
}

/** What an id tells of the resource group and subscription around a resource. */
function surroundings({ id = '' }          )                                                                              {
  const { subscriptionId, resourceGroup } = parseResourceId(id) ?? {};
  if (subscriptionId === undefined) return {};
  const unread = new Unknown('it is not read here');
  return {
    subscription: { id: `/subscriptions/${subscriptionId}`, subscriptionId, displayName: unread, tenantId: unread },
    ...(resourceGroup === undefined ? {} : { resourceGroup: { id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`, name: resourceGroup, location: unread, tags: unread, managedBy: unread, properties: unread } }),
  };
}

/**
 * What lives and exempts from our assignments, under the ids that the library has for them: that of others, and our own that the library
 * does not speak of and that stays. @param goes what of ours is about to be taken away or rewritten
 */
function livingExemptions(living        , owner        , baseIds                             , goes                                                      )                       {
  return living.all('exemption').filter((document) => !isOwned(document, owner) || !goes(document, 'exemption')).flatMap((document) => {
    const base = baseIds.get(assignmentOf(document));
    return base === undefined ? [] : readable({ ...document, properties: { ...propertiesOf(document), policyAssignmentId: base } });
  });
}

/** One that cannot be read exempts nothing here. */
function readable(document            )                       {
  try {
    return [parseExemption(document)];
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

/** The lower-case id of the assignment that an exemption is of. */
function assignmentOf(exemption            )         {
  return (textAt(exemption, 'properties', 'policyAssignmentId') ?? '').toLowerCase();
}

/** An exemption of the library as the engine takes it. */
function asExemption({ kind, scope, name, body }              )            {
  return parseExemption({ ...body, name, id: objectId(kind, scope, name) });
}

/** From the ids under which assignments of ours live to the ids that the library has for them. */
function livingBaseIds(objects                         , living        , owner        )                              {
  return new Map(objects.filter(({ kind }) => kind === 'assignment').flatMap((object) =>
    living.variants(object.kind, object.scope, object.name, owner).map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), objectId('assignment', object.scope, object.name)]         )));
}

function isObjection({ verdict }         )          {
  return verdict === 'violation' || verdict === 'undetermined' || verdict === 'error';
}

/** Two assignments that bring one rule find the same. */
function distinct(findings                    )                     {
  const seen = new Map(findings.map((finding) => [JSON.stringify([finding.rule, finding.resource.id, finding.verdict, finding.effect, finding.message]), finding]));
  return Array.from(seen.values());
}

function propertiesOf(body            )             {
  return isJsonObject(body['properties']) ? body['properties'] : {};
}

export { asExemption, assignmentOf, distinct, isObjection, judgeAll, kindFacts, kindOf, livingBaseIds, livingExemptions, memberIds, objectId, policyObjectKinds, scopeOf, surroundings };
