import { describe, expect, test } from '@jest/globals';
import { readAliases } from '../../../src/policy/index.ts';
import { resolveAlias } from '../../../src/policy/conditions/fields/alias-routes.ts';

const table = readAliases([
  {
    namespace: 'A.B',
    resourceTypes: [
      {
        resourceType: 'c',
        aliases: [
          { name: 'A.B/c/known', defaultPath: 'properties.known', paths: [{ path: 'properties.old', apiVersions: ['1'] }] },
          { name: 'A.B/c/newer', paths: [{ path: 'properties.newer', apiVersions: ['2'] }] },
        ],
      },
    ],
  },
]);
const paths = (alias: string, type = 'X.Y/z', apiVersion?: string) => resolveAlias(alias, type, apiVersion, table).map(({ path }) => path);

/** Rules: azure-policy-language.md §5.2. */
describe('the paths of an alias', () => {
  test.each<readonly [string, readonly string[]]>([
    ['X.Y/z/a', ['properties.a', 'a']],
    ['x.y/Z/a', ['properties.a', 'a']],
    ['X.Y/z/sku.name', ['properties.sku.name', 'sku.name']],
    ['X.Y/z/list[*].a', ['properties.list[*].a', 'list[*].a']],
    ['X.Y/z.a', ['properties.a', 'a']],
    ['X.Y/z/id', ['properties.id']],
    ['X.Y/z/NAME', ['properties.NAME']],
    ['X.Y/z/type', ['properties.type']],
    ['X.Y/z/type[*]', ['properties.type[*]']],
    ['X.Y/z/properties.a', ['properties.properties.a']],
    ['X.Y/z/name.first', ['properties.name.first']],
    ['X.Y/z/.a', ['properties..a']],
    ['X.Y/z/', []],
    ['X.Y/z', []],
    ['X.Y/za', []],
    ['X.Y/z-a', []],
    ['X.Y/z/a/b', []],
    ['X.Y/w/a', []],
    ['Q.Y/z/a', []],
  ])('%s outside the table: %j', (alias, expected) => {
    expect(paths(alias)).toEqual(expected);
    expect(resolveAlias(alias, 'X.Y/z', undefined, table).every(({ guessed }) => guessed)).toBe(true);
  });

  test('in the table are the one of the API version, else the default', () => {
    expect(resolveAlias('a.b/C/KNOWN', 'A.B/c', undefined, table)).toEqual([{ path: 'properties.known', guessed: false }]);
    expect(paths('A.B/c/known', 'A.B/c', '1')).toEqual(['properties.old']);
    expect(paths('A.B/c/known', 'A.B/c', '3')).toEqual(['properties.known']);
    expect(paths('A.B/c/newer', 'A.B/c', '1')).toEqual([]);
    expect(paths('A.B/c/newer', 'A.B/c', '2')).toEqual(['properties.newer']);
  });
});
