import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/arm/resource.ts';
import type { DriftTarget } from '../../../src/commands/drift/options.ts';
import { exposuresOf } from '../../../src/isolation/exposure/answers.ts';
import { createInProcessArm } from '../../azure/in-process-arm.ts';
import { closedEstate, everything, ids } from '../../isolation/exposure/estate.ts';
import { openings } from '../../isolation/exposure/openings.ts';
import { livingDocuments } from './living-documents.ts';
import { runDrift } from './run-drift.ts';

const single: DriftTarget = { kind: 'cluster', id: ids.cluster };
const wide: DriftTarget = { kind: 'fleet', scopes: [{ kind: 'managementGroup', id: '/providers/Microsoft.Management/managementGroups/contoso', managementGroup: 'contoso' }], clusters: [] };

/** The rules that find something, alone or told by a policy's finding. */
async function found(resources: readonly Resource[], target: DriftTarget): Promise<readonly string[]> {
  const arm = createInProcessArm({ estate: { documents: livingDocuments(resources) } });
  const { report } = await runDrift(arm, { target, exposures: 'all', initiatives: ['none'] });
  return [...new Set(report.findings.flatMap(({ rule, verdict, exposes = [] }) => [`${rule} ${verdict}`, ...exposes.map((one) => `${one.rule} ${verdict}`)]))].toSorted();
}

/** What the rules say when everything is at hand. */
function expected(resources: readonly Resource[]): readonly string[] {
  return [...exposuresOf(resources, everything)].flatMap(({ answers }) => answers.filter(({ answer }) => answer.state === 'open').map(({ rule }) => `${rule.id} violation`)).toSorted();
}

describe('a closed cluster, as it lives', () => {
  test.each([['directly', single], ['by Resource Graph', wide]])('has nothing open, read %s', async (_, target) => {
    expect(await found(Object.values(closedEstate()), target)).toEqual([]);
  });
});

/** Whether a network is linked to no zone, only a look at every zone of the tenant tells. */
const tenantOnly = new Set(['works-registry-zone']);

describe.each(Object.entries(openings))('%s', (rule, several) => {
  test.each(several.map((opening, index) => [index + 1, opening] as const))('opening %d is found, directly and by Resource Graph, and nothing else', async (__, opening) => {
    const resources = Object.values({ ...closedEstate(), ...opening(closedEstate()) });
    const open = expected(resources);
    const [direct, graph] = await Promise.all([found(resources, single), found(resources, wide)]);
    expect(direct.filter((one) => one.endsWith(' violation'))).toEqual(tenantOnly.has(rule) ? [] : open);
    expect(graph.filter((one) => one.endsWith(' violation'))).toEqual(open);
  });
});
