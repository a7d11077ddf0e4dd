import { nearMiss } from './near-miss.js';
import { UserError } from './errors.js';
import { inputTable, actionCommands, inputsOf, inputNamed } from './inputs.js';
import { parseScope } from './scope.js';
import { isJsonObject } from './json2.js';

/** What an input's text may be. Every kind is one row of `readers` below. */
                       
                                                       
                                                                                                                                           
                                                                                                                 
                                                                   
                                                                                                

/** The type of an input's value, by its kind. */
                                             
                                                                                             
                                            
                                                      
                                                              
                                               
                                                                  
                                        
           

/** A value, or what was expected instead ("a GUID", "one of a, b"), to be put into a sentence by the caller. */
                                                                                  

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the text of an input. `mapping` and `tags` need YAML, which is loaded only then. */
async function readValue(kind           , text        )                   {
  switch (kind.type) {
    case 'text':
      return hasControlCharacter(text) || text.length > kind.maximum ? { expected: `at most ${kind.maximum} printable characters` } : { value: text };
    case 'choice':
      return readChoice(kind.values, text);
    case 'integer':
    case 'number':
      return readNumber(kind, text);
    default:
      return await readers[kind.type](text);
  }
}

const readers                                                                                                                                       = {
  secret: (text) => (/^[\x21-\x7e]+$/.test(text) ? { value: text } : { expected: 'a token without spaces' }),
  file: (text) => (hasControlCharacter(text) ? { expected: 'the path of a file' } : { value: text }),
  boolean: readBoolean,
  guid: (text) => (guid.test(text) ? { value: text.toLowerCase() } : { expected: 'a GUID' }),
  guids: readGuids,
  paths: readPaths,
  httpsOrigin: readHttpsOrigin,
  scope: readScope,
  location: readLocation,
  mapping: readMapping,
  tags: readTags,
  sha256: pattern(/^[0-9a-f]{64}$/, 'the 64 hexadecimal digits of a plan-hash output'),
  clusterName: pattern(
    /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/,
    '1 to 63 letters, digits, underscores and hyphens that begin and end with a letter or digit',
  ),
  resourceGroup: pattern(
    /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u,
    '1 to 90 letters, digits, underscores, hyphens, parentheses and periods that do not end with a period',
  ),
  kubernetesVersion: pattern(/^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?$/, 'a version such as 1.34 or 1.34.2'),
  poolName: pattern(/^[a-z][a-z0-9]{0,11}$/, '1 to 12 lower-case letters and digits that begin with a letter'),
  vmSize: pattern(/^[A-Za-z0-9_-]{1,64}$/, 'a virtual machine size such as Standard_D4ds_v5'),
};

/** Names as Azure accepts them: "Naming rules and restrictions for Azure resources" and the REST reference of managed clusters. */
function pattern(matches        , expected        )                            {
  return (text) => (matches.test(text) ? { value: text } : { expected });
}

/** YAML 1.2's spellings, as `core.getBooleanInput` takes them; `yes` and `1` are refused rather than guessed. */
function readBoolean(text        )          {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { expected: 'true or false' };
}

function readChoice(values                   , text        )          {
  const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  return value === undefined ? { expected: `one of ${values.join(', ')}` } : { value };
}

function readNumber(kind                                                                                             , text        )          {
  const value = (kind.type === 'integer' ? /^\d{1,10}$/ : /^\d{1,10}(?:\.\d{1,6})?$/).test(text) ? Number(text) : Number.NaN;
  if (value >= kind.minimum && value <= kind.maximum) return { value };
  return { expected: `${kind.type === 'integer' ? 'a whole number' : 'a number'} from ${kind.minimum} to ${kind.maximum}` };
}

function readGuids(text        )          {
  const values = text.split(/[\s,]+/).filter((entry) => entry !== '');
  return values.length > 0 && values.every((entry) => guid.test(entry))
    ? { value: values.map((entry) => entry.toLowerCase()) }
    : { expected: 'GUIDs, separated by commas or line breaks' };
}

/** One to a line; blanks and commas may be part of a name. A configuration file's list arrives as JSON. */
function readPaths(text        )          {
  const values = listOf(text).map((entry) => entry.trim()).filter((entry) => entry !== '');
  return values.length > 0 && !values.some(hasControlCharacter) ? { value: values } : { expected: 'paths or names, one to a line' };
}

function listOf(text        )                    {
  try {
    const list          = text.startsWith('[') ? JSON.parse(text) : undefined;
    if (Array.isArray(list) && list.every((entry) => typeof entry === 'string')) return list;
  } catch {
    // A pattern may begin with a bracket too.
  }
  return text.split(/\r?\n/);
}

function readHttpsOrigin(text        )          {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url !== undefined && url.protocol === 'https:' && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return bare && url.pathname === '/' ? { value: url.origin } : { expected: 'an https:// address without path, such as https://management.azure.com' };
}

function readScope(text        )          {
  const value = parseScope(text);
  return value === undefined
    ? { expected: '/subscriptions/<id>, /subscriptions/<id>/resourceGroups/<name> or /providers/Microsoft.Management/managementGroups/<name>' }
    : { value };
}

