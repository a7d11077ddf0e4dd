import { unescapePointer, readHeader, requiredText, find, PolicyError, optionalText, ticksOf, optionalElements, objectOf, textOf } from './compile.js';
import { parseResourceId } from './resource-id.js';
import { suggestion } from './near-miss.js';
import { parseSelectors } from './overrides.js';

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
                        
                                        
                         
                         
                       
 

/** Where the children of one object or array stand, in their order: offsets into the text. */
                           
                             
                           
                                                               
                            
                            
                          
 

/** What a text holds, and where the children of each object and array stand in it. */
                           
                          
                       
                                               
 

/** The place of the value at a JSON pointer, or of its nearest ancestor that is written down. */
function findPlace({ value: document, root, children: all }          , pointer        )                                                       {
  let place = root;
  let value = document;
  for (const segment of pointer.split('/').slice(1).map(unescapePointer)) {
    const children = typeof value === 'object' && value !== null ? all.get(value) : undefined;
    const index = children === undefined ? -1 : indexOf(children, segment);
    if (children === undefined || index < 0) return { place, isExact: false };
    place = { start: children.starts[index] ?? 0, value: children.values[index] ?? 0, end: children.ends[index] ?? 0 };
    value = Array.isArray(value) ? value[index] : (value                           )[segment];
  }
  return { place, isExact: true };
}

