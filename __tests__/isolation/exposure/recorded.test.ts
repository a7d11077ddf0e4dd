import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { exposuresOf } from '../../../src/isolation/exposure/answers.ts';
import { judgeExposures } from '../../../src/isolation/exposure/meant/meant.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/ground-truth');
const described = existsSync(folder) ? describe : describe.skip;

interface Recording {
  readonly exchanges: readonly { readonly response: { readonly status: number; readonly body?: unknown } }[];
}

/** The last document of every resource that Azure showed, as a list would hold it. */
function documents(file: string): readonly JsonObject[] {
  const { exchanges } = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Recording;
  const found = new Map<string, JsonObject>();
  for (const { response: { status, body } } of exchanges) {
    const id = textAt(body, 'id');
    if (status < 300 && id !== undefined && isJsonObject(body) && isJsonObject(body['properties'])) found.set(id.toLowerCase(), body);
  }
  return [...found.values()];
}

function resourcesOf(file: string): readonly Resource[] {
  return documents(file).flatMap((body) => {
    const id = parseResourceId(textAt(body, 'id') ?? '');
    return id === undefined ? [] : [{ id: id.id, type: id.type, name: id.fullName, body }];
  });
}

const isCluster = ({ type }: Resource): boolean => /\/managedClusters$/i.test(type);

/** What is open or undetermined, with what was said. A cluster's document shows all of its pools; nothing else recorded is known to be all there is. */
function foundIn(resources: readonly Resource[]): Readonly<Record<string, string>> {
  const complete = resources.filter(isCluster).map(({ id = '' }) => ({ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: id }));
  const { clusters } = judgeExposures(exposuresOf(resources, complete), []);
  return Object.fromEntries(clusters.flatMap(({ answers }) => answers.filter(({ state }) => state === 'open' || state === 'undetermined').map(({ rule, state, evidence }) => [rule.id, `${state}: ${evidence.map(({ message }) => message).join('; ')}`])));
}

/** What every recorded private cluster has: nobody asked for the second locks, and run command is on unless it is switched off. */
const second = {
  'api-server-public-name': 'open: the private API server has a public name',
  'node-resource-group-unlocked': 'open: the node resource group can be changed by hand',
  'network-policy-absent': 'open: no engine enforces network policies',
  'run-command': 'open: run command is allowed',
};

/** Kubenet and a load balancer, of 2022 and 2023: a public API server needs no public name beside. */
const ordinary = {
  'egress-outbound-type': 'open: the outbound type is `loadBalancer`',
  'api-server-public': 'open: the API server is public',
  'node-resource-group-unlocked': second['node-resource-group-unlocked'],
  'network-policy-absent': second['network-policy-absent'],
  'run-command': second['run-command'],
};

described('recorded clusters have what their documents deserve, and nothing else (skipped where the recordings are absent)', () => {
  test.each(['byo-acr-create.json', 'managed-acr-create.json', 'update-to-isolated.json'])('the isolated cluster of %s: what nobody switched off', (file) => {
    expect(foundIn(resourcesOf(file).filter(isCluster))).toEqual(second);
  });

  test.each(['node-image-upgrade.json', 'sdk-js-create.json'])('the ordinary cluster of %s: a load balancer and a public API server', (file) => {
    expect(foundIn(resourcesOf(file).filter(isCluster))).toEqual(ordinary);
  });

  test('the isolated cluster with the network and registry that were recorded beside it', () => {
    expect(foundIn(resourcesOf('byo-acr-create.json'))).toEqual({
      ...second,
      // The subnet is private (`defaultOutboundAccess: false`) and has no security group: nothing stands in the way but that no public address is there …
      'egress-network-security-group': 'open: subnet `clitest000002/aks-subnet` has no security group',
      // … which storage accounts of the region do not need ("Default outbound access in Azure": limitations of private subnets).
      'egress-regional-storage': 'open: everything to Storage.eastus2euap leaves subnet `clitest000002/aks-subnet` and needs no public address',
      // The registry was made with Azure's defaults for both.
      'registry-network-bypass': 'open: registry `clitest000005` lets trusted services pass by its network rules',
      'registry-export': 'open: what lies in registry `clitest000005` may be exported',
    });
  });
});
