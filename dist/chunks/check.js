import { memberIgnoringCase, parseResourceId, escapePointer, isJsonObject, isUnknown, member, Unknown, readJsonText, deepestJson, JsonTextError, textAt as textAt$1, throwIfCancelled, unescapePointer, lineStartsOf, positionAt, messageOf as messageOf$1, at as at$1, UserError, present, bare, suggestion, managedClusterType, reaches } from './ground.js';
import { planBeginning, looksLikeInfrastructure, hasSigns, sideBySide, folderTree, exemptionsPath } from './exemptions-path.js';
const { availableParallelism, tmpdir } = globalThis.process.getBuiltinModule('node:os');
const { delimiter, isAbsolute, join, relative, sep, dirname, resolve, posix } = globalThis.process.getBuiltinModule('node:path');
const { constants, existsSync, realpathSync, statSync } = globalThis.process.getBuiltinModule('node:fs');
const { access, stat, realpath, mkdtemp, writeFile, rm, mkdir, lstat } = globalThis.process.getBuiltinModule('node:fs/promises');
import { findRepository } from './repository.js';
const { spawn } = globalThis.process.getBuiltinModule('node:child_process');
import { treePath, below as below$1, folderOf, nameOf as nameOf$3, trustedText, worstVerdict, trustedTree } from './run.js';
import { isObject, strict, something, someText, shortInteger, text, addressOf, EvaluationError, partial, object, many, list, upper, fold, integer, isAbsent, access as access$1, isArray, tryGet, keyIgnoringCase, unfit, bounded as bounded$1, ticksOf, formatTicks, lazy, boolean, isPresent, textUnknown, ExpressionError, sameText, isInt64, typeName, sameContent, textOfPieces, concatPieces, anyText, piecesOf, pureFunctions, functionTable, compileExpression, parseTemplate, judge, indexPolicies, inputOf, bundledInitiatives, parseInitiative, bundledPolicies, declaredOnly, PolicyError, ruleName, metadataText, severityOf } from './engine.js';
import { matchesWildcard, matchesPath } from './wildcard.js';
import { staleNotes } from './notes.js';

/** A document put into Resource Manager's shape, and where its parts stood before. */
                           
                            
                                                                         
                                                 
 

/** What Resource Manager itself keeps beside `properties` (its resource model, "common types" of the API specifications). */
const atRoot = new Set(
  'id name type location tags etag kind managedby managedbyextended sku plan identity zones systemdata extendedlocation apiversion scope placement properties'.split(' '),
);

/**
 * Undoes what `az … show` does to a resource: the SDK lifts the members of `properties` to the root, of nested resources too, and az adds
 * `resourceGroup` beside every id. A name that the root has already is doubled (`typePropertiesType`). Documents that have `properties`, or no id, are returned as they are.
 */
function reshapeAzOutput(document            )           {
  const moved = new Map                ();
  if (!isLifted(document)) return { body: document, sourceOf: (pointer) => pointer };
  return { body: lower(document, '', '', moved), sourceOf: (pointer) => sourceOf(pointer, moved) };
}

/** True for a resource by id whose properties stand at its root. */
function isLifted(value            )          {
  // PowerShell prints the same with capitals (`Get-AzAksCluster | ConvertTo-Json`).
  const id = memberIgnoringCase(value, 'id');
  if (typeof id !== 'string' || parseResourceId(id) === undefined || memberIgnoringCase(value, 'properties') !== undefined) return false;
  return typeof memberIgnoringCase(value, 'name') === 'string' && Object.keys(value).some((key) => isOfProperties(key, value));
}

function isOfProperties(key        , value            )          {
  if (key === 'resourceGroup') return false;
  // A node pool has its tags among its properties (managedClusters/agentPools of every API version).
  if (key.toLowerCase() === 'tags' && /\/managedClusters\/[^/]+\/agentPools\/[^/]+$/i.test(String(memberIgnoringCase(value, 'id')))) return true;
  return !atRoot.has(key.toLowerCase());
}

/** `typePropertiesType` is the `type` among the properties. */
function ownName(key        )         {
  const [, name, again] = /^([a-z]+)Properties([A-Z][a-z]*)$/.exec(key) ?? [];
  return name !== undefined && name === again?.toLowerCase() ? name : key;
}

function reshape(value         , from        , to        , moved                     )          {
  if (Array.isArray(value)) return value.map((item, index) => reshape(item, `${from}/${index}`, `${to}/${index}`, moved));
  if (!isJsonObject(value)) return value;
  if (isLifted(value)) return lower(value, from, to, moved);
  const entries = Object.entries(value).filter(([key]) => key !== 'resourceGroup' || !Object.hasOwn(value, 'id'));
  return Object.fromEntries(entries.map(([key, item]) => [key, reshape(item, `${from}/${escapePointer(key)}`, `${to}/${escapePointer(key)}`, moved)]));
}

function lower(value            , from        , to        , moved                     )             {
  const root                                 = [];
  const properties                                 = [];
  moved.set(`${to}/properties`, from);
  for (const [key, item] of Object.entries(value)) {
    if (key === 'resourceGroup') continue;
    const source = `${from}/${escapePointer(key)}`;
    if (isOfProperties(key, value)) {
      const target = `${to}/properties/${escapePointer(ownName(key))}`;
      moved.set(target, source);
      properties.push([ownName(key), reshape(item, source, target, moved)]);
    } else {
      const target = `${to}/${escapePointer(key)}`;
      root.push([key, item]);
      moved.set(target, source);
    }
  }
  return Object.fromEntries([...root, ['properties', Object.fromEntries(properties)]]);
}

/** The nearest ancestor that moved tells where the rest stood. */
function sourceOf(pointer        , moved                             )         {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const source = moved.get(pointer.slice(0, end));
    if (source !== undefined) return source + pointer.slice(end);
  }
  return pointer;
}

/** What was read: JSON as it was written, or that which a compiler has made of something else. */
                                                
                              
                       
                                                                                 
                                                   
                                                       
                                                                                       
                                                                    
                                                    
                                                                         
                            
    
 

/** A JSON document and the file it stands in. */
                           
                                                                                
                        
                              
 

/** The place of the property at a pointer, or of its nearest ancestor that is written down. */
function originIn({ file, json }          , pointer        )         {
  if (json.compiled !== undefined) return json.compiled.originAt(pointer);
  const { line, column } = json.propertyAt(pointer);
  return { file, pointer: written$1(json, pointer), line, column };
}

/** How a value came to be that stands in the document as it counts. */
function literalWriting(document          , pointer        , kind                           = 'literal')          {
  const range = document.json.valueAt(pointer);
  const origin = originIn(document, pointer);
  if (range === undefined) return { kind: 'absent', origin, through: [] };
  return { kind, origin, through: [], ...(kind === 'literal' ? literalIn(document, pointer) : {}) };
}

/** The text of a literal and where it stands; nothing where none is written. */
function literalIn({ json }          , pointer        )                                            {
  if (json.compiled !== undefined) return json.compiled.literalAt(pointer);
  const range = json.valueAt(pointer);
  const text = json.writtenAt(pointer);
  return range === undefined || text === undefined ? {} : { range, text };
}

/** A pointer as far as it is written down. */
function written$1(json          , pointer        )         {
  let place = pointer;
  while (place !== '' && json.valueAt(place) === undefined) place = place.slice(0, place.lastIndexOf('/'));
  return place;
}

/** A resource in a document that is no template. */
                                
                             
                                        
                           
                                           
                                                                     
 

const typePattern = /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?:\/[A-Za-z0-9._-]+)+$/;
/** The type of a child as a template has it, without that of its parent. */
const childPattern = /^[A-Za-z][A-Za-z0-9-]*(?:\/[A-Za-z0-9-]+)*$/;

/** The full type of an object that is a resource as Resource Manager takes or gives it, or as PowerShell exports it; undefined for anything else. */
function resourceType(value         )                     {
  const id = parseResourceId(textOf$1(value, 'id') ?? '');
  const type = textOf$1(value, 'type');
  if (type !== undefined && typePattern.test(type)) return id !== undefined || textOf$1(value, 'name') !== undefined ? type : undefined;
  return id !== undefined && /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+\//.test(id.type) ? id.type : undefined;
}

/** Resource Manager reads names without regard to case; what PowerShell prints begins with capitals. */
function textOf$1(value         , name        )                     {
  const found = memberIgnoringCase(value, name);
  return typeof found === 'string' ? found : undefined;
}

/**
 * The resources of a document: the document itself, an array of them, the answer of a list (`value`, `data` of Resource Graph), or what
 * `az … create` prints (`{"publicIp": {…}}`); and the `resources` in each of them.
 */
function findResources(value         )                           {
  return outermost(value).flatMap(withChildren);
}

function outermost(value         )                           {
  if (Array.isArray(value)) return elements(value, '');
  if (!isJsonObject(value)) return [];
  if (resourceType(value) !== undefined) return [{ value, pointer: '' }];
  for (const name of ['value', 'data']) {
    const list = member(value, name);
    if (Array.isArray(list)) return elements(list, `/${name}`);
  }
  const [[key, only] = ['', undefined], ...rest] = Object.entries(value);
  return rest.length === 0 && isJsonObject(only) && textOf$1(only, 'id') !== undefined && resourceType(only) !== undefined
    ? [{ value: only, pointer: `/${escapePointer(key)}` }]
    : [];
}

function elements(list                    , pointer        )                           {
  return list.flatMap((value, index) => (isJsonObject(value) && resourceType(value) !== undefined ? [{ value, pointer: `${pointer}/${index}` }] : []));
}

function withChildren(resource               )                           {
  const key = Object.keys(resource.value).find((name) => name.toLowerCase() === 'resources');
  const list = key === undefined ? undefined : resource.value[key];
  if (key === undefined || !Array.isArray(list)) return [resource];
  const parent = { type: typeOf$3(resource), name: nameOf$2(resource) };
  const children = list.flatMap((value         , index)                           => {
    if (!isJsonObject(value) || (resourceType(value) === undefined && !isChild(value))) return [];
    return withChildren({ value, pointer: `${resource.pointer}/${escapePointer(key)}/${index}`, parent });
  });
  return [resource, ...children];
}

function isChild(value            )          {
  return childPattern.test(textOf$1(value, 'type') ?? '') && textOf$1(value, 'name') !== undefined;
}

function typeOf$3({ value, parent }               )         {
  return resourceType(value) ?? [parent?.type, textOf$1(value, 'type')].join('/');
}

function nameOf$2({ value, parent }               )         {
  const name = parseResourceId(textOf$1(value, 'id') ?? '')?.fullName ?? textOf$1(value, 'name') ?? '';
  return resourceType(value) === undefined && parent !== undefined ? `${parent.name}/${name}` : name;
}

/** The resource as rules look at it. A template's expressions in a resource without a template are unknown. */
function toResource$1(document          , resource               )           {
  const { value, pointer } = resource;
  const id = parseResourceId(textOf$1(value, 'id') ?? '');
  const { body: written, sourceOf } = reshapeAzOutput(value);
  const body = id === undefined ? withoutExpressions(written) : written;
  const apiVersion = memberIgnoringCase(value, 'apiVersion');
  return {
    type: typeOf$3(resource),
    name: nameOf$2(resource),
    ...(id === undefined ? {} : { id: id.id }),
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    body,
    originOf: (place) => originIn(document, pointer + sourceOf(place)),
    writingOf: (place) => literalWriting(document, pointer + sourceOf(place), isUnknown(valueAt$1(body, place)) ? 'expression' : 'literal'),
  };
}

/** `[parameters('x')]` becomes an Unknown; `[[…` is a text that begins with a bracket. */
function withoutExpressions(body            )             {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, unknownWhereComputed(value)]));
}

function unknownWhereComputed(value         )          {
  if (typeof value === 'string') return /^\[[^[].*\]$/s.test(value) ? new Unknown(`${value} is an expression of a template that is not at hand`) : value;
  if (Array.isArray(value)) return value.map(unknownWhereComputed);
  return isJsonObject(value) ? withoutExpressions(value) : value;
}

function valueAt$1(body            , pointer        )          {
  let value          = body;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(key)] : member(value, key);
  }
  return value;
}

/** Why a file is passed over: `invalid` is no JSON and shows no sign of infrastructure. */
                                                                                                             

/** What a JSON file turned out to be. */
                        
                                                                             
                                                                                                         
                                                                                       
                                                             
                                                  
                                
                                                                                       
                                                                                                                                                 

/** Four times what Resource Manager takes (limits.md), to leave room for comments and blanks. UTF-16 units. */
const limits = { template: 4 * 1024 * 1024, length: 16 * 1024 * 1024, depth: deepestJson, weight: 2_000_000 }         ;

/** `Publisher.Service/type`, as no other format has it. */
const fullType = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+\/[a-z]/i;

/** `\\0GITCRYPT\\0`, which looks like UTF-16 to `decodeText`. */
const gitCrypt = 'G\u4954\u4352\u5950\u5400';

/** Types that are policy documents, not infrastructure. */
const policyType = /^Microsoft\.Authorization\/policy(?:Definitions|SetDefinitions|Assignments|Exemptions)(?:\/|$)/i;

/** Tells what the text of a JSON file is. Never throws for what the text says. */
function classify(text        )             {
  if (!/\S/.test(text)) return { kind: 'skipped', reason: 'empty' };
  const hidden = hiddenBy(text);
  if (hidden !== undefined) return { kind: 'problem', problem: 'error', message: hidden, line: 1, column: 1 };
  // Too large for a template, and read in another way.
  if (text.length > limits.template && planBeginning.test(text)) return { kind: 'terraformPlan', text };
  if (!hasSigns(text)) return { kind: 'skipped', reason: 'notInfrastructure' };
  return read$1(text);
}

/**
 * Why the text is not what the file holds, so that what it shows tells nothing. A pull request can bring about all three by `.gitattributes`: Git
 * LFS leaves a pointer in the place of the file (git-lfs, docs/spec.md: "The Pointer"; what is too large for a template is none), git-crypt a
 * cipher, and `working-tree-encoding` any encoding that iconv knows (EBCDIC among them). One sentence without a period.
 */
