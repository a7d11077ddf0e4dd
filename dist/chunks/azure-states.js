import { apiVersions, at, sameId, textAt } from './ground.js';
import { isVersionOf } from './start.js';
import { AzureError } from './arm-error.js';
import { objectsIn, requireOrigin } from './arm-client.js';
import { readPolicyState, timeOf } from './policy-state.js';
import { kqlText, queryResourceGraph } from './resource-graph.js';
import { readResourceWrites, differenceFinding } from './drift.js';
import { verdictOrder } from './run.js';
import { ruleName } from './engine.js';

/** A resource has a state for each policy of each assignment above it; more pages than this are none of one resource. */
const maximumPages = 100;

/**
 * The latest states of one resource, of all policies. Answers follow `@odata.nextLink`, on the same host only. Throws AzureError.
 * Source: Microsoft Learn, "Policy States - List Query Results For Resource"; without `$from` Azure looks back one day, within which it
 * evaluates everything. Needs `Microsoft.PolicyInsights/policyStates/queryResults/read`, which Reader has.
 */
async function statesOfResource(id        , arm           )                                  {
  const path = `${id}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`;
  const states                = [];
  let answer = await arm.send({ method: 'POST', path, apiVersion: apiVersions.policyStates });
  for (let pages = 1; ; pages += 1) {
    for (const entry of objectsIn(at(answer.body, 'value'), `POST ${path}`)) {
      const state = readPolicyState(entry);
      // What a server says of other resources than the one it was asked about is not believed.
      if (state !== undefined && sameId(state.resourceId, id)) states.push(state);
    }
    const next = textAt(answer.body, '@odata.nextLink') ?? '';
    if (next === '') return states;
    if (pages >= maximumPages) throw new AzureError(`POST ${path} has more than ${maximumPages} pages.`, { status: 200, code: 'TooManyPages' });
    requireOrigin(next, new URL(arm.endpoint).origin);
    answer = await arm.send({ method: 'POST', path: next });
  }
}

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
                              
                                          
                                          
 

function ofPolicies({ definitions, initiatives }             )         {
  return [...definitions.map((name) => called('definitionId', name)), ...initiatives.map((name) => called('initiativeId', name))].join(' or ');
}

/** An id ends in the name, or in it and the version that an upgrade puts behind it (`aks-outbound-type-v2`). */
function called(column        , name        )         {
  return `${column} endswith ${kqlText(`/${name}`)} or ${column} contains ${kqlText(`/${name}-v`)}`;
}

/** The states of these policies that are anything but compliant. */
function statesThatObject(names             )         {
  return `${states} | where state !~ 'Compliant' and (${ofPolicies(names)}) | project ${columns} | order by id asc`;
}

/** The compliant states of these policies on some resources. */
function compliantStatesOf(names             , resourceIds                   )         {
  return `${states} | where resourceId in~ (${resourceIds.map(kqlText).join(', ')}) and state =~ 'Compliant' and (${ofPolicies(names)}) | project ${columns} | order by id asc`;
}

/** The resources that have been evaluated by these policies, a row each. */
function evaluatedResources(names             )         {
  return `${states} | where ${ofPolicies(names)} | summarize states = count() by resource = tolower(resourceId) | order by resource asc`;
}

/** The time of the newest of the states: Azure writes times so that they compare as texts. */
function newestState(names             )         {
  return `${states} | where ${ofPolicies(names)} | project id, timestamp = tostring(properties.timestamp) | order by timestamp desc, id asc | take 1`;
}

/** Azure Policy's own view of resources, as far as it could be read. */
                                   
                                                                                                           
                                          
                                                                                         
                                          
                                                                              
                       
                                                    
                                     
 

                                
                             
                                                                
                              
                                                                                                                              
                                          
 

/** A query names so many of each at most: its text stays well below what a request may hold. */
const most = { definitions: 50, resources: 100 }         ;

/**
 * The compliance states of a fleet by Resource Graph, in a few queries whose number grows with what is found, not with the fleet. What may
 * not be read, or fails, is a sentence: the states are beside the judgement, which does not depend on them. Throws UserError for names that
 * are none, CancelledError.
 */
