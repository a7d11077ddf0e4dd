import { at, isJsonObject, arrayAt, textAt, member, escapePointer, UserError, lineStartsOf, positionAt, isUnknown, bare, present, Unknown, parseResourceId, unescapePointer } from './ground.js';
import { treePath, folderOf, nameOf } from './run.js';
import { piecesOf, textOfPieces, concatPieces, matchesPieces, bundledAliases, aliasIn, deepEqual } from './engine.js';
import { roleCalled } from './built-in-roles.js';

/** A block of a Terraform file: where it stands, what is written in it. Offsets count UTF-16 units. */
                           
                        
                                     
                         
                                                         
                                       
 

                               
                         
                                                                                
                         
                       
 

const deepestBlock = 32;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const blanks = /[ \t\r]+/y;
const heredocStart = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/**
 * The blocks and attributes of a file in HCL's native syntax, as far as they can be found: what is not understood is passed over to the end of its
 * line. Expressions are bounded, not read. Takes time in proportion to the text.
 */
function scanHcl(text        )                      {
  return new Scanner(text, text.startsWith('\uFEFF') ? 1 : 0).file();
}

/** The member or element of an expression that is an object or list in brackets, perhaps within `jsonencode(…)`; undefined where it is not written so. */
function partOf(text        , { value, end }                                     , step        )                           {
  const encoded = /^jsonencode\(\s*/.exec(text.slice(value, Math.min(end, value + 200)))?.[0];
  return new Scanner(text, value + (encoded?.length ?? 0)).part(step);
}

class Scanner {
           #text        ;
  #at        ;

  constructor(text        , at        ) {
    this.#text = text;
    this.#at = at;
  }

  /** Of what stands in brackets at the position. */
  part(step        )                           {
    const opening = this.#text.charAt(this.#at);
    if (opening !== '{' && opening !== '[') return undefined;
    const isList = opening === '[';
    this.#at += 1;
    for (let index = 0; ; index += 1) {
      this.#space();
      const start = this.#at;
      if (start >= this.#text.length || /[\]})]/.test(this.#text.charAt(start))) return undefined;
      const key = isList ? String(index) : this.#key();
      if (key === undefined) return undefined;
      const value = this.#at;
      const end = this.#expression(true);
      if (key === step) return { start, value, end };
      if (this.#at === start) return undefined;
    }
  }

  /** The key of a member, and the sign behind it. Keys that are computed are none. */
  #key()                     {
    const start = this.#at;
    let key = this.#take(identifier);
    if (key === undefined && this.#text.charAt(start) === '"') {
      this.#string();
      key = this.#text.slice(start + 1, this.#at - 1);
    }
    this.#take(blanks);
    if (key === undefined || !/[=:]/.test(this.#text.charAt(this.#at))) return undefined;
    this.#at += 1;
    this.#take(blanks);
    return key;
  }

  file()                      {
    const blocks             = [];
    // A brace too many ends the body of the file as it would one of a block.
    while (this.#at < this.#text.length) {
      blocks.push(...this.#body(0).blocks);
      this.#at += 1;
    }
    return blocks;
  }

  /** Up to the closing brace, which is left, or the end. */
  #body(depth        )                                          {
    const attributes = new Map                      ();
    const blocks             = [];
    for (;;) {
      this.#space();
      if (this.#at >= this.#text.length || this.#text.charAt(this.#at) === '}') return { attributes, blocks };
      const start = this.#at;
      const name = this.#take(identifier);
      if (name === undefined) {
        this.#skipLine();
        continue;
      }
      this.#take(blanks);
      const sign = this.#text.charAt(this.#at);
      if (sign === '=' && this.#text.charAt(this.#at + 1) !== '=') {
        this.#at += 1;
        this.#take(blanks);
        const value = this.#at;
        const end = this.#expression();
        if (!attributes.has(name)) attributes.set(name, { start, value, end });
        continue;
      }
      const labels = this.#labels();
      if (this.#text.charAt(this.#at) !== '{' || depth >= deepestBlock) {
        this.#skipLine();
        continue;
      }
      this.#at += 1;
      const body = this.#body(depth + 1);
      if (this.#at < this.#text.length) this.#at += 1;
      blocks.push({ type: name, labels, start, ...body });
    }
  }

  #labels()                    {
    const labels           = [];
    for (;;) {
      this.#take(blanks);
      if (this.#text.charAt(this.#at) === '"') {
        const start = this.#at;
        this.#string();
        labels.push(this.#text.slice(start + 1, this.#at - 1));
      } else {
        const word = this.#take(identifier);
        if (word === undefined) return labels;
        labels.push(word);
      }
    }
  }

  /** Passes an expression; returns where it ends. Lines go on within brackets; commas end elements of lists and objects. */
  #expression(isElement = false)         {
    let depth = 0;
    let end = this.#at;
    while (this.#at < this.#text.length) {
      const sign = this.#text.charAt(this.#at);
      if (depth === 0 && (sign === '\n' || (isElement && sign === ','))) return end;
      if (sign === '"') this.#string();
      else if (this.#comment()) continue;
      else if (sign === '<' && this.#heredoc()) {
        if (depth === 0) return this.#at;
      }
      else if (sign === '(' || sign === '[' || sign === '{') [depth, this.#at] = [depth + 1, this.#at + 1];
      else if (sign === ')' || sign === ']' || sign === '}') {
        if (depth === 0) return end;
        [depth, this.#at] = [depth - 1, this.#at + 1];
      } else this.#at += 1;
      if (!/\s/.test(sign)) end = this.#at;
    }
    return end;
  }

  /** Passes a text in quotes, and what stands in its `${…}` and `%{…}`, texts again among it. A text ends with its line at the latest. */
  #string()       {
    // Numbers count the braces open in an interpolation; -1 stands for a text.
    const stack = [-1];
    this.#at += 1;
    while (this.#at < this.#text.length && stack.length > 0) {
      const sign = this.#text.charAt(this.#at);
      const top = stack.length - 1;
      const inText = stack[top] === -1;
      this.#at += 1;
      if (sign === '\n' && inText) return;
      if (inText) {
        if (sign === '\\') this.#at += 1;
        else if (sign === '"') stack.pop();
        else if ((sign === '$' || sign === '%') && this.#text.charAt(this.#at) === sign) this.#at += 1;
        else if ((sign === '$' || sign === '%') && this.#text.charAt(this.#at) === '{') {
          this.#at += 1;
          stack.push(0);
        }
      } else if (sign === '"') stack.push(-1);
      else if (sign === '{') stack[top] = (stack[top] ?? 0) + 1;
      else if (sign === '}') {
        if (stack[top] === 0) stack.pop();
        else stack[top] = (stack[top] ?? 0) - 1;
      }
    }
  }

  /** Passes `<<END` up to the line that holds END alone. */
  #heredoc()          {
    heredocStart.lastIndex = this.#at;
    const [opening, word] = heredocStart.exec(this.#text) ?? [];
    if (opening === undefined || word === undefined) return false;
    let line = this.#at + opening.length;
    while (line < this.#text.length) {
      const end = this.#text.indexOf('\n', line);
      const stop = end < 0 ? this.#text.length : end;
      if (stop - line < 4096 && this.#text.slice(line, stop).trim() === word) {
        this.#at = stop;
        return true;
      }
      line = stop + 1;
    }
    this.#at = this.#text.length;
    return true;
  }

  #space()       {
    while (this.#at < this.#text.length) {
      if (/[\s,;]/.test(this.#text.charAt(this.#at))) this.#at += 1;
      else if (!this.#comment()) return;
    }
  }

  /** Passes a comment; what ends with its line leaves the line's end. */
  #comment()          {
    const sign = this.#text.charAt(this.#at);
    const second = this.#text.charAt(this.#at + 1);
    if (sign === '#' || (sign === '/' && second === '/')) {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      return true;
    }
    if (sign !== '/' || second !== '*') return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return true;
  }

  #skipLine()       {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }

  #take(pattern        )                     {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

/** The value of a literal of HCL: a text without interpolation, a number, `true`, `false` or `null`. Undefined for every other expression. */
function literalOf(expression        )                                          {
  if (/^(?:true|false|null|-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?)$/.test(expression)) return { value: JSON.parse(expression)            };
  if (!/^"(?:[^"\\\r\n]|\\["\\nrt])*"$/.test(expression) || /[$%]\{/.test(expression.replaceAll(/([$%])\1\{/g, ''))) return undefined;
  try {
    return { value: String(JSON.parse(expression)).replaceAll(/([$%])\1\{/g, '$1{') };
  } catch {
    return undefined;
  }
}

/** A scalar as HCL writes it; undefined for lists and objects. */
function spelled(value         )                     {
  if (typeof value === 'string') return JSON.stringify(value).replaceAll(/([$%])\{/g, '$1$1{');
  return value === null || typeof value === 'boolean' || typeof value === 'number' ? JSON.stringify(value) : undefined;
}

/** Where the block of something stands: a folder of the checkout, and the call on the way to it when the module itself is not there. */
                              
                          
                                                                                                          
                         
 

/** The folder of the module at a path: local sources (`./…`) are followed from the root module's folder. Undefined where the way leads out of the checkout. */
function modulePlace(path            , root        , configuration               )                          {
  let folder = root;
  for (const [index, { name }] of path.entries()) {
    const source = textAt(configuration.callOf(path.slice(0, index + 1)), 'source') ?? '';
    if (!/^\.\.?(?:\/|\\|$)/.test(source)) return { folder, call: name };
    const below = treePath(`${folder}/${source.replaceAll('\\', '/')}`.replace(/^\//, ''));
    if (below === undefined) return undefined;
    folder = below;
  }
  return { folder };
}

/** Every module of a configuration that resources may stand in, as paths without keys; bounded. */
function modulePaths(configuration               , most        )                        {
  const found               = [[]];
  for (const path of found) {
    const calls = at(configuration.moduleAt(path), 'module_calls');
    if (path.length > 32 || !isJsonObject(calls)) continue;
    for (const name of Object.keys(calls)) if (found.length < most) found.push([...path, { name }]);
  }
  return found.filter((path) => path.length === 0 || arrayAt(configuration.moduleAt(path), 'resources').length > 0);
}

/** Where an attribute was written, or the nearest thing to it. */
                        
                          
                                                                                                                                     
                                                                                                                             
                                                                                              
                              
 

/** Finds attributes in the checkout, else in the plan. */
                          
                                                                           
                                                                                        
                                                                           
                                                                                                                                                                     
                                                                                      
 

function locatorOf(sources         , root        , configuration               , plan        )          {
  const blocksOf = (resource                 )                                                                                => {
    const place = modulePlace(resource.module, root, configuration);
    if (place === undefined) return { own: [], call: [] };
    if (place.call !== undefined) return { own: [], call: sources.blocks(place.folder, 'module', place.call) };
    return { own: sources.blocks(place.folder, 'resource', resource.type, resource.name), call: [] };
  };
  return {
    locate: (resource, attribute) => {
      const { own, call } = blocksOf(resource);
      const steps = attribute === '' ? [] : attribute.split('.');
      const found = own.map(({ file, block }) => find(file, block, steps, resource.values));
      const best = found.find(({ isWritten }) => isWritten) ?? found.toSorted((left, right) => right.depth - left.depth)[0];
      if (best !== undefined) return placeOf(best, attribute);
      const [caller] = call;
      if (caller !== undefined) return { origin: originAt(caller.file, caller.block.start, ''), isWritten: isPlanned(resource, steps) };
      return { origin: { file: plan, pointer: planPointer(resource, steps) }, isWritten: isPlanned(resource, steps) };
    },
    local: (module, name) => {
      const place = modulePlace(module, root, configuration);
      if (place === undefined || place.call !== undefined) return undefined;
      for (const { file, block } of sources.blocks(place.folder, 'locals')) {
        const found = block.attributes.get(name);
        if (found !== undefined) return file.text.slice(found.value, found.end);
      }
      return undefined;
    },
    isInFile: (resource, path) => has(blocksOf(resource).own.map(({ block }) => block), path.split('.')),
  };
}

                 
                            
                      
                                    
                              
                               
                         
 

function find(file            , block          , steps                   , values         )        {
  let [here, planned]                      = [block, values];
  let isMade = false;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] ?? '';
    const attribute = here.attributes.get(step);
    if (attribute !== undefined) return within$1(file, attribute, steps.slice(index + 1), isMade, index + 1);
    const list = member(planned, step);
    const position = /^[0-9]+$/.test(steps[index + 1] ?? '') ? Number(steps[index + 1]) : undefined;
    planned = Array.isArray(list) ? (list                      )[position ?? 0] : list;
    const next = blockAt(file, here, step, position ?? 0, planned);
    if (next === undefined) return { file, at: here.start, isWritten: false, depth: index };
    isMade = isMade || next.isMade;
    here = next.block;
    if (position !== undefined) index += 1;
  }
  return { file, at: here.start, isWritten: steps.length > 0, depth: steps.length };
}

/** Follows an object or list that is written out, as far as it goes. What is computed is where all of it comes from. */
function within$1(file            , attribute              , steps                   , isMade         , depth        )        {
  let here = attribute;
  for (const step of steps) {
    const part = partOf(file.text, here, step);
    if (part === undefined) {
      const expression = file.text.slice(here.value, here.end);
      const isComputed = !/^(?:[[{]|jsonencode\()/.test(expression) && literalOf(expression) === undefined;
      return { file, at: here.start, ...(isComputed && !isMade ? { attribute: here } : {}), isWritten: isComputed, depth };
    }
    here = part;
  }
  return { file, at: here.start, ...(isMade ? {} : { attribute: here }), isWritten: true, depth: depth + steps.length };
}

/** Of several blocks of a type the one whose literals are those of the plan, as sets have an order of their own; else the one at the same place. */
function blockAt(file            , block          , type        , position        , planned         )                                                                     {
  const own = block.blocks.filter((one) => one.type === type);
  const dynamic = block.blocks.find((one) => one.type === 'dynamic' && one.labels[0] === type);
  const fitting = own.filter((one) => literalsFit(file, one, planned));
  const same = own[position];
  const found = fitting.length === 1 ? fitting[0] : same !== undefined && fitting.includes(same) ? same : undefined;
  if (found !== undefined) return { block: found, isMade: false };
  const content = dynamic?.blocks.find((one) => one.type === 'content') ?? dynamic;
  return content === undefined ? undefined : { block: content, isMade: true };
}

function literalsFit(file            , { attributes }          , planned         )          {
  return [...attributes].every(([name, { value, end }]) => {
    const there = member(planned, name);
    const literal = typeof there === 'object' || there === undefined ? undefined : literalOf(file.text.slice(value, end));
    return literal === undefined || String(literal.value) === String(there);
  });
}

/** Of several blocks of a type any may be the one that is meant. */
function has(blocks                     , steps                   )                      {
  const [step = '', ...rest] = steps.filter((one) => !/^[0-9]+$/.test(one));
  const inner = blocks.flatMap((block) => blocksOfType(block, step));
  if (blocks.length === 0) return undefined;
  if (rest.length === 0) return inner.length > 0 || blocks.some(({ attributes }) => attributes.has(step));
  return has(inner, rest);
}

/** Its own, and the contents of `dynamic` ones. */
function blocksOfType({ blocks }          , type        )                      {
  return blocks.flatMap((one) => {
    if (one.type === type) return [one];
    return one.type === 'dynamic' && one.labels[0] === type ? [one.blocks.find((inner) => inner.type === 'content') ?? one] : [];
  });
}

function placeOf({ file, at, attribute, isWritten }       , path        )        {
  const origin = originAt(file, at, path);
  if (attribute === undefined) return { origin, isWritten };
  const text = file.text.slice(attribute.value, attribute.end);
  const literal = literalOf(text);
  return { origin, isWritten, expression: { text, range: file.rangeOf(attribute.value, attribute.end), ...(literal === undefined ? {} : { literal }) } };
}

/** HCL has no pointers: the attribute's path is given in the form of one. */
function originAt(file            , at        , path        )         {
  const { line, column } = file.rangeOf(at, at);
  return { file: file.path, pointer: path === '' ? '' : `/${path.split('.').map(escapePointer).join('/')}`, line, column };
}

function planPointer({ pointer, values, goes }                 , steps                   )         {
  const below = `${pointer}/${goes === undefined ? 'values' : 'change/before'}`;
  let [at, value]                    = [pointer, values];
  for (const step of steps) {
    if (Array.isArray(value) && !/^[0-9]+$/.test(step)) [at, value] = [`${at}/0`, (value                      )[0]];
    const next          = Array.isArray(value) ? (value                      )[Number(step)] : member(value, step);
    if (next === undefined) return at;
    [at, value] = [`${at === pointer ? below : at}/${escapePointer(step)}`, next];
  }
  return at;
}

function isPlanned({ values }                 , steps                   )          {
  let value          = values;
  for (const step of steps) {
    if (Array.isArray(value) && !/^[0-9]+$/.test(step)) value = (value                      )[0];
    value = Array.isArray(value) ? (value                      )[Number(step)] : isJsonObject(value) ? member(value, step) : undefined;
    if (value === undefined || value === null) return false;
  }
  return true;
}

const traversal = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+|\[(?:[0-9]+|"[^"$%\\]*"|each\.key|count\.index)\])+$/u;

/** The reference that an expression is, and nothing more: `azurerm_subnet.nodes.id`, also as `"${…}"`. Undefined for every other expression. */
function plainReference(expression        )                     {
  const text = expression.length > 1000 ? '' : expression.trim();
  const inner = /^"\$\{([^{}]*)\}"$/.exec(text)?.[1]?.trim() ?? text;
  return traversal.test(inner) ? inner : undefined;
}

/** True for one reference, or a list of such. */
function isPlain(expression        )          {
  const list = /^\[([\s\S]*?),?\s*\]$/.exec(expression.trim())?.[1];
  return list === undefined ? plainReference(expression) !== undefined : list.split(',').every((item) => plainReference(item) !== undefined);
}

/**
 * What is read of a plan. A resource takes two to eight kilobytes in a plan, of which half is its change: 256 million characters are beyond fifty
 * thousand resources, and half of what a text can hold in V8 at all. Depth: a provider's schema nests some ten levels; azapi bodies a few more.
 */
const limits = {
  /** UTF-16 units of the plan's text. */
  length: 256 * 1024 * 1024,
  /** Levels of nesting that are followed in attributes and modules. */
  depth: 64,
  resources: 100_000,
  modules: 20_000,
  /** References from output to variable to output, until one is given up. */
  hops: 64,
  /** Files of configuration: Terraform's own are a few dozen in a folder. */
  files: 500,
  fileLength: 2 * 1024 * 1024,
}         ;

/** A file of configuration in the checkout. */
                             
                        
                        
                                                              
 

                             
                            
                           
 

/** The configuration in the checkout, by folder. */
                          
                                                                                                                       
                                                                                                         
                                             
                                    
 

const noSources          = { blocks: () => [], notes: [] };

/** Reads the `.tf` files of the root module and of the local modules below it. Rejects only with CancelledError. */
async function readSources(tree          , root        , configuration               )                   {
  const places = modulePaths(configuration, limits.files).map((path) => modulePlace(path, root, configuration)?.folder);
  const folders = [...new Set(places.filter((folder) => folder !== undefined))];
  const index = new Map                      ();
  const notes           = [];
  let count = 0;
  for (const folder of folders) {
    const listing = await tree.list(folder, { shallow: true });
    const names = listing.kind === 'found' ? listing.paths.filter((path) => /\.(?:tf|tofu)$/.test(path) && folderOf(path) === folder) : [];
    for (const path of names.toSorted(overridesFirst)) {
      count += 1;
      if (count > limits.files) return { blocks: lookUp(index), notes: [`More than ${limits.files} files of configuration belong to the plan: in the others nothing is located.`] };
      const file = await tree.read(path);
      if (file.kind !== 'found') continue;
      if (file.text.length > limits.fileLength) {
        notes.push(`${path} has ${file.text.length} characters; nothing is located in files of more than ${limits.fileLength}.`);
        continue;
      }
      addBlocks(index, folder, sourceFile(path, file.text));
    }
  }
  return { blocks: lookUp(index), notes };
}

function lookUp(index                                            )                    {
  return (folder, type, ...labels) => index.get([folder, type, ...labels].join('\u0000')) ?? [];
}

function addBlocks(index                           , folder        , file            )       {
  for (const block of scanHcl(file.text)) {
    if (block.type !== 'resource' && block.type !== 'module' && block.type !== 'locals') continue;
    const key = [folder, block.type, ...block.labels].join('\u0000');
    const there = index.get(key);
    if (there === undefined) index.set(key, [{ file, block }]);
    else there.push({ file, block });
  }
}

/** What `override.tf` and `*_override.tf` say goes over what the others say. */
function overridesFirst(left        , right        )         {
  return Number(isOverride(right)) - Number(isOverride(left)) || (left < right ? -1 : 1);
}

function isOverride(path        )          {
  return /^(?:.*_)?override\.(?:tf|tofu)$/.test(nameOf(path));
}

function sourceFile(path        , text        )             {
  let starts                               ;
  return {
    path,
    text,
    rangeOf: (start, end) => {
      starts ??= lineStartsOf(text);
      const to = positionAt(starts, end);
      return { ...positionAt(starts, start), endLine: to.line, endColumn: to.column };
    },
  };
}

/** The lock file that stands beside a root module, if any. */
async function readLockFile(tree          , root        )                              {
  const file = await tree.read(root === '' ? '.terraform.lock.hcl' : `${root}/.terraform.lock.hcl`);
  if (file.kind !== 'found') return undefined;
  if (file.text.length > limits.fileLength) throw new UserError(`The .terraform.lock.hcl beside the plan has ${file.text.length} characters; at most ${limits.fileLength} are read.`);
  return file.text;
}

/** The configuration in a plan: expressions as written, without their text. */
                                
                                                                                            
                                                                  
                                                           
                                                                
                                                         
                                                                                                
                                                                                
                                                             
                                             
                                                                   
 

/** Makes the `configuration` of a plan findable. Instances of a module share theirs. */
function configurationOf(configuration            )                {
  const root = member(configuration, 'root_module');
  const modules = new Map                                ([['', isJsonObject(root) ? root : undefined]]);
  const blocks = new Map                                             ();

  const moduleAt = (path            )                         => {
    const key = path.map(({ name }) => name).join('/');
    if (!modules.has(key)) {
      const found = at(callOf(path), 'module');
      modules.set(key, isJsonObject(found) ? found : undefined);
    }
    return modules.get(key);
  };
  const callOf = (path            )                         => {
    const last = path.at(-1);
    if (last === undefined) return undefined;
    const call = at(moduleAt(path.slice(0, -1)), 'module_calls', last.name);
    return isJsonObject(call) ? call : undefined;
  };
  const blocksOf = (module            )                                  => {
    const known = blocks.get(module);
    if (known !== undefined) return known;
    const made = new Map                    ();
    for (const block of arrayAt(module, 'resources')) {
      if (isJsonObject(block) && textAt(block, 'mode') !== 'data') made.set(`${textAt(block, 'type') ?? ''}.${textAt(block, 'name') ?? ''}`, block);
    }
    blocks.set(module, made);
    return made;
  };
  const providers = member(configuration, 'provider_config');
  return {
    moduleAt,
    callOf,
    resourceAt: (path, type, name) => {
      const module = moduleAt(path);
      return module === undefined ? undefined : blocksOf(module).get(`${type}.${name}`);
    },
    provider: (key) => {
      const found = member(providers, key);
      return isJsonObject(found) ? found : undefined;
    },
    providersNamed: (name) => (isJsonObject(providers) ? Object.values(providers).filter(isJsonObject).filter((provider) => textAt(provider, 'name') === name) : []),
  };
}

/** One call of a module, with its instance key where `count` or `for_each` made it. */
                             
                        
                                 
 

/** From the root module, which is the empty path. */
                                               

/** A step of an address or a reference: a name, or an instance key in brackets. */
                                                                                                                                     

const step = /\.?([\p{L}\p{N}_-]+)|\[([0-9]{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/uy;

/** The steps of an address such as `module.net["a"].azurerm_subnet.nodes[0].id`; undefined for what is none. */
function addressSteps(text        )                                     {
  const steps                = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const [, name, index, quoted] = step.exec(text) ?? [];
    if (name !== undefined) steps.push({ kind: 'name', name });
    else if (index !== undefined) steps.push({ kind: 'key', key: Number(index) });
    else if (quoted !== undefined) steps.push({ kind: 'key', key: unquoted(quoted) });
    else return undefined;
  }
  return steps;
}

/** HCL quotes a key as JSON does, but for `$${` and `%%{`. */
function unquoted(quoted        )         {
  try {
    return String(JSON.parse(quoted)).replaceAll(/([$%])\1\{/g, '$1{');
  } catch {
    return quoted.slice(1, -1);
  }
}

/** The path of a module's address, `module.a["x"].module.b`; undefined for what is none. */
function modulePath(address        )                         {
  const steps = addressSteps(address);
  if (steps === undefined) return undefined;
  const path               = [];
  for (let index = 0; index < steps.length; index += 1) {
    const [word, name, next] = [steps[index], steps[index + 1], steps[index + 2]];
    if (word?.kind !== 'name' || word.name !== 'module' || name?.kind !== 'name') return undefined;
    const key = next?.kind === 'key' ? { key: next.key } : {};
    path.push({ name: name.name, ...key });
    index += next?.kind === 'key' ? 2 : 1;
  }
  return path;
}

/** As Terraform writes it. */
function moduleAddress(path            )         {
  return path.map(({ name, key }) => `module.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`).join('.');
}

/** What of a plan is read. */
                               
                                                 
                                                                                                     
                                               
                                                              
                                     
                                               
                                 
                                                       
                                    
 

/**
 * Reads the JSON that `terraform show -json` prints for a plan, format 1.x (developer.hashicorp.com, "JSON Output Format"). Throws UserError, naming
 * `file`, for what is none, is of another major version of the format or is larger than is read.
 */
function readPlanDocument(text        , file        )               {
  if (text.length > limits.length) throw new UserError(`${file} has ${text.length} characters; of a Terraform plan at most ${limits.length} are read. Plan the parts of the estate by themselves.`);
  const plan = parse(text, file);
  const version = textAt(plan, 'format_version');
  if (version === undefined) throw new UserError(`${file} is no Terraform plan: it has no \`format_version\`. Write one with: terraform show -json tfplan > plan.json`);
  if (!/^1\.[0-9]+$/.test(version)) {
    throw new UserError(`${file} is in format ${shortened(version)} of Terraform's plan JSON; 1.x is read. Write it with Terraform 1.x (or OpenTofu 1.x): terraform show -json tfplan > plan.json`);
  }
  const planned = member(plan, 'planned_values');
  if (!isJsonObject(planned)) {
    const isState = member(plan, 'values') !== undefined;
    throw new UserError(`${file} ${isState ? "holds Terraform's state, and no plan" : 'has no `planned_values`'}. Save a plan and show that: terraform plan -out tfplan && terraform show -json tfplan > plan.json`);
  }
  const changes = changesOf(plan, file);
  const configuration = member(plan, 'configuration');
  const variables = Object.entries(objectOf(member(plan, 'variables'))).map(([name, variable]) => [name, member(variable, 'value')]         );
  return {
    resources: collect(planned, changes.open, file),
    deleted: changes.deleted,
    configuration: objectOf(configuration),
    variables: Object.fromEntries(variables),
    notes: notesOf(plan, file),
  };
}

function parse(text        , file        )             {
  let plan         ;
  try {
    plan = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${error instanceof SyntaxError ? error.message.replace(/\s+/g, ' ').slice(0, 200) : 'it cannot be read'}. Write the plan with: terraform show -json tfplan > plan.json`, { cause: error });
  }
  if (!isJsonObject(plan)) throw new UserError(`${file} is no Terraform plan: it holds no JSON object. Write one with: terraform show -json tfplan > plan.json`);
  return plan;
}

                  
                            
                              
 

/** What is open after the change, by address, and what goes. `forget` leaves the resource in Azure; what was deposed is what an earlier replacement left there. */
function changesOf(plan            , file        )                                                                                               {
  const open = new Map                ();
  const deleted                    = [];
  for (const [index, entry] of arrayAt(plan, 'resource_changes').entries()) {
    const address = textAt(entry, 'address');
    if (address === undefined || textAt(entry, 'mode') === 'data') continue;
    const change = member(entry, 'change');
    const actions = arrayAt(change, 'actions');
    const isDeposed = textAt(entry, 'deposed') !== undefined;
    if (actions.includes('delete')) {
      if (deleted.length >= limits.resources) throw new UserError(`${file} deletes more than ${limits.resources} resources; no more are read. Plan the parts of the estate by themselves.`);
      deleted.push(...deletedIn(entry, change, `/resource_changes/${index}`, actions.length > 1 && !isDeposed ? 'replaced' : 'deleted'));
    }
    if (!isDeposed && (actions.length !== 1 || actions[0] !== 'delete')) open.set(address, { unknown: member(change, 'after_unknown'), sensitive: member(change, 'after_sensitive') });
  }
  return { open, deleted };
}

function deletedIn(entry         , change         , pointer        , goes                        )                             {
  const [address, type, name] = [textAt(entry, 'address'), textAt(entry, 'type'), textAt(entry, 'name')];
  const module = modulePath(textAt(entry, 'module_address') ?? '');
  if (address === undefined || type === undefined || name === undefined || module === undefined) return [];
  const key = member(entry, 'index');
  return [{
    address,
    module,
    type,
    name,
    ...(typeof key === 'string' || typeof key === 'number' ? { key } : {}),
    provider: textAt(entry, 'provider_name') ?? '',
    values: objectOf(member(change, 'before')),
    unknown: undefined,
    sensitive: member(change, 'before_sensitive'),
    pointer,
    goes,
  }];
}

function collect(planned            , changes                             , file        )                             {
  const resources                    = [];
  let modules = 0;
  const visit = (node         , path            , pointer        , depth        )       => {
    modules += 1;
    if (depth > limits.depth) throw new UserError(`${file} nests modules deeper than ${limits.depth} levels, which no Terraform plan does.`);
    if (modules > limits.modules) throw new UserError(`${file} has more than ${limits.modules} module instances; no more are read. Plan the parts of the estate by themselves.`);
    for (const [index, entry] of arrayAt(node, 'resources').entries()) {
      const [address, type, name] = [textAt(entry, 'address'), textAt(entry, 'type'), textAt(entry, 'name')];
      if (address === undefined || type === undefined || name === undefined || textAt(entry, 'mode') === 'data') continue;
      if (resources.length >= limits.resources) throw new UserError(`${file} has more than ${limits.resources} resources; no more are read. Plan the parts of the estate by themselves.`);
      const change = changes.get(address);
      const key = member(entry, 'index');
      resources.push({
        address,
        module: path,
        type,
        name,
        ...(typeof key === 'string' || typeof key === 'number' ? { key } : {}),
        provider: textAt(entry, 'provider_name') ?? '',
        values: objectOf(member(entry, 'values')),
        unknown: change?.unknown,
        sensitive: change?.sensitive ?? member(entry, 'sensitive_values'),
        pointer: `${pointer}/resources/${index}`,
      });
    }
    for (const [index, child] of arrayAt(node, 'child_modules').entries()) {
      const address = textAt(child, 'address') ?? '';
      const below = modulePath(address);
      if (below === undefined || below.length === 0) throw new UserError(`${file} has a module with the address \`${shortened(address)}\`, which is none that Terraform writes.`);
      visit(child, below, `${pointer}/child_modules/${index}`, depth + 1);
    }
  };
  visit(at(planned, 'root_module'), [], '/planned_values/root_module', 0);
  return resources;
}

function notesOf(plan            , file        )                    {
  const deferred = arrayAt(plan, 'deferred_changes').length;
  return [
    ...(member(plan, 'errored') === true ? [`${file} is of a plan that ended with an error: what Terraform did not get to is not in it.`] : []),
    ...(deferred > 0 ? [`${file} defers ${deferred} changes to a later plan: they are not judged.`] : []),
    ...(isJsonObject(member(plan, 'configuration')) ? [] : [`${file} has no \`configuration\`: references between new resources cannot be followed, and what is known only after apply cannot be told from what nobody wrote.`]),
  ];
}

function objectOf(value         )             {
  return isJsonObject(value) ? value : {};
}

function shortened(text        )         {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

/** Where an expression stands: in which module instance, and which instance key `each.key` and `count.index` mean there. */
                           
                              
                                 
 

/**
 * What an expression comes to, as far as the plan says.
 * - `value`: a constant
 * - `resource`: an attribute of a resource of this plan; `attribute` is empty where the plan does not name it (behind `[each.key]`)
 * - `open`: neither; `named` is what it refers to
 */
                    
                                                       
                                                                                                 
                                                                 

/** Follows expressions through variables and outputs. */
                             
                                                                                   
                                                                       
                                                                                                          
                                                                                      
 

/**
 * The plan names what an expression refers to, and not how: `a.id` and `"${a.id}/x"` look the same. An expression that refers to one thing only is
 * taken for that thing; callers check that it is of the kind they need. `local`: the reference that a local value of a module is, and nothing more, where
 * somebody knows; a plan does not have local values.
 */
function referencesOf(configuration               , variables                                      , resources                            , local                                                          )             {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));

  const follow = (expression         , standing          , hops = 0)         => {
    if (isJsonObject(expression) && Object.hasOwn(expression, 'constant_value')) return { kind: 'value', value: expression['constant_value'] };
    const named = ownReferences(expression);
    if (hops > limits.hops) return { kind: 'open', named };
    const [only, key, ...more] = named;
    if (only === undefined || more.length > 0) return { kind: 'open', named };
    if (key === undefined) return followOne(only, standing, hops);
    return (key === 'each.key' || key === 'count.index') && standing.key !== undefined ? instanceOf(only, standing, standing.key) : { kind: 'open', named };
  };

  /** `azurerm_subnet.nodes[each.key].id` is named `azurerm_subnet.nodes` and `each.key`: Terraform stops at what is no constant. */
  const instanceOf = (reference        , { module }          , key                 )         => {
    const resource = byAddress.get(addressIn(module, `${reference}[${JSON.stringify(key)}]`));
    return resource === undefined || addressSteps(reference)?.length !== 2 ? { kind: 'open', named: [reference, 'each.key'] } : { kind: 'resource', resource, attribute: '' };
  };

  const followOne = (reference        , standing          , hops        )         => {
    const open         = { kind: 'open', named: [reference] };
    const steps = addressSteps(reference);
    const [first, second] = steps ?? [];
    if (steps === undefined || first?.kind !== 'name' || second?.kind !== 'name') return open;
    if (first.name === 'var') return steps.length === 2 ? variable(second.name, standing, hops) : open;
    if (first.name === 'module') return output(second.name, steps.slice(2), standing, hops) ?? open;
    if (first.name === 'local') {
      const meant = steps.length === 2 && hops <= limits.hops ? local(standing.module, second.name) : undefined;
      return meant === undefined ? open : followOne(meant, standing, hops + 1);
    }
    if (['data', 'each', 'count', 'path', 'terraform', 'self'].includes(first.name)) return open;
    const [third] = steps.slice(2);
    const key = third?.kind === 'key' ? third.key : undefined;
    const rest = steps.slice(key === undefined ? 2 : 3);
    const resource = byAddress.get(addressIn(standing.module, `${first.name}.${second.name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`));
    return resource === undefined ? open : { kind: 'resource', resource, attribute: rest.map((step) => (step.kind === 'name' ? step.name : String(step.key))).join('.') };
  };

  const variable = (name        , { module }          , hops        )         => {
    const declared = at(configuration.moduleAt(module), 'variables', name);
    // Its value must not be shown, and ids are.
    if (member(declared, 'sensitive') === true) return { kind: 'open', named: [`var.${name}`] };
    if (module.length === 0) return Object.hasOwn(variables, name) ? { kind: 'value', value: variables[name] } : { kind: 'open', named: [`var.${name}`] };
    const given = at(configuration.callOf(module), 'expressions', name);
    if (given === undefined) return isJsonObject(declared) ? { kind: 'value', value: declared['default'] ?? null } : { kind: 'open', named: [`var.${name}`] };
    const last = module.at(-1);
    return follow(given, { module: module.slice(0, -1), ...(last?.key === undefined ? {} : { key: last.key }) }, hops + 1);
  };

  const output = (name        , steps                        , { module }          , hops        )                     => {
    const [first, second] = steps;
    const key = first?.kind === 'key' ? { key: first.key } : {};
    const named = first?.kind === 'key' ? second : first;
    if (named?.kind !== 'name' || steps.length > (first?.kind === 'key' ? 2 : 1)) return undefined;
    const path             = [...module, { name, ...key }];
    const expression = at(configuration.moduleAt(path), 'outputs', named.name, 'expression');
    return expression === undefined ? undefined : follow(expression, { module: path }, hops + 1);
  };

  return {
    follow,
    followEach: (expression, standing) => ownReferences(expression).map((reference) => followOne(reference, standing, 0)),
  };
}

function addressIn(module            , address        )         {
  return module.length === 0 ? address : `${moduleAddress(module)}.${address}`;
}

/** Terraform lists a reference with everything before its dots: what is left is what stands in the expression. */
function ownReferences(expression         )                    {
  const all = arrayAt(expression, 'references').filter((reference) => typeof reference === 'string');
  return all.filter((reference, index) => {
    const previous = all[index - 1];
    return previous === undefined || !(previous.startsWith(`${reference}.`) || previous.startsWith(`${reference}[`));
  }).filter((reference, index, own) => own.indexOf(reference) === index);
}

/** True when the configuration has the expression: an attribute or block that somebody wrote. */
function isWritten(expressions         , name        )          {
  return member(expressions, name) !== undefined;
}

/** The version of the provider azurerm, and who says so. */
                                  
                           
                                                   
 

/**
 * The newest releases known here, per major: the last of 3.x (learn.microsoft.com, "Terraform AzureRM provider version history: 3.0.0 - 3.116.0"), the
 * one of 4.x that brought `azurerm_kubernetes_automatic_cluster`, and 5.6.0 (named by public lock files of September 2026).
 */
const newest                                   = { 3: '3.116.0', 4: '4.81.0', 5: '5.6.0' };

/**
 * The version in the text of a `.terraform.lock.hcl`; undefined when azurerm is not in it. Mirrors and registries of one's own stand before the
 * name, as does OpenTofu's.
 */
function lockedVersion(lockFile        )                     {
  const block = /^[ \t]*provider[ \t]+"(?:[^"\n]{0,200}\/)?hashicorp\/azurerm"[ \t]*\{([^}]{0,20000})/m.exec(lockFile)?.[1];
  return block === undefined ? undefined : /^[ \t]*version[ \t]*=[ \t]*"([0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]{0,50})"/m.exec(block)?.[1];
}

/** A version given, locked, or the newest known that the constraints in the plan do not rule out by their major. */
function providerVersion(given                    , lockFile                    , configuration               )                  {
  if (given !== undefined) return { version: given, from: 'input' };
  const locked = lockFile === undefined ? undefined : lockedVersion(lockFile);
  if (locked !== undefined) return { version: locked, from: 'lock file' };
  const majors = configuration.providersNamed('azurerm').flatMap((provider) => majorOf(textAt(provider, 'version_constraint') ?? ''));
  return { version: newest[majors[0] ?? ''] ?? newest['5'] ?? '5.6.0', from: 'assumed' };
}

/** `~> 3.100`, `= 4.1.0` and `4.1.0` allow one major; `>= 3.0` says nothing of the newest, `< 5.0.0` does. */
function majorOf(constraint        )                    {
  for (const part of constraint.split(',')) {
    const [, operator = '', major = '', rest = ''] = /^\s*(~>|<|=|)\s*v?([0-9]{1,4})((?:\.[0-9]+)*)/.exec(part) ?? [];
    if (major === '') continue;
    if (operator === '<') return [/[1-9]/.test(rest) ? major : String(Number(major) - 1)];
    if (operator === '=' || operator === '' || operator === '~>') return [major];
  }
  return [];
}

/** True when a version is `since` or later. What stands behind a dash or plus is not compared. */
function isVersion(version        , since        )          {
  const [left, right] = [numbers(version), numbers(since)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version        )                    {
  return version.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
}

/** The subscription that a provider's configuration names by a constant. Root variables are looked up by the caller. */
function subscriptionExpression(provider         )          {
  const expression = member(member(provider, 'expressions'), 'subscription_id');
  return arrayAt(expression, 'references').length > 2 ? undefined : expression;
}

/** A value as the provider sends it. What is not known stays so, with its reason; of what is made from it nothing else is known. */
function convert(value         , as                                                  )          {
  if (as.kind === 'objects') return isUnknown(value) ? bare(value) : listOf(value).map((item) => nested(as.member, item));
  if (as.kind === 'keys') return keyed(value);
  if (as.kind === 'listOf') return isUnknown(value) && !value.isPresent ? value : [value];
  if (isUnknown(value)) return value.isPresent ? present(new Unknown(value.why, { isPresent: true })) : value;
  switch (as.kind) {
    case 'not':
      return typeof value === 'boolean' ? !value : value;
    case 'choice': {
      const key = Object.keys(as.values).find((name) => name.toLowerCase() === String(value).toLowerCase());
      return key === undefined ? value : as.values[key];
    }
    case 'first':
      return listOf(value)[0];
    case 'only':
      return listOf(value).length === 1 ? listOf(value)[0] : undefined;
    case 'several':
      return listOf(value).length === 1 ? undefined : value;
    case 'location':
      // hashicorp/go-azure-helpers, location.Normalize.
      return typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value;
    case 'number':
      return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
    case 'text':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'json':
      return parsed(value);
  }
}

/** What somebody would have to write in the configuration for the document to have a value; undefined where that cannot be said. */
function unconvert(value         , as                        )          {
  if (as === undefined) return value;
  if (as.kind === 'not') return typeof value === 'boolean' ? !value : undefined;
  if (as.kind !== 'choice') return undefined;
  const names = Object.entries(as.values).flatMap(([name, made]) => (String(made).toLowerCase() === String(value).toLowerCase() ? [name] : []));
  const [only, second] = names;
  if (only === undefined || second !== undefined) return undefined;
  return only === 'true' || only === 'false' ? only === 'true' : only;
}

/** `properties.privateDnsZoneId`: an object in an object. */
function nested(path        , value         )          {
  return path.split('.').reduceRight         ((inner, name) => ({ [name]: inner }), value);
}

function listOf(value         )                     {
  return Array.isArray(value) ? (value                      ) : [value];
}

function keyed(value         )          {
  const list = isUnknown(value) ? value : listOf(value);
  const open = isUnknown(list) ? list : list.find(isUnknown);
  if (open !== undefined && isUnknown(open)) return isUnknown(list) ? bare(list) : new Unknown(open.why, { isPresent: true });
  return Object.fromEntries(listOf(value).map((key) => [String(key), {}]));
}

function parsed(value         )          {
  if (typeof value !== 'string') return value;
  try {
    const read          = JSON.parse(value);
    return isJsonObject(read) || Array.isArray(read) ? read : value;
  } catch {
    return value;
  }
}

const remembered$1 = new Map                           ();

/** The steps of a dotted path of a table. Tables are few and asked for every resource again: they are divided once. */
function pathSteps(path        )                    {
  const known = remembered$1.get(path);
  if (known !== undefined) return known;
  const steps = path.split('.');
  if (remembered$1.size > 10_000) remembered$1.clear();
  remembered$1.set(path, steps);
  return steps;
}

/** A value for a place in an ARM document, and where it comes from. */
                         
                                                                                          
                                 
                          
                                                                                                                                       
                             
                                                                                      
                           
                                                             
                              
                                                                       
                              
 

/**
 * What a table says of a resource. Of two values with the same place the first counts: what is written goes before what the provider adds, and
 * rows of this version before those of others. A plan has the arguments of its own version only: what is there is read, whichever version is assumed.
 */
function placedBy({ rows, more }                              , read            , prefix = '')                    {
  const ranked = rows.flatMap((row) => applyRow(row, read, [], prefix));
  const others = more?.settings(read) ?? [];
  const last = others.map(({ to, value, attribute })         => ({ to: to.split('.'), value, attribute, as: { kind: 'choice', values: {} }, isDefault: false }));
  const of = (wanted                )                    => ranked.filter(({ rank }) => rank === wanted);
  return [...of(0), ...of(1), ...last, ...of(2), ...of(3)];
}

                                 
                                                                                                     
                               
 

function applyRow(row     , read            , base                   , prefix        )                    {
  const isOther = (row.since !== undefined && !read.isVersion(row.since)) || (row.until !== undefined && read.isVersion(row.until));
  const steps = pathSteps(row.to);
  const to = base.length === 0 ? steps : [...base, ...steps];
  const path = row.attribute ?? row.when ?? '';
  const attribute = prefix === '' ? path : prefix + path;
  const isDeclared = row.isReadBack !== true || row.attribute === undefined || read.isDeclared(row.attribute);
  const made = (given         , isDefault         , inOpenBlock = false)                    => {
    const value = given === undefined || (isOther && isDefault) ? undefined : plain(given, row.as);
    const rank = isDefault ? 3 : !isDeclared ? 2 : isOther ? 1 : 0;
    return value === undefined || value === null ? [] : [{ to, value, attribute, ...(row.as === undefined ? {} : { as: row.as }), isDefault, ...(inOpenBlock ? { inOpenBlock } : {}), rank }];
  };

  const condition = row.when === undefined ? true : presence(row.when, read);
  if (condition === false) return made(row.withoutBlock, true);
  if (isUnknown(condition)) return made(new Unknown(condition.why), isOther, true);
  if (row.attribute === undefined) return made(row.default, row.when === undefined || isOther);
  if (row.as?.kind === 'blocks') return !isDeclared ? [] : placedBlocks(row.attribute, row.as.rows, read, to, prefix, isOther ? 1 : 0);
  const value = read.at(row.attribute);
  const block = row.attribute.slice(0, Math.max(0, row.attribute.lastIndexOf('.')));
  if (value !== undefined && !(row.unset !== undefined && value === row.unset)) return made(value, false, isUnknown(value) && block !== '' && isUnknown(presence(block, read)));
  if (row.default === undefined && row.withoutBlock === undefined) return [];
  const isWithin = block === '' || row.attribute === row.when ? true : presence(block, read);
  if (isUnknown(isWithin)) return made(new Unknown(isWithin.why), isOther, true);
  return made(isWithin ? row.default : row.withoutBlock, true);
}

function plain(value         , as                        )          {
  return as === undefined || as.kind === 'blocks' ? value : convert(value, as);
}

/** The list first, then each element, then what is in it: so nothing is lost of a block in which all is left out. */
function placedBlocks(attribute        , rows                , read            , to                   , prefix        , rank       )                    {
  const blocks = read.blocks(attribute);
  const whole = { to, attribute: prefix + attribute, as: { kind: 'blocks', rows }         , isDefault: false, rank };
  if (isUnknown(blocks)) return [{ ...whole, value: blocks }];
  if (blocks.length === 0) return [];
  return [
    { ...whole, value: [] },
    ...blocks.flatMap((block, index)                    => {
      const place = [...to, String(index)];
      const path = `${prefix}${attribute}.${index}`;
      return [{ ...whole, to: place, attribute: path, value: {} }, ...rows.flatMap((row) => applyRow(row, block, place, `${path}.`))];
    }),
  ];
}

/** Whether something is written at a path: a block, or a value that is not `false`. */
function presence(path        , read            )                    {
  const blocks = read.blocks(path);
  if (!isUnknown(blocks) && blocks.length > 0) return true;
  if (isUnknown(blocks) && !blocks.isPresent) {
    const value = read.at(path);
    return isUnknown(value) && value.isPresent ? true : blocks;
  }
  const value = read.at(path);
  if (isUnknown(value)) return value.isPresent ? true : value;
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

/** The provider's `location.Schema()` and `commonschema.Tags()`, which nearly every type has. */
const locationAndTags                 = [
  { attribute: 'location', to: 'location', as: { kind: 'location' } },
  { attribute: 'tags', to: 'tags' },
];

/**
 * The block `identity` (hashicorp/go-azure-helpers, resourcemanager/identity: `ExpandSystemOrUserAssignedMap` and its relatives): both kinds are
 * one text with a comma, `SystemAssigned, UserAssigned`.
 */
const identityBlock                 = [
  { attribute: 'identity.type', to: 'identity.type' },
  { attribute: 'identity.identity_ids', to: 'identity.userAssignedIdentities', as: { kind: 'keys' } },
];

/** Rows whose place in the document is below another. */
function rowsBelow(place        , rows                )                 {
  return rows.map((row) => ({ ...row, to: `${place}.${row.to}` }));
}

/** Rows of attributes in a block. */
function rowsOfBlock(block        , rows                )                 {
  return rows.map((row) => ({
    ...row,
    ...(row.attribute === undefined ? {} : { attribute: `${block}.${row.attribute}` }),
    when: row.when === undefined ? block : `${block}.${row.when}`,
  }));
}

const enabledOrDisabled$2             = { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } };
/** `PolicyStatus` of the service is in lower case. */
const status             = { kind: 'choice', values: { true: 'enabled', false: 'disabled' } };

const containerRegistry                = {
  kind: 'resource',
  type: 'azurerm_container_registry',
  armType: 'Microsoft.ContainerRegistry/registries',
  apiVersion: '2025-04-01',
  source: 'internal/services/containers/container_registry_resource.go, resourceContainerRegistryCreate',
  // Connections are the service's to write, when an endpoint is approved.
  withoutArgument: ['properties.policies.azureADAuthenticationAsArmPolicy.status', 'properties.networkRuleBypassAllowedForTasks', 'properties.privateEndpointConnections'],
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    // Seen in public configurations of 2026; the values are Azure's own.
    { attribute: 'role_assignment_mode', to: 'properties.roleAssignmentMode' },
    ...identityBlock,
    { attribute: 'sku', to: 'sku.name' },
    { attribute: 'sku', to: 'sku.tier' },
    ...rowsBelow('properties', [
      { attribute: 'admin_enabled', to: 'adminUserEnabled', default: false },
      { attribute: 'public_network_access_enabled', to: 'publicNetworkAccess', as: enabledOrDisabled$2, default: true },
      { attribute: 'anonymous_pull_enabled', to: 'anonymousPullEnabled', default: false },
      { attribute: 'data_endpoint_enabled', to: 'dataEndpointEnabled', default: false },
      { attribute: 'network_rule_bypass_option', to: 'networkRuleBypassOptions', default: 'AzureServices' },
      { attribute: 'zone_redundancy_enabled', to: 'zoneRedundancy', as: enabledOrDisabled$2, default: false },
      // expandNetworkRuleSet; rules for subnets are of 3.x.
      { attribute: 'network_rule_set.default_action', to: 'networkRuleSet.defaultAction', default: 'Allow' },
      {
        attribute: 'network_rule_set.ip_rule',
        to: 'networkRuleSet.ipRules',
        as: { kind: 'blocks', rows: [{ attribute: 'action', to: 'action' }, { attribute: 'ip_range', to: 'value' }] },
      },
      {
        attribute: 'network_rule_set.virtual_network',
        to: 'networkRuleSet.virtualNetworkRules',
        as: { kind: 'blocks', rows: [{ attribute: 'action', to: 'action' }, { attribute: 'subnet_id', to: 'id' }] },
        until: '4.0.0',
      },
      // expandExportPolicy, expandQuarantinePolicy and their neighbours; blocks up to 3.x.
      { attribute: 'export_policy_enabled', to: 'policies.exportPolicy.status', as: status, default: true },
      { attribute: 'quarantine_policy_enabled', to: 'policies.quarantinePolicy.status', as: status, default: false },
      { attribute: 'trust_policy_enabled', to: 'policies.trustPolicy.status', as: { kind: 'choice', values: { true: 'enabled', false: null } }, since: '4.0.0' },
      { attribute: 'trust_policy.enabled', to: 'policies.trustPolicy.status', as: status, default: false, withoutBlock: false, until: '4.0.0' },
      { attribute: 'retention_policy_in_days', to: 'policies.retentionPolicy.days', unset: 0, since: '4.0.0' },
      { attribute: 'retention_policy.days', to: 'policies.retentionPolicy.days', until: '4.0.0' },
      { attribute: 'retention_policy.enabled', to: 'policies.retentionPolicy.status', as: status, default: false, withoutBlock: false, until: '4.0.0' },
      { attribute: 'encryption.key_vault_key_id', to: 'encryption.keyVaultProperties.keyIdentifier' },
      { attribute: 'encryption.identity_client_id', to: 'encryption.keyVaultProperties.identity' },
    ]),
  ],
  children: [
    {
      blocks: 'georeplications',
      armType: 'Microsoft.ContainerRegistry/registries/replications',
      name: 'location',
      rows: [
        { attribute: 'location', to: 'location', as: { kind: 'location' } },
        { attribute: 'tags', to: 'tags' },
        { attribute: 'zone_redundancy_enabled', to: 'properties.zoneRedundancy', as: enabledOrDisabled$2, default: false },
        { attribute: 'regional_endpoint_enabled', to: 'properties.regionEndpointEnabled', default: false },
      ],
    },
  ],
};

const containerRegistryCacheRule                = {
  kind: 'resource',
  type: 'azurerm_container_registry_cache_rule',
  armType: 'Microsoft.ContainerRegistry/registries/cacheRules',
  apiVersion: '2023-07-01',
  source: 'internal/services/containers/container_registry_cache_rule_resource.go, Create',
  identity: { kind: 'child', parent: 'container_registry_id', name: 'name' },
  rows: [
    { attribute: 'source_repo', to: 'properties.sourceRepository' },
    { attribute: 'target_repo', to: 'properties.targetRepository' },
    { attribute: 'credential_set_id', to: 'properties.credentialSetResourceId' },
  ],
};

/** kubernetes_cluster_resource.go, expandKubernetesClusterServiceMeshProfile; kubernetes_automatic_cluster_resource.go has the same. */
function serviceMeshRows(block        )                 {
  return [
    { attribute: `${block}.revisions`, to: 'properties.serviceMeshProfile.istio.revisions' },
    { attribute: `${block}.certificate_authority.key_vault_id`, to: 'properties.serviceMeshProfile.istio.certificateAuthority.plugin.keyVaultId' },
  ];
}

/** Both gateways are always sent, with a switch each. */
function ingressGateways(block        )                                                                                          {
  return {
    about: `\`${block}\` makes the two elements of \`properties.serviceMeshProfile.istio.components.ingressGateways\`, \`Internal\` and \`External\`, with \`enabled\` from \`internal_ingress_gateway_enabled\` and \`external_ingress_gateway_enabled\`.`,
    settings: (read) => {
      const found = read.blocks(block);
      if (!isUnknown(found) && found.length === 0) return [];
      const gateway = (mode        )         => ({ enabled: read.at(`${block}.${mode.toLowerCase()}_ingress_gateway_enabled`) ?? false, mode });
      return [{ to: 'properties.serviceMeshProfile.istio.components.ingressGateways', value: [gateway('Internal'), gateway('External')], attribute: block }];
    },
  };
}

const kubernetesAutomaticCluster                = {
  kind: 'resource',
  type: 'azurerm_kubernetes_automatic_cluster',
  armType: 'Microsoft.ContainerService/managedClusters',
  apiVersion: '2026-04-01',
  source: 'internal/services/containers/kubernetes_automatic_cluster_resource.go, Create',
  notes: 'Released with 4.81. What the service presets for Automatic clusters is not in the plan and not in the document.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    ...identityBlock,
    { to: 'sku.name', default: 'Automatic' },
    { to: 'sku.tier', default: 'Standard' },
    // expandKubernetesAutomaticClusterPrivateCluster: the block alone makes the cluster private.
    { to: 'properties.apiServerAccessProfile.enablePrivateCluster', default: true, when: 'private_cluster', withoutBlock: false },
    {
      attribute: 'private_cluster.public_fully_qualified_domain_name_enabled',
      to: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN',
      default: false,
      withoutBlock: false,
    },
    { attribute: 'private_cluster.private_dns_zone_id', to: 'properties.apiServerAccessProfile.privateDNSZone' },
    { attribute: 'api_server_access.authorized_ip_ranges', to: 'properties.apiServerAccessProfile.authorizedIPRanges' },
    { attribute: 'api_server_access.subnet_id', to: 'properties.apiServerAccessProfile.subnetId' },
    { attribute: 'hosted_system.node_subnet_id', to: 'properties.hostedSystemProfile.nodeSubnetID' },
    { attribute: 'hosted_system.system_node_subnet_id', to: 'properties.hostedSystemProfile.systemNodeSubnetID' },
    // expandKubernetesAutomaticClusterWebAppRoutingIngress.
    { to: 'properties.ingressProfile.webAppRouting.enabled', default: true, when: 'web_app_routing_ingress' },
    {
      attribute: 'web_app_routing_ingress.default_nginx_controller',
      to: 'properties.ingressProfile.webAppRouting.nginx.defaultIngressControllerType',
      default: 'None',
    },
    {
      attribute: 'web_app_routing_ingress.istio_enabled',
      to: 'properties.ingressProfile.webAppRouting.gatewayAPIImplementations.appRoutingIstio.mode',
      as: { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } },
      default: false,
    },
    { attribute: 'web_app_routing_ingress.dns_zone_ids', to: 'properties.ingressProfile.webAppRouting.dnsZoneResourceIds' },
    { to: 'properties.serviceMeshProfile.mode', default: 'Istio', when: 'service_mesh' },
    { attribute: 'service_mesh.proxy_redirect_mechanism', to: 'properties.serviceMeshProfile.istio.components.proxyRedirectionMechanism' },
    ...serviceMeshRows('service_mesh'),
  ],
  more: ingressGateways('service_mesh'),
};

const kubernetesClusterExtension                = {
  kind: 'resource',
  type: 'azurerm_kubernetes_cluster_extension',
  armType: 'Microsoft.KubernetesConfiguration/extensions',
  apiVersion: '2022-11-01',
  source: 'internal/services/containers/kubernetes_cluster_extension_resource.go, Create',
  notes: '`configuration_protected_settings` is not read: its values are secrets.',
  identity: { kind: 'extension', scope: 'cluster_id', name: 'name' },
  rows: [
    { attribute: 'extension_type', to: 'properties.extensionType' },
    { attribute: 'configuration_settings', to: 'properties.configurationSettings' },
    { attribute: 'release_train', to: 'properties.releaseTrain' },
    { attribute: 'release_namespace', to: 'properties.scope.cluster.releaseNamespace' },
    { attribute: 'target_namespace', to: 'properties.scope.namespace.targetNamespace' },
    { attribute: 'version', to: 'properties.version' },
    // "if model.Version == "" { autoUpgradeMinorVersion = true }".
    { to: 'properties.autoUpgradeMinorVersion', default: false, when: 'version', withoutBlock: true },
    { attribute: 'plan.name', to: 'plan.name' },
    { attribute: 'plan.product', to: 'plan.product' },
    { attribute: 'plan.publisher', to: 'plan.publisher' },
    { attribute: 'plan.promotion_code', to: 'plan.promotionCode' },
    { attribute: 'plan.version', to: 'plan.version' },
  ],
};

/**
 * What `default_node_pool` and `azurerm_kubernetes_cluster_node_pool` have in common (kubernetes_nodepool.go, ExpandDefaultNodePool;
 * kubernetes_cluster_node_pool_resource.go, resourceKubernetesClusterNodePoolCreate). The names of 3.x became the others in 4.0
 * (website/docs/guides/4.0-upgrade-guide).
 */
const nodePoolRows                 = [
  { attribute: 'vm_size', to: 'vmSize' },
  { attribute: 'node_count', to: 'count' },
  { attribute: 'min_count', to: 'minCount', unset: 0 },
  { attribute: 'max_count', to: 'maxCount', unset: 0 },
  { attribute: 'max_pods', to: 'maxPods', unset: 0 },
  { attribute: 'auto_scaling_enabled', to: 'enableAutoScaling', default: false, since: '4.0.0' },
  { attribute: 'enable_auto_scaling', to: 'enableAutoScaling', default: false, until: '4.0.0' },
  { attribute: 'node_public_ip_enabled', to: 'enableNodePublicIP', default: false, since: '4.0.0' },
  { attribute: 'enable_node_public_ip', to: 'enableNodePublicIP', default: false, until: '4.0.0' },
  { attribute: 'host_encryption_enabled', to: 'enableEncryptionAtHost', default: false, since: '4.0.0' },
  { attribute: 'enable_host_encryption', to: 'enableEncryptionAtHost', default: false, until: '4.0.0' },
  { attribute: 'node_public_ip_prefix_id', to: 'nodePublicIPPrefixID' },
  { attribute: 'vnet_subnet_id', to: 'vnetSubnetID' },
  { attribute: 'pod_subnet_id', to: 'podSubnetID' },
  { attribute: 'os_sku', to: 'osSKU' },
  { attribute: 'os_disk_type', to: 'osDiskType', default: 'Managed' },
  { attribute: 'os_disk_size_gb', to: 'osDiskSizeGB', unset: 0 },
  { attribute: 'kubelet_disk_type', to: 'kubeletDiskType' },
  { attribute: 'fips_enabled', to: 'enableFIPS', default: false },
  { attribute: 'ultra_ssd_enabled', to: 'enableUltraSSD', default: false },
  { attribute: 'orchestrator_version', to: 'orchestratorVersion' },
  { attribute: 'zones', to: 'availabilityZones' },
  { attribute: 'node_labels', to: 'nodeLabels' },
  { attribute: 'tags', to: 'tags' },
  { attribute: 'proximity_placement_group_id', to: 'proximityPlacementGroupID' },
  { attribute: 'host_group_id', to: 'hostGroupID' },
  { attribute: 'capacity_reservation_group_id', to: 'capacityReservationGroupID' },
  { attribute: 'scale_down_mode', to: 'scaleDownMode', default: 'Delete' },
  { attribute: 'snapshot_id', to: 'creationData.sourceResourceId' },
  { attribute: 'workload_runtime', to: 'workloadRuntime' },
  { attribute: 'gpu_instance', to: 'gpuInstanceProfile' },
  { attribute: 'gpu_driver', to: 'gpuProfile.driver' },
  { attribute: 'upgrade_settings.max_surge', to: 'upgradeSettings.maxSurge' },
  { attribute: 'upgrade_settings.drain_timeout_in_minutes', to: 'upgradeSettings.drainTimeoutInMinutes', unset: 0 },
  { attribute: 'upgrade_settings.node_soak_duration_in_minutes', to: 'upgradeSettings.nodeSoakDurationInMinutes' },
  { attribute: 'node_network_profile.application_security_group_ids', to: 'networkProfile.applicationSecurityGroups' },
  {
    attribute: 'node_network_profile.allowed_host_ports',
    to: 'networkProfile.allowedHostPorts',
    as: {
      kind: 'blocks',
      rows: [
        { attribute: 'port_start', to: 'portStart' },
        { attribute: 'port_end', to: 'portEnd' },
        { attribute: 'protocol', to: 'protocol' },
      ],
    },
  },
];

const kubernetesClusterNodePool                = {
  kind: 'resource',
  type: 'azurerm_kubernetes_cluster_node_pool',
  armType: 'Microsoft.ContainerService/managedClusters/agentPools',
  apiVersion: '2025-10-01',
  source: 'internal/services/containers/kubernetes_cluster_node_pool_resource.go, resourceKubernetesClusterNodePoolCreate',
  withoutArgument: ['properties.networkProfile.secondaryNetworkInterfaces', 'properties.gatewayProfile', 'properties.artifactStreamingProfile.enabled'],
  identity: { kind: 'child', parent: 'kubernetes_cluster_id', name: 'name' },
  rows: rowsBelow('properties', [
    ...nodePoolRows,
    // "AgentPoolTypeVirtualMachineScaleSets", always.
    { to: 'type', default: 'VirtualMachineScaleSets' },
    { attribute: 'mode', to: 'mode', default: 'User' },
    { attribute: 'os_type', to: 'osType', default: 'Linux' },
    { attribute: 'priority', to: 'scaleSetPriority', default: 'Regular' },
    { attribute: 'eviction_policy', to: 'scaleSetEvictionPolicy' },
    // expandAgentPoolWindowsProfile: the argument says the opposite of the property.
    { attribute: 'windows_profile.outbound_nat_enabled', to: 'windowsProfile.disableOutboundNat', as: { kind: 'not' }, default: true },
  ]),
};

/** kubernetes_addons.go, expandKubernetesAddOns. What is not written is not sent, but for the policy add-on. */
const addOnRows                 = rowsBelow('properties.addonProfiles', [
  { attribute: 'azure_policy_enabled', to: 'azurepolicy.enabled', default: false },
  { to: 'azurepolicy.config.version', default: 'v2' },
  { attribute: 'http_application_routing_enabled', to: 'httpApplicationRouting.enabled' },
  { attribute: 'open_service_mesh_enabled', to: 'openServiceMesh.enabled' },
  { to: 'omsagent.enabled', default: true, when: 'oms_agent' },
  { attribute: 'oms_agent.log_analytics_workspace_id', to: 'omsagent.config.logAnalyticsWorkspaceResourceID' },
  { attribute: 'oms_agent.msi_auth_for_monitoring_enabled', to: 'omsagent.config.useAADAuth', as: { kind: 'text' }, default: false },
  { to: 'aciConnectorLinux.enabled', default: true, when: 'aci_connector_linux' },
  { attribute: 'aci_connector_linux.subnet_name', to: 'aciConnectorLinux.config.SubnetName' },
  { to: 'ingressApplicationGateway.enabled', default: true, when: 'ingress_application_gateway' },
  { attribute: 'ingress_application_gateway.gateway_id', to: 'ingressApplicationGateway.config.applicationGatewayId' },
  { attribute: 'ingress_application_gateway.gateway_name', to: 'ingressApplicationGateway.config.applicationGatewayName' },
  { attribute: 'ingress_application_gateway.subnet_cidr', to: 'ingressApplicationGateway.config.subnetCIDR' },
  { attribute: 'ingress_application_gateway.subnet_id', to: 'ingressApplicationGateway.config.subnetId' },
  { to: 'azureKeyvaultSecretsProvider.enabled', default: true, when: 'key_vault_secrets_provider' },
  { attribute: 'key_vault_secrets_provider.secret_rotation_enabled', to: 'azureKeyvaultSecretsProvider.config.enableSecretRotation', as: { kind: 'text' }, default: false },
  { attribute: 'key_vault_secrets_provider.secret_rotation_interval', to: 'azureKeyvaultSecretsProvider.config.rotationPollInterval' },
  { to: 'ACCSGXDevicePlugin.enabled', default: true, when: 'confidential_computing' },
  { attribute: 'confidential_computing.sgx_quote_helper_enabled', to: 'ACCSGXDevicePlugin.config.ACCSGXQuoteHelperEnabled', as: { kind: 'text' }, default: false },
]);

/** kubernetes_cluster_resource.go, expandKubernetesClusterAPIAccessProfile, of 4.x and of 3.x (there with `api_server_authorized_ip_ranges`). */
const apiServerRows                 = [
  { attribute: 'private_cluster_enabled', to: 'properties.apiServerAccessProfile.enablePrivateCluster', default: false },
  { attribute: 'private_cluster_public_fqdn_enabled', to: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', default: false },
  { attribute: 'private_dns_zone_id', to: 'properties.apiServerAccessProfile.privateDNSZone' },
  { attribute: 'run_command_enabled', to: 'properties.apiServerAccessProfile.disableRunCommand', as: { kind: 'not' }, default: true },
  { attribute: 'api_server_access_profile.authorized_ip_ranges', to: 'properties.apiServerAccessProfile.authorizedIPRanges' },
  { attribute: 'api_server_authorized_ip_ranges', to: 'properties.apiServerAccessProfile.authorizedIPRanges', until: '4.0.0' },
  { attribute: 'api_server_access_profile.virtual_network_integration_enabled', to: 'properties.apiServerAccessProfile.enableVnetIntegration', default: false, since: '4.0.0' },
  { attribute: 'api_server_access_profile.vnet_integration_enabled', to: 'properties.apiServerAccessProfile.enableVnetIntegration', default: false, until: '4.0.0' },
  { attribute: 'api_server_access_profile.subnet_id', to: 'properties.apiServerAccessProfile.subnetId' },
];

/** kubernetes_cluster_resource.go: expandKubernetesClusterNetworkProfile, expandLoadBalancerProfile, expandNatGatewayProfile. */
const networkRows                 = [
  { attribute: 'network_profile.network_plugin', to: 'properties.networkProfile.networkPlugin' },
  { attribute: 'network_profile.network_mode', to: 'properties.networkProfile.networkMode' },
  { attribute: 'network_profile.network_policy', to: 'properties.networkProfile.networkPolicy' },
  { attribute: 'network_profile.network_plugin_mode', to: 'properties.networkProfile.networkPluginMode' },
  { attribute: 'network_profile.network_data_plane', to: 'properties.networkProfile.networkDataplane' },
  { attribute: 'network_profile.ebpf_data_plane', to: 'properties.networkProfile.networkDataplane', until: '4.0.0' },
  { attribute: 'network_profile.outbound_type', to: 'properties.networkProfile.outboundType', default: 'loadBalancer' },
  { attribute: 'network_profile.load_balancer_sku', to: 'properties.networkProfile.loadBalancerSku', default: 'standard' },
  { attribute: 'network_profile.dns_service_ip', to: 'properties.networkProfile.dnsServiceIP' },
  { attribute: 'network_profile.pod_cidr', to: 'properties.networkProfile.podCidr' },
  { attribute: 'network_profile.pod_cidrs', to: 'properties.networkProfile.podCidrs' },
  { attribute: 'network_profile.service_cidr', to: 'properties.networkProfile.serviceCidr' },
  { attribute: 'network_profile.service_cidrs', to: 'properties.networkProfile.serviceCidrs' },
  { attribute: 'network_profile.ip_versions', to: 'properties.networkProfile.ipFamilies' },
  { to: 'properties.networkProfile.advancedNetworking.enabled', default: true, when: 'network_profile.advanced_networking' },
  { attribute: 'network_profile.advanced_networking.observability_enabled', to: 'properties.networkProfile.advancedNetworking.observability.enabled', default: false },
  { attribute: 'network_profile.advanced_networking.security_enabled', to: 'properties.networkProfile.advancedNetworking.security.enabled', default: false },
  { attribute: 'network_profile.load_balancer_profile.managed_outbound_ip_count', to: 'properties.networkProfile.loadBalancerProfile.managedOutboundIPs.count', unset: 0 },
  { attribute: 'network_profile.load_balancer_profile.managed_outbound_ipv6_count', to: 'properties.networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6', unset: 0 },
  {
    attribute: 'network_profile.load_balancer_profile.outbound_ip_address_ids',
    to: 'properties.networkProfile.loadBalancerProfile.outboundIPs.publicIPs',
    as: { kind: 'objects', member: 'id' },
  },
  {
    attribute: 'network_profile.load_balancer_profile.outbound_ip_prefix_ids',
    to: 'properties.networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes',
    as: { kind: 'objects', member: 'id' },
  },
  { attribute: 'network_profile.load_balancer_profile.idle_timeout_in_minutes', to: 'properties.networkProfile.loadBalancerProfile.idleTimeoutInMinutes', unset: 0 },
  { attribute: 'network_profile.load_balancer_profile.outbound_ports_allocated', to: 'properties.networkProfile.loadBalancerProfile.allocatedOutboundPorts' },
  { attribute: 'network_profile.load_balancer_profile.backend_pool_type', to: 'properties.networkProfile.loadBalancerProfile.backendPoolType' },
  { attribute: 'network_profile.nat_gateway_profile.managed_outbound_ip_count', to: 'properties.networkProfile.natGatewayProfile.managedOutboundIPProfile.count', unset: 0 },
  { attribute: 'network_profile.nat_gateway_profile.idle_timeout_in_minutes', to: 'properties.networkProfile.natGatewayProfile.idleTimeoutInMinutes', unset: 0 },
];

/** kubernetes_cluster_resource.go, expandKubernetesClusterAutoScalerProfile: the service takes texts where the provider has numbers and booleans. */
const scalingRows                 = rowsBelow('properties.autoScalerProfile', rowsOfBlock('auto_scaler_profile', [
  { attribute: 'balance_similar_node_groups', to: 'balance-similar-node-groups', as: { kind: 'text' }, default: false },
  { attribute: 'daemonset_eviction_for_empty_nodes_enabled', to: 'daemonset-eviction-for-empty-nodes' },
  { attribute: 'daemonset_eviction_for_occupied_nodes_enabled', to: 'daemonset-eviction-for-occupied-nodes' },
  { attribute: 'ignore_daemonsets_utilization_enabled', to: 'ignore-daemonsets-utilization' },
  { attribute: 'expander', to: 'expander' },
  { attribute: 'max_graceful_termination_sec', to: 'max-graceful-termination-sec' },
  { attribute: 'max_node_provisioning_time', to: 'max-node-provision-time' },
  { attribute: 'max_unready_nodes', to: 'ok-total-unready-count', as: { kind: 'text' } },
  { attribute: 'max_unready_percentage', to: 'max-total-unready-percentage', as: { kind: 'text' } },
  { attribute: 'new_pod_scale_up_delay', to: 'new-pod-scale-up-delay' },
  { attribute: 'scale_down_delay_after_add', to: 'scale-down-delay-after-add' },
  { attribute: 'scale_down_delay_after_delete', to: 'scale-down-delay-after-delete' },
  { attribute: 'scale_down_delay_after_failure', to: 'scale-down-delay-after-failure' },
  { attribute: 'scale_down_unneeded', to: 'scale-down-unneeded-time' },
  { attribute: 'scale_down_unready', to: 'scale-down-unready-time' },
  { attribute: 'scale_down_utilization_threshold', to: 'scale-down-utilization-threshold' },
  { attribute: 'empty_bulk_delete_max', to: 'max-empty-bulk-delete' },
  { attribute: 'scan_interval', to: 'scan-interval' },
  { attribute: 'skip_nodes_with_local_storage', to: 'skip-nodes-with-local-storage', as: { kind: 'text' } },
  { attribute: 'skip_nodes_with_system_pods', to: 'skip-nodes-with-system-pods', as: { kind: 'text' } },
]));

/** kubernetes_cluster_resource.go, resourceKubernetesClusterCreate ("assemble securityProfile"), expandKubernetesClusterMicrosoftDefender, expandKubernetesClusterAzureKeyVaultKms. */
const securityRows                 = rowsBelow('properties.securityProfile', [
  { to: 'defender.securityMonitoring.enabled', default: true, when: 'microsoft_defender' },
  { attribute: 'microsoft_defender.log_analytics_workspace_id', to: 'defender.logAnalyticsWorkspaceResourceId' },
  { attribute: 'workload_identity_enabled', to: 'workloadIdentity.enabled' },
  { attribute: 'image_cleaner_enabled', to: 'imageCleaner.enabled' },
  { attribute: 'image_cleaner_interval_hours', to: 'imageCleaner.intervalHours', when: 'image_cleaner_enabled', unset: 0 },
  { to: 'azureKeyVaultKms.enabled', default: true, when: 'key_management_service' },
  { attribute: 'key_management_service.key_vault_key_id', to: 'azureKeyVaultKms.keyId' },
  { attribute: 'key_management_service.key_vault_network_access', to: 'azureKeyVaultKms.keyVaultNetworkAccess' },
  { attribute: 'custom_ca_trust_certificates_base64', to: 'customCATrustCertificates' },
]);

/** kubernetes_nodepool.go, ExpandDefaultNodePool: Linux and System, whatever else is written. */
const defaultPool                 = [
  { attribute: 'name', to: 'name' },
  { attribute: 'type', to: 'type', default: 'VirtualMachineScaleSets' },
  { to: 'osType', default: 'Linux' },
  { to: 'mode', default: 'System' },
  ...nodePoolRows,
];

const ofProperties                 = rowsBelow('properties', [
  { attribute: 'default_node_pool', to: 'agentPoolProfiles', as: { kind: 'blocks', rows: defaultPool } },
  { attribute: 'kubernetes_version', to: 'kubernetesVersion' },
  { attribute: 'dns_prefix', to: 'dnsPrefix' },
  { attribute: 'dns_prefix_private_cluster', to: 'fqdnSubdomain' },
  { attribute: 'node_resource_group', to: 'nodeResourceGroup' },
  { attribute: 'role_based_access_control_enabled', to: 'enableRBAC', default: true },
  { attribute: 'local_account_disabled', to: 'disableLocalAccounts', default: false },
  { attribute: 'disk_encryption_set_id', to: 'diskEncryptionSetID' },
  { attribute: 'support_plan', to: 'supportPlan' },
  // expandBootstrapProfile.
  { attribute: 'bootstrap_profile.artifact_source', to: 'bootstrapProfile.artifactSource', default: 'Direct' },
  { attribute: 'bootstrap_profile.container_registry_id', to: 'bootstrapProfile.containerRegistryId' },
  // resourceKubernetesClusterCreate: without a channel the provider sends `none`.
  { attribute: 'automatic_upgrade_channel', to: 'autoUpgradeProfile.upgradeChannel', default: 'none', since: '4.0.0' },
  { attribute: 'automatic_channel_upgrade', to: 'autoUpgradeProfile.upgradeChannel', default: 'none', until: '4.0.0' },
  { attribute: 'node_os_upgrade_channel', to: 'autoUpgradeProfile.nodeOSUpgradeChannel', since: '4.0.0' },
  { attribute: 'node_os_channel_upgrade', to: 'autoUpgradeProfile.nodeOSUpgradeChannel', until: '4.0.0' },
  // resourceKubernetesClusterCreate: `msi` with an identity; a service principal otherwise.
  { attribute: 'service_principal.client_id', to: 'servicePrincipalProfile.clientId' },
  { to: 'servicePrincipalProfile.clientId', default: 'msi', when: 'identity' },
  { attribute: 'kubelet_identity.user_assigned_identity_id', to: 'identityProfile.kubeletidentity.resourceId' },
  { attribute: 'kubelet_identity.client_id', to: 'identityProfile.kubeletidentity.clientId' },
  { attribute: 'kubelet_identity.object_id', to: 'identityProfile.kubeletidentity.objectId' },
  // expandKubernetesClusterAzureActiveDirectoryRoleBasedAccessControl.
  { to: 'aadProfile.managed', default: true, when: 'azure_active_directory_role_based_access_control' },
  { attribute: 'azure_active_directory_role_based_access_control.tenant_id', to: 'aadProfile.tenantID' },
  { attribute: 'azure_active_directory_role_based_access_control.azure_rbac_enabled', to: 'aadProfile.enableAzureRBAC', default: false },
  { attribute: 'azure_active_directory_role_based_access_control.admin_group_object_ids', to: 'aadProfile.adminGroupObjectIDs' },
  // expandKubernetesClusterHttpProxyConfig; the certificate is not read, as it is a secret to the provider.
  { attribute: 'http_proxy_config.http_proxy', to: 'httpProxyConfig.httpProxy' },
  { attribute: 'http_proxy_config.https_proxy', to: 'httpProxyConfig.httpsProxy' },
  { attribute: 'http_proxy_config.no_proxy', to: 'httpProxyConfig.noProxy' },
  // expandKubernetesClusterAzureMonitorProfile: without the block `false` is sent.
  { to: 'azureMonitorProfile.metrics.enabled', default: true, when: 'monitor_metrics', withoutBlock: false },
  { attribute: 'monitor_metrics.annotations_allowed', to: 'azureMonitorProfile.metrics.kubeStateMetrics.metricAnnotationsAllowList' },
  { attribute: 'monitor_metrics.labels_allowed', to: 'azureMonitorProfile.metrics.kubeStateMetrics.metricLabelsAllowlist' },
  { attribute: 'cost_analysis_enabled', to: 'metricsProfile.costAnalysis.enabled', default: false },
  // expandKubernetesClusterIngressProfile; `dns_zone_id` was one text up to 3.x.
  { to: 'ingressProfile.webAppRouting.enabled', default: true, when: 'web_app_routing' },
  { attribute: 'web_app_routing.dns_zone_ids', to: 'ingressProfile.webAppRouting.dnsZoneResourceIds' },
  { attribute: 'web_app_routing.dns_zone_id', to: 'ingressProfile.webAppRouting.dnsZoneResourceIds', as: { kind: 'listOf' }, until: '4.0.0' },
  { attribute: 'web_app_routing.default_nginx_controller', to: 'ingressProfile.webAppRouting.nginx.defaultIngressControllerType' },
  { attribute: 'service_mesh_profile.mode', to: 'serviceMeshProfile.mode' },
  { attribute: 'oidc_issuer_enabled', to: 'oidcIssuerProfile.enabled' },
  { attribute: 'storage_profile.blob_driver_enabled', to: 'storageProfile.blobCSIDriver.enabled', default: false },
  { attribute: 'storage_profile.disk_driver_enabled', to: 'storageProfile.diskCSIDriver.enabled', default: true },
  { attribute: 'storage_profile.file_driver_enabled', to: 'storageProfile.fileCSIDriver.enabled', default: true },
  { attribute: 'storage_profile.snapshot_controller_enabled', to: 'storageProfile.snapshotController.enabled', default: true },
  { attribute: 'workload_autoscaler_profile.keda_enabled', to: 'workloadAutoScalerProfile.keda.enabled' },
  { attribute: 'workload_autoscaler_profile.vertical_pod_autoscaler_enabled', to: 'workloadAutoScalerProfile.verticalPodAutoscaler.enabled' },
  { attribute: 'upgrade_override.force_upgrade_enabled', to: 'upgradeSettings.overrideSettings.forceUpgrade' },
  { attribute: 'upgrade_override.effective_until', to: 'upgradeSettings.overrideSettings.until' },
  { attribute: 'linux_profile.admin_username', to: 'linuxProfile.adminUsername' },
  { attribute: 'windows_profile.admin_username', to: 'windowsProfile.adminUsername' },
  { attribute: 'windows_profile.license', to: 'windowsProfile.licenseType', default: 'None' },
]);

const kubernetesCluster                = {
  kind: 'resource',
  type: 'azurerm_kubernetes_cluster',
  armType: 'Microsoft.ContainerService/managedClusters',
  apiVersion: '2025-10-01',
  source: 'internal/services/containers/kubernetes_cluster_resource.go, resourceKubernetesClusterCreate',
  notes:
    '`public_network_access_enabled` of 3.x is left out: the provider does not pass it on ("currently not functional"). Passwords, keys and certificates are not read.',
  withoutArgument: [
    'properties.networkProfile.staticEgressGatewayProfile.enabled',
    'properties.networkProfile.natGatewayProfile.outboundIPs.publicIPs',
    'properties.networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes',
    'properties.nodeResourceGroupProfile.restrictionLevel',
    'properties.hostedSystemProfile.nodeSubnetID',
    'properties.hostedSystemProfile.systemNodeSubnetID',
    'properties.httpProxyConfig.enabled',
    'properties.publicNetworkAccess',
    'properties.azureMonitorProfile.containerInsights.enabled',
    'properties.azureMonitorProfile.logs.containerInsights.enabled',
    'properties.azureMonitorProfile.appMonitoring',
    'properties.nodeProvisioningProfile.mode',
    'properties.agentPoolProfiles.networkProfile.secondaryNetworkInterfaces',
    'properties.agentPoolProfiles.gatewayProfile',
    'properties.serviceMeshProfile.istio.components.egressGateways',
  ],
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    ...identityBlock,
    // "the only possible value at this point".
    { to: 'sku.name', default: 'Base' },
    { attribute: 'sku_tier', to: 'sku.tier', default: 'Free' },
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    ...apiServerRows,
    ...networkRows,
    ...addOnRows,
    ...securityRows,
    ...scalingRows,
    ...serviceMeshRows('service_mesh_profile'),
    ...ofProperties,
  ],
  more: ingressGateways('service_mesh_profile'),
};

const containerTables                   = [
  kubernetesCluster,
  kubernetesAutomaticCluster,
  kubernetesClusterNodePool,
  kubernetesClusterExtension,
  containerRegistry,
  containerRegistryCacheRule,
];

const roleAssignment                = {
  kind: 'resource',
  type: 'azurerm_role_assignment',
  armType: 'Microsoft.Authorization/roleAssignments',
  apiVersion: '2022-04-01',
  source: 'internal/services/authorization/role_assignment_resource.go, resourceArmRoleAssignmentCreate',
  notes: 'Without `name` the provider makes a GUID, which is not known here.',
  identity: { kind: 'extension', scope: 'scope', name: 'name' },
  rows: [
    { attribute: 'role_definition_id', to: 'properties.roleDefinitionId' },
    { attribute: 'principal_id', to: 'properties.principalId' },
    { attribute: 'principal_type', to: 'properties.principalType' },
    { attribute: 'skip_service_principal_aad_check', to: 'properties.principalType', as: { kind: 'choice', values: { true: 'ServicePrincipal', false: null } } },
    { attribute: 'description', to: 'properties.description' },
    { attribute: 'condition', to: 'properties.condition' },
    { attribute: 'condition_version', to: 'properties.conditionVersion' },
    { to: 'properties.conditionVersion', default: '2.0', when: 'condition' },
    { attribute: 'delegated_managed_identity_resource_id', to: 'properties.delegatedManagedIdentityResourceId' },
  ],
  more: {
    about: '`role_definition_name` makes `properties.roleDefinitionId`: of well-known built-in roles their GUID is known, of others it is unknown.',
    settings: roleByName,
  },
};

/** The provider asks the service for the one definition of this name at the scope; its id begins with a subscription, or with nothing. */
function roleByName(read            )                     {
  const attribute = 'role_definition_name';
  const name = read.at(attribute);
  return name === undefined ? [] : [{ to: 'properties.roleDefinitionId', value: roleNamed(name), attribute }];
}

function roleNamed(name         )          {
  if (isUnknown(name)) return present(name);
  const text = typeof name === 'string' ? name : '';
  const role = roleCalled(text);
  if (role === undefined) return new Unknown(`the id of role \`${text}\` is known only to the service`, { isPresent: true });
  return new Unknown(`role \`${text}\` is looked up by its name`, { pieces: ['', `/providers/Microsoft.Authorization/roleDefinitions/${role}`] });
}

const userAssignedIdentity                = {
  kind: 'resource',
  type: 'azurerm_user_assigned_identity',
  armType: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  apiVersion: '2024-11-30',
  source: 'internal/services/managedidentity/user_assigned_identity_resource.go, Create',
  notes: '`principal_id` and `client_id` are the service\'s to give: they are known of an identity that is there already.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'isolation_scope', to: 'properties.isolationScope', default: 'None' },
    { attribute: 'principal_id', to: 'properties.principalId' },
    { attribute: 'client_id', to: 'properties.clientId' },
  ],
};

const identityTables                   = [userAssignedIdentity, roleAssignment];

const dnsResolver                = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver',
  armType: 'Microsoft.Network/dnsResolvers',
  apiVersion: '2022-07-01',
  source: 'internal/services/privatednsresolver/private_dns_resolver_resource.go, Create',
  notes: 'Its endpoints and rulesets, which are types of their own, are not read.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [...locationAndTags, { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' }],
};

const armType = 'Microsoft.Network/dnsResolverPolicies';
const apiVersion = '2025-05-01';
const folder = 'internal/services/privatednsresolver';

const dnsPolicy                = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_policy',
  armType,
  apiVersion,
  source: `${folder}/private_dns_resolver_policy_resource.go, Create`,
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: locationAndTags,
};

const dnsPolicyLink                = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_policy_virtual_network_link',
  armType: `${armType}/virtualNetworkLinks`,
  apiVersion,
  source: `${folder}/private_dns_resolver_policy_virtual_network_link_resource.go, Create`,
  identity: { kind: 'child', parent: 'dns_resolver_policy_id', name: 'name' },
  rows: [...locationAndTags, { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' }],
};

const dnsSecurityRule                = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_security_rule',
  armType: `${armType}/dnsSecurityRules`,
  apiVersion,
  source: `${folder}/private_dns_resolver_security_rule_resource.go, Create`,
  identity: { kind: 'child', parent: 'dns_resolver_policy_id', name: 'name' },
  rows: [
    ...locationAndTags,
    { attribute: 'action', to: 'properties.action.actionType' },
    { attribute: 'priority', to: 'properties.priority' },
    { attribute: 'enabled', to: 'properties.dnsSecurityRuleState', as: { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } }, default: true },
    { attribute: 'dns_resolver_domain_list_ids', to: 'properties.dnsResolverDomainLists', as: { kind: 'objects', member: 'id' } },
  ],
};

const dnsDomainList                = {
  kind: 'resource',
  type: 'azurerm_private_dns_resolver_domain_list',
  armType: 'Microsoft.Network/dnsResolverDomainLists',
  apiVersion,
  source: `${folder}/private_dns_resolver_domain_list_resource.go, Create`,
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [...locationAndTags, { attribute: 'domains', to: 'properties.domains' }],
};

// website/docs/guides/5.0-upgrade-guide, of links and records: the names "removed in favour of the `private_dns_zone_id` property".

/** Zones and links are of no region: `Location: pointer.To("global")`. */
const global                 = [{ to: 'location', default: 'global' }, { attribute: 'tags', to: 'tags' }];

const privateDnsZone                = {
  kind: 'resource',
  type: 'azurerm_private_dns_zone',
  armType: 'Microsoft.Network/privateDnsZones',
  apiVersion: '2024-06-01',
  source: 'internal/services/privatedns/private_dns_zone_resource.go, resourcePrivateDnsZoneCreateUpdate',
  notes: '`soa_record` is not read.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: global,
};

const privateDnsZoneVirtualNetworkLink                = {
  kind: 'resource',
  type: 'azurerm_private_dns_zone_virtual_network_link',
  armType: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  apiVersion: '2024-06-01',
  source: 'internal/services/privatedns/private_dns_zone_virtual_network_link_resource.go, resourcePrivateDnsZoneVirtualNetworkLinkCreateUpdate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['private_dns_zone_name', 'name'], orBelow: 'private_dns_zone_id' },
  rows: [
    ...global,
    { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' },
    { attribute: 'registration_enabled', to: 'properties.registrationEnabled', default: false },
    { attribute: 'resolution_policy', to: 'properties.resolutionPolicy' },
  ],
};

const privateDnsAddressRecord                = {
  kind: 'resource',
  type: 'azurerm_private_dns_a_record',
  armType: 'Microsoft.Network/privateDnsZones/A',
  apiVersion: '2024-06-01',
  source: 'internal/services/privatedns/private_dns_a_record_resource.go, resourcePrivateDnsARecordCreateUpdate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['zone_name', 'name'], orBelow: 'private_dns_zone_id' },
  rows: [
    { attribute: 'records', to: 'properties.aRecords', as: { kind: 'objects', member: 'ipv4Address' } },
    { attribute: 'ttl', to: 'properties.ttl' },
    { attribute: 'tags', to: 'properties.metadata' },
  ],
};

const block$1 = 'private_service_connection';
const automatic = 'properties.privateLinkServiceConnections';
const manual = 'properties.manualPrivateLinkServiceConnections';

const privateEndpoint                = {
  kind: 'resource',
  type: 'azurerm_private_endpoint',
  armType: 'Microsoft.Network/privateEndpoints',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/private_endpoint_resource.go, resourcePrivateEndpointCreate',
  notes: 'The provider names each element of `privateDnsZoneConfigs` after its zone; here they have no name.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    { attribute: 'subnet_id', to: 'properties.subnet.id' },
    { attribute: 'custom_network_interface_name', to: 'properties.customNetworkInterfaceName' },
    // expandPrivateEndpointIPConfigurations
    {
      attribute: 'ip_configuration',
      to: 'properties.ipConfigurations',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name' },
          { attribute: 'private_ip_address', to: 'properties.privateIPAddress' },
          { attribute: 'subresource_name', to: 'properties.groupId' },
          { attribute: 'member_name', to: 'properties.memberName' },
          { attribute: 'subresource_name', to: 'properties.memberName' },
        ],
      },
    },
  ],
  more: {
    about: `\`${block$1}\` is the one element of \`${manual}\` with \`is_manual_connection = true\`, else of \`${automatic}\`; the other list is empty. Its id or alias is \`properties.privateLinkServiceId\` of the element, \`subresource_names\` its \`groupIds\`.`,
    settings: connections,
  },
  children: [
    {
      // createPrivateDnsZoneGroupForPrivateEndpoint
      blocks: 'private_dns_zone_group',
      armType: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
      name: 'name',
      rows: [{ attribute: 'private_dns_zone_ids', to: 'properties.privateDnsZoneConfigs', as: { kind: 'objects', member: 'properties.privateDnsZoneId' } }],
    },
  ],
};

/** expandPrivateLinkEndpointServiceConnection: both lists are sent, and the block is in one of them. */
function connections(read            )                     {
  const found = read.blocks(block$1);
  const isManual = isUnknown(found) ? found : (read.at(`${block$1}.is_manual_connection`) ?? false);
  if (isUnknown(isManual)) return [automatic, manual].map((to) => ({ to, value: isManual, attribute: block$1 }));
  const [list, other] = isManual === true ? [manual, automatic] : [automatic, manual];
  const empty                     = [list, other].map((to) => ({ to, value: [], attribute: block$1 }));
  if (!isUnknown(found) && found.length === 0) return empty;
  const id = read.at(`${block$1}.private_connection_resource_id`);
  const target = id === undefined ? 'private_connection_resource_alias' : 'private_connection_resource_id';
  const members = [
    ['name', 'name'],
    ['properties.privateLinkServiceId', target],
    ['properties.groupIds', 'subresource_names'],
    ['properties.requestMessage', 'request_message'],
  ]         ;
  return [
    ...empty,
    { to: `${list}.0`, value: {}, attribute: block$1 },
    ...members.map(([to, name])          => ({ to: `${list}.0.${to}`, value: read.at(`${block$1}.${name}`), attribute: `${block$1}.${name}` })),
  ].filter(({ value }) => value !== undefined);
}

const serviceEndpointStoragePolicy                = {
  kind: 'resource',
  type: 'azurerm_subnet_service_endpoint_storage_policy',
  armType: 'Microsoft.Network/serviceEndpointPolicies',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/subnet_service_endpoint_storage_policy_resource.go, expandServiceEndpointPolicyDefinitions',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    {
      attribute: 'definition',
      to: 'properties.serviceEndpointPolicyDefinitions',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name' },
          { attribute: 'description', to: 'properties.description' },
          { attribute: 'service', to: 'properties.service', default: 'Microsoft.Storage' },
          { attribute: 'service_resources', to: 'properties.serviceResources' },
        ],
      },
    },
  ],
};

/** Private ways to services, and the names that lead to them. */
const endpointTables                   = [
  privateEndpoint,
  privateDnsZone,
  privateDnsZoneVirtualNetworkLink,
  privateDnsAddressRecord,
  dnsResolver,
  dnsPolicy,
  dnsPolicyLink,
  dnsSecurityRule,
  dnsDomainList,
  serviceEndpointStoragePolicy,
];

/** Each reads the gateway and sends it again with one address more (the `…Create` of its file). */
function association$1(name        , attribute        , list        )             {
  return {
    kind: 'merge',
    type: `azurerm_nat_gateway_${name}_association`,
    source: `internal/services/network/nat_gateway_${name}_association_resource.go`,
    into: { attribute: 'nat_gateway_id', armType: 'Microsoft.Network/natGateways' },
    rows: [{ attribute, to: `properties.${list}[].id` }],
  };
}

const natGatewayPublicIpAssociation = association$1('public_ip', 'public_ip_address_id', 'publicIpAddresses');
const natGatewayPublicIpPrefixAssociation = association$1('public_ip_prefix', 'public_ip_prefix_id', 'publicIpPrefixes');
/** For gateways of the SKU StandardV2. */
const natGatewayPublicIpV6Association = association$1('public_ip_v6', 'public_ip_address_id', 'publicIpAddressesV6');
const natGatewayPublicIpPrefixV6Association = association$1('public_ip_prefix_v6', 'public_ip_prefix_id', 'publicIpPrefixesV6');

const natGateway                = {
  kind: 'resource',
  type: 'azurerm_nat_gateway',
  armType: 'Microsoft.Network/natGateways',
  apiVersion: '2025-07-01',
  source: 'internal/services/network/nat_gateway_resource.go, resourceNatGatewayCreate',
  notes: 'Addresses and prefixes come from the associations.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  withoutArgument: ['properties.serviceGateway.id'],
  rows: [
    ...locationAndTags,
    { attribute: 'zones', to: 'zones' },
    { attribute: 'sku_name', to: 'sku.name', default: 'Standard' },
    ...rowsBelow('properties', [
      { attribute: 'idle_timeout_in_minutes', to: 'idleTimeoutInMinutes', default: 4 },
      { attribute: 'source_virtual_network_id', to: 'sourceVirtualNetwork.id' },
      // Of 2.x, "deprecated in favour of the association".
      { attribute: 'public_ip_address_ids', to: 'publicIpAddresses', as: { kind: 'objects', member: 'id' }, until: '3.0.0' },
      { attribute: 'public_ip_prefix_ids', to: 'publicIpPrefixes', as: { kind: 'objects', member: 'id' }, until: '3.0.0' },
    ]),
  ],
};

/** expandFirewallIPConfigurations */
const addressRows                 = [
  { attribute: 'name', to: 'name' },
  { attribute: 'public_ip_address_id', to: 'properties.publicIPAddress.id' },
  { attribute: 'subnet_id', to: 'properties.subnet.id' },
];

const firewall                = {
  kind: 'resource',
  type: 'azurerm_firewall',
  armType: 'Microsoft.Network/azureFirewalls',
  apiVersion: '2025-01-01',
  source: 'internal/services/firewall/firewall_resource.go, resourceFirewallCreateUpdate',
  notes: '`dns_servers`, `dns_proxy_enabled` and `private_ip_ranges` are not read; rules stand in types of their own.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'zones', to: 'zones' },
    { attribute: 'sku_name', to: 'properties.sku.name' },
    { attribute: 'sku_tier', to: 'properties.sku.tier' },
    { attribute: 'threat_intel_mode', to: 'properties.threatIntelMode' },
    { attribute: 'firewall_policy_id', to: 'properties.firewallPolicy.id' },
    { attribute: 'ip_configuration', to: 'properties.ipConfigurations', as: { kind: 'blocks', rows: addressRows } },
    ...addressRows.map((row) => ({ ...row, attribute: `management_ip_configuration.${row.attribute ?? ''}`, to: `properties.managementIpConfiguration.${row.to}` })),
    { attribute: 'virtual_hub.virtual_hub_id', to: 'properties.virtualHub.id' },
    { attribute: 'virtual_hub.public_ip_count', to: 'properties.hubIPAddresses.publicIPs.count', default: 1 },
  ],
};

const loadBalancer                = {
  kind: 'resource',
  type: 'azurerm_lb',
  armType: 'Microsoft.Network/loadBalancers',
  apiVersion: '2025-01-01',
  source: 'internal/services/loadbalancer/loadbalancer_resource.go, resourceArmLoadBalancerCreateUpdate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    // The default of the schema in 3.x is `LoadBalancerSkuNameBasic`.
    { attribute: 'sku', to: 'sku.name', default: 'Standard', since: '4.0.0' },
    { attribute: 'sku', to: 'sku.name', default: 'Basic', until: '4.0.0' },
    { attribute: 'sku_tier', to: 'sku.tier', default: 'Regional' },
    // expandAzureRmLoadBalancerFrontendIpConfigurations
    {
      attribute: 'frontend_ip_configuration',
      to: 'properties.frontendIPConfigurations',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name' },
          { attribute: 'zones', to: 'zones' },
          { attribute: 'public_ip_address_id', to: 'properties.publicIPAddress.id' },
          { attribute: 'public_ip_prefix_id', to: 'properties.publicIPPrefix.id' },
          { attribute: 'subnet_id', to: 'properties.subnet.id' },
          { attribute: 'private_ip_address', to: 'properties.privateIPAddress' },
          { attribute: 'private_ip_address_allocation', to: 'properties.privateIPAllocationMethod' },
          { attribute: 'private_ip_address_version', to: 'properties.privateIPAddressVersion', when: 'subnet_id', default: 'IPv4' },
          { attribute: 'gateway_load_balancer_frontend_ip_configuration_id', to: 'properties.gatewayLoadBalancer.id' },
        ],
      },
    },
  ],
};

