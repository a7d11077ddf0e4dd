/** Clusters whose documents Azure itself wrote: living in the sandbox they have exactly the findings that the rules give for the documents alone. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId, segmentAfter } from '../../../src/arm/resource-id.ts';
import type { DriftOptions, DriftTarget } from '../../../src/commands/drift/options.ts';
import type { Report } from '../../../src/report/report.ts';
import { createInProcessArm } from '../../azure/in-process-arm.ts';
import { checkFiles, options as checkOptions } from '../check/run.ts';
import { runDrift } from './run-drift.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/ground-truth');
const described = existsSync(folder) ? describe : describe.skip;

interface Recording {
  readonly exchanges: readonly { readonly response: { readonly status: number; readonly body?: unknown } }[];
}

const clusterType = /^Microsoft\.ContainerService\/managedClusters$/i;

/** The last document of the cluster that Azure showed, under a subscription's id that is one: the recordings have another text in its place. */
function clusterIn(file: string): JsonObject {
  const { exchanges } = JSON.parse(readFileSync(resolve(folder, file), 'utf8').replaceAll(/(\/subscriptions\/)[^/"]+/g, '$100000000-0000-0000-0000-000000000001')) as Recording;
  const shown = exchanges.flatMap(({ response: { status, body } }) => (status < 300 && isJsonObject(body) && isJsonObject(body['properties']) && clusterType.test(parseResourceId(textAt(body, 'id') ?? '')?.type ?? '') ? [body] : []));
  const last = shown.at(-1);
  if (last === undefined) throw new Error(`${file} has no cluster.`);
  return last;
}

const found = ({ findings }: Report): readonly string[] => findings.map(({ rule, verdict, exposes = [] }) => `${rule} ${verdict}${exposes.map((one) => ` ${one.rule}`).toSorted().join('')}`).toSorted();

function targetsOf(id: string): readonly DriftTarget[] {
  const subscriptionId = segmentAfter(id, 'subscriptions') ?? '';
  return [{ kind: 'cluster', id }, { kind: 'fleet', scopes: [{ kind: 'subscription', id: `/subscriptions/${subscriptionId}`, subscriptionId }], clusters: [] }];
}

async function driftOf(document: JsonObject, target: DriftTarget, options: Partial<DriftOptions>): Promise<Report> {
  const { report } = await runDrift(createInProcessArm({ estate: { documents: [document] } }), { target, ...options });
  expect(report.drift?.clusters.map(({ name }) => name)).toEqual([document['name']]);
  return report;
}

/** What nobody switched off in a private cluster of 2025, and an ordinary one of 2022. */
const isolated = ['api-server-public-name', 'network-policy-absent', 'node-resource-group-unlocked', 'run-command'];
const ordinary = ['api-server-public', 'egress-outbound-type', 'network-policy-absent', 'node-resource-group-unlocked', 'run-command'];

/** The ways out of each, and what is found beside those of a file: in the sandbox its identities have no roles, which no file tells. */
const files: Readonly<Record<string, { readonly ways: readonly string[]; readonly alive: readonly string[] }>> = {
  'byo-acr-create.json': { ways: isolated, alive: ['works-identity-operator violation'] },
  'managed-acr-create.json': { ways: isolated, alive: [] },
  'update-to-isolated.json': { ways: isolated, alive: ['works-identity-operator violation'] },
  'node-image-upgrade.json': { ways: ordinary, alive: [] },
  'sdk-js-create.json': { ways: ordinary, alive: [] },
};

described('a recorded cluster (skipped where the recordings are absent)', () => {
  test.each(Object.entries(files))('%s: the ways out are those of its document', async (file, { ways: rules }) => {
    const document = clusterIn(file);
    for (const target of targetsOf(textAt(document, 'id') ?? '')) {
      const report = await driftOf(document, target, { exposures: 'all' });
      const ways = report.exposures?.flatMap(({ ways: all }) => all.filter(({ state }) => state === 'open' || state === 'undetermined').map(({ rule }) => rule)) ?? [];
      // Whether it works as an isolated one is another question.
      expect(ways.filter((rule) => !rule.startsWith('works-')).toSorted()).toEqual(rules);
    }
  });

  test.each(Object.entries(files))('%s: what is found is what `check` finds in a file with the document', async (file, { alive }) => {
    const document = clusterIn(file);
    const checked = await checkFiles({ 'cluster.json': JSON.stringify(document) }, checkOptions());
    for (const target of targetsOf(textAt(document, 'id') ?? '')) {
      expect(found(await driftOf(document, target, {}))).toEqual([...found(checked.report), ...alive].toSorted());
    }
  });
});
