import type { OperationOutcome } from '../arm/operations.ts';
import { operationIdIn } from '../arm/resources/protocol/operation-names.ts';
import type { Handler, Mishap, StandInRequest, StandInResponse } from '../http.ts';
import type { Faults } from './faults.ts';
import { printFault } from './language/print.ts';
import type { FaultEffect, FaultRule } from './language/rule.ts';

/** An ARM whose operations can be made to end otherwise than by themselves. */
export interface FaultyOperations {
  /** Ends an operation so: at once, or when it would have ended. Nothing, when it is over or unknown. */
  endOperation(id: string, outcome: OperationOutcome, when: 'now' | 'atItsEnd'): void;
  /** Lets an operation go on for good. */
  holdOperation(id: string): void;
}

/** An ARM that meets faults: what a rule says happens to a request, all else goes on as it would. */
export function withFaults(arm: Handler & FaultyOperations, faults: Faults): Handler {
  return (request) => {
    const rule = faults.take(request.method, request.path);
    if (rule === undefined) return arm(request);
    const { cut, ...response } = carryOut(rule.effect, request, arm);
    return { ...response, mishap: mishapOf(rule, cut) };
  };
}

type Carried = Omit<StandInResponse, 'mishap'> & { readonly cut?: NonNullable<Mishap['cut']> };

function mishapOf(rule: FaultRule, cut: Mishap['cut']): Mishap {
  return { rule: printFault(rule), ...(rule.delay === 0 ? {} : { delay: rule.delay }), ...(cut === undefined ? {} : { cut }) };
}

function carryOut(effect: FaultEffect, request: StandInRequest, arm: Handler & FaultyOperations): Carried {
  switch (effect.kind) {
    case 'pass':
      return arm(request);
    case 'answer':
      return answer(effect);
    case 'with': {
      const response = arm(request);
      return { ...response, headers: { ...response.headers, ...effect.headers } };
    }
    case 'reset':
      return effect.when === 'before' ? { status: 0, cut: 'reset' } : { ...arm(request), cut: 'reset' };
    case 'truncate':
      return { ...arm(request), cut: { bytes: effect.bytes } };
    case 'poll': {
      const response = arm(request);
      const location = response.headers?.['location'] === undefined ? {} : { location: effect.address };
      return { ...response, headers: { ...response.headers, 'azure-asyncoperation': effect.address, ...location } };
    }
    case 'end':
      return ended(request, arm, (id, when) => arm.endOperation(id, { status: effect.status, error: errorOf(effect) }, when));
    case 'never':
      return ended(request, arm, (id) => arm.holdOperation(id));
  }
}

/** A poll names its operation, and shows already what became of it; the answer to a write names the operation that it began. */
function ended(request: StandInRequest, arm: Handler, end: (id: string, when: 'now' | 'atItsEnd') => void): StandInResponse {
  const polled = request.method === 'GET' ? operationIn(request.path) : undefined;
  if (polled !== undefined) {
    end(polled, 'now');
    return arm(request);
  }
  const response = arm(request);
  const begun = operationIn(response.headers?.['azure-asyncoperation'] ?? response.headers?.['location'] ?? '');
  if (begun !== undefined) end(begun, 'atItsEnd');
  return response;
}

/** The id at the end of an address of polling. */
function operationIn(address: string): string | undefined {
  return operationIdIn(/\/([^/?]+)(?:\?|$)/.exec(address)?.[1] ?? '');
}

function errorOf({ status, code, message }: Extract<FaultEffect, { kind: 'end' }>): OperationOutcome['error'] {
  const word = status === 'Failed' ? 'failed' : 'was canceled';
  return { code: code ?? (status === 'Failed' ? 'InternalOperationError' : 'OperationCanceled'), message: message ?? `The operation ${word}, as a fault of the sandbox wants it.` };
}

/** Azure's usual codes of statuses, for rules that name none. */
const usualCodes: Readonly<Record<number, string>> = {
  400: 'BadRequest', 401: 'AuthenticationFailed', 403: 'AuthorizationFailed', 404: 'NotFound', 409: 'Conflict', 412: 'PreconditionFailed',
  429: 'TooManyRequests', 500: 'InternalServerError', 502: 'BadGateway', 503: 'ServiceUnavailable', 504: 'GatewayTimeout',
};

function answer({ status, code, message, body, headers }: Extract<FaultEffect, { kind: 'answer' }>): Carried {
  if (body !== undefined) return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, text: body };
  if (status < 400 && code === undefined && message === undefined) return { status, headers, ...(status === 204 ? {} : { body: {} }) };
  const error = { code: code ?? usualCodes[status] ?? 'UnknownError', message: message ?? 'A fault of the sandbox wants this answer.' };
  return { status, headers, body: { error } };
}
