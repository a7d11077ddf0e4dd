import { isUnknown, Unknown } from './ground.js';
import { step, isOneOf, bodyOf, textIn } from './spot.js';

/** One fact that an answer rests on. */
                           
                                                     
                                                                                                        
                           
                                                                   
                       
                                                          
                            
                                                                                                                                         
                           
     
                                                                                                                                  
                                                                           
     
                               
 

/** The answer of a rule for one cluster: `open` where any evidence is, else `undetermined` where any is, else `closed`. Never without evidence. */
                         
                                    
                                         
 

/** Things of a kind. `rest` is evidence that there may be more; empty where these are all. */
                               
                                  
                                     
 

/** The way is open here. */
function open(message        , spot      , more                                      = {})           {
  return { state: 'open', message, spot, ...more };
}

/** The way is closed here. */
function closed(message        , spot       )           {
  return { state: 'closed', message, ...(spot === undefined ? {} : { spot }) };
}

/** A value that was given is not known. */
function undetermined(message        , spot      , more                           = {})           {
  return { state: 'undetermined', message, spot, ...more };
}

/** A resource or a list that would decide was not given: no finding where only files are read. */
function notVisible(what        , spot       )           {
  return { state: 'undetermined', message: `${what} cannot be seen here`, notVisible: what, ...(spot === undefined ? {} : { spot }) };
}

/** The items with evidence that there may be more, unless the list is known to be complete. @param what in words for a list: "pools that are made elsewhere" */
function listed      (items                 , isComplete         , what        )               {
  return { items, rest: isComplete ? [] : [notVisible(what)] };
}

/**
 * Evidence from a condition that opens the way: `opens` says it does, `closes` that it does not. An unknown value is undetermined, with why.
 */
function when(condition       , spot      , said                                                                                                          )           {
  const more = said.wanted === undefined ? {} : { wanted: said.wanted };
  if (isUnknown(condition)) return undetermined(`${said.opens}, or not: ${whyOf(condition)}`, spot, more);
  return condition ? open(said.opens, spot, { ...more, ...(said.target === undefined ? {} : { target: said.target }) }) : closed(said.closes, spot);
}

function whyOf({ why }         )         {
  return why;
}

/** `a or b`, three-valued. */
function either(left       , right       )        {
  if (left === true || right === true) return true;
  return isUnknown(left) ? left : right;
}

/** `a and b`, three-valued. */
function both(left       , right       )        {
  if (left === false || right === false) return false;
  return isUnknown(left) ? left : right;
}

/** Something worked out once for an inventory, when it is first asked for: what is looked at for every cluster must not be looked through for each. */
function oncePer       (make                                 )                                  {
  const made = new WeakMap                            ();
  return (inventory) => {
    const there = made.get(inventory);
    if (there !== undefined) return used(there);
    const recorded = record(inventory, () => make(inventory), true);
    made.set(inventory, recorded);
    return recorded.value;
  };
}

/** Of so many things the result is kept, the latest: those that share one mostly stand together, and a tenant has tens of thousands. */
const mostKept = 500;

/**
 * Something worked out once for an inventory and a thing in it that several ask about: a network, a registry.
 * @param keyOf what tells things apart: what it is, and which part of that. Default: the thing itself
 */
function oncePerThing              (make                                               , keyOf                                                            = (thing) => [thing, ''])                                                {
  const made = new WeakMap                                                       ();
  return (thing, inventory) => {
    const [whole, part] = keyOf(thing);
    const wholes = existing(made, inventory, () => new Map                                       ());
    if (wholes.size > mostKept && !wholes.has(whole)) for (const oldest of [...wholes.keys()].slice(0, mostKept / 2)) wholes.delete(oldest);
    const parts = existing(wholes, whole, () => new Map                         ());
    const there = parts.get(part);
    if (there !== undefined) return used(there);
    const recorded = record(inventory, () => make(thing, inventory), false);
    parts.set(part, recorded);
    return recorded.value;
  };
}

/** A value that is worked out when it is first asked for. */
function lazily       (inventory           , make             )              {
  let made                             ;
  return () => {
    if (made !== undefined) return used(made);
    made = record(inventory, make, false);
    return made.value;
  };
}

function record       (inventory           , make             , isAboutAll         )                  {
  return inventory.record === undefined ? { value: make() } : inventory.record(make, isAboutAll);
}

function used       ({ value, again }                 )        {
  again?.();
  return value;
}

function existing            (map                                                                                                      , key     , make             )        {
  const there = map.get(key);
  if (there !== undefined) return there;
  const value = make();
  map.set(key, value);
  return value;
}

/** What an extension resource (a role assignment, a cluster extension) stands on. */
                      
                                                                                                              
                                                   
                                                                  
                                                              
                                                                   
                                                                            
                                 

/** What an extension resource extends, from its id as far as that is known: what stands before its own type. Its name may be open, as a GUID is that the provider makes. */
function extendedBy(extension          , inventory           )           {
  const scope = scopeOf(extension);
  if (scope === undefined) return { kind: 'unknown' };
  const [whole = ''] = scope;
  // Not followed: a subscription has thousands of assignments, and nobody wants to see what all of them stand on.
  if (scope.length === 1) return { kind: 'scope', id: whole.toLowerCase() };
  const to           = inventory.follow({ resource: extension, pointer: '', value: new Unknown('the scope is known only at deployment', { pieces: scope }) });
  if (to.kind === 'found') return { kind: 'resource', resource: to.resource };
  return (scope.at(-1) ?? '').toLowerCase().includes('/providers/') ? { kind: 'unknown' } : { kind: 'deployment', deployment: extension.deployment };
}

