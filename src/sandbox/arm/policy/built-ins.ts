import { textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../arm/resource-id.ts';
import { policyDefinitionType, policySetDefinitionType } from '../../../arm/api-versions.ts';
import { messageOf, UserError } from '../../../run/errors.ts';
import { asObject } from '../documents.ts';
import type { PolicyObject } from '../state.ts';
import { readPolicy } from './reading.ts';

/**
 * Microsoft's own definitions and initiatives, as ARM documents with ids such as `/providers/Microsoft.Authorization/policyDefinitions/<guid>`,
 * as objects that stand at the tenant and that nobody can write. Throws UserError for a document with another id and for one that the policy engine cannot read.
 */
export function builtInPolicies(documents: readonly JsonObject[]): ReadonlyMap<string, PolicyObject> {
  return new Map(documents.map((document) => {
    const id = textAt(document, 'id') ?? '';
    const parsed = parseResourceId(id);
    const kind = sameId(parsed?.type ?? '', policyDefinitionType) ? 'policyDefinitions' : sameId(parsed?.type ?? '', policySetDefinitionType) ? 'policySetDefinitions' : undefined;
    if (parsed === undefined || kind === undefined || parsed.scope !== '') {
      throw new UserError(`'${id}' is no id of a built-in: it begins with /providers/Microsoft.Authorization/policyDefinitions/ or …/policySetDefinitions/.`);
    }
    const full = {
      ...document,
      properties: { policyType: 'BuiltIn', ...asObject(document['properties']) },
      type: `Microsoft.Authorization/${kind}`,
      name: parsed.name,
    };
    const object: PolicyObject = { id, name: parsed.name, kind, scope: '', document: full };
    try {
      readPolicy(object);
    } catch (thrown) {
      throw new UserError(`The built-in '${id}' cannot be read: ${messageOf(thrown)}.`, { cause: thrown });
    }
    return [id.toLowerCase(), object] as const;
  }));
}
