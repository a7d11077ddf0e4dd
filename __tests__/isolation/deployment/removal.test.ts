import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { textAt, type JsonObject } from '../../../src/arm/json.ts';
import { isStampedFor, planClusterRemoval, roleStampFor, type Deletion, type RemovalView } from '../../../src/isolation/deployment/removal.ts';
import { ownTags } from '../../../src/isolation/deployment/variant.ts';

const names = { subscriptionId: '00000000-0000-0000-0000-000000000001', resourceGroup: 'RG', name: 'Demo' };
const subscription = `/subscriptions/${names.subscriptionId}`;
const tags = ownTags(names);
const types = [
  'Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/virtualNetworks', 'Microsoft.ManagedIdentity/userAssignedIdentities', 'Microsoft.Network/privateDnsZones',
  'Microsoft.ContainerRegistry/registries', 'Microsoft.Network/privateEndpoints', 'Microsoft.Storage/storageAccounts',
];
const resource = (type: string, name: string, own: JsonObject = tags, group = 'RG'): JsonObject => ({ id: `${subscription}/resourceGroups/${group}/providers/${type}/${name}`, type, name, tags: own });
const view = (changes: Partial<RemovalView> = {}): RemovalView => ({ names, cluster: undefined, tagged: [], inGroup: [], groups: [], roles: [], ...changes });

function deletionsOf(changes: Partial<RemovalView>): readonly Deletion[] {
  const removal = planClusterRemoval(view(changes));
  return removal.kind === 'planned' ? removal.deletions : [];
}

describe('the plan of a removal', () => {
  const someTags = fc.constantFrom<JsonObject>(
    tags, {}, { ...tags, 'created-by': 'them' }, { ...tags, 'aks-isolation-cluster': `${tags['aks-isolation-cluster'] ?? ''}2` }, { 'created-by': 'aks-network-isolation' },
    { 'Created-By': 'aks-network-isolation', 'AKS-isolation-cluster': tags['aks-isolation-cluster'] ?? '', 'more': 'x' },
  );
  const anything = fc.uniqueArray(fc.tuple(fc.constantFrom(...types), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('RG', 'MC_RG', 'else')), { selector: (one) => one.join('/'), maxLength: 15 });
  const resources = anything.chain((all) => fc.tuple(...all.map(([type, name, group]) => someTags.map((own) => resource(type, name, own, group)))));

  test('holds nothing without both tags, nothing of a service’s group, nothing twice, and the same whatever the order of lists', () => {
    const groups = [{ id: `${subscription}/resourceGroups/MC_RG`, name: 'MC_RG', managedBy: 'somebody' }];
    fc.assert(fc.property(resources.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }))), ([tagged, shuffled]) => {
      const deletions = deletionsOf({ tagged, groups });
      const own = tagged.filter(({ id, type, tags: its }) => (its === tags || Object.keys(its as object).includes('more')) && !String(id).includes('/MC_RG/') && type !== 'Microsoft.Storage/storageAccounts');
      expect(deletions.map(({ id }) => id).toSorted()).toEqual(own.map((one) => textAt(one, 'id') ?? '').toSorted());
      expect(deletionsOf({ tagged: shuffled, groups })).toEqual(deletions);
    }));
  });

  test('deletes users before what they use', () => {
    const tagged = types.map((type) => resource(type, 'x'));
    const link = { ...resource('Microsoft.Network/privateDnsZones', 'x/virtualNetworkLinks/l'), id: `${String(tagged[3]?.['id'])}/virtualNetworkLinks/l`, type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks' };
    const replication = { ...resource('Microsoft.ContainerRegistry/registries', 'x'), id: `${String(tagged[4]?.['id'])}/replications/r`, type: 'Microsoft.ContainerRegistry/registries/replications' };
    expect(deletionsOf({ tagged: [...tagged, link, replication] }).map(({ title }) => title)).toEqual([
      'Delete private endpoint x', 'Delete zone link l', 'Delete registry x', 'Delete private DNS zone x', 'Delete identity x', 'Delete virtual network x', 'Delete network security group x',
    ]);
  });

  test('names what it does not know how to delete', () => {
    const removal = planClusterRemoval(view({ tagged: [resource('Microsoft.Storage/storageAccounts', 'x')] }));
    expect(removal).toMatchObject({ kind: 'planned', deletions: [], notes: [expect.stringMatching(/storageAccounts\/x stays: this version does not know how to delete a Microsoft\.Storage\/storageAccounts\.$/)] });
  });

  test.each([
    ['ours and empty', tags, [], 1],
    ['ours, with an interface of a private endpoint in it', tags, [resource('Microsoft.Network/networkInterfaces', 'nic', {})], 1],
    ['ours, with something of others in it', tags, [resource('Microsoft.Network/virtualNetworks', 'theirs', {})], 0],
    ['not ours', { 'created-by': 'aks-network-isolation' }, [], 0],
  ])('a group goes only when it is ours and nothing stays in it: %s', (_, own, inGroup, count) => {
    expect(deletionsOf({ groups: [{ id: `${subscription}/resourceGroups/rg`, name: 'rg', tags: own }], inGroup }).filter(({ kind }) => kind === 'group')).toHaveLength(count);
  });
});

describe('the stamp of a role assignment', () => {
  const described = (description: unknown): JsonObject => ({ properties: { description } });

  test.each([
    [roleStampFor(names), true], [roleStampFor({ ...names, name: 'demo' }), true], [roleStampFor({ ...names, name: 'demo2' }), false], [`${roleStampFor(names)} `, true],
    [`not ${roleStampFor(names)}`, false], ['', false], [null, false],
  ])('%p: %s', (description, is) => {
    expect(isStampedFor(names, described(description))).toBe(is);
  });
});
