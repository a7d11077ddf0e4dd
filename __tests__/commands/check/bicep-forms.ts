/** An isolated cluster in Bicep: sources that are printed from a resource's body, what the compiler makes of them, and where a property stands. */
import type { JsonObject } from '../../../src/arm/json.ts';
import { compiled, deploymentOf, parametersFor, type Replay } from '../../sources/bicep/stand-in.ts';
import { clusterType, nearest, poolType, withValue } from './forms.ts';

const apiVersion = '2026-05-01';

/** Texts of files by path, what the compiler prints for them, and the file in which the resource's properties stand. */
export interface BicepForm {
  readonly name: string;
  readonly sources: (body: JsonObject) => Readonly<Record<string, string>>;
  readonly outputs: (body: JsonObject) => Readonly<Record<string, Replay>>;
  /** Of a property, for its line; several where several resources have it. */
  readonly places: (body: JsonObject, pointer: string) => readonly { readonly file: string; readonly line: number }[];
}

const mark = 'here-it-is';

/** The lines on which a pointer's property begins in the texts of a form. */
function linesOf(sources: BicepForm['sources'], file: string, times = 1): BicepForm['places'] {
  return (body, pointer) => {
    const marked = sources(withValue(body, nearest(body, pointer), mark) as JsonObject)[file] ?? '';
    const line = marked.split('\n').findIndex((text) => text.includes(mark)) + 1;
    return Array.from({ length: times }, () => ({ file, line }));
  };
}

