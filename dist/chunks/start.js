import { at, textAt, isJsonObject, UserError, formatResourceId, reaches, segmentAfter, parseScope, managedClusterType, parseResourceId, nearMiss, CancelledError, messageOf } from './ground.js';
const { stripVTControlCharacters } = globalThis.process.getBuiltinModule('node:util');
const { setTimeout } = globalThis.process.getBuiltinModule('node:timers/promises');
const { setMaxListeners } = globalThis.process.getBuiltinModule('node:events');

/** The value of `metadata.managedBy` on every object that this project writes. */
const stampName = 'aks-network-isolation';

/** Who owns what is written where nobody says so. */
const defaultOwner = 'default';

/** The member of `metadata` that says more. */
const stampMember = 'aksNetworkIsolation';

/** Whose an object is and what made it: how a later run knows what it may change and take away. */
                        
                                                                                             
                         
                                                                                 
                      
                                                             
                          
                                                   
                           
                                                                                               
                        
 

/** The stamp on a living object; undefined on everybody else's. Objects of releases that wrote `managedBy` alone have the default owner. */
function stampOf(document                        )                                                    {
  const metadata = at(document, 'properties', 'metadata');
  if (textAt(metadata, 'managedBy') !== stampName) return roleStampOf(document);
  const stamp = at(metadata, stampMember);
  if (stamp === undefined) return { owner: defaultOwner };
  const [owner, of] = [textAt(stamp, 'owner'), textAt(stamp, 'of')];
  // A stamp that cannot be read is nobody's leave to change the object; nor is one on a copy that somebody made under another name.
  if (owner === undefined || !isVersionOf(textAt(document, 'name') ?? of, of)) return undefined;
  const text = (name             )                 => {
    const value = textAt(stamp, name);
    return value === undefined ? {} : { [name]: value };
  };
  return { ...text('of'), ...text('source'), ...text('version'), ...text('hash'), owner };
}

/** True for a name of the library itself, and with a version behind it: `a` and `a-v2` of `a`, cut where Azure's limits of names want it. */
function isVersionOf(name                    , of                    )          {
  if (name === undefined || of === undefined) return true;
  const [own, library] = [name.toLowerCase(), of.toLowerCase()];
  if (own === library) return true;
  const base = /^(.+)-v\d{1,9}$/.exec(own)?.[1];
  return base !== undefined && library.startsWith(base) && (base.length === library.length || own.length >= shortestLimit);
}

/** An assignment at a management group has 24 characters (limits.md), the rest more: only a name that long is ever cut. */
const shortestLimit = 24;

/** True when the object carries our stamp and this owner. */
function isOwned(document                        , owner        )          {
  return stampOf(document)?.owner === owner;
}

/** The body with the stamp in its metadata, beside what stands there. */
function stamped(body            , stamp       )             {
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  const metadata = isJsonObject(properties['metadata']) ? properties['metadata'] : {};
  return { ...body, properties: { ...properties, metadata: { ...metadata, managedBy: stampName, [stampMember]: { ...stamp } } } };
}

/** Metadata without what the stamp says of the run that wrote it: only whose the object is counts as content. */
function withoutTraces(metadata            )             {
  const stamp = metadata[stampMember];
  return isJsonObject(stamp) ? { ...metadata, [stampMember]: { owner: stamp['owner'], of: stamp['of'] } } : metadata;
}

const rolePattern = /^Managed by aks-network-isolation, owner "([^"]{1,64})", for the assignment (\/\S{1,500}\/[Pp]olicy[Aa]ssignments\/[^/\r\n]{1,64})$/;

/** A role assignment has no metadata: its description is the stamp. @param assignmentId whose identity it is for */
function roleDescription(owner        , assignmentId        )         {
  return `Managed by ${stampName}, owner "${owner}", for the assignment ${assignmentId}`;
}

/** The assignment that one of our role assignments is for. Other kinds of objects have descriptions that people write. */
function roleStampOf(document                        )                                                                        {
  if (textAt(document, 'properties', 'roleDefinitionId') === undefined) return undefined;
  const [, owner, assignmentId] = rolePattern.exec(textAt(document, 'properties', 'description') ?? '') ?? [];
  return owner === undefined || assignmentId === undefined ? undefined : { owner, assignmentId };
}

/** Where a repository may keep inputs; on pull requests it is read from the base commit, see `trusted-file.ts`. */
const configFilePath = '.github/aks-isolation.yml';

