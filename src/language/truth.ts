import type { Unknown } from './unknown.ts';

/** True, false, or a value that says why neither is known. */
export type Truth = boolean | Unknown;
