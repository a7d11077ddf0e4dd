import { isUnknown } from '../../../language/unknown.ts';
import { common, without, type Budget, type Packets } from './packets.ts';
import { intersect, meet, subtract, unite, type Point, type Ranges } from '../addresses/ranges.ts';
import { matchOf, type Match, type Surroundings } from './match.ts';
import { allowInternetOutBound, type RuleMark, type SecurityRule } from './security-rule.ts';

/** Packets that certainly exist and certainly pass, with the rules that let them, one of each group so far. */
export interface Passage<P extends Point> {
  readonly packets: Packets<P>;
  /** Addresses of the Internet that prefixes have not taken away: of the addresses outside of Azure, of which the packets may name one, one is among these. */
  readonly room: Ranges<P>;
  readonly by: readonly RuleMark[];
}

/** Why it is not known whether packets pass. */
export interface Doubt {
  readonly text: string;
  readonly pointer?: string;
}

/** Packets that perhaps pass; without a reason they certainly do. */
export interface Chance<P extends Point> {
  readonly packets: Packets<P>;
  readonly why: Doubt | undefined;
}

/** What has passed the groups so far. */
export interface Flow<P extends Point> {
  readonly certain: readonly Passage<P>[];
  readonly possible: readonly Chance<P>[];
  /** Rules that certainly denied something. */
  readonly denied: ReadonlySet<RuleMark>;
}

/** Pieces beyond which a flow is not followed. */
const mostPieces = 2000;

/**
 * Passes a flow through one group: "Rules are processed in priority order, with lower numbers processed before higher numbers. Once traffic matches a rule,
 * processing stops" (Azure network security groups overview). Packets that certainly match a rule are done with; those that perhaps match one are no longer
 * certain to be allowed behind it if it denies, and not certain to be decided. Rules of one priority, and a rule whose priority is not known, may be
 * processed before each other.
 */
export function flowThrough<P extends Point>(rules: readonly SecurityRule[], flow: Flow<P>, around: Surroundings<P>, budget: Budget): Flow<P> {
  const group = new Group(flow, around, budget);
  const floating = rules.filter(({ priority }) => isUnknown(priority)).map((rule) => ({ rule, match: matchOf(rule, around) }));
  for (const { rule, match } of floating) group.mayAllow(rule, match);
  for (const { rule, match } of floating) group.mayDeny(rule, match);
  const ranked = rules.flatMap((rule) => (isUnknown(rule.priority) ? [] : [{ rule, priority: rule.priority }])).toSorted((one, other) => one.priority - other.priority);
  for (let index = 0; index < ranked.length;) {
    const priority = ranked[index]?.priority;
    const peers = ranked.slice(index, ranked.findLastIndex((one) => one.priority === priority) + 1);
    index += peers.length;
    const disagree = peers.some(({ rule }) => rule.allows !== peers[0]?.rule.allows);
    const step = peers.map(({ rule }) => ({ rule, match: withDoubt(matchOf(rule, around), disagree ? 'another rule of its priority decides otherwise' : undefined) }));
    for (const { rule, match } of step) group.mayAllow(rule, match);
    for (const { rule, match } of step) group.mayDeny(rule, match);
    for (const { rule, match } of step) group.allow(rule, match);
    for (const { rule, match } of step) group.decide(rule, match);
  }
  for (const { rule, match } of floating) group.allow(rule, match);
  for (const { rule, match } of floating) group.decide(rule, match);
  return group.end();
}

/** One group while it is processed. */
class Group<P extends Point> {
  /** Certainly not denied so far. */
  #certain: readonly Passage<P>[];
  /** Perhaps not decided so far. */
  #possible: readonly Chance<P>[];
  readonly #denied: Set<RuleMark>;
  readonly #doubts: { readonly packets: readonly Packets<P>[]; readonly why: Doubt }[] = [];
  readonly #allowed: Passage<P>[] = [];
  readonly #mayPass: Chance<P>[] = [];
  readonly #around: Surroundings<P>;
  readonly #budget: Budget;

  constructor(flow: Flow<P>, around: Surroundings<P>, budget: Budget) {
    this.#certain = flow.certain;
    this.#possible = flow.possible;
    this.#denied = new Set(flow.denied);
    this.#around = around;
    this.#budget = budget;
  }

