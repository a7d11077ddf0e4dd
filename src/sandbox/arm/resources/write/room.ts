import { refusal } from '../../http/refusal.ts';
import type { ArmState } from '../../state.ts';
import type { Target } from '../target.ts';

/** How many of a type stand under one parent: cache rules (Microsoft Learn, "Artifact cache", limitations), the others ("Azure subscription and service limits", networking). */
const most: Readonly<Record<string, number>> = {
  'Microsoft.ContainerRegistry/registries/cacheRules': 1000,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': 500,
  'Microsoft.Network/networkSecurityGroups/securityRules': 1000,
  'Microsoft.Network/routeTables/routes': 400,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': 1000,
};

/** Throws when one more child does not fit under its parent. What a parent's own body brings is not counted. Code and text are assumed. */
export function requireRoom({ row, parentId, name }: Target, { resources }: ArmState): void {
  const limit = most[row.type];
  if (limit === undefined || parentId === undefined || resources.childrenOf(parentId, row.type).length < limit) return;
  throw refusal(409, 'QuotaExceeded', `'${name}' cannot be created: '${parentId}' has ${limit} ${row.type.split('/').at(-1) ?? ''} already, which is the most.`);
}
