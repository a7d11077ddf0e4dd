import type { Unknown } from '../language/unknown.ts';
import type { ObjectValue } from '../language/values.ts';
import type { AzureState } from './live/azure-state.ts';

export type { AzureState } from './live/azure-state.ts';

/** A file that was read as JSON. */
export interface TemplateDocument {
  /** Its path from the root of the checkout, with forward slashes. */
  readonly file: string;
  readonly value: unknown;
}

/** A place in a file. */
export interface Place {
  readonly file: string;
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
}

/** How a value came to be; see `Writing` of arm/resource.ts, which has lines as well. */
export interface Provenance {
  readonly kind: 'literal' | 'expression' | 'absent';
  readonly place: Place;
  readonly through: readonly { readonly kind: 'parameter' | 'variable'; readonly name: string }[];
}

/** One resource that a deployment asks for. */
export interface ExpandedResource {
  /** Full type: `Microsoft.ContainerService/managedClusters/agentPools`. */
  readonly type: string;
  /** Full name; what of it cannot be known is shown as it is written. Then the body's `name` is an Unknown. */
  readonly name: string;
  readonly apiVersion: string | undefined;
  /** Absent where a part of it cannot be known. */
  readonly id: string | undefined;
  /** Without `id`: the id as far as it is known, in pieces. */
  readonly openId: readonly string[] | undefined;
  /** As the policy engine looks at it: `dependsOn`, `copy`, `condition`, `comments`, `scope`, `metadata` and child `resources` are gone. */
  readonly body: ObjectValue;
  /** Set when it is not known whether it will be deployed: its condition, or the number of its copies, is not. */
  readonly mayBeAbsent: Unknown | undefined;
  /** Where the property at a JSON pointer into `body` is written, or its nearest ancestor that is. */
  readonly placeOf: (pointer: string) => Place;
  readonly provenanceOf: (pointer: string) => Provenance;
  /** What only whoever deploys it has to know; worked out when it is asked for. */
  readonly deploying: () => Deploying;
}

/** How a resource is deployed. */
export interface Deploying {
  /** As they are written, expressions evaluated: ids, names, `type/name`, symbolic names, names of loops. */
  readonly dependsOn: readonly string[];
  /** Its symbolic name. */
  readonly symbol: string | undefined;
  /** The name of the loop that it is a copy of. */
  readonly loop: string | undefined;
  /** How many copies of that loop are written at a time; undefined: all. */
  readonly batchSize: number | undefined;
  /** The id of the nested deployment that it stands in; undefined in the outermost one. */
  readonly deployment: string | undefined;
  /** Of a nested deployment: its template as it is written, and its outputs, `{"name": {"type", "value"}}`. */
  readonly nested: { readonly template: unknown; readonly outputs: () => unknown } | undefined;
}

/** A resource that is not deployed because its condition does not hold. */
export interface SkippedResource {
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly deploying: () => Deploying;
}

/** What keeps a part of a template from being judged. */
export interface TemplateProblem {
  /** `error`: Azure would refuse it. `unread`: what it names is not at hand. */
  readonly kind: 'error' | 'unread';
  /** One sentence without a period: what is wrong and, where it helps, what to do. */
  readonly message: string;
  readonly place: Place;
}

/** A linked template as far as it was found. */
export type LinkedTemplate = TemplateDocument | { readonly unread: string };

/** What is known of the place where a template is deployed. What is absent is unknown. */
export interface DeploymentFacts {
  readonly cloud?: 'public' | 'usgovernment' | 'china';
  readonly tenantId?: string;
  readonly managementGroup?: string;
  readonly subscriptionId?: string;
  readonly resourceGroup?: string;
  /** Of the resource group, or of the deployment above resource groups. */
  readonly location?: string;
  /** ISO 8601, UTC. */
  readonly utcNow?: string;
}

/** One template with one set of parameters. */
export interface Deployment {
  readonly template: TemplateDocument;
  /** A file of parameters (`deploymentParameters.json#`). */
  readonly parameterFile?: TemplateDocument;
  /** Values by name that win over file and defaults. */
  readonly parameters?: ObjectValue;
  readonly facts?: DeploymentFacts;
  /** The name of the deployment. */
  readonly name?: string;
  /** What is known of Azure while it is being deployed. */
  readonly azure?: AzureState;
  /**
   * `withheld`: what is given for a secure parameter is Unknown, so that nothing of a resource that could tell it is known, however it got
   * there. For resources that are shown to somebody else.
   */
  readonly secrets?: 'withheld';
  /** Templates and parameter files that were linked to, by path from the root of the checkout. */
  readonly linked?: ReadonlyMap<string, LinkedTemplate>;
}

export interface Expansion {
  readonly resources: readonly ExpandedResource[];
  readonly skipped: readonly SkippedResource[];
  readonly problems: readonly TemplateProblem[];
  /** Paths of linked templates that `Deployment.linked` does not have yet: read them and expand again. */
  readonly wanted: readonly string[];
  /** The values of the outputs by name; Unknown where they are. */
  readonly outputs: ObjectValue;
  /** What it took: parts of values made, work of expressions, and resources, each of them for some hundred parts. */
  readonly effort: number;
  /** It has grown beyond a limit of the whole, so that the rest is missing; a problem says so. */
  readonly isExhausted: boolean;
}
