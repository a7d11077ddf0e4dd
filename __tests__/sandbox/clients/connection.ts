import { ResourceManagementClient } from '@azure/arm-resources';
import type { TokenCredential } from '@azure/core-auth';
import { isRestError } from '@azure/core-rest-pipeline';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/sandbox.ts';

/** What any of Azure's clients is given to work against a sandbox: nothing of it is changed but where Azure is. */
export interface Connection {
  readonly sandbox: Sandbox;
  readonly subscriptionId: string;
  readonly credential: TokenCredential;
  /** The options of a client. */
  readonly options: { readonly endpoint: string; readonly tlsOptions: { readonly ca: string } };
  /** Id of a resource in a group: `Microsoft.Network/virtualNetworks/net`. */
  idOf(group: string, resource: string): string;
}

/** Operations take milliseconds here: clients need not wait between polls. */
export const quick = { updateIntervalInMs: 1 } as const;
export const location = 'westeurope';

/** Starts a sandbox over HTTPS, with these resource groups. Pages are of two: whoever lists more has to follow the links. */
export async function connect(groups: readonly string[], options: SandboxOptions = {}): Promise<Connection> {
  const sandbox = await startSandbox({ speed: 60_000, pageSize: 2, ...options });
  const { subscriptionId } = sandbox;
  const connection: Connection = {
    sandbox,
    subscriptionId,
    credential: { getToken: async () => ({ token: sandbox.accessToken(), expiresOnTimestamp: Date.now() + 3_600_000 }) },
    options: { endpoint: sandbox.armEndpoint, tlsOptions: { ca: sandbox.caCertificate } },
    idOf: (group, resource) => `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${resource}`,
  };
  const { resourceGroups } = new ResourceManagementClient(connection.credential, subscriptionId, connection.options);
  for (const group of groups) await resourceGroups.createOrUpdate(group, { location });
  return connection;
}

/** Everything that a list has, page after page. */
export async function all<Item>(list: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** How many pages a list has. */
export async function pagesOf(list: { byPage(): AsyncIterable<unknown> }): Promise<number> {
  return (await all(list.byPage())).length;
}

/** Status and code of the error that a client makes of a refusal; fails when there is none. */
export async function refusalOf(request: Promise<unknown>): Promise<readonly [status: number | undefined, code: string | undefined]> {
  const outcome = await request.then(() => 'no refusal', (thrown: unknown) => thrown);
  if (isRestError(outcome)) return [outcome.statusCode, outcome.code];
  throw outcome instanceof Error ? outcome : new Error(String(outcome));
}
