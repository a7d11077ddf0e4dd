import { describe, expect, test } from '@jest/globals';
import { apiVersionOf, apiVersions } from '../../../../src/arm/api-versions.ts';
import { isJsonObject, textAt, type JsonObject } from '../../../../src/arm/json.ts';
import { parseResourceId } from '../../../../src/arm/resource-id.ts';
import type { Resource } from '../../../../src/arm/resource.ts';
import { compareWithDeclared, type DeclaredAnswer, type DeclaredRequest } from '../../../../src/commands/drift/declared/compare-declared.ts';
import { Unknown } from '../../../../src/language/unknown.ts';
import { subscriptionId } from '../../../../src/sandbox/identities.ts';
import { readClusterFile } from '../../../../src/sources/cluster-file.ts';
import { folderTree } from '../../../../src/sources/files/folder-tree.ts';
import { readInfrastructure, type Infrastructure, type InfrastructureRequest } from '../../../../src/sources/read-infrastructure.ts';
import { createInProcessArm, type InProcessArm } from '../../../azure/in-process-arm.ts';
import { livingAt, resourceAt } from '../../../isolation/declared/resources.ts';
import { folderWith } from '../../../sources/folders.ts';
import { computed, planJson, planned, reference, type ResourceSpec } from '../../../sources/terraform/plans.ts';

const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
const networkId = `${group}/providers/Microsoft.Network/virtualNetworks/net`;
const everything = [{ type: '*', scope: group }];

const clusterBody: JsonObject = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: {
    dnsPrefix: 'demo',
    agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
    networkProfile: { networkPlugin: 'azure', outboundType: 'none' },
    apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
    bootstrapProfile: { artifactSource: 'Cache' },
  },
};

const withNetwork = (networkProfile: JsonObject): JsonObject => ({ ...clusterBody, properties: { ...(isJsonObject(clusterBody['properties']) ? clusterBody['properties'] : {}), networkProfile } });

const declaring = (...resources: readonly Resource[]): Pick<Infrastructure, 'resources' | 'problems'> => ({ resources, problems: [] });
const compare = (living: readonly Resource[], declared: readonly Resource[], more: Partial<DeclaredRequest> = {}): DeclaredAnswer => compareWithDeclared({ living, infrastructure: declaring(...declared), ...more });
const inShort = ({ findings }: DeclaredAnswer): readonly string[] => findings.map(({ rule, verdict, severity, resource }) => `${rule} ${verdict} ${severity} ${resource.name}`);

