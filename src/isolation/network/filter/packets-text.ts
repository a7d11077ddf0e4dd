import { partText, wholeText } from '../addresses/internet-text.ts';
import { addressesText, type Family } from '../addresses/prefixes.ts';
import { allPorts, allProtocols, protocols, type Packets } from './packets.ts';
import { covers, holds, intersect, meet, pairsOf, type Point, type Ranges } from '../addresses/ranges.ts';
import type { TagPlaces } from './service-tags.ts';

/** Packets in words: `TCP 443 to AzureCloud`, `UDP to the Internet`, `everything to 203.0.113.0/24 from 10.0.1.0/24`. */
export function packetsText<P extends Point>(packets: Packets<P>, around: { readonly family: Family<P>; readonly internet: Ranges<P>; readonly tags: TagPlaces<P>; readonly sources: Ranges<P>; readonly written: ReadonlyMap<string, string> }): string {
  const { family, sources } = around;
  const from = intersect(packets.sources, family.addresses);
  const source = covers(packets.sources, sources) || from.length === 0 ? '' : ` from ${addressesText(family, from)}`;
  return `${protocolsText(packets.protocols)}${portsText(packets.ports)} to ${destinationsText(packets.destinations, around)}${source}`;
}

function protocolsText(held: Ranges<number>): string {
  if (covers(held, allProtocols)) return 'everything';
  const names = protocols.filter((_, index) => holds(held, index)).map((name) => name.toUpperCase());
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function portsText(ports: Ranges<number>): string {
  if (covers(ports, allPorts)) return '';
  const shown = pairsOf(ports).slice(0, 3).map(([from, end]) => (end - from === 1 ? String(from) : `${from}-${end - 1}`));
  const more = ports.length / 2 - shown.length;
  return ` ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function destinationsText<P extends Point>(destinations: Ranges<P>, around: { readonly family: Family<P>; readonly internet: Ranges<P>; readonly tags: TagPlaces<P>; readonly written: ReadonlyMap<string, string> }): string {
  const { family, internet, tags, written } = around;
  const numbers = intersect(destinations, internet);
  if (numbers.length > 0) return partText(family, internet, numbers);
  if (meet(destinations, tags.elsewhere)) return `the rest of ${wholeText(family)}`;
  return tags.named.filter(({ place }) => meet(destinations, place)).map(({ tag }) => written.get(tag) ?? tag).join(', ');
}
