import { at, isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';

/** The value of `metadata.managedBy` on every object that this project writes. */
export const stampName = 'aks-network-isolation';

/** Who owns what is written where nobody says so. */
export const defaultOwner = 'default';

/** The member of `metadata` that says more. */
const stampMember = 'aksNetworkIsolation';

/** Whose an object is and what made it: how a later run knows what it may change and take away. */
export interface Stamp {
  /** Who keeps the object: several may share a scope, and none touches what another owns. */
  readonly owner: string;
  /** The name in the library; the object's own may carry a version behind it. */
  readonly of: string;
  /** Where the library has it from: `bundled`, or a file. */
  readonly source: string;
  /** The version of this project that wrote it. */
  readonly version: string;
  /** Over the object's content: an object that says otherwise was changed by somebody else. */
  readonly hash: string;
}

/** The stamp on a living object; undefined on everybody else's. Objects of releases that wrote `managedBy` alone have the default owner. */
export function stampOf(document: JsonObject | undefined): Partial<Stamp> & Pick<Stamp, 'owner'> | undefined {
  const metadata = at(document, 'properties', 'metadata');
  if (textAt(metadata, 'managedBy') !== stampName) return roleStampOf(document);
  const stamp = at(metadata, stampMember);
  if (stamp === undefined) return { owner: defaultOwner };
  const [owner, of] = [textAt(stamp, 'owner'), textAt(stamp, 'of')];
  // A stamp that cannot be read is nobody's leave to change the object; nor is one on a copy that somebody made under another name.
  if (owner === undefined || !isVersionOf(textAt(document, 'name') ?? of, of)) return undefined;
  const text = (name: keyof Stamp): Partial<Stamp> => {
    const value = textAt(stamp, name);
    return value === undefined ? {} : { [name]: value };
  };
  return { ...text('of'), ...text('source'), ...text('version'), ...text('hash'), owner };
}

/** True for a name of the library itself, and with a version behind it: `a` and `a-v2` of `a`, cut where Azure's limits of names want it. */
export function isVersionOf(name: string | undefined, of: string | undefined): boolean {
  if (name === undefined || of === undefined) return true;
  const [own, library] = [name.toLowerCase(), of.toLowerCase()];
  if (own === library) return true;
  const base = /^(.+)-v\d{1,9}$/.exec(own)?.[1];
  return base !== undefined && library.startsWith(base) && (base.length === library.length || own.length >= shortestLimit);
}

/** An assignment at a management group has 24 characters (limits.md), the rest more: only a name that long is ever cut. */
const shortestLimit = 24;

/** True when the object carries our stamp and this owner. */
export function isOwned(document: JsonObject | undefined, owner: string): boolean {
  return stampOf(document)?.owner === owner;
}

/** The body with the stamp in its metadata, beside what stands there. */
export function stamped(body: JsonObject, stamp: Stamp): JsonObject {
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  const metadata = isJsonObject(properties['metadata']) ? properties['metadata'] : {};
  return { ...body, properties: { ...properties, metadata: { ...metadata, managedBy: stampName, [stampMember]: { ...stamp } } } };
}

/** Metadata without what the stamp says of the run that wrote it: only whose the object is counts as content. */
export function withoutTraces(metadata: JsonObject): JsonObject {
  const stamp = metadata[stampMember];
  return isJsonObject(stamp) ? { ...metadata, [stampMember]: { owner: stamp['owner'], of: stamp['of'] } } : metadata;
}

const rolePattern = /^Managed by aks-network-isolation, owner "([^"]{1,64})", for the assignment (\/\S{1,500}\/[Pp]olicy[Aa]ssignments\/[^/\r\n]{1,64})$/;

/** A role assignment has no metadata: its description is the stamp. @param assignmentId whose identity it is for */
export function roleDescription(owner: string, assignmentId: string): string {
  return `Managed by ${stampName}, owner "${owner}", for the assignment ${assignmentId}`;
}

/** The assignment that one of our role assignments is for. Other kinds of objects have descriptions that people write. */
export function roleStampOf(document: JsonObject | undefined): { readonly owner: string; readonly assignmentId: string } | undefined {
  if (textAt(document, 'properties', 'roleDefinitionId') === undefined) return undefined;
  const [, owner, assignmentId] = rolePattern.exec(textAt(document, 'properties', 'description') ?? '') ?? [];
  return owner === undefined || assignmentId === undefined ? undefined : { owner, assignmentId };
}
