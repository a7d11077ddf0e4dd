import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Resource } from '../../../src/arm/resource.ts';
import { fixOf } from '../../../src/policy/fix/fix-of.ts';
import { partOf, scanHcl } from '../../../src/sources/terraform/places/hcl.ts';
import { literalOf, spelled } from '../../../src/sources/terraform/places/literal.ts';
import { treeOf } from './checkout.ts';
import { computed, constant, madeByDynamic, planned, readPlan, reference, shown, type PlanSpec } from './plans.ts';

const attributes = {
  name: 'aks',
  resource_group_name: 'rg',
  location: 'westeurope',
  run_command_enabled: true,
  private_cluster_enabled: reference('var.private', true),
  sku_tier: planned('Free'),
  tags: { 'cost-center': '42' },
  network_profile: [{ network_plugin: 'azure', outbound_type: 'loadBalancer' }],
};
const cluster = { address: 'azurerm_kubernetes_cluster.aks', attributes };

const main = `# The cluster.
resource "azurerm_kubernetes_cluster" "aks" {
  name                    = "aks"
  run_command_enabled     = true // for now
  private_cluster_enabled = var.private
  tags = {
    "cost-center" = "42"
  }

  network_profile {
    network_plugin = "azure"
    outbound_type  = "loadBalancer" # TODO
  }
}
`;

async function clusterIn(files: Readonly<Record<string, string>>, spec: PlanSpec = { resources: [cluster] }): Promise<Resource> {
  const { resources } = await readPlan({ constraint: '~> 4.0', ...spec }, { tree: treeOf(files) });
  const found = resources.find(({ type }) => type.endsWith('/managedClusters'));
  if (found === undefined) throw new Error('there is a cluster');
  return found;
}

const outboundType = '/properties/networkProfile/outboundType';
const placeOf = (resource: Resource, pointer: string): string => {
  const origin = resource.originOf?.(pointer);
  return `${origin?.file}:${origin?.line ?? '-'}:${origin?.column ?? '-'}`;
};

