import { UserError, parseResourceId, parseScope, sameId, formatResourceId, policyAssignmentType } from './ground.js';
import { bundledDefinition, bundledInitiatives, parseInitiative, isCustom, declaredOnly, PolicyError, compileDefinition, bindAssignment, bindDefinition, bindInitiative } from './engine.js';
import { grouped } from './grouped.js';
import { readPolicyLibrary } from './policy-library.js';

/** Finds what an id names among the documents at hand and the bundled ones, and remembers what was found. */
                                
                                                                                                                                   
                                                                                               
                                                                                                     
                                                                             
 

/** The kind that an id speaks of, by its last type. */
function kindOfId(id        )                         {
  const type = id.split('/').at(-2)?.toLowerCase();
  return type === 'policysetdefinitions' ? 'initiative' : type === 'policydefinitions' ? 'definition' : undefined;
}

/**
 * Looks by the whole id, then by its last segment: whoever keeps policies as files often has them without an id, or for another
 * subscription than the one they were exported from. What is bundled comes last.
 */
function libraryLookup({ definitions, initiatives }                                                      )                {
  const all                                                   = [...definitions, ...initiatives];
  const byId = grouped(all.filter(({ document }) => document.id !== undefined), ({ document }) => document.id?.toLowerCase());
  const byName = grouped(all, ({ document }) => `${document.kind} ${nameOf(document).toLowerCase()}`);
  const places = new Map(all.map(({ document, placeOf }) => [document, placeOf]));
  const mentioned = new Set                               ();
  const named = (id        )                                                   => byName.get(`${kindOfId(id) ?? 'definition'} ${lastSegment(id).toLowerCase()}`) ?? [];
  const candidates = (id        ) => byId.get(id.toLowerCase()) ?? named(id);
  return {
    find: (id, from) => {
      const found = candidates(id);
      if (found.length > 1) throw new UserError(`${from()} refers to ${id}, and several documents are called so: ${found.map(({ placeOf }) => placeOf('')).join(', ')}. Give them their \`id\`, or keep one.`);
      const document = found[0]?.document ?? bundled(id);
      if (document !== undefined) mentioned.add(document);
      return document;
    },
    placeOf: (document, pointer) => places.get(document)?.(pointer),
    isMentioned: (document) => mentioned.has(document),
  };
}

function bundled(id        )                                            {
  if (kindOfId(id) !== 'initiative') return bundledDefinition(id);
  const source = bundledInitiatives.find(({ name }) => name === lastSegment(id));
  return source === undefined ? undefined : parseInitiative(source.document);
}

/** The name of a document, or what stands for one. */
function nameOf({ name, id, displayName }                                                                                                                  )         {
  return name ?? (id === undefined ? undefined : lastSegment(id)) ?? displayName ?? 'without a name';
}

function lastSegment(id        )         {
  return id.split('/').at(-1) ?? id;
}

/** What refers to something that is not at hand. */
                   
                         
                            
                      
 

/** Names that need no quotes in any shell. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** So many are named; whoever misses more does well to fetch all of a kind. */
const named$1 = 20;

/**
 * Throws UserError when an assignment or an initiative refers to what is not at hand, naming all of it: to judge without would be to judge
 * with less, and nobody would notice.
 */
function assertPresent({ assignments, initiatives }                 , lookup               )       {
  const absent = [
    ...assignments.flatMap(({ document, placeOf })                     => {
      const referrer = `the assignment \`${nameOf(document)}\``;
      const place = ()         => placeOf('/properties/policyDefinitionId');
      const found = lookup.find(document.definitionId, () => `${place()}: ${referrer}`);
      return found === undefined ? [{ place: place(), referrer, id: document.definitionId }] : [];
    }),
    ...initiatives.flatMap(({ document, placeOf }) => absentMembers(document, placeOf, lookup)),
  ];
  const [first, ...others] = Array.from(grouped(absent, ({ id }) => id.toLowerCase()).values()).flatMap((same) => same.slice(0, 1));
  if (first === undefined) return;
  const rest = others.slice(0, named$1).map(({ id, place }) => `${id} (${place})`);
  const more = others.length === 0 ? '' : ` Not here are ${others.length} more: ${rest.join(', ')}${others.length > named$1 ? ', …' : ''}.`;
  throw new UserError(`${sentence(first)}${more}`);
}

function absentMembers(initiative            , placeOf                             , lookup               )                     {
  return initiative.members.flatMap(({ definitionId, pointer }) => {
    const referrer = `the initiative \`${nameOf(initiative)}\``;
    const place = ()         => placeOf(`${pointer}/policyDefinitionId`);
    const found = lookup.find(definitionId, () => `${place()}: ${referrer}`);
    return found?.kind === 'definition' ? [] : [{ place: place(), referrer, id: definitionId }];
  });
}

