import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { Field } from '../conditions/fields/fields.ts';
import { forgiving } from '../conditions/forgiving.ts';
import { compileOperand, isSettledByParameters, oncePerParameters } from '../conditions/operands.ts';
import { policyFunctions } from '../conditions/references.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Decision, Test } from '../conditions/test.ts';
import { parseCondition } from '../documents/rule/condition.ts';
import { parseOperand, type Operand } from '../documents/rule/operand.ts';
import { find, type Place } from '../documents/place.ts';
import type { RelatedLookup, RelatedRequest } from '../rule/related.ts';

/** What was found of the resources that an IfNotExists effect looks for. */
export interface Existence {
  /** `found`: some related resource satisfies the existence condition. */
  readonly outcome: 'found' | 'missing' | Unknown;
  /** The related resource that satisfies it. */
  readonly resource?: Resource;
  /** How many related resources there are. */
  readonly total: number;
  readonly wanted: Wanted;
  /** The comparisons that the related resources did not pass. */
  readonly decisions: readonly Decision[];
}

const notLookedFor = new Unknown('nobody looked for it');

/** `existenceCondition` holds at most so many conditions (azure-policy-language.md §1.1). */
const mostConditions = 128;

/**
 * Compiles the search of an IfNotExists effect from `then.details`: undefined when they do not name a type.
 * Throws PolicyError when a part of it is not of the language.
 */
export function compileExistence(details: Place | undefined, fieldNamed: (name: string) => Field): ((scope: Scope) => Existence) | undefined {
  if (details === undefined || !isJsonObject(details.value)) return undefined;
  const place = { value: details.value, pointer: details.pointer };
  const type = textIn(place, 'type');
  if (type === undefined) return undefined;
  const wantedIn = compileWanted(place, type);
  const condition = find(place, 'existenceCondition');
  const test = condition === undefined ? undefined : compileCondition(parseCondition(condition, mostConditions), fieldNamed);
  return (scope) => {
    const wanted = wantedIn(scope);
    if (isUnknown(wanted)) return { outcome: wanted, total: 0, wanted: { type: '', existenceScope: 'resourceGroup' }, decisions: [] };
    return scope.related === undefined ? { outcome: notLookedFor, total: 0, wanted, decisions: [] } : look(wanted, scope.related, test, scope);
  };
}

function textIn(place: Place<JsonObject>, member: string): Operand | undefined {
  const found = find(place, member);
  return found === undefined ? undefined : parseOperand(found);
}

/** What to look for, apart from the resource for which it is. */
type Wanted = Omit<RelatedRequest, 'primary'>;

/** Compiles what to look for: worked out once for each set of parameters where it depends on nothing else. */
function compileWanted(place: Place<JsonObject>, type: Operand): (scope: Scope) => Wanted | Unknown {
  const operands = [type, ...['name', 'resourceGroupName', 'existenceScope'].map((member) => textIn(place, member))];
  const parts = operands.map((operand) => (operand === undefined ? undefined : compileOperand(operand, policyFunctions)));
  const wanted = (scope: Scope) => wantedOf(parts.map((part) => part?.(scope)));
  const isSettled = operands.every((operand) => operand === undefined || isSettledByParameters(operand));
  return isSettled ? oncePerParameters(wanted) : wanted;
}

function wantedOf(values: readonly unknown[]): Wanted | Unknown {
  const open = values.find(isUnknown);
  if (open !== undefined) return new Unknown(`what to look for is not known: ${open.why}`);
  const type = textOrNothing(values[0]);
  if (type === undefined) throw new EvaluationError('`details.type` is empty');
  const [name, resourceGroupName, range] = [textOrNothing(values[1]), textOrNothing(values[2]), textOrNothing(values[3])];
  const wanted: { -readonly [Part in keyof Wanted]: Wanted[Part] } = { type, existenceScope: range?.toLowerCase() === 'subscription' ? 'subscription' : 'resourceGroup' };
  if (name !== undefined) wanted.name = name;
  if (resourceGroupName !== undefined) wanted.resourceGroupName = resourceGroupName;
  return wanted;
}

function textOrNothing(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new EvaluationError('`details` names what to look for with texts');
}

/** Any related resource that satisfies the condition suffices; without a condition existence does (§1.13, row 22). */
function look(wanted: Wanted, related: RelatedLookup, test: Test | undefined, scope: Scope): Existence {
  const found = related({ primary: scope.resource, ...wanted });
  if (isUnknown(found)) return { outcome: found, total: 0, wanted, decisions: [] };
  const scopes = found.map((resource): Scope => ({ ...scope, resource: typed(resource, wanted.type), primary: scope.resource }));
  let open: Unknown | undefined;
  for (const inner of scopes) {
    const truth = test === undefined ? true : open === undefined ? test.holds(inner) : forgiving(() => test.holds(inner), open);
    if (truth === true) return { outcome: 'found', resource: inner.resource, total: found.length, wanted, decisions: [] };
    if (isUnknown(truth)) open ??= truth;
  }
  const decisions = open === undefined && test !== undefined ? scopes.slice(0, mostTold).flatMap((inner) => test.decisions(inner)) : [];
  return { outcome: open ?? 'missing', total: found.length, wanted, decisions };
}

/** Whoever was asked for one type need not repeat it in the answer. */
function typed(resource: Resource, type: string): Resource {
  return resource.type === '' ? { ...resource, type } : resource;
}

/** The comparisons of so many related resources are told. */
const mostTold = 3;

/** Says what was looked for: "a Microsoft.Insights/diagnosticSettings". */
export function described({ type, name, resourceGroupName, existenceScope }: Wanted): string {
  const where = resourceGroupName === undefined ? (existenceScope === 'subscription' ? ' in the subscription' : '') : ` in ${resourceGroupName}`;
  return `${type}${name === undefined ? '' : ` \`${name}\``}${where}`;
}
