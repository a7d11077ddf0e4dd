import { clip } from '../escape.ts';
import type { Way } from './ways.ts';

/** What lies around a cluster's network. */
export type Outside = 'internet' | 'networks' | 'callers' | 'registries' | 'names' | 'azure';

export const outsideNames: Readonly<Record<Outside, string>> = {
  internet: 'Internet',
  networks: 'Other networks',
  callers: 'Callers from outside',
  registries: 'Registries',
  names: 'DNS',
  azure: 'Azure control plane and services',
};

/** The words of a rule's id that say where its way leads. */
const telling: readonly (readonly [outside: Outside, words: ReadonlySet<string>])[] = [
  ['registries', new Set(['registry', 'registries', 'acr', 'cache', 'artifact', 'artifacts', 'image', 'images'])],
  ['names', new Set(['dns', 'resolver', 'domain', 'domains', 'zone', 'zones'])],
  ['networks', new Set(['peering', 'peerings', 'vpn', 'hub', 'wan', 'expressroute', 'endpoint', 'endpoints', 'link', 'transit'])],
];

/**
 * Where in a picture a way leads to. Only a matter of place: a rule whose id names none of the known ends stands with the
 * Internet when packets leave by it, else with Azure's services.
 */
export function outsideOf({ rule, kind }: Way): Outside {
  if (kind === 'ingress') return 'callers';
  const words = clip(rule, 200).toLowerCase().split(/[^a-z]+/);
  const known = telling.find(([, names]) => words.some((word) => names.has(word)));
  return known?.[0] ?? (kind === 'egress' ? 'internet' : 'azure');
}
