import type { JsonObject } from '../../../arm/json.ts';
import { page } from '../http/paging.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { virtualMachineSizes, type VirtualMachineSize } from './sizes.ts';

/** Where the sandbox has machines, with its zones (learn.microsoft.com, "Azure regions list"). Azure has more. */
const locations: Readonly<Record<string, readonly string[]>> = {
  westeurope: ['1', '2', '3'], northeurope: ['1', '2', '3'], swedencentral: ['1', '2', '3'], germanywestcentral: ['1', '2', '3'], francecentral: ['1', '2', '3'], uksouth: ['1', '2', '3'],
  eastus: ['1', '2', '3'], eastus2: ['1', '2', '3'], centralus: ['1', '2', '3'], westus2: ['1', '2', '3'], westus3: ['1', '2', '3'], southeastasia: ['1', '2', '3'], australiaeast: ['1', '2', '3'],
  westus: [], northcentralus: [], ukwest: [], germanynorth: [],
};

/** What machines there are (REST reference, "Resource Skus - List" and "Virtual Machine Sizes - List"): sizes of node pools, everywhere the same. */
export function computeRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/providers/Microsoft.Compute/skus', handle: (call) => page(skusOf(call, arm), call, arm.settings) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/vmSizes',
      handle: (call) => page(locations[parameter(call, 'location').toLowerCase()] === undefined ? [] : virtualMachineSizes.map(sizeDocument), call, arm.settings),
    },
  ];
}

/** One entry for each size and location. The only filter that Azure takes is `location eq '…'`. */
function skusOf({ request }: ArmCall, { settings }: Arm): readonly JsonObject[] {
  const filter = request.query.get('$filter')?.trim() ?? '';
  const [, location] = /^location eq '([^']*)'$/i.exec(filter) ?? [];
  if (location === undefined && filter !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
  const wanted = Object.entries(locations).filter(([name]) => location === undefined || name === location.toLowerCase().replaceAll(' ', ''));
  return wanted.flatMap(([name, zones]) => virtualMachineSizes.map((size) => skuDocument(size, name, zones, settings.restrictedSizes.has(size.name.toLowerCase()))));
}

function skuDocument(size: VirtualMachineSize, location: string, zones: readonly string[], isRestricted: boolean): JsonObject {
  const { name, family } = size;
  const [tier = '', ...rest] = name.split('_');
  return {
    resourceType: 'virtualMachines',
    name,
    tier,
    size: rest.join('_'),
    family,
    locations: [location],
    locationInfo: [{ location, zones, zoneDetails: [] }],
    capabilities: capabilitiesOf(size).map(([capability, value]) => ({ name: capability, value })),
    restrictions: isRestricted ? [{ type: 'Location', values: [location], restrictionInfo: { locations: [location] }, reasonCode: 'NotAvailableForSubscription' }] : [],
  };
}

function capabilitiesOf({ vCpus, memoryGb, isArm, hasPremiumStorage, hasTemporaryDisk, gpus }: VirtualMachineSize): readonly (readonly [string, string])[] {
  return [
    ['MaxResourceVolumeMB', String(hasTemporaryDisk ? vCpus * 38_400 : 0)],
    ['OSVhdSizeMB', '1047552'],
    ['vCPUs', String(vCpus)],
    ['MemoryPreservingMaintenanceSupported', 'True'],
    ['HyperVGenerations', isArm ? 'V2' : 'V1,V2'],
    ['CpuArchitectureType', isArm ? 'Arm64' : 'x64'],
    ['MemoryGB', String(memoryGb)],
    ['MaxDataDiskCount', String(Math.min(32, vCpus * 2))],
    ['PremiumIO', named(hasPremiumStorage)],
    ['vCPUsAvailable', String(vCpus)],
    ...(gpus === 0 ? [] : [['GPUs', String(gpus)] as const]),
    ['EphemeralOSDiskSupported', named(hasTemporaryDisk && hasPremiumStorage)],
    ['EncryptionAtHostSupported', 'True'],
    ['AcceleratedNetworkingEnabled', 'True'],
    ['MaxNetworkInterfaces', String(Math.min(8, Math.max(2, vCpus)))],
  ];
}

/** Booleans are written as .NET writes them. */
function named(value: boolean): string {
  return value ? 'True' : 'False';
}

function sizeDocument({ name, vCpus, memoryGb, hasTemporaryDisk }: VirtualMachineSize): JsonObject {
  return { name, numberOfCores: vCpus, osDiskSizeInMB: 1_047_552, resourceDiskSizeInMB: hasTemporaryDisk ? vCpus * 38_400 : 0, memoryInMB: memoryGb * 1024, maxDataDiskCount: Math.min(32, vCpus * 2) };
}
