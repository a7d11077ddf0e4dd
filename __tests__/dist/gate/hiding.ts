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
