import { arrayAt, textAt } from '../../arm/json.ts';
import { lowerIdOf } from '../../arm/lower-id.ts';
import { parseResourceId, sameId, segmentAfter } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import type { CompleteList } from '../../isolation/exposure/graph/inventory.ts';
import type { Demands } from '../../isolation/exposure/watched.ts';
import { batchesOf, eachPage, kqlText, type QueryScope, type QueryTools } from '../resource-graph.ts';
import { chunks, chunksOf, mostIds, mostNames } from './chunks.ts';
import { readClusters, type FleetTarget, type Query } from './clusters.ts';
import { sharedTexts } from './compact.ts';
import { listDirectly } from './direct.ts';
import { seen, subscriptionsNamed, type Subscription, type Unseen } from './places.ts';
import { kqlOf, resourceOfRow } from './rows.ts';
import { nearQueries, nodeGroupQuery, queryOfType, roleQueries, type FleetQuery } from './tables.ts';
import { atMost, whenLeft } from './waiting.ts';

/** Clusters with what stands around them, as far as it could be read. It grows by what is asked for later. */
export interface Fleet {
  readonly clusters: readonly Resource[];
  /** The clusters among them. */
  readonly resources: () => readonly Resource[];
  readonly complete: () => readonly CompleteList[];
  readonly subscriptions: readonly Subscription[];
  /** Scopes and resources of the target that could not be read: what is in them is neither clean nor healed. */
  readonly unseen: readonly Unseen[];
  /** Clusters that were named and are not there. */
  readonly gone: readonly string[];
  /** What could not be read around clusters; it was only not visible. */
  readonly notes: () => readonly string[];
  /** What is on its way, in the order in which it is worth looking at: after the last, everything is here. Throws `AzureError` like the reading. */
  readonly waves: readonly Promise<void>[];
  /** Reads what rules miss, as far as it has not been asked for already. True when something came. */
  readonly read: (demands: Demands) => Promise<boolean>;
}

/** What is read directly may take longer than all queries, and few rules wait for it; when it is soon here, they need not look twice. Milliseconds. */
const patience = 3000;

/** Children that the documents of their parents show whole. */
const mirrored = ['virtualNetworks/subnets', 'virtualNetworks/virtualNetworkPeerings', 'routeTables/routes', 'networkSecurityGroups/securityRules'].map((type) => `Microsoft.Network/${type}`);

/**
 * Reads a fleet by Azure Resource Graph: its clusters, what stands in their subscriptions and in the resource groups of their nodes; what no table has,
 * directly. Queries run side by side at the pace of the quota. Throws `AzureError` when Azure fails; what it refuses for good is unseen.
 */
export async function readFleet(target: FleetTarget, tools: QueryTools): Promise<Fleet> {
  const { detail } = target;
  const resources = new Map<string, Resource>();
  const texts = sharedTexts();
  const complete: CompleteList[] = [];
  const notes = new Set<string>();
  const scanned = new Set<string>();
  /** Types, in lower case, and subscriptions of which everything is here. */
  const listed: { readonly types: ReadonlySet<string>; readonly subscriptions: ReadonlySet<string> }[] = [];
  const asked = new Set<string>();

  const keep = (found: readonly Resource[]): void => {
    for (const resource of found) resources.set(lowerIdOf(resource) ?? '', resource);
  };

  const query: Query = async (what, scopes, conditions, isMeant) => {
    const kql = kqlOf(what, detail, ...conditions);
    const parts = await Promise.all(scopes.map(async (scope) => await seen(async () => {
      const found: Resource[] = [];
      await eachPage(kql, scope, tools, (rows) => {
        for (const row of rows) {
          const resource = resourceOfRow(row, what, detail, texts.same);
          if (resource?.id !== undefined && isMeant(resource.id)) found.push(resource);
        }
      });
      return found;
    })));
    for (const { why } of parts) if (why !== undefined) notes.add(`${what.types.join(', ')}: ${why}`);
    return parts.some(({ answer }) => answer === undefined) ? undefined : parts.flatMap(({ answer = [] }) => answer);
  };

  /** Assignments of roles may stand above subscriptions. */
  const isScanned = (id: string): boolean => scanned.has(segmentAfter(id, 'subscriptions')?.toLowerCase() ?? '') || !id.toLowerCase().startsWith('/subscriptions/');

  /** What stands around clusters in subscriptions, and that it is all there is: a promise for each query. */
  const scan = (subscriptions: readonly string[], scopes: readonly QueryScope[], queries: readonly FleetQuery[]): readonly Promise<void>[] => {
    for (const id of subscriptions) scanned.add(id);
    const around = subscriptions.map((id) => `/subscriptions/${id}`);
    const here = new Set(subscriptions);
    return queries.map(async (one) => {
      const found = await query(one, scopes, [], isScanned);
      if (found === undefined) return;
      keep(found);
      if (one.where !== undefined) return;
      const types = [...one.types, ...mirrored.filter((type) => one.types.some((parent) => type.startsWith(`${parent}/`)))];
      if (isTenant && scopes === everywhere) for (const type of types) complete.push({ type, scope: '' });
      for (const scope of around) for (const type of types) complete.push({ type, scope });
      listed.push({ types: new Set(types.map((type) => type.toLowerCase())), subscriptions: here });
    });
  };
  /** Records are asked for by what the ids of their zones contain: the lists that are complete by that are known when zones are. */
  const completeRecords = (): void => {
    if (notesAbout('Microsoft.Network/privateDnsZones/A')) return;
    for (const { id = '', type } of resources.values()) {
      if (type.toLowerCase() === 'microsoft.network/privatednszones' && /\/privatelink\.azurecr\./i.test(id)) complete.push({ type: 'Microsoft.Network/privateDnsZones/A', scope: id });
    }
  };
  const notesAbout = (type: string): boolean => [...notes].some((note) => note.startsWith(`${type}:`));

  /** What AKS made for the nodes of clusters. */
  const scanNodeGroups = async (clusters: readonly Resource[]): Promise<void> => {
    const groups = clusters.flatMap(({ id = '', body }) => {
      const name = textAt(body, 'properties', 'nodeResourceGroup');
      return name === undefined ? [] : [{ id: `/subscriptions/${segmentAfter(id, 'subscriptions') ?? ''}/resourceGroups/${name}`, name }];
    });
    const wanted = new Set(groups.map(({ id }) => id.toLowerCase()));
    await Promise.all(chunksOf(groups, mostNames, ({ name }) => Buffer.byteLength(kqlText(name)) + 2).map(async (chunk) => {
      const subscriptions = [...new Set(chunk.map(({ id }) => segmentAfter(id, 'subscriptions')?.toLowerCase() ?? ''))];
      const scopes = everywhere.some((scope) => 'managementGroup' in scope) ? everywhere : batchesOf(subscriptions);
      const condition = `resourceGroup in~ (${chunk.map(({ name }) => kqlText(name)).join(', ')})`;
      const found = await query(nodeGroupQuery, scopes, [condition], (id) => wanted.has(groupOf(id)));
      if (found === undefined) return;
      keep(found);
      for (const { id } of chunk) for (const type of nodeGroupQuery.types) complete.push({ type, scope: id });
    }));
  };

  const { subscriptions, asked: everywhere, unseen, gone, clusters, isTenant } = await readClusters(target, query, tools);
  keep(clusters);
  for (const { id = '' } of clusters) complete.push({ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: id });
  const direct = async (lists: readonly CompleteList[]): Promise<boolean> => {
    const fresh = lists.filter(({ type, scope }) => isNew(`${type}|${scope}`));
    const found = await Promise.all(fresh.map(async (list) => await listDirectly(list, tools.arm)));
    for (const one of found) {
      keep(one.resources);
      complete.push(...one.complete);
      for (const note of one.notes) notes.add(note);
    }
    return found.some((one) => one.complete.length > 0);
  };
  const isNew = (key: string): boolean => {
    const lower = key.toLowerCase();
    if (asked.has(lower)) return false;
    asked.add(lower);
    return true;
  };
  const waves = clusters.length === 0 ? [] : begin();
  // Whoever reads the fleet hears of a failure when it waits.
  for (const wave of waves) wave.catch(() => undefined);
  void Promise.allSettled(waves).then(texts.forget);

  /** What stands near clusters comes first: most rules need no more, and look while the rest is on its way. */
  function begin(): readonly Promise<void>[] {
    const registries = registriesOf(clusters);
    const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
    // No table has them, and every cluster with a registry of its owner needs them: while queries wait for their quota, these do not.
    const cacheRules = direct(registries.map((scope) => ({ type: 'Microsoft.ContainerRegistry/registries/cacheRules', scope })));
    const near = scan(ids, everywhere, nearQueries);
    const surroundings = Promise.all(near).then(completeRecords);
    // The quota is for all queries together: later ones would keep back those that more is waiting for. One alone does not use it up.
    const roles = whenLeft(1, near).then(async () => await Promise.all(scan(ids, everywhere, roleQueries)));
    const nodes = Promise.all([surroundings, roles]).then(async () => await scanNodeGroups(clusters));
    // Thousands of requests: queries that are on their way meanwhile go first.
    const zoneGroups = surroundings.then(async () => await direct(endpointsTo(registries, resources.values()).map((scope) => ({ type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', scope }))));
    const children = Promise.all([cacheRules, zoneGroups]);
    const first = surroundings.then(async () => await atMost(patience, children, tools));
    const second = Promise.all([first, children, roles]);
    return [first, second, Promise.all([second, nodes])].map(async (wave) => void await wave);
  }

  /** What every list of its subscription would hold, and does not, is not there. */
  const isListed = (id: string): boolean => {
    const parsed = parseResourceId(id);
    const [type, subscription] = [parsed?.type.toLowerCase() ?? '', parsed?.subscriptionId?.toLowerCase() ?? ''];
    return listed.some(({ types, subscriptions: here }) => types.has(type) && here.has(subscription));
  };
  const read = async ({ ids, lists }: Demands): Promise<boolean> => {
    const before = resources.size + complete.length;
    const strangers = [...new Set([...ids, ...lists.map(({ scope }) => scope)].flatMap((id) => segmentAfter(id, 'subscriptions')?.toLowerCase() ?? []))].filter((id) => !scanned.has(id) && isNew(`/subscriptions/${id}`));
    const elsewhere = strangers.length === 0 ? undefined : await subscriptionsNamed(strangers, tools);
    for (const { scope } of elsewhere?.unseen ?? []) notes.add(`What clusters refer to in ${scope} could not be looked at: Azure Resource Graph shows nothing of it.`);
    const visible = (elsewhere?.subscriptions ?? []).map(({ subscriptionId }) => subscriptionId);
    const wanted = ids.map(documentId).filter((id) => !resources.has(id.toLowerCase()) && !isListed(id) && isNew(id) && scanned.has(segmentAfter(id, 'subscriptions')?.toLowerCase() ?? ''));
    await Promise.all([
      ...(visible.length === 0 ? [] : [Promise.all(scan(visible, batchesOf(visible), [...nearQueries, ...roleQueries])).then(completeRecords)]),
      ...byQuery(wanted).flatMap(([what, some]) => chunks(some, mostIds).map(async (chunk) => {
        const near = [...new Set(chunk.flatMap((id) => segmentAfter(id, 'subscriptions')?.toLowerCase() ?? []))];
        keep(await query({ ...what, where: `id in~ (${chunk.map(kqlText).join(', ')})` }, batchesOf(near), [], (id) => chunk.some((one) => sameId(one, id))) ?? []);
      })),
      direct(lists),
    ]);
    return resources.size + complete.length > before;
  };
  return { clusters, resources: () => [...resources.values()], complete: () => complete, subscriptions, unseen, gone, waves, notes: () => [...notes], read };
}

function registriesOf(clusters: readonly Resource[]): readonly string[] {
  const ids = clusters.flatMap(({ body }) => textAt(body, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? []).filter((id) => parseResourceId(id) !== undefined);
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}

/** The private endpoints of registries. */
function endpointsTo(registries: readonly string[], resources: Iterable<Resource>): readonly string[] {
  const wanted = new Set(registries.map((id) => id.toLowerCase()));
  return Array.from(resources).flatMap(({ id, type, body }) => {
    if (id === undefined || type !== 'Microsoft.Network/privateEndpoints') return [];
    const connections = [...arrayAt(body, 'properties', 'privateLinkServiceConnections'), ...arrayAt(body, 'properties', 'manualPrivateLinkServiceConnections')];
    return connections.some((one) => wanted.has((textAt(one, 'properties', 'privateLinkServiceId') ?? '').toLowerCase())) ? [id] : [];
  });
}

/** A subnet stands in the document of its network. */
function documentId(id: string): string {
  return id.replace(/(\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i, '$1');
}

function groupOf(id: string): string {
  return id.toLowerCase().split('/').slice(0, 5).join('/');
}

function byQuery(ids: readonly string[]): readonly (readonly [FleetQuery, readonly string[]])[] {
  const found = new Map<FleetQuery, string[]>();
  for (const id of ids) {
    const query = queryOfType(parseResourceId(id)?.type ?? '');
    if (query !== undefined) found.set(query, [...(found.get(query) ?? []), id]);
  }
  return [...found];
}
