import { isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import type { AssignedPolicy } from '../../policy/index.ts';
import { decideEnforcement, livingMode, loosenings, wouldBeRefused } from '../../policy/objects/enforcement.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { objectId } from '../../policy/objects/policy-object.ts';
import { effectOf, needsIdentity, rolesNeeded } from '../../policy/objects/roles.ts';
import { UserError } from '../../run/errors.ts';
import { graceFor, graceNotes } from './grace.ts';
import type { Judged } from './judge-living.ts';
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
  const graceDays = isEnforced ? undefined : input.graceDays;
  const grace = graceFor(base, own, refusing, graceDays, input);
  const lockedOut = refusing.filter(({ finding }) => !grace.some(({ scope }) => sameId(scope, finding.resource.id ?? '')));
  const { enforced, notes } = decideEnforcement(
    { scope: options.scope, enforcement: mayEnforce ? options.enforcement : 'do-not-enforce', ...(isAlone ? {} : { what: object.name }), unseen: unseenFor(brought, input) },
    lockedOut.map(({ finding }) => finding), mode,
  );
  const declared = declarationOf(object, input);
  const values = propertiesOf(object.body)['parameters'];
  const loosened = isEnforced && enforced && declared !== undefined && object.source === 'bundled' ? [...new Set(own.flatMap((document) => loosenings(document, isJsonObject(values) ? values : {}, declared)))] : [];
  const roles = rolesNeeded(brought);
  return {
    object,
    wanted: { ...object, body: { ...(needsIdentity(brought) ? identityFor(object, own, input.location) : {}), ...object.body, properties: { ...propertiesOf(object.body), enforcementMode: enforced ? 'Default' : 'DoNotEnforce' } } },
    grace,
    notes: [...notes, ...graceNotes(object, grace, graceDays)],
    of: { name: object.name, scope: object.scope, enforced, effect: strongest(brought), loosened, roles, lockedOut: lockedOut.map(({ finding }) => finding) },
  };
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