describe('a living resource that is otherwise', () => {
  const declared = resourceAt(clusterId, clusterBody);
  test('is a finding where it is declared, about what lives', () => {
    const living = livingAt(clusterId.replace('resourceGroups', 'resourcegroups'), withNetwork({ networkPlugin: 'azure', outboundType: 'loadBalancer' }));
    expect(compare([living], [declared])).toEqual({
      compared: 1,
      notes: [],
      findings: [{
        rule: 'declared-state',
        title: 'What lives is what is declared',
        verdict: 'violation',
        effect: 'audit',
        severity: 'high',
        resource: { type: living.type, name: 'demo', id: living.id },
        location: { file: 'main.json', line: 7, column: 3, pointer: '/resources/0/properties/networkProfile/outboundType' },
        message: 'Cluster `demo` is not what is declared for it: `properties.networkProfile.outboundType` is `loadBalancer`, declared is `none`.',
        reasons: [{ kind: 'field', expression: 'Microsoft.ContainerService/managedClusters/properties.networkProfile.outboundType', path: 'properties.networkProfile.outboundType', operator: 'notEquals', actual: 'loadBalancer', expected: 'none', result: true }],
        remedy: 'Deploy what is declared again, or declare what lives.',
      }],
    });
  });

  test('is one finding, whatever it has otherwise: the worst first', () => {
    const living = livingAt(clusterId, { location: 'northeurope', tags: { a: 'b' }, identity: { type: 'SystemAssigned' }, properties: { dnsPrefix: 'other', networkProfile: { networkPlugin: 'azure' } } });
    const { findings } = compare([living], [resourceAt(clusterId, { ...clusterBody, tags: { a: 'c' } })]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toBe('Cluster `demo` is not what is declared for it: `properties.networkProfile.outboundType` is `absent`, declared is `none`; `properties.apiServerAccessProfile.enablePrivateCluster` is `absent`, declared is `true`; `properties.apiServerAccessProfile.disableRunCommand` is `absent`, declared is `true`; and 5 more.'.replaceAll('`absent`', 'absent'));
    expect(findings[0]?.reasons.map(({ path }) => path).at(-1)).toBe('tags.a');
    expect(findings[0]?.related?.length).toBe(7);
  });

  test('has a severity by what rests on it', () => {
    const severity = (properties: JsonObject, more: JsonObject = {}): unknown => compare([livingAt(clusterId, clusterBody)], [resourceAt(clusterId, { ...more, properties })]).findings[0]?.severity;
    expect([severity({ bootstrapProfile: { artifactSource: 'Direct' } }), severity({ dnsPrefix: 'x' }), severity({}, { tags: { a: 'b' } })]).toEqual(['high', 'medium', 'low']);
  });

  test('that could not be read is undetermined', () => {
    const { findings } = compare([livingAt(clusterId, { ...clusterBody, properties: new Unknown('the query did not ask for it') })], [declared]);
    expect(findings).toMatchObject([{ verdict: 'undetermined', severity: 'high', message: expect.stringContaining('`properties` could not be compared: the query did not ask for it') }]);
  });
});

describe('what a report shows', () => {
  const findings = (declared: JsonObject, living: JsonObject): DeclaredAnswer['findings'] => compare([livingAt(clusterId, { properties: living })], [resourceAt(clusterId, { properties: declared })]).findings;
  test('are no secrets, and no passwords in addresses', () => {
    const told = JSON.stringify(findings({ httpProxyConfig: { httpProxy: 'http://user:hunter2@proxy:3128', trustedCa: 'TUlJQ' }, addonProfiles: { x: { config: { clientSecret: 'hunter3' } } } }, { httpProxyConfig: { httpProxy: 'http://user:hunter4@proxy:3128' }, addonProfiles: { x: { config: { clientSecret: 'hunter5' } } } }));
    expect(told).not.toMatch(/hunter|TUlJQ/);
    expect(told).toContain('(not shown)');
  });

  test('are short values, which cannot leave their place', () => {
    const told = findings({ dnsPrefix: 'a'.repeat(100_000), nodeResourceGroup: '`](https://evil.example)`' }, { dnsPrefix: 'b', nodeResourceGroup: 'c', agentPoolProfiles: [] });
    expect(JSON.stringify(told).length).toBeLessThan(5000);
    expect(told.flatMap(({ message, related = [] }) => [message, ...related.map((place) => place.message)]).join('\n')).not.toContain('`](');
  });
});

describe('matching', () => {
  const at = (rg: string, name = 'demo'): string => `/subscriptions/${subscriptionId}/resourceGroups/${rg}/providers/Microsoft.ContainerService/managedClusters/${name}`;
  const openly = (pieces: readonly string[], name: string, properties: JsonObject, more: Partial<Resource> = {}): Resource => ({ type: 'Microsoft.ContainerService/managedClusters', name, openId: pieces, body: { properties }, ...more });
  const inAnyGroup = ['/subscriptions/', '/resourceGroups/', '/providers/Microsoft.ContainerService/managedClusters/demo'];
  const living = (rg: string, dnsPrefix: string, name = 'demo'): Resource => livingAt(at(rg, name), { properties: { dnsPrefix } });

  test('by id, without regard to case', () => {
    expect(inShort(compare([living('RG', 'x'), living('other', 'x')], [resourceAt(at('rg').toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), { properties: { dnsPrefix: 'y' } })]))).toEqual(['declared-state violation medium demo']);
  });

  test('by type and name, where only one fits what is known of the id', () => {
    const [finding] = compare([living('a', 'x'), living('b', 'x', 'another')], [openly(inAnyGroup, 'demo', { dnsPrefix: 'y' })]).findings;
    expect(finding).toMatchObject({ verdict: 'violation', resource: { id: at('a') } });
    const inB = ['/subscriptions/', '/resourceGroups/b/providers/Microsoft.ContainerService/managedClusters/demo'];
    expect(compare([living('a', 'x'), living('b', 'x')], [openly(inB, 'demo', { dnsPrefix: 'y' })]).findings).toMatchObject([{ verdict: 'violation', resource: { id: at('b') } }]);
  });

  test('of several that fit, nothing is certain', () => {
    const { findings } = compare([living('a', 'x'), living('b', 'y')], [openly(inAnyGroup, 'demo', { dnsPrefix: 'y' })]);
    expect(findings).toMatchObject([{ verdict: 'undetermined', resource: { id: at('a') }, message: expect.stringContaining('It is not certain that it is declared there: 2 resources that live fit it.'), remedy: expect.stringContaining('its subscription and resource group') }]);
  });

  test('a name that is known only at deployment is not certain either', () => {
    const open = openly(['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo-', ''], "demo-(known after apply)", { dnsPrefix: 'y' });
    expect(compare([living('rg', 'x', 'demo-1a2b')], [open]).findings).toMatchObject([{ verdict: 'undetermined', message: expect.stringContaining('its name is known only at deployment') }]);
    expect(compare([living('rg', 'x', 'prod')], [open], { complete: everything })).toMatchObject({ findings: [], notes: [expect.stringContaining('could not be looked for'), expect.stringContaining('Nothing declares cluster `prod`')] });
  });

  test('what may not be deployed is not certain', () => {
    expect(compare([living('rg', 'x')], [resourceAt(at('rg'), { properties: { dnsPrefix: 'y' } }, { mayBeAbsent: 'the condition is not known' })]).findings).toMatchObject([{ verdict: 'undetermined' }]);
  });

  test('of several declarations each may be in force: some agree, none does', () => {
    const says = (dnsPrefix: string, deployment: string): Resource => resourceAt(at('rg'), { properties: { dnsPrefix } }, { deployment });
    expect(compare([living('rg', 'x')], [says('x', 'a.json'), says('x', 'b.json')]).findings).toEqual([]);
    expect(compare([living('rg', 'x')], [says('x', 'a.json'), says('y', 'b.json')]).findings).toMatchObject([{ verdict: 'undetermined', message: expect.stringContaining('2 declarations are of it (`a.json`, `b.json`), and it is as only some of them say') }]);
    expect(compare([living('rg', 'x')], [says('z', 'a.json'), says('y', 'b.json')]).findings).toMatchObject([{ verdict: 'violation' }]);
  });

  test('whatever is called otherwise is another', () => {
    expect(compare([living('rg', 'x')], [resourceAt(at('rg', 'else'), { properties: { dnsPrefix: 'y' } })])).toEqual({ findings: [], compared: 0, notes: ['1 declared resource could not be looked for: where it lives is known only at deployment, or was not read.', `Nothing declares cluster \`demo\` (${at('rg')}).`] });
  });
});

