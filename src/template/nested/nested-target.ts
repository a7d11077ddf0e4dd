import { isUnknown } from '../../language/unknown.ts';
import { typeName } from '../../language/values.ts';
import { PlacedError } from '../evaluate/failure.ts';
import { valueOf } from '../evaluate/make.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { Text } from '../evaluate/text.ts';
import type { Written } from '../evaluate/written.ts';
import type { ResourceContext } from '../resources/expand-resource.ts';
import { unknownText, type Target, type TargetKind } from './target.ts';

/**
 * Where a nested deployment goes: by its `scope`, or its `subscriptionId` and `resourceGroup` (learn.microsoft.com, "Deploy resources across
 * scopes": each kind of deployment has a page). `kind`: what its template is written for, where nothing else tells.
 */
export function targetOfNested(written: Written, context: Pick<ResourceContext, 'frame' | 'target'>, kind: TargetKind): Target {
  const { target } = context;
  const scope = textAt(written, 'scope', context);
  const subscriptionId = textAt(written, 'subscriptionId', context);
  const resourceGroup = textAt(written, 'resourceGroup', context);
  const location = textAt(written, 'location', context);
  if (scope !== undefined) return withLocation(ofScope(scope, target, kind), location, context);
  if (resourceGroup !== undefined) return inGroup({ ...target, kind: 'resourceGroup', subscriptionId: subscriptionId ?? target.subscriptionId, resourceGroup }, context);
  if (subscriptionId !== undefined) return withLocation({ ...target, kind: 'subscription', subscriptionId, resourceGroup: nowhere('resource group') }, location, context);
  return withLocation(target, location, context);
}

/** Where a resource that is there already is: it may name another resource group. */
export function targetOfExisting(written: Written, frame: Frame, target: Target): Target {
  const subscriptionId = textAt(written, 'subscriptionId', { frame });
  const resourceGroup = textAt(written, 'resourceGroup', { frame });
  if (subscriptionId === undefined && resourceGroup === undefined) return target;
  return { ...target, kind: resourceGroup === undefined ? target.kind : 'resourceGroup', subscriptionId: subscriptionId ?? target.subscriptionId, resourceGroup: resourceGroup ?? target.resourceGroup };
}

function textAt(written: Written, name: string, { frame }: Pick<ResourceContext, 'frame'>): Text | undefined {
  const at = written.find(name);
  const value = at === undefined ? undefined : valueOf(at, frame);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || isUnknown(value)) return value;
  throw new PlacedError(`The \`${name}\` of a nested deployment is a text; ${typeName(value)} given`, at ?? written);
}

function nowhere(what: string): Text {
  return unknownText(`the name of a ${what}`);
}

function withLocation(target: Target, location: Text | undefined, context: Pick<ResourceContext, 'frame' | 'target'>): Target {
  if (target.kind === 'resourceGroup') return inGroup(target, context);
  return { ...target, location: location ?? unknownText('the location of the deployment') };
}

/** The location of a resource group is known when it is that of the deployment around, or made by the same deployment. */
function inGroup(target: Target, { target: around, frame }: Pick<ResourceContext, 'frame' | 'target'>): Target {
  const { resourceGroup, subscriptionId } = target;
  const isAround = around.kind === 'resourceGroup' && same(around.resourceGroup, resourceGroup) && same(around.subscriptionId, subscriptionId);
  if (isAround) return { ...target, location: around.location };
  const known = typeof resourceGroup === 'string' ? frame.session.groups.get(resourceGroup.toLowerCase()) : undefined;
  return { ...target, location: known ?? unknownText('the location of the resource group') };
}

function same(left: Text, right: Text): boolean {
  return left === right || (typeof left === 'string' && typeof right === 'string' && left.toLowerCase() === right.toLowerCase());
}

const managementGroups = 'microsoft.management/managementgroups/';

/** `/`, the id of a subscription, resource group or management group, or `Microsoft.Management/managementGroups/name`. */
function ofScope(scope: Text, target: Target, kind: TargetKind): Target {
  const nothing: Target = { ...target, kind, subscriptionId: nowhere('subscription'), resourceGroup: nowhere('resource group'), managementGroup: nowhere('management group') };
  if (isUnknown(scope)) return ofPieces(scope.pieces, nothing);
  const path = scope.replace(/^\/(?:providers\/)?/i, '').replace(/\/+$/, '');
  if (path === '') return { ...nothing, kind: 'tenant' };
  if (path.toLowerCase().startsWith(managementGroups)) return { ...nothing, kind: 'managementGroup', managementGroup: path.slice(managementGroups.length) };
  const [, subscriptionId, resourceGroup] = /^subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(path) ?? [];
  if (subscriptionId === undefined) return nothing;
  if (resourceGroup === undefined) return { ...target, kind: 'subscription', subscriptionId, resourceGroup: nothing.resourceGroup };
  return { ...target, kind: 'resourceGroup', subscriptionId, resourceGroup };
}

/** What the known parts of a scope tell of its kind. */
function ofPieces(pieces: readonly string[] | undefined, nothing: Target): Target {
  const known = (pieces ?? []).join('\n').toLowerCase();
  const group = /\/resourcegroups\/([^/\n]+)$/.exec(known)?.[1];
  if (known.includes('/resourcegroups/')) return { ...nothing, kind: 'resourceGroup', ...(group === undefined ? {} : { resourceGroup: group }) };
  if (known.includes('/subscriptions/')) return { ...nothing, kind: 'subscription' };
  return known.includes(managementGroups) ? { ...nothing, kind: 'managementGroup' } : nothing;
}
