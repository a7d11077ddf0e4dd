import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, location, refusalOf, type Connection } from './connection.ts';

const group = 'rg-graph';
const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `id-${letter}`);
let connection: Connection;
let client: ResourceGraphClient;

beforeAll(async () => {
  connection = await connect([group]);
  const { credential, subscriptionId, options } = connection;
  client = new ResourceGraphClient(credential, options);
  const identities = new ManagedServiceIdentityClient(credential, subscriptionId, options).userAssignedIdentities;
  for (const name of names) await identities.createOrUpdate(group, name, { location, tags: { name } });
});

afterAll(() => connection.sandbox.stop());

const query = "resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | project id, name, tags | order by name asc";

test('a query is answered as objects, page after page', async () => {
  const found: unknown[] = [];
  let skipToken: string | undefined;
  let pages = 0;
  do {
    const answer = await client.resources({ query, subscriptions: [connection.subscriptionId], options: { resultFormat: 'objectArray', top: 2, ...(skipToken === undefined ? {} : { skipToken }) } });
    expect(answer.totalRecords).toBe(5);
    found.push(...(answer.data as readonly unknown[]));
    skipToken = answer.skipToken;
    pages += 1;
  } while (skipToken !== undefined);
  expect(pages).toBe(3);
  expect(found).toEqual(names.map((name) => ({ id: expect.stringContaining(name), name, tags: { name } })));
});

test('a query is answered as a table', async () => {
  const answer = await client.resources({ query: `${query} | take 1`, subscriptions: [connection.subscriptionId], options: { resultFormat: 'table' } });
  expect(answer).toMatchObject({ data: { columns: [{ name: 'id', type: 'string' }, { name: 'name', type: 'string' }, { name: 'tags', type: 'object' }], rows: [[expect.any(String), 'id-a', { name: 'id-a' }]] } });
});

test('a query that cannot be read is an error with its code', async () => {
  expect(await refusalOf(client.resources({ query: 'resources | whree x' }))).toEqual([400, 'BadRequest']);
});
