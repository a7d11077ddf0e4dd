/** The resource groups that new things go into. */
import { apiVersions } from '../../../../arm/api-versions.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { parseScope } from '../../../../arm/scope.ts';
import type { Step } from '../../step.ts';
import { createdBy, createdByTag } from '../../variant.ts';
import { az, detail } from './creation.ts';
import { groupKey } from './keys.ts';
import { idKey } from '../seen.ts';
import type { Site } from '../site.ts';
import { undetermined, type Want } from '../want.ts';

/** The groups that are absent, first of all; and the wants that put something there wait for them. */
export function withGroups(site: Site, wants: readonly Want[]): readonly Want[] {
  const groups = new Map<string, Want>();
  const isChecked = new Set<string>();
  for (const { id } of wants.flatMap(({ steps }) => steps)) {
    const group = groupOf(id);
    if (group === undefined || isChecked.has(idKey(group)) || site.look.hasAnythingIn(group)) continue;
    isChecked.add(idKey(group));
    const want = groupWant(site, group);
    if (want !== undefined) groups.set(idKey(group), want);
  }
  const waiting = (step: Step): Step => {
    const group = groupOf(step.id);
    const first = group === undefined ? undefined : groups.get(idKey(group))?.steps[0];
    return first === undefined ? step : { ...step, after: [first.key, ...step.after] };
  };
  return [...groups.values(), ...wants.map((want) => ({ ...want, steps: want.steps.map(waiting) }))];
}

/** The group that a new tracked resource goes into; undefined for what stands on another resource. */
function groupOf(id: string): string | undefined {
  const parsed = parseResourceId(id);
  if (parsed === undefined || parsed.type.split('/').length !== 2) return undefined;
  return parseScope(parsed.scope)?.kind === 'resourceGroup' ? parsed.scope : undefined;
}

function groupWant({ look, location, specification }: Site, id: string): Want | undefined {
  const living = look.document(id);
  const scope = parseScope(id);
  if (living.state === 'found' || scope?.kind !== 'resourceGroup') return undefined;
  const name = scope.resourceGroup;
  if (living.state === 'unread') return undetermined(id, `resource group ${name}`, { why: living.why, right: 'Microsoft.Resources/subscriptions/resourceGroups/read' });
  const why = `Prerequisites of cluster ${specification.name} go there.`;
  // Without the tag of the cluster: a group is never taken away with what is in it.
  const body = { location, tags: { [createdByTag]: createdBy } };
  const step: Step = {
    key: groupKey(name), title: `Create resource group ${name}`, why, subject: `resource group ${name}`, id, after: [], disruption: { kind: 'none' }, details: [detail('location', location)],
    substance: body, work: { kind: 'put', apiVersion: apiVersions.resourceGroups, body, condition: {} },
  };
  const command = az('group create', '--name', name, ...(location === undefined ? [] : ['--location', location]), '--subscription', scope.subscriptionId);
  return { id, what: `resource group ${name} is not there`, why, state: 'missing', command, steps: [step] };
}
