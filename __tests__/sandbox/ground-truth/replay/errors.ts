import type { JsonObject } from '../../../../src/arm/json.ts';
import { cluster, group, isolatedCluster, leakingCluster, makeArmWithGroup, subscription, untilDone } from '../../arm-client.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { Names } from './names.ts';
import { compareAnswers } from './compare.ts';
import type { Outcome } from './replay.ts';
import { exchangesOf, type Exchange } from './recordings.ts';

export const errorsFile = 'errors.json';

/** How the sandbox is brought to the error of an exchange: most of these have no request, since they are quoted in threads. */
const provocations: Readonly<Record<number, (exchange: Exchange, names: Names) => StandInResponse>> = {
  0: asRecorded,
  1: asRecorded,
  2: asRecorded,
  3: byPolicy,
  4: () => makeArmWithGroup().send('PUT', cluster, isolatedCluster({ bootstrapProfile: { artifactSource: 'Direct' } })),
  5: () => makeArmWithGroup().send('PUT', cluster, leakingCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'userDefinedRouting', loadBalancerProfile: { managedOutboundIPs: { count: 1 } } } })),
  6: withNewPool,
  7: beyondQuota,
};

/** @param isLeftOut whether an exchange is not provoked */
export function provokeAll(isLeftOut: (exchange: number) => boolean): readonly Outcome[] {
  return exchangesOf(errorsFile).filter(({ index }) => !isLeftOut(index)).map((exchange) => {
    const names = new Names();
    const answered = provocations[exchange.index]?.(exchange, names);
    if (answered === undefined) throw new Error(`Nothing provokes error ${exchange.index} of ${errorsFile}.`);
    const { answer } = exchange;
    const isRecording = Object.keys(answer.headers).length > 0;
    return { file: errorsFile, exchange: exchange.index, differences: compareAnswers({ ...answer, body: inOurWords(answer.body) }, answered, names, isRecording) };
  });
}

function asRecorded({ method, path }: Exchange, names: Names): StandInResponse {
  const arm = makeArmWithGroup();
  arm.send('PUT', `${subscription}/resourceGroups/clitest000001`, { location: 'westeurope' });
  return arm.send(method, names.sent(path));
}

const storage = ['Microsoft.Storage/storageAccounts', 'allowSharedKeyAccess'] as const;
const registry = ['Microsoft.ContainerRegistry/registries', 'adminUserEnabled'] as const;

/** The sandbox has no storage accounts: what was refused there is a registry here. Its caller is a service principal, which has no name but its id. */
function inOurWords(body: unknown): unknown {
  const text = JSON.stringify(body).replaceAll(storage[0], registry[0]).replaceAll(storage[1], registry[1]);
  return JSON.parse(text.replaceAll('someone@example.com', '00000000-0000-0000-0000-0000000000b3'));
}

/** A definition whose evaluation has the recorded expressions. */
function byPolicy(_: Exchange, names: Names): StandInResponse {
  const arm = makeArmWithGroup();
  const displayName = 'Storage Account Creation Denied When Shared Access Key Is Enabled';
  const [definition, assignment] = ['73df4292-f7d6-4cfc-af96-99de6835958a', '0aedc612157c4e8cbaf9605e'].map((name) => names.sent(name));
  const policies = `${subscription}/providers/Microsoft.Authorization`;
  const named = (pattern: string): JsonObject => ({ field: 'name', like: pattern });
  const policyRule = {
    if: { allOf: [{ field: 'type', equals: registry[0] }, { field: registry.join('/'), exists: 'false' }, { not: { anyOf: ['system*', 'elastic*', '*azscripts'].map(named) } }] },
    then: { effect: 'deny' },
  };
  accepted(arm.send('PUT', `${policies}/policyDefinitions/${definition ?? ''}`, { properties: { displayName, mode: 'All', version: '1.0.0', metadata: { version: '1.0.0' }, policyRule } }));
  accepted(arm.send('PUT', `${policies}/policyAssignments/${assignment ?? ''}`, { properties: { displayName, policyDefinitionId: `${policies}/policyDefinitions/${definition ?? ''}` } }));
  return arm.send('PUT', `${group}/providers/${registry[0]}/ff88c077ec03944d0afb68f`, { location: 'westeurope', sku: { name: 'Premium' }, properties: {} });
}

function withNewPool(): StandInResponse {
  const arm = makeArmWithGroup();
  accepted(arm.send('PUT', cluster, isolatedCluster()));
  arm.pass(untilDone);
  const agentPoolProfiles = ['system', 'second'].map((name) => ({ name, mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux' }));
  return arm.send('PUT', cluster, isolatedCluster({ agentPoolProfiles }));
}

function beyondQuota(): StandInResponse {
  const arm = makeArmWithGroup({ quota: 'azure' });
  for (let count = 0; count < 1000; count += 1) {
    const response = arm.send('GET', group);
    if (response.status !== 200) return response;
  }
  throw new Error('The quota has no end.');
}

function accepted({ status, body }: StandInResponse): void {
  if (status >= 300) throw new Error(`The way to an error is refused: ${JSON.stringify(body)}`);
}
