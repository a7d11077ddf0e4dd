import { expect, test } from '@jest/globals';
import { cluster, clusterType, groupId, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const registry = (group: string, name: string) => `${group}/providers/Microsoft.ContainerRegistry/registries/${name}`;
const shared = registry(groupId, 'shared');
const foreign = registry('/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/rg', 'foreign');
const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
const nodeResourceGroup = 'MC_rg_demo_westeurope';
const managed = registry(`${subscription}/resourceGroups/${nodeResourceGroup}`, '49ebfbcfbe9e4cc1969d14e616938002');

const bootstrap = (containerRegistryId: unknown, properties = {}) =>
  cluster({ bootstrapProfile: { artifactSource: 'Cache', containerRegistryId }, ...properties });
const parameters = { allowedRegistryIds: [shared] };
const source = 'reference/aks-network-isolation.md §7.2: containerRegistryId not in an allow-list, when set';
const byAzure = 'ground-truth/README.md, "What the service makes of a PUT" 7: sent Cache alone, the answer has a registry in the node resource group';
const empty = 'the parameter: an empty list accepts every registry';
const without = 'reference/azure-policy-language.md §1.6: missing and null compare as the empty text';

const cases: readonly Case[] = [
  { title: 'a registry on the list', resource: bootstrap(shared), parameters, verdict: 'compliant', source },
  {
    title: 'a registry on the list in other letters',
    resource: bootstrap(shared.toUpperCase()),
    parameters,
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6: comparison is without case',
  },
  {
    title: 'another registry',
    resource: bootstrap('/r/other'),
    parameters: { allowedRegistryIds: ['/r/one', '/r/two'] },
    verdict: 'violation',
    message: `\`bootstrapProfile.containerRegistryId\` is \`/r/other\`; allowed: \`/r/one\`, \`/r/two\`; has to look like \`${subscription}/*\`.`,
    source,
  },
  { title: 'another registry, whatever the artifact source', resource: cluster({ bootstrapProfile: { containerRegistryId: foreign } }), parameters, verdict: 'violation', source },
  { title: 'a registry whose name begins like one on the list', resource: bootstrap(`${shared}2`), parameters, verdict: 'violation', source },
  { title: 'no registry named', resource: cluster({ bootstrapProfile: { artifactSource: 'Cache' } }), parameters, verdict: 'compliant', source: byAzure },
  { title: 'no profile', resource: cluster(), parameters, verdict: 'compliant', source: without },
  { title: 'null', resource: bootstrap(null), parameters, verdict: 'compliant', source: without },
  { title: 'an empty text', resource: bootstrap(''), parameters, verdict: 'compliant', source: without },
  { title: 'any registry, when nothing is listed', resource: bootstrap(foreign), verdict: 'compliant', source: empty },
  { title: 'an unknown registry, when nothing is listed', resource: bootstrap(unknown), verdict: 'compliant', source: empty },
  {
    title: "Azure's own registry, as it comes back and is sent again",
    resource: bootstrap(managed, { nodeResourceGroup }),
    parameters,
    verdict: 'compliant',
    source: byAzure,
  },
  {
    title: "Azure's own registry, in the letters in which other ids come back",
    resource: bootstrap(managed.replace('resourceGroups', 'resourcegroups'), { nodeResourceGroup: nodeResourceGroup.toUpperCase() }),
    parameters,
    verdict: 'compliant',
    source: 'ground-truth/README.md, "What the service makes of a PUT" 1: ids made by the service vary',
  },
  {
    title: 'a node resource group called like the group of a registry in another subscription',
    resource: bootstrap(foreign, { nodeResourceGroup: 'rg' }),
    parameters,
    verdict: 'violation',
    source: 'the node resource group is in the subscription of the cluster',
  },
  {
    title: 'the registry of another cluster',
    resource: bootstrap(`${subscription}/resourceGroups/MC_other/x`, { nodeResourceGroup }),
    parameters: { allowedRegistryIds: ['/r/one'] },
    verdict: 'violation',
    message: `\`bootstrapProfile.containerRegistryId\` is \`${subscription}/resourceGroups/MC_other/x\`; allowed: \`/r/one\`; has to contain \`/resourceGroups/${nodeResourceGroup}/\`.`,
    source: byAzure,
  },
  {
    title: 'a registry of the subscription, when the cluster names no node resource group',
    resource: bootstrap(registry(`${subscription}/resourceGroups/other`, 'x')),
    parameters,
    verdict: 'violation',
    source,
  },
  {
    title: 'a registry in a subscription that is not known, when the cluster names no node resource group',
    resource: { type: clusterType, name: 'demo', body: { properties: { bootstrapProfile: { containerRegistryId: foreign } } } },
    parameters,
    verdict: 'violation',
    source: 'no value of the unknown changes it',
  },
  { title: 'an unknown registry', resource: bootstrap(unknown), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown profile', resource: cluster({ bootstrapProfile: unknown }), parameters, verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'an unknown node resource group',
    resource: bootstrap(managed, { nodeResourceGroup: unknown }),
    parameters,
    verdict: 'undetermined',
    source: 'design/house.md',
  },
  {
    title: 'an unknown node resource group beside a registry on the list',
    resource: bootstrap(shared, { nodeResourceGroup: unknown }),
    parameters,
    verdict: 'compliant',
    source: 'no value of the unknown changes it',
  },
  {
    title: 'switched off',
    resource: bootstrap(foreign),
    parameters: { ...parameters, effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  { title: 'a node pool', resource: pool(), parameters, verdict: 'notApplicable', source: "the registry is the cluster's" },
];

test.each(cases)('aks-bootstrap-registry: $title', (entry) => {
  expect(judged('aks-bootstrap-registry', entry)).toMatchObject(wanted(entry));
});
