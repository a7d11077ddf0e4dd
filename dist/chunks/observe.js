import { textAt, parseScope, parseResourceId, isWithin, isJsonObject, at, member, sameId, arrayAt, memberIgnoringCase, roleAssignmentType, apiVersions, UserError, policyDefinitionType, policySetDefinitionType, policyAssignmentType, policyExemptionType } from './ground.js';
import { AzureError } from './arm-error.js';
import { memberIds, kindFacts, objectId, kindOf, policyObjectKinds, scopeOf, assignmentOf } from './judge-living.js';
import { grouped } from './grouped.js';
import { matchesWildcard } from './wildcard.js';
import { ruleName, ticksOf, formatTicks, effectNamed } from './engine.js';
import { stampOf, withoutTraces, isOwned, stamped, roleDescription, roleStampOf, stampName } from './start.js';
import { shortHash, guidOf } from './failure2.js';

/** Azure's limits of texts (Microsoft Learn, "Azure Policy exemption structure"; measured in characters). */
const most$1 = { displayName: 128, description: 512 }         ;

/**
 * The exemptions in Azure that entries of an exemptions file mean: for each assignment that brings a rule of the entry, one at each
 * resource that it names. Entries that have ended and those about a file mean none. Notes tell of entries that nothing comes of.
 */
function exemptionObjects(wish               )                                                                                   {
  const found = new Map                                                                  ();
  const assignmentsWith = assignmentFinder(wish.policies);
  const scopesOf = scopeFinder(wish);
  const notes           = [];
  for (const entry of wish.entries) {
    if (entry.file !== undefined || (entry.ends !== undefined && entry.ends <= wish.now)) continue;
    const about = `${entry.location.file}:${entry.location.line}: the exemption of ${entry.rule} on ${entry.resource}`;
    const brought = assignmentsWith(entry);
    const scopes = brought.length === 0 ? [] : scopesOf(entry);
    if (brought.length === 0) notes.push(`${about} is of no rule that is assigned here; nothing is written for it.`);
    else if (scopes.length === 0) notes.push(`${about} names no resource in ${wish.scope} that the rules concern; nothing is written for it.`);
    for (const scope of scopes) {
      for (const { assignmentId, references, isWhole } of brought) {
        const object = exemptionOf(entry, scope, assignmentId, isWhole ? [] : references, wish.digest);
        const key = `${object.scope} ${object.name}`.toLowerCase();
        const ends = entry.ends ?? Infinity;
        // Two entries that say the same: the one that lasts longer counts.
        if ((found.get(key)?.ends ?? -Infinity) < ends) found.set(key, { object, ends });
      }
    }
  }
  return { objects: Array.from(found.values(), ({ object }) => object), notes };
}

                   
                                
                                         
                                                                            
                            
 

/** The assignments that bring a rule of an entry; each rule is looked for once. */
function assignmentFinder(policies                           )                                                {
  const byAssignment = Array.from(grouped(policies, ({ assignment }) => assignment?.id), ([assignmentId, brought]) => ({
    assignmentId, brought: brought.map(({ definition, referenceId }) => ({ rule: ruleName(definition).toLowerCase(), referenceId })),
  }));
  const known = new Map                            ();
  return ({ rule }) => {
    const wanted = rule.toLowerCase();
    const found = known.get(wanted) ?? byAssignment.flatMap(({ assignmentId, brought }) => {
      if (assignmentId === undefined) return [];
      const meant = brought.filter((one) => matchesWildcard(wanted, one.rule));
      return meant.length === 0 ? [] : [{ assignmentId, references: meant.flatMap(({ referenceId }) => referenceId ?? []), isWhole: meant.length === brought.length }];
    });
    known.set(wanted, found);
    return found;
  };
}

/** The ids of what an entry names: a place by its id, or living resources by what they may be called. */
function scopeFinder({ resources, scope }               )                                               {
  const living = resources.flatMap((document) => {
    const id = textAt(document, 'id');
    return id === undefined ? [] : [{ id, names: [...new Set(namesOf(id).map((name) => name.toLowerCase()))] }];
  });
  const byName = grouped(living.flatMap(({ id, names }) => names.map((name) => ({ id, name }))), ({ name }) => name);
  const isWide = parseScope(scope)?.kind === 'managementGroup';
  return ({ resource: written }) => {
    const resource = written.replace(/\/+$/, '');
    const wanted = resource.toLowerCase();
    const named = (byName.get(wanted) ?? []).map(({ id }) => id);
    if (wanted.includes('*')) return living.filter(({ names }) => names.some((name) => matchesWildcard(wanted, name))).map(({ id }) => id);
    if (!wanted.startsWith('/')) return named;
    const isPlace = parseScope(resource) !== undefined || parseResourceId(resource) !== undefined;
    // An id as Azure writes it is better than one as people do: exemptions of one resource stand at one id.
    return isPlace && (isWide || isWithin(resource, scope)) ? [named[0] ?? resource] : [];
  };
}

/** By what an entry may name a resource: as `check` does. */
function namesOf(id        )                    {
  const { name = '', fullName = '', type = '' } = parseResourceId(id) ?? {};
  return [name, fullName, `${type}/${fullName}`, id];
}

function exemptionOf(entry                , scope        , assignmentId        , references                   , digest                         )               {
  const { rule, resource, reason, owner, ticket, ends } = entry;
  const who = `${owner}${ticket === undefined ? '' : `, ${ticket}`}`;
  const key = [assignmentId, rule, resource].join('\n').toLowerCase();
  return {
    kind: 'exemption', scope, name: `aks-isolation-${digest(key).slice(0, 16)}`, source: entry.location.file,
    body: {
      properties: {
        policyAssignmentId: assignmentId,
        ...(references.length === 0 ? {} : { policyDefinitionReferenceIds: references }),
        exemptionCategory: 'Waiver',
        displayName: cut(`${rule}: ${reason}`, most$1.displayName),
        description: cut(`${reason} (${who})`, most$1.description),
        ...(ends === undefined ? {} : { expiresOn: new Date(ends).toISOString() }),
        metadata: { requestedBy: owner, ...(ticket === undefined ? {} : { ticket }) },
      },
    },
  };
}

/** The beginning of a text, no character cut in two: half of one does not come back from Azure as it was sent. */
function cut(text        , limit        )         {
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}

/** What an enforced assignment would lock out, and for how long it is let through. */
                            
                                
                                                                                                                             
                                                                                                 
                                 
                        
 

/** The source of exemptions that give what would be locked out time to be mended. */
const graceSource = 'grace period';

/** One exemption for each resource that would be locked out. */
function graceExemptions({ assignmentId, lockedOut, ends }           , digest                          )                          {
  return lockedOut.map(({ id, references })               => ({
    kind: 'exemption', scope: id, name: `aks-isolation-grace-${digest(assignmentId.toLowerCase()).slice(0, 12)}`, source: graceSource,
    body: {
      properties: {
        policyAssignmentId: assignmentId,
        ...(references.length === 0 ? {} : { policyDefinitionReferenceIds: references }),
        exemptionCategory: 'Waiver',
        displayName: 'Time to be isolated',
        description: 'Lives since before the policies were enforced, which would refuse every update of it. Isolate it before this exemption ends.',
        expiresOn: new Date(ends).toISOString(),
      },
    },
  }));
}

