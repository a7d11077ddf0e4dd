import { suggestion } from './near-miss.js';
import { bindInitiative } from './bind.js';
import { parseInitiative, PolicyError, parseDefinition } from './compile.js';

const aksBootstrapArtifactSource = {
	name: "aks-bootstrap-artifact-source",
	properties: {
		displayName: "AKS clusters should bootstrap from a private registry",
		description: "Nodes fetch the images and packages they start with either from Microsoft's public endpoints (Direct) or from a private registry that caches them (Cache). Without outbound access only Cache works. A cluster that says nothing gets Direct from the service, and is refused as well.",
		policyType: "Custom",
		mode: "Indexed",
		metadata: {
			version: "1.0.0",
			category: "Kubernetes",
			remediation: "Set bootstrapProfile.artifactSource to Cache; with a registry of your own also bootstrapProfile.containerRegistryId.",
			nonComplianceMessage: "The nodes of this cluster would fetch their start-up artifacts from public endpoints; the artifact source has to be Cache."
		},
		version: "1.0.0",
		parameters: {
			effect: {
				type: "String",
				metadata: {
					displayName: "Effect",
					description: "Deny refuses the request, Audit only records it, Disabled switches the rule off."
				},
				allowedValues: [
					"Deny",
					"Audit",
					"Disabled"
				],
				defaultValue: "Deny"
			}
		},
		policyRule: {
			"if": {
				allOf: [
					{
						field: "type",
						equals: "Microsoft.ContainerService/managedClusters"
					},
					{
						field: "Microsoft.ContainerService/managedClusters/bootstrapProfile.artifactSource",
						notEquals: "Cache"
					}
				]
			},
			then: {
				effect: "[parameters('effect')]"
			}
		}
	}
};

const aksNodeOsUpgradeChannel = {
	name: "aks-node-os-upgrade-channel",
	properties: {
		displayName: "AKS clusters should use an allowed node OS upgrade channel",
		description: "With the channel Unmanaged every node fetches operating system updates from public package repositories, which an isolated cluster cannot reach. Only the channels listed are accepted. A cluster that names no channel gets NodeImage from the service and is accepted.",
		policyType: "Custom",
		mode: "Indexed",
		metadata: {
			version: "1.0.0",
			category: "Kubernetes",
			remediation: "Set autoUpgradeProfile.nodeOSUpgradeChannel to NodeImage, or to another channel that the assignment allows.",
			nonComplianceMessage: "The node OS upgrade channel of this cluster is not allowed here: nodes would fetch updates from public repositories."
		},
		version: "1.0.0",
		parameters: {
			effect: {
				type: "String",
				metadata: {
					displayName: "Effect",
					description: "Deny refuses the request, Audit only records it, Disabled switches the rule off."
				},
				allowedValues: [
					"Deny",
					"Audit",
					"Disabled"
				],
				defaultValue: "Deny"
			},
			allowedNodeOsUpgradeChannels: {
				type: "Array",
				metadata: {
					displayName: "Allowed node OS upgrade channels",
					description: "Channels that a cluster may use. Unmanaged leaves updates to the operating system, which fetches them from public repositories."
				},
				allowedValues: [
					"NodeImage",
					"SecurityPatch",
					"None",
					"Unmanaged"
				],
				defaultValue: [
					"NodeImage",
					"SecurityPatch",
					"None"
				]
			}
		},
		policyRule: {
			"if": {
				allOf: [
					{
						field: "type",
						equals: "Microsoft.ContainerService/managedClusters"
					},
					{
						field: "Microsoft.ContainerService/managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel",
						exists: true
					},
					{
						field: "Microsoft.ContainerService/managedClusters/autoUpgradeProfile.nodeOSUpgradeChannel",
						notIn: "[parameters('allowedNodeOsUpgradeChannels')]"
					}
				]
			},
			then: {
				effect: "[parameters('effect')]"
			}
		}
	}
};

