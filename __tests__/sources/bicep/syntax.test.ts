import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bicepSource } from '../../../src/sources/bicep/source.ts';
import type { Value } from '../../../src/sources/bicep/syntax/syntax.ts';

function read(text: string) {
  return bicepSource('main.bicep', 'main.bicep', text);
}

/** The value of the first declaration, in short: literals as they are, computed ones as their text. */
function valueOf(text: string): unknown {
  const { syntax } = read(text);
  const short = (value: Value | undefined): unknown => {
    if (value === undefined) return undefined;
    if (value.kind === 'literal') return value.value;
    if (value.kind === 'object') return Object.fromEntries(value.properties.map(({ name, value: own }) => [name, short(own)]));
    if (value.kind === 'array') return value.items.map(short);
    if (value.kind === 'loop' || value.kind === 'if') return { [value.kind]: short(value.body) };
    return `<${text.slice(value.start, value.end)}>`;
  };
  return short(syntax.declarations[0]?.value);
}

describe('values', () => {
  test.each<[string, string, unknown]>([
    ['a text', "var x = 'none'", 'none'],
    ['escapes', String.raw`var x = 'it\'s \u{1F600} \${a} \\ \n'`, "it's \u{1F600} ${a} \\ \n"],
    ['a text over several lines, without escapes', "var x = '''\nfirst ${no}\nsecond\\n'''", 'first ${no}\nsecond\\n'],
    ['quotes at the end of such a text', "var x = '''a'''''", "a''"],
    ['numbers', 'var x = -12', -12],
    ['interpolation', "var x = 'a${b('}')}c'", "<'a${b('}')}c'>"],
    ['interpolation in an interpolation', "var x = '${a ? '${b}' : '}'}'", "<'${a ? '${b}' : '}'}'>"],
    ['interpolation over several lines', "var x = $'''\n${a('''}''')}\n'''", "<$'''\n${a('''}''')}\n'''>"],
    ['a name', 'var x = y', '<y>'],
    ['a call', 'var x = concat(y, [\n1\n])', '<concat(y, [\n1\n])>'],
    ['a choice over several lines', 'var x = a\n  ? { b: 1 }\n  : null\nvar z = 2', '<a\n  ? { b: 1 }\n  : null>'],
    ['a member of an object', 'var x = { a: 1 }.a', '<{ a: 1 }.a>'],
    ['an object on lines and one on a line', "var x = {\n  a: true // yes\n  'b-c': { d: null, e: [1, 2] }\n  /* { */ f: 'g'\n}", { a: true, 'b-c': { d: null, e: [1, 2] }, f: 'g' }],
    ['spreads and computed keys, which are left out', "var x = {\n  ...y\n  '${z}': 1\n  a: 2\n}", { a: 2 }],
    ['an array of negative numbers', 'var x = [\n  1\n  -2\n]', [1, -2]],
    ['a loop', "var x = [for (i, n) in range(0, 3): {\n  a: 'b'\n}]", { loop: { a: 'b' } }],
    ['a loop with a condition', 'var x = [for i in a: if (i > 2) { b: 1 }]', { loop: { if: { b: 1 } } }],
    ['a parameter with a type over several lines', "param x\n  'a' | 'b' = 'a'", undefined],
    ['a parameter with a union over several lines', "param x 'a'\n  | 'b' = 'a'", 'a'],
    ['a parameter that is an object by its type', "param x {\n  a: string\n} = { a: 'b' }", { a: 'b' }],
    ['a parameter that may be null, before one with a default', "param x string?\nparam y string = 'z'", undefined],
  ])('%s', (_name, text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });
});

