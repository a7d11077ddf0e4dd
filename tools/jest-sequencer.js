// Jest's order of test files. Jest itself starts with those that took longest before, but a fresh clone remembers nothing, and a long file at the
// end keeps one core busy and the others idle.
import Sequencer from '@jest/test-sequencer';

/** Processor seconds of the files that take longer than their room; roughly measured, and only their order counts. */
const long = {
  'commands/deploy/survival/kills': 78, 'commands/deploy/survival/faults': 66, 'dist/poison/surfaces': 24, 'dist/poison/exhaustion': 19, 'dist/drift/killed': 16, 'dist/inputs/inputs': 13, 'dist/gate/attempts': 13,
  'dist/job/deploy': 9, 'azure/faults': 8, 'github/issue/killed': 7, 'dist/surfaces/cli': 7, 'commands/assign/killed': 6, 'commands/check/terraform-matrix': 6,
  'report/surfaces': 6, 'commands/check/matrix': 5, 'sources/commit-tree': 5, 'dist/': 4, 'sources/bicep/syntax': 3, 'isolation/drift/state': 3, 'policy/': 2, 'github/': 2,
};

const weightOf = (path) => Object.entries(long).find(([start]) => path.includes(`/__tests__/${start}`))?.[1] ?? 1;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const weights = new Map(tests.map(({ path }) => [path, weightOf(path)]));
    return tests.toSorted((left, right) => weights.get(right.path) - weights.get(left.path) || (left.path < right.path ? -1 : 1));
  }
}
