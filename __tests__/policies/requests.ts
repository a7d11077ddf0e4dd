import type { JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { bindDefinition, bundledDefinitions, judgeRequest, parseDefinition, type RequestJudgement } from '../../src/policy/index.ts';

/** What a bundled definition makes of a request. */
export function requested(name: string, request: Resource, parameters: JsonObject): RequestJudgement {
  const source = bundledDefinitions.find((entry) => entry.name === name);
  return judgeRequest([bindDefinition(parseDefinition(source?.document), parameters)], request);
}

/** `then.details` of a bundled definition. */
export function detailsOf(name: string): unknown {
  const document: { readonly properties?: { readonly policyRule?: { readonly then?: { readonly details?: unknown } } } } =
    bundledDefinitions.find((entry) => entry.name === name)?.document ?? {};
  return document.properties?.policyRule?.then?.details;
}
