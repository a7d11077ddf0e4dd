import { UserError, readJsonText, deepestJson, JsonTextError, isJsonObject, memberIgnoringCase, member, textAt, at, arrayAt, escapePointer, formatResourceId, policyAssignmentType, policyDefinitionType, policySetDefinitionType, throwIfCancelled, suggestion } from './ground.js';
import { parseTemplate, deepEqual, PolicyError, parseExemption, parseAssignment, parseInitiative, parseDefinition } from './engine.js';
import { documentMarks } from './marks.js';

/** A JSON file, read. */
                           
                                                         
                        
                            
 

/** A policy document as ARM JSON, wherever its parts were written. */
                                
                              
                             
                                             
                                                                            
                                     
                                            
                                 
                                     
                                                                                       
 

/** A place in a file: line and column count from 1. */
                       
                        
                        
                          
 

/** A listing of all built-in definitions is some tens of megabytes. */
const longest = 64 * 1024 * 1024;

/** Reads JSON with comments and trailing commas, which the tools of all layouts take. Throws UserError with file and line. */
function readJsonFile(path        , text        )           {
  try {
    return { path, source: readJsonText(text, 'template', { length: longest, depth: deepestJson }) };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new UserError(`${path}:${error.line}:${error.column}: ${error.message}.`, { cause: error });
  }
}

/** Where the value at a pointer into a file stands, or its nearest ancestor that is written down. */
function spotIn({ path, source }          , pointer        )       {
  const { line, column } = source.propertyAt(pointer);
  return { file: path, line, column };
}

function mistake({ file, line }      , message        )            {
  return new UserError(`${file}:${line}: ${message}.`);
}

const typeKinds                                    = new Map([
  ['microsoft.authorization/policydefinitions', 'definition'],
  ['microsoft.authorization/policysetdefinitions', 'initiative'],
  ['microsoft.authorization/policyassignments', 'assignment'],
  ['microsoft.authorization/policyexemptions', 'exemption'],
]);

/** What a JSON value is as a policy document; undefined when it is none. */
function kindOf(value         )                           {
  if (!isJsonObject(value)) return undefined;
  const type = memberIgnoringCase(value, 'type');
  const byType = typeof type === 'string' ? typeKinds.get(type.toLowerCase()) : undefined;
  if (byType !== undefined) return byType;
  const wrapped = memberIgnoringCase(value, 'properties');
  const properties = isJsonObject(wrapped) ? wrapped : value;
  const kind = documentMarks.find(([name]) => memberIgnoringCase(properties, name) !== undefined)?.[1];
  if (kind === 'definition' || kind === 'exemption' || kind === undefined) return kind;
  // Other types have members of these names, and records of compliance name a definition beside an assignment: they are about policies and are none.
  return typeof type === 'string' || memberIgnoringCase(properties, 'policyAssignmentId') !== undefined ? undefined : kind;
}

/** A bare rule, `{if, then: {effect}}`, as `az policy definition create --rules` takes it. */
function isBareRule(value         )                      {
  return isJsonObject(value) && member(value, 'if') !== undefined && textAt(value, 'then', 'effect') !== undefined;
}

/** A value of a tree and where it stands. */
                                            
                        
                           
 

/** What a branch of an assignment tree has gathered from its root to a node. */
                         
                            
                           
                        
                               
                               
                                                    
                                                   
                                  
                                                      
                                                     
                                                 
                                          
                                                  
                                         
 

const rootBranch         = {
  nodeName: '', name: '', displayName: '', description: '', entries: [], scope: undefined, notScopes: [],
  parameters: new Map(), enforcementMode: undefined, overrides: [], resourceSelectors: [], messages: [],
};

/**
 * The branch with what one more node adds (Enterprise Azure Policy as Code, Docs/policy-assignments.md): names are joined, lists and
 * parameters add up, the mode nearest to the leaf counts, scope and definition entries stand once in a branch. Throws UserError.
 */
function withNode(branch        , node            , pointer        , file          )         {
  const nodeName = `${branch.nodeName}${textAt(node, 'nodeName') ?? ''}`;
  const fail = (name        , message        )        => {
    throw mistake(spotIn(file, `${pointer}/${name}`), `node ${nodeName || '/'}: ${message}`);
  };
  if (member(node, 'parameterFile') !== undefined) fail('parameterFile', '`parameterFile` takes parameters from a CSV file, which is not read here; give the assignments as ARM JSON (az policy assignment list) instead');
  const entries = entriesOf(node, pointer, fail);
  if (entries.length > 0 && branch.entries.length > 0) fail('nodeName', 'a branch has one `definitionEntry` or `definitionEntryList`, and one further up has it already');
  const scope = objectIn(node, 'scope', pointer, fail);
  if (scope !== undefined && branch.scope !== undefined) fail('scope', 'a branch has one `scope`, and a node further up has it already');
  const notScopes = objectIn(node, 'notScopes', pointer, fail) ?? objectIn(node, 'notScope', pointer, fail);
  const parameters = objectIn(node, 'parameters', pointer, fail);
  const mode = member(node, 'enforcementMode');
  const list = (name        )                      => listIn(node, name, pointer, fail);
  return {
    nodeName,
    pointer,
    name: `${branch.name}${textAt(node, 'assignment', 'name') ?? ''}`,
    displayName: `${branch.displayName}${textAt(node, 'assignment', 'displayName') ?? ''}`,
    description: `${branch.description}${textAt(node, 'assignment', 'description') ?? ''}`,
    entries: entries.length > 0 ? entries : branch.entries,
    scope: scope ?? branch.scope,
    notScopes: [...branch.notScopes, ...(notScopes === undefined ? [] : [notScopes])],
    parameters: new Map([...branch.parameters, ...membersOf(parameters)]),
    enforcementMode: mode === undefined ? branch.enforcementMode : { value: mode, pointer: `${pointer}/enforcementMode` },
    overrides: [...branch.overrides, ...list('overrides')],
    resourceSelectors: [...branch.resourceSelectors, ...list('resourceSelectors')],
    messages: [...branch.messages, ...list('nonComplianceMessages')],
  };
}

                                                     

