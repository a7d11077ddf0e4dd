import { expect, test } from '@jest/globals';
import { cluster, groupId, resource } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const type = 'Microsoft.KubernetesConfiguration/extensions';
const on = (parent: string, extensionType: unknown) => resource(type, 'extension', { properties: { extensionType } }, { id: `${groupId}/providers/${parent}/demo/providers/${type}/extension` });
const extension = (extensionType: unknown) => on('Microsoft.ContainerService/managedClusters', extensionType);
const source = 'reference/aks-network-isolation.md §2.1 and §5, 20';

/** As a file has it that does not say where it will be deployed. */
function homeless(extensionType: unknown) {
  const { id: _, ...rest } = extension(extensionType);
  return rest;
}

const cases: readonly Case[] = [
  { title: 'Flux', resource: extension('microsoft.flux'), verdict: 'violation', source },
  { title: 'Dapr, in another case', resource: extension('Microsoft.Dapr'), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'App Configuration', resource: extension('microsoft.appconfiguration'), verdict: 'violation', source },
  { title: 'Azure ML', resource: extension('Microsoft.AzureML.Kubernetes'), verdict: 'violation', source },
  { title: 'Backup, which a product engineer calls supported', resource: extension('microsoft.dataprotection.kubernetes'), verdict: 'compliant', source },
  { title: 'no type: the service refuses it', resource: extension(undefined), verdict: 'compliant', source },
  { title: 'null', resource: extension(null), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.5' },
  { title: 'Flux on a cluster of Azure Arc', resource: on('Microsoft.Kubernetes/connectedClusters', 'microsoft.flux'), verdict: 'compliant', source: 'isolation of AKS is not about it' },
  {
    title: 'the id as AKS writes it',
    resource: { ...extension('microsoft.flux'), id: `${groupId.toLowerCase()}/providers/microsoft.containerservice/managedclusters/demo/providers/${type}/extension` },
    verdict: 'violation',
    source: 'ground-truth/README.md, "What the service makes of a PUT" 1',
  },
  { title: 'another list', resource: extension('microsoft.flux'), parameters: { unsupportedExtensionTypes: ['microsoft.dapr'] }, verdict: 'compliant', source: 'the parameter' },
  { title: 'an unknown type', resource: extension(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown place', resource: homeless('microsoft.flux'), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown place of an extension that is allowed', resource: homeless('microsoft.dataprotection.kubernetes'), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'extensions are requests of their own' },
];

test.each(cases)('aks-extensions: $title', (entry) => {
  expect(judged('aks-extensions', entry)).toMatchObject(wanted(entry));
});
