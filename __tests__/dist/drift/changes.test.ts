/** What becomes of the issue of one cluster while the cluster changes from night to night. */
import { describe, expect, test } from '@jest/globals';
import { clusterId, isolatedCluster, seedCluster } from '../azure.ts';
import { ownPolicy } from '../infrastructure.ts';
import { commentWritesOf, expectStatus } from '../reading.ts';
import { useSandbox, type ActionRun } from '../runner.ts';
import { live, openings, ruleOf, scene, type IssueLife, type Opening, type Scene } from './scene.ts';

const sandbox = useSandbox();

/** A cluster of its own, and what is switched on in it before each look. */
function night(name: string): { readonly look: (...opened: readonly Opening[]) => Promise<ActionRun> } & Pick<Scene, 'issue' | 'issues'> {
  const group = `rg-${name}`;
  const { issue, issues, look } = scene(sandbox.current, name, { 'resource-group': group, 'cluster-name': 'demo' });
  return {
    issue,
    issues,
    look: async (...opened) => {
      live(sandbox.current, clusterId(sandbox.current, group, 'demo'), ...opened);
      return await look();
    },
  };
}

const found = (...opened: readonly Opening[]): readonly string[] => opened.map((opening) => `${ruleOf[opening]} on demo`).toSorted();

/** The rules of this test that a text names. */
function named(text: string | undefined): readonly Opening[] {
  return (Object.keys(openings) as readonly Opening[]).filter((opening) => text?.includes(`\`${ruleOf[opening]}\``));
}