/** What an assignment refuses, and for how long it may go on. */
                                
                                                        
                        
                                                   
                                      
                              
                                       
                                                 
                                    
                                  
                                    
 

/**
 * Exemptions that give time to what would be locked out: new ones where days are given, and those that live and are still needed, with the
 * end that they have: time is given once.
 */
function graceFor({ base, own, refusing, fresh, days }               , { living, now }                 )                          {
  const ids = new Set(own.map((document) => (textAt(document, 'id') ?? '').toLowerCase()));
  const made = graceExemptions({ assignmentId: base, lockedOut: byResource(refusing), ends: now + (days ?? 0) * 86_400_000 }, shortHash);
  const isFresh = new Set(fresh.flatMap(({ finding }) => finding.resource.id ?? []));
  return made.flatMap((wanted) => {
    const before = living.ofKind('exemption', wanted.scope).find((document) => isGrace(document) && ids.has((textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase()));
    const expiresOn = textAt(before, 'properties', 'expiresOn');
    if (expiresOn === undefined) return days === undefined || !isFresh.has(wanted.scope) ? [] : [wanted];
    return Date.parse(expiresOn) <= now ? [] : [{ ...wanted, body: { ...wanted.body, properties: { ...propertiesOf(wanted.body), expiresOn } } }];
  });
}

/** Each resource with the members of the initiative that would refuse it. */
function byResource(refusing                   )                                                                             {
  const references = new Map                  ();
  for (const { finding, referenceId } of refusing) {
    const { id } = finding.resource;
    if (id === undefined) continue;
    references.set(id, [...(references.get(id) ?? []), ...(referenceId === undefined ? [] : [referenceId])]);
  }
  return Array.from(references, ([id, all]) => ({ id, references: [...new Set(all)].toSorted() }));
}

/** What the reader should know of the time that is given. */
function graceNotes({ name }              , grace                         , days                    )                    {
  if (grace.length === 0) return [];
  const ends = textAt(grace[0]?.body, 'properties', 'expiresOn') ?? '';
  return [`${grace.length} resources that ${name} would lock out are exempt until ${ends.slice(0, 10)}${days === undefined ? '' : `, ${days} days from now`}: isolate them by then.`];
}

/** Time that was given and is not needed any more. */
function isGrace(document            )          {
  return stampOf(document)?.source === graceSource;
}

function propertiesOf(body            )             {
  return isJsonObject(body['properties']) ? body['properties'] : {};
}

/**
 * What a policy object says, in a form in which equal meanings are equal: what the service adds or rewrites is taken out on both sides
 * (recorded answers: `policyType`, metadata of creation, the case of parameter types, `definitionVersion`, an assignment's `scope`).
 */
                                                            

/** Members of `properties` that carry meaning, by kind. What else a living object has is the service's, or people's. */
const meaningful                                                        = {
  definition: ['displayName', 'description', 'mode', 'metadata', 'parameters', 'policyRule'],
  initiative: ['displayName', 'description', 'metadata', 'parameters', 'policyDefinitions', 'policyDefinitionGroups'],
  assignment: ['displayName', 'description', 'policyDefinitionId', 'enforcementMode', 'parameters', 'nonComplianceMessages', 'metadata', ...keptFromPeople()],
  roleAssignment: ['roleDefinitionId', 'principalId', 'description'],
  exemption: ['displayName', 'description', 'policyAssignmentId', 'policyDefinitionReferenceIds', 'exemptionCategory', 'expiresOn', 'resourceSelectors', 'assignmentScopeValidation', 'metadata'],
};

/** Members of an assignment that people set beside us: where we say nothing about them, they stay as they are. */
function keptFromPeople()                    {
  return ['notScopes', 'resourceSelectors', 'overrides', 'definitionVersion', 'assignmentType'];
}

/** What stands where nothing is written (Microsoft Learn, structures of definition, assignment and exemption). */
const defaults                                    = { mode: 'indexed', enforcementMode: 'default', definitionVersion: '1.*.*', assignmentScopeValidation: 'default' };

/**
 * The meaning of an ARM body of a kind: the members that count, defaults filled in, empty ones left out.
 * @param body the document as read, or as it would be sent
 */
function meaningOf(kind                  , body            )             {
  const properties = at(body, 'properties');
  const members = meaningful[kind].map((name) => [name, normal(name, member(properties, name))]         );
  const identity = kind === 'assignment' ? [['identity', normalIdentity(body)]         ] : [];
  return Object.fromEntries([...members, ...identity].filter(([, value]) => !isEmpty(value)));
}

function normal(name        , value         )          {
  switch (name) {
    case 'mode':
    case 'enforcementMode':
    case 'assignmentScopeValidation':
      return lower(value ?? defaults[name]);
    case 'policyDefinitionId':
    case 'policyAssignmentId':
    case 'roleDefinitionId':
    case 'principalId':
      return lower(value);
    case 'definitionVersion':
      return value ?? defaults[name];
    case 'metadata':
      return isJsonObject(value) ? withoutTraces(value) : {};
    case 'parameters':
      return isJsonObject(value) ? mapped(value, normalParameter) : undefined;
    case 'policyDefinitions':
      return Array.isArray(value) ? value.map(normalMember) : undefined;
    case 'notScopes':
      return Array.isArray(value) ? value.map(lower) : undefined;
    case 'expiresOn':
      return typeof value === 'string' ? moment(value) : value;
    default:
      return value;
  }
}

/** A declaration (`type`, `metadata`, …) or a value (`value`). */
function normalParameter(parameter         )          {
  if (!isJsonObject(parameter)) return parameter;
  const declared = Object.entries(parameter).filter(([name, value]) => !((name === 'metadata' || name === 'allowedValues') && isEmpty(value)));
  return Object.fromEntries(declared.map(([name, value]) => [name, name === 'type' ? lower(value) : value]));
}

/** The service writes seven decimals, we three, people none; a date without an offset is UTC, wherever this runs. */
function moment(text        )         {
  const ticks = ticksOf(text);
  const written = ticks === undefined ? undefined : formatTicks(ticks);
  return written?.replace(/\.?0+Z$/, 'Z') ?? text;
}

/** A member of an initiative without what the service alone writes into it. */
function normalMember(entry         )          {
  if (!isJsonObject(entry)) return entry;
  const asked = Object.entries(entry).filter(([name, value]) => memberNames.has(name) && !isEmpty(value));
  return Object.fromEntries(asked.map(([name, value]) => [name, name === 'policyDefinitionId' ? lower(value) : value]));
}

const memberNames                      = new Set(['policyDefinitionReferenceId', 'policyDefinitionId', 'definitionVersion', 'parameters', 'groupNames']);

/** The kind of identity, and which ones; their principals are the service's. */
function normalIdentity(body            )          {
  const [type, assigned] = [at(body, 'identity', 'type'), at(body, 'identity', 'userAssignedIdentities')];
  if (typeof type !== 'string' || type.toLowerCase() === 'none') return undefined;
  return { type: lower(type), ...(isJsonObject(assigned) ? { userAssignedIdentities: Object.keys(assigned).map((id) => id.toLowerCase()).toSorted() } : {}) };
}

function lower(value         )          {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function mapped(value            , change                             )             {
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child)]));
}