describe('where a value was written', () => {
  test('is the attribute in the .tf file of the checkout', async () => {
    const resource = await clusterIn({ 'infra/main.tf': main });
    expect(placeOf(resource, outboundType)).toBe('infra/main.tf:12:5');
    expect(placeOf(resource, '/properties/apiServerAccessProfile/disableRunCommand')).toBe('infra/main.tf:4:3');
    expect(placeOf(resource, '/tags/cost-center')).toBe('infra/main.tf:7:5');
    expect(placeOf(resource, '')).toBe('infra/main.tf:2:1');
  });

  test('of what is not written is the block it would stand in', async () => {
    const resource = await clusterIn({ 'infra/main.tf': main });
    expect(placeOf(resource, '/properties/networkProfile/loadBalancerSku')).toBe('infra/main.tf:10:3');
    expect(placeOf(resource, '/properties/bootstrapProfile/artifactSource')).toBe('infra/main.tf:2:1');
    expect(resource.writingOf?.('/sku/tier')?.kind).toBe('absent');
  });

  test('without the file is the address in the plan', async () => {
    const resource = await clusterIn({});
    expect(resource.originOf?.(outboundType)).toEqual({ file: 'infra/plan.json', pointer: '/planned_values/root_module/resources/0/values/network_profile/0/outbound_type' });
    expect(resource.originOf?.('/properties/bootstrapProfile')).toEqual({ file: 'infra/plan.json', pointer: '/planned_values/root_module/resources/0' });
  });

  test('is followed into local modules', async () => {
    const spec = { modules: { aks: { source: '../modules/aks', resources: [cluster] } } };
    expect(placeOf(await clusterIn({ 'infra/main.tf': 'module "aks" {\n  source = "../modules/aks"\n}\n', 'modules/aks/main.tf': main }, spec), outboundType)).toBe('modules/aks/main.tf:12:5');
  });

  test('of a module that is not in the checkout is its call', async () => {
    const spec = { modules: { aks: { source: 'Azure/aks/azurerm', resources: [cluster] } } };
    expect(placeOf(await clusterIn({ 'infra/main.tf': '\nmodule "aks" {\n  source = "Azure/aks/azurerm"\n}\n' }, spec), outboundType)).toBe('infra/main.tf:2:1');
  });

  test('of a module that leads out of the checkout is the plan', async () => {
    const spec = { modules: { aks: { source: '../../elsewhere', resources: [cluster] } } };
    expect(placeOf(await clusterIn({ 'infra/main.tf': main }, spec), outboundType)).toBe('infra/plan.json:-:-');
  });

  test('in an override file goes before the others', async () => {
    const override = 'resource "azurerm_kubernetes_cluster" "aks" {\n  network_profile {\n    outbound_type = "loadBalancer"\n  }\n}\n';
    expect(placeOf(await clusterIn({ 'infra/main.tf': main, 'infra/main_override.tf': override }), outboundType)).toBe('infra/main_override.tf:3:5');
  });

  test('what a dynamic block does not write is left out, as it would be of any other; what it writes is not', async () => {
    const unknownParts = [{ outbound_type: 'none', load_balancer_profile: computed, nat_gateway_profile: computed, pod_cidr: computed }];
    const file = 'resource "azurerm_kubernetes_cluster" "aks" {\n  dynamic "network_profile" {\n    for_each = [1]\n    content {\n      outbound_type = "none"\n      pod_cidr = var.x\n      dynamic "nat_gateway_profile" {\n        for_each = var.y\n        content {}\n      }\n    }\n  }\n}\n';
    const { body } = await clusterIn({ 'infra/main.tf': file }, { resources: [{ ...cluster, attributes: { ...attributes, network_profile: madeByDynamic(unknownParts) } }] });
    expect(shown(body)).toHaveProperty('properties.networkProfile', {
      outboundType: 'none',
      podCidr: { unknown: expect.stringContaining('only after apply') },
      loadBalancerSku: 'standard',
      natGatewayProfile: expect.anything(),
    });
  });

  test('without the file it is not known whether it is there, nor is the object it would stand in', async () => {
    const unknownParts = [{ outbound_type: 'none', load_balancer_profile: computed }];
    const { body } = await clusterIn({}, { resources: [{ ...cluster, attributes: { ...attributes, network_profile: madeByDynamic(unknownParts) } }] });
    expect(shown(body)).toHaveProperty('properties.networkProfile', { outboundType: 'none', loadBalancerSku: 'standard', loadBalancerProfile: { unknown: expect.stringContaining('`network_profile.load_balancer_profile` of azurerm_kubernetes_cluster.aks') } });
  });

  test('an object that another resource puts something into is not where the rest of it was written, or is not', async () => {
    const update = { address: 'azapi_update_resource.bootstrap', attributes: { type: 'Microsoft.ContainerService/managedClusters@2026-05-01', resource_id: reference('azurerm_kubernetes_cluster.aks.id'), body: constant({ properties: { bootstrapProfile: { artifactSource: 'Cache' } } }) } };
    const file = `${main}resource "azapi_update_resource" "bootstrap" {\n  body = {\n    properties = {\n      bootstrapProfile = {\n        artifactSource = "Cache"\n      }\n    }\n  }\n}\n`;
    const resource = await clusterIn({ 'infra/main.tf': file }, { resources: [cluster, update] });
    const line = (text: string): number => file.split('\n').findIndex((one) => one.includes(text)) + 1;
    const lineAt = (pointer: string): number | undefined => resource.originOf?.(pointer)?.line;
    expect(lineAt('/properties/bootstrapProfile/artifactSource')).toBe(line('artifactSource'));
    expect(lineAt('/properties/bootstrapProfile/containerRegistryId')).toBe(line('bootstrapProfile'));
    expect(lineAt('/properties/networkProfile/podCidr')).toBe(line('network_profile {'));
    expect(lineAt('/properties/networkProfile')).toBe(line('network_plugin'));
    expect(lineAt('/properties/securityProfile/defender')).toBe(line('resource "azurerm_kubernetes_cluster"'));
  });

  test('in a dynamic block is there, as an expression; unknown blocks it makes are not taken for left out', async () => {
    const dynamic = main.replace('network_profile {', 'dynamic "network_profile" {\n    for_each = var.x\n    content {').replace('# TODO\n  }', '# TODO\n  }\n}');
    const resource = await clusterIn({ 'infra/main.tf': dynamic });
    expect(placeOf(resource, outboundType)).toBe('infra/main.tf:14:5');
    expect(resource.writingOf?.(outboundType)?.kind).toBe('expression');
  });
});

