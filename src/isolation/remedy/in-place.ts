/** What closes a way by a change of the cluster's own document: only what the findings rest on is touched. */
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { equalsIgnoringCase, nodeOsUpgradeChannelOf } from '../document/cluster.ts';
import { mergeDocument } from '../document/merge.ts';
import { addOnFacts, featureFacts } from '../exposure/rules/cluster/add-on-facts.ts';
import { inPlace } from '../plan.ts';

/** @param paths where the values stand that the findings rest on, in lower case: `properties.addonprofiles.omsagent.enabled` */
type Wish = (cluster: JsonObject, paths: ReadonlySet<string>) => JsonObject | undefined;

export const runCommandOff: Wish = () => inPlace['run-command'];

/** Which of the other channels is wanted, where a policy does not allow them all, is for the owner to choose. */
export const nodeOsChannel: Wish = (cluster) => (['unmanaged', 'nodeimage'].includes(nodeOsUpgradeChannelOf(cluster).toLowerCase()) ? inPlace['node-os-channel'] : undefined);

/** The proxy stays written down, and is on again by one switch ("HTTP proxy support in AKS": disable). */
export const httpProxyOff: Wish = () => ({ properties: { httpProxyConfig: { enabled: false } } });

export const nodeResourceGroupLocked: Wish = () => ({ properties: { nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' } } });

/** Without a zone the public name is the only one, and AKS refuses to take it away ("Create a private AKS cluster": limitations). */
export const publicNameOff: Wish = (cluster) =>
  (equalsIgnoringCase(textAt(cluster, 'properties', 'apiServerAccessProfile', 'privateDNSZone') ?? 'system', 'none') ? undefined : { properties: { apiServerAccessProfile: { enablePrivateClusterPublicFQDN: false } } });

export const virtualNodesOff: Wish = (cluster, paths) => profileOff(cluster, paths, (name) => name === 'aciconnectorlinux');

export const addOnsOff: Wish = (cluster, paths) => {
  const known = new Set(addOnFacts.map(({ name }) => name.toLowerCase()));
  const wishes = [
    profileOff(cluster, paths, (name) => known.has(name)),
    ...featureFacts.flatMap((facts) => facts.paths.map((path) => featureOff(paths, path))),
    routingInside(paths),
    gatewaysOff(cluster, paths, 'ingressGateways'),
    gatewaysOff(cluster, paths, 'egressGateways'),
  ].filter((wish) => wish !== undefined);
  return wishes.length === 0 ? undefined : wishes.reduce<JsonObject>(mergeDocument, {});
};

/** Members of `addonProfiles`, as the cluster spells them. */
function profileOff(cluster: JsonObject, paths: ReadonlySet<string>, concerns: (name: string) => boolean): JsonObject | undefined {
  const profiles = at(cluster, 'properties', 'addonProfiles');
  const names = (isJsonObject(profiles) ? Object.keys(profiles) : []).filter((name) => concerns(name.toLowerCase()) && paths.has(`properties.addonprofiles.${name.toLowerCase()}.enabled`));
  return names.length === 0 ? undefined : { properties: { addonProfiles: Object.fromEntries(names.map((name) => [name, { enabled: false }])) } };
}

function featureOff(paths: ReadonlySet<string>, path: readonly string[]): JsonObject | undefined {
  if (!paths.has(`properties.${path.join('.')}`.toLowerCase())) return undefined;
  return { properties: path.toReversed().reduce<unknown>((value, name) => ({ [name]: value }), false) };
}

/** The default controller gets a private address; the add-on stays. */
function routingInside(paths: ReadonlySet<string>): JsonObject | undefined {
  if (!paths.has('properties.ingressprofile.webapprouting.enabled')) return undefined;
  return { properties: { ingressProfile: { webAppRouting: { nginx: { defaultIngressControllerType: 'Internal' } } } } };
}

/** A list is replaced as a whole: those that no finding is about stay as they are. */
function gatewaysOff(cluster: JsonObject, paths: ReadonlySet<string>, list: 'ingressGateways' | 'egressGateways'): JsonObject | undefined {
  const gateways = arrayAt(cluster, 'properties', 'serviceMeshProfile', 'istio', 'components', list);
  // A list may have been rewritten since it was judged: what is private now is not touched.
  const found = gateways.map((gateway, index) => paths.has(`properties.servicemeshprofile.istio.components.${list}[${index}].enabled`.toLowerCase()) && isOpenGateway(gateway, list));
  if (!found.includes(true)) return undefined;
  const wanted = gateways.map((gateway, index) => (found[index] === true && isJsonObject(gateway) ? { ...gateway, enabled: false } : gateway));
  return { properties: { serviceMeshProfile: { istio: { components: { [list]: wanted } } } } };
}

function isOpenGateway(gateway: unknown, list: string): boolean {
  return at(gateway, 'enabled') === true && (list === 'egressGateways' || !equalsIgnoringCase(textAt(gateway, 'mode') ?? '', 'Internal'));
}