function isEmpty(value         )          {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

/**
 * What people have set beside us is kept when we write: a PUT replaces the whole object. Metadata of others is kept too; of ours, what we
 * say now wins.
 */
function carriedOver(kind                  , body            , living            )             {
  const wanted = isJsonObject(body['properties']) ? body['properties'] : {};
  const metadata = { ...ownMetadata(living), ...ownMetadata(body) };
  if (kind === 'roleAssignment') return body;
  if (kind !== 'assignment') return { ...body, properties: { ...wanted, metadata } };
  const [before, after] = [textAt(living, 'properties', 'policyDefinitionId'), textAt(body, 'properties', 'policyDefinitionId')];
  const kept = keptFromPeople().flatMap((name) => {
    const value = at(living, 'properties', name);
    // A version is one of what was assigned: another definition need not have it.
    const isLost = name === 'definitionVersion' && !sameId(before ?? '', after ?? '');
    return value === undefined || isLost ? [] : [[name, value]         ];
  });
  return { ...identityOf(living), ...body, properties: { ...Object.fromEntries(kept), ...wanted, metadata } };
}

/** A living assignment's identity as it can be sent: the ids inside are read-only. */
function identityOf(living            )             {
  const [identity, location] = [member(living, 'identity'), member(living, 'location')];
  const type = textAt(identity, 'type');
  const assigned = member(identity, 'userAssignedIdentities');
  const ids = isJsonObject(assigned) ? { userAssignedIdentities: Object.fromEntries(Object.keys(assigned).map((id) => [id, {}])) } : {};
  return { ...(location === undefined ? {} : { location }), ...(type === undefined ? {} : { identity: { type, ...ids } }) };
}

function ownMetadata(document            )             {
  const metadata = at(document, 'properties', 'metadata');
  const written = new Set(['createdBy', 'createdOn', 'updatedBy', 'updatedOn']);
  return isJsonObject(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([name]) => !written.has(name))) : {};
}

/** So many changed lines are told of one object. */
const most = 12;
/** And so many characters of a value. */
const longest = 80;

/**
 * What a write would change, a line each: `policyRule.then.effect: audit → deny`. Empty when the living object means the same.
 * Metadata that only the living object has stays where it is; so does what people set on an assignment and the wish does not speak of.
 */
