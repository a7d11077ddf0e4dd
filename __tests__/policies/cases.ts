import type { JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { Unknown } from '../../src/language/unknown.ts';
import { bindDefinition, bundledDefinitions, judge, parseDefinition, type Finding, type Verdict } from '../../src/policy/index.ts';

/** A verdict found by hand, with the documentation it follows from. */
export interface Case {
  readonly title: string;
  readonly resource: Resource;
  /** The definition's parameters, where not the defaults. */
  readonly parameters?: JsonObject;
  readonly verdict: Verdict;
  /** The sentence, where a case is about it. */
  readonly message?: string;
  /** Why the verdict is right: a document and its section, or the rule that makes it so. */
  readonly source: string;
}

/** A value that is known only at deployment. */
export const unknown = new Unknown("reference('network') is known only at deployment");

/** What a bundled definition says in a case. */
export function judged(name: string, { resource, parameters }: Case): Finding | undefined {
  const source = bundledDefinitions.find((entry) => entry.name === name);
  return judge([bindDefinition(parseDefinition(source?.document), parameters)], resource)[0]?.finding;
}

/** What a case asks of the finding. */
export function wanted({ verdict, message }: Case): Partial<Finding> {
  return { verdict, ...(message === undefined ? {} : { message }) };
}
