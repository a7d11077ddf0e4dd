import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { renderHtml } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import { cluster, drift, fleet, looked, oneCluster } from '../report/drift/drift-reports.ts';
import { findChromium } from './chromium.ts';

const executablePath = findChromium(process.env);
const pictures = process.env['SCREENSHOTS'];

/** Runs in the page: the states of the rows that can be seen, each once, their number, and what stands below the table. */
const readRows = `(() => {
  const rows = Array.from(document.querySelectorAll('.clusters tbody tr')).filter((row) => row.getBoundingClientRect().height > 0);
  const texts = (column) => [...new Set(rows.map((row) => row.children[column].textContent))].sort();
  return { count: rows.length, states: texts(1), outboundTypes: texts(5), locations: texts(6) };
})()`;

interface Rows {
  readonly count: number;
  readonly states: readonly string[];
  readonly outboundTypes: readonly string[];
  readonly locations: readonly string[];
}

(executablePath === undefined ? describe.skip : describe)('the page of a fleet in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  }, 60_000);
  afterAll(() => browser.close(), 60_000);

  async function shown(report: Report, look: (page: Page) => Promise<void>): Promise<void> {
    // What needs no script works without one.
    const context = await browser.newContext({ viewport: { width: 1_200, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.setContent(renderHtml(report), { timeout: 120_000 });
    await look(page);
    await context.close();
  }
  const rowsOf = async (page: Page): Promise<Rows> => (await page.evaluate(readRows)) as Rows;

  test('rows are chosen by state, by what is new, by outbound type and by location, together and without a script', async () => {
    await shown(fleet(400), async (page) => {
      expect((await rowsOf(page)).count).toBe(400);
      await page.getByLabel('failing (40)').check();
      expect(await rowsOf(page)).toMatchObject({ count: 40, states: ['failing'], outboundTypes: ['loadBalancer', 'managedNATGateway', 'userDefinedRouting'] });
      await page.getByLabel('Outbound type').selectOption('managedNATGateway');
      expect(await rowsOf(page)).toMatchObject({ count: 13, outboundTypes: ['managedNATGateway'] });
      await page.getByLabel('Only with new or worse findings').check();
      expect((await rowsOf(page)).count).toBe(3);
      if (pictures !== undefined) await page.locator('section[aria-labelledby="clusters"]').screenshot({ path: `${pictures}/fleet-chosen.png` });
      await page.getByLabel('all (400)').check();
      await page.getByLabel('Only with new or worse findings').uncheck();
      await page.getByLabel('Outbound type').selectOption('all');
      await page.getByLabel('Location').selectOption('eastus2');
      expect(await rowsOf(page)).toMatchObject({ count: 80, locations: ['eastus2'] });
    });
  }, 120_000);

  test('of ten thousand clusters the page opens, is no wider than the window, and can be chosen from', async () => {
    await shown(fleet(10_000), async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/fleet-of-ten-thousand.png`, timeout: 120_000 });
      await page.getByLabel('not read (100)').check();
      expect(await rowsOf(page)).toMatchObject({ count: 100, states: ['not read'] });
    });
  }, 300_000);

  test('on a telephone what decided reads as a sentence, and the choices of a fleet stay within the window', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.setContent(renderHtml(oneCluster()));
    const heights = (await page.evaluate(`Array.from(document.querySelectorAll('.reasons td'), (cell) => cell.getBoundingClientRect().height)`)) as readonly number[];
    expect(heights.length).toBeGreaterThan(0);
    // A line, not a syllable to a line.
    expect(Math.max(...heights)).toBeLessThan(40);
    const clusters = Array.from({ length: 40 }, (_, index) => cluster(`${'long-name-'.repeat(8)}${index}`, { outboundType: `${'type'.repeat(12)}${index % 3}`, location: `${'place'.repeat(12)}${index % 3}` }));
    // A page of its own: each has a policy that allows its own sheet alone, and that of the first would stay.
    const other = await context.newPage();
    await other.setContent(renderHtml(looked({ drift: drift({ clusters }) })));
    expect(await other.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await context.close();
  }, 60_000);

  test('on paper the tables are whole', async () => {
    await shown(fleet(200), async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate(`Array.from(document.querySelectorAll('.scroll'), (box) => box.scrollHeight <= box.clientHeight + 1)`)).not.toContain(false);
    });
  }, 120_000);
});