function differences(kind                  , wanted            , living            )                    {
  const [before, after] = [meaningOf(kind, living), meaningOf(kind, wanted)];
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])].filter((name) => !isLeftAlone(kind, name, wanted));
  const lines = names.flatMap((name) => {
    if (name === 'metadata') return changes(name, before[name] ?? {}, after[name] ?? {}, true);
    return changes(name, name === 'policyDefinitions' ? withoutGiven(before[name], after[name]) : before[name], after[name], false);
  });
  return lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`];
}

function isLeftAlone(kind                  , name        , wanted            )          {
  if (kind !== 'assignment') return false;
  return name === 'identity' ? wanted['identity'] === undefined : keptFromPeople().includes(name) && at(wanted, 'properties', name) === undefined;
}

/** The service makes up a reference id where none is written, and fills in the newest minor version where none is asked for. */
function withoutGiven(living         , wanted         )          {
  if (!Array.isArray(living) || !Array.isArray(wanted)) return living;
  return living.map((entry         , index) => {
    const asked          = wanted[index];
    if (!isJsonObject(entry) || !isJsonObject(asked)) return entry;
    return Object.fromEntries(Object.entries(entry).filter(([name, value]) => Object.hasOwn(asked, name) || !(name === 'policyDefinitionReferenceId' || (name === 'definitionVersion' && isNewest(value)))));
  });
}

function isNewest(version         )          {
  return typeof version === 'string' && /^\d+\.\*\.\*$/.test(version);
}

/** @param isOpen true where members that only the living side has are no difference */
function changes(path        , before         , after         , isOpen         )                    {
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = isOpen ? Object.keys(after) : [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => changes(`${path}.${name}`, own(before, name), own(after, name), false));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((element         , index) => changes(`${path}[${labelOf(element) ?? index}]`, before[index], element, false));
  }
  if (Array.isArray(before) && Array.isArray(after)) return [listChange(path, before, after)];
  return before === after ? [] : [`${path}: ${shown(before)} → ${shown(after)}`];
}

function own(value            , name        )          {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Members of initiatives and messages are known by their reference id. */
function labelOf(element         )                     {
  return textAt(element, 'policyDefinitionReferenceId');
}

function listChange(path        , before                    , after                    )         {
  const [old, now] = [before, after].map((list) => new Set(list.map(nameOf)));
  const added = [...(now ?? [])].filter((name) => old?.has(name) !== true).map((name) => `+ ${name}`);
  const removed = [...(old ?? [])].filter((name) => now?.has(name) !== true).map((name) => `- ${name}`);
  const all = [...removed, ...added];
  return all.length === 0 || all.length > most ? `${path}: ${before.length} entries → ${after.length}` : `${path}: ${all.join(', ')}`;
}

function nameOf(element         )         {
  return labelOf(element) ?? shown(element);
}

function shown(value         )         {
  if (value === undefined) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? 'not set';
  if (text.length <= longest) return text;
  // What tells an id from another stands at its end.
  return text.startsWith('/') ? `…${text.slice(1 - longest)}` : `${text.slice(0, longest - 1)}…`;
}

/** Deletions that can be, and what has to stay. */
                            
                                        
                                                                   
                                    
 

/**
 * Takes those deletions out that Azure would refuse: of definitions and initiatives that something uses which stays.
 * @param writes what is written before: an initiative that is changed uses what it will have, one that is made as well
 */
function withoutUsed(deletions                       , living        , writes                        = [])            {
  const uses = new Map                                                                   ();
  const users = [...living.all('assignment'), ...living.all('initiative')].map((document) => ({ id: textAt(document, 'id') ?? '', body: document }));
  for (const { id, body } of [...users, ...writes.map(({ object }) => object)]) uses.set(id.toLowerCase(), { id, used: usedBy(body) });
  let steps = deletions;
  const notes           = [];
  // Whatever stays may use something in its turn: until nothing more has to stay.
  for (;;) {
    const going = new Set(steps.map(({ object }) => object.id.toLowerCase()));
    const user = new Map                ();
    for (const [key, { id, used }] of uses) if (!going.has(key)) for (const each of used) user.set(each.toLowerCase(), id);
    const hasToStay = ({ object }            )          => (object.kind === 'definition' || object.kind === 'initiative') && user.has(object.id.toLowerCase());
    const staying = steps.filter(hasToStay);
    if (staying.length === 0) return { steps, notes };
    notes.push(...staying.map(({ object }) => `${object.id} stays: ${user.get(object.id.toLowerCase()) ?? ''} uses it.`));
    steps = steps.filter((step) => !hasToStay(step));
  }
}

function usedBy(document            )                    {
  return [...memberIds(document), textAt(document, 'properties', 'policyDefinitionId') ?? ''];
}

/** An object that is wanted, and the name that the library has for it. */
                        
                                  
                         
                        
                            
 

/** Which living object an object that is wanted is, or becomes. */
                         
                      
                        
                                                                       
                                          
                                                                 
                                           
                                            
                                   
 

/** What is known while a plan is made. */
                           
                          
                         
                                                                                   
                                                
                                                       
                                      
                                                                   
                                      
 

/**
 * Azure refuses some changes of living objects: a parameter that is taken away, an assignment that would point elsewhere. Then the new
 * object lives under a name with a version behind it (`-v2`), and the old one is taken away once nothing refers to it any more.
 */
function chooseVariant(wanted       , choosing          )         {
  const { living, owner, refused } = choosing;
  const own = living.variants(wanted.kind, wanted.scope, wanted.name, owner);
  const obstacles = own.map((document) => ({ document, why: refused.get(idOf(document).toLowerCase()) ?? obstacle(wanted, document) }));
  const possible = obstacles.filter(({ why }) => why === undefined).map(({ document }) => document);
  const chosen = possible.find((document) => differences(wanted.kind, wanted.body, document).length === 0) ?? possible[0];
  const replaced = own.filter((document) => document !== chosen);
  if (chosen !== undefined) return { id: idOf(chosen), name: textAt(chosen, 'name') ?? wanted.name, living: chosen, replaced, why: undefined };
  const name = freeName(wanted, own.length > 0, choosing);
  return { id: objectId(wanted.kind, wanted.scope, name), name, living: undefined, replaced, why: obstacles[0]?.why };
}

function idOf(document            )         {
  return textAt(document, 'id') ?? '';
}

/**
 * The first name of its line that nobody has or gets. The name itself, where somebody else has it and nothing of ours lives of it: that is
 * told, not gone round.
 */
function freeName({ kind, scope, name }       , hasLived         , { living, owner, names, taken }          )         {
  const limit = longestName(kind, scope);
  for (let version = 1; ; version += 1) {
    const suffix = version === 1 ? '' : `-v${version}`;
    const candidate = `${name.slice(0, limit - suffix.length)}${suffix}`;
    const id = objectId(kind, scope, candidate);
    const there = living.find(id);
    if (version === 1 && !hasLived && there !== undefined && !isOwned(there, owner)) return name;
    const isPromised = taken.has(id.toLowerCase()) || (version > 1 && names.has(id.toLowerCase()));
    if (there === undefined && !isPromised) return candidate;
  }
}

/** Azure's limit: 24 characters for an assignment at a management group (limits.md). */
function longestName(kind                  , scope        )         {
  return kind === 'assignment' && parseScope(scope)?.kind === 'managementGroup' ? 24 : kindFacts[kind].longestName;
}

/** Why Azure would refuse to change a living object into the one that is wanted; undefined when nothing is known against it. */
function obstacle({ kind, body }       , living            )                     {
  if (kind === 'definition' || kind === 'initiative') return parameterObstacle(body, living);
  if (kind === 'assignment') return targetObstacle('policyDefinitionId', 'what an assignment assigns never changes', body, living) ?? identityObstacle(body, living);
  return kind === 'exemption' ? targetObstacle('policyAssignmentId', 'the assignment of an exemption never changes', body, living) : undefined;
}

/** A parameter cannot be removed or renamed, nor change its type, and a new one needs a default (limits.md: `InvalidPolicyParameterUpdate`). */
function parameterObstacle(wanted            , living            )                     {
  const [before, after] = [declarations(living), declarations(wanted)];
  for (const [name, declaration] of before) {
    const now = after.get(name);
    if (now === undefined) return `Azure lets no parameter be taken away, and ${name} is`;
    const [old, type] = [declaration, now].map((each) => (textAt(each, 'type') ?? 'string').toLowerCase());
    if (old !== type) return `Azure lets no parameter change its type, and ${name} does`;
  }
  for (const [name, declaration] of after) {
    if (!before.has(name) && member(declaration, 'defaultValue') === undefined) return `Azure takes a new parameter only with a default, and ${name} has none`;
  }
  return undefined;
}

function declarations(document            )                               {
  const parameters = at(document, 'properties', 'parameters');
  return new Map(isJsonObject(parameters) ? Object.entries(parameters).map(([name, declaration]) => [name.toLowerCase(), declaration]) : []);
}

function targetObstacle(name        , why        , wanted            , living            )                     {
  const [before, after] = [textAt(living, 'properties', name), textAt(wanted, 'properties', name)];
  return before === undefined || after === undefined || sameId(before, after) ? undefined : why;
}

/** The region of a managed identity is fixed. */
function identityObstacle(wanted            , living            )                     {
  const [before, after] = [living, wanted].map((body) => (textAt(body, 'identity', 'type')?.toLowerCase() === 'systemassigned' ? textAt(body, 'location') : undefined));
  return before === undefined || after === undefined || bare(before) === bare(after) ? undefined : 'the region of an assignment\'s identity never changes';
}

function bare(location        )         {
  return location.toLowerCase().replaceAll(' ', '');
}

/** From the library and what lives at its scopes to the policy objects to write and to take away. Pure; compares meaning, not text. */

/** An object of the library as it should be. What it refers to stands under the names of the library: `objectId(kind, scope, name)`. */
                               
                                  
                                                 
                         
                        
                                    
                            
                                                             
                          
 

                             
                                                                                                                      
                                        
                                                                                                                    
                                            
                                                                                                              
                                   
                                                                                       
                                   
 

                           
                                           
                          
                         
                                                    
                           
                                                  
                                            
                                                                                                     
                                                                              
                                                               
                                                                                 
                                                                                   
                                                 
 

/** Plans what is wanted against what lives. Objects without our stamp and owner are never planned over. */
function planPolicyObjects(planning          )             {
  const { living, owner, refused = new Map() } = planning;
  const moved = new Map                ();
  const foreign                 = [];
  const names = new Set(planning.wanted.map(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase()));
  const taken = new Set        ();
  const chosen = inOrder(planning.wanted).map((wanted) => {
    const body = marked({ ...wanted, body: redirected(wanted.body, moved) }, planning);
    const choice = chooseVariant({ ...wanted, body }, { living, owner, refused, names, taken });
    taken.add(choice.id.toLowerCase());
    const own = objectId(wanted.kind, wanted.scope, wanted.name);
    // In our own letters, not in those of an answer: what refers to it, and the hash over that, is the same in every run.
    if (choice.id.toLowerCase() !== own.toLowerCase()) moved.set(own.toLowerCase(), objectId(wanted.kind, wanted.scope, choice.name));
    const object = { kind: wanted.kind, id: choice.id, name: choice.name, body };
    const other = living.find(choice.id);
    if (other !== undefined && !isOwned(other, owner)) foreign.push(object);
    return { object, choice };
  });
  const writes = chosen.flatMap(({ object, choice }) => stepsFor(object, choice));
  const replaced = chosen.flatMap(({ object, choice }) => choice.replaced.map((document) => deletion(document, [`${object.name} takes its place`])));
  const known = new Set([...taken, ...replaced.map(({ object }) => object.id.toLowerCase())]);
  const surplus = surplusObjects(planning, known).map((entry) => ({ ...entry, isPruned: planning.prunes?.(entry.document, entry.kind) === true }));
  const pruned = surplus.filter(({ isPruned }) => isPruned).map(({ document }) => deletion(document, [pruneReason(document)]));
  const deletions = [...replaced, ...pruned];
  const removable = withoutUsed(inOrderOfRemoval(deletions), living, writes);
  return {
    steps: [...writes.filter(({ action }) => action !== 'enforce'), ...writes.filter(({ action }) => action === 'enforce'), ...removable.steps],
    foreign,
    used: removable.notes,
    left: surplus.filter(({ document, kind, isPruned }) => !isPruned && planning.isSurplus?.(document, kind) !== false).map(({ document }) => textAt(document, 'id') ?? ''),
  };
}

/** Each kind after those it may refer to. */
function inOrder                                                    (objects                   )                    {
  return policyObjectKinds.flatMap((kind) => objects.filter((object) => object.kind === kind));
}

/** Each kind before those it may refer to. */
function inOrderOfRemoval(steps                       )                        {
  return policyObjectKinds.toReversed().flatMap((kind) => steps.filter(({ object }) => object.kind === kind));
}

function stepsFor(object              , { living, replaced, why }        )                        {
  const enforces = object.kind === 'assignment' && modeOf(object.body) === 'default';
  const before = { ...object, body: withMode(object.body, 'DoNotEnforce') };
  if (living === undefined) {
    const body = replaced.reduce((current, old) => carriedOver(object.kind, current, old), object.body);
    const made = { ...object, body };
    const action = replaced.length === 0 ? 'create' : 'replace';
    const details = why === undefined ? [] : [why];
    return enforces ? [{ action, object: { ...before, body: withMode(body, 'DoNotEnforce') }, details }, enforcement(made)] : [{ action, object: made, details }];
  }
  const sent = { ...object, body: carriedOver(object.kind, object.body, living) };
  if (!enforces || modeOf(living) === 'default') {
    const details = differences(object.kind, object.body, living);
    return [details.length === 0 ? { action: 'unchanged', object, details } : { action: 'update', object: sent, details }];
  }
  const details = differences(object.kind, before.body, living);
  const update = { action: 'update'         , object: { ...sent, body: withMode(sent.body, 'DoNotEnforce') }, details };
  return [...(details.length === 0 ? [] : [update]), enforcement(sent)];
}

function enforcement(object              )             {
  return { action: 'enforce', object, details: ['enforcementMode: DoNotEnforce → Default'] };
}

/** `default` or `donotenforce`. */
function modeOf(body            )         {
  return textAt(body, 'properties', 'enforcementMode')?.toLowerCase() ?? 'default';
}

function withMode(body            , enforcementMode        )             {
  const properties = body['properties'];
  return { ...body, properties: { ...(isJsonObject(properties) ? properties : {}), enforcementMode } };
}

/** The step that takes a living object away. */
function deletion(document            , details                   )             {
  const id = textAt(document, 'id') ?? '';
  return { action: 'delete', object: { kind: kindOf(id) ?? 'definition', id, name: textAt(document, 'name') ?? id, body: document }, details };
}

function surplusObjects({ living, owner }          , known                     )                                                                                {
  return policyObjectKinds.filter((kind) => kind !== 'roleAssignment').flatMap((kind) =>
    living.all(kind).filter((document) => isOwned(document, owner) && !known.has((textAt(document, 'id') ?? '').toLowerCase())).map((document) => ({ document, kind })),
  );
}

function pruneReason(document            )         {
  const end = textAt(document, 'properties', 'expiresOn');
  return `the library does not have it any more${end === undefined ? '' : ` (it ends on ${end})`}`;
}

function marked({ kind, name, body, source }              , { owner, version, hash }          )             {
  return kind === 'roleAssignment' ? body : stamped(body, { owner, of: name, source, version, hash: hash(at(body, 'properties')) });
}

/** The body with references to the names of the library led to where those objects live. */
function redirected(body            , moved                             )             {
  if (moved.size === 0) return body;
  const properties = body['properties'];
  if (!isJsonObject(properties)) return body;
  const led = (value         )          => (typeof value === 'string' ? moved.get(value.toLowerCase()) ?? value : value);
  const own = Object.fromEntries(Object.entries(properties).map(([name, value]) => {
    if (name === 'policyDefinitionId' || name === 'policyAssignmentId') return [name, led(value)];
    if (name !== 'policyDefinitions' || !Array.isArray(value)) return [name, value];
    return [name, value.map((entry         ) => (isJsonObject(entry) ? { ...entry, policyDefinitionId: led(entry['policyDefinitionId']) } : entry))];
  }));
  return { ...body, properties: own };
}

/** What was changed by hand since we wrote it: the stamp still says what the library says. */
function isChangedByOthers({ action, object }            , living                        )          {
  if (action !== 'update') return false;
  const [before, after] = [stampOf(living)?.hash, stampOf(object.body)?.hash];
  return before !== undefined && before === after;
}

/** Effects that act with an identity of the assignment. */
const acting                      = new Set(['modify', 'deployIfNotExists']);

/** Ids of the roles that an assignment's identity needs for the effects that it has with its parameters; empty when it needs none. */
function rolesNeeded(policies                           )                    {
  const ids = policies.filter((policy) => acting.has(effectNamed(effectOf(policy) ?? '')?.name ?? '')).flatMap(({ definition }) =>
    arrayAt(definition.rule.details?.value, 'roleDefinitionIds').filter((id) => typeof id === 'string').map((id) => id.toLowerCase()));
  return [...new Set(ids)].toSorted();
}

/**
 * True when Azure takes the assignment only with an identity: for what acts, and for whatever could deploy, whatever its effect
 * (`ResourceIdentityRequired` is answered to an assignment that only audits, as public output of 2026 shows).
 */
function needsIdentity(policies                           )          {
  return rolesNeeded(policies).length > 0 || policies.some(({ definition }) => at(definition.rule.details?.value, 'deployment') !== undefined);
}

/** The effect that a policy has with its parameters, as far as it is written as a name or one parameter. */
function effectOf({ definition: { rule }, parameters }                )                     {
  if (rule.effect.kind === 'literal') return typeof rule.effect.value === 'string' ? rule.effect.value : undefined;
  const effect = memberIgnoringCase(parameters, 'effect');
  return typeof effect === 'string' ? effect : undefined;
}

/** What an identity is to be allowed. */
                           
                                
                         
                               
                                    
 

/**
 * The role assignments that an identity lacks. One that somebody else gave it at or above the scope is as good.
 * @param living the principal's role assignments, as read
 * @param guid a guid made of a text, the same each time: the name of a role assignment
 */
function roleAssignmentsFor({ assignmentId, scope, principalId, roles }          , living                       , owner        , guid                          )                          {
  const missing = roles.filter((role) => !living.some((document) => grants(document, role, principalId, scope)));
  return missing.map((role)               => {
    const name = guid([scope, principalId, role].join('\n').toLowerCase());
    return {
      kind: 'roleAssignment', name, id: objectId('roleAssignment', scope, name),
      body: { properties: { roleDefinitionId: role, principalId, principalType: 'ServicePrincipal', description: roleDescription(owner, assignmentId) } },
    };
  });
}

function grants(document            , role        , principalId        , scope        )          {
  const given = textAt(document, 'properties', 'roleDefinitionId') ?? '';
  return sameId(textAt(document, 'properties', 'principalId') ?? '', principalId)
    // Azure answers the id of a role below the subscription, and takes it without.
    && given.toLowerCase().endsWith(role.toLowerCase())
    && isWithin(scope, textAt(document, 'properties', 'scope') ?? '—');
}

/** The roles that a living identity lacks, as steps. */
async function missingRoles(wish          , owner        , arm           )                                 {
  const living = await rolesOf(wish.principalId, wish.scope, arm);
  return roleAssignmentsFor(wish, living, owner, guidOf).map((object)             => ({ action: 'create', object, details: [`roleDefinitionId: ${wish.roles.find((role) => JSON.stringify(object.body).includes(role)) ?? ''}`] }));
}

/**
 * The plan with what has to happen to the role assignments of living identities: those that are missing, those of assignments that are
 * taken away, and, with `prune`, those that are not needed any more. Asks Azure only where an assignment has an identity.
 */
async function withRoles(plan                , owner        , prune         , arm           )                          {
  const { steps } = plan.policies;
  const created = await Promise.all(plan.assignments.flatMap(({ id, scope, principalId, roles }) => (principalId === undefined || roles.length === 0 ? [] : [missingRoles({ assignmentId: id, scope, principalId, roles }, owner, arm)])));
  const going = steps.filter(({ action, object }) => action === 'delete' && object.kind === 'assignment').map(({ object }) => object.body);
  const removed = await Promise.all([
    ...going.map(async (assignment) => await ownRoles(assignment, owner, arm, () => true)),
    ...(prune ? plan.assignments.map(async ({ id, principalId, roles }) => await ownRoles({ id, identity: { principalId } }, owner, arm, (role) => !roles.some((needed) => role.endsWith(needed)))) : []),
  ]);
  const deletions = steps.filter(({ action }) => action === 'delete');
  const all = [...steps.filter(({ action }) => action !== 'delete'), ...created.flat(), ...inOrderOfRemoval([...deletions, ...removed.flat()])];
  return { ...plan, policies: { ...plan.policies, steps: all } };
}

/** Deletions of the role assignments that we made for an assignment. @param isDue by the lower-case id of the role */
async function ownRoles(assignment            , owner        , arm           , isDue                           )                                 {
  const principalId = textAt(assignment, 'identity', 'principalId');
  const id = textAt(assignment, 'id') ?? '';
  if (principalId === undefined) return [];
  const living = await rolesOf(principalId, id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/')), arm);
  const own = living.filter((document) => {
    const stamp = roleStampOf(document);
    return stamp?.owner === owner && sameId(stamp.assignmentId, id) && isDue((textAt(document, 'properties', 'roleDefinitionId') ?? '').toLowerCase());
  });
  return own.map((document) => deletion(document, ['nothing acts with it any more']));
}

async function rolesOf(principalId        , scope        , arm           )                                 {
  return await arm.list(`${scope}/providers/${roleAssignmentType}`, apiVersions.roleAssignments, { $filter: `principalId eq '${principalId.replaceAll("'", "''")}'` });
}

