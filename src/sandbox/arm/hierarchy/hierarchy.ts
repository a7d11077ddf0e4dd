import type { JsonObject } from '../../../arm/json.ts';
import { parseScope } from '../../../arm/scope.ts';
import { managementGroup, subscriptionId, subscriptionName } from '../../identities.ts';

/** A subscription, and the management group that it stands in. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly displayName: string;
  /** The name of a management group. */
  readonly managementGroup: string;
  readonly tags?: JsonObject;
}

export interface ManagementGroup {
  /** What its id ends with. */
  readonly name: string;
  readonly displayName: string;
  /** The name of the group above; absent for the one at the top. */
  readonly parent?: string;
}

/** Azure has six levels below the root (Microsoft Learn, "Azure management groups": "A management group tree can support up to six levels of depth"). */
const mostLevels = 7;

/**
 * The management groups of the tenant, one at the top of all, and the subscriptions in them. Names and ids compare without case; order
 * is the order of addition.
 */
export class Hierarchy {
  readonly #groups = new Map<string, ManagementGroup>();
  readonly #subscriptions = new Map<string, Subscription>();
  /** Names in lower case of the groups above, the nearest first; by the key of a group or subscription. */
  readonly #above = new Map<string, readonly string[]>();
  /** Grows with every change. */
  changes = 0;

  /** The sandbox's own group and subscription. */
  constructor() {
    this.#groups.set(managementGroup, { name: managementGroup, displayName: 'Contoso' });
    this.#above.set(managementGroup, []);
    this.addSubscription({ subscriptionId, displayName: subscriptionName, managementGroup });
  }

  /** Throws RangeError when the group above is not there, or stands too deep for another. */
  addGroup(group: ManagementGroup & { readonly parent: string }): void {
    const parent = this.#requireGroup(group.parent, `management group '${group.name}'`);
    const above = [parent.name.toLowerCase(), ...this.#namesAbove(parent.name)];
    if (above.length >= mostLevels) throw new RangeError(`The management group '${group.name}' stands deeper than Azure allows.`);
    if (this.#groups.has(group.name.toLowerCase())) throw new RangeError(`There are two management groups '${group.name}'.`);
    this.#groups.set(group.name.toLowerCase(), { ...group, parent: parent.name });
    this.#above.set(group.name.toLowerCase(), above);
    this.changes += 1;
  }

  /** Adds a subscription, or moves and renames the one of that id. Throws RangeError when its management group is not there. */
  addSubscription(subscription: Subscription): void {
    const key = subscription.subscriptionId.toLowerCase();
    const parent = this.#requireGroup(subscription.managementGroup, `subscription '${subscription.subscriptionId}'`);
    this.#above.set(key, [parent.name.toLowerCase(), ...this.#namesAbove(parent.name)]);
    this.#subscriptions.set(key, { ...subscription, managementGroup: parent.name });
    this.changes += 1;
  }

  /**
   * Puts these in the place of all that is there; the first group is the one at the top, and each comes before what stands in it. Throws
   * RangeError where they do not fit together, and may have changed something then.
   */
  restore(groups: readonly ManagementGroup[], subscriptions: readonly Subscription[]): void {
    for (const map of [this.#groups, this.#subscriptions, this.#above]) map.clear();
    for (const [index, group] of groups.entries()) {
      const { parent } = group;
      if (parent !== undefined) this.addGroup({ ...group, parent });
      else if (index > 0) throw new RangeError(`The management group '${group.name}' is a second one at the top.`);
      else {
        this.#groups.set(group.name.toLowerCase(), group);
        this.#above.set(group.name.toLowerCase(), []);
      }
    }
    for (const subscription of subscriptions) this.addSubscription(subscription);
    this.changes += 1;
  }

  group(name: string): ManagementGroup | undefined {
    return this.#groups.get(name.toLowerCase());
  }

  subscription(id: string): Subscription | undefined {
    return this.#subscriptions.get(id.toLowerCase());
  }

  groups(): readonly ManagementGroup[] {
    return [...this.#groups.values()];
  }

  subscriptions(): readonly Subscription[] {
    return [...this.#subscriptions.values()];
  }

  /** The groups above a group (by name) or subscription (by id), the nearest first; none for what is not there. */
  ancestorsOf(key: string): readonly ManagementGroup[] {
    return this.#namesAbove(key).map((name) => this.#groups.get(name)).filter((group) => group !== undefined);
  }

  /** True when a group (by name) or subscription (by id) stands somewhere below the named group. */
  isUnder(key: string, group: string): boolean {
    return this.#namesAbove(key).includes(group.toLowerCase());
  }

  /** True when a scope, or what stands in it, lies below a management group in the tree: ids alone do not show it. */
  reaches(managementGroupName: string, id: string): boolean {
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
    if (subscription !== undefined) return this.isUnder(subscription, managementGroupName);
    const scope = parseScope(id.replace(/^(\/providers\/Microsoft\.Management\/managementGroups\/[^/]+)\/.*$/i, '$1'));
    return scope?.kind === 'managementGroup' && this.isUnder(scope.managementGroup, managementGroupName);
  }

  #namesAbove(key: string): readonly string[] {
    return this.#above.get(key.toLowerCase()) ?? [];
  }

  #requireGroup(name: string, what: string): ManagementGroup {
    const group = this.group(name);
    if (group === undefined) throw new RangeError(`The ${what} stands in a management group '${name}' that is not there. A group comes before what stands in it.`);
    return group;
  }
}
