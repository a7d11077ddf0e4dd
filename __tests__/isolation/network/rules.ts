import type { JsonObject } from '../../../src/arm/json.ts';
import type { WrittenRule } from '../../../src/isolation/network/filter/security-rule.ts';
import type { Network } from '../../../src/isolation/network/security-rules.ts';

/** A network as AKS makes them: one private prefix, one subnet. */
export function network(overrides: Partial<Network> = {}): Network {
  return { networkPrefixes: ['10.0.0.0/16'], subnetPrefixes: ['10.0.1.0/24'], ...overrides };
}

/** An outbound rule for everything from everywhere; `destination` is a prefix or a list of them. */
export function rule(access: unknown, priority: unknown, destination: unknown, more: JsonObject = {}): WrittenRule {
  const name = typeof access === 'string' && typeof priority === 'number' ? `${access.toLowerCase()}-${priority}` : 'a-rule';
  return {
    pointer: `/properties/securityRules/${name}`,
    value: {
      name,
      properties: {
        direction: 'Outbound', access, priority, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*',
        ...(Array.isArray(destination) ? { destinationAddressPrefixes: destination } : { destinationAddressPrefix: destination }),
        ...more,
      },
    },
  };
}
