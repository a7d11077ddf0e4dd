import type { Resource } from '../../../../../arm/resource.ts';
import { isUnknown } from '../../../../../language/unknown.ts';
import { negate } from '../../../../../language/values.ts';
import { notVisible, open, when, type Evidence } from '../../../evidence.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { cacheRuleType } from '../../../graph/registry.ts';
import { bodyOf, isOneOf, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

/** The rule that AKS documents, word for word ("Create a network isolated Azure Kubernetes Service (AKS) cluster"). */
const documented = { name: 'aks-managed-mcr', source: 'mcr.microsoft.com/*', target: 'aks-managed-repository/*' } as const;

/** What nodes look for under `aks-managed-repository` of their registry. */
export const worksCacheRule: ExposureRule = {
  id: 'works-cache-rule',
  kind: 'works',
  title: 'The registry should have the cache rule of AKS',
  short: 'Cache rule of AKS',
  leak: 'Nodes look for everything that they start with under `aks-managed-repository` of their registry, which the cache rule `aks-managed-mcr` fills from Microsoft; without it none comes up.',
  seen: ['Microsoft.ContainerRegistry/registries/cacheRules: name, sourceRepository, targetRepository'],
  severity: 'high',
  remedy: 'Make the cache rule `aks-managed-mcr` with source `mcr.microsoft.com/*` and target `aks-managed-repository/*`; one with another source or target has to be deleted first.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'AKS release notes of 2025-03-16: the target was `/*` before', 'Azure/AKS issue 3319'],
  // A rule of AKS with another source also fetches from elsewhere.
  implies: ['registry-cache-source'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (_, registry) => ofRegistry(registry, cluster.inventory)),
};

function ofRegistry(registry: Resource, inventory: Inventory): readonly Evidence[] {
  const rules = inventory.childrenOf(registry, cacheRuleType);
  const named = rules.filter((rule) => ownName(rule).toLowerCase() === documented.name);
  if (named.length > 0) return named.flatMap((rule) => ofRule(rule));
  const what = `cache rule \`${documented.name}\` of registry \`${registry.name}\``;
  if (!inventory.isComplete(cacheRuleType, registry.id) || rules.some(({ body }) => isUnknown(body['name']))) return [notVisible(what, bodyOf(registry))];
  const other = rules.find((rule) => isOneOf(step(bodyOf(rule), 'properties', 'targetRepository'), [documented.target]) === true);
  if (other !== undefined) return [open(`the cache rule of AKS is called \`${ownName(other)}\` in registry \`${registry.name}\`, and not \`${documented.name}\``, step(bodyOf(other), 'name'))];
  return [open(`registry \`${registry.name}\` has no cache rule \`${documented.name}\``, bodyOf(registry))];
}

function ofRule(rule: Resource): readonly Evidence[] {
  const source = step(bodyOf(rule), 'properties', 'sourceRepository');
  const target = step(bodyOf(rule), 'properties', 'targetRepository');
  const isOld = textIn(target) === '/*';
  const before = isOld ? ', as it was before March 2025' : '';
  return [
    when(negate(isOneOf(source, [documented.source])), source, { opens: `cache rule \`${documented.name}\` fetches from \`${textIn(source) ?? 'nowhere'}\``, closes: `cache rule \`${documented.name}\` fetches from Microsoft`, wanted: documented.source }),
    when(negate(isOneOf(target, [documented.target])), target, { opens: `cache rule \`${documented.name}\` fills \`${textIn(target) ?? 'nothing'}\`${before}`, closes: `cache rule \`${documented.name}\` fills what nodes look for`, wanted: documented.target }),
  ];
}

function ownName({ name }: Resource): string {
  return name.split('/').at(-1) ?? '';
}
