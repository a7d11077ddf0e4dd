import type { StandInResponse } from '../../http.ts';
import { operationHeaders, renderOperation, type Operation } from '../operations.ts';
import { aksRefusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { findPool } from './cluster.ts';
import { aks } from './clusters.ts';
import { renderPool } from './render.ts';

const location = '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}';

/** The two addresses of an operation: its status, readable also when its subject is gone (delete.json), and its result. */
export function operationRoutes(arm: Arm): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: `${location}/operations/{operation}`,
      handle: (call) => aks(200, renderOperation(requireOperation(arm, call))),
    },
    { method: 'GET', pattern: `${location}/operationresults/{operation}`, handle: (call) => result(arm, call) },
  ];
}

/** Assumed: 202 while it runs, then the pool for an image upgrade and 204 for a deletion. No recording polls this address. */
function result(arm: Arm, call: ArmCall): StandInResponse {
  const operation = requireOperation(arm, call);
  if (operation.status === 'InProgress') {
    return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
  }
  // Assumed as well: what did not end well answers its error.
  if (operation.error !== undefined) throw aksRefusal(409, operation.error.code, operation.error.message);
  const [cluster = '', name = ''] = operation.subject.split('/agentpools/');
  const found = arm.state.clusters.get(cluster);
  const pool = found === undefined ? undefined : findPool(found, name);
  if (found === undefined || pool === undefined) return { status: 204 };
  return aks(200, renderPool(found, pool, { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations }));
}

function requireOperation(arm: Arm, call: ArmCall): Operation {
  const id = parameter(call, 'operation');
  const operation = arm.state.operations.find(id);
  if (operation !== undefined && operation.location === parameter(call, 'location').toLowerCase()) return operation;
  throw aksRefusal(404, 'NotFound', `The operation ${id} could not be found.`);
}
