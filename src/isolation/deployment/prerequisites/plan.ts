/**
 * What a network isolated cluster stands on: a network, a registry with all that leads to it, identities and their roles. Read round by round what `readsFor` asks for, plan, write the
 * steps; a second plan is empty. Nothing that exists is changed, only added to, and written as it is where a write of it failed.
 */
import { sameId } from '../../../arm/resource-id.ts';
import { clusterIdOf, type ClusterSpecification } from '../../specification.ts';
import type { Body, Step } from '../step.ts';
import { variantOf } from '../variant.ts';
import { controlPlaneOf, kubeletOf } from './access/actors.ts';
import { clusterPartOf } from './cluster-part.ts';
import { repairs } from './repair.ts';
import { lookInto, type Busy, type Reads, type Seen } from './seen.ts';
import { siteOf, type Site } from './site.ts';
import { sentenceOf, type Missing, type Want } from './want.ts';
import { wantsOf } from './wants.ts';

/** `create` makes what is missing, `verify` says it, `ignore` takes everything to be there. */
export type PrerequisitesMode = 'create' | 'verify' | 'ignore';

export interface PrerequisitesPlan {
  /** What is missing and can be made; none but with `create`. */
  readonly steps: readonly Step[];
  /** With `verify` everything that is missing, wrong, or could not be read; with `create` what is not known to work. */
  readonly verify: readonly Missing[];
  /** Why nothing may be written: one sentence each, with the command that mends it. */
  readonly refusals: readonly string[];
  /** What Azure still works on, of a run that was killed or of somebody else's: wait until it has come to rest, read anew and plan again. Nothing is written before. */
  readonly busy: readonly Busy[];
  /** Merged over the cluster's body. */
  readonly clusterPart: Body;
}

/** What to read next; nothing where all is known that the plan needs. */
export function readsFor(specification: ClusterSpecification, seen: Seen, mode: PrerequisitesMode = 'create'): Reads {
  const look = lookInto(seen);
  const site = siteOf(specification, look);
  if (contradictionsIn(specification).length > 0) return { ids: [], lists: [] };
  if (mode === 'ignore') for (const actor of actorsOf(site)) look.document(actor);
  else wantsOf(site);
  return look.missed;
}

/** @param seen what was read until `readsFor` asked for nothing more; what was not asked for counts as unread */
export function planPrerequisites(specification: ClusterSpecification, seen: Seen, mode: PrerequisitesMode): PrerequisitesPlan {
  const look = lookInto(seen);
  const site = siteOf(specification, look);
  const clusterPart = clusterPartOf(site);
  const contradictions = contradictionsIn(specification);
  if (contradictions.length > 0) return { ...nothing, refusals: contradictions, clusterPart };
  if (mode === 'ignore') return { ...nothing, clusterPart };
  const wants = wantsOf(site);
  const busy = look.busy.filter(({ id }) => !sameId(id, clusterIdOf(specification)));
  if (mode === 'verify') return { ...nothing, verify: wants.map(described), busy, clusterPart };
  const steps = behind(repairs(look, specification), inOrder(wants.flatMap((want) => want.steps)));
  const nowhere = steps.length > 0 && site.location === undefined ? [nowhereSentence] : [];
  const refused = wants.filter(({ state, steps: own }) => own.length === 0 && state !== 'unverified');
  return { steps, verify: wants.filter(({ state }) => state === 'unverified').map(described), refusals: [...nowhere, ...refused.map(sentenceOf)], busy, clusterPart };
}

const nothing = { steps: [], verify: [], refusals: [], busy: [] } as const;

const nowhereSentence = 'Neither the cluster nor its network nor its resource group exists: say where to create them with "location".';

function described({ what, why, id, state, command }: Want): Missing {
  return { what, why, id, state, ...(command === undefined ? {} : { command }) };
}

/** Steps wait only for those that there are. */
function inOrder(steps: readonly Step[]): readonly Step[] {
  const own = new Set(steps.map(({ key }) => key));
  return steps.map((step) => ({ ...step, after: [...new Set(step.after)].filter((key) => own.has(key) && key !== step.key) }));
}

/** What is new may stand on what has failed. */
function behind(first: readonly Step[], steps: readonly Step[]): readonly Step[] {
  const last = first.at(-1)?.key;
  return last === undefined ? steps : [...first, ...steps.map((step) => (step.after.length === 0 ? { ...step, after: [last] } : step))];
}

/** What no reading would make possible. */
function contradictionsIn(specification: ClusterSpecification): readonly string[] {
  const { network, registry, outboundType, controlPlaneIdentityId, kubeletIdentityId } = variantOf(specification);
  const isOneIdentity = controlPlaneIdentityId !== undefined && kubeletIdentityId !== undefined && sameId(controlPlaneIdentityId, kubeletIdentityId);
  return [
    ...(isOneIdentity ? ['Control plane and nodes need two identities, as whatever runs on a node can act as the one of the nodes: name another one.'] : []),
    ...(registry !== undefined && network === undefined
      ? ['A registry of yours takes a network of yours, as its endpoint has to be there before the cluster: name a network, or leave the registry to AKS.'] : []),
    ...(outboundType === 'block' && network !== undefined ? ['Outbound type "block" is for networks that AKS manages: use "none" with a network of yours.'] : []),
  ];
}

function actorsOf(site: Site): readonly string[] {
  return [controlPlaneOf(site), kubeletOf(site)].flatMap((actor) => (actor?.isGiven === true ? [actor.id] : []));
}
