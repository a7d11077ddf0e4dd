import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { at } from '../../../src/arm/json.ts';
import { call, clusterId } from '../azure.ts';
import { push } from '../events.ts';
import { expectStatus, writesOf } from '../reading.ts';
import { deployInputs, runActionWarm, useSandbox, type ActionRun, type Given } from '../runner.ts';

const sandbox = useSandbox();

function deployWith(file: string, text: string, changes: Given = {}): Promise<ActionRun> {
  const inputs = deployInputs(sandbox.current, { 'location': undefined, 'assign-policies': 'false', 'cluster-file': file, ...changes });
  return runActionWarm({ sandbox: sandbox.current, event: push(), inputs, files: { [file]: text } });
}

async function expectRefused(run: ActionRun, sentence: RegExp | string): Promise<void> {
  expectStatus(run, 2);
  expect(run.errors).toEqual([typeof sentence === 'string' ? expect.stringContaining(sentence) : expect.stringMatching(sentence)]);
  expect(`${run.stdout}${run.stderr}`).not.toMatch(/^\s+at /m);
  expect(writesOf(run.requests)).toEqual([]);
}

const wish = {
  location: 'northeurope',
  tags: { team: 'platform' },
  sku: { name: 'Base', tier: 'Premium' },
  properties: {
    nodeResourceGroup: '',
    agentPoolProfiles: [
      { name: 'main', mode: 'System', count: 2, vmSize: 'Standard_D8ds_v5', maxPods: 60 },
      { name: 'work', mode: 'User', count: 1, vmSize: 'Standard_D4ds_v5' },
    ],
    networkProfile: { podCidr: '10.200.0.0/16' },
  },
};

describe('a cluster-file', () => {
  const forms: readonly (readonly [name: string, file: string, (document: object) => string])[] = [
    ['YAML', 'infra/cluster.yaml', (document) => `# our cluster\n${stringify(document)}`],
    ['JSON', 'infra/cluster.json', (document) => JSON.stringify(document, null, 2)],
    ['JSON indented with tabs', 'cluster.json', (document) => JSON.stringify(document, null, '\t')],
  ];

  test.each(forms)('in %s is merged under what isolation needs', async (name, file, write) => {
    const group = `rg-${name.length}`;
    const run = await deployWith(file, write({ ...wish, properties: { ...wish.properties, nodeResourceGroup: `nodes-${group}` } }), { 'resource-group': group });
    expectStatus(run, 0);
    const { body } = await call(sandbox.current, 'GET', clusterId(sandbox.current, group, 'demo'));
    expect(body).toMatchObject({ location: 'northeurope', tags: { team: 'platform' }, sku: { tier: 'Premium' } });
    expect(at(body, 'properties')).toMatchObject({
      nodeResourceGroup: `nodes-${group}`,
      agentPoolProfiles: [{ name: 'main', count: 2, vmSize: 'Standard_D8ds_v5', maxPods: 60 }, { name: 'work', mode: 'User', count: 1 }],
      networkProfile: { podCidr: '10.200.0.0/16', outboundType: 'none' },
      bootstrapProfile: { artifactSource: 'Cache' },
      apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
    });
    const again = await deployWith(file, write({ ...wish, properties: { ...wish.properties, nodeResourceGroup: `nodes-${group}` } }), { 'resource-group': group });
    expectStatus(again, 0);
    expect([writesOf(again.requests), again.outputs['changed']]).toEqual([[], 'false']);
  });

  test('gives way to inputs', async () => {
    const run = await deployWith('cluster.yaml', 'location: northeurope\nsku: { tier: Premium }\n', { 'resource-group': 'rg-inputs', 'location': 'westeurope', 'tier': 'Free' });
    expectStatus(run, 0);
    const { body } = await call(sandbox.current, 'GET', clusterId(sandbox.current, 'rg-inputs', 'demo'));
    expect(body).toMatchObject({ location: 'westeurope', sku: { tier: 'Free' } });
  });
});

/** Every setting that would open the cluster, or that Azure refuses for an isolated one, with a value that tries. */
const weakenings: readonly (readonly [path: string, value: unknown])[] = [
  ['properties.networkProfile.outboundType', 'loadBalancer'],
  ['properties.networkProfile.networkPlugin', 'kubenet'],
  ['properties.networkProfile.loadBalancerProfile', { managedOutboundIPs: { count: 1 } }],
  ['properties.networkProfile.natGatewayProfile', { managedOutboundIPProfile: { count: 1 } }],
  ['properties.networkProfile.staticEgressGatewayProfile.enabled', true],
  ['properties.bootstrapProfile.artifactSource', 'Direct'],
  ['properties.bootstrapProfile.containerRegistryId', '/subscriptions/x'],
  ['properties.apiServerAccessProfile.enablePrivateCluster', false],
  ['properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', true],
  ['properties.apiServerAccessProfile.disableRunCommand', false],
  ['properties.apiServerAccessProfile.privateDNSZone', 'none'],
  ['properties.apiServerAccessProfile.authorizedIPRanges', ['0.0.0.0/0']],
  ['properties.apiServerAccessProfile.enableVnetIntegration', true],
  ['properties.autoUpgradeProfile.nodeOSUpgradeChannel', 'Unmanaged'],
  ['properties.servicePrincipalProfile', { clientId: 'x' }],
  ['identity.type', 'None'],
  ['properties.kubernetesVersion', 1.3],
  ['properties.agentPoolProfiles.orchestratorVersion', 1.3],
  ['properties.agentPoolProfiles.enableNodePublicIP', true],
  ['properties.agentPoolProfiles.nodePublicIPPrefixID', '/subscriptions/x'],
  ['properties.agentPoolProfiles.osType', 'Windows'],
  ['properties.agentPoolProfiles.type', 'AvailabilitySet'],
  ['properties.agentPoolProfiles.mode', 'Gateway'],
  ['properties.agentPoolProfiles.vnetSubnetID', '/subscriptions/x'],
  ['properties.agentPoolProfiles.podSubnetID', '/subscriptions/x'],
];

