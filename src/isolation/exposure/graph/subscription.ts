/** The id of the subscription that something lies in: what is attached to a network may lie in any of its resource groups. */
export function subscriptionOf(id: string | undefined): string | undefined {
  return /^\/subscriptions\/[^/]+/i.exec(id ?? '')?.[0];
}
