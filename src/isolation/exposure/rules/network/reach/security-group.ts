import { isJsonObject, type JsonObject } from '../../../../../arm/json.ts';
import { Unknown } from '../../../../../language/unknown.ts';
import type { WrittenRule } from '../../../../network/filter/security-rule.ts';
import { closed, notVisible, undetermined } from '../../../evidence.ts';
import { childrenIn } from '../../../graph/children.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { linkOf, type SubnetView } from '../../../graph/network.ts';
import { isWhole } from '../../../graph/places.ts';
import { bodyOf, step, type Spot } from '../../../graph/spot.ts';
import type { Layer } from './layer.ts';

export const securityGroupType = 'Microsoft.Network/networkSecurityGroups';
const securityRuleType = `${securityGroupType}/securityRules`;

/** The security group of a subnet as something to pass. */
export function securityGroupLayer(subnet: SubnetView, inventory: Inventory): Layer {
  const { spot: link, to } = linkOf(subnet, 'networkSecurityGroup', inventory);
  if (to.kind === 'none') return { kind: 'none' };
  if (to.kind === 'outside') return { kind: 'missing', evidence: notVisible(`security group \`${to.id.split('/').at(-1) ?? ''}\` of subnet \`${subnet.name}\``, link) };
  if (to.kind === 'unknown') return { kind: 'missing', evidence: undetermined(`the security group of subnet \`${subnet.name}\` is not known: ${to.why}`, link) };
  const group = to.resource;
  const list = step(bodyOf(group), 'properties', 'securityRules');
  const { items, unknown } = childrenIn(group, 'securityRules', securityRuleType, inventory);
  const spots = new Map<string, Spot>();
  const doubts = new Map<string, string>();
  const rules = items.map(({ name, properties }, index): WrittenRule => {
    spots.set(`${index}`, properties);
    const why = properties.resource === group ? undefined : properties.resource.mayBeAbsent;
    if (why === undefined) return { pointer: `${index}`, value: { name, properties: properties.value } };
    doubts.set(`${index}`, `whether security rule \`${name}\` will be deployed is not known: ${why}`);
    return { pointer: `${index}`, value: { name, properties: perhaps(properties.value, why) } };
  });
  if (unknown !== undefined) {
    spots.set('more', unknown.spot);
    rules.push({ pointer: 'more', value: { name: 'more', properties: unknown.why } });
  }
  const unsure =
    group.mayBeAbsent !== undefined
      ? undetermined(`whether security group \`${group.name}\` will be deployed is not known: ${group.mayBeAbsent}`, list)
      : isWhole(group, securityRuleType, inventory)
        ? undefined
        : notVisible(`rules of security group \`${group.name}\` that are made elsewhere`, list);
  return { kind: 'seen', rules, spots, doubts, shut: closed(`security group \`${group.name}\` denies everything to the Internet`, list), ...(unsure === undefined ? {} : { unsure }) };
}

/** A rule that may not be there decides what one decides of which it is not known whether it is for outbound traffic: its packets, or none. */
function perhaps(properties: unknown, why: string): unknown {
  return isJsonObject(properties) ? { ...withoutDirection(properties), direction: new Unknown(why) } : new Unknown(why);
}

function withoutDirection(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name.toLowerCase() !== 'direction'));
}

/** A list of prefixes as the address sets of the evaluation read them; not known where none is written. */
export function prefixesAt(...spots: readonly Spot[]): readonly unknown[] | Unknown {
  const written = spots.flatMap(({ value }): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]));
  return written.length === 0 ? new Unknown('no address prefix is written') : written;
}
