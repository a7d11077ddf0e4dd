import { type Header } from './header.ts';
import { type ParameterDeclarations } from './parameters.ts';
import type { PolicyRule } from './rule/policy-rule.ts';
/** A policy definition as parsed: structure and expression syntax are checked, names of functions and fields are not. */
export interface PolicyDefinition extends Header {
    readonly kind: 'definition';
    /** `All`, `Indexed` (also when the document names none) or the name of a data-plane mode. */
    readonly mode: string;
    readonly isModeWritten: boolean;
    readonly parameters: ParameterDeclarations;
    readonly rule: PolicyRule;
    /** JSON pointer to what holds `policyRule`: `/properties`, or the document itself. */
    readonly pointer: string;
}
/**
 * Reads a policy definition from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError: the document is not of the language, with the place and, where there is one, the near miss.
 */
export declare function parseDefinition(document: unknown): PolicyDefinition;
/** Reads a bare rule, `{if, then}`, as a definition of mode All. Throws PolicyError. */
export declare function parseRule(document: unknown): PolicyDefinition;
/** Reads a bare condition as a definition of mode All that audits. Throws PolicyError. */
export declare function parseConditionDocument(document: unknown): PolicyDefinition;
