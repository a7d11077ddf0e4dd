import { describe, expect, test } from '@jest/globals';
import { demandsOf } from '../../../src/isolation/exposure/demands.ts';
import { closedEstate, estateWith, everything, group, ids, resource, subscription } from './estate.ts';

const { cluster } = closedEstate();

/** Whoever can look reads what is demanded: what is of no matter to the cluster has to be left out. */
describe('what the rules ask for', () => {
  const asked = (parts: Parameters<typeof estateWith>[0], complete = everything) => {
    if (cluster === undefined) throw new Error('There is no cluster.');
    return demandsOf(cluster, estateWith(parts), complete);
  };

  test('are not the things that other roles of the subscription stand on', () => {
    const vault = `${group}/providers/Microsoft.Network/networkSecurityGroups/foreign`;
    const role = resource(`${vault}/providers/Microsoft.Authorization/roleAssignments/x`, { principalId: 'somebody', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c` });
    expect(asked({ role }).ids.join()).not.toContain('foreign');
  });

  test('are not the networks that other links of a zone lead to', () => {
    const link = resource(`${ids.zone}/virtualNetworkLinks/foreign`, { virtualNetwork: { id: `${ids.network}-foreign` } });
    expect(asked({ link }).ids.join()).not.toContain('foreign');
  });

  test('is the registry that nodes start from, and every other one that they may pull from', () => {
    const other = `${group}/providers/Microsoft.ContainerRegistry/registries/team`;
    const role = resource(`${other}/providers/Microsoft.Authorization/roleAssignments/x`, { principalId: 'kubelet-object', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d` });
    const asking = asked({ role, registry: undefined }).ids.map((id) => id.toLowerCase());
    expect(asking).toEqual(expect.arrayContaining([ids.registry.toLowerCase(), other.toLowerCase()]));
  });

  test('are the zones near the network, where no link to that of the registry is known', () => {
    const lists = asked({ zone: undefined, zoneLink: undefined }, []).lists.map(({ type, scope }) => `${type} of ${scope}`);
    expect(lists).toContain(`Microsoft.Network/privateDnsZones of ${subscription}`);
  });
});
