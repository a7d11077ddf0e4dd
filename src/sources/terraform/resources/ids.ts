import { parseResourceId } from '../../../arm/resource-id.ts';
import { concatPieces, piecesOf, textOfPieces, type Pieces } from '../../../language/partial-text.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';

/** A text, perhaps not known in full. */
export type Text = string | Unknown;

/** What a resource is called in Azure. */
export interface Naming {
  /** `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  /** One for each segment of the type behind the namespace. */
  readonly names: readonly Text[];
  /** The same as they are shown, and as resources are told apart by: an address in brackets for what is not known. */
  readonly shown: readonly string[];
  readonly id: Text;
}

/** Texts one behind the other. */
export function joined(...parts: readonly Text[]): Text {
  const open = parts.find(isUnknown);
  return textOfPieces(concatPieces(parts.map((part) => piecesOf(part) ?? ['', ''])), open?.why ?? '');
}

/** What is no text is one of which nothing is known. */
export function textOf(value: unknown, what: string): Text {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (isUnknown(value)) return value.pieces === undefined ? new Unknown(value.why, { pieces: ['', ''] }) : value;
  return new Unknown(`${what} is not given`, { pieces: ['', ''] });
}

/** The id of a resource of a type below a scope: `/subscriptions/…/resourceGroups/rg`. */
export function idOf(scope: Text, type: string, names: readonly Text[]): Text {
  const [namespace = '', ...types] = type.split('/');
  return joined(scope, `/providers/${namespace}`, ...types.flatMap((segment, index): readonly Text[] => [`/${segment}/`, names[index] ?? '']));
}

/** As it is shown, and found by: names with slashes between them. */
export function fullName({ shown }: Pick<Naming, 'shown'>): string {
  return shown.join('/');
}

/** Names as they are shown where nothing says better. */
export function shownNames(names: readonly Text[]): readonly string[] {
  return names.map((name) => (isUnknown(name) ? shownPieces(name.pieces ?? ['', '']) : name));
}

function shownPieces(pieces: Pieces): string {
  return pieces.every((piece) => piece === '') ? '(known after apply)' : pieces.join('(known after apply)');
}

/** What an id names, as far as it says. */
export function namedBy(id: Text, type: string): Naming {
  const names = namesIn(id, type);
  const resource = isUnknown(id) ? id.resource : undefined;
  const isSame = resource !== undefined && resource.type.toLowerCase() === type.toLowerCase();
  return { type, names, shown: isSame ? resource.name.split('/') : shownNames(names), id };
}

/** The names in an id of this type, as far as they are known. */
function namesIn(id: Text, type: string): readonly Text[] {
  const [, ...types] = type.split('/');
  const unknown = types.map((): Text => new Unknown(isUnknown(id) ? id.why : 'the id does not say', { pieces: ['', ''] }));
  const pieces = piecesOf(id) ?? ['', ''];
  const last = pieces.at(-1) ?? '';
  const marker = last.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0) return namesAtEnd(last, types, unknown);
  const parsed = parseResourceId(pieces.length === 1 ? last : last.slice(marker));
  return parsed !== undefined && parsed.type.toLowerCase() === type.toLowerCase() ? parsed.fullName.split('/') : unknown;
}

/** Where a name in the middle is open, those behind it are still known: `…/subnets/nodes`. */
function namesAtEnd(last: string, types: readonly string[], unknown: readonly Text[]): readonly Text[] {
  const segments = last.split('/');
  const names = [...unknown];
  for (let index = types.length - 1; index > 0 && segments.length >= 3; index -= 1) {
    const name = segments.pop() ?? '';
    if (segments.pop()?.toLowerCase() !== types[index]?.toLowerCase()) break;
    names[index] = name;
  }
  return names;
}

/** Two ids with the same key are the same; undefined where names in it are not known, of which there may be many. */
export function idKey({ id, names }: Pick<Naming, 'id' | 'names'>): string | undefined {
  return names.some(isUnknown) ? undefined : (piecesOf(id) ?? []).join('\u0000').replace(/\/+$/, '').toLowerCase();
}
