import { textAt, UserError, parseScope, parseResourceId, isWithin, at, isJsonObject, suggestion, sameId, policySetDefinitionType, arrayAt, apiVersions, CancelledError } from './ground.js';
import { exemptionsPath, folderTree } from './exemptions-path.js';
import { longestName, definitionScopeFor, differences, observePolicies, needsIdentity, exemptionObjects, withRoles, standingOf, RefusedUpdateError, substanceOf, plannedSteps, refuseImpossible, applyPolicies } from './observe.js';
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { withBuiltIns, conflictingBuiltIns } from './built-ins.js';
import { bundledInitiatives, parseDefinition, PolicyError } from './engine.js';
import { kindFacts, scopeOf, objectId, memberIds, kindOf } from './judge-living.js';
import { valuesFor, coreInitiative, bundledObjects, boundPolicies, planAssignment, countsOf } from './judge-cluster.js';
import { isOwned } from './start.js';
import { AzureError } from './arm-error.js';
import { fieldReferences } from './references.js';
import { worstVerdict } from './run.js';
import { withAdvice, hashOf, checkApproved } from './failure2.js';

/** A policy document of a library as somebody keeps it. */
                                  
                                                                          
                                
                                    
                         
                        
 

                          
                                                 
                         
                                   
                                                                                                          
                                  
                                                 
                                            
 

/**
 * The objects of a library: its definitions and initiatives at the definition scope, whatever ids they were written with; its assignments
 * and exemptions where their ids say, or at the scope; and an assignment at the scope for each initiative, and each definition that
 * nothing else brings, without one. Throws UserError for what has no name, would stand outside the scope, or be one with another.
 */
function ownObjects({ documents, scope, definitionScope, parameters, digest }         )                          {
  const byName = new Map(documents.filter(({ kind }) => kind === 'definition' || kind === 'initiative').map((written) => [`${written.kind} ${nameOf(written).toLowerCase()}`, written]));
  const mentioned = new Set                 ();
  /** The id under which the library's own document lives, or the id as it is. */
  const led = (id         )          => {
    if (typeof id !== 'string') return id;
    const kind = /\/policySetDefinitions\/[^/]+$/i.test(id) ? 'initiative' : 'definition';
    const own = byName.get(`${kind} ${(id.split('/').at(-1) ?? '').toLowerCase()}`);
    if (own === undefined || id.toLowerCase().startsWith('/providers/microsoft.authorization/')) return id.replaceAll('{definitionScope}', () => definitionScope);
    mentioned.add(own);
    return objectId(kind, definitionScope, nameOf(own));
  };
  const inPlace = (written                 , at_        )               => ({ kind: written.kind, scope: at_, name: checkedName(written, at_), body: redirected(written, led), source: written.file });
  const assignments = documents.filter(({ kind }) => kind === 'assignment').map((written) => inPlace(written, placeOf(written, scope)));
  const exemptions = documents.filter(({ kind }) => kind === 'exemption').map((written) => inPlace(written, placeOf(written, scope)));
  const initiatives = documents.filter(({ kind }) => kind === 'initiative');
  const own = initiatives.map((written) => inPlace(written, definitionScope));
  const definitions = documents.filter(({ kind }) => kind === 'definition');
  const alone = [...initiatives, ...definitions].filter((written) => !mentioned.has(written));
  const objects = [
    ...definitions.map((written) => inPlace(written, definitionScope)),
    ...own,
    ...assignments,
    ...alone.map((written) => assignmentOf(written, { scope, definitionScope, parameters, digest })),
    ...exemptions,
  ];
  refuseTwins$1(objects);
  return objects;
}

/** Of two files that mean one object the caller tells; within one file nobody else would. */
function refuseTwins$1(objects                         )       {
  const seen = new Set        ();
  for (const { kind, scope, name, source } of objects) {
    const key = `${source}\n${objectId(kind, scope, name).toLowerCase()}`;
    if (seen.has(key)) throw new UserError(`${source}: two documents mean the ${kindFacts[kind].noun} \`${name}\` at ${scope}; give one of them another name.`);
    seen.add(key);
  }
}

function assignmentOf(written                 , { scope, definitionScope, parameters, digest }                                                                      )               {
  const name = nameOf(written);
  // Room for a version behind the name, should the assignment have to be replaced.
  const limit = longestName('assignment', scope) - '-v2'.length;
  const short = name.length <= limit ? name : `${name.slice(0, limit - 9)}-${digest(name).slice(0, 8)}`;
  const { document } = written;
  return {
    kind: 'assignment', scope, name: short, source: written.file,
    body: {
      properties: {
        displayName: textAt(propertiesOf$1(document), 'displayName') ?? name,
        ...(textAt(propertiesOf$1(document), 'description') === undefined ? {} : { description: textAt(propertiesOf$1(document), 'description') }),
        policyDefinitionId: objectId(written.kind, definitionScope, name),
        parameters: valuesFor({ properties: propertiesOf$1(document) }, parameters),
      },
    },
  };
}

