import { closed, undetermined } from '../../../evidence.ts';
import { roles } from '../../../graph/access/built-in-roles.ts';
import { granted } from '../../../graph/access/grants.ts';
import { controlPlaneIdentity } from '../../../graph/access/identities.ts';
import { isMissing, isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** What lets AKS write the record of its API server. */
export const worksZoneContributor: ExposureRule = {
  id: 'works-zone-contributor',
  kind: 'works',
  title: 'AKS should be allowed to write the zone of the API server',
  short: 'Zone Contributor',
  leak: 'AKS writes the API server into a private DNS zone of the owner with the control plane identity, and refuses the cluster without the role (CustomPrivateDNSZoneMissingPermissionError).',
  seen: ['Microsoft.Authorization/roleAssignments on the zone: roleDefinitionId, principalId', 'Microsoft.ContainerService/managedClusters: identity, apiServerAccessProfile.privateDNSZone'],
  severity: 'high',
  remedy: 'Give the control plane identity `Private DNS Zone Contributor` on the zone that `privateDNSZone` names.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster": configure a private DNS zone'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const spot = step(cluster.properties, 'apiServerAccessProfile', 'privateDNSZone');
      if (isMissing(spot) || spot.value === '' || isOneOf(spot, ['system', 'none']) === true) return [closed('the API server has no zone of the owner', spot)];
      const to = cluster.inventory.follow(spot);
      if (to.kind === 'unknown' || to.kind === 'none') return [undetermined(`the zone of the API server is not known${to.kind === 'unknown' ? `: ${to.why}` : ''}`, spot)];
      const target = to.kind === 'found' ? { resource: to.resource } : { id: to.id };
      const name = to.kind === 'found' ? to.resource.name : (to.id.split('/').at(-1) ?? '');
      const principal = controlPlaneIdentity(cluster);
      return [granted({ principal, target, on: `zone \`${name}\``, accepted: [roles.privateDnsZoneContributor, roles.contributor, roles.owner], spot: principal.spot }, cluster.inventory)];
    }),
};