async function readFleetStates({ scope, names, compliantOf }               , tools            )                            {
  const unseen = new Set        ();
  const states = new Map                     ();
  const evaluated = new Set        ();
  const times           = [];
  const attempt = attempting(unseen);
  const keep = async (query        )                => {
    for (const row of await queryResourceGraph(query, scope, tools)) {
      const state = readPolicyState(row);
      if (state !== undefined && isOf(names, state)) states.set(textAt(row, 'id') ?? String(states.size), state);
    }
  };
  for (const some of groupsOf(names)) {
    await attempt(async () => {
      await keep(statesThatObject(some));
      for (const ids of inGroups(unique(compliantOf), most.resources)) await keep(compliantStatesOf(some, ids));
      for (const row of await queryResourceGraph(evaluatedResources(some), scope, tools)) evaluated.add((textAt(row, 'resource') ?? '').toLowerCase());
      for (const row of await queryResourceGraph(newestState(some), scope, tools)) times.push(timeOf(textAt(row, 'timestamp')) ?? '');
    });
  }
  return { states: [...states.values()], evaluated, ...newest(times), unseen: [...unseen] };
}

/**
 * The compliance states of single resources, each asked for itself. What may not be read, or fails, is a sentence. Throws CancelledError.
 * @param names as in `FleetQuestion`
 */
async function readResourceStates(ids                   , names             , { arm }                         )                            {
  const unseen = new Set        ();
  const attempt = attempting(unseen);
  const states                = [];
  await Promise.all(unique(ids).map(async (id) => {
    await attempt(async () => {
      states.push(...(await statesOfResource(id, arm)).filter((state) => isOf(names, state)));
    });
  }));
  return {
    states,
    evaluated: new Set(states.map(({ resourceId }) => resourceId.toLowerCase())),
    ...newest(states.map((state) => state.at ?? '')),
    unseen: [...unseen],
  };
}

/** Runs a reading; a failure of Azure's is a sentence, and the rest goes on. */
function attempting(unseen             )                                               {
  return async (read) => {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof AzureError)) throw error;
      unseen.add(`The compliance states of Azure Policy could not be read: ${error.message}`);
    }
  };
}

function isOf({ definitions, initiatives }             , { definitionId, initiativeId }             )          {
  return definitions.some((name) => isVersionOf(lastOf$1(definitionId), name))
    || (initiativeId !== undefined && initiatives.some((name) => isVersionOf(lastOf$1(initiativeId), name)));
}

/** Each query with some of the definitions, and the last with the initiatives, of which there are few. */
function groupsOf({ definitions, initiatives }             )                         {
  const groups = inGroups(unique(definitions), most.definitions).map((some) => ({ definitions: some, initiatives: [] }));
  return initiatives.length === 0 ? groups : [...groups, { definitions: [], initiatives: unique(initiatives) }];
}

function newest(times                   )                           {
  const at = times.toSorted().at(-1) ?? '';
  return at === '' ? {} : { at };
}

function lastOf$1(id        )         {
  return id.split('/').at(-1) ?? '';
}

/** Ids and names compare without case. */
function unique(texts                   )                    {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
}

