import { sameId } from './resource-id.js';

/** A place where policy can be assigned. Ids carry no trailing slash. */
                   
                                                                                               
                                                                                           
                                                                                                                             

const managementGroupPattern = /^\/providers\/Microsoft\.Management\/managementGroups\/([A-Za-z0-9._()-]{1,90})$/i;
const subscriptionPattern = /^\/subscriptions\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
const resourceGroupPattern = /^(\/subscriptions\/[0-9a-f-]{36})\/resourceGroups\/([\p{L}\p{N}._()-]{1,90})$/iu;

/** Reads a scope id, or returns undefined when the text is none. A trailing slash is forgiven. */
function parseScope(text        )                    {
  const id = text.trim().replace(/\/+$/, '');
  const group = managementGroupPattern.exec(id)?.[1];
  if (group !== undefined) return { kind: 'managementGroup', id, managementGroup: group };
  const subscription = subscriptionPattern.exec(id)?.[1];
  if (subscription !== undefined) return { kind: 'subscription', id, subscriptionId: subscription };
  const [, subscriptionPart, resourceGroup] = resourceGroupPattern.exec(id) ?? [];
  const owner = subscriptionPart === undefined ? undefined : subscriptionPattern.exec(subscriptionPart)?.[1];
  if (owner === undefined || resourceGroup === undefined || resourceGroup.endsWith('.')) return undefined;
  return { kind: 'resourceGroup', id, subscriptionId: owner, resourceGroup };
}

/** True when `id` is `scope` or lies below it, compared segment by segment and without case. */
function isWithin(id        , scope        )          {
  return sameId(id, scope) || id.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
}

export { isWithin, parseScope };
