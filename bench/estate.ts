import { exposureRules } from '../src/isolation/exposure/catalogue.ts';
import type { Estate } from '../src/sandbox/arm/estate/estate.ts';
import { cellAt, type Cell, type Parts } from './estate/cell.ts';
import { guidOf, type ArmDocument } from './estate/documents.ts';
import { drifts, type Drift } from './estate/drifts.ts';
import { registryDocuments, registryPlace, type RegistryPlace } from './estate/registry.ts';
import { applicationSubscriptions, hubDocuments, hubSubscriptions, managementGroups, registryGroup, type TenantSubscription } from './estate/tenant.ts';

export interface EstateOptions {
  readonly clusters: number;
  /** Of applications; three more have the hubs. Default: one for each fifty clusters. */
  readonly subscriptions?: number;
  /** The part of the clusters that have drifted, 0 to 1. Default a tenth. */
  readonly drifted?: number;
  /** Clusters in one network. Default 10, at most 200. */
  readonly clustersPerNetwork?: number;
  /** Other seeds have other names. Default 1. */
  readonly seed?: number;
}

/** A cluster that somebody has changed. */
export interface DriftedCluster {
  readonly cluster: string;
  /** The exposure rule that is there to find what was changed. */
  readonly rule: string;
  /** Rules that may find something with it, as they read the same value or come behind it (`implies` in the catalogue), or cannot tell any more. */
  readonly mayAlso: readonly string[];
}

/** Clusters with all that belongs to them, and what was done to which. */
export interface MadeEstate extends Required<Omit<Estate, 'documents'>> {
  readonly documents: readonly ArmDocument[];
  /** Ids of all clusters. */
  readonly clusters: readonly string[];
  /** By the id of the cluster. Every other cluster is closed in every way. */
  readonly drifted: ReadonlyMap<string, DriftedCluster>;
}

/**
 * A tenant of isolated clusters, of which a share has drifted: over the rules in turns, each in one way that its rule knows. Clusters share
 * networks and registries; one whose network or registry was changed has these for itself, so that nobody else is found with it. The same
 * options make the same estate.
 */
export function makeEstate({ clusters, drifted = 0.1, clustersPerNetwork = 10, seed = 1, subscriptions = Math.max(1, Math.ceil(clusters / 50)) }: EstateOptions): MadeEstate {
  const [hubs, applications] = [hubSubscriptions(seed), applicationSubscriptions(subscriptions, seed)];
  const wanted = Array.from({ length: Math.round(clusters * drifted) }, (_, index) => driftAt(index));
  const alone = wanted.filter(({ isShared }) => isShared);
  const amongOthers = wanted.filter(({ isShared }) => !isShared);
  const plans = planCells(clusters - alone.length, clustersPerNetwork, amongOthers).concat(alone.map((drift) => [drift]));

  const documents: ArmDocument[] = [...hubDocuments(hubs)];
  const ids: string[] = [];
  const found = new Map<string, DriftedCluster>();
  const endpoints = new Map<RegistryPlace, string[]>();
  const registries = new Map(applications.map((application) => [application, sharedRegistry(application, hubs, seed)]));
  for (const [number, plan] of plans.entries()) {
    const application = applications[number % applications.length];
    const shared = application === undefined ? undefined : registries.get(application);
    if (application === undefined || shared === undefined) throw new Error('There is no subscription.');
    const isAlone = plan.some((drift) => drift?.isShared === true);
    const subscription = `/subscriptions/${application.subscriptionId}`;
    const registry = isAlone ? registryPlace(`${subscription}/resourceGroups/spoke-${number}`, registryName(`${seed} ${number}`), application.region) : shared;
    const cell = cellAt({ subscription, number, region: application.region, clusters: plan.length, registry });
    if (!isAlone) endpoints.set(registry, [...endpoints.get(registry) ?? [], cell.ids.endpoint]);
    documents.push(...driftedCell(cell, plan, isAlone));
    for (const [place, { ids: { cluster } }] of cell.clusters.entries()) {
      ids.push(cluster);
      const drift = plan[place];
      if (drift !== undefined) found.set(cluster, { cluster, rule: drift.rule, mayAlso: [...drift.seenBy, ...exposureRules.find(({ id }) => id === drift.rule)?.implies ?? []] });
    }
  }
  for (const [registry, of] of endpoints) documents.push(...Object.values(registryDocuments(registry, of)));
  return { managementGroups, subscriptions: [...hubs, ...applications], documents, clusters: ids, drifted: found };
}

function driftAt(index: number): Drift {
  const drift = drifts[index % drifts.length];
  if (drift === undefined) throw new Error('There are no drifts.');
  return drift;
}

/** What happens to each cluster of each network: drifts come at equal distances. */
function planCells(clusters: number, size: number, wanted: readonly Drift[]): (Drift | undefined)[][] {
  const step = clusters / Math.max(1, wanted.length);
  const all: (Drift | undefined)[] = Array.from({ length: clusters }, () => undefined);
  for (const [index, drift] of wanted.entries()) all[Math.floor(index * step)] = drift;
  return Array.from({ length: Math.ceil(clusters / size) }, (_, cell) => all.slice(cell * size, (cell + 1) * size));
}

function sharedRegistry(application: TenantSubscription, hubs: readonly TenantSubscription[], seed: number): RegistryPlace {
  const hub = hubs.find(({ region }) => region === application.region) ?? hubs[0];
  if (hub === undefined) throw new Error('There is no hub.');
  return registryPlace(registryGroup(hub), registryName(`${seed} ${application.subscriptionId}`), application.region);
}

/** Names of registries are the world's: letters and digits. */
function registryName(of: string): string {
  return `acr${guidOf(of).replaceAll('-', '').slice(0, 12)}`;
}

/** The documents of a cell after what was done to its clusters. */
function driftedCell(cell: Cell, plan: readonly (Drift | undefined)[], hasRegistry: boolean): readonly ArmDocument[] {
  const registry: Parts = hasRegistry ? { ...registryDocuments(cell.ids.registry, [cell.ids.endpoint]) } : {};
  let shared: Readonly<Record<string, ArmDocument | undefined>> = { ...cell.shared, ...registry };
  const own = cell.clusters.flatMap((cluster, place) => {
    const drift = plan[place];
    if (drift === undefined) return Object.values(cluster.own);
    const made = drift.open({ parts: { ...cell.shared, ...registry, ...cluster.own }, ids: { ...cell.ids, ...cluster.ids } });
    const [forAll, forOne] = [Object.entries(made).filter(([name]) => name in shared), Object.entries(made).filter(([name]) => !(name in shared))];
    shared = { ...shared, ...Object.fromEntries(forAll) };
    return Object.values({ ...cluster.own, ...Object.fromEntries(forOne) });
  });
  return [...Object.values(shared), ...own].filter((document) => document !== undefined);
}
