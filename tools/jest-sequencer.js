// Jest's order of test files. Jest itself starts with those that took longest before, but a fresh clone remembers nothing, and a long file at the
// end keeps one core busy and the others idle.
import Sequencer from '@jest/test-sequencer';

/** Seconds of the files that take longer than their room; roughly measured, and only their order counts. */
const long = {
  'dist/poison/exhaustion': 40, 'dist/inputs/inputs': 38, 'dist/poison/surfaces': 35, 'dist/gate/attempts': 34, 'dist/drift/killed': 27,
  'commands/deploy/survival/faults': 32, 'commands/deploy/survival/kills': 30, 'github/issue/killed': 25, 'azure/faults': 24, 'dist/gate/workflow': 22, 'dist/gate/forks': 20, 'dist/gate/comments': 15,
  'dist/': 10, 'commands/check/matrix': 11, 'commands/assign/killed': 9, 'commands/check/terraform-matrix': 8, 'github/issue/issue': 10,
  'report/surfaces': 8, 'isolation/exposure/fleet': 7, 'commands/assign/generated': 6, 'policy/': 2, 'github/': 2,
};

const weightOf = (path) => Object.entries(long).find(([start]) => path.includes(`/__tests__/${start}`))?.[1] ?? 1;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const weights = new Map(tests.map(({ path }) => [path, weightOf(path)]));
    return tests.toSorted((left, right) => weights.get(right.path) - weights.get(left.path) || (left.path < right.path ? -1 : 1));
  }
}
