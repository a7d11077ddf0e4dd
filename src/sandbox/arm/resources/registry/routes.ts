import { textAt, type JsonObject } from '../../../../arm/json.ts';
import type { StandInResponse } from '../../../http.ts';
import { requireBody } from '../../http/bodies.ts';
import { page } from '../../http/paging.ts';
import { gatewayRefusal } from '../../http/refusal.ts';
import { groupOf } from '../../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';

const type = 'Microsoft.ContainerRegistry/registries';
const links = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}/{registry}/privateLinkResources`;

/** What registries tell besides themselves: whether a name is free, and what of them a private endpoint may lead to. */
export function registryRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'POST', pattern: '/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/checkNameAvailability', handle: (call) => checkName(arm, call) },
    { method: 'GET', pattern: links, handle: (call) => page([linkResource(arm, call)], call, arm.settings) },
    {
      method: 'GET',
      pattern: `${links}/{name}`,
      handle(call) {
        const resource = linkResource(arm, call);
        if (parameter(call, 'name').toLowerCase() !== 'registry') throw missing(call, `${type}/privateLinkResources`, `${parameter(call, 'registry')}/${parameter(call, 'name')}`);
        return { status: 200, body: resource };
      },
    },
  ];
}

/** Names are one's own in all of Azure (RegistryCheckNameAvailable.json and RegistryCheckNameNotAvailable.json of Azure/azure-rest-api-specs). */
function checkName({ state }: Arm, call: ArmCall): StandInResponse {
  const name = textAt(requireBody(call.request), 'name') ?? '';
  if (!/^[a-z0-9]{5,50}$/i.test(name)) {
    return { status: 200, body: { nameAvailable: false, reason: 'Invalid', message: 'The registry name is invalid: it has 5 to 50 letters and digits.' } };
  }
  const isTaken = state.resources.ofType(type).some((registry) => registry.name.toLowerCase() === name.toLowerCase());
  return { status: 200, body: isTaken ? { nameAvailable: false, reason: 'AlreadyExists', message: `The registry ${name} is already in use.` } : { nameAvailable: true } };
}

/** RegistryListPrivateLinkResources.json of Azure/azure-rest-api-specs. */
function linkResource({ state }: Arm, call: ArmCall): JsonObject {
  const name = parameter(call, 'registry');
  const registry = state.resources.find(`${groupOf(state, call).id}/providers/${type}/${name}`);
  if (registry === undefined) throw missing(call, type, name);
  return {
    type: `${type}/privateLinkResources`,
    id: `${registry.id}/privateLinkResources/registry`,
    name: 'registry',
    properties: { groupId: 'registry', requiredMembers: ['registry', `registry_data_${registry.location ?? ''}`], requiredZoneNames: ['privatelink.azurecr.io'] },
  };
}

function missing(call: ArmCall, kind: string, name: string): Error {
  return gatewayRefusal(
    404,
    'ResourceNotFound',
    `The Resource '${kind}/${name}' under resource group '${parameter(call, 'group')}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
