import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { defaultCommentKey } from '../../src/github/comment-key.ts';
import { carriesMarker, commentMarker, markerReserve } from '../../src/github/comment/marker.ts';

test('a marker is one closed HTML comment, whatever the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (key) => {
      const marker = commentMarker(key);
      expect(marker).toMatch(/^<!-- aks-network-isolation:[A-Za-z0-9%:]* -->$/);
      expect(marker.length).toBeLessThan(markerReserve);
      expect(carriesMarker(`${marker}\nbody`, marker)).toBe(true);
    }),
  );
});

test('different keys have different markers', () => {
  const key = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a-b', 'a%2Db', 'a--b', '-->', '%2D', 'sha256:x', 'x'.repeat(900), 'x'.repeat(901)));
  fc.assert(fc.property(key, key, (left, right) => expect(commentMarker(left) === commentMarker(right)).toBe(left === right)));
});

test('the default key tells matrix legs apart by target and ignores the case of ids', () => {
  const parts = { workflow: 'CI', job: 'gate', command: 'deploy' };
  const key = (target: string): string => defaultCommentKey({ ...parts, target });
  expect(key('demo')).toBe('CI / gate / deploy / demo');
  expect(key('/subscriptions/S/resourceGroups/G')).toBe(key('/Subscriptions/s/resourcegroups/g'));
  expect(key('infra/a')).not.toBe(key('infra/A'));
});

test('a slash in one part does not pose as a separator', () => {
  expect(defaultCommentKey({ workflow: 'a / b', job: 'c', command: 'check', target: 't' })).not.toBe(
    defaultCommentKey({ workflow: 'a', job: 'b / c', command: 'check', target: 't' }),
  );
});
