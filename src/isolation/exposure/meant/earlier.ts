import type { JudgedAnswer, JudgedCluster, NamedCluster } from './meant.ts';

/** What became of a way: see `JudgedAnswer`. */
export type WayState = JudgedAnswer['state'];

export const wayStates: readonly WayState[] = ['closed', 'open', 'meant', 'undetermined', 'notVisible'];

/** What was seen before a change, by the key of a cluster and the id of a rule. */
export type EarlierWays = ReadonlyMap<string, ReadonlyMap<string, WayState>>;

/** Names a cluster across looks: its id, or its name where files do not tell the id. */
export function clusterKey(name: string, id: string | undefined): string {
  return (id ?? name).toLowerCase();
}

/** The states of an earlier look. */
export function waysOf(clusters: readonly JudgedCluster<NamedCluster>[]): EarlierWays {
  return new Map(clusters.map(({ cluster: { resource }, answers }) => [clusterKey(resource.name, resource.id), new Map(answers.map(({ rule, state }) => [rule.id, state]))]));
}
