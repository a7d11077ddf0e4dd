import { isJsonObject, textAt, arrayAt, at, member, sameId, UserError, parseResourceId } from './ground.js';
import { bundledInitiative, bundledDefinitions, bindAssignment, parseAssignment, bundledDefinition, parseInitiative, parseDefinition, PolicyError, bundledPolicies, judge } from './engine.js';
import { memberIds, objectId, judgeAll, kindOf, livingBaseIds, asExemption, livingExemptions, distinct, isObjection, assignmentOf } from './judge-living.js';
import { graceFor, rolesNeeded, graceNotes, needsIdentity, effectOf, planPolicyObjects, isGrace } from './observe.js';
import { stampOf } from './start.js';
import { shortHash } from './failure2.js';

/** The initiative that is assigned where none is named. */
const coreInitiative = 'aks-egress-isolation-core';

/** Names of the assignments of bundled initiatives: 24 characters at most, Azure's limit at a management group, with room for `-v2`. */
const assignmentNames                              = new Map([
  [coreInitiative, 'aks-egress-isolation'],
  ['aks-egress-isolation-registry', 'aks-egress-registry'],
  ['aks-egress-isolation-network', 'aks-egress-network'],
  ['aks-egress-isolation-posture', 'aks-egress-posture'],
]);

/** The name of the assignment of a bundled initiative. */
function assignmentNameOf(initiative        )         {
  return assignmentNames.get(initiative) ?? initiative;
}

/** How a bundled initiative is to be assigned. */
                              
                              
                                    
                         
                                                
                                   
                                                                                                    
                                  
                                                   
                                                           
 

/** The definitions of a bundled initiative, the initiative and its assignment. */
function bundledObjects({ initiative: name, scope, definitionScope, parameters, extend = (same) => same }             )                          {
  const initiative = extend(bundledInitiative(name, definitionScope));
  const own = `${definitionScope}/`.toLowerCase();
  const needed = new Set(memberIds(initiative).filter((id) => id.toLowerCase().startsWith(own)).map((id) => id.split('/').at(-1)));
  const definitions = bundledDefinitions.filter((definition) => needed.has(definition.name));
  const source = 'bundled';
  return [
    ...definitions.map((definition)               => ({ kind: 'definition', scope: definitionScope, name: definition.name, body: propertiesOnly(definition.document), source })),
    { kind: 'initiative', scope: definitionScope, name, body: propertiesOnly(initiative), source },
    { kind: 'assignment', scope, name: assignmentNameOf(name), body: assignmentBody(initiative, objectId('initiative', definitionScope, name), parameters), source },
  ];
}

/** The body of an assignment of an initiative. It says nothing of enforcement: that is decided by looking. */
function assignmentBody(initiative            , policyDefinitionId        , parameters            )             {
  const messages = bundledDefinitions.flatMap(({ name, document }) => {
    const message = textAt(document, 'properties', 'metadata', 'nonComplianceMessage');
    const reference = referenceIdOf(initiative, name);
    return message === undefined || reference === undefined ? [] : [{ message, policyDefinitionReferenceId: reference }];
  });
  const general = textAt(initiative, 'properties', 'metadata', 'nonComplianceMessage') ?? 'This cluster must be network isolated.';
  return {
    properties: {
      displayName: textAt(initiative, 'properties', 'displayName') ?? '',
      description: textAt(initiative, 'properties', 'description') ?? '',
      policyDefinitionId,
      parameters: valuesFor(initiative, parameters),
      nonComplianceMessages: [{ message: general }, ...messages],
    },
  };
}

/** Values of the parameters that a definition or initiative declares, in the form of an assignment. */
function valuesFor(document            , parameters            )             {
  const declared = at(document, 'properties', 'parameters');
  const names = isJsonObject(declared) ? Object.keys(declared) : [];
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => {
    const own = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return own === undefined ? [] : [[own, { value }]         ];
  }));
}

function referenceIdOf(initiative            , definition        )                     {
  const members = arrayAt(initiative, 'properties', 'policyDefinitions');
  const found = members.find((entry) => textAt(entry, 'policyDefinitionId')?.split('/').at(-1) === definition);
  return textAt(found, 'policyDefinitionReferenceId');
}

