import { isJsonObject, textAt, type JsonObject } from '../../../../src/arm/json.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { bodyOf, subscription, untilDone, type TestArm } from '../../arm-client.ts';
import { masked } from './names.ts';

const group = `${subscription}/resourceGroups/clitest000001`;
const updated = `${group}/providers/Microsoft.ContainerService/managedClusters/cliakstest000007`;
const networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7';
const apiVersion = 'api-version=2025-10-01';

/** What Azure asks for today before it takes a recorded request: sent when it was refused, whereupon it is sent again. */
export const detours = [
  {
    file: 'byo-acr-create.json',
    exchange: 45,
    /** The control plane identity has to join the subnet; `az aks create` gives it that role itself, and only a part of its requests was transcribed. */
    take(arm: TestArm): void {
      const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/clitest000002/subnets/aks-subnet`;
      const properties = { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${networkContributor}`, principalId: identityOf('cli000009', arm)['principalId'] };
      accepted(arm.send('PUT', `${subnet}/providers/Microsoft.Authorization/roleAssignments/0c1d0000-0000-4000-8000-000000000045`, { properties }));
    },
  },
  {
    file: 'update-to-isolated.json',
    exchange: 4,
    /** Direct to Cache first, and nodes made anew: only then the way out may be closed (aks-network-isolation.md, 2.2). */
    take(arm: TestArm): void {
      const live = bodyOf(arm.send('GET', `${updated}?${apiVersion}`));
      const bootstrapProfile = { artifactSource: 'Cache', containerRegistryId: `${group}/providers/Microsoft.ContainerRegistry/registries/clitest000005` };
      const properties = { ...(isJsonObject(live['properties']) ? live['properties'] : {}), bootstrapProfile };
      accepted(arm.send('PUT', `${updated}?${apiVersion}`, { ...live, properties }));
      arm.pass(untilDone);
      accepted(arm.send('POST', `${updated}/agentPools/nodepool1/upgradeNodeImageVersion?${apiVersion}`));
      arm.pass(untilDone);
    },
  },
] as const;

function accepted({ status, body }: StandInResponse): void {
  if (status >= 300) throw new Error(`The way to the recorded request is refused: ${JSON.stringify(body)}`);
}

/** Whose id stood in a request before the recorder masked it. */
const meant: readonly { readonly file: string; readonly exchange: number; readonly identity: string }[] = [
  // The nodes pull from the registry; the control plane gives the nodes their identity.
  { file: 'byo-acr-create.json', exchange: 42, identity: 'cli000010' },
  { file: 'byo-acr-create.json', exchange: 43, identity: 'cli000009' },
  { file: 'byo-acr-create.json', exchange: 45, identity: 'cli000010' },
  { file: 'update-to-isolated.json', exchange: 0, identity: 'cli000010' },
  { file: 'update-to-isolated.json', exchange: 4, identity: 'cli000010' },
];

/** The ids of a user-assigned identity, by the members in which they are named. */
function identityOf(name: string, arm: TestArm): JsonObject {
  const identity = bodyOf(arm.send('GET', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`));
  const principalId = textAt(identity, 'properties', 'principalId');
  return { principalId, objectId: principalId, clientId: textAt(identity, 'properties', 'clientId') };
}

/** A body with the ids in it that the recorder masked. */
export function unmask(file: string, exchange: number, body: unknown, arm: TestArm): unknown {
  const identity = meant.find((entry) => entry.file === file && entry.exchange === exchange)?.identity;
  if (identity === undefined) return body;
  const known = identityOf(identity, arm);
  const put = (value: unknown, name: string): unknown => {
    if (value === masked) return known[name] ?? value;
    if (Array.isArray(value)) return value.map((item) => put(item, name));
    if (!isJsonObject(value)) return value;
    // A cluster with an identity has no service principal; the service says `msi` there.
    if (name === 'servicePrincipalProfile') return { ...value, clientId: 'msi' };
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, put(inner, member)]));
  };
  return put(body, '');
}