const aksNodePublicIp = {
	name: "aks-node-public-ip",
	properties: {
		displayName: "AKS nodes should not have public IP addresses",
		description: "A node with a public address of its own reaches the internet, and is reached from it, whatever the outbound type of the cluster says. The rule looks at the node pools in the cluster and at node pools written as resources of their own, which is why its mode is All: node pools have no tags and location.",
		policyType: "Custom",
		mode: "All",
		metadata: {
			version: "1.0.0",
			category: "Kubernetes",
			remediation: "Remove enableNodePublicIP and nodePublicIPPrefixID from the node pool.",
			nonComplianceMessage: "The nodes of this pool would have public IP addresses."
		},
		version: "1.0.0",
		parameters: {
			effect: {
				type: "String",
				metadata: {
					displayName: "Effect",
					description: "Deny refuses the request, Audit only records it, Disabled switches the rule off."
				},
				allowedValues: [
					"Deny",
					"Audit",
					"Disabled"
				],
				defaultValue: "Deny"
			}
		},
		policyRule: {
			"if": {
				anyOf: [
					{
						allOf: [
							{
								field: "type",
								equals: "Microsoft.ContainerService/managedClusters"
							},
							{
								count: {
									field: "Microsoft.ContainerService/managedClusters/agentPoolProfiles[*]",
									where: {
										anyOf: [
											{
												field: "Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].enableNodePublicIP",
												equals: true
											},
											{
												field: "Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].nodePublicIPPrefixID",
												exists: true
											}
										]
									}
								},
								greater: 0
							}
						]
					},
					{
						allOf: [
							{
								field: "type",
								equals: "Microsoft.ContainerService/managedClusters/agentPools"
							},
							{
								anyOf: [
									{
										field: "Microsoft.ContainerService/managedClusters/agentPools/enableNodePublicIP",
										equals: true
									},
									{
										field: "Microsoft.ContainerService/managedClusters/agentPools/nodePublicIPPrefixID",
										exists: true
									}
								]
							}
						]
					}
				]
			},
			then: {
				effect: "[parameters('effect')]"
			}
		}
	}
};

const aksOutboundType = {
	name: "aks-outbound-type",
	properties: {
		displayName: "AKS clusters should use an allowed outbound type",
		description: "The outbound type decides whether Azure gives the nodes of a cluster a way to the internet. Only the types listed are accepted; none and block give no way out. A cluster that names no outbound type gets a load balancer with a public address from the service, and is refused as well.",
		policyType: "Custom",
		mode: "Indexed",
		metadata: {
			version: "1.0.0",
			category: "Kubernetes",
			remediation: "Set networkProfile.outboundType to none, or to another type that the assignment allows.",
			nonComplianceMessage: "The outbound type of this cluster is not allowed here: the nodes would have a way to the internet."
		},
		version: "1.0.0",
		parameters: {
			effect: {
				type: "String",
				metadata: {
					displayName: "Effect",
					description: "Deny refuses the request, Audit only records it, Disabled switches the rule off."
				},
				allowedValues: [
					"Deny",
					"Audit",
					"Disabled"
				],
				defaultValue: "Deny"
			},
			allowedOutboundTypes: {
				type: "Array",
				metadata: {
					displayName: "Allowed outbound types",
					description: "Outbound types that a cluster may use. none and block isolate; every other type lets nodes reach the internet or relies on a route table that does not."
				},
				allowedValues: [
					"none",
					"block",
					"loadBalancer",
					"userDefinedRouting",
					"managedNATGateway",
					"managedNATGatewayV2",
					"userAssignedNATGateway"
				],
				defaultValue: [
					"none"
				]
			}
		},
		policyRule: {
			"if": {
				allOf: [
					{
						field: "type",
						equals: "Microsoft.ContainerService/managedClusters"
					},
					{
						field: "Microsoft.ContainerService/managedClusters/networkProfile.outboundType",
						notIn: "[parameters('allowedOutboundTypes')]"
					}
				]
			},
			then: {
				effect: "[parameters('effect')]"
			}
		}
	}
};

