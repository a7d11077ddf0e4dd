import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../../../../src/isolation/exposure/evidence.ts';
import type { ExposureRule } from '../../../../../src/isolation/exposure/rule.ts';
import { apiServer, apiServerName } from '../../../../../src/isolation/exposure/rules/cluster/api-server.ts';
import { httpProxy } from '../../../../../src/isolation/exposure/rules/cluster/http-proxy.ts';
import { leftoverOutbound } from '../../../../../src/isolation/exposure/rules/cluster/leftover-outbound.ts';
import { networkPolicy } from '../../../../../src/isolation/exposure/rules/cluster/network-policy.ts';
import { nodeResourceGroup } from '../../../../../src/isolation/exposure/rules/cluster/node-resource-group.ts';
import { virtualNodes } from '../../../../../src/isolation/exposure/rules/cluster/virtual-nodes.ts';
import { runCommand } from '../../../../../src/isolation/exposure/rules/channels/run-command.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, said } from '../../estate.ts';

const { cluster } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');

/** What a rule says of the closed cluster with values changed, of which nothing else is needed: no list is complete. */
function withValues(rule: ExposureRule, values: Readonly<Record<string, unknown>>, sku?: string): Answer {
  const made = Object.entries(values).reduce((before, [path, value]) => changed(before, path, value), changed(cluster, 'networkProfile.loadBalancerSku', 'standard'));
  return answer(rule, estateWith({ cluster: sku === undefined ? made : { ...made, body: { ...made.body, sku: { name: sku } } } }), []);
}

function placeOf({ evidence, state }: Answer): string | undefined {
  return evidence.find((one) => one.state === state)?.spot?.pointer;
}

/** AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster". */
describe('a public API server', () => {
  test('is none where the cluster is private', () => {
    expect(withValues(apiServer, {}).state).toBe('closed');
  });

  test('is what a cluster gets that says nothing', () => {
    const found = withValues(apiServer, { apiServerAccessProfile: undefined });
    expect(found.state).toBe('open');
    expect(placeOf(found)).toBe('/properties/apiServerAccessProfile/enablePrivateCluster');
  });

  test('is undetermined where the value is', () => {
    expect(withValues(apiServer, { 'apiServerAccessProfile.enablePrivateCluster': unknown }).state).toBe('undetermined');
  });

  /** "API server authorized IP address ranges": they say from where the public address answers. "API server VNet integration": a public cluster keeps its public address. */
  test.each([
    [{ 'apiServerAccessProfile.authorizedIPRanges': ['203.0.113.0/24'] }, 'for 1 authorized range only'],
    [{ 'apiServerAccessProfile.enableVnetIntegration': true }, 'with VNet integration'],
    [{ publicNetworkAccess: 'Disabled' }, 'with `publicNetworkAccess` disabled'],
  ])('looks closed and is open with %j', (values, words) => {
    const found = withValues(apiServer, { 'apiServerAccessProfile.enablePrivateCluster': false, ...values });
    expect(found.state).toBe('open');
    expect(said(found)).toContain(words);
  });

  /** Recorded private clusters have a public `fqdn`, which resolves to the private address ("disable a public FQDN"). */
  test('looks open and is closed where a private cluster has a public name, or public network access', () => {
    expect(withValues(apiServer, { fqdn: 'c.hcp.westeurope.azmk8s.io', publicNetworkAccess: 'Enabled' }).state).toBe('closed');
  });
});

