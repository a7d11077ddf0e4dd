import { at, isJsonObject, textAt } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { refusal } from '../../http/refusal.ts';
import type { PolicyObject } from '../../state.ts';

/**
 * What Azure refuses to change on a living policy object: an assignment's target (Azure-Landing-Zones issue 2581), and the removal of
 * a parameter, assigned or not (hashicorp/terraform-provider-azurerm issue 13991; texts of those threads).
 */
export function requireUpdatable(existing: PolicyObject, object: PolicyObject): void {
  const [before, after] = [existing, object].map(({ document }) => textAt(document, 'properties', 'policyDefinitionId'));
  if (before !== undefined && after !== undefined && !sameId(before, after)) {
    throw refusal(400, 'InvalidPolicyDefinitionIdUpdate', "Cannot update existing assignment's policy definition.");
  }
  if (object.kind !== 'policyDefinitions' && object.kind !== 'policySetDefinitions') return;
  const removed = parametersOf(existing).filter((name) => !parametersOf(object).includes(name));
  if (removed.length === 0) return;
  const code = object.kind === 'policyDefinitions' ? 'InvalidPolicyParameterUpdate' : 'InvalidPolicySetParameterUpdate';
  throw refusal(400, code, `The policy contains parameters '${removed.join(', ')}' which are not present in the update; parameters cannot be removed during policy update.`);
}

function parametersOf({ document }: PolicyObject): readonly string[] {
  const parameters = at(document, 'properties', 'parameters');
  return isJsonObject(parameters) ? Object.keys(parameters).map((name) => name.toLowerCase()) : [];
}
