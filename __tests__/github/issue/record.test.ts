import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { issueMarker, commentMarker, carriesMarker } from '../../../src/github/comment/marker.ts';
import { changeDigest, changeMarker, changeMarkOf, duplicateMarker } from '../../../src/github/issue/markers.ts';
import { bodyRoom, digestOf, hideRecord, issueBodyLimit, readRecord, stateLength, stateRoom, type IssueRecord } from '../../../src/github/issue/record.ts';
import { writtenBody } from '../../../src/github/issue/written.ts';
import { wantedIssue } from './drift-runs.ts';

const record: IssueRecord = { generation: 3, since: '2026-01-01T00:00:05Z', meaning: digestOf('m'), visible: digestOf('v'), title: digestOf('t'), state: 'S' };
const body = (line: string, visible = 'text'): string => `<!-- marker -->\n${visible}\n\n${line}\n`;
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), fc.constantFrom('-->', '--!>', '<!--', '\u0000', '\uD800', '\r\n', 'x'.repeat(5_000)));

/** A line with a checksum that is right, whatever it holds. */
function forged(content: string | Buffer): string {
  const packed = gzipSync(content).toString('base64url');
  return `<!-- aks-network-isolation-state:1.${digestOf(packed)}.${packed} -->`;
}

test('a record is one closed HTML comment, whatever the state, and read as it was written', () => {
  fc.assert(
    fc.property(anyText, (state) => {
      const line = hideRecord({ ...record, state });
      expect(line).toMatch(/^<!-- aks-network-isolation-state:1\.[0-9a-f]{32}\.[A-Za-z0-9_-]+ -->$/);
      expect(readRecord(body(line))).toEqual({ visible: 'text', record: { ...record, state } });
    }),
  );
});

test('is read in spite of other line ends and of text that somebody wrote below', () => {
  const { visible, record: read } = readRecord(`${body(hideRecord(record)).replaceAll('\n', '\r\n')}Looking into it.`);
  expect([visible, read]).toEqual(['text\n\nLooking into it.', record]);
});

test('the last line of the kind counts: one quoted in the text claims nothing', () => {
  const quoted = hideRecord({ ...record, state: 'planted' });
  expect(readRecord(body(hideRecord(record), `\`\`\`\n${quoted}\n\`\`\``))).toEqual({ visible: `\`\`\`\n${quoted}\n\`\`\``, record });
});

const good = hideRecord(record);
test.each<[string, string, RegExp]>([
  ['taken out', '', /not there any more/],
  ['cut short', good.slice(0, -10), /not as it was written/],
  ['changed in one character', good.replace(/(.)( -->)$/, (_, last: string, end: string) => `${last === 'A' ? 'B' : 'A'}${end}`), /checksum/],
  ['of a later release', good.replace(':1.', ':2.'), /version 2/],
  ['no gzip', `<!-- aks-network-isolation-state:1.${digestOf('AAAA')}.AAAA -->`, /cannot be read/],
  ['no JSON', forged('{'), /cannot be read/],
  ['of another shape', forged(JSON.stringify({ ...record, generation: -1 })), /cannot be read/],
  ['with a time that is none', forged(JSON.stringify({ ...record, since: '2026-01-01T00:00:00Z&state=open' })), /cannot be read/],
  ['an array', forged('[]'), /cannot be read/],
  ['huge when unpacked', forged(Buffer.alloc(32 * 1024 * 1024, ' ')), /cannot be read/],
])('a record that was %s is not believed', (_name, line, expected) => {
  const read = readRecord(body(line));
  expect(read.record).toBeUndefined();
  expect(read.problem).toMatch(expected);
});

test('a member named like a prototype’s does no harm', () => {
  const read = readRecord(body(forged(`{"__proto__":{"polluted":1},${JSON.stringify(record).slice(1)}`)));
  expect(read.record).toEqual(record);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
});

test('a body of just the room that a state leaves holds it, whatever the key and the state', () => {
  fc.assert(
    fc.property(anyText, fc.string({ unit: 'binary', maxLength: 800 }), (state, key) => {
      const room = bodyRoom(state);
      const written = writtenBody(wantedIssue({ key, state, body: 'x'.repeat(room) }), { generation: 1_000_000, since: '2026-01-01T00:00:00.000Z' });
      expect(written.holdsState).toBe(true);
      expect(written.body.length).toBeLessThanOrEqual(issueBodyLimit);
    }),
  );
});

test('a state fits beside a text when it takes no more than its room', () => {
  const random = Array.from({ length: 20_000 }, (_, index) => digestOf(`${index}`)).join('');
  for (const length of [1_000, 100_000, 600_000]) {
    const [state, text] = [random.slice(0, length), 'x'.repeat(20_000)];
    expect(writtenBody(wantedIssue({ state, body: text }), { generation: 0 }).holdsState).toBe(stateLength(state) <= stateRoom(text));
  }
  expect(stateLength('x'.repeat(2 * 1024 * 1024))).toBe(Number.POSITIVE_INFINITY);
  expect([bodyRoom(random), stateRoom('x'.repeat(70_000))]).toEqual([0, 0]);
});

test('the marks of issues, comments, changes and duplicates are never each other’s', () => {
  const marks = [commentMarker('k'), issueMarker('k'), changeMarker({ generation: 1, digest: changeDigest('k') }), duplicateMarker(1)];
  expect(marks.map((left) => marks.filter((right) => carriesMarker(right, left)).length)).toEqual([1, 1, 1, 1]);
  expect(marks.map((mark) => changeMarkOf(`${mark}\ntext`)?.generation)).toEqual([undefined, undefined, 1, undefined]);
  fc.assert(fc.property(fc.nat(), fc.string({ unit: 'binary' }), (generation, key) => {
    const mark = { generation, digest: changeDigest(key) };
    expect(changeMarkOf(changeMarker(mark))).toEqual(mark);
  }));
});
