import type { Resource } from '../../../../arm/resource.ts';
import { isUnknown, Unknown } from '../../../../language/unknown.ts';
import { negate } from '../../../../language/values.ts';
import type { Truth } from '../../../../language/truth.ts';
import { both, closed, notVisible, open, undetermined, type Evidence } from '../../evidence.ts';
import type { Inventory } from '../../graph/inventory.ts';
import { bodyOf, elements, isMissing, isOneOf, step, type Spot } from '../../graph/spot.ts';

export const dnsPolicyType = 'Microsoft.Network/dnsResolverPolicies';
const ruleType = `${dnsPolicyType}/dnsSecurityRules`;

/** Of a list that was not given. */
const unseen = new Unknown('the list was not given');

/** A rule that is about every name, or may be. */
interface Rule {
  readonly resource: Resource;
  readonly priority: number | undefined;
  readonly blocks: Truth;
  /** Why it is not certain that the rule is on and about every name. */
  readonly doubt: Evidence | undefined;
}

/**
 * Whether a DNS security policy lets no name pass, but those that rules before its last allow by name. Rules apply by priority, smaller numbers
 * first; the domain `.` stands for every name (Azure DNS documentation, "DNS security policy": DNS traffic rules, DNS domain lists).
 */
export function blocksEveryName(policy: Resource, network: string, inventory: Inventory): readonly Evidence[] {
  const rest = inventory.isComplete(ruleType, policy.id) ? [] : [notVisible(`every rule of DNS security policy \`${policy.name}\``, bodyOf(policy))];
  const rules = inventory.childrenOf(policy, ruleType).flatMap((rule) => readRule(rule, inventory)).toSorted((left, right) => (left.priority ?? 0) - (right.priority ?? 0));
  const passes = open(`DNS security policy \`${policy.name}\` lets names of the Internet be resolved in network \`${network}\``, bodyOf(policy), { target: '168.63.129.16' });
  const unplaced = rules.length > 1 ? rules.find(({ priority }) => priority === undefined) : undefined;
  if (unplaced !== undefined) return [undetermined(`the priority of rule \`${unplaced.resource.name}\` is not known`, step(bodyOf(unplaced.resource), 'properties', 'priority'))];
  const before: Rule[] = [];
  for (const rule of rules) {
    if (rule.doubt === undefined && !isUnknown(rule.blocks)) {
      const other = before.find(({ blocks }) => blocks !== rule.blocks);
      if (other !== undefined) return [other.doubt ?? unknownAction(other)];
      return rule.blocks ? [closed(`DNS security policy \`${policy.name}\` blocks every name in network \`${network}\` that no rule before allows`, bodyOf(rule.resource)), ...rest] : [passes];
    }
    before.push(rule);
  }
  const [uncertain] = before;
  if (uncertain !== undefined) return [uncertain.doubt ?? unknownAction(uncertain)];
  return rest.length === 0 ? [passes] : rest;
}

function unknownAction({ resource }: Rule): Evidence {
  return undetermined(`what rule \`${resource.name}\` does is not known`, step(bodyOf(resource), 'properties', 'action', 'actionType'));
}

/** Nothing where the rule is off, or about some names only. `Alert` lets pass. A rule without a state is on. */
function readRule(resource: Resource, inventory: Inventory): readonly Rule[] {
  const properties = step(bodyOf(resource), 'properties');
  const state = step(properties, 'dnsSecurityRuleState');
  const isOn = negate(isOneOf(state, ['Disabled']));
  const { covers, doubt } = coverage(step(properties, 'dnsResolverDomainLists'), inventory);
  const applies = both(isOn, covers);
  if (applies === false) return [];
  const { value } = step(properties, 'priority');
  const off = isUnknown(isOn) ? undetermined(`whether rule \`${resource.name}\` is enabled is not known: ${isOn.why}`, state) : undefined;
  return [{ resource, priority: typeof value === 'number' ? value : undefined, blocks: isOneOf(step(properties, 'action', 'actionType'), ['Block']), doubt: off ?? doubt }];
}

/** Whether a list among those of a rule holds every name. */
function coverage(lists: Spot, inventory: Inventory): { readonly covers: Truth; readonly doubt?: Evidence } {
  const { spots, unknown } = elements(lists);
  if (unknown !== undefined) return { covers: unknown, doubt: undetermined(`the domain lists of a rule are not known: ${unknown.why}`, lists) };
  let doubt: { readonly covers: Truth; readonly doubt: Evidence } | undefined;
  for (const reference of spots) {
    const spot = step(reference, 'id');
    const to = inventory.follow(spot);
    const name = to.kind === 'outside' ? (to.id.split('/').at(-1) ?? '') : '';
    if (to.kind === 'found') {
      const domains = step(bodyOf(to.resource), 'properties', 'domains');
      const named = elements(domains);
      const states = named.spots.map((domain) => isOneOf(domain, ['.']));
      if (states.includes(true)) return { covers: true };
      const why = named.unknown ?? states.find(isUnknown);
      if (why !== undefined) doubt ??= { covers: why, doubt: undetermined(`the domains of list \`${to.resource.name}\` are not known: ${why.why}`, domains) };
      // Large lists are kept in a file (REST reference of domain lists, `domainsUrl`).
      else if (isMissing(domains)) doubt ??= { covers: unseen, doubt: notVisible(`the domains of list \`${to.resource.name}\``, domains) };
    } else if (to.kind === 'outside') doubt ??= { covers: unseen, doubt: notVisible(`domain list \`${name}\``, spot) };
    else if (to.kind === 'unknown') doubt ??= { covers: unseen, doubt: undetermined(`which domain list a rule is about is not known: ${to.why}`, spot) };
  }
  return doubt ?? { covers: false };
}
