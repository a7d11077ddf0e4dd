import { outboundTypeOf } from './cluster.ts';
import type { JsonObject } from '../../arm/json.ts';
import { without } from './without.ts';

/**
 * The body of a PUT from the document of a GET: read-only members taken out, every other kept, known to us or not.
 * Read-only: the published types of 2026-05-01 (flag 2), and two that are writable and must not be echoed:
 * `nodeImageVersion` (a stale value asks for a rollback since 2026-04-01) and the ids inside `userAssignedIdentities` (refused).
 */
export function putBodyOf(live: JsonObject): JsonObject {
  return withoutUnusedEgressProfiles(readOnlyPaths.reduce((body, path) => without(body, path), live));
}

const readOnlyPaths: readonly (readonly string[])[] = [
  'id', 'name', 'type', 'eTag', 'systemData',
  'identity.principalId', 'identity.tenantId', 'identity.userAssignedIdentities.*.principalId', 'identity.userAssignedIdentities.*.clientId',
  'properties.provisioningState', 'properties.powerState', 'properties.maxAgentPools', 'properties.currentKubernetesVersion', 'properties.fqdn',
  'properties.privateFQDN', 'properties.azurePortalFQDN', 'properties.resourceUID', 'properties.status', 'properties.oidcIssuerProfile.issuerURL',
  'properties.addonProfiles.*.identity', 'properties.ingressProfile.webAppRouting.identity',
  'properties.networkProfile.loadBalancerProfile.effectiveOutboundIPs', 'properties.networkProfile.natGatewayProfile.effectiveOutboundIPs',
  'properties.privateLinkResources.*.privateLinkServiceID',
  'properties.podIdentityProfile.userAssignedIdentities.*.provisioningState', 'properties.podIdentityProfile.userAssignedIdentities.*.provisioningInfo',
  'properties.agentPoolProfiles.*.eTag', 'properties.agentPoolProfiles.*.currentOrchestratorVersion', 'properties.agentPoolProfiles.*.provisioningState',
  'properties.agentPoolProfiles.*.status', 'properties.agentPoolProfiles.*.localDNSProfile.state', 'properties.agentPoolProfiles.*.nodeImageVersion',
].map((path) => path.split('.'));

/**
 * The service answers with a `loadBalancerProfile` also where the outbound type is another, and refuses to be given it back
 * (hashicorp/terraform-provider-azurerm strips both profiles; error InvalidUserDefinedRoutingWithLoadBalancerProfile).
 */
function withoutUnusedEgressProfiles(body: JsonObject): JsonObject {
  const outboundType = outboundTypeOf(body).toLowerCase();
  const kept = outboundType === 'loadbalancer' ? body : without(body, ['properties', 'networkProfile', 'loadBalancerProfile']);
  return outboundType.startsWith('managednatgateway') ? kept : without(kept, ['properties', 'networkProfile', 'natGatewayProfile']);
}