describe('what is declared and does not live', () => {
  test('is a finding, where everything of its type was read', () => {
    const answer = compare([], [resourceAt(`${group}/providers/Microsoft.Network/routeTables/out`, {})], { complete: everything });
    expect(answer).toMatchObject({ compared: 0, notes: [], findings: [{ rule: 'declared-missing', verdict: 'violation', severity: 'medium', resource: { name: 'out' }, location: { line: 7 }, message: `Route table \`out\` is declared, and does not live in \`${group}\`.` }] });
  });

  test('is none where it was not: neither list nor place', () => {
    expect(inShort(compare([], [resourceAt(networkId, {})]))).toEqual([]);
    expect(inShort(compare([], [resourceAt(networkId, {})], { complete: [{ type: 'Microsoft.Network/natGateways', scope: group }] }))).toEqual([]);
    expect(inShort(compare([], [resourceAt(networkId, {})], { complete: [{ type: '*', scope: `${group}2` }] }))).toEqual([]);
  });

  test('may be without all of its id', () => {
    const openly = (pieces: readonly string[]): Resource => ({ type: 'Microsoft.Network/virtualNetworks', name: 'net', openId: pieces, body: {} });
    expect(inShort(compare([], [openly(['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net'])], { complete: everything }))).toEqual([]);
    expect(inShort(compare([], [openly([`/subscriptions/${subscriptionId}/resourceGroups/`, '/providers/Microsoft.Network/virtualNetworks/net'])], { complete: [{ type: '*', scope: `/subscriptions/${subscriptionId}` }] }))).toEqual(['declared-missing violation medium net']);
  });

  test('is not told again of what stands below', () => {
    const declared = [resourceAt(networkId, {}), resourceAt(`${networkId}/subnets/nodes`, {})];
    expect(inShort(compare([], declared, { complete: everything }))).toEqual(['declared-missing violation medium net']);
  });

  test('is a child that is missing in the document of its parent', () => {
    const living = livingAt(networkId, { properties: { subnets: [{ name: 'nodes', properties: {} }] } });
    expect(inShort(compare([living], [resourceAt(`${networkId}/subnets/nodes`, {}), resourceAt(`${networkId}/subnets/gone`, {})]))).toEqual(['declared-missing violation medium net/gone']);
    const rules = `${group}/providers/Microsoft.Network/networkSecurityGroups/g`;
    expect(inShort(compare([livingAt(rules, { properties: { securityRules: [] } })], [resourceAt(`${rules}/securityRules/deny`, {})]))).toEqual(['declared-missing violation high g/deny']);
  });

  test('is not what may never have been deployed', () => {
    expect(compare([], [resourceAt(networkId, {}, { mayBeAbsent: 'a condition' })], { complete: everything }).findings).toEqual([]);
  });
});

