/** Repositories in which one text stands wherever a text can stand. */
import { clusterType } from '../../commands/check/forms.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const parametersSchema = schema.replace('deploymentTemplate', 'deploymentParameters');

type Json = Readonly<Record<string, unknown>>;

const cluster = (parts: Json): Json => ({ type: clusterType, apiVersion: '2026-05-01', name: 'demo', location: 'westeurope', ...parts });
const template = (parts: Json): Json => ({ $schema: schema, contentVersion: '1.0.0.0', ...parts });
const leaking = (outboundType: unknown, more: Json = {}): Json => cluster({ properties: { networkProfile: { outboundType, ...more } } });
const deployment = (name: string, properties: Json): Json => ({ type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name, properties: { mode: 'Incremental', ...properties } });
/** A text as an expression has it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Own members, also for `__proto__`. */
const named = (name: string, value: unknown): Json => Object.fromEntries([[name, value]]);

/** What a checkout's file may be called on Linux. */
export function fileName(text: string): string {
  return Buffer.from(text.replaceAll(/[/\0]/g, '_')).subarray(0, 180).toString('utf8').replaceAll('\uFFFD', '_') || '_';
}

/** Documents by the names of their places, each of which must fail the gate. */
export function poisonedDocuments(text: string): Readonly<Record<string, unknown>> {
  return {
    name: template({ resources: [{ ...leaking('loadBalancer'), name: text }] }),
    nameOfExpression: template({ resources: [{ ...leaking('loadBalancer'), name: `[concat(${quoted(text)}, resourceGroup().name)]` }] }),
    value: template({ resources: [leaking(text)] }),
    type: template({ resources: [{ ...leaking('loadBalancer'), type: text }, leaking('loadBalancer')] }),
    apiVersion: template({ resources: [{ ...leaking('loadBalancer'), apiVersion: text, location: text, tags: named(text, text), kind: text }] }),
    key: template({ resources: [leaking('loadBalancer', named(text, text))] }),
    parameter: template({ parameters: named(text, { type: 'string', metadata: { description: text } }), resources: [leaking(`[parameters(${quoted(text)})]`)] }),
    parameterDefault: template({ parameters: named(text, { type: 'string', defaultValue: text, allowedValues: [text] }), resources: [leaking(`[parameters(${quoted(text)})]`)] }),
    parameterType: template({ parameters: { a: { type: text, defaultValue: 1 } }, resources: [leaking("[parameters('a')]")] }),
    variable: template({ variables: named(text, text), resources: [leaking(`[variables(${quoted(text)})]`)] }),
    missingVariable: template({ resources: [leaking(`[variables(${quoted(text)})]`)] }),
    missingFunction: template({ resources: [leaking(`[${text}()]`)] }),
    reference: template({ resources: [leaking(`[reference(${quoted(text)}).a]`)] }),
    syntax: template({ resources: [leaking(`[concat(${text}`), leaking(`[${text}]`)] }),
    cycle: template({ variables: named(text, `[variables(${quoted(text)})]`), resources: [leaking(`[variables(${quoted(text)})]`)] }),
    output: template({ resources: [leaking('loadBalancer')], outputs: named(text, { type: text, value: `[${text}]` }) }),
    copy: template({ resources: [{ ...leaking('loadBalancer'), copy: { name: text, count: `[${text}]` } }, leaking('loadBalancer')] }),
    symbol: template({ languageVersion: '2.0', resources: named(text, { ...leaking('loadBalancer'), dependsOn: [text] }) }),
    userFunction: template({ functions: [{ namespace: text, members: named(text, { output: { type: text, value: text } }) }], resources: [leaking(`[${text}.${text}()]`)] }),
    condition: template({ resources: [{ ...leaking('loadBalancer'), condition: `[equals(resourceGroup().name, ${quoted(text)})]` }] }),
    nested: template({ resources: [deployment(text, { expressionEvaluationOptions: { scope: 'inner' }, parameters: named(text, { value: text }), template: template({ resources: [leaking('loadBalancer')] }) })] }),
    relativePath: template({ resources: [deployment('a', { templateLink: { relativePath: text } })] }),
    uri: template({ resources: [deployment('a', { templateLink: { uri: text } }), deployment('b', { templateLink: { uri: `https://evil.example/${text}` } })] }),
    templateSpec: template({ resources: [deployment('a', { templateLink: { id: text } })] }),
    scope: template({ resources: [{ ...leaking('loadBalancer'), scope: text, resources: [{ type: text, name: text }] }] }),
    plain: { ...leaking('loadBalancer'), name: text, id: `/subscriptions/${text}` },
    plainKey: { ...cluster({ properties: named(text, { outboundType: text }) }) },
    parametersOf: { $schema: parametersSchema, contentVersion: '1.0.0.0', metadata: { template: text || 'x' }, parameters: named(text, { value: text }) },
  };
}

/** Texts that are no JSON, and what they say of it. */
export function brokenTexts(text: string): Readonly<Record<string, string>> {
  const start = `{"$schema": "${schema}", "resources": [`;
  return {
    noJson: `${start}${text}`,
    unquoted: `${start}{${text}: 1}]}`,
    twice: `${start}{${JSON.stringify(text)}: 1, ${JSON.stringify(text)}: 2}]}`,
    follows: `${JSON.stringify(template({ resources: [] }))} ${text} x`,
  };
}

/** The files of one repository, by path. */
export function poisonedFiles(text: string, folder = ''): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [place, document] of Object.entries(poisonedDocuments(text))) files[`${folder}${place}.json`] = JSON.stringify(document, null, 1);
  for (const [place, content] of Object.entries(brokenTexts(text))) files[`${folder}${place}.json`] = content;
  files[`${folder}${fileName(text)}/${fileName(text)}.json`] = JSON.stringify(template({ resources: [leaking('loadBalancer')] }));
  files[`${folder}${fileName(text)}.parameters.json`] = JSON.stringify({ $schema: parametersSchema, parameters: named(text, { value: text }) });
  return files;
}
