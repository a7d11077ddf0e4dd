import { isDeepStrictEqual } from 'node:util';
import { memberIgnoringCase, type JsonObject } from '../../../../arm/json.ts';
import { asObject, omit } from '../../documents.ts';
import { toAzureTime } from '../../time.ts';
import type { Completion } from './completion.ts';

/** A registry with its defaults, and a cache rule, as byo-acr-create.json shows them. */
export const registryCompletions: Readonly<Record<string, Completion>> = {
  'Microsoft.ContainerRegistry/registries': (sent, { name, now, existing }) => {
    const policies = asObject(sent['policies']);
    const before = asObject(existing?.properties['policies']);
    /** The service writes when a policy was last changed, whatever is sent. */
    const dated = (policy: string, defaults: JsonObject): JsonObject => {
      const wanted = { ...defaults, ...omit(asObject(policies[policy]), new Set(['lastUpdatedTime'])) };
      const { lastUpdatedTime, ...was } = asObject(before[policy]);
      const isAsBefore = typeof lastUpdatedTime === 'string' && isDeepStrictEqual(wanted, was);
      return { ...wanted, lastUpdatedTime: isAsBefore ? lastUpdatedTime : offsetTime(now, `policies${name}`) };
    };
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
        exportPolicy: { status: 'enabled' },
        azureADAuthenticationAsArmPolicy: { status: 'enabled' },
        ...policies,
        retentionPolicy: dated('retentionPolicy', { days: 7, status: 'disabled' }),
        softDeletePolicy: dated('softDeletePolicy', { retentionDays: 7, status: 'disabled' }),
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