function nameOf({ document, place, kind }                 )         {
  const name = textAt(document, 'name') ?? textAt(document, 'id')?.split('/').at(-1);
  if (name === undefined || name === '') throw new UserError(`${place}: the ${kindFacts[kind].noun} has no \`name\`; Azure needs one to write it.`);
  return name;
}

/** Azure's rules for names: /^[^<>*%&:\\?.+/]*[^<>*%&:\\?.+/ ]+$/ (Microsoft Learn, operations "Create Or Update"), dots inside allowed in practice. */
function checkedName(written                 , scope        )         {
  const name = nameOf(written);
  const limit = longestName(written.kind, scope);
  if (name.length > limit) throw new UserError(`${written.place}: the name \`${name}\` has ${name.length} characters; Azure takes ${limit} for ${kindFacts[written.kind].noun}s at ${scope}.`);
  if (/[<>*%&:\\?+/#\p{Cc}]/u.test(name) || /[. ]$/.test(name)) throw new UserError(`${written.place}: the name \`${name}\` has a character that Azure does not take in names (<>*%&:\\?+/#, a control character, or a period or blank at the end).`);
  return name;
}

/**
 * Where an assignment or exemption stands: within the scope of the run. What is below a management group cannot be told by its id; of
 * assignments there, only those at the group itself are read, and nothing is written that was not looked at.
 */
function placeOf({ document, place, kind }                 , scope        )         {
  const written = textAt(propertiesOf$1(document), 'scope') ?? scopeOf(textAt(document, 'id') ?? '');
  const own = written === '' ? scope : written.replace(/\/+$/, '');
  const there = parseScope(own) ?? parseResourceId(own);
  const isWide = isManagementGroup(scope);
  const mayStand = isWithin(own, scope) || (isWide && kind === 'exemption' && !isManagementGroup(own));
  if (there !== undefined && mayStand) return own;
  throw new UserError(`${place}: the ${kindFacts[kind].noun} stands at ${own}, which is not ${isWide && kind === 'assignment' ? '' : 'within '}the scope ${scope} of this run.`);
}

function isManagementGroup(scope        )          {
  return parseScope(scope)?.kind === 'managementGroup';
}

function redirected({ document, kind }                 , led                          )             {
  const properties = propertiesOf$1(document);
  const pointed = (name        , value         )          => {
    if (name === 'policyDefinitionId') return led(value);
    if (name !== 'policyDefinitions' || !Array.isArray(value)) return value;
    return value.map((entry         ) => (isJsonObject(entry) ? { ...entry, policyDefinitionId: led(entry['policyDefinitionId']) } : entry));
  };
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !given.has(name)).map(([name, value]) => [name, pointed(name, value)]));
  const around = kind === 'assignment' ? Object.fromEntries(['identity', 'location'].flatMap((name) => (document[name] === undefined ? [] : [[name, document[name]]]))) : {};
  return { ...around, properties: own };
}

/** What the service answers and does not take. */
const given                      = new Set(['policyType', 'scope', 'instanceId', 'latestDefinitionVersion', 'effectiveDefinitionVersion', 'versions']);

/** `properties`, or the document itself where it is written without that wrapper. */
function propertiesOf$1(document            )             {
  const properties = at(document, 'properties');
  if (isJsonObject(properties)) return properties;
  const around = new Set(['id', 'name', 'type', 'location', 'identity', 'systemData', 'properties']);
  return Object.fromEntries(Object.entries(document).filter(([name]) => !around.has(name)));
}

/** What is to be at the scopes, before Azure is asked for anything. */
                                
                                            
                                              
                                    
 

                               
                          
                               
 

/**
 * The bundled initiatives that are chosen, with their definitions and assignments, the policies of one's own, and the entries of the
 * exemptions file. Throws UserError for what cannot be read or would leave nothing to assign.
 */
