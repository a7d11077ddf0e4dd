import { managedCluster } from './clusters.ts';
import { ofEveryResource } from './common.ts';
import { networkTypes } from './networks.ts';
import { agentPool } from './pools.ts';
import { registryTypes } from './registries.ts';
import type { Children, Rewrite, TypeFacts } from './rewrite.ts';

/** Every type whose declarations are compared. */
export const comparedTypes: readonly TypeFacts[] = [managedCluster, agentPool, ...networkTypes, ...registryTypes];

const byType: ReadonlyMap<string, TypeFacts> = new Map(comparedTypes.map((facts) => [facts.type.toLowerCase(), facts]));

/** What is known of a type, in whatever case it is written; undefined for one that is not compared. */
export function factsOf(type: string): TypeFacts | undefined {
  return byType.get(type.toLowerCase());
}

/** The facts of one kind. */
type Fact<Kind extends Rewrite['kind']> = Extract<Rewrite, { readonly kind: Kind }>;

/** What is known of a place in a body, and of the places below it. */
export interface Place {
  /** Not compared. */
  readonly isLeftAlone: boolean;
  readonly absent: Fact<'absent'> | undefined;
  readonly exact: Fact<'exact'> | undefined;
  readonly form: 'location' | 'time' | 'words' | undefined;
  readonly isOrdered: boolean;
  /** Names of members are ids. */
  readonly areIds: boolean;
  readonly grows: readonly Fact<'grows'>[];
  readonly pairs: readonly Fact<'either'>[];
  readonly without: readonly Fact<'without'>[];
  readonly moves: readonly Fact<'moves'>[];
  /** Set where isolation rests on it. Holds for everything below. */
  readonly isWeighty: boolean;
  /** Set for a list of children. */
  readonly children: Children | undefined;
  readonly below: ReadonlyMap<string, Place>;
}

const compiled = new Map<string, Place>();

/** The place of a type's body itself. */
export function placeOf({ type }: TypeFacts): Place {
  const key = type.toLowerCase();
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const draft = newDraft();
  addType(draft, type, { prefix: [], isFlat: false });
  const place = placeFrom(draft);
  compiled.set(key, place);
  return place;
}

/** The place of a member, or, named `[]`, of an element. */
export function placeBelow({ below }: Place, name: string): Place {
  return below.get(name) ?? below.get(name.toLowerCase()) ?? below.get('*') ?? nowhere;
}

interface Draft {
  readonly facts: Rewrite[];
  isWeighty: boolean;
  children: Children | undefined;
  readonly below: Map<string, Draft>;
}

function placeFrom({ facts, isWeighty, children, below }: Draft): Place {
  const of = <Kind extends Rewrite['kind']>(kind: Kind): readonly Fact<Kind>[] => facts.filter((fact): fact is Fact<Kind> => fact.kind === kind);
  return {
    isLeftAlone: facts.some(({ kind }) => kind === 'readOnly' || kind === 'secret' || kind === 'filled'),
    absent: of('absent')[0],
    exact: of('exact')[0],
    form: [...of('location'), ...of('time'), ...of('words')][0]?.kind,
    isOrdered: of('ordered').length > 0,
    areIds: of('ids').length > 0,
    grows: of('grows'),
    pairs: of('either'),
    without: of('without'),
    moves: of('moves'),
    isWeighty,
    children,
    below: new Map(Array.from(below, ([name, draft]) => [name, placeFrom(draft)] as const)),
  };
}

function newDraft(): Draft {
  return { facts: [], isWeighty: false, children: undefined, below: new Map() };
}

/** Nothing is known. */
const nowhere = placeFrom(newDraft());

function addType(root: Draft, type: string, at: { readonly prefix: readonly string[]; readonly isFlat: boolean }): void {
  const facts = factsOf(type);
  if (facts === undefined) return;
  const placed = (path: string): readonly string[] => [...at.prefix, ...stepsOf(at.isFlat ? path.replace(/^properties(?:\.|$)/, '') : path)];
  // In the element of a pool, `type` is another.
  const common = at.isFlat ? ofEveryResource.filter(({ path }) => path.startsWith('properties.')) : ofEveryResource;
  for (const fact of [...common, ...facts.rewrites]) draftAt(root, placed(fact.path)).facts.push(fact);
  for (const path of facts.weighty) draftAt(root, placed(path)).isWeighty = true;
  for (const children of facts.children ?? []) {
    const list = placed(`properties.${children.list}`);
    draftAt(root, list).children = children;
    addType(root, children.type, { prefix: [...list, '[]'], isFlat: children.isFlat === true });
  }
}

function draftAt(root: Draft, steps: readonly string[]): Draft {
  let draft = root;
  for (const step of steps) {
    const key = step.toLowerCase();
    const next = draft.below.get(key) ?? newDraft();
    draft.below.set(key, next);
    draft = next;
  }
  return draft;
}

/** `properties.delegations[].id` in steps: an element is a step of its own. */
function stepsOf(path: string): readonly string[] {
  return path.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), '[]'] : [step])).filter((step) => step !== '');
}
