import { isJsonObject } from '../../arm/json.ts';
import type { Evaluate } from '../../language/compile.ts';
import { EvaluationError } from '../../language/errors.ts';
import { suggestion } from '../../language/near-miss.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { AliasTable } from '../aliases.ts';
import type { Field } from '../conditions/fields/fields.ts';
import { compileOperand } from '../conditions/operands.ts';
import { policyFunctions } from '../conditions/references.ts';
import type { Scope } from '../conditions/scope.ts';
import type { PolicyRule } from '../documents/rule/policy-rule.ts';
import { parseOperand } from '../documents/rule/operand.ts';
import { find, members, type Place } from '../documents/place.ts';
import { applyOperations, isLeftOut, type Applied } from '../effects/apply.ts';
import { ofDeletion } from '../effects/deletion.ts';
import { effectNamed, effects, type Effect } from '../effects/effects.ts';
import { compileExistence, described, type Existence } from '../effects/existence.ts';
import { compileAppend, compileModify, conflictEffectOf } from '../effects/operations.ts';
import { PolicyError } from '../error.ts';
import type { Consequence, Consequences } from './verdict.ts';

/**
 * Compiles the `then` of a rule. The effect is often a parameter, so that its details are read for every effect that it may turn out
 * to be. Throws PolicyError for an effect that does not exist and for details that do not suit a literal one.
 */
export function compileConsequence(rule: PolicyRule, fieldNamed: (name: string) => Field, aliases: AliasTable): Consequence {
  const { details, effect: operand } = rule;
  const literal = operand.kind === 'literal' ? named(String(operand.value), (message) => new PolicyError(message, operand.pointer)) : undefined;
  const existence = compileExistence(details, fieldNamed);
  const append = compiledOnUse(() => (details === undefined ? [] : compileAppend(details, fieldNamed)), literal?.name === 'append');
  const modify = compiledOnUse(() => (details === undefined ? [] : compileModify(details, fieldNamed)), literal?.name === 'modify');
  const conflictEffect = conflictEffectOf(details);
  const resolved = detailsOf(details);
  const operations = (effect: string) => (effect === 'append' ? append() : modify());
  return {
    effectNamed: (name) => named(name, (message) => new EvaluationError(message)).name.toLowerCase(),
    isRelational: (effect) => effectNamed(effect)?.decidedBy === 'related',
    isOfDeletions: (effect) => effectNamed(effect)?.decidedBy === 'delete',
    details: resolved,
    deploymentParameters: deploymentParametersOf(details),
    changes: (effect, scope) =>
      effectNamed(effect)?.changesRequest === true
        ? { ...applyOperations(operations(effect), scope, aliases), conflictEffect: String(conflictEffect(scope)).toLowerCase() }
        : undefined,
    of: (effect, scope) => {
      const { decidedBy, name, changesRequest } = effectNamed(effect) ?? named(effect, (message) => new EvaluationError(message));
      if (changesRequest === true) {
        const changes = operations(effect);
        if (isLeftOut(changes, scope)) return { verdict: 'notApplicable', acts: false, message: () => 'Effect modify writes identities on virtual machines and scale sets only.' };
        return { verdict: 'violation', acts: true, message: () => changing(name, applyOperations(changes, scope, aliases)) };
      }
      if (decidedBy === 'condition') return { verdict: 'violation', acts: true };
      if (decidedBy === 'related') return existing(name, existence, scope);
      if (decidedBy === 'delete') return ofDeletion(name, resolved, scope);
      if (decidedBy === 'attested') return attested(details);
      const why = `Effect ${name} is carried out by another service; what comes of it is not decided here.`;
      return { verdict: 'undetermined', acts: true, message: () => why };
    },
  };
}

function named(name: string, error: (message: string) => Error): Effect {
  const effect = effectNamed(name);
  if (effect !== undefined) return effect;
  const names = effects.map((entry) => entry.name);
  throw error(`\`${name}\` is no effect${suggestion(name, names)}`);
}

