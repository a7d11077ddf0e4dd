/** The product's client over the sandbox's Azure Resource Manager without sockets and without waiting: for thousands of runs. */
import { armClientOver, type ArmClient } from '../../src/azure/arm-client.ts';
import type { ArmAnswer, ArmRequest } from '../../src/azure/arm-exchange.ts';
import { requireOrigin } from '../../src/azure/pipeline.ts';
import { createRequestLanes } from '../../src/azure/request-lanes.ts';
import type { JsonObject } from '../../src/arm/json.ts';
import { messageOf, throwIfCancelled } from '../../src/run/errors.ts';
import type { Logger } from '../../src/run/logger.ts';
import { createArm, type ArmControls, type ArmOptions } from '../../src/sandbox/arm/arm.ts';
import { createFaults, type Faults } from '../../src/sandbox/faults/faults.ts';
import { withFaults } from '../../src/sandbox/faults/with-faults.ts';
import type { AccessTokens } from '../../src/sandbox/entra/access-tokens.ts';
import { arriving, type Handler, type Mishap, type StandInResponse } from '../../src/sandbox/http.ts';
import { versionFor } from '../sandbox/version-for.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** One request as the sandbox saw it. */
export interface InProcessRequest {
  readonly method: ArmRequest['method'];
  /** As sent, percent-encoding included, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject | undefined;
  /** Undefined while it is under way, and for good when a hook threw before it took effect. */
  status: number | undefined;
}

/** Called at the n-th request of one connection, counted from 1; another try after a 429 counts. What it throws (or rejects with) becomes of the request. */
export interface RequestHooks {
  /** Before it takes effect: what throws here never reached Azure. */
  readonly beforeRequest?: (n: number, request: InProcessRequest) => void | Promise<void>;
  /** After it took effect: what throws here loses the answer. */
  readonly afterRequest?: (n: number, request: InProcessRequest, answer: ArmAnswer) => void | Promise<void>;
}

export interface Connection extends RequestHooks {
  /** An aborted signal ends every request with `CancelledError`, also one whose effect has been made. */
  readonly signal?: AbortSignal;
  readonly logger?: Logger;
}

/** An Azure that outlives its clients: each `connect` is one run, and all see the same store. */
export interface InProcessArm {
  readonly endpoint: string;
  /** Its `sleep` advances time instead of waiting. */
  readonly clock: VirtualClock;
  /** What may be done to it besides sending requests: more documents, less access. */
  readonly controls: ArmControls;
  /** What goes wrong with requests. */
  readonly faults: Faults;
  /** A client of a run. */
  connect(connection?: Connection): ArmClient;
  /** What all clients sent, oldest first. */
  readonly requests: readonly InProcessRequest[];
  /** Forgets `requests`. */
  forget(): void;
  /** What Azure holds, asked for beside the record. Sends the API version of policy objects unless the path has one. */
  ask(method: string, path: string, body?: JsonObject): StandInResponse;
}

const endpoint = 'https://arm.test';
/** Signing and checking tokens would take most of the time, and is tested elsewhere. */
const anyToken: AccessTokens = { issue: () => 'token', problemOf: () => undefined };
const headers = { 'authorization': 'Bearer token', 'accept': 'application/json', 'content-type': 'application/json' };

const ignore = (): void => {};
export const silentLogger: Logger = {
  debug: ignore, info: ignore, notice: ignore, warning: ignore, error: ignore, mask: ignore, progress: ignore, group: async (_, body) => await body(),
};

export interface InProcessArmOptions extends Partial<ArmOptions> {
  /** What goes wrong from the start, in the language of the sandbox's faults. */
  readonly faults?: string;
  /** Stands before the sandbox, or replaces it: for throttling and other answers that a test wants. */
  readonly handler?: (sandbox: Handler) => Handler;
  /** Milliseconds of the virtual clock from sending to the effect and its answer. Default 0. */
  readonly roundTrip?: number;
}

