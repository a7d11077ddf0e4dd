import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';

/** The first API version with which the subnets of a new virtual network are private ("Private subnets by default in Azure Virtual Networks", Azure Networking Blog). */
const privateByDefault = '2025-07-01';

/**
 * Whether a subnet gives its nodes default outbound access. `false` takes it from new nodes; those that run keep theirs until they are deallocated.
 * Any explicit means goes before it, and is not touched by it ("Default outbound access in Azure": private subnets; how can I transition).
 * @param value `defaultOutboundAccess` of the subnet
 * @param apiVersion with which the document is deployed; undefined for one that was read from Azure, where an absent value is one of an open subnet
 */
export function hasDefaultOutboundAccess(value: unknown, apiVersion: string | undefined): Truth {
  if (isUnknown(value) || typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) return new Unknown(`defaultOutboundAccess is ${JSON.stringify(value)}`);
  // "Earlier versions of ARM templates [...] will continue to set defaultOutboundAccess as null, which implicitly allows outbound access."
  if (apiVersion === undefined || apiVersion.slice(0, 10) < privateByDefault) return true;
  return new Unknown(`without a value a subnet has it in a virtual network that is older than API version ${privateByDefault}, and in a new one it has not`);
}