/** A text, perhaps not known in full. */
                                    

/** What a resource is called in Azure. */
                         
                                                     
                        
                                                               
                                  
                                                                                                                      
                                    
                    
 

/** Texts one behind the other. */
function joined(...parts                 )       {
  const open = parts.find(isUnknown);
  return textOfPieces(concatPieces(parts.map((part) => piecesOf(part) ?? ['', ''])), open?.why ?? '');
}

/** What is no text is one of which nothing is known. */
function textOf(value         , what        )       {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (isUnknown(value)) return value.pieces === undefined ? new Unknown(value.why, { pieces: ['', ''] }) : value;
  return new Unknown(`${what} is not given`, { pieces: ['', ''] });
}

/** The id of a resource of a type below a scope: `/subscriptions/…/resourceGroups/rg`. */
function idOf(scope      , type        , names                 )       {
  const [namespace = '', ...types] = type.split('/');
  return joined(scope, `/providers/${namespace}`, ...types.flatMap((segment, index)                  => [`/${segment}/`, names[index] ?? '']));
}

/** As it is shown, and found by: names with slashes between them. */
function fullName({ shown }                       )         {
  return shown.join('/');
}

/** Names as they are shown where nothing says better. */
function shownNames(names                 )                    {
  return names.map((name) => (isUnknown(name) ? shownPieces(name.pieces ?? ['', '']) : name));
}

