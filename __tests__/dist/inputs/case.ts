/** What an input's case is: a value that shows its effect through the shipped program, and one that is refused. */
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { isolatedCluster, seedCluster } from '../azure.ts';
import { push, schedule, type Event } from '../events.ts';
import { detailsOf, expectStatus, reportOf } from '../reading.ts';
import { assignInputs, checkInputs, deployInputs, driftInputs, runActionWarm, type ActionRun, type Given } from '../runner.ts';

/** What a case may do. */
export interface World {
  readonly sandbox: Sandbox;
  /** A dry run of `deploy`. */
  readonly plan: (changes: Given, event?: Event) => Promise<ActionRun>;
  /** The details of a dry run of `deploy`. */
  readonly details: (changes: Given) => Promise<string>;
  readonly deploy: (changes: Given, event?: Event) => Promise<ActionRun>;
  readonly assign: (changes: Given) => Promise<ActionRun>;
  /** A look at the living cluster. */
  readonly drift: (changes: Given, files?: Readonly<Record<string, string>>) => Promise<ActionRun>;
  /** The gate on a checkout with these files, on a push where no event is given. */
  readonly check: (files: Readonly<Record<string, string>>, changes?: Given, event?: Event) => Promise<ActionRun>;
}

export interface InputCase {
  readonly effect: (world: World) => Promise<void>;
  /** A value that is refused, and what the sentence says was expected. */
  readonly invalid: { readonly value: string; readonly expected: RegExp };
}

export function worldOf(sandbox: Sandbox): World {
  const deploy = (changes: Given, event = push()): Promise<ActionRun> => runActionWarm({ sandbox, event, inputs: deployInputs(sandbox, changes) });
  const plan = (changes: Given, event?: Event): Promise<ActionRun> => deploy({ 'dry-run': 'true', ...changes }, event);
  const details = async (changes: Given): Promise<string> => {
    const run = await plan(changes);
    expectStatus(run, 0);
    return detailsOf(await reportOf(run));
  };
  const check = (files: Readonly<Record<string, string>>, changes: Given = {}, event = push()): Promise<ActionRun> => runActionWarm({ sandbox, event, files, inputs: checkInputs(sandbox, changes) });
  return { sandbox, deploy, plan, details, check, assign: (changes) => runActionWarm({ sandbox, event: push(), inputs: assignInputs(sandbox, changes) }), drift: (changes, files = {}) => runActionWarm({ sandbox, event: schedule(), files, inputs: driftInputs(sandbox, changes) }) };
}

/** The resource group of the cluster that lives already. */
export const living = 'rg-living';
export const boolean = { value: 'yes', expected: /expected true or false/ };
export const paths = { value: 'one\ttwo', expected: /expected paths or names, one to a line/ };
export const file = { value: 'one\ttwo', expected: /expected the path of a file/ };

/** Seeded by the suite: the cluster `demo` in `rg-living`, isolated, one node. */
export async function seedLiving(sandbox: Sandbox): Promise<void> {
  await seedCluster(sandbox, living, 'demo', isolatedCluster());
}
