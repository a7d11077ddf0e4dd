/** A target that `drift` looks at, run after run, and the issue that tells of it. */
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import { readRecord } from '../../../src/github/issue/record.ts';
import type { EarlierRun } from '../../../src/isolation/drift/earlier.ts';
import { parseEarlierState } from '../../../src/isolation/drift/state/read.ts';
import type { StoredIssue } from '../../../src/sandbox/github/stand-in.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { isolatedCluster } from '../azure.ts';
import { schedule } from '../events.ts';
import { driftInputs, runActionWarm, type ActionOptions, type ActionRun, type Given } from '../runner.ts';

/** What people see of an issue, and what it remembers. */
export interface IssueLife {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly why: StoredIssue['stateReason'];
  /** Without the hidden lines. */
  readonly body: string;
  /** Without their hidden line, oldest first; ours only. */
  readonly comments: readonly string[];
  /** "rule on name", in order; undefined where the hidden state cannot be read. */
  readonly remembers: readonly string[] | undefined;
  readonly earlier: EarlierRun | undefined;
}

export interface Scene {
  /** Looks once. */
  readonly look: (inputs?: Given, more?: Omit<ActionOptions, 'sandbox' | 'inputs'>) => Promise<ActionRun>;
  /** All issues with the scene's label, oldest first, whoever wrote them. */
  readonly issues: () => readonly IssueLife[];
  /** The only one; throws where there are more or none. */
  readonly issue: () => IssueLife;
}

export const workflow = 'github-actions[bot]';

/** @param label tells the issues of this scene from those of others in the same sandbox */
export function scene(sandbox: Sandbox, label: string, inputs: Given): Scene {
  const issues = (): readonly IssueLife[] => sandbox.github.issues().filter(({ labels }) => labels.includes(label)).map((issue) => lifeOf(sandbox, issue));
  return {
    look: async (changes = {}, more = {}) => await runActionWarm({ sandbox, event: schedule(), ...more, inputs: driftInputs(sandbox, { 'issue-label': label, ...inputs, ...changes }) }),
    issues,
    issue: () => {
      const [only, ...others] = issues();
      if (only === undefined || others.length > 0) throw new Error(`There are ${others.length + (only === undefined ? 0 : 1)} issues with the label ${label}.`);
      return only;
    },
  };
}

export function lifeOf({ github }: Sandbox, { number, state, stateReason, body }: StoredIssue): IssueLife {
  const { record, visible } = readRecord(body);
  const earlier = record?.state === undefined ? undefined : parseEarlierState(record.state);
  return {
    number, state, why: stateReason, body: visible, earlier,
    comments: github.comments(number).filter(({ author }) => author === workflow).map((comment) => comment.body.split('\n').slice(1).join('\n')),
    remembers: earlier?.findings.map(({ rule, resource }) => `${rule} on ${resource.name}`).toSorted(),
  };
}

/** What is switched on in an isolated cluster, as its properties; each is one finding. */
export const openings = {
  'run-command': { apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: false } },
  'node-os': { autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } },
  'artifacts': { bootstrapProfile: { artifactSource: 'Direct' } },
} as const satisfies Readonly<Record<string, JsonObject>>;

export type Opening = keyof typeof openings;

/** The rule that finds it. */
export const ruleOf: Readonly<Record<Opening, string>> = { 'run-command': 'aks-run-command', 'node-os': 'aks-node-os-upgrade-channel', 'artifacts': 'aks-bootstrap-artifact-source' };

/** The document of a cluster that is at rest, isolated but for what is switched on. */
export function livingCluster(id: string, ...opened: readonly Opening[]): JsonObject {
  const { name = '', resourceGroup = '' } = parseResourceId(id) ?? {};
  const body = isolatedCluster(Object.assign({}, ...opened.map((opening) => openings[opening])) as JsonObject);
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  return { ...body, id, name, type: 'Microsoft.ContainerService/managedClusters', properties: { provisioningState: 'Succeeded', powerState: { code: 'Running' }, nodeResourceGroup: `MC_${resourceGroup}_${name}`, ...properties } };
}

/** The id of a cluster below a resource group or, in its group `rg-fleet`, below a subscription. */
export function idBelow(scope: string, name: string): string {
  return `${scope.includes('/resourceGroups/') ? scope : `${scope}/resourceGroups/rg-fleet`}/providers/Microsoft.ContainerService/managedClusters/${name}`;
}

/** Puts a cluster there at once, or makes it another one. */
export function live({ arm }: Sandbox, id: string, ...opened: readonly Opening[]): void {
  arm.seed({ documents: [livingCluster(id, ...opened)] });
}