async function readLibrary(options               , { tree, signal }              )                         {
  const names = chosenInitiatives(options.initiatives);
  const definitionScope = definitionScopeFor(options);
  const scope = options.scope.id;
  refuseEmptyValues(options.parameters);
  const bundled = names.flatMap((initiative) => bundledObjects({ initiative, scope, definitionScope, parameters: options.parameters, ...(options.includeBuiltIns ? { extend: withBuiltIns } : {}) }));
  const [own, entries] = await Promise.all([ownPolicies(options, definitionScope, tree, signal), readEntries(options.exemptionsFile, tree)]);
  const objects = [...bundled, ...own.objects];
  if (objects.length === 0) throw new UserError(`There is nothing to assign: no bundled initiative is chosen${options.policyPaths.length === 0 ? '' : `, and ${options.policyPaths.join(', ')} holds no policy document`}.`);
  refuseTwins(objects);
  refuseStrangers(options.parameters, objects);
  return { objects: distinctObjects(objects), entries, notes: own.notes };
}

function chosenInitiatives(names                    = [coreInitiative])                    {
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  const known = bundledInitiatives.map(({ name }) => name);
  return [...new Set(names.map((name) => name.toLowerCase()))].map((wanted) => {
    const found = known.find((name) => name.toLowerCase() === wanted);
    if (found !== undefined) return found;
    throw new UserError(`The input "initiatives" names \`${wanted}\`, and no bundled initiative is called so${suggestion(wanted, known) || `; there are ${known.join(', ')}, or none.`}`);
  });
}

async function ownPolicies(options               , definitionScope        , tree          , signal             )                                                                                            {
  if (options.policyPaths.length === 0) return { objects: [], notes: [] };
  const { readPolicyLibrary } = await import('./policy-library.js');
  const library = await readPolicyLibrary(tree, options.policyPaths, { signal });
  const foreign = library.written.find(({ isOfLayout }) => isOfLayout);
  if (foreign !== undefined) throw new UserError(`${foreign.place} is in the layout of Enterprise Policy as Code, which brings its own way to Azure; "assign" takes plain Azure Policy documents.`);
  const documents = library.written.map(({ kind, document, place, file })                  => ({ kind, document, place, file }));
  return { objects: ownObjects({ documents, scope: options.scope.id, definitionScope, parameters: options.parameters, digest: digestOf }), notes: library.notes };
}

async function readEntries(file                    , tree          )                                     {
  const path = file ?? exemptionsPath;
  const read = await tree.read(path);
  if (read.kind === 'unknown') throw new UserError(`${path} cannot be read: ${read.reason}`);
  if (read.kind === 'found') return (await import('./exemptions-file.js')).parseExemptions(read.text, path);
  if (file !== undefined) throw new UserError(`There is no exemptions file "${file}".`);
  return [];
}

function digestOf(text        )         {
  return createHash('sha256').update(text).digest('hex');
}

function refuseEmptyValues(parameters            )       {
  const empty = Object.entries(parameters).find(([, value]) => value === null)?.[0];
  if (empty !== undefined) throw new UserError(`"parameters": "${empty}" has no value; give one, or leave the name out for its default.`);
}

/** A name that nothing declares is a slip of the finger, and would be passed over in silence. */
function refuseStrangers(parameters            , objects                         )       {
  const declared = objects.filter(({ kind }) => kind === 'initiative' || kind === 'definition').flatMap(({ body }) => {
    const own = at(body, 'properties', 'parameters');
    return isJsonObject(own) ? Object.keys(own) : [];
  });
  const initiatives = objects.filter(({ kind }) => kind === 'initiative').map(({ name }) => name);
  const known = new Set(declared.map((name) => name.toLowerCase()));
  const stranger = Object.keys(parameters).find((name) => !known.has(name.toLowerCase()));
  if (stranger === undefined) return;
  throw new UserError(`"parameters" does not fit the initiative ${initiatives.join(', ')}: nothing that is assigned has a parameter \`${stranger}\`${suggestion(stranger, [...new Set(declared)]) || '.'}`);
}

/** Definitions that two bundled initiatives share are one object. */
function distinctObjects(objects                         )                          {
  return Array.from(new Map(objects.map((object) => [keyOf(object), object])).values());
}

/** A library that has an object under the name of a bundled one means another. */
function refuseTwins(objects                         )       {
  const sources = new Map                ();
  for (const object of objects) {
    const other = sources.get(keyOf(object));
    if (other !== undefined && other !== object.source) throw new UserError(`The ${object.kind} ${object.name} is written in ${object.source}, and ${other === 'bundled' ? 'a bundled one' : `one in ${other}`} is called so too; give it another name.`);
    sources.set(keyOf(object), object.source);
  }
}

function keyOf({ kind, scope, name }              )         {
  return `${kind} ${scope}/${name}`.toLowerCase();
}

/** An assignment that brings a built-in which works against isolation. */
                           
                                
                           
                              
                           
                                                          
                       
 

