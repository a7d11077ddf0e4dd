import { expect, test } from '@jest/globals';
import { compareWithDeclared } from '../../../../src/commands/drift/declared/compare-declared.ts';
import { folderTree } from '../../../../src/sources/files/folder-tree.ts';
import { readInfrastructure } from '../../../../src/sources/read-infrastructure.ts';
import { group, livingAt } from '../../../isolation/declared/resources.ts';
import { compiled, environmentOfEachTest, standIn } from '../../../sources/bicep/stand-in.ts';
import { folderWith } from '../../../sources/folders.ts';

environmentOfEachTest();

test('Bicep declares, and what differs stands on its line of the Bicep file', async () => {
  const id = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
  const source = "resource aks 'Microsoft.ContainerService/managedClusters@2026-05-01' = {\n  name: 'demo'\n  location: 'westeurope'\n  properties: {\n    networkProfile: {\n      outboundType: 'none'\n    }\n  }\n}\n";
  const folder = folderWith({ 'main.bicep': source });
  process.env['PATH'] = standIn({ 'main.bicep': { output: compiled({ resources: [{ type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', location: 'westeurope', properties: { networkProfile: { outboundType: 'none' } } }] }) } }).folder;
  const infrastructure = await readInfrastructure(
    { paths: [], folder, tree: folderTree(folder), facts: { subscriptionId: '00000000-0000-0000-0000-000000000001', resourceGroup: 'rg' } },
    { signal: new AbortController().signal },
  );
  const living = (outboundType: string): ReturnType<typeof livingAt> => livingAt(id, { location: 'westeurope', properties: { networkProfile: { outboundType, networkPlugin: 'azure' } } });
  expect(compareWithDeclared({ living: [living('none')], infrastructure })).toMatchObject({ findings: [], compared: 1 });
  expect(compareWithDeclared({ living: [living('loadBalancer')], infrastructure }).findings).toMatchObject([{ verdict: 'violation', severity: 'high', location: { file: 'main.bicep', line: 6 } }]);
});