function shownPieces(pieces        )         {
  return pieces.every((piece) => piece === '') ? '(known after apply)' : pieces.join('(known after apply)');
}

/** What an id names, as far as it says. */
function namedBy(id      , type        )         {
  const names = namesIn(id, type);
  const resource = isUnknown(id) ? id.resource : undefined;
  const isSame = resource !== undefined && resource.type.toLowerCase() === type.toLowerCase();
  return { type, names, shown: isSame ? resource.name.split('/') : shownNames(names), id };
}

/** The names in an id of this type, as far as they are known. */
function namesIn(id      , type        )                  {
  const [, ...types] = type.split('/');
  const unknown = types.map(()       => new Unknown(isUnknown(id) ? id.why : 'the id does not say', { pieces: ['', ''] }));
  const pieces = piecesOf(id) ?? ['', ''];
  const last = pieces.at(-1) ?? '';
  const marker = last.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0) return namesAtEnd(last, types, unknown);
  const parsed = parseResourceId(pieces.length === 1 ? last : last.slice(marker));
  return parsed !== undefined && parsed.type.toLowerCase() === type.toLowerCase() ? parsed.fullName.split('/') : unknown;
}

/** Where a name in the middle is open, those behind it are still known: `…/subnets/nodes`. */
function namesAtEnd(last        , types                   , unknown                 )                  {
  const segments = last.split('/');
  const names = [...unknown];
  for (let index = types.length - 1; index > 0 && segments.length >= 3; index -= 1) {
    const name = segments.pop() ?? '';
    if (segments.pop()?.toLowerCase() !== types[index]?.toLowerCase()) break;
    names[index] = name;
  }
  return names;
}

