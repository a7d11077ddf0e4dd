import { at, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import type { StandInRequest } from '../../../http.ts';
import { refusal } from '../../http/refusal.ts';
import type { ArmState, PolicyKind } from '../../state.ts';
import { kinds } from '../kinds.ts';

/**
 * How many objects of a kind stand at one scope, and the code of one too many (limits.md, "policy objects", after Microsoft Learn,
 * "Azure subscription and service limits", Azure Policy limits). PolicyDefinitionQuotaExceeded: Enterprise Azure Policy as Code, issue
 * 1315. PolicyAssignmentQuotaExceeded: a public script's notes. The other two by analogy.
 * What one object may hold (20 and 400 parameters, 1,000 members, 400 notScopes) is counted by the policy engine, which reads it.
 */
export const mostAtScope: Readonly<Record<PolicyKind, { readonly most: number; readonly code: string }>> = {
  policyDefinitions: { most: 500, code: 'PolicyDefinitionQuotaExceeded' },
  policySetDefinitions: { most: 200, code: 'PolicySetDefinitionQuotaExceeded' },
  policyAssignments: { most: 200, code: 'PolicyAssignmentQuotaExceeded' },
  policyExemptions: { most: 1000, code: 'PolicyExemptionQuotaExceeded' },
};

/** limits.md, "policy objects": initiatives of all scopes together. */
export const mostInitiativesInTenant = 2500;

/** limits.md, "policy objects": bytes of a request. */
export const mostBytes = 1_048_576;

/** Characters (Microsoft Learn, "Azure Policy definition structure basics"). */
export const mostCharacters = { displayName: 128, description: 512 } as const;

/** Throws when one more object does not fit. Status and text are those of ARM's other quotas (DeploymentQuotaExceeded), assumed here. */
export function requireRoom(kind: PolicyKind, scope: string, name: string, { policies }: ArmState): void {
  let [here, custom] = [0, 0];
  for (const object of policies.values()) {
    if (object.kind !== kind || object.scope === '') continue;
    custom += 1;
    if (object.scope.length === scope.length && sameId(object.scope, scope)) here += 1;
  }
  const { most, code } = mostAtScope[kind];
  const quota = here >= most ? most : kind === 'policySetDefinitions' && custom >= mostInitiativesInTenant ? mostInitiativesInTenant : undefined;
  if (quota === undefined) return;
  throw refusal(409, code, `Creating the ${kinds[kind].noun} '${name}' would exceed the quota of '${quota}'. Please delete some before creating a new one.`);
}

/** Throws for a body of more than 1 MiB, with ARM's own code for one that is too large (Azure-Landing-Zones issue 2644). */
export function requireSmall({ headers }: StandInRequest, body: JsonObject): void {
  const bytes = Number(headers['content-length'] ?? Buffer.byteLength(JSON.stringify(body)));
  if (bytes > mostBytes) throw refusal(413, 'RequestContentTooLarge', 'The request content size exceeds the maximum size of 1 MB.');
}

/** Throws for a display name or description that is too long. */
export function requireLengths(kind: PolicyKind, name: string, body: JsonObject): void {
  for (const [member, limit] of Object.entries(mostCharacters)) {
    const text = at(body, 'properties', member);
    if (typeof text !== 'string' || text.length <= limit) continue;
    const { noun } = kinds[kind];
    const code = kind === 'policyDefinitions' ? 'InvalidCreatePolicyDefinitionRequest' : kinds[kind].invalid;
    throw refusal(400, code, `The ${noun} '${name}' ${member} is invalid: its length ${text.length} exceeds the limit of ${limit} characters.`);
  }
}