function inGroups      (items                 , size        )                               {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/**
 * What follows from the two answers about one resource and one policy.
 * - `same`: both object, neither does, or both excuse it
 * - `differs`: one of the two is wrong, or knows of something that the other does not: a finding
 * - `settled`: what is known here does not decide, and Azure, which sees all, says what it is
 * - `exemptHere`: Azure objects to what is exempt here; its exemption was never written to Azure
 * - `unclear`: Azure has no answer of its own (a conflict of assignments, a failed or missing evaluation)
 * - `aside`: nothing to learn
 */
                                                                                            

                                                

/** Azure has no answer: no disagreement, and never a consent. Only a rule that failed here as well is the same. */
const noAnswer      = { compliant: 'unclear', violation: 'unclear', undetermined: 'unclear', error: 'unclear', exempt: 'aside', notApplicable: 'aside' };

/** Azure's word, and what was found here. */
const agreements                                        = {
  // A rule that failed would deny a write: Azure, for which it holds, evaluated something else.
  compliant: { compliant: 'same', violation: 'differs', undetermined: 'settled', error: 'differs', exempt: 'aside', notApplicable: 'same' },
  nonCompliant: { compliant: 'differs', violation: 'same', undetermined: 'settled', error: 'same', exempt: 'exemptHere', notApplicable: 'differs' },
  // An exemption that only Azure knows excuses what is found here: whoever reads one of the two sees nothing of the other.
  exempt: { compliant: 'aside', violation: 'differs', undetermined: 'aside', error: 'differs', exempt: 'same', notApplicable: 'aside' },
  conflict: noAnswer,
  error: { ...noAnswer, error: 'same' },
  unknown: noAnswer,
  // `denyAction` keeps a resource from being deleted; it says nothing of what the resource is.
  protected: { compliant: 'aside', violation: 'aside', undetermined: 'aside', error: 'aside', exempt: 'aside', notApplicable: 'aside' },
};

/** Of several assignments' answers the one that counts: what objects, then what has no answer, then what excuses. */
const worstWord                            = ['nonCompliant', 'error', 'conflict', 'unknown', 'exempt', 'compliant', 'protected'];

/** What one has to know the last write of a resource for: a state from before it is about another resource than the one that was judged. */
const dependsOnTime                         = new Set(['differs', 'settled', 'exemptHere', 'unclear']);

/** Finds which of our rules a state of Azure's is about; undefined for a policy of somebody else. */
                                                                

/**
 * A state is about a rule when its definition has the rule's name, or that with a version behind it; or when it is about the member of an
 * initiative of ours that has the rule's reference id, whatever the definition is called there.
 */
function ownRules(policies                           )         {
  const rules = [...new Set(policies.map(({ definition }) => ruleName(definition)))];
  const members = policies.flatMap(({ definition, initiative, referenceId }) => (
    initiative === undefined || referenceId === undefined ? [] : [{ rule: ruleName(definition), initiative: initiative.name, referenceId: referenceId.toLowerCase() }]
  ));
  const known = new Map                            ();
  const find = ({ definitionId, initiativeId, referenceId }             )                     => {
    const exact = rules.find((rule) => rule.toLowerCase() === lastOf(definitionId).toLowerCase()) ?? rules.find((rule) => isVersionOf(lastOf(definitionId), rule));
    if (exact !== undefined || initiativeId === undefined || referenceId === undefined) return exact;
    return members.find((member) => member.referenceId === referenceId.toLowerCase() && isVersionOf(lastOf(initiativeId), member.initiative))?.rule;
  };
  return (state) => {
    const key = JSON.stringify([state.definitionId, state.initiativeId, state.referenceId]).toLowerCase();
    if (!known.has(key)) known.set(key, find(state));
    return known.get(key);
  };
}

/** The names that Azure's states are asked for by. */
function namesOf(policies                           )              {
  return {
    definitions: [...new Set(policies.map(({ definition }) => ruleName(definition)))],
    initiatives: [...new Set(policies.flatMap(({ initiative }) => initiative?.name ?? []))],
  };
}

function lastOf(id        )         {
  return id.split('/').at(-1) ?? '';
}

/** What a look at living resources came to. */
                          
                                                                                       
                                          
                                               
                                                                                                                            
                                        
 

/** One rule on one resource, with both answers. */
                               
                        
                                                        
                            
                             
                                           
                              
                                
                                                                     
                            
 

/**
 * Sets Azure's states beside what was found, for the rules that both have an answer of and on resources that were judged.
 * @param writtenAt when resources were last written by somebody, by lower-case id: ISO 8601 in UTC
 */
function compareStates(own         , azure                                  , writtenAt                             )                          {
  const ruleOf = ownRules(own.policies);
  const resources = new Map(own.resources.flatMap((resource) => (resource.id === undefined ? [] : [[resource.id.toLowerCase(), { ...resource, id: resource.id }]         ])));
  const findings = worstFindings(own.findings);
  const answers = new Map                                                                                                                          ();
  for (const state of azure.states) {
    const [rule, resource] = [ruleOf(state), resources.get(state.resourceId.toLowerCase())];
    if (rule === undefined || resource === undefined) continue;
    const key = keyOf(rule, resource.id);
    const answer = answers.get(key) ?? { rule, resource, states: [] };
    answers.set(key, answer);
    answer.states.push(state);
  }
  return [...answers].flatMap(([key, { rule, resource, states }]) => {
    const written = writtenAt.get(resource.id.toLowerCase());
    const isOld = ({ at }             )          => written !== undefined && at !== undefined && at < written;
    // An assignment that was evaluated since outweighs one that was not.
    const current = states.filter((state) => !isOld(state));
    const state = worst(current.length > 0 ? current : states);
    if (state === undefined) return [];
    const finding = findings.get(key);
    const verdict = finding?.verdict ?? 'compliant';
    const agreement = agreements[state.word][verdict];
    return [{ rule, resource, verdict, state, agreement, isStale: current.length === 0 && dependsOnTime.has(agreement), ...(finding === undefined ? {} : { finding }) }];
  });
}

/** Of several findings of one rule on one resource, which several assignments make, the worst. */
function worstFindings(findings                    )                               {
  const worstOf = new Map                 ();
  for (const finding of findings) {
    if (finding.resource.id === undefined) continue;
    const key = keyOf(finding.rule, finding.resource.id);
    const known = worstOf.get(key);
    if (known === undefined || verdictOrder.indexOf(finding.verdict) < verdictOrder.indexOf(known.verdict)) worstOf.set(key, finding);
  }
  return worstOf;
}

function worst(states                        )                          {
  return states.toSorted((left, right) => worstWord.indexOf(left.word) - worstWord.indexOf(right.word))[0];
}

function keyOf(rule        , id        )         {
  return JSON.stringify([rule, id]).toLowerCase();
}

/** Sentences about what is no finding: old answers, answers to what is undetermined here, exemptions that Azure lacks, no answers. */
function notesOf(compared                         , unevaluated                                                 )                    {
  const stale = compared.filter(({ isStale }) => isStale);
  const current = compared.filter(({ isStale }) => !isStale);
  const settled = current.filter(({ agreement }) => agreement === 'settled');
  const objecting = settled.filter(({ state }) => state.word === 'nonCompliant').length;
  const exempt = current.filter(({ agreement }) => agreement === 'exemptHere');
  const unclear = current.filter(({ agreement }) => agreement === 'unclear');
  const old = resourcesOf(stale);
  return [
    ...(old.length === 0 ? [] : [`Azure Policy looked at ${listed(old)} before ${old.length === 1 ? 'it was' : 'they were'} last written, so that its answer is not compared; it looks again within a day, or when it is asked to.`]),
    ...(settled.length === 0 ? [] : [`Of what is undetermined here Azure Policy calls ${objecting} non-compliant and ${settled.length - objecting} compliant.`]),
    ...(exempt.length === 0 ? [] : [`${count(exempt.length, 'finding')} exempt here ${exempt.length === 1 ? 'counts' : 'count'} as non-compliant in Azure Policy, which does not know the exemption; "assign" writes exemptions to Azure.`]),
    ...(unclear.length === 0 ? [] : [`Azure Policy has no answer in ${count(unclear.length, 'case')} (${words(unclear)}), on ${listed(resourcesOf(unclear))}.`]),
    ...(unevaluated.count === 0 ? [] : [`Azure Policy has no state of ${unevaluated.count} of ${count(unevaluated.of, 'resource')} with findings: none of these policies is assigned there, or it has not looked yet.`]),
  ];
}

function resourcesOf(compared                         )                    {
  return [...new Map(compared.map(({ resource }) => [resource.id.toLowerCase(), resource.name])).values()];
}

/** So many names are for a reader; the rest is counted. */
const shown = 3;

function listed(names                   )         {
  const some = names.slice(0, shown).map((name) => `\`${name}\``).join(', ');
  return names.length > shown ? `${some} and ${names.length - shown} more` : some;
}

/** "Conflict 2, Error 1". */
function words(compared                         )         {
  const counts = new Map                ();
  for (const { state } of compared) {
    const word = state.said === '' ? 'nothing' : state.said.slice(0, 40);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return Array.from(counts, ([word, number]) => `${word} ${number}`).slice(0, shown).join(', ');
}

function count(number        , noun        )         {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Azure's answers beside ours. */
                                    
                                                                  
                                        
                                    
                                    
 

/** What is asked: the states of whole scopes, or of single resources. */
                                                                                               

/** Azure is asked so far back for writes: what was written before its last daily evaluation is in its states. Milliseconds. */
const lookBack = 3 * 24 * 3_600_000;

/**
 * Asks Azure Policy what it says of what was judged, and reports where that is something else. A state from before the last write to the
 * resource is no disagreement. Azure failing or refusing is a note: the judgement stands without it. Throws CancelledError.
 */
async function askAzureStates(own         , place             , tools            )                             {
  const names = namesOf(own.policies);
  const found = foundBy(own).flatMap(({ resource }) => resource.id ?? []);
  const azure = 'ids' in place
    ? await readResourceStates(place.ids, names, tools)
    : await readFleetStates({ scope: place.scope, names, compliantOf: found }, tools);
  const told = toldTimes(own);
  const inQuestion = compareStates(own, azure, told).filter(({ agreement, isStale }) => dependsOnTime.has(agreement) && !isStale).map(({ resource }) => ({ id: resource.id }));
  const now = tools.clock.now();
  const { writes, notes } = await readResourceWrites({ resources: inQuestion, since: new Date(now - lookBack).toISOString(), until: new Date(now).toISOString() }, tools);
  const written = new Map([...told, ...Array.from(writes, ([id, { at }]) => [id, laterOf(at, told.get(id))]         )]);
  const compared = compareWithAzure(own, azure, written);
  return { ...compared, notes: [...compared.notes, ...notes] };
}

/**
 * The same without asking.
 * @param writtenAt when resources were last written, by lower-case id: ISO 8601 in UTC
 */
function compareWithAzure(own         , azure                  , writtenAt                             )                    {
  const compared = compareStates(own, azure, writtenAt);
  const differing = new Map                                           ();
  for (const one of compared) {
    if (one.agreement !== 'differs' || one.isStale) continue;
    const key = one.resource.id.toLowerCase();
    const known = differing.get(key);
    if (known === undefined) differing.set(key, [one]);
    else known.push(one);
  }
  const ids = own.resources.flatMap(({ id }) => id?.toLowerCase() ?? []);
  const found = new Set(foundBy(own).filter(({ verdict }) => verdict !== 'exempt').flatMap(({ resource }) => resource.id?.toLowerCase() ?? []));
  // What could not be read says nothing about what is there.
  const unevaluated = azure.unseen.length > 0 ? [] : [...found].filter((id) => !azure.evaluated.has(id));
  return {
    findings: [...differing.values()].map((rules) => differenceFinding(rules)),
    azure: { ...(azure.at === undefined ? {} : { at: azure.at }), compared: ids.filter((id) => azure.evaluated.has(id)).length, different: differing.size },
    notes: [...azure.unseen, ...notesOf(compared, { count: unevaluated.length, of: found.size })],
  };
}

/** What policies found; exposures have no states in Azure. */
function foundBy({ findings, policies }         )                     {
  const rules = new Set(namesOf(policies).definitions);
  return findings.filter(({ rule }) => rules.has(rule));
}

/** Services that tell when a resource was last written say it in `systemData`; AKS does not. */
function toldTimes({ resources }         )                              {
  return new Map(resources.flatMap(({ id, body }) => {
    const at = timeOf(textAt(body, 'systemData', 'lastModifiedAt'));
    return id === undefined || at === undefined ? [] : [[id.toLowerCase(), at]         ];
  }));
}

function laterOf(left        , right                    )         {
  return right === undefined || left > right ? left : right;
}

export { askAzureStates, compareWithAzure };
