import { member, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { equalsIgnoringCase } from '../../../document/cluster.ts';
import { quote } from '../../../migration.ts';
import type { Check, Remark } from '../check.ts';
import { seen } from '../observation.ts';
import { demandsOf, type Demands } from '../quota/demand.ts';
import type { Situation } from '../situation.ts';

/** Names of usages that all sizes share. */
const shared = { regular: 'cores', spot: 'lowprioritycores' } as const;

export const quotaChecks: readonly Check[] = [
  {
    id: 'quota', group: 'quota and registration', title: 'The region has quota for the nodes, and for those that stand besides while a pool is made anew', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'Azure refuses the machines (`QuotaExceeded`), and a pool would be left half made anew.',
    remedy: 'Ask for quota, or lower `maxSurge` of the pool, the number of nodes or their size.',
    source: 'AKS documentation, "Upgrade an AKS cluster": node surge; Azure documentation, "Quotas of virtual machines"',
    look: (situation) => {
      const { questions, observed } = situation;
      const demands = demandsOf(situation);
      if (questions.usages === undefined || demands.demands.length === 0) return [];
      const usages = seen(observed.usages);
      if ('unseen' in usages) return [{ kind: 'undetermined', target: 'usages', title: `The quota of ${questions.usages} could not be read`, why: usages.unseen, remedy: 'Grant Reader on the subscription to be told before.' }];
      return [...unknownSizes(demands), ...overdrawn(demands, usages.known, situation)];
    },
  },
  {
    id: 'provider', group: 'quota and registration', title: 'The resource providers are registered', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'Azure refuses what belongs to a provider that the subscription is not registered with (`MissingSubscriptionRegistration`).',
    remedy: 'Register the provider once, and run again.',
    source: 'Azure documentation, "Azure resource providers and types"; AKS documentation: register resource providers',
    look: (situation) => {
      const read = situation.questions.providers.map((namespace) => ({ namespace, document: seen(situation.observed.providers?.find((one) => equalsIgnoringCase(one.namespace, namespace))?.document) }));
      const unread = read.flatMap(({ namespace, document }) => ('unseen' in document ? [{ namespace, why: document.unseen }] : []));
      return [
        ...read.flatMap(({ namespace, document }) => ('known' in document ? ofProvider(namespace, textAt(document.known, 'registrationState') ?? 'NotRegistered', situation) : [])),
        ...(unread.length === 0 ? [] : [{ kind: 'undetermined' as const, title: `Whether ${unread.map(({ namespace }) => namespace).join(', ')} are registered could not be read`, why: unread[0]?.why ?? '', remedy: 'Grant Reader on the subscription to be told before.' }]),
      ];
    },
  },
];

function ofProvider(namespace: string, state: string, { steps, specification: { subscriptionId } }: Situation): readonly Remark[] {
  if (equalsIgnoringCase(state, 'Registered')) return [];
  const isComing = equalsIgnoringCase(state, 'Registering');
  const isWritten = steps.some(({ id }) => parseResourceId(id)?.type.toLowerCase().startsWith(`${namespace.toLowerCase()}/`) === true);
  return [{
    // What AKS makes beside the cluster may have Azure register it by itself.
    kind: isWritten && !isComing ? 'refusal' : 'warning', target: namespace, title: `Resource provider ${namespace} is in state ${state}`,
    command: `az provider register --namespace ${namespace} --subscription ${subscriptionId} --wait`,
    ...(isComing ? { why: 'Azure may refuse what belongs to it until the registration has ended.' } : {}),
  }];
}

function unknownSizes({ demands }: Demands): readonly Remark[] {
  return demands.filter(({ size }) => size === undefined).map(({ pool, sizeName }) => ({
    kind: 'undetermined' as const, target: `size/${pool}`, title: `How many vCPUs the nodes of pool ${pool} have is not known`, why: `The name of size ${sizeName === '' ? 'that Azure chooses' : sizeName} does not tell.`, remedy: 'See that the quota of the region is enough.',
  }));
}

/** A pool that does not fit alone never does; several that do not fit together come through one after the other, as quota comes free. */
function overdrawn({ demands, atOnce, of }: Demands, usages: readonly JsonObject[], { questions: { usages: location = '' } }: Situation): readonly Remark[] {
  const wanted = new Map<string, number[]>();
  for (const { isSpot, machines, size } of demands) {
    if (size === undefined) continue;
    const names = isSpot ? [shared.spot] : [shared.regular, size.family];
    for (const name of names) wanted.set(name, [...(wanted.get(name) ?? []), machines * size.vCpus]);
  }
  return usages.flatMap((usage): readonly Remark[] => {
    const name = textAt(usage, 'name', 'value') ?? '';
    const [limit, current] = [member(usage, 'limit'), member(usage, 'currentValue')];
    const parts = wanted.get(name.toLowerCase());
    if (parts === undefined || typeof limit !== 'number' || typeof current !== 'number' || limit < 0) return [];
    const free = Math.max(0, limit - current);
    const [largest, sum] = [Math.max(...parts), parts.reduce((total, part) => total + part, 0)];
    const isTogether = atOnce && largest <= free;
    const needed = atOnce ? sum : largest;
    if (needed <= free) return [];
    const called = textAt(usage, 'name', 'localizedValue') ?? name;
    return [{
      kind: isTogether && of === 'surge' ? 'warning' : 'refusal', target: name.toLowerCase(),
      title: `${called} in ${location}: ${needed} vCPUs are needed, and ${free} of ${limit} are free`,
      command: `az vm list-usage --location ${quote(location)} --query "[?name.value=='${name.replaceAll(/[^\w.-]/g, '')}']"`,
    }];
  });
}
