import { apiVersions } from '../../arm/api-versions.ts';
import { at, textAt } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import { objectsIn, type ArmClient } from '../arm-client.ts';
import { AzureError } from '../arm-error.ts';
import { requireOrigin } from '../pipeline.ts';
import { readPolicyState, type PolicyState } from './policy-state.ts';

/** A resource has a state for each policy of each assignment above it; more pages than this are none of one resource. */
const maximumPages = 100;

/**
 * The latest states of one resource, of all policies. Answers follow `@odata.nextLink`, on the same host only. Throws AzureError.
 * Source: Microsoft Learn, "Policy States - List Query Results For Resource"; without `$from` Azure looks back one day, within which it
 * evaluates everything. Needs `Microsoft.PolicyInsights/policyStates/queryResults/read`, which Reader has.
 */
export async function statesOfResource(id: string, arm: ArmClient): Promise<readonly PolicyState[]> {
  const path = `${id}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`;
  const states: PolicyState[] = [];
  let answer = await arm.send({ method: 'POST', path, apiVersion: apiVersions.policyStates });
  for (let pages = 1; ; pages += 1) {
    for (const entry of objectsIn(at(answer.body, 'value'), `POST ${path}`)) {
      const state = readPolicyState(entry);
      // What a server says of other resources than the one it was asked about is not believed.
      if (state !== undefined && sameId(state.resourceId, id)) states.push(state);
    }
    const next = textAt(answer.body, '@odata.nextLink') ?? '';
    if (next === '') return states;
    if (pages >= maximumPages) throw new AzureError(`POST ${path} has more than ${maximumPages} pages.`, { status: 200, code: 'TooManyPages' });
    requireOrigin(next, new URL(arm.endpoint).origin);
    answer = await arm.send({ method: 'POST', path: next });
  }
}