describe('children', () => {
  const pool = (name: string, vmSize: string): JsonObject => ({ name, vmSize });
  const living = livingAt(clusterId, { properties: { agentPoolProfiles: [pool('system', 'a'), pool('user', 'b'), pool('wild', 'c')] } });

  test('may be declared in their parent and live beside it, and the other way round', () => {
    const system = resourceAt(clusterId, { properties: { agentPoolProfiles: [pool('system', 'a')] } });
    const answer = compare([living], [system, resourceAt(`${clusterId}/agentPools/user`, { properties: { vmSize: 'x' } })]);
    expect(inShort(answer)).toEqual(['declared-state violation medium demo', 'declared-state violation medium demo/user']);
    expect(answer.findings[0]?.message).toBe('Cluster `demo` is not what is declared for it: `properties.agentPoolProfiles[wild]` is not declared.');
    const alone = [livingAt(clusterId, { properties: {} }), livingAt(`${clusterId}/agentPools/system`, { properties: { vmSize: 'z' } })];
    expect(compare(alone, [system]).findings.map(({ message }) => message)).toEqual(['Cluster `demo` is not what is declared for it: `properties.agentPoolProfiles[system].vmSize` is `z`, declared is `a`.']);
  });

  test('are too many where all are declared by themselves', () => {
    const network = livingAt(networkId, { properties: { subnets: [{ name: 'nodes', properties: {} }, { name: 'wild', properties: {} }] } });
    const declared = [resourceAt(networkId, { properties: {} }), resourceAt(`${networkId}/subnets/nodes`, { properties: {} })];
    expect(compare([network], declared).findings.map(({ message }) => message)).toEqual(['Virtual network `net` is not what is declared for it: `properties.subnets[wild]` is not declared.']);
    expect(compare([network], declared.slice(0, 1)).findings).toEqual([]);
  });

  test('that a service makes are not too many', () => {
    const table = `${group}/providers/Microsoft.Network/routeTables/t`;
    const made = { name: 'aks-nodepool1-12345678-vmss000000', properties: { addressPrefix: '10.244.1.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' } };
    const own = { name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } };
    expect(compare([livingAt(table, { properties: { routes: [own, made] } })], [resourceAt(table, {}), resourceAt(`${table}/routes/out`, { properties: own.properties })]).findings).toEqual([]);
  });
});

