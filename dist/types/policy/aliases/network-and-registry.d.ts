/**
 * Names and paths of aliases by resource type: facts from the public export of January 2024 (JanneMattila/azure-policy-evaluator, MIT),
 * pruned to what rules on isolation and the public built-ins use; what came later from the tables of 2026 in Azure/azure-policy-linter (MIT).
 * One word for each alias, the part behind the type:
 * - `x.y` points to `properties.x.y`
 * - `/x.y` points to the root: `x.y`
 * - `+x[*].y` points to `properties.x[*].properties.y`: every element has `properties` of its own
 * - `x=path` says where it points
 */
export declare const aliasWords: Readonly<Record<string, string>>;
