import { isJsonObject, textAt } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
import { prefixOf } from '../addresses/prefixes.ts';
import { allPorts, allProtocols, protocols } from './packets.ts';
import { rangesOf, type Ranges } from '../addresses/ranges.ts';

/** An entry of `securityRules` (or a `networkSecurityGroups/securityRules` resource) with the JSON pointer of where it is written. */
export interface WrittenRule {
  readonly pointer: string;
  readonly value: unknown;
}

/** What names a rule to a person. The default rules have no pointer. */
export interface RuleMark {
  readonly name: string;
  /** Undefined when it is not known. */
  readonly priority: number | undefined;
  readonly pointer?: string;
}

/** The values that a rule certainly matches, those that it perhaps matches, and why they differ. */
export interface Bounds {
  readonly least: Ranges<number>;
  readonly most: Ranges<number>;
  readonly why: string | undefined;
}

/** The source or the destination of a rule as it is written. */
export interface Side {
  /** `*`. */
  readonly everything: boolean;
  readonly ipv4: Ranges<number>;
  readonly ipv6: Ranges<bigint>;
  /** Service tags, as written. */
  readonly tags: readonly string[];
  /** Application security groups are named. */
  readonly groups: boolean;
  /** Why there may be more. */
  readonly unknown: readonly string[];
}

/** A rule that is, or perhaps is, one for outbound traffic. */
export interface SecurityRule {
  readonly mark: RuleMark;
  readonly priority: number | Unknown;
  readonly allows: Truth;
  readonly outbound: true | Unknown;
  readonly protocol: Bounds;
  readonly ports: Bounds;
  readonly sourcePorts: Bounds;
  readonly source: Side;
  readonly destination: Side;
  /** Prefixes that are written in it. */
  readonly size: number;
}

/** "Priority: a number between 100 and 4096" (Azure network security groups overview). */
const priorities = { least: 100, most: 4096 };

/** Reads a rule; undefined for one of inbound traffic. What is missing or no value that Azure takes is not known, and never nothing. */
export function readRule({ pointer, value }: WrittenRule): SecurityRule | undefined {
  const fields = fieldsOf(value);
  const direction = choice(fields, 'direction', ['outbound', 'inbound']);
  if (direction === 'inbound') return undefined;
  const priority = priorityOf(fields);
  const access = choice(fields, 'access', ['allow', 'deny']);
  const name = textAt(value, 'name')?.split('/').at(-1) ?? pointer.split('/').at(-1) ?? '';
  const [source, destination] = [sideOf(fields, 'source'), sideOf(fields, 'destination')];
  return {
    mark: { name, priority: isUnknown(priority) ? undefined : priority, pointer },
    priority,
    allows: isUnknown(access) ? access : access === 'allow',
    outbound: isUnknown(direction) ? direction : true,
    protocol: protocolOf(fields),
    ports: portsOf(fields, 'destination'),
    sourcePorts: portsOf(fields, 'source'),
    source,
    destination,
    size: source.ipv4.length + source.ipv6.length + destination.ipv4.length + destination.ipv6.length,
  };
}

/** The properties of a rule by their names in lower case, as ARM reads them without regard to case; Unknown when they are not known at all. */
type Fields = ReadonlyMap<string, unknown> | Unknown;

function fieldsOf(rule: unknown): Fields {
  if (isUnknown(rule)) return rule;
  const properties = isJsonObject(rule) ? rule['properties'] : undefined;
  if (isUnknown(properties)) return properties;
  return new Map(isJsonObject(properties) ? Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]) : []);
}

/** The value of a property; undefined for an absent one, and for what Azure writes for none: null and the empty text. */
function fieldOf(fields: Fields, name: string): unknown {
  if (isUnknown(fields)) return fields;
  const value = fields.get(name.toLowerCase());
  return value === null || value === '' ? undefined : value;
}

/** One of a few words, in lower case; Unknown for anything else. */
function choice<Word extends string>(fields: Fields, name: string, words: readonly Word[]): Word | Unknown {
  const value = fieldOf(fields, name);
  if (isUnknown(value)) return value;
  return words.find((word) => typeof value === 'string' && word === value.toLowerCase()) ?? new Unknown(value === undefined ? `it has no ${name}` : `its ${name} is ${JSON.stringify(value)}`);
}

