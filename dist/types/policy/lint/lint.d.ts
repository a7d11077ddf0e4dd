import type { AliasTable } from '../aliases.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import type { LintFinding, Remark } from './lint-finding.ts';
/** Checks a definition that could be read. Never throws: what does not compile is a finding. */
export declare function lintDefinition(definition: PolicyDefinition, aliases: AliasTable): readonly LintFinding[];
/** A finding with the severity of its rule. */
export declare function graded(remark: Remark): LintFinding;
