import { describe, expect, test } from '@jest/globals';
import type { ReportExposure } from '../../../src/report/report.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { checked, finding } from '../sample.ts';
import { chartsIn } from './mermaid.ts';
import { changedMixed, everyWay, exposure, mixed, way } from './sample.ts';

const named = (name: string, shown: ReportExposure = mixed()): ReportExposure => ({ ...shown, cluster: { name } });

describe('the ways out in a comment', () => {
  test('of one cluster are a sentence, a picture, and every way folded', () => {
    const body = renderMarkdown(checked({ exposures: [changedMixed()] }));
    expect(body).toContain('\n#### Ways out\n\n`demo`: 3 open, 2 undetermined, 2 meant, 2 not visible here, 36 closed; 3 changed.\n\n```mermaid\nflowchart LR\n');
    expect(chartsIn(body)).toHaveLength(1);
    expect(body).toContain('\n<details><summary>Every way out of <code>demo</code> · 45</summary>\n\n| Way | State | What decided |\n| :-- | :-- | :-- |\n| Node public addresses | open, was closed | pool `user` sets `enableNodePublicIP` |\n');
    expect(body.match(/^\| .* \| closed \| /gm)).toHaveLength(35);
  });

  test('of three clusters are three pictures; of four a table, the worst first', () => {
    expect(chartsIn(renderMarkdown(checked({ exposures: ['a', 'b', 'c'].map((name) => named(name)) })))).toHaveLength(3);
    const closed = exposure(everyWay());
    const body = renderMarkdown(checked({ exposures: [named('a', closed), named('b', exposure([way({ state: 'undetermined' })])), named('c'), named('d', closed)] }));
    expect(chartsIn(body)).toEqual([]);
    expect(body).toContain('#### Ways out\n\n| Cluster | Open | Undetermined | Meant |\n| :-- | --: | --: | --: |\n| `c` | 3 | 2 | 2 |\n| `b` | 0 | 1 | 0 |\n| `a` | 0 | 0 | 0 |\n| `d` | 0 | 0 | 0 |\n\n');
  });

  test('of hundreds of clusters are the thirty worst, and the sum of the others', () => {
    const fleet = Array.from({ length: 400 }, (_, index) => named(`cluster-${index}`, index % 2 === 0 ? mixed() : exposure(everyWay())));
    const body = renderMarkdown(checked({ exposures: fleet }));
    expect(body.match(/^\| `cluster-\d+` \| 3 \| 2 \| 2 \|$/gm)).toHaveLength(30);
    expect(body).toContain('\n| 370 more clusters | 510 | 340 | 340 |\n');
  });

  test('take the place of the picture from facts, where there are any', () => {
    const facts = [{ label: 'Outbound type', value: 'none' }];
    expect(renderMarkdown(checked({ facts, exposures: [] }))).toContain('aks --x|"Outbound type: none"|');
    expect(renderMarkdown(checked({ facts, exposures: [mixed()] }))).not.toContain('aks --x');
  });

  test('leave the room to findings: of very many the pictures stay, and the fold gets what is left', () => {
    const findings = Array.from({ length: 5_000 }, (_, index) => finding({ title: `Finding ${index}` }));
    const body = renderMarkdown(checked({ findings, exposures: [mixed(), named('b'), named('c')] }));
    expect(body.length).toBeLessThan(60_000);
    expect(chartsIn(body)).toHaveLength(3);
    expect(body.match(/ \| closed \| /g)?.length ?? 0).toBeLessThan(5);
    expect(body.match(/^- \*\*Finding/gm)?.length).toBeGreaterThan(100);
  });

  test('a fold that does not fit whole says how many ways it leaves out', () => {
    const ways = everyWay().map((one) => ({ ...one, message: 'x '.repeat(140) }));
    const body = renderMarkdown(checked({ findings: [], exposures: [exposure(ways)] }), { limit: 8_000 });
    const shown = body.match(/ \| closed \| x /g)?.length ?? 0;
    expect(shown).toBeGreaterThan(5);
    expect(body).toContain(`| ${45 - shown} more in the report file | | |`);
  });
});