describe('notes', () => {
  test('name living clusters that nobody declares, where clusters are declared', () => {
    const others = Array.from({ length: 12 }, (_, index) => livingAt(clusterId.replace('demo', `c${index}`), {}));
    const { notes, findings } = compare(others, [resourceAt(clusterId, {})]);
    expect(findings).toEqual([]);
    expect(notes.filter((note) => note.startsWith('Nothing declares'))).toHaveLength(11);
    expect(notes.at(-1)).toBe('Nothing declares 2 more clusters.');
    expect(compare(others, [resourceAt(networkId, {})]).notes.filter((note) => note.startsWith('Nothing declares'))).toEqual([]);
  });

  test('count what is known only at deployment, and what could not be read', () => {
    const open = new Unknown('a reference()');
    const { notes } = compareWithDeclared({ living: [livingAt(clusterId, clusterBody)], infrastructure: { resources: [resourceAt(clusterId, { properties: { dnsPrefix: open, diskEncryptionSetID: open } })], problems: [{ kind: 'error', message: 'x', origin: { file: 'f', pointer: '' } }] } });
    expect(notes).toEqual(['2 declared values of 1 living resource are known only at deployment, and not compared with what lives.', '1 problem in reading what is declared: what could not be read is not compared with what lives.']);
  });

  test('nothing declared is nothing compared', () => {
    expect(compareWithDeclared({ living: [livingAt(clusterId, clusterBody)] })).toEqual({ findings: [], notes: [], compared: 0 });
  });
});

/** What lives of an estate: each id read again. */
async function livingIn(arm: InProcessArm, ids: readonly string[]): Promise<readonly Resource[]> {
  await arm.clock.sleep(3_600_000, new AbortController().signal);
  return ids.map((id) => {
    const { body } = arm.ask('GET', `${id}?api-version=${apiVersionOf(parseResourceId(id)?.type ?? '') ?? ''}`);
    if (!isJsonObject(body)) throw new Error(`${id} does not live`);
    return livingAt(textAt(body, 'id') ?? '', body);
  });
}

function estate(documents: readonly (readonly [id: string, body: JsonObject])[]): InProcessArm {
  const arm = createInProcessArm();
  expect(arm.ask('PUT', `${group}?api-version=${apiVersions.resourceGroups}`, { location: 'westeurope' }).status).toBeLessThan(300);
  for (const [id, body] of documents) {
    const answer = arm.ask('PUT', `${id}?api-version=${apiVersionOf(parseResourceId(id)?.type ?? '') ?? ''}`, body);
    expect([id, answer.status < 300, answer.status < 300 ? '' : answer.body]).toEqual([id, true, '']);
  }
  return arm;
}

async function read(files: Readonly<Record<string, unknown>>, options: Partial<InfrastructureRequest> = {}): Promise<Infrastructure> {
  const folder = folderWith(files);
  return await readInfrastructure({ paths: [], folder, tree: folderTree(folder), facts: { subscriptionId, resourceGroup: 'rg', location: 'westeurope' }, ...options }, { signal: new AbortController().signal });
}

