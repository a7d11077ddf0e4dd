import * as fc from 'fast-check';
import type { FaultEffect, FaultRule } from '../../../src/sandbox/faults/language/rule.ts';

const headerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/).filter((name) => !['code', 'message', 'body', 'content-length', 'transfer-encoding', 'connection'].includes(name));
const headers = fc.dictionary(headerName, fc.stringMatching(/^[\x20-\x7e]{0,20}$/), { maxKeys: 3, noNullPrototype: true });
const text = fc.string({ unit: 'binary', maxLength: 20 });
const error = fc.record({ code: text, message: text }, { requiredKeys: [] });
const effect: fc.Arbitrary<FaultEffect> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), status: fc.integer({ min: 200, max: 599 }), headers, said: fc.oneof(error, fc.record({ body: text })) })
    .map(({ said, ...rest }) => ({ ...rest, ...said })),
  headers.filter((some) => Object.keys(some).length > 0).map((some) => ({ kind: 'with' as const, headers: some })),
  fc.constantFrom('before' as const, 'after' as const).map((when) => ({ kind: 'reset' as const, when })),
  fc.oneof(fc.nat({ max: 999_999_999 }), fc.constant('half' as const)).map((bytes) => ({ kind: 'truncate' as const, bytes })),
  fc.webUrl().map((address) => ({ kind: 'poll' as const, address })),
  fc.tuple(fc.constantFrom('Failed' as const, 'Canceled' as const), error).map(([status, said]) => ({ kind: 'end' as const, status, ...said })),
  fc.constant({ kind: 'never' as const }),
);
const which = fc.oneof(
  fc.constant({ from: 1 }),
  fc.integer({ min: 1, max: 1_000_000_000 }).map((from) => ({ from })),
  fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.nat({ max: 1000 })).map(([from, more]) => ({ from, to: from + more })),
);
/** Any rule that can be written. */
export const rule: fc.Arbitrary<FaultRule> = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', '*'),
  path: fc.array(fc.oneof(fc.constantFrom('**', '*', 'managedClusters'), fc.stringMatching(/^[a-zA-Z0-9.()*-]{1,8}$/).filter((part) => !part.includes('**') && part !== '->')), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('/')),
  which,
  happens: fc.oneof(
    fc.tuple(fc.nat({ max: 3_600_000 }), effect).map(([delay, some]) => ({ delay, effect: some })),
    fc.integer({ min: 1, max: 3_600_000 }).map((delay) => ({ delay, effect: { kind: 'pass' as const } })),
  ),
}).map(({ which: some, happens, ...rest }) => ({ ...rest, ...some, ...happens }));
