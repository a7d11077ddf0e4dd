/** The role assignments that are missing. A role that somebody gave at a scope above, or to a group, is as good. */
import { apiVersions, roleAssignmentType } from '../../../../arm/api-versions.ts';
import { at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { formatResourceId, sameId } from '../../../../arm/resource-id.ts';
import { isKnownRole, roleName } from '../../../exposure/graph/access/built-in-roles.ts';
import type { Step } from '../../step.ts';
import { roleStampFor } from '../../removal.ts';
import { az, detail } from '../steps/creation.ts';
import { quote } from '../../../migration.ts';
import { nameOf, networkIdOf, roleAssignmentName, scopeOf, subscriptionScopeOf } from '../names.ts';
import type { Look } from '../seen.ts';
import type { Site } from '../site.ts';
import { identityType } from '../types.ts';
import { undetermined, wrong, type Want } from '../want.ts';
import { principalOf } from './actors.ts';
import { roleNeeds, type RoleNeed } from './needs.ts';

export function roleWants(site: Site): readonly Want[] {
  return roleNeeds(site).flatMap((need) => roleWant(site, need) ?? []);
}

function roleWant(site: Site, need: RoleNeed): Want | undefined {
  const { look } = site;
  const { actor, scope, on } = need;
  const what = `which roles ${actor.called} has for ${on}`;
  const identity = actor.isGiven ? look.document(actor.id) : undefined;
  // That the identity itself could not be read is said where it is wanted.
  if (identity?.state === 'unread') return undefined;
  const principal = principalOf(actor, (id) => look.glimpse(id));
  if (principal === undefined) {
    if (identity?.state === 'absent') return missing(site, need, undefined);
    return undetermined(actor.id, `the object id of ${actor.called}`, { why: 'its document does not say it', right: `${identityType}/read` });
  }
  const assignments = look.list(assignmentsOf(standing(scope, look), principal));
  if (assignments.state === 'unread') return undetermined(scope, what, { why: assignments.why, right: `${roleAssignmentType}/read` });
  const living = assignments.state === 'found' ? assignments.value : [];
  if (living.some((one) => need.accepted.includes(roleIn(one)) && !hasCondition(one))) return undefined;
  const bound = living.find((one) => roleIn(one) === need.accepted[0] && sameId(textAt(one, 'properties', 'scope') ?? '', scope));
  if (bound !== undefined) {
    const [id, role] = [textAt(bound, 'id') ?? scope, roleName(need.accepted[0])];
    return wrong(id, `${actor.called} has ${role} on ${on} only under a condition`, `${need.why} Azure takes no second assignment of the same.`, az('role assignment delete', '--ids', id));
  }
  const want = missing(site, need, principal);
  const others = living.map(roleIn).filter((role) => !isKnownRole(role));
  // A role of somebody's own may allow the same; giving ours besides does no harm.
  return others.length === 0 ? want : { ...want, why: `${want.why} It has a role that is not known here (${others[0] ?? ''}), which may allow the same.` };
}

/** What is given on the scope and above it; Azure resolves groups. */
function assignmentsOf(scope: string, principal: string): { readonly type: string; readonly scope: string; readonly filter: string } {
  return { type: roleAssignmentType, scope, filter: `atScope() and assignedTo('${principal.replaceAll("'", "''")}')` };
}

/** The scope, or the next one above it that is there: what is given above will count below. */
function standing(scope: string, look: Look): string {
  const network = networkIdOf(scope);
  const sight = network === undefined ? look.document(scope) : look.subnet(network, nameOf(scope));
  if (sight.state !== 'absent') return scope;
  return network === undefined ? scopeOf(scope) : standing(network, look);
}

function missing({ specification }: Site, { key, actor, accepted: [role], scope, on, why, after }: RoleNeed, principal: string | undefined): Want {
  const name = roleName(role);
  const id = formatResourceId(scope, roleAssignmentType, roleAssignmentName(scope, actor.id, role, principal));
  const properties = {
    roleDefinitionId: `${subscriptionScopeOf(scope)}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    // A new principal is not in the directory yet; a type that is said keeps Azure from looking.
    principalType: 'ServicePrincipal',
    description: roleStampFor(specification),
  };
  const step: Step = {
    key, title: `Give ${actor.called} ${name} on ${on}`, why, subject: `role ${name} on ${on}`, id, after: [actor.key, ...after],
    disruption: { kind: 'none' }, details: [detail('role', name), detail('scope', scope), detail('identity', actor.id)],
    substance: { role, scope, identity: actor.id },
    work: {
      kind: 'put', apiVersion: apiVersions.roleAssignments, condition: {},
      body: (known) => ({ properties: { ...properties, principalId: principal ?? principalOf(actor, known) ?? '' } }),
    },
  };
  return { id: scope, what: `${actor.called} has no role such as ${name} on ${on}`, why, state: 'missing', command: command(actor.id, principal, name, scope), steps: [step] };
}

function command(identityId: string, principal: string | undefined, role: string, scope: string): string {
  const who = principal === undefined ? `"$(az identity show --ids ${quote(identityId)} --query principalId --output tsv)"` : quote(principal);
  return `az role assignment create --assignee-object-id ${who} ${az('', '--assignee-principal-type', 'ServicePrincipal', '--role', role, '--scope', scope).replace(/^az +/, '')}`;
}

function roleIn(assignment: JsonObject): string {
  return (textAt(assignment, 'properties', 'roleDefinitionId') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
}

/** A condition may take away what the role gives. */
function hasCondition(assignment: JsonObject): boolean {
  const condition = at(assignment, 'properties', 'condition');
  return typeof condition === 'string' && condition !== '';
}
