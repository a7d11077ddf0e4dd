import { isVersionOf } from '../policy/objects/stamp.ts';
import { textAt } from '../arm/json.ts';
import { AzureError } from './arm-error.ts';
import { statesOfResource } from './compliance-states/of-resource.ts';
import { readPolicyState, timeOf, type PolicyState } from './compliance-states/policy-state.ts';
import { compliantStatesOf, evaluatedResources, newestState, statesThatObject, type PolicyNames } from './compliance-states/queries.ts';
import { queryResourceGraph, type QueryScope, type QueryTools } from './resource-graph.ts';

export type { ComplianceWord, PolicyState } from './compliance-states/policy-state.ts';
export type { PolicyNames } from './compliance-states/queries.ts';

/** Azure Policy's own view of resources, as far as it could be read. */
export interface ComplianceStates {
  /** Of a fleet: all that object, and the compliant ones that were asked for. Of single resources: all. */
  readonly states: readonly PolicyState[];
  /** Lower-case ids of the resources that Azure has evaluated by one of the policies. */
  readonly evaluated: ReadonlySet<string>;
  /** When Azure evaluated last: ISO 8601 in UTC; absent when it never has. */
  readonly at?: string;
  /** What could not be read, and why: sentences. */
  readonly unseen: readonly string[];
}

export interface FleetQuestion {
  readonly scope: QueryScope;
  /** The versions that upgrades make of them are found, too. */
  readonly names: PolicyNames;
  /** Ids of the resources whose compliant states are wanted, too: of a large fleet those are what one asks about, not all. */
  readonly compliantOf: readonly string[];
}

/** A query names so many of each at most: its text stays well below what a request may hold. */
const most = { definitions: 50, resources: 100 } as const;

/**
 * The compliance states of a fleet by Resource Graph, in a few queries whose number grows with what is found, not with the fleet. What may
 * not be read, or fails, is a sentence: the states are beside the judgement, which does not depend on them. Throws UserError for names that
 * are none, CancelledError.
 */
export async function readFleetStates({ scope, names, compliantOf }: FleetQuestion, tools: QueryTools): Promise<ComplianceStates> {
  const unseen = new Set<string>();
  const states = new Map<string, PolicyState>();
  const evaluated = new Set<string>();
  const times: string[] = [];
  const attempt = attempting(unseen);
  const keep = async (query: string): Promise<void> => {
    for (const row of await queryResourceGraph(query, scope, tools)) {
      const state = readPolicyState(row);
      if (state !== undefined && isOf(names, state)) states.set(textAt(row, 'id') ?? String(states.size), state);
    }
  };
  for (const some of groupsOf(names)) {
    await attempt(async () => {
      await keep(statesThatObject(some));
      for (const ids of inGroups(unique(compliantOf), most.resources)) await keep(compliantStatesOf(some, ids));
      for (const row of await queryResourceGraph(evaluatedResources(some), scope, tools)) evaluated.add((textAt(row, 'resource') ?? '').toLowerCase());
      for (const row of await queryResourceGraph(newestState(some), scope, tools)) times.push(timeOf(textAt(row, 'timestamp')) ?? '');
    });
  }
  return { states: [...states.values()], evaluated, ...newest(times), unseen: [...unseen] };
}

/**
 * The compliance states of single resources, each asked for itself. What may not be read, or fails, is a sentence. Throws CancelledError.
 * @param names as in `FleetQuestion`
 */
export async function readResourceStates(ids: readonly string[], names: PolicyNames, { arm }: Pick<QueryTools, 'arm'>): Promise<ComplianceStates> {
  const unseen = new Set<string>();
  const attempt = attempting(unseen);
  const states: PolicyState[] = [];
  await Promise.all(unique(ids).map(async (id) => {
    await attempt(async () => {
      states.push(...(await statesOfResource(id, arm)).filter((state) => isOf(names, state)));
    });
  }));
  return {
    states,
    evaluated: new Set(states.map(({ resourceId }) => resourceId.toLowerCase())),
    ...newest(states.map((state) => state.at ?? '')),
    unseen: [...unseen],
  };
}

/** Runs a reading; a failure of Azure's is a sentence, and the rest goes on. */
function attempting(unseen: Set<string>): (read: () => Promise<void>) => Promise<void> {
  return async (read) => {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof AzureError)) throw error;
      unseen.add(`The compliance states of Azure Policy could not be read: ${error.message}`);
    }
  };
}

function isOf({ definitions, initiatives }: PolicyNames, { definitionId, initiativeId }: PolicyState): boolean {
  return definitions.some((name) => isVersionOf(lastOf(definitionId), name))
    || (initiativeId !== undefined && initiatives.some((name) => isVersionOf(lastOf(initiativeId), name)));
}

/** Each query with some of the definitions, and the last with the initiatives, of which there are few. */
function groupsOf({ definitions, initiatives }: PolicyNames): readonly PolicyNames[] {
  const groups = inGroups(unique(definitions), most.definitions).map((some) => ({ definitions: some, initiatives: [] }));
  return initiatives.length === 0 ? groups : [...groups, { definitions: [], initiatives: unique(initiatives) }];
}

function newest(times: readonly string[]): { readonly at?: string } {
  const at = times.toSorted().at(-1) ?? '';
  return at === '' ? {} : { at };
}

function lastOf(id: string): string {
  return id.split('/').at(-1) ?? '';
}

/** Ids and names compare without case. */
function unique(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()];
}

function inGroups<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
