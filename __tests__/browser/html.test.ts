import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import * as fc from 'fast-check';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { renderHtml } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import { fleet as livingFleet, hostileOne, inconclusive, oneCluster } from '../report/drift/drift-reports.ts';
import { changedMixed, exposure, fleet, hostileWays, mixed } from '../report/exposures/sample.ts';
import { checked, finding, fix, hostileReport, reason, related, report } from '../report/sample.ts';
import { findChromium } from './chromium.ts';

const executablePath = findChromium(process.env);
if (executablePath === undefined) process.stderr.write('Skipped: there is no Chromium on the PATH. Install one, or name it in CHROMIUM.\n');

/** With SCREENSHOTS=FOLDER each page is kept as a picture. */
const pictures = process.env['SCREENSHOTS'];

const rules = ['aks-outbound-type', 'aks-node-public-ip', 'aks-private-api-server', 'aks-bootstrap-artifact-source'];
const large = checked({
  counts: { error: 20, violation: 9_000, undetermined: 700, exempt: 280, compliant: 61_000, notApplicable: 4_000 },
  files: { judged: 400, skipped: 1_200, resources: 12_000 },
  findings: Array.from({ length: 10_000 }, (_, index) =>
    finding({
      rule: rules[index % 4] ?? '', verdict: index % 50 === 0 ? 'error' : index % 13 === 0 ? 'undetermined' : 'violation', severity: index % 3 === 0 ? 'high' : index % 3 === 1 ? 'medium' : 'low',
      resource: { type: 'Microsoft.ContainerService/managedClusters', name: `cluster-${index}` }, fix: fix(), related: [related()],
      location: { file: `infra/team-${index % 400}/main.json`, line: index + 1, column: 7, pointer: '' },
    }),
  ),
});

const failed: Report = report({
  verdict: 'error', notes: ['The policy is not enforced yet: one cluster of the resource group does not pass.'], planHash: 'c'.repeat(64),
  steps: [
    { title: 'Create cluster demo', status: 'done', details: ['properties.networkProfile.outboundType: absent → none'], elapsed: 65_000 },
    { title: 'Assign the initiative', status: 'failed', details: ['AuthorizationFailed: the identity may not write policyAssignments.'], elapsed: 1_200 },
    { title: 'Prove the isolation', status: 'skipped', details: [] },
  ],
});

const payload = '"><script>window.hit=1</script><img src=x onerror="window.hit=1"><svg onload=window.hit=1></style></summary></details>';
const attack = finding({
  rule: payload, title: payload, effect: payload, message: `${payload} \u202Egnirts \u001B[31m \${{ secrets.X }} @everyone`, remedy: payload, resource: { type: payload, name: payload, id: payload },
  location: { file: `javascript:window.hit=1${payload}`, line: 1, column: 1, pointer: '' }, reasons: [reason({ path: payload, actual: payload, expected: [payload], operator: payload })],
  related: [related({ file: payload, message: payload })], fix: fix({ description: payload, original: payload, replacement: `${payload}\n\t${payload}` }),
});
const hostile = checked({ title: payload, command: payload, notes: [payload], facts: [{ label: payload, value: payload }], findings: [attack, finding({ message: 'x'.repeat(100_000), title: 'wide'.repeat(200) })] });
const [random] = fc.sample(hostileReport, { numRuns: 1, seed: 7 });

const reports: readonly (readonly [string, Report])[] = [
  ['a check with findings', checked({ notes: ['The exemption of `legacy` expired on 2026-10-31.'], facts: [{ label: 'Initiative', value: 'aks-egress-isolation-core' }] })],
  ['a clean check', checked({ verdict: 'compliant', findings: [], counts: { compliant: 20 } })],
  ['a failed deployment', failed],
  ['10,000 findings', large],
  ['hostile texts', hostile],
  ['the ways out of a cluster', checked({ exposures: [mixed()] })],
  ['ways out before and after', checked({ exposures: [changedMixed()] })],
  ['the ways out of three clusters', checked({ exposures: ['a', 'b', 'c'].map((name) => exposure(mixed().ways, { cluster: { name } })) })],
  ['the ways out of a fleet', checked({ exposures: fleet(300) })],
  ['hostile ways out', checked({ exposures: [hostileWays(payload), hostileWays('W'.repeat(300))] })],
  ['a living cluster', oneCluster()],
  ['living clusters', livingFleet(200)],
  ['living clusters that could not be read', inconclusive()],
  ['hostile living clusters', hostileOne(payload)],
  ['texts by chance', random ?? hostile],
];

const settings: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light', viewport: { width: 1_200, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1_200, height: 900 } }],
  ['a telephone', { colorScheme: 'light', viewport: { width: 380, height: 800 } }],
];

(executablePath === undefined ? describe.skip : describe)('the HTML report in Chromium', () => {
  let browser: Browser;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aks-isolation-browser-'));
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  /** Opens the report as a file, tells `look` what there is to complain about, and closes it. */
  async function open(name: string, shown: Report, options: BrowserContextOptions, look: (page: Page, complaints: string[]) => Promise<void>): Promise<void> {
    const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.html`);
    writeFileSync(file, renderHtml(shown));
    const context = await browser.newContext(options);
    const complaints: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await look(page, complaints);
    await context.close();
  }

  const cases = settings.flatMap(([setting, options]) => reports.map(([name, shown]) => [name, setting, shown, options] as const));

  test.each(cases)('%s, %s: no complaint of the browser, none of axe, and nothing wider than the page', async (name, setting, shown, options) => {
    await open(name, shown, options, async (page, complaints) => {
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name} ${setting}.png`.replaceAll(/[ ,]+/g, '-')), fullPage: name !== '10,000 findings' });
      expect(complaints).toEqual([]);
      expect(await page.evaluate('window.hit')).toBeUndefined();
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      // Of ten thousand findings the first three files open and look like all others: axe would take minutes for the rest.
      await page.evaluate(`document.querySelectorAll('main section section:nth-of-type(n + 4)').forEach((section) => section.remove()); document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
      await page.evaluate(axe.source);
      const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults;
      expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`)])).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
    });
  }, 120_000);

  test('the content policy holds: a script, a style and an image of elsewhere are refused', async () => {
    await open('policy', checked(), {}, async (page, complaints) => {
      await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.hit = 1"><p style="color: red">x</p>');
        const script = document.createElement('script'); script.textContent = 'window.hit = 1'; document.body.append(script);`);
      await page.waitForTimeout(200);
      expect(await page.evaluate('window.hit')).toBeUndefined();
      const refused = complaints.filter((complaint) => /Content Security Policy/.test(complaint)).join('\n');
      for (const directive of ['script-src', 'style-src', 'img-src']) expect(refused).toContain(directive);
    });
  }, 60_000);

  test('on paper folds stand open', async () => {
    const folded = checked({ findings: Array.from({ length: 20 }, () => finding({ fix: fix() })) });
    await open('paper', folded, {}, async (page) => {
      const height = (): Promise<number> => page.evaluate(`document.querySelector('section details').getBoundingClientRect().height`);
      const closed = await height();
      await page.emulateMedia({ media: 'print' });
      expect(await height()).toBeGreaterThan(closed * 2);
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'paper.png'), fullPage: true });
    });
  }, 60_000);
});
