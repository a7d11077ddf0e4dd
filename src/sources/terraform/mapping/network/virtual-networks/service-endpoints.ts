import { isUnknown } from '../../../../../language/unknown.ts';
import type { Attributes, Setting } from '../../table.ts';

const block = 'service_endpoint';

/** From an argument of the block to the member of the element (subnet_resource_test.go, TestExpandSubnetServiceEndpoints). */
const members = [
  ['service', 'service'],
  ['locations', 'locations'],
  ['network_identifier_id', 'networkIdentifier.id'],
] as const;

/**
 * Service endpoints in blocks, the only ones from 5.0 on (website/docs/guides/5.0-upgrade-guide); the last versions of 4.x have them beside
 * `service_endpoints`, and send them behind (subnet_resource.go, expandSubnetServiceEndpoints).
 * @param to the list in the document
 * @param prefix the path of the block that they stand in, with a dot behind it
 */
export function endpointSettings(read: Attributes, to: string, prefix: string): readonly Setting[] {
  const blocks = read.blocks(block);
  const plain = read.at(`${block}s`);
  const before = Array.isArray(plain) ? plain.length : 0;
  const attribute = `${prefix}${block}`;
  if (isUnknown(blocks)) return [{ to: before === 0 ? to : `${to}.${before}`, value: blocks, attribute }];
  if (blocks.length === 0) return [];
  return [
    { to, value: [], attribute },
    ...blocks.flatMap((one, index): readonly Setting[] => {
      const [place, path] = [`${to}.${before + index}`, `${attribute}.${index}`];
      const given = members.flatMap(([name, member]): readonly Setting[] => {
        const value = one.at(name);
        return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [{ to: `${place}.${member}`, value, attribute: `${path}.${name}` }];
      });
      return [{ to: place, value: {}, attribute: path }, ...given];
    }),
  ];
}

/** The same for each `subnet` of a network. */
export function subnetEndpoints(read: Attributes): readonly Setting[] {
  const subnets = read.isDeclared('subnet') ? read.blocks('subnet') : [];
  return isUnknown(subnets) ? [] : subnets.flatMap((one, index) => endpointSettings(one, `properties.subnets.${index}.properties.serviceEndpoints`, `subnet.${index}.`));
}
