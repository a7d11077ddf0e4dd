import { agentPoolType, managedClusterType } from '../../arm/api-versions.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clusterWords, dottedPoolWords, lonePoolWords, poolWords } from './container-service.ts';
import { aliasWords } from './network-and-registry.ts';
import { aliasTable, type AliasTable, type NamedAlias, type TypeRow } from './table.ts';
import { factsOf, type VersionedFacts } from './versions.ts';
import { readWord, tailOf, wordsIn } from './words.ts';

const completeTypes: ReadonlySet<string> = new Set([managedClusterType, agentPoolType].map((type) => type.toLowerCase()));

/**
 * The aliases of ContainerService, ContainerRegistry, Network, ManagedIdentity and KubernetesConfiguration that rules on egress use.
 * Clusters and node pools have all of theirs; the other types are pruned: an alias of them that is not here may exist.
 */
export const bundledAliases: AliasTable = aliasTable(rows, (type) => completeTypes.has(type.toLowerCase()));

/** Few types are asked for in a run, and few aliases of them: the words of the others are not read. */
function* rows(): Generator<TypeRow> {
  yield rowOf(managedClusterType, () => [...aliasesOf(managedClusterType, clusterWords), ...inBody(), ...aliasesOf(managedClusterType, dottedPoolWords, dotted)]);
  yield rowOf(agentPoolType, () => [...aliasesOf(agentPoolType, poolWords), ...aliasesOf(agentPoolType, lonePoolWords), ...aliasesOf(agentPoolType, dottedPoolWords, dotted)]);
  for (const [type, words] of Object.entries(aliasWords)) yield rowOf(type, () => aliasesOf(type, words));
}

function rowOf(type: string, aliases: () => readonly NamedAlias[]): TypeRow {
  return { type, capabilities: () => capabilitiesOf(type), aliases };
}

/** The service lists this spelling among the aliases of the cluster too, with paths that lead into a node pool. */
const dotted = `${agentPoolType}.`;

function aliasesOf(type: string, words: string, prefix = `${type}/`): readonly NamedAlias[] {
  const facts = factsFor(type);
  return wordsIn(words).map((word) => ({
    name: `${prefix}${tailOf(word)}`,
    read: () => {
      const { tail, path } = readWord(word);
      return { name: `${prefix}${tail}`, path, ...facts(tail, path) };
    },
  }));
}

/** The aliases of node pools as those of the pools in a cluster's body. */
function inBody(): readonly NamedAlias[] {
  const facts = factsFor(managedClusterType);
  const place = 'agentPoolProfiles[*].';
  return wordsIn(poolWords).map((word) => ({
    name: `${managedClusterType}/${place}${tailOf(word)}`,
    read: () => {
      const { tail, path: inPool } = readWord(word);
      const path = `properties.${place}${inPool.replace(/^properties\./, '')}`;
      return { name: `${managedClusterType}/${place}${tail}`, path, ...facts(`${place}${tail}`, path) };
    },
  }));
}

function factsFor(type: string): (tail: string, path: string) => VersionedFacts {
  let facts: ReturnType<typeof factsOf> | undefined;
  return (tail, path) => (facts ??= factsOf(type))(tail, path);
}
