import { managedClusterType } from '../../arm/api-versions.ts';
import { isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId, sameId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { Unknown } from '../../language/unknown.ts';
import { parseExemption, type Exemption } from '../../policy/documents/exemption.ts';
import { judge, PolicyError, type AssignedPolicy, type Finding } from '../../policy/index.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { objectId } from '../../policy/objects/policy-object.ts';
import { isOwned } from '../../policy/objects/stamp.ts';
import type { AssignmentInput } from './assignment-plan.ts';

/** What a policy says of a living resource. */
export interface Judged {
  readonly assignmentId: string;
  readonly referenceId: string | undefined;
  readonly finding: Finding;
  /** True for the cluster that is being deployed. */
  readonly isOwn: boolean;
}

/** Judges every resource by every policy, what is exempt as such. The cluster being deployed counts as it will be. */
export function judgeAll(policies: readonly AssignedPolicy[], exemptions: readonly Exemption[], { resources, own, now }: Pick<AssignmentInput, 'resources' | 'own' | 'now'>): readonly Judged[] {
  const others = resources.filter((document) => own?.id === undefined || !sameId(textAt(document, 'id') ?? '', own.id)).map(asResource);
  const utcNow = new Date(now).toISOString().replace('Z', '0000Z');
  return [...others, ...(own === undefined ? [] : [own])].flatMap((resource) =>
    judge(policies, resource, { utcNow, ...surroundings(resource) }, exemptions).map(({ policy, finding }) => ({
      assignmentId: policy.assignment?.id ?? '', referenceId: policy.referenceId, finding, isOwn: resource === own,
    })));
}

/** A living document as the engine takes it. */
function asResource(document: JsonObject): Resource {
  const id = textAt(document, 'id') ?? '';
  const { type, fullName } = parseResourceId(id) ?? {};
  return { type: textAt(document, 'type') ?? type ?? managedClusterType, name: fullName ?? textAt(document, 'name') ?? '', body: document, ...(id === '' ? {} : { id }) };
}

/** What an id tells of the resource group and subscription around a resource. */
export function surroundings({ id = '' }: Resource): { readonly resourceGroup?: JsonObject; readonly subscription?: JsonObject } {
  const { subscriptionId, resourceGroup } = parseResourceId(id) ?? {};
  if (subscriptionId === undefined) return {};
  const unread = new Unknown('it is not read here');
  return {
    subscription: { id: `/subscriptions/${subscriptionId}`, subscriptionId, displayName: unread, tenantId: unread },
    ...(resourceGroup === undefined ? {} : { resourceGroup: { id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`, name: resourceGroup, location: unread, tags: unread, managedBy: unread, properties: unread } }),
  };
}

/**
 * What lives and exempts from our assignments, under the ids that the library has for them: that of others, and our own that the library
 * does not speak of and that stays. @param goes what of ours is about to be taken away or rewritten
 */
export function livingExemptions(living: Living, owner: string, baseIds: ReadonlyMap<string, string>, goes: (document: JsonObject, kind: 'exemption') => boolean): readonly Exemption[] {
  return living.all('exemption').filter((document) => !isOwned(document, owner) || !goes(document, 'exemption')).flatMap((document) => {
    const base = baseIds.get(assignmentOf(document));
    return base === undefined ? [] : readable({ ...document, properties: { ...propertiesOf(document), policyAssignmentId: base } });
  });
}

/** One that cannot be read exempts nothing here. */
function readable(document: JsonObject): readonly Exemption[] {
  try {
    return [parseExemption(document)];
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

/** The lower-case id of the assignment that an exemption is of. */
export function assignmentOf(exemption: JsonObject): string {
  return (textAt(exemption, 'properties', 'policyAssignmentId') ?? '').toLowerCase();
}

/** An exemption of the library as the engine takes it. */
export function asExemption({ kind, scope, name, body }: WantedObject): Exemption {
  return parseExemption({ ...body, name, id: objectId(kind, scope, name) });
}

/** From the ids under which assignments of ours live to the ids that the library has for them. */
export function livingBaseIds(objects: readonly WantedObject[], living: Living, owner: string): ReadonlyMap<string, string> {
  return new Map(objects.filter(({ kind }) => kind === 'assignment').flatMap((object) =>
    living.variants(object.kind, object.scope, object.name, owner).map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), objectId('assignment', object.scope, object.name)] as const)));
}

export function isObjection({ verdict }: Finding): boolean {
  return verdict === 'violation' || verdict === 'undetermined' || verdict === 'error';
}

/** Two assignments that bring one rule find the same. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(findings.map((finding) => [JSON.stringify([finding.rule, finding.resource.id, finding.verdict, finding.effect, finding.message]), finding]));
  return Array.from(seen.values());
}

function propertiesOf(body: JsonObject): JsonObject {
  return isJsonObject(body['properties']) ? body['properties'] : {};
}