const aksPrivateApiServer = {
	name: "aks-private-api-server",
	properties: {
		displayName: "AKS clusters should have a private API server",
		description: "A private cluster reaches its API server through a private endpoint in the virtual network, so that neither nodes nor operators need a public address for it. A cluster that says nothing gets a public API server from the service, and is refused as well.",
		policyType: "Custom",
		mode: "Indexed",
		metadata: {
			version: "1.0.0",
			category: "Kubernetes",
			remediation: "Set apiServerAccessProfile.enablePrivateCluster to true. The setting is made when the cluster is created.",
			nonComplianceMessage: "The API server of this cluster would be public."
		},
		version: "1.0.0",
		parameters: {
			effect: {
				type: "String",
				metadata: {
					displayName: "Effect",
					description: "Deny refuses the request, Audit only records it, Disabled switches the rule off."
				},
				allowedValues: [
					"Deny",
					"Audit",
					"Disabled"
				],
				defaultValue: "Deny"
			}
		},
		policyRule: {
			"if": {
				allOf: [
					{
						field: "type",
						equals: "Microsoft.ContainerService/managedClusters"
					},
					{
						field: "Microsoft.ContainerService/managedClusters/apiServerAccessProfile.enablePrivateCluster",
						notEquals: true
					}
				]
			},
			then: {
				effect: "[parameters('effect')]"
			}
		}
	}
};

const aksEgressIsolationCore = {
	name: "aks-egress-isolation-core",
	properties: {
		displayName: "AKS clusters should be network isolated: core",
		description: "What makes an AKS cluster network isolated: no outbound access, start-up artifacts from a private registry, no public addresses on nodes, a private API server, and no operating system updates from public repositories.",
		policyType: "Custom",
		metadata: {
			version: "1.0.0",
			category: "Kubernetes"
		},
		version: "1.0.0",
		parameters: {
			effect: {
				type: "String",
				metadata: {
					displayName: "Effect",
					description: "Effect of every rule of this initiative: Deny refuses the request, Audit only records it, Disabled switches the rules off."
				},
				allowedValues: [
					"Deny",
					"Audit",
					"Disabled"
				],
				defaultValue: "Deny"
			},
			allowedOutboundTypes: {
				type: "Array",
				metadata: {
					displayName: "Allowed outbound types",
					description: "Outbound types that a cluster may use. none and block isolate; every other type lets nodes reach the internet or relies on a route table that does not."
				},
				allowedValues: [
					"none",
					"block",
					"loadBalancer",
					"userDefinedRouting",
					"managedNATGateway",
					"managedNATGatewayV2",
					"userAssignedNATGateway"
				],
				defaultValue: [
					"none"
				]
			},
			allowedNodeOsUpgradeChannels: {
				type: "Array",
				metadata: {
					displayName: "Allowed node OS upgrade channels",
					description: "Channels that a cluster may use. Unmanaged leaves updates to the operating system, which fetches them from public repositories."
				},
				allowedValues: [
					"NodeImage",
					"SecurityPatch",
					"None",
					"Unmanaged"
				],
				defaultValue: [
					"NodeImage",
					"SecurityPatch",
					"None"
				]
			}
		},
		policyDefinitionGroups: [
			{
				name: "egress",
				displayName: "Egress",
				description: "Ways by which traffic leaves the cluster."
			},
			{
				name: "nodes",
				displayName: "Nodes",
				description: "What nodes may have and fetch."
			},
			{
				name: "api",
				displayName: "API server",
				description: "How the API server is reached."
			}
		],
		policyDefinitions: [
			{
				policyDefinitionReferenceId: "aks-outbound-type",
				policyDefinitionId: "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type",
				parameters: {
					effect: {
						value: "[parameters('effect')]"
					},
					allowedOutboundTypes: {
						value: "[parameters('allowedOutboundTypes')]"
					}
				},
				groupNames: [
					"egress"
				]
			},
			{
				policyDefinitionReferenceId: "aks-bootstrap-artifact-source",
				policyDefinitionId: "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-bootstrap-artifact-source",
				parameters: {
					effect: {
						value: "[parameters('effect')]"
					}
				},
				groupNames: [
					"egress"
				]
			},
			{
				policyDefinitionReferenceId: "aks-node-public-ip",
				policyDefinitionId: "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-node-public-ip",
				parameters: {
					effect: {
						value: "[parameters('effect')]"
					}
				},
				groupNames: [
					"egress",
					"nodes"
				]
			},
			{
				policyDefinitionReferenceId: "aks-private-api-server",
				policyDefinitionId: "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-private-api-server",
				parameters: {
					effect: {
						value: "[parameters('effect')]"
					}
				},
				groupNames: [
					"api"
				]
			},
			{
				policyDefinitionReferenceId: "aks-node-os-upgrade-channel",
				policyDefinitionId: "{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/aks-node-os-upgrade-channel",
				parameters: {
					effect: {
						value: "[parameters('effect')]"
					},
					allowedNodeOsUpgradeChannels: {
						value: "[parameters('allowedNodeOsUpgradeChannels')]"
					}
				},
				groupNames: [
					"nodes"
				]
			}
		]
	}
};

