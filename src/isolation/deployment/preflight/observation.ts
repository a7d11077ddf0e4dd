/** What the preflight is told of Azure. */
import type { JsonObject } from '../../../arm/json.ts';
import type { AssignedBuiltIn } from './policies/assigned.ts';

/** What was read, or why it could not be: a sentence. */
export type Seen<Known> = { readonly known: Known } | { readonly unseen: string };

/** What a principal may do at a scope: one entry for each role, as `Microsoft.Authorization/permissions` lists them. */
export interface PermissionsAt {
  /** Id of a resource, resource group or subscription. */
  readonly scope: string;
  readonly entries: Seen<readonly JsonObject[]>;
}

/** Locks of a scope and of everything below it. */
export interface LocksAt {
  readonly scope: string;
  readonly locks: Seen<readonly JsonObject[]>;
}

/** A policy that stands against a write. */
export interface Objection {
  readonly assignmentId: string;
  readonly definitionId: string;
  /** The member of an initiative. */
  readonly referenceId?: string;
  /** As Azure writes it: `Deny`. */
  readonly effect?: string;
}

export interface ObjectionsTo {
  /** Key of the step that writes. */
  readonly step: string;
  readonly said: Seen<readonly Objection[]>;
}

/**
 * Everything that was read, as Azure answered it, in any order. A member that is left out was not read: the checks that need it say so, those
 * that do not are silent. What is needed is said by `questionsFor`.
 */
export interface PreflightObservation {
  /** The cluster's document; undefined: it is to be created. */
  readonly cluster: JsonObject | undefined;
  /** `Microsoft.KubernetesConfiguration/extensions` on the cluster. */
  readonly extensions?: Seen<readonly JsonObject[]>;
  /** Categories of `outboundNetworkDependenciesEndpoints`. */
  readonly outboundDependencies?: Seen<readonly JsonObject[]>;
  /** The registry that nodes start from, or will; `known: undefined`: it is not there yet. */
  readonly registry?: Seen<JsonObject | undefined>;
  /** The virtual network of the user's, subnets in it; `known: undefined`: it is not there yet. */
  readonly network?: Seen<JsonObject | undefined>;
  readonly cacheRules?: Seen<readonly JsonObject[]>;
  /** Locks by where they were asked for: of the subscription and everything in it, else of single resource groups. */
  readonly locks?: readonly LocksAt[];
  readonly permissions?: readonly PermissionsAt[];
  /** Documents of resource providers. */
  readonly providers?: readonly { readonly namespace: string; readonly document: Seen<JsonObject> }[];
  /** Usages of Microsoft.Compute in the cluster's location. */
  readonly usages?: Seen<readonly JsonObject[]>;
  /** Built-ins that work against isolation, as they are assigned at or above the cluster's resource group. */
  readonly assigned?: Seen<readonly AssignedBuiltIn[]>;
  /** Documents of the assignments at, above and below those places. */
  readonly assignments?: Seen<readonly JsonObject[]>;
  /** What Azure Policy says of what the plan writes. */
  readonly objections?: readonly ObjectionsTo[];
  /** Documents of the exemptions at, above and below the resource group. */
  readonly exemptions?: Seen<readonly JsonObject[]>;
  /** Initiatives that are assigned and could not be looked into, and why. */
  readonly unreadInitiatives?: readonly { readonly id: string; readonly why: string }[];
}

const notRead = { unseen: 'It was not read.' } as const;

/** What was read, or that it was not. */
export function seen<Known>(read: Seen<Known> | undefined): Seen<Known> {
  return read ?? notRead;
}
