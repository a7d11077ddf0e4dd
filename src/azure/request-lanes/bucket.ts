import { segmentAfter } from '../../arm/resource-id.ts';

/** One of the token buckets that Azure counts a principal's requests by. */
export interface Bucket {
  readonly key: string;
  /** "writes for subscription 0000…", as it stands in a sentence. */
  readonly words: string;
  /** Requests a second that Azure gives back; for Resource Graph so many in a window, which then starts anew. */
  readonly refill: number | { readonly inWindow: number; readonly milliseconds: number };
}

/**
 * Tokens that come back each second; the buckets hold 250 reads, 200 writes and 200 deletes, for each subscription or the tenant,
 * principal and region (learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling).
 */
const refills = { reads: 25, writes: 10, deletes: 10 } as const;

/** Fifteen queries in five seconds for each user (learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests). */
const queryWindow = { inWindow: 15, milliseconds: 5000 } as const;

/** The bucket of a request. `path` begins with a slash; its query may be there. */
export function bucketOf(method: string, path: string): Bucket {
  const bare = path.split('?')[0] ?? '';
  if (/^\/providers\/Microsoft\.ResourceGraph\//i.test(bare)) return { key: 'queries', words: 'Resource Graph queries', refill: queryWindow };
  const kind = kindOf(method);
  const subscription = /^\/subscriptions\//i.test(bare) ? segmentAfter(bare, 'subscriptions')?.toLowerCase() : undefined;
  const owner = subscription === undefined ? 'the tenant' : `subscription ${subscription}`;
  return { key: `${kind} ${owner}`, words: `${kind} for ${owner}`, refill: refills[kind] };
}

function kindOf(method: string): keyof typeof refills {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}
