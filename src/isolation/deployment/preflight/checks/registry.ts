/** The registry that nodes start from, where it is the user's own. */
import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { equalsIgnoringCase } from '../../../document/cluster.ts';
import { quote } from '../../../migration.ts';
import { remarkIf, type Check, type Remark } from '../check.ts';
import { seen } from '../observation.ts';
import { stepsOn, type Situation } from '../situation.ts';

/** The rule that AKS documents, word for word ("Create a network isolated AKS cluster"). */
const documented = { name: 'aks-managed-mcr', source: 'mcr.microsoft.com/*', target: 'aks-managed-repository/*' } as const;

const ownRegistry = 'AKS documentation, "Create a network isolated AKS cluster": bring your own container registry';

export const registryChecks: readonly Check[] = [
  {
    id: 'registry-unseen', group: 'registry', title: 'The registry can be read', kinds: ['undetermined'],
    why: 'Whether nodes can start from it was not looked at.',
    remedy: 'Grant Reader on the registry to be told before.',
    source: ownRegistry,
    look: (situation) => withOwn(situation, (name) => {
      const { registry, cacheRules } = situation.observed;
      const [document, rules] = [seen(registry), seen(cacheRules)];
      return [
        ...('unseen' in document ? [{ target: 'registry', title: `Registry ${name} could not be read`, why: document.unseen }] : []),
        ...('unseen' in rules && !('known' in document && document.known === undefined) ? [{ target: 'cache-rules', title: `The cache rules of registry ${name} could not be read`, why: rules.unseen }] : []),
      ];
    }),
  },
  {
    id: 'registry-tier', group: 'registry', title: 'The registry is of tier Premium', kinds: ['refusal'],
    why: 'Private endpoints need tier Premium, and nodes have no other way to the registry.',
    remedy: 'Raise the tier, and run again.',
    source: ownRegistry,
    look: (situation) => ofDocument(situation, (document, name) => remarkIf(!equalsIgnoringCase(textAt(document, 'sku', 'name') ?? '', 'Premium'), () => ({
      title: `Registry ${name} is of tier ${textAt(document, 'sku', 'name') ?? 'unknown'}`, command: `az acr update --name ${quote(name)} --sku Premium`,
    }))),
  },
  {
    id: 'registry-token-audience', group: 'registry', title: 'The registry takes tokens with the audience of Azure Resource Manager', kinds: ['refusal'],
    why: 'Nodes log in to the registry with such tokens; AKS does not support registries that refuse them.',
    remedy: 'Let the registry take them, and run again.',
    source: 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations',
    look: (situation) => ofDocument(situation, (document, name) => remarkIf(equalsIgnoringCase(textAt(document, 'properties', 'policies', 'azureADAuthenticationAsArmPolicy', 'status') ?? '', 'disabled'), () => ({
      title: `Registry ${name} refuses tokens with the audience of Azure Resource Manager`, command: `az acr config authentication-as-arm update --registry ${quote(name)} --status enabled`,
    }))),
  },
  {
    id: 'registry-repository-permissions', group: 'registry', title: 'The registry grants by roles for the whole of it', kinds: ['unverified'],
    why: 'With permissions for single repositories AcrPull counts no more; whether nodes start from such a registry is not documented.',
    remedy: 'Use a registry with `roleAssignmentMode: LegacyRegistryPermissions`, or try it on a cluster that may break and set `allow-unverified`.',
    source: 'Azure Container Registry documentation, "Microsoft Entra-based repository permissions"',
    look: (situation) => ofDocument(situation, (document, name) => remarkIf(equalsIgnoringCase(textAt(document, 'properties', 'roleAssignmentMode') ?? '', 'AbacRepositoryPermissions'), () => ({ title: `Registry ${name} grants by single repositories` })), 'always'),
  },
  {
    id: 'registry-elsewhere', group: 'registry', title: 'The registry lives in the subscription and the region of the cluster', kinds: ['unverified'],
    why: 'No documentation says that nodes start from a registry of another subscription or region.',
    remedy: 'Use a registry beside the cluster, or try it on a cluster that may break and set `allow-unverified`.',
    source: ownRegistry,
    look: (situation) => withOwn(situation, (name) => {
      const { variant: { registry }, specification, observed } = situation;
      const subscription = parseResourceId(registry?.id ?? '')?.subscriptionId ?? '';
      const document = seen(observed.registry);
      const location = 'known' in document ? plain(textAt(document.known, 'location')) : '';
      const own = plain(textAt(situation.document, 'location')) || (situation.questions.usages ?? '');
      return [
        ...remarkIf(!equalsIgnoringCase(subscription, specification.subscriptionId), () => ({ target: 'subscription', title: `Registry ${name} lives in subscription ${subscription}` })),
        ...remarkIf(location !== '' && own !== '' && location !== own, () => ({ target: 'region', title: `Registry ${name} lives in ${location}, the cluster in ${own}` })),
      ];
    }),
  },
  {
    id: 'cache-rule', group: 'registry', title: 'The cache rule of AKS fetches and fills what nodes look for', kinds: ['refusal'],
    why: 'Nodes look for what they start with under aks-managed-repository of their registry; a rule can be given neither another source nor another target.',
    remedy: 'Delete the rule, and run again: the run makes it anew.',
    source: `${ownRegistry}; AKS release notes of 2025-03-16 (the target was /* before); Azure/AKS issue 3319`,
    look: (situation) => withOwn(situation, (registry) => {
      const rules = seen(situation.observed.cacheRules);
      return 'known' in rules ? rules.known.flatMap((rule) => ofRule(rule, registry, situation)) : [];
    }),
  },
];

