import { memberIgnoringCase, parseResourceId, escapePointer, isJsonObject, isUnknown, member, Unknown, readJsonText, deepestJson, JsonTextError, textAt, throwIfCancelled, unescapePointer, lineStartsOf, positionAt, messageOf, at as at$1, UserError } from './ground.js';
import { planBeginning, looksLikeInfrastructure, hasSigns, sideBySide, folderTree } from './exemptions-path.js';
const { availableParallelism, tmpdir } = globalThis.process.getBuiltinModule('node:os');
const { delimiter, isAbsolute, join, relative, sep, dirname, resolve, posix } = globalThis.process.getBuiltinModule('node:path');
const { constants, existsSync, realpathSync, statSync } = globalThis.process.getBuiltinModule('node:fs');
const { access, stat, realpath, mkdtemp, writeFile, rm, mkdir } = globalThis.process.getBuiltinModule('node:fs/promises');
import { findRepository } from './repository.js';
const { spawn } = globalThis.process.getBuiltinModule('node:child_process');
import { treePath, below, folderOf, nameOf as nameOf$2 } from './run.js';
import { isObject } from './engine.js';

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
  return { file, pointer: written(json, pointer), line, column };
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
function written(json          , pointer        )         {
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
  const id = parseResourceId(textOf(value, 'id') ?? '');
  const type = textOf(value, 'type');
  if (type !== undefined && typePattern.test(type)) return id !== undefined || textOf(value, 'name') !== undefined ? type : undefined;
  return id !== undefined && /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+\//.test(id.type) ? id.type : undefined;
}

/** Resource Manager reads names without regard to case; what PowerShell prints begins with capitals. */
function textOf(value         , name        )                     {
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
  return rest.length === 0 && isJsonObject(only) && textOf(only, 'id') !== undefined && resourceType(only) !== undefined
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
  const parent = { type: typeOf$2(resource), name: nameOf$1(resource) };
  const children = list.flatMap((value         , index)                           => {
    if (!isJsonObject(value) || (resourceType(value) === undefined && !isChild(value))) return [];
    return withChildren({ value, pointer: `${resource.pointer}/${escapePointer(key)}/${index}`, parent });
  });
  return [resource, ...children];
}

function isChild(value            )          {
  return childPattern.test(textOf(value, 'type') ?? '') && textOf(value, 'name') !== undefined;
}

function typeOf$2({ value, parent }               )         {
  return resourceType(value) ?? [parent?.type, textOf(value, 'type')].join('/');
}

function nameOf$1({ value, parent }               )         {
  const name = parseResourceId(textOf(value, 'id') ?? '')?.fullName ?? textOf(value, 'name') ?? '';
  return resourceType(value) === undefined && parent !== undefined ? `${parent.name}/${name}` : name;
}

