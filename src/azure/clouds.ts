/** What differs between Azure's clouds. Sources: cloud endpoint tables of Azure CLI; audiences: Entra documentation on workload identity federation. */
export interface Cloud {
  /** Azure Resource Manager, an https origin. */
  readonly armEndpoint: string;
  /** The sign-in host, an https origin. */
  readonly authorityHost: string;
  /** Scope of access tokens; stays the cloud's when the endpoint is another (sandbox, private link). */
  readonly scope: string;
  /** Audience of the GitHub token that is exchanged. */
  readonly tokenExchangeAudience: string;
}

export type CloudName = 'public' | 'us-government' | 'china';

export const clouds: Readonly<Record<CloudName, Cloud>> = {
  'public': {
    armEndpoint: 'https://management.azure.com',
    authorityHost: 'https://login.microsoftonline.com',
    scope: 'https://management.azure.com/.default',
    tokenExchangeAudience: 'api://AzureADTokenExchange',
  },
  'us-government': {
    armEndpoint: 'https://management.usgovcloudapi.net',
    authorityHost: 'https://login.microsoftonline.us',
    scope: 'https://management.usgovcloudapi.net/.default',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'china': {
    armEndpoint: 'https://management.chinacloudapi.cn',
    authorityHost: 'https://login.chinacloudapi.cn',
    scope: 'https://management.chinacloudapi.cn/.default',
    tokenExchangeAudience: 'api://AzureADTokenExchangeChina',
  },
};

/** Instance discovery asks the public cloud about the sign-in host; a host that the user named needs no such permission. */
export function authorityOptions(cloud: Cloud): { readonly authorityHost: string; readonly disableInstanceDiscovery: boolean } {
  return { authorityHost: cloud.authorityHost, disableInstanceDiscovery: true };
}