function entriesOf(node            , pointer        , fail      )                                  {
  const single = objectIn(node, 'definitionEntry', pointer, fail);
  const many = listIn(node, 'definitionEntryList', pointer, fail).map(({ value, pointer: place }) =>
    isJsonObject(value) ? { value, pointer: place } : fail('definitionEntryList', 'every member of `definitionEntryList` has to be an object'),
  );
  if (single !== undefined && many.length > 0) fail('definitionEntryList', 'a node has `definitionEntry` or `definitionEntryList`, not both');
  return single === undefined ? many : [single];
}

function objectIn(node            , name        , pointer        , fail      )                                   {
  const value = member(node, name);
  if (value === undefined || value === null) return undefined;
  return isJsonObject(value) ? { value, pointer: `${pointer}/${name}` } : fail(name, `\`${name}\` has to be an object`);
}

function listIn(node            , name        , pointer        , fail      )                      {
  const value = member(node, name);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return fail(name, `\`${name}\` has to be an array`);
  return value.map((element         , index) => ({ value: element, pointer: `${pointer}/${name}/${index}` }));
}

function membersOf(object                                  )                                           {
  if (object === undefined) return [];
  return Object.entries(object.value).map(([name, value]) => [name, { value, pointer: `${object.pointer}/${escapePointer(name)}` }]         );
}

/** The children of a node with their pointers; `ignoreBranch` (deprecated) leaves out the node with all of them. */
function childrenOf(node            , pointer        )                      {
  return arrayAt(node, 'children').map((value, index) => ({ value, pointer: `${pointer}/children/${index}` }));
}

function isIgnored(node            )          {
  return at(node, 'ignoreBranch') === true;
}

/** One environment that Enterprise Azure Policy as Code deploys to. */
                                 
                            
                                                              
                         
                                                                              
                             
                                        
 

/**
 * The environments of `global-settings.jsonc`, or undefined when a file is none (Schemas/global-settings-schema.json of
 * Azure/enterprise-azure-policy-as-code; `globalNotScopes` stood beside `pacEnvironments` before version 10).
 */
function readPacEnvironments({ path, source: { value } }          )                                        {
  if (!/(?:^|\/)global-settings\.jsonc?$/i.test(path)) return undefined;
  return arrayAt(value, 'pacEnvironments').flatMap((entry) => {
    const selector = textAt(entry, 'pacSelector');
    if (!isJsonObject(entry) || selector === undefined) return [];
    const notScopes = [...arrayAt(entry, 'globalNotScopes'), ...arrayAt(value, 'globalNotScopes', selector), ...arrayAt(value, 'globalNotScopes', '*')];
    return [
      {
        selector,
        cloud: textAt(entry, 'cloud') ?? 'AzureCloud',
        rootScope: (textAt(entry, 'deploymentRootScope') ?? '').replace(/\/+$/, ''),
        notScopes: notScopes.filter((scope) => typeof scope === 'string'),
      },
    ];
  });
}

/** What a run of the layout is about: which environments, and what is known of them. */
                             
                                                             
                                      
                                                   
                                                                       
                             
 

/** Whether what is written for this selector counts. `*` stands for every environment. */
function isChosen({ chosen }            , selector        )          {
  return chosen === undefined || selector === '*' || selector.toLowerCase() === chosen.toLowerCase();
}

function environmentNamed({ environments }            , selector        )                             {
  return environments.find((environment) => environment.selector.toLowerCase() === selector.toLowerCase());
}

/** So many assignments come out of one tree at most: leaves, entries and scopes multiply. */
const most$1 = 10_000;

/** Whether a value is the root of an assignment tree of Enterprise Azure Policy as Code. */
function isAssignmentTree(value         )                      {
  return typeof member(value, 'nodeName') === 'string' && ['definitionEntry', 'definitionEntryList', 'children', 'scope', 'assignment'].some((name) => member(value, name) !== undefined);
}

/** The assignments of a tree, one for each leaf, entry and scope of the chosen environments. Throws UserError for what the layout does not allow. */
function readAssignmentTree(file          , context            )                           {
  const found                  = [];
  const visit = (value         , pointer        , above        )       => {
    if (!isJsonObject(value)) throw mistake(spotIn(file, pointer), 'a node of an assignment tree has to be an object');
    if (isIgnored(value)) return;
    const branch = withNode(above, value, pointer, file);
    const children = childrenOf(value, pointer);
    for (const child of children) visit(child.value, child.pointer, branch);
    if (children.length > 0) return;
    for (const document of leaf(branch, file, context)) {
      if (found.length >= most$1) throw mistake(spotIn(file, pointer), `the tree makes more than ${most$1} assignments`);
      found.push(document);
    }
  };
  visit(file.source.value, '', rootBranch);
  return found;
}

