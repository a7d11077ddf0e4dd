import { at, isJsonObject, member, textAt, type JsonObject } from '../../src/arm/json.ts';
import {
  bindDefinition,
  bundledAliases,
  callFunction,
  compileDefinition,
  EvaluationError,
  judge,
  loadDefinitionText,
  parseConditionDocument,
  parseDefinition,
  parseRule,
  PolicyError,
  readAliases,
  resolveAlias,
  Unknown,
  type AliasTable,
  type CompileOptions,
  type EvaluationContext,
  type PolicyDefinition,
  type Resource,
} from '../../src/policy/index.ts';
import type { Case } from './case.ts';

/** What the engine made of a case, in the words of the format. */
export interface Answer {
  readonly outcome: string;
  readonly effect?: string;
  readonly details?: unknown;
  readonly value?: unknown;
  /** What an error said. */
  readonly message?: string;
}

/** Runs one case against the library. `tables` holds the alias tables of its file by name. Whatever is thrown is an answer. */
export function answer(test: Case, tables: ReadonlyMap<string, unknown>): Answer {
  try {
    if (test.kind === 'function') return callCase(test);
    if (test.kind === 'alias-value') return aliasCase(test, tables);
    return documentCase(test, tables);
  } catch (error) {
    if (error instanceof EvaluationError) return { outcome: 'error', message: error.message };
    if (error instanceof PolicyError) return { outcome: 'load-error', message: error.message };
    return { outcome: 'crash', message: String(error) };
  }
}

function callCase({ body }: Case): Answer {
  const args = member(body, 'arguments');
  try {
    const value = callFunction(textAt(body, 'function') ?? '', Array.isArray(args) ? args : [], contextOf(body));
    return { outcome: 'value', value: value ?? null };
  } catch (error) {
    // Calling a function that is not there, or with too few arguments, is an error of the call.
    if (error instanceof PolicyError) return { outcome: 'error', message: error.message };
    throw error;
  }
}

function aliasCase({ body }: Case, tables: ReadonlyMap<string, unknown>): Answer {
  const found = resolveAlias(textAt(body, 'alias') ?? '', resourceOf(body), aliasesOf(body, tables), fieldsOf(body));
  return found === undefined ? { outcome: 'missing' } : { outcome: 'value', value: found.value };
}

function documentCase(test: Case, tables: ReadonlyMap<string, unknown>): Answer {
  const { body } = test;
  let definition: PolicyDefinition;
  try {
    definition = readDocument(body);
  } catch (error) {
    if (error instanceof PolicyError) return { outcome: 'parse-error', message: error.message };
    throw error;
  }
  if (test.kind === 'parse-ok' || test.kind === 'parse-error') {
    if (test.expect['outcome'] === 'parsed') return { outcome: 'parsed' };
  }
  const options: CompileOptions = {
    aliases: aliasesOf(body, tables),
    fields: fieldsOf(body),
  };
  compileDefinition(definition, options);
  if (test.kind !== 'evaluate') return { outcome: 'parsed' };
  const given = member(body, 'parameters');
  const parameters = isJsonObject(given) ? given : {};
  // A bare rule declares no parameters: it takes whatever values come.
  const isDefinition = (textAt(body, 'document', 'form') ?? 'definition') === 'definition';
  if (!isDefinition) return evaluate({ ...bindDefinition(definition, {}, options), parameters }, body);
  try {
    return evaluate(bindDefinition(definition, parameters, options), body);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return withoutMissing(definition, parameters, options, body) ?? { outcome: 'load-error', message: error.message };
  }
}

/** What a rule says whatever the parameters are that nobody gave; undefined when it depends on them. */
function withoutMissing(definition: PolicyDefinition, given: JsonObject, options: CompileOptions, body: JsonObject): Answer | undefined {
  const has = (name: string) => Object.keys(given).some((key) => key.toLowerCase() === name.toLowerCase());
  const missing = Array.from(definition.parameters.values()).filter(({ name, defaultValue }) => defaultValue === undefined && !has(name));
  if (missing.length === 0) return undefined;
  const open = Object.fromEntries(missing.map(({ name }) => [name, new Unknown(`the parameter \`${name}\` has no value`)]));
  const found = evaluate(bindDefinition(definition, { ...given, ...open }, options), body);
  return found.outcome === 'undetermined' || found.details !== undefined ? undefined : found;
}

function readDocument(body: JsonObject): PolicyDefinition {
  const form = textAt(body, 'document', 'form') ?? 'definition';
  const text = textAt(body, 'document', 'text');
  if (text !== undefined) return loadDefinitionText(text, form === 'rule' || form === 'condition' ? form : 'definition');
  const json = at(body, 'document', 'json');
  if (form === 'condition') return parseConditionDocument(json);
  return form === 'rule' ? parseRule(json) : parseDefinition(json);
}

function evaluate(policy: ReturnType<typeof bindDefinition>, body: JsonObject): Answer {
  const resource = resourceOf(body);
  const related = member(body, 'related');
  const context: EvaluationContext = {
    ...contextOf(body),
    ...(Array.isArray(related) ? { related: () => related.map((found: unknown) => resourceFrom(isJsonObject(found) ? found : {}, undefined)) } : {}),
  };
  const [judgement] = judge([policy], resource, context);
  if (judgement === undefined) return { outcome: 'none' };
  const { finding, acts, details } = judgement;
  if (finding.verdict === 'error') return { outcome: 'error', message: finding.message };
  if (acts instanceof Unknown) return { outcome: 'undetermined', message: finding.message };
  return acts ? { outcome: 'effect', effect: finding.effect, details } : { outcome: 'none', message: finding.message };
}

/** `literal` where the case says so, or says nothing at all. */
function fieldsOf(body: JsonObject): 'literal' | 'aliases' {
  const shape = textAt(body, 'resourceShape');
  return shape === 'literal' || (shape === undefined && body['aliases'] === undefined) ? 'literal' : 'aliases';
}

function aliasesOf(body: JsonObject, tables: ReadonlyMap<string, unknown>): AliasTable {
  const name = textAt(body, 'aliases');
  return name === undefined || !tables.has(name) ? bundledAliases : readAliases(tables.get(name));
}

function resourceOf(body: JsonObject): Resource {
  const resource = member(body, 'resource');
  return resourceFrom(isJsonObject(resource) ? resource : {}, textAt(body, 'apiVersion'));
}

function resourceFrom(body: JsonObject, apiVersion: string | undefined): Resource {
  // The document of a case is all there is: without an id the resource has none.
  const id = textAt(body, 'id') ?? '';
  const version = apiVersion ?? textAt(body, 'apiVersion');
  return {
    type: textAt(body, 'type') ?? '',
    name: textAt(body, 'fullName') ?? textAt(body, 'name') ?? '',
    id,
    ...(version === undefined ? {} : { apiVersion: version }),
    body,
  };
}

function contextOf(body: JsonObject): EvaluationContext {
  const given = (name: string) => {
    const value = at(body, 'context', name);
    return isJsonObject(value) ? { [name]: value } : {};
  };
  const utcNow = textAt(body, 'context', 'utcNow');
  return {
    // Likewise its request: what it does not say is not there.
    requestContext: { apiVersion: textAt(body, 'apiVersion') ?? null },
    ...given('resourceGroup'),
    ...given('subscription'),
    ...given('requestContext'),
    ...given('policy'),
    ...(utcNow === undefined ? {} : { utcNow }),
  };
}
