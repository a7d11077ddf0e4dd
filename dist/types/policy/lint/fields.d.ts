import { type AliasTable } from '../aliases.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import type { Remark } from './lint-finding.ts';
/** Checks of the fields that a rule reads: their aliases, its mode, and the types they belong to. */
export declare function fieldChecks(definition: PolicyDefinition, aliases: AliasTable): Generator<Remark>;
