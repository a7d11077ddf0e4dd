/**
 * The API versions that types have, as they were published by September 2026: folders of Azure/bicep-types-az, the versions that Azure's clients and the Azure
 * CLI of that time ask for, what ARM itself lists (of clusters: hashicorp/terraform-provider-azurerm 27921, February 2025, after previews were retired), and those
 * of the recordings. AKS has had a version and a preview in nearly every month since 2023.
 */
/** Until when versions are in this table. */
export const endOfTable = '2026-09-30';

const clusters = `
  2017-08-31 2018-03-31 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-02-01 2020-03-01 2020-04-01
  2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01 2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01 2021-09-01 2021-10-01
  2022-01-01 2022-02-01 2022-03-01 2022-04-01 2022-06-01 2022-07-01 2022-08-01 2022-09-01 2022-11-01 2023-01-01 2023-02-01 2023-03-01
  2023-04-01 2023-04-02-preview 2023-05-01 2023-05-02-preview 2023-06-01 2023-06-02-preview 2023-07-01 2023-07-02-preview 2023-08-01
  2023-08-02-preview 2023-09-01 2023-09-02-preview 2023-10-01 2023-10-02-preview 2023-11-01 2023-11-02-preview 2024-01-01 2024-01-02-preview
  2024-02-01 2024-02-02-preview 2024-03-02-preview 2024-04-02-preview 2024-05-01 2024-05-02-preview 2024-06-02-preview 2024-07-01
  2024-07-02-preview 2024-08-01 2024-09-01 2024-09-02-preview 2024-10-01 2024-10-02-preview 2025-01-01 2025-01-02-preview 2025-02-01
  2025-02-02-preview 2025-03-01 2025-03-02-preview 2025-04-01 2025-04-02-preview 2025-05-01 2025-05-02-preview 2025-06-02-preview 2025-07-01
  2025-07-02-preview 2025-08-01 2025-08-02-preview 2025-09-01 2025-09-02-preview 2025-10-01 2025-10-02-preview 2026-01-01 2026-01-02-preview
  2026-02-01 2026-02-02-preview 2026-03-01 2026-03-02-preview 2026-04-01 2026-04-02-preview 2026-05-01 2026-05-02-preview 2026-06-01
  2026-07-01 2026-08-01
`;

const registries = `
  2017-03-01 2017-10-01 2019-05-01 2019-12-01-preview 2020-11-01-preview 2021-06-01-preview 2021-08-01-preview 2021-09-01 2021-12-01-preview
  2022-02-01-preview 2022-12-01 2023-01-01-preview 2023-06-01-preview 2023-07-01 2023-08-01-preview 2023-11-01-preview 2024-11-01-preview
  2025-03-01-preview 2025-04-01 2025-05-01-preview 2025-06-01-preview 2025-11-01 2026-09-01-preview
`;

const network = `
  2015-06-15 2016-03-30 2016-06-01 2016-09-01 2016-12-01 2017-03-01 2017-06-01 2017-08-01 2017-09-01 2017-10-01 2017-11-01 2018-01-01
  2018-02-01 2018-04-01 2018-06-01 2018-07-01 2018-08-01 2018-10-01 2018-11-01 2018-12-01 2019-02-01 2019-04-01 2019-06-01 2019-07-01
  2019-08-01 2019-09-01 2019-11-01 2019-12-01 2020-03-01 2020-04-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 2020-11-01 2021-02-01
  2021-03-01 2021-05-01 2021-08-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 2023-02-01 2023-04-01 2023-05-01 2023-06-01
  2023-09-01 2023-11-01 2024-01-01 2024-03-01 2024-05-01 2024-07-01 2024-10-01 2025-01-01 2025-03-01 2025-05-01 2025-07-01 2025-09-01
  2026-01-01 2026-03-01 2026-09-01
`;

const privateDns = `
  2018-09-01 2020-01-01 2020-06-01 2024-06-01
`;

const identities = `
  2015-08-31-preview 2018-11-30 2021-09-30-preview 2022-01-31-preview 2023-01-31 2023-07-31-preview 2024-11-30 2025-01-31-preview
  2025-05-31-preview
`;

const extensions = `
  2020-07-01-preview 2021-05-01-preview 2021-09-01 2021-11-01-preview 2022-01-01-preview 2022-03-01 2022-04-02-preview 2022-07-01 2022-11-01
  2023-05-01 2024-11-01
`;

const policies = `
  2016-12-01 2017-06-01-preview 2018-03-01 2018-05-01 2019-01-01 2019-06-01 2019-09-01 2020-03-01 2020-09-01 2021-06-01 2022-06-01
  2022-08-01-preview 2023-04-01 2024-04-01 2024-05-01 2025-01-01 2025-03-01 2025-11-01
`;

const exemptions = `
  2020-07-01-preview 2022-07-01-preview 2022-08-01-preview 2024-12-01-preview
`;

const roles = `
  2015-07-01 2017-10-01-preview 2018-01-01-preview 2018-07-01 2018-09-01-preview 2020-03-01-preview 2020-04-01-preview 2020-08-01-preview
  2020-10-01-preview 2021-04-01-preview 2022-04-01 2022-05-01-preview
`;

const resourceManager = `
  2014-04-01 2015-01-01 2015-11-01 2016-02-01 2016-06-01 2016-07-01 2016-09-01 2017-03-01 2017-05-01 2017-05-10 2017-06-01 2017-08-01
  2017-12-01 2018-01-01 2018-02-01 2018-05-01 2018-06-01 2018-07-01 2018-08-01 2018-09-01 2018-11-01 2019-03-01 2019-05-01 2019-05-10
  2019-06-01 2019-07-01 2019-08-01 2019-09-01 2019-10-01 2019-11-01 2020-01-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 2020-09-01
  2020-10-01 2021-01-01 2021-04-01 2022-01-01 2022-03-01-preview 2022-05-01 2022-06-01 2022-09-01 2022-11-01-preview 2022-12-01
  2023-03-01-preview 2023-07-01 2023-07-01-preview 2024-03-01 2024-07-01 2024-08-01 2024-11-01 2025-03-01 2025-04-01
`;

const listOf = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Of subscriptions, resource groups and other things of ARM's own (Azure/azure-cli 28038, and what clients ask for since). */
export const ownVersions = listOf(resourceManager);

/** By the beginning of a type, lower case; what stands below a type has its versions. */
export const knownVersions: ReadonlyMap<string, readonly string[]> = new Map([
  ['microsoft.containerservice/managedclusters', listOf(clusters)],
  ['microsoft.containerregistry/registries', listOf(registries)],
  ...['virtualnetworks', 'networksecuritygroups', 'routetables', 'natgateways', 'publicipaddresses', 'publicipprefixes', 'loadbalancers', 'virtualnetworkgateways', 'virtualhubs', 'privateendpoints', 'networkinterfaces']
    .map((type) => [`microsoft.network/${type}`, listOf(network)] as const),
  ['microsoft.network/privatednszones', listOf(privateDns)],
  ['microsoft.managedidentity/userassignedidentities', listOf(identities)],
  ['microsoft.kubernetesconfiguration/extensions', listOf(extensions)],
  ...['policydefinitions', 'policysetdefinitions', 'policyassignments'].map((type) => [`microsoft.authorization/${type}`, listOf(policies)] as const),
  ['microsoft.authorization/policyexemptions', listOf(exemptions)],
  ...['roleassignments', 'roledefinitions'].map((type) => [`microsoft.authorization/${type}`, listOf(roles)] as const),
]);
