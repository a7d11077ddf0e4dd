import type { Family } from '../addresses/prefixes.ts';
import { rangesOf, type Point, type Ranges } from '../addresses/ranges.ts';

/**
 * Which addresses a service tag holds is Azure's to say and changes week by week, so they are not known here. What is known of them is told by one address
 * of each, whose number is not known and which therefore has a place behind all addresses: of `AzureCloud` and of its regions one that a customer uses, so
 * that it is in no tag of a service; of a tag with regions one of a region that is not named. Of the Internet it is one that is not Azure's at all.
 */
export interface TagPlaces<P extends Point> {
  /** Of the Internet outside of Azure. */
  readonly elsewhere: Ranges<P>;
  /** All places. */
  readonly all: Ranges<P>;
  readonly named: readonly { readonly tag: string; readonly place: Ranges<P> }[];
}

/** Tags that stand for no addresses of the Internet: the platform's own (168.63.129.16 and 169.254.169.254, "Azure platform considerations"). */
export const platformTags: ReadonlySet<string> = new Set(['azureloadbalancer', 'azureplatformdns', 'azureplatformimds']);

/** Gives each tag its place. @param tags in lower case, without `internet`, `virtualnetwork` and the platform's */
export function placesOf<P extends Point>(family: Family<P>, tags: ReadonlySet<string>): TagPlaces<P> {
  const place = (index: number): Ranges<P> => [family.behind(index), family.behind(index + 1)];
  const named = [...tags].map((tag, index) => ({ tag, place: place(index + 1) }));
  return { elsewhere: place(0), all: [family.behind(0), family.behind(named.length + 1)], named };
}

/** The places that a tag certainly holds: its own and those of its regions. */
export function placesWithin<P extends Point>({ named }: TagPlaces<P>, tag: string): Ranges<P> {
  return gather(named.filter((other) => isWithin(other.tag, tag)).map(({ place }) => place));
}

/** The places that a tag perhaps holds. */
export function placesNear<P extends Point>({ named }: TagPlaces<P>, tag: string): Ranges<P> {
  return gather(named.filter((other) => isWithin(other.tag, tag) || mayHold(tag, other.tag)).map(({ place }) => place));
}

const azure = 'azurecloud';

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

/** Whether the address that stands for `other` may be one of `tag` too. */
function mayHold(tag: string, other: string): boolean {
  const isParent = tag.startsWith(`${other}.`);
  // All that a service has may be among Azure's addresses; what a customer has is not among a service's.
  return !isParent && !isWithin(other, azure);
}

function gather<P extends Point>(places: readonly Ranges<P>[]): Ranges<P> {
  return rangesOf(places.flatMap((place) => {
    const from = place[0];
    const end = place[1];
    return from === undefined || end === undefined ? [] : [[from, end] as const];
  }));
}
