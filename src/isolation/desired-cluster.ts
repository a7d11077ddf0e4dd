import { isJsonObject, member, type JsonObject } from '../arm/json.ts';
import { equalsIgnoringCase } from './document/cluster.ts';
import { mergeDocument } from './document/merge.ts';
import { variantOf } from './deployment/variant.ts';
import type { ClusterSpecification } from './specification.ts';

/** What isolation needs, on every cluster; what a variant adds to it is told by its prerequisites. */
function isolationOf(specification: ClusterSpecification): JsonObject {
  return {
    networkProfile: { outboundType: variantOf(specification).outboundType ?? 'none' },
    bootstrapProfile: { artifactSource: 'Cache' },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
  };
}

/** What a new cluster is unless the user says otherwise. Never applied to a living one. */
const creationDefaults: JsonObject = {
  identity: { type: 'SystemAssigned' },
  sku: { name: 'Base', tier: 'Standard' },
  properties: {
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', loadBalancerSku: 'standard' },
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
  },
};

/** `type` is said because the service's tools now default to another kind of pool (release notes 2025-07-20). */
const poolDefaults: JsonObject = { type: 'VirtualMachineScaleSets', osType: 'Linux', enableNodePublicIP: false };
const systemPoolDefaults: JsonObject = { mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5' };

const defaultPoolName = 'system';

/** The body that creates the cluster: defaults, under the cluster-file, under the inputs, under what isolation needs. */
export function creationBody(specification: ClusterSpecification): JsonObject {
  const named = mergeDocument(mergeDocument(creationDefaults, fileWish(specification)), inputWish(specification));
  const properties = member(named, 'properties');
  return mergeDocument(named, {
    properties: {
      ...isolationOf(specification),
      dnsPrefix: member(properties, 'dnsPrefix') ?? dnsPrefixOf(specification),
      agentPoolProfiles: poolsFor(specification, member(properties, 'agentPoolProfiles')),
    },
  });
}

/** What the user named, for a living cluster: the file and the inputs, without any default of ours. */
export function namedWish(specification: ClusterSpecification, systemPool: string | undefined): JsonObject {
  const inputs = inputWish(specification);
  const pool = poolWish(specification);
  const poolsWish = systemPool === undefined || Object.keys(pool).length === 0 ? {} : { properties: { agentPoolProfiles: [{ name: systemPool, ...pool }] } };
  return mergeDocument(mergeDocument(fileWish(specification), inputs), poolsWish);
}

function fileWish(specification: ClusterSpecification): JsonObject {
  const members = Object.entries(specification.file?.body ?? {});
  const kept = members.filter(([name]) => name !== 'name' && name !== 'type');
  return Object.fromEntries(kept.map(([name, value]) => [name, name === 'location' && typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value]));
}

function inputWish({ location, tier, tags, kubernetesVersion }: ClusterSpecification): JsonObject {
  return {
    ...(location === undefined ? {} : { location }),
    ...(tier === undefined ? {} : { sku: { tier } }),
    ...(tags === undefined ? {} : { tags }),
    ...(kubernetesVersion === undefined ? {} : { properties: { kubernetesVersion } }),
  };
}

function poolWish({ nodeCount, nodeSize }: ClusterSpecification): JsonObject {
  return { ...(nodeCount === undefined ? {} : { count: nodeCount }), ...(nodeSize === undefined ? {} : { vmSize: nodeSize }) };
}

/** The file's pools, or one system pool; every pool without a mode is a user pool, but the first needs to be a system pool. */
function poolsFor(specification: ClusterSpecification, fromFile: unknown): readonly JsonObject[] {
  const given: readonly JsonObject[] = Array.isArray(fromFile) ? fromFile.filter(isJsonObject) : [];
  const wanted = specification.nodePoolName ?? systemPoolIn(given) ?? given[0]?.['name'] ?? defaultPoolName;
  const pools = given.some((pool) => pool['name'] === wanted) ? given : [...given, { name: wanted }];
  return pools.map((pool) =>
    pool['name'] === wanted ? { ...poolDefaults, ...systemPoolDefaults, ...pool, ...poolWish(specification) } : { ...poolDefaults, mode: 'User', ...pool },
  );
}

function systemPoolIn(pools: readonly JsonObject[]): string | undefined {
  const found = pools.find((pool) => typeof pool['mode'] === 'string' && equalsIgnoringCase(pool['mode'], 'System'))?.['name'];
  return typeof found === 'string' ? found : undefined;
}

/** 1 to 54 letters, digits and hyphens that begin and end with a letter or digit (REST reference, `dnsPrefix`). */
function dnsPrefixOf({ name, resourceGroup }: ClusterSpecification): string {
  const text = `${name}-${resourceGroup}`.normalize('NFKD').replaceAll(/[^A-Za-z0-9-]+/g, '-').replace(/^-+/, '');
  return text.slice(0, 54).replace(/-+$/, '');
}