describe('what the checkout says beyond the plan', () => {
  const id = '/properties/bootstrapProfile/containerRegistryId';
  const registry = { address: 'azurerm_container_registry.acr', attributes: { name: 'acr', resource_group_name: 'rg', location: 'x', sku: 'Premium' } };
  const clusterOf = (to: string): PlanSpec => ({ resources: [registry, { ...cluster, attributes: { ...attributes, bootstrap_profile: [{ artifact_source: 'Cache', container_registry_id: reference(to) }] } }] });
  const block = (expression: string): string => `resource "azurerm_kubernetes_cluster" "aks" {\n  bootstrap_profile {\n    container_registry_id = ${expression}\n  }\n}\n`;
  const piecesAt = (resource: Resource): unknown => (resource.body as { properties?: { bootstrapProfile?: { containerRegistryId?: { pieces?: unknown } } } }).properties?.bootstrapProfile?.containerRegistryId?.pieces;
  const known = ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr'];

  test.each(['azurerm_container_registry.acr.id', '"${azurerm_container_registry.acr.id}"'])('%s is the id itself', async (expression) => {
    expect(piecesAt(await clusterIn({ 'infra/main.tf': block(expression) }, clusterOf('azurerm_container_registry.acr.id')))).toEqual(known);
  });

  test.each(['"${azurerm_container_registry.acr.id}/more"', 'lower(azurerm_container_registry.acr.id)'])('%s is made out of an id, and stays open', async (expression) => {
    const resource = await clusterIn({ 'infra/main.tf': block(expression) }, clusterOf('azurerm_container_registry.acr.id'));
    expect([piecesAt(resource), placeOf(resource, id)]).toEqual([undefined, 'infra/main.tf:3:5']);
  });

  test('local values are followed where they are a reference and nothing more', async () => {
    const files = (value: string): Readonly<Record<string, string>> => ({ 'infra/main.tf': block('local.registry_id'), 'infra/locals.tf': `locals {\n  registry_id = ${value}\n}\n` });
    expect(piecesAt(await clusterIn(files('azurerm_container_registry.acr.id'), clusterOf('local.registry_id')))).toEqual(known);
    expect(piecesAt(await clusterIn(files('upper(azurerm_container_registry.acr.id)'), clusterOf('local.registry_id')))).toBeUndefined();
    expect(piecesAt(await clusterIn(files('local.registry_id'), clusterOf('local.registry_id')))).toBeUndefined();
  });
});

describe('ready fixes', () => {
  test('a literal is replaced where it stands', async () => {
    const fix = fixOf([{ kind: 'replace', pointer: outboundType, value: 'none' }], await clusterIn({ 'infra/main.tf': main }));
    expect(fix).toEqual({ description: 'Change `"loadBalancer"` to `"none"`', file: 'infra/main.tf', line: 12, column: 22, endLine: 12, endColumn: 36, original: '"loadBalancer"', replacement: '"none"' });
  });

  test('an argument that says the opposite of the property is written in its own terms', async () => {
    const fix = fixOf([{ kind: 'replace', pointer: '/properties/apiServerAccessProfile/disableRunCommand', value: true }], await clusterIn({ 'infra/main.tf': main }));
    expect(fix).toEqual(expect.objectContaining({ line: 4, original: 'true', replacement: 'false' }));
  });

  test('what is computed, or was another when the plan was made, is left to people', async () => {
    const resource = await clusterIn({ 'infra/main.tf': main });
    expect(resource.writingOf?.('/properties/apiServerAccessProfile/enablePrivateCluster')?.kind).toBe('expression');
    const newer = await clusterIn({ 'infra/main.tf': main.replace('"loadBalancer"', '"userDefinedRouting"') });
    expect(fixOf([{ kind: 'replace', pointer: outboundType, value: 'none' }], newer)).toBeUndefined();
  });

  test('in a body of azapi as well', async () => {
    const file = 'resource "azapi_resource" "aks" {\n  body = {\n    properties = {\n      networkProfile = { outboundType = "loadBalancer" }\n    }\n  }\n}\n';
    const azapi = { address: 'azapi_resource.aks', attributes: { type: 'Microsoft.ContainerService/managedClusters@2026-05-01', name: 'aks', parent_id: '/subscriptions/x/resourceGroups/rg', body: planned({ properties: { networkProfile: { outboundType: 'loadBalancer' } } }) } };
    const fix = fixOf([{ kind: 'replace', pointer: outboundType, value: 'none' }], await clusterIn({ 'infra/main.tf': file }, { resources: [azapi] }));
    expect(fix).toEqual(expect.objectContaining({ file: 'infra/main.tf', line: 4, column: 41, replacement: '"none"' }));
  });
});

