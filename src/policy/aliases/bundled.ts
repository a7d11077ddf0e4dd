import { agentPoolType, managedClusterType } from '../../arm/api-versions.ts';
import { capabilitiesOf } from './capabilities.ts';
import { clusterWords, poolWords } from './container-service.ts';
import { aliasWords } from './network-and-registry.ts';
import { aliasTable, type Alias, type AliasTable, type AliasVersion, type TypeRow } from './table.ts';
import { readWords } from './words.ts';

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
  const inBody = readWords(poolWords).map(({ tail, path }) => ({ tail: `agentPoolProfiles[*].${tail}`, path: `properties.agentPoolProfiles[*].${path.replace(/^properties\./, '')}` }));
  const pools = [{ tail: 'agentPoolProfiles', path: 'properties.agentPoolProfiles' }, { tail: 'agentPoolProfiles[*].name', path: 'properties.agentPoolProfiles[*].name' }];
  // An older spelling that the table still carries; before API version 2019-10-01 it was the only one.
  const older = ['', '[*]'].map((suffix) => ({ tail: `apiServerAuthorizedIPRanges${suffix}`, path: `properties.apiServerAccessProfile.authorizedIPRanges${suffix}` }));
  yield rowOf(managedClusterType, [...readWords(clusterWords), ...pools, ...inBody, ...older], ['/']);
  // The child type has each alias twice: behind a slash and, older, behind a dot.
  yield rowOf(agentPoolType, readWords(poolWords), ['/', '.']);
  for (const [type, words] of Object.entries(aliasWords)) yield rowOf(type, readWords(words), ['/']);
}

function rowOf(type: string, words: ReturnType<typeof readWords>, separators: readonly string[]): TypeRow {
  const capabilities = capabilitiesOf(type);
  const aliases = separators.flatMap((separator) => words.map(({ tail, path }) => aliasOf(type, separator, tail, path)));
  return { type, aliases, ...(capabilities === undefined ? {} : { capabilities }) };
}

function aliasOf(type: string, separator: string, tail: string, path: string): Alias {
  const mark = modifiable.get(`${type.slice(type.indexOf('/') + 1)}/${tail}`.toLowerCase());
  const name = tail.toLowerCase();
  const isCluster = type === managedClusterType;
  const version = !isCluster ? undefined : name === 'apiserveraccessprofile.disableruncommand' ? runCommand : versioned.get(name);
  return {
    name: `${type}${separator}${tail}`,
    path,
    ...(mark === undefined ? {} : { modifiable: mark }),
    ...(version === undefined ? {} : { versions: [version] }),
  };
}
