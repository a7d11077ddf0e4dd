import { arrayAt, at } from '../../../arm/json.ts';
import type { Resource } from '../../../arm/resource.ts';
import { isUnknown } from '../../../language/unknown.ts';
import type { Deletion } from '../deletion.ts';
import { placedBy, type Placed } from '../mapping/apply.ts';
import { tables } from '../mapping/tables.ts';
import type { ResourceTable } from '../mapping/table.ts';
import type { Configuration } from '../plan/configuration.ts';
import type { PlannedResource } from '../plan/planned-resource.ts';
import { azapiPlaced, azapiType } from './azapi.ts';
import { fullName, type Naming } from './ids.ts';
import { asLiving, type Told } from './living-rest.ts';
import type { Session } from './session.ts';
import { writeDocument } from './write-document.ts';

export interface Deletions {
  readonly deletions: readonly Deletion[];
  /** Types of azurerm and azapi that are not read, with how many resources of each go; those that come anew are not among them. */
  readonly unmapped: ReadonlyMap<string, number>;
}

/**
 * What a plan deletes, by the same tables as what it makes. An association, or an `azapi_update_resource`, is a part of another resource: it goes by a
 * change of that one, or by nothing at all. Blocks that are resources of their own in Azure go with theirs, from which no policy keeps them.
 */
export function deletionsOf(deleted: readonly PlannedResource[], session: Session, configuration: Configuration, deployment: string): Deletions {
  const deletions: Deletion[] = [];
  const unmapped = new Map<string, number>();
  for (const planned of deleted) {
    const table = tables.get(planned.type);
    if (table?.kind === 'merge' || planned.type === 'azapi_update_resource') continue;
    const resource = planned.type === 'azapi_resource' ? azapiBefore(planned, session, deployment) : table === undefined ? undefined : tableBefore(table, planned, session, deployment);
    if (resource !== undefined) {
      const takesContents = resource.type === groupType && (planned.type === 'azapi_resource' || mayDeleteFullGroups(configuration));
      deletions.push({ resource, address: planned.address, goes: planned.goes ?? 'deleted', takesContents });
    } else if (planned.goes === 'deleted' && /^az(?:urerm|api)_/.test(planned.type)) unmapped.set(planned.type, (unmapped.get(planned.type) ?? 0) + 1);
  }
  return { deletions, unmapped };
}

function tableBefore(table: ResourceTable, planned: PlannedResource, session: Session, deployment: string): Resource | undefined {
  const naming = session.naming(planned);
  return naming === undefined ? undefined : before({ naming, apiVersion: table.apiVersion, placed: placedBy(table, session.read(planned)), told: table, planned }, session, deployment);
}

function azapiBefore(planned: PlannedResource, session: Session, deployment: string): Resource | undefined {
  const read = session.read(planned);
  const naming = session.naming(planned);
  return naming === undefined ? undefined : before({ naming, apiVersion: azapiType(read)?.apiVersion, placed: azapiPlaced(read), told: { rows: [] }, planned }, session, deployment);
}

interface Before {
  readonly naming: Naming;
  readonly apiVersion: string | undefined;
  readonly placed: readonly Placed[];
  readonly told: Told;
  readonly planned: PlannedResource;
}

function before({ naming, apiVersion, placed, told, planned }: Before, { locator }: Session, deployment: string): Resource {
  const { id } = naming;
  const type = /^Microsoft\.Resources\/resourceGroups$/i.test(naming.type) ? groupType : naming.type;
  return {
    type,
    name: fullName(naming),
    ...(isUnknown(id) ? { openId: id.pieces ?? ['', ''] } : { id }),
    deployment,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body: asLiving(writeDocument({}, placed).document, naming.type, told, `the state of ${planned.address} does not tell it`),
    originOf: () => locator.locate(planned, '').origin,
  };
}

/** As a request for a resource group is called in policies; templates write it without the subscription. */
const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';

/**
 * azurerm refuses to delete a resource group in which something is, unless `prevent_deletion_if_contains_resources` of its `features` is false (since 3.0;
 * hashicorp/terraform-provider-azurerm, issue 13777). Where that is computed, or no provider is in the plan, it may be.
 */
function mayDeleteFullGroups(configuration: Configuration): boolean {
  const providers = configuration.providersNamed('azurerm');
  return providers.length === 0 || providers.some((provider) => arrayAt(provider, 'expressions', 'features').some((features) => arrayAt(features, 'resource_group').some((group) => {
    const flag = at(group, 'prevent_deletion_if_contains_resources');
    return flag !== undefined && at(flag, 'constant_value') !== true;
  })));
}
