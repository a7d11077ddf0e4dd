import { parseResourceId } from '../../../arm/resource-id.ts';
import { isUnknown } from '../../../language/unknown.ts';
import type { Attributes, Identity, ResourceTable } from '../mapping/table.ts';
import { idOf, joined, namedBy, shownNames, textOf, type Naming, type Text } from './ids.ts';

/** Where a resource stands, for what its attributes do not say. */
export interface Surroundings {
  readonly address: string;
  /** Its subscription as far as it is known. */
  readonly subscription: Text;
  /** How the name of another resource is shown, when the value is that name. */
  readonly shownAs: (value: unknown) => string | undefined;
}

/** What a table's resource is called in Azure. */
export function namingOf({ armType, identity }: ResourceTable, read: Attributes, around: Surroundings): Naming {
  // What is there already says itself who it is.
  const own = read.at('id');
  if (identity.kind === 'resourceGroup' && typeof own === 'string' && /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(own)) return withNames(armType, [own.split('/').at(-1) ?? ''], own);
  const known = typeof own === 'string' ? parseResourceId(own) : undefined;
  if (known !== undefined && known.type.toLowerCase() === armType.toLowerCase()) return withNames(armType, known.fullName.split('/'), known.id);
  return naming(armType, identity, read, around);
}

function withNames(type: string, names: readonly string[], id: Text): Naming {
  return { type, names, shown: names, id };
}

function naming(type: string, identity: Identity, read: Attributes, { address, subscription, shownAs }: Surroundings): Naming {
  const text = (attribute: string): Text => textOf(read.at(attribute), `\`${attribute}\``);
  if (identity.kind === 'group') {
    const { orBelow } = identity;
    if (orBelow !== undefined && isGiven(read.at(orBelow), read.at(identity.names[0] ?? ''))) {
      const own = read.at(identity.names.at(-1) ?? '');
      const name = textOf(own, '`name`');
      return belowId(text(orBelow), type, name, shownName(own, name, address, shownAs));
    }
    const names = identity.names.map(text);
    const shown = identity.names.map((attribute, index) => shownName(read.at(attribute), names[index] ?? '', index === names.length - 1 ? address : undefined, shownAs));
    return { type, names, shown, id: idOf(joined('/subscriptions/', subscription, '/resourceGroups/', text(identity.group)), type, names) };
  }
  const given = read.at(identity.name);
  const fixed = identity.kind === 'resourceGroup' ? undefined : identity.fixedName;
  const name = given === undefined && fixed !== undefined ? fixed : textOf(given, `\`${identity.name}\``);
  const shown = shownName(given, name, address, shownAs);
  if (identity.kind === 'resourceGroup') return { type, names: [name], shown: [shown], id: joined('/subscriptions/', subscription, '/resourceGroups/', name) };
  if (identity.kind === 'extension') {
    const scope = text(identity.scope);
    return { type, names: [name], shown: [shown], id: idOf(typeof scope === 'string' ? scope.replace(/\/+$/, '') : scope, type, [name]) };
  }
  return belowId(text(identity.parent), type, name, shown);
}

/** Of two ways to name a parent, one is written: the id, unless nothing is known of it and the other was given. */
function isGiven(id: unknown, otherwise: unknown): boolean {
  return id !== undefined && (otherwise === undefined || !isUnknown(id) || id.pieces !== undefined);
}

/** A name that is not known at all is shown by where it comes from: the address of the resource tells it from others. */
function shownName(value: unknown, name: Text, address: string | undefined, shownAs: Surroundings['shownAs']): string {
  const [plain = ''] = shownNames([name]);
  if (!isUnknown(name)) return plain;
  return shownAs(value) ?? (address === undefined ? plain : `(${address})`);
}

/** A child of what an id names. `shown`: its name, where it is not known. */
export function belowId(parent: Text, type: string, name: Text, shown?: string): Naming {
  const above = namedBy(parent, type.split('/').slice(0, -1).join('/'));
  return {
    type,
    names: [...above.names, name],
    shown: [...above.shown, shown ?? shownNames([name])[0] ?? ''],
    id: joined(typeof parent === 'string' ? parent.replace(/\/+$/, '') : parent, `/${type.split('/').at(-1) ?? ''}/`, name),
  };
}
