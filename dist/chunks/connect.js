import { arrayAt, isJsonObject, textAt, CancelledError, UserError, messageOf } from './ground.js';
import { AzureError, azureErrorFrom } from './arm-error.js';

/**
 * Lets requests go to one origin only. The SDK's poller follows whatever address an answer's `Azure-AsyncOperation` or
 * `nextLink` names, with the bearer token; an answer that names another host is refused before anything is sent there.
 */
function pinnedOrigin(origin        )                 {
  return {
    name: 'pinnedOriginPolicy',
    sendRequest(request, next) {
      const wanted = new URL(request.url).origin;
      if (wanted === origin) return next(request);
      throw new AzureError(`Azure's answer named an address on ${wanted}, but this run speaks only to ${origin}; nothing was sent there.`, {
        status: 0,
        code: 'ForeignHost',
      });
    },
  };
}

/**
 * Gives a 429 without `Retry-After` the wait that it lacks, so that the SDK's own retry takes it up. ARM says the seconds in
 * its message ("Please try again after '10' seconds", recorded answer); AKS's bucket refills once a minute per cluster.
 */
function throttlingWait()                 {
  return {
    name: 'throttlingWaitPolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      if (response.status === 429 && !hasRetryAfter(response)) response.headers.set('retry-after-ms', String(secondsToWait(response) * 1000));
      return response;
    },
  };
}

function hasRetryAfter(response                  )          {
  return ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'].some((name) => response.headers.has(name));
}

const defaultWaitSeconds = 10;
const longestWaitSeconds = 120;

function secondsToWait(response                  )         {
  const said = /try again after '?(\d{1,4})'? seconds/i.exec(response.bodyAsText ?? '')?.[1];
  return Math.min(said === undefined ? defaultWaitSeconds : Number(said), longestWaitSeconds);
}

/** A raw answer: unknown properties are kept, which the SDK's typed models would drop. */
                            
                          
                             
                                                     
                         
 

                             
                                                     
                                                                             
                        
                               
                                                    
                                                      
                             
 

/** Azure Resource Manager, raw JSON in and out. Throws `AzureError` for answers of 400 and more, `CancelledError` when cancelled. */
                            
                            
                                                
                                                                        
                                                                        
                             
                                                                                                                   
 

                                   
                        
                                  
                                       
                             
 

/** More pages than this is no list but a loop. */
const maximumPages = 1000;

/** The SDK's clients for pipeline, retry and credentials; `pathUnchecked` for the documents. */
async function createArmClient(options                  , tools                                                                                  )                     {
  const [{ createContainerService }, { createPolicy }] = await Promise.all([import('./vendor-azure-arm-containerservice.js'), import('./vendor-azure-arm-policy.js')]);
  const endpoint = options.cloud.armEndpoint;
  const clientOptions = {
    endpoint,
    credentials: { scopes: [options.cloud.scope] },
    userAgentOptions: { userAgentPrefix: options.userAgent },
    retryOptions: { maxRetries: 4, retryDelayInMs: 1000, maxRetryDelayInMs: 30_000 },
    additionalPolicies: [
      { policy: pinnedOrigin(new URL(endpoint).origin), position: 'perRetry'          },
      { policy: throttlingWait(), position: 'perRetry'          },
    ],
  };
  const containerService = createContainerService(options.credential, options.subscriptionId, clientOptions);
  const policy = createPolicy(options.credential, options.subscriptionId, clientOptions);

  const send = async (request            )                     => {
    const client = /\/providers\/Microsoft\.Authorization\/policy/i.test(request.path) ? policy : containerService;
    const what = `${request.method} ${withoutSecrets(request.path)}`;
    const started = tools.clock.now();
    const parameters = {
      abortSignal: tools.signal,
      headers: { accept: 'application/json', ...request.headers },
      ...(request.apiVersion === undefined ? {} : { queryParameters: { 'api-version': request.apiVersion, ...request.query } }),
      ...(request.body === undefined ? {} : { body: request.body, contentType: 'application/json' }),
    };
    const route = client.pathUnchecked(encodePath(request.path));
    const verbs = { GET: 'get', PUT: 'put', POST: 'post', DELETE: 'delete' }         ;
    try {
      const response = await route[verbs[request.method]](parameters);
      const answer            = { status: Number(response.status), headers: response.headers, body: response.body };
      tools.logger.debug(`${what} → ${answer.status} in ${tools.clock.now() - started} ms`);
      if (answer.status >= 400) throw azureErrorFrom(what, answer);
      return answer;
    } catch (error) {
      throw understood(error, what, tools.signal);
    }
  };

  const find = async (id        , apiVersion        )                                  => {
    try {
      const { body } = await send({ method: 'GET', path: id, apiVersion });
      if (isJsonObject(body)) return body;
    } catch (error) {
      if (error instanceof AzureError && isAbsence(error)) return undefined;
      throw error;
    }
    throw new AzureError(`GET ${id} was answered without a document.`, { status: 200, code: 'NoDocument' });
  };

  const list = async (path        , apiVersion        , query                                   )                                 => {
    const found               = [];
    let page = await send({ method: 'GET', path, apiVersion, ...(query === undefined ? {} : { query }) });
    for (let pages = 1; ; pages += 1) {
      found.push(...arrayAt(page.body, 'value').filter(isJsonObject));
      const next = textAt(page.body, 'nextLink');
      if (next === undefined || next === '') return found;
      if (pages >= maximumPages) throw new AzureError(`The list ${path} has more than ${maximumPages} pages.`, { status: 200, code: 'TooManyPages' });
      page = await send({ method: 'GET', path: next });
    }
  };

  return { endpoint, send, find, list };
}

/**
 * ARM says 404 of resources that are not there (`ResourceNotFound`, `ResourceGroupNotFound`, `PolicyAssignmentNotFound`, …), and also of a wrong
 * subscription, or, from a gateway, of anything. Only the first is absence.
 */
function isAbsence({ status, code }            )          {
  return status === 404 && /NotFound$/i.test(code) && !/^(Subscription|Tenant|Endpoint)/i.test(code);
}

/** Ids may hold letters beyond ASCII and parentheses; full addresses come encoded. */
function encodePath(path        )         {
  return path.startsWith('https://') || path.startsWith('http://') ? path : path.split('/').map(encodeURIComponent).join('/');
}

/** Poll addresses carry signatures in their query. */
function withoutSecrets(path        )         {
  return path.split('?')[0] ?? path;
}

function understood(error         , what        , signal             )        {
  if (signal.aborted) return new CancelledError('The run was cancelled.', { cause: error });
  if (error instanceof AzureError || error instanceof UserError || error instanceof CancelledError) return error;
  return new AzureError(`${what} got no answer: ${messageOf(error)}`, { status: 0, code: 'NoAnswer', cause: error });
}

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
