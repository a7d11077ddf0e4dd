import { isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { principalId } from '../../identities.ts';
import { asObject, compact, omit } from '../documents.ts';
import { withoutReadOnly } from '../read-only/strip.ts';
import { toAzureTime } from '../time.ts';
import type { PolicyKind, PolicyObject } from '../state.ts';

/** Where an object is written, and when. */
export interface Writing {
  readonly kind: PolicyKind;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly apiVersion: string;
  readonly now: number;
  /** Of an assignment: the versions of what it assigns that hold while nobody says others, `1.*.*`. */
  readonly definitionVersion?: string;
}

/** `definitionVersion` and `systemData` came with new API versions (policy-definition-and-assignment.json: not 2019-09-01, but 2024-05-01). */
const definitionVersionSince = '2023-04-01';
const systemDataSince = '2020-09-01';
/** Older API versions answer an assignment's `sku` as it was sent (policy-definition-and-assignment.json: 2019-09-01); with this one it was taken away (Microsoft Learn, change log of the type). */
const skuUntil = '2020-09-01';

const createdMembers: ReadonlySet<string> = new Set(['createdBy', 'createdOn', 'updatedBy', 'updatedOn']);

/**
 * What the service makes of a policy object that it is sent (ground-truth/README.md, 9): `policyType`, who and when in `metadata`,
 * parameter types in their own case, an assignment's `scope`, `definitionVersion` and `systemData`. What a PUT leaves out of
 * `mode` keeps its value; everything else is replaced.
 */
export function completePolicyObject(body: JsonObject, writing: Writing, existing: PolicyObject | undefined): PolicyObject {
  const type = `Microsoft.Authorization/${writing.kind}`;
  const sent = asObject(withoutReadOnly(type, body)['properties']);
  const before = asObject(existing?.document['properties']);
  const time = toAzureTime(writing.now, writing.id);
  const metadata = { ...omit(asObject(sent['metadata']), createdMembers), ...stamps(asObject(before['metadata']), existing !== undefined, time) };
  const properties = propertiesOf(sent, metadata, writing, before);
  const document = compact({
    ...(writing.kind === 'policyAssignments' ? { location: body['location'], sku: writing.apiVersion < skuUntil ? body['sku'] : undefined } : {}),
    properties: compact(properties),
    id: writing.id,
    type,
    name: writing.name,
    systemData: writing.apiVersion >= systemDataSince ? systemData(time, existing) : undefined,
  });
  return { id: writing.id, name: writing.name, kind: writing.kind, scope: writing.scope, document };
}

function propertiesOf(sent: JsonObject, metadata: JsonObject, writing: Writing, before: JsonObject): JsonObject {
  // An exemption is answered as it was sent: who wrote it is in `systemData` alone (policyExemptions.json of Azure/azure-rest-api-specs).
  if (writing.kind === 'policyExemptions') return sent;
  return writing.kind === 'policyAssignments' ? assignmentProperties(sent, metadata, writing) : definitionProperties(sent, metadata, writing.kind, before);
}

function definitionProperties(sent: JsonObject, metadata: JsonObject, kind: PolicyKind, before: JsonObject): JsonObject {
  return {
    ...sent,
    policyType: 'Custom',
    ...(kind === 'policyDefinitions' ? { mode: sent['mode'] ?? before['mode'] ?? 'Indexed' } : {}),
    metadata,
    parameters: withTypesInCase(sent['parameters']),
  };
}

function assignmentProperties(sent: JsonObject, metadata: JsonObject, { scope, apiVersion, definitionVersion }: Writing): JsonObject {
  return {
    ...sent,
    definitionVersion: apiVersion >= definitionVersionSince ? sent['definitionVersion'] ?? definitionVersion : undefined,
    scope,
    metadata,
    enforcementMode: sent['enforcementMode'] ?? 'Default',
  };
}

function stamps(before: JsonObject, isUpdate: boolean, time: string): JsonObject {
  if (!isUpdate) return { createdBy: principalId, createdOn: time, updatedBy: null, updatedOn: null };
  return { createdBy: before['createdBy'], createdOn: before['createdOn'], updatedBy: principalId, updatedOn: time };
}

/** `array` is answered as `Array`, `string` as `String`. */
function withTypesInCase(parameters: unknown): JsonObject | undefined {
  if (!isJsonObject(parameters)) return undefined;
  return Object.fromEntries(Object.entries(parameters).map(([name, declaration]) => {
    const type = textAt(declaration, 'type');
    if (!isJsonObject(declaration) || type === undefined) return [name, declaration];
    const lower = type.toLowerCase();
    return [name, { ...declaration, type: lower === 'datetime' ? 'DateTime' : `${lower.slice(0, 1).toUpperCase()}${lower.slice(1)}` }];
  }));
}

function systemData(time: string, existing: PolicyObject | undefined): JsonObject {
  const before = asObject(existing?.document['systemData']);
  return {
    createdBy: before['createdBy'] ?? principalId,
    createdByType: 'Application',
    createdAt: before['createdAt'] ?? time,
    lastModifiedBy: principalId,
    lastModifiedByType: 'Application',
    lastModifiedAt: time,
  };
}