describe('the scanner of HCL', () => {
  const attribute = (text: string, name: string): string | undefined => {
    const found = scanHcl(text)[0]?.attributes.get(name);
    return found === undefined ? undefined : text.slice(found.value, found.end);
  };

  test.each([
    ['texts with quotes, braces and interpolation', 'b {\n a = "x } ${f("}", { k = "\\"" })} #"\n z = 1\n}', '"x } ${f("}", { k = "\\"" })} #"'],
    ['lists and objects over lines', 'b {\n a = [\n  1, # one }\n  { x = 2 },\n ]\n z = 1\n}', '[\n  1, # one }\n  { x = 2 },\n ]'],
    ['heredocs', 'b {\n a = <<-EOT\n  } z = 2\n  EOT\n z = 1\n}', '<<-EOT\n  } z = 2\n  EOT'],
    ['comments behind', 'b {\n a = 1 /* } */ // }\n z = 1\n}', '1'],
    ['conditions in brackets', 'b {\n a = (x ?\n 1 : 2)\n z = 1\n}', '(x ?\n 1 : 2)'],
    ['escaped interpolation', 'b {\n a = "$${x"\n z = 1\n}', '"$${x"'],
    ['blocks on one line', 'b { a = 1 }\n', '1'],
  ])('passes %s', (_, text, expected) => {
    expect(attribute(text, 'a')).toBe(expected);
    if (text.includes('z = 1')) expect(attribute(text, 'z')).toBe('1');
  });

  test('finds blocks with labels, nested and behind what it does not understand', () => {
    const blocks = scanHcl('}}\n@@ what\nresource "a" "b" {\n  c {\n    d "e" {}\n  }\n}\nlocals {}\n');
    expect(blocks.map(({ type, labels }) => [type, ...labels])).toEqual([['resource', 'a', 'b'], ['locals']]);
    expect(blocks[0]?.blocks[0]?.blocks[0]).toEqual(expect.objectContaining({ type: 'd', labels: ['e'] }));
  });

  test('finds members and elements', () => {
    const text = '{ "a" = [1, { b : "x" }], c = jsonencode({ d = true }) }';
    const whole = { value: 0, end: text.length };
    const at = (...steps: readonly string[]): string | undefined => {
      const found = steps.reduce<{ value: number; end: number } | undefined>((here, step) => (here === undefined ? undefined : partOf(text, here, step)), whole);
      return found === undefined ? undefined : text.slice(found.value, found.end);
    };
    expect([at('a', '0'), at('a', '1', 'b'), at('c', 'd'), at('x'), at('a', '2')]).toEqual(['1', '"x"', 'true', undefined, undefined]);
  });

  test('ends on every text, and every range lies within it', () => {
    const pieces = fc.array(fc.constantFrom('resource', '"a"', '{', '}', '\n', '=', ' ', '"', '${', '%{', '\\', '<<E\n', 'E', '#', '/*', '*/', '[', ']', '(', ')', ',', 'x', '1'), { maxLength: 60 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const visit = (blocks: ReturnType<typeof scanHcl>): void => {
          for (const block of blocks) {
            for (const { value, end } of block.attributes.values()) expect(value <= end && end <= text.length).toBe(true);
            visit(block.blocks);
          }
        };
        visit(scanHcl(text));
      }),
      { numRuns: 500 },
    );
  });

  test('what is spelled is read back as it was', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constantFrom('${x}', '$${', '%{ if')), (value) => {
      const text = spelled(value) ?? '';
      const read = literalOf(text);
      // Control characters beyond \n, \r and \t have escapes that are left to people.
      if (read !== undefined) expect(read.value).toBe(value);
      else expect(/\\[ubf]/.test(text)).toBe(true);
    }));
  });
});