function* leaf(branch        , file          , context            )                           {
  const node = `node ${branch.nodeName || '/'}`;
  const { scope, entries, pointer } = branch;
  if (entries.length === 0) throw mistake(spotIn(file, pointer), `${node}: the branch has no \`definitionEntry\``);
  if (scope === undefined) throw mistake(spotIn(file, pointer), `${node}: the branch has no \`scope\``);
  for (const [selector, written] of Object.entries(scope.value)) {
    const scopes                     = Array.isArray(written) ? written : [written];
    context.seen.add(selector);
    if (!isChosen(context, selector)) continue;
    for (const id of scopes) {
      if (typeof id !== 'string' || !id.startsWith('/')) throw mistake(spotIn(file, `${scope.pointer}/${escapePointer(selector)}`), `${node}: a scope has to be the id of a management group, subscription or resource group`);
      for (const entry of entries) yield assignmentOf(branch, entry, selector, id.replace(/\/+$/, ''), file, context);
    }
  }
}

function assignmentOf(branch        , entry                      , selector        , scope        , file          , context            )                {
  const name = named(branch, entry.value, 'name');
  if (name === '') throw mistake(spotIn(file, branch.pointer), `node ${branch.nodeName || '/'}: the assignment has no \`name\``);
  const environment = environmentNamed(context, selector);
  const messages = [...branch.messages, ...arrayAt(entry.value, 'nonComplianceMessages').map((value, index) => ({ value, pointer: `${entry.pointer}/nonComplianceMessages/${index}` }))];
  const overrides = branch.overrides.filter(({ value }) => concerns(value, entry.value));
  const version = textAt(entry.value, 'definitionVersion');
  const lists = { overrides: overrides.map(({ value }) => plainOverride(value)), resourceSelectors: branch.resourceSelectors.map(({ value }) => value), nonComplianceMessages: messages.map(({ value }) => value) };
  const origins                                         = [
    ['/properties/policyDefinitionId', entry.pointer],
    ['/properties/definitionVersion', `${entry.pointer}/definitionVersion`],
    ['/properties/enforcementMode', branch.enforcementMode?.pointer ?? branch.pointer],
    ...Array.from(branch.parameters, ([key, { pointer }]) => [`/properties/parameters/${escapePointer(key)}`, pointer]         ),
    ...overrides.map(({ pointer }, index) => [`/properties/overrides/${index}`, pointer]         ),
    ...branch.resourceSelectors.map(({ pointer }, index) => [`/properties/resourceSelectors/${index}`, pointer]         ),
    ...messages.map(({ pointer }, index) => [`/properties/nonComplianceMessages/${index}`, pointer]         ),
  ];
  return {
    kind: 'assignment',
    isForgiving: true,
    value: {
      id: formatResourceId(scope, policyAssignmentType, name),
      name,
      properties: {
        displayName: named(branch, entry.value, 'displayName') || name,
        description: named(branch, entry.value, 'description'),
        scope,
        notScopes: [...(environment?.notScopes ?? []), ...branch.notScopes.flatMap(({ value }) => [...listed(value, '*'), ...listed(value, selector)])],
        policyDefinitionId: definitionIdOf(entry, environment?.rootScope ?? '', file),
        parameters: Object.fromEntries(Array.from(branch.parameters, ([key, { value }]) => [key, { value }])),
        ...(branch.enforcementMode === undefined ? {} : { enforcementMode: branch.enforcementMode.value }),
        ...(version === undefined ? {} : { definitionVersion: version }),
        ...lists,
      },
    },
    spotOf: (pointer) => {
      const [prefix, origin] = origins.find(([start]) => pointer === start || pointer.startsWith(`${start}/`)) ?? ['', branch.pointer];
      return spotIn(file, prefix === '' ? origin : `${origin}${pointer.slice(prefix.length)}`);
    },
  };
}

/** The text of a list entry stands before the branch's, or behind it where `append` says so. */
function named(branch        , entry            , part                                        )         {
  const own = textAt(entry, 'assignment', part) ?? '';
  const append = member(member(entry, 'assignment'), 'append') === true;
  return append ? `${branch[part]}${own}` : `${own}${branch[part]}`;
}

const idMembers = ['policyId', 'policySetId', 'initiativeId']         ;
const nameMembers = [['policyName', policyDefinitionType], ['policySetName', policySetDefinitionType], ['initiativeName', policySetDefinitionType]]         ;

/** The id of what an entry names; a custom definition lives at the root scope of its environment. */
function definitionIdOf({ value, pointer }                      , rootScope        , file          )         {
  const ids = [
    ...idMembers.flatMap((key) => textAt(value, key) ?? []),
    ...nameMembers.flatMap(([key, type]) => {
      const name = textAt(value, key);
      return name === undefined ? [] : [formatResourceId(rootScope, type, name)];
    }),
  ];
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw mistake(spotIn(file, pointer), 'a definition entry has one of `policyName`, `policySetName`, `policyId` and `policySetId`');
  return id;
}