/** Two ids with the same key are the same; undefined where names in it are not known, of which there may be many. */
function idKey({ id, names }                              )                     {
  return names.some(isUnknown) ? undefined : (piecesOf(id) ?? []).join('\u0000').replace(/\/+$/, '').toLowerCase();
}

const into = { attribute: 'loadbalancer_id', armType: 'Microsoft.Network/loadBalancers' }         ;

/** Rows of an element that is added to a list. */
function elementOf$1(list        , rows                )                 {
  return rows.map((row) => ({ ...row, to: `${list}[].${row.to}` }));
}

const rules = 'properties.loadBalancingRules';

const loadBalancerRule             = {
  kind: 'merge',
  type: 'azurerm_lb_rule',
  source: 'internal/services/loadbalancer/lb_rule_resource.go, expandAzureRmLoadBalancerRule',
  into,
  rows: elementOf$1(rules, [
    { attribute: 'name', to: 'name' },
    { attribute: 'protocol', to: 'properties.protocol' },
    { attribute: 'frontend_port', to: 'properties.frontendPort' },
    { attribute: 'backend_port', to: 'properties.backendPort' },
    { attribute: 'disable_outbound_snat', to: 'properties.disableOutboundSnat', default: false },
    // The names of later versions first; both have the same default.
    { attribute: 'floating_ip_enabled', to: 'properties.enableFloatingIP', default: false },
    { attribute: 'enable_floating_ip', to: 'properties.enableFloatingIP' },
    { attribute: 'tcp_reset_enabled', to: 'properties.enableTcpReset', default: false },
    { attribute: 'enable_tcp_reset', to: 'properties.enableTcpReset' },
    { attribute: 'idle_timeout_in_minutes', to: 'properties.idleTimeoutInMinutes', default: 4 },
    { attribute: 'load_distribution', to: 'properties.loadDistribution', default: 'Default' },
    { attribute: 'probe_id', to: 'properties.probe.id' },
    { attribute: 'backend_address_pool_ids', to: 'properties.backendAddressPool.id', as: { kind: 'first' } },
    { attribute: 'backend_address_pool_id', to: 'properties.backendAddressPool.id', until: '3.0.0' },
  ]),
  more: {
    about: '`frontend_ip_configuration_name` makes `properties.loadBalancingRules.properties.frontendIPConfiguration.id`, an id below that of the load balancer.',
    settings: (read) => frontendOf(rules, read),
  },
};

const inboundRules = 'properties.inboundNatRules';

const loadBalancerNatRule             = {
  kind: 'merge',
  type: 'azurerm_lb_nat_rule',
  source: 'internal/services/loadbalancer/lb_nat_rule_resource.go, expandAzureRmLoadBalancerNatRule',
  into,
  rows: elementOf$1(inboundRules, [
    { attribute: 'name', to: 'name' },
    { attribute: 'protocol', to: 'properties.protocol' },
    { attribute: 'frontend_port', to: 'properties.frontendPort', unset: 0 },
    { attribute: 'frontend_port_start', to: 'properties.frontendPortRangeStart', unset: 0 },
    { attribute: 'frontend_port_end', to: 'properties.frontendPortRangeEnd', unset: 0 },
    { attribute: 'backend_port', to: 'properties.backendPort' },
    { attribute: 'backend_address_pool_id', to: 'properties.backendAddressPool.id' },
  ]),
  more: {
    about: '`frontend_ip_configuration_name` makes `properties.inboundNatRules.properties.frontendIPConfiguration.id`, an id below that of the load balancer.',
    settings: (read) => frontendOf(inboundRules, read),
  },
};

const outboundRules = 'properties.outboundRules';

const loadBalancerOutboundRule             = {
  kind: 'merge',
  type: 'azurerm_lb_outbound_rule',
  source: 'internal/services/loadbalancer/lb_outbound_rule_resource.go, expandAzureRmLoadBalancerOutboundRule',
  into,
  rows: elementOf$1(outboundRules, [
    { attribute: 'name', to: 'name' },
    { attribute: 'protocol', to: 'properties.protocol' },
    { attribute: 'allocated_outbound_ports', to: 'properties.allocatedOutboundPorts', default: 1024 },
    { attribute: 'tcp_reset_enabled', to: 'properties.enableTcpReset', default: false },
    { attribute: 'enable_tcp_reset', to: 'properties.enableTcpReset' },
    { attribute: 'idle_timeout_in_minutes', to: 'properties.idleTimeoutInMinutes', default: 4 },
    { attribute: 'backend_address_pool_id', to: 'properties.backendAddressPool.id' },
  ]),
  more: {
    about: `The names in \`frontend_ip_configuration\` make the ids in \`${outboundRules}[].properties.frontendIPConfigurations\`, below that of the load balancer.`,
    settings: (read) => {
      const attribute = 'frontend_ip_configuration';
      const blocks = read.blocks(attribute);
      const value = isUnknown(blocks) ? blocks : blocks.map((block) => ({ id: frontendId(read, block.at('name')) }));
      return [{ to: `${outboundRules}[].properties.frontendIPConfigurations`, value, attribute }];
    },
  },
};

const pools = 'properties.backendAddressPools';

const loadBalancerBackendAddressPool             = {
  kind: 'merge',
  type: 'azurerm_lb_backend_address_pool',
  source: 'internal/services/loadbalancer/lb_backend_address_pool_resource.go, resourceArmLoadBalancerBackendAddressPoolCreateUpdate',
  notes: 'The members of a pool are not read.',
  into,
  rows: elementOf$1(pools, [
    { attribute: 'name', to: 'name' },
    { attribute: 'virtual_network_id', to: 'properties.virtualNetwork.id' },
    { attribute: 'synchronous_mode', to: 'properties.syncMode' },
  ]),
};

/** The provider looks the frontend up by its name (FindLoadBalancerFrontEndIpConfigurationByName). */
function frontendOf(list        , read            )                     {
  const attribute = 'frontend_ip_configuration_name';
  const name = read.at(attribute);
  return name === undefined ? [] : [{ to: `${list}[].properties.frontendIPConfiguration.id`, value: frontendId(read, name), attribute }];
}

function frontendId(read            , name         )          {
  return joined(textOf(read.at(into.attribute), `\`${into.attribute}\``), '/frontendIPConfigurations/', textOf(name, 'the name of the frontend'));
}

/** What addresses and prefixes share, with the defaults of the schema. */
const common                 = [
  ...locationAndTags,
  { attribute: 'zones', to: 'zones' },
  { attribute: 'sku_tier', to: 'sku.tier', default: 'Regional' },
  { attribute: 'ip_version', to: 'properties.publicIPAddressVersion', default: 'IPv4' },
];

const publicIp                = {
  kind: 'resource',
  type: 'azurerm_public_ip',
  armType: 'Microsoft.Network/publicIPAddresses',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/public_ip_resource.go, resourcePublicIpCreate',
  notes: '`ip_tags` is not read.',
  // Written by the service, of what uses the address.
  withoutArgument: ['properties.ipConfiguration.id', 'properties.natGateway.id'],
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...common,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    // The schema's default depends on `features.FourPointOhBeta()` in the last versions of 3.x.
    { attribute: 'sku', to: 'sku.name', default: 'Standard', since: '4.0.0' },
    { attribute: 'sku', to: 'sku.name', default: 'Basic', until: '4.0.0' },
    { attribute: 'allocation_method', to: 'properties.publicIPAllocationMethod' },
    { attribute: 'ip_address', to: 'properties.ipAddress' },
    { attribute: 'idle_timeout_in_minutes', to: 'properties.idleTimeoutInMinutes', default: 4 },
    { attribute: 'ddos_protection_mode', to: 'properties.ddosSettings.protectionMode', default: 'VirtualNetworkInherited' },
    { attribute: 'ddos_protection_plan_id', to: 'properties.ddosSettings.ddosProtectionPlan.id' },
    { attribute: 'public_ip_prefix_id', to: 'properties.publicIPPrefix.id' },
    { attribute: 'domain_name_label', to: 'properties.dnsSettings.domainNameLabel' },
    { attribute: 'domain_name_label_scope', to: 'properties.dnsSettings.domainNameLabelScope' },
    { attribute: 'reverse_fqdn', to: 'properties.dnsSettings.reverseFqdn' },
  ],
};

const publicIpPrefix                = {
  kind: 'resource',
  type: 'azurerm_public_ip_prefix',
  armType: 'Microsoft.Network/publicIPPrefixes',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/public_ip_prefix_resource.go, resourcePublicIpPrefixCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...common,
    { attribute: 'sku', to: 'sku.name', default: 'Standard' },
    { attribute: 'prefix_length', to: 'properties.prefixLength', default: 28 },
    { attribute: 'custom_ip_prefix_id', to: 'properties.customIPPrefix.id' },
  ],
};

const virtualHubConnection                = {
  kind: 'resource',
  type: 'azurerm_virtual_hub_connection',
  armType: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_hub_connection_resource.go, resourceVirtualHubConnectionCreateOrUpdate',
  notes: 'Of `routing` static routes and propagation are not read.',
  identity: { kind: 'child', parent: 'virtual_hub_id', name: 'name' },
  rows: [
    { attribute: 'remote_virtual_network_id', to: 'properties.remoteVirtualNetwork.id' },
    { attribute: 'internet_security_enabled', to: 'properties.enableInternetSecurity', default: false },
    { attribute: 'routing.associated_route_table_id', to: 'properties.routingConfiguration.associatedRouteTable.id' },
    { attribute: 'routing.inbound_route_map_id', to: 'properties.routingConfiguration.inboundRouteMap.id' },
    { attribute: 'routing.outbound_route_map_id', to: 'properties.routingConfiguration.outboundRouteMap.id' },
  ],
};

const virtualNetworkGateway                = {
  kind: 'resource',
  type: 'azurerm_virtual_network_gateway',
  armType: 'Microsoft.Network/virtualNetworkGateways',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_network_gateway_resource.go, getVirtualNetworkGatewayProperties',
  notes: '`vpn_client_configuration`, which holds secrets, `bgp_settings` and `policy_group` are not read.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    { attribute: 'type', to: 'properties.gatewayType' },
    { attribute: 'vpn_type', to: 'properties.vpnType', default: 'RouteBased' },
    { attribute: 'sku', to: 'properties.sku.name' },
    { attribute: 'sku', to: 'properties.sku.tier' },
    { attribute: 'generation', to: 'properties.vpnGatewayGeneration' },
    // The name of later versions first; both have the same default.
    { attribute: 'bgp_enabled', to: 'properties.enableBgp', default: false },
    { attribute: 'enable_bgp', to: 'properties.enableBgp' },
    { attribute: 'active_active', to: 'properties.activeActive', default: false },
    { attribute: 'private_ip_address_enabled', to: 'properties.enablePrivateIpAddress', default: false },
    { attribute: 'bgp_route_translation_for_nat_enabled', to: 'properties.enableBgpRouteTranslationForNat', default: false },
    { attribute: 'ip_sec_replay_protection_enabled', to: 'properties.disableIPSecReplayProtection', as: { kind: 'not' }, default: true },
    { attribute: 'remote_vnet_traffic_enabled', to: 'properties.allowRemoteVnetTraffic', default: false },
    { attribute: 'virtual_wan_traffic_enabled', to: 'properties.allowVirtualWanTraffic', default: false },
    { attribute: 'dns_forwarding_enabled', to: 'properties.enableDnsForwarding' },
    { attribute: 'default_local_network_gateway_id', to: 'properties.gatewayDefaultSite.id' },
    { attribute: 'custom_route.address_prefixes', to: 'properties.customRoutes.addressPrefixes' },
    // expandVirtualNetworkGatewayIPConfigurations
    {
      attribute: 'ip_configuration',
      to: 'properties.ipConfigurations',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name', default: 'vnetGatewayConfig' },
          { attribute: 'subnet_id', to: 'properties.subnet.id' },
          { attribute: 'public_ip_address_id', to: 'properties.publicIPAddress.id' },
          { attribute: 'private_ip_address_allocation', to: 'properties.privateIPAllocationMethod', default: 'Dynamic' },
        ],
      },
    },
  ],
};

/** What gives a network public addresses, or joins it to others. */
const publicTables                   = [publicIp, publicIpPrefix, loadBalancer, loadBalancerRule, loadBalancerNatRule, loadBalancerOutboundRule, loadBalancerBackendAddressPool, virtualNetworkGateway, virtualHubConnection, firewall];

/** Of `azurerm_route`, and of the blocks `route` of a table (expandRouteTableRoutes). */
const routeRows                 = rowsBelow('properties', [
  { attribute: 'address_prefix', to: 'addressPrefix' },
  { attribute: 'next_hop_type', to: 'nextHopType' },
  { attribute: 'next_hop_in_ip_address', to: 'nextHopIpAddress' },
]);

const route                = {
  kind: 'resource',
  type: 'azurerm_route',
  armType: 'Microsoft.Network/routeTables/routes',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/route_resource.go, resourceRouteCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['route_table_name', 'name'] },
  rows: routeRows,
};

const routeTable                = {
  kind: 'resource',
  type: 'azurerm_route_table',
  armType: 'Microsoft.Network/routeTables',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/route_table_resource.go, resourceRouteTableCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    // The arguments say the opposite of each other (website/docs/guides/4.0-upgrade-guide); 3.116 has both, and reads one into the other.
    { attribute: 'bgp_route_propagation_enabled', to: 'properties.disableBgpRoutePropagation', as: { kind: 'not' }, default: true, isReadBack: true, since: '4.0.0' },
    { attribute: 'disable_bgp_route_propagation', to: 'properties.disableBgpRoutePropagation', default: false, isReadBack: true, until: '4.0.0' },
    { attribute: 'route', to: 'properties.routes', isReadBack: true, as: { kind: 'blocks', rows: [{ attribute: 'name', to: 'name' }, ...routeRows] } },
  ],
};

/** Of `azurerm_network_security_rule`, and of the blocks `security_rule` of a group (expandAzureRmSecurityRules). */
const securityRuleRows                 = rowsBelow('properties', [
  { attribute: 'description', to: 'description' },
  { attribute: 'direction', to: 'direction' },
  { attribute: 'priority', to: 'priority' },
  { attribute: 'access', to: 'access' },
  { attribute: 'protocol', to: 'protocol' },
  ...['source', 'destination'].flatMap((side)                 => [
    { attribute: `${side}_address_prefix`, to: `${side}AddressPrefix` },
    { attribute: `${side}_address_prefixes`, to: `${side}AddressPrefixes` },
    { attribute: `${side}_port_range`, to: `${side}PortRange` },
    { attribute: `${side}_port_ranges`, to: `${side}PortRanges` },
    { attribute: `${side}_application_security_group_ids`, to: `${side}ApplicationSecurityGroups`, as: { kind: 'objects', member: 'id' } },
  ]),
]);

const networkSecurityRule                = {
  kind: 'resource',
  type: 'azurerm_network_security_rule',
  armType: 'Microsoft.Network/networkSecurityGroups/securityRules',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/network_security_rule_resource.go, resourceNetworkSecurityRuleCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['network_security_group_name', 'name'] },
  rows: securityRuleRows,
};

const networkSecurityGroup                = {
  kind: 'resource',
  type: 'azurerm_network_security_group',
  armType: 'Microsoft.Network/networkSecurityGroups',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/network_security_group_resource.go, expandAzureRmSecurityRules',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [...locationAndTags, { attribute: 'security_rule', to: 'properties.securityRules', isReadBack: true, as: { kind: 'blocks', rows: [{ attribute: 'name', to: 'name' }, ...securityRuleRows] } }],
};

/** Each reads the subnet and sends it again with one reference more (the `…Create` of its file). */
function association(name        , to        )             {
  return {
    kind: 'merge',
    type: `azurerm_subnet_${name}_association`,
    source: `internal/services/network/subnet_${name}_association_resource.go`,
    into: { attribute: 'subnet_id', armType: 'Microsoft.Network/virtualNetworks/subnets' },
    rows: [{ attribute: `${name}_id`, to: `properties.${to}.id` }],
  };
}

const subnetNetworkSecurityGroupAssociation = association('network_security_group', 'networkSecurityGroup');
const subnetRouteTableAssociation = association('route_table', 'routeTable');
const subnetNatGatewayAssociation = association('nat_gateway', 'natGateway');

const block = 'service_endpoint';

/** From an argument of the block to the member of the element (subnet_resource_test.go, TestExpandSubnetServiceEndpoints). */
const members = [
  ['service', 'service'],
  ['locations', 'locations'],
  ['network_identifier_id', 'networkIdentifier.id'],
]         ;

/**
 * Service endpoints in blocks, the only ones from 5.0 on (website/docs/guides/5.0-upgrade-guide); the last versions of 4.x have them beside
 * `service_endpoints`, and send them behind (subnet_resource.go, expandSubnetServiceEndpoints).
 * @param to the list in the document
 * @param prefix the path of the block that they stand in, with a dot behind it
 */
function endpointSettings(read            , to        , prefix        )                     {
  const blocks = read.blocks(block);
  const plain = read.at(`${block}s`);
  const before = Array.isArray(plain) ? plain.length : 0;
  const attribute = `${prefix}${block}`;
  if (isUnknown(blocks)) return [{ to: before === 0 ? to : `${to}.${before}`, value: blocks, attribute }];
  if (blocks.length === 0) return [];
  return [
    { to, value: [], attribute },
    ...blocks.flatMap((one, index)                     => {
      const [place, path] = [`${to}.${before + index}`, `${attribute}.${index}`];
      const given = members.flatMap(([name, member])                     => {
        const value = one.at(name);
        return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [{ to: `${place}.${member}`, value, attribute: `${path}.${name}` }];
      });
      return [{ to: place, value: {}, attribute: path }, ...given];
    }),
  ];
}

/** The same for each `subnet` of a network. */
function subnetEndpoints(read            )                     {
  const subnets = read.isDeclared('subnet') ? read.blocks('subnet') : [];
  return isUnknown(subnets) ? [] : subnets.flatMap((one, index) => endpointSettings(one, `properties.subnets.${index}.properties.serviceEndpoints`, `subnet.${index}.`));
}

const enabledOrDisabled$1             = { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } };

/**
 * What `azurerm_subnet` and the blocks `subnet` of `azurerm_virtual_network` have in common, below `properties` (subnet_resource.go,
 * resourceSubnetCreate; virtual_network_resource.go, expandVirtualNetworkSubnets).
 */
const subnetRows                 = [
  // A prefix that stands alone is sent as `addressPrefix`, several as `addressPrefixes`.
  { attribute: 'address_prefixes', to: 'addressPrefix', as: { kind: 'only' } },
  { attribute: 'address_prefixes', to: 'addressPrefixes', as: { kind: 'several' } },
  { attribute: 'private_endpoint_network_policies', to: 'privateEndpointNetworkPolicies', default: 'Disabled', since: '4.0.0' },
  { attribute: 'private_link_service_network_policies_enabled', to: 'privateLinkServiceNetworkPolicies', as: enabledOrDisabled$1, default: true },
  { attribute: 'service_endpoints', to: 'serviceEndpoints', as: { kind: 'objects', member: 'service' } },
  { attribute: 'service_endpoint_policy_ids', to: 'serviceEndpointPolicies', as: { kind: 'objects', member: 'id' } },
  {
    attribute: 'delegation',
    to: 'delegations',
    as: {
      kind: 'blocks',
      rows: [
        { attribute: 'name', to: 'name' },
        { attribute: 'service_delegation.name', to: 'properties.serviceName' },
        { attribute: 'service_delegation.actions', to: 'properties.actions' },
      ],
    },
  },
];

/** `azurerm_subnet` has `ip_address_pool` instead of prefixes, and `azurerm_virtual_network` beside them (expandSubnetIPAddressPool). */
function addressPoolRow(to        )      {
  return {
    attribute: 'ip_address_pool',
    to,
    as: {
      kind: 'blocks',
      rows: [
        { attribute: 'id', to: 'pool.id' },
        { attribute: 'number_of_ip_addresses', to: 'numberOfIpAddresses' },
      ],
    },
  };
}

/** "This is strange logic, but …, which means true == Disabled" (expandEnforceSubnetNetworkPolicy, up to 3.x). */
const enforced             = { kind: 'choice', values: { true: 'Disabled', false: 'Enabled' } };
const enabledOrDisabled             = { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } };

const subnet                = {
  kind: 'resource',
  type: 'azurerm_subnet',
  armType: 'Microsoft.Network/virtualNetworks/subnets',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/subnet_resource.go, resourceSubnetCreate',
  notes: 'Security group, route table and NAT gateway come from the associations.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['virtual_network_name', 'name'] },
  withoutArgument: ['properties.serviceGateway.id', 'properties.privateEndpoints', 'properties.ipConfigurations'],
  rows: rowsBelow('properties', [
    { attribute: 'address_prefix', to: 'addressPrefix', until: '3.0.0' },
    // One of these three up to 3.x; "the legacy default value" is Enabled.
    { attribute: 'enforce_private_link_endpoint_network_policies', to: 'privateEndpointNetworkPolicies', as: enforced, isReadBack: true, until: '4.0.0' },
    { attribute: 'private_endpoint_network_policies_enabled', to: 'privateEndpointNetworkPolicies', as: enabledOrDisabled, default: true, isReadBack: true, until: '4.0.0' },
    { attribute: 'enforce_private_link_service_network_policies', to: 'privateLinkServiceNetworkPolicies', as: enforced, isReadBack: true, until: '4.0.0' },
    ...subnetRows,
    addressPoolRow('ipamPoolPrefixAllocations'),
    { attribute: 'sharing_scope', to: 'sharingScope' },
    // CHANGELOG-v3.md, 3.107.0: "`azurerm_subnet` - support for the `default_outbound_access_enabled` property".
    { attribute: 'default_outbound_access_enabled', to: 'defaultOutboundAccess', default: true, since: '3.107.0' },
  ]),
  more: {
    about: 'Blocks `service_endpoint` become elements of `properties.serviceEndpoints`, behind those of `service_endpoints`: `service`, `locations` and, for `network_identifier_id`, `networkIdentifier.id`.',
    settings: (read) => endpointSettings(read, 'properties.serviceEndpoints', ''),
  },
};

const virtualNetworkDnsServers             = {
  kind: 'merge',
  type: 'azurerm_virtual_network_dns_servers',
  source: 'internal/services/network/virtual_network_dns_servers_resource.go, resourceVirtualNetworkDnsServersCreate',
  into: { attribute: 'virtual_network_id', armType: 'Microsoft.Network/virtualNetworks' },
  // Without the argument it empties the list: what the network itself says is overwritten.
  rows: [{ attribute: 'dns_servers', to: 'properties.dhcpOptions.dnsServers', default: [] }],
};

const virtualNetworkPeering                = {
  kind: 'resource',
  type: 'azurerm_virtual_network_peering',
  armType: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_network_peering_resource.go, resourceVirtualNetworkPeeringCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['virtual_network_name', 'name'] },
  // The service's to write.
  withoutArgument: ['properties.peeringState'],
  rows: rowsBelow('properties', [
    { attribute: 'remote_virtual_network_id', to: 'remoteVirtualNetwork.id' },
    { attribute: 'allow_virtual_network_access', to: 'allowVirtualNetworkAccess', default: true },
    { attribute: 'allow_forwarded_traffic', to: 'allowForwardedTraffic', default: false },
    { attribute: 'allow_gateway_transit', to: 'allowGatewayTransit', default: false },
    { attribute: 'use_remote_gateways', to: 'useRemoteGateways', default: false },
    // CHANGELOG-v3.md, 3.109.0: these four.
    { attribute: 'peer_complete_virtual_networks_enabled', to: 'peerCompleteVnets', default: true, since: '3.109.0' },
    { attribute: 'only_ipv6_peering_enabled', to: 'enableOnlyIPv6Peering', unset: false },
    { attribute: 'local_subnet_names', to: 'localSubnetNames' },
    { attribute: 'remote_subnet_names', to: 'remoteSubnetNames' },
  ]),
};

const virtualNetwork                = {
  kind: 'resource',
  type: 'azurerm_virtual_network',
  armType: 'Microsoft.Network/virtualNetworks',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_network_resource.go, expandVirtualNetworkProperties',
  notes: 'The blocks `subnet` stand in the network, as in the request.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  // Peerings are resources of their own; configurations of gateways are the service's to write.
  withoutArgument: ['properties.virtualNetworkPeerings', 'properties.ipConfigurations', 'properties.subnets.properties.natGateway.id', 'properties.subnets.properties.serviceGateway.id'],
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    ...rowsBelow('properties', [
      { attribute: 'address_space', to: 'addressSpace.addressPrefixes' },
      addressPoolRow('addressSpace.ipamPoolPrefixAllocations'),
      { attribute: 'dns_servers', to: 'dhcpOptions.dnsServers' },
      {
        attribute: 'subnet',
        to: 'subnets',
        isReadBack: true,
        as: {
          kind: 'blocks',
          rows: [
            { attribute: 'name', to: 'name' },
            ...rowsBelow('properties', [
              // Up to 3.x a block has these and `security_group`, and nothing else.
              { attribute: 'address_prefix', to: 'addressPrefix', until: '4.0.0' },
              ...subnetRows.map((row) => ({ ...row, since: '4.0.0' })),
              { attribute: 'default_outbound_access_enabled', to: 'defaultOutboundAccess', default: true, since: '4.0.0' },
              { attribute: 'security_group', to: 'networkSecurityGroup.id' },
              { attribute: 'route_table_id', to: 'routeTable.id', since: '4.0.0' },
            ]),
          ],
        },
      },
      { attribute: 'ddos_protection_plan.id', to: 'ddosProtectionPlan.id' },
      { attribute: 'ddos_protection_plan.enable', to: 'enableDdosProtection' },
      { to: 'encryption.enabled', default: true, when: 'encryption' },
      { attribute: 'encryption.enforcement', to: 'encryption.enforcement' },
      { attribute: 'private_endpoint_vnet_policies', to: 'privateEndpointVNetPolicies' },
      { attribute: 'bgp_community', to: 'bgpCommunities.virtualNetworkCommunity' },
      { attribute: 'flow_timeout_in_minutes', to: 'flowTimeoutInMinutes', unset: 0 },
    ]),
  ],
  more: {
    about: 'Blocks `subnet.service_endpoint` become elements of `properties.subnets.properties.serviceEndpoints`, behind those of `subnet.service_endpoints`: `service`, `locations` and, for `network_identifier_id`, `networkIdentifier.id`.',
    settings: subnetEndpoints,
  },
};

const networkTables                   = [
  virtualNetwork,
  subnet,
  subnetNetworkSecurityGroupAssociation,
  subnetRouteTableAssociation,
  subnetNatGatewayAssociation,
  virtualNetworkPeering,
  virtualNetworkDnsServers,
  natGateway,
  natGatewayPublicIpAssociation,
  natGatewayPublicIpPrefixAssociation,
  natGatewayPublicIpV6Association,
  natGatewayPublicIpPrefixV6Association,
  routeTable,
  route,
  networkSecurityGroup,
  networkSecurityRule,
  ...endpointTables,
  ...publicTables,
];

const resourceGroup                = {
  kind: 'resource',
  type: 'azurerm_resource_group',
  armType: 'Microsoft.Resources/resourceGroups',
  apiVersion: '2020-06-01',
  source: 'internal/services/resource/resource_group_resource.go, resourceResourceGroupCreateUpdate',
  identity: { kind: 'resourceGroup', name: 'name' },
  rows: locationAndTags,
};

/** The table of each type of the provider azurerm that is read, by the type's name. */
const tables                             = new Map([...containerTables, ...networkTables, ...identityTables, resourceGroup].map((table) => [table.type, table]));

/** Where a resource stands, for what its attributes do not say. */
                               
                           
                                                
                              
                                                                                
                                                           
 

/** What a table's resource is called in Azure. */
function namingOf({ armType, identity }               , read            , around              )         {
  // What is there already says itself who it is.
  const own = read.at('id');
  if (identity.kind === 'resourceGroup' && typeof own === 'string' && /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(own)) return withNames(armType, [own.split('/').at(-1) ?? ''], own);
  const known = typeof own === 'string' ? parseResourceId(own) : undefined;
  if (known !== undefined && known.type.toLowerCase() === armType.toLowerCase()) return withNames(armType, known.fullName.split('/'), known.id);
  return naming(armType, identity, read, around);
}

function withNames(type        , names                   , id      )         {
  return { type, names, shown: names, id };
}

function naming(type        , identity          , read            , { address, subscription, shownAs }              )         {
  const text = (attribute        )       => textOf(read.at(attribute), `\`${attribute}\``);
  if (identity.kind === 'group') {
    const { orBelow } = identity;
    if (orBelow !== undefined && isGiven(read.at(orBelow), read.at(identity.names[0] ?? ''))) {
      const own = read.at(identity.names.at(-1) ?? '');
      const name = textOf(own, '`name`');
      return belowId(text(orBelow), type, name, shownName(own, name, address, shownAs));
    }
    const names = identity.names.map(text);
    const shown = identity.names.map((attribute, index) => shownName(read.at(attribute), names[index] ?? '', index === names.length - 1 ? address : undefined, shownAs));
    return { type, names, shown, id: idOf(joined('/subscriptions/', subscription, '/resourceGroups/', text(identity.group)), type, names) };
  }
  const given = read.at(identity.name);
  const fixed = identity.kind === 'resourceGroup' ? undefined : identity.fixedName;
  const name = given === undefined && fixed !== undefined ? fixed : textOf(given, `\`${identity.name}\``);
  const shown = shownName(given, name, address, shownAs);
  if (identity.kind === 'resourceGroup') return { type, names: [name], shown: [shown], id: joined('/subscriptions/', subscription, '/resourceGroups/', name) };
  if (identity.kind === 'extension') {
    const scope = text(identity.scope);
    return { type, names: [name], shown: [shown], id: idOf(typeof scope === 'string' ? scope.replace(/\/+$/, '') : scope, type, [name]) };
  }
  return belowId(text(identity.parent), type, name, shown);
}

/** Of two ways to name a parent, one is written: the id, unless nothing is known of it and the other was given. */
function isGiven(id         , otherwise         )          {
  return id !== undefined && (otherwise === undefined || !isUnknown(id) || id.pieces !== undefined);
}

/** A name that is not known at all is shown by where it comes from: the address of the resource tells it from others. */
function shownName(value         , name      , address                    , shownAs                         )         {
  const [plain = ''] = shownNames([name]);
  if (!isUnknown(name)) return plain;
  return shownAs(value) ?? (address === undefined ? plain : `(${address})`);
}

/** A child of what an id names. `shown`: its name, where it is not known. */
function belowId(parent      , type        , name      , shown         )         {
  const above = namedBy(parent, type.split('/').slice(0, -1).join('/'));
  return {
    type,
    names: [...above.names, name],
    shown: [...above.shown, shown ?? shownNames([name])[0] ?? ''],
    id: joined(typeof parent === 'string' ? parent.replace(/\/+$/, '') : parent, `/${type.split('/').at(-1) ?? ''}/`, name),
  };
}

/** `Microsoft.Network/virtualNetworks@2024-05-01`, divided. */
                            
                        
                              
 

function azapiType(read            )                        {
  const [, type, apiVersion] = /^([A-Za-z0-9.]{1,100}(?:\/[A-Za-z0-9._-]{1,100}){1,10})@([0-9A-Za-z-]{1,40})$/.exec(asText(read.at('type'))) ?? [];
  return type === undefined || apiVersion === undefined ? undefined : { type, apiVersion };
}

function asText(value         )         {
  return typeof value === 'string' ? value : '';
}

/**
 * The naming of an `azapi_resource` (parent and name) or `azapi_update_resource` (also by `resource_id`). A parent may be a resource group, a
 * resource, for a child, or what is extended (documentation of Azure/azapi, "azapi_resource": parent_id).
 */
function azapiNaming({ type }           , read            , { address, subscription }              )         {
  const whole = read.at('resource_id') ?? read.at('id');
  if (typeof whole === 'string' || (isUnknown(whole) && whole.pieces !== undefined)) return namedBy(trimmed(whole), type);
  const name = textOf(read.at('name'), '`name`');
  const given = read.at('parent_id');
  const parent = textOf(given, '`parent_id`');
  const shown = isUnknown(name) ? `(${address})` : name;
  const segments = type.split('/');
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups') return { type, names: [name], shown: [shown], id: joined('/subscriptions/', subscription, '/resourceGroups/', name) };
  if (segments.length > 2 && isIdOf(parent, segments.slice(0, -1).join('/'))) return belowId(parent, type, name, shown);
  const names = [...segments.slice(2).map(()       => textOf(undefined, 'the name of its parent')), name];
  return { type, names, shown: [...shownNames(names.slice(0, -1)), shown], id: idOf(trimmed(parent), type, names) };
}

