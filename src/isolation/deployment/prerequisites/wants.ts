/** Everything that is not as the variant needs it. */
import { managedClusterType } from '../../../arm/api-versions.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { clusterIdOf } from '../../specification.ts';
import { identityWants } from './access/identities.ts';
import { controlPlaneOf, kubeletOf } from './access/actors.ts';
import { roleWants } from './access/role-wants.ts';
import { poolPlaceWants } from './pool-place.ts';
import { subnetId } from './names.ts';
import { networkWants } from './network/network.ts';
import { wayWants } from './network/way-to-registry.ts';
import { cacheRuleWants } from './registry/cache-rule.ts';
import { endpointWants } from './registry/endpoint.ts';
import { endpointOf } from './registry/endpoints.ts';
import { registryWants } from './registry/registry.ts';
import { zoneWants } from './registry/zone.ts';
import { zoneOf } from './registry/zones.ts';
import { withGroups } from './steps/resource-groups.ts';
import type { NetworkSite, RegistrySite, Site } from './site.ts';
import { undetermined, type Want } from './want.ts';

export function wantsOf(site: Site): readonly Want[] {
  const { network, registry } = site.variant;
  const own = site.look.document(clusterIdOf(site.specification));
  // Whose identities count, and where things go, hangs on it.
  if (own.state === 'unread') return [undetermined(clusterIdOf(site.specification), `cluster ${site.specification.name}`, { why: own.why, right: `${managedClusterType}/read` })];
  const actors = [controlPlaneOf(site), kubeletOf(site)].filter((actor) => actor !== undefined);
  const pools = network === undefined ? [] : poolPlaceWants({ ...site, network });
  const around = network === undefined ? [] : registry === undefined ? networkWants({ ...site, network }, false) : registryPart({ ...site, network, registry });
  return withGroups(site, [...pools, ...around, ...identityWants(site, actors), ...roleWants(site)]);
}

function registryPart(site: RegistrySite): readonly Want[] {
  const endpoint = endpointOf(site);
  const zone = zoneOf(site, endpoint);
  return [
    ...networkWants(site, needsEndpointSubnet(site, endpoint)), ...registryWants(site), ...cacheRuleWants(site), ...endpointWants(site, endpoint),
    ...wayWants(site, endpoint.state === 'found' ? endpoint.endpoint : undefined), ...zoneWants(site, endpoint, zone),
  ];
}

/** The subnet is looked at unless the endpoint stands elsewhere. */
function needsEndpointSubnet({ network }: NetworkSite, endpoint: ReturnType<typeof endpointOf>): boolean {
  return endpoint.state !== 'found' || sameId(endpoint.endpoint.subnetId, subnetId(network, network.endpointSubnet));
}
