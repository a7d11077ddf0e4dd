/** The parts of an Azure resource id. Ids compare without case; the parts keep the case they were written in. */
export interface ResourceId {
  /** The id as given, without a trailing slash. */
  readonly id: string;
  /** What the resource lives under: a subscription, resource group, management group, another resource, or "" for the tenant. */
  readonly scope: string;
  /** Full type: `Microsoft.ContainerService/managedClusters/agentPools`. */
  readonly type: string;
  /** Names of the resource and its parents joined by `/`: `cluster/pool`. */
  readonly fullName: string;
  /** The last name segment: `pool`. */
  readonly name: string;
  readonly subscriptionId: string | undefined;
  readonly resourceGroup: string | undefined;
}

/**
 * Reads a resource id. Returns undefined when the text is none (including ids of bare scopes, see `parseScope`).
 * Extension resources are understood: the last `/providers/` names the type, what stands before it is the scope.
 */
export function parseResourceId(text: string): ResourceId | undefined {
  const id = text.replace(/\/+$/, '');
  const marker = id.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0 || !id.startsWith('/') || hasDotSegment(id)) return undefined;
  const [namespace, ...rest] = id.slice(marker + '/providers/'.length).split('/');
  if (namespace === undefined || namespace === '' || rest.length < 2 || rest.length % 2 !== 0 || rest.includes('')) return undefined;
  const scope = id.slice(0, marker);
  const names = rest.filter((_, index) => index % 2 === 1);
  return {
    id,
    scope,
    type: [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/'),
    fullName: names.join('/'),
    name: names.at(-1) ?? '',
    subscriptionId: segmentAfter(scope, 'subscriptions'),
    resourceGroup: segmentAfter(scope, 'resourceGroups'),
  };
}

/** True for a path with a segment `.` or `..`: on its way to a server it becomes another. Nothing in Azure is called so. */
export function hasDotSegment(path: string): boolean {
  return /(?:^|\/)\.\.?(?:\/|$)/.test(path);
}

/** Builds the id of a resource: full type and full name are interleaved. */
export function formatResourceId(scope: string, type: string, fullName: string): string {
  const [namespace, ...types] = type.split('/');
  const names = fullName.split('/');
  const segments = types.flatMap((segment, index) => [segment, names[index] ?? '']);
  return `${scope}/providers/${[namespace, ...segments].join('/')}`;
}

/** True when both ids name the same resource. */
export function sameId(left: string, right: string): boolean {
  return left === right || left.toLowerCase() === right.toLowerCase();
}

/** The value of the id segment that follows `name`, without regard to case. */
export function segmentAfter(id: string, name: string): string | undefined {
  const segments = id.split('/');
  const index = segments.findIndex((segment) => segment.toLowerCase() === name.toLowerCase());
  const found = index < 0 ? undefined : segments[index + 1];
  return found === '' ? undefined : found;
}
