import { arrayAt, textAt } from '../../../../arm/json.ts';
import type { Check } from '../check.ts';
import { seen } from '../observation.ts';
import { isIsolated } from '../questions.ts';
import type { Situation } from '../situation.ts';

/** So many names are told in one sentence. */
const mostTold = 20;

/** Pulls from elsewhere end with isolation. */
export const imageChecks: readonly Check[] = [
  {
    id: 'images', group: 'images', title: 'The user knows which pulls end', kinds: ['refusal', 'notice'],
    why: 'Nodes of an isolated cluster mirror mcr.microsoft.com alone.',
    remedy: 'See that every workload pulls from the registry of the cluster, by its name, and set `acknowledge-images: true`.',
    source: 'Azure/AgentBaker: nodes mirror mcr.microsoft.com; AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters"',
    look: (situation) => {
      if (!situation.isMigrating || (situation.living !== undefined && isIsolated(situation.living))) return [];
      const { acknowledgeImages } = situation.options;
      return [{
        kind: acknowledgeImages ? 'notice' : 'refusal',
        title: acknowledgeImages ? 'Every pull from another registry ends, as was acknowledged' : 'Every pull from another registry ends, and that was not acknowledged',
        why: `Nodes of an isolated cluster mirror mcr.microsoft.com alone: an image of any other registry is not found any more when its pod moves. ${cachedSentence(situation)} ${endingSentence(situation)}`,
        ...(acknowledgeImages ? { remedy: 'See after the deployment that no pod waits for its image.' } : {}),
      }];
    },
  },
];

/** What the registry has for workloads. */
function cachedSentence({ questions, observed }: Situation): string {
  if (questions.registry === undefined) return 'There is no registry of the cluster yet: AKS makes one that caches what AKS needs.';
  const rules = seen(observed.cacheRules);
  if ('unseen' in rules) return `What the registry of the cluster caches could not be read: ${rules.unseen}`;
  const cached = rules.known.map((rule) => `${textAt(rule, 'properties', 'sourceRepository') ?? ''} as ${textAt(rule, 'properties', 'targetRepository') ?? ''}`).toSorted();
  return cached.length === 0 ? 'The registry of the cluster caches nothing yet.' : `The registry of the cluster caches ${told(cached)}, and has the images that were pushed there.`;
}

function endingSentence({ observed }: Situation): string {
  const categories = seen(observed.outboundDependencies);
  if ('unseen' in categories) return `What the cluster reaches now could not be read: ${categories.unseen}`;
  const names = [...new Set(categories.known.flatMap((category) => arrayAt(category, 'endpoints').flatMap((endpoint) => textAt(endpoint, 'domainName') ?? [])))].toSorted();
  return names.length === 0 ? 'Azure names no outbound dependencies of the cluster.' : `The ways to these endpoints, which Azure says that the cluster needs now, end too: ${told(names)}.`;
}

function told(names: readonly string[]): string {
  return names.length <= mostTold ? names.join(', ') : `${names.slice(0, mostTold).join(', ')} and ${names.length - mostTold} more`;
}
