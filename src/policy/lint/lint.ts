import type { AliasTable } from '../aliases.ts';
import { compileDefinition } from '../rule/compile.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { isCustom } from '../documents/header.ts';
import { PolicyError } from '../error.ts';
import { arrayChecks } from './arrays.ts';
import { fieldChecks } from './fields.ts';
import { headerChecks } from './header.ts';
import type { LintFinding, Remark } from './lint-finding.ts';
import { refusalChecks } from './refused.ts';
import { lintRules } from './rules.ts';
import { sentence } from './sentence.ts';

/** Checks a definition that could be read. Never throws: what does not compile is a finding. */
export function lintDefinition(definition: PolicyDefinition, aliases: AliasTable): readonly LintFinding[] {
  return [...compiles(definition, aliases), ...headerChecks(definition), ...refusals(definition), ...fieldChecks(definition, aliases), ...arrayChecks(definition, aliases)].map(graded);
}

/** Microsoft's own definitions were taken, whatever they hold. */
function refusals(definition: PolicyDefinition): readonly Remark[] {
  return isCustom(definition) ? Array.from(refusalChecks(definition)) : [];
}

/** A finding with the severity of its rule. */
export function graded(remark: Remark): LintFinding {
  return { ...remark, severity: lintRules[remark.rule].severity };
}

function compiles(definition: PolicyDefinition, aliases: AliasTable): readonly Remark[] {
  try {
    compileDefinition(definition, { aliases });
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [{ rule: 'invalid', message: sentence(error.message), pointer: error.pointer }];
  }
}
