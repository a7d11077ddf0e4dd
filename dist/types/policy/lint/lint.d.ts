import type { AliasTable } from '../aliases.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { type LintRule } from './rules.ts';
/** What the author of a definition should know. */
export interface LintFinding {
    readonly rule: LintRule;
    readonly severity: 'error' | 'warning' | 'info';
    /** What is so and what to do, in a sentence or two. */
    readonly message: string;
    /** JSON pointer into the document. */
    readonly pointer: string;
}
/** What a check finds before its severity is looked up. */
export type Remark = Omit<LintFinding, 'severity'>;
/** Checks a definition that could be read. Never throws: what does not compile is a finding. */
export declare function lintDefinition(definition: PolicyDefinition, aliases: AliasTable): readonly LintFinding[];
/** A finding with the severity of its rule. */
export declare function graded(remark: Remark): LintFinding;
