import { managedClusterType, apiVersions, textAt, UserError, CancelledError, parseScope, reaches } from './ground.js';
import { AzureError } from './arm-error.js';
import { clusterIdOf, formatMigrationStep, described, StalePlanError, settledPlan, objectionsTo, resourceGroupIdOf, writeSteps, clusterApiVersion } from './settle.js';
import { bundledObjects, coreInitiative, planAssignment, judgeCluster, policiesWith } from './judge-cluster.js';
import { observePolicies, definitionScopeFor, applyPolicies, RefusedUpdateError, lockOut, plannedSteps, standingOf, substanceOf, refuseImpossible } from './observe.js';
import { poolsOf, hasNodePublicIp, poolNameOf, provisioningStateOf, outboundTypeOf, artifactSourceOf, isPrivateCluster, nodeOsUpgradeChannelOf } from './cluster.js';
import { worstVerdict } from './run.js';
import { withAdvice, hashOf, checkApproved } from './failure2.js';

/** What was read for the core initiative at the cluster's resource group. */
                                    
                          
                                            
                                           
 

/** Reads policy objects and the clusters that a Deny would bind, side by side. The resource group may be absent: the run is about to make it. */
async function observeForDeploy(options                   , tools       )                             {
  const clusters = tools.arm.list(`${options.scope.id}/providers/${managedClusterType}`, apiVersions.managedClusters).catch((error         ) => {
    if (error instanceof AzureError && error.code === 'ResourceGroupNotFound') return [];
    throw error;
  });
  const [living, found] = await Promise.all([observePolicies(options, tools, true), clusters]);
  return { living, clusters: found };
}

/** Plans the core initiative. @param own the cluster being deployed as it will be; it is judged instead of the living one */
function planForDeploy(options                   , { living, clusters }                   , own          , tools       )                 {
  const objects = bundledObjects({ initiative: coreInitiative, scope: options.scope.id, definitionScope: definitionScopeFor(options), parameters: options.parameters });
  return withoutLockOut(planAssignment(options, { objects, others: new Map(), living, resources: clusters, unseen: [], own, now: tools.clock.now(), version: tools.version }));
}

/** A cluster is not kept waiting because its neighbours are not ready for newer policies: those that are enforced stay as they are, and the report says so. */
function withoutLockOut(plan                )                 {
  const newly = plan.assignments.flatMap(({ newlyLockedOut }) => newlyLockedOut);
  if (newly.length === 0) return plan;
  const assignments = plan.assignments.map((assignment) => ({ ...assignment, newlyLockedOut: [] }));
  return { ...plan, assignments, policies: { ...plan.policies, steps: [] }, notes: [...plan.notes, `${lockOut(newly)}: the policies stay as they are. "assign" tells more, and gives time with "exempt-for-days".`] };
}

/** Writes the policies. An object that Azure refuses to change is for `assign` to replace. */
async function applyForDeploy(plan                , owner        , journal              , tools       )                {
  try {
    await applyPolicies(plan, journal, tools, { owner });
  } catch (error) {
    if (!(error instanceof RefusedUpdateError) || !(error.cause instanceof AzureError)) throw error;
    const { status, code, correlationId, body, message } = error.cause;
    throw new AzureError(`${message} The command "assign" with the same scope puts a new object in its place.`, { status, code, correlationId, body, cause: error });
  }
}

/** What people want to know of a cluster at a glance, as label and value. */
function factsOf(cluster         )                                                                {
  const exposed = poolsOf(cluster).filter(hasNodePublicIp).map(poolNameOf);
  const registry = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId')?.split('/').at(-1);
  const version = textAt(cluster, 'properties', 'currentKubernetesVersion') ?? textAt(cluster, 'properties', 'kubernetesVersion');
  return [
    { label: 'State', value: provisioningStateOf(cluster) },
    ...(version === undefined ? [] : [{ label: 'Kubernetes', value: version }]),
    { label: 'Outbound type', value: outboundTypeOf(cluster) },
    { label: 'Bootstrap artifact source', value: artifactSourceOf(cluster) },
    ...(registry === undefined ? [] : [{ label: 'Bootstrap registry', value: registry }]),
    { label: 'API server', value: isPrivateCluster(cluster) ? 'private' : 'public' },
    { label: 'Node public addresses', value: exposed.length === 0 ? 'none' : `pool ${exposed.join(', ')}` },
    { label: 'Node OS upgrades', value: nodeOsUpgradeChannelOf(cluster) },
  ];
}