function propertiesOnly(document            )             {
  return { properties: isJsonObject(document['properties']) ? document['properties'] : {} };
}

/**
 * What the assignments among objects bring, ready for `judge`: exactly what Azure will judge by once they are written.
 * @param others definitions and initiatives that the objects refer to and that are not among them, by lower-case id
 * Throws PolicyError when something cannot be read or a parameter does not fit.
 */
function bindObjects(objects                         , others                                  = new Map())                            {
  const own = new Map(objects.map((object) => [objectId(object.kind, object.scope, object.name).toLowerCase(), object]));
  const read = new Map                                                   ();
  const lookup = (id        )                                            => {
    const key = id.toLowerCase();
    if (!read.has(key)) read.set(key, readObject(id, own.get(key), others.get(key)));
    return read.get(key);
  };
  return objects.filter(({ kind }) => kind === 'assignment').flatMap(({ scope, name, body }) =>
    bindAssignment(parseAssignment({ ...body, name, id: objectId('assignment', scope, name) }), lookup));
}

function readObject(id        , own                          , other                        )                                            {
  if (own?.kind === 'definition' && own.source === 'bundled') return bundledDefinition(id);
  const document = own === undefined ? other : { ...own.body, name: own.name, id };
  if (document === undefined) return undefined;
  return /\/policySetDefinitions\/[^/]+$/i.test(id) ? parseInitiative(document) : parseDefinition(document);
}

/** True when Azure would refuse the resource's next update, as far as can be told: what is undetermined might be refused. */
function wouldBeRefused(finding         )          {
  if (finding.verdict === 'error') return true;
  return finding.effect === 'deny' && (finding.verdict === 'violation' || finding.verdict === 'undetermined');
}

                                  
                        
                                                  
                                                                                  
                         
                                                                                      
                                      
 

/** So many resources are named in a note. */
const mostNamed = 20;

/**
 * Whether the assignment is to refuse or only to report, and what the reader must know about it. Enforced only when nobody would be
 * locked out, everything having been looked at; what is enforced already stays so.
 * @param lockedOut findings with which Azure would refuse a resource's next update
 * @param living the living assignment's `enforcementMode`; undefined when there is none
 */
function decideEnforcement(
  { scope, enforcement, what = 'The policies', unseen = [] }                 , lockedOut                    , living                    ,
)                                                                    {
  const [are, stay, they] = what === 'The policies' ? ['are', 'stay', 'they'] : ['is', 'stays', 'it'];
  const names = [...new Set(lockedOut.map((finding) => finding.resource.name))];
  const listed = names.length <= mostNamed ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;
  const blocked = names.length === 0 ? '' : `${listed} (${[...new Set(lockedOut.map((finding) => finding.rule))].join(', ')})`;
  if (living?.toLowerCase() === 'default') {
    const asked = enforcement === 'do-not-enforce' ? [`${what} ${are} enforced at ${scope.id} already and ${stay} so: this tool loosens nothing. Change the assignment in Azure if you mean it.`] : [];
    const warning = blocked === '' ? [] : [`${what} ${are} enforced at ${scope.id} already; ${they} refuse${they === 'it' ? 's' : ''} every update of ${blocked}.`];
    return { enforced: true, notes: [...asked, ...warning] };
  }
  if (enforcement === 'do-not-enforce') return { enforced: false, notes: [`${what} ${are} assigned without enforcement, as asked for: violations are reported and nothing is refused.`] };
  if (blocked !== '') {
    return { enforced: false, notes: [`${what} ${are} assigned without enforcement, because ${they} would refuse every update of ${blocked}. Isolate what is named and run again, or give it time with "exempt-for-days".`] };
  }
  if (unseen.length > 0) {
    return { enforced: false, notes: [`${what} ${are} assigned without enforcement, as not everything could be looked at that might be refused: ${unseen.join('; ')}.`] };
  }
  return { enforced: true, notes: [] };
}

/** From what does nothing to what refuses; what changes or deploys something lies between. */
const effectRank = (effect         )         => {
  const name = typeof effect === 'string' ? effect.toLowerCase() : '';
  return name === 'disabled' ? 0 : name === 'manual' || name.startsWith('audit') ? 1 : name === 'deny' || name === 'denyaction' ? 3 : 2;
};