/** The variant of isolation that inputs ask for; undefined where none of them speaks of it. Names stand for resources of the cluster's resource group. */
function variantFrom(inputs        )                      {
  const [network, registry] = [idOf(inputs, 'virtual-network', 'Microsoft.Network/virtualNetworks'), idOf(inputs, 'registry', 'Microsoft.ContainerRegistry/registries')];
  const zoneId = idOf(inputs, 'registry-dns-zone', 'Microsoft.Network/privateDnsZones');
  const controlPlaneIdentityId = idOf(inputs, 'control-plane-identity', 'Microsoft.ManagedIdentity/userAssignedIdentities');
  const kubeletIdentityId = idOf(inputs, 'kubelet-identity', 'Microsoft.ManagedIdentity/userAssignedIdentities');
  requireWith(inputs, 'virtual-network', ['address-prefix', 'node-subnet', 'endpoint-subnet', 'api-server-subnet']);
  requireWith(inputs, 'registry', ['registry-dns-zone']);
  const variant          = {
    ...(inputs['outbound-type'] === undefined ? {} : { outboundType: inputs['outbound-type'] }),
    ...(inputs['api-server'] === undefined ? {} : { apiServer: inputs['api-server'] }),
    ...(network === undefined ? {} : {
      network: {
        id: network,
        nodeSubnet: inputs['node-subnet'] ?? 'nodes',
        endpointSubnet: inputs['endpoint-subnet'] ?? 'endpoints',
        apiServerSubnet: inputs['api-server-subnet'] ?? 'api-server',
        addressPrefix: inputs['address-prefix'] ?? '10.224.0.0/16',
      },
    }),
    ...(registry === undefined ? {} : { registry: { id: registry, ...(zoneId === undefined ? {} : { zoneId }) } }),
    ...(controlPlaneIdentityId === undefined ? {} : { controlPlaneIdentityId }),
    ...(kubeletIdentityId === undefined ? {} : { kubeletIdentityId }),
  };
  return Object.keys(variant).length === 0 ? undefined : variant;
}

                                                                                                                      

function idOf(inputs        , name           , type        )                     {
  const text = inputs[name];
  if (text === undefined) return undefined;
  const pattern = new RegExp(`/providers/${type.replaceAll('.', String.raw`\.`)}/[^/]+$`, 'i');
  if (text.startsWith('/')) {
    if (pattern.test(text)) return text;
    throw new UserError(`"${name}" has to be the id of a ${type}, and ${text} is that of something else.`);
  }
  return formatResourceId(`/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`, type, text);
}

/** What is said of something that nobody named is a mistake, not a wish that may be passed over. */
function requireWith(inputs        , what                                , names                           )       {
  const named = names.find((name) => inputs[name] !== undefined);
  if (inputs[what] === undefined && named !== undefined) throw new UserError(`"${named}" speaks of "${what}", which is not given: name it, or leave "${named}" out.`);
}

/** From validated inputs to what each command takes. Every input of the table is read here, and nowhere else. */
                                                                   

                                              

/** How the surface names an input in sentences: `"location"` in a workflow, `--location` on the command line. */
                                                    

