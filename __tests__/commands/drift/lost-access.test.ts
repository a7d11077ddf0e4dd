/** What clusters stand on, once it may not be read any more: what was found on it is neither healed nor forgotten, and the run is not compliant. */
import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/arm/json.ts';
import type { DriftOptions, DriftTarget } from '../../../src/commands/drift/options.ts';
import { renderJson } from '../../../src/report/json.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { createInProcessArm } from '../../azure/in-process-arm.ts';
import { closedEstate, group, ids, subscription, type Estate } from '../../isolation/exposure/estate.ts';
import { openings } from '../../isolation/exposure/openings.ts';
import { livingDocuments } from './living-documents.ts';
import { runDrift } from './run-drift.ts';

const subscriptionId = subscription.split('/')[2] ?? '';
const targets: readonly (readonly [string, DriftTarget])[] = [
  ['a cluster', { kind: 'cluster', id: ids.cluster }],
  ['a resource group', { kind: 'fleet', scopes: [{ kind: 'resourceGroup', id: group, subscriptionId, resourceGroup: 'app' }], clusters: [] }],
  ['a subscription', { kind: 'fleet', scopes: [{ kind: 'subscription', id: subscription, subscriptionId }], clusters: [] }],
  ['a management group', { kind: 'fleet', scopes: [{ kind: 'managementGroup', id: '/providers/Microsoft.Management/managementGroups/contoso', managementGroup: 'contoso' }], clusters: [] }],
];

/** Who judges, what is wrong, and where. */
const cases: readonly (readonly [string, keyof typeof openings, string, Partial<DriftOptions>])[] = [
  ['an exposure rule', 'registry-public-access', ids.registry, { exposures: 'all' }],
  ['an exposure rule', 'egress-service-endpoint', ids.network, { exposures: 'all' }],
  ['a policy', 'registry-public-access', ids.registry, { initiatives: ['aks-egress-isolation-registry'], exposures: 'none' }],
  ['a policy', 'egress-service-endpoint', ids.network, { initiatives: ['aks-egress-isolation-network'], exposures: 'none' }],
];

const hub = '/subscriptions/00000000-0000-0000-0000-000000000002';

/** The estate with one of its resources in another team's subscription. */
function inHub(estate: Estate, id: string): readonly JsonObject[] {
  const moved = Object.values(estate).map((one) => JSON.parse(JSON.stringify(one).replaceAll(id, id.replace(subscription, hub))) as typeof one);
  return livingDocuments(moved);
}

async function twice(arm: InProcessArm, options: Partial<DriftOptions> & Pick<DriftOptions, 'target'>, between: () => void): Promise<readonly Awaited<ReturnType<typeof runDrift>>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'aks-isolation-lost-'));
  const first = await runDrift(arm, options, folder);
  writeFileSync(join(folder, 'earlier.json'), renderJson(first.report));
  between();
  return [first, await runDrift(arm, { ...options, earlierReport: 'earlier.json' }, folder)];
}

describe.each(targets)('of %s', (_, target) => {
  test.each(cases)('what %s found (%s) in a subscription that may not be read any more is carried along', async (_who, opening, id, options) => {
    const [open] = openings[opening] ?? [];
    const arm = createInProcessArm({ estate: { documents: inHub({ ...closedEstate(), ...open?.(closedEstate()) }, id) } });
    const [first, second] = await twice(arm, { target, ...options }, () => arm.controls.deny(hub));
    const wrong = first?.report.findings.filter(({ verdict }) => verdict === 'violation').map(({ rule }) => rule) ?? [];
    expect(wrong).not.toEqual([]);
    expect(second?.report.drift).toMatchObject({ healed: [], counts: { healed: 0 } });
    expect(second?.report.drift?.carried?.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...wrong]));
    expect({ verdict: second?.report.verdict, exceeds: second?.exceeds }).toEqual({ verdict: expect.stringMatching(/undetermined|violation/), exceeds: true });
    // Until it is read again and mended.
    arm.controls.allow(hub);
    const [, third] = await twice(arm, { target, ...options }, () => arm.controls.seed({ documents: inHub(closedEstate(), id) }));
    expect(third?.report.drift?.healed.map(({ rule, because }) => `${rule} ${because}`)).toContain(`${wrong[0] ?? ''} mended`);
    expect(third?.report.drift?.carried).toBeUndefined();
  });
});
