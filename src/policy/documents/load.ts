import { PolicyError } from '../error.ts';
import { parseConditionDocument, parseDefinition, parseRule, type PolicyDefinition } from './definition.ts';
import { readPolicyText } from './text.ts';

const forms = { definition: parseDefinition, rule: parseRule, condition: parseConditionDocument } as const;

/**
 * Reads a definition, or a bare rule or condition, from JSON text.
 * Throws PolicyError with the line and column of what is wrong.
 */
export function loadDefinitionText(text: string, form: keyof typeof forms = 'definition'): PolicyDefinition {
  return loadText(text, forms[form]);
}

/**
 * Reads a policy document from JSON text with one of the parsers: `loadText(text, parseInitiative)`.
 * Throws PolicyError with the line and column of what is wrong.
 */
export function loadText<Parsed>(text: string, parse: (document: unknown) => Parsed): Parsed {
  const { value, positionOf } = readPolicyText(text);
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(error.message, error.pointer, { cause: error }, positionOf(error.pointer));
  }
}