/** Throws one `UserError` for all inputs that are missing. */
function requireInputs(command             , inputs        , naming        )       {
  const missing = requiredInputs(command, inputs).filter((name) => inputs[name] === undefined).map(naming);
  if (missing.length === 0) return;
  const list = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1) ?? ''}`;
  throw new UserError(`"${command}" needs ${list ?? ''}, which ${missing.length === 1 ? 'is' : 'are'} missing.`);
}

function requiredInputs(command             , inputs        )                            {
  if (command === 'deploy' || command === 'remove cluster') return ['resource-group', 'cluster-name', 'subscription-id'];
  if (command === 'drift') return inputs.targets !== undefined || inputs.merge !== undefined ? [] : ['subscription-id', ...(inputs['cluster-name'] === undefined ? [] : ['resource-group'         ])];
  if (command === 'assign' || command === 'remove policies') return inputs.scope === undefined ? ['resource-group', 'subscription-id'] : [];
  return [];
}

/**
 * What `deploy` takes.
 * @param file the parsed `cluster-file`, when one was named
 * @param runner who runs, as other runs are told
 */
function deployOptions(inputs        , file                         , runner        )                {
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
function checkOptions(inputs        , words                    = [])               {
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
function sourceOptions(inputs        )                                                                                                      {
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
function driftOptions(inputs        , isWorkflow         , workflow         , clusterFile              )               {
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

function declaredOptions(inputs        , clusterFile                         )                           {
  const sources = sourceOptions(inputs);
  return sources.paths.length === 0 && clusterFile === undefined ? undefined : { ...sources, clusterFile };
}

/** Another workflow, and another target, keep issues of their own. */
function issueKey(workflow                    , target             )         {
  const ids = target.kind === 'cluster' ? [target.id] : [...target.scopes.map(({ id }) => id), ...target.clusters];
  return `${workflow ?? ''} / drift / ${ids.map((id) => id.toLowerCase()).toSorted().join(' ')}`;
}

function driftTarget(inputs        )              {
  const targets = inputs.targets ?? [];
  const clusters = [...new Map(targets.flatMap((target) => (target.kind === 'cluster' ? [[target.id.toLowerCase(), target.id]         ] : []))).values()];
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

const clouds = { 'public': 'public', 'us-government': 'usgovernment', 'china': 'china' }         ;

/** What `assign` takes. */
function assignOptions(inputs        )                {
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
function removeOptions(inputs        )                {
  return {
    scope: assignmentScope(inputs), definitionScope: inputs['definition-scope'], owner: inputs.owner ?? defaultOwner,
    dryRun: inputs['dry-run'] ?? false, planHash: inputs['plan-hash'],
  };
}

/** What `remove cluster` takes. */
function removeClusterOptions(inputs        )                       {
  return {
    subscriptionId: inputs['subscription-id'] ?? '', resourceGroup: inputs['resource-group'] ?? '', name: inputs['cluster-name'] ?? '',
    confirm: inputs.confirm, dryRun: inputs['dry-run'] ?? false, planHash: inputs['plan-hash'], pollInterval: (inputs['poll-interval'] ?? 15) * 1000,
  };
}

function assignmentInputs(inputs        )                                   {
  return { definitionScope: inputs['definition-scope'], parameters: inputs.parameters ?? {}, enforcement: inputs.enforcement ?? 'auto', owner: inputs.owner ?? defaultOwner };
}

function assignmentScope(inputs        )        {
  const text = `/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`;
  const scope = inputs.scope ?? parseScope(text);
  if (scope === undefined) throw new UserError(`${text} is no scope; give "scope".`);
  return scope;
}

/** How to reach Azure. The guard rail `allowed-subscriptions` is checked here, before anything is asked of Azure. */
function connectionOptions(command             , inputs        )                    {
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

function checkSubscriptions(allowed                   , named                                 , scopes                                )       {
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
function publishOptions(inputs        )                 {
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
function publishOptionsFor({ pullRequestNumber, isPrivate }         , inputs        )                 {
  const options = publishOptions(inputs);
  return { ...options, comment: options.comment && isPrivate !== true, pullRequestNumber: pullRequestNumber ?? options.pullRequestNumber };
}

/** In what form the report goes where. */
function reportOptions(inputs        )                                            {
  return { output: inputs.output, format: inputs.json === true ? 'json' : inputs.format };
}

/** Spreads an input under another name, or nothing when it was not given: absence and `undefined` are not the same to a plan. */
function defined(inputs        )                                                                                                                         {
  return                                                (name      , key     ) => {
    const value = inputs[name];
    return (value === undefined ? {} : { [key]: value })                                                 ;
  };
}

/** What `sandbox` and `demo` take. */
function sandboxOptions(inputs        )                        {
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

/**
 * The one table of inputs. `action.yml`, the README's table, `--help`, validation and the configuration file all follow it;
 * tests hold them together. Adding an input is adding a row here and reading it in `options.ts`.
 */
                                                     

const commandNames = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster', 'policies', 'sandbox', 'demo']         ;
                                                        

/** The commands a workflow can run; the others are the command line's alone. */
const actionCommands = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster']                                          ;
                                                            

                                     
                                                                                                  
                        
                           
                                   
                                            
                                                                                                   
                               
                                                                                         
                            
                                                                                                                
                           
                                                                      
                                              
                                                                                           
                                           
                                                                     
                                
 

const azure = ['deploy', 'assign', 'remove policies']         ;
const planning = [...azure, 'remove cluster', 'drift']         ;
const inWorkflows = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster']         ;
const onPullRequests = ['check', 'deploy', 'assign', 'remove policies', 'remove cluster']         ;
const reporting = ['check', 'deploy', 'assign', 'drift', 'remove policies', 'remove cluster', 'policies']         ;

const inputTable = [
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
]                                                 ;

                                                            

/** The validated value of every input; undefined where it was not given. Defaults are applied where the value is used. */
                                                                                                                        

/** The row of an input. */
function inputNamed(name        )                                 {
  return inputTable.find((input) => input.name === name);
}

/** The inputs a command reads on one surface. */
function inputsOf(command             , surface                          )                                {
  const table                                = inputTable;
  return table.filter((input) => input.commands.includes(command) && (input.surface === undefined || input.surface === surface));
}

/** What an input's text may be. Every kind is one row of `readers` below. */
                       
                                                       
                                                                                                                                                                                 
                                                                                                                                                                                                    
                                                                   
                                                                                                

/** The type of an input's value, by its kind. */
                                             
                                                                                             
                                            
                                                      
                                                              
                                               
                                                                
                                                                  
                                        
                                                                                                                
                                                                                     
           

/** A value, or what was expected instead ("a GUID", "one of a, b"), to be put into a sentence by the caller. */
                                                                                  

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads the text of an input. `mapping`, `egress` and `tags` need YAML, which is loaded only then. */
async function readValue(kind           , text        )                   {
  switch (kind.type) {
    case 'text':
      return hasControlCharacter(text) || text.length > kind.maximum ? { expected: `at most ${kind.maximum} printable characters` } : { value: text };
    case 'choice':
      return readChoice(kind.values, text);
    case 'integer':
    case 'number':
      return readNumber(kind, text);
    default:
      return await readers[kind.type](text);
  }
}

const readers                                                                                                                                       = {
  secret: (text) => (/^[\x21-\x7e]+$/.test(text) ? { value: text } : { expected: 'a token without spaces' }),
  file: (text) => (hasControlCharacter(text) ? { expected: 'the path of a file' } : { value: text }),
  boolean: readBoolean,
  guid: (text) => (guid.test(text) ? { value: text.toLowerCase() } : { expected: 'a GUID' }),
  guids: readGuids,
  paths: readPaths,
  httpsOrigin: readHttpsOrigin,
  scope: readScope,
  driftTargets: readDriftTargets,
  shard: readShard,
  location: readLocation,
  mapping: readMapping,
  egress: readEgress,
  tags: readTags,
  sha256: pattern(/^[0-9a-f]{64}$/, 'the 64 hexadecimal digits of a plan-hash output'),
  ownerName: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,62}[A-Za-z0-9])?$/, '1 to 64 letters, digits, blanks and ._/- that begin and end with a letter or digit'),
  version: pattern(/^\d{1,3}(?:\.\d{1,3}){1,2}$/, 'a version such as 4.40.0'),
  clusterName: pattern(
    /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/,
    '1 to 63 letters, digits, underscores and hyphens that begin and end with a letter or digit',
  ),
  resourceGroup: pattern(
    /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u,
    '1 to 90 letters, digits, underscores, hyphens, parentheses and periods that do not end with a period',
  ),
  kubernetesVersion: pattern(/^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?$/, 'a version such as 1.34 or 1.34.2'),
  poolName: pattern(/^[a-z][a-z0-9]{0,11}$/, '1 to 12 lower-case letters and digits that begin with a letter'),
  resourceName: pattern(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?$/, '1 to 80 letters, digits, periods, underscores and hyphens that begin with a letter or digit'),
  resourceReference: readResourceReference,
  addressPrefix: pattern(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:[89]|1\d|2[0-4])$/, 'an IPv4 prefix of 8 to 24 bits such as 10.224.0.0/16'),
  vmSize: pattern(/^[A-Za-z0-9_-]{1,64}$/, 'a virtual machine size such as Standard_D4ds_v5'),
};

/** A name, or an id in a resource group. */
function readResourceReference(text        )          {
  if (!text.startsWith('/')) return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_])?$/.test(text) ? { value: text } : { expected: 'a name, or the id of a resource' };
  const id = parseResourceId(text);
  return id?.subscriptionId !== undefined && guid.test(id.subscriptionId) && id.resourceGroup !== undefined && !hasControlCharacter(text) ? { value: text } : { expected: 'a name, or the id of a resource in a resource group' };
}

/** Names as Azure accepts them: "Naming rules and restrictions for Azure resources" and the REST reference of managed clusters. */
function pattern(matches        , expected        )                            {
  return (text) => (matches.test(text) ? { value: text } : { expected });
}

/** YAML 1.2's spellings, as `core.getBooleanInput` takes them; `yes` and `1` are refused rather than guessed. */
function readBoolean(text        )          {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { expected: 'true or false' };
}

function readChoice(values                   , text        )          {
  const value = values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  return value === undefined ? { expected: `one of ${values.join(', ')}` } : { value };
}

function readNumber(kind                                                                                             , text        )          {
  const value = (kind.type === 'integer' ? /^\d{1,10}$/ : /^\d{1,10}(?:\.\d{1,6})?$/).test(text) ? Number(text) : Number.NaN;
  if (value >= kind.minimum && value <= kind.maximum) return { value };
  return { expected: `${kind.type === 'integer' ? 'a whole number' : 'a number'} from ${kind.minimum} to ${kind.maximum}` };
}

function readGuids(text        )          {
  const values = text.split(/[\s,]+/).filter((entry) => entry !== '');
  return values.length > 0 && values.every((entry) => guid.test(entry))
    ? { value: values.map((entry) => entry.toLowerCase()) }
    : { expected: 'GUIDs, separated by commas or line breaks' };
}

/** One to a line; blanks and commas may be part of a name. A configuration file's list arrives as JSON. */
function readPaths(text        )          {
  const values = listOf(text).map((entry) => entry.trim()).filter((entry) => entry !== '');
  return values.length > 0 && !values.some(hasControlCharacter) ? { value: values } : { expected: 'paths or names, one to a line' };
}

function listOf(text        )                    {
  try {
    const list          = text.startsWith('[') ? JSON.parse(text) : undefined;
    if (Array.isArray(list) && list.every((entry) => typeof entry === 'string')) return list;
  } catch {
    // A pattern may begin with a bracket too.
  }
  return text.split(/\r?\n/);
}

function readHttpsOrigin(text        )          {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url !== undefined && url.protocol === 'https:' && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return bare && url.pathname === '/' ? { value: url.origin } : { expected: 'an https:// address without path, such as https://management.azure.com' };
}

function readScope(text        )          {
  const value = parseScope(text);
  return value === undefined
    ? { expected: '/subscriptions/<id>, /subscriptions/<id>/resourceGroups/<name> or /providers/Microsoft.Management/managementGroups/<name>' }
    : { value };
}

/** Ids of management groups, subscriptions, resource groups and clusters, one to a line. */
function readDriftTargets(text        )          {
  const lines = listOf(text).map((line) => line.trim()).filter((line) => line !== '');
  const targets = lines.map((line) => {
    const id = parseResourceId(line);
    return parseScope(line) ?? (id?.type.toLowerCase() === managedClusterType.toLowerCase() && parseScope(id.scope)?.kind === 'resourceGroup' ? { kind: 'cluster'         , id: id.id } : undefined);
  });
  const wrong = lines.find((_, index) => targets[index] === undefined);
  return lines.length > 0 && wrong === undefined
    ? { value: targets }
    : { expected: `ids of management groups, subscriptions, resource groups or clusters, one to a line${wrong === undefined ? '' : `; ${JSON.stringify(wrong.slice(0, 200))} is none`}` };
}

/** `2/8`: the second of eight parts. */
/** At most as many as GitHub starts jobs of one matrix (docs.github.com, usage limits of workflows). */
function readShard(text        )          {
  const [, index, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(text.replaceAll(' ', '')) ?? [];
  const [one, all] = [Number(index), Number(count)];
  return one >= 1 && one <= all && all <= 256 ? { value: { index: one, count: all } } : { expected: 'a part such as 2/8, from 1/1 to 256/256' };
}

/** Azure's display names are accepted: "West Europe" is `westeurope`. */
function readLocation(text        )          {
  const value = text.replaceAll(' ', '').toLowerCase();
  return /^[a-z0-9]{1,50}$/.test(value) ? { value } : { expected: 'an Azure region such as westeurope' };
}

async function readMapping(text        )                   {
  return await readMappingAs(text, 'core');
}

async function readEgress(text        )                   {
  const [{ parseYaml }, { parseDeclarations }] = await Promise.all([import('./mapping.js'), import('./declaration.js')]);
  const parsed = parseYaml(text, 'core');
  if ('problem' in parsed) return { expected: `a YAML or JSON list (${parsed.problem})` };
  const declarations = parseDeclarations(parsed.value);
  return typeof declarations === 'string' ? { expected: declarations } : { value: declarations };
}

async function readMappingAs(text        , schema                     )                                                                          {
  const { parseMapping } = await import('./mapping.js');
  const parsed = parseMapping(text, schema);
  return isJsonObject(parsed) ? { value: parsed } : { expected: `a YAML or JSON mapping${parsed === undefined ? '' : ` (${parsed})`}` };
}

/** Azure: at most 50 tags, names to 512 and values to 256 characters, no `<>%&\?/` in names. */
async function readTags(text        )                   {
  const reading = await readMappingAs(text, 'failsafe');
  if ('expected' in reading) return reading;
  const entries = Object.entries(reading.value);
  if (!entries.every(([, value]) => typeof value === 'string')) return { expected: 'a mapping of tag names to texts' };
  const fits = entries.length <= 50 && entries.every(([name, value]) => /^[^<>%&\\?/]{1,512}$/.test(name) && String(value).length <= 256);
  return fits ? { value: reading.value } : { expected: 'at most 50 tags, names to 512 characters without < > % & \\ ? /, values to 256 characters' };
}

function hasControlCharacter(text        )          {
  return /\p{Cc}/u.test(text);
}

/** The text of an input and where it was given, in words that begin a sentence: `Input "location"`, `--location`. */
                           
                        
                         
 

                                                      
                                                                       

/**
 * Validates the inputs that a command reads. What was given with the call wins over the configuration file, that over the environment.
 * All mistakes are told at once. Secrets are masked before anything else is done with them, and never shown.
 */
async function readInputs(
  command             , sources                                                                                            , logger        ,
)                  {
  const values = new Map                 ();
  const mistakes           = [];
  for (const input of inputTable.filter(({ commands }) => commands.some((reader) => reader === command))) {
    const raw = sources.given.get(input.name) ?? sources.file.get(input.name) ?? fromEnvironment(input.name, sources.environment);
    if (raw === undefined) continue;
    const secret = input.kind.type === 'secret';
    if (secret) logger.mask(raw.text);
    const reading = await readValue(input.kind, raw.text);
    if ('value' in reading) values.set(input.name, reading.value);
    else mistakes.push(`${raw.where} is ${secret ? 'malformed' : `"${shortened(raw.text)}"`}: expected ${reading.expected}.`);
  }
  if (mistakes.length > 0) throw new UserError(mistakes.join('\n'));
  return Object.fromEntries(inputTable.map(({ name }) => [name, values.get(name)]))          ;
}

/** The action's inputs as the runner passes them: `INPUT_` and the name in upper case, blanks as underscores, hyphens kept. */
function inputsFromRunner(environment             )            {
  const inputs = new Map                  ();
  for (const { name } of inputTable.filter((input) => !('surface' in input) || input.surface === 'action')) {
    const text = environment[`INPUT_${name.toUpperCase()}`]?.trim();
    if (text !== undefined && text !== '') inputs.set(name, { text, where: `Input "${name}"` });
  }
  return inputs;
}

/** The command that the action is to run; throws `UserError` when it is missing or unknown. */
function commandFromRunner(inputs           )                                  {
  const text = inputs.get('command')?.text;
  if (text === undefined) throw new UserError(`Input "command" is missing: give one of ${actionCommands.join(', ')} under "with:".`);
  const command = actionCommands.find((name) => name === text.toLowerCase());
  if (command !== undefined) return command;
  throw new UserError(suggesting(`Input "command" is "${shortened(text)}": expected one of ${actionCommands.join(', ')}`, text, actionCommands));
}

/** Sentences on inputs that this run does not read: misspelt ones, and ones of other commands. */
function unreadInputs(command             , environment             )                    {
  const read = new Set(inputsOf(command, 'action').map(({ name }) => name));
  return Object.entries(environment).flatMap(([variable, text]) => {
    if (!variable.startsWith('INPUT_') || text === undefined || text.trim() === '') return [];
    const name = variable.slice('INPUT_'.length).toLowerCase();
    if (read.has(name) || name === 'github-token') return [];
    const known = inputNamed(name);
    if (known !== undefined) return [`Input "${name}" is not read by "${command}"; it has no effect.`];
    return [suggesting(`Input "${shortened(name)}" is unknown and has no effect`, name, [...read])];
  });
}

/** The sentence, ended by the near miss when there is one: `…; did you mean "location"?` */
function suggesting(sentence        , text        , known                   )         {
  const near = nearMiss(text, known);
  return near === undefined ? `${sentence}.` : `${sentence}; did you mean "${near}"?`;
}

function fromEnvironment(name        , environment             )                       {
  for (const variable of inputNamed(name)?.environment ?? []) {
    const text = environment[variable]?.trim();
    if (text !== undefined && text !== '') return { text, where: `Variable ${variable}` };
  }
  return undefined;
}

function shortened(text        )         {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/**
 * Untrusted text for the runner's log. The runner reads commands from what is printed: `::name::` at the start of a line,
 * blanks before it or not, and `##[name]` anywhere (actions/runner, ActionCommand.cs). No line of the result is either.
 * Colours, control characters and direction marks are gone; lines after the first are indented, so none poses as ours.
 */