/**
 * Built-ins that break isolation among what is assigned (aks-network-isolation.md §7.3, second list).
 * @param assignments as read, somebody else's
 * @param initiatives those that they assign, by lower-case id
 */
function conflictsAmong(assignments                       , initiatives                                 )                      {
  return assignments.flatMap((assignment) => {
    const target = textAt(assignment, 'properties', 'policyDefinitionId') ?? '';
    const initiative = initiatives.get(target.toLowerCase());
    const brought = initiative === undefined ? [target] : memberIds(initiative);
    const names = new Set(brought.map((id) => (id.split('/').at(-1) ?? '').toLowerCase()));
    return conflictingBuiltIns.filter(({ guid }) => names.has(guid)).map(({ displayName, why })           => ({
      assignmentId: textAt(assignment, 'id') ?? '',
      assignment: textAt(assignment, 'properties', 'displayName') ?? textAt(assignment, 'name') ?? '',
      builtIn: displayName,
      why,
    }));
  });
}

/** A sentence for each. */
function conflictNotes(conflicts                     )                    {
  return conflicts.map(({ assignment, assignmentId, builtIn, why }) => `The assignment "${assignment}" (${assignmentId}) brings the built-in "${builtIn}", which works against isolation: ${why}. Exclude the isolated clusters and their registries from it.`);
}

/** So many initiatives of others are looked into; a management group has at most 200 of its own. */
const most = 200;

/** Assignments of others at, above or below the scope that bring a built-in which works against isolation. */
async function readConflicts(living        , owner        , { arm, logger }       )                               {
  const assignments = living.all('assignment').filter((document) => !isOwned(document, owner));
  const targets = assignments.flatMap((document) => textAt(document, 'properties', 'policyDefinitionId') ?? []).filter((id) => sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType));
  const wanted = Array.from(new Map(targets.map((id) => [id.toLowerCase(), id])).values()).slice(0, most);
  const initiatives = new Map                    ();
  await Promise.all(wanted.map(async (id) => {
    const document = living.find(id) ?? await arm.find(id, kindFacts.initiative.apiVersion).catch((error         ) => {
      // What others assign may not be ours to read; it is a warning that is lost, no more.
      if (!(error instanceof AzureError)) throw error;
      logger.debug(`${id} cannot be looked into: ${error.message}`);
      return undefined;
    });
    if (document !== undefined) initiatives.set(id.toLowerCase(), document);
  }));
  return conflictsAmong(assignments, initiatives);
}

/** Ids of definitions and initiatives that objects refer to and that are not among them: built-ins, and what others keep. */
function referencesOutside(objects                         )                    {
  const own = new Set(objects.map(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase()));
  const named = objects.flatMap(({ kind, body }) => (kind === 'initiative' ? memberIds(body) : kind === 'assignment' ? [textAt(body, 'properties', 'policyDefinitionId') ?? ''] : []));
  const byId = new Map(named.filter((id) => id !== '' && !own.has(id.toLowerCase())).map((id) => [id.toLowerCase(), id]));
  return Array.from(byId.values());
}

