import { tenantId } from '../../identities.ts';
import { subscriptionScopeOf } from '../hierarchy/documents.ts';
import { page } from '../http/paging.ts';
import { parameter, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { requireSubscription } from '../hierarchy/subscriptions.ts';
import { locationDocument, locations } from './locations.ts';

/** What a client reads to find its way: the tenants of the caller and the regions of a subscription (REST reference, "Tenants - List", "Subscriptions - List Locations"). */
export function cloudRoutes({ settings, state }: Arm): readonly Route[] {
  const tenant = {
    id: `/tenants/${tenantId}`,
    tenantId,
    countryCode: 'DE',
    displayName: 'Contoso',
    domains: ['contoso.onmicrosoft.com'],
    defaultDomain: 'contoso.onmicrosoft.com',
    tenantCategory: 'Home',
    tenantType: 'AAD',
  };
  return [
    { method: 'GET', pattern: '/tenants', handle: (call) => page([tenant], call, settings) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/locations',
      handle: (call) => {
        const scope = subscriptionScopeOf(requireSubscription(state.hierarchy, parameter(call, 'subscription')));
        return page(locations, call, settings, (location) => locationDocument(location, scope));
      },
    },
  ];
}
