import { parseResourceId } from '../../../../arm/resource-id.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import type { Truth } from '../../../../language/truth.ts';
import { both, closed, notVisible, open, undetermined, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { connectionsInNetworkOf, type Connection } from '../../graph/private-endpoints.ts';
import { elements, isOneOf, members, step, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { addOnFacts, featureFacts, type Facts } from './add-on-facts.ts';

/** Add-ons and features that talk to public endpoints or are public endpoints. */
export const addOn: ExposureRule = {
  id: 'egress-add-on',
  kind: 'egress',
  title: 'Add-ons should need no public endpoint',
  short: 'Add-ons',
  leak: 'Some add-ons send data of the cluster to public endpoints of Azure, or take a public address for it. Without a way out they do not work, and whoever makes them work opens one.',
  seen: [
    'Microsoft.ContainerService/managedClusters: addonProfiles.*.enabled, azureMonitorProfile, securityProfile.defender, securityProfile.workloadIdentity, metricsProfile.costAnalysis, ingressProfile.webAppRouting, serviceMeshProfile.istio',
    'Microsoft.Network/privateEndpoints in the networks of the cluster, to Microsoft.KeyVault/vaults, Microsoft.Insights/privateLinkScopes and Microsoft.Security/privateLinks',
  ],
  severity: 'medium',
  remedy: 'Disable the add-on, give it the private endpoint that its service has, or declare it in `egress` where its way out is meant.',
  sources: ['AKS documentation, "Outbound network and FQDN rules for Azure Kubernetes Service (AKS) clusters"', 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": frequently asked questions'],
  look: (cluster) => {
    const found = [...ofProfiles(cluster), ...ofFeatures(cluster), ...ofRouting(cluster), ...ofMesh(cluster)];
    return found.length === 0 ? [closed('no add-on is enabled that needs a public endpoint', step(cluster.properties, 'addonProfiles'))] : found;
  },
};

/** Names of add-ons vary in case between clusters. Of those that the page does not name "the core requirements cover it". */
function ofProfiles(cluster: ClusterView): readonly Evidence[] {
  const profiles = step(cluster.properties, 'addonProfiles');
  const { spots, unknown } = members(profiles);
  if (unknown !== undefined) return [undetermined(`the add-ons are not known: ${unknown.why}`, profiles)];
  return spots.flatMap((profile) => {
    const facts = addOnFacts.find(({ name }) => name.toLowerCase() === profile.name.toLowerCase());
    return facts === undefined ? [] : needed(cluster, facts, step(profile, 'enabled'));
  });
}

function ofFeatures(cluster: ClusterView): readonly Evidence[] {
  return featureFacts.flatMap((facts) => facts.paths.flatMap((path) => needed(cluster, facts, step(cluster.properties, ...path))));
}

/** An add-on that is off is told by the one clause that none is on. */
function needed(cluster: ClusterView, facts: Facts, enabled: Spot): readonly Evidence[] {
  const isOn = isOneOf(enabled, [true]);
  if (isUnknown(isOn)) return [undetermined(`whether \`${facts.name}\` is enabled is not known: ${isOn.why}`, enabled, { wanted: false })];
  return isOn ? ofEnabled(cluster, facts, enabled) : [];
}

function ofEnabled(cluster: ClusterView, { name, needs, privately }: Facts, enabled: Spot): readonly Evidence[] {
  const opens = (what: string): Evidence => open(`\`${name}\` ${needs}${what}`, enabled, { wanted: false, target: name });
  if (privately === undefined) return [opens('')];
  const { items, rest } = connectionsInNetworkOf(cluster);
  const fitting = items.filter(({ to }) => privately.types.some((type) => isOfType(to, type)));
  const placed = fitting.find(({ unplaced }) => unplaced === undefined);
  if (placed !== undefined) return [closed(`\`${name}\` ${needs}, for which private endpoint \`${placed.endpoint.name}\` is in the network`, placed.service)];
  const doubt = [...fitting.map(({ unplaced }) => unplaced), ...items.map(({ service }) => (isUnknown(service.value) ? service.value : undefined))].find((one) => one !== undefined);
  if (doubt !== undefined) return [undetermined(`\`${name}\` ${needs}, and whether a private endpoint to ${privately.what} is in the network is not known: ${doubt.why}`, enabled)];
  const [missing] = rest;
  if (missing === undefined) return [opens(`, and no private endpoint to ${privately.what} is in the network`)];
  return [missing.notVisible === undefined ? missing : notVisible(`a private endpoint to ${privately.what} in the network`, enabled)];
}

function isOfType(to: Connection['to'], type: string): boolean {
  const found = to.kind === 'found' ? to.resource.type : to.kind === 'outside' ? parseResourceId(to.id)?.type : undefined;
  return found?.toLowerCase() === type.toLowerCase();
}

/** Application routing has a public ingress controller unless another default is asked for (REST reference of managed clusters, `defaultIngressControllerType`). */
function ofRouting({ properties }: ClusterView): readonly Evidence[] {
  const routing = step(properties, 'ingressProfile', 'webAppRouting');
  const enabled = step(routing, 'enabled');
  const type = step(routing, 'nginx', 'defaultIngressControllerType');
  return publicly('webAppRouting', enabled, isOneOf(enabled, [true]), isOneOf(type, ['Internal', 'None']), type, 'makes a public ingress controller');
}

/** Gateways of the Istio add-on: an external ingress gateway has a public address, an egress gateway sends what leaves the mesh out. */
function ofMesh({ properties }: ClusterView): readonly Evidence[] {
  const mesh = step(properties, 'serviceMeshProfile');
  const isMesh = isOneOf(step(mesh, 'mode'), ['Istio']);
  if (isMesh === false) return [];
  const components = step(mesh, 'istio', 'components');
  return (['ingressGateways', 'egressGateways'] as const).flatMap((list) => {
    const name = list === 'ingressGateways' ? 'istioIngressGateway' : 'istioEgressGateway';
    const { spots, unknown } = elements(step(components, list));
    if (unknown !== undefined) return [undetermined(`the ${list} of the Istio add-on are not known: ${unknown.why}`, step(components, list))];
    return spots.flatMap((gateway) => {
      const enabled = step(gateway, 'enabled');
      const mode = step(gateway, 'mode');
      const isInternal: Truth = list === 'ingressGateways' ? isOneOf(mode, ['Internal']) : false;
      return publicly(name, enabled, both(isOneOf(enabled, [true]), isMesh), isInternal, mode, list === 'ingressGateways' ? 'has a public address' : 'sends traffic of the mesh out of the cluster');
    });
  });
}

/** What has no private endpoint, as it is public itself. @param other the value that would make it private */
function publicly(name: string, enabled: Spot, isOn: Truth, isPrivate: Truth, other: Spot, does: string): readonly Evidence[] {
  if (isOn === false || isPrivate === true) return [];
  if (isUnknown(isOn)) return [undetermined(`whether \`${name}\` is enabled is not known: ${isOn.why}`, enabled, { wanted: false })];
  if (isUnknown(isPrivate)) return [undetermined(`whether \`${name}\` is public is not known: ${isPrivate.why}`, other)];
  return [open(`\`${name}\` ${does}`, enabled, { target: name })];
}