describe('the public name of a private API server', () => {
  test('is none where it is switched off', () => {
    expect(withValues(apiServerName, {}).state).toBe('closed');
  });

  test('is there where nothing is said: that is the default', () => {
    const found = withValues(apiServerName, { 'apiServerAccessProfile.enablePrivateClusterPublicFQDN': undefined });
    expect(found.state).toBe('open');
    expect(placeOf(found)).toBe('/properties/apiServerAccessProfile/enablePrivateClusterPublicFQDN');
  });

  test('is undetermined where it, or whether the API server is private, is not known', () => {
    expect(withValues(apiServerName, { 'apiServerAccessProfile.enablePrivateClusterPublicFQDN': unknown }).state).toBe('undetermined');
    expect(withValues(apiServerName, { 'apiServerAccessProfile.enablePrivateClusterPublicFQDN': true, 'apiServerAccessProfile.enablePrivateCluster': unknown }).state).toBe('undetermined');
  });

  /** The other rule tells of it: a public API server has its one name. */
  test('looks open and is closed where the API server is public itself', () => {
    expect(withValues(apiServerName, { 'apiServerAccessProfile.enablePrivateCluster': false, 'apiServerAccessProfile.enablePrivateClusterPublicFQDN': true }).state).toBe('closed');
  });

  test('is none, whatever the cluster is, where it is switched off', () => {
    expect(withValues(apiServerName, { 'apiServerAccessProfile.enablePrivateCluster': unknown }).state).toBe('closed');
  });
});

/** AKS documentation, "Customize cluster egress with outbound types"; recorded clusters after the change to `none` keep `backendPoolType` and lose the addresses. */
describe('leftover outbound addresses', () => {
  const effective = [{ id: '/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/publicIPAddresses/z' }];

  test('are none where both profiles are empty', () => {
    expect(withValues(leftoverOutbound, {}).state).toBe('closed');
  });

  test('are open where addresses are still in effect', () => {
    const found = withValues(leftoverOutbound, { 'networkProfile.natGatewayProfile': { effectiveOutboundIPs: effective } });
    expect(found.state).toBe('open');
    expect(placeOf(found)).toBe('/properties/networkProfile/natGatewayProfile/effectiveOutboundIPs');
  });

  test('are open where a managed address is asked for, without saying how many', () => {
    expect(withValues(leftoverOutbound, { 'networkProfile.loadBalancerProfile': { managedOutboundIPs: {} } }).state).toBe('open');
  });

  test('are undetermined where a list, or the outbound type that they may belong to, is not known', () => {
    expect(withValues(leftoverOutbound, { 'networkProfile.natGatewayProfile': { effectiveOutboundIPs: unknown } }).state).toBe('undetermined');
    expect(withValues(leftoverOutbound, { 'networkProfile.outboundType': unknown, 'networkProfile.loadBalancerProfile': { effectiveOutboundIPs: effective } }).state).toBe('undetermined');
  });

  test('are none where the outbound type is not known and there are no addresses', () => {
    expect(withValues(leftoverOutbound, { 'networkProfile.outboundType': unknown }).state).toBe('closed');
  });

  /** Azure writes the profile into isolated clusters, too (recorded: `backendPoolType`). */
  test('look open and are closed where the profile is written without addresses', () => {
    const profile = { backendPoolType: 'nodeIPConfiguration', effectiveOutboundIPs: [], outboundIPs: { publicIPs: [] }, idleTimeoutInMinutes: 30 };
    expect(withValues(leftoverOutbound, { 'networkProfile.loadBalancerProfile': profile }).state).toBe('closed');
  });

  test('look open and are closed where the outbound type has them: that is a way of its own', () => {
    const found = withValues(leftoverOutbound, { 'networkProfile.outboundType': 'loadBalancer', 'networkProfile.loadBalancerProfile': { effectiveOutboundIPs: effective } });
    expect(found.state).toBe('closed');
    expect(said(found)).toContain('those of the outbound type `loadBalancer`');
  });

  /** `block` is isolated as well ("Outbound type of block (Preview)"). */
  test('look closed and are open beside `block`', () => {
    expect(withValues(leftoverOutbound, { 'networkProfile.outboundType': 'block', 'networkProfile.loadBalancerProfile': { outboundIPs: { publicIPs: effective } } }).state).toBe('open');
  });
});