/**
 * What new parameters would loosen on a living assignment: a weaker effect, more that is allowed or left out, less that is refused.
 * Parameters that are not given have the initiative's defaults, on both sides; their names say what they are about (`allowed…`).
 * @param declared the initiative that is assigned
 * @param wanted values in the form of an assignment: `{name: {value}}`
 */
function loosenings(living                        , wanted            , declared            )                    {
  const parameters = at(declared, 'properties', 'parameters');
  if (living === undefined || !isJsonObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, declaration]) => {
    const before = at(living, 'properties', 'parameters', name, 'value') ?? member(declaration, 'defaultValue');
    const after = at(wanted, name, 'value') ?? member(declaration, 'defaultValue');
    const isWeaker = /^effect$|Effect$/.test(name) && effectRank(after) < effectRank(before);
    if (isWeaker || (/^allow[A-Z]/.test(name) && before === false && after === true)) return [`${name}: ${String(before)} → ${String(after)}`];
    const [added, lost] = [beyond(after, before), beyond(before, after)].map((entries) => entries.map(String).join(', '));
    if (name.startsWith('allowed') && added !== '') return [`${name} also allows ${added}`];
    if (name.startsWith('excluded') && added !== '') return [`${name} also leaves out ${added}`];
    return name.startsWith('refused') && lost !== '' ? [`${name} refuses ${lost} no more`] : [];
  });
}

/** The entries of a list that another does not have; none where either is no list. */
function beyond(list         , other         )                     {
  if (!Array.isArray(list) || !Array.isArray(other)) return [];
  const known = new Set         (other);
  return list.filter((entry) => !known.has(entry));
}

/** The mode that an assignment lives with. */
function livingMode(document                        )                     {
  return document === undefined ? undefined : textAt(document, 'properties', 'enforcementMode') ?? 'Default';
}

/** What becomes of one assignment of the library. */
                         
                               
                                
                                                                              
                                
                                                             
                                          
                                    
                                                             
 

/** Decides what an assignment is to be, by what lives of it and what it would lock out. */
function outlook(object              , options                   , input                 , policies                           , judged                   )         {
  const base = objectId('assignment', object.scope, object.name);
  const brought = policies.filter(({ assignment }) => sameId(assignment?.id ?? '', base));
  const own = input.living.variants(object.kind, object.scope, object.name, options.owner);
  const mode = own.map(livingMode).find((each) => each?.toLowerCase() === 'default') ?? livingMode(own[0]);
  const isEnforced = mode?.toLowerCase() === 'default';
  const refusing = judged.filter((one) => sameId(one.assignmentId, base) && wouldBeRefused(one.finding));
  const isAlone = input.objects.filter(({ kind }) => kind === 'assignment').length === 1;
  const mayEnforce = textAt(object.body, 'properties', 'enforcementMode')?.toLowerCase() !== 'donotenforce';
  // What an enforced assignment refuses already has had its time; what only the new policies would refuse has not.
  const fresh = isEnforced ? notRefusedYet(refusing, own, input) : refusing;
  const grace = graceFor({ base, own, refusing, fresh, days: input.graceDays }, input);
  const isGraced = ({ finding }        )          => grace.some(({ scope }) => sameId(scope, finding.resource.id ?? ''));
  const lockedOut = refusing.filter((one) => !isGraced(one));
  const newlyLockedOut = isEnforced ? fresh.filter((one) => !isGraced(one)).map(({ finding }) => finding) : [];
  const { enforced, notes } = decideEnforcement(
    { scope: options.scope, enforcement: mayEnforce ? options.enforcement : 'do-not-enforce', ...(isAlone ? {} : { what: object.name }), unseen: unseenFor(brought, input) },
    lockedOut.map(({ finding }) => finding), mode,
  );
  const declared = declarationOf(object, input);
  const values = propertiesOf(object.body)['parameters'];
  const looser = isEnforced && enforced && declared !== undefined && object.source === 'bundled' ? [...new Set(own.flatMap((document) => loosenings(document, isJsonObject(values) ? values : {}, declared)))] : [];
  // What only records may leave more out: nothing gets through by it that did not before.
  const loosened = strongest(brought) === 'deny' ? looser : looser.filter((line) => /^\w*effect: /i.test(line));
  const roles = rolesNeeded(brought);
  return {
    object,
    wanted: { ...object, body: { ...(needsIdentity(brought) ? identityFor(object, own, input.location) : {}), ...object.body, properties: { ...propertiesOf(object.body), enforcementMode: enforced ? 'Default' : 'DoNotEnforce' } } },
    grace,
    notes: [...notes, ...graceNotes(object, grace, input.graceDays)],
    of: { name: object.name, scope: object.scope, enforced, wasEnforced: isEnforced, effect: strongest(brought), loosened, roles, lockedOut: lockedOut.map(({ finding }) => finding), newlyLockedOut },
  };
}