describe('the repository itself declares', () => {
  const network = { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } };
  const subnet = { properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false } };
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0',
    parameters: { outboundType: { type: 'string', defaultValue: 'none' } },
    resources: [
      { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2025-05-01', name: 'net', ...network },
      { type: 'Microsoft.Network/virtualNetworks/subnets', apiVersion: '2025-05-01', name: 'net/nodes', dependsOn: ['net'], ...subnet },
      { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', ...withNetwork({ networkPlugin: 'azure', outboundType: "[parameters('outboundType')]" }), tags: { from: "[resourceGroup().tags.x]" } },
    ],
  };

  test('an ARM template: nothing differs after its deployment, and a change afterwards stands on its line', async () => {
    const arm = estate([[networkId, network], [`${networkId}/subnets/nodes`, subnet], [clusterId, clusterBody]]);
    const infrastructure = await read({ 'main.json': template });
    const ids = [networkId, clusterId];
    expect(compareWithDeclared({ living: await livingIn(arm, ids), complete: everything, infrastructure })).toMatchObject({ findings: [], compared: 3 });
    arm.ask('PUT', `${networkId}/subnets/nodes?api-version=2025-05-01`, { properties: { addressPrefix: '10.0.0.0/24' } });
    const { findings } = compareWithDeclared({ living: await livingIn(arm, ids), infrastructure });
    expect(findings).toMatchObject([{ severity: 'high', resource: { name: 'net/nodes' }, location: { file: 'main.json', pointer: '/resources/1/properties/defaultOutboundAccess' }, message: expect.stringContaining('`properties.defaultOutboundAccess` is absent, declared is `false`') }]);
    expect(findings[0]?.location?.line).toBeGreaterThan(10);
  });

  test('a parameter is told where it got its value', async () => {
    const arm = estate([[clusterId, withNetwork({ networkPlugin: 'azure', outboundType: 'loadBalancer' })]]);
    const [finding] = compareWithDeclared({ living: await livingIn(arm, [clusterId]), infrastructure: await read({ 'main.json': template }) }).findings;
    expect(finding).toMatchObject({ message: expect.stringContaining('is `loadBalancer`, declared is `none`'), location: { pointer: expect.stringContaining('outboundType') } });
  });

  test('plain ARM JSON', async () => {
    const arm = estate([[clusterId, clusterBody]]);
    const living = await livingIn(arm, [clusterId]);
    const exported = { ...living[0]?.body };
    expect(compareWithDeclared({ living, infrastructure: await read({ 'exported.json': exported }) })).toMatchObject({ findings: [], compared: 1 });
  });

  test('a Terraform plan: what the provider sends differs in nothing, and a change afterwards does', async () => {
    const aks: ResourceSpec = {
      address: 'azurerm_kubernetes_cluster.demo',
      attributes: {
        name: 'demo', location: 'westeurope', resource_group_name: 'rg', dns_prefix: 'demo', private_cluster_enabled: true, private_cluster_public_fqdn_enabled: planned(false), run_command_enabled: false, role_based_access_control_enabled: planned(true),
        sku_tier: planned('Free'), node_os_upgrade_channel: planned('NodeImage'), identity: [{ type: 'SystemAssigned', principal_id: computed }], bootstrap_profile: [{ artifact_source: 'Cache' }],
        default_node_pool: [{ name: 'system', node_count: 1, vm_size: 'Standard_DS2_v2', type: planned('VirtualMachineScaleSets'), os_disk_type: planned('Managed'), os_sku: computed }],
        network_profile: [{ network_plugin: 'azure', outbound_type: 'none', load_balancer_sku: planned('standard'), network_data_plane: planned('azure'), load_balancer_profile: computed }],
        kubelet_identity: computed, auto_scaler_profile: computed, windows_profile: computed, id: computed,
      },
    };
    const pool: ResourceSpec = { address: 'azurerm_kubernetes_cluster_node_pool.user', attributes: { name: 'user', kubernetes_cluster_id: reference('azurerm_kubernetes_cluster.demo.id'), vm_size: 'Standard_DS2_v2', node_count: 2, mode: planned('User'), os_type: planned('Linux'), id: computed } };
    const plan = planJson({ constraint: '~> 4.0', subscription: subscriptionId, resources: [aks, pool] });
    const infrastructure = await read({ 'infra/plan.json': plan });
    const access = { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true };
    const body: JsonObject = { ...clusterBody, properties: { ...(isJsonObject(clusterBody['properties']) ? clusterBody['properties'] : {}), apiServerAccessProfile: access } };
    const arm = estate([[clusterId, body]]);
    await arm.clock.sleep(3_600_000, new AbortController().signal);
    expect(arm.ask('PUT', `${clusterId}/agentPools/user?api-version=2026-05-01`, { properties: { vmSize: 'Standard_DS2_v2', count: 2, mode: 'User' } }).status).toBeLessThan(300);
    expect(compareWithDeclared({ living: await livingIn(arm, [clusterId]), complete: everything, infrastructure }).findings.map(({ message }) => message)).toEqual([]);
    arm.ask('PUT', `${clusterId}/agentPools/user?api-version=2026-05-01`, { properties: { vmSize: 'Standard_DS2_v2', count: 2, mode: 'User', enableNodePublicIP: true } });
    expect(compareWithDeclared({ living: await livingIn(arm, [clusterId]), infrastructure }).findings).toMatchObject([{ severity: 'high', resource: { name: 'demo/user' }, location: { file: 'infra/plan.json' }, message: expect.stringContaining('`properties.enableNodePublicIP` is `true`, declared is `false`') }]);
  });
});

