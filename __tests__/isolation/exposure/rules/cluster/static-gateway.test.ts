import { describe, expect, test } from '@jest/globals';
import { staticGateway } from '../../../../../src/isolation/exposure/rules/cluster/static-gateway.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, nodeGroup, resource, said } from '../../estate.ts';

const { cluster } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const profile = 'networkProfile.staticEgressGatewayProfile';
const prefix = (where: string) => resource(`${where}/providers/Microsoft.Network/publicIPPrefixes/gate`, { prefixLength: 31 });

/** AKS documentation, "Configure Static Egress Gateway in Azure Kubernetes Service (AKS)". */
describe('the static egress gateway', () => {
  test('is closed where it is not enabled, no pool is a gateway and no prefix is there', () => {
    expect(answer(staticGateway, estateWith({})).state).toBe('closed');
  });

  test('is open where it is enabled', () => {
    const found = answer(staticGateway, estateWith({ cluster: changed(cluster, profile, { enabled: true }) }));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')?.spot?.pointer).toBe('/properties/networkProfile/staticEgressGatewayProfile/enabled');
  });

  test('is open where a pool is of mode Gateway, in the cluster or as a resource of its own', () => {
    expect(said(answer(staticGateway, estateWith({ cluster: changed(cluster, 'agentPoolProfiles.0.mode', 'gateway') })))).toContain('pool `system`');
    expect(said(answer(staticGateway, estateWith({ pool: resource(`${ids.cluster}/agentPools/gate`, { mode: 'Gateway' }) })))).toContain('pool `gate`');
  });

  test('is undetermined where the switch or a mode is not known', () => {
    expect(answer(staticGateway, estateWith({ cluster: changed(cluster, profile, unknown) })).state).toBe('undetermined');
    expect(answer(staticGateway, estateWith({ cluster: changed(cluster, 'agentPoolProfiles.0.mode', unknown) })).state).toBe('undetermined');
  });

  test('is not visible where pools and prefixes may be elsewhere', () => {
    const found = answer(staticGateway, estateWith({}), []);
    expect(found.evidence.filter(({ state }) => state === 'undetermined').map(({ notVisible }) => notVisible)).toEqual(['pools that are made elsewhere', 'publicIPPrefixes in the node resource group']);
  });

  /** AKS puts the prefix of a gateway pool into the node resource group; one that is left there still belongs to somebody. */
  test('looks closed and is open where a prefix is in the node resource group', () => {
    expect(said(answer(staticGateway, estateWith({ prefix: prefix(nodeGroup) })))).toContain('`gate`');
  });

  test('looks open and is closed where a prefix is in a group of its owner, or the profile is written and off', () => {
    expect(answer(staticGateway, estateWith({ prefix: prefix(group) })).state).toBe('closed');
    expect(answer(staticGateway, estateWith({ cluster: changed(cluster, profile, { enabled: false }) })).state).toBe('closed');
  });
});
