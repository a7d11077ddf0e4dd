import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import type { StandInResponse } from '../../../http.ts';
import { readTags, requireBody } from '../../http/bodies.ts';
import { compact, mergePatch } from '../../documents.ts';
import { requirePolicyAllows } from '../../policy-enforcement.ts';
import { refusal } from '../../http/refusal.ts';
import { requireStanding } from '../../groups/resource-groups.ts';
import { parameter, type ArmCall } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { etagOf } from '../progress.ts';
import { renderResource } from '../render.ts';
import type { StoredResource } from '../store.ts';
import { notFound, requireParent, targetOf, type Target } from '../target.ts';
import type { ResourceType } from '../types.ts';
import { requireCurrent, requireQuiet } from './preconditions.ts';
import { putResource } from './put.ts';

/**
 * PATCH: of the network only the tags, at once and all of them ("Update Tags" of each type, REST reference); of other services a change of what is
 * there, with the protocol of a PUT. That a change is a merge patch (RFC 7396) is assumed; tags are replaced as a whole. Policy sees what would become of it.
 */
export function patchResource(row: ResourceType, arm: Arm, call: ArmCall): StandInResponse {
  const { state } = arm;
  const target = targetOf(row, call, state);
  const sent = requireBody(call.request);
  readTags(sent);
  requireParent(target, state, 'write');
  const existing = state.resources.find(target.id);
  if (existing === undefined) throw notFound(target, parameter(call, 'group'));
  if (row.patch === 'tags') return patchTags(target, sent, existing, arm, call);
  const body = { ...mergePatch(writable(existing), sent), ...(isJsonObject(sent['tags']) ? { tags: sent['tags'] } : {}) };
  return putResource(row, arm, { ...call, request: { ...call.request, body } });
}

function patchTags(target: Target, sent: JsonObject, existing: StoredResource, arm: Arm, call: ArmCall): StandInResponse {
  const { state } = arm;
  const other = Object.keys(sent).find((name) => name.toLowerCase() !== 'tags');
  if (other !== undefined) throw refusal(400, 'InvalidRequestFormat', `Cannot parse the request: a PATCH of ${target.row.type} takes 'tags', and not '${other}'.`);
  requireStanding(state, call);
  const { tags } = requirePolicyAllows(arm, call, {
    type: target.row.type, name: target.fullName, id: target.id, apiVersion: call.apiVersion, body: { ...renderResource(existing, state), tags: sent['tags'] ?? {} },
  });
  requireCurrent(call.request, etagOf(existing, state) ?? existing.etags.settled);
  requireQuiet(target, state);
  const patched = { ...existing, members: compact({ ...existing.members, tags }), changedAt: call.now, etags: { ...existing.etags, settled: randomUUID() } };
  state.resources.put(patched);
  return { status: 200, body: renderResource(patched, state, call.apiVersion) };
}

/** What a caller could send of a resource. */
function writable({ location, members, properties }: StoredResource): JsonObject {
  return compact({ location, ...members, properties });
}
