import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { UserError } from '../../../src/run/errors.ts';
import { readTerraformPlan } from '../../../src/sources/terraform/read-plan.ts';
import { planJson, readPlan, reference } from './plans.ts';

const read = (value: unknown): Promise<unknown> => readTerraformPlan(typeof value === 'string' ? value : JSON.stringify(value), { file: 'plan.json' });
const registry = { name: 'acr', resource_group_name: 'rg', location: 'westeurope', sku: 'Premium' };

describe('what is no plan is refused with what to do', () => {
  test.each([
    ['{"format_version": "2.0", "planned_values": {}}', "plan.json is in format 2.0 of Terraform's plan JSON; 1.x is read. Write it with Terraform 1.x (or OpenTofu 1.x): terraform show -json tfplan > plan.json"],
    ['{"format_version": "0.2", "planned_values": {}}', "plan.json is in format 0.2 of Terraform's plan JSON; 1.x is read. Write it with Terraform 1.x (or OpenTofu 1.x): terraform show -json tfplan > plan.json"],
    ['{}', 'plan.json is no Terraform plan: it has no `format_version`. Write one with: terraform show -json tfplan > plan.json'],
    ['[]', 'plan.json is no Terraform plan: it holds no JSON object. Write one with: terraform show -json tfplan > plan.json'],
    ['{"format_version": "1.0", "values": {"root_module": {}}}', "plan.json holds Terraform's state, and no plan. Save a plan and show that: terraform plan -out tfplan && terraform show -json tfplan > plan.json"],
    ['{"format_version": "1.2"}', 'plan.json has no `planned_values`. Save a plan and show that: terraform plan -out tfplan && terraform show -json tfplan > plan.json'],
  ])('%s', async (text, message) => {
    await expect(read(text)).rejects.toThrow(new UserError(message));
  });

  test('broken JSON', async () => {
    await expect(read('{"format_version": ')).rejects.toThrow(/^plan\.json is no JSON: .+\. Write the plan with: terraform show -json tfplan > plan\.json$/);
  });

  test('modules nested without end, and addresses that Terraform does not write', async () => {
    const deep = (depth: number): object => ({ address: 'module.a', ...(depth === 0 ? {} : { child_modules: [deep(depth - 1)] }) });
    await expect(read({ format_version: '1.2', planned_values: { root_module: { child_modules: [deep(80)] } } })).rejects.toThrow('plan.json nests modules deeper than 64 levels, which no Terraform plan does.');
    await expect(read({ format_version: '1.2', planned_values: { root_module: { child_modules: [{ address: '../..' }] } } })).rejects.toThrow('plan.json has a module with the address `../..`, which is none that Terraform writes.');
  });
});

describe('what the plan does', () => {
  const acr = { address: 'azurerm_container_registry.acr', attributes: registry };

  test('deletes are not among the resources, and named', async () => {
    const { resources, deleted } = await readPlan({ resources: [acr, { address: 'azurerm_container_registry.old', attributes: { ...registry, name: 'old' }, actions: ['delete'] }] });
    expect(resources.map(({ name }) => name)).toEqual(['acr']);
    expect(deleted).toEqual(['azurerm_container_registry.old']);
  });

  test.each([[['no-op']], [['update']], [['delete', 'create']], [['create', 'delete']]])('%j counts as what it becomes', async (actions) => {
    const { resources, deleted } = await readPlan({ resources: [{ ...acr, actions }] });
    expect([resources.length, deleted.length]).toEqual([1, 0]);
  });

  test('data sources are left out', async () => {
    const { resources } = await readPlan({ resources: [{ ...acr, mode: 'data', actions: ['read'] }] });
    expect(resources).toEqual([]);
  });

  test('types of azurerm that are not read are counted and named; those of other providers are nobody\'s business', async () => {
    const vault = (name: string): { readonly address: string; readonly attributes: object } => ({ address: `azurerm_key_vault.${name}`, attributes: { name } });
    const { unmapped } = await readPlan({ resources: [...(['a', 'b'].map(vault) as never[]), { address: 'random_pet.p', attributes: {} }] });
    expect([...unmapped]).toEqual([['azurerm_key_vault', 2]]);
  });

  test('resources of all modules are read, with the plan as what they are deployed with', async () => {
    const { resources } = await readPlan({ modules: { a: { key: 0, modules: { b: { resources: [acr] } } } } });
    expect(resources).toEqual([expect.objectContaining({ type: 'Microsoft.ContainerRegistry/registries', name: 'acr', deployment: 'infra/plan.json' })]);
  });

  test('a plan that failed, or left something for later, says so', async () => {
    const plan = { ...planJson({ resources: [acr] }), errored: true, deferred_changes: [{}] };
    const { notes } = await readTerraformPlan(JSON.stringify(plan), { file: 'plan.json', providerVersion: '4.1.0' });
    expect(notes).toEqual(['plan.json is of a plan that ended with an error: what Terraform did not get to is not in it.', 'plan.json defers 1 changes to a later plan: they are not judged.']);
  });

  test('without its configuration nothing that is unknown counts as left out', async () => {
    const { configuration: _, ...plan } = planJson({ resources: [{ address: 'azurerm_kubernetes_cluster.aks', attributes: { name: 'aks', resource_group_name: 'rg', location: 'x', network_profile: reference('x.y') } }] });
    const { resources, notes } = await readTerraformPlan(JSON.stringify(plan), { file: 'plan.json', providerVersion: '4.1.0' });
    expect(resources[0]?.body).toHaveProperty('properties.networkProfile.why', '`network_profile` of azurerm_kubernetes_cluster.aks is known only after apply');
    expect(notes).toEqual([expect.stringContaining('plan.json has no `configuration`')]);
  });
});