/** The part of a comment below a heading. */
function below(heading: 'New or worse' | 'Healed', comment: string | undefined): string {
  return comment?.split(/^#### /m).find((part) => part.startsWith(heading)) ?? '';
}

const last = ({ comments }: IssueLife): string | undefined => comments.at(-1);

describe('the issue of one cluster', () => {
  test('is not there for a clean one, and is opened by the first drift, which its text tells', async () => {
    const { issue, issues, look } = night('first');
    const clean = await look();
    expectStatus(clean, 0);
    expect({ issues: issues(), url: clean.outputs['issue-url'], writes: commentWritesOf(clean.requests) }).toEqual({ issues: [], url: '', writes: [] });
    const run = await look('run-command');
    expectStatus(run, 1);
    const opened = issue();
    expect(opened).toMatchObject({ state: 'open', comments: [], remembers: found('run-command') });
    expect(named(opened.body)).toEqual(['run-command']);
    expect(opened.body).toMatch(/Cluster `demo` is not isolated as agreed: \*\*1 violation\*\*/);
    expect(run.outputs).toMatchObject({ 'verdict': 'violation', 'findings': '1', 'issue-url': `https://github.com/contoso/platform/issues/${opened.number}` });
  });

  test('is closed with a comment when all is mended', async () => {
    const { issue, look } = night('healed');
    await look('run-command');
    const run = await look();
    expectStatus(run, 0);
    const closed = issue();
    expect(closed).toMatchObject({ state: 'closed', why: 'completed', remembers: [], comments: [expect.stringMatching(/^Since .*: \*\*1 healed\*\*/)] });
    expect(named(below('Healed', last(closed)))).toEqual(['run-command']);
    expect(closed.body).toMatch(/Cluster `demo` is isolated as agreed/);
    expect(named(closed.body)).toEqual([]);
    expect(run.outputs).toMatchObject({ 'verdict': 'compliant', 'findings': '0', 'new-findings': '0' });
  });

  test('stays open when a part is mended, and tells which', async () => {
    const { issue, look } = night('in-part');
    await look('run-command', 'node-os');
    expectStatus(await look('node-os'), 1);
    const after = issue();
    expect(after).toMatchObject({ state: 'open', remembers: found('node-os'), comments: [expect.stringContaining('**1 healed, 1 as before**')] });
    expect([named(last(after)), named(after.body)]).toEqual([['run-command'], ['node-os']]);
  });

  test('tells of what is new beside what was there', async () => {
    const { issue, look } = night('more');
    await look('run-command');
    const run = await look('run-command', 'node-os');
    expectStatus(run, 1);
    const after = issue();
    expect(after).toMatchObject({ state: 'open', remembers: found('run-command', 'node-os'), comments: [expect.stringContaining('**1 new, 1 as before**')] });
    expect([named(below('New or worse', last(after))), named(after.body)]).toEqual([['node-os'], ['run-command', 'node-os']]);
    expect(run.outputs).toMatchObject({ 'findings': '2', 'new-findings': '1' });
  });

  test('tells of one thing mended and another broken in one comment', async () => {
    const { issue, look } = night('turned');
    await look('run-command');
    await look('node-os');
    const after = issue();
    expect(after).toMatchObject({ state: 'open', remembers: found('node-os'), comments: [expect.stringContaining('**1 new, 1 healed**')] });
    expect([named(below('New or worse', last(after))), named(below('Healed', last(after)))]).toEqual([['node-os'], ['run-command']]);
  });

  test('tells when a finding gets worse, and is written anew without a comment when it gets milder', async () => {
    const { look, issue } = scene(sandbox.current, 'worse', { 'resource-group': 'rg-worse', 'policies': 'policies' });
    live(sandbox.current, clusterId(sandbox.current, 'rg-worse', 'demo'));
    const under = async (effect: string): Promise<ActionRun> => await look({}, { files: { 'policies/location.json': ownPolicy('own-location', effect) } });
    const headings = (): readonly string[] => [...issue().body.matchAll(/^#### Violations, (\w+) severity/gm)].map(([, severity = '']) => severity);
    await under('audit');
    expect(headings()).toEqual(['medium']);
    const since = issue().earlier?.findings[0]?.since;
    const run = await under('deny');
    expectStatus(run, 1);
    expect(run.outputs['new-findings']).toBe('1');
    expect(issue().comments).toEqual([expect.stringMatching(/\*\*1 worse\*\*[^]*`own-location`, violation, high[^]*Worse than before; seen first on 20\d\d-/)]);
    expect(headings()).toEqual(['high']);
    expect((await under('audit')).outputs['new-findings']).toBe('0');
    expect({ comments: issue().comments.length, headings: headings(), since: issue().earlier?.findings[0]?.since }).toEqual({ comments: 1, headings: ['medium'], since });
  });

  test('is left alone to the letter when nothing changes', async () => {
    const { issue, look } = night('same');
    await look('run-command', 'node-os');
    const before = issue();
    const run = await look('run-command', 'node-os');
    expectStatus(run, 1);
    expect(issue()).toEqual(before);
    expect(commentWritesOf(run.requests)).toEqual([]);
    expect(run.outputs).toMatchObject({ 'findings': '2', 'new-findings': '0', 'issue-url': expect.stringMatching(/\/\d+$/) });
  });

  test('is the same one however often the finding comes and goes, and each time is told', async () => {
    const { issue, look } = night('flapping');
    const states: string[] = [];
    for (const opened of [['run-command'], [], ['run-command'], [], ['run-command']] as const) {
      await look(...opened);
      states.push(`${issue().state} ${issue().why ?? ''}`.trim());
    }
    expect(states).toEqual(['open', 'closed completed', 'open reopened', 'closed completed', 'open reopened']);
    expect(issue().comments.map((comment) => /\*\*(.*?)\*\*/.exec(comment)?.[1])).toEqual(['1 healed', '1 new', '1 healed', '1 new']);
    expect(named(issue().body)).toEqual(['run-command']);
  });

  test('says who made the change, when Azure tells', async () => {
    const { arm } = sandbox.current;
    const { issue, look } = scene(sandbox.current, 'who', { 'resource-group': 'rg-who', 'cluster-name': 'demo' });
    await seedCluster(sandbox.current, 'rg-who', 'demo', isolatedCluster(openings['node-os']));
    await look();
    arm.actAs('ada@contoso.example');
    await seedCluster(sandbox.current, 'rg-who', 'demo', isolatedCluster({ ...openings['node-os'], ...openings['run-command'] }));
    arm.actAs(undefined);
    await look();
    expect(last(issue())).toMatch(/Last written by `ada@contoso\.example` at 20\d\d-/);
    expect(last(issue())).toMatch(/disableRunCommand.*true.*false/);
  });
});
