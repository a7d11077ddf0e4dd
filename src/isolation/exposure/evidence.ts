import { isUnknown, type Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';
import type { Spot } from './graph/spot.ts';

/** One fact that an answer rests on. */
export interface Evidence {
  readonly state: 'open' | 'closed' | 'undetermined';
  /** A clause a person understands, without a period: "pool `web` gives each node a public address". */
  readonly message: string;
  /** Where the value stands; of what is absent, where it would. */
  readonly spot?: Spot;
  /** What the value should be, where that can be said. */
  readonly wanted?: unknown;
  /** What an open way leads to, for declarations of egress that is meant: an address, an id, the name of an add-on, an outbound type. */
  readonly target?: string;
  /**
   * Only of `undetermined`: what is missing is a resource or a list that was not given, and nothing that was given opens the way.
   * In words for a list: "public IP addresses in the node resource group".
   */
  readonly notVisible?: string;
}

/** The answer of a rule for one cluster: `open` where any evidence is, else `undetermined` where any is, else `closed`. Never without evidence. */
export interface Answer {
  readonly state: Evidence['state'];
  readonly evidence: readonly Evidence[];
}

/** Things of a kind. `rest` is evidence that there may be more; empty where these are all. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly rest: readonly Evidence[];
}

/** The way is open here. */
export function open(message: string, spot: Spot, more: Pick<Evidence, 'wanted' | 'target'> = {}): Evidence {
  return { state: 'open', message, spot, ...more };
}

/** The way is closed here. */
export function closed(message: string, spot?: Spot): Evidence {
  return { state: 'closed', message, ...(spot === undefined ? {} : { spot }) };
}

/** A value that was given is not known. */
export function undetermined(message: string, spot: Spot, more: Pick<Evidence, 'wanted'> = {}): Evidence {
  return { state: 'undetermined', message, spot, ...more };
}

/** A resource or a list that would decide was not given: no finding where only files are read. */
export function notVisible(what: string, spot?: Spot): Evidence {
  return { state: 'undetermined', message: `${what} cannot be seen here`, notVisible: what, ...(spot === undefined ? {} : { spot }) };
}

/** The items with evidence that there may be more, unless the list is known to be complete. @param what in words for a list: "pools that are made elsewhere" */
export function listed<Item>(items: readonly Item[], isComplete: boolean, what: string): Listed<Item> {
  return { items, rest: isComplete ? [] : [notVisible(what)] };
}

/**
 * Evidence from a condition that opens the way: `opens` says it does, `closes` that it does not. An unknown value is undetermined, with why.
 */
export function when(condition: Truth, spot: Spot, said: { readonly opens: string; readonly closes: string; readonly wanted?: unknown; readonly target?: string }): Evidence {
  const more = said.wanted === undefined ? {} : { wanted: said.wanted };
  if (isUnknown(condition)) return undetermined(`${said.opens}, or not: ${whyOf(condition)}`, spot, more);
  return condition ? open(said.opens, spot, { ...more, ...(said.target === undefined ? {} : { target: said.target }) }) : closed(said.closes, spot);
}

function whyOf({ why }: Unknown): string {
  return why;
}

/** `a or b`, three-valued. */
export function either(left: Truth, right: Truth): Truth {
  if (left === true || right === true) return true;
  return isUnknown(left) ? left : right;
}

/** `a and b`, three-valued. */
export function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return isUnknown(left) ? left : right;
}
