import { memberIgnoringCase } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import { toAzureTime } from '../../time.ts';
import type { Completion } from './complete.ts';

/** A registry with its defaults, and a cache rule, as byo-acr-create.json shows them. */
export const registryCompletions: Readonly<Record<string, Completion>> = {
  'Microsoft.ContainerRegistry/registries': (sent, { name, now, existing }) => {
    const lastUpdatedTime = offsetTime(now, `policies${name}`);
    return {
      loginServer: `${name.toLowerCase()}.azurecr.io`,
      creationDate: existing?.properties['creationDate'] ?? toAzureTime(now, name),
      adminUserEnabled: false,
      encryption: { status: 'disabled' },
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
      anonymousPullEnabled: false,
      metadataSearch: 'Disabled',
      ...sent,
      networkRuleSet: { defaultAction: 'Allow', ipRules: [], ...asObject(memberIgnoringCase(sent, 'networkRuleSet')) },
      policies: {
        quarantinePolicy: { status: 'disabled' },
        trustPolicy: { type: 'Notary', status: 'disabled' },
        retentionPolicy: { days: 7, lastUpdatedTime, status: 'disabled' },
        exportPolicy: { status: 'enabled' },
        azureADAuthenticationAsArmPolicy: { status: 'enabled' },
        softDeletePolicy: { retentionDays: 7, lastUpdatedTime, status: 'disabled' },
        ...asObject(sent['policies']),
      },
    };
  },
  'Microsoft.ContainerRegistry/registries/cacheRules': (sent, { name, now, existing }) => ({
    ...sent,
    creationDate: existing?.properties['creationDate'] ?? offsetTime(now, name),
  }),
};

/** Registries write most of their times with an offset: `2025-03-22T15:46:44.4811675+00:00`. */
export function offsetTime(milliseconds: number, seed: string): string {
  return toAzureTime(milliseconds, seed).replace(/Z$/, '+00:00');
}