/** The aliases that a definition reads or writes, as written. Throws PolicyError when it cannot be read. */
function aliasesOf(definition            )                    {
  const names = Array.from(fieldReferences(parseDefinition(definition)), ({ name }) => name);
  return [...new Set(names.filter((name) => name.includes('/') && !/^tags[.[]/i.test(name)))];
}

/** The namespace of an alias: `Microsoft.ContainerService`. */
function namespaceOf(alias        )         {
  return alias.split('/')[0] ?? '';
}

/** The aliases that a provider's document lists, in lower case (`$expand=resourceTypes/aliases`). */
function aliasesIn(provider            )                      {
  return new Set(arrayAt(provider, 'resourceTypes').flatMap((type) => arrayAt(type, 'aliases').flatMap((alias) => textAt(alias, 'name')?.toLowerCase() ?? [])));
}

/** The aliases among `needed` that a tenant does not know. An array counts as its elements and the other way round. */
function unknownAliases(needed                   , known                                                        )                    {
  return needed.filter((alias) => {
    const names = known(namespaceOf(alias).toLowerCase());
    const name = alias.toLowerCase();
    return names !== undefined && !names.has(name) && !names.has(name.endsWith('[*]') ? name.slice(0, -'[*]'.length) : `${name}[*]`);
  });
}

/** What cannot be written here, and what that leaves. */
                           
                                            
                                                                  
                                    
 

/**
 * Takes out what this tenant cannot have: definitions whose aliases it does not know, members that its cloud does not offer. Initiatives
 * lose those members, the parameters that only they used (Azure refuses unused ones) and the values and messages for them; an initiative
 * that would be empty, an assignment of what is held back, and an exemption from it are held back too.
 * @param held reasons by lower-case id
 */
function holdBack(objects                         , held                             )           {
  if (held.size === 0) return { objects, notes: [] };
  const gone = new Map(held);
  const own = new Set(objects.map(idOf));
  const notes           = [];
  const dropped = new Map              ();
  const kept                 = [];
  for (const object of objects) {
    const id = idOf(object);
    const reason = gone.get(id);
    if (reason !== undefined) {
      notes.push(`The ${object.kind} ${object.name} is held back: ${reason}.`);
      continue;
    }
    if (object.kind === 'initiative') {
      const reduced = withoutMembers(object.body, gone);
      notes.push(...reduced.absent.filter((member) => !own.has(member.toLowerCase())).map((member) => `The initiative ${object.name} goes without ${member}: ${gone.get(member.toLowerCase()) ?? ''}.`));
      if (memberIds(reduced.body).length === 0) {
        gone.set(id, 'none of its definitions can be assigned here');
        notes.push(`The initiative ${object.name} is held back: none of its definitions can be assigned here.`);
        continue;
      }
      dropped.set(id, reduced);
      kept.push({ ...object, body: reduced.body });
      continue;
    }
    const target = targetOf(object);
    if (gone.has(target)) {
      gone.set(id, 'what it is of is held back');
      notes.push(object.kind === 'exemption' ? `The exemption ${object.name} is held back with the assignment that it is of.` : `The assignment ${object.name} is held back with what it assigns.`);
      continue;
    }
    const reduced = dropped.get(target);
    if (object.kind === 'assignment' && reduced !== undefined) dropped.set(id, reduced);
    const body = object.kind === 'exemption' ? exempted(object.body, reduced) : fitted(object.body, reduced);
    if (body === undefined) notes.push(`The exemption ${object.name} is held back with the definitions that it is of.`);
    else kept.push({ ...object, body });
  }
  return { objects: kept, notes };
}

function idOf({ kind, scope, name }              )         {
  return objectId(kind, scope, name).toLowerCase();
}

/** What an assignment assigns, and the assignment that an exemption is of: lower-case ids. */
function targetOf({ kind, body }              )         {
  const name = kind === 'assignment' ? 'policyDefinitionId' : kind === 'exemption' ? 'policyAssignmentId' : '';
  return textAt(body, 'properties', name)?.toLowerCase() ?? '';
}

/** What an initiative has lost, in lower case. */
                
                                           
                                           
 

                                
                            
                                              
                                     
 

function withoutMembers(body            , gone                             )          {
  const members = arrayAt(body, 'properties', 'policyDefinitions');
  const isGone = (entry         )          => gone.has(textAt(entry, 'policyDefinitionId')?.toLowerCase() ?? '');
  const [left, stay] = [members.filter(isGone), members.filter((entry) => !isGone(entry))];
  if (left.length === 0) return { body, absent: [], parameters: new Set(), references: new Set() };
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  const declared = at(body, 'properties', 'parameters');
  const names = isJsonObject(declared) ? Object.keys(declared) : [];
  const [before, after] = [handedOn(left), handedOn(stay)];
  const unused = new Set(names.filter((name) => before.has(name.toLowerCase()) && !after.has(name.toLowerCase())));
  const parameters = isJsonObject(declared) ? { parameters: Object.fromEntries(Object.entries(declared).filter(([name]) => !unused.has(name))) } : {};
  return {
    body: { ...body, properties: { ...properties, ...parameters, policyDefinitions: stay } },
    absent: left.map((entry) => textAt(entry, 'policyDefinitionId') ?? ''),
    parameters: new Set([...unused].map((name) => name.toLowerCase())),
    references: new Set(left.map((entry) => textAt(entry, 'policyDefinitionReferenceId')?.toLowerCase() ?? '')),
  };
}

/** The parameters of an initiative that members hand on, in lower case. */
function handedOn(members                    )                      {
  const texts = members.map((entry) => JSON.stringify(at(entry, 'parameters')) ?? '');
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(/parameters\s*\(\s*'([^']*)'\s*\)/gi), ([, name = '']) => name.toLowerCase())));
}

/** An assignment without values and messages for what its initiative has lost. */
function fitted(body            , reduced                  )             {
  const properties = body['properties'];
  if (reduced === undefined || !isJsonObject(properties)) return body;
  const values = at(properties, 'parameters');
  const messages = arrayAt(properties, 'nonComplianceMessages').filter((entry) => !reduced.references.has(textAt(entry, 'policyDefinitionReferenceId')?.toLowerCase() ?? '—'));
  return {
    ...body,
    properties: {
      ...properties,
      ...(isJsonObject(values) ? { parameters: Object.fromEntries(Object.entries(values).filter(([name]) => !reduced.parameters.has(name.toLowerCase()))) } : {}),
      ...(properties['nonComplianceMessages'] === undefined ? {} : { nonComplianceMessages: messages }),
    },
  };
}

/** An exemption without the references that are gone; undefined when it would be of everything then. */
function exempted(body            , reduced                  )                         {
  const properties = body['properties'];
  const references = arrayAt(properties, 'policyDefinitionReferenceIds');
  if (reduced === undefined || !isJsonObject(properties) || references.length === 0) return body;
  const left = references.filter((reference) => typeof reference !== 'string' || !reduced.references.has(reference.toLowerCase()));
  return left.length === 0 ? undefined : { ...body, properties: { ...properties, policyDefinitionReferenceIds: left } };
}

/** What the library refers to and others keep. */
                          
                                    
                                                   
                                        
                                     
 

/** The library without what Azure does not have here: built-ins that another cloud lacks. */
function withoutAbsent(objects                         , { absent }         )                                                                                   {
  return holdBack(objects, new Map(absent.map((id) => [id.toLowerCase(), 'Azure has nothing of that id here'])));
}

/**
 * The library without definitions that read aliases which the tenant does not know: they are held back and told, not assigned broken.
 * Aliases are asked for only where a definition is new or changes: Azure has taken the others.
 */
async function withoutUnknownAliases(objects                         , living        , owner        , tools       )                                                                                            {
  const unknown = await missingAliases(objects, living, owner, tools);
  if (unknown.size === 0) return { objects, notes: [] };
  const held = new Map                ();
  const notes           = [];
  const kept = objects.map((object) => {
    const id = objectId(object.kind, object.scope, object.name);
    const missing = unknown.get(id.toLowerCase());
    if (missing === undefined) return object;
    // Whatever version stands behind its name.
    const [before] = living.variants(object.kind, object.scope, object.name, owner);
    if (before !== undefined) {
      notes.push(`The definition ${object.name} stays as it is: this tenant does not know ${missing.join(', ')}, which the new one reads.`);
      return { ...object, body: { properties: propertiesOf(before) } };
    }
    held.set(id.toLowerCase(), `this tenant does not know the alias ${missing.join(', ')}`);
    return object;
  });
  const left = holdBack(kept, held);
  return { objects: left.objects, notes: [...notes, ...left.notes] };
}

/** The definitions and initiatives that objects refer to, and the definitions that those initiatives bring. */
async function fetchOutside(objects                         , { arm }       )                   {
  const others = new Map                    ();
  const absent           = [];
  const fetch = async (ids                   )                => {
    const found = await Promise.all(ids.map(async (id) => [id, await arm.find(id, kindFacts[kindOf(id) ?? 'definition'].apiVersion)]         ));
    for (const [id, document] of found) {
      if (document === undefined) absent.push(id);
      else others.set(id.toLowerCase(), document);
    }
  };
  await fetch(referencesOutside(objects));
  const members = Array.from(others.values()).flatMap((document) => memberIds(document)).filter((id) => !others.has(id.toLowerCase()));
  await fetch([...new Set(members)]);
  return { others, absent };
}

/** Aliases that the tenant does not know, by the lower-case id of the definition that reads them. */
async function missingAliases(objects                         , living        , owner        , { arm, logger }       )                                                  {
  const due = objects.filter((object) => object.kind === 'definition' && isNewOrChanged(object, living, owner));
  const needed = due.map((object) => ({ id: objectId(object.kind, object.scope, object.name), aliases: readAliases(object) }));
  const namespaces = [...new Set(needed.flatMap(({ aliases }) => aliases.map(namespaceOf)))];
  const known = new Map(await Promise.all(namespaces.map(async (namespace) => [namespace.toLowerCase(), await knownAliases(namespace)]         )));
  return new Map(needed.flatMap(({ id, aliases }) => {
    const missing = unknownAliases(aliases, (namespace) => known.get(namespace));
    return missing.length === 0 ? [] : [[id.toLowerCase(), missing]         ];
  }));

  async function knownAliases(namespace        )                                           {
    try {
      const { body } = await arm.send({ method: 'GET', path: `/providers/${namespace}`, apiVersion: apiVersions.providers, query: { $expand: 'resourceTypes/aliases' } });
      return isJsonObject(body) ? aliasesIn(body) : undefined;
    } catch (error) {
      if (!(error instanceof AzureError)) throw error;
      // Whoever may write policies need not be allowed to read providers: Azure itself refuses what it does not know.
      logger.info(`Which aliases of ${namespace} this tenant knows cannot be asked (${error.code || error.status}); Azure will say.`);
      return undefined;
    }
  }
}

function isNewOrChanged(object              , living        , owner        )          {
  const own = living.variants(object.kind, object.scope, object.name, owner);
  return !own.some((document) => differences('definition', withoutMetadata(object.body), withoutMetadata(document)).length === 0);
}

/** The stamp is not in the library's object yet. */
function withoutMetadata(document            )             {
  return { properties: Object.fromEntries(Object.entries(propertiesOf(document)).filter(([name]) => name !== 'metadata')) };
}

/** What cannot be read is refused elsewhere, with its place. */
function readAliases({ body, name }              )                    {
  try {
    return aliasesOf({ ...body, name });
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

function propertiesOf(document                        )             {
  const properties = at(document, 'properties');
  return isJsonObject(properties) ? properties : {};
}

/** What was read of Azure: policy objects, what the library needs there, and the resources that its rules concern. */
                              
                                                          
                                            
                                                             
                                                   
                          
                                            
                                                                              
                                                                  
                                        
                                    
 

/** Reads what a plan is made from, side by side where it can. */
async function observe(options               , library               , tools             )                       {
  const [living, outside] = await Promise.all([observePolicies(options, tools), fetchOutside(library.objects, tools)]);
  const present = withoutAbsent(library.objects, outside);
  const [able, conflicts, seen, location] = await Promise.all([
    withoutUnknownAliases(present.objects, living, options.owner, tools),
    readConflicts(living, options.owner, tools),
    seeResources(options, present.objects, outside, tools),
    options.location ?? (needsIdentity(boundPolicies(present.objects, outside.others)) ? regionOf(options.scope, tools) : undefined),
  ]);
  return { ...seen, location, objects: able.objects, others: outside.others, living, notes: [...present.notes, ...able.notes, ...conflictNotes(conflicts)] };
}

/** Looks again at what may have changed since: policy objects and resources. */
async function observeAgain(options               , before             , tools             )                       {
  const [living, seen] = await Promise.all([observePolicies(options, tools), seeResources(options, before.objects, before, tools)]);
  return { ...before, ...seen, living };
}

/** A resource group has a region; what is wider has none. */
async function regionOf(scope       , { arm }             )                              {
  return scope.kind === 'resourceGroup' ? textAt(await arm.find(scope.id, apiVersions.resourceGroups), 'location') : undefined;
}

async function seeResources(options               , objects                         , { others }                             , tools             )                                                     {
  const { listResources } = await import('./list-resources.js');
  const types = concernedTypes(objects, others);
  const { resources, unseen } = await listResources(options.scope, types.known, tools);
  tools.logger.info(`${resources.length} living resources at ${options.scope.id} are judged.`);
  return { resources, unseen: types.isOpen ? [...unseen, { type: 'every type', why: 'a rule does not say which types it is about' }] : unseen };
}

/** Plans from what was read. */
async function planFrom(options               , library               , observation             , refused                             , tools             )                          {
  const now = tools.clock.now();
  const policies = boundPolicies(observation.objects, observation.others);
  const exemptions = exemptionObjects({ entries: library.entries, policies, resources: observation.resources, scope: options.scope.id, now, digest: digestOf });
  const objects = [...observation.objects, ...exemptions.objects];
  const plan = planAssignment(options, {
    objects, others: observation.others, living: observation.living, resources: observation.resources, unseen: observation.unseen, now,
    graceDays: options.exemptForDays, refused, version: tools.version, location: observation.location,
    prune: options.prune, isSurplus: (document, kind) => isOfThisScope(document, kind, options),
  });
  const whole = await withRoles(plan, options.owner, options.prune, tools.arm);
  return { ...whole, notes: [...whole.notes, ...exemptions.notes] };
}

/** Types that the rules are about. Throws UserError when the library cannot be assigned as it is. */
function concernedTypes(objects                         , others                                 )                                                                  {
  const types = boundPolicies(objects, others).map(({ definition }) => definition.types);
  return { known: [...new Set(types.flatMap((set) => [...(set ?? [])]))].toSorted(), isOpen: types.some((set) => set === undefined) };
}

/** What of the living objects of ours is this library's to take away: definitions where it keeps them, assignments at its scope, their exemptions. */
function isOfThisScope(document            , kind                      , options               )          {
  const scope = scopeOf(textAt(document, 'id') ?? '');
  if (kind === 'assignment') return sameId(scope, options.scope.id);
  if (kind !== 'exemption') return sameId(scope, definitionScopeFor(options));
  return sameId(scopeOf(textAt(document, 'properties', 'policyAssignmentId') ?? ''), options.scope.id);
}

/** What was done, or why nothing was, and how the policies stand. @param plan undefined where there is none */
function reportOn(scope       , journal                       , plan                            , notes                   )         {
  const unchanged = plan?.policies.steps.filter(({ action }) => action === 'unchanged').length ?? 0;
  const findings = plan?.others ?? [];
  return {
    command: 'assign',
    title: `policies at ${scope.id}`,
    verdict: worstVerdict(findings),
    target: { id: scope.id, name: scope.id.split('/').at(-1) ?? scope.id },
    changed: journal.some(({ status }) => status === 'done'),
    dryRun: false,
    steps: unchanged === 0 ? journal : [...journal, { title: `${unchanged} policy objects are as they should be`, status: 'unchanged', details: [] }],
    findings,
    counts: countsOf(plan?.judged ?? []),
    facts: plan === undefined ? [] : [
      { label: plan.assignments.length === 1 ? 'Assignment' : 'Assignments', value: plan.assignments.map(({ id }) => id).join(', ') },
      { label: 'Enforcement', value: standingOf(plan) },
    ],
    notes: [...notes, ...(plan?.notes ?? [])],
  };
}

/** Azure may refuse to change an object that we know nothing against; each time a new one takes its place. */
const mostRefusals = 20;

/** Brings the policy objects at a scope to what the library says. A second run changes nothing. */
async function assign(options               , tools             )                   {
  const journal               = [];
  const refused = new Map                ();
  try {
    const library = await readLibrary(options, { tree: folderTree(tools.folder), signal: tools.signal });
    for (;;) {
      try {
        return await attempt(options, library, refused, journal, tools);
      } catch (error) {
        if (!(error instanceof RefusedUpdateError)) throw error;
        if (refused.size >= mostRefusals) throw error.cause;
        if (options.planHash !== undefined) throw new UserError(`Azure refuses to change ${error.id} (${error.message}). A new object can take its place, which is another plan: run with "dry-run" again and approve that one.`, { cause: error });
        tools.logger.notice(`Azure refuses to change ${error.id}; a new object takes its place.`);
        refused.set(error.id.toLowerCase(), 'Azure has refused to change it');
      }
    }
  } catch (error) {
    if (error instanceof CancelledError) throw cancelledAfter(journal, error);
    return { report: { ...reportOn(options.scope, journal, undefined, []), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attempt(options               , library               , refused                             , journal              , tools             )                   {
  const observation = await observe(options, library, tools);
  const plan = await planFrom(options, library, observation, refused, tools);
  const notes = [...library.notes, ...observation.notes];
  const planHash = hashOf({ policies: substanceOf(plan) });
  if (options.dryRun) {
    const steps = plannedSteps(plan, observation.living);
    return { report: { ...reportOn(options.scope, steps, plan, notes), steps, dryRun: true, changed: steps.length > 0, planHash } };
  }
  checkApproved(options.planHash, planHash);
  refuseImpossible(plan);
  const applied = await applyPolicies(plan, journal, tools, { owner: options.owner, lookAgain: async () => await newcomers(options, library, observation, plan, tools) });
  return { report: { ...reportOn(options.scope, journal, plan, [...notes, ...applied.notes]), planHash } };
}

/** What has come into the scope since the plan and would be locked out: by id of the assignment, in a sentence. */
async function newcomers(options               , library               , before             , plan                , tools             )                                       {
  const now = await observeAgain(options, before, tools);
  // Time that this run does not give any more must not hide who has come since.
  const again = await planFrom({ ...options, exemptForDays: undefined }, library, now, new Map(), tools);
  return new Map(again.assignments.filter(({ lockedOut }) => lockedOut.length > 0).flatMap((outlook) => {
    const planned = plan.assignments.find(({ name, scope }) => name === outlook.name && sameId(scope, outlook.scope));
    const names = [...new Set(outlook.lockedOut.map(({ resource }) => resource.name))].join(', ');
    return planned === undefined ? [] : [[planned.id.toLowerCase(), `${outlook.name} is not enforced yet: ${names} has changed since the plan was made and would be locked out. Run again.`]         ];
  }));
}

/** A cancellation between two steps says what was done and what comes next. */
function cancelledAfter(journal                       , cause                )                 {
  const done = journal.filter(({ status }) => status === 'done').length;
  if (done === 0) return cause;
  return new CancelledError(`The run was cancelled after ${done} of its writes. Run the same command again to do the rest.`, { cause });
}

export { assign };
