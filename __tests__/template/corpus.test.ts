import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readJsonText } from '../../src/arm/json-text.ts';
import { isUnknown, type Unknown } from '../../src/language/unknown.ts';
import { expandDeployment, type Expansion } from '../../src/template/index.ts';
import { facts } from './builders.ts';

const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'templates');
const files = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.json')) : [];

const deploy = (file: string, parameters: object = {}): Expansion => {
  const { value } = readJsonText(readFileSync(join(corpus, file), 'utf8'), 'template', { length: 10_000_000, depth: 256 });
  return expandDeployment({ template: { file, value }, facts, parameters: { ...parameters } });
};

function unknownsIn(value: unknown): readonly Unknown[] {
  if (isUnknown(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(unknownsIn) : [];
}

/** What a template cannot know: what nobody passed, what only Azure knows, and what the template itself gets wrong. */
const justified = /^(?:the parameter `\w+` is given no value|the name of the deployment is not given|`(?:reference|list\w*)\(.*` is known only at deployment|There is no (?:parameter|variable) `\w+`.*)$/s;

const title = files.length > 0 ? 'public templates' : 'skipped: ../shared/corpus/templates is not beside the checkout';

(files.length > 0 ? describe : describe.skip)(title, () => {
  test.each(files)('%s: all is known but what a template cannot know', (file) => {
    const { resources } = deploy(file);
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.flatMap(({ body }) => unknownsIn(body)).map(({ why }) => why).filter((why) => !justified.test(why))).toEqual([]);
  });

  test.each(files)('%s: every value has a place in the file', (file) => {
    const { resources } = deploy(file);
    for (const { body, placeOf, provenanceOf } of resources) {
      for (const key of Object.keys(body)) {
        expect(placeOf(`/${key}`).pointer).toMatch(/^\/resources\//);
        expect(provenanceOf(`/${key}`).place.file).toBe(file);
      }
    }
  });

  test('a module with all its parameters knows everything of its cluster and pools', () => {
    const pool = { name: 'sys', count: 3, vmSize: 'Standard_D4s_v5', mode: 'System' };
    const { resources, problems } = deploy('avm-managed-cluster.json', {
      name: 'aks',
      primaryAgentPoolProfiles: [pool],
      agentPools: [{ ...pool, name: 'user', mode: 'User' }],
      outboundType: 'none',
      managedIdentities: { systemAssigned: true },
      enableTelemetry: false,
    });
    expect(problems).toEqual([]);
    const clusters = resources.filter(({ type }) => type !== 'Microsoft.Resources/deployments');
    expect(clusters.map(({ type, name }) => [type, name])).toEqual([
      ['Microsoft.ContainerService/managedClusters', 'aks'],
      ['Microsoft.ContainerService/managedClusters/agentPools', 'aks/user'],
    ]);
    expect(clusters.flatMap(({ body }) => unknownsIn(body))).toEqual([]);
    expect(clusters[0]?.body['properties']).toMatchObject({ networkProfile: { outboundType: 'none' }, agentPoolProfiles: [{ name: 'sys', count: 3, mode: 'System' }], publicNetworkAccess: 'Disabled' });
    expect(clusters[0]?.provenanceOf('/properties/publicNetworkAccess')).toMatchObject({ kind: 'literal', place: { pointer: '/parameters/publicNetworkAccess/defaultValue' } });
  });

  test('a value deep in a union of objects leads to the parameter of the outer template', () => {
    const { resources } = deploy('aks-construction-system-preset.json');
    const cluster = resources.find(({ type }) => type === 'Microsoft.ContainerService/managedClusters');
    expect(cluster?.provenanceOf('/properties/networkProfile/outboundType')).toMatchObject({ kind: 'literal', through: [{ kind: 'parameter', name: 'aksOutboundTrafficType' }] });
  });
});