function sentence({ place, referrer, id }         )         {
  const kind = kindOfId(id) ?? 'definition';
  const isBuiltIn = parseResourceId(id)?.scope === '';
  const what = isBuiltIn ? `${kind} ${id}, a built-in of Azure or one without a scope, which is not here` : `${kind} ${id}, which is not here`;
  const name = lastSegment(id);
  const shown = plain.test(name) ? name : '<name>';
  const command = `az policy ${kind === 'initiative' ? 'set-definition' : 'definition'} show --name ${shown}${whereabouts(id)} > ${shown}.json`;
  return `${place}: ${referrer} refers to the ${what}. Put its JSON beside the others: ${command}`;
}

function whereabouts(id        )         {
  const scope = parseScope(parseResourceId(id)?.scope ?? '');
  if (scope?.kind === 'subscription') return ` --subscription ${scope.subscriptionId}`;
  return scope?.kind === 'managementGroup' && plain.test(scope.managementGroup) ? ` --management-group ${scope.managementGroup}` : '';
}

/**
 * Exemptions as Azure would hold them, each about one assignment. One that names a definition or an initiative becomes one for each
 * assignment that brings it (Enterprise Azure Policy as Code, "Policy Exemptions", options A and C).
 */
function boundExemptions(
  exemptions                            ,
  policies                           ,
)                                                                                   {
  const bound = exemptions.map((placed) => ({ placed, found: placed.about === undefined ? direct(placed.document, policies) : indirect(placed.document, placed.about, policies) }));
  return {
    exemptions: bound.flatMap(({ found }) => found),
    notes: bound.filter(({ found }) => found.length === 0).map(({ placed }) => `${placed.placeOf('')}: the exemption \`${nameOf(placed.document)}\` is of an assignment that is not here, and exempts nothing.`),
  };
}

function direct(exemption           , policies                           )                       {
  const own = policies.filter(({ assignment }) => assignment?.id !== undefined && sameId(assignment.id, exemption.assignmentId));
  return own.length === 0 ? [] : [{ ...exemption, referenceIds: referenceIds(exemption, own) }];
}

function indirect(exemption           , about                                                                     , policies                           )                       {
  const own = policies.filter((policy) => names(about.id, about.kind === 'initiative' ? policy.initiative : policy.definition));
  return Array.from(grouped(own, ({ assignment }) => assignment?.id)).flatMap(([assignmentId, brought]) => {
    if (assignmentId === undefined) return [];
    const members = about.kind === 'initiative' ? referenceIds(exemption, brought) : brought.flatMap(({ referenceId }) => referenceId ?? []);
    return [{ ...exemption, assignmentId, referenceIds: members }];
  });
}

/** Reference ids as they are, and those of the members whose definition is written in their place: by id, or as `policyDefinitions/<name>`. */
function referenceIds(exemption           , policies                           )                    {
  return exemption.referenceIds.flatMap((written) => {
    if (!written.includes('/')) return [written];
    const members = policies.filter(({ definition }) => names(written, definition)).flatMap(({ referenceId }) => referenceId ?? []);
    // None would mean all members: one that is not here stays, and covers nothing.
    return members.length === 0 ? [written] : members;
  });
}

function names(id        , document                                                                                      )          {
  if (document === undefined) return false;
  const name = document.name ?? (document.id === undefined ? undefined : lastSegment(document.id));
  return (document.id !== undefined && sameId(document.id, id)) || name?.toLowerCase() === lastSegment(id).toLowerCase();
}

/** So many are named in a note. */
const named = 10;

/**
 * What no assignment brings, and so is judged alone. Built-ins without values for their parameters are held back, which is told: nobody wrote
 * them to be judged, and a copy of Azure's library is full of them. One's own without values is for the caller to refuse.
 * To be asked once all assignments are bound: only then is it known what they bring.
 */
function unassigned({ definitions, initiatives }                 , lookup               , parameters            )             {
  const given = new Set(Object.keys(parameters).map((name) => name.toLowerCase()));
  const alone                   = [...initiatives, ...definitions].filter(({ document }) => !lookup.isMentioned(document));
  const isHeldBack = ({ document }       )          =>
    !isCustom(document) && Array.from(document.parameters).some(([name, { defaultValue }]) => defaultValue === undefined && !given.has(name));
  const held = alone.filter(isHeldBack);
  const names = held.slice(0, named).map(({ document }) => document.displayName ?? nameOf(document));
  return {
    parameterNames: alone.flatMap(({ document }) => Array.from(document.parameters.values(), ({ name }) => name)),
    bound: alone.filter((placed) => !isHeldBack(placed)),
    notes: held.length === 0 ? [] : [`${held.length} built-ins that nothing assigns have parameters without values and are not judged: ${names.join('; ')}${held.length > named ? '; …' : ''}. The input \`parameters\`, or an assignment, gives them values.`],
  };
}

