import type { JsonObject } from '../../../arm/json.ts';
import type { StandInRequest, StandInResponse } from '../../http.ts';
import { graphResource } from '../../identities.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import type { ArmSettings } from '../state.ts';
import { locations } from './locations.ts';

/** The name of this cloud. Clients have settings of their own for Azure's names, and would ask the real ones. */
export const cloudName = 'AksIsolationSandbox';

type Hosts = Pick<ArmSettings, 'endpoint' | 'authorityHost'>;

/** True for the one path of ARM that needs no token: it says where tokens are had. */
export function isMetadata({ method, path }: Pick<StandInRequest, 'method' | 'path'>): boolean {
  return method === 'GET' && /^\/metadata\/endpoints\/?$/i.test(path);
}

/**
 * The endpoints of this cloud, as clients with a custom cloud read them. The shape follows the API version, as recorded of
 * management.azure.com in hashicorp/go-azure-sdk (`sdk/internal/metadata/client_test.go`): an object of few members (1.0, 2015-01-01), with
 * regions (2018-01-01), a list of clouds (2019-05-01 and other versions before 2022), one cloud (from 2022 on). Services that the sandbox
 * has not are named as in Azure: nothing listens there on this machine.
 */
export function cloudMetadata(request: StandInRequest, hosts: Hosts): StandInResponse {
  const version = request.query.get('api-version') ?? '';
  if (!/^(1\.0|20\d{2}-\d{2}-\d{2}(-[a-z]+)?)$/i.test(version)) {
    return gatewayRefusal(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`).response;
  }
  return { status: 200, body: shapeOf(version, hosts) };
}

function shapeOf(version: string, hosts: Hosts): JsonObject | readonly JsonObject[] {
  const year = Number(version.slice(0, 4));
  if (version === '1.0' || year < 2018) return firstShape(hosts);
  if (year < 2019) return { ...firstShape(hosts), graphAudience: graph, authentication: authentication(hosts), cloudEndpoint: regionsOf(hosts) };
  return year < 2022 ? [cloudOf(hosts)] : cloudOf(hosts);
}

const graph = 'https://graph.windows.net/';

function firstShape(hosts: Hosts): JsonObject {
  const { loginEndpoint, audiences } = authentication(hosts);
  return { galleryEndpoint: 'https://gallery.azure.com/', graphEndpoint: graph, portalEndpoint: 'https://portal.azure.com/', authentication: { loginEndpoint, audiences } };
}

/** The first audience is the one that clients ask tokens for. */
function authentication({ authorityHost }: Hosts): { readonly loginEndpoint: string; readonly audiences: readonly string[]; readonly tenant: string; readonly identityProvider: string } {
  return {
    loginEndpoint: authorityHost,
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    tenant: 'common',
    identityProvider: 'AAD',
  };
}

function regionsOf({ endpoint }: Hosts): JsonObject {
  return { public: { endpoint: new URL(endpoint).host, locations: locations.map(({ name }) => name) } };
}

function cloudOf(hosts: Hosts): JsonObject {
  return {
    portal: 'https://portal.azure.com',
    authentication: authentication(hosts),
    media: 'https://rest.media.azure.net',
    graphAudience: graph,
    graph,
    name: cloudName,
    suffixes: {
      azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
      acrLoginServer: 'azurecr.io',
      sqlServerHostname: 'database.windows.net',
      azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      keyVaultDns: 'vault.azure.net',
      storage: 'core.windows.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      storageSyncEndpointSuffix: 'afs.azure.net',
      mhsmDns: 'managedhsm.azure.net',
      mysqlServerEndpoint: 'mysql.database.azure.com',
      postgresqlServerEndpoint: 'postgres.database.azure.com',
      mariadbServerEndpoint: 'mariadb.database.azure.com',
      synapseAnalytics: 'dev.azuresynapse.net',
      attestationEndpoint: 'attest.azure.net',
    },
    batch: 'https://batch.core.windows.net/',
    resourceManager: `${hosts.endpoint}/`,
    vmImageAliasDoc: 'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
    activeDirectoryDataLake: 'https://datalake.azure.net/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    gallery: 'https://gallery.azure.com/',
    microsoftGraphResourceId: `${graphResource}/`,
    appInsightsResourceId: 'https://api.applicationinsights.io',
    appInsightsTelemetryChannelResourceId: 'https://dc.applicationinsights.azure.com/v2/track',
    attestationResourceId: 'https://attest.azure.net',
    synapseAnalyticsResourceId: 'https://dev.azuresynapse.net',
    logAnalyticsResourceId: 'https://api.loganalytics.io',
    ossrDbmsResourceId: 'https://ossrdbms-aad.database.windows.net',
  };
}
