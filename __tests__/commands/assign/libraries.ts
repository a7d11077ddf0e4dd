/** Policy libraries as somebody keeps them, made for tests. */
import type { JsonObject } from '../../../src/arm/json.ts';

const outboundType = 'Microsoft.ContainerService/managedClusters/networkProfile.outboundType';

export interface DefinitionSpecification {
  /** Name and default of each parameter besides `effect`. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly effects?: readonly string[];
  readonly condition?: JsonObject;
  readonly details?: JsonObject;
  readonly description?: string;
}

/** A definition that looks at the outbound type; its rule uses every parameter. */
export function definition(name: string, { parameters = {}, effects = ['Audit', 'Deny', 'Disabled'], condition, details, description }: DefinitionSpecification = {}): JsonObject {
  const used = Object.keys(parameters).map((parameter) => ({ value: `[parameters('${parameter}')]`, notEquals: 'never' }));
  return {
    name,
    properties: {
      displayName: `The rule ${name}`,
      ...(description === undefined ? {} : { description }),
      policyType: 'Custom',
      mode: 'Indexed',
      metadata: { version: '1.0.0', category: 'Kubernetes' },
      parameters: {
        effect: { type: 'String', allowedValues: effects, defaultValue: effects[0] },
        ...Object.fromEntries(Object.entries(parameters).map(([parameter, value]) => [parameter, { type: 'String', ...(value === undefined ? {} : { defaultValue: value }) }])),
      },
      policyRule: {
        if: condition ?? { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field: outboundType, equals: 'loadBalancer' }, ...used] },
        then: { effect: "[parameters('effect')]", ...(details === undefined ? {} : { details }) },
      },
    },
  };
}

/** An initiative of definitions, by their names; its parameters are `effect` and those given, handed down to every member of that name. */
export function initiative(name: string, members: readonly string[], parameters: Readonly<Record<string, unknown>> = {}, effect = 'Audit'): JsonObject {
  return {
    name,
    properties: {
      displayName: `The initiative ${name}`,
      policyType: 'Custom',
      metadata: { version: '1.0.0', category: 'Kubernetes' },
      parameters: {
        effect: { type: 'String', defaultValue: effect },
        ...Object.fromEntries(Object.entries(parameters).map(([parameter, value]) => [parameter, { type: 'String', defaultValue: value }])),
      },
      policyDefinitions: members.map((member) => ({
        policyDefinitionReferenceId: member,
        policyDefinitionId: `{definitionScope}/providers/Microsoft.Authorization/policyDefinitions/${member}`,
        parameters: Object.fromEntries(['effect', ...Object.keys(parameters)].map((parameter) => [parameter, { value: `[parameters('${parameter}')]` }])),
      })),
    },
  };
}

/** Files of a library, one document each. */
export function files(documents: readonly JsonObject[], extra: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(documents.map((document) => [`policies/${String(document['name'])}.json`, JSON.stringify(document, null, 2)])), ...extra };
}

/** An exemptions file. */
export function exemptions(entries: readonly Readonly<Record<string, string>>[]): string {
  return JSON.stringify({ exemptions: entries });
}
