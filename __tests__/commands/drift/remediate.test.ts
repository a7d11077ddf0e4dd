import { describe, expect, test } from '@jest/globals';
import { at, isJsonObject } from '../../../src/arm/json.ts';
import { applyRemedies, planRemedies } from '../../../src/commands/drift/remediate.ts';
import type { Remedies } from '../../../src/commands/drift/remediate/options.ts';
import { ruleRemedies } from '../../../src/isolation/remedy/rules.ts';
import { CancelledError, UserError } from '../../../src/run/errors.ts';
import { killedAt, type InProcessArm, type InProcessArmOptions } from '../../azure/in-process-arm.ts';
import { clusterFile } from '../../isolation/clusters.ts';
import { closedEstate, everything } from '../../isolation/exposure/estate.ts';
import { openings } from '../../isolation/exposure/openings.ts';
import { change, document, failingEstate, group, idOf, judged, options, rulesOf, runCommandOn, toolsFor, unmanaged, writesIn } from './failing-estate.ts';

const both = { ...runCommandOn, ...unmanaged };

function kinds({ remedies }: Remedies): readonly string[] {
  return remedies.map(({ cluster, kind }) => `${cluster.name} ${kind}`);
}

function all(arm: InProcessArm, ...names: readonly string[]) {
  return names.map((name) => judged(arm, name));
}

describe('a plan', () => {
  test('writes nothing, and says what would be written, what that disturbs, and what people do', async () => {
    const arm = failingEstate({ a: both, b: { networkProfile: { outboundType: 'loadBalancer' }, ...runCommandOn } });
    const { remedies, planHash, notes } = await planRemedies(all(arm, 'a', 'b'), options(), toolsFor(arm));
    expect(writesIn(arm)).toEqual([]);
    expect(remedies).toMatchObject([
      { cluster: { name: 'a' }, kind: 'planned', steps: [{ status: 'planned', details: ['properties.apiServerAccessProfile.disableRunCommand: false → true'] }] },
      { cluster: { name: 'a' }, kind: 'planned', disruption: expect.stringContaining('reimaged'), steps: [{ details: ['properties.autoUpgradeProfile.nodeOSUpgradeChannel: Unmanaged → NodeImage'] }] },
      { cluster: { name: 'b' }, kind: 'planned' },
      { cluster: { name: 'b' }, kind: 'manual', steps: expect.arrayContaining([expect.objectContaining({ title: 'Set the outbound type to none' })]) },
    ]);
    expect(remedies[0]?.disruption).toBeUndefined();
    expect(planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(notes).toEqual([]);
  });

  test('is made of the whole document, whatever judged the cluster', async () => {
    const arm = failingEstate({ a: { ...runCommandOn, oidcIssuerProfile: { enabled: true }, unheardOf: { keep: ['me'] } } });
    await applyRemedies(all(arm, 'a'), options(), toolsFor(arm));
    expect(at(document(arm, 'a'), 'properties', 'unheardOf')).toEqual({ keep: ['me'] });
    expect(at(document(arm, 'a'), 'properties', 'oidcIssuerProfile', 'enabled')).toBe(true);
  });

  test('has one fingerprint in whatever order the clusters come, and another for another plan', async () => {
    const arm = failingEstate({ a: both, b: runCommandOn });
    const hash = async (names: readonly string[], allowDisruption = false): Promise<string> => (await planRemedies(all(arm, ...names), options({ allowDisruption }), toolsFor(arm))).planHash;
    expect(await hash(['a', 'b'])).toBe(await hash(['b', 'a']));
    expect(await hash(['a', 'b'])).not.toBe(await hash(['a', 'b'], true));
    expect(await hash(['a', 'b'])).not.toBe(await hash(['a']));
  });

  test('is made for fifty clusters at most, first for those that a write may mend', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const [real] = all(arm, 'a');
    if (real === undefined) throw new Error('There is no cluster.');
    const others = Array.from({ length: 400 }, (_, index) => ({ id: idOf(`other${index}`), name: `other${index}`, found: [] }));
    const { remedies, notes } = await planRemedies([...others, real], options(), toolsFor(arm));
    expect(remedies).toHaveLength(50);
    expect(remedies[0]?.cluster.name).toBe('a');
    expect(notes.join()).toMatch(/50 of 401/);
  });

  test('holds what cannot be read, is gone, or is no cluster, and goes on with the others', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn }, {
      handler: (sandbox) => (request) => (request.path.endsWith('/managedClusters/a') && request.method === 'GET' ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No right to read.' } } } : sandbox(request)),
    });
    const gone = { id: idOf('gone'), name: 'gone', found: [] };
    const none = { id: `${group}/providers/Microsoft.Network/virtualNetworks/v`, name: 'v', found: [] };
    const held = { id: idOf('a'), name: 'a', found: [] };
    const result = await planRemedies([held, gone, none, ...all(arm, 'b')], options(), toolsFor(arm));
    expect(kinds(result)).toEqual(['a held', 'gone held', 'v held', 'b planned']);
    expect(result.remedies[0]?.why).toContain('No right to read');
  });

  test('does not believe a document of another cluster', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn });
    const failing = all(arm, 'a');
    const liar = failingEstate({ a: runCommandOn }, { handler: (sandbox) => (request) => (request.path.endsWith('/managedClusters/a') && request.method === 'GET' ? { status: 200, body: document(arm, 'b') } : sandbox(request)) });
    expect(kinds(await applyRemedies(failing, options(), toolsFor(liar)))).toEqual(['a held']);
    expect(writesIn(liar)).toEqual([]);
  });
});

