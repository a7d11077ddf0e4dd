/**
 * What a wish and a living document differ in. Only what the wish names is compared: what the service adds is no difference,
 * and neither is how it rewrites what it was given (recorded answers; see docs/deploy.md, "What is no difference").
 */
import { isJsonObject, member, type JsonObject } from '../../arm/json.ts';

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

/** Below these names the members' names are the user's own too: Kubernetes tells `App` from `app`. */
const exactlyNamed: ReadonlySet<string> = new Set(['nodeLabels']);

/** Lists whose elements have names: they are compared by name, and elements nobody named are left alone. */
const namedLists: ReadonlySet<string> = new Set(['agentPoolProfiles']);

/** What differs, and the part of the wish that says so: only that is sent, so that what is no difference is no request either. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Keys are spelt as the living document spells them. */
  readonly part: JsonObject;
}

export function compareDocuments(wish: JsonObject, live: unknown): Comparison {
  return compareObjects(wish, live, '', {});
}

export function differencesBetween(wish: JsonObject, live: unknown): readonly Difference[] {
  return compareDocuments(wish, live).differences;
}

/** How texts and names compare below a member. */
interface Care {
  readonly exactText?: boolean;
  readonly exactNames?: boolean;
}

interface Found {
  readonly differences: readonly Difference[];
  readonly value: unknown;
}

const none: Found = { differences: [], value: undefined };

function compareObjects(wish: JsonObject, live: unknown, path: string, care: Care): Comparison {
  const differences: Difference[] = [];
  const part: [string, unknown][] = [];
  for (const [name, wanted] of Object.entries(wish)) {
    const key = keyIn(live, name, care);
    const found = compareMember(name, wanted, live, key, path === '' ? key : `${path}.${key}`, care);
    differences.push(...found.differences);
    if (found.differences.length > 0) part.push([key, found.value]);
  }
  return { differences, part: Object.fromEntries(part) };
}