/** The resource as rules look at it. A template's expressions in a resource without a template are unknown. */
function toResource$1(document          , resource               )           {
  const { value, pointer } = resource;
  const id = parseResourceId(textOf(value, 'id') ?? '');
  const { body: written, sourceOf } = reshapeAzOutput(value);
  const body = id === undefined ? withoutExpressions(written) : written;
  const apiVersion = memberIgnoringCase(value, 'apiVersion');
  return {
    type: typeOf$2(resource),
    name: nameOf$1(resource),
    ...(id === undefined ? {} : { id: id.id }),
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    body,
    originOf: (place) => originIn(document, pointer + sourceOf(place)),
    writingOf: (place) => literalWriting(document, pointer + sourceOf(place), isUnknown(valueAt(body, place)) ? 'expression' : 'literal'),
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

function valueAt(body            , pointer        )          {
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
  return read(text);
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
function read(text        )             {
  try {
    return sort(readJsonText(text, 'template', limits));
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    // Whatever keeps it from being read as a template: what is wrong with a plan, its reader says.
    if (planBeginning.test(text)) return { kind: 'terraformPlan', text };
    if (!looksLikeInfrastructure(text)) return { kind: 'skipped', reason: 'invalid' };
    const { message, line, column } = error;
    return { kind: 'problem', problem: 'error', message: `The file looks like infrastructure and cannot be read: ${message}`, line, column };
  }
}

function sort(json          )             {
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
  return [value, member(value, 'properties')].some((place) => marks.some((mark) => memberIgnoringCase(place, mark) !== undefined)) || textAt(value, 'policyAssignmentId') !== undefined;
}

/** What the compiler says of a place in a file. Lines and columns count from 1. */
                             
                                                    
                        
                        
                          
                                               
                                                       
                        
                                                                   
                           
 

const most$3 = { diagnostics: 200, message: 1000 }         ;
/** Azure/bicep, DiagnosticLogger.cs: `path(line,column) : Level Code: Message [address of its description]`. */
const pattern = /^(.+?)\((\d{1,9}),(\d{1,9})\) : (Error|Warning|Info) ([\w-]{1,100}): (.*)$/;

/** The diagnostics in what the compiler has printed; other lines are left out. */
function diagnosticsIn(messages        )                        {
  const found               = [];
  for (const line of messages.split(/\r?\n|\r/)) {
    const [, file, row, column, level, code, message] = pattern.exec(withoutSigns(line, Number.POSITIVE_INFINITY)) ?? [];
    if (file === undefined || code === undefined || message === undefined) continue;
    found.push({ file: pathOf(file), line: Number(row), column: Number(column), level: level === 'Error' || level === 'Warning' ? level : 'Info', code, message: withoutSigns(message) });
    if (found.length === most$3.diagnostics) break;
  }
  return found;
}

/** The first line of what was printed that says something. */
function firstLine(messages        )                     {
  return messages.split(/\r?\n|\r/).map((line) => withoutSigns(line).trim()).find((line) => line !== '');
}

/** Newer versions may name files by address. */
function pathOf(file        )         {
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
async function environmentOf({ path }               , folder        , environment              = process.env)                                  {
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
      this.#environment ??= environmentOf(this.#found, this.#folder);
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
  const found = read(output);
  return found.kind === 'template' ? found.json : undefined;
}

/** What `build-params` has printed (Azure/bicep, OutputWriter.cs): both as texts; no template for `using none`. */
function parametersIn(output        )                                                                                         {
  const outer = parse$1(output);
  const parameters = textAt(outer, 'parametersJson');
  const template = textAt(outer, 'templateJson');
  const found = parameters === undefined ? undefined : read(parameters);
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
    return { file: spot.source.file, pointer: written(json, pointer), line, column };
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

const deepest$1 = 200;
const openers                      = new Set(['{', '[', '(']);
const closers                      = new Set(['}', ']', ')']);
/** Signs at the beginning of a line that go on with what stands before it. A minus begins something new, such as an element. */
const continuing                      = new Set(['?', ':', '&&', '||', '??', '.', '.?', '==', '!=', '=~', '!~', '+', '|', '=>']);
/** Signs at the end of a line that the next one goes on with. */
const expecting                      = new Set([...continuing, '<', '>', '<=', '>=', '-', '*', '/', '%', '::', '!']);
const named$1                      = new Set(['resource', 'module', 'param', 'var', 'output', 'func', 'type']);

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
      if (token?.kind === 'name' && named$1.has(token.text)) {
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
    const primary = depth > deepest$1 ? undefined : this.#primary(first, depth);
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
                        
                                           
                                                              
                         
                       
                          
                        
                                                    
                          
                                                     
                                     
 

                         
                                    
                                                                                                    
                            
 

const deepest = 64;
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
    if (depth >= deepest) {
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
    return below(this.#mount.prefix, path);
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
      return [this.#problem(path, `The file cannot be laid before the compiler: ${messageOf(error)}`)];
    }
  }

  /** The configurations that hold for the files of a folder: its own and those above, of which the nearest counts. */
  async #configure(folder        )                                    {
    const known = this.#configurations.get(folder) ?? this.#writeConfiguration(folder);
    this.#configurations.set(folder, known);
    return [...(await known), ...(folder === '' ? [] : await this.#configure(folderOf(folder)))];
  }

  async #writeConfiguration(folder        )                                    {
    const path = below(folder, 'bicepconfig.json');
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
  const [plain, decoded] = [path, decode(path)].map((one) => treePath(below(folderOf(from), one)));
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
  for (const type of new Set(resources.map(typeOf$1))) {
    const here = indexes.filter((index) => typeOf$1(resources[index]) === type);
    const declared = candidates.filter((one) => one.type === type);
    const fits = here.length === declared.length && here.every((index, at) => mayBe(resources[index], declared[at]?.declaration));
    for (const [at, index] of here.entries()) {
      const same = declared.filter(({ declaration }) => isNamed(resources[index], declaration));
      const candidate = fits ? declared[at] : same.length === 1 ? same[0] : undefined;
      if (candidate !== undefined) found.set(index, candidate.declaration);
    }
  }
  return found;
}

function typeOf$1(resource         )         {
  return (textAt(resource, 'type') ?? '').toLowerCase();
}

/** False when both have a plain name and the names differ. */
function mayBe(resource         , declaration                         )          {
  const [compiled, declared] = [plainName(resource), declaration === undefined ? undefined : declaredName(declaration)];
  return compiled === undefined || declared === undefined || compiled === declared;
}

function isNamed(resource         , declaration             )          {
  const name = plainName(resource);
  return name !== undefined && name === declaredName(declaration);
}

function plainName(resource         )                     {
  const name = textAt(resource, 'name');
  return name?.startsWith('[') === true ? undefined : name;
}

function declaredName({ value }             )                     {
  const body = bodyOf(value);
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
  const body = bodyOf(value);
  return body?.kind === 'object' ? body.resources : [];
}

/** What a loop or a condition is about. */
function bodyOf(value                   )                    {
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
    return this.#named(source, textAt(loop, 'name') ?? '', member(loop, 'input'), steps);
  }

  #named(source             , name        , compiled         , rest                   )       {
    const found = this.#variableOf(source, name, 0);
    if (found !== undefined) return this.value(found.source, found.declaration, bodyOf(found.declaration.value), compiled, rest);
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
    return isOfDeclaration ? at(source, declaration) : this.value(source, declaration, bodyOf(declaration.value), compiled, rest);
  }

  #module(source             , declaration             , compiled         , rest                   )       {
    const [first, second, ...steps] = rest;
    const properties = member(compiled, 'properties');
    const body = bodyOf(declaration.value);
    if (first === 'properties' && second === 'template') return this.#inModule(source, declaration, member(properties, 'template'), steps);
    if (first === 'properties' && second === 'parameters') {
      const [name = '', kind, ...within] = steps;
      const params = propertyOf(body, 'params');
      const given = propertyOf(bodyOf(params?.value), name);
      if (given === undefined) return at(source, params ?? declaration);
      const entry = member(member(properties, 'parameters'), name);
      if (kind === 'value') return this.value(source, given, given.value, member(entry, 'value'), within);
      // `{"copy": [{"name": "value", "count": …, "input": …}]}`
      const loop = kind === 'copy' ? elementOf(member(entry, 'copy'), within[0]) : undefined;
      return loop === undefined ? at(source, given) : this.value(source, given, bodyOf(given.value), member(loop, 'input'), within.slice(2));
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
      const property = propertyOf(value, loop === undefined ? step : (textAt(loop, 'name') ?? ''));
      const item = value?.kind === 'array' ? value.items[Number(step)] : undefined;
      if (property !== undefined) [place, value] = [property, loop === undefined ? property.value : bodyOf(property.value)];
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
    const found = text === undefined ? undefined : read(text);
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
                                      

const named                                                                      = {
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
  const parts = (Object.keys(named)                 ).flatMap((format) => {
    const count = counts[format] ?? 0;
    return count === 0 ? [] : [`${count} ${named[format][count === 1 ? 0 : 1]}`];
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
  const stem = nameOf$2(path).replace(json, '');
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
  let stem = nameOf$2(path).replace(json, '').replace(word, '').replace(/^[._-]+/, '');
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
  const fromFile = treePath(below(folderOf(parameters.file), path));
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
    const stem = nameOf$2(file).replace(/\.[^.]*$/, '').toLowerCase();
    const found = here.find((source) => nameOf$2(source).toLowerCase() === `${stem}.bicep`) ?? (here.length === 1 ? here[0] : here.find((source) => nameOf$2(source) === 'main.bicep'));
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
      return isEnough ? found : once(followed, file, read);
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
      .map((path) => ({ file: below(mount.prefix, path), mount, path, isNamed: false }))
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
      const around = folder !== '' && templateFolders.includes(nameOf$2(folder).toLowerCase()) ? [folder, folderOf(folder)] : [folder];
      const apart = await Promise.all(around.flatMap((one) => parameterFolders.map((name) => look(mount, below(one, name), false))));
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
    const file = (await beside.in(mount, inside)).find((one) => nameOf$2(one.file).toLowerCase() === nameOf$2(path).toLowerCase());
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
    if (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest)) return { kind: 'inside', path: slashed(rest) };
  }
  return { kind: 'outside', absolute: slashed(absolute), shown: posix.normalize(slashed(text)).replace(/(?<=.)\/$/, '') };
}

function realOf(folder        )         {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function slashed(path        )         {
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
    const isLiteral = !path.startsWith('!') || (await exists(path, request));
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
      const file = below(mount.prefix, path);
      if (!isExcluded(file)) files.set(file, { file, mount, path, isNamed: isNamed(path) || files.get(file)?.isNamed === true });
    }
    for (const { path, reason } of listing.unread ?? []) {
      const file = below(mount.prefix, path);
      if (!isExcluded(file)) unread.set(file, { file, reason });
    }
  }
  const whole = found.flatMap(({ mount, whole: base }) => (base === undefined ? [] : [base === '' ? mount.prefix : below(mount.prefix, base)]));
  return {
    files: [...files.values()].toSorted((left, right) => (left.file < right.file ? -1 : 1)),
    unread: [...unread.values()],
    mounts: [...new Set([checkout, ...found.map(({ mount }) => mount)])],
    isWhole: (one) => whole.some((base) => base === '' || one === base || one.startsWith(`${base}/`)),
    isExcluded,
  };
}

async function exists(path        , { tree, folder }             )                   {
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
  const type = typeOf(at.absolute);
  if (type === 'special') throw new UserError(`The path "${given}" names neither a file nor a folder.`);
  if (type === 'folder') return findIn(mountAt(at.absolute, at.shown), '', given);
  if (type === 'file') return findIn(mountAt(posix.dirname(at.absolute), posix.dirname(at.shown)), posix.basename(at.absolute), given);
  const base = globBase(at.absolute);
  if (!isGlob(at.absolute) || typeOf(base) !== 'folder') return [];
  const glob = at.absolute.slice(base.length).replace(/^\//, '');
  const prefix = at.shown.slice(0, at.shown.length - glob.length).replace(/(?<=.)\/$/, '');
  return [await match(mountAt(base, prefix), glob)];
}

function typeOf(path        )                                           {
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
    const isPattern = isGlob(path) && !(await exists(pattern, request));
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
  const deploymentOf = new Map(judged.flatMap((deployment) => deployment.expansion.resources.map((resource) => [resource, nameOf(deployment)]         )));
  const expanded = [...expandedBy.values()].flat().map((resource) => toResource(resource, deploymentOf.get(resource), documents));
  const plain = read.plain.flatMap((document) => document.resources.map((resource) => toResource$1(document, resource)));
  return {
    resources: [...expanded, ...plain, ...(planned?.resources ?? [])],
    deletions: planned?.deletions ?? [],
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

function nameOf({ template, parameters }                    )         {
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

const readInfrastructure$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  readInfrastructure
}, Symbol.toStringTag, { value: 'Module' }));

export { readInfrastructure, readInfrastructure$1, teller };
