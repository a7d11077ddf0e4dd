import type { JsonObject } from '../../../../arm/json.ts';
import type { StoredResource } from '../store.ts';

/** What a completion knows besides the properties that were sent. */
export interface CompletionContext {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | undefined;
  readonly now: number;
  readonly existing: StoredResource | undefined;
}

/** The properties that a service makes of those that it is sent. `undefined` members are dropped afterwards. */
export type Completion = (sent: JsonObject, context: CompletionContext) => { readonly [name: string]: unknown };
