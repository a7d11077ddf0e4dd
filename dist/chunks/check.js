import { managedClusterType, UserError, reaches } from './ground.js';
import { folderTree } from './exemptions-path.js';
import { readInfrastructure } from './read-infrastructure.js';
import { withWhatDecides, findingOfProblem, judgeResources, applyExemptions, rulesOf, readJudges } from './rules.js';
import { staleNotes } from './notes.js';
import { worstVerdict, trustedTree } from './run.js';
import { expandDeployment } from './index.js';

/** What the change under review does to the gate itself: to the workflow that runs it, a finding; to the files that configure it, notes. */
async function changesToJudges({ configurationFile }              , judges        , trusted             , checkout          , { event }            )                           {
  if (!trusted.isBase) return { findings: [], notes: [] };
  const [{ changedJudges }, { workflowFinding }] = await Promise.all([import('./changed-judges.js'), import('./workflow-finding.js')]);
  const [notes, finding] = await Promise.all([
    changedJudges(trusted, checkout, [configurationFile, ...judges.paths]),
    workflowFinding(event, trusted, checkout),
  ]);
  return { findings: finding === undefined ? [] : [finding], notes };
}

const none                   = { findings: [], clusters: [], problems: [], notes: [] };

/**
 * The ways out of every cluster among the resources. Files never show everything there is, so no list of them is complete. Whoever wants none of the
 * bundled initiatives gets no exposures either, unless they are asked for.
 */
async function exposuresIn(resources                     , { exposures, egress, initiatives }                                                            )                            {
  const isBundled = initiatives === undefined || initiatives.length !== 1 || initiatives[0]?.toLowerCase() !== 'none';
  if (exposures === 'none' || (exposures === 'auto' && !isBundled) || !resources.some(isCluster)) return none;
  const [{ exposuresOf }, { judgeExposures }, { exposureFindings }] = await Promise.all([
    import('./answers.js').then(n => n.answers),
    import('./meant.js'),
    import('./findings.js'),
  ]);
  const { looked, left } = firstClusters(resources);
  const { clusters, stale } = judgeExposures(exposuresOf(looked), egress);
  return {
    clusters,
    findings: clusters.flatMap((cluster) => exposureFindings(cluster, exposures === 'all' ? 'low' : 'medium')).map((found) => ({ ...found, finding: withWhatDecides(found.finding) })),
    problems: left.slice(0, 1).map(endOfClusters),
    notes: left.length === 0 ? staleNotes(stale) : [],
  };
}

/** More clusters than this are in no repository that people read. */
const mostClusters = 10_000;

function firstClusters(resources                     )                                                                               {
  const left = resources.filter(isCluster).slice(mostClusters);
  if (left.length === 0) return { looked: resources, left };
  const beyond = new Set(left);
  return { looked: resources.filter((resource) => !beyond.has(resource)), left };
}

function endOfClusters({ originOf, name }          )          {
  return findingOfProblem({ kind: 'unread', message: `There are more than ${mostClusters} clusters; from here on the ways out are not looked at: judge them in several runs by "paths"`, origin: originOf?.('') ?? { file: name, pointer: '' } });
}

function isCluster({ type }          )          {
  return type.toLowerCase() === managedClusterType.toLowerCase();
}

