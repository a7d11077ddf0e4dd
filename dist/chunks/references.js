import { isJsonObject } from './ground.js';
import { PolicyError, typesOf, operandsOfRule, operandsOf, callsIn, writtenArgument, find, elementsOf, objectOf, parseOperand, parseCondition } from './engine.js';

/** A leaf and what stands around it. */
                             
                      
                                       
                              
                                                                          
                                      
                                                                                     
                                        
 

/** Every leaf of a condition, with what stands around it. */
function* leavesOf(condition           , around                           = { isNegated: false, counted: [], guards: [] })                        {
  if (condition.kind === 'not') yield* leavesOf(condition.condition, { ...around, isNegated: !around.isNegated });
  else if (condition.kind !== 'leaf') {
    for (const part of condition.conditions) {
      const beside = condition.kind === 'allOf' ? condition.conditions.filter((other) => other !== part) : [];
      yield* leavesOf(part, { ...around, guards: [...around.guards, ...beside] });
    }
  } else {
    yield { leaf: condition, ...around };
    const { left } = condition;
    if (left.kind !== 'count' || left.where === undefined) return;
    const array = left.over.kind === 'field' ? fieldName(left.over.field) : undefined;
    yield* leavesOf(left.where, { ...around, counted: array === undefined ? around.counted : [...around.counted, array.toLowerCase()] });
  }
}

/** The field that an operand writes out; undefined for an expression. */
function fieldName(operand         )                     {
  return operand.kind === 'literal' ? String(operand.value) : undefined;
}

/** The field that a leaf looks at, and where it is written. */
function fieldOfLeaf({ left }      )                                                                  {
  const operand = left.kind === 'field' ? left.field : left.kind === 'count' && left.over.kind === 'field' ? left.over.field : undefined;
  const name = operand === undefined ? undefined : fieldName(operand);
  return operand === undefined || name === undefined ? undefined : { name, pointer: operand.pointer };
}

/** What `read` gives; undefined where the document cannot be read, which `invalid` tells. */
function readable       (read             )                    {
  try {
    return read();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/** A field that a definition names, wherever it does so. */
                                 
                        
                                                                                 
                           
                                                                                                      
                                                  
 

/**
 * Every field that is written out: in conditions, in `field()`, in what an effect looks for and in what it writes.
 * Parts that cannot be read are left out: `invalid` says what is wrong with them.
 */
function* fieldReferences({ rule }                  )                            {
  const types = typesOf(rule.condition);
  yield* inLeaves(rule.condition, types);
  for (const operand of operandsOfRule(rule)) yield* inOperand(operand, types);
  const { details } = rule;
  if (details === undefined) return;
  const sought = existenceOf(details);
  if (sought !== undefined) {
    yield* inLeaves(sought.condition, sought.types);
    // `field()` still reads the resource that the rule is about.
    for (const operand of operandsOf(sought.condition)) yield* inOperand(operand, types);
  }
  for (const { name, pointer } of fieldsWritten(details)) yield { name, pointer, types };
}

function* inLeaves(condition           , types                                 )                            {
  for (const { leaf } of leavesOf(condition)) {
    const field = fieldOfLeaf(leaf);
    if (field !== undefined) yield { ...field, types };
  }
}

function* inOperand(operand         , types                                 )                            {
  for (const { value, pointer } of callsIn(operand)) {
    const name = writtenArgument(value, 'field');
    if (name !== undefined) yield { name, pointer, types };
  }
}

function existenceOf(details       )                                                                                                 {
  if (!isJsonObject(details.value)) return undefined;
  const place = { value: details.value, pointer: details.pointer };
  const condition = find(place, 'existenceCondition');
  if (condition === undefined) return undefined;
  const type = find(place, 'type');
  const operand = type === undefined ? undefined : readable(() => parseOperand(type));
  const parsed = readable(() => parseCondition(condition));
  const types = operand?.kind === 'literal' && typeof operand.value === 'string' ? new Set([operand.value.toLowerCase()]) : undefined;
  return parsed === undefined ? undefined : { condition: parsed, types };
}

/** The fields of `append` (a list of `{field, value}`) and of the operations of `modify`, as far as they are written out. */
function fieldsWritten(details       )                                                                 {
  const operations = isJsonObject(details.value) ? find({ value: details.value, pointer: details.pointer }, 'operations') : details;
  if (operations === undefined || !Array.isArray(operations.value)) return [];
  return elementsOf(operations, '`operations`').flatMap((element) => {
    const field = isJsonObject(element.value) ? find(objectOf(element, 'An operation'), 'field') : undefined;
    const operand = field === undefined ? undefined : readable(() => parseOperand(field));
    return operand?.kind === 'literal' && typeof operand.value === 'string' ? [{ name: operand.value, pointer: operand.pointer }] : [];
  });
}

export { fieldOfLeaf, fieldReferences, fieldsWritten, leavesOf, readable };
