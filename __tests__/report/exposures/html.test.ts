import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fitLines } from '../../../src/report/html/exposures/fitting.ts';
import { everyRow, rowsOfChange } from '../../../src/report/html/exposures/rows.ts';
import { sceneOf, type Box, type Scene } from '../../../src/report/html/exposures/scene.ts';
import { renderHtml } from '../../../src/report/html.ts';
import { checked } from '../sample.ts';
import { hostile, hostileExposures } from './hostile.ts';
import { changedMixed, everyWay, exposure, fleet, mixed, way } from './sample.ts';

describe('a line of a picture', () => {
  test('breaks at blanks, or anywhere in a long word, and ends with … when there is more', () => {
    expect(fitLines('Service endpoints without a policy', 240, 10, 2)).toEqual(['Service endpoints without a policy']);
    expect(fitLines('Service endpoints without a policy', 120, 10, 2)).toEqual(['Service endpoints', 'without a policy']);
    expect(fitLines('Service endpoints without a policy', 120, 10, 1)).toEqual(['Service endpoints…']);
    expect(fitLines('x'.repeat(30), 70, 10, 2)).toEqual(['x'.repeat(10), `${'x'.repeat(9)}…`]);
    expect(fitLines('', 70, 10, 2)).toEqual([]);
  });

  test('loses nothing that fits, makes nothing up, and cuts no character in two', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 30, max: 300 }), fc.integer({ min: 1, max: 4 }), (text, width, most) => {
        const lines = fitLines(text, width, 10, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        const whole = text.replaceAll(/\s/g, '');
        const shown = lines.join('').replaceAll(/\s/g, '');
        expect(shown === whole || (shown.endsWith('…') && whole.startsWith(shown.slice(0, -1)))).toBe(true);
        if (!/\p{Cs}/u.test(text)) expect(lines.filter((line) => /\p{Cs}/u.test(line))).toEqual([]);
      }),
    );
  });
});

describe('the places in a picture', () => {
  const boxesOf = (scene: Scene): readonly Box[] => [scene.network, ...scene.zones.map(({ box }) => box)];
  const apart = (one: Box, other: Box): boolean => one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;

  test('are apart and within the picture, whatever the ways', () => {
    fc.assert(
      fc.property(hostileExposures, fc.constantFrom('wide' as const, 'narrow' as const), (exposures, shape) => {
        for (const one of exposures) {
          const scene = sceneOf(one.cluster.name, one.network ?? '', everyRow(one), shape);
          const boxes = boxesOf(scene);
          for (const [index, box] of boxes.entries()) {
            expect([box.x >= 0, box.y >= 0, box.x + box.width <= scene.width, box.y + box.height <= scene.height]).toEqual([true, true, true, true]);
            for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true);
          }
          for (const { box, rows } of scene.zones) for (const row of rows) expect([row.box.y >= box.y + 20, row.box.y + row.box.height <= box.y + box.height]).toEqual([true, true]);
          expect(scene.zones.flatMap(({ rows }) => rows)).toHaveLength(one.ways.filter(({ kind }) => kind !== 'works').length);
        }
      }),
    );
  });

  test('of some forty-five ways: callers, DNS, registries and Azure on one side of the cluster, networks on the other', () => {
    const { zones } = sceneOf('demo', 'v', everyRow(mixed()), 'wide');
    expect(zones.map(({ name, side, rows }) => [name, side, rows.length])).toEqual([
      ['Callers from outside', 'left', 6], ['DNS', 'left', 3], ['Registries', 'left', 6], ['Azure control plane and services', 'left', 9],
      ['Internet', 'right', 15], ['Other networks', 'right', 6],
    ]);
  });
});

describe('before and after', () => {
  test('have the same rows at the same height, each in its state then and now; the rest is counted', () => {
    const { before, after } = rowsOfChange(changedMixed());
    expect(before.map(({ name }) => name)).toEqual(after.map(({ name }) => name));
    const tops = (rows: typeof before) => sceneOf('demo', 'v', rows, 'narrow').zones.flatMap((zone) => zone.rows.map(({ middle }) => middle));
    expect(tops(before)).toEqual(tops(after));
    const changes = before.flatMap((row, index) => (row.state === after[index]?.state ? [] : [[row.name, row.state, row.note, after[index]?.state, after[index]?.note]]));
    expect(changes).toEqual([
      ['Azure DNS resolves everything', 'notVisible', 'becomes undetermined', 'undetermined', 'was not visible here'],
      ['Node public addresses', 'closed', 'becomes open', 'open', 'was closed · pool user'],
      ['NAT gateway of the subnet', 'open', 'becomes closed', 'closed', 'was open'],
    ]);
    expect(after.slice(-2).map(({ name, note }) => [name, note])).toEqual([['2 ways not visible here', 'unchanged'], ['35 ways closed', 'unchanged']]);
  });
});

describe('the page', () => {
  test('has a picture with a title and a description, and its table', () => {
    const page = renderHtml(checked({ exposures: [mixed()] }));
    expect(page).toContain('role="img" aria-labelledby="ways-1-title ways-1-desc">\n<title id="ways-1-title">Ways out of demo</title>\n<desc id="ways-1-desc">3 open, 2 undetermined, 2 meant, 2 not visible here, 36 closed. The table below has each of them.</desc>');
    expect(page).toContain('<tr><th scope="row">Default route</th><td>Internet<br><code>10.1.0.4</code></td><td class="state-meant">meant</td><td>the default route leads to <code>10.1.0.4</code></td></tr>');
    expect(page).not.toContain('<h4>Before</h4>');
  });

  test('has two pictures and a column more where a change was judged', () => {
    const page = renderHtml(checked({ exposures: [changedMixed()] }));
    expect(page.match(/<svg class="ways"/g)).toHaveLength(2);
    expect(page).toContain('<desc id="ways-1-before-desc">3 open, 1 undetermined, 2 meant, 3 not visible here, 36 closed. ');
    expect(page).toContain('<th scope="row">NAT gateway of the subnet</th><td>Internet</td><td>open</td><td class="state-closed">closed</td>');
  });

  test('has no section without clusters', () => {
    expect(renderHtml(checked({ exposures: [] }))).not.toContain('id="exposures"');
  });

  test('of a fleet is a table with a bar for each cluster, the worst first; of thousands it stays light and says what it leaves out', () => {
    const page = renderHtml(checked({ exposures: fleet(5_000) }));
    expect(page).not.toContain('<svg class="ways"');
    expect(page.match(/<svg class="share"/g)).toHaveLength(1_000);
    expect(page).toContain('<p class="quiet">4000 more clusters are in the JSON report.</p>');
    expect(page).toContain('<td class="number">36</td><td>Run command, Node public addresses, Public name of the API server</td></tr>');
    expect(page.length).toBeLessThan(2_000_000);
  });

  test('draws eighty ways of very many, and counts the rest', () => {
    const many = exposure(Array.from({ length: 300 }, (_, index) => way({ name: `Way ${index}`, state: index < 100 ? 'open' : 'closed' })));
    const page = renderHtml(checked({ exposures: [many] }));
    expect(page.match(/<g class="way /g)).toHaveLength(82);
    for (const text of ['20 ways open', '200 ways closed', '100 more ways are in the JSON report.']) expect(page).toContain(text);
    expect(renderHtml(checked({ exposures: [exposure(everyWay())] })).match(/<g class="way way-closed"/g)).toHaveLength(45);
  });
});
