import type { AliasTable } from '../aliases.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import type { Remark } from './lint-finding.ts';
/** Checks of comparisons that do not mean what they look like: `[*]`, `like`, null. */
export declare function arrayChecks({ rule }: PolicyDefinition, aliases: AliasTable): Generator<Remark>;
