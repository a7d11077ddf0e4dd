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

/** The packets that are in both sets; undefined when there are none. */
export function common<P extends Point>(some: Packets<P>, others: Packets<P>): Packets<P> | undefined {
  const shared = {
    protocols: intersect(some.protocols, others.protocols),
    ports: intersect(some.ports, others.ports),
    sourcePorts: intersect(some.sourcePorts, others.sourcePorts),
    sources: intersect(some.sources, others.sources),
    destinations: intersect(some.destinations, others.destinations),
  };
  return isEmpty(shared) ? undefined : shared;
}

export function isEmpty<P extends Point>(packets: Packets<P>): boolean {
  return [packets.protocols, packets.ports, packets.sourcePorts, packets.sources, packets.destinations].some((side) => side.length === 0);
}

/** The packets that are not among the others, as at most five sets without a packet in common. */
export function without<P extends Point>(packets: Packets<P>, others: Packets<P>, budget: Budget): readonly Packets<P>[] {
  budget.left -= packets.sources.length + others.sources.length + packets.destinations.length + others.destinations.length + packets.ports.length + others.ports.length + 8;
  if (budget.left < 0) return [packets];
  const shared = common(packets, others);
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
