import * as fc from 'fast-check';
import { isJsonObject } from '../../../src/arm/json.ts';
import { MalformedBody } from '../../../src/sandbox/http.ts';
import { parseBody } from '../../../src/sandbox/body.ts';

const deep = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

/** Values that stand where others are expected. `__proto__` comes as JSON.parse makes it: as an own member. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null, true, false, 0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 4294967296, '', ' ', 'NaN', 'Infinity', '0', 'null', '\u0000', '\ud800', 'ﬀ', 'İ', '/', '//', '/subscriptions',
    '/subscriptions//resourceGroups//', "'", '[parameters(', '[concat()]', '[[', '*', '10.0.0.0/99', '999.1.1.1', '2026-99-99T99:99:99Z', [], {}, [null], [[]], [{}], [1, 'a', null], 'x'.repeat(5000),
    JSON.parse('{"__proto__":{"polluted":true}}'), JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'), JSON.parse('{"toString":1,"valueOf":2,"hasOwnProperty":3}'), deep(90),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'properties', 'Properties', 'id', 'name', 'type', 'location', 'tags', 'sku', 'identity', '', 'İ');

interface Mutation {
  /** Which of all places, in the order of a walk. */
  readonly place: number;
  readonly kind: 'remove' | 'replace' | 'rename' | 'add' | 'wrap' | 'case' | 'double';
  readonly name: string;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({ place: fc.nat(400), kind: fc.constantFrom('remove', 'replace', 'replace', 'replace', 'rename', 'add', 'wrap', 'case', 'double'), name: names, value: odd });

/** A body to which one to three things were done. */
export function mutated(bodies: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.tuple(fc.constantFrom(...bodies), fc.array(mutation, { maxLength: 3 })).map(([body, all]) => asSent(all.reduce<unknown>(mutate, structuredClone(body))));
}

/** Any body: one that was good, one that is none, and one as it comes over the wire. */
export function anyBody(bodies: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: mutated(bodies) },
    { weight: 1, arbitrary: odd.map(asSent) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, new MalformedBody('Unexpected end of JSON input'), 'plain text', ...['\ufeff{}', '{"a":1,"a":{"b":2}}', '{', '1e999', `${'['.repeat(2000)}${']'.repeat(2000)}`].map((text) => parseBody(text, 'application/json')), parseBody('a=b&__proto__=c', 'application/x-www-form-urlencoded')) },
  );
}

/** As it arrives over the wire. */
function asSent(body: unknown): unknown {
  return parseBody(JSON.stringify(body) ?? '', 'application/json');
}

function mutate(root: unknown, { place, kind, name, value: shared }: Mutation): unknown {
  const value = structuredClone(shared);
  const places = placesIn(root);
  const chosen = places[place % Math.max(1, places.length)];
  if (chosen === undefined) return value;
  const { holder, key } = chosen;
  const held: unknown = Reflect.get(holder, key);
  switch (kind) {
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    case 'replace': put(holder, key, value); break;
    case 'wrap': put(holder, key, Array.isArray(held) ? held[0] ?? null : [held]); break;
    case 'double': if (Array.isArray(held)) put(holder, key, [held, held].flat()); else put(holder, key, typeof held === 'string' ? held + held : held); break;
    case 'add': if (isJsonObject(held)) put(held, name, value); else put(holder, name, value); break;
    case 'rename':
    case 'case':
      if (Array.isArray(holder)) break;
      Reflect.deleteProperty(holder, key);
      put(holder, kind === 'rename' ? name : key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase(), held);
  }
  return root;
}

/** As JSON.parse does: `__proto__` is a member like any other. */
function put(holder: object, key: string, value: unknown): void {
  if (Array.isArray(holder) && !/^\d+$/.test(key)) holder.push(value);
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: unknown): readonly { readonly holder: object; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn(Reflect.get(value, key))]);
}