/** The cluster as it will be once the steps are done: what the policies are asked about before anything is written. */
function resourceAfter(steps                      , specification                      , living                        )           {
  const id = clusterIdOf(specification);
  const body = steps.find((step) => step.id === id)?.body ?? living ?? {};
  return { type: managedClusterType, name: specification.name, id, body: { ...body, name: specification.name, type: managedClusterType } };
}

/** A living cluster that no single PUT can isolate: nothing is written, the steps are told. */
function notIsolated(options               , plan                                                 , cluster            )          {
  const gaps = plan.gaps.map(({ title, actual, wanted }) => `${title.toLowerCase()} is ${actual} instead of ${wanted}`).join(', ');
  const listed = plan.steps.map((step, index) => `  ${index + 1}. ${formatMigrationStep(step)}`).join('\n');
  const steps = plan.steps.map(({ title, why, command })             => ({ title, status: 'planned', details: [why, ...(command === undefined ? [] : [command])] }));
  const note = 'Nothing was written: one PUT for all of this is refused by Azure, and would leave nodes without images. Take the steps in this order, then run again.';
  return {
    report: { ...reportOn(options, cluster, [], undefined), steps, notes: [note] },
    failure: new UserError(`Cluster ${options.specification.name} is alive and not isolated: ${gaps}. Nothing was written, as no single update can change that. The way there:\n${listed}`),
  };
}

/** The plan as a report. */
function dryRunReport(
  options               , steps                      , planned          , assignment                            , planHash        ,
)         {
  const journal = [...steps.map((step) => described(step, 'planned')), ...(assignment === undefined ? [] : plannedSteps(assignment))];
  const report = reportOn(options, planned.body, journal, assignment);
  const facts = report.facts.map(({ label, value }) => (label === 'Policies' && journal.length > 0 ? { label, value: `to be ${value}` } : { label, value }));
  return { ...report, facts, dryRun: true, changed: journal.length > 0, planHash };
}

/** What was done, and how the cluster stands now; undefined: it is not known. */
function reportOn(options               , cluster                        , journal                       , assignment                            )         {
  const { specification, parameters } = options;
  const id = clusterIdOf(specification);
  const judged = cluster === undefined ? { findings: [], counts: {} } : judgeCluster(resourceAfter([], specification, cluster), policiesWith(parameters));
  const policyFacts = assignment === undefined ? [] : [{ label: 'Policies', value: standingOf(assignment) }];
  return {
    command: 'deploy',
    title: `cluster ${specification.name} in resource group ${specification.resourceGroup}`,
    verdict: worstVerdict(judged.findings),
    target: { id, name: specification.name },
    changed: journal.some(({ status }) => status === 'done'),
    dryRun: false,
    steps: journal,
    findings: judged.findings,
    counts: judged.counts,
    facts: cluster === undefined ? [] : [...factsOf(cluster).filter(({ value }) => value !== ''), ...policyFacts],
    notes: assignment?.notes ?? [],
  };
}

/** Others may change the cluster between our read and our write; after this many stale plans something else is wrong. */
const maximumPlans = 5;

