/**
 * Names a finding across runs: the rule and the resource, without case, and nothing of what decided or where it was written.
 *
 * A resource is its id. A cluster cannot be moved to another resource group or subscription (Azure's list of move support has no for
 * `managedClusters`), so one that appears under another id is another cluster: what was found on the old one is gone, what is found on the new one
 * is new. Registries and networks can be moved, and no document says from where (`resourceUID` and `fqdn` of a cluster are made anew with it,
 * and a finding holds neither), so they are treated alike. A cluster made again under the same id is the same resource to Azure Policy, and to us.
 * A subscription that moves to another management group changes no id.
 */
function findingKey({ rule, resource }                                    )         {
  return `${rule.toLowerCase()}\n${resourceKey(resource)}`;
}

/** Names a resource across runs: its id, or its type and name where there is none. */
function resourceKey({ type, name, id }                     )         {
  return id === undefined ? `${type}/${name}`.toLowerCase() : idKey(id);
}

/** An id as it compares: without case and trailing slash. */
function idKey(id        )         {
  // No regular expression: of a text of nothing but slashes it would take a quadratic time.
  let end = id.length;
  while (end > 0 && id[end - 1] === '/') end -= 1;
  return id.slice(0, end).toLowerCase();
}

export { findingKey, idKey, resourceKey };
