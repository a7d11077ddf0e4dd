import type { Unknown } from '../../../language/unknown.ts';
import { most, type Comparison, type Difference } from '../difference.ts';
import type { Upgrades } from '../service/upgrades.ts';
import type { Place } from '../service/facts.ts';
import type { Form } from './scalars.ts';

/** Where the walk stands. */
export interface Here {
  readonly place: Place;
  readonly path: string;
  readonly pointer: string;
  readonly form: Form;
  /** Names of members have case as well. */
  readonly hasExactNames: boolean;
  readonly isWeighty: boolean;
  readonly depth: number;
}

/** What the walk goes by, besides the two documents. */
export interface Around {
  readonly upgrades: Upgrades;
  /** Whether an element of a list of children is declared as a resource of its own; `unknown` where such a resource may be. */
  readonly isDeclaredElsewhere: (childType: string, name: string) => boolean | 'unknown';
}

/** Collects what the walk finds. */
export interface Finds {
  readonly around: Around;
  readonly counts: { compared: number };
  readonly differs: (here: Here, kind: 'differs' | 'missing' | 'extra', declared: unknown, living: unknown) => void;
  readonly undetermined: (here: Here, declared: unknown, living: unknown, why: string) => void;
  /** What the declaration leaves open. */
  readonly open: (here: Here, unknown: Unknown) => void;
}

export function newFinds(around: Around): { readonly finds: Finds; readonly comparison: () => Comparison } {
  const differences: Difference[] = [];
  const opened: { readonly path: string; readonly why: string }[] = [];
  const counts = { compared: 0 };
  let isCut = false;
  const add = (difference: Difference): void => {
    if (differences.length < most.differences) differences.push(difference);
    else isCut = true;
  };
  return {
    finds: {
      around,
      counts,
      differs: ({ path, pointer, isWeighty }, kind, declared, living) => {
        add({ kind, path, pointer, declared, living, isWeighty });
      },
      undetermined: ({ path, pointer, isWeighty }, declared, living, why) => {
        add({ kind: 'undetermined', path, pointer, declared, living, why, isWeighty });
      },
      open: ({ path }, { why }) => {
        if (opened.length < most.open) opened.push({ path, why });
      },
    },
    comparison: () => ({ differences, compared: counts.compared, open: opened, isCut }),
  };
}
