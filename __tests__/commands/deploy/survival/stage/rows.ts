/** What is tried: where a cluster comes from, where it goes, and what stands around it. */
import { pairwise, productOf } from './pairwise.ts';

export const dimensions = {
  start: ['absent', 'load balancer', 'half-way', 'AKS NAT gateway', 'isolated', 'routes', 'own NAT gateway'],
  target: ['none', 'block', 'leave'],
  network: ['managed', 'own'],
  /** `made`, `there`: a registry of the user's that is absent, or there; `changed`: nodes pull from one of the user's and are to pull from another. */
  registry: ['managed', 'made', 'there', 'changed'],
  /** `subnet`: API server VNet integration, for which a living cluster is stopped and started. */
  apiServer: ['link', 'subnet'],
  /** `enforced`: they are assigned and deny already; a cluster that is not isolated needs an exemption. */
  policies: ['assigned', 'enforced', 'left alone'],
  pools: ['one', 'two', 'autoscaled'],
} as const;

export type Row = { readonly [Name in keyof typeof dimensions]: (typeof dimensions)[Name][number] };

const ways: ReadonlySet<Row['start']> = new Set(['routes', 'own NAT gateway']);

/** Combinations that Azure knows and a user can ask for. */
export function isPossible({ start, target, network, registry, policies }: Row): boolean {
  if (network === 'managed' && (ways.has(start) || registry !== 'managed')) return false;
  if (network === 'own' && (start === 'AKS NAT gateway' || target === 'block')) return false;
  if (target === 'leave' && (start !== 'isolated' || registry === 'made' || registry === 'changed' || policies === 'enforced')) return false;
  return registry !== 'changed' || start === 'isolated' || start === 'half-way';
}

export const rows: readonly Row[] = pairwise(productOf<Row>(dimensions).filter(isPossible));

export function nameOf(row: Row): string {
  const { start, target, network, registry, apiServer, policies, pools } = row;
  return `${start} → ${target}, network ${network}, registry ${registry}, API server by ${apiServer}, policies ${policies}, pools: ${pools}`;
}
