import type { Attributes, Identity, ResourceTable } from '../mapping/table.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import { idOf, joined, namesIn, textOf, type Naming, type Text } from './ids.ts';

/** The namings of a table's resource: what it is called in Azure. `subscription`: its id as far as it is known. */
export function namingOf({ armType, identity }: ResourceTable, read: Attributes, subscription: Text): Naming {
  // What is there already says itself who it is.
  const own = read.at('id');
  const known = typeof own === 'string' ? parseResourceId(own) : undefined;
  if (identity.kind === 'resourceGroup' && typeof own === 'string' && /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(own)) return { type: armType, names: [own.split('/').at(-1) ?? ''], id: own };
  if (known !== undefined && known.type.toLowerCase() === armType.toLowerCase()) return { type: armType, names: known.fullName.split('/'), id: known.id };
  return naming(armType, identity, read, subscription);
}

function naming(type: string, identity: Identity, read: Attributes, subscription: Text): Naming {
  const text = (attribute: string): Text => textOf(read.at(attribute), `\`${attribute}\``);
  if (identity.kind === 'group') {
    const names = identity.names.map(text);
    return { type, names, id: idOf(joined('/subscriptions/', subscription, '/resourceGroups/', text(identity.group)), type, names) };
  }
  if (identity.kind === 'resourceGroup') {
    const name = text(identity.name);
    return { type, names: [name], id: joined('/subscriptions/', subscription, '/resourceGroups/', name) };
  }
  const given = read.at(identity.name);
  const name = given === undefined && identity.fixedName !== undefined ? identity.fixedName : textOf(given, `\`${identity.name}\``);
  if (identity.kind === 'extension') {
    const scope = text(identity.scope);
    return { type, names: [name], id: idOf(typeof scope === 'string' ? scope.replace(/\/+$/, '') : scope, type, [name]) };
  }
  const parent = text(identity.parent);
  return belowId(parent, type, name);
}

/** A child of what an id names. */
export function belowId(parent: Text, type: string, name: Text): Naming {
  const parentType = type.split('/').slice(0, -1).join('/');
  return { type, names: [...namesIn(parent, parentType), name], id: joined(typeof parent === 'string' ? parent.replace(/\/+$/, '') : parent, `/${type.split('/').at(-1) ?? ''}/`, name) };
}
