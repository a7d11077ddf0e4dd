import { createArmClient } from './arm-client.js';
import { isJsonObject, UserError } from './ground.js';

/** What differs between Azure's clouds. Sources: cloud endpoint tables of Azure CLI; audiences: Entra documentation on workload identity federation. */
                        
                                                 
                               
                                           
                                 
                                                                                                        
                         
                                                        
                                         
 

                                                             

const clouds                                     = {
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
function authorityOptions(cloud       )                                                                                 {
  return { authorityHost: cloud.authorityHost, disableInstanceDiscovery: true };
}

/**
 * The claims of a JSON Web Token, unverified: only for telling people what was presented and for knowing when to ask anew.
 * Returns undefined when the text is none.
 */
function claimsOf(token        )                         {
  const payload = token.split('.')[1];
  if (payload === undefined || token.length > 64 * 1024) return undefined;
  try {
    const claims          = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** A cached token is not used in its last minutes, so that it cannot expire on its way. */
const expiryMargin = 5 * 60_000;

/**
 * The one credential of a run: GitHub's OIDC when a client id is given, else what the environment, `az login` or the machine offers.
 * Tokens are cached here, since several clients share it; their tenant is checked against the guard rail before first use.
 */
async function createCredential(options                   , tools                 )                           {
  const source = await selectSource(options, tools);
  let kept                         ;
  let pending                                  ;

  const ask = async (scopes                   , request                  )                       => {
    try {
      const token = await source(scopes, request);
      checkTenant(token.token, options);
      tools.logger.mask(token.token);
      kept = token;
      return token;
    } finally {
      pending = undefined;
    }
  };

  return {
    getToken(scopes, request) {
      // A challenge with claims asks for another token than the one that was just refused.
      if (request?.claims !== undefined) return ask(scopes, request);
      if (kept !== undefined && tools.clock.now() < kept.expiresOnTimestamp - expiryMargin) return Promise.resolve(kept);
      pending ??= ask(scopes, request);
      return pending;
    },
  };
}

async function selectSource(options                   , tools                 )                       {
  if (options.clientId === undefined) return (await import('./vendor-azure-identity.js')).ambientSource(options);
  return (await import('./federated.js')).federatedSource(options, options.clientId, tools);
}

/** The guard rail `allowed-tenants`, against the tenant that really issued the token. */
function checkTenant(token        , { allowedTenants, tenantId }                   )       {
  if (allowedTenants.length === 0) return;
  const claimed = claimsOf(token)?.['tid'];
  const tenant = typeof claimed === 'string' ? claimed.toLowerCase() : tenantId;
  if (tenant === undefined) throw new UserError('The tenant of the Azure sign-in cannot be told, and "allowed-tenants" is set: give "tenant-id".');
  if (!allowedTenants.includes(tenant)) throw new UserError(`The Azure sign-in belongs to tenant ${tenant}, which "allowed-tenants" does not list.`);
}

/** Azure as a run sees it: one credential and one client, made once and passed down. Nothing is asked of Azure yet. */
async function connect(options                   , tools       )                     {
  const known = clouds[options.cloud];
  const cloud = { ...known, armEndpoint: options.armEndpoint ?? known.armEndpoint, authorityHost: options.authorityHost ?? known.authorityHost };
  const { tenantId, clientId, allowedTenants } = options;
  const credential = await createCredential({ cloud, tenantId, clientId, allowedTenants, requestIdToken: tools.requestIdToken }, tools);
  const client = { cloud, subscriptionId: options.subscriptionId ?? '00000000-0000-0000-0000-000000000000', credential, userAgent: tools.userAgent };
  return await createArmClient(client, tools);
}

const connect$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  connect
}, Symbol.toStringTag, { value: 'Module' }));

export { authorityOptions, claimsOf, connect$1 as connect };
