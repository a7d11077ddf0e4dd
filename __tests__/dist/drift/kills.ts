/** Runs that are killed at a request, by SIGKILL, and what they leave on GitHub. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFaultyArm } from '../../azure/faulty-arm.ts';
import { readRecord } from '../../../src/github/issue/record.ts';
import type { StoredComment, StoredIssue } from '../../../src/sandbox/github/stand-in.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { clusterId } from '../azure.ts';
import { schedule } from '../events.ts';
import { freshFolder } from '../package.ts';
import { driftInputs, runActionWarm, startAction, type ActionOptions, type ActionRun } from '../runner.ts';
import { lifeOf, live, type Opening } from './scene.ts';

/** What is switched on in the cluster, night after night; the last is the one in which the run is killed. */
export type Nights = readonly (readonly Opening[])[];

/** GitHub as it stands: issues with their comments. */
type Store = readonly (readonly [StoredIssue, readonly StoredComment[]])[];

/** One cluster with its issue in a sandbox of its own, which can be put back to where it was. */
export class Lane {
  readonly #sandbox: Sandbox;
  #label = '';
  #labels = 0;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Lives through the nights before the last, so that the cluster is as it is in the last one. Answers GitHub as it stands then. */
  async before(nights: Nights): Promise<Store> {
    this.back([]);
    for (const opened of nights.slice(0, -1)) {
      this.#switch(opened);
      await this.run();
    }
    this.#switch(nights.at(-1) ?? []);
    return this.store();
  }

  async run(): Promise<ActionRun> {
    return await runActionWarm(this.#options());
  }

  /** A run that is killed at its n-th request to GitHub, before or after it took effect. */
  async killedAtGitHub(at: number, when: 'before' | 'after'): Promise<ActionRun> {
    const { github } = this.#sandbox;
    const { child, run } = await startAction(this.#options());
    github.interrupt({ at, when, lasts: 'for good', status: 400, onInterrupt: () => child.kill('SIGKILL') });
    const ended = await run;
    github.interrupt(undefined);
    return ended;
  }

  /** A run that is killed at its n-th request to Azure Resource Manager; and how many there were. */
  async killedAtAzure(at: number): Promise<{ readonly run: ActionRun; readonly requests: number }> {
    const killed: { kill?: () => void } = {};
    let requests = 0;
    const faulty = await startFaultyArm(this.#sandbox, () => {
      requests += 1;
      if (requests !== at) return undefined;
      killed.kill?.();
      return 'lose';
    });
    try {
      const file = join(await freshFolder('faulty'), 'both.pem');
      await writeFile(file, `${this.#sandbox.caCertificate}\n${faulty.certificate}`);
      const options = this.#options();
      const started = await startAction({ ...options, inputs: { ...options.inputs, 'arm-endpoint': faulty.origin }, environment: { NODE_EXTRA_CA_CERTS: file } });
      killed.kill = () => started.child.kill('SIGKILL');
      return { run: await started.run, requests };
    } finally {
      await faulty.stop();
    }
  }

  /** How many requests a run sends to GitHub that is not disturbed, and which of them write. */
  async undisturbed(): Promise<{ readonly count: number; readonly writes: ReadonlySet<number>; readonly seen: readonly object[] }> {
    this.#sandbox.github.interrupt(undefined);
    const { requests } = await this.run();
    const asked = requests.filter(({ server, path }) => server === 'github' && !path.startsWith('/_oidc'));
    const writes = asked.flatMap(({ method, path }, index) => (method === 'GET' || path === '/graphql' ? [] : [index + 1]));
    return { count: this.#sandbox.github.requestsSeen(), writes: new Set(writes), seen: this.seen() };
  }

  store(): Store {
    const { github } = this.#sandbox;
    return github.issues().map((issue) => [issue, github.comments(issue.number)]);
  }

  /** Puts GitHub back to where it was, under new numbers; without an issue also without its label. */
  back(store: Store): void {
    const { github } = this.#sandbox;
    for (const { number } of github.issues()) github.deleteIssue(number);
    if (store.length === 0) {
      this.#labels += 1;
      this.#label = `drift-${this.#labels}`;
    }
    for (const [issue, comments] of store) {
      const { number } = github.addIssue({ ...issue, state: 'open', stateReason: null });
      for (const comment of comments) github.addComment(number, comment);
      if (issue.state === 'closed') github.changeIssue(number, { state: 'closed', stateReason: issue.stateReason });
    }
  }

  /** What people see of the issues, and what those remember but for times and numbers. */
  seen(): readonly object[] {
    return this.#sandbox.github.issues().map((issue) => {
      const { body, comments, remembers, state, why } = lifeOf(this.#sandbox, issue);
      return { title: issue.title, body, remembers, state, why, labels: issue.labels.length, generation: readRecord(issue.body).record?.generation, comments: comments.map((comment) => comment.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'then')) };
    });
  }

  #switch(opened: readonly Opening[]): void {
    live(this.#sandbox, clusterId(this.#sandbox, 'rg-killed', 'demo'), ...opened);
  }

  #options(): ActionOptions {
    return { sandbox: this.#sandbox, event: schedule(), inputs: driftInputs(this.#sandbox, { 'resource-group': 'rg-killed', 'issue-label': this.#label }) };
  }
}
