import { type JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import type { Truth } from '../../language/truth.ts';
import type { RelatedLookup } from '../rule/related.ts';
import type { Field } from './fields/fields.ts';
import type { Matcher } from './leaves/matchers.ts';
import { type PathStep, type Spot } from './fields/path.ts';
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
    readonly budget: {
        left: number;
    };
    /** A value count runs over at most so many elements. */
    readonly mostIterations: number;
    /** Finds resources related to this one. */
    readonly related?: RelatedLookup | undefined;
}
/** One open `count` and the element it looks at. */
export type Frame = {
    readonly kind: 'field';
    readonly alias: string;
    readonly steps: readonly PathStep[];
    readonly spot: Spot;
    readonly outer: Frame | undefined;
} | {
    readonly kind: 'value';
    readonly label: string | undefined;
    readonly value: unknown;
    readonly outer: Frame | undefined;
};
/** So many elements may be counted in one evaluation. Ours: the service has its own clock. */
export declare const countBudget = 1000000;
/** What a value count of a custom definition may run over (azure-policy-language.md §1.1). A built-in lists 115 (MANAExistingVMNVASupport_Modify). */
export declare const mostIterations = 100;
/** The scope of one element of a `count`. */
export declare function inside(frame: Frame, { resource, primary, parameters, context, ids, fieldOf, budget, mostIterations: iterations }: Scope): Scope;
export declare function framesOf(scope: Scope): Generator<Frame>;
/** The resource itself. Throws EvaluationError for one whose body is no object. */
export declare function assertBody(resource: Resource): Resource;
/**
 * The places of a field as the rule sees them here: inside a `count` over one of its arrays, only those below the current element.
 * Throws EvaluationError for a resource whose body is no object.
 */
export declare function spotsOf(field: Field, scope: Scope): readonly Spot[];
/** The elements of a field that ends in `[*]` as the rule sees them here, without the way to each. Throws EvaluationError like `spotsOf`. */
export declare function elementsOf(field: Field, { resource, frames }: Scope): readonly Spot[];
/** Whether every value of a field satisfies the matcher, as the rule sees the field here. Throws EvaluationError like `spotsOf`. */
export declare function everyValue(field: Field, scope: Scope, matcher: Matcher): Truth;
/** An unknown array may be empty: a comparison settles it only when no value escapes it. */
export declare function matchSpot(spot: Spot, matcher: Matcher): Truth;
/**
 * A field inside an expression: `""` for a missing scalar, the existing values for a list (azure-policy-language.md §1.13, rows 4 and 5).
 */
export declare function valueOf(field: Pick<Field, 'isList'>, spots: readonly Spot[]): unknown;
