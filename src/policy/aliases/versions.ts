import type { Alias, AliasVersion } from './table.ts';
import { readWord, wordsIn } from './words.ts';

/**
 * What an alias says beyond its name and newest path: where older API versions have it, and whether `modify` may write it.
 * Facts from the tables of 2026 in Azure/azure-policy-linter (MIT, commits d714d7a and 29b2a28). They leave out metadata where the
 * default is "not modifiable".
 */
export type VersionedFacts = Pick<Alias, 'modifiable' | 'versions'>;

/** API versions that the tables name in such entries, oldest first. */
const apiVersions: Readonly<Record<string, string>> = {
  'Microsoft.ContainerService': `
    2017-08-31 2018-03-31 2018-08-01-preview 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-02-01
    2020-03-01 2020-04-01 2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01 2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01
    2021-09-01 2021-10-01 2021-11-01-preview 2022-01-01 2022-01-02-preview 2022-02-01 2022-02-02-preview 2022-03-01 2022-03-02-preview
    2022-04-01 2022-04-02-preview 2022-05-02-preview 2022-06-01 2022-06-02-preview 2022-07-01 2022-07-02-preview 2022-08-02-preview
    2022-08-03-preview 2022-09-01 2022-09-02-preview 2022-11-01 2023-01-01 2023-02-01 2023-03-01 2023-04-01 2023-05-01
  `,
  'Microsoft.ContainerRegistry': `
    2016-06-27-preview 2017-03-01 2017-06-01-preview 2017-10-01 2019-05-01 2019-12-01-preview 2020-11-01-preview 2021-06-01-preview
    2021-08-01-preview 2021-09-01 2021-12-01-preview 2022-12-01 2023-07-01
  `,
  'Microsoft.ManagedIdentity': `
    2015-08-31-preview 2018-11-30 2021-09-30-preview 2022-01-31-preview 2023-01-31 2023-07-31-preview
  `,
  'Microsoft.Network': `
    2015-05-01-preview 2015-06-15 2016-03-30 2016-06-01 2016-09-01 2016-12-01 2017-03-01 2017-06-01 2017-08-01 2017-09-01 2017-10-01
    2017-11-01 2018-01-01 2018-02-01 2018-04-01 2018-06-01 2018-07-01 2018-08-01 2018-10-01 2018-11-01 2018-12-01 2019-02-01 2019-04-01
    2019-06-01 2019-07-01 2019-08-01 2019-09-01 2019-11-01 2019-12-01 2020-03-01 2020-04-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01
    2020-11-01 2021-02-01 2021-03-01 2021-05-01 2021-08-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 2023-02-01 2023-04-01
  `,
};

/** API versions of other types of the network provider: subnets and network interfaces have entries for them all the same. */
const stray = '2014-12-01-preview,2016-07-01,2016-08-01,2016-10-01,2016-11-01,2017-04-01,2018-03-01,2018-05-01';

/** Aliases that had another path from one API version through another. */
const moved: Readonly<Record<string, readonly { readonly from: string; readonly through: string; readonly words: string }[]>> = {
  'Microsoft.ContainerService/managedClusters': [
    {
      from: '2017-08-31',
      through: '2019-06-01',
      words: `
        apiServerAccessProfile.authorizedIPRanges=properties.apiServerAuthorizedIPRanges
        apiServerAccessProfile.authorizedIPRanges[*]=properties.apiServerAuthorizedIPRanges[*] apiServerAuthorizedIPRanges
        apiServerAuthorizedIPRanges[*]
      `,
    },
    {
      from: '2021-07-01',
      through: '2022-04-02-preview',
      words: `
        securityProfile.azureDefender securityProfile.azureDefender.enabled securityProfile.azureDefender.logAnalyticsWorkspaceResourceId
        securityProfile.defender=properties.securityProfile.azureDefender
        securityProfile.defender.logAnalyticsWorkspaceResourceId=properties.securityProfile.azureDefender.logAnalyticsWorkspaceResourceId
        securityProfile.defender.securityMonitoring.enabled=properties.securityProfile.azureDefender.enabled
      `,
    },
  ],
};

/** Namespaces whose aliases are modifiable only when they are listed below. Of the others the rest is not known. */
const readWhole: ReadonlySet<string> = new Set([
  'Microsoft.ContainerService',
  'Microsoft.ContainerRegistry',
  'Microsoft.ManagedIdentity',
  'Microsoft.KubernetesConfiguration',
]);

