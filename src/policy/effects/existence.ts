import { isJsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import type { Evaluate } from '../../language/compile.ts';
import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { Field } from '../conditions/fields.ts';
import { forgiving } from '../conditions/forgiving.ts';
import { compileOperand } from '../conditions/operands.ts';
import { policyFunctions } from '../conditions/references.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Decision, Test } from '../conditions/test.ts';
import { parseCondition } from '../documents/condition.ts';
import { parseOperand } from '../documents/operand.ts';
import { find, type Place } from '../documents/place.ts';
import type { RelatedRequest } from '../related.ts';

/** What was found of the resources that an IfNotExists effect looks for. */
export interface Existence {
  /** `found`: some related resource satisfies the existence condition. */
  readonly outcome: 'found' | 'missing' | Unknown;
  /** The related resource that satisfies it. */
  readonly resource?: Resource;
  /** How many related resources there are. */
  readonly total: number;
  readonly request: RelatedRequest;
  /** The comparisons that the related resources did not pass. */
  readonly decisions: readonly Decision[];
}

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
  const name = textIn(place, 'name');
  const resourceGroupName = textIn(place, 'resourceGroupName');
  const existenceScope = textIn(place, 'existenceScope');
  const condition = find(place, 'existenceCondition');
  const test = condition === undefined ? undefined : compileCondition(parseCondition(condition, mostConditions), fieldNamed);
  return (scope) => {
    const request = requestOf({ type, name, resourceGroupName, existenceScope }, scope);
    if (isUnknown(request)) {
      return { outcome: request, total: 0, request: { primary: scope.resource, type: '', existenceScope: 'resourceGroup' }, decisions: [] };
    }
    return look(request, test, scope);
  };
}

function textIn(place: Place<Readonly<Record<string, unknown>>>, member: string): Evaluate<Scope> | undefined {
  const found = find(place, member);
  return found === undefined ? undefined : compileOperand(parseOperand(found), policyFunctions);
}

type Parts = Readonly<Record<'name' | 'resourceGroupName' | 'existenceScope', Evaluate<Scope> | undefined>> & { readonly type: Evaluate<Scope> };

function requestOf({ type, name, resourceGroupName, existenceScope }: Parts, scope: Scope): RelatedRequest | Unknown {
  const values = [type, name, resourceGroupName, existenceScope].map((part) => part?.(scope));
  const open = values.find(isUnknown);
  if (open !== undefined) return new Unknown(`what to look for is not known: ${open.why}`);
  const [typeName, nameText, group, range] = values.map((value) => textOrNothing(value));
  if (typeName === undefined) throw new EvaluationError('`details.type` is empty');
  return {
    primary: scope.resource,
    type: typeName,
    ...(nameText === undefined ? {} : { name: nameText }),
    ...(group === undefined ? {} : { resourceGroupName: group }),
    existenceScope: range?.toLowerCase() === 'subscription' ? 'subscription' : 'resourceGroup',
  };
}

function textOrNothing(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new EvaluationError('`details` names what to look for with texts');
}

/** Any related resource that satisfies the condition suffices; without a condition existence does (§1.13, row 22). */
function look(request: RelatedRequest, test: Test | undefined, scope: Scope): Existence {
  const found = scope.related?.(request) ?? new Unknown(`no resource of type ${request.type} was looked for`);
  if (isUnknown(found)) return { outcome: found, total: 0, request, decisions: [] };
  const scopes = found.map((resource): Scope => ({ ...scope, resource: typed(resource, request.type), primary: scope.resource }));
  let open: Unknown | undefined;
  for (const inner of scopes) {
    const truth = test === undefined ? true : open === undefined ? test.holds(inner) : forgiving(() => test.holds(inner), open);
    if (truth === true) return { outcome: 'found', resource: inner.resource, total: found.length, request, decisions: [] };
    if (isUnknown(truth)) open ??= truth;
  }
  const decisions = open === undefined && test !== undefined ? scopes.slice(0, mostTold).flatMap((inner) => test.decisions(inner)) : [];
  return { outcome: open ?? 'missing', total: found.length, request, decisions };
}

/** Whoever was asked for one type need not repeat it in the answer. */
function typed(resource: Resource, type: string): Resource {
  return resource.type === '' ? { ...resource, type } : resource;
}

/** The comparisons of so many related resources are told. */
const mostTold = 3;

/** Says what was looked for: "a Microsoft.Insights/diagnosticSettings". */
export function described({ type, name, resourceGroupName, existenceScope }: RelatedRequest): string {
  const where = resourceGroupName === undefined ? (existenceScope === 'subscription' ? ' in the subscription' : '') : ` in ${resourceGroupName}`;
  return `${type}${name === undefined ? '' : ` \`${name}\``}${where}`;
}
