import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../../src/arm/resource.ts';
import type { ExposureRule } from '../../../../../../src/isolation/exposure/rule.ts';
import { worksArtifactSource } from '../../../../../../src/isolation/exposure/rules/works/cluster/artifact-source.ts';
import { worksAutomatic } from '../../../../../../src/isolation/exposure/rules/works/cluster/automatic.ts';
import { worksKubeletIdentity } from '../../../../../../src/isolation/exposure/rules/works/cluster/kubelet-identity.ts';
import { worksNetworkPlugin } from '../../../../../../src/isolation/exposure/rules/works/cluster/network-plugin.ts';
import { worksNodeOsChannel } from '../../../../../../src/isolation/exposure/rules/works/cluster/node-os-channel.ts';
import { worksPrivateDnsZone } from '../../../../../../src/isolation/exposure/rules/works/api-server/private-dns-zone.ts';
import { worksPublicNetworkAccess } from '../../../../../../src/isolation/exposure/rules/works/api-server/public-network-access.ts';
import { worksServicePrincipal } from '../../../../../../src/isolation/exposure/rules/works/cluster/service-principal.ts';
import { Unknown } from '../../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, ids, nodeGroup, said } from '../../../estate.ts';

const unknown = new Unknown('the parameter `p` is given no value');

interface Change {
  /** Below `properties`. */
  readonly at?: Readonly<Record<string, unknown>>;
  /** Beside `properties`. */
  readonly document?: Readonly<Record<string, unknown>>;
}

function clusterWith({ at = {}, document = {} }: Change): Resource {
  const { cluster } = closedEstate();
  if (cluster === undefined) throw new Error('There is no cluster.');
  const made = Object.entries(at).reduce((one, [path, value]) => changed(one, path, value), cluster);
  return { ...made, body: { ...made.body, ...document } };
}

const state = (rule: ExposureRule, change: Change) => answer(rule, estateWith({ cluster: clusterWith(change) })).state;

/** On its way: nodes start from a registry, and the way out is still there. */
const onItsWay = { 'networkProfile.outboundType': 'loadBalancer' };
const open = { 'networkProfile.outboundType': 'loadBalancer', bootstrapProfile: undefined };

interface Case {
  readonly rule: ExposureRule;
  /** With the reason from documentation in its name. */
  readonly opens: readonly (readonly [string, Change])[];
  readonly closes: readonly (readonly [string, Change])[];
  readonly asks: Change;
}

const identity = { userAssignedIdentities: { [ids.controlPlane]: {} } };

