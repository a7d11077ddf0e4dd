import { isUnknown } from '../../../../../language/unknown.ts';
import { negate } from '../../../../../language/values.ts';
import type { Truth } from '../../../../../language/truth.ts';
import { both, closed, undetermined, when } from '../../../evidence.ts';
import { bodyOf, isGiven, isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** The zone in which nodes find their API server. */
export const worksPrivateDnsZone: ExposureRule = {
  id: 'works-private-dns-zone',
  kind: 'works',
  title: 'Nodes should find the private API server',
  short: 'Zone of the API server',
  leak: 'A private cluster without a zone and without a public name has no name at all, and a zone of one\'s own is written by a user-assigned identity only; AKS refuses both.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.privateDNSZone, .enablePrivateClusterPublicFQDN, .enablePrivateCluster, identity.type'],
  severity: 'high',
  remedy: 'Set `privateDNSZone` to `system`, or give the cluster a user-assigned identity with `Private DNS Zone Contributor` on the zone that it names.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster": configure a private DNS zone'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const profile = step(cluster.properties, 'apiServerAccessProfile');
      const zone = step(profile, 'privateDNSZone');
      const isPrivate = isOneOf(step(profile, 'enablePrivateCluster'), [true]);
      if (isPrivate === false) return [closed('the API server is not private', step(profile, 'enablePrivateCluster'))];
      if (isUnknown(zone.value) && !/\/privateDnsZones\//i.test(zone.value.pieces?.at(-1) ?? '')) return [undetermined(`the zone of the API server is not known: ${zone.value.why}`, zone)];
      const fqdn = step(profile, 'enablePrivateClusterPublicFQDN');
      const isNone = isUnknown(zone.value) ? false : isOneOf(zone, ['none']);
      const isOwn: Truth = isUnknown(zone.value) || (isGiven(zone) && isOneOf(zone, ['none', 'system']) === false);
      const hasIdentity = isOneOf(step(bodyOf(cluster.resource), 'identity', 'type'), ['UserAssigned']);
      return [
        // The public name is on unless it is switched off (the same page).
        when(both(isPrivate, both(isNone, isOneOf(fqdn, [false]))), isNone === true ? zone : fqdn, { opens: 'the private API server has no zone and no public name', closes: 'the API server has a name', ...(isNone === true ? { wanted: 'system' } : {}) }),
        when(both(isPrivate, both(isOwn, negate(hasIdentity))), step(bodyOf(cluster.resource), 'identity', 'type'), { opens: 'the API server has a zone of its own, and the cluster no user-assigned identity', closes: 'AKS can write the zone of the API server', wanted: 'UserAssigned' }),
      ];
    }),
};
