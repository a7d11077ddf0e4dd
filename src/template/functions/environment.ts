import { Unknown } from '../../language/unknown.ts';
import type { ObjectValue } from '../../language/values.ts';
import type { DeploymentFacts } from '../expansion.ts';

/**
 * What the clouds differ in. The public cloud as the documentation of `environment` shows it; the others from what
 * https://management.…/metadata/endpoints says of them, with the suffixes written as the public cloud writes its own.
 */
interface Cloud {
  readonly name: string;
  readonly gallery: string;
  readonly graph: string;
  readonly portal: string;
  readonly batch: string;
  readonly media: string;
  readonly resourceManager: string;
  readonly sqlManagement: string;
  readonly login: string;
  readonly management: string;
  /** Where there are data lakes of the first generation. */
  readonly dataLake?: string;
  readonly suffixes: ObjectValue;
}

const clouds: Readonly<Record<'public' | 'usgovernment' | 'china', Cloud>> = {
  public: {
    name: 'AzureCloud',
    gallery: 'https://gallery.azure.com/',
    graph: 'https://graph.windows.net/',
    portal: 'https://portal.azure.com',
    batch: 'https://batch.core.windows.net/',
    media: 'https://rest.media.azure.net',
    resourceManager: 'https://management.azure.com/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    login: 'https://login.microsoftonline.com/',
    management: 'https://management.core.windows.net/',
    dataLake: 'https://datalake.azure.net/',
    suffixes: {
      acrLoginServer: '.azurecr.io',
      azureDatalakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      azureDatalakeStoreFileSystem: 'azuredatalakestore.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      keyvaultDns: '.vault.azure.net',
      sqlServerHostname: '.database.windows.net',
      storage: 'core.windows.net',
    },
  },
  usgovernment: {
    name: 'AzureUSGovernment',
    gallery: 'https://gallery.usgovcloudapi.net',
    graph: 'https://graph.windows.net',
    portal: 'https://portal.azure.us',
    batch: 'https://batch.core.usgovcloudapi.net',
    media: 'https://rest.media.usgovcloudapi.net',
    resourceManager: 'https://management.usgovcloudapi.net',
    sqlManagement: 'https://management.core.usgovcloudapi.net:8443',
    login: 'https://login.microsoftonline.us',
    management: 'https://management.core.usgovcloudapi.net',
    suffixes: {
      acrLoginServer: '.azurecr.us',
      azureFrontDoorEndpointSuffix: '',
      keyvaultDns: '.vault.usgovcloudapi.net',
      sqlServerHostname: '.database.usgovcloudapi.net',
      storage: 'core.usgovcloudapi.net',
    },
  },
  china: {
    name: 'AzureChinaCloud',
    gallery: 'https://gallery.chinacloudapi.cn',
    graph: 'https://graph.chinacloudapi.cn',
    portal: 'https://portal.azure.cn',
    batch: 'https://batch.chinacloudapi.cn',
    media: 'https://rest.media.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    sqlManagement: 'https://management.core.chinacloudapi.cn:8443',
    login: 'https://login.chinacloudapi.cn',
    management: 'https://management.core.chinacloudapi.cn',
    suffixes: {
      acrLoginServer: '.azurecr.cn',
      azureFrontDoorEndpointSuffix: '',
      keyvaultDns: '.vault.azure.cn',
      sqlServerHostname: '.database.chinacloudapi.cn',
      storage: 'core.chinacloudapi.cn',
    },
  },
};

/** `environment()` of a cloud (learn.microsoft.com, "Deployment functions: environment"). */
export function environmentOf(cloud: DeploymentFacts['cloud']): unknown {
  if (cloud === undefined) return new Unknown('the cloud of the deployment is not given', { isPresent: true });
  const { name, gallery, graph, portal, batch, media, resourceManager, sqlManagement, login, management, dataLake, suffixes } = clouds[cloud];
  return {
    name,
    gallery,
    graph,
    portal,
    graphAudience: graph,
    ...(dataLake === undefined ? {} : { activeDirectoryDataLake: dataLake }),
    batch,
    media,
    sqlManagement,
    vmImageAliasDoc: 'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
    resourceManager,
    authentication: { loginEndpoint: login, audiences: [management, resourceManager], tenant: 'common', identityProvider: 'AAD' },
    suffixes,
  };
}
