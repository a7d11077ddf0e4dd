import { readJsonText, deepestJson, JsonTextError, isJsonObject, nearMiss, memberIgnoringCase, suggestion } from './ground.js';
import { PolicyError, positive, typesOf, isIndexed, aliasIn, isCustom, parameterReferences, effectNamed, find, elementsOf, objectOf, parseOperand, writtenArgument, callsIn, compileDefinition, parseDefinition, parseExemption, parseAssignment, parseInitiative } from './engine.js';
import { documentMarks } from './marks.js';
import { leavesOf, fieldOfLeaf, fieldReferences, fieldsWritten, readable } from './references.js';

/** A JSON text as read: its value, and where its parts stand. */
                             
                          
                                                                                                                          
                                                     
 

                           
                        
                          
 

/** A request to Azure Resource Manager holds at most so many characters; a policy document is never longer. */
const limits$1 = { length: 4 * 1024 * 1024, depth: deepestJson }         ;

/**
 * Reads a policy document from text. The same key twice in one object, also in another case, is an error: which of the two counts
 * depends on who reads it. Throws PolicyError with line and column.
 */
function readPolicyText(text        )             {
  const read = readStrictly(text);
  return { value: read.value, positionOf: (pointer) => positionOf(read, pointer) };
}

function readStrictly(text        )           {
  try {
    return readJsonText(text, 'strict', limits$1);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const { message, line, column } = error;
    throw new PolicyError(message, '', { cause: error }, { line, column });
  }
}

function positionOf({ valueAt }          , pointer        )           {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const range = valueAt(place);
    if (range !== undefined) return { line: range.line, column: range.column };
  }
  const { line = 1, column = 1 } = valueAt('') ?? {};
  return { line, column };
}

/** Checks of comparisons that do not mean what they look like: `[*]`, `like`, null. */
function* arrayChecks({ rule }                  , aliases            )                    {
  for (const placed of leavesOf(rule.condition)) {
    yield* forAll(placed);
    yield* whole(placed, aliases);
    yield* rightSide(placed);
  }
}

/** Operators that compare with one value: an array as a whole never passes them. */
const scalarOperators                      = new Set(['equals', 'like', 'match', 'matchInsensitively', 'in', 'less', 'lessOrEquals', 'greater', 'greaterOrEquals']);

/** Azure/azure-policy-linter, docs/Rules/bare-array-field-compared-as-scalar.md. */
function* whole({ leaf }            , aliases            )                    {
  const { operator, negated } = positive(leaf.operator);
  if (leaf.left.kind !== 'field' || !scalarOperators.has(operator)) return;
  const { name, pointer } = fieldOfLeaf(leaf) ?? {};
  if (name === undefined || pointer === undefined || name.includes('[*]') || !isArray(name, aliases)) return;
  const message = `\`${name}\` is an array, which ${leaf.operator} a single value ${negated ? 'always' : 'never'}. Look at its elements with \`count\` over \`${name}[*]\`, or use \`contains\`.`;
  yield { rule: 'array-as-scalar', message, pointer };
}

/** An array is one whose elements the table knows. */
function isArray(name        , aliases            )          {
  const wanted = `${name}[*]`.toLowerCase();
  const homes = aliases.typesWith(name);
  return homes.length > 0 && homes.every((type) => aliases.aliasesOf(type)?.some((alias) => alias.name.toLowerCase().startsWith(wanted)) === true);
}

/**
 * `arr[*].p equals x` is true of an array that is missing or empty. Where it stands positively and nothing beside it asks for an element,
 * the rule fires on resources that have none.
 */
function* forAll({ leaf, isNegated, counted, guards }            )                    {
  const field = leaf.left.kind === 'field' ? fieldOfLeaf(leaf) : undefined;
  if (field?.name.includes('[*]') !== true) return;
  const array = field.name.slice(0, field.name.lastIndexOf('[*]')).toLowerCase();
  if (counted.some((name) => name.startsWith(array))) return;
  const { operator, negated } = positive(leaf.operator);
  if (isNegated || operator === 'exists') return;
  if (negated) {
    const message = `\`${field.name}\` ${leaf.operator} holds when no element is so, also for a missing array. If one such element is meant, write \`not\` around ${operator}, or \`count\`.`;
    yield { rule: 'array-for-all', message, pointer: leaf.pointer };
    return;
  }
  const isGuarded = guards.some((guard) => guard.kind === 'leaf' && fieldOfLeaf(guard)?.name.toLowerCase().startsWith(array) === true && guard !== leaf);
  if (isGuarded) return;
  const message = `\`${field.name}\` ${leaf.operator} means every element, and holds for a missing or empty array. If some element is meant, use \`count\` with \`greater\` 0.`;
  yield { rule: 'array-for-all', message, pointer: leaf.pointer };
}

