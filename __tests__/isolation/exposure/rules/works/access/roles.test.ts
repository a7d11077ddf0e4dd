import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../../src/arm/resource.ts';
import { worksIdentityOperator } from '../../../../../../src/isolation/exposure/rules/works/access/identity-operator.ts';
import { worksNetworkContributor } from '../../../../../../src/isolation/exposure/rules/works/access/network-contributor.ts';
import { worksRegistryPull } from '../../../../../../src/isolation/exposure/rules/works/access/registry-pull.ts';
import { worksZoneContributor } from '../../../../../../src/isolation/exposure/rules/works/access/zone-contributor.ts';
import { Unknown } from '../../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, nodeGroup, resource, said, subscription } from '../../../estate.ts';

const { cluster, registry, pull, contributor } = closedEstate();
const atDeployment = new Unknown("reference('identity') is known only at deployment");
const notSeen = (found: ReturnType<typeof answer>) => found.evidence.filter(({ state }) => state === 'undetermined').map(({ notVisible }) => notVisible);
const grant = (scope: string, role: string, principalId: unknown) => resource(`${scope}/providers/Microsoft.Authorization/roleAssignments/more`, { principalId, roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}` });
const acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d';
const reader = 'b93aa761-3e63-49ed-ac28-beffa264f7ac';
const networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7';
const zoneContributor = 'b12aa53e-6015-4669-85d0-8515ebb3ae7f';
const zone = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io`;

/** "Create a network isolated AKS cluster": the kubelet identity needs AcrPull on the registry. */
describe('pulling', () => {
  test('is allowed on the registry, and by its resource group', () => {
    expect(answer(worksRegistryPull, estateWith({})).state).toBe('closed');
    expect(answer(worksRegistryPull, estateWith({ pull: undefined, more: grant(group, acrPull, 'kubelet-object') })).state).toBe('closed');
  });

  test('is not allowed where the role is missing, or somebody else has it', () => {
    expect(said(answer(worksRegistryPull, estateWith({ pull: undefined })))).toBe('the kubelet identity has no role such as `AcrPull` for registry `r`');
    expect(answer(worksRegistryPull, estateWith({ pull: undefined, more: grant(ids.registry, acrPull, 'control-object') })).state).toBe('open');
  });

  /** "Azure Container Registry Entra permissions": in ABAC mode AcrPull does not count. */
  test('looks allowed and is not in ABAC mode, where another role is needed', () => {
    const abac = changed(registry, 'roleAssignmentMode', 'AbacRepositoryPermissions');
    expect(said(answer(worksRegistryPull, estateWith({ registry: abac })))).toContain('no role such as `Container Registry Repository Reader`');
    expect(answer(worksRegistryPull, estateWith({ registry: abac, more: grant(ids.registry, reader, 'kubelet-object') })).state).toBe('closed');
  });

  test('looks missing and is there where the role does more', () => {
    expect(answer(worksRegistryPull, estateWith({ pull: undefined, more: grant(ids.registry, '8311e382-0749-4cb8-b61a-304f252e45ec', 'kubelet-object') })).state).toBe('closed');
  });

  test('is not visible where the object id is made by the deployment: no finding', () => {
    const templates = estateWith({ cluster: changed(cluster, 'identityProfile.kubeletidentity', { resourceId: ids.kubelet, objectId: atDeployment }), kubelet: resource(ids.kubelet, {}), pull: changed(pull, 'principalId', atDeployment) });
    expect(notSeen(answer(worksRegistryPull, templates))).toEqual(['whether the kubelet identity has `AcrPull` for registry `r`']);
  });

  test('is not visible where roles may be given elsewhere, and undetermined where the mode is not known', () => {
    expect(notSeen(answer(worksRegistryPull, estateWith({ pull: undefined }), []))).toEqual(['whether the kubelet identity has `AcrPull` for registry `r`']);
    const found = answer(worksRegistryPull, estateWith({ registry: changed(registry, 'roleAssignmentMode', atDeployment) }));
    expect(found.evidence).toMatchObject([{ state: 'undetermined', spot: { pointer: '/properties/roleAssignmentMode' } }]);
  });

  test('is undetermined where it is not known whether the assignment is deployed', () => {
    const perhaps: Resource | undefined = pull === undefined ? undefined : { ...pull, mayBeAbsent: 'its condition is not known' };
    expect(answer(worksRegistryPull, estateWith({ pull: perhaps })).state).toBe('undetermined');
  });
});

/** "Use a managed identity in AKS": the role on the subnet, or on its network. */
describe('the subnets of nodes', () => {
  test('may be used with a role on their network, on them, or around them', () => {
    expect(answer(worksNetworkContributor, estateWith({})).state).toBe('closed');
    expect(answer(worksNetworkContributor, estateWith({ contributor: undefined, more: grant(ids.nodes, networkContributor, 'control-object') })).state).toBe('closed');
    expect(answer(worksNetworkContributor, estateWith({ contributor: undefined, more: grant(subscription, networkContributor, 'control-object') })).state).toBe('closed');
  });

  test('may not be used without, and each counts', () => {
    expect(said(answer(worksNetworkContributor, estateWith({ contributor: undefined })))).toContain('for subnet `v/nodes`');
    const apiServer = changed(cluster, 'apiServerAccessProfile.subnetId', ids.api);
    const onOne = { contributor: undefined, more: grant(ids.nodes, networkContributor, 'control-object'), cluster: apiServer, api: resource(ids.api, {}) };
    expect(said(answer(worksNetworkContributor, estateWith(onOne)))).toContain('for subnet `v/api`');
  });

  test('look out of reach and are not where AKS makes the network', () => {
    const managed = changed(cluster, 'agentPoolProfiles.0.vnetSubnetID', undefined);
    expect(answer(worksNetworkContributor, estateWith({ cluster: managed, contributor: undefined })).state).toBe('closed');
  });

  test('look usable and are not where the role is for another subnet', () => {
    expect(answer(worksNetworkContributor, estateWith({ contributor: undefined, more: grant(`${ids.nodes}-2`, networkContributor, 'control-object') })).state).toBe('open');
  });

  test('are not visible where the identity is made by the deployment', () => {
    const made = estateWith({ controlPlane: resource(ids.controlPlane, {}), contributor: changed(contributor, 'principalId', atDeployment) }).map((one) => (one.id === ids.cluster ? { ...one, body: { ...one.body, identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.controlPlane]: {} } } } } : one));
    expect(notSeen(answer(worksNetworkContributor, made))).toEqual(['whether the control plane identity has `Network Contributor` for subnet `v/nodes`']);
  });
});

