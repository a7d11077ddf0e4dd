import { describe, expect, test } from '@jest/globals';
import { arrayAt, textAt } from '../../src/arm/json.ts';
import { codeOf, group, makeArmWithGroup, subscription, untilDone, type TestArm } from './arm-client.ts';

const registries = `${group}/providers/Microsoft.ContainerRegistry/registries`;
const zone = `${group}/providers/Microsoft.Network/privateDnsZones/contoso.internal`;

function withRegistry(): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', `${registries}/contosodemo`, { location: 'westeurope', sku: { name: 'Premium' } });
  arm.send('PUT', zone, { location: 'global' });
  arm.pass(untilDone);
  return arm;
}

describe('a registry', () => {
  const check = (name: string): unknown => withRegistry().send('POST', `${subscription}/providers/Microsoft.ContainerRegistry/checkNameAvailability`, { name, type: 'Microsoft.ContainerRegistry/registries' }).body;

  test('whose name is free can be made', () => {
    expect(check('contosoother')).toEqual({ nameAvailable: true });
  });

  test.each([['ContosoDemo', 'AlreadyExists'], ['no-dashes', 'Invalid']])('cannot be named %s: %s', (name, reason) => {
    expect(check(name)).toMatchObject({ nameAvailable: false, reason });
  });

  test('says what a private endpoint may reach', () => {
    expect(withRegistry().send('GET', `${registries}/contosodemo/privateLinkResources`).body).toMatchObject({ value: [{ name: 'registry', properties: { groupId: 'registry', requiredMembers: ['registry', 'registry_data_westeurope'] } }] });
  });
});

test.each(['ALL', 'recordsets'])('the records of a zone are listed under %s', (segment) => {
  const arm = withRegistry();
  arm.send('PUT', `${zone}/A/api`, { properties: { ttl: 60, aRecords: [{ ipv4Address: '10.0.0.4' }] } });
  expect(arrayAt(arm.send('GET', `${zone}/${segment}`).body, 'value').map((record) => textAt(record, 'name'))).toEqual(['api']);
});

describe('the list of all resources', () => {
  const names = (filter: string): readonly unknown[] => arrayAt(withRegistry().send('GET', `${subscription}/resources?$filter=${encodeURIComponent(filter)}`).body, 'value').map((resource) => textAt(resource, 'name'));

  test('is of one group and one type, where both are asked for', () => {
    expect(names("resourceGroup eq 'rg-demo' and resourceType eq 'Microsoft.ContainerRegistry/registries'")).toEqual(['contosodemo']);
    expect(names("resourceGroup eq 'rg-other'")).toEqual([]);
  });

  test.each(["resourceType eq 'a' or name eq 'b'", "tagName eq 'a' and name eq 'b'", "tagValue eq 'a'"])('refuses the filter %s', (filter) => {
    expect(codeOf(withRegistry().send('GET', `${subscription}/resources?$filter=${encodeURIComponent(filter)}`))).toBe('InvalidFilterInQueryString');
  });
});

test('slashes that stand together are one', () => {
  expect(withRegistry().send('GET', `${group}/providers/Microsoft.ContainerRegistry//registries/contosodemo`).status).toBe(200);
});
