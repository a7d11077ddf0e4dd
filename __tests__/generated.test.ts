import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inputTable } from '../src/config/inputs.ts';
import { outputTable } from '../src/config/outputs.ts';
import { adviceTable, preflightTable, transitionTables } from '../tools/deployment-tables.ts';
import { exposureCatalogue } from '../tools/exposures.ts';
import { actionManifest, coreTable, functionsTable, inputsTable, lintTable, outputsTable, policyCatalogue, withSection } from '../tools/documents.ts';
import { recordedDifferences } from '../tools/recorded-differences.ts';
import { terraformTables } from '../tools/terraform-tables.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8');

test('action.yml is what the table of inputs makes (else: npm run generate)', () => {
  expect(read('action.yml')).toBe(actionManifest());
});

test("the README's tables are what the table of inputs makes (else: npm run generate)", () => {
  const readme = read('README.md');
  expect(withSection(withSection(readme, 'inputs', inputsTable()), 'outputs', outputsTable())).toBe(readme);
});

test('the tables of docs/library.md are what the code says (else: npm run generate)', () => {
  const library = read('docs/library.md');
  expect(withSection(withSection(library, 'functions', functionsTable()), 'lint', lintTable())).toBe(library);
});

test('the catalogue of exposures is what the rules say (else: npm run generate)', () => {
  const document = read('docs/exposures.md');
  expect(withSection(document, 'exposures', exposureCatalogue())).toBe(document);
});

test('the tables of docs/terraform.md are what the mapping says (else: npm run generate)', () => {
  const terraform = read('docs/terraform.md');
  expect(withSection(terraform, 'terraform', terraformTables())).toBe(terraform);
});

test('the tables of docs/deploy.md are what the checks and the matrix say (else: npm run generate)', () => {
  const deploy = read('docs/deploy.md');
  expect(withSection(withSection(deploy, 'preflight', preflightTable()), 'transitions', transitionTables())).toBe(deploy);
});

test('the table of docs/troubleshooting.md is what the advice says (else: npm run generate)', () => {
  const document = read('docs/troubleshooting.md');
  expect(withSection(document, 'advice', adviceTable())).toBe(document);
});

test('the tables of docs/sandbox.md are what the replay of the recordings knows (else: npm run generate)', () => {
  const document = read('docs/sandbox.md');
  expect(withSection(document, 'recordings', recordedDifferences())).toBe(document);
});

test('the catalogue of policies is what the documents say (else: npm run generate)', () => {
  expect(read('policies/README.md')).toBe(policyCatalogue());
});

test('action.yml is YAML that declares exactly the inputs and outputs of the tables, each described', () => {
  const manifest = parse(read('action.yml')) as { inputs: Record<string, { description: string }>; outputs: Record<string, { description: string }>; runs: unknown };
  const expected = inputTable.filter((input) => !('surface' in input) || input.surface === 'action').map(({ name }) => name);
  expect(Object.keys(manifest.inputs)).toEqual(expected);
  expect(Object.keys(manifest.outputs)).toEqual(outputTable.map(({ name }) => name));
  for (const { description } of [...Object.values(manifest.inputs), ...Object.values(manifest.outputs)]) expect(description.length).toBeGreaterThan(10);
  expect(manifest.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
});

test('names are lower case with hyphens, and stand once', () => {
  const names = inputTable.map(({ name }) => name);
  expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('what decides who acts where, approves or loosens never stands in a file of the repository', () => {
  const barred = /^(command|client-id|tenant-id|subscription-id|.*token.*|cloud|arm-endpoint|authority-host|trust|allowed-.*|allow-.*|acknowledge-.*|confirm|plan-hash|scope|definition-scope)$/;
  expect(inputTable.filter(({ name, inFile }) => inFile && barred.test(name)).map(({ name }) => name)).toEqual([]);
});

test("the README's table of the core initiative is what the documents say (else: npm run generate)", () => {
  const readme = read('README.md');
  expect(withSection(readme, 'core', coreTable())).toBe(readme);
});
