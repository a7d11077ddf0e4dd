import type { LambdaState } from '../language/template-functions.ts';
import type { Binding } from './evaluate/binding.ts';
import { PlacedError } from './evaluate/failure.ts';
import { ExhaustedError } from './evaluate/exhausted.ts';
import type { Text } from './evaluate/text.ts';
import type { Meter } from './evaluate/weight.ts';
import type { Written } from './evaluate/written.ts';
import type { ExpandedResource, SkippedResource, TemplateProblem } from './expansion.ts';
import { templateLimits } from './limits.ts';
import type { NestedOutputs } from './nested/nested-outputs.ts';
import type { Documents } from './nested/documents.ts';
import type { AzureState } from './live/azure-state.ts';
import type { Origins } from './provenance/origins.ts';

/** One expansion: what it has found so far, and what it may still spend. */
export interface Session {
  readonly meter: Meter;
  readonly origins: Origins;
  readonly documents: Documents;
  readonly nestedOutputs: NestedOutputs;
  readonly lambdas: LambdaState;
  /** The values of secure parameters are not known; see `Deployment.secrets`. */
  readonly withholdsSecrets: boolean;
  /** What is known of Azure while the deployment is under way; undefined: nothing, since it is not. */
  readonly azure: AzureState | undefined;
  /** The expression that is being evaluated. */
  at: Written | undefined;
  /** What is being evaluated, outermost first. */
  readonly chain: Binding[];
  readonly resources: ExpandedResource[];
  readonly skipped: SkippedResource[];
  /** Locations of resource groups that the deployment makes, by lower-case name. */
  readonly groups: Map<string, Text>;
  readonly problems: Problems;
}

export interface Problems {
  readonly all: readonly TemplateProblem[];
  readonly add: (kind: TemplateProblem['kind'], message: string, at: Written) => void;
  /** What ends the expansion: told in any case. */
  readonly addLast: (problem: TemplateProblem) => void;
  /** Remembers a failure of the template; any other error is thrown on. */
  readonly caught: (error: unknown) => void;
}

/** The same problem at the same place is told once: many resources may need the same variable. */
export function newProblems(): Problems {
  const all: TemplateProblem[] = [];
  const seen = new Set<string>();
  const add = ({ kind, message, place }: TemplateProblem) => {
    const key = JSON.stringify([message, place.file, place.pointer]);
    if (seen.has(key)) return;
    seen.add(key);
    if (all.length >= templateLimits.problems) throw new ExhaustedError(`More than ${templateLimits.problems} things are wrong with the template: the rest of it is not looked at`);
    all.push({ kind, message, place });
  };
  return {
    all,
    add: (kind, message, at) => add({ kind, message, place: at.place }),
    addLast: (problem) => {
      all.push(problem);
    },
    caught: (error) => {
      if (!(error instanceof PlacedError)) throw error;
      add({ kind: 'error', message: error.message, place: error.at.place });
    },
  };
}