describe('the provider\'s version', () => {
  const lock = `# This file is maintained automatically by "terraform init".
provider "terraform.example/azure/azapi" {
  version = "2.1.0"
}

provider "terraform.example/hashicorp/azurerm" {
  version     = "3.117.1"
  constraints = "~> 3.0"
  hashes = [
    "h1:x",
  ]
}
`;
  const treeWith = (files: Readonly<Record<string, string>>): never =>
    ({
      name: 'the checkout',
      read: (path: string) => Promise.resolve(Object.hasOwn(files, path) ? { kind: 'found', text: files[path] } : { kind: 'absent' }),
      list: () => Promise.resolve({ kind: 'absent' }),
    }) as never;

  test('comes from the lock file beside the configuration', async () => {
    const { provider, notes } = await readPlan({}, { tree: treeWith({ 'infra/.terraform.lock.hcl': lock }) });
    expect([provider, notes]).toEqual([{ version: '3.117.1', from: 'lock file' }, []]);
  });

  test('comes from who says it, before all', async () => {
    const { provider } = await readPlan({}, { tree: treeWith({ 'infra/.terraform.lock.hcl': lock }), providerVersion: '4.2.0' });
    expect(provider).toEqual({ version: '4.2.0', from: 'input' });
  });

  test.each([
    ['~> 3.100', '3.116.0'],
    ['>= 4.0, < 5.0.0', '4.81.0'],
    ['= 4.14.0', '4.81.0'],
    ['>= 3.0', '5.6.0'],
  ])('is the newest known that %s allows, and said to be assumed', async (constraint, version) => {
    const { provider, notes } = await readPlan({ constraint });
    expect(provider).toEqual({ version, from: 'assumed' });
    expect(notes).toEqual([`infra/plan.json: the version of the provider azurerm is not known, as no .terraform.lock.hcl stands beside the configuration; ${version} is assumed.`]);
  });
});

test('whatever stands in a plan, it is read or refused with a sentence, and no prototype is touched', async () => {
  const hostile = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.constantFrom<unknown>(true, null, '', 'x', 0, '__proto__', 'azurerm_subnet.a.id', 'module.a'), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'references', 'constant_value', 'network_profile', 'default_node_pool', 'name', 'body', 'type', 'properties', 'identity', 'id', 'kubernetes_cluster_id'), tie('value'), { maxKeys: 4 }),
  })).object;
  const type = fc.constantFrom('azurerm_kubernetes_cluster', 'azurerm_container_registry', 'azurerm_kubernetes_cluster_node_pool', 'azapi_resource', 'azapi_update_resource');
  await fc.assert(
    fc.asyncProperty(type, hostile, hostile, hostile, hostile, async (kind, values, unknown, sensitive, expressions) => {
      const plan = {
        format_version: '1.2',
        planned_values: { root_module: { resources: [{ address: `${kind}.x`, mode: 'managed', type: kind, name: 'x', values }] } },
        resource_changes: [{ address: `${kind}.x`, mode: 'managed', change: { actions: ['create'], after_unknown: unknown, after_sensitive: sensitive } }],
        configuration: { root_module: { resources: [{ address: `${kind}.x`, mode: 'managed', type: kind, name: 'x', expressions }], module_calls: values, outputs: unknown } },
      };
      const { resources } = await readTerraformPlan(JSON.stringify(plan), { file: 'plan.json' });
      for (const resource of resources) {
        resource.originOf?.('/properties/networkProfile/outboundType');
        resource.writingOf?.('');
        expect(Object.getPrototypeOf(resource.body)).toBe(Object.prototype);
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
