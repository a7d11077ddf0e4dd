/**
 * What a cluster-file may not say: each setting without which packets could leave, or with which Azure refuses an isolated cluster.
 * `*` stands for every element of a list. Sources: documentation "Network isolated AKS clusters" (limitations, cautions) and
 * "Create a private cluster"; the paths by which traffic leaves are numbered there as in docs/deploy.md.
 */
import { isJsonObject } from '../arm/json.ts';
import { escapePointer } from '../arm/pointer.ts';
import { equalsIgnoringCase } from './document/cluster.ts';
import type { ClusterFile } from './specification.ts';

interface ProtectedSetting {
  readonly path: string;
  readonly accepts: (value: unknown) => boolean;
  /** Ends the sentence "<path> …". */
  readonly demand: string;
}

const mustBe = (...allowed: readonly (string | boolean)[]) => (value: unknown): boolean =>
  allowed.some((one) => one === value || (typeof one === 'string' && typeof value === 'string' && equalsIgnoringCase(one, value)));
/** Another word than the refused one; only a word, as nobody knows what the service makes of a number. */
const mustNotBe = (refused: string) => (value: unknown): boolean => value === null || (typeof value === 'string' && !equalsIgnoringCase(value, refused));
/** A switch that is off; `"true"` and 1 are no way around. */
const off = (value: unknown): boolean => value === null || value === false;
const absent = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length === 0) || (isJsonObject(value) && Object.keys(value).length === 0);
const text = (value: unknown): boolean => value === null || typeof value === 'string';
const pool = 'properties.agentPoolProfiles.*';
const versionDemand = 'must be text: write it in quotes, or YAML reads 1.30 as the number 1.3';

const protectedSettings: readonly ProtectedSetting[] = [
  { path: 'properties.networkProfile.outboundType', accepts: mustBe('none'), demand: 'must be none: every other type gives the cluster a way out' },
  { path: 'properties.networkProfile.networkPlugin', accepts: mustBe('azure'), demand: 'must be azure: isolated clusters do not support other plugins here' },
  { path: 'properties.networkProfile.loadBalancerProfile', accepts: absent, demand: 'must be left out: it asks for public outbound addresses' },
  { path: 'properties.networkProfile.natGatewayProfile', accepts: absent, demand: 'must be left out: it asks for public outbound addresses' },
  { path: 'properties.networkProfile.staticEgressGatewayProfile.enabled', accepts: off, demand: 'must be false or left out: the gateway is a way out' },
  { path: 'properties.bootstrapProfile.artifactSource', accepts: mustBe('Cache'), demand: 'must be Cache: nodes could not start without the Internet' },
  { path: 'properties.bootstrapProfile.containerRegistryId', accepts: absent, demand: 'must be left out: deploy builds clusters with a registry managed by AKS' },
  { path: 'properties.apiServerAccessProfile.enablePrivateCluster', accepts: mustBe(true), demand: 'must be true: the API server would be public' },
  { path: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', accepts: mustBe(false), demand: 'must be false: the address would be in public DNS' },
  { path: 'properties.apiServerAccessProfile.disableRunCommand', accepts: mustBe(true), demand: 'must be true: run command is a data channel past the network' },
  { path: 'properties.apiServerAccessProfile.privateDNSZone', accepts: mustBe('system'), demand: 'must be system or left out: deploy builds clusters with a DNS zone managed by AKS' },
  { path: 'properties.apiServerAccessProfile.authorizedIPRanges', accepts: absent, demand: 'must be left out: it belongs to public API servers' },
  { path: 'properties.apiServerAccessProfile.enableVnetIntegration', accepts: off, demand: 'must be false or left out: deploy builds link-based private clusters' },
  { path: 'properties.autoUpgradeProfile.nodeOSUpgradeChannel', accepts: mustNotBe('Unmanaged'), demand: 'must not be Unmanaged: such nodes update themselves from the Internet' },
  { path: 'properties.servicePrincipalProfile', accepts: absent, demand: 'must be left out: isolated clusters need a managed identity' },
  { path: 'identity.type', accepts: mustNotBe('None'), demand: 'must not be None: isolated clusters need a managed identity' },
  { path: 'properties.kubernetesVersion', accepts: text, demand: versionDemand },
  { path: `${pool}.orchestratorVersion`, accepts: text, demand: versionDemand },
  { path: `${pool}.enableNodePublicIP`, accepts: off, demand: 'must be false or left out: nodes with public addresses leave whatever the outbound type' },
  { path: `${pool}.nodePublicIPPrefixID`, accepts: absent, demand: 'must be left out: nodes with public addresses leave whatever the outbound type' },
  { path: `${pool}.osType`, accepts: mustBe('Linux'), demand: 'must be Linux: isolated clusters do not support Windows pools' },
  { path: `${pool}.type`, accepts: mustBe('VirtualMachineScaleSets'), demand: 'must be VirtualMachineScaleSets: other pools are not verified for isolated clusters' },
  { path: `${pool}.mode`, accepts: mustNotBe('Gateway'), demand: 'must not be Gateway: such a pool is a way out' },
  { path: `${pool}.vnetSubnetID`, accepts: absent, demand: 'must be left out: deploy builds clusters in a network managed by AKS' },
  { path: `${pool}.podSubnetID`, accepts: absent, demand: 'must be left out: deploy builds clusters in a network managed by AKS' },
];

/** The top-level members a cluster-file may have; `name` and `type` only if they agree with the run. */
const allowedMembers: readonly string[] = ['extendedLocation', 'identity', 'kind', 'location', 'name', 'properties', 'sku', 'tags', 'type'];

/** One sentence for everything in a cluster-file that cannot stand, each with its line; empty when all is well. */
export function objectionsTo(file: ClusterFile, clusterName: string): readonly string[] {
  const objections: string[] = [];
  for (const [member, value] of Object.entries(file.body)) {
    const where = file.locate(`/${escapePointer(member)}`);
    if (!allowedMembers.includes(member)) {
      objections.push(`${where}: "${member}" is no part of a cluster; allowed are ${allowedMembers.join(', ')}.`);
    } else if (member === 'name' && value !== clusterName) {
      objections.push(`${where}: the file names another cluster than the run (${JSON.stringify(value)} and "${clusterName}").`);
    } else if (member === 'type' && !(typeof value === 'string' && equalsIgnoringCase(value, 'Microsoft.ContainerService/managedClusters'))) {
      objections.push(`${where}: "type" must be Microsoft.ContainerService/managedClusters.`);
    }
  }
  for (const setting of protectedSettings) check(setting, setting.path.split('.'), file.body, '', file, objections);
  return [...new Set([...objections, ...typeObjections(file), ...poolObjections(file)])];
}

/** Walks one protected path. Keys are matched without case, as ARM reads them; another spelling is refused so that no check is slipped by. */
function check(setting: ProtectedSetting, path: readonly string[], value: unknown, pointer: string, file: ClusterFile, objections: string[]): void {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    if (!setting.accepts(value)) {
      const shown = isJsonObject(value) || Array.isArray(value) ? '' : ` is ${JSON.stringify(value)}, but`;
      objections.push(`${file.locate(pointer)}: ${setting.path.replace('.*', '[]')}${shown} ${setting.demand}.`);
    }
  } else if (segment === '*') {
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) check(setting, rest, element, `${pointer}/${index}`, file, objections);
    }
  } else if (!isJsonObject(value)) {
    if (pointer !== '') objections.push(`${file.locate(pointer)}: "${pointer.split('/').at(-1) ?? ''}" must be an object: it holds what isolation needs, and may be neither removed nor replaced.`);
  } else {
    for (const [key, child] of Object.entries(value)) {
      if (!equalsIgnoringCase(key, segment)) continue;
      const here = `${pointer}/${escapePointer(key)}`;
      if (key !== segment) objections.push(`${file.locate(here)}: write "${key}" as "${segment}".`);
      else check(setting, rest, child, here, file, objections);
    }
  }
}