/** What the judges say of the infrastructure, exemptions applied. @param others findings that are about no resource, but may be exempted too */
async function findingsIn(infrastructure                , judges        , others                    , options              , { clock, signal }            )                 {
  const now = clock.now();
  const context = contextOf(options, now);
  const judged = await judgeResources(infrastructure.resources, judges.policies, judges.exemptions, () => context, signal);
  const exposed = await exposuresIn(infrastructure.resources, options);
  const folded = exposed.findings.length === 0 ? judged.findings : (await import('./fold.js')).foldExposures(judged.findings, exposed.findings);
  const gone = infrastructure.deletions.length === 0 ? undefined : await (await import('./judge-deletions.js')).judgeDeletions(infrastructure, judges.policies, judges.exemptions, context, signal);
  const found = [...infrastructure.problems.map(findingOfProblem), ...exposed.problems, ...folded, ...(gone?.findings ?? []), ...others];
  const { findings, notes } = applyExemptions(await withFingerprints(found, (finding) => judged.bodyOf(finding) ?? gone?.bodyOf(finding)), judges.entries, now);
  const counts                                   = { ...judged.quiet };
  for (const verdict of ['compliant', 'notApplicable']         ) if (gone?.quiet[verdict] !== undefined) counts[verdict] = (counts[verdict] ?? 0) + gone.quiet[verdict];
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { findings, counts, clusters: exposed.clusters, notes: [...exposed.notes, ...notes] };
}

/** Most runs find nothing, and have no use for cryptography. */
async function withFingerprints(findings                    , bodyOf                               )                              {
  return findings.length === 0 ? findings : (await import('./fingerprint.js')).withFingerprints(findings, bodyOf);
}

/** What is known of the place where it would be deployed. The service writes seven digits of a second. */
function contextOf({ facts: { subscriptionId, resourceGroup, location } }              , now        )                    {
  const group = { ...(resourceGroup === undefined ? {} : { name: resourceGroup }), ...(location === undefined ? {} : { location }) };
  return {
    utcNow: new Date(now).toISOString().replace('Z', '0000Z'),
    ...(Object.keys(group).length === 0 ? {} : { resourceGroup: group }),
    ...(subscriptionId === undefined ? {} : { subscription: { subscriptionId } }),
  };
}

/** What a run found, as every surface shows it. */
function reportOf({ options, event, trusted, judges, infrastructure, findings, counts, exposures, facts, notes }             )         {
  const { files, resources } = infrastructure;
  const where = options.paths.length === 0 ? '' : ` in ${listed(options.paths)}`;
  const name = options.paths.length === 0 ? 'infrastructure files' : options.paths.join(' ');
  const skipped = sum(Object.values(files.skipped));
  return {
    command: 'check',
    title: `infrastructure files${where}`,
    verdict: findings.length === 0 && resources.length === 0 ? 'notApplicable' : worstVerdict(findings),
    target: { id: options.paths.join(' '), name },
    changed: false,
    dryRun: false,
    steps: [],
    findings,
    counts,
    files: { judged: files.judged.length, skipped, resources: resources.length },
    rules: [...rulesOf(judges.policies), ...exposures.rules],
    ...(exposures.clusters.length === 0 ? {} : { exposures: exposures.clusters }),
    facts: [...factsOf({ trusted, judges, infrastructure }), ...facts],
    notes,
    ...(event.pullRequest === undefined ? {} : { pullRequest: { number: event.pullRequest.number } }),
  };
}

function factsOf({ trusted, judges, infrastructure: { notRead, unpaired } }                                                            )                        {
  const initiatives = new Set(judges.policies.flatMap(({ initiative }) => (initiative === undefined ? [] : [initiative.name])));
  const single = judges.policies.filter(({ initiative }) => initiative === undefined).length;
  const by = [...initiatives, ...(single === 0 ? [] : [`${single} single ${single === 1 ? 'policy' : 'policies'}`])];
  return [
    { label: 'Judged by', value: listed(by) },
    ...(trusted.commit === undefined ? [] : [{ label: 'Policies of', value: `base commit ${trusted.commit.slice(0, 12)}` }]),
    ...(unpaired.length === 0 ? [] : [{ label: 'Parameters without a template', value: listed(unpaired) }]),
    ...(notRead === undefined ? [] : [{ label: 'Not judged', value: `${notRead}: judge a plan (terraform show -json)` }]),
  ];
}

