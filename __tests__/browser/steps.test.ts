import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { renderHtml } from '../../src/report/html.ts';
import type { ReportStep } from '../../src/report/report.ts';
import { report } from '../report/sample.ts';
import { failedMigration, migration, prerequisites, step } from '../report/steps/sample.ts';
import { findChromium } from './chromium.ts';

const executablePath = findChromium(process.env);
const pictures = process.env['SCREENSHOTS'];

/** Runs in the page. The picture that can be seen: each text with its box, and the frame that it belongs to. */
const readTexts = `Array.from(document.querySelectorAll('svg.plan'), (picture) => picture.getBoundingClientRect().width === 0 ? [] : Array.from(picture.querySelectorAll('g.step text'), (text) => {
  const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
  return { text: text.textContent, height: text.getBoundingClientRect().height, box: box(text), within: box(text.parentElement.querySelector('rect')) };
})).flat()`;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Text {
  readonly text: string;
  readonly height: number;
  readonly box: Box;
  readonly within: Box;
}

/** Runs in the page. Colours as the browser computes them, with the grounds that they stand on. */
const readColours = `(() => {
  const style = (selector, property) => Array.from(document.querySelectorAll(selector), (element) => getComputedStyle(element)[property]);
  return { grounds: [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.step rect')).fill],
    texts: [...style('.plan text', 'fill'), ...style('.plan-steps p', 'color')], lines: [...style('.step rect', 'stroke'), ...style('.link', 'stroke'), ...style('.tip', 'fill')] };
})()`;

interface Colours {
  readonly grounds: readonly string[];
  readonly texts: readonly string[];
  readonly lines: readonly string[];
}

const plans: readonly (readonly [string, readonly ReportStep[]])[] = [
  ['a migration', [...migration(), step(), step()]],
  ['a failure', failedMigration()],
  ['many pools', migration(Array.from({ length: 12 }, (_, index) => `pool${index}`))],
  ['much around a cluster', prerequisites()],
  ['names of wide letters', [...migration(['W'.repeat(300), '漢字 '.repeat(80)]), step({ key: 'x', title: 'mmmm wwww @@@@ %%%% ЩЩЩЩ '.repeat(8), disruption: 'W'.repeat(300) })]],
];
const settings: readonly (readonly [string, BrowserContextOptions])[] = [
  ['a desk, light', { colorScheme: 'light', viewport: { width: 1_280, height: 900 } }],
  ['a telephone, dark', { colorScheme: 'dark', viewport: { width: 360, height: 800 } }],
];

(executablePath === undefined ? describe.skip : describe)('a plan in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  }, 60_000);
  afterAll(() => browser.close(), 60_000);

  async function shown(steps: readonly ReportStep[], options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.setContent(renderHtml(report({ dryRun: true, steps })));
    await look(page);
    await context.close();
  }

  describe.each(settings)('on %s', (setting, options) => {
    test.each(plans)('%s: one picture, whose letters can be read, stay in their boxes and lie on no others', async (name, steps) => {
      await shown(steps, options, async (page) => {
        if (pictures !== undefined) await page.locator('section[aria-labelledby="steps"]').screenshot({ path: `${pictures}/plan-${name}-${setting}.png`.replaceAll(' ', '-') });
        const texts = (await page.evaluate(readTexts)) as readonly Text[];
        expect(texts.length).toBeGreaterThanOrEqual(steps.length);
        expect(Math.min(...texts.map(({ height }) => height))).toBeGreaterThanOrEqual(11);
        for (const { text, box, within } of texts) {
          const over = Math.max(within.left - box.left, box.right - within.right, within.top - box.top, box.bottom - within.bottom);
          expect([text, over <= 1]).toEqual([text, true]);
        }
        const overlapping = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => overlap(one.box, other.box)).map((other) => `${one.text} / ${other.text}`));
        expect(overlapping).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      });
    }, 60_000);
  });

  test.each(['light', 'dark'] as const)('in %s, texts stand out by 4.5 to 1 and lines by 3 to 1 from every ground', async (colorScheme) => {
    const steps = [...migration(), ...failedMigration().map((one) => ({ ...one, key: `${one.key ?? ''}/again` })), step({ key: 'x', status: 'unchanged' })];
    await shown(steps, { colorScheme }, async (page) => {
      const { grounds, texts, lines } = (await page.evaluate(readColours)) as Colours;
      for (const ground of new Set(grounds)) {
        for (const text of new Set(texts)) expect([text, ground, contrast(text, ground) >= 4.5]).toEqual([text, ground, true]);
        for (const line of new Set(lines)) expect([line, ground, contrast(line, ground) >= 3]).toEqual([line, ground, true]);
      }
    });
  }, 60_000);
});

/** Boxes that share more than the pixel by which lines of one paragraph touch. */
function overlap(one: Box, other: Box): boolean {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
}

/** @param one, other as in `rgb(1, 2, 3)` */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = Array.from(colour.matchAll(/[\d.]+/g), ([part]) => Number(part) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}
