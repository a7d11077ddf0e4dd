import * as fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { ObjectStream } from '../../../src/sources/git/object-stream.ts';
import { parseCommit, parseTree } from '../../../src/sources/git/tree-object.ts';

/** What a stream makes of output that arrives in pieces. */
function received(output: Buffer, cuts: readonly number[], largest = 1000): readonly string[] {
  const said: string[] = [];
  const stream = new ObjectStream(largest, (object) => said.push(typeof object === 'string' ? object : `${object.type} ${object.bytes.toString('hex')}`), (reason) => said.push(`failed: ${reason}`));
  const places = [0, ...cuts.map((cut) => cut % (output.length + 1)).toSorted((left, right) => left - right), output.length];
  for (let index = 1; index < places.length; index += 1) stream.push(output.subarray(places[index - 1], places[index]));
  return said;
}

const id = 'a'.repeat(40);
const object = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${id} blob ${bytes.length}\n`), bytes, Buffer.from('\n')]);

test('objects come out as they went in, however the output is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.uint8Array({ maxLength: 40 })), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 10 }), (contents, cuts) => {
      const output = Buffer.concat(contents.map((bytes) => (bytes === null ? Buffer.from(`${id} missing\n`) : object(bytes))));
      expect(received(output, cuts)).toEqual(contents.map((bytes) => (bytes === null ? 'missing' : `blob ${Buffer.from(bytes).toString('hex')}`)));
    }),
  );
});

test('an object that is too large is passed over, and the next one read', () => {
  expect(received(Buffer.concat([object(new Uint8Array(1001)), object(Buffer.from('x'))]), [500])).toEqual(['too large', 'blob 78']);
});

test('what is no output of git ends in one failure', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const said = received(Buffer.concat([Buffer.from('nonsense\n'), bytes]), []);
      expect(said).toEqual(['failed: git did not answer as documented']);
    }),
  );
  expect(received(Buffer.alloc(5000, 'x'), [100])).toEqual(['failed: git did not answer as documented']);
});

test('any bytes are a tree or none, and no name leads anywhere', () => {
  const entry = fc.tuple(fc.constantFrom('100644', '40000', '120000', '160000', '999'), fc.constantFrom('a', '..', '.git', '.GIT', 'a/b', 'ü', ''), fc.nat(21));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), fc.uint8Array({ maxLength: 5 }), (entries, rest) => {
      const bytes = Buffer.concat([...entries.map(([mode, name, size]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.alloc(size, 1)])), rest]);
      const names = [...(parseTree(bytes, 20)?.keys() ?? [])];
      expect(names.filter((name) => ['', '.', '..'].includes(name) || name.includes('/') || name.toLowerCase() === '.git')).toEqual([]);
    }),
  );
  expect([...(parseTree(Buffer.concat([Buffer.from('100644 a\0'), Buffer.alloc(20, 1)]), 20) ?? [])]).toEqual([['a', { type: 'file', id: '01'.repeat(20) }]]);
  expect(parseTree(Buffer.concat([Buffer.from('100644 a\0'), Buffer.alloc(19, 1)]), 20)).toBeUndefined();
});

test('a commit’s parents are those of its head, not of its message', () => {
  const text = `tree ${id}\nparent ${'b'.repeat(40)}\nparent ${'c'.repeat(40)}\nauthor a\nparent ${'d'.repeat(40)}\n\nparent ${'e'.repeat(40)}\n`;
  expect(parseCommit(Buffer.from(text))).toEqual({ tree: id, parents: ['b'.repeat(40), 'c'.repeat(40)] });
  expect(parseCommit(Buffer.from('parent x'))).toBeUndefined();
});