/** A document with the value at the path; the pools' segment stands for a list with one pool. */
function documentWith(path: readonly string[], value: unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  const inner = documentWith(rest, value);
  return { [segment]: segment === 'agentPoolProfiles' ? [{ name: 'main', ...(inner as object) }] : inner };
}

describe('what a cluster-file may not weaken', () => {
  test.each(weakenings)('%s: %j', async (path, value) => {
    const segments = path.split('.');
    const text = `# A comment.\nlocation: westeurope\n${stringify(documentWith(segments, value))}`;
    const key = segments.at(-1) ?? '';
    const line = text.split('\n').findIndex((written) => written.trim().startsWith(`${key}:`)) + 1;
    const run = await deployWith('cluster.yaml', text, { 'resource-group': 'rg-weak' });
    const shown = path.replace('agentPoolProfiles.', 'agentPoolProfiles[].');
    await expectRefused(run, `cluster.yaml:${line}: ${shown}`);
    expect(run.requests.filter(({ server }) => server === 'arm')).toEqual([]);
  });

  test('everything at once is told at once, each with its line', async () => {
    const text = JSON.stringify({ properties: { networkProfile: { outboundType: 'loadBalancer' }, bootstrapProfile: { artifactSource: 'Direct' } } }, null, '\t');
    const run = await deployWith('infra/cluster.json', text);
    await expectRefused(run, /^infra\/cluster\.json:4: properties\.networkProfile\.outboundType is "loadBalancer", but must be none.*\n\s*infra\/cluster\.json:7: properties\.bootstrapProfile\.artifactSource/);
  });

  test('another spelling of the name is no way past', async () => {
    await expectRefused(await deployWith('c.yaml', 'Properties: { networkprofile: { OUTBOUNDTYPE: loadBalancer } }'), 'c.yaml:1: "Properties" is no part of a cluster');
    await expectRefused(await deployWith('c.yaml', 'properties:\n  networkprofile: { outboundType: loadBalancer }'), 'c.yaml:2: write "networkprofile" as "networkProfile".');
  });
});

describe('a cluster-file that cannot be read', () => {
  test.each([
    ['no YAML', 'location: [', /^cluster\.yaml:1: the cluster-file is no well-formed JSON or YAML/],
    ['a list', '- location: westeurope', /^cluster\.yaml:1: the cluster-file must hold one object/],
    ['a name that stands twice', 'location: westeurope\nlocation: northeurope', /^cluster\.yaml:2: .*well-formed/],
    ['a bomb of aliases', `a: &a [${'x, '.repeat(9)}x]\nb: &b [${'*a, '.repeat(9)}*a]\nlocation: *b`, /^cluster\.yaml.*aliases/],
    ['an endless nest', `location: ${'['.repeat(20_000)}`, /^cluster\.yaml.*(nested|well-formed)/],
    ['more than 1 MiB', `# ${'x'.repeat(1_100_000)}`, /^cluster\.yaml has \d+ bytes; a cluster-file may have at most 1048576/],
    ['another cluster', 'name: other', /^cluster\.yaml:1: the file names another cluster than the run/],
    ['a member that clusters do not have', 'location: westeurope\nspec: {}', /^cluster\.yaml:2: "spec" is no part of a cluster/],
    ['a version that is a number', 'properties:\n  kubernetesVersion: 1.30', /^cluster\.yaml:2: properties\.kubernetesVersion is 1\.3, but must be text/],
  ])('because it is %s is a sentence, and nothing is written', async (_name, text, sentence) => {
    await expectRefused(await deployWith('cluster.yaml', text), sentence);
  });

  test('because it is not there, or a folder, is a sentence', async () => {
    await expectRefused(await deployWith('cluster.yaml', '', { 'cluster-file': 'missing.yaml' }), /"missing\.yaml" cannot be read: there is no such file/);
    await expectRefused(await deployWith('infra/cluster.yaml', '', { 'cluster-file': 'infra' }), /"infra" cannot be read: it is a folder/);
  });
});
