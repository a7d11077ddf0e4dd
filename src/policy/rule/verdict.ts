import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Evaluate } from '../../language/compile.ts';
import type { Truth } from '../../language/truth.ts';
import { forgiving } from '../conditions/forgiving.ts';
import type { Scope } from '../conditions/scope.ts';
import { complaint, observation } from '../conditions/leaves/sentence.ts';
import type { Decision, Test } from '../conditions/test.ts';
import type { Applied } from '../effects/apply.ts';
import type { Verdict } from '../finding.ts';
import { isEvaluated } from './resource-types.ts';

/** What a rule says of a resource, without saying why. */
export interface Outcome {
  readonly verdict: Verdict;
  /** The effect, lower case; empty when it could not be read. */
  readonly effect: string;
  /** Whether the effect takes place: the condition holds and, for the IfNotExists family, nothing related satisfies it. */
  readonly acts: Truth;
}

/** What a rule says of a resource and why, before it becomes a finding. */
export interface Evaluation extends Outcome {
  /** The comparisons that decided, those that judge before those that only select; empty where none was made. */
  readonly decisions: readonly Decision[];
  readonly message: string;
  /** `then.details` with their expressions resolved, where the effect takes place. */
  readonly details?: unknown;
}

/** A rule in the form in which it is evaluated. */
export interface CompiledRule {
  /** Lower case. */
  readonly mode: string;
  readonly test: Test;
  /** `test.holds`, with what the type of the resource settles already settled. */
  readonly holds: (scope: Scope) => Truth;
  /** The canonical name of the effect, lower case. Throws EvaluationError for what is none. */
  readonly effect: (scope: Scope) => string | Unknown;
  /** Says so when a rule is never about resources of this type; see `typeGate`. */
  readonly notAbout: (type: string) => Found | undefined;
  /** Whether the condition could hold for a resource of this type, name and kind. */
  readonly concerns: (scope: Scope) => Truth;
  readonly consequence: Consequence;
}

/**
 * What keeps a rule from a resource before its condition is looked at: the types its condition is about (lower case), its mode, and
 * what the service never evaluates. Remembers the last type, because resources mostly come sorted.
 */
export function typeGate(
  types: ReadonlySet<string> | undefined,
  mode: string,
  isIndexed: (type: string) => boolean,
): (type: string) => Found | undefined {
  const check = (type: string): Found | undefined => {
    if (types?.has(type.toLowerCase()) === false) return aside('', `The rule is not about ${type}.`);
    if (!isEvaluated(type)) return aside('', `Azure Policy does not evaluate ${type}.`);
    if (mode === 'indexed' && !isIndexed(type)) return aside('', `Mode Indexed leaves out ${type}, which has no tags and location.`);
    return undefined;
  };
  let last: { readonly type: string; readonly found: Found | undefined } | undefined;
  return (type) => {
    if (last?.type !== type) last = { type, found: check(type) };
    return last.found;
  };
}

/** What happens where the condition holds. */
export interface Consequence {
  /** What an effect makes of a condition that holds. Throws EvaluationError. */
  readonly of: (effect: string, scope: Scope) => Consequences;
  /** `then.details` with their expressions resolved. Throws EvaluationError. */
  readonly details: Evaluate<Scope>;
  /** The `parameters` of the deployment in them. Throws EvaluationError. */
  readonly deploymentParameters: Evaluate<Scope>;
  /** What `append` and `modify` make of the request; undefined for other effects. Throws EvaluationError. */
  readonly changes: (effect: string, scope: Scope) => RequestChange | undefined;
  /** The canonical effect of this name, lower case. Throws EvaluationError for what is none. */
  readonly effectNamed: (name: string) => string;
  /** True for effects that do not apply at all where the condition does not hold: those that need related resources (§1.11). */
  readonly isRelational: (effect: string) => boolean;
  /** True for effects that are about deletions, and nothing else. */
  readonly isOfDeletions: (effect: string) => boolean;
}

/** What an effect makes of a request. */
export interface RequestChange extends Applied {
  /** What a clash with another policy comes to, lower case: `deny`, `audit` or `disabled`. */
  readonly conflictEffect: string;
}

export interface Consequences {
  readonly verdict: Verdict;
  readonly acts: Truth;
  /** What to say besides what the condition found; only made up when somebody asks. Throws EvaluationError. */
  readonly message?: () => string;
  /** Comparisons made on related resources. */
  readonly decisions?: readonly Decision[];
}

/** Where a rule stands before its condition is looked at, or what it came to. */
export interface Found extends Outcome {
  readonly message?: string;
  readonly truth?: Truth;
  readonly consequences?: Consequences;
}

/** Decides one rule on one resource. Never throws for what the rule or the resource says: a failing rule is the verdict `error`. */
export function decideRule(rule: CompiledRule, scope: Scope): Outcome {
  return find(rule, scope);
}

/** Decides one rule on one resource and tells why. Never throws for what the rule or the resource says. */
export function evaluateRule(rule: CompiledRule, scope: Scope): Evaluation {
  const { truth, message, consequences, ...outcome } = find(rule, scope);
  if (truth === undefined) return { ...outcome, decisions: [], message: message ?? '' };
  try {
    return explain(rule, scope, { ...outcome, truth, ...(consequences === undefined ? {} : { consequences }) });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { ...outcome, decisions: [], message: `Why cannot be told: ${error.message}.` };
  }
}

function find(rule: CompiledRule, scope: Scope): Found {
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

function findEffect(rule: CompiledRule, effect: string, scope: Scope): Found {
  if (effect === 'disabled') return aside(effect, 'The rule is disabled.');
  const { deletion } = scope.context;
  const isOfDeletions = rule.consequence.isOfDeletions(effect);
  if (deletion !== undefined && !isOfDeletions) return aside(effect, `Effect ${effect} has nothing to say of what is deleted.`);
  if (deletion === 'resourceGroup' && rule.mode !== 'indexed') return aside(effect, `In mode ${rule.mode} nothing keeps a resource group from being deleted.`);
  const isManaged = rule.mode === 'all' || rule.mode === 'indexed';
  const isLeft = isOfDeletions && deletion === undefined;
  // What another engine decides, and what is not asked, does not fail here.
  const truth = isManaged && !isLeft ? holds(rule, scope) : forgiving(() => holds(rule, scope), isLeft ? notAsked : elsewhere);
  if (truth !== true && rule.test.selectsBy !== 'nothing' && rule.concerns(scope) === false) return aside(effect, `The rule is not about this ${scope.resource.type}.`);
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
function holds(rule: CompiledRule, scope: Scope): Truth {
  try {
    return rule.holds(scope);
  } catch (error) {
    if (error instanceof EvaluationError && rule.concerns(scope) === false) return false;
    throw error;
  }
}

function explain(rule: CompiledRule, scope: Scope, found: Found & { readonly truth: Truth }): Evaluation {
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
function elsewhereIn(decision: Decision): Decision {
  const { pointer: _, ...unplaced } = decision;
  return unplaced;
}

function aside(effect: string, message: string): Found {
  return { verdict: 'notApplicable', effect, acts: false, message };
}