describe('declarations', () => {
  test('resources, with those within them, conditions and loops', () => {
    const { syntax } = read(`
@description('A cluster.')
resource aks 'Microsoft.ContainerService/managedClusters@2025-01-01' = if (deploy) {
  name: 'aks'
  @batchSize(1)
  resource pool 'agentPools' = [for n in names: {
    name: n
  }]
}
resource known 'Microsoft.Network/virtualNetworks@2024-01-01' existing = {
  name: 'vnet'
}
module inner 'modules/inner.bicep' = { params: { a: 1 } }
`);
    expect(syntax.declarations.map(({ kind, name, reference, isExisting }) => [kind, name, reference, isExisting])).toEqual([
      ['resource', 'aks', 'Microsoft.ContainerService/managedClusters@2025-01-01', false],
      ['resource', 'known', 'Microsoft.Network/virtualNetworks@2024-01-01', true],
      ['module', 'inner', 'modules/inner.bicep', false],
    ]);
    const [aks] = syntax.declarations;
    expect(aks?.value?.kind === 'if' && aks.value.body.kind === 'object' ? aks.value.body.resources.map(({ name, value }) => [name, value?.kind]) : undefined).toEqual([['pool', 'loop']]);
  });

  test('parameter files: what they use and extend', () => {
    const { syntax } = read("using './main.bicep'\nextends 'base.bicepparam'\nparam x = 'y'\n");
    expect([syntax.using?.path, syntax.extending?.path, syntax.declarations.map(({ name }) => name)]).toEqual(['./main.bicep', 'base.bicepparam', ['x']]);
    expect(read('using none').syntax.using?.path).toBeUndefined();
  });

  test('imports, by name and as a whole', () => {
    const { syntax } = read("import { a, b as c } from 'x.bicep'\nimport * as y from 'z.bicep'\n");
    expect(syntax.imports.map(({ path, names }) => [path, names === undefined ? undefined : [...names]])).toEqual([['x.bicep', [['a', 'a'], ['c', 'b']]], ['z.bicep', undefined]]);
  });
});

describe('what a file names', () => {
  test.each<[string, string, readonly (readonly [string, string | undefined])[]]>([
    ['a module', "module a 'b.bicep' = {}", [['module', 'b.bicep']]],
    ['a file that is loaded', "var a = loadTextContent('b.txt', 'utf-8')", [['load', 'b.txt']]],
    ['one that is loaded in an interpolation', "var a = 'x${sys.loadJsonContent('b.json').c}'", [['load', 'b.json']]],
    ['one that is loaded in a text over several lines', "var a = $$'''$${loadFileAsBase64('b.bin')}'''", [['load', 'b.bin']]],
    ['an escaped path', String.raw`var a = loadYamlContent('\u{2e}./b.yml')`, [['load', '../b.yml']]],
    ['a computed path', "var a = loadTextContent('${b}.txt')", [['load', undefined]]],
    ['a path that is put together', "var a = loadTextContent('a' == b ? 'c' : 'd')", [['load', undefined]]],
    ['a folder that is listed', "var a = loadDirectoryFileInfo('b')", [['folder', 'b']]],
    ['comments and line ends between name and path', "var a = loadTextContent /* ( */ (\n  // x\n  'b.txt')", [['load', 'b.txt']]],
    ['nothing in comments and texts', "// loadTextContent('a')\nvar b = 'loadTextContent(c)'", []],
  ])('%s', (_name, text, expected) => {
    expect(read(text).references.map(({ kind, path }) => [kind, path])).toEqual(expected);
  });

  test('what is nested beyond all sense is not taken for read', () => {
    expect(read(`var a = ${"'${".repeat(200)}`).isWhole).toBe(false);
  });
});

test('takes much of anything', () => {
  const many = (text: string): string => text.repeat(300_000);
  for (const text of [`var a = '\${${many('b ')}}'`, `var a = [${many('1,')}]`, many('{ a: '), many('['), many("module a 'b.bicep' = {}\n"), `var a = b${many('\n? c : d')}`]) expect(read(text).isWhole).toBe(true);
});

test('takes whatever it is given, and stays within it', () => {
  const pieces = fc.array(fc.constantFrom('resource ', 'a', "'", "'''", '$', '${', '{', '}', '[', ']', '(', ')', ':', '=', '\n', '\\', '//', '/*', '*/', 'for ', 'if', ' in ', ',', '.', '@', '#', 'param ', 'import ', 'from ', '-', '1'));
  const check = (text: string): void => {
    const spans: { readonly start: number; readonly end: number }[] = [];
    const collect = (value: Value | undefined): void => {
      if (value === undefined) return;
      spans.push(value);
      if (value.kind === 'object') for (const property of value.properties) collect(property.value);
      if (value.kind === 'array') value.items.forEach(collect);
      if (value.kind === 'loop' || value.kind === 'if') collect(value.body);
    };
    for (const declaration of read(text).syntax.declarations) {
      spans.push(declaration);
      collect(declaration.value);
    }
    expect(spans.every(({ start, end }) => start >= 0 && start <= end && end <= text.length)).toBe(true);
  };
  fc.assert(fc.property(pieces, (parts) => check(parts.join(''))));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), check));
});
