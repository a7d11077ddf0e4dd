import type { GitHubEvent } from '../../../github/event.ts';
import { UserError } from '../../../run/errors.ts';
import type { CheckOptions } from '../options.ts';

/** Where templates would be deployed, and Azure Policy is asked. */
export interface Place {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
}

export function subscriptionOf({ subscriptionId }: Place): string {
  return `/subscriptions/${subscriptionId}`;
}

export function groupOf(place: Place): string {
  return `${subscriptionOf(place)}/resourceGroups/${place.resourceGroup}`;
}

/** Workflows of forks and of Dependabot get neither secrets nor OIDC tokens (docs.github.com, "Events that trigger workflows", pull_request). */
export function mayLackCredentials({ pullRequest }: GitHubEvent): boolean {
  return pullRequest !== undefined && (pullRequest.isFork || pullRequest.isDependabot);
}

/** The place that the inputs name; undefined where they may be missing through nobody's fault. Throws UserError where they may not. */
export function placeOf({ facts: { subscriptionId, resourceGroup } }: CheckOptions, event: GitHubEvent): Place | undefined {
  if (subscriptionId !== undefined && resourceGroup !== undefined) return { subscriptionId, resourceGroup };
  if (mayLackCredentials(event)) return undefined;
  const missing = [...(resourceGroup === undefined ? ['"resource-group"'] : []), ...(subscriptionId === undefined ? ['"subscription-id"'] : [])];
  throw new UserError(`"verify" needs ${missing.join(' and ')}, where the templates would be deployed: Azure Policy is asked there.`);
}
