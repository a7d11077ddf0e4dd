import type { JsonObject } from '../../../arm/json.ts';
import type { KnownDocuments } from '../../../isolation/deployment/step.ts';

/** What one run knows by what it has done and read: it ends with the run, the next one looks at Azure. */
export interface RunState {
  readonly known: KnownDocuments;
  readonly keep: (id: string, document: JsonObject | undefined) => void;
  /** Pools whose nodes this run has made anew, or seen made anew, since the source changed. */
  readonly renewed: Set<string>;
  /** When role assignments and exemptions were made last, by this run or one before: milliseconds since 1970, 0 for never. What was refused just after may be taken later. */
  rolesAt: number;
  exemptedAt: number;
  /** Lower-case ids of the assignments that this run has exempted the cluster from. */
  readonly exempted: Set<string>;
}

export function createRunState(): RunState {
  const documents = new Map<string, JsonObject>();
  return {
    known: (id) => documents.get(id.toLowerCase()),
    keep: (id, document) => {
      if (document === undefined) documents.delete(id.toLowerCase());
      else documents.set(id.toLowerCase(), document);
    },
    renewed: new Set(),
    rolesAt: 0,
    exemptedAt: 0,
    exempted: new Set(),
  };
}
