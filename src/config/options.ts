/** From validated inputs to what each command takes. Every input of the table is read here, and nowhere else. */
import type { AssignOptions } from '../commands/assign/options.ts';
import type { AssignmentOptions } from '../commands/assignment/options.ts';
import type { CheckOptions } from '../commands/check/options.ts';
import type { DeployOptions } from '../commands/deploy/options.ts';
import type { DriftOptions, DriftTarget } from '../commands/drift/options.ts';
import type { RemoveClusterOptions } from '../commands/remove-cluster.ts';
import type { RemoveOptions } from '../commands/remove-policies.ts';
import type { SandboxCommandOptions } from '../commands/sandbox.ts';
import type { PublishOptions } from '../commands/publish/options.ts';
import type { Outcome } from '../commands/tools.ts';
import { managedClusterType } from '../arm/api-versions.ts';
import { formatResourceId, segmentAfter } from '../arm/resource-id.ts';
import { parseScope, type Scope } from '../arm/scope.ts';
import type { ConnectionOptions } from '../azure/connect.ts';
import type { ClusterFile } from '../isolation/specification.ts';
import { reaches } from '../policy/fail-on.ts';
import { defaultOwner } from '../policy/objects/stamp.ts';
import { UserError } from '../run/errors.ts';
import { configFilePath } from './config-file-path.ts';
import type { CommandName, Inputs } from './inputs.ts';
import { variantFrom } from './variant.ts';

type Given<Value> = Exclude<Value, undefined>;

/** How the surface names an input in sentences: `"location"` in a workflow, `--location` on the command line. */
export type Naming = (name: keyof Inputs) => string;

