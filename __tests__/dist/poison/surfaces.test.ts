/**
 * The author of a pull request writes every file of the checkout. Whatever stands in them, in whatever place, no surface does anything
 * but show it: no command to the runner, no markup, no mention, nothing for a terminal; and the gate fails.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkFiles } from '../../commands/check/run.ts';
import { renderHtml } from '../../../src/report/html.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { everyNth, isExhaustive } from '../../exhaustive.ts';
import { runCommandLine } from '../command-line.ts';
import { pullRequest } from '../events.ts';
import { freshFolder, repository } from '../package.ts';
import { runAction, useSandbox, type ActionRun } from '../runner.ts';
import { harmfulLines, shapeOfMarkdown, shapeOfPage, type Shape } from './readers.ts';
import { poisonedFiles } from './repository.ts';
import { harmless, poisons } from './texts.ts';

const sandbox = useSandbox();
const minutes = 60_000;

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const all = (texts: readonly string[]): Readonly<Record<string, string>> => Object.assign({}, ...texts.map((text, index) => poisonedFiles(text, `p${index}/`))) as Readonly<Record<string, string>>;
const known = shapeOf('p0/');

/** The elements that reports have where nothing means anything. */
async function shapeOf(folder: string): Promise<{ readonly page: Shape; readonly markdown: Shape }> {
  const { report } = await checkFiles(poisonedFiles(harmless, folder));
  return { page: shapeOfPage(renderHtml(report)), markdown: shapeOfMarkdown(renderMarkdown(report)) };
}