function* rightSide({ leaf }            )                    {
  const { right, operator, pointer } = leaf;
  if (right.kind !== 'literal') return;
  if (right.value === null) yield { rule: 'null-comparison', message: `${operator} null always fails; to ask whether something is set use \`exists\`.`, pointer: right.pointer };
  if (typeof right.value === 'object' && right.value !== null && ['equals', 'contains'].includes(positive(operator).operator)) {
    yield { rule: 'composite-comparison', message: `Documentation knows ${operator} with single values only; offline arrays and objects are compared part by part.`, pointer: right.pointer };
  }
  const isLike = positive(operator).operator === 'like';
  if (isLike && typeof right.value === 'string' && right.value.includes('?')) {
    yield { rule: 'like-question-mark', message: `In \`${right.value}\` the \`?\` stands for itself; \`match\` knows it as any letter.`, pointer };
  }
}

/** Arrays in a resource whose elements can be requests of their own, with the type that such a request has. */
const children                              = new Map(
  [
    ['Microsoft.ContainerService/managedClusters/agentPoolProfiles', 'Microsoft.ContainerService/managedClusters/agentPools'],
    ['Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/virtualNetworks/subnets'],
    ['Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'],
    ['Microsoft.Network/networkSecurityGroups/securityRules', 'Microsoft.Network/networkSecurityGroups/securityRules'],
    ['Microsoft.Network/routeTables/routes', 'Microsoft.Network/routeTables/routes'],
    ['Microsoft.Network/firewallPolicies/ruleCollectionGroups', 'Microsoft.Network/firewallPolicies/ruleCollectionGroups'],
  ].map(([array = '', type = '']) => [`${array.toLowerCase()}[*]`, type]),
);