const cases: readonly Case[] = [
  {
    rule: worksArtifactSource,
    opens: [
      ['Direct is refused without a way out (pull request 29808)', { at: { 'bootstrapProfile.artifactSource': 'Direct' } }],
      ['absent is Direct', { at: { bootstrapProfile: undefined } }],
      ['a registry is named without Cache (azure-cli: set_up_bootstrap_profile)', { at: { ...onItsWay, 'bootstrapProfile.artifactSource': 'Direct' } }],
    ],
    closes: [
      ['looks open: names are read without case', { at: { 'bootstrapProfile.artifactSource': 'cache' } }],
      ['looks open: Direct with a way out is what most clusters are', { at: { ...onItsWay, bootstrapProfile: { artifactSource: 'Direct' } } }],
    ],
    asks: { at: { 'bootstrapProfile.artifactSource': unknown } },
  },
  {
    rule: worksNetworkPlugin,
    opens: [
      ['kubenet is not supported ("Network isolated AKS clusters": limitations)', { at: { 'networkProfile.networkPlugin': 'kubenet' } }],
      ['looks closed: the service takes kubenet where nothing is said (REST documentation)', { at: { 'networkProfile.networkPlugin': undefined } }],
      ['on its way', { at: { ...onItsWay, 'networkProfile.networkPlugin': 'Kubenet' } }],
    ],
    closes: [
      ['looks open: an Automatic cluster always has Azure CNI ("What is AKS Automatic?")', { at: { 'networkProfile.networkPlugin': undefined }, document: { sku: { name: 'Automatic' } } }],
      ['looks open: the cluster is not isolated', { at: { ...open, 'networkProfile.networkPlugin': 'kubenet' } }],
    ],
    asks: { at: { 'networkProfile.networkPlugin': unknown } },
  },
  {
    rule: worksServicePrincipal,
    opens: [['a client id and no identity (Azure/AKS issue 5821)', { at: { servicePrincipalProfile: { clientId: 'c2' } }, document: { identity: undefined } }]],
    closes: [
      ['looks open: msi stands for a managed identity', { at: { servicePrincipalProfile: { clientId: 'MSI' } }, document: { identity: undefined } }],
      ['looks open: a cluster that changes to an identity still shows its client id', { at: { servicePrincipalProfile: { clientId: 'c2' } } }],
    ],
    asks: { at: { servicePrincipalProfile: { clientId: unknown } }, document: { identity: undefined } },
  },
  {
    rule: worksNodeOsChannel,
    opens: [['Unmanaged is not supported ("Network isolated AKS clusters": FAQ)', { at: { 'autoUpgradeProfile.nodeOSUpgradeChannel': 'Unmanaged' } }]],
    closes: [
      ['looks open: absent is NodeImage ("Autoupgrade node OS images")', { at: { autoUpgradeProfile: undefined } }],
      ['looks open: SecurityPatch is supported (release notes of 2025-07-20)', { at: { 'autoUpgradeProfile.nodeOSUpgradeChannel': 'SecurityPatch' } }],
    ],
    asks: { at: { 'autoUpgradeProfile.nodeOSUpgradeChannel': unknown } },
  },
  {
    rule: worksPrivateDnsZone,
    opens: [
      ['no zone and no public name ("Create a private AKS cluster")', { at: { 'apiServerAccessProfile.privateDNSZone': 'none' } }],
      ['a zone of one\'s own without a user-assigned identity (the same page)', { at: { 'apiServerAccessProfile.privateDNSZone': ids.zone }, document: { identity: { type: 'SystemAssigned' } } }],
      ['looks closed: the zone is certainly one\'s own, whatever its subscription', { at: { 'apiServerAccessProfile.privateDNSZone': new Unknown('reference', { pieces: ['/subscriptions/', '/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/z'] }) }, document: { identity: { type: 'SystemAssigned' } } }],
    ],
    closes: [
      ['looks open: the public name is on where nothing is said (the same page)', { at: { 'apiServerAccessProfile.privateDNSZone': 'none', 'apiServerAccessProfile.enablePrivateClusterPublicFQDN': undefined } }],
      ['looks open: AKS makes the zone', { document: { identity: { type: 'SystemAssigned' } } }],
      ['looks open: without a private API server there is no zone', { at: { 'apiServerAccessProfile.enablePrivateCluster': false, 'apiServerAccessProfile.privateDNSZone': 'none' } }],
    ],
    asks: { at: { 'apiServerAccessProfile.privateDNSZone': unknown } },
  },
  {
    rule: worksKubeletIdentity,
    opens: [['one\'s own identity for nodes alone (azure-cli: _get_assign_kubelet_identity)', { document: { identity: { type: 'SystemAssigned' } } }]],
    closes: [['looks open: the identity that AKS makes lies in the node resource group', { at: { 'identityProfile.kubeletidentity.resourceId': `${nodeGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/c-agentpool` }, document: { identity: { type: 'SystemAssigned' } } }]],
    asks: { document: { identity: { ...identity, type: unknown } } },
  },
  {
    rule: worksPublicNetworkAccess,
    opens: [['refused with userDefinedRouting (Azure/AKS issue 3690)', { at: { publicNetworkAccess: 'Disabled', 'networkProfile.outboundType': 'userDefinedRouting' } }]],
    closes: [
      ['looks open: nothing is known against it with none', { at: { publicNetworkAccess: 'Disabled' } }],
      ['looks open: userDefinedRouting alone', { at: { 'networkProfile.outboundType': 'userDefinedRouting' } }],
    ],
    asks: { at: { publicNetworkAccess: unknown, 'networkProfile.outboundType': 'userDefinedRouting' } },
  },
  {
    rule: worksAutomatic,
    opens: [['refused at least once (Azure/AKS issue 5240)', { document: { sku: { name: 'Automatic' } } }]],
    closes: [['looks open: with a way out', { at: onItsWay, document: { sku: { name: 'Automatic' } } }]],
    asks: { document: { sku: { name: unknown } } },
  },
];

describe.each(cases)('$rule.id', ({ rule, opens, closes, asks }) => {
  test('is closed in the closed configuration', () => {
    expect(state(rule, {})).toBe('closed');
  });

  test.each(opens)('is open: %s', (_, change) => {
    expect(state(rule, change)).toBe('open');
  });

  test.each(closes)('is closed: %s', (_, change) => {
    expect(state(rule, change)).toBe('closed');
  });

  test('is undetermined where a value that decides is not known, and says why', () => {
    const found = answer(rule, estateWith({ cluster: clusterWith(asks) }));
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the parameter `p` is given no value');
  });
});

describe('what does not work on isolated clusters alone', () => {
  test('is undetermined where it is not known whether the cluster is isolated', () => {
    const found = answer(worksNetworkPlugin, estateWith({ cluster: clusterWith({ at: { networkProfile: { networkPlugin: 'kubenet', outboundType: unknown }, bootstrapProfile: undefined } }) }));
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the network plugin is kubenet, which does not work where the cluster is isolated');
  });

  test('is closed on other clusters, with that reason', () => {
    const found = answer(worksNodeOsChannel, estateWith({ cluster: clusterWith({ at: { ...open, 'autoUpgradeProfile.nodeOSUpgradeChannel': 'Unmanaged' } }) }));
    expect(said(found)).toBe('the cluster is neither isolated nor on its way there');
  });
});