function logText(text        )         {
  return stripVTControlCharacters(text).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map(plainLine).join('\n  ');
}

/** The same on one line. */
function logLine(text        )         {
  return plainLine(stripVTControlCharacters(text).replace(/[\s\u0085]+/g, ' ')).trim();
}

function plainLine(line        )         {
  return line
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1: ');
}

/** The machine's clock: the only one in the product. */
const systemClock        = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw new CancelledError('The run was cancelled.', { cause: error });
    }
  },
};

/** How a run ends, for shells and workflows. */
const exitStatus = { clean: 0, findings: 1, usersMistake: 2, failure: 3, cancelled: 130 }         ;

function statusOf(error         )         {
  if (error instanceof CancelledError) return exitStatus.cancelled;
  return error instanceof UserError ? exitStatus.usersMistake : exitStatus.failure;
}

/** Says why a run failed, as sentences; the stack is for those who asked for debug output. */
function tell(error         , logger        )       {
  logger.error(messageOf(error));
  for (let cause          = error; cause instanceof Error; cause = cause.cause) logger.debug(cause.stack ?? cause.message);
}

/**
 * SIGINT and SIGTERM abort the run's signal; a runner sends the second one 7.5 seconds after the first and kills 2.5 seconds later
 * (GitHub documentation "Canceling a workflow"). Whoever asks twice is obeyed at once.
 */
