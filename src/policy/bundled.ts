import acrAdminUser from '../../policies/definitions/acr-admin-user.json' with { type: 'json' };
import acrAnonymousPull from '../../policies/definitions/acr-anonymous-pull.json' with { type: 'json' };
import acrArmAudience from '../../policies/definitions/acr-arm-audience.json' with { type: 'json' };
import acrCacheRule from '../../policies/definitions/acr-cache-rule.json' with { type: 'json' };
import acrCacheRulePresent from '../../policies/definitions/acr-cache-rule-present.json' with { type: 'json' };
import acrCacheSource from '../../policies/definitions/acr-cache-source.json' with { type: 'json' };
import acrExports from '../../policies/definitions/acr-exports.json' with { type: 'json' };
import acrNetworkBypass from '../../policies/definitions/acr-network-bypass.json' with { type: 'json' };
import acrNetworkRules from '../../policies/definitions/acr-network-rules.json' with { type: 'json' };
import acrPrivateLink from '../../policies/definitions/acr-private-link.json' with { type: 'json' };
import acrPublicNetworkAccess from '../../policies/definitions/acr-public-network-access.json' with { type: 'json' };
import acrSku from '../../policies/definitions/acr-sku.json' with { type: 'json' };
import aksBootstrapArtifactSource from '../../policies/definitions/aks-bootstrap-artifact-source.json' with { type: 'json' };
import aksBootstrapRegistry from '../../policies/definitions/aks-bootstrap-registry.json' with { type: 'json' };
import aksExtensions from '../../policies/definitions/aks-extensions.json' with { type: 'json' };
import aksHttpProxy from '../../policies/definitions/aks-http-proxy.json' with { type: 'json' };
import aksLoadBalancerProfile from '../../policies/definitions/aks-load-balancer-profile.json' with { type: 'json' };
import aksNatGatewayProfile from '../../policies/definitions/aks-nat-gateway-profile.json' with { type: 'json' };
import aksNetworkPlugin from '../../policies/definitions/aks-network-plugin.json' with { type: 'json' };
import aksNodeOsUpgradeChannel from '../../policies/definitions/aks-node-os-upgrade-channel.json' with { type: 'json' };
import aksNodePublicIp from '../../policies/definitions/aks-node-public-ip.json' with { type: 'json' };
import aksNodeResourceGroupLockdown from '../../policies/definitions/aks-node-resource-group-lockdown.json' with { type: 'json' };
import aksNodeSubnet from '../../policies/definitions/aks-node-subnet.json' with { type: 'json' };
import aksOutboundType from '../../policies/definitions/aks-outbound-type.json' with { type: 'json' };
import aksPrivateApiServer from '../../policies/definitions/aks-private-api-server.json' with { type: 'json' };
import aksPrivateClusterPublicFqdn from '../../policies/definitions/aks-private-cluster-public-fqdn.json' with { type: 'json' };
import aksPublicAddons from '../../policies/definitions/aks-public-addons.json' with { type: 'json' };
import aksRunCommand from '../../policies/definitions/aks-run-command.json' with { type: 'json' };
import aksServicePrincipal from '../../policies/definitions/aks-service-principal.json' with { type: 'json' };
import aksStaticEgressGateway from '../../policies/definitions/aks-static-egress-gateway.json' with { type: 'json' };
import aksWindowsPools from '../../policies/definitions/aks-windows-pools.json' with { type: 'json' };
import loadBalancerPublicFrontend from '../../policies/definitions/load-balancer-public-frontend.json' with { type: 'json' };
import natGatewayVirtualNetwork from '../../policies/definitions/nat-gateway-virtual-network.json' with { type: 'json' };
import nsgInternetOutbound from '../../policies/definitions/nsg-internet-outbound.json' with { type: 'json' };
import publicIpAddress from '../../policies/definitions/public-ip-address.json' with { type: 'json' };
import routeInternet from '../../policies/definitions/route-internet.json' with { type: 'json' };
import subnetDefaultOutboundAccess from '../../policies/definitions/subnet-default-outbound-access.json' with { type: 'json' };
import subnetInternetDeny from '../../policies/definitions/subnet-internet-deny.json' with { type: 'json' };
import subnetNatGateway from '../../policies/definitions/subnet-nat-gateway.json' with { type: 'json' };
import subnetServiceEndpoints from '../../policies/definitions/subnet-service-endpoints.json' with { type: 'json' };
import virtualHubConnection from '../../policies/definitions/virtual-hub-connection.json' with { type: 'json' };
import virtualNetworkGateway from '../../policies/definitions/virtual-network-gateway.json' with { type: 'json' };
import virtualNetworkPeering from '../../policies/definitions/virtual-network-peering.json' with { type: 'json' };
import aksEgressIsolationCore from '../../policies/initiatives/aks-egress-isolation-core.json' with { type: 'json' };
import aksEgressIsolationNetwork from '../../policies/initiatives/aks-egress-isolation-network.json' with { type: 'json' };
import aksEgressIsolationPosture from '../../policies/initiatives/aks-egress-isolation-posture.json' with { type: 'json' };
import aksEgressIsolationRegistry from '../../policies/initiatives/aks-egress-isolation-registry.json' with { type: 'json' };
import type { JsonObject } from '../arm/json.ts';
import { suggestion } from '../language/near-miss.ts';
import { bindInitiative, type AssignedPolicy } from './bind.ts';
import { parseDefinition, type PolicyDefinition } from './documents/definition.ts';
import { parseInitiative } from './documents/initiative.ts';
import { PolicyError } from './error.ts';

