/** The judged cannot choose the judge: nothing that a pull request does to the gate's files counts before it is merged. */
import { describe, expect, test } from '@jest/globals';
import type { Files } from '../../sources/git/checkouts.ts';
import { useSandbox, type ActionRun } from '../runner.ts';
import { added, broken, configuration, configurationAttempts, exemptionAttempts, leak, policyAttempts, standing, type Attempt } from './attempts.ts';
import { violatedIn } from './reading.ts';
import { freshNumber, gateEvents, stage, type GateEvent } from './stage.ts';

const sandbox = useSandbox();

/** The rules of the added cluster that failed the run: those that are errors among the annotations. */
function failing(run: ActionRun): readonly string[] {
  return broken.filter((rule) => run.errors.some((message) => message.startsWith(`${rule} on demo`)));
}

describe.each([
  ['the configuration file', configurationAttempts],
  ['the policies', policyAttempts],
  ['exemptions and baseline', exemptionAttempts],
])('%s', (_what, attempts) => {
  test.each(attempts.map((attempt) => [attempt.name, attempt] as const))('%s', async (_name, attempt) => {
    await Promise.all([isInVain(attempt), takesEffect(attempt)]);
  });
});

/** What the added cluster breaks on a base branch: without a configuration file nobody names the repository's own policies. */
function brokenOn(base: Files): readonly string[] {
  return typeof base[configuration] === 'string' ? broken : broken.slice(0, 2);
}

/** On each of the events the gate fails, names what is wrong with the new cluster, and says what the pull request does to its judges. */
async function isInVain({ base = {}, head, told: sentence }: Attempt): Promise<void> {
  const before = { ...standing, ...base };
  const { run } = stage(sandbox.current, { base: before, head: { ...leak, ...head } });
  const expected = brokenOn(before);
  await Promise.all(gateEvents.map(async (event) => {
    const number = freshNumber();
    const ended = await run(event, { number });
    expect({ event, status: ended.status, failing: failing(ended), violated: await violatedIn(ended, added) }).toEqual({ event, status: 1, failing: expected, violated: expected });
    const said = [ended.summary, ...(event === 'merge_group' ? [] : sandbox.current.github.comments(number).map(({ body }) => body))];
    expect(said).toHaveLength(event === 'merge_group' ? 1 : 2);
    for (const text of said) {
      for (const rule of expected) expect(text).toContain(rule);
      if (sentence !== undefined) expect(text).toContain(toldOf(sentence, event));
    }
  }));
}

/** The head of a pull request lacks what the base branch got meanwhile; only where the merge is judged is every difference the pull request's. */
function toldOf([verb, path]: NonNullable<Attempt['told']>, event: GateEvent): string {
  const difference = { adds: 'is not in the base commit', changes: "differs from the base commit's", removes: 'is in the base commit only' }[verb];
  return event === 'pull_request_target' ? `\`${path}\` ${difference}` : `${verb} \`${path}\``;
}

/** The same, merged before: then it is the base branch's own will. */
async function takesEffect({ base = {}, head, afterMerge }: Attempt): Promise<void> {
  const before = { ...standing, ...base, ...head };
  const ended = await stage(sandbox.current, { base: before, head: leak }).run('pull_request', { inputs: { comment: 'false' } });
  if (afterMerge === 'refused') {
    expect({ status: ended.status, errors: ended.errors }).toEqual({ status: 2, errors: [expect.any(String)] });
    return;
  }
  const left = brokenOn({ ...standing, ...base }).filter((rule) => !afterMerge.includes(rule));
  expect({ status: ended.status, failing: failing(ended) }).toEqual({ status: left.length === 0 ? 0 : 1, failing: left });
}
