import { CancelledError, UserError, messageOf } from './errors.js';
import { arrayAt, isJsonObject, textAt } from './json2.js';
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
      if (error instanceof AzureError && error.status === 404) return undefined;
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

/** Asked anew this long before it expires: GitHub's token lives five minutes, and a slow sign-in must still find it valid. */
const margin = 60_000;

/** Where the token comes from: GitHub's OIDC endpoint for an audience. */
                                                                   

/** The current assertion, asked for on demand and kept until shortly before it expires. */
                                  
                                          
                                                                           
                                               
 

/**
 * The SDK asks for an assertion twice for every token, also when it has the token cached: without memory that would be
 * four requests to GitHub for two clients. Hours later, in a long migration, it is asked for anew.
 */
function memoisedAssertion(request                , audience        , clock       )                  {
  let pending                             ;
  let kept                                                                     ;

  const ask = async ()                  => {
    try {
      const token = await request(audience);
      const expires = claimsOf(token)?.['exp'];
      kept = { token, askAgainAt: typeof expires === 'number' ? expires * 1000 - margin : clock.now() };
      return token;
    } finally {
      pending = undefined;
    }
  };

  return {
    presented: () => kept?.token,
    current: () => {
      if (kept !== undefined && clock.now() < kept.askAgainAt) return Promise.resolve(kept.token);
      pending ??= ask();
      return pending;
    },
  };
}

/**
 * Turns what the identity library throws into a sentence that says what to do. A wrong set-up is the user's to mend (`UserError`),
 * an unreachable sign-in host is not (`AzureError`). Codes: Entra's documentation "Authentication and authorization error codes".
 */
function explainSignIn(error         , signIn        , logger         )        {
  if (error instanceof UserError || error instanceof CancelledError) return error;
  const text = fullText(error);
  logger?.debug(text);
  const code = /AADSTS\d{5,7}/.exec(text)?.[0];
  const advice = code === undefined ? undefined : adviceFor(code, signIn);
  if (advice !== undefined) return new UserError(advice, { cause: error });
  if (code !== undefined) return new UserError(`Azure refused the sign-in: ${firstLine(text.slice(text.indexOf(code)))}`, { cause: error });
  if (/openid|endpoints_resolution|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|certificate|network/i.test(text) && signIn.clientId !== undefined) {
    const message = `The sign-in host ${signIn.authorityHost} could not be reached or trusted: ${firstLine(text)} Check the network, HTTPS_PROXY, and NODE_EXTRA_CA_CERTS for a private certificate authority.`;
    return new AzureError(message, { status: 0, code: 'SignInHostUnreachable', cause: error });
  }
  if (signIn.clientId === undefined) {
    return new UserError(
      'There is no Azure sign-in to use: give "client-id" and "tenant-id" (with "permissions: id-token: write"), or run azure/login before, or sign in with "az login". ' +
        'Run again with debug logging to see what was tried.',
      { cause: error },
    );
  }
  return new AzureError(`The sign-in failed: ${firstLine(text)}`, { status: 0, code: 'SignInFailed', cause: error });
}

function adviceFor(code        , signIn        )                     {
  const claims = signIn.assertion === undefined ? undefined : claimsOf(signIn.assertion);
  const claim = (name        )         => {
    const value = claims?.[name];
    return typeof value === 'string' ? value : 'unknown';
  };
  switch (code) {
    case 'AADSTS700213':
    case 'AADSTS70021':
    case 'AADSTS700211':
    case 'AADSTS700212':
      return (
        `Azure refused the sign-in (${code}): no federated credential of application ${signIn.clientId ?? ''} matches what GitHub presented: ` +
        `subject "${claim('sub')}", issuer "${claim('iss')}", audience "${claim('aud')}".\n` +
        `Fix: ${fixFor(signIn, claim)}\n` +
        '(for a managed identity: az identity federated-credential create; repositories made or renamed since 2026-07-15 present subjects with ids, as shown)'
      );
    case 'AADSTS700016':
      return `Azure refused the sign-in (${code}): there is no application ${signIn.clientId ?? ''} in tenant ${signIn.tenantId ?? ''}; check "client-id" and "tenant-id".`;
    case 'AADSTS90002':
      return `Azure refused the sign-in (${code}): there is no tenant ${signIn.tenantId ?? ''} at ${signIn.authorityHost}; check "tenant-id" and "cloud".`;
    case 'AADSTS700024':
      return `Azure refused the sign-in (${code}): GitHub's token is outside its time of validity; check the clock of the runner.`;
    default:
      return undefined;
  }
}

