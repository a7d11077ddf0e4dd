import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { page } from '../../http/paging.ts';
import { gatewayRefusal } from '../../http/refusal.ts';
import { groupOf } from '../../groups/resource-groups.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { machinesOf } from './scale-sets.ts';

const list = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets/{set}/virtualMachines';

/** The machines of scale sets, to be read: they tell when nodes were made. */
export function machineRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: list, handle: (call) => page(machines(arm, call), call, arm.settings) },
    {
      method: 'GET',
      pattern: `${list}/{instance}`,
      handle(call) {
        const found = machines(arm, call).find((one) => textAt(one, 'instanceId') === parameter(call, 'instance'));
        if (found === undefined) throw notFound(call, `${parameter(call, 'set')}/virtualMachines/${parameter(call, 'instance')}`);
        return { status: 200, body: found };
      },
    },
  ];
}

function machines({ state }: Arm, call: ArmCall): readonly JsonObject[] {
  const set = state.resources.find(`${groupOf(state, call).id}/providers/Microsoft.Compute/virtualMachineScaleSets/${parameter(call, 'set')}`);
  if (set === undefined) throw notFound(call, parameter(call, 'set'));
  return machinesOf(set, state);
}

function notFound(call: ArmCall, name: string): Error {
  return gatewayRefusal(404, 'ResourceNotFound', `The Resource 'Microsoft.Compute/virtualMachineScaleSets/${name}' under resource group '${parameter(call, 'group')}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`);
}