function trimmed(id      )       {
  return typeof id === 'string' ? id.replace(/\/+$/, '') : id;
}

/** For a child the parent is a resource of the type above; of an id of which nothing is known that is as good as certain. */
function isIdOf(id      , type        )          {
  const pieces = typeof id === 'string' ? [id] : (id.pieces ?? ['', '']);
  const last = type.split('/').at(-1)?.toLowerCase() ?? '';
  const tail = (pieces.at(-1) ?? '').toLowerCase().split('/');
  return tail.at(-2) === last || pieces.every((piece) => piece === '');
}

/** What goes into the document: `body`, and `location`, `tags` and `identity` beside it, which count where the body does not have them. */
function azapiPlaced(read            )                    {
  const placed           = [];
  const body = convert(read.at('body'), { kind: 'json' });
  if (isUnknown(body)) placed.push({ to: ['properties'], value: body, attribute: 'body', isDefault: false });
  else if (isJsonObject(body)) for (const [key, value] of Object.entries(body)) placed.push(...leaves(value, [key], `body.${key}`, 0));
  placed.push(...writeOnlyParts(read));
  const add = (to        , attribute        , value         )       => {
    if (value !== undefined) placed.push({ to: to.split('.'), value, attribute, as: { kind: 'choice', values: {} }, isDefault: false });
  };
  add('location', 'location', read.at('location'));
  add('tags', 'tags', read.at('tags'));
  add('identity.type', 'identity.type', read.at('identity.type'));
  const ids = read.at('identity.identity_ids');
  if (ids !== undefined && !(Array.isArray(ids) && ids.length === 0)) add('identity.userAssignedIdentities', 'identity.identity_ids', convert(ids, { kind: 'keys' }));
  // Resource Manager takes name and type from the path of the request.
  return placed.filter(({ to }) => to[0] !== 'name' && to[0] !== 'type');
}

/** Each scalar by itself, so that each is found where it was written; objects and lists first, as they may be empty. */
function leaves(value         , to                   , attribute        , depth        )                    {
  const own = (shell         )         => ({ to, value: shell, attribute, isDefault: false });
  if (depth > 40) return [own(value)];
  if (Array.isArray(value)) return [own([]), ...(value                      ).flatMap((item, index) => leaves(item, [...to, String(index)], `${attribute}.${index}`, depth + 1))];
  if (!isJsonObject(value)) return value === undefined ? [] : [own(value)];
  return [own({}), ...Object.entries(value).flatMap(([key, item]) => leaves(item, [...to, key], `${attribute}.${key}`, depth + 1))];
}

/** `sensitive_body` is write-only; the keys of `sensitive_body_version` are the paths in it. */
function writeOnlyParts(read            )                    {
  const versions = read.at('sensitive_body_version');
  const why = new Unknown('it stands in `sensitive_body`, which is write-only: no plan holds its value', { isPresent: true });
  if (!isJsonObject(versions)) return [];
  return Object.keys(versions).map((path) => ({ to: path.split('.'), value: why, attribute: 'sensitive_body_version', as: { kind: 'choice', values: {} }, isDefault: false }));
}

/**
 * Which resources an attribute can name by its id, told from its name: a plan does not tell `azurerm_virtual_network.hub.id` from
 * `"${azurerm_virtual_network.hub.id}/subnets/nodes"`, and the one is no id of a subnet. The longest ending counts.
 */
const byEnding                                                                   = [
  ['subnet', ['microsoft.network/virtualnetworks/subnets']],
  ['virtual_network', ['microsoft.network/virtualnetworks']],
  ['vnet', ['microsoft.network/virtualnetworks']],
  ['nat_gateway', ['microsoft.network/natgateways']],
  ['route_table', ['microsoft.network/routetables']],
  ['network_security_group', ['microsoft.network/networksecuritygroups']],
  ['public_ip_address', ['microsoft.network/publicipaddresses']],
  ['public_ip', ['microsoft.network/publicipaddresses']],
  ['ip_address', ['microsoft.network/publicipaddresses']],
  ['public_ip_prefix', ['microsoft.network/publicipprefixes']],
  ['ip_prefix', ['microsoft.network/publicipprefixes']],
  ['container_registry', ['microsoft.containerregistry/registries']],
  ['kubernetes_cluster', ['microsoft.containerservice/managedclusters']],
  ['private_dns_zone', ['microsoft.network/privatednszones']],
  ['user_assigned_identity', ['microsoft.managedidentity/userassignedidentities']],
  ['identity', ['microsoft.managedidentity/userassignedidentities']],
  ['loadbalancer', ['microsoft.network/loadbalancers']],
  ['virtual_hub', ['microsoft.network/virtualhubs']],
];

/** True where the attribute, named by its path, may hold the id of a resource of this type. Where nothing is known of the name, of any. */
function mayName(attribute        , type        )          {
  const noun = /([^.]+?)_ids?$/.exec(attribute.split('.').findLast((step) => !/^[0-9]+$/.test(step)) ?? '')?.[1];
  if (noun === undefined) return true;
  const [, types] = byEnding.filter(([ending]) => noun === ending || noun.endsWith(`_${ending}`)).toSorted(([left], [right]) => right.length - left.length)[0] ?? [];
  return types === undefined || types.includes(type.toLowerCase());
}

/** What the attributes of one resource are read with. */
                          
                                             
                           
                                                 
                                                                                                                                         
                                                                        
                                                                                                                        
                                                                                                                              
                                                                                                                                                                                     
                                                           
 

/**
 * How a block was written: its expressions, or `unseen` where the plan does not say: a `dynamic` block, an attribute that holds objects, a plan
 * without configuration.
 */
                                         

/** A block, or the resource as a whole. */
                
                           
                            
                              
                                    
                                                                                     
                        
 

/** The attributes of a resource as tables read them. `expressions`: of its block in the configuration; undefined where there is none. */
function attributesOf(values         , unknown         , sensitive         , expressions                        , reading         )             {
  return reader({ values, unknown, sensitive, expressions: expressions ?? 'unseen', path: '' }, reading);
}

function reader(node      , reading         )             {
  const along = (path        )                                                                        => {
    const steps = pathSteps(path);
    const last = steps.at(-1) ?? '';
    let block                             = node;
    for (let index = 0; index < steps.length - 1; index += 1) {
      const list                            = blocksIn(block, steps[index] ?? '', reading);
      block = isUnknown(list) ? list : list[0];
      if (block === undefined || isUnknown(block)) break;
    }
    return { block, last };
  };
  return {
    at: (path) => {
      const { block, last } = along(path);
      return block === undefined || isUnknown(block) ? block : leaf(block, last, reading);
    },
    blocks: (path) => {
      const { block, last } = along(path);
      if (block === undefined) return [];
      const found = isUnknown(block) ? block : blocksIn(block, last, reading);
      return isUnknown(found) ? found : found.map((one) => reader(one, reading));
    },
    isDeclared: (path) => {
      const { block, last } = along(path);
      if (block === undefined || isUnknown(block) || block.expressions === 'unseen' || isWritten(block.expressions, last)) return true;
      // Only blocks can be made where the plan does not show it.
      const value = member(block.values, last);
      return Array.isArray(value) && value.some(isJsonObject) && reading.isInFile(`${block.path}${last}`) !== false;
    },
    isVersion: reading.isVersion,
  };
}

/** Not known before apply. Where nobody wrote it, it is the service's to choose, as with any request that leaves it out. */
function open(node      , name        , reading         )                      {
  const path = `${node.path}${name}`;
  const inFile = reading.isInFile(path);
  const isLeftOut = node.expressions === 'unseen' ? inFile === false : !isWritten(node.expressions, name) && inFile !== true;
  return isLeftOut ? undefined : new Unknown(`\`${path}\` of ${reading.address} is known only after apply`);
}

function hidden(path        , reading         )          {
  return new Unknown(`\`${path}\` of ${reading.address} is sensitive, and not read`, { isPresent: true });
}

function blocksIn(node      , name        , reading         )                            {
  const unknown = member(node.unknown, name);
  if (unknown === true) return open(node, name, reading) ?? [];
  const value = member(node.values, name);
  const path = `${node.path}${name}`;
  const sensitive = member(node.sensitive, name);
  if (sensitive === true && value !== undefined && value !== null) return hidden(path, reading);
  const list = Array.isArray(value) ? (value                      ) : isJsonObject(value) ? [value] : [];
  const written = node.expressions === 'unseen' ? undefined : member(node.expressions, name);
  return list.map((item, index)       => ({
    values: item,
    unknown: elementOf(unknown, index, list.length),
    sensitive: elementOf(sensitive, index, list.length),
    expressions: expressionsOf(written, item, index, list.length),
    path: `${path}.${index === 0 && list.length === 1 ? '' : `${index}.`}`,
  }));
}

/** A block that stands alone may be an object, or a list of one. */
function elementOf(value         , index        , count        )          {
  if (Array.isArray(value)) return value[index]           ;
  return count === 1 ? value : undefined;
}

/** Blocks of a set are in another order in the plan: of several, the one whose constants fit is meant, if it is one. */
function expressionsOf(written         , item         , index        , count        )              {
  const list = Array.isArray(written) ? (written                      ) : [written];
  if (count === 1) return list.length === 1 && isBlock(list[0]) ? list[0] : 'unseen';
  if (list.length !== count) return 'unseen';
  const fitting = list.filter(isBlock).filter((block) => constantsFit(block, item));
  const [only, second] = fitting;
  if (only !== undefined && second === undefined) return only;
  const same = list[index];
  return isBlock(same) && constantsFit(same, item) && fitting.every((block) => sameKeys(block, same)) ? same : 'unseen';
}

function sameKeys(left            , right            )          {
  return Object.keys(left).sort().join() === Object.keys(right).sort().join();
}

function isBlock(value         )                      {
  return isJsonObject(value) && !Object.hasOwn(value, 'references') && !Object.hasOwn(value, 'constant_value');
}

function constantsFit(block            , item         )          {
  return Object.entries(block).every(([name, expression]) => {
    const [constant, value] = [scalarText(member(expression, 'constant_value')), scalarText(member(item, name))];
    return constant === undefined || value === undefined || constant === value;
  });
}

/** Terraform converts numbers and booleans to texts, and back. */
function scalarText(value         )                     {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function leaf(node      , name        , reading         )          {
  const unknown = member(node.unknown, name);
  const path = `${node.path}${name}`;
  const expression = node.expressions === 'unseen' ? undefined : member(node.expressions, name);
  if (unknown === true) {
    const found = open(node, name, reading);
    if (found === undefined || expression === undefined) return found;
    if (name.endsWith('_ids')) return reading.resolveEach(expression, name, undefined) ?? found;
    return given(reading.resolve(expression, path));
  }
  const value = given(member(node.values, name));
  const sensitive = member(node.sensitive, name);
  if (sensitive === true && value !== undefined) return hidden(path, reading);
  if (value === undefined) return writeOnly(node, name, reading);
  if (typeof value !== 'object') return value;
  const holes = Array.isArray(unknown) ? unknown.filter((hole) => hole === true).length : 0;
  const filled = holes > 0 && expression !== undefined ? reading.resolveEach(expression, name, holes) : undefined;
  return filledIn(value, unknown, sensitive, [...(filled ?? [])], new Unknown(`a part of \`${path}\` of ${reading.address} is known only after apply`), hidden(path, reading), 0);
}

/** The provider's schema cannot tell an empty text from none. */
function given(value         )          {
  return value === null || value === '' ? undefined : value;
}

/** `admin_password_wo` is never in a plan; that it is set shows in its version (developer.hashicorp.com, "Use write-only arguments"). */
function writeOnly({ values, unknown, path }      , name        , { address }         )                      {
  const version = `${name}_wo_version`;
  const isSet = given(member(values, version)) !== undefined || member(unknown, version) === true;
  return isSet ? new Unknown(`\`${path}${name}_wo\` of ${address} is write-only: no plan holds its value`, { isPresent: true }) : undefined;
}

/** A value with Unknowns where the plan has holes; what must not be shown is left out as well. `filled`: for the elements of a list, in order. */
function filledIn(value         , unknown         , sensitive         , filled           , hole         , secret         , depth        )          {
  if (unknown === true) return filled.shift() ?? hole;
  if (sensitive === true && value !== null && value !== undefined) return secret;
  if (depth > limits.depth) return new Unknown('it is nested deeper than is read');
  if (Array.isArray(value)) {
    if (!hasMarks(unknown) && !hasMarks(sensitive)) return value;
    const count = Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
    return Array.from({ length: count }, (_, index) => filledIn((value                      )[index], elementOf(unknown, index, 0), elementOf(sensitive, index, 0), filled, hole, secret, depth + 1));
  }
  if (!isJsonObject(value)) return value === undefined && hasMarks(unknown) ? hole : value;
  if (!hasMarks(unknown) && !hasMarks(sensitive)) return value;
  const missing = isJsonObject(unknown) ? Object.keys(unknown).filter((key) => !Object.hasOwn(value, key) && hasMarks(unknown[key])) : [];
  return Object.fromEntries([...Object.keys(value), ...missing].map((key) => [key, filledIn(value[key], member(unknown, key), member(sensitive, key), filled, hole, secret, depth + 1)]));
}

/** True where something in it is marked. Terraform writes `{}` and `[false]` for what is known throughout. */
function hasMarks(marks         , depth = 0)          {
  if (marks === true || depth > limits.depth) return marks === true;
  if (Array.isArray(marks)) return marks.some((mark) => hasMarks(mark, depth + 1));
  return isJsonObject(marks) && Object.values(marks).some((mark) => hasMarks(mark, depth + 1));
}

/** What the resources of one plan are read with. */
                          
                                                           
                                                                                   
                                                                     
                            
 

                     
                                 
                              
                                        
                                  
                           
                            
 

function isAzapi({ type }                 )          {
  return type === 'azapi_resource' || type === 'azapi_update_resource';
}

function openSession({ deployment, configuration, references, version, locator }           )          {
  const namings = new Map                                     ();
  const underway = new Set                 ();
  const versions = new Map                 ();
  const subscriptions = new Map              ();
  /** Values that are the name of another resource, and how that is shown. */
  const shownNames = new WeakMap                 ();
  const isSince = (since        )          => {
    const known = versions.get(since) ?? isVersion(version, since);
    versions.set(since, known);
    return known;
  };

  const read = (resource                 )             => {
    // What is there before the change is in the state, whatever the configuration says now.
    const block = resource.goes === undefined ? configuration.resourceAt(resource.module, resource.type, resource.name) : undefined;
    const expressions = block === undefined ? undefined : isJsonObject(block['expressions']) ? block['expressions'] : {};
    const standing = { module: resource.module, ...(resource.key === undefined ? {} : { key: resource.key }) };
    const reading          = {
      address: resource.address,
      isVersion: isSince,
      isInFile: (path) => (resource.goes === undefined ? locator.isInFile(resource, path) : undefined),
      resolve: (expression, attribute) => valueOf(references.follow(expression, standing), attribute, resource),
      resolveEach: (expression, attribute, count) => {
        const targets = references.followEach(expression, standing);
        const wanted = count ?? 1;
        return targets.length === wanted && targets.every(({ kind }) => kind === 'resource') ? targets.map((target) => valueOf(target, attribute, resource)) : undefined;
      },
    };
    return attributesOf(resource.values, resource.unknown, resource.sensitive, expressions, reading);
  };

  const valueOf = (target        , attribute        , resource                 )          => {
    const open = (more        )          => new Unknown(`\`${attribute}\` of ${resource.address} is known only after apply${more}`);
    if (target.kind === 'value') return target.value;
    if (target.kind === 'open') return open(target.named.length === 0 ? '' : `: it comes from ${target.named.slice(0, 5).map((name) => `\`${name}\``).join(', ')}`);
    const { address } = target.resource;
    if (target.attribute === 'name') {
      const name = open(`: it is that of ${address}`);
      const shown = naming(target.resource)?.shown.at(-1);
      if (shown !== undefined) shownNames.set(name, shown);
      return name;
    }
    const isId = target.attribute === 'id' || (target.attribute === '' && /_ids?$/.test(attribute));
    // The checkout, where it has the file, says how the reference is used: nothing is made out of the id.
    const written = isId ? locator.locate(resource, attribute).expression?.text : undefined;
    const found = isId && (written === undefined || isPlain(written)) ? naming(target.resource) : undefined;
    if (found === undefined || !mayName(attribute, found.type)) return open(`: it comes from \`${address}${target.attribute === '' ? '' : `.${target.attribute}`}\``);
    if (!isUnknown(found.id)) return found.id;
    return new Unknown(`the id of ${address} is known only after apply`, { pieces: found.id.pieces ?? ['', ''], resource: { type: found.type, name: fullName(found), deployment } });
  };

  const naming = (resource                 )                     => {
    if (namings.has(resource)) return namings.get(resource);
    if (underway.has(resource)) return undefined;
    underway.add(resource);
    const made = nameIt(resource);
    underway.delete(resource);
    namings.set(resource, made);
    return made;
  };

  const surroundings = (resource                 )               => ({
    address: resource.address,
    subscription: subscriptionOf(resource),
    shownAs: (value) => (isUnknown(value) ? shownNames.get(value) : undefined),
  });

  const nameIt = (resource                 )                     => {
    if (isAzapi(resource)) {
      const attributes = read(resource);
      const type = azapiType(attributes);
      return type === undefined ? undefined : azapiNaming(type, attributes, surroundings(resource));
    }
    const table = tables.get(resource.type);
    return table?.kind === 'resource' ? namingOf(table, read(resource), surroundings(resource)) : undefined;
  };

  /** Of the provider's configuration, where that says it in the plan: a constant, or a variable of the root module. */
  const subscriptionOf = (resource                 )       => {
    const key = textAt(configuration.resourceAt(resource.module, resource.type, resource.name), 'provider_config_key') ?? '';
    const known = subscriptions.get(key);
    if (known !== undefined) return known;
    const expression = subscriptionExpression(configuration.provider(key));
    const target         = expression === undefined ? { kind: 'open'} : references.follow(expression, { module: [] });
    const value = target.kind === 'value' ? target.value : undefined;
    const found       = typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : new Unknown('the plan does not say in which subscription', { pieces: ['', ''] });
    subscriptions.set(key, found);
    return found;
  };

  return { read, naming, locator };
}

/** Where a value came to stand: without `[]`, with the index that was given. */
                          
                          
                                      
 

/**
 * Writes values into a document, the first for each place. One element is added for each list that a part adds to. `document` may come from
 * elsewhere: it is copied where it is changed, never changed itself.
 */
function writeDocument(document            , placed                   , replace = false)                                                                          {
  const added = new Map                ();
  const written            = [];
  let made          = document;
  const taken = new Set        ();
  for (const one of placed) {
    // What goes over what is there goes over it once: what the provider adds does not go over what is written.
    const place = replace ? one.to.join('\u0000') : '';
    if (replace && taken.has(place)) continue;
    taken.add(place);
    const pointer           = [];
    made = put(made, one.to, one, pointer, added, replace);
    if (pointer.length > 0) written.push({ placed: one, pointer });
  }
  return { document: isJsonObject(made) ? made : document, written };
}

function put(container         , [step, ...rest]                   , placed        , pointer          , added                     , replace         )          {
  if (step === undefined) return container;
  if (isUnknown(container)) return container;
  if (step.endsWith('[]')) {
    const name = step.slice(0, -2);
    const object = isJsonObject(container) ? container : {};
    const before = Object.hasOwn(object, name) ? object[name] : undefined;
    const list                     = Array.isArray(before) ? (before                      ) : isUnknown(before) ? [new Unknown(before.why)] : [];
    const key = [...pointer, name].join('/');
    const index = added.get(key) ?? list.length;
    added.set(key, index);
    pointer.push(name, String(index));
    const element = rest.length === 0 ? placed.value : put(list[index] ?? {}, rest, placed, pointer, added, replace);
    return { ...object, [name]: [...list.slice(0, index), element, ...list.slice(index + 1)] };
  }
  if (Array.isArray(container)) {
    const list = container                      ;
    const index = Number(step);
    if (!Number.isInteger(index) || index < 0 || index > list.length) return container;
    pointer.push(step);
    return list.toSpliced(index, 1, next(list[index], rest, placed, pointer, added, replace));
  }
  const object = isJsonObject(container) ? container : {};
  pointer.push(step);
  const value = next(Object.hasOwn(object, step) ? object[step] : undefined, rest, placed, pointer, added, replace);
  return withMember(object, step, value);
}

function next(before         , rest                   , placed        , pointer          , added                     , replace         )          {
  if (rest.length > 0) return put(replace && isUnknown(before) ? {} : (before ?? {}), rest, placed, pointer, added, replace);
  if (before !== undefined && !replace) {
    pointer.length = 0;
    return before;
  }
  return isJsonObject(before) && isJsonObject(placed.value) && Object.keys(placed.value).length === 0 ? before : placed.value;
}

/** Defines the member, whatever it is called. */
function withMember(object            , name        , value         )             {
  return name === '__proto__' ? Object.fromEntries([...Object.entries(object), [name, value]]) : { ...object, [name]: value };
}

/**
 * The document of a resource that is not in the plan, of which a part is: everything that some table knows of resources of its type is Unknown. `rows`:
 * instead of those of the tables.
 */
function unknownRest(armType        , tables                 , why        , rows                 )             {
  const open = new Unknown(why);
  const paths = rows === undefined ? [...tables].flatMap((table) => pathsOf$1(table, armType)) : rows.map(({ to }) => to);
  const placed = paths.map((path)         => ({ to: path.split('.').map((step) => step.replace('[]', '')), value: open, attribute: '', isDefault: false }));
  return writeDocument({}, placed).document;
}

function pathsOf$1(table       , armType        )                    {
  const type = table.kind === 'resource' ? table.armType : table.into.armType;
  if (type.toLowerCase() !== armType.toLowerCase()) return [];
  return [...table.rows.map(({ to }) => (to.includes('[]') ? to.slice(0, to.indexOf('[]')) : to)), ...(table.kind === 'resource' ? (table.withoutArgument ?? []) : [])];
}

/** What one resource of the plan says of a document. It is read again when somebody asks where a value comes from: kept, it would outweigh the plan. */
                       
                                    
                                           
                                    
                             
 

/** A resource of Azure in the making. */
                        
                          
                                          
                                                                                                      
                            
                         
 

                         
                                    
                                                                                                        
                                                 
                                   
                                       
 

