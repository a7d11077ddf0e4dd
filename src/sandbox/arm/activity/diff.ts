import { isJsonObject, type JsonObject } from '../../../arm/json.ts';

/** A change of one property, as `Microsoft.Resources/changes` tells it: values are texts, what is not there is null. */
export interface PropertyChange {
  readonly previousValue: string | null;
  readonly newValue: string | null;
  readonly changeCategory: 'User' | 'System';
  readonly propertyChangeType: 'Insert' | 'Update' | 'Remove';
  readonly isTruncated: 'true' | 'false';
}

/** So many changes of one write are told. */
const most = 250;
/** An etag changes with everything. */
const silent = /(?:^|\.)e-?tag$/i;
const system = /provisioningState$|powerState/;

/** What differs between two documents of one resource, by path: `properties.networkProfile.outboundType`, `properties.agentPoolProfiles[0].count`. */
export function differencesBetween(before: JsonObject, after: JsonObject): Readonly<Record<string, PropertyChange>> {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path) && !silent.test(path));
  return Object.fromEntries(paths.slice(0, most).map((path) => [path, changeOf(path, old.get(path), fresh.get(path))]));
}

export function changeOf(path: string, previousValue: string | undefined, newValue: string | undefined): PropertyChange {
  return {
    previousValue: previousValue ?? null,
    newValue: newValue ?? null,
    changeCategory: system.test(path) ? 'System' : 'User',
    propertyChangeType: previousValue === undefined ? 'Insert' : newValue === undefined ? 'Remove' : 'Update',
    isTruncated: 'false',
  };
}

function leavesOf(document: JsonObject): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const add = (path: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) add(`${path}[${index}]`, item);
    } else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) add(path === '' ? name : `${path}.${name}`, item);
    } else {
      leaves.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    }
  };
  add('', document);
  return leaves;
}
