/** Kinds of clusters of which nobody has shown that isolation works with them. */
import { arrayAt, at, textAt } from '../../../../../arm/json.ts';
import { equalsIgnoringCase } from '../../../../document/cluster.ts';
import { remarkIf, type Check } from '../../check.ts';
import type { Situation } from '../../situation.ts';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly found: string;
  readonly why: string;
  readonly remedy?: string;
  readonly source: string;
  readonly isSo: (situation: Situation) => boolean;
}

const remedy = 'Try it on a cluster that may break, and set `allow-unverified` when it works there.';
const unsaid = 'No documentation says that network isolation works with it, and none that it does not.';

const is = (value: unknown, wanted: string): boolean => typeof value === 'string' && equalsIgnoringCase(value, wanted);
const property = ({ document }: Situation, ...path: readonly string[]): unknown => at(document, 'properties', ...path);

const kinds: readonly Kind[] = [
  {
    id: 'automatic', title: 'The SKU is Base', found: 'The cluster is an Automatic one', source: 'Azure/AKS issue 5240 (`InvalidNetworkIsolatedClusterConfiguration`)',
    why: 'At least one Automatic cluster with outbound type none was refused; whether that was mended everywhere is not known.', isSo: ({ document }) => is(at(document, 'sku', 'name'), 'Automatic'),
  },
  {
    id: 'node-auto-provisioning', title: 'Nodes belong to pools', found: 'Node auto-provisioning is on', source: 'AKS documentation, "Node auto-provisioning"; "Upgrade the node image of a pool"',
    why: 'Nodes that it makes belong to no pool, so no upgrade of a pool makes them anew, and they would still look for images in the Internet.',
    remedy: 'Replace its nodes by hand once the artifact source is Cache; set `allow-unverified` when that is arranged.', isSo: (situation) => is(property(situation, 'nodeProvisioningProfile', 'mode'), 'Auto'),
  },
  { id: 'own-cni', title: 'The network plug-in is one of AKS', found: 'The network plug-in is none: a CNI of your own', why: unsaid, source: 'AKS documentation, "Bring your own CNI plugin"', isSo: (situation) => is(property(situation, 'networkProfile', 'networkPlugin'), 'none') },
  { id: 'cilium', title: 'The data plane is that of Azure', found: 'The data plane is Cilium', why: unsaid, source: 'AKS documentation, "Azure CNI Powered by Cilium"', isSo: (situation) => is(property(situation, 'networkProfile', 'networkDataplane'), 'cilium') },
  { id: 'dual-stack', title: 'The cluster has one IP family', found: 'The cluster has two IP families', why: unsaid, source: 'AKS documentation, "Use dual-stack networking in AKS"', isSo: ({ document }) => arrayAt(document, 'properties', 'networkProfile', 'ipFamilies').length > 1 },
  {
    id: 'national-cloud', title: 'The cluster lives in the public cloud', found: 'The cluster lives in a national cloud', source: 'Azure/AgentBaker pull request 8961',
    why: 'Nodes of isolated clusters with registries of national clouds got no credentials until mid-2026, and which zones Azure uses there is not documented.',
    isSo: ({ document, questions }) => /^(?:usgov|usdod|china)/i.test((textAt(document, 'location') ?? questions.usages ?? '').replaceAll(' ', '')),
  },
  {
    id: 'public-network-access', title: 'Access from public networks is left unset', found: 'Access from public networks is Disabled', source: 'Azure/AKS issue 3690',
    why: 'Azure refused it with user-defined routing; whether it takes it with an isolated outbound type is not known.', remedy: 'Leave `publicNetworkAccess` unset, or try it on a cluster that may break and set `allow-unverified`.',
    isSo: (situation) => is(property(situation, 'publicNetworkAccess'), 'Disabled'),
  },
  {
    id: 'block', title: 'The outbound type is none', found: 'The outbound type is to be block', source: 'AKS documentation, "Customize cluster egress with outbound types": block (preview)',
    why: 'It is a preview: no published type of the API has it, and whether a feature has to be registered for it is not documented.', remedy: 'Take outbound type none, or try block on a cluster that may break and set `allow-unverified`.',
    isSo: ({ outboundType }) => is(outboundType, 'block'),
  },
  {
    id: 'managed-registry-own-network', title: 'A network of your own comes with a registry of your own', found: 'The network is your own, and the registry is left to AKS', source: 'AKS documentation, "Create a network isolated AKS cluster" (no sample of it); Azure/AKS issue 5240',
    why: 'Where AKS then puts the endpoint and the zone of its registry, and which rights the identity of the cluster needs for that, is not documented.', remedy: 'Bring a registry too, or try it on a cluster that may break and set `allow-unverified`.',
    isSo: ({ network, specification: { variant }, document }) => network === 'own' && variant?.registry === undefined && !hasOwnRegistry(document),
  },
];

/** A registry of AKS's lies in the node resource group. */
function hasOwnRegistry(document: unknown): boolean {
  const registry = textAt(document, 'properties', 'bootstrapProfile', 'containerRegistryId');
  const group = textAt(document, 'properties', 'nodeResourceGroup');
  return registry !== undefined && group !== undefined && !registry.toLowerCase().includes(`/resourcegroups/${group.toLowerCase()}/`);
}

export const unverifiedChecks: readonly Check[] = kinds.map(({ isSo, found, ...kind }): Check => ({
  remedy, ...kind, group: 'cluster', kinds: ['unverified'],
  look: (situation) => remarkIf(situation.isIsolating && isSo(situation), () => ({ title: found })),
}));
