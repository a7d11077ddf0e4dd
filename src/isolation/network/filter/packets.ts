import { intersect, subtract, type Point, type Ranges } from '../addresses/ranges.ts';

/**
 * A set of packets: every combination of what its five sides hold. Security rules are evaluated "based on the five-tuple information of source, source
 * port, destination, destination port, and protocol" (Azure network security groups overview).
 */
export interface Packets<P extends Point> {
  /** Indices of `protocols`. */
  readonly protocols: Ranges<number>;
  readonly sources: Ranges<P>;
  readonly sourcePorts: Ranges<number>;
  readonly destinations: Ranges<P>;
  readonly ports: Ranges<number>;
}

/** The protocols that a rule can name, in Azure's writing (`SecurityRuleProtocol`); a virtual network carries no others ("Azure Virtual Network FAQ"). */
export const protocols = ['Tcp', 'Udp', 'Icmp', 'Esp', 'Ah'] as const;
export const allProtocols: Ranges<number> = [0, protocols.length];
/** Tcp and Udp: the others have no ports. */
export const protocolsWithPorts: Ranges<number> = [0, 2];
export const allPorts: Ranges<number> = [0, 65_536];

/** Work that may still be done, in boundaries of ranges that are walked; below zero there was too much. */
export interface Budget {
  left: number;
}

/** The packets that are in both sets; undefined when there are none, or when there was too much to do. */
export function common<P extends Point>(some: Packets<P>, others: Packets<P>, budget: Budget): Packets<P> | undefined {
  budget.left -= some.sources.length + others.sources.length + some.destinations.length + others.destinations.length + some.ports.length + others.ports.length + 8;
  if (budget.left < 0) return undefined;
  // The sides that differ most often come first.
  const shared = intersect(some.protocols, others.protocols);
  if (shared.length === 0) return undefined;
  const ports = intersect(some.ports, others.ports);
  if (ports.length === 0) return undefined;
  const destinations = intersect(some.destinations, others.destinations);
  if (destinations.length === 0) return undefined;
  const sourcePorts = intersect(some.sourcePorts, others.sourcePorts);
  const sources = intersect(some.sources, others.sources);
  return sourcePorts.length === 0 || sources.length === 0 ? undefined : { protocols: shared, ports, sourcePorts, sources, destinations };
}

/** The packets that are not among the others, as at most five sets without a packet in common. */
export function without<P extends Point>(packets: Packets<P>, others: Packets<P>, budget: Budget): readonly Packets<P>[] {
  const shared = common(packets, others, budget);
  if (shared === undefined) return [packets];
  const { protocols: sharedProtocols, ports, sourcePorts, sources } = shared;
  // Each set leaves the others behind by one side and agrees with them in the sides before.
  return [
    { ...packets, protocols: subtract(packets.protocols, others.protocols) },
    { ...packets, protocols: sharedProtocols, ports: subtract(packets.ports, others.ports) },
    { ...packets, protocols: sharedProtocols, ports, sourcePorts: subtract(packets.sourcePorts, others.sourcePorts) },
    { ...packets, protocols: sharedProtocols, ports, sourcePorts, sources: subtract(packets.sources, others.sources) },
    { protocols: sharedProtocols, ports, sourcePorts, sources, destinations: subtract(packets.destinations, others.destinations) },
  ].filter((rest) => !isEmpty(rest));
}

function isEmpty<P extends Point>(packets: Packets<P>): boolean {
  return [packets.protocols, packets.ports, packets.sourcePorts, packets.sources, packets.destinations].some((side) => side.length === 0);
}
