/**
 * A stand-in for the Bicep compiler: a program that prints what was written down for a file. The pairs of source and output in these tests are our own; their
 * shape is that of the compiler's own baselines (Azure/bicep, src/Bicep.Core.Samples/Files/baselines: AKS_LF, NestedResources_LF, Loops_LF, Modules_CRLF).
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { folderWith } from '../folders.ts';

/** What the stand-in does for one file. What is no text is printed as JSON; `{folder}` is the folder in which it runs. */
export interface Replay {
  readonly output?: unknown;
  readonly messages?: string;
  readonly status?: number;
}

export interface Call {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface StandIn {
  /** To be an entry of PATH. */
  readonly folder: string;
  readonly calls: () => readonly Call[];
}

const replaying = `
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const words = process.argv.slice(2);
appendFileSync(join(__dirname, 'calls'), JSON.stringify({ words, env: process.env, cwd: process.cwd() }) + '\\n');
const replays = JSON.parse(readFileSync(join(__dirname, 'replays.json'), 'utf8'));
const { output = '', messages = '', status = 0 } = replays[words[1].slice(process.cwd().length + 1)] ?? { messages: 'There is nothing to replay', status: 9 };
process.stdout.write(typeof output === 'string' ? output : JSON.stringify(output, null, 2));
process.stderr.write(messages.replaceAll('{folder}', process.cwd()));
process.exitCode = status;
`;

/** Puts a program of that name, written in JavaScript, into a folder. */
export function program(folder: string, script: string, name = 'bicep'): string {
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${script}`);
  chmodSync(file, 0o755);
  return file;
}

/** A compiler that knows these files, by their paths in the checkout. */
export function standIn(replays: Readonly<Record<string, Replay>>): StandIn {
  const folder = folderWith({ 'replays.json': replays });
  program(folder, replaying);
  const calls = join(folder, 'calls');
  return { folder, calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Call) : []) };
}

/** PATH and whatever else a test sets holds for that test alone. */
export function environmentOfEachTest(): void {
  let before: NodeJS.ProcessEnv = {};
  beforeEach(() => {
    before = { ...process.env };
    // The machine's own compilers are not asked.
    process.env['PATH'] = '/nowhere';
    process.env['HOME'] = '/nowhere';
    delete process.env['AZURE_CONFIG_DIR'];
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name];
    Object.assign(process.env, before);
  });
}

/** A template as the compiler prints it. */
export function compiled(parts: Readonly<Record<string, unknown>>): object {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: { _generator: { name: 'bicep', version: 'dev', templateHash: '4191259681487754679' } },
    ...parts,
  };
}

/** The deployment that a module becomes. */
export function deploymentOf(name: string, parameters: Readonly<Record<string, unknown>>, template: object, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    ...more,
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2025-04-01',
    name,
    properties: { expressionEvaluationOptions: { scope: 'inner' }, mode: 'Incremental', parameters, template },
  };
}

/** What `build-params` prints. */
export function parametersFor(values: Readonly<Record<string, unknown>>, template: object | undefined): object {
  const parameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  const file = { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#', contentVersion: '1.0.0.0', parameters };
  return { parametersJson: JSON.stringify(file, null, 2), templateJson: template === undefined ? null : JSON.stringify(template, null, 2), templateSpecId: null };
}
