import { planned, readPlan, shown, type PlanSpec, type ResourceSpec } from '../plans.ts';

export type Attributes = { readonly [name: string]: unknown };

export const subscription = '00000000-0000-0000-0000-000000000001';
export const idOf = (rest: string): string => `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Network/${rest}`;

/** What every resource in a group has. */
export const basic = (name: string): Attributes => ({ name, resource_group_name: 'rg', location: planned('West Europe') });

/** The documents that a plan makes, by type and name. `version` of the provider: where it is not the newest that the constraint allows. */
export async function documentsOf(resources: readonly ResourceSpec[], spec: Omit<PlanSpec, 'resources'> = {}, version?: string): Promise<{ readonly [name: string]: unknown }> {
  const { resources: read } = await readPlan({ constraint: '~> 4.0', subscription, ...spec, resources }, version === undefined ? {} : { providerVersion: version });
  return Object.fromEntries(read.map(({ type, name, body }) => [`${type.slice(type.indexOf('/') + 1)} ${name}`, shown(body)]));
}
