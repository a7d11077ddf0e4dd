import type { Resource } from '../../../../arm/resource.ts';
import { negate } from '../../../../language/values.ts';
import { when, type Evidence } from '../../evidence.ts';
import { isMissing, isOneOf, step, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** Services of Azure that pass by the registry's network rules. */
export const registryNetworkBypass: ExposureRule = {
  id: 'registry-network-bypass',
  kind: 'channel',
  title: 'No service of Azure should pass by the network rules of the registry',
  short: 'Registry, trusted services',
  leak: 'Trusted services read and write a registry that is closed to every network; tasks of the registry run on machines with Internet access, and carry what they read there.',
  seen: ['Microsoft.ContainerRegistry/registries: networkRuleBypassOptions, networkRuleBypassAllowedForTasks'],
  severity: 'low',
  remedy: 'Set `networkRuleBypassOptions` of the registry to `None` and `networkRuleBypassAllowedForTasks` to `false`; caching from mcr.microsoft.com goes on.',
  sources: ['Azure Container Registry documentation, "Allow trusted services to securely access a network-restricted container registry"', 'Azure Container Registry documentation, "Manage network bypass policy for tasks"', 'hashicorp/terraform-provider-azurerm: acceptance test of the bootstrap profile'],
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, ofRegistry),
};

/** Without a word trusted services pass, and tasks do not (since June 2025). */
function ofRegistry(properties: Spot, { name }: Resource): readonly Evidence[] {
  const options = step(properties, 'networkRuleBypassOptions');
  const tasks = step(properties, 'networkRuleBypassAllowedForTasks');
  const said = isMissing(options) ? ', as nothing says otherwise' : '';
  return [
    when(negate(isOneOf(options, ['None'])), options, { opens: `registry \`${name}\` lets trusted services pass by its network rules${said}`, closes: `registry \`${name}\` lets no service pass by its network rules`, wanted: 'None', target: 'trusted services' }),
    when(isOneOf(tasks, [true]), tasks, { opens: `registry \`${name}\` lets tasks pass by its network rules`, closes: `registry \`${name}\` lets no task pass by its network rules`, wanted: false, target: 'tasks' }),
  ];
}
