import { isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import { bindAssignment, parseAssignment, parseDefinition, parseInitiative, PolicyError, type AssignedPolicy } from '../../policy/index.ts';
import { decideEnforcement, livingMode, loosenings, wouldBeRefused } from '../../policy/objects/enforcement.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { kindOf, objectId } from '../../policy/objects/policy-object.ts';
import { effectOf, needsIdentity, rolesNeeded } from '../../policy/objects/roles.ts';
import { UserError } from '../../run/errors.ts';
import { graceFor, graceNotes } from './grace.ts';
import { judgeAll, type Judged } from './judge-living.ts';
import type { AssignmentOptions } from './options.ts';
import type { AssignmentInput, AssignmentOutlook } from './assignment-plan.ts';

/** What becomes of one assignment of the library. */
export interface Looked {
  /** As the library has it. */
  readonly object: WantedObject;
  /** As it is to be: with its enforcement, and the identity that it needs. */
  readonly wanted: WantedObject;
  /** Exemptions that give time to what it would lock out. */
  readonly grace: readonly WantedObject[];
  readonly notes: readonly string[];
  readonly of: Omit<AssignmentOutlook, 'id' | 'principalId'>;
}

/** Decides what an assignment is to be, by what lives of it and what it would lock out. */
export function outlook(object: WantedObject, options: AssignmentOptions, input: AssignmentInput, policies: readonly AssignedPolicy[], judged: readonly Judged[]): Looked {
  const base = objectId('assignment', object.scope, object.name);
  const brought = policies.filter(({ assignment }) => sameId(assignment?.id ?? '', base));
  const own = input.living.variants(object.kind, object.scope, object.name, options.owner);
  const mode = own.map(livingMode).find((each) => each?.toLowerCase() === 'default') ?? livingMode(own[0]);
  const isEnforced = mode?.toLowerCase() === 'default';
  const refusing = judged.filter((one) => sameId(one.assignmentId, base) && wouldBeRefused(one.finding));
  const isAlone = input.objects.filter(({ kind }) => kind === 'assignment').length === 1;
  const mayEnforce = textAt(object.body, 'properties', 'enforcementMode')?.toLowerCase() !== 'donotenforce';
  // What an enforced assignment refuses already has had its time; what only the new policies would refuse has not.
  const fresh = isEnforced ? notRefusedYet(refusing, own, input) : refusing;
  const grace = graceFor({ base, own, refusing, fresh, days: input.graceDays }, input);
  const isGraced = ({ finding }: Judged): boolean => grace.some(({ scope }) => sameId(scope, finding.resource.id ?? ''));
  const lockedOut = refusing.filter((one) => !isGraced(one));
  const newlyLockedOut = isEnforced ? fresh.filter((one) => !isGraced(one)).map(({ finding }) => finding) : [];
  const { enforced, notes } = decideEnforcement(
    { scope: options.scope, enforcement: mayEnforce ? options.enforcement : 'do-not-enforce', ...(isAlone ? {} : { what: object.name }), unseen: unseenFor(brought, input) },
    lockedOut.map(({ finding }) => finding), mode,
  );
  const declared = declarationOf(object, input);
  const values = propertiesOf(object.body)['parameters'];
  const looser = isEnforced && enforced && declared !== undefined && object.source === 'bundled' ? [...new Set(own.flatMap((document) => loosenings(document, isJsonObject(values) ? values : {}, declared)))] : [];
  // What only records may leave more out: nothing gets through by it that did not before.
  const loosened = strongest(brought) === 'deny' ? looser : looser.filter((line) => /^\w*effect: /i.test(line));
  const roles = rolesNeeded(brought);
  return {
    object,
    wanted: { ...object, body: { ...(needsIdentity(brought) ? identityFor(object, own, input.location) : {}), ...object.body, properties: { ...propertiesOf(object.body), enforcementMode: enforced ? 'Default' : 'DoNotEnforce' } } },
    grace,
    notes: [...notes, ...graceNotes(object, grace, input.graceDays)],
    of: { name: object.name, scope: object.scope, enforced, wasEnforced: isEnforced, effect: strongest(brought), loosened, roles, lockedOut: lockedOut.map(({ finding }) => finding), newlyLockedOut },
  };
}

/** Those of the findings that the policies as they live do not have: what new rules, or changed ones, would add to a Deny that is in force. */
function notRefusedYet(refusing: readonly Judged[], own: readonly JsonObject[], input: AssignmentInput): readonly Judged[] {
  if (refusing.length === 0) return [];
  const ids = new Set(refusing.flatMap(({ finding }) => finding.resource.id?.toLowerCase() ?? []));
  const resources = input.resources.filter((document) => ids.has((textAt(document, 'id') ?? '').toLowerCase()));
  const living = livingPolicies(own.filter((document) => livingMode(document)?.toLowerCase() === 'default'), input);
  const before = new Set(judgeAll(living, [], { resources, now: input.now, ...(input.own === undefined ? {} : { own: input.own }) }).filter(({ finding }) => wouldBeRefused(finding)).map(keyOf));
  return refusing.filter((one) => !before.has(keyOf(one)));
}

function keyOf({ finding: { resource }, referenceId }: Judged): string {
  return `${resource.id ?? resource.name} ${referenceId ?? ''}`.toLowerCase();
}

/** What living assignments bring as they stand in Azure; nothing where that cannot be read. */
function livingPolicies(assignments: readonly JsonObject[], { living, others }: AssignmentInput): readonly AssignedPolicy[] {
  try {
    return assignments.flatMap((document) => bindAssignment(parseAssignment(document), (id) => {
      const found = living.find(id) ?? others.get(id.toLowerCase());
      if (found === undefined) return undefined;
      return kindOf(id) === 'initiative' ? parseInitiative(found) : parseDefinition(found);
    }));
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}

/** What acts needs an identity; one that people gave the assignment stays. */
function identityFor({ name }: WantedObject, own: readonly JsonObject[], location: string | undefined): JsonObject {
  if (own.some((document) => (textAt(document, 'identity', 'type') ?? 'None').toLowerCase() !== 'none')) return {};
  if (location === undefined) throw new UserError(`The assignment ${name} brings policies that can act, for which Azure wants an identity in a region: give "location".`);
  return { identity: { type: 'SystemAssigned' }, location };
}

function declarationOf(object: WantedObject, { objects, others }: AssignmentInput): JsonObject | undefined {
  const target = (textAt(object.body, 'properties', 'policyDefinitionId') ?? '').toLowerCase();
  return objects.find(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase() === target)?.body ?? others.get(target);
}

function unseenFor(brought: readonly AssignedPolicy[], { unseen }: AssignmentInput): readonly string[] {
  const denying = brought.filter((policy) => effectOf(policy)?.toLowerCase() === 'deny');
  return unseen.filter(({ type }) => denying.some(({ definition }) => definition.types?.has(type.toLowerCase()) !== false)).map(({ type, why }) => `${type} (${why})`);
}

const effectOrder = ['deny', 'denyaction', 'modify', 'append', 'deployifnotexists', 'audit', 'auditifnotexists', 'manual', 'disabled'];

function strongest(brought: readonly AssignedPolicy[]): string {
  const effects = new Set(brought.map((policy) => effectOf(policy)?.toLowerCase() ?? ''));
  return effectOrder.find((effect) => effects.has(effect)) ?? 'audit';
}

function propertiesOf(body: JsonObject): JsonObject {
  return isJsonObject(body['properties']) ? body['properties'] : {};
}
