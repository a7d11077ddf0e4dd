import { isJsonObject, memberIgnoringCase, textAt } from '../../arm/json.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { prefixOf, type Prefix } from './addresses/prefixes.ts';

/** An entry of `routes` (or a `routeTables/routes` resource) with the JSON pointer of where it is written. */
export interface WrittenRoute {
  readonly pointer: string;
  readonly value: unknown;
}

/** `RouteNextHopType`, in Azure's writing. */
const nextHops = ['Internet', 'VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal', 'None'] as const;
export type NextHop = (typeof nextHops)[number];

/** A user-defined route. What is missing or no value that Azure takes is not known. */
export interface Route {
  readonly name: string;
  readonly pointer: string;
  readonly hop: NextHop | Unknown;
  /** Of a virtual appliance. */
  readonly nextHopIpAddress: string | Unknown | undefined;
  readonly destination: { readonly prefix: Prefix; readonly text: string } | { readonly tag: string } | Unknown;
}

export function readRoute({ pointer, value }: WrittenRoute): Route {
  const properties = isUnknown(value) ? value : isJsonObject(value) ? value['properties'] : undefined;
  const field = (name: string): unknown => (isUnknown(properties) ? properties : memberIgnoringCase(properties, name));
  const type = field('nextHopType');
  const address = field('nextHopIpAddress');
  return {
    name: textAt(value, 'name')?.split('/').at(-1) ?? pointer.split('/').at(-1) ?? '',
    pointer,
    hop: isUnknown(type) ? type : nextHops.find((hop) => typeof type === 'string' && hop.toLowerCase() === type.toLowerCase()) ?? new Unknown(type === undefined ? 'it says no next hop type' : `its next hop type is ${JSON.stringify(type)}`),
    nextHopIpAddress: isUnknown(address) || (typeof address === 'string' && address !== '') ? address : undefined,
    destination: destinationOf(field('addressPrefix')),
  };
}

/** "You can now specify a service tag as the address prefix for a user-defined route" ("Azure virtual network traffic routing"). */
function destinationOf(value: unknown): Route['destination'] {
  if (isUnknown(value)) return value;
  if (typeof value !== 'string') return new Unknown('it says no address prefix');
  const prefix = prefixOf(value);
  if (prefix !== undefined) return { prefix, text: value.trim() };
  // The tags for what is no service have no prefixes of their own that a route could have.
  const isTag = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)?$/i.test(value) && !['internet', 'virtualnetwork', 'azureloadbalancer', 'any'].includes(value.toLowerCase());
  return isTag ? { tag: value } : new Unknown(`its address prefix is ${JSON.stringify(value)}`);
}
