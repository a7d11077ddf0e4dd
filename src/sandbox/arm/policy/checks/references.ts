import { policySetDefinitionType } from '../../../../arm/api-versions.ts';
import { arrayAt, textAt } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import { isBelow } from '../../hierarchy/reach.ts';
import { refusal } from '../../http/refusal.ts';
import type { ArmState, PolicyObject } from '../../state.ts';
import { kinds, notFound } from '../kinds.ts';

/** The ids of the definitions that an object names: an assignment's one, an initiative's members; an exemption names none. */
export function referencesOf({ document, kind }: Pick<PolicyObject, 'document' | 'kind'>): readonly string[] {
  if (kind === 'policyDefinitions' || kind === 'policyExemptions') return [];
  const assigned = textAt(document, 'properties', 'policyDefinitionId');
  const members = arrayAt(document, 'properties', 'policyDefinitions').map((entry) => textAt(entry, 'policyDefinitionId'));
  return [assigned, ...members].filter((id) => id !== undefined);
}

/** Throws unless all that an object names exists at or above its scope (the second text is Azure's). */
export function requireReferences(object: PolicyObject, state: ArmState): void {
  for (const id of referencesOf(object)) {
    const target = state.policies.get(id.toLowerCase());
    if (target === undefined) throw missing(id);
    if (!isBelow(object.scope, target.scope, state.hierarchy)) {
      const { noun, invalid } = kinds[object.kind];
      const { noun: named } = kinds[target.kind];
      throw refusal(
        400,
        invalid,
        `The ${named} specified in ${noun} '${object.name}' is out of scope. `
        + `${capital(named)}s should be specified only at or above the ${noun} scope. If the management groups hierarchy changed recently or if `
        + 'assigning a management group policy to new subscription, please allow up to 30 minutes for the hierarchy changes to apply and try again.',
      );
    }
  }
}

/** Throws when a definition or initiative that is to be deleted is still named by another object (text: azure-policy issues, 400). */
export function requireUnreferenced(object: PolicyObject, state: ArmState): void {
  const user = [...state.policies.values()].find((other) => referencesOf(other).some((id) => sameId(id, object.id)));
  if (user === undefined) return;
  const { noun } = kinds[object.kind];
  const { noun: usedBy } = kinds[user.kind];
  const code = object.kind === 'policyDefinitions' ? 'InvalidDeletePolicyDefinitionRequest' : 'InvalidDeletePolicySetDefinitionRequest';
  throw refusal(
    400,
    code,
    `The ${noun} '${object.name}' cannot be deleted. It is referenced by the ${usedBy} '${user.id}'. `
    + `Please remove this ${noun} from all ${usedBy}s that reference it.`,
  );
}

function missing(id: string): Error {
  const isInitiative = sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType);
  return notFound(isInitiative ? 'policySetDefinitions' : 'policyDefinitions', id);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