/** An override that names a definition is for the entry with that name alone. */
function concerns(override         , entry            )          {
  return [...idMembers, ...nameMembers.map(([name]) => name)].every((name) => {
    const wanted = textAt(override, name);
    return wanted === undefined || wanted.toLowerCase() === textAt(entry, name)?.toLowerCase();
  });
}

/** Azure's own form, or the short one of the layout's schema: `{effect, policyDefinitionReferences}`. */
function plainOverride(override         )          {
  const effect = textAt(override, 'effect');
  if (!isJsonObject(override) || effect === undefined || member(override, 'kind') !== undefined) return override;
  const references = member(override, 'policyDefinitionReferences');
  return { kind: 'policyEffect', value: effect, ...(references === undefined ? {} : { selectors: [{ kind: 'policyDefinitionReferenceId', in: references }] }) };
}

function listed(scopes            , selector        )                     {
  return arrayAt(scopes, selector);
}

const policyExemptionType = 'Microsoft.Authorization/policyExemptions';

/** Whether a value is an exemptions file of Enterprise Azure Policy as Code. Ours has `exemptions` as well, with other members. */
function isExemptionList(value         )                      {
  return isJsonObject(value) && arrayAt(value, 'exemptions').some((entry) => member(entry, 'exemptionCategory') !== undefined);
}

const abouts = [
  ['policyDefinitionId', 'definition'],
  ['policySetDefinitionId', 'initiative'],
  ['policyDefinitionName', 'definition'],
  ['policySetDefinitionName', 'initiative'],
]         ;

/**
 * The exemptions of a file, one for each scope (Docs/policy-exemptions.md of Azure/enterprise-azure-policy-as-code). Files of another
 * environment, which is the folder below `policyExemptions`, give none. Throws UserError.
 */
function readExemptionList(file          , context            )                           {
  const folders = file.path.split('/').slice(0, -1);
  const at = folders.findIndex((folder) => folder.toLowerCase() === 'policyexemptions');
  const selector = at < 0 ? undefined : folders[at + 1];
  if (selector !== undefined) context.seen.add(selector);
  if (selector !== undefined && !isChosen(context, selector)) return [];
  return arrayAt(file.source.value, 'exemptions').flatMap((entry, index) => exemptionsOf(entry, `/exemptions/${index}`, file));
}

function exemptionsOf(entry         , pointer        , file          )                           {
  const fail = (message        )        => {
    throw mistake(spotIn(file, pointer), message);
  };
  if (!isJsonObject(entry)) return fail('an exemption has to be an object');
  const name = textAt(entry, 'name') ?? fail('an exemption has a `name`');
  const about = aboutOf(entry);
  const assignmentId = textAt(entry, 'policyAssignmentId');
  if ((about === undefined) === (assignmentId === undefined)) fail('an exemption has one of `policyAssignmentId`, `policyDefinitionId`, `policyDefinitionName`, `policySetDefinitionId` and `policySetDefinitionName`');
  const scopes = [...arrayAt(entry, 'scopes'), ...(member(entry, 'scope') === undefined ? [] : [member(entry, 'scope')])];
  if (scopes.length === 0) fail('an exemption has `scope` or `scopes`');
  const { scope: _, scopes: __, policyAssignmentId: ___, expiresOn, ...rest } = entry;
  const ends = expiresOn === '' || expiresOn === null ? {} : { expiresOn };
  return scopes.map((written) => {
    if (typeof written !== 'string') return fail('a scope has to be text');
    // A name for people may stand before the id: "name:/subscriptions/…".
    const scope = written.slice(written.indexOf('/')).replace(/\/+$/, '');
    if (!scope.startsWith('/')) return fail('a scope has to be the id of a management group, subscription, resource group or resource');
    return {
      kind: 'exemption'         ,
      value: { id: formatResourceId(scope, policyExemptionType, name), name, properties: { ...rest, ...ends, policyAssignmentId: assignmentId ?? '' } },
      ...(about === undefined ? {} : { about }),
      spotOf: (inner        ) => spotIn(file, inner.startsWith('/properties/') ? `${pointer}${inner.slice('/properties'.length)}` : pointer),
    };
  });
}

function aboutOf(entry            )                         {
  const [found] = abouts.flatMap(([name, kind]) => {
    const written = textAt(entry, name);
    if (written === undefined) return [];
    return [{ kind, id: name.endsWith('Id') ? written : formatResourceId('', kind === 'definition' ? policyDefinitionType : policySetDefinitionType, written) }];
  });
  return found;
}

const deploymentType = 'microsoft.resources/deployments';

/** Whether a value is an ARM template. */
function isTemplate(value         )                      {
  const resources = member(value, 'resources');
  if (typeof resources !== 'object' || resources === null) return false;
  return /deploymentTemplate\.json/i.test(textAt(value, '$schema') ?? '') || member(value, 'contentVersion') !== undefined;
}

/**
 * The policy documents among the resources of a template, its children and nested deployments. They are taken as they are written:
 * `[[` becomes `[`, ids made by `resourceId` and its kin are read, and every other expression is refused, because it is not evaluated here.
 * Throws UserError with file and line.
 */
function readTemplateResources(file          )                           {
  return Array.from(documentsBelow(file.source.value, '', file));
}