const others = (shape: Shape, than: Shape): readonly string[] => [...shape.elements].filter((element) => !than.elements.has(element));
const outside = (shape: Shape): readonly string[] => shape.targets.filter((target) => !target.startsWith('#'));
/** All of them take a minute and more. What the command line printed above holds them all. */
const alone = poisons.map((text, index) => [index, JSON.stringify(text).slice(0, 40), text] as const).filter(([index]) => isExhaustive || index % 10 === 3);
/** Mentions and references of GitHub, which it finds in all that is no code. */
const mentions = (shape: Shape): readonly string[] => shape.prose.match(/(?:^|[^\w`])[@#]\w+|\bGH-\d+|https?:\/\/\S+|www\.\S+|\b[0-9a-f]{7,40}\b(?=\s|$)/g) ?? [];

describe('the command line on a repository of poison', () => {
  /** JSON shows every poison, the others a third of them each, those for people together all. SARIF is written by JSON's writer. */
  const turns: Readonly<Record<string, number>> = { text: 0, lines: 1, markdown: 2, html: 0, sarif: 1 };
  const printed = new Map<string, Promise<string>>();
  const run = (format: string): Promise<string> => {
    const text = printed.get(format) ?? print(format);
    printed.set(format, text);
    return text;
  };
  const print = async (format: string): Promise<string> => {
    const folder = await freshFolder('poison');
    const turn = turns[format];
    await writeFiles(folder, all(turn === undefined ? poisons : everyNth(poisons, 3, turn)));
    const { status, stdout, stderr } = await runCommandLine(['check', '--format', format], { folder });
    expect([status, stderr.match(/^ +at .*:\d+:\d+/gm)]).toEqual([1, null]);
    expect(harmfulLines(stderr)).toEqual([]);
    return stdout;
  };

  test.each(['text', 'lines', 'markdown', 'html'])('%s: no line is a command, nothing is for a terminal', async (format) => {
    expect(harmfulLines(await run(format))).toEqual([]);
  }, minutes);

  test('json: is as the schema says, and each poisoned file has its finding', async () => {
    const text = await run('json');
    expect(harmfulLines(text)).toEqual([]);
    const report = JSON.parse(text) as { readonly findings: readonly { readonly location?: { readonly file: string } }[] };
    const validate = new Ajv2020().compile(JSON.parse(readFileSync(join(repository, 'docs', 'report.schema.json'), 'utf8')) as object);
    expect([validate(report), validate.errors]).toEqual([true, null]);
    const found = new Set(report.findings.map(({ location }) => location?.file));
    const wanted = Object.keys(all(poisons)).filter((file) => !/parameters|plainKey/.test(file));
    expect(wanted.filter((file) => !found.has(file))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(2000);
  }, minutes);

  test('sarif: is as the standard says', async () => {
    const text = await run('sarif');
    expect(harmfulLines(text)).toEqual([]);
    // Of draft 4, as sarif.test.ts says.
    const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(join(repository, '__tests__', 'report', 'sarif-2.1.0.schema.json'), 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(schema);
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
  }, minutes);

  test('html: is of no other elements and attributes, and leads nowhere', async () => {
    const page = shapeOfPage(await run('html'));
    expect([others(page, (await known).page), outside(page)]).toEqual([[], []]);
  }, minutes);
});

describe('one poison alone', () => {
  test.each(alone)('%i %s: page and comment are of no other elements, and call nobody', async (_index, _shown, text) => {
    const { report, exceeds } = await checkFiles(poisonedFiles(text, 'p0/'));
    expect(exceeds).toBe(true);
    const page = shapeOfPage(renderHtml(report));
    const markdown = renderMarkdown(report);
    const comment = shapeOfMarkdown(markdown);
    expect([others(page, (await known).page), others(comment, (await known).markdown)]).toEqual([[], []]);
    expect([outside(page), outside(comment), mentions(comment), harmfulLines(markdown)]).toEqual([[], [], [], []]);
  });

  test('is seen by these tests where it gets through', () => {
    const shape = shapeOfMarkdown('a <script>x</script> @everyone #1 [a](javascript:x) www.evil.example');
    expect([...shape.elements]).toEqual(expect.arrayContaining(['script[]', 'a[href]']));
    expect([outside(shape), mentions(shape)]).toEqual([['javascript:x', 'http://www.evil.example'], [' @everyone', ' #1', 'www.evil.example']]);
    expect(harmfulLines(' ::error::x\na ##[error]\n\u009B31m\n\u202Ex\nfine').length).toBe(4);
  });
});

describe('the action on a pull request of poison', () => {
  const ours = /^::(?:error|warning|notice|debug|add-mask|group|endgroup)(?: [^:]*)?::|^::endgroup::$/;
  let run: ActionRun;
  beforeAll(async () => {
    const workspace = await freshFolder('poison-action');
    await writeFiles(workspace, all(poisons.filter((_, index) => index % 3 === 0)));
    run = await runAction({ sandbox: sandbox.current, workspace, event: pullRequest({ fork: false }), inputs: { 'command': 'check', 'github-token': sandbox.current.githubToken, 'format': 'json' } });
  }, 2 * minutes);

  test('fails, with a sentence', () => {
    expect([run.status, run.outputs['verdict'], /^ +at .*:\d+:\d+/m.test(run.log)]).toEqual([1, 'error', false]);
  });

  test('prints no commands but annotations of its own, at most ten of a kind', () => {
    expect(harmfulLines(run.stdout.replaceAll('\r\n', '\n'), (line) => ours.test(line))).toEqual([]);
    const commands = run.stdout.split('\n').filter((line) => line.startsWith('::'));
    for (const kind of ['error', 'warning', 'notice']) expect(commands.filter((line) => line.startsWith(`::${kind}`)).length).toBeLessThanOrEqual(12);
    expect(commands.filter((line) => !/^::(?:error|warning|notice|debug|add-mask|group|endgroup)/.test(line))).toEqual([]);
    expect(run.masks.filter((mask) => mask.length < 8)).toEqual([]);
    expect(commands.filter((line) => /##\[/.test(line) || /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
  });

  test('writes outputs that nothing was put between', () => {
    expect(Object.keys(run.outputs).toSorted()).toEqual([...new Set(Object.keys(run.outputs))].toSorted());
    expect(Object.values(run.outputs).filter((value) => value.includes('\n') || value.includes('poison'))).toEqual([]);
  });

  test('shows in summary and comment what it shows of a harmless repository, links to this repository alone', async () => {
    const shapes = [shapeOfMarkdown(run.summary), ...run.comments.map(({ body }) => shapeOfMarkdown(body))];
    expect(shapes).toHaveLength(2);
    const linked = new Set(['a[href]', 'comment marker', 'blockquote[]']);
    for (const shape of shapes) {
      expect(others(shape, (await known).markdown).filter((element) => !linked.has(element))).toEqual([]);
      expect(outside(shape).filter((target) => !target.startsWith('https://github.com/contoso/platform/'))).toEqual([]);
    }
    expect([...harmfulLines(run.summary), ...run.comments.flatMap(({ body }) => harmfulLines(body))]).toEqual([]);
  });

  test('asks nobody but GitHub, and writes one comment', () => {
    expect(run.requests.filter(({ server }) => server !== 'github')).toEqual([]);
    expect(run.comments).toHaveLength(1);
  });

  test('reports in JSON what it found', async () => {
    expect(harmfulLines(await readFile(run.outputs['report-file'] ?? '', 'utf8'))).toEqual([]);
  });
});
