import type { FileTree } from '../../src/sources/tree.ts';

/** A tree of files held in memory; values that are no text are written as JSON. */
export function treeOf(files: Readonly<Record<string, unknown>>, name = 'the checkout'): FileTree {
  const texts = new Map(Object.entries(files).map(([path, value]) => [path, typeof value === 'string' ? value : JSON.stringify(value, null, 2)]));
  return {
    name,
    read: async (path) => {
      const text = texts.get(path);
      return text === undefined ? { kind: 'absent' } : { kind: 'found', text };
    },
    list: async (path) => {
      const paths = Array.from(texts.keys()).filter((file) => path === '' || file === path || file.startsWith(`${path}/`)).toSorted();
      return paths.length === 0 ? { kind: 'absent' } : { kind: 'found', paths };
    },
  };
}

const clusterType = 'Microsoft.ContainerService/managedClusters';

/** A rule that denies clusters whose outbound type is not the parameter's. */
export const rule = {
  if: { allOf: [{ field: 'type', equals: clusterType }, { field: `${clusterType}/networkProfile.outboundType`, notEquals: "[parameters('wanted')]" }] },
  then: { effect: "[parameters('effect')]" },
};

export const ruleParameters = {
  effect: { type: 'String', allowedValues: ['Deny', 'Audit', 'Disabled'], defaultValue: 'Deny' },
  wanted: { type: 'String', defaultValue: 'none' },
};

export function definition(name: string, properties: object = {}): { readonly name: string; readonly properties: Record<string, unknown> } {
  return { name, properties: { displayName: name, mode: 'All', parameters: ruleParameters, policyRule: rule, ...properties } };
}

/** An initiative with these members, by the names of their definitions. */
export function initiative(name: string, members: readonly string[], properties: object = {}): { readonly name: string; readonly properties: Record<string, unknown> } {
  const policyDefinitions = members.map((member) => ({ policyDefinitionReferenceId: member, policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${member}` }));
  return { name, properties: { displayName: name, policyDefinitions, ...properties } };
}

export const scope = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';

export function assignment(name: string, policyDefinitionId: string, properties: object = {}): object {
  return { id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`, name, properties: { scope, policyDefinitionId, ...properties } };
}

export const definitionId = (name: string) => `${scope.split('/resourceGroups')[0] ?? ''}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
export const initiativeId = (name: string) => `${scope.split('/resourceGroups')[0] ?? ''}/providers/Microsoft.Authorization/policySetDefinitions/${name}`;