function priorityOf(fields: Fields): number | Unknown {
  const value = fieldOf(fields, 'priority');
  if (isUnknown(value)) return value;
  const priority = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  const isOne = typeof priority === 'number' && Number.isInteger(priority) && priority >= priorities.least && priority <= priorities.most;
  return isOne ? priority : new Unknown(value === undefined ? 'it has no priority' : `its priority is ${JSON.stringify(value)}`);
}

function protocolOf(fields: Fields): Bounds {
  const words = ['*', 'any', ...protocols.map((protocol) => protocol.toLowerCase())];
  const word = choice(fields, 'protocol', words);
  if (isUnknown(word)) return { least: [], most: allProtocols, why: `which protocol it is for is not known: ${word.why}` };
  const index = words.indexOf(word) - 2;
  const named: Ranges<number> = index < 0 ? allProtocols : [index, index + 1];
  return { least: named, most: named, why: undefined };
}

function portsOf(fields: Fields, side: 'source' | 'destination'): Bounds {
  const written = valuesOf(fields, [`${side}PortRange`, `${side}PortRanges`]);
  let everything = false;
  let why = written.length === 0 ? `it says no ${side} port range` : undefined;
  const pairs: (readonly [number, number])[] = [];
  for (const value of written) {
    const match = typeof value === 'string' || typeof value === 'number' ? /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(String(value)) : null;
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (value === '*') everything = true;
    else if (match !== null && from <= to && to < 65_536) pairs.push([from, to + 1]);
    else why ??= isUnknown(value) ? `its ${side} ports are not known: ${value.why}` : `its ${side} port range is ${JSON.stringify(value)}`;
  }
  if (everything) return { least: allPorts, most: allPorts, why: undefined };
  const known = rangesOf(pairs);
  return why === undefined ? { least: known, most: known, why } : { least: known, most: allPorts, why };
}

function sideOf(fields: Fields, side: 'source' | 'destination'): Side {
  const written = valuesOf(fields, [`${side}AddressPrefix`, `${side}AddressPrefixes`]);
  const groups = isUnknown(fields) ? [] : valuesOf(fields, [`${side}ApplicationSecurityGroups`]);
  const v4: (readonly [number, number])[] = [];
  const v6: (readonly [bigint, bigint])[] = [];
  const tags: string[] = [];
  const unknown: string[] = written.length + groups.length === 0 ? [`it says no ${side}`] : [];
  let everything = false;
  for (const value of written) {
    const prefix = typeof value === 'string' ? prefixOf(value) : undefined;
    if (prefix?.family === 'IPv4') v4.push([prefix.from, prefix.end]);
    else if (prefix?.family === 'IPv6') v6.push([prefix.from, prefix.end]);
    else if (typeof value === 'string' && (value === '*' || value.toLowerCase() === 'any')) everything = true;
    // Names of service tags ("Azure service tags overview"): letters and digits, a region or a part behind a dot.
    else if (typeof value === 'string' && /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)?$/i.test(value.trim())) tags.push(value.trim());
    else unknown.push(isUnknown(value) ? `its ${side} is not known: ${value.why}` : `its ${side} is ${JSON.stringify(value)}`);
  }
  // A list of application security groups that is not known may be empty, but then it names the side no further: either way no more than groups.
  return { everything, ipv4: rangesOf(v4), ipv6: rangesOf(v6), tags, groups: groups.length > 0, unknown };
}

/** The values of a property for one and of its twin for several: Azure writes both, the unused one empty. */
function valuesOf(fields: Fields, names: readonly string[]): readonly unknown[] {
  if (isUnknown(fields)) return [fields];
  return names.flatMap((name) => {
    const value = fieldOf(fields, name);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((one) => one !== undefined && one !== null && one !== '');
  });
}

/** The default rule by which what no rule decides is allowed; `DenyAllOutBound` behind it finds nothing of the Internet left. */
export const allowInternetOutBound: RuleMark = { name: 'AllowInternetOutBound', priority: 65_001 };