function indexOf({ keys, starts }          , segment        )         {
  if (keys !== undefined) return keys.indexOf(segment);
  const index = /^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : -1;
  return index < starts.length ? index : -1;
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
const string = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\]*)*"/y;
const word = /true|false|null/y;
const space = /[ \t\r\n]*/y;
/** Blanks and comments. A block comment that does not end is left for the reader to complain about. */
const spaceAndComments = /(?:[ \t\r\n\v\f\u00A0\uFEFF]|\/\/[^\r\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;

/** A recursive descent over one text, which remembers where each value stands. */
class JsonReader {
           #text        ;
           #limits            ;
           #lenient         ;
           #space        ;
           #children = new WeakMap                  ();
  #position = 0;

  constructor(text        , dialect             , limits            ) {
    this.#text = text;
    this.#limits = limits;
    this.#lenient = dialect === 'template';
    this.#space = this.#lenient ? spaceAndComments : space;
  }

  read()           {
    const { length } = this.#limits;
    if (this.#text.length > length) throw new JsonTextError(`The text is longer than ${length} characters`, 1, 1);
    if (this.#text.startsWith('\uFEFF')) this.#position = 1;
    this.#skip();
    const start = this.#position;
    const value = this.#value(0);
    const end = this.#position;
    this.#skip();
    if (this.#position < this.#text.length) throw this.#error('Something follows the end of the document');
    return { value, root: { start, value: start, end }, children: this.#children };
  }

  /** The value at the position, which is past all blanks. */
  #value(depth        )          {
    if (depth > this.#limits.depth) throw this.#error(`The document is nested deeper than ${this.#limits.depth} levels`);
    const next = this.#text.charAt(this.#position);
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    if (next === '"') return this.#string('A text is not closed, or has an escape that JSON does not know');
    const scalar = this.#take(number) ?? this.#take(word);
    if (scalar === undefined) throw this.#error(next === '' ? 'The text ends where a value is due' : `A value is due, not ${JSON.stringify(next)}`);
    return JSON.parse(scalar)           ;
  }

  #string(complaint        )         {
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
    const entries                                 = [];
    const children = { keys: []            , starts: []            , values: []            , ends: []             };
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
      children.keys.push(key);
      children.starts.push(start);
      children.values.push(this.#position);
      entries.push([key, this.#value(depth + 1)]);
      children.ends.push(this.#position);
      if (this.#ended('}')) break;
    }
    // fromEntries defines own members, also for a key such as `__proto__`.
    const made = Object.fromEntries(entries);
    this.#children.set(made, children);
    return made;
  }

  #array(depth        )          {
    this.#position += 1;
    const items            = [];
    const children           = { starts: [], values: [], ends: [] };
    this.#skip();
    while (!this.#accept(']')) {
      children.starts.push(this.#position);
      children.values.push(this.#position);
      items.push(this.#value(depth + 1));
      children.ends.push(this.#position);
      if (this.#ended(']')) break;
    }
    this.#children.set(items, children);
    return items;
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

  #skip()       {
    this.#space.lastIndex = this.#position;
    this.#position += this.#space.exec(this.#text)?.[0].length ?? 0;
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
                           
                        
                          
                                                                                                                  
                                                      
                                                                                            
                                                               
                                                                                
                                                              
 

/**
 * - `strict`: RFC 8259
 * - `template`: besides, what Resource Manager's tools accept in templates: comments, trailing commas, texts over several lines
 */
                                                

                             
                      
                          
                         
 

/** Deeper than any document that the service takes, and well within any stack. */
const deepestJson = 256;

/**
 * Reads JSON with the places of its parts. The same key twice in one object, also in another case, is an error: which of the two
 * counts depends on who reads it. Throws JsonTextError.
 */
function readJsonText(text        , dialect             , limits            )           {
  const read = new JsonReader(text, dialect, limits).read();
  let lineStarts                               ;
  const rangeOf = (start        , end        )            => {
    lineStarts ??= lineStartsOf(text);
    const to = positionAt(lineStarts, end);
    return { ...positionAt(lineStarts, start), endLine: to.line, endColumn: to.column };
  };
  return {
    text,
    value: read.value,
    propertyAt: (pointer) => {
      const { start, end } = findPlace(read, pointer).place;
      return rangeOf(start, end);
    },
    valueAt: (pointer) => {
      const { place, isExact } = findPlace(read, pointer);
      return isExact ? rangeOf(place.value, place.end) : undefined;
    },
    writtenAt: (pointer) => {
      const { place, isExact } = findPlace(read, pointer);
      return isExact ? text.slice(place.value, place.end) : undefined;
    },
  };
}

/** A policy exemption as parsed. */
                                           
                             
                                                                                                       
                         
                                
                                                                  
                                           
                                                 
                                               
                              
                                                                                   
                                                               
 

const categories = ['Waiver', 'Mitigated']         ;

/** Reads an exemption from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
function parseExemption(document         )            {
  const [header, properties] = readHeader(document, 'A policy exemption');
  const written = requiredText(properties, 'exemptionCategory');
  const category = categories.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (category === undefined) {
    const place = find(properties, 'exemptionCategory')?.pointer;
    throw new PolicyError(`\`${written}\` is no category of exemption${suggestion(written, categories)}`, place);
  }
  const expiresOn = optionalText(properties, 'expiresOn');
  if (expiresOn !== undefined && ticksOf(expiresOn) === undefined) {
    throw new PolicyError('`expiresOn` has to be a date in ISO 8601', find(properties, 'expiresOn')?.pointer);
  }
  return {
    kind: 'exemption',
    ...header,
    scope: parseResourceId(header.id ?? '')?.scope ?? '',
    assignmentId: requiredText(properties, 'policyAssignmentId'),
    referenceIds: optionalElements(properties, 'policyDefinitionReferenceIds').map((id) => textOf(id, 'A reference id')),
    category,
    ...(expiresOn === undefined ? {} : { expiresOn }),
    resourceSelectors: optionalElements(properties, 'resourceSelectors').map((place) => parseSelectors(objectOf(place, 'A resource selector'))),
  };
}

/** What a policy document can be. */
                                                                                    

/** The member of `properties` that tells what a document without a type is, in the order in which they are looked for. */
const documentMarks                                                             = [
  ['policyRule', 'definition'],
  ['policyDefinitions', 'initiative'],
  ['exemptionCategory', 'exemption'],
  ['policyDefinitionId', 'assignment'],
];

export { JsonTextError, deepestJson, documentMarks, parseExemption, readJsonText };
