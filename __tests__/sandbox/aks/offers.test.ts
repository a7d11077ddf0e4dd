import { expect, test } from '@jest/globals';
import { at } from '../../../src/arm/json.ts';
import { cluster, isolatedCluster, makeArm, makeArmWithGroup, subscription, untilDone } from '../arm-client.ts';

const location = `${subscription}/providers/Microsoft.ContainerService/locations/westeurope`;

test('the Kubernetes versions of a location have their patches, and one is the default', () => {
  const values = at(makeArm().send('GET', `${location}/kubernetesVersions`).body, 'values');
  expect(values).toContainEqual(expect.objectContaining({ version: '1.34', isDefault: true, patchVersions: { '1.34.2': { upgrades: ['1.35.1'] } } }));
  expect(at(makeArm().send('GET', `${location}/orchestrators`).body, 'properties', 'orchestrators')).toHaveLength(Array.isArray(values) ? values.length : 0);
});

test('a cluster and its pools can be brought to the next minor version', () => {
  const arm = makeArmWithGroup();
  arm.send('PUT', cluster, isolatedCluster({ kubernetesVersion: '1.34' }));
  arm.pass(untilDone);
  const upgrades = [{ kubernetesVersion: '1.35.1' }];
  expect(arm.send('GET', `${cluster}/upgradeProfiles/default`).body).toMatchObject({ properties: { controlPlaneProfile: { kubernetesVersion: '1.34.2', upgrades } } });
  expect(arm.send('GET', `${cluster}/agentPools/system/upgradeProfiles/default`).body).toMatchObject({ properties: { upgrades, latestNodeImageVersion: expect.any(String) } });
});

test('an empty version is none: the cluster gets the default', () => {
  const arm = makeArmWithGroup();
  expect(arm.send('PUT', cluster, isolatedCluster({ kubernetesVersion: '' }))).toMatchObject({ status: 201, body: { properties: { currentKubernetesVersion: '1.34.2' } } });
});
