/** Targets of many clusters, what a run over them gives out, and when it fails. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expectStatus, writesOf } from '../reading.ts';
import { useSandbox, type Given } from '../runner.ts';
import { live, scene, type Scene } from './scene.ts';
import { fleetReport, foundBelow, foundIn, idOf, platform, resetTenant, seedTenant, subscriptions } from './tenant.ts';

const sandbox = useSandbox();
beforeAll(() => seedTenant(sandbox.current));

function fleet(label: string, targets: readonly string[] = [platform], inputs: Given = {}): Scene {
  return scene(sandbox.current, label, { 'issue-key': label, 'targets': targets.join('\n'), 'resource-group': undefined, 'cluster-name': undefined, ...inputs });
}
const { shop, pay, lake, labs } = subscriptions;

describe('a target of several clusters', () => {
  test.each([
    ['a resource group', [`${pay}/resourceGroups/rg-fleet`], foundBelow('pay'), ['cards']],
    ['a subscription', [shop], foundBelow('shop'), ['api', 'web']],
    ['subscriptions, a cluster and a group of another', [labs, idOf('spark'), `${pay}/resourceGroups/RG-FLEET`], foundBelow('pay', 'lake', 'labs'), ['cards', 'idle', 'spark']],
    ['a management group', [platform], foundBelow('shop', 'pay', 'lake', 'labs'), ['api', 'cards', 'idle', 'spark', 'web']],
    ['a management group further down, and a subscription of it', ['/providers/Microsoft.Management/managementGroups/apps', pay], foundBelow('shop', 'pay'), ['api', 'cards', 'web']],
  ])('%s is read by Resource Graph: what is wrong in it, and nothing else', async (_what, targets, found, names) => {
    const run = await fleet('unkept', targets, { 'issue': 'false', 'fail-on': 'never' }).look();
    expectStatus(run, 0);
    const report = await fleetReport(run);
    expect({ found: foundIn(report), clusters: report.drift.clusters.map(({ name }) => name).toSorted() }).toEqual({ found, clusters: names });
    expect(report.drift.unseen).toEqual([]);
    expect(run.requests.some(({ path }) => path.includes('Microsoft.ResourceGraph'))).toBe(true);
    expect(writesOf(run.requests)).toEqual([]);
  });

  test('has one issue, which counts by management group and tells which clusters fail', async () => {
    const all = fleet('fleet');
    const run = await all.look();
    expectStatus(run, 1);
    const { body, remembers, state } = all.issue();
    expect({ state, remembers }).toEqual({ state: 'open', remembers: foundBelow('shop', 'pay', 'lake', 'labs') });
    expect(body).toMatch(/^3 of 5 clusters are not isolated as agreed/);
    expect(body).toMatch(/Applications.*\n(?:.*\n)*?.*Data/);
    for (const name of ['web', 'cards', 'spark']) expect(body).toContain(`\`${name}\``);
    expect(run.outputs).toMatchObject({ 'verdict': 'violation', 'findings': '4', 'new-findings': '4', 'changed': 'false', 'issue-url': expect.stringMatching(/\/issues\/\d+$/), 'report-file': expect.stringMatching(/drift-report\.json$/) });
    expect(run.summary).toMatch(/### .*clusters below management group platform/i);
    expect(run.summary).toMatch(/5 clusters: 3 failing, 2 clean/);

    live(sandbox.current, idOf('idle'), 'node-os');
    live(sandbox.current, idOf('spark'));
    const next = await all.look();
    expect(next.outputs).toMatchObject({ 'findings': '4', 'new-findings': '1' });
    expect(all.issue().comments).toEqual([expect.stringMatching(/\*\*1 new, 1 healed, 3 as before\*\*[^]*on `idle` in `rg-fleet` of `labs`[^]*on `spark` in `rg-fleet` of `lake`: mended/)]);
    resetTenant(sandbox.current);
  });

  test('compares with the report that it is given, rather than with what the issue remembers', async () => {
    const all = fleet('reported');
    const before = await readFile((await all.look()).outputs['report-file'] ?? '', 'utf8');
    live(sandbox.current, idOf('web'));
    await all.look();
    expect(all.issue().comments).toEqual([expect.stringContaining('**1 healed, 3 as before**')]);
    live(sandbox.current, idOf('web'), 'run-command');
    const run = await all.look({ 'earlier-report': 'before.json' }, { files: { 'before.json': before } });
    expect((await fleetReport(run)).drift.counts).toEqual({ new: 0, worse: 0, unchanged: 4, healed: 0 });
    expect(run.outputs['new-findings']).toBe('0');
    const refused = await all.look({ 'earlier-report': 'before.json' }, { files: { 'before.json': before.slice(0, -10) } });
    expectStatus(refused, 2);
    expect(refused.errors).toEqual([expect.stringMatching(/before\.json cannot be taken as the report of the earlier run: it is no well-formed JSON/)]);
  });
});

describe('the report', () => {
  test('as JSON keeps to its schema', async () => {
    const all = fleet('schema');
    await all.look();
    live(sandbox.current, idOf('web'), 'node-os');
    sandbox.current.arm.deny(labs);
    const run = await all.look();
    sandbox.current.arm.allow(labs);
    resetTenant(sandbox.current);
    const report: unknown = await fleetReport(run);
    const validate = new Ajv2020({ allErrors: true, strict: true }).compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object);
    validate(report);
    expect(validate.errors).toBeNull();
    expect(report).toMatchObject({ schemaVersion: '1.4', command: 'drift', drift: { counts: { new: 1, worse: 0, healed: 1, unchanged: 3 }, isConclusive: true, unseen: [{ scope: labs }] } });
  });

  test.each<readonly [string, RegExp, readonly RegExp[]]>([
    ['sarif', /drift-report\.sarif$/, [/"version": ?"2\.1\.0"/, /"ruleId": ?"aks-node-os-upgrade-channel"/]],
    ['html', /drift-report\.html$/, [/^<!doctype html>/i, /cards/, /aks-node-os-upgrade-channel/, /Applications/]],
    ['markdown', /drift-report\.md$/, [/`aks-node-os-upgrade-channel`/]],
  ])('as %s is written to a file', async (format, path, texts) => {
    const run = await fleet('unkept', [platform], { 'issue': 'false', 'fail-on': 'never', format }).look();
    expectStatus(run, 0);
    expect(run.outputs['report-file']).toMatch(path);
    const text = await readFile(run.outputs['report-file'] ?? '', 'utf8');
    for (const one of texts) expect(text).toMatch(one);
  });
});

describe('the run fails', () => {
  const statuses = async (targets: readonly string[]): Promise<readonly (number | null)[]> => {
    const given: (number | null)[] = [];
    for (const failOn of ['auto', 'undetermined', 'violation', 'never']) given.push((await fleet('unkept', targets, { 'issue': 'false', 'fail-on': failOn }).look()).status);
    return given;
  };

  test('for what is found, unless it is never to', async () => {
    expect(await statuses([pay])).toEqual([1, 1, 1, 0]);
  });

  test('for what may not be read, unless only violations count', async () => {
    sandbox.current.arm.deny(lake);
    const given = await statuses([labs, lake]);
    sandbox.current.arm.allow(lake);
    expect(given).toEqual([1, 1, 0, 0]);
  });

  test('not where all is clean', async () => {
    const run = await fleet('unkept', [labs], { issue: 'false' }).look();
    expect([run.status, run.outputs['verdict'], run.errors, run.warnings]).toEqual([0, 'compliant', [], []]);
  });
});
