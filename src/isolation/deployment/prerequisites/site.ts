/** What every part of the plan looks at. */
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { creationBody } from '../../desired-cluster.ts';
import { clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../../specification.ts';
import { variantOf, type OwnNetwork, type OwnRegistry, type Variant } from '../variant.ts';
import type { Look } from './seen.ts';

export interface Site {
  readonly specification: ClusterSpecification;
  readonly variant: Variant;
  readonly look: Look;
  /** The living cluster; undefined where there is none, or none that could be read. */
  readonly cluster: JsonObject | undefined;
  /** The living cluster, else the one that is to be. */
  readonly body: JsonObject;
  /** Where new things go: the region of the network, else the cluster's, else that of its resource group. Undefined: nobody says. */
  readonly location: string | undefined;
}

/** With a network of the user's; a registry comes with one only. */
export interface NetworkSite extends Site {
  readonly network: OwnNetwork;
}

export interface RegistrySite extends NetworkSite {
  readonly registry: OwnRegistry;
}

export function siteOf(specification: ClusterSpecification, look: Look): Site {
  const variant = variantOf(specification);
  const living = look.document(clusterIdOf(specification));
  const cluster = living.state === 'found' ? living.value : undefined;
  return { specification, variant, look, cluster, body: cluster ?? creationBody(specification), location: locationOf(specification, variant, cluster, look) };
}

/** Where the cluster lives or is to live; undefined: nobody says. */
export function clusterLocationOf(specification: ClusterSpecification, cluster: JsonObject | undefined, look: Look): string | undefined {
  const said = textAt(cluster, 'location') ?? specification.location ?? textAt(specification.file?.body, 'location');
  if (said !== undefined) return plain(said);
  const group = look.document(resourceGroupIdOf(specification));
  return group.state === 'found' ? plain(textAt(group.value, 'location') ?? '') : undefined;
}

function locationOf(specification: ClusterSpecification, { network }: Variant, cluster: JsonObject | undefined, look: Look): string | undefined {
  const found = network === undefined ? undefined : look.document(network.id);
  const there = found?.state === 'found' ? textAt(found.value, 'location') : undefined;
  return there === undefined ? clusterLocationOf(specification, cluster, look) : plain(there);
}

/** `West Europe` is `westeurope`. */
export function plain(location: string): string {
  return location.replaceAll(' ', '').toLowerCase();
}
