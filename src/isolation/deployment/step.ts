/** The small steps that a deployment is made of: each is safe to repeat, and says what it waits for and what it disturbs. */
import type { JsonObject } from '../../arm/json.ts';
import type { Disruption } from '../disruption.ts';
import type { WriteStep } from '../write-step.ts';

export interface Step {
  /** Unique in its plan, and the same in the plan of a later run: `registry`, `node-image/system`, `outbound-type`. */
  readonly key: string;
  readonly title: string;
  /** One sentence. */
  readonly why: string;
  /** What is being waited for, in words: "registry contoso". */
  readonly subject: string;
  /** Resource id of what is written. */
  readonly id: string;
  /** Keys of the steps that have to be done before. Those that do not depend on each other run side by side. */
  readonly after: readonly string[];
  readonly disruption: Disruption;
  /** Changed lines for people: `path: old → new`. */
  readonly details: readonly string[];
  /** What an approval of the step covers; no values that differ from run to run. */
  readonly substance: unknown;
  readonly work: Work;
}

export type Work =
  /** The resource in whole. `condition`: `If-Match` or `If-None-Match`, where the service knows them. */
  | { readonly kind: 'put'; readonly apiVersion: string; readonly body: Body; readonly condition: Readonly<Record<string, string>> }
  /**
   * The resource is read anew, `change` merged into it (null removes) and written with its etag; nothing is written where it says so already, unless it has
   * failed: what it says then is only what it was to become. `requires`: what has to hold of the cluster at that moment, else the plan is stale.
   */
  | { readonly kind: 'change'; readonly apiVersion: string; readonly change: Body; readonly requires?: 'nodes-from-cache' }
  /** The nodes of a pool are made anew with the newest image: POST upgradeNodeImageVersion. */
  | { readonly kind: 'renew'; readonly pool: string }
  | { readonly kind: 'power'; readonly action: 'stop' | 'start' }
  | { readonly kind: 'delete'; readonly apiVersion: string };

/** A body; a function where it holds what an earlier step's answer tells (the principal of a new identity). */
export type Body = JsonObject | ((known: KnownDocuments) => JsonObject);

/** The document of a resource as it was last read or answered, by id in any case; undefined: there is none. */
export type KnownDocuments = (id: string) => JsonObject | undefined;

export function bodyOf(body: Body, known: KnownDocuments): JsonObject {
  return typeof body === 'function' ? body(known) : body;
}

/** A write of the cluster or its pools as a step. */
export function stepOf(write: WriteStep, about: Pick<Step, 'key' | 'why' | 'after' | 'disruption'>): Step {
  const { title, subject, id, details, substance, apiVersion, body, condition } = write;
  return { ...about, title, subject, id, details, substance, work: { kind: 'put', apiVersion, body, condition } };
}
