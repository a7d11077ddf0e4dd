import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { messageOf } from '../../src/run/errors.ts';
import { compileDefinition, parseDefinition } from '../../src/policy/index.ts';

/** Built-in policies of Azure/azure-policy. They stay beside the checkout; the suite says so and is skipped where they are absent. */
const corpus = join(import.meta.dirname, '../../../shared/corpus/builtin-policies');
const isHere = existsSync(corpus);

function documents(): readonly (readonly [name: string, document: unknown])[] {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return names.map((name) => [name, JSON.parse(readFileSync(join(corpus, name), 'utf8')) as unknown]);
}

function failures(attempt: (document: unknown) => unknown): readonly string[] {
  return documents().flatMap(([name, document]) => {
    try {
      attempt(document);
      return [];
    } catch (error) {
      return [`${name}: ${messageOf(error)}`];
    }
  });
}

const describeCorpus = isHere ? describe : describe.skip;
const title = isHere ? 'the built-in definitions' : 'skipped: ../shared/corpus/builtin-policies is not beside the checkout';

describeCorpus(title, () => {
  test('are 226', () => {
    expect(documents()).toHaveLength(226);
  });

  test('all parse', () => {
    expect(failures(parseDefinition)).toEqual([]);
  });

  test('all compile: none uses a function, field or operator that this engine lacks', () => {
    expect(failures((document) => compileDefinition(parseDefinition(document)))).toEqual([]);
  });
});
