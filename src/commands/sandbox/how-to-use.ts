/** What the first line of output holds. Members are added, never renamed. */
export interface Endpoints {
  readonly armEndpoint: string;
  readonly authorityHost: string;
  readonly githubApiUrl: string;
  readonly oidcRequestUrl: string;
  readonly oidcRequestToken: string;
  /** The certificate that Azure's endpoints are trusted by, as PEM. */
  readonly caFile: string;
  /** A bearer token for Azure Resource Manager, of an hour. */
  readonly token: string;
  readonly githubToken: string;
  /** ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN of a runner, for artifacts. */
  readonly resultsUrl: string;
  readonly runtimeToken: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Of the client, for tools that sign in as a service principal. */
  readonly clientSecret: string;
  readonly subscriptionId: string;
  readonly repository: string;
  readonly faultsUrl: string;
  readonly requestsUrl: string;
  readonly snapshotUrl: string;
}

/** For people: how this tool, the action and others are pointed at a sandbox, to be copied into another shell as it stands. */
export function howToUse(endpoints: Endpoints): string {
  const blocks = [everyTool(endpoints), thisTool(endpoints), theAction(endpoints), azureCli(endpoints), terraform(endpoints), sdk(endpoints), controls(endpoints)];
  const text = blocks.map(([title, ...lines]) => [`  # ${title}`, ...lines.map((line) => `  ${line}`), ''].join('\n')).join('\n');
  return `\nThe sandbox runs until you press Ctrl-C. In another shell:\n\n${text}\n  More (faults, requests, snapshots): docs/sandbox.md`;
}

type Block = readonly [title: string, ...lines: readonly string[]];

function everyTool({ caFile, oidcRequestToken, oidcRequestUrl, token }: Endpoints): Block {
  return [
    'What all of them need',
    `export NODE_EXTRA_CA_CERTS=${caFile} CURL_CA_BUNDLE=${caFile} REQUESTS_CA_BUNDLE=${caFile}`,
    `export ACTIONS_ID_TOKEN_REQUEST_URL='${oidcRequestUrl}' ACTIONS_ID_TOKEN_REQUEST_TOKEN=${oidcRequestToken}`,
    `export SANDBOX_TOKEN=${token}   # good for an hour`,
  ];
}

function thisTool({ armEndpoint, authorityHost, clientId, subscriptionId, tenantId }: Endpoints): Block {
  return [
    'This command line',
    'aks-isolation deploy --resource-group demo --cluster-name demo --location westeurope --poll-interval 1 \\',
    `  --subscription-id ${subscriptionId} --tenant-id ${tenantId} --client-id ${clientId} \\`,
    `  --arm-endpoint ${armEndpoint} --authority-host ${authorityHost}`,
  ];
}

function theAction({ armEndpoint, authorityHost, clientId, githubApiUrl, githubToken, repository, subscriptionId, tenantId }: Endpoints): Block {
  return [
    'The action, as a runner starts it: in a workflow, what begins with INPUT_ stands under with: in lower case',
    `env GITHUB_ACTIONS=true GITHUB_EVENT_NAME=schedule GITHUB_REPOSITORY=${repository} GITHUB_API_URL=${githubApiUrl} \\`,
    `  INPUT_COMMAND=drift INPUT_GITHUB-TOKEN=${githubToken} INPUT_RESOURCE-GROUP=demo INPUT_CLUSTER-NAME=demo \\`,
    `  INPUT_SUBSCRIPTION-ID=${subscriptionId} INPUT_TENANT-ID=${tenantId} INPUT_CLIENT-ID=${clientId} \\`,
    `  INPUT_ARM-ENDPOINT=${armEndpoint} INPUT_AUTHORITY-HOST=${authorityHost} node dist/action.js`,
  ];
}

function azureCli({ armEndpoint, authorityHost, clientId, tenantId }: Endpoints): Block {
  return [
    'Azure CLI',
    // MSAL asks login.microsoftonline.com about every authority that it does not know, unless it is one of AD FS.
    `az cloud register --name aks-isolation-sandbox --endpoint-resource-manager ${armEndpoint} --endpoint-active-directory ${authorityHost}/adfs`,
    'az cloud set --name aks-isolation-sandbox   # afterwards: az cloud set --name AzureCloud',
    `az login --service-principal --tenant ${tenantId} --username ${clientId} --federated-token \\`,
    '  "$(curl --silent --header "authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" | sed \'s/.*"value":"\\([^"]*\\)".*/\\1/\')"',
    `az rest --method get --url '${armEndpoint}/subscriptions?api-version=2022-12-01'`,
  ];
}

function terraform({ armEndpoint, authorityHost, caFile, clientId, subscriptionId, tenantId }: Endpoints): Block {
  const { host } = new URL(armEndpoint);
  return [
    'Terraform, after terraform init: SSL_CERT_FILE takes the place of the certificates that its registry needs',
    `export SSL_CERT_FILE=${caFile} ARM_USE_OIDC=true ARM_TENANT_ID=${tenantId} ARM_CLIENT_ID=${clientId} ARM_SUBSCRIPTION_ID=${subscriptionId}`,
    `export ARM_METADATA_HOSTNAME=${host}   # azurerm: the same as metadata_host = "${host}"`,
    `export ARM_RESOURCE_MANAGER_ENDPOINT=${armEndpoint} ARM_RESOURCE_MANAGER_AUDIENCE=${armEndpoint} \\`,
    `  ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST=${authorityHost} ARM_DISABLE_INSTANCE_DISCOVERY=true   # azapi: its endpoint block`,
  ];
}

function sdk({ armEndpoint, subscriptionId }: Endpoints): Block {
  return [
    'The Azure SDK for JavaScript; those for other languages take an endpoint and a credential too',
    'const credential = { getToken: async () => ({ token: process.env.SANDBOX_TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }) };',
    `new ContainerServiceClient(credential, '${subscriptionId}', { endpoint: '${armEndpoint}' });`,
  ];
}

function controls({ armEndpoint, githubApiUrl, githubToken, repository, requestsUrl }: Endpoints): Block {
  return [
    'Plain HTTP: Azure, GitHub, and what was asked so far',
    `curl --header "authorization: Bearer $SANDBOX_TOKEN" '${armEndpoint}/subscriptions?api-version=2022-12-01'`,
    `curl --header 'authorization: Bearer ${githubToken}' ${githubApiUrl}/repos/${repository}/issues`,
    `curl --header "authorization: Bearer $SANDBOX_TOKEN" ${requestsUrl}`,
  ];
}
