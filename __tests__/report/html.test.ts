import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderHtml } from '../../src/report/html.ts';
import { html, Markup } from '../../src/report/html/template.ts';
import { checked, finding, fix, hostile, hostileReport, related, report } from './sample.ts';

describe('a template', () => {
  test('escapes every text, in content and in attributes, and takes pieces as they are', () => {
    expect(html`<a title="${'"><script>'}">${"<b>&'"}${html`<i>${1}</i>`}${[html`<u></u>`, html`<s></s>`]}${undefined}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;<i>1</i><u></u>\n<s></s></a>',
    );
  });

  test('holds no markup of a text, whatever it is', () => {
    fc.assert(fc.property(hostile, (text) => expect(html`${text}`.text).not.toMatch(/[<>"']/)));
  });

  test('takes nothing for markup that only looks like it', () => {
    expect(html`${JSON.stringify(new Markup('<b>'))}`.text).not.toContain('<b>');
  });
});

describe('the page', () => {
  test('shows for each finding the rule, the place, the reasons, the change, the remedy and where else to look', () => {
    const page = renderHtml(checked());
    for (const piece of [
      '<title>infrastructure in infra · aks-network-isolation</title>',
      '<span class="headline-bad">1 violation, 1 undetermined, 1 exempt</span>',
      '<h3 id="file-1">infra/main.json <span class="quiet">(2)</span></h3>',
      '<span class="badge badge-bad">violation, high</span><strong>Clusters have no outbound path</strong>',
      '<span class="place">infra/main.json:12:7</span>',
      '<td><code>loadBalancer</code></td><td>should be</td><td><code>[&quot;none&quot;]</code></td>',
      '<del>&quot;loadBalancer&quot;</del>', '<ins>&quot;none&quot;</ins>',
      '<strong>To do:</strong> Set the outbound type to none.',
      '<li><span class="place">infra/main.json:3:5</span>: the default of parameter <code>outboundType</code></li>',
      '<strong>What would decide it:</strong> Pass the parameter <code>private</code>.',
      '<p>2 files judged, 3 skipped; 4 resources; 1 violation, 1 undetermined, 1 exempt; 1 ready fix</p>',
    ]) expect(page).toContain(piece);
  });

  test('of a clean run is one sentence and has no findings', () => {
    const page = renderHtml(checked({ verdict: 'compliant', findings: [] }));
    expect(page).toContain('<p>Nothing to object to: 4 resources in 2 files were judged.</p>');
    expect(page).not.toContain('id="findings"');
  });

  test('shows the steps of a deployment', () => {
    const page = renderHtml(report({ planHash: 'abc' }));
    expect(page).toContain('<tr><td>Create cluster demo<br><code>properties.networkProfile.outboundType: absent → none</code></td><td>done</td><td class="number">1m05s</td></tr>');
    expect(page).toContain('plan <code>abc</code>');
  });

  test('has no script, no address outside, no style but its own sheet', () => {
    const page = renderHtml(checked());
    expect(page).not.toMatch(/<script|javascript:|https?:\/\/|\bstyle="|\bon\w+=|url\(/i);
    expect(page).toMatch(/content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]{43}=&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"/);
  });

  test('has the tags that we write and no others, whatever is in the report', () => {
    const tags = new Set('html head meta title style body header main footer section nav h1 h2 h3 p span strong code pre del ins a br ul ol li table caption thead tbody tr th td details summary div svg rect h4 g path circle polygon text desc ol fieldset legend label input select option tfoot'.split(' '));
    fc.assert(
      fc.property(hostileReport, (any) => {
        const page = renderHtml(any);
        const found = Array.from(page.replace('<!DOCTYPE html>', '').matchAll(/<\/?([^\s>]*)[^>]*>?/g));
        expect(found.filter(([tag, name = '']) => !tags.has(name) || !/^<\/?[a-z][a-z0-9]*(?: [a-zA-Z-]+(?:="[^"<>]*")?)*>$/.test(tag))).toEqual([]);
        expect(page.match(/<style>/g)).toHaveLength(1);
        expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('of very many findings', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    finding({
      severity: index % 10 === 0 ? 'high' : 'low', resource: { type: 't', name: `cluster-${index}` }, fix: fix(), related: [related()],
      location: { file: `infra/${index % 50}/main.json`, line: index + 1, column: 1, pointer: '' },
    }),
  );

  test('the page stays light, keeps the worst, and says what it leaves out', () => {
    const page = renderHtml(checked({ findings: many }));
    expect(page.length).toBeLessThan(5_000_000);
    const shown = page.match(/<span class="badge/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(1_000);
    expect(page.match(/badge-bad">violation, high/g)).toHaveLength(1_000);
    expect(page).toContain(`${10_000 - shown} findings of low severity left out`);
    expect(page).toContain('<h2 id="findings">Findings (10000)</h2>');
    expect(page).toContain('<a href="#file-50">');
  });

  test('texts of ten megabytes are cut, on every finding', () => {
    const huge = 'x<'.repeat(5_000_000);
    const page = renderHtml(checked({ findings: Array.from({ length: 200 }, () => finding({ message: huge, title: huge, resource: { type: huge, name: huge, id: huge }, fix: fix({ original: huge }) })) }));
    expect(page.length).toBeLessThan(5_000_000);
  });
});