function scopeOf({ id, openId, type }          )                                {
  const pieces = id === undefined ? openId : [id];
  const own = `/providers/${type.split('/')[0] ?? ''}/`.toLowerCase();
  const index = pieces?.findLastIndex((piece) => piece.toLowerCase().includes(own)) ?? -1;
  const piece = pieces?.[index];
  return pieces === undefined || piece === undefined ? undefined : [...pieces.slice(0, index), piece.slice(0, piece.toLowerCase().lastIndexOf(own))];
}

const clusterExtensionType = 'Microsoft.KubernetesConfiguration/extensions';

/** The extensions of a cluster (`Microsoft.KubernetesConfiguration/extensions` below its id). */
function extensionsOf(cluster          , inventory           )                      {
  const found = extensionsByPlace(inventory);
  return [...(found.get(cluster) ?? []), ...(cluster.id === undefined ? [] : (found.get(cluster.id.toLowerCase()) ?? []))];
}

/** True where every extension of the cluster was given. */
function hasAllExtensions(cluster          , inventory           )          {
  return inventory.isComplete(clusterExtensionType, cluster.id);
}

const extensionsByPlace = oncePer((inventory) => {
  const found = new Map                               ();
  for (const extension of inventory.ofType(clusterExtensionType)) {
    const extended = extendedBy(extension, inventory);
    if (extended.kind !== 'resource' && extended.kind !== 'scope') continue;
    const place = extended.kind === 'resource' ? extended.resource : extended.id;
    const there = found.get(place);
    if (there === undefined) found.set(place, [extension]);
    else there.push(extension);
  }
  return found;
});

/** `bootstrapProfile.artifactSource`. Absent reads as `Direct`. */
function artifactSource({ properties }             )       {
  return step(properties, 'bootstrapProfile', 'artifactSource');
}

/** Whether nodes start from a registry. */
function startsFromCache(cluster             )        {
  return isOneOf(artifactSource(cluster), ['Cache']);
}

/** What isolation alone does not support is looked at where the cluster is isolated, or on its way there: its nodes start from a registry already. */
function whereIsolating(cluster             , look                           )                      {
  const isIsolating = either(cluster.isIsolated, startsFromCache(cluster));
  if (isIsolating === false) return [closed('the cluster is neither isolated nor on its way there', cluster.outboundType)];
  const found = look();
  if (!isUnknown(isIsolating)) return found;
  return found.map((one) => (one.state === 'open' ? undetermined(`${one.message}, which does not work where the cluster is isolated: ${isIsolating.why}`, one.spot ?? cluster.outboundType) : one));
}

/** As `aks-extensions` of the policies has them. Backup is not among them: supported, says its engineer (Azure/AKS issue 5245). */
const unsupportedExtensions = ['microsoft.flux', 'microsoft.dapr', 'microsoft.appconfiguration', 'microsoft.azureml.kubernetes']         ;

/** Extensions that fetch what they run from the Internet. */
const worksExtensions               = {
  id: 'works-extensions',
  kind: 'works',
  title: 'Isolated clusters should have no extensions that need the Internet',
  short: 'Extensions',
  leak: 'These extensions fetch what they run from public registries or work against public endpoints, which an isolated cluster cannot reach.',
  seen: ['Microsoft.KubernetesConfiguration/extensions on the cluster: extensionType'],
  severity: 'medium',
  remedy: 'Delete the extension with `az k8s-extension delete`, and install the same with images from the registry of the cluster.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations', 'Azure/AKS issues 5245 and 5715'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { items, rest } = listed(extensionsOf(cluster.resource, cluster.inventory), hasAllExtensions(cluster.resource, cluster.inventory), 'extensions of the cluster that are made elsewhere');
      const found = [...items.map((extension) => ofExtension(extension)), ...rest];
      return found.length > 0 ? found : [closed('the cluster has no extensions')];
    }),
};

function ofExtension(extension          )           {
  const type = step(bodyOf(extension), 'properties', 'extensionType');
  const said = textIn(type) ?? 'unknown';
  return when(isOneOf(type, unsupportedExtensions), type, { opens: `extension \`${extension.name}\` (\`${said}\`) is not supported on isolated clusters`, closes: `nothing is known against extension \`${extension.name}\` (\`${said}\`)`, target: said.toLowerCase() });
}

/** The first version of Kubernetes that isolation works with (AKS documentation, "Create a network isolated AKS cluster": prerequisites). */
const firstMinor = 30;

/** True for a version of Kubernetes 1 from before isolation; undefined for a text that is no such version. */
function isBeforeIsolation(version        )                      {
  const minor = /^1\.(\d{1,4})(?:\.|$)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor) < firstMinor;
}

export { artifactSource, both, closed, either, extendedBy, isBeforeIsolation, lazily, listed, notVisible, oncePer, oncePerThing, open, startsFromCache, undetermined, unsupportedExtensions, when, whereIsolating, worksExtensions };
