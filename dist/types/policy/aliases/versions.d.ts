import type { Alias } from './table.ts';
/**
 * What an alias says beyond its name and newest path: where older API versions have it, and whether `modify` may write it.
 * Facts from the tables of 2026 in Azure/azure-policy-linter (MIT, commits d714d7a and 29b2a28). They leave out metadata where the
 * default is "not modifiable".
 */
export type VersionedFacts = Pick<Alias, 'modifiable' | 'versions'>;
/** Reads the facts of a type: what of them an alias has, by its tail and newest path. */
export declare function factsOf(type: string): (tail: string, path: string) => VersionedFacts;