/** An empty Azure; settings of the sandbox may be overridden. Its requests go through lanes as the product's do. */
export function createInProcessArm({ handler: wrap = (sandbox) => sandbox, faults: faultRules = '', roundTrip = 0, ...settings }: InProcessArmOptions = {}): InProcessArm {
  const clock = createVirtualClock();
  const arm = createArm({ endpoint, authorityHost: 'https://login.test', tokens: anyToken, now: () => clock.now(), ...settings });
  const faults = createFaults(faultRules);
  const handle = wrap(withFaults(arm, faults));
  const requests: InProcessRequest[] = [];

  const send = (method: string, url: URL, body: JsonObject | undefined, own: Readonly<Record<string, string>> = {}): StandInResponse => {
    const request = { method, path: url.pathname, query: url.searchParams, headers: { ...headers, ...own }, body: asOnTheWire(body) };
    try {
      return handle(request);
    } catch (thrown) {
      return { status: 500, body: { error: { code: 'InternalServerError', message: `The sandbox failed, which is a bug: ${messageOf(thrown)}` } } };
    }
  };

  return {
    endpoint,
    clock,
    controls: arm,
    faults,
    requests,
    forget: () => {
      requests.length = 0;
    },
    ask: (method, path, body) => {
      const url = new URL(path, endpoint);
      if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', versionFor(url.pathname));
      return send(method, url, body);
    },
    connect: ({ signal = new AbortController().signal, logger = silentLogger, beforeRequest, afterRequest } = {}) => {
      let sent = 0;
      const lanes = createRequestLanes({ clock, logger });
      const exchange = async (request: ArmRequest): Promise<ArmAnswer> => await lanes.through(
        { method: request.method, path: new URL(request.path, endpoint).pathname, signal },
        async () => await attempt(request),
        ({ status, headers: said }) => ({ status, header: (name) => said[name] }),
      );
      const attempt = async (request: ArmRequest): Promise<ArmAnswer> => {
        throwIfCancelled(signal);
        const url = new URL(request.path, endpoint);
        requireOrigin(url.href, endpoint);
        const query: Readonly<Record<string, string>> = request.apiVersion === undefined ? {} : { 'api-version': request.apiVersion, ...request.query };
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
        const record: InProcessRequest = {
          method: request.method, path: url.pathname, query: Object.fromEntries(url.searchParams), body: request.body, status: undefined,
        };
        sent += 1;
        const n = sent;
        requests.push(record);
        await beforeRequest?.(n, record);
        if (roundTrip > 0) await clock.sleep(roundTrip, signal);
        throwIfCancelled(signal);
        const response = send(request.method, url, request.body, request.headers);
        record.status = response.status;
        const answer: ArmAnswer = { status: response.status, headers: response.headers ?? {}, body: response.text ?? asOnTheWire(response.body) };
        if (response.mishap !== undefined) await suffer(response.mishap, answer, { clock, signal });
        await afterRequest?.(n, record, answer);
        throwIfCancelled(signal);
        return answer;
      };
      return armClientOver(endpoint, exchange, { logger, signal, clock });
    },
  };
}

/** The errors that the transport of Node and the SDK gives for the same mishaps over HTTPS (`faults/on-the-wire.test.ts`). */
async function suffer({ delay, cut }: Mishap, { body }: ArmAnswer, { clock, signal }: { readonly clock: VirtualClock; readonly signal: AbortSignal }): Promise<void> {
  if (delay !== undefined) await clock.sleep(delay, signal);
  if (cut === undefined) return;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const isTruncated = arriving(cut, Buffer.byteLength(text)) !== undefined;
  throw Object.assign(new Error(isTruncated ? 'Error reading response as text: aborted' : 'socket hang up'), { code: isTruncated ? 'PARSE_ERROR' : 'ECONNRESET' });
}

/** Hooks of a run that is killed at its n-th request: none of its later ones takes effect. */
export function killedAt(n: number, when: 'before' | 'after'): RequestHooks {
  const dead = (): never => {
    throw new Error('The process was killed.');
  };
  return {
    beforeRequest: (now) => {
      if (now > n || (now === n && when === 'before')) dead();
    },
    afterRequest: (now) => {
      if (now >= n) dead();
    },
  };
}

/** A copy, so that neither side sees what the other does to its own. */
function asOnTheWire(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}