const verbs                                                 = { create: 'Create', update: 'Update', replace: 'Replace by', enforce: 'Enforce', delete: 'Delete', unchanged: 'Keep' };

/** The steps as a plan: what would be written. */
function plannedSteps({ policies, assignments }                , living         )                        {
  const steps = policies.steps.filter(({ action }) => action !== 'unchanged').map((step) => {
    const planned = reportStep(step, 'planned');
    return living !== undefined && isChangedByOthers(step, living.find(step.object.id)) ? { ...planned, details: ['somebody else has changed it since it was written', ...planned.details] } : planned;
  });
  const made = new Set(policies.steps.filter(({ action, object }) => object.kind === 'assignment' && (action === 'create' || action === 'replace')).map(({ object }) => object.id));
  const roles = assignments.filter(({ id }) => made.has(id)).flatMap(({ name, scope, roles: needed }) => needed.map((role)             => ({
    title: `Create role assignment for the identity of ${name}`, status: 'planned', resourceId: scope, details: [`roleDefinitionId: ${role}`],
  })));
  return [...steps, ...roles];
}

function reportStep({ action, object, details }            , status                      , elapsed         )             {
  const mode = object.kind === 'assignment' && action !== 'delete' && action !== 'enforce' ? [`enforcement: ${textAt(object.body, 'properties', 'enforcementMode') ?? 'Default'}`] : [];
  return {
    title: `${verbs[action]} ${kindFacts[object.kind].noun} ${object.name}${placeOf$1(object)}`, status, resourceId: object.id, details: [...mode, ...details],
    ...(elapsed === undefined ? {} : { elapsed }),
  };
}