/** One line for a POSIX shell. The subject is GitHub's word and still quoted: JSON inside single quotes. */
function fixFor(signIn        , claim                          )         {
  const parameters = JSON.stringify({ name: 'github-actions', issuer: claim('iss'), subject: claim('sub'), audiences: [claim('aud')] });
  return `az ad app federated-credential create --id ${signIn.clientId ?? ''} --parameters '${parameters.replaceAll("'", String.raw`'\''`)}'`;
}

/** The library spreads what happened over message, response and causes. */
function fullText(error         , depth = 0)         {
  if (depth > 5 || error === undefined || error === null) return '';
  const response = typeof error === 'object' && 'errorResponse' in error ? JSON.stringify(error.errorResponse) : '';
  const cause = error instanceof Error ? fullText(error.cause, depth + 1) : '';
  return [messageOf(error), response, cause].filter((part) => part !== '').join(' ');
}

function firstLine(text        )         {
  return text.split(/\r?\n/)[0]?.slice(0, 500) ?? '';
}

/** A cached token is not used in its last minutes, so that it cannot expire on its way. */
const expiryMargin = 5 * 60_000;

/**
 * The one credential of a run: GitHub's OIDC when a client id is given, else what the environment, `az login` or the machine offers.
 * Tokens are cached here, since several clients share it; their tenant is checked against the guard rail before first use.
 */
async function createCredential(options                   , tools       )                           {
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

                                                                                                  

async function selectSource(options                   , tools       )                       {
  return options.clientId === undefined ? await ambientSource(options) : await federatedSource(options, options.clientId, tools);
}

async function federatedSource(options                   , clientId        , { clock, logger }       )                       {
  const { tenantId, requestIdToken, cloud } = options;
  if (tenantId === undefined) throw new UserError('"client-id" is given, but "tenant-id" is not: signing in by OIDC needs both.');
  if (requestIdToken === undefined) {
    throw new UserError(
      '"client-id" is given, but this job cannot ask GitHub for an OIDC token: add "permissions: id-token: write" to the job ' +
        '(pull requests from forks never get one), or leave "client-id" out to use the sign-in of azure/login, the environment or the machine.',
    );
  }
  const { ClientAssertionCredential } = await import('./vendor-azure-identity.js');
  const assertion = memoisedAssertion(requestIdToken, cloud.tokenExchangeAudience, clock);
  const credential = new ClientAssertionCredential(tenantId, clientId, assertion.current, authorityOptions(cloud));
  return async (scopes, request) => {
    try {
      return await credential.getToken(scopes, request);
    } catch (error) {
      throw explainSignIn(error, { clientId, tenantId, authorityHost: cloud.authorityHost, assertion: assertion.presented() }, logger);
    }
  };
}

/** Environment variables and workload identity say what they want; then `az login`; the machine's own identity last, as asking for it is slow. */
async function ambientSource({ cloud, tenantId }                   )                       {
  const { AzureCliCredential, AzurePowerShellCredential, ChainedTokenCredential, EnvironmentCredential, ManagedIdentityCredential, WorkloadIdentityCredential } =
    await import('./vendor-azure-identity.js');
  const authority = authorityOptions(cloud);
  const tenant = tenantId === undefined ? {} : { tenantId };
  const federated = process.env['AZURE_FEDERATED_TOKEN_FILE'] === undefined ? [] : [new WorkloadIdentityCredential({ ...authority, ...tenant })];
  const machineClient = process.env['AZURE_CLIENT_ID'];
  const machine = machineClient === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId: machineClient });
  const chain = new ChainedTokenCredential(
    new EnvironmentCredential(authority), ...federated, new AzureCliCredential(tenant), new AzurePowerShellCredential(tenant), machine,
  );
  return async (scopes, request) => {
    try {
      return await chain.getToken(scopes, request);
    } catch (error) {
      throw explainSignIn(error, { clientId: undefined, tenantId, authorityHost: cloud.authorityHost, assertion: undefined });
    }
  };
}

/** Instance discovery asks the public cloud about the sign-in host; a host that the user named needs no such permission. */
function authorityOptions(cloud       )                                                                                 {
  return { authorityHost: cloud.authorityHost, disableInstanceDiscovery: true };
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

export { connect };