/** AKS documentation, "HTTP proxy support in Azure Kubernetes Service (AKS)". */
describe('an HTTP proxy', () => {
  test('is none where none is named', () => {
    expect(withValues(httpProxy, {}).state).toBe('closed');
  });

  test('is open where one is named, for http or https', () => {
    const found = withValues(httpProxy, { httpProxyConfig: { httpsProxy: 'http://10.1.0.4:3128/' } });
    expect(found.state).toBe('open');
    expect(placeOf(found)).toBe('/properties/httpProxyConfig/httpsProxy');
    expect(found.evidence.find(({ state }) => state === 'open')?.target).toBe('http://10.1.0.4:3128');
  });

  test.each([{ httpProxyConfig: unknown }, { httpProxyConfig: { httpProxy: unknown } }, { httpProxyConfig: { httpProxy: 'http://proxy', enabled: unknown } }])('is undetermined with %j', (values) => {
    expect(withValues(httpProxy, values).state).toBe('undetermined');
  });

  /** "Disable HTTP proxy": the configuration stays, and is off. */
  test('looks open and is closed where it is switched off, named by nothing, or has a certificate authority only', () => {
    expect(withValues(httpProxy, { httpProxyConfig: { httpProxy: 'http://proxy', enabled: false } }).state).toBe('closed');
    expect(withValues(httpProxy, { httpProxyConfig: { httpProxy: '', noProxy: ['localhost'], trustedCa: 'LS0t' } }).state).toBe('closed');
  });

  test('looks closed and is open where only `noProxy` excepts everything: nodes keep the proxy', () => {
    expect(withValues(httpProxy, { httpProxyConfig: { httpProxy: 'http://proxy', noProxy: ['*'] } }).state).toBe('open');
  });

  test('is told without the password in its address', () => {
    for (const address of ['http://user:secret@proxy:8080', 'http://user:s@cret@proxy:8080', 'user:secret@proxy:8080']) {
      const found = withValues(httpProxy, { httpProxyConfig: { httpProxy: address } });
      expect(found.evidence.flatMap(({ message, target = '' }) => [message, target]).join(' ')).not.toContain('cret');
      expect(said(found)).toContain('proxy:8080');
    }
  });
});

/** AKS documentation, "Create and configure an AKS cluster to use virtual nodes". */
describe('virtual nodes', () => {
  test('are none where there is no such add-on, or it is off', () => {
    expect(withValues(virtualNodes, {}).state).toBe('closed');
    expect(withValues(virtualNodes, { addonProfiles: { aciConnectorLinux: { enabled: false, config: { SubnetName: 'virtual' } } } }).state).toBe('closed');
  });

  test('are open where it is enabled, in whatever case it is written', () => {
    const found = withValues(virtualNodes, { addonProfiles: { ACIConnectorLinux: { enabled: true } } });
    expect(found.state).toBe('open');
    expect(placeOf(found)).toBe('/properties/addonProfiles/ACIConnectorLinux/enabled');
  });

  test('are undetermined where the add-ons are not known', () => {
    expect(withValues(virtualNodes, { addonProfiles: unknown }).state).toBe('undetermined');
    expect(withValues(virtualNodes, { addonProfiles: { aciConnectorLinux: { enabled: unknown } } }).state).toBe('undetermined');
  });

  test('look closed and are open where a second spelling of the name is enabled', () => {
    expect(withValues(virtualNodes, { addonProfiles: { aciConnectorLinux: { enabled: false }, aciconnectorlinux: { enabled: true } } }).state).toBe('open');
  });
});

