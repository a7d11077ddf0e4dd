import { bundledAliases, type AliasTable } from '../aliases.ts';
import { capabilitiesOf } from '../aliases/capabilities.ts';

/** Types of other namespaces without tags and location (azure-policy-language.md §1.11, aks-network-isolation.md §7.1). */
const withoutTagsAndLocation: ReadonlySet<string> = new Set(['microsoft.authorization/roleassignments', 'microsoft.insights/diagnosticsettings']);

/** What of `Microsoft.Resources` is evaluated at all (azure-policy-language.md §1.2). */
const evaluatedResources: ReadonlySet<string> = new Set([
  'microsoft.resources/subscriptions',
  'microsoft.resources/resourcegroups',
  'microsoft.resources/subscriptions/resourcegroups',
]);

/**
 * True when the type has tags and a location, so that mode `Indexed` sees it. A type that nothing is known of is taken to have both. Resource groups and
 * subscriptions are seen by mode `All` alone (learn.microsoft.com, "Azure Policy definition structure basics", Resource Manager modes).
 */
export function isIndexed(type: string, aliases: AliasTable = bundledAliases): boolean {
  const { tags, location } = aliases.capabilities(type) ?? capabilitiesOf(type) ?? { tags: true, location: true };
  return tags && location && !withoutTagsAndLocation.has(type.toLowerCase()) && !evaluatedResources.has(type.toLowerCase());
}

/** False for the types that the service never evaluates: deployments and their like. */
export function isEvaluated(type: string): boolean {
  const name = type.toLowerCase();
  return !name.startsWith('microsoft.resources/') || evaluatedResources.has(name);
}