function* documentsBelow(holder         , pointer        , file          )                           {
  const resources = member(holder, 'resources');
  if (typeof resources !== 'object' || resources === null) return;
  for (const [key, resource] of Object.entries(resources)) {
    const at = `${pointer}/resources/${escapePointer(key)}`;
    const type = memberIgnoringCase(resource, 'type');
    if (!isJsonObject(resource) || typeof type !== 'string') continue;
    const kind = kindOf(resource);
    if (kind !== undefined) yield { kind, value: literal(resource, at, file), spotOf: (inner) => spotIn(file, `${at}${inner}`) };
    if (type.toLowerCase() === deploymentType) yield* documentsBelow(member(member(resource, 'properties'), 'template'), `${at}/properties/template`, file);
    else yield* documentsBelow(resource, at, file);
  }
}

/** Members of a resource that say how it is deployed, not what it is. */
const deploying = new Set(['resources', 'dependson', 'apiversion', 'comments', 'location', 'identity']);

function literal(resource            , pointer        , file          )             {
  if (memberIgnoringCase(resource, 'copy') !== undefined) throw mistake(spotIn(file, `${pointer}/copy`), 'a policy in a copy loop is not read here; give it as JSON of its own');
  const condition = memberIgnoringCase(resource, 'condition');
  if (condition !== undefined && condition !== true) throw mistake(spotIn(file, `${pointer}/condition`), 'whether the policy is deployed is not known here; give it as JSON of its own');
  const kept = Object.entries(resource).filter(([key]) => !deploying.has(key.toLowerCase()));
  const document = Object.fromEntries(kept.map(([key, value]) => [key, written(value, `${pointer}/${escapePointer(key)}`, file)]));
  const [scope, properties] = [memberIgnoringCase(document, 'scope'), document['properties']];
  if (typeof scope !== 'string' || !isJsonObject(properties) || memberIgnoringCase(properties, 'scope') !== undefined) return document;
  return { ...document, properties: { ...properties, scope } };
}

function written(value         , pointer        , file          )          {
  if (typeof value === 'string') return writtenText(value, pointer, file);
  if (Array.isArray(value)) return value.map((element         , index) => written(element, `${pointer}/${index}`, file));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, written(part, `${pointer}/${escapePointer(key)}`, file)]));
}

function writtenText(text        , pointer        , file          )         {
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  if (text.startsWith('[[')) return text.slice(1);
  const id = idOf(text);
  if (id !== undefined) return id;
  throw mistake(spotIn(file, pointer), `${text.length > 80 ? `${text.slice(0, 80)}…` : text} is computed by the template, which is not evaluated for policies; give the policy as JSON of its own`);
}

/** The id that `resourceId('Microsoft.Authorization/policyDefinitions', 'name')` and its kin make, without the scope. */
function idOf(text        )                     {
  const expression = parsed(text);
  if (expression?.kind !== 'call' || !/resourceid$/i.test(expression.name)) return undefined;
  const texts = expression.args.map((argument) => (argument.kind === 'literal' && typeof argument.value === 'string' ? argument.value : undefined));
  const at = texts.findIndex((argument) => argument?.toLowerCase().startsWith('microsoft.authorization/policy') === true);
  const [type, name] = [texts[at], texts[at + 1]];
  return type === undefined || name === undefined || texts.length !== at + 2 ? undefined : formatResourceId('', type, name);
}

function parsed(text        )                         {
  try {
    const template = parseTemplate(text);
    return template.kind === 'expression' ? template.expression : undefined;
  } catch {
    return undefined;
  }
}

/** What stands in one file. Throws UserError for what is a policy document and cannot be read. */
function documentsIn(file          , context            )                           {
  const { value } = file.source;
  if (isAssignmentTree(value)) return readAssignmentTree(file, context);
  if (isExemptionList(value)) return readExemptionList(file, context);
  if (isTemplate(value)) return readTemplateResources(file);
  if (Array.isArray(value)) return elements(value, '', file, context);
  const list = member(value, 'value');
  const kind = kindOf(value);
  if (kind === undefined && Array.isArray(list)) {
    const found = elements(list, '/value', file, context);
    // To judge by one page of several would be to judge with less.
    if (found.length > 0 && typeof member(value, 'nextLink') === 'string') throw mistake(spotIn(file, '/nextLink'), 'the list is one page of several (`nextLink`); put the others beside it and take the link out');
    return found;
  }
  if (kind === undefined && isBareRule(value)) return [{ kind: 'definition', value: { name: stemOf(file.path), properties: { policyRule: value } }, spotOf: (pointer) => spotIn(file, pointer.replace(/^\/properties\/policyRule/, '')) }];
  const known = kind ?? promised(file);
  if (known === undefined) return [];
  if (!isJsonObject(value)) throw mistake(spotIn(file, ''), `a policy ${known} has to be an object`);
  return plain(known, value, '', file, context);
}

function elements(list                    , pointer        , file          , context            )                           {
  return list.flatMap((element, index) => {
    const kind = kindOf(element);
    return kind === undefined || !isJsonObject(element) ? [] : plain(kind, element, `${pointer}/${index}`, file, context);
  });
}

function plain(kind              , value                                     , pointer        , file          , context            )                           {
  if (!isOfCloud(value, context)) return [];
  return [{ kind, value: kind === 'initiative' ? withMemberIds(value) : value, spotOf: (inner) => spotIn(file, `${pointer}${inner}`) }];
}

