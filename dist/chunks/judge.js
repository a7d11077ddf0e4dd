import { suggestion } from './near-miss.js';
import { managedClusterType, agentPoolType } from './api-versions.js';
import { isJsonObject, memberIgnoringCase } from './json2.js';
import { parseResourceId, parseScope, isWithin } from './scope.js';

/** A policy document that cannot be used: what is wrong, in one sentence, and where in the document. */
class PolicyError extends Error {
                    name = 'PolicyError';
  /** JSON pointer (RFC 6901) into the document; empty for the document as a whole. */
           pointer        ;

  constructor(message        , pointer = '', options               ) {
    super(message, options);
    this.pointer = pointer;
  }
}

/** An expression that cannot be read or compiled. `position` counts characters from the start of the text as written. */
class ExpressionError extends Error {
                    name = 'ExpressionError';
           position        ;

  constructor(message        , position        ) {
    super(message);
    this.position = position;
  }
}

/** A well-formed expression or comparison that failed on its values. Azure turns such a failure into a denial. */
class EvaluationError extends Error {
                    name = 'EvaluationError';
}

/** A word of an expression. `position` counts characters from the start of the text that holds the expression. */
                   
                                                                                  
                                                                                   
                                                                                
                                                                                  
                                                                            

const space = /\s+/y;
const name = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const integer$1 = /-?[0-9]+(?![A-Za-z0-9_.])/y;
/** A quote inside a string is doubled. */
const string = /'([^']*(?:''[^']*)*)'(?!')/y;
const symbol = /[()[\],.]/y;

/**
 * Splits the part of `text` from `start` to `end` into tokens; the last one is `end`.
 * Throws ExpressionError for an unfinished string, a number that is no integer, and any other character.
 */
function tokenize(text        , start = 0, end = text.length)                   {
  const source = text.slice(0, end);
  const tokens          = [];
  let position = start;

  const take = (pattern        )                         => {
    pattern.lastIndex = position;
    return pattern.exec(source);
  };

  const next = ()                                      => {
    const word = take(name);
    if (word !== null) return { kind: 'name', value: word[0], position, length: word[0].length };
    const sign = take(symbol);
    if (sign !== null) return { kind: 'symbol', value: sign[0], position, length: 1 };
    const quoted = take(string);
    if (quoted !== null) return { kind: 'string', value: (quoted[1] ?? '').replaceAll("''", "'"), position, length: quoted[0].length };
    const digits = take(integer$1);
    if (digits !== null) return { kind: 'integer', value: integerOf(digits[0], position), position, length: digits[0].length };
    throw new ExpressionError(complaint$1(source, position), position);
  };

  for (;;) {
    position += take(space)?.[0].length ?? 0;
    if (position >= end) break;
    const { length, ...token } = next();
    tokens.push(token);
    position += length;
  }
  tokens.push({ kind: 'end', value: '', position: end });
  return tokens;
}

function integerOf(digits        , position        )         {
  const value = Number(digits);
  if (Number.isSafeInteger(value)) return value;
  throw new ExpressionError(`The number ${digits} is larger than this engine can hold`, position);
}

function complaint$1(source        , position        )         {
  const character = source.charAt(position);
  if (character === "'") return 'A string is not closed';
  if (/[-0-9]/.test(character)) return 'Only integers can be written; a number with a fraction goes through float(\'…\')';
  if (character === '"') return 'Strings stand in single quotes';
  return `The character ${JSON.stringify(character)} has no place in an expression`;
}

/** An expression as parsed. `position` counts characters from the start of the text that holds it. */
                        
                                                                                                             
                                                                                                                     
                                                                                                                       

/** One `.name` or `[index]` of a chain; a chain is a list, so that its length costs no stack. */
                       
                           
                            
 

/** Limits of the service (azure-policy-language.md §1.1). */
const limits = {
  expressionLength: 81_920,
  arguments: 128,
  nestedCalls: 64,
  stringLength: 131_072,
  valueDepth: 128,
  valueNodes: 32_768,
}         ;

/**
 * Undocumented but harmless: `true`, `false` and `null` without parentheses. Other evaluators accept them, and refusing would
 * leave a definition unread whose meaning nobody doubts.
 */
const bareLiterals                                      = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What a string of a document is: text to take as it stands, or an expression to evaluate. */
                      
                                                     
                                                                                            

/**
 * Reads a string of a document. One that starts with `[` and ends with `]` is an expression; a leading `[[` escapes it.
 * Throws ExpressionError when the expression cannot be parsed.
 */
function parseTemplate(text        )           {
  if (!text.startsWith('[') || !text.endsWith(']')) return { kind: 'text', value: text };
  if (text.startsWith('[[')) return { kind: 'text', value: text.slice(1) };
  if (text.length > limits.expressionLength) {
    throw new ExpressionError(`The expression has ${text.length} characters; ${limits.expressionLength} are allowed`, limits.expressionLength);
  }
  return { kind: 'expression', text, expression: new Parser(tokenize(text, 1, text.length - 1)).parse() };
}

/** Recursive descent over a token list; lives for one text. */
class Parser {
           #tokens                  ;
  #index = 0;
  #depth = 0;

  constructor(tokens                  ) {
    this.#tokens = tokens;
  }

  parse()             {
    const expression = this.#expression();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#unexpected('the end of the expression');
    return expression;
  }

  #expression()             {
    this.#depth += 1;
    if (this.#depth > limits.nestedCalls) {
      throw new ExpressionError(`Expressions nest deeper than ${limits.nestedCalls} levels`, this.#peek().position);
    }
    const base = this.#primary();
    const steps = this.#steps();
    this.#depth -= 1;
    return steps.length === 0 ? base : { kind: 'access', base, steps, position: base.position };
  }

  #primary()             {
    const token = this.#peek();
    if (token.kind === 'string' || token.kind === 'integer') {
      this.#index += 1;
      return { kind: 'literal', value: token.value, position: token.position };
    }
    if (token.kind !== 'name') throw this.#unexpected('a value');
    this.#index += 1;
    if (this.#accept('(')) return { kind: 'call', name: token.value, args: this.#arguments(token.position), position: token.position };
    const literal = bareLiterals.get(token.value.toLowerCase());
    if (literal === undefined) throw this.#unexpected(`"(" after \`${token.value}\``);
    return { kind: 'literal', value: literal, position: token.position };
  }

  #arguments(position        )                        {
    const args               = [];
    if (this.#accept(')')) return args;
    do {
      args.push(this.#expression());
      if (args.length > limits.arguments) throw new ExpressionError(`A function takes at most ${limits.arguments} arguments`, position);
    } while (this.#accept(','));
    this.#expect(')');
    return args;
  }

  #steps()                  {
    const steps         = [];
    for (;;) {
      const { position } = this.#peek();
      if (this.#accept('.')) steps.push({ key: this.#propertyName(), position });
      else if (this.#accept('[')) {
        steps.push({ key: this.#expression(), position });
        this.#expect(']');
      } else return steps;
    }
  }

  #propertyName()             {
    const token = this.#peek();
    if (token.kind !== 'name') throw this.#unexpected('a property name');
    this.#index += 1;
    return { kind: 'literal', value: token.value, position: token.position };
  }

  #peek()        {
    // The list ends with an `end` token that is never consumed.
    return this.#tokens[this.#index] ?? { kind: 'end', value: '', position: 0 };
  }

  #accept(symbol        )          {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.value !== symbol) return false;
    this.#index += 1;
    return true;
  }

  #expect(symbol        )       {
    if (!this.#accept(symbol)) throw this.#unexpected(`"${symbol}"`);
  }

  #unexpected(wanted        )                  {
    const token = this.#peek();
    const found = token.kind === 'end' ? 'the expression ends' : `there is ${JSON.stringify(String(token.value))}`;
    return new ExpressionError(`Expected ${wanted}, but ${found}`, token.position);
  }
}

/** A value of a policy document and where it stands. */
                                         
                        
                                                    
                           
 

/** The document as a whole. Throws PolicyError when it is no JSON object. */
function rootOf$1(document         , what        )                    {
  return objectOf({ value: document, pointer: '' }, what);
}

/** `properties` of a document, or the document itself when it was written without the wrapper. */
function propertiesOf(root                   )                    {
  const wrapped = find(root, 'properties');
  return wrapped === undefined ? root : objectOf(wrapped, '`properties`');
}

/** The member called `name`, read without case as the service does; null counts as absent. */
function find(parent                   , name        )                    {
  const wanted = name.toLowerCase();
  const key = Object.keys(parent.value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined || parent.value[key] === null ? undefined : child(parent, key);
}

/** The member called `name`. Throws PolicyError when it is absent. */
function required(parent                   , name        )        {
  const found = find(parent, name);
  if (found === undefined) throw new PolicyError(`\`${name}\` is missing`, parent.pointer);
  return found;
}

/** The own member with exactly this key. */
function child(parent                   , key        )        {
  return { value: parent.value[key], pointer: `${parent.pointer}/${escapePointer(key)}` };
}

/** The members of an object in the order written. */
function members(parent                   )                                                    {
  return Object.keys(parent.value).map((key) => [key, child(parent, key)]         );
}

function objectOf(place       , what        )                    {
  const { value, pointer } = place;
  if (!isJsonObject(value)) throw new PolicyError(`${what} has to be an object`, pointer);
  return { value, pointer };
}

function elementsOf(place       , what        )                   {
  const { value, pointer } = place;
  if (!Array.isArray(value)) throw new PolicyError(`${what} has to be an array`, pointer);
  return value.map((element         , index) => ({ value: element, pointer: `${pointer}/${index}` }));
}

function textOf$1(place       , what        )         {
  if (typeof place.value !== 'string') throw new PolicyError(`${what} has to be text`, place.pointer);
  return place.value;
}

function optionalText(parent                   , name        )                     {
  const found = find(parent, name);
  return found === undefined ? undefined : textOf$1(found, `\`${name}\``);
}

function requiredText(parent                   , name        )         {
  return textOf$1(required(parent, name), `\`${name}\``);
}

function optionalElements(parent                   , name        )                   {
  const found = find(parent, name);
  return found === undefined ? [] : elementsOf(found, `\`${name}\``);
}

/** The object member called `name`, or an empty one. */
function optionalObject(parent                   , name        )                    {
  const found = find(parent, name);
  return found === undefined ? { value: {}, pointer: `${parent.pointer}/${name}` } : objectOf(found, `\`${name}\``);
}

/** One segment of a JSON pointer (RFC 6901). */
function escapePointer(key        )         {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A JSON value of a rule in which any string may be an expression. */
                     
                                                                                   
                                                                                                                     
                                                                                            
                                                                                                                                 

/**
 * Reads a value. Strings that are expressions are parsed; `[[` is an escaped bracket.
 * Throws PolicyError for an expression that cannot be parsed and for a value nested deeper than the service allows.
 */
function parseOperand(place       , depth = 0)          {
  const { value, pointer } = place;
  if (depth > limits.valueDepth) throw new PolicyError(`The value is nested deeper than ${limits.valueDepth} levels`, pointer);
  if (typeof value === 'string') return parseText(value, pointer);
  if (Array.isArray(value)) {
    return folded$1(
      elementsOf(place, 'The value').map((element) => parseOperand(element, depth + 1)),
      (items) => ({ kind: 'array', items, pointer }),
      (values) => ({ kind: 'literal', value: values, pointer }),
    );
  }
  if (!isJsonObject(value)) return { kind: 'literal', value, pointer };
  const entries = members(objectOf(place, 'The value'));
  return folded$1(
    entries.map(([, member]) => parseOperand(member, depth + 1)),
    (parts) => ({ kind: 'object', members: pair(entries, parts), pointer }),
    (values) => ({ kind: 'literal', value: Object.fromEntries(pair(entries, values)), pointer }),
  );
}

/** Parts without an expression make a literal. */
function folded$1(
  parts                    ,
  composite                                        ,
  literal                                         ,
)          {
  const values = parts.flatMap((part) => (part.kind === 'literal' ? [part.value] : []));
  return values.length === parts.length ? literal(values) : composite(parts);
}

function pair       (entries                                         , values                  )                                        {
  return values.map((value, index) => [entries[index]?.[0] ?? '', value]         );
}

function parseText(text        , pointer        )          {
  try {
    const template = parseTemplate(text);
    if (template.kind === 'text') return { kind: 'literal', value: template.value, pointer };
    return { kind: 'expression', text, expression: template.expression, pointer };
  } catch (error) {
    if (error instanceof ExpressionError) throw expressionError(error, text, pointer);
    throw error;
  }
}

/** An expression's error as an error of the document: the sentence, the character, and the text around it. */
function expressionError(error                 , text        , pointer        )              {
  const shown = text.length > 120 ? `${text.slice(0, 117)}...` : text;
  return new PolicyError(`${error.message}, at character ${error.position + 1} of ${shown}`, pointer, { cause: error });
}

/** The nineteen operators of a condition. */
const operators = [
  'equals',
  'notEquals',
  'like',
  'notLike',
  'match',
  'notMatch',
  'matchInsensitively',
  'notMatchInsensitively',
  'contains',
  'notContains',
  'in',
  'notIn',
  'containsKey',
  'notContainsKey',
  'less',
  'lessOrEquals',
  'greater',
  'greaterOrEquals',
  'exists',
]         ;

                                                  

const byLowerCase                                = new Map(operators.map((operator) => [operator.toLowerCase(), operator]));

/** The operator of this name, read without case. */
function operatorOf(name        )                       {
  return byLowerCase.get(name.toLowerCase());
}

/** A condition as parsed. */
                                                

                        
                                   
                                            
 

                           
                       
                                
 

/** One comparison: a left side, an operator and a right side. */
                       
                        
                          
                              
                          
                           
 

                      
                                                       
                                                       
          

                        
                         
                
                                                         
                                                                                             
                                        
                           
 

/** `if` holds at most so many conditions (azure-policy-language.md §1.1). */
const mostConditions = 4096;
/** No limit of the service is known; built-ins nest 9 deep. Keeps evaluation within any stack. */
const deepest = 64;

const logic = ['allOf', 'anyOf', 'not']         ;
const leftSides = ['field', 'value', 'count']         ;

/** Reads a condition. Throws PolicyError where its structure is not the language's, naming the near miss of an unknown member. */
function parseCondition(place       )            {
  return parse(place, { depth: 0, count: { left: mostConditions } });
}

                  
                         
                                   
 

function parse(place       , budget        )            {
  const condition = objectOf(place, 'A condition');
  budget.count.left -= 1;
  if (budget.count.left < 0) throw new PolicyError(`A rule has at most ${mostConditions} conditions`, place.pointer);
  if (budget.depth > deepest) throw new PolicyError(`Conditions nest deeper than ${deepest} levels`, place.pointer);
  const kind = logic.find((name) => find(condition, name) !== undefined);
  return kind === undefined ? parseLeaf(condition, budget) : parseLogic(kind, condition, budget);
}

function parseLogic(kind                        , condition                   , budget        )            {
  const inner = { ...budget, depth: budget.depth + 1 };
  const [[, body] = [], ...others] = members(condition);
  if (body === undefined || others.length > 0) throw new PolicyError(`\`${kind}\` stands alone in its object`, condition.pointer);
  if (kind === 'not') return { kind, condition: parse(body, inner) };
  return { kind, conditions: elementsOf(body, `\`${kind}\``).map((element) => parse(element, inner)) };
}

function parseLeaf(condition                   , budget        )       {
  const { pointer } = condition;
  const { left: lefts, operator: found } = sort(condition);
  const [[side, leftPlace] = [], ...otherLefts] = lefts;
  const [[operator, rightPlace] = [], ...otherOperators] = found;
  if (side === undefined || leftPlace === undefined) throw new PolicyError('A condition needs `field`, `value` or `count`', pointer);
  if (otherLefts.length > 0) throw new PolicyError('A condition has exactly one of `field`, `value` and `count`', pointer);
  if (operator === undefined || rightPlace === undefined) throw new PolicyError('A condition needs an operator such as `equals`', pointer);
  if (otherOperators.length > 0) throw new PolicyError('A condition has exactly one operator', pointer);
  return { kind: 'leaf', left: parseLeft(side, leftPlace, budget), operator, right: parseOperand(rightPlace), pointer };
}

/** Left sides and operators of a leaf; anything else is an error, as it is to the service. */
function sort(condition                   ) {
  const left                                                   = [];
  const operator                                 = [];
  for (const [key, place] of members(condition)) {
    const side = leftSides.find((name) => name === key.toLowerCase());
    const comparison = operatorOf(key);
    if (side !== undefined) left.push([side, place]);
    else if (comparison !== undefined) operator.push([comparison, place]);
    else {
      const hint = suggestion(key, [...operators, ...leftSides, ...logic]);
      throw new PolicyError(`A condition has no member \`${key}\`${hint}`, place.pointer);
    }
  }
  return { left, operator };
}

function parseLeft(side                            , place       , budget        )           {
  if (side === 'value') return { kind: 'value', value: parseOperand(place) };
  if (side === 'field') return { kind: 'field', field: parseField(place) };
  return parseCount(objectOf(place, '`count`'), budget);
}

function parseField(place       )          {
  textOf$1(place, '`field`');
  return parseOperand(place);
}

const countMembers = ['field', 'value', 'name', 'where'];

function parseCount(count                   , budget        )        {
  for (const [key, place] of members(count)) {
    if (countMembers.includes(key.toLowerCase())) continue;
    throw new PolicyError(`\`count\` has no member \`${key}\`${suggestion(key, countMembers)}`, place.pointer);
  }
  const field = find(count, 'field');
  const value = find(count, 'value');
  const name = find(count, 'name');
  const filter = find(count, 'where');
  const where = filter === undefined ? undefined : parse(filter, { ...budget, depth: budget.depth + 1 });
  const { pointer } = count;
  if (field !== undefined && value === undefined && name === undefined) {
    return { kind: 'count', over: { kind: 'field', field: parseField(field) }, where, pointer };
  }
  if (value !== undefined && field === undefined) {
    const label = name === undefined ? undefined : textOf$1(name, '`name`');
    return { kind: 'count', over: { kind: 'value', value: parseOperand(value), name: label }, where, pointer };
  }
  throw new PolicyError('`count` has either `field`, or `value` with an optional `name`', pointer);
}

/** What definitions, initiatives and assignments have in common. */
                         
                                    
                                  
                                           
                                           
                                
 

/** Reads the common part of a policy object and returns it with the place of its properties. Throws PolicyError. */
function readHeader(document         , what        )                                       {
  const root = rootOf$1(document, what);
  const properties = propertiesOf(root);
  const header = {
    name: optionalText(root, 'name'),
    id: optionalText(root, 'id'),
    displayName: optionalText(properties, 'displayName'),
    description: optionalText(properties, 'description'),
    metadata: optionalObject(properties, 'metadata').value,
  };
  return [header, properties];
}

/**
 * A value that cannot be known here: a `reference()`, a parameter nobody passed, a property that a query did not ask for.
 * It flows through expressions and conditions and is never folded into a verdict of compliance.
 */
class Unknown {
  /** Why the value is unknown, with the expression: "reference('x') is known only at deployment". */
           why        ;

  constructor(why        ) {
    this.why = why;
  }
}

function isUnknown(value         )                   {
  return value instanceof Unknown;
}

/** True, false, or a value that says why neither is known. */
                                      

                                                                 

/** True for a plain object; false for arrays, null and instances of classes (`Unknown` among them). */
function isObject(value         )                       {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype          = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isArray(value         )                              {
  return Array.isArray(value);
}

/** The own key of `object` that equals `name` without regard to case, an exact match first. Inherited names are never followed. */
function keyIgnoringCase(object             , name        )                     {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

/** What a value is called in a message. */
function typeName(value         )         {
  if (value === null || value === undefined) return 'null';
  if (isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The text of a scalar as the policy engine compares it: `True`, `5`, `""` for null. Undefined for arrays and objects. */
function scalarText(value         )                     {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return undefined;
}

/** Comparison of texts without case. */
function sameText(left        , right        )          {
  return left === right || left.toLowerCase() === right.toLowerCase();
}

/** Negation that keeps what is not known. */
function negate(truth       )        {
  return isUnknown(truth) ? truth : !truth;
}

/**
 * Deep equality with case (azure-policy-language.md §1.9). Unknown parts make the answer unknown, unless a known part already differs.
 * Throws EvaluationError when the values are deeper than the service allows.
 */
function deepEqual(left         , right         , depth = 0)        {
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  assertDepth(depth);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && every$1(left.map((value, index) => [value, right[index]]), depth);
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key))) return false;
    return every$1(keys.map((key) => [left[key], right[key]]), depth);
  }
  return (left ?? null) === (right ?? null);
}

function every$1(pairs                                          , depth        )        {
  let open                     ;
  for (const [left, right] of pairs) {
    const same = deepEqual(left, right, depth + 1);
    if (same === false) return false;
    if (isUnknown(same)) open ??= same;
  }
  return open ?? true;
}

/** The first unknown value in `value`, at any depth. Throws EvaluationError beyond the service's depth or number of parts. */
function findUnknown(value         )                      {
  const found = search(value, isUnknown, 0, { left: limits.valueNodes });
  return isUnknown(found) ? found : undefined;
}

/** Throws EvaluationError when a value is deeper or has more parts than the service allows. */
function assertBounded(value         )       {
  search(value, () => false, 0, { left: limits.valueNodes });
}

function search(value         , isWanted                            , depth        , parts                  )          {
  if (isWanted(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  assertDepth(depth);
  for (const part of isArray(value) ? value : Object.values(value)) {
    parts.left -= 1;
    if (parts.left < 0) throw new EvaluationError(`A value has more than ${limits.valueNodes} parts`);
    const found = search(part, isWanted, depth + 1, parts);
    if (found !== undefined) return found;
  }
  return undefined;
}

function assertDepth(depth        )       {
  if (depth > limits.valueDepth) throw new EvaluationError(`A value is nested deeper than ${limits.valueDepth} levels`);
}

/** One parameter that a definition or an initiative declares. */
                                       
                        
                               
                                             
                                  
                                              
                                         
                           
 

                                                                                                         

/** Declarations by lower-case name: parameter names compare without case. */
                                                                              

const fits                                                               = {
  String: (value) => typeof value === 'string',
  DateTime: (value) => typeof value === 'string',
  Array: (value) => Array.isArray(value),
  Object: (value) => typeof value === 'object' && !Array.isArray(value),
  Boolean: (value) => typeof value === 'boolean',
  Integer: (value) => Number.isInteger(value),
  Float: (value) => typeof value === 'number',
};

const types = Object.keys(fits)                            ;

/** Reads the `parameters` of a definition or an initiative. Throws PolicyError. */
function parseParameters(properties                   )                        {
  const declarations = members(optionalObject(properties, 'parameters')).map(([name, place]) => parseDeclaration(name, place));
  const byName = new Map                              ();
  for (const declaration of declarations) {
    const key = declaration.name.toLowerCase();
    if (byName.has(key)) throw new PolicyError(`The parameter \`${declaration.name}\` is declared twice`, declaration.pointer);
    byName.set(key, declaration);
  }
  return byName;
}

function parseDeclaration(name        , place       )                       {
  const declaration = objectOf(place, `The parameter \`${name}\``);
  const written = requiredText(declaration, 'type');
  const type = types.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (type === undefined) {
    throw new PolicyError(`\`${written}\` is no type of a parameter${suggestion(written, types)}`, `${declaration.pointer}/type`);
  }
  const initial = find(declaration, 'defaultValue');
  const allowed = find(declaration, 'allowedValues');
  return {
    name,
    type,
    ...(initial === undefined ? {} : { defaultValue: initial.value }),
    ...(allowed === undefined ? {} : { allowedValues: elementsOf(allowed, '`allowedValues`').map(({ value }) => value) }),
    pointer: declaration.pointer,
  };
}

/**
 * The value of every declared parameter, by its declared name: what was given, else the default.
 * Throws PolicyError (with `pointer` as place) for a missing value, a value that is not declared, and one of the wrong type or not allowed.
 */
function resolveParameters(declared                       , given            , pointer        )             {
  for (const name of Object.keys(given)) {
    if (declared.has(name.toLowerCase())) continue;
    const names = Array.from(declared.values(), (declaration) => declaration.name);
    throw new PolicyError(`There is no parameter \`${name}\`${suggestion(name, names)}`, pointer);
  }
  const values = new Map(Object.keys(given).map((name) => [name.toLowerCase(), given[name]]));
  return Object.fromEntries(
    Array.from(declared, ([key, declaration]) => {
      const value = values.get(key) ?? declaration.defaultValue;
      if (value === undefined) throw new PolicyError(`The parameter \`${declaration.name}\` has neither a value nor a default`, pointer);
      if (values.has(key)) check(declaration, value, pointer);
      return [declaration.name, value]         ;
    }),
  );
}

function check({ name, type, allowedValues }                      , value         , pointer        )       {
  if (isUnknown(value)) return;
  if (!fits[type](value)) throw new PolicyError(`The parameter \`${name}\` has to be of type ${type}; ${typeName(value)} given`, pointer);
  if (allowedValues === undefined) return;
  const isAllowed = (candidate         )          => allowedValues.some((allowed) => deepEqual(candidate, allowed) !== false);
  // For an array the list names the allowed elements.
  const parts                     = Array.isArray(value) && !isAllowed(value) ? value : [value];
  const refused = parts.find((part) => !isAllowed(part));
  if (refused === undefined) return;
  const list = allowedValues.map(brief).join(', ');
  throw new PolicyError(`The parameter \`${name}\` does not allow ${brief(refused)}; allowed: ${list}`, pointer);
}

function brief(value         )         {
  return typeof value === 'object' && value !== null ? `an ${typeName(value)}` : JSON.stringify(value);
}

/** A policy definition as parsed: structure and expression syntax are checked, names of functions and fields are not. */
                                                  
                              
                                                                                               
                        
                                             
                            
 

/** `if` and `then` of a definition. */
                             
                                
                           
                                                                  
                            
 

/**
 * Reads a policy definition from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError: the document is not of the language, with the place and, where there is one, the near miss.
 */
function parseDefinition(document         )                   {
  const [header, properties] = readHeader(document, 'A policy definition');
  return {
    kind: 'definition',
    ...header,
    mode: optionalText(properties, 'mode') ?? 'Indexed',
    parameters: parseParameters(properties),
    rule: parseRule(objectOf(required(properties, 'policyRule'), '`policyRule`')),
  };
}

function parseRule(rule                   )             {
  const then = objectOf(required(rule, 'then'), '`then`');
  const effect = required(then, 'effect');
  if (textOf$1(effect, '`effect`') === '') throw new PolicyError('`effect` is empty', effect.pointer);
  return {
    condition: parseCondition(required(rule, 'if')),
    effect: parseOperand(effect),
    details: find(then, 'details')?.value,
  };
}

/** An initiative (policy set definition) as parsed. */
                                            
                              
                                             
                                                
 

/** One definition that an initiative brings. */
                                   
                                
                                                             
                               
                                                                                                 
                                                    
                                         
                           
 

/**
 * Reads an initiative from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError, also when two members share a reference id.
 */
function parseInitiative(document         )             {
  const [header, properties] = readHeader(document, 'An initiative');
  const places = elementsOf(required(properties, 'policyDefinitions'), '`policyDefinitions`');
  const parsed = places.map((place, index) => parseMember(place, index));
  const seen = new Set        ();
  for (const { referenceId, pointer } of parsed) {
    if (seen.has(referenceId.toLowerCase())) throw new PolicyError(`The reference id \`${referenceId}\` is used twice`, pointer);
    seen.add(referenceId.toLowerCase());
  }
  return { kind: 'initiative', ...header, parameters: parseParameters(properties), members: parsed };
}

function parseMember(place       , index        )                   {
  const member = objectOf(place, 'A member of `policyDefinitions`');
  return {
    definitionId: requiredText(member, 'policyDefinitionId'),
    // The service makes up an id where none is written.
    referenceId: optionalText(member, 'policyDefinitionReferenceId') ?? String(index + 1),
    parameters: new Map(
      members(optionalObject(member, 'parameters')).map(([name, parameter]) => [
        name,
        parseOperand(required(objectOf(parameter, `The parameter \`${name}\``), 'value')),
      ]),
    ),
    groupNames: optionalElements(member, 'groupNames').map((name) => textOf$1(name, 'A group name')),
    pointer: member.pointer,
  };
}

/** Where an alias points in the resource. */
                        
                                                                                  
                        
                                                                            
                                
 

/** Aliases by resource type and name: alias names are not unique across types. */
                             
                                                                                           
                                                       
 

/**
 * Names and paths: the alias export of January 2024 (JanneMattila/azure-policy-evaluator); `bootstrapProfile`,
 * `staticEgressGatewayProfile` and what else came later: the 2026 table in Azure/azure-policy-linter
 * (azure-policy-language.md §5.2, aks-network-isolation.md §8.1). Every name below points to `properties.<name>`.
 */
const clusterNames = `
  apiServerAccessProfile apiServerAccessProfile.authorizedIPRanges apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAccessProfile.disableRunCommand apiServerAccessProfile.enablePrivateCluster
  apiServerAccessProfile.enablePrivateClusterPublicFQDN apiServerAccessProfile.enableVnetIntegration
  apiServerAccessProfile.privateDNSZone apiServerAccessProfile.subnetId
  autoUpgradeProfile autoUpgradeProfile.nodeOSUpgradeChannel autoUpgradeProfile.upgradeChannel
  bootstrapProfile bootstrapProfile.artifactSource bootstrapProfile.containerRegistryId
  disableLocalAccounts
  networkProfile networkProfile.dnsServiceIP networkProfile.ipFamilies networkProfile.ipFamilies[*]
  networkProfile.loadBalancerProfile networkProfile.loadBalancerProfile.allocatedOutboundPorts
  networkProfile.loadBalancerProfile.backendPoolType networkProfile.loadBalancerProfile.enableMultipleStandardLoadBalancers
  networkProfile.loadBalancerProfile.effectiveOutboundIPs networkProfile.loadBalancerProfile.effectiveOutboundIPs[*]
  networkProfile.loadBalancerProfile.effectiveOutboundIPs[*].id networkProfile.loadBalancerProfile.idleTimeoutInMinutes
  networkProfile.loadBalancerProfile.managedOutboundIPs networkProfile.loadBalancerProfile.managedOutboundIPs.count
  networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6 networkProfile.loadBalancerProfile.outboundIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*].id
  networkProfile.loadBalancerProfile.outboundIPs networkProfile.loadBalancerProfile.outboundIPs.publicIPs
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*] networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*].id
  networkProfile.loadBalancerSku
  networkProfile.natGatewayProfile networkProfile.natGatewayProfile.effectiveOutboundIPs
  networkProfile.natGatewayProfile.effectiveOutboundIPs[*] networkProfile.natGatewayProfile.effectiveOutboundIPs[*].id
  networkProfile.natGatewayProfile.idleTimeoutInMinutes networkProfile.natGatewayProfile.managedOutboundIPProfile
  networkProfile.natGatewayProfile.managedOutboundIPProfile.count networkProfile.natGatewayProfile.outboundIPs
  networkProfile.networkDataplane networkProfile.networkMode networkProfile.networkPlugin networkProfile.networkPluginMode
  networkProfile.networkPolicy networkProfile.outboundType networkProfile.podCidr networkProfile.podCidrs networkProfile.podCidrs[*]
  networkProfile.podLinkLocalAccess networkProfile.serviceCidr networkProfile.serviceCidrs networkProfile.serviceCidrs[*]
  networkProfile.staticEgressGatewayProfile.enabled
`;

/** Of one node pool: an element of `agentPoolProfiles` in the cluster, or a resource of its own. Same sources. */
const poolNames = `
  availabilityZones availabilityZones[*] count enableAutoScaling enableEncryptionAtHost enableFIPS enableNodePublicIP
  mode networkProfile networkProfile.allowedHostPorts networkProfile.allowedHostPorts[*] networkProfile.allowedHostPorts[*].portEnd
  networkProfile.allowedHostPorts[*].portStart networkProfile.allowedHostPorts[*].protocol networkProfile.applicationSecurityGroups
  networkProfile.applicationSecurityGroups[*] networkProfile.nodePublicIPTags networkProfile.nodePublicIPTags[*]
  networkProfile.nodePublicIPTags[*].ipTagType networkProfile.nodePublicIPTags[*].tag
  nodeImageVersion nodePublicIPPrefixID osDiskType osSKU osType podSubnetID scaleSetPriority securityProfile securityProfile.sshAccess
  type vmSize vnetSubnetID windowsProfile windowsProfile.disableOutboundNat
`;

/** What the sources say of `modify` (azure-policy-language.md §5.2). */
const modifiable                               = new Map([
  ['apiserveraccessprofile.disableruncommand', true],
  ['autoupgradeprofile.nodeosupgradechannel', true],
  ['apiserveraccessprofile.enableprivatecluster', false],
  ['bootstrapprofile', false],
  ['bootstrapprofile.artifactsource', false],
  ['bootstrapprofile.containerregistryid', false],
  ['disablelocalaccounts', false],
  ['networkprofile.outboundtype', false],
  ['networkprofile.staticegressgatewayprofile.enabled', false],
]);

function words(list        )                    {
  return list.trim().split(/\s+/);
}

function* rows()                                                                  {
  const inBody = ['agentPoolProfiles', 'agentPoolProfiles[*]', ...words(`name ${poolNames}`).map((name) => `agentPoolProfiles[*].${name}`)];
  for (const name of [...words(clusterNames), ...inBody]) {
    const mark = modifiable.get(name.toLowerCase());
    const entry = { path: `properties.${name}`, ...(mark === undefined ? {} : { modifiable: mark }) };
    yield [managedClusterType, `${managedClusterType}/${name}`, entry];
  }
  // An older spelling that the table still carries; before API version 2019-10-01 it was the only one.
  for (const suffix of ['', '[*]']) {
    const path = `properties.apiServerAccessProfile.authorizedIPRanges${suffix}`;
    yield [managedClusterType, `${managedClusterType}/apiServerAuthorizedIPRanges${suffix}`, { path }];
  }
  // The child type has each alias twice: behind a slash and, older, behind a dot.
  for (const name of words(poolNames)) {
    yield [agentPoolType, `${agentPoolType}/${name}`, { path: `properties.${name}` }];
    yield [agentPoolType, `${agentPoolType}.${name}`, { path: `properties.${name}` }];
  }
}

/** The aliases of ContainerService that rules on egress and its neighbourhood use. */
const bundledAliases             = aliasTable(rows());

/** Builds a table from rows. */
function aliasTable(entries                                                                )             {
  const byName = new Map(Array.from(entries, ([type, alias, entry]) => [keyOf(type, alias), entry]));
  return { find: (type, alias) => byName.get(keyOf(type, alias)) };
}

function keyOf(type        , alias        )         {
  return `${type.toLowerCase()} ${alias.toLowerCase()}`;
}

/** `[*]` in a path. */
const each = Symbol('[*]');

/** A member name or every element. */
                                            

/** A place in a resource. Its way there is a chain, because most places are never printed. */
                       
                                         
                          
                                 
                         
                                                                             
                       
 

/** Reads `a.b[*].c`. A dot inside a name cannot be written. */
function parsePath(text        )                      {
  return text.split('.').flatMap((part) => {
    const name = part.replace(/(?:\[\*\])+$/, '');
    const depth = (part.length - name.length) / '[*]'.length;
    return [...(name === '' ? [] : [name]), ...Array.from({ length: depth }, ()           => each)];
  });
}

/**
 * The places that a path leads to: one, or with `[*]` any number. Members are read without case.
 * A missing or null array has no elements; an unknown one has one open spot.
 * With `inserted`, elements are looked through for a wrapper `properties`, as sub-resources of the network provider have it.
 */
function select(start      , steps                     , inserted = false)                  {
  let spots                  = [start];
  for (const [index, step] of steps.entries()) {
    const wrapped = inserted && (index === 0 ? typeof start.key === 'number' : steps[index - 1] === each);
    spots = step === each ? spots.flatMap(elements) : spots.map((spot) => memberOf(spot, step, wrapped));
  }
  return spots;
}

function elements(spot      )                  {
  if (isUnknown(spot.value)) return [{ ...spot, open: true }];
  if (!Array.isArray(spot.value)) return [];
  return spot.value.map((value         , key) => ({ value, key, parent: spot }));
}

function memberOf(spot      , name        , wrapped         )       {
  if (isUnknown(spot.value)) return { ...spot, key: name, parent: spot };
  const value = memberIgnoringCase(spot.value, name);
  const inner = wrapped && value === undefined ? memberIgnoringCase(spot.value, 'properties') : undefined;
  if (inner !== undefined) return memberOf({ value: inner, key: 'properties', parent: spot }, name, false);
  return { value, key: name, parent: spot };
}

/** JSON pointer of a spot, with the keys as the resource writes them. */
function pointerOf(spot      )         {
  return chain(spot)
    .map(({ key, parent }) => `/${escapePointer(typeof key === 'string' ? spelling(parent, key) : String(key))}`)
    .join('');
}

/** Path of a spot as people write it: `properties.agentPoolProfiles[1].mode`. */
function pathOf(spot      )         {
  return chain(spot)
    .map(({ key, parent, open }) => {
      const text = typeof key === 'number' ? `[${key}]` : `.${spelling(parent, key ?? '')}`;
      return open === true && parent?.open !== true ? `${text}[*]` : text;
    })
    .join('')
    .slice(1);
}

function chain(spot      )                  {
  const spots         = [];
  for (let current                   = spot; current?.key !== undefined; current = current.parent) spots.unshift(current);
  return spots;
}

/** The member's name in the resource, or as the path has it where the member is missing. */
function spelling(parent                  , name        )         {
  if (!isJsonObject(parent?.value) || Object.hasOwn(parent.value, name)) return name;
  return Object.keys(parent.value).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

/** A field name that has been understood. */
                        
                    
                        
                                                                                                           
                                                        
                           
                                                                                                                                     
                                                            
                                               
                                                         
 

/** One way into a resource. */
                        
                                      
                                                                                     
                            
 

/** Understands a field name; undefined when it is none. Aliases need a table. */
function fieldOf(name        , aliases            )                    {
  const lower = name.toLowerCase();
  const tag = tagName(name);
  if (tag !== undefined) return pathField(name, 'tags', ['tags', tag]);
  if (lower === 'tags' || lower === 'kind') return pathField(name, lower, [lower]);
  if (/^identity(\.[a-z]+)+$/.test(lower)) return pathField(name, 'identity', parsePath(name));
  const computed = computedFields.get(lower);
  if (computed !== undefined) {
    const [kind, value] = computed;
    return { name, kind, isList: false, routes: () => [], read: (resource) => [{ value: value(resource), key: kind, parent: rootOf(resource) }] };
  }
  return name.includes('/') ? aliasField(name, aliases) : undefined;
}

/** Field names that are not aliases, for suggestions. */
const fieldNames = ['name', 'fullName', 'kind', 'type', 'location', 'id', 'identity.type', 'tags']         ;

/** What the body says, when it is known not to be known; else what the envelope says. */
function unlessUnknown(resource          , member        , value        )          {
  const inBody = isJsonObject(resource.body) ? resource.body[member] : undefined;
  return isUnknown(inBody) ? inBody : value;
}

const computedFields                                                                                 = new Map([
  ['type', ['type', (resource) => resource.type]],
  ['name', ['name', (resource) => unlessUnknown(resource, 'name', resource.name.split('/').at(-1) ?? '')]],
  ['fullname', ['fullName', (resource) => unlessUnknown(resource, 'name', resource.name)]],
  ['id', ['id', (resource) => resource.id ?? new Unknown('the file does not say where the resource will be deployed')]],
  // A resource without a location is `global`.
  ['location', ['location', (resource) => normalizeLocation(select(rootOf(resource), ['location'])[0]?.value ?? 'global')]],
]);

/** `East US 2` → `eastus2`; of a list every element. Other values are left alone. */
function normalizeLocation(value         )          {
  return Array.isArray(value) ? value.map(withoutSpaces) : withoutSpaces(value);
}

function withoutSpaces(value         )          {
  return typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value;
}

/** `tags.x`, `tags[x]`, `tags['x']`; a quote inside the last form is doubled. */
function tagName(name        )                     {
  const [, dotted, quoted, bare] = /^tags(?:\.(.+)|\['(.*)'\]|\[([^'*].*)\])$/is.exec(name) ?? [];
  return dotted ?? quoted?.replaceAll("''", "'") ?? bare;
}

function pathField(name        , kind               , steps                     )        {
  const routes = [{ steps, guessed: false }];
  return { name, kind, isList: false, routes: () => routes, read: (resource) => select(rootOf(resource), steps) };
}

function aliasField(name        , aliases            )        {
  const byType = new Map                          ();
  const routes = ({ type }          )                   => {
    const key = type.toLowerCase();
    const known = byType.get(key) ?? resolve(name, type, aliases);
    byType.set(key, known);
    return known;
  };
  const read = (resource          )                  => {
    const root = rootOf(resource);
    const found = routes(resource).map(({ steps, guessed }) => select(root, steps, guessed));
    // An alias of another type yields nothing, as in the service.
    return found.find((spots) => spots.some(({ value }) => value !== undefined && value !== null)) ?? found[0] ?? absent$1(name, resource);
  };
  return { name, kind: 'alias', isList: name.includes('[*]'), routes, read };
}

function absent$1(name        , resource          )                  {
  if (name.includes('[*]')) return [];
  // Names such as `Microsoft.Compute/imagePublisher` have no type in them: without a table nobody knows where they point.
  const isTypeless = name.split('/').length === 2 && name.toLowerCase().startsWith(`${namespaceOf(resource.type)}/`);
  return [{ value: isTypeless ? new Unknown(`the alias ${name} is not in the alias table`) : undefined }];
}

/** Members of the envelope that no alias means: `…/type` of a type without `properties.type` is absent, not the resource's type. */
const envelope = new Set(['id', 'name', 'properties', 'type']);

/** Table first; then `properties.<tail>`; then, for `sku` and its like, the root (azure-policy-language.md §5.2). */
function resolve(alias        , type        , aliases            )                   {
  const entry = aliases.find(type, alias);
  if (entry !== undefined) return [{ steps: parsePath(entry.path), guessed: false }];
  const tail = tailOf(alias, type);
  if (tail === undefined) return [];
  const steps = parsePath(tail);
  const [head] = steps;
  const atRoot = head === each || envelope.has(String(head).toLowerCase()) ? [] : [{ steps, guessed: true }];
  return [{ steps: ['properties', ...steps], guessed: true }, ...atRoot];
}

/** What follows the resource type in an alias; undefined when the alias is of another type. */
function tailOf(alias        , type        )                     {
  if (!alias.toLowerCase().startsWith(type.toLowerCase())) return undefined;
  const separator = alias.charAt(type.length);
  const tail = alias.slice(type.length + 1);
  return (separator === '/' || separator === '.') && tail !== '' && !tail.includes('/') ? tail : undefined;
}

function namespaceOf(type        )         {
  return (type.split('/')[0] ?? '').toLowerCase();
}

function rootOf(resource          )       {
  return { value: resource.body };
}

/** What is known of the surroundings of a resource. Whatever is absent reads as unknown, never as empty. */
                                 
                                                                       
                                      
                                                                                  
                                     
                                                               
                                       
                                                           
                           
  

/** What `policy()` answers. Empty where the definition was not brought by such an object. */
                            
                                
                                
                                   
                                         
 

/** Everything that a rule can look at while it is evaluated. */
                        
                              
                                  
                                      
                          
                                                                          
                                            
                                                              
                                     
                                                                    
                                    
 

/** One open `count` and the element it looks at. */
                   
                                                                                                                                                   
                                                                                                                               

/** So many elements may be counted in one evaluation. Ours: the service has its own clock. */
const countBudget = 1_000_000;

function* framesOf(scope       )                   {
  for (let frame = scope.frames; frame !== undefined; frame = frame.outer) yield frame;
}

/**
 * The places of a field as the rule sees them here: inside a `count` over one of its arrays, only those below the current element.
 * Throws EvaluationError for a resource whose body is no object.
 */
function spotsOf(field       , scope       )                  {
  const { resource } = scope;
  if (!isJsonObject(resource.body)) throw new EvaluationError('The resource is no JSON object');
  if (field.isList && scope.frames !== undefined) {
    const routes = field.routes(resource);
    for (const frame of framesOf(scope)) {
      if (frame.kind !== 'field') continue;
      const route = routes.find(({ steps }) => startsWith(steps, frame.steps));
      if (route !== undefined) return select(frame.spot, route.steps.slice(frame.steps.length), route.guessed);
    }
  }
  return field.read(resource);
}

function startsWith(steps                     , prefix                     )          {
  return prefix.length <= steps.length && prefix.every((step, index) => sameStep(step, steps[index]));
}

function sameStep(left          , right                      )          {
  if (left === each || right === each || right === undefined) return left === right;
  return left.toLowerCase() === right.toLowerCase();
}

/** True when nothing is there: null counts as absent. */
function isAbsent$1(value         )                            {
  return value === null || value === undefined;
}

/**
 * A field inside an expression: `""` for a missing scalar, the existing values for a list (azure-policy-language.md §1.13, rows 4 and 5).
 */
function valueOf(field                       , spots                 )          {
  if (!field.isList) {
    const value = spots[0]?.value;
    return isAbsent$1(value) ? '' : value;
  }
  // An unknown element may be missing, and then it would not be in the list: the list as a whole is unknown.
  const open = spots.find((spot) => isUnknown(spot.value) && (spot.open === true || typeof spot.key === 'string'));
  if (open !== undefined) return open.value;
  return spots.map(({ value }) => value).filter((value) => !isAbsent$1(value));
}

/** Compares a known or unknown left side with a right side that is already in it. Throws EvaluationError. */
                                               

/** Operators that are another one's negation (azure-policy-language.md §1.6). */
const negations                                = new Map([
  ['notEquals', 'equals'],
  ['notLike', 'like'],
  ['notMatch', 'match'],
  ['notMatchInsensitively', 'matchInsensitively'],
  ['notContains', 'contains'],
  ['notIn', 'in'],
  ['notContainsKey', 'containsKey'],
]);

/** The operator without its `not`, and whether it had one. */
function positive(operator        )                                                           {
  const base = negations.get(operator);
  return base === undefined ? { operator, negated: false } : { operator: base, negated: true };
}

/** Which left side a null comes from: `like "*"` is false for a missing field and true for a null value (§1.6). */
                                               

/**
 * Prepares one operator for one right side. `right` null is an error of the rule; an expression's null becomes `""` before it gets here.
 * Throws EvaluationError when the right side does not suit the operator.
 */
function matcherOf(operator          , right         , side      )          {
  const { operator: base, negated } = positive(operator);
  const matcher = prepare(base, right, side);
  return negated ? (left) => negate(matcher(left)) : matcher;
}

function prepare(operator        , right         , side      )          {
  if (isUnknown(right)) return () => right;
  if (isAbsent$1(right)) throw new EvaluationError(`\`${operator}\` cannot compare with null`);
  switch (operator) {
    case 'equals':
      return known(equals(right));
    case 'in':
      return isIn(right);
    case 'like':
      return known(like(scalar(operator, right), side));
    case 'match':
      return known(match(scalar(operator, right), (left, mark) => left === mark));
    case 'matchInsensitively':
      return known(match(scalar(operator, right), sameText));
    case 'contains':
      return contains$1(scalar(operator, right));
    case 'containsKey':
      return known(containsKey(scalar(operator, right)));
    case 'exists':
      return known(exists(right));
    case 'less':
      return ordered(operator, right, (order) => order < 0);
    case 'lessOrEquals':
      return ordered(operator, right, (order) => order <= 0);
    case 'greater':
      return ordered(operator, right, (order) => order > 0);
    case 'greaterOrEquals':
      return ordered(operator, right, (order) => order >= 0);
    default:
      throw new EvaluationError(`\`${operator}\` is no operator`);
  }
}

function known(matcher                            )          {
  return (left) => (isUnknown(left) ? left : matcher(left));
}

function scalar(operator        , right         )         {
  const text = scalarText(right);
  if (text !== undefined) return text;
  throw new EvaluationError(`\`${operator}\` compares with a single value; ${typeName(right)} given`);
}

/** As text, without case: `true` = `"True"`, `5` = `"5"`. Arrays and objects equal nothing. */
function equals(right         )                             {
  const wanted = scalar('equals', right);
  return (left) => {
    const text = scalarText(left);
    return text !== undefined && sameText(text, wanted);
  };
}

function isIn(right         )          {
  if (!isArray(right)) throw new EvaluationError(`\`in\` compares with an array; ${typeName(right)} given`);
  const open = right.find(isUnknown);
  const wanted = new Set(right.filter((item) => !isUnknown(item)).map((item) => scalarText(item)?.toLowerCase()));
  return (left) => {
    if (isUnknown(left)) return left;
    const text = scalarText(left);
    if (text === undefined) return false;
    return wanted.has(text.toLowerCase()) || (open ?? false);
  };
}

function like(wanted        , side      )                             {
  const [head = '', tail, ...others] = wanted.toLowerCase().split('*');
  if (others.length > 0) throw new EvaluationError('A `like` pattern has at most one `*`');
  return (left) => {
    if (isAbsent$1(left) && side === 'field') return tail === undefined && head === '';
    const text = scalarText(left)?.toLowerCase();
    if (text === undefined) return false;
    if (tail === undefined) return text === head;
    return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  };
}

/** Character by character: `#` a digit, `?` a letter, `.` anything; other characters themselves. */
function match(wanted        , isSame                                          )                             {
  const marks = Array.from(wanted);
  return (left) => {
    const characters = Array.from(scalarText(left) ?? '');
    if (characters.length !== marks.length || scalarText(left) === undefined) return false;
    return marks.every((mark, index) => (wildcards.get(mark) ?? isSame)(characters[index] ?? '', mark));
  };
}

const wildcards                                                      = new Map([
  ['#', (character        ) => /[0-9]/.test(character)],
  ['?', (character        ) => /\p{L}/u.test(character)],
  ['.', () => true],
]);

/** Part of a text, or member of an array. */
function contains$1(wanted        )          {
  const lower = wanted.toLowerCase();
  return (left) => {
    if (isUnknown(left)) return left;
    if (!isArray(left)) return scalarText(left)?.toLowerCase().includes(lower) ?? false;
    const texts = left.map((item) => (isUnknown(item) ? item : scalarText(item)?.toLowerCase()));
    return texts.includes(lower) || (texts.find((text)                  => isUnknown(text)) ?? false);
  };
}

function containsKey(wanted        )                             {
  return (left) => isObject(left) && keyIgnoringCase(left, wanted) !== undefined;
}

/** Null counts as absent. The right side is a boolean or its text. */
function exists(right         )                             {
  const text = scalar('exists', right).toLowerCase();
  if (text !== 'true' && text !== 'false') throw new EvaluationError('`exists` compares with true or false');
  return (left) => isAbsent$1(left) !== (text === 'true');
}

/** Number with number, text with text, dates as dates. A missing left side is false, a mixture fails (§1.13, row 2). */
function ordered(operator        , right         , holds                            )          {
  if (typeof right !== 'number' && typeof right !== 'string') {
    throw new EvaluationError(`\`${operator}\` compares with a number or a text; ${typeName(right)} given`);
  }
  return known((left) => {
    if (isAbsent$1(left)) return false;
    if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
    if (typeof left === 'string' && typeof right === 'string') return holds(compareTexts$1(left, right));
    throw new EvaluationError(`\`${operator}\` cannot compare ${typeName(left)} with ${typeName(right)}`);
  });
}

const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:\d\d)?)?$/i;

function compareTexts$1(left        , right        )         {
  if (date.test(left) && date.test(right)) {
    const difference = Date.parse(asUtc(left)) - Date.parse(asUtc(right));
    if (!Number.isNaN(difference)) return difference;
  }
  const [first, second] = [left.toLowerCase(), right.toLowerCase()];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** A time without a zone is UTC: the answer must not depend on the machine. Digits behind the milliseconds are dropped. */
function asUtc(text        )         {
  const zoned = text.length === 10 || /(?:Z|[-+]\d\d:\d\d)$/i.test(text.slice(10)) ? text : `${text}Z`;
  return zoned.toUpperCase().replace(/(\.\d{3})\d+/, '$1');
}

/**
 * One step `.key` or `[key]` into a value: members without case, elements by index.
 * Throws EvaluationError when there is no such part, or gives null there when `forgiving`.
 */
function access(value         , key         , forgiving = false)          {
  if (isUnknown(value)) return value;
  if (isUnknown(key)) return key;
  if (isObject(value) && typeof key === 'string') {
    const own = keyIgnoringCase(value, key);
    if (own !== undefined) return value[own];
    if (forgiving) return null;
    throw new EvaluationError(`The property \`${key}\` does not exist`);
  }
  if (isArray(value) && typeof key === 'number') {
    if (key >= 0 && key < value.length) return value[key];
    throw new EvaluationError(`The index ${key} is outside the array of ${value.length}`);
  }
  if (forgiving && (value === null || value === undefined)) return null;
  throw new EvaluationError(`A value of type ${typeName(value)} has no element \`${String(key)}\``);
}

/** A compiled expression: its value, which may be unknown. Throws EvaluationError when it fails on its values. */
                                                        

/**
 * Compiles an expression against the functions of a host.
 * Throws ExpressionError for a function that the host does not have (with the near miss) and a wrong number of arguments.
 */
function compileExpression       (expression            , functions                      )                  {
  if (expression.kind === 'access') return compileAccess(expression, functions);
  if (expression.kind === 'call') {
    const args = expression.args.map((arg) => compileExpression(arg, functions));
    return compileCall(functionOf(expression, functions), args);
  }
  const { value } = expression;
  return () => value;
}

                                                  
                                                      

function functionOf       (call      , functions                      )                          {
  const found = functions.get(call.name.toLowerCase());
  if (found === undefined) {
    const names = Array.from(functions.values(), (entry) => entry.name);
    throw new ExpressionError(`There is no function \`${call.name}\` here${suggestion(call.name, names)}`, call.position);
  }
  const { least, most, name } = found;
  const count = call.args.length;
  if (count >= least && count <= most) return found;
  throw new ExpressionError(`\`${name}\` takes ${arity(least, most)}; ${count} given`, call.position);
}

function arity(least        , most        )         {
  const count = least === most ? String(least) : most === Infinity ? `${least} or more` : `${least} to ${most}`;
  return `${count} argument${count === '1' ? '' : 's'}`;
}

function compileCall       (entry                         , args                            )                  {
  if (entry.kind === 'lazy') return (scope) => entry.call(args.map((arg) => () => arg(scope)), scope);
  const { call } = entry;
  if (entry.kind === 'partial') return (scope) => call(args.map((arg) => arg(scope)), scope);
  return (scope) => {
    const values = args.map((arg) => arg(scope));
    for (const value of values) {
      const open = findUnknown(value);
      if (open !== undefined) return open;
    }
    return call(values, scope);
  };
}

function compileAccess       ({ base, steps }        , functions                      )                  {
  const start = compileExpression(base, functions);
  const keys = steps.map((step) => compileExpression(step.key, functions));
  const tolerant = base.kind === 'call' ? functions.get(base.name.toLowerCase())?.tolerant : undefined;
  return (scope) => {
    let value = start(scope);
    let forgiving = false;
    for (const [index, key] of keys.entries()) {
      const name = key(scope);
      forgiving ||= tolerant !== undefined && index === 0 && typeof name === 'string' && name.toLowerCase() === tolerant;
      value = access(value, name, forgiving);
    }
    return value;
  };
}

/**
 * Compiles a value in which strings may be expressions.
 * Throws PolicyError for a function that does not exist and a wrong number of arguments.
 */
function compileOperand       (operand         , functions                      )                  {
  if (operand.kind === 'literal') {
    const { value } = operand;
    return () => value;
  }
  if (operand.kind === 'array') {
    const items = operand.items.map((item) => compileOperand(item, functions));
    return (scope) => items.map((item) => item(scope));
  }
  if (operand.kind === 'object') {
    const members = operand.members.map(([key, value]) => [key, compileOperand(value, functions)]         );
    return (scope) => Object.fromEntries(members.map(([key, value]) => [key, value(scope)]));
  }
  const { text, expression, pointer } = operand;
  try {
    return compileExpression(expression, functions);
  } catch (error) {
    throw error instanceof ExpressionError ? expressionError(error, text, pointer) : error;
  }
}

/** An operand as its author wrote it, for messages. */
function operandText(operand         )         {
  if (operand.kind === 'expression') return operand.text;
  return operand.kind === 'literal' && typeof operand.value === 'string' ? operand.value : 'value';
}

/** Arguments as a function sees them. */
                                           

/**
 * One function of the language.
 * - `strict`: runs only on arguments without unknown parts; otherwise its result is unknown
 * - `partial`: sees unknown arguments and answers when the known ones suffice
 * - `lazy`: receives its arguments unevaluated
 * `Scope` is what the host passes to every evaluation; pure functions ignore it. Implementations throw EvaluationError.
 */
                                       
                        
                         
                        
                                                                                                                          
                             
     
                                                                                                      
                                                                                                         
  

/** Functions by lower-case name: names compare without case. */
                                                                                

/** No limit but the one the grammar sets. */
const many = Infinity;

/** A function that needs every argument known. */
function strict                 (
  name        ,
  [least, most]                           ,
  call                                            ,
)                          {
  return { kind: 'strict', name, least, most, call };
}

/** A function that looks at unknown arguments itself. */
function partial                 (
  name        ,
  [least, most]                           ,
  call                                            ,
)                          {
  return { kind: 'partial', name, least, most, call };
}

/** A function that decides which of its arguments are evaluated. */
function lazy                 (
  name        ,
  [least, most]                           ,
  call                                                             ,
)                          {
  return { kind: 'lazy', name, least, most, call };
}

/** Joins lists of functions into one table. A host adds its references (`field`, `reference`) to the pure ones. */
function functionTable       (...groups                                                 )                       {
  return new Map(groups.flat().map((entry) => [entry.name.toLowerCase(), entry]));
}

/** Readers of arguments: the value with its type, or an EvaluationError that names the function. */

function text$1(value         , name        )         {
  if (typeof value === 'string') return value;
  throw unfit(name, 'text', value);
}

function integer(value         , name        )         {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw unfit(name, 'integers', value);
}

function boolean(value         , name        )          {
  if (typeof value === 'boolean') return value;
  throw unfit(name, 'booleans', value);
}

function list(value         , name        )                     {
  if (isArray(value)) return value;
  throw unfit(name, 'arrays', value);
}

function object(value         , name        )              {
  if (isObject(value)) return value;
  throw unfit(name, 'objects', value);
}

function isAbsent(value         )                            {
  return value === null || value === undefined;
}

/** The error of a function that was given what it does not work on. */
function unfit(name        , wanted        , value         )                  {
  return new EvaluationError(`\`${name}\` works on ${wanted}; ${typeName(value)} given`);
}

/** Text and conversion. Search in text goes without case (azure-policy-language.md §1.9). */
const textFunctions                                       = [
  strict('string', [1, 1], ([value]) => scalarText(value) ?? JSON.stringify(value)),
  strict('int', [1, 1], ([value]) => toInteger(value)),
  strict('bool', [1, 1], ([value]) => toBoolean(value)),
  strict('toLower', [1, 1], ([value]) => (isAbsent(value) ? '' : text$1(value, 'toLower').toLowerCase())),
  strict('toUpper', [1, 1], ([value]) => (isAbsent(value) ? '' : text$1(value, 'toUpper').toUpperCase())),
  strict('trim', [1, 1], ([value]) => text$1(value, 'trim').trim()),
  strict('startsWith', [2, 2], ([value, start]) => folded(value, 'startsWith').startsWith(folded(start, 'startsWith'))),
  strict('endsWith', [2, 2], ([value, end]) => folded(value, 'endsWith').endsWith(folded(end, 'endsWith'))),
  strict('replace', [3, 3], ([value, old, fresh]) => replace(text$1(value, 'replace'), text$1(old, 'replace'), text$1(fresh, 'replace'))),
  strict('split', [2, 2], ([value, separator]) => (isAbsent(value) ? [] : split(text$1(value, 'split'), separator))),
  strict('join', [2, 2], ([values, separator]) => joined(list(values, 'join').map(plain), text$1(separator, 'join'))),
  strict('substring', [2, 3], ([value, start, length]) => substring(text$1(value, 'substring'), start, length)),
];

/** Texts longer than the service allows fail. */
function bounded(value        )         {
  if (value.length <= limits.stringLength) return value;
  throw tooLong();
}

/** Joins texts; measures before it builds, because the result can be the square of what came in. */
function joined(parts                   , separator        )         {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, -separator.length);
  if (length > limits.stringLength) throw tooLong();
  return parts.join(separator);
}

function tooLong()                  {
  return new EvaluationError(`A text has more than ${limits.stringLength} characters`);
}

/** The text of a scalar inside a longer text. */
function plain(value         )         {
  const result = scalarText(value);
  if (result === undefined) throw unfit('join', 'arrays of scalars', value);
  return result;
}

function folded(value         , name        )         {
  return text$1(value, name).toLowerCase();
}

function toInteger(value         )         {
  if (typeof value === 'number') return integer(Math.trunc(value), 'int');
  const digits = text$1(value, 'int').trim();
  if (!/^[-+]?[0-9]+$/.test(digits)) throw new EvaluationError(`\`int\` cannot read ${JSON.stringify(digits.slice(0, 40))} as an integer`);
  return integer(Number(digits), 'int');
}

function toBoolean(value         )          {
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string') return boolean(value, 'bool');
  const word = value.trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  if (word === 'false' || word === '0') return false;
  throw new EvaluationError(`\`bool\` cannot read ${JSON.stringify(value.slice(0, 40))} as true or false`);
}

function replace(value        , old        , fresh        )         {
  if (old === '') throw new EvaluationError('`replace` cannot look for an empty text');
  const pattern = new RegExp(old.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`), 'gi');
  return joined(value.split(pattern), fresh);
}

function split(value        , separator         )                    {
  const separators = (isArray(separator) ? separator : [separator]).map((entry) => text$1(entry, 'split')).filter((entry) => entry !== '');
  if (separators.length === 0) return [value];
  const parts           = [];
  let rest = 0;
  for (let index = 0; index < value.length; ) {
    const start = index;
    const found = separators.find((entry) => value.startsWith(entry, start));
    if (found === undefined) index += 1;
    else {
      parts.push(value.slice(rest, index));
      index += found.length;
      rest = index;
    }
  }
  return [...parts, value.slice(rest)];
}

function substring(value        , start         , length         )         {
  const from = integer(start, 'substring');
  const to = length === undefined ? value.length : from + integer(length, 'substring');
  if (from < 0 || to < from || to > value.length) {
    throw new EvaluationError(`\`substring\` from ${from} to ${to} lies outside a text of ${value.length} characters`);
  }
  return value.slice(from, to);
}

/** Arrays, objects and whatever works on texts and arrays alike. */
const collectionFunctions                                       = [
  partial('array', [1, 1], ([value]) => (isUnknown(value) || isArray(value) ? value : [value])),
  partial('createArray', [0, many], (args) => args),
  partial('createObject', [0, many], createObject),
  partial('concat', [1, many], concat),
  partial('length', [1, 1], ([value]) => sized(value, 'length', (size) => size)),
  partial('empty', [1, 1], ([value]) => sized(value, 'empty', (size) => size === 0)),
  partial('first', [1, 1], ([value]) => end(value, 'first', 0)),
  partial('last', [1, 1], ([value]) => end(value, 'last', -1)),
  partial('take', [2, 2], ([value, count]) => slice('take', value, count, (size) => [0, size])),
  partial('skip', [2, 2], ([value, count]) => slice('skip', value, count, (size) => [size])),
  partial('contains', [2, 2], ([container, wanted]) => contains(container, wanted)),
  strict('indexOf', [2, 2], ([container, wanted]) => indexOf(container, wanted)),
  strict('union', [1, many], union),
  strict('intersection', [1, many], intersection),
  partial('tryGet', [2, many], ([value, key, ...rest]) => tryGet(value, key, rest)),
];

function concat(args           )          {
  const present = args.filter((value) => !isAbsent(value));
  const open = present.find(isUnknown);
  if (open !== undefined) return open;
  if (present.some(isArray)) return present.flatMap((value) => list(value, 'concat'));
  return bounded(present.map((value) => scalarText(value) ?? fail('concat', value)).join(''));
}

function fail(name        , value         )        {
  throw unfit(name, 'texts or arrays', value);
}

function createObject(args           )          {
  const open = args.find((value, index) => index % 2 === 0 && isUnknown(value));
  if (open !== undefined) return open;
  if (args.length % 2 !== 0) throw unfit('createObject', 'pairs of a name and a value', args);
  // fromEntries defines own members, also for a name such as `__proto__`.
  return Object.fromEntries(
    args.flatMap((key, index) => (index % 2 === 0 ? [[text$1(key, 'createObject'), args[index + 1]]         ] : [])),
  );
}

function sized        (value         , name        , answer                          )                   {
  if (isUnknown(value)) return value;
  if (isAbsent(value)) return answer(0);
  if (typeof value === 'string' || isArray(value)) return answer(value.length);
  return answer(Object.keys(object(value, name)).length);
}

function end(value         , name        , index        )          {
  if (isUnknown(value)) return value;
  if (isAbsent(value)) return null;
  if (typeof value === 'string') return value.at(index) ?? '';
  return list(value, name).at(index) ?? null;
}

function slice(name        , value         , count         , range                                              )          {
  if (isUnknown(value)) return value;
  if (isUnknown(count)) return count;
  if (isAbsent(value)) return null;
  const [from, to] = range(Math.max(0, integer(count, name)));
  return typeof value === 'string' ? value.slice(from, to) : list(value, name).slice(from, to);
}

/** In text and in the keys of objects without case; members of arrays with case. */
function contains(container         , wanted         )        {
  if (isUnknown(container)) return container;
  if (isArray(container)) return includes(container, wanted);
  if (isUnknown(wanted)) return wanted;
  if (isObject(container)) return keyIgnoringCase(container, scalarText(wanted) ?? fail('contains', wanted)) !== undefined;
  return folded(container, 'contains').includes(scalarText(wanted)?.toLowerCase() ?? fail('contains', wanted));
}

function includes(items                    , wanted         )        {
  let open                     ;
  for (const item of items) {
    const same = deepEqual(item, wanted);
    if (same === true) return true;
    if (isUnknown(same)) open ??= same;
  }
  return open ?? false;
}

function indexOf(container         , wanted         )         {
  if (isArray(container)) return container.findIndex((item) => deepEqual(item, wanted) === true);
  return folded(container, 'indexOf').indexOf(folded(wanted, 'indexOf'));
}

function union(args           )          {
  if (args.every(isObject)) return args.reduce             ((left, right) => merge(left, right), {});
  const found = new Bag();
  return args.flatMap((value) => list(value, 'union')).filter((item) => found.add(item));
}

function merge(left             , right             )              {
  return Object.fromEntries([
    ...Object.entries(left),
    ...Object.entries(right).map(([key, value]) => {
      const before = Object.hasOwn(left, key) ? left[key] : undefined;
      return [key, isObject(before) && isObject(value) ? merge(before, value) : value]         ;
    }),
  ]);
}

function intersection(args           )          {
  const [head, ...rest] = args;
  if (args.every(isObject)) {
    const others = rest.filter(isObject);
    const shared = Object.entries(object(head, 'intersection')).filter(([key, value]) =>
      others.every((other) => Object.hasOwn(other, key) && deepEqual(other[key], value) === true),
    );
    return Object.fromEntries(shared);
  }
  const others = rest.map((value) => new Bag(list(value, 'intersection')));
  return list(head, 'intersection').filter((item) => others.every((other) => other.has(item)));
}

/** Known, bounded values by deep equality; a text stands for each, so that a long list costs no quadratic search. */
class Bag {
           #keys = new Set        ();

  constructor(items                     = []) {
    for (const item of items) this.add(item);
  }

  has(item         )          {
    return this.#keys.has(canonical(item));
  }

  /** True when the value was not there. */
  add(item         )          {
    const before = this.#keys.size;
    return this.#keys.add(canonical(item)).size > before;
  }
}

/** JSON with the members of every object in one order. */
function canonical(value         )         {
  return JSON.stringify(value ?? null, (_, part         ) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort(byKey)) : part));
}

function byKey([left]                            , [right]                            )         {
  return left < right ? -1 : 1;
}

/** Only the first step is safe; what lies behind an existing value has to exist. */
function tryGet(value         , first         , rest           )          {
  const found = isArray(value) || isObject(value) || isUnknown(value) ? safely(value, first) : null;
  return isAbsent(found) ? null : rest.reduce((current, key) => access(current, key), found);
}

function safely(value         , key         )          {
  return isUnknown(value) || isUnknown(key) || isPart(value, key) ? access(value, key) : null;
}

function isPart(value         , key         )          {
  if (isArray(value)) return typeof key === 'number' && key in value;
  return isObject(value) && typeof key === 'string' && keyIgnoringCase(value, key) !== undefined;
}

/** Constants, booleans and comparison. */
const logicFunctions                                       = [
  strict('true', [0, 0], () => true),
  strict('false', [0, 0], () => false),
  strict('null', [0, 0], () => null),
  lazy('if', [3, 3], ([condition, whenTrue, whenFalse]) => choose(condition?.(), whenTrue, whenFalse)),
  partial('and', [2, many], (args) => combine('and', args, false)),
  partial('or', [2, many], (args) => combine('or', args, true)),
  strict('not', [1, 1], ([value]) => negate(boolean(value, 'not'))),
  partial('equals', [2, 2], ([left, right]) => deepEqual(left, right)),
  strict('less', [2, 2], ([left, right]) => compare$1('less', left, right) < 0),
  strict('lessOrEquals', [2, 2], ([left, right]) => compare$1('lessOrEquals', left, right) <= 0),
  strict('greater', [2, 2], ([left, right]) => compare$1('greater', left, right) > 0),
  strict('greaterOrEquals', [2, 2], ([left, right]) => compare$1('greaterOrEquals', left, right) >= 0),
  partial('coalesce', [1, many], (args) => args.find((value) => !isAbsent(value)) ?? null),
];

/**
 * Only the branch taken is evaluated: the documentation's own example guards `substring` with `length` so.
 * When the condition is unknown, a result that both branches share is still known.
 */
function choose(condition         , whenTrue                , whenFalse                )          {
  if (!isUnknown(condition)) return (boolean(condition, 'if') ? whenTrue : whenFalse)?.();
  try {
    const value = whenTrue?.();
    return deepEqual(value, whenFalse?.()) === true ? value : condition;
  } catch (error) {
    // The branch that fails may be the one that is never taken.
    if (error instanceof EvaluationError) return condition;
    throw error;
  }
}

/** `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. */
function combine(name        , args           , decisive         )        {
  const open = args.find(isUnknown);
  const known = args.filter((value)                                     => !isUnknown(value)).map((value) => boolean(value, name));
  if (known.includes(decisive)) return decisive;
  return open ?? !decisive;
}

let collator                           ;

/** Texts compare as words of a dictionary do, with case: `a` < `A` < `b`. The collation data takes milliseconds to load and most rules need none. */
function compareTexts(left        , right        )         {
  collator ??= new Intl.Collator('en');
  return collator.compare(left, right);
}

/** Numbers with numbers, texts with texts; mixtures fail. */
function compare$1(name        , left         , right         )         {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  throw new EvaluationError(`\`${name}\` compares numbers with numbers and texts with texts; ${typeName(left)} and ${typeName(right)} given`);
}

/** Arithmetic on integers; overflow and division by zero fail. */
const numberFunctions                                       = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic('div', (left, right) => Math.trunc(left / divisor(right))),
  arithmetic('mod', (left, right) => left % divisor(right)),
  strict('min', [1, many], (args) => extreme('min', args, (left, right) => Math.min(left, right))),
  strict('max', [1, many], (args) => extreme('max', args, (left, right) => Math.max(left, right))),
];

function arithmetic(name        , operation                                         )                            {
  return strict(name, [2, 2], ([left, right]) => {
    const result = operation(integer(left, name), integer(right, name));
    // The service counts in 64 bits; what lies between is refused rather than rounded.
    if (!Number.isSafeInteger(result)) throw new EvaluationError(`The result of \`${name}\` is larger than this engine can hold`);
    return result === 0 ? 0 : result;
  });
}

function divisor(value        )         {
  if (value === 0) throw new EvaluationError('Division by zero');
  return value;
}

/** Integers as arguments, or one array of them. */
function extreme(name        , args           , pick                                         )         {
  const [first] = args;
  const values = (args.length === 1 && isArray(first) ? first : args).map((value) => integer(value, name));
  if (values.length === 0) throw unfit(name, 'integers', []);
  return values.reduce(pick);
}

/** The pure functions of the template language. What reads its surroundings (`field`, `parameters`, `reference`) belongs to a host. */
const pureFunctions                                       = [
  ...logicFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...collectionFunctions,
];

/** The functions that read the surroundings of a rule. */
const references                                     = [
  partial('parameters', [1, 1], ([name], scope) => (isUnknown(name) ? name : parameter(name, scope.parameters))),
  partial('field', [1, 1], ([name], scope) => (isUnknown(name) ? name : fieldValue(name, scope))),
  partial('current', [0, 1], ([name], scope) => (isUnknown(name) ? name : current(name, scope))),
  { ...partial       ('resourceGroup', [0, 0], (_, scope) => resourceGroup(scope)), tolerant: 'tags' },
  { ...partial       ('subscription', [0, 0], (_, scope) => subscription(scope)), tolerant: 'tags' },
  partial('requestContext', [0, 0], (_, scope) => requestContext(scope)),
  partial('policy', [0, 0], (_, scope) => scope.ids),
];

/** Every function of a policy rule. */
const policyFunctions                       = functionTable(pureFunctions, references);

/** The functions of a member's parameters in an initiative: the initiative's own parameters and nothing else around them. */
const initiativeFunctions                                                     = functionTable                                     (
  pureFunctions,
  [partial('parameters', [1, 1], ([name], scope) => (isUnknown(name) ? name : parameter(name, scope.parameters)))],
);

function parameter(name         , parameters            )          {
  const value = memberIgnoringCase(parameters, text(name, 'parameters'));
  if (value === undefined) throw new EvaluationError(`There is no parameter \`${String(name)}\``);
  return value;
}

function fieldValue(name         , scope       )          {
  const field = scope.fieldOf(text(name, 'field'));
  return valueOf(field, spotsOf(field, scope));
}

/** The element under the innermost matching `count`; without a name, under the only one. */
function current(name         , scope       )          {
  const frames = Array.from(framesOf(scope));
  if (name === undefined) {
    const [frame, ...others] = frames;
    if (frame !== undefined && others.length === 0) return elementOf(frame);
    throw new EvaluationError('`current()` without a name needs exactly one `count` around it');
  }
  const wanted = text(name, 'current').toLowerCase();
  for (const frame of frames) {
    const label = frame.kind === 'value' ? frame.label : frame.alias;
    if (label === wanted) return elementOf(frame);
    if (frame.kind === 'field' && (wanted.startsWith(`${frame.alias}.`) || wanted.startsWith(`${frame.alias}[`))) {
      return below(frame, wanted.slice(frame.alias.length));
    }
  }
  throw new EvaluationError(`\`current('${text(name, 'current')}')\` names no \`count\` around it`);
}

function elementOf(frame       )          {
  return (frame.kind === 'value' ? frame.value : frame.spot.value) ?? null;
}

function below(frame                                   , rest        )          {
  const isList = rest.includes('[*]');
  return valueOf({ isList }, select(frame.spot, parsePath(rest.replace(/^\./, ''))));
}

function resourceGroup({ context, resource }       )          {
  const { id, resourceGroup: name, subscriptionId } = parseResourceId(resource.id ?? '') ?? {};
  if (context.resourceGroup !== undefined) return context.resourceGroup;
  if (id === undefined || name === undefined) return new Unknown('the resource group is not known here');
  const unread = new Unknown('the resource group was not read');
  return { id: `/subscriptions/${subscriptionId ?? ''}/resourceGroups/${name}`, name, location: unread, tags: unread, properties: unread };
}

function subscription({ context, resource }       )          {
  if (context.subscription !== undefined) return context.subscription;
  const { subscriptionId } = parseResourceId(resource.id ?? '') ?? {};
  if (subscriptionId === undefined) return new Unknown('the subscription is not known here');
  const unread = new Unknown('the subscription was not read');
  return { id: `/subscriptions/${subscriptionId}`, subscriptionId, displayName: unread, tenantId: unread, tags: unread };
}

function requestContext({ context, resource }       )          {
  const given = context.requestContext;
  const apiVersion = resource.apiVersion ?? new Unknown('the API version of the request is not known here');
  if (isJsonObject(given)) return { apiVersion, ...given };
  return { apiVersion, identity: new Unknown('the caller of the request is not known here') };
}

function text(value         , name        )         {
  if (typeof value === 'string') return value;
  throw new EvaluationError(`\`${name}\` takes a name${isAbsent$1(value) ? '' : `; ${typeof value} given`}`);
}

/** A compiled condition. Every member throws EvaluationError when the rule fails on its values. */
                       
                                          
     
                                                                                                                      
                                                                                              
     
                                             
                                                                                                                   
                                                            
 

/** A comparison that decided, with what the finding needs beyond the reason. */
                           
                          
                                                                             
                            
                                                                                       
                            
                                                    
                            
 

/** Left open on purpose; never shown. */
const open = new Unknown('left open');

/** All tests true. Stops at the first false one; an unknown one does not hide a later false. */
function allOf(tests                 )       {
  return group(tests, false);
}

/** At least one test true. Stops at the first true one. */
function anyOf(tests                 )       {
  return group(tests, true);
}

function not(test      )       {
  return {
    holds: (scope) => negate(test.holds(scope)),
    concerns: (scope) => negate(test.concerns(scope)),
    decisions: test.decisions,
  };
}

/** One test that answers `decisive` settles the group; otherwise one unknown test leaves it unknown. */
function group(tests                 , decisive         )       {
  const combine = (ask                       )        => {
    let unsettled                     ;
    for (const test of tests) {
      const truth = ask(test);
      if (truth === decisive) return decisive;
      if (isUnknown(truth)) unsettled ??= truth;
    }
    return unsettled ?? !decisive;
  };
  const holds = (scope       )        => combine((test) => test.holds(scope));
  return {
    holds,
    concerns: (scope) => combine((test) => test.concerns(scope)),
    decisions: (scope) => {
      const truth = holds(scope);
      if (truth === !decisive) return tests.flatMap((test) => test.decisions(scope));
      // Evaluated in order and up to the deciding one, so that nothing runs here that did not run before.
      const last = truth === decisive ? tests.findIndex((test) => test.holds(scope) === decisive) : tests.length - 1;
      return tests
        .slice(0, last + 1)
        .filter((test) => (truth === decisive ? test.holds(scope) === decisive : isUnknown(test.holds(scope))))
        .flatMap((test) => test.decisions(scope));
    },
  };
}

/** A right side ready to compare with. */
                        
                             
                            
 

/**
 * Compiles the right side of a leaf. A literal is prepared once.
 * Throws PolicyError when a literal does not suit its operator; a literal null is no error before the rule runs, as in the service.
 */
function compileRight(leaf      , side      )                                                               {
  const { operator, right } = leaf;
  const evaluate = compileOperand(right, policyFunctions);
  const prepare = (value         )        => ({ expected: value, matcher: matcherOf(operator, value, side) });
  if (right.kind !== 'literal') {
    // An expression's null (a tag that is absent from the group) compares as "" (azure-policy-language.md §1.13, row 9).
    return (scope, adapt = asIs) => prepare(adapt(evaluate(scope) ?? ''));
  }
  const ready = right.value === null ? undefined : checked(() => prepare(right.value), right);
  const normalized = ready === undefined ? undefined : prepare(normalizeLocation(right.value));
  return (_, adapt) => (adapt === undefined ? ready : normalized) ?? prepare(right.value);
}

function asIs(value         )          {
  return value;
}

function checked(prepare             , operand         )        {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof EvaluationError) throw new PolicyError(error.message, operand.pointer, { cause: error });
    throw error;
  }
}

/** Understands the field of a leaf: once when it is written out, at every evaluation when it is an expression. Throws PolicyError. */
function compileField(operand         , fieldNamed                         )                          {
  if (operand.kind === 'literal') {
    try {
      const field = fieldNamed(String(operand.value));
      return () => field;
    } catch (error) {
      throw error instanceof EvaluationError ? new PolicyError(error.message, operand.pointer, { cause: error }) : error;
    }
  }
  const evaluate = compileOperand(operand, policyFunctions);
  return (scope) => {
    const name = evaluate(scope);
    if (typeof name === 'string') return scope.fieldOf(name);
    throw new EvaluationError(`The name of the field \`${operandText(operand)}\` is ${isUnknown(name) ? `not known: ${name.why}` : 'no text'}`);
  };
}

/** Fields that select resources rather than judging them. */
const selecting = new Set(['type', 'name', 'kind']);

/** A leaf over a field. With `[*]` it holds when it holds for every element; for none, it holds (azure-policy-language.md §1.7). */
function fieldLeaf(leaf      , operand         , fieldNamed                         )       {
  const fieldIn = compileField(operand, fieldNamed);
  const rightIn = compileRight(leaf, 'field');
  const look = (scope       ) => {
    const field = fieldIn(scope);
    const right = field.kind === 'location' ? rightIn(scope, normalizeLocation) : rightIn(scope);
    return { field, right, spots: spotsOf(field, scope) };
  };
  const holds = (scope       )        => {
    const { right, spots } = look(scope);
    return every(spots, right.matcher);
  };
  const selects = operand.kind === 'literal' && selecting.has(String(operand.value).toLowerCase());
  const decisions = (scope       )                      => {
    const { field, right, spots } = look(scope);
    const result = every(spots, right.matcher);
    const guessed = field.routes(scope.resource).some((route) => route.guessed);
    const { expected } = right;
    const reason = { kind: 'field', expression: field.name, operator: leaf.operator, expected, result: shown(result) }         ;
    if (spots.length === 0) return [{ reason: { ...reason, actual: [] }, selects, guessed }];
    return spots
      .filter((spot) => shown(matchSpot(spot, right.matcher)) === reason.result)
      .map((spot) => decide(reason, spot, { selects, guessed }));
  };
  return { holds, concerns: selects ? holds : () => open, decisions };
}

function decide(reason                                 , spot      , marks                                       )           {
  const isPlaced = spot.key !== undefined;
  // A reason is printed, and printing follows a value all the way down.
  assertBounded(spot.value);
  return {
    reason: { ...reason, ...(isPlaced ? { path: pathOf(spot) } : {}), actual: spot.value ?? null },
    ...(isPlaced ? { pointer: pointerOf(spot) } : {}),
    ...marks,
  };
}

function every(spots                 , matcher         )        {
  let unsettled        = true;
  for (const spot of spots) {
    const truth = matchSpot(spot, matcher);
    if (truth === false) return false;
    if (isUnknown(truth) && unsettled === true) unsettled = truth;
  }
  return unsettled;
}

/** An unknown array may be empty: even a comparison that no value escapes is not settled by it. */
function matchSpot(spot      , matcher         )        {
  return spot.open === true && isUnknown(spot.value) ? spot.value : matcher(spot.value);
}

/** A leaf over a value. */
function valueLeaf(leaf      , operand         )       {
  const valueIn = compileOperand(operand, policyFunctions);
  const rightIn = compileRight(leaf, 'value');
  const holds = (scope       )        => rightIn(scope).matcher(valueIn(scope));
  return {
    holds,
    concerns: () => open,
    decisions: (scope) => [
      {
        reason: reasonOf('value', operandText(operand), leaf.operator, valueIn(scope), rightIn(scope).expected, holds(scope)),
        selects: false,
        guessed: false,
      },
    ],
  };
}

/** A reason that is not placed in the resource. */
function reasonOf(kind                , expression        , operator          , actual         , expected         , result       )         {
  return { kind, expression, operator, actual: actual ?? null, expected, result: shown(result) };
}

/** How a truth is written in a reason. */
function shown(truth       )                   {
  return isUnknown(truth) ? 'unknown' : truth;
}

/** A value count runs over at most so many elements (azure-policy-language.md §1.1). */
const mostIterations = 100;

/** The elements that a count runs over, each as the frame it is seen in; or the unknown array. */
                                           

/** How many elements satisfy `where`: at least `certain`, at most `certain` plus `unsettled`. */
                 
                                     
                                       
 

/** A leaf over the number of elements that satisfy `where`. */
function countLeaf(leaf      , count       , where                  , fieldNamed                         )       {
  const elementsIn = count.over.kind === 'field' ? overField(count, fieldNamed) : overValue(count.over);
  const rightIn = compileRight(leaf, 'count');
  const expression = operandText(count.over.kind === 'field' ? count.over.field : count.over.value);

  const look = (scope       ) => {
    const elements = elementsIn(scope);
    const { matcher, expected } = rightIn(scope);
    if (isUnknown(elements)) return { truth: elements, actual: elements, expected, matcher, culprits: [] };
    const tally = tallyOf(elements, where, scope);
    return { truth: compare(tally, where, matcher), actual: tally.certain.length, expected, matcher, culprits: tally };
  };

  return {
    holds: (scope) => look(scope).truth,
    concerns: () => open,
    decisions: (scope) => {
      const { truth, actual, expected, matcher, culprits } = look(scope);
      const summary = { reason: reasonOf('count', expression, leaf.operator, actual, expected, truth), selects: false, guessed: false };
      if (where === undefined || 'length' in culprits) return [summary];
      if (isUnknown(truth)) return [...culprits.unsettled.flatMap((inner) => where.decisions(inner)), summary];
      // The elements that were counted are the point only where counting none would have turned the answer.
      const telling = matcher(0) === truth ? [] : culprits.certain;
      return [...telling.flatMap((inner) => where.decisions(inner)), summary];
    },
  };
}

function overField(count       , fieldNamed                         )                             {
  if (count.over.kind !== 'field') return () => [];
  const operand = count.over.field;
  const fieldIn = compileField(operand, fieldNamed);
  if (operand.kind === 'literal' && !String(operand.value).includes('[*]')) {
    throw new PolicyError('`count.field` needs an array alias, one with `[*]`', operand.pointer);
  }
  return (scope) => {
    const field = fieldIn(scope);
    if (!field.isList) throw new EvaluationError('`count.field` needs an array alias, one with `[*]`');
    const spots = spotsOf(field, scope);
    const unknown = spots.find((spot) => spot.open === true);
    if (unknown !== undefined && isUnknown(unknown.value)) return unknown.value;
    const steps = field.routes(scope.resource)[0]?.steps ?? [];
    return spots.map((spot) => ({ kind: 'field', alias: field.name.toLowerCase(), steps, spot, outer: scope.frames }));
  };
}

function overValue(over                                           )                             {
  const valueIn = compileOperand(over.value, policyFunctions);
  const label = over.name?.toLowerCase();
  return (scope) => {
    const value = valueIn(scope);
    if (isUnknown(value)) return value;
    if (isAbsent$1(value)) return [];
    if (!Array.isArray(value)) throw new EvaluationError('`count.value` needs an array');
    if (value.length > mostIterations) throw new EvaluationError(`\`count.value\` runs over at most ${mostIterations} elements`);
    return value.map((element         ) => ({ kind: 'value', label, value: element, outer: scope.frames }));
  };
}

function tallyOf(elements                  , where                  , scope       )        {
  scope.budget.left -= elements.length;
  if (scope.budget.left < 0) throw new EvaluationError('The rule counts more elements than one evaluation may');
  const certain          = [];
  const unsettled          = [];
  for (const frame of elements) {
    const inner = { ...scope, frames: frame };
    const truth = where?.holds(inner) ?? true;
    if (truth === true) certain.push(inner);
    else if (isUnknown(truth)) unsettled.push(inner);
  }
  return { certain, unsettled };
}

/** Every number that is still possible has to give the same answer. */
function compare({ certain, unsettled }       , where                  , matcher         )        {
  const truth = matcher(certain.length);
  const [first] = unsettled;
  if (first === undefined) return truth;
  const isShared = unsettled.every((_, index) => matcher(certain.length + index + 1) === truth);
  return isShared ? truth : (where?.holds(first) ?? truth);
}

/**
 * Compiles a condition to closures. `fieldNamed` understands a field name or throws EvaluationError.
 * Throws PolicyError for unknown functions and fields, and for literals that do not suit their operator.
 */
function compileCondition(condition           , fieldNamed                         )       {
  if (condition.kind === 'not') return not(compileCondition(condition.condition, fieldNamed));
  if (condition.kind !== 'leaf') {
    const tests = condition.conditions.map((part) => compileCondition(part, fieldNamed));
    return condition.kind === 'allOf' ? allOf(tests) : anyOf(tests);
  }
  const { left } = condition;
  if (left.kind === 'field') return fieldLeaf(condition, left.field, fieldNamed);
  if (left.kind === 'value') return valueLeaf(condition, left.value);
  const where = left.where === undefined ? undefined : compileCondition(left.where, fieldNamed);
  return countLeaf(condition, left, where, fieldNamed);
}

/**
 * The lower-case resource types outside of which a condition cannot hold; undefined when it does not say.
 * Understands `field: type` with `equals` and `in` over literals, under `allOf` and `anyOf`.
 */
function typesOf(condition           )                                  {
  if (condition.kind === 'leaf') return typesOfLeaf(condition);
  if (condition.kind === 'not') return undefined;
  const parts = condition.conditions.map(typesOf);
  const sets = parts.filter((part) => part !== undefined);
  if (condition.kind === 'anyOf') return sets.length < parts.length ? undefined : new Set(sets.flatMap((set) => [...set]));
  const [first, ...others] = sets;
  return first === undefined ? undefined : new Set([...first].filter((type) => others.every((set) => set.has(type))));
}

function typesOfLeaf({ left, operator, right }      )                                  {
  const isType = left.kind === 'field' && left.field.kind === 'literal' && String(left.field.value).toLowerCase() === 'type';
  if (!isType || right.kind !== 'literal') return undefined;
  const { value } = right;
  if (operator === 'equals' && typeof value === 'string') return new Set([value.toLowerCase()]);
  if (operator === 'in' && Array.isArray(value)) return new Set(value.map((type) => String(type).toLowerCase()));
  return undefined;
}

/** More comparisons than this are counted, not told. */
const mostTold = 3;

/** What the comparisons found and what would change the answer: "`networkProfile.outboundType` is `loadBalancer`; allowed: `none`." */
function complaint(decisions                     )         {
  return tell(decisions, (reasons) => {
    const [first] = reasons;
    if (first === undefined) return '';
    const demands = demandsOf(reasons);
    const isOwnValue = first.operator.toLowerCase().endsWith('equals') && !isEmpty(first.actual) && sameScalar(first.actual, first.expected);
    if (demands.length === 1 && isOwnValue && demands[0]?.startsWith('not allowed') === true) return `${state(first)}, which is not allowed`;
    return `${state(first)}; ${demands.join('; ')}`;
  });
}

/** What the comparisons found, without a demand: "`networkProfile.outboundType` is `none`." */
function observation(decisions                     )         {
  return tell(decisions, (reasons) => (reasons[0] === undefined ? '' : state(reasons[0])));
}

/** One clause for each place, in the order of the decisions. */
function tell(decisions                     , clause                                        )         {
  const places = new Map                  ();
  for (const { reason } of telling(decisions)) {
    const subject = subjectOf(reason);
    places.set(subject, [...(places.get(subject) ?? []), reason]);
  }
  const clauses = Array.from(places.values(), clause);
  const more = clauses.length - mostTold;
  const guess = decisions.some(({ guessed }) => guessed) ? ' (The alias is not in the alias table: its path is a guess.)' : '';
  return `${clauses.slice(0, mostTold).join('. ')}${more > 0 ? `. And ${more} more` : ''}.${guess}`;
}

/** A count only summarises where the elements it counted have been told. */
function telling(decisions                     )                      {
  const placed = decisions.filter(({ reason }) => reason.kind !== 'count');
  return placed.length > 0 ? placed : decisions;
}

function subjectOf({ path, expression }        )         {
  return `\`${cut((path ?? expression).replace(/^properties\./, ''), 200)}\``;
}

function state(reason        )         {
  const { kind, actual } = reason;
  const subject = subjectOf(reason);
  if (isUnknown(actual)) return `${subject} is not known: ${actual.why}`;
  if (kind === 'count') return `${subject} counts ${quote(actual)}`;
  if (isEmpty(actual)) return `${subject} is not set`;
  if (Array.isArray(actual)) return actual.length === 0 ? `${subject} is empty` : `${subject} is ${quote(actual)}`;
  return typeof actual === 'object' ? `${subject} is set` : `${subject} is ${quote(actual)}`;
}

/** What the comparison would have to say instead. */
function demand({ operator, expected, result }        )         {
  const { operator: base, negated } = positive(operator);
  // A comparison that came out true has to come out false, and the other way round.
  const wanted = result !== true;
  const isWanted = wanted !== negated;
  const value = quote(expected);
  switch (base) {
    case 'equals':
      if (expected === '') return isWanted ? 'it must not be set' : 'it has to be set';
      return isWanted ? `required: ${value}` : `not allowed: ${value}`;
    case 'in':
      return isWanted ? `allowed: ${value}` : `not allowed: ${value}`;
    case 'exists':
      return String(expected).toLowerCase() === String(isWanted) ? 'it has to be set' : 'it must not be set';
    case 'less':
      return isWanted ? `has to be less than ${value}` : `has to be ${value} or more`;
    case 'lessOrEquals':
      return isWanted ? `at most ${value}` : `has to be more than ${value}`;
    case 'greater':
      return isWanted ? `has to be more than ${value}` : `at most ${value}`;
    case 'greaterOrEquals':
      return isWanted ? `at least ${value}` : `has to be less than ${value}`;
    case 'contains':
    case 'containsKey':
      return isWanted ? `has to contain ${value}` : `must not contain ${value}`;
    default:
      return isWanted ? `has to look like ${value}` : `must not look like ${value}`;
  }
}

function isEmpty(value         )                                 {
  return value === null || value === undefined || value === '';
}

function sameScalar(left         , right         )          {
  return String(left).toLowerCase() === String(right).toLowerCase();
}

/** Each demand once. Whether the value is there at all only matters where nothing is said of the value: mostly it guards the rest. */
function demandsOf(reasons                   )                    {
  const others = reasons.filter(({ operator }) => operator !== 'exists');
  return [...new Set((others.length > 0 ? others : reasons).map(demand))];
}

/** A value between backticks; lists as several of them, long texts cut. Resources are hostile: nothing here follows them down. */
function quote(value         )         {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.slice(0, 12).map(quoteOne).join(', ');
  return quoteOne(value);
}

function quoteOne(value         )         {
  if (isUnknown(value)) return `what is not known (${value.why})`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = String(value);
  return `\`${cut(text, 100)}\``;
}

function cut(text        , most        )         {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

/**
 * Types without tags and location, which mode `Indexed` never sees (azure-policy-language.md §1.11, aks-network-isolation.md §7.1).
 * A small set on purpose: the full list is a capability table of the service.
 */
const withoutTagsAndLocation                      = new Set(
  [
    agentPoolType,
    'Microsoft.ContainerRegistry/registries/cacheRules',
    'Microsoft.ContainerRegistry/registries/scopeMaps',
    'Microsoft.ContainerRegistry/registries/tokens',
    'Microsoft.ContainerService/managedClusters/maintenanceConfigurations',
    'Microsoft.KubernetesConfiguration/extensions',
    'Microsoft.KubernetesConfiguration/fluxConfigurations',
    'Microsoft.Network/networkSecurityGroups/securityRules',
    'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    'Microsoft.Network/routeTables/routes',
    'Microsoft.Network/virtualNetworks/subnets',
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
    'Microsoft.Authorization/roleAssignments',
  ].map((type) => type.toLowerCase()),
);

/** What of `Microsoft.Resources` is evaluated at all (azure-policy-language.md §1.2). */
const evaluatedResources                      = new Set([
  'microsoft.resources/subscriptions',
  'microsoft.resources/resourcegroups',
  'microsoft.resources/subscriptions/resourcegroups',
]);

/** True when the type has tags and a location, so that mode `Indexed` sees it. */
function isIndexed(type        )          {
  return !withoutTagsAndLocation.has(type.toLowerCase());
}

/** False for the types that the service never evaluates: deployments and their like. */
function isEvaluated(type        )          {
  const name = type.toLowerCase();
  return !name.startsWith('microsoft.resources/') || evaluatedResources.has(name);
}

/** What a rule says of a resource, before it becomes a finding. */
                             
                            
                                                                 
                          
                                                                 
                                          
                           
 

/** A rule in the form in which it is evaluated. */
                               
                    
                        
                      
                                   
                                                                              
                                                  
 

/** Effects whose condition alone decides. */
const decided = new Set(['deny', 'audit']);
/** Effects that change the request or the state of things: a condition that does not hold settles them too. */
const conditional = new Set(['modify', 'append', 'denyaction', 'mutate', 'addtonetworkgroup', 'enforcesetting', 'auditaction']);
/** Effects that need related resources; without a match of the condition they do not apply (azure-policy-language.md §1.11). */
const relational = new Set(['auditifnotexists', 'deployifnotexists']);

/** Evaluates one rule on one resource. Never throws for what the rule or the resource says: a failing rule is the verdict `error`. */
function evaluateRule(rule              , scope       )             {
  const { type } = scope.resource;
  if (!isEvaluated(type)) return aside('notApplicable', '', `Azure Policy does not evaluate ${type}.`);
  if (rule.mode === 'indexed' && !isIndexed(type)) {
    return aside('notApplicable', '', `Mode Indexed leaves out ${type}, which has no tags and location.`);
  }
  if (rule.types !== undefined && !rule.types.has(type.toLowerCase())) return aside('notApplicable', '', `The rule is not about ${type}.`);
  let effect = '';
  try {
    const found = rule.effect(scope);
    if (isUnknown(found)) return aside('undetermined', effect, `The effect is not known: ${found.why}.`);
    effect = String(found).toLowerCase();
    return evaluateEffect(rule, effect, scope);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return aside('error', effect, `The rule failed, which Azure treats as a denial: ${error.message}.`);
  }
}

function evaluateEffect(rule              , effect        , scope       )             {
  if (effect === 'disabled') return aside('notApplicable', effect, 'The rule is disabled.');
  const isKnown = decided.has(effect) || conditional.has(effect) || relational.has(effect) || effect === 'manual';
  if (!isKnown) throw new EvaluationError(`\`${effect}\` is no effect`);
  if (rule.test.concerns(scope) === false) return aside('notApplicable', effect, `The rule is not about this ${scope.resource.type}.`);
  if (rule.mode !== 'all' && rule.mode !== 'indexed') {
    return aside('undetermined', effect, `Mode ${rule.mode} is decided by another engine, inside the resource.`);
  }
  if (effect === 'manual') return aside('undetermined', effect, 'Effect manual is decided by attestation.');
  const truth = rule.test.holds(scope);
  const decisions = judging(rule.test.decisions(scope));
  if (isUnknown(truth)) return { verdict: 'undetermined', effect, decisions, message: observation(decisions) };
  if (!truth) return { verdict: relational.has(effect) ? 'notApplicable' : 'compliant', effect, decisions, message: observation(decisions) };
  if (decided.has(effect)) return { verdict: 'violation', effect, decisions, message: complaint(decisions) };
  const message = `The condition holds; what effect ${effect} makes of it is not decided by this engine yet.`;
  return { verdict: 'undetermined', effect, decisions, message };
}

function aside(verdict         , effect        , message        )             {
  return { verdict, effect, decisions: [], message };
}

/** Comparisons that only select resources are left out, unless there is nothing else. */
function judging(decisions                     )                      {
  const rest = decisions.filter(({ selects }) => !selects);
  return rest.length > 0 ? rest : decisions;
}

/** What an evaluation looks at. */
                                                                                         

/** A definition whose rule is closures: compiled once, evaluated often. */
                                                              
                                                                                                                      
                                       
                                                                                    
                                                            
 

/**
 * Compiles a definition. `aliases` tells where aliases point; an alias it does not have is looked for by its name.
 * Throws PolicyError for functions and fields that the language does not have and for literals that do not suit their operator.
 */
function compileDefinition(definition                  , aliases             = bundledAliases)                     {
  const fieldNamed = fieldReader(aliases);
  const { rule } = definition;
  const types = typesOf(rule.condition);
  const compiled = {
    mode: definition.mode.toLowerCase(),
    test: compileCondition(rule.condition, fieldNamed),
    effect: compileOperand(rule.effect, policyFunctions),
    types,
  };
  return {
    ...definition,
    ...(types === undefined ? {} : { types }),
    evaluate: (input) => evaluateRule(compiled, { ...input, fieldOf: fieldNamed, frames: undefined, budget: { left: countBudget } }),
  };
}

/** So many names made by expressions are remembered. */
const rememberedFields = 256;

/** Understands field names, each once. Throws EvaluationError for what is no field. */
function fieldReader(aliases            )                          {
  const fields = new Map               ();
  return (name) => {
    const field = fields.get(name) ?? fieldOf(name, aliases);
    if (field === undefined) throw new EvaluationError(`\`${name}\` is no field of a resource and no alias${suggestion(name, fieldNames)}`);
    if (fields.size < rememberedFields) fields.set(name, field);
    return field;
  };
}

/** One compiled definition as one assignment or initiative member brings it, ready for `judge`. */
                                 
                                          
                                                                 
                                
                                    
                                        
                                                                                           
                                  
 

/** An initiative or assignment as a reader would name it. */
                              
                       
                        
                               
 

/** What an assignment adds to the definitions it brings. */
                                                      
                                                                
                         
                                        
                                            
                                                                  
 

/** Definitions are compiled once, however many assignments bring them. */
const compiledDefinitions = new WeakMap                                      ();

function compiledOnce(definition                  )                     {
  const compiled = compiledDefinitions.get(definition) ?? compileDefinition(definition);
  compiledDefinitions.set(definition, compiled);
  return compiled;
}

/**
 * A definition with values for its parameters, plain by name: `{ effect: 'Audit' }`.
 * Throws PolicyError when the definition does not compile or a value is missing, unknown to it, of the wrong type or not allowed.
 */
function bindDefinition(definition                  , parameters             = {})                 {
  return { definition: compiledOnce(definition), parameters: resolveParameters(definition.parameters, parameters, '') };
}

/**
 * The members of an initiative with its parameters resolved, in its order. `lookup` finds definitions by id.
 * Throws PolicyError when a definition is absent or a parameter does not fit; the pointer is into the initiative.
 */
function bindInitiative(
  initiative            ,
  lookup                                              ,
  parameters             = {},
)                            {
  const values = resolveParameters(initiative.parameters, parameters, '');
  const owner = ownerOf(initiative);
  return initiative.members.map((member) => {
    const { definitionId, referenceId, pointer } = member;
    const definition = lookup(definitionId);
    if (definition === undefined) throw absent('initiative', definitionId, `${pointer}/policyDefinitionId`);
    const given = resolveParameters(definition.parameters, memberParameters(member, values), `${pointer}/parameters`);
    return { definition: compiledOnce(definition), referenceId, initiative: owner, parameters: given };
  });
}

/**
 * What an assignment brings: its definition, or the members of its initiative. `lookup` finds both by id.
 * Throws PolicyError when something it refers to is absent, a parameter does not fit, or it has parts that are not applied yet.
 */
function bindAssignment(
  assignment            ,
  lookup                                                           ,
)                            {
  const [unsupported] = assignment.unsupported;
  if (unsupported !== undefined) {
    const message = `The assignment has \`${unsupported}\`, which this engine does not apply yet and must not ignore`;
    throw new PolicyError(message, `/properties/${unsupported}`);
  }
  const assigned = lookup(assignment.definitionId);
  if (assigned === undefined) throw absent('assignment', assignment.definitionId, '/properties/policyDefinitionId');
  const { scope, notScopes, enforcementMode, nonComplianceMessages } = assignment;
  const facts = { ...ownerOf(assignment), scope, notScopes, enforcementMode, nonComplianceMessages };
  const policies =
    assigned.kind === 'definition'
      ? [bindDefinition(assigned, assignment.parameters)]
      : bindInitiative(assigned, definitionsOf(lookup), assignment.parameters);
  return policies.map((policy) => ({ ...policy, assignment: facts }));
}

function absent(referrer        , id        , pointer        )              {
  return new PolicyError(`The ${referrer} refers to ${id}, which is not here`, pointer);
}

function definitionsOf(lookup                                                           ) {
  return (id        )                               => {
    const found = lookup(id);
    return found?.kind === 'definition' ? found : undefined;
  };
}

function memberParameters(member                  , parameters            )             {
  const values = Array.from(member.parameters, ([name, operand]) => {
    try {
      return [name, compileOperand(operand, initiativeFunctions)({ parameters })]         ;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw new PolicyError(`The value of \`${name}\` fails: ${error.message}`, operand.pointer, { cause: error });
    }
  });
  return Object.fromEntries(values);
}

function ownerOf({ id, name, displayName }                         )              {
  const known = name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
  return { ...(id === undefined ? {} : { id }), name: known, displayName: displayName ?? known };
}

/** What one policy says of one resource. */
                            
                                  
                            
 

/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
function judge(policies                           , resource          , context                    = {})                       {
  return policies
    .filter(({ assignment }) => assignment === undefined || reaches(assignment, resource.id))
    .map((policy) => {
      const { definition, parameters } = policy;
      const evaluation = definition.evaluate({ resource, parameters, context, ids: idsOf(policy) });
      return { policy, finding: findingOf(policy, resource, evaluation) };
    });
}

/**
 * Scope minus `notScopes`, by segments. A resource without an id, which a file may not tell, is taken to be in reach;
 * so is every resource of a management group, whose children ids do not show.
 */
function reaches({ scope, notScopes }                 , id                    )          {
  if (id === undefined) return true;
  const isInside = scope === '' || parseScope(scope)?.kind === 'managementGroup' || isWithin(id, scope);
  return isInside && !notScopes.some((excluded) => isWithin(id, excluded));
}

function idsOf({ definition, initiative, assignment, referenceId }                )            {
  return {
    assignmentId: assignment?.id ?? '',
    definitionId: definition.id ?? '',
    setDefinitionId: initiative?.id ?? '',
    definitionReferenceId: referenceId ?? '',
  };
}

function findingOf(policy                , resource          , evaluation            )          {
  const { definition } = policy;
  const { verdict, effect, decisions } = evaluation;
  const { type, name, id } = resource;
  const rule = ruleName(definition);
  const location = verdict === 'notApplicable' ? undefined : locate(resource, decisions);
  const remedy = textOf(definition, 'remediation');
  return {
    rule,
    title: definition.displayName ?? rule,
    verdict,
    effect,
    severity: severityOf(definition, effect),
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: messageOf(policy, evaluation),
    reasons: decisions.map(({ reason }) => reason),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function ruleName({ name, id, displayName }                  )         {
  return name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
}

/** The assignment's own words to whoever it stops, then what was found. */
function messageOf({ assignment, referenceId }                , { verdict, message }            )         {
  if (assignment === undefined || verdict !== 'violation') return message;
  const messages = assignment.nonComplianceMessages;
  const about = (wanted                    ) => messages.find((entry) => entry.referenceId?.toLowerCase() === wanted?.toLowerCase());
  const own = (referenceId === undefined ? undefined : about(referenceId)) ?? about(undefined);
  const unenforced = assignment.enforcementMode === 'DoNotEnforce' ? ['The assignment does not enforce this.'] : [];
  return [...(own === undefined ? [] : [own.message]), message, ...unenforced].join(' ');
}

const severities                      = ['high', 'medium', 'low'];

/** Deny is high, everything else medium; `metadata.severity` overrides. */
function severityOf(definition                  , effect        )           {
  const written = textOf(definition, 'severity')?.toLowerCase();
  return severities.find((severity) => severity === written) ?? (effect === 'deny' ? 'high' : 'medium');
}

function textOf({ metadata }                  , key        )                     {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The line of the first place that decided, or of its nearest ancestor that is written down. */
function locate({ originOf }          , decisions                     )                       {
  const pointer = decisions.find((decision) => decision.pointer !== undefined)?.pointer ?? '';
  const origin = originOf?.(pointer);
  if (origin === undefined) return undefined;
  return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

export { PolicyError, bindAssignment, bindDefinition, bindInitiative, compileDefinition, find, judge, members, objectOf, optionalElements, optionalObject, optionalText, parseDefinition, parseInitiative, readHeader, required, requiredText, textOf$1 as textOf };