/** Those of the findings that the policies as they live do not have: what new rules, or changed ones, would add to a Deny that is in force. */
function notRefusedYet(refusing                   , own                       , input                 )                    {
  if (refusing.length === 0) return [];
  const ids = new Set(refusing.flatMap(({ finding }) => finding.resource.id?.toLowerCase() ?? []));
  const resources = input.resources.filter((document) => ids.has((textAt(document, 'id') ?? '').toLowerCase()));
  const living = livingPolicies(own.filter((document) => livingMode(document)?.toLowerCase() === 'default'), input);
  const before = new Set(judgeAll(living, [], { resources, now: input.now, ...(input.own === undefined ? {} : { own: input.own }) }).filter(({ finding }) => wouldBeRefused(finding)).map(keyOf));
  return refusing.filter((one) => !before.has(keyOf(one)));
}

function keyOf({ finding: { resource }, referenceId }        )         {
  return `${resource.id ?? resource.name} ${referenceId ?? ''}`.toLowerCase();
}

/** What living assignments bring as they stand in Azure; nothing where that cannot be read. */
function livingPolicies(assignments                       , { living, others }                 )                            {
  try {
    return assignments.flatMap((document) => bindAssignment(parseAssignment(document), (id) => {
      const found = living.find(id) ?? others.get(id.toLowerCase());
      if (found === undefined) return undefined;
      return kindOf(id) === 'initiative' ? parseInitiative(found) : parseDefinition(found);
    }));
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

/** What acts needs an identity; one that people gave the assignment stays. */
function identityFor({ name }              , own                       , location                    )             {
  if (own.some((document) => (textAt(document, 'identity', 'type') ?? 'None').toLowerCase() !== 'none')) return {};
  if (location === undefined) throw new UserError(`The assignment ${name} brings policies that can act, for which Azure wants an identity in a region: give "location".`);
  return { identity: { type: 'SystemAssigned' }, location };
}

function declarationOf(object              , { objects, others }                 )                         {
  const target = (textAt(object.body, 'properties', 'policyDefinitionId') ?? '').toLowerCase();
  return objects.find(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase() === target)?.body ?? others.get(target);
}

function unseenFor(brought                           , { unseen }                 )                    {
  const denying = brought.filter((policy) => effectOf(policy)?.toLowerCase() === 'deny');
  return unseen.filter(({ type }) => denying.some(({ definition }) => definition.types?.has(type.toLowerCase()) !== false)).map(({ type, why }) => `${type} (${why})`);
}

const effectOrder = ['deny', 'denyaction', 'modify', 'append', 'deployifnotexists', 'audit', 'auditifnotexists', 'manual', 'disabled'];

function strongest(brought                           )         {
  const effects = new Set(brought.map((policy) => effectOf(policy)?.toLowerCase() ?? ''));
  return effectOrder.find((effect) => effects.has(effect)) ?? 'audit';
}

function propertiesOf(body            )             {
  return isJsonObject(body['properties']) ? body['properties'] : {};
}

/** Plans what to write. Throws UserError when the library cannot be assigned as it is. */
function planAssignment(options                   , input                 )                 {
  const { living, isSurplus = () => false, prune = false } = input;
  const policies = boundPolicies(input.objects, input.others);
  const baseIds = livingBaseIds(input.objects, living, options.owner);
  /** What ends by itself: exemptions of these assignments that are over, and time that nobody needs any more. Those of other assignments are others' affair. */
  const ends = (document            , kind                      )          =>
    kind === 'exemption' && baseIds.has(assignmentOf(document)) && (isOver(document, input.now) || isGrace(document));
  const goes = (document            , kind                      )          => ends(document, kind) || (prune && isSurplus(document, kind));
  const wanted = input.objects.filter(({ kind }) => kind === 'exemption');
  const spokenOf = new Set(wanted.map(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase()));
  const exemptions = [...wanted.map(asExemption), ...livingExemptions(living, options.owner, baseIds, (document, kind) => goes(document, kind) || spokenOf.has((textAt(document, 'id') ?? '').toLowerCase()))];
  const judged = judgeAll(policies, exemptions, input);
  const outlooks = input.objects.filter(({ kind }) => kind === 'assignment').map((object) => outlook(object, options, input, policies, judged));
  const objects = input.objects.map((object) => outlooks.find((one) => one.object === object)?.wanted ?? object);
  const grace = outlooks.flatMap((one) => one.grace);
  const plan = planPolicyObjects({
    wanted: [...objects, ...grace], living, owner: options.owner, version: input.version, hash: shortHash,
    prunes: goes, isSurplus,
    ...(input.refused === undefined ? {} : { refused: input.refused }),
  });
  const other = judged.filter(({ isOwn }) => !isOwn).map(({ finding }) => finding);
  return {
    policies: plan,
    assignments: outlooks.map(({ object, of }) => {
      const id = livesAt(plan, object);
      return { ...of, id, principalId: textAt(living.find(id), 'identity', 'principalId') };
    }),
    others: distinct(other.filter(isObjection)),
    judged: other,
    notes: [...outlooks.flatMap(({ notes }) => notes), ...plan.used, ...leftNotes(plan)],
  };
}

/** What the assignments of a library bring. Throws UserError when it cannot be assigned as it is. */
function boundPolicies(objects                         , others                                 )                            {
  try {
    return bindObjects(objects, others);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UserError(`The policies cannot be assigned as they are: ${error.message}${error.pointer === '' ? '' : ` (at ${error.pointer})`}. "parameters" gives values to initiatives.`, { cause: error });
  }
}

function livesAt(plan            , object              )         {
  const own = plan.steps.find(({ object: step }) => step.kind === 'assignment' && (stampOf(step.body)?.of ?? '').toLowerCase() === object.name.toLowerCase() && sameId(parseResourceId(step.id)?.scope ?? '', object.scope));
  return own?.object.id ?? objectId('assignment', object.scope, object.name);
}

/** An exemption that has ended exempts nothing any more, and only hides that it does not. */
function isOver(document            , now        )          {
  const end = textAt(document, 'properties', 'expiresOn');
  return end !== undefined && Date.parse(end) <= now;
}

function leftNotes({ left }            )                    {
  if (left.length === 0) return [];
  const shown = left.slice(0, 5).join(', ');
  return [`${left.length} objects of this owner are not in the library any more and stay: ${shown}${left.length > 5 ? ', …' : ''}. With "prune" they are taken away.`];
}

/** The core initiative's rules with the user's parameters, ready to judge. Wrong parameters are the user's mistake. */
function policiesWith(parameters            )                            {
  const empty = Object.entries(parameters).find(([, value]) => value === null)?.[0];
  if (empty !== undefined) throw new UserError(`"parameters": "${empty}" has no value; give one, or leave the name out for its default.`);
  try {
    return bundledPolicies(coreInitiative, parameters);
  } catch (error) {
    if (error instanceof PolicyError) throw new UserError(`"parameters" does not fit the initiative ${coreInitiative}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** What the rules say of one cluster: what they object to or cannot decide, and how many pairs came out how. */
function judgeCluster(cluster          , policies                           )                                                                               {
  const all = judge(policies, cluster).map(({ finding }) => finding);
  return { findings: all.filter(isObjection), counts: countsOf(all) };
}

function countsOf(findings                    )                   {
  const counts                                              = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

export { bindObjects, boundPolicies, bundledObjects, coreInitiative, countsOf, judgeCluster, livingMode, planAssignment, policiesWith, valuesFor, wouldBeRefused };
