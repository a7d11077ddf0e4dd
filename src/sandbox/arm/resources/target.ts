import { formatResourceId, segmentAfter } from '../../../arm/resource-id.ts';
import { gatewayRefusal, refusal, Refusal } from '../http/refusal.ts';
import { groupOf } from '../groups/resource-groups.ts';
import { parameter, type ArmCall } from '../http/router.ts';
import type { ArmState, ResourceGroup } from '../state.ts';
import { recordType, type ResourceType } from './types.ts';

/** What a path names: a resource that may or may not be there. */
export interface Target {
  readonly row: ResourceType;
  readonly id: string;
  /** Names joined by `/`, as policy sees them. */
  readonly fullName: string;
  readonly name: string;
  /** The id of what it stands under, when that is no resource group. */
  readonly parentId: string | undefined;
}

/** The patterns of a type: of one resource, of the list it stands in, and of the list of its subscription. */
export function patternsOf(row: ResourceType): { readonly one: string; readonly list: string; readonly ofSubscription: string | undefined } {
  const [namespace, ...segments] = row.type.split('/');
  const list = segments.map((segment, index) => (index === segments.length - 1 ? segment : `${segment}/{name${index}}`)).join('/');
  const group = '/subscriptions/{subscription}/resourceGroups/{group}';
  const scope = row.extends === undefined ? group : `${group}/providers/${row.extends}/{extended}`;
  const isTopLevel = segments.length === 1 && row.extends === undefined;
  return {
    one: `${scope}/providers/${namespace}/${list}/{name${segments.length - 1}}`,
    list: `${scope}/providers/${namespace}/${list}`,
    ofSubscription: isTopLevel && row.isListedByGroupOnly === undefined ? `/subscriptions/{subscription}/providers/${row.type}` : undefined,
  };
}

/** Reads the target of a call. Throws ResourceGroupNotFound, and InvalidResourceName for a name with an encoded slash. */
export function targetOf(row: ResourceType, call: ArmCall, state: ArmState): Target {
  const depth = row.type.split('/').length - 1;
  const names = Array.from({ length: depth }, (_, index) => parameter(call, `name${index}`));
  const slashed = names.find((name) => name.includes('/'));
  if (slashed !== undefined) throw invalidName(slashed);
  return targetAt(row, groupOf(state, call), names, call.parameters['extended'] ?? '');
}

/** What has these names in a group: its own and those of its parents, first the outermost; of an extension, on the resource of name `extended`. */
export function targetAt(row: ResourceType, group: ResourceGroup, given: readonly string[], extended: string): Target {
  const names = given.map((name, index) => answeredName(row, name, index === given.length - 1));
  const scope = scopeIn(row, group, extended);
  return {
    row,
    id: formatResourceId(scope, row.type, names.join('/')),
    fullName: names.join('/'),
    name: names.at(-1) ?? '',
    parentId: parentIdOf(row, scope, names),
  };
}

/** The id of what the resources of a list stand under; of the group for those that stand in none. Throws ResourceGroupNotFound. */
export function listedUnder(row: ResourceType, call: ArmCall, state: ArmState): string {
  const scope = scopeIn(row, groupOf(state, call), call.parameters['extended'] ?? '');
  const depth = row.type.split('/').length - 1;
  const names = Array.from({ length: depth - 1 }, (_, index) => parameter(call, `name${index}`));
  return parentIdOf(row, scope, [...names, '']) ?? scope;
}

/** Ids of managed identities have `resourcegroups` in lower case (ground-truth/README.md, 1). */
function scopeIn(row: ResourceType, group: ResourceGroup, extended: string): string {
  const segment = row.service === 'identity' ? 'resourcegroups' : 'resourceGroups';
  const scope = `${group.id.replace(/\/resourceGroups\/[^/]+$/i, '')}/${segment}/${group.name}`;
  return row.extends === undefined ? scope : `${scope}/providers/${row.extends}/${extended}`;
}

function parentIdOf(row: ResourceType, scope: string, names: readonly string[]): string | undefined {
  if (names.length > 1) return formatResourceId(scope, row.type.split('/').slice(0, -1).join('/'), names.slice(0, -1).join('/'));
  return row.extends === undefined ? undefined : scope;
}

/** The name of a virtual network link is answered in lower case (byo-acr-create.json). */
function answeredName(row: ResourceType, name: string, isLast: boolean): string {
  return isLast && row.type.endsWith('/virtualNetworkLinks') ? name.toLowerCase() : name;
}

/** Throws ParentResourceNotFound when what the target stands under is not there. */
export function requireParent({ row, parentId }: Pick<Target, 'row' | 'parentId'>, state: ArmState, action: string): void {
  if (parentId === undefined || state.resources.find(parentId) !== undefined || state.clusters.has(parentId.toLowerCase())) return;
  const type = row.type.split('/').slice(1).join('/');
  throw gatewayRefusal(
    404,
    'ParentResourceNotFound',
    `Failed to perform '${action}' on resource(s) of type '${type}', because the parent resource '${parentId}' could not be found.`,
  );
}

/** The 404 of a resource: ARM's own for those it keeps track of, the network's for children (its text: azure-cli recordings of subnets), and that of private DNS for records, which is flat (Azure/azure-cli 27374). */
export function notFound({ row, id, fullName }: Target, group: string): Refusal {
  if (row.type === recordType) {
    const message = `The resource record '${fullName.split('/').at(-1) ?? ''}' does not exist in resource group '${group.toLowerCase()}' of subscription '${segmentAfter(id, 'subscriptions') ?? ''}'.`;
    return new Refusal(message, { status: 404, body: { code: 'NotFound', message } });
  }
  if (row.location === 'parent' && row.service === 'network') return refusal(404, 'NotFound', `Resource ${id} not found.`);
  return gatewayRefusal(
    404,
    'ResourceNotFound',
    `The Resource '${row.type}/${fullName}' under resource group '${group}' was not found. `
    + 'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  );
}

const networkName = /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]{0,78}[\p{L}\p{N}_])?$/u;
/** A domain name, the apex `@` or a wildcard. */
const dnsName = /^(?:@|[a-z0-9_*](?:[a-z0-9_.-]{0,251}[a-z0-9_])?)$/i;
const registryName = /^[a-z0-9][a-z0-9-]{3,48}[a-z0-9]$/i;

const namePatterns: Readonly<Record<ResourceType['service'], RegExp>> = {
  network: networkName,
  registry: registryName,
  privateDns: dnsName,
  identity: /^[a-z0-9][a-z0-9_-]{2,127}$/i,
  compute: /^[a-z0-9][a-z0-9_.-]{0,63}$/i,
  kubernetesConfiguration: /^[a-z0-9][a-z0-9-]{0,251}[a-z0-9]$/i,
};

/** Throws InvalidResourceName (the text is the network's) for a name that the service does not take. */
export function requireName({ row, name }: Target): void {
  if (!namePatterns[row.service].test(name)) throw invalidName(name);
}

function invalidName(name: string): Refusal {
  return refusal(
    400,
    'InvalidResourceName',
    `Resource name ${name} is invalid. The name can be up to 80 characters long. It must begin with a word character, and it must end `
    + "with a word character or with '_'. The name may contain word characters or '.', '-', '_'.",
  );
}