/** AKS documentation, "Deploy a fully managed resource group using node resource group lockdown". */
describe('the node resource group', () => {
  test('is locked where it is read-only', () => {
    expect(withValues(nodeResourceGroup, { 'nodeResourceGroupProfile.restrictionLevel': 'readonly' }).state).toBe('closed');
  });

  test('is open where nothing is said, or `Unrestricted`', () => {
    expect(withValues(nodeResourceGroup, { nodeResourceGroupProfile: undefined }).state).toBe('open');
    expect(withValues(nodeResourceGroup, { 'nodeResourceGroupProfile.restrictionLevel': 'Unrestricted' }).state).toBe('open');
  });

  test('is undetermined where the level is not known', () => {
    expect(withValues(nodeResourceGroup, { nodeResourceGroupProfile: unknown }).state).toBe('undetermined');
  });

  /** "What is Azure Kubernetes Service (AKS) Automatic?": the node resource group is fully managed. */
  test('looks open and is closed in a cluster of AKS Automatic that says nothing, and looks closed and is open in one that lifts the lock', () => {
    expect(withValues(nodeResourceGroup, { nodeResourceGroupProfile: undefined }, 'Automatic').state).toBe('closed');
    expect(withValues(nodeResourceGroup, { 'nodeResourceGroupProfile.restrictionLevel': 'Unrestricted' }, 'Automatic').state).toBe('open');
  });
});

/** AKS documentation, "Secure traffic between pods by using network policies in AKS". */
describe('network policies', () => {
  test.each(['azure', 'calico', 'Cilium'])('are enforced by %s', (engine) => {
    expect(withValues(networkPolicy, { 'networkProfile.networkPolicy': engine }).state).toBe('closed');
  });

  test.each([{ 'networkProfile.networkPolicy': 'none' }, { 'networkProfile.networkPolicy': undefined, 'networkProfile.networkDataplane': 'azure' }])('are not with %j', (values) => {
    expect(withValues(networkPolicy, values).state).toBe('open');
  });

  test('are undetermined where the engine is not known', () => {
    expect(withValues(networkPolicy, { 'networkProfile.networkPolicy': unknown }).state).toBe('undetermined');
  });

  /** "Configure Azure CNI Powered by Cilium": the data plane enforces them. "What is AKS Automatic?": it has that data plane. */
  test('look open and are closed where Cilium is the data plane and no engine is named', () => {
    expect(withValues(networkPolicy, { 'networkProfile.networkPolicy': undefined }).state).toBe('closed');
    expect(withValues(networkPolicy, { 'networkProfile.networkPolicy': undefined, 'networkProfile.networkDataplane': undefined }, 'Automatic').state).toBe('closed');
  });

  test('look closed and are open where Cilium is the data plane and the engine is `none`', () => {
    expect(withValues(networkPolicy, { 'networkProfile.networkPolicy': 'none', 'networkProfile.networkDataplane': 'cilium' }).state).toBe('open');
  });

  /** "Bring your own Container Network Interface (CNI) plugin": what it enforces is not in the cluster's document. */
  test('are not visible with a network plug-in of one\'s own', () => {
    const found = withValues(networkPolicy, { 'networkProfile.networkPolicy': undefined, 'networkProfile.networkDataplane': undefined, 'networkProfile.networkPlugin': 'none' });
    expect(found.evidence.map(({ notVisible }) => notVisible)).toEqual(['what the network plug-in of your own enforces']);
  });
});

/** AKS documentation, "Access a private AKS cluster using the command invoke or Run command feature". */
describe('run command', () => {
  test('is closed where it is disabled', () => {
    expect(withValues(runCommand, {}).state).toBe('closed');
    expect(withValues(runCommand, { 'apiServerAccessProfile.disableRunCommand': 'True' }).state).toBe('closed');
  });

  test('is open where nothing is said: that is the default', () => {
    const found = withValues(runCommand, { 'apiServerAccessProfile.disableRunCommand': undefined });
    expect(found.state).toBe('open');
    expect(placeOf(found)).toBe('/properties/apiServerAccessProfile/disableRunCommand');
  });

  test('is undetermined where the value is', () => {
    expect(withValues(runCommand, { apiServerAccessProfile: unknown }).state).toBe('undetermined');
  });

  /** It runs through Azure Resource Manager: that the API server is private does not close it. */
  test('looks closed and is open in a private cluster whose document says null', () => {
    expect(withValues(runCommand, { 'apiServerAccessProfile.disableRunCommand': null }).state).toBe('open');
  });
});
