import { at, isJsonObject, arrayAt } from './ground.js';

/** Azure's built-in definitions, by id: what covers the same ground as ours, and what works against it (aks-network-isolation.md §7.3 and §7.4; names and effects as published in Azure/azure-policy). */

/** A built-in that covers ground of an initiative. */
                          
                        
                               
                                                                                                                                  
                                          
                                                     
                                         
 

/** A built-in that breaks isolation where it is assigned. */
                                     
                        
                               
                                   
                       
 

/** By the initiative whose ground they cover. Those with `effectFrom` allow Audit, Deny and Disabled, all that the parameter may be. */
const complementaryBuiltIns                                          = new Map([
  ['aks-egress-isolation-core', [
    { guid: '040732e8-d947-40b8-95d6-854c95024bf8', displayName: 'Azure Kubernetes Service Private Clusters should be enabled', effectFrom: 'effect', groupNames: ['api'] },
  ]],
  ['aks-egress-isolation-registry', [
    { guid: '0fdf0491-d080-4575-b627-ad0e843cba0f', displayName: 'Public network access should be disabled for Container registries', effectFrom: 'effect', groupNames: ['access'] },
    { guid: 'bd560fc0-3c69-498a-ae9f-aa8eb7de0e13', displayName: 'Container registries should have SKUs that support Private Links', effectFrom: 'effect', groupNames: ['access'] },
    { guid: '9f2dea28-e834-476c-99c5-3507b4728395', displayName: 'Container registries should have anonymous authentication disabled.', effectFrom: 'effect', groupNames: ['access'] },
    { guid: 'dc921057-6b28-4fbe-9b83-f7bec05db6c2', displayName: 'Container registries should have local admin account disabled.', effectFrom: 'effect', groupNames: ['access'] },
    { guid: 'e8eef0a8-67cf-4eb4-9386-14b0e78733d4', displayName: 'Container registries should use private link', effectFrom: undefined, groupNames: ['access'] },
    { guid: '524b0254-c285-4903-bee6-bb8126cde579', displayName: 'Container registries should have exports disabled', effectFrom: 'auditEffect', groupNames: ['transfer'] },
  ]],
  ['aks-egress-isolation-network', [
    { guid: '7bca8353-aa3b-429b-904a-9229c4385837', displayName: 'Subnets should be private', effectFrom: 'effect', groupNames: ['subnets'] },
  ]],
]);

const armTokens = 'it turns off the tokens with the audience of Azure Resource Manager, with which nodes fetch their images';
const rewrites = 'it writes the cluster with an older API version, which drops what that version does not know';
const flux = 'it installs an extension that isolated clusters do not support';

const conflictingBuiltIns                                = [
  { guid: '42781ec6-6127-4c30-bdfa-fb423a0047d3', displayName: 'Container registries should have ARM audience token authentication disabled.', why: armTokens },
  { guid: '785596ed-054f-41bc-aaec-7f3d0ba05725', displayName: 'Configure container registries to disable ARM audience token authentication.', why: armTokens },
  { guid: '84497762-32b6-4ab3-80b6-732ea48b85a2', displayName: 'Container registries should prevent cache rule creation', why: 'it refuses the cache rule through which nodes get their images' },
  { guid: 'a8eff44f-8c92-45c3-a3fb-9880802d67a7', displayName: 'Deploy Azure Policy Add-on to Azure Kubernetes Service clusters', why: `${rewrites}, and brings an add-on that needs a way out` },
  { guid: '1b708b0a-3380-40e9-8b79-821f9fa224cc', displayName: 'Disable Command Invoke on Azure Kubernetes Service clusters', why: rewrites },
  { guid: '40f1aee2-4db4-4b74-acb1-c6972e24cca8', displayName: 'Configure Node OS Auto upgrade on Azure Kubernetes Cluster', why: rewrites },
  { guid: '36a27de4-199b-40fb-b336-945a8475d6c5', displayName: 'Configure Microsoft Entra ID integrated Azure Kubernetes Service Clusters with required Admin Group Access', why: rewrites },
  { guid: '64def556-fbad-4622-930e-72d1d5589bf5', displayName: 'Configure Azure Kubernetes Service clusters to enable Defender profile', why: `${rewrites}, and brings an add-on that needs a way out` },
  { guid: 'f9175d5f-abc8-1dc3-bd3c-5d7476ada3d1', displayName: 'Configure installation of Flux extension on Kubernetes cluster', why: flux },
  { guid: '83ea2fd1-9eaf-2f6d-f672-cd7b2ac798f6', displayName: 'Configure Kubernetes clusters with Flux v2 configuration using public Git repository', why: flux },
  { guid: 'bf1a31be-3b79-5ba8-c9e0-9a8c9ad9f749', displayName: 'Configure Kubernetes clusters with Flux v2 configuration using Git repository and HTTPS secrets', why: flux },
  { guid: '2630c91f-8a20-8f43-14a2-2485b648e2a9', displayName: 'Configure Kubernetes clusters with Flux v2 configuration using Git repository and HTTPS CA Certificate', why: flux },
  { guid: 'b6c7fd52-4723-5f4d-a157-3d39bd16a1d7', displayName: 'Configure Kubernetes clusters with Flux v2 configuration using Git repository and local secrets', why: flux },
  { guid: '9e980dca-f3e1-8da3-6717-ad37b1ca6b27', displayName: 'Configure Kubernetes clusters with Flux v2 configuration using Git repository and SSH secrets', why: flux },
  { guid: 'b8c1d6c1-6137-97c6-9c34-d4627e54ca26', displayName: 'Configure Kubernetes clusters with specified Flux v2 Bucket source using local secrets', why: flux },
  { guid: '5174c1db-ca42-e0d4-b320-4f1cf6a1fa93', displayName: 'Configure Kubernetes clusters with Flux v2 configuration using Bucket source and secrets in KeyVault', why: flux },
];

/** The id of a built-in definition. */
function builtInId(guid        )         {
  return `/providers/Microsoft.Authorization/policyDefinitions/${guid}`;
}

/** A bundled initiative with the built-ins of its ground as further members; one that has none as it is. */
function withBuiltIns(initiative            )             {
  const builtIns = complementaryBuiltIns.get(typeof initiative['name'] === 'string' ? initiative['name'] : '') ?? [];
  const properties = at(initiative, 'properties');
  if (builtIns.length === 0 || !isJsonObject(properties)) return initiative;
  return { ...initiative, properties: { ...properties, policyDefinitions: [...arrayAt(properties, 'policyDefinitions'), ...builtIns.map(memberOf)] } };
}

function memberOf({ guid, effectFrom, groupNames }         )             {
  return {
    policyDefinitionReferenceId: `built-in-${guid}`,
    policyDefinitionId: builtInId(guid),
    parameters: effectFrom === undefined ? {} : { effect: { value: `[parameters('${effectFrom}')]` } },
    groupNames,
  };
}

export { conflictingBuiltIns, withBuiltIns };