/** `epacCloudEnvironments` of Enterprise Azure Policy as Code keeps a definition out of other clouds; the public one where no settings tell. */
function isOfCloud(value         , context            )          {
  const clouds = arrayAt(value, 'epacCloudEnvironments');
  if (clouds.length === 0) return true;
  const chosen = context.environments.filter(({ selector }) => isChosen(context, selector)).map(({ cloud }) => cloud);
  return (chosen.length === 0 ? ['AzureCloud'] : chosen).some((cloud) => clouds.some((written) => String(written).toLowerCase() === cloud.toLowerCase()));
}

/**
 * An initiative of Enterprise Azure Policy as Code names the custom definitions of its members (Docs/policy-set-definitions.md); the layout
 * makes ids of them. They are found by their names, so the scope does not matter here.
 */
function withMemberIds(value                                     )                                      {
  const properties = memberIgnoringCase(value, 'properties');
  if (isJsonObject(properties)) {
    const key = Object.keys(value).find((name) => name.toLowerCase() === 'properties') ?? 'properties';
    return { ...value, [key]: withMemberIds(properties) };
  }
  const members = member(value, 'policyDefinitions');
  if (!Array.isArray(members)) return value;
  return {
    ...value,
    policyDefinitions: members.map((entry         ) => {
      const name = textAt(entry, 'policyDefinitionName');
      if (name === undefined || !isJsonObject(entry) || memberIgnoringCase(entry, 'policyDefinitionId') !== undefined) return entry;
      return { ...entry, policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${name}` };
    }),
  };
}

const folders                                    = new Map([
  ['policydefinitions', 'definition'],
  ['policysetdefinitions', 'initiative'],
  ['policyassignments', 'assignment'],
  ['policyexemptions', 'exemption'],
]);

/** What a file promises to be by the schema it names or by its folder, for one that has lost what would tell. */
function promised({ path, source: { value } }          )                           {
  const schema = /policy-(definition|set-definition|assignment|exemption)-schema\.json$/i.exec(textAt(value, '$schema') ?? '')?.[1]?.toLowerCase();
  if (schema !== undefined) return schema === 'set-definition' ? 'initiative' : (['definition', 'assignment', 'exemption']         ).find((kind) => kind === schema);
  const folder = path.split('/').slice(0, -1).findLast((segment) => folders.has(segment.toLowerCase()));
  // Lists and settings beside the documents are none.
  return folder === undefined || memberIgnoringCase(value, 'properties') === undefined ? undefined : folders.get(folder.toLowerCase());
}

function stemOf(path        )         {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '');
}

/** Whether somebody chose an environment that no file speaks of. */
function isStrange({ chosen, environments, seen }            )          {
  if (chosen === undefined || (environments.length === 0 && seen.size === 0)) return false;
  return environmentNamed({ environments}, chosen) === undefined && !Array.from(seen).some((selector) => selector.toLowerCase() === chosen.toLowerCase());
}

/**
 * The layout of Azure/manage-azure-policy (README; src/azure/policyHelper.ts), which the export of the portal and Azure/Community-Policy
 * share: one folder for each policy, with `policy.json`, whose rule and parameters may stand in `policy.rules.json` and
 * `policy.parameters.json`; `policyset.json` with `policyset.definitions.json` and `policyset.parameters.json`. The community's names begin
 * with `azurepolicy`, and its parts are bare. A part counts where `policy.json` does not have it itself.
 */
const partName = /^((?:azure)?policy(?:set)?)\.(rules|parameters|definitions)\.json$/i;

const partMembers = { rules: 'policyRule', parameters: 'parameters', definitions: 'policyDefinitions' }         ;
                                     

                              
                                               
                                                               
                                     
 

/** Puts the policies together that are written in parts. Throws UserError for a part that is not as the layout says. */
function joinParts(files                     )              {
  const byPath = new Map(files.map((file) => [file.path.toLowerCase(), file]));
  const groups = new Map                             ();
  for (const file of files) {
    const [name, stem = '', part = ''] = partName.exec(file.path.split('/').at(-1) ?? '') ?? [];
    if (name === undefined) continue;
    const key = `${file.path.slice(0, file.path.length - name.length)}${stem}.json`.toLowerCase();
    const group = groups.get(key) ?? new Map                ();
    groups.set(key, group.set(part.toLowerCase()        , file));
  }
  const documents                  = [];
  const taken = new Set          ();
  for (const [key, parts] of groups) {
    const base = byPath.get(key);
    const joined = join(base, parts);
    if (joined === undefined) continue;
    documents.push(joined);
    for (const file of parts.values()) taken.add(file);
    if (base !== undefined) taken.add(base);
  }
  return { documents, rest: files.filter((file) => !taken.has(file)) };
}

/** Undefined where the parts alone are no policy: parameters without a rule. */
function join(base                      , parts                             )                            {
  const [first] = parts.values();
  if (first === undefined) return undefined;
  const isSet = (first.path.split('/').at(-1) ?? '').toLowerCase().includes('policyset.');
  const main       = isSet ? 'definitions' : 'rules';
  if (base === undefined && !parts.has(main)) return undefined;
  const written = base?.source.value ?? { name: first.path.split('/').at(-2) ?? first.path };
  if (!isJsonObject(written)) throw mistake(spotIn(base ?? first, ''), 'a policy has to be an object');
  const wrapped = memberIgnoringCase(written, 'properties');
  const own = isJsonObject(wrapped) ? wrapped : written;
  const origins = new Map                                                               ();
  const added                      = [];
  const at = isJsonObject(wrapped) ? '/properties' : '';
  for (const part of [main, 'parameters']         ) {
    const file = parts.get(part);
    const name = partMembers[part];
    if (file === undefined || hasOwnContent(own, name)) continue;
    const { value, pointer } = contentOf(file, part);
    added.push([name, value]);
    origins.set(`${at}/${name}`, { file, pointer });
  }
  const properties = { ...withoutKeys(own, added.map(([name]) => name)), ...Object.fromEntries(added) };
  const wrapper = Object.keys(written).find((key) => key.toLowerCase() === 'properties') ?? 'properties';
  return {
    kind: isSet ? 'initiative' : 'definition',
    parts: Array.from(parts.values(), ({ path }) => path),
    value: at === '' ? properties : { ...written, [wrapper]: properties },
    spotOf: (pointer) => {
      const [prefix, origin] = Array.from(origins).find(([start]) => pointer === start || pointer.startsWith(`${start}/`)) ?? [];
      if (prefix === undefined || origin === undefined) return spotIn(base ?? first, pointer);
      return spotIn(origin.file, `${origin.pointer}${pointer.slice(prefix.length)}`);
    },
  };
}

/** As the action asks: what is missing, null or empty is taken from the part. */
function hasOwnContent(own            , name        )          {
  const value = memberIgnoringCase(own, name);
  return value !== undefined && value !== null;
}

function withoutKeys(object            , names                   )             {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.some((name) => name.toLowerCase() === key.toLowerCase())));
}

/** `{policyRule: …}` of the action, or the bare `{if, then}` of the community; the same for parameters and members. */
function contentOf(file          , part      )                                                        {
  const { value } = file.source;
  const name = partMembers[part];
  const inner = member(value, name);
  const isWrapped = part === 'parameters' ? isJsonObject(inner) && typeof inner['type'] !== 'string' : inner !== undefined;
  if (isWrapped) return { value: inner, pointer: `/${name}` };
  const isBare = part === 'rules' ? member(value, 'if') !== undefined : part === 'parameters' ? isJsonObject(value) : Array.isArray(value);
  if (!isBare) throw mistake(spotIn(file, ''), `the file holds no \`${name}\`, as its name says it should`);
  return { value, pointer: '' };
}

/** Files that are read, and their length together in UTF-16 units. */
const most = { files: 20_000, length: 256 * 1024 * 1024 }         ;

/** Words that only a policy document has: a text with one of them that cannot be read is one that is missing. */
const words = /"(?:policyRule|policyDefinitions|policyDefinitionId|exemptionCategory|policySetName|policyName|definitionEntry|definitionEntryList)"/i;

/** Names and folders of the layouts. */
const places = /(?:^|\/)(?:(?:azure)?policy(?:set)?(?:\.(?:rules|parameters|definitions))?\.json|assign\.[^/]*\.json|global-settings\.jsonc?)$|(?:^|\/)policy(?:Set)?(?:Definitions|Assignments|Exemptions)\//i;

                            
                                      
                                    
 

/**
 * The JSON files at paths of a tree, read; not those of `node_modules` and `.git`. Throws UserError for a path that is not there (unless that
 * is to be noted), for a file that cannot be had, and for one that cannot be read and looks like a policy; other unreadable ones are noted.
 */
async function readPolicyTree(tree          , paths                   , { signal, absent = 'refuse' }                                                                        )                     {
  const named = new Set        ();
  const notes           = [];
  const listed = new Set        ();
  for (const path of paths.map(normal)) {
    const listing = await tree.list(path);
    if (listing.kind === 'unknown') throw new UserError(`The policies at "${path}" of ${tree.name} cannot be listed: ${listing.reason}.`);
    if (listing.kind === 'absent') {
      if (absent === 'refuse') throw new UserError(`The policies at "${path}" cannot be read: ${tree.name} has no such file or folder.`);
      notes.push(`${tree.name} has no "${path}": no policies of it are judged with.`);
      continue;
    }
    if (listing.paths.length === 1 && listing.paths[0] === path) named.add(path);
    for (const file of listing.paths) if (isWanted(file, path)) listed.add(file);
  }
  for (const path of named) if (!/\.jsonc?$/i.test(path)) throw new UserError(`The policies at "${path}" cannot be read: policies are JSON (.json or .jsonc).`);
  if (listed.size > most.files) throw new UserError(`There are ${listed.size} JSON files in ${paths.join(', ')}; at most ${most.files} are read. Name folders further down.`);
  const files             = [];
  const unread           = [];
  let length = 0;
  for (const path of Array.from(listed).toSorted()) {
    throwIfCancelled(signal);
    const text = await textOf(tree, path);
    length += text.length;
    if (length > most.length) throw new UserError(`The JSON files in ${paths.join(', ')} have more than ${most.length} characters together. Name folders further down.`);
    const file = readOr(path, text, () => named.has(path) || places.test(path) || words.test(text));
    if (file === undefined) unread.push(path);
    else files.push(file);
  }
  if (unread.length > 0) notes.push(`${unread.length} JSON files are not well-formed and seem to hold no policies; they were left alone: ${unread.slice(0, 5).join(', ')}${unread.length > 5 ? ', …' : ''}.`);
  return { files, notes };
}

function normal(path        )         {
  return path.replaceAll('\\', '/').split('/').filter((segment) => segment !== '' && segment !== '.').join('/');
}

function isWanted(file        , path        )          {
  const below = path === '' ? file : file.slice(path.length);
  return /\.jsonc?$/i.test(file) && !/(?:^|\/)(?:node_modules|\.git)\//.test(below);
}

async function textOf(tree          , path        )                  {
  const file = await tree.read(path);
  if (file.kind === 'found') return file.text;
  throw new UserError(`${path} of ${tree.name} cannot be read: ${file.kind === 'unknown' ? file.reason : 'it is gone'}.`);
}

function readOr(path        , text        , isNeeded               )                       {
  try {
    return readJsonFile(path, text);
  } catch (error) {
    if (isNeeded()) throw error;
    return undefined;
  }
}

/** Policy documents of a tree, and what was read to find them. */
                                                        
                                                                  
                                    
                                              
                          
                                                 
                                    
                                                                      
                                               
 

/** A policy document as it is written. */
                                  
                              
                                
                        
                     
                         
                                                                      
                               
 

                               
                                
                                                                                                          
                                
                                                                                                                                   
                                      
 

/**
 * The policy documents at paths of a tree: any Azure Policy JSON (definitions, initiatives, assignments, exemptions; one, an array or
 * `{value: []}`; as resources of ARM templates), and the layouts of Enterprise Azure Policy as Code and of manage-azure-policy.
 * Throws UserError with file and line for every policy document that cannot be read; files that are none are counted.
 */
async function readPolicyLibrary(tree          , paths                   , tools               = {})                         {
  const { files, notes: skipped } = await readPolicyTree(tree, paths, tools);
  const settings = files.map((file) => readPacEnvironments(file));
  const context             = { chosen: tools.environment, environments: settings.flatMap((found) => found ?? []), seen: new Set() };
  const { documents: joined, rest } = joinParts(files.filter((_, index) => settings[index] === undefined));
  const found = [...joined, ...rest.flatMap((file) => documentsFrom(file, context, tools))];
  if (isStrange(context)) {
    const names = [...context.environments.map(({ selector }) => selector), ...context.seen];
    throw new UserError(`The policies know no environment "${tools.environment ?? ''}"${suggestion(tools.environment ?? '', names) || `; there are ${[...new Set(names)].join(', ')}.`}`);
  }
  const own = withoutCopies(found);
  const holders = new Set(found.flatMap(({ spotOf, parts = [] }) => [spotOf('').file, ...parts]));
  return {
    definitions: ofKind(own, 'definition', parseDefinition),
    initiatives: ofKind(own, 'initiative', parseInitiative),
    assignments: ofKind(own, 'assignment', parseAssignment).map((placed) => ({ ...placed, isForgiving: placed.found.isForgiving === true })),
    exemptions: ofKind(own, 'exemption', parseExemption).map((placed) => ({ ...placed, ...(placed.found.about === undefined ? {} : { about: placed.found.about }) })),
    files: Array.from(holders).toSorted(),
    others: files.length - holders.size,
    notes: [...skipped, ...environmentNotes(context)],
    written: own.map(({ kind, value, spotOf, isForgiving, about, parts }) => {
      const { file, line } = spotOf('');
      const isOfLayout = isForgiving === true || about !== undefined || (context.environments.length > 0 && parts !== undefined);
      return { kind, document: value, file, place: `${file}:${line}`, isOfLayout };
    }),
  };
}

function documentsFrom(file          , context            , { signal }              )                           {
  throwIfCancelled(signal);
  return documentsIn(file, context);
}

                            
                              
                                                
                                
 

function ofKind          (documents                          , kind              , parse                              )                              {
  return documents.filter((found) => found.kind === kind).map((found) => {
    const placeOf = (pointer        )         => {
      const { file, line } = found.spotOf(pointer);
      return `${file}:${line}`;
    };
    try {
      return { document: parse(found.value), placeOf, found };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw new UserError(`${placeOf(error.pointer)}: ${error.message}.`, { cause: error });
    }
  });
}

/** A document that is there twice, word for word, is taken once. Throws UserError where two of one id, or of one name without id, differ. */
function withoutCopies(documents                          )                           {
  const first = new Map                       ();
  return documents.filter((document) => {
    const { kind, value, spotOf } = document;
    const name = value['id'] || value['name'];
    if (typeof name !== 'string' || name === '') return true;
    const key = `${kind} ${name.toLowerCase()}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, document);
      return true;
    }
    if (deepEqual(other.value, value) === true) return false;
    const { file, line } = other.spotOf('');
    throw mistake(spotOf(''), `the ${kind} \`${name}\` is written here and at ${file}:${line}, with different contents; keep one`);
  });
}

function environmentNotes({ chosen, seen }            )                    {
  const names = Array.from(seen).filter((selector) => selector !== '*').toSorted();
  if (chosen !== undefined || names.length < 2) return [];
  return [`The policies are of ${names.length} environments (${names.join(', ')}) and none is chosen: those of all are judged.`];
}

export { readPolicyLibrary };