describe('applying', () => {
  test('heals what disturbs nothing, leaves the rest with its reason, and tells the old values', async () => {
    const arm = failingEstate({ a: both, b: runCommandOn });
    const result = await applyRemedies(all(arm, 'a', 'b'), options(), toolsFor(arm));
    expect(kinds(result)).toEqual(['a applied', 'a held', 'b applied']);
    expect(result.failure).toBeUndefined();
    expect(result.remedies[0]?.steps).toMatchObject([{ status: 'done', details: ['properties.apiServerAccessProfile.disableRunCommand: false → true'], elapsed: expect.any(Number) }]);
    expect(result.remedies[1]).toMatchObject({ disruption: expect.stringContaining('reimaged'), why: expect.stringContaining('allow-disruption'), steps: [{ status: 'skipped' }] });
    expect(rulesOf(judged(arm, 'a'))).toEqual(['works-node-os-channel']);
    expect(rulesOf(judged(arm, 'b'))).toEqual([]);
    expect(writesIn(arm)).toEqual(['PUT a 200', 'PUT b 200']);
  });

  test('does everything in one write where a disruption is allowed', async () => {
    const arm = failingEstate({ a: both });
    expect(kinds(await applyRemedies(all(arm, 'a'), options({ allowDisruption: true }), toolsFor(arm)))).toEqual(['a applied']);
    expect(rulesOf(judged(arm, 'a'))).toEqual([]);
    expect(writesIn(arm)).toEqual(['PUT a 200']);
  });

  test('a second time writes nothing', async () => {
    const arm = failingEstate({ a: both });
    const before = all(arm, 'a');
    await applyRemedies(before, options({ allowDisruption: true }), toolsFor(arm));
    arm.forget();
    const again = await applyRemedies(before, options({ allowDisruption: true }), toolsFor(arm));
    expect([kinds(again), writesIn(arm)]).toEqual([['a held'], []]);
  });

  test('as a dry run writes nothing and says the same', async () => {
    const arm = failingEstate({ a: both });
    expect(kinds(await applyRemedies(all(arm, 'a'), options({ dryRun: true }), toolsFor(arm)))).toEqual(['a planned', 'a held']);
    expect(writesIn(arm)).toEqual([]);
  });

  test('works on one cluster at a time', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn, c: runCommandOn });
    let busy = 0;
    await applyRemedies(all(arm, 'a', 'b', 'c'), options(), toolsFor(arm, {
      beforeRequest: (_, { method }) => {
        if (method === 'PUT') busy = ['a', 'b', 'c'].filter((name) => at(document(arm, name), 'properties', 'provisioningState') !== 'Succeeded').length;
        expect(busy).toBe(0);
      },
    }));
    expect(writesIn(arm)).toHaveLength(3);
  });

  test('stops at the first failure: the others are held, and untouched', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn, c: both }, {
      handler: (sandbox) => (request) => (request.method === 'PUT' && request.path.endsWith('/b') && request.headers['if-match'] !== undefined ? { status: 400, body: { code: 'QuotaExceeded', message: 'Too much.' } } : sandbox(request)),
    });
    const result = await applyRemedies(all(arm, 'a', 'b', 'c'), options(), toolsFor(arm));
    expect(kinds(result)).toEqual(['a applied', 'b failed', 'c held', 'c held']);
    expect(result.failure?.message).toContain('Too much.');
    expect(result.remedies[1]).toMatchObject({ why: expect.stringContaining('Too much.'), steps: [{ status: 'failed' }] });
    expect(result.remedies[2]?.why).toContain('cluster b');
    expect(rulesOf(judged(arm, 'c'))).toContain('run-command');
  });

  test('says where Azure takes the write and keeps what it had', async () => {
    const arm = failingEstate({ a: runCommandOn }, {
      handler: (sandbox) => (request) => {
        const isOurs = request.method === 'PUT' && request.headers['if-match'] !== undefined;
        return isOurs ? { ...sandbox({ ...request, method: 'GET', headers: {} }), status: 200 } : sandbox(request);
      },
    });
    const result = await applyRemedies(all(arm, 'a'), options(), toolsFor(arm));
    expect(kinds(result)).toEqual(['a failed']);
    expect(result.failure?.message).toContain('disableRunCommand');
  });

  test('holds a cluster whose policies refuse every update, and goes on', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn }, {
      handler: (sandbox) => (request) => (request.method === 'PUT' && request.path.endsWith('/a') && request.headers['if-match'] !== undefined ? { status: 403, body: { error: { code: 'RequestDisallowedByPolicy', message: "Resource 'a' was disallowed by policy." } } } : sandbox(request)),
    });
    const result = await applyRemedies(all(arm, 'a', 'b'), options(), toolsFor(arm));
    expect(kinds(result)).toEqual(['a held', 'b applied']);
    expect(result.remedies[0]?.why).toContain('disallowed by policy');
  });
});

