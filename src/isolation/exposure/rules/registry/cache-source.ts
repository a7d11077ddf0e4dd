import type { Resource } from '../../../../arm/resource.ts';
import { fold } from '../../../../language/fold.ts';
import { begins, foldedPieces, piecesOf, truthOf } from '../../../../language/partial-text.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import { negate } from '../../../../language/values.ts';
import type { Truth } from '../../../../language/truth.ts';
import { closed, listed, when, type Evidence } from '../../evidence.ts';
import type { Inventory } from '../../graph/inventory.ts';
import { cacheRuleType } from '../../graph/registry.ts';
import { bodyOf, step, textIn, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** Where Microsoft's images come from ("Network isolated AKS clusters"). */
const microsoft = 'mcr.microsoft.com/';

/** Upstreams that the registry fetches from for clusters that cannot. */
export const registryCacheSource: ExposureRule = {
  id: 'registry-cache-source',
  kind: 'channel',
  title: 'The registry should cache from Microsoft alone',
  short: 'Registry, cache sources',
  leak: 'A cache rule makes the registry fetch from the Internet what a node asks it for: software comes in, and the names asked for go out.',
  seen: ['Microsoft.ContainerRegistry/registries/cacheRules: sourceRepository'],
  severity: 'low',
  remedy: 'Delete the cache rule and import the images that are wanted with `az acr import`, or declare the source as meant.',
  sources: ['Azure Container Registry documentation, "Artifact cache in Azure Container Registry"', 'AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster"'],
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, (_, registry) => ofRegistry(registry, cluster.inventory)),
};

function ofRegistry(registry: Resource, inventory: Inventory): readonly Evidence[] {
  const rules = listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere');
  const found = [...rules.items.map((rule) => ofRule(rule)), ...rules.rest];
  return found.length > 0 ? found : [closed(`registry \`${registry.name}\` caches from nowhere`, bodyOf(registry))];
}

function ofRule(rule: Resource): Evidence {
  const source = step(bodyOf(rule), 'properties', 'sourceRepository');
  const name = rule.name.split('/').at(-1) ?? '';
  const said = textIn(source);
  const isForeign = negate(beginsWith(source, microsoft));
  const opens = said === undefined ? `cache rule \`${name}\` names no source` : `cache rule \`${name}\` fetches from \`${said}\``;
  return when(isForeign, source, { opens, closes: `cache rule \`${name}\` fetches from Microsoft`, ...(said === undefined ? {} : { target: said }) });
}

/** Whether a text begins so, without regard to case. */
function beginsWith({ value }: Spot, start: string): Truth {
  const pieces = piecesOf(value);
  if (pieces === undefined) return isUnknown(value) ? value : false;
  return isUnknown(value) ? truthOf(begins(foldedPieces(pieces), fold(start)), value) : begins(foldedPieces(pieces), fold(start)) === 'always';
}
