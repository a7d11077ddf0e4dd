import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import { bindDefinition, bundledDefinitions, judge, parseDefinition } from '../../src/policy/index.ts';
import { clusterType, groupId, resource } from '../policy/builders.ts';

const recordings = new URL('../../../shared/ground-truth/', import.meta.url);
const isHere = existsSync(recordings);
const title = isHere ? 'a recorded cluster' : 'skipped: ../shared/ground-truth is not beside the checkout';

/** Files that show isolated clusters, as they were asked for and as the service answered. */
const files = ['byo-acr-create.json', 'managed-acr-create.json', 'update-to-isolated.json'];

/** What an isolated cluster has to satisfy in whatever shape the service gives it. */
const ways = [
  'aks-bootstrap-artifact-source',
  'aks-bootstrap-registry',
  'aks-http-proxy',
  'aks-load-balancer-profile',
  'aks-nat-gateway-profile',
  'aks-node-os-upgrade-channel',
  'aks-node-public-ip',
  'aks-node-subnet',
  'aks-outbound-type',
  'aks-private-api-server',
  'aks-static-egress-gateway',
  'aks-windows-pools',
];

const ownRegistry = `${groupId.replace(/rg$/, 'clitest000001')}/providers/Microsoft.ContainerRegistry/registries/clitest000005`;
const ownSubnet = `${groupId.replace(/rg$/, 'clitest000001')}/providers/Microsoft.Network/virtualNetworks/clitest000002/subnets/aks-subnet`;
const lists: JsonObject = { 'aks-bootstrap-registry': { allowedRegistryIds: [ownRegistry] }, 'aks-node-subnet': { allowedSubnetIds: [ownSubnet] } };

interface Recorded {
  readonly title: string;
  readonly body: JsonObject;
}

/** Every cluster in the requests and answers of a file. */
function clustersOf(file: string): readonly Recorded[] {
  const recorded: unknown = JSON.parse(readFileSync(new URL(file, recordings), 'utf8'));
  const exchanges: readonly unknown[] = isJsonObject(recorded) && Array.isArray(recorded['exchanges']) ? recorded['exchanges'] : [];
  return exchanges.flatMap((exchange, index) =>
    ['request', 'response'].flatMap((side) => {
      const body = memberOf(memberOf(exchange, side), 'body');
      const isCluster = isJsonObject(body) && memberOf(body['properties'], 'networkProfile') !== undefined;
      return isCluster ? [{ title: `${file}, ${side} ${index}`, body }] : [];
    }),
  );
}

function memberOf(value: unknown, name: string): unknown {
  return isJsonObject(value) ? value[name] : undefined;
}

function isIsolated({ body }: Recorded): boolean {
  return JSON.stringify(body).includes('"outboundType":"none"');
}

function violations(body: JsonObject): readonly string[] {
  return ways.filter((name) => {
    const document = bundledDefinitions.find((entry) => entry.name === name)?.document;
    const parameters = lists[name];
    const policy = bindDefinition(parseDefinition(document), isJsonObject(parameters) ? parameters : {});
    return judge([policy], resource(clusterType, 'demo', body))[0]?.finding.verdict !== 'compliant';
  });
}

(isHere ? describe : describe.skip)(title, () => {
  const clusters = isHere ? files.flatMap(clustersOf) : [];

  test('is in every file', () => {
    expect(files.filter((file) => !clusters.some((entry) => entry.title.startsWith(file) && isIsolated(entry)))).toEqual([]);
  });

  test('that is isolated has no way out, as it was asked for and as it came back', () => {
    expect(clusters.filter(isIsolated).map((entry) => [entry.title, violations(entry.body)])).toEqual(
      clusters.filter(isIsolated).map((entry) => [entry.title, []]),
    );
  });

  /** ground-truth/README.md, "What the service makes of a PUT" 4: managedOutboundIPs is added with loadBalancer. */
  test('that is open is refused for what it has', () => {
    const open = clusters.filter((entry) => !isIsolated(entry));
    expect(open.map(({ title: name, body }) => [name, violations(body)])).toEqual([
      ['update-to-isolated.json, request 0', ['aks-bootstrap-artifact-source', 'aks-outbound-type']],
      ['update-to-isolated.json, response 0', ['aks-bootstrap-artifact-source', 'aks-load-balancer-profile', 'aks-outbound-type']],
      ['update-to-isolated.json, response 3', ['aks-bootstrap-artifact-source', 'aks-load-balancer-profile', 'aks-outbound-type']],
    ]);
  });
});
