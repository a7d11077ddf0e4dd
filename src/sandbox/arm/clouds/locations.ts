import type { JsonObject } from '../../../arm/json.ts';

/** A region of Azure; the sandbox takes resources in any, and lists these. */
export interface Location {
  readonly name: string;
  readonly displayName: string;
  readonly geography: string;
  readonly paired?: string;
}

/** Some regions of Azure by Microsoft Learn, "List of Azure regions". */
export const locations: readonly Location[] = [
  { name: 'eastus', displayName: 'East US', geography: 'US', paired: 'westus' },
  { name: 'eastus2', displayName: 'East US 2', geography: 'US', paired: 'centralus' },
  { name: 'centralus', displayName: 'Central US', geography: 'US', paired: 'eastus2' },
  { name: 'westus', displayName: 'West US', geography: 'US', paired: 'eastus' },
  { name: 'westus3', displayName: 'West US 3', geography: 'US', paired: 'eastus' },
  { name: 'northeurope', displayName: 'North Europe', geography: 'Europe', paired: 'westeurope' },
  { name: 'westeurope', displayName: 'West Europe', geography: 'Europe', paired: 'northeurope' },
  { name: 'germanywestcentral', displayName: 'Germany West Central', geography: 'Europe', paired: 'germanynorth' },
  { name: 'germanynorth', displayName: 'Germany North', geography: 'Europe', paired: 'germanywestcentral' },
  { name: 'francecentral', displayName: 'France Central', geography: 'Europe', paired: 'francesouth' },
  { name: 'francesouth', displayName: 'France South', geography: 'Europe', paired: 'francecentral' },
  { name: 'swedencentral', displayName: 'Sweden Central', geography: 'Europe', paired: 'swedensouth' },
  { name: 'switzerlandnorth', displayName: 'Switzerland North', geography: 'Europe', paired: 'switzerlandwest' },
  { name: 'uksouth', displayName: 'UK South', geography: 'UK', paired: 'ukwest' },
  { name: 'ukwest', displayName: 'UK West', geography: 'UK', paired: 'uksouth' },
  { name: 'southeastasia', displayName: 'Southeast Asia', geography: 'Asia Pacific', paired: 'eastasia' },
  { name: 'eastasia', displayName: 'East Asia', geography: 'Asia Pacific', paired: 'southeastasia' },
  { name: 'japaneast', displayName: 'Japan East', geography: 'Asia Pacific', paired: 'japanwest' },
  { name: 'australiaeast', displayName: 'Australia East', geography: 'Asia Pacific', paired: 'australiasoutheast' },
];

/** A region as "Subscriptions - List Locations" answers it. */
export function locationDocument({ name, displayName, geography, paired }: Location, subscriptionScope: string): JsonObject {
  const idOf = (region: string): string => `${subscriptionScope}/locations/${region}`;
  return {
    id: idOf(name),
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${geography}) ${displayName}`,
    metadata: {
      regionType: 'Physical',
      regionCategory: 'Recommended',
      geography,
      geographyGroup: geography,
      pairedRegion: paired === undefined ? [] : [{ name: paired, id: idOf(paired) }],
    },
  };
}
