import type { ArmCall } from '../../http/router.ts';
import type { Service } from '../types.ts';

/** Which API versions a cache rule has, as its service lists them (byo-acr-create.json). */
const ofCacheRules = '2023-01-01-preview, 2023-06-01-preview, 2023-07-01, 2023-08-01-preview, 2023-11-01-preview, 2024-11-01-preview';

/**
 * The headers that a service adds to all that it answers (byo-acr-create.json). A registry says which API versions it has: here only the one
 * that was asked. Private DNS says what is left of a quota of its own, which is never used up here.
 */
export function serviceHeaders(service: Service, { request, apiVersion }: ArmCall): Readonly<Record<string, string>> {
  if (service === 'registry') return { 'api-supported-versions': /\/cacheRules(?:\/|$)/i.test(request.path) ? ofCacheRules : apiVersion };
  if (service === 'privateDns') return { 'x-ms-ratelimit-remaining-subscription-resource-requests': request.method === 'GET' ? '499' : '11999' };
  return {};
}
