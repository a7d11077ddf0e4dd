import { arrayAt, isJsonObject, textAt } from '../../arm/json.ts';
import type { JsonFile } from './document.ts';

/** One environment that Enterprise Azure Policy as Code deploys to. */
export interface PacEnvironment {
  readonly selector: string;
  /** `AzureCloud`, `AzureChinaCloud`, `AzureUSGovernment`. */
  readonly cloud: string;
  /** The scope id where definitions live; "" when the settings do not say. */
  readonly rootScope: string;
  readonly notScopes: readonly string[];
}

/**
 * The environments of `global-settings.jsonc`, or undefined when a file is none (Schemas/global-settings-schema.json of
 * Azure/enterprise-azure-policy-as-code; `globalNotScopes` stood beside `pacEnvironments` before version 10).
 */
export function readPacEnvironments({ path, source: { value } }: JsonFile): readonly PacEnvironment[] | undefined {
  if (!/(?:^|\/)global-settings\.jsonc?$/i.test(path)) return undefined;
  return arrayAt(value, 'pacEnvironments').flatMap((entry) => {
    const selector = textAt(entry, 'pacSelector');
    if (!isJsonObject(entry) || selector === undefined) return [];
    const notScopes = [...arrayAt(entry, 'globalNotScopes'), ...arrayAt(value, 'globalNotScopes', selector), ...arrayAt(value, 'globalNotScopes', '*')];
    return [
      {
        selector,
        cloud: textAt(entry, 'cloud') ?? 'AzureCloud',
        rootScope: (textAt(entry, 'deploymentRootScope') ?? '').replace(/\/+$/, ''),
        notScopes: notScopes.filter((scope) => typeof scope === 'string'),
      },
    ];
  });
}

/** What a run of the layout is about: which environments, and what is known of them. */
export interface PacContext {
  /** The one environment to judge for; undefined for all. */
  readonly chosen: string | undefined;
  readonly environments: readonly PacEnvironment[];
  /** Every environment that a file speaks of; filled while reading. */
  readonly seen: Set<string>;
}

/** Whether what is written for this selector counts. `*` stands for every environment. */
export function isChosen({ chosen }: PacContext, selector: string): boolean {
  return chosen === undefined || selector === '*' || selector.toLowerCase() === chosen.toLowerCase();
}

export function environmentNamed({ environments }: PacContext, selector: string): PacEnvironment | undefined {
  return environments.find((environment) => environment.selector.toLowerCase() === selector.toLowerCase());
}
