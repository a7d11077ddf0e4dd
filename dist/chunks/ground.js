/**
 * The API versions this project speaks, one per provider.
 * ContainerService: types published in Azure/bicep-types-az (2026-08); older versions hide newer properties, and a GET and PUT
 * with them would erase those. `agentPoolProfiles[].nodeImageVersion` is writable since 2026-04-01 and is never sent.
 * The others: types published in Azure/bicep-types-az (2026-08); KubernetesConfiguration and Resource Graph: their REST references; Compute, which is
 * only read: its template reference.
 */
const apiVersions = {
  managedClusters: '2026-05-01',
  policy: '2025-03-01',
  policyExemptions: '2022-07-01-preview',
  policyRestrictions: '2024-10-01',
  policyStates: '2024-10-01',
  roleAssignments: '2022-04-01',
  permissions: '2022-04-01',
  locks: '2020-05-01',
  providers: '2021-04-01',
  resourceGroups: '2024-11-01',
  tags: '2024-11-01',
  resources: '2021-04-01',
  containerRegistry: '2025-11-01',
  network: '2025-05-01',
  privateDns: '2024-06-01',
  managedIdentity: '2024-11-30',
  compute: '2024-07-01',
  kubernetesConfiguration: '2024-11-01',
  resourceGraph: '2024-04-01',
  managementGroups: '2023-04-01',
  activityLog: '2015-04-01',
}         ;

const ofNamespace                              = new Map([
  ['microsoft.containerservice', apiVersions.managedClusters],
  ['microsoft.containerregistry', apiVersions.containerRegistry],
  ['microsoft.network', apiVersions.network],
  ['microsoft.managedidentity', apiVersions.managedIdentity],
  ['microsoft.compute', apiVersions.compute],
  ['microsoft.kubernetesconfiguration', apiVersions.kubernetesConfiguration],
]);

/** The API version in which resources of a full type are read, or undefined for a provider that this project does not speak to. */
function apiVersionOf(type        )                     {
  const lower = type.toLowerCase();
  if (/^microsoft\.network\/privatednszones(?:\/|$)/.test(lower)) return apiVersions.privateDns;
  if (/^microsoft\.authorization\/roleassignments$/.test(lower)) return apiVersions.roleAssignments;
  return ofNamespace.get(lower.split('/')[0] ?? '');
}

const managedClusterType = 'Microsoft.ContainerService/managedClusters';
const agentPoolType = 'Microsoft.ContainerService/managedClusters/agentPools';
const policyDefinitionType = 'Microsoft.Authorization/policyDefinitions';
const policySetDefinitionType = 'Microsoft.Authorization/policySetDefinitions';
const policyAssignmentType = 'Microsoft.Authorization/policyAssignments';
const policyExemptionType = 'Microsoft.Authorization/policyExemptions';
const roleAssignmentType = 'Microsoft.Authorization/roleAssignments';

/** The parts of an Azure resource id. Ids compare without case; the parts keep the case they were written in. */
                             
                                                   
                      
                                                                                                                                 
                         
                                                                            
                        
                                                                             
                            
                                       
                        
                                              
                                             
 

/**
 * Reads a resource id. Returns undefined when the text is none (including ids of bare scopes, see `parseScope`).
 * Extension resources are understood: the last `/providers/` names the type, what stands before it is the scope.
 */
function parseResourceId(text        )                         {
  const id = text.replace(/\/+$/, '');
  const marker = id.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0 || !id.startsWith('/') || hasDotSegment(id)) return undefined;
  const [namespace, ...rest] = id.slice(marker + '/providers/'.length).split('/');
  if (namespace === undefined || namespace === '' || rest.length < 2 || rest.length % 2 !== 0 || rest.includes('')) return undefined;
  const scope = id.slice(0, marker);
  const names = rest.filter((_, index) => index % 2 === 1);
  return {
    id,
    scope,
    type: [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/'),
    fullName: names.join('/'),
    name: names.at(-1) ?? '',
    subscriptionId: segmentAfter(scope, 'subscriptions'),
    resourceGroup: segmentAfter(scope, 'resourceGroups'),
  };
}

