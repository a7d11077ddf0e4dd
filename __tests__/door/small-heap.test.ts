import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

const source = new URL('../../src/door/small-heap.ts', import.meta.url).href;

/** MiB of the space for young objects, after many have come that stay. */
function youngSpace(before: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    ${before}
    const kept = [];
    for (let round = 0; round < 40; round += 1) {
      for (let index = 0; index < 30_000; index += 1) kept.push({ round, index });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    console.log(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size / 2 ** 20);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return Number(stdout);
}

test('the space for young objects stays small where V8 would let it grow', () => {
  const young = youngSpace(`import { keepHeapSmall } from ${JSON.stringify(source)}; keepHeapSmall();`);
  expect({ isSmall: young <= 64, isSmaller: young < youngSpace('') }).toEqual({ isSmall: true, isSmaller: true });
});