describe('a cluster that moves', () => {
  /** Somebody changes it at the run's n-th request. */
  const meanwhile = async (n: number, what: () => void, arm: InProcessArm, names: readonly string[] = ['a']): Promise<Remedies> =>
    await applyRemedies(all(arm, ...names), options(), toolsFor(arm, { beforeRequest: (now) => (now === n ? what() : undefined) }));

  test('is held where its plan is another when its turn comes', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn });
    const result = await meanwhile(3, () => change(arm, 'a', {}), arm, ['a', 'b']);
    expect(kinds(result)).toEqual(['a held', 'b applied']);
    expect(result.remedies[0]?.why).toContain('changed after it was judged');
  });

  test('is mended where it changed elsewhere: the write has what the other wrote', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const result = await meanwhile(2, () => change(arm, 'a', { ...runCommandOn, oidcIssuerProfile: { enabled: true } }), arm);
    expect(kinds(result)).toEqual(['a applied']);
    expect(at(document(arm, 'a'), 'properties', 'oidcIssuerProfile', 'enabled')).toBe(true);
  });

  test('is held where it changes between the last look and the write', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const result = await meanwhile(3, () => change(arm, 'a', { ...runCommandOn, oidcIssuerProfile: { enabled: true } }), arm);
    expect(kinds(result)).toEqual(['a held']);
    expect(at(document(arm, 'a'), 'properties', 'oidcIssuerProfile', 'enabled')).toBe(true);
    expect(rulesOf(judged(arm, 'a'))).toContain('run-command');
  });

  test('is waited for where somebody works on it, and has its plan then', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const result = await meanwhile(2, () => change(arm, 'a', runCommandOn, { rest: false }), arm);
    expect(kinds(result)).toEqual(['a applied']);
    expect(rulesOf(judged(arm, 'a'))).toEqual([]);
  });

  test('is not waited for as long as an upgrade may take', async () => {
    const arm = failingEstate({ a: runCommandOn, b: runCommandOn }, { speed: 0.01 });
    arm.clock.pass(1_000_000_000);
    const failing = all(arm, 'a', 'b');
    const begun = arm.clock.now();
    // Its operation takes six hours.
    const result = await applyRemedies(failing.slice(0, 1), options(), toolsFor(arm, { beforeRequest: (now) => (now === 2 ? change(arm, 'a', runCommandOn, { rest: false }) : undefined) }));
    expect(kinds(result)).toEqual(['a held']);
    expect(arm.clock.now() - begun).toBeLessThan(1_000_000);
  });

  test('is held in a plan while Azure works on it, and where it is stopped', async () => {
    const arm = failingEstate({ a: runCommandOn }, {
      handler: (sandbox) => (request) => {
        const answer = sandbox(request);
        return request.method === 'GET' && request.path.endsWith('/stopped') ? { ...answer, body: JSON.parse(JSON.stringify(answer.body).replace('"Running"', '"Stopped"')) } : answer;
      },
    });
    change(arm, 'stopped', runCommandOn);
    const failing = all(arm, 'a', 'stopped');
    change(arm, 'a', runCommandOn, { rest: false });
    arm.forget();
    for (const run of [planRemedies, applyRemedies]) {
      const result = await run(failing, options(), toolsFor(arm));
      expect(kinds(result)).toEqual(['a held', 'stopped held']);
      expect(result.remedies.map(({ why }) => why)).toEqual([expect.stringContaining('Updating'), expect.stringContaining('az aks start')]);
    }
    expect(writesIn(arm)).toEqual([]);
  });
});

