/**
 * The one table of inputs. `action.yml`, the README's table, `--help`, validation and the configuration file all follow it;
 * tests hold them together. Adding an input is adding a row here and reading it in `options.ts`.
 */
import type { InputKind, ValueOf } from './kinds.ts';

export const commandNames = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster', 'policies', 'sandbox', 'demo'] as const;
export type CommandName = (typeof commandNames)[number];

/** The commands a workflow can run; the others are the command line's alone. */
export const actionCommands = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster'] as const satisfies readonly CommandName[];
export type ActionCommand = (typeof actionCommands)[number];

export interface InputSpecification {
  /** The name in `with:`, on the command line (with two dashes) and in the configuration file. */
  readonly name: string;
  readonly kind: InputKind;
  /** The commands that read it. */
  readonly commands: readonly CommandName[];
  /** What it means, in one sentence; allowed values and default are added by whoever prints it. */
  readonly description: string;
  /** The default as people read it; the code that applies it stands with the command. */
  readonly default?: string;
  /** May `.github/aks-isolation.yml` hold it? Never: credentials, ids, endpoints, guard rails and approvals. */
  readonly inFile: boolean;
  /** `commandLine`: not an input of the action. `action`: no flag. */
  readonly surface?: 'commandLine' | 'action';
  /** Environment variables read when neither input nor flag is given, first match wins. */
  readonly environment?: readonly string[];
  /** What stands in for the value in `--help`: `--location NAME`. */
  readonly placeholder?: string;
}

const azure = ['deploy', 'assign', 'remove policies'] as const;
const planning = [...azure, 'remove cluster', 'drift'] as const;
const inWorkflows = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster'] as const;
const onPullRequests = ['check', 'deploy', 'assign', 'remove policies', 'remove cluster'] as const;
const reporting = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster', 'policies'] as const;

