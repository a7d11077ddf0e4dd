import type { AliasTable } from '../../../../policy/index.ts';
import { fieldReferences } from '../../../../policy/lint/references.ts';
import { refusal } from '../../http/refusal.ts';
import type { PolicyObject } from '../../state.ts';
import { readPolicy } from '../reading.ts';

/** So many aliases are named in a refusal: Azure names them all, which are hundreds. */
const named = 20;

/**
 * Throws InvalidPolicyAlias for a definition that reads or writes an alias that the tenant does not know (text: azure-policy issue
 * 363, which goes on with the supported aliases). Of a type that the table has not all aliases of, only hidden ones are known to be absent.
 */
export function requireKnownAliases(object: PolicyObject, aliases: AliasTable, hidden: ReadonlySet<string>): void {
  const definition = readPolicy(object);
  if (definition.kind !== 'definition') return;
  for (const { name } of fieldReferences(definition)) {
    if (!name.includes('/') || /^tags[.[]/i.test(name) || aliases.typesWith(name).length > 0) continue;
    const type = typeIn(name, aliases);
    if (type === undefined || !(aliases.isComplete(type) || hidden.has(name.toLowerCase()))) continue;
    const [provider = '', ...segments] = type.split('/');
    const supported = (aliases.aliasesOf(type) ?? []).slice(0, named).map((alias) => alias.name);
    throw refusal(
      400,
      'InvalidPolicyAlias',
      `The policy definition '${object.name}' rule is invalid. The 'field' property '${name}' of the policy rule doesn't exist as an alias under provider `
      + `'${provider}' and resource type '${segments.join('/')}'. The supported aliases are '${supported.join('; ')}'.`,
    );
  }
}

/** The longest type that an alias's name begins with and the table lists. */
function typeIn(alias: string, aliases: AliasTable): string | undefined {
  const segments = alias.split('/');
  const types = segments.map((_, index) => segments.slice(0, segments.length - index).join('/')).filter((type) => type.includes('/'));
  return types.find((type) => aliases.aliasesOf(type) !== undefined);
}