/**
 * What `modify` may write. One word for each alias, the part behind the type:
 * - `x` may be written
 * - `x>version` in the API versions after this one
 * - `x!version,version` in all API versions but these
 */
const modifiable: Readonly<Record<string, string>> = {
  'Microsoft.ContainerService/managedClusters': `
    aadProfile.adminGroupObjectIDs[*]>2020-02-01 apiServerAccessProfile.disableRunCommand>2021-07-01
    autoUpgradeProfile.nodeOSUpgradeChannel>2023-05-01
  `,
  'Microsoft.ContainerRegistry/registries': `
    adminUserEnabled
    anonymousPullEnabled!2016-06-27-preview,2017-03-01,2017-06-01-preview,2017-10-01,2019-05-01,2019-12-01-preview,2021-09-01,2022-12-01,2023-07-01
    networkRuleSet.defaultAction!2017-03-01 networkRuleSet.ipRules!2017-03-01 networkRuleSet.ipRules[*]!2017-03-01
    networkRuleSet.ipRules[*].action!2017-03-01 networkRuleSet.ipRules[*].value!2017-03-01
    policies.azureADAuthenticationAsArmPolicy.status>2023-07-01 policies.retentionPolicy.status!2017-03-01,2017-10-01
    policies.trustPolicy.status>2017-10-01 publicNetworkAccess>2019-05-01
  `,
  'Microsoft.ContainerRegistry/registries/tokens': `
    status
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities': `
    isolationScope>2023-07-31-preview
  `,
  'Microsoft.KubernetesConfiguration/privateLinkScopes': `
    publicNetworkAccess
  `,
  'Microsoft.Network/virtualNetworks/subnets': `
    addressPrefix!${stray} addressPrefixes>2018-07-01 addressPrefixes[*]>2018-07-01 defaultOutboundAccess>2023-04-01
    delegations>2018-07-01 natGateway>2018-12-01 natGateway.id>2018-12-01 networkSecurityGroup networkSecurityGroup.id!${stray}
    privateEndpointNetworkPolicies>2019-02-01 privateLinkServiceNetworkPolicies>2019-02-01 routeTable routeTable.id!${stray}
  `,
  'Microsoft.Network/networkInterfaces': `
    dnsSettings!${stray} dnsSettings.dnsServers!${stray} dnsSettings.dnsServers[*]!${stray} dnsSettings.internalDnsNameLabel
    enableAcceleratedNetworking!${stray},2015-05-01-preview,2015-06-15,2016-03-30,2016-06-01 enableIPForwarding!${stray}
    ipConfigurations!${stray} ipConfigurations[*]!${stray}
  `,
};

/** Reads the facts of a type: what of them an alias has, by its tail and newest path. */
export function factsOf(type: string): (tail: string, path: string) => VersionedFacts {
  const namespace = type.slice(0, type.indexOf('/'));
  const known = (apiVersions[namespace] ?? '').trim().split(/\s+/);
  const between = (from: string, through: string) => new Set(known.filter((version) => version >= from && version <= through));
  const unmarked = readWhole.has(namespace) ? { modifiable: false } : {};
  const older = new Map<string, AliasVersion>();
  for (const { from, through, words } of moved[type] ?? []) {
    for (const { tail, path } of wordsIn(words).map(readWord)) older.set(tail, { apiVersions: between(from, through), path, ...unmarked });
  }
  const marks = new Map<string, ReadonlySet<string>>();
  for (const word of (modifiable[type] ?? '').trim().split(/\s+/)) {
    const [, tail = '', sign, versions = ''] = /^([^>!]+)(?:([>!])(.*))?$/.exec(word) ?? [];
    marks.set(tail, sign === '>' ? between('', versions) : new Set(versions === '' ? [] : versions.split(',')));
  }
  return (tail, path) => {
    const version = older.get(tail);
    const except = marks.get(tail);
    if (except === undefined) return { ...unmarked, ...(version === undefined ? {} : { versions: [version] }) };
    return { modifiable: true, ...(except.size === 0 ? {} : { versions: [{ apiVersions: except, path, modifiable: false }] }) };
  };
}