/** Checks of the fields that a rule reads: their aliases, its mode, and the types they belong to. */
function* fieldChecks(definition                  , aliases            )                    {
  const { rule, mode } = definition;
  const types = typesOf(rule.condition);
  const references = Array.from(fieldReferences(definition));
  const seen = new Set        ();
  for (const { name, pointer, types: about } of references) {
    const key = `${name} ${[...(about ?? [])].join(' ')}`.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    if (name.includes('/') && !/^tags[.[]/i.test(name)) yield* aliasChecks(name, pointer, about, aliases);
    if (name.toLowerCase() === 'apiversion') {
      yield { rule: 'undocumented-field', message: 'No documentation knows the field `apiVersion`; write `"value": "[requestContext().apiVersion]"`.', pointer };
    }
  }
  const named = Array.from(leavesOf(rule.condition), ({ leaf }) => fieldOfLeaf(leaf)).filter((field) => field?.name.includes('/') === true);
  const indexed = mode.toLowerCase() === 'indexed' ? Array.from(types ?? []).filter((type) => !isIndexed(type, aliases)) : [];
  if (indexed.length > 0) {
    yield { rule: 'indexed-without-tags', message: `Mode Indexed leaves out ${indexed.join(', ')}, which has no tags and location: use mode All.`, pointer: definition.pointer };
  }
  yield* childChecks(named.filter((field) => field !== undefined), types, definition.pointer);
  yield* modifyChecks(definition, types, aliases);
}

function* aliasChecks(name        , pointer        , types                                 , aliases            )                    {
  const homes = aliases.typesWith(name);
  if (homes.length > 0) {
    if (types === undefined || homes.some((type) => types.has(type.toLowerCase()))) return;
    yield { rule: 'alias-of-other-type', message: `\`${name}\` is an alias of ${homes.join(', ')}, and the rule is about ${[...types].join(', ')}: it always reads as missing.`, pointer };
    return;
  }
  const type = typeIn(name, aliases);
  if (type === undefined) {
    yield { rule: 'guessed-alias', message: `The alias table does not list the type of \`${name}\`; offline its path is a guess. Give a table that has it.`, pointer };
    return;
  }
  const meant = meantBy(name, type, aliases);
  if (!aliases.isComplete(type) && meant === undefined) {
    yield { rule: 'guessed-alias', message: `The alias table has not all aliases of ${type}, and not \`${name}\`; offline its path is a guess. Give a table that has it.`, pointer };
    return;
  }
  const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  yield { rule: 'unknown-alias', message: `${type} has no alias \`${name}\` in the alias table${hint === '' ? '; if it is newer than the table, ignore this.' : hint}`, pointer };
}

/** The alias of a type that is spelled almost like this one. One that continues another is no slip of the finger: it may be of a newer API version. */
function meantBy(name        , type        , aliases            )                     {
  const tail = name.slice(type.length + 1);
  const lower = tail.toLowerCase();
  const tails = (aliases.aliasesOf(type) ?? []).flatMap((alias) => {
    const other = alias.name.slice(type.length + 1);
    return lower.startsWith(other.toLowerCase()) || other.toLowerCase().startsWith(lower) ? [] : [other];
  });
  const found = nearMiss(tail, tails);
  return found === undefined ? undefined : `${type}/${found}`;
}

/** The longest type that an alias's name begins with and the table lists. */
function typeIn(alias        , aliases            )                     {
  const segments = alias.split('/');
  for (let length = segments.length - 1; length >= 2; length -= 1) {
    const type = segments.slice(0, length).join('/');
    if (aliases.aliasesOf(type) !== undefined) return type;
  }
  return undefined;
}

function* childChecks(fields                                                                , types                                 , pointer        )                    {
  if (types === undefined) return;
  for (const [array, child] of children) {
    const inside = fields.find(({ name }) => name.toLowerCase().startsWith(array));
    const parent = child.slice(0, child.lastIndexOf('/'));
    if (inside !== undefined && types.has(parent.toLowerCase()) && !types.has(child.toLowerCase())) {
      yield { rule: 'child-not-covered', message: `The rule judges \`${inside.name}\`; a request for ${child} alone changes the same thing unseen. Cover that type too.`, pointer: inside.pointer };
    }
    if (types.has(child.toLowerCase()) && !types.has(parent.toLowerCase())) {
      yield { rule: 'child-not-covered', message: `The rule is about ${child}; the same thing written inside a ${parent} passes unseen. Cover that type too.`, pointer };
    }
  }
}

/** What `modify` writes has to be modifiable; operations are read as far as they are written out. */
function* modifyChecks({ rule: { details } }                  , types                                 , aliases            )                    {
  if (details === undefined || !isJsonObject(details.value)) return;
  for (const { name, pointer } of fieldsWritten(details)) {
    const homes = aliases.typesWith(name).filter((type) => types?.has(type.toLowerCase()) !== false);
    const entries = homes.map((type) => aliases.find(type, name)).filter((alias) => alias !== undefined);
    if (entries.length === 0 || !entries.every((alias) => aliasIn(alias, undefined)?.modifiable === false)) continue;
    yield { rule: 'not-modifiable', message: `\`${name}\` is not modifiable: Azure skips the operation. Use deny or audit.`, pointer };
  }
}

/** Limits of policy objects (limits.md, "policy objects" and "names"; Azure Policy documentation, "Definition structure"). */
const limits = { name: 64, displayName: 128, description: 512 }         ;

/** What effects cannot do without (learn.microsoft.com, the pages of the effects). */
const needed                                         = new Map([
  ['auditIfNotExists', ['type']],
  ['deployIfNotExists', ['type', 'roleDefinitionIds', 'deployment']],
  ['modify', ['roleDefinitionIds', 'operations']],
  ['denyAction', ['actionNames']],
]);

/** Checks of everything around the condition: texts, limits, parameters, the effect. */
function* headerChecks(definition                  )                    {
  yield* texts(definition);
  yield* sizes(definition);
  if (isCustom(definition)) yield* parameters(definition);
  yield* effect(definition);
}

function* texts({ displayName, description, metadata, mode, isModeWritten, pointer }                  )                    {
  const missing = [
    ...(displayName === undefined ? ['displayName'] : []),
    ...(description === undefined ? ['description'] : []),
    ...['category', 'version'].filter((key) => memberIgnoringCase(metadata, key) === undefined).map((key) => `metadata.${key}`),
  ];
  if (missing.length > 0) yield { rule: 'missing-header', message: `Add ${missing.map((name) => `\`${name}\``).join(', ')}: readers of compliance reports see nothing else.`, pointer };
  if (!isModeWritten) yield { rule: 'missing-mode', message: `There is no \`mode\`; Azure takes ${mode}. Write \`All\` unless the rule is about tags or locations.`, pointer };
}