describe('guard rails', () => {
  test('keep to the subscriptions that are allowed, and ask nothing of others', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const failing = all(arm, 'a');
    const result = await applyRemedies(failing, options({ allowedSubscriptions: ['00000000-0000-0000-0000-00000000ffff'] }), toolsFor(arm));
    expect(kinds(result)).toEqual(['a held']);
    expect(arm.requests).toEqual([]);
  });

  test('stop before the first write where another plan was approved', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const failing = all(arm, 'a');
    const { planHash } = await planRemedies(failing, options(), toolsFor(arm));
    change(arm, 'a', both);
    await expect(applyRemedies(all(arm, 'a'), options({ planHash, allowDisruption: true }), toolsFor(arm))).rejects.toBeInstanceOf(UserError);
    change(arm, 'a', runCommandOn);
    arm.forget();
    expect(kinds(await applyRemedies(failing, options({ planHash }), toolsFor(arm)))).toEqual(['a applied']);
  });

  test('hold a cluster of which the file would open it again', async () => {
    const arm = failingEstate({ a: runCommandOn });
    const fileFor = () => clusterFile({ properties: { networkProfile: { outboundType: 'loadBalancer' } } });
    const result = await applyRemedies(all(arm, 'a'), options({ fileFor }), toolsFor(arm));
    expect(kinds(result)).toEqual(['a held']);
    expect(result.remedies[0]?.why).toContain('outboundType');
  });

  test('write what the file declares along with the remedy, where that disturbs nothing', async () => {
    const arm = failingEstate({ a: runCommandOn });
    await applyRemedies(all(arm, 'a'), options({ fileFor: () => clusterFile({ tags: { team: 'one' } }) }), toolsFor(arm));
    expect(document(arm, 'a')).toMatchObject({ tags: { team: 'one' } });
  });
});

