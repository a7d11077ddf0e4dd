import { parseResourceId } from '../../../arm/resource-id.ts';
import { findPool } from '../aks/cluster.ts';
import { page } from '../http/paging.ts';
import { requireScope } from '../policy/scopes.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import { parameter, type Route } from '../http/router.ts';
import type { Arm, ArmState } from '../state.ts';

/** What the caller may do at a scope (REST reference, "Permissions - List For Resource"): the same everywhere here, and held to (`gates/admit.ts`). */
export function permissionRoutes(arm: Arm): readonly Route[] {
  return [{
    method: 'GET',
    pattern: '/{+scope}/providers/Microsoft.Authorization/permissions',
    handle(call) {
      const scope = parameter(call, 'scope');
      if (requireScope(scope, arm.state) === 'resource') requireResource(scope, arm.state);
      return page(arm.settings.callerPermissions, call, arm.settings);
    },
  }];
}

function requireResource(id: string, state: ArmState): void {
  const [cluster = '', pool] = id.split(/\/agentPools\//i);
  const found = state.clusters.get(cluster.toLowerCase());
  const isThere = pool === undefined ? found !== undefined || state.resources.find(id) !== undefined : found !== undefined && findPool(found, pool) !== undefined;
  if (isThere) return;
  const parsed = parseResourceId(id);
  throw gatewayRefusal(404, 'ResourceNotFound', `The Resource '${parsed?.type ?? ''}/${parsed?.fullName ?? ''}' under resource group '${parsed?.resourceGroup ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`);
}