function* sizes({ name, displayName, description, pointer }                  )                    {
  for (const [what, text, most] of [['name', name, limits.name], ['displayName', displayName, limits.displayName], ['description', description, limits.description]]         ) {
    if (text !== undefined && text.length > most) yield { rule: 'object-limits', message: `\`${what}\` has ${text.length} characters; Azure takes ${most}.`, pointer };
  }
}

function* parameters({ rule, parameters: declared }                  )                    {
  const references = new Set(Array.from(parameterReferences(rule), ({ name }) => name.toLowerCase()));
  const inDeployment = JSON.stringify(memberIgnoringCase(rule.details?.value, 'deployment') ?? '').toLowerCase();
  for (const [key, { name, pointer }] of declared) {
    if (references.has(key) || inDeployment.includes(`parameters('${key}')`)) continue;
    yield { rule: 'unused-parameter', message: `The rule does not read the parameter \`${name}\`: use it or take it away.`, pointer };
  }
}

function* effect({ rule, parameters: declared }                  )                    {
  const { effect: operand, details } = rule;
  if (operand.kind === 'literal') {
    const known = effectNamed(String(operand.value));
    if (known !== undefined && known.name !== 'disabled') {
      yield { rule: 'hard-coded-effect', message: `The effect is always ${known.name}. Make it a parameter that allows Disabled, so that whoever assigns the rule can try it with Audit.`, pointer: operand.pointer };
    }
    const missing = (needed.get(known?.name ?? '') ?? []).filter((name) => memberIgnoringCase(details?.value, name) === undefined);
    if (missing.length > 0) yield { rule: 'missing-details', message: `Effect ${String(operand.value)} needs ${missing.map((name) => `\`details.${name}\``).join(', ')}.`, pointer: operand.pointer };
    if (known?.name === 'append' && !Array.isArray(details?.value)) yield { rule: 'missing-details', message: 'Effect append needs `details`, a list of `{field, value}`.', pointer: operand.pointer };
  }
  for (const { name } of parameterReferences({ ...rule, condition: { kind: 'allOf', conditions: [] }, details: undefined })) {
    const { allowedValues, pointer } = declared.get(name.toLowerCase()) ?? {};
    if (allowedValues === undefined || pointer === undefined || allowedValues.some((value) => String(value).toLowerCase() === 'disabled')) continue;
    yield { rule: 'effect-not-disableable', message: `Let the parameter \`${name}\` allow Disabled: then one assignment can leave the rule out.`, pointer };
  }
}

/** Errors are sentences without their full stop; a question keeps its mark. */
function sentence(message        )         {
  return message.endsWith('?') ? message : `${message}.`;
}

/** Checks of what can be read and judged, but is refused by the service when somebody writes the definition. */
function* refusalChecks(definition                  )                    {
  yield* strangers(definition);
  yield* listsAndValues(definition);
  yield* accessors(definition);
  yield* modifyConditions(definition);
}

/** "Could not find member 'x' on object of type 'PolicyRuleDefinition'" (Azure/azure-cli#28377). */
function* strangers({ rule }                  )                    {
  for (const { value, pointer } of rule.strangers) {
    yield { rule: 'unknown-member', message: sentence(`Azure knows no member \`${value}\` here${suggestion(value, ['if', 'then', 'effect', 'details'])}`), pointer };
  }
}

/** "The value is of type 'Array', expected type is 'String'" (learn.microsoft.com, "Author policies for array properties"). */
function* listsAndValues({ rule, parameters }                  )                    {
  for (const { leaf } of leavesOf(rule.condition)) {
    const name = bareParameter(leaf.right);
    const declared = name === undefined ? undefined : parameters.get(name.toLowerCase());
    if (declared === undefined) continue;
    const { operator } = positive(leaf.operator);
    const isList = declared.type === 'Array';
    if (operator === 'in' && !isList) {
      yield { rule: 'parameter-type', message: `${leaf.operator} needs a list; the parameter \`${declared.name}\` is of type ${declared.type}. Make it an Array, or write equals.`, pointer: leaf.right.pointer };
    } else if (operator !== 'in' && (isList || declared.type === 'Object')) {
      yield { rule: 'parameter-type', message: `${leaf.operator} compares with one value; the parameter \`${declared.name}\` is of type ${declared.type}. Write in, or another type.`, pointer: leaf.right.pointer };
    }
  }
}

