/** A living cluster moves through states that the policies refuse: for as long as that takes it is exempt, and no assignment is loosened. */
import { apiVersions, policyExemptionType } from '../../arm/api-versions.ts';
import { arrayAt, textAt, type JsonObject } from '../../arm/json.ts';
import { isWithin } from '../../arm/scope.ts';
import type { Resource } from '../../arm/resource.ts';
import type { Step } from '../../isolation/deployment/step.ts';
import { judge, PolicyError, type AssignedPolicy } from '../../policy/index.ts';
import { livingMode, wouldBeRefused } from '../../policy/objects/enforcement.ts';
import { bindObjects } from '../../policy/objects/library/bind-objects.ts';
import type { Living } from '../../policy/objects/living.ts';
import { scopeOf } from '../../policy/objects/policy-object.ts';
import { stampOf } from '../../policy/objects/stamp.ts';
import { surroundings } from '../assignment/judge-living.ts';
import { shortHash } from '../plan-hash.ts';

/** An exemption that is forgotten ends by itself: large pools take hours. In milliseconds. */
const lasts = 24 * 3_600_000;
/** One that would end sooner than this is given its time again. */
const leastLeft = 6 * 3_600_000;

const namePrefix = 'aks-isolation-migration-';

export interface ExemptionSteps {
  /** Before the first write of the cluster. */
  readonly before: readonly Step[];
  /** Exemptions of ours for this cluster, to be taken away when it is isolated: those that live and those of `before`. */
  readonly removals: readonly Omit<Step, 'after'>[];
  /** Lower-case ids of assignments that the cluster is exempt from already. */
  readonly exempted: readonly string[];
  /** When the last of those was made: milliseconds since 1970, 0 for nobody knows. It may not be in force yet. */
  readonly exemptedAt: number;
}

/**
 * @param stages the cluster as it will be written, stage by stage, until the policies are content
 * @param now milliseconds since 1970
 */
export function planExemptions(stages: readonly Resource[], clusterId: string, living: Living, now: number): ExemptionSteps {
  const refusing = refusingAssignments(stages, living, now);
  const before: Step[] = [];
  const removals = new Map<string, Omit<Step, 'after'>>();
  const exempted: string[] = [];
  let exemptedAt = 0;
  for (const assignment of refusing) {
    const assignmentId = textAt(assignment, 'id') ?? '';
    const name = `${namePrefix}${shortHash(assignmentId.toLowerCase()).slice(0, 12)}`;
    const id = `${clusterId}/providers/${policyExemptionType}/${name}`;
    const standing = exemptionsOf(assignmentId, clusterId, living);
    const lasting = standing.find((document) => endOf(document) - now >= leastLeft && arrayAt(document, 'properties', 'policyDefinitionReferenceIds').length === 0);
    if (lasting === undefined) before.push(exemption(id, name, assignment, now));
    else {
      exempted.push(assignmentId.toLowerCase());
      exemptedAt = Math.max(exemptedAt, madeAt(lasting));
    }
    if (lasting === undefined || isMigration(lasting)) removals.set(id.toLowerCase(), removal(id));
  }
  for (const left of leftovers(clusterId, living)) removals.set(left.toLowerCase(), removal(left));
  return { before, removals: [...removals.values()], exempted, exemptedAt };
}

/** Assignments of ours that are enforced and refuse one of the stages, exemptions apart. */
function refusingAssignments(stages: readonly Resource[], living: Living, now: number): readonly JsonObject[] {
  return living.all('assignment').filter((assignment) => isOurs(assignment) && (livingMode(assignment) ?? '').toLowerCase() === 'default' && stages.some((stage) => refuses(assignment, stage, living, now)));
}

/** Exemptions of ours for this cluster that a run left behind. */
function leftovers(clusterId: string, living: Living): readonly string[] {
  return living.all('exemption').filter((document) => isMigration(document) && isWithin(textAt(document, 'id') ?? '', clusterId)).flatMap((document) => textAt(document, 'id') ?? []);
}

function isOurs(assignment: JsonObject): boolean {
  return stampOf(assignment) !== undefined;
}

/** What cannot be judged is taken to refuse: an exemption too many harms nobody, and ends. */
function refuses(assignment: JsonObject, cluster: Resource, living: Living, now: number): boolean {
  const policies = boundPolicies(assignment, living);
  if (policies === undefined) return true;
  return judge(policies, cluster, { utcNow: new Date(now).toISOString().replace('Z', '0000Z'), ...surroundings(cluster) }, []).some(({ finding }) => wouldBeRefused(finding));
}

function boundPolicies(assignment: JsonObject, living: Living): readonly AssignedPolicy[] | undefined {
  const others = new Map([...living.all('definition'), ...living.all('initiative')].map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), document] as const));
  const id = textAt(assignment, 'id') ?? '';
  try {
    return bindObjects([{ kind: 'assignment', scope: scopeOf(id), name: textAt(assignment, 'name') ?? '', body: assignment, source: 'living' }], others);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

function exemptionsOf(assignmentId: string, clusterId: string, living: Living): readonly JsonObject[] {
  return living.all('exemption').filter((document) => {
    const scope = scopeOf(textAt(document, 'id') ?? '');
    return (textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase() === assignmentId.toLowerCase() && isWithin(clusterId, scope);
  });
}

function endOf(document: JsonObject): number {
  const end = textAt(document, 'properties', 'expiresOn');
  return end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end);
}

/** Azure tells when an exemption was written; of ours its end tells it too. */
function madeAt(document: JsonObject): number {
  const told = Date.parse(textAt(document, 'systemData', 'lastModifiedAt') ?? textAt(document, 'systemData', 'createdAt') ?? '');
  if (!Number.isNaN(told)) return told;
  return isMigration(document) ? endOf(document) - lasts : 0;
}

function isMigration(document: JsonObject): boolean {
  return (textAt(document, 'name') ?? '').toLowerCase().startsWith(namePrefix);
}

function exemption(id: string, name: string, assignment: JsonObject, now: number): Step {
  const assignmentId = textAt(assignment, 'id') ?? '';
  const properties = {
    policyAssignmentId: assignmentId,
    exemptionCategory: 'Waiver',
    displayName: 'On the way to isolation',
    description: 'aks-network-isolation is isolating this cluster step by step; it takes this exemption away at the end.',
    expiresOn: new Date(now + lasts).toISOString(),
  };
  return {
    key: `exemption/${name}`, title: `Exempt the cluster from ${textAt(assignment, 'name') ?? 'the policies'} for a day`,
    why: 'The policies refuse every write of a cluster that is not isolated yet, also those on the way there.',
    subject: 'exemption', id, after: [], disruption: { kind: 'none' }, details: [`assignment: ${assignmentId}`], substance: { exempts: assignmentId.toLowerCase() },
    work: { kind: 'put', apiVersion: apiVersions.policyExemptions, body: { properties }, condition: {} },
  };
}

function removal(id: string): Omit<Step, 'after'> {
  return {
    key: `exemption-removed/${id.split('/').at(-1) ?? ''}`, title: 'Take the exemption of the cluster away', why: 'The cluster satisfies the policies from here on.',
    subject: 'exemption', id, disruption: { kind: 'none' }, details: [], substance: { removes: id.toLowerCase() },
    work: { kind: 'delete', apiVersion: apiVersions.policyExemptions },
  };
}
