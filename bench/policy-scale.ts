import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JsonObject } from '../src/arm/json.ts';
import type * as policy from '../src/policy/index.ts';
import { slope, type Growth } from './growth.ts';
import { summarise, type Summary } from './statistics.ts';

type Library = typeof policy;
type Policies = readonly policy.AssignedPolicy[];

export interface ScaleFigures {
  /** Built-ins in a Resource Manager mode, and those of them that concern the cluster together with the bundled rules. */
  readonly rules: number;
  readonly applicable: number;
  /** Nanoseconds for each applicable (rule, cluster) pair. */
  readonly withoutReasons: Summary;
  readonly withReasons: Summary;
  /** All applicable rules on the cluster without reasons, as a multiple of `JSON.parse` of its body; the bundled rules alone likewise. */
  readonly timesParse: number;
  readonly bundledTimesParse: number;
  readonly growth: Growth;
  readonly heapPerResource: number;
}

const corpus = fileURLToPath(new URL('../../shared/corpus/builtin-policies', import.meta.url));

/** What the engine takes for the public built-ins; undefined where their corpus is not beside the project. */
export async function measurePolicyScale(dist: string, clusterText: string, rounds: number): Promise<ScaleFigures | undefined> {
  if (!existsSync(corpus)) return undefined;
  const library = (await import(pathToFileURL(join(dist, 'policy.js')).href)) as Library;
  const bundled = library.bundledPolicies('aks-egress-isolation-core');
  const builtIns = readBuiltIns(library);
  const body = JSON.parse(clusterText) as JsonObject;
  const id = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/isolated';
  const cluster = { type: 'Microsoft.ContainerService/managedClusters', name: 'isolated', id, body };
  const applicable = [...bundled, ...builtIns].filter((entry) => decide(entry, cluster) !== 'notApplicable');
  const works = [
    () => JSON.parse(clusterText) as unknown,
    () => applicable.forEach((entry) => decide(entry, cluster)),
    () => library.judge(applicable, cluster),
    () => bundled.forEach((entry) => decide(entry, cluster)),
  ];
  const times = works.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) works.forEach((work, index) => times[index]?.push(nanosecondsPer(work)));
  const [parse, without, withReasons, small] = times.map(summarise) as [Summary, Summary, Summary, Summary];
  const each = ({ median, min, max }: Summary): Summary => ({ median: median / applicable.length, min: min / applicable.length, max: max / applicable.length });
  return {
    rules: builtIns.length,
    applicable: applicable.length,
    withoutReasons: each(without),
    withReasons: each(withReasons),
    timesParse: without.median / parse.median,
    bundledTimesParse: small.median / parse.median,
    ...grow(library, builtIns, body, Math.max(5, Math.min(rounds, 9))),
  };
}

function decide({ definition, parameters }: Policies[number], resource: policy.Resource): string {
  const ids = { assignmentId: '', definitionId: '', setDefinitionId: '', definitionReferenceId: '' };
  return definition.decide({ resource, parameters, context: {}, ids }).verdict;
}

/** Parameters without a default get a value of their type: what is measured is the work, not the verdict. */
const stand: Readonly<Record<string, unknown>> = { String: 'x', Array: ['x'], Boolean: true, Integer: 1, Object: {}, Float: 1, DateTime: '2026-01-01T00:00:00Z' };

function readBuiltIns({ parseDefinition, bindDefinition }: Library): Policies {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const definition = parseDefinition(JSON.parse(readFileSync(join(corpus, file), 'utf8')));
    if (!['all', 'indexed'].includes(definition.mode.toLowerCase())) return [];
    const open = Array.from(definition.parameters.values()).filter(({ defaultValue }) => defaultValue === undefined);
    return [bindDefinition(definition, Object.fromEntries(open.map(({ name, type, allowedValues }) => [name, allowedValues?.[0] ?? stand[type]])))];
  });
}

const network = 'Microsoft.Network';
const mixture: readonly (readonly [type: string, properties: JsonObject])[] = [
  ['Microsoft.ContainerService/managedClusters/agentPools', { count: 3, mode: 'User', enableNodePublicIP: false }],
  ['Microsoft.ContainerRegistry/registries', { adminUserEnabled: false, publicNetworkAccess: 'Disabled', networkRuleSet: { defaultAction: 'Deny', ipRules: [] } }],
  [`${network}/virtualNetworks`, { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }] }],
  [`${network}/virtualNetworks/subnets`, { addressPrefix: '10.0.0.0/24' }],
  [`${network}/networkSecurityGroups`, { securityRules: [{ name: 'a', properties: { access: 'Allow', direction: 'Inbound', destinationPortRange: '22', sourceAddressPrefix: '*' } }] }],
  [`${network}/publicIPAddresses`, { publicIPAllocationMethod: 'Static' }],
  [`${network}/networkInterfaces`, { ipConfigurations: [{ name: 'a', properties: { privateIPAllocationMethod: 'Dynamic' } }] }],
];

/** The built-ins on 100 to 10,000 resources of a mixture of types, the cluster among them. */
function grow({ indexPolicies }: Library, builtIns: Policies, cluster: JsonObject, rounds: number): Pick<ScaleFigures, 'growth' | 'heapPerResource'> {
  const sizes = [100, 300, 1000, 3000, 10_000];
  const before = process.memoryUsage().heapUsed;
  const resources = Array.from({ length: 10_000 }, (_, index): policy.Resource => {
    const [type, properties] = mixture[index % (mixture.length + 1)] ?? ['Microsoft.ContainerService/managedClusters', {}];
    const body = index % (mixture.length + 1) === mixture.length ? structuredClone(cluster) : { type, name: `r${index}`, location: 'westeurope', tags: {}, properties: structuredClone(properties) };
    return { type, name: `r${index}`, id: `/subscriptions/s/resourceGroups/g/providers/${type}/r${index}`, body };
  });
  const held = process.memoryUsage().heapUsed;
  const index = indexPolicies(builtIns);
  const judgeFirst = (size: number): number => {
    const begin = performance.now();
    for (const resource of resources.slice(0, size)) for (const entry of index.for(resource)) decide(entry, resource);
    return performance.now() - begin;
  };
  judgeFirst(3000);
  const samples = sizes.map((size) => Array.from({ length: rounds }, () => judgeFirst(size)));
  const after = process.memoryUsage().heapUsed;
  const points = samples.flatMap((times, place) => times.map((time) => [Math.log(sizes[place] ?? 1), Math.log(time)] as const));
  return { growth: { sizes, times: samples.map((times) => summarise(times).median), ...slope(points) }, heapPerResource: Math.max(0, after - held, held - before) / resources.length };
}

function nanosecondsPer(work: () => unknown): number {
  const begin = performance.now();
  let count = 0;
  let now = begin;
  while (now - begin < 40) {
    for (let turn = 0; turn < 5; turn += 1) work();
    count += 5;
    now = performance.now();
  }
  return ((now - begin) * 1e6) / count;
}