function listed(names                   )         {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function sum(numbers                   )         {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Where templates would be deployed, and Azure Policy is asked. */
                        
                                  
                                 
 

function subscriptionOf({ subscriptionId }       )         {
  return `/subscriptions/${subscriptionId}`;
}

function groupOf(place       )         {
  return `${subscriptionOf(place)}/resourceGroups/${place.resourceGroup}`;
}

/** Workflows of forks and of Dependabot get neither secrets nor OIDC tokens (docs.github.com, "Events that trigger workflows", pull_request). */
function mayLackCredentials({ pullRequest }             )          {
  return pullRequest !== undefined && (pullRequest.isFork || pullRequest.isDependabot);
}

/** The place that the inputs name; undefined where they may be missing through nobody's fault. Throws UserError where they may not. */
function placeOf({ facts: { subscriptionId, resourceGroup } }              , event             )                    {
  if (subscriptionId !== undefined && resourceGroup !== undefined) return { subscriptionId, resourceGroup };
  if (mayLackCredentials(event)) return undefined;
  const missing = [...(resourceGroup === undefined ? ['"resource-group"'] : []), ...(subscriptionId === undefined ? ['"subscription-id"'] : [])];
  throw new UserError(`"verify" needs ${missing.join(' and ')}, where the templates would be deployed: Azure Policy is asked there.`);
}

/** Judges infrastructure files by the policies that can be trusted. Writes nothing, and asks nothing of Azure but with `verify`. */
async function check(options              , tools            )                   {
  if (options.fromReport !== undefined) return await (await import('./handed.js')).handOn(options.fromReport, options, tools);
  const { folder, event, logger } = tools;
  const place = options.verify ? placeOf(options, event) : undefined;
  const checkout = folderTree(folder);
  const trusted = await trustedTree(event, { trust: options.trust, folder, checkout, githubToken: options.githubToken }, tools);
  try {
    for (const warning of trusted.warnings) logger.warning(warning);
    const read = {
      folder, paths: options.paths, parameters: options.templateParameters, parameterFiles: options.parameterFiles,
      // Without the time: what is deployed on another day may not be what is judged today.
      facts: options.facts,
      ...(options.providerVersion === undefined ? {} : { providerVersion: options.providerVersion }),
    };
    const [judges, infrastructure] = await Promise.all([
      readJudges(options, trusted, tools),
      readInfrastructure({ ...read, tree: checkout }, { expand: expandDeployment, ...tools }),
    ]);
    const changes = await changesToJudges(options, judges, trusted, checkout, tools);
    const verified = !options.verify ? undefined : await (await import('./verify.js')).verify(place, judges, { ...read, tree: checkout }, tools);
    const found = await findingsIn(infrastructure, judges, [...changes.findings, ...(verified?.findings ?? [])], options, tools);
    const standing                   = options.onlyNew ? await (await import('./new-findings.js')).newFindings(found.findings, options, judges, trusted, read, tools) : { findings: found.findings, notes: [] };
    const { findings } = standing;
    const notes = [...trusted.warnings, ...infrastructure.notes, ...judges.notes, ...changes.notes, ...found.notes, ...(verified?.notes ?? []), ...standing.notes];
    return {
      report: reportOf({ options, event, trusted, judges, infrastructure, findings, counts: found.counts, exposures: await waysOf(found, standing.earlier), facts: verified?.facts ?? [], notes }),
      exceeds: findings.some((finding) => reaches(options.failOn, finding, options.leastSeverity)),
      ...(verified?.failure === undefined ? {} : { failure: verified.failure }),
    };
  } finally {
    trusted.close();
  }
}

/** Most checks see no cluster, and load nothing of this. */
async function waysOf({ clusters }       , earlier                             )                                    {
  if (clusters.length === 0) return { clusters: [], rules: [] };
  const { reportExposures, exposureReportRules } = await import('./report-exposures.js');
  return { clusters: reportExposures(clusters, earlier), rules: exposureReportRules() };
}

const check$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  check
}, Symbol.toStringTag, { value: 'Module' }));

export { check$1 as check, findingsIn, groupOf, mayLackCredentials, subscriptionOf };
