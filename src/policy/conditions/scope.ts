import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { EvaluationError } from '../../language/errors.ts';
import { bare, isUnknown } from '../../language/unknown.ts';
import { isAbsent } from '../../language/values.ts';
import type { Truth } from '../../language/truth.ts';
import type { RelatedLookup } from '../rule/related.ts';
import type { Field } from './fields/fields.ts';
import type { Matcher } from './leaves/matchers.ts';
import { select, type PathStep, type Spot } from './fields/path.ts';

/** What is known of the surroundings of a resource. Whatever is absent reads as unknown, never as empty. */
export type EvaluationContext = {
  /** The resource group's ARM document: `name`, `location`, `tags`. */
  readonly resourceGroup?: JsonObject;
  /** The subscription's ARM document: `subscriptionId`, `displayName`, `tags`. */
  readonly subscription?: JsonObject;
  /** `apiVersion`, and `identity` with the caller's claims. */
  readonly requestContext?: JsonObject;
  /** ISO 8601, UTC, as `utcNow()` is to give it: the service writes seven digits of a second. The engine has no clock of its own. */
  readonly utcNow?: string;
  /** What `policy()` answers where the caller knows better than the policy's own ids. */
  readonly policy?: Partial<PolicyIds>;
  /** Finds resources related to the one evaluated; without it the IfNotExists effects are undetermined. */
  readonly related?: RelatedLookup;
  /** What `claims()` answers: the claims of an external evaluation token. */
  readonly claims?: JsonObject;
  /**
   * Set where the request is a DELETE: of the resource itself, or of the resource group that it goes with. Then `denyAction` alone has something to say;
   * without it, `denyAction` has nothing to object to.
   */
  readonly deletion?: Deletion;
};

/** What a DELETE is of. */
export type Deletion = 'resource' | 'resourceGroup';

/** What `policy()` answers. Empty where the definition was not brought by such an object. */
export interface PolicyIds {
  readonly assignmentId: string;
  readonly definitionId: string;
  readonly setDefinitionId: string;
  readonly definitionReferenceId: string;
}

/** Everything that a rule can look at while it is evaluated. */
export interface Scope {
  /** The resource whose fields conditions read. */
  readonly resource: Resource;
  /** The resource that the rule is about, where `resource` is one related to it; `field()` reads this one. */
  readonly primary?: Resource | undefined;
  readonly parameters: JsonObject;
  readonly context: EvaluationContext;
  readonly ids: PolicyIds;
  /** Understands a field name; throws EvaluationError when it is none. */
  readonly fieldOf: (name: string) => Field;
  /** The element under each open `count`, innermost first. */
  readonly frames: Frame | undefined;
  /** Elements that may still be counted: nested counts multiply. */
  readonly budget: { left: number };
  /** A value count runs over at most so many elements. */
  readonly mostIterations: number;
  /** Finds resources related to this one. */
  readonly related?: RelatedLookup | undefined;
}

/** One open `count` and the element it looks at. */
export type Frame =
  | { readonly kind: 'field'; readonly alias: string; readonly steps: readonly PathStep[]; readonly spot: Spot; readonly outer: Frame | undefined }
  | { readonly kind: 'value'; readonly label: string | undefined; readonly value: unknown; readonly outer: Frame | undefined };

/** So many elements may be counted in one evaluation. Ours: the service has its own clock. */
export const countBudget = 1_000_000;

/** What a value count of a custom definition may run over (azure-policy-language.md §1.1). A built-in lists 115 (MANAExistingVMNVASupport_Modify). */
export const mostIterations = 100;

/** The scope of one element of a `count`. */
export function inside(frame: Frame, { resource, primary, parameters, context, ids, fieldOf, budget, mostIterations: iterations }: Scope): Scope {
  return { resource, primary, parameters, context, ids, fieldOf, frames: frame, budget, mostIterations: iterations };
}

export function* framesOf(scope: Scope): Generator<Frame> {
  for (let frame = scope.frames; frame !== undefined; frame = frame.outer) yield frame;
}

/** The resource itself. Throws EvaluationError for one whose body is no object. */
export function assertBody(resource: Resource): Resource {
  if (!isJsonObject(resource.body)) throw new EvaluationError('The resource is no JSON object');
  return resource;
}

/**
 * The places of a field as the rule sees them here: inside a `count` over one of its arrays, only those below the current element.
 * Throws EvaluationError for a resource whose body is no object.
 */
export function spotsOf(field: Field, scope: Scope): readonly Spot[] {
  const resource = assertBody(scope.resource);
  for (let frame = field.isList ? scope.frames : undefined; frame !== undefined; frame = frame.outer) {
    const below = frame.kind === 'field' ? field.below(resource, frame.steps) : undefined;
    if (below !== undefined && frame.kind === 'field') return select(frame.spot, below.steps, below.inserted);
  }
  return field.read(resource);
}

/** The elements of a field that ends in `[*]` as the rule sees them here, without the way to each. Throws EvaluationError like `spotsOf`. */
export function elementsOf(field: Field, { resource, frames }: Scope): readonly Spot[] {
  assertBody(resource);
  for (let frame = frames; frame !== undefined; frame = frame.outer) {
    const below = frame.kind === 'field' ? field.below(resource, frame.steps) : undefined;
    if (below !== undefined && frame.kind === 'field') return below.steps.length === 0 ? [frame.spot] : below.reader.elements(frame.spot.value);
  }
  return field.elements(resource);
}

/** Whether every value of a field satisfies the matcher, as the rule sees the field here. Throws EvaluationError like `spotsOf`. */
export function everyValue(field: Field, scope: Scope, matcher: Matcher): Truth {
  const { frames } = scope;
  const resource = assertBody(scope.resource);
  for (let frame = field.isList ? frames : undefined; frame !== undefined; frame = frame.outer) {
    const below = frame.kind === 'field' ? field.below(resource, frame.steps) : undefined;
    if (below !== undefined && frame.kind === 'field') return below.reader.every(frame.spot.value, matcher);
  }
  return field.every(resource, matcher);
}

/** An unknown array may be empty: a comparison settles it only when no value escapes it. */
export function matchSpot(spot: Spot, matcher: Matcher): Truth {
  const truth = matcher(spot.value);
  return spot.open === true && isUnknown(spot.value) && truth !== true ? spot.value : truth;
}

/**
 * A field inside an expression: `""` for a missing scalar, the existing values for a list (azure-policy-language.md §1.13, rows 4 and 5).
 */
export function valueOf(field: Pick<Field, 'isList'>, spots: readonly Spot[]): unknown {
  if (!field.isList) {
    const value = spots[0]?.value;
    return isAbsent(value) ? '' : value;
  }
  // An unknown element may be missing, and then it would not be in the list: the list as a whole is unknown.
  const open = spots.find((spot) => isUnknown(spot.value) && (spot.open === true || typeof spot.key === 'string'));
  if (isUnknown(open?.value)) return bare(open.value);
  return spots.map(({ value }) => value).filter((value) => !isAbsent(value));
}
