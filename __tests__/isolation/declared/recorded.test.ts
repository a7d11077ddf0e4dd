import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import { compareDeclared } from '../../../src/isolation/declared/differences.ts';
import { factsOf } from '../../../src/isolation/declared/service/facts.ts';
import { livingAt, resourceAt } from './resources.ts';

/** What Azure really answered. The recordings are not part of this repository; without them these tests are skipped. */
const recordings = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'ground-truth');
const whenRecorded = existsSync(recordings) ? describe : describe.skip;
if (!existsSync(recordings)) test('the recordings are not here (../shared/ground-truth)', () => {});

interface Pair {
  readonly file: string;
  readonly what: string;
  readonly id: string;
  readonly sent: JsonObject;
  readonly came: JsonObject;
}

/** Every body that was sent, with the answer to it and with what was read of the same resource until it was sent again. */
function pairsIn(file: string): readonly Pair[] {
  const exchanges = arrayAt(JSON.parse(readFileSync(join(recordings, file), 'utf8')), 'exchanges').map((exchange) => ({
    method: textAt(exchange, 'request', 'method'), path: (textAt(exchange, 'request', 'path') ?? '').split('?')[0] ?? '', sent: at(exchange, 'request', 'body'), status: at(exchange, 'response', 'status'), body: at(exchange, 'response', 'body'),
  }));
  return exchanges.flatMap(({ method, path, sent }, index) => {
    if (method !== 'PUT' || !isJsonObject(sent) || factsOf(parseResourceId(path)?.type ?? '') === undefined) return [];
    const again = exchanges.findIndex((other, later) => later > index && other.method === 'PUT' && other.path.toLowerCase() === path.toLowerCase());
    const own = exchanges.slice(index, again < 0 ? undefined : again).filter((other) => other.path.toLowerCase() === path.toLowerCase() && Number(other.status) < 300);
    return own.flatMap((other) => (isJsonObject(other.body) && textAt(other.body, 'id') !== undefined ? [{ file, what: other.method === 'PUT' ? 'answer' : 'later GET', id: path, sent, came: other.body }] : []));
  });
}

whenRecorded('what Azure makes of what it is sent is no difference', () => {
  const pairs = existsSync(recordings) ? ['byo-acr-create.json', 'managed-acr-create.json', 'update-to-isolated.json', 'sdk-js-create.json'].flatMap(pairsIn) : [];

  test('there are pairs to look at, of many types', () => {
    expect(pairs.length).toBeGreaterThan(20);
    expect(new Set(pairs.map(({ id }) => parseResourceId(id)?.type)).size).toBeGreaterThanOrEqual(7);
  });

  test.each(pairs)('$file: $id, $what', ({ id, sent, came }) => {
    const { differences, compared, open } = compareDeclared(resourceAt(id, sent), livingAt(textAt(came, 'id') ?? id, came));
    expect(differences).toEqual([]);
    expect(open).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });

  test('a cluster that was changed is not what was sent before', () => {
    const clusters = pairs.filter(({ file, id }) => file === 'update-to-isolated.json' && /managedClusters\/[^/]+$/.test(id));
    const [first, last] = [clusters[0], clusters.at(-1)];
    const { differences } = compareDeclared(resourceAt(first?.id ?? '', first?.sent ?? {}), livingAt(last?.id ?? '', last?.came ?? {}));
    expect(differences.map(({ path, isWeighty }) => [path, isWeighty])).toContainEqual(['properties.networkProfile.outboundType', true]);
  });

  test('a document declares itself: every answer, compared with itself', () => {
    for (const { id, came } of pairs) expect(compareDeclared(resourceAt(id, came), livingAt(id, came)).differences).toEqual([]);
  });
});