function ofRule(rule: JsonObject, registry: string, { steps }: Situation): readonly Remark[] {
  const id = textAt(rule, 'id') ?? '';
  const name = (textAt(rule, 'name') ?? id).split('/').at(-1) ?? '';
  const [source, target] = [textAt(rule, 'properties', 'sourceRepository') ?? '', textAt(rule, 'properties', 'targetRepository') ?? ''];
  const isOwn = equalsIgnoringCase(name, documented.name);
  const isRight = equalsIgnoringCase(source, documented.source) && target === documented.target;
  // Two rules may not fill the same place.
  const isInTheWay = isOwn ? !isRight : target === documented.target && !stepsOn(steps, id).some(({ work }) => work.kind === 'delete');
  if (!isInTheWay || stepsOn(steps, id).some(({ work }) => work.kind === 'delete')) return [];
  const title = isOwn ? `Cache rule ${name} of registry ${registry} fetches ${source} into ${target}` : `Cache rule ${name} of registry ${registry} fills ${target}, where that of AKS belongs`;
  return [{ target: name.toLowerCase(), title, command: `az acr cache delete --registry ${quote(registry)} --name ${quote(name)}` }];
}

/** Of the user's own registry alone: what AKS makes of its own is its matter. */
function withOwn({ isIsolating, variant: { registry } }: Situation, look: (name: string) => readonly Remark[]): readonly Remark[] {
  return registry === undefined || !isIsolating ? [] : look(parseResourceId(registry.id)?.name ?? registry.id);
}

/** @param when `unwritten`: silent where a step of the plan writes the registry, which mends it. */
function ofDocument(situation: Situation, look: (document: JsonObject, name: string) => readonly Remark[], when: 'unwritten' | 'always' = 'unwritten'): readonly Remark[] {
  return withOwn(situation, (name) => {
    const document = seen(situation.observed.registry);
    if (!('known' in document) || document.known === undefined) return [];
    const isWritten = stepsOn(situation.steps, situation.variant.registry?.id ?? '').length > 0;
    return isWritten && when === 'unwritten' ? [] : look(document.known, name);
  });
}

function plain(location: string | undefined): string {
  return (location ?? '').replaceAll(' ', '').toLowerCase();
}
