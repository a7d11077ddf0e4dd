import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { prefixOf } from './prefixes.ts';
import { rangesOf, subtract, type Ranges } from './ranges.ts';

/** Address prefixes as a document gives them: texts, with Unknown for any of them or for the list. */
export type Prefixes = readonly unknown[] | Unknown;

/** Sets of addresses of both IP versions, and why some may be missing. */
export interface Addresses {
  readonly ipv4: Ranges<number>;
  readonly ipv6: Ranges<bigint>;
  /** Prefixes that are not known, or cannot be read: the reasons. Empty when the sets hold all. */
  readonly unknown: readonly string[];
  /** Some prefix that is not known may be one of IPv6. */
  readonly perhapsIpv6: boolean;
}

/**
 * What is not the Internet although it is an IPv4 address:
 * - 10/8, 172.16/12, 192.168/16, 100.64/10: Azure's system routes drop them ("Azure virtual network traffic routing", default routes);
 * - 168.63.129.16, 169.254/16, 127/8, 224/4, 255.255.255.255: the platform's own, link-local, loopback, multicast and broadcast, which no
 *   virtual network may use either ("Azure Virtual Network frequently asked questions (FAQ)", and on the first "What is IP address 168.63.129.16?");
 * - 0/8 and 240/4: addresses of no host (IANA IPv4 Special-Purpose Address Registry).
 * Documentation prefixes such as 203.0.113.0/24 stay in: nobody is reached there, but a rule that names one means the Internet.
 */
const notInternet = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'];

const publicIpv4 = subtract([0, 2 ** 32], addressesOf(notInternet).ipv4);
/** Global unicast (IANA Internet Protocol Version 6 Address Space). */
const publicIpv6 = addressesOf(['2000::/3']).ipv6;

/** Every address that is reachable by the public Internet, whoever uses it. */
export const publicAddresses: Addresses = { ipv4: publicIpv4, ipv6: publicIpv6, unknown: [], perhapsIpv6: false };

/**
 * The Internet as a virtual network sees it: "the IP address space that's outside the virtual network and reachable by the public internet", Azure's own
 * public addresses among it ("Azure service tags overview", `Internet`). Public prefixes that the network claims are routed within it ("Azure virtual
 * network traffic routing", default routes). A prefix of the network that is not known is taken to be a private one.
 */
export function internetOf(network: Addresses): { readonly ipv4: Ranges<number>; readonly ipv6: Ranges<bigint> } {
  return { ipv4: subtract(publicIpv4, network.ipv4), ipv6: subtract(publicIpv6, network.ipv6) };
}

/** Reads prefixes: those that are known as sets, those that are not as reasons. */
export function addressesOf(prefixes: Prefixes): Addresses {
  if (isUnknown(prefixes)) return { ipv4: [], ipv6: [], unknown: [prefixes.why], perhapsIpv6: true };
  const v4: (readonly [number, number])[] = [];
  const v6: (readonly [bigint, bigint])[] = [];
  const unknown: string[] = [];
  let perhapsIpv6 = false;
  for (const prefix of prefixes) {
    const read = typeof prefix === 'string' ? prefixOf(prefix) : undefined;
    if (read?.family === 'IPv4') v4.push([read.from, read.end]);
    else if (read?.family === 'IPv6') v6.push([read.from, read.end]);
    else {
      unknown.push(isUnknown(prefix) ? prefix.why : `${JSON.stringify(prefix)} is no address prefix`);
      perhapsIpv6 ||= !isUnknown(prefix) || prefix.pieces?.some((piece) => piece.includes('.')) !== true;
    }
  }
  return { ipv4: rangesOf(v4), ipv6: rangesOf(v6), unknown, perhapsIpv6 };
}
