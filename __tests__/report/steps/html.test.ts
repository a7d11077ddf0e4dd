import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderHtml } from '../../../src/report/html.ts';
import { stepScene, type StepScene } from '../../../src/report/html/steps/layout.ts';
import type { ReportStep } from '../../../src/report/report.ts';
import { pictureOf } from '../../../src/report/steps/order.ts';
import { report } from '../sample.ts';
import { failedMigration, hostileSteps, migration, prerequisites, step } from './sample.ts';

function sceneOf(steps: readonly ReportStep[], columns: number): StepScene {
  const picture = pictureOf(steps);
  if (picture === undefined) throw new Error('There is no picture.');
  return stepScene(picture, { width: columns === 1 ? 330 : 800, columns });
}

interface Line {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

function linesOf(path: string): readonly Line[] {
  return Array.from(path.matchAll(/M([\d.]+) ([\d.]+)([HV])([\d.]+)/g), ([, x, y, kind, to]) => {
    const [fromX, fromY, end] = [Number(x), Number(y), Number(to)];
    return kind === 'H' ? { x: [Math.min(fromX, end), Math.max(fromX, end)], y: [fromY, fromY] } : { x: [fromX, fromX], y: [Math.min(fromY, end), Math.max(fromY, end)] };
  });
}

/** Pairs of boxes that lie on each other, and wires that run through a box. */
function collisions({ boxes, wires }: StepScene): readonly string[] {
  const inside = 0.5;
  const lines = wires.flatMap(({ path }) => linesOf(path));
  return boxes.flatMap((box, index) => {
    const left = box.x + inside, right = box.x + box.width - inside, top = box.y + inside, bottom = box.y + box.height - inside;
    return [
      ...boxes.slice(index + 1).filter((other) => other.x < right && other.x + other.width > left && other.y < bottom && other.y + other.height > top).map((other) => `${box.title.join(' ')} / ${other.title.join(' ')}`),
      ...lines.filter(({ x, y }) => x[0] < right && x[1] > left && y[0] < bottom && y[1] > top).map(() => `a wire / ${box.title.join(' ')}`),
    ];
  });
}

describe.each([3, 1])('the picture of a plan in %d columns', (columns) => {
  test.each([['a migration', migration()], ['a migration of many pools', migration(Array.from({ length: 20 }, (_, index) => `pool${index}`))], ['a failure', failedMigration()], ['much around a cluster', [...prerequisites(), step()]]])('%s: boxes and wires keep apart', (_name, steps) => {
    const scene = sceneOf(steps, columns);
    expect(scene.wires.length).toBeGreaterThan(0);
    expect(collisions(scene)).toEqual([]);
    for (const { x, width, y, height } of scene.boxes) expect([x >= 2, x + width <= scene.width - 1.9, y >= 2, y + height <= scene.height]).toEqual([true, true, true, true]);
  });

  test('every step stands below those that it waits for, whatever waits for what', () => {
    const graph = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 3, maxLength: 10 }).map((waits) => waits.map((after, index) => step({ key: `${index}`, title: 'x', why: 'y', after: after.filter((before) => before < index).map(String) })));
    fc.assert(
      fc.property(graph, (steps) => {
        const scene = sceneOf(steps, columns);
        expect(collisions(scene)).toEqual([]);
        const box = (index: number): number => scene.boxes.find(({ title }) => title[0]?.startsWith(`${index + 1} `))?.y ?? Number.NaN;
        steps.forEach(({ after = [] }, index) => after.forEach((before) => expect(box(Number(before))).toBeLessThan(box(index))));
        // As many arrows arrive as there are pairs of a step and wires that lead to it.
        expect(scene.wires.every(({ ends }) => ends.length > 0)).toBe(true);
      }),
    );
  });
});

test('steps that have no way around each other share a wire: two pools, one wire in and one wire out', () => {
  expect(sceneOf(migration(), 3).wires.map(({ ends }) => ends.length)).toEqual([1, 2, 1, 1, 1]);
});

test('the page has the picture in both widths and a list that says why, after what and what is disturbed', () => {
  const page = renderHtml(report({ dryRun: true, steps: migration() }));
  expect(page.match(/<svg class="plan"/g)).toHaveLength(2);
  expect(page).toContain('<li><strong>Set the outbound type to none</strong>\n<p>The last step: from here on nothing leaves.</p>\n<p class="quiet">Waits for 3, 4</p>\n<p class="disturbs">Disturbs: connections through the old way out break</p>\n<div><code>properties.networkProfile.outboundType: loadBalancer → none</code></div></li>');
  expect(renderHtml(report({ steps: failedMigration() }))).toContain('<li><strong>Upgrade the node image of pool work</strong> <span class="quiet">failed after 1m04s</span>');
});

test('steps that tell nothing of each other are a table', () => {
  const page = renderHtml(report());
  expect(page).not.toContain('class="plan"');
  expect(page).toContain('<td>Create cluster demo<br><code>properties.networkProfile.outboundType: absent → none</code></td><td>done</td>');
});

test('no name becomes markup', () => {
  fc.assert(
    fc.property(hostileSteps, (steps) => {
      const page = renderHtml(report({ steps }));
      expect(page.slice(page.indexOf('</style>') + 8)).not.toMatch(/<(?:script|img|style)\b/i);
    }),
    { numRuns: 60 },
  );
});
