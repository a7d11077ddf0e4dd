import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { QueryError } from '../../../src/sandbox/arm/resource-graph/query/error.ts';
import { parseQuery } from '../../../src/sandbox/arm/resource-graph/query/parse.ts';
import { runStages } from '../../../src/sandbox/arm/resource-graph/query/run.ts';
import { tableColumns } from '../../../src/sandbox/arm/resource-graph/rows.ts';
import { askKusto } from './kusto.ts';

/** The columns that the sandbox makes of a query, or what it says against it. */
function askSandbox(query: string): { readonly columns: readonly string[] } | { readonly refused: string } {
  try {
    const { columns } = runStages({ columns: tableColumns, rows: [] }, parseQuery(query).stages);
    return { columns: columns.map(({ name, type }) => `${name}:${type}`) };
  } catch (thrown) {
    if (thrown instanceof QueryError) return { refused: thrown.message };
    throw thrown;
  }
}

describe('what the sandbox takes, Kusto takes, and both see the same columns', () => {
  test.each([
    "resources | where type in~ ('Microsoft.Network/virtualNetworks', 'Microsoft.ContainerService/managedClusters') | distinct subscriptionId, type | order by subscriptionId asc, type asc",
    "policyresources | where type =~ 'microsoft.authorization/policyexemptions' | where properties.policyAssignmentId in~ ('/a', '/b') | project id, name, type, properties | order by id asc",
    "resources | where type =~ 'a' and (location == 'westeurope' or not(name contains 'x')) | project-away tags, zones",
    "resources | extend outbound = properties.networkProfile['outboundType'] | where outbound !~ 'none' | project id, outbound | take 10",
    'resourcecontainers | summarize count() by type | order by count_ desc nulls last, type asc',
    'resources | summarize clusters = count() by tostring(properties.kubernetesVersion), location',
    "resources // with a comment\n| where isnotempty(tags.owner) | where name !in ('a', \"b\") and name startswith @'c\\' | count",
    'resources | distinct *',
  ])('%s', (query) => {
    const kusto = askKusto(query);
    if (!query.endsWith('*')) expect(kusto.problems).toEqual([]);
    expect(askSandbox(query)).toEqual({ columns: kusto.columns });
  });

  test('of any query that is made of what both know', () => {
    const column = fc.constantFrom('id', 'name', 'type', 'location', 'properties', 'tags', 'nothing');
    const path = fc.tuple(column, fc.array(fc.constantFrom('.a', "['b c']", '[0]', '.d'), { maxLength: 2 })).map(([name, steps]) => name + steps.join(''));
    const scalar = fc.oneof(path, path.map((inner) => `tostring(${inner})`), path.map((inner) => `tolower(${inner})`));
    const text = fc.constantFrom("'a'", '"B"', "''", "'it\\'s'", "@'c:\\'");
    const literal = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom('1', '-2', '1.5', 'true', 'false') });
    const operator = fc.constantFrom('==', '!=', '=~', '!~', '<', '>=', 'contains', '!contains', 'startswith', '!endswith');
    const { condition } = fc.letrec<{ condition: string; simple: string }>((tie) => ({
      simple: fc.oneof(
        fc.tuple(scalar, operator, fc.oneof(literal, scalar)).map((parts) => parts.join(' ')),
        fc.tuple(scalar, fc.constantFrom('in', 'in~', '!in', '!in~'), fc.array(literal, { minLength: 1, maxLength: 3 })).map(([left, how, values]) => `${left} ${how} (${values.join(', ')})`),
        fc.tuple(fc.constantFrom('isempty', 'isnotempty', 'isnull', 'isnotnull'), scalar).map(([name, inner]) => `${name}(${inner})`),
        scalar,
      ),
      condition: fc.oneof(
        { depthSize: 'small' },
        tie('simple'),
        fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map((parts) => parts.join(' ')),
        tie('condition').map((inner) => `(${inner})`),
        tie('condition').map((inner) => `not(${inner})`),
      ),
    }));
    const item = fc.oneof(scalar, fc.tuple(fc.constantFrom('x', 'name', 'y'), scalar).map(([name, inner]) => `${name} = ${inner}`));
    const items = fc.array(item, { minLength: 1, maxLength: 3 }).map((list) => list.join(', '));
    const stage = fc.oneof(
      condition.map((inner) => `where ${inner}`),
      items.map((inner) => `project ${inner}`),
      items.map((inner) => `extend ${inner}`),
      fc.array(scalar, { minLength: 1, maxLength: 3 }).map((list) => `distinct ${list.join(', ')}`),
      fc.array(column, { minLength: 1, maxLength: 2 }).map((list) => `project-away ${list.join(', ')}`),
      fc.tuple(fc.constantFrom('count()', 'n = count()', 'count(), m = count()'), fc.oneof(items.map((inner) => ` by ${inner}`), fc.constant(''))).map((parts) => `summarize ${parts.join('')}`),
      fc.tuple(fc.constantFrom('order', 'sort'), scalar, fc.constantFrom('', ' asc', ' desc', ' asc nulls last')).map(([word, key, rest]) => `${word} by ${key}${rest}`),
      fc.tuple(fc.constantFrom('take', 'limit'), fc.nat(50)).map((parts) => parts.join(' ')),
      fc.constant('count'),
    );
    const query = fc.tuple(fc.constantFrom('resources', 'policyresources'), fc.array(stage, { maxLength: 4 })).map(([table, stages]) => [table, ...stages].join(' | '));
    let taken = 0;
    fc.assert(fc.property(query, (asked) => {
      const ours = askSandbox(asked);
      if ('refused' in ours) return;
      taken += 1;
      const kusto = askKusto(asked);
      expect(kusto).toEqual({ problems: [], columns: ours.columns });
    }), { numRuns: 400 });
    expect(taken).toBeGreaterThan(40);
  });
});
