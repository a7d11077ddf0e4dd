/** What lives on and around the cluster. */
import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { isWithin } from '../../../../arm/scope.ts';
import { equalsIgnoringCase, outboundTypeOf } from '../../../document/cluster.ts';
import { unsupportedExtensions } from '../../../exposure/rules/works/cluster/extensions.ts';
import { quote } from '../../../migration.ts';
import type { Check, Remark } from '../check.ts';
import { seen } from '../observation.ts';
import type { Situation } from '../situation.ts';

export const surroundingChecks: readonly Check[] = [
  {
    id: 'extension', group: 'surroundings', title: 'The cluster has no extension that needs the Internet', kinds: ['refusal', 'notice', 'undetermined'],
    why: 'It fetches what it runs from public registries or works against public endpoints; AKS does not support it on network isolated clusters.',
    remedy: 'Delete the extension, and install the same with images from the registry of the cluster.',
    source: 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations; Azure/AKS issues 5245 and 5715',
    look: (situation) => {
      if (situation.questions.migrating === undefined) return [];
      const extensions = seen(situation.observed.extensions);
      if ('unseen' in extensions) return [{ kind: 'undetermined', title: 'The extensions of the cluster could not be read', why: extensions.unseen, remedy: 'Grant Reader on the cluster to be told before.' }];
      return extensions.known.flatMap((extension) => ofExtension(extension, situation));
    },
  },
  {
    id: 'lock', group: 'surroundings', title: 'No lock forbids what the plan writes', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'A lock ReadOnly forbids every write and action below it (`ScopeLocked`).',
    remedy: 'Ask the owner of the lock to remove it for the time of the deployment.',
    source: 'Azure documentation, "Lock your resources to protect your infrastructure"',
    look: (situation) => {
      const places = situation.observed.locks ?? [{ scope: situation.questions.locks, locks: seen<readonly JsonObject[]>(undefined) }];
      const known = places.flatMap(({ locks }) => ('known' in locks ? locks.known : []));
      const distinct = [...new Map(known.map((lock) => [(textAt(lock, 'id') ?? '').toLowerCase(), lock])).values()];
      return [
        ...places.flatMap(({ scope, locks }): readonly Remark[] => ('known' in locks ? [] : [{ kind: 'undetermined', target: scope.toLowerCase(), title: `The locks of ${scope} could not be read`, why: locks.unseen, remedy: 'Grant Reader there to be told before; a lock makes a step fail, and a later run goes on there.' }])),
        ...distinct.flatMap((lock) => ofLock(lock, situation)),
      ];
    },
  },
];

function ofExtension(extension: JsonObject, situation: Situation): readonly Remark[] {
  const type = textAt(extension, 'properties', 'extensionType') ?? '';
  const name = textAt(extension, 'name') ?? type;
  const { specification: { resourceGroup, name: cluster, subscriptionId } } = situation;
  if (unsupportedExtensions.some((unsupported) => equalsIgnoringCase(unsupported, type))) {
    return [{ target: name, title: `Extension ${name} is of type ${type}`, command: `az k8s-extension delete --cluster-type managedClusters --cluster-name ${quote(cluster)} --resource-group ${quote(resourceGroup)} --subscription ${subscriptionId} --name ${quote(name)}` }];
  }
  if (!equalsIgnoringCase(type, 'microsoft.dataprotection.kubernetes')) return [];
  return [{ kind: 'notice', target: name, title: `Extension ${name} is Azure Backup`, why: 'The documentation calls it unsupported on isolated clusters; its engineer says that it is supported.', remedy: 'See after the deployment that a backup succeeds.' }];
}

function ofLock(lock: JsonObject, situation: Situation): readonly Remark[] {
  const id = textAt(lock, 'id') ?? '';
  const [, scope = '', name = ''] = /^(.*)\/providers\/Microsoft\.Authorization\/locks\/([^/]+)$/i.exec(id) ?? [];
  if (scope === '') return [];
  const isReadOnly = equalsIgnoringCase(textAt(lock, 'properties', 'level') ?? '', 'ReadOnly');
  const target = `${scope}/${name}`.toLowerCase();
  const command = `az lock delete --ids ${quote(id)}`;
  const under = situation.steps.filter((step) => isWithin(step.id, scope));
  if (isReadOnly && (under.length > 0 || holdsNodes(scope, situation))) {
    const [first] = under;
    return [{ target, command, title: first === undefined ? `Lock ${name} makes ${scope} read-only, where the nodes live` : `Lock ${name} makes ${scope} read-only, and the plan has to write there: ${first.title}` }];
  }
  if (isReadOnly) return [];
  const deleted = under.find(({ work }) => work.kind === 'delete');
  if (deleted !== undefined) return [{ target, command, title: `Lock ${name} on ${scope} forbids to delete: ${deleted.title}`, why: 'A lock CanNotDelete forbids what the step does (`ScopeLocked`).' }];
  if (!situation.isMigrating || !holdsNodes(scope, situation)) return [];
  const isLeaving = !equalsIgnoringCase(outboundTypeOf(situation.living), situation.outboundType);
  const why = 'AKS takes addresses and load balancer parts out of the node resource group when the outbound type changes, which a lock CanNotDelete forbids: the cluster would be left between two outbound types.';
  if (isLeaving) return [{ target, command, title: `Lock ${name} on ${scope} forbids AKS to delete what the cluster leaves by`, why }];
  return [{ kind: 'warning', target, command, title: `Lock ${name} on ${scope} forbids AKS to delete in the node resource group`, why: 'Nodes are made anew, and AKS may have to delete what belonged to the old ones.' }];
}

/** True when a lock bears on the node resource group, or on something in it. */
function holdsNodes(scope: string, { living, specification: { subscriptionId } }: Situation): boolean {
  const group = textAt(living, 'properties', 'nodeResourceGroup');
  if (group === undefined) return false;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
  return isWithin(id, scope) || isWithin(scope, id);
}
