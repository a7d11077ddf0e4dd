import { expect, test } from '@jest/globals';
import { renderText } from '../../../src/report/text.ts';
import { driftSections } from '../../../src/report/text/drift.ts';
import { oneCluster } from '../drift/drift-reports.ts';
import { report } from '../sample.ts';
import { failedMigration, migration, step } from './sample.ts';

test('a terminal shows a plan as a numbered list: why, after what, what is disturbed, what changes', () => {
  const text = renderText(report({ dryRun: true, steps: [...migration(), step({ title: 'Create the assignment' })] }), { colour: false, width: 72 });
  expect(text).toContain(`
Plan: 8 steps, 4 of them disturb something
  1. Exempt the cluster from aks-egress-isolation for a day
     The policies refuse every write of a cluster that is not isolated
     yet, also those on the way there.
     assignment: /subscriptions/s/resourceGroups/rg
  2. Set the bootstrap artifact source to Cache, leaving the outbound
     type alone
     Nodes must be able to start from the private registry before the
     way out is closed.
     after 1
     properties.bootstrapProfile.artifactSource: Direct → Cache
`);
  expect(text).toContain(`
  5. Set the outbound type to none
     The last step: from here on nothing leaves.
     after 3, 4
     disturbs: connections through the old way out break
`);
  expect(text).toContain('  8. Create the assignment\n');
});

test('in a plan reasons are dim and disruption is yellow', () => {
  const text = renderText(report({ steps: migration() }), { colour: true });
  expect(text).toContain('\u001B[2mafter 1\u001B[22m');
  expect(text).toContain('\u001B[33mdisturbs: connections that leave the subnet break\u001B[39m');
});

test('numbers stand below each other, and a plan without disruption says so', () => {
  const text = renderText(report({ steps: Array.from({ length: 10 }, (_, index) => step({ title: `Step ${index}`, why: 'It was asked for.' })) }), { colour: false });
  expect(text).toContain('Plan: 10 steps, none disturbs anything\n   1. Step 0\n      It was asked for.\n');
  expect(text).toContain('\n  10. Step 9\n');
});

test('what was done keeps its look: result, time, title and details', () => {
  expect(renderText(report({ steps: failedMigration() }), { colour: false })).toContain(`
  done        3m05s  Upgrade the node image of pool system
  failed      1m04s  Upgrade the node image of pool work
                     Quota exceeded.
`);
});

test.each([[20, 40], [80, 80], [1_000, 160]])('on a terminal of %d columns lines have %d at most', (width, most) => {
  const text = renderText(report({ steps: [step({ title: 'word '.repeat(100), why: 'x' })], notes: ['word '.repeat(100)] }), { colour: false, width });
  const longest = Math.max(...text.split('\n').filter((line) => line.includes('word')).map((line) => line.length));
  expect(longest).toBeLessThanOrEqual(most);
  expect(longest).toBeGreaterThan(most - 10);
});

test('of several steps that would mend a cluster each says what it disturbs', () => {
  const { drift, ...rest } = oneCluster();
  if (drift === undefined) throw new Error('There is no drift.');
  const remedies = [{ cluster: { id: '/x', name: 'demo' }, kind: 'planned' as const, steps: migration().slice(1, 3), disruption: 'all of it' }];
  expect(renderText({ ...rest, drift: { ...drift, remedies } }, { colour: false }, driftSections)).toContain('    2. Upgrade the node image of pool system\n       disturbs: every node is drained and made anew, one after the other\n');
});