/** Compiled when it is needed; at once when it certainly will be, so that a mistake shows at load. */
function compiledOnUse<Value>(compile: () => Value, isNeeded: boolean): () => Value {
  let made: { readonly value: Value } | undefined;
  if (isNeeded) made = { value: compile() };
  return () => {
    try {
      made ??= { value: compile() };
      return made.value;
    } catch (error) {
      if (error instanceof PolicyError) throw new EvaluationError(error.message, { cause: error });
      throw error;
    }
  };
}

/** What belongs to the deployment or to the related resource is left as written. */
const leftAlone = new Set(['deployment', 'existencecondition']);

function detailsOf(details: Place | undefined): Evaluate<Scope> {
  if (details === undefined) return () => undefined;
  if (!isJsonObject(details.value)) return compileOperand(parseOperand(details), policyFunctions);
  const parts = members({ value: details.value, pointer: details.pointer }).map(([key, place]) => {
    const { value } = place;
    return [key, leftAlone.has(key.toLowerCase()) ? () => value : compileOperand(parseOperand(place), policyFunctions)] as const;
  });
  return (scope) => Object.fromEntries(parts.map(([key, part]) => [key, part(scope)]));
}

/** Read when they are needed, which is when the template is deployed. */
function deploymentParametersOf(details: Place | undefined): Evaluate<Scope> {
  const parameters = within(within(within(details, 'deployment'), 'properties'), 'parameters');
  if (parameters === undefined) return () => undefined;
  return (scope) => compileOperand(parseOperand(parameters), policyFunctions)(scope);
}

function within(place: Place | undefined, name: string): Place | undefined {
  return isJsonObject(place?.value) ? find({ value: place.value, pointer: place.pointer }, name) : undefined;
}

/** A change that Azure would make of a request shows, on a resource that exists, what is not as it should be. */
function changing(name: string, { changes, denied, skipped, unwritable }: Applied): string {
  if (denied.length > 0) return `Effect ${name} denies it: ${denied.join('; ')}.`;
  if (unwritable.length > 0) return `Effect ${name} cannot be carried out: ${unwritable.map(({ field, why }) => `\`${field}\` ${why}`).join('; ')}.`;
  const made = changes.map(({ field }) => `\`${field}\``).join(', ');
  const left = skipped.length === 0 ? '' : ` Left out: ${skipped.join('; ')}.`;
  return made === '' ? `Effect ${name} changes nothing here.${left}` : `Effect ${name} would set ${made}.${left}`;
}

function existing(name: string, existence: ((scope: Scope) => Existence) | undefined, scope: Scope): Consequences {
  if (existence === undefined) {
    return { verdict: 'undetermined', acts: true, message: () => `Effect ${name} does not say in \`details.type\` what to look for.` };
  }
  const { outcome, resource, total, wanted, decisions } = existence(scope);
  if (isUnknown(outcome)) {
    const message = () => `Whether there is a ${described(wanted)} as effect ${name} wants it is not known: ${outcome.why}.`;
    return { verdict: 'undetermined', acts: outcome, message };
  }
  if (outcome === 'found') {
    const message = () => `${resource?.id ?? resource?.name ?? described(wanted)} is as effect ${name} wants it.`;
    return { verdict: 'compliant', acts: false, message };
  }
  const message = () => (total === 0 ? `There is no ${described(wanted)}.` : `None of ${total} ${described(wanted)} is as it has to be.`);
  return { verdict: 'violation', acts: true, message, decisions };
}

/** The state before anybody attests: `Unknown` unless the details say otherwise. */
function attested(details: Place | undefined): Consequences {
  const place = isJsonObject(details?.value) ? find({ value: details.value, pointer: details.pointer }, 'defaultState') : undefined;
  const state = typeof place?.value === 'string' ? place.value.toLowerCase() : 'unknown';
  if (state === 'compliant') return { verdict: 'compliant', acts: true, message: () => 'Effect manual: compliant until somebody attests otherwise.' };
  if (state === 'noncompliant') return { verdict: 'violation', acts: true, message: () => 'Effect manual: not compliant until somebody attests otherwise.' };
  return { verdict: 'undetermined', acts: true, message: () => 'Effect manual is decided by attestation.' };
}
