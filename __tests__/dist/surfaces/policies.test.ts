import { readFileSync } from 'node:fs';
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
    [['policies'], /"policies" knows "lint": aks-isolation policies lint PATH/],
    [['policies', 'lnt'], /knows "lint", not "lnt"/],
    [['policies', 'lint'], /needs a file or folder/],
    [['policies', 'lint', '/nowhere'], /"\/nowhere" does not exist/],
    [['policies', 'lint', join(repository, 'examples')], /no policy document in/],
  ])('%j ends with 2 and one sentence', async (words, sentence) => {
    const { status, stdout, stderr } = await runCommandLine(words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(sentence);
  });
});