/** A value as a person would write it. */
export function printed(value: unknown, indent = ''): string {
  if (typeof value === 'string') return value.startsWith('<') ? value.slice(1, -1) : `'${value}'`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const within = `${indent}  `;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[\n${value.map((item) => `${within}${printed(item, within)}\n`).join('')}${indent}]`;
  const entries = Object.entries(value);
  return entries.length === 0 ? '{}' : `{\n${entries.map(([key, item]) => `${within}${key}: ${printed(item, within)}\n`).join('')}${indent}}`;
}

const declared = (body: JsonObject, type = clusterType, name = 'demo'): string => `resource subject '${type}@${apiVersion}' = ${printed({ name, ...body })}\n`;
const emitted = (body: JsonObject, type = clusterType, name = 'demo'): object => ({ type, apiVersion, name, ...body });
const template = (resource: object, parts: object = {}): object => compiled({ ...parts, resources: [resource] });
const typeOf = (value: unknown): string => ({ boolean: 'bool', number: 'int', string: 'string' })[typeof value as 'boolean' | 'number' | 'string'];

/** The body with every scalar below `properties` by a parameter: in Bicep as `<name>`, in the template as an expression. */
function parameterised(body: JsonObject, write: (name: string) => string): { readonly body: JsonObject; readonly values: Readonly<Record<string, unknown>> } {
  const values: Record<string, unknown> = {};
  const put = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => put(item, `${name}_${index}`));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, put(item, `${name}_${key}`)]));
    // A mark stands where the property does.
    if (value === mark) return value;
    values[name] = value;
    return write(name);
  };
  return { body: { ...body, properties: put(body['properties'], 'p') }, values };
}

const inBicep = (body: JsonObject) => parameterised(body, (name) => `<${name}>`);
const inTemplate = (body: JsonObject) => parameterised(body, (name) => `[parameters('${name}')]`);
const params = (values: Readonly<Record<string, unknown>>, withDefaults: boolean): string => Object.entries(values).map(([name, value]) => `param ${name} ${typeOf(value)}${withDefaults ? ` = ${printed(value)}` : ''}\n`).join('');
const parameters = (values: Readonly<Record<string, unknown>>, withDefaults: boolean): object => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: typeOf(value), ...(withDefaults ? { defaultValue: value } : {}) }]));

function form(name: string, file: string, sources: BicepForm['sources'], outputs: BicepForm['outputs'], times = 1): BicepForm {
  return { name, sources, outputs, places: linesOf(sources, file, times) };
}

export const bicepForms: readonly BicepForm[] = [
  form('literals', 'main.bicep', (body) => ({ 'main.bicep': `// A cluster\n@description('It is isolated.')\n${declared(body)}` }), (body) => ({ 'main.bicep': { output: template(emitted(body)) } })),
  form('symbolic names', 'main.bicep', (body) => ({ 'main.bicep': declared(body) }), (body) => ({ 'main.bicep': { output: compiled({ languageVersion: '2.0', resources: { subject: emitted(body) } }) } })),
  form(
    'parameters and their defaults', 'main.bicep',
    (body) => ({ 'main.bicep': `${declared(inBicep(body).body)}${params(inBicep(body).values, true)}` }),
    (body) => ({ 'main.bicep': { output: template(emitted(inTemplate(body).body), { parameters: parameters(inTemplate(body).values, true) }) } }),
  ),
  form(
    'a parameter file', 'main.bicep',
    (body) => ({
      'main.bicep': `${declared(inBicep(body).body)}${params(inBicep(body).values, false)}`,
      'prod.bicepparam': `using 'main.bicep'\n${Object.entries(inBicep(body).values).map(([name, value]) => `param ${name} = ${printed(value)}\n`).join('')}`,
    }),
    (body) => {
      const output = template(emitted(inTemplate(body).body), { parameters: parameters(inTemplate(body).values, false) });
      return { 'main.bicep': { output }, 'prod.bicepparam': { output: parametersFor(inTemplate(body).values, output) } };
    },
  ),
  form(
    'a variable', 'main.bicep',
    (body) => ({ 'main.bicep': `var settings = ${printed(body['properties'])}\n${declared({ ...body, properties: '<settings>' })}` }),
    (body) => ({ 'main.bicep': { output: template(emitted({ ...body, properties: "[variables('settings')]" }), { variables: { settings: body['properties'] } }) } }),
  ),
  form(
    'a module', 'modules/cluster.bicep',
    (body) => ({
      'main.bicep': `module cluster 'modules/cluster.bicep' = ${printed({ name: 'cluster', params: inBicep(body).values })}\n`,
      'modules/cluster.bicep': `${declared(inBicep(body).body)}${params(inBicep(body).values, false)}`,
    }),
    (body) => {
      const { values, body: inner } = inTemplate(body);
      const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
      return { 'main.bicep': { output: compiled({ resources: [deploymentOf('cluster', given, template(emitted(inner), { parameters: parameters(values, false) }))] }) } };
    },
  ),
  form(
    'a loop', 'main.bicep',
    (body) => ({ 'main.bicep': `resource subject '${clusterType}@${apiVersion}' = [for i in range(0, 2): ${printed({ name: "<'demo${i}'>", ...body })}]\n` }),
    (body) => ({ 'main.bicep': { output: template({ copy: { name: 'subject', count: '[length(range(0, 2))]' }, ...emitted(body, clusterType, "[format('demo{0}', range(0, 2)[copyIndex()])]") }) } }),
    2,
  ),
];

const parent = `resource cluster '${clusterType}@${apiVersion}' existing = {\n  name: 'demo'\n`;

export const bicepPoolForms: readonly BicepForm[] = [
  form(
    'a pool with a parent', 'main.bicep',
    (body) => ({ 'main.bicep': `${parent}}\n${declared({ parent: '<cluster>', ...body }, poolType, 'work')}` }),
    (body) => ({ 'main.bicep': { output: template(emitted(body, poolType, "[format('{0}/{1}', 'demo', 'work')]")) } }),
  ),
  form(
    'a pool within its cluster', 'main.bicep',
    (body) => ({ 'main.bicep': `${parent}\n  resource work 'agentPools' = ${printed({ name: 'work', ...body }, '  ')}\n}\n` }),
    (body) => ({ 'main.bicep': { output: template(emitted(body, poolType, "[format('{0}/{1}', 'demo', 'work')]")) } }),
  ),
];