/** A policy object as plain ARM JSON, the form in which Azure accepts it. */
                                 
                        
                                
 

/** Stands in an initiative where the id of the subscription or management group that holds the definitions will be. */
const definitionScopePlaceholder = '{definitionScope}';

/** The definitions under policies/definitions. */
const bundledDefinitions                            = documents([
  aksBootstrapArtifactSource,
  aksNodeOsUpgradeChannel,
  aksNodePublicIp,
  aksOutboundType,
  aksPrivateApiServer,
]);

/** The initiatives under policies/initiatives, with the placeholder `{definitionScope}` in the ids of their definitions. */
const bundledInitiatives                            = documents([aksEgressIsolationCore]);

/**
 * A bundled initiative as Azure accepts it, its definitions living at `definitionScope`:
 * `/subscriptions/…` or `/providers/Microsoft.Management/managementGroups/…`. Throws PolicyError when there is none of that name.
 */
function bundledInitiative(name        , definitionScope        )             {
  return substitute(initiativeNamed(name).document, definitionScope.replace(/\/+$/, ''));
}

/**
 * A bundled initiative bound to the bundled definitions, ready for `judge`. `parameters` are the initiative's, plain by name.
 * Throws PolicyError when there is none of that name or a parameter does not fit.
 */
function bundledPolicies(initiativeName        , parameters             = {})                            {
  return bindInitiative(parseInitiative(initiativeNamed(initiativeName).document), bundledDefinition, parameters);
}

/** Parsed on first use: whoever only deploys policies does not pay for reading them. */
const parsedDefinitions = new Map                          ();

/** The bundled definition that an id names by its last segment. */
function bundledDefinition(id        )                               {
  const name = id.split('/').at(-1) ?? '';
  const source = bundledDefinitions.find((entry) => entry.name === name);
  if (source === undefined) return undefined;
  const definition = parsedDefinitions.get(name) ?? parseDefinition(source.document);
  parsedDefinitions.set(name, definition);
  return definition;
}

function initiativeNamed(name        )                 {
  const found = bundledInitiatives.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const names = bundledInitiatives.map((entry) => entry.name);
  throw new PolicyError(`There is no bundled initiative \`${name}\`${suggestion(name, names)}`);
}

function documents(sources                                                     )                            {
  return sources.map((document) => ({ name: document.name, document }));
}

/** A copy with the placeholder filled in wherever it stands. Bundled documents are shallow. */
function substitute(document            , scope        )             {
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, filled(value, scope)]));
}

function filled(value         , scope        )          {
  if (typeof value === 'string') return value.replaceAll(definitionScopePlaceholder, () => scope);
  if (Array.isArray(value)) return value.map((element         ) => filled(element, scope));
  return typeof value === 'object' && value !== null ? substitute(value              , scope) : value;
}

export { bundledDefinition, bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies };
