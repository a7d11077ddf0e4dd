import { segmentAfter, textAt, isJsonObject, apiVersions, isWithin } from './ground.js';
import { sourceOf } from './settle.js';
import { poolsOf, poolNameOf } from './cluster.js';
import { AzureError } from './arm-error.js';
import { timeOf } from './policy-state.js';
import { kqlText, queryResourceGraph } from './resource-graph.js';

const select = 'correlationId,eventTimestamp,operationName,resourceId,status';
const day = 24 * 3_600_000;

/** Resource Graph remembers changes for 14 days, so that no renewal before that is of interest. */
const remembered = 14 * day;

/**
 * When the cluster's bootstrap source became what it is (Resource Graph's changes), and when nodes of its pools were made: anew (Activity Log, a request
 * for each pool), or at all (their scale sets), side by side. Both tell of the last minutes late: a renewal that is not logged yet is made once more. What may not be read is not
 * known. Throws AzureError where Azure fails.
 */
async function readNodeHistory(cluster            , clusterId        , tools            )                       {
  const since = tools.clock.now() - remembered;
  const pools = poolsOf(cluster).map(poolNameOf);
  const [sourceSetAt, made, ...renewals] = await Promise.all([
    orUndefined(async () => await sourceChangeOf(cluster, clusterId, tools)),
    orUndefined(async () => await oldestNodesOf(cluster, clusterId, tools)),
    ...pools.map(async (pool) => await orUndefined(async () => await renewalsOf(`${clusterId}/agentPools/${pool}`, since, tools))),
  ]);
  return { sourceSetAt, renewals: new Map(pools.map((pool, index) => [pool, [...renewals[index] ?? [], ...made?.get(pool) ?? []]])) };
}

/**
 * When the oldest machine of each pool was made, by its scale set in the node resource group: nodes that are made anew in place keep that time, so that it
 * tells of new pools and of replaced nodes alone. A pool without machines, or with one of which the time is not told, is left out.
 */
async function oldestNodesOf(cluster            , clusterId        , { arm }            )                                                  {
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup');
  if (nodeGroup === undefined) return new Map();
  const scope = `/subscriptions/${segmentAfter(clusterId, 'subscriptions') ?? ''}/resourceGroups/${nodeGroup}`;
  const sets = await arm.list(`${scope}/providers/Microsoft.Compute/virtualMachineScaleSets`, apiVersions.compute);
  const times = await Promise.all(sets.map(async (set)                                                => {
    const [pool, id] = [textAt(set, 'tags', 'aks-managed-poolName') ?? '', textAt(set, 'id') ?? ''];
    const machines = pool === '' || !isWithin(id, scope) ? [] : await arm.list(`${id}/virtualMachines`, apiVersions.compute);
    const made = machines.map((machine) => Date.parse(textAt(machine, 'properties', 'timeCreated') ?? ''));
    return [pool, made.length === 0 || made.some(Number.isNaN) ? [] : [Math.min(...made)]];
  }));
  return new Map(times);
}

async function orUndefined       (read                      )                             {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AzureError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}

/** The last change of the bootstrap profile, if it made the profile what it is. */
async function sourceChangeOf(cluster            , clusterId        , tools            )                              {
  const query = `resourcechanges | extend target = tolower(tostring(properties.targetResourceId)), changedAt = todatetime(properties.changeAttributes.timestamp)`
    + ` | where target =~ ${kqlText(clusterId.toLowerCase())}`
    + ' | project id, at = tostring(properties.changeAttributes.timestamp), changes = properties.changes | order by at desc, id asc';
  const rows = await queryResourceGraph(query, { subscriptions: [segmentAfter(clusterId, 'subscriptions') ?? ''] }, tools);
  const { artifactSource, registryId = '' } = sourceOf(cluster);
  const wanted                                   = { 'properties.bootstrapprofile.artifactsource': artifactSource, 'properties.bootstrapprofile.containerregistryid': registryId };
  for (const row of rows.toSorted((left, right) => ((textAt(left, 'at') ?? '') < (textAt(right, 'at') ?? '') ? 1 : -1))) {
    const changes = Object.entries(isJsonObject(row['changes']) ? row['changes'] : {}).map(([path, change]) => ({ path: path.toLowerCase(), change }));
    const about = changes.filter(({ path }) => path.startsWith('properties.bootstrapprofile'));
    if (about.length === 0) continue;
    const isPresent = about.every(({ path, change }) => (wanted[path] ?? '').toLowerCase() === (textAt(change, 'newValue') ?? '').toLowerCase());
    const time = timeOf(textAt(row, 'at'));
    return isPresent && time !== undefined ? Date.parse(time) : undefined;
  }
  return undefined;
}

/**
 * When renewals of a pool began that have succeeded: an operation has an event for its beginning and others for what became of it, with one correlation
 * id (Azure/azure-rest-api-specs, Microsoft.Insights/stable/2015-04-01/activityLogs_API.json, which allows this filter).
 */
async function renewalsOf(id        , since        , { arm, clock }            )                             {
  const subscription = segmentAfter(id, 'subscriptions') ?? '';
  const filter = `eventTimestamp ge '${new Date(since).toISOString()}' and eventTimestamp le '${new Date(clock.now()).toISOString()}' and resourceUri eq '${id.replaceAll("'", "''")}'`;
  const events = await arm.list(`/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`, apiVersions.activityLog, { $filter: filter, $select: select });
  const operations = new Map                                               ();
  for (const event of events) {
    const time = timeOf(textAt(event, 'eventTimestamp'));
    const name = textAt(event, 'operationName', 'value') ?? '';
    const about = (textAt(event, 'resourceId') ?? '').toLowerCase();
    // The log tells an action of the pool under the pool, or under the action.
    if (time === undefined || !/\/upgradeNodeImageVersion\/action$/i.test(name) || !about.startsWith(id.toLowerCase())) continue;
    const key = textAt(event, 'correlationId') ?? time;
    const known = operations.get(key) ?? { began: Number.POSITIVE_INFINITY, succeeded: false };
    const succeeded = known.succeeded || /^succeeded$/i.test(textAt(event, 'status', 'value') ?? '');
    operations.set(key, { began: Math.min(known.began, Date.parse(time)), succeeded });
  }
  return [...operations.values()].flatMap(({ began, succeeded }) => (succeeded ? [began] : []));
}

export { readNodeHistory };
