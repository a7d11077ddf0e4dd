import { EvaluationError } from '../errors.ts';
import { type ObjectValue } from '../values.ts';
/** Readers of arguments: the value with its type, or an EvaluationError that names the function. */
export declare function text(value: unknown, name: string): string;
export declare function integer(value: unknown, name: string): number;
/** An integer of 32 bits, as counts and places are to the service. */
export declare function shortInteger(value: unknown, name: string): number;
export declare function number(value: unknown, name: string): number;
export declare function boolean(value: unknown, name: string): boolean;
export declare function list(value: unknown, name: string): readonly unknown[];
export declare function object(value: unknown, name: string): ObjectValue;
/** The error of a function that was given what it does not work on. */
export declare function unfit(name: string, wanted: string, value: unknown): EvaluationError;
