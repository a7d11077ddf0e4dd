import type { Resource } from '../arm/resource.ts';
import { type AliasTable } from './aliases.ts';
import { type FieldNames } from './conditions/fields/fields.ts';
import { type EvaluationContext } from './conditions/scope.ts';
/**
 * Calls one function of the policy language with ready values, as a rule would.
 * Throws PolicyError when there is no such function or the number of arguments is wrong, EvaluationError when it fails on its values.
 */
export declare function callFunction(name: string, args: readonly unknown[], context?: EvaluationContext): unknown;
/**
 * What an alias reads in a resource: `{value}`, with `[*]` the list of the existing values; undefined when there is nothing.
 * The resource's API version chooses the path. With `fields` literal every name is a path into the document as it stands.
 * Throws PolicyError when the name is no field.
 */
export declare function resolveAlias(alias: string, resource: Resource, aliases?: AliasTable, fields?: FieldNames): {
    readonly value: unknown;
} | undefined;