function cancellation()              {
  const controller = new AbortController();
  // Every request that waits listens to it, by the thousand; node 20 would warn of a leak from the eleventh on.
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM']         ) {
    process.on(name, () => {
      if (controller.signal.aborted && name === 'SIGINT') process.exit(exitStatus.cancelled);
      controller.abort();
    });
  }
  return controller.signal;
}

/** The last resort: what no `catch` saw ends in one sentence too. The run never got to its report, so it counts as not begun. */
function guard(say                           )       {
  const end = (error         )       => {
    const cancelled = error instanceof CancelledError;
    say(cancelled ? error.message : `aks-network-isolation failed unexpectedly (${messageOf(error)}): please report this, with the log of a run that prints debug output.`);
    process.exit(cancelled ? exitStatus.cancelled : exitStatus.usersMistake);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** The version of this package; the build puts it in (rollup.config.js). */
const version         = '0.1.0';

/** What a run tells its reader while it works. Every text is untrusted: the door that fills this in escapes it. */
                         
                                                         
                               
                              
                                                                                                       
                                               
                                                
                                              
                                                                                    
                                                              
                                                                            
                                     
                                                                                     
                             
 

/** What a message is about: a part of a file in the repository. Lines and columns count from 1, the last of each included. */
                        
                                                          
                        
                        
                           
                            
                              
                                                                           
                          
 

                           
                                                  
                           
                                         
                         
                                           
                           
 

/** "1m05s", "12s", "2h03m": elapsed time as people say it. */
function formatElapsed(milliseconds        )         {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${two(Math.floor(seconds / 60) % 60)}m`;
}

function two(value        )         {
  return String(value).padStart(2, '0');
}

/** More of one text is for no reader. A name of ten megabytes, once for every finding on it, would hold up the run. */
const textLimit = 20_000;

/**
 * Untrusted text on one line: line breaks and blanks become single spaces; colours, control characters, direction marks,
 * zero-width characters and halves of characters are gone, so what is read is what is there. Beyond 20,000 units it is cut.
 */
function oneLine(text        )         {
  return withoutMarks(stripVTControlCharacters(clip(text, textLimit)).replace(/[\s\u0085]+/g, ' ')).trim();
}

/** Untrusted text of a file, line by line with its indentation: at most `most` lines of at most `width` units, the last of them `…` when there is more. */
function codeLines(text        , most        , width        )                    {
  const lines = clip(text, textLimit).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const shown = lines.slice(0, lines.length > most ? most - 1 : most).map((line) => clip(codeLine(line), width));
  return lines.length > most ? [...shown, '…'] : shown;
}

function codeLine(line        )         {
  return withoutMarks(stripVTControlCharacters(line).replaceAll('\t', '  ').replace(/\s/g, ' ')).trimEnd();
}

/** `##[name]` is a command to GitHub's runner wherever it stands in the output of a step (actions/runner, ActionCommand.cs). */
function withoutMarks(text        )         {
  return withoutCredentials(text).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').replaceAll('##[', '## [');
}

/** `http://name:password@proxy` in a template is a secret that somebody wrote down; here it is not told on. */
function withoutCredentials(text        )         {
  return text.replace(/:\/\/[^\s/@:"'`\\]{0,200}:[^\s/@"'`\\]{1,500}@/g, '://***@');
}

/** Whole text whose lines may begin with untrusted words: none of them begins a command to GitHub's runner (`::name::`). */
function withoutCommands(text        )         {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ');
}

/**
 * JSON without `##[`, control characters and direction marks, which can only stand in its strings: the same document, and nothing that
 * GitHub's runner or a terminal would do something with (U+009B is the beginning of an escape sequence, and JSON leaves it as it is).
 */
function quietJson(value        )         {
  const text = withoutCredentials(JSON.stringify(value, null, 2)).replaceAll('##[', '##\\u005b');
  return `${text.replace(/[\u007F-\u009F\p{Cf}\u2028\u2029]/gu, (mark) => escapedUnits(mark))}\n`;
}

/** A character beyond U+FFFF is two units. */
function escapedUnits(mark        )         {
  return Array.from({ length: mark.length }, (_, index) => `\\u${mark.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** At most `limit` UTF-16 units, the last of them `…` when something was cut. Never cuts a character in two. */
function clip(text        , limit        )         {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Untrusted text as a markdown code span, in which nothing is a mention, a reference, a link, HTML or markup. */
function codeSpan(text        , limit = 300)         {
  const content = clip(oneLine(text), limit) || '""';
  const longest = Math.max(0, ...Array.from(content.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank on both sides is not part of the span (CommonMark 6.1), and keeps backticks of the text away from the fence.
  const padding = /^`|`$/.test(content) ? ' ' : '';
  return `${fence}${padding}${content}${padding}${fence}`;
}

/**
 * A sentence with untrusted words in it, as markdown. Plain words, numbers and their punctuation stay text; everything
 * else (`@name`, `#1`, `a.b`, `<b>`, `*`, URLs) becomes a code span, as does what stands in backticks already. So a message
 * reads as a sentence and can do no harm.
 */
function prose(text        , limit = 600)         {
  const words = clip(oneLine(text), limit).match(tokenPattern) ?? ['""'];
  return words.map(proseWord).join(' ');
}

/** What stands between blanks; blanks within backticks belong to one word. */
const tokenPattern = /["'“‘(]*`[^`]+`[)"'”’,.;:!?…]*(?= |$)|\S+/gu;
/** A word and the punctuation around it. */
const wordPattern = /^(["'“‘(]*)(.*?)([)"'”’,.;:!?…]*)$/su;
/** Letters with inner hyphens or apostrophes, a number, or a dash standing alone; nothing that GitHub might take for a commit. */
const plainPattern = /^(?!\p{AHex}{7})(?:\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|\d{1,6}|[–—→·…])$/u;

function proseWord(word        )         {
  const [, open = '', core = '', close = ''] = wordPattern.exec(word) ?? [];
  if (core === '' || plainPattern.test(core)) return word;
  return `${open}${codeSpan(/^`([^`]+)`$/.exec(core)?.[1] ?? core)}${close}`;
}

/**
 * Markdown without line breaks, made safe for a cell of a table: pipes end cells even inside code spans (GFM 4.10).
 * After a backslash parsers disagree about what `\|` means, so that pipe is replaced by one that only looks alike.
 */
function tableCell(markdown        )         {
  return markdown.replaceAll('\\|', '\\¦').replaceAll('|', '\\|');
}

const entities                                   = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is clean already (`codeLines`), for HTML content: its blanks stay. */
function escapeEntities(text        )         {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Untrusted text for HTML, in content and in quoted attributes. */
function escapeHtml(text        )         {
  return escapeEntities(oneLine(text));
}

/**
 * Untrusted text for the label of a Mermaid node or edge: letters, digits and quiet punctuation only. Mermaid reads labels as markdown (after it has
 * decoded its own entities, so that those are no way out): what would be a link, emphasis, a list or a rule loses the marks that make it one.
 */
function diagramLabel(text        , limit = 60)         {
  // Beyond some of what is seen nothing is looked at: patterns that look around take their time with long runs.
  const plain = clip(oneLine(text), limit * 4)
    .replaceAll('`', '')
    .replace(/[^\p{L}\p{N} .,:/_-]|:\/\//gu, ' ')
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, ' ')
    // Without the underscore before it, it is an address.
    .replace(/(?<=\bwww)\./gi, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[ -]+/, '')
    .replace(/^(\d+)\.(?= |$)/, '$1');
  return clip(plain.trim(), limit) || '–';
}

/** Looks of a terminal: what the text may wear when colour is wanted, by what it means. */
                                                                     

const codes                                                              = {
  strong: [1, 22],
  quiet: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  doubtful: [33, 39],
};

/** Puts a style around text that is already safe for a terminal. */
                                                             

/** A painter that paints, or one that leaves everything plain. */
function painter(colour         )          {
  return colour ? (style, text) => `\u001B[${codes[style][0]}m${text}\u001B[${codes[style][1]}m` : (_style, text) => text;
}

/** Breaks a text of one line at blanks into lines of at most `width` units; a longer word keeps its own line. */
function wrap(text        , width        )                    {
  const lines           = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

export { assignOptions, cancellation, checkOptions, clip, codeLines, codeSpan, commandFromRunner, commandNames, configFilePath, connectionOptions, deployOptions, diagramLabel, driftOptions, escapeEntities, escapeHtml, exitStatus, formatElapsed, guard, inputNamed, inputTable, inputsFromRunner, inputsOf, isOwned, isVersionOf, logLine, logText, oneLine, painter, prose, publishOptionsFor, quietJson, readInputs, removeClusterOptions, removeOptions, reportOptions, requireInputs, roleDescription, roleStampOf, sandboxOptions, shortened, stampName, stampOf, stamped, statusOf, suggesting, systemClock, tableCell, tell, unreadInputs, version, withoutCommands, withoutTraces, wrap };
