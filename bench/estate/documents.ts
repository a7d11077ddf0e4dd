import { createHash } from 'node:crypto';
import type { JsonObject } from '../../src/arm/json.ts';

/** An ARM document as Azure answers it: `id`, and beside it location, sku, identity and properties. Type and name follow from the id. */
export interface ArmDocument extends JsonObject {
  readonly id: string;
}

export function document(id: string, properties: JsonObject, more: JsonObject = {}): ArmDocument {
  const segments = id.slice(id.toLowerCase().lastIndexOf('/providers/') + '/providers/'.length).split('/');
  const type = segments.filter((_, place) => place === 0 || place % 2 === 1).join('/');
  return { id, type, name: segments.at(-1) ?? '', ...more, properties };
}

/** A document with the value at a path of its properties changed; undefined takes it away. Numbers are places in a list. */
export function changed(original: ArmDocument, path: string, value: unknown): ArmDocument {
  return { ...original, properties: put(original['properties'], path.split('.'), value) };
}

function put(target: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const made = rest.length === 0 ? value : put(typeof target === 'object' && target !== null ? Reflect.get(target, name) : undefined, rest, value);
  if (Array.isArray(target)) return target.map((element: unknown, index) => (index === Number(name) ? made : element));
  const entries = Object.entries(typeof target === 'object' && target !== null ? target : {}).filter(([key]) => key !== name);
  return Object.fromEntries(made === undefined ? entries : [...entries, [name, made]]);
}

/** A guid of version 8 (RFC 9562) that follows from a text. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The roles that estates give, by the names of Azure (Microsoft Learn, "Azure built-in roles"). */
export const roles = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  acrPush: '8311e382-0749-4cb8-b61a-304f252e45ec',
  identityOperator: 'f1a07417-d97a-45cb-824c-7a7467783830',
  networkContributor: '4d97b98b-1d4f-4787-a291-c67834d212e7',
} as const;

/** A role assignment; its name follows from what it says. */
export function roleAssignment(scope: string, principalId: string, role: keyof typeof roles): ArmDocument {
  const roleDefinitionId = `${scope.split('/').slice(0, 3).join('/')}/providers/Microsoft.Authorization/roleDefinitions/${roles[role]}`;
  const name = guidOf(`${scope} ${principalId} ${role}`.toLowerCase());
  return document(`${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, { principalId, principalType: 'ServicePrincipal', roleDefinitionId });
}
