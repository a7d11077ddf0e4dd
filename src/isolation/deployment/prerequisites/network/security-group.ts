/** The security group of a new subnet for nodes. Subnets that are there keep theirs, or none. */
import type { JsonObject } from '../../../../arm/json.ts';
import { ownTags } from '../../variant.ts';
import { addressed, az, creation, detail } from '../steps/creation.ts';
import { keys } from '../steps/keys.ts';
import { nameOf, nodeSecurityGroupId } from '../names.ts';
import type { NetworkSite } from '../site.ts';
import { undetermined, type Want } from '../want.ts';

/** One rule in place of Azure's own, which lets everything out to the Internet. The service tag leaves out the network and what is joined to it. */
const denyInternet = { name: 'DenyInternetOutbound', priority: 4096 } as const;

const rule: JsonObject = {
  name: denyInternet.name,
  properties: {
    priority: denyInternet.priority, direction: 'Outbound', access: 'Deny', protocol: '*',
    sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*',
  },
};

/** Undefined where the group is there: it is used as it is. */
export function securityGroupWant({ specification, network, location, look }: NetworkSite): Want | undefined {
  const id = nodeSecurityGroupId(specification, network);
  const name = nameOf(id);
  const living = look.document(id);
  if (living.state === 'found') return undefined;
  if (living.state === 'unread') return undetermined(id, `network security group ${name}`, { why: living.why, right: 'Microsoft.Network/networkSecurityGroups/read' });
  const why = 'The rules that every group has let nodes out to the Internet; this one does not.';
  const step = creation({
    key: keys.securityGroup, title: `Create network security group ${name}`, why, subject: `network security group ${name}`, id, after: [],
    body: { location, tags: ownTags(specification), properties: { securityRules: [rule] } },
    details: [detail(denyInternet.name, 'outbound, Deny to Internet')],
  });
  const command = [
    az('network nsg create', ...addressed(id), ...(location === undefined ? [] : ['--location', location])),
    az(
      'network nsg rule create', '--name', denyInternet.name, '--nsg-name', ...addressed(id).slice(1), '--priority', String(denyInternet.priority),
      '--direction', 'Outbound', '--access', 'Deny', '--protocol', '*', '--destination-address-prefixes', 'Internet', '--destination-port-ranges', '*',
    ),
  ].join('\n');
  return { id, what: `network security group ${name} is not there`, why, state: 'missing', command, steps: [step] };
}
