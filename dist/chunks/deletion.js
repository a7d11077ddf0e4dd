import { textAt, managedClusterType, apiVersionOf, isWithin, isJsonObject, memberIgnoringCase, sameId, apiVersions } from './ground.js';
import { clusterIdOf, ownTags, resourceGroupIdOf, createdBy, clusterTag } from './specification.js';
import { AzureError } from './arm-error.js';
import { completed } from './vendor-azure-core-lro.js';

/** What `remove cluster` takes away: the cluster and what `deploy` made for it, by their tags, in the order in which Azure lets them go. */

                                                                                            

/** What has to be known to plan a removal. */
                              
                               
                                                                         
                                           
                                                                                       
                                         
                                                              
                                          
                                                 
                                         
                                                            
                                        
 

/** One deletion. What is in the way of one is in the list before it. */
                           
                                                                     
                      
                         
                                            
                           
                              
                                                
                                                       
 

                     
                                                         
                                                                                                             

/** First what uses others. Security groups and route tables are in use until their network is gone, and zones until their links are. */
const order = [
  'Microsoft.Network/privateEndpoints', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', 'Microsoft.ContainerRegistry/registries', 'Microsoft.Network/privateDnsZones',
  'Microsoft.ManagedIdentity/userAssignedIdentities', '', 'Microsoft.Network/virtualNetworks', 'Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/routeTables', 'Microsoft.Network/natGateways',
].map((type) => type.toLowerCase());

/** Plans the removal of a cluster. Nothing without both of our tags is in it. */
function planClusterRemoval(view             )          {
  const { names, cluster } = view;
  const own = ownerOf(names);
  if (cluster !== undefined && !own(cluster)) {
    return { kind: 'refused', reason: `Cluster ${names.name} does not carry the tags of what "deploy" makes (${tagText(names)}), and "remove cluster" takes away nothing else. To remove it all the same, tag it so or delete it yourself: az aks delete.` };
  }
  const services = view.groups.filter((group) => textAt(group, 'managedBy') !== undefined).map(idOf);
  const isOfAService = (id        )          => services.some((group) => isWithin(id, group));
  const mine = view.tagged.filter((one) => own(one) && !isOfAService(idOf(one)) && typeOf(one) !== managedClusterType.toLowerCase());
  const speakable = mine.filter((one) => apiVersionOf(typeOf(one)) !== undefined);
  const roots = speakable.filter((one) => isLink(one) || !speakable.some((other) => other !== one && isWithin(idOf(one), idOf(other))));
  const resources = roots.toSorted((left, right) => rankOf(left) - rankOf(right) || compare(idOf(left), idOf(right)));
  const roles = view.roles.filter((role) => isStampedFor(names, role)).toSorted((left, right) => compare(idOf(left), idOf(right)));
  const unspoken = mine.filter((one) => !speakable.includes(one));
  const group = groupRemoval(view, [...resources.map(idOf), clusterIdOf(names)]);
  return {
    kind: 'planned',
    deletions: [...(cluster === undefined ? [] : [ofCluster(names, cluster)]), ...roles.map(ofRole), ...resources.map(ofResource), ...group.deletions],
    notes: [...unspoken.map((one) => `${idOf(one)} stays: this version does not know how to delete a ${textAt(one, 'type') ?? 'resource of its type'}.`), ...group.notes],
  };
}

/** The description of a role assignment that is made for a cluster; role assignments carry no tags. */
function roleStampFor(names              )         {
  return `${createdBy}: made for cluster ${stampOf(names)}`;
}

/** True for a role assignment whose description is that of this cluster. */
function isStampedFor(names              , role            )          {
  return textAt(role, 'properties', 'description')?.trim().toLowerCase() === roleStampFor(names);
}

/** Whether a document carries both tags. Azure compares names of tags without case. */
function ownerOf(names              )                                    {
  const wanted = Object.entries(ownTags(names));
  return ({ tags }) => wanted.every(([name, value]) => isJsonObject(tags) && memberIgnoringCase(tags, name) === value);
}

function stampOf(names              )         {
  return ownTags(names)[clusterTag] ?? '';
}