/** A policy object as plain ARM JSON, the form in which Azure accepts it. */
export interface PolicyDocument {
  readonly name: string;
  readonly document: JsonObject;
}

/** Stands in an initiative where the id of the subscription or management group that holds the definitions will be. */
const definitionScopePlaceholder = '{definitionScope}';

/** The definitions under policies/definitions. */
export const bundledDefinitions: readonly PolicyDocument[] = documents([
  acrAdminUser,
  acrAnonymousPull,
  acrArmAudience,
  acrCacheRule,
  acrCacheRulePresent,
  acrCacheSource,
  acrExports,
  acrNetworkBypass,
  acrNetworkRules,
  acrPrivateLink,
  acrPublicNetworkAccess,
  acrSku,
  aksBootstrapArtifactSource,
  aksBootstrapRegistry,
  aksExtensions,
  aksHttpProxy,
  aksLoadBalancerProfile,
  aksNatGatewayProfile,
  aksNetworkPlugin,
  aksNodeOsUpgradeChannel,
  aksNodePublicIp,
  aksNodeResourceGroupLockdown,
  aksNodeSubnet,
  aksOutboundType,
  aksPrivateApiServer,
  aksPrivateClusterPublicFqdn,
  aksPublicAddons,
  aksRunCommand,
  aksServicePrincipal,
  aksStaticEgressGateway,
  aksWindowsPools,
  loadBalancerPublicFrontend,
  natGatewayVirtualNetwork,
  nsgInternetOutbound,
  publicIpAddress,
  routeInternet,
  subnetDefaultOutboundAccess,
  subnetInternetDeny,
  subnetNatGateway,
  subnetServiceEndpoints,
  virtualHubConnection,
  virtualNetworkGateway,
  virtualNetworkPeering,
]);

/** The initiatives under policies/initiatives, with the placeholder `{definitionScope}` in the ids of their definitions. */
export const bundledInitiatives: readonly PolicyDocument[] = documents([
  aksEgressIsolationCore,
  aksEgressIsolationNetwork,
  aksEgressIsolationPosture,
  aksEgressIsolationRegistry,
]);

/**
 * A bundled initiative as Azure accepts it, its definitions living at `definitionScope`:
 * `/subscriptions/…` or `/providers/Microsoft.Management/managementGroups/…`. Throws PolicyError when there is none of that name.
 */
export function bundledInitiative(name: string, definitionScope: string): JsonObject {
  return substitute(initiativeNamed(name).document, definitionScope.replace(/\/+$/, ''));
}

/**
 * A bundled initiative bound to the bundled definitions, ready for `judge`. `parameters` are the initiative's, plain by name.
 * Throws PolicyError when there is none of that name or a parameter does not fit.
 */
export function bundledPolicies(initiativeName: string, parameters: JsonObject = {}): readonly AssignedPolicy[] {
  return bindInitiative(parseInitiative(initiativeNamed(initiativeName).document), bundledDefinition, parameters);
}

/** Parsed on first use: whoever only deploys policies does not pay for reading them. */
const parsedDefinitions = new Map<string, PolicyDefinition>();

/** The bundled definition that an id names by its last segment. */
export function bundledDefinition(id: string): PolicyDefinition | undefined {
  const name = id.split('/').at(-1) ?? '';
  const source = bundledDefinitions.find((entry) => entry.name === name);
  if (source === undefined) return undefined;
  const definition = parsedDefinitions.get(name) ?? parseDefinition(source.document);
  parsedDefinitions.set(name, definition);
  return definition;
}

function initiativeNamed(name: string): PolicyDocument {
  const found = bundledInitiatives.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const names = bundledInitiatives.map((entry) => entry.name);
  throw new PolicyError(`There is no bundled initiative \`${name}\`${suggestion(name, names)}`);
}

function documents(sources: readonly (JsonObject & { readonly name: string })[]): readonly PolicyDocument[] {
  return sources.map((document) => ({ name: document.name, document }));
}

/** A copy with the placeholder filled in wherever it stands. Bundled documents are shallow. */
function substitute(document: JsonObject, scope: string): JsonObject {
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, filled(value, scope)]));
}

function filled(value: unknown, scope: string): unknown {
  if (typeof value === 'string') return value.replaceAll(definitionScopePlaceholder, () => scope);
  if (Array.isArray(value)) return value.map((element: unknown) => filled(element, scope));
  return typeof value === 'object' && value !== null ? substitute(value as JsonObject, scope) : value;
}
