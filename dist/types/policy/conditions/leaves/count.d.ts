import type { Count, Leaf } from '../../documents/rule/condition.ts';
import type { Field } from '../fields/fields.ts';
import { type Test } from '../test.ts';
/** A leaf over the number of elements that satisfy `where`. */
export declare function countLeaf(leaf: Leaf, count: Count, where: Test | undefined, fieldNamed: (name: string) => Field): Test;
