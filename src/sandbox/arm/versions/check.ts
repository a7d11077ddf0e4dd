import { textAt } from '../../../arm/json.ts';
import { groupId } from '../groups/resource-groups.ts';
import { gatewayRefusal, type Refusal } from '../http/refusal.ts';
import type { ArmState } from '../state.ts';
import { endOfTable, knownVersions, ownVersions } from './table.ts';

/** Public regions, abridged. */
const locations = 'australiaeast, brazilsouth, canadacentral, centralindia, centralus, eastasia, eastus, eastus2, eastus2euap, francecentral, germanywestcentral, japaneast, northeurope, '
  + 'norwayeast, southcentralus, southeastasia, swedencentral, switzerlandnorth, uksouth, westcentralus, westeurope, westus, westus2, westus3';

/**
 * Refuses an API version that the type in a path does not have, as ARM does before any provider sees the request. The table ends; what is later than
 * that and not in the future is taken, since Azure goes on. Types of which the table says nothing are not looked at.
 */
export function requireKnownVersion(segments: readonly string[], version: string, body: unknown, now: number, state: ArmState): void {
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const [namespace = '', ...rest] = provider < 0 ? [] : segments.slice(provider + 1);
  if (namespace === '') {
    // Deployments have versions of their own, also where their address names no provider.
    if (!segments.some((segment) => segment.toLowerCase() === 'deployments') && !isKnown(version, ownVersions, now)) throw invalidParameter(version);
    return;
  }
  const types = rest.filter((_, index) => index % 2 === 0);
  const known = versionsOf([namespace, ...types].join('/'));
  if (known === undefined || isKnown(version, known, now)) return;
  throw notRegistered(namespace, types.join('/'), version, known, locationOf(segments, body, state));
}

/** The versions of a type, oldest first; undefined for one that the table does not have. */
export function versionsOf(type: string): readonly string[] | undefined {
  const [namespace = '', ...types] = type.toLowerCase().split('/');
  return types.map((_, index) => knownVersions.get([namespace, ...types.slice(0, index + 1)].join('/'))).find((versions) => versions !== undefined);
}

/** The newest version that is no preview of what an id names, for requests that ARM makes of itself; of what the table does not have, any. */
export function newestVersionFor(id: string): string {
  const [, namespace, rest = ''] = /^.*\/providers\/([^/]+)\/(.+)$/i.exec(id) ?? [];
  const types = rest.split('/').filter((_, index) => index % 2 === 0);
  const versions = namespace === undefined ? ownVersions : versionsOf([namespace, ...types].join('/'));
  return versions?.findLast((version) => !version.endsWith('-preview')) ?? endOfTable;
}

function isKnown(version: string, versions: readonly string[], now: number): boolean {
  const lower = version.toLowerCase();
  const date = lower.slice(0, 10);
  return versions.includes(lower) || (date > endOfTable && Date.parse(date) <= now);
}

/** ARM's own text (Azure/azure-cli 28038). */
function invalidParameter(version: string): Refusal {
  return gatewayRefusal(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid. The supported versions are '${ownVersions.toReversed().join(',')}'.`);
}

/** Both texts are ARM's: where a location is known (Azure/azure-cli 28496, of a GET), and where none is, as for what has no location. */
function notRegistered(namespace: string, type: string, version: string, known: readonly string[], location: string | undefined): Refusal {
  if (location === undefined) {
    return gatewayRefusal(
      404,
      'InvalidResourceType',
      `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are '${known.join(',')}'.`,
    );
  }
  return gatewayRefusal(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '${location}' and API version '${version}' for type '${type}'. The supported api-versions are '${known.join(', ')}'. `
    + `The supported locations are '${locations}'.`,
  );
}

/** Where a request is about: as its body says, or the resource that it names, or what that stands under, or their group. */
function locationOf(segments: readonly string[], body: unknown, state: ArmState): string | undefined {
  const [, subscription = '', , group] = segments;
  if (group === undefined || segments[2]?.toLowerCase() !== 'resourcegroups') return undefined;
  const sent = textAt(body, 'location');
  const above = segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`.toLowerCase());
  const found = above.map((id) => state.resources.find(id)?.location ?? state.clusters.get(id)?.location).find((location) => location !== undefined);
  return sent ?? found ?? state.groups.get(groupId(subscription, group).toLowerCase())?.location;
}