/** Policy documents bound to each other, ready for `judge`. */
                               
                                               
                                        
                                            
                                                                         
                                             
                                                 
                                    
 

/**
 * What documents judge with: every assignment, every initiative that none assigns, and every definition that nothing else brings.
 * @param parameters values, plain by name, for what no assignment gives them to; each goes wherever it is declared
 * Throws UserError with file and line when something that is referred to is not at hand, or a parameter does not fit.
 */
function bindLibrary(documents                 , parameters             = {})               {
  const lookup = libraryLookup(documents);
  assertPresent(documents, lookup);
  const assigned = documents.assignments.flatMap((assignment) => assign(assignment, lookup));
  const alone = unassigned(documents, lookup, parameters);
  const { exemptions, notes } = boundExemptions(documents.exemptions, assigned);
  return {
    policies: [...assigned, ...alone.bound.flatMap((placed) => bindAlone(placed, parameters, lookup))],
    exemptions,
    parameterNames: alone.parameterNames,
    notes: [...documents.assignments.flatMap(unenforced), ...alone.notes, ...notes],
  };
}

function assign({ document, placeOf, isForgiving }                  , lookup               )                            {
  const who = `the assignment \`${nameOf(document)}\``;
  const find = (id        ) => lookup.find(id, () => `${placeOf('')}: ${who}`);
  const target = find(document.definitionId);
  const given = isForgiving && target !== undefined ? declaredOnly(document.parameters, target.parameters) : document.parameters;
  return explaining(target, lookup, (message) => `${placeOf('/properties/parameters')}: ${who}: ${message}`, () =>
    bindAssignment({ ...document, ...idOf(document), parameters: given }, find),
  );
}

function bindAlone({ document, placeOf }                                       , parameters            , lookup               )                            {
  const given = declaredOnly(parameters, document.parameters);
  const who = `the ${document.kind} \`${nameOf(document)}\`, which ${document.kind === 'initiative' ? 'no assignment assigns' : 'no initiative or assignment brings'}`;
  return explaining(document, lookup, (message) => `${placeOf('')}: ${who}: ${message}; the input \`parameters\` gives it values`, () =>
    document.kind === 'definition' ? [bindDefinition(document, given)] : bindInitiative(document, (id) => definitionNamed(id, lookup), given),
  );
}

/** An assignment that is written without an id has the one that its scope and name make; exemptions name it. */
function idOf({ id, scope, name }            )                         {
  return { id: id ?? (scope === '' || name === undefined ? undefined : formatResourceId(scope, policyAssignmentType, name)) };
}

function definitionNamed(id        , lookup               )                               {
  const found = lookup.find(id, () => id);
  return found?.kind === 'definition' ? found : undefined;
}

/** What `bind` gives. What fails is said with the place where it is written: a definition's rule, an initiative's values for its members, or whoever gave the parameters. */
function explaining       (target                                           , lookup               , ofParameters                             , bind             )        {
  try {
    return bind();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const members = target?.kind === 'initiative' ? target.members.flatMap(({ definitionId }) => definitionNamed(definitionId, lookup) ?? []) : target === undefined ? [] : [target];
    const broken = members.flatMap((definition) => {
      const problem = compileProblem(definition);
      return problem === undefined ? [] : [{ definition, problem }];
    })[0];
    const ofMember = target?.kind === 'initiative' && error.pointer.toLowerCase().includes('policydefinitions/') ? lookup.placeOf(target, error.pointer) : undefined;
    const said =
      broken !== undefined ? `${lookup.placeOf(broken.definition, broken.problem.pointer) ?? nameOf(broken.definition)}: ${broken.problem.message}`
      : ofMember !== undefined ? `${ofMember}: ${error.message}`
      : ofParameters(error.message);
    throw new UserError(`${said}.`, { cause: error });
  }
}

function compileProblem(definition                  )                          {
  try {
    compileDefinition(definition);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
}

function unenforced({ document, placeOf }                  )                    {
  if (document.enforcementMode !== 'DoNotEnforce') return [];
  return [`${placeOf('/properties/enforcementMode')}: the assignment \`${nameOf(document)}\` does not enforce: what it finds is judged here, and Azure lets it through.`];
}

/** Policies of the user's own: as they were read, and bound. */
                              
                                  
                               
 

/** Reads and binds the policies at paths of a tree. @param parameters values, plain by name, for what no assignment gives them to. Throws UserError. */
async function ownPolicies(tree          , paths                   , parameters            , tools              )                       {
  const library = await readPolicyLibrary(tree, paths, tools);
  return { library, bound: bindLibrary(library, parameters) };
}

export { ownPolicies };
