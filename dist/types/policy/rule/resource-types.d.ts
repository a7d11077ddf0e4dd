import { type AliasTable } from '../aliases.ts';
/**
 * True when the type has tags and a location, so that mode `Indexed` sees it. A type that nothing is known of is taken to have both. Resource groups and
 * subscriptions are seen by mode `All` alone (learn.microsoft.com, "Azure Policy definition structure basics", Resource Manager modes).
 */
export declare function isIndexed(type: string, aliases?: AliasTable): boolean;
/** False for the types that the service never evaluates: deployments and their like. */
export declare function isEvaluated(type: string): boolean;
