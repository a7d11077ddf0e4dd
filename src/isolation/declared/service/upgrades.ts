import { isJsonObject, memberIgnoringCase } from '../../../arm/json.ts';
import { isUnknown } from '../../../language/unknown.ts';

/** The channels by which a living cluster upgrades itself; in lower case. */
export interface Upgrades {
  /** `none`, `patch`, `stable`, `rapid`, `node-image`; undefined where it could not be read. */
  readonly channel: string | undefined;
  /** `none`, `unmanaged`, `nodeimage`, `securitypatch`; undefined where it could not be read. */
  readonly nodeOsChannel: string | undefined;
}

/** Those of a cluster's document; defaults as its type describes them: `none`, and `NodeImage` for the system of the nodes. */
export function upgradesOf(cluster: unknown): Upgrades {
  const properties = memberIgnoringCase(cluster, 'properties');
  const profile = memberIgnoringCase(properties, 'autoUpgradeProfile');
  if (isUnknown(properties) || isUnknown(profile)) return { channel: undefined, nodeOsChannel: undefined };
  const given = isJsonObject(profile) ? profile : {};
  return { channel: channelIn(memberIgnoringCase(given, 'upgradeChannel'), 'none'), nodeOsChannel: channelIn(memberIgnoringCase(given, 'nodeOSUpgradeChannel'), 'nodeimage') };
}

function channelIn(value: unknown, otherwise: string): string | undefined {
  if (isUnknown(value)) return undefined;
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : otherwise;
}

/**
 * Whether a version that runs is what was declared. What a declaration leaves open (`1.34`) any patch fulfils; a channel only moves upwards: `patch` within
 * the minor version, `stable` and `rapid` beyond it (documentation "Automatically upgrade an AKS cluster").
 * @param asked the version that the service was asked for last
 */
export function isVersionAsDeclared(declared: unknown, { asked, running }: { readonly asked: unknown; readonly running: unknown }, { channel }: Upgrades): boolean | 'unknown' {
  if (isUnknown(asked) || isUnknown(running)) return 'unknown';
  const wanted = partsOf(declared);
  if (wanted.length === 0) return false;
  const seen = [asked, running].filter((version) => version !== undefined && version !== null).map(partsOf);
  if (seen.some((version) => wanted.every((part, index) => version[index] === part))) return true;
  const newest = seen.at(-1);
  if (newest === undefined || !isNewer(newest, wanted)) return false;
  if (channel === undefined) return 'unknown';
  if (channel === 'patch') return newest[0] === wanted[0] && newest[1] === wanted[1];
  return channel === 'stable' || channel === 'rapid';
}

function partsOf(version: unknown): readonly string[] {
  return typeof version === 'string' || typeof version === 'number' ? String(version).toLowerCase().replace(/^v/, '').split('.') : [];
}

function isNewer(left: readonly string[], right: readonly string[]): boolean {
  for (const [index, part] of right.entries()) {
    const [own, other] = [Number(left[index]), Number(part)];
    if (Number.isNaN(own) || Number.isNaN(other)) return false;
    if (own !== other) return own > other;
  }
  return false;
}

/** The image of nodes is moved by either channel, and by every upgrade of Kubernetes. */
export function isImageMoved({ channel, nodeOsChannel }: Upgrades): boolean | 'unknown' {
  if (channel === undefined || nodeOsChannel === undefined) return 'unknown';
  return channel !== 'none' || nodeOsChannel === 'nodeimage' || nodeOsChannel === 'securitypatch';
}
