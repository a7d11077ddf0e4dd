import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { renderStepTable } from '../../../src/report/markdown/steps.ts';
import { renderStepDiagram } from '../../../src/report/markdown/steps/diagram.ts';
import type { ReportStep } from '../../../src/report/report.ts';
import { chartsIn, readFlowchart, type Flowchart } from '../exposures/mermaid.ts';
import { report } from '../sample.ts';
import { failedMigration, hostileSteps, migration, step } from './sample.ts';

async function drawn(steps: readonly ReportStep[]): Promise<Flowchart> {
  const [chart = ''] = chartsIn(renderStepDiagram(steps, 20_000));
  return await readFlowchart(chart);
}

describe('the table of a plan', () => {
  test('has numbers, what is waited for and what is disturbed', () => {
    expect(renderStepTable(migration(), 15_000)).toContain(`| # | Step | Waits for | Disturbs |
| --: | :-- | :-- | :-- |
| 1 | Exempt the cluster from aks-egress-isolation for a day | | |
| 2 | Set the bootstrap artifact source to Cache, leaving the outbound type alone | 1 | |
| 3 | Upgrade the node image of pool system | 2 | every node is drained and made anew, one after the other |
`);
  });

  test('of a run has result and time as well', () => {
    expect(renderStepTable(failedMigration(), 15_000)).toContain('| # | Step | Waits for | Disturbs | Result | Time |\n');
    expect(renderStepTable(failedMigration(), 15_000)).toContain('| failed | 1m04s |\n');
  });

  test('has no column for nothing, and none of them for steps that tell nothing of each other', () => {
    expect(renderStepTable([step({ key: 'a', title: 'x', why: 'y' })], 15_000)).toBe('| # | Step |\n| --: | :-- |\n| 1 | x |');
    expect(renderStepTable([step({ title: 'x' })], 15_000)).toBe('| Step | Result | Time |\n| :-- | :-- | --: |\n| x | planned | |');
  });

  test('keeps to its room: first the picture goes, then rows are counted', () => {
    for (const room of [600, 1_000, 2_000, 3_000, 15_000]) expect(renderStepTable(migration(), room).length).toBeLessThanOrEqual(room);
    expect(renderStepTable(migration(), 1_200)).not.toContain('mermaid');
    expect(renderStepTable(migration(), 600)).toMatch(/\| \| \d more steps \| \| \|$/);
  });
});

test('why a step is done stands with its details', () => {
  expect(renderMarkdown(report({ steps: migration() }))).toContain('<details><summary><code>Set the outbound type to none</code> · 1 line</summary>\n\n- The last step: from here on nothing leaves.\n- `properties.networkProfile.outboundType: loadBalancer → none`\n\n</details>');
});

describe('the picture of a plan, read by Mermaid’s parser', () => {
  test('has a box for each step and an arrow for each that another waits for', async () => {
    const { boxes, edges } = await drawn(migration());
    expect(edges.map(({ from, to }) => `${from}-${to}`.replaceAll('step', ''))).toEqual(['1-2', '2-3', '2-4', '3-5', '4-5', '5-6', '6-7']);
    expect(boxes.map(({ classes }) => classes.join())).toEqual(['planned', 'planned', 'disruptive', 'disruptive', 'disruptive', 'disruptive', 'planned']);
    expect(boxes[2]?.text).toBe('3: Upgrade the node image of pool system<br/>disturbs: every node is drained and made anew, one after the other');
  });

  test('of a run says what became of each step', async () => {
    const { boxes } = await drawn(failedMigration());
    expect(boxes.slice(2).map(({ text, classes }) => `${text} ${classes.join()}`)).toEqual(['3: Upgrade the node image of pool system<br/>done done', '4: Upgrade the node image of pool work<br/>failed failed']);
  });

  test('counts what follows and has no key', async () => {
    const { boxes, edges } = await drawn([...migration(), step(), step()]);
    expect(boxes.at(-1)?.text).toBe('2 more steps, one after the other');
    expect(edges.at(-1)).toMatchObject({ from: 'step7', to: 'rest', line: 'dotted' });
  });

  test('is not there without room, nor for steps that do not know each other', () => {
    expect([renderStepDiagram(migration(), 500), renderStepDiagram([step({ key: 'a', why: 'x' }), step({ key: 'b' })], 20_000)]).toEqual(['', '']);
  });

  test('parses whatever the names are, has the boxes that we draw and no others, and a text of quiet characters in each', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSteps, async (steps) => {
        if (renderStepDiagram(steps, 20_000) === '') return;
        const { boxes, edges } = await drawn(steps);
        const keyed = steps.filter(({ key }) => key !== undefined).length;
        expect(boxes).toHaveLength(keyed + (keyed < steps.length ? 1 : 0));
        for (const { id, text } of boxes) {
          expect(id).toMatch(/^(?:step\d+|rest)$/);
          expect(text.replace('<br/>', ' ')).toMatch(/^[\p{L}\p{N}\p{M} .,:/_…–-]+$/u);
        }
        for (const { from, to } of edges) for (const end of [from, to]) expect(boxes.map(({ id }) => id)).toContain(end);
      }),
      { numRuns: 100 },
    );
  });
});

test('strokes are seen on GitHub’s light and dark grounds alike (WCAG 2.2, 1.4.11: 3 to 1)', () => {
  const all = renderStepDiagram([...migration(), ...failedMigration(), step({ key: 'x', status: 'unchanged' })], 20_000);
  const strokes = new Set(Array.from(all.matchAll(/stroke:(#[0-9a-f]{6})/g), ([, colour = '']) => colour));
  expect(strokes.size).toBe(4);
  for (const stroke of strokes) for (const ground of ['#ffffff', '#0d1117']) expect(contrast(stroke, ground)).toBeGreaterThanOrEqual(3);
});

function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}
