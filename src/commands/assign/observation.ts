import { apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import type { Scope } from '../../arm/scope.ts';
import { sameId } from '../../arm/resource-id.ts';
import { conflictNotes } from '../../policy/objects/conflicts.ts';
import { exemptionObjects } from '../../policy/objects/exemption-objects.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { scopeOf } from '../../policy/objects/policy-object.ts';
import { needsIdentity } from '../../policy/objects/roles.ts';
import { observePolicies } from '../assignment/observe.ts';
import { definitionScopeFor } from '../assignment/options.ts';
import type { AssignmentPlan } from '../assignment/assignment-plan.ts';
import { boundPolicies, planAssignment } from '../assignment/plan.ts';
import { withRoles } from '../assignment/roles.ts';
import { digestOf, type AssignLibrary } from './library.ts';
import { readConflicts } from './conflicts.ts';
import type { AssignOptions, AssignTools } from './options.ts';
import { fetchOutside, withoutAbsent, withoutUnknownAliases } from './preflight.ts';

/** What was read of Azure: policy objects, what the library needs there, and the resources that its rules concern. */
export interface Observation {
  /** The library, without what cannot be written here. */
  readonly objects: readonly WantedObject[];
  /** What it refers to and others keep, by lower-case id. */
  readonly others: ReadonlyMap<string, JsonObject>;
  readonly living: Living;
  readonly resources: readonly JsonObject[];
  readonly unseen: readonly { readonly type: string; readonly why: string }[];
  /** Region for identities of assignments, where one is known. */
  readonly location: string | undefined;
  readonly notes: readonly string[];
}

/** Reads what a plan is made from, side by side where it can. */
export async function observe(options: AssignOptions, library: AssignLibrary, tools: AssignTools): Promise<Observation> {
  const [living, outside] = await Promise.all([observePolicies(options, tools), fetchOutside(library.objects, tools)]);
  const present = withoutAbsent(library.objects, outside);
  const [able, conflicts, seen, location] = await Promise.all([
    withoutUnknownAliases(present.objects, living, options.owner, tools),
    readConflicts(living, options.owner, tools),
    seeResources(options, present.objects, outside, tools),
    options.location ?? (needsIdentity(boundPolicies(present.objects, outside.others)) ? regionOf(options.scope, tools) : undefined),
  ]);
  return { ...seen, location, objects: able.objects, others: outside.others, living, notes: [...present.notes, ...able.notes, ...conflictNotes(conflicts)] };
}

/** Looks again at what may have changed since: policy objects and resources. */
export async function observeAgain(options: AssignOptions, before: Observation, tools: AssignTools): Promise<Observation> {
  const [living, seen] = await Promise.all([observePolicies(options, tools), seeResources(options, before.objects, before, tools)]);
  return { ...before, ...seen, living };
}

/** A resource group has a region; what is wider has none. */
async function regionOf(scope: Scope, { arm }: AssignTools): Promise<string | undefined> {
  return scope.kind === 'resourceGroup' ? textAt(await arm.find(scope.id, apiVersions.resourceGroups), 'location') : undefined;
}

async function seeResources(options: AssignOptions, objects: readonly WantedObject[], { others }: Pick<Observation, 'others'>, tools: AssignTools): Promise<Pick<Observation, 'resources' | 'unseen'>> {
  const { listResources } = await import('../../azure/list-resources.ts');
  const types = concernedTypes(objects, others);
  const { resources, unseen } = await listResources(options.scope, types.known, tools);
  tools.logger.info(`${resources.length} living resources at ${options.scope.id} are judged.`);
  return { resources, unseen: types.isOpen ? [...unseen, { type: 'every type', why: 'a rule does not say which types it is about' }] : unseen };
}

/** Plans from what was read. */
export async function planFrom(options: AssignOptions, library: AssignLibrary, observation: Observation, refused: ReadonlyMap<string, string>, tools: AssignTools): Promise<AssignmentPlan> {
  const now = tools.clock.now();
  const policies = boundPolicies(observation.objects, observation.others);
  const exemptions = exemptionObjects({ entries: library.entries, policies, resources: observation.resources, scope: options.scope.id, now, digest: digestOf });
  const objects = [...observation.objects, ...exemptions.objects];
  const plan = planAssignment(options, {
    objects, others: observation.others, living: observation.living, resources: observation.resources, unseen: observation.unseen, now,
    graceDays: options.exemptForDays, refused, version: tools.version, location: observation.location,
    prune: options.prune, isSurplus: (document, kind) => isOfThisScope(document, kind, options),
  });
  const whole = await withRoles(plan, options.owner, options.prune, tools.arm);
  return { ...whole, notes: [...whole.notes, ...exemptions.notes] };
}

/** Types that the rules are about. Throws UserError when the library cannot be assigned as it is. */
function concernedTypes(objects: readonly WantedObject[], others: ReadonlyMap<string, JsonObject>): { readonly known: readonly string[]; readonly isOpen: boolean } {
  const types = boundPolicies(objects, others).map(({ definition }) => definition.types);
  return { known: [...new Set(types.flatMap((set) => [...(set ?? [])]))].toSorted(), isOpen: types.some((set) => set === undefined) };
}

/** What of the living objects of ours is this library's to take away: definitions where it keeps them, assignments at its scope, their exemptions. */
function isOfThisScope(document: JsonObject, kind: WantedObject['kind'], options: AssignOptions): boolean {
  const scope = scopeOf(textAt(document, 'id') ?? '');
  if (kind === 'assignment') return sameId(scope, options.scope.id);
  if (kind !== 'exemption') return sameId(scope, definitionScopeFor(options));
  return sameId(scopeOf(textAt(document, 'properties', 'policyAssignmentId') ?? ''), options.scope.id);
}
