import { describe, expect, test } from '@jest/globals';
import { hasDotSegment, parseResourceId } from '../../src/arm/resource-id.ts';
import { isWithin, parseScope } from '../../src/arm/scope.ts';

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/c`;

describe('what has a segment of dots becomes another on its way to a server', () => {
  test.each([`${cluster}/..`, `${cluster}/../d`, `${group}/../other`, `${cluster}/./x`, '..', '/..', './a'])('%s: it is no id, no scope, and lies nowhere', (path) => {
    expect(hasDotSegment(path)).toBe(true);
    expect([parseResourceId(path), parseScope(path), isWithin(path, group), isWithin(path, path)]).toEqual([undefined, undefined, false, false]);
  });

  test.each([`${cluster}..`, `${cluster}/agentPools/a.b`, `${group}/providers/Microsoft.X/y/...`, '/.a', '/a..b'])('%s has none', (path) => {
    expect(hasDotSegment(path)).toBe(false);
  });

  test.each(['.', '..', 'corp.'])('no management group is called %s', (name) => {
    expect(parseScope(`/providers/Microsoft.Management/managementGroups/${name}`)).toBeUndefined();
  });
});

test('within is at or below, segment by segment, in any letters', () => {
  expect([isWithin(group, group), isWithin(cluster.toUpperCase(), group), isWithin(`${group}2`, group), isWithin(group, cluster)]).toEqual([true, true, false, false]);
});
