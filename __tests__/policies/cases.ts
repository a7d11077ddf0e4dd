import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { Unknown } from '../../src/language/unknown.ts';
import { bindDefinition, bundledDefinitions, judge, parseDefinition, type Verdict } from '../../src/policy/index.ts';

/** A verdict found by hand, with the documentation it follows from. */
export interface Case {
  readonly title: string;
  readonly resource: Resource;
  readonly parameters?: JsonObject;
  readonly verdict: Verdict;
  /** The sentence, where a case is about it. */
  readonly message?: string;
  /** Why the verdict is right: a document and its section, or the rule that makes it so. */
  readonly source: string;
}

/** A value that is known only at deployment. */
export const unknown = new Unknown("reference('network') is known only at deployment");

/** Runs the cases of one bundled definition. */
export function runCases(name: string, cases: readonly Case[]): void {
  const source = bundledDefinitions.find((entry) => entry.name === name);
  if (source === undefined) throw new Error(`${name} is not bundled`);
  const definition = parseDefinition(source.document);
  test.each(cases.map((entry) => [entry.title, entry] as const))('%s', (_, { resource, parameters, verdict, message }) => {
    const [judgement] = judge([bindDefinition(definition, parameters)], resource);
    expect(judgement?.finding.verdict).toBe(verdict);
    if (message !== undefined) expect(judgement?.finding.message).toBe(message);
  });
}
