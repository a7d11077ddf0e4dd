import { parseConditionDocument, parseDefinition, parseRule, type PolicyDefinition } from './definition.ts';
declare const forms: {
    readonly definition: typeof parseDefinition;
    readonly rule: typeof parseRule;
    readonly condition: typeof parseConditionDocument;
};
/**
 * Reads a definition, or a bare rule or condition, from JSON text.
 * Throws PolicyError with the line and column of what is wrong.
 */
export declare function loadDefinitionText(text: string, form?: keyof typeof forms): PolicyDefinition;
/**
 * Reads a policy document from JSON text with one of the parsers: `loadText(text, parseInitiative)`.
 * Throws PolicyError with the line and column of what is wrong.
 */
export declare function loadText<Parsed>(text: string, parse: (document: unknown) => Parsed): Parsed;
export {};
