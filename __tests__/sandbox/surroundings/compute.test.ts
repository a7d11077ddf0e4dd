import { describe, expect, test } from '@jest/globals';
import { arrayAt, at } from '../../../src/arm/json.ts';
import { machineSize } from '../../../src/isolation/deployment/preflight/quota/size.ts';
import { cluster, codeOf, isolatedCluster, makeArm, makeArmWithGroup, messageOf, subscription, type TestArm } from '../arm-client.ts';

const skus = `${subscription}/providers/Microsoft.Compute/skus`;

function listed(arm: TestArm, location: string): readonly unknown[] {
  return arrayAt(arm.send('GET', `${skus}?$filter=${encodeURIComponent(`location eq '${location}'`)}`).body, 'value');
}

const capability = (sku: unknown, name: string): unknown => at(arrayAt(sku, 'capabilities').find((one) => at(one, 'name') === name), 'value');

describe('the list of SKUs', () => {
  test('has the sizes of a location with zones and capabilities', () => {
    const found = listed(makeArm({ pageSize: 1000 }), 'West Europe').find((sku) => at(sku, 'name') === 'Standard_D4ds_v5');
    expect(found).toMatchObject({ resourceType: 'virtualMachines', tier: 'Standard', size: 'D4ds_v5', family: 'standardDDSv5Family', locations: ['westeurope'], locationInfo: [{ location: 'westeurope', zones: ['1', '2', '3'] }], restrictions: [] });
    expect(['vCPUs', 'MemoryGB', 'EphemeralOSDiskSupported', 'CpuArchitectureType'].map((name) => capability(found, name))).toEqual(['4', '16', 'True', 'x64']);
  });

  test('counts cores and names families as the usages do', () => {
    for (const sku of listed(makeArm({ pageSize: 1000 }), 'westus')) {
      const size = machineSize(String(at(sku, 'name')));
      if (size === undefined) continue;
      expect([Number(capability(sku, 'vCPUs')), String(at(sku, 'family')).toLowerCase()]).toEqual([size.vCpus, size.family]);
    }
  });

  test('has pages, one entry for each location, and no zones where there are none', () => {
    const arm = makeArm();
    expect(at(arm.send('GET', skus).body, 'nextLink')).toBeDefined();
    expect(at(listed(arm, 'westus')[0], 'locationInfo')).toEqual([{ location: 'westus', zones: [], zoneDetails: [] }]);
    expect(listed(arm, 'mars')).toEqual([]);
    expect(codeOf(arm.send('GET', `${skus}?$filter=name`))).toBe('InvalidFilterInQueryString');
  });

  test('tells what a subscription cannot have, and AKS refuses that', () => {
    const arm = makeArmWithGroup({ restrictedSizes: ['Standard_DS2_v2'] });
    const found = listed(arm, 'westeurope').find((sku) => at(sku, 'name') === 'Standard_DS2_v2');
    expect(arrayAt(found, 'restrictions')).toMatchObject([{ type: 'Location', values: ['westeurope'], reasonCode: 'NotAvailableForSubscription' }]);
    expect(messageOf(arm.send('PUT', cluster, isolatedCluster()))).toContain('Standard_DS2_v2 is not allowed in your subscription');
  });
});

test('the sizes of a location are listed', () => {
  const { body } = makeArm({ pageSize: 1000 }).send('GET', `${subscription}/providers/Microsoft.Compute/locations/westeurope/vmSizes`);
  expect(arrayAt(body, 'value').find((size) => at(size, 'name') === 'Standard_D2s_v5')).toEqual({ name: 'Standard_D2s_v5', numberOfCores: 2, osDiskSizeInMB: 1_047_552, resourceDiskSizeInMB: 0, memoryInMB: 8192, maxDataDiskCount: 4 });
});
