/** The ways out of a cluster's own subnets, closed once the cluster needs none any more. */
import { apiVersions } from '../../../arm/api-versions.ts';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { equalsIgnoringCase, hasFailed, poolsOf } from '../../document/cluster.ts';
import { disruptive, type Disruption } from '../../disruption.ts';
import type { Step } from '../step.ts';

const connections: Disruption = disruptive([{ disturbs: 'connections', what: 'connections that leave the subnet break', source: 'Azure NAT Gateway documentation, "Manage a NAT gateway"; route tables likewise' }]);

/** Prefixes of a default route, whole or in halves. */
const everything: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1']);

export interface Closing {
  readonly steps: readonly Step[];
  /** What was left alone, and why. */
  readonly notes: readonly string[];
}

/** Ids of the subnets that the cluster's nodes and pods stand in, each once. */
export function subnetsOf(cluster: unknown): readonly string[] {
  const ids = poolsOf(cluster).flatMap((pool) => ['vnetSubnetID', 'podSubnetID'].flatMap((name) => textAt(pool, name) ?? []));
  return [...new Map(ids.filter((id) => id !== '').map((id) => [id.toLowerCase(), id])).values()];
}

/** Ids of the route tables of these subnets, as far as their networks were seen. */
export function routeTablesOf(cluster: unknown, seen: readonly Resource[]): readonly string[] {
  return subnetsOf(cluster).flatMap((id) => textAt(subnetIn(seen, id), 'properties', 'routeTable', 'id') ?? []);
}

/**
 * NAT gateways are taken off the cluster's subnets, and routes to the Internet out of their route tables, where nobody else uses them. What others
 * use, and what leads to a firewall or gateway of the user's, stays: whether it is meant, the proof asks.
 * @param seen virtual networks and route tables, in whole
 */
export function closingSteps(cluster: JsonObject, seen: readonly Resource[], after: readonly string[]): Closing {
  const steps: Step[] = [];
  const notes: string[] = [];
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup') ?? '';
  const own = subnetsOf(cluster);
  const tables = new Map<string, string>();
  /** Writes of one network come one after the other: Azure refuses others meanwhile. */
  const lastOf = new Map<string, string>();
  for (const id of own) {
    const subnet = subnetIn(seen, id);
    if (subnet === undefined) {
      notes.push(`Subnet ${id} could not be read: whether it has a way out of its own is not known.`);
      continue;
    }
    const tableId = textAt(subnet, 'properties', 'routeTable', 'id');
    if (tableId !== undefined) tables.set(tableId.toLowerCase(), tableId);
    const gateway = textAt(subnet, 'properties', 'natGateway', 'id');
    const isPublic = at(subnet, 'properties', 'defaultOutboundAccess') !== false;
    // What has failed says only what it was to become.
    const isUnsure = hasFailed(subnet);
    if (gateway === undefined && !isPublic && !isUnsure) continue;
    const others = usersBeside(subnet, nodeGroup);
    const name = id.split('/').at(-1) ?? id;
    if (others > 0) {
      if (gateway === undefined && !isPublic) continue;
      notes.push(`Subnet ${name} is used by ${others} other network interfaces, which keep their way out: ${gateway === undefined ? 'default outbound access' : `NAT gateway ${gateway.split('/').at(-1) ?? ''}`}.`);
      continue;
    }
    const network = id.split('/subnets/')[0]?.toLowerCase() ?? '';
    const key = `close/${name.toLowerCase()}`;
    steps.push({
      key, title: `Close the ways out of subnet ${name}`, why: 'The cluster needs none of them any more.', subject: `subnet ${name}`, id,
      after: [...after, ...(lastOf.has(network) ? [lastOf.get(network) ?? ''] : [])], disruption: connections,
      details: [...(gateway === undefined ? [] : [`properties.natGateway: ${gateway} → not set`]), ...(isPublic ? ['properties.defaultOutboundAccess: not set → false'] : []), ...(isUnsure ? ['once more, as its last change failed'] : [])],
      substance: { closes: id.toLowerCase() },
      work: { kind: 'change', apiVersion: apiVersions.network, change: { properties: { natGateway: null, defaultOutboundAccess: false } } },
    });
    lastOf.set(network, key);
  }
  for (const id of tables.values()) {
    const closing = closedRoutes(id, seen, own, after);
    steps.push(...closing.steps);
    notes.push(...closing.notes);
  }
  return { steps, notes };
}

function closedRoutes(id: string, seen: readonly Resource[], own: readonly string[], after: readonly string[]): Closing {
  const name = id.split('/').at(-1) ?? id;
  const table = seen.find((resource) => resource.id !== undefined && sameId(resource.id, id))?.body;
  if (table === undefined) return { steps: [], notes: [`Route table ${name} could not be read: whether it leads to the Internet is not known.`] };
  const open = arrayAt(table, 'properties', 'routes').filter((route) => everything.has(textAt(route, 'properties', 'addressPrefix') ?? '') && equalsIgnoringCase(textAt(route, 'properties', 'nextHopType') ?? '', 'Internet'));
  if (open.length === 0) return { steps: [], notes: [] };
  const others = arrayAt(table, 'properties', 'subnets').flatMap((subnet) => textAt(subnet, 'id') ?? []).filter((subnet) => !own.some((one) => sameId(one, subnet)));
  if (others.length > 0) return { steps: [], notes: [`Route table ${name} serves other subnets too, which keep its routes to the Internet: ${others.slice(0, 5).map((other) => other.split('/').at(-1) ?? '').join(', ')}.`] };
  const steps = open.map((route): Step => {
    const routeName = textAt(route, 'name') ?? '';
    return {
      key: `close/${name.toLowerCase()}/${routeName.toLowerCase()}`, title: `Take route ${routeName} to the Internet out of ${name}`, why: 'The cluster needs it no more.',
      subject: `route ${routeName}`, id: `${id}/routes/${routeName}`, after, disruption: connections,
      details: [`${textAt(route, 'properties', 'addressPrefix') ?? ''} → Internet`], substance: { closes: `${id}/routes/${routeName}`.toLowerCase() },
      work: { kind: 'delete', apiVersion: apiVersions.network },
    };
  });
  return { steps: chained(steps), notes: [] };
}

/** One after the other. */
function chained(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, index) => ({ ...step, after: [...step.after, ...(index === 0 ? [] : [steps[index - 1]?.key ?? ''])] }));
}

/** A subnet as its network's document has it. */
export function subnetIn(seen: readonly Resource[], id: string): JsonObject | undefined {
  const networkId = id.split(/\/subnets\//i)[0] ?? '';
  const network = seen.find((resource) => resource.id !== undefined && sameId(resource.id, networkId))?.body;
  return arrayAt(network, 'properties', 'subnets').filter(isJsonObject).find((subnet) => sameId(textAt(subnet, 'id') ?? '', id));
}

/** Network interfaces in the subnet that stand in another resource group than the cluster's nodes. */
function usersBeside(subnet: JsonObject, nodeGroup: string): number {
  const users = arrayAt(subnet, 'properties', 'ipConfigurations').flatMap((one) => textAt(one, 'id') ?? []);
  return users.filter((id) => !equalsIgnoringCase(parseResourceId(id)?.resourceGroup ?? '', nodeGroup)).length;
}
