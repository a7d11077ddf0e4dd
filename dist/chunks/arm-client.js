import { segmentAfter, throwIfCancelled, CancelledError, at, textAt, isJsonObject, UserError, messageOf } from './ground.js';
import { AzureError, azureErrorFrom } from './arm-error.js';
import { formatElapsed } from './start.js';
import { remainingOf, resetsAfterOf, retryAfterOf } from './quota-headers.js';

/** One of the token buckets that Azure counts a principal's requests by. */
                         
                       
                                                                     
                         
                                                                                                                 
                                                                                         
 

/**
 * Tokens that come back each second; the buckets hold 250 reads, 200 writes and 200 deletes, for each subscription or the tenant,
 * principal and region (learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling).
 */
const refills = { reads: 25, writes: 10, deletes: 10 }         ;

/** Fifteen queries in five seconds for each user (learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests). */
const queryWindow = { inWindow: 15, milliseconds: 5000 }         ;

/** The bucket of a request. `path` begins with a slash; its query may be there. */
function bucketOf(method        , path        )         {
  const bare = path.split('?')[0] ?? '';
  if (/^\/providers\/Microsoft\.ResourceGraph\//i.test(bare)) return { key: 'queries', words: 'Resource Graph queries', refill: queryWindow };
  const kind = kindOf(method);
  const subscription = /^\/subscriptions\//i.test(bare) ? segmentAfter(bare, 'subscriptions')?.toLowerCase() : undefined;
  const owner = subscription === undefined ? 'the tenant' : `subscription ${subscription}`;
  return { key: `${kind} ${owner}`, words: `${kind} for ${owner}`, refill: refills[kind] };
}

function kindOf(method        )                       {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

/** When a request was sent, and whether the whole lane waits for its answer. */
                       
                      
                            
 

/** What is known of one token bucket, all times in milliseconds. */
                        
                                                                                         
                              
                                           
                          
                          
                                                                                            
                                                                                                                                                                          
                                                                        
                                                        
                                      
                         
 

/**
 * In flight before anything is known of the bucket: far below the smallest (200), so that a bucket that others have used up refuses
 * few, and enough for ten writes a second with answers that take a second and a half.
 */
const inFlightAtFirst = 16;
/** As soon as answers say what remains, that decides; this many keep the pace of ten a second while answers take three seconds. */
const inFlightAtMost = 32;

/** A refill that was too fast slows down by this at every 429, but never below one a second; Azure's Retry-After does what is left. */
const slowDown = 0.7;
const slowest = 1;
/** And gets back up by this with every answer. */
const speedUp = 1.02;

/**
 * Keeps an estimate of the tokens that are left: what the newest answer said, less the requests that it may not have seen, plus what
 * came back since. It errs on the low side by what comes back during a round trip; that stays in the bucket and is said by the next
 * answer, as it is when Azure refills faster than assumed. Erring on the high side would be refused.
 */
function createQuota(refill        )        {
  let rate = refill;
  let level                    ;
  let levelAt = 0;
  let newest = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let mustProbe = false;
  let isProbing = false;

  const tokensAt = (now        )         => (level === undefined ? Number.POSITIVE_INFINITY : level + (rate * (now - levelAt)) / 1000);
  const set = (tokens        , now        )       => {
    level = tokens;
    levelAt = now;
  };

  return {
    waitAt(now) {
      if (now < pausedUntil) return pausedUntil - now;
      if (mustProbe) return isProbing ? Number.POSITIVE_INFINITY : 0;
      const missing = 1 - tokensAt(now);
      return missing <= 0 ? 0 : Math.ceil((missing * 1000) / rate);
    },
    inFlightLimit: () => (level === undefined ? inFlightAtFirst : inFlightAtMost),
    sent(now) {
      if (level !== undefined) set(tokensAt(now) - 1, now);
      isProbing = mustProbe;
      return { at: now, isProbe: mustProbe };
    },
    answered({ at, isProbe }, { now, remaining, others }) {
      if (isProbe) {
        isProbing = false;
        mustProbe = false;
      }
      if (level !== undefined) set(tokensAt(now), now);
      rate = Math.min(refill, rate * speedUp);
      if (remaining === undefined || at < newest) return;
      newest = at;
      set(remaining - others, now);
    },
    refused({ isProbe }, now, until) {
      if (isProbe) isProbing = false;
      if (!mustProbe || isProbe) rate = Math.max(slowest, rate * slowDown);
      set(0, now);
      pausedUntil = Math.max(pausedUntil, until);
      mustProbe = true;
    },
    lost({ isProbe }) {
      if (isProbe) isProbing = false;
    },
  };
}

/**
 * Resource Graph's quota: so many queries in a window that begins with the first of them; what is left, and when the next window begins, each answer
 * says (learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests). Nothing flows back in between. Until an answer
 * has come, a whole window is taken to be there: what others of the same user have spent, the first answer says.
 */
function createWindowQuota({ inWindow, milliseconds }                                                              )        {
  let left = inWindow;
  /** When the window ends; before the first query of a window, when the last one did. */
  let resetsAt = Number.NEGATIVE_INFINITY;
  let isTold = false;
  let began = Number.NEGATIVE_INFINITY;
  let mustProbe = false;
  let isProbing = false;

  return {
    waitAt(now) {
      if (now < resetsAt) return left > 0 && !isProbing ? 0 : left > 0 ? Number.POSITIVE_INFINITY : resetsAt - now;
      return mustProbe && isProbing ? Number.POSITIVE_INFINITY : 0;
    },
    inFlightLimit: () => inWindow,
    sent(now) {
      if (now >= resetsAt) {
        left = inWindow;
        began = now;
        resetsAt = now + milliseconds;
        isTold = false;
      }
      left -= 1;
      isProbing = mustProbe;
      return { at: now, isProbe: mustProbe };
    },
    answered({ at, isProbe }, { now, remaining, resetsAfter, others }) {
      if (isProbe) {
        isProbing = false;
        mustProbe = false;
      }
      // An answer to what was sent in the window before says nothing of this one.
      if (remaining === undefined || at < began) return;
      left = Math.min(left, Math.max(0, remaining - others));
      if (resetsAfter === undefined) return;
      // It was true when Azure wrote it: of all that is told of a window, the earliest time is the nearest to the truth.
      resetsAt = isTold ? Math.min(resetsAt, now + resetsAfter) : now + resetsAfter;
      isTold = true;
    },
    refused({ isProbe }, _, until) {
      if (isProbe) isProbing = false;
      left = 0;
      resetsAt = until;
      mustProbe = true;
    },
    lost({ isProbe }) {
      if (isProbe) isProbing = false;
    },
  };
}

/** A request as the lanes see it. */
                              
                          
                             
                        
                                           
 

/** What the lanes read of an answer. */
                             
                          
                            
 

/** Requests to ARM, each let go as its token bucket allows: one lane for each bucket, first come first served. */
                               
     
                                                                                                                                      
                                                                                                                                     
                                                                       
     
                                                                                                           
 

/** How long a request, or its whole lane, is refused before the refusal is the answer. Milliseconds. */
const patience = 20 * 60_000;

/** In flight over all lanes: connections of one run, a burst that a proxy or a NAT gateway with its 1,024 ports for a host still bears. */
const inFlightOverall = 128;

/** A reader is told of a wait from here on, in milliseconds. */
const worthTelling = 2000;

                  
                         
                         
                                    
                                        
 

                
                          
                        
                                                                   
                           
                   
                                                
                                   
                                                                             
                   
 

/** Lanes that know nothing of Azure's counts yet. One for each run: a second would count against the same buckets. */
function createRequestLanes({ clock, logger }                                                    )               {
  const lanes = new Map              ();
  /** Lanes that could go on but for `inFlightOverall`, in the order in which they came to wait. */
  const heldBack = new Set      ();
  let inFlight = 0;
  let orders = 0;

  const laneOf = ({ method, path }             )       => {
    const bucket = bucketOf(method, path);
    const known = lanes.get(bucket.key);
    if (known !== undefined) return known;
    const lane       = { bucket, quota: typeof bucket.refill === 'number' ? createQuota(bucket.refill) : createWindowQuota(bucket.refill), queue: [], inFlight: 0, refusedSince: undefined, timer: undefined, hasTold: false };
    lanes.set(bucket.key, lane);
    return lane;
  };

  const tell = (lane      , wait        , waiter        , now        )       => {
    if (lane.hasTold || now + (Number.isFinite(wait) ? wait : 0) - waiter.since < worthTelling) return;
    lane.hasTold = true;
    logger.info(`Azure's quota of ${lane.bucket.words} is used up; going on at its pace.`);
  };

  const wakeIn = (lane      , wait        , now        )       => {
    const due = now + wait;
    if (lane.timer !== undefined && lane.timer.due <= due) return;
    lane.timer?.end.abort();
    const timer = { due, end: new AbortController() };
    lane.timer = timer;
    const goOn = ()       => {
      if (lane.timer === timer) lane.timer = undefined;
      advance(lane);
    };
    void clock.sleep(wait, timer.end.signal).then(goOn, () => {});
  };

  /** Lets go whatever may go now. */
  const advance = (lane      )       => {
    for (let next = lane.queue[0]; next !== undefined; next = lane.queue[0]) {
      if (lane.inFlight >= lane.quota.inFlightLimit()) return;
      const now = clock.now();
      const wait = lane.quota.waitAt(now);
      if (wait > 0) {
        tell(lane, wait, next, now);
        if (Number.isFinite(wait)) wakeIn(lane, wait, now);
        return;
      }
      if (inFlight >= inFlightOverall) {
        heldBack.add(lane);
        return;
      }
      lane.queue.shift();
      lane.inFlight += 1;
      inFlight += 1;
      next.go(lane.quota.sent(now));
    }
    lane.timer?.end.abort();
    lane.timer = undefined;
  };

  const release = (lane      )       => {
    lane.inFlight -= 1;
    inFlight -= 1;
    for (const held of heldBack) {
      if (inFlight >= inFlightOverall) break;
      heldBack.delete(held);
      advance(held);
    }
    advance(lane);
  };

  const giveUp = (lane      )       => {
    const message = `Azure refuses ${lane.bucket.words} (429) for longer than this run waits; nothing more was sent. Run the same command again later to go on.`;
    for (const { fail } of lane.queue.splice(0)) fail(new AzureError(message, { status: 429, code: 'TooManyRequests' }));
  };

  const turn = async (lane      , order        , signal                         )                => {
    throwIfCancelled(signal);
    return await new Promise      ((resolve, reject) => {
      const leave = ()       => {
        const index = lane.queue.indexOf(waiter);
        if (index >= 0) lane.queue.splice(index, 1);
        reject(new CancelledError('The run was cancelled.'));
        advance(lane);
      };
      const waiter         = {
        order,
        since: clock.now(),
        go: (sent) => {
          signal?.removeEventListener('abort', leave);
          resolve(sent);
        },
        fail: (error) => {
          signal?.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      const place = lane.queue.findLastIndex((other) => other.order < order) + 1;
      lane.queue.splice(place, 0, waiter);
      advance(lane);
    });
  };

  return {
    async through(request, attempt, read) {
      const lane = laneOf(request);
      const order = orders;
      orders += 1;
      let firstSent                    ;
      for (;;) {
        const sent = await turn(lane, order, request.signal);
        firstSent ??= sent.at;
        try {
          throwIfCancelled(request.signal);
          const answer = await attempt();
          const now = clock.now();
          const { status, header } = read(answer);
          const remaining = remainingOf(header);
          // A bucket that still holds something has not refused: the resource provider did, for reasons of its own.
          const isRefusal = status === 429 && (remaining ?? 0) === 0;
          if (!isRefusal) lane.quota.answered(sent, { now, remaining, resetsAfter: resetsAfterOf(header), others: lane.inFlight - 1 });
          if (status !== 429) {
            lane.refusedSince = undefined;
            return answer;
          }
          const wait = retryAfterOf(header, now);
          if (isRefusal) {
            lane.quota.refused(sent, now, now + wait);
            lane.refusedSince ??= now;
          }
          if (lane.refusedSince !== undefined && now + wait > lane.refusedSince + patience) giveUp(lane);
          if (now + wait > Math.min(firstSent, lane.refusedSince ?? firstSent) + patience) return answer;
          logger.debug(`${request.method} ${request.path.split('?')[0] ?? ''} was put off by Azure (429) for ${formatElapsed(wait)}`);
          // Waits in its place, so that no more than a lane's width of requests knocks at a provider that refuses.
          if (!isRefusal) await clock.sleep(wait, request.signal);
        } catch (error) {
          lane.quota.lost(sent);
          throw error;
        } finally {
          release(lane);
        }
      }
    },
  };
}

/**
 * Lets requests go to one origin only. The SDK's poller follows whatever address an answer's `Azure-AsyncOperation` or
 * `nextLink` names, with the bearer token; an answer that names another host is refused before anything is sent there.
 */
function pinnedOrigin(origin        )                 {
  return {
    name: 'pinnedOriginPolicy',
    sendRequest(request, next) {
      requireOrigin(request.url, origin);
      return next(request);
    },
  };
}

/** Throws `AzureError` for an address on another origin. */
function requireOrigin(address        , origin        )       {
  const wanted = new URL(address).origin;
  if (wanted === origin) return;
  throw new AzureError(`Azure's answer named an address on ${wanted}, but this run speaks only to ${origin}; nothing was sent there.`, {
    status: 0,
    code: 'ForeignHost',
  });
}

/**
 * Sends every try of a request when its lane lets it, so that a 429 is retried there and not by the SDK, whose four retries many
 * waiting requests would use up. What the lanes give up on loses its `Retry-After`, without which the SDK does not retry a 429.
 * A request may wait for minutes; therefore its token is taken after the lane, for each try: the SDK takes it once before all.
 */
function addLanes(pipeline          , lanes              )       {
  pipeline.addPolicy(laneByLane(lanes), { afterPhase: 'Retry', beforePolicies: [bearerTokenPolicy] });
}

/** `bearerTokenAuthenticationPolicyName` of @azure/core-rest-pipeline, which is loaded with the SDK only. */
const bearerTokenPolicy = 'bearerTokenAuthenticationPolicy';
const retryHeaders = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'];

function laneByLane(lanes              )                 {
  return {
    name: 'requestLanesPolicy',
    async sendRequest(request, next) {
      const { method, url, abortSignal } = request;
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const response = await lanes.through(
        { method, path: new URL(url).pathname, signal },
        async () => await next(request),
        ({ status, headers }) => ({ status, header: (name) => headers.get(name) }),
      );
      if (response.status === 429) for (const name of retryHeaders) response.headers.delete(name);
      return response;
    },
  };
}

/**
 * Gives a 429 without `Retry-After` the wait that it lacks, for the lanes to keep to. ARM says the seconds in
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
  return retryHeaders.some((name) => response.headers.has(name));
}

const defaultWaitSeconds = 10;
const longestWaitSeconds = 120;

function secondsToWait(response                  )         {
  const said = /try again after '?(\d{1,4})'? seconds/i.exec(response.bodyAsText ?? '')?.[1];
  return Math.min(said === undefined ? defaultWaitSeconds : Number(said), longestWaitSeconds);
}

const verbs = { GET: 'get', PUT: 'put', PATCH: 'patch', POST: 'post', DELETE: 'delete' }         ;

/** The SDK's clients for pipeline, retry and credentials; `pathUnchecked` for the documents. */
async function createSdkExchange(options                  , tools                                                                )                       {
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
  for (const { pipeline } of [containerService, policy]) addLanes(pipeline, tools.lanes);

  return async (request) => {
    const client = /\/providers\/Microsoft\.Authorization\/policy/i.test(request.path) ? policy : containerService;
    const response = await client.pathUnchecked(request.path)[verbs[request.method]]({
      abortSignal: tools.signal,
      headers: { accept: 'application/json', ...request.headers },
      ...(request.apiVersion === undefined ? {} : { queryParameters: { 'api-version': request.apiVersion, ...request.query } }),
      ...(request.body === undefined ? {} : { body: request.body, contentType: 'application/json' }),
    });
    return { status: Number(response.status), headers: response.headers, body: response.body };
  };
}

/** Azure Resource Manager, raw JSON in and out. Throws `AzureError` for answers of 400 and more, `CancelledError` when cancelled. */
                            
                            
                                                
                                                                        
                                                                        
                             
                                                                                                                   
 

/** More pages than this is no list but a loop. */
const maximumPages = 1000;

                          
                          
                               
                        
 

/** Azure Resource Manager through the SDK. Nothing is asked of Azure yet. */
async function createArmClient(options                  , tools                )                     {
  return armClientOver(options.cloud.armEndpoint, await createSdkExchange(options, { signal: tools.signal, lanes: createRequestLanes(tools) }), tools);
}

/** What ARM's answers mean, whatever carries them. */
function armClientOver(endpoint        , exchange             , tools                )            {
  const send = async (request            )                     => {
    const what = `${request.method} ${withoutSecrets(request.path)}`;
    const started = tools.clock.now();
    try {
      const answer = await exchange({ ...request, path: encodePath(request.path) });
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
      found.push(...objectsIn(at(page.body, 'value'), `The list ${path}`));
      const next = textAt(page.body, 'nextLink');
      if (next === undefined || next === '') return found;
      if (pages >= maximumPages) throw new AzureError(`The list ${path} has more than ${maximumPages} pages.`, { status: 200, code: 'TooManyPages' });
      page = await send({ method: 'GET', path: next });
    }
  };

  return { endpoint, send, find, list };
}

/** The objects of an answer. Throws `AzureError` when it is no array of objects: what is left out of a list would be taken to be absent. */
function objectsIn(value         , what        )                        {
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw new AzureError(`${what} was answered with something else than a list of objects.`, { status: 200, code: 'NoList' });
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
  // A URL would resolve them, and the request go elsewhere than its id says.
  if (/(^|\/)\.{1,2}(\/|$)/.test(path.split('?')[0] ?? '')) throw new UserError(`${path} is no id of Azure: it has a segment of dots.`);
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

export { createArmClient, objectsIn, requireOrigin };
