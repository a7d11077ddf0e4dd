import { parseScope, parseResourceId } from './ground.js';

/** Where Azure lists a type: below a subscription or group, below the parent of a child, or on the resource that an extension extends. */
function listPath(type        , scope        )                     {
  if (parseScope(scope) !== undefined) return type.split('/').length === 2 ? `${scope}/providers/${type}` : undefined;
  const parent = parseResourceId(scope);
  if (parent === undefined) return undefined;
  const prefix = `${parent.type.toLowerCase()}/`;
  if (type.toLowerCase().startsWith(prefix)) return type.slice(prefix.length).includes('/') ? undefined : `${scope}/${type.slice(prefix.length)}`;
  return /^Microsoft\.(?:KubernetesConfiguration|Authorization)\//i.test(type) ? `${scope}/providers/${type}` : undefined;
}

export { listPath };
