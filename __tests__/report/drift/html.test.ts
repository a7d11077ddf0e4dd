import { describe, expect, test } from '@jest/globals';
import { renderHtml } from '../../../src/report/html.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { exposure, way } from '../exposures/sample.ts';
import { cluster, clusterId, drift, firstRun, fleet, hostileOne, inconclusive, list, looked, oneCluster, remedy } from './drift-reports.ts';

const headingsOf = (page: string): readonly string[] => Array.from(page.matchAll(/<h2 id="[^"]*">(.*?)<\/h2>/g), ([, heading = '']) => heading);

describe('the page of one cluster', () => {
  test('has how it stands, what changed, its picture, the way back and the findings', () => {
    const page = renderHtml(oneCluster());
    expect(headingsOf(page)).toEqual(['At a glance', 'Summary', 'What changed', 'Ways out', 'The way back (1)', 'Findings (4)']);
    for (const piece of [
      '<p>Read at 2026-11-26 03:00 UTC. Compared with 2026-11-25 03:00 UTC: 2 new, 1 worse, 1 healed, 1 as before.</p>',
      '<p>Azure Policy evaluated last at 2026-11-25 22:10 UTC: of 5 resources it says something else of 1.</p>',
      '<td><span class="badge badge-bad">new</span></td><th scope="row">Clusters have no outbound path <span class="quiet">violation, high</span></th><td>demo<br><span class="quiet">rg</span></td><td><code>alice@contoso.example</code><br>2026-11-25 16:42 UTC</td>',
      '<td><span class="badge badge-calm">healed</span></td><th scope="row">Run command is off <span class="quiet">mended; was medium</span></th>',
      '<p>Last written by <code>alice@contoso.example</code> at 2026-11-25 16:42 UTC with <code>Microsoft.ContainerService/managedClusters/write</code>, correlation id <code>6f1c8b1e-2f5a-4a55-8c39-2f3f0c1d9e11</code>.</p>',
      '<p>Worse than before; seen first on 2026-11-01.</p>', '<p>Seen first on 2026-10-03.</p>',
      '<p><strong>Disturbs:</strong> nodes are reimaged, one at a time</p>',
      '<pre><code>aks-isolation deploy --subscription-id 00000000-0000-0000-0000-000000000001 --resource-group rg --cluster-name demo</code></pre>',
    ]) expect(page).toContain(piece);
    expect(page.match(/<svg class="ways"/g)).toHaveLength(1);
    expect(page.indexOf('>worse</span><strong>')).toBeLessThan(page.indexOf('Nodes have no public address</strong>'));
  });

  test('of a first run has nothing that changed', () => {
    const page = renderHtml(firstRun());
    expect(headingsOf(page)).not.toContain('What changed');
    expect(page).toContain('No earlier run is known, so nothing counts as new.');
  });

  test('says of what could not be read that it is neither clean nor healed, and is not calm', () => {
    const page = renderHtml(inconclusive());
    expect(page).toContain('<strong>So little could be read that nothing follows from it.</strong>');
    expect(page).toContain('<span class="badge badge-doubt">1 not read</span>and therefore neither clean nor healed</summary>');
    expect(renderHtml(looked({ drift: drift({ unseen: [{ scope: '/subscriptions/x', why: 'y' }] }) }))).toContain('<span class="headline-doubt">1 not read</span>');
    expect(renderHtml(looked())).toContain('<span class="headline-calm">compliant</span>');
  });
});

describe('the page of a fleet', () => {
  test('has a row for each cluster with a class for what can be chosen', () => {
    const page = renderHtml(list());
    expect(page).toContain('<tr class="is-failing is-fresh out-1 at-0"><th scope="row">orders</th><td class="state-failing">failing</td><td>high</td><td class="number">1</td><td class="number">1</td><td>loadBalancer</td><td>westeurope</td><td>rg</td></tr>');
    expect(page).toContain('<label class="choice"><input type="radio" name="state" id="choose-unseen"> not read (1)</label>');
    expect(page).toContain('<option class="out-1">loadBalancer</option>');
    // There is but one location: nothing to choose.
    expect(page).not.toContain('id="choose-at"');
  });

  test('every class by which a row can be left out has its rule in the sheet, and no more choices than that are offered', () => {
    const clusters = Array.from({ length: 200 }, (_, index) => cluster(`c${index}`, { outboundType: `type-${index % 30}`, location: `location-${index % 90}` }));
    const page = renderHtml(looked({ drift: drift({ clusters }) }));
    const options = Array.from(page.matchAll(/<option class="([^"]*)">/g), ([, name = '']) => name);
    expect(options).toHaveLength(70);
    for (const name of options) expect(page).toContain(`.choices:has(option.${name}:checked) ~ .scroll tbody tr:not(.${name})`);
    const states = Array.from(page.matchAll(/ id="choose-(failing|undetermined|unseen|clean)">/g), ([, state = '']) => state);
    expect(states).toEqual(['clean']);
    for (const state of states) expect(page).toContain(`.choices:has(#choose-${state}:checked) ~ .scroll tbody tr:not(.is-${state})`);
    // A browser tries each rule on each of ten thousand rows: there is none for a choice that is not offered.
    expect(page.match(/\.choices:has\(/g)).toHaveLength(options.length + states.length + 1);
  });

  test('has no bar of states for one cluster, of which it would show nothing', () => {
    expect(renderHtml(oneCluster())).not.toContain('class="bar states"');
    expect(renderHtml(list())).toContain('class="bar states"');
  });

  test('says that what was found before and could not be looked at again still counts', () => {
    const carried = [{ rule: 'a', title: 'A', severity: 'high', verdict: 'violation', resource: { type: 't', name: 'n' }, since: '2026-11-01T03:00:00Z' }] as const;
    expect(renderHtml(looked({ drift: drift({ carried }) }))).toContain('<p>1 finding of before could not be looked at again, and still counts.</p>');
    expect(renderMarkdown(looked({ drift: drift({ carried: [...carried, ...carried] }) }))).toContain('2 findings of before could not be looked at again, and still count.');
  });

  test('of ten thousand clusters has the pictures of the worst, bars by place, every row, and stays light', () => {
    const page = renderHtml(fleet(10_000));
    expect(page.length).toBeLessThan(10_000_000);
    expect(page.match(/<tr class="is-/g)).toHaveLength(10_000);
    expect(page.match(/<svg class="ways"/g)).toHaveLength(20);
    expect(page).toContain('<p class="quiet">The 20 worst clusters; 980 more are in the JSON report.</p>');
    expect(page).toContain('<strong>1000</strong> failing</li>');
    expect(page.match(/<svg class="share"/g)).toHaveLength(45);
    expect(page).toContain('<tr><th scope="row">contoso <span class="quiet">management group</span></th><td><svg class="share"');
    expect(page).toContain('<td class="number">10000</td><td class="number state-failing">1000</td><td class="number">1000</td><td class="number">100</td></tr>');
  });

  test('of more clusters than a browser takes says how many it leaves out, and keeps the worst', () => {
    const clusters = Array.from({ length: 30_000 }, (_, index) => cluster(`c${index}`, index === 0 ? { state: 'failing', findings: 1, severity: 'high' } : {}));
    const page = renderHtml(looked({ drift: drift({ clusters }) }));
    expect(page).toContain('<p class="note">20000 more clusters are left out to keep this page light; the JSON report has them.</p>');
    expect(page).toContain('<tr class="is-failing');
    expect(page.length).toBeLessThan(5_000_000);
  });

  test('draws no cluster of which only something does not work: no packet leaves it', () => {
    const broken = Array.from({ length: 5 }, (_, index) => exposure([way({ kind: index === 0 ? 'egress' : 'works', state: 'open' })], { cluster: { name: `c${index}`, id: clusterId(`c${index}`) } }));
    const page = renderHtml(looked({ exposures: broken, drift: drift({ clusters: broken.map(({ cluster: { name } }) => cluster(name, { state: 'failing' })) }) }));
    expect(page.match(/<svg class="ways"/g)).toHaveLength(1);
    expect(page).not.toContain('none was looked at');
  });

  test('links to the sections it has', () => {
    const page = renderHtml(fleet(50));
    const [, nav = ''] = /<nav aria-label="Sections">([^]*?)<\/nav>/.exec(page) ?? [];
    const targets = Array.from(nav.matchAll(/href="#([^"]*)"/g), ([, id = '']) => id);
    expect(targets).toEqual(['changes', 'places', 'clusters', 'exposures', 'remedies', 'findings']);
    for (const id of targets) expect(page).toContain(`<h2 id="${id}">`);
  });

  test('names of megabytes neither fill nor hold it up', () => {
    const huge = 'x<"'.repeat(3_000_000);
    const started = performance.now();
    const of = hostileOne(huge);
    const page = renderHtml({ ...of, drift: drift({ clusters: [cluster(huge, { id: huge, location: huge, outboundType: huge }), cluster('b')], remedies: [remedy(huge, { cluster: { id: huge, name: huge } })] }) });
    expect(page.length).toBeLessThan(1_000_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
