import { expect, test } from '@jest/globals';
import { compareAnswers } from './compare.ts';
import { masked, Names } from './names.ts';

const first = 'f83aeba5-8808-44ff-b43f-956e9dcd4561';
const second = '5d9d475c-290b-4f13-95e3-23e3235944eb';
const own = 'aaaaaaaa-8808-44ff-b43f-956e9dcd4561';

test('an id stands for the id that it met first, and for no other', () => {
  const names = new Names();
  expect(names.agree(`/operations/${first}`, `/operations/${own}`)).toBe(true);
  expect(names.agree(first, own)).toBe(true);
  expect(names.agree(first, second)).toBe(false);
  expect(names.agree(second, own)).toBe(false);
  expect(names.sent(`/operations/${first}?x=1`)).toBe(`/operations/${own}?x=1`);
});

test('what a caller chose stands for itself', () => {
  const names = new Names();
  expect(names.sent(`/roleAssignments/${first}`)).toBe(`/roleAssignments/${first}`);
  expect(names.agree(first, own)).toBe(false);
});

test('a masked id meets any id, and nothing else', () => {
  const names = new Names();
  expect([names.agree(masked, own), names.agree(masked, second), names.agree(masked, 'msi')]).toEqual([true, true, false]);
});

test.each([
  ['2025-03-22T15:46:44.4811675Z', '2026-11-23T12:00:00.1234567Z', true],
  ['2025-03-22T15:46:44.4811675Z', '2026-11-23T12:00:00.123456Z', true],
  ['2025-03-22T15:46:44.4811675Z', '2026-11-23T12:00:00.1234560Z', false],
  ['2025-03-22T15:46:44.4811675Z', '2026-11-23T12:00:00.1234567+00:00', false],
  ['2025-03-22T15:49:42.5635870Z', '2026-11-23T12:00:00.1234560Z', true],
  ['2025-03-22T15:49:42.5635870Z', '2026-11-23T12:00:00.123456Z', false],
  ['2025-03-22T15:46:44.4811675Z', '2026-11-23T12:00:00Z', false],
])('the time %s, answered as %s: %s', (recorded, answered, isSame) => {
  expect(new Names().agree(recorded, answered)).toBe(isSame);
});

test('a comparison finds a status, a header that is there or not, and members that are missing, too many or different', () => {
  const recorded = { status: 200, headers: { etag: `W/"${first}"` }, body: { same: [1, { deep: true }], gone: 'x', list: [1, 2], text: 'a' } };
  const answered = { status: 201, headers: { 'retry-after': '15' }, body: { same: [1, { deep: true }], list: [1], text: 'b', more: null } };
  expect(compareAnswers(recorded, answered, new Names()).map(({ member }) => member)).toEqual(['status', 'header etag', 'header retry-after', 'gone', 'list[1]', 'text', 'more']);
});