/** Azure's display names are accepted: "West Europe" is `westeurope`. */
function readLocation(text        )          {
  const value = text.replaceAll(' ', '').toLowerCase();
  return /^[a-z0-9]{1,50}$/.test(value) ? { value } : { expected: 'an Azure region such as westeurope' };
}

async function readMapping(text        )                   {
  return await readMappingAs(text, 'core');
}

async function readMappingAs(text        , schema                     )                                                                          {
  const { parseMapping } = await import('./mapping.js');
  const parsed = parseMapping(text, schema);
  return isJsonObject(parsed) ? { value: parsed } : { expected: `a YAML or JSON mapping${parsed === undefined ? '' : ` (${parsed})`}` };
}

/** Azure: at most 50 tags, names to 512 and values to 256 characters, no `<>%&\?/` in names. */
async function readTags(text        )                   {
  const reading = await readMappingAs(text, 'failsafe');
  if ('expected' in reading) return reading;
  const entries = Object.entries(reading.value);
  if (!entries.every(([, value]) => typeof value === 'string')) return { expected: 'a mapping of tag names to texts' };
  const fits = entries.length <= 50 && entries.every(([name, value]) => /^[^<>%&\\?/]{1,512}$/.test(name) && String(value).length <= 256);
  return fits ? { value: reading.value } : { expected: 'at most 50 tags, names to 512 characters without < > % & \\ ? /, values to 256 characters' };
}

function hasControlCharacter(text        )          {
  return /\p{Cc}/u.test(text);
}

/** The text of an input and where it was given, in words that begin a sentence: `Input "location"`, `--location`. */
                           
                        
                         
 

                                                      
                                                                       

/**
 * Validates the inputs that a command reads. What was given with the call wins over the configuration file, that over the environment.
 * All mistakes are told at once. Secrets are masked before anything else is done with them, and never shown.
 */
async function readInputs(
  command             , sources                                                                                            , logger        ,
)                  {
  const values = new Map                 ();
  const mistakes           = [];
  for (const input of inputTable.filter(({ commands }) => commands.some((reader) => reader === command))) {
    const raw = sources.given.get(input.name) ?? sources.file.get(input.name) ?? fromEnvironment(input.name, sources.environment);
    if (raw === undefined) continue;
    const secret = input.kind.type === 'secret';
    if (secret) logger.mask(raw.text);
    const reading = await readValue(input.kind, raw.text);
    if ('value' in reading) values.set(input.name, reading.value);
    else mistakes.push(`${raw.where} is ${secret ? 'malformed' : `"${shortened(raw.text)}"`}: expected ${reading.expected}.`);
  }
  if (mistakes.length > 0) throw new UserError(mistakes.join('\n'));
  return Object.fromEntries(inputTable.map(({ name }) => [name, values.get(name)]))          ;
}

/** The action's inputs as the runner passes them: `INPUT_` and the name in upper case, blanks as underscores, hyphens kept. */
function inputsFromRunner(environment             )            {
  const inputs = new Map                  ();
  for (const { name } of inputTable.filter((input) => !('surface' in input) || input.surface === 'action')) {
    const text = environment[`INPUT_${name.toUpperCase()}`]?.trim();
    if (text !== undefined && text !== '') inputs.set(name, { text, where: `Input "${name}"` });
  }
  return inputs;
}

/** The command that the action is to run; throws `UserError` when it is missing or unknown. */
function commandFromRunner(inputs           )                                  {
  const text = inputs.get('command')?.text;
  if (text === undefined) throw new UserError(`Input "command" is missing: give one of ${actionCommands.join(', ')} under "with:".`);
  const command = actionCommands.find((name) => name === text.toLowerCase());
  if (command !== undefined) return command;
  throw new UserError(suggesting(`Input "command" is "${shortened(text)}": expected one of ${actionCommands.join(', ')}`, text, actionCommands));
}

/** Sentences on inputs that this run does not read: misspelt ones, and ones of other commands. */
function unreadInputs(command             , environment             )                    {
  const read = new Set(inputsOf(command, 'action').map(({ name }) => name));
  return Object.entries(environment).flatMap(([variable, text]) => {
    if (!variable.startsWith('INPUT_') || text === undefined || text.trim() === '') return [];
    const name = variable.slice('INPUT_'.length).toLowerCase();
    if (read.has(name) || name === 'github-token') return [];
    const known = inputNamed(name);
    if (known !== undefined) return [`Input "${name}" is not read by "${command}"; it has no effect.`];
    return [suggesting(`Input "${shortened(name)}" is unknown and has no effect`, name, [...read])];
  });
}

/** The sentence, ended by the near miss when there is one: `…; did you mean "location"?` */
function suggesting(sentence        , text        , known                   )         {
  const near = nearMiss(text, known);
  return near === undefined ? `${sentence}.` : `${sentence}; did you mean "${near}"?`;
}

function fromEnvironment(name        , environment             )                       {
  for (const variable of inputNamed(name)?.environment ?? []) {
    const text = environment[variable]?.trim();
    if (text !== undefined && text !== '') return { text, where: `Variable ${variable}` };
  }
  return undefined;
}

function shortened(text        )         {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

export { commandFromRunner, inputsFromRunner, readInputs, shortened, suggesting, unreadInputs };