/** Brings one cluster to isolation and assigns the policies that keep it there. */
async function deploy(options               , tools       )                   {
  const journal               = [];
  try {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptDeploy(options, journal, tools);
      if (!(outcome instanceof StalePlanError)) return outcome;
      if (attempt === maximumPlans) throw outcome;
      tools.logger.notice(`${outcome.message} Looking again and planning anew.`);
      await tools.clock.sleep(options.pollInterval, tools.signal);
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error.message === 'The run was cancelled.' ? cancelledAfter(journal, error) : error;
    return { report: { ...reportOn(options, undefined, journal, undefined), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attemptDeploy(options               , journal              , tools       )                                    {
  policiesWith(options.parameters);
  refuseWeakening(options.specification);
  const policies = assignmentOptions(options);
  const [{ plan, observed, waited }, before] = await Promise.all([
    settledPlan(options.specification, options.pollInterval, tools),
    policies === undefined ? undefined : observeForDeploy(policies, tools),
  ]);
  if (plan.kind === 'refused') throw new UserError(plan.reasons.join(' '));
  if (plan.kind === 'migration') return notIsolated(options, plan, observed.cluster ?? {});
  const steps = plan.kind === 'nothing' ? [] : plan.steps;
  const planned = resourceAfter(steps, options.specification, observed.cluster);
  const look = async ()                                         => (policies === undefined ? undefined : await observeForDeploy(policies, tools));
  const assignment = planPolicies(policies, waited ? await look() : before, planned, tools);
  const planHash = hashOf({ cluster: steps.map(({ id, substance }) => ({ id, substance })), policies: assignment && substanceOf(assignment) });
  if (options.dryRun) return { report: dryRunReport(options, steps, planned, assignment, planHash) };
  checkApproved(options.planHash, planHash);
  if (assignment !== undefined) refuseImpossible(assignment);
  if (steps.length === 0) return await finish(options, observed.cluster, assignment, planHash, journal, tools);

  try {
    const cluster = await written(steps, journal, options, tools);
    // Creating a cluster takes minutes: who lives beside it is looked at again before anything is enforced.
    const final = planPolicies(policies, await look(), asLiving(cluster), tools);
    if (options.planHash !== undefined) checkStillApproved(assignment, final);
    return await finish(options, cluster, final, planHash, journal, tools);
  } catch (error) {
    if (error instanceof StalePlanError) return error;
    throw error;
  }
}

/** An approval covers the policies as they were planned; the cluster may stand by now, the policies are not written otherwise. */
function checkStillApproved(approved                            , final                            )       {
  if (approved === undefined || final === undefined || hashOf(substanceOf(approved)) === hashOf(substanceOf(final))) return;
  throw new UserError('The cluster is deployed, but its neighbours changed meanwhile and so did the plan for the policies: run with "dry-run" again and approve the new plan.');
}

/** A cancellation between two steps says what was done and what comes next. */
function cancelledAfter(journal                       , cause                )                 {
  const done = journal.filter(({ status }) => status === 'done').map(({ title }) => title);
  if (done.length === 0) return new CancelledError('The run was cancelled before it wrote anything: run the same command again.', { cause });
  return new CancelledError(`The run was cancelled after: ${done.join(', ')}. Run the same command again to do the rest.`, { cause });
}

/** Writes the policy objects and reports on everything. */
async function finish(
  options               , cluster                        , assignment                            , planHash        , journal              , tools       ,
)                   {
  if (assignment !== undefined) await applyForDeploy(assignment, options.owner, journal, tools);
  const done = { ...reportOn(options, cluster, journal, assignment), planHash };
  const report = cluster === undefined ? done : await (await import('./proof.js')).withProof(done, resourceAfter([], options.specification, cluster), options, tools);
  return { report, exceeds: report.findings.some((finding) => reaches(options.failOn, finding)) };
}

/** A cluster-file may say anything about the cluster but what would open it again. */
function refuseWeakening({ file, name }                      )       {
  const objections = file === undefined ? [] : objectionsTo(file, name);
  if (objections.length > 0) throw new UserError(objections.join('\n'));
}

/** How the policies are to be assigned; undefined when they are not. */
function assignmentOptions({ specification, assignPolicies, definitionScope, parameters, enforcement, owner }               )                                {
  if (!assignPolicies) return undefined;
  const scope = parseScope(resourceGroupIdOf(specification));
  if (scope === undefined) throw new UserError(`${resourceGroupIdOf(specification)} is no scope for policies.`);
  return { scope, definitionScope, parameters, enforcement, owner };
}

function planPolicies(options                               , observed                               , own          , tools       )                             {
  return options === undefined || observed === undefined ? undefined : planForDeploy(options, observed, own, tools);
}

/** Carries the steps out and returns the cluster's document as it is then. */
async function written(steps                      , journal              , options               , tools       )                      {
  const last = await writeSteps(steps, journal, options.pollInterval, tools);
  const isCluster = textAt(last, 'type')?.toLowerCase() === managedClusterType.toLowerCase();
  const cluster = isCluster ? last : await tools.arm.find(clusterIdOf(options.specification), clusterApiVersion);
  if (cluster !== undefined) return cluster;
  throw new AzureError(`${clusterIdOf(options.specification)} is gone although Azure reported success.`, { status: 404, code: 'ResourceNotFound' });
}

function asLiving(document                        )           {
  const id = textAt(document, 'id');
  return { type: managedClusterType, name: textAt(document, 'name') ?? '', body: document ?? {}, ...(id === undefined ? {} : { id }) };
}

export { deploy };
