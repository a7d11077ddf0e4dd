/** The cache rule of AKS, word for word. Azure changes neither source nor target of a rule, and AKS forbids to alter its own. */
import { textAt } from '../../../../arm/json.ts';
import { addressed, az, creation, detail, grouped } from '../steps/creation.ts';
import { keys } from '../steps/keys.ts';
import { cacheRule, cacheRuleId, nameOf } from '../names.ts';
import type { RegistrySite } from '../site.ts';
import { cacheRuleType } from '../types.ts';
import { undetermined, wrong, type Want } from '../want.ts';

export function cacheRuleWants({ registry, look }: RegistrySite): readonly Want[] {
  const id = cacheRuleId(registry);
  const name = nameOf(registry.id);
  const living = look.list({ type: cacheRuleType, scope: registry.id });
  if (living.state === 'unread') return [undetermined(id, `the cache rules of registry ${name}`, { why: living.why, right: `${cacheRuleType}/read` })];
  const rules = living.state === 'found' ? living.value : [];
  const create = az('acr cache create', ...addressed(registry.id, '--registry'), '--name', cacheRule.name, '--source-repo', cacheRule.source, '--target-repo', cacheRule.target);
  const own = rules.find((rule) => textAt(rule, 'name')?.toLowerCase() === cacheRule.name);
  const [source, target] = [textAt(own, 'properties', 'sourceRepository') ?? '', textAt(own, 'properties', 'targetRepository') ?? ''];
  if (own !== undefined) {
    if (source === cacheRule.source && target === cacheRule.target) return [];
    const before = target === '/*' ? ', as before March 2025' : '';
    return [wrong(
      id, `cache rule ${cacheRule.name} of registry ${name} leads from ${source} to ${target}${before}`,
      `AKS wants ${cacheRule.source} to ${cacheRule.target}; a rule cannot be changed.`, `${remove(registry.id, cacheRule.name)}\n${create}`,
    )];
  }
  const other = rules.find((rule) => textAt(rule, 'properties', 'targetRepository') === cacheRule.target);
  if (other !== undefined) {
    const called = textAt(other, 'name') ?? '';
    return [wrong(
      id, `the cache rule of AKS is called ${called} in registry ${name}`,
      `AKS wants it to be called ${cacheRule.name}; two rules cannot fill the same.`, `${remove(registry.id, called)}\n${create}`,
    )];
  }
  const why = 'It fills what nodes look for from the registry of Microsoft.';
  const step = creation({
    key: keys.cacheRule, title: `Create cache rule ${cacheRule.name}`, why, subject: `cache rule ${cacheRule.name}`, id, after: [keys.registry],
    body: { properties: { sourceRepository: cacheRule.source, targetRepository: cacheRule.target } },
    details: [detail('sourceRepository', cacheRule.source), detail('targetRepository', cacheRule.target)],
  });
  return [{ id, what: `registry ${name} has no cache rule ${cacheRule.name}`, why, state: 'missing', command: create, steps: [step] }];
}

function remove(registryId: string, name: string): string {
  return az('acr cache delete', '--registry', nameOf(registryId), ...grouped(registryId), '--name', name, '--yes');
}
