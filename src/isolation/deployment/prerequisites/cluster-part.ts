/** What the cluster itself says of its prerequisites. */
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { poolNameOf, poolsOf } from '../../document/cluster.ts';
import type { Body, KnownDocuments } from '../step.ts';
import { controlPlaneOf, kubeletOf } from './access/actors.ts';
import { subnetId } from './names.ts';
import type { Site } from './site.ts';

/**
 * Merged over the body of a new cluster, or over a living one. With network and registry of AKS's own it is empty but for API server VNet integration. A living cluster keeps its
 * identities unless others are named, its subnets, and the way its API server is reached.
 */
export function clusterPartOf(site: Site): Body {
  const { variant: { registry }, cluster } = site;
  const properties: JsonObject = {
    ...(registry === undefined ? {} : { bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry.id } }),
    ...(cluster === undefined ? creationPart(site) : {}),
  };
  const kubelet = kubeletOf(site);
  const part: JsonObject = { ...identityPart(site), ...(Object.keys(properties).length === 0 ? {} : { properties }) };
  if (kubelet?.isGiven !== true) return part;
  return (known) => ({ ...part, properties: { ...properties, identityProfile: { kubeletidentity: kubeletPart(kubelet.id, known) } } });
}

function creationPart({ variant: { network, apiServer }, body }: Site): JsonObject {
  const isIntegrated = apiServer === 'vnet-integration';
  const subnet = network === undefined ? {} : { subnetId: subnetId(network, network.apiServerSubnet) };
  return {
    ...(isIntegrated ? { apiServerAccessProfile: { enableVnetIntegration: true, ...subnet } } : {}),
    ...(network === undefined ? {} : { agentPoolProfiles: poolParts(body, subnetId(network, network.nodeSubnet)) }),
  };
}

/** Pools that say where their nodes go keep it. */
function poolParts(body: JsonObject, nodeSubnet: string): readonly JsonObject[] {
  return poolsOf(body).filter((pool) => textAt(pool, 'vnetSubnetID') === undefined).map((pool) => ({ name: poolNameOf(pool), vnetSubnetID: nodeSubnet }));
}

function identityPart(site: Site): JsonObject {
  const actor = controlPlaneOf(site);
  if (actor?.isGiven !== true || (site.cluster !== undefined && site.variant.controlPlaneIdentityId === undefined)) return {};
  return { identity: { type: 'UserAssigned', userAssignedIdentities: { [actor.id]: {} } } };
}

/** AKS takes all three ids together (recorded requests of azure-cli). */
function kubeletPart(id: string, known: KnownDocuments): JsonObject {
  const document = known(id);
  const [clientId, objectId] = [textAt(document, 'properties', 'clientId'), textAt(document, 'properties', 'principalId')];
  return { resourceId: id, ...(clientId === undefined ? {} : { clientId }), ...(objectId === undefined ? {} : { objectId }) };
}