/** The same page: Managed Identity Operator on a kubelet identity of one's own. */
describe('the kubelet identity', () => {
  test('may be given to nodes with the role, and not without', () => {
    expect(answer(worksIdentityOperator, estateWith({})).state).toBe('closed');
    expect(said(answer(worksIdentityOperator, estateWith({ operator: undefined })))).toContain('no role such as `Managed Identity Operator` for identity `kubelet`');
  });

  test('looks as if it lacked the role and needs none where AKS makes it', () => {
    const own = changed(cluster, 'identityProfile.kubeletidentity.resourceId', `${nodeGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/c-agentpool`);
    expect(answer(worksIdentityOperator, estateWith({ cluster: own, operator: undefined })).state).toBe('closed');
  });

  test('looks as if it had the role where that is for another identity', () => {
    expect(answer(worksIdentityOperator, estateWith({ operator: undefined, more: grant(`${ids.kubelet}-2`, 'f1a07417-d97a-45cb-824c-7a7467783830', 'control-object') })).state).toBe('open');
  });

  test('is undetermined where it is not known, and not visible where roles are given elsewhere', () => {
    expect(answer(worksIdentityOperator, estateWith({ cluster: changed(cluster, 'identityProfile.kubeletidentity.resourceId', atDeployment) })).state).toBe('undetermined');
    expect(notSeen(answer(worksIdentityOperator, estateWith({ operator: undefined }), []))).toEqual(['whether the control plane identity has `Managed Identity Operator` for identity `kubelet`']);
  });
});

/** "Create a private AKS cluster": Private DNS Zone Contributor on a zone of one's own. */
describe('the zone of the API server', () => {
  const own = changed(cluster, 'apiServerAccessProfile.privateDNSZone', zone);

  test('may be written with the role, and not without', () => {
    expect(answer(worksZoneContributor, estateWith({ cluster: own, more: grant(zone, zoneContributor, 'control-object') })).state).toBe('closed');
    expect(answer(worksZoneContributor, estateWith({ cluster: own })).state).toBe('open');
  });

  test('looks as if it lacked the role and needs none where AKS makes it', () => {
    expect(answer(worksZoneContributor, estateWith({})).state).toBe('closed');
  });

  test('looks writable and is not where the role is for the zone of the registry', () => {
    expect(answer(worksZoneContributor, estateWith({ cluster: own, more: grant(ids.zone, zoneContributor, 'control-object') })).state).toBe('open');
  });

  test('is undetermined where it is not known, and not visible where roles are given elsewhere', () => {
    expect(answer(worksZoneContributor, estateWith({ cluster: changed(cluster, 'apiServerAccessProfile.privateDNSZone', atDeployment) })).state).toBe('undetermined');
    expect(answer(worksZoneContributor, estateWith({ cluster: own }), []).evidence.every(({ notVisible }) => notVisible !== undefined)).toBe(true);
  });
});
