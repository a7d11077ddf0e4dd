import type { StandInResponse } from '../../http.ts';

/**
 * Ends the handling of a request with an error answer. Azure has two shapes (ground-truth/README.md, 10): ARM and most providers
 * wrap `{code, message}` in `error`; AKS answers flat, with `details: null` and `subcode: ''`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly response: StandInResponse;

  constructor(message: string, response: StandInResponse) {
    super(message);
    this.response = response;
  }
}

/** An error of ARM: `{"error": {code, message}}`. */
export function refusal(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal(message, { status, headers, body: { error: { code, message } } });
}

/** An error that ARM itself found, before any provider saw the request (errors.json: `x-ms-failure-cause: gateway`). */
export function gatewayRefusal(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return refusal(status, code, message, { 'x-ms-failure-cause': 'gateway', ...headers });
}

/** An error of AKS: flat, and with a `target` where one property is to blame (errors.json). */
export function aksRefusal(status: number, code: string, message: string, target?: string): Refusal {
  const body = { code, details: null, message, subcode: '', ...(target === undefined ? {} : { target }) };
  return new Refusal(message, { status, headers: { 'content-type': 'application/json' }, body });
}
