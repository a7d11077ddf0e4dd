import { isJsonObject, member, textAt, type JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import { refusal } from '../../http/refusal.ts';
import type { ArmState } from '../../state.ts';
import { completeResource } from '../complete/complete.ts';
import type { StoredResource } from '../store.ts';
import { requireName, type Target } from '../target.ts';
import { mirroredTypes, type ResourceType } from '../types.ts';
import { requirePrefixes, requireUnused } from './usage.ts';

/** What the body of a parent makes of its children: those to keep and those to remove. */
export interface ChildrenChange {
  readonly put: readonly StoredResource[];
  readonly remove: readonly StoredResource[];
}

/** A virtual network may be written without its subnets since this version ("Virtual Network now supports updates without subnet property"). */
const subnetsOptionalSince = '2023-09-01';

/**
 * What a PUT of a parent does to the children that stand in its document: named ones are written, others removed. A document that
 * does not name `subnets` at all leaves them as they are (an empty array does not); a virtual network's peerings are treated alike,
 * which is assumed. Security rules and routes that are not named are removed. Throws when a subnet to be removed, or a prefix of one, is in use, and
 * InvalidRequestFormat for something that is no child.
 */
export function childrenChange(parent: StoredResource, row: ResourceType, body: JsonObject, apiVersion: string, now: number, state: ArmState): ChildrenChange {
  const changes = mirroredTypes(row).map((child): ChildrenChange => {
    const existing = state.resources.childrenOf(parent.id, child.type);
    const sent = member(asObject(body['properties']), child.mirror) ?? undefined;
    const isKept = sent === undefined && row.type === 'Microsoft.Network/virtualNetworks' && apiVersion >= subnetsOptionalSince;
    if (isKept) return { put: [], remove: [] };
    const put = readChildren(sent, child.mirror).map((document) => completeChild(parent, child, document, existing, now));
    const kept = new Set(put.map(({ id }) => id.toLowerCase()));
    return { put, remove: existing.filter(({ id }) => !kept.has(id.toLowerCase())) };
  });
  const remove = changes.flatMap((change) => change.remove);
  for (const child of remove) requireUnused(child, state);
  const put = changes.flatMap((change) => change.put);
  for (const child of put) {
    const before = state.resources.find(child.id);
    if (before !== undefined) requirePrefixes(before, child, state);
  }
  return { put, remove };
}

function readChildren(sent: unknown, mirror: string): readonly JsonObject[] {
  const children: readonly unknown[] = Array.isArray(sent) ? sent : [];
  if (sent !== undefined && !Array.isArray(sent)) throw malformed(mirror);
  const read = children.filter(isJsonObject);
  const names = read.map((child) => textAt(child, 'name')?.toLowerCase());
  if (read.length !== children.length || names.includes(undefined) || new Set(names).size !== names.length) throw malformed(mirror);
  return read;
}

function malformed(mirror: string): Error {
  return refusal(400, 'InvalidRequestFormat', `Cannot parse the request. '${mirror}' has to be an array of objects that have names of their own.`);
}

function completeChild(parent: StoredResource, row: ResourceType, document: JsonObject, existing: readonly StoredResource[], now: number): StoredResource {
  const name = textAt(document, 'name') ?? '';
  const target: Target = {
    row,
    id: `${parent.id}/${row.type.split('/').at(-1) ?? ''}/${name}`,
    fullName: `${parent.name}/${name}`,
    name,
    parentId: parent.id,
  };
  requireName(target);
  return completeResource(target, document, undefined, existing.find((child) => child.name.toLowerCase() === name.toLowerCase()), now);
}