/** Where an exemption stands: its name says nothing to people. */
function placeOf$1({ kind, id }                      )         {
  return kind === 'exemption' ? ` at ${scopeOf(id).split('/').slice(-2).join('/')}` : '';
}

/** What an approval of the plan covers. */
function substanceOf({ policies, assignments }                )          {
  return [
    ...substanceOfSteps(policies),
    ...assignments.filter(({ roles }) => roles.length > 0).map(({ id, roles }) => ({ id, roles })),
  ];
}

function substanceOfSteps({ steps }                           )                     {
  return steps.filter(({ action }) => action !== 'unchanged').map(({ action, object }) => ({ action, id: object.id, ...(action === 'delete' ? {} : { body: object.body }) }));
}

/** "assigned and enforced": how the policies stand, in words. */
function standingOf({ assignments }                )         {
  const words = assignments.map(({ name, enforced, effect }) => {
    const standing = effect !== 'deny' ? `assigned with effect ${effect}` : enforced ? 'assigned and enforced' : 'assigned, not enforced';
    return assignments.length === 1 ? standing : `${name} ${standing}`;
  });
  return words.length === 0 ? 'nothing is assigned' : words.join('; ');
}

/** What new policies would add to what is refused already, in a clause. */
function lockOut(findings                    )         {
  const names = [...new Set(findings.map(({ resource }) => resource.name))];
  return `The policies are enforced, and the new ones would refuse every update of ${names.slice(0, 20).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''} (${[...new Set(findings.map(({ rule }) => rule))].join(', ')}), which the present ones do not`;
}

