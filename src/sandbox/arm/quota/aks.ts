import { Refusal } from '../http/refusal.ts';
import { Buckets, type BucketSize } from './buckets.ts';
import type { QuotaMode } from './quota.ts';
import { retryHeaders } from './retry-headers.ts';

/** Which bucket of AKS a request takes from. */
interface AksBucket {
  /** How AKS names the request where it refuses one; all but the first of them by analogy. */
  readonly handler: string;
  /** What has a bucket of its own: the id of a cluster, a pool or a resource group; a subscription otherwise. */
  readonly owner: string;
  readonly size: BucketSize;
}

/** Microsoft Learn, "Quotas, virtual machine size restrictions, and region availability in AKS", on throttling. */
const sizes = {
  putCluster: { capacity: 20, refillPerSecond: 1 / 60 },
  putPool: { capacity: 20, refillPerSecond: 1 / 60 },
  getCluster: { capacity: 60, refillPerSecond: 1 },
  listOfSubscription: { capacity: 500, refillPerSecond: 1 },
  listOfGroup: { capacity: 60, refillPerSecond: 1 },
  getOperation: { capacity: 200, refillPerSecond: 2 },
  other: { capacity: 60, refillPerSecond: 1 },
} as const;

/** The quotas of AKS itself, which stand behind those of ARM and count what ARM let through, whoever sent it. */
export class AksQuota {
  readonly #buckets: Buckets;
  readonly #mode: QuotaMode;
  readonly #speed: number;

  /** @param speed how many times faster than Azure's the buckets are refilled */
  constructor(mode: QuotaMode, speed: number) {
    this.#buckets = new Buckets(speed);
    this.#mode = mode;
    this.#speed = speed;
  }

  /**
   * Throws `Throttled` for a request of AKS that is one too many. Returns how to give back what it took: a write that a policy denied never came to AKS.
   * @param segments the path, decoded
   */
  spend(method: string, segments: readonly string[], now: number): () => void {
    const bucket = this.#mode === 'off' ? undefined : bucketOf(method, segments.map((segment) => segment.toLowerCase()));
    if (bucket === undefined) return () => {};
    const name = `${bucket.handler}/${bucket.owner}`;
    const { waitMilliseconds } = this.#buckets.take(name, bucket.size, now);
    if (waitMilliseconds !== undefined) throw throttled(bucket, segments[1] ?? '', retryHeaders(waitMilliseconds, this.#speed));
    return () => this.#buckets.giveBack(name, bucket.size);
  }
}

/** Undefined for what is no request of AKS. */
function bucketOf(method: string, segments: readonly string[]): AksBucket | undefined {
  // Whose request it is says the last provider: an exemption at a cluster never comes to AKS.
  const provider = segments.lastIndexOf('providers') + 1;
  const [type = '', name, child, childName, ...deeper] = segments.slice(provider + 1);
  if (segments[0] !== 'subscriptions' || provider === 0 || segments[provider] !== 'microsoft.containerservice' || type === '') return undefined;
  const [subscription, scope, cluster] = [segments.slice(0, 2).join('/'), segments.slice(0, provider - 1).join('/'), segments.slice(0, provider + 3).join('/')];
  const read = method === 'GET' || method === 'HEAD';
  if (type === 'locations' && read && child?.startsWith('operation') === true) return { handler: 'GetOperationStatusResultHandler.GET', owner: subscription, size: sizes.getOperation };
  if (type === 'managedclusters' && name === undefined && read) {
    return scope === subscription
      ? { handler: 'ListManagedClustersBySubscriptionHandler.GET', owner: scope, size: sizes.listOfSubscription }
      : { handler: 'ListManagedClustersByResourceGroupHandler.GET', owner: scope, size: sizes.listOfGroup };
  }
  if (type === 'managedclusters' && name !== undefined && child === undefined) {
    if (method === 'PUT') return { handler: 'PutManagedClusterHandler.PUT', owner: cluster, size: sizes.putCluster };
    if (read) return { handler: 'GetManagedClusterHandler.GET', owner: cluster, size: sizes.getCluster };
  }
  if (child === 'agentpools' && childName !== undefined && deeper.length === 0 && method === 'PUT') {
    return { handler: 'PutAgentPoolHandler.PUT', owner: `${cluster}/agentpools/${childName}`, size: sizes.putPool };
  }
  return { handler: 'OtherHandlers', owner: subscription, size: sizes.other };
}

/** The words of Microsoft Learn, "Troubleshoot the Throttled error code (429)", in the shape of AKS. */
function throttled({ handler }: AksBucket, subscription: string, headers: Readonly<Record<string, string>>): Refusal {
  const message = `The ${handler} request limit has been exceeded for SubID='${subscription}', please retry again in ${headers['retry-after'] ?? ''} seconds. `
    + 'For more information, please visit aka.ms/aks/throttling';
  return new Refusal(message, { status: 429, headers, body: { code: 'Throttled', details: null, message, subcode: 'Throttled' } });
}