export const inputTable = [
  {
    name: 'command', kind: { type: 'choice', values: actionCommands }, commands: inWorkflows, inFile: false, surface: 'action',
    description: 'What to do.',
  },

  // The gate
  {
    name: 'paths', kind: { type: 'paths' }, commands: ['check', 'drift'], inFile: true, placeholder: 'PATHS',
    description: 'Files, folders and patterns (`infra/**/*.json`, `!infra/old/**`) to judge, one to a line; on the command line also as plain words. For `drift` what is declared of the living clusters.', default: 'the whole checkout; for `drift` nothing',
  },
  {
    name: 'parameter-files', kind: { type: 'paths' }, commands: ['check', 'drift'], inFile: true, placeholder: 'PATHS',
    description: 'Parameter files of templates, one to a line. Those that lie beside their template by name (`main.parameters.json`, `main.prod.parameters.json`) are found without.',
  },
  {
    name: 'template-parameters', kind: { type: 'mapping' }, commands: ['check', 'drift'], inFile: true, placeholder: 'YAML',
    description: 'Values for parameters of templates, as a YAML or JSON mapping; they win over parameter files and defaults.',
  },
  {
    name: 'terraform-provider-version', kind: { type: 'version' }, commands: ['check', 'drift'], inFile: true, placeholder: 'VERSION',
    description: 'Version of the Terraform provider azurerm that plans were made with, which decides defaults.', default: 'that of `.terraform.lock.hcl`, else the newest known',
  },
  {
    name: 'initiatives', kind: { type: 'paths' }, commands: ['check', 'assign', 'drift'], inFile: true, placeholder: 'NAMES',
    description: 'Bundled initiatives to judge by or to assign, one to a line; `none` for none, where `policies` are given.', default: '`aks-egress-isolation-core`',
  },
  {
    name: 'policies', kind: { type: 'paths' }, commands: ['check', 'assign', 'drift'], inFile: true, placeholder: 'PATHS',
    description: 'Files and folders of your own Azure Policy documents (definitions, initiatives, assignments, exemptions as JSON; for `check` the layouts of EPAC and manage-azure-policy too), one to a line.',
  },
  {
    name: 'policies-environment', kind: { type: 'text', maximum: 200 }, commands: ['check', 'drift'], inFile: true, placeholder: 'NAME',
    description: 'The environment (`pacSelector`) to judge by, where `policies` are in the layout of Enterprise Policy as Code and have several.',
  },
  {
    name: 'exemptions', kind: { type: 'file' }, commands: ['check', 'assign', 'drift'], inFile: true, placeholder: 'FILE',
    description: 'File of exemptions: rule, resource, reason, owner and end of each.', default: '`.github/aks-isolation-exemptions.yml`, where there is one',
  },
  {
    name: 'only-new', kind: { type: 'boolean' }, commands: ['check'], inFile: true,
    description: 'Show and count only findings that `baseline`, or else the base commit judged in the same run, does not have.', default: '`false`',
  },
  {
    name: 'baseline', kind: { type: 'file' }, commands: ['check'], inFile: true, placeholder: 'FILE',
    description: 'An earlier report in JSON: what it holds is known. Implies `only-new`.',
  },
  {
    name: 'severity', kind: { type: 'choice', values: ['high', 'medium', 'low'] }, commands: ['check', 'drift'], inFile: true,
    description: 'The least severity that fails the run; less severe findings are shown.', default: '`low`',
  },
  {
    name: 'exposures', kind: { type: 'choice', values: ['auto', 'all', 'none'] }, commands: ['check', 'deploy', 'drift'], inFile: true,
    description: 'Which ways out of a cluster are findings, seen across its resources: `auto` those of medium and high severity, `all` the second locks too. The rest stands in the table of ways; `none` looks at none.', default: '`auto`; `none` with `initiatives: none`',
  },
  {
    name: 'egress', kind: { type: 'egress' }, commands: ['check', 'deploy', 'drift'], inFile: true, placeholder: 'YAML',
    description: 'Ways out that are meant: a list of `way` (id of an exposure), `to` (what it leads to), `reason` and perhaps `cluster`. What is declared and there is no finding.',
  },
  {
    name: 'trust', kind: { type: 'choice', values: ['base', 'head'] }, commands: ['check'], inFile: false,
    description: 'Where policies, parameters, exemptions, baseline and configuration are read: from the base commit, which the change under review cannot alter, or from the checkout.',
    default: '`base` on pull requests and in merge queues, `head` otherwise',
  },
  {
    name: 'suggestions', kind: { type: 'boolean' }, commands: ['check'], inFile: true,
    description: 'Whether to write each ready fix as a suggestion on its line of the pull request, once (`pull-requests: write`).', default: '`false`',
  },
  {
    name: 'verify', kind: { type: 'boolean' }, commands: ['check'], inFile: true,
    description: 'Whether to ask Azure Policy, too, what it says of the resources, and report where its answer differs; needs `subscription-id`, `resource-group` and a sign-in (role Reader).', default: '`false`',
  },
  {
    name: 'from-report', kind: { type: 'file' }, commands: ['check'], inFile: false, placeholder: 'FILE',
    description: 'Judge nothing, publish this report in JSON of an earlier run: the second workflow (`workflow_run`) of the pattern for comments on pull requests from forks.',
  },

  // The cluster
  {
    name: 'resource-group', kind: { type: 'resourceGroup' }, commands: inWorkflows, inFile: true, placeholder: 'NAME',
    description: 'Resource group of the cluster; `deploy` creates it when it is absent. For `assign` and `remove policies` it is the default scope, for `check` where templates would be deployed.',
  },
  {
    name: 'cluster-name', kind: { type: 'clusterName' }, commands: ['deploy', 'drift', 'remove cluster'], inFile: true, placeholder: 'NAME',
    description: 'Name of the cluster.',
  },
  {
    name: 'location', kind: { type: 'location' }, commands: ['check', 'deploy', 'assign', 'drift'], inFile: true, placeholder: 'NAME',
    description: 'Azure region of a new cluster and resource group, for example `westeurope`. Needed to create; must agree with a living cluster. For `check` and `drift` the region of the resource group of templates; for `assign` that of the identity of policies that act.',
  },
  {
    name: 'kubernetes-version', kind: { type: 'kubernetesVersion' }, commands: ['deploy'], inFile: true, placeholder: 'VERSION',
    description: 'Kubernetes version, `1.34` or `1.34.2`. A newer living version is left alone.', default: "Azure's default",
  },
  {
    name: 'tier', kind: { type: 'choice', values: ['Free', 'Standard', 'Premium'] }, commands: ['deploy'], inFile: true,
    description: "The cluster's pricing tier.", default: '`Standard` for a new cluster',
  },
  {
    name: 'node-pool-name', kind: { type: 'poolName' }, commands: ['deploy'], inFile: true, placeholder: 'NAME',
    description: 'The system pool that `node-count` and `node-size` speak of.', default: "`system` for a new cluster, else the living cluster's only system pool",
  },
  {
    name: 'node-count', kind: { type: 'integer', minimum: 1, maximum: 1000 }, commands: ['deploy'], inFile: true, placeholder: 'N',
    description: 'Nodes in the system pool. Ignored where the pool scales itself.', default: '`3` for a new cluster',
  },
  {
    name: 'node-size', kind: { type: 'vmSize' }, commands: ['deploy'], inFile: true, placeholder: 'SKU',
    description: 'Virtual machine size of the system pool. It cannot change on a living pool.', default: '`Standard_D4ds_v5` for a new cluster',
  },
  {
    name: 'tags', kind: { type: 'tags' }, commands: ['deploy'], inFile: true, placeholder: 'YAML',
    description: 'Tags of the cluster, as a YAML or JSON mapping. On a living cluster they are added or changed, never removed.',
  },
  {
    name: 'cluster-file', kind: { type: 'file' }, commands: ['deploy', 'drift'], inFile: true, placeholder: 'FILE',
    description: 'A cluster in ARM form (JSON or YAML: `location`, `tags`, `sku`, `identity`, `properties`) that is merged under the isolation settings; it may not weaken them. For `drift` what is declared of the one cluster.',
  },

  // How it is isolated
  {
    name: 'outbound-type', kind: { type: 'choice', values: ['none', 'block'] }, commands: ['deploy'], inFile: true,
    description: 'The outbound type of isolation. `block` is for networks that AKS manages.', default: '`none`; a living isolated cluster keeps its own',
  },
  {
    name: 'api-server', kind: { type: 'choice', values: ['private-link', 'vnet-integration'] }, commands: ['deploy'], inFile: true,
    description: 'How the API server is reached privately: by a private link, or from a subnet. A living public one turns private only by `vnet-integration`, for good, and with a restart of the cluster.', default: '`private-link` for a new cluster',
  },
  {
    name: 'virtual-network', kind: { type: 'resourceReference' }, commands: ['deploy'], inFile: true, placeholder: 'NAME|ID',
    description: "Your own virtual network for a new cluster: a name in the cluster's resource group, or an id.", default: 'a network that AKS manages',
  },
  {
    name: 'address-prefix', kind: { type: 'addressPrefix' }, commands: ['deploy'], inFile: true, placeholder: 'CIDR',
    description: 'Addresses of a virtual network that is created; its subnets are cut from them.', default: '`10.224.0.0/16`',
  },
  {
    name: 'node-subnet', kind: { type: 'resourceName' }, commands: ['deploy'], inFile: true, placeholder: 'NAME',
    description: 'Subnet of the nodes in `virtual-network`.', default: '`nodes`',
  },
  {
    name: 'endpoint-subnet', kind: { type: 'resourceName' }, commands: ['deploy'], inFile: true, placeholder: 'NAME',
    description: "Subnet of the registry's private endpoint in `virtual-network`.", default: '`endpoints`',
  },
  {
    name: 'api-server-subnet', kind: { type: 'resourceName' }, commands: ['deploy'], inFile: true, placeholder: 'NAME',
    description: 'Subnet of the API server in `virtual-network`, with `api-server: vnet-integration`.', default: '`api-server`',
  },
  {
    name: 'registry', kind: { type: 'resourceReference' }, commands: ['deploy'], inFile: true, placeholder: 'NAME|ID',
    description: "Your own container registry (Premium) that nodes start from: a name in the cluster's resource group, or an id. On a living cluster that has another, the registry is changed and every node made anew.", default: 'a registry that AKS manages; a living cluster keeps its own',
  },
  {
    name: 'registry-dns-zone', kind: { type: 'resourceReference' }, commands: ['deploy'], inFile: true, placeholder: 'ID',
    description: 'Id of the private DNS zone of registries, where it is kept in a hub.', default: 'the one that the network is linked to, else one in the resource group of the registry',
  },
  {
    name: 'control-plane-identity', kind: { type: 'resourceReference' }, commands: ['deploy'], inFile: true, placeholder: 'NAME|ID',
    description: 'User-assigned identity of the control plane, with `virtual-network`.', default: '`id-<cluster>-control-plane`',
  },
  {
    name: 'kubelet-identity', kind: { type: 'resourceReference' }, commands: ['deploy'], inFile: true, placeholder: 'NAME|ID',
    description: 'User-assigned identity that nodes pull images as, with `registry`.', default: '`id-<cluster>-kubelet`',
  },
  {
    name: 'prerequisites', kind: { type: 'choice', values: ['create', 'verify', 'ignore'] }, commands: ['deploy'], inFile: true,
    description: 'What to do about what is missing around the cluster (network, registry, cache rule, private endpoint, DNS, identities, roles): `create` makes it, `verify` names it with the commands and stops, `ignore` does not look.', default: '`create`',
  },
  {
    name: 'acknowledge-images', kind: { type: 'boolean' }, commands: ['deploy'], inFile: false,
    description: 'Isolating a living cluster ends every pull of images from other registries than its own, and makes all nodes anew: `true` says that this is known. Without, the plan is shown and nothing written.', default: '`false`',
  },
  {
    name: 'allow-unverified', kind: { type: 'boolean' }, commands: ['deploy'], inFile: false,
    description: 'Whether to go on with variants and kinds of clusters of which no source says that isolation works; the plan names them.', default: '`false`',
  },
  {
    name: 'leave-isolation', kind: { type: 'choice', values: ['loadBalancer', 'managedNATGateway', 'userAssignedNATGateway', 'userDefinedRouting'] }, commands: ['deploy'], inFile: false,
    description: 'The way back: opens the cluster again with this outbound type, then lets nodes start from the public registry, then makes them anew. Policies are not touched.',
  },
  {
    name: 'wait', kind: { type: 'boolean' }, commands: ['deploy'], inFile: false,
    description: 'Whether to wait for what Azure does. With `false` the run ends when something long has begun, and the next run goes on from there.', default: '`true`',
  },

  // The living clusters
  {
    name: 'targets', kind: { type: 'driftTargets' }, commands: ['drift'], inFile: false, placeholder: 'IDS',
    description: 'What to look at: ids of management groups, subscriptions, resource groups and clusters, one to a line.', default: 'the cluster of `cluster-name`, else the resource group of `resource-group`, else the subscription',
  },
  {
    name: 'shard', kind: { type: 'shard' }, commands: ['drift'], inFile: false, placeholder: 'I/N',
    description: 'Look at one of several parts of the subscriptions only (`2/8`): for a job matrix over a tenant. Give the reports of all parts to `merge` afterwards.',
  },
  {
    name: 'merge', kind: { type: 'paths' }, commands: ['drift'], inFile: false, placeholder: 'FILES',
    description: 'Judge nothing, join the JSON reports of all shards of one fleet, one to a line, and tell of the whole.',
  },
  {
    name: 'earlier-report', kind: { type: 'file' }, commands: ['drift'], inFile: false, placeholder: 'FILE',
    description: 'JSON report of the run before, to compare with: an artifact, downloaded. It may be missing.', default: 'what the issue remembers',
  },
  {
    name: 'issue', kind: { type: 'boolean' }, commands: ['drift'], inFile: true,
    description: 'Whether to keep one issue of the target (`issues: write`): its text is written anew by each run, it gets a comment when the findings change, is closed when the target is clean, and opened again.', default: '`true` in workflows; a shard only reads it',
  },
  {
    name: 'issue-label', kind: { type: 'text', maximum: 50 }, commands: ['drift'], inFile: true, placeholder: 'TEXT',
    description: 'Label of the issue, by which it is found.', default: '`aks-isolation-drift`',
  },
  {
    name: 'issue-key', kind: { type: 'text', maximum: 200 }, commands: ['drift'], inFile: true, placeholder: 'TEXT',
    description: 'Names the one issue that this run keeps.', default: 'workflow and target',
  },
  {
    name: 'azure-states', kind: { type: 'boolean' }, commands: ['drift'], inFile: true,
    description: "Whether to set Azure Policy's own compliance states beside; where they differ, that is a finding.", default: '`false`',
  },
  {
    name: 'trigger-evaluation', kind: { type: 'boolean' }, commands: ['drift'], inFile: true,
    description: 'Whether to have Azure Policy evaluate the scope anew before it is asked, which takes minutes (role Resource Policy Contributor); implies `azure-states`.', default: '`false`',
  },
  {
    name: 'remediate', kind: { type: 'choice', values: ['none', 'plan', 'apply'] }, commands: ['drift'], inFile: false,
    description: "What to do about failing clusters: `plan` shows `deploy`'s plan for each, `apply` carries out what disturbs nothing, one cluster after the other.", default: '`none`',
  },
  {
    name: 'allow-disruption', kind: { type: 'boolean' }, commands: ['drift'], inFile: false,
    description: 'Whether `remediate: apply` may also do what reimages nodes, drops connections or restarts things.', default: '`false`',
  },

  // The policies
  {
    name: 'assign-policies', kind: { type: 'boolean' }, commands: ['deploy'], inFile: true,
    description: "Whether `deploy` also assigns the initiative at the cluster's resource group.", default: '`true`',
  },
  {
    name: 'scope', kind: { type: 'scope' }, commands: ['assign', 'remove policies', 'policies'], inFile: false, placeholder: 'ID',
    description: 'Where to assign, or what to take away: id of a management group, subscription or resource group. For `policies show` where the definitions of an initiative live.', default: 'the resource group of `resource-group`',
  },
  {
    name: 'definition-scope', kind: { type: 'scope' }, commands: azure, inFile: false, placeholder: 'ID',
    description: 'Where definitions and initiative live: id of the subscription or of a management group at or above the assignment.', default: "the assignment's management group or subscription",
  },
  {
    name: 'parameters', kind: { type: 'mapping' }, commands: ['check', 'deploy', 'assign', 'drift'], inFile: true, placeholder: 'YAML',
    description: "The initiatives' parameters, as a YAML or JSON mapping, for example `allowedOutboundTypes: [none, block]`.",
  },
  {
    name: 'enforcement', kind: { type: 'choice', values: ['auto', 'do-not-enforce'] }, commands: ['deploy', 'assign'], inFile: true,
    description: 'With `auto` an assignment is enforced once everything in its scope that its rules concern has been looked at and nothing would be locked out. What is enforced already is never loosened.', default: '`auto`',
  },
  {
    name: 'exempt-for-days', kind: { type: 'integer', minimum: 1, maximum: 730 }, commands: ['assign'], inFile: true, placeholder: 'N',
    description: 'Exempt what enforcement would lock out for so many days, each resource by itself, and enforce.', default: 'nothing is exempt: the assignment is not enforced then',
  },
  {
    name: 'include-built-ins', kind: { type: 'boolean' }, commands: ['assign', 'policies'], inFile: true,
    description: "Whether the bundled initiatives get Azure's built-ins of the same ground as members too. For `policies show` likewise.", default: '`false`',
  },
  {
    name: 'owner', kind: { type: 'ownerName' }, commands: azure, inFile: true, placeholder: 'NAME',
    description: 'Who keeps the policy objects: several teams may share a scope, and a run touches the objects of its own owner only.', default: '`default`',
  },
  {
    name: 'prune', kind: { type: 'boolean' }, commands: ['assign'], inFile: true,
    description: 'Whether to take away objects of this owner that the library does not have any more; the plan shows them first.', default: '`false`',
  },

  // The run
  {
    name: 'dry-run', kind: { type: 'boolean' }, commands: planning, inFile: false,
    description: 'Print what would be done, write nothing.', default: '`false`',
  },
  {
    name: 'plan-hash', kind: { type: 'sha256' }, commands: planning, inFile: false, placeholder: 'HASH',
    description: 'The `plan-hash` output of an approved `dry-run`: the run stops before the first write if the plan is no longer that one.',
  },
  {
    name: 'confirm', kind: { type: 'text', maximum: 63 }, commands: ['remove cluster'], inFile: false, placeholder: 'NAME',
    description: 'The name of the cluster once more, without which it is not deleted; `dry-run` goes without.',
  },
  {
    name: 'fail-on', kind: { type: 'choice', values: ['auto', 'undetermined', 'violation', 'never'] }, commands: ['check', 'deploy', 'drift'], inFile: true,
    description: 'The least verdict that fails the run. A file that cannot be read and a rule that fails itself always do.', default: '`auto`: `undetermined` for Deny rules, `violation` for the rest',
  },
  {
    name: 'poll-interval', kind: { type: 'integer', minimum: 1, maximum: 300 }, commands: ['deploy', 'drift', 'remove cluster'], inFile: true, placeholder: 'SECONDS',
    description: 'Seconds between two looks at a running operation; a `Retry-After` of Azure wins.', default: '`15`',
  },
  {
    name: 'format', kind: { type: 'choice', values: ['text', 'lines', 'json', 'markdown', 'sarif', 'html'] }, commands: reporting, inFile: true,
    description: 'Form of the report; `lines` is one line for each finding, `file:line:col: severity rule message`.',
    default: '`text` on the command line (`lines` for `policies lint`), `json` for the file of the action',
  },
  {
    name: 'output', kind: { type: 'file' }, commands: reporting, inFile: false, placeholder: 'FILE',
    description: 'File that receives the report.', default: 'standard output; in the action a file in the temporary folder of the runner',
  },

  // The pull request
  {
    name: 'comment', kind: { type: 'boolean' }, commands: onPullRequests, inFile: true,
    description: 'Whether to comment on the pull request.', default: '`true`',
  },
  {
    name: 'comment-key', kind: { type: 'text', maximum: 200 }, commands: onPullRequests, inFile: true, placeholder: 'TEXT',
    description: 'Names the one comment that this run keeps up to date.', default: 'workflow, job, command and target',
  },
  {
    name: 'pull-request-number', kind: { type: 'integer', minimum: 1, maximum: 2_147_483_647 }, commands: onPullRequests, inFile: false, placeholder: 'N',
    description: 'The pull request to comment on where the event does not tell, as in `workflow_run`.', default: "the event's",
  },
  {
    name: 'github-token', kind: { type: 'secret' }, commands: inWorkflows, inFile: false, environment: ['GITHUB_TOKEN'], placeholder: 'TOKEN',
    description: 'Token for the comment (`pull-requests: write`) and for reading the configuration file of the base commit.', default: "`${{ github.token }}`; on the command line the variable `GITHUB_TOKEN`",
  },

  // Azure: who and where
  {
    name: 'subscription-id', kind: { type: 'guid' }, commands: inWorkflows, inFile: false, environment: ['AZURE_SUBSCRIPTION_ID'], placeholder: 'GUID',
    description: 'The subscription of the cluster.',
  },
  {
    name: 'tenant-id', kind: { type: 'guid' }, commands: inWorkflows, inFile: false, environment: ['AZURE_TENANT_ID'], placeholder: 'GUID',
    description: 'The Entra tenant to sign in to.',
  },
  {
    name: 'client-id', kind: { type: 'guid' }, commands: inWorkflows, inFile: false, placeholder: 'GUID',
    description: "The application or managed identity whose federated credential trusts this repository; with it the action signs in by GitHub's OIDC. Without it, what `azure/login`, the environment or the machine offers is used.",
  },
  {
    name: 'cloud', kind: { type: 'choice', values: ['public', 'us-government', 'china'] }, commands: inWorkflows, inFile: false,
    description: 'The Azure cloud; sets endpoint, sign-in host and token audience.', default: '`public`',
  },
  {
    name: 'arm-endpoint', kind: { type: 'httpsOrigin' }, commands: inWorkflows, inFile: false, placeholder: 'URL',
    description: 'Azure Resource Manager at another https origin: the sandbox, or a private link.', default: "the cloud's",
  },
  {
    name: 'authority-host', kind: { type: 'httpsOrigin' }, commands: inWorkflows, inFile: false, placeholder: 'URL',
    description: 'The sign-in host at another https origin.', default: "the cloud's",
  },
  {
    name: 'allowed-subscriptions', kind: { type: 'guids' }, commands: inWorkflows, inFile: false, placeholder: 'GUIDS',
    description: 'Guard rail: the only subscriptions this run may touch.', default: 'no limit',
  },
  {
    name: 'allowed-tenants', kind: { type: 'guids' }, commands: inWorkflows, inFile: false, placeholder: 'GUIDS',
    description: 'Guard rail: the only tenants this run may sign in to.', default: 'no limit',
  },

  // The command line's own
  {
    name: 'json', kind: { type: 'boolean' }, commands: reporting, inFile: false, surface: 'commandLine',
    description: 'The same as `--format json`.',
  },
  {
    name: 'debug', kind: { type: 'boolean' }, commands: commandNames, inFile: false, surface: 'commandLine',
    description: 'Print what is asked of Azure and GitHub, and stacks of failures. In a workflow: re-run with debug logging.',
  },
  {
    name: 'keep', kind: { type: 'boolean' }, commands: ['demo'], inFile: false, surface: 'commandLine',
    description: 'Leave the sandbox running afterwards and print its endpoints.',
  },
  {
    name: 'port', kind: { type: 'integer', minimum: 0, maximum: 65_535 }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'N',
    description: 'Port of the stand-in Azure Resource Manager.', default: 'any free port',
  },
  {
    name: 'authority-port', kind: { type: 'integer', minimum: 0, maximum: 65_535 }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'N',
    description: 'Port of the stand-in sign-in host.', default: 'any free port',
  },
  {
    name: 'github-port', kind: { type: 'integer', minimum: 0, maximum: 65_535 }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'N',
    description: 'Port of the stand-in GitHub.', default: 'any free port',
  },
  {
    name: 'speed', kind: { type: 'number', minimum: 0.1, maximum: 100_000 }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'FACTOR',
    description: "How many times faster than Azure's the sandbox's operations run; waits that it names (`Retry-After`) and windows of quotas are as much shorter.", default: '`60`',
  },
  {
    name: 'quota', kind: { type: 'choice', values: ['azure', 'off'] }, commands: ['sandbox'], inFile: false, surface: 'commandLine',
    description: "Whether the sandbox refuses requests beyond the quotas of Azure Resource Manager, AKS, Resource Graph (429) and GitHub (403), in time scaled by `speed`.", default: '`off`',
  },
  {
    name: 'fault', kind: { type: 'paths' }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'RULES',
    description: "What goes wrong with which requests of the stand-in Azure Resource Manager, one to a line: `METHOD PATH [#WHICH] → WHAT`, for example `PUT managedClusters/* #2 → 429 retry-after=5`. What can happen: a status, `with` headers, `delay 5s`, `reset`, `reset-after`, `truncate half`, `poll URL`, `failed`, `canceled`, `never` (docs/sandbox.md).",
  },
  {
    name: 'faults', kind: { type: 'file' }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'FILE',
    description: 'A file with such rules, and comments that begin with `#`.',
  },
  {
    name: 'estate', kind: { type: 'file' }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'FILE',
    description: 'A JSON file with what the stand-in Azure begins with: `documents`, `subscriptions` and `managementGroups` (docs/sandbox.md). Where the file of `state` is there already, that goes on instead.', default: 'an empty tenant',
  },
  {
    name: 'state', kind: { type: 'file' }, commands: ['sandbox'], inFile: false, surface: 'commandLine', placeholder: 'FILE',
    description: 'A file that holds what the stand-in Azure knows: read at the start if it is there, written after changes and at the end.', default: 'nothing is kept',
  },
] as const satisfies readonly InputSpecification[];

export type InputName = (typeof inputTable)[number]['name'];

/** The validated value of every input; undefined where it was not given. Defaults are applied where the value is used. */
export type Inputs = { readonly [Row in (typeof inputTable)[number] as Row['name']]: ValueOf<Row['kind']> | undefined };

/** The row of an input. */
export function inputNamed(name: string): InputSpecification | undefined {
  return inputTable.find((input) => input.name === name);
}

/** The inputs a command reads on one surface. */
export function inputsOf(command: CommandName, surface: 'action' | 'commandLine'): readonly InputSpecification[] {
  const table: readonly InputSpecification[] = inputTable;
  return table.filter((input) => input.commands.includes(command) && (input.surface === undefined || input.surface === surface));
}
