import { apiVersions, formatResourceId, managedClusterType } from './ground.js';

/** Which of the ways to isolation a cluster takes. */
/** Absent members: network, registry and identities are AKS's own. */
                          
                                                                                     
                                           
                                                                                                                                                  
                                                           
                                
                                  
                                                                         
                                           
                                                                    
                                      
 

/** A virtual network of the user's, its subnets by name. */
                             
                                   
                      
                              
                                                      
                                  
                                               
                                   
                                                                                               
                                 
 

/** A registry of the user's that nodes pull from. */
                              
                            
                      
                                                                                                                                                                
                           
 

const managedVariant          = {};

function variantOf({ variant }                                            )          {
  return variant ?? managedVariant;
}

/** Tags of everything that `deploy` makes and that can carry tags: `remove cluster` takes away what has both. */
function ownTags({ subscriptionId, resourceGroup, name }                                                                                            )                                   {
  return { [createdByTag]: createdBy, [clusterTag]: `${subscriptionId}/${resourceGroup}/${name}`.toLowerCase() };
}

const createdByTag = 'created-by';
const createdBy = 'aks-network-isolation';
/** Its value is `<subscription>/<resource group>/<cluster>` in lower case: an id may be longer than a tag's 256 characters. */
const clusterTag = 'aks-isolation-cluster';

/**
 * The cluster a user asks for. Only what the user named is set: on a living cluster nothing else changes, apart from
 * what isolation itself needs.
 */
                                       
                                  
                                 
                        
                             
                                      
                                                  
                                 
                              
                             
                                                   
                              
                                                                                           
                             
 

/** A parsed cluster-file: the ARM document and where its values were written. */
                              
                            
                                                                                                                              
                                               
 

/** Scope id of the cluster's resource group. */
function resourceGroupIdOf(specification                      )         {
  return `/subscriptions/${specification.subscriptionId}/resourceGroups/${specification.resourceGroup}`;
}

function clusterIdOf(specification                      )         {
  return formatResourceId(resourceGroupIdOf(specification), managedClusterType, specification.name);
}

const clusterApiVersion = apiVersions.managedClusters;

export { clusterApiVersion, clusterIdOf, clusterTag, createdBy, createdByTag, ownTags, resourceGroupIdOf, variantOf };