test('what a plan deletes is not declared: it is neither compared nor missed', async () => {
  const gone: ResourceSpec = { address: 'azurerm_kubernetes_cluster.demo', attributes: { id: clusterId, name: 'demo', resource_group_name: 'rg', location: 'northeurope' }, actions: ['delete'] };
  const infrastructure = await read({ 'infra/plan.json': planJson({ constraint: '~> 4.0', resources: [gone] }) });
  expect(infrastructure.deletions).toHaveLength(1);
  for (const living of [[livingAt(clusterId, clusterBody)], []]) expect(compareWithDeclared({ living, complete: everything, infrastructure })).toMatchObject({ findings: [], compared: 0 });
});

describe('a cluster-file declares', () => {
  test('one cluster, with lines', async () => {
    const folder = folderWith({ 'cluster.yaml': 'location: West Europe\nproperties:\n  kubernetesVersion: "1.34"\n  networkProfile:\n    outboundType: none\n  agentPoolProfiles:\n    - name: system\n      vmSize: Standard_DS2_v2\n' });
    const file = await readClusterFile('cluster.yaml', folder);
    const arm = estate([[clusterId, clusterBody]]);
    const living = await livingIn(arm, [clusterId]);
    expect(compareWithDeclared({ living, clusterFile: { file, clusterId } })).toEqual({ findings: [], notes: [], compared: 1 });
    const changed = livingAt(clusterId, { ...living[0]?.body, properties: { ...(isJsonObject(living[0]?.body['properties']) ? living[0].body['properties'] : {}), networkProfile: { outboundType: 'block' } } });
    expect(compareWithDeclared({ living: [changed], clusterFile: { file, clusterId } }).findings).toMatchObject([{ severity: 'high', location: { file: 'cluster.yaml', line: 5 } }]);
  });
});

test('ten thousand clusters, each declared, take seconds at most', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => clusterId.replace('demo', `c${index}`));
  const living = ids.map((id) => livingAt(id, clusterBody));
  const declared = ids.map((id, index) => resourceAt(id, index % 100 === 0 ? withNetwork({ outboundType: 'loadBalancer' }) : clusterBody));
  const start = process.cpuUsage();
  const { findings, compared } = compare(living, declared, { complete: everything });
  expect([findings.length, compared]).toEqual([100, 10_000]);
  expect(process.cpuUsage(start).user).toBeLessThan(15_000_000);
});
