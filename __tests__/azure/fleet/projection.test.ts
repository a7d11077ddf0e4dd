import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { clusterQuery, roleQueries, nearQueries, nodeGroupQuery } from '../../../src/azure/fleet/tables.ts';
import { aliasIn, bundledAliases } from '../../../src/policy/aliases.ts';
import { aliasesOf } from '../../../src/policy/objects/library/needs.ts';
import { pathsRead } from '../../isolation/exposure/reads.ts';

const queries = [clusterQuery, ...nearQueries, ...roleQueries, nodeGroupQuery];

/** Members of `properties` that a query asks for about a type, in lower case; undefined for a type of no query. */
function asked(type: string): ReadonlySet<string> | undefined {
  const query = queries.find(({ types }) => types.some((one) => one.toLowerCase() === type.toLowerCase()));
  return query === undefined ? undefined : new Set(query.members.map((member) => member.toLowerCase()));
}

function missing(type: string, paths: Iterable<string>): readonly string[] {
  const members = asked(type);
  return members === undefined ? [] : [...paths].flatMap((path) => {
    const [first, member] = path.toLowerCase().split('.');
    return first !== 'properties' || member === undefined || members.has(member) ? [] : [`${type}: ${member}`];
  });
}

describe('the queries of a fleet ask for every member', () => {
  test('that an exposure rule reads', () => {
    expect([...pathsRead()].flatMap(([type, paths]) => missing(type, paths))).toEqual([]);
  });

  test('that a bundled policy reads', () => {
    const read = readdirSync('policies/definitions').flatMap((file) => aliasesOf(JSON.parse(readFileSync(`policies/definitions/${file}`, 'utf8')) as JsonObject).flatMap((alias) =>
      bundledAliases.typesWith(alias).flatMap((type) => {
        const found = bundledAliases.find(type, alias);
        const path = found === undefined ? undefined : aliasIn(found, undefined)?.path;
        return path === undefined ? [] : missing(type, [path.replaceAll('[*]', '')]);
      })));
    expect([...new Set(read)]).toEqual([]);
  });

  test('and about every type that exposure rules look up, but for those that no table has', () => {
    const children = new Set([
      // In the document of their parent.
      'microsoft.containerservice/managedclusters/agentpools', 'microsoft.network/routetables/routes', 'microsoft.network/networksecuritygroups/securityrules',
      'microsoft.network/virtualnetworks/virtualnetworkpeerings', 'microsoft.network/virtualnetworks/subnets',
      // In no table.
      'microsoft.containerregistry/registries/cacherules', 'microsoft.network/privateendpoints/privatednszonegroups', 'microsoft.network/virtualhubs/hubvirtualnetworkconnections',
    ]);
    expect([...pathsRead().keys()].filter((type) => type !== 'microsoft.test/nothing' && !children.has(type) && asked(type) === undefined)).toEqual([]);
  });
});
