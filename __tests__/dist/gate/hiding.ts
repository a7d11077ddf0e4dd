/** Where and how a pull request may put its leaking cluster so that it is overlooked. */
import type { Files } from '../../sources/git/checkouts.ts';
import { leakingCluster } from '../azure.ts';
import { leaking, parameterFile, template } from '../infrastructure.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const linking = JSON.stringify({
  $schema: schema, contentVersion: '1.0.0.0',
  resources: [{ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', condition: false, properties: { mode: 'Incremental', templateLink: { relativePath: 'new.json' } } }],
});

/** What lies beside the cluster, which is in its usual place. */
export const neighbours: readonly (readonly [name: string, files: Files])[] = [
  ['.gitignore', { '.gitignore': '*\n', 'infra/.gitignore': '*\n' }],
  ['.gitattributes', { '.gitattributes': '*.json -diff -text linguist-generated export-ignore binary\ninfra/** export-ignore\n' }],
  ['files that other tools take for exclusions', { '.ignore': '*\n', '.aksignore': '*\n', '.dockerignore': '*\n', '.npmignore': '*\n', 'info/exclude': '*\n', 'infra/info/exclude': '*\n' }],
  ['a parameter file', { 'infra/new.parameters.json': parameterFile('none') }],
  ['a template that links to it and deploys nothing', { 'infra/decoy.json': linking }],
  ['a file that cannot be read', { 'infra/a.json': `{ "$schema": "${schema}", "resources": [` }],
  ['a file of a hundred thousand brackets', { 'infra/a.json': `{"contentVersion": ${'['.repeat(100_000)}` }],
  ['a link that leads to itself', { 'infra/loop': { link: '.' }, 'infra/loop.json': { link: 'loop.json' } }],
  ['a link that leads out of the checkout', { 'infra/out.json': { link: '/etc/hostname' } }],
];

/** Names of files that are all as good as any. */
export const names: readonly string[] = [
  'infra/comments.jsonc', 'infra/five.json5', 'INFRA/CAPITALS.JSON',
  'node_modules/package/new.json', 'infra/.terraform/new.json', '.hidden/.new.json', '.github/new.json',
  'in[f]ra/{a,b}/**/!(x)/new.json', '!infra/new.json', '--help/-rf.json', ' infra /  new.json',
  'infra/\u202Enosj.new.json', 'infra/Ünicöde \u{1F600}.json', `${'d/'.repeat(60)}new.json`,
  'infra/main.parameters.json', 'policies/new.json', 'package.json', 'tsconfig.json',
];

/** Ways to write the same cluster. */
export const writings: Readonly<Record<string, string | Buffer>> = {
  'with a comment': `// a comment\n${leaking}`,
  'with a byte order mark': `\uFEFF${leaking}`,
  'in UTF-16': Buffer.from(`\uFEFF${leaking}`, 'utf16le'),
  'in UTF-16 without a mark': Buffer.from(leaking, 'utf16le'),
  'with line ends of old': leaking.replaceAll('\n', '\r'),
  'after many blanks': `${' '.repeat(100_000)}\n${leaking}`,
  'with escaped names': leaking.replace('Microsoft.', '\\u004dicrosoft.').replace('"$schema"', '"\\u0024schema"'),
  'with a type in capitals': leaking.replace('Microsoft.ContainerService/managedClusters', 'MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS'),
  'with a property in capitals': leaking.replace('"outboundType"', '"OUTBOUNDTYPE"'),
  'without a schema': leaking.replace(/ {2}"\$schema".*\n/, ''),
  'as plain JSON': JSON.stringify({ type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name: 'demo', ...leakingCluster() }, null, 2),
  'with a name that is put together': template(leakingCluster(), { name: "[concat('de', 'mo')]" }),
};

/** EBCDIC (code page 37), which `working-tree-encoding` in a .gitattributes makes of a file at the checkout: the printable characters of ASCII, in its order. */
const codePage37 = Buffer.from('405a7f7b5b6c507d4d5d5c4e6b604b61f0f1f2f3f4f5f6f7f8f97a5e4c7e6e6f7cc1c2c3c4c5c6c7c8c9d1d2d3d4d5d6d7d8d9e2e3e4e5e6e7e8e9bae0bbb06d79818283848586878889919293949596979899a2a3a4a5a6a7a8a9c04fd0a1', 'hex');

/** Files whose cluster cannot be read: for all that anybody knows they leak. */
export const unreadables: Readonly<Record<string, string | Buffer>> = {
  'in EBCDIC': Buffer.from(Array.from(Buffer.from(leaking, 'ascii'), (byte) => codePage37[byte - 32] ?? 0x25)),
  'in UTF-32': Buffer.from(leaking.replaceAll(/./gs, (character) => `${character}\0`), 'utf16le'),
  'as a pointer of Git LFS': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
  'with its resources twice': leaking.replace('"resources"', '"resources": [], "resources"'),
  'with a brace too few': leaking.slice(0, -3),
};
