/** Which roles a variant needs (AKS documentation "Create a network isolated AKS cluster" and "Use a managed identity in AKS"). */
import { roles } from '../../../exposure/graph/access/built-in-roles.ts';
import { afterSubnet, keys } from '../steps/keys.ts';
import { nameOf, subnetId } from '../names.ts';
import { apiServerSubnetOf, nodeSubnetsOf } from '../network/subnets.ts';
import { isByRepository } from '../registry/registry.ts';
import type { Site } from '../site.ts';
import { controlPlaneOf, kubeletOf, type Actor } from './actors.ts';

export interface RoleNeed {
  readonly key: string;
  readonly actor: Actor;
  /** GUIDs of the roles that do, the first is the one to give. */
  readonly accepted: readonly [string, ...string[]];
  readonly scope: string;
  /** "registry contoso", for people. */
  readonly on: string;
  readonly why: string;
  /** Steps that make the scope. */
  readonly after: readonly string[];
}

const ofNetwork = [roles.networkContributor, roles.contributor, roles.owner] as const;
const ofIdentity = [roles.managedIdentityOperator, roles.contributor, roles.owner] as const;
const pulling = [roles.acrPull, roles.acrPush, roles.reader, roles.contributor, roles.owner] as const;
const pullingByRepository = [roles.repositoryReader, roles.repositoryWriter, roles.repositoryContributor] as const;

export function roleNeeds(site: Site): readonly RoleNeed[] {
  const [controlPlane, kubelet] = [controlPlaneOf(site), kubeletOf(site)];
  return [
    ...(controlPlane === undefined ? [] : networkNeeds(site, controlPlane)),
    ...(kubelet === undefined ? [] : pullNeeds(site, kubelet)),
    ...(controlPlane === undefined || kubelet?.isGiven !== true ? [] : [{
      key: 'role/kubelet-identity', actor: controlPlane, accepted: ofIdentity, scope: kubelet.id, on: `identity ${nameOf(kubelet.id)}`,
      why: 'AKS gives nodes the kubelet identity with it.', after: [kubelet.key],
    }]),
  ];
}

/**
 * With a registry of the user's: each subnet that AKS joins something to. With AKS's own registry the whole network, as AKS puts the endpoint of the
 * registry and the link of its zone there; what exactly that takes is not documented.
 */
function networkNeeds(site: Site, actor: Actor): readonly RoleNeed[] {
  const { network, registry, apiServer } = site.variant;
  if (network === undefined) return [];
  const here = { ...site, network };
  if (registry === undefined) {
    return [{
      key: 'role/network', actor, accepted: ofNetwork, scope: network.id, on: `network ${nameOf(network.id)}`,
      why: 'AKS joins nodes to it, and puts the endpoint of its registry there.', after: [keys.network],
    }];
  }
  const subnets: readonly (readonly [string, string])[] = [
    ...nodeSubnetsOf(here).map((name) => [name, 'AKS joins nodes and load balancers to it.'] as const),
    ...(apiServer === 'vnet-integration' ? [[apiServerSubnetOf(here), 'AKS puts the API server there.'] as const] : []),
  ];
  return subnets.map(([name, why]): RoleNeed => ({
    key: `role/subnet/${name.toLowerCase()}`, actor, accepted: ofNetwork, scope: subnetId(network, name), on: `subnet ${name}`, why, after: afterSubnet(name),
  }));
}

function pullNeeds({ variant: { registry }, look }: Site, actor: Actor): readonly RoleNeed[] {
  if (registry === undefined) return [];
  const living = look.document(registry.id);
  const accepted = living.state === 'found' && isByRepository(living.value) ? pullingByRepository : pulling;
  return [{ key: 'role/registry', actor, accepted, scope: registry.id, on: `registry ${nameOf(registry.id)}`, why: 'Nodes pull their images with it.', after: [keys.registry] }];
}