/** Refuses, before the first write, what may not be written: objects of others, a loosening, a Deny in force that would lock out more than it does. */
function refuseImpossible({ policies: { foreign }, assignments }                )       {
  const newly = assignments.flatMap(({ newlyLockedOut }) => newlyLockedOut);
  if (newly.length > 0) throw new UserError(`${lockOut(newly)}; nothing was written. Isolate what is named and run again, enter it in the exemptions file, or give it time with "exempt-for-days".`);
  const loosened = assignments.flatMap((assignment) => assignment.loosened);
  if (loosened.length > 0) {
    throw new UserError(`"parameters" would loosen policies that are enforced already (${loosened.join('; ')}); nothing was written. Change the assignment in Azure if you mean it.`);
  }
  if (foreign.length === 0) return;
  throw new UserError(
    `${foreign.map(({ id }) => id).join(', ')} exists already and was not written by this tool (its metadata lacks managedBy: ${stampName}), or belongs to another "owner"; nothing was written. ` +
      'Choose another "definition-scope" or remove the object.',
  );
}

/** Azure refused to change a living object: a new one has to take its place. */
class RefusedUpdateError extends Error {
                    name = 'RefusedUpdateError';
  /** The object that stays as it is. */
           id        ;

  constructor(id        , cause            ) {
    super(cause.message, { cause });
    this.id = id;
  }
}

                           
                         
                                                                                                                                        
                                                                  
 

/** What was written, and what was left. */
                          
                                    
 

/**
 * Writes in the order of dependence, each kind side by side: definitions, initiatives, assignments, role assignments, exemptions; then
 * what is enforced; then what is taken away, in the order backwards. Each step is journalled as it is done, so that a run that is cut
 * short tells what it did, and a second one does the rest.
 */
async function applyPolicies(plan                , journal              , tools       , { owner, lookAgain }          )                   {
  const answers = new Map                    ();
  const steps = plan.policies.steps.filter(({ action }) => action !== 'unchanged');
  const writes = (kind                  )                        => steps.filter(({ action, object }) => object.kind === kind && action !== 'delete' && action !== 'enforce');
  await protectFirst(plan, steps, tools);
  for (const kind of policyObjectKinds) {
    const due = kind === 'roleAssignment' ? [...writes(kind), ...await newRoles(plan, answers, owner, tools)] : writes(kind);
    await sideBySide(due, journal, tools, async (step) => {
      const body = await writeReplicated(step, journal.length > 0, tools);
      if (kind === 'assignment') answers.set(step.object.id.toLowerCase(), body);
    });
  }
  const notes = await enforce(steps.filter(({ action }) => action === 'enforce'), journal, tools, lookAgain);
  await removeObjects(steps, journal, tools);
  return { notes };
}

/**
 * Where an assignment refuses already, what is changed in it bites at once: whoever gets time is exempt before, from all of it, as Azure does
 * not know the new members yet that the exemption is about; it is narrowed to them in its turn. A run that is cut short in between locks nobody out.
 */
async function protectFirst({ assignments }                , steps                       , tools       )                {
  const enforced = new Set(assignments.filter(({ wasEnforced }) => wasEnforced).map(({ id }) => id.toLowerCase()));
  const due = steps.filter(({ action, object }) => action === 'create' && object.kind === 'exemption' && isGrace(object.body) && enforced.has(assignmentOf(object.body)));
  await Promise.all(due.map(async (step) => {
    const properties = step.object.body['properties'];
    const { policyDefinitionReferenceIds: _, ...whole } = isJsonObject(properties) ? properties : {};
    await writeReplicated({ ...step, object: { ...step.object, body: { ...step.object.body, properties: whole } } }, false, tools);
  }));
}

/** Carries out the deletions among steps, each kind before those that it refers to. What turns out to be in use is left, and told. */
async function removeObjects(steps                       , journal              , tools       )                {
  for (const kind of policyObjectKinds.toReversed()) {
    const due = steps.filter(({ action, object }) => action === 'delete' && object.kind === kind);
    await sideBySide(due, journal, tools, async (step) => await remove(step, tools));
  }
}

