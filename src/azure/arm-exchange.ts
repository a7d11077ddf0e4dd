import type { JsonObject } from '../arm/json.ts';

/** A raw answer: unknown properties are kept, which the SDK's typed models would drop. */
export interface ArmAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ArmRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** A resource id or path, or the full address of a poll or a next page. */
  readonly path: string;
  readonly apiVersion?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

/** Sends one request: the answer whatever its status. Throws when there was none. */
export type ArmExchange = (request: ArmRequest) => Promise<ArmAnswer>;
