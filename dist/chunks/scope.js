/** The parts of an Azure resource id. Ids compare without case; the parts keep the case they were written in. */
                             
                                                   
                      
                                                                                                                                 
                         
                                                                            
                        
                                                                             
                            
                                       
                        
                                              
                                             
 

/**
 * Reads a resource id. Returns undefined when the text is none (including ids of bare scopes, see `parseScope`).
 * Extension resources are understood: the last `/providers/` names the type, what stands before it is the scope.
 */
function parseResourceId(text        )                         {
  const id = text.replace(/\/+$/, '');
  const marker = id.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0 || !id.startsWith('/')) return undefined;
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

/** Builds the id of a resource: full type and full name are interleaved. */
function formatResourceId(scope        , type        , fullName        )         {
  const [namespace, ...types] = type.split('/');
  const names = fullName.split('/');
  const segments = types.flatMap((segment, index) => [segment, names[index] ?? '']);
  return `${scope}/providers/${[namespace, ...segments].join('/')}`;
}

/** True when both ids name the same resource. */
function sameId(left        , right        )          {
  return left.toLowerCase() === right.toLowerCase();
}

/** The value of the id segment that follows `name`, without regard to case. */
function segmentAfter(id        , name        )                     {
  const segments = id.split('/');
  const index = segments.findIndex((segment) => segment.toLowerCase() === name.toLowerCase());
  const found = index < 0 ? undefined : segments[index + 1];
  return found === '' ? undefined : found;
}

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

export { formatResourceId, isWithin, parseResourceId, parseScope, sameId, segmentAfter };
