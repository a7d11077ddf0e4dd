import { apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { segmentAfter } from '../../arm/resource-id.ts';
import type { ResourceWrite } from '../../policy/finding.ts';
import type { ArmClient } from '../arm-client.ts';
import { timeOf } from '../compliance-states/policy-state.ts';

/** Nothing of who somebody is but what they are called: no claims, no addresses. */
const select = 'caller,correlationId,eventTimestamp,operationName,resourceId,status';

/**
 * The last write to a resource that the Activity Log knows, which goes back 90 days; undefined when there is none. Throws AzureError. Needs
 * `Microsoft.Insights/eventtypes/values/read`, which Reader has.
 * Source: Azure/azure-rest-api-specs, Microsoft.Insights/stable/2015-04-01/activityLogs_API.json, which allows exactly this filter.
 */
export async function lastLoggedWrite(id: string, since: string, until: string, arm: ArmClient): Promise<ResourceWrite | undefined> {
  const subscription = segmentAfter(id, 'subscriptions');
  if (subscription === undefined) return undefined;
  const filter = `eventTimestamp ge '${since}' and eventTimestamp le '${until}' and resourceUri eq '${id.replaceAll("'", "''")}'`;
  const events = await arm.list(`/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`, apiVersions.activityLog, { $filter: filter, $select: select });
  const writes = events.flatMap((event) => writeIn(event, id) ?? []);
  return writes.toSorted((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0))[0];
}

/** An operation has an event for its beginning and one for its end: what failed was no write. */
function writeIn(event: JsonObject, id: string): ResourceWrite | undefined {
  const at = timeOf(textAt(event, 'eventTimestamp'));
  const operation = (textAt(event, 'operationName', 'value') ?? '').slice(0, 200);
  const status = textAt(event, 'status', 'value') ?? '';
  const about = textAt(event, 'resourceId') ?? id;
  if (at === undefined || about.toLowerCase() !== id.toLowerCase() || !/\/(?:write|delete)$/i.test(operation) || !/^(?:succeeded|accepted)$/i.test(status)) return undefined;
  const [by, correlationId] = [(textAt(event, 'caller') ?? '').slice(0, 200), (textAt(event, 'correlationId') ?? '').slice(0, 200)];
  return { at, operation, ...(by === '' ? {} : { by }), ...(correlationId === '' ? {} : { correlationId }) };
}
