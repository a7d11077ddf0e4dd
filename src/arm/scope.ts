import { hasDotSegment, sameId } from './resource-id.ts';

/** A place where policy can be assigned. Ids carry no trailing slash. */
export type Scope =
  | { readonly kind: 'managementGroup'; readonly id: string; readonly managementGroup: string }
  | { readonly kind: 'subscription'; readonly id: string; readonly subscriptionId: string }
  | { readonly kind: 'resourceGroup'; readonly id: string; readonly subscriptionId: string; readonly resourceGroup: string };

const managementGroupPattern = /^\/providers\/Microsoft\.Management\/managementGroups\/([A-Za-z0-9._()-]{1,90})$/i;
const subscriptionPattern = /^\/subscriptions\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
const resourceGroupPattern = /^(\/subscriptions\/[0-9a-f-]{36})\/resourceGroups\/([\p{L}\p{N}._()-]{1,90})$/iu;

/** Reads a scope id, or returns undefined when the text is none. A trailing slash is forgiven. */
export function parseScope(text: string): Scope | undefined {
  const id = text.trim().replace(/\/+$/, '');
  const group = managementGroupPattern.exec(id)?.[1];
  if (group !== undefined) return group.endsWith('.') ? undefined : { kind: 'managementGroup', id, managementGroup: group };
  const subscription = subscriptionPattern.exec(id)?.[1];
  if (subscription !== undefined) return { kind: 'subscription', id, subscriptionId: subscription };
  const [, subscriptionPart, resourceGroup] = resourceGroupPattern.exec(id) ?? [];
  const owner = subscriptionPart === undefined ? undefined : subscriptionPattern.exec(subscriptionPart)?.[1];
  if (owner === undefined || resourceGroup === undefined || resourceGroup.endsWith('.')) return undefined;
  return { kind: 'resourceGroup', id, subscriptionId: owner, resourceGroup };
}

/** True when `id` is `scope` or lies below it, compared segment by segment and without case. What has a segment `..` lies nowhere. */
export function isWithin(id: string, scope: string): boolean {
  if (hasDotSegment(id)) return false;
  return sameId(id, scope) || id.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
}
