import { describe, expect, test } from '@jest/globals';
import { creationBody } from '../../src/isolation/desired-cluster.ts';
import { mergeDocument } from '../../src/isolation/document/merge.ts';
import { clusterIdOf } from '../../src/isolation/specification.ts';
import { at } from '../../src/arm/json.ts';
import { ownEverything, variants } from '../isolation/deployment/prerequisites/variants.ts';
import { createInProcessArm } from './in-process-arm.ts';
import { runOf } from './prerequisites-run.ts';

describe('prerequisites in an empty subscription', () => {
  test.each(Object.entries(variants))('of %s: are made, and are then there', async (_, specification) => {
    const run = runOf(createInProcessArm(), specification);
    const plan = await run.plan();
    expect(plan.refusals).toEqual([]);
    await run.write(plan.steps);
    const again = await run.plan();
    expect({ steps: again.steps.map(({ key }) => key), refusals: again.refusals, verify: (await run.plan('verify')).verify }).toEqual({ steps: [], refusals: [], verify: [] });
  });

  test.each(Object.entries(variants))('of %s: carry a cluster, after which nothing is missing', async (_, specification) => {
    const arm = createInProcessArm();
    const run = runOf(arm, specification);
    const plan = await run.plan();
    await run.write(plan.steps);
    if (plan.steps.length === 0) await run.put(`/subscriptions/${specification.subscriptionId}/resourceGroups/rg`, { location: 'westeurope' });
    const cluster = await run.put(clusterIdOf(specification), mergeDocument(creationBody(specification), run.clusterPart(plan)));
    expect(at(cluster, 'properties', 'provisioningState')).toBe('Succeeded');
    const again = await run.plan();
    expect([...again.steps.map(({ key }) => key), ...again.refusals]).toEqual([]);
  });

  test('take few requests to read', async () => {
    const arm = createInProcessArm();
    const run = runOf(arm, ownEverything);
    await run.write((await run.plan()).steps);
    arm.forget();
    await run.plan();
    expect(arm.requests.length).toBeLessThanOrEqual(15);
  });
});
