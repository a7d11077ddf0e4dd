/** An isolated cluster in every form that `check` reads, and where its properties stand in each. */
import type { JsonObject } from '../../../src/arm/json.ts';
import { escapePointer, unescapePointer } from '../../../src/arm/pointer.ts';

type Json = Readonly<Record<string, unknown>>;

export const clusterType = 'Microsoft.ContainerService/managedClusters';
export const poolType = `${clusterType}/agentPools`;
const apiVersion = '2026-05-01';

/** The clean cluster, as a request holds it. */
export const isolatedCluster: JsonObject = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: {
    dnsPrefix: 'demo',
    agentPoolProfiles: [
      { name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5', osType: 'Linux', enableNodePublicIP: false },
      { name: 'work', mode: 'User', count: 2, vmSize: 'Standard_D4ds_v5', osType: 'Linux', enableNodePublicIP: false },
    ],
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
    bootstrapProfile: { artifactSource: 'Cache' },
  },
};

/** Files, and how a pointer into the resource's body leads to its places in them. */
export interface Form {
  readonly name: string;
  readonly build: (body: JsonObject) => Readonly<Record<string, Json>>;
  /** The places at which the property is written, one for each resource that has it. */
  readonly placesOf: (pointer: string) => readonly Spot[];
}

export interface Spot {
  readonly file: string;
  readonly pointer: string;
}

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const template = (parts: Json): Json => ({ $schema: schema, contentVersion: '1.0.0.0', ...parts });
const resource = (cluster: JsonObject, name = 'demo'): Json => ({ type: clusterType, apiVersion, name, ...cluster });
const beneath = (prefix: string, { file = 'main.json', times = 1 } = {}) => (pointer: string): readonly Spot[] => Array.from({ length: times }, () => ({ file, pointer: `${prefix}${pointer}` }));

/** The same body with every scalar below `properties` behind a parameter of its own. */
function parameterised(cluster: JsonObject): { readonly body: JsonObject; readonly values: Readonly<Record<string, unknown>> } {
  const values: Record<string, unknown> = {};
  const put = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((element, index) => put(element, `${name}_${index}`));
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, put(child, `${name}_${key}`)]));
    values[name] = value;
    return `[parameters('${name}')]`;
  };
  return { body: { ...cluster, properties: put(cluster['properties'], 'p') }, values };
}

const typeOf = (value: unknown): string => ({ boolean: 'bool', number: 'int', string: 'string' })[typeof value as 'boolean' | 'number' | 'string'];

const deployment = (properties: Json): Json => ({
  type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', properties: { mode: 'Incremental', expressionEvaluationOptions: { scope: 'inner' }, ...properties },
});
const declared = (values: Json): Json => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: typeOf(value) }]));
const given = (values: Json): Json => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

export const forms: readonly Form[] = [
  { name: 'a template with literals', build: (cluster) => ({ 'main.json': template({ resources: [resource(cluster)] }) }), placesOf: beneath('/resources/0') },
  {
    name: 'a template with parameters and their defaults',
    build: (cluster) => {
      const { body, values } = parameterised(cluster);
      const parameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: typeOf(value), defaultValue: value }]));
      return { 'main.json': template({ parameters, resources: [resource(body)] }) };
    },
    placesOf: beneath('/resources/0'),
  },
  {
    name: 'a template with a parameter file',
    build: (cluster) => {
      const { body, values } = parameterised(cluster);
      return {
        'main.json': template({ parameters: declared(values), resources: [resource(body)] }),
        'main.parameters.json': { $schema: schema.replace('deploymentTemplate', 'deploymentParameters'), contentVersion: '1.0.0.0', parameters: given(values) },
      };
    },
    placesOf: beneath('/resources/0'),
  },
  {
    name: 'a template with a variable',
    build: (cluster) => ({
      'main.json': template({ variables: { settings: cluster['properties'] }, resources: [resource({ ...cluster, properties: "[variables('settings')]" })] }),
    }),
    placesOf: (pointer) => beneath('')(pointer.startsWith('/properties/') ? pointer.replace('/properties', '/variables/settings') : `/resources/0${pointer}`),
  },
  {
    name: 'a nested deployment',
    build: (cluster) => {
      const { body, values } = parameterised(cluster);
      const inner = template({ parameters: declared(values), resources: [resource(body)] });
      return { 'main.json': template({ resources: [deployment({ parameters: given(values), template: inner })] }) };
    },
    placesOf: beneath('/resources/0/properties/template/resources/0'),
  },
  {
    name: 'a linked template',
    build: (cluster) => ({
      'main.json': template({ resources: [deployment({ templateLink: { relativePath: 'modules/cluster.json' } })] }),
      'modules/cluster.json': template({ resources: [resource(cluster)] }),
    }),
    placesOf: beneath('/resources/0', { file: 'modules/cluster.json' }),
  },
  {
    name: 'a copy loop',
    build: (cluster) => ({ 'main.json': template({ resources: [{ ...resource(cluster, "[concat('demo', copyIndex())]"), copy: { name: 'clusters', count: 2 } }] }) }),
    placesOf: beneath('/resources/0', { times: 2 }),
  },
  {
    name: 'symbolic names',
    build: (cluster) => ({ 'main.json': template({ languageVersion: '2.0', resources: { cluster: resource(cluster) } }) }),
    placesOf: beneath('/resources/cluster'),
  },
  { name: 'plain JSON', build: (cluster) => ({ 'main.json': resource(cluster) }), placesOf: beneath('') },
  { name: 'a list', build: (cluster) => ({ 'main.json': { value: [resource(cluster)] } }), placesOf: beneath('/value/0') },
];

