import { EvaluationError } from '../language/errors.ts';
import { isUnknown } from '../language/unknown.ts';
import type { Evaluate } from '../language/compile.ts';
import type { Scope } from './conditions/scope.ts';
import { complaint, observation } from './conditions/sentence.ts';
import type { Decision, Test } from './conditions/test.ts';
import type { Verdict } from './finding.ts';
import { isEvaluated, isIndexed } from './resource-types.ts';

/** What a rule says of a resource, before it becomes a finding. */
export interface Evaluation {
  readonly verdict: Verdict;
  /** The effect, lower case; empty when it could not be read. */
  readonly effect: string;
  /** The comparisons that decided; empty where none was made. */
  readonly decisions: readonly Decision[];
  readonly message: string;
}

/** A rule in the form in which it is evaluated. */
export interface CompiledRule {
  /** Lower case. */
  readonly mode: string;
  readonly test: Test;
  readonly effect: Evaluate<Scope>;
  /** Lower-case resource types outside of which the condition cannot hold. */
  readonly types: ReadonlySet<string> | undefined;
}

/** Effects whose condition alone decides. */
const decided = new Set(['deny', 'audit']);
/** Effects that change the request or the state of things: a condition that does not hold settles them too. */
const conditional = new Set(['modify', 'append', 'denyaction', 'mutate', 'addtonetworkgroup', 'enforcesetting', 'auditaction']);
/** Effects that need related resources; without a match of the condition they do not apply (azure-policy-language.md §1.11). */
const relational = new Set(['auditifnotexists', 'deployifnotexists']);

/** Evaluates one rule on one resource. Never throws for what the rule or the resource says: a failing rule is the verdict `error`. */
export function evaluateRule(rule: CompiledRule, scope: Scope): Evaluation {
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

function evaluateEffect(rule: CompiledRule, effect: string, scope: Scope): Evaluation {
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

function aside(verdict: Verdict, effect: string, message: string): Evaluation {
  return { verdict, effect, decisions: [], message };
}

/** Comparisons that only select resources are left out, unless there is nothing else. */
function judging(decisions: readonly Decision[]): readonly Decision[] {
  const rest = decisions.filter(({ selects }) => !selects);
  return rest.length > 0 ? rest : decisions;
}