function hiddenBy(text        )                     {
  if (text.startsWith(gitCrypt)) return 'The file is encrypted by git-crypt, so what is in it is not checked: unlock it, or leave it out of "paths"';
  const size = /^version https:\/\/git-lfs\.github\.com\/spec\/[^\n]{1,100}\n[^]{0,1000}?^size (\d{1,18})$/m.exec(text.slice(0, 2000))?.[1];
  if (size !== undefined) return Number(size) > limits.length ? undefined : 'The file is kept in Git LFS, and only its pointer is checked out; set "lfs: true" on actions/checkout';
  const beginning = text.slice(0, 4096);
  const lost = beginning.length - beginning.replaceAll('\uFFFD', '').length;
  const isText = /^\s*[[{/"]/.test(beginning) || lost * 5 < beginning.length;
  return isText ? undefined : 'The file is text neither in UTF-8 nor in UTF-16';
}

/** As `classify`, for a file that something names as a template or as parameters: it is read whatever it looks like. */
function read$1(text        )             {
  try {
    return sort$1(readJsonText(text, 'template', limits));
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    // Whatever keeps it from being read as a template: what is wrong with a plan, its reader says.
    if (planBeginning.test(text)) return { kind: 'terraformPlan', text };
    if (!looksLikeInfrastructure(text)) return { kind: 'skipped', reason: 'invalid' };
    const { message, line, column } = error;
    return { kind: 'problem', problem: 'error', message: `The file looks like infrastructure and cannot be read: ${message}`, line, column };
  }
}

function sort$1(json          )             {
  const { value } = json;
  if (isTemplate$1(value)) return { kind: 'template', json };
  if (isParameterFile(value)) return { kind: 'parameters', json };
  if (isJsonObject(value) && resourceType(value) === undefined && member(value, 'format_version') !== undefined && (isJsonObject(member(value, 'planned_values')) || member(value, 'resource_changes') !== undefined)) return { kind: 'terraformPlan', text: json.text };
  const resources = findResources(value);
  const judged = resources.filter((resource) => !policyType.test(resourceType(resource.value) ?? ''));
  const embedded = isJsonObject(value) ? embeddedTemplate(value) : undefined;
  if (embedded !== undefined) {
    const { line, column } = json.propertyAt(embedded);
    return { kind: 'problem', problem: 'unread', message: 'The file holds a template inside another document, which is not judged; check the template as a file of its own', line, column };
  }
  if (judged.length > 0) return { kind: 'resources', json, resources: judged };
  return { kind: 'skipped', reason: resources.length > 0 || isPolicy(value) ? 'policy' : 'notInfrastructure', json };
}

function isTemplate$1(value         )                      {
  if (!isJsonObject(value)) return false;
  if (/deploymentTemplate\.json/i.test(schemaOf(value))) return true;
  const resources = memberIgnoringCase(value, 'resources');
  if (typeof resources !== 'object' || resources === null) return false;
  if (typeof memberIgnoringCase(value, 'contentVersion') === 'string') return true;
  if (resourceType(value) !== undefined) return false;
  return Object.values(resources).some((resource) => {
    const [type, apiVersion, name] = ['type', 'apiVersion', 'name'].map((key) => memberIgnoringCase(resource, key));
    // Without `apiVersion`, a template has an `apiProfile`.
    return typeof type === 'string' && (typeof apiVersion === 'string' || (typeof name === 'string' && fullType.test(type)));
  });
}

/** By its schema, or without one by holding nothing but parameters with values. */
function isParameterFile(value         )          {
  if (!isJsonObject(value)) return false;
  if (/deploymentParameters\.json/i.test(schemaOf(value))) return true;
  const parameters = memberIgnoringCase(value, 'parameters');
  // The command line of Azure takes the entries alone, too.
  if (parameters === undefined) return areEntries(value) && Object.values(value).every((one) => Object.keys(one          ).every((key) => ['value', 'reference', 'metadata'].includes(key.toLowerCase())));
  if (!isJsonObject(parameters) || !Object.keys(value).every((key) => ['$schema', 'contentversion', 'parameters', 'metadata'].includes(key.toLowerCase()))) return false;
  return areEntries(parameters);
}

function areEntries(parameters            )          {
  const declared = Object.values(parameters);
  return declared.length > 0 && declared.every((one) => isJsonObject(one) && (memberIgnoringCase(one, 'value') !== undefined || memberIgnoringCase(one, 'reference') !== undefined));
}

function schemaOf(value            )         {
  const schema = memberIgnoringCase(value, '$schema');
  return typeof schema === 'string' ? schema : '';
}

/** The template in the body of a deployment (`az rest`), of a template spec, or in what the portal exports. */
function embeddedTemplate(value            )                     {
  const places = [['properties', 'template'], ['properties', 'mainTemplate'], ['template'], ['mainTemplate']]         ;
  const found = places.find((path) => isTemplate$1(path.reduce         ((current, name) => member(current, name), value)));
  return found === undefined ? undefined : `/${found.join('/')}`;
}

function isPolicy(value         )          {
  if (Array.isArray(value)) return value.length > 0 && value.every(isPolicy);
  const marks = ['policyRule', 'policyDefinitions', 'policyDefinitionId', 'exemptionCategory'];
  return [value, member(value, 'properties')].some((place) => marks.some((mark) => memberIgnoringCase(place, mark) !== undefined)) || textAt$1(value, 'policyAssignmentId') !== undefined;
}

/** What the compiler says of a place in a file. Lines and columns count from 1. */
                             
                                                    
                        
                        
                          
                                               
                                                       
                        
                                                                   
                           
 

const most$3 = { diagnostics: 200, message: 1000 }         ;
/** Azure/bicep, DiagnosticLogger.cs: `path(line,column) : Level Code: Message [address of its description]`. */
const pattern$1 = /^(.+?)\((\d{1,9}),(\d{1,9})\) : (Error|Warning|Info) ([\w-]{1,100}): (.*)$/;

/** The diagnostics in what the compiler has printed; other lines are left out. */
function diagnosticsIn(messages        )                        {
  const found               = [];
  for (const line of messages.split(/\r?\n|\r/)) {
    const [, file, row, column, level, code, message] = pattern$1.exec(withoutSigns(line, Number.POSITIVE_INFINITY)) ?? [];
    if (file === undefined || code === undefined || message === undefined) continue;
    found.push({ file: pathOf$2(file), line: Number(row), column: Number(column), level: level === 'Error' || level === 'Warning' ? level : 'Info', code, message: withoutSigns(message) });
    if (found.length === most$3.diagnostics) break;
  }
  return found;
}

/** The first line of what was printed that says something. */
function firstLine(messages        )                     {
  return messages.split(/\r?\n|\r/).map((line) => withoutSigns(line).trim()).find((line) => line !== '');
}

/** Newer versions may name files by address. */
function pathOf$2(file        )         {
  if (!file.startsWith('file://')) return file;
  try {
    return decodeURIComponent(new URL(file).pathname);
  } catch {
    return file;
  }
}

/** Without sequences for terminals, other control characters and what changes the direction of writing. */
function withoutSigns(text        , length         = most$3.message)         {
  // eslint-disable-next-line no-control-regex
  const clean = text.replaceAll(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g, '').replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, '');
  return clean.length > length ? `${clean.slice(0, length)}…` : clean;
}

/** The compiler that a run uses. */
                                
                                                      
                           
                                                              
                        
 

/** `passedOver`: compilers that lie in the checkout, and are not run. */
                                                                                                                                                              

/**
 * The Bicep compiler of the machine: `bicep` on PATH, else the one that `az bicep install` has put below the Azure CLI's folder. That one is run without
 * `az` in between, which would look for a newer version first and fetch one where there is none (Azure/azure-cli, _bicep.py).
 *
 * What a checkout holds is never run, so nothing in it counts: relative and empty entries of PATH, entries that lie in the checkout (of the folder, of the
 * repository around it, or of the workflow) or lead there by a link, and a program that is a link into it. On Windows `.exe` only, as anything else needs a shell.
 */
async function findCompiler(folder        , environment              = process.env)                          {
  const isInCheckout = await checkoutOf(folder, environment);
  const entries = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter);
  const trusted           = [];
  const passedOver           = [];
  const name = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  for (const entry of entries) {
    if (entry === '') continue;
    const isTrusted = isAbsolute(entry) && !(await isInCheckout(entry));
    if (isTrusted) trusted.push(entry);
    else if (await isProgram(join(isAbsolute(entry) ? entry : join(folder, entry), name))) passedOver.push(entry);
  }
  for (const program of [...trusted.map((entry) => join(entry, name)), ...installedByAzure(environment, name)]) {
    if (!(await isProgram(program))) continue;
    if (await isInCheckout(program)) passedOver.push(program);
    else return { kind: 'found', compiler: { program, path: trusted.join(delimiter) } };
  }
  return { kind: 'none', passedOver };
}

/** Where the Azure CLI keeps its own compiler (Azure/azure-cli, _bicep.py: `bin` below its configuration). */
function installedByAzure(environment             , name        )                    {
  const home = environment['HOME'] ?? environment['USERPROFILE'];
  const folders = [environment['AZURE_CONFIG_DIR'], home === undefined || home === '' ? undefined : join(home, '.azure')];
  return folders.flatMap((folder) => (folder === undefined || !isAbsolute(folder) ? [] : [join(folder, 'bin', name)]));
}

/** Tells whether a path lies in the checkout, by its name or where links lead. */
async function checkoutOf(folder        , environment              = process.env)                                              {
  const workspace = environment['GITHUB_WORKSPACE'];
  const named = [folder, (await findRepository(folder))?.top, workspace !== undefined && isAbsolute(workspace) ? workspace : undefined].filter((root) => root !== undefined);
  const roots = [...new Set([...named, ...(await Promise.all(named.map(real)))])];
  return async (path) => [path, await real(path)].some((one) => roots.some((root) => isWithin(root, one)));
}

function isWithin(root        , path        )          {
  const rest = relative(root, path);
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
}

async function real(path        )                  {
  return realpath(path).catch(() => path);
}

async function isProgram(path        )                   {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Where the compiler keeps restored modules and unpacks itself, what Windows cannot start a process without, and the language of messages. */
const paths = ['HOME', 'USERPROFILE', 'LOCALAPPDATA', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SYSTEMROOT', 'DOTNET_ROOT', 'DOTNET_BUNDLE_EXTRACT_BASE_DIR', 'BICEP_CACHE_DIRECTORY']         ;
const flags = ['DOTNET_SYSTEM_GLOBALIZATION_INVARIANT']         ;

/**
 * The environment of the compiler: a short list, and nothing in it that leads into the checkout. No token of GitHub, of Azure or of anybody else is there
 * for `readEnvironmentVariable`, and no variable that makes .NET load something (`DOTNET_STARTUP_HOOKS`).
 */
async function environmentOf$1({ path }               , folder        , environment              = process.env)                                  {
  const isInCheckout = await checkoutOf(folder, environment);
  const kept                         = { PATH: path, LC_ALL: 'C.UTF-8', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', NO_COLOR: '1' };
  for (const name of flags) {
    const value = environment[name];
    if (value !== undefined) kept[name] = value;
  }
  for (const name of paths) {
    const value = environment[name];
    if (value !== undefined && isAbsolute(value) && !(await isInCheckout(value))) kept[name] = value;
  }
  return kept;
}

/** How the compiler is started. */
                                
                           
                                    
                       
                                                 
 

/** How it ended: on its own, or because it was ended. `reason` is a clause. */
                         
                                                                                                                       
                                                                                      
                                                         

                                 
                                                                                      
                        
                                                                                                           
                          
                                         
                            
 

const compilerLimits                 = { time: 120_000, output: 48 * 1024 * 1024, messages: 4 * 1024 * 1024 };

/**
 * Runs the compiler without a shell, with nothing on its input, and within limits. What it has started ends with it. Rejects with CancelledError once
 * `signal` aborts, and with nothing else.
 */
async function runCompiler({ program, words, cwd, env }               , signal             , limits                 = compilerLimits)                       {
  throwIfCancelled(signal);
  // A group of its own, so that its children can be ended too; Windows has none.
  const child = spawn(program, words, { cwd, env, shell: false, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  const end = await new Promise             ((resolve) => {
    const output           = [];
    const messages           = [];
    let [written, said] = [0, 0];
    let stopped                         ;
    const stop = (reason        , isTimeout = false)       => {
      stopped ??= { kind: 'stopped', reason, isTimeout };
      endAll(child);
      // Who holds the pipes open, such as a process that has left the group, is not waited for.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const cancel = ()       => stop('the run was cancelled');
    const timer = setTimeout(() => stop(`it took more than ${limits.time / 1000} seconds`, true), limits.time);
    child.stdout.on('data', (bytes        ) => {
      written += bytes.length;
      if (written > limits.output) stop(`it wrote more than ${Math.floor(limits.output / 1024)} kB`);
      else output.push(bytes);
    });
    child.stderr.on('data', (bytes        ) => {
      said += bytes.length;
      if (said > limits.messages) stop(`it had more than ${Math.floor(limits.messages / 1024)} kB to say`);
      else messages.push(bytes);
    });
    const finish = (found             )       => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      resolve(stopped ?? found);
    };
    child.once('error', (error) => finish({ kind: 'failed', reason: error.message }));
    child.once('close', (status) => finish({ kind: 'ended', status: status ?? undefined, output: Buffer.concat(output).toString('utf8'), messages: Buffer.concat(messages).toString('utf8') }));
    signal.addEventListener('abort', cancel, { once: true });
  });
  throwIfCancelled(signal);
  return end;
}

function endAll(child              )       {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** What became of a file: what the compiler printed, or why it did not. */
                                                                                                                                                         

/** Processes at once: each takes a processor and some 200 MB. */
const atOnce$1 = Math.min(4, availableParallelism());
/** After so many files that took too long no other is tried: a pull request could keep a runner busy with each of them. */
const mostTimeouts = 3;

/** Runs the compiler on files of snapshots, several at once. */
class Compiler {
           #found               ;
           #folder        ;
           #signal             ;
           #limits                ;
  #environment                                             ;
  #running = 0;
  #timeouts = 0;
           #waiting                 = [];

  /** @param folder the checkout: nothing of it comes into the environment of the compiler */
  constructor(found               , { folder, signal, limits = compilerLimits }                                                                                             ) {
    this.#found = found;
    this.#folder = folder;
    this.#signal = signal;
    this.#limits = limits;
  }

  /** `build`: prints a template; `build-params`: parameters and template. Rejects with CancelledError. */
  async compile(command                          , path        , { absolute }          , snapshot          )                    {
    const end = await this.#inTurn(async () => {
      if (this.#timeouts >= mostTimeouts) return undefined;
      this.#environment ??= environmentOf$1(this.#found, this.#folder);
      // The path is absolute, so no name of a file is taken for an option.
      const words = [command, absolute, '--stdout', '--no-restore'];
      return await runCompiler({ program: this.#found.program, words, cwd: await snapshot.folder(), env: await this.#environment }, this.#signal, this.#limits);
    });
    if (end?.kind === 'stopped' && end.isTimeout) this.#timeouts += 1;
    const problems = await problemsOf$1(end, path, snapshot);
    return end?.kind === 'ended' && problems.length === 0 ? { kind: 'compiled', output: end.output } : { kind: 'failed', problems };
  }

  async #inTurn        (work                       )                  {
    while (this.#running >= atOnce$1) await new Promise      ((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

async function problemsOf$1(end                         , path        , snapshot          )                                    {
  const whole = (message        )                           => [{ kind: 'error', message, origin: { file: snapshot.shown(path), pointer: '', line: 1, column: 1 } }];
  if (end === undefined) return whole(`The Bicep compiler took too long for ${mostTimeouts} files, so this one was not compiled`);
  if (end.kind === 'stopped') return whole(`The Bicep compiler was stopped: ${end.reason}`);
  if (end.kind === 'failed') return whole(`The Bicep compiler could not be started: ${end.reason}`);
  const prefix = `${await snapshot.folder()}/`.replaceAll('\\', '/');
  const plain = (text        )         => text.replaceAll('\\', '/').replaceAll(prefix, '');
  const errors = diagnosticsIn(end.messages).filter(({ level }) => level === 'Error');
  if (errors.length > 0) {
    return errors.map(({ file, line, column, code, message }) => {
      const at = plain(file);
      const isOurs = at !== file.replaceAll('\\', '/');
      const place = isOurs ? { file: snapshot.shown(at), line, column } : { file: snapshot.shown(path), line: 1, column: 1 };
      return { kind: 'error', message: `${code}: ${message.includes(prefix) ? plain(message) : message}`, ...adviceOn(code, snapshot.shown(path)), origin: { ...place, pointer: '' } };
    });
  }
  if (end.status === 0) return [];
  const said = firstLine(end.messages);
  return whole(`The Bicep compiler failed (exit status ${end.status ?? 'unknown'})${said === undefined ? '' : `: ${plain(said)}`}`);
}

/** Modules that are not in the compiler's cache (learn.microsoft.com, "Bicep core diagnostics"). */
function adviceOn(code        , file        )                                {
  return /^BCP19[012]$/.test(code) ? { remedy: `Modules of registries are not fetched here: run \`bicep restore ${file}\` in a step before this one.` } : {};
}

/** The template in what `build` has printed. */
function templateIn(output        )                       {
  const found = read$1(output);
  return found.kind === 'template' ? found.json : undefined;
}

/** What `build-params` has printed (Azure/bicep, OutputWriter.cs): both as texts; no template for `using none`. */
function parametersIn(output        )                                                                                         {
  const outer = parse$1(output);
  const parameters = textAt$1(outer, 'parametersJson');
  const template = textAt$1(outer, 'templateJson');
  const found = parameters === undefined ? undefined : read$1(parameters);
  // Parameters that have no entries look like nothing at all.
  const json = found !== undefined && 'json' in found ? found.json : undefined;
  if (json === undefined || !isJsonObject(member(json.value, 'parameters'))) return undefined;
  return { parameters: json, template: template === undefined ? undefined : templateIn(template) };
}

function parse$1(text        )          {
  try {
    return JSON.parse(text)           ;
  } catch {
    return undefined;
  }
}

/** What places of a compiled text are found by. */
                         
                                             
                                                                      
                                                            
                                                                       
                          
 

/** A compiled text whose places are those of the files it was made of. */
function compiledText(json          , { locate, document, using }        )               {
  const originAt = (pointer        )         => {
    const spot = locate(pointer);
    if (spot.kind === 'json') {
      const template = document(spot.path);
      return template === undefined ? { file: spot.path, pointer: spot.pointer, line: 1, column: 1 } : originIn(template, spot.pointer);
    }
    const { line, column } = spot.source.rangeOf(spot.span);
    return { file: spot.source.file, pointer: written$1(json, pointer), line, column };
  };
  const literalAt = (pointer        )                                            => {
    const spot = locate(pointer);
    if (spot.kind === 'json') {
      const template = document(spot.path);
      return template === undefined ? {} : literalIn(template, spot.pointer);
    }
    const { source, value } = spot;
    // What does not say the same as the compiled text is not what was asked for.
    if (value?.kind !== 'literal' || !saysSame(value.value, valueIn(json.value, pointer))) return {};
    return { range: source.rangeOf(value), text: source.text.slice(value.start, value.end), spell: bicepLiteral };
  };
  const isPlaced = (pointer        )          => {
    const spot = locate(pointer);
    return spot.kind === 'json' || spot.isPlaced;
  };
  return { ...json, compiled: { originAt, literalAt, isPlaced, ...(using === undefined ? {} : { using }) } };
}

/** A text that begins with a bracket has two of them in a template. */
function saysSame(literal         , compiled         )          {
  return compiled === literal || (typeof literal === 'string' && literal.startsWith('[') && compiled === `[${literal}`);
}

function valueIn(root         , pointer        )          {
  return pointer.split('/').slice(1).map(unescapePointer).reduce((value         , step) => {
    if (Array.isArray(value)) return /^\d{1,9}$/.test(step) ? (value                      )[Number(step)] : undefined;
    return isJsonObject(value) ? member(value, step) : undefined;
  }, root);
}

/** A scalar as Bicep writes it (learn.microsoft.com, "Data types in Bicep"): whole numbers only, and texts in single quotes. */
function bicepLiteral(value         )                     {
  if (typeof value === 'object' && value !== null) return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value.startsWith('[')) return undefined;
  const escapes                                   = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '${': '\\${' };
  return `'${value.replaceAll(/[\\'\n\r\t]|\$\{/g, (sign) => escapes[sign] ?? sign)}'`;
}

/** What of a configuration changes what a file means (learn.microsoft.com, "Configure your Bicep environment"). */
const kept = ['moduleAliases', 'experimentalFeaturesEnabled', 'cloud', 'implicitExtensions']         ;

/** The configuration of a folder that has none: nothing above the snapshot counts, and the linter has nothing to say here. */
const plainConfiguration = JSON.stringify(configurationOf({}));

/**
 * A `bicepconfig.json` of the checkout as it is handed to the compiler. What only the linter and the formatter read is left out, and so is what would make
 * the compiler read somewhere else: `cacheRootDirectory`, the folder in which restored modules are looked for, and extensions that are files.
 */
function readConfiguration(text        )                {
  try {
    const { value } = readJsonText(text, 'template', { length: 1024 * 1024, depth: 64 });
    if (!isJsonObject(value)) return { kind: 'error', message: 'The configuration of Bicep is no object', line: 1, column: 1 };
    return { kind: 'found', text: JSON.stringify(configurationOf(value)) };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return { kind: 'error', message: `The configuration of Bicep cannot be read: ${error.message}`, line: error.line, column: error.column };
  }
}

function configurationOf(value            )             {
  const extensions = member(value, 'extensions');
  const known = isJsonObject(extensions) ? Object.fromEntries(Object.entries(extensions).filter(([, reference]) => typeof reference === 'string' && /^(?:builtin:|br[/:])/.test(reference))) : undefined;
  return {
    ...Object.fromEntries(kept.flatMap((name) => (member(value, name) === undefined ? [] : [[name, value[name]]]))),
    ...(known === undefined ? {} : { extensions: known }),
    analyzers: { core: { enabled: false } },
  };
}

/** A file or folder that a Bicep file names, as it is written there. */
                            
                                                                                     
                                                                               
                                       
                                    
                         
 

/** The functions that read files (learn.microsoft.com, "File functions for Bicep"), and what they may be joined by. */
const loads = /^load[A-Z]/;

/** What a Bicep file names of other files. References to registries and template specs are among them. */
function referencesOf(tokens                  , { imports, using, extending }        )                       {
  return [
    ...modulesIn(tokens),
    ...imports.map(({ path, start })            => ({ kind: 'import', path, start })),
    ...(using?.path === undefined ? [] : [{ kind: 'using', path: using.path, start: using.start }         ]),
    ...(extending === undefined ? [] : [{ kind: 'extends', ...extending }         ]),
    ...loadsIn(tokens),
  ];
}

/** Wherever they stand: what the parser does not understand may be understood by the compiler. */
function modulesIn(tokens                  )                       {
  return tokens.flatMap((token, index)                       => {
    const [name, path] = [tokens[index + 1], tokens[index + 2]];
    const isModule = token.kind === 'name' && (token.text === 'module' || token.text === 'test') && name?.kind === 'name' && path?.kind === 'text';
    return isModule ? [{ kind: 'module', path: path.value, start: path.start }] : [];
  });
}

function loadsIn(tokens                  )                       {
  return tokens.flatMap((token, index)                       => {
    if (token.kind === 'text') return loadsIn(token.within ?? []);
    if (token.kind !== 'name' || !loads.test(token.text)) return [];
    const [bracket, path, behind] = tokens.slice(index + 1, index + 9).filter(({ kind }) => kind !== 'line');
    if (bracket?.text !== '(') return [];
    const isLiteral = path?.kind === 'text' && path.value !== undefined && (behind?.text === ',' || behind?.text === ')');
    const kind = token.text === 'loadDirectoryFileInfo' ? 'folder' : 'load';
    return [{ kind, path: isLiteral ? path.value : undefined, start: token.start }];
  });
}

/** True for what lies in a registry or is a template spec, and so in the compiler's cache at best. */
function isRemote(path        )          {
  return /^(?:br|ts|oci)(?:\/[^:]*)?:/.test(path);
}

const deepest$3 = 200;
const openers                      = new Set(['{', '[', '(']);
const closers                      = new Set(['}', ']', ')']);
/** Signs at the beginning of a line that go on with what stands before it. A minus begins something new, such as an element. */
const continuing                      = new Set(['?', ':', '&&', '||', '??', '.', '.?', '==', '!=', '=~', '!~', '+', '|', '=>']);
/** Signs at the end of a line that the next one goes on with. */
const expecting                      = new Set([...continuing, '<', '>', '<=', '>=', '-', '*', '/', '%', '::', '!']);
const named$3                      = new Set(['resource', 'module', 'param', 'var', 'output', 'func', 'type']);

/**
 * The declarations of a Bicep file, with the objects and arrays in them. Knows as much of the language as it takes to find a property, and
 * takes what it does not know for something computed. Never throws.
 */
function parse(tokens                  )         {
  return new Parser(tokens).file();
}

class Parser {
           #tokens                  ;
  #at = 0;

  constructor(tokens                  ) {
    this.#tokens = tokens;
  }

  file()         {
    const declarations                = [];
    const imports           = [];
    let using                 ;
    let extending                     ;
    while (this.#at < this.#tokens.length) {
      const token = this.#peek();
      if (token?.kind === 'line') {
        this.#at += 1;
        continue;
      }
      const start = this.#at;
      if (token?.kind === 'name' && named$3.has(token.text)) {
        const declaration = this.#declaration(0);
        if (declaration !== undefined) declarations.push(declaration);
      } else if (token?.text === 'import') imports.push(...this.#import());
      else if (token?.text === 'using') using = { path: this.#peek(1)?.value, start: token.start, end: this.#peek(1)?.end ?? token.end };
      else if (token?.text === 'extends' && this.#peek(1)?.value !== undefined) extending = { path: this.#peek(1)?.value ?? '', start: token.start, end: this.#peek(1)?.end ?? token.end };
      this.#skipLine();
      if (this.#at === start) this.#at += 1;
    }
    return { declarations, imports, ...(using === undefined ? {} : { using }), ...(extending === undefined ? {} : { extending }) };
  }

  #peek(ahead = 0)                    {
    return this.#tokens[this.#at + ahead];
  }

  #isSign(text        , ahead = 0)          {
    const token = this.#peek(ahead);
    return token?.kind === 'sign' && token.text === text;
  }

  #skipLines()       {
    while (this.#peek()?.kind === 'line') this.#at += 1;
  }

  /** To the end of the statement: brackets may hold ends of lines. */
  #skipLine()       {
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined || (token.kind === 'line' && depth <= 0)) return;
      if (token.kind === 'sign' && openers.has(token.text)) depth += 1;
      if (token.kind === 'sign' && closers.has(token.text)) depth -= 1;
    }
  }

  #declaration(depth        )                          {
    const word = this.#peek();
    const name = this.#peek(1);
    if (word === undefined || name?.kind !== 'name') return undefined;
    const kind = word.text                       ;
    this.#at += 2;
    const reference = kind === 'resource' || kind === 'module' ? this.#peek() : undefined;
    if (reference !== undefined && reference.kind !== 'text') return undefined;
    if (reference !== undefined) this.#at += 1;
    const isExisting = reference !== undefined && this.#peek()?.text === 'existing';
    const value = kind === 'func' || kind === 'type' ? undefined : this.#assigned(depth);
    return { kind, name: name.text, start: word.start, end: (reference ?? name).end, ...(reference?.value === undefined ? {} : { reference: reference.value }), isExisting, ...(value === undefined ? {} : { value }) };
  }

  /** What stands behind the `=`, past a type that may go over several lines. */
  #assigned(depth        )                    {
    let open = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined) return undefined;
      if (token.kind === 'line' && open === 0 && !this.#isSign('|', 1) && !this.#isSign('|', -1)) return undefined;
      if (token.kind !== 'sign') continue;
      if (token.text === '=' && open === 0) {
        this.#at += 1;
        this.#skipLines();
        return this.#value(depth + 1);
      }
      if (openers.has(token.text)) open += 1;
      if (closers.has(token.text)) open -= 1;
      if (open < 0) return undefined;
    }
    return undefined;
  }

  #value(depth        )        {
    const start = this.#at;
    const first = this.#peek();
    if (first === undefined) return { kind: 'other', start: 0, end: 0 };
    const primary = depth > deepest$3 ? undefined : this.#primary(first, depth);
    if (primary !== undefined && this.#isOver()) return primary;
    this.#at = start;
    return this.#skipExpression(first);
  }

  #primary(first       , depth        )                    {
    const { start, end, text } = first;
    if (first.kind === 'text') {
      this.#at += 1;
      return first.value === undefined ? { kind: 'other', start, end } : { kind: 'literal', value: first.value, start, end };
    }
    if (first.kind === 'number') return this.#number(first, start, 1);
    if (text === '-' && this.#peek(1)?.kind === 'number') return this.#number(this.#peek(1) ?? first, start, -1);
    if (text === '{') return this.#object(depth);
    if (text === '[') return this.#array(depth);
    if (first.kind !== 'name') return undefined;
    if (text === 'if' && this.#isSign('(', 1)) return this.#conditional(depth);
    this.#at += 1;
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', start, end };
    if (text === 'null') return { kind: 'literal', value: null, start, end };
    return { kind: 'name', name: text, start, end };
  }

  #number({ text, end }       , start        , sign        )        {
    this.#at += sign === 1 ? 1 : 2;
    return { kind: 'literal', value: sign * Number(text), start, end };
  }

  #conditional(depth        )        {
    const start = this.#peek()?.start ?? 0;
    this.#at += 1;
    this.#skipBrackets();
    this.#skipLines();
    const body = this.#value(depth + 1);
    return { kind: 'if', body, start, end: body.end };
  }

  #object(depth        )        {
    const start = this.#peek()?.start ?? 0;
    const properties             = [];
    const resources                = [];
    this.#at += 1;
    for (;;) {
      const token = this.#peek();
      if (token === undefined) return { kind: 'object', properties, resources, start, end: this.#tokens.at(-1)?.end ?? start };
      if (this.#isSign('}')) {
        this.#at += 1;
        return { kind: 'object', properties, resources, start, end: token.end };
      }
      const before = this.#at;
      if (token.text === 'resource' && token.kind === 'name' && this.#peek(1)?.kind === 'name') {
        const child = this.#declaration(depth);
        if (child !== undefined) resources.push(child);
      } else if (this.#isSign(':', 1) && (token.kind === 'name' || token.kind === 'text')) {
        this.#at += 2;
        this.#skipLines();
        const value = this.#value(depth + 1);
        const name = token.kind === 'name' ? token.text : token.value;
        if (name !== undefined) properties.push({ name, start: token.start, end: token.end, value });
      } else if (token.kind !== 'line' && !this.#isSign(',')) this.#skipExpression(token);
      if (this.#at === before) this.#at += 1;
    }
  }

  #array(depth        )        {
    const start = this.#peek()?.start ?? 0;
    this.#at += 1;
    this.#skipLines();
    if (this.#peek()?.text === 'for' && this.#peek(1)?.kind !== 'sign') return this.#loop(start, depth);
    if (this.#peek()?.text === 'for' && this.#isSign('(', 1)) return this.#loop(start, depth);
    const items          = [];
    for (;;) {
      const token = this.#peek();
      if (token === undefined) return { kind: 'array', items, start, end: this.#tokens.at(-1)?.end ?? start };
      if (this.#isSign(']')) {
        this.#at += 1;
        return { kind: 'array', items, start, end: token.end };
      }
      const before = this.#at;
      if (token.kind !== 'line' && !this.#isSign(',')) items.push(this.#value(depth + 1));
      if (this.#at === before) this.#at += 1;
    }
  }

  #loop(start        , depth        )        {
    let open = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token?.kind !== 'sign') continue;
      if (token.text === ':' && open === 0) break;
      if (openers.has(token.text)) open += 1;
      if (closers.has(token.text)) open -= 1;
    }
    this.#at += 1;
    this.#skipLines();
    const body = this.#value(depth + 1);
    this.#skipLines();
    const end = this.#isSign(']') ? (this.#peek()?.end ?? body.end) : body.end;
    if (this.#isSign(']')) this.#at += 1;
    return { kind: 'loop', body, start, end };
  }

  /** True where nothing goes on with what has been read. */
  #isOver()          {
    let ahead = 0;
    while (this.#peek(ahead)?.kind === 'line') ahead += 1;
    const token = this.#peek(ahead);
    if (token === undefined) return true;
    if (ahead > 0) return !(token.kind === 'sign' && continuing.has(token.text));
    return token.kind === 'sign' && (token.text === ',' || closers.has(token.text));
  }

  /** Over an expression: to the end of the line that it does not go on behind, or to a comma or bracket that is not its own. */
  #skipExpression(first       )        {
    let open = 0;
    let last = first;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined) break;
      if (token.kind === 'line') {
        const [before, behind] = [this.#peek(-1), this.#peek(1)];
        const goesOn = (before?.kind === 'sign' && expecting.has(before.text)) || (behind?.kind === 'sign' && continuing.has(behind.text));
        if (open === 0 && !goesOn) break;
        continue;
      }
      if (token.kind === 'sign') {
        if (open === 0 && (token.text === ',' || closers.has(token.text))) break;
        if (openers.has(token.text)) open += 1;
        if (closers.has(token.text)) open -= 1;
      }
      last = token;
    }
    return { kind: 'other', start: first.start, end: last.end };
  }

  #skipBrackets()       {
    let open = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token?.kind !== 'sign') continue;
      if (openers.has(token.text)) open += 1;
      if (closers.has(token.text)) open -= 1;
      if (open === 0) {
        this.#at += 1;
        return;
      }
    }
  }

  #import()                    {
    const from = this.#at;
    const start = this.#peek()?.start ?? 0;
    const names = new Map                ();
    let isAll = false;
    let open = 0;
    for (this.#at += 1; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined || (token.kind === 'line' && open === 0)) break;
      if (token.text === '{') open += 1;
      else if (token.text === '}') open -= 1;
      else if (token.text === '*') isAll = true;
      else if (token.text === 'from' && this.#peek(1)?.value !== undefined) {
        const path = this.#peek(1);
        return [{ path: path?.value ?? '', start, end: path?.end ?? start, ...(isAll ? {} : { names }) }];
      } else if (open > 0 && token.kind === 'name' && token.text !== 'as') {
        const alias = this.#peek(1)?.text === 'as' ? this.#peek(2) : undefined;
        names.set(alias?.text ?? token.text, token.text);
        if (alias !== undefined) this.#at += 2;
      }
    }
    this.#at = from;
    return [];
  }
}

/** A piece of Bicep text. Offsets count UTF-16 units, the end is exclusive. Comments, blanks and directives are none. */
                        
                                           
                                                              
                         
                       
                          
                        
                                                    
                          
                                                     
                                     
 

                         
                                    
                                                                                                    
                            
 

const deepest$2 = 64;
/** Signs of more than one character, as far as they matter here. */
const signs = ['=>', '==', '!=', '=~', '!~', '<=', '>=', '&&', '||', '??', '::', '...', '.?']         ;
const escapes                                   = { n: '\n', r: '\r', t: '\t', "'": "'", '\\': '\\', $: '$' };

/**
 * The tokens of a Bicep file (learn.microsoft.com, "Bicep file structure and syntax" and "Data types in Bicep": strings, multi-line strings,
 * interpolation, escapes). Takes whatever it is given: what is no Bicep is for the compiler to say.
 */
function tokensOf(text        )         {
  return new Lexer(text).all();
}

class Lexer {
           #text        ;
  #at = 0;
  #isWhole = true;

  constructor(text        ) {
    this.#text = text;
  }

  all()         {
    return { tokens: this.#until(0), isWhole: this.#isWhole };
  }

  /** The tokens up to the brace that ends an interpolation; up to the end on the outermost level. */
  #until(depth        )                   {
    const tokens          = [];
    let open = 0;
    while (this.#at < this.#text.length) {
      const token = this.#next(depth);
      if (token === undefined) continue;
      if (token.text === '{') open += 1;
      if (token.text === '}') {
        if (depth > 0 && open === 0) return tokens;
        open -= 1;
      }
      if (token.kind !== 'line' || tokens.at(-1)?.kind !== 'line') tokens.push(token);
    }
    return tokens;
  }

  #next(depth        )                    {
    const text = this.#text;
    const start = this.#at;
    const character = text.charAt(start);
    if (character === '\n' || character === '\r') return this.#token('line', start + 1);
    if (text.startsWith('//', start)) return this.#skip(this.#lineEnd(start));
    if (text.startsWith('/*', start)) return this.#skip(this.#behind('*/', start + 2));
    // Directives such as `#disable-next-line`.
    if (character === '#') return this.#skip(this.#lineEnd(start));
    const dollars = /^\$*(?=''')/.exec(text.slice(start, start + 20))?.[0].length;
    if (dollars !== undefined) return this.#longText(dollars, depth);
    if (character === "'") return this.#shortText(depth);
    const name = /[A-Za-z_][A-Za-z0-9_]*/y;
    if (this.#matches(name)) return this.#token('name', name.lastIndex);
    const number = /[0-9][A-Za-z0-9_]*/y;
    if (this.#matches(number)) return this.#token('number', number.lastIndex);
    if (/\s|\uFEFF/.test(character)) return this.#skip(start + 1);
    const sign = signs.find((one) => text.startsWith(one, start)) ?? character;
    return this.#token('sign', start + sign.length);
  }

  #matches(pattern        )          {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #token(kind               , end        , more                                  = {}, start = this.#at)        {
    this.#at = end;
    return { kind, start, end, text: this.#text.slice(start, end), ...more };
  }

  #skip(end        )            {
    this.#at = end;
    return undefined;
  }

  #lineEnd(from        )         {
    const end = /[\r\n]/g;
    end.lastIndex = from;
    return end.exec(this.#text)?.index ?? this.#text.length;
  }

  #behind(mark        , from        )         {
    const found = this.#text.indexOf(mark, from);
    return found < 0 ? this.#text.length : found + mark.length;
  }

  #shortText(depth        )        {
    const start = this.#at;
    const within          = [];
    let value = '';
    let isPlain = true;
    this.#at = start + 1;
    for (;;) {
      const character = this.#text.charAt(this.#at);
      // An end of the line ends a text that nobody has closed.
      if (character === '' || character === '\n' || character === '\r') return this.#token('text', this.#at, { within }, start);
      if (character === "'") return this.#token('text', this.#at + 1, isPlain ? { value, within } : { within }, start);
      if (character === '\\') value += this.#escape();
      else if (this.#text.startsWith('${', this.#at)) {
        isPlain = false;
        this.#interpolation(2, depth, within);
      } else {
        value += character;
        this.#at += 1;
      }
    }
  }

  #escape()         {
    const unicode = /\\u\{([0-9A-Fa-f]{1,8})\}/y;
    if (this.#matches(unicode)) {
      const code = Number.parseInt(this.#text.slice(this.#at + 3, unicode.lastIndex - 1), 16);
      this.#at = unicode.lastIndex;
      return code > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(code);
    }
    const escaped = this.#text.charAt(this.#at + 1);
    this.#at += escaped === '\n' || escaped === '\r' ? 1 : 2;
    return escapes[escaped] ?? escaped;
  }

  /** Over several lines, without escapes; with as many dollars before it as begin an interpolation in it, if any. */
  #longText(dollars        , depth        )        {
    const start = this.#at;
    const mark = `${'$'.repeat(dollars)}{`;
    const within          = [];
    const from = start + dollars + 3;
    this.#at = from;
    for (;;) {
      if (this.#at >= this.#text.length) return this.#token('text', this.#text.length, { within }, start);
      if (this.#text.startsWith("'''", this.#at)) {
        let end = this.#at + 3;
        while (this.#text.charAt(end) === "'") end += 1;
        const value = this.#text.slice(from, end - 3).replace(/^\r?\n/, '');
        return this.#token('text', end, within.length === 0 ? { value, within } : { within }, start);
      }
      if (dollars > 0 && this.#text.startsWith(mark, this.#at)) this.#interpolation(mark.length, depth, within);
      else this.#at += 1;
    }
  }

  #interpolation(length        , depth        , within         )       {
    this.#at += length;
    if (depth >= deepest$2) {
      this.#isWhole = false;
      this.#at = this.#text.length;
    } else for (const token of this.#until(depth + 1)) within.push(token);
  }
}

/** A Bicep or Bicep parameter file as far as it is understood here. */
                              
                        
                        
                     
                        
                        
                          
                                            
                                                      
                            
                                                       
                            
                                              
 

function bicepSource(file        , path        , text        )              {
  const { tokens, isWhole } = tokensOf(text);
  const syntax = parse(tokens);
  let lines                               ;
  const rangeOf = ({ start, end }      )            => {
    lines ??= lineStartsOf(text);
    const to = positionAt(lines, end);
    return { ...positionAt(lines, start), endLine: to.line, endColumn: to.column };
  };
  return { file, path, text, syntax, references: referencesOf(tokens, syntax), isWhole, deploys: !isWhole || tokens.some(isDeploying), rangeOf };
}

/** Whatever deploys something has one of these words. */
function isDeploying({ kind, text }       )          {
  return kind === 'name' && (text === 'resource' || text === 'module');
}

/** True for a name that the compiler takes for a Bicep file. */
function isBicepName(path        )          {
  return /\.bicep$/i.test(path);
}

function isBicepParametersName(path        )          {
  return /\.bicepparam$/i.test(path);
}

/** What the compiler is given of one file and all that it names. */
                           
                                              
                            
                                                                              
                                                     
                                                      
                                              
                                          
                                              
 

                
                                
                         
                                    
                                              
 

const most$2 = { characters: 64 * 1024 * 1024, file: 4 * 1024 * 1024, files: 5000, listed: 1000 }         ;
const json$1 = /\.(?:jsonc?|arm)$/i;

/**
 * A folder of our own with the Bicep files of a tree and what they name, as the tree reads them. The compiler works there and not in the checkout, so that it finds
 * what may be read and nothing else: no data of git (where checkouts keep a token), nothing outside of the tree, whatever links and `../` say, and no
 * configuration but the one that is left of the tree's. For the files of a commit there is no other place.
 *
 * A file that names something outside, or computes the path of a file to load, is not compiled: the compiler would read it.
 */
class Snapshot {
           #mount       ;
           #parts = new Map                       ();
           #configurations = new Map                                           ();
  #folder                             ;
  #characters = 0;

  constructor(mount       ) {
    this.#mount = mount;
  }

  /** The absolute path of the folder. */
  folder()                  {
    this.#folder ??= mkdtemp(join(tmpdir(), 'aks-isolation-bicep-')).then(async (folder) => {
      const root = await realpath(folder);
      await writeFile(join(root, 'bicepconfig.json'), plainConfiguration);
      return root;
    });
    return this.#folder;
  }

  async close()                {
    // A run that was cancelled may still be writing; what stays behind is in the folder for temporary files.
    await this.#folder?.then((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })).catch(() => undefined);
  }

  /** How a path of the tree is shown. */
  shown(path        )         {
    return below$1(this.#mount.prefix, path);
  }

  /** A Bicep file as it reads; undefined when it cannot be read. */
  async source(path        )                                   {
    return (await this.#part(path, true)).source;
  }

  /** Lays a Bicep file ready for the compiler, with all that it names. */
  async prepare(path        )                    {
    const sources = new Map                     ();
    const texts = new Map                ();
    const problems                  = [];
    const queue = [path];
    const seen = new Set(queue);
    for (const one of queue) {
      const part = await this.#part(one, one === path || !json$1.test(one));
      if (part.source !== undefined) sources.set(one, part.source);
      if (part.text !== undefined) texts.set(one, part.text);
      problems.push(...part.problems);
      for (const name of part.names.filter((other) => !seen.has(other))) {
        seen.add(name);
        queue.push(name);
      }
      if (queue.length > most$2.files) {
        problems.push(this.#problem(path, `The file names more than ${most$2.files} others`));
        break;
      }
    }
    return { absolute: join(await this.folder(), ...path.split('/')), sources, texts, problems };
  }

  #part(path        , isBicep         )                {
    // What one file loads as a text may be a module of another: both ways of reading are kept.
    const key = `${isBicep} ${path}`;
    const known = this.#parts.get(key) ?? this.#read(path, isBicep);
    this.#parts.set(key, known);
    return known;
  }

  async #read(path        , isBicep         )                {
    const content = await this.#mount.tree.read(path);
    // The compiler says where it misses a file.
    if (content.kind === 'absent') return { names: [], problems: [] };
    if (content.kind === 'unknown') return { names: [], problems: [this.#problem(path, `The file cannot be read in ${this.#mount.tree.name}: ${content.reason}`)] };
    const { text } = content;
    this.#characters += text.length;
    if (this.#characters > most$2.characters) return { names: [], problems: [this.#problem(path, `The Bicep files and what they name have more than ${most$2.characters} characters: judge them in several runs by "paths"`)] };
    if (isBicep && text.length > most$2.file) return { names: [], problems: [this.#problem(path, `The file has more than ${most$2.file} characters`)] };
    const written = [...(await this.#write(path, text)), ...(await this.#configure(folderOf(path)))];
    if (!isBicep) return { text, names: [], problems: written };
    const source = bicepSource(this.shown(path), path, text);
    const tooDeep = source.isWhole ? [] : [this.#problem(path, 'The interpolations of a text are nested too deep for it to be checked')];
    const followed = await Promise.all(source.references.map((reference) => this.#follow(source, reference)));
    return { source, names: followed.flatMap(({ names }) => names), problems: [...written, ...tooDeep, ...followed.flatMap(({ problems }) => problems)] };
  }

  async #follow(source             , reference           )                                                                                              {
    const { kind, path } = reference;
    const refuse = (message        ) => ({ names: [], problems: [this.#problem(source.path, message, source.rangeOf({ start: reference.start, end: reference.start }))] });
    if (path === undefined) return kind === 'load' || kind === 'folder' ? refuse('The path of the file to load is computed, so it is not known to lie in the checkout: write it as a plain text') : { names: [], problems: [] };
    if (kind !== 'load' && kind !== 'folder' && isRemote(path)) return { names: [], problems: [] };
    const target = targetOf(source.path, path);
    if (target === undefined) return refuse(`The path ${JSON.stringify(path.slice(0, 200))} leads out of ${this.#mount.tree.name}, and what a file names is read in there only`);
    if (kind !== 'folder') {
      // A file to load is read as a text here, and as a module where one names it so.
      if (kind === 'load') return { names: [], problems: (await this.#part(target, false)).problems };
      return { names: [target], problems: [] };
    }
    const listing = await this.#mount.tree.list(target);
    if (listing.kind !== 'found') return { names: [], problems: [] };
    if (listing.paths.length > most$2.listed) return refuse(`The folder ${JSON.stringify(path.slice(0, 200))} holds more than ${most$2.listed} files`);
    const parts = await Promise.all(listing.paths.map((one) => this.#part(one, false)));
    return { names: [], problems: parts.flatMap(({ problems }) => problems) };
  }

  async #write(path        , text        )                                    {
    // The configuration is written as what is left of it.
    if (/(?:^|\/)bicepconfig\.json$/i.test(path)) return [];
    try {
      const file = join(await this.folder(), ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      return [];
    } catch (error) {
      return [this.#problem(path, `The file cannot be laid before the compiler: ${messageOf$1(error)}`)];
    }
  }

  /** The configurations that hold for the files of a folder: its own and those above, of which the nearest counts. */
  async #configure(folder        )                                    {
    const known = this.#configurations.get(folder) ?? this.#writeConfiguration(folder);
    this.#configurations.set(folder, known);
    return [...(await known), ...(folder === '' ? [] : await this.#configure(folderOf(folder)))];
  }

  async #writeConfiguration(folder        )                                    {
    const path = below$1(folder, 'bicepconfig.json');
    const content = await this.#mount.tree.read(path);
    if (content.kind === 'absent') return [];
    if (content.kind === 'unknown') return [this.#problem(path, `The configuration of Bicep cannot be read: ${content.reason}`)];
    const configuration = readConfiguration(content.text);
    if (configuration.kind === 'error') return [this.#problem(path, configuration.message, configuration)];
    const file = join(await this.folder(), ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, configuration.text);
    return [];
  }

  #problem(path        , message        , { line, column }                                                     = { line: 1, column: 1 })                {
    return { kind: 'error', message, origin: { file: this.shown(path), pointer: '', line, column } };
  }
}

/** Where a path leads that a file names; undefined for what may lie outside of the tree, however the compiler reads it. */
function targetOf(from        , path        )                     {
  // eslint-disable-next-line no-control-regex
  if (/^\/|[\\:\u0000-\u001F]/.test(path)) return undefined;
  const [plain, decoded] = [path, decode(path)].map((one) => treePath(below$1(folderOf(from), one)));
  return decoded === undefined ? undefined : plain;
}

/** Versions of the compiler that made addresses of paths may have read escapes in them. */
function decode(path        )         {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const deployments = 'microsoft.resources/deployments';

/** A resource or module as the compiler emits it. */
                     
                                    
                    
                        
 

/** Finds the declaration of a resource of a compiled template by its key under `resources`: a symbolic name, or an index. */
function declarationFinder(syntax        , template         )                                           {
  const resources = member(template, 'resources');
  if (isJsonObject(resources)) return (key) => bySymbol(syntax.declarations, key);
  if (!Array.isArray(resources)) return () => undefined;
  let found                                              ;
  return (key) => {
    found ??= byOrder(candidatesIn(syntax), resources);
    return found.get(Number(key));
  };
}

/** `parent::child` for a resource within another. */
function bySymbol(declarations                        , key        )                          {
  let level = declarations;
  let found                         ;
  for (const name of key.split('::')) {
    found = level.find((one) => one.name === name && (one.kind === 'resource' || one.kind === 'module'));
    level = found === undefined ? [] : childrenOf(found);
  }
  return found;
}

/**
 * The compiler emits the resources of one type in the order of their declarations, those within others first, then the modules (Azure/bicep, baselines
 * NestedResources_LF and Modules_CRLF). Where numbers or plain names say that it is otherwise, only plain names count.
 */
function byOrder(candidates                      , resources                    )                                   {
  const found = new Map                     ();
  const indexes = [...resources.keys()];
  for (const type of new Set(resources.map(typeOf$2))) {
    const here = indexes.filter((index) => typeOf$2(resources[index]) === type);
    const declared = candidates.filter((one) => one.type === type);
    const fits = here.length === declared.length && here.every((index, at) => mayBe(resources[index], declared[at]?.declaration));
    for (const [at, index] of here.entries()) {
      const same = declared.filter(({ declaration }) => isNamed$1(resources[index], declaration));
      const candidate = fits ? declared[at] : same.length === 1 ? same[0] : undefined;
      if (candidate !== undefined) found.set(index, candidate.declaration);
    }
  }
  return found;
}

function typeOf$2(resource         )         {
  return (textAt$1(resource, 'type') ?? '').toLowerCase();
}

/** False when both have a plain name and the names differ. */
function mayBe(resource         , declaration                         )          {
  const [compiled, declared] = [plainName(resource), declaration === undefined ? undefined : declaredName(declaration)];
  return compiled === undefined || declared === undefined || compiled === declared;
}

function isNamed$1(resource         , declaration             )          {
  const name = plainName(resource);
  return name !== undefined && name === declaredName(declaration);
}

function plainName(resource         )                     {
  const name = textAt$1(resource, 'name');
  return name?.startsWith('[') === true ? undefined : name;
}

function declaredName({ value }             )                     {
  const body = bodyOf$1(value);
  const name = body?.kind === 'object' ? body.properties.find((one) => one.name === 'name')?.value : undefined;
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value : undefined;
}

function candidatesIn({ declarations }        )                       {
  const resources = declarations.filter(({ kind }) => kind === 'resource');
  const typed = resources.map((declaration) => ({ declaration, type: typeIn(declaration) }));
  const modules = declarations.filter(({ kind }) => kind === 'module').map((declaration) => ({ declaration, type: deployments }));
  const all = [...typed.flatMap(({ declaration, type }) => within(declaration, type)), ...typed, ...modules];
  return all.filter(({ declaration }) => !declaration.isExisting);
}

/** The resources within another one, each behind those within it. */
function within(declaration             , type        )                       {
  return childrenOf(declaration).flatMap((child) => {
    const own = `${type}/${typeIn(child)}`;
    return [...within(child, own), { declaration: child, type: own }];
  });
}

function typeIn({ reference }             )         {
  return (reference?.split('@')[0] ?? '').toLowerCase();
}

function childrenOf({ value }             )                         {
  const body = bodyOf$1(value);
  return body?.kind === 'object' ? body.resources : [];
}

/** What a loop or a condition is about. */
function bodyOf$1(value                   )                    {
  let body = value;
  while (body?.kind === 'loop' || body?.kind === 'if') body = body.body;
  return body;
}

/** Where a part of a compiled template was written. */
                  
     
                             
                                   
                          
                                                                 
                             
                                                                                  
                                 
     
                                        
                                                                               

/** The files that a compiled one was made of, by path in their tree. */
                          
                                                          
                                             
 

const mostNames = 32;

/** Where the value at a JSON pointer into the template that a Bicep file was compiled to is written, or its nearest ancestor that is. */
function locateInTemplate(source             , template         , pointer        , sources         )       {
  return new Walk(sources).template(source, template, stepsOf(pointer), unplaced(source));
}

/** The same for the parameters that a Bicep parameter file was compiled to. */
function locateInParameters(source             , parameters         , pointer        , sources         )       {
  const [, name = '', entry, ...rest] = stepsOf(pointer);
  const files = extended(source, sources);
  for (const file of files) {
    const declaration = file.syntax.declarations.find((one) => one.kind === 'param' && one.name === name);
    if (declaration === undefined) continue;
    const compiled = member(member(member(parameters, 'parameters'), name), 'value');
    return entry === 'value' ? new Walk(sources).value(file, declaration, declaration.value, compiled, rest) : at(file, declaration);
  }
  const { using } = source.syntax;
  return using === undefined ? unplaced(source) : at(source, using);
}

/** A parameter file and those that it extends, nearest first. */
function extended(source             , sources         )                         {
  const found = [source];
  for (let file                          = source; file?.syntax.extending !== undefined && found.length < mostNames; ) {
    const target = targetOf(file.path, file.syntax.extending.path);
    file = target === undefined ? undefined : sources.get(target);
    if (file !== undefined) found.push(file);
  }
  return found;
}

class Walk {
           #sources         ;

  constructor(sources         ) {
    this.#sources = sources;
  }

  template(source             , template         , steps                   , otherwise      )       {
    const [section, name, ...rest] = steps;
    if (name === undefined) return otherwise;
    const compiled = member(member(template, section ?? ''), name);
    if (section === 'resources') return this.#resource(source, template, name, rest);
    if (section === 'parameters') return this.#parameter(source, name, compiled, rest);
    if (section === 'variables') return this.#variable(source, template, name, rest);
    const kinds                                                = { outputs: 'output', definitions: 'type', functions: 'func' };
    const kind = kinds[section ?? ''];
    const declaration = source.syntax.declarations.find((one) => one.kind === kind && one.name === (kind === 'func' ? rest[1] : name));
    return declaration === undefined ? unplaced(source) : at(source, declaration);
  }

  #parameter(source             , name        , compiled         , [first, ...rest]                   )       {
    const declaration = source.syntax.declarations.find((one) => one.kind === 'param' && one.name === name);
    if (declaration === undefined) return unplaced(source);
    return first === 'defaultValue' ? this.value(source, declaration, declaration.value, member(compiled, 'defaultValue'), rest) : at(source, declaration);
  }

  #variable(source             , template         , name        , rest                   )       {
    const variables = member(template, 'variables');
    if (name !== 'copy' || !Array.isArray(member(variables, 'copy'))) return this.#named(source, name, member(variables, name), rest);
    const [index, , ...steps] = rest;
    const loop = elementOf(member(variables, 'copy'), index);
    return this.#named(source, textAt$1(loop, 'name') ?? '', member(loop, 'input'), steps);
  }

  #named(source             , name        , compiled         , rest                   )       {
    const found = this.#variableOf(source, name, 0);
    if (found !== undefined) return this.value(found.source, found.declaration, bodyOf$1(found.declaration.value), compiled, rest);
    // `$fxv#0`: what a function has loaded.
    const loads = source.references.filter(({ kind }) => kind === 'load');
    const [load] = loads;
    return name.startsWith('$fxv#') && load !== undefined && loads.length === 1 ? at(source, { start: load.start, end: load.start }) : unplaced(source);
  }

  /** A variable by its name in the compiled template: one of the file, or one that it imports (`x`, `_1.x`). */
  #variableOf(source             , name        , depth        )                                                                                  {
    const declaration = source.syntax.declarations.find((one) => one.kind === 'var' && one.name === name);
    if (declaration !== undefined || depth >= mostNames) return declaration === undefined ? undefined : { source, declaration };
    const plain = name.replace(/^_\d+\./, '');
    for (const { path, names } of source.syntax.imports) {
      const target = targetOf(source.path, path);
      const file = target === undefined ? undefined : this.#sources.get(target);
      const found = file === undefined ? undefined : this.#variableOf(file, names?.get(plain) ?? plain, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #resource(source             , template         , key        , rest                   )       {
    const declaration = finderFor(source, template)(key);
    if (declaration === undefined) return unplaced(source);
    const resources = member(template, 'resources');
    const compiled = Array.isArray(resources) ? elementOf(resources, key) : member(resources, key);
    if (declaration.kind === 'module') return this.#module(source, declaration, compiled, rest);
    const [first] = rest;
    const isOfDeclaration = first === undefined || ['type', 'apiVersion', 'condition', 'copy'].includes(first);
    return isOfDeclaration ? at(source, declaration) : this.value(source, declaration, bodyOf$1(declaration.value), compiled, rest);
  }

  #module(source             , declaration             , compiled         , rest                   )       {
    const [first, second, ...steps] = rest;
    const properties = member(compiled, 'properties');
    const body = bodyOf$1(declaration.value);
    if (first === 'properties' && second === 'template') return this.#inModule(source, declaration, member(properties, 'template'), steps);
    if (first === 'properties' && second === 'parameters') {
      const [name = '', kind, ...within] = steps;
      const params = propertyOf(body, 'params');
      const given = propertyOf(bodyOf$1(params?.value), name);
      if (given === undefined) return at(source, params ?? declaration);
      const entry = member(member(properties, 'parameters'), name);
      if (kind === 'value') return this.value(source, given, given.value, member(entry, 'value'), within);
      // `{"copy": [{"name": "value", "count": …, "input": …}]}`
      const loop = kind === 'copy' ? elementOf(member(entry, 'copy'), within[0]) : undefined;
      return loop === undefined ? at(source, given) : this.value(source, given, bodyOf$1(given.value), member(loop, 'input'), within.slice(2));
    }
    const own = propertyOf(body, first === 'name' ? 'name' : 'scope');
    return first === 'name' && own !== undefined ? this.value(source, own, own.value, member(compiled, 'name'), rest.slice(1)) : at(source, declaration);
  }

  #inModule(source             , declaration             , template         , steps                   )       {
    const { reference } = declaration;
    const target = reference === undefined || isRemote(reference) ? undefined : targetOf(source.path, reference);
    if (target !== undefined && this.#sources.isText(target)) return { kind: 'json', path: target, pointer: steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') };
    const file = target === undefined ? undefined : this.#sources.get(target);
    // Of a module in a registry there is the compiled template alone.
    return file === undefined ? at(source, declaration) : this.template(file, template, steps, unplaced(file));
  }

  /** Follows steps into a value, as far as they lead. @param span of what the value is given to */
  value(from             , span      , start                   , compiledStart         , steps                   )       {
    let [source, place, value, compiled]                                                  = [from, span, start, compiledStart];
    let names = 0;
    for (let index = 0; index < steps.length; ) {
      const step = steps[index] ?? '';
      if (value?.kind === 'name' && names < mostNames) {
        // The compiler writes some variables out where they are used.
        const found = this.#variableOf(source, value.name, 0);
        names += 1;
        if (found === undefined) return at(source, place);
        [source, place, value] = [found.source, found.declaration, found.declaration.value];
        continue;
      }
      const loop = step === 'copy' && value?.kind === 'object' ? elementOf(member(compiled, 'copy'), steps[index + 1]) : undefined;
      const property = propertyOf(value, loop === undefined ? step : (textAt$1(loop, 'name') ?? ''));
      const item = value?.kind === 'array' ? value.items[Number(step)] : undefined;
      if (property !== undefined) [place, value] = [property, loop === undefined ? property.value : bodyOf$1(property.value)];
      else if (item !== undefined) [place, value] = [item, item];
      else return at(source, place);
      compiled = loop !== undefined ? member(loop, 'input') : Array.isArray(compiled) ? elementOf(compiled, step) : member(compiled, step);
      index += loop === undefined ? 1 : 3;
    }
    return { kind: 'bicep', source, span: place, isPlaced: true, ...(value === undefined ? {} : { value }) };
  }
}

/** Finders by compiled template: asking for many places of one template is common. */
const finders = new WeakMap                                                           ();

function finderFor(source             , template         )                                       {
  if (!isJsonObject(template)) return () => undefined;
  const known = finders.get(template) ?? new Map                                              ();
  finders.set(template, known);
  const finder = known.get(source.path) ?? declarationFinder(source.syntax, template);
  known.set(source.path, finder);
  return finder;
}

function propertyOf(value                   , name        )                                                 {
  return value?.kind === 'object' ? value.properties.find((one) => one.name === name) : undefined;
}

function elementOf(list         , index                    )          {
  return Array.isArray(list) && index !== undefined && /^\d{1,9}$/.test(index) ? (list                      )[Number(index)] : undefined;
}

/** Somewhere on the way, or at what has no value of its own. */
function at(source             , { start, end }      )       {
  return { kind: 'bicep', source, span: { start, end }, isPlaced: true };
}

function unplaced(source             )       {
  return { kind: 'bicep', source, span: { start: 0, end: 0 }, isPlaced: false };
}

function stepsOf(pointer        )                    {
  return pointer.split('/').slice(1).map(unescapePointer);
}

/** Bicep files as the templates and parameters that the compiler makes of them. */
                             
                                                                                                                                  
                                                                                   
                                                                                         
                                                           
                                                                                                                  
                                                                      
                                                                                                               
                                                                           
                                                                                              
                                             
                                                    
                                                   
                                      
 

                             
                      
                          
                               
                                   
 

const refused             = { kind: 'refused' };

/** Compiles Bicep files as they are asked for, see `Snapshot` and `findCompiler`. */
function bicepFiles(tools            )             {
  return new Files(tools);
}

class Files                       {
           #tools            ;
           #snapshots = new Map                 ();
           #found = new Map                             ();
           #problems                  = [];
           #missing = new Set        ();
           #remote = new Map                  ();
  #search                                     ;
  #compiler                      ;
  #passedOver                    = [];

  constructor(tools            ) {
    this.#tools = tools;
  }

  async entries(files                       )                               {
    const own = files.filter(({ path }) => isBicepName(path));
    const modules = new Map(await sideBySide(own, 16, this.#tools.signal, async (file) => [file.file, (await this.modulesOf(file)).map((one) => one.file)]         ));
    const used = new Set([...modules].flatMap(([file, names]) => names.filter((name) => name !== file)));
    const entries = new Set(own.map(({ file }) => file).filter((file) => !used.has(file)));
    const reached = new Set([...entries].flatMap((file) => [file, ...(modules.get(file) ?? [])]));
    for (const { file } of own) {
      if (reached.has(file)) continue;
      entries.add(file);
      for (const one of [file, ...(modules.get(file) ?? [])]) reached.add(one);
    }
    return entries;
  }

  async modulesOf({ mount, path }            )                                 {
    const snapshot = this.#snapshotOf(mount);
    const queue = [path];
    const seen = new Set        ();
    for (const one of queue) {
      const source = await snapshot.source(one);
      for (const { kind, path: name } of source?.references ?? []) {
        const target = kind !== 'module' || name === undefined || isRemote(name) ? undefined : targetOf(one, name);
        if (target === undefined || seen.has(target) || !isBicepName(target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
    return [...seen].map((one) => ({ file: snapshot.shown(one), mount, path: one, isNamed: false }));
  }

  async usingOf({ mount, path }            )                              {
    const snapshot = this.#snapshotOf(mount);
    const name = (await snapshot.source(path))?.syntax.using?.path;
    const target = name === undefined || isRemote(name) ? undefined : targetOf(path, name);
    return target === undefined ? undefined : snapshot.shown(target);
  }

  read(file            )                      {
    const found = this.#found.get(file.file) ?? this.#read(file);
    this.#found.set(file.file, found);
    return found;
  }

  remote()                      {
    return [...this.#remote.values()];
  }

  problems()                           {
    const [first] = [...this.#missing].toSorted();
    if (first === undefined) return this.#problems;
    const count = this.#missing.size;
    const inside = this.#passedOver.length === 0 ? '' : '; the one that the checkout brings along is not run';
    const message = `There is no Bicep compiler on PATH${inside}, so ${count === 1 ? 'this file is' : `this file and ${count - 1} more of Bicep are`} not judged`;
    const remedy = 'Run `az bicep install` in a step before this one (runners of GitHub for Ubuntu have `bicep`), or leave the files out with `!**/*.bicep` and `!**/*.bicepparam` in "paths".';
    return [{ kind: 'unread', message, remedy, origin: { file: first, pointer: '', line: 1, column: 1 } }, ...this.#problems];
  }

  async close()                {
    await Promise.all(Array.from(this.#snapshots.values(), (snapshot) => snapshot.close()));
  }

  #snapshotOf(mount       )           {
    const known = this.#snapshots.get(mount) ?? new Snapshot(mount);
    this.#snapshots.set(mount, known);
    return known;
  }

  async #read(file            )                      {
    const snapshot = this.#snapshotOf(file.mount);
    const source = await snapshot.source(file.path);
    const isParameters = isBicepParametersName(file.path);
    if (source !== undefined && !isParameters && !source.deploys) return { kind: 'skipped', reason: 'notInfrastructure' };
    // A base for others to extend.
    if (source !== undefined && isParameters && source.isWhole && source.syntax.using?.path === undefined && source.syntax.using !== undefined) return { kind: 'skipped', reason: 'parameters' };
    const prepared = await snapshot.prepare(file.path);
    if (prepared.problems.length > 0 || source === undefined) {
      this.#problems.push(...prepared.problems);
      return refused;
    }
    const compiler = await this.#compilerFor();
    if (compiler === undefined) {
      this.#missing.add(file.file);
      return refused;
    }
    const compiled = await compiler.compile(isParameters ? 'build-params' : 'build', file.path, prepared, snapshot);
    if (compiled.kind === 'failed') {
      this.#problems.push(...compiled.problems);
      return refused;
    }
    return isParameters ? this.#parameters(file, compiled.output, prepared, snapshot) : this.#template(file, compiled.output, prepared, snapshot);
  }

  #template(file            , output        , prepared          , snapshot          )             {
    const json = templateIn(output);
    const source = prepared.sources.get(file.path);
    if (json === undefined || source === undefined) return this.#unreadable(file, 'no template');
    const sources = sourcesIn(prepared);
    return { kind: 'template', json: compiledText(json, { locate: (pointer) => locateInTemplate(source, json.value, pointer, sources), document: documentsIn(prepared, snapshot) }) };
  }

  #parameters(file            , output        , prepared          , snapshot          )             {
    const printed = parametersIn(output);
    const source = prepared.sources.get(file.path);
    if (printed === undefined || source === undefined) return this.#unreadable(file, 'no parameters');
    const { parameters, template } = printed;
    const sources = sourcesIn(prepared);
    const document = documentsIn(prepared, snapshot);
    const path = source.syntax.using?.path ?? '';
    const target = isRemote(path) ? undefined : targetOf(file.path, path);
    const using = target === undefined ? path : snapshot.shown(target);
    if (target === undefined && template !== undefined) {
      const at = source.syntax.using ?? { start: 0, end: 0 };
      const locate = () => ({ kind: 'bicep', source, span: at, isPlaced: true })         ;
      this.#remote.set(using, { file: using, json: compiledText(template, { locate, document }) });
    }
    return { kind: 'parameters', json: compiledText(parameters, { locate: (pointer) => locateInParameters(source, parameters.value, pointer, sources), document, using }) };
  }

  #unreadable({ file }            , what        )             {
    this.#problems.push({ kind: 'error', message: `The Bicep compiler printed ${what} that can be read`, origin: { file, pointer: '', line: 1, column: 1 } });
    return refused;
  }

  async #compilerFor()                                {
    const { folder } = this.#tools;
    this.#search ??= findCompiler(folder);
    const search = await this.#search;
    if (search.kind === 'none') {
      this.#passedOver = search.passedOver;
      return undefined;
    }
    this.#compiler ??= new Compiler(search.compiler, this.#tools);
    return this.#compiler;
  }
}

function sourcesIn({ sources, texts }          )          {
  return { get: (path) => sources.get(path), isText: (path) => texts.has(path) };
}

function documentsIn({ texts }          , snapshot          )                                         {
  const known = new Map                              ();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const text = texts.get(path);
    const found = text === undefined ? undefined : read$1(text);
    const document = found !== undefined && 'json' in found && found.json !== undefined ? { file: snapshot.shown(path), json: found.json } : undefined;
    known.set(path, document);
    return document;
  };
}

/** A resource of a template, with lines where the expansion has places. @param deployment names the template with its parameters */
function toResource(expanded                  , deployment                    , documents           )           {
  const { type, name, id, openId, apiVersion, body, mayBeAbsent } = expanded;
  return {
    type,
    name,
    ...(id === undefined ? {} : { id }),
    ...(openId === undefined ? {} : { openId }),
    ...(deployment === undefined ? {} : { deployment }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body,
    ...(mayBeAbsent === undefined ? {} : { mayBeAbsent: mayBeAbsent.why }),
    originOf: (pointer) => originAt(expanded.placeOf(pointer), documents),
    writingOf: (pointer) => writingAt(expanded, pointer, documents),
  };
}

function originAt({ file, pointer }       , documents           )         {
  const document = documents.get(file);
  return document === undefined ? { file, pointer } : originIn(document, pointer);
}

function writingAt(expanded                  , pointer        , documents           )          {
  const { kind, place, through } = expanded.provenanceOf(pointer);
  const document = documents.get(place.file);
  return { kind, origin: originAt(place, documents), through, ...(kind === 'literal' && document !== undefined ? literalIn(document, place.pointer) : {}) };
}

/**
 * Bicep files among the named ones that others use as modules without making any resource of them, such as behind a condition that is false: nothing of
 * them has been judged. Of those that use each other only the outermost are returned, until nothing comes of them either.
 */
async function modulesLeft(
  named            , templates                               , asked                     , deployments                               , documents           , bicep            ,
)                                 {
  const makes = filesIn(deployments, documents);
  const used = new Set        ();
  for (const file of named.files) {
    if (templates.has(file.file)) for (const module of await bicep.modulesOf(file)) used.add(module.file);
  }
  const left = named.files.filter(({ file }) => used.has(file) && !makes.has(file) && !asked.has(file) && !templates.has(file));
  const entries = await bicep.entries(left);
  return left.filter(({ file }) => entries.has(file));
}

/** The files in which the resources of deployments are written. */
function filesIn(deployments                               , documents           )                      {
  return new Set(deployments.flatMap(({ expansion }) => expansion.resources.map(({ placeOf }) => originAt(placeOf(''), documents).file)));
}

/** Infrastructure that is found and not read yet. */
                                      

const named$2                                                                      = {
  terraform: ['Terraform file', 'Terraform files'],
};

/** True for a name that promises JSON, with comments or not. Blanks and dots at its end Windows does not see. */
function isJsonName(path        )          {
  return /\.json[c5]?[ .]*$/i.test(path);
}

/** What a file is by its name: JSON to be read, Bicep to be compiled, infrastructure of another kind, or nothing of ours. */
function formatOf(path        )                                                            {
  if (/\.tf(?:\.json)?$/i.test(path)) return 'terraform';
  if (/\.bicepparam$/i.test(path)) return 'bicepparam';
  if (/\.bicep$/i.test(path)) return 'bicep';
  return isJsonName(path) ? 'json' : undefined;
}

/** "2 Terraform files and 1 Terraform plan"; undefined when there are none. */
function otherFormats(counts                                                )                     {
  const parts = (Object.keys(named$2)                 ).flatMap((format) => {
    const count = counts[format] ?? 0;
    return count === 0 ? [] : [`${count} ${named$2[format][count === 1 ? 0 : 1]}`];
  });
  return parts.length === 0 ? undefined : new Intl.ListFormat('en').format(parts);
}

/** Endings of files that hold JSON. */
const json = /\.json[c5]?$/i;
const word = /(^|[._-])param(?:eter)?s?(?=[._-]|$)/gi;

/** Folders that hold nothing but parameters, of templates beside the folder. */
const parameterFolders                    = ['parameters', 'parameter', 'params', 'param', 'environments', 'environment', 'envs', 'env'];
/** Folders beside a folder of parameters that hold the templates. */
const templateFolders                    = ['templates', 'template'];

/** How the one template of a folder is usually called: quickstarts, Bicep's output, the portal's export, managed applications. */
const usualTemplates                    = ['azuredeploy.json', 'main.json', 'template.json', 'mainTemplate.json', 'deploy.json', 'main.bicep', 'azuredeploy.bicep', 'deploy.bicep'];

/** True for `main.parameters.json`, `main.parameters.dev.json`, `main.dev.param.json`, `parameters.json`, `main-parameters.json`. */
function isParameterName(path        )          {
  const stem = nameOf$3(path).replace(json, '');
  return isJsonName(path) && stem.replace(word, '') !== stem;
}

/**
 * Paths at which the template of a parameter file may lie, likeliest first. By name: what is left of the file's name without the word
 * "parameters", then without what stands behind its last dot or dash, and so on (`main.parameters.dev.json`: `main.dev.json`, `main.json`); in
 * the file's own folder, and for files in a folder of parameters (`parameters/main.json`, `env/dev/main.parameters.json`) in the one above and in its `templates`.
 */
function templatePaths(parameterFile        )                                                                                                                 {
  const folders = foldersFor(folderOf(parameterFile));
  const names = stemsOf(parameterFile).flatMap((stem) => [`${stem}.json`, `${stem}.jsonc`, `${stem}.json5`, `${stem}.template.json`, `${stem}.deploy.json`, `${stem}.bicep`]);
  const paths = (ones                   )                    => folders.flatMap((folder) => ones.map((name) => (folder === '' ? name : `${folder}/${name}`)));
  return { byName: paths(names).filter((path) => path !== parameterFile), usual: paths(usualTemplates).filter((path) => path !== parameterFile), folders };
}

function stemsOf(path        )                    {
  let stem = nameOf$3(path).replace(json, '').replace(word, '').replace(/^[._-]+/, '');
  const stems           = [];
  while (stem !== '') {
    stems.push(stem);
    stem = stem.slice(0, Math.max(0, stem.search(/[._-][^._-]*$/)));
  }
  return stems;
}

function foldersFor(folder        )                    {
  const segments = folder.split('/');
  const depth = [1, 2].find((last) => parameterFolders.includes(segments.at(-last)?.toLowerCase() ?? ''));
  if (depth === undefined) return [folder];
  const above = segments.slice(0, -depth).join('/');
  return [folder, above, ...templateFolders.map((name) => (above === '' ? name : `${above}/${name}`))];
}

/** The templates of a run, by the path under which they are shown. */
                                
                                                                                      
                                                               
                                                       
 

                     
                                                            
                                                                          
                                                                 
                               

/**
 * The template that a parameter file is for, of Bicep the one that it is `using`; else:
 * 1. what its `metadata.template` names (PSRule for Azure: with `./` or `../` from the file, else from the root; here also from the file where the root has none);
 * 2. the template of its name, see `templatePaths`;
 * 3. the usual template of its folder, or the only one, if that declares every parameter of the file.
 */
async function templateFor(parameters          , shelf               )                   {
  const using = parameters.json.compiled?.using;
  if (using !== undefined) {
    const template = await shelf.at(using);
    return template === undefined ? { kind: 'alone' } : { kind: 'paired', template };
  }
  const named = member(memberIgnoringCase(parameters.json.value, 'metadata'), 'template');
  if (typeof named === 'string' && named !== '') return followMetadata(parameters, named, shelf);
  const { byName, usual, folders } = templatePaths(parameters.file);
  for (const path of byName) {
    const template = await shelf.at(path);
    if (template !== undefined) return { kind: 'paired', template };
  }
  for (const path of usual) {
    const template = await shelf.at(path);
    if (template !== undefined && declaresAll(template, parameters)) return { kind: 'paired', template };
  }
  const only = folders.map((folder) => shelf.in(folder)).find((templates) => templates.length > 0);
  const [template] = only ?? [];
  return template !== undefined && only?.length === 1 && declaresAll(template, parameters) ? { kind: 'paired', template } : { kind: 'alone' };
}

async function followMetadata(parameters          , named        , shelf               )                   {
  const path = named.replaceAll('\\', '/');
  const fromFile = treePath(below$1(folderOf(parameters.file), path));
  const fromRoot = treePath(path.replace(/^\/+/, ''));
  for (const candidate of /^\.\.?\//.test(path) ? [fromFile] : [fromRoot, fromFile]) {
    const template = candidate === undefined ? undefined : await shelf.at(candidate);
    if (template !== undefined) return { kind: 'paired', template };
  }
  // What became of a Bicep file is told where it is compiled.
  if (/\.bicep$/i.test(path)) return { kind: 'alone' };
  const message = `The template ${JSON.stringify(named.slice(0, 200))} of these parameters is not in the checkout, or is no template`;
  return { kind: 'problem', problem: { kind: 'unread', message, origin: originIn(parameters, '/metadata/template') } };
}

/** True when the template declares every parameter that the file has a value for; Resource Manager refuses others. */
function declaresAll(template          , parameters          )          {
  const declared = new Set(declaredNames(template).map((name) => name.toLowerCase()));
  return declaredNames(parameters).every((name) => declared.has(name.toLowerCase()));
}

/** The names under `parameters` of a template or of a parameter file. */
function declaredNames({ json }          )                    {
  const parameters = memberIgnoringCase(json.value, 'parameters');
  return isObject(parameters) ? Object.keys(parameters) : [];
}

/**
 * The resources of several deployments of one template without those that came out the same from an earlier one: the same body, with each value
 * written in the same place. Where the same value comes from different parameter files both stay, as both have to be changed.
 */
function withoutTwins(deployments                                          )                              {
  if (deployments.length < 2) return deployments[0] ?? [];
  const kept = new Map                                                                                                   ();
  return deployments.flatMap((resources, deployment) =>
    resources.filter((resource) => {
      const key = identity(resource);
      const twins = kept.get(key) ?? [];
      kept.set(key, twins);
      // Two of one deployment are two, though they look alike: their names are not known.
      const earlier = twins.filter((twin) => twin.deployment !== deployment);
      const writings = earlier.length === 0 ? undefined : writingsOf(resource);
      const isTwin = earlier.some((twin) => (twin.writings ??= writingsOf(twin.resource)) === writings);
      if (!isTwin) twins.push({ deployment, resource, ...(writings === undefined ? {} : { writings }) });
      return !isTwin;
    }),
  );
}

/** What a resource is, apart from where it is written. */
function identity({ type, name, id, apiVersion, mayBeAbsent, body }                  )         {
  return JSON.stringify([type, name, id, apiVersion, mayBeAbsent, body], (_, value         ) => (isUnknown(value) ? { ' unknown': [value.why, value.pieces, value.isPresent] } : value));
}

function writingsOf({ body, provenanceOf }                  )         {
  return JSON.stringify(leaves(body, '').map((pointer) => provenanceOf(pointer)));
}

function leaves(value         , pointer        )                    {
  const entries = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : undefined;
  return entries === undefined ? [pointer] : [...entries].flatMap(([key, item]) => leaves(item, `${pointer}/${escapePointer(String(key))}`));
}

/** Templates that were compiled and committed beside their Bicep file: that file by theirs. */
                                                

/**
 * The committed output of the compiler among templates, with what it was made of: the Bicep file of its name, else the folder's only one or `main.bicep`.
 * That it really is its output is for `isRepeated` to see: what is written into a file about itself proves nothing.
 */
function twinsOf(templates                               )        {
  const sources = [...templates.keys()].filter(isBicepName);
  const twins = new Map                ();
  for (const { file, json } of templates.values()) {
    if (json.compiled !== undefined || at$1(json.value, 'metadata', '_generator', 'name') !== 'bicep') continue;
    const here = sources.filter((source) => folderOf(source) === folderOf(file));
    const stem = nameOf$3(file).replace(/\.[^.]*$/, '').toLowerCase();
    const found = here.find((source) => nameOf$3(source).toLowerCase() === `${stem}.bicep`) ?? (here.length === 1 ? here[0] : here.find((source) => nameOf$3(source) === 'main.bicep'));
    if (found !== undefined) twins.set(file, found);
  }
  return twins;
}

/** The parameters of a template, where it has a twin those of both: a file beside them is for the one that is deployed. */
function setsOf(template          , byTemplate                                       , twins       )                      {
  const own = byTemplate(template.file);
  const source = twins.get(template.file);
  const others = source === undefined ? [...twins].filter(([, one]) => one === template.file).map(([compiled]) => compiled) : [source, ...[...twins].filter(([file, one]) => one === source && file !== template.file).map(([file]) => file)];
  const shared = others.flatMap(byTemplate).filter((parameters) => !own.includes(parameters) && declaresAll(template, parameters));
  return [...own, ...shared];
}

/**
 * True when a committed template comes to nothing that its Bicep file does not come to as well, and has nothing more that keeps it from being judged: then it is
 * judged there, where it is written. One that somebody has changed, or forgotten to compile again, is a deployment of its own, and judged as a whole: what is
 * around a cluster decides about it, too.
 */
function isRepeated(compiled                               , source                               )          {
  if (compiled.length === 0 || source.length === 0) return false;
  const resources = new Set(source.flatMap(({ expansion }) => expansion.resources.map(identity)));
  const problems = new Set(source.flatMap(problemsOf));
  // The deployments of modules carry the compiler's own version of their API; what they deploy is compared.
  const isKnown = (resource                  )          => resources.has(identity(resource)) || /^Microsoft\.Resources\/deployments$/i.test(resource.type);
  return compiled.every((deployment) => deployment.expansion.resources.every(isKnown) && problemsOf(deployment).every((problem) => problems.has(problem)));
}

function problemsOf({ expansion, problems }                    )                    {
  return [...problems, ...expansion.problems].map(({ kind, message }) => `${kind}: ${message}`);
}

/** Templates may link to templates, each round finds the next level; Resource Manager nests up to five levels deep. */
const most$1 = { rounds: 32, linked: 1000 }         ;

/** One template with one set of parameters, expanded together with what it links to. */
                                     
                              
                                 
                                
                                                     
                                        
                           
                                              
                                        
                          
 

/** The documents by file, for places in them. Linked ones are added as they are read. */
                                              

/** Expands a template as often as it takes to have read all that it links to, within bounds. */
async function expandWithLinks(
  { template, parameters }                                                     ,
  given                                          ,
  tools                                                                                                                     ,
)                              {
  const linked = new Map                        ();
  const reached = new Set        ();
  const deployment             = {
    ...given,
    template: { file: template.file, value: template.json.value },
    ...(parameters === undefined ? {} : { parameterFile: { file: parameters.file, value: parameters.json.value } }),
    linked,
  };
  let effort = 0;
  for (let round = 0; ; round += 1) {
    throwIfCancelled(tools.signal);
    const expansion = tools.expand(deployment);
    effort += expansion.effort;
    const wanted = expansion.wanted.filter((path) => !linked.has(path));
    const isTooMuch = wanted.length > 0 && !expansion.isExhausted && (round >= most$1.rounds || linked.size + wanted.length > most$1.linked);
    // What has grown beyond all bounds is no longer judged, whatever else it links to.
    if (wanted.length === 0 || isTooMuch || expansion.isExhausted) {
      const message = `The template links to more than ${most$1.linked} templates, or more than ${most$1.rounds} levels deep; the rest is not judged`;
      const problems                           = isTooMuch ? [{ kind: 'unread', message, origin: { file: template.file, pointer: '', line: 1, column: 1 } }] : [];
      return { template, ...(parameters === undefined ? {} : { parameters }), expansion, reached, problems, effort };
    }
    for (const path of wanted) linked.set(path, await follow(path, reached, tools));
  }
}

async function follow(path        , reached             , { library, documents }                                                              )                          {
  const file = await library.linked(path);
  if ('unread' in file) return file;
  const found = await library.follow(file);
  if (found.kind === 'problem') return { unread: found.line > 1 || found.column > 1 ? `line ${found.line}: ${found.message}` : found.message };
  const json = 'json' in found ? found.json : undefined;
  if (json === undefined) return { unread: 'it is no JSON' };
  if (found.kind === 'template') reached.add(file.file);
  documents.set(file.file, { file: file.file, json });
  return { file: file.file, value: json.value };
}

/** See `Expansion.effort`. An ordinary template takes some thousands; the whole, a minute. */
const mostEffort = 256_000_000;

                              
                          
                            
                                
                               
                        
 

/** Expands templates with their parameters, as far as the work of a run allows. */
class Expander {
           #tools             ;
           deployments                       = [];
  /** Templates that are too much for this run. */
           left           = [];
  #effort = 0;

  constructor(tools             ) {
    this.#tools = tools;
  }

  /** In order of their names. `given`: beside the parameter files of `sets`, of which there is at least one, be it none. */
  async expand(templates                     , sets                                                           , given                                                                  )                {
    const { signal, tell } = this.#tools;
    for (const template of templates.toSorted((one, other) => (one.file < other.file ? -1 : 1))) {
      tell(`${this.deployments.length} templates expanded`);
      for (const parameters of sets(template)) {
        if (this.#effort > mostEffort) {
          this.left.push(template.file);
          break;
        }
        const deployment = await expandWithLinks({ template, ...(parameters === undefined ? {} : { parameters }) }, given(template), this.#tools);
        this.deployments.push(deployment);
        this.#effort += deployment.effort;
        // A signal is heard only when somebody listens.
        await new Promise      ((resolve) => setImmediate(resolve));
        throwIfCancelled(signal);
      }
    }
  }
}

/** The documents that a run reads, each once. */
                          
                                                                 
                                                          
                                                                                                          
                                                                                       
                                                                             
                                                             
 

/** What is kept of all documents together: beyond it the memory of a runner would end the run instead of a sentence. */
const most = { characters: 256 * 1024 * 1024, weight: 8_000_000 }         ;

/** @param bicep compiles what is Bicep */
function library(named            , checkout       , bicep                          )          {
  const kept = { characters: 0, weight: 0 };
  const once = (cache                                  , file            , sort                              )                      => {
    const found = cache.get(file.file) ?? readAs(file, sort).then(within);
    cache.set(file.file, found);
    return found;
  };
  const readAs = async (file            , sort                              )                      => (isBicep(file.path) ? bicep.read(file) : classified(await file.mount.tree.read(file.path), sort, file));
  const within = (found            )             => {
    const json = 'json' in found ? found.json : undefined;
    if (json === undefined) return found;
    kept.characters += json.text.length;
    kept.weight += json.weight;
    if (kept.characters <= most.characters && kept.weight <= most.weight) return found;
    const message = `The infrastructure files have more than ${most.characters} characters, or ${most.weight} values together, and this one is beyond that: judge them in several runs by "paths"`;
    return { kind: 'problem', problem: 'error', message, line: 1, column: 1 };
  };
  const known = new Map                             ();
  const followed = new Map                             ();
  const files = new Map(named.files.map((file) => [file.file, file]));
  return {
    get: (file) => once(known, file, classify),
    follow: async (file) => {
      const found = await known.get(file.file);
      const isEnough = found !== undefined && !(found.kind === 'skipped' && found.json === undefined);
      return isEnough ? found : once(followed, file, read$1);
    },
    linked: async (path) => {
      const file = files.get(path);
      if (file !== undefined) return file;
      const clean = treePath(path);
      if (clean === undefined || clean === '') return { unread: `it lies outside of ${checkout.tree.name}, and what a file names is read in there only` };
      return files.get(clean) ?? { file: clean, mount: checkout, path: clean, isNamed: false };
    },
  };
}

function isBicep(path        )          {
  const format = formatOf(path);
  return format === 'bicep' || format === 'bicepparam';
}

function classified(found          , sort                              , { mount }            )             {
  if (found.kind === 'found') return sort(found.text);
  const reason = found.kind === 'unknown' ? found.reason : 'there is no such file';
  return { kind: 'problem', problem: 'error', message: `The file cannot be read in ${mount.tree.name}: ${reason}`, line: 1, column: 1 };
}

/** The problem of a file that could not be read. */
function problemOf(file        , found                                                   )                {
  return { kind: found.problem, message: found.message, origin: { file, pointer: '', line: found.line, column: found.column } };
}

/** The parameter files by the template they are for, in order of their names. */
                                
                                                                
                                              
                                                
                                    
 

const noTemplate = 'No template was found for these parameters: name it among the paths, or in the file as `metadata.template`';

/**
 * Finds the template of every parameter file that lies among the named files or beside templates. `isNamed`: the user asked for
 * this very file, so that it is a problem when it is for none.
 */
async function discoveredSets(files                     , isNamed                           , shelf               )                         {
  const byTemplate = new Map                    ();
  const problems                  = [];
  const alone           = [];
  for (const parameters of files) {
    const pairing = await templateFor(parameters, shelf);
    if (pairing.kind === 'paired') add(byTemplate, pairing.template, parameters);
    else if (pairing.kind === 'problem') problems.push(pairing.problem);
    else if (isNamed(parameters.file)) problems.push({ kind: 'unread', message: noTemplate, origin: originIn(parameters, '') });
    else alone.push(parameters.file);
  }
  return { byTemplate, problems, alone };
}

/**
 * The parameter files that the user named: each for the template it names or lies beside, else for every template that declares all of its
 * parameters, else for every template. Throws UserError for a file that is none.
 */
async function namedSets(files                       , sources                                                                                                             )                         {
  const byTemplate = new Map                    ();
  const problems                  = [];
  for (const file of files) {
    const read = await sources.library.follow(file);
    if (read.kind === 'problem') problems.push(problemOf(file.file, read));
    else if (read.kind === 'refused') continue;
    else if (read.kind !== 'parameters') throw new UserError(`"${file.file}" holds no parameters of a template: "$schema" must name deploymentParameters.json, or \`using\` a template.`);
    else {
      const parameters = { file: file.file, json: read.json };
      const pairing = await templateFor(parameters, sources.shelf);
      const templates = sources.templates();
      const declaring = templates.filter((template) => declaresAll(template, parameters));
      const chosen = pairing.kind === 'paired' ? [pairing.template] : declaring.length > 0 ? declaring : templates;
      for (const template of chosen) add(byTemplate, template, parameters);
    }
  }
  return { byTemplate, problems, alone: [] };
}

function add(sets                         , { file }          , parameters          )       {
  const there = sets.get(file);
  if (there === undefined) sets.set(file, [parameters]);
  else there.push(parameters);
}

/** The parameter files among the named ones and beside templates. What is only found beside a template and is for none says nothing. */
async function discoverParameters(
  read                                                         ,
  { named, shelf, beside, library, bicep }                                                                                                                                                                    ,
)                                                                                         {
  const problems                  = [];
  const files = new Map                  (read.parameters.map((document) => [document.file, document]));
  const inFiles = new Map(read.parameters.map(({ file, source }) => [file, source.isNamed]));
  const asked = new Set        ();
  for (const { file, source, template } of await parametersByName(named, read, shelf)) {
    if (files.has(file)) continue;
    const found = await library.follow(source);
    if (found.kind === 'parameters') {
      files.set(file, { file, json: found.json });
      inFiles.set(file, source.isNamed);
    } else if (found.kind === 'skipped' && found.json === undefined && found.reason !== 'empty') {
      problems.push({ kind: 'error', message: `The file is named as parameters of ${template} and is no JSON`, origin: { file, pointer: '', line: 1, column: 1 } });
    }
  }
  for (const source of read.sources.values()) {
    for (const file of await beside.parametersFor(source)) {
      if (asked.has(file.file) || files.has(file.file)) continue;
      if (isBicepParametersName(file.path) && (await bicep.usingOf(file)) !== source.file) continue;
      asked.add(file.file);
      const found = await library.get(file);
      if (found.kind === 'parameters') files.set(file.file, { file: file.file, json: found.json });
      else if (found.kind === 'problem') problems.push(problemOf(file.file, found));
    }
  }
  const sets = await discoveredSets([...files.values()].toSorted(byFile), (file) => inFiles.get(file) === true, shelf);
  return { sets: { ...sets, alone: sets.alone.filter((file) => inFiles.has(file)) }, problems };
}

/** The named files that are parameters of a template by their name, whatever they look like inside. */
async function parametersByName(named            , { templates }                              , shelf               )                                                                                                        {
  const found                                                                                      = [];
  for (const source of named.files) {
    const { file, path } = source;
    if (!isParameterName(path) || templates.has(file)) continue;
    for (const candidate of templatePaths(file).byName) {
      const template = await shelf.at(candidate);
      if (template === undefined) continue;
      found.push({ file, source, template: template.file });
      break;
    }
  }
  return found;
}

function byFile(left          , right          )         {
  return left.file < right.file ? -1 : 1;
}

/**
 * The templates that are judged through others only: another one links to it and makes the resources that it would make, with the
 * parameters that it gets there. Of templates that link to each other the first by name is judged. One with parameters of its own stands alone.
 */
function judgedThroughOthers(deployments                               )                      {
  const reached = new Map                     ();
  const makes = new Map                     ();
  for (const { template, reached: files, expansion } of deployments) {
    const all = reached.get(template.file) ?? new Set();
    for (const file of files) all.add(file);
    reached.set(template.file, all);
    const sources = makes.get(template.file) ?? new Set();
    for (const { placeOf } of expansion.resources) sources.add(placeOf('').file);
    makes.set(template.file, sources);
  }
  const own = new Set(deployments.flatMap(({ template, parameters }) => (parameters === undefined ? [] : [template.file])));
  const covers = (parent        , child        )          => {
    if (parent === child || reached.get(parent)?.has(child) !== true) return false;
    if (reached.get(child)?.has(parent) === true && parent > child) return false;
    // A condition or a name that is not known may keep the parent from saying anything about the child's resources.
    return makes.get(parent)?.has(child) === true || makes.get(child)?.size === 0;
  };
  const through = new Set        ();
  for (const [parent, children] of reached) {
    for (const child of children) if (reached.has(child) && !own.has(child) && covers(parent, child)) through.add(child);
  }
  return through;
}

/** What lies beside the files that the user named, where the user did not name the whole folder. */
                             
                                                                                           
                                                                                
                                                                                   
                                                                                   
 

/** Folders are looked into so far: a folder of a thousand parameter files for one template is none. */
const mostNeighbours = 1000;

function neighbours(named            )             {
  const known = new Map                                        ();
  const list = async (mount       , folder        , shallow         )                                 => {
    const listing = await mount.tree.list(folder, { shallow });
    if (listing.kind !== 'found') return [];
    return listing.paths
      .filter((path) => (!shallow || folderOf(path) === folder) && (isJsonName(path) || isBicepName(path) || isBicepParametersName(path)))
      .slice(0, mostNeighbours)
      .map((path) => ({ file: below$1(mount.prefix, path), mount, path, isNamed: false }))
      .filter(({ file }) => !named.isExcluded(file));
  };
  const look = (mount       , folder        , shallow         )                                 => {
    const key = `${mount.prefix}\0${folder}\0${shallow}`;
    const found = known.get(key) ?? list(mount, folder, shallow);
    known.set(key, found);
    return found;
  };
  return {
    in: (mount, folder) => look(mount, folder, true),
    parametersFor: async ({ mount, path, file }) => {
      if (named.isWhole(folderOf(file))) return [];
      const folder = folderOf(path);
      const beside = (await look(mount, folder, true)).filter((one) => isParameterName(one.path) || isBicepParametersName(one.path));
      const around = folder !== '' && templateFolders.includes(nameOf$3(folder).toLowerCase()) ? [folder, folderOf(folder)] : [folder];
      const apart = await Promise.all(around.flatMap((one) => parameterFolders.map((name) => look(mount, below$1(one, name), false))));
      return [...beside, ...apart.flat()];
    },
  };
}

/** The templates that were named, and those that parameter files lead to. `found` is told of the latter. */
function templateShelf(templates                               , sources                                                                                                                                                                                                                )                {
  const { named, library, beside, bicep, found } = sources;
  const byName = new Map                  ();
  const byFolder = new Map                    ();
  const put = (template          )       => {
    byName.set(template.file.toLowerCase(), template);
    const folder = folderOf(template.file);
    const there = byFolder.get(folder);
    if (there === undefined) byFolder.set(folder, [template]);
    else there.push(template);
  };
  for (const template of templates.values()) put(template);
  const add = (template          , file             )           => {
    put(template);
    found(file, template);
    return template;
  };
  const lookUp = async (path        )                                => {
    const remote = bicep.remote().find((template) => template.file === path);
    if (remote !== undefined) return add(remote);
    const folder = folderOf(path);
    // Modules are named and not read: parameters make one stand alone.
    const module = isBicepName(path) ? named.files.find((one) => one.file.toLowerCase() === path.toLowerCase()) : undefined;
    const held = module === undefined ? undefined : await library.follow(module);
    if (module !== undefined) return held?.kind === 'template' ? add({ file: module.file, json: held.json }, module) : undefined;
    if (named.isWhole(folder) || named.isExcluded(path)) return undefined;
    const mount = named.mounts.find(({ prefix }) => prefix !== '' && (folder === prefix || folder.startsWith(`${prefix}/`))) ?? named.mounts[0];
    if (mount === undefined) return undefined;
    const inside = mount.prefix === '' ? folder : folder.slice(mount.prefix.length + 1);
    const file = (await beside.in(mount, inside)).find((one) => nameOf$3(one.file).toLowerCase() === nameOf$3(path).toLowerCase());
    const read = file === undefined ? undefined : await library.follow(file);
    if (file === undefined || read?.kind !== 'template') return undefined;
    return add({ file: file.file, json: read.json }, file);
  };
  return { at: async (path) => byName.get(path.toLowerCase()) ?? (await lookUp(path)), in: (folder) => byFolder.get(folder) ?? [] };
}

/**
 * Templates that resources hold, and that nobody expands: a deployment stack deploys its own, a template spec and the definition of a managed
 * application keep one for later (learn.microsoft.com, REST references of Microsoft.Resources and Microsoft.Solutions). What is in there is not
 * known to be isolated, so each is a problem. `isExpanded` tells the types whose templates were judged as what they deploy.
 */
function templatesWithin(resources                     , isExpanded                           )                           {
  return resources.flatMap((resource)                           => {
    const { type, name, body } = resource;
    const properties = memberIgnoringCase(body, 'properties');
    const held = isExpanded(type) ? undefined : ['template', 'mainTemplate', 'templateLink'].find((member) => isTemplate(memberIgnoringCase(properties, member), member, type));
    if (held === undefined) return [];
    const message = `\`${name}\` (${type}) holds a template of its own, which is not judged; check that template as a file of its own`;
    return [{ kind: 'unread', message, origin: resource.originOf?.(`/properties/${held}`) ?? { file: '', pointer: '' } }];
  });
}

/** Types whose members of these names are templates also where they cannot be seen, or are text. */
const holders = /^Microsoft\.(?:Resources\/(?:deploymentStacks|templateSpecs\/versions)|Solutions\/applicationDefinitions)$/i;

/** Other types have members of these names that are no templates. */
function isTemplate(value         , member        , type        )          {
  if (isJsonObject(value) && !isUnknown(value) && member !== 'templateLink') return ['resources', 'contentVersion', '$schema'].filter((name) => memberIgnoringCase(value, name) !== undefined).length > 1;
  return value !== undefined && value !== null && holders.test(type);
}

/** True for a path that has to be matched rather than looked up, if there is nothing by its name. */
function isGlob(path        )          {
  return /[*?[{(]/.test(path);
}

/** The folder from which on a glob has to be matched: what stands before its first segment with a sign. */
function globBase(glob        )         {
  const segments = glob.split('/');
  const first = segments.findIndex(isGlob);
  return (segments.slice(0, first < 0 ? -1 : Math.min(first, segments.length - 1)).join('/') || (glob.startsWith('/') ? '/' : ''));
}

/** Tells whether a path matches, or lies below a folder that does. Names that begin with a dot are like any other. */
async function globMatcher(glob        )                                     {
  const { default: picomatch } = await import('./vendor-picomatch.js').then(n => n.index);
  const options = { dot: true, nonegate: true, windows: false };
  return picomatch([glob, `${glob}/**`], options);
}

/** A path as the user gave it: in the checkout, or somewhere else on the machine. */
                       
                                                      
                                                                                          
                                                                                    

/** Where a path leads. Windows' separators count as such, unless a file has that very name. */
function inputPath(given        , folder        )            {
  const text = given.includes('\\') && !existsSync(resolve(folder, given)) ? given.replaceAll('\\', '/') : given;
  const absolute = resolve(folder, text);
  for (const root of isAbsolute(text) ? [folder, realOf(folder)] : [folder]) {
    const rest = relative(root, absolute);
    if (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest)) return { kind: 'inside', path: slashed$1(rest) };
  }
  return { kind: 'outside', absolute: slashed$1(absolute), shown: posix.normalize(slashed$1(text)).replace(/(?<=.)\/$/, '') };
}

function realOf(folder        )         {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function slashed$1(path        )         {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A tree, and what its paths begin with where they are shown: "" for the checkout. */
                        
                          
                          
 

                             
                                                                                
                        
                        
                                           
                        
                                                                                                       
                            
 

                             
                                                 
                                        
                                                   
                                                                                 
                                    
                                                                                                                          
                                                
                                                 
 

                              
                                                                                                               
                                    
                          
                                                                         
                          
                               
 

                 
                        
                                
                                              
                                               
                          
 

/**
 * The files that the user's paths name. A name with glob characters is also matched when something bears that very name: a file
 * that a pull request adds must not keep others from being judged. Throws UserError for a path that names nothing.
 */
async function nameFiles(request             )                      {
  const { paths, tree } = request;
  const checkout        = { prefix: '', tree };
  const excluding           = [];
  const including           = [];
  for (const path of paths.map((one) => one.trim()).filter((one) => one !== '')) {
    const isLiteral = !path.startsWith('!') || (await exists$1(path, request));
    (isLiteral ? including : excluding).push(isLiteral ? path : path.slice(1));
  }
  const isExcluded = await exclusion(excluding, request);
  const found          = [];
  for (const path of including.length === 0 ? ['.'] : including) found.push(...(await find(path, checkout, request)));

  const files = new Map                    ();
  const unread = new Map                                                            ();
  for (const { mount, listing, isNamed } of found) {
    if (listing.kind !== 'found') continue;
    for (const path of listing.paths) {
      const file = below$1(mount.prefix, path);
      if (!isExcluded(file)) files.set(file, { file, mount, path, isNamed: isNamed(path) || files.get(file)?.isNamed === true });
    }
    for (const { path, reason } of listing.unread ?? []) {
      const file = below$1(mount.prefix, path);
      if (!isExcluded(file)) unread.set(file, { file, reason });
    }
  }
  const whole = found.flatMap(({ mount, whole: base }) => (base === undefined ? [] : [base === '' ? mount.prefix : below$1(mount.prefix, base)]));
  return {
    files: [...files.values()].toSorted((left, right) => (left.file < right.file ? -1 : 1)),
    unread: [...unread.values()],
    mounts: [...new Set([checkout, ...found.map(({ mount }) => mount)])],
    isWhole: (one) => whole.some((base) => base === '' || one === base || one.startsWith(`${base}/`)),
    isExcluded,
  };
}

async function exists$1(path        , { tree, folder }             )                   {
  const at = inputPath(path, folder);
  return at.kind === 'outside' ? existsSync(at.absolute) : (await tree.list(at.path, { shallow: true })).kind !== 'absent';
}

async function find(given        , checkout       , request             )                            {
  const at = inputPath(given, request.folder);
  const found = at.kind === 'inside' ? await findIn(checkout, at.path, given) : await findOutside(at, given, request);
  const isSomething = found.some(({ listing, whole }) => listing.kind === 'found' && (whole !== undefined || listing.paths.length > 0 || (listing.unread ?? []).length > 0));
  if (isSomething) return found;
  throw new UserError(
    isGlob(given)
      ? `The path "${given}" matches no file. Paths are relative to the root of the checkout.`
      : `The path "${given}" does not exist. Paths are relative to the root of the checkout.`,
  );
}

/** What a path names in a tree: by name, and by pattern where it can be one. */
async function findIn(mount       , path        , given        )                            {
  const found          = [];
  const listing = await mount.tree.list(path);
  if (listing.kind === 'unknown' && !isGlob(path)) throw new UserError(`The path "${given}" cannot be read in ${mount.tree.name}: ${listing.reason}.`);
  if (listing.kind === 'found') {
    const isFile = listing.paths.length === 1 && listing.paths[0] === path;
    found.push({ mount, listing, isNamed: () => isFile, ...(isFile ? {} : { whole: path }) });
  }
  if (isGlob(path)) found.push(await match(mount, path));
  return found;
}

async function match(mount       , glob        )                 {
  const matches = await globMatcher(glob);
  const listing = await mount.tree.list(globBase(glob));
  const isNamed = (path        )          => !glob.endsWith('*') && matches(path) && extensionOf(path) === extensionOf(glob);
  if (listing.kind !== 'found') return { mount, listing, isNamed };
  const unread = (listing.unread ?? []).filter(({ path }) => matches(path) || glob.includes('**'));
  return { mount, listing: { kind: 'found', paths: listing.paths.filter((path) => matches(path)), unread }, isNamed };
}

/** A path outside of the checkout is read by a tree of its own, from its folder on. */
async function findOutside(at                                                       , given        , { signal }             )                            {
  const mountAt = (absolute        , prefix        )        => ({ prefix, tree: folderTree(absolute, { name: `"${prefix}"`, signal }) });
  const type = typeOf$1(at.absolute);
  if (type === 'special') throw new UserError(`The path "${given}" names neither a file nor a folder.`);
  if (type === 'folder') return findIn(mountAt(at.absolute, at.shown), '', given);
  if (type === 'file') return findIn(mountAt(posix.dirname(at.absolute), posix.dirname(at.shown)), posix.basename(at.absolute), given);
  const base = globBase(at.absolute);
  if (!isGlob(at.absolute) || typeOf$1(base) !== 'folder') return [];
  const glob = at.absolute.slice(base.length).replace(/^\//, '');
  const prefix = at.shown.slice(0, at.shown.length - glob.length).replace(/(?<=.)\/$/, '');
  return [await match(mountAt(base, prefix), glob)];
}

function typeOf$1(path        )                                           {
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special';
  } catch {
    return 'absent';
  }
}

/** Tells what the patterns behind `!` take away: files and folders by name, and what matches. */
async function exclusion(patterns                   , request             )                                     {
  const tests                                = [];
  for (const pattern of patterns) {
    const at = inputPath(pattern, request.folder);
    const path = at.kind === 'inside' ? at.path : at.shown;
    const isPattern = isGlob(path) && !(await exists$1(pattern, request));
    tests.push(isPattern ? await globMatcher(path) : (file) => path === '' || file === path || file.startsWith(`${path}/`));
  }
  return (file) => tests.some((test) => test(file));
}

function extensionOf(path        )         {
  return /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? '';
}

/** Told the state of the work as often as one likes. */
                                             

/** Passes the state of work on, once that has taken two seconds, and every second from then on. */
function teller(subject        , { logger, clock }               )         {
  if (logger === undefined || clock === undefined) return () => undefined;
  const start = clock.now();
  let next = start + 2000;
  return (state) => {
    const now = clock.now();
    if (now < next) return;
    next = now + 1000;
    logger.progress({ subject, state, elapsed: now - start });
  };
}

/** So many files are read at once: more than that only waits for the disk. */
const atOnce = 16;

/**
 * Reads the files that may hold infrastructure and sorts them. What is not read is counted.
 * @param entries the Bicep files that are no modules of others, by the names under which they are shown
 */
async function readFiles(files                       , library         , { signal, tell, entries }                                                                                                )                     {
  const templates = new Map                  ();
  const sources = new Map                    ();
  const parameters                                                 = [];
  const plain                                                                  = [];
  const plans             = [];
  const problems                  = [];
  const skipped                                      = {};
  const other                                       = {};
  let done = 0;

  const found = await sideBySide(files, atOnce, signal, async (source) => {
    done += 1;
    tell(`${done} of ${files.length} read`);
    const format = formatOf(source.path);
    if (format === undefined && !source.isNamed) return undefined;
    if (format === 'bicep' && !entries.has(source.file)) return { kind: 'refused' }         ;
    if (format === undefined || format === 'json' || format === 'bicep' || format === 'bicepparam') return library.get(source);
    // A name is no proof: `main.tf.json` may hold a template.
    const held = isJsonName(source.path) ? await library.get(source) : undefined;
    return held === undefined || held.kind === 'skipped' ? format : held;
  });
  throwIfCancelled(signal);
  for (const [index, source] of files.entries()) {
    const read = found[index];
    const { file } = source;
    if (read === undefined) count(skipped, 'otherFormat');
    else if (typeof read === 'string') count(other, read);
    else if (read.kind === 'terraformPlan') plans.push({ source, text: read.text });
    // Judged through others, or told by the compiler.
    else if (read.kind === 'refused') continue;
    else if (read.kind === 'problem') problems.push(problemOf(file, read));
    else if (read.kind === 'skipped') count(skipped, read.reason);
    else if (read.kind === 'parameters') parameters.push({ file, json: read.json, source });
    else if (read.kind === 'resources') plain.push({ file, json: read.json, resources: read.resources });
    else {
      templates.set(file, { file, json: read.json });
      sources.set(file, source);
    }
  }
  return { templates, parameters, plain, plans, sources, problems, skipped, other };
}

function count                    (counts                              , key     )       {
  counts[key] = (counts[key] ?? 0) + 1;
}

/**
 * Reads the infrastructure that paths name: ARM templates, each with every parameter file that is for it, Bicep as the machine's compiler makes templates of
 * it, Terraform plans, and resources as plain ARM JSON. Nothing that a file names is read outside of the tree. What cannot be read is a problem, never passed over. Throws
 * UserError for paths that name nothing, and CancelledError.
 */
async function readInfrastructure(request                       , tools                     )                          {
  const bicep = bicepFiles({ folder: request.folder, signal: tools.signal });
  try {
    return await readWith(request, bicep, tools);
  } finally {
    await bicep.close();
  }
}

async function readWith(request                       , bicep            , tools                     )                          {
  const { tree, folder } = request;
  const { signal } = tools;
  const named = await nameFiles({ tree, folder, signal, paths: request.paths });
  const parameterFiles = request.parameterFiles === undefined || request.parameterFiles.length === 0 ? [] : (await nameFiles({ tree, folder, signal, paths: request.parameterFiles })).files;
  const library$1 = library(named, { prefix: '', tree }, bicep);
  const beside = neighbours(named);
  const tell = teller('infrastructure files', tools);
  const entries = await bicep.entries(named.files);
  const read = await readFiles(named.files, library$1, { signal, tell, entries });
  const shelf = templateShelf(read.templates, {
    named,
    library: library$1,
    beside,
    bicep,
    found: (file, template) => {
      read.templates.set(template.file, template);
      if (file !== undefined) read.sources.set(template.file, file);
    },
  });
  const own = await namedSets(parameterFiles, { library: library$1, shelf, templates: () => [...read.templates.values()] });
  const discovered = await discoverParameters(read, { named, shelf, beside, library: library$1, bicep });

  const documents            = new Map([...read.templates, ...parametersOf(own), ...parametersOf(discovered.sets)]);
  const twins = twinsOf(read.templates);
  const byTemplate = (file        )                      => own.byTemplate.get(file) ?? discovered.sets.byTemplate.get(file) ?? [];
  const setsFor = (template          )                                    => {
    const sets = setsOf(template, byTemplate, twins);
    return sets.length === 0 ? [undefined] : sets;
  };
  const given = (template          )                                           => givenTo(template, request);
  // Not needed for plain resources.
  const expand = tools.expand ?? (await import('./index.js')).expandDeployment;
  const expander = new Expander({ expand, library: library$1, documents, signal, tell });
  await expander.expand([...read.templates.values()], setsFor, given);
  const { deployments, left } = expander;
  const asked = new Set        ();
  // Only Bicep has modules.
  const modulesNext = async ()                                 => (entries.size === 0 ? [] : await modulesLeft(named, read.templates, asked, deployments, documents, bicep));
  for (let modules = await modulesNext(); modules.length > 0; modules = await modulesNext()) {
    for (const module of modules) {
      asked.add(module.file);
      const found = await library$1.follow(module);
      if (found.kind !== 'template') continue;
      const template = { file: module.file, json: found.json };
      read.templates.set(module.file, template);
      documents.set(module.file, template);
      await expander.expand([template], setsFor, given);
    }
  }

  const through = judgedThroughOthers(deployments);
  const standing = deployments.filter(({ template }) => !through.has(template.file));
  const expandedBy = resourcesByTemplate(standing);
  // What its Bicep file says as well is told there.
  const of = (file        )                                => standing.filter(({ template }) => template.file === file);
  const repeated = new Set([...twins].flatMap(([compiled, source]) => (isRepeated(of(compiled), of(source)) ? [compiled] : [])));
  for (const file of repeated) expandedBy.delete(file);
  const judged = standing.filter(({ template }) => !repeated.has(template.file));
  const modules = [...filesIn(judged, documents)].filter((file) => isBicepName(file) && !read.templates.has(file));
  const linked = new Set([...judged.flatMap(({ reached }) => [...reached]).filter((file) => through.has(file) || !read.templates.has(file)), ...repeated, ...modules]);
  const planned = read.plans.length === 0 ? undefined : await (await import('./infrastructure.js')).readPlans(read.plans, request.providerVersion);
  // Configuration is judged by its plan.
  const notRead = planned === undefined ? otherFormats(read.other) : undefined;
  const deploymentOf = new Map(judged.flatMap((deployment) => deployment.expansion.resources.map((resource) => [resource, nameOf$1(deployment)]         )));
  const expanded = [...expandedBy.values()].flat().map((resource) => toResource(resource, deploymentOf.get(resource), documents));
  const plain = read.plain.flatMap((document) => document.resources.map((resource) => toResource$1(document, resource)));
  return {
    resources: [...expanded, ...plain, ...(planned?.resources ?? [])],
    problems: unique([
      ...named.unread.map(({ file, reason })                => ({ kind: 'unread', message: `What lies there cannot be listed: ${reason}`, origin: { file, pointer: '' } })),
      ...read.problems,
      ...(planned?.problems ?? []),
      ...bicep.problems(),
      ...left.slice(0, 1).map((file)                => ({ kind: 'error', message: `The templates take more work than one check can spend; ${left.length} of them are not judged, from this one on: judge them in several runs by "paths"`, origin: { file, pointer: '' } })),
      ...own.problems,
      ...discovered.sets.problems,
      ...discovered.problems,
      ...templatesWithin(expanded, (type) => /^Microsoft\.Resources\/deployments$/i.test(type)),
      ...templatesWithin(plain, () => false),
      ...judged.flatMap(({ expansion, problems }) => [...problems, ...expansion.problems.map(({ kind, message, place })                => ({ kind, message, origin: originAt(place, documents) }))]),
    ]),
    files: {
      judged: [...new Set([...read.templates.keys(), ...linked, ...read.plain.map(({ file }) => file), ...(planned?.files ?? [])])].toSorted(),
      linked: [...linked].toSorted(),
      parameters: [...new Set(judged.flatMap(({ parameters }) => (parameters === undefined ? [] : [parameters.file])))].toSorted(),
      skipped: withUnused(read.skipped, discovered.sets.alone.length),
      other: read.other,
    },
    ...(notRead === undefined ? {} : { notRead }),
    unpaired: discovered.sets.alone,
    notes: [...unusedNames(request, read.templates), ...unplacedResources(judged, documents), ...(planned?.notes ?? [])],
  };
}

/** Their resources without those that several sets of parameters come to alike. */
function resourcesByTemplate(deployments                               )                                           {
  const byTemplate = new Map                                         ();
  for (const { template, expansion } of deployments) {
    const there = byTemplate.get(template.file);
    if (there === undefined) byTemplate.set(template.file, [expansion.resources]);
    else there.push(expansion.resources);
  }
  return new Map(Array.from(byTemplate, ([file, several]) => [file, withoutTwins(several)]         ));
}

function nameOf$1({ template, parameters }                    )         {
  return parameters === undefined ? template.file : `${template.file} with ${parameters.file}`;
}

/** The compiler says nothing of lines. */
function unplacedResources(deployments                               , documents           )                    {
  const counts = new Map                ();
  for (const { placeOf } of deployments.flatMap(({ expansion }) => expansion.resources)) {
    const place = placeOf('');
    const { compiled } = documents.get(place.file)?.json ?? {};
    if (compiled === undefined || compiled.isPlaced(place.pointer)) continue;
    const { file } = compiled.originAt(place.pointer);
    counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return Array.from(counts, ([file, count]) => `Where ${count === 1 ? 'a resource is' : `${count} resources are`} declared in ${file} is not known: what is found there is shown on its first line.`);
}

/** The inline values that a template declares; Resource Manager refuses a template that is given others. */
function givenTo(template          , { parameters, facts }                       )                                           {
  const declared = new Set(declaredNames(template).map((name) => name.toLowerCase()));
  const values = parameters === undefined ? {} : { parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => declared.has(name.toLowerCase()))) };
  return { ...values, ...(facts === undefined ? {} : { facts }) };
}

function unusedNames({ parameters = {} }                       , templates                               )                    {
  if (templates.size === 0) return [];
  const declared = new Set([...templates.values()].flatMap((template) => declaredNames(template).map((name) => name.toLowerCase())));
  return Object.keys(parameters).filter((name) => !declared.has(name.toLowerCase())).map((name) => `No template declares the parameter "${name}" that was passed.`);
}

function parametersOf({ byTemplate }               )                                           {
  return [...byTemplate.values()].flat().map((document) => [document.file, document]         );
}

function withUnused(skipped                      , count        )                       {
  return count === 0 ? skipped : { ...skipped, parameters: count };
}

/** The same said of several deployments of one template is said once. */
function unique(problems                          )                           {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.kind, problem.message, problem.origin]), problem])).values()];
}

/**
 * An address as `IPAddress.ToString` of .NET writes it: IPv6 in lower case, the first of the longest runs of zeros as `::` (RFC 5952),
 * an IPv4 address at the end where one is embedded (dotnet/runtime, IPv6AddressHelper.ShouldHaveIpv4Embedded).
 */
function addressText({ bits, value }         )         {
  if (bits === 32) return version4(value);
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  return isEmbedded(groups) ? `${compressed(groups.slice(0, 6))}${version4(value & 0xffff_ffffn)}` : compressed(groups);
}

function version4(value        )         {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

function isEmbedded(groups                   )          {
  const [first, second, third, fourth, fifth, sixth, seventh] = groups;
  const isLow = first === 0 && second === 0 && third === 0 && fourth === 0 && seventh !== 0;
  if (isLow && fifth === 0 && (sixth === 0 || sixth === 0xffff)) return true;
  if (isLow && fifth === 0xffff && sixth === 0) return true;
  return fifth === 0 && sixth === 0x5efe;
}

/** With a colon at the end when something follows. */
function compressed(groups                   )         {
  const [start, length] = longestZeros(groups);
  const tail = groups.length < 8 ? ':' : '';
  if (length < 2) return `${written(groups)}${tail}`;
  const rest = written(groups.slice(start + length));
  return `${written(groups.slice(0, start))}::${rest}${rest === '' ? '' : tail}`;
}

function written(groups                   )         {
  return groups.map((group) => group.toString(16)).join(':');
}

function longestZeros(groups                   )                                           {
  let best                            = [0, 0];
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best[1]) best = [index + 1 - length, length];
  }
  return best;
}

/** Ranges of addresses (learn.microsoft.com, "CIDR functions for ARM templates"). */
const cidrFunctions                                       = [
  strict('parseCidr', [1, 1], ([range]) => parts(networkOf(range, 'parseCidr')), something),
  strict('cidrSubnet', [3, 3], ([range, size, index]) => subnet(networkOf(range, 'cidrSubnet'), shortInteger(size, 'cidrSubnet'), shortInteger(index, 'cidrSubnet')), someText),
  strict('cidrHost', [2, 2], ([range, index]) => host(networkOf(range, 'cidrHost'), shortInteger(index, 'cidrHost')), someText),
];

                   
                   
                        
                          
                          
                         
                        
 

/** `address/length`; bits of the address outside the mask are not looked at. */
function networkOf(range         , name        )          {
  const source = text(range, name);
  const [prefix = '', mask = '', ...others] = source.split('/');
  const address = addressOf(prefix.trim());
  const length = /^\d{1,3}$/.test(mask.trim()) ? Number(mask) : NaN;
  if (address === undefined || others.length > 0 || !(length <= address.bits)) {
    throw new EvaluationError(`\`${name}\` takes a range in CIDR notation such as 10.0.0.0/16; ${JSON.stringify(source.slice(0, 60))} given`);
  }
  const hosts = sizeOf(address.bits - length) - 1n;
  return { bits: address.bits, length, first: address.value & ~hosts, last: address.value | hosts };
}

function sizeOf(freeBits        )         {
  return 1n << BigInt(freeBits);
}

/** Of an IPv4 network the first and the last address are taken; where there are no others, it is said to begin and end with the first. */
function parts({ bits, length, first, last }         )         {
  const shown = (value        ) => addressText({ bits, value });
  const netmask = shown(sizeOf(bits) - sizeOf(bits - length));
  if (bits === 128) return { network: shown(first), netmask, firstUsable: shown(first), lastUsable: shown(last), cidr: length };
  const hasUsable = last - first > 1n;
  return {
    network: shown(first),
    netmask,
    broadcast: shown(last),
    firstUsable: shown(hasUsable ? first + 1n : first),
    lastUsable: shown(hasUsable ? last - 1n : first),
    cidr: length,
  };
}

function subnet({ bits, length, first }         , size        , index        )         {
  if (size < length || size > bits) {
    throw new EvaluationError(`\`cidrSubnet\` cuts a /${length} into ranges from /${length} to /${bits}; /${size} asked for`);
  }
  if (index < 0 || BigInt(index) >= sizeOf(size - length)) {
    throw new EvaluationError(`\`cidrSubnet\` finds ${sizeOf(size - length)} ranges of /${size} in a /${length}; the one at ${index} asked for`);
  }
  return `${addressText({ bits, value: first + BigInt(index) * sizeOf(bits - size) })}/${size}`;
}

/** The first one stands behind the address of the network, also in IPv6: the documentation's example begins with `…3000::1`. */
function host({ bits, length, first, last }         , index        )         {
  const value = first + 1n + BigInt(index);
  const end = bits === 32 ? last - 1n : last;
  if (index >= 0 && value <= end) return addressText({ bits, value });
  throw new EvaluationError(`\`cidrHost\` finds no usable address at ${index} in a /${length}`);
}

/**
 * Arrays and objects (learn.microsoft.com, "Array functions" and "Object functions for ARM templates"; Azure/bicep,
 * SystemNamespaceType.cs and the decompiler's tests for what `?.`, `[^1]` and `[?^1]` are compiled to).
 */
const templateCollections                                       = [
  partial('flatten', [1, 1], ([values]) => flatten(values)),
  partial('objectKeys', [1, 1], ([value]) => (isUnknown(value) ? present(value) : sortedKeys(object(value, 'objectKeys')))),
  partial('shallowMerge', [1, 1], ([values]) => shallowMerge(values)),
  partial('indexFromEnd', [2, 2], ([values, place]) => indexFromEnd(values, place)),
  partial('tryIndexFromEnd', [2, many], ([values, place, ...rest]) => below(tryIndexFromEnd(values, place), rest)),
  partial('tryGet', [2, many], tryGetInTemplate),
  partial('fail', [1, 1], ([message]) => fail(message)),
];

function openAmong(values         )                      {
  if (isUnknown(values)) return values;
  return isArray(values) ? values.find(isUnknown) : undefined;
}

/** One level; an array of which one is not known may have any length. */
function flatten(values         )          {
  const open = openAmong(values);
  return open === undefined ? list(values, 'flatten').flatMap((value) => list(value, 'flatten')) : present(open);
}

/** "Elements are consistently ordered alphabetically", as those of `items` are. */
function sortedKeys(value        )                    {
  return Object.keys(value).toSorted((left, right) => {
    const [first, second] = [upper(left), upper(right)];
    return first === second ? 0 : first < second ? -1 : 1;
  });
}

/** Members of later objects take the place of those of earlier ones, compared without case; what is in them is not merged. */
function shallowMerge(values         )          {
  const open = openAmong(values);
  if (open !== undefined) return present(open);
  const members = new Map                                    ();
  for (const value of list(values, 'shallowMerge')) {
    for (const [key, member] of Object.entries(object(value, 'shallowMerge'))) {
      members.set(fold(key), [members.get(fold(key))?.[0] ?? key, member]);
    }
  }
  return Object.fromEntries(members.values());
}

/** The last one is at 1. */
function indexFromEnd(values         , place         )          {
  if (isUnknown(values)) return bare(values);
  if (isUnknown(place)) return bare(place);
  const [items, index] = [list(values, 'indexFromEnd'), integer(place, 'indexFromEnd')];
  if (index >= 1 && index <= items.length) return items[items.length - index];
  throw new EvaluationError(`The index ${index} from the end is outside the array of ${items.length}`);
}

/** Null where there is no such element, and where there is no array. */
function tryIndexFromEnd(values         , place         )          {
  if (isUnknown(values)) return values.pieces === undefined ? bare(values) : null;
  if (isUnknown(place)) return bare(place);
  const index = integer(place, 'tryIndexFromEnd');
  return isArray(values) ? (values[values.length - index] ?? null) : null;
}

/** As in policy, and with steps that count from the end: `{value: 1, fromEnd: true}`. */
function tryGetInTemplate([value, key, ...rest]           )          {
  if (![key, ...rest].some(isObject)) return tryGet(value, key, rest);
  return below(isFromEnd(key) ? tryIndexFromEnd(value, key['value']) : tryGet(value, key, []), rest);
}

/** What lies behind an existing value has to exist. */
function below(found         , rest           )          {
  if (isAbsent(found) || rest.length === 0) return found ?? null;
  if (isUnknown(found)) return bare(found);
  return rest.reduce((current, key) => (isFromEnd(key) ? indexFromEnd(current, key['value']) : access$1(current, key)), found);
}

function isFromEnd(key         )                                                {
  if (!isObject(key)) return false;
  const name = keyIgnoringCase(key, 'fromEnd');
  if (name === undefined || key[name] !== true || !Object.hasOwn(key, 'value')) throw unfit('tryGet', 'keys that are texts, integers or places from the end', key);
  return true;
}

function fail(message         )        {
  throw new EvaluationError(isUnknown(message) ? `\`fail\` stops the deployment (${message.why})` : text(message, 'fail'));
}

/**
 * A moment in UTC in a standard (`d`, `u`, `o`, …) or custom (`yyyy-MM-dd`) format of .NET, invariant culture (learn.microsoft.com,
 * "Standard date and time format strings" and "Custom date and time format strings"; dotnet/runtime, DateTimeFormat.FormatCustomized).
 * Takes units of 100 nanoseconds since 1970 within the years 1 to 9999. Throws EvaluationError for a format that .NET does not have.
 */
function dateText(ticks        , shape        )         {
  const pattern = standard.get(shape) ?? shape;
  if (shape.length === 1 && pattern === shape) throw unreadable$1(shape);
  return custom(partsOf(ticks), pattern === '' ? general : pattern);
}

const general = 'MM/dd/yyyy HH:mm:ss';

const standard                              = new Map([
  ['d', 'MM/dd/yyyy'],
  ['D', 'dddd, dd MMMM yyyy'],
  ['f', 'dddd, dd MMMM yyyy HH:mm'],
  ['F', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['g', 'MM/dd/yyyy HH:mm'],
  ['G', general],
  ['m', 'MMMM dd'],
  ['M', 'MMMM dd'],
  ['o', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ['O', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ['r', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ['s', "yyyy'-'MM'-'dd'T'HH':'mm':'ss"],
  ['t', 'HH:mm'],
  ['T', 'HH:mm:ss'],
  ['u', "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"],
  ['U', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['y', 'yyyy MMMM'],
  ['Y', 'yyyy MMMM'],
]);

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

                 
                        
                         
                       
                           
                        
                          
                          
                      
                            
 

function partsOf(ticks        )        {
  const perSecond = 10_000_000n;
  const fraction = ((ticks % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((ticks - fraction) / 10_000n));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: String(fraction).padStart(7, '0'),
  };
}

/** Letters that repeat, quoted text, an escaped character, `%` before a single letter, or a character. */
const tokenPattern = /([dfFghHKmMstyz])\1*|'[^']*'|"[^"]*"|\\[^]|%[^%]|[^]/g;

function custom(parts       , pattern        )         {
  const shown           = [];
  for (const [token] of pattern.matchAll(tokenPattern)) {
    if (/^['"%\\]$/.test(token)) throw unreadable$1(pattern);
    const text = textOf(parts, /^%[^]$/.test(token) ? token.slice(1) : token, pattern);
    // A point before digits that are left out goes with them.
    if (text === '' && token.startsWith('F') && shown.at(-1) === '.') shown.pop();
    shown.push(text);
  }
  return bounded$1(shown.join(''));
}

function textOf(parts       , token        , pattern        )         {
  const { length } = token;
  const padded = (value        ) => String(value).padStart(Math.min(length, 2), '0');
  switch (token.charAt(0)) {
    case 'd':
      return length <= 2 ? padded(parts.day) : shortened(days[parts.weekday], length);
    case 'M':
      return length <= 2 ? padded(parts.month) : shortened(months[parts.month - 1], length);
    case 'y':
      return length <= 2 ? padded(parts.year % 100) : String(parts.year).padStart(length, '0');
    case 'H':
      return padded(parts.hour);
    case 'h':
      return padded(parts.hour % 12 === 0 ? 12 : parts.hour % 12);
    case 'm':
      return padded(parts.minute);
    case 's':
      return padded(parts.second);
    case 'f':
    case 'F':
      if (length > 7) throw unreadable$1(pattern);
      return token.startsWith('f') ? parts.fraction.slice(0, length) : parts.fraction.slice(0, length).replace(/0+$/, '');
    case 't':
      return (parts.hour < 12 ? 'AM' : 'PM').slice(0, length);
    case 'g':
      return 'A.D.';
    case 'K':
      return 'Z'.repeat(length);
    case 'z':
      return length === 1 ? '+0' : length === 2 ? '+00' : '+00:00';
    case "'":
    case '"':
      return length === 1 ? token : token.slice(1, -1);
    case '\\':
      return token.slice(1);
    default:
      return token;
  }
}

/** Three letters, or all of them. */
function shortened(name                    , length        )         {
  return (name ?? '').slice(0, length === 3 ? 3 : undefined);
}

function unreadable$1(pattern        )                  {
  return new EvaluationError(`${JSON.stringify(pattern.slice(0, 60))} is no format of a date; one such as \`u\` or \`yyyy-MM-dd\` is expected`);
}

const perSecond$1 = 10_000_000n;
const perDay = 86_400n * perSecond$1;

const pattern =
  /^(?<sign>[-+]?)P(?!$)(?:(?<years>\d{1,10})Y)?(?:(?<months>\d{1,10})M)?(?:(?<weeks>\d{1,10})W)?(?:(?<days>\d{1,10})D)?(?:T(?!$)(?:(?<hours>\d{1,10})H)?(?:(?<minutes>\d{1,10})M)?(?:(?<seconds>\d{1,10})(?:[.,](?<fraction>\d{1,20}))?S)?)?$/i;

/** Days, hours, minutes and seconds in seconds; a year has 365 days and a month 30, as in `XmlConvert.ToTimeSpan` of .NET. */
const seconds = { years: 365n * 86_400n, months: 30n * 86_400n, weeks: 7n * 86_400n, days: 86_400n, hours: 3600n, minutes: 60n, seconds: 1n }         ;

/**
 * A duration of ISO 8601, also a negative one, in units of 100 nanoseconds (learn.microsoft.com, "Date functions for ARM templates":
 * P1Y is P365D, P1M is P30D). Throws EvaluationError when the text is none or is longer than the calendar.
 */
function durationOf(source        )         {
  const found = pattern.exec(source.trim())?.groups;
  if (found === undefined) throw new EvaluationError(`\`dateTimeAdd\` cannot read ${JSON.stringify(source.slice(0, 40))} as a duration; it takes one such as P3Y or -PT1H30M`);
  let ticks = BigInt((found['fraction'] ?? '').padEnd(7, '0').slice(0, 7));
  for (const [name, length] of Object.entries(seconds)) ticks += BigInt(found[name] ?? '0') * length * perSecond$1;
  if (ticks > 10_000n * 366n * perDay) throw new EvaluationError(`\`dateTimeAdd\` was given a duration beyond the calendar: ${source.slice(0, 40)}`);
  return found['sign'] === '-' ? -ticks : ticks;
}

/** Dates (learn.microsoft.com, "Date functions for ARM templates"). */
const dateFunctions                                       = [
  strict('dateTimeAdd', [2, 3], ([date, duration, format]) => dateTimeAdd(text(date, 'dateTimeAdd'), text(duration, 'dateTimeAdd'), format), someText),
  strict('dateTimeFromEpoch', [1, 1], ([seconds]) => fromEpoch(integer(seconds, 'dateTimeFromEpoch')), someText),
  strict('dateTimeToEpoch', [1, 1], ([date]) => toEpoch(text(date, 'dateTimeToEpoch')), something),
];

const perSecond = 10_000_000n;

/** To the second, with digits behind it where there are any: so the documentation's results are written. */
const plain = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

/**
 * What `utcNow` gives in templates: the moment in a format of .NET, without one as `yyyyMMddTHHmmssZ`.
 * Takes ISO 8601 in UTC. Throws EvaluationError for what is no date and no format.
 */
function utcNowText(now        , format         )         {
  return dateText(moment(now, 'utcNow'), isAbsent(format) ? 'yyyyMMddTHHmmssZ' : text(format, 'utcNow'));
}

function dateTimeAdd(date        , duration        , format         )         {
  const result = moment(date, 'dateTimeAdd') + durationOf(duration);
  if (formatTicks(result) === undefined) throw new EvaluationError(`\`dateTimeAdd\` leaves the calendar with ${duration.slice(0, 40)} from ${date.slice(0, 40)}`);
  return dateText(result, isAbsent(format) ? plain : text(format, 'dateTimeAdd'));
}

function fromEpoch(seconds        )         {
  const ticks = BigInt(seconds) * perSecond;
  if (formatTicks(ticks) === undefined) throw new EvaluationError(`\`dateTimeFromEpoch\` leaves the calendar with ${seconds} seconds`);
  return dateText(ticks, plain);
}

/** Whole seconds, towards the past. */
function toEpoch(date        )         {
  const ticks = moment(date, 'dateTimeToEpoch');
  return Number((ticks - (((ticks % perSecond) + perSecond) % perSecond)) / perSecond);
}

/** ISO 8601 with or without the marks between its parts: `utcNow()` writes none. */
function moment(source        , name        )         {
  const written = source.trim().replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?/i, (_, year        , month        , day        , hour         , minute         , second         ) =>
    hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute ?? ''}:${second ?? '00'}`,
  );
  const ticks = ticksOf(written);
  if (ticks !== undefined && formatTicks(ticks) !== undefined) return ticks;
  throw new EvaluationError(`\`${name}\` cannot read ${JSON.stringify(source.slice(0, 40))} as a date; it takes one such as 2020-01-31T00:00:00Z`);
}

/**
 * `and`, `or` and `coalesce` of templates stop at what decides: what follows may be guarded by it. The policy engine evaluates all arguments
 * (azure-policy-linter, ExpressionBuiltInFunctions.cs), so there they stay as they are in `logicFunctions`.
 */
const guardFunctions                                       = [
  lazy('and', [2, many], (args) => combine('and', args, false)),
  lazy('or', [2, many], (args) => combine('or', args, true)),
  lazy('coalesce', [1, many], coalesce),
];

/** An argument that has not been evaluated yet. */
                           

/**
 * What follows the first value is not evaluated: it may be a `fail` (learn.microsoft.com, "Bicep flow control functions"). Of a value that
 * may be null the next ones tell whether there will be one at all.
 */
function coalesce(args                  )          {
  for (const [index, arg] of args.entries()) {
    const value = arg();
    if (isAbsent(value)) continue;
    if (!isUnknown(value) || value.isPresent) return value;
    return args.slice(index + 1).some(givesOrFails) ? new Unknown(value.why, { isPresent: true }) : value;
  }
  return null;
}

function givesOrFails(arg       )          {
  try {
    return isPresent(arg());
  } catch (error) {
    if (error instanceof EvaluationError) return true;
    throw error;
  }
}

/**
 * `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. What follows it is not evaluated: the
 * documentation's own examples guard `objectToTest.four` and `emptyArray[0]` so (learn.microsoft.com, "Bicep logical operators").
 */
function combine(name        , args                  , decisive         )        {
  let open                     ;
  for (const arg of args) {
    try {
      const value = arg();
      if (isUnknown(value)) open ??= value;
      else if (boolean(value, name) === decisive) return decisive;
    } catch (error) {
      // What is unknown may be what guards it.
      if (open === undefined || !(error instanceof EvaluationError)) throw error;
      return present(open);
    }
  }
  return open === undefined ? !decisive : present(open);
}

/** The arguments of one call of a lambda, by lower-case name. */
                                                       

/** What the scope of an evaluation has so that lambdas can be called in it; see `lambdaState`. */
                              
                                
 

                              
                                                                 
                                 
                                                                             
               
                                                                                            
                    
 

/** Elements that lambdas look at with one state: more take longer than anybody waits for. */
const mostCalls = 100_000;

/** A fresh state. Evaluations that share one share its bound on the work, so a host gives one to all of a template. */
function lambdaState(calls = mostCalls)              {
  return { frames: [], left: calls, isWanted: false };
}

/** A function that an expression writes; only the functions that take one understand it. */
class Lambda {
           names                   ;
           body               ;

  constructor(names                   , body               ) {
    this.names = names;
    this.body = body;
  }
}

/** `lambda` and `lambdaVariables` (learn.microsoft.com, "Lambda functions for ARM templates"). */
const lambdaFunctions                                           = [
  lazy('lambda', [1, many], (parts, { lambdas }) => lambda(parts, lambdas)),
  partial('lambdaVariables', [1, 1], ([name], { lambdas }) => (isUnknown(name) ? bare(name) : variable(text(name, 'lambdaVariables'), lambdas))),
];

function lambda(parts                            , state             )         {
  if (!state.isWanted) throw new EvaluationError('`lambda` stands only where filter, groupBy, map, mapValues, reduce, sort and toObject take one');
  state.isWanted = false;
  const names = parts.slice(0, -1).map((part) => text(part(), 'lambda').toLowerCase());
  if (new Set(names).size < names.length) throw new EvaluationError('`lambda` was given the same name twice');
  return new Lambda(names, parts.at(-1) ?? (() => null));
}

function variable(name        , { frames }             )          {
  const wanted = name.toLowerCase();
  const frame = frames.findLast((each) => each.has(wanted));
  if (frame === undefined) throw new EvaluationError(`\`lambdaVariables('${name.slice(0, 60)}')\` names no argument of a lambda around it`);
  return frame.get(wanted);
}

/**
 * Makes a function of an argument that has to be a lambda of `least` to `most` names; arguments without a name are left out.
 * Throws EvaluationError when it is none, and when it is called more often than the state allows.
 */
function lambdaOf(argument                             , [least, most]                           , name        , state             )                                             {
  const found = evaluated(argument, state);
  if (!(found instanceof Lambda)) throw new EvaluationError(`\`${name}\` takes a lambda`);
  const { names, body } = found;
  if (names.length < least || names.length > most) {
    throw new EvaluationError(`\`${name}\` takes a lambda of ${least === most ? '' : `${least} to `}${most} argument${most === 1 ? '' : 's'}; ${names.length} given`);
  }
  const spend = (calls        )       => {
    state.left -= calls;
    if (state.left < 0) throw new EvaluationError(`\`${name}\` goes on: lambdas have looked at as many elements as this engine allows`);
  };
  return (...values) => {
    spend(1);
    state.frames.push(new Map(names.map((key, index) => [key, values[index]])));
    try {
      const value = body();
      spend(weightOf(value, state.left));
      return value;
    } finally {
      state.frames.pop();
    }
  };
}

/** What a value weighs in calls, by its parts and characters: an expression makes much of little. Stops beyond `most`. */
function weightOf(value         , most        )         {
  if (typeof value === 'string') return value.length / 256;
  const parts = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  let weight = 0;
  for (const part of parts) {
    weight += 1 / 16 + weightOf(part, most - weight);
    if (weight > most) return weight;
  }
  return weight;
}

function evaluated(argument                             , state             )          {
  state.isWanted = true;
  try {
    return argument?.();
  } finally {
    state.isWanted = false;
  }
}

/**
 * Functions that take lambdas (learn.microsoft.com, "Lambda functions for ARM templates"; where a lambda may have the index as one
 * more argument: Azure/bicep, SystemNamespaceType.cs).
 */
const lambdaFamily                                           = [
  lazy('filter', [2, 2], ([values, condition], { lambdas }) => over(values, 'filter', (items) => filter(items, lambdaOf(condition, [1, 2], 'filter', lambdas)))),
  lazy('map', [2, 2], ([values, body], { lambdas }) => over(values, 'map', (items) => items.map(calling(lambdaOf(body, [1, 2], 'map', lambdas))))),
  lazy('mapValues', [2, 2], ([value, body], { lambdas }) => mapValues(value?.(), lambdaOf(body, [1, 1], 'mapValues', lambdas))),
  lazy('reduce', [3, 3], (args, { lambdas }) => reduce(args, lambdas)),
  lazy('sort', [2, 2], ([values, order], { lambdas }) => over(values, 'sort', (items) => sort(items, lambdaOf(order, [2, 2], 'sort', lambdas)))),
  lazy('groupBy', [2, 3], (args, { lambdas }) => keyed('groupBy', args, lambdas, grouped)),
  lazy('toObject', [2, 3], (args, { lambdas }) => keyed('toObject', args, lambdas, lastOfEach)),
];

/** Of an array that is not known only that something comes of it. */
function over(values                             , name        , make                                        )          {
  const items = values?.();
  return isUnknown(items) ? present(items) : make(list(items, name));
}

function calling(call      )                                            {
  return (item, index) => call(item, index);
}

/** Which elements there are is not known when one condition is not. */
function filter(items                    , holds      )          {
  const kept            = [];
  for (const [index, item] of items.entries()) {
    const truth = holds(item, index);
    if (isUnknown(truth)) return present(truth);
    if (boolean(truth, 'filter')) kept.push(item);
  }
  return kept;
}

function mapValues(value         , body      )          {
  if (isUnknown(value)) return present(value);
  return Object.fromEntries(Object.entries(object(value, 'mapValues')).map(([key, member]) => [key, body(member)]));
}

function reduce([values, start, body]        , state             )          {
  const items = values?.();
  const initial = start?.();
  const call = lambdaOf(body, [2, 3], 'reduce', state);
  if (isUnknown(items)) return bare(items);
  return list(items, 'reduce').reduce((current, next, index) => call(current, next, index), initial);
}

/** Orders by halves, those that are equal as they came: an element comes first unless the lambda says so of the one behind it. */
function sort(items                    , isBefore      )          {
  try {
    return merged(items, (left, right) => {
      const truth = isBefore(left, right);
      if (isUnknown(truth)) throw new UndecidedOrder(truth);
      return boolean(truth, 'sort');
    });
  } catch (error) {
    // As many elements as before; which one stands where is not known.
    if (error instanceof UndecidedOrder) return items.map(() => new Unknown(error.open.why));
    throw error;
  }
}

class UndecidedOrder extends Error {
           open         ;

  constructor(open         ) {
    super(open.why);
    this.open = open;
  }
}

function merged(items                    , isBefore                                            )                     {
  if (items.length < 2) return items;
  const middle = Math.ceil(items.length / 2);
  const [left, right] = [merged(items.slice(0, middle), isBefore), merged(items.slice(middle), isBefore)];
  const sorted            = [];
  let taken = 0;
  for (const item of right) {
    while (taken < left.length && !isBefore(item, left[taken])) {
      sorted.push(left[taken]);
      taken += 1;
    }
    sorted.push(item);
  }
  return [...sorted, ...left.slice(taken)];
}

                                                   

/** Names and values of every element; whose names are known, the values may be unknown. */
function keyed(name        , [values, key, value]        , state             , make                                     )          {
  return over(values, name, (items) => {
    const keyOf = lambdaOf(key, [1, 1], name, state);
    const valueOf       = value === undefined ? (item) => item : lambdaOf(value, [1, 1], name, state);
    const pairs         = [];
    for (const item of items) {
      const found = keyOf(item);
      if (isUnknown(found)) return present(found);
      pairs.push([text(found, name), valueOf(item)]);
    }
    return make(pairs);
  });
}

/** Names compare without case and are spelled as the first is. */
function grouped(pairs                 )          {
  const groups = new Map                                                              ();
  for (const [key, value] of pairs) {
    const group = groups.get(fold(key));
    if (group === undefined) groups.set(fold(key), { key, values: [value] });
    else group.values.push(value);
  }
  return Object.fromEntries(Array.from(groups.values(), ({ key, values }) => [key, values]));
}

function lastOfEach(pairs                 )          {
  const members = new Map              ();
  for (const [key, value] of pairs) members.set(fold(key), [members.get(fold(key))?.[0] ?? key, value]);
  return Object.fromEntries(members.values());
}

const undocumented = new Unknown('how the service takes URIs apart and puts them together is not documented');

/** Bicep has them since 2025 and compiles them as they are (Azure/bicep, SystemNamespaceType.cs). What exactly they give is written nowhere. */
const uriFunctions                                       = [
  strict('buildUri', [1, 1], ([components]) => (object(components, 'buildUri'), textUnknown(undocumented)), someText),
  strict('parseUri', [1, 1], ([uri]) => (text(uri, 'parseUri'), something([], undocumented)), something),
];

/**
 * What templates have besides `pureFunctions` and depends on its arguments alone; policy has none of it. Put it behind
 * `pureFunctions` in a table: `tryGet`, `and`, `or` and `coalesce` of templates take the places of those of both.
 */
const templateFunctions                                           = [
  ...guardFunctions,
  ...cidrFunctions,
  ...dateFunctions,
  ...templateCollections,
  ...uriFunctions,
  ...lambdaFunctions,
  ...lambdaFamily,
];

/** A failure with the place that it comes from: the innermost expression. */
class PlacedError extends EvaluationError {
           at         ;

  constructor(message        , at         ) {
    super(message);
    this.at = at;
  }
}

/** The whole expansion has grown beyond its limits: nothing more is made. */
class ExhaustedError extends Error {
                    name = 'ExhaustedError';
}

/** The error with a place, when it is one of the template; any other is thrown on. */
function placed(error         , at         )              {
  if (error instanceof PlacedError) return error;
  if (error instanceof EvaluationError || error instanceof ExpressionError) return new PlacedError(error.message, at);
  if (isStackOverflow(error)) return new PlacedError(tooDeep, at);
  throw error;
}

/** What to say when the stack of the machine is the limit. */
const tooDeep = 'The template is nested too deeply to be expanded';

function isStackOverflow(error         )                      {
  return error instanceof RangeError && error.message.includes('call stack');
}

/**
 * What one expansion may grow to. The numbers of Azure are Azure's (learn.microsoft.com, "ARM template best practices: template limits" and
 * "Resource iteration: iteration limit"); the others are ours and lie well beyond what Azure takes.
 */
const templateLimits = {
  /** Azure's: copies of one loop. */
  copies: 800,
  /** Ours: templates inside of templates. */
  nestedTemplates: 24,
  /** Ours: a file that links itself through others again and again. */
  sameFile: 4,
  /** Ours: parameters, variables and functions that need each other in a row. */
  chain: 160,
  /** Ours: levels of a document; the reader of JSON takes no more either. */
  documentDepth: 256,
  /** Ours: resources of all templates together; Azure takes 800 for each template. */
  resources: 100_000,
  /** Ours: the parts that a resource counts for when the effort is summed up. */
  resourceParts: 1000,
  /** Ours: the parts of one value, where a longer text counts once for every 64 characters. A template has 4 MB at most. */
  valueParts: 524_288,
  /** Ours: the parts of all values made; an expression counts for a few. */
  allParts: 4_194_304,
  expressionParts: 3,
  /** Ours: problems that are told. */
  problems: 1000,
  /** Ours: characters of misspelt names, once for each name that they are compared with. */
  compared: 100_000,
  /** Ours: elements that lambdas look at. */
  lambdaCalls: 1_000_000,
  /** Ours: calls of functions and the parts of their arguments. */
  work: 16_777_216,
}         ;

/*
 * The weight of a value is the number of its parts, where a part that is shared counts wherever it stands (whoever walks the value walks
 * it so often), and a longer text counts once for every 64 characters. A few doublings make a value of few objects and billions of parts.
 */

/** What a text counts besides itself. */
function textWeight(text        )         {
  return text.length >> 6;
}

/** Counts what an expansion makes and does. Throws ExhaustedError beyond all bounds, EvaluationError for a single value beyond its own. */
                        
                                         
                                          
                                                   
                                            
                                             
                                                                                                       
                                                       
                               
                               
                              
                             
 

/** Which of two properties counts whose names differ in case only depends on who reads them, as the reader of documents has it. Throws EvaluationError. */
function assertNoTwins(keys                   )       {
  if (keys.length < 2) return;
  const seen = new Map                ();
  for (const key of keys) {
    const twin = seen.get(key.toLowerCase());
    if (twin !== undefined) throw new EvaluationError(twin === key ? `The property \`${key}\` is named twice` : `The properties \`${twin}\` and \`${key}\` of a value differ in case only`);
    seen.set(key.toLowerCase(), key);
  }
}

function newMeter()        {
  const weights = new WeakMap                ();
  let parts = 0;
  let work = 0;
  let compared = 0;
  const weigh = (value         , depth        )         => {
    if (typeof value === 'string') return 1 + textWeight(value);
    if (typeof value !== 'object' || value === null || isUnknown(value)) return 1;
    const known = weights.get(value);
    if (known !== undefined) return known;
    if (depth > templateLimits.documentDepth) throw new EvaluationError(`A value is nested deeper than ${templateLimits.documentDepth} levels`);
    let weight = 1;
    if (isArray(value)) for (const item of value) weight += weigh(item, depth + 1);
    else {
      assertNoTwins(Object.keys(value));
      for (const [key, item] of Object.entries(value)) weight += weigh(item, depth + 1) + textWeight(key);
    }
    if (weight > templateLimits.valueParts) throw new EvaluationError(`A value has more than ${templateLimits.valueParts} parts`);
    weights.set(value, weight);
    return weight;
  };
  return {
    made: (weight) => {
      parts += weight;
      if (parts > templateLimits.allParts) throw new ExhaustedError(`The deployment makes values of more than ${templateLimits.allParts} parts; divide it`);
    },
    worked: (weight) => {
      work += weight;
      if (work > templateLimits.work) throw new ExhaustedError('The expressions of the deployment take more work than a check can spend; divide it, or make its loops smaller');
    },
    weigh: (value) => weigh(value, 0),
    mayCompare: (characters) => {
      compared += characters;
      return compared <= templateLimits.compared;
    },
    spent: () => parts + work,
    renew: () => {
      parts = 0;
      work = 0;
    },
  };
}

/** What a look at a value of a document tells: whether it has nothing to evaluate, and its number of parts. */
                          
                            
                          
 

/** Looks at every value of a document once. `evaluates`: its texts may be expressions. */
                          
                              
                                                                      
                                         
 

/** True for a text to evaluate: in brackets, of which a second one would escape the first (learn.microsoft.com, "Syntax and expressions"). */
function isExpression(text        )          {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** The text without the bracket that escapes another one. */
function escapedText(text        )         {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/**
 * True for a member that holds loops instead of a value (learn.microsoft.com, "Property iteration", "Variable iteration"). An array of
 * anything else is an ordinary property that happens to have that name.
 */
function isLoops(key        , raw         )          {
  return key.length === 4 && key.toLowerCase() === 'copy' && isArray(raw) && raw.length > 0 && raw.every((loop) => isObject(loop) && hasLoopMembers(loop));
}

function hasLoopMembers(loop        )          {
  const keys = new Set(Object.keys(loop).map((key) => key.toLowerCase()));
  return keys.has('name') && keys.has('count');
}

const oneScalar          = { isPlain: true, weight: 1 };

function scanner(evaluates         )          {
  // Lives no longer than the document. A WeakMap of so many makes the collector slow.
  const seen = new Map                 ();
  const scan = (raw         , depth        )          => {
    if (typeof raw === 'string') return { isPlain: !(evaluates && raw.startsWith('[') && raw.endsWith(']')), weight: 1 + textWeight(raw) };
    if (typeof raw !== 'object' || raw === null) return oneScalar;
    const known = seen.get(raw);
    if (known !== undefined) return known;
    if (depth > templateLimits.documentDepth) throw new EvaluationError(`The document is nested deeper than ${templateLimits.documentDepth} levels`);
    let isPlain = true;
    let weight = 1;
    const isList = isArray(raw);
    for (const [key, value] of Object.entries(raw)) {
      const part = scan(value, depth + 1);
      isPlain &&= part.isPlain && (isList || !evaluates || !(key.startsWith('[') || isLoops(key, value)));
      weight += part.weight + (isList ? 0 : textWeight(key));
    }
    const scanned = { isPlain, weight };
    seen.set(raw, scanned);
    return scanned;
  };
  return { evaluates, of: (raw) => scan(raw, 0) };
}

/**
 * - `plain`: no expression in it; its value is what the document holds, by identity (a text may have lost the bracket that escaped another)
 * - `expression`: a text to evaluate
 * - `object`, `array`: an expression or a loop is somewhere below
 */
                                                                      

/** A member of an object as it is written: its key may be an expression. */
                         
                       
                          
 

/** Above this many members a map by name pays. */
const fewMembers = 16;

/** A value of a document, and where it stands. Its parts are made when they are asked for. */
class Written {
           raw         ;
           kind             ;
           file        ;
           #key        ;
           #parent                     ;
           #scan         ;
  #members                               ;
  #items                                ;
  #byName                                          ;

          constructor(raw         , key        , parent                     , file        , scan         ) {
    this.raw = raw;
    this.file = file;
    this.#key = key;
    this.#parent = parent;
    this.#scan = scan;
    this.kind = kindOf(raw, scan);
  }

  /** A document whose texts may be expressions. Throws EvaluationError for one that is nested too deeply. */
  static template(raw         , file        )          {
    return new Written(raw, '', undefined, file, scanner(true));
  }

  /** A document whose texts are texts, as those of a file of parameters. Throws EvaluationError as well. */
  static values(raw         , file        )          {
    return new Written(raw, '', undefined, file, scanner(false));
  }

  /** The same place in a document of texts, where this text is one to evaluate after all. */
  evaluated()          {
    return new Written(this.raw, this.#key, this.#parent, this.file, scanner(true));
  }

  /** The value of something plain. */
  get plain()          {
    return typeof this.raw === 'string' && this.#scan.evaluates ? escapedText(this.raw) : this.raw;
  }

  /** The number of parts of a plain value; see `weight.ts`. */
  get weight()         {
    return this.#scan.of(this.raw).weight;
  }

  get isObject()          {
    return isObject(this.raw);
  }

  get isArray()          {
    return Array.isArray(this.raw);
  }

  /** Empty for what is no object. */
  get members()                    {
    this.#members ??= Object.entries(isObject(this.raw) ? this.raw : {}).map(([key, value]) => ({ key, value: this.#child(value, key) }));
    return this.#members;
  }

  /** Empty for what is no array. */
  get items()                     {
    this.#items ??= (Array.isArray(this.raw) ? this.raw : []).map((value         , index) => this.#child(value, String(index)));
    return this.#items;
  }

  /** The member of a name that compares without case. */
  find(name        )                      {
    const { members } = this;
    if (members.length <= fewMembers) return members.find(({ key }) => sameText(key, name))?.value;
    this.#byName ??= new Map(members.map(({ key, value }) => [key.toLowerCase(), value]));
    return this.#byName.get(name.toLowerCase());
  }

  /** The text of a member that is no expression. */
  text(name        )                     {
    const found = this.find(name);
    return found?.kind === 'plain' && typeof found.plain === 'string' ? found.plain : undefined;
  }

  get place()        {
    return { file: this.file, pointer: this.#pointer() };
  }

  /** Whether a member holds loops instead of a value: `"copy": [{"name": …, "count": …, "input": …}]`. */
  get isLoops()          {
    return this.#scan.evaluates && isLoops(this.#key, this.raw);
  }

  #pointer()         {
    const parent = this.#parent;
    return parent === undefined ? '' : `${parent.#pointer()}/${this.#key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  #child(raw         , key        )          {
    return new Written(raw, key, this, this.file, this.#scan);
  }
}

function kindOf(raw         , scan         )              {
  if (typeof raw === 'string') return scan.evaluates && isExpression(raw) ? 'expression' : 'plain';
  if (scan.of(raw).isPlain) return 'plain';
  return Array.isArray(raw) ? 'array' : 'object';
}

/** What stands for a part that fails. */
                                                               

/** Remembers the failure as a problem, and goes on with what nobody knows: the rest of a resource can still be judged. */
const withProblem         = (error, { session }) => {
  session.problems.caught(error);
  return new Unknown(error instanceof Error ? `it cannot be evaluated: ${error.message}` : 'it cannot be evaluated');
};

/** The value of what is written, in a frame. Throws PlacedError for what fails, unless a part may be rescued. */
function valueOf(written         , frame       , rescue         )          {
  const { meter } = frame.session;
  if (written.kind === 'plain') {
    meter.made(written.weight);
    return written.plain;
  }
  if (written.kind === 'expression') return rescued(() => evaluateText(written, frame), frame, rescue);
  meter.made(1);
  const made         = written.kind === 'array' ? written.items.map((item) => valueOf(item, frame, rescue)) : objectOf(written.members, frame, rescue);
  if (!isUnknown(made)) frame.session.origins.set(made, { written, frame });
  return made;
}

/**
 * The object of some members of what is written. An Unknown when nobody knows how one of them is called: any could be that one. Throws
 * PlacedError, or rescues, where two names are one.
 */
function objectOf(members                   , frame       , rescue         )                        {
  const made                          = {};
  const names           = [];
  let open                     ;
  let computed                     ;
  const set = (name                  , written        , value         )       => {
    const known = isUnknown(name) && isNoProperty(name) ? written : name;
    if (isUnknown(known)) {
      open ??= known;
      return;
    }
    names.push(known);
    setMember(made, known, value);
  };
  for (const { key, value } of members) {
    if (value.isLoops || key.startsWith('[')) computed ??= value;
    if (value.isLoops) for (const loop of value.items) set(nameOf(() => loopName(loop, frame), frame, rescue), 'copy', rescued(() => loopValue(loop, frame), frame, rescue));
    else set(key.startsWith('[') ? nameOf(() => keyOf(key, value, frame), frame, rescue) : key, key, valueOf(value, frame, rescue));
  }
  if (open !== undefined) return new Unknown(open.why, { isPresent: true });
  // Names that are written out were compared when the document was read.
  const place = computed;
  if (place !== undefined) rescued(() => distinct(names, place), frame, rescue);
  return made;
}

/** What is known of a name may show that no property is called so: `hidden-link:…` of tags, the id of an identity. It stands there as it is written. */
function isNoProperty({ pieces = [] }         )          {
  return pieces.some((piece) => /[^\w$]/.test(piece));
}

/** Throws PlacedError. */
function distinct(names                   , written         )       {
  try {
    assertNoTwins(names);
  } catch (error) {
    throw placed(error, written);
  }
}

function nameOf(name                        , frame       , rescue                    )                   {
  const found = rescued(name, frame, rescue);
  return typeof found === 'string' || isUnknown(found) ? found : new Unknown('the name of a property is not known');
}

function rescued(make               , frame       , rescue                    )          {
  if (rescue === undefined) return make();
  try {
    return make();
  } catch (error) {
    return rescue(error, frame);
  }
}

/** The name of a property as it will be: a name may be an expression. */
function keyOf(key        , written         , frame       )                   {
  if (!key.startsWith('[')) return key;
  if (!isExpression(key)) return escapedText(key);
  try {
    const name = frame.program.evaluate(key)(frame);
    if (typeof name === 'string' || isUnknown(name)) return name;
    throw new EvaluationError(`The name of a property is a text; ${typeName(name)} given`);
  } catch (error) {
    throw placed(error, written);
  }
}

/** The value of one loop of a `copy` of properties or variables: an array, or an Unknown when nobody knows how long. */
function loopValue(loop         , frame       )          {
  const count = loopCount(loop, frame);
  if (isUnknown(count)) return new Unknown(count.why, { isPresent: true });
  const name = loopName(loop, frame);
  const input = loop.find('input');
  if (input === undefined) throw new PlacedError(`The loop \`${name}\` has no \`input\``, loop);
  const made = Array.from({ length: count }, (_, index) => valueOf(input, turnOf(frame, 'part', name, index)));
  frame.session.origins.set(made, { written: loop, frame });
  return made;
}

function turnOf(frame       , kind              , name        , index                  )        {
  return { ...frame, loops: { name, kind, index, outer: frame.loops } };
}

function loopName(loop         , frame       )         {
  const written = loop.find('name');
  const name = written === undefined ? undefined : valueOf(written, frame);
  if (typeof name === 'string') return name;
  throw new PlacedError('A loop has a `name` that is a text', written ?? loop);
}

/** Throws PlacedError beyond what Azure copies. */
function loopCount(loop         , frame       )                   {
  const written = loop.find('count');
  if (written === undefined) throw new PlacedError('A loop has a `count`', loop);
  const count = valueOf(written, frame);
  if (isUnknown(count)) return count;
  if (typeof count !== 'number' || !isInt64(count)) throw new PlacedError(`The \`count\` of a loop is an integer; ${typeName(count)} given`, written);
  if (count >= 0 && count <= templateLimits.copies) return count;
  throw new PlacedError(`A loop makes 0 to ${templateLimits.copies} copies; its \`count\` is ${count}`, written);
}

function evaluateText(written         , frame       )          {
  const { session, program } = frame;
  const outer = session.at;
  session.at = written;
  try {
    const value = program.evaluate(String(written.raw))(frame) ?? null;
    session.meter.made(templateLimits.expressionParts + session.meter.weigh(value));
    return value;
  } catch (error) {
    throw placed(error, written);
  } finally {
    session.at = outer;
  }
}

/** Defines an own member, also for a name such as `__proto__`. */
function setMember(made                         , key        , value         )       {
  if (key === '__proto__') Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  else made[key] = value;
}

/** Where the value of a parameter or variable comes from. */
                    
                                                                                                                      
                                                                                                                     
                                                                                
                                                                                                                                                                 
                                        
                                                                               
                                                           
                                                        

                                                                                                                                                                               

const open        = { kind: 'open' };
const busy        = { kind: 'busy' };

/** A parameter or a variable: evaluated when it is first asked for. */
class Binding {
           kind                          ;
           name        ;
           #source              ;
           #session         ;
  #known                    ;
  #state        = open;

  constructor(kind                          , name        , session         , source              ) {
    this.kind = kind;
    this.name = name;
    this.#session = session;
    this.#source = source;
  }

  get source()         {
    this.#known ??= this.#source();
    return this.#known;
  }

  /** Set when the value is there or can be had without evaluating anything. */
  get isMade()          {
    return this.#state.kind === 'made' || (this.source.kind === 'written' && this.source.written.kind === 'plain');
  }

  /** Throws EvaluationError for a cycle, with its path, and for whatever is wrong with the expression. */
  value()          {
    const state = this.#state;
    if (state.kind === 'made') return state.value;
    if (state.kind === 'failed') throw state.error;
    const { chain } = this.#session;
    if (state.kind === 'busy') throw new EvaluationError(`The ${this.kind} \`${this.name}\` needs itself: ${pathOf$1(chain.slice(chain.indexOf(this)), this)}`);
    if (chain.length >= templateLimits.chain) throw new EvaluationError(`More than ${templateLimits.chain} parameters and variables need each other in a row`);
    chain.push(this);
    this.#state = busy;
    try {
      const value = this.#make();
      this.#state = { kind: 'made', value };
      return value;
    } catch (error) {
      this.#state = { kind: 'failed', error };
      throw error;
    } finally {
      chain.pop();
    }
  }

  #make()          {
    const { source } = this;
    const value = made(source);
    if (value !== null || !('otherwise' in source) || source.otherwise === undefined) return value;
    this.#known = source.otherwise();
    return made(this.#known);
  }
}

function made(source        )          {
  if (source.kind === 'given') return source.value;
  if (source.kind === 'entry') return source.valueOf(valueOf(source.written, source.frame));
  return source.kind === 'loop' ? loopValue(source.written, source.frame) : valueOf(source.written, source.frame);
}

/** `parameters a → variables b → parameters a`. */
function pathOf$1(chain                    , end         )         {
  return [...chain, end].map(({ kind, name }) => `${kind} ${name}`).join(' → ');
}

/** "; did you mean `name`?", or nothing: also when there were too many mistakes among too many names to look for what each was meant to be. */
function didYouMean(name        , candidates                   , meter       )         {
  return meter.mayCompare(name.length * candidates.length) ? suggestion(name, candidates) : '';
}

/*
 * Files of the checkout have a URI of their own while a template is expanded, so that expressions which make the URI of a linked template
 * from that of their own, as those of the quickstarts do, lead to a path. The host can never be one (RFC 2606).
 */
const base = 'https://checkout.invalid/';

/** The URI of a path from the root of the checkout. */
function uriOfFile(path        )         {
  return base + path.split('/').map(encodeURIComponent).join('/');
}

/** The URI of the folder of a file, with a slash at its end. */
function uriOfFolder(path        )         {
  return uriOfFile(path.slice(0, path.lastIndexOf('/') + 1));
}

/** The path that a URI leads to: undefined when it leaves the checkout; a query, such as a token, is none of its business. */
function pathOfUri(uri        )                     {
  if (!uri.toLowerCase().startsWith(base)) return undefined;
  const [path = ''] = uri.slice(base.length).split(/[?#]/);
  try {
    return pathBelow('', decodeURIComponent(path));
  } catch {
    return undefined;
  }
}

/** A path relative to a folder (`a/b/` or the empty text), without `.` and `..`; undefined when it leaves the checkout. */
function pathBelow(folder        , path        )                     {
  if (path.startsWith('/') || path.includes('\0') || /^[A-Za-z]:/.test(path)) return undefined;
  const kept           = [];
  for (const segment of `${folder}${path}`.replaceAll('\\', '/').split('/')) {
    if (segment === '..') {
      if (kept.pop() === undefined) return undefined;
    } else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.length === 0 ? undefined : kept.join('/');
}

/** The types of parameters; secure ones hold the same values. */
                                                                           

const types                                     = new Map([
  ['string', 'string'],
  ['securestring', 'string'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['object', 'object'],
  ['secureobject', 'object'],
  ['array', 'array'],
]);

/** Definitions that refer to one another are followed so far. */
const longestChain = 32;

/** The declaration and what it refers to by `$ref`, itself first (learn.microsoft.com, "Type definitions in ARM templates"). */
function schemasOf(declaration         , program         )                     {
  const found = [declaration];
  for (let at                      = declaration; at !== undefined && found.length < longestChain; ) {
    const reference                     = at.text('$ref');
    at = reference === undefined ? undefined : program.definition(nameOfReference(reference));
    if (at !== undefined) found.push(at);
  }
  return found;
}

/** The type of a parameter, property or element; undefined when any value will do. */
function typeOf(declaration         , program         )                            {
  const named = schemasOf(declaration, program).map((schema) => schema.text('type')).find((type) => type !== undefined);
  return named === undefined ? undefined : types.get(named.toLowerCase());
}

function isNullable(declaration         , program         )          {
  return schemasOf(declaration, program).some((schema) => schema.find('nullable')?.raw === true);
}

/** Types within types are looked at so deep; what lies deeper is taken for secret. */
const deepest$1 = 16;

/** Whether a parameter is secure, or any part of what it holds is by its type: a property, an element, whatever else is allowed. */
function holdsSecret(declaration         , program         , depth = 0)          {
  if (depth > deepest$1) return true;
  return schemasOf(declaration, program).some((schema) => {
    if (/^secure(string|object)$/i.test(schema.text('type') ?? '')) return true;
    const parts = [
      ...(schema.find('properties')?.members ?? []).map(({ value }) => value),
      ...(schema.find('prefixItems')?.items ?? []),
      ...['items', 'additionalProperties'].flatMap((name) => schema.find(name) ?? []),
      ...(schema.find('discriminator')?.find('mapping')?.members ?? []).map(({ value }) => value),
    ];
    return parts.some((part) => part.isObject && holdsSecret(part, program, depth + 1));
  });
}

/** `#/definitions/name`, with the escapes of a JSON pointer in a URI. */
function nameOfReference(reference        )         {
  const name = reference.replace(/^#\/definitions\//i, '').replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What is passed to a template. */
                            
                                                                                                                                                    
                                        
                                                                                                                  
                         
                                         
                                
                                                                                           
                               
                                                     
                        
 

/**
 * The parameters of a template by lower-case name, none evaluated yet: given values first, then defaults, then Unknown
 * (learn.microsoft.com, "Parameters in ARM templates", "Create Resource Manager parameter file").
 * `own`: the frame of defaults, which may need other parameters.
 */
function bindParameters(program         , given           , session         , own             )                               {
  const { entries, values = {} } = given;
  const inline = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
  complainOfStrangers(program, entries, session);
  const bind = (name        , declaration         )          => {
    const key = name.toLowerCase();
    return new Binding('parameter', name, session, () => {
      if (session.withholdsSecrets && holdsSecret(declaration, program)) return { kind: 'given', value: withheld(name, declaration, program) };
      const value = inline.get(key);
      // Null is no value, here as in files.
      if (value !== undefined && value !== null) return { kind: 'given', value };
      const entry = entries?.find(name);
      const otherwise = () => sourceOfDefault(name, declaration, program, given, session, own);
      return entry === undefined ? otherwise() : sourceOfEntry(name, entry, given.frame ?? own(), otherwise);
    });
  };
  return new Map((program.template.find('parameters')?.members ?? []).map(({ key, value }) => [key.toLowerCase(), bind(key, value)]));
}

/** Azure refuses a value for a parameter that the template does not declare. */
function complainOfStrangers({ parameters }         , entries                     , { problems, meter }         )       {
  for (const { key, value } of entries?.members ?? []) {
    if (parameters.has(key.toLowerCase())) continue;
    problems.add('error', `The template has no parameter \`${key}\`${didYouMean(key, [...parameters.keys()], meter)}`, value);
  }
}

function sourceOfEntry(name        , entry         , frame       , otherwise              )         {
  if (entry.kind === 'expression') return { kind: 'entry', written: entry, frame, valueOf: (value) => valueOfEntry(name, value), otherwise };
  const value = entry.find('value');
  // Null is no value: the service takes the default then.
  if (value !== undefined) return { kind: 'written', written: value, frame, otherwise };
  const loop = loopOfValue(entry);
  if (loop !== undefined) return { kind: 'loop', written: loop, frame };
  const expression = entry.find('expression');
  if (expression !== undefined) return { kind: 'written', written: expression.evaluated(), frame };
  return entry.find('reference') === undefined ? otherwise() : { kind: 'given', value: secret(name) };
}

/** An array for the parameter of a module, as Bicep writes it: `{"copy": [{"name": "value", "count": …, "input": …}]}` (learn.microsoft.com, "Property iteration"). */
function loopOfValue(entry         )                      {
  return entry.members.find(({ value }) => value.isLoops)?.value.items.find((loop) => loop.text('name')?.toLowerCase() === 'value');
}

function secret(name        )          {
  return new Unknown(`the parameter \`${name}\` comes from a key vault`, { pieces: ['', ''] });
}

function withheld(name        , declaration         , program         )          {
  const why = `the parameter \`${name}\` is secure`;
  return typeOf(declaration, program) === 'string' ? new Unknown(why, { pieces: ['', ''] }) : new Unknown(why, { isPresent: true });
}

/** Of an entry that an expression gives: null when it has neither value nor secret. */
function valueOfEntry(name        , entry         )          {
  if (isUnknown(entry)) return new Unknown(entry.why);
  if (isObject(entry) && keyIgnoringCase(entry, 'reference') !== undefined) return secret(name);
  return access$1(entry, 'value', true);
}

function sourceOfDefault(name        , declaration         , program         , given           , session         , own             )         {
  const initial = declaration.find('defaultValue');
  if (initial !== undefined) return { kind: 'written', written: initial, frame: own() };
  if (isNullable(declaration, program)) return { kind: 'given', value: null };
  const usual = artifactsValue(name, declaration.file);
  if (usual !== undefined) return { kind: 'given', value: usual };
  if (given.isComplete) session.problems.add('error', `The parameter \`${name}\` is given no value and has no default`, given.entries ?? given.at ?? declaration);
  return { kind: 'given', value: missing(name, declaration, program) };
}

/**
 * The convention of the quickstarts (Azure/azure-quickstart-templates, 1-CONTRIBUTION-GUIDE/best-practices.md, "Deployment artifacts"): whoever
 * deploys passes the folder of the template, and a token to read it.
 */
function artifactsValue(name        , file        )                     {
  const lower = name.toLowerCase();
  if (lower === '_artifactslocation') return uriOfFolder(file);
  return lower === '_artifactslocationsastoken' ? '' : undefined;
}

function missing(name        , declaration         , program         )          {
  const why = `the parameter \`${name}\` is given no value`;
  return typeOf(declaration, program) === 'string' ? new Unknown(why, { pieces: ['', ''] }) : new Unknown(why, { isPresent: true });
}

/** Values are looked into so far. */
const deepest = 32;

/** Tells of parameters whose value their declaration does not allow. A default that nothing needed was not evaluated, and is not looked at. */
function checkParameters(program         , frame       )       {
  for (const [key, declaration] of program.parameters) {
    const binding = frame.parameters.get(key);
    if (binding === undefined || !binding.isMade) continue;
    const complaint = complaintOf$1(binding.value(), declaration, program, 0);
    if (complaint !== undefined) frame.session.problems.add('error', `The value of the parameter \`${binding.name}\` is not allowed: ${complaint}`, placeOfValue(binding, declaration));
  }
}

function placeOfValue({ source }         , declaration         )          {
  return source.kind === 'given' ? declaration : source.written;
}

/** What is wrong with a value, in a clause; undefined when nothing is, or nobody knows. */
function complaintOf$1(value         , declaration         , program         , depth        )                     {
  if (isUnknown(value) || depth > deepest) return undefined;
  if (value === null) return isNullable(declaration, program) ? undefined : 'it is null';
  const type = typeOf(declaration, program);
  if (type !== undefined && !isOfType[type](value)) return `it is of type ${typeName(value)}, not ${type}`;
  for (const schema of schemasOf(declaration, program)) {
    const complaint = complaintOfValues(value, schema) ?? complaintOfSize(value, schema) ?? complaintOfParts(value, schema, program, depth);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

const isOfType                                                               = {
  string: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number' && isInt64(value),
  bool: (value) => typeof value === 'boolean',
  object: isObject,
  array: isArray,
};

/** An array may have some of the allowed values; everything else is one of them. */
function complaintOfValues(value         , schema         )                     {
  const allowed = schema.find('allowedValues')?.raw;
  if (!isArray(allowed) || allowed.length === 0) return undefined;
  const isOne = (wanted         ) => allowed.some((candidate) => sameContent(candidate, wanted) !== false);
  if (isOne(value) || (isArray(value) && value.every(isOne))) return undefined;
  return `it is ${short(value)}, and allowed are ${allowed.slice(0, 12).map(short).join(', ')}${allowed.length > 12 ? ', …' : ''}`;
}

function short(value         )         {
  const text = typeof value === 'object' && value !== null ? `an ${isArray(value) ? 'array' : 'object'}` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function complaintOfSize(value         , schema         )                     {
  if (typeof value === 'number') return outside(value, schema, 'Value', 'it');
  if (typeof value === 'string' || isArray(value)) return outside(value.length, schema, 'Length', 'its length');
  return undefined;
}

function outside(value        , schema         , kind                    , what        )                     {
  const [least, most] = [schema.find(`min${kind}`)?.raw, schema.find(`max${kind}`)?.raw];
  if (typeof least === 'number' && value < least) return `${what} is ${value}, and the least is ${least}`;
  return typeof most === 'number' && value > most ? `${what} is ${value}, and the most is ${most}` : undefined;
}

function complaintOfParts(value         , schema         , program         , depth        )                     {
  if (isArray(value)) return complaintOfItems(value, schema, program, depth);
  if (!isObject(value)) return undefined;
  const chosen = discriminated(value, schema);
  return complaintOfMembers(value, schema, program, depth) ?? (chosen === undefined ? undefined : complaintOf$1(value, chosen, program, depth + 1));
}

function complaintOfItems(value                    , schema         , program         , depth        )                     {
  const prefix = schema.find('prefixItems')?.items ?? [];
  const rest = schema.find('items');
  for (const [index, item] of value.entries()) {
    const declaration = prefix[index] ?? (rest?.isObject === true ? rest : undefined);
    const complaint = declaration === undefined ? undefined : complaintOf$1(item, declaration, program, depth + 1);
    if (complaint !== undefined) return `in element ${index}, ${complaint}`;
  }
  return undefined;
}

function complaintOfMembers(value             , schema         , program         , depth        )                     {
  const declared = schema.find('properties');
  for (const { key, value: declaration } of declared?.members ?? []) {
    const own = keyIgnoringCase(value, key);
    if (own === undefined && !isNullable(declaration, program)) return `it has no property \`${key}\``;
    const complaint = own === undefined ? undefined : complaintOf$1(value[own], declaration, program, depth + 1);
    if (complaint !== undefined) return `in \`${key}\`, ${complaint}`;
  }
  const additional = schema.find('additionalProperties');
  if (additional === undefined) return undefined;
  const others = Object.keys(value).filter((key) => declared?.find(key) === undefined && !isDiscriminator(key, schema));
  if (additional.raw === false) return others[0] === undefined || schema.find('discriminator') !== undefined ? undefined : `it has a property \`${others[0]}\` that its type does not have`;
  for (const key of additional.isObject ? others : []) {
    const complaint = complaintOf$1(value[key], additional, program, depth + 1);
    if (complaint !== undefined) return `in \`${key}\`, ${complaint}`;
  }
  return undefined;
}

function isDiscriminator(key        , schema         )          {
  return schema.find('discriminator')?.text('propertyName')?.toLowerCase() === key.toLowerCase();
}

/** The type that the value of one property chooses (learn.microsoft.com, "Type definitions in ARM templates": discriminator). */
function discriminated(value             , schema         )                      {
  const discriminator = schema.find('discriminator');
  const name = discriminator?.text('propertyName');
  const key = name === undefined ? undefined : keyIgnoringCase(value, name);
  const choice = key === undefined ? undefined : value[key];
  return typeof choice === 'string' ? discriminator?.find('mapping')?.find(choice) : undefined;
}

/** A text that may not be known, or not all of it. */
                                    

/** One text behind the other; what is unknown of it keeps the first reason. Whoever asks needs texts: an Unknown is taken for one. */
function joined(...parts                 )       {
  let known = '';
  for (const part of parts) {
    if (isUnknown(part)) return joinedPieces(parts, part);
    known += part;
  }
  return known;
}

function joinedPieces(parts                 , open         )       {
  return textOfPieces(concatPieces(parts.map((part) => piecesOf(part) ?? anyText)), open.why);
}

/** The parts with a separator between them. */
function joinedBy(separator        , parts                 )       {
  return joined(...parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/**
 * Tells of members whose names are expressions where names say what something is: `"[concat('temp', 'late')]"`. Whoever reads the
 * template without evaluating them would look past what is deployed. @param what with its article
 */
function assertWrittenNames(what        , written         , { session }       )       {
  for (const { key, value } of written.members) {
    if (isExpression(key)) session.problems.add('error', `${what} has a member whose name is computed, so it cannot be told what it is: write the name out`, value);
  }
}

/**
 * What is another one at each deployment. Azure takes both in defaults of parameters only (learn.microsoft.com, "String functions":
 * newGuid, "Date functions": utcNow); here they may stand anywhere.
 */
const clockFunctions                                     = [
  strict('newGuid', [0, 0], () => new Unknown('`newGuid()` is another one at each deployment', { pieces: ['', ''] })),
  partial('utcNow', [0, 1], ([format], { surroundings }) => utcNow(format, surroundings.facts.utcNow)),
];

function utcNow(format         , now                    )          {
  if (isUnknown(format) || now === undefined) return new Unknown('`utcNow()` is the time of the deployment', { pieces: ['', ''] });
  return utcNowText(now, format);
}

const pairs = pureFunctions.find(({ name }) => name === 'createObject');

/**
 * Functions whose mistakes leave the rest to be judged: they are told, and Azure refuses the template. A name too many at the end of
 * `createObject` would otherwise hide all the properties of a resource.
 */
const forgivingFunctions                                     = [
  partial('createObject', [0, many], (args, frame) => {
    if (pairs?.kind !== 'partial') throw new EvaluationError('`createObject` is not available here');
    const { at, problems } = frame.session;
    if (args.length % 2 === 0) return pairs.call(args, frame);
    if (at !== undefined) problems.add('error', `\`createObject\` works on pairs of a name and a value; ${args.length} arguments given`, at);
    return pairs.call(args.slice(0, -1), frame);
  }),
];

/** Where the resources of a template go. Each part is known or an Unknown; those that the kind has no use for are what is around it. */
                         
                            
                                
                               
                                 
                                                                           
                          
 

const schemas                                             = [
  ['subscriptiondeploymenttemplate.json', 'subscription'],
  ['managementgroupdeploymenttemplate.json', 'managementGroup'],
  ['tenantdeploymenttemplate.json', 'tenant'],
];

/** The kind of deployment that a template is written for, by its `$schema` (learn.microsoft.com, "Template structure and syntax": template format). */
function kindOfTemplate(template         )             {
  const schema = template.text('$schema')?.toLowerCase() ?? '';
  return schemas.find(([name]) => schema.includes(name))?.[1] ?? 'resourceGroup';
}

/** What is known of the place of the outermost deployment. */
function targetOfFacts(kind            , facts                 )         {
  return {
    kind,
    subscriptionId: facts.subscriptionId ?? unknownText('the id of the subscription'),
    resourceGroup: facts.resourceGroup ?? unknownText('the name of the resource group'),
    managementGroup: facts.managementGroup ?? unknownText('the name of the management group'),
    location: facts.location ?? unknownText(kind === 'resourceGroup' ? 'the location of the resource group' : 'the location of the deployment'),
  };
}

/** `what`: the name of the thing with its article. */
function unknownText(what        )          {
  return new Unknown(`${what} is not given`, { pieces: ['', ''] });
}

/** The id of the place itself, to which `/providers/…` is added: empty for the tenant. */
function idOfTarget({ kind, subscriptionId, resourceGroup, managementGroup }        )       {
  if (kind === 'resourceGroup') return joined('/subscriptions/', subscriptionId, '/resourceGroups/', resourceGroup);
  if (kind === 'subscription') return joined('/subscriptions/', subscriptionId);
  return kind === 'managementGroup' ? joined('/providers/Microsoft.Management/managementGroups/', managementGroup) : '';
}

/** Ids of resources. Rules: learn.microsoft.com, "Resource functions": resourceId, subscriptionResourceId, tenantResourceId, managementGroupResourceId, extensionResourceId. */
const idFunctions                                     = [
  partial('resourceId', [2, many], (args, frame) => resourceId(textsOf('resourceId', args), frame.surroundings.target)),
  partial('subscriptionResourceId', [2, many], (args, frame) => subscriptionResourceId(textsOf('subscriptionResourceId', args), frame.surroundings.target)),
  partial('managementGroupResourceId', [2, many], (args, frame) => managementGroupResourceId(textsOf('managementGroupResourceId', args), frame.surroundings.target)),
  partial('tenantResourceId', [2, many], (args) => idBelow$1('', 'tenantResourceId', textsOf('tenantResourceId', args))),
  partial('extensionResourceId', [3, many], (args) => {
    const [scope = '', ...rest] = textsOf('extensionResourceId', args);
    return idBelow$1(scope, 'extensionResourceId', rest);
  }),
];

function textsOf(name        , args                    )                  {
  return args.map((value) => (isUnknown(value) ? value : text(value, name)));
}

/** The place of the type among the arguments: the first text with a slash in it. */
function placeOfType(args                 )         {
  return args.findIndex((value) => typeof value === 'string' && value.includes('/'));
}

/** In a resource group its id, in a subscription that of the subscription, above both an id of the tenant. */
function resourceId(args                 , target        )       {
  const place = placeOfType(args);
  const [first = '', second = ''] = args;
  if (place === 1) return idBelow$1(joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', first), 'resourceId', args.slice(1));
  if (place === 2) return idBelow$1(joined('/subscriptions/', first, '/resourceGroups/', second), 'resourceId', args.slice(2));
  return idBelow$1(target.kind === 'resourceGroup' || target.kind === 'subscription' ? idOfTarget(target) : '', 'resourceId', args);
}

function subscriptionResourceId(args                 , { subscriptionId }        )       {
  const hasScope = placeOfType(args) === 1;
  return idBelow$1(joined('/subscriptions/', hasScope ? (args[0] ?? '') : subscriptionId), 'subscriptionResourceId', args.slice(hasScope ? 1 : 0));
}

function managementGroupResourceId(args                 , { managementGroup }        )       {
  const hasScope = placeOfType(args) === 1;
  const group = hasScope ? (args[0] ?? '') : managementGroup;
  return idBelow$1(joined('/providers/Microsoft.Management/managementGroups/', group), 'managementGroupResourceId', args.slice(hasScope ? 1 : 0));
}

/** Type and names below a scope: `[scope]/providers/Namespace/type1/name1/type2/name2`. */
function idBelow$1(scope      , name        , [type = '', ...names]                 )       {
  if (isUnknown(type)) return new Unknown(type.why, { pieces: ['', ''] });
  // Many a template has a slash at the end of the type; the service passes over it.
  const [namespace = '', ...types] = (type.endsWith('/') ? type.slice(0, -1) : type).split('/');
  if (types.length === 0) throw new EvaluationError(`\`${name}\` takes a type such as Microsoft.Network/virtualNetworks; ${JSON.stringify(type)} given`);
  if (types.length !== names.length) {
    throw new EvaluationError(`\`${name}\` takes a name for each segment of the type ${type}, that is ${types.length}; ${names.length} given`);
  }
  return joined(scope, `/providers/${namespace}/`, joinedBy('/', types.flatMap((segment, index) => [segment, names[index] ?? ''])));
}

/** The id of a resource of a full type and its names. */
function idOfResource(scope      , type        , names                 )       {
  return idBelow$1(scope, 'resourceId', [type, ...names]);
}

/** What an expression names: parameters, variables, the turn of a loop. */
const referenceFunctions                                     = [
  partial('parameters', [1, 1], ([name], frame) => (isUnknown(name) ? name : valueOfName('parameter', text(name, 'parameters'), frame))),
  partial('variables', [1, 1], ([name], frame) => (isUnknown(name) ? name : valueOfName('variable', text(name, 'variables'), frame))),
  strict('copyIndex', [0, 2], (args, frame) => copyIndex(args, frame)),
];

/** Undefined for one that is not declared. */
function bindingOf(kind                 , name        , { parameters, variables }       )                      {
  return (kind === 'parameter' ? parameters : variables)?.get(name.toLowerCase());
}

/**
 * The value of what is declared. What is not, Azure refuses without evaluating anything: it is told, and nobody knows what it was meant to
 * be; the rest of the expression can still be judged.
 */
function valueOfName(kind                 , name        , frame       )          {
  const binding = bindingOf(kind, name, frame);
  if (binding !== undefined) return binding.value();
  const message = complaintOf(kind, name, frame);
  const { at, problems } = frame.session;
  if (at !== undefined) problems.add('error', message, at);
  return new Unknown(message);
}

function complaintOf(kind                 , name        , { parameters, variables, session }       )         {
  const bindings = kind === 'parameter' ? parameters : variables;
  if (bindings === undefined) return 'A function of the template sees no variables, only its own parameters';
  return `There is no ${kind} \`${name}\`${didYouMean(name, Array.from(bindings.values(), (one) => one.name), session.meter)}`;
}

/**
 * `copyIndex()`, `copyIndex(offset)`, `copyIndex(name)`, `copyIndex(name, offset)`. Without a name it is the turn of the resource, module or
 * output; loops of properties and variables are named (learn.microsoft.com, "Numeric functions: copyIndex").
 */
function copyIndex([first, second]                    , { loops, session }       )          {
  const name = typeof first === 'string' ? first : undefined;
  const offset = name === undefined ? first : second;
  const loop = name === undefined ? innermost(loops) : named$1(name, loops, session.meter);
  if (isUnknown(loop.index)) return loop.index;
  return loop.index + (offset === undefined ? 0 : integer(offset, 'copyIndex'));
}

function innermost(loops                  )       {
  for (let loop = loops; loop !== undefined; loop = loop.outer) if (loop.kind === 'item') return loop;
  if (loops !== undefined) return loops;
  throw new EvaluationError('`copyIndex` is for loops; there is no `copy` around it');
}

function named$1(name        , loops                  , meter       )       {
  const names           = [];
  for (let loop = loops; loop !== undefined; loop = loop.outer) {
    if (loop.name.toLowerCase() === name.toLowerCase()) return loop;
    names.push(loop.name);
  }
  throw new EvaluationError(`There is no loop \`${name}\` around \`copyIndex\`${didYouMean(name, names, meter)}`);
}

/** What a resource is, before its body. */
                           
                                                                               
                        
                                  
                                                                             
                         
                    
 

/** Type, name and id of a resource; `parent`: the resource whose `resources` it stands in. Throws PlacedError. */
function identityOf(written         , frame       , target        , parent                      )           {
  const typeAt = written.find('type');
  const nameAt = written.find('name');
  if (typeAt === undefined) throw new PlacedError('A resource has a `type`', written);
  if (nameAt === undefined) throw new PlacedError('A resource has a `name`', written);
  const type = valueOf(typeAt, frame);
  const name = valueOf(nameAt, frame, withProblem);
  if (isUnknown(type)) throw new PlacedError(`The type of the resource has to be known: ${type.why}`, typeAt);
  if (typeof type !== 'string' || !isTypeText(type)) throw new PlacedError('The `type` of a resource is a text such as Microsoft.Network/virtualNetworks', typeAt);
  if (typeof name !== 'string' && !isUnknown(name)) throw new PlacedError(`The \`name\` of a resource is a text; ${typeName(name)} given`, nameAt);
  const scopeAt = written.find('scope');
  const scope = scopeAt === undefined || isDeployment(type) ? undefined : scopeOf(valueOf(scopeAt, frame, withProblem), scopeAt, target);
  const shown = isUnknown(name) ? String(nameAt.raw) : name;
  return complete(childOf$1(parent, type, name, shown), scope, target, (message) => frame.session.problems.add('error', message, nameAt));
}

/** Segments of visible ASCII with a slash between them; a child's may be one alone. A look-alike of a letter is no type that anybody judges. */
function isTypeText(type        )          {
  return /^[\x21-\x7E]+$/.test(type) && !type.split('/').includes('');
}

/** The scope of a nested deployment is where it deploys to, not what it extends. */
function isDeployment(type        )          {
  return type.toLowerCase() === 'microsoft.resources/deployments';
}

                 
                        
                      
                         
 

/** Type and name behind those of the parent, unless they have them already (learn.microsoft.com, "Set name and type for child resources"). */
function childOf$1(parent                      , type        , name      , shown        )        {
  if (parent === undefined || isFullType(type, parent.type)) return { type, name, shown };
  return { type: `${parent.type}/${type}`, name: joined(joinedBy('/', parent.names), '/', name), shown: `${parent.shown}/${shown}` };
}

/** A child may be written with its full type; a type of another provider is a resource of its own. */
function isFullType(type        , parent        )          {
  const [namespace = ''] = type.split('/');
  return type.toLowerCase().startsWith(`${parent.toLowerCase()}/`) || (type.includes('/') && namespace.includes('.'));
}

/**
 * Names and id. `Parent/type/providers/locks` with the name `parent/Microsoft.Authorization/lock` is the older way to write an extension
 * resource (learn.microsoft.com, "Set scope for extension resources"): it is one of `Microsoft.Authorization/locks` on the parent.
 */
function complete({ type, name, shown }       , scope                  , target        , complain                           )           {
  const [namespace = '', ...types] = type.split('/');
  const names = segmentsOf(name, types.length, type, complain);
  if (names.length !== types.length) return { type, names, shown, id: new Unknown('the name does not fit the type', { pieces: ['/', ''] }) };
  const marker = types.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const base = scope ?? idOfTarget(target);
  if (marker < 0) return { type, names, shown, id: idBelow(base, type, names, target) };
  const extension = names[marker];
  if (isUnknown(extension)) return { type, names, shown, id: new Unknown(extension.why, { pieces: ['/', ''] }) };
  const owner = marker === 0 ? base : idOfResource(base, [namespace, ...types.slice(0, marker)].join('/'), names.slice(0, marker));
  const own = [extension ?? '', ...types.slice(marker + 1)].join('/');
  const ownNames = names.slice(marker + 1);
  return { type: own, names: ownNames, shown: ownNames.every((one) => typeof one === 'string') ? ownNames.join('/') : shown, id: idOfResource(owner, own, ownNames) };
}

function idBelow(base      , type        , names                 , target        )       {
  const lower = type.toLowerCase();
  if (lower === 'microsoft.resources/resourcegroups') return joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', names[0] ?? '');
  return idOfResource(lower === 'microsoft.management/managementgroups' ? '' : base, type, names);
}

/** One name for each segment of the type. A name that is unknown in part is divided where its known slashes are. Throws PlacedError for another number. */
function segmentsOf(name      , count        , type        , complain                           )                  {
  if (typeof name === 'string') {
    const segments = name.split('/');
    if (segments.length === count && !segments.includes('')) return segments;
    complain(`A resource of type ${type} has ${count === 1 ? 'a name without a slash' : `${count} names with a slash between them`}, and ${JSON.stringify(name.slice(0, 200))} is none`);
    return [name];
  }
  if (count === 1) return [name];
  const parts = (name.pieces ?? ['', '']).map((piece) => piece.split('/'));
  const slashes = parts.reduce((sum, part) => sum + part.length - 1, 0);
  // With a slash too few, an unknown part has one in it: which name it belongs to, nobody knows.
  if (slashes !== count - 1) return Array.from({ length: count }, () => new Unknown(name.why, { pieces: ['', ''] }));
  return divided(parts, name.why);
}

/** `[['a'], ['', 'b']]` is `a`, something unknown, a slash, `b`: the names `a*` and `b`. */
function divided(parts                                , why        )                  {
  const segments         = [];
  let current       = '';
  for (const [index, [first = '', ...rest]] of parts.entries()) {
    if (index > 0) current = joined(current, new Unknown(why, { pieces: ['', ''] }));
    current = joined(current, first);
    for (const segment of rest) {
      segments.push(current);
      current = segment;
    }
  }
  return [...segments, current];
}

/** The id that a `scope` means: `/` for the tenant, a full id, or type and name of a resource of this deployment. */
function scopeOf(value         , at         , target        )       {
  if (isUnknown(value)) return value.pieces?.[0]?.startsWith('/') === true ? value : new Unknown(value.why, { pieces: ['/', ''] });
  if (typeof value !== 'string') throw new PlacedError(`The \`scope\` of a resource is a text; ${typeName(value)} given`, at);
  if (value.startsWith('/')) return value.replace(/\/+$/, '');
  const isManagementGroup = value.toLowerCase().startsWith('microsoft.management/managementgroups/');
  return joined(isManagementGroup ? '' : idOfTarget(target), '/providers/', value);
}

/** True for a resource with a symbolic name that is there already (learn.microsoft.com, "Use symbolic name in resources"). */
function isExisting(written         )          {
  return written.find('existing')?.raw === true;
}

/**
 * True for a resource with a symbolic name that is not Resource Manager's but of another provider of extensibility, such as Kubernetes or
 * Microsoft Graph (learn.microsoft.com, "Bicep extensions"). Their version is part of the type (`core/Pod@v1`); with an `apiVersion`, or of
 * an extension that the template does not declare, it is taken for Resource Manager's, which judges it.
 */
function isForeign(written         , { program }       )          {
  const alias = written.text('extension') ?? written.text('import');
  if (alias === undefined || written.find('apiVersion') !== undefined) return false;
  const declared = program.template.find('extensions')?.find(alias) ?? program.template.find('imports')?.find(alias);
  const provider = declared?.text('name') ?? declared?.text('provider') ?? alias;
  return declared !== undefined && !['az', 'azureresourcemanager'].includes(provider.toLowerCase());
}

/** A resource by its symbolic name, `name` or `name[2]` for one of its copies, with the frame of its expressions. */
function resourceOfSymbol(symbol        , frame       )                                                                   {
  const [, name = symbol, index] = /^([^[]+)\[(\d+)\]$/.exec(symbol) ?? [];
  const resources = frame.program.template.find('resources');
  const written = resources?.isObject === true ? resources.find(name) : undefined;
  const loop = written?.find('copy');
  if (written === undefined || (loop !== undefined) !== (index !== undefined)) return undefined;
  return { written, frame: loop === undefined ? { ...frame, loops: undefined } : turnOf({ ...frame, loops: undefined }, 'item', loopName(loop, frame), Number(index)) };
}

/**
 * Where a nested deployment goes: by its `scope`, or its `subscriptionId` and `resourceGroup` (learn.microsoft.com, "Deploy resources across
 * scopes": each kind of deployment has a page). `kind`: what its template is written for, where nothing else tells.
 */
function targetOfNested(written         , context                 , kind            )         {
  const { target } = context;
  const scope = textAt(written, 'scope', context);
  const subscriptionId = textAt(written, 'subscriptionId', context);
  const resourceGroup = textAt(written, 'resourceGroup', context);
  const location = textAt(written, 'location', context);
  if (scope !== undefined) return withLocation(ofScope(scope, target, kind), location, context);
  if (resourceGroup !== undefined) return inGroup({ ...target, kind: 'resourceGroup', subscriptionId: subscriptionId ?? target.subscriptionId, resourceGroup }, context);
  if (subscriptionId !== undefined) return withLocation({ ...target, kind: 'subscription', subscriptionId, resourceGroup: nowhere('resource group') }, location, context);
  return withLocation(target, location, context);
}

/** Where a resource that is there already is: it may name another resource group. */
function targetOfExisting(written         , frame       , target        )         {
  const subscriptionId = textAt(written, 'subscriptionId', { frame });
  const resourceGroup = textAt(written, 'resourceGroup', { frame });
  if (subscriptionId === undefined && resourceGroup === undefined) return target;
  return { ...target, kind: resourceGroup === undefined ? target.kind : 'resourceGroup', subscriptionId: subscriptionId ?? target.subscriptionId, resourceGroup: resourceGroup ?? target.resourceGroup };
}

function textAt(written         , name        , { frame }                                )                   {
  const at = written.find(name);
  const value = at === undefined ? undefined : valueOf(at, frame);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || isUnknown(value)) return value;
  throw new PlacedError(`The \`${name}\` of a nested deployment is a text; ${typeName(value)} given`, at ?? written);
}

function nowhere(what        )       {
  return unknownText(`the name of a ${what}`);
}

function withLocation(target        , location                  , context                 )         {
  if (target.kind === 'resourceGroup') return inGroup(target, context);
  return { ...target, location: location ?? unknownText('the location of the deployment') };
}

/** The location of a resource group is known when it is that of the deployment around, or made by the same deployment. */
function inGroup(target        , { target: around, frame }                 )         {
  const { resourceGroup, subscriptionId } = target;
  const isAround = around.kind === 'resourceGroup' && same(around.resourceGroup, resourceGroup) && same(around.subscriptionId, subscriptionId);
  if (isAround) return { ...target, location: around.location };
  const known = typeof resourceGroup === 'string' ? frame.session.groups.get(resourceGroup.toLowerCase()) : undefined;
  return { ...target, location: known ?? unknownText('the location of the resource group') };
}

function same(left      , right      )          {
  return left === right || (typeof left === 'string' && typeof right === 'string' && left.toLowerCase() === right.toLowerCase());
}

const managementGroups = 'microsoft.management/managementgroups/';

/** `/`, the id of a subscription, resource group or management group, or `Microsoft.Management/managementGroups/name`. */
function ofScope(scope      , target        , kind            )         {
  const nothing         = { ...target, kind, subscriptionId: nowhere('subscription'), resourceGroup: nowhere('resource group'), managementGroup: nowhere('management group') };
  if (isUnknown(scope)) return ofPieces(scope.pieces, nothing);
  const path = scope.replace(/^\/(?:providers\/)?/i, '').replace(/\/+$/, '');
  if (path === '') return { ...nothing, kind: 'tenant' };
  if (path.toLowerCase().startsWith(managementGroups)) return { ...nothing, kind: 'managementGroup', managementGroup: path.slice(managementGroups.length) };
  const [, subscriptionId, resourceGroup] = /^subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(path) ?? [];
  if (subscriptionId === undefined) return nothing;
  if (resourceGroup === undefined) return { ...target, kind: 'subscription', subscriptionId, resourceGroup: nothing.resourceGroup };
  return { ...target, kind: 'resourceGroup', subscriptionId, resourceGroup };
}

/** What the known parts of a scope tell of its kind. */
function ofPieces(pieces                               , nothing        )         {
  const known = (pieces ?? []).join('\n').toLowerCase();
  const group = /\/resourcegroups\/([^/\n]+)$/.exec(known)?.[1];
  if (known.includes('/resourcegroups/')) return { ...nothing, kind: 'resourceGroup', ...(group === undefined ? {} : { resourceGroup: group }) };
  if (known.includes('/subscriptions/')) return { ...nothing, kind: 'subscription' };
  return known.includes(managementGroups) ? { ...nothing, kind: 'managementGroup' } : nothing;
}

/** What a template says of a resource that it names by symbol, without asking Azure: `resourceInfo('aks').id`. Bicep writes it. */
const resourceInfoFunctions                                     = [
  partial('resourceInfo', [1, 1], ([symbol], frame) => (isUnknown(symbol) ? symbol : resourceInfo(text(symbol, 'resourceInfo'), frame))),
];

function resourceInfo(symbol        , frame       )              {
  const found = resourceOfSymbol(symbol, frame);
  if (found === undefined) throw new EvaluationError(`There is no resource \`${symbol}\` in the template`);
  const { written, frame: turn } = found;
  const { type, names, id } = identityOf(written, turn, targetOfExisting(written, turn, turn.surroundings.target), undefined);
  const [apiVersion, location] = ['apiVersion', 'location'].map((name) => written.find(name));
  return {
    id,
    type,
    name: joinedBy('/', names),
    ...(apiVersion === undefined ? {} : { apiVersion: valueOf(apiVersion, turn) }),
    ...(location === undefined ? {} : { location: valueOf(location, turn) }),
  };
}

/** The longest piece of an expression that a reason quotes. */
const longestQuote = 160;

/** Functions whose result only a deployment knows (learn.microsoft.com, "Resource functions": they are evaluated at run time). */
const runtimeFunctions                                                 = new Map([
  ['reference', [1, 3]],
  ['references', [1, 2]],
  ['pickzones', [3, 5]],
  ['providers', [1, 2]],
  ['tologicalzone', [3, 3]],
  ['tologicalzones', [3, 3]],
  ['tophysicalzone', [3, 3]],
  ['tophysicalzones', [3, 3]],
  ['externalinputs', [1, 1]],
  ['extensions', [1, 1]],
  ['roledefinitions', [1, 1]],
  // Bicep has it (Azure/bicep, Functions_LF); how the service compares is not documented.
  ['like', [2, 2]],
  ['getsecret', [1, 4]],
]);

/** How many arguments a function of the run time takes; undefined for any other. Every operation of a resource that begins with `list` is one. */
function runtimeArity(name        )                                        {
  return runtimeFunctions.get(name) ?? (/^list[a-z0-9]*$/.test(name) ? [1, 4] : undefined);
}

/** A call of a function of the run time, as it is written. */
                              
                        
                                       
 

/**
 * The expression with a number behind the name of each function of the run time: `reference` becomes `reference#3`, and `calls[3]` what was
 * written, so that the reason of what is unknown can quote it.
 */
function withRuntimeCalls(expression            , text        , calls               )             {
  if (expression.kind === 'literal') return expression;
  if (expression.kind === 'access') {
    const base = withRuntimeCalls(expression.base, text, calls);
    return { ...expression, base, steps: expression.steps.map((step) => ({ ...step, key: withRuntimeCalls(step.key, text, calls) })) };
  }
  const args = expression.args.map((argument) => withRuntimeCalls(argument, text, calls));
  if (runtimeArity(expression.name.toLowerCase()) === undefined) return { ...expression, args };
  const name = `${expression.name}#${calls.length}`;
  calls.push({ text: callText(text, expression.position), args });
  return { ...expression, name, args };
}

/** The text of a call from its name to the bracket that closes it. */
function callText(text        , start        )         {
  let depth = 0;
  let isQuoted = false;
  for (let index = start; index < text.length && index < start + longestQuote; index += 1) {
    const sign = text.charAt(index);
    if (sign === "'") isQuoted = !isQuoted;
    else if (!isQuoted && sign === '(') depth += 1;
    else if (!isQuoted && sign === ')') depth -= 1;
    if (sign === ')' && !isQuoted && depth === 0) return text.slice(start, index + 1);
  }
  return `${text.slice(start, start + longestQuote)}…`;
}

/**
 * What is known before the deployment of the state that `reference` asks for: that of a nested deployment of the same template, whose outputs
 * are expressions of a template at hand. Undefined for everything else.
 */
function stateOf([resource, , full]                    , args                       , frame       )          {
  // Functions of the template see no resources; the full form has members that only Azure knows.
  if (frame.isFunction === true || full !== undefined) return undefined;
  const found = typeof resource === 'string' && !resource.includes('/') ? resourceOfSymbol(resource, frame) : undefined;
  const named = found ?? deploymentNamed(resource, args[0], frame);
  return named === undefined || !isDeploymentType(named.written) ? undefined : frame.session.nestedOutputs(named.written, named.frame);
}

/**
 * The same of `references`, which gives the states of all copies of a module under their symbolic name (learn.microsoft.com, "Resource functions:
 * references"). Undefined where nobody knows how many there are; `otherwise` stands for a state that only Azure knows.
 */
function statesOf([symbol, full]                    , frame       , otherwise         )          {
  if (frame.isFunction === true || full !== undefined || typeof symbol !== 'string') return undefined;
  const resources = frame.program.template.find('resources');
  const written = resources?.isObject === true ? resources.find(symbol) : undefined;
  const loop = written?.find('copy');
  if (written === undefined || loop === undefined || written.find('condition') !== undefined || !isDeploymentType(written)) return undefined;
  const count = loopCount(loop, { ...frame, loops: undefined });
  return isUnknown(count) ? undefined : Array.from({ length: count }, (_, index) => stateOf([`${symbol}[${index}]`], [], frame) ?? otherwise);
}

function isDeploymentType(written         )          {
  return written.text('type')?.toLowerCase() === 'microsoft.resources/deployments';
}

const deploymentType = '/providers/microsoft.resources/deployments/';

/** The deployment of this template with the name that an id or a name ends with: the same text, or the same expression in the same frame. */
function deploymentNamed(resource         , written                        , frame       )                                                                   {
  const name = typeof resource === 'string' ? nameIn(resource) : undefined;
  const expression = isUnknown(resource) ? nameOfCall(written) : undefined;
  const found = name === undefined && expression === undefined ? [] : deploymentsOf(frame).filter((one) => isNamed(one, name, expression, frame));
  const [only] = found;
  return only === undefined || found.length > 1 ? undefined : { written: only, frame };
}

/** Copies are many under one declaration, and another scope is another deployment of that name. */
function deploymentsOf({ program }       )                     {
  return program.deployments.filter((written) => written.find('copy') === undefined);
}

function nameIn(resource        )                     {
  const lower = resource.toLowerCase();
  const place = lower.lastIndexOf(deploymentType);
  if (place < 0) return resource.includes('/') ? undefined : resource;
  return resource.slice(place + deploymentType.length);
}

/** The last argument of `resourceId('Microsoft.Resources/deployments', …)`. */
function nameOfCall(written                        )                         {
  if (written?.kind !== 'call' || !/^(?:resourceid|extensionresourceid|subscriptionresourceid|managementgroupresourceid|tenantresourceid)$/.test(written.name.toLowerCase())) return undefined;
  const isOfDeployment = written.args.some((argument) => argument.kind === 'literal' && typeof argument.value === 'string' && argument.value.toLowerCase() === 'microsoft.resources/deployments');
  return isOfDeployment ? written.args.at(-1) : undefined;
}

function isNamed(written         , name                    , expression                        , { program }       )          {
  const at = written.find('name');
  if (at === undefined) return false;
  if (at.kind !== 'expression') return (name ?? literalText(expression))?.toLowerCase() === String(at.plain).toLowerCase();
  const own = program.expression(String(at.raw));
  return expression !== undefined && shape(own) === shape(expression);
}

function literalText(expression                        )                     {
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

/** An expression without the places of its parts, and without the numbers of calls. */
function shape(expression            )         {
  return JSON.stringify(expression, (key, value         ) => {
    if (key === 'position') return undefined;
    return key === 'name' && typeof value === 'string' ? value.toLowerCase().replace(/#\d+$/, '') : value;
  });
}

/**
 * What the clouds differ in. The public cloud as the documentation of `environment` shows it; the others from what
 * https://management.…/metadata/endpoints says of them, with the suffixes written as the public cloud writes its own.
 */
                 
                        
                           
                         
                          
                         
                         
                                   
                                 
                         
                              
                                                            
                             
                                 
 

const clouds                                                               = {
  public: {
    name: 'AzureCloud',
    gallery: 'https://gallery.azure.com/',
    graph: 'https://graph.windows.net/',
    portal: 'https://portal.azure.com',
    batch: 'https://batch.core.windows.net/',
    media: 'https://rest.media.azure.net',
    resourceManager: 'https://management.azure.com/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    login: 'https://login.microsoftonline.com/',
    management: 'https://management.core.windows.net/',
    dataLake: 'https://datalake.azure.net/',
    suffixes: {
      acrLoginServer: '.azurecr.io',
      azureDatalakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      azureDatalakeStoreFileSystem: 'azuredatalakestore.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      keyvaultDns: '.vault.azure.net',
      sqlServerHostname: '.database.windows.net',
      storage: 'core.windows.net',
    },
  },
  usgovernment: {
    name: 'AzureUSGovernment',
    gallery: 'https://gallery.usgovcloudapi.net',
    graph: 'https://graph.windows.net',
    portal: 'https://portal.azure.us',
    batch: 'https://batch.core.usgovcloudapi.net',
    media: 'https://rest.media.usgovcloudapi.net',
    resourceManager: 'https://management.usgovcloudapi.net',
    sqlManagement: 'https://management.core.usgovcloudapi.net:8443',
    login: 'https://login.microsoftonline.us',
    management: 'https://management.core.usgovcloudapi.net',
    suffixes: {
      acrLoginServer: '.azurecr.us',
      azureFrontDoorEndpointSuffix: '',
      keyvaultDns: '.vault.usgovcloudapi.net',
      sqlServerHostname: '.database.usgovcloudapi.net',
      storage: 'core.usgovcloudapi.net',
    },
  },
  china: {
    name: 'AzureChinaCloud',
    gallery: 'https://gallery.chinacloudapi.cn',
    graph: 'https://graph.chinacloudapi.cn',
    portal: 'https://portal.azure.cn',
    batch: 'https://batch.chinacloudapi.cn',
    media: 'https://rest.media.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    sqlManagement: 'https://management.core.chinacloudapi.cn:8443',
    login: 'https://login.chinacloudapi.cn',
    management: 'https://management.core.chinacloudapi.cn',
    suffixes: {
      acrLoginServer: '.azurecr.cn',
      azureFrontDoorEndpointSuffix: '',
      keyvaultDns: '.vault.azure.cn',
      sqlServerHostname: '.database.chinacloudapi.cn',
      storage: 'core.chinacloudapi.cn',
    },
  },
};

/** `environment()` of a cloud (learn.microsoft.com, "Deployment functions: environment"). */
function environmentOf(cloud                          )          {
  if (cloud === undefined) return new Unknown('the cloud of the deployment is not given', { isPresent: true });
  const { name, gallery, graph, portal, batch, media, resourceManager, sqlManagement, login, management, dataLake, suffixes } = clouds[cloud];
  return {
    name,
    gallery,
    graph,
    portal,
    graphAudience: graph,
    ...(dataLake === undefined ? {} : { activeDirectoryDataLake: dataLake }),
    batch,
    media,
    sqlManagement,
    vmImageAliasDoc: 'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
    resourceManager,
    authentication: { loginEndpoint: login, audiences: [management, resourceManager], tenant: 'common', identityProvider: 'AAD' },
    suffixes,
  };
}

/** What an expression can ask about the deployment that it stands in. */
                               
                          
                                  
                                    
                      
                                       
                         
                                                                    
                                    
                                  
                        
                                                                                      
                                 
 

/** Rules: learn.microsoft.com, "Scope functions" and "Deployment functions". */
const surroundingFunctions                                     = [
  { ...partial       ('resourceGroup', [0, 0], (_, { surroundings }) => resourceGroup(surroundings)), tolerant: 'tags' },
  { ...partial       ('subscription', [0, 0], (_, { surroundings }) => subscription(surroundings)), tolerant: 'tags' },
  partial('managementGroup', [0, 0], (_, { surroundings }) => managementGroup(surroundings)),
  partial('tenant', [0, 0], (_, { surroundings }) => tenant(surroundings)),
  partial('deployment', [0, 0], (_, { surroundings }) => deployment(surroundings)),
  partial('deployer', [0, 0], (_, { surroundings }) => deployer(surroundings)),
  partial('environment', [0, 0], (_, { surroundings }) => environmentOf(surroundings.facts.cloud)),
];

/** A member that Azure fills in. */
function filled(what        )          {
  return new Unknown(`\`${what}\` is known only at deployment`);
}

function tenantIdOf({ facts }              )       {
  return facts.tenantId ?? unknownText('the id of the tenant');
}

function resourceGroup({ target }              )              {
  if (target.kind !== 'resourceGroup') throw new EvaluationError('`resourceGroup()` is for deployments to a resource group');
  return {
    id: joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', target.resourceGroup),
    name: target.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location: target.location,
    managedBy: filled('resourceGroup().managedBy'),
    tags: filled('resourceGroup().tags'),
    properties: { provisioningState: 'Succeeded' },
  };
}

function subscription(surroundings              )              {
  const { target } = surroundings;
  if (target.kind !== 'resourceGroup' && target.kind !== 'subscription') {
    throw new EvaluationError('`subscription()` is for deployments to a resource group or a subscription');
  }
  return {
    id: joined('/subscriptions/', target.subscriptionId),
    subscriptionId: target.subscriptionId,
    tenantId: tenantIdOf(surroundings),
    displayName: new Unknown('`subscription().displayName` is known only at deployment', { pieces: ['', ''] }),
    tags: filled('subscription().tags'),
  };
}

function managementGroup(surroundings              )              {
  const { target } = surroundings;
  if (target.kind !== 'managementGroup') throw new EvaluationError('`managementGroup()` is for deployments to a management group');
  return {
    id: joined('/providers/Microsoft.Management/managementGroups/', target.managementGroup),
    name: target.managementGroup,
    type: '/providers/Microsoft.Management/managementGroups',
    properties: { tenantId: tenantIdOf(surroundings), displayName: filled('managementGroup().properties.displayName'), details: filled('managementGroup().properties.details') },
  };
}

function tenant(surroundings              )              {
  return {
    tenantId: tenantIdOf(surroundings),
    countryCode: filled('tenant().countryCode'),
    displayName: filled('tenant().displayName'),
  };
}

function deployer(surroundings              )              {
  return {
    objectId: new Unknown('`deployer().objectId` is known only at deployment', { pieces: ['', ''] }),
    tenantId: tenantIdOf(surroundings),
    userPrincipalName: new Unknown('`deployer().userPrincipalName` is known only at deployment', { pieces: ['', ''] }),
  };
}

/** A deployment to a resource group has no location of its own. */
function deployment({ name, target, file, template }              )              {
  return {
    name,
    ...(target.kind === 'resourceGroup' ? {} : { location: target.location }),
    properties: {
      template,
      templateLink: { uri: uriOfFile(file) },
      templateHash: filled('deployment().properties.templateHash'),
      parameters: filled('deployment().properties.parameters'),
      mode: 'Incremental',
      provisioningState: 'Accepted',
    },
  };
}

/**
 * Calls `namespace.function(…)`: it sees its own parameters and, in the first language, no variables (learn.microsoft.com, "User-defined functions in ARM template").
 * Throws EvaluationError for a function that is not there and a wrong number of arguments.
 */
function callUserFunction(name        , args           , frame       )          {
  const { output } = userFunctionOf(name, args.length, frame);
  if (output === undefined) throw new EvaluationError(`The function \`${name}\` has no \`output.value\``);
  const called = frameOfCall(name, args, frame);
  // A function may call itself: the chain bounds it.
  const body = new Binding('variable', `${name}()`, frame.session, () => ({ kind: 'written', written: output, frame: called }));
  return body.value();
}

/** The frame in which the output of a function is evaluated. */
function frameOfCall(name        , args           , frame       )        {
  const { parameters } = userFunctionOf(name, args.length, frame);
  const given = parameters.map((parameter, index) => new Binding('parameter', parameter, frame.session, () => ({ kind: 'given', value: args[index] })));
  return { ...frame, parameters: new Map(given.map((binding) => [binding.name.toLowerCase(), binding])), variables: variablesOfFunctions(frame), isFunction: true, loops: undefined };
}

/** Functions that Bicep compiles see the variables of their template, imported ones too (Azure/bicep#15141); those of the first language do not. */
function variablesOfFunctions({ program, variables }       )                     {
  return program.template.text('languageVersion')?.startsWith('1.') === false ? variables : undefined;
}

function userFunctionOf(name        , count        , frame       )               {
  const { functions } = frame.program;
  const found = functions.get(name.toLowerCase());
  if (found === undefined) throw new EvaluationError(`There is no function \`${name}\` here${didYouMean(name, Array.from(functions.values(), (one) => one.name), frame.session.meter)}`);
  if (found.parameters.length === count) return found;
  throw new EvaluationError(`\`${found.name}\` takes ${found.parameters.length} argument${found.parameters.length === 1 ? '' : 's'}; ${count} given`);
}

let table                                  ;

/** The functions of templates: those of the language, those that read their surroundings, and by their form those of users and of the run time. */
function functionsOfTemplates()                       {
  table ??= new Functions(functionTable       (pureFunctions, templateFunctions, referenceFunctions, idFunctions, surroundingFunctions, clockFunctions, resourceInfoFunctions, forgivingFunctions));
  return table;
}

class Functions extends Map                                  {
  constructor(entries                      ) {
    super(Array.from(entries, ([name, entry]) => [name, metered(entry)]));
  }

           get(name        )                                      {
    const found = super.get(name);
    if (found !== undefined) return found;
    if (name.includes('.')) return metered(userFunction(name));
    const [runtime = '', index] = name.split('#');
    const arity = index === undefined ? undefined : runtimeArity(runtime);
    return arity === undefined ? undefined : metered(runtimeFunction(runtime, arity, Number(index)));
  }
}

function userFunction(name        )                          {
  return partial       (name, [0, many], (args, frame) => callUserFunction(name, args, frame));
}

function runtimeFunction(name        , arity                           , index        )                          {
  const why = (frame       ) => new Unknown(`\`${frame.program.runtimeCall(index)?.text ?? name}\` is known only at deployment`);
  if (name === 'references') return partial       (name, arity, (args, frame) => statesOf(args, frame, why(frame)) ?? why(frame));
  if (name !== 'reference') return partial       (name, arity, (_, frame) => why(frame));
  return partial       (name, arity, (args, frame) => stateOf(args, frame.program.runtimeCall(index)?.args ?? [], frame) ?? why(frame));
}

/** Counts each call, what it looks at and what it makes: shared parts make a value of few objects a long way to walk. */
function metered(entry                         )                          {
  if (entry.kind === 'lazy') {
    const { call } = entry;
    return {
      ...entry,
      call: (args                            , frame       ) => {
        frame.session.meter.worked(1);
        return bounded(call(args, frame), frame);
      },
    };
  }
  const { call } = entry;
  return {
    ...entry,
    call: (args           , frame       ) => {
      const { meter } = frame.session;
      meter.worked(args.reduce        ((sum, value) => sum + meter.weigh(value), 1));
      return bounded(call(args, frame), frame);
    },
  };
}

function bounded(value         , frame       )          {
  frame.session.meter.weigh(value);
  return value;
}

/**
 * A place that a value comes from.
 * - `written`: a value of a document
 * - `loop`: the array that a loop of properties or variables makes
 * - `code`: a part of the expression at `written`
 * - `layers`: objects one over the other, the strongest first
 * - `value`: what a function has made
 */
                    
                                           
                                        
                                                                         
                                                                              
                                                                   

/** A part of an expression. */
                                                      

/** The expression of a text of a document. */
function codeOf({ frame, written, through }        )       {
  return { kind: 'code', expression: frame.program.expression(String(written.raw)), frame, written, through };
}

/** A part of the same expression. */
function part(cursor        , expression            )       {
  return { kind: 'code', expression, frame: cursor.frame, written: cursor.written, through: cursor.through };
}

/** The value at a cursor. Throws as its evaluation does. */
function valueAt(cursor        )          {
  if (cursor.kind === 'value') return cursor.value;
  if (cursor.kind === 'written') return valueOf(cursor.written, cursor.frame);
  if (cursor.kind === 'loop') return loopValue(cursor.written, cursor.frame);
  if (cursor.kind === 'code') return compileExpression(cursor.expression, functionsOfTemplates())(cursor.frame);
  const [strongest] = cursor.layers;
  return strongest === undefined ? undefined : valueAt(strongest);
}

/** A way to a value: steps from a cursor. */
                      
                         
                                   
 

/**
 * What a function does with the places of its arguments.
 * - `whole`: its value is another one's; `isNamed`: by a name and steps, not by choice
 * - `parts`: it puts values together; `find` gives the way to a member or element
 */
                   
                                                                            
                                                                                

/** Undefined for what is computed: places of objects that pass through a function whole are known by identity. */
function routeOf(cursor      )                    {
  const { expression } = cursor;
  if (expression.kind === 'access') return path(cursor, expression.base, expression.steps.map(({ key }) => key));
  if (expression.kind !== 'call') return undefined;
  const [first, ...rest] = expression.args;
  if (first === undefined) return undefined;
  const name = expression.name.toLowerCase();
  if (name === 'tryget') return path(cursor, first, rest);
  if (name === 'parameters' || name === 'variables') {
    const binding = bindingOf(name === 'parameters' ? 'parameter' : 'variable', String(valueAt(part(cursor, first))), cursor.frame);
    return binding === undefined ? undefined : source(binding, cursor);
  }
  return choice(name, cursor, expression.args) ?? composition(name, cursor, expression.args);
}

function path(cursor      , base            , keys                       )        {
  return { kind: 'whole', isNamed: true, way: { start: part(cursor, base), keys: keys.map((key) => String(valueAt(part(cursor, key)))) } };
}

function source(binding         , cursor        )                    {
  const value = binding.value();
  const { source: from, kind, name } = binding;
  const through = [...cursor.through, { kind, name }];
  if (from.kind === 'given') {
    const isContainer = isObject(value) || isArray(value);
    return isContainer ? whole$1({ kind: 'value', value, frame: cursor.frame, written: cursor.written, through }, true) : undefined;
  }
  const { written, frame } = from;
  if (from.kind === 'entry') return { kind: 'whole', isNamed: true, way: { start: { kind: 'written', written, frame, through }, keys: ['value'] } };
  return whole$1({ kind: from.kind, written, frame, through }, true);
}

function whole$1(start        , isNamed = false, keys                    = [])        {
  return { kind: 'whole', isNamed, way: { start, keys } };
}

function choice(name        , cursor      , args                       )                    {
  const parts = args.map((argument) => part(cursor, argument));
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  if (name === 'if') {
    const condition = valueAt(first);
    const chosen = typeof condition !== 'boolean' ? undefined : condition ? second : third;
    return chosen === undefined ? undefined : whole$1(chosen);
  }
  if (name === 'coalesce') {
    const chosen = parts.find((one) => !isAbsent(valueAt(one)));
    return chosen === undefined ? undefined : whole$1(chosen);
  }
  if (name === 'first') return whole$1(first, false, ['0']);
  if (name !== 'last') return undefined;
  const list = valueAt(first);
  return isArray(list) ? whole$1(first, false, [String(list.length - 1)]) : undefined;
}

/** Functions that put values together. */
function composition(name        , cursor      , args                       )                    {
  const parts = args.map((argument) => part(cursor, argument));
  switch (name) {
    case 'createobject':
      return { kind: 'parts', find: (key) => direct(parts.find((_, index) => index % 2 === 1 && sameText(nameBefore(parts, index), key))) };
    case 'createarray':
      return { kind: 'parts', find: (key) => direct(parts[Number(key)]) };
    case 'concat':
      return { kind: 'parts', find: (key) => inConcat(parts, Number(key)) };
    case 'union':
      return isObject(valueAt(cursor)) ? whole$1({ ...cursor, kind: 'layers', layers: parts.toReversed() }) : undefined;
    case 'shallowmerge':
      return { kind: 'parts', find: (key) => inMerged(cursor, args, key) };
    default:
      return undefined;
  }
}

function nameBefore(parts                   , index        )         {
  const name = parts[index - 1];
  return name === undefined ? '' : String(valueAt(name));
}

function direct(start                    )                  {
  return start === undefined ? undefined : { start, keys: [] };
}

function inConcat(parts                   , index        )                  {
  let rest = index;
  for (const start of parts) {
    const value = valueAt(start);
    if (!isArray(value)) return undefined;
    if (rest < value.length) return { start, keys: [String(rest)] };
    rest -= value.length;
  }
  return undefined;
}

/** `shallowMerge(createArray(a, b))`: the last object that has the member. */
function inMerged(cursor      , [list]                       , key        )                  {
  if (list?.kind !== 'call' || list.name.toLowerCase() !== 'createarray') return undefined;
  const start = list.args.map((item) => part(cursor, item)).findLast((one) => {
    const value = valueAt(one);
    return isObject(value) && Object.hasOwn(value, key);
  });
  return start === undefined ? undefined : { start, keys: [key] };
}

/** One step into a value: the place of its member or element; undefined when there is none. */
function step(cursor        , key        )                     {
  if (cursor.kind === 'written') return cursor.written.kind === 'expression' ? step(codeOf(cursor), key) : childOf(cursor, key);
  if (cursor.kind === 'loop') return turnAt(cursor, key);
  if (cursor.kind === 'layers') return layerAt(cursor, key);
  if (cursor.kind === 'value') return memberOf(cursor, key);
  return enter(cursor, key);
}

function childOf(cursor        , key        )                     {
  const { written, frame } = cursor;
  if (written.isArray) {
    const item = written.items[Number(key)];
    return item === undefined ? undefined : { ...cursor, kind: 'written', written: item };
  }
  for (const member of written.members) {
    if (!member.value.isLoops) {
      if (member.key === key || (member.key.startsWith('[') && keyOf(member.key, member.value, frame) === key)) return { ...cursor, kind: 'written', written: member.value };
      continue;
    }
    const loop = member.value.items.find((one) => loopName(one, frame) === key);
    if (loop !== undefined) return { ...cursor, kind: 'loop', written: loop };
  }
  return undefined;
}

function turnAt(cursor        , key        )                     {
  const { written, frame } = cursor;
  const input = written.find('input');
  if (input === undefined || !/^[0-9]+$/.test(key)) return undefined;
  return { ...cursor, kind: 'written', written: input, frame: turnOf(frame, 'part', loopName(written, frame), Number(key)) };
}

/** Objects in the same place are layers in turn; anything else hides what is below. */
function layerAt(cursor                                      , key        )                     {
  const found = cursor.layers.flatMap((layer) => {
    const next = isObject(valueAt(layer)) ? step(layer, key) : undefined;
    return next === undefined ? [] : [next];
  });
  const [strongest, ...rest] = found;
  if (strongest === undefined || rest.length === 0 || !isObject(valueAt(strongest))) return strongest;
  return { ...strongest, kind: 'layers', layers: found };
}

/** The places of what functions pass on are known by identity. */
function memberOf(cursor        , key        )                     {
  const value = valueAt(cursor);
  if (typeof value !== 'object' || value === null) return undefined;
  const origin = cursor.frame.session.origins.of(value, cursor.frame);
  if (origin !== undefined) {
    const isLoop = isArray(value) && !origin.written.isArray;
    return step({ ...origin, kind: isLoop ? 'loop' : 'written', through: cursor.through }, key);
  }
  const own = isObject(value) ? keyIgnoringCase(value, key) : key;
  if (own === undefined || (isArray(value) && !(Number(own) < value.length))) return undefined;
  return { kind: 'value', value: access$1(value, isArray(value) ? Number(own) : own), frame: cursor.frame, written: cursor.written, through: cursor.through };
}

/** One step into the value of an expression. */
function enter(cursor      , key        )                     {
  const route = routeOf(cursor);
  if (route?.kind === 'whole') {
    const start = reach(route.way);
    return start === undefined ? memberOf(cursor, key) : step(start, key);
  }
  const way = route?.find(key);
  return (way === undefined ? undefined : reach(way)) ?? memberOf(cursor, key);
}

/** The end of a way. */
function reach({ start, keys }     )                     {
  return keys.reduce                    ((at, key) => (at === undefined ? undefined : step(at, key)), start);
}

/** Where the value of an expression comes from unchanged, through names and steps alone. Undefined for what is computed, and for what no document holds. */
function named(cursor      )                     {
  const route = routeOf(cursor);
  return route?.kind === 'whole' && route.isNamed ? reach(route.way) : undefined;
}

/** What a body was made of. */
                             
                            
                        
 

/** How far a pointer into a body leads. */
                       
                          
                            
 

/** Follows a pointer (RFC 6901) to where its parts are written. What cannot be followed ends the way: who asks for a place gets the nearest. */
function walk({ written, frame }            , pointer        )       {
  let cursor         = { kind: 'written', written, frame, through: [] };
  const { meter, lambdas } = frame.session;
  meter.renew();
  lambdas.left = templateLimits.lambdaCalls;
  for (const segment of pointer.split('/').slice(1)) {
    const next = attempt$1(() => step(cursor, segment.replaceAll('~1', '/').replaceAll('~0', '~')));
    if (next === undefined) return { cursor, isWhole: false };
    cursor = next;
  }
  return { cursor, isWhole: true };
}

/** Undefined when a part of the template fails that the body did not need. */
function attempt$1        (look              )                     {
  try {
    return look();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ExpressionError || error instanceof ExhaustedError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the property at a pointer is written, or its nearest ancestor that is. */
function placeOf$1(source            , pointer        )        {
  return walk(source, pointer).cursor.written.place;
}

/** How the value at a pointer into a body came to be. */
function provenanceOf(source            , body             , pointer        )             {
  const { cursor, isWhole } = walk(source, pointer);
  if (!isWhole) return told(exists(body, pointer) ? 'expression' : 'absent', cursor);
  return literal(cursor);
}

/** Follows names to what was typed. */
function literal(start        )             {
  let cursor = start;
  for (;;) {
    if (cursor.kind === 'written' && cursor.written.kind !== 'expression') return told(cursor.written.kind === 'plain' ? 'literal' : 'expression', cursor);
    const code                     = cursor.kind === 'written' ? attempt$1(() => codeOf(cursor)) : cursor;
    const next                     = code?.kind === 'code' ? attempt$1(() => named(code)) : undefined;
    if (next === undefined || next.kind === 'value') return told('expression', cursor);
    cursor = next;
  }
}

function told(kind                    , { written, through }        )             {
  return { kind, place: written.place, through };
}

function exists(body             , pointer        )          {
  let value          = body;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isArray(value) ? !(Number(key) < value.length) : !isObject(value) || !Object.hasOwn(value, key)) return false;
    value = isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  }
  return true;
}

/**
 * What Resource Manager keeps for itself, and what a resource says of itself elsewhere (azure-policy-language.md §5.1); `@options` holds
 * what decorators of Bicep say to it (Azure/bicep-reps 0013).
 */
const notOfTheBody                      = new Set(['dependson', 'copy', 'condition', 'comments', 'scope', 'metadata', 'resources', 'apiversion', 'type', 'name', 'existing', 'import', 'extension', 'asserts', '@options']);

/** The members of a resource that the policy engine looks at, but type and name. */
function bodyMembers(written         )                    {
  return written.members.filter(({ key }) => !notOfTheBody.has(key.toLowerCase()));
}

/** Whether a resource or output is deployed. Throws PlacedError for what is no boolean. */
function conditionOf(written         , frame       , rescue         )                    {
  const at = written.find('condition');
  if (at === undefined) return true;
  const condition = valueOf(at, frame, rescue);
  if (typeof condition === 'boolean' || isUnknown(condition)) return condition;
  throw new PlacedError(`A \`condition\` is a boolean; ${typeName(condition)} given`, at);
}

/** Where a resource stands. */
                                  
                            
                        
                       
                          
                                        
                                                                       
                                            
                                       
                         
                                                                    
                                    
                                                                                         
                                      
 

/** A resource that is a deployment itself. */
                                   
                            
                              
                                    
 

/** Expands the `resources` of a template or of a resource: an array, or an object by symbolic name. What fails is a problem; the others go on. */
function expandResources(resources                     , context                 )       {
  if (resources === undefined) return;
  const { problems } = context.frame.session;
  if (!resources.isArray && !resources.isObject) {
    problems.add('error', '`resources` is an array, or an object of resources by symbolic name', resources);
    return;
  }
  const written = resources.isArray ? resources.items : resources.members.map(({ value }) => value);
  // Without a symbolic name Resource Manager knows neither existing resources nor extensions, and deploys what says that it is one.
  for (const resource of written) expandResource(resource, context, resources.isObject);
}

function expandResource(written         , context                 , isSymbolic         )       {
  const { frame } = context;
  const { problems } = frame.session;
  if (!written.isObject) {
    problems.add('error', `A resource is an object; ${typeName(written.raw)} given`, written);
    return;
  }
  if (isSymbolic && isForeign(written, frame)) return;
  assertWrittenNames('A resource', written, frame);
  if (isSymbolic && isExisting(written)) {
    const children = written.find('resources');
    if (children !== undefined) attempt(() => expandResources(children, { ...context, parent: identityOf(written, frame, context.target, context.parent) }), frame, children);
    return;
  }
  const loop = written.find('copy');
  if (loop === undefined) {
    attempt(() => deploy(written, context), frame, written);
    return;
  }
  attempt(() => {
    if (context.parent !== undefined) throw new PlacedError('A resource inside of another one cannot have a `copy`: write it beside its parent', loop);
    copies(written, loop, context);
  }, frame, written);
}

function copies(written         , loop         , context                 )       {
  const { frame } = context;
  const name = loopName(loop, frame);
  const count = loopCount(loop, frame);
  if (isUnknown(count)) {
    const index = new Unknown(`the number of copies of the loop \`${name}\` is not known: ${count.why}`, { isPresent: true });
    deploy(written, { ...context, frame: turnOf(frame, 'item', name, index), mayBeAbsent: context.mayBeAbsent ?? count });
    return;
  }
  for (let index = 0; index < count; index += 1) {
    const turn = turnOf(frame, 'item', name, index);
    attempt(() => deploy(written, { ...context, frame: turn }), turn, written);
  }
}

/** What fails is a problem of its own. */
function attempt(step            , { session }       , at         )       {
  try {
    step();
  } catch (error) {
    session.problems.caught(placed(error, at));
  }
}

function deploy(written         , context                 )       {
  const { frame, target, parent } = context;
  const { resources } = frame.session;
  const condition = conditionOf(written, frame, withProblem);
  const identity = identityOf(written, frame, target, parent);
  if (condition !== false) {
    const mayBeAbsent = context.mayBeAbsent ?? (isUnknown(condition) ? condition : undefined);
    if (resources.length >= templateLimits.resources) throw new ExhaustedError(`The deployment has more than ${templateLimits.resources} resources; divide it`);
    const resource = expanded(written, frame, identity, mayBeAbsent);
    resources.push(resource);
    rememberGroup(resource, frame);
    if (isDeployment(identity.type)) context.nested.push({ written, identity, context: { ...context, mayBeAbsent } });
  }
  // A condition does not reach the children (learn.microsoft.com, "Conditional deployment in ARM templates").
  expandResources(written.find('resources'), { ...context, parent: identity });
}

function rememberGroup({ type, name, body }                  , { session }       )       {
  const location = body['location'];
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups' && (typeof location === 'string' || isUnknown(location))) session.groups.set(name.toLowerCase(), location);
}

function expanded(written         , frame       , identity          , mayBeAbsent                     )                   {
  const { type, names, shown, id } = identity;
  const name = joinedBy('/', names);
  const body              = { ...bodyOf(written, frame, type), type, name };
  const apiVersionAt = written.find('apiVersion');
  const apiVersion = apiVersionAt === undefined ? undefined : valueOf(apiVersionAt, frame, withProblem);
  const source = { written, frame };
  return {
    type,
    name: isUnknown(name) ? shown : name,
    apiVersion: typeof apiVersion === 'string' ? apiVersion : undefined,
    id: typeof id === 'string' ? id : undefined,
    openId: isUnknown(id) ? id.pieces : undefined,
    body,
    mayBeAbsent,
    placeOf: (pointer) => placeOf$1(source, pointer),
    provenanceOf: (pointer) => provenanceOf(source, body, pointer),
  };
}

/** A nested deployment is shown without its template: that is deployed in its own right. */
function bodyOf(written         , frame       , type        )              {
  const members = bodyMembers(written);
  const properties = isDeployment(type) ? written.find('properties') : undefined;
  if (properties?.isObject !== true) return whole(members, frame, written);
  const rest = members.filter(({ key }) => key.toLowerCase() !== 'properties');
  const shown = properties.members.filter(({ key }) => key.toLowerCase() !== 'template');
  return { ...whole(rest, frame, written), properties: objectOf(shown, frame, withProblem) };
}

function whole(members                   , frame       , written         )              {
  const made = objectOf(members, frame, withProblem);
  if (!isUnknown(made)) return made;
  frame.session.problems.add('unread', `What a resource is made of has to be known, so it is not checked as a whole: ${made.why}`, written);
  const known = objectOf(members.filter(({ key }) => !key.startsWith('[')), frame, withProblem);
  return isUnknown(known) ? {} : known;
}

const sections = ['parameters', 'variables', 'outputs', 'definitions']         ;

/** Tells of sections of a template that are not what they have to be; they count as empty. */
function assertTemplate(template         , { problems }         )       {
  for (const name of sections) {
    const section = template.find(name);
    if (section !== undefined && !section.isObject && section.raw !== null) problems.add('error', `\`${name}\` of a template is an object`, section);
  }
  const functions = template.find('functions');
  if (functions !== undefined && !functions.isArray) problems.add('error', '`functions` of a template is an array of namespaces', functions);
}

const nouns                                   = { template: 'The linked template', parameters: 'The linked file of parameters' };

/**
 * The document that a `templateLink` or `parametersLink` names; undefined when it is not at hand, which is a problem unless it will be
 * fetched. `file`: the template that names it.
 */
function linkedDocument(kind        , link         , file        , frame       )                      {
  const { problems, documents } = frame.session;
  const path = pathOf(link, file, kind, frame);
  if (typeof path !== 'string') {
    problems.add('unread', path.unread, path.at);
    return undefined;
  }
  const found = documents[kind](path);
  if (found.kind === 'wanted') return undefined;
  if (found.kind === 'unread') {
    problems.add('unread', `${nouns[kind]} ${path} cannot be read: ${found.reason}`, link);
    return undefined;
  }
  if (found.root.isObject) return found.root;
  throw new PlacedError(`${nouns[kind]} ${path} is no object`, link);
}

                  
                          
                       
 

function pathOf(link         , file        , kind        , frame       )                  {
  const noun = nouns[kind];
  if (!link.isObject) return { unread: `${noun} is named by an expression as a whole, so it is not checked: write \`relativePath\``, at: link };
  assertWrittenNames('A link', link, frame);
  const named = ['relativePath', 'uri', 'id'].filter((name) => link.find(name) !== undefined);
  if (named.length > 1) throw new PlacedError(`A link has one of \`relativePath\`, \`uri\` and \`id\`; this one has ${named.length}`, link);
  const relative = link.find('relativePath');
  if (relative !== undefined) return pathOfText(valueOf(relative, frame), relative, noun, (path) => pathBelow(file.slice(0, file.lastIndexOf('/') + 1), path));
  const uri = link.find('uri');
  if (uri !== undefined) return pathOfText(valueOf(uri, frame), uri, noun, pathOfUri);
  const id = link.find('id');
  if (id !== undefined) return { unread: 'A template spec is not in the checkout, so what it deploys is not checked: check the template that it is published from', at: id };
  throw new PlacedError('A link has a `relativePath` or a `uri`', link);
}

function pathOfText(value         , at         , noun        , resolve                                      )                  {
  const text = isUnknown(value) ? beforeQuery(value.pieces) : value;
  if (isUnknown(value) && text === undefined) return { unread: `${noun} is not checked, because where it is depends on what is not known: ${value.why}`, at };
  if (typeof text !== 'string') throw new PlacedError('A link names a file by a text', at);
  return resolve(text) ?? { unread: `${noun} ${JSON.stringify(text.slice(0, 200))} is not in the checkout, so it is not checked: put it there and name it by \`relativePath\``, at };
}

/** What is unknown of a URI may be the token behind it. */
function beforeQuery(pieces                               )                     {
  const [first = ''] = pieces ?? [];
  return first.includes('?') ? first : undefined;
}

/** A template to deploy within another one. */
                                 
                             
                                                                                        
                             
                      
                                                   
 

/**
 * What a `Microsoft.Resources/deployments` deploys (learn.microsoft.com, "Using linked and nested templates when deploying Azure resources");
 * undefined for what is not at hand, which is a problem unless it will be fetched. Throws PlacedError.
 */
function readNested({ written, identity, context }                  )                             {
  const properties = written.find('properties');
  if (properties === undefined) throw new PlacedError('A nested deployment has `properties` with a `template` or a `templateLink`', written);
  if (!properties.isObject) throw new PlacedError('The `properties` of a nested deployment are computed, so its template cannot be read: write them out', properties);
  assertWrittenNames('A nested deployment', properties, context.frame);
  const inline = properties.find('template');
  const link = properties.find('templateLink');
  if (inline !== undefined && isGiven(link)) throw new PlacedError('A nested deployment has a `template` or a `templateLink`, not both', properties);
  if (inline === undefined && link === undefined) throw new PlacedError('A nested deployment has a `template` or a `templateLink`', properties);
  if (inline !== undefined && !inline.isObject) {
    context.frame.session.problems.add('unread', 'The template of this nested deployment is computed, so it is not checked: write it out, or link it', inline);
    return undefined;
  }
  const template = inline ?? (link === undefined ? undefined : linkedDocument('template', link, written.file, context.frame));
  if (template === undefined) return undefined;
  const files = inline === undefined ? [...context.files, template.file] : context.files;
  const within = { ...context, depth: context.depth + 1, files, parent: undefined, target: targetOfNested(written, context, kindOfTemplate(template)) };
  assertBounded(within, written);
  const name = identity.names.at(-1) ?? '';
  if (inline !== undefined && isOuter(properties, context)) return { template, name, within };
  return { template, given: argumentsOf(properties, written, context), name, within };
}

function isGiven(link                     )          {
  return link !== undefined && link.raw !== null;
}

/** Whether the expressions of an inline template see what is around it, as they do unless told otherwise. */
function isOuter(properties         , { frame }                 )          {
  const scope = properties.find('expressionEvaluationOptions')?.find('scope');
  const value = scope === undefined ? 'outer' : valueOf(scope, frame);
  if (isUnknown(value)) throw new PlacedError(`The scope of expressions has to be known: ${value.why}`, scope ?? properties);
  return typeof value !== 'string' || value.toLowerCase() !== 'inner';
}

function assertBounded({ depth, files }                                          , written         )       {
  if (depth > templateLimits.nestedTemplates) throw new PlacedError(`Templates are nested deeper than ${templateLimits.nestedTemplates} levels`, written);
  const last = files.at(-1);
  if (files.filter((file) => file === last).length <= templateLimits.sameFile) return;
  const cycle = files.slice(files.lastIndexOf(last ?? '', -2));
  throw new PlacedError(`The template links itself again and again: ${cycle.join(' → ')}`, written);
}

function argumentsOf(properties         , written         , { frame }                 )            {
  const link = properties.find('parametersLink');
  if (link !== undefined) {
    const document = linkedDocument('parameters', link, written.file, frame);
    return { entries: document?.find('parameters') ?? document, isComplete: document !== undefined };
  }
  const entries = properties.find('parameters');
  if (entries === undefined) return { entries: undefined, isComplete: true, at: properties };
  if (entries.kind !== 'expression') return { entries, frame, isComplete: true };
  const computed = valueOf(entries, frame);
  if (isUnknown(computed)) return { entries: undefined, isComplete: false };
  if (!isObject(computed)) throw new PlacedError(`The parameters of a nested deployment are an object; ${typeName(computed)} given`, entries);
  return { entries: undefined, values: valuesOf(computed), isComplete: true, at: entries };
}

/** `{"name": {"value": …}}` as an expression may compute it. */
function valuesOf(computed             )              {
  const pairs = Object.entries(computed).map(([name, entry]) => [name, isObject(entry) ? entry['value'] : entry]         );
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null));
}

/** A template that is deployed with expressions of its own: the outermost one, a linked one, or a nested one of inner scope. */
                                     
                             
                            
                      
                                                             
 

/** Expands a template and what is nested in it; gives the frame of its expressions. */
function deployTemplate({ template, given, name, within }                    , facts                       , session         )        {
  assertTemplate(template, session);
  const frame = frameOfTemplate({ template, given, name, within }, facts, session);
  expandWithNested(template, { ...within, frame });
  checkParameters(frame.program, frame);
  return frame;
}

/** The resources of the template first, then those of the deployments in it, which may go to resource groups that it makes. */
function expandWithNested(template         , context                                 )       {
  const nested                     = [];
  expandResources(template.find('resources'), { ...context, nested });
  for (const deployment of nested) attempt(() => expandNested(deployment), context.frame, deployment.written);
}

function expandNested(deployment                  )       {
  const found = readNested(deployment);
  if (found === undefined) return;
  const { template, given, name, within } = found;
  const { session, surroundings } = within.frame;
  if (given === undefined) expandWithNested(template, within);
  else deployTemplate({ template, given, name, within }, surroundings.facts, session);
}

/** The frame of the expressions of a template. */
function frameOfTemplate({ template, given, name, within }                    , facts                       , session         )        {
  const { target, depth, files } = within;
  const about = { contentVersion: template.text('contentVersion') ?? '1.0.0.0', $schema: template.text('$schema') ?? '' };
  return frameOf(template, given, session, { target, facts, name, depth, files, file: template.file, template: about });
}

function frameOf(template         , given           , session         , surroundings              )        {
  const program = session.documents.programOf(template);
  const variables = new Map                 ();
  const frame        = {
    session,
    program,
    parameters: bindParameters(program, given, session, () => frame),
    variables,
    surroundings,
    loops: undefined,
    lambdas: session.lambdas,
  };
  for (const [key, { name, kind, written }] of program.variables) variables.set(key, new Binding('variable', name, session, () => ({ kind, written, frame })));
  return frame;
}

/** A variable as declared: a value, or a loop that makes it. */
                                      
                        
                                    
                            
 

/** One function of the user: `{"parameters": [{"name", "type"}], "output": {"type", "value"}}`. */
                               
                        
                                         
                                       
 

                    
                                  
                                     
 

/** A template as it is declared: names compare without case, every expression is read and compiled once. */
class Program {
           template         ;
           #compiled = new Map                          ();
           #runtimeCalls                = [];
  #parameters                                          ;
  #variables                                                      ;
  #functions                                               ;
  #deployments                                ;

  constructor(template         ) {
    this.template = template;
  }

  /** Declarations of parameters by lower-case name; the last segment of each one's place is the name as written. */
  get parameters()                               {
    this.#parameters ??= new Map((this.template.find('parameters')?.members ?? []).map(({ key, value }) => [key.toLowerCase(), value]));
    return this.#parameters;
  }

  get variables()                                           {
    this.#variables ??= new Map((this.template.find('variables')?.members ?? []).flatMap(({ key, value }) => declared(key, value)).map((one) => [one.name.toLowerCase(), one]));
    return this.#variables;
  }

  get functions()                                    {
    this.#functions ??= new Map((this.template.find('functions')?.items ?? []).flatMap(functionsOf).map((one) => [one.name.toLowerCase(), one]));
    return this.#functions;
  }

  /** The nested deployments among the resources. */
  get deployments()                     {
    this.#deployments ??= resourcesOf(this.template).filter((resource) => resource.text('type')?.toLowerCase() === 'microsoft.resources/deployments');
    return this.#deployments;
  }

  /** Types of the user by name. */
  definition(name        )                      {
    return this.template.find('definitions')?.find(name);
  }

  /** The compiled expression of a text in brackets. Throws ExpressionError for one that cannot be read. */
  evaluate(text        )                  {
    return this.#compile(text).evaluate;
  }

  /** The expression of a text in brackets. Throws ExpressionError. */
  expression(text        )             {
    return this.#compile(text).expression;
  }

  /** A call that `withRuntimeCalls` has numbered. */
  runtimeCall(index        )                          {
    return this.#runtimeCalls[index];
  }

  #compile(text        )           {
    const known = this.#compiled.get(text);
    if (known instanceof Error) throw known;
    if (known !== undefined) return known;
    try {
      const template = parseTemplate(text);
      if (template.kind === 'text') throw new TypeError(`no expression: ${text}`);
      const expression = withRuntimeCalls(template.expression, text, this.#runtimeCalls);
      const compiled = { expression, evaluate: compileExpression(expression, functionsOfTemplates()) };
      this.#compiled.set(text, compiled);
      return compiled;
    } catch (error) {
      if (error instanceof Error) this.#compiled.set(text, error);
      throw error;
    }
  }
}

/** An array, or an object by symbolic name. */
function resourcesOf(template         )                     {
  const resources = template.find('resources');
  return [...(resources?.items ?? []), ...(resources?.members ?? []).map(({ value }) => value)];
}

function declared(key        , written         )                                 {
  if (!written.isLoops) return [{ name: key, kind: 'written', written }];
  return written.items.map((loop) => ({ name: loop.text('name') ?? '', kind: 'loop', written: loop }));
}

function functionsOf(space         )                          {
  const namespace = space.text('namespace') ?? '';
  return (space.find('members')?.members ?? []).map(({ key, value }) => ({
    name: `${namespace}.${key}`,
    parameters: (value.find('parameters')?.items ?? []).map((parameter) => parameter.text('name') ?? ''),
    output: value.find('output')?.find('value'),
  }));
}

/** The documents of a deployment: each is read once, and so are the programs in them. */
                            
                                                     
                                                       
                                                     
                                                       
                                       
 

function newDocuments(linked                                     , origins         )            {
  const wanted = new Set        ();
  const programs = new WeakMap                  ();
  const finder = (read                                           ) => {
    const known = new Map                       ();
    return (path        )                => {
      const found = known.get(path) ?? find(path, read);
      known.set(path, found);
      return found;
    };
  };
  const find = (path        , read                                           )                => {
    const document = linked.get(path);
    if (document === undefined) {
      wanted.add(path);
      return { kind: 'wanted' };
    }
    if ('unread' in document) return { kind: 'unread', reason: document.unread };
    try {
      const root = read(document.value, document.file);
      origins.addDocument(root);
      return { kind: 'found', root };
    } catch (error) {
      if (error instanceof EvaluationError) return { kind: 'unread', reason: error.message };
      throw error;
    }
  };
  return {
    template: finder((value, file) => Written.template(value, file)),
    parameters: finder((value, file) => Written.values(value, file)),
    programOf: (template) => {
      const program = programs.get(template) ?? new Program(template);
      programs.set(template, program);
      return program;
    },
    wanted,
  };
}

/** The values of the outputs of a template by name (learn.microsoft.com, "Outputs in ARM templates"). What fails is a problem, and left out. */
function outputsOf(template         , frame       )              {
  const made                          = {};
  for (const { key, value: output } of template.find('outputs')?.members ?? []) {
    try {
      const value = outputOf(key, output, frame);
      if (value !== undefined) setMember(made, key, value);
    } catch (error) {
      frame.session.problems.caught(placed(error, output));
    }
  }
  return made;
}

/** Undefined for an output whose condition does not hold. */
function outputOf(key        , output         , frame       )          {
  const condition = conditionOf(output, frame);
  if (condition === false) return undefined;
  const value = valueOrLoop(key, output, frame);
  return isUnknown(condition) ? new Unknown(condition.why) : value;
}

function valueOrLoop(key        , output         , frame       )          {
  const loop = output.find('copy');
  const value = output.find('value');
  if (loop === undefined && value === undefined) throw new PlacedError(`The output \`${key}\` has no \`value\``, output);
  if (loop === undefined) return value === undefined ? undefined : valueOf(value, frame);
  const count = loopCount(loop, frame);
  if (isUnknown(count)) return new Unknown(count.why, { isPresent: true });
  const input = loop.find('input');
  if (input === undefined) throw new PlacedError(`The loop of the output \`${key}\` has no \`input\``, loop);
  return Array.from({ length: count }, (_, index) => valueOf(input, turnOf(frame, 'item', key, index)));
}

/** The state of a nested deployment, as far as its template tells: `{"outputs": {"name": {"value"}}}`. Undefined when its template is not at hand. */
                                                                                        

/** Works out each deployment once; one that asks for its own outputs, by whatever way, gets none. */
function nestedOutputsReader()                {
  const known = new WeakMap                                              ();
  return (written, frame) => {
    const ofFrame = known.get(frame.parameters) ?? new Map                                 ();
    known.set(frame.parameters, ofFrame);
    const { file, pointer } = written.place;
    const key = JSON.stringify([file, pointer, isUnknown(frame.loops?.index) ? null : frame.loops?.index]);
    if (!ofFrame.has(key)) {
      ofFrame.set(key, undefined);
      ofFrame.set(key, read(written, frame));
    }
    return ofFrame.get(key);
  };
}

function read(written         , frame       )                          {
  try {
    if (conditionOf(written, frame) === false) return undefined;
    const { target, depth, files, facts } = frame.surroundings;
    const context = { frame, target, parent: undefined, mayBeAbsent: undefined, depth, files, nested: [] };
    const found = readNested({ written, identity: identityOf(written, frame, target, undefined), context });
    if (found === undefined) return undefined;
    const { template, given, name, within } = found;
    // The expressions of an inline template of outer scope see what is around it, and no outputs of its own resources.
    const inner = given === undefined ? frame : frameOfTemplate({ template, given, name, within }, facts, frame.session);
    return { outputs: outputsIn(template, inner), provisioningState: 'Succeeded', mode: 'Incremental' };
  } catch (error) {
    // What fails is told where the deployment itself is expanded.
    if (error instanceof EvaluationError || error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function outputsIn(template         , frame       )              {
  const outputs = template.find('outputs')?.members ?? [];
  return Object.fromEntries(outputs.map(({ key, value }) => [key, { type: value.text('type') ?? 'object', value: valueOfOutput(key, value, frame) }]));
}

function valueOfOutput(key        , output         , frame       )          {
  try {
    const value = outputOf(key, output, frame);
    return value === undefined ? new Unknown(`the output \`${key}\` is not given`) : value;
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ExpressionError) return new Unknown(`the output \`${key}\` cannot be evaluated: ${error.message}`);
    throw error;
  }
}

/**
 * The entries of a file of parameters: its `parameters`, or the file itself where it has nothing but entries, which the command line of
 * Azure takes as well (learn.microsoft.com, "Create Resource Manager parameter file"). Another file is a problem.
 */
function entriesOfFile({ file, value }                  , { origins, problems }         )                      {
  const root = Written.values(value, file);
  origins.addDocument(root);
  const entries = root.find('parameters') ?? (isObject(value) && Object.values(value).every(isObject) ? root : undefined);
  if (entries?.isObject !== true) {
    problems.add('error', 'A file of parameters has an object `parameters`', entries ?? root);
    return undefined;
  }
  for (const { key, value: entry } of entries.members) {
    const isEntry = ['value', 'reference', 'expression'].some((name) => entry.find(name) !== undefined);
    if (!isEntry) problems.add('error', `The parameter \`${key}\` has a \`value\`, a \`reference\` or an \`expression\``, entry);
  }
  return entries;
}

/** How an object or array was made: of what is written, in a frame. For an array of a loop, `written` is the loop. */
                         
                            
                        
 

/** The origins of containers, by identity. */
                          
                                                       
                                                                        
                                                
                                                                                               
                                                                       
 

function newOrigins()          {
  const made = new WeakMap                ();
  const plain = new WeakMap                 ();
  // Only whoever asks for the place of a value needs these: most expansions are never asked.
  let unread            = [];
  return {
    set: (container, origin) => {
      made.set(container, origin);
    },
    addDocument: (root) => {
      unread.push(root);
    },
    of: (container, frame) => {
      const known = made.get(container);
      if (known !== undefined) return known;
      for (const root of unread) remember(root, plain);
      unread = [];
      const written = plain.get(container);
      return written === undefined ? undefined : { written, frame };
    },
  };
}

function remember(written         , plain                          )       {
  const { raw } = written;
  if (typeof raw !== 'object' || raw === null) return;
  plain.set(raw, written);
  for (const item of written.items) remember(item, plain);
  for (const { value } of written.members) remember(value, plain);
}

/** One expansion: what it has found so far, and what it may still spend. */
                          
                        
                            
                                
                                        
                                
                                                                                 
                                     
                                                
                          
                                                  
                            
                                         
                                                                                    
                                     
                              
 

                           
                                           
                                                                                      
                                                   
                                                       
                                                                           
                                            
 

/** The same problem at the same place is told once: many resources may need the same variable. */
function newProblems()           {
  const all                    = [];
  const seen = new Set        ();
  const add = ({ kind, message, place }                 ) => {
    const key = JSON.stringify([message, place.file, place.pointer]);
    if (seen.has(key)) return;
    seen.add(key);
    if (all.length >= templateLimits.problems) throw new ExhaustedError(`More than ${templateLimits.problems} things are wrong with the template: the rest of it is not looked at`);
    all.push({ kind, message, place });
  };
  return {
    all,
    add: (kind, message, at) => add({ kind, message, place: at.place }),
    addLast: (problem) => {
      all.push(problem);
    },
    caught: (error) => {
      if (!(error instanceof PlacedError)) throw error;
      add({ kind: 'error', message: error.message, place: error.at.place });
    },
  };
}

/**
 * What a deployment asks for: its resources, those of nested and linked templates among them, each with the places that its values come
 * from. What cannot be expanded is a problem; what only Azure knows is an Unknown. Never throws for what a template says.
 */
function expandDeployment(deployment            )            {
  const session = newSession(deployment);
  let outputs = {};
  let isExhausted = false;
  try {
    outputs = expand(deployment, session);
  } catch (error) {
    session.problems.addLast(problem(messageOf(error), deployment));
    isExhausted = error instanceof ExhaustedError;
  }
  const { resources, problems, documents, meter } = session;
  const effort = meter.spent() + templateLimits.resourceParts * resources.length;
  return { resources, problems: [...problems.all], wanted: [...documents.wanted], outputs, effort, isExhausted };
}

function newSession(deployment            )          {
  const origins = newOrigins();
  return {
    meter: newMeter(),
    origins,
    documents: newDocuments(deployment.linked ?? new Map(), origins),
    nestedOutputs: nestedOutputsReader(),
    lambdas: lambdaState(templateLimits.lambdaCalls),
    withholdsSecrets: deployment.secrets === 'withheld',
    at: undefined,
    chain: [],
    resources: [],
    groups: new Map(),
    problems: newProblems(),
  };
}

/** Of what ends an expansion; anything else is no matter of the template, and thrown on. */
function messageOf(error         )         {
  if (error instanceof ExhaustedError || error instanceof EvaluationError) return error.message;
  if (isStackOverflow(error)) return tooDeep;
  throw error;
}

function problem(message        , { template }            )                  {
  return { kind: 'error', message, place: { file: template.file, pointer: '' } };
}

function expand({ template, parameterFile, parameters, facts = {} }            , session         )                       {
  const root = Written.template(template.value, template.file);
  session.origins.addDocument(root);
  if (!root.isObject) throw new EvaluationError('A template is an object with `$schema` and `resources`');
  const entries = parameterFile === undefined ? undefined : entriesOfFile(parameterFile, session);
  const given = { entries, ...(parameters === undefined ? {} : { values: parameters }), isComplete: false };
  const within = { target: targetOfFacts(kindOfTemplate(root), facts), parent: undefined, mayBeAbsent: undefined, depth: 0, files: [template.file] };
  const frame = deployTemplate({ template: root, given, name: unknownText('the name of the deployment'), within }, facts, session);
  return outputsOf(root, frame);
}

/** What the change under review does to the gate itself: to the workflow that runs it, a finding; to the files that configure it, notes. */
async function changesToJudges({ configurationFile }              , judges        , trusted             , checkout          , { event }            )                           {
  if (!trusted.isBase) return { findings: [], notes: [] };
  const [{ changedJudges }, { workflowFinding }] = await Promise.all([import('./changed-judges.js'), import('./workflow-finding.js')]);
  const [notes, finding] = await Promise.all([
    changedJudges(trusted, checkout, [configurationFile, ...judges.paths]),
    workflowFinding(event, trusted, checkout),
  ]);
  return { findings: finding === undefined ? [] : [finding], notes };
}

/** The rule of the finding that an exemption which has ended is. */
const expiredRule = 'exemption-expired';

                                   
                                                                                                                                          
                                        
                                                                                   
                                    
 

/** What can be agreed to. A rule that fails is not: nobody knows what it would have found. */
const exemptible                                  = new Set(['violation', 'undetermined', 'exempt']);

/**
 * What the entries of an exemptions file make of findings. An entry that has ended exempts nothing and is a finding of its own.
 * @param findings those that may be exempted; whoever has others keeps them out
 * @param now milliseconds since 1970
 */
function applyExemptions(findings                    , entries                           , now        )                   {
  const used = new Set                ();
  const living = entries.filter(({ ends }) => ends === undefined || now < ends);
  const judged = findings.map((finding) => {
    if (!exemptible.has(finding.verdict)) return finding;
    const covering = living.filter((entry) => covers(entry, finding));
    for (const entry of covering) used.add(entry);
    const [first] = covering;
    return first === undefined || finding.verdict === 'exempt' ? finding : exempted(finding, first);
  });
  const ended = entries.filter((entry) => !living.includes(entry));
  const rules = new Set(findings.map(({ rule }) => rule));
  return {
    findings: [...judged, ...ended.map(expired)],
    notes: living.filter((entry) => !used.has(entry)).map((entry) => unused(entry, rules)),
  };
}

/** Whether an entry is about a finding. */
function covers(entry                , { rule, resource, location }         )          {
  if (!matchesWildcard(entry.rule.toLowerCase(), rule.toLowerCase())) return false;
  if (entry.file !== undefined && (location === undefined || !matchesPath(entry.file, location.file))) return false;
  const { type, name, id } = resource;
  const wanted = entry.resource.toLowerCase();
  const names = [name.split('/').at(-1) ?? name, name, `${type}/${name}`, ...(id === undefined ? [] : [id])];
  return names.some((candidate) => matchesWildcard(wanted, candidate.toLowerCase()));
}

function exempted(finding         , entry                )          {
  const { fix: _, ...rest } = finding;
  const until = entry.expiresOn === undefined ? 'without an end' : `until ${entry.expiresOn}`;
  const ticket = entry.ticket === undefined ? '' : `, ${entry.ticket}`;
  const message = `Exempt ${until} (${entry.owner}${ticket}): ${sentence(entry.reason)} ${finding.message}`.trim();
  return { ...rest, verdict: 'exempt', message };
}

function expired(entry                )          {
  const about = `${entry.rule} on ${entry.resource}`;
  return {
    rule: expiredRule,
    title: 'An exemption has ended',
    verdict: 'violation',
    effect: 'audit',
    severity: 'medium',
    resource: { type: 'exemption', name: about },
    location: entry.location,
    message: `The exemption of ${about} (${entry.owner}) ended on ${entry.expiresOn ?? ''} and exempts nothing any more: ${sentence(entry.reason)}`,
    reasons: [],
    remedy: 'Mend what it was for and take the entry out, or agree on a new date.',
  };
}

function unused({ rule, resource, location, owner }                , rules                     )         {
  const isWritten = rule.includes('*') || Array.from(rules).some((known) => known.toLowerCase() === rule.toLowerCase());
  const hint = isWritten ? '' : suggestion(rule, rules);
  return `${location.file}:${location.line}: the exemption of ${rule} on ${resource} (${owner}) covers nothing that was found${hint === '' ? '; take it out.' : hint}`;
}

function sentence(text        )         {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What keeps a part of the infrastructure from being judged. */
                          
                                                                                                      
                                    
                                       
                           
                                       
                           
                          
 

/** Problems as findings: what was not judged is never taken for clean. */
function findingOfProblem({ kind, message, remedy, origin }         )          {
  const { file, line = 1, column = 1, pointer } = origin;
  return {
    ...(kind === 'error' ? unreadable : unread),
    severity: 'high',
    effect: 'deny',
    resource: { type: 'file', name: file },
    location: { file, line, column, pointer },
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    reasons: [],
    ...(remedy === undefined ? {} : { remedy }),
  };
}

const unreadable = {
  rule: 'infrastructure-unreadable',
  title: 'Infrastructure files should be readable',
  verdict: 'error',
  remedy: 'Mend the file, or leave it out of "paths" if it is no infrastructure.',
}         ;

const unread = {
  rule: 'infrastructure-not-at-hand',
  title: 'What a template deploys should be at hand',
  verdict: 'undetermined',
  remedy: 'Keep what the template links to in the repository and link to it by "relativePath", or judge it where it lives.',
}         ;

/**
 * An undetermined finding with what would decide it: the parameters to pass, where that is all that is missing. What else is not known
 * is known only to the deployment, and would have to be written out.
 */
function withWhatDecides(finding         )          {
  if (finding.verdict !== 'undetermined') return finding;
  const reasons = finding.reasons.flatMap(({ actual, expected }) => [actual, expected].filter(isUnknown).map(({ why }) => why));
  if (reasons.length === 0) return finding;
  const parameters = new Set(reasons.flatMap((why) => parameterIn(why) ?? []));
  const open = reasons.some((why) => parameterIn(why) === undefined);
  const said = [...(parameters.size === 0 ? [] : [passing([...parameters])]), ...(open ? [writingOut] : [])].join(' ');
  return { ...finding, remedy: finding.remedy === undefined ? said : `${said} ${finding.remedy}` };
}

/** The sentence of src/template/parameters/bind.ts. */
function parameterIn(why        )                     {
  return /^the parameter `([^`]+)` is given no value$/.exec(why)?.[1];
}

function passing(names                   )         {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``).join(', ');
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `Pass ${shown}${more}: in a parameter file beside the template, or by "template-parameters".`;
}

const writingOut = 'What only the deployment knows has to be written out where the rule looks, to be judged before it.';

const none                   = { findings: [], clusters: [], problems: [], notes: [] };

/**
 * The ways out of every cluster among the resources. Files never show everything there is, so no list of them is complete. Whoever wants none of the
 * bundled initiatives gets no exposures either, unless they are asked for.
 */
async function exposuresIn(resources                     , { exposures, egress, initiatives }                                                            )                            {
  const isBundled = initiatives === undefined || initiatives.length !== 1 || initiatives[0]?.toLowerCase() !== 'none';
  if (exposures === 'none' || (exposures === 'auto' && !isBundled) || !resources.some(isCluster)) return none;
  const [{ exposuresOf }, { judgeExposures }, { exposureFindings }] = await Promise.all([
    import('./answers.js').then(n => n.answers),
    import('./meant.js'),
    import('./findings.js'),
  ]);
  const { looked, left } = firstClusters(resources);
  const { clusters, stale } = judgeExposures(exposuresOf(looked), egress);
  return {
    clusters,
    findings: clusters.flatMap((cluster) => exposureFindings(cluster, exposures === 'all' ? 'low' : 'medium')).map((found) => ({ ...found, finding: withWhatDecides(found.finding) })),
    problems: left.slice(0, 1).map(endOfClusters),
    notes: left.length === 0 ? staleNotes(stale) : [],
  };
}

/** More clusters than this are in no repository that people read. */
const mostClusters = 10_000;

function firstClusters(resources                     )                                                                               {
  const left = resources.filter(isCluster).slice(mostClusters);
  if (left.length === 0) return { looked: resources, left };
  const beyond = new Set(left);
  return { looked: resources.filter((resource) => !beyond.has(resource)), left };
}

function endOfClusters({ originOf, name }          )          {
  return findingOfProblem({ kind: 'unread', message: `There are more than ${mostClusters} clusters; from here on the ways out are not looked at: judge them in several runs by "paths"`, origin: originOf?.('') ?? { file: name, pointer: '' } });
}

function isCluster({ type }          )          {
  return type.toLowerCase() === managedClusterType.toLowerCase();
}

/**
 * Findings without those that say the same again: one initiative that is assigned at five scopes says everything five times of a resource
 * whose place the files do not tell. Whatever differs in a word stays.
 */
function distinctFindings(findings                    )                     {
  const seen = new Set        ();
  return findings.filter(({ rule, resource, verdict, effect, severity, location, message }) => {
    const { type, name, id } = resource;
    const key = JSON.stringify([rule, type, name, id, verdict, effect, severity, location?.file, location?.pointer, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The verdicts that nobody asks the reasons of. */
const quietVerdicts                       = new Set(['compliant', 'notApplicable']);

/** Judges each resource by the policies that could concern it. */
async function judgeResources(
  resources                     , policies                           , exemptions                      , context                   , signal             ,
)                  {
  const index = indexPolicies(policies);
  const quiet                                   = {};
  const findings            = [];
  const bodies = new Map                     ();
  for (const [position, resource] of resources.entries()) {
    if (findings.length >= mostFindings) return { findings: [...distinctFindings(findings), endOfFindings(resource, resources.length - position)], quiet, bodyOf: (finding) => bodies.get(finding) };
    if (position % breath === breath - 1) await pause(signal);
    for (const policy of index.for(resource)) {
      const verdict = quietVerdict(policy, resource, context);
      if (verdict !== undefined) {
        quiet[verdict] = (quiet[verdict] ?? 0) + 1;
        continue;
      }
      for (const judgement of judge([policy], resource, context, exemptions)) {
        const came = judgement.finding.verdict;
        if (quietVerdicts.has(came)) {
          quiet[came] = (quiet[came] ?? 0) + 1;
          continue;
        }
        const { explainFinding } = await import('./explain.js').then(n => n.explain);
        const finding = withWhatDecides(explainFinding(judgement, resource, context));
        bodies.set(finding, resource.body);
        findings.push(finding);
      }
    }
  }
  return { findings: distinctFindings(findings), quiet, bodyOf: (finding) => bodies.get(finding) };
}

/** The verdict of a policy without an assignment around it, where it is one without reasons: those take several times as long. */
function quietVerdict(policy                , resource          , context                   )                      {
  if (policy.assignment !== undefined || policy.definitionVersion !== undefined) return undefined;
  const { verdict } = policy.definition.decide(inputOf(policy, resource, context));
  return quietVerdicts.has(verdict) ? verdict : undefined;
}

/** More findings than this are for no reader, and no report holds them. */
const mostFindings = 50_000;

function endOfFindings({ originOf, name }          , left        )          {
  return findingOfProblem({ kind: 'error', message: `There are ${mostFindings} findings already; from here on ${left} ${left === 1 ? 'resource is' : 'resources are'} not judged`, origin: originOf?.('') ?? { file: name, pointer: '' } });
}

/** So many resources are judged before the run looks whether it was cancelled. */
const breath = 500;

async function pause(signal             )                {
  await new Promise      ((resolve) => {
    setImmediate(resolve);
  });
  throwIfCancelled(signal);
}

/** What the judges say of the infrastructure, exemptions applied. @param others findings that are about no resource, but may be exempted too */
async function findingsIn(infrastructure                , judges        , others                    , options              , { clock, signal }            )                 {
  const now = clock.now();
  const judged = await judgeResources(infrastructure.resources, judges.policies, judges.exemptions, contextOf(options, now), signal);
  const exposed = await exposuresIn(infrastructure.resources, options);
  const folded = exposed.findings.length === 0 ? judged.findings : (await import('./fold.js')).foldExposures(judged.findings, exposed.findings);
  const found = [...infrastructure.problems.map(findingOfProblem), ...exposed.problems, ...folded, ...others];
  const { findings, notes } = applyExemptions(await withFingerprints(found, judged.bodyOf), judges.entries, now);
  const counts                                   = { ...judged.quiet };
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { findings, counts, clusters: exposed.clusters, notes: [...exposed.notes, ...notes] };
}

/** Most runs find nothing, and have no use for cryptography. */
async function withFingerprints(findings                    , bodyOf                               )                              {
  return findings.length === 0 ? findings : (await import('./fingerprint.js')).withFingerprints(findings, bodyOf);
}

/** What is known of the place where it would be deployed. The service writes seven digits of a second. */
function contextOf({ facts: { subscriptionId, resourceGroup, location } }              , now        )                    {
  const group = { ...(resourceGroup === undefined ? {} : { name: resourceGroup }), ...(location === undefined ? {} : { location }) };
  return {
    utcNow: new Date(now).toISOString().replace('Z', '0000Z'),
    ...(Object.keys(group).length === 0 ? {} : { resourceGroup: group }),
    ...(subscriptionId === undefined ? {} : { subscription: { subscriptionId } }),
  };
}

/** What a run judges with. */
                                 
                                               
                                        
                                            
                                                  
                                    
                                    
 

const coreInitiative = 'aks-egress-isolation-core';

/** The bundled initiatives and the policies of a tree, bound and ready for `judge`. Throws UserError when nothing would be left to judge with. */
async function choosePolicies({ tree, initiatives = [coreInitiative], parameters = {}, policyPaths = [], mayBeNone = false }              , tools               = {})                          {
  const chosen = bundledNamed(initiatives);
  const { library, bound: own } = policyPaths.length === 0 ? {} : await (await import('./own-policies.js')).ownPolicies(tree, policyPaths, parameters, tools);
  assertDeclared(parameters, [...chosen.flatMap((initiative) => Array.from(initiative.parameters.values(), ({ name }) => name)), ...(own?.parameterNames ?? [])]);
  const policies = [...chosen.flatMap((initiative) => bundled(initiative, parameters)), ...(own?.policies ?? [])];
  if (policies.length === 0 && !(mayBeNone && policyPaths.length === 0)) {
    const searched = library === undefined ? '' : `; ${policyPaths.join(', ')} of ${tree.name} holds no definition, initiative or assignment (${library.others} JSON files were read)`;
    throw new UserError(`There is nothing to judge with: no bundled initiative is chosen${searched}.`);
  }
  return {
    policies,
    exemptions: own?.exemptions ?? [],
    files: library?.files ?? [],
    notes: [...(library?.notes ?? []), ...(own?.notes ?? []), ...overlaps(chosen, own?.policies ?? [])],
  };
}

function bundledNamed(names                   )                        {
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  return [...new Set(names.map((name) => name.toLowerCase()))].map((wanted) => {
    const found = bundledInitiatives.find(({ name }) => name.toLowerCase() === wanted);
    if (found !== undefined) return parseInitiative(found.document);
    const known = bundledInitiatives.map(({ name }) => name);
    throw new UserError(`The input "initiatives" names \`${wanted}\`, and no bundled initiative is called so${suggestion(wanted, known) || `; there are ${known.join(', ')}, or none.`}`);
  });
}

function assertDeclared(parameters            , declared                   )       {
  const known = new Set(declared.map((name) => name.toLowerCase()));
  for (const name of Object.keys(parameters)) {
    if (known.has(name.toLowerCase())) continue;
    throw new UserError(`The input "parameters" has \`${name}\`, and nothing that is judged with has a parameter of that name${suggestion(name, declared) || '.'}`);
  }
}

function bundled(initiative            , parameters            )                            {
  const { name = '' } = initiative;
  try {
    return bundledPolicies(name, declaredOnly(parameters, initiative.parameters));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UserError(`The input "parameters" does not suit the initiative ${name}: ${error.message}.`, { cause: error });
  }
}

/** Somebody who assigns a bundled initiative with parameters of their own does not expect the defaults to judge as well. */
function overlaps(chosen                       , policies                           )                    {
  return chosen.flatMap(({ name = '' }) => {
    const assigned = policies.find(({ initiative }) => initiative?.name === name);
    if (assigned === undefined) return [];
    const by = assigned.assignment === undefined ? 'an initiative of the same name among the policies' : `the assignment ${assigned.assignment.name}`;
    return [`${name} is judged twice: as it is bundled, and by ${by}. Set "initiatives: none" to judge by the latter alone.`];
  });
}

/**
 * The files that judge, by paths as inputs name them: those of the trusted tree, and besides what no change under review can have
 * written: what lies outside the checkout, and what another repository checked out inside it (a second `actions/checkout` with `path`),
 * told by its `.git` folder, which git never lets into a commit.
 */
function judgeTree({ tree: trusted }             , folder        )           {
  const trees = new Map                  ();
  const at = async (path        )                 => {
    const absolute = resolve(folder, path);
    const inside = slashed(relative(folder, absolute));
    const root = inside === '..' || inside.startsWith('../') || resolve(folder, inside) !== absolute ? await rootOutside(absolute) : await otherCheckout(folder, inside);
    if (root === undefined) return { tree: trusted, path: inside, prefix: '' };
    const tree = trees.get(root) ?? folderTree(root, { name: root });
    trees.set(root, tree);
    const shown = slashed(relative(folder, root));
    return { tree, path: slashed(relative(root, absolute)), prefix: shown === '' ? '' : `${shown}/` };
  };
  return {
    name: trusted.name,
    read: async (path) => {
      const place = await at(path);
      return await place.tree.read(place.path);
    },
    list: async (path, options) => {
      const place = await at(path);
      return prefixed(await place.tree.list(place.path, options), place.prefix);
    },
  };
}

                 
                          
                        
                                                          
                          
 

function prefixed(listing             , prefix        )              {
  if (listing.kind !== 'found' || prefix === '') return listing;
  const { unread } = listing;
  return {
    kind: 'found',
    paths: listing.paths.map((path) => `${prefix}${path}`),
    ...(unread === undefined ? {} : { unread: unread.map(({ path, reason }) => ({ path: `${prefix}${path}`, reason })) }),
  };
}

/** A folder is its own root; a file's is the folder that it lies in. */
async function rootOutside(absolute        )                  {
  const stats = await lstat(absolute).catch(() => undefined);
  return stats?.isDirectory() === true ? absolute : dirname(absolute);
}

/**
 * The root of another repository's checkout on the way to a path, if there is one. Throws UserError for a submodule: which commit of it is
 * checked out is the change's own to choose.
 */
async function otherCheckout(folder        , path        )                              {
  const segments = path.split('/');
  for (let count = 1; count <= segments.length; count += 1) {
    const below = segments.slice(0, count).join('/');
    if (below === '' || segments[count - 1] === '.git') return undefined;
    const root = join(folder, below);
    const [own, git] = await Promise.all([lstat(root).catch(() => undefined), lstat(join(root, '.git')).catch(() => undefined)]);
    if (own?.isDirectory() !== true) return undefined;
    if (git?.isDirectory() === true) return root;
    if (git?.isFile() === true) {
      throw new UserError(`"${path}" lies in the submodule ${below}, whose commit a pull request can choose. Check its repository out by a step of its own: actions/checkout with "repository" and "path".`);
    }
  }
  return undefined;
}

function slashed(path        )         {
  return path.split(sep).join('/');
}

/** Everything that decides what is found and what of it counts. */
                                                
                                              
                                                           
                                          
                                                                                
                                    
 

/** Reads policies, exemptions and baseline from where they can be trusted. Throws UserError for what cannot be read. */
async function readJudges(options              , trusted             , tools            )                  {
  const { initiatives, parameters, policyPaths, environment, exemptionsFile, baseline } = options;
  const tree = judgeTree(trusted, tools.folder);
  const textOf = async (path        )                              => await trustedText({ ...trusted, tree }, path);
  const [chosen, exemptions, earlier] = await Promise.all([
    choosePolicies({ tree, initiatives, parameters, policyPaths, mayBeNone: options.exposures === 'all' }, { signal: tools.signal, absent: trusted.isBase ? 'note' : 'refuse', ...(environment === undefined ? {} : { environment }) }),
    textOf(exemptionsFile ?? exemptionsPath),
    baseline === undefined ? undefined : textOf(baseline),
  ]);
  if (exemptions === undefined && exemptionsFile !== undefined && !trusted.isBase) throw new UserError(`There is no exemptions file "${exemptionsFile}".`);
  if (earlier === undefined && baseline !== undefined && !trusted.isBase) throw new UserError(`There is no baseline "${baseline}"; make one with --format json --output ${baseline}.`);
  return {
    ...chosen,
    notes: [...chosen.notes, ...(earlier === undefined && baseline !== undefined && trusted.isBase ? [`The base commit has no baseline \`${baseline}\`: every finding counts as new.`] : [])],
    entries: exemptions === undefined ? [] : (await import('./exemptions-file.js')).parseExemptions(exemptions, exemptionsFile ?? exemptionsPath),
    baseline: earlier === undefined ? (baseline === undefined ? undefined : { findings: [], ways: new Map() }) : (await import('./baseline.js')).parseBaseline(earlier, baseline ?? ''),
    paths: [...policyPaths, exemptionsFile ?? exemptionsPath, ...(baseline === undefined ? [] : [baseline])],
  };
}

/** What each rule that judged is about, once for each name. */
function rulesOf(policies                           )                        {
  const rules = new Map                    ();
  for (const { definition, parameters } of policies) {
    const rule = ruleName(definition);
    if (rules.has(rule)) continue;
    const effect = memberIgnoringCase(parameters, 'effect');
    const remedy = metadataText(definition, 'remediation');
    rules.set(rule, {
      rule,
      title: definition.displayName ?? rule,
      severity: severityOf(definition, typeof effect === 'string' ? effect.toLowerCase() : ''),
      ...(definition.description === undefined ? {} : { description: definition.description }),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
  return [...rules.values()];
}

/** What a run found, as every surface shows it. */
function reportOf({ options, event, trusted, judges, infrastructure, findings, counts, exposures, facts, notes }             )         {
  const { files, resources } = infrastructure;
  const where = options.paths.length === 0 ? '' : ` in ${listed(options.paths)}`;
  const name = options.paths.length === 0 ? 'infrastructure files' : options.paths.join(' ');
  const skipped = sum(Object.values(files.skipped));
  return {
    command: 'check',
    title: `infrastructure files${where}`,
    verdict: findings.length === 0 && resources.length === 0 ? 'notApplicable' : worstVerdict(findings),
    target: { id: options.paths.join(' '), name },
    changed: false,
    dryRun: false,
    steps: [],
    findings,
    counts,
    files: { judged: files.judged.length, skipped, resources: resources.length },
    rules: [...rulesOf(judges.policies), ...exposures.rules],
    ...(exposures.clusters.length === 0 ? {} : { exposures: exposures.clusters }),
    facts: [...factsOf({ trusted, judges, infrastructure }), ...facts],
    notes,
    ...(event.pullRequest === undefined ? {} : { pullRequest: { number: event.pullRequest.number } }),
  };
}

function factsOf({ trusted, judges, infrastructure: { notRead, unpaired } }                                                            )                        {
  const initiatives = new Set(judges.policies.flatMap(({ initiative }) => (initiative === undefined ? [] : [initiative.name])));
  const single = judges.policies.filter(({ initiative }) => initiative === undefined).length;
  const by = [...initiatives, ...(single === 0 ? [] : [`${single} single ${single === 1 ? 'policy' : 'policies'}`])];
  return [
    { label: 'Judged by', value: listed(by) },
    ...(trusted.commit === undefined ? [] : [{ label: 'Policies of', value: `base commit ${trusted.commit.slice(0, 12)}` }]),
    ...(unpaired.length === 0 ? [] : [{ label: 'Parameters without a template', value: listed(unpaired) }]),
    ...(notRead === undefined ? [] : [{ label: 'Not judged', value: `${notRead}: judge a plan (terraform show -json)` }]),
  ];
}

function listed(names                   )         {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function sum(numbers                   )         {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Where templates would be deployed, and Azure Policy is asked. */
                        
                                  
                                 
 

function subscriptionOf({ subscriptionId }       )         {
  return `/subscriptions/${subscriptionId}`;
}

function groupOf(place       )         {
  return `${subscriptionOf(place)}/resourceGroups/${place.resourceGroup}`;
}

/** Workflows of forks and of Dependabot get neither secrets nor OIDC tokens (docs.github.com, "Events that trigger workflows", pull_request). */
function mayLackCredentials({ pullRequest }             )          {
  return pullRequest !== undefined && (pullRequest.isFork || pullRequest.isDependabot);
}

/** The place that the inputs name; undefined where they may be missing through nobody's fault. Throws UserError where they may not. */
function placeOf({ facts: { subscriptionId, resourceGroup } }              , event             )                    {
  if (subscriptionId !== undefined && resourceGroup !== undefined) return { subscriptionId, resourceGroup };
  if (mayLackCredentials(event)) return undefined;
  const missing = [...(resourceGroup === undefined ? ['"resource-group"'] : []), ...(subscriptionId === undefined ? ['"subscription-id"'] : [])];
  throw new UserError(`"verify" needs ${missing.join(' and ')}, where the templates would be deployed: Azure Policy is asked there.`);
}

/** Judges infrastructure files by the policies that can be trusted. Writes nothing, and asks nothing of Azure but with `verify`. */
async function check(options              , tools            )                   {
  if (options.fromReport !== undefined) return await (await import('./handed.js')).handOn(options.fromReport, options, tools);
  const { folder, event, logger } = tools;
  const place = options.verify ? placeOf(options, event) : undefined;
  const checkout = folderTree(folder);
  const trusted = await trustedTree(event, { trust: options.trust, folder, checkout, githubToken: options.githubToken }, tools);
  try {
    for (const warning of trusted.warnings) logger.warning(warning);
    const read = {
      folder, paths: options.paths, parameters: options.templateParameters, parameterFiles: options.parameterFiles,
      // Without the time: what is deployed on another day may not be what is judged today.
      facts: options.facts,
      ...(options.providerVersion === undefined ? {} : { providerVersion: options.providerVersion }),
    };
    const [judges, infrastructure] = await Promise.all([
      readJudges(options, trusted, tools),
      readInfrastructure({ ...read, tree: checkout }, { expand: expandDeployment, ...tools }),
    ]);
    const changes = await changesToJudges(options, judges, trusted, checkout, tools);
    const verified = !options.verify ? undefined : await (await import('./verify.js')).verify(place, judges, { ...read, tree: checkout }, tools);
    const found = await findingsIn(infrastructure, judges, [...changes.findings, ...(verified?.findings ?? [])], options, tools);
    const standing                   = options.onlyNew ? await (await import('./new-findings.js')).newFindings(found.findings, options, judges, trusted, read, tools) : { findings: found.findings, notes: [] };
    const { findings } = standing;
    const notes = [...trusted.warnings, ...infrastructure.notes, ...judges.notes, ...changes.notes, ...found.notes, ...(verified?.notes ?? []), ...standing.notes];
    return {
      report: reportOf({ options, event, trusted, judges, infrastructure, findings, counts: found.counts, exposures: await waysOf(found, standing.earlier), facts: verified?.facts ?? [], notes }),
      exceeds: findings.some((finding) => reaches(options.failOn, finding, options.leastSeverity)),
      ...(verified?.failure === undefined ? {} : { failure: verified.failure }),
    };
  } finally {
    trusted.close();
  }
}

/** Most checks see no cluster, and load nothing of this. */
async function waysOf({ clusters }       , earlier                             )                                    {
  if (clusters.length === 0) return { clusters: [], rules: [] };
  const { reportExposures, exposureReportRules } = await import('./report-exposures.js');
  return { clusters: reportExposures(clusters, earlier), rules: exposureReportRules() };
}

const check$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  check
}, Symbol.toStringTag, { value: 'Module' }));

export { check$1 as check, expandDeployment, expiredRule, findingsIn, groupOf, mayLackCredentials, readInfrastructure, subscriptionOf, teller };
