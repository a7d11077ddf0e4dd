import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject } from '../src/arm/json.ts';
import type * as policy from '../src/policy/index.ts';
import { scaled, shuffled, summarise, type Summary } from './statistics.ts';

type Library = typeof policy;

export interface EngineFigures {
  readonly rules: number;
  readonly bodyBytes: number;
  /** Nanoseconds to parse the cluster's JSON. */
  readonly parse: Summary;
  /** Nanoseconds per rule and resource: of the isolated cluster, and of one that breaks the rules. */
  readonly compliant: Summary;
  readonly violating: Summary;
}

/** How long `judge` takes for the bundled initiative on one cluster, beside `JSON.parse` of its body in the same run. */
export async function measurePolicyEngine(dist: string, clusterText: string, rounds: number): Promise<EngineFigures> {
  const { bundledPolicies, judge } = (await import(pathToFileURL(join(dist, 'policy.js')).href)) as Library;
  const policies = bundledPolicies('aks-egress-isolation-core');
  const body = JSON.parse(clusterText) as JsonObject;
  const resource = { type: 'Microsoft.ContainerService/managedClusters', name: 'isolated', body };
  const leaking = { ...resource, body: { ...body, properties: leakingProperties } };
  const works = [
    { work: () => JSON.parse(clusterText) as unknown, times: [] as number[] },
    { work: () => judge(policies, resource), times: [] as number[] },
    { work: () => judge(policies, leaking), times: [] as number[] },
  ] as const;
  for (const { work } of works) nanosecondsPer(work, 200);
  for (let round = 0; round < rounds; round += 1) {
    for (const { work, times } of shuffled(works)) times.push(nanosecondsPer(work, 25));
  }
  const [parse, compliant, violating] = works.map(({ times }) => summarise(times)) as [Summary, Summary, Summary];
  const perRule = 1 / policies.length;
  return { rules: policies.length, bodyBytes: Buffer.byteLength(clusterText), parse, compliant: scaled(compliant, perRule), violating: scaled(violating, perRule) };
}

const leakingProperties: JsonObject = {
  agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', enableNodePublicIP: true }],
  networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' },
  autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' },
};

/** Repeats the work for at least so many milliseconds. */
function nanosecondsPer(work: () => unknown, milliseconds: number): number {
  const begin = performance.now();
  let count = 0;
  let now = begin;
  while (now - begin < milliseconds) {
    for (let index = 0; index < 20; index += 1) work();
    count += 20;
    now = performance.now();
  }
  return ((now - begin) * 1e6) / count;
}
