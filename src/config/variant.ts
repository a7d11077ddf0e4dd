import { formatResourceId } from '../arm/resource-id.ts';
import type { Variant } from '../isolation/deployment/variant.ts';
import { UserError } from '../run/errors.ts';
import type { Inputs } from './inputs.ts';

/** The variant of isolation that inputs ask for; undefined where none of them speaks of it. Names stand for resources of the cluster's resource group. */
export function variantFrom(inputs: Inputs): Variant | undefined {
  const [network, registry] = [idOf(inputs, 'virtual-network', 'Microsoft.Network/virtualNetworks'), idOf(inputs, 'registry', 'Microsoft.ContainerRegistry/registries')];
  const zoneId = idOf(inputs, 'registry-dns-zone', 'Microsoft.Network/privateDnsZones');
  const controlPlaneIdentityId = idOf(inputs, 'control-plane-identity', 'Microsoft.ManagedIdentity/userAssignedIdentities');
  const kubeletIdentityId = idOf(inputs, 'kubelet-identity', 'Microsoft.ManagedIdentity/userAssignedIdentities');
  requireWith(inputs, 'virtual-network', ['address-prefix', 'node-subnet', 'endpoint-subnet', 'api-server-subnet']);
  requireWith(inputs, 'registry', ['registry-dns-zone']);
  const variant: Variant = {
    ...(inputs['outbound-type'] === undefined ? {} : { outboundType: inputs['outbound-type'] }),
    ...(inputs['api-server'] === undefined ? {} : { apiServer: inputs['api-server'] }),
    ...(network === undefined ? {} : {
      network: {
        id: network,
        nodeSubnet: inputs['node-subnet'] ?? 'nodes',
        endpointSubnet: inputs['endpoint-subnet'] ?? 'endpoints',
        apiServerSubnet: inputs['api-server-subnet'] ?? 'api-server',
        addressPrefix: inputs['address-prefix'] ?? '10.224.0.0/16',
      },
    }),
    ...(registry === undefined ? {} : { registry: { id: registry, ...(zoneId === undefined ? {} : { zoneId }) } }),
    ...(controlPlaneIdentityId === undefined ? {} : { controlPlaneIdentityId }),
    ...(kubeletIdentityId === undefined ? {} : { kubeletIdentityId }),
  };
  return Object.keys(variant).length === 0 ? undefined : variant;
}

type Reference = 'virtual-network' | 'registry' | 'registry-dns-zone' | 'control-plane-identity' | 'kubelet-identity';

function idOf(inputs: Inputs, name: Reference, type: string): string | undefined {
  const text = inputs[name];
  if (text === undefined) return undefined;
  const pattern = new RegExp(`/providers/${type.replaceAll('.', String.raw`\.`)}/[^/]+$`, 'i');
  if (text.startsWith('/')) {
    if (pattern.test(text)) return text;
    throw new UserError(`"${name}" has to be the id of a ${type}, and ${text} is that of something else.`);
  }
  return formatResourceId(`/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`, type, text);
}

/** What is said of something that nobody named is a mistake, not a wish that may be passed over. */
function requireWith(inputs: Inputs, what: 'virtual-network' | 'registry', names: readonly (keyof Inputs)[]): void {
  const named = names.find((name) => inputs[name] !== undefined);
  if (inputs[what] === undefined && named !== undefined) throw new UserError(`"${named}" speaks of "${what}", which is not given: name it, or leave "${named}" out.`);
}
