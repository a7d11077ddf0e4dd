import { describe, expect, test } from '@jest/globals';
import { refusals, ends } from './rules/validity.ts';
import { refusals as codes, ends as failures } from './rules/codes.ts';

/**
 * What AKS allows, held to the rules and codes as they were compiled from public material (aks-network-isolation.md 2.1 and 2.2): every one is broken once. No request
 * breaks three of them, which are of what runs in a cluster: storage classes for files and blobs, the network security rule of `block`, the node event EgressBlocked.
 */
describe.each([['refused by a rule', refusals], ['refused with a code', codes]])('%s', (_, rows) => {
  test.each(rows.map(([rule, ...row]) => ({ rule, row })))('$rule', ({ row: [send, status, code, about] }) => {
    const answer = send();
    const shape = { code, details: null, message: expect.stringMatching(about instanceof RegExp ? about : /\S/), subcode: code === 'Throttled' ? code : '', ...(typeof about === 'string' ? { target: about } : {}) };
    expect([answer.status, answer.body]).toEqual([status, shape]);
  });
});

describe.each([['what a rule leads to', ends], ['how an operation ends', failures]])('%s', (_, rows) => {
  test.each(rows.map(([rule, see, seen]) => ({ rule, see, seen })))('$rule', ({ see, seen }) => expect(see()).toEqual(seen));
});
