import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderHtml } from '../../src/report/html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import { finding, hostile, report } from './sample.ts';

const exposes = [{ rule: 'egress-outbound-type', title: 'AKS should make no way out' }, { rule: 'egress-route', title: 'Routes lead nowhere' }];
const told = report({ verdict: 'violation', findings: [finding({ exposes })] });

test('a finding names the ways out that it explains, on every surface', () => {
  expect(JSON.parse(renderJson(told))).toMatchObject({ findings: [{ exposes }] });
  expect(renderMarkdown(told)).toContain('- Opens `egress-outbound-type`, `egress-route`');
  expect(renderText(told, { colour: false })).toContain('Opens egress-outbound-type, egress-route');
  expect(renderHtml(told)).toMatch(/Opens <code>egress-outbound-type<.code>\s<code>egress-route<.code>/);
});

test('a finding that explains none says nothing of them', () => {
  const silent = report({ verdict: 'violation', findings: [finding()] });
  for (const rendered of [renderJson(silent), renderMarkdown(silent), renderText(silent, { colour: false }), renderHtml(silent)]) expect(rendered).not.toMatch(/Opens|exposes/);
});

test('names from elsewhere are escaped there too', () => {
  const clean = report({ verdict: 'violation', findings: [finding({ exposes: [{ rule: 'x', title: 'x' }] })] });
  const tags = (html: string): number => html.match(/<[a-z]/gi)?.length ?? 0;
  fc.assert(fc.property(hostile, (poison) => {
    const poisoned = report({ verdict: 'violation', findings: [finding({ exposes: [{ rule: poison, title: poison }] })] });
    expect(tags(renderHtml(poisoned))).toBe(tags(renderHtml(clean)));
    expect(renderText(poisoned, { colour: false }).split('\n').filter((line) => line.includes('Opens'))).toHaveLength(1);
  }), { numRuns: 50 });
});
