import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { runCommandLine } from '../command-line.ts';
import { freshFolder, repository } from '../package.ts';

const schema = JSON.parse(readFileSync(join(repository, 'docs', 'report.schema.json'), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const broken = '{\n  "policyRule": {\n    "if": { "field": "type", "lessThan": 1 },\n    "then": { "effect": "deny" }\n  }\n}\n';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await freshFolder('lint');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

describe('policies lint', () => {
  test('is content with our own library', async () => {
    const { status, stdout, stderr } = await runCommandLine(['policies', 'lint', join(repository, 'policies')]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+ policy documents: 0 errors, 0 warnings, 0 hints\./m);
  });

  test('names file, line and column of a mistake and ends with 1', async () => {
    const folder = await folderWith({ 'a/rule.json': broken, 'other.json': '{}', 'node_modules/x.json': broken });
    const { status, stdout } = await runCommandLine(['policies', 'lint', folder]);
    expect(status).toBe(1);
    expect(stdout).toContain(`${join(folder, 'a/rule.json')}:3:42: high invalid A condition has no member \`lessThan\`; did you mean \`less\`?`);
    expect(stdout).toContain('1 policy documents: 1 errors, 0 warnings, 0 hints. 1 other JSON files were left alone.');
  });

  test('prints JSON of the published schema', async () => {
    const folder = await folderWith({ 'rule.json': broken });
    const { status, stdout } = await runCommandLine(['policies', 'lint', folder, '--json']);
    const report: unknown = JSON.parse(stdout);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(status).toBe(1);
    expect(report).toMatchObject({ command: 'policies lint', verdict: 'violation', findings: [{ rule: 'invalid', location: { line: 3, column: 42 } }] });
  });

  test.each<readonly [readonly string[], RegExp]>([
    [['policies'], /"policies" knows list, show NAME and lint PATH\.\.\.: aks-isolation policies list/],
    [['policies', 'lnt'], /, not "lnt"/],
    [['policies', 'show'], /needs the name of an initiative or definition/],
    [['policies', 'show', 'aks-outbound-typ'], /has no policy `aks-outbound-typ`; did you mean `aks-outbound-type`\?/],
    [['policies', 'show', 'aks-outbound-type', '--scope', '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg'], /is a resource group: definitions and initiatives live at/],
    [['policies', 'lint'], /needs a file or folder/],
    [['policies', 'lint', '/nowhere'], /"\/nowhere" does not exist/],
    [['policies', 'lint', join(repository, 'examples')], /no policy document in/],
  ])('%j ends with 2 and one sentence', async (words, sentence) => {
    const { status, stdout, stderr } = await runCommandLine(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(sentence);
  });
});

describe('policies list and show', () => {
  test('list names every file of the library, for people and for programs', async () => {
    const { status, stdout } = await runCommandLine(['policies', 'list']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^initiative {2}aks-egress-isolation-core +1\.0\.0 +\d+ members +AKS clusters should be network isolated: core$/m);
    expect(stdout).toMatch(/^definition {2}aks-outbound-type +1\.0\.0 +Deny +AKS clusters should use an allowed outbound type$/m);
    const listed = JSON.parse((await runCommandLine(['policies', 'list', '--json'])).stdout) as readonly { readonly name: string }[];
    const files = ['definitions', 'initiatives'].flatMap((folder) => readdirSync(join(repository, 'policies', folder)).map((file) => file.replace('.json', '')));
    expect(listed.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  });

  test('show prints what Azure accepts, with the ids of the scope', async () => {
    const scope = '/providers/Microsoft.Management/managementGroups/contoso';
    const { stdout } = await runCommandLine(['policies', 'show', 'aks-egress-isolation-core', '--scope', scope]);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'aks-egress-isolation-core', properties: { policyType: 'Custom' } });
    expect(stdout).toContain(`${scope}/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type`);
    expect(stdout).not.toContain('{definitionScope}');
    const definition = await runCommandLine(['policies', 'show', 'aks-outbound-type']);
    expect(JSON.parse(definition.stdout)).toEqual(JSON.parse(readFileSync(join(repository, 'policies', 'definitions', 'aks-outbound-type.json'), 'utf8')));
  });
});
