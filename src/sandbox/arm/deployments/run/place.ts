import type { ExpandedResource } from '../../../../template/index.ts';

/** The id of the place that a nested deployment goes to, "" for the tenant. */
export function idOfPlace({ id = '' }: Pick<ExpandedResource, 'id'>): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.resources/deployments/'));
}
