import { agentPoolType, managedClusterType } from '../../arm/api-versions.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clusterWords, dottedPoolWords, lonePoolWords, poolWords } from './container-service.ts';
import { aliasWords } from './network-and-registry.ts';
import { aliasTable, type Alias, type AliasTable, type AliasVersion, type TypeRow } from './table.ts';
import { readWords, type AliasWord } from './words.ts';

/** What the sources say of `modify` (azure-policy-language.md §5.2, aks-network-isolation.md §8.1). */
const modifiable: ReadonlyMap<string, boolean> = new Map(
  Object.entries({
    'managedClusters/apiServerAccessProfile.disableRunCommand': true,
    'managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel': true,
    'managedClusters/apiServerAccessProfile.enablePrivateCluster': false,
    'managedClusters/bootstrapProfile': false,
    'managedClusters/bootstrapProfile.artifactSource': false,
    'managedClusters/bootstrapProfile.containerRegistryId': false,
    'managedClusters/disableLocalAccounts': false,
    'managedClusters/networkProfile.outboundType': false,
    'managedClusters/networkProfile.staticEgressGatewayProfile.enabled': false,
    'registries/adminUserEnabled': true,
    'registries/anonymousPullEnabled': true,
    'registries/networkRuleSet.defaultAction': true,
    'registries/networkRuleSet.ipRules': true,
    'registries/networkRuleSet.ipRules[*]': true,
  }).map(([alias, mark]) => [alias.toLowerCase(), mark]),
);

/** API versions of clusters, oldest first, as far as an alias differs in them (azure-policy-language.md §5.2). */
const until201906 = ['2017-08-31', '2018-03-31', '2018-08-01-preview', '2019-02-01', '2019-04-01', '2019-06-01'];
const until202107 = `${until201906.join(' ')} 2019-08-01 2019-10-01 2019-10-27-preview 2019-11-01 2020-01-01 2020-02-01 2020-03-01
  2020-04-01 2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01 2021-02-01 2021-03-01 2021-05-01 2021-07-01`.split(/\s+/);

const versioned: ReadonlyMap<string, AliasVersion> = new Map(
  ['', '[*]'].map((suffix) => [
    `apiserveraccessprofile.authorizedipranges${suffix}`,
    { apiVersions: new Set(until201906), path: `properties.apiServerAuthorizedIPRanges${suffix}` },
  ] as const),
);
const runCommand: AliasVersion = { apiVersions: new Set(until202107), path: 'properties.apiServerAccessProfile.disableRunCommand', modifiable: false };

/**
 * The aliases of ContainerService, ContainerRegistry, Network, ManagedIdentity and KubernetesConfiguration that rules on egress use.
 * Those of most types are pruned: an alias that is not here may exist.
 */
export const bundledAliases: AliasTable = aliasTable(rows, { isComplete: false });

function* rows(): Generator<TypeRow> {
  const pool = readWords(poolWords);
  const inBody = pool.map(({ tail, path }) => ({ tail: `agentPoolProfiles[*].${tail}`, path: `properties.agentPoolProfiles[*].${path.replace(/^properties\./, '')}` }));
  // The service lists the spelling with a dot among the aliases of the cluster, with paths that lead into a node pool.
  const dotted = readWords(dottedPoolWords);
  const ofPool = `${agentPoolType}.`;
  yield rowOf(managedClusterType, [...aliasesOf(managedClusterType, [...readWords(clusterWords), ...inBody]), ...aliasesOf(managedClusterType, dotted, ofPool)]);
  yield rowOf(agentPoolType, [...aliasesOf(agentPoolType, [...pool, ...readWords(lonePoolWords)]), ...aliasesOf(agentPoolType, dotted, ofPool)]);
  for (const [type, words] of Object.entries(aliasWords)) yield rowOf(type, aliasesOf(type, readWords(words)));
}

function rowOf(type: string, aliases: readonly Alias[]): TypeRow {
  const capabilities = capabilitiesOf(type);
  return { type, aliases, ...(capabilities === undefined ? {} : { capabilities }) };
}

function aliasesOf(type: string, words: readonly AliasWord[], prefix = `${type}/`): readonly Alias[] {
  return words.map(({ tail, path }) => aliasOf(type, `${prefix}${tail}`, tail, path));
}

function aliasOf(type: string, name: string, tail: string, path: string): Alias {
  const mark = modifiable.get(`${type.slice(type.indexOf('/') + 1)}/${tail}`.toLowerCase());
  const lower = tail.toLowerCase();
  const isCluster = type === managedClusterType;
  const version = !isCluster ? undefined : lower === 'apiserveraccessprofile.disableruncommand' ? runCommand : versioned.get(lower);
  return { name, path, ...(mark === undefined ? {} : { modifiable: mark }), ...(version === undefined ? {} : { versions: [version] }) };
}
