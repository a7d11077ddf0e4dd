import { type AliasTable } from './table.ts';
/**
 * Reads the answer of `GET /providers?$expand=resourceTypes/aliases`: the list, the list under `value`, or one provider; also what
 * `az provider list --expand resourceTypes/aliases` prints. Throws PolicyError with the place of what has another shape.
 */
export declare function readAliases(document: unknown): AliasTable;
