import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { commandNames, inputsOf } from '../../../src/config/inputs.ts';
import { isolatedCluster, seedCluster } from '../azure.ts';
import { deployWords, runCommandLine, startCommandLine } from '../command-line.ts';
import { freshFolder, repository } from '../package.ts';
import { commentWritesOf, expectStatus, writesOf } from '../reading.ts';
import { useSandbox } from '../runner.ts';

const sandbox = useSandbox();
const version = (JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { readonly version: string }).version;
const schema = JSON.parse(readFileSync(join(repository, 'docs', 'report.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);
// oxlint-disable-next-line no-control-regex
const colour = /\u001B\[/;

const run = (...words: readonly string[]): ReturnType<typeof runCommandLine> => runCommandLine(words);
const deploy = (...more: readonly string[]): ReturnType<typeof runCommandLine> =>
  runCommandLine(deployWords(sandbox.current, ...more), { sandbox: sandbox.current });

describe('asked about itself', () => {
  test.each([['--help'], ['-h'], ['help'], []])('%s: every command with its sentence', async (...words) => {
    const { status, stdout, stderr } = await run(...words.filter((word) => word !== undefined));
    expect([status, stderr]).toEqual([0, '']);
    for (const command of commandNames) expect(stdout).toMatch(new RegExp(`^ {2}${command} +\\S+ .*\\.$`, 'm'));
  });

  test.each(commandNames)('%s --help lists every option of the table, and none else', async (command) => {
    const { status, stdout } = await run(command, '--help');
    expect(status).toBe(0);
    const listed = [...stdout.matchAll(/^ {2}--(?:\[no-\])?([a-z-]+)/gm)].map(([, name]) => name);
    expect(listed).toEqual([...inputsOf(command, 'commandLine').map(({ name }) => name), 'help']);
    expect((await run('help', command)).stdout).toBe(stdout);
  });

  test('--version is the package’s', async () => {
    expect(await run('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('told nonsense, it ends with 2 and one sentence', () => {
  test.each([
    [['deplyo'], /no command "deplyo".*did you mean "deploy"\?/],
    [['deploy', '--locaton', 'x'], /"deploy" has no option --locaton.*did you mean "location"\?/],
    [['assign', '--cluster-name', 'x'], /"assign" has no option --cluster-name/],
    [['deploy', '--location'], /--location needs a value/],
    [['deploy', '--location='], /--location needs a value/],
    [['deploy', '--tier', 'Free', '--tier', 'Free'], /--tier is given twice/],
    [['deploy', '--dry-run', '--no-dry-run'], /--dry-run is given twice/],
    [['deploy', 'now'], /"deploy" takes no word "now"/],
    [['deploy', '-x'], /"deploy" has no option -x/],
    [['deploy'], /"deploy" needs --resource-group, --cluster-name and --subscription-id, which are missing\./],
    [['deploy', '--node-count', '0', '--tier', 'Gold'], /--tier is "Gold": expected one of Free, Standard, Premium\.\s+--node-count is "0": expected a whole number from 1 to 1000\./],
    [['deploy', '--command', 'assign'], /"deploy" has no option --command/],
  ])('%j', async (words, sentence) => {
    const { status, stdout, stderr } = await run(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.match(/^error: /gm)).toHaveLength(1);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test('an option that lacks its value does not swallow the next option', async () => {
  const { status, stderr } = await run('deploy', '--location', '--dry-run');
  expect(status).toBe(2);
  expect(stderr).toMatch(/--location needs a value/);
});

describe('deploy', () => {
  test('the report is on standard output, progress on standard error, and neither has colours', async () => {
    const { status, stdout, stderr } = await deploy();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^cluster demo in resource group rg: compliant\nchanged\n/);
    expect(stderr).toContain('waiting for cluster demo');
    expect(stdout).not.toContain('waiting for');
    expect(`${stdout}${stderr}`).not.toMatch(colour);
  });

  test('colours on demand, never against NO_COLOR', async () => {
    const coloured = await runCommandLine(deployWords(sandbox.current), { sandbox: sandbox.current, environment: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toMatch(colour);
    const plain = await runCommandLine(deployWords(sandbox.current), { sandbox: sandbox.current, environment: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.stdout).not.toMatch(colour);
  });

  test.each([['--json'], ['--format=json']])('%s is the published schema and nothing else', async (flag) => {
    const { status, stdout } = await deploy(flag);
    expect(status).toBe(0);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(stdout)).toMatchObject({ command: 'deploy', changed: false, toolVersion: version });
  });

  test('--output: the report is in the file, and a line says where', async () => {
    const folder = await freshFolder('output');
    const words = deployWords(sandbox.current, '--output', 'reports/deploy.md', '--format', 'markdown');
    const { status, stdout } = await runCommandLine(words, { sandbox: sandbox.current, folder });
    const file = join(folder, 'reports', 'deploy.md');
    expect([status, stdout]).toEqual([0, `The report is in ${file}.\n`]);
    expect(await readFile(file, 'utf8')).toMatch(/^### Cluster demo in resource group rg: compliant/);
  });

  test('outside a workflow nobody comments, whatever token lies around', async () => {
    const before = sandbox.current.requests().length;
    const environment = { GITHUB_TOKEN: sandbox.current.githubToken };
    expectStatus(await runCommandLine(deployWords(sandbox.current), { sandbox: sandbox.current, environment }), 0);
    expect(commentWritesOf(sandbox.current.requests().slice(before))).toEqual([]);
  });

  test('ids may come from AZURE_ variables, and a flag wins over them', async () => {
    const words = ['deploy', '--resource-group', 'rg', '--cluster-name', 'demo', '--dry-run', '--json'];
    const current = sandbox.current;
    const more = ['--client-id', current.clientId, '--arm-endpoint', current.armEndpoint, '--authority-host', current.authorityHost];
    const environment = { AZURE_SUBSCRIPTION_ID: current.subscriptionId, AZURE_TENANT_ID: current.tenantId };
    expectStatus(await runCommandLine([...words, ...more], { sandbox: current, environment }), 0);
    const wrong = { ...environment, AZURE_SUBSCRIPTION_ID: 'nonsense' };
    const refused = await runCommandLine([...words, ...more], { sandbox: current, environment: wrong });
    expectStatus(refused, 2);
    expect(refused.stderr).toMatch(/Variable AZURE_SUBSCRIPTION_ID is "nonsense": expected a GUID/);
    expectStatus(await runCommandLine([...words, ...more, '--subscription-id', current.subscriptionId], { sandbox: current, environment: wrong }), 0);
  });
});

describe('the exit status', () => {
  test('is 1 for findings that reach fail-on, and 0 below it', async () => {
    await seedCluster(sandbox.current, 'rg-findings', 'demo', isolatedCluster());
    const words = ['--resource-group', 'rg-findings', '--no-assign-policies', '--parameters', 'allowedOutboundTypes: [block]', '--json'];
    const base = deployWords(sandbox.current).filter((word, index, all) => word !== '--resource-group' && all[index - 1] !== '--resource-group');
    const failing = await runCommandLine([...base, ...words], { sandbox: sandbox.current });
    expectStatus(failing, 1);
    validate(JSON.parse(failing.stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(failing.stdout)).toMatchObject({ verdict: 'violation', findings: [{ rule: 'aks-outbound-type' }] });
    expectStatus(await runCommandLine([...base, ...words, '--fail-on', 'never'], { sandbox: sandbox.current }), 0);
  });

  test('is 3 when Azure refuses, with its words on standard error and a report all the same', async () => {
    const before = sandbox.current.requests().length;
    const words = deployWords(sandbox.current, '--kubernetes-version', '1.99', '--json').map((word) => (word === 'demo' ? 'other' : word));
    const { status, stdout, stderr } = await runCommandLine(words, { sandbox: sandbox.current });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error: .*K8sVersionNotSupported/m);
    expect(stderr).not.toMatch(/^\s+at /m);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'error' });
    expect(writesOf(sandbox.current.requests().slice(before))).toHaveLength(1);
  });

  test('is 3 in a workflow step too, and the job summary says why', async () => {
    const folder = await freshFolder('step');
    const [summary, payload] = [join(folder, 'summary.md'), join(folder, 'event.json')];
    await Promise.all([writeFile(summary, ''), writeFile(payload, '{}')]);
    const environment = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: payload, GITHUB_STEP_SUMMARY: summary, GITHUB_REPOSITORY: sandbox.current.repository };
    const words = deployWords(sandbox.current, '--kubernetes-version', '1.99').map((word) => (word === 'demo' ? 'other' : word));
    const { status } = await runCommandLine(words, { sandbox: sandbox.current, environment, folder });
    expect(status).toBe(3);
    expect(await readFile(summary, 'utf8')).toContain('K8sVersionNotSupported');
  });

  test('is 130 when interrupted', async () => {
    const words = deployWords(sandbox.current).map((word) => (word === 'demo' ? 'interrupted' : word));
    const started = await startCommandLine(words, { sandbox: sandbox.current });
    started.child.stderr?.once('data', () => started.child.kill('SIGINT'));
    const { status, stderr } = await started.ended;
    expect(status).toBe(130);
    expect(stderr.match(/^error: /gm)).toHaveLength(1);
    expect(stderr).toMatch(/run the same command again/);
  });
});

test('--debug shows what was asked of Azure and GitHub, without a secret', async () => {
  const { stderr } = await deploy('--debug', '--github-token', sandbox.current.githubToken);
  expect(stderr).toMatch(/^debug: GET \/subscriptions\/.* → 200 in \d+ ms/m);
  expect(stderr).not.toMatch(/eyJ[\w-]+\.eyJ/);
  expect(stderr).not.toContain(sandbox.current.githubToken);
});

test('--debug shows the stack of a failure', async () => {
  expect((await run('deploy', '--debug', '--tier', 'Gold')).stderr).toMatch(/^\s*at /m);
});

function getJson(url: string, token: string, ca: string): Promise<{ readonly status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca, agent: false, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0 }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe.each(['SIGINT', 'SIGTERM'] as const)('sandbox until %s', (signal) => {
  test('the first line is JSON with its endpoints; it ends with 0 and leaves no file behind', async () => {
    const temporary = await freshFolder('tmp');
    const running = await startCommandLine(['sandbox', '--speed', '100000'], { environment: { TMPDIR: temporary } });
    const endpoints = JSON.parse(await running.firstLine()) as Readonly<Record<string, string>>;
    for (const name of ['armEndpoint', 'authorityHost', 'githubApiUrl', 'oidcRequestUrl', 'oidcRequestToken', 'token', 'githubToken', 'tenantId', 'clientId', 'subscriptionId', 'repository']) {
      expect(endpoints[name]).toMatch(/./);
    }
    const caFile = endpoints['caFile'] ?? '';
    expect(dirname(dirname(caFile))).toBe(temporary);
    const answer = await getJson(`${endpoints['armEndpoint']}/subscriptions?api-version=2022-12-01`, endpoints['token'] ?? '', await readFile(caFile, 'utf8'));
    expect(answer.status).toBe(200);
    running.child.kill(signal);
    const { status, stderr } = await running.ended;
    expect([status, stderr]).toEqual([0, '']);
    expect(existsSync(caFile)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });
});