/** Carries steps out side by side; the client keeps to Azure's quota. The first failure is thrown once all have come to an end. */
async function sideBySide(steps                       , journal              , tools       , carryOut                                              )                {
  const began = tools.clock.now();
  let [done, told] = [0, began];
  const all = await Promise.allSettled(steps.map(async (step) => {
    const started = tools.clock.now();
    const left = await carryOut(step);
    const now = tools.clock.now();
    journal.push(typeof left === 'string' ? { ...reportStep(step, 'skipped'), details: [left] } : reportStep(step, 'done', now - started));
    done += 1;
    if (now - told < progressEvery) return;
    told = now;
    tools.logger.progress({ subject: 'policy objects', state: `${done} of ${steps.length} written`, elapsed: now - began });
  }));
  const failed = all.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Milliseconds between two lines of progress. */
const progressEvery = 2000;

async function enforce(steps                       , journal              , tools       , lookAgain                       )                             {
  if (steps.length === 0) return [];
  const objections = (await lookAgain?.()) ?? new Map                ();
  const [held, due] = [steps.filter(({ object }) => objections.has(object.id.toLowerCase())), steps.filter(({ object }) => !objections.has(object.id.toLowerCase()))];
  await sideBySide(due, journal, tools, async (step) => void (await writeReplicated(step, true, tools)));
  for (const step of held) journal.push({ ...reportStep(step, 'skipped'), details: [objections.get(step.object.id.toLowerCase()) ?? ''] });
  return held.map(({ object }) => objections.get(object.id.toLowerCase()) ?? '');
}

/** The role assignments that new identities need, now that they have principals. */
async function newRoles({ assignments }                , answers                                 , owner        , { arm }       )                                 {
  const found = await Promise.all(assignments.filter(({ roles, principalId }) => roles.length > 0 && principalId === undefined).map(async ({ id, scope, roles }) => {
    const principalId = textAt(answers.get(id.toLowerCase()), 'identity', 'principalId');
    if (principalId === undefined) throw new AzureError(`Azure gave the assignment ${id} no identity, which its policies act with.`, { status: 200, code: 'NoIdentity' });
    return await missingRoles({ assignmentId: id, scope, principalId, roles }, owner, arm);
  }));
  return found.flat();
}

/** Seconds between tries while Azure spreads what was just written: three minutes in all. */
const replicationWaits = [5, 10, 15, 30, 30, 30, 30, 30];

/**
 * Writes an object that refers to others. Azure answers a write before all of its parts know of it, and then refuses what refers to it
 * (Azure-Landing-Zones issue 277, "a simple re-run helps"): that is waited out, but only where this run has just written something.
 */
async function writeReplicated(step            , afterOthers         , tools       )                      {
  const { object } = step;
  const { apiVersion } = kindFacts[object.kind];
  for (const [attempt, wait] of [...replicationWaits, undefined].entries()) {
    try {
      const { body } = await tools.arm.send({ method: 'PUT', path: object.id, apiVersion, body: object.body });
      return typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
    } catch (error) {
      if (step.action === 'update' && error instanceof AzureError && isRefusedUpdate(error)) throw new RefusedUpdateError(object.id, error);
      if (object.kind === 'roleAssignment' && error instanceof AzureError && /^RoleAssignmentExists$/i.test(error.code)) return {};
      if (wait === undefined || !afterOthers || object.kind === 'definition' || !isReplicationLag(error)) throw error;
      if (attempt === 0) tools.logger.info(`Azure does not know yet what ${object.name} refers to; trying again for up to three minutes.`);
      await tools.clock.sleep(wait * 1000, tools.signal);
    }
  }
  throw new Error('The waits have no end.');
}

/** limits.md and Azure-Landing-Zones issue 2581: what Azure never changes on a living object. */
function isRefusedUpdate({ code }            )          {
  return /^InvalidPolicy(Set)?ParameterUpdate$|^InvalidPolicyDefinitionIdUpdate$/i.test(code);
}

function isReplicationLag(error         )          {
  if (!(error instanceof AzureError) || (error.status !== 400 && error.status !== 404)) return false;
  if (/^PrincipalNotFound$/i.test(error.code)) return true;
  if (/^Policy((Set)?Definition|Assignment)NotFound$/i.test(error.code)) return true;
  return /^InvalidCreatePolicy(Assignment|SetDefinition|Exemption)Request$/i.test(error.code) && /out of scope|at or above|could not be found/i.test(error.message);
}

/** Returns why an object was left, or nothing when it is gone. */
async function remove({ object }            , { arm }       )                         {
  try {
    await arm.send({ method: 'DELETE', path: object.id, apiVersion: kindFacts[object.kind].apiVersion });
  } catch (error) {
    if (error instanceof AzureError && error.status === 404) return;
    if (error instanceof AzureError && /^InvalidDeletePolicy(Set)?DefinitionRequest$/i.test(error.code)) return `left, as it is in use: ${error.message}`;
    throw error;
  }
}

/** How policies are to be assigned: what `deploy` and `assign` have in common. */
                                    
                        
                                              
                                                    
                                  
                                                  
                                                                    
                         
 

/** Where definitions and initiatives live. Azure takes them at a subscription or management group at or above the assignment. */
function definitionScopeFor({ scope, definitionScope }                                                      )         {
  const wanted = definitionScope?.id ?? (scope.kind === 'managementGroup' ? scope.id : `/subscriptions/${scope.subscriptionId}`);
  const parsed = definitionScope ?? parseScope(wanted);
  if (parsed?.kind === 'resourceGroup') throw new UserError(`"definition-scope" is ${wanted}, but definitions live at a subscription or management group: name one of these.`);
  if (parsed?.kind === 'subscription' && !isWithin(scope.id, wanted)) {
    throw new UserError(`"definition-scope" is ${wanted}, which is not at or above the assignment's scope ${scope.id}: Azure would not find the definitions.`);
  }
  return wanted;
}

/** The policy objects that were read, by id and by where they stand. */
                         
                                                        
                                                                                    
                                                                  
                                                                                                           
                                                                                                                   
 

/** Indexes documents as they were read. Those without an id, or of other kinds, are passed over; of two with one id the last counts. */
function livingObjects(documents                       )         {
  const byId = new Map(documents.flatMap((document) => {
    const id = textAt(document, 'id');
    return id === undefined ? [] : [[id.toLowerCase(), document]         ];
  }));
  const byPlace = new Map                      ();
  const byKind = new Map                                ();
  const byName = new Map                      ();
  for (const [id, document] of byId) {
    const kind = kindOf(id);
    if (kind === undefined) continue;
    append(byPlace, placeOf(kind, scopeOf(id)), document);
    append(byKind, kind, document);
    const stamp = stampOf(document);
    if (stamp !== undefined) append(byName, variantOf(kind, scopeOf(id), stamp.of ?? textAt(document, 'name') ?? '', stamp.owner), document);
  }
  return {
    find: (id) => byId.get(id.toLowerCase()),
    ofKind: (kind, scope) => byPlace.get(placeOf(kind, scope)) ?? [],
    all: (kind) => byKind.get(kind) ?? [],
    variants: (kind, scope, name, owner) => byName.get(variantOf(kind, scope, name, owner)) ?? [],
  };
}

function placeOf(kind                  , scope        )         {
  return `${kind} ${scope.toLowerCase()}`;
}

function variantOf(kind                  , scope        , name        , owner        )         {
  return `${placeOf(kind, scope)}\n${name.toLowerCase()}\n${owner}`;
}

function append     (lists                        , key     , document            )       {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [document]);
  else list.push(document);
}

const exact = { $filter: 'atExactScope()' };

/**
 * Reads the policy objects that a run may change, and those that bear on them: definitions and initiatives at the definition scope,
 * assignments at, above and (but for management groups) below the scope, exemptions at and below it. Side by side where it can.
 * @param groupMayBeAbsent true where the run is about to make the resource group
 */
async function observePolicies(options                                                                , tools       , groupMayBeAbsent = false)                  {
  const { arm } = tools;
  const { scope } = options;
  const definitionScope = definitionScopeFor(options);
  const present = async (list                                )                                 => await list.catch((error         ) => ofAbsentGroup(error, scope, groupMayBeAbsent));
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
async function observeGroup(scope                                                      , owner        , tools       )                                                                   {
  const assignments = await tools.arm.list(`${scope.id}/providers/${policyAssignmentType}`, apiVersions.policy, { $filter: 'atScope()' });
  const own = assignments.filter((document) => stampOf(document)?.owner === owner).flatMap((document) => textAt(document, 'id') ?? []);
  if (own.length === 0) return [assignments, []];
  const { kqlText, queryResourceGraph } = await import('./resource-graph.js');
  const query = `policyresources | where type =~ 'microsoft.authorization/policyexemptions' | where properties.policyAssignmentId in~ (${own.map(kqlText).join(', ')}) | project id, name, type, properties | order by id asc`;
  return [assignments, await queryResourceGraph(query, { managementGroup: scope.managementGroup }, tools)];
}

function ofAbsentGroup(error         , scope       , mayBeAbsent         )                        {
  if (!(error instanceof AzureError && error.code === 'ResourceGroupNotFound')) throw error;
  if (mayBeAbsent) return [];
  throw new UserError(`There is no resource group ${scope.id} to assign policies at; nothing was written.`, { cause: error });
}

export { RefusedUpdateError, applyPolicies, definitionScopeFor, deletion, differences, effectOf, exemptionObjects, graceFor, graceNotes, inOrderOfRemoval, isGrace, livingObjects, lockOut, longestName, needsIdentity, observePolicies, ownRoles, planPolicyObjects, plannedSteps, refuseImpossible, removeObjects, reportStep, rolesNeeded, standingOf, substanceOf, substanceOfSteps, withRoles, withoutUsed };
