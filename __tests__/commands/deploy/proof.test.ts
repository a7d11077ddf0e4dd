import { describe, expect, test } from '@jest/globals';
import { answersFor, withProof } from '../../../src/commands/deploy/proof.ts';
import type { DeployOptions } from '../../../src/commands/deploy/options.ts';
import type { Report } from '../../../src/report/report.ts';
import { createInProcessArm, silentLogger, type InProcessArm } from '../../azure/in-process-arm.ts';
import { cluster, leakingEstate } from '../../azure/leaking-estate.ts';
import { managedCluster, managedEstate } from '../../azure/managed-estate.ts';
import { report } from '../../report/sample.ts';

const deployed = report({ verdict: 'compliant', findings: [] });
const way = 'egress-subnet-nat-gateway';

async function proof(arm: InProcessArm, options: Partial<Pick<DeployOptions, 'exposures' | 'egress'>> = {}): Promise<Report> {
  return await withProof(deployed, cluster, { exposures: 'auto', egress: [], ...options }, { arm: arm.connect(), logger: silentLogger });
}

describe('the proof after a deployment', () => {
  test('finds a way out that only the surroundings of the cluster show', async () => {
    const { findings, verdict, counts, exposures } = await proof(leakingEstate());
    expect(findings).toContainEqual(expect.objectContaining({ rule: way, verdict: 'violation', resource: expect.objectContaining({ name: 'c' }) }));
    expect(verdict).toBe('violation');
    expect(counts.violation).toBe(findings.filter((one) => one.verdict === 'violation').length);
    expect(exposures?.[0]?.ways.find(({ rule }) => rule === way)?.state).toBe('open');
  });

  test('objects to no way that is meant, and shows it as that', async () => {
    const open = (await proof(leakingEstate())).exposures?.[0]?.ways.find(({ rule }) => rule === way)?.target ?? '';
    const { findings, exposures } = await proof(leakingEstate(), { egress: [{ way, to: open, reason: 'the trial' }] });
    expect(findings.map(({ rule }) => rule)).not.toContain(way);
    expect(exposures?.[0]?.ways.find(({ rule }) => rule === way)).toMatchObject({ state: 'meant', message: expect.stringContaining('the trial') });
  });

  test('is told as far as it goes where Azure fails: the deployment has happened', async () => {
    const arm = createInProcessArm({ handler: () => () => ({ status: 400, body: { error: { code: 'Broken', message: 'It is broken.' } } }) });
    const { findings, notes, exposures } = await proof(arm);
    expect(findings.map(({ rule }) => rule)).not.toContain(way);
    expect(notes.join(' ')).toContain('It is broken.');
    expect(exposures?.[0]?.ways.find(({ rule }) => rule === way)?.state).toBe('notVisible');
  });

  test('asks nothing where nobody wants it', async () => {
    const arm = leakingEstate();
    expect(await proof(arm, { exposures: 'none' })).toBe(deployed);
    expect(arm.requests).toEqual([]);
  });

  test('fails for a way of high severity and for what does not work; what is less is no success either', async () => {
    const { findings, exposures } = await proof(leakingEstate(), { exposures: 'all' });
    const shown = exposures === undefined ? {} : { exposures };
    const answered = findings.filter((finding) => answersFor(finding, shown));
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThan(findings.length);
    for (const finding of findings) {
      const kind = exposures?.[0]?.ways.find(({ rule }) => rule === finding.rule)?.kind;
      expect({ rule: finding.rule, answers: answersFor(finding, shown) }).toEqual({ rule: finding.rule, answers: finding.verdict === 'violation' && (finding.severity === 'high' || kind === 'works') });
    }
  });

  test('sees the network that AKS made, and tells what that leaves open as what was asked for', async () => {
    const proven = await withProof(deployed, managedCluster('none'), { exposures: 'all', egress: [] }, { arm: managedEstate().connect(), logger: silentLogger });
    const ways = new Map(proven.exposures?.[0]?.ways.map(({ rule, state }) => [rule, state]));
    expect([ways.get('egress-regional-storage'), ways.get('egress-network-security-group'), ways.get('egress-default-outbound-access'), ways.get('egress-subnet-nat-gateway')]).toEqual(['open', 'open', 'closed', 'closed']);
    expect(proven.findings.map(({ rule }) => rule)).not.toContain('egress-regional-storage');
    expect(proven.notes.filter((note) => note.includes('Storage accounts'))).toHaveLength(1);
  });

  test('has no such note with outbound type block, nor where the way is meant', async () => {
    const blocked = await withProof(deployed, managedCluster('block'), { exposures: 'auto', egress: [] }, { arm: managedEstate('block').connect(), logger: silentLogger });
    expect(blocked.exposures?.[0]?.ways.find(({ rule }) => rule === 'egress-regional-storage')?.state).toBe('closed');
    const meant = await withProof(deployed, managedCluster('none'), { exposures: 'auto', egress: [{ way: 'egress-regional-storage', reason: 'backups' }] }, { arm: managedEstate().connect(), logger: silentLogger });
    for (const { notes } of [blocked, meant]) expect(notes.filter((note) => note.includes('Storage accounts'))).toEqual([]);
  });

  test('makes a finding of what somebody did to the network that AKS made', async () => {
    const proven = await withProof(deployed, managedCluster('none'), { exposures: 'auto', egress: [] }, { arm: managedEstate('none', { defaultOutboundAccess: true }).connect(), logger: silentLogger });
    expect(proven.findings.map(({ rule }) => rule)).toContain('egress-default-outbound-access');
  });

  test('is undetermined where only lesser ways are open', async () => {
    const open = await proof(leakingEstate(), { exposures: 'all' });
    const high = open.findings.filter((finding) => answersFor(finding, open.exposures === undefined ? {} : { exposures: open.exposures }));
    const egress = high.flatMap(({ rule }) => (open.exposures?.[0]?.ways ?? []).filter((one) => one.rule === rule).map(({ target }) => ({ way: rule, to: target ?? '*', reason: 'the trial' })));
    const { verdict, findings } = await proof(leakingEstate(), { exposures: 'all', egress });
    expect(findings.length).toBeGreaterThan(0);
    expect(verdict).toBe(findings.some((finding) => high.some(({ rule }) => rule === finding.rule)) ? 'violation' : 'undetermined');
  });
});
