import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { bundledDefinitions, parseDefinition } from '../../src/policy/index.ts';
import { aliasesOf } from '../../src/policy/objects/library/needs.ts';

/** All aliases of January 2024, a line each: name and path (JanneMattila/azure-policy-evaluator, MIT). */
const table = new URL('../../../shared/corpus/aliases/aliases-2024-01.csv.gz', import.meta.url);
const isHere = existsSync(table);
const title = isHere ? 'requiresAlias marks exactly the definitions that read an alias newer than January 2024' : 'skipped: ../shared/corpus/aliases is not beside the checkout';

(isHere ? test : test.skip)(title, () => {
  const known = new Set(gunzipSync(readFileSync(table)).toString('utf8').split('\n').map((line) => line.split(',')[0]?.toLowerCase()));
  const reading = bundledDefinitions.filter(({ document }) => aliasesOf(document).some((alias) => !known.has(alias.toLowerCase())));
  const marked = bundledDefinitions.filter(({ document }) => parseDefinition(document).metadata['requiresAlias'] === true);
  expect(marked.map(({ name }) => name)).toEqual(reading.map(({ name }) => name));
});
