import { isJsonObject, escapePointer, suggestion, textAt, isUnknown, Unknown, bare as bare$1, present, parseResourceId, managedClusterType, agentPoolType, memberIgnoringCase, isWithin, sameId, severities, parseScope } from './ground.js';

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

/** A policy document that cannot be used: what is wrong, in one sentence, and where in the document. */
class PolicyError extends Error {
                    name = 'PolicyError';
  /** JSON pointer (RFC 6901) into the document; empty for the document as a whole. */
           pointer        ;
  /** Line and column, counted from 1, where the document was read from text. */
           line                    ;
           column                    ;

  constructor(message        , pointer = '', options               , place                                                     ) {
    super(message, options);
    this.pointer = pointer;
    this.line = place?.line;
    this.column = place?.column;
  }
}

/** What `ask` gives; what fails there on its values is an error of the document at this place. Throws PolicyError. */
function inDocument       (pointer        , ask             )        {
  try {
    return ask();
  } catch (error) {
    if (error instanceof EvaluationError) throw new PolicyError(error.message, pointer, { cause: error });
    throw error;
  }
}

/** Every call in an expression, itself first. */
function* callsOf(expression            )                  {
  if (expression.kind === 'access') {
    yield* callsOf(expression.base);
    for (const { key } of expression.steps) yield* callsOf(key);
  } else if (expression.kind === 'call') {
    yield expression;
    for (const argument of expression.args) yield* callsOf(argument);
  }
}

/** The one text that a call of this function is given, where it is written out: `x` of `[parameters('x')]`. Undefined for other calls. */
function writtenArgument({ name, args }      , of        )                     {
  const [first] = args;
  return name.toLowerCase() === of && first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}

/** True for what is an integer to the service: whole, and within 64 bits. A number beyond 2^53 stands for the integer that it is exactly. */
function isInt64(value        )          {
  return Number.isInteger(value) && value >= -9223372036854776e3 && value < 2 ** 63;
}

/** An integer as a number; undefined when it leaves 64 bits or a number cannot hold it exactly. */
function exactInt64(value        )                     {
  const near = Number(value);
  return isInt64(near) && BigInt(near) === value ? near : undefined;
}

/** Reads decimal digits with or without a sign; undefined as above. */
function readInt64(digits        )                     {
  const short = digits.replace(/^([-+]?)0+(?=\d)/, '$1');
  // Nineteen digits and a sign are the longest there is; a hostile text is not worth a number of its length.
  return short.length <= 20 ? exactInt64(BigInt(short)) : undefined;
}

/** A word of an expression. `position` counts characters from the start of the text that holds the expression. */
                   
                                                                                  
                                                                                   
                                                                                
                                                                                  
                                                                            

const space$1 = /\s+/y;
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
    position += take(space$1)?.[0].length ?? 0;
    if (position >= end) break;
    const { length, ...token } = next();
    tokens.push(token);
    position += length;
  }
  tokens.push({ kind: 'end', value: '', position: end });
  return tokens;
}

function integerOf(digits        , position        )         {
  const value = readInt64(digits);
  if (value !== undefined) return value;
  throw new ExpressionError(`The number ${digits.slice(0, 40)} is larger than this engine can hold`, position);
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
    const name = this.#functionName(token.value);
    if (this.#accept('(')) return { kind: 'call', name, args: this.#arguments(token.position), position: token.position };
    const literal = bareLiterals.get(token.value.toLowerCase());
    if (literal === undefined) throw this.#unexpected(`"(" after \`${token.value}\``);
    return { kind: 'literal', value: literal, position: token.position };
  }

  /** `namespace.function`, as templates call functions of their own, when a call follows; else the name alone. */
  #functionName(name        )         {
    const [dot, member, call] = this.#tokens.slice(this.#index, this.#index + 3);
    if (!isSymbol(dot, '.') || member?.kind !== 'name' || !isSymbol(call, '(')) return name;
    this.#index += 2;
    return `${name}.${member.value}`;
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

function isSymbol(token                   , symbol        )          {
  return token?.kind === 'symbol' && token.value === symbol;
}

/** A value of a policy document and where it stands. */
                                         
                        
                                                    
                           
 

/** The document as a whole. Throws PolicyError when it is no JSON object. */
function rootOf$1(document         , what        )                    {
  return objectOf({ value: document, pointer: '' }, what);
}

/** `properties` of a document, or the document itself when it was written without the wrapper. */
function propertiesOf(root                   )                    {
  const wrapped = find$1(root, 'properties');
  return wrapped === undefined ? root : objectOf(wrapped, '`properties`');
}

/** The member called `name`, read without case as the service does; null counts as absent, and so does undefined. */
function find$1(parent                   , name        )                    {
  const wanted = name.toLowerCase();
  const key = Object.keys(parent.value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined || parent.value[key] === null || parent.value[key] === undefined ? undefined : child(parent, key);
}

/** The member called `name`. Throws PolicyError when it is absent. */
function required(parent                   , name        )        {
  const found = find$1(parent, name);
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

/** Throws PolicyError for a member that is none of these, compared without case, as the service does ("Could not find member …"). */
function assertMembers(parent                   , names                   , what        )       {
  for (const [key, place] of members(parent)) {
    if (names.some((name) => name.toLowerCase() === key.toLowerCase())) continue;
    throw new PolicyError(`${what} has no member \`${key}\`${suggestion(key, names)}`, place.pointer);
  }
}

function objectOf(place       , what        )                    {
  const { value, pointer } = place;
  if (!isJsonObject(value)) throw new PolicyError(`${what} has to be an object`, pointer);
  return { value, pointer };
}

function elementsOf$1(place       , what        )                   {
  const { value, pointer } = place;
  if (!Array.isArray(value)) throw new PolicyError(`${what} has to be an array`, pointer);
  return value.map((element         , index) => ({ value: element, pointer: `${pointer}/${index}` }));
}

function textOf$1(place       , what        )         {
  if (typeof place.value !== 'string') throw new PolicyError(`${what} has to be text`, place.pointer);
  return place.value;
}

function optionalText(parent                   , name        )                     {
  const found = find$1(parent, name);
  return found === undefined ? undefined : textOf$1(found, `\`${name}\``);
}

function requiredText(parent                   , name        )         {
  return textOf$1(required(parent, name), `\`${name}\``);
}

function optionalElements(parent                   , name        )                   {
  const found = find$1(parent, name);
  return found === undefined ? [] : elementsOf$1(found, `\`${name}\``);
}

/** The object member called `name`, or an empty one. */
function optionalObject(parent                   , name        )                    {
  const found = find$1(parent, name);
  return found === undefined ? { value: {}, pointer: `${parent.pointer}/${name}` } : objectOf(found, `\`${name}\``);
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
    return folded$2(
      elementsOf$1(place, 'The value').map((element) => parseOperand(element, depth + 1)),
      (items) => ({ kind: 'array', items, pointer }),
      (values) => ({ kind: 'literal', value: values, pointer }),
    );
  }
  if (!isJsonObject(value)) return { kind: 'literal', value, pointer };
  const entries = members(objectOf(place, 'The value'));
  return folded$2(
    entries.map(([, member]) => parseOperand(member, depth + 1)),
    (parts) => ({ kind: 'object', members: pair$1(entries, parts), pointer }),
    (values) => ({ kind: 'literal', value: Object.fromEntries(pair$1(entries, values)), pointer }),
  );
}

/** Parts without an expression make a literal. */
function folded$2(
  parts                    ,
  composite                                        ,
  literal                                         ,
)          {
  const values = parts.flatMap((part) => (part.kind === 'literal' ? [part.value] : []));
  return values.length === parts.length ? literal(values) : composite(parts);
}

function pair$1       (entries                                         , values                  )                                        {
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

/** Every call in a value, with the place of the expression that holds it. */
function* callsIn(operand         )                         {
  if (operand.kind === 'array') for (const item of operand.items) yield* callsIn(item);
  else if (operand.kind === 'object') for (const [, value] of operand.members) yield* callsIn(value);
  else if (operand.kind === 'expression') for (const value of callsOf(operand.expression)) yield { value, pointer: operand.pointer };
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

                                                  

const byLowerCase$1                                = new Map(operators.map((operator) => [operator.toLowerCase(), operator]));

/** The operator of this name, read without case. */
function operatorOf(name        )                       {
  return byLowerCase$1.get(name.toLowerCase());
}

/** A condition as parsed. */
                                                

                        
                                   
                                            
 

                           
                       
                                
 

/** One comparison: a left side, an operator and a right side. */
                       
                        
                          
                              
                          
                           
 

                      
                                                       
                                                       
          

                        
                         
                
                                                         
                                                                                             
                                        
                           
 

/** `if` holds at most so many conditions (azure-policy-language.md §1.1). */
const mostConditions$1 = 4096;
/** No limit of the service is known; built-ins nest 9 deep. Keeps evaluation within any stack. */
const deepest = 64;

const logic = ['allOf', 'anyOf', 'not']         ;
const leftSides = ['field', 'value', 'count']         ;

/** Reads a condition. Throws PolicyError where its structure is not the language's, naming the near miss of an unknown member. */
function parseCondition(place       , most = mostConditions$1)            {
  return parse(place, { depth: 0, most, count: { left: most } });
}

                  
                         
                        
                                   
 

function parse(place       , budget        )            {
  const condition = objectOf(place, 'A condition');
  budget.count.left -= 1;
  if (budget.count.left < 0) throw new PolicyError(`A rule has at most ${budget.most} conditions here`, place.pointer);
  if (budget.depth > deepest) throw new PolicyError(`Conditions nest deeper than ${deepest} levels`, place.pointer);
  const kind = logic.find((name) => find$1(condition, name) !== undefined);
  return kind === undefined ? parseLeaf(condition, budget) : parseLogic(kind, condition, budget);
}

function parseLogic(kind                        , condition                   , budget        )            {
  const inner = { ...budget, depth: budget.depth + 1 };
  const [[, body] = [], ...others] = members(condition);
  if (body === undefined || others.length > 0) throw new PolicyError(`\`${kind}\` stands alone in its object`, condition.pointer);
  if (kind === 'not') return { kind, condition: parse(body, inner) };
  return { kind, conditions: elementsOf$1(body, `\`${kind}\``).map((element) => parse(element, inner)) };
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
  const field = find$1(count, 'field');
  const value = find$1(count, 'value');
  const name = find$1(count, 'name');
  const filter = find$1(count, 'where');
  const where = filter === undefined ? undefined : parse(filter, { ...budget, depth: budget.depth + 1 });
  const { pointer } = count;
  if (field !== undefined && value === undefined && name === undefined) {
    return { kind: 'count', over: { kind: 'field', field: parseField(field) }, where, pointer };
  }
  if (value !== undefined && field === undefined) {
    const label = name === undefined ? undefined : textOf$1(name, '`name`');
    const operand = parseOperand(value);
    if (operand.kind === 'object' || (operand.kind === 'literal' && !Array.isArray(operand.value))) throw new PolicyError('`count.value` has to be an array, or an expression that gives one', value.pointer);
    return { kind: 'count', over: { kind: 'value', value: operand, name: label }, where, pointer };
  }
  throw new PolicyError('`count` has either `field`, or `value` with an optional `name`', pointer);
}

/** What definitions, initiatives and assignments have in common. */
                         
                                    
                                  
                                           
                                           
                                
                                                                                   
                                          
     
                                                                                                                                        
                                                                                                     
     
                                       
 

/** Reads the common part of a policy object and returns it with the place of its properties. Throws PolicyError. */
function readHeader(document         , what        )                                       {
  const root = rootOf$1(document, what);
  const properties = propertiesOf(root);
  const metadata = optionalObject(properties, 'metadata').value;
  const policyType = optionalText(properties, 'policyType');
  const header = {
    name: optionalText(root, 'name'),
    id: optionalText(root, 'id'),
    displayName: optionalText(properties, 'displayName'),
    description: optionalText(properties, 'description'),
    metadata,
    policyType,
    version: optionalText(properties, 'version') ?? (isCustom({ policyType }) ? '1.0.0' : textAt(metadata, 'version')),
  };
  return [header, properties];
}

/** Whether the service holds a document to the limits for custom ones: Microsoft's own are past some of them. */
function isCustom({ policyType }                            )          {
  return !['builtin', 'static'].includes(policyType?.toLowerCase() ?? '');
}

/** A place where a rule reads a parameter by its name. */
                                     
                        
                                        
                           
 

/** Where a rule reads its parameters, as far as their names are written out. */
function* parameterReferences(rule            )                                {
  for (const operand of operandsOfRule(rule)) {
    for (const { value, pointer } of callsIn(operand)) {
      const name = writtenArgument(value, 'parameters');
      if (name !== undefined) yield { name, pointer };
    }
  }
}

/** The values of a rule in which expressions may stand. Those of a deployment are its own and not the rule's. */
function* operandsOfRule({ condition, effect, details }            )                     {
  yield effect;
  yield* operandsOf(condition);
  if (details === undefined) return;
  const place = isJsonObject(details.value) ? members({ value: details.value, pointer: details.pointer }) : [['', details]         ];
  for (const [key, part] of place) if (key.toLowerCase() !== 'deployment') yield parseOperand(part);
}

/** The values of a condition and of everything inside it. */
function* operandsOf(condition           )                     {
  if (condition.kind === 'not') yield* operandsOf(condition.condition);
  else if (condition.kind !== 'leaf') for (const part of condition.conditions) yield* operandsOf(part);
  else {
    const { left, right } = condition;
    yield right;
    if (left.kind === 'field') yield left.field;
    else if (left.kind === 'value') yield left.value;
    else {
      yield left.over.kind === 'field' ? left.over.field : left.over.value;
      if (left.where !== undefined) yield* operandsOf(left.where);
    }
  }
}

/**
 * A number as .NET writes it: an integer in all its digits, another number in the shortest text that reads back as the same,
 * below 0.0001 and beyond 64 bits with an exponent of at least two digits: `1E-05`, `1.5E+21` (dotnet/runtime, Number.Formatting.cs).
 */
function numberText(value        )         {
  if (Number.isSafeInteger(value)) return String(value);
  if (isInt64(value)) return BigInt(value).toString();
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || (magnitude >= 0.0001 && magnitude < 2 ** 63)) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}${exponentText(Number(exponent), 'E', 2)}`;
}

/** `E+05`: letter, sign, and as many digits as asked for. */
function exponentText(exponent        , letter        , width        )         {
  return `${letter}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(width, '0')}`;
}

/*
 * Case as the invariant culture of .NET has it: every code point stands for one code point, so that a text keeps its length and the
 * places in it. `ß` and `ŉ` have no capital, `İ` and `ı` stay what they are, and a final sigma is a sigma (dotnet/runtime,
 * src/native/libs/System.Globalization.Native/pal_casing.c).
 *
 * JavaScript maps one code point to several where Unicode says so. That makes a text longer, never shorter: a text that kept its
 * length was mapped one to one, and native code did the work.
 */

/** Lower case. */
function lower(text        )         {
  const native = text.toLowerCase();
  return native.length === text.length && !text.includes('Σ') ? native : Array.from(text, lowerOne).join('');
}

/** Upper case. */
function upper(text        )         {
  const native = text.toUpperCase();
  return native.length === text.length && !text.includes('ı') ? native : Array.from(text, upperOne).join('');
}

/** What two texts share when they differ in case only; as long as the text itself. */
function fold(text        )         {
  return beyondAscii.test(text) ? lower(upper(text)) : text.toLowerCase();
}

const beyondAscii = /[\u0080-\uFFFF]/;

/** Comparison without case. Most texts that differ do so in length or at an end; those are told apart before anything is built. */
function sameText(left        , right        )          {
  if (left === right) return true;
  const { length } = left;
  if (length !== right.length || differAt(left, right, 0) || differAt(left, right, length - 1)) return false;
  const native = left.toLowerCase();
  // What kept its length was mapped one to one.
  if (native === right.toLowerCase() && native.length === length) return true;
  return (beyondAscii.test(left) || beyondAscii.test(right)) && fold(left) === fold(right);
}

/** True when two characters of ASCII stand there that are not one letter. */
function differAt(left        , right        , index        )          {
  const first = left.charCodeAt(index);
  const second = right.charCodeAt(index);
  if (first === second || first > 0x7f || second > 0x7f) return false;
  // A letter of ASCII differs from its capital in one bit, as other characters do from each other.
  const letter = first | 0x20;
  return letter !== (second | 0x20) || letter < 0x61 || letter > 0x7a;
}

function lowerOne(character        )         {
  return character === 'İ' ? character : character.toLowerCase();
}

function upperOne(character        )         {
  const capital = character.toUpperCase();
  if (character === 'ı') return character;
  return capital.length === character.length ? capital : (greekCapital(character) ?? character);
}

/** Greek vowels with an iota below, whose capital in one code point Unicode knows as title case. */
function greekCapital(character        )                     {
  const code = character.charCodeAt(0);
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 0x08);
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? String.fromCharCode(code + 9) : undefined;
}

/** Texts longer than the service allows fail. */
function bounded(value        )         {
  if (value.length <= limits.stringLength) return value;
  throw tooLong();
}

/** Joins texts; measures before it builds, because the result can be the square of what came in. */
function joinBounded(parts                   , separator        )         {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, -separator.length);
  if (length > limits.stringLength) throw tooLong();
  return parts.join(separator);
}

function tooLong()                  {
  return new EvaluationError(`A text has more than ${limits.stringLength} characters`);
}

/**
 * A text as far as it is known: it begins with the first piece, ends with the last, and has the others in this order between them,
 * none over another. One piece alone is the whole text. Between two pieces may stand anything, also nothing.
 */
                                       

/** Whether something holds of every text that is written so, of none, or of some. */
                                                    

/** What is known of a text; undefined for what is no text, or perhaps none. */
function piecesOf(value         )                     {
  if (typeof value === 'string') return [value];
  const pieces = isUnknown(value) ? value.pieces : undefined;
  // One piece of an unknown text says how it begins, and not where it ends.
  return pieces?.length === 1 ? [...pieces, ''] : pieces;
}

/** A text of which nothing is known but that it is one. */
const anyText         = ['', ''];

/** So many pieces are kept between the first and the last: a text that grows piece by piece costs no square of them. */
const mostBetween = 62;

/** The text when all of it is known, else an Unknown that is certainly a text of these pieces. */
function textOfPieces(pieces        , why        )                   {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return first;
  return new Unknown(why, { pieces: [first, ...rest.filter((piece) => piece !== '').slice(0, mostBetween), last] });
}

/** One text behind the other. Throws EvaluationError when what is known of them is already longer than the service allows. */
function concatPieces(parts                   )         {
  const joined           = [];
  let last = '';
  for (const [first = '', ...rest] of parts) {
    last += first;
    for (const piece of rest) {
      joined.push(last);
      last = piece;
    }
  }
  const pieces = [...joined, last];
  if (leastLength(pieces) > limits.stringLength) throw tooLong();
  return pieces;
}

/** As texts are compared without case: fold the other side as well. */
function foldedPieces(pieces        )         {
  return mapPieces(pieces, fold);
}

/** Every piece changed by what changes each code point of a text for itself. Half a code point at a gap says nothing of the whole one. */
function mapPieces(pieces        , change                          )         {
  const last = pieces.length - 1;
  return pieces.map((piece, index) => {
    const start = index > 0 && isHalf(piece.charCodeAt(0), 0xdc00) ? 1 : 0;
    const end = index < last && isHalf(piece.charCodeAt(piece.length - 1), 0xd800) ? piece.length - 1 : piece.length;
    return change(piece.slice(start, Math.max(start, end)));
  });
}

/** True for one of the 1,024 surrogates from `first` on. */
function isHalf(code        , first        )          {
  return code >= first && code < first + 0x400;
}

/** What two texts have in common of which it is not known which one it is. */
function eitherPieces(left        , right        )         {
  const [first = ''] = left;
  const [second = ''] = right;
  if (left.length === 1 && right.length === 1 && first === second) return left;
  const start = shared(first, second, (text, index) => text.charAt(index));
  const end = shared(left.at(-1) ?? '', right.at(-1) ?? '', (text, index) => text.charAt(text.length - 1 - index));
  // In a text of which all is known the two may not stand over each other.
  const room = [left, right].map((pieces) => (pieces.length === 1 ? leastLength(pieces) - start : Infinity));
  const kept = Math.min(end, ...room);
  const last = left.at(-1) ?? '';
  return [first.slice(0, start), last.slice(last.length - kept)];
}

function shared(left        , right        , at                                         )         {
  const longest = Math.min(left.length, right.length);
  let count = 0;
  while (count < longest && at(left, count) === at(right, count)) count += 1;
  return count;
}

/** No text of these pieces is shorter. */
function leastLength(pieces        )         {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}

/** Whether it is this text, with case. */
function matches(pieces        , text        )           {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return first === text ? 'always' : 'never';
  if (leastLength(pieces) > text.length || !text.startsWith(first) || !text.endsWith(last)) return 'never';
  const end = text.length - last.length;
  let place = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, place);
    if (found < 0 || found + piece.length > end) return 'never';
    place = found + piece.length;
  }
  return 'maybe';
}

/** Whether both are the same text, with case: each may have unknown parts. */
function matchesPieces(left        , right        )           {
  const [whole = ''] = left;
  if (left.length === 1) return matches(right, whole);
  if (right.length === 1) return matches(left, right[0] ?? '');
  const [start = ''] = right;
  const [end = ''] = right.slice(-1);
  return begins(left, start) === 'never' || ends(left, end) === 'never' ? 'never' : 'maybe';
}

/** Whether it begins so, with case. */
function begins(pieces        , start        )           {
  const [first = ''] = pieces;
  if (first.startsWith(start)) return 'always';
  return pieces.length > 1 && start.startsWith(first) ? 'maybe' : 'never';
}

/** Whether it ends so, with case. */
function ends(pieces        , end        )           {
  const last = pieces.at(-1) ?? '';
  if (last.endsWith(end)) return 'always';
  return pieces.length > 1 && end.endsWith(last) ? 'maybe' : 'never';
}

/** Whether the part stands somewhere in it, with case. */
function includes$1(pieces        , part        )           {
  if (pieces.some((piece) => piece.includes(part))) return 'always';
  return pieces.length > 1 ? 'maybe' : 'never';
}

/** Whether it begins with `head` and ends with `tail`, the one not over the other (`head*tail` of the operator `like`). */
function frames(pieces        , head        , tail        )           {
  const [whole = ''] = pieces;
  if (pieces.length === 1 && whole.length < head.length + tail.length) return 'never';
  const start = begins(pieces, head);
  const end = ends(pieces, tail);
  if (start === 'never' || end === 'never') return 'never';
  return start === 'always' ? end : 'maybe';
}

/** A decision as conditions have it; what is not decided is `open`. */
function truthOf(decision          , open         )        {
  return decision === 'maybe' ? open : decision === 'always';
}

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
  return Object.keys(object).find((key) => sameText(key, name));
}

/** True when nothing is there: null counts as absent. */
function isAbsent(value         )                            {
  return value === null || value === undefined;
}

/** True when something is certainly there. */
function isPresent(value         )          {
  return isUnknown(value) ? value.isPresent : !isAbsent(value);
}

/** What a value is called in a message. */
function typeName(value         )         {
  if (value === null || value === undefined) return 'null';
  if (isArray(value)) return 'array';
  if (typeof value === 'number') return isInt64(value) ? 'integer' : 'number';
  return typeof value;
}

/** The text of a scalar as the policy engine compares it: `True`, `5`, `""` for null. Undefined for arrays and objects. */
function scalarText(value         )                     {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return undefined;
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
  if (isUnknown(left)) return equalToOpen(left, right);
  if (isUnknown(right)) return equalToOpen(right, left);
  assertDepth(depth);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && every(left.map((value, index) => [value, right[index]]), depth, deepEqual);
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key))) return false;
    return every(keys.map((key) => [left[key], right[key]]), depth, deepEqual);
  }
  return (left ?? null) === (right ?? null);
}

/** What is known of an unknown value may be enough to tell that it is another one. */
function equalToOpen(open         , other         )        {
  const { pieces } = open;
  if (isAbsent(other) && open.isPresent) return false;
  if (pieces === undefined || isUnknown(other)) return pieces !== undefined && isUnknown(other) && differ(pieces, other) ? false : present(open);
  return typeof other === 'string' && matches(pieces, other) === 'maybe' ? present(open) : false;
}

function differ(pieces                   , other         )          {
  return other.pieces !== undefined && matchesPieces(pieces, other.pieces) === 'never';
}

/**
 * Equality as conditions have it: scalars as text without case, arrays element by element, objects by members whose names compare
 * without case. Unknown parts make the answer unknown, unless a known part already differs.
 * Throws EvaluationError when the values are deeper than the service allows.
 */
function sameContent(left         , right         , depth = 0)        {
  if (isUnknown(left)) return sameAsOpen(left, right);
  if (isUnknown(right)) return sameAsOpen(right, left);
  assertDepth(depth);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && every(left.map((value, index) => [value, right[index]]), depth, sameContent);
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    const pairs = keys.map((key) => [left[key], keyIgnoringCase(right, key)]         );
    if (pairs.some(([, key]) => key === undefined)) return false;
    return every(pairs.map(([value, key]) => [value, right[key ?? '']]), depth, sameContent);
  }
  const [first, second] = [scalarText(left), scalarText(right)];
  return first !== undefined && second !== undefined && sameText(first, second);
}

/** A text equals no array and no object, and another text only where its pieces fit without case. */
function sameAsOpen(open         , other         )        {
  const { pieces } = open;
  if (pieces === undefined || isUnknown(other)) return bare$1(open);
  const text = scalarText(other);
  return text !== undefined && matches(foldedPieces(pieces), fold(text)) === 'maybe' ? bare$1(open) : false;
}

function every(pairs                                          , depth        , same                  )        {
  let open                     ;
  for (const [left, right] of pairs) {
    const truth = same(left, right, depth + 1);
    if (truth === false) return false;
    if (isUnknown(truth)) open ??= truth;
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

/**
 * Reads the `parameters` of a definition or an initiative. `most`: how many a custom document may have; undefined for Microsoft's own, which
 * are taken as they are. Throws PolicyError.
 */
function parseParameters(properties                   , most                    )                        {
  const place = optionalObject(properties, 'parameters');
  const declared = members(place);
  if (most !== undefined && declared.length > most) throw new PolicyError(`There are ${declared.length} parameters; Azure takes ${most}`, place.pointer);
  const declarations = declared.map(([name, declaration]) => parseDeclaration(name, declaration, most !== undefined));
  const byName = new Map                              ();
  for (const declaration of declarations) {
    const key = declaration.name.toLowerCase();
    if (byName.has(key)) throw new PolicyError(`The parameter \`${declaration.name}\` is declared twice`, declaration.pointer);
    byName.set(key, declaration);
  }
  return byName;
}

const declarationMembers = ['type', 'defaultValue', 'allowedValues', 'metadata', 'schema', 'displayName', 'description'];

function parseDeclaration(name        , place       , isCustom         )                       {
  const declaration = objectOf(place, `The parameter \`${name}\``);
  if (isCustom) assertMembers(declaration, declarationMembers, `The parameter \`${name}\``);
  const written = requiredText(declaration, 'type');
  const type = types.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (type === undefined) {
    throw new PolicyError(`\`${written}\` is no type of a parameter${suggestion(written, types)}`, `${declaration.pointer}/type`);
  }
  const initial = find$1(declaration, 'defaultValue');
  const allowed = find$1(declaration, 'allowedValues');
  return {
    name,
    type,
    ...(initial === undefined ? {} : { defaultValue: initial.value }),
    ...(allowed === undefined ? {} : { allowedValues: elementsOf$1(allowed, '`allowedValues`').map(({ value }) => value) }),
    pointer: declaration.pointer,
  };
}

/** Throws PolicyError for a default that the declaration itself does not allow: the service refuses such a definition. */
function assertDefaults(declared                       )       {
  for (const declaration of declared.values()) {
    const { defaultValue, pointer } = declaration;
    if (defaultValue !== undefined) inDocument(pointer, () => check(declaration, defaultValue, `${pointer}/defaultValue`));
  }
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
      if (values.has(key)) inDocument(pointer, () => check(declaration, value, pointer));
      return [declaration.name, value]         ;
    }),
  );
}

/** The values of declared parameters; names compare without case. */
function declaredOnly(values            , declared                       )             {
  return Object.fromEntries(Object.entries(values).filter(([name]) => declared.has(name.toLowerCase())));
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

/** What the service takes in one rule (learn.microsoft.com, "Azure Policy definition structure policy rule", policy rule limits). */
const most$1 = { functions: 2048, valueCounts: 10, fieldCountsPerArray: 5 }         ;

/** Throws PolicyError for a rule beyond what the service takes. Limits of single expressions and conditions are held where those are read. */
function assertRuleLimits(rule            , pointer        )       {
  let functions = 0;
  for (const operand of operandsOfRule(rule)) for (const _ of callsIn(operand)) functions += 1;
  if (functions > most$1.functions) throw new PolicyError(`A rule calls at most ${most$1.functions} functions; this one calls ${functions}`, pointer);
  const fieldCounts = new Map                ();
  let valueCounts = 0;
  for (const { over, pointer: place } of countsIn(rule.condition)) {
    if (over.kind === 'value') {
      valueCounts += 1;
      if (valueCounts > most$1.valueCounts) throw new PolicyError(`A rule has at most ${most$1.valueCounts} counts over values`, place);
      continue;
    }
    const array = over.field.kind === 'literal' ? String(over.field.value).toLowerCase() : undefined;
    if (array === undefined) continue;
    // `a[*].b` names a property of each element (learn.microsoft.com, "Author policies for array properties", field count).
    if (!array.endsWith('[*]')) throw new PolicyError('`count.field` needs an array alias, one that ends in `[*]`', over.field.pointer);
    const count = (fieldCounts.get(array) ?? 0) + 1;
    fieldCounts.set(array, count);
    if (count > most$1.fieldCountsPerArray) throw new PolicyError(`A rule counts one array at most ${most$1.fieldCountsPerArray} times`, place);
  }
}

                                                                                      

function* countsIn(condition           )                   {
  if (condition.kind === 'not') yield* countsIn(condition.condition);
  else if (condition.kind !== 'leaf') for (const part of condition.conditions) yield* countsIn(part);
  else if (condition.left.kind === 'count') {
    yield condition.left;
    if (condition.left.where !== undefined) yield* countsIn(condition.left.where);
  }
}

/** A policy definition as parsed: structure and expression syntax are checked, names of functions and fields are not. */
                                                  
                              
                                                                                               
                        
                                  
                                             
                            
                                                                                        
                           
 

/** limits.md, "policy objects". */
const mostParameters = 20;

/**
 * Reads a policy definition from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError: the document is not of the language, with the place and, where there is one, the near miss.
 */
function parseDefinition(document         )                   {
  const [header, properties] = readHeader(document, 'A policy definition');
  assertOnePlace(document, properties);
  const parameters = parseParameters(properties, isCustom(header) ? mostParameters : undefined);
  const rulePlace = objectOf(required(properties, 'policyRule'), '`policyRule`');
  const rule = readRule(rulePlace);
  if (isCustom(header)) {
    // Microsoft's own are taken as they are: one of them reads a parameter that it does not declare (ComputeInstanceUpdates_Audit).
    assertDeclared(rule, parameters);
    assertDefaults(parameters);
    assertRuleLimits(rule, rulePlace.pointer);
  }
  const mode = optionalText(properties, 'mode');
  return { kind: 'definition', ...header, mode: mode ?? 'Indexed', isModeWritten: mode !== undefined, parameters, rule, pointer: properties.pointer };
}

/** Throws PolicyError when a rule reads a parameter that its definition does not declare. */
function assertDeclared(rule            , parameters                       )       {
  for (const { name, pointer } of parameterReferences(rule)) {
    if (parameters.has(name.toLowerCase())) continue;
    const names = Array.from(parameters.values(), (declaration) => declaration.name);
    throw new PolicyError(`There is no parameter \`${name}\`${suggestion(name, names)}`, pointer);
  }
}

const wrappedMembers = ['displayName', 'description', 'mode', 'parameters', 'policyRule'];

/** With a wrapper `properties`, what belongs inside must not stand outside as well: one of the two would be ignored. */
function assertOnePlace(document         , properties                   )       {
  if (properties.pointer === '') return;
  const root = rootOf$1(document, 'A policy definition');
  for (const name of wrappedMembers) {
    const outside = find$1(root, name);
    if (outside === undefined || find$1(properties, name) === undefined) continue;
    throw new PolicyError(`\`${name}\` stands both in \`properties\` and beside it`, outside.pointer);
  }
}

/** Reads a bare rule, `{if, then}`, as a definition of mode All. Throws PolicyError. */
function parseRule(document         )                   {
  return bare(readRule(rootOf$1(document, 'A policy rule')));
}

/** Reads a bare condition as a definition of mode All that audits. Throws PolicyError. */
function parseConditionDocument(document         )                   {
  const condition = parseCondition({ value: document, pointer: '' });
  return bare({ condition, effect: { kind: 'literal', value: 'audit', pointer: '' }, details: undefined, strangers: [] });
}

function bare(rule            )                   {
  assertRuleLimits(rule, '');
  const nothing = { name: undefined, id: undefined, displayName: undefined, description: undefined, metadata: {}, policyType: undefined, version: undefined };
  return { kind: 'definition', ...nothing, mode: 'All', isModeWritten: true, parameters: new Map(), rule, pointer: '' };
}

/** The members that are none of these, by their names. */
function others(parent                   , known                   )                           {
  return members(parent).flatMap(([key, { pointer }]) => (known.includes(key.toLowerCase()) ? [] : [{ value: key, pointer }]));
}

function readRule(rule                   )             {
  const then = objectOf(required(rule, 'then'), '`then`');
  const effect = required(then, 'effect');
  if (textOf$1(effect, '`effect`') === '') throw new PolicyError('`effect` is empty', effect.pointer);
  return {
    condition: parseCondition(required(rule, 'if')),
    effect: parseOperand(effect),
    details: find$1(then, 'details'),
    strangers: [...others(rule, ['if', 'then']), ...others(then, ['effect', 'details'])],
  };
}

/** What a version pattern of an assignment asks for: `1.*.*`, `1.2.*`, `1.2.3`, each perhaps with a suffix such as `-preview`. */
const shape = /^(\d+)\.(\d+|\*)\.(\d+|\*)(-[a-z]+)?$/i;

/** The `definitionVersion` of an assignment or a member. Throws PolicyError when it is none. */
function optionalVersion(parent                   )                     {
  const found = find$1(parent, 'definitionVersion');
  return found === undefined ? undefined : assertVersion(textOf$1(found, '`definitionVersion`'), found.pointer);
}

/** The text itself. Throws PolicyError when it names no versions. */
function assertVersion(text        , pointer        )         {
  if (shape.test(text)) return text;
  throw new PolicyError(`\`${text}\` names no version of a definition; write \`1.*.*\` or \`1.2.*\``, pointer);
}

/** Whether a definition of this version is one that the pattern asks for. A pattern without suffix takes any; no version is no pattern's. */
function isVersion(version                    , pattern        )          {
  const [, ...wanted] = shape.exec(pattern) ?? [];
  const [, ...found] = shape.exec(version ?? '') ?? [];
  if (found.length === 0) return false;
  return wanted.every((part, index) => part === undefined || part === '*' || part.toLowerCase() === found[index]?.toLowerCase());
}

/** An initiative (policy set definition) as parsed. */
                                            
                              
                                             
                                                
 

/** One definition that an initiative brings. */
                                   
                                
                                                             
                               
                                                                                                 
                                                    
                                         
                                                   
                                      
                           
 

/** limits.md, "policy objects". */
const most = { members: 1000, parameters: 400 }         ;

/**
 * Reads an initiative from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError, also when two members share a reference id.
 */
function parseInitiative(document         )             {
  const [header, properties] = readHeader(document, 'An initiative');
  const list = required(properties, 'policyDefinitions');
  const places = elementsOf$1(list, '`policyDefinitions`');
  if (isCustom(header) && places.length > most.members) throw new PolicyError(`There are ${places.length} members; Azure takes ${most.members}`, list.pointer);
  const parsed = places.map((place, index) => parseMember(place, index));
  const seen = new Set        ();
  for (const { referenceId, pointer } of parsed) {
    if (seen.has(referenceId.toLowerCase())) throw new PolicyError(`The reference id \`${referenceId}\` is used twice`, pointer);
    seen.add(referenceId.toLowerCase());
  }
  return { kind: 'initiative', ...header, parameters: parseParameters(properties, isCustom(header) ? most.parameters : undefined), members: parsed };
}

function parseMember(place       , index        )                   {
  const member = objectOf(place, 'A member of `policyDefinitions`');
  const definitionVersion = optionalVersion(member);
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
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
    pointer: member.pointer,
  };
}

/**
 * Every effect and what it takes to decide it offline (azure-policy-language.md §1.10).
 * - `condition`: the condition alone decides; where it holds, an existing resource is not compliant
 * - `related`: resources related to the one judged decide
 * - `delete`: acts on DELETE only
 * - `attested`: people decide
 * - `elsewhere`: another engine decides
 */
                         
                            
                        
                                                                                                
                                                                        
                                 
 

const effects                    = [
  { name: 'disabled', decidedBy: 'nothing' },
  { name: 'append', decidedBy: 'condition', changesRequest: true },
  { name: 'modify', decidedBy: 'condition', changesRequest: true },
  { name: 'deny', decidedBy: 'condition' },
  { name: 'audit', decidedBy: 'condition' },
  { name: 'manual', decidedBy: 'attested' },
  { name: 'auditIfNotExists', decidedBy: 'related' },
  { name: 'deployIfNotExists', decidedBy: 'related' },
  { name: 'denyAction', decidedBy: 'delete' },
  { name: 'auditAction', decidedBy: 'delete' },
  { name: 'mutate', decidedBy: 'elsewhere' },
  { name: 'addToNetworkGroup', decidedBy: 'elsewhere' },
  { name: 'enforceSetting', decidedBy: 'elsewhere' },
  { name: 'enforceRegoPolicy', decidedBy: 'elsewhere' },
  { name: 'enforceOPAConstraint', decidedBy: 'elsewhere' },
];

const byLowerCase                              = new Map(effects.map((effect) => [effect.name.toLowerCase(), effect]));

/** The effect of this name, compared without case. */
function effectNamed(name        )                     {
  return byLowerCase.get(name) ?? byLowerCase.get(name.toLowerCase());
}

/** One test of a selector: the value of this kind is among the values, or is not. */
                           
                              
                         
                                              
                                       
 

                                                  

const kinds = ['resourceLocation', 'resourceType', 'resourceWithoutLocation', 'policyDefinitionReferenceId', 'userPrincipalId', 'groupPrincipalId']         ;

/** A selector lists at most so many values (azure-policy-language.md §1.12). */
const mostValues = 50;

/** Reads `selectors` of an override, an assignment's resource selector or an exemption's. Throws PolicyError. */
function parseSelectors(parent                   )                      {
  return optionalElements(parent, 'selectors').map(parseSelector);
}

function parseSelector(place       )           {
  const selector = objectOf(place, 'A selector');
  const written = requiredText(selector, 'kind');
  const kind = kinds.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (kind === undefined) throw new PolicyError(`\`${written}\` is no kind of selector${suggestion(written, kinds)}`, `${selector.pointer}/kind`);
  const inside = find$1(selector, 'in');
  const outside = find$1(selector, 'notIn');
  if (inside !== undefined && outside !== undefined) throw new PolicyError('A selector has either `in` or `notIn`', selector.pointer);
  const list = inside ?? outside;
  // `resourceWithoutLocation` selects by itself.
  const values = list === undefined ? [] : elementsOf$1(list, '`in` or `notIn`').map((value) => textOf$1(value, 'A value of a selector'));
  if (values.length > mostValues) throw new PolicyError(`A selector has at most ${mostValues} values`, list?.pointer);
  return { kind, isIn: outside === undefined, values: new Set(values.map((value) => folded$1(kind, value))) };
}

function folded$1(kind              , value        )         {
  return kind === 'resourceLocation' ? value.replaceAll(' ', '').toLowerCase() : value.toLowerCase();
}

/** What selectors look at. A value that is not known leaves the answer open. */
                             
                                
                                                     
                             
                                           
 

/** True when every selector selects. */
function selectsAll(selectors                     , subject            )        {
  let open        = true;
  for (const selector of selectors) {
    const truth = selects(selector, subject);
    if (truth === false) return false;
    if (isUnknown(truth)) open = truth;
  }
  return open;
}

/** Several groups of selectors, of which one has to select: AND inside, OR between (azure-policy-language.md §1.12). None select everything. */
function selectsAny(groups                                  , subject            )        {
  if (groups.length === 0) return true;
  let open        = false;
  for (const selectors of groups) {
    const truth = selectsAll(selectors, subject);
    if (truth === true) return true;
    if (isUnknown(truth)) open = truth;
  }
  return open;
}

function selects({ kind, isIn, values }          , { resourceType, location, referenceId }            )        {
  switch (kind) {
    case 'resourceType':
      return values.has(resourceType.toLowerCase()) === isIn;
    case 'resourceLocation':
      if (isUnknown(location)) return location;
      return typeof location === 'string' ? values.has(folded$1(kind, location)) === isIn : !isIn;
    case 'resourceWithoutLocation':
      return isUnknown(location) ? location : typeof location !== 'string';
    case 'policyDefinitionReferenceId':
      return referenceId === undefined ? !isIn : values.has(referenceId.toLowerCase()) === isIn;
    default:
      // Who asks is known to the service only; a selector by principal narrows enforcement, not judgement.
      return true;
  }
}

/** An override of an assignment: a value in the place of the definition's, for what its selectors select. */
                           
                                                      
                         
                                          
 

/** Reads a member of `overrides`. Throws PolicyError. */
function parseOverride(place       )           {
  const override = objectOf(place, 'An override');
  const written = requiredText(override, 'kind');
  const kind = (['policyEffect', 'definitionVersion']         ).find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (kind === undefined) throw new PolicyError(`\`${written}\` is no kind of override that is judged here`, `${override.pointer}/kind`);
  const value = requiredText(override, 'value');
  if (kind === 'policyEffect' && effectNamed(value) === undefined) {
    const names = effects.map(({ name }) => name);
    throw new PolicyError(`\`${value}\` is no effect${suggestion(value, names)}`, `${override.pointer}/value`);
  }
  if (kind === 'definitionVersion') assertVersion(value, `${override.pointer}/value`);
  return { kind, value, selectors: parseSelectors(override) };
}

/** What the first matching override of a kind puts in the place of the definition's own; undefined when none matches. */
function overridden(overrides                     , wanted                  , subject            )                               {
  for (const { kind, value, selectors } of overrides) {
    if (kind !== wanted) continue;
    const truth = selectsAll(selectors, subject);
    if (isUnknown(truth)) return truth;
    if (truth) return value;
  }
  return undefined;
}

/** What an assignment tells whoever is stopped by it. */
                                       
                           
                                                                           
                                
 

/** `Default` enforces; `DoNotEnforce` judges and records compliance only; `Enroll` enforces where resources are enrolled (preview). */
                                                                

const enforcementModes = ['Default', 'DoNotEnforce', 'Enroll']         ;

/** A policy assignment as parsed. */
                                            
                              
                                                     
                                
                                                                              
                         
                                        
                                            
                                                  
                                  
                                                                  
                                                       
                                          
                                                                                   
                                                               
                                                   
                                      
 

/** An assignment has at most so many overrides, and as many resource selectors (azure-policy-language.md §1.12). */
const mostOverrides = 10;
/** limits.md, "policy objects". */
const mostNotScopes = 400;

/** Reads an assignment from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
function parseAssignment(document         )             {
  const [header, properties] = readHeader(document, 'A policy assignment');
  const definitionVersion = optionalVersion(properties);
  return {
    kind: 'assignment',
    ...header,
    definitionId: requiredText(properties, 'policyDefinitionId'),
    scope: withoutSlash(optionalText(properties, 'scope') ?? parseResourceId(header.id ?? '')?.scope ?? ''),
    notScopes: few(properties, 'notScopes', mostNotScopes).map((scope) => withoutSlash(textOf$1(scope, 'A member of `notScopes`'))),
    enforcementMode: enforcementMode(properties),
    parameters: Object.fromEntries(members(optionalObject(properties, 'parameters')).map(unwrap)),
    nonComplianceMessages: optionalElements(properties, 'nonComplianceMessages').map(parseMessage),
    overrides: few(properties, 'overrides', mostOverrides).map(parseOverride),
    resourceSelectors: few(properties, 'resourceSelectors', mostOverrides).map((place) => parseSelectors(objectOf(place, 'A resource selector'))),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

function few(properties                   , name        , most        )                   {
  const places = optionalElements(properties, name);
  if (places.length > most) throw new PolicyError(`\`${name}\` has at most ${most} members; ${places.length} are written`, find$1(properties, name)?.pointer);
  return places;
}

function enforcementMode(properties                   )                  {
  const written = optionalText(properties, 'enforcementMode') ?? 'Default';
  const mode = enforcementModes.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (mode !== undefined) return mode;
  const hint = suggestion(written, enforcementModes);
  throw new PolicyError(`\`${written}\` is no enforcement mode that is judged here${hint}`, find$1(properties, 'enforcementMode')?.pointer);
}

function unwrap([name, place]                          )                             {
  return [name, required(objectOf(place, `The parameter \`${name}\``), 'value').value];
}

function parseMessage(place       )                       {
  const message = objectOf(place, 'A non-compliance message');
  const referenceId = optionalText(message, 'policyDefinitionReferenceId');
  return { message: requiredText(message, 'message'), ...(referenceId === undefined ? {} : { referenceId }) };
}

function withoutSlash(scope        )         {
  return scope.replace(/\/+$/, '');
}

/** Arguments as a function sees them. */
                                           

/**
 * One function of the language.
 * - `strict`: runs only on arguments without unknown parts; otherwise its result is unknown, or what `whenOpen` makes of the known ones
 * - `partial`: sees unknown arguments and answers when the known ones suffice
 * - `lazy`: receives its arguments unevaluated
 * `Scope` is what the host passes to every evaluation; pure functions ignore it. Implementations throw EvaluationError.
 */
                                       
                        
                         
                        
                                                                                                                                                           
                                    
     
                                                                                                                                   
                                                                                           
                                                                                                         
  

/**
 * What a function gives when a part of its arguments is unknown; `open` is the first such part. Whatever the unknown parts turn out to
 * be, the function then gives a value that fits this one, or fails.
 */
                                                                   

/** Functions by lower-case name: names compare without case. */
                                                                                

/** No limit but the one the grammar sets. */
const many = Infinity;

/** A function that needs every argument known; without `whenOpen` nothing is known of its result otherwise. */
function strict                 (
  name        ,
  [least, most]                           ,
  call                                            ,
  whenOpen           ,
)                          {
  return { kind: 'strict', name, least, most, call, whenOpen };
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

/** A text, whatever its content. */
const someText           = (_, open) => textUnknown(open);

/** A number, a boolean, an array or an object: never null. */
const something           = (_, open) => present(open);

/** A text of unknown content. */
function textUnknown({ why }         )          {
  return new Unknown(why, { pieces: anyText });
}

/** The text of these pieces, with the reason of what is unknown in it. */
function written$2(pieces        , open         )                   {
  return textOfPieces(pieces, open.why);
}

/** What is known of an argument that has to be a text; undefined when it is none. */
function textPieces(value         )                     {
  return piecesOf(value) ?? (isUnknown(value) ? anyText : undefined);
}

/** What is known of the text of a scalar, as `concat` and `join` write it; undefined for arrays and objects. */
function shownPieces(value         )                     {
  if (isUnknown(value)) return textPieces(value);
  const shown = scalarText(value);
  return shown === undefined ? undefined : [shown];
}

/** Readers of arguments: the value with its type, or an EvaluationError that names the function. */

function text$1(value         , name        )         {
  if (typeof value === 'string') return value;
  throw unfit(name, 'text', value);
}

function integer(value         , name        )         {
  if (typeof value === 'number' && isInt64(value)) return value;
  throw unfit(name, 'integers', value);
}

/** An integer of 32 bits, as counts and places are to the service. */
function shortInteger(value         , name        )         {
  const found = integer(value, name);
  if (found >= -2147483648 && found < 2 ** 31) return found;
  throw new EvaluationError(`\`${name}\` counts in 32 bits; ${found} given`);
}

function number(value         , name        )         {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw unfit(name, 'numbers', value);
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

/** The error of a function that was given what it does not work on. */
function unfit(name        , wanted        , value         )                  {
  return new EvaluationError(`\`${name}\` works on ${wanted}; ${typeName(value)} given`);
}

/** Dates. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
const timeFunctions                                       = [
  strict('addDays', [2, 2], ([date, days]) => addDays(text$1(date, 'addDays'), integer(days, 'addDays')), someText),
];

const isoPattern =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d)?)(?:[.,](?<fraction>\d{1,9}))?(?<zone>Z|[-+]\d\d(?::?\d\d)?)?)?$/i;

/** A moment in units of 100 nanoseconds since 1970, the resolution of .NET. */
                    

const ticksPerMillisecond = 10_000n;
const ticksPerDay = 864_000_000_000n;

/** Reads ISO 8601; without a zone it is UTC. Undefined when the text is no date. */
function ticksOf(value        )                    {
  const { date, time = '00:00:00', fraction = '', zone = 'Z' } = isoPattern.exec(value.trim())?.groups ?? {};
  if (date === undefined) return undefined;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const offset = zone.length === 3 ? `${zone}:00` : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const milliseconds = Date.parse(`${date}T${seconds}${offset}`);
  // `Date.parse` carries 30 February over into March.
  if (Number.isNaN(milliseconds) || !isDay(date)) return undefined;
  return BigInt(milliseconds) * ticksPerMillisecond + BigInt(fraction.padEnd(7, '0').slice(0, 7));
}

function isDay(date        )          {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** A moment as the service writes it: UTC with seven digits of a second. Undefined outside the years 1 to 9999. */
function formatTicks(ticks       )                     {
  const rest = ((ticks % ticksPerMillisecond) + ticksPerMillisecond) % ticksPerMillisecond;
  const date = new Date(Number((ticks - rest) / ticksPerMillisecond));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  return `${date.toISOString().slice(0, -1)}${String(rest).padStart(4, '0')}Z`;
}

/**
 * The universal form of ISO 8601 that the service takes for a date to count from: to the second, UTC with up to seven digits, or with
 * seven digits and an offset of at most 14 hours (TryParseISO8601UniversalDateTime of its resource stack, which is .NET's ParseExact).
 */
const universalPattern = /^(?!0000)\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d(?:(?:\.\d{0,7})?(?:Z|GMT)|\.\d{7}[-+](?:(?:0\d|1[0-3]):\d\d|14:00))$/;

function addDays(date        , days        )         {
  const start = universalPattern.test(date) ? ticksOf(date.replace(/\.?(?:Z|GMT)$/, 'Z')) : undefined;
  if (start === undefined || formatTicks(start) === undefined) throw new EvaluationError(`\`addDays\` cannot read ${JSON.stringify(date.slice(0, 40))} as a date; it takes one such as 2020-01-31T00:00:00Z`);
  const result = formatTicks(start + BigInt(days) * ticksPerDay);
  if (result === undefined) throw new EvaluationError(`\`addDays\` leaves the calendar with ${days} days from ${date.slice(0, 40)}`);
  return result;
}

/** A policy exemption as parsed. */
                                           
                             
                                                                                                       
                         
                                
                                                                  
                                           
                                                 
                                               
                              
                                                                                   
                                                               
 

const categories = ['Waiver', 'Mitigated']         ;

/** Reads an exemption from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
function parseExemption(document         )            {
  const [header, properties] = readHeader(document, 'A policy exemption');
  const written = requiredText(properties, 'exemptionCategory');
  const category = categories.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (category === undefined) {
    const place = find$1(properties, 'exemptionCategory')?.pointer;
    throw new PolicyError(`\`${written}\` is no category of exemption${suggestion(written, categories)}`, place);
  }
  const expiresOn = optionalText(properties, 'expiresOn');
  if (expiresOn !== undefined && ticksOf(expiresOn) === undefined) {
    throw new PolicyError('`expiresOn` has to be a date in ISO 8601', find$1(properties, 'expiresOn')?.pointer);
  }
  return {
    kind: 'exemption',
    ...header,
    scope: parseResourceId(header.id ?? '')?.scope ?? '',
    assignmentId: requiredText(properties, 'policyAssignmentId'),
    referenceIds: optionalElements(properties, 'policyDefinitionReferenceIds').map((id) => textOf$1(id, 'A reference id')),
    category,
    ...(expiresOn === undefined ? {} : { expiresOn }),
    resourceSelectors: optionalElements(properties, 'resourceSelectors').map((place) => parseSelectors(objectOf(place, 'A resource selector'))),
  };
}

/**
 * Capabilities by the `.types.json` files of Azure/azure-policy-linter (MIT, 2026). In these namespaces root types have tags and a location
 * and child types have neither, but for those that are listed.
 */
const namespaces = `ContainerService ContainerRegistry Network ManagedIdentity KubernetesConfiguration`;

/** Child types with tags and a location of their own. */
const trackedChildren = `
  ContainerService/fleets/managedNamespaces ContainerService/managedClusters/managedNamespaces ContainerRegistry/registries/agentPools
  ContainerRegistry/registries/replications ContainerRegistry/registries/tasks ContainerRegistry/registries/webhooks
  Network/dnsResolverPolicies/dnsSecurityRules Network/dnsResolverPolicies/virtualNetworkLinks Network/dnsResolvers/inboundEndpoints
  Network/dnsResolvers/outboundEndpoints Network/networkManagers/ipamPools Network/networkManagers/verifierWorkspaces
  Network/networkWatchers/agents Network/networkWatchers/connectionAnalyzers Network/networkWatchers/connectionMonitors
  Network/networkWatchers/flowLogs Network/networkWatchers/lenses Network/networkWatchers/pingMeshes
  Network/privateDnsZones/virtualNetworkLinks
`;

/** Root types without them: most are extensions of other resources. */
const plainRoots = `
  ContainerService/deploymentSafeguards ContainerService/fleetMemberships Network/networkManagerConnections
  Network/networkGroupMemberships Network/cloudServiceNetworkInterfaces Network/cloudServicePublicIPAddresses Network/cloudServiceSlots
  Network/copilot ManagedIdentity/identities KubernetesConfiguration/extensions KubernetesConfiguration/extensionTypes
  KubernetesConfiguration/fluxConfigurations KubernetesConfiguration/namespaces KubernetesConfiguration/sourceControlConfigurations
`;

let exceptions                                                                                               ;

/** What types of the bundled table's namespaces support, whether or not the table lists them; undefined for types of other namespaces. */
function capabilitiesOf(type        )                               {
  exceptions ??= { namespaces: wordsOf(namespaces), types: wordsOf(trackedChildren + plainRoots) };
  const [namespace = '', ...segments] = type.toLowerCase().split('/');
  if (!exceptions.namespaces.has(namespace)) return undefined;
  const isRoot = segments.length === 1;
  const isTracked = isRoot !== exceptions.types.has(type.toLowerCase());
  return { tags: isTracked, location: isTracked };
}

function wordsOf(list        )                      {
  return new Set(list.trim().split(/\s+/).map((word) => `microsoft.${word.toLowerCase()}`));
}

/**
 * Names of aliases of clusters and node pools, all that the table of 2026 in Azure/azure-policy-linter has (MIT, commit d714d7a,
 * Microsoft.ContainerService.aliases.json). It has those of the public export of January 2024 (JanneMattila/azure-policy-evaluator, MIT) too.
 * Each word is an alias in the form that `network-and-registry.ts` describes.
 */
const clusterWords = `
  aadProfile aadProfile.adminGroupObjectIDs aadProfile.adminGroupObjectIDs[*] aadProfile.clientAppID aadProfile.enableAzureRBAC
  aadProfile.managed aadProfile.serverAppID aadProfile.serverAppSecret aadProfile.tenantID addonProfiles
  addonProfiles.azurePolicy.enabled addonProfiles.omsagent.enabled agentPoolProfiles agentPoolProfiles[*]
  agentPoolProfiles[*].dnsPrefix agentPoolProfiles[*].fqdn agentPoolProfiles[*].name agentPoolProfiles[*].ports
  agentPoolProfiles[*].ports[*] agentPoolProfiles[*].storageProfile aiToolchainOperatorProfile aiToolchainOperatorProfile.enabled
  apiServerAccessProfile apiServerAccessProfile.authorizedIPRanges apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAccessProfile.disableRunCommand apiServerAccessProfile.enablePrivateCluster
  apiServerAccessProfile.enablePrivateClusterPublicFQDN apiServerAccessProfile.enableVnetIntegration
  apiServerAccessProfile.privateDNSZone apiServerAccessProfile.subnetId autoScalerProfile autoScalerProfile.expander
  autoScalerProfile.expanders autoScalerProfile.expanders[*] autoUpgradeProfile autoUpgradeProfile.nodeOSUpgradeChannel
  autoUpgradeProfile.upgradeChannel azureMonitorProfile azureMonitorProfile.appMonitoring
  azureMonitorProfile.appMonitoring.autoInstrumentation azureMonitorProfile.appMonitoring.autoInstrumentation.enabled
  azureMonitorProfile.appMonitoring.openTelemetryLogs azureMonitorProfile.appMonitoring.openTelemetryLogs.enabled
  azureMonitorProfile.appMonitoring.openTelemetryLogs.port azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces
  azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces.enabled
  azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces.grpcPort
  azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces.httpPort azureMonitorProfile.appMonitoring.openTelemetryMetrics
  azureMonitorProfile.appMonitoring.openTelemetryMetrics.enabled azureMonitorProfile.appMonitoring.openTelemetryMetrics.grpcPort
  azureMonitorProfile.appMonitoring.openTelemetryMetrics.httpPort azureMonitorProfile.appMonitoring.openTelemetryMetrics.port
  azureMonitorProfile.containerInsights azureMonitorProfile.containerInsights.containerNetworkLogs
  azureMonitorProfile.containerInsights.disableCustomMetrics azureMonitorProfile.containerInsights.disablePrometheusMetricsScraping
  azureMonitorProfile.containerInsights.enabled azureMonitorProfile.containerInsights.logAnalyticsWorkspaceResourceId
  azureMonitorProfile.containerInsights.syslogPort azureMonitorProfile.logs azureMonitorProfile.logs.appMonitoring
  azureMonitorProfile.logs.appMonitoring.enabled azureMonitorProfile.logs.containerInsights
  azureMonitorProfile.logs.containerInsights.enabled azureMonitorProfile.logs.containerInsights.logAnalyticsWorkspaceResourceId
  azureMonitorProfile.logs.containerInsights.windowsHostLogs azureMonitorProfile.logs.containerInsights.windowsHostLogs.enabled
  azureMonitorProfile.metrics azureMonitorProfile.metrics.appMonitoringOpenTelemetryMetrics
  azureMonitorProfile.metrics.appMonitoringOpenTelemetryMetrics.enabled azureMonitorProfile.metrics.controlPlane
  azureMonitorProfile.metrics.controlPlane.enabled azureMonitorProfile.metrics.enabled azureMonitorProfile.metrics.kubeStateMetrics
  azureMonitorProfile.metrics.kubeStateMetrics.metricAnnotationsAllowList
  azureMonitorProfile.metrics.kubeStateMetrics.metricLabelsAllowlist azurePortalFQDN bootstrapProfile
  bootstrapProfile.artifactSource bootstrapProfile.containerRegistryId controlPlaneScalingProfile
  controlPlaneScalingProfile.scalingSize creationData creationData.sourceResourceId currentKubernetesVersion disableLocalAccounts
  diskEncryptionSetID dnsPrefix enableFIPS enableNamespaceResources enablePodSecurityPolicy enableRBAC fqdn fqdnSubdomain
  guardrailsProfile guardrailsProfile.excludedNamespaces guardrailsProfile.excludedNamespaces[*] guardrailsProfile.level
  guardrailsProfile.systemExcludedNamespaces guardrailsProfile.systemExcludedNamespaces[*] guardrailsProfile.version
  healthMonitorProfile healthMonitorProfile.enableContinuousControlPlaneAndAddonMonitor healthMonitorProfile.enableOnDemandMonitor
  hostedSystemProfile hostedSystemProfile.enabled hostedSystemProfile.nodeSubnetID hostedSystemProfile.systemNodeSubnetID
  httpProxyConfig httpProxyConfig.effectiveNoProxy httpProxyConfig.effectiveNoProxy[*] httpProxyConfig.enabled
  httpProxyConfig.httpProxy httpProxyConfig.httpsProxy httpProxyConfig.noProxy httpProxyConfig.noProxy[*] httpProxyConfig.trustedCa
  identityProfile ingressProfile ingressProfile.applicationLoadBalancer ingressProfile.applicationLoadBalancer.enabled
  ingressProfile.applicationLoadBalancer.identity ingressProfile.applicationLoadBalancer.identity.clientId
  ingressProfile.applicationLoadBalancer.identity.objectId ingressProfile.applicationLoadBalancer.identity.resourceId
  ingressProfile.gatewayAPI ingressProfile.gatewayAPI.installation ingressProfile.webAppRouting
  ingressProfile.webAppRouting.defaultDomain ingressProfile.webAppRouting.defaultDomain.domainName
  ingressProfile.webAppRouting.defaultDomain.enabled ingressProfile.webAppRouting.dnsZoneResourceId
  ingressProfile.webAppRouting.dnsZoneResourceIds ingressProfile.webAppRouting.dnsZoneResourceIds[*]
  ingressProfile.webAppRouting.enabled ingressProfile.webAppRouting.gatewayAPIImplementations
  ingressProfile.webAppRouting.gatewayAPIImplementations.appRoutingIstio ingressProfile.webAppRouting.identity
  ingressProfile.webAppRouting.identity.clientId ingressProfile.webAppRouting.identity.objectId
  ingressProfile.webAppRouting.identity.resourceId ingressProfile.webAppRouting.nginx
  ingressProfile.webAppRouting.nginx.defaultIngressControllerType kubernetesVersion linuxProfile linuxProfile.adminUsername
  linuxProfile.ssh linuxProfile.ssh.publicKeys linuxProfile.ssh.publicKeys[*] linuxProfile.ssh.publicKeys[*].keyData maxAgentPools
  metricsProfile metricsProfile.costAnalysis metricsProfile.costAnalysis.enabled networkProfile networkProfile.advancedNetworking
  networkProfile.advancedNetworking.enabled networkProfile.advancedNetworking.observability
  networkProfile.advancedNetworking.observability.enabled networkProfile.advancedNetworking.observability.tlsManagement
  networkProfile.advancedNetworking.performance networkProfile.advancedNetworking.performance.accelerationMode
  networkProfile.advancedNetworking.security networkProfile.advancedNetworking.security.advancedNetworkPolicies
  networkProfile.advancedNetworking.security.enabled networkProfile.advancedNetworking.security.fqdnPolicy
  networkProfile.advancedNetworking.security.fqdnPolicy.enabled networkProfile.advancedNetworking.security.transitEncryption
  networkProfile.bastionProfile networkProfile.bastionProfile.bastionId networkProfile.bastionProfile.enabled
  networkProfile.bastionProfile.publicIpAddressId networkProfile.bastionProfile.scaleUnits networkProfile.bastionProfile.sku
  networkProfile.dnsServiceIP networkProfile.dockerBridgeCidr networkProfile.ebpfDataplane networkProfile.ipFamilies
  networkProfile.ipFamilies[*] networkProfile.kubeProxyConfig networkProfile.kubeProxyConfig.enabled
  networkProfile.kubeProxyConfig.ipvsConfig networkProfile.kubeProxyConfig.ipvsConfig.scheduler
  networkProfile.kubeProxyConfig.ipvsConfig.tcpFinTimeoutSeconds networkProfile.kubeProxyConfig.ipvsConfig.tcpTimeoutSeconds
  networkProfile.kubeProxyConfig.ipvsConfig.udpTimeoutSeconds networkProfile.kubeProxyConfig.mode networkProfile.loadBalancerProfile
  networkProfile.loadBalancerProfile.allocatedOutboundPorts networkProfile.loadBalancerProfile.backendPoolType
  networkProfile.loadBalancerProfile.clusterServiceLoadBalancerHealthProbeMode
  networkProfile.loadBalancerProfile.effectiveOutboundIPs networkProfile.loadBalancerProfile.effectiveOutboundIPs[*]
  networkProfile.loadBalancerProfile.effectiveOutboundIPs[*].id
  networkProfile.loadBalancerProfile.enableMultipleStandardLoadBalancers networkProfile.loadBalancerProfile.idleTimeoutInMinutes
  networkProfile.loadBalancerProfile.managedOutboundIPs networkProfile.loadBalancerProfile.managedOutboundIPs.count
  networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6 networkProfile.loadBalancerProfile.outboundIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*].id networkProfile.loadBalancerProfile.outboundIPs
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*]
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*].id networkProfile.loadBalancerSku networkProfile.monitoring
  networkProfile.monitoring.enabled networkProfile.natGatewayProfile networkProfile.natGatewayProfile.effectiveOutboundIPs
  networkProfile.natGatewayProfile.effectiveOutboundIPs[*] networkProfile.natGatewayProfile.effectiveOutboundIPs[*].id
  networkProfile.natGatewayProfile.idleTimeoutInMinutes networkProfile.natGatewayProfile.managedOutboundIPProfile
  networkProfile.natGatewayProfile.managedOutboundIPProfile.count
  networkProfile.natGatewayProfile.managedOutboundIPProfile.countIPv6 networkProfile.natGatewayProfile.outboundIPPrefixes
  networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes[*] networkProfile.natGatewayProfile.outboundIPs
  networkProfile.natGatewayProfile.outboundIPs.publicIPs networkProfile.natGatewayProfile.outboundIPs.publicIPs[*]
  networkProfile.networkDataplane networkProfile.networkMode networkProfile.networkPlugin networkProfile.networkPluginMode
  networkProfile.networkPolicy networkProfile.outboundType networkProfile.podCidr networkProfile.podCidrs networkProfile.podCidrs[*]
  networkProfile.podLinkLocalAccess networkProfile.serviceCidr networkProfile.serviceCidrs networkProfile.serviceCidrs[*]
  networkProfile.staticEgressGatewayProfile networkProfile.staticEgressGatewayProfile.enabled nodeDisruptionProfile
  nodeDisruptionProfile.nodeDisruptionPolicy nodeProvisioningProfile nodeProvisioningProfile.defaultNodePools
  nodeProvisioningProfile.mode nodeResourceGroup nodeResourceGroupProfile nodeResourceGroupProfile.restrictionLevel
  oidcIssuerProfile oidcIssuerProfile.enabled oidcIssuerProfile.issuerURL podIdentityProfile
  podIdentityProfile.allowNetworkPluginKubenet podIdentityProfile.enabled podIdentityProfile.userAssignedIdentities
  podIdentityProfile.userAssignedIdentities[*] podIdentityProfile.userAssignedIdentities[*].bindingSelector
  podIdentityProfile.userAssignedIdentities[*].identity podIdentityProfile.userAssignedIdentities[*].identity.clientId
  podIdentityProfile.userAssignedIdentities[*].identity.objectId podIdentityProfile.userAssignedIdentities[*].identity.resourceId
  podIdentityProfile.userAssignedIdentities[*].name podIdentityProfile.userAssignedIdentities[*].namespace
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.code
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*]
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].code
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].details
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].details[*]
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].message
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].target
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.message
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.target
  podIdentityProfile.userAssignedIdentities[*].provisioningState podIdentityProfile.userAssignedIdentityExceptions
  podIdentityProfile.userAssignedIdentityExceptions[*] podIdentityProfile.userAssignedIdentityExceptions[*].name
  podIdentityProfile.userAssignedIdentityExceptions[*].namespace podIdentityProfile.userAssignedIdentityExceptions[*].podLabels
  powerState powerState.code privateFQDN privateLinkResources privateLinkResources[*] privateLinkResources[*].groupId
  privateLinkResources[*].id privateLinkResources[*].name privateLinkResources[*].privateLinkServiceID
  privateLinkResources[*].requiredMembers privateLinkResources[*].requiredMembers[*] privateLinkResources[*].type provisioningState
  publicNetworkAccess resourceUID safeguardsProfile safeguardsProfile.excludedNamespaces safeguardsProfile.excludedNamespaces[*]
  safeguardsProfile.level safeguardsProfile.systemExcludedNamespaces safeguardsProfile.systemExcludedNamespaces[*]
  safeguardsProfile.version schedulerProfile schedulerProfile.schedulerInstanceProfiles
  schedulerProfile.schedulerInstanceProfiles.upstream schedulerProfile.schedulerInstanceProfiles.upstream.schedulerConfigMode
  securityProfile securityProfile.azureKeyVaultKms securityProfile.azureKeyVaultKms.enabled securityProfile.azureKeyVaultKms.keyId
  securityProfile.azureKeyVaultKms.keyVaultNetworkAccess securityProfile.azureKeyVaultKms.keyVaultResourceId
  securityProfile.customCATrustCertificates securityProfile.customCATrustCertificates[*] securityProfile.defender
  securityProfile.defender.logAnalyticsWorkspaceResourceId securityProfile.defender.securityGating
  securityProfile.defender.securityGating.allowSecretAccess securityProfile.defender.securityGating.enabled
  securityProfile.defender.securityGating.identities securityProfile.defender.securityGating.identities[*]
  securityProfile.defender.securityMonitoring securityProfile.defender.securityMonitoring.enabled securityProfile.imageCleaner
  securityProfile.imageCleaner.enabled securityProfile.imageCleaner.intervalHours securityProfile.imageIntegrity
  securityProfile.imageIntegrity.enabled securityProfile.kubernetesResourceObjectEncryptionProfile
  securityProfile.kubernetesResourceObjectEncryptionProfile.infrastructureEncryption securityProfile.nodeRestriction
  securityProfile.nodeRestriction.enabled securityProfile.serviceAccountImagePullProfile
  securityProfile.serviceAccountImagePullProfile.defaultManagedIdentityId securityProfile.serviceAccountImagePullProfile.enabled
  securityProfile.workloadIdentity securityProfile.workloadIdentity.enabled serviceMeshProfile serviceMeshProfile.istio
  serviceMeshProfile.istio.certificateAuthority serviceMeshProfile.istio.certificateAuthority.plugin
  serviceMeshProfile.istio.certificateAuthority.plugin.certChainObjectName
  serviceMeshProfile.istio.certificateAuthority.plugin.certObjectName
  serviceMeshProfile.istio.certificateAuthority.plugin.keyObjectName serviceMeshProfile.istio.certificateAuthority.plugin.keyVaultId
  serviceMeshProfile.istio.certificateAuthority.plugin.rootCertObjectName serviceMeshProfile.istio.components
  serviceMeshProfile.istio.components.egressGateways serviceMeshProfile.istio.components.egressGateways[*]
  serviceMeshProfile.istio.components.egressGateways[*].enabled serviceMeshProfile.istio.components.egressGateways[*].nodeSelector
  serviceMeshProfile.istio.components.ingressGateways serviceMeshProfile.istio.components.ingressGateways[*]
  serviceMeshProfile.istio.components.ingressGateways[*].enabled serviceMeshProfile.istio.components.ingressGateways[*].mode
  serviceMeshProfile.istio.components.proxyRedirectionMechanism serviceMeshProfile.istio.revisions
  serviceMeshProfile.istio.revisions[*] serviceMeshProfile.mode servicePrincipalProfile servicePrincipalProfile.clientId
  servicePrincipalProfile.keyVaultSecretRef servicePrincipalProfile.keyVaultSecretRef.secretName
  servicePrincipalProfile.keyVaultSecretRef.vaultID servicePrincipalProfile.keyVaultSecretRef.version servicePrincipalProfile.secret
  status status.provisioningError status.provisioningError.additionalInfo status.provisioningError.additionalInfo[*]
  status.provisioningError.additionalInfo[*].type status.provisioningError.code status.provisioningError.details
  status.provisioningError.details[*] status.provisioningError.details[*].additionalInfo
  status.provisioningError.details[*].additionalInfo[*] status.provisioningError.details[*].code
  status.provisioningError.details[*].details status.provisioningError.details[*].details[*]
  status.provisioningError.details[*].message status.provisioningError.details[*].target status.provisioningError.message
  status.provisioningError.target storageProfile storageProfile.blobCSIDriver storageProfile.blobCSIDriver.enabled
  storageProfile.diskCSIDriver storageProfile.diskCSIDriver.enabled storageProfile.diskCSIDriver.version
  storageProfile.fileCSIDriver storageProfile.fileCSIDriver.enabled storageProfile.snapshotController
  storageProfile.snapshotController.enabled supportPlan upgradeSettings upgradeSettings.overrideSettings
  upgradeSettings.overrideSettings.controlPlaneOverrides upgradeSettings.overrideSettings.controlPlaneOverrides[*]
  upgradeSettings.overrideSettings.forceUpgrade upgradeSettings.overrideSettings.until windowsProfile windowsProfile.adminPassword
  windowsProfile.adminUsername windowsProfile.enableCSIProxy windowsProfile.gmsaProfile windowsProfile.gmsaProfile.dnsServer
  windowsProfile.gmsaProfile.enabled windowsProfile.gmsaProfile.rootDomainName windowsProfile.licenseType workloadAutoScalerProfile
  workloadAutoScalerProfile.keda workloadAutoScalerProfile.keda.enabled workloadAutoScalerProfile.verticalPodAutoscaler
  workloadAutoScalerProfile.verticalPodAutoscaler.addonAutoscaling workloadAutoScalerProfile.verticalPodAutoscaler.controlledValues
  workloadAutoScalerProfile.verticalPodAutoscaler.enabled workloadAutoScalerProfile.verticalPodAutoscaler.updateMode /sku /sku.name
  /sku.tier apiServerAuthorizedIPRanges[*]=properties.apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAuthorizedIPRanges=properties.apiServerAccessProfile.authorizedIPRanges
  securityProfile.azureDefender=properties.securityProfile.defender
  securityProfile.azureDefender.enabled=properties.securityProfile.defender.securityMonitoring.enabled
  securityProfile.azureDefender.logAnalyticsWorkspaceResourceId=properties.securityProfile.defender.logAnalyticsWorkspaceResourceId
`;

/** Of one node pool: an element of `agentPoolProfiles` in the cluster, or a resource of its own. */
const poolWords = `
  artifactStreamingProfile artifactStreamingProfile.enabled availabilityZones availabilityZones[*] capacityReservationGroupID count
  creationData creationData.sourceResourceId currentOrchestratorVersion enableAutoScaling enableCustomCATrust enableEncryptionAtHost
  enableFIPS enableNodePublicIP enableOSDiskFullCaching enableUltraSSD eTag gatewayProfile gatewayProfile.publicIPPrefixSize
  gpuInstanceProfile gpuProfile gpuProfile.driver gpuProfile.driverType gpuProfile.installGPUDriver gpuProfile.nvidia
  gpuProfile.nvidia.managementMode gpuProfile.nvidia.migStrategy hostGroupID kubeletConfig kubeletConfig.allowedUnsafeSysctls
  kubeletConfig.allowedUnsafeSysctls[*] kubeletConfig.containerLogMaxFiles kubeletConfig.containerLogMaxSizeMB
  kubeletConfig.cpuCfsQuota kubeletConfig.cpuCfsQuotaPeriod kubeletConfig.cpuManagerPolicy kubeletConfig.failSwapOn
  kubeletConfig.hardEvictionThreshold kubeletConfig.hardEvictionThreshold.memoryAvailable
  kubeletConfig.hardEvictionThreshold.nodeFsAvailable kubeletConfig.hardEvictionThreshold.nodeFsInodesFree
  kubeletConfig.imageGcHighThreshold kubeletConfig.imageGcLowThreshold kubeletConfig.kubeReserved
  kubeletConfig.kubeReserved.cpuMillicores kubeletConfig.kubeReserved.memoryMB kubeletConfig.podMaxPids kubeletConfig.seccompDefault
  kubeletConfig.topologyManagerPolicy kubeletDiskType linuxOSConfig linuxOSConfig.swapFileSizeMB linuxOSConfig.sysctls
  linuxOSConfig.sysctls.fsAioMaxNr linuxOSConfig.sysctls.fsFileMax linuxOSConfig.sysctls.fsInotifyMaxUserWatches
  linuxOSConfig.sysctls.fsNrOpen linuxOSConfig.sysctls.kernelThreadsMax linuxOSConfig.sysctls.netCoreNetdevMaxBacklog
  linuxOSConfig.sysctls.netCoreOptmemMax linuxOSConfig.sysctls.netCoreRmemDefault linuxOSConfig.sysctls.netCoreRmemMax
  linuxOSConfig.sysctls.netCoreSomaxconn linuxOSConfig.sysctls.netCoreWmemDefault linuxOSConfig.sysctls.netCoreWmemMax
  linuxOSConfig.sysctls.netIpv4IpLocalPortRange linuxOSConfig.sysctls.netIpv4NeighDefaultGcThresh1
  linuxOSConfig.sysctls.netIpv4NeighDefaultGcThresh2 linuxOSConfig.sysctls.netIpv4NeighDefaultGcThresh3
  linuxOSConfig.sysctls.netIpv4TcpFinTimeout linuxOSConfig.sysctls.netIpv4TcpkeepaliveIntvl
  linuxOSConfig.sysctls.netIpv4TcpKeepaliveProbes linuxOSConfig.sysctls.netIpv4TcpKeepaliveTime
  linuxOSConfig.sysctls.netIpv4TcpMaxSynBacklog linuxOSConfig.sysctls.netIpv4TcpMaxTwBuckets linuxOSConfig.sysctls.netIpv4TcpRmem
  linuxOSConfig.sysctls.netIpv4TcpTwReuse linuxOSConfig.sysctls.netIpv4TcpWmem linuxOSConfig.sysctls.netNetfilterNfConntrackBuckets
  linuxOSConfig.sysctls.netNetfilterNfConntrackMax linuxOSConfig.sysctls.vmMaxMapCount linuxOSConfig.sysctls.vmSwappiness
  linuxOSConfig.sysctls.vmVfsCachePressure linuxOSConfig.transparentHugePageDefrag linuxOSConfig.transparentHugePageEnabled
  localDNSProfile localDNSProfile.kubeDNSOverrides localDNSProfile.kubeDNSOverrides.cacheDurationInSeconds
  localDNSProfile.kubeDNSOverrides.forwardDestination localDNSProfile.kubeDNSOverrides.forwardPolicy
  localDNSProfile.kubeDNSOverrides.maxConcurrent localDNSProfile.kubeDNSOverrides.protocol
  localDNSProfile.kubeDNSOverrides.queryLogging localDNSProfile.kubeDNSOverrides.serveStale
  localDNSProfile.kubeDNSOverrides.serveStaleDurationInSeconds localDNSProfile.mode localDNSProfile.state
  localDNSProfile.vnetDNSOverrides localDNSProfile.vnetDNSOverrides.cacheDurationInSeconds
  localDNSProfile.vnetDNSOverrides.forwardDestination localDNSProfile.vnetDNSOverrides.forwardPolicy
  localDNSProfile.vnetDNSOverrides.maxConcurrent localDNSProfile.vnetDNSOverrides.protocol
  localDNSProfile.vnetDNSOverrides.queryLogging localDNSProfile.vnetDNSOverrides.serveStale
  localDNSProfile.vnetDNSOverrides.serveStaleDurationInSeconds maxCount maxPods messageOfTheDay minCount mode networkProfile
  networkProfile.allowedHostPorts networkProfile.allowedHostPorts[*] networkProfile.allowedHostPorts[*].portEnd
  networkProfile.allowedHostPorts[*].portStart networkProfile.allowedHostPorts[*].protocol networkProfile.applicationSecurityGroups
  networkProfile.applicationSecurityGroups[*] networkProfile.nodePublicIPPrefixIDs networkProfile.nodePublicIPPrefixIDs[*]
  networkProfile.nodePublicIPTags networkProfile.nodePublicIPTags[*] networkProfile.nodePublicIPTags[*].ipTagType
  networkProfile.nodePublicIPTags[*].tag networkProfile.secondaryNetworkInterfaces networkProfile.secondaryNetworkInterfaces[*]
  networkProfile.secondaryNetworkInterfaces[*].enableAcceleratedNetworking networkProfile.secondaryNetworkInterfaces[*].type
  networkProfile.secondaryNetworkInterfaces[*].vnetSubnetId nodeCustomizationProfile nodeCustomizationProfile.nodeCustomizationId
  nodeImageVersion nodeInitializationTaints nodeInitializationTaints[*] nodeLabels nodePublicIPPrefixID nodeTaints nodeTaints[*]
  orchestratorVersion osDiskSizeGB osDiskType osSKU osType podIPAllocationMode podSubnetID powerState powerState.code
  preparedImageSpecificationProfile preparedImageSpecificationProfile.preparedImageSpecificationId provisioningState
  proximityPlacementGroupID scaleDownMode scaleSetEvictionPolicy scaleSetPriority securityProfile securityProfile.enableSecureBoot
  securityProfile.enableVTPM securityProfile.sshAccess spotMaxPrice status status.provisioningError
  status.provisioningError.additionalInfo status.provisioningError.additionalInfo[*] status.provisioningError.code
  status.provisioningError.details status.provisioningError.details[*] status.provisioningError.message
  status.provisioningError.target tags type upgradeSettings upgradeSettings.drainTimeoutInMinutes upgradeSettings.maxBlockedNodes
  upgradeSettings.maxSurge upgradeSettings.maxUnavailable upgradeSettings.minSurge upgradeSettings.nodeSoakDurationInMinutes
  upgradeSettings.undrainableNodeBehavior upgradeSettingsBlueGreen upgradeSettingsBlueGreen.batchSoakDurationInMinutes
  upgradeSettingsBlueGreen.drainBatchSize upgradeSettingsBlueGreen.drainTimeoutInMinutes
  upgradeSettingsBlueGreen.finalSoakDurationInMinutes upgradeStrategy virtualMachineNodesStatus virtualMachineNodesStatus[*]
  virtualMachineNodesStatus[*].count virtualMachineNodesStatus[*].size virtualMachinesProfile virtualMachinesProfile.scale
  virtualMachinesProfile.scale.autoscale virtualMachinesProfile.scale.autoscale[*]
  virtualMachinesProfile.scale.autoscale[*].maxCount virtualMachinesProfile.scale.autoscale[*].minCount
  virtualMachinesProfile.scale.autoscale[*].sizes virtualMachinesProfile.scale.autoscale[*].sizes[*]
  virtualMachinesProfile.scale.manual virtualMachinesProfile.scale.manual[*] virtualMachinesProfile.scale.manual[*].count
  virtualMachinesProfile.scale.manual[*].sizes virtualMachinesProfile.scale.manual[*].sizes[*] vmSize vnetSubnetID windowsProfile
  windowsProfile.disableOutboundNat workloadRuntime
`;

/** Of a node pool that is a resource of its own only. */
const lonePoolWords = `
  status.provisioningError.additionalInfo[*].type status.provisioningError.details[*].additionalInfo
  status.provisioningError.details[*].additionalInfo[*] status.provisioningError.details[*].code
  status.provisioningError.details[*].details status.provisioningError.details[*].details[*]
  status.provisioningError.details[*].message status.provisioningError.details[*].target
  virtualMachinesProfile.scale.autoscale[*].osDiskSizeGB virtualMachinesProfile.scale.autoscale[*].osDiskType
  virtualMachinesProfile.scale.autoscale[*].size virtualMachinesProfile.scale.autoscale.maxCount
  virtualMachinesProfile.scale.autoscale.minCount virtualMachinesProfile.scale.autoscale.size
  virtualMachinesProfile.scale.manual[*].osDiskSizeGB virtualMachinesProfile.scale.manual[*].osDiskType
  virtualMachinesProfile.scale.manual[*].size
`;

/** Of the pool words, those that have an older spelling with a dot besides: `managedClusters/agentPools.count`. */
const dottedPoolWords = `
  availabilityZones availabilityZones[*] count enableAutoScaling maxCount maxPods minCount orchestratorVersion osDiskSizeGB osType
  type vmSize vnetSubnetID
`;

/**
 * Names and paths of aliases by resource type: facts from the public export of January 2024 (JanneMattila/azure-policy-evaluator, MIT),
 * pruned to what rules on isolation and the public built-ins use; what came later from the tables of 2026 in Azure/azure-policy-linter (MIT).
 * One word for each alias, the part behind the type:
 * - `x.y` points to `properties.x.y`
 * - `/x.y` points to the root: `x.y`
 * - `+x[*].y` points to `properties.x[*].properties.y`: every element has `properties` of its own
 * - `x=path` says where it points
 */
const aliasWords                                   = {
  'Microsoft.ContainerService/managedClusters/maintenanceConfigurations': `
    maintenanceWindow maintenanceWindow.durationHours maintenanceWindow.notAllowedDates maintenanceWindow.notAllowedDates[*]
    maintenanceWindow.notAllowedDates[*].end maintenanceWindow.notAllowedDates[*].start maintenanceWindow.schedule
    maintenanceWindow.schedule.absoluteMonthly maintenanceWindow.schedule.daily maintenanceWindow.schedule.relativeMonthly
    maintenanceWindow.schedule.weekly maintenanceWindow.startDate maintenanceWindow.startTime maintenanceWindow.utcOffset notAllowedTime
    notAllowedTime[*] notAllowedTime[*].end notAllowedTime[*].start timeInWeek timeInWeek[*] timeInWeek[*].day timeInWeek[*].hourSlots
    timeInWeek[*].hourSlots[*]
  `,
  'Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings': `
    roles roles[*] sourceResourceId
  `,
  'Microsoft.ContainerService/fleets': `
    hubProfile hubProfile.dnsPrefix hubProfile.fqdn hubProfile.kubernetesVersion
  `,
  'Microsoft.ContainerService/fleets/members': `
    clusterResourceId group
  `,
  'Microsoft.ContainerService/snapshots': `
    creationData creationData.sourceResourceId enableFIPS kubernetesVersion nodeImageVersion osSku osType snapshotType vmSize
  `,
  'Microsoft.ContainerRegistry/registries': `
    adminUserEnabled anonymousPullEnabled dataEndpointEnabled dataEndpointHostNames dataEndpointHostNames[*] encryption
    encryption.keyVaultProperties encryption.keyVaultProperties.identity encryption.keyVaultProperties.keyIdentifier
    encryption.keyVaultProperties.keyRotationEnabled encryption.keyVaultProperties.lastKeyRotationTimestamp
    encryption.keyVaultProperties.versionedKeyIdentifier encryption.status firewallRules firewallRules[*] firewallRulesEnabled
    loginServer networkRuleBypassAllowedForTasks networkRuleBypassOptions networkRuleSet networkRuleSet.defaultAction networkRuleSet.ipRules networkRuleSet.ipRules[*]
    networkRuleSet.ipRules[*].action networkRuleSet.ipRules[*].value networkRuleSet.virtualNetworkRules
    networkRuleSet.virtualNetworkRules[*] networkRuleSet.virtualNetworkRules[*].action networkRuleSet.virtualNetworkRules[*].id
    pipelineRuns.request=properties.request pipelineRuns.request.artifacts=properties.request.artifacts
    pipelineRuns.request.artifacts[*]=properties.request.artifacts[*]
    pipelineRuns.request.catalogDigest=properties.request.catalogDigest
    pipelineRuns.request.pipelineResourceId=properties.request.pipelineResourceId pipelineRuns.request.source=properties.request.source
    pipelineRuns.request.target=properties.request.target pipelineRuns.response=properties.response
    pipelineRuns.response.catalogDigest=properties.response.catalogDigest
    pipelineRuns.response.finishTime=properties.response.finishTime
    pipelineRuns.response.importedArtifacts=properties.response.importedArtifacts
    pipelineRuns.response.importedArtifacts[*]=properties.response.importedArtifacts[*]
    pipelineRuns.response.pipelineRunErrorMessage=properties.response.pipelineRunErrorMessage
    pipelineRuns.response.progress=properties.response.progress pipelineRuns.response.source=properties.response.source
    pipelineRuns.response.startTime=properties.response.startTime pipelineRuns.response.target=properties.response.target
    pipelineRuns.response.trigger=properties.response.trigger policies policies.azureADAuthenticationAsArmPolicy
    policies.azureADAuthenticationAsArmPolicy.status policies.exportPolicy policies.exportPolicy.status policies.quarantinePolicy
    policies.quarantinePolicy.status policies.retentionPolicy policies.retentionPolicy.days policies.retentionPolicy.lastUpdatedTime
    policies.retentionPolicy.status policies.softDeletePolicy policies.softDeletePolicy.lastUpdatedTime
    policies.softDeletePolicy.retentionDays policies.softDeletePolicy.status policies.trustPolicy policies.trustPolicy.status
    policies.trustPolicy.type
    privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id privateEndpointConnections[*].name
    +privateEndpointConnections[*].privateEndpoint +privateEndpointConnections[*].privateEndpoint.id
    +privateEndpointConnections[*].privateLinkServiceConnectionState
    +privateEndpointConnections[*].privateLinkServiceConnectionState.actionsRequired
    +privateEndpointConnections[*].privateLinkServiceConnectionState.description
    +privateEndpointConnections[*].privateLinkServiceConnectionState.status privateEndpointConnections[*].type publicNetworkAccess
    roleAssignmentMode /sku /sku.name /sku.tier storageAccount storageAccount.accessKey storageAccount.id storageAccount.name
    taskRuns.forceUpdateTag=properties.forceUpdateTag taskRuns.runRequest=properties.runRequest
    taskRuns.runRequest.agentPoolName=properties.runRequest.agentPoolName
    taskRuns.runRequest.isArchiveEnabled=properties.runRequest.isArchiveEnabled taskRuns.runRequest.type=properties.runRequest.type
    taskRuns.runResult=properties.runResult taskRuns.runResult.agentConfiguration=properties.runResult.properties.agentConfiguration
    taskRuns.runResult.agentPoolName=properties.runResult.properties.agentPoolName
    taskRuns.runResult.createTime=properties.runResult.properties.createTime
    taskRuns.runResult.customRegistries=properties.runResult.properties.customRegistries
    taskRuns.runResult.customRegistries[*]=properties.runResult.properties.customRegistries[*]
    taskRuns.runResult.finishTime=properties.runResult.properties.finishTime taskRuns.runResult.id=properties.runResult.id
    taskRuns.runResult.imageUpdateTrigger=properties.runResult.properties.imageUpdateTrigger
    taskRuns.runResult.isArchiveEnabled=properties.runResult.properties.isArchiveEnabled
    taskRuns.runResult.lastUpdatedTime=properties.runResult.properties.lastUpdatedTime taskRuns.runResult.name=properties.runResult.name
    taskRuns.runResult.outputImages=properties.runResult.properties.outputImages
    taskRuns.runResult.outputImages[*]=properties.runResult.properties.outputImages[*]
    taskRuns.runResult.platform=properties.runResult.properties.platform
    taskRuns.runResult.runErrorMessage=properties.runResult.properties.runErrorMessage
    taskRuns.runResult.runId=properties.runResult.properties.runId taskRuns.runResult.runType=properties.runResult.properties.runType
    taskRuns.runResult.sourceRegistryAuth=properties.runResult.properties.sourceRegistryAuth
    taskRuns.runResult.sourceTrigger=properties.runResult.properties.sourceTrigger
    taskRuns.runResult.startTime=properties.runResult.properties.startTime taskRuns.runResult.task=properties.runResult.properties.task
    taskRuns.runResult.timerTrigger=properties.runResult.properties.timerTrigger taskRuns.runResult.type=properties.runResult.type
    taskRuns.runResult.updateTriggerToken=properties.runResult.properties.updateTriggerToken zoneRedundancy
  `,
  'Microsoft.ContainerRegistry/registries/cacheRules': `
    credentialSetResourceId sourceRepository targetRepository
  `,
  'Microsoft.ContainerRegistry/registries/credentialSets': `
    authCredentials authCredentials[*] authCredentials[*].credentialHealth authCredentials[*].credentialHealth.errorCode
    authCredentials[*].credentialHealth.errorMessage authCredentials[*].name authCredentials[*].passwordSecretIdentifier
    authCredentials[*].usernameSecretIdentifier loginServer
  `,
  'Microsoft.ContainerRegistry/registries/connectedRegistries': `
    activation clientTokenIds clientTokenIds[*] connectionState lastActivityTime logging logging.logLevel loginServer loginServer.host
    loginServer.tls loginServer.tls.certificate mode notificationsList notificationsList[*] parent parent.id parent.syncProperties
    parent.syncProperties.gatewayEndpoint parent.syncProperties.lastSyncTime parent.syncProperties.messageTtl
    parent.syncProperties.schedule parent.syncProperties.syncWindow parent.syncProperties.tokenId statusDetails statusDetails[*]
    statusDetails[*].code statusDetails[*].correlationId statusDetails[*].description statusDetails[*].timestamp statusDetails[*].type
    version
  `,
  'Microsoft.ContainerRegistry/registries/privateEndpointConnections': `
    privateEndpoint privateEndpoint.id privateLinkServiceConnectionState privateLinkServiceConnectionState.actionsRequired
    privateLinkServiceConnectionState.description privateLinkServiceConnectionState.status
  `,
  'Microsoft.ContainerRegistry/registries/replications': `
    regionEndpointEnabled zoneRedundancy
  `,
  'Microsoft.ContainerRegistry/registries/scopeMaps': `
    actions actions[*] description type
  `,
  'Microsoft.ContainerRegistry/registries/tokens': `
    credentials credentials.activeDirectoryObject credentials.activeDirectoryObject.objectId credentials.activeDirectoryObject.tenantId
    credentials.certificates credentials.certificates[*] credentials.certificates[*].encodedPemCertificate
    credentials.certificates[*].expiry credentials.certificates[*].name credentials.certificates[*].thumbprint credentials.passwords
    credentials.passwords[*] credentials.passwords[*].creationTime credentials.passwords[*].expiry credentials.passwords[*].name
    credentials.passwords[*].value objectId scopeMapId status
  `,
  'Microsoft.ContainerRegistry/registries/webhooks': `
    actions actions[*] scope
  `,
  'Microsoft.ContainerRegistry/registries/exportPipelines': `
    options options[*] target target.keyVaultUri target.type target.uri
  `,
  'Microsoft.ContainerRegistry/registries/importPipelines': `
    options options[*] source source.keyVaultUri source.type source.uri trigger trigger.sourceTrigger
  `,
  'Microsoft.ContainerRegistry/registries/agentPools': `
    count os tier virtualNetworkSubnetResourceId
  `,
  'Microsoft.Network/virtualNetworks': `
    addressSpace addressSpace.addressPrefixes addressSpace.addressPrefixes[*] bgpCommunities bgpCommunities.regionalCommunity
    bgpCommunities.virtualNetworkCommunity ddosProtectionPlan ddosProtectionPlan.id dhcpOptions dhcpOptions.dnsServers
    dhcpOptions.dnsServers[*] enableDdosProtection enableVmProtection encryption encryption.enabled encryption.enforcement flowLogs
    flowLogs[*] +flowLogs[*].enabled +flowLogs[*].flowAnalyticsConfiguration
    +flowLogs[*].flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration +flowLogs[*].format +flowLogs[*].format.type
    +flowLogs[*].format.version flowLogs[*].id flowLogs[*].location flowLogs[*].name +flowLogs[*].retentionPolicy
    +flowLogs[*].retentionPolicy.days +flowLogs[*].retentionPolicy.enabled +flowLogs[*].storageId flowLogs[*].tags
    +flowLogs[*].targetResourceId flowLogs[*].type flowTimeoutInMinutes ipAllocations ipAllocations[*] ipAllocations[*].id subnets
    subnets[*] +subnets[*].addressPrefix +subnets[*].addressPrefixes +subnets[*].addressPrefixes[*]
    +subnets[*].applicationGatewayIpConfigurations +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*] +subnets[*].delegations[*].actions
    +subnets[*].delegations[*].actions[*] subnets[*].delegations[*].id=properties.subnets[*].properties.delegations[*].id
    subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name +subnets[*].delegations[*].serviceName
    subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type subnets[*].id +subnets[*].interfaceEndpoints
    +subnets[*].interfaceEndpoints[*] +subnets[*].interfaceEndpoints[*].endpointService +subnets[*].interfaceEndpoints[*].fqdn
    subnets[*].interfaceEndpoints[*].id=properties.subnets[*].properties.interfaceEndpoints[*].id
    subnets[*].interfaceEndpoints[*].location=properties.subnets[*].properties.interfaceEndpoints[*].location
    subnets[*].interfaceEndpoints[*].name=properties.subnets[*].properties.interfaceEndpoints[*].name
    +subnets[*].interfaceEndpoints[*].owner +subnets[*].interfaceEndpoints[*].subnet
    subnets[*].interfaceEndpoints[*].tags=properties.subnets[*].properties.interfaceEndpoints[*].tags
    subnets[*].interfaceEndpoints[*].type=properties.subnets[*].properties.interfaceEndpoints[*].type +subnets[*].ipAllocations
    +subnets[*].ipAllocations[*] subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id
    +subnets[*].ipConfigurationProfiles +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].id=properties.subnets[*].properties.ipConfigurationProfiles[*].id
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    +subnets[*].ipConfigurationProfiles[*].subnet
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type
    +subnets[*].ipConfigurations[*] subnets[*].ipConfigurations[*].id=properties.subnets[*].properties.ipConfigurations[*].id
    subnets[*].name +subnets[*].natGateway +subnets[*].natGateway.id +subnets[*].networkSecurityGroup
    +subnets[*].networkSecurityGroup.id +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies
    +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    +subnets[*].resourceNavigationLinks[*].link +subnets[*].resourceNavigationLinks[*].linkedResourceType
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type +subnets[*].routeTable
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*] +subnets[*].serviceAssociationLinks[*].allowDelete
    subnets[*].serviceAssociationLinks[*].id=properties.subnets[*].properties.serviceAssociationLinks[*].id
    +subnets[*].serviceAssociationLinks[*].link +subnets[*].serviceAssociationLinks[*].linkedResourceType
    +subnets[*].serviceAssociationLinks[*].locations +subnets[*].serviceAssociationLinks[*].locations[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].id=properties.subnets[*].properties.serviceEndpointPolicies[*].id
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    subnets[*].serviceEndpointPolicies[*].location=properties.subnets[*].properties.serviceEndpointPolicies[*].location
    subnets[*].serviceEndpointPolicies[*].name=properties.subnets[*].properties.serviceEndpointPolicies[*].name
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*]
    subnets[*].serviceEndpointPolicies[*].tags=properties.subnets[*].properties.serviceEndpointPolicies[*].tags
    subnets[*].serviceEndpointPolicies[*].type=properties.subnets[*].properties.serviceEndpointPolicies[*].type
    +subnets[*].serviceEndpoints +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
    virtualNetworkPeerings=properties.VirtualNetworkPeerings virtualNetworkPeerings[*]=properties.VirtualNetworkPeerings[*]
    virtualNetworkPeerings[*].allowForwardedTraffic=properties.VirtualNetworkPeerings[*].properties.allowForwardedTraffic
    virtualNetworkPeerings[*].allowGatewayTransit=properties.VirtualNetworkPeerings[*].properties.allowGatewayTransit
    virtualNetworkPeerings[*].allowVirtualNetworkAccess=properties.VirtualNetworkPeerings[*].properties.allowVirtualNetworkAccess
    +virtualNetworkPeerings[*].doNotVerifyRemoteGateways VirtualNetworkPeerings[*].id
    virtualNetworkPeerings[*].name=properties.VirtualNetworkPeerings[*].name
    virtualNetworkPeerings[*].peeringState=properties.VirtualNetworkPeerings[*].properties.peeringState
    +virtualNetworkPeerings[*].peeringSyncLevel +virtualNetworkPeerings[*].remoteAddressSpace
    +virtualNetworkPeerings[*].remoteAddressSpace.addressPrefixes +virtualNetworkPeerings[*].remoteAddressSpace.addressPrefixes[*]
    +virtualNetworkPeerings[*].remoteBgpCommunities +virtualNetworkPeerings[*].remoteBgpCommunities.regionalCommunity
    +virtualNetworkPeerings[*].remoteBgpCommunities.virtualNetworkCommunity
    virtualNetworkPeerings[*].remoteVirtualNetwork=properties.VirtualNetworkPeerings[*].properties.remoteVirtualNetwork
    virtualNetworkPeerings[*].remoteVirtualNetwork.id=properties.VirtualNetworkPeerings[*].properties.remoteVirtualNetwork.id
    +virtualNetworkPeerings[*].remoteVirtualNetworkAddressSpace
    +virtualNetworkPeerings[*].remoteVirtualNetworkAddressSpace.addressPrefixes
    +virtualNetworkPeerings[*].remoteVirtualNetworkAddressSpace.addressPrefixes[*]
    +virtualNetworkPeerings[*].remoteVirtualNetworkEncryption +virtualNetworkPeerings[*].remoteVirtualNetworkEncryption.enabled
    +virtualNetworkPeerings[*].remoteVirtualNetworkEncryption.enforcement +virtualNetworkPeerings[*].syncRemoteAddressSpace
    virtualNetworkPeerings[*].type
    virtualNetworkPeerings[*].useRemoteGateways=properties.VirtualNetworkPeerings[*].properties.useRemoteGateways
  `,
  'Microsoft.Network/virtualNetworks/subnets': `
    addressPrefix addressPrefixes addressPrefixes[*] applicationGatewayIpConfigurations applicationGatewayIpConfigurations[*]
    applicationGatewayIpConfigurations[*].id applicationGatewayIpConfigurations[*].name +applicationGatewayIpConfigurations[*].subnet
    +applicationGatewayIpConfigurations[*].subnet.id applicationGatewayIpConfigurations[*].type defaultOutboundAccess delegations
    delegations[*] +delegations[*].actions +delegations[*].actions[*] delegations[*].id delegations[*].name +delegations[*].serviceName
    delegations[*].type interfaceEndpoints interfaceEndpoints[*] +interfaceEndpoints[*].endpointService
    +interfaceEndpoints[*].endpointService.id +interfaceEndpoints[*].fqdn interfaceEndpoints[*].id interfaceEndpoints[*].location
    interfaceEndpoints[*].name +interfaceEndpoints[*].networkInterfaces +interfaceEndpoints[*].networkInterfaces[*]
    interfaceEndpoints[*].networkInterfaces[*].id=properties.interfaceEndpoints[*].properties.networkInterfaces[*].id
    interfaceEndpoints[*].networkInterfaces[*].location=properties.interfaceEndpoints[*].properties.networkInterfaces[*].location
    interfaceEndpoints[*].networkInterfaces[*].name=properties.interfaceEndpoints[*].properties.networkInterfaces[*].name
    interfaceEndpoints[*].networkInterfaces[*].tags=properties.interfaceEndpoints[*].properties.networkInterfaces[*].tags
    interfaceEndpoints[*].networkInterfaces[*].type=properties.interfaceEndpoints[*].properties.networkInterfaces[*].type
    +interfaceEndpoints[*].owner +interfaceEndpoints[*].subnet +interfaceEndpoints[*].subnet.id +interfaceEndpoints[*].subnet.name
    interfaceEndpoints[*].tags interfaceEndpoints[*].type ipAllocations ipAllocations[*] ipAllocations[*].id ipConfigurationProfiles
    ipConfigurationProfiles[*] ipConfigurationProfiles[*].id ipConfigurationProfiles[*].name +ipConfigurationProfiles[*].subnet
    +ipConfigurationProfiles[*].subnet.id +ipConfigurationProfiles[*].subnet.name +ipConfigurationProfiles[*].subnet.type
    ipConfigurationProfiles[*].type ipConfigurations ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name
    +ipConfigurations[*].privateIPAddress +ipConfigurations[*].privateIPAllocationMethod +ipConfigurations[*].subnet
    +ipConfigurations[*].subnet.id +ipConfigurations[*].subnet.name +ipConfigurations[*].subnet.type natGateway natGateway.id
    networkSecurityGroup networkSecurityGroup.defaultSecurityRules=properties.networkSecurityGroup.properties.defaultSecurityRules
    networkSecurityGroup.defaultSecurityRules[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*]
    networkSecurityGroup.defaultSecurityRules[*].access=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.access
    networkSecurityGroup.defaultSecurityRules[*].description=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.description
    networkSecurityGroup.defaultSecurityRules[*].destinationAddressPrefix=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationAddressPrefix
    networkSecurityGroup.defaultSecurityRules[*].destinationAddressPrefixes=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationAddressPrefixes
    networkSecurityGroup.defaultSecurityRules[*].destinationAddressPrefixes[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationAddressPrefixes[*]
    networkSecurityGroup.defaultSecurityRules[*].destinationApplicationSecurityGroups=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups
    networkSecurityGroup.defaultSecurityRules[*].destinationApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*]
    networkSecurityGroup.defaultSecurityRules[*].destinationPortRange=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationPortRange
    networkSecurityGroup.defaultSecurityRules[*].destinationPortRanges=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationPortRanges
    networkSecurityGroup.defaultSecurityRules[*].destinationPortRanges[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationPortRanges[*]
    networkSecurityGroup.defaultSecurityRules[*].direction=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.direction
    networkSecurityGroup.defaultSecurityRules[*].id=properties.networkSecurityGroup.properties.defaultSecurityRules[*].id
    networkSecurityGroup.defaultSecurityRules[*].name=properties.networkSecurityGroup.properties.defaultSecurityRules[*].name
    networkSecurityGroup.defaultSecurityRules[*].priority=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.priority
    networkSecurityGroup.defaultSecurityRules[*].protocol=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.protocol
    networkSecurityGroup.defaultSecurityRules[*].sourceAddressPrefix=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceAddressPrefix
    networkSecurityGroup.defaultSecurityRules[*].sourceAddressPrefixes=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceAddressPrefixes
    networkSecurityGroup.defaultSecurityRules[*].sourceAddressPrefixes[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceAddressPrefixes[*]
    networkSecurityGroup.defaultSecurityRules[*].sourceApplicationSecurityGroups=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups
    networkSecurityGroup.defaultSecurityRules[*].sourceApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*]
    networkSecurityGroup.defaultSecurityRules[*].sourcePortRange=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourcePortRange
    networkSecurityGroup.defaultSecurityRules[*].sourcePortRanges=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourcePortRanges
    networkSecurityGroup.defaultSecurityRules[*].sourcePortRanges[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourcePortRanges[*]
    networkSecurityGroup.defaultSecurityRules[*].type=properties.networkSecurityGroup.properties.defaultSecurityRules[*].type
    networkSecurityGroup.flowLogs=properties.networkSecurityGroup.properties.flowLogs
    networkSecurityGroup.flowLogs[*]=properties.networkSecurityGroup.properties.flowLogs[*]
    networkSecurityGroup.flowLogs[*].enabled=properties.networkSecurityGroup.properties.flowLogs[*].properties.enabled
    networkSecurityGroup.flowLogs[*].flowAnalyticsConfiguration=properties.networkSecurityGroup.properties.flowLogs[*].properties.flowAnalyticsConfiguration
    networkSecurityGroup.flowLogs[*].format=properties.networkSecurityGroup.properties.flowLogs[*].properties.format
    networkSecurityGroup.flowLogs[*].id=properties.networkSecurityGroup.properties.flowLogs[*].id
    networkSecurityGroup.flowLogs[*].location=properties.networkSecurityGroup.properties.flowLogs[*].location
    networkSecurityGroup.flowLogs[*].name=properties.networkSecurityGroup.properties.flowLogs[*].name
    networkSecurityGroup.flowLogs[*].retentionPolicy=properties.networkSecurityGroup.properties.flowLogs[*].properties.retentionPolicy
    networkSecurityGroup.flowLogs[*].storageId=properties.networkSecurityGroup.properties.flowLogs[*].properties.storageId
    networkSecurityGroup.flowLogs[*].tags=properties.networkSecurityGroup.properties.flowLogs[*].tags
    networkSecurityGroup.flowLogs[*].targetResourceId=properties.networkSecurityGroup.properties.flowLogs[*].properties.targetResourceId
    networkSecurityGroup.flowLogs[*].type=properties.networkSecurityGroup.properties.flowLogs[*].type
    networkSecurityGroup.flushConnection=properties.networkSecurityGroup.properties.flushConnection networkSecurityGroup.id
    networkSecurityGroup.location networkSecurityGroup.name
    networkSecurityGroup.securityRules=properties.networkSecurityGroup.properties.securityRules
    networkSecurityGroup.securityRules[*]=properties.networkSecurityGroup.properties.securityRules[*]
    networkSecurityGroup.securityRules[*].access=properties.networkSecurityGroup.properties.securityRules[*].properties.access
    networkSecurityGroup.securityRules[*].description=properties.networkSecurityGroup.properties.securityRules[*].properties.description
    networkSecurityGroup.securityRules[*].destinationAddressPrefix=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationAddressPrefix
    networkSecurityGroup.securityRules[*].destinationAddressPrefixes=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationAddressPrefixes
    networkSecurityGroup.securityRules[*].destinationAddressPrefixes[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationAddressPrefixes[*]
    networkSecurityGroup.securityRules[*].destinationApplicationSecurityGroups=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationApplicationSecurityGroups
    networkSecurityGroup.securityRules[*].destinationApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationApplicationSecurityGroups[*]
    networkSecurityGroup.securityRules[*].destinationPortRange=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationPortRange
    networkSecurityGroup.securityRules[*].destinationPortRanges=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationPortRanges
    networkSecurityGroup.securityRules[*].destinationPortRanges[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationPortRanges[*]
    networkSecurityGroup.securityRules[*].direction=properties.networkSecurityGroup.properties.securityRules[*].properties.direction
    networkSecurityGroup.securityRules[*].id=properties.networkSecurityGroup.properties.securityRules[*].id
    networkSecurityGroup.securityRules[*].name=properties.networkSecurityGroup.properties.securityRules[*].name
    networkSecurityGroup.securityRules[*].priority=properties.networkSecurityGroup.properties.securityRules[*].properties.priority
    networkSecurityGroup.securityRules[*].protocol=properties.networkSecurityGroup.properties.securityRules[*].properties.protocol
    networkSecurityGroup.securityRules[*].sourceAddressPrefix=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceAddressPrefix
    networkSecurityGroup.securityRules[*].sourceAddressPrefixes=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceAddressPrefixes
    networkSecurityGroup.securityRules[*].sourceAddressPrefixes[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceAddressPrefixes[*]
    networkSecurityGroup.securityRules[*].sourceApplicationSecurityGroups=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceApplicationSecurityGroups
    networkSecurityGroup.securityRules[*].sourceApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceApplicationSecurityGroups[*]
    networkSecurityGroup.securityRules[*].sourcePortRange=properties.networkSecurityGroup.properties.securityRules[*].properties.sourcePortRange
    networkSecurityGroup.securityRules[*].sourcePortRanges=properties.networkSecurityGroup.properties.securityRules[*].properties.sourcePortRanges
    networkSecurityGroup.securityRules[*].sourcePortRanges[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.sourcePortRanges[*]
    networkSecurityGroup.securityRules[*].type=properties.networkSecurityGroup.properties.securityRules[*].type
    networkSecurityGroup.tags networkSecurityGroup.type privateEndpointNetworkPolicies privateEndpoints privateEndpoints[*]
    +privateEndpoints[*].applicationSecurityGroups +privateEndpoints[*].applicationSecurityGroups[*]
    +privateEndpoints[*].customDnsConfigs +privateEndpoints[*].customDnsConfigs[*]
    privateEndpoints[*].customDnsConfigs[*].fqdn=properties.privateEndpoints[*].properties.customDnsConfigs[*].fqdn
    privateEndpoints[*].customDnsConfigs[*].ipAddresses=properties.privateEndpoints[*].properties.customDnsConfigs[*].ipAddresses
    privateEndpoints[*].customDnsConfigs[*].ipAddresses[*]=properties.privateEndpoints[*].properties.customDnsConfigs[*].ipAddresses[*]
    +privateEndpoints[*].customNetworkInterfaceName privateEndpoints[*].extendedLocation privateEndpoints[*].extendedLocation.name
    privateEndpoints[*].extendedLocation.type privateEndpoints[*].id privateEndpoints[*].location
    +privateEndpoints[*].manualPrivateLinkServiceConnections +privateEndpoints[*].manualPrivateLinkServiceConnections[*]
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].groupIds
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].groupIds[*]
    privateEndpoints[*].manualPrivateLinkServiceConnections[*].id=properties.privateEndpoints[*].properties.manualPrivateLinkServiceConnections[*].id
    privateEndpoints[*].manualPrivateLinkServiceConnections[*].name=properties.privateEndpoints[*].properties.manualPrivateLinkServiceConnections[*].name
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].privateLinkServiceConnectionState
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].privateLinkServiceId
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].requestMessage
    privateEndpoints[*].manualPrivateLinkServiceConnections[*].type=properties.privateEndpoints[*].properties.manualPrivateLinkServiceConnections[*].type
    privateEndpoints[*].name +privateEndpoints[*].privateLinkServiceConnections +privateEndpoints[*].privateLinkServiceConnections[*]
    +privateEndpoints[*].privateLinkServiceConnections[*].groupIds +privateEndpoints[*].privateLinkServiceConnections[*].groupIds[*]
    privateEndpoints[*].privateLinkServiceConnections[*].id=properties.privateEndpoints[*].properties.privateLinkServiceConnections[*].id
    privateEndpoints[*].privateLinkServiceConnections[*].name=properties.privateEndpoints[*].properties.privateLinkServiceConnections[*].name
    +privateEndpoints[*].privateLinkServiceConnections[*].privateLinkServiceConnectionState
    +privateEndpoints[*].privateLinkServiceConnections[*].privateLinkServiceId
    +privateEndpoints[*].privateLinkServiceConnections[*].requestMessage
    privateEndpoints[*].privateLinkServiceConnections[*].type=properties.privateEndpoints[*].properties.privateLinkServiceConnections[*].type
    +privateEndpoints[*].subnet +privateEndpoints[*].subnet.id +privateEndpoints[*].subnet.name +privateEndpoints[*].subnet.type
    privateEndpoints[*].tags privateEndpoints[*].type privateLinkServiceNetworkPolicies purpose resourceNavigationLinks
    resourceNavigationLinks[*] resourceNavigationLinks[*].id +resourceNavigationLinks[*].link
    +resourceNavigationLinks[*].linkedResourceType resourceNavigationLinks[*].name resourceNavigationLinks[*].type routeTable
    routeTable.disableBgpRoutePropagation=properties.routeTable.properties.disableBgpRoutePropagation routeTable.id routeTable.location
    routeTable.name routeTable.routes=properties.routeTable.properties.routes
    routeTable.routes[*]=properties.routeTable.properties.routes[*]
    routeTable.routes[*].addressPrefix=properties.routeTable.properties.routes[*].properties.addressPrefix
    routeTable.routes[*].hasBgpOverride=properties.routeTable.properties.routes[*].properties.hasBgpOverride
    routeTable.routes[*].id=properties.routeTable.properties.routes[*].id
    routeTable.routes[*].name=properties.routeTable.properties.routes[*].name
    routeTable.routes[*].nextHopIpAddress=properties.routeTable.properties.routes[*].properties.nextHopIpAddress
    routeTable.routes[*].nextHopType=properties.routeTable.properties.routes[*].properties.nextHopType
    routeTable.routes[*].type=properties.routeTable.properties.routes[*].type routeTable.tags routeTable.type serviceAssociationLinks
    serviceAssociationLinks[*] +serviceAssociationLinks[*].allowDelete serviceAssociationLinks[*].id +serviceAssociationLinks[*].link
    +serviceAssociationLinks[*].linkedResourceType +serviceAssociationLinks[*].locations +serviceAssociationLinks[*].locations[*]
    serviceAssociationLinks[*].name serviceAssociationLinks[*].type serviceEndpointPolicies serviceEndpointPolicies[*]
    +serviceEndpointPolicies[*].contextualServiceEndpointPolicies +serviceEndpointPolicies[*].contextualServiceEndpointPolicies[*]
    serviceEndpointPolicies[*].id serviceEndpointPolicies[*].kind serviceEndpointPolicies[*].location serviceEndpointPolicies[*].name
    +serviceEndpointPolicies[*].serviceAlias +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*]
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].description
    serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].id=properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions[*].id
    serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].name=properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions[*].name
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].service
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].serviceResources
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].serviceResources[*]
    serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].type=properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions[*].type
    +serviceEndpointPolicies[*].subnets +serviceEndpointPolicies[*].subnets[*]
    serviceEndpointPolicies[*].subnets[*].id=properties.serviceEndpointPolicies[*].properties.subnets[*].id
    serviceEndpointPolicies[*].subnets[*].name=properties.serviceEndpointPolicies[*].properties.subnets[*].name
    serviceEndpointPolicies[*].subnets[*].type=properties.serviceEndpointPolicies[*].properties.subnets[*].type
    serviceEndpointPolicies[*].tags serviceEndpointPolicies[*].type serviceEndpoints serviceEndpoints[*] serviceEndpoints[*].locations
    serviceEndpoints[*].locations[*] serviceEndpoints[*].service
  `,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': `
    allowForwardedTraffic allowGatewayTransit allowVirtualNetworkAccess doNotVerifyRemoteGateways peeringState peeringSyncLevel
    remoteAddressSpace remoteAddressSpace.addressPrefixes remoteAddressSpace.addressPrefixes[*] remoteBgpCommunities
    remoteBgpCommunities.regionalCommunity remoteBgpCommunities.virtualNetworkCommunity remoteVirtualNetwork remoteVirtualNetwork.id
    remoteVirtualNetworkAddressSpace remoteVirtualNetworkAddressSpace.addressPrefixes
    remoteVirtualNetworkAddressSpace.addressPrefixes[*] remoteVirtualNetworkEncryption remoteVirtualNetworkEncryption.enabled
    remoteVirtualNetworkEncryption.enforcement syncRemoteAddressSpace useRemoteGateways
  `,
  'Microsoft.Network/networkSecurityGroups': `
    defaultSecurityRules defaultSecurityRules[*] +defaultSecurityRules[*].access +defaultSecurityRules[*].description
    +defaultSecurityRules[*].destinationAddressPrefix +defaultSecurityRules[*].destinationAddressPrefixes
    +defaultSecurityRules[*].destinationAddressPrefixes[*] +defaultSecurityRules[*].destinationApplicationSecurityGroups
    +defaultSecurityRules[*].destinationApplicationSecurityGroups[*]
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].id=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].id
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].location=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].location
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].name=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].name
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].tags=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].tags
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].type=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].type
    +defaultSecurityRules[*].destinationPortRange +defaultSecurityRules[*].destinationPortRanges
    +defaultSecurityRules[*].destinationPortRanges[*] +defaultSecurityRules[*].direction defaultSecurityRules[*].id
    defaultSecurityRules[*].name +defaultSecurityRules[*].priority +defaultSecurityRules[*].protocol
    +defaultSecurityRules[*].sourceAddressPrefix +defaultSecurityRules[*].sourceAddressPrefixes
    +defaultSecurityRules[*].sourceAddressPrefixes[*] +defaultSecurityRules[*].sourceApplicationSecurityGroups
    +defaultSecurityRules[*].sourceApplicationSecurityGroups[*]
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].id=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].id
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].location=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].location
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].name=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].name
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].tags=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].tags
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].type=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].type
    +defaultSecurityRules[*].sourcePortRange +defaultSecurityRules[*].sourcePortRanges +defaultSecurityRules[*].sourcePortRanges[*]
    defaultSecurityRules[*].type flowLogs flowLogs[*] +flowLogs[*].enabled +flowLogs[*].flowAnalyticsConfiguration
    +flowLogs[*].flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration +flowLogs[*].format +flowLogs[*].format.type
    +flowLogs[*].format.version flowLogs[*].id flowLogs[*].location flowLogs[*].name +flowLogs[*].retentionPolicy
    +flowLogs[*].retentionPolicy.days +flowLogs[*].retentionPolicy.enabled +flowLogs[*].storageId flowLogs[*].tags
    +flowLogs[*].targetResourceId flowLogs[*].type flushConnection networkInterfaces networkInterfaces[*]
    +networkInterfaces[*].auxiliaryMode +networkInterfaces[*].auxiliarySku +networkInterfaces[*].disableTcpStateTracking
    +networkInterfaces[*].dnsSettings +networkInterfaces[*].dnsSettings.appliedDnsServers
    +networkInterfaces[*].dnsSettings.appliedDnsServers[*] +networkInterfaces[*].dnsSettings.dnsServers
    +networkInterfaces[*].dnsSettings.dnsServers[*] +networkInterfaces[*].dnsSettings.internalDnsNameLabel
    +networkInterfaces[*].dnsSettings.internalDomainNameSuffix +networkInterfaces[*].dnsSettings.internalFqdn
    +networkInterfaces[*].dscpConfiguration +networkInterfaces[*].dscpConfiguration.id +networkInterfaces[*].enableAcceleratedNetworking
    +networkInterfaces[*].enableIPForwarding networkInterfaces[*].extendedLocation networkInterfaces[*].extendedLocation.name
    networkInterfaces[*].extendedLocation.type +networkInterfaces[*].hostedWorkloads +networkInterfaces[*].hostedWorkloads[*]
    networkInterfaces[*].id +networkInterfaces[*].interfaceEndpoint
    networkInterfaces[*].interfaceEndpoint.endpointService=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.endpointService
    networkInterfaces[*].interfaceEndpoint.fqdn=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.fqdn
    +networkInterfaces[*].interfaceEndpoint.id +networkInterfaces[*].interfaceEndpoint.location
    +networkInterfaces[*].interfaceEndpoint.name
    networkInterfaces[*].interfaceEndpoint.owner=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.owner
    networkInterfaces[*].interfaceEndpoint.subnet=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.subnet
    +networkInterfaces[*].interfaceEndpoint.tags +networkInterfaces[*].interfaceEndpoint.type networkInterfaces[*].location
    +networkInterfaces[*].macAddress +networkInterfaces[*].migrationPhase networkInterfaces[*].name +networkInterfaces[*].nicType
    +networkInterfaces[*].primary +networkInterfaces[*].privateLinkService networkInterfaces[*].tags
    +networkInterfaces[*].tapConfigurations +networkInterfaces[*].tapConfigurations[*]
    networkInterfaces[*].tapConfigurations[*].id=properties.networkInterfaces[*].properties.tapConfigurations[*].id
    networkInterfaces[*].tapConfigurations[*].name=properties.networkInterfaces[*].properties.tapConfigurations[*].name
    networkInterfaces[*].tapConfigurations[*].type=properties.networkInterfaces[*].properties.tapConfigurations[*].type
    +networkInterfaces[*].tapConfigurations[*].virtualNetworkTap networkInterfaces[*].type +networkInterfaces[*].virtualMachine
    +networkInterfaces[*].virtualMachine.id +networkInterfaces[*].vnetEncryptionSupported +networkInterfaces[*].workloadType
    securityRules securityRules[*] +securityRules[*].access +securityRules[*].description +securityRules[*].destinationAddressPrefix
    +securityRules[*].destinationAddressPrefixes +securityRules[*].destinationAddressPrefixes[*]
    +securityRules[*].destinationApplicationSecurityGroups +securityRules[*].destinationApplicationSecurityGroups[*]
    securityRules[*].destinationApplicationSecurityGroups[*].id=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].id
    securityRules[*].destinationApplicationSecurityGroups[*].location=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].location
    securityRules[*].destinationApplicationSecurityGroups[*].name=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].name
    securityRules[*].destinationApplicationSecurityGroups[*].tags=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].tags
    securityRules[*].destinationApplicationSecurityGroups[*].type=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].type
    +securityRules[*].destinationPortRange +securityRules[*].destinationPortRanges +securityRules[*].destinationPortRanges[*]
    +securityRules[*].direction securityRules[*].id securityRules[*].name +securityRules[*].priority +securityRules[*].protocol
    +securityRules[*].sourceAddressPrefix +securityRules[*].sourceAddressPrefixes +securityRules[*].sourceAddressPrefixes[*]
    +securityRules[*].sourceApplicationSecurityGroups +securityRules[*].sourceApplicationSecurityGroups[*]
    securityRules[*].sourceApplicationSecurityGroups[*].id=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].id
    securityRules[*].sourceApplicationSecurityGroups[*].location=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].location
    securityRules[*].sourceApplicationSecurityGroups[*].name=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].name
    securityRules[*].sourceApplicationSecurityGroups[*].tags=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].tags
    securityRules[*].sourceApplicationSecurityGroups[*].type=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].type
    +securityRules[*].sourcePortRange +securityRules[*].sourcePortRanges +securityRules[*].sourcePortRanges[*] securityRules[*].type
    subnets subnets[*] +subnets[*].addressPrefix +subnets[*].addressPrefixes +subnets[*].addressPrefixes[*]
    +subnets[*].applicationGatewayIpConfigurations +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*]
    subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name
    subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type subnets[*].id +subnets[*].interfaceEndpoints
    +subnets[*].interfaceEndpoints[*] +subnets[*].ipAllocations +subnets[*].ipAllocations[*]
    subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id +subnets[*].ipConfigurationProfiles
    +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type subnets[*].name
    +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    +subnets[*].serviceEndpoints +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
  `,
  'Microsoft.Network/networkSecurityGroups/securityRules': `
    access description destinationAddressPrefix destinationAddressPrefixes destinationAddressPrefixes[*]
    destinationApplicationSecurityGroups destinationApplicationSecurityGroups[*] destinationApplicationSecurityGroups[*].id
    destinationApplicationSecurityGroups[*].location destinationApplicationSecurityGroups[*].name
    destinationApplicationSecurityGroups[*].tags destinationApplicationSecurityGroups[*].type destinationPortRange destinationPortRanges
    destinationPortRanges[*] direction priority protocol sourceAddressPrefix sourceAddressPrefixes sourceAddressPrefixes[*]
    sourceApplicationSecurityGroups sourceApplicationSecurityGroups[*] sourceApplicationSecurityGroups[*].id
    sourceApplicationSecurityGroups[*].location sourceApplicationSecurityGroups[*].name sourceApplicationSecurityGroups[*].tags
    sourceApplicationSecurityGroups[*].type sourcePortRange sourcePortRanges sourcePortRanges[*]
  `,
  'Microsoft.Network/routeTables': `
    disableBgpRoutePropagation routes routes[*] +routes[*].addressPrefix +routes[*].hasBgpOverride routes[*].id routes[*].name
    +routes[*].nextHopIpAddress +routes[*].nextHopType routes[*].type subnets subnets[*] +subnets[*].addressPrefix
    +subnets[*].addressPrefixes +subnets[*].addressPrefixes[*] +subnets[*].applicationGatewayIpConfigurations
    +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*] +subnets[*].delegations[*].actions
    +subnets[*].delegations[*].actions[*] subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name
    +subnets[*].delegations[*].serviceName subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type
    subnets[*].id +subnets[*].interfaceEndpoints +subnets[*].interfaceEndpoints[*] +subnets[*].ipAllocations
    +subnets[*].ipAllocations[*] subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id
    +subnets[*].ipConfigurationProfiles +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    +subnets[*].ipConfigurationProfiles[*].subnet
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type subnets[*].name
    +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    +subnets[*].resourceNavigationLinks[*].link +subnets[*].resourceNavigationLinks[*].linkedResourceType
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*] +subnets[*].serviceAssociationLinks[*].allowDelete
    +subnets[*].serviceAssociationLinks[*].link +subnets[*].serviceAssociationLinks[*].linkedResourceType
    +subnets[*].serviceAssociationLinks[*].locations +subnets[*].serviceAssociationLinks[*].locations[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*] +subnets[*].serviceEndpoints
    +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
  `,
  'Microsoft.Network/routeTables/routes': `
    addressPrefix hasBgpOverride nextHopIpAddress nextHopType
  `,
  'Microsoft.Network/natGateways': `
    idleTimeoutInMinutes publicIpAddresses publicIpAddresses[*] publicIpAddresses[*].id publicIpPrefixes publicIpPrefixes[*]
    publicIpPrefixes[*].id serviceGateway serviceGateway.id /sku /sku.name sourceVirtualNetwork sourceVirtualNetwork.id subnets
    subnets[*] subnets[*].id /zones /zones[*]
  `,
  'Microsoft.Network/publicIPAddresses': `
    ddosSettings ddosSettings.ddosCustomPolicy ddosSettings.ddosCustomPolicy.id ddosSettings.ddosProtectionPlan
    ddosSettings.ddosProtectionPlan.id ddosSettings.protectedIP ddosSettings.protectionCoverage ddosSettings.protectionMode deleteOption
    dnsSettings dnsSettings.domainNameLabel dnsSettings.domainNameLabelScope dnsSettings.fqdn dnsSettings.reverseFqdn
    idleTimeoutInMinutes ipAddress ipConfiguration ipConfiguration.id ipConfiguration.name
    ipConfiguration.privateIPAddress=properties.ipConfiguration.properties.privateIPAddress
    ipConfiguration.privateIPAllocationMethod=properties.ipConfiguration.properties.privateIPAllocationMethod
    ipConfiguration.publicIPAddress=properties.ipConfiguration.properties.publicIPAddress
    ipConfiguration.publicIPAddress.sku=properties.ipConfiguration.properties.publicIPAddress.sku
    ipConfiguration.publicIPAddress.zones=properties.ipConfiguration.properties.publicIPAddress.zones
    ipConfiguration.publicIPAddress.zones[*]=properties.ipConfiguration.properties.publicIPAddress.zones[*]
    ipConfiguration.subnet=properties.ipConfiguration.properties.subnet
    ipConfiguration.subnet.addressPrefix=properties.ipConfiguration.properties.subnet.properties.addressPrefix
    ipConfiguration.subnet.addressPrefixes=properties.ipConfiguration.properties.subnet.properties.addressPrefixes
    ipConfiguration.subnet.addressPrefixes[*]=properties.ipConfiguration.properties.subnet.properties.addressPrefixes[*]
    ipConfiguration.subnet.delegations=properties.ipConfiguration.properties.subnet.properties.delegations
    ipConfiguration.subnet.delegations[*]=properties.ipConfiguration.properties.subnet.properties.delegations[*]
    ipConfiguration.subnet.interfaceEndpoints=properties.ipConfiguration.properties.subnet.properties.interfaceEndpoints
    ipConfiguration.subnet.interfaceEndpoints[*]=properties.ipConfiguration.properties.subnet.properties.interfaceEndpoints[*]
    ipConfiguration.subnet.ipConfigurationProfiles=properties.ipConfiguration.properties.subnet.properties.ipConfigurationProfiles
    ipConfiguration.subnet.ipConfigurationProfiles[*]=properties.ipConfiguration.properties.subnet.properties.ipConfigurationProfiles[*]
    ipConfiguration.subnet.ipConfigurations=properties.ipConfiguration.properties.subnet.properties.ipConfigurations
    ipConfiguration.subnet.ipConfigurations[*]=properties.ipConfiguration.properties.subnet.properties.ipConfigurations[*]
    ipConfiguration.subnet.name=properties.ipConfiguration.properties.subnet.name
    ipConfiguration.subnet.natGateway=properties.ipConfiguration.properties.subnet.properties.natGateway
    ipConfiguration.subnet.networkSecurityGroup=properties.ipConfiguration.properties.subnet.properties.networkSecurityGroup
    ipConfiguration.subnet.privateEndpointNetworkPolicies=properties.ipConfiguration.properties.subnet.properties.privateEndpointNetworkPolicies
    ipConfiguration.subnet.privateEndpoints=properties.ipConfiguration.properties.subnet.properties.privateEndpoints
    ipConfiguration.subnet.privateEndpoints[*]=properties.ipConfiguration.properties.subnet.properties.privateEndpoints[*]
    ipConfiguration.subnet.privateLinkServiceNetworkPolicies=properties.ipConfiguration.properties.subnet.properties.privateLinkServiceNetworkPolicies
    ipConfiguration.subnet.purpose=properties.ipConfiguration.properties.subnet.properties.purpose
    ipConfiguration.subnet.resourceNavigationLinks=properties.ipConfiguration.properties.subnet.properties.resourceNavigationLinks
    ipConfiguration.subnet.resourceNavigationLinks[*]=properties.ipConfiguration.properties.subnet.properties.resourceNavigationLinks[*]
    ipConfiguration.subnet.routeTable=properties.ipConfiguration.properties.subnet.properties.routeTable
    ipConfiguration.subnet.serviceAssociationLinks=properties.ipConfiguration.properties.subnet.properties.serviceAssociationLinks
    ipConfiguration.subnet.serviceAssociationLinks[*]=properties.ipConfiguration.properties.subnet.properties.serviceAssociationLinks[*]
    ipConfiguration.subnet.serviceEndpointPolicies=properties.ipConfiguration.properties.subnet.properties.serviceEndpointPolicies
    ipConfiguration.subnet.serviceEndpointPolicies[*]=properties.ipConfiguration.properties.subnet.properties.serviceEndpointPolicies[*]
    ipConfiguration.subnet.serviceEndpoints=properties.ipConfiguration.properties.subnet.properties.serviceEndpoints
    ipConfiguration.subnet.serviceEndpoints[*]=properties.ipConfiguration.properties.subnet.properties.serviceEndpoints[*]
    ipConfiguration.subnet.type=properties.ipConfiguration.properties.subnet.type ipTags ipTags[*] ipTags[*].ipTagType ipTags[*].tag
    linkedPublicIPAddress linkedPublicIPAddress.extendedLocation linkedPublicIPAddress.extendedLocation.name
    linkedPublicIPAddress.extendedLocation.type linkedPublicIPAddress.id linkedPublicIPAddress.location linkedPublicIPAddress.name
    linkedPublicIPAddress.sku linkedPublicIPAddress.sku.name linkedPublicIPAddress.sku.tier linkedPublicIPAddress.tags
    linkedPublicIPAddress.type linkedPublicIPAddress.zones linkedPublicIPAddress.zones[*] migrationPhase natGateway natGateway.id
    natGateway.idleTimeoutInMinutes=properties.natGateway.properties.idleTimeoutInMinutes natGateway.location natGateway.name
    natGateway.publicIpAddresses=properties.natGateway.properties.publicIpAddresses
    natGateway.publicIpAddresses[*]=properties.natGateway.properties.publicIpAddresses[*]
    natGateway.publicIpAddresses[*].id=properties.natGateway.properties.publicIpAddresses[*].id
    natGateway.publicIpPrefixes=properties.natGateway.properties.publicIpPrefixes
    natGateway.publicIpPrefixes[*]=properties.natGateway.properties.publicIpPrefixes[*]
    natGateway.publicIpPrefixes[*].id=properties.natGateway.properties.publicIpPrefixes[*].id natGateway.sku natGateway.sku.name
    natGateway.tags natGateway.type natGateway.zones natGateway.zones[*] publicIPAddressVersion publicIPAllocationMethod publicIPPrefix
    publicIPPrefix.id servicePublicIPAddress servicePublicIPAddress.extendedLocation servicePublicIPAddress.extendedLocation.name
    servicePublicIPAddress.extendedLocation.type servicePublicIPAddress.id servicePublicIPAddress.location servicePublicIPAddress.name
    servicePublicIPAddress.sku servicePublicIPAddress.sku.name servicePublicIPAddress.sku.tier servicePublicIPAddress.tags
    servicePublicIPAddress.type servicePublicIPAddress.zones servicePublicIPAddress.zones[*] /sku /sku.name /sku.tier /zones /zones[*]
  `,
  'Microsoft.Network/publicIPPrefixes': `
    customIPPrefix customIPPrefix.id ipPrefix ipTags ipTags[*] ipTags[*].ipTagType ipTags[*].tag loadBalancerFrontendIpConfiguration
    loadBalancerFrontendIpConfiguration.id natGateway natGateway.id
    natGateway.idleTimeoutInMinutes=properties.natGateway.properties.idleTimeoutInMinutes natGateway.location natGateway.name
    natGateway.publicIpAddresses=properties.natGateway.properties.publicIpAddresses
    natGateway.publicIpAddresses[*]=properties.natGateway.properties.publicIpAddresses[*]
    natGateway.publicIpAddresses[*].id=properties.natGateway.properties.publicIpAddresses[*].id
    natGateway.publicIpPrefixes=properties.natGateway.properties.publicIpPrefixes
    natGateway.publicIpPrefixes[*]=properties.natGateway.properties.publicIpPrefixes[*]
    natGateway.publicIpPrefixes[*].id=properties.natGateway.properties.publicIpPrefixes[*].id natGateway.sku natGateway.sku.name
    natGateway.tags natGateway.type natGateway.zones natGateway.zones[*] prefixLength publicIPAddresses publicIPAddresses[*]
    publicIPAddresses[*].id publicIPAddressVersion /sku /sku.name /sku.tier /zones /zones[*]
  `,
  'Microsoft.Network/privateEndpoints': `
    applicationSecurityGroups applicationSecurityGroups[*] applicationSecurityGroups[*].id applicationSecurityGroups[*].location
    applicationSecurityGroups[*].name applicationSecurityGroups[*].tags applicationSecurityGroups[*].type customDnsConfigs
    customDnsConfigs[*] customDnsConfigs[*].fqdn customDnsConfigs[*].ipAddresses customDnsConfigs[*].ipAddresses[*]
    customNetworkInterfaceName ipConfigurations ipConfigurations[*] +ipConfigurations[*].groupId +ipConfigurations[*].memberName
    ipConfigurations[*].name +ipConfigurations[*].privateIPAddress ipConfigurations[*].type manualPrivateLinkServiceConnections
    manualPrivateLinkServiceConnections[*] +manualPrivateLinkServiceConnections[*].groupIds
    +manualPrivateLinkServiceConnections[*].groupIds[*] manualPrivateLinkServiceConnections[*].id
    manualPrivateLinkServiceConnections[*].name +manualPrivateLinkServiceConnections[*].privateLinkServiceConnectionState
    +manualPrivateLinkServiceConnections[*].privateLinkServiceId +manualPrivateLinkServiceConnections[*].requestMessage
    +manualPrivateLinkServiceConnections[*].resolvedPrivateLinkServiceLocation manualPrivateLinkServiceConnections[*].type
    networkInterfaces networkInterfaces[*] +networkInterfaces[*].auxiliaryMode +networkInterfaces[*].auxiliarySku
    +networkInterfaces[*].disableTcpStateTracking +networkInterfaces[*].dnsSettings +networkInterfaces[*].dscpConfiguration
    +networkInterfaces[*].enableAcceleratedNetworking +networkInterfaces[*].enableIPForwarding networkInterfaces[*].extendedLocation
    +networkInterfaces[*].hostedWorkloads +networkInterfaces[*].hostedWorkloads[*] networkInterfaces[*].id networkInterfaces[*].location
    +networkInterfaces[*].macAddress +networkInterfaces[*].migrationPhase networkInterfaces[*].name +networkInterfaces[*].nicType
    +networkInterfaces[*].primary +networkInterfaces[*].privateLinkService networkInterfaces[*].tags
    +networkInterfaces[*].tapConfigurations +networkInterfaces[*].tapConfigurations[*] networkInterfaces[*].type
    +networkInterfaces[*].virtualMachine +networkInterfaces[*].vnetEncryptionSupported +networkInterfaces[*].workloadType
    privateLinkServiceConnections privateLinkServiceConnections[*] +privateLinkServiceConnections[*].groupIds
    +privateLinkServiceConnections[*].groupIds[*] privateLinkServiceConnections[*].id privateLinkServiceConnections[*].name
    +privateLinkServiceConnections[*].privateLinkServiceConnectionState +privateLinkServiceConnections[*].privateLinkServiceId
    +privateLinkServiceConnections[*].requestMessage +privateLinkServiceConnections[*].resolvedPrivateLinkServiceLocation
    privateLinkServiceConnections[*].type subnet subnet.addressPrefix=properties.subnet.properties.addressPrefix
    subnet.addressPrefixes=properties.subnet.properties.addressPrefixes
    subnet.addressPrefixes[*]=properties.subnet.properties.addressPrefixes[*]
    subnet.applicationGatewayIpConfigurations=properties.subnet.properties.applicationGatewayIpConfigurations
    subnet.applicationGatewayIpConfigurations[*]=properties.subnet.properties.applicationGatewayIpConfigurations[*]
    subnet.defaultOutboundAccess=properties.subnet.properties.defaultOutboundAccess
    subnet.delegations=properties.subnet.properties.delegations subnet.delegations[*]=properties.subnet.properties.delegations[*]
    subnet.id subnet.ipAllocations=properties.subnet.properties.ipAllocations
    subnet.ipAllocations[*]=properties.subnet.properties.ipAllocations[*]
    subnet.ipConfigurationProfiles=properties.subnet.properties.ipConfigurationProfiles
    subnet.ipConfigurationProfiles[*]=properties.subnet.properties.ipConfigurationProfiles[*]
    subnet.ipConfigurations=properties.subnet.properties.ipConfigurations
    subnet.ipConfigurations[*]=properties.subnet.properties.ipConfigurations[*] subnet.name
    subnet.natGateway=properties.subnet.properties.natGateway
    subnet.networkSecurityGroup=properties.subnet.properties.networkSecurityGroup
    subnet.privateEndpointNetworkPolicies=properties.subnet.properties.privateEndpointNetworkPolicies
    subnet.privateEndpoints=properties.subnet.properties.privateEndpoints
    subnet.privateEndpoints[*]=properties.subnet.properties.privateEndpoints[*]
    subnet.privateLinkServiceNetworkPolicies=properties.subnet.properties.privateLinkServiceNetworkPolicies
    subnet.purpose=properties.subnet.properties.purpose
    subnet.resourceNavigationLinks=properties.subnet.properties.resourceNavigationLinks
    subnet.resourceNavigationLinks[*]=properties.subnet.properties.resourceNavigationLinks[*]
    subnet.routeTable=properties.subnet.properties.routeTable
    subnet.serviceAssociationLinks=properties.subnet.properties.serviceAssociationLinks
    subnet.serviceAssociationLinks[*]=properties.subnet.properties.serviceAssociationLinks[*]
    subnet.serviceEndpointPolicies=properties.subnet.properties.serviceEndpointPolicies
    subnet.serviceEndpointPolicies[*]=properties.subnet.properties.serviceEndpointPolicies[*]
    subnet.serviceEndpoints=properties.subnet.properties.serviceEndpoints
    subnet.serviceEndpoints[*]=properties.subnet.properties.serviceEndpoints[*] subnet.type
  `,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': `
    privateDnsZoneConfigs privateDnsZoneConfigs[*] privateDnsZoneConfigs[*].id privateDnsZoneConfigs[*].name
    +privateDnsZoneConfigs[*].privateDnsZoneId +privateDnsZoneConfigs[*].recordSets +privateDnsZoneConfigs[*].recordSets[*]
    privateDnsZoneConfigs[*].recordSets[*].fqdn=properties.privateDnsZoneConfigs[*].properties.recordSets[*].fqdn
    privateDnsZoneConfigs[*].recordSets[*].ipAddresses=properties.privateDnsZoneConfigs[*].properties.recordSets[*].ipAddresses
    privateDnsZoneConfigs[*].recordSets[*].ipAddresses[*]=properties.privateDnsZoneConfigs[*].properties.recordSets[*].ipAddresses[*]
    privateDnsZoneConfigs[*].recordSets[*].recordSetName=properties.privateDnsZoneConfigs[*].properties.recordSets[*].recordSetName
    privateDnsZoneConfigs[*].recordSets[*].recordType=properties.privateDnsZoneConfigs[*].properties.recordSets[*].recordType
    privateDnsZoneConfigs[*].recordSets[*].ttl=properties.privateDnsZoneConfigs[*].properties.recordSets[*].ttl
    privateDnsZoneConfigs[*].type
  `,
  'Microsoft.Network/privateLinkServices': `
    alias autoApproval autoApproval.subscriptions autoApproval.subscriptions[*] enableProxyProtocol fqdns fqdns[*] ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name +ipConfigurations[*].primary
    +ipConfigurations[*].privateIPAddress +ipConfigurations[*].privateIPAddressVersion +ipConfigurations[*].privateIPAllocationMethod
    +ipConfigurations[*].subnet ipConfigurations[*].type loadBalancerFrontendIpConfigurations loadBalancerFrontendIpConfigurations[*]
    +loadBalancerFrontendIpConfigurations[*].gatewayLoadBalancer loadBalancerFrontendIpConfigurations[*].id
    +loadBalancerFrontendIpConfigurations[*].inboundNatPools +loadBalancerFrontendIpConfigurations[*].inboundNatPools[*]
    +loadBalancerFrontendIpConfigurations[*].inboundNatRules +loadBalancerFrontendIpConfigurations[*].inboundNatRules[*]
    +loadBalancerFrontendIpConfigurations[*].loadBalancingRules +loadBalancerFrontendIpConfigurations[*].loadBalancingRules[*]
    loadBalancerFrontendIpConfigurations[*].name +loadBalancerFrontendIpConfigurations[*].outboundRules
    +loadBalancerFrontendIpConfigurations[*].outboundRules[*] +loadBalancerFrontendIpConfigurations[*].privateIPAddress
    +loadBalancerFrontendIpConfigurations[*].privateIPAddressVersion +loadBalancerFrontendIpConfigurations[*].privateIPAllocationMethod
    +loadBalancerFrontendIpConfigurations[*].publicIPAddress +loadBalancerFrontendIpConfigurations[*].publicIPPrefix
    +loadBalancerFrontendIpConfigurations[*].subnet loadBalancerFrontendIpConfigurations[*].type
    loadBalancerFrontendIpConfigurations[*].zones loadBalancerFrontendIpConfigurations[*].zones[*] networkInterfaces
    networkInterfaces[*] +networkInterfaces[*].auxiliaryMode +networkInterfaces[*].auxiliarySku
    +networkInterfaces[*].disableTcpStateTracking +networkInterfaces[*].dnsSettings +networkInterfaces[*].dscpConfiguration
    +networkInterfaces[*].enableAcceleratedNetworking +networkInterfaces[*].enableIPForwarding networkInterfaces[*].extendedLocation
    +networkInterfaces[*].hostedWorkloads +networkInterfaces[*].hostedWorkloads[*] networkInterfaces[*].id networkInterfaces[*].location
    +networkInterfaces[*].macAddress +networkInterfaces[*].migrationPhase networkInterfaces[*].name +networkInterfaces[*].nicType
    +networkInterfaces[*].primary +networkInterfaces[*].privateLinkService networkInterfaces[*].tags
    +networkInterfaces[*].tapConfigurations +networkInterfaces[*].tapConfigurations[*] networkInterfaces[*].type
    +networkInterfaces[*].virtualMachine +networkInterfaces[*].vnetEncryptionSupported +networkInterfaces[*].workloadType
    privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id
    +privateEndpointConnections[*].linkIdentifier privateEndpointConnections[*].name +privateEndpointConnections[*].privateEndpoint
    +privateEndpointConnections[*].privateEndpointLocation +privateEndpointConnections[*].privateLinkServiceConnectionState
    privateEndpointConnections[*].type visibility visibility.subscriptions visibility.subscriptions[*]
  `,
  'Microsoft.Network/privateDnsZones': `
    internalId maxNumberOfRecordSets maxNumberOfVirtualNetworkLinks maxNumberOfVirtualNetworkLinksWithRegistration numberOfRecordSets
    numberOfVirtualNetworkLinks numberOfVirtualNetworkLinksWithRegistration
  `,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': `
    registrationEnabled virtualNetwork virtualNetwork.id virtualNetworkLinkState
  `,
  'Microsoft.Network/networkInterfaces': `
    auxiliaryMode auxiliarySku disableTcpStateTracking dnsSettings dnsSettings.appliedDnsServers dnsSettings.appliedDnsServers[*]
    dnsSettings.dnsServers dnsSettings.dnsServers[*] dnsSettings.internalDnsNameLabel dnsSettings.internalDomainNameSuffix
    dnsSettings.internalFqdn dscpConfiguration dscpConfiguration.id enableAcceleratedNetworking enableIPForwarding hostedWorkloads
    hostedWorkloads[*] interfaceEndpoint interfaceEndpoint.endpointService=properties.interfaceEndpoint.properties.endpointService
    interfaceEndpoint.fqdn=properties.interfaceEndpoint.properties.fqdn interfaceEndpoint.id interfaceEndpoint.location
    interfaceEndpoint.name interfaceEndpoint.networkInterfaces=properties.interfaceEndpoint.properties.networkInterfaces
    interfaceEndpoint.networkInterfaces[*]=properties.interfaceEndpoint.properties.networkInterfaces[*]
    interfaceEndpoint.owner=properties.interfaceEndpoint.properties.owner
    interfaceEndpoint.subnet=properties.interfaceEndpoint.properties.subnet interfaceEndpoint.tags interfaceEndpoint.type
    ipConfigurations ipConfigurations[*] +ipConfigurations[*].applicationGatewayBackendAddressPools
    +ipConfigurations[*].applicationGatewayBackendAddressPools[*]
    ipconfigurations[*].applicationSecurityGroups=properties.ipConfigurations[*].properties.applicationSecurityGroups
    +ipConfigurations[*].applicationSecurityGroups[*] +ipConfigurations[*].gatewayLoadBalancer ipConfigurations[*].id
    +ipConfigurations[*].loadBalancerBackendAddressPools +ipConfigurations[*].loadBalancerBackendAddressPools[*]
    +ipConfigurations[*].loadBalancerInboundNatRules +ipConfigurations[*].loadBalancerInboundNatRules[*] ipConfigurations[*].name
    +ipConfigurations[*].primary +ipConfigurations[*].privateIPAddress +ipConfigurations[*].privateIPAddressVersion
    ipconfigurations[*].privateIPAllocationMethod=properties.ipConfigurations[*].properties.privateIPAllocationMethod
    +ipConfigurations[*].privateLinkConnectionProperties
    ipconfigurations[*].publicIpAddress.id=properties.ipConfigurations[*].properties.publicIpAddress.id +ipConfigurations[*].subnet
    ipconfigurations[*].subnet.id=properties.ipConfigurations[*].properties.subnet.id ipConfigurations[*].type
    +ipConfigurations[*].virtualNetworkTaps +ipConfigurations[*].virtualNetworkTaps[*] macAddress migrationPhase networkSecurityGroup
    networkSecurityGroup.defaultSecurityRules=properties.networkSecurityGroup.properties.defaultSecurityRules
    networkSecurityGroup.defaultSecurityRules[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*]
    networkSecurityGroup.flowLogs=properties.networkSecurityGroup.properties.flowLogs
    networkSecurityGroup.flowLogs[*]=properties.networkSecurityGroup.properties.flowLogs[*]
    networkSecurityGroup.flushConnection=properties.networkSecurityGroup.properties.flushConnection networkSecurityGroup.id
    networkSecurityGroup.location networkSecurityGroup.name
    networkSecurityGroup.securityRules=properties.networkSecurityGroup.properties.securityRules
    networkSecurityGroup.securityRules[*]=properties.networkSecurityGroup.properties.securityRules[*] networkSecurityGroup.tags
    networkSecurityGroup.type nicType primary privateEndpoint
    privateEndpoint.applicationSecurityGroups=properties.privateEndpoint.properties.applicationSecurityGroups
    privateEndpoint.applicationSecurityGroups[*]=properties.privateEndpoint.properties.applicationSecurityGroups[*]
    privateEndpoint.customDnsConfigs=properties.privateEndpoint.properties.customDnsConfigs
    privateEndpoint.customDnsConfigs[*]=properties.privateEndpoint.properties.customDnsConfigs[*]
    privateEndpoint.customNetworkInterfaceName=properties.privateEndpoint.properties.customNetworkInterfaceName
    privateEndpoint.extendedLocation privateEndpoint.id privateEndpoint.location
    privateEndpoint.manualPrivateLinkServiceConnections=properties.privateEndpoint.properties.manualPrivateLinkServiceConnections
    privateEndpoint.manualPrivateLinkServiceConnections[*]=properties.privateEndpoint.properties.manualPrivateLinkServiceConnections[*]
    privateEndpoint.name
    privateEndpoint.privateLinkServiceConnections=properties.privateEndpoint.properties.privateLinkServiceConnections
    privateEndpoint.privateLinkServiceConnections[*]=properties.privateEndpoint.properties.privateLinkServiceConnections[*]
    privateEndpoint.subnet=properties.privateEndpoint.properties.subnet privateEndpoint.tags privateEndpoint.type privateLinkService
    privateLinkService.alias=properties.privateLinkService.properties.alias
    privateLinkService.autoApproval=properties.privateLinkService.properties.autoApproval
    privateLinkService.enableProxyProtocol=properties.privateLinkService.properties.enableProxyProtocol
    privateLinkService.extendedLocation privateLinkService.fqdns=properties.privateLinkService.properties.fqdns
    privateLinkService.fqdns[*]=properties.privateLinkService.properties.fqdns[*] privateLinkService.id
    privateLinkService.ipConfigurations=properties.privateLinkService.properties.ipConfigurations
    privateLinkService.ipConfigurations[*]=properties.privateLinkService.properties.ipConfigurations[*]
    privateLinkService.loadBalancerFrontendIpConfigurations=properties.privateLinkService.properties.loadBalancerFrontendIpConfigurations
    privateLinkService.loadBalancerFrontendIpConfigurations[*]=properties.privateLinkService.properties.loadBalancerFrontendIpConfigurations[*]
    privateLinkService.location privateLinkService.name
    privateLinkService.networkInterfaces=properties.privateLinkService.properties.networkInterfaces
    privateLinkService.networkInterfaces[*]=properties.privateLinkService.properties.networkInterfaces[*]
    privateLinkService.privateEndpointConnections=properties.privateLinkService.properties.privateEndpointConnections
    privateLinkService.privateEndpointConnections[*]=properties.privateLinkService.properties.privateEndpointConnections[*]
    privateLinkService.tags privateLinkService.type privateLinkService.visibility=properties.privateLinkService.properties.visibility
    tapConfigurations tapConfigurations[*] tapConfigurations[*].id tapConfigurations[*].name tapConfigurations[*].type
    +tapConfigurations[*].virtualNetworkTap virtualMachine virtualMachine.id vnetEncryptionSupported workloadType
  `,
  'Microsoft.Network/loadBalancers': `
    backendAddressPools backendAddressPools[*] +backendAddressPools[*].backendIPConfigurations
    +backendAddressPools[*].backendIPConfigurations[*] +backendAddressPools[*].drainPeriodInSeconds backendAddressPools[*].id
    +backendAddressPools[*].inboundNatRules +backendAddressPools[*].inboundNatRules[*]
    +backendAddressPools[*].loadBalancerBackendAddresses +backendAddressPools[*].loadBalancerBackendAddresses[*]
    +backendAddressPools[*].loadBalancingRules +backendAddressPools[*].loadBalancingRules[*] +backendAddressPools[*].location
    backendAddressPools[*].name +backendAddressPools[*].outboundNatRule +backendAddressPools[*].outboundRule
    +backendAddressPools[*].outboundRules +backendAddressPools[*].outboundRules[*] +backendAddressPools[*].syncMode
    +backendAddressPools[*].tunnelInterfaces +backendAddressPools[*].tunnelInterfaces[*] backendAddressPools[*].type
    +backendAddressPools[*].virtualNetwork frontendIPConfigurations frontendIPConfigurations[*]
    +frontendIPConfigurations[*].gatewayLoadBalancer frontendIPConfigurations[*].id +frontendIPConfigurations[*].inboundNatPools
    +frontendIPConfigurations[*].inboundNatPools[*] +frontendIPConfigurations[*].inboundNatRules
    +frontendIPConfigurations[*].inboundNatRules[*] +frontendIPConfigurations[*].loadBalancingRules
    +frontendIPConfigurations[*].loadBalancingRules[*] frontendIPConfigurations[*].name +frontendIPConfigurations[*].outboundNatRules
    +frontendIPConfigurations[*].outboundNatRules[*] +frontendIPConfigurations[*].outboundRules
    +frontendIPConfigurations[*].outboundRules[*] +frontendIPConfigurations[*].privateIPAddress
    +frontendIPConfigurations[*].privateIPAddressVersion +frontendIPConfigurations[*].privateIPAllocationMethod
    +frontendIPConfigurations[*].publicIPAddress +frontendIPConfigurations[*].publicIPAddress.id
    +frontendIPConfigurations[*].publicIPPrefix +frontendIPConfigurations[*].publicIPPrefix.id +frontendIPConfigurations[*].subnet
    frontendIPConfigurations[*].type frontendIPConfigurations[*].zones frontendIPConfigurations[*].zones[*] inboundNatPools
    inboundNatPools[*] +inboundNatPools[*].backendPort +inboundNatPools[*].enableFloatingIP +inboundNatPools[*].enableTcpReset
    +inboundNatPools[*].frontendIPConfiguration +inboundNatPools[*].frontendPortRangeEnd +inboundNatPools[*].frontendPortRangeStart
    inboundNatPools[*].id +inboundNatPools[*].idleTimeoutInMinutes inboundNatPools[*].name +inboundNatPools[*].protocol
    inboundNatPools[*].type inboundNatRules inboundNatRules[*] +inboundNatRules[*].backendAddressPool
    +inboundNatRules[*].backendIPConfiguration +inboundNatRules[*].backendPort +inboundNatRules[*].enableFloatingIP
    +inboundNatRules[*].enableTcpReset +inboundNatRules[*].frontendIPConfiguration +inboundNatRules[*].frontendPort
    +inboundNatRules[*].frontendPortRangeEnd +inboundNatRules[*].frontendPortRangeStart inboundNatRules[*].id
    +inboundNatRules[*].idleTimeoutInMinutes inboundNatRules[*].name +inboundNatRules[*].protocol inboundNatRules[*].type
    loadBalancingRules loadBalancingRules[*] +loadBalancingRules[*].backendAddressPool +loadBalancingRules[*].backendAddressPools
    +loadBalancingRules[*].backendAddressPools[*] +loadBalancingRules[*].backendPort +loadBalancingRules[*].disableOutboundSnat
    +loadBalancingRules[*].enableFloatingIP +loadBalancingRules[*].enableTcpReset +loadBalancingRules[*].frontendIPConfiguration
    +loadBalancingRules[*].frontendPort loadBalancingRules[*].id +loadBalancingRules[*].idleTimeoutInMinutes
    +loadBalancingRules[*].loadDistribution loadBalancingRules[*].name +loadBalancingRules[*].probe +loadBalancingRules[*].protocol
    loadBalancingRules[*].type outboundNatRules outboundNatRules[*] +outboundNatRules[*].allocatedOutboundPorts
    +outboundNatRules[*].backendAddressPool +outboundNatRules[*].frontendIPConfigurations
    +outboundNatRules[*].frontendIPConfigurations[*] outboundNatRules[*].id outboundNatRules[*].name outboundRules outboundRules[*]
    +outboundRules[*].allocatedOutboundPorts +outboundRules[*].backendAddressPool +outboundRules[*].enableTcpReset
    +outboundRules[*].frontendIPConfigurations +outboundRules[*].frontendIPConfigurations[*] outboundRules[*].id
    +outboundRules[*].idleTimeoutInMinutes outboundRules[*].name +outboundRules[*].protocol outboundRules[*].type probes probes[*]
    probes[*].id +probes[*].intervalInSeconds +probes[*].loadBalancingRules +probes[*].loadBalancingRules[*] probes[*].name
    +probes[*].numberOfProbes +probes[*].port +probes[*].probeThreshold +probes[*].protocol +probes[*].requestPath probes[*].type /sku
    /sku.name /sku.tier
  `,
  'Microsoft.Network/azureFirewalls': `
    additionalProperties applicationRuleCollections applicationRuleCollections[*] +applicationRuleCollections[*].action
    +applicationRuleCollections[*].action.type applicationRuleCollections[*].id applicationRuleCollections[*].name
    +applicationRuleCollections[*].priority +applicationRuleCollections[*].rules +applicationRuleCollections[*].rules[*]
    applicationRuleCollections[*].rules[*].description=properties.applicationRuleCollections[*].properties.rules[*].description
    applicationRuleCollections[*].rules[*].fqdnTags=properties.applicationRuleCollections[*].properties.rules[*].fqdnTags
    applicationRuleCollections[*].rules[*].fqdnTags[*]=properties.applicationRuleCollections[*].properties.rules[*].fqdnTags[*]
    applicationRuleCollections[*].rules[*].name=properties.applicationRuleCollections[*].properties.rules[*].name
    applicationRuleCollections[*].rules[*].protocols=properties.applicationRuleCollections[*].properties.rules[*].protocols
    applicationRuleCollections[*].rules[*].protocols[*]=properties.applicationRuleCollections[*].properties.rules[*].protocols[*]
    applicationRuleCollections[*].rules[*].sourceAddresses=properties.applicationRuleCollections[*].properties.rules[*].sourceAddresses
    applicationRuleCollections[*].rules[*].sourceAddresses[*]=properties.applicationRuleCollections[*].properties.rules[*].sourceAddresses[*]
    applicationRuleCollections[*].rules[*].sourceIpGroups=properties.applicationRuleCollections[*].properties.rules[*].sourceIpGroups
    applicationRuleCollections[*].rules[*].sourceIpGroups[*]=properties.applicationRuleCollections[*].properties.rules[*].sourceIpGroups[*]
    applicationRuleCollections[*].rules[*].targetFqdns=properties.applicationRuleCollections[*].properties.rules[*].targetFqdns
    applicationRuleCollections[*].rules[*].targetFqdns[*]=properties.applicationRuleCollections[*].properties.rules[*].targetFqdns[*]
    applicationRuleCollections[*].rules[*].targetUrls=properties.applicationRuleCollections[*].properties.rules[*].targetUrls
    applicationRuleCollections[*].rules[*].targetUrls[*]=properties.applicationRuleCollections[*].properties.rules[*].targetUrls[*]
    firewallPolicy firewallPolicy.id hubIpAddresses hubIpAddresses.privateIPAddress hubIpAddresses.publicIPAddresses
    hubIpAddresses.publicIPAddresses[*] hubIpAddresses.publicIPAddresses[*].address hubIPAddresses.publicIPs
    hubIPAddresses.publicIPs.addresses hubIPAddresses.publicIPs.addresses[*] hubIPAddresses.publicIPs.count ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id +ipConfigurations[*].internalPublicIpAddress
    +ipConfigurations[*].internalPublicIpAddress.id ipConfigurations[*].name +ipConfigurations[*].privateIPAddress
    +ipConfigurations[*].subnet +ipConfigurations[*].subnet.id ipConfigurations[*].type ipGroups ipGroups[*] ipGroups[*].changeNumber
    ipGroups[*].id managementIpConfiguration managementIpConfiguration.id managementIpConfiguration.name
    managementIpConfiguration.privateIPAddress=properties.managementIpConfiguration.properties.privateIPAddress
    managementIpConfiguration.publicIPAddress=properties.managementIpConfiguration.properties.publicIPAddress
    managementIpConfiguration.publicIPAddress.id=properties.managementIpConfiguration.properties.publicIPAddress.id
    managementIpConfiguration.subnet=properties.managementIpConfiguration.properties.subnet
    managementIpConfiguration.subnet.id=properties.managementIpConfiguration.properties.subnet.id managementIpConfiguration.type
    natRuleCollections natRuleCollections[*] +natRuleCollections[*].action +natRuleCollections[*].action.type natRuleCollections[*].id
    natRuleCollections[*].name +natRuleCollections[*].priority +natRuleCollections[*].rules +natRuleCollections[*].rules[*]
    natRuleCollections[*].rules[*].description=properties.natRuleCollections[*].properties.rules[*].description
    natRuleCollections[*].rules[*].destinationAddresses=properties.natRuleCollections[*].properties.rules[*].destinationAddresses
    natRuleCollections[*].rules[*].destinationAddresses[*]=properties.natRuleCollections[*].properties.rules[*].destinationAddresses[*]
    natRuleCollections[*].rules[*].destinationPorts=properties.natRuleCollections[*].properties.rules[*].destinationPorts
    natRuleCollections[*].rules[*].destinationPorts[*]=properties.natRuleCollections[*].properties.rules[*].destinationPorts[*]
    natRuleCollections[*].rules[*].name=properties.natRuleCollections[*].properties.rules[*].name
    natRuleCollections[*].rules[*].protocols=properties.natRuleCollections[*].properties.rules[*].protocols
    natRuleCollections[*].rules[*].protocols[*]=properties.natRuleCollections[*].properties.rules[*].protocols[*]
    natRuleCollections[*].rules[*].sourceAddresses=properties.natRuleCollections[*].properties.rules[*].sourceAddresses
    natRuleCollections[*].rules[*].sourceAddresses[*]=properties.natRuleCollections[*].properties.rules[*].sourceAddresses[*]
    natRuleCollections[*].rules[*].sourceIpGroups=properties.natRuleCollections[*].properties.rules[*].sourceIpGroups
    natRuleCollections[*].rules[*].sourceIpGroups[*]=properties.natRuleCollections[*].properties.rules[*].sourceIpGroups[*]
    natRuleCollections[*].rules[*].translatedAddress=properties.natRuleCollections[*].properties.rules[*].translatedAddress
    natRuleCollections[*].rules[*].translatedFqdn=properties.natRuleCollections[*].properties.rules[*].translatedFqdn
    natRuleCollections[*].rules[*].translatedPort=properties.natRuleCollections[*].properties.rules[*].translatedPort
    networkRuleCollections networkRuleCollections[*] +networkRuleCollections[*].action +networkRuleCollections[*].action.type
    networkRuleCollections[*].id networkRuleCollections[*].name +networkRuleCollections[*].priority +networkRuleCollections[*].rules
    +networkRuleCollections[*].rules[*]
    networkRuleCollections[*].rules[*].description=properties.networkRuleCollections[*].properties.rules[*].description
    networkRuleCollections[*].rules[*].destinationAddresses=properties.networkRuleCollections[*].properties.rules[*].destinationAddresses
    networkRuleCollections[*].rules[*].destinationAddresses[*]=properties.networkRuleCollections[*].properties.rules[*].destinationAddresses[*]
    networkRuleCollections[*].rules[*].destinationFqdns=properties.networkRuleCollections[*].properties.rules[*].destinationFqdns
    networkRuleCollections[*].rules[*].destinationFqdns[*]=properties.networkRuleCollections[*].properties.rules[*].destinationFqdns[*]
    networkRuleCollections[*].rules[*].destinationIpGroups=properties.networkRuleCollections[*].properties.rules[*].destinationIpGroups
    networkRuleCollections[*].rules[*].destinationIpGroups[*]=properties.networkRuleCollections[*].properties.rules[*].destinationIpGroups[*]
    networkRuleCollections[*].rules[*].destinationPorts=properties.networkRuleCollections[*].properties.rules[*].destinationPorts
    networkRuleCollections[*].rules[*].destinationPorts[*]=properties.networkRuleCollections[*].properties.rules[*].destinationPorts[*]
    networkRuleCollections[*].rules[*].name=properties.networkRuleCollections[*].properties.rules[*].name
    networkRuleCollections[*].rules[*].protocols=properties.networkRuleCollections[*].properties.rules[*].protocols
    networkRuleCollections[*].rules[*].protocols[*]=properties.networkRuleCollections[*].properties.rules[*].protocols[*]
    networkRuleCollections[*].rules[*].sourceAddresses=properties.networkRuleCollections[*].properties.rules[*].sourceAddresses
    networkRuleCollections[*].rules[*].sourceAddresses[*]=properties.networkRuleCollections[*].properties.rules[*].sourceAddresses[*]
    networkRuleCollections[*].rules[*].sourceIpGroups=properties.networkRuleCollections[*].properties.rules[*].sourceIpGroups
    networkRuleCollections[*].rules[*].sourceIpGroups[*]=properties.networkRuleCollections[*].properties.rules[*].sourceIpGroups[*] sku
    sku.name sku.tier threatIntelMode virtualHub virtualHub.id /zones /zones[*]
  `,
  'Microsoft.Network/firewallPolicies': `
    basePolicy basePolicy.id childPolicies childPolicies[*] childPolicies[*].id dnsSettings dnsSettings.enableProxy
    dnsSettings.requireProxyForNetworkRules dnsSettings.servers dnsSettings.servers[*] explicitProxy explicitProxy.enableExplicitProxy
    explicitProxy.enablePacFile explicitProxy.httpPort explicitProxy.httpsPort explicitProxy.pacFile explicitProxy.pacFilePort
    explicitProxySettings explicitProxySettings.enableExplicitProxy explicitProxySettings.httpPort explicitProxySettings.httpsPort
    explicitProxySettings.pacFile explicitProxySettings.pacFilePort firewalls firewalls[*] firewalls[*].id insights insights.isEnabled
    insights.logAnalyticsResources insights.logAnalyticsResources.defaultWorkspaceId insights.logAnalyticsResources.workspaces
    insights.logAnalyticsResources.workspaces[*] insights.retentionDays intrusionDetection intrusionDetection.configuration
    intrusionDetection.configuration.bypassTrafficSettings intrusionDetection.configuration.bypassTrafficSettings[*]
    intrusionDetection.configuration.privateRanges intrusionDetection.configuration.privateRanges[*]
    intrusionDetection.configuration.signatureOverrides intrusionDetection.configuration.signatureOverrides[*]
    intrusionDetection.configuration.signatureOverrides[*].mode intrusionDetection.mode intrusionDetection.profile intrusionSystemMode
    ruleCollectionGroups ruleCollectionGroups[*] ruleCollectionGroups[*].id ruleGroups ruleGroups[*] ruleGroups[*].id size sku sku.tier
    snat snat.autoLearnPrivateRanges snat.privateRanges snat.privateRanges[*] sql sql.allowSqlRedirect threatIntelMode
    threatIntelWhitelist threatIntelWhitelist.fqdns threatIntelWhitelist.fqdns[*] threatIntelWhitelist.ipAddresses
    threatIntelWhitelist.ipAddresses[*] transportSecurity transportSecurity.certificateAuthority
    transportSecurity.certificateAuthority.keyVaultSecretId transportSecurity.certificateAuthority.name
    transportSecurity.excludedDomains transportSecurity.excludedDomains[*] transportSecurity.trustedRootCertificates
    transportSecurity.trustedRootCertificates[*] +transportSecurity.trustedRootCertificates[*].keyVaultSecretId
    transportSecurity.trustedRootCertificates[*].name
  `,
  'Microsoft.Network/firewallPolicies/ruleCollectionGroups': `
    priority ruleCollections ruleCollections[*] ruleCollections[*].FirewallPolicyFilterRuleCollection=properties.ruleCollections[*]
    ruleCollections[*].FirewallPolicyFilterRuleCollection.action=properties.ruleCollections[*].action
    ruleCollections[*].FirewallPolicyFilterRuleCollection.rules=properties.ruleCollections[*].rules
    ruleCollections[*].FirewallPolicyFilterRuleCollection.rules[*]=properties.ruleCollections[*].rules[*]
    ruleCollections[*].FirewallPolicyFilterRuleCollection.rules[*].ApplicationRule.terminateTLS=properties.ruleCollections[*].rules[*].terminateTLS
    ruleCollections[*].FirewallPolicyNatRuleCollection=properties.ruleCollections[*]
    ruleCollections[*].FirewallPolicyNatRuleCollection.action=properties.ruleCollections[*].action
    ruleCollections[*].FirewallPolicyNatRuleCollection.rules=properties.ruleCollections[*].rules
    ruleCollections[*].FirewallPolicyNatRuleCollection.rules[*]=properties.ruleCollections[*].rules[*] ruleCollections[*].name
    ruleCollections[*].priority ruleCollections[*].ruleCollectionType size
  `,
  'Microsoft.Network/applicationGateways': `
    authenticationCertificates authenticationCertificates[*] +authenticationCertificates[*].data authenticationCertificates[*].id
    authenticationCertificates[*].name authenticationCertificates[*].type autoscaleConfiguration autoscaleConfiguration.bounds
    autoscaleConfiguration.maxCapacity autoscaleConfiguration.minCapacity backendAddressPools backendAddressPools[*]
    +backendAddressPools[*].backendAddresses +backendAddressPools[*].backendAddresses[*] +backendAddressPools[*].backendIPConfigurations
    +backendAddressPools[*].backendIPConfigurations[*] backendAddressPools[*].id backendAddressPools[*].name backendAddressPools[*].type
    backendHttpSettingsCollection backendHttpSettingsCollection[*] +backendHttpSettingsCollection[*].affinityCookieName
    +backendHttpSettingsCollection[*].authenticationCertificates +backendHttpSettingsCollection[*].authenticationCertificates[*]
    +backendHttpSettingsCollection[*].connectionDraining +backendHttpSettingsCollection[*].cookieBasedAffinity
    +backendHttpSettingsCollection[*].hostName backendHttpSettingsCollection[*].id backendHttpSettingsCollection[*].name
    +backendHttpSettingsCollection[*].path +backendHttpSettingsCollection[*].pickHostNameFromBackendAddress
    +backendHttpSettingsCollection[*].port +backendHttpSettingsCollection[*].probe +backendHttpSettingsCollection[*].probeEnabled
    +backendHttpSettingsCollection[*].protocol +backendHttpSettingsCollection[*].requestTimeout
    +backendHttpSettingsCollection[*].trustedRootCertificates +backendHttpSettingsCollection[*].trustedRootCertificates[*]
    backendHttpSettingsCollection[*].type backendSettingsCollection backendSettingsCollection[*] +backendSettingsCollection[*].hostName
    backendSettingsCollection[*].id backendSettingsCollection[*].name +backendSettingsCollection[*].pickHostNameFromBackendAddress
    +backendSettingsCollection[*].port +backendSettingsCollection[*].probe +backendSettingsCollection[*].protocol
    +backendSettingsCollection[*].timeout +backendSettingsCollection[*].trustedRootCertificates
    +backendSettingsCollection[*].trustedRootCertificates[*] backendSettingsCollection[*].type customErrorConfigurations
    customErrorConfigurations[*] customErrorConfigurations[*].customErrorPageUrl customErrorConfigurations[*].statusCode
    defaultPredefinedSslPolicy enableFips enableHttp2 firewallPolicy firewallPolicy.id forceFirewallPolicyAssociation
    frontendIPConfigurations frontendIPConfigurations[*] frontendIPConfigurations[*].id frontendIPConfigurations[*].name
    +frontendIPConfigurations[*].privateIPAddress +frontendIPConfigurations[*].privateIPAllocationMethod
    +frontendIPConfigurations[*].privateLinkConfiguration +frontendIPConfigurations[*].publicIPAddress
    +frontendIPConfigurations[*].subnet frontendIPConfigurations[*].type frontendPorts frontendPorts[*] frontendPorts[*].id
    frontendPorts[*].name +frontendPorts[*].port frontendPorts[*].type gatewayIPConfigurations gatewayIPConfigurations[*]
    gatewayIPConfigurations[*].id gatewayIPConfigurations[*].name +gatewayIPConfigurations[*].subnet gatewayIPConfigurations[*].type
    globalConfiguration globalConfiguration.enableRequestBuffering globalConfiguration.enableResponseBuffering httpListeners
    httpListeners[*] +httpListeners[*].customErrorConfigurations +httpListeners[*].customErrorConfigurations[*]
    +httpListeners[*].firewallPolicy +httpListeners[*].frontendIPConfiguration +httpListeners[*].frontendPort +httpListeners[*].hostName
    +httpListeners[*].hostnames +httpListeners[*].hostnames[*] httpListeners[*].id httpListeners[*].name +httpListeners[*].protocol
    +httpListeners[*].requireServerNameIndication +httpListeners[*].sslCertificate +httpListeners[*].sslProfile httpListeners[*].type
    listeners listeners[*] +listeners[*].frontendIPConfiguration +listeners[*].frontendPort +listeners[*].hostNames
    +listeners[*].hostNames[*] listeners[*].id listeners[*].name +listeners[*].protocol +listeners[*].sslCertificate
    +listeners[*].sslProfile listeners[*].type loadDistributionPolicies loadDistributionPolicies[*] loadDistributionPolicies[*].id
    +loadDistributionPolicies[*].loadDistributionAlgorithm +loadDistributionPolicies[*].loadDistributionTargets
    +loadDistributionPolicies[*].loadDistributionTargets[*] loadDistributionPolicies[*].name loadDistributionPolicies[*].type
    operationalState privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id
    +privateEndpointConnections[*].linkIdentifier privateEndpointConnections[*].name +privateEndpointConnections[*].privateEndpoint
    +privateEndpointConnections[*].privateLinkServiceConnectionState privateEndpointConnections[*].type privateLinkConfigurations
    privateLinkConfigurations[*] privateLinkConfigurations[*].id +privateLinkConfigurations[*].ipConfigurations
    +privateLinkConfigurations[*].ipConfigurations[*] privateLinkConfigurations[*].name privateLinkConfigurations[*].type probes
    probes[*] +probes[*].host probes[*].id +probes[*].interval +probes[*].match +probes[*].minServers probes[*].name +probes[*].path
    +probes[*].pickHostNameFromBackendHttpSettings +probes[*].pickHostNameFromBackendSettings +probes[*].port +probes[*].protocol
    +probes[*].timeout probes[*].type +probes[*].unhealthyThreshold redirectConfigurations redirectConfigurations[*]
    redirectConfigurations[*].id +redirectConfigurations[*].includePath +redirectConfigurations[*].includeQueryString
    redirectConfigurations[*].name +redirectConfigurations[*].pathRules +redirectConfigurations[*].pathRules[*]
    +redirectConfigurations[*].redirectType +redirectConfigurations[*].requestRoutingRules
    +redirectConfigurations[*].requestRoutingRules[*] +redirectConfigurations[*].targetListener +redirectConfigurations[*].targetUrl
    redirectConfigurations[*].type +redirectConfigurations[*].urlPathMaps +redirectConfigurations[*].urlPathMaps[*] requestRoutingRules
    requestRoutingRules[*] +requestRoutingRules[*].backendAddressPool +requestRoutingRules[*].backendHttpSettings
    +requestRoutingRules[*].httpListener requestRoutingRules[*].id +requestRoutingRules[*].loadDistributionPolicy
    requestRoutingRules[*].name +requestRoutingRules[*].priority +requestRoutingRules[*].redirectConfiguration
    +requestRoutingRules[*].rewriteRuleSet +requestRoutingRules[*].ruleType requestRoutingRules[*].type
    +requestRoutingRules[*].urlPathMap rewriteRuleSets rewriteRuleSets[*] rewriteRuleSets[*].id rewriteRuleSets[*].name
    +rewriteRuleSets[*].rewriteRules +rewriteRuleSets[*].rewriteRules[*] routingRules routingRules[*]
    +routingRules[*].backendAddressPool +routingRules[*].backendSettings routingRules[*].id +routingRules[*].listener
    routingRules[*].name +routingRules[*].priority +routingRules[*].ruleType routingRules[*].type sku sku.capacity sku.name sku.tier
    sslCertificates sslCertificates[*] +sslCertificates[*].data sslCertificates[*].id +sslCertificates[*].keyVaultSecretId
    sslCertificates[*].name +sslCertificates[*].password +sslCertificates[*].publicCertData sslCertificates[*].type sslPolicy
    sslPolicy.cipherSuites sslPolicy.cipherSuites[*] sslPolicy.disabledSslProtocols sslPolicy.disabledSslProtocols[*]
    sslPolicy.minProtocolVersion sslPolicy.policyName sslPolicy.policyType sslProfiles sslProfiles[*]
    +sslProfiles[*].clientAuthConfiguration sslProfiles[*].id sslProfiles[*].name +sslProfiles[*].sslPolicy
    +sslProfiles[*].trustedClientCertificates +sslProfiles[*].trustedClientCertificates[*] sslProfiles[*].type trustedClientCertificates
    trustedClientCertificates[*] +trustedClientCertificates[*].clientCertIssuerDN +trustedClientCertificates[*].data
    trustedClientCertificates[*].id trustedClientCertificates[*].name trustedClientCertificates[*].type
    +trustedClientCertificates[*].validatedCertData trustedRootCertificates trustedRootCertificates[*] +trustedRootCertificates[*].data
    trustedRootCertificates[*].id +trustedRootCertificates[*].keyvaultSecretId trustedRootCertificates[*].name
    trustedRootCertificates[*].type urlPathMaps urlPathMaps[*] +urlPathMaps[*].defaultBackendAddressPool
    +urlPathMaps[*].defaultBackendHttpSettings +urlPathMaps[*].defaultLoadDistributionPolicy
    +urlPathMaps[*].defaultRedirectConfiguration +urlPathMaps[*].defaultRewriteRuleSet urlPathMaps[*].id urlPathMaps[*].name
    +urlPathMaps[*].pathRules +urlPathMaps[*].pathRules[*] urlPathMaps[*].type webApplicationFirewallConfiguration
    webApplicationFirewallConfiguration.disabledRuleGroups webApplicationFirewallConfiguration.disabledRuleGroups[*]
    webApplicationFirewallConfiguration.enabled webApplicationFirewallConfiguration.exclusions
    webApplicationFirewallConfiguration.exclusions[*] webApplicationFirewallConfiguration.fileUploadLimitInMb
    webApplicationFirewallConfiguration.firewallMode webApplicationFirewallConfiguration.maxRequestBodySize
    webApplicationFirewallConfiguration.maxRequestBodySizeInKb webApplicationFirewallConfiguration.requestBodyCheck
    webApplicationFirewallConfiguration.ruleSetType webApplicationFirewallConfiguration.ruleSetVersion /zones /zones[*]
  `,
  'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies': `
    applicationGateways applicationGateways[*] +applicationGateways[*].authenticationCertificates
    +applicationGateways[*].authenticationCertificates[*] +applicationGateways[*].autoscaleConfiguration
    +applicationGateways[*].backendAddressPools +applicationGateways[*].backendAddressPools[*]
    +applicationGateways[*].backendHttpSettingsCollection +applicationGateways[*].backendHttpSettingsCollection[*]
    +applicationGateways[*].backendSettingsCollection +applicationGateways[*].backendSettingsCollection[*]
    +applicationGateways[*].customErrorConfigurations +applicationGateways[*].customErrorConfigurations[*]
    +applicationGateways[*].defaultPredefinedSslPolicy +applicationGateways[*].enableFips +applicationGateways[*].enableHttp2
    +applicationGateways[*].firewallPolicy +applicationGateways[*].forceFirewallPolicyAssociation
    +applicationGateways[*].frontendIPConfigurations +applicationGateways[*].frontendIPConfigurations[*]
    +applicationGateways[*].frontendPorts +applicationGateways[*].frontendPorts[*] +applicationGateways[*].gatewayIPConfigurations
    +applicationGateways[*].gatewayIPConfigurations[*] +applicationGateways[*].globalConfiguration +applicationGateways[*].httpListeners
    +applicationGateways[*].httpListeners[*] applicationGateways[*].id applicationGateways[*].identity +applicationGateways[*].listeners
    +applicationGateways[*].listeners[*] +applicationGateways[*].loadDistributionPolicies
    +applicationGateways[*].loadDistributionPolicies[*] applicationGateways[*].location applicationGateways[*].name
    +applicationGateways[*].operationalState +applicationGateways[*].privateEndpointConnections
    +applicationGateways[*].privateEndpointConnections[*] +applicationGateways[*].privateLinkConfigurations
    +applicationGateways[*].privateLinkConfigurations[*] +applicationGateways[*].probes +applicationGateways[*].probes[*]
    +applicationGateways[*].redirectConfigurations +applicationGateways[*].redirectConfigurations[*]
    +applicationGateways[*].requestRoutingRules +applicationGateways[*].requestRoutingRules[*] +applicationGateways[*].rewriteRuleSets
    +applicationGateways[*].rewriteRuleSets[*] +applicationGateways[*].routingRules +applicationGateways[*].routingRules[*]
    +applicationGateways[*].sku +applicationGateways[*].sslCertificates +applicationGateways[*].sslCertificates[*]
    +applicationGateways[*].sslPolicy +applicationGateways[*].sslProfiles +applicationGateways[*].sslProfiles[*]
    applicationGateways[*].tags +applicationGateways[*].trustedClientCertificates +applicationGateways[*].trustedClientCertificates[*]
    +applicationGateways[*].trustedRootCertificates +applicationGateways[*].trustedRootCertificates[*] applicationGateways[*].type
    +applicationGateways[*].urlPathMaps +applicationGateways[*].urlPathMaps[*]
    +applicationGateways[*].webApplicationFirewallConfiguration applicationGateways[*].zones applicationGateways[*].zones[*] customRules
    customRules[*] customRules[*].action customRules[*].groupByUserSession customRules[*].groupByUserSession[*]
    customRules[*].matchConditions customRules[*].matchConditions[*] customRules[*].name customRules[*].priority
    customRules[*].rateLimitDuration customRules[*].rateLimitThreshold customRules[*].ruleType customRules[*].state httpListeners
    httpListeners[*] httpListeners[*].id managedRules managedRules.exclusions managedRules.exclusions[*] managedRules.managedRuleSets
    managedRules.managedRuleSets[*] managedRules.managedRuleSets[*].ruleSetType pathBasedRules pathBasedRules[*] pathBasedRules[*].id
    policySettings policySettings.customBlockResponseBody policySettings.customBlockResponseStatusCode policySettings.enabledState
    policySettings.fileUploadEnforcement policySettings.fileUploadLimitInMb policySettings.logScrubbing
    policySettings.maxRequestBodySizeInKb policySettings.mode policySettings.requestBodyCheck policySettings.requestBodyEnforcement
    policySettings.requestBodyInspectLimitInKB policySettings.state resourceState
  `,
  'Microsoft.Network/frontdoors': `
    frontendEndpoints frontendEndpoints[*] frontendEndpoints[*].id frontendEndpoints[*].name +frontendEndpoints[*].hostName
    +frontendEndpoints[*].webApplicationFirewallPolicyLink +frontendEndpoints[*].webApplicationFirewallPolicyLink.id
  `,
  'Microsoft.Network/frontdoorWebApplicationFirewallPolicies': `
    customRules customRules.rules customRules.rules[*] customRules.rules[*].action customRules.rules[*].enabledState
    customRules.rules[*].matchConditions customRules.rules[*].matchConditions[*] customRules.rules[*].name customRules.rules[*].priority
    customRules.rules[*].rateLimitDurationInMinutes customRules.rules[*].rateLimitThreshold customRules.rules[*].ruleType
    customRules.rules[*].transforms customRules.rules[*].transforms[*] extendedProperties frontendEndpointLinks frontendEndpointLinks[*]
    frontendEndpointLinks[*].id managedRules managedRules.managedRuleSets managedRules.managedRuleSets[*]
    managedRules.managedRuleSets[*].exclusions managedRules.managedRuleSets[*].exclusions[*]
    managedRules.managedRuleSets[*].ruleGroupOverrides managedRules.managedRuleSets[*].ruleGroupOverrides[*]
    managedRules.managedRuleSets[*].ruleSetAction managedRules.managedRuleSets[*].ruleSetType
    managedRules.managedRuleSets[*].ruleSetVersion managedRules.ruleSets managedRules.ruleSets[*]
    managedRules.ruleSets[*].AzureManagedRuleSet=properties.managedRules.ruleSets[*] managedRules.ruleSets[*].priority
    managedRules.ruleSets[*].ruleSetType managedRules.ruleSets[*].version policySettings policySettings.customBlockResponseBody
    policySettings.customBlockResponseStatusCode policySettings.enabledState policySettings.mode policySettings.redirectUrl
    policySettings.requestBodyCheck resourceState routingRuleLinks routingRuleLinks[*] routingRuleLinks[*].id securityPolicyLinks
    securityPolicyLinks[*] securityPolicyLinks[*].id /sku /sku.name
  `,
  'Microsoft.Network/virtualNetworkGateways': `
    activeActive adminState allowRemoteVnetTraffic allowVirtualWanTraffic autoScaleConfiguration autoScaleConfiguration.bounds
    bgpSettings bgpSettings.asn bgpSettings.bgpPeeringAddress bgpSettings.bgpPeeringAddresses bgpSettings.bgpPeeringAddresses[*]
    bgpSettings.peerWeight customRoutes customRoutes.addressPrefixes customRoutes.addressPrefixes[*] disableIPSecReplayProtection
    enableBgp enableBgpRouteTranslationForNat enableDnsForwarding enablePrivateIpAddress extendedLocation extendedLocation.name
    extendedLocation.type gatewayDefaultSite gatewayDefaultSite.id gatewayType inboundDnsForwardingEndpoint ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name +ipConfigurations[*].privateIPAddress
    +ipConfigurations[*].privateIPAllocationMethod +ipConfigurations[*].subnet natRules natRules[*] +natRules[*].externalMappings
    +natRules[*].externalMappings[*] natRules[*].id +natRules[*].internalMappings +natRules[*].internalMappings[*]
    +natRules[*].ipConfigurationId +natRules[*].mode natRules[*].name +natRules[*].type sku sku.capacity sku.name sku.tier
    virtualNetworkExtendedLocation virtualNetworkExtendedLocation.name virtualNetworkExtendedLocation.type
    virtualNetworkExtendedLocationResourceId virtualNetworkGatewayPolicyGroups virtualNetworkGatewayPolicyGroups[*]
    virtualNetworkGatewayPolicyGroups[*].id +virtualNetworkGatewayPolicyGroups[*].isDefault virtualNetworkGatewayPolicyGroups[*].name
    +virtualNetworkGatewayPolicyGroups[*].policyMembers +virtualNetworkGatewayPolicyGroups[*].policyMembers[*]
    +virtualNetworkGatewayPolicyGroups[*].priority +virtualNetworkGatewayPolicyGroups[*].vngClientConnectionConfigurations
    +virtualNetworkGatewayPolicyGroups[*].vngClientConnectionConfigurations[*] vNetExtendedLocationResourceId vpnClientConfiguration
    vpnClientConfiguration.aadAudience vpnClientConfiguration.aadIssuer vpnClientConfiguration.aadTenant
    vpnClientConfiguration.radiusServerAddress vpnClientConfiguration.radiusServers vpnClientConfiguration.radiusServers[*]
    vpnClientConfiguration.radiusServerSecret vpnClientConfiguration.vngClientConnectionConfigurations
    vpnClientConfiguration.vngClientConnectionConfigurations[*] vpnClientConfiguration.vpnAuthenticationTypes
    vpnClientConfiguration.vpnAuthenticationTypes[*] vpnClientConfiguration.vpnClientAddressPool
    vpnClientConfiguration.vpnClientAddressPool.addressPrefixes vpnClientConfiguration.vpnClientIpsecPolicies
    vpnClientConfiguration.vpnClientIpsecPolicies[*] vpnClientConfiguration.vpnClientProtocols
    vpnClientConfiguration.vpnClientProtocols[*] vpnClientConfiguration.vpnClientRevokedCertificates
    vpnClientConfiguration.vpnClientRevokedCertificates[*] vpnClientConfiguration.vpnClientRootCertificates
    vpnClientConfiguration.vpnClientRootCertificates[*] vpnGatewayGeneration vpnType
  `,
  'Microsoft.Network/vpnGateways': `
    bgpSettings bgpSettings.asn bgpSettings.bgpPeeringAddress bgpSettings.bgpPeeringAddresses bgpSettings.bgpPeeringAddresses[*]
    bgpSettings.peerWeight connections connections[*] +connections[*].connectionBandwidth +connections[*].connectionBandwidthInMbps
    +connections[*].dpdTimeoutSeconds +connections[*].egressBytesTransferred +connections[*].enableBgp
    +connections[*].enableInternetSecurity +connections[*].enableRateLimiting connections[*].id +connections[*].ingressBytesTransferred
    +connections[*].ipsecPolicies +connections[*].ipsecPolicies[*] connections[*].location connections[*].name
    +connections[*].remoteVpnSite +connections[*].routingConfiguration +connections[*].routingWeight +connections[*].sharedKey
    connections[*].tags +connections[*].trafficSelectorPolicies +connections[*].trafficSelectorPolicies[*] connections[*].type
    +connections[*].useLocalAzureIpAddress +connections[*].usePolicyBasedTrafficSelectors +connections[*].vpnConnectionProtocolType
    +connections[*].vpnLinkConnections +connections[*].vpnLinkConnections[*] enableBgpRouteTranslationForNat ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].privateIpAddress ipConfigurations[*].publicIpAddress
    isRoutingPreferenceInternet natRules natRules[*] +natRules[*].egressVpnSiteLinkConnections
    +natRules[*].egressVpnSiteLinkConnections[*] +natRules[*].externalMappings +natRules[*].externalMappings[*] natRules[*].id
    +natRules[*].ingressVpnSiteLinkConnections +natRules[*].ingressVpnSiteLinkConnections[*] +natRules[*].internalMappings
    +natRules[*].internalMappings[*] +natRules[*].ipConfigurationId +natRules[*].mode natRules[*].name +natRules[*].type policies
    policies.allowBranchToBranchTraffic policies.allowVnetToVnetTraffic virtualHub virtualHub.id vpnGatewayScaleUnit
  `,
  'Microsoft.Network/virtualHubs': `
    addressPrefix allowBranchToBranchTraffic azureFirewall azureFirewall.id bgpConnections
    bgpConnections.connectionState=properties.connectionState bgpConnections.peerAsn=properties.peerAsn
    bgpConnections.peerIp=properties.peerIp bgpConnections[*] bgpConnections[*].id enableVirtualRouterRoutePropogation
    expressRouteGateway expressRouteGateway.id hubRoutingPreference hubVirtualNetworkConnections hubVirtualNetworkConnections[*]
    +hubVirtualNetworkConnections[*].allowHubToRemoteVnetTransit +hubVirtualNetworkConnections[*].allowRemoteVnetToUseHubVnetGateways
    hubVirtualNetworkConnections[*].id hubVirtualNetworkConnections[*].location hubVirtualNetworkConnections[*].name
    +hubVirtualNetworkConnections[*].remoteVirtualNetwork hubVirtualNetworkConnections[*].tags hubVirtualNetworkConnections[*].type
    ipConfigurations ipConfigurations.privateIPAddress=properties.privateIPAddress
    ipConfigurations.privateIPAllocationMethod=properties.privateIPAllocationMethod ipConfigurations.subnet=properties.subnet
    ipConfigurations[*] ipConfigurations[*].id p2SVpnGateway p2SVpnGateway.id preferredRoutingGateway routeMaps routeMaps[*]
    routeMaps[*].id routeTable routeTable.routes routeTable.routes[*] routingState securityPartnerProvider securityPartnerProvider.id
    securityProviderName sku virtualHubRouteTableV2s virtualHubRouteTableV2s[*] +virtualHubRouteTableV2s[*].attachedConnections
    +virtualHubRouteTableV2s[*].attachedConnections[*] virtualHubRouteTableV2s[*].id virtualHubRouteTableV2s[*].name
    +virtualHubRouteTableV2s[*].routes +virtualHubRouteTableV2s[*].routes[*] virtualNetworkConnections virtualNetworkConnections[*]
    +virtualNetworkConnections[*].allowHubToRemoteVnetTransit +virtualNetworkConnections[*].allowRemoteVnetToUseHubVnetGateways
    +virtualNetworkConnections[*].enableInternetSecurity virtualNetworkConnections[*].id virtualNetworkConnections[*].name
    +virtualNetworkConnections[*].remoteVirtualNetwork +virtualNetworkConnections[*].routingConfiguration virtualRouterAsn
    virtualRouterAutoScaleConfiguration virtualRouterAutoScaleConfiguration.minCapacity virtualRouterIps virtualRouterIps[*] virtualWan
    virtualWan.id vpnGateway vpnGateway.id
  `,
  'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections': `
    allowHubToRemoteVnetTransit allowRemoteVnetToUseHubVnetGateways enableInternetSecurity remoteVirtualNetwork
    remoteVirtualNetwork.id routingConfiguration
  `,
  'Microsoft.Network/connections': `
    authorizationKey connectionMode connectionProtocol connectionType dpdTimeoutSeconds egressBytesTransferred egressNatRules
    egressNatRules[*] egressNatRules[*].id enableBgp enablePrivateLinkFastPath expressRouteGatewayBypass gatewayCustomBgpIpAddresses
    gatewayCustomBgpIpAddresses[*] gatewayCustomBgpIpAddresses[*].customBgpIpAddress gatewayCustomBgpIpAddresses[*].ipConfigurationId
    ingressBytesTransferred ingressNatRules ingressNatRules[*] ingressNatRules[*].id ipsecPolicies ipsecPolicies[*]
    ipsecPolicies[*].dhGroup ipsecPolicies[*].ikeEncryption ipsecPolicies[*].ikeIntegrity ipsecPolicies[*].ipsecEncryption
    ipsecPolicies[*].ipsecIntegrity ipsecPolicies[*].pfsGroup ipsecPolicies[*].saDataSizeKilobytes ipsecPolicies[*].saLifeTimeSeconds
    localNetworkGateway2 localNetworkGateway2.bgpSettings=properties.localNetworkGateway2.properties.bgpSettings
    localNetworkGateway2.fqdn=properties.localNetworkGateway2.properties.fqdn
    localNetworkGateway2.gatewayIpAddress=properties.localNetworkGateway2.properties.gatewayIpAddress localNetworkGateway2.id
    localNetworkGateway2.localNetworkAddressSpace=properties.localNetworkGateway2.properties.localNetworkAddressSpace
    localNetworkGateway2.location localNetworkGateway2.name localNetworkGateway2.tags localNetworkGateway2.type peer peer.id
    routingWeight sharedKey trafficSelectorPolicies trafficSelectorPolicies[*] trafficSelectorPolicies[*].localAddressRanges
    trafficSelectorPolicies[*].localAddressRanges[*] trafficSelectorPolicies[*].remoteAddressRanges
    trafficSelectorPolicies[*].remoteAddressRanges[*] useLocalAzureIpAddress usePolicyBasedTrafficSelectors virtualNetworkGateway1
    virtualNetworkGateway1.activeActive=properties.virtualNetworkGateway1.properties.activeActive
    virtualNetworkGateway1.adminState=properties.virtualNetworkGateway1.properties.adminState
    virtualNetworkGateway1.allowRemoteVnetTraffic=properties.virtualNetworkGateway1.properties.allowRemoteVnetTraffic
    virtualNetworkGateway1.allowVirtualWanTraffic=properties.virtualNetworkGateway1.properties.allowVirtualWanTraffic
    virtualNetworkGateway1.autoScaleConfiguration=properties.virtualNetworkGateway1.properties.autoScaleConfiguration
    virtualNetworkGateway1.bgpSettings=properties.virtualNetworkGateway1.properties.bgpSettings
    virtualNetworkGateway1.customRoutes=properties.virtualNetworkGateway1.properties.customRoutes
    virtualNetworkGateway1.disableIPSecReplayProtection=properties.virtualNetworkGateway1.properties.disableIPSecReplayProtection
    virtualNetworkGateway1.enableBgp=properties.virtualNetworkGateway1.properties.enableBgp
    virtualNetworkGateway1.enableBgpRouteTranslationForNat=properties.virtualNetworkGateway1.properties.enableBgpRouteTranslationForNat
    virtualNetworkGateway1.enableDnsForwarding=properties.virtualNetworkGateway1.properties.enableDnsForwarding
    virtualNetworkGateway1.enablePrivateIpAddress=properties.virtualNetworkGateway1.properties.enablePrivateIpAddress
    virtualNetworkGateway1.extendedLocation=properties.virtualNetworkGateway1.properties.extendedLocation
    virtualNetworkGateway1.gatewayDefaultSite=properties.virtualNetworkGateway1.properties.gatewayDefaultSite
    virtualNetworkGateway1.gatewayType=properties.virtualNetworkGateway1.properties.gatewayType virtualNetworkGateway1.id
    virtualNetworkGateway1.inboundDnsForwardingEndpoint=properties.virtualNetworkGateway1.properties.inboundDnsForwardingEndpoint
    virtualNetworkGateway1.ipConfigurations=properties.virtualNetworkGateway1.properties.ipConfigurations
    virtualNetworkGateway1.ipConfigurations[*]=properties.virtualNetworkGateway1.properties.ipConfigurations[*]
    virtualNetworkGateway1.location virtualNetworkGateway1.name
    virtualNetworkGateway1.natRules=properties.virtualNetworkGateway1.properties.natRules
    virtualNetworkGateway1.natRules[*]=properties.virtualNetworkGateway1.properties.natRules[*]
    virtualNetworkGateway1.sku=properties.virtualNetworkGateway1.properties.sku virtualNetworkGateway1.tags virtualNetworkGateway1.type
    virtualNetworkGateway1.virtualNetworkExtendedLocation=properties.virtualNetworkGateway1.properties.virtualNetworkExtendedLocation
    virtualNetworkGateway1.virtualNetworkExtendedLocationResourceId=properties.virtualNetworkGateway1.properties.virtualNetworkExtendedLocationResourceId
    virtualNetworkGateway1.virtualNetworkGatewayPolicyGroups=properties.virtualNetworkGateway1.properties.virtualNetworkGatewayPolicyGroups
    virtualNetworkGateway1.virtualNetworkGatewayPolicyGroups[*]=properties.virtualNetworkGateway1.properties.virtualNetworkGatewayPolicyGroups[*]
    virtualNetworkGateway1.vNetExtendedLocationResourceId=properties.virtualNetworkGateway1.properties.vNetExtendedLocationResourceId
    virtualNetworkGateway1.vpnClientConfiguration=properties.virtualNetworkGateway1.properties.vpnClientConfiguration
    virtualNetworkGateway1.vpnGatewayGeneration=properties.virtualNetworkGateway1.properties.vpnGatewayGeneration
    virtualNetworkGateway1.vpnType=properties.virtualNetworkGateway1.properties.vpnType virtualNetworkGateway2
    virtualNetworkGateway2.activeActive=properties.virtualNetworkGateway2.properties.activeActive
    virtualNetworkGateway2.adminState=properties.virtualNetworkGateway2.properties.adminState
    virtualNetworkGateway2.allowRemoteVnetTraffic=properties.virtualNetworkGateway2.properties.allowRemoteVnetTraffic
    virtualNetworkGateway2.allowVirtualWanTraffic=properties.virtualNetworkGateway2.properties.allowVirtualWanTraffic
    virtualNetworkGateway2.autoScaleConfiguration=properties.virtualNetworkGateway2.properties.autoScaleConfiguration
    virtualNetworkGateway2.bgpSettings=properties.virtualNetworkGateway2.properties.bgpSettings
    virtualNetworkGateway2.customRoutes=properties.virtualNetworkGateway2.properties.customRoutes
    virtualNetworkGateway2.disableIPSecReplayProtection=properties.virtualNetworkGateway2.properties.disableIPSecReplayProtection
    virtualNetworkGateway2.enableBgp=properties.virtualNetworkGateway2.properties.enableBgp
    virtualNetworkGateway2.enableBgpRouteTranslationForNat=properties.virtualNetworkGateway2.properties.enableBgpRouteTranslationForNat
    virtualNetworkGateway2.enableDnsForwarding=properties.virtualNetworkGateway2.properties.enableDnsForwarding
    virtualNetworkGateway2.enablePrivateIpAddress=properties.virtualNetworkGateway2.properties.enablePrivateIpAddress
    virtualNetworkGateway2.extendedLocation=properties.virtualNetworkGateway2.properties.extendedLocation
    virtualNetworkGateway2.gatewayDefaultSite=properties.virtualNetworkGateway2.properties.gatewayDefaultSite
    virtualNetworkGateway2.gatewayType=properties.virtualNetworkGateway2.properties.gatewayType virtualNetworkGateway2.id
    virtualNetworkGateway2.inboundDnsForwardingEndpoint=properties.virtualNetworkGateway2.properties.inboundDnsForwardingEndpoint
    virtualNetworkGateway2.ipConfigurations=properties.virtualNetworkGateway2.properties.ipConfigurations
    virtualNetworkGateway2.ipConfigurations[*]=properties.virtualNetworkGateway2.properties.ipConfigurations[*]
    virtualNetworkGateway2.location virtualNetworkGateway2.name
    virtualNetworkGateway2.natRules=properties.virtualNetworkGateway2.properties.natRules
    virtualNetworkGateway2.natRules[*]=properties.virtualNetworkGateway2.properties.natRules[*]
    virtualNetworkGateway2.sku=properties.virtualNetworkGateway2.properties.sku virtualNetworkGateway2.tags virtualNetworkGateway2.type
    virtualNetworkGateway2.virtualNetworkExtendedLocation=properties.virtualNetworkGateway2.properties.virtualNetworkExtendedLocation
    virtualNetworkGateway2.virtualNetworkExtendedLocationResourceId=properties.virtualNetworkGateway2.properties.virtualNetworkExtendedLocationResourceId
    virtualNetworkGateway2.virtualNetworkGatewayPolicyGroups=properties.virtualNetworkGateway2.properties.virtualNetworkGatewayPolicyGroups
    virtualNetworkGateway2.virtualNetworkGatewayPolicyGroups[*]=properties.virtualNetworkGateway2.properties.virtualNetworkGatewayPolicyGroups[*]
    virtualNetworkGateway2.vNetExtendedLocationResourceId=properties.virtualNetworkGateway2.properties.vNetExtendedLocationResourceId
    virtualNetworkGateway2.vpnClientConfiguration=properties.virtualNetworkGateway2.properties.vpnClientConfiguration
    virtualNetworkGateway2.vpnGatewayGeneration=properties.virtualNetworkGateway2.properties.vpnGatewayGeneration
    virtualNetworkGateway2.vpnType=properties.virtualNetworkGateway2.properties.vpnType
  `,
  'Microsoft.Network/networkWatchers': `
    runningOperationIds runningOperationIds[*]
  `,
  'Microsoft.Network/networkWatchers/flowLogs': `
    enabled flowAnalyticsConfiguration flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.trafficAnalyticsInterval
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceId
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceRegion
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceResourceId format format.type format.version
    retentionPolicy retentionPolicy.days retentionPolicy.enabled storageId targetResourceId
  `,
  'Microsoft.Network/bastionHosts': `
    disableCopyPaste dnsName enableFileCopy enableIpConnect enableKerberos enableShareableLink enableTunneling ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name +ipConfigurations[*].privateIPAllocationMethod
    +ipConfigurations[*].subnet ipConfigurations[*].type networkAcls networkAcls.ipRules networkAcls.ipRules[*] scaleUnits /sku
    /sku.name virtualNetwork virtualNetwork.id
  `,
  'Microsoft.Network/serviceEndpointPolicies': `
    contextualServiceEndpointPolicies contextualServiceEndpointPolicies[*] serviceAlias serviceEndpointPolicyDefinitions
    serviceEndpointPolicyDefinitions[*] +serviceEndpointPolicyDefinitions[*].description serviceEndpointPolicyDefinitions[*].id
    serviceEndpointPolicyDefinitions[*].name +serviceEndpointPolicyDefinitions[*].service
    +serviceEndpointPolicyDefinitions[*].serviceResources +serviceEndpointPolicyDefinitions[*].serviceResources[*]
    serviceEndpointPolicyDefinitions[*].type subnets subnets[*] +subnets[*].addressPrefix +subnets[*].addressPrefixes
    +subnets[*].addressPrefixes[*] +subnets[*].applicationGatewayIpConfigurations +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*] +subnets[*].delegations[*].actions
    +subnets[*].delegations[*].actions[*] subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name
    +subnets[*].delegations[*].serviceName subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type
    subnets[*].id +subnets[*].interfaceEndpoints +subnets[*].interfaceEndpoints[*] +subnets[*].ipAllocations
    +subnets[*].ipAllocations[*] subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id
    +subnets[*].ipConfigurationProfiles +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    +subnets[*].ipConfigurationProfiles[*].subnet
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type subnets[*].name
    +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    +subnets[*].resourceNavigationLinks[*].link +subnets[*].resourceNavigationLinks[*].linkedResourceType
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*] +subnets[*].serviceAssociationLinks[*].allowDelete
    +subnets[*].serviceAssociationLinks[*].link +subnets[*].serviceAssociationLinks[*].linkedResourceType
    +subnets[*].serviceAssociationLinks[*].locations +subnets[*].serviceAssociationLinks[*].locations[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    +subnets[*].serviceEndpoints +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
  `,
  'Microsoft.Network/ddosProtectionPlans': `
    publicIpAddresses publicIpAddresses[*] publicIpAddresses[*].id virtualNetworks virtualNetworks[*] virtualNetworks[*].id
  `,
  'Microsoft.Network/networkManagers': `
    description displayName networkManagerScopeAccesses networkManagerScopeAccesses[*] networkManagerScopes
    networkManagerScopes.crossTenantScopes networkManagerScopes.crossTenantScopes[*] networkManagerScopes.managementGroups
    networkManagerScopes.managementGroups[*] networkManagerScopes.subscriptions networkManagerScopes.subscriptions[*]
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities': `
    clientId clientSecretUrl isolationScope principalId tenantId
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials': `
    audiences audiences[*] issuer subject
  `,
  'Microsoft.KubernetesConfiguration/extensions': `
    aksAssignedIdentity aksAssignedIdentity.principalId aksAssignedIdentity.tenantId aksAssignedIdentity.type autoUpgradeMinorVersion
    configurationProtectedSettings configurationSettings creationTime customLocationSettings errorInfo errorInfo.additionalInfo
    errorInfo.additionalInfo[*] errorInfo.additionalInfo[*].type errorInfo.code errorInfo.details errorInfo.details[*]
    errorInfo.details[*].additionalInfo errorInfo.details[*].additionalInfo[*] errorInfo.details[*].code errorInfo.details[*].details
    errorInfo.details[*].details[*] errorInfo.details[*].message errorInfo.details[*].target errorInfo.message errorInfo.target
    extensionType identity identity.principalId identity.tenantId identity.type installedVersion installState lastStatusTime packageUri
    provisioningState releaseTrain scope scope.cluster scope.cluster.releaseNamespace scope.namespace scope.namespace.targetNamespace
    version
  `,
  'Microsoft.KubernetesConfiguration/fluxConfigurations': `
    azureBlob azureBlob.accountKey azureBlob.containerName azureBlob.localAuthRef azureBlob.managedIdentity
    azureBlob.managedIdentity.clientId azureBlob.sasToken azureBlob.servicePrincipal azureBlob.servicePrincipal.clientCertificate
    azureBlob.servicePrincipal.clientCertificatePassword azureBlob.servicePrincipal.clientCertificateSendChain
    azureBlob.servicePrincipal.clientId azureBlob.servicePrincipal.clientSecret azureBlob.servicePrincipal.tenantId
    azureBlob.syncIntervalInSeconds azureBlob.timeoutInSeconds azureBlob.url bucket bucket.accessKey bucket.bucketName bucket.insecure
    bucket.localAuthRef bucket.syncIntervalInSeconds bucket.timeoutInSeconds bucket.url complianceState configurationProtectedSettings
    errorMessage gitRepository gitRepository.httpsCACert gitRepository.httpsCAFile gitRepository.httpsUser gitRepository.localAuthRef
    gitRepository.repositoryRef gitRepository.repositoryRef.branch gitRepository.repositoryRef.commit gitRepository.repositoryRef.semver
    gitRepository.repositoryRef.tag gitRepository.sshKnownHosts gitRepository.syncIntervalInSeconds gitRepository.timeoutInSeconds
    gitRepository.url kustomizations lastSourceSyncedAt lastSourceSyncedCommitId lastSourceUpdatedAt lastSourceUpdatedCommitId namespace
    provisioningState repositoryPublicKey scope sourceKind sourceSyncedCommitId sourceUpdatedAt statusUpdatedAt suspend
  `,
  'Microsoft.KubernetesConfiguration/privateLinkScopes': `
    clusterResourceId privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id
    privateEndpointConnections[*].name +privateEndpointConnections[*].privateEndpoint +privateEndpointConnections[*].privateEndpoint.id
    +privateEndpointConnections[*].privateLinkServiceConnectionState
    +privateEndpointConnections[*].privateLinkServiceConnectionState.status privateEndpointConnections[*].type privateLinkScopeId
    publicNetworkAccess
  `,
  'Microsoft.KubernetesConfiguration/sourceControlConfigurations': `
    complianceState=properties.complianceStatus.complianceState configurationProtectedSettings enableHelmOperator helmOperatorProperties
    helmOperatorProperties.chartValues helmOperatorProperties.chartVersion
    lastConfigApplied=properties.complianceStatus.lastConfigApplied operatorInstanceName operatorNamespace operatorParams operatorScope
    operatorType repositoryPublicKey repositoryUrl sshKnownHostsContents
  `,
};

/** Where an alias points in the resources of one type. */
                        
                                                                                              
                        
                                                                                                                               
                         
                                                                            
                                
                                                                                                                                                                   
                         
                                                                                                
                                              
 

                               
                                            
                         
                                
                         
 

/** What a resource type supports; mode Indexed sees types with both only. */
                                   
                         
                             
 

/** Aliases by resource type and name: alias names are not unique across types. Everything compares without case. */
                             
                                                                  
                                                       
                                                                        
                                              
                                                                                  
                                                           
                                                    
                             
                                                                                
                                                        
                                                                                                                                       
                                    
 

/** What an alias is in an API version (`undefined`: the newest): its path, whether `modify` may write it, its type. Undefined when it has no path there. */
function aliasIn(alias       , apiVersion                    )                                                                                               {
  const version = apiVersion === undefined ? undefined : alias.versions?.find(({ apiVersions }) => apiVersions.has(apiVersion.toLowerCase()));
  const { path, modifiable, type } = version ?? alias;
  return path === undefined ? undefined : { path, ...(modifiable === undefined ? {} : { modifiable }), ...(type === undefined ? {} : { type }) };
}

/** One resource type and its aliases. What is a function is asked when somebody looks for it. */
                          
                                                                
                        
                                                            
                    
                                                
 

/** An alias before it is read: most are only looked at by their name. */
                             
                        
                             
 

                                     
                               
                                                         
 

/**
 * Builds a table. `read` gives the rows; it is asked at the first look-up, so that a table nobody uses costs nothing.
 * `isComplete` says of which types the rows have every alias.
 */
function aliasTable(read                         , isComplete                           )             {
  let entries                                            ;
  const types = () => (entries ??= new Map(Array.from(read(), (row) => [row.type.toLowerCase(), entryOf(row)])));
  return {
    find: (type, alias) => {
      const entry = types().get(type.toLowerCase());
      if (entry === undefined) return undefined;
      const name = alias.toLowerCase();
      const byName = entry.byName();
      return byName.get(name)?.read() ?? sibling(alias, name, byName);
    },
    typesWith: (alias) => {
      const name = alias.toLowerCase();
      return Array.from(types().values()).flatMap(({ type, byName }) => (byName().has(name) || sibling(alias, name, byName()) !== undefined ? [type] : []));
    },
    capabilities: (type) => types().get(type.toLowerCase())?.capabilities(),
    types: () => Array.from(types().values(), ({ type }) => type),
    aliasesOf: (type) => {
      const entry = types().get(type.toLowerCase());
      return entry === undefined ? undefined : Array.from(entry.byName().values(), ({ read: readAlias }) => readAlias());
    },
    isComplete: (type) => isComplete(type) && types().has(type.toLowerCase()),
  };
}

function entryOf(row         )            {
  let byName                                             ;
  return { ...row, byName: () => (byName ??= new Map(row.aliases().map((alias) => [alias.name.toLowerCase(), alias]))) };
}

/** An array is there as a whole and element by element, also where a table has only one of the two. */
function sibling(alias        , lower        , byName                                 )                    {
  const isEach = lower.endsWith('[*]');
  const twin = byName.get(isEach ? lower.slice(0, -'[*]'.length) : `${lower}[*]`);
  if (twin === undefined) return undefined;
  const turned = (path                    ) => {
    if (path === undefined) return {};
    return { path: isEach ? `${path}[*]` : path.replace(/\[\*\]$/, '') };
  };
  // The type of the one is not that of the other.
  const { path, versions, type: _, ...rest } = twin.read();
  return {
    ...rest,
    name: alias,
    ...turned(path),
    ...(versions === undefined ? {} : { versions: versions.map(({ path: versionPath, type: __, ...version }) => ({ ...version, ...turned(versionPath) })) }),
  };
}

/** Several tables as one: of each type, the first that has the alias counts. */
function joinAliases(...tables                       )             {
  const first =        (ask                                          )                    => {
    for (const table of tables) {
      const found = ask(table);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    find: (type, alias) => first((table) => table.find(type, alias)),
    typesWith: (alias) => [...new Set(tables.flatMap((table) => table.typesWith(alias)))],
    capabilities: (type) => first((table) => table.capabilities(type)),
    types: () => {
      const spelled = tables.flatMap((table) => table.types());
      return Array.from(new Map(spelled.map((type) => [type.toLowerCase(), type])).values());
    },
    aliasesOf: (type) => first((table) => table.aliasesOf(type)),
    isComplete: (type) => tables.some((table) => table.isComplete(type)),
  };
}

/** An alias as its word tells it: what stands behind the type, and where it points. */
                            
                        
                        
 

/** The words of a list; their forms are described in network-and-registry.ts. */
function wordsIn(list        )                    {
  return list.trim().split(/\s+/);
}

function readWord(word        )            {
  const tail = tailOf$1(word);
  const path = word.indexOf('=');
  if (path >= 0) return { tail, path: word.slice(path + 1) };
  if (word.startsWith('/')) return { tail, path: tail };
  return { tail, path: `properties.${word.startsWith('+') ? tail.replaceAll('[*].', '[*].properties.') : tail}` };
}

/** What stands behind the type, without reading the rest. */
function tailOf$1(word        )         {
  const path = word.indexOf('=');
  if (path >= 0) return word.slice(0, path);
  return word.startsWith('/') || word.startsWith('+') ? word.slice(1) : word;
}

/**
 * What an alias says beyond its name and newest path: where older API versions have it, and whether `modify` may write it.
 * Facts from the tables of 2026 in Azure/azure-policy-linter (MIT, commits d714d7a and 29b2a28). They leave out metadata where the
 * default is "not modifiable".
 */
                                                                    

/** API versions that the tables name in such entries, oldest first. */
const apiVersions                                   = {
  'Microsoft.ContainerService': `
    2017-08-31 2018-03-31 2018-08-01-preview 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-02-01
    2020-03-01 2020-04-01 2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01 2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01
    2021-09-01 2021-10-01 2021-11-01-preview 2022-01-01 2022-01-02-preview 2022-02-01 2022-02-02-preview 2022-03-01 2022-03-02-preview
    2022-04-01 2022-04-02-preview 2022-05-02-preview 2022-06-01 2022-06-02-preview 2022-07-01 2022-07-02-preview 2022-08-02-preview
    2022-08-03-preview 2022-09-01 2022-09-02-preview 2022-11-01 2023-01-01 2023-02-01 2023-03-01 2023-04-01 2023-05-01
  `,
  'Microsoft.ContainerRegistry': `
    2016-06-27-preview 2017-03-01 2017-06-01-preview 2017-10-01 2019-05-01 2019-12-01-preview 2020-11-01-preview 2021-06-01-preview
    2021-08-01-preview 2021-09-01 2021-12-01-preview 2022-12-01 2023-07-01
  `,
  'Microsoft.ManagedIdentity': `
    2015-08-31-preview 2018-11-30 2021-09-30-preview 2022-01-31-preview 2023-01-31 2023-07-31-preview
  `,
  'Microsoft.Network': `
    2015-05-01-preview 2015-06-15 2016-03-30 2016-06-01 2016-09-01 2016-12-01 2017-03-01 2017-06-01 2017-08-01 2017-09-01 2017-10-01
    2017-11-01 2018-01-01 2018-02-01 2018-04-01 2018-06-01 2018-07-01 2018-08-01 2018-10-01 2018-11-01 2018-12-01 2019-02-01 2019-04-01
    2019-06-01 2019-07-01 2019-08-01 2019-09-01 2019-11-01 2019-12-01 2020-03-01 2020-04-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01
    2020-11-01 2021-02-01 2021-03-01 2021-05-01 2021-08-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 2023-02-01 2023-04-01
  `,
};

/** API versions of other types of the network provider: subnets and network interfaces have entries for them all the same. */
const stray = '2014-12-01-preview,2016-07-01,2016-08-01,2016-10-01,2016-11-01,2017-04-01,2018-03-01,2018-05-01';

/** Aliases that had another path from one API version through another. */
const moved                                                                                                                   = {
  'Microsoft.ContainerService/managedClusters': [
    {
      from: '2017-08-31',
      through: '2019-06-01',
      words: `
        apiServerAccessProfile.authorizedIPRanges=properties.apiServerAuthorizedIPRanges
        apiServerAccessProfile.authorizedIPRanges[*]=properties.apiServerAuthorizedIPRanges[*] apiServerAuthorizedIPRanges
        apiServerAuthorizedIPRanges[*]
      `,
    },
    {
      from: '2021-07-01',
      through: '2022-04-02-preview',
      words: `
        securityProfile.azureDefender securityProfile.azureDefender.enabled securityProfile.azureDefender.logAnalyticsWorkspaceResourceId
        securityProfile.defender=properties.securityProfile.azureDefender
        securityProfile.defender.logAnalyticsWorkspaceResourceId=properties.securityProfile.azureDefender.logAnalyticsWorkspaceResourceId
        securityProfile.defender.securityMonitoring.enabled=properties.securityProfile.azureDefender.enabled
      `,
    },
  ],
};

/** Namespaces whose aliases are modifiable only when they are listed below. Of the others the rest is not known. */
const readWhole                      = new Set([
  'Microsoft.ContainerService',
  'Microsoft.ContainerRegistry',
  'Microsoft.ManagedIdentity',
  'Microsoft.KubernetesConfiguration',
]);

/**
 * What `modify` may write. One word for each alias, the part behind the type:
 * - `x` may be written
 * - `x>version` in the API versions after this one
 * - `x!version,version` in all API versions but these
 */
const modifiable                                   = {
  'Microsoft.ContainerService/managedClusters': `
    aadProfile.adminGroupObjectIDs[*]>2020-02-01 apiServerAccessProfile.disableRunCommand>2021-07-01
    autoUpgradeProfile.nodeOSUpgradeChannel>2023-05-01
  `,
  'Microsoft.ContainerRegistry/registries': `
    adminUserEnabled
    anonymousPullEnabled!2016-06-27-preview,2017-03-01,2017-06-01-preview,2017-10-01,2019-05-01,2019-12-01-preview,2021-09-01,2022-12-01,2023-07-01
    networkRuleSet.defaultAction!2017-03-01 networkRuleSet.ipRules!2017-03-01 networkRuleSet.ipRules[*]!2017-03-01
    networkRuleSet.ipRules[*].action!2017-03-01 networkRuleSet.ipRules[*].value!2017-03-01
    policies.azureADAuthenticationAsArmPolicy.status>2023-07-01 policies.retentionPolicy.status!2017-03-01,2017-10-01
    policies.trustPolicy.status>2017-10-01 publicNetworkAccess>2019-05-01
  `,
  'Microsoft.ContainerRegistry/registries/tokens': `
    status
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities': `
    isolationScope>2023-07-31-preview
  `,
  'Microsoft.KubernetesConfiguration/privateLinkScopes': `
    publicNetworkAccess
  `,
  'Microsoft.Network/virtualNetworks/subnets': `
    addressPrefix!${stray} addressPrefixes>2018-07-01 addressPrefixes[*]>2018-07-01 defaultOutboundAccess>2023-04-01
    delegations>2018-07-01 natGateway>2018-12-01 natGateway.id>2018-12-01 networkSecurityGroup networkSecurityGroup.id!${stray}
    privateEndpointNetworkPolicies>2019-02-01 privateLinkServiceNetworkPolicies>2019-02-01 routeTable routeTable.id!${stray}
  `,
  'Microsoft.Network/networkInterfaces': `
    dnsSettings!${stray} dnsSettings.dnsServers!${stray} dnsSettings.dnsServers[*]!${stray} dnsSettings.internalDnsNameLabel
    enableAcceleratedNetworking!${stray},2015-05-01-preview,2015-06-15,2016-03-30,2016-06-01 enableIPForwarding!${stray}
    ipConfigurations!${stray} ipConfigurations[*]!${stray}
  `,
};

/** Reads the facts of a type: what of them an alias has, by its tail and newest path. */
function factsOf(type        )                                                 {
  const namespace = type.slice(0, type.indexOf('/'));
  const known = (apiVersions[namespace] ?? '').trim().split(/\s+/);
  const between = (from        , through        ) => new Set(known.filter((version) => version >= from && version <= through));
  const unmarked = readWhole.has(namespace) ? { modifiable: false } : {};
  const older = new Map                      ();
  for (const { from, through, words } of moved[type] ?? []) {
    for (const { tail, path } of wordsIn(words).map(readWord)) older.set(tail, { apiVersions: between(from, through), path, ...unmarked });
  }
  const marks = new Map                             ();
  for (const word of (modifiable[type] ?? '').trim().split(/\s+/)) {
    const [, tail = '', sign, versions = ''] = /^([^>!]+)(?:([>!])(.*))?$/.exec(word) ?? [];
    marks.set(tail, sign === '>' ? between('', versions) : new Set(versions === '' ? [] : versions.split(',')));
  }
  return (tail, path) => {
    const version = older.get(tail);
    const except = marks.get(tail);
    if (except === undefined) return { ...unmarked, ...(version === undefined ? {} : { versions: [version] }) };
    return { modifiable: true, ...(except.size === 0 ? {} : { versions: [{ apiVersions: except, path, modifiable: false }] }) };
  };
}

const completeTypes                      = new Set([managedClusterType, agentPoolType].map((type) => type.toLowerCase()));

/**
 * The aliases of ContainerService, ContainerRegistry, Network, ManagedIdentity and KubernetesConfiguration that rules on egress use.
 * Clusters and node pools have all of theirs; the other types are pruned: an alias of them that is not here may exist.
 */
const bundledAliases             = aliasTable(rows$1, (type) => completeTypes.has(type.toLowerCase()));

/** Few types are asked for in a run, and few aliases of them: the words of the others are not read. */
function* rows$1()                     {
  yield rowOf(managedClusterType, () => [...aliasesOf(managedClusterType, clusterWords), ...inBody(), ...aliasesOf(managedClusterType, dottedPoolWords, dotted)]);
  yield rowOf(agentPoolType, () => [...aliasesOf(agentPoolType, poolWords), ...aliasesOf(agentPoolType, lonePoolWords), ...aliasesOf(agentPoolType, dottedPoolWords, dotted)]);
  for (const [type, words] of Object.entries(aliasWords)) yield rowOf(type, () => aliasesOf(type, words));
}

function rowOf(type        , aliases                             )          {
  return { type, capabilities: () => capabilitiesOf(type), aliases };
}

/** The service lists this spelling among the aliases of the cluster too, with paths that lead into a node pool. */
const dotted = `${agentPoolType}.`;

function aliasesOf(type        , words        , prefix = `${type}/`)                        {
  const facts = factsFor(type);
  return wordsIn(words).map((word) => ({
    name: `${prefix}${tailOf$1(word)}`,
    read: () => {
      const { tail, path } = readWord(word);
      return { name: `${prefix}${tail}`, path, ...facts(tail, path) };
    },
  }));
}

/** The aliases of node pools as those of the pools in a cluster's body. */
function inBody()                        {
  const facts = factsFor(managedClusterType);
  const place = 'agentPoolProfiles[*].';
  return wordsIn(poolWords).map((word) => ({
    name: `${managedClusterType}/${place}${tailOf$1(word)}`,
    read: () => {
      const { tail, path: inPool } = readWord(word);
      const path = `properties.${place}${inPool.replace(/^properties\./, '')}`;
      return { name: `${managedClusterType}/${place}${tail}`, path, ...facts(`${place}${tail}`, path) };
    },
  }));
}

function factsFor(type        )                                                 {
  let facts                                        ;
  return (tail, path) => (facts ??= factsOf(type))(tail, path);
}

/**
 * Reads the answer of `GET /providers?$expand=resourceTypes/aliases`: the list, the list under `value`, or one provider; also what
 * `az provider list --expand resourceTypes/aliases` prints. Throws PolicyError with the place of what has another shape.
 */
function readAliases(document         )             {
  const [providers, pointer] = providersIn(document);
  const rows = providers.flatMap((provider, index) => rowsOf(provider, `${pointer}/${index}`));
  return aliasTable(() => rows, () => true);
}

function providersIn(document         )                                        {
  if (Array.isArray(document)) return [document, ''];
  const value = memberIgnoringCase(document, 'value');
  if (Array.isArray(value)) return [value, '/value'];
  if (isJsonObject(document) && memberIgnoringCase(document, 'resourceTypes') !== undefined) return [[document], ''];
  throw new PolicyError('An alias table is a list of providers, as `GET /providers?$expand=resourceTypes/aliases` answers');
}

function rowsOf(provider         , pointer        )                     {
  const namespace = textIn$1(provider, 'namespace', pointer);
  return listIn(provider, 'resourceTypes', pointer).map((type, index)          => {
    const place = `${pointer}/resourceTypes/${index}`;
    const name = textIn$1(type, 'resourceType', place);
    const written = memberIgnoringCase(type, 'capabilities');
    const capabilities = typeof written === 'string' ? capabilitiesIn(written) : undefined;
    const aliases = listIn(type, 'aliases', place).map((alias, position) => named$1(aliasOf(alias, `${place}/aliases/${position}`)));
    return { type: `${namespace}/${name}`, capabilities: () => capabilities, aliases: () => aliases };
  });
}

function named$1(alias       )             {
  return { name: alias.name, read: () => alias };
}

/** "SupportsTags, SupportsLocation", "None" and the like. */
function capabilitiesIn(written        )                   {
  const words = new Set(written.toLowerCase().split(/[\s,]+/));
  return { tags: words.has('supportstags'), location: words.has('supportslocation') };
}

function aliasOf(alias         , pointer        )        {
  const name = textIn$1(alias, 'name', pointer);
  const versions = listIn(alias, 'paths', pointer).map((entry, index) => versionOf(entry, `${pointer}/paths/${index}`));
  return {
    name,
    ...pathOf$2(memberIgnoringCase(alias, 'defaultPath')),
    ...metadataIn(memberIgnoringCase(alias, 'defaultMetadata')),
    ...(versions.length === 0 ? {} : { versions }),
  };
}

function versionOf(entry         , pointer        )               {
  const versions = listIn(entry, 'apiVersions', pointer).filter((version)                    => typeof version === 'string');
  return {
    apiVersions: new Set(versions.map((version) => version.toLowerCase())),
    ...pathOf$2(memberIgnoringCase(entry, 'path')),
    ...metadataIn(memberIgnoringCase(entry, 'metadata')),
  };
}

/** Text; some tools print it as an object with a path in it. */
function pathOf$2(written         )                             {
  const path = isJsonObject(written) ? memberIgnoringCase(written, 'path') : written;
  return typeof path === 'string' && path !== '' ? { path } : {};
}

function metadataIn(metadata         )                                            {
  const attributes = memberIgnoringCase(metadata, 'attributes');
  const type = memberIgnoringCase(metadata, 'type');
  return {
    ...(typeof attributes === 'string' ? { modifiable: attributes.toLowerCase().split(/[\s,]+/).includes('modifiable') } : {}),
    ...(typeof type === 'string' ? { type: type.toLowerCase() } : {}),
  };
}

function listIn(parent         , name        , pointer        )                     {
  const found = memberIgnoringCase(parent, name) ?? [];
  if (Array.isArray(found)) return found;
  throw new PolicyError(`\`${name}\` has to be an array`, `${pointer}/${name}`);
}

function textIn$1(parent         , name        , pointer        )         {
  const found = memberIgnoringCase(parent, name);
  if (typeof found === 'string' && found !== '') return found;
  throw new PolicyError(`\`${name}\` has to be text`, `${pointer}/${name}`);
}

/** Fields that can select resources rather than judge them. */
const candidates                      = new Set(['type', 'name', 'kind']);

/**
 * The fields, lower case, whose comparisons say whether a rule concerns a resource at all (learn.microsoft.com, "Policy applicability"):
 * type, name and kind; but where a rule asks for nothing else, the type alone, and where it does not even ask for that, none.
 */
function selectingFields(condition           )                      {
  const asked = new Set(fieldsIn(condition));
  if (asked.has(undefined)) return candidates;
  return new Set(asked.has('type') ? ['type'] : []);
}

/** The candidates that a condition compares; undefined for everything else that it looks at. */
function* fieldsIn(condition           )                                {
  if (condition.kind === 'not') yield* fieldsIn(condition.condition);
  else if (condition.kind !== 'leaf') for (const part of condition.conditions) yield* fieldsIn(part);
  else {
    const { left } = condition;
    const name = left.kind === 'field' && left.field.kind === 'literal' ? String(left.field.value).toLowerCase() : undefined;
    yield name !== undefined && candidates.has(name) ? name : undefined;
  }
}

/**
 * What `ask` says, or `unsettled` when it fails. For whatever is only looked at in some of the cases that are still open:
 * its failure is then one of the possible outcomes and not the outcome.
 */
function forgiving(ask             , unsettled       )        {
  try {
    return ask();
  } catch (error) {
    if (error instanceof EvaluationError) return unsettled;
    throw error;
  }
}

/** `East US 2` → `eastus2`; of a list every element, of a text of which parts are known each of them. Other values are left alone. */
function normalizeLocation(value         )          {
  return Array.isArray(value) ? value.map(normalized) : normalized(value);
}

function normalized(value         )          {
  if (typeof value === 'string') return withoutSpaces(value);
  return isUnknown(value) && value.pieces !== undefined ? new Unknown(value.why, { pieces: value.pieces.map(withoutSpaces) }) : value;
}

function withoutSpaces(text        )         {
  return text.replaceAll(' ', '').toLowerCase();
}

/** Order of texts as .NET's invariant culture has it: that of a dictionary, `a` < `A` < `b`, `e` < `é` < `f`. */

/** Texts of these characters come in the same order by their codes, lower case. */
const plain = /^[0-9A-Za-z-]*$/;

let withCase                           ;
let withoutCase                           ;

/** Negative, zero or positive, with case. The collation data takes milliseconds to load and most rules need none. */
function compareTexts(left        , right        )         {
  if (left === right) return 0;
  withCase ??= new Intl.Collator('en');
  return withCase.compare(left, right);
}

/** The same without case. */
function compareTextsIgnoringCase(left        , right        )         {
  if (plain.test(left) && plain.test(right)) {
    const [first, second] = [left.toLowerCase(), right.toLowerCase()];
    return first === second ? 0 : first < second ? -1 : 1;
  }
  withoutCase ??= new Intl.Collator('en', { sensitivity: 'accent' });
  return withoutCase.compare(left, right);
}

/** What operators can say of a value that is not known, but is certainly there, or certainly a text of which parts are known. */

const ascii = /^[\0-\x7f]*$/;

/**
 * The parts of a text as conditions compare them, lower case. Undefined for what may be no text, and for letters whose small form depends
 * on what stands beside them.
 */
function lowerPieces(value         )                     {
  const pieces = isUnknown(value) ? piecesOf(value) : undefined;
  return pieces?.every((piece) => ascii.test(piece)) === true ? pieces.map((piece) => piece.toLowerCase()) : undefined;
}

/** False where the two are certainly not equal. The other value may be known, and may not. */
function mayEqual(unknown         , other         )          {
  const pieces = lowerPieces(unknown);
  if (isUnknown(other)) {
    const others = lowerPieces(other);
    return pieces === undefined || others === undefined || matchesPieces(pieces, others) !== 'never';
  }
  const text = scalarText(other)?.toLowerCase();
  // A text equals no array and no object.
  if (text === undefined) return unknown.pieces === undefined;
  return pieces === undefined || matches(pieces, text) !== 'never';
}

/** Whether a text of unknown parts contains another one, lower case. Undefined stands for what no text contains. */
function mayContain(unknown         , wanted                    )        {
  if (wanted === undefined) return unknown.pieces === undefined ? unknown : false;
  const pieces = lowerPieces(unknown);
  return pieces === undefined ? unknown : truthOf(includes$1(pieces, wanted), unknown);
}

/** Whether it looks like `head*tail`, both lower case; without a tail, whether it equals the head. */
function mayBeLike(unknown         , head        , tail                    )        {
  const pieces = lowerPieces(unknown);
  if (pieces === undefined) return unknown;
  return truthOf(tail === undefined ? matches(pieces, head) : frames(pieces, head, tail), unknown);
}

/**
 * Whether every character can stand where its mark is. The parts between the first piece and the last may stand anywhere, so that those two
 * and the length decide, and only against it.
 */
function mayMatch(unknown         , marks                   , fits                                              )        {
  const pieces = piecesOf(unknown);
  if (pieces === undefined || !pieces.every((piece) => ascii.test(piece))) return unknown;
  const [first = ''] = pieces;
  const last = pieces.at(-1) ?? '';
  const least = pieces.reduce((length, piece) => length + piece.length, 0);
  const stands = (piece        , from        ) => Array.from(piece).every((character, index) => fits(character, marks[from + index] ?? ''));
  return least <= marks.length && stands(first, 0) && stands(last, marks.length - last.length) ? unknown : false;
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
  if (isUnknown(right)) return operator === 'equals' ? equalsUnknown(right) : () => right;
  if (isAbsent(right)) throw new EvaluationError(`\`${operator}\` cannot compare with null`);
  switch (operator) {
    case 'equals':
      return equals(right);
    case 'in':
      return isIn(right);
    case 'like':
      return like(scalar$1(operator, right), side);
    case 'match':
      return match(scalar$1(operator, right), (left, mark) => left === mark);
    case 'matchInsensitively':
      return match(scalar$1(operator, right), sameText);
    case 'contains':
      return contains$2(right);
    case 'containsKey':
      return known(containsKey(scalar$1(operator, right)));
    case 'exists':
      return exists(right);
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

function scalar$1(operator        , right         )         {
  const text = scalarText(right);
  if (text !== undefined) return text;
  throw new EvaluationError(`\`${operator}\` compares with a single value; ${typeName(right)} given`);
}

/** Scalars as text, without case: `true` = `"True"`, `5` = `"5"`. Arrays and objects by their parts; they equal no scalar. */
function equals(right         )          {
  const wanted = scalarText(right)?.toLowerCase();
  if (wanted === undefined) return (left) => (isUnknown(left) && !mayEqual(left, right) ? false : sameContent(left, right));
  return (left) => {
    if (isUnknown(left)) return mayEqual(left, wanted) ? left : false;
    const text = scalarText(left);
    return text !== undefined && (text === wanted || text.toLowerCase() === wanted);
  };
}

function equalsUnknown(right         )          {
  return (left) => (mayEqual(right, left) ? right : false);
}

function isIn(right         )          {
  if (!isArray(right)) throw new EvaluationError(`\`in\` compares with an array; ${typeName(right)} given`);
  const texts = new Set(right.filter((item) => !isUnknown(item)).map((item) => scalarText(item)?.toLowerCase()));
  const others = right.filter((item) => scalarText(item) === undefined);
  const unknown = right.filter(isUnknown);
  return (left) => {
    // Nothing is in an empty list, whatever it is.
    if (isUnknown(left)) return right.some((item) => mayEqual(left, item)) ? left : false;
    const text = scalarText(left);
    if (text === undefined) return anyOf$1(others, (item) => sameContent(left, item));
    if (texts.has(text) || texts.has(text.toLowerCase())) return true;
    return unknown.find((item) => mayEqual(item, text)) ?? false;
  };
}

/** True when one of the items is so; unknown when one may be. */
function anyOf$1(items                    , holds                          )        {
  let open                     ;
  for (const item of items) {
    const truth = holds(item);
    if (truth === true) return true;
    if (isUnknown(truth)) open ??= truth;
  }
  return open ?? false;
}

function like(wanted        , side      )          {
  const [head = '', tail, ...others] = wanted.toLowerCase().split('*');
  if (others.length > 0) throw new EvaluationError('A `like` pattern has at most one `*`');
  return (left) => {
    if (isUnknown(left)) return mayBeLike(left, head, tail);
    if (isAbsent(left) && side === 'field') return tail === undefined && head === '';
    const text = scalarText(left)?.toLowerCase();
    if (text === undefined) return false;
    if (tail === undefined) return text === head;
    return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  };
}

/** Character by character: `#` a digit, `?` a letter, `.` anything; other characters themselves. */
function match(wanted        , isSame                                          )          {
  const marks = Array.from(wanted);
  const fits = (character        , mark        )          => (wildcards.get(mark) ?? isSame)(character, mark);
  return (left) => {
    if (isUnknown(left)) return mayMatch(left, marks, fits);
    const characters = Array.from(scalarText(left) ?? '');
    if (characters.length !== marks.length || scalarText(left) === undefined) return false;
    return marks.every((mark, index) => fits(characters[index] ?? '', mark));
  };
}

const wildcards                                                      = new Map([
  ['#', (character        ) => /[0-9]/.test(character)],
  ['?', (character        ) => /\p{L}/u.test(character)],
  ['.', () => true],
]);

/** Part of a text, or member of an array. */
function contains$2(right         )          {
  const wanted = scalarText(right)?.toLowerCase();
  const isMember = equals(right);
  return (left) => {
    if (isUnknown(left)) return mayContain(left, wanted);
    if (isArray(left)) return anyOf$1(left, isMember);
    return wanted !== undefined && (scalarText(left)?.toLowerCase().includes(wanted) ?? false);
  };
}

function containsKey(wanted        )                             {
  return (left) => isObject(left) && keyIgnoringCase(left, wanted) !== undefined;
}

/** Null counts as absent. The right side is a boolean or its text. */
function exists(right         )          {
  const text = scalar$1('exists', right).toLowerCase();
  if (text !== 'true' && text !== 'false') throw new EvaluationError('`exists` compares with true or false');
  return (left) => (isUnknown(left) && !left.isPresent ? left : isAbsent(left) !== (text === 'true'));
}

/** Number with number, text with text, dates as dates. A missing left side is false, a mixture fails (§1.13, row 2). */
function ordered(operator        , right         , holds                            )          {
  if (typeof right !== 'number' && typeof right !== 'string') {
    throw new EvaluationError(`\`${operator}\` compares with a number or a text; ${typeName(right)} given`);
  }
  return known((left) => {
    if (isAbsent(left)) return false;
    if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
    if (typeof left === 'string' && typeof right === 'string') return holds(compareMoments(left, right));
    throw new EvaluationError(`\`${operator}\` cannot compare ${typeName(left)} with ${typeName(right)}`);
  });
}

/** Dates by the moment they mean, to the seventh digit of a second; a time without a zone is UTC. Other texts as a dictionary has them, without case. */
function compareMoments(left        , right        )         {
  const [first, second] = isDigit$1(left) && isDigit$1(right) ? [ticksOf(left), ticksOf(right)] : [];
  if (first === undefined || second === undefined) return compareTextsIgnoringCase(left, right);
  return first === second ? 0 : first < second ? -1 : 1;
}

/** A date begins with a digit: most texts need not be read as one. */
function isDigit$1(text        )          {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

/**
 * One step `.key` or `[key]` into a value: members without case, elements by index.
 * Throws EvaluationError when there is no such part, or gives null there when `forgiving`. A part of what is unknown may be absent.
 */
function access(value         , key         , forgiving = false)          {
  if (isUnknown(value)) return bare$1(value);
  if (isUnknown(key)) return bare$1(key);
  if (isObject(value) && typeof key === 'string') {
    const own = keyIgnoringCase(value, key);
    if (own !== undefined) return value[own];
    if (forgiving) return null;
    throw new EvaluationError(`The property \`${key}\` does not exist`);
  }
  if (isArray(value) && typeof key === 'number') {
    if (!Number.isInteger(key)) throw new EvaluationError(`An index of an array is an integer; ${key} given`);
    if (key >= 0 && key < value.length) return value[key];
    throw new EvaluationError(`The index ${key} is outside the array of ${value.length}`);
  }
  if (forgiving && (value === null || value === undefined)) return null;
  throw new EvaluationError(`A value of type ${typeName(value)} has no element \`${String(key)}\``);
}

/** Where a function of the template language may be called. */
                                                   

/** One function of the language, as its users know it (learn.microsoft.com, "ARM template functions"; azure-policy-language.md §1.9). */
                               
                        
                                                                    
                              
                        
                                    
                         
 

const rows = `
both | add | left: integer, right: integer | Sum in 64 bits; fails beyond what this engine can hold exactly.
policy | addDays | date: text such as 2020-01-31T00:00:00Z, days: integer | The date so many days later, UTC with seven digits of a second.
both | and | condition: boolean, condition…: boolean | True when all are true.
both | array | value: any | The value itself when it is an array, else an array of it.
both | base64 | value: text or null | Base64 of the text's UTF-8.
both | base64ToJson | value: text | The JSON value that base64 holds, read as json() does.
both | base64ToString | value: text | The text that base64 holds.
both | bool | value: text, integer or boolean | True or false.
policy | claims |  | Claims of an external evaluation token; not known offline unless given.
both | coalesce | value…: any | The first value that is not null.
both | concat | value…: text, integer or boolean, or arrays alone | Texts, or arrays, one behind the other; null is left out of texts and fails among arrays.
both | contains | container: text, array or object, wanted: any | Part of a text or key of an object without case; element of an array with case.
both | createArray | value…: any | An array of the values.
both | createObject | name: text, value: any, … | An object of pairs.
policy | current | name?: text | The element under the count of this name or alias.
both | dataUri | value: any | A data URI in base64.
both | dataUriToString | value: text | The text that a data URI holds.
both | div | left: integer, right: integer | Quotient, towards zero; fails on zero.
both | empty | value: text, array, object or null | True when there is nothing in it.
both | endsWith | text: text, end: text | Without case.
both | equals | left: any, right: any | Deep equality with case.
both | false |  | The constant.
policy | field | name: text | The value of a field: "" when it is missing, with [*] a list of the existing values.
both | first | value: text, array or null | The first character or element.
both | float | value: text, number or boolean | A number with a fraction.
both | format | pattern: text, value…: any | Composite formatting of .NET: {0}, {0,5}, {0:N2}.
both | greater | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | greaterOrEquals | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | guid | value…: text | A UUID of version 5 of the texts, joined by "-".
both | if | condition: boolean, whenTrue: any, whenFalse: any | One of the two; only that one is evaluated.
both | indexOf | container: text, array or null, wanted: any | The first place, from 0; -1 when it is not there. Text without case.
both | int | value: text or integer | An integer; a fraction fails.
both | intersection | value: array or object, value…: the same | What all have in common.
policy | ipRangeContains | range: text, target: text | Whether an address, subnet or range lies in another one.
both | items | value: object | {key, value} of every member, by key.
both | join | values: array of texts, separator: text | One text; null is the empty text, and other elements fail.
both | json | text: text or null | The JSON value that a text holds, also with single quotes, bare names and comments.
both | last | value: text, array or null | The last character or element.
both | lastIndexOf | container: text, array or null, wanted: any | The last place, from 0; -1 when it is not there.
both | length | value: text, array, object or null | Number of characters, elements or members.
both | less | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | lessOrEquals | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | max | value…: number, or one array | The largest.
both | min | value…: number, or one array | The smallest.
both | mod | left: integer, right: integer | Remainder; fails on zero.
both | mul | left: integer, right: integer | Product.
both | not | condition: boolean | The opposite.
both | null |  | The constant.
both | or | condition: boolean, condition…: boolean | True when one is true.
both | padLeft | value: text or integer, width: integer, filler?: text | Filled from the left, to at most 16 characters.
both | parameters | name: text | The value of a parameter.
policy | policy |  | assignmentId, definitionId, setDefinitionId, definitionReferenceId.
both | range | start: integer, count: integer | Integers in a row, at most 10,000.
both | replace | text: text, old: text, new: text | Every occurrence, without case.
policy | requestContext |  | apiVersion and, at the PUT only, identity.
both | resourceGroup |  | The resource group: name, location, tags.
both | skip | value: text, array or null, count: integer | What follows the first ones.
both | split | text: text or null, separator: text or array of texts | The parts of a text; an empty array splits at white space.
both | startsWith | text: text, start: text | Without case.
both | string | value: any but a fraction | Text; objects and arrays as JSON.
both | sub | left: integer, right: integer | Difference.
both | subscription |  | The subscription: subscriptionId, displayName, tags.
both | substring | text: text, start: integer, length?: integer | A part; fails beyond the text.
both | take | value: text, array or null, count: integer | The first ones.
both | toLower | text: text or null | Lower case, one character for one.
both | toUpper | text: text or null | Upper case, one character for one.
both | trim | text: text | Without white space around it.
both | true |  | The constant.
both | tryGet | value: any, key: text or integer, key…: text or integer | The part, or null when the first step finds none; other keys fail.
both | union | value: array or object, value…: the same | Elements once each; members, objects in them merged.
both | uniqueString | value…: text | Thirteen characters made of the texts: ARM's 64-bit murmur hash in base 32.
both | uri | base: text, relative: text | The relative URI against the base.
both | uriComponent | text: text | Percent-encoded.
both | uriComponentToString | text: text | Percent-decoded.
both | utcNow |  | The time of the evaluation, UTC with seven digits of a second; templates may give a format of .NET.
template | buildUri | components: object | A URI of its scheme, host, port, path and query.
template | cidrHost | range: text, index: integer | The usable address at an index.
template | cidrSubnet | range: text, size: integer, index: integer | The subnet of a size at an index.
template | copyIndex | name?: text, offset?: integer | The turn of a copy loop.
template | dateTimeAdd | date: text, duration: text, format?: text | The date a duration later.
template | dateTimeFromEpoch | seconds: integer | A date of seconds since 1970.
template | dateTimeToEpoch | date: text | Seconds since 1970.
template | deployer |  | Who deploys.
template | deployment |  | The deployment.
template | environment |  | The cloud.
template | extensionResourceId | scope: text, type: text, name…: text | The id of an extension resource.
template | fail | message: text | Stops the deployment.
template | filter | values: array, condition: lambda | The elements for which it holds.
template | flatten | values: array of arrays | One array.
template | groupBy | values: array, key: lambda, value?: lambda | Elements by key.
template | indexFromEnd | values: array, index: integer | The element so far from the end.
template | lambda | name…: text, body: any | A function for the others.
template | lambdaVariables | name: text | An argument of a lambda.
template | list | resource: text, apiVersion: text, value?: object | What a resource lists, at deployment.
template | listAccountSas | resource: text, apiVersion: text, value: object | At deployment.
template | listKeys | resource: text, apiVersion: text | Keys, at deployment.
template | listSecrets | resource: text, apiVersion: text | Secrets, at deployment.
template | managementGroup |  | The management group of the deployment.
template | managementGroupResourceId | name…: text | An id at a management group.
template | map | values: array, body: lambda | What the lambda makes of each.
template | mapValues | value: object, body: lambda | What the lambda makes of each member.
template | newGuid |  | A random UUID; parameter defaults only.
template | objectKeys | value: object | Its keys.
template | parseCidr | range: text | Network, netmask, broadcast and usable addresses.
template | parseUri | uri: text | Scheme, host, port, path and query of a URI.
template | pickZones | namespace: text, type: text, location: text, count?: integer, offset?: integer | Availability zones.
template | providers | namespace: text, type?: text | No longer recommended.
template | reduce | values: array, start: any, body: lambda | One value of all.
template | reference | resource: text, apiVersion?: text, full?: text | The state of a resource, at deployment.
template | references | name: text, full?: text | The states of a collection, at deployment.
template | resourceId | part…: text | The id of a resource.
template | shallowMerge | values: array of objects | One object, later members first.
template | sort | values: array, order: lambda | In order.
template | subscriptionResourceId | part…: text | An id at a subscription.
template | tenant |  | The tenant.
template | tenantResourceId | part…: text | An id at the tenant.
template | toLogicalZone | subscription: text, location: text, zone: text | A logical zone.
template | toLogicalZones | subscription: text, location: text, zones: array of texts | Logical zones.
template | toObject | values: array, key: lambda, value?: lambda | An object of an array.
template | toPhysicalZone | subscription: text, location: text, zone: text | A physical zone.
template | toPhysicalZones | subscription: text, location: text, zones: array of texts | Physical zones.
template | tryIndexFromEnd | values: array, index: integer, key…: text or integer | The element so far from the end, or null.
template | variables | name: text | The value of a variable.
`;

/** Every function of the language, by name. Policy has those of `policy` and `both`, templates those of `template` and `both`. */
const functionFacts                          = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [where = '', name = '', parameters = '', about = ''] = row.split('|').map((cell) => cell.trim());
    return { name, parameters, where: where === 'policy' || where === 'template' ? where : 'both', about };
  });

let templateOnly                                 ;

/** True for a function that templates have and policy has not. */
function isTemplateFunction(name        )          {
  templateOnly ??= new Set(Array.from(rows.matchAll(/^template \| (\w+)/gm), ([, found = '']) => found.toLowerCase()));
  return templateOnly.has(name.toLowerCase());
}

/** White space as `char.IsWhiteSpace` of .NET has it: with U+0085, without U+FEFF. */
const whiteSpace = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** A text without the white space around it. Looks from both ends: a pattern would try at every run of spaces in the middle. */
function trimmed$1(text        )         {
  let start = 0;
  let end = text.length;
  while (start < end && whiteSpace.test(text.charAt(start))) start += 1;
  while (end > start && whiteSpace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/*
 * Search for a text in a text. The engine's own search is fast for short texts and takes the product of both lengths for long ones
 * made for it, which is seconds at the longest that the service allows; those are searched in one pass (Knuth, Morris, Pratt).
 */

const longest = 256;

/** The first place at or behind `from`; -1 when there is none. */
function firstIndexOf(text        , part        , from = 0)         {
  if (part.length <= longest) return text.indexOf(part, from);
  for (const index of places(text, part, from)) return index;
  return -1;
}

/** The last place; -1 when there is none. */
function lastIndexOf(text        , part        )         {
  if (part.length <= longest) return text.lastIndexOf(part);
  let last = -1;
  for (const index of places(text, part, 0)) last = index;
  return last;
}

/** Every place, overlapping ones too. */
function* places(text        , part        , from        )                    {
  const borders = bordersOf(part);
  let matched = 0;
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    while (matched > 0 && (matched === part.length || part.charCodeAt(matched) !== code)) matched = borders[matched] ?? 0;
    if (part.charCodeAt(matched) === code) matched += 1;
    if (matched === part.length) yield index + 1 - matched;
  }
}

/** For every length the longest shorter beginning of the part that ends there too. */
function bordersOf(part        )             {
  const borders = new Int32Array(part.length + 1);
  let length = 0;
  for (let index = 1; index < part.length; index += 1) {
    while (length > 0 && part.charCodeAt(length) !== part.charCodeAt(index)) length = borders[length] ?? 0;
    if (part.charCodeAt(length) === part.charCodeAt(index)) length += 1;
    borders[index + 1] = length;
  }
  return borders;
}

/** What functions of text give when parts of their arguments are unknown. */

/** `string` of a text is the text itself. */
const openString           = ([value], open) => written$2(textPieces(value) ?? anyText, open);

/** Of what changes each code point for itself: `toLower`, `uriComponent`. */
function openMapped(change                          )           {
  return ([value], open) => written$2(mapPieces(textPieces(value) ?? anyText, change), open);
}

/** White space at the end of one piece may be that at the end of all; what stands between the first and last other character stays. */
const openTrim           = ([value], open) => written$2((textPieces(value) ?? anyText).map(trimmed$1), open);

const openStartsWith = compared((text, start) => {
  const decision = begins(text, start[0] ?? '');
  return start.length === 1 ? decision : unlessTooLong(text, start, decision);
});

const openEndsWith = compared((text, end) => {
  const decision = ends(text, end.at(-1) ?? '');
  return end.length === 1 ? decision : unlessTooLong(text, end, decision);
});

/** `contains` of texts, without case. */
const openIncludes = compared((text, part) => {
  const [whole = ''] = part;
  if (part.length === 1) return includes$1(text, whole);
  return part.some((piece) => includes$1(text, piece) === 'never') ? 'never' : unlessTooLong(text, part, 'maybe');
});

/** What looks for an unknown part never certainly finds it. */
function unlessTooLong(text        , part        , decision          )           {
  const isTooLong = text.length === 1 && leastLength(part) > leastLength(text);
  return decision === 'never' || isTooLong ? 'never' : 'maybe';
}

function compared(decide                                          )           {
  return ([value, part], open) => {
    const [text, wanted] = [textPieces(value), textPieces(part)];
    if (text === undefined || wanted === undefined) return present(open);
    return truthOf(decide(foldedPieces(text), foldedPieces(wanted)), present(open));
  };
}

/** A place before which nothing is unknown. */
function openIndexOf(container         , wanted         )          {
  const [first = ''] = container.pieces ?? [];
  const found = typeof wanted === 'string' && container.pieces !== undefined ? firstIndexOf(fold(first), fold(wanted)) : -1;
  return found < 0 ? present(container) : found;
}

/**
 * Occurrences are looked for from the left, so what stands in a gap may decide which ones behind it are found. One character is found
 * wherever it stands; of a longer text only what no occurrence from a gap can reach is certain.
 */
const openReplace           = ([value, old, fresh], open) => {
  const [text, by] = [textPieces(value), textPieces(fresh)];
  if (text === undefined || by === undefined || typeof old !== 'string' || old === '') return textUnknown(open);
  const last = text.length - 1;
  const replaced = text.map((piece, index)         => {
    if (old.length === 1 || last === 0) return exchanged(piece, old, by);
    if (index === 0) return [...exchanged(piece.slice(0, certainEnd(piece, old)), old, by), ''];
    return index === last ? ['', certainTail(piece, old)] : anyText;
  });
  return written$2(concatPieces(old.length === 1 ? withGaps(replaced) : replaced), open);
};

/** Between pieces stands what is not known. */
function withGaps(parts                   )                    {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [anyText, part]));
}

function exchanged(piece        , old        , fresh        )         {
  const [within, wanted] = [fold(piece), fold(old)];
  const parts           = [];
  let start = 0;
  for (let found = firstIndexOf(within, wanted); found >= 0; found = firstIndexOf(within, wanted, start)) {
    parts.push([piece.slice(start, found)], fresh);
    start = found + old.length;
  }
  return concatPieces([...parts, [piece.slice(start)]]);
}

/** Behind it an occurrence may begin that ends in the gap. */
function certainEnd(piece        , old        )         {
  const [within, wanted] = [fold(piece), fold(old)];
  let end = 0;
  for (let found = firstIndexOf(within, wanted); found >= 0; found = firstIndexOf(within, wanted, end)) end = found + old.length;
  return Math.max(end, piece.length - old.length + 1, 0);
}

/** What no occurrence from the gap reaches, when there is none in the piece itself. */
function certainTail(piece        , old        )         {
  return firstIndexOf(fold(piece), fold(old)) < 0 ? piece.slice(old.length - 1) : '';
}

const openSubstring           = ([value, start, length], open) => {
  const text = textPieces(value);
  if (text === undefined || typeof start !== 'number' || !(start >= 0)) return textUnknown(open);
  if (isAbsent(length)) return written$2(behind(text, start), open);
  if (typeof length !== 'number' || !(length >= 0)) return textUnknown(open);
  return beginning(behind(text, start), length, open);
};

/** `take` of a text. */
function beginning(text        , count        , open         )          {
  const [first = ''] = text;
  return text.length === 1 || count <= first.length ? first.slice(0, Math.max(0, count)) : written$2([first, ''], open);
}

/** `skip` of a text: what is left behind so many characters. */
function behind(text        , count        )         {
  const [first = '', ...rest] = text;
  if (count <= first.length || rest.length === 0) return [first.slice(Math.max(0, count)), ...rest];
  const last = rest.at(-1) ?? '';
  return count <= leastLength(text) - last.length ? ['', last] : anyText;
}

const openPadLeft           = ([value, width], open) => {
  const text = shownPieces(value) ?? anyText;
  return written$2(typeof width === 'number' && leastLength(text) >= width ? text : ['', ...text], open);
};

/** Elements of unknown content are texts none the less, or null, which is the empty one. */
const openJoin           = ([values, separator], open) => {
  if (!isArray(values)) return textUnknown(open);
  const between = isAbsent(separator) ? [''] : (textPieces(separator) ?? anyText);
  const parts = values.flatMap((value, index) => {
    const shown = shownPieces(value) ?? anyText;
    return index === 0 ? [shown] : [between, shown];
  });
  return written$2(concatPieces(parts), open);
};

/** `union` and `intersection` of arrays and of objects. */
/** Elements once each, as they come; of objects all members, objects in them merged. */
function union(args           )          {
  if (args.every(isObject)) return args.reduce             ((left, right) => merge(left, right), {});
  const found = new Bag();
  return args.flatMap((value) => list(value, 'union')).filter((item) => found.add(item));
}

/** Objects keep every member, also one that is not known; of arrays every element has to be told apart. */
const openUnion           = (args, open) => {
  if (args.every(isObject)) return union(args);
  return args.every(isArray) ? (distinct(args.flat(), open) ?? present(open)) : present(open);
};

/** More are not told apart one by one. */
const mostCompared$1 = 512;

/** The elements once each; undefined when it is not known which ones are the same. */
function distinct(items                    , open         )                                 {
  if (items.length > mostCompared$1) return undefined;
  const kept            = [];
  for (const item of items) {
    const found = isAmong(kept, item, open);
    if (isUnknown(found)) return undefined;
    if (!found) kept.push(item);
  }
  return kept;
}

function isAmong(items                    , wanted         , open         )        {
  let undecided = false;
  for (const item of items) {
    const same = deepEqual(item, wanted);
    if (same === true) return true;
    undecided ||= same !== false;
  }
  return undecided ? open : false;
}

/** Members of the right take the place of those of the left, compared without case; objects are merged in turn. */
function merge(left             , right             )              {
  const names = new Map(Object.keys(left).map((key) => [fold(key), key]));
  const members = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const name = names.get(fold(key)) ?? key;
    const before = members.get(name);
    members.set(name, merged(before, value));
    names.set(fold(key), name);
  }
  return Object.fromEntries(members);
}

function merged(before         , value         )          {
  if (isObject(before) && isObject(value)) return merge(before, value);
  // Whether two objects meet here is not known, and so neither which members there will be.
  if (isUnknown(before) && isObject(value)) return present(before);
  if (isUnknown(value) && value.pieces === undefined && (isObject(before) || isUnknown(before))) return value.isPresent ? present(value) : bare$1(value);
  return value;
}

/** What all have in common, in the order of the first. */
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
  const found = new Bag();
  return list(head, 'intersection').filter((item) => others.every((other) => other.has(item)) && found.add(item));
}

/** Nothing is in common with what is empty; otherwise every member and element has to be known to be in all of them or not. */
const openIntersection           = (args, open) => {
  const known = args.filter((value) => !isUnknown(value));
  if (known.some((value) => isArray(value) && value.length === 0)) return [];
  if (known.some((value) => isObject(value) && Object.keys(value).length === 0)) return {};
  const [head, ...rest] = args;
  if (args.every(isObject)) return sharedMembers(object(head, 'intersection'), rest.filter(isObject), open);
  return args.every(isArray) ? sharedElements(list(head, 'intersection'), rest.filter(isArray), open) : present(open);
};

function sharedMembers(head             , others                        , open         )          {
  const kept                                 = [];
  for (const [key, value] of Object.entries(head)) {
    const truths = others.map((other) => Object.hasOwn(other, key) && deepEqual(other[key], value));
    if (truths.every((truth) => truth === true)) kept.push([key, value]);
    else if (truths.every((truth) => truth !== false)) return present(open);
  }
  return Object.fromEntries(kept);
}

function sharedElements(head                    , others                                 , open         )          {
  if (Math.max(head.length, ...others.map((other) => other.length)) > mostCompared$1) return present(open);
  const kept            = [];
  for (const item of head) {
    const truths = others.map((other) => isAmong(other, item, open));
    if (truths.includes(false)) continue;
    if (!truths.every((truth) => truth === true)) return present(open);
    kept.push(item);
  }
  return distinct(kept, open) ?? present(open);
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

/**
 * A value as JSON without white space, as Newtonsoft.Json writes it: numbers as .NET does, U+0085, U+2028 and U+2029 escaped.
 * Takes a value whose depth has been looked at; throws EvaluationError when the text is longer than the service allows.
 */
function jsonText(value         )         {
  const parts           = [];
  let left         = limits.stringLength;
  const put = (part        )       => {
    left -= part.length;
    // Parts may be shared, and the text of a small value large.
    if (left < 0) throw tooLong();
    parts.push(part);
  };
  const write = (part         )       => {
    if (isArray(part)) {
      put('[');
      for (const [index, element] of part.entries()) {
        if (index > 0) put(',');
        write(element);
      }
      put(']');
    } else if (isObject(part)) {
      put('{');
      for (const [index, [name, member]] of Object.entries(part).entries()) {
        put(`${index > 0 ? ',' : ''}${quoted(name)}:`);
        write(member);
      }
      put('}');
    } else put(scalar(part));
  };
  write(value);
  return parts.join('');
}

function scalar(value         )         {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return 'null';
  return Number.isFinite(value) ? numberText(value) : quoted(numberText(value));
}

function quoted(text        )         {
  return JSON.stringify(text).replaceAll(/[\u0085\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The parts of a text between separators: a text, or texts of an array, where the first that fits is taken. With an empty array every
 * character of white space separates, as in .NET; null and empty texts separate nothing (azure-policy-linter, Split).
 */
function split(value        , separator         )                    {
  if (isArray(separator) && separator.length === 0) return value.split(whiteSpace);
  const given = isArray(separator) ? separator : isAbsent(separator) ? [] : [separator];
  const separators = given.map((entry) => text$1(entry, 'split')).filter((entry) => entry !== '');
  const next = finder(value, separators);
  const parts           = [];
  let start = 0;
  for (let found = next(0); found !== undefined; found = next(start)) {
    parts.push(value.slice(start, found.start));
    start = found.end;
  }
  return [...parts, value.slice(start)];
}

                 
                         
                       
 

/** Where the next separator stands, from a place on. */
function finder(value        , separators                   )                                      {
  const [only = '', ...others] = separators;
  if (only === '') return () => undefined;
  if (others.length > 0) return among(value, separators);
  return (from) => {
    const start = firstIndexOf(value, only, from);
    return start < 0 ? undefined : { start, end: start + only.length };
  };
}

/** Characters that are compared at most, which takes a fraction of a second; separators that people write need a thousandth of it. */
const mostCompared = 2 ** 27;

function among(value        , separators                   )                                      {
  const byBeginning = new Map                  ();
  for (const separator of new Set(separators)) {
    const alike = byBeginning.get(separator.charAt(0));
    if (alike === undefined) byBeginning.set(separator.charAt(0), [separator]);
    else alike.push(separator);
  }
  let compared = 0;
  const standsAt = (separator        , start        )          => {
    compared += separator.length;
    if (compared > mostCompared) throw new EvaluationError('`split` was given more separators than it can look for in so long a text');
    return value.startsWith(separator, start);
  };
  return (from) => {
    for (let start = from; start < value.length; start += 1) {
      const found = byBeginning.get(value.charAt(start))?.find((separator) => standsAt(separator, start));
      if (found !== undefined) return { start, end: start + found.length };
    }
    return undefined;
  };
}

/** Text and conversion. Search in text goes without case (azure-policy-language.md §1.9). */
const textFunctions                                       = [
  strict('string', [1, 1], ([value]) => bounded(toText(value)), openString),
  strict('int', [1, 1], ([value]) => toInteger(value), something),
  strict('bool', [1, 1], ([value]) => toBoolean(value), something),
  strict('toLower', [1, 1], ([value]) => (isAbsent(value) ? '' : lower(text$1(value, 'toLower'))), openMapped(lower)),
  strict('toUpper', [1, 1], ([value]) => (isAbsent(value) ? '' : upper(text$1(value, 'toUpper'))), openMapped(upper)),
  strict('trim', [1, 1], ([value]) => trimmed$1(text$1(value, 'trim')), openTrim),
  strict('startsWith', [2, 2], ([value, start]) => folded(value, 'startsWith').startsWith(folded(start, 'startsWith')), openStartsWith),
  strict('endsWith', [2, 2], ([value, end]) => folded(value, 'endsWith').endsWith(folded(end, 'endsWith')), openEndsWith),
  strict('replace', [3, 3], ([value, old, fresh]) => replace(text$1(value, 'replace'), text$1(old, 'replace'), text$1(fresh, 'replace')), openReplace),
  strict('split', [2, 2], ([value, separator]) => (isAbsent(value) ? [] : split(text$1(value, 'split'), separator)), something),
  strict('join', [2, 2], ([values, separator]) => joinBounded(list(values, 'join').map(element), isAbsent(separator) ? '' : text$1(separator, 'join')), openJoin),
  strict('padLeft', [2, 3], ([value, width, filler]) => padLeft(value, integer(width, 'padLeft'), filler), openPadLeft),
  strict('substring', [2, 3], ([value, start, length]) => substring(text$1(value, 'substring'), start, length), openSubstring),
];

/** Scalars as text; null is the empty one. The linter's code takes texts alone, Microsoft's regorus numbers too: here the result is what matters. */
function element(value         )         {
  const shown = scalarText(value);
  if (shown === undefined) throw unfit('join', 'arrays of scalars', value);
  return shown;
}

/** A text of the arguments as it is compared: as long as the text itself, so that places in one are places in the other. */
function folded(value         , name        )         {
  return fold(text$1(value, name));
}

/** A number with a fraction is refused, as in the service. */
function toText(value         )         {
  return scalarText(typeof value === 'number' ? integer(value, 'string') : value) ?? jsonText(value);
}

/** As `long.TryParse` reads it: ASCII white space around it, zero bytes behind it. */
const integerPattern = /^[\t-\r ]*([-+]?\d+)[\t-\r ]*\0*$/;

function toInteger(value         )         {
  if (typeof value === 'number') return integer(value, 'int');
  const source = text$1(value, 'int');
  const digits = integerPattern.exec(source)?.[1];
  if (digits === undefined) throw new EvaluationError(`\`int\` cannot read ${JSON.stringify(source.slice(0, 40))} as an integer`);
  const found = readInt64(digits);
  if (found === undefined) throw new EvaluationError(`\`int\` was given ${digits.slice(0, 40)}, which is larger than this engine can hold`);
  return found;
}

function toBoolean(value         )          {
  if (typeof value === 'number') return value !== 0;
  if (typeof value !== 'string') return boolean(value, 'bool');
  const word = trimmed$1(value).toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  throw new EvaluationError(`\`bool\` cannot read ${JSON.stringify(value.slice(0, 40))} as true or false`);
}

/** To at most 16 characters, with one character. */
function padLeft(value         , width        , filler         )         {
  const shown = typeof value === 'number' ? toText(value) : text$1(value, 'padLeft');
  const character = isAbsent(filler) ? ' ' : text$1(filler, 'padLeft');
  if (width < 1 || width > 16) throw new EvaluationError(`\`padLeft\` pads to 1 to 16 characters; ${width} given`);
  if (character.length !== 1) throw new EvaluationError('`padLeft` pads with one character');
  return shown.padStart(width, character);
}

function replace(value        , old        , fresh        )         {
  if (old === '') throw new EvaluationError('`replace` cannot look for an empty text');
  const [within, wanted] = [fold(value), fold(old)];
  const kept           = [];
  let start = 0;
  for (let found = firstIndexOf(within, wanted); found >= 0; found = firstIndexOf(within, wanted, start)) {
    kept.push(value.slice(start, found));
    start = found + old.length;
  }
  return joinBounded([...kept, value.slice(start)], fresh);
}

function substring(value        , start         , length         )         {
  const from = integer(start, 'substring');
  const to = length === undefined ? value.length : from + integer(length, 'substring');
  if (from < 0 || to < from || to > value.length) {
    throw new EvaluationError(`\`substring\` from ${from} to ${to} lies outside a text of ${value.length} characters`);
  }
  return value.slice(from, to);
}

/**
 * Only the first step is safe; what lies behind an existing value has to exist. Every step that is taken is a text or an integer,
 * the first one also when there is nothing to look into (azure-policy-linter, TryGet).
 */
function tryGet(value         , first         , rest           )          {
  const found = safely(value, stepOf(first));
  // It may be null, and then nothing is looked for in it.
  if (isUnknown(found) && rest.length > 0) return bare$1(found);
  return isAbsent(found) ? null : rest.reduce((current, key) => access(current, stepOf(key)), found);
}

function stepOf(key         )          {
  if (isUnknown(key) || typeof key === 'string' || (typeof key === 'number' && isInt64(key))) return key;
  throw unfit('tryGet', 'keys that are texts or integers', key);
}

function safely(value         , key         )          {
  if (!isArray(value) && !isObject(value) && !isUnknown(value)) return null;
  // A text has no parts.
  if (isUnknown(value) && value.pieces !== undefined) return null;
  return isUnknown(value) || isUnknown(key) || isPart(value, key) ? access(value, key) : null;
}

function isPart(value         , key         )          {
  if (isArray(value)) return typeof key === 'number' && key in value;
  return isObject(value) && typeof key === 'string' && keyIgnoringCase(value, key) !== undefined;
}

/** Arrays, objects and whatever works on texts and arrays alike. */
const collectionFunctions                                       = [
  partial('array', [1, 1], ([value]) => (isUnknown(value) ? openArray(value) : isArray(value) ? value : [value])),
  partial('createArray', [0, many], (args) => args),
  partial('createObject', [0, many], createObject),
  partial('concat', [1, many], concat),
  partial('length', [1, 1], ([value]) => sized(value, 'length', (size) => size)),
  partial('empty', [1, 1], ([value]) => (isUnknown(value) && leastLength(value.pieces ?? []) > 0 ? false : sized(value, 'empty', (size) => size === 0))),
  partial('first', [1, 1], ([value]) => end(value, 'first', 0)),
  partial('last', [1, 1], ([value]) => end(value, 'last', -1)),
  partial('take', [2, 2], ([value, count]) => slice('take', value, count, (size) => [0, size])),
  partial('skip', [2, 2], ([value, count]) => slice('skip', value, count, (size) => [size, Infinity])),
  partial('contains', [2, 2], ([container, wanted]) => contains$1(container, wanted)),
  strict('indexOf', [2, 2], ([container, wanted]) => indexOf('indexOf', container, wanted), openPlace('indexOf')),
  strict('lastIndexOf', [2, 2], ([container, wanted]) => indexOf('lastIndexOf', container, wanted), openPlace('lastIndexOf')),
  strict('union', [2, many], union, openUnion),
  strict('intersection', [2, many], intersection, openIntersection),
  strict('range', [2, 2], ([start, count]) => rangeOf$1(shortInteger(start, 'range'), shortInteger(count, 'range')), openRange),
  partial('items', [1, 1], ([value]) => (isUnknown(value) ? present(value) : pairsOf(object(value, 'items')))),
  partial('tryGet', [2, many], ([value, key, ...rest]) => tryGet(value, key, rest)),
];

/** Arrays alone, or texts, integers and booleans with null left out. */
function concat(args           )          {
  const open = args.find(isUnknown);
  if (open !== undefined) return openConcat(args, open);
  if (args.some(isArray)) return args.flatMap((value) => list(value, 'concat'));
  return bounded(args.map(piece).join(''));
}

/** A text when one argument is certainly none of an array and null, which goes with both. */
function openConcat(args           , open         )          {
  const isText = args.some((value) => (isUnknown(value) ? value.pieces !== undefined : !isAbsent(value) && !isArray(value) && !isObject(value)));
  return isText ? written$2(concatPieces(args.map((value) => shownPieces(value) ?? anyText)), open) : present(open);
}

/** What is no array becomes the one element of one. */
function openArray(value         )          {
  return value.pieces === undefined ? present(value) : [value];
}

function piece(value         )         {
  const shown = typeof value === 'number' && !isInt64(value) ? undefined : scalarText(value);
  if (shown === undefined) throw unfit('concat', 'texts, integers and booleans, or on arrays alone', value);
  return shown;
}

function createObject(args           )          {
  const open = args.find((value, index) => index % 2 === 0 && isUnknown(value));
  if (isUnknown(open)) return present(open);
  if (args.length % 2 !== 0) throw unfit('createObject', 'pairs of a name and a value', args);
  const names = args.filter((_, index) => index % 2 === 0);
  if (new Set(names).size < names.length) throw new EvaluationError('`createObject` was given the same name twice');
  // fromEntries defines own members, also for a name such as `__proto__`.
  return Object.fromEntries(
    args.flatMap((key, index) => (index % 2 === 0 ? [[text$1(key, 'createObject'), args[index + 1]]         ] : [])),
  );
}

function sized        (value         , name        , answer                          )                   {
  if (isUnknown(value)) return present(value);
  if (isAbsent(value)) return answer(0);
  if (typeof value === 'string' || isArray(value)) return answer(value.length);
  return answer(Object.keys(object(value, name)).length);
}

function end(value         , name        , index        )          {
  if (isUnknown(value)) return openEnd(value, index);
  if (isAbsent(value)) return null;
  if (typeof value === 'string') return value.at(index) ?? '';
  return list(value, name).at(index) ?? null;
}

function openEnd(value         , index        )          {
  if (value.pieces === undefined) return bare$1(value);
  const outer = value.pieces.at(index) ?? '';
  return outer === '' ? textUnknown(value) : outer.at(index);
}

function slice(name                 , value         , count         , range                                             )          {
  if (isUnknown(value)) return openSlice(name, value, count);
  if (isAbsent(value)) return null;
  if (isUnknown(count)) return typeof value === 'string' ? textUnknown(count) : present(count);
  const [from, to] = range(Math.max(0, shortInteger(count, name)));
  return typeof value === 'string' ? value.slice(from, to) : list(value, name).slice(from, to);
}

function openSlice(name                 , value         , count         )          {
  if (value.pieces === undefined) return value.isPresent ? present(value) : value;
  if (isUnknown(count)) return textUnknown(value);
  const size = Math.max(0, shortInteger(count, name));
  const { pieces } = value;
  return name === 'take' ? beginning(pieces, size, value) : written$2(behind(pieces, size), value);
}

/** In text and in the keys of objects without case; members of arrays with case. */
function contains$1(container         , wanted         )          {
  if (isUnknown(container)) return container.pieces === undefined ? present(container) : openIncludes([container, wanted], container);
  if (isArray(container)) return includes(container, wanted);
  if (isUnknown(wanted)) return isObject(container) ? hasOpenKey(container, wanted) : openIncludes([container, wanted], wanted);
  if (isObject(container)) return keyIgnoringCase(container, text$1(wanted, 'contains')) !== undefined;
  return firstIndexOf(folded(container, 'contains'), folded(wanted, 'contains')) >= 0;
}

function hasOpenKey(container             , wanted         )        {
  const { pieces } = wanted;
  const keys = foldedPieces(Object.keys(container));
  const canBe = pieces === undefined ? keys.length > 0 : keys.some((key) => matches(foldedPieces(pieces), key) !== 'never');
  return truthOf(canBe ? 'maybe' : 'never', present(wanted));
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

/** In text without case, in arrays with case; nothing is anywhere in null. */
function indexOf(name                           , container         , wanted         )         {
  if (isAbsent(container)) return -1;
  const isFirst = name === 'indexOf';
  if (isArray(container)) {
    const isWanted = (item         ) => deepEqual(item, wanted) === true;
    return isFirst ? container.findIndex(isWanted) : container.findLastIndex(isWanted);
  }
  const [within, part] = [folded(container, name), folded(wanted, name)];
  return isFirst ? firstIndexOf(within, part) : lastIndexOf(within, part);
}

/** Where the wanted one is, when it is known of everything before it that it is another one. */
function openPlace(name                           )           {
  return ([container, wanted], open) => {
    if (isUnknown(container)) return name === 'indexOf' ? openIndexOf(container, wanted) : present(open);
    if (!isArray(container)) return present(open);
    const truths = container.map((item) => deepEqual(item, wanted));
    const place = name === 'indexOf' ? truths.findIndex(isPossible) : truths.findLastIndex(isPossible);
    return place < 0 || truths[place] === true ? place : present(open);
  };
}

function isPossible(truth       )          {
  return truth !== false;
}

/** As many as there will be, whichever they are. */
function openRange([, count]           , open         )          {
  return isUnknown(count) ? present(open) : rangeOf$1(0, shortInteger(count, 'range')).map(() => present(open));
}

/** At most 10,000 integers, none beyond 32 bits. */
function rangeOf$1(start        , count        )                    {
  if (count < 0 || count > 10_000 || start + count - 1 > 2_147_483_647) {
    throw new EvaluationError(`\`range\` from ${start} with ${count} numbers is outside of what it gives`);
  }
  return Array.from({ length: count }, (_, index) => start + index);
}

function byUpperCase([left]                            , [right]                            )         {
  const [first, second] = [upper(left), upper(right)];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** `{key, value}` of every member, by the keys in upper case. */
function pairsOf(value             )                         {
  return Object.entries(value)
    .toSorted(byUpperCase)
    .map(([key, member]) => ({ key, value: member }));
}

/**
 * Reads what Newtonsoft.Json takes for JSON: besides JSON itself strings in single quotes, bare property names, comments, a comma
 * behind the last element, numbers such as `.5`, `0x1F` and, in octal, `017` (JsonTextReader). Left out, because this language has
 * no such values: `undefined`, `NaN`, `Infinity`, `new Date(…)`, elements left empty.
 * Throws EvaluationError that names the function, also beyond the service's depth and number of parts.
 */
function readLenientJson(text        , name        )          {
  return new Reader(text, name).read();
}

const gap = new RegExp(String.raw`(?:${whiteSpace.source}|//[^\r\n]*|/\*[^]*?\*/)*`, 'y');
const space = new RegExp(`${whiteSpace.source}*`, 'y');
const doubleQuoted = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const singleQuoted = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;
const bareName = /[\p{L}\p{Nd}_$]+/uy;
const word = /[-+.0-9A-Za-z]+/y;
const octal = /^0[0-7]{1,22}$/;
const hexadecimal$1 = /^0x[0-9a-f]{1,16}$/i;
const decimal = /^(?!0[^.e])-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

const words                                      = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const escapes                              = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ...Array.from(`\\/'"`, (character) => [character, character]         ),
]);

/** Recursive descent over one text, no deeper than a value may be. */
class Reader {
           #text        ;
           #name        ;
  #position = 0;
  #parts = 0;

  constructor(text        , name        ) {
    this.#text = text;
    this.#name = name;
  }

  read()          {
    const value = this.#value(0);
    this.#take(gap);
    if (this.#position < this.#text.length) throw this.#unreadable();
    return value;
  }

  #value(depth        )          {
    this.#parts += 1;
    // The value itself is none of its parts.
    if (this.#parts > limits.valueNodes + 1) throw new EvaluationError(`A value has more than ${limits.valueNodes} parts`);
    this.#take(gap);
    const isObject = this.#accept('{');
    if (!isObject && !this.#accept('[')) return this.#string() ?? this.#word();
    if (depth > limits.valueDepth) throw new EvaluationError(`A value is nested deeper than ${limits.valueDepth} levels`);
    return isObject ? this.#object(depth) : this.#array(depth);
  }

  #array(depth        )                     {
    const elements            = [];
    for (;;) {
      this.#take(gap);
      if (this.#accept(']')) return elements;
      elements.push(this.#value(depth + 1));
      if (this.#isLast(']')) return elements;
    }
  }

  #object(depth        )         {
    const members = new Map                 ();
    for (;;) {
      this.#take(gap);
      // fromEntries defines own members, also for a name such as `__proto__`.
      if (this.#accept('}')) return Object.fromEntries(members);
      const name = this.#string() ?? this.#bareName();
      this.#take(space);
      if (!this.#accept(':')) throw this.#unreadable();
      members.set(name, this.#value(depth + 1));
      if (this.#isLast('}')) return Object.fromEntries(members);
    }
  }

  #bareName()         {
    const name = this.#take(bareName);
    if (name === '') throw this.#unreadable();
    return name;
  }

  /** Behind an element: true at the closing bracket, false at a comma. */
  #isLast(bracket        )          {
    this.#take(gap);
    if (this.#accept(',')) return false;
    if (this.#accept(bracket)) return true;
    throw this.#unreadable();
  }

  #string()                     {
    const start = this.#position;
    const quoted = this.#take(doubleQuoted) || this.#take(singleQuoted);
    if (quoted === '') return undefined;
    return quoted.slice(1, -1).replaceAll(/\\(?:u([0-9A-Fa-f]{4})|([^]))/g, (_, code                    , letter                    ) => {
      const meant = code === undefined ? escapes.get(letter ?? '') : String.fromCharCode(Number.parseInt(code, 16));
      if (meant === undefined) throw this.#unreadable(start);
      return meant;
    });
  }

  #word()          {
    const start = this.#position;
    const found = this.#take(word);
    const literal = words.get(found);
    if (literal !== undefined) return literal;
    const number = numberOf$1(found);
    if (number === undefined) throw this.#unreadable(start);
    return number;
  }

  #take(pattern        )         {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#position += found.length;
    return found;
  }

  #accept(character        )          {
    if (this.#text.charAt(this.#position) !== character) return false;
    this.#position += 1;
    return true;
  }

  #unreadable(position = this.#position)                  {
    return new EvaluationError(`\`${this.#name}\` was given no JSON text: it cannot be read from character ${position} on`);
  }
}

/** What begins with a zero and has no fraction is octal or hexadecimal; both fill 64 bits. */
function numberOf$1(text        )                     {
  if (decimal.test(text)) return Number(text);
  if (hexadecimal$1.test(text)) return Number(BigInt.asIntN(64, BigInt(text)));
  if (!octal.test(text)) return undefined;
  const value = BigInt(`0o${text.slice(1)}`);
  return value < 2n ** 64n ? Number(BigInt.asIntN(64, value)) : undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as UTF-8. */
function utf8(text        )             {
  return encoder.encode(text);
}

/** Bytes as text; what is no UTF-8 becomes U+FFFD, as in .NET. */
function textOf(bytes            )         {
  return decoder.decode(bytes);
}

/** Bytes as base64. */
function toBase64(bytes            )         {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Base64 as bytes. Throws EvaluationError for anything else; white space is ignored and padding required, as in .NET. */
function fromBase64(text        , name        )             {
  const compact = text.replaceAll(/[ \t\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) throw new EvaluationError(`\`${name}\` was given no base64 text`);
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}

/** The bytes of a URL-encoded text: `+` is a space, and a `%` without two digits behind it stands for itself, as in .NET. */
function urlDecode(text        )             {
  const parts = text.match(/%[0-9A-Fa-f]{2}|[^%]+|%/g) ?? [];
  const bytes = parts.flatMap((part) =>
    part.length === 3 && part.startsWith('%') ? [Number.parseInt(part.slice(1), 16)] : [...utf8(part.replaceAll('+', ' '))],
  );
  return Uint8Array.from(bytes);
}

/**
 * A relative URI against a base, escaped as `Uri.AbsoluteUri` of .NET is. The path is resolved as WHATWG has it, which is the same;
 * query and fragment are escaped here, where the two differ (`'`).
 * Throws EvaluationError for a base that is not absolute and well formed: the service asks for it, and `URL` would repair it.
 */
function combinedUri(base        , relative        )         {
  const [, path = '', query, fragment = ''] = /^([^?#]*)(\?[^#]*)?(#[^]*)?$/.exec(relative) ?? [];
  if (!isWellFormed(base) || !URL.canParse(path, base)) throw new EvaluationError('`uri` needs an absolute, well-formed URI and one relative to it');
  const target = new URL(path, base);
  const inherited = path === '' ? (/\?[^#]*/.exec(base)?.[0] ?? '') : '';
  target.search = '';
  target.hash = '';
  return bounded(`${escaped$1(target.href)}${escaped$1(query ?? inherited)}${escaped$1(fragment)}`);
}

/** Absolute, and without characters that would have to be escaped (Uri.IsWellFormedUriString). */
function isWellFormed(base        )          {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s\\<>"{}|^`]*$/i.test(base) && !/%(?![0-9a-f]{2})/i.test(base) && URL.canParse(base);
}

/** Escapes what may not stand in a URI (RFC 3986 §2) and a `%` that escapes nothing. */
function escaped$1(part        )         {
  return part
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[^\w.~:/?#[\]@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})/g, (characters) => encodeURIComponent(characters));
}

/** Base64, URIs and JSON. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
const encodingFunctions                                       = [
  strict('base64', [1, 1], ([value]) => bounded(toBase64(utf8(isAbsent(value) ? '' : text$1(value, 'base64')))), someText),
  strict('base64ToString', [1, 1], ([value]) => textOf(fromBase64(text$1(value, 'base64ToString'), 'base64ToString')), someText),
  strict('base64ToJson', [1, 1], ([value]) => parsed(textOf(fromBase64(text$1(value, 'base64ToJson'), 'base64ToJson')), 'base64ToJson')),
  strict('json', [1, 1], ([value]) => (isAbsent(value) ? {} : parsed(text$1(value, 'json'), 'json'))),
  strict('uri', [2, 2], ([base, relative]) => combinedUri(text$1(base, 'uri'), text$1(relative, 'uri')), someText),
  strict('uriComponent', [1, 1], ([value]) => bounded(escaped(text$1(value, 'uriComponent'))), openMapped(escaped)),
  strict('uriComponentToString', [1, 1], ([value]) => fromComponent(text$1(value, 'uriComponentToString')), someText),
  strict('dataUri', [1, 1], ([value]) => bounded(dataUri(value)), openDataUri),
  strict('dataUriToString', [1, 1], ([value]) => fromDataUri(text$1(value, 'dataUriToString')), someText),
];

function openDataUri(_           , open         )          {
  return written$2(['data:', ''], open);
}

/** JSON text as a value; own members only, also for a key such as `__proto__`. What is no JSON is read as the service does. */
function parsed(source        , name        )          {
  let value         ;
  try {
    value = JSON.parse(source);
  } catch {
    value = readLenientJson(source, name);
  }
  assertBounded(value);
  return value;
}

/** `%uXXXX` is a character, `%XX` a byte of UTF-8, `+` a space (HttpUtility.UrlDecode of .NET). */
function fromComponent(value        )         {
  const parts = value.split(/%u([0-9A-Fa-f]{4})/);
  const decoded = parts.map((part, index) => (index % 2 === 0 ? textOf(urlDecode(part)) : String.fromCharCode(Number.parseInt(part, 16))));
  return wellFormed(decoded.join(''));
}

/** Half a surrogate pair becomes U+FFFD. */
function wellFormed(value        )         {
  return value.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** Everything but letters, digits and `-_.~` becomes `%XX` (RFC 3986). */
function escaped(value        )         {
  return encodeURIComponent(wellFormed(value)).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `charset=utf8` is how the service spells it. */
function dataUri(value         )         {
  const isText = typeof value === 'string' || isAbsent(value);
  const content = isArray(value) || isObject(value) ? jsonText(value) : scalarText(value);
  if (content === undefined) throw unfit('dataUri', 'texts, numbers, booleans, arrays and objects', value);
  return `data:${isText ? 'text/plain' : 'application/json'};charset=utf8;base64,${toBase64(utf8(content))}`;
}

function fromDataUri(value        )         {
  const comma = value.indexOf(',');
  if (!value.toLowerCase().startsWith('data:') || comma < 0) throw notDataUri();
  const marks = value.slice('data:'.length, comma).split(';');
  const [type, ...parameters] = marks;
  // The service looks at the last mark only, also when it stands where the type does.
  const isBase64 = marks.at(-1)?.toLowerCase() === 'base64';
  if (type === '' && parameters.length > 0 && !(parameters.length === 1 && isBase64)) throw notDataUri();
  if (parameters.some((parameter) => trimmed$1(parameter) === '')) throw notDataUri();
  const charset = parameters[0]?.toLowerCase().startsWith('charset=') === true ? parameters[0].slice('charset='.length).toLowerCase() : 'utf-8';
  // `dataUri` itself writes `utf8`, which is read back here although the strict name is `utf-8`.
  if (charset !== 'utf-8' && charset !== 'utf8') throw new EvaluationError(`\`dataUriToString\` does not know the character set ${charset.slice(0, 40)}`);
  const data = value.slice(comma + 1);
  return textOf(isBase64 ? fromBase64(data, 'dataUriToString') : urlDecode(data));
}

function notDataUri()                  {
  return new EvaluationError('`dataUriToString` was given no data URI');
}

/** A number not below zero as `0.digits` times ten to the power of `point`. There are no zeros at either end; zero has no digits. */
                          
                          
                         
 

/** Every digit of a number: a double is a finite decimal, of 767 digits at most. */
function exactDecimal(magnitude        )          {
  let whole = magnitude;
  let halvings = 0;
  // Doubling loses nothing, and ends after 1,074 times.
  for (; !Number.isInteger(whole); halvings += 1) whole *= 2;
  const digits = (BigInt(whole) * 5n ** BigInt(halvings)).toString();
  return trimmed(digits, digits.length - halvings);
}

/** Keeps so many digits. The half goes up, or to the even digit. */
function roundedTo({ digits, point }         , count        , half               )          {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return trimmed('', 0);
  const kept = digits.slice(0, count);
  const next = digits.charAt(count);
  const isHalf = next === '5' && digits.length === count + 1;
  const goesUp = isHalf ? half === 'up' || /[13579]$/.test(kept) : next >= '5';
  if (!goesUp) return trimmed(kept, point);
  const raised = (BigInt(kept) + 1n).toString();
  return trimmed(raised, point + raised.length - count);
}

/** The digits before the point, without leading zeros, and so many behind it. */
function partsOf({ digits, point }         , places        )                                             {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
  // A zero may stand further behind the point than anybody asked to see.
  const zeros = '0'.repeat(Math.min(Math.max(-point, 0), places));
  return [whole, `${zeros}${digits.slice(Math.max(point, 0))}`.slice(0, places).padEnd(places, '0')];
}

function trimmed(digits        , point        )          {
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  let end = digits.length;
  while (end > leading && digits.charAt(end - 1) === '0') end -= 1;
  return end === leading ? { digits: '', point: 0 } : { digits: digits.slice(leading, end), point: point - leading };
}

/**
 * A number in a custom format of .NET: sections for positive, negative and zero; in them `0`, `#`, `.`, `,`, `%`, `‰`, `E+0`, quoted
 * and escaped text (learn.microsoft.com, "Custom numeric format strings"; dotnet/runtime, Number.NumberToStringFormat).
 */
function customNumber(value        , shape        )         {
  const [first = '', negative = '', zero = ''] = sections(shape);
  const decimal = digitsOf(value);
  const isNegative = value < 0 && negative !== '';
  const shown = placed(decimal, isNegative ? negative : first);
  // Also what is nothing only after rounding is shown as zero.
  if (shown.isZero && zero !== '') return placed(exactDecimal(0), zero).text;
  return value < 0 && !isNegative && shown.text !== '' ? `-${shown.text}` : shown.text;
}

/** Of a number with a fraction .NET takes the first 15 digits here, for old times' sake. */
function digitsOf(value        )          {
  const decimal = exactDecimal(Math.abs(value));
  return isInt64(value) ? decimal : roundedTo(decimal, 15, 'even');
}

const tokenPattern = /\\[^]?|'[^']*'?|"[^"]*"?|[Ee][-+]?0+|[^]/g;

function sections(shape        )                    {
  const parts             = [[]];
  for (const token of shape.match(tokenPattern) ?? []) {
    if (token === ';') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map((tokens) => tokens.join(''));
}

                  
                                     
                                                                         
                         
                                                  
                         
                            
                                                       
                              
                                 
                              
                                                                                  
                         
                                
 

function layoutOf(section        )         {
  const tokens                    = section.match(tokenPattern) ?? [];
  const dot = tokens.indexOf('.');
  const point = dot < 0 ? tokens.length : dot;
  const whole = tokens.slice(0, point).filter(isDigit);
  const fraction = tokens.slice(point).filter(isDigit);
  const firstDigit = tokens.findIndex(isDigit);
  const lastWhole = tokens.slice(0, point).findLastIndex(isDigit);
  const commas = Array.from(tokens.slice(0, point).keys()).filter((index) => tokens[index] === ',' && index > firstDigit && firstDigit >= 0);
  // A comma between digits groups; one behind the last of them divides by a thousand.
  const scaling = commas.filter((index) => index > lastWhole).length;
  return {
    tokens,
    point,
    whole: whole.length,
    fraction: fraction.length,
    leastWhole: whole.includes('0') ? whole.length - whole.indexOf('0') : 0,
    leastFraction: fraction.lastIndexOf('0') + 1,
    isGrouped: commas.length > scaling,
    shift: 2 * tokens.filter((token) => token === '%').length + 3 * tokens.filter((token) => token === '‰').length - 3 * scaling,
    hasExponent: tokens.some(isExponent),
  };
}

function isDigit(token        )          {
  return token === '0' || token === '#';
}

function isExponent(token        )          {
  return token.length > 1 && /^[Ee]/.test(token);
}

function placed(decimal         , section        )                                                      {
  const layout = layoutOf(section);
  const { tokens, whole, fraction, hasExponent } = layout;
  const moved = decimal.digits === '' ? decimal : { digits: decimal.digits, point: decimal.point + layout.shift };
  const shown = roundedTo(moved, hasExponent ? whole + fraction : moved.point + fraction, 'up');
  const exponent = shown.digits === '' ? 0 : shown.point - whole;
  const [digits, rest] = partsOf(hasExponent ? { digits: shown.digits, point: shown.digits === '' ? 0 : whole } : shown, fraction);
  const writer = digitWriter(layout, digits, rest);
  const text = tokens.map((token, index) => (isExponent(token) ? exponentOf(token, exponent) : (writer(token, index) ?? literal(token)))).join('');
  return { text, isZero: shown.digits === '' };
}

/** Digits for placeholders, the point and commas, from left to right; undefined for what stands for itself. */
function digitWriter(layout        , whole        , fraction        )                                                       {
  const padded = whole.padStart(layout.leastWhole, '0');
  const kept = fraction.slice(0, layout.leastFraction) + withoutZeros(fraction.slice(layout.leastFraction));
  let placeholders = layout.whole;
  let written = 0;
  let behind = 0;
  /** The digits that no later placeholder has room for. */
  const upTo = (left        )         => {
    let text = '';
    for (; padded.length - written > left; written += 1) {
      const remaining = padded.length - written - 1;
      text += `${padded.charAt(written)}${layout.isGrouped && remaining > 0 && remaining % 3 === 0 ? ',' : ''}`;
    }
    return text;
  };
  return (token, index) => {
    if (token === ',') return '';
    if (token === '.') return index === layout.point ? `${upTo(0)}${kept === '' ? '' : '.'}` : '';
    if (!isDigit(token)) return undefined;
    if (index > layout.point) {
      behind += 1;
      return kept.charAt(behind - 1);
    }
    placeholders -= 1;
    return upTo(placeholders);
  };
}

function withoutZeros(digits        )         {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}

/** At least as many digits as there are zeros, ten at most; a plus sign only where one is written. */
function exponentOf(token        , exponent        )         {
  const sign = exponent < 0 ? '-' : token.charAt(1) === '+' ? '+' : '';
  const zeros = token.replaceAll(/[^0]/g, '').length;
  return `${token.charAt(0)}${sign}${String(Math.abs(exponent)).padStart(Math.min(zeros, 10), '0')}`;
}

function literal(token        )         {
  if (token.startsWith('\\')) return token.slice(1);
  if (!/^['"]/.test(token)) return token;
  const isClosed = token.length > 1 && token.endsWith(token.charAt(0));
  return token.slice(1, isClosed ? -1 : undefined);
}

/**
 * A number in a standard (`D4`, `X`, `N2`, `F`, `P`, `E3`, `G`, `C`) or custom (`000.0#`, `#,##0`) format of .NET, invariant culture
 * (learn.microsoft.com, "Standard numeric format strings" and "Custom numeric format strings"; dotnet/runtime, Number.Formatting.cs).
 */
function formatNumber(value        , shape        )         {
  if (shape === '' || !Number.isFinite(value)) return numberText(value);
  const [, letter, digits = ''] = /^([A-Za-z])(\d*)$/.exec(shape) ?? [];
  return letter === undefined ? customNumber(value, shape) : standard(value, letter, digits === '' ? undefined : precisionOf(digits));
}

/** The service goes on to a thousand million digits; all that a double has are 767, and what is longer is a mistake. */
const mostDigits = 1000;

function precisionOf(digits        )         {
  const precision = Number(digits);
  if (precision <= mostDigits) return precision;
  throw new EvaluationError(`\`format\` writes at most ${mostDigits} digits here; ${digits.slice(0, 40)} asked for`);
}

function standard(value        , letter        , precision                    )         {
  const sign = value < 0 ? '-' : '';
  switch (letter.toUpperCase()) {
    case 'D':
      return `${sign}${integerOnly(value, letter).toString().replace('-', '').padStart(precision ?? 0, '0')}`;
    case 'X':
      return hexadecimal(integerOnly(value, letter), letter).padStart(precision ?? 0, '0');
    case 'B':
      return bits(integerOnly(value, letter)).toString(2).padStart(precision ?? 0, '0');
    case 'F':
      return `${sign}${fixed(value, precision ?? 2)}`;
    case 'N':
      return `${sign}${grouped(fixed(value, precision ?? 2))}`;
    case 'P':
      return `${sign}${grouped(fixed(value, precision ?? 2, 2))} %`;
    case 'C':
      return value < 0 ? `(¤${grouped(fixed(value, precision ?? 2))})` : `¤${grouped(fixed(value, precision ?? 2))}`;
    case 'E':
      return `${sign}${scientific(rounded(value, (precision ?? 6) + 1), precision ?? 6, letter, 3)}`;
    case 'G':
      return precision === undefined || precision === 0 ? general(value, letter) : `${sign}${shortened(value, precision, letter)}`;
    case 'R':
      if (isInt64(value)) throw new EvaluationError('`format` writes no integers with `R`');
      return numberText(value);
    default:
      throw new EvaluationError(`\`format\` has no number format \`${letter}\``);
  }
}

function integerOnly(value        , letter        )         {
  if (isInt64(value)) return BigInt(value);
  throw new EvaluationError(`\`format\` writes integers only with \`${letter}\``);
}

/** Of a negative number the two's complement in 64 bits. */
function bits(value        )         {
  return BigInt.asUintN(64, value);
}

function hexadecimal(value        , letter        )         {
  const digits = bits(value).toString(16);
  return letter === 'X' ? digits.toUpperCase() : digits;
}

/** An integer is rounded away from zero at the half, another number by all its digits and to the even one at the half. */
function half(value        )                {
  return isInt64(value) ? 'up' : 'even';
}

function rounded(value        , digits        )          {
  return roundedTo(exactDecimal(Math.abs(value)), digits, half(value));
}

/** The magnitude with so many digits behind the point, which moves to the right by `shift`. */
function fixed(value        , places        , shift = 0)         {
  const { digits, point } = exactDecimal(Math.abs(value));
  const moved = digits === '' ? 0 : point + shift;
  const [whole, fraction] = partsOf(roundedTo({ digits, point: moved }, moved + places, half(value)), places);
  return `${whole === '' ? '0' : whole}${places > 0 ? `.${fraction}` : ''}`;
}

function grouped(unsigned        )         {
  const [integers = '', fraction] = unsigned.split('.');
  const withCommas = integers.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}

/** One digit, `places` behind the point (all there are, when nothing is asked for), the exponent. */
function scientific({ digits, point }         , places                    , letter        , width        )         {
  const fraction = digits.slice(1).padEnd(places ?? 0, '0');
  const mantissa = `${digits.slice(0, 1) || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return `${mantissa}${exponentText(digits === '' ? 0 : point - 1, letter, width)}`;
}

/** The shortest text that reads back as the same number. */
function general(value        , letter        )         {
  return letter === 'g' ? numberText(value).replace('E', 'e') : numberText(value);
}

/** So many significant digits; with an exponent when the integer part needs more, or below 0.0001. */
function shortened(value        , precision        , letter        )         {
  const decimal = rounded(value, precision);
  const { digits, point } = decimal;
  if (point > precision || point < -3) return scientific(decimal, undefined, letter === 'g' ? 'e' : 'E', 2);
  const [whole, fraction] = partsOf(decimal, Math.max(digits.length - point, 0));
  return `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `format`: composite formatting of .NET in the invariant culture (learn.microsoft.com, "Composite formatting"). */
const formatFunctions                                       = [
  strict('format', [1, many], ([pattern, ...args]) => bounded(format(text$1(pattern, 'format'), args)), openFormat),
];

/**
 * `{{`, `}}`, `{0}`, `{0,-8}`, `{0:N2}`, or a brace that stands alone. The format reaches to the first `}` and holds no brace; spaces
 * stand behind the index and around the width only (dotnet/runtime, StringBuilder.AppendFormat).
 */
const itemPattern = /\{\{|\}\}|\{(?<index>\d{1,7}) *(?:, *(?<width>-?\d{1,7}) *)?(?::(?<shape>[^{}]*))?\}|[{}]/g;

function format(pattern        , args           )         {
  let length = 0;
  return pattern.replaceAll(itemPattern, (match        , ...rest                    ) => {
    if (match === '{{' || match === '}}') return match.charAt(0);
    const groups = rest.at(-1);
    const { index, width, shape } = isGroups(groups) ? groups : {};
    if (index === undefined) throw new EvaluationError('`format` found a brace that belongs to no placeholder; a brace itself is written twice');
    if (Number(index) >= args.length) throw new EvaluationError(`\`format\` has no argument {${index}}; ${args.length} given`);
    const shown = aligned(argumentText(args[Number(index)], shape), Number(width ?? 0));
    length += shown.length;
    // Placeholders may repeat a long text: stop before it is built.
    if (length > limits.stringLength) throw tooLong();
    return shown;
  });
}

/** What is around the unknown arguments, and what is known of them. */
function openFormat([pattern, ...args]           , open         )          {
  if (typeof pattern !== 'string') return textUnknown(open);
  const parts           = [];
  let end = 0;
  for (const match of pattern.matchAll(itemPattern)) {
    const [item] = match;
    parts.push([pattern.slice(end, match.index)], itemPieces(item, match.groups ?? {}, args));
    end = match.index + item.length;
  }
  return written$2(concatPieces([...parts, [pattern.slice(end)]]), open);
}

function itemPieces(item        , { index, width }                                              , args           )         {
  const value = args[Number(index ?? -1)];
  if (index === undefined || findUnknown(value) === undefined) return [format(item, args)];
  // Of a text .NET takes it as it is, whatever the format.
  const pieces = piecesOf(value) ?? anyText;
  const places = Number(width ?? 0);
  return places > 0 ? ['', ...pieces] : places < 0 ? [...pieces, ''] : pieces;
}

function isGroups(value         )                                                        {
  return typeof value === 'object' && value !== null;
}

/** Numbers follow the format; of everything else .NET takes the text as it is. Arrays and objects are JSON with single quotes. */
function argumentText(value         , shape                    )         {
  if (typeof value === 'number') return formatNumber(value, shape ?? '');
  if (!isArray(value) && !isObject(value)) return scalarText(value) ?? '';
  assertBounded(value);
  return jsonText(value).replaceAll('"', "'");
}

function aligned(shown        , width        )         {
  if (Math.abs(width) > limits.stringLength) throw new EvaluationError('`format` was given a width beyond any text');
  return width < 0 ? shown.padEnd(-width) : shown.padStart(width);
}

/**
 * The 64-bit murmur hash behind ARM's `uniqueString`: two 32-bit lanes of MurmurHash3 and their finalisers. The service's own
 * (`ComputeHash.MurmurHash64` of its resource stack) is not published as source; the constants are those of public ports, whose
 * values the tests repeat.
 */
function murmur64(bytes            )         {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  let low = 0;
  let high = 0;
  for (let index = 0; index < whole; index += 8) {
    low = rotated$1(low ^ first(view.getUint32(index, true)), 19);
    low = (Math.imul(low + high, 5) + 0x561ccd1b) | 0;
    high = rotated$1(high ^ second(view.getUint32(index + 4, true)), 13);
    high = (Math.imul(high + low, 5) + 0x0bcaa747) | 0;
  }
  const rest = bytes.length - whole;
  if (rest > 0) low ^= first(littleEndian(bytes, whole, Math.min(rest, 4)));
  if (rest > 4) high ^= second(littleEndian(bytes, whole + 4, rest - 4));
  high ^= bytes.length;
  low = (low ^ bytes.length) + high;
  high = (high + low) | 0;
  low = finished(low);
  high = finished(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function first(word        )         {
  return Math.imul(rotated$1(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
}

function second(word        )         {
  return Math.imul(rotated$1(Math.imul(word, 0xab0e9789), 17), 0x239b961b);
}

function finished(word        )         {
  let value = word | 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

function littleEndian(bytes            , start        , count        )         {
  let word = 0;
  for (let index = 0; index < count; index += 1) word |= (bytes[start + index] ?? 0) << (8 * index);
  return word;
}

function rotated$1(value        , bits        )         {
  return (value << bits) | (value >>> (32 - bits));
}

/**
 * SHA-1 (FIPS 180-4) of bytes. The language has no I/O and no platform; `guid` needs this one digest, synchronously.
 */
function sha1(message            )             {
  const length = Math.ceil((message.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(length - 4, (message.length * 8) >>> 0);
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Int32Array(80);
  for (let block = 0; block < length; block += 64) compress(state, words, view, block);
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

function compress(state            , words            , view          , block        )       {
  for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(block + index * 4);
  const word = (index        )         => words[index] ?? 0;
  for (let index = 16; index < 80; index += 1) {
    words[index] = rotated(word(index - 3) ^ word(index - 8) ^ word(index - 14) ^ word(index - 16), 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let index = 0; index < 80; index += 1) {
    const next = (rotated(a, 5) + mixed(index, b, c, d) + e + word(index)) | 0;
    [a, b, c, d, e] = [next, a, rotated(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((value, index) => {
    state[index] = ((state[index] ?? 0) + value) | 0;
  });
}

/** The function and constant of a round. */
function mixed(round        , b        , c        , d        )         {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotated(value        , bits        )         {
  return (value << bits) | (value >>> (32 - bits));
}

/** Names made from other names, the same at every run. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
const identityFunctions                                       = [
  strict('uniqueString', [1, many], (args) => base32(murmur64(utf8(joined(args, 'uniqueString')))), someText),
  strict('guid', [1, many], (args) => uuid5(joined(args, 'guid')), someText),
];

function joined(args           , name        )         {
  return bounded(args.map((arg) => text$1(arg, name)).join('-'));
}

/** Thirteen characters: 64 bits, five at a time from the top, the last one filled up with zeros. */
function base32(value        )         {
  const charset = 'abcdefghijklmnopqrstuvwxyz234567';
  const bits = value << 1n;
  return Array.from({ length: 13 }, (_, index) => charset.charAt(Number((bits >> BigInt(60 - 5 * index)) & 31n))).join('');
}

/** The namespace of ARM's `guid`: 11fb06fb-712d-4ddd-98c7-e71bbd588830. */
const namespace = [0x11, 0xfb, 0x06, 0xfb, 0x71, 0x2d, 0x4d, 0xdd, 0x98, 0xc7, 0xe7, 0x1b, 0xbd, 0x58, 0x88, 0x30];

/** A name-based UUID of version 5 (RFC 4122 §4.3): what ARM's `guid` makes of one text. */
function uuid5(name        )         {
  const bytes = sha1(Uint8Array.from([...namespace, ...utf8(name)])).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
}

/**
 * What is known of a value that is one of two, when it is not known which: what they share, in objects of the same members and arrays
 * of the same length part by part. `open` says why. Throws EvaluationError when one is larger than the service allows.
 */
function either(left         , right         , open         )          {
  assertBounded(left);
  assertBounded(right);
  return common(left, right, open);
}

function common(left         , right         , open         )          {
  if (!isUnknown(left) && (left === right || (isAbsent(left) && isAbsent(right)))) return left;
  if (isArray(left) && isArray(right) && left.length === right.length) return left.map((value, index) => common(value, right[index], open));
  if (isObject(left) && isObject(right) && hasSameMembers(left, right)) {
    return Object.fromEntries(Object.keys(left).map((key) => [key, common(left[key], right[key], open)]));
  }
  const [first, second] = [piecesOf(left), piecesOf(right)];
  if (first !== undefined && second !== undefined) return textOfPieces(eitherPieces(first, second), open.why);
  return isPresent(left) && isPresent(right) ? new Unknown(open.why, { isPresent: true }) : bare$1(open);
}

function hasSameMembers(left        , right        )          {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key));
}

/** Constants, booleans and comparison. */
const logicFunctions                                       = [
  strict('true', [0, 0], () => true),
  strict('false', [0, 0], () => false),
  strict('null', [0, 0], () => null),
  lazy('if', [3, 3], ([condition, whenTrue, whenFalse]) => choose(condition?.(), whenTrue, whenFalse)),
  partial('and', [2, many], (args) => combine('and', args, false)),
  partial('or', [2, many], (args) => combine('or', args, true)),
  strict('not', [1, 1], ([value]) => negate(boolean(value, 'not')), something),
  partial('equals', [2, 2], ([left, right]) => deepEqual(left, right)),
  strict('less', [2, 2], ([left, right]) => compare$1('less', left, right) < 0, something),
  strict('lessOrEquals', [2, 2], ([left, right]) => compare$1('lessOrEquals', left, right) <= 0, something),
  strict('greater', [2, 2], ([left, right]) => compare$1('greater', left, right) > 0, something),
  strict('greaterOrEquals', [2, 2], ([left, right]) => compare$1('greaterOrEquals', left, right) >= 0, something),
  partial('coalesce', [1, many], coalesce),
];

/**
 * Only the branch taken is evaluated: the documentation's own example guards `substring` with `length` so.
 * When the condition is unknown, what both branches share is still known.
 */
function choose(condition         , whenTrue                , whenFalse                )          {
  if (!isUnknown(condition)) return (boolean(condition, 'if') ? whenTrue : whenFalse)?.();
  try {
    return either(whenTrue?.(), whenFalse?.(), condition);
  } catch (error) {
    // The branch that fails may be the one that is never taken.
    if (error instanceof EvaluationError) return bare$1(condition);
    throw error;
  }
}

/** Of a value that may be null the next ones tell whether there will be one at all. */
function coalesce(args           )          {
  const index = args.findIndex((value) => !isAbsent(value));
  const found = args[index] ?? null;
  if (!isUnknown(found) || found.isPresent) return found;
  return args.slice(index + 1).some(isPresent) ? new Unknown(found.why, { isPresent: true }) : found;
}

/** `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. */
function combine(name        , args           , decisive         )        {
  const open = args.find(isUnknown);
  const known = args.filter((value)                                     => !isUnknown(value)).map((value) => boolean(value, name));
  if (known.includes(decisive)) return decisive;
  return open === undefined ? !decisive : present(open);
}

/** Numbers with numbers, texts with texts; mixtures fail. */
function compare$1(name        , left         , right         )         {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  throw new EvaluationError(`\`${name}\` compares numbers with numbers and texts with texts; ${typeName(left)} and ${typeName(right)} given`);
}

/** An address with its 32 or 128 bits. */
                          
                        
                         
 

/** Reads an address in the spellings that `IPAddress.Parse` of .NET takes; undefined when it is none. */
function addressOf(source        )                      {
  if (source.includes(':')) return version6(source);
  const value = version4(source);
  return value === undefined ? undefined : { bits: 32, value: BigInt(value) };
}

/**
 * One to four numbers, decimal, octal behind a zero or hexadecimal behind `0x`; the last one fills what the others leave
 * (dotnet/runtime, IPv4AddressHelper.ParseNonCanonical).
 */
function version4(source        )                     {
  const parts = source.split('.');
  const numbers = parts.map(numberOf);
  const last = numbers.pop() ?? NaN;
  if (parts.length > 4 || !numbers.every((part) => part <= 0xff) || !(last < 256 ** (5 - parts.length))) return undefined;
  return numbers.reduce((sum, part, index) => sum + part * 256 ** (3 - index), last);
}

/** NaN for what is no number. */
function numberOf(part        )         {
  if (/^0[0-7]+$/.test(part)) return Number(`0o${part}`);
  return /^(?:0|[1-9]\d*|0x[0-9a-f]+)$/i.test(part) ? Number(part) : NaN;
}

/**
 * RFC 4291 §2.2: eight groups, one run of zeros as `::`, the last two groups perhaps as an IPv4 address in plain decimals. One pair of
 * brackets may stand around it; the zone behind `%` is not looked at (dotnet/runtime, IPv6AddressHelper.IsValidStrict).
 */
function version6(source        )                      {
  const inner = source.startsWith('[') && source.endsWith(']') ? source.slice(1, -1) : source;
  const [plain = ''] = inner.split('%');
  const tail = plain.slice(plain.lastIndexOf(':') + 1);
  const embedded = tail.includes('.') ? plain4(tail) : undefined;
  if (tail.includes('.') && embedded === undefined) return undefined;
  const written = embedded === undefined ? plain : `${plain.slice(0, -tail.length)}${pair(embedded)}`;
  const halves = written.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

/** Four decimals without leading zeros. */
function plain4(source        )                     {
  return /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(source) ? version4(source) : undefined;
}

/** 32 bits as two groups. */
function pair(value        )         {
  return `${Math.floor(value / 0x1_0000).toString(16)}:${(value % 0x1_0000).toString(16)}`;
}

/** Ranges of addresses. Rules: Azure/azure-policy-linter, IPRange.cs. */
const networkFunctions                                       = [
  strict('ipRangeContains', [2, 2], ([range, target]) => contains(rangeOf(range), rangeOf(target)), something),
];

                        
                   
                        
                         
                       
 

/** Ranges of different families contain nothing of each other. */
function contains(outer              , inner              )          {
  return outer.bits === inner.bits && outer.start <= inner.start && inner.end <= outer.end;
}

/** An address, a subnet `a/n` (bits outside the mask are ignored), or `a-b`. Throws EvaluationError. */
function rangeOf(value         )               {
  const source = text$1(value, 'ipRangeContains');
  const range = source.includes('-') ? fromTo(source) : subnet(source);
  if (range !== undefined) return range;
  throw new EvaluationError(`\`ipRangeContains\` cannot read ${JSON.stringify(source.slice(0, 60))} as a range of addresses`);
}

function fromTo(source        )                           {
  const dash = source.indexOf('-');
  const start = addressOf(source.slice(0, dash));
  const end = addressOf(source.slice(dash + 1));
  if (start === undefined || end === undefined || start.bits !== end.bits || end.value < start.value) return undefined;
  return { bits: start.bits, start: start.value, end: end.value };
}

function subnet(source        )                           {
  const [prefix = '', mask, ...others] = source.split('/');
  const address = addressOf(prefix);
  if (address === undefined || others.length > 0) return undefined;
  const { bits, value } = address;
  if (mask !== undefined && !/^[\t-\r ]*\+?\d{1,9}[\t-\r ]*$/.test(mask)) return undefined;
  const length = mask === undefined ? bits : Number(mask);
  if (length > bits) return undefined;
  const hosts = (1n << BigInt(bits - length)) - 1n;
  return { bits, start: value & ~hosts, end: value | hosts };
}

/** Arithmetic on integers; overflow and division by zero fail. The others take numbers with a fraction as well. */
const numberFunctions                                       = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic('div', (left, right) => left / divisor(right)),
  arithmetic('mod', (left, right) => left % divisor(right)),
  strict('float', [1, 1], ([value]) => toFloat(value), something),
  strict('min', [1, many], (args) => extreme('min', args, (left, right) => Math.min(left, right)), something),
  strict('max', [1, many], (args) => extreme('max', args, (left, right) => Math.max(left, right)), something),
];

/** In 64 bits, as the service counts; what a number cannot hold exactly is refused rather than rounded. */
function arithmetic(name        , operation                                         )                            {
  return strict(name, [2, 2], ([left, right]) => {
    const result = exactInt64(operation(BigInt(integer(left, name)), BigInt(integer(right, name))));
    if (result === undefined) throw new EvaluationError(`The result of \`${name}\` is larger than this engine can hold`);
    return result;
  }, something);
}

function divisor(value        )         {
  if (value === 0n) throw new EvaluationError('Division by zero');
  return value;
}

/** Numbers as arguments, or one array of them. */
function extreme(name        , args           , pick                                         )         {
  const [first] = args;
  const values = (args.length === 1 && isArray(first) ? first : args).map((value) => number(value, name));
  if (values.length === 0) throw unfit(name, 'numbers', []);
  return values.reduce(pick);
}

/** As `double.Parse` reads it: separators of thousands anywhere before the point, ASCII white space around it, zero bytes behind it. */
const floatPattern = /^[\t-\r ]*([-+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)[\t-\r ]*\0*$/i;

function toFloat(value         )         {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') throw unfit('float', 'texts and numbers', value);
  const written = floatPattern.exec(value)?.[1];
  if (written === undefined) throw new EvaluationError(`\`float\` cannot read ${JSON.stringify(value.slice(0, 40))} as a number`);
  return Number(written.replaceAll(',', ''));
}

/** The pure functions of the template language. What reads its surroundings (`field`, `parameters`, `reference`) belongs to a host. */
const pureFunctions                                       = [
  ...logicFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...formatFunctions,
  ...encodingFunctions,
  ...identityFunctions,
  ...collectionFunctions,
  ...timeFunctions,
  ...networkFunctions,
];

const pure                       = new Set(pureFunctions);

/** True for a function whose result depends on its arguments alone. */
function isPure(entry         )          {
  return pure.has(entry);
}

/** A compiled expression: its value, which may be unknown. Throws EvaluationError when it fails on its values. */
                                                        

/**
 * Compiles an expression against the functions of a host.
 * Throws ExpressionError for a function that the host does not have (with the near miss) and a wrong number of arguments.
 */
function compileExpression       (expression            , functions                      )                  {
  const evaluate = compilePart(expression, functions);
  return expression.kind !== 'literal' && isConstant(expression, functions) ? once(evaluate) : evaluate;
}

function compilePart       (expression            , functions                      )                  {
  if (expression.kind === 'access') return compileAccess(expression, functions);
  if (expression.kind === 'call') {
    const args = expression.args.map((arg) => compileExpression(arg, functions));
    return compileCall(functionOf(expression, functions), args);
  }
  const { value } = expression;
  return () => value;
}

/** True when an expression has the same value wherever it is evaluated: it calls pure functions on constants. */
function isConstant       (expression            , functions                      )          {
  if (expression.kind === 'literal') return true;
  if (expression.kind === 'call') return isPure(functions.get(expression.name.toLowerCase())) && expression.args.every((arg) => isConstant(arg, functions));
  return isConstant(expression.base, functions) && expression.steps.every(({ key }) => isConstant(key, functions));
}

/** Evaluates a constant when it is first asked for: one that fails does so where it stands, not at load. */
function once       (evaluate                 )                  {
  let made                                         ;
  return (scope) => {
    made ??= { value: evaluate(scope) };
    return made.value;
  };
}

                                                  
                                                      

function functionOf       (call      , functions                      )                          {
  const found = functions.get(call.name.toLowerCase());
  if (found === undefined) {
    if (isTemplateFunction(call.name)) throw new ExpressionError(`\`${call.name}\` is a function of templates that is not available here`, call.position);
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
  const { call, name } = entry;
  const argumentsIn = (scope       ) => args.map((arg) => shortEnough(arg(scope), name));
  if (entry.kind === 'partial') return (scope) => call(argumentsIn(scope), scope);
  const { whenOpen } = entry;
  return (scope) => {
    const values = argumentsIn(scope);
    for (const value of values) {
      const open = findUnknown(value);
      if (open !== undefined) return whenOpen === undefined ? bare$1(open) : whenOpen(values, open);
    }
    return call(values, scope);
  };
}

/** The value itself. Throws EvaluationError for a text longer than functions of the service work on. */
function shortEnough(value         , name        )          {
  if (typeof value !== 'string' || value.length <= limits.stringLength) return value;
  throw new EvaluationError(`\`${name}\` works on texts of at most ${limits.stringLength} characters; one of ${value.length} given`);
}

function compileAccess       ({ base, steps }        , functions                      )                  {
  const start = compileExpression(base, functions);
  const keys = steps.map((step) => compileExpression(step.key, functions));
  const tolerant = base.kind === 'call' ? functions.get(base.name.toLowerCase())?.tolerant : undefined;
  return (scope) => {
    let value = start(scope);
    let forgiving = tolerant === true;
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

/** Functions whose result depends on their arguments alone, and `parameters`. */
const settledByParameters                      = new Set(['parameters', ...pureFunctions.map(({ name }) => name.toLowerCase())]);

/** True when a value is the same for every resource that meets the rule with the same parameters. */
function isSettledByParameters(operand         )          {
  if (operand.kind === 'literal') return true;
  if (operand.kind === 'array') return operand.items.every(isSettledByParameters);
  if (operand.kind === 'object') return operand.members.every(([, value]) => isSettledByParameters(value));
  return isSettled(operand.expression);
}

function isSettled(expression            )          {
  if (expression.kind === 'literal') return true;
  if (expression.kind === 'call') return settledByParameters.has(expression.name.toLowerCase()) && expression.args.every(isSettled);
  return isSettled(expression.base) && expression.steps.every(({ key }) => isSettled(key));
}

/** Remembers what was made of the last parameters: one assignment after the other meets many resources. */
function oncePerParameters                                                     (make                    )                     {
  let last                                                                     ;
  return (scope) => {
    const { parameters } = scope;
    if (last?.parameters === parameters) return last.made;
    const made = make(scope);
    last = { parameters, made };
    return made;
  };
}

/** `[*]` in a path. */
const each = Symbol('[*]');

/** A member name, the index of an element, or every element. */
                                                     

/** A place in a resource. Its way there is a chain, because most places are never printed. */
                       
                                         
                          
                                 
                         
                                                                             
                       
 

/** One step as written: `[*]`, `[0]`, `['a.b']` or `["a.b"]` (a quote inside is doubled), or a name up to the next dot or bracket. */
const stepPattern = /\[\*\]|\[(?<index>\d{1,9})\]|\[\s*'(?<single>(?:[^']|'')*)'\s*\]|\[\s*"(?<double>(?:[^"]|"")*)"\s*\]|(?<name>[^.[]+|\[)/y;

/** Reads `a.b[*].c`, `a[0]` and `a['b.c']`. Whatever has none of these forms is part of a name. */
function parsePath(text        )                      {
  const steps             = [];
  stepPattern.lastIndex = 0;
  for (let position = 0; position < text.length; ) {
    if (text[position] === '.') {
      position += 1;
      continue;
    }
    stepPattern.lastIndex = position;
    const { 0: whole = text.slice(position), groups = {} } = stepPattern.exec(text) ?? {};
    position += Math.max(1, whole.length);
    if (whole === '[*]') steps.push(each);
    else if (groups['index'] !== undefined) steps.push(Number(groups['index']));
    else steps.push(groups['single']?.replaceAll("''", "'") ?? groups['double']?.replaceAll('""', '"') ?? whole);
  }
  return steps;
}

/**
 * The places that a path leads to: one, or with `[*]` any number. Members are read without case.
 * A missing or null array has no elements; an unknown one has one open spot.
 * With `inserted`, elements and objects are looked through for a wrapper `properties`, as sub-resources of the network provider have it.
 */
function select(start      , steps                     , inserted = false)                  {
  let spots                  = [start];
  for (const [index, step] of steps.entries()) {
    const wrapped = inserted && mayBeWrapped(steps, index, typeof start.key === 'number');
    spots = step === each ? spots.flatMap(elements) : spots.map((spot) => partOf(spot, step, wrapped));
  }
  return spots;
}

/**
 * Whether the member that step `index` asks for may stand inside a wrapper `properties` of a sub-resource: behind an element or a member,
 * but not straight below the resource's own `properties`. `startsAtElement`: the path begins inside an array.
 */
function mayBeWrapped(steps                     , index        , startsAtElement         )          {
  if (index === 0) return startsAtElement;
  const before = steps[index - 1];
  return before === each || (typeof before === 'string' && (startsAtElement || index > 1 || before !== 'properties'));
}

function elements(spot      )                  {
  if (isUnknown(spot.value)) return [{ ...spot, value: bare$1(spot.value), open: true }];
  if (!Array.isArray(spot.value)) return [];
  return spot.value.map((value         , key) => ({ value, key, parent: spot }));
}

function partOf(spot      , key                 , wrapped         )       {
  if (isUnknown(spot.value)) return { ...spot, value: bare$1(spot.value), key, parent: spot };
  if (typeof key === 'number') return { value: Array.isArray(spot.value) ? spot.value[key] : undefined, key, parent: spot };
  const value = memberIgnoringCase(spot.value, key);
  const inner = wrapped && value === undefined ? memberIgnoringCase(spot.value, 'properties') : undefined;
  if (inner !== undefined) return partOf({ value: inner, key: 'properties', parent: spot }, key, false);
  return { value, key, parent: spot };
}

/** JSON pointer of a spot, with the keys as the resource writes them. */
function pointerOf(spot      )         {
  return chain(spot)
    .map(({ key, parent }) => `/${escapePointer(typeof key === 'string' ? spelling(parent, key) : String(key))}`)
    .join('');
}

/** Path of a spot as people write it: `properties.agentPoolProfiles[1].mode`. */
function pathOf$1(spot      )         {
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
  for (let current                   = spot; current?.key !== undefined; current = current.parent) spots.push(current);
  return spots.reverse();
}

/** The member's name in the resource, or as the path has it where the member is missing. */
function spelling(parent                  , name        )         {
  if (!isJsonObject(parent?.value) || Object.hasOwn(parent.value, name)) return name;
  return Object.keys(parent.value).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

/** What is known of the surroundings of a resource. Whatever is absent reads as unknown, never as empty. */
                                 
                                                                       
                                      
                                                                                  
                                     
                                                               
                                       
                                                                                                                                     
                           
                                                                                         
                                       
                                                                                                           
                                   
                                                                             
                               
     
                                                                                                                                                         
                                                       
     
                               
  

/** What a DELETE is of. */
                                                    

/** What `policy()` answers. Empty where the definition was not brought by such an object. */
                            
                                
                                
                                   
                                         
 

/** Everything that a rule can look at while it is evaluated. */
                        
                                                   
                              
                                                                                                              
                                          
                                  
                                      
                          
                                                                          
                                            
                                                              
                                     
                                                                    
                                    
                                                          
                                  
                                             
                                               
 

/** One open `count` and the element it looks at. */
                   
                                                                                                                                                   
                                                                                                                               

/** So many elements may be counted in one evaluation. Ours: the service has its own clock. */
const countBudget = 1_000_000;

/** What a value count of a custom definition may run over (azure-policy-language.md §1.1). A built-in lists 115 (MANAExistingVMNVASupport_Modify). */
const mostIterations = 100;

/** The scope of one element of a `count`. */
function inside(frame       , { resource, primary, parameters, context, ids, fieldOf, budget, mostIterations: iterations }       )        {
  return { resource, primary, parameters, context, ids, fieldOf, frames: frame, budget, mostIterations: iterations };
}

function* framesOf(scope       )                   {
  for (let frame = scope.frames; frame !== undefined; frame = frame.outer) yield frame;
}

/** The resource itself. Throws EvaluationError for one whose body is no object. */
function assertBody(resource          )           {
  if (!isJsonObject(resource.body)) throw new EvaluationError('The resource is no JSON object');
  return resource;
}

/**
 * The places of a field as the rule sees them here: inside a `count` over one of its arrays, only those below the current element.
 * Throws EvaluationError for a resource whose body is no object.
 */
function spotsOf(field       , scope       )                  {
  const resource = assertBody(scope.resource);
  for (let frame = field.isList ? scope.frames : undefined; frame !== undefined; frame = frame.outer) {
    const below = frame.kind === 'field' ? field.below(resource, frame.steps) : undefined;
    if (below !== undefined && frame.kind === 'field') return select(frame.spot, below.steps, below.inserted);
  }
  return field.read(resource);
}

/** The elements of a field that ends in `[*]` as the rule sees them here, without the way to each. Throws EvaluationError like `spotsOf`. */
function elementsOf(field       , { resource, frames }       )                  {
  assertBody(resource);
  for (let frame = frames; frame !== undefined; frame = frame.outer) {
    const below = frame.kind === 'field' ? field.below(resource, frame.steps) : undefined;
    if (below !== undefined && frame.kind === 'field') return below.steps.length === 0 ? [frame.spot] : below.reader.elements(frame.spot.value);
  }
  return field.elements(resource);
}

/** Whether every value of a field satisfies the matcher, as the rule sees the field here. Throws EvaluationError like `spotsOf`. */
function everyValue(field       , scope       , matcher         )        {
  const { frames } = scope;
  const resource = assertBody(scope.resource);
  for (let frame = field.isList ? frames : undefined; frame !== undefined; frame = frame.outer) {
    const below = frame.kind === 'field' ? field.below(resource, frame.steps) : undefined;
    if (below !== undefined && frame.kind === 'field') return below.reader.every(frame.spot.value, matcher);
  }
  return field.every(resource, matcher);
}

/** An unknown array may be empty: a comparison settles it only when no value escapes it. */
function matchSpot(spot      , matcher         )        {
  const truth = matcher(spot.value);
  return spot.open === true && isUnknown(spot.value) && truth !== true ? spot.value : truth;
}

/**
 * A field inside an expression: `""` for a missing scalar, the existing values for a list (azure-policy-language.md §1.13, rows 4 and 5).
 */
function valueOf(field                       , spots                 )          {
  if (!field.isList) {
    const value = spots[0]?.value;
    return isAbsent(value) ? '' : value;
  }
  // An unknown element may be missing, and then it would not be in the list: the list as a whole is unknown.
  const open = spots.find((spot) => isUnknown(spot.value) && (spot.open === true || typeof spot.key === 'string'));
  if (isUnknown(open?.value)) return bare$1(open.value);
  return spots.map(({ value }) => value).filter((value) => !isAbsent(value));
}

/** The functions that read the surroundings of a rule. */
const references                                     = [
  partial('parameters', [1, 1], ([name], scope) => (isUnknown(name) ? bare$1(name) : parameter(name, scope.parameters))),
  partial('field', [1, 1], ([name], scope) => (isUnknown(name) ? bare$1(name) : fieldValue(name, scope))),
  partial('current', [0, 1], ([name], scope) => (isUnknown(name) ? bare$1(name) : current(name, scope))),
  { ...partial       ('resourceGroup', [0, 0], (_, scope) => resourceGroup(scope)), tolerant: 'tags' },
  { ...partial       ('subscription', [0, 0], (_, scope) => subscription(scope)), tolerant: 'tags' },
  partial('requestContext', [0, 0], (_, scope) => requestContext(scope)),
  partial('policy', [0, 0], (_, scope) => scope.ids),
  partial('utcNow', [0, 0], (_, scope) => utcNow(scope)),
  { ...partial       ('claims', [0, 0], (_, scope) => scope.context.claims ?? noClaims), tolerant: true },
];

/** Every function of a policy rule. */
const policyFunctions                       = functionTable(pureFunctions, references);

/** The functions of a member's parameters in an initiative: the initiative's own parameters and nothing else around them. */
const initiativeFunctions                                                     = functionTable                                     (
  pureFunctions,
  [partial('parameters', [1, 1], ([name], scope) => (isUnknown(name) ? bare$1(name) : parameter(name, scope.parameters)))],
);

function parameter(name         , parameters            )          {
  const value = memberIgnoringCase(parameters, text(name, 'parameters'));
  if (value === undefined) throw new EvaluationError(`There is no parameter \`${String(name)}\``);
  return value;
}

/**
 * In the existence condition of a rule, `field()` still reads the resource that the rule is about; an alias that only the related one
 * has is read there (FlexibleServers_LogRetentionDays_DINE could never be satisfied otherwise).
 */
function fieldValue(name         , scope       )          {
  const field = scope.fieldOf(text(name, 'field'));
  const { primary, resource } = scope;
  const isOwn = primary === undefined || (field.kind === 'alias' && field.routes(primary).length === 0 && field.routes(resource).length > 0);
  return valueOf(field, spotsOf(field, isOwn ? scope : { ...scope, resource: primary, frames: undefined }));
}

/** The moment of the evaluation as the context has it: whoever asks says it as the service would, with seven digits of a second. */
function utcNow({ context: { utcNow: now } }       )          {
  if (now === undefined) return new Unknown('the time of the evaluation is not known here');
  if (ticksOf(now) === undefined) throw new EvaluationError(`The time of the evaluation is no date in ISO 8601: ${now.slice(0, 40)}`);
  return now;
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
  const steps = parsePath(rest);
  return valueOf({ isList: steps.includes(each) }, select(frame.spot, steps));
}

/** Ids are read once for each resource, however many rules ask. */
const readIds = new WeakMap                                  ();

function idOf(resource          )                         {
  if (readIds.has(resource)) return readIds.get(resource);
  const id = parseResourceId(resource.id ?? '');
  readIds.set(resource, id);
  return id;
}

const noClaims = new Unknown('the claims of the request are not known here');
const noSubscription = new Unknown('the subscription is not known here');
const noGroup = new Unknown('the resource group is not known here');
const groupUnread = new Unknown('the resource group was not read');

function resourceGroup({ context, resource }       )          {
  // A group that nobody manages has no `managedBy`, and four built-ins ask for it unguarded (the ones that leave Databricks out).
  const group = context.resourceGroup;
  if (group !== undefined) return keyIgnoringCase(group, 'managedBy') === undefined ? { ...group, managedBy: null } : group;
  const { resourceGroup: name, subscriptionId } = idOf(resource) ?? {};
  if (name === undefined) return openGroup(resource.openId);
  return groupCalled(name, `/subscriptions/${subscriptionId ?? ''}/resourceGroups/${name}`);
}

/** A plan says in which group a resource will be, and mostly not in which subscription. An id has one group, behind its subscription. */
function openGroup([first, second = '']                    = [])          {
  const name = first?.toLowerCase() === '/subscriptions/' ? /^\/resourceGroups\/([^/]+)\//i.exec(second)?.[1] : undefined;
  return name === undefined ? noGroup : groupCalled(name, new Unknown(noSubscription.why, { pieces: ['/subscriptions/', `/resourceGroups/${name}`] }));
}

function groupCalled(name        , id                  )          {
  return { id, name, location: groupUnread, tags: groupUnread, managedBy: groupUnread, properties: groupUnread };
}

const subscriptionUnread = new Unknown('the subscription was not read');

function subscription({ context, resource }       )          {
  if (context.subscription !== undefined) return context.subscription;
  const { subscriptionId } = idOf(resource) ?? {};
  if (subscriptionId === undefined) return noSubscription;
  const id = `/subscriptions/${subscriptionId}`;
  return { id, subscriptionId, displayName: subscriptionUnread, tenantId: subscriptionUnread, tags: subscriptionUnread };
}

function requestContext({ context, resource }       )          {
  const given = context.requestContext;
  const apiVersion = resource.apiVersion ?? new Unknown('the API version of the request is not known here');
  if (isJsonObject(given)) return { apiVersion, ...given };
  return { apiVersion, identity: new Unknown('the caller of the request is not known here') };
}

function text(value         , name        )         {
  if (typeof value === 'string') return value;
  throw new EvaluationError(`\`${name}\` takes a name${isAbsent(value) ? '' : `; ${typeof value} given`}`);
}

/** A compiled condition. Every member throws EvaluationError when the rule fails on its values. */
                       
                                          
     
                                                                                                                      
                                                                                              
     
                                             
                                                                                                                                          
                                              
                                                            
                                                  
                                                                                                                   
                                                            
 

/** A condition of which a part is settled: an answer, or what is left to ask. */
                                                          

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
    forType: (type) => {
      const inner = test.forType(type);
      return typeof inner === 'boolean' ? !inner : (scope) => negate(inner(scope));
    },
    selectsBy: test.selectsBy,
    decisions: test.decisions,
  };
}

function mostOf(tests                 )                    {
  if (tests.some(({ selectsBy }) => selectsBy === 'more')) return 'more';
  return tests.some(({ selectsBy }) => selectsBy === 'type') ? 'type' : 'nothing';
}

/**
 * Asks one after the other: the first that answers `decisive` settles it; otherwise one that is not known leaves it unknown.
 * Behind one that is not known, a failing one is one of the possible outcomes and not the outcome.
 */
function inTurn(parts                                      , decisive         )                          {
  return (scope) => {
    let unsettled                     ;
    for (const part of parts) {
      const before                      = unsettled;
      const truth        = before === undefined ? part(scope) : forgiving(() => part(scope), before);
      if (truth === decisive) return decisive;
      if (isUnknown(truth)) unsettled ??= truth;
    }
    return unsettled ?? !decisive;
  };
}

/** What is left of a group: settled parts that do not decide drop out; behind one that does nothing is asked. */
function leftOf(parts                   , decisive         )          {
  const left                              = [];
  for (const part of parts) {
    if (part === !decisive) continue;
    if (typeof part === 'function') left.push(part);
    // What stands before it is still asked first, as it may fail.
    else if (left.length === 0) return decisive;
    else {
      left.push(() => decisive);
      break;
    }
  }
  const [only, ...others] = left;
  if (only === undefined) return !decisive;
  return others.length === 0 ? only : inTurn(left, decisive);
}

function group(tests                 , decisive         )       {
  const holds = inTurn(
    tests.map((test) => test.holds),
    decisive,
  );
  return {
    holds,
    forType: (type) => leftOf(tests.map((test) => test.forType(type)), decisive),
    concerns: (scope) => {
      let unsettled                     ;
      for (const test of tests) {
        const truth = test.concerns(scope);
        if (truth === decisive) return decisive;
        if (isUnknown(truth)) unsettled ??= truth;
      }
      return unsettled ?? !decisive;
    },
    selectsBy: mostOf(tests),
    decisions: (scope) => {
      const truth = holds(scope);
      if (truth === !decisive) return tests.flatMap((test) => test.decisions(scope));
      const found = tests.map((test) => ({ test, truth: heard(test, scope) }));
      if (truth !== decisive) return found.filter((entry) => isUnknown(entry.truth)).flatMap(({ test }) => test.decisions(scope));
      const decided = found.find((entry) => entry.truth === decisive);
      return decided === undefined ? [] : decided.test.decisions(scope);
    },
  };
}

/** What a test says; nothing when it fails, which happens behind the one that decided. */
function heard(test      , scope       )                    {
  let truth                   ;
  forgiving(() => (truth = test.holds(scope)), false);
  return truth;
}

/** A right side ready to compare with. */
                        
                             
                            
 

/** The right side of a leaf as a rule sees it; `normalized` for a comparison of locations. */
                            
                                                        
                           
                                          
                                               
 

/**
 * Compiles the right side of a leaf. A literal is prepared once, one made of parameters once for each set of them.
 * Throws PolicyError when a literal does not suit its operator; a literal null is no error before the rule runs, as in the service.
 */
function compileRight(leaf      , side      )            {
  const { operator, right } = leaf;
  const evaluate = compileOperand(right, policyFunctions);
  const prepare = (value         )        => ({ expected: value, matcher: matcherOf(operator, value, side) });
  if (right.kind === 'literal' && right.value !== null) {
    const plain = inDocument(right.pointer, () => prepare(right.value));
    const normalized = prepare(normalizeLocation(right.value));
    return { literal: plain, plain: () => plain, normalized: () => normalized };
  }
  // An expression's null (a tag that is absent from the group) compares as "" (azure-policy-language.md §1.13, row 9).
  const value = right.kind === 'literal' ? evaluate : (scope       ) => evaluate(scope) ?? '';
  const remember = isSettledByParameters(right) ? oncePerParameters               : (make                         ) => make;
  return {
    plain: remember((scope) => prepare(value(scope))),
    normalized: remember((scope) => prepare(normalizeLocation(value(scope)))),
  };
}

/**
 * Understands the field of a leaf: once when it is written out, at every evaluation when it is an expression; unknown when the
 * expression is. Throws PolicyError.
 */
function compileField(operand         , fieldNamed                         )                                    {
  if (operand.kind === 'literal') {
    const field = inDocument(operand.pointer, () => fieldNamed(String(operand.value)));
    return () => field;
  }
  const evaluate = compileOperand(operand, policyFunctions);
  const read = (scope       )                  => {
    const name = evaluate(scope);
    if (isUnknown(name)) return name;
    if (typeof name === 'string') return scope.fieldOf(name);
    throw new EvaluationError(`The name of the field \`${operandText(operand)}\` is no text`);
  };
  return isSettledByParameters(operand) ? oncePerParameters(read) : read;
}

/** Fields that people read as a selection of resources, for the order of what is told. */
const leading = new Set(['type', 'name', 'kind']);

/** Whether people read a field, lower case, as a selection: of resources, or by its name of an element inside one. */
function isLeading(name        )          {
  return leading.has(name) || name.endsWith('[*].name');
}

/** A leaf over a field; `selecting` are those that say whether the rule concerns a resource. With `[*]` it holds when it holds for every element; for none, it holds (azure-policy-language.md §1.7). */
function fieldLeaf(leaf      , operand         , fieldNamed                         , selecting                     )       {
  const fieldIn = compileField(operand, fieldNamed);
  const right = compileRight(leaf, 'field');
  const rightFor = (field       , scope       )        => (field.kind === 'location' ? right.normalized(scope) : right.plain(scope));
  const field = operand.kind === 'literal' ? fieldNamed(String(operand.value)) : undefined;
  const { literal } = right;
  const holds = holdsOf(field, right) ?? ((scope       )        => {
    const found = fieldIn(scope);
    return isUnknown(found) ? found : everyValue(found, scope, rightFor(found, scope).matcher);
  });
  const name = operand.kind === 'literal' ? String(operand.value).toLowerCase() : '';
  const selects = isLeading(name);
  const decisions = (scope       )                      => {
    const found = fieldIn(scope);
    if (isUnknown(found)) {
      const { expected } = right.plain(scope);
      return [{ reason: reasonOf('field', operandText(operand), leaf.operator, found, expected, found), selects, guessed: false }];
    }
    const { expected, matcher } = rightFor(found, scope);
    const result = shown(everyValue(found, scope, matcher));
    const guessed = found.routes(scope.resource).some((route) => route.guessed);
    const reason = { kind: 'field', expression: found.name, operator: leaf.operator, expected, result }         ;
    const spots = spotsOf(found, scope);
    if (spots.length === 0) return [{ reason: { ...reason, actual: [] }, selects, guessed }];
    const matches = found.kind === 'location' ? (value         ) => matcher(normalizeLocation(value)) : matcher;
    return spots
      .filter((spot) => outcomeOf(() => matchSpot(spot, matches)) === result)
      .map((spot) => decide(reason, spot, { selects, guessed }));
  };
  const forType = (type        ) => (field?.kind === 'type' && literal !== undefined ? settledBy(type, field, literal) : undefined) ?? holds;
  return { holds, concerns: selecting.has(name) ? holds : () => open, forType, selectsBy: selecting.has(name) ? selectsBy(name, leaf.right) : 'nothing', decisions };
}

/** The comparison of a field that is written out and is one value: most are, and no `count` around it changes what they read. */
function holdsOf(field                   , { literal, plain }           )                                        {
  if (field === undefined || field.isList || field.kind === 'location') return undefined;
  if (literal === undefined) return (scope) => field.every(assertBody(scope.resource), plain(scope).matcher);
  const { matcher } = literal;
  return (scope) => field.every(assertBody(scope.resource), matcher);
}

/** What a comparison with the type comes to; undefined when it fails, which it then does at every resource. */
function settledBy(type        , field       , { matcher }       )                      {
  let truth                   ;
  forgiving(() => (truth = field.every({ type, name: '', body: {} }, matcher)), false);
  return typeof truth === 'boolean' ? truth : undefined;
}

function selectsBy(name        , right         )                    {
  return name === 'type' && isSettledByParameters(right) ? 'type' : 'more';
}

/** What a comparison says; nothing when it fails, which happens behind the one that decided. */
function outcomeOf(compare             )                               {
  let outcome                              ;
  forgiving(() => {
    const truth = compare();
    outcome = shown(truth);
    return truth;
  }, false);
  return outcome;
}

function decide(reason                                 , spot      , marks                                       )           {
  const isPlaced = spot.key !== undefined;
  // A reason is printed, and printing follows a value all the way down.
  assertBounded(spot.value);
  return {
    reason: { ...reason, ...(isPlaced ? { path: pathOf$1(spot) } : {}), actual: spot.value ?? null },
    ...(isPlaced ? { pointer: pointerOf(spot) } : {}),
    ...marks,
  };
}

/** A leaf over a value. */
function valueLeaf(leaf      , operand         )       {
  const evaluate = compileOperand(operand, policyFunctions);
  const isSettled = isSettledByParameters(operand);
  const valueIn = operand.kind !== 'literal' && isSettled ? oncePerParameters(evaluate) : evaluate;
  const right = compileRight(leaf, 'value');
  // What reads nothing but the parameters says when the rule judges, and finds no fault with a resource.
  const selects = isSettled && isSettledByParameters(leaf.right);
  const holds = (scope       )        => right.plain(scope).matcher(valueIn(scope));
  return {
    holds,
    concerns: () => open,
    forType: () => holds,
    selectsBy: 'nothing',
    decisions: (scope) => [
      {
        reason: reasonOf('value', operandText(operand), leaf.operator, valueIn(scope), right.plain(scope).expected, holds(scope)),
        selects,
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

/** The elements that a count runs over, each as the frame it is seen in. */
                    
                                    
                                                                                                             
                                                                               
 

/** How many elements satisfy `where`: at least `certain`, at most `certain` plus `unsettled`, or with `open` any number more. */
                 
                                     
                                       
                                     
 

/** A leaf over the number of elements that satisfy `where`. */
function countLeaf(leaf      , count       , where                  , fieldNamed                         )       {
  const elementsIn = count.over.kind === 'field' ? overField(count.over.field, fieldNamed) : overValue(count.over);
  const right = compileRight(leaf, 'count');
  const expression = operandText(count.over.kind === 'field' ? count.over.field : count.over.value);

  const holds = (scope       )        => {
    const elements = elementsIn(scope, elementsOf);
    const { matcher, expected } = right.plain(scope);
    if (where === undefined && elements.open === undefined) return matcher(elements.frames.length);
    return compare(tallyOf(elements, where, scope), where, matcher, expected);
  };

  return {
    holds,
    concerns: () => open,
    forType: () => holds,
    selectsBy: 'nothing',
    decisions: (scope) => {
      const { matcher, expected } = right.plain(scope);
      const tally = tallyOf(elementsIn(scope, spotsOf), where, scope);
      const truth = compare(tally, where, matcher, expected);
      const actual = tally.open !== undefined && tally.certain.length === 0 ? tally.open : tally.certain.length;
      const summary = { reason: reasonOf('count', expression, leaf.operator, actual, expected, truth), selects: false, guessed: false };
      if (where === undefined) return [summary];
      if (isUnknown(truth)) return [...tally.unsettled.flatMap((inner) => judging(where.decisions(inner))), summary];
      // The elements that were counted are the point only where counting none would have turned the answer.
      const telling = matcher(0) === truth ? [] : tally.certain;
      return [...telling.flatMap((inner) => judging(where.decisions(inner))), summary];
    },
  };
}

/** What decided on one element. Where that was nothing but what selects elements, those selected are what is objected to. */
function judging(decisions                     )                      {
  return decisions.every(({ selects }) => selects) ? decisions.map((decision) => ({ ...decision, selects: false })) : decisions;
}

/** Finds the elements; `read` with the way to each or without. */
                                                                                                      

function overField(operand         , fieldNamed                         )               {
  const fieldIn = compileField(operand, fieldNamed);
  if (operand.kind === 'literal' && !fieldNamed(String(operand.value)).isList) throw new PolicyError(notArrayAlias, operand.pointer);
  return (scope, read) => {
    const field = fieldIn(scope);
    if (isUnknown(field)) return { frames: [], open: { why: field, frame: undefined } };
    if (!field.isList) throw new EvaluationError(notArrayAlias);
    const spots = read(field, scope);
    const steps = field.routes(scope.resource)[0]?.steps ?? [];
    const alias = field.name.toLowerCase();
    const frameOf = (spot      )        => ({ kind: 'field', alias, steps, spot, outer: scope.frames });
    const unknown = spots.find((spot) => spot.open === true);
    if (unknown === undefined || !isUnknown(unknown.value)) return { frames: spots.map(frameOf) };
    return { frames: spots.filter((spot) => spot.open !== true).map(frameOf), open: { why: unknown.value, frame: frameOf({ value: unknown.value, key: 0 }) } };
  };
}

const notArrayAlias = '`count.field` needs an array alias, one with `[*]`';

function overValue(over                                           )               {
  const valueIn = compileOperand(over.value, policyFunctions);
  // A count without a name is called `default` (learn.microsoft.com, policy rule structure, value count).
  const label = over.name?.toLowerCase() ?? 'default';
  return (scope) => {
    const value = valueIn(scope);
    const frameOf = (element         )        => ({ kind: 'value', label, value: element, outer: scope.frames });
    if (isUnknown(value)) return { frames: [], open: { why: value, frame: frameOf(bare$1(value)) } };
    if (isAbsent(value)) return { frames: [] };
    if (!Array.isArray(value)) throw new EvaluationError('`count.value` needs an array');
    if (value.length > scope.mostIterations) throw new EvaluationError(`\`count.value\` runs over at most ${scope.mostIterations} elements`);
    return { frames: value.map(frameOf) };
  };
}

function tallyOf({ frames, open: more }          , where                  , scope       )        {
  scope.budget.left -= frames.length;
  if (scope.budget.left < 0) throw new EvaluationError('The rule counts more elements than one evaluation may');
  const certain          = [];
  const unsettled          = [];
  for (const frame of frames) {
    const inner = inside(frame, scope);
    const truth = where?.holds(inner) ?? true;
    if (truth === true) certain.push(inner);
    else if (isUnknown(truth)) unsettled.push(inner);
  }
  return { certain, unsettled, open: more === undefined || isNeverCounted(more.frame, where, scope) ? undefined : more.why };
}

/** True when no element satisfies `where`, whatever it is. */
function isNeverCounted(frame                   , where                  , scope       )          {
  return where !== undefined && frame !== undefined && forgiving(() => where.holds(inside(frame, scope)), true) === false;
}

/** Every number that is still possible has to give the same answer. */
function compare({ certain, unsettled, open: more }       , where                  , matcher         , expected         )        {
  const truth = matcher(certain.length);
  if (more !== undefined) return anyNumberFrom(certain.length, expected).every((number) => matcher(number) === truth) ? truth : more;
  const [first] = unsettled;
  if (first === undefined) return truth;
  const isShared = unsettled.every((_, index) => matcher(certain.length + index + 1) === truth);
  return isShared ? truth : (where?.holds(first) ?? truth);
}

/** So many numbers are tried, besides those around the right side. */
const triedNumbers = 128;

/** Numbers of elements that tell apart what a comparison can say of the least number and any greater one. */
function anyNumberFrom(least        , expected         )                    {
  const around = (Array.isArray(expected) ? expected : [expected]).map(Number).filter((number) => number >= 0 && number < 1e9);
  const turning = around.flatMap((number) => [Math.floor(number), Math.floor(number) + 1, Math.ceil(number) - 1]);
  return [...Array.from({ length: triedNumbers }, (_, index) => least + index), ...turning.filter((number) => number >= least), 1e9];
}

/**
 * Compiles a condition to closures. `fieldNamed` understands a field name or throws EvaluationError.
 * Throws PolicyError for unknown functions and fields, and for literals that do not suit their operator.
 */
function compileCondition(condition           , fieldNamed                         )       {
  return compile(condition, fieldNamed, selectingFields(condition));
}

function compile(condition           , fieldNamed                         , selecting                     )       {
  if (condition.kind === 'not') return not(compile(condition.condition, fieldNamed, selecting));
  if (condition.kind !== 'leaf') {
    const tests = condition.conditions.map((part) => compile(part, fieldNamed, selecting));
    return condition.kind === 'allOf' ? allOf(tests) : anyOf(tests);
  }
  const { left } = condition;
  if (left.kind === 'field') return fieldLeaf(condition, left.field, fieldNamed, selecting);
  if (left.kind === 'value') return valueLeaf(condition, left.value);
  const where = left.where === undefined ? undefined : compile(left.where, fieldNamed, selecting);
  return countLeaf(condition, left, where, fieldNamed);
}

/** A path on which an alias may be found. */
                             
                        
                                                                   
                            
 

/** Members of the envelope that no alias means: `…/type` of a type without `properties.type` is absent, not the resource's type. */
const envelope = new Set(['id', 'name', 'properties', 'type']);

/**
 * The paths of an alias in a resource of this type and API version, best first: the table's one; else, for an alias that is not
 * in it, `properties.<tail>` and, for `sku` and its like, the root (azure-policy-language.md §5.2). None when the alias is of another
 * type, or has no path in that API version.
 */
function resolveAlias(alias        , type        , apiVersion                    , aliases            )                        {
  const entry = aliases.find(type, alias);
  if (entry !== undefined) {
    const known = aliasIn(entry, apiVersion);
    return known === undefined ? [] : [{ path: known.path, guessed: false }];
  }
  const tail = tailOf(alias, type);
  if (tail === undefined) return [];
  const [head = ''] = tail.split(/[.[]/);
  const guesses = [`properties.${tail}`, ...(head === '' || envelope.has(head.toLowerCase()) ? [] : [tail])];
  return guesses.map((path) => ({ path, guessed: true }));
}

/** What follows the resource type in an alias; undefined when the alias is of another type. */
function tailOf(alias        , type        )                     {
  if (!alias.toLowerCase().startsWith(type.toLowerCase())) return undefined;
  const separator = alias.charAt(type.length);
  const tail = alias.slice(type.length + 1);
  return (separator === '/' || separator === '.') && tail !== '' && !tail.includes('/') ? tail : undefined;
}

/**
 * A path compiled for reading. `select` (path.ts) gives the same answers with the places they came from; this one allocates nothing,
 * because most comparisons are made without anybody asking where.
 */
                         
                                                                                       
                                              
                                                                                                       
                                                              
                                                                                                           
                                                         
                                                                     
                                              
 

/** One step made ready. `inserted`: a wrapper `properties` may stand around the member (see `select`). */
           
                             
                                                      
                                                                                                                                       

/** Compiles a path. `startsAtElement`: the start is itself an element of an array. */
function readerOf(steps                     , inserted         , startsAtElement = false)         {
  const path = steps.map((step, index)       => {
    if (step === each) return { kind: 'each' };
    if (typeof step === 'number') return { kind: 'index', index: step };
    return stepTo(step, inserted && mayBeWrapped(steps, index, startsAtElement));
  });
  return {
    value: (start) => {
      let value = start;
      for (const step of path) value = follow(value, step);
      return value;
    },
    every: (start, matcher) => everyFrom(start, path, 0, matcher),
    elements: (start) => {
      const found         = [];
      collect(start, path, 0, found);
      return found;
    },
    finds: (start) => findsFrom(start, path, 0),
  };
}

function stepTo(name        , wrapped         )                                    {
  return { kind: 'member', name, lower: name.toLowerCase(), inherited: name in Object.prototype, wrapped };
}

const wrapper = stepTo('properties', false);

function follow(value         , step      )          {
  if (isUnknown(value)) return bare$1(value);
  if (step.kind === 'each') return undefined;
  if (step.kind === 'index') return Array.isArray(value) ? value[step.index] : undefined;
  const found = memberOf(value, step);
  if (found !== undefined || !step.wrapped) return found;
  const inner = memberOf(value, wrapper);
  return isUnknown(inner) ? bare$1(inner) : memberOf(inner, step);
}

/** The own member of a plain object, exact name first, then without case. */
function memberOf(value         , { name, lower, inherited }                                   )          {
  if (!isPlain(value)) return undefined;
  if (!inherited || Object.hasOwn(value, name)) {
    const exact = value[name];
    if (exact !== undefined) return exact;
  }
  // `in` allocates nothing, which counts where most members that rules ask for are missing.
  for (const key in value) {
    if (key.length === lower.length && key !== name && key.toLowerCase() === lower && Object.hasOwn(value, key)) return value[key];
  }
  return undefined;
}

function isPlain(value         )                                                  {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype          = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function everyFrom(start         , path                 , from        , matcher         )        {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined) break;
    if (step.kind === 'each') return everyElement(value, path, index + 1, matcher);
    value = follow(value, step);
  }
  return matcher(value);
}

function everyElement(list         , path                 , from        , matcher         )        {
  // However many elements it has, and it may have none: only a comparison that nothing escapes is settled.
  if (isUnknown(list)) return matcher(bare$1(list)) === true ? true : list;
  if (!Array.isArray(list)) return true;
  return allKnown(list, (element) => everyFrom(element, path, from, matcher));
}

/** What `select` finds at the end of a path, into `found`: an array that is not known has one open element. */
function collect(start         , path                 , from        , found        )       {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined) break;
    if (step.kind === 'each') {
      if (isUnknown(value)) found.push({ value: bare$1(value), open: true });
      if (!Array.isArray(value)) return;
      for (const [key, element] of value.entries()) {
        if (index === path.length - 1) found.push({ value: element, key });
        else collect(element, path, index + 1, found);
      }
      return;
    }
    value = follow(value, step);
  }
  found.push({ value });
}

/**
 * Whether `holds` is true of every item: the first false one decides. One that is not known leaves the whole unknown,
 * and hides the failure of a later one, which would never have been looked at had it been false.
 */
function allKnown      (items                 , holds                       )        {
  let unsettled        = true;
  for (const item of items) {
    const truth        = unsettled === true ? holds(item) : forgiving(() => holds(item), unsettled);
    if (truth === false) return false;
    if (unsettled === true) unsettled = truth;
  }
  return unsettled;
}

function findsFrom(start         , path                 , from        )          {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined || isUnknown(value)) break;
    if (step.kind === 'each') return Array.isArray(value) && value.some((element) => findsFrom(element, path, index + 1));
    value = follow(value, step);
  }
  return value !== undefined && value !== null;
}

/**
 * `tags.x`, `tags[x]`, `tags['x']`; a quote inside the last form is doubled. White space inside the brackets and double quotes are read as
 * Microsoft's own regorus reads them; documentation is silent. An empty name is one that no tag has: built-ins make `tags[]` of a
 * parameter whose default is empty (the Fleet Manager definitions), and mean "no tag".
 */
function tagName(name        )                     {
  const [, dotted, bracketed] = /^tags(?:\.(.+)|\[(?!\*\]$)((?:(?!\]\s*\[).)*)\])$/is.exec(name) ?? [];
  if (dotted !== undefined || bracketed === undefined) return dotted;
  const [, single, double] = /^\s*(?:'(.*)'|"(.*)")\s*$/s.exec(bracketed) ?? [];
  return single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? bracketed.trim();
}

/*
 * The envelope of a resource shows a name as it is written where a part of it cannot be known. Then the body has it as an Unknown, and with it
 * what is known of it. A file may give the full name there, `cluster/pool`, or its last segment alone.
 */

/** The resource's name, its last segment, when it is not known; a text when that part of the full name is. Undefined when the envelope has it. */
function unknownName(resource          )                               {
  const name = unknownMember(resource, 'name');
  if (name?.pieces === undefined || !isChild(resource)) return name;
  const last = name.pieces.at(-1) ?? '';
  const slash = last.lastIndexOf('/');
  return slash < 0 ? endingWith(last, name) : last.slice(slash + 1);
}

/** Its full name, when that is not known. A segment alone says how the full name ends. */
function unknownFullName(resource          )                      {
  const name = unknownMember(resource, 'name');
  if (name?.pieces === undefined || !isChild(resource) || name.pieces.some((piece) => piece.includes('/'))) return name;
  return endingWith(name.pieces.at(-1) ?? '', name);
}

/** Its id, as far as the body knows it. */
function unknownId(resource          )                      {
  return unknownMember(resource, 'id');
}

function unknownMember({ body }          , member        )                      {
  const value = isJsonObject(body) ? body[member] : undefined;
  return isUnknown(value) ? value : undefined;
}

/** `Microsoft.X/parents/children`. */
function isChild({ type }          )          {
  return type.split('/').length > 2;
}

function endingWith(end        , { why }         )          {
  return new Unknown(why, { pieces: ['', end] });
}

/** A field name that has been understood. */
                        
                    
                        
                                                                                                                                   
                                                        
                           
                                                                                                                                     
                                                            
                                               
                                                         
                                                                                                  
                                                             
                                                                                                       
                                                                  
                                                                                                                                       
                                                                                          
 

/** The way from an element of a counted array to a field. */
                        
                                      
                             
                          
 

/** One way into a resource. */
                        
                                      
                                                                                     
                            
                                                                                
                             
                          
 

/** How the names of fields are understood: as the service does, or every name as a path into the document as it stands. */
                                               

/** Field names that are not aliases, for suggestions. */
const fieldNames = ['name', 'fullName', 'kind', 'type', 'location', 'id', 'identity.type', 'tags']         ;

/** Ours: the longest alias that is known has some 300 characters, and every step of a path costs. */
const longestName = 4096;

/** Understands a field name; undefined when it is none. Aliases need a table. Throws EvaluationError for one beyond all measure. */
function fieldOf(name        , aliases            , names             = 'aliases')                    {
  if (name.length > longestName) throw new EvaluationError(`The name of a field has ${name.length} characters; ${longestName} are read`);
  const tag = tagName(name);
  if (tag !== undefined) return pathField(name, 'tags', ['tags', tag]);
  if (names === 'literal') return name === '' ? undefined : literalField(name);
  const lower = name.toLowerCase();
  if (lower === 'tags' || lower === 'kind') return pathField(name, lower, [lower]);
  if (lower.startsWith('identity.')) return pathField(name, 'identity', parsePath(name));
  const computed = computedFields.get(lower);
  if (computed !== undefined) return computedField(name, ...computed);
  return name.includes('/') ? aliasField(name, aliases) : undefined;
}

/** An empty text in the envelope of a resource stands for nothing. */
function written$1(text        )                     {
  return text === '' ? undefined : text;
}

const computedFields                                                                                 = new Map([
  ['type', ['type', (resource) => written$1(resource.type)]],
  ['name', ['name', (resource) => unknownName(resource) ?? written$1(resource.name.slice(resource.name.lastIndexOf('/') + 1))]],
  ['fullname', ['fullName', (resource) => unknownFullName(resource) ?? written$1(resource.name)]],
  ['id', ['id', (resource) => (resource.id === undefined ? (unknownId(resource) ?? new Unknown('the file does not say where the resource will be deployed')) : written$1(resource.id))]],
  // Undocumented; Microsoft's own regorus reads it so. `policies lint` names `requestContext().apiVersion` instead.
  ['apiversion', ['apiVersion', (resource) => resource.apiVersion ?? new Unknown('the API version of the request is not known here')]],
  // A resource without a location is `global`.
  ['location', ['location', (resource) => normalizeLocation(locationReader.value(resource.body) ?? 'global')]],
]);

const locationReader = readerOf(['location'], false);

function computedField(name        , kind               , value                                 )        {
  return {
    name,
    kind,
    isList: false,
    routes: () => [],
    read: (resource) => [{ value: value(resource), key: kind, parent: rootOf(resource) }],
    elements: () => [],
    every: (resource, matcher) => matcher(value(resource)),
    below: () => undefined,
  };
}

/** A location is compared without spaces wherever it stands; everything else of the document as it is. */
function literalField(name        )        {
  const field = pathField(name, name.toLowerCase() === 'location' ? 'location' : 'path', parsePath(name));
  if (field.kind !== 'location') return field;
  return { ...field, every: (resource, matcher) => field.every(resource, (value) => matcher(normalizeLocation(value))) };
}

function pathField(name        , kind               , steps                     )        {
  const reader = readerOf(steps, false);
  const known = [{ steps, guessed: false, inserted: false, reader }];
  const routes = () => known;
  return {
    name,
    kind,
    isList: steps.includes(each),
    routes,
    read: (resource) => select(rootOf(resource), steps),
    elements: (resource) => reader.elements(resource.body),
    every: (resource, matcher) => reader.every(resource.body, matcher),
    below: belowOf(routes),
  };
}

function aliasField(name        , aliases            )        {
  const isList = parsePath(name).includes(each);
  const routes = routesByType(name, aliases);
  const read = (resource          )                  => {
    const root = rootOf(resource);
    const found = routes(resource).map(({ steps, inserted }) => select(root, steps, inserted));
    // An alias of another type yields nothing, as in the service.
    return found.find((spots) => spots.some(({ value }) => value !== undefined && value !== null)) ?? found[0] ?? absent$1(name, resource);
  };
  const readerFor = (resource          )                     => {
    const ways = routes(resource);
    const [first] = ways;
    return ways.length < 2 ? first?.reader : (ways.find(({ reader }) => reader.finds(resource.body)) ?? first)?.reader;
  };
  const every = (resource          , matcher         )        => {
    const reader = readerFor(resource);
    if (reader !== undefined) return reader.every(resource.body, matcher);
    return isList ? true : matcher(absent$1(name, resource)[0]?.value);
  };
  const elements = (resource          ) => readerFor(resource)?.elements(resource.body) ?? [];
  return { name, kind: 'alias', isList, routes, read, elements, every, below: belowOf(routes) };
}

/** Remembers the last array: a `count` asks for each of its elements. */
function belowOf(routesOf                 )                 {
  let last                                                                                                                             ;
  return (resource, counted) => {
    const routes = routesOf(resource);
    if (last?.routes === routes && last.counted === counted) return last.below;
    const route = routes.find(({ steps }) => startsWith(steps, counted));
    const steps = route?.steps.slice(counted.length) ?? [];
    const below = route === undefined ? undefined : { steps, inserted: route.inserted, reader: readerOf(steps, route.inserted, true) };
    last = { routes, counted, below };
    return below;
  };
}

function startsWith(steps                     , prefix                     )          {
  return prefix.length <= steps.length && prefix.every((step, index) => sameStep(step, steps[index]));
}

function sameStep(left          , right                      )          {
  if (typeof left !== 'string' || typeof right !== 'string') return left === right;
  return left === right || left.toLowerCase() === right.toLowerCase();
}

/** The ways of an alias for a resource: they depend on its type and API version only, and mostly both are those of the time before. */
function routesByType(name        , aliases            )                                           {
  const known = new Map                          ();
  let last                                                                                                                   ;
  return ({ type, apiVersion }) => {
    if (last !== undefined && last.type === type && last.apiVersion === apiVersion) return last.routes;
    const key = `${type.toLowerCase()} ${apiVersion ?? ''}`;
    const routes = known.get(key) ?? resolveAlias(name, type, apiVersion, aliases).map(ready);
    // Types and versions come from the resources: whoever makes up many gets them worked out anew.
    if (known.size < rememberedTypes$1) known.set(key, routes);
    last = { type, apiVersion, routes };
    return routes;
  };
}

const rememberedTypes$1 = 64;

function ready({ path, guessed }            )        {
  const steps = parsePath(path);
  return { steps, guessed, inserted: guessed, reader: readerOf(steps, guessed) };
}

function absent$1(name        , resource          )                  {
  if (parsePath(name).includes(each)) return [];
  // Names such as `Microsoft.Compute/imagePublisher` have no type in them: without a table nobody knows where they point.
  const isTypeless = name.split('/').length === 2 && name.toLowerCase().startsWith(`${namespaceOf(resource.type)}/`);
  return [{ value: isTypeless ? new Unknown(`the alias ${name} is not in the alias table`) : undefined }];
}

function namespaceOf(type        )         {
  return (type.split('/')[0] ?? '').toLowerCase();
}

function rootOf(resource          )       {
  return { value: resource.body };
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

/** What to put in the place of a value; `keep` leaves it, `drop` takes the member away. */
                                                   

const keep = Symbol('keep');
const drop = Symbol('drop');

/** How far a write may go: `existing` needs the parent object to be there, `creating` makes what is missing on the way. */
                                            

/**
 * A copy of a value with what lies at the end of a path changed; the value itself when nothing changes. Members are found without
 * case and keep their spelling. `[*]` in the middle goes through every element, at the end it stands for the array as a whole.
 */
function written(value         , path                     , change        , reach       )          {
  const [step, ...rest] = path;
  if (step === undefined) {
    const next = change(value);
    return next === keep ? value : next;
  }
  if (isUnknown(value)) return value;
  if (step === each) return rest.length === 0 ? atEnd(value, change) : inElements(value, rest, change, reach);
  if (typeof step === 'number') return inElement(value, step, rest, change, reach);
  return inMember(value, step, rest, change, reach);
}

function atEnd(value         , change        )          {
  const next = change(value);
  return next === keep ? value : next;
}

function inElements(value         , rest                     , change        , reach       )          {
  if (!Array.isArray(value)) return value;
  const next = value.map((element         ) => written(element, rest, change, reach));
  return next.every((element, index) => element === value[index]) ? value : next;
}

function inElement(value         , index        , rest                     , change        , reach       )          {
  if (!Array.isArray(value) || index >= value.length) return value;
  const next = written(value[index], rest, change, reach);
  return next === value[index] ? value : value.with(index, next);
}

function inMember(value         , name        , rest                     , change        , reach       )          {
  if (value !== undefined && value !== null && !isJsonObject(value)) return value;
  if (!isJsonObject(value) && reach === 'existing') return value;
  const object = isJsonObject(value) ? value : {};
  const key = spellingOf(object, name);
  const before = Object.hasOwn(object, key) ? object[key] : undefined;
  const isArrayStep = rest[0] === each && rest.length === 1;
  const next = rest.length === 0 || isArrayStep ? atEnd(before, change) : written(before, rest, change, reach);
  if (next === before) return value;
  // fromEntries defines own members, also for a name such as `__proto__`.
  const others = Object.entries(object).filter(([member]) => member !== key);
  if (next === drop) return Object.fromEntries(others);
  return Object.fromEntries(before === undefined ? [...others, [key, next]] : Object.entries(object).map(([member, part]) => [member, member === key ? next : part]));
}

function spellingOf(object                                   , name        )         {
  if (Object.hasOwn(object, name)) return name;
  const lower = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === lower) ?? name;
}

/** What the operations of one policy made of a request. */
                          
                                                                      
                              
                                           
                                                                          
                                     
                                                             
                                      
     
                                                                                                                                     
                                                                                         
     
                                             
 

                             
                         
                                              
                       
                                                                        
                            
 

/** One field that was written. `value` is undefined where it was removed. */
                              
                         
                                     
                          
 

/**
 * Applies the operations of `append` or `modify` in their order (azure-policy-language.md §1.10).
 * Throws EvaluationError when an operation fails on its values.
 */
function applyOperations(operations                      , scope       , aliases            )          {
  const { body: _, ...envelope } = scope.resource;
  let resource = scope.resource;
  const changes                = [];
  const denied           = [];
  const skipped           = [];
  const unwritable               = [];
  for (const operation of operations) {
    const inner = { ...scope, resource };
    const field = operation.field(inner);
    if (isUnknown(field)) {
      skipped.push(`which field to change is not known: ${field.why}`);
      continue;
    }
    // The condition comes first: built-ins guard with it what older API versions do not let anybody write.
    const holds = conditionOf(operation, inner);
    if (holds === false) continue;
    const wanted = isUnknown(holds) ? new Unknown(`whether a policy changes it is not known: ${holds.why}`) : operation.value(inner);
    const obstacle = obstacleTo(operation, field, resource);
    if (obstacle !== undefined) {
      skipped.push(obstacle);
      continue;
    }
    const why = refusalOf(operation, field, wanted, resource, aliases);
    if (why !== undefined) {
      unwritable.push({ field: field.name, why, ...(isUnknown(holds) ? { unless: holds } : {}) });
      continue;
    }
    const path = pathOf(field, resource);
    let clashes = false;
    const change = changeOf(operation.kind, wanted, path.at(-1) === each, () => {
      clashes = true;
    });
    const body = written(resource.body, path, change, reachOf(operation, field));
    if (clashes) denied.push(`\`${field.name}\` has another value already`);
    if (body === resource.body || !isJsonObject(body)) continue;
    resource = { ...envelope, body };
    changes.push({ field: field.name, path, value: wanted });
  }
  return { resource, changes, denied, skipped, unwritable };
}

/** Whether an operation is made. */
function conditionOf({ condition }           , scope       )        {
  const holds = condition?.(scope) ?? true;
  if (isUnknown(holds) || typeof holds === 'boolean') return holds;
  throw new EvaluationError('`condition` of an operation has to be true or false');
}

function pathOf(field       , resource          )                      {
  return field.routes(resource)[0]?.steps ?? [field.kind];
}

/** Tags come into being with the first of them; whatever `append` writes does, too. `modify` needs the parent (§1.10). */
function reachOf({ kind }           , field       )        {
  return kind === 'append' || field.kind === 'tags' || field.name.toLowerCase() === 'tags' || field.kind === 'identity' ? 'creating' : 'existing';
}

const machines = new Set(['microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets']);

/** Why an operation cannot be made on this resource, if it cannot. */
function obstacleTo({ kind }           , field       , resource          )                     {
  const { name } = field;
  if (kind === 'append') return undefined;
  const isTag = field.kind === 'tags';
  if (kind === 'remove' && !isTag) return `only tags can be removed, not \`${name}\``;
  if (field.kind === 'identity' && !machines.has(resource.type.toLowerCase())) return `\`${name}\` is modified on virtual machines and scale sets only`;
  if (field.kind !== 'alias') return undefined;
  return field.routes(resource).length === 0 ? `\`${name}\` is no property of ${resource.type} in this API version` : undefined;
}

/** Why the service does not let `modify` write this value into this field; undefined where it does, or no table says. */
function refusalOf({ kind }           , { kind: fieldKind, name }       , value         , { type, apiVersion }          , aliases            )                     {
  if (kind === 'append' || fieldKind !== 'alias') return undefined;
  const alias = aliases.find(type, name);
  const entry = alias === undefined ? undefined : aliasIn(alias, apiVersion);
  if (entry?.modifiable === false) return 'is not modifiable';
  const fits = entry?.type === undefined ? undefined : valueTypes.get(entry.type);
  return fits === undefined || isUnknown(value) || fits(value) ? undefined : `takes ${entry?.type ?? ''}`;
}

/** Token types of aliases that say something of their values; others, such as `any`, take everything. */
const valueTypes                                                   = new Map([
  ['string', (value         ) => typeof value === 'string'],
  ['boolean', (value         ) => typeof value === 'boolean'],
  ['integer', (value         ) => Number.isInteger(value)],
  ['number', (value         ) => typeof value === 'number'],
  ['array', (value         ) => Array.isArray(value)],
  ['object', (value         ) => isJsonObject(value)],
]);

/** `modify` of an identity is about machines; other resources it does not concern at all (ibid., skipped evaluation). */
function isLeftOut(operations                      , scope       )          {
  if (machines.has(scope.resource.type.toLowerCase())) return false;
  return operations.some((operation) => {
    const field = operation.kind === 'append' ? undefined : operation.field(scope);
    return field !== undefined && !isUnknown(field) && field.kind === 'identity';
  });
}

function changeOf(kind                   , value         , isWholeArray         , clash            )         {
  const same = (other         ) => deepEqual(other, value) === true;
  if (kind === 'remove') return (current) => (current === undefined ? keep : drop);
  if (isWholeArray) {
    if (kind === 'addOrReplace') return (current) => (Array.isArray(current) && current.length === 1 && same(current[0]) ? keep : [value]);
    return (current) => {
      if (isUnknown(current)) return keep;
      const list                     = Array.isArray(current) ? current : [];
      return list.some(same) ? keep : [...list, value];
    };
  }
  if (kind === 'addOrReplace') return (current) => (same(current) ? keep : value);
  return (current) => {
    if (isAbsent(current)) return value;
    if (isUnknown(current)) return kind === 'append' ? current : keep;
    if (kind === 'append' && !same(current)) clash();
    return keep;
  };
}

/** What nothing keeps from being deleted, so that nobody locks themselves out (learn.microsoft.com, "Azure Policy definitions denyAction effect"). */
const deletable                      = new Set([
  'microsoft.authorization/policyassignments',
  'microsoft.authorization/denyassignments',
  'microsoft.authorization/locks',
  'microsoft.blueprint/blueprintassignments',
  'microsoft.resources/deploymentstacks',
  'microsoft.resources/subscriptions',
]);

/**
 * What an effect that is about deletions makes of a request whose condition holds (ibid.; azure-policy-language.md §1.10): `denyAction` refuses a DELETE
 * whose action is among `actionNames`; that of the whole resource group unless `cascadeBehaviors.resourceGroup` is `allow`. What deletes nothing it lets be.
 * @param details `then.details` with their expressions resolved
 */
function ofDeletion(name        , details                 , scope       )               {
  const { deletion } = scope.context;
  if (deletion === undefined) return { verdict: 'compliant', acts: true, message: () => `Effect ${name} stops deletion, nothing else.` };
  if (name !== 'denyAction') return { verdict: 'compliant', acts: true, message: () => `Effect ${name} stops nothing.` };
  const { type } = scope.resource;
  if (deletable.has(type.toLowerCase())) return { verdict: 'compliant', acts: false, message: () => `No policy keeps ${type} from being deleted.` };
  const found = details(scope);
  const denied = namesDelete(memberIgnoringCase(found, 'actionNames'));
  if (denied === undefined) return { verdict: 'undetermined', acts: true, message: () => `Effect ${name} does not say in \`details.actionNames\` what to deny.` };
  const reaches = deletion === 'resource' ? true : cascades(memberIgnoringCase(memberIgnoringCase(found, 'cascadeBehaviors'), 'resourceGroup'));
  const what = deletion === 'resource' ? 'its deletion' : 'its deletion with the resource group';
  if (denied === false || reaches === false) return { verdict: 'compliant', acts: false, message: () => `Effect ${name} allows ${what}.` };
  const open = [denied, reaches].find(isUnknown);
  if (open !== undefined) return { verdict: 'undetermined', acts: open, message: () => `Whether effect ${name} forbids ${what} is not known: ${open.why}.` };
  return { verdict: 'violation', acts: true, message: () => `Effect ${name} forbids ${what}.` };
}

/** Whether `delete` is among the names of actions; undefined where there are none. */
function namesDelete(names         )                    {
  if (isUnknown(names)) return names;
  if (!Array.isArray(names)) return undefined;
  const list                     = names;
  return list.some((one) => typeof one === 'string' && one.toLowerCase() === 'delete') || (list.find(isUnknown) ?? false);
}

/** Without a word the group is kept (ibid., "DenyAction properties"). */
function cascades(behavior         )        {
  return isUnknown(behavior) ? new Unknown(behavior.why) : typeof behavior !== 'string' || behavior.toLowerCase() !== 'allow';
}

/** What was found of the resources that an IfNotExists effect looks for. */
                            
                                                                          
                                                  
                                                
                               
                                              
                         
                          
                                                                 
                                          
 

const notLookedFor = new Unknown('nobody looked for it');

/** `existenceCondition` holds at most so many conditions (azure-policy-language.md §1.1). */
const mostConditions = 128;

/**
 * Compiles the search of an IfNotExists effect from `then.details`: undefined when they do not name a type.
 * Throws PolicyError when a part of it is not of the language.
 */
function compileExistence(details                   , fieldNamed                         )                                            {
  if (details === undefined || !isJsonObject(details.value)) return undefined;
  const place = { value: details.value, pointer: details.pointer };
  const type = textIn(place, 'type');
  if (type === undefined) return undefined;
  const wantedIn = compileWanted(place, type);
  const condition = find$1(place, 'existenceCondition');
  const test = condition === undefined ? undefined : compileCondition(parseCondition(condition, mostConditions), fieldNamed);
  return (scope) => {
    const wanted = wantedIn(scope);
    if (isUnknown(wanted)) return { outcome: wanted, total: 0, wanted: { type: '', existenceScope: 'resourceGroup' }, decisions: [] };
    return scope.related === undefined ? { outcome: notLookedFor, total: 0, wanted, decisions: [] } : look(wanted, scope.related, test, scope);
  };
}

function textIn(place                   , member        )                      {
  const found = find$1(place, member);
  return found === undefined ? undefined : parseOperand(found);
}

/** What to look for, apart from the resource for which it is. */
                                              

/** Compiles what to look for: worked out once for each set of parameters where it depends on nothing else. */
function compileWanted(place                   , type         )                                     {
  const operands = [type, ...['name', 'resourceGroupName', 'existenceScope'].map((member) => textIn(place, member))];
  const parts = operands.map((operand) => (operand === undefined ? undefined : compileOperand(operand, policyFunctions)));
  const wanted = (scope       ) => wantedOf(parts.map((part) => part?.(scope)));
  const isSettled = operands.every((operand) => operand === undefined || isSettledByParameters(operand));
  return isSettled ? oncePerParameters(wanted) : wanted;
}

function wantedOf(values                    )                   {
  const open = values.find(isUnknown);
  if (open !== undefined) return new Unknown(`what to look for is not known: ${open.why}`);
  const type = textOrNothing(values[0]);
  if (type === undefined) throw new EvaluationError('`details.type` is empty');
  const [name, resourceGroupName, range] = [textOrNothing(values[1]), textOrNothing(values[2]), textOrNothing(values[3])];
  const wanted                                                     = { type, existenceScope: range?.toLowerCase() === 'subscription' ? 'subscription' : 'resourceGroup' };
  if (name !== undefined) wanted.name = name;
  if (resourceGroupName !== undefined) wanted.resourceGroupName = resourceGroupName;
  return wanted;
}

function textOrNothing(value         )                     {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new EvaluationError('`details` names what to look for with texts');
}

/** Any related resource that satisfies the condition suffices; without a condition existence does (§1.13, row 22). */
function look(wanted        , related               , test                  , scope       )            {
  const found = related({ primary: scope.resource, ...wanted });
  if (isUnknown(found)) return { outcome: found, total: 0, wanted, decisions: [] };
  const scopes = found.map((resource)        => ({ ...scope, resource: typed(resource, wanted.type), primary: scope.resource }));
  let open                     ;
  for (const inner of scopes) {
    const truth = test === undefined ? true : open === undefined ? test.holds(inner) : forgiving(() => test.holds(inner), open);
    if (truth === true) return { outcome: 'found', resource: inner.resource, total: found.length, wanted, decisions: [] };
    if (isUnknown(truth)) open ??= truth;
  }
  const decisions = open === undefined && test !== undefined ? scopes.slice(0, mostTold$1).flatMap((inner) => test.decisions(inner)) : [];
  return { outcome: open ?? 'missing', total: found.length, wanted, decisions };
}

/** Whoever was asked for one type need not repeat it in the answer. */
function typed(resource          , type        )           {
  return resource.type === '' ? { ...resource, type } : resource;
}

/** The comparisons of so many related resources are told. */
const mostTold$1 = 3;

/** Says what was looked for: "a Microsoft.Insights/diagnosticSettings". */
function described({ type, name, resourceGroupName, existenceScope }        )         {
  const where = resourceGroupName === undefined ? (existenceScope === 'subscription' ? ' in the subscription' : '') : ` in ${resourceGroupName}`;
  return `${type}${name === undefined ? '' : ` \`${name}\``}${where}`;
}

/** One change of a request as an effect writes it. */
                            
                                                                                    
                                                              
                                                    
                                  
                                              
                                                  
 

const modifyOperations = ['add', 'addOrReplace', 'remove']         ;

/**
 * Compiles the details of `append`: a list of `{field, value}`.
 * Throws PolicyError when they are none.
 */
function compileAppend(details       , fieldNamed                         )                       {
  return elementsOf$1(details, '`details` of append').map((place) => {
    const entry = objectOf(place, 'A member of `details`');
    return { kind: 'append', field: fieldIn(entry, fieldNamed), value: valueIn(entry), condition: undefined };
  });
}

/** Compiles the operations of `modify`. Throws PolicyError. */
function compileModify(details       , fieldNamed                         )                       {
  const place = objectOf(details, '`details` of modify');
  return elementsOf$1(required(place, 'operations'), '`operations`').map((element) => {
    const entry = objectOf(element, 'An operation');
    const written = required(entry, 'operation');
    const name = textOf$1(written, '`operation`');
    const kind = modifyOperations.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (kind === undefined) throw new PolicyError(`\`${name}\` is no operation of modify${suggestion(name, modifyOperations)}`, written.pointer);
    const condition = find$1(entry, 'condition');
    return {
      kind,
      field: fieldIn(entry, fieldNamed),
      value: kind === 'remove' ? () => undefined : valueIn(entry),
      condition: condition === undefined ? undefined : compileOperand(parseOperand(condition), policyFunctions),
    };
  });
}

/** `conflictEffect` of `modify`: deny unless it says otherwise. */
function conflictEffectOf(details                   )                  {
  const found = details !== undefined && isJsonObject(details.value) ? find$1({ value: details.value, pointer: details.pointer }, 'conflictEffect') : undefined;
  return found === undefined ? () => 'deny' : compileOperand(parseOperand(found), policyFunctions);
}

function fieldIn(entry                   , fieldNamed                         )                                    {
  const place = required(entry, 'field');
  textOf$1(place, '`field`');
  return compileField(parseOperand(place), fieldNamed);
}

function valueIn(entry                   )                  {
  const found = find$1(entry, 'value');
  return found === undefined ? () => null : compileOperand(parseOperand(found), policyFunctions);
}

/**
 * Compiles the `then` of a rule. The effect is often a parameter, so that its details are read for every effect that it may turn out
 * to be. Throws PolicyError for an effect that does not exist and for details that do not suit a literal one.
 */
function compileConsequence(rule            , fieldNamed                         , aliases            )              {
  const { details, effect: operand } = rule;
  const literal = operand.kind === 'literal' ? named(String(operand.value), (message) => new PolicyError(message, operand.pointer)) : undefined;
  const existence = compileExistence(details, fieldNamed);
  const append = compiledOnUse(() => (details === undefined ? [] : compileAppend(details, fieldNamed)), literal?.name === 'append');
  const modify = compiledOnUse(() => (details === undefined ? [] : compileModify(details, fieldNamed)), literal?.name === 'modify');
  const conflictEffect = conflictEffectOf(details);
  const resolved = detailsOf(details);
  const operations = (effect        ) => (effect === 'append' ? append() : modify());
  return {
    effectNamed: (name) => named(name, (message) => new EvaluationError(message)).name.toLowerCase(),
    isRelational: (effect) => effectNamed(effect)?.decidedBy === 'related',
    isOfDeletions: (effect) => effectNamed(effect)?.decidedBy === 'delete',
    details: resolved,
    deploymentParameters: deploymentParametersOf(details),
    changes: (effect, scope) =>
      effectNamed(effect)?.changesRequest === true
        ? { ...applyOperations(operations(effect), scope, aliases), conflictEffect: String(conflictEffect(scope)).toLowerCase() }
        : undefined,
    of: (effect, scope) => {
      const { decidedBy, name, changesRequest } = effectNamed(effect) ?? named(effect, (message) => new EvaluationError(message));
      if (changesRequest === true) {
        const changes = operations(effect);
        if (isLeftOut(changes, scope)) return { verdict: 'notApplicable', acts: false, message: () => 'Effect modify writes identities on virtual machines and scale sets only.' };
        return { verdict: 'violation', acts: true, message: () => changing(name, applyOperations(changes, scope, aliases)) };
      }
      if (decidedBy === 'condition') return { verdict: 'violation', acts: true };
      if (decidedBy === 'related') return existing(name, existence, scope);
      if (decidedBy === 'delete') return ofDeletion(name, resolved, scope);
      if (decidedBy === 'attested') return attested(details);
      const why = `Effect ${name} is carried out by another service; what comes of it is not decided here.`;
      return { verdict: 'undetermined', acts: true, message: () => why };
    },
  };
}

function named(name        , error                            )         {
  const effect = effectNamed(name);
  if (effect !== undefined) return effect;
  const names = effects.map((entry) => entry.name);
  throw error(`\`${name}\` is no effect${suggestion(name, names)}`);
}

/** Compiled when it is needed; at once when it certainly will be, so that a mistake shows at load. */
function compiledOnUse       (compile             , isNeeded         )              {
  let made                                       ;
  if (isNeeded) made = { value: compile() };
  return () => {
    try {
      made ??= { value: compile() };
      return made.value;
    } catch (error) {
      if (error instanceof PolicyError) throw new EvaluationError(error.message, { cause: error });
      throw error;
    }
  };
}

/** What belongs to the deployment or to the related resource is left as written. */
const leftAlone = new Set(['deployment', 'existencecondition']);

function detailsOf(details                   )                  {
  if (details === undefined) return () => undefined;
  if (!isJsonObject(details.value)) return compileOperand(parseOperand(details), policyFunctions);
  const parts = members({ value: details.value, pointer: details.pointer }).map(([key, place]) => {
    const { value } = place;
    return [key, leftAlone.has(key.toLowerCase()) ? () => value : compileOperand(parseOperand(place), policyFunctions)]         ;
  });
  return (scope) => Object.fromEntries(parts.map(([key, part]) => [key, part(scope)]));
}

/** Read when they are needed, which is when the template is deployed. */
function deploymentParametersOf(details                   )                  {
  const parameters = within(within(within(details, 'deployment'), 'properties'), 'parameters');
  if (parameters === undefined) return () => undefined;
  return (scope) => compileOperand(parseOperand(parameters), policyFunctions)(scope);
}

function within(place                   , name        )                    {
  return isJsonObject(place?.value) ? find$1({ value: place.value, pointer: place.pointer }, name) : undefined;
}

/** A change that Azure would make of a request shows, on a resource that exists, what is not as it should be. */
function changing(name        , { changes, denied, skipped, unwritable }         )         {
  if (denied.length > 0) return `Effect ${name} denies it: ${denied.join('; ')}.`;
  if (unwritable.length > 0) return `Effect ${name} cannot be carried out: ${unwritable.map(({ field, why }) => `\`${field}\` ${why}`).join('; ')}.`;
  const made = changes.map(({ field }) => `\`${field}\``).join(', ');
  const left = skipped.length === 0 ? '' : ` Left out: ${skipped.join('; ')}.`;
  return made === '' ? `Effect ${name} changes nothing here.${left}` : `Effect ${name} would set ${made}.${left}`;
}

function existing(name        , existence                                           , scope       )               {
  if (existence === undefined) {
    return { verdict: 'undetermined', acts: true, message: () => `Effect ${name} does not say in \`details.type\` what to look for.` };
  }
  const { outcome, resource, total, wanted, decisions } = existence(scope);
  if (isUnknown(outcome)) {
    const message = () => `Whether there is a ${described(wanted)} as effect ${name} wants it is not known: ${outcome.why}.`;
    return { verdict: 'undetermined', acts: outcome, message };
  }
  if (outcome === 'found') {
    const message = () => `${resource?.id ?? resource?.name ?? described(wanted)} is as effect ${name} wants it.`;
    return { verdict: 'compliant', acts: false, message };
  }
  const message = () => (total === 0 ? `There is no ${described(wanted)}.` : `None of ${total} ${described(wanted)} is as it has to be.`);
  return { verdict: 'violation', acts: true, message, decisions };
}

/** The state before anybody attests: `Unknown` unless the details say otherwise. */
function attested(details                   )               {
  const place = isJsonObject(details?.value) ? find$1({ value: details.value, pointer: details.pointer }, 'defaultState') : undefined;
  const state = typeof place?.value === 'string' ? place.value.toLowerCase() : 'unknown';
  if (state === 'compliant') return { verdict: 'compliant', acts: true, message: () => 'Effect manual: compliant until somebody attests otherwise.' };
  if (state === 'noncompliant') return { verdict: 'violation', acts: true, message: () => 'Effect manual: not compliant until somebody attests otherwise.' };
  return { verdict: 'undetermined', acts: true, message: () => 'Effect manual is decided by attestation.' };
}

/** Types of other namespaces without tags and location (azure-policy-language.md §1.11, aks-network-isolation.md §7.1). */
const withoutTagsAndLocation                      = new Set(['microsoft.authorization/roleassignments', 'microsoft.insights/diagnosticsettings']);

/** What of `Microsoft.Resources` is evaluated at all (azure-policy-language.md §1.2). */
const evaluatedResources                      = new Set([
  'microsoft.resources/subscriptions',
  'microsoft.resources/resourcegroups',
  'microsoft.resources/subscriptions/resourcegroups',
]);

/**
 * True when the type has tags and a location, so that mode `Indexed` sees it. A type that nothing is known of is taken to have both. Resource groups and
 * subscriptions are seen by mode `All` alone (learn.microsoft.com, "Azure Policy definition structure basics", Resource Manager modes).
 */
function isIndexed(type        , aliases             = bundledAliases)          {
  const { tags, location } = aliases.capabilities(type) ?? capabilitiesOf(type) ?? { tags: true, location: true };
  return tags && location && !withoutTagsAndLocation.has(type.toLowerCase()) && !evaluatedResources.has(type.toLowerCase());
}

/** False for the types that the service never evaluates: deployments and their like. */
function isEvaluated(type        )          {
  const name = type.toLowerCase();
  return !name.startsWith('microsoft.resources/') || evaluatedResources.has(name);
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
  const { kind, actual, result } = reason;
  const subject = subjectOf(reason);
  if (isUnknown(actual)) return `${subject} ${result === 'unknown' ? `is not known: ${actual.why}` : partly(actual)}`;
  if (kind === 'count') return `${subject} counts ${quote(actual)}`;
  if (isEmpty(actual)) return `${subject} is not set`;
  if (Array.isArray(actual)) return actual.length === 0 ? `${subject} is empty` : `${subject} is ${quote(actual)}`;
  return typeof actual === 'object' ? `${subject} is set` : `${subject} is ${quote(actual)}`;
}

/** What is known of a value, where that decided. */
function partly({ pieces, why }         )         {
  return pieces === undefined ? `is set, to what is not known (${why})` : `is ${quoteOne(pieces.join('…'))}, of which not all is known (${why})`;
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
  const others = reasons.filter(({ operator, expected }) => operator !== 'exists' && expected !== '');
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

/** What a rule says of a resource, without saying why. */
                          
                            
                                                                 
                          
                                                                                                                           
                       
 

/** What a rule says of a resource and why, before it becomes a finding. */
                                             
                                                                                                                 
                                          
                           
                                                                                      
                             
 

/** A rule in the form in which it is evaluated. */
                               
                    
                        
                      
                                                                                  
                                          
                                                                                               
                                                      
                                                                                   
                                                         
                                                                                     
                                             
                                    
 

/**
 * What keeps a rule from a resource before its condition is looked at: the types its condition is about (lower case), its mode, and
 * what the service never evaluates. Remembers the last type, because resources mostly come sorted.
 */
function typeGate(
  types                                 ,
  mode        ,
  isIndexed                           ,
)                                      {
  const check = (type        )                    => {
    if (types?.has(type.toLowerCase()) === false) return aside$1('', `The rule is not about ${type}.`);
    if (!isEvaluated(type)) return aside$1('', `Azure Policy does not evaluate ${type}.`);
    if (mode === 'indexed' && !isIndexed(type)) return aside$1('', `Mode Indexed leaves out ${type}, which has no tags and location.`);
    return undefined;
  };
  let last                                                                          ;
  return (type) => {
    if (last?.type !== type) last = { type, found: check(type) };
    return last.found;
  };
}

/** What happens where the condition holds. */
                              
                                                                                
                                                              
                                                                                
                                    
                                                                            
                                                 
                                                                                                             
                                                                                
                                                                                                
                                                 
                                                                                                                                
                                                     
                                                                     
                                                      
 

/** What an effect makes of a request. */
                                                
                                                                                              
                                  
 

                               
                            
                       
                                                                                                               
                                  
                                               
                                           
 

/** Where a rule stands before its condition is looked at, or what it came to. */
                                        
                            
                         
                                       
 

/** Decides one rule on one resource. Never throws for what the rule or the resource says: a failing rule is the verdict `error`. */
function decideRule(rule              , scope       )          {
  return find(rule, scope);
}

/** Decides one rule on one resource and tells why. Never throws for what the rule or the resource says. */
function evaluateRule(rule              , scope       )             {
  const { truth, message, consequences, ...outcome } = find(rule, scope);
  if (truth === undefined) return { ...outcome, decisions: [], message: message ?? '' };
  try {
    return explain(rule, scope, { ...outcome, truth, ...(consequences === undefined ? {} : { consequences }) });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { ...outcome, decisions: [], message: `Why cannot be told: ${error.message}.` };
  }
}

function find(rule              , scope       )        {
  const notAbout = rule.notAbout(scope.resource.type);
  if (notAbout !== undefined) return notAbout;
  let effect = '';
  try {
    const found = rule.effect(scope);
    if (isUnknown(found)) return { verdict: 'undetermined', effect, acts: found, message: `The effect is not known: ${found.why}.` };
    effect = found;
    return findEffect(rule, effect, scope);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { verdict: 'error', effect, acts: false, message: `The rule failed, which Azure treats as a denial: ${error.message}.` };
  }
}

function findEffect(rule              , effect        , scope       )        {
  if (effect === 'disabled') return aside$1(effect, 'The rule is disabled.');
  const { deletion } = scope.context;
  const isOfDeletions = rule.consequence.isOfDeletions(effect);
  if (deletion !== undefined && !isOfDeletions) return aside$1(effect, `Effect ${effect} has nothing to say of what is deleted.`);
  if (deletion === 'resourceGroup' && rule.mode !== 'indexed') return aside$1(effect, `In mode ${rule.mode} nothing keeps a resource group from being deleted.`);
  const isManaged = rule.mode === 'all' || rule.mode === 'indexed';
  const isLeft = isOfDeletions && deletion === undefined;
  // What another engine decides, and what is not asked, does not fail here.
  const truth = isManaged && !isLeft ? holds(rule, scope) : forgiving(() => holds(rule, scope), isLeft ? notAsked : elsewhere);
  if (truth !== true && rule.test.selectsBy !== 'nothing' && rule.concerns(scope) === false) return aside$1(effect, `The rule is not about this ${scope.resource.type}.`);
  if (isLeft && (truth !== true || !isManaged)) return { verdict: 'compliant', effect, acts: truth, truth };
  if (!isManaged) {
    const message = `Mode ${rule.mode} is decided by another engine, inside the resource.`;
    return { verdict: 'undetermined', effect, acts: truth, message };
  }
  if (isUnknown(truth)) return { verdict: 'undetermined', effect, acts: truth, truth };
  if (!truth) return { verdict: rule.consequence.isRelational(effect) ? 'notApplicable' : 'compliant', effect, acts: false, truth };
  const consequences = rule.consequence.of(effect, scope);
  return { verdict: consequences.verdict, effect, acts: consequences.acts, truth, consequences };
}

const elsewhere = new Unknown('another engine decides it');
const notAsked = new Unknown('only a deletion asks it');

/** A rule that is not about a resource does not fail on it either: the comparison that fails may follow from the type. */
function holds(rule              , scope       )        {
  try {
    return rule.holds(scope);
  } catch (error) {
    if (error instanceof EvaluationError && rule.concerns(scope) === false) return false;
    throw error;
  }
}

function explain(rule              , scope       , found                                   )             {
  const { truth, consequences, verdict, effect, acts } = found;
  const decisions = rule.test.decisions(scope);
  const judging = decisions.filter(({ selects }) => !selects);
  const telling = judging.length > 0 ? judging : decisions;
  const ordered = [...judging, ...decisions.filter(({ selects }) => selects)];
  if (truth !== true) return { verdict, effect, acts, decisions: ordered, message: observation(telling) };
  const { message: say, decisions: more = [] } = consequences ?? {};
  const message = say?.();
  const said = verdict === 'violation' && message === undefined ? complaint(telling) : observation(telling);
  return {
    verdict,
    effect,
    acts,
    decisions: [...ordered, ...more.map(elsewhereIn)],
    message: message === undefined ? said : `${said} ${message}`.trim(),
    ...(acts === false ? {} : { details: rule.consequence.details(scope) }),
  };
}

/** A comparison made on a related resource: its place is not one in the resource that the rule is about. */
function elsewhereIn(decision          )           {
  const { pointer: _, ...unplaced } = decision;
  return unplaced;
}

function aside$1(effect        , message        )        {
  return { verdict: 'notApplicable', effect, acts: false, message };
}

/** What an evaluation looks at. */
                                                                                                     
                                                
                                   
 

/** A definition whose rule is closures: compiled once, evaluated often. */
                                                              
                                                                                                                      
                                       
                                                                                    
                                                       
                                                                     
                                                            
                                                                                                                                
                                                                                         
                                                                                                                                         
                                                                     
 

                                 
                                                                                                                  
                                
                                                                         
                               
 

/**
 * Compiles a definition.
 * Throws PolicyError for functions, fields and effects that the language does not have and for literals that do not suit their operator.
 */
function compileDefinition(definition                  , { aliases = bundledAliases, fields = 'aliases' }                 = {})                     {
  const fieldNamed = fieldReader(aliases, fields);
  const { rule } = definition;
  const types = fields === 'literal' ? undefined : typesOf(rule.condition);
  const consequence = compileConsequence(rule, fieldNamed, aliases);
  const effect = effectIn(compileOperand(rule.effect, policyFunctions), consequence);
  const mode = definition.mode.toLowerCase();
  const test = compileCondition(rule.condition, fieldNamed);
  const compiled = {
    mode,
    test,
    holds: holdsByType(test),
    effect: isSettledByParameters(rule.effect) ? oncePerParameters(effect) : effect,
    notAbout: fields === 'literal' ? () => undefined : typeGate(types, mode, (type) => isIndexed(type, aliases)),
    concerns: test.selectsBy === 'type' ? concernsByType(test) : test.concerns,
    consequence,
  };
  const iterations = isCustom(definition) ? mostIterations : Infinity;
  const scopeOf = ({ resource, parameters, context, ids }                 )        => ({
    resource,
    primary: undefined,
    parameters,
    context,
    ids: context.policy === undefined ? ids : { ...ids, ...context.policy },
    fieldOf: fieldNamed,
    frames: undefined,
    budget: { left: countBudget },
    mostIterations: iterations,
    related: context.related,
  });
  const ruleFor = ({ effectOverride }                 ) =>
    effectOverride === undefined ? compiled : { ...compiled, effect: effectIn(() => effectOverride, consequence) };
  return {
    ...definition,
    ...(types === undefined ? {} : { types }),
    decide: (input) => decideRule(ruleFor(input), scopeOf(input)),
    evaluate: (input) => evaluateRule(ruleFor(input), scopeOf(input)),
    change: (input, name) => compiled.consequence.changes(name, scopeOf(input)),
    deploymentParameters: (input) => compiled.consequence.deploymentParameters(scopeOf(input)),
  };
}

/** The canonical name of the effect, lower case. */
function effectIn(evaluate                 , { effectNamed }             )                                     {
  return (scope) => {
    const found = evaluate(scope);
    return isUnknown(found) ? found : effectNamed(String(found));
  };
}

/** So many types have their conditions ready: whoever makes up many gets them settled anew. */
const readyTypes = 64;

/** The condition with what the resource's type settles, worked out once for each type. */
function holdsByType(test      )                          {
  const ready = new Map                 ();
  let last                                                                  ;
  return (scope) => {
    const { type } = scope.resource;
    if (last?.type !== type) {
      const settled = ready.get(type) ?? test.forType(type);
      if (ready.size < readyTypes) ready.set(type, settled);
      last = { type, settled };
    }
    const { settled } = last;
    return typeof settled === 'boolean' ? settled : settled(scope);
  };
}

/** Remembers the last answer of a rule that selects its resources by their type alone. */
function concernsByType(test      )                          {
  let last                                                                                               ;
  return (scope) => {
    const { parameters, resource } = scope;
    if (last?.type !== resource.type || last.parameters !== parameters) {
      last = { type: resource.type, parameters, truth: test.concerns(scope) };
    }
    return last.truth;
  };
}

/** So many names made by expressions are remembered. */
const rememberedFields = 256;

/** Understands field names, each once. Throws EvaluationError for what is no field. */
function fieldReader(aliases            , names            )                          {
  const fields = new Map               ();
  return (name) => {
    const field = fields.get(name) ?? fieldOf(name, aliases, names);
    if (field === undefined) throw new EvaluationError(`\`${name}\` is no field of a resource and no alias${suggestion(name, fieldNames)}`);
    if (fields.size < rememberedFields) fields.set(name, field);
    return field;
  };
}

/** Policies by the resource types that their conditions can accept. */
                              
                                                                                 
                                                                                
 

/** Indexes policies by the resource types outside of which their conditions cannot hold, so that a resource only meets rules that could concern it. */
function indexPolicies(policies                           )              {
  const byType = new Map                                   ();
  return {
    for: ({ type }) => {
      const exact = byType.get(type);
      if (exact !== undefined) return exact;
      const key = type.toLowerCase();
      const found = policies.filter(({ definition }) => definition.types?.has(key) !== false);
      // Types come from the resources: whoever makes up many gets the list worked out anew.
      if (byType.size < rememberedTypes) byType.set(type, found);
      return found;
    },
  };
}

const rememberedTypes = 4096;

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
function bindDefinition(definition                  , parameters             = {}, options                 )                 {
  const compiled = options === undefined ? compiledOnce(definition) : compileDefinition(definition, options);
  return { definition: compiled, parameters: resolveParameters(definition.parameters, parameters, '') };
}

/**
 * Finds a definition or an initiative by id. Where whoever refers to it asks for versions (`1.*.*`), it is told so; a version other than
 * that leaves the verdicts undetermined.
 */
                                                                                                                      

/**
 * The members of an initiative with its parameters resolved, in its order. `lookup` finds definitions.
 * Throws PolicyError when a definition is absent or a parameter does not fit; the pointer is into the initiative.
 */
function bindInitiative(
  initiative            ,
  lookup                                ,
  parameters             = {},
)                            {
  const values = resolveParameters(initiative.parameters, parameters, '');
  const owner = ownerOf(initiative);
  return initiative.members.map((member) => {
    const { definitionId, definitionVersion, referenceId, pointer } = member;
    const definition = lookup(definitionId, definitionVersion);
    if (definition === undefined) throw absent('initiative', definitionId, `${pointer}/policyDefinitionId`);
    const given = resolveParameters(definition.parameters, memberParameters(member, values), `${pointer}/parameters`);
    const asked = definitionVersion === undefined ? {} : { definitionVersion };
    return { definition: compiledOnce(definition), referenceId, initiative: owner, ...asked, parameters: given };
  });
}

/**
 * What an assignment brings: its definition, or the members of its initiative. `lookup` finds both.
 * Throws PolicyError when something it refers to is absent or a parameter does not fit.
 */
function bindAssignment(assignment            , lookup              )                            {
  const { definitionVersion } = assignment;
  const assigned = lookup(assignment.definitionId, definitionVersion);
  if (assigned === undefined) throw absent('assignment', assignment.definitionId, '/properties/policyDefinitionId');
  const { scope, notScopes, enforcementMode, nonComplianceMessages, overrides, resourceSelectors } = assignment;
  const facts = { ...ownerOf(assignment), scope, notScopes, enforcementMode, nonComplianceMessages, overrides, resourceSelectors };
  const policies =
    assigned.kind === 'definition'
      ? [bindDefinition(assigned, assignment.parameters)]
      : bindInitiative(assigned, definitionsOf(lookup), assignment.parameters);
  return policies.map((policy) => ({ ...policy, ...versionAsked(assignment, assigned), assignment: facts }));
}

/** An assignment asks for versions of what it assigns: of its definition, or of the initiative as a whole. */
function versionAsked({ definitionVersion }            , assigned                               )                                                                  {
  if (definitionVersion === undefined) return {};
  if (assigned.kind === 'definition') return { definitionVersion };
  return { initiativeVersion: { asked: definitionVersion, found: assigned.version } };
}

function absent(referrer        , id        , pointer        )              {
  return new PolicyError(`The ${referrer} refers to ${id}, which is not here`, pointer);
}

function definitionsOf(lookup              )                                 {
  return (id, version) => {
    const found = lookup(id, version);
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

/** What an exemption does for one policy and one resource. */
                    
                                                                 
                                                                                          

/** Those exemptions that stand at the resource or above it, in their order; all where it is not known where the resource is, or where they stand. */
function exemptionsAt(exemptions                      , id                    )                       {
  return id === undefined || exemptions.length === 0 ? exemptions : exemptions.filter(({ scope }) => scope === '' || isWithin(id, scope));
}

/**
 * The exemption that covers a resource for a member of an assignment, if one does; else one of which that is not known. Asked with those that `exemptionsAt` gives.
 * `utcNow` decides whether an exemption has expired: without it, one that expires is not known to cover anything.
 */
function exemptionFor(
  exemptions                      ,
  assignmentId                    ,
  resource          ,
  subject            ,
  utcNow                    ,
)                     {
  let open                    ;
  for (const exemption of exemptions) {
    const truth = covers(exemption, assignmentId, resource, subject, utcNow);
    if (truth === true) return { outcome: 'exempt', exemption };
    if (isUnknown(truth)) open ??= { outcome: 'unknown', exemption, why: truth };
  }
  return open;
}

function covers(
  { assignmentId: about, referenceIds, scope, expiresOn, resourceSelectors }           ,
  assignmentId                    ,
  { id }          ,
  subject            ,
  utcNow                    ,
)        {
  if (assignmentId === undefined || !sameId(about, assignmentId)) return false;
  if (referenceIds.length > 0 && !referenceIds.some((wanted) => wanted.toLowerCase() === subject.referenceId?.toLowerCase())) return false;
  const selected = selectsAny(resourceSelectors, subject);
  if (selected === false) return false;
  if (scope !== '' && id === undefined) return new Unknown('the file does not say where the resource will be deployed');
  return isUnknown(selected) ? selected : lasts(expiresOn, utcNow);
}

function lasts(expiresOn                    , utcNow                    )        {
  if (expiresOn === undefined) return true;
  const end = ticksOf(expiresOn);
  const now = utcNow === undefined ? undefined : ticksOf(utcNow);
  if (end === undefined || now === undefined) return new Unknown('the time of the evaluation is not known here');
  return now < end;
}

/**
 * What is left of a judgement of a resource that may never be deployed: an objection becomes one that nobody can be sure of.
 * `why` is a clause. What a rule has no objection to is so in either case.
 */
function ifDeployed(judgement           , why        )            {
  const { finding, acts } = judgement;
  if (finding.verdict !== 'violation' && finding.verdict !== 'error') return acts === true ? { ...judgement, acts: actsIfDeployed(acts, why) } : judgement;
  const message = `Whether it will be deployed is not known: ${why}. If it is: ${finding.message}`;
  return { ...judgement, finding: { ...finding, verdict: 'undetermined', message }, acts: actsIfDeployed(true, why) };
}

/** Whether something takes place that takes place only where the resource is deployed. */
function actsIfDeployed(acts       , why        )        {
  return acts === false || isUnknown(acts) ? acts : new Unknown(`whether it will be deployed is not known: ${why}`);
}

/** What a definition is called in findings. */
function ruleName({ name, id, displayName }                                                       )         {
  return name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
}

/** What refuses a request (`deny`, `denyAction`) is high, everything else medium; `metadata.severity` overrides. */
function severityOf(definition                                    , effect        )           {
  const written = metadataText(definition, 'severity')?.toLowerCase();
  return severities.find((severity) => severity === written) ?? (effect === 'deny' || effect === 'denyaction' ? 'high' : 'medium');
}

/** A text of a definition's metadata; undefined where there is none. */
function metadataText({ metadata }                                    , key        )                     {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Where it is not known whether the resource will be deployed, a violation or an error is `undetermined`.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
function judge(
  policies                           ,
  resource          ,
  context                    = {},
  exemptions                       = [],
)                       {
  const near = exemptionsAt(exemptions, resource.id);
  return policies
    .filter(({ assignment }) => assignment === undefined || reaches(assignment, resource.id))
    .map((policy) => {
      const judgement = judgePresent(policy, resource, context, near);
      return resource.mayBeAbsent === undefined ? judgement : ifDeployed(judgement, resource.mayBeAbsent);
    });
}

/** What one policy says of a resource that is deployed. */
function judgePresent(policy                , resource          , context                   , exemptions                      )            {
  const evaluation = evaluationOf(policy, resource, context, exemptions);
  const { acts, details, decisions } = evaluation;
  return { policy, finding: findingOf(policy, resource, evaluation), acts, decisions, ...(details === undefined ? {} : { details }) };
}

/** What the assignment makes of the definition's own verdict: selectors leave resources out, overrides change the effect, exemptions excuse. */
function evaluationOf(policy                , resource          , context                   , exemptions                      )             {
  const { definition, assignment, referenceId } = policy;
  const input = inputOf(policy, resource, context);
  if (assignment === undefined) return ofVersion(policy, undefined, definition.evaluate(input));
  const subject = { resourceType: resource.type, location: memberIgnoringCase(resource.body, 'location') ?? undefined, referenceId };
  const selected = selectsAny(assignment.resourceSelectors, subject);
  if (selected === false) return aside('notApplicable', 'The resource selectors of the assignment leave it out.');
  const effect = overridden(assignment.overrides, 'policyEffect', subject);
  const version = overridden(assignment.overrides, 'definitionVersion', subject);
  const open = [selected, effect, version].find(isUnknown);
  const own = definition.evaluate(typeof effect === 'string' ? { ...input, effectOverride: effect } : input);
  const evaluation = ofVersion(policy, typeof version === 'string' ? version : undefined, own);
  if (evaluation.verdict === 'notApplicable') return evaluation;
  // Exemptions are for the modes that Resource Manager judges (azure-policy-language.md §1.12).
  const isManaged = ['all', 'indexed'].includes(definition.mode.toLowerCase());
  const exempt = isManaged ? exemptionFor(exemptions, assignment.id, resource, subject, context.utcNow) : undefined;
  if (exempt?.outcome === 'exempt' && open === undefined) return aside('exempt', exemptMessage(exempt.exemption), evaluation.effect);
  const why = open ?? (exempt?.outcome === 'unknown' ? exempt.why : undefined);
  if (why === undefined || evaluation.verdict === 'compliant') return evaluation;
  const about = open === undefined ? `Whether the exemption ${nameOf(exempt?.exemption)} covers it` : 'Whether the assignment is about it';
  return { ...evaluation, verdict: 'undetermined', acts: why, message: `${about} is not known: ${why.why}. ${evaluation.message}`.trim() };
}

/** An evaluation of another version than the one that is asked for says nothing of that one. `override` is the version that an override asks for. */
function ofVersion({ definition, definitionVersion, initiativeVersion }                , override                    , evaluation            )             {
  const asked = override ?? definitionVersion;
  const complaint =
    asked !== undefined && !isVersion(definition.version, asked)
      ? otherVersion('definition', asked, definition.version)
      : initiativeVersion !== undefined && !isVersion(initiativeVersion.found, initiativeVersion.asked)
        ? otherVersion('initiative', initiativeVersion.asked, initiativeVersion.found)
        : undefined;
  // What the rule at hand is not about, another version is hardly about: the index by types passes it over as well.
  if (complaint === undefined || evaluation.verdict === 'notApplicable') return evaluation;
  const { effect, decisions, message } = evaluation;
  return { verdict: 'undetermined', effect, decisions, acts: new Unknown(complaint), message: `${complaint}. ${message}`.trim() };
}

function otherVersion(what        , asked        , found                    )         {
  return `Version ${asked} of the ${what} is asked for; the one at hand ${found === undefined ? 'says no version' : `is ${found}`}`;
}

/** What an evaluation of a policy looks at. */
function inputOf(policy                , resource          , context                   )                  {
  return { resource, parameters: policy.parameters, context, ids: idsOf(policy) };
}

function aside(verdict                            , message        , effect = '')             {
  return { verdict, effect, acts: false, decisions: [], message };
}

function exemptMessage(exemption           )         {
  const until = exemption.expiresOn === undefined ? '' : ` until ${exemption.expiresOn}`;
  return `The exemption ${nameOf(exemption)} (${exemption.category}) covers it${until}.`;
}

function nameOf(exemption                       )         {
  return exemption?.displayName ?? exemption?.name ?? exemption?.id ?? 'without a name';
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
  const remedy = metadataText(definition, 'remediation');
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

/** The assignment's own words to whoever it stops, then what was found. */
function messageOf({ assignment, referenceId }                , { verdict, message }            )         {
  if (assignment === undefined || verdict !== 'violation') return message;
  const messages = assignment.nonComplianceMessages;
  const about = (wanted                    ) => messages.find((entry) => entry.referenceId?.toLowerCase() === wanted?.toLowerCase());
  const own = (referenceId === undefined ? undefined : about(referenceId)) ?? about(undefined);
  const unenforced = assignment.enforcementMode === 'DoNotEnforce' ? ['The assignment does not enforce this.'] : [];
  return [...(own === undefined ? [] : [own.message]), message, ...unenforced].join(' ');
}

/** The line of the first place that decided, or of its nearest ancestor that is written down. */
function locate({ originOf }          , decisions                     )                       {
  const pointer = decisions.find((decision) => decision.pointer !== undefined)?.pointer ?? '';
  const origin = originOf?.(pointer);
  if (origin === undefined) return undefined;
  return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

const acrAdminUser = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-admin-user\",\"properties\":{\"displayName\":\"Container registries should not have an admin user\",\"description\":\"The admin user is one password for everything in the registry, which anybody may carry away and nobody can be told apart by. A registry that says nothing has no admin user and is compliant.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set adminUserEnabled to false and let nodes and people log in with identities.\",\"nonComplianceMessage\":\"This registry would have an admin user with a shared password.\",\"closes\":\"images pushed and pulled with a shared password\",\"complements\":[\"dc921057-6b28-4fbe-9b83-f7bec05db6c2\",\"79fdfe03-ffcb-4e55-b4d0-b925b8241759\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/adminUserEnabled\",\"equals\":true}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrAnonymousPull = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-anonymous-pull\",\"properties\":{\"displayName\":\"Container registries should not allow anonymous pull\",\"description\":\"With anonymous pull everybody who reaches the registry reads all of it. Isolated clusters needed it before March 2025 and do not any more: their nodes log in. A registry that says nothing does not allow it and is compliant.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set anonymousPullEnabled to false.\",\"nonComplianceMessage\":\"Everybody who reaches this registry could pull from it.\",\"closes\":\"images read without a login\",\"complements\":[\"9f2dea28-e834-476c-99c5-3507b4728395\",\"cced2946-b08a-44fe-9fd9-e4ed8a779897\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/anonymousPullEnabled\",\"equals\":true}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrArmAudience = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-arm-audience\",\"properties\":{\"displayName\":\"Container registries should accept tokens of Azure Resource Manager\",\"description\":\"Isolated nodes log in to their registry with a token for Azure Resource Manager. A registry that does not accept those is not supported, and its nodes do not start. Some security baselines ask for the opposite. A registry that says nothing accepts them and is compliant.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set policies.azureADAuthenticationAsArmPolicy.status to enabled, and exempt the registry from policies that disable it.\",\"nonComplianceMessage\":\"Isolated AKS nodes could not log in to this registry.\",\"closes\":\"nodes that cannot log in to their private registry\",\"conflicts\":[\"42781ec6-6127-4c30-bdfa-fb423a0047d3\",\"785596ed-054f-41bc-aaec-7f3d0ba05725\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/policies.azureADAuthenticationAsArmPolicy.status\",\"equals\":\"disabled\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrCacheRule = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-cache-rule\",\"properties\":{\"displayName\":\"Container registries should not alter the cache rule of AKS\",\"description\":\"Isolated nodes trust what lies under aks-managed-repository in their registry: another source there would run somebody else's software on every node. Refused are the rule aks-managed-mcr with another source or target, or without one of them, and a rule of any other name that fills aks-managed-repository from elsewhere than mcr.microsoft.com. Cache rules have no tags and location, which is why the mode is All.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Give aks-managed-mcr the source mcr.microsoft.com/* and the target aks-managed-repository/*, and other rules a target outside aks-managed-repository.\",\"nonComplianceMessage\":\"This cache rule would change what isolated AKS nodes start from.\",\"closes\":\"start-up artifacts of nodes that come from a foreign source\",\"conflicts\":[\"84497762-32b6-4ab3-80b6-732ea48b85a2\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedTargetRepositories\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed target repositories\",\"description\":\"Targets that the cache rule aks-managed-mcr may have. Clusters made before March 2025 may still need /*.\"},\"defaultValue\":[\"aks-managed-repository/*\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries/cacheRules\"},{\"anyOf\":[{\"allOf\":[{\"field\":\"name\",\"equals\":\"aks-managed-mcr\"},{\"anyOf\":[{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/sourceRepository\",\"notEquals\":\"mcr.microsoft.com/*\"},{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/targetRepository\",\"notIn\":\"[parameters('allowedTargetRepositories')]\"}]}]},{\"allOf\":[{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/targetRepository\",\"like\":\"aks-managed-repository/*\"},{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/sourceRepository\",\"notLike\":\"mcr.microsoft.com/*\"}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrCacheRulePresent = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-cache-rule-present\",\"properties\":{\"displayName\":\"Container registries should have the cache rule of AKS\",\"description\":\"Nodes of an isolated cluster fetch their images and packages through the cache rule aks-managed-mcr of the registry; without it no node starts. A registry without a rule of this name, or with one of another source or target, is reported. The effect DeployIfNotExists adds the rule. Assign this where the registries are that clusters bootstrap from: it asks the rule of every registry it meets.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Add the cache rule aks-managed-mcr with source mcr.microsoft.com/* and target aks-managed-repository/*; one of another source or target has to be deleted first.\",\"nonComplianceMessage\":\"This registry lacks the cache rule aks-managed-mcr, through which isolated AKS nodes start.\",\"closes\":\"nodes that look for their start-up artifacts elsewhere because the registry does not cache them\",\"conflicts\":[\"84497762-32b6-4ab3-80b6-732ea48b85a2\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"AuditIfNotExists only records it, DeployIfNotExists adds the rule, for which the assignment needs an identity, Disabled switches the rule off.\"},\"allowedValues\":[\"AuditIfNotExists\",\"DeployIfNotExists\",\"Disabled\"],\"defaultValue\":\"AuditIfNotExists\"},\"allowedTargetRepositories\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed target repositories\",\"description\":\"Targets that the cache rule aks-managed-mcr may have; DeployIfNotExists writes the first. Clusters made before March 2025 may still need /*.\"},\"defaultValue\":[\"aks-managed-repository/*\"]}},\"policyRule\":{\"if\":{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},\"then\":{\"effect\":\"[parameters('effect')]\",\"details\":{\"type\":\"Microsoft.ContainerRegistry/registries/cacheRules\",\"existenceCondition\":{\"allOf\":[{\"field\":\"name\",\"equals\":\"aks-managed-mcr\"},{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/sourceRepository\",\"equals\":\"mcr.microsoft.com/*\"},{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/targetRepository\",\"in\":\"[parameters('allowedTargetRepositories')]\"}]},\"roleDefinitionIds\":[\"/providers/Microsoft.Authorization/roleDefinitions/df87f177-bb12-4db1-9793-a413691eff94\",\"/providers/Microsoft.Authorization/roleDefinitions/3bc748fc-213d-45c1-8d91-9da5725539b9\"],\"deployment\":{\"properties\":{\"mode\":\"incremental\",\"parameters\":{\"registryName\":{\"value\":\"[field('name')]\"},\"targetRepository\":{\"value\":\"[first(parameters('allowedTargetRepositories'))]\"}},\"template\":{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\"contentVersion\":\"1.0.0.0\",\"parameters\":{\"registryName\":{\"type\":\"string\"},\"targetRepository\":{\"type\":\"string\"}},\"resources\":[{\"type\":\"Microsoft.ContainerRegistry/registries/cacheRules\",\"apiVersion\":\"2025-11-01\",\"name\":\"[concat(parameters('registryName'), '/aks-managed-mcr')]\",\"properties\":{\"sourceRepository\":\"mcr.microsoft.com/*\",\"targetRepository\":\"[parameters('targetRepository')]\"}}]}}}}}}}}");

const acrCacheSource = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-cache-source\",\"properties\":{\"displayName\":\"Container registries should cache from allowed sources only\",\"description\":\"A cache rule makes a registry fetch from another one on behalf of clusters that cannot: what is cached runs inside the isolation. Only the sources listed are accepted. A rule that names no source is refused as well. Cache rules have no tags and location, which is why the mode is All.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Delete the cache rule, or add its source to the list of the assignment.\",\"nonComplianceMessage\":\"This cache rule fetches from a source that is not allowed here.\",\"closes\":\"images from registries that nobody approved\",\"conflicts\":[\"84497762-32b6-4ab3-80b6-732ea48b85a2\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedSourceRepositories\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed source repositories\",\"description\":\"Repositories that may be cached, each with at most one *, which stands for any text. A * also allows rules for a part of what it names.\"},\"defaultValue\":[\"mcr.microsoft.com/*\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries/cacheRules\"},{\"count\":{\"value\":\"[parameters('allowedSourceRepositories')]\",\"name\":\"allowed\",\"where\":{\"field\":\"Microsoft.ContainerRegistry/registries/cacheRules/sourceRepository\",\"like\":\"[current('allowed')]\"}},\"equals\":0}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrExports = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-exports\",\"properties\":{\"displayName\":\"Container registries should not allow exports\",\"description\":\"The export policy decides whether artifacts may be imported from this registry into others or leave through export pipelines, which go past its network rules. A registry that says nothing allows it, and is reported as well. The service disables exports only together with public network access.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set publicNetworkAccess to Disabled and policies.exportPolicy.status to disabled.\",\"nonComplianceMessage\":\"Artifacts could leave this registry by export.\",\"closes\":\"artifacts that leave the registry by import into another one or by an export pipeline\",\"complements\":[\"524b0254-c285-4903-bee6-bb8126cde579\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/policies.exportPolicy.status\",\"notEquals\":\"disabled\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrNetworkBypass = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-network-bypass\",\"properties\":{\"displayName\":\"Container registries should not let trusted services past their network rules\",\"description\":\"Trusted Azure services of any tenant may pass the network rules of a registry, unless it says None; caching works without them. A registry that says nothing gets AzureServices from the service, and is reported as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set networkRuleBypassOptions to None.\",\"nonComplianceMessage\":\"Trusted Azure services could reach this registry past its network rules.\",\"closes\":\"trusted services that reach the registry past its network rules\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/networkRuleBypassOptions\",\"notEquals\":\"None\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrNetworkRules = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-network-rules\",\"properties\":{\"displayName\":\"Container registries should not be open to all networks\",\"description\":\"Where the public endpoint stays on, the network rules decide who reaches it, and without a rule that is everybody. A registry that says nothing has a public endpoint and allows every network, and is refused as well. A registry without public network access is compliant whatever its rules are.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set publicNetworkAccess to Disabled, or networkRuleSet.defaultAction to Deny with the addresses that are needed.\",\"nonComplianceMessage\":\"Every network could reach this registry.\",\"closes\":\"a public endpoint that every network reaches\",\"complements\":[\"d0793b48-0edc-4296-a390-4c75d1bdfd71\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/publicNetworkAccess\",\"notEquals\":\"Disabled\"},{\"field\":\"Microsoft.ContainerRegistry/registries/networkRuleSet.defaultAction\",\"notEquals\":\"Deny\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrPrivateLink = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-private-link\",\"properties\":{\"displayName\":\"Container registries should have an approved private endpoint\",\"description\":\"Isolated nodes reach their registry through a private endpoint whose connection is approved. Connections are made by endpoints and cannot be part of a request: a request that does not show them is accepted, and the registry is judged once it exists and shows its connections, also when there are none.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Create a private endpoint for the registry with the group registry, and approve its connection.\",\"nonComplianceMessage\":\"No approved private endpoint leads to this registry.\",\"closes\":\"a registry that can be reached over its public endpoint only\",\"complements\":[\"e8eef0a8-67cf-4eb4-9386-14b0e78733d4\",\"e9585a95-5b8c-4d03-b193-dc7eb5ac4c32\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/privateEndpointConnections\",\"exists\":true},{\"count\":{\"field\":\"Microsoft.ContainerRegistry/registries/privateEndpointConnections[*]\",\"where\":{\"field\":\"Microsoft.ContainerRegistry/registries/privateEndpointConnections[*].privateLinkServiceConnectionState.status\",\"equals\":\"Approved\"}},\"less\":1}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrPublicNetworkAccess = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-public-network-access\",\"properties\":{\"displayName\":\"Container registries should not be reachable from public networks\",\"description\":\"A registry with a public endpoint takes images in and gives them out past the private endpoint through which isolated clusters reach it. A registry that says nothing is public, and is refused as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set publicNetworkAccess to Disabled and reach the registry through a private endpoint.\",\"nonComplianceMessage\":\"This registry would be reachable from public networks.\",\"closes\":\"images pushed and pulled over the public endpoint of the registry\",\"complements\":[\"0fdf0491-d080-4575-b627-ad0e843cba0f\",\"a3701552-92ea-433e-9d17-33b7f1208fc9\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/publicNetworkAccess\",\"notEquals\":\"Disabled\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const acrSku = /*@__PURE__*/ JSON.parse("{\"name\":\"acr-sku\",\"properties\":{\"displayName\":\"Container registries should be Premium\",\"description\":\"Only the SKU Premium has private endpoints, through which isolated nodes reach their registry. The service takes no registry without a SKU; one that names none is refused here as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\",\"remediation\":\"Set sku.name to Premium.\",\"nonComplianceMessage\":\"This registry could not have a private endpoint.\",\"closes\":\"a registry that can be reached over its public endpoint only\",\"complements\":[\"bd560fc0-3c69-498a-ae9f-aa8eb7de0e13\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerRegistry/registries\"},{\"field\":\"Microsoft.ContainerRegistry/registries/sku.name\",\"notEquals\":\"Premium\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksBootstrapArtifactSource = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-bootstrap-artifact-source\",\"properties\":{\"displayName\":\"AKS clusters should bootstrap from a private registry\",\"description\":\"Nodes fetch the images and packages they start with either from Microsoft's public endpoints (Direct) or from a private registry that caches them (Cache). Without outbound access only Cache works. A cluster that says nothing gets Direct from the service, and is refused as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set bootstrapProfile.artifactSource to Cache; with a registry of your own also bootstrapProfile.containerRegistryId.\",\"nonComplianceMessage\":\"The nodes of this cluster would fetch their start-up artifacts from public endpoints; the artifact source has to be Cache.\",\"requiresAlias\":true,\"closes\":\"start-up artifacts fetched from public endpoints\",\"conflicts\":[\"a8eff44f-8c92-45c3-a3fb-9880802d67a7\",\"1b708b0a-3380-40e9-8b79-821f9fa224cc\",\"40f1aee2-4db4-4b74-acb1-c6972e24cca8\",\"36a27de4-199b-40fb-b336-945a8475d6c5\",\"64def556-fbad-4622-930e-72d1d5589bf5\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/bootstrapProfile.artifactSource\",\"notEquals\":\"Cache\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksBootstrapRegistry = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-bootstrap-registry\",\"properties\":{\"displayName\":\"AKS clusters should bootstrap from an allowed registry\",\"description\":\"The registry that a cluster bootstraps from provides every image and package that its nodes start with, and the nodes log in to it with an identity of their own. A registry of your own has to be on the list; with an empty list every registry is accepted. A cluster that names no registry uses one that Azure makes and keeps in the cluster's node resource group, and is accepted, also when it names that registry.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set bootstrapProfile.containerRegistryId to a registry on the list, or leave it out so that Azure provides one.\",\"nonComplianceMessage\":\"The nodes of this cluster would fetch their start-up artifacts from a registry that is not allowed here.\",\"requiresAlias\":true,\"closes\":\"start-up artifacts, and the logins of the nodes, going to a registry that nobody approved\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedRegistryIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed registries\",\"description\":\"Resource ids of the container registries that a cluster may bootstrap from. An empty list accepts every registry.\",\"strongType\":\"Microsoft.ContainerRegistry/registries\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"value\":\"[length(parameters('allowedRegistryIds'))]\",\"greater\":0},{\"field\":\"Microsoft.ContainerService/managedClusters/bootstrapProfile.containerRegistryId\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/bootstrapProfile.containerRegistryId\",\"notIn\":\"[parameters('allowedRegistryIds')]\"},{\"not\":{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/bootstrapProfile.containerRegistryId\",\"like\":\"[concat('/subscriptions/', subscription().subscriptionId, '/*')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/bootstrapProfile.containerRegistryId\",\"contains\":\"[concat('/resourceGroups/', if(empty(field('Microsoft.ContainerService/managedClusters/nodeResourceGroup')), '{nodeResourceGroup}', field('Microsoft.ContainerService/managedClusters/nodeResourceGroup')), '/')]\"}]}}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksExtensions = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-extensions\",\"properties\":{\"displayName\":\"AKS clusters should not have extensions that isolation does not support\",\"description\":\"Some cluster extensions fetch what they run from public registries or work against public endpoints, and are not supported on network isolated clusters. The rule looks at extensions of AKS clusters, not at those of other Kubernetes clusters. Extensions have no tags and location, which is why its mode is All. An extension that names no type is refused by the service itself.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Remove the extension, or take its type off the list of the assignment once it is supported.\",\"nonComplianceMessage\":\"This extension is not supported on network isolated clusters.\",\"closes\":\"extensions that fetch from public endpoints\",\"conflicts\":[\"f9175d5f-abc8-1dc3-bd3c-5d7476ada3d1\",\"bf1a31be-3b79-5ba8-c9e0-9a8c9ad9f749\",\"2630c91f-8a20-8f43-14a2-2485b648e2a9\",\"b6c7fd52-4723-5f4d-a157-3d39bd16a1d7\",\"9e980dca-f3e1-8da3-6717-ad37b1ca6b27\",\"83ea2fd1-9eaf-2f6d-f672-cd7b2ac798f6\",\"b8c1d6c1-6137-97c6-9c34-d4627e54ca26\",\"5174c1db-ca42-e0d4-b320-4f1cf6a1fa93\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"unsupportedExtensionTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Unsupported extension types\",\"description\":\"Types of extensions that an AKS cluster may not have.\"},\"defaultValue\":[\"microsoft.flux\",\"microsoft.dapr\",\"microsoft.appconfiguration\",\"microsoft.azureml.kubernetes\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.KubernetesConfiguration/extensions\"},{\"field\":\"id\",\"contains\":\"/providers/Microsoft.ContainerService/managedClusters/\"},{\"field\":\"Microsoft.KubernetesConfiguration/extensions/extensionType\",\"in\":\"[parameters('unsupportedExtensionTypes')]\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksHttpProxy = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-http-proxy\",\"properties\":{\"displayName\":\"AKS clusters should not use an HTTP proxy\",\"description\":\"With an HTTP proxy, nodes and pods are told to send their web traffic to a server that passes it on, and a proxy that can be reached in the virtual network is a way to the internet without any outbound type. A cluster that names no proxy has none and is accepted; so is one whose proxy is switched off. A proxy that is named counts as switched on unless the cluster says otherwise, as it does for the service. A certificate authority without a proxy is no way out.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Remove httpProxyConfig.httpProxy and httpProxyConfig.httpsProxy, or set httpProxyConfig.enabled to false.\",\"nonComplianceMessage\":\"The nodes and pods of this cluster would send their traffic to an HTTP proxy.\",\"requiresAlias\":true,\"closes\":\"web traffic leaving through a proxy that the virtual network can reach\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/httpProxyConfig.httpProxy\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/httpProxyConfig.httpsProxy\",\"notEquals\":\"\"}]},{\"field\":\"Microsoft.ContainerService/managedClusters/httpProxyConfig.enabled\",\"notEquals\":false}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksLoadBalancerProfile = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-load-balancer-profile\",\"properties\":{\"displayName\":\"AKS clusters should have no outbound addresses on a load balancer\",\"description\":\"Nodes reach the internet with the outbound addresses of the load balancer profile: public IP addresses that Azure makes, or addresses and prefixes of your own. The rule looks at the addresses that a cluster asks for. The rest of the profile, which Azure writes into isolated clusters too, and the read-only list of effective addresses do not matter. The outbound type has a rule of its own; where loadBalancer is among the allowed ones, this rule is silent.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Remove managedOutboundIPs, outboundIPs and outboundIPPrefixes from networkProfile.loadBalancerProfile.\",\"nonComplianceMessage\":\"This cluster asks for public outbound addresses on its load balancer.\",\"closes\":\"public outbound addresses on the load balancer of the cluster\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedOutboundTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed outbound types\",\"description\":\"Outbound types that a cluster may use. Where this one is among them the rule is silent: the service writes the profile into every such cluster.\"},\"allowedValues\":[\"none\",\"block\",\"loadBalancer\",\"userDefinedRouting\",\"managedNATGateway\",\"managedNATGatewayV2\",\"userAssignedNATGateway\"],\"defaultValue\":[\"none\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"value\":\"[contains(parameters('allowedOutboundTypes'), 'loadBalancer')]\",\"equals\":false},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.loadBalancerProfile.managedOutboundIPs\",\"exists\":true},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*]\",\"where\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*]\",\"exists\":true}},\"greater\":0},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]\",\"where\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]\",\"exists\":true}},\"greater\":0}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksNatGatewayProfile = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-nat-gateway-profile\",\"properties\":{\"displayName\":\"AKS clusters should have no outbound addresses on a NAT gateway\",\"description\":\"Nodes reach the internet with the outbound addresses of the NAT gateway profile: public IP addresses that Azure makes, or addresses and prefixes of your own. The rule looks at the addresses that a cluster asks for; an idle timeout and the read-only list of effective addresses do not matter. Whether Azure gives some to a cluster that asks for none follows from its outbound type, which has a rule of its own. It is silent where a NAT gateway is among the allowed outbound types.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Remove networkProfile.natGatewayProfile.\",\"nonComplianceMessage\":\"This cluster asks for public outbound addresses on a NAT gateway.\",\"requiresAlias\":true,\"closes\":\"public outbound addresses on a NAT gateway that AKS manages\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedOutboundTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed outbound types\",\"description\":\"Outbound types that a cluster may use. Where this one is among them the rule is silent: the service writes the profile into every such cluster.\"},\"allowedValues\":[\"none\",\"block\",\"loadBalancer\",\"userDefinedRouting\",\"managedNATGateway\",\"managedNATGatewayV2\",\"userAssignedNATGateway\"],\"defaultValue\":[\"none\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"value\":\"[contains(parameters('allowedOutboundTypes'), 'managedNATGateway')]\",\"equals\":false},{\"value\":\"[contains(parameters('allowedOutboundTypes'), 'managedNATGatewayV2')]\",\"equals\":false},{\"value\":\"[contains(parameters('allowedOutboundTypes'), 'userAssignedNATGateway')]\",\"equals\":false},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.natGatewayProfile.managedOutboundIPProfile\",\"exists\":true},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.natGatewayProfile.outboundIPs.publicIPs[*]\",\"where\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.natGatewayProfile.outboundIPs.publicIPs[*]\",\"exists\":true}},\"greater\":0},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes[*]\",\"where\":{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes[*]\",\"exists\":true}},\"greater\":0}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksNetworkPlugin = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-network-plugin\",\"properties\":{\"displayName\":\"AKS clusters should use an allowed network plugin\",\"description\":\"Network isolated clusters are supported with Azure CNI, and not with kubenet. A cluster that names no plugin gets kubenet from the service and is refused as well, unless its SKU is Automatic, which always comes with Azure CNI.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set networkProfile.networkPlugin to azure, or to another plugin that the assignment allows. The plugin of a cluster is chosen when it is created; one with kubenet has to be upgraded to Azure CNI.\",\"nonComplianceMessage\":\"The network plugin of this cluster is not allowed here: network isolated clusters need Azure CNI.\",\"closes\":\"a network plugin with which a cluster cannot be network isolated\",\"complements\":[\"46238e2f-3f6f-4589-9f3f-77bed4116e67\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedNetworkPlugins\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed network plugins\",\"description\":\"Network plugins that a cluster may use. azure is Azure CNI; none leaves the plugin to whoever runs the cluster.\"},\"allowedValues\":[\"azure\",\"none\",\"kubenet\"],\"defaultValue\":[\"azure\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.networkPlugin\",\"notIn\":\"[parameters('allowedNetworkPlugins')]\"},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.networkPlugin\",\"exists\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/sku.name\",\"notEquals\":\"Automatic\"}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksNodeOsUpgradeChannel = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-node-os-upgrade-channel\",\"properties\":{\"displayName\":\"AKS clusters should use an allowed node OS upgrade channel\",\"description\":\"With the channel Unmanaged every node fetches operating system updates from public package repositories, which an isolated cluster cannot reach. Only the channels listed are accepted. A cluster that names no channel gets NodeImage from the service, and is judged so.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.1.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set autoUpgradeProfile.nodeOSUpgradeChannel to NodeImage, or to another channel that the assignment allows.\",\"nonComplianceMessage\":\"The node OS upgrade channel of this cluster is not allowed here: nodes would fetch updates from public repositories.\",\"closes\":\"operating system updates from public repositories\",\"complements\":[\"04408ca5-aa10-42ce-8536-98955cdddd4c\"],\"conflicts\":[\"40f1aee2-4db4-4b74-acb1-c6972e24cca8\"]},\"version\":\"1.1.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Modify writes the setting into the request, for which the assignment needs an identity, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Modify\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedNodeOsUpgradeChannels\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed node OS upgrade channels\",\"description\":\"Channels that a cluster may use; Modify writes the first. Unmanaged leaves updates to the operating system, which fetches them from public repositories.\"},\"allowedValues\":[\"NodeImage\",\"SecurityPatch\",\"None\",\"Unmanaged\"],\"defaultValue\":[\"NodeImage\",\"SecurityPatch\",\"None\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"anyOf\":[{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel\",\"exists\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel\",\"notIn\":\"[parameters('allowedNodeOsUpgradeChannels')]\"}]},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel\",\"exists\":false},{\"value\":\"[contains(parameters('allowedNodeOsUpgradeChannels'), 'NodeImage')]\",\"equals\":false}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\",\"details\":{\"roleDefinitionIds\":[\"/providers/Microsoft.Authorization/roleDefinitions/ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8\"],\"conflictEffect\":\"audit\",\"operations\":[{\"operation\":\"addOrReplace\",\"field\":\"Microsoft.ContainerService/managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel\",\"value\":\"[first(parameters('allowedNodeOsUpgradeChannels'))]\"}]}}}}}");

const aksNodePublicIp = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-node-public-ip\",\"properties\":{\"displayName\":\"AKS nodes should not have public IP addresses\",\"description\":\"A node with a public address of its own reaches the internet, and is reached from it, whatever the outbound type of the cluster says. The rule looks at the node pools in the cluster and at node pools written as resources of their own, which is why its mode is All: node pools have no tags and location.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Remove enableNodePublicIP and nodePublicIPPrefixID from the node pool.\",\"nonComplianceMessage\":\"The nodes of this pool would have public IP addresses.\",\"closes\":\"public addresses of nodes\",\"complements\":[\"83a86a26-fd1f-447c-b59d-e51f44264114\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*]\",\"where\":{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].enableNodePublicIP\",\"equals\":true},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].nodePublicIPPrefixID\",\"exists\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].nodePublicIPPrefixID\",\"notEquals\":\"\"}]}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters/agentPools\"},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/enableNodePublicIP\",\"equals\":true},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/nodePublicIPPrefixID\",\"exists\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/nodePublicIPPrefixID\",\"notEquals\":\"\"}]}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksNodeResourceGroupLockdown = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-node-resource-group-lockdown\",\"properties\":{\"displayName\":\"AKS clusters should lock their node resource group\",\"description\":\"Whoever may write in the node resource group can give nodes public addresses, a NAT gateway or a route, past every setting of the cluster. With the restriction level ReadOnly only the service can. A cluster that says nothing is unrestricted and is reported, unless its SKU is Automatic, which comes with the lock. With the lock, nobody can add cache rules to a registry that the service keeps in that group.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set nodeResourceGroupProfile.restrictionLevel to ReadOnly.\",\"nonComplianceMessage\":\"Resources in the node resource group of this cluster could be changed by hand.\",\"closes\":\"changes by hand to the network of the nodes\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/nodeResourceGroupProfile.restrictionLevel\",\"notEquals\":\"ReadOnly\"},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/nodeResourceGroupProfile.restrictionLevel\",\"exists\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/sku.name\",\"notEquals\":\"Automatic\"}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksNodeSubnet = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-node-subnet\",\"properties\":{\"displayName\":\"AKS nodes should be in allowed subnets\",\"description\":\"Nodes and pods have the routes, NAT gateways and peerings of their subnet, whatever the outbound type of the cluster says. Their subnets, and those of further network interfaces and hosted system nodes, have to be on the list; an empty list accepts every subnet. A node pool that names no subnet is in a network that Azure makes for the cluster, and is accepted. Node pools are judged in the cluster and as resources of their own, which is why the mode is All: they have no tags and location.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set vnetSubnetID and podSubnetID to subnets on the list. The subnet of a node pool cannot be changed, so a pool in another one has to be made anew.\",\"nonComplianceMessage\":\"Nodes or pods of this cluster would be in a subnet that is not allowed here.\",\"requiresAlias\":true,\"closes\":\"the ways out of a subnet that nobody secured\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedSubnetIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed subnets\",\"description\":\"Resource ids of the subnets that nodes and pods may be in. An empty list accepts every subnet.\",\"strongType\":\"Microsoft.Network/virtualNetworks/subnets\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"allOf\":[{\"value\":\"[length(parameters('allowedSubnetIds'))]\",\"greater\":0},{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"anyOf\":[{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*]\",\"where\":{\"anyOf\":[{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].vnetSubnetID\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].vnetSubnetID\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].podSubnetID\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].podSubnetID\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]}]}},\"greater\":0},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].networkProfile.secondaryNetworkInterfaces[*]\",\"where\":{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].networkProfile.secondaryNetworkInterfaces[*].vnetSubnetId\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].networkProfile.secondaryNetworkInterfaces[*].vnetSubnetId\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]}},\"greater\":0},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/hostedSystemProfile.nodeSubnetID\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/hostedSystemProfile.nodeSubnetID\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/hostedSystemProfile.systemNodeSubnetID\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/hostedSystemProfile.systemNodeSubnetID\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]}]}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters/agentPools\"},{\"anyOf\":[{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/vnetSubnetID\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/vnetSubnetID\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/podSubnetID\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/podSubnetID\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/networkProfile.secondaryNetworkInterfaces[*]\",\"where\":{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/networkProfile.secondaryNetworkInterfaces[*].vnetSubnetId\",\"notEquals\":\"\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/networkProfile.secondaryNetworkInterfaces[*].vnetSubnetId\",\"notIn\":\"[parameters('allowedSubnetIds')]\"}]}},\"greater\":0}]}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksOutboundType = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-outbound-type\",\"properties\":{\"displayName\":\"AKS clusters should use an allowed outbound type\",\"description\":\"The outbound type decides whether Azure gives the nodes of a cluster a way to the internet. Only the types listed are accepted; none and block give no way out. A cluster that names no outbound type gets a load balancer with a public address from the service, and is refused as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set networkProfile.outboundType to none, or to another type that the assignment allows.\",\"nonComplianceMessage\":\"The outbound type of this cluster is not allowed here: the nodes would have a way to the internet.\",\"closes\":\"the ways out that Azure gives the nodes of a cluster\",\"conflicts\":[\"a8eff44f-8c92-45c3-a3fb-9880802d67a7\",\"1b708b0a-3380-40e9-8b79-821f9fa224cc\",\"40f1aee2-4db4-4b74-acb1-c6972e24cca8\",\"36a27de4-199b-40fb-b336-945a8475d6c5\",\"64def556-fbad-4622-930e-72d1d5589bf5\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedOutboundTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed outbound types\",\"description\":\"Outbound types that a cluster may use. none and block isolate; every other type lets nodes reach the internet or relies on a route table that does not.\"},\"allowedValues\":[\"none\",\"block\",\"loadBalancer\",\"userDefinedRouting\",\"managedNATGateway\",\"managedNATGatewayV2\",\"userAssignedNATGateway\"],\"defaultValue\":[\"none\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.outboundType\",\"notIn\":\"[parameters('allowedOutboundTypes')]\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksPrivateApiServer = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-private-api-server\",\"properties\":{\"displayName\":\"AKS clusters should have a private API server\",\"description\":\"A private cluster reaches its API server through a private endpoint in the virtual network, so that neither nodes nor operators need a public address for it. A cluster that says nothing gets a public API server from the service, and is refused as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set apiServerAccessProfile.enablePrivateCluster to true: when the cluster is created, or later where it has API server VNet integration.\",\"nonComplianceMessage\":\"The API server of this cluster would be public.\",\"closes\":\"a public API server\",\"complements\":[\"040732e8-d947-40b8-95d6-854c95024bf8\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/apiServerAccessProfile.enablePrivateCluster\",\"notEquals\":true}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksPrivateClusterPublicFqdn = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-private-cluster-public-fqdn\",\"properties\":{\"displayName\":\"AKS clusters should not have a public name for their API server\",\"description\":\"A private cluster gets a name in public DNS besides the private one, unless it says otherwise. The name tells everybody that the cluster exists and which private address it has, and clients that use it depend on public DNS. A cluster that says nothing gets the public name from the service, and is refused as well.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set apiServerAccessProfile.enablePrivateClusterPublicFQDN to false; with privateDNSZone none, which needs the public name, choose system or a zone of your own first.\",\"nonComplianceMessage\":\"The API server of this cluster would have a name in public DNS.\",\"closes\":\"a name of the API server in public DNS\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/apiServerAccessProfile.enablePrivateClusterPublicFQDN\",\"notEquals\":false}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksPublicAddons = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-public-addons\",\"properties\":{\"displayName\":\"AKS clusters should not have add-ons that need public endpoints\",\"description\":\"Some add-ons and features talk to public endpoints or get a public address: without outbound access they do not work, and whoever wants them to work opens a way out. They are reported where they are enabled; what is not written is not enabled. Private endpoints do not show: leave out of the lists what the cluster reaches through them. Application routing counts unless its default ingress controller is Internal or None, because the default is a public one.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Disable the add-on, or reach its service through private endpoints and take it off the list of the assignment.\",\"nonComplianceMessage\":\"An add-on of this cluster needs public endpoints or gets a public address.\",\"requiresAlias\":true,\"closes\":\"add-ons that call public endpoints or get public addresses\",\"conflicts\":[\"a8eff44f-8c92-45c3-a3fb-9880802d67a7\",\"64def556-fbad-4622-930e-72d1d5589bf5\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"addOns\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Add-ons\",\"description\":\"Names of add-ons in addonProfiles that a cluster should not have, in upper or lower case.\"},\"defaultValue\":[\"azurepolicy\",\"omsagent\",\"azureKeyvaultSecretsProvider\",\"aciConnectorLinux\",\"httpApplicationRouting\",\"ingressApplicationGateway\"]},\"features\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Features\",\"description\":\"Features outside addonProfiles that a cluster should not have. workloadIdentity exchanges tokens at the public login endpoint.\"},\"allowedValues\":[\"azureMonitorMetrics\",\"containerInsights\",\"costAnalysis\",\"defender\",\"workloadIdentity\",\"webAppRouting\",\"istioIngressGateway\"],\"defaultValue\":[\"azureMonitorMetrics\",\"containerInsights\",\"costAnalysis\",\"defender\",\"webAppRouting\",\"istioIngressGateway\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"anyOf\":[{\"count\":{\"value\":\"[items(if(empty(field('Microsoft.ContainerService/managedClusters/addonProfiles')), json('{}'), field('Microsoft.ContainerService/managedClusters/addonProfiles')))]\",\"name\":\"addOn\",\"where\":{\"allOf\":[{\"value\":\"[current('addOn').key]\",\"in\":\"[parameters('addOns')]\"},{\"value\":\"[tryGet(coalesce(current('addOn').value, json('{}')), 'enabled')]\",\"equals\":true}]}},\"greater\":0},{\"field\":\"Microsoft.ContainerService/managedClusters/azureMonitorProfile.metrics.enabled\",\"equals\":\"[if(contains(parameters('features'), 'azureMonitorMetrics'), 'true', 'not on the list')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/azureMonitorProfile.containerInsights.enabled\",\"equals\":\"[if(contains(parameters('features'), 'containerInsights'), 'true', 'not on the list')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/azureMonitorProfile.logs.containerInsights.enabled\",\"equals\":\"[if(contains(parameters('features'), 'containerInsights'), 'true', 'not on the list')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/metricsProfile.costAnalysis.enabled\",\"equals\":\"[if(contains(parameters('features'), 'costAnalysis'), 'true', 'not on the list')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/securityProfile.defender.securityMonitoring.enabled\",\"equals\":\"[if(contains(parameters('features'), 'defender'), 'true', 'not on the list')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/securityProfile.workloadIdentity.enabled\",\"equals\":\"[if(contains(parameters('features'), 'workloadIdentity'), 'true', 'not on the list')]\"},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/ingressProfile.webAppRouting.enabled\",\"equals\":\"[if(contains(parameters('features'), 'webAppRouting'), 'true', 'not on the list')]\"},{\"field\":\"Microsoft.ContainerService/managedClusters/ingressProfile.webAppRouting.nginx.defaultIngressControllerType\",\"notIn\":[\"Internal\",\"None\"]}]},{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/serviceMeshProfile.mode\",\"equals\":\"[if(contains(parameters('features'), 'istioIngressGateway'), 'Istio', 'not on the list')]\"},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/serviceMeshProfile.istio.components.ingressGateways[*]\",\"where\":{\"allOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/serviceMeshProfile.istio.components.ingressGateways[*].enabled\",\"equals\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/serviceMeshProfile.istio.components.ingressGateways[*].mode\",\"equals\":\"External\"}]}},\"greater\":0}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksRunCommand = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-run-command\",\"properties\":{\"displayName\":\"AKS clusters should not allow run command\",\"description\":\"Run command starts a pod in the cluster and carries files in and output out through Azure Resource Manager, past the private API server and past every network rule. A cluster that says nothing allows it, and is refused as well. Modify writes the setting where the request has an apiServerAccessProfile, as those of private clusters have. It needs an identity that may write clusters and, where they have subnets or identities of their own, may join and assign those.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set apiServerAccessProfile.disableRunCommand to true.\",\"nonComplianceMessage\":\"Run command would carry data into and out of this cluster through Azure Resource Manager.\",\"closes\":\"data carried through Azure Resource Manager by run command\",\"complements\":[\"89f2d532-c53c-4f8f-9afa-4927b1114a0d\"],\"conflicts\":[\"1b708b0a-3380-40e9-8b79-821f9fa224cc\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Modify writes the setting into the request, for which the assignment needs an identity, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Modify\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/apiServerAccessProfile.disableRunCommand\",\"notEquals\":true}]},\"then\":{\"effect\":\"[parameters('effect')]\",\"details\":{\"roleDefinitionIds\":[\"/providers/Microsoft.Authorization/roleDefinitions/ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8\"],\"conflictEffect\":\"audit\",\"operations\":[{\"operation\":\"addOrReplace\",\"field\":\"Microsoft.ContainerService/managedClusters/apiServerAccessProfile.disableRunCommand\",\"value\":true}]}}}}}");

const aksServicePrincipal = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-service-principal\",\"properties\":{\"displayName\":\"AKS clusters should use a managed identity instead of a service principal\",\"description\":\"Clusters with a service principal cannot be network isolated: the nodes log in to the registry with a managed identity, and the service refuses the artifact source Cache. The client id msi stands for a managed identity. A cluster that names no client id, or has a managed identity already, is accepted, so that a cluster can leave its service principal.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Give the cluster an identity, SystemAssigned or UserAssigned, and leave out servicePrincipalProfile.\",\"nonComplianceMessage\":\"This cluster would use a service principal, with which it cannot be network isolated.\",\"closes\":\"a cluster that has to bootstrap from public endpoints because of its service principal\",\"complements\":[\"da6e2401-19da-4532-9141-fb8fbde08431\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"field\":\"Microsoft.ContainerService/managedClusters/servicePrincipalProfile.clientId\",\"exists\":true},{\"field\":\"Microsoft.ContainerService/managedClusters/servicePrincipalProfile.clientId\",\"notEquals\":\"msi\"},{\"field\":\"identity.type\",\"notIn\":[\"SystemAssigned\",\"UserAssigned\"]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksStaticEgressGateway = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-static-egress-gateway\",\"properties\":{\"displayName\":\"AKS clusters should have no static egress gateway\",\"description\":\"The static egress gateway leads the traffic of chosen pods out through a node pool with addresses of its own, whatever the outbound type of the cluster says. The rule refuses its switch in the cluster and node pools of mode Gateway, in the cluster or as resources of their own, which is why its mode is All: node pools have no tags and location. A cluster that says nothing has no gateway and a node pool without a mode is none; both are accepted.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Set networkProfile.staticEgressGatewayProfile.enabled to false, and remove node pools of mode Gateway.\",\"nonComplianceMessage\":\"Pods of this cluster would have a way out through a static egress gateway.\",\"requiresAlias\":true,\"closes\":\"the way out through gateway nodes with fixed addresses\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"anyOf\":[{\"field\":\"Microsoft.ContainerService/managedClusters/networkProfile.staticEgressGatewayProfile.enabled\",\"equals\":true},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*]\",\"where\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].mode\",\"equals\":\"Gateway\"}},\"greater\":0}]}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters/agentPools\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/mode\",\"equals\":\"Gateway\"}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksWindowsPools = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-windows-pools\",\"properties\":{\"displayName\":\"AKS clusters should have no Windows node pools\",\"description\":\"Network isolated clusters do not support Windows nodes, which fetch what they start with from the internet. The rule looks at the node pools in the cluster and at node pools written as resources of their own, which is why its mode is All: node pools have no tags and location. A node pool that names no operating system gets Linux from the service, and is accepted; the Windows profile that Azure writes into every cluster makes no Windows node.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\",\"remediation\":\"Use Linux node pools: set osType to Linux or leave it out. The operating system of a node pool cannot be changed, so a Windows pool has to be removed.\",\"nonComplianceMessage\":\"The nodes of this pool would run Windows, which fetches its start-up artifacts from public endpoints.\",\"closes\":\"Windows nodes that bootstrap from the internet\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters\"},{\"count\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*]\",\"where\":{\"field\":\"Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].osType\",\"equals\":\"Windows\"}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.ContainerService/managedClusters/agentPools\"},{\"field\":\"Microsoft.ContainerService/managedClusters/agentPools/osType\",\"equals\":\"Windows\"}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const loadBalancerPublicFrontend = /*@__PURE__*/ JSON.parse("{\"name\":\"load-balancer-public-frontend\",\"properties\":{\"displayName\":\"Load balancers should not have a public address\",\"description\":\"A public load balancer lets the internet in, its outbound rules let nodes out, and replies leave by it in any case. AKS makes one when somebody asks for a service with a public address. A frontend that names no public address or prefix is internal.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the public address or prefix from the frontend; give services the annotation for an internal load balancer.\",\"nonComplianceMessage\":\"This load balancer would have a public address.\",\"closes\":\"public load balancers, their outbound rules and their replies\",\"complements\":[\"3fc4dc25-5baf-40d8-9b05-7fe74c1bc64e\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/loadBalancers\"},{\"count\":{\"field\":\"Microsoft.Network/loadBalancers/frontendIPConfigurations[*]\",\"where\":{\"anyOf\":[{\"field\":\"Microsoft.Network/loadBalancers/frontendIPConfigurations[*].publicIPAddress.id\",\"exists\":true},{\"field\":\"Microsoft.Network/loadBalancers/frontendIPConfigurations[*].publicIPPrefix.id\",\"exists\":true}]}},\"greater\":0}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const natGatewayVirtualNetwork = /*@__PURE__*/ JSON.parse("{\"name\":\"nat-gateway-virtual-network\",\"properties\":{\"displayName\":\"NAT gateways should serve only subnets that name them\",\"description\":\"A NAT gateway of the sku StandardV2 can name a virtual network as its source, or a service gateway. It then gives all that is behind them a way to the internet and leaves no trace on the subnets, so that nobody who reads those sees it. A gateway that names neither serves only the subnets that name it, for which there is another rule.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove sourceVirtualNetwork and serviceGateway from the NAT gateway.\",\"nonComplianceMessage\":\"This NAT gateway gives a whole virtual network a way to the internet.\",\"requiresAlias\":true,\"closes\":\"a NAT gateway of the virtual network, of which its subnets show nothing\",\"complements\":[\"6c112d4e-5bc7-47ae-a041-ea2d9dccd749\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/natGateways\"},{\"anyOf\":[{\"field\":\"Microsoft.Network/natGateways/sourceVirtualNetwork.id\",\"exists\":true},{\"field\":\"Microsoft.Network/natGateways/serviceGateway.id\",\"exists\":true}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const nsgInternetOutbound = /*@__PURE__*/ JSON.parse("{\"name\":\"nsg-internet-outbound\",\"properties\":{\"displayName\":\"Network security groups should not allow traffic to the internet\",\"description\":\"A rule that allows outbound traffic to the internet opens what another rule closes, at once or when that other rule is removed. Destinations in one prefix and in a list of prefixes both count. The rule looks at security rules in a group and at security rules written as resources of their own, which is why its mode is All. A group without rules is compliant here, though Azure's own last rule lets traffic out: that a rule denies it is asked of subnets.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the security rule, or name the destinations that are needed.\",\"nonComplianceMessage\":\"This security rule would allow traffic to the internet.\",\"closes\":\"security rules that allow traffic to the internet\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"internetDestinations\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Destinations that are the internet\",\"description\":\"Destination prefixes that count as the internet, * and service tags among them; prefixes of no bit or one bit always do.\"},\"defaultValue\":[\"*\",\"Internet\"]}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/networkSecurityGroups\"},{\"count\":{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*]\",\"where\":{\"allOf\":[{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].direction\",\"equals\":\"Outbound\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].access\",\"equals\":\"Allow\"},{\"anyOf\":[{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefix\",\"in\":\"[parameters('internetDestinations')]\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefix\",\"like\":\"*/0\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefix\",\"like\":\"*/1\"},{\"count\":{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefixes[*]\",\"where\":{\"anyOf\":[{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefixes[*]\",\"in\":\"[parameters('internetDestinations')]\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefixes[*]\",\"like\":\"*/0\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefixes[*]\",\"like\":\"*/1\"}]}},\"greater\":0}]}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/networkSecurityGroups/securityRules\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/direction\",\"equals\":\"Outbound\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/access\",\"equals\":\"Allow\"},{\"anyOf\":[{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefix\",\"in\":\"[parameters('internetDestinations')]\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefix\",\"like\":\"*/0\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefix\",\"like\":\"*/1\"},{\"count\":{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefixes[*]\",\"where\":{\"anyOf\":[{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefixes[*]\",\"in\":\"[parameters('internetDestinations')]\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefixes[*]\",\"like\":\"*/0\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules/destinationAddressPrefixes[*]\",\"like\":\"*/1\"}]}},\"greater\":0}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const publicIpAddress = /*@__PURE__*/ JSON.parse("{\"name\":\"public-ip-address\",\"properties\":{\"displayName\":\"Public IP addresses and prefixes should not exist beside cluster nodes\",\"description\":\"A public address is what a load balancer, a gateway or a node needs to be on the internet; AKS makes them in the resource group of the nodes when somebody asks for a public service. Refusing them there keeps such a service pending, and needs nothing inside the cluster. An isolated cluster has none. In another group than those that match the rule is silent.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the public address; give services the annotation for an internal load balancer.\",\"nonComplianceMessage\":\"Public addresses are not wanted in the resource group of cluster nodes.\",\"closes\":\"public addresses of load balancers, gateways and nodes in the resource group of the nodes\",\"complements\":[\"6c112d4e-5bc7-47ae-a041-ea2d9dccd749\",\"83a86a26-fd1f-447c-b59d-e51f44264114\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"resourceGroupPatterns\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Resource groups\",\"description\":\"Patterns of the names of the resource groups in which there should be no public addresses; * stands for any characters, and alone for every group. AKS names the group of the nodes MC_… unless the cluster says otherwise.\"},\"defaultValue\":[\"MC_*\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"in\":[\"Microsoft.Network/publicIPAddresses\",\"Microsoft.Network/publicIPPrefixes\"]},{\"count\":{\"value\":\"[parameters('resourceGroupPatterns')]\",\"name\":\"pattern\",\"where\":{\"value\":\"[resourceGroup().name]\",\"like\":\"[current('pattern')]\"}},\"greater\":0}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const routeInternet = /*@__PURE__*/ JSON.parse("{\"name\":\"route-internet\",\"properties\":{\"displayName\":\"Routes should not lead to the internet\",\"description\":\"A route for all addresses, or for a part of them wider than any private range (a prefix of up to 6 bits), leads traffic out through an appliance, a gateway or Azure itself; so does any route whose next hop is the internet or a gateway. Default routes to None drop traffic and are welcome. The rule looks at routes in a route table and at routes written as resources of their own, which is why its mode is All. A table without routes adds none.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the route, or set its next hop type to None.\",\"nonComplianceMessage\":\"This route would lead traffic of the cluster out of its network.\",\"closes\":\"default routes and routes to the internet or a gateway\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"refusedNextHopTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Refused next hop types\",\"description\":\"Next hop types that no route may have, whatever its prefix.\"},\"defaultValue\":[\"Internet\",\"VirtualNetworkGateway\"],\"allowedValues\":[\"Internet\",\"VirtualNetworkGateway\",\"VirtualAppliance\",\"VnetLocal\"]},\"allowedNextHopAddresses\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed next hop addresses\",\"description\":\"Addresses of appliances, such as a firewall that lets nothing out, to which a default route may lead.\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/routeTables\"},{\"count\":{\"field\":\"Microsoft.Network/routeTables/routes[*]\",\"where\":{\"anyOf\":[{\"field\":\"Microsoft.Network/routeTables/routes[*].nextHopType\",\"in\":\"[parameters('refusedNextHopTypes')]\"},{\"allOf\":[{\"anyOf\":[{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/0\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/1\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/2\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/3\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/4\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/5\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].addressPrefix\",\"like\":\"*/6\"}]},{\"field\":\"Microsoft.Network/routeTables/routes[*].nextHopType\",\"notEquals\":\"None\"},{\"field\":\"Microsoft.Network/routeTables/routes[*].nextHopIpAddress\",\"notIn\":\"[parameters('allowedNextHopAddresses')]\"}]}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/routeTables/routes\"},{\"anyOf\":[{\"field\":\"Microsoft.Network/routeTables/routes/nextHopType\",\"in\":\"[parameters('refusedNextHopTypes')]\"},{\"allOf\":[{\"anyOf\":[{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/0\"},{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/1\"},{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/2\"},{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/3\"},{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/4\"},{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/5\"},{\"field\":\"Microsoft.Network/routeTables/routes/addressPrefix\",\"like\":\"*/6\"}]},{\"field\":\"Microsoft.Network/routeTables/routes/nextHopType\",\"notEquals\":\"None\"},{\"field\":\"Microsoft.Network/routeTables/routes/nextHopIpAddress\",\"notIn\":\"[parameters('allowedNextHopAddresses')]\"}]}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const subnetDefaultOutboundAccess = /*@__PURE__*/ JSON.parse("{\"name\":\"subnet-default-outbound-access\",\"properties\":{\"displayName\":\"Subnets should switch default outbound access off\",\"description\":\"Without a way out of its own, a machine in a subnet gets a public address from Azure by default, unless the subnet says that it must not. Only a subnet that sets defaultOutboundAccess to false is closed for certain: where it is missing, networks made before April 2026 or with an API version before 2025-07-01 are open, so that a missing value is a violation too.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Set defaultOutboundAccess of the subnet to false.\",\"nonComplianceMessage\":\"Default outbound access of this subnet is not switched off: Azure may give its nodes a way to the internet.\",\"closes\":\"the outbound address that Azure gives machines by default\",\"complements\":[\"7bca8353-aa3b-429b-904a-9229c4385837\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"subnetNamePattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Subnets\",\"description\":\"Pattern of the names of the subnets that the rule is about; * stands for any characters, and alone for every subnet.\"},\"defaultValue\":\"*\"},\"excludedSubnetNames\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded subnets\",\"description\":\"Names of subnets that the rule leaves alone.\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*]\",\"where\":{\"allOf\":[{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].defaultOutboundAccess\",\"notEquals\":false}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks/subnets\"},{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets/defaultOutboundAccess\",\"notEquals\":false}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const subnetInternetDeny = /*@__PURE__*/ JSON.parse("{\"name\":\"subnet-internet-deny\",\"properties\":{\"displayName\":\"Subnets should have a network security group that denies traffic to the internet\",\"description\":\"The last rule of every network security group lets traffic out to the internet unless a rule before it denies that, and a subnet without a group has no rule at all: a public address, a NAT gateway or a route added later works at once. Looked for is a rule that denies outbound traffic of every source, port and protocol to the internet. Of subnets inside a virtual network it is seen whether they have a group; its rules are looked at for each subnet as a resource of its own.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Give the subnet a network security group with a rule that denies outbound traffic from any source and port to Internet.\",\"nonComplianceMessage\":\"No network security group denies traffic from this subnet to the internet.\",\"closes\":\"the rule of every network security group that allows traffic to the internet\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"AuditIfNotExists records subnets without such a rule, Disabled switches the rule off.\"},\"allowedValues\":[\"AuditIfNotExists\",\"Disabled\"],\"defaultValue\":\"AuditIfNotExists\"},\"subnetNamePattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Subnets\",\"description\":\"Pattern of the names of the subnets that the rule is about; * stands for any characters, and alone for every subnet.\"},\"defaultValue\":\"*\"},\"excludedSubnetNames\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded subnets\",\"description\":\"Names of subnets that the rule leaves alone. The default are those of gateways, firewalls and route servers, which Azure does not let have a network security group.\"},\"defaultValue\":[\"GatewaySubnet\",\"AzureFirewallSubnet\",\"AzureFirewallManagementSubnet\",\"RouteServerSubnet\"]}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*]\",\"where\":{\"allOf\":[{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].networkSecurityGroup.id\",\"exists\":false}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks/subnets\"},{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"}]}]},\"then\":{\"effect\":\"[parameters('effect')]\",\"details\":{\"type\":\"Microsoft.Network/networkSecurityGroups\",\"resourceGroupName\":\"[if(empty(field('Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id')), resourceGroup().name, split(field('Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id'), '/')[4])]\",\"name\":\"[if(empty(field('Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id')), 'none', last(split(field('Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id'), '/')))]\",\"existenceCondition\":{\"allOf\":[{\"value\":\"[empty(field('Microsoft.Network/virtualNetworks/subnets/networkSecurityGroup.id'))]\",\"equals\":false},{\"count\":{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*]\",\"where\":{\"allOf\":[{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].direction\",\"equals\":\"Outbound\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].access\",\"equals\":\"Deny\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].protocol\",\"equals\":\"*\"},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].sourceAddressPrefix\",\"in\":[\"*\",\"VirtualNetwork\",\"0.0.0.0/0\"]},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationPortRange\",\"in\":[\"*\",\"0-65535\"]},{\"field\":\"Microsoft.Network/networkSecurityGroups/securityRules[*].destinationAddressPrefix\",\"in\":[\"*\",\"Internet\",\"0.0.0.0/0\"]}]}},\"greater\":0}]}}}}}}");

const subnetNatGateway = /*@__PURE__*/ JSON.parse("{\"name\":\"subnet-nat-gateway\",\"properties\":{\"displayName\":\"Subnets should not have a NAT gateway\",\"description\":\"A NAT gateway gives every node of its subnet a way to the internet, whatever the outbound type of the cluster says. The rule looks at subnets in a virtual network and at subnets written as resources of their own, which is why its mode is All: subnets have no tags and location. A subnet that names no NAT gateway has none.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove natGateway from the subnet.\",\"nonComplianceMessage\":\"This subnet has a NAT gateway: its nodes would reach the internet through it.\",\"closes\":\"a NAT gateway of the subnet\",\"complements\":[\"6c112d4e-5bc7-47ae-a041-ea2d9dccd749\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"subnetNamePattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Subnets\",\"description\":\"Pattern of the names of the subnets that the rule is about; * stands for any characters, and alone for every subnet.\"},\"defaultValue\":\"*\"},\"excludedSubnetNames\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded subnets\",\"description\":\"Names of subnets that the rule leaves alone.\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*]\",\"where\":{\"allOf\":[{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].natGateway.id\",\"exists\":true}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks/subnets\"},{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets/natGateway.id\",\"exists\":true}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const subnetServiceEndpoints = /*@__PURE__*/ JSON.parse("{\"name\":\"subnet-service-endpoints\",\"properties\":{\"displayName\":\"Subnets should not have service endpoints\",\"description\":\"A service endpoint leads from the subnet to the public addresses of an Azure service in every tenant, past network security groups and route tables that look only at the internet: storage of somebody else is as near as your own. A subnet that names no service endpoint has none. Private endpoints reach one resource only and are not touched.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove serviceEndpoints from the subnet and use private endpoints, or allow the service in the assignment.\",\"nonComplianceMessage\":\"This subnet has service endpoints: its nodes would reach public Azure services directly.\",\"closes\":\"service endpoints to public Azure services\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"subnetNamePattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Subnets\",\"description\":\"Pattern of the names of the subnets that the rule is about; * stands for any characters, and alone for every subnet.\"},\"defaultValue\":\"*\"},\"excludedSubnetNames\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded subnets\",\"description\":\"Names of subnets that the rule leaves alone.\"},\"defaultValue\":[]},\"allowedServices\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed services\",\"description\":\"Services whose endpoints a subnet may have, such as Microsoft.Storage.\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*]\",\"where\":{\"allOf\":[{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].serviceEndpoints[*]\",\"where\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets[*].serviceEndpoints[*].service\",\"notIn\":\"[parameters('allowedServices')]\"}},\"greater\":0}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks/subnets\"},{\"anyOf\":[{\"value\":\"[parameters('subnetNamePattern')]\",\"equals\":\"*\"},{\"field\":\"name\",\"like\":\"[parameters('subnetNamePattern')]\"}]},{\"field\":\"name\",\"notIn\":\"[parameters('excludedSubnetNames')]\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets/serviceEndpoints[*]\",\"where\":{\"field\":\"Microsoft.Network/virtualNetworks/subnets/serviceEndpoints[*].service\",\"notIn\":\"[parameters('allowedServices')]\"}},\"greater\":0}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const virtualHubConnection = /*@__PURE__*/ JSON.parse("{\"name\":\"virtual-hub-connection\",\"properties\":{\"displayName\":\"Virtual networks should not be connected to a virtual hub\",\"description\":\"A virtual hub joins the network to branches and other networks, and with internet security it teaches it a default route, which nothing on the subnet shows. The connection is written beside the hub, not beside the network, so that is where the rule belongs; its mode is All because connections have no tags and location. A missing enableInternetSecurity means that the default route is not taught; the connection counts all the same.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the connection of the virtual network to the hub, or allow the network in the assignment.\",\"nonComplianceMessage\":\"This connection would join the network of the cluster to a virtual hub.\",\"closes\":\"virtual hubs and the default route that they teach\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"virtualNetworkPattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Virtual networks\",\"description\":\"Pattern of the resource ids of the virtual networks that the rule is about; * stands for any characters, and alone for every network.\"},\"defaultValue\":\"*\"},\"excludedVirtualNetworkIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded virtual networks\",\"description\":\"Resource ids of virtual networks that may be connected.\"},\"defaultValue\":[]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualHubs/hubVirtualNetworkConnections\"},{\"anyOf\":[{\"value\":\"[parameters('virtualNetworkPattern')]\",\"equals\":\"*\"},{\"field\":\"Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/remoteVirtualNetwork.id\",\"like\":\"[parameters('virtualNetworkPattern')]\"}]},{\"field\":\"Microsoft.Network/virtualHubs/hubVirtualNetworkConnections/remoteVirtualNetwork.id\",\"notIn\":\"[parameters('excludedVirtualNetworkIds')]\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const virtualNetworkGateway = /*@__PURE__*/ JSON.parse("{\"name\":\"virtual-network-gateway\",\"properties\":{\"displayName\":\"Virtual network gateways should not exist beside isolated clusters\",\"description\":\"A gateway joins the network to others through a VPN or ExpressRoute and teaches it their routes, a default route among them, which nothing on the subnet shows. Gateways of a type that is allowed are accepted; without a list, none. A gateway that names no type counts as one that is not allowed.\",\"policyType\":\"Custom\",\"mode\":\"Indexed\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the gateway, or allow its type in the assignment.\",\"nonComplianceMessage\":\"This gateway would join the network of the cluster to others.\",\"closes\":\"VPN and ExpressRoute gateways and the routes that they learn\",\"complements\":[\"6c112d4e-5bc7-47ae-a041-ea2d9dccd749\"]},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"allowedGatewayTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed gateway types\",\"description\":\"Types of gateways that may exist.\"},\"defaultValue\":[],\"allowedValues\":[\"Vpn\",\"ExpressRoute\",\"LocalGateway\"]}},\"policyRule\":{\"if\":{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworkGateways\"},{\"field\":\"Microsoft.Network/virtualNetworkGateways/gatewayType\",\"notIn\":\"[parameters('allowedGatewayTypes')]\"}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const virtualNetworkPeering = /*@__PURE__*/ JSON.parse("{\"name\":\"virtual-network-peering\",\"properties\":{\"displayName\":\"Virtual networks should only be peered with allowed networks\",\"description\":\"What a peered network offers, its firewall, its proxy, its gateways, is a way out for the nodes too, and with remote gateways their routes are learned as well. Only networks that are listed are accepted; without a list, none. The rule looks at peerings in a virtual network and at peerings written as resources of their own, which is why its mode is All. A network without peerings is compliant, and missing useRemoteGateways means that they are not used.\",\"policyType\":\"Custom\",\"mode\":\"All\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\",\"remediation\":\"Remove the peering or allow its network in the assignment; set useRemoteGateways to false.\",\"nonComplianceMessage\":\"This peering would connect the network with one that is not allowed, or use its gateways.\",\"closes\":\"peerings with networks that have a way out\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Deny refuses the request, Audit only records it, Disabled switches the rule off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"allowedVirtualNetworkIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed virtual networks\",\"description\":\"Resource ids of the virtual networks with which networks may be peered.\"},\"defaultValue\":[]},\"allowRemoteGateways\":{\"type\":\"Boolean\",\"metadata\":{\"displayName\":\"Allow remote gateways\",\"description\":\"Whether peerings with allowed networks may use the gateways there.\"},\"defaultValue\":false}},\"policyRule\":{\"if\":{\"anyOf\":[{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks\"},{\"count\":{\"field\":\"Microsoft.Network/virtualNetworks/virtualNetworkPeerings[*]\",\"where\":{\"anyOf\":[{\"field\":\"Microsoft.Network/virtualNetworks/virtualNetworkPeerings[*].remoteVirtualNetwork.id\",\"notIn\":\"[parameters('allowedVirtualNetworkIds')]\"},{\"allOf\":[{\"value\":\"[parameters('allowRemoteGateways')]\",\"equals\":false},{\"field\":\"Microsoft.Network/virtualNetworks/virtualNetworkPeerings[*].useRemoteGateways\",\"equals\":true}]}]}},\"greater\":0}]},{\"allOf\":[{\"field\":\"type\",\"equals\":\"Microsoft.Network/virtualNetworks/virtualNetworkPeerings\"},{\"anyOf\":[{\"field\":\"Microsoft.Network/virtualNetworks/virtualNetworkPeerings/remoteVirtualNetwork.id\",\"notIn\":\"[parameters('allowedVirtualNetworkIds')]\"},{\"allOf\":[{\"value\":\"[parameters('allowRemoteGateways')]\",\"equals\":false},{\"field\":\"Microsoft.Network/virtualNetworks/virtualNetworkPeerings/useRemoteGateways\",\"equals\":true}]}]}]}]},\"then\":{\"effect\":\"[parameters('effect')]\"}}}}");

const aksEgressIsolationCore = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-egress-isolation-core\",\"properties\":{\"displayName\":\"AKS clusters should be network isolated: core\",\"description\":\"What makes an AKS cluster network isolated: no outbound access, start-up artifacts from a private registry, no addresses or gateways of its own towards the Internet, no public addresses on nodes, Linux nodes in Azure CNI, a private API server without run command, and no operating system updates from public repositories.\",\"policyType\":\"Custom\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Effect of every rule of this initiative: Deny refuses the request, Audit only records it, Disabled switches the rules off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"allowedOutboundTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed outbound types\",\"description\":\"Outbound types that a cluster may use. none and block isolate; every other type lets nodes reach the internet or relies on a route table that does not.\"},\"allowedValues\":[\"none\",\"block\",\"loadBalancer\",\"userDefinedRouting\",\"managedNATGateway\",\"managedNATGatewayV2\",\"userAssignedNATGateway\"],\"defaultValue\":[\"none\"]},\"allowedRegistryIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed registries\",\"description\":\"Resource ids of the container registries that a cluster may bootstrap from. An empty list accepts every registry.\",\"strongType\":\"Microsoft.ContainerRegistry/registries\"},\"defaultValue\":[]},\"allowedSubnetIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed subnets\",\"description\":\"Resource ids of the subnets that nodes and pods may be in. An empty list accepts every subnet.\",\"strongType\":\"Microsoft.Network/virtualNetworks/subnets\"},\"defaultValue\":[]},\"allowedNetworkPlugins\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed network plugins\",\"description\":\"Network plugins that a cluster may use. azure is Azure CNI; none leaves the plugin to whoever runs the cluster.\"},\"allowedValues\":[\"azure\",\"none\",\"kubenet\"],\"defaultValue\":[\"azure\"]},\"allowedNodeOsUpgradeChannels\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed node OS upgrade channels\",\"description\":\"Channels that a cluster may use. Unmanaged leaves updates to the operating system, which fetches them from public repositories.\"},\"allowedValues\":[\"NodeImage\",\"SecurityPatch\",\"None\",\"Unmanaged\"],\"defaultValue\":[\"NodeImage\",\"SecurityPatch\",\"None\"]}},\"policyDefinitionGroups\":[{\"name\":\"egress\",\"displayName\":\"Egress\",\"description\":\"Ways by which traffic leaves the cluster.\"},{\"name\":\"nodes\",\"displayName\":\"Nodes\",\"description\":\"What nodes may have and fetch.\"},{\"name\":\"api\",\"displayName\":\"API server\",\"description\":\"How the API server is reached.\"}],\"policyDefinitions\":[{\"policyDefinitionReferenceId\":\"aks-outbound-type\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedOutboundTypes\":{\"value\":\"[parameters('allowedOutboundTypes')]\"}},\"groupNames\":[\"egress\"]},{\"policyDefinitionReferenceId\":\"aks-bootstrap-artifact-source\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-bootstrap-artifact-source\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"egress\"]},{\"policyDefinitionReferenceId\":\"aks-bootstrap-registry\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-bootstrap-registry\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedRegistryIds\":{\"value\":\"[parameters('allowedRegistryIds')]\"}},\"groupNames\":[\"egress\"]},{\"policyDefinitionReferenceId\":\"aks-load-balancer-profile\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-load-balancer-profile\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedOutboundTypes\":{\"value\":\"[parameters('allowedOutboundTypes')]\"}},\"groupNames\":[\"egress\"]},{\"policyDefinitionReferenceId\":\"aks-nat-gateway-profile\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-nat-gateway-profile\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedOutboundTypes\":{\"value\":\"[parameters('allowedOutboundTypes')]\"}},\"groupNames\":[\"egress\"]},{\"policyDefinitionReferenceId\":\"aks-static-egress-gateway\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-static-egress-gateway\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"egress\",\"nodes\"]},{\"policyDefinitionReferenceId\":\"aks-node-public-ip\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-node-public-ip\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"egress\",\"nodes\"]},{\"policyDefinitionReferenceId\":\"aks-node-subnet\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-node-subnet\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedSubnetIds\":{\"value\":\"[parameters('allowedSubnetIds')]\"}},\"groupNames\":[\"nodes\"]},{\"policyDefinitionReferenceId\":\"aks-windows-pools\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-windows-pools\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"nodes\"]},{\"policyDefinitionReferenceId\":\"aks-node-os-upgrade-channel\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-node-os-upgrade-channel\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedNodeOsUpgradeChannels\":{\"value\":\"[parameters('allowedNodeOsUpgradeChannels')]\"}},\"groupNames\":[\"nodes\"]},{\"policyDefinitionReferenceId\":\"aks-network-plugin\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-network-plugin\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedNetworkPlugins\":{\"value\":\"[parameters('allowedNetworkPlugins')]\"}},\"groupNames\":[\"nodes\"]},{\"policyDefinitionReferenceId\":\"aks-private-api-server\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-private-api-server\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"api\"]},{\"policyDefinitionReferenceId\":\"aks-run-command\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-run-command\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"api\"]}]}}");

const aksEgressIsolationNetwork = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-egress-isolation-network\",\"properties\":{\"displayName\":\"Networks of isolated AKS clusters should have no way to the internet\",\"description\":\"Ways out beside the cluster: NAT gateways, routes, peerings, security rules, public addresses and load balancers. It belongs at the resource group of the network and, with Audit, at node resource groups: a Deny there can stop what AKS itself writes.\",\"policyType\":\"Custom\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Network\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Effect of every rule but one. Hubs and gateways need routes and addresses legitimately: look at what Audit records before Deny refuses it.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"internetDenyEffect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect where no rule denies the internet\",\"description\":\"What is done about a subnet whose security group does not deny the internet.\"},\"allowedValues\":[\"AuditIfNotExists\",\"Disabled\"],\"defaultValue\":\"AuditIfNotExists\"},\"subnetNamePattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Subnets\",\"description\":\"Pattern of the names of the subnets that the rule is about; * stands for any characters, and alone for every subnet.\"},\"defaultValue\":\"*\"},\"excludedSubnetNames\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded subnets\",\"description\":\"Names of subnets that the rule leaves alone.\"},\"defaultValue\":[]},\"allowedServices\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed services\",\"description\":\"Services whose endpoints a subnet may have, such as Microsoft.Storage.\"},\"defaultValue\":[]},\"refusedNextHopTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Refused next hop types\",\"description\":\"Next hop types that no route may have, whatever its prefix.\"},\"defaultValue\":[\"Internet\",\"VirtualNetworkGateway\"],\"allowedValues\":[\"Internet\",\"VirtualNetworkGateway\",\"VirtualAppliance\",\"VnetLocal\"]},\"allowedNextHopAddresses\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed next hop addresses\",\"description\":\"Addresses of appliances, such as a firewall that lets nothing out, to which a default route may lead.\"},\"defaultValue\":[]},\"allowedVirtualNetworkIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed virtual networks\",\"description\":\"Resource ids of the virtual networks with which networks may be peered.\"},\"defaultValue\":[]},\"allowRemoteGateways\":{\"type\":\"Boolean\",\"metadata\":{\"displayName\":\"Allow remote gateways\",\"description\":\"Whether peerings with allowed networks may use the gateways there.\"},\"defaultValue\":false},\"allowedGatewayTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed gateway types\",\"description\":\"Types of gateways that may exist.\"},\"defaultValue\":[],\"allowedValues\":[\"Vpn\",\"ExpressRoute\",\"LocalGateway\"]},\"internetDestinations\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Destinations that are the internet\",\"description\":\"Destination prefixes that count as the internet, * and service tags among them; prefixes of no bit or one bit always do.\"},\"defaultValue\":[\"*\",\"Internet\"]},\"resourceGroupPatterns\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Resource groups\",\"description\":\"Patterns of the names of the resource groups in which there should be no public addresses; * stands for any characters, and alone for every group. AKS names the group of the nodes MC_… unless the cluster says otherwise.\"},\"defaultValue\":[\"MC_*\"]},\"virtualNetworkPattern\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Virtual networks\",\"description\":\"Pattern of the resource ids of the virtual networks that the rule is about; * stands for any characters, and alone for every network.\"},\"defaultValue\":\"*\"},\"excludedVirtualNetworkIds\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Excluded virtual networks\",\"description\":\"Resource ids of virtual networks that may be connected.\"},\"defaultValue\":[]}},\"policyDefinitionGroups\":[{\"name\":\"subnets\",\"displayName\":\"Subnets\",\"description\":\"What a subnet gives its machines.\"},{\"name\":\"routes\",\"displayName\":\"Routes\",\"description\":\"Where traffic is sent.\"},{\"name\":\"rules\",\"displayName\":\"Rules\",\"description\":\"What security groups let out.\"},{\"name\":\"addresses\",\"displayName\":\"Addresses\",\"description\":\"Public addresses beside the nodes.\"}],\"policyDefinitions\":[{\"policyDefinitionReferenceId\":\"subnet-default-outbound-access\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/subnet-default-outbound-access\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"subnetNamePattern\":{\"value\":\"[parameters('subnetNamePattern')]\"},\"excludedSubnetNames\":{\"value\":\"[parameters('excludedSubnetNames')]\"}},\"groupNames\":[\"subnets\"]},{\"policyDefinitionReferenceId\":\"subnet-nat-gateway\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/subnet-nat-gateway\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"subnetNamePattern\":{\"value\":\"[parameters('subnetNamePattern')]\"},\"excludedSubnetNames\":{\"value\":\"[parameters('excludedSubnetNames')]\"}},\"groupNames\":[\"subnets\"]},{\"policyDefinitionReferenceId\":\"nat-gateway-virtual-network\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/nat-gateway-virtual-network\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"subnets\"]},{\"policyDefinitionReferenceId\":\"subnet-service-endpoints\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/subnet-service-endpoints\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"subnetNamePattern\":{\"value\":\"[parameters('subnetNamePattern')]\"},\"excludedSubnetNames\":{\"value\":\"[parameters('excludedSubnetNames')]\"},\"allowedServices\":{\"value\":\"[parameters('allowedServices')]\"}},\"groupNames\":[\"subnets\"]},{\"policyDefinitionReferenceId\":\"route-internet\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/route-internet\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"refusedNextHopTypes\":{\"value\":\"[parameters('refusedNextHopTypes')]\"},\"allowedNextHopAddresses\":{\"value\":\"[parameters('allowedNextHopAddresses')]\"}},\"groupNames\":[\"routes\"]},{\"policyDefinitionReferenceId\":\"virtual-network-peering\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/virtual-network-peering\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedVirtualNetworkIds\":{\"value\":\"[parameters('allowedVirtualNetworkIds')]\"},\"allowRemoteGateways\":{\"value\":\"[parameters('allowRemoteGateways')]\"}},\"groupNames\":[\"routes\"]},{\"policyDefinitionReferenceId\":\"virtual-network-gateway\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/virtual-network-gateway\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedGatewayTypes\":{\"value\":\"[parameters('allowedGatewayTypes')]\"}},\"groupNames\":[\"routes\"]},{\"policyDefinitionReferenceId\":\"virtual-hub-connection\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/virtual-hub-connection\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"virtualNetworkPattern\":{\"value\":\"[parameters('virtualNetworkPattern')]\"},\"excludedVirtualNetworkIds\":{\"value\":\"[parameters('excludedVirtualNetworkIds')]\"}},\"groupNames\":[\"routes\"]},{\"policyDefinitionReferenceId\":\"nsg-internet-outbound\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/nsg-internet-outbound\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"internetDestinations\":{\"value\":\"[parameters('internetDestinations')]\"}},\"groupNames\":[\"rules\"]},{\"policyDefinitionReferenceId\":\"subnet-internet-deny\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/subnet-internet-deny\",\"parameters\":{\"effect\":{\"value\":\"[parameters('internetDenyEffect')]\"},\"subnetNamePattern\":{\"value\":\"[parameters('subnetNamePattern')]\"},\"excludedSubnetNames\":{\"value\":\"[parameters('excludedSubnetNames')]\"}},\"groupNames\":[\"rules\"]},{\"policyDefinitionReferenceId\":\"public-ip-address\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/public-ip-address\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"resourceGroupPatterns\":{\"value\":\"[parameters('resourceGroupPatterns')]\"}},\"groupNames\":[\"addresses\"]},{\"policyDefinitionReferenceId\":\"load-balancer-public-frontend\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/load-balancer-public-frontend\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"addresses\"]}]}}");

const aksEgressIsolationPosture = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-egress-isolation-posture\",\"properties\":{\"displayName\":\"AKS clusters should be network isolated: posture\",\"description\":\"What weakens an isolated cluster: a proxy, a public name of the API server, add-ons and extensions that need public endpoints, an identity with a secret, a node resource group that everybody may change. It records, and belongs where the clusters are.\",\"policyType\":\"Custom\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Kubernetes\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Effect of every rule of this initiative: Audit records, Deny refuses the request, Disabled switches the rules off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"addOns\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Add-ons\",\"description\":\"Names of add-ons in addonProfiles that a cluster should not have, in upper or lower case.\"},\"defaultValue\":[\"azurepolicy\",\"omsagent\",\"azureKeyvaultSecretsProvider\",\"aciConnectorLinux\",\"httpApplicationRouting\",\"ingressApplicationGateway\"]},\"features\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Features\",\"description\":\"Features outside addonProfiles that a cluster should not have. workloadIdentity exchanges tokens at the public login endpoint.\"},\"allowedValues\":[\"azureMonitorMetrics\",\"containerInsights\",\"costAnalysis\",\"defender\",\"workloadIdentity\",\"webAppRouting\",\"istioIngressGateway\"],\"defaultValue\":[\"azureMonitorMetrics\",\"containerInsights\",\"costAnalysis\",\"defender\",\"webAppRouting\",\"istioIngressGateway\"]},\"unsupportedExtensionTypes\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Unsupported extension types\",\"description\":\"Types of extensions that an AKS cluster may not have.\"},\"defaultValue\":[\"microsoft.flux\",\"microsoft.dapr\",\"microsoft.appconfiguration\",\"microsoft.azureml.kubernetes\"]}},\"policyDefinitionGroups\":[{\"name\":\"egress\",\"displayName\":\"Egress\",\"description\":\"Ways out that are asked for beside the outbound type.\"},{\"name\":\"api\",\"displayName\":\"API server\",\"description\":\"How the API server is reached.\"},{\"name\":\"addons\",\"displayName\":\"Add-ons\",\"description\":\"What runs on the cluster and calls out.\"},{\"name\":\"identity\",\"displayName\":\"Identity and operation\",\"description\":\"Who the cluster is, and who may change its nodes.\"}],\"policyDefinitions\":[{\"policyDefinitionReferenceId\":\"aks-http-proxy\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-http-proxy\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"egress\"]},{\"policyDefinitionReferenceId\":\"aks-private-cluster-public-fqdn\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-private-cluster-public-fqdn\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"api\"]},{\"policyDefinitionReferenceId\":\"aks-public-addons\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-public-addons\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"addOns\":{\"value\":\"[parameters('addOns')]\"},\"features\":{\"value\":\"[parameters('features')]\"}},\"groupNames\":[\"addons\"]},{\"policyDefinitionReferenceId\":\"aks-extensions\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-extensions\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"unsupportedExtensionTypes\":{\"value\":\"[parameters('unsupportedExtensionTypes')]\"}},\"groupNames\":[\"addons\"]},{\"policyDefinitionReferenceId\":\"aks-service-principal\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-service-principal\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"identity\"]},{\"policyDefinitionReferenceId\":\"aks-node-resource-group-lockdown\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-node-resource-group-lockdown\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"identity\"]}]}}");

const aksEgressIsolationRegistry = /*@__PURE__*/ JSON.parse("{\"name\":\"aks-egress-isolation-registry\",\"properties\":{\"displayName\":\"Registries of isolated AKS clusters should be private and complete\",\"description\":\"What the registry of network isolated AKS clusters needs: no public way in, the cache rule that AKS fetches from, tokens that nodes can use, and no upstream that nobody listed. It belongs at the resource group of the registry.\",\"policyType\":\"Custom\",\"metadata\":{\"version\":\"1.0.0\",\"category\":\"Container Registry\"},\"version\":\"1.0.0\",\"parameters\":{\"effect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect\",\"description\":\"Effect of the rules that no registry of an isolated cluster breaks: Deny refuses the request, Audit only records it, Disabled switches them off.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Deny\"},\"auditEffect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect of the softer rules\",\"description\":\"Effect of the rules that a registry may have reasons to break.\"},\"allowedValues\":[\"Deny\",\"Audit\",\"Disabled\"],\"defaultValue\":\"Audit\"},\"cacheRulePresenceEffect\":{\"type\":\"String\",\"metadata\":{\"displayName\":\"Effect where the cache rule is missing\",\"description\":\"What is done about a registry without the cache rule of AKS: AuditIfNotExists records it, DeployIfNotExists makes the rule and needs an identity.\"},\"allowedValues\":[\"AuditIfNotExists\",\"DeployIfNotExists\",\"Disabled\"],\"defaultValue\":\"AuditIfNotExists\"},\"allowedTargetRepositories\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed target repositories\",\"description\":\"Targets that the cache rule aks-managed-mcr may have. Clusters made before March 2025 may still need /*.\"},\"defaultValue\":[\"aks-managed-repository/*\"]},\"allowedSourceRepositories\":{\"type\":\"Array\",\"metadata\":{\"displayName\":\"Allowed source repositories\",\"description\":\"Repositories that may be cached, each with at most one *, which stands for any text. A * also allows rules for a part of what it names.\"},\"defaultValue\":[\"mcr.microsoft.com/*\"]}},\"policyDefinitionGroups\":[{\"name\":\"access\",\"displayName\":\"Access\",\"description\":\"Ways into the registry.\"},{\"name\":\"cache\",\"displayName\":\"Cache\",\"description\":\"What the registry fetches, and from where.\"},{\"name\":\"transfer\",\"displayName\":\"Transfer\",\"description\":\"Ways out of the registry past its network rules.\"}],\"policyDefinitions\":[{\"policyDefinitionReferenceId\":\"acr-public-network-access\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-public-network-access\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-sku\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-sku\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-network-rules\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-network-rules\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-anonymous-pull\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-anonymous-pull\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-admin-user\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-admin-user\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-private-link\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-private-link\",\"parameters\":{\"effect\":{\"value\":\"[parameters('auditEffect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-arm-audience\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-arm-audience\",\"parameters\":{\"effect\":{\"value\":\"[parameters('auditEffect')]\"}},\"groupNames\":[\"access\"]},{\"policyDefinitionReferenceId\":\"acr-cache-rule\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-cache-rule\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedTargetRepositories\":{\"value\":\"[parameters('allowedTargetRepositories')]\"}},\"groupNames\":[\"cache\"]},{\"policyDefinitionReferenceId\":\"acr-cache-source\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-cache-source\",\"parameters\":{\"effect\":{\"value\":\"[parameters('effect')]\"},\"allowedSourceRepositories\":{\"value\":\"[parameters('allowedSourceRepositories')]\"}},\"groupNames\":[\"cache\"]},{\"policyDefinitionReferenceId\":\"acr-cache-rule-present\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-cache-rule-present\",\"parameters\":{\"effect\":{\"value\":\"[parameters('cacheRulePresenceEffect')]\"},\"allowedTargetRepositories\":{\"value\":\"[parameters('allowedTargetRepositories')]\"}},\"groupNames\":[\"cache\"]},{\"policyDefinitionReferenceId\":\"acr-network-bypass\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-network-bypass\",\"parameters\":{\"effect\":{\"value\":\"[parameters('auditEffect')]\"}},\"groupNames\":[\"transfer\"]},{\"policyDefinitionReferenceId\":\"acr-exports\",\"policyDefinitionId\":\"{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/acr-exports\",\"parameters\":{\"effect\":{\"value\":\"[parameters('auditEffect')]\"}},\"groupNames\":[\"transfer\"]}]}}");

/** A policy object as plain ARM JSON, the form in which Azure accepts it. */
                                 
                        
                                
 

/** Stands in an initiative where the id of the subscription or management group that holds the definitions will be. */
const definitionScopePlaceholder = '{definitionScope}';

/** The definitions under policies/definitions. */
const bundledDefinitions                            = documents([
  acrAdminUser,
  acrAnonymousPull,
  acrArmAudience,
  acrCacheRule,
  acrCacheRulePresent,
  acrCacheSource,
  acrExports,
  acrNetworkBypass,
  acrNetworkRules,
  acrPrivateLink,
  acrPublicNetworkAccess,
  acrSku,
  aksBootstrapArtifactSource,
  aksBootstrapRegistry,
  aksExtensions,
  aksHttpProxy,
  aksLoadBalancerProfile,
  aksNatGatewayProfile,
  aksNetworkPlugin,
  aksNodeOsUpgradeChannel,
  aksNodePublicIp,
  aksNodeResourceGroupLockdown,
  aksNodeSubnet,
  aksOutboundType,
  aksPrivateApiServer,
  aksPrivateClusterPublicFqdn,
  aksPublicAddons,
  aksRunCommand,
  aksServicePrincipal,
  aksStaticEgressGateway,
  aksWindowsPools,
  loadBalancerPublicFrontend,
  natGatewayVirtualNetwork,
  nsgInternetOutbound,
  publicIpAddress,
  routeInternet,
  subnetDefaultOutboundAccess,
  subnetInternetDeny,
  subnetNatGateway,
  subnetServiceEndpoints,
  virtualHubConnection,
  virtualNetworkGateway,
  virtualNetworkPeering,
]);

/** The initiatives under policies/initiatives, with the placeholder `{definitionScope}` in the ids of their definitions. */
const bundledInitiatives                            = documents([
  aksEgressIsolationCore,
  aksEgressIsolationNetwork,
  aksEgressIsolationPosture,
  aksEgressIsolationRegistry,
]);

/**
 * A bundled initiative as Azure accepts it, its definitions living at `definitionScope`:
 * `/subscriptions/…` or `/providers/Microsoft.Management/managementGroups/…`. Throws PolicyError when there is none of that name.
 */
function bundledInitiative(name        , definitionScope        )             {
  return substitute(initiativeNamed(name).document, definitionScope.replace(/\/+$/, ''));
}

/**
 * A bundled initiative bound to the bundled definitions, ready for `judge`. `parameters` are the initiative's, plain by name.
 * Throws PolicyError when there is none of that name or a parameter does not fit.
 */
function bundledPolicies(initiativeName        , parameters             = {})                            {
  return bindInitiative(parseInitiative(initiativeNamed(initiativeName).document), bundledDefinition, parameters);
}

/** Parsed on first use: whoever only deploys policies does not pay for reading them. */
const parsedDefinitions = new Map                          ();

/** The bundled definition that an id names by its last segment. */
function bundledDefinition(id        )                               {
  const name = id.split('/').at(-1) ?? '';
  const source = bundledDefinitions.find((entry) => entry.name === name);
  if (source === undefined) return undefined;
  const definition = parsedDefinitions.get(name) ?? parseDefinition(source.document);
  parsedDefinitions.set(name, definition);
  return definition;
}

function initiativeNamed(name        )                 {
  const found = bundledInitiatives.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const names = bundledInitiatives.map((entry) => entry.name);
  throw new PolicyError(`There is no bundled initiative \`${name}\`${suggestion(name, names)}`);
}

function documents(sources                                                     )                            {
  return sources.map((document) => ({ name: document.name, document }));
}

/** A copy with the placeholder filled in wherever it stands. Bundled documents are shallow. */
function substitute(document            , scope        )             {
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, filled(value, scope)]));
}

function filled(value         , scope        )          {
  if (typeof value === 'string') return value.replaceAll(definitionScopePlaceholder, () => scope);
  if (Array.isArray(value)) return value.map((element         ) => filled(element, scope));
  return typeof value === 'object' && value !== null ? substitute(value              , scope) : value;
}

export { EvaluationError, ExpressionError, PolicyError, access, actsIfDeployed, addressOf, aliasIn, anyText, assertBounded, begins, bindAssignment, bindDefinition, bindInitiative, boolean, bounded, bundledAliases, bundledDefinition, bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies, callsIn, compileDefinition, compileExpression, compileOperand, concatPieces, countBudget, declaredOnly, deepEqual, each, effectNamed, elementsOf$1 as elementsOf, exemptionsAt, fieldOf, find$1 as find, findUnknown, fold, foldedPieces, formatTicks, functionFacts, functionTable, ifDeployed, inDocument, indexPolicies, initiativeFunctions, inputOf, integer, isAbsent, isArray, isCustom, isIndexed, isInt64, isObject, isPresent, joinAliases, judge, keyIgnoringCase, lazy, list, many, matches, matchesPieces, metadataText, mostIterations, negate, object, objectOf, operandsOf, operandsOfRule, overridden, parameterReferences, parseAssignment, parseCondition, parseConditionDocument, parseDefinition, parseExemption, parseInitiative, parseOperand, parsePath, parseRule, parseTemplate, partial, piecesOf, policyFunctions, positive, pureFunctions, readAliases, ruleName, sameContent, sameText, scalarText, severityOf, shortEnough, shortInteger, someText, something, spotsOf, strict, text$1 as text, textOfPieces, textUnknown, ticksOf, truthOf, tryGet, typeName, typesOf, unfit, upper, uuid5, valueOf, written, writtenArgument };