/** A pool by itself, which no rule on clusters looks at. */
export const isolatedPool: JsonObject = { properties: { mode: 'User', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', enableNodePublicIP: false } };

const pool = (body: JsonObject, name: string, type = poolType): Json => ({ type, apiVersion, name, ...body });

export const poolForms: readonly Form[] = [
  { name: 'a pool beside its cluster', build: (body) => ({ 'main.json': template({ resources: [pool(body, 'demo/work')] }) }), placesOf: beneath('/resources/0') },
  {
    name: 'a pool inside its cluster',
    build: (body) => ({ 'main.json': template({ resources: [{ ...resource(isolatedCluster), resources: [pool(body, 'work', 'agentPools')] }] }) }),
    placesOf: beneath('/resources/0/resources/0'),
  },
  {
    name: 'pools in a loop over a parameter',
    build: (body) => ({
      'main.json': template({
        parameters: { pools: { type: 'array', defaultValue: ['a', 'b', 'c'] } },
        resources: [{ ...pool(body, "[format('demo/{0}', parameters('pools')[copyIndex()])]"), copy: { name: 'pools', count: "[length(parameters('pools'))]" } }],
      }),
    }),
    placesOf: beneath('/resources/0', { times: 3 }),
  },
  { name: 'a pool as plain JSON', build: (body) => ({ 'main.json': pool(body, 'demo/work') }), placesOf: beneath('') },
];

/** Every scalar of a document by its JSON pointer. */
export function leavesOf(value: unknown, pointer = ''): readonly (readonly [pointer: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, `${pointer}/${escapePointer(key)}`));
}

/** A copy with the value at a pointer replaced, or taken away where it is undefined. */
export function withValue(document: unknown, pointer: string, value: unknown): unknown {
  const [, head, ...rest] = pointer.split('/');
  if (head === undefined) return value;
  const key = unescapePointer(head);
  const below = rest.length === 0 ? '' : `/${rest.join('/')}`;
  if (Array.isArray(document)) return document.map((element: unknown, index) => (String(index) === key ? withValue(element, below, value) : element));
  const object = (document ?? {}) as JsonObject;
  const changed = withValue(object[key], below, value);
  return Object.fromEntries(Object.entries({ ...object, [key]: changed }).filter(([, child]) => child !== undefined));
}

/** The value at a pointer; undefined when there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).map(unescapePointer)
    .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined), document);
}

/** The nearest place on the way to a pointer that exists. */
export function nearest(document: unknown, pointer: string): string {
  let place = pointer;
  while (place !== '' && valueAt(document, place) === undefined) place = place.slice(0, place.lastIndexOf('/'));
  return place;
}

/** The document as text, and the line on which the property at a pointer begins: found by marking it, not by reading JSON. */
export function textOf(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

export function lineOf(document: unknown, pointer: string): number {
  const mark = '\u0001here\u0001';
  const marked = textOf(withValue(document, pointer, mark));
  return marked.split('\n').findIndex((line) => line.includes('\\u0001here\\u0001')) + 1;
}
