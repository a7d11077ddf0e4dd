/** Who acts for a cluster: identities of the user's, made where they are absent, or those that a living cluster has. */
import { at, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import type { KnownDocuments } from '../../step.ts';
import { keys } from '../steps/keys.ts';
import { defaultControlPlaneIdentityId, defaultKubeletIdentityId } from '../names.ts';
import type { Site } from '../site.ts';

export interface Actor {
  readonly kind: 'control-plane' | 'kubelet';
  /** "the kubelet identity", for people. */
  readonly called: string;
  /** The identity; for a system-assigned one the cluster itself. */
  readonly id: string;
  /** True for an identity of the user's: it has a document of its own. */
  readonly isGiven: boolean;
  /** The step that makes it. */
  readonly key: string;
  /** The object id, where the living cluster says it. */
  readonly livingPrincipal?: string;
}

/**
 * The identity that AKS acts with; undefined where it is AKS's own business. A living cluster keeps the one that it has unless another is named; a new
 * one needs one that can be given rights before there is a cluster.
 */
export function controlPlaneOf(site: Site): Actor | undefined {
  const { variant, cluster, specification } = site;
  const about = { kind: 'control-plane', called: 'the control plane identity', key: keys.controlPlaneIdentity } as const;
  if (variant.controlPlaneIdentityId !== undefined) return { ...about, id: variant.controlPlaneIdentityId, isGiven: true };
  const isNeeded = variant.network !== undefined || variant.kubeletIdentityId !== undefined;
  if (!isNeeded) return undefined;
  if (cluster === undefined) return { ...about, id: defaultControlPlaneIdentityId(specification), isGiven: true };
  const [given] = Object.keys(objectAt(cluster, 'identity', 'userAssignedIdentities'));
  if (given !== undefined) return { ...about, id: given, isGiven: true };
  return { ...about, id: textAt(cluster, 'id') ?? '', isGiven: false, ...principalIn(textAt(cluster, 'identity', 'principalId')) };
}

/** The identity that nodes pull with; undefined where it is AKS's own business. */
export function kubeletOf(site: Site): Actor | undefined {
  const { variant, cluster, specification } = site;
  const about = { kind: 'kubelet', called: 'the kubelet identity', key: keys.kubeletIdentity } as const;
  if (variant.kubeletIdentityId !== undefined) return { ...about, id: variant.kubeletIdentityId, isGiven: true };
  if (variant.registry === undefined) return undefined;
  if (cluster === undefined) return { ...about, id: defaultKubeletIdentityId(specification), isGiven: true };
  const living = objectAt(cluster, 'properties', 'identityProfile', 'kubeletidentity');
  return { ...about, id: textAt(living, 'resourceId') ?? textAt(cluster, 'id') ?? '', isGiven: false, ...principalIn(textAt(living, 'objectId')) };
}

/** The object id of an actor, as far as its document is known. */
export function principalOf({ id, livingPrincipal }: Actor, known: KnownDocuments): string | undefined {
  return livingPrincipal ?? textAt(known(id), 'properties', 'principalId');
}

function principalIn(id: string | undefined): Pick<Actor, 'livingPrincipal'> {
  return id === undefined ? {} : { livingPrincipal: id };
}

function objectAt(value: unknown, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : {};
}
