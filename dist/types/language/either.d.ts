import { Unknown } from './unknown.ts';
/**
 * What is known of a value that is one of two, when it is not known which: what they share, in objects of the same members and arrays
 * of the same length part by part. `open` says why. Throws EvaluationError when one is larger than the service allows.
 */
export declare function either(left: unknown, right: unknown, open: Unknown): unknown;
