import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readClusterFile } from '../../src/sources/cluster-file.ts';
import type { ClusterFile } from '../../src/isolation/specification.ts';
import { UserError } from '../../src/run/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'cluster-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(text: string | Buffer, name = 'cluster.yaml'): Promise<ClusterFile> {
  writeFileSync(join(folder, name), text);
  return await readClusterFile(name, folder);
}

describe('a cluster-file', () => {
  const yaml = 'location: westeurope\nproperties:\n  networkProfile:\n    # the way out\n    outboundType: none\n  agentPoolProfiles:\n    - name: system\n      count: 3\n';
  const json = '{\n\t"location": "westeurope",\n\t"properties": {\n\t\t"networkProfile": {\n\t\t\t"outboundType": "none"\n\t\t},\n\t\t"agentPoolProfiles": [\n\t\t\t{ "name": "system", "count": 3 }\n\t\t]\n\t}\n}\n';
  const body = { location: 'westeurope', properties: { networkProfile: { outboundType: 'none' }, agentPoolProfiles: [{ name: 'system', count: 3 }] } };

  test.each([['YAML', yaml, 5, 8], ['JSON with tabs', json, 5, 8]])('in %s is read with its lines', async (_, text, outboundLine, countLine) => {
    const file = await read(text);
    expect(file.body).toEqual(body);
    expect(file.locate('/properties/networkProfile/outboundType')).toBe(`cluster.yaml:${outboundLine}`);
    expect(file.locate('/properties/agentPoolProfiles/0/count')).toBe(`cluster.yaml:${countLine}`);
    expect(file.locate('/properties/networkProfile/missing/deeper')).toBe(`cluster.yaml:${outboundLine - (text === yaml ? 2 : 1)}`);
  });

  test('has the last word on what is text', async () => {
    expect((await read("a: '1.30'\nb: 1.30\nc: yes\nd: ~\n")).body).toEqual({ a: '1.30', b: 1.3, c: 'yes', d: null });
  });
});

describe('what cannot be read is said with its place', () => {
  test.each<[string, string, RegExp]>([
    ['broken YAML', 'a: 1\nb: [', /^cluster\.yaml:2: .*no well-formed JSON or YAML/],
    ['broken JSON', '{\n  "a": 1,\n  "b" "c"\n}', /^cluster\.yaml:3: /],
    ['a key twice', 'a: 1\na: 2', /^cluster\.yaml:2: .*unique/],
    ['two documents', 'a: 1\n---\nb: 2', /^cluster\.yaml/],
    ['a list', '- a', /must hold one object/],
    ['nothing', '', /must hold one object/],
    ['an alias bomb', `a: &a [1]\nb: [${'*a,'.repeat(1000)}]`, /aliases/],
    ['depth', `a: ${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`, /nested/],
    ['a tag', 'a: !!js/function "x"', /cluster\.yaml:1/],
  ])('%s', async (_, text, expected) => {
    await expect(read(text)).rejects.toThrow(UserError);
    await expect(read(text)).rejects.toThrow(expected);
  });

  test('a missing file, a folder, and a large file', async () => {
    await expect(readClusterFile('nothing.yaml', folder)).rejects.toThrow(/"nothing\.yaml" cannot be read: there is no such file/);
    await expect(readClusterFile('.', folder)).rejects.toThrow(/it is a folder/);
    await expect(read('a'.repeat(1024 * 1024 + 1))).rejects.toThrow(/at most 1048576/);
  });

  test('members that pose as the prototype are data', async () => {
    const { body } = await read('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor']);
  });
});
