import { expect, test } from '@jest/globals';
import { pathsRead } from '../../isolation/exposure/reads.ts';
import { mappedTypes, reachable } from './reachable.ts';

/** What Azure writes itself, so that no request and no plan has it; by type, in lower case. */
const writtenByAzure: Readonly<Record<string, readonly string[]>> = {
  'microsoft.containerservice/managedclusters': ['identity.principalid', 'properties.networkprofile.loadbalancerprofile.effectiveoutboundips', 'properties.networkprofile.natgatewayprofile.effectiveoutboundips'],
  'microsoft.containerregistry/registries': ['properties.loginserver'],
  // Pools of a scale set's NAT rules: azurerm_lb_nat_pool, which AKS does not use and no table reads; a plan that has one names it as not read.
  'microsoft.network/loadbalancers': ['properties.inboundnatpools'],
};

const read = [...pathsRead()].flatMap(([type, paths]) => (mappedTypes.includes(type) ? [...paths].map((path) => ({ type, path })) : []));

test('exposure rules were watched while they read', () => {
  expect(read.length).toBeGreaterThan(100);
  expect(read).toContainEqual({ type: 'microsoft.containerservice/managedclusters', path: 'properties.networkprofile.outboundtype' });
});

test.each(mappedTypes)('every path that an exposure rule reads of %s can be written by a table, is known to have no argument, or is written by Azure', (type) => {
  const there = [...reachable(type), ...(writtenByAzure[type] ?? [])];
  const missing = read.filter((one) => one.type === type).map(({ path }) => path).filter((path) => !there.some((one) => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`)));
  expect(missing).toEqual([]);
});
