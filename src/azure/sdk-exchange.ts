import type { TokenCredential } from '@azure/core-auth';
import type { ArmExchange } from './arm-exchange.ts';
import type { Cloud } from './clouds.ts';
import { addLanes, pinnedOrigin, throttlingWait } from './pipeline.ts';
import type { RequestLanes } from './request-lanes.ts';

export interface ArmClientOptions {
  readonly cloud: Cloud;
  readonly subscriptionId: string;
  readonly credential: TokenCredential;
  readonly userAgent: string;
}

const verbs = { GET: 'get', PUT: 'put', PATCH: 'patch', POST: 'post', DELETE: 'delete' } as const;

/** The SDK's clients for pipeline, retry and credentials; `pathUnchecked` for the documents. */
export async function createSdkExchange(options: ArmClientOptions, tools: { readonly signal: AbortSignal; readonly lanes: RequestLanes }): Promise<ArmExchange> {
  const [{ createContainerService }, { createPolicy }] = await Promise.all([import('@azure/arm-containerservice/api'), import('@azure/arm-policy/api')]);
  const endpoint = options.cloud.armEndpoint;
  const clientOptions = {
    endpoint,
    credentials: { scopes: [options.cloud.scope] },
    userAgentOptions: { userAgentPrefix: options.userAgent },
    retryOptions: { maxRetries: 4, retryDelayInMs: 1000, maxRetryDelayInMs: 30_000 },
    additionalPolicies: [
      { policy: pinnedOrigin(new URL(endpoint).origin), position: 'perRetry' as const },
      { policy: throttlingWait(), position: 'perRetry' as const },
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