  /** What the rule lets through if it matches all that it perhaps does. */
  mayAllow(rule: SecurityRule, match: Match<P>): void {
    if (this.#budget.left < 0 || rule.allows === false) return;
    const why = doubtOf(rule, match);
    const { internet, tags } = this.#around;
    for (const { packets, why: before } of this.#possible) {
      // Where a rule names nothing but tags, some of a tag has to be left.
      if (match.onlyTags?.every((tag) => !meet(packets.destinations, tag)) === true) continue;
      for (const one of match.most) {
        const found = common(packets, { ...one, destinations: intersect(one.destinations, internet) }, this.#budget);
        if (found === undefined) continue;
        const destinations = unite(found.destinations, intersect(packets.destinations, tags.all));
        this.#mayPass.push({ packets: { ...found, destinations }, why: why ?? before ?? this.#doubtOf(found) });
      }
    }
    this.#spend(this.#possible.length + this.#mayPass.length);
  }

  /** Takes from what is certain all that the rule denies if it matches all that it perhaps does. */
  mayDeny(rule: SecurityRule, match: Match<P>): void {
    if (this.#budget.left < 0 || rule.allows === true) return;
    const why = doubtOf(rule, match);
    if (why !== undefined) this.#doubts.push({ packets: match.most, why });
    for (const { packets: one, taken } of match.touched) {
      this.#certain = this.#certain.flatMap((passage) => {
        const { packets, room, by } = passage;
        if (taken.length === 0 && !meet(packets.destinations, one.destinations)) return [passage];
        const toAnywhere = { ...one, destinations: packets.destinations };
        const same = common(packets, toAnywhere, this.#budget);
        if (same === undefined) return [passage];
        const destinations = subtract(packets.destinations, one.destinations);
        // The room shrinks also where none of these packets is denied: an address outside of Azure has no number that could be among the rule's.
        const left = destinations.length === 0 ? [] : [{ packets: { ...same, destinations }, room: subtract(room, taken), by }];
        return [...without(packets, toAnywhere, this.#budget).map((rest) => ({ packets: rest, room, by })), ...left];
      });
    }
    this.#spend(this.#certain.length);
  }

  /** What the rule certainly lets through. */
  allow(rule: SecurityRule, match: Match<P>): void {
    if (rule.allows !== true || rule.outbound !== true) return;
    for (const one of match.least) this.#pass(one, rule.mark);
  }

  /** Takes all that the rule certainly matches from what may still be undecided. */
  decide({ allows, outbound, mark }: SecurityRule, { least }: Match<P>): void {
    if (this.#budget.left < 0 || outbound !== true) return;
    for (const one of least) {
      this.#possible = this.#possible.flatMap(({ packets, why }) => {
        const rest = without(packets, one, this.#budget);
        const isTaken = rest.length !== 1 || rest[0] !== packets;
        if (isTaken && allows === false && meet(intersect(packets.destinations, one.destinations), this.#around.internet)) this.#denied.add(mark);
        return rest.map((left) => ({ packets: left, why }));
      });
    }
    this.#spend(this.#possible.length);
  }

  /** What is left is allowed by the default rules: whatever of the Internet is not in one of the service tags Internet and VirtualNetwork is in the other. */
  end(): Flow<P> {
    for (const { packets, why } of this.#possible) {
      const numbers = { ...packets, destinations: intersect(packets.destinations, this.#around.internet) };
      if (numbers.destinations.length > 0) this.#mayPass.push({ packets, why: why ?? this.#doubtOf(numbers) });
    }
    for (const { packets } of this.#certain) this.#pass(packets, allowInternetOutBound);
    return { certain: this.#allowed, possible: this.#mayPass, denied: this.#denied };
  }

  #pass(allowed: Packets<P>, mark: RuleMark): void {
    const { tags, family } = this.#around;
    for (const { packets, room, by } of this.#certain) {
      const found = common(packets, allowed, this.#budget);
      if (found === undefined) continue;
      // Someone outside of Azure is reached only where so much of the Internet is left that it cannot be Azure's alone.
      const destinations = family.isVast(room) ? found.destinations : subtract(found.destinations, tags.elsewhere);
      if (destinations.length > 0) this.#allowed.push({ packets: { ...found, destinations }, room, by: [...by, mark] });
    }
    this.#spend(this.#certain.length + this.#allowed.length);
  }

  #doubtOf(packets: Packets<P>): Doubt | undefined {
    return this.#doubts.find((doubt) => doubt.packets.some((one) => common(one, packets, this.#budget) !== undefined))?.why;
  }

  #spend(pieces: number): void {
    this.#budget.left -= pieces > mostPieces ? Number.POSITIVE_INFINITY : pieces;
  }
}

function withDoubt<P extends Point>(match: Match<P>, doubt: string | undefined): Match<P> {
  return doubt === undefined ? match : { ...match, doubt: match.doubt ?? doubt };
}

function doubtOf({ mark, allows, outbound, priority }: SecurityRule, { doubt }: { readonly doubt: string | undefined }): Doubt | undefined {
  const why = isUnknown(outbound)
    ? `whether it is for outbound traffic is not known: ${outbound.why}`
    : isUnknown(allows)
      ? `whether it allows or denies is not known: ${allows.why}`
      : isUnknown(priority)
        ? `its priority is not known: ${priority.why}`
        : doubt;
  if (why === undefined) return undefined;
  return { text: `security rule \`${mark.name}\`: ${why}`, ...(mark.pointer === undefined ? {} : { pointer: mark.pointer }) };
}