/** ARM reads names without case and answers in its own spelling (add-ons, identities, tags); labels of Kubernetes are exact. */
function keyIn(live: unknown, name: string, { exactNames }: Care): string {
  if (!isJsonObject(live) || exactNames === true || Object.hasOwn(live, name)) return name;
  return Object.keys(live).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function compareMember(name: string, wanted: unknown, live: unknown, key: string, path: string, care: Care): Found {
  // null leaves a property out of what is new; of what lives it asks for nothing, as the service may keep or refill it.
  if (wanted === null || incomparable.has(name)) return none;
  const running = Object.hasOwn(runningVersion, name) ? member(live, runningVersion[name] ?? name) : undefined;
  const actual = running ?? member(live, key);
  if (name === 'userAssignedIdentities' && isJsonObject(wanted)) return compareIdentities(wanted, actual, path);
  if (namedLists.has(name) && Array.isArray(wanted)) return compareNamed(wanted, actual, path);
  if (isSilent(name, wanted, actual) && !isOnUnlessSaid(path, live)) return none;
  const below: Care = { exactText: care.exactText === true || caseSensitive.has(name), exactNames: care.exactNames === true || exactlyNamed.has(name) };
  if (isJsonObject(wanted)) {
    const { differences, part } = compareObjects(wanted, actual, path, below);
    return { differences, value: part };
  }
  if (isEmpty(wanted) && isEmpty(actual)) return none;
  if (Object.hasOwn(runningVersion, name) && typeof wanted === 'string' && typeof actual === 'string' && versionAtLeast(actual, wanted)) return none;
  if (name === 'location' && sameLocation(wanted, actual)) return none;
  if (name === 'availabilityZones' && sameSet(wanted, actual)) return none;
  return sameValue(wanted, actual, below) ? none : { differences: [{ path, from: actual, to: wanted }], value: wanted };
}

/** A switch that is off, and a size of 0, are how the service's defaults are written; it leaves them out or fills them in. */
function isSilent(name: string, wanted: unknown, actual: unknown): boolean {
  if (name === 'osDiskSizeGB' && wanted === 0) return true;
  if (actual !== undefined) return false;
  return wanted === false || (Object.hasOwn(silentDefaults, name) && wanted === silentDefaults[name]);
}

/**
 * Switches whose absence means that they are on, with `live` around them: a proxy that is named ("HTTP proxy support in AKS": disable) and the public name
 * of a private API server (REST reference of managed clusters).
 */
function isOnUnlessSaid(path: string, live: unknown): boolean {
  if (path === 'properties.httpProxyConfig.enabled') return ['httpProxy', 'httpsProxy'].some((name) => !isEmpty(member(live, name)) && member(live, name) !== '');
  return path === 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN' && member(live, 'enablePrivateCluster') === true;
}

/** The identities of a cluster are replaced as a whole: one that is not named any more is taken away. */
function compareIdentities(wanted: JsonObject, actual: unknown, path: string): Found {
  const living = isJsonObject(actual) ? Object.keys(actual) : [];
  const missing = Object.keys(wanted).filter((id) => !living.some((one) => one.toLowerCase() === id.toLowerCase()));
  if (missing.length === 0) return none;
  const removed = living.filter((one) => !Object.keys(wanted).some((id) => id.toLowerCase() === one.toLowerCase()));
  const value = Object.fromEntries([...removed.map((id) => [id, null] as const), ...missing.map((id) => [id, {}] as const)]);
  return { differences: [{ path, from: living, to: Object.keys(wanted) }], value };
}

function compareNamed(wanted: readonly unknown[], actual: unknown, path: string): Found {
  const living: readonly unknown[] = Array.isArray(actual) ? actual : [];
  const differences: Difference[] = [];
  const parts: JsonObject[] = [];
  for (const element of wanted.filter(isJsonObject)) {
    const name = typeof element['name'] === 'string' ? element['name'] : '';
    const here = `${path}[${name}]`;
    const counterpart = living.find((candidate) => isJsonObject(candidate) && candidate['name'] === name);
    if (counterpart === undefined) {
      differences.push({ path: here, from: undefined, to: element });
      parts.push(element);
      continue;
    }
    const found = compareObjects(withoutScaledCount(element, counterpart), counterpart, here, {});
    differences.push(...found.differences);
    if (found.differences.length > 0) parts.push({ ...found.part, name });
  }
  return { differences, value: parts };
}

/** The autoscaler moves the count between its bounds: no wish of ours, as long as the pool scales itself. */
function withoutScaledCount(pool: JsonObject, live: unknown): JsonObject {
  const scales = pool['enableAutoScaling'] ?? (isJsonObject(live) ? live['enableAutoScaling'] : undefined);
  return scales === true ? Object.fromEntries(Object.entries(pool).filter(([name]) => name !== 'count')) : pool;
}

/** "West Europe" is `westeurope`. */
function sameLocation(left: unknown, right: unknown): boolean {
  return typeof left === 'string' && typeof right === 'string' && plainLocation(left) === plainLocation(right);
}

function plainLocation(text: string): string {
  return text.replaceAll(' ', '').toLowerCase();
}

/** Zones come back as texts and in the service's order. */
function sameSet(left: unknown, right: unknown): boolean {
  return Array.isArray(left) && Array.isArray(right) && plainSet(left) === plainSet(right);
}

function plainSet(values: readonly unknown[]): string {
  return values.map(String).toSorted().join(',');
}

function sameValue(left: unknown, right: unknown, care: Care): boolean {
  if (typeof left === 'string' && typeof right === 'string') return care.exactText === true ? left === right : left.toLowerCase() === right.toLowerCase();
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => sameValue(element, right[index], care));
  }
  if (isJsonObject(left) && isJsonObject(right)) return compareObjects(left, right, '', care).differences.length === 0;
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
