import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { renderHtml } from '../../src/report/html.ts';
import { waysOf } from '../../src/report/exposures/ways.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { ReportExposure } from '../../src/report/report.ts';
import { chartsIn, mermaidScript } from '../report/exposures/mermaid.ts';
import { changedMixed, exposure, fleet, hostileWays, mixed, way } from '../report/exposures/sample.ts';
import { checked } from '../report/sample.ts';
import { findChromium } from './chromium.ts';

const executablePath = findChromium(process.env);
const pictures = process.env['SCREENSHOTS'];

/** Where a text of a picture stands, and within which boxes it has to stay, on the page. */
interface Text {
  readonly text: string;
  readonly box: Box;
  readonly within: Box;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Runs in the page. A text of a way stays within its window (the inner svg) or its zone, any other within the picture's box before it. */
const readTexts = `Array.from(document.querySelectorAll('svg.ways'), (picture) => Array.from(picture.querySelectorAll('text'), (text) => {
  const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
  const owner = text.parentElement;
  const zone = text.closest('g.way')?.parentElement.querySelector('rect') ?? text.parentElement.querySelector(':scope > rect.zone');
  let before = text.previousElementSibling;
  while (before !== null && before.localName === 'text') before = before.previousElementSibling;
  const isWindow = owner.localName === 'svg' && owner !== picture;
  const within = isWindow ? owner.getBoundingClientRect() : text.classList.contains('question') ? picture.getBoundingClientRect() : (zone ?? before).getBoundingClientRect();
  return { text: text.textContent, box: box(text), within: { left: within.left, top: within.top, right: within.right, bottom: within.bottom } };
}))`;

/** Runs in the page. Colours as the browser computes them, with the grounds that they stand on. */
const readColours = `(() => {
  const style = (selector, property) => Array.from(document.querySelectorAll(selector), (element) => [selector, getComputedStyle(element)[property]]);
  return { grounds: [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.zone')).fill],
    texts: [...style('.ways text', 'fill'), ...style('td[class^="state-"]', 'color')], lines: [...style('.wire', 'stroke'), ...style('.barrier', 'stroke'), ...style('.mark', 'stroke'), ...style('.solid', 'fill'), ...style('.network', 'stroke')] };
})()`;

interface Colours {
  readonly grounds: readonly string[];
  readonly texts: readonly (readonly [string, string])[];
  readonly lines: readonly (readonly [string, string])[];
}

const named = (name: string): ReportExposure => exposure(mixed().ways, { cluster: { name } });
const sizes: readonly (readonly [string, readonly ReportExposure[]])[] = [
  ['one way', [exposure([way({ state: 'open' })])]],
  ['one cluster with every way', [mixed()]],
  ['before and after', [changedMixed()]],
  ['three clusters', [named('a'), changedMixed(), named('c')]],
  ['names of wide letters', [hostileWays('W'.repeat(300)), exposure(hostileWays('漢字 '.repeat(80)).ways.map(({ before: _before, ...rest }) => rest))]],
  ['names of many words', [hostileWays('some words '.repeat(20)), exposure(mixed().ways.map((one) => ({ ...one, name: 'mmmm wwww @@@@ %%%% ЩЩЩЩ ÆÆÆÆ '.repeat(4) })))]],
  ['more ways than a picture takes', [exposure(Array.from({ length: 95 }, (_, index) => way({ rule: `channel-${index}`, name: `Way ${index}`, state: index % 2 === 0 ? 'open' : 'closed' })))]],
];
const settings: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light', viewport: { width: 1_200, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1_200, height: 900 } }],
  ['a telephone', { colorScheme: 'light', viewport: { width: 380, height: 800 } }],
];