/** What Azure would refuse only after the resource group was made. */
function typeObjections({ body, locate }: ClusterFile): readonly string[] {
  const objections: string[] = [];
  if (body['location'] !== undefined && typeof body['location'] !== 'string') objections.push(`${locate('/location')}: "location" must be text.`);
  if (body['sku'] !== undefined && !isJsonObject(body['sku'])) objections.push(`${locate('/sku')}: "sku" must be an object.`);
  const tags = body['tags'];
  if (tags === undefined || tags === null) return objections;
  if (!isJsonObject(tags)) return [...objections, `${locate('/tags')}: "tags" must be an object of names and texts.`];
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value !== 'string') objections.push(`${locate(`/tags/${escapePointer(name)}`)}: the tag "${name}" must be text: write it in quotes.`);
  }
  return objections;
}

function poolObjections(file: ClusterFile): readonly string[] {
  const properties = file.body['properties'];
  const pointer = '/properties/agentPoolProfiles';
  if (properties !== undefined && !isJsonObject(properties)) return [`${file.locate('/properties')}: "properties" must be an object.`];
  const pools = properties?.['agentPoolProfiles'];
  if (pools === undefined) return [];
  if (!Array.isArray(pools)) return [`${file.locate(pointer)}: "agentPoolProfiles" must be a list.`];
  const names = pools.map((entry: unknown) => (isJsonObject(entry) ? entry['name'] : undefined));
  return names.flatMap((name, index) => {
    const where = file.locate(`${pointer}/${index}`);
    if (typeof name !== 'string' || !/^[a-z][a-z0-9]{0,11}$/.test(name)) {
      return [`${where}: every pool needs a "name" of 1 to 12 lower-case letters and digits that begins with a letter.`];
    }
    return names.indexOf(name) === index ? [] : [`${where}: pool "${name}" stands in the file twice.`];
  });
}
