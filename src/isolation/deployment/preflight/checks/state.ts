import { equalsIgnoringCase, isStopped, operationInProgress, poolNameOf, provisioningStateOf } from '../../../document/cluster.ts';
import { textAt } from '../../../../arm/json.ts';
import { remarkIf, type Check } from '../check.ts';
import { clusterOptions, startsFirst } from '../situation.ts';

/** What the cluster does just now. These concern every write. */
export const stateChecks: readonly Check[] = [
  {
    id: 'operation-in-progress', group: 'state', title: 'Nothing else works on the cluster or its pools', kinds: ['refusal'],
    why: 'Azure refuses every write meanwhile (`OperationNotAllowed`). A run waits for it before it plans; this one began since.',
    remedy: 'Run again when it has ended.',
    source: 'AKS troubleshooting, "OperationNotAllowed"',
    look: (situation) => {
      const busy = situation.living === undefined ? undefined : operationInProgress(situation.living);
      return busy === undefined ? [] : [{ title: `The cluster is in state ${busy}`, command: `az aks show ${clusterOptions(situation)} --query provisioningState` }];
    },
  },
  {
    id: 'stopped', group: 'state', title: 'The cluster runs', kinds: ['refusal'],
    why: 'Azure changes only running clusters.',
    remedy: 'Start it, and run again.',
    source: 'AKS documentation, "Stop and start an AKS cluster"',
    // A run that was cut off between stop and start is continued by its start.
    look: (situation) => remarkIf(situation.living !== undefined && isStopped(situation.living) && !startsFirst(situation), () => ({ title: 'The cluster is stopped', command: `az aks start ${clusterOptions(situation)}` })),
  },
  {
    id: 'failed-operation', group: 'state', title: 'The last operation succeeded', kinds: ['warning'],
    why: 'The first write takes up again what failed or was cancelled, whatever that was, and fails too where its reason still holds.',
    remedy: 'Look into what failed before, or let the run try.',
    source: 'AKS documentation: an unchanged update reconciles a cluster',
    look: (situation) => {
      const { living, pools } = situation;
      if (living === undefined) return [];
      const command = `az aks show ${clusterOptions(situation)} --query status`;
      return [
        ...remarkIf(hasFailed(provisioningStateOf(living)), () => ({ target: 'cluster', title: `The last operation of the cluster ended as ${provisioningStateOf(living)}`, command })),
        ...pools.filter((pool) => hasFailed(textAt(pool, 'provisioningState') ?? '')).map((pool) => ({ target: poolNameOf(pool), title: `The last operation of pool ${poolNameOf(pool)} ended as ${textAt(pool, 'provisioningState') ?? ''}` })),
      ];
    },
  },
];

function hasFailed(state: string): boolean {
  return ['failed', 'canceled'].some((word) => equalsIgnoringCase(word, state));
}
