/**
 * What a wish and a living document differ in. Only what the wish names is compared: what the service adds is no difference,
 * and neither is how it rewrites what it was given (recorded answers; see docs/deploy.md, "What is no difference").
 */
import { isJsonObject, type JsonObject } from '../../arm/json.ts';

export interface Difference {
  /** Dotted path, pools by name: `properties.agentPoolProfiles[system].count`. */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Values that Azure leaves out of its answers: to name them is to ask for what is there already. */
const silentDefaults: Readonly<Record<string, unknown>> = { scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1 };

/** A version that was asked for as `1.34` stays so in the document; what runs is told by another property. */
const runningVersion: Readonly<Record<string, string>> = {
  kubernetesVersion: 'currentKubernetesVersion',
  orchestratorVersion: 'currentOrchestratorVersion',
};

/** Never compared: secrets are not echoed by the service, and `privateLinkResources` are its own (ids stand only in a GET's answer). */
const incomparable: ReadonlySet<string> = new Set(['secret', 'adminPassword', 'privateLinkResources']);

/** Below these names text is the user's own and its case counts; elsewhere ARM's words and ids compare without it. */
const caseSensitive: ReadonlySet<string> = new Set(['tags', 'nodeLabels', 'nodeTaints', 'publicKeys', 'trustedCa', 'customCATrustCertificates']);

/** Lists whose elements have names: they are compared by name, and elements nobody named are left alone. */
const namedLists: ReadonlySet<string> = new Set(['agentPoolProfiles']);

export function differencesBetween(wish: JsonObject, live: unknown): readonly Difference[] {
  return compareObjects(wish, live, '', false);
}

function compareObjects(wish: JsonObject, live: unknown, path: string, exact: boolean): Difference[] {
  return Object.entries(wish).flatMap(([name, wanted]) => {
    if (incomparable.has(name)) return [];
    const actual = isJsonObject(live) ? (live[Object.hasOwn(runningVersion, name) ? (runningVersion[name] ?? name) : name] ?? live[name]) : undefined;
    const here = path === '' ? name : `${path}.${name}`;
    if (namedLists.has(name) && Array.isArray(wanted)) return compareNamed(wanted, actual, here);
    if (actual === undefined && Object.hasOwn(silentDefaults, name) && wanted === silentDefaults[name]) return [];
    return compare(wanted, actual, here, exact || caseSensitive.has(name), name);
  });
}

function compare(wanted: unknown, actual: unknown, path: string, exact: boolean, name: string): Difference[] {
  if (isJsonObject(wanted)) return compareObjects(wanted, actual, path, exact);
  if (isEmpty(wanted) && isEmpty(actual)) return [];
  if (Object.hasOwn(runningVersion, name) && typeof wanted === 'string' && typeof actual === 'string' && versionAtLeast(actual, wanted)) return [];
  return sameValue(wanted, actual, exact) ? [] : [{ path, from: actual, to: wanted }];
}

function compareNamed(wanted: readonly unknown[], actual: unknown, path: string): Difference[] {
  const living: readonly unknown[] = Array.isArray(actual) ? actual : [];
  return wanted.flatMap((element) => {
    const name = isJsonObject(element) && typeof element['name'] === 'string' ? element['name'] : '';
    const here = `${path}[${name}]`;
    const counterpart = living.find((candidate) => isJsonObject(candidate) && candidate['name'] === name);
    if (counterpart === undefined) return [{ path: here, from: undefined, to: element }];
    return isJsonObject(element) ? compareObjects(withoutScaledCount(element, counterpart), counterpart, here, false) : [];
  });
}

/** The autoscaler moves the count between its bounds: no wish of ours, as long as the pool scales itself. */
function withoutScaledCount(pool: JsonObject, live: unknown): JsonObject {
  const scales = pool['enableAutoScaling'] ?? (isJsonObject(live) ? live['enableAutoScaling'] : undefined);
  return scales === true ? Object.fromEntries(Object.entries(pool).filter(([name]) => name !== 'count')) : pool;
}

function sameValue(left: unknown, right: unknown, exact: boolean): boolean {
  if (typeof left === 'string' && typeof right === 'string') return exact ? left === right : left.toLowerCase() === right.toLowerCase();
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => sameValue(element, right[index], exact));
  }
  if (isJsonObject(left) && isJsonObject(right)) return compareObjects(left, right, '', exact).length === 0;
  return left === right;
}

/** `{}`, `[]`, null and absence are one to the service: it drops them from its answers. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** `1.34.2` is at least `1.34`; `1.35.0` is at least `1.34.9`. A part that the wish leaves open counts as met. */
export function versionAtLeast(actual: string, wanted: string): boolean {
  const [left, right] = [actual.split('.').map(Number), wanted.split('.').map(Number)];
  for (const [index, part] of right.entries()) {
    const own = left[index];
    if (own === undefined || own === part) continue;
    return own > part;
  }
  return true;
}