/** True for a path with a segment `.` or `..`: on its way to a server it becomes another. Nothing in Azure is called so. */
function hasDotSegment(path        )          {
  return /(?:^|\/)\.\.?(?:\/|$)/.test(path);
}

/** Builds the id of a resource: full type and full name are interleaved. */
function formatResourceId(scope        , type        , fullName        )         {
  const [namespace, ...types] = type.split('/');
  const names = fullName.split('/');
  const segments = types.flatMap((segment, index) => [segment, names[index] ?? '']);
  return `${scope}/providers/${[namespace, ...segments].join('/')}`;
}

/** True when both ids name the same resource. */
function sameId(left        , right        )          {
  return left === right || left.toLowerCase() === right.toLowerCase();
}

/** The value of the id segment that follows `name`, without regard to case. */
function segmentAfter(id        , name        )                     {
  const segments = id.split('/');
  const index = segments.findIndex((segment) => segment.toLowerCase() === name.toLowerCase());
  const found = index < 0 ? undefined : segments[index + 1];
  return found === '' ? undefined : found;
}

/** A place where policy can be assigned. Ids carry no trailing slash. */
                   
                                                                                               
                                                                                           
                                                                                                                             

const managementGroupPattern = /^\/providers\/Microsoft\.Management\/managementGroups\/([A-Za-z0-9._()-]{1,90})$/i;
const subscriptionPattern = /^\/subscriptions\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
const resourceGroupPattern = /^(\/subscriptions\/[0-9a-f-]{36})\/resourceGroups\/([\p{L}\p{N}._()-]{1,90})$/iu;

/** Reads a scope id, or returns undefined when the text is none. A trailing slash is forgiven. */
function parseScope(text        )                    {
  const id = text.trim().replace(/\/+$/, '');
  const group = managementGroupPattern.exec(id)?.[1];
  if (group !== undefined) return group.endsWith('.') ? undefined : { kind: 'managementGroup', id, managementGroup: group };
  const subscription = subscriptionPattern.exec(id)?.[1];
  if (subscription !== undefined) return { kind: 'subscription', id, subscriptionId: subscription };
  const [, subscriptionPart, resourceGroup] = resourceGroupPattern.exec(id) ?? [];
  const owner = subscriptionPart === undefined ? undefined : subscriptionPattern.exec(subscriptionPart)?.[1];
  if (owner === undefined || resourceGroup === undefined || resourceGroup.endsWith('.')) return undefined;
  return { kind: 'resourceGroup', id, subscriptionId: owner, resourceGroup };
}

/** True when `id` is `scope` or lies below it, compared segment by segment and without case. What has a segment `..` lies nowhere. */
function isWithin(id        , scope        )          {
  if (hasDotSegment(id)) return false;
  return sameId(id, scope) || id.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
}

/**
 * What a rule says of one resource.
 * - `compliant`: the rule looked and found nothing to object to
 * - `violation`: the rule's condition holds
 * - `undetermined`: what is known does not decide; never folded into compliant
 * - `error`: the rule itself failed; Azure would deny
 * - `exempt`: an exemption covers the resource
 * - `notApplicable`: the rule does not concern this resource
 */
                                                                                                        

/** Deny is high, Audit medium; `metadata.severity` of a definition overrides. */
                                                 

/** Worst first. */
const severities                      = ['high', 'medium', 'low'];

/** A leaf condition that decided, in the words of Azure's `evaluatedExpressions`. */
                         
                                             
                                                 
                              
                                                                                 
                         
                            
                           
                             
                                       
 

/** Where to change something: a file's line, counted from 1. */
                           
                        
                        
                          
                                    
                           
 

/** One rule on one resource: the same type for templates, live clusters and the sandbox. */
                          
                                                                          
                        
                         
                            
                                                                      
                          
                              
                                                                                            
                               
                                           
                           
                                      
                                     
                           
                                                                                           
                                                
                                                                   
                     
                                                                                              
                                                                                  
                                                                              
                                
                                                                           
                                  
 

/** `worse`: it was there before with a milder verdict or severity. */
                                
                                               
                                                  
                         
                                                                                        
                                 
 

