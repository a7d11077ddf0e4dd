/** What a write to a living cluster would disturb. Pure; what is not known counts as a disruption. */
import { isJsonObject } from '../arm/json.ts';
import type { Difference } from './document/difference.ts';
import { factFor, type Disturbance } from './disruption/facts.ts';
import type { WriteStep } from './write-step.ts';

export type Disruption = { readonly kind: 'none' } | { readonly kind: 'disruptive'; readonly what: string; readonly reasons: readonly DisruptionReason[] };

/** One thing that is disturbed, in a clause, and where that was read; without a source nothing is known. */
export interface DisruptionReason {
  readonly disturbs: Exclude<Disturbance, 'none'> | 'unknown';
  readonly what: string;
  readonly source?: string;
}

/** So much is told in one clause, and so much of a path: names come from Azure. */
const most = { told: 5, path: 200 } as const;

/**
 * What a step or changes of a living cluster disturb: `what` is a clause ("every node is reimaged, as the HTTP proxy changes"). A step that makes
 * something new disturbs nothing; an unchanged PUT takes up whatever operation failed, and nobody knows which.
 */
export function disruptionOf(changes: WriteStep | readonly Difference[]): Disruption {
  if (!isStep(changes)) return disruptive(changes.flatMap(reasonsFor));
  const { substance } = changes;
  if (!Array.isArray(substance)) return { kind: 'none' };
  const differences = substance.filter(isDifference);
  if (differences.length === 0 || differences.length < substance.length) return disruptive([reconciliation]);
  return disruptionOf(differences);
}

/** Several disruptions as one. */
export function together(disruptions: readonly Disruption[]): Disruption {
  return disruptive(disruptions.flatMap((one) => (one.kind === 'none' ? [] : one.reasons)));
}

/** An operation that failed is taken up again by every update (AKS documentation: an unchanged update reconciles a cluster). */
export const reconciliation: DisruptionReason = { disturbs: 'unknown', what: 'what the last operation left undone is done, whatever that disturbs' };

export function disruptive(reasons: readonly DisruptionReason[]): Disruption {
  const distinct = [...new Map(reasons.map((reason) => [reason.what, reason])).values()];
  if (distinct.length === 0) return { kind: 'none' };
  const told = distinct.slice(0, most.told).map(({ what }) => what).join('; ');
  return { kind: 'disruptive', what: distinct.length > most.told ? `${told}; and ${distinct.length - most.told} more` : told, reasons: distinct };
}

function reasonsFor(change: Difference): readonly DisruptionReason[] {
  const fact = factFor(change);
  if (fact === undefined) return [{ disturbs: 'unknown', what: `what a change of \`${change.path.slice(0, most.path).replaceAll('`', "'")}\` disturbs is not known` }];
  const { disturbs, what, source } = fact;
  return disturbs === 'none' ? [] : [{ disturbs, what, source }];
}

function isStep(changes: WriteStep | readonly Difference[]): changes is WriteStep {
  return !Array.isArray(changes);
}

function isDifference(value: unknown): value is Difference {
  return isJsonObject(value) && typeof value['path'] === 'string' && 'from' in value && 'to' in value;
}