describe('a run that ends half-way', () => {
  const names = ['a', 'b', 'c'] as const;
  const estate = (settings: InProcessArmOptions = {}): InProcessArm => failingEstate({ a: runCommandOn, b: both, c: runCommandOn }, settings);

  test('by a signal says what is mended and how to go on, and holds the rest', async () => {
    const arm = estate();
    const controller = new AbortController();
    const result = await applyRemedies(all(arm, ...names), options(), toolsFor(arm, {
      signal: controller.signal,
      afterRequest: (_, { method, path }) => {
        if (method === 'PUT' && path.endsWith('/b')) controller.abort();
      },
    }));
    expect(result.failure).toBeInstanceOf(CancelledError);
    expect(result.failure?.message).toMatch(/Mended before: a\. Run the same command again/);
    expect(kinds(result)).toEqual(['a applied', 'b failed', 'b held', 'c held']);
  });

  test('is done by the next run, wherever it was killed: no cluster is written twice', async () => {
    const two = ['a', 'b'] as const;
    const quick = (): InProcessArm => failingEstate({ a: runCommandOn, b: both }, { roundTrip: 240_000 });
    const whole = quick();
    await applyRemedies(all(whole, ...two), options(), toolsFor(whole));
    const { length } = whole.requests;
    expect(length).toBeGreaterThan(7);
    for (const when of ['before', 'after'] as const) {
      for (let n = 1; n <= length; n += 1) {
        const arm = quick();
        await applyRemedies(all(arm, ...two), options(), toolsFor(arm, killedAt(n, when)));
        arm.clock.pass(3_600_000);
        await applyRemedies(all(arm, ...two), options(), toolsFor(arm));
        expect(two.map((name) => rulesOf(judged(arm, name)))).toEqual([[], ['works-node-os-channel']]);
        expect(arm.requests.filter(({ method, status }) => method === 'PUT' && status === 200)).toHaveLength(2);
      }
    }
  });

  test('leaves an operation that the next run finds under way, and does not write into it', async () => {
    const arm = estate();
    const failing = all(arm, ...names);
    // Reading three clusters, looking again at the first, and its write.
    await applyRemedies(failing, options(), toolsFor(arm, killedAt(5, 'after')));
    expect(writesIn(arm)).toEqual(['PUT a 200']);
    expect(kinds(await applyRemedies(failing, options(), toolsFor(arm)))).toEqual(['a held', 'b applied', 'b held', 'c applied']);
    expect(names.flatMap((name) => rulesOf(judged(arm, name)))).toEqual(['works-node-os-channel']);
  });
});

describe('the sandbox takes every change in place, and is healed by it', () => {
  const rules = [...ruleRemedies].flatMap(([rule, { kind }]) => (kind === 'in-place' ? [rule] : []));
  // Whether Defender has a private endpoint is told by the network around the cluster, which these have not.
  const cases = rules.flatMap((rule) => (openings[rule] ?? []).map((opening, index) => ({ name: `${rule} (${index + 1})`, rule, opening }))).filter(({ name }) => name !== 'egress-add-on (2)');

  test.each(cases)('$name', async ({ rule, opening }) => {
    const properties = at(opening(closedEstate())['cluster']?.body, 'properties');
    const opened = Object.fromEntries(profiles.map((name) => [name, withoutAbsent(at(properties, name))]));
    const arm = failingEstate({ a: opened });
    expect(rulesOf(judged(arm, 'a', everything))).toContain(rule);
    const result = await applyRemedies([judged(arm, 'a', everything)], options({ allowDisruption: true }), toolsFor(arm));
    expect(kinds(result)).toContain('a applied');
    expect(rulesOf(judged(arm, 'a', everything))).not.toContain(rule);
  });
});

const profiles = ['addonProfiles', 'securityProfile', 'ingressProfile', 'serviceMeshProfile', 'httpProxyConfig', 'autoUpgradeProfile', 'apiServerAccessProfile', 'nodeResourceGroupProfile'];

/** What an opening took away is taken out of the closed cluster as well. */
function withoutAbsent(profile: unknown): unknown {
  if (profile === undefined) return null;
  const absent = ['disableRunCommand', 'enablePrivateClusterPublicFQDN'].filter((name) => at(profile, 'enablePrivateCluster') === true && at(profile, name) === undefined);
  return isJsonObject(profile) ? { ...profile, ...Object.fromEntries(absent.map((name) => [name, null])) } : profile;
}
