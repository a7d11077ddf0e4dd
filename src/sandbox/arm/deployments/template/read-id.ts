import type { JsonObject } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';

/** What the full form of `reference` says of an id besides the document (learn.microsoft.com, "Resource functions: reference"). */
export function asResourceId(id: string): JsonObject {
  const parsed = parseResourceId(id);
  if (parsed === undefined) return { resourceId: id };
  const { subscriptionId, resourceGroup: resourceGroupName, type, fullName } = parsed;
  return { subscriptionId, resourceGroupName, resourceId: `${type}/${fullName}`, scope: '' };
}
