/** The sandbox with an estate, as a process of its own: `node bench/estate-server.ts CLUSTERS SUBSCRIPTIONS DRIFTED SPEED`. First line of output: endpoints and the truth as JSON. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryOfType } from '../src/azure/fleet/tables.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { makeEstate } from './estate.ts';

const [clusters = 100, subscriptions = 10, drifted = 0.01, speed = 1] = process.argv.slice(2).map(Number);
const estate = makeEstate({ clusters, subscriptions, drifted });
const sandbox = await startSandbox({ estate, quota: 'azure', speed });
const rows: Record<string, number> = { resourcecontainers: estate.subscriptions.length };
for (const { type } of estate.documents) {
  const table = queryOfType(String(type))?.table;
  if (table !== undefined) rows[table] = (rows[table] ?? 0) + 1;
}
const folder = mkdtempSync(join(tmpdir(), 'aks-isolation-estate-'));
const caFile = join(folder, 'ca.pem');
writeFileSync(caFile, sandbox.caCertificate);
console.log(JSON.stringify({
  armEndpoint: sandbox.armEndpoint, authorityHost: sandbox.authorityHost, githubApiUrl: sandbox.githubApiUrl, oidcRequestUrl: sandbox.oidcRequestUrl, oidcRequestToken: sandbox.oidcRequestToken,
  caFile, token: sandbox.accessToken(), githubToken: sandbox.githubToken, tenantId: sandbox.tenantId, clientId: sandbox.clientId, subscriptionId: sandbox.subscriptionId, repository: sandbox.repository,
  drifted: Object.fromEntries(estate.drifted), rows,
}));
process.once('SIGTERM', () => {
  void sandbox.stop().then(() => process.exit(0));
});
