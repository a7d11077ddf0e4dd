import { agentPoolType, managedClusterType } from '../../arm/api-versions.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clusterWords, dottedPoolWords, lonePoolWords, poolWords } from './container-service.ts';
import { aliasWords } from './network-and-registry.ts';
import { aliasTable, type Alias, type AliasTable, type TypeRow } from './table.ts';
import { factsOf } from './versions.ts';
import { readWords, type AliasWord } from './words.ts';

const completeTypes: ReadonlySet<string> = new Set([managedClusterType, agentPoolType].map((type) => type.toLowerCase()));

/**
 * The aliases of ContainerService, ContainerRegistry, Network, ManagedIdentity and KubernetesConfiguration that rules on egress use.
 * Clusters and node pools have all of theirs; the other types are pruned: an alias of them that is not here may exist.
 */
export const bundledAliases: AliasTable = aliasTable(rows, (type) => completeTypes.has(type.toLowerCase()));

/** Few types are asked for in a run: the words of the others are not read. */
function* rows(): Generator<TypeRow> {
  yield rowOf(managedClusterType, () => [...aliasesOf(managedClusterType, [...readWords(clusterWords), ...readWords(poolWords).map(inBody)]), ...dotted(managedClusterType)]);
  yield rowOf(agentPoolType, () => [...aliasesOf(agentPoolType, [...readWords(poolWords), ...readWords(lonePoolWords)]), ...dotted(agentPoolType)]);
  for (const [type, words] of Object.entries(aliasWords)) yield rowOf(type, () => aliasesOf(type, readWords(words)));
}

/** The service lists the spelling with a dot among the aliases of the cluster too, with paths that lead into a node pool. */
function dotted(type: string): readonly Alias[] {
  return aliasesOf(type, readWords(dottedPoolWords), `${agentPoolType}.`);
}

/** An alias of node pools as one of the pools in a cluster's body. */
function inBody({ tail, path }: AliasWord): AliasWord {
  return { tail: `agentPoolProfiles[*].${tail}`, path: `properties.agentPoolProfiles[*].${path.replace(/^properties\./, '')}` };
}

function rowOf(type: string, aliases: () => readonly Alias[]): TypeRow {
  const capabilities = capabilitiesOf(type);
  return { type, aliases, ...(capabilities === undefined ? {} : { capabilities }) };
}

function aliasesOf(type: string, words: readonly AliasWord[], prefix = `${type}/`): readonly Alias[] {
  const facts = factsOf(type);
  return words.map(({ tail, path }) => ({ name: `${prefix}${tail}`, path, ...facts(tail, path) }));
}
