import type { Clock } from '../run/clock.ts';
import type { Logger } from '../run/logger.ts';
import { CancelledError, messageOf, UserError } from '../run/errors.ts';
import { at, isJsonObject, textAt, type JsonObject } from '../arm/json.ts';
import { AzureError, azureErrorFrom } from './arm-error.ts';
import type { ArmAnswer, ArmExchange, ArmRequest } from './arm-exchange.ts';
import { createRequestLanes } from './request-lanes.ts';
import { createSdkExchange, type ArmClientOptions } from './sdk-exchange.ts';

/** Azure Resource Manager, raw JSON in and out. Throws `AzureError` for answers of 400 and more, `CancelledError` when cancelled. */
export interface ArmClient {
  readonly endpoint: string;
  send(request: ArmRequest): Promise<ArmAnswer>;
  /** The resource's document, or undefined when there is none (404). */
  find(id: string, apiVersion: string): Promise<JsonObject | undefined>;
  /** All pages of a list. */
  list(path: string, apiVersion: string, query?: Readonly<Record<string, string>>): Promise<readonly JsonObject[]>;
}

/** More pages than this is no list but a loop. */
const maximumPages = 1000;

interface ArmClientTools {
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Azure Resource Manager through the SDK. Nothing is asked of Azure yet. */
export async function createArmClient(options: ArmClientOptions, tools: ArmClientTools): Promise<ArmClient> {
  return armClientOver(options.cloud.armEndpoint, await createSdkExchange(options, { signal: tools.signal, lanes: createRequestLanes(tools) }), tools);
}

/** What ARM's answers mean, whatever carries them. */
export function armClientOver(endpoint: string, exchange: ArmExchange, tools: ArmClientTools): ArmClient {
  const send = async (request: ArmRequest): Promise<ArmAnswer> => {
    const what = `${request.method} ${withoutSecrets(request.path)}`;
    const started = tools.clock.now();
    try {
      const answer = await exchange({ ...request, path: encodePath(request.path) });
      tools.logger.debug(`${what} → ${answer.status} in ${tools.clock.now() - started} ms`);
      if (answer.status >= 400) throw azureErrorFrom(what, answer);
      return answer;
    } catch (error) {
      throw understood(error, what, tools.signal);
    }
  };

  const find = async (id: string, apiVersion: string): Promise<JsonObject | undefined> => {
    try {
      const { body } = await send({ method: 'GET', path: id, apiVersion });
      if (isJsonObject(body)) return body;
    } catch (error) {
      if (error instanceof AzureError && isAbsence(error)) return undefined;
      throw error;
    }
    throw new AzureError(`GET ${id} was answered without a document.`, { status: 200, code: 'NoDocument' });
  };

  const list = async (path: string, apiVersion: string, query?: Readonly<Record<string, string>>): Promise<readonly JsonObject[]> => {
    const found: JsonObject[] = [];
    let page = await send({ method: 'GET', path, apiVersion, ...(query === undefined ? {} : { query }) });
    for (let pages = 1; ; pages += 1) {
      found.push(...objectsIn(at(page.body, 'value'), `The list ${path}`));
      const next = textAt(page.body, 'nextLink');
      if (next === undefined || next === '') return found;
      if (pages >= maximumPages) throw new AzureError(`The list ${path} has more than ${maximumPages} pages.`, { status: 200, code: 'TooManyPages' });
      page = await send({ method: 'GET', path: next });
    }
  };

  return { endpoint, send, find, list };
}

/** The objects of an answer. Throws `AzureError` when it is no array of objects: what is left out of a list would be taken to be absent. */
export function objectsIn(value: unknown, what: string): readonly JsonObject[] {
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw new AzureError(`${what} was answered with something else than a list of objects.`, { status: 200, code: 'NoList' });
}

/**
 * ARM says 404 of resources that are not there (`ResourceNotFound`, `ResourceGroupNotFound`, `PolicyAssignmentNotFound`, …), and also of a wrong
 * subscription, or, from a gateway, of anything. Only the first is absence.
 */
function isAbsence({ status, code }: AzureError): boolean {
  return status === 404 && /NotFound$/i.test(code) && !/^(Subscription|Tenant|Endpoint)/i.test(code);
}

/** Ids may hold letters beyond ASCII and parentheses; full addresses come encoded. */
function encodePath(path: string): string {
  // A URL would resolve them, and the request go elsewhere than its id says.
  if (/(^|\/)\.{1,2}(\/|$)/.test(path.split('?')[0] ?? '')) throw new UserError(`${path} is no id of Azure: it has a segment of dots.`);
  return path.startsWith('https://') || path.startsWith('http://') ? path : path.split('/').map(encodeURIComponent).join('/');
}

/** Poll addresses carry signatures in their query. */
function withoutSecrets(path: string): string {
  return path.split('?')[0] ?? path;
}

function understood(error: unknown, what: string, signal: AbortSignal): Error {
  if (signal.aborted) return new CancelledError('The run was cancelled.', { cause: error });
  if (error instanceof AzureError || error instanceof UserError || error instanceof CancelledError) return error;
  return new AzureError(`${what} got no answer: ${messageOf(error)}`, { status: 0, code: 'NoAnswer', cause: error });
}
