import { parseScope } from './scope.js';
import { severities } from './finding.js';
import { UserError } from './errors.js';
import { configFilePath } from './config-file-path.js';

/** The least verdict that fails a run. `auto`: what is undetermined fails for Deny rules, only violations for the rest. */
                                                                     

/**
 * True when a finding is at or above both thresholds: that of verdicts and `leastSeverity`. A rule that failed itself always counts:
 * Azure would deny.
 */
function reaches(failOn        , finding         , leastSeverity           = 'low')          {
  if (finding.verdict === 'error') return true;
  if (failOn === 'never' || severities.indexOf(finding.severity) > severities.indexOf(leastSeverity)) return false;
  if (finding.verdict === 'violation') return true;
  if (finding.verdict !== 'undetermined') return false;
  return failOn === 'undetermined' || (failOn === 'auto' && finding.effect === 'deny');
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
  if (command === 'deploy') return ['resource-group', 'cluster-name', 'subscription-id'];
  if (command === 'assign') return inputs.scope === undefined ? ['resource-group', 'subscription-id'] : [];
  return [];
}

/** What `deploy` takes. @param file the parsed `cluster-file`, when one was named */
function deployOptions(inputs        , file                         )                {
  const given = defined(inputs);
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
    },
    assignPolicies: inputs['assign-policies'] ?? true,
    ...assignmentInputs(inputs),
    dryRun: inputs['dry-run'] ?? false,
    planHash: inputs['plan-hash'],
    failOn: inputs['fail-on'] ?? 'auto',
    pollInterval: (inputs['poll-interval'] ?? 15) * 1000,
  };
}

/** What `check` takes. @param words plain words of the command line: paths */
function checkOptions(inputs        , words                    = [])               {
  const given = defined(inputs);
  const paths = [...(inputs.paths ?? []), ...words];
  return {
    paths,
    parameterFiles: inputs['parameter-files'] ?? [],
    templateParameters: inputs['template-parameters'] ?? {},
    facts: {
      cloud: clouds[inputs.cloud ?? 'public'],
      ...given('tenant-id', 'tenantId'),
      ...given('subscription-id', 'subscriptionId'),
      ...given('resource-group', 'resourceGroup'),
      ...given('location', 'location'),
    },
    initiatives: inputs.initiatives,
    parameters: inputs.parameters ?? {},
    policyPaths: inputs.policies ?? [],
    environment: inputs['policies-environment'],
    exemptionsFile: inputs.exemptions,
    failOn: inputs['fail-on'] ?? 'auto',
    leastSeverity: inputs.severity ?? 'low',
    onlyNew: inputs['only-new'] ?? inputs.baseline !== undefined,
    baseline: inputs.baseline,
    configurationFile: configFilePath,
    trust: inputs.trust,
    githubToken: inputs['github-token'],
    fromReport: inputs['from-report'],
  };
}

const clouds = { 'public': 'public', 'us-government': 'usgovernment', 'china': 'china' }         ;

/** What `assign` takes. */
function assignOptions(inputs        )                {
  return { scope: assignmentScope(inputs), ...assignmentInputs(inputs), dryRun: inputs['dry-run'] ?? false, planHash: inputs['plan-hash'] };
}

function assignmentInputs(inputs        )                                                                        {
  return { definitionScope: inputs['definition-scope'], parameters: inputs.parameters ?? {}, enforcement: inputs.enforcement ?? 'auto' };
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
  const subscriptionId = inputs['subscription-id'] ?? (scope !== undefined && scope.kind !== 'managementGroup' ? scope.subscriptionId : undefined);
  const allowedTenants = inputs['allowed-tenants'] ?? [];
  const tenantId = inputs['tenant-id'];
  if (tenantId !== undefined && allowedTenants.length > 0 && !allowedTenants.includes(tenantId)) {
    throw new UserError(`Tenant ${tenantId} is not among "allowed-tenants"; nothing was asked of Azure.`);
  }
  checkSubscriptions(inputs['allowed-subscriptions'] ?? [], command === 'assign' && scope !== undefined ? [] : [subscriptionId], [scope, inputs['definition-scope']]);
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
    keep: inputs.keep ?? false,
    debug: inputs.debug ?? false,
  };
}

export { assignOptions, checkOptions, connectionOptions, deployOptions, publishOptionsFor, reaches, reportOptions, requireInputs, sandboxOptions };