/** Somebody's write to a resource, as Azure remembers it. */
                                
                         
                      
                                                                                              
                       
                                                                   
                              
                                  
                                                                                                     
                                       
 

                                                   
                                                                                   
                           
 

/** A piece of text to put in the place of another. Lines and columns count from 1; the end is exclusive. */

/** The least verdict that fails a run. `auto`: what is undetermined fails for Deny rules, only violations for the rest. */
                                                                     

/**
 * True when a finding is at or above both thresholds: that of verdicts and `leastSeverity`. A rule that failed itself always counts:
 * Azure would deny.
 */
function reaches(failOn        , finding         , leastSeverity           = 'low')          {
  if (finding.verdict === 'error') return true;
  if (failOn === 'never' || severities.indexOf(finding.severity) > severities.indexOf(leastSeverity)) return false;
  if (finding.verdict === 'violation') return true;
  if (finding.verdict !== 'undetermined') return false;
  return failOn === 'undetermined' || (failOn === 'auto' && finding.effect === 'deny');
}

/** A JSON object as parsed from outside: nothing is known of its members. */
                                                                

/** True for a plain JSON object; false for arrays, null and instances of classes (`Unknown` among them). */
function isJsonObject(value         )                      {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype          = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The own member of an object, or undefined: `__proto__` and inherited names are never followed. */
function member(value         , name        )          {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Follows own members by name: `at(cluster, 'properties', 'networkProfile', 'outboundType')`. */
function at(value         , ...path                   )          {
  return path.reduce((current, name) => member(current, name), value);
}

/** The own member whose name equals `name` without regard to case. ARM reads its keys so. */
function memberIgnoringCase(value         , name        )          {
  const exact = member(value, name);
  if (exact !== undefined || !isJsonObject(value)) return exact;
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : value[key];
}

/** A text member, or undefined when it is absent or no text. */
function textAt(value         , ...path                   )                     {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** An array member, or the empty array. */
function arrayAt(value         , ...path                   )                     {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/**
 * The user's mistake, as one sentence: what was wrong, where (file:line or resource id), what to do.
 * A run that ends with it exits with status 2.
 */
class UserError extends Error {
                    name = 'UserError';
}

/**
 * The run was cancelled (SIGINT, SIGTERM). The message says what state things are in and how to continue.
 * A run that ends with it exits with status 130.
 */
class CancelledError extends Error {
                    name = 'CancelledError';
}

/** The message of whatever was thrown, also when it was not an `Error`. */
function messageOf(thrown         )         {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The system's code of what was thrown (`ENOENT`), or undefined. */
function codeOf(thrown         )                     {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Throws `CancelledError` if the run was cancelled. */
function throwIfCancelled(signal                         )       {
  if (signal?.aborted === true) throw new CancelledError('The run was cancelled.');
}

/** Names that differ in more than this many letters are not mistaken for each other. */
const mostEdits = 2;

/** The candidate that `name` was probably meant to be, compared without case: `lessThan` → `less`, `concatt` → `concat`. */
function nearMiss(name        , candidates                  )                     {
  const wanted = name.toLowerCase();
  // Whatever is longer is no slip of the finger, and a hostile text should not cost a quadratic comparison.
  if (wanted.length > 64) return undefined;
  let best                                                                    ;
  for (const candidate of candidates) {
    const score = distance(wanted, candidate.toLowerCase());
    if (score <= mostEdits + 1 && (best === undefined || score < best.score)) best = { candidate, score };
  }
  return best?.candidate;
}

/** "; did you mean `less`?", or nothing. */
function suggestion(name        , candidates                  )         {
  const candidate = nearMiss(name, candidates);
  return candidate === undefined ? '' : `; did you mean \`${candidate}\`?`;
}

/** Edits between two names; a name that merely continues another one comes right behind the edits that are allowed. */
function distance(left        , right        )         {
  const shorter = Math.min(left.length, right.length);
  const edits = levenshtein(left, right);
  if (edits <= mostEdits && edits < shorter) return edits;
  const continues = shorter >= 3 && (left.startsWith(right) || right.startsWith(left));
  return continues ? mostEdits + 1 : Infinity;
}

function levenshtein(left        , right        )         {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** One segment of a JSON pointer (RFC 6901). */
function escapePointer(key        )         {
  // Nearly no name has one of them, and pointers are made for every value that a rule reads.
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** A segment of a JSON pointer as it was before it was escaped. */
function unescapePointer(segment        )         {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * A value that cannot be known here: a `reference()`, a parameter nobody passed, a property that a query did not ask for.
 * It flows through expressions and conditions and is never folded into a verdict of compliance.
 */
class Unknown {
  /** Why the value is unknown, with the expression: "reference('x') is known only at deployment". */
           why        ;
  /** The value is certainly there: neither missing nor null. */
           isPresent         ;
  /**
   * Set when the value is certainly a text of which parts are known: it begins with the first piece, ends with the last, and has the
   * others in this order between them. `['/subscriptions/', '/resourceGroups/rg']`; `['', '']` for a text of which nothing is known.
   */
           pieces                               ;
  /** Set when the value is certainly the id of one resource of a deployment, whatever that turns out to be. */
           resource                           ;

  constructor(why        , known                                                                                                           = {}) {
    this.why = why;
    this.pieces = known.pieces;
    this.resource = known.resource;
    this.isPresent = known.isPresent === true || known.pieces !== undefined;
  }
}

/** A resource by what it is called where it comes from: its full type, and the names by which the deployment's resources are told apart. */
                                
                        
                        
                              
 

/** The reason alone: of what is made from an unknown value, nothing is known that was known of the value itself. */
function bare(unknown         )          {
  return unknown.isPresent ? new Unknown(unknown.why) : unknown;
}

/** For the same reason, and certainly there. */
function present(unknown         )          {
  return unknown.isPresent && unknown.pieces === undefined ? unknown : new Unknown(unknown.why, { isPresent: true });
}

function isUnknown(value         )                   {
  return value instanceof Unknown;
}

/** Where each line of a text begins. */
function lineStartsOf(text        )                    {
  const starts = [0];
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return starts;
}

/** Line and column of an offset, counted from 1. */
function positionAt(lineStarts                   , offset        )                                                     {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

/** Where a value stands: offsets into the text, the end exclusive. */
                        
                                        
                         
                         
                       
                                          
 

/**
 * Where the children of one object or array stand, in their order. A tree beside the document: a map of all its objects would keep the
 * collector busy, and lists of their own for each kind of offset would weigh more than the document.
 */
                           
                             
                                    
                                                                                               
                                      
                                                                               
                                                    
 

/** What a text holds, and where. */
                           
                          
                        
                          
                       
 

/** Where a JSON pointer leads. */
                             
                        
                                                                           
                            
 

/** Places that are remembered of one document. */
const mostRemembered = 4096;

/** Finds places in a text by JSON pointer. Copies of one resource ask for the same places again and again: they are remembered. */
function placeFinder({ root }          )                                  {
  const remembered = new Map                    ();
  return (pointer) => {
    const known = remembered.get(pointer);
    if (known !== undefined) return known;
    const found = findPlace(root, pointer);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(pointer, found);
    return found;
  };
}

function findPlace(root       , pointer        )             {
  let place = root;
  for (const segment of pointer.split('/').slice(1).map(unescapePointer)) {
    const { children } = place;
    const index = children === undefined ? -1 : indexOf(children, segment);
    if (children === undefined || index < 0) return { place, isExact: false };
    const [start = 0, value = 0, end = 0] = children.offsets.slice(3 * index, 3 * index + 3);
    place = { start, value, end, children: children.below[index] };
  }
  return { place, isExact: true };
}

function indexOf({ keys, below }          , segment        )         {
  if (keys !== undefined) return keys.indexOf(segment);
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : -1;
  return index < below.length ? index : -1;
}

/** A text that cannot be read: one sentence without a period, and where. Lines and columns count from 1. */
class JsonTextError extends Error {
                    name = 'JsonTextError';
           line        ;
           column        ;

  constructor(message        , line        , column        ) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
/** A text that is what it looks like. */
const plainString = /"[^"\\\p{Cc}]*"/uy;
const string = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\]*)*"/y;
const word = /true|false|null/y;
const space = /[ \t\r\n]+/y;
const lineComment = /\/\/[^\r\n]*/y;
const lenientSpace = /[ \t\r\n\v\f\u00A0\uFEFF]+/y;

/** A recursive descent over one text, which remembers where each value stands. */
class JsonReader {
           #text        ;
           #limits            ;
           #lenient         ;
  #position = 0;
  /** Of the value that was read last. */
  #children                      ;
  #weight = 0;

  constructor(text        , dialect             , limits            ) {
    this.#text = text;
    this.#limits = limits;
    this.#lenient = dialect === 'template';
  }

  read()           {
    const { length } = this.#limits;
    if (this.#text.length > length) throw new JsonTextError(`The text is longer than ${length} characters`, 1, 1);
    if (this.#text.startsWith('\uFEFF')) this.#position = 1;
    this.#skip();
    const start = this.#position;
    const value = this.#value(0);
    const root = { start, value: start, end: this.#position, children: this.#children };
    this.#skip();
    if (this.#position < this.#text.length) throw this.#error('Something follows the end of the document');
    return { value, weight: this.#weight, root };
  }

  /** The value at the position, which is past all blanks. */
  #value(depth        )          {
    if (depth > this.#limits.depth) throw this.#error(`The document is nested deeper than ${this.#limits.depth} levels`);
    this.#weigh(1);
    const next = this.#text.charAt(this.#position);
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    this.#children = undefined;
    if (next === '"') return this.#string('A text is not closed, or has an escape that JSON does not know');
    const scalar = this.#take(number) ?? this.#take(word);
    if (scalar === undefined) throw this.#error(next === '' ? 'The text ends where a value is due' : `A value is due, not ${JSON.stringify(next)}`);
    return JSON.parse(scalar)           ;
  }

  #string(complaint        )         {
    const plain = this.#take(plainString);
    if (plain !== undefined) return plain.slice(1, -1);
    const start = this.#position;
    const quoted = this.#take(string);
    if (quoted === undefined) throw this.#error(this.#text.charAt(start) === '"' ? complaint : 'A key in double quotes is due');
    try {
      return JSON.parse(quoted)          ;
    } catch {
      // A control character is all that is left to object to.
      const escaped = quoted.replace(/[\n\r\t]/g, (character) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? '');
      try {
        if (this.#lenient) return JSON.parse(escaped)          ;
      } catch {
        // Told below.
      }
      throw this.#error('A string holds a control character', start);
    }
  }

  #object(depth        )          {
    this.#position += 1;
    const keys           = [];
    const values            = [];
    const offsets           = [];
    const below                           = [];
    this.#weigh(3);
    const seen = new Map                ();
    this.#skip();
    while (!this.#accept('}')) {
      const start = this.#position;
      const key = this.#string('A key is not closed, or has an escape that JSON does not know');
      const lower = key.toLowerCase();
      const twin = seen.get(lower);
      if (twin !== undefined) throw this.#error(twin === key ? `The key \`${key}\` stands twice in one object` : `The keys \`${twin}\` and \`${key}\` differ in case only`, start);
      seen.set(lower, key);
      this.#skip();
      if (!this.#accept(':')) throw this.#error('`:` is due');
      this.#skip();
      const begin = this.#position;
      values.push(this.#value(depth + 1));
      keys.push(key);
      offsets.push(start, begin, this.#position);
      below.push(this.#children);
      if (this.#ended('}')) break;
    }
    // fromEntries defines own members, also for a key such as `__proto__`.
    const made = Object.fromEntries(keys.map((key, index) => [key, values[index]]));
    // Copies have no room to grow, of which lists that grew have a lot.
    this.#children = { keys: keys.slice(), offsets: offsets.slice(), below: below.slice() };
    return made;
  }

  #array(depth        )          {
    this.#position += 1;
    const items            = [];
    const offsets           = [];
    const below                           = [];
    this.#weigh(3);
    this.#skip();
    while (!this.#accept(']')) {
      const begin = this.#position;
      items.push(this.#value(depth + 1));
      offsets.push(begin, begin, this.#position);
      below.push(this.#children);
      if (this.#ended(']')) break;
    }
    this.#children = { offsets: offsets.slice(), below: below.slice() };
    return items.slice();
  }

  #weigh(weight        )       {
    this.#weight += weight;
    if (this.#weight > (this.#limits.weight ?? Infinity)) throw this.#error(`The document has more values than are read: ${this.#limits.weight}, where an object or array counts as four`);
  }

  /** What stands behind a member or element: true for the closing sign. A comma before that sign is for templates only. */
  #ended(sign           )          {
    this.#skip();
    if (this.#accept(sign)) return true;
    if (!this.#accept(',')) throw this.#error(`\`,\` or \`${sign}\` is due`);
    this.#skip();
    if (!this.#lenient && this.#text.charAt(this.#position) === sign) throw this.#error(sign === '}' ? 'A key in double quotes is due' : `A value is due, not "]"`);
    return false;
  }

  /** Passes blanks and comments. A pattern that repeats over both would take a part of the stack for each comment. */
  #skip()       {
    const next = this.#text.charCodeAt(this.#position);
    // Most signs are neither a blank nor the slash of a comment.
    if (next > 0x20 && next < 0x80 && next !== 0x2f) return;
    if (!this.#lenient) {
      this.#take(space);
      return;
    }
    while (this.#take(lenientSpace) !== undefined || this.#comment());
  }

  /** True past a comment. A block comment that does not end is left for the reader to complain about. */
  #comment()          {
    if (this.#text.charAt(this.#position) !== '/') return false;
    const sign = this.#text.charAt(this.#position + 1);
    if (sign === '/') return this.#take(lineComment) !== undefined;
    const end = sign === '*' ? this.#text.indexOf('*/', this.#position + 2) : -1;
    if (end < 0) return false;
    this.#position = end + 2;
    return true;
  }

  #take(pattern        )                     {
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#position += found.length;
    return found;
  }

  #accept(sign        )          {
    if (this.#text.charAt(this.#position) !== sign) return false;
    this.#position += 1;
    return true;
  }

  #error(message        , offset = this.#position)                {
    const { line, column } = positionAt(lineStartsOf(this.#text), offset);
    return new JsonTextError(message, line, column);
  }
}

/** A part of a text. Lines and columns count from 1 and UTF-16 units; the end is exclusive. */
                            
                        
                          
                           
                             
 

/** A JSON text as read: its value, and where its parts stand. */
                           
                        
                          
                                                                                                             
                          
                                                                                                                  
                                                      
                                                                                            
                                                               
                                                                                
                                                              
 

/** Deeper than any document that the service takes, and well within any stack. */
const deepestJson = 256;

/**
 * Reads JSON with the places of its parts. The same key twice in one object, also in another case, is an error: which of the two
 * counts depends on who reads it. Throws JsonTextError.
 */
function readJsonText(text        , dialect             , limits            )           {
  const read = new JsonReader(text, dialect, limits).read();
  const find = placeFinder(read);
  let lineStarts                               ;
  const rangeOf = (start        , end        )            => {
    lineStarts ??= lineStartsOf(text);
    const to = positionAt(lineStarts, end);
    return { ...positionAt(lineStarts, start), endLine: to.line, endColumn: to.column };
  };
  return {
    text,
    value: read.value,
    weight: read.weight,
    propertyAt: (pointer) => {
      const { start, end } = find(pointer).place;
      return rangeOf(start, end);
    },
    valueAt: (pointer) => {
      const { place, isExact } = find(pointer);
      return isExact ? rangeOf(place.value, place.end) : undefined;
    },
    writtenAt: (pointer) => {
      const { place, isExact } = find(pointer);
      return isExact ? text.slice(place.value, place.end) : undefined;
    },
  };
}

export { CancelledError, JsonTextError, Unknown, UserError, agentPoolType, apiVersionOf, apiVersions, arrayAt, at, bare, codeOf, deepestJson, escapePointer, formatResourceId, isJsonObject, isUnknown, isWithin, lineStartsOf, managedClusterType, member, memberIgnoringCase, messageOf, nearMiss, parseResourceId, parseScope, policyAssignmentType, policyDefinitionType, policyExemptionType, policySetDefinitionType, positionAt, present, reaches, readJsonText, roleAssignmentType, sameId, segmentAfter, severities, suggestion, textAt, throwIfCancelled, unescapePointer };
