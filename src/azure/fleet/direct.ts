import { apiVersionOf } from '../../arm/api-versions.ts';
import { textAt } from '../../arm/json.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { isWithin, parseScope } from '../../arm/scope.ts';
import type { CompleteList } from '../../isolation/exposure/graph/inventory.ts';
import type { ArmClient } from '../arm-client.ts';
import { isGone } from '../list-resources/list-failure.ts';
import { queryOfType } from './tables.ts';
import { seen } from './places.ts';

interface Listed {
  readonly resources: readonly Resource[];
  readonly complete: readonly CompleteList[];
  readonly notes: readonly string[];
}

const nothing: Listed = { resources: [], complete: [], notes: [] };

/** A list of children that no table of Resource Graph has, asked of Azure Resource Manager; nothing for lists that queries bring. */
export async function listDirectly({ type, scope }: CompleteList, arm: ArmClient): Promise<Listed> {
  const parent = parseScope(scope) === undefined ? parseResourceId(scope) : undefined;
  const version = apiVersionOf(type);
  const prefix = `${parent?.type.toLowerCase() ?? ''}/`;
  const isRecords = /\/privateDnsZones\/A$/i.test(type);
  if (parent === undefined || version === undefined || (queryOfType(type) !== undefined && !isRecords)) return nothing;
  if (!type.toLowerCase().startsWith(prefix) || type.slice(prefix.length).includes('/')) return nothing;
  const { answer, why } = await seen(async () => await arm.list(`${scope}/${type.slice(prefix.length)}`, version).catch((error: unknown) => {
    // Somebody deleted the parent since it was seen: it has no children either.
    if (isGone(error)) return [];
    throw error;
  }));
  if (answer === undefined) return { ...nothing, notes: [`${scope}/${type.slice(prefix.length)}: ${why ?? ''}`] };
  const resources = answer.flatMap((document): readonly Resource[] => {
    const id = parseResourceId(textAt(document, 'id') ?? '');
    return id === undefined || !isWithin(id.id, scope) ? [] : [{ id: id.id, type: id.type, name: id.fullName, body: document }];
  });
  return { resources, complete: [{ type, scope }], notes: [] };
}