/** The name in `[parameters('name')]` when an operand is nothing else. */
function bareParameter(operand         )                     {
  return operand.kind === 'expression' && operand.expression.kind === 'call' ? writtenArgument(operand.expression, 'parameters') : undefined;
}

/** "'field' and 'current' functions are not supported in the 'field' accessor"; count.field is an alias that is written out (Azure/azure-policy-linter, Count.cs). */
function* accessors({ rule }                  )                    {
  for (const { leaf } of leavesOf(rule.condition)) {
    const { left } = leaf;
    if (left.kind === 'field') yield* without(left.field, ['field', 'current'], 'the name of a field');
    if (left.kind === 'count' && left.over.kind === 'field' && left.over.field.kind === 'expression') {
      yield { rule: 'unsupported-expression', message: 'Azure wants the alias in `count.field` written out, not an expression.', pointer: left.over.field.pointer };
    }
  }
}

/** The `condition` of an operation knows neither the resource nor its surroundings (learn.microsoft.com, modify effect). */
function* modifyConditions({ rule: { details } }                  )                    {
  const operations = isJsonObject(details?.value) ? find({ value: details.value, pointer: details.pointer }, 'operations') : undefined;
  if (operations === undefined || !Array.isArray(operations.value)) return;
  for (const element of elementsOf(operations, '`operations`')) {
    const condition = isJsonObject(element.value) ? find(objectOf(element, 'An operation'), 'condition') : undefined;
    const operand = condition === undefined ? undefined : readable(() => parseOperand(condition));
    if (operand !== undefined) yield* without(operand, ['field', 'resourceGroup', 'subscription'], 'the `condition` of an operation');
  }
}

function* without(operand         , names                   , where        )                    {
  const called = new Set(Array.from(callsIn(operand), ({ value }) => value.name.toLowerCase()));
  const found = names.find((name) => called.has(name.toLowerCase()));
  if (found !== undefined) yield { rule: 'unsupported-expression', message: `Azure does not take \`${found}()\` in ${where}.`, pointer: operand.pointer };
}

/** Every check, by its id: how grave it is and what it is about. The table in docs/lint.md is made from this one. */
const lintRules = {
  invalid: { severity: 'error', about: 'The document is not of the policy language: Azure refuses it, or every evaluation fails.' },
  'unknown-alias': { severity: 'warning', about: 'An alias that the table has not, although it lists all of the resource type, or one that is spelled almost like it: Azure refuses it, or the field always reads as missing.' },
  'guessed-alias': { severity: 'info', about: 'An alias of a type that the table does not list, or not in full: offline its path is guessed from its name.' },
  'alias-of-other-type': { severity: 'warning', about: 'An alias of a type that the rule is not about: the field always reads as missing.' },
  'indexed-without-tags': { severity: 'warning', about: 'Mode Indexed on a type without tags and location: the rule never sees it.' },
  'child-not-covered': { severity: 'warning', about: 'The rule looks at parts inside a resource that can also be requests of their own, and misses those (or the other way round).' },
  'array-for-all': { severity: 'warning', about: '`[*]` means "every element", and is true of a missing or empty array: a deny that should mean "some element" fires, or does not.' },
  'array-as-scalar': { severity: 'warning', about: 'An array as a whole compared with a single value: it never equals one.' },
  'composite-comparison': { severity: 'info', about: 'equals or contains with an array or an object: what Azure makes of it is not documented.' },
  'undocumented-field': { severity: 'warning', about: 'A field that no documentation knows; Azure may refuse the definition.' },
  'unknown-member': { severity: 'error', about: 'A member beside `if` and `then`, or beside `effect` and `details`: Azure refuses the definition.' },
  'parameter-type': { severity: 'error', about: 'A list where one value is compared, or one value where a list is needed: Azure refuses the definition.' },
  'unsupported-expression': { severity: 'error', about: 'A function where Azure does not take it: `field()` in a field name, `parameters()` in `count.field`, the resource in the `condition` of modify.' },
  'hard-coded-effect': { severity: 'info', about: 'The effect is no parameter: it cannot be switched to Audit or Disabled where it is assigned.' },
  'effect-not-disableable': { severity: 'info', about: 'The effect parameter does not allow Disabled.' },
  'not-modifiable': { severity: 'warning', about: 'modify on a field that Azure does not let policies write.' },
  'like-question-mark': { severity: 'warning', about: '`like` knows `*` only; a `?` stands for itself.' },
  'null-comparison': { severity: 'warning', about: 'A comparison with null fails, which Azure treats as a denial.' },
  'unused-parameter': { severity: 'error', about: 'A parameter that the rule does not read: Azure refuses the definition.' },
  'missing-mode': { severity: 'info', about: 'Without a mode Azure takes Indexed, which leaves out types without tags.' },
  'missing-header': { severity: 'info', about: 'No display name, description, category or version.' },
  'object-limits': { severity: 'error', about: 'A limit of Azure on names, texts or numbers of things.' },
  'missing-details': { severity: 'error', about: 'An effect without the details that it cannot do without.' },
}                                                                                                                         ;

