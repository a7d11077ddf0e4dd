import type { Check } from './check.ts';
import { clusterChecks } from './checks/kinds/cluster.ts';
import { imageChecks } from './checks/images.ts';
import { identityChecks } from './checks/kinds/identities.ts';
import { outboundChecks } from './checks/kinds/outbound.ts';
import { networkChecks } from './checks/network.ts';
import { permissionChecks } from './checks/permissions.ts';
import { policyChecks } from './checks/policies.ts';
import { policyRefusalChecks } from './checks/policy-refusals.ts';
import { poolChecks } from './checks/kinds/pools.ts';
import { quotaChecks } from './checks/quota.ts';
import { registryChecks } from './checks/registry.ts';
import { stateChecks } from './checks/state.ts';
import { surroundingChecks } from './checks/surroundings.ts';
import { unverifiedChecks } from './checks/kinds/unverified.ts';

/** Everything that is looked at before the first write, in the order in which it is said. */
export const checks: readonly Check[] = [
  ...stateChecks, ...clusterChecks, ...identityChecks, ...unverifiedChecks, ...poolChecks, ...outboundChecks, ...registryChecks, ...networkChecks, ...surroundingChecks, ...policyChecks, ...policyRefusalChecks,
  ...permissionChecks, ...quotaChecks, ...imageChecks,
];