function tagText(names              )         {
  return Object.entries(ownTags(names)).map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** The group goes when it is ours and nothing would be left in it. */
function groupRemoval({ names, inGroup, groups }             , going                   )                                                                                 {
  const id = resourceGroupIdOf(names);
  const group = groups.find((one) => sameId(idOf(one), id));
  if (group === undefined) return { deletions: [], notes: [] };
  if (!ownerOf(names)(group)) return { deletions: [], notes: [`Resource group ${names.resourceGroup} stays: "deploy" did not make it.`] };
  // Interfaces go with the private endpoints that they are of. What is in the group in the end is looked at again before it goes.
  const others = inGroup.filter((one) => typeOf(one) !== 'microsoft.network/networkinterfaces').map(idOf).filter((one) => !going.some((gone) => isWithin(one, gone)));
  if (others.length > 0) return { deletions: [], notes: [`Resource group ${names.resourceGroup} stays: ${listOf(others)} ${others.length === 1 ? 'is' : 'are'} in it.`] };
  const deletion           = { kind: 'group', id, title: `Delete resource group ${names.resourceGroup}`, subject: `resource group ${names.resourceGroup}`, apiVersion: apiVersions.resourceGroups, condition: {} };
  return { deletions: [deletion], notes: [] };
}

/** The first few of a list, for a sentence. */
function listOf(ids                   )         {
  const shown = ids.slice(0, 3).map((id) => id.split('/').slice(-2).join('/'));
  return ids.length > shown.length ? `${shown.join(', ')} and ${ids.length - shown.length} more` : shown.join(', ');
}

function ofCluster(names              , cluster            )           {
  const etag = textAt(cluster, 'eTag');
  return {
    kind: 'cluster', id: clusterIdOf(names), title: `Delete cluster ${names.name}`, subject: `cluster ${names.name}`, apiVersion: apiVersions.managedClusters,
    condition: etag === undefined ? {} : { 'if-match': etag },
  };
}

function ofRole(role            )           {
  const place = textAt(role, 'properties', 'scope') ?? '';
  const title = `Delete role assignment at ${place.split('/').slice(-2).join('/')}`;
  return { kind: 'roleAssignment', id: idOf(role), title, subject: 'role assignment', apiVersion: apiVersions.roleAssignments, condition: {} };
}

function ofResource(document            )           {
  const [id, type] = [idOf(document), typeOf(document)];
  const what = `${nouns[type] ?? textAt(document, 'type')?.split('/').at(-1) ?? 'resource'} ${id.split('/').at(-1) ?? ''}`;
  return { kind: 'resource', id, title: `Delete ${what}`, subject: what, apiVersion: apiVersionOf(type) ?? '', condition: {} };
}

const nouns                                            = {
  'microsoft.network/privateendpoints': 'private endpoint', 'microsoft.network/privatednszones/virtualnetworklinks': 'zone link', 'microsoft.containerregistry/registries': 'registry',
  'microsoft.network/privatednszones': 'private DNS zone', 'microsoft.managedidentity/userassignedidentities': 'identity', 'microsoft.network/virtualnetworks': 'virtual network',
  'microsoft.network/networksecuritygroups': 'network security group', 'microsoft.network/routetables': 'route table', 'microsoft.network/natgateways': 'NAT gateway',
};

function rankOf(document            )         {
  const rank = order.indexOf(typeOf(document));
  return rank < 0 ? order.indexOf('') : rank;
}

function isLink(document            )          {
  return typeOf(document) === 'microsoft.network/privatednszones/virtualnetworklinks';
}

function idOf(document            )         {
  return textAt(document, 'id') ?? '';
}

function typeOf(document            )         {
  return (textAt(document, 'type') ?? '').toLowerCase();
}

function compare(left        , right        )         {
  return left.toLowerCase() < right.toLowerCase() ? -1 : 1;
}

/**
 * Deletes a resource and waits until it is gone. What is gone already is done. Throws `AzureError` with Azure's own text when it refuses or
 * the operation fails, `CancelledError` when cancelled.
 */
async function deleteAndWait(request                                            , subject        , tools                )                {
  let answer           ;
  try {
    answer = await tools.arm.send(request);
  } catch (error) {
    if (error instanceof AzureError && error.status === 404) return;
    throw error;
  }
  await completed({ request, answer }, subject, tools);
}

export { deleteAndWait, listOf, ownerOf, planClusterRemoval, roleStampFor };