/** Checks a definition that could be read. Never throws: what does not compile is a finding. */
function lintDefinition(definition                  , aliases            )                         {
  return [...compiles(definition, aliases), ...headerChecks(definition), ...refusals(definition), ...fieldChecks(definition, aliases), ...arrayChecks(definition, aliases)].map(graded);
}

/** Microsoft's own definitions were taken, whatever they hold. */
function refusals(definition                  )                    {
  return isCustom(definition) ? Array.from(refusalChecks(definition)) : [];
}

/** A finding with the severity of its rule. */
function graded(remark        )              {
  return { ...remark, severity: lintRules[remark.rule].severity };
}

function compiles(definition                  , aliases            )                    {
  try {
    compileDefinition(definition, { aliases });
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [{ rule: 'invalid', message: sentence(error.message), pointer: error.pointer }];
  }
}

/** A finding with the line and column it is about, counted from 1. */
                                                               

/** What a text turned out to be. */
                             
                              
                                              
                                    
                                              
 

const parsers = { initiative: parseInitiative, assignment: parseAssignment, exemption: parseExemption }         ;

/** A name has at most 64 characters; that of an assignment at a management group 24 (limits.md, "names"). */
const longestName = 64;

/** Checks the text of a policy document; undefined when it holds JSON that is none. Never throws for what the text says. */
function lintText(text        , aliases            )                         {
  let source                                   ;
  try {
    source = readPolicyText(text);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    // Whether it would be a policy nobody can tell; the words of one make it worth saying.
    if (!/"(?:policyRule|policyDefinitions|exemptionCategory)"/i.test(text)) return undefined;
    const finding = graded({ rule: 'invalid', message: sentence(error.message), pointer: error.pointer });
    return { kind: 'definition', name: undefined, findings: [{ ...finding, line: error.line ?? 1, column: error.column ?? 1 }] };
  }
  const kind = kindOf(source.value);
  if (kind === undefined) return undefined;
  const name = memberIgnoringCase(source.value, 'name');
  const findings = findingsOf(kind, source.value, aliases).map((finding) => ({ ...finding, ...source.positionOf(finding.pointer) }));
  return { kind, name: typeof name === 'string' ? name : undefined, findings };
}

function kindOf(value         )                                 {
  const wrapped = memberIgnoringCase(value, 'properties');
  const properties = isJsonObject(wrapped) ? wrapped : value;
  return documentMarks.find(([member]) => memberIgnoringCase(properties, member) !== undefined)?.[1];
}

function findingsOf(kind                    , value         , aliases            )                         {
  try {
    if (kind === 'definition') return lintDefinition(parseDefinition(value), aliases);
    const { name, displayName } = parsers[kind](value);
    const tooLong = name !== undefined && name.length > longestName;
    return [
      ...(tooLong ? [graded({ rule: 'object-limits', message: `\`name\` has ${name.length} characters; Azure takes ${longestName}.`, pointer: '/name' })] : []),
      ...(displayName === undefined ? [graded({ rule: 'missing-header', message: 'Add `displayName`: readers of compliance reports see little else.', pointer: '' })] : []),
    ];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [graded({ rule: 'invalid', message: sentence(error.message), pointer: error.pointer })];
  }
}

export { lintDefinition, lintRules, lintText, readPolicyText };