(executablePath === undefined ? describe.skip : describe)('the ways out in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  }, 60_000);
  afterAll(() => browser.close(), 60_000);

  async function shown(exposures: readonly ReportExposure[], options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.setContent(renderHtml(checked({ exposures })));
    await look(page);
    await context.close();
  }

  describe.each(settings)('%s', (setting, options) => {
    test.each(sizes)('%s: every text stays in its box and lies on no other', async (name, exposures) => {
      await shown(exposures, options, async (page) => {
        if (pictures !== undefined) await page.locator('section[aria-labelledby="exposures"]').screenshot({ path: `${pictures}/ways-${name}-${setting}.png`.replaceAll(' ', '-') });
        const texts = (await page.evaluate(readTexts)) as readonly (readonly Text[])[];
        expect(texts.length).toBeGreaterThan(0);
        for (const picture of texts) {
          expect(picture.length).toBeGreaterThan(3);
          // A pixel is lost where letters lean over their advance.
          for (const { text, box, within } of picture) {
            const over = Math.max(within.left - box.left, box.right - within.right, within.top - box.top, box.bottom - within.bottom);
            expect([text, over <= 1]).toEqual([text, true]);
          }
          const overlapping = picture.flatMap((one, index) => picture.slice(index + 1).filter((other) => overlap(one.box, other.box)).map((other) => `${one.text} / ${other.text}`));
          expect(overlapping).toEqual([]);
        }
      });
    }, 60_000);
  });

  test('every way is in the picture with its state, and in the table with what decided', async () => {
    await shown([mixed()], {}, async (page) => {
      const drawn = (await page.evaluate(`Array.from(document.querySelectorAll('g.way'), (way) => [Array.from(way.querySelectorAll('svg .plain'), (line) => line.textContent).join(' '), way.querySelector('.state').textContent])`)) as readonly string[][];
      expect(drawn).toHaveLength(mixed().ways.length);
      for (const { name, state } of mixed().ways) expect(drawn).toContainEqual([name, state === 'notVisible' ? 'not visible' : state]);
      const rows = (await page.evaluate(`Array.from(document.querySelectorAll('section[aria-labelledby="ways-1"] tbody tr'), (row) => row.lastElementChild.textContent)`)) as readonly string[];
      expect(rows).toEqual(waysOf(mixed()).map(({ message }) => message.replaceAll('`', '')));
    });
  }, 60_000);

  test('closed ways end at a bar on the edge of the network, open ones go through it, and callers’ arrows lead to the cluster', async () => {
    const ways = [way({ rule: 'egress-a', name: 'a' }), way({ rule: 'egress-b', name: 'b', state: 'open' }), way({ rule: 'ingress-c', name: 'c', kind: 'ingress', state: 'open' }), way({ rule: 'ingress-d', name: 'd', kind: 'ingress' })];
    await shown([exposure(ways)], {}, async (page) => {
      const reach = (await page.evaluate(`(() => {
        const box = (selector, from = document) => from.querySelector(selector).getBoundingClientRect();
        const network = box('.network');
        return Object.fromEntries(Array.from(document.querySelectorAll('g.way'), (way) => {
          const wire = box('.wire', way);
          const inside = wire.left < network.right - 2 && wire.right > network.left + 2;
          const outside = wire.left < network.left - 2 || wire.right > network.right + 2;
          const arrow = way.querySelector('.solid')?.getBoundingClientRect();
          return [way.querySelector('.plain').textContent, [inside, outside, way.querySelector('.barrier') !== null, arrow === undefined ? 'none' : arrow.left > network.left && arrow.right < network.right ? 'in' : 'out']];
        }));
      })()`)) as object;
      expect(reach).toEqual({ a: [true, false, true, 'none'], b: [true, true, false, 'out'], c: [true, true, false, 'in'], d: [false, true, true, 'none'] });
    });
  }, 60_000);

  test.each(settings.slice(0, 2))('in %s, texts stand out by 4.5 to 1 and lines by 3 to 1 from every ground', async (_name, options) => {
    await shown([changedMixed(), mixed()], options, async (page) => {
      await page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
      const { grounds, texts, lines } = (await page.evaluate(readColours)) as Colours;
      expect(texts.length).toBeGreaterThan(100);
      expect(lines.length).toBeGreaterThan(60);
      const faint = [...texts.map((one) => [...one, 4.5] as const), ...lines.map((one) => [...one, 3] as const)].flatMap(([selector, colour, least]) => grounds.filter((ground) => contrast(colour, ground) < least).map((ground) => `${selector} ${colour} on ${ground}`));
      expect([...new Set(faint)]).toEqual([]);
    });
  }, 60_000);

  test('of a fleet there is a row for each cluster, and no picture', async () => {
    await shown(fleet(300), {}, async (page) => {
      expect(await page.evaluate(`[document.querySelectorAll('.fleet tbody tr').length, document.querySelectorAll('svg.ways').length, document.querySelector('.fleet tbody th').textContent]`)).toEqual([300, 0, 'cluster-0']);
    });
  }, 60_000);

  test('Mermaid draws the pictures of comments, in its light and its dark theme, with the words that we wrote', async () => {
    const names = ['1. x', '- x', '__init__', 'a_b_c', 'https://evil.example/x', 'www.evil.example', '# x', 'end', 'style:x_y', '---', '1.', 'classDef a:b_c', '<img src=x onerror=window.hit=1>', '"]; click way0 "javascript:window.hit=1"', '#lt;b#gt;', '`**x**`', '%%{init: {}}%%'];
    const odd = exposure(names.map((name, index) => way({ rule: `egress-${index}`, name, target: name, state: 'open' })), { cluster: { name: '- 1. _x_' }, network: '1. [x](http://y) _z_' });
    const context = await browser.newContext({ viewport: { width: 900, height: 1_200 } });
    const page = await context.newPage();
    await page.addScriptTag({ content: readFileSync(mermaidScript, 'utf8') });
    for (const [name, one] of [['mixed', mixed()], ['changed', changedMixed()], ['odd', odd]] as const) {
      const [chart = ''] = chartsIn(renderMarkdown(checked({ exposures: [one] })));
      for (const theme of ['default', 'dark']) {
        await page.evaluate(`mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: '${theme}' });
          document.body.style.background = '${theme === 'dark' ? '#0d1117' : '#ffffff'}';
          mermaid.render('chart', ${JSON.stringify(chart)}).then(({ svg }) => { document.body.innerHTML = svg; })`);
        if (pictures !== undefined) await page.screenshot({ path: `${pictures}/mermaid-${name}-${theme}.png`, fullPage: true });
        const labels = (await page.evaluate(`Array.from(document.querySelectorAll('.nodeLabel'), (label) => label.innerHTML.replaceAll(/^<p>|<\\/p>$/g, ''))`)) as readonly string[];
        const written = Array.from(chart.matchAll(/\["([^"]*)"\]/g), ([, label = '']) => label.replaceAll('<br/>', '<br>'));
        expect(labels.toSorted()).toEqual(written.toSorted());
      }
    }
    expect(await page.evaluate('window.hit')).toBeUndefined();
    await context.close();
  }, 60_000);
});

function overlap(one: Box, other: Box): boolean {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
}

/** Of two colours as the browser gives them, `rgb(1, 2, 3)` (WCAG 2.2, relative luminance). */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = Array.from(colour.matchAll(/\d+/g), ([part]) => Number(part) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}
