import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { diagramLabel } from '../../../src/report/escape.ts';
import { renderDiagram } from '../../../src/report/markdown/exposures/diagram.ts';
import type { ReportExposure } from '../../../src/report/report.ts';
import { hostile, hostileExposures } from './hostile.ts';
import { chartsIn, readFlowchart, type Flowchart } from './mermaid.ts';
import { changedMixed, everyWay, exposure, mixed, way } from './sample.ts';

async function drawn(shown: ReportExposure, room = 20_000): Promise<Flowchart> {
  const [chart = ''] = chartsIn(renderDiagram(shown, room));
  return readFlowchart(chart);
}

const lines = (chart: Flowchart): readonly string[] =>
  chart.edges.map(({ from, to, text, head, line }) => {
    const name = (id: string): string => chart.boxes.find((box) => box.id === id)?.text ?? '';
    return `${name(from)} [${line} ${head}${text === '' ? '' : ` ${text}`}] ${name(to)}`;
  });

describe('the picture of a cluster, read by Mermaid’s parser', () => {
  test('draws what is open, undetermined or meant one by one, each with a line of its own shape, and counts the rest', async () => {
    expect(lines(await drawn(mixed()))).toEqual([
      'demo [thick arrow_point open] Run command',
      'demo [thick arrow_point open] Node public addresses<br/>pool user',
      'Public name of the API server [thick arrow_point open] demo',
      'demo [dotted arrow_point undetermined] Peerings',
      'demo [dotted arrow_point undetermined] Azure DNS resolves everything',
      'demo [normal arrow_point meant] Default route<br/>10.1.0.4',
      'demo [normal arrow_point meant] Monitoring add-on<br/>omsagent',
      'demo [dotted arrow_open] 2 ways not visible here',
      'demo [normal arrow_cross] 36 ways closed',
    ]);
  });

  test('has the cluster in its network and the ways by kind', async () => {
    const { groups } = await drawn(mixed());
    expect(groups.map(({ title, boxes }) => [title, boxes.length])).toEqual([
      ['network hub-spoke-1, subnet nodes', 1],
      ['Packets leave', 3],
      ['Reached from outside', 1],
      ['Data leaves by services', 3],
    ]);
  });

  test('shows what a change did to a way, a closed one too', async () => {
    const changed = lines(await drawn(changedMixed())).filter((line) => line.includes(' was '));
    expect(changed).toEqual([
      'demo [thick arrow_point open, was closed] Node public addresses<br/>pool user',
      'demo [dotted arrow_point undetermined, was not visible here] Azure DNS resolves everything',
      'demo [normal arrow_cross closed, was open] NAT gateway of the subnet',
    ]);
  });

  test('of a cluster without a way out is one box', async () => {
    expect(lines(await drawn(exposure(everyWay())))).toEqual(['demo [normal arrow_cross] 45 ways closed']);
  });

  test('leaves out what does not work: it is no way out', async () => {
    expect(lines(await drawn(exposure([way({ kind: 'works', state: 'open' })])))).toEqual([]);
  });

  test('with very many open ways draws twenty and counts the others', async () => {
    const many = exposure(Array.from({ length: 45 }, (_, index) => way({ rule: `egress-${index}`, name: `Way ${index}`, state: 'open', severity: index === 44 ? 'high' : 'low' })));
    const drawing = lines(await drawn(many));
    expect(drawing).toHaveLength(21);
    expect(drawing[0]).toContain('Way 44');
    expect(drawing.at(-1)).toBe('demo [thick arrow_point] 25 more ways open');
  });

  test('keeps to its room, the worst first', async () => {
    const chart = renderDiagram(mixed(), 1_300);
    expect(chart.length).toBeLessThanOrEqual(1_300);
    const [first = '', ...rest] = lines(await drawn(mixed(), 1_300));
    expect(first).toContain('Run command');
    expect(rest.join('\n')).toMatch(/more ways? open/);
    expect(renderDiagram(mixed(), 50)).toBe('');
  });

  test('parses whatever the names are, has the boxes that we draw and no others, and a text of quiet characters in each', async () => {
    await fc.assert(
      fc.asyncProperty(hostileExposures, async (exposures) => {
        for (const shown of exposures) {
          const chart = await drawn(shown);
          for (const { id, text } of chart.boxes) {
            expect(id).toMatch(/^(?:cluster|way\d+|(?:open|undetermined|meant|notVisible|closed)Rest)$/);
            expect(text.replace('<br/>', ' ')).toMatch(/^[\p{L}\p{N}\p{M} .,:/_…–-]+$/u);
          }
          expect(chart.edges).toHaveLength(chart.boxes.length - 1);
          for (const { from, to } of chart.edges) expect([from, to]).toContain('cluster');
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('a label has nothing that Mermaid would take for markup', () => {
  for (const [text, label] of [['1. x', '1 x'], ['- x', 'x'], ['__init__', 'init'], ['a_b__c', 'a_b__c'], ['https://evil.example', 'https evil.example'], ['www.evil.example', 'www evil.example'], ['_www.evil.example', 'www evil.example'], ['---', '–'], ['1.', '1'], ['10.0.0.4', '10.0.0.4']] as const) expect(diagramLabel(text)).toBe(label);
  fc.assert(fc.property(hostile, (text) => expect(diagramLabel(text)).not.toMatch(/^[- ]|^\d+\.(?: |$)|:\/\/|\bwww\.|(?:^|[^\p{L}\p{N}_])_|`/iu)), { numRuns: 300, examples: [['_www.evil.example'], ['www_.evil.example']] });
}, 30_000);

test('strokes are seen on GitHub’s light and dark grounds alike (WCAG 2.2, 1.4.11: 3 to 1)', () => {
  const strokes = new Set(Array.from(renderDiagram(changedMixed(), 20_000).matchAll(/stroke:(#[0-9a-f]{6})/g), ([, colour = '']) => colour));
  expect(strokes.size).toBe(5);
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
