import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { EvaluationError } from '../../language/errors.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { Field } from './fields.ts';
import { each, select, type PathStep, type Spot } from './path.ts';

/** What is known of the surroundings of a resource. Whatever is absent reads as unknown, never as empty. */
export type EvaluationContext = {
  /** The resource group's ARM document: `name`, `location`, `tags`. */
  readonly resourceGroup?: JsonObject;
  /** The subscription's ARM document: `subscriptionId`, `displayName`, `tags`. */
  readonly subscription?: JsonObject;
  /** `apiVersion`, and `identity` with the caller's claims. */
  readonly requestContext?: JsonObject;
  /** ISO 8601, UTC. The engine has no clock of its own. */
  readonly utcNow?: string;
};

/** What `policy()` answers. Empty where the definition was not brought by such an object. */
export interface PolicyIds {
  readonly assignmentId: string;
  readonly definitionId: string;
  readonly setDefinitionId: string;
  readonly definitionReferenceId: string;
}

/** Everything that a rule can look at while it is evaluated. */
export interface Scope {
  readonly resource: Resource;
  readonly parameters: JsonObject;
  readonly context: EvaluationContext;
  readonly ids: PolicyIds;
  /** Understands a field name; throws EvaluationError when it is none. */
  readonly fieldOf: (name: string) => Field;
  /** The element under each open `count`, innermost first. */
  readonly frames: Frame | undefined;
  /** Elements that may still be counted: nested counts multiply. */
  readonly budget: { left: number };
}

/** One open `count` and the element it looks at. */
export type Frame =
  | { readonly kind: 'field'; readonly alias: string; readonly steps: readonly PathStep[]; readonly spot: Spot; readonly outer: Frame | undefined }
  | { readonly kind: 'value'; readonly label: string | undefined; readonly value: unknown; readonly outer: Frame | undefined };

/** So many elements may be counted in one evaluation. Ours: the service has its own clock. */
export const countBudget = 1_000_000;

export function* framesOf(scope: Scope): Generator<Frame> {
  for (let frame = scope.frames; frame !== undefined; frame = frame.outer) yield frame;
}

/**
 * The places of a field as the rule sees them here: inside a `count` over one of its arrays, only those below the current element.
 * Throws EvaluationError for a resource whose body is no object.
 */
export function spotsOf(field: Field, scope: Scope): readonly Spot[] {
  const { resource } = scope;
  if (!isJsonObject(resource.body)) throw new EvaluationError('The resource is no JSON object');
  if (field.isList && scope.frames !== undefined) {
    const routes = field.routes(resource);
    for (const frame of framesOf(scope)) {
      if (frame.kind !== 'field') continue;
      const route = routes.find(({ steps }) => startsWith(steps, frame.steps));
      if (route !== undefined) return select(frame.spot, route.steps.slice(frame.steps.length), route.guessed);
    }
  }
  return field.read(resource);
}

function startsWith(steps: readonly PathStep[], prefix: readonly PathStep[]): boolean {
  return prefix.length <= steps.length && prefix.every((step, index) => sameStep(step, steps[index]));
}

function sameStep(left: PathStep, right: PathStep | undefined): boolean {
  if (left === each || right === each || right === undefined) return left === right;
  return left.toLowerCase() === right.toLowerCase();
}

/** True when nothing is there: null counts as absent. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
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
  if (open !== undefined) return open.value;
  return spots.map(({ value }) => value).filter((value) => !isAbsent(value));
}
