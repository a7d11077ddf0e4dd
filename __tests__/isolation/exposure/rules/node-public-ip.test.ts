import { describe, expect, test } from '@jest/globals';
import { nodePublicIp } from '../../../../src/isolation/exposure/rules/node-public-ip.ts';
import { Unknown } from '../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, ids, nodeGroup, resource, said } from '../estate.ts';

const { cluster } = closedEstate();
const pool = 'agentPoolProfiles.0';
const scaleSet = (address: unknown) =>
  resource(`${nodeGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/aks-system-1`, {
    virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations: [{ properties: { ipConfigurations: [{ properties: { publicIPAddressConfiguration: address } }] } }] } },
  });

/** AKS documentation, "Network isolated AKS clusters": node public addresses defeat the outbound type none. */
describe('node public addresses', () => {
  test('are closed where no pool and no machine has one', () => {
    expect(answer(nodePublicIp, estateWith({})).state).toBe('closed');
  });

  test('are open where a pool in the cluster asks for them', () => {
    const found = answer(nodePublicIp, estateWith({ cluster: changed(cluster, `${pool}.enableNodePublicIP`, true) }));
    expect(found.state).toBe('open');
    expect(said(found)).toContain('pool `system` gives its nodes public addresses');
    expect(found.evidence.find(({ state }) => state === 'open')?.spot?.pointer).toBe('/properties/agentPoolProfiles/0/enableNodePublicIP');
  });

  test('are open where a pool that is a resource of its own asks for them', () => {
    const child = resource(`${ids.cluster}/agentPools/web`, { enableNodePublicIP: true, vnetSubnetID: ids.nodes });
    expect(answer(nodePublicIp, estateWith({ child })).state).toBe('open');
  });

  test('are undetermined where a pool has an unknown value', () => {
    const found = answer(nodePublicIp, estateWith({ cluster: changed(cluster, `${pool}.enableNodePublicIP`, new Unknown('the parameter `public` is given no value')) }));
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the parameter `public` is given no value');
  });

  test('are not visible where pools may be made elsewhere: removing one never closes the way', () => {
    const found = answer(nodePublicIp, estateWith({}), []);
    expect(found.state).toBe('undetermined');
    expect(found.evidence.filter(({ state }) => state === 'undetermined').every(({ notVisible }) => notVisible !== undefined)).toBe(true);
  });

  /** An empty prefix id is none: Azure's policies compare a missing text as an empty one. */
  test('look open and are closed where the prefix is an empty text', () => {
    expect(answer(nodePublicIp, estateWith({ cluster: changed(cluster, `${pool}.nodePublicIPPrefixID`, '') })).state).toBe('closed');
  });

  /** A scale set that somebody changed by hand keeps its addresses, whatever the pool says (issue 7, §5 row 1). */
  test('look closed and are open where somebody gave the scale set addresses by hand', () => {
    const found = answer(nodePublicIp, estateWith({ scaleSet: scaleSet({ name: 'outside' }) }));
    expect(found.state).toBe('open');
    expect(said(found)).toContain('aks-system-1');
  });

  test('are closed where the scale set has none', () => {
    expect(answer(nodePublicIp, estateWith({ scaleSet: scaleSet(undefined) })).state).toBe('closed');
  });
});
