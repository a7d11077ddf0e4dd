import { agentPoolType, managedClusterType } from '../src/arm/api-versions.ts';
import { parseResourceId } from '../src/arm/resource-id.ts';
import type { ReportStep } from '../src/report/report.ts';
import { durations } from '../src/sandbox/arm/operations.ts';
import { findType } from '../src/sandbox/arm/resources/types.ts';
import { createInProcessArm, type InProcessArm } from '../__tests__/azure/in-process-arm.ts';
import { clusterId, group, openCluster, put, runDeploy } from '../__tests__/commands/deploy/runs.ts';

export interface DeployFigures {
  readonly name: string;
  /** Seconds of Azure's time that the operations take along the longest chain of steps that wait for each other. */
  readonly bound: number;
  /** Seconds of Azure's time that the run took. */
  readonly taken: number;
  readonly requests: number;
  /** Requests of the run after it, which has nothing to write. */
  readonly emptyRequests: number;
}

/** Milliseconds from sending a request to its answer. */
const roundTrip = 100;

type Changes = NonNullable<Parameters<typeof runDeploy>[1]>;

const network = { id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet`, nodeSubnet: 'nodes', endpointSubnet: 'endpoints', apiServerSubnet: 'api-server', addressPrefix: '10.224.0.0/16' };
const registry = { id: `${group}/providers/Microsoft.ContainerRegistry/registries/benchacr` };
const pools = ['system', 'work', 'more'].map((name, index) => ({ name, mode: index === 0 ? 'System' : 'User', count: 3, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' }));

/** What `deploy` takes beside what the operations of Azure take by themselves, at the default interval of polls. In the process, on a clock that does not wait. */
export async function measureDeploy(): Promise<readonly DeployFigures[]> {
  const created: Changes = { specification: { location: 'westeurope' } };
  const own: Changes = { specification: { location: 'westeurope', variant: { network, registry } } };
  return [
    await measure('create, all of it managed by AKS', created, () => undefined),
    await measure('create, own network and registry', own, () => undefined),
    await measure('isolate a cluster of three pools', {}, (arm) => {
      put(arm, `${group}?api-version=2024-11-01`, { location: 'westeurope' });
      put(arm, `${clusterId}?api-version=2026-05-01`, openCluster({}, { agentPoolProfiles: pools }));
      arm.clock.pass(3_600_000);
    }),
  ];
}

async function measure(name: string, changes: Changes, prepare: (arm: InProcessArm) => void): Promise<DeployFigures> {
  const arm = createInProcessArm({ roundTrip });
  prepare(arm);
  arm.forget();
  const started = arm.clock.now();
  const { report, failure } = await runDeploy(arm, { exposures: 'auto', ...changes });
  if (failure !== undefined) throw failure;
  const taken = arm.clock.now() - started;
  const requests = arm.requests.length;
  arm.forget();
  const again = await runDeploy(arm, { exposures: 'auto', ...changes });
  if (again.report.changed) throw new Error(`The run after "${name}" changed something.`);
  return { name, bound: longestChain(report.steps) / 1000, taken: taken / 1000, requests, emptyRequests: arm.requests.length };
}

/** Milliseconds along the longest chain, each step taking what the stand-in takes for it. */
function longestChain(steps: readonly ReportStep[]): number {
  const byKey = new Map(steps.flatMap((step) => (step.key === undefined ? [] : [[step.key, step] as const])));
  const ends = new Map<string, number>();
  const endOf = (key: string): number => {
    const known = ends.get(key);
    const step = byKey.get(key);
    if (known !== undefined || step === undefined) return known ?? 0;
    const end = Math.max(0, ...(step.after ?? []).map(endOf)) + durationOf(step);
    ends.set(key, end);
    return end;
  };
  return Math.max(0, ...[...byKey.keys()].map(endOf));
}

function durationOf({ resourceId = '', key = '' }: ReportStep): number {
  const type = parseResourceId(resourceId)?.type ?? '';
  if (type.toLowerCase() === agentPoolType.toLowerCase()) return durations.upgradeNodeImage;
  if (type.toLowerCase() === managedClusterType.toLowerCase()) return key === 'cluster' ? durations.createCluster : durations.updateCluster;
  return findType(type)?.operationMilliseconds ?? 0;
}