/** The resources of Azure that a plan makes: its own first, then what others add to them. */
function draftAll(resources                            , session         )         {
  const drafts          = [];
  const unmapped = new Map                ();
  const problems           = [];
  const merges                    = [];

  for (const resource of resources) {
    const table = tables.get(resource.type);
    if (resource.type === 'azapi_resource') {
      const draft = azapiDraft(resource, session);
      if (draft === undefined) problems.push(`${resource.address}: its \`type\` is not known, or is none of the form Microsoft.Network/virtualNetworks@2024-05-01; it is not judged.`);
      else drafts.push(draft);
    } else if (resource.type === 'azapi_update_resource' || table?.kind === 'merge') merges.push(resource);
    else if (table !== undefined) drafts.push(...tableDrafts(table, resource, session));
    else if (isOfAzure(resource)) unmapped.set(resource.type, (unmapped.get(resource.type) ?? 0) + 1);
  }

  const targets = merges.map((resource) => ({ resource, target: targetOf(resource, session) }));
  const index = indexOf(drafts, new Set(targets.flatMap(({ target }) => target?.naming.type.toLowerCase() ?? [])));
  for (const { resource, target } of targets) {
    if (target === undefined) {
      problems.push(`${resource.address}: it is not known which resource it changes; it is not judged.`);
      continue;
    }
    const same = index.find(target.naming);
    const draft = same ?? besidePlan(target);
    if (same === undefined) {
      drafts.push(draft);
      index.add(draft);
    }
    draft.parts.push(target.part);
  }
  return { drafts, unmapped, problems };
}

/** A resource of which the plan has parts only. */
function besidePlan({ naming, apiVersion }        )        {
  return { naming, apiVersion, base: unknownRest(naming.type, tables.values(), `${fullName(naming)} is not in the plan, which only changes a part of it`), parts: [] };
}

/** Drafts by what they are called, of the types that something is merged into: in a large plan those are few. @param types in lower case */
function indexOf(drafts                  , types                     )                                                                                                 {
  const byId = new Map               ();
  const byName = new Map                 ();
  const add = (draft       )       => {
    const key = idKey(draft.naming);
    if (key !== undefined && !byId.has(key)) byId.set(key, draft);
    const name = nameKey(draft.naming);
    const there = byName.get(name);
    if (there === undefined) byName.set(name, [draft]);
    else there.push(draft);
  };
  for (const draft of drafts) if (types.has(draft.naming.type.toLowerCase())) add(draft);
  return { find: (naming) => byId.get(idKey(naming) ?? '') ?? onlyFitting(byName.get(nameKey(naming)), naming.id), add };
}

function nameKey(naming        )         {
  return `${naming.type}|${fullName(naming)}`.toLowerCase();
}

/** An id that is written out, and one of which the subscription is open, may be the same: where only one is called so. */
function onlyFitting(candidates                              , id      )                    {
  const pieces = (piecesOf(id) ?? []).map((piece) => piece.toLowerCase());
  const fitting = (candidates ?? []).filter(({ naming }) => matchesPieces((piecesOf(naming.id) ?? []).map((piece) => piece.toLowerCase()), pieces) !== 'never');
  return fitting.length === 1 ? fitting[0] : undefined;
}

function isOfAzure({ type }                 )          {
  return type.startsWith('azurerm_') || type.startsWith('azapi_');
}

function azapiDraft(resource                 , session         )                    {
  const naming = session.naming(resource);
  const type = azapiType(session.read(resource));
  if (naming === undefined || type === undefined) return undefined;
  return { naming, apiVersion: type.apiVersion, base: {}, parts: [{ planned: resource, placed: () => azapiPlaced(session.read(resource)), replaces: false }] };
}

function tableDrafts(table               , resource                 , session         )                   {
  const naming = session.naming(resource);
  if (naming === undefined) return [];
  const own        = { naming, apiVersion: table.apiVersion, base: {}, parts: [{ planned: resource, placed: () => placedBy(table, session.read(resource)), replaces: false }] };
  const children = (table.children ?? []).flatMap((child)                   => {
    const blocks = session.read(resource).blocks(child.blocks);
    // Nobody knows how many there are: one stands for them, of which nothing is known.
    if (isUnknown(blocks)) {
      const name = new Unknown(blocks.why, { pieces: ['', ''] });
      return [{ naming: belowId(naming.id, child.armType, name), apiVersion: table.apiVersion, base: unknownRest(child.armType, [], blocks.why, child.rows), parts: [] }];
    }
    return blocks.map((block, index)        => {
      const placed = ()                    => {
        const again = session.read(resource).blocks(child.blocks);
        const one = isUnknown(again) ? undefined : again[index];
        return one === undefined ? [] : placedBy({ rows: child.rows }, one, `${child.blocks}.${index}.`);
      };
      return { naming: belowId(naming.id, child.armType, textOf(block.at(child.name), `\`${child.name}\``)), apiVersion: table.apiVersion, base: {}, parts: [{ planned: resource, placed, replaces: false }] };
    });
  });
  return [own, ...children];
}

                  
                          
                                          
                      
 

/** The resource that an association, or an `azapi_update_resource`, writes into. */
function targetOf(resource                 , session         )                     {
  if (isAzapi(resource)) {
    const naming = session.naming(resource);
    const type = azapiType(session.read(resource));
    if (naming === undefined || !isUsable(naming.id)) return undefined;
    return { naming, apiVersion: type?.apiVersion, part: { planned: resource, placed: () => azapiPlaced(session.read(resource)), replaces: true } };
  }
  const table = tables.get(resource.type);
  if (table?.kind !== 'merge') return undefined;
  const { armType, attribute } = table.into;
  const id = textOf(session.read(resource).at(attribute), `\`${attribute}\``);
  if (!isUsable(id)) return undefined;
  const own = [...tables.values()].find((one) => one.kind === 'resource' && one.armType.toLowerCase() === armType.toLowerCase());
  return {
    naming: namedBy(id, armType),
    apiVersion: own?.kind === 'resource' ? own.apiVersion : undefined,
    part: { planned: resource, placed: () => placedBy(table, session.read(resource)), replaces: true },
  };
}

/** Where an id begins has to be known for it to name one resource. */
function isUsable(id      )          {
  return piecesOf(id)?.[0]?.startsWith('/') === true;
}

/** What of a table says which places of a document the state of Terraform tells of. */
                                                                   

/** Members of the envelope that few types have. */
const envelope = ['kind', 'sku', 'identity', 'zones', 'managedBy', 'plan', 'extendedLocation'];

const remembered = new WeakMap                         ();

/**
 * The document of a resource that lives, made of the state of Terraform. What the state does not tell of and a rule could ask for by an alias is Unknown there:
 * to take it for absent would be to know it.
 */
function asLiving(document            , armType        , told      , why        )             {
  const paths = remembered.get(told) ?? openPaths(armType, told);
  remembered.set(told, paths);
  const open = new Unknown(why);
  const made = paths.reduce         ((value, path) => opened(value, path.replaceAll('[*]', '.*').split('.'), open), document);
  return isJsonObject(made) ? made : document;
}

/** Paths of aliases that no row writes, nor anything above or below; `[*]` stands for the elements of a list. */
function openPaths(armType        , { rows, withoutArgument = [] }      )                    {
  const known = rows.flatMap((row) => pathsOf(row, ''));
  const aliases = (bundledAliases.aliasesOf(armType) ?? []).flatMap((alias) => aliasIn(alias, undefined)?.path ?? []);
  const isKnown = (path        )          => known.some((one) => isBelow(one, path) || isBelow(path, one));
  return [...new Set([...envelope, ...withoutArgument, ...aliases].filter((path) => !isKnown(path)).map((path) => wholeList(path, known)))];
}

function pathsOf({ to, as }     , prefix        )                    {
  const path = `${prefix}${to.replaceAll('[]', '[*]')}`;
  return as?.kind === 'blocks' ? as.rows.flatMap((row) => pathsOf(row, `${path}[*].`)) : [path];
}

function isBelow(path        , above        )          {
  return path.startsWith(above) && (path.length === above.length || path[above.length] === '.' || path[above.length] === '[');
}

/** Of a list of which no row tells anything, nobody knows how long it is. */
function wholeList(path        , known                   )         {
  for (let cut = path.indexOf('[*]'); cut >= 0; cut = path.indexOf('[*]', cut + 1)) {
    const list = path.slice(0, cut);
    if (!known.some((one) => isBelow(one, list))) return list;
  }
  return path;
}

/** Where the document ends on the way to a path, the rest of it is not known. */
function opened(value         , [step, ...rest]                   , open         )          {
  if (step === undefined) return value;
  if (Array.isArray(value)) return step === '*' ? value.map((item) => opened(item, rest, open)) : value;
  if (!isJsonObject(value) || step === '*') return value;
  return { ...value, [step]: Object.hasOwn(value, step) ? opened(value[step], rest, open) : open };
}

/**
 * What a plan deletes, by the same tables as what it makes. An association, or an `azapi_update_resource`, is a part of another resource: it goes by a
 * change of that one, or by nothing at all. Blocks that are resources of their own in Azure go with theirs, from which no policy keeps them.
 */
function deletionsOf(deleted                            , session         , configuration               , deployment        )            {
  const deletions             = [];
  const unmapped = new Map                ();
  for (const planned of deleted) {
    const table = tables.get(planned.type);
    if (table?.kind === 'merge' || planned.type === 'azapi_update_resource') continue;
    const resource = planned.type === 'azapi_resource' ? azapiBefore(planned, session, deployment) : table === undefined ? undefined : tableBefore(table, planned, session, deployment);
    if (resource !== undefined) {
      const takesContents = resource.type === groupType && (planned.type === 'azapi_resource' || mayDeleteFullGroups(configuration));
      deletions.push({ resource, address: planned.address, goes: planned.goes ?? 'deleted', takesContents });
    } else if (planned.goes === 'deleted' && /^az(?:urerm|api)_/.test(planned.type)) unmapped.set(planned.type, (unmapped.get(planned.type) ?? 0) + 1);
  }
  return { deletions, unmapped };
}

function tableBefore(table               , planned                 , session         , deployment        )                       {
  const naming = session.naming(planned);
  return naming === undefined ? undefined : before({ naming, apiVersion: table.apiVersion, placed: placedBy(table, session.read(planned)), told: table, planned }, session, deployment);
}

function azapiBefore(planned                 , session         , deployment        )                       {
  const read = session.read(planned);
  const naming = session.naming(planned);
  return naming === undefined ? undefined : before({ naming, apiVersion: azapiType(read)?.apiVersion, placed: azapiPlaced(read), told: { rows: [] }, planned }, session, deployment);
}

                  
                          
                                          
                                     
                      
                                    
 

function before({ naming, apiVersion, placed, told, planned }        , { locator }         , deployment        )           {
  const { id } = naming;
  const type = /^Microsoft\.Resources\/resourceGroups$/i.test(naming.type) ? groupType : naming.type;
  return {
    type,
    name: fullName(naming),
    ...(isUnknown(id) ? { openId: id.pieces ?? ['', ''] } : { id }),
    deployment,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body: asLiving(writeDocument({}, placed).document, naming.type, told, `the state of ${planned.address} does not tell it`),
    originOf: () => locator.locate(planned, '').origin,
  };
}

/** As a request for a resource group is called in policies; templates write it without the subscription. */
const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';

/**
 * azurerm refuses to delete a resource group in which something is, unless `prevent_deletion_if_contains_resources` of its `features` is false (since 3.0;
 * hashicorp/terraform-provider-azurerm, issue 13777). Where that is computed, or no provider is in the plan, it may be.
 */
function mayDeleteFullGroups(configuration               )          {
  const providers = configuration.providersNamed('azurerm');
  return providers.length === 0 || providers.some((provider) => arrayAt(provider, 'expressions', 'features').some((features) => arrayAt(features, 'resource_group').some((group) => {
    const flag = at(group, 'prevent_deletion_if_contains_resources');
    return flag !== undefined && at(flag, 'constant_value') !== true;
  })));
}

/**
 * The document in which an object is Unknown where it is only the way to members of which nobody knows whether they are there: those of a block that may be
 * missing, or of a resource outside the plan. Else a rule would see that the object exists. `written`: the places of all others; an object in which one of
 * them stands is kept, and so is `properties`.
 */
function withoutHollow(document            , written                                )             {
  if (!holdsUnknown(document)) return document;
  const kept = new Set(written.flatMap((pointer) => pointer.map((_, index) => keyOf(pointer.slice(0, index + 1)))));
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, isJsonObject(value) ? within(value, [name], kept) : value]));
}

/** Most documents do not, and are not made anew. */
function holdsUnknown(value         )          {
  if (typeof value !== 'object' || value === null) return false;
  return isUnknown(value) || (Array.isArray(value) ? value.some(holdsUnknown) : Object.values(value).some(holdsUnknown));
}

function within(object            , pointer                   , kept                     )             {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, filled(value, [...pointer, name], kept)]));
}

function filled(value         , pointer                   , kept                     )          {
  if (Array.isArray(value)) return value.map((item, index) => (isJsonObject(item) ? within(item, [...pointer, String(index)], kept) : (item           )));
  if (!isJsonObject(value)) return value;
  const object = within(value, pointer, kept);
  const members = Object.values(object);
  const [first] = members;
  const isHollow = !kept.has(keyOf(pointer)) && members.every((member) => isUnknown(member) && !member.isPresent);
  return isHollow && isUnknown(first) ? new Unknown(first.why) : object;
}

function keyOf(pointer                   )         {
  return pointer.join('\u0000');
}

/** A resource as rules look at it. `deployment` names the plan. */
function toResource(draft       , locator         , deployment        )           {
  const { naming, apiVersion } = draft;
  const { document, sources } = write(draft);
  return {
    type: naming.type,
    name: fullName(naming),
    ...(isUnknown(naming.id) ? { openId: naming.id.pieces ?? ['', ''] } : { id: naming.id }),
    deployment,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body: withoutHollow(document, sources.filter(({ placed }) => placed.inOpenBlock !== true).map(({ pointer }) => pointer)),
    originOf: (pointer) => originOf(draft, locator, pointer),
    writingOf: (pointer) => writingOf(draft, locator, pointer),
  };
}

                                  
                                    
 

function write({ base, parts }       )                                                                               {
  let document = base;
  const sources           = [];
  for (const { planned, placed, replaces } of parts) {
    const made = writeDocument(document, placed(), replaces);
    document = made.document;
    for (const { placed: one, pointer } of made.written) sources.push({ planned, placed: one, pointer });
  }
  return { document, sources };
}

/**
 * Who decided the value at a pointer: what was written there last, else above it, else the first below it. An object that another resource writes only to
 * put something in it decides nothing of what it does not hold.
 */
function sourceOf(draft       , pointer        )                                                                     {
  const { sources } = write(draft);
  const steps = stepsOf(pointer);
  const own = draft.parts[0]?.planned;
  let best                    ;
  for (const source of sources) {
    if (sharedSteps(source, steps) < source.pointer.length || source.pointer.length < (best?.pointer.length ?? 0)) continue;
    const isSecond = best?.pointer.length === source.pointer.length && best.planned === own && isShell(best) && isShell(source);
    if (!isSecond) best = source;
  }
  const isExact = best?.pointer.length === steps.length;
  if (best !== undefined && (isExact || best.planned === own || !isShell(best))) return { source: best, isExact };
  const below = steps.length === 0 ? undefined : sources.find((source) => sharedSteps(source, steps) === steps.length);
  if (below !== undefined) return { source: below, isExact: false };
  const depth = best?.pointer.length ?? 0;
  const isNearer = sources.some((source) => sharedSteps(source, steps) > depth || (source.planned === own && sharedSteps(source, steps) === depth));
  return best === undefined || isNearer ? undefined : { source: best, isExact: false };
}

function stepsOf(pointer        )                    {
  return pointer.split('/').slice(1).map(unescapePointer);
}

function sharedSteps({ pointer }        , steps                   )         {
  const differs = pointer.findIndex((step, index) => step.toLowerCase() !== steps[index]?.toLowerCase());
  return differs < 0 ? pointer.length : differs;
}

/** An object or list whose members are written one by one, after it. */
function isShell({ placed: { value, as } }        )          {
  return as === undefined && typeof value === 'object' && value !== null && !isUnknown(value) && Object.keys(value).length === 0;
}

function originOf(draft       , locator         , pointer        )                     {
  return writingOf(draft, locator, pointer)?.origin;
}

function writingOf(draft       , locator         , pointer        )                      {
  const found = sourceOf(draft, pointer);
  const [part] = draft.parts;
  if (part === undefined) return undefined;
  if (found === undefined) return { kind: 'absent', origin: ancestorOf(draft, locator, pointer), through: [] };
  const { source, isExact } = found;
  const { placed, planned } = source;
  // Below a value that goes over whole, as tags do, the rest of the pointer leads on in it.
  const rest = isExact || placed.as !== undefined ? [] : stepsOf(pointer).slice(source.pointer.length);
  const attribute = [...(placed.attribute === '' ? [] : [placed.attribute]), ...rest].join('.');
  const place = locator.locate(planned, attribute);
  if (placed.isDefault || !place.isWritten) return { kind: 'absent', origin: place.origin, through: [] };
  const { expression } = place;
  const literal = isExact || rest.length > 0 ? expression?.literal : undefined;
  if (expression === undefined || literal === undefined || !isValue(literal.value, placed, rest.length > 0)) return { kind: 'expression', origin: place.origin, through: [] };
  return {
    kind: 'literal',
    origin: place.origin,
    through: [],
    range: expression.range,
    text: expression.text,
    spell: (value) => {
      const written = unconvert(value, rest.length > 0 ? undefined : placed.as);
      return written === undefined ? undefined : spelled(written);
    },
  };
}

/** The file may be another than the plan was made of: a literal that does not make the value is not what made it. */
function isValue(literal         , { value, as }                  , isPart         )          {
  if (isPart) return true;
  if (as?.kind === 'blocks' || as?.kind === 'objects' || as?.kind === 'keys' || as?.kind === 'listOf') return false;
  return deepEqual(as === undefined ? literal : convert(literal, as), value) === true;
}

/** Of what nobody wrote: the block in which its neighbours stand, those of the resource itself first. */
function ancestorOf(draft       , locator         , pointer        )         {
  const { sources } = write(draft);
  const [part] = draft.parts;
  for (let above = pointer; above !== ''; above = above.slice(0, above.lastIndexOf('/'))) {
    const steps = stepsOf(above);
    const neighbours = sources.filter((source) => sharedSteps(source, steps) === steps.length);
    const found = neighbours.find(({ planned }) => planned === part?.planned) ?? neighbours[0];
    if (found === undefined) continue;
    const block = found.placed.attribute.split('.').slice(0, -1).join('.');
    return locator.locate(found.planned, block).origin;
  }
  return part === undefined ? { file: '', pointer: escapePointer('') } : locator.locate(part.planned, '').origin;
}

/** What a plan is read with. */
                            
                                                                       
                        
                                                                                                          
                           
                                                                             
                           
                                                                     
                                    
 

/** A Terraform plan as rules look at it. */
                                
                                          
                                                                                       
                                      
                                                                                                                                          
                                          
                                                                                                                        
                                                 
                                     
                                                       
                                       
                                                  
                                    
 

/**
 * Reads the JSON of a Terraform (or OpenTofu) plan, `terraform show -json tfplan`. Throws UserError for what is no plan, or too large; rejects with
 * CancelledError where the tree does.
 */
async function readTerraformPlan(text        , { file, tree, folder, providerVersion: given }           )                         {
  const document = readPlanDocument(text, file);
  const configuration = configurationOf(document.configuration);
  const root = folder ?? folderOf(file);
  const sources = tree === undefined ? noSources : await readSources(tree, root, configuration);
  const provider = providerVersion(given, tree === undefined ? undefined : await readLockFile(tree, root), configuration);
  const locator = locatorOf(sources, root, configuration, file);
  const references = referencesOf(configuration, document.variables, document.resources, (module, name) => plainReference(locator.local(module, name) ?? ''));
  const session = openSession({ deployment: file, configuration, references, version: provider.version, locator });
  const { drafts, unmapped, problems } = draftAll(document.resources, session);
  const gone = deletionsOf(document.deleted, session, configuration, file);
  return {
    resources: drafts.map((draft) => toResource(draft, locator, file)),
    deleted: document.deleted.filter(({ goes }) => goes === 'deleted').map(({ address }) => address),
    deletions: gone.deletions,
    unmapped: together(unmapped, gone.unmapped),
    provider,
    problems,
    notes: [...document.notes, ...sources.notes, ...versionNote(provider, file)],
  };
}

/** By name. */
function together(left                             , right                             )                              {
  const types = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return new Map(types.map((type) => [type, (left.get(type) ?? 0) + (right.get(type) ?? 0)]));
}

function versionNote({ version, from }                 , file        )                    {
  return from === 'assumed' ? [`${file}: the version of the provider azurerm is not known, as no .terraform.lock.hcl stands beside the configuration; ${version} is assumed.`] : [];
}

/** A plan among the files of a run. */
                           
                              
                        
 

/** What the plans of a run come to. */
                                        
                                          
                                          
                                              
                                       
                                    
                                    
 

/** So many types that are not read are named; the rest is counted. */
const mostNamed = 5;

/**
 * The resources of plans, one plan after the other as each may take hundreds of megabytes. What is no plan that can be read is a problem.
 * @param version of the provider azurerm, where somebody says it
 */
async function readPlans(plans                     , version                    )                                 {
  const resources             = [];
  const deletions             = [];
  const problems                  = [];
  const files           = [];
  const notes           = [];
  for (const { source, text } of plans) {
    const { file, mount, path } = source;
    // Lines are known in the checkout alone: of a file beside it, the plan is all there is.
    const checkout = mount.prefix === '' ? { tree: mount.tree, folder: folderOf(path) } : {};
    try {
      const plan = await readTerraformPlan(text, { file, ...checkout, ...(version === undefined ? {} : { providerVersion: version }) });
      for (const resource of plan.resources) resources.push(resource);
      for (const deletion of plan.deletions) deletions.push(deletion);
      files.push(file);
      problems.push(...plan.problems.map((message)                => ({ kind: 'unread', message: message.replace(/\.$/, ''), remedy: 'Judge what the plan cannot tell where it lives, or write it as a resource that is read (docs/terraform.md).', origin: { file, pointer: '' } })));
      notes.push(...plan.notes, ...unmappedNote(file, plan.unmapped), ...deletedNote(file, plan.deleted));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ kind: 'error', message: error.message.replace(/\.$/, ''), origin: { file, pointer: '' } });
    }
  }
  return { resources, deletions, problems, files, notes };
}

function unmappedNote(file        , unmapped                             )                    {
  if (unmapped.size === 0) return [];
  const named = [...unmapped].slice(0, mostNamed).map(([type, count]) => `${type} (${count})`).join(', ');
  const more = unmapped.size - mostNamed;
  return [`${file}: resources of these types are not read: ${named}${more > 0 ? ` and ${more} more types` : ''}.`];
}

function deletedNote(file        , deleted                   )                    {
  if (deleted.length === 0) return [];
  return [`${file}: the plan deletes ${deleted.length} ${deleted.length === 1 ? 'resource' : 'resources'}, which only rules with the effect denyAction are about.`];
}

export { readPlans };