/** Throws one `UserError` for all inputs that are missing. */
export function requireInputs(command: CommandName, inputs: Inputs, naming: Naming): void {
  const missing = requiredInputs(command, inputs).filter((name) => inputs[name] === undefined).map(naming);
  if (missing.length === 0) return;
  const list = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1) ?? ''}`;
  throw new UserError(`"${command}" needs ${list ?? ''}, which ${missing.length === 1 ? 'is' : 'are'} missing.`);
}

function requiredInputs(command: CommandName, inputs: Inputs): readonly (keyof Inputs)[] {
  if (command === 'deploy' || command === 'remove cluster') return ['resource-group', 'cluster-name', 'subscription-id'];
  if (command === 'drift') return inputs.targets !== undefined || inputs.merge !== undefined ? [] : ['subscription-id', ...(inputs['cluster-name'] === undefined ? [] : ['resource-group' as const])];
  if (command === 'assign' || command === 'remove policies') return inputs.scope === undefined ? ['resource-group', 'subscription-id'] : [];
  return [];
}

/**
 * What `deploy` takes.
 * @param file the parsed `cluster-file`, when one was named
 * @param runner who runs, as other runs are told
 */
export function deployOptions(inputs: Inputs, file: ClusterFile | undefined, runner: string): DeployOptions {
  const given = defined(inputs);
  const variant = variantFrom(inputs);
  return {
    specification: {
      subscriptionId: inputs['subscription-id'] ?? '',
      resourceGroup: inputs['resource-group'] ?? '',
      name: inputs['cluster-name'] ?? '',
      ...given('location', 'location'),
      ...given('kubernetes-version', 'kubernetesVersion'),
      ...given('tier', 'tier'),
      ...given('node-pool-name', 'nodePoolName'),
      ...given('node-count', 'nodeCount'),
      ...given('node-size', 'nodeSize'),
      ...given('tags', 'tags'),
      ...(file === undefined ? {} : { file }),
      ...(variant === undefined ? {} : { variant }),
    },
    leaveTo: inputs['leave-isolation'],
    wait: inputs.wait ?? true,
    prerequisites: inputs.prerequisites ?? 'create',
    acknowledgesImages: inputs['acknowledge-images'] ?? false,
    allowsUnverified: inputs['allow-unverified'] ?? false,
    runner,
    assignPolicies: inputs['assign-policies'] ?? true,
    ...assignmentInputs(inputs),
    dryRun: inputs['dry-run'] ?? false,
    planHash: inputs['plan-hash'],
    failOn: inputs['fail-on'] ?? 'auto',
    exposures: inputs.exposures ?? 'auto',
    egress: inputs.egress ?? [],
    pollInterval: (inputs['poll-interval'] ?? 15) * 1000,
  };
}

/** What `check` takes. @param words plain words of the command line: paths */
export function checkOptions(inputs: Inputs, words: readonly string[] = []): CheckOptions {
  const { paths, ...how } = sourceOptions(inputs);
  return {
    paths: [...paths, ...words],
    ...how,
    initiatives: inputs.initiatives,
    parameters: inputs.parameters ?? {},
    policyPaths: inputs.policies ?? [],
    environment: inputs['policies-environment'],
    exemptionsFile: inputs.exemptions,
    failOn: inputs['fail-on'] ?? 'auto',
    leastSeverity: inputs.severity ?? 'low',
    exposures: inputs.exposures ?? 'auto',
    egress: inputs.egress ?? [],
    onlyNew: inputs['only-new'] ?? inputs.baseline !== undefined,
    baseline: inputs.baseline,
    configurationFile: configFilePath,
    trust: inputs.trust,
    githubToken: inputs['github-token'],
    fromReport: inputs['from-report'],
    verify: inputs.verify ?? false,
  };
}

/** Which infrastructure files are read, and how they are expanded. */
function sourceOptions(inputs: Inputs): Pick<CheckOptions, 'paths' | 'parameterFiles' | 'templateParameters' | 'facts' | 'providerVersion'> {
  const given = defined(inputs);
  return {
    paths: inputs.paths ?? [],
    parameterFiles: inputs['parameter-files'] ?? [],
    templateParameters: inputs['template-parameters'] ?? {},
    facts: {
      cloud: clouds[inputs.cloud ?? 'public'],
      ...given('tenant-id', 'tenantId'),
      ...given('subscription-id', 'subscriptionId'),
      ...given('resource-group', 'resourceGroup'),
      ...given('location', 'location'),
    },
    providerVersion: inputs['terraform-provider-version'],
  };
}

/**
 * What `drift` takes.
 * @param isWorkflow an issue is kept unless somebody says otherwise
 * @param clusterFile the parsed `cluster-file`, when one was named
 */
export function driftOptions(inputs: Inputs, isWorkflow: boolean, workflow?: string, clusterFile?: ClusterFile): DriftOptions {
  const target = driftTarget(inputs);
  const { shard } = inputs;
  const label = inputs['issue-label'] ?? 'aks-isolation-drift';
  const keeps = inputs.issue ?? isWorkflow;
  const remediate = inputs.remediate ?? 'none';
  if (shard !== undefined && target.kind === 'cluster') throw new UserError('"shard" splits a fleet into parts, and "targets" names one cluster. Leave one of them out.');
  if (clusterFile !== undefined && target.kind !== 'cluster') throw new UserError('"cluster-file" declares one cluster, and several are looked at. Give "cluster-name" with it, or declare clusters by "paths".');
  if (remediate === 'apply' && inputs.merge !== undefined) throw new UserError('"merge" joins reports and writes nothing to Azure: leave "remediate" out.');
  return {
    target,
    initiatives: inputs.initiatives,
    parameters: inputs.parameters ?? {},
    policyPaths: inputs.policies ?? [],
    environment: inputs['policies-environment'],
    exemptionsFile: inputs.exemptions,
    baseline: undefined,
    earlierReport: inputs['earlier-report'],
    failOn: inputs['fail-on'] ?? 'auto',
    leastSeverity: inputs.severity ?? 'low',
    exposures: inputs.exposures ?? 'auto',
    egress: inputs.egress ?? [],
    shard,
    merge: inputs.merge,
    issue: keeps ? { key: inputs['issue-key'] ?? issueKey(workflow, target), label } : undefined,
    githubToken: inputs['github-token'],
    azureStates: inputs['azure-states'] ?? inputs['trigger-evaluation'] ?? false,
    triggerEvaluation: inputs['trigger-evaluation'] ?? false,
    remediate,
    allowDisruption: inputs['allow-disruption'] ?? false,
    declared: declaredOptions(inputs, clusterFile),
    allowedSubscriptions: inputs['allowed-subscriptions'] ?? [],
    dryRun: inputs['dry-run'] ?? false,
    planHash: inputs['plan-hash'],
    pollInterval: (inputs['poll-interval'] ?? 15) * 1000,
  };
}

function declaredOptions(inputs: Inputs, clusterFile: ClusterFile | undefined): DriftOptions['declared'] {
  const sources = sourceOptions(inputs);
  return sources.paths.length === 0 && clusterFile === undefined ? undefined : { ...sources, clusterFile };
}

/** Another workflow, and another target, keep issues of their own. */
function issueKey(workflow: string | undefined, target: DriftTarget): string {
  const ids = target.kind === 'cluster' ? [target.id] : [...target.scopes.map(({ id }) => id), ...target.clusters];
  return `${workflow ?? ''} / drift / ${ids.map((id) => id.toLowerCase()).toSorted().join(' ')}`;
}

function driftTarget(inputs: Inputs): DriftTarget {
  const targets = inputs.targets ?? [];
  const clusters = [...new Map(targets.flatMap((target) => (target.kind === 'cluster' ? [[target.id.toLowerCase(), target.id] as const] : []))).values()];
  const scopes = targets.flatMap((target) => (target.kind === 'cluster' ? [] : [target]));
  const [only, other] = clusters;
  if (only !== undefined && other === undefined && scopes.length === 0) return { kind: 'cluster', id: only };
  if (targets.length > 0) return { kind: 'fleet', scopes, clusters };
  const subscription = `/subscriptions/${inputs['subscription-id'] ?? ''}`;
  const group = inputs['resource-group'];
  const name = inputs['cluster-name'];
  if (name !== undefined && group !== undefined) return { kind: 'cluster', id: formatResourceId(`${subscription}/resourceGroups/${group}`, managedClusterType, name) };
  const scope = parseScope(group === undefined ? subscription : `${subscription}/resourceGroups/${group}`);
  return { kind: 'fleet', scopes: scope === undefined ? [] : [scope], clusters: [] };
}

const clouds = { 'public': 'public', 'us-government': 'usgovernment', 'china': 'china' } as const;

/** What `assign` takes. */
export function assignOptions(inputs: Inputs): AssignOptions {
  return {
    scope: assignmentScope(inputs),
    ...assignmentInputs(inputs),
    initiatives: inputs.initiatives,
    policyPaths: inputs.policies ?? [],
    exemptionsFile: inputs.exemptions,
    includeBuiltIns: inputs['include-built-ins'] ?? false,
    exemptForDays: inputs['exempt-for-days'],
    prune: inputs.prune ?? false,
    location: inputs.location,
    dryRun: inputs['dry-run'] ?? false,
    planHash: inputs['plan-hash'],
  };
}

/** What `remove policies` takes. */
export function removeOptions(inputs: Inputs): RemoveOptions {
  return {
    scope: assignmentScope(inputs), definitionScope: inputs['definition-scope'], owner: inputs.owner ?? defaultOwner,
    dryRun: inputs['dry-run'] ?? false, planHash: inputs['plan-hash'],
  };
}

/** What `remove cluster` takes. */
export function removeClusterOptions(inputs: Inputs): RemoveClusterOptions {
  return {
    subscriptionId: inputs['subscription-id'] ?? '', resourceGroup: inputs['resource-group'] ?? '', name: inputs['cluster-name'] ?? '',
    confirm: inputs.confirm, dryRun: inputs['dry-run'] ?? false, planHash: inputs['plan-hash'], pollInterval: (inputs['poll-interval'] ?? 15) * 1000,
  };
}

function assignmentInputs(inputs: Inputs): Omit<AssignmentOptions, 'scope'> {
  return { definitionScope: inputs['definition-scope'], parameters: inputs.parameters ?? {}, enforcement: inputs.enforcement ?? 'auto', owner: inputs.owner ?? defaultOwner };
}

function assignmentScope(inputs: Inputs): Scope {
  const text = `/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`;
  const scope = inputs.scope ?? parseScope(text);
  if (scope === undefined) throw new UserError(`${text} is no scope; give "scope".`);
  return scope;
}

/** How to reach Azure. The guard rail `allowed-subscriptions` is checked here, before anything is asked of Azure. */
export function connectionOptions(command: CommandName, inputs: Inputs): ConnectionOptions {
  const scope = inputs.scope;
  const targets = command === 'drift' ? (inputs.targets ?? []) : [];
  const targeted = targets.map((target) => (target.kind === 'cluster' ? segmentAfter(target.id, 'subscriptions') : target.kind === 'managementGroup' ? undefined : target.subscriptionId));
  const subscriptionId = inputs['subscription-id'] ?? targeted.find((id) => id !== undefined) ?? (scope !== undefined && scope.kind !== 'managementGroup' ? scope.subscriptionId : undefined);
  const allowedTenants = inputs['allowed-tenants'] ?? [];
  const tenantId = inputs['tenant-id'];
  if (tenantId !== undefined && allowedTenants.length > 0 && !allowedTenants.includes(tenantId)) {
    throw new UserError(`Tenant ${tenantId} is not among "allowed-tenants"; nothing was asked of Azure.`);
  }
  const isAlone = command === 'assign' || command === 'remove policies';
  checkSubscriptions(inputs['allowed-subscriptions'] ?? [], isAlone && scope !== undefined ? [] : [subscriptionId, ...targeted], [scope, command === 'check' || command === 'drift' || command === 'remove cluster' ? undefined : inputs['definition-scope'], ...targets.flatMap((target) => (target.kind === 'cluster' ? [] : [target]))]);
  return {
    cloud: inputs.cloud ?? 'public',
    armEndpoint: inputs['arm-endpoint'],
    authorityHost: inputs['authority-host'],
    subscriptionId,
    tenantId,
    clientId: inputs['client-id'],
    allowedTenants,
  };
}

function checkSubscriptions(allowed: readonly string[], named: readonly (string | undefined)[], scopes: readonly (Scope | undefined)[]): void {
  if (allowed.length === 0) return;
  for (const scope of scopes) {
    if (scope?.kind === 'managementGroup') {
      throw new UserError(`${scope.id} reaches beyond the subscriptions of "allowed-subscriptions"; nothing was asked of Azure.`);
    }
  }
  const wanted = [...named, ...scopes.map((scope) => (scope === undefined || scope.kind === 'managementGroup' ? undefined : scope.subscriptionId))];
  const refused = wanted.find((id) => id !== undefined && !allowed.includes(id.toLowerCase()));
  if (refused !== undefined) throw new UserError(`Subscription ${refused} is not among "allowed-subscriptions"; nothing was asked of Azure.`);
}

/** What becomes of the report. */
export function publishOptions(inputs: Inputs): PublishOptions {
  return {
    comment: inputs.comment ?? true,
    commentKey: inputs['comment-key'],
    pullRequestNumber: inputs['pull-request-number'],
    githubToken: inputs['github-token'],
    fails: (finding) => reaches(inputs['fail-on'] ?? 'auto', finding, inputs.severity),
    suggestions: inputs.suggestions ?? false,
    ...reportOptions(inputs),
  };
}

/** The same for a run that ended so: its report may be about another pull request than the event's, or about none. */
export function publishOptionsFor({ pullRequestNumber, isPrivate }: Outcome, inputs: Inputs): PublishOptions {
  const options = publishOptions(inputs);
  return { ...options, comment: options.comment && isPrivate !== true, pullRequestNumber: pullRequestNumber ?? options.pullRequestNumber };
}

/** In what form the report goes where. */
export function reportOptions(inputs: Inputs): Pick<PublishOptions, 'output' | 'format'> {
  return { output: inputs.output, format: inputs.json === true ? 'json' : inputs.format };
}

/** Spreads an input under another name, or nothing when it was not given: absence and `undefined` are not the same to a plan. */
function defined(inputs: Inputs): <Name extends keyof Inputs, Key extends string>(name: Name, key: Key) => { readonly [K in Key]?: Given<Inputs[Name]> } {
  return <Name extends keyof Inputs, Key extends string>(name: Name, key: Key) => {
    const value = inputs[name];
    return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Given<Inputs[Name]> };
  };
}

/** What `sandbox` and `demo` take. */
export function sandboxOptions(inputs: Inputs): SandboxCommandOptions {
  return {
    armPort: inputs.port ?? 0,
    authorityPort: inputs['authority-port'] ?? 0,
    githubPort: inputs['github-port'] ?? 0,
    speed: inputs.speed ?? 60,
    quota: inputs.quota ?? 'off',
    fault: inputs.fault ?? [],
    faults: inputs.faults,
    estate: inputs.estate,
    state: inputs.state,
    keep: inputs.keep ?? false,
    debug: inputs.debug ?? false,
  };
}
