import { isOpen, sightOf, fateIn, firstOf, worstOf, isWorse, compareWorstFirst, fateOfSight, compareText, driftVerdict, partialNotes, unaskedNotes, fleetOf, tellIssue, exceeds, recall } from './tell-issue.js';
import { findingKey, idKey } from './key.js';
import { segmentAfter, throwIfCancelled, textAt, managedClusterType, isWithin, apiVersions, arrayAt, at, sameId, parseResourceId, isJsonObject, parseScope, apiVersionOf, member, Unknown, UserError } from './ground.js';
import { folderTree } from './exemptions-path.js';
import { applyExemptions, judgeResources, rulesOf, readJudges } from './rules.js';
import { verdictOrder, trustedTree } from './run.js';
import { batchesOf, queryResourceGraph, eachPage, kqlText } from './resource-graph.js';
import { inventoryOf, lowerIdOf } from './inventory.js';
import { exposureFindings } from './findings.js';
import { exposureRules } from './catalogue.js';
import { clusterView } from './answers.js';
import { fleetLooker, readSurroundings } from './surroundings.js';
import { waysOf } from './earlier.js';
import { judgeExposures, mostWhole } from './meant.js';
import { foldExposures } from './fold.js';
import { withFingerprints } from './fingerprint.js';
import { surroundings } from './judge-living.js';
import { staleNotes } from './notes.js';
import { reportExposures, exposureReportRules } from './report-exposures.js';
import { outboundTypeOf } from './cluster.js';
import { AzureError } from './arm-error.js';
import { meaningOf, isGone } from './list-failure.js';
import { timeOf } from './policy-state.js';

/** A finding of before that is not there any more: see `HealedFinding` of the report. */
                         
                        
                         
                                         
                            
                                         
                                                 
                         
 

                             
                      
                                             
                                                                                                            
                                        
                              
                                     
                                                                                             
                                              
                                                                                                                                                    
                                              
                                                                      
                                                    
                                                      
                                                                                                                         
                                                                                    
                                 
 

/**
 * What became of what an earlier run found. An earlier finding is either found again, told by another one (`exposes`), healed, carried or unasked.
 *
 * - There was no earlier run: nothing is new, everything is `unchanged` since now.
 * - It is there with a worse verdict or severity, or its exemption has ended: `worse`. With a milder one: `unchanged`.
 * - It is not there: `mended` when the resource was read, `gone` when the list that it would be on was, `exempt` when it is exempt or declared
 *   as meant now. In every other case nothing is known of it.
 * - The earlier run had no room for all its findings: what may have been among those left out does not count as new.
 */
function compareRuns(earlier                        , look      )             {
  const { at } = look;
  const before = new Map((earlier?.findings ?? []).map((finding) => [findingKey(finding), finding]         ));
  const told = toldBefore(earlier?.findings ?? []);
  const now = standingsOf(look.findings);
  const changes = new Map                       ();
  const counts = { new: 0, worse: 0, unchanged: 0, healed: 0 };
  for (const [key, standing] of now) {
    const change = changeOf(standing, before.get(key), told.get(key), earlier, at);
    changes.set(key, change);
    if (isOpen(standing)) counts[change.kind] += 1;
  }
  const sight = sightOf({ ...look, seen: [...look.seen, ...look.clusters] });
  const unseenClusters = unseenOf(earlier, look, sight);
  const fate = fateIn(look, now, sight, unseenClusters.length === 0);
  const healed           = [];
  const carried                   = [];
  const unasked                   = [];
  for (const [key, finding] of before) {
    const found = fate(key, finding);
    if (found === 'carried') carried.push({ ...finding, unseenSince: finding.unseenSince ?? at });
    else if (found === 'unasked') unasked.push(finding);
    else if (found !== 'there' && isOpen(finding)) healed.push(healedOf(finding, found, at));
  }
  return {
    at,
    ...(earlier === undefined ? {} : { earlier: { at: earlier.at } }),
    findings: look.findings.map((finding) => withChange(finding, changes)),
    healed: healed.toSorted(byKey),
    carried: carried.toSorted(byKey),
    unasked: unasked.toSorted(byKey),
    unseenClusters,
    counts: { ...counts, healed: healed.length },
    isConclusive: look.clusters.length > 0 || (look.unseen.length === 0 && unseenClusters.length === 0),
  };
}

/** The standing of each key. */
function standingsOf(findings                    )                                {
  const found = new Map                  ();
  for (const finding of findings) {
    if (!isOpen(finding) && finding.verdict !== 'exempt') continue;
    const key = findingKey(finding);
    const other = found.get(key);
    found.set(key, other === undefined ? { verdict: finding.verdict, severity: finding.severity } : worstOf(other, finding));
  }
  return found;
}

/** Exposures that other findings told of, by their own keys, with the first time of any: one that stands alone now was known. */
function toldBefore(findings                           )                              {
  const told = new Map                ();
  for (const { resource, since, exposes = [] } of findings.filter(isOpen)) {
    for (const rule of exposes) {
      const key = findingKey({ rule, resource });
      told.set(key, firstOf(told.get(key) ?? since, since));
    }
  }
  return told;
}

function changeOf(now          , before                            , told                    , earlier                        , at        )                {
  // Who wrote a time in the future into the memory gains nothing by it.
  if (before !== undefined) return { kind: isOpen(now) && isWorse(now, before) ? 'worse' : 'unchanged', since: firstOf(before.since, at) };
  if (told !== undefined) return { kind: 'unchanged', since: firstOf(told, at) };
  const mayBeKnown = earlier === undefined || (earlier.more !== undefined && compareWorstFirst(now, earlier.more) >= 0);
  return { kind: isOpen(now) && !mayBeKnown ? 'new' : 'unchanged', since: at };
}

function withChange(finding         , changes                                    )          {
  const { change: _, ...rest } = finding;
  const change = isOpen(finding) || finding.verdict === 'exempt' ? changes.get(findingKey(finding)) : undefined;
  return change === undefined ? rest : { ...rest, change };
}

function healedOf({ rule, title, severity, verdict, resource, since }                , because                   , at        )         {
  return { rule, title, severity, verdict, resource, because, since: firstOf(since, at) };
}

function unseenOf(earlier                        , { at, clusters }      , sight                       )                           {
  const since = new Map((earlier?.unseenClusters ?? []).map((cluster) => [idKey(cluster.id), cluster.since]));
  const read = new Set(clusters.map(idKey));
  return (earlier?.clusters ?? []).flatMap((id) => {
    const known = since.get(idKey(id));
    // A cluster that others refer to may have been read as a resource, and judged by nobody.
    const isUnseen = !read.has(idKey(id)) && fateOfSight(sight(id), known, at) === 'carried';
    return isUnseen ? [{ id, since: known ?? at }] : [];
  });
}

function byKey(left                         , right                         )         {
  return compareText(findingKey(left), findingKey(right));
}

/** One of `count` parts of a fleet. */
                        
                           
                         
                         
 

/**
 * True when a subscription belongs to the shard. Every subscription belongs to exactly one of the parts, whatever else there is, on every
 * machine: by the hash of its id without case, modulo their number. @param subscriptionId the GUID alone
 */
function inShard(subscriptionId        , { index, count }       )          {
  return hashOf(subscriptionId.toLowerCase()) % count === index - 1;
}

/**
 * FNV-1a of 32 bits over the UTF-16 units (RFC 9923), and then the finalizer of MurmurHash3: alone, the last bits of FNV depend on the last bits of
 * the letters only, and would spread numbered ids unevenly over two, four or eight parts.
 */
function hashOf(text        )         {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * What a shard compares with. It keeps all findings: networks are shared across subscriptions, and the merge keeps of what a shard could not see what
 * none could. Clusters are those of the shard alone, so that none is unseen for being another's.
 */
function earlierOfShard(earlier            , shard       )             {
  const isOurs = (id        )          => inShard(segmentAfter(id, 'subscriptions') ?? '', shard);
  const { unseenClusters, ...rest } = earlier;
  return { ...rest, clusters: earlier.clusters.filter(isOurs), ...(unseenClusters === undefined ? {} : { unseenClusters: unseenClusters.filter(({ id }) => isOurs(id)) }) };
}

/** What is set beside our own judgement where it was asked for. */
                         
                                        
                                     
                                              
                         
                             
                                    
                                                      
                           
 

/** Azure's own compliance states, what is declared, and what would bring clusters back. */
async function beside(living        , judges        , judged              , options              , tools            )                  {
  const azure = await azureSide(living, judges, judged, options, tools);
  const mending = options.remediate === 'none' ? undefined : await mend(judged, options, tools);
  return {
    findings: azure.findings,
    notes: [...azure.notes, ...(mending?.notes ?? [])],
    ...(azure.azure === undefined ? {} : { azure: azure.azure }),
    ...(mending === undefined ? {} : { remedies: mending.remedies, planHash: mending.planHash }),
    ...(mending?.failure === undefined ? {} : { failure: mending.failure }),
  };
}

/** Plans, and on request carries out, what would bring failing clusters back. What is exempt or meant is left as it is. */
async function mend({ findings, exposed }              , options              , tools            )                    {
  const wrong = findings.filter(({ verdict }) => verdict === 'violation');
  const counts = new Set(wrong.flatMap(({ rule, exposes = [], resource }) => [rule, ...exposes.map((one) => one.rule)].map((name) => `${name}|${resource.id ?? ''}`.toLowerCase())));
  const failing = new Map                        ();
  const add = (id        , found            )       => {
    const known = failing.get(id.toLowerCase());
    failing.set(id.toLowerCase(), { id, name: id.split('/').at(-1) ?? '', found: [...(known?.found ?? []), found] });
  };
  const exposureRules = new Set(exposed.map(({ finding }) => finding.rule));
  for (const finding of wrong) {
    const id = /^.*\/managedClusters\/[^/]+/i.exec(finding.resource.id ?? '')?.[0];
    if (id !== undefined && !exposureRules.has(finding.rule)) add(id, { finding });
  }
  for (const found of exposed) {
    const { finding: { rule, resource, verdict } } = found;
    if (resource.id !== undefined && verdict === 'violation' && counts.has(`${rule}|${resource.id}`.toLowerCase())) add(resource.id, found);
  }
  const { planRemedies, applyRemedies } = await import('./remediate.js');
  const { allowDisruption, allowedSubscriptions, dryRun, planHash, pollInterval } = options;
  const settings = { allowDisruption, allowedSubscriptions, dryRun, planHash, pollInterval };
  return options.remediate === 'apply' ? await applyRemedies([...failing.values()], settings, tools) : await planRemedies([...failing.values()], settings, tools);
}

async function azureSide(living        , judges        , judged              , { azureStates, triggerEvaluation, target }              , tools            )                                                        {
  if (!azureStates || living.clusters.length === 0) return { findings: [], notes: [] };
  const { askAzureStates } = await import('./azure-states.js');
  const judgedIds = new Set(judged.concerns.keys());
  const resources = living.resources().filter((resource) => living.clusters.includes(resource) || judgedIds.has((resource.id ?? '').toLowerCase()));
  const own = { resources, policies: judges.policies, findings: judged.findings };
  const triggered = triggerEvaluation ? (await evaluateAnew(living, target, tools)).notes : [];
  if (target.kind === 'cluster') {
    const answer = await askAzureStates(own, { ids: [target.id] }, tools);
    return { ...answer, notes: [...triggered, ...answer.notes] };
  }
  const scopes = statesScopes(living, target);
  const answers = await Promise.all(scopes.map(async (scope) => await askAzureStates(own, { scope }, tools)));
  return answers.reduce                                              ((sum, { findings, azure, notes }) => ({
    findings: [...sum.findings, ...findings],
    azure: sum.azure === undefined ? azure : { ...later(sum.azure, azure), compared: sum.azure.compared + azure.compared, different: sum.azure.different + azure.different },
    notes: [...new Set([...sum.notes, ...notes])],
  }), { findings: [], notes: triggered });
}

/** Azure takes minutes for an evaluation, and longer for a large subscription. Milliseconds. */
const patience$2 = 30 * 60_000;

async function evaluateAnew({ clusters, subscriptions }        , target                        , tools            )                                                 {
  const { triggerEvaluations } = await import('./trigger-evaluation.js');
  const groups = [...new Map(clusters.flatMap(({ id = '' }) => /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)\//i.exec(id)?.[1] ?? []).map((id) => [id.toLowerCase(), id])).values()];
  const isNarrow = target.kind === 'cluster' || target.scopes.every(({ kind }) => kind === 'resourceGroup');
  const scopes = isNarrow ? groups : subscriptions.map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`);
  return await triggerEvaluations(scopes, patience$2, tools);
}

function statesScopes({ subscriptions }        , target                                                    )                        {
  const [first, second] = target.scopes;
  if (first?.kind === 'managementGroup' && second === undefined && target.clusters.length === 0) return [{ managementGroup: first.managementGroup }];
  return batchesOf(subscriptions.map(({ subscriptionId }) => subscriptionId));
}

function later(left                   , right                   )                           {
  const at = [left.at, right.at].filter((one) => one !== undefined).toSorted().at(-1);
  return at === undefined ? {} : { at };
}

/** Which clusters a resource concerns. */
                           
                                                                             
                                                           
                                                             
                                                             
 

/** Most of what stands in a tenant concerns one cluster: all of that shares one list. */
function concernsOfClusters()           {
  const clustersOf = new Map                                         ();
  const single = new Map                           ();
  return {
    of: ({ id: cluster = '' }) => {
      const own = single.get(cluster) ?? ([cluster]         );
      single.set(cluster, own);
      return (id) => {
        const known = clustersOf.get(id);
        if (known === undefined) clustersOf.set(id, own);
        else if (known instanceof Set) known.add(cluster);
        else if (known !== own) clustersOf.set(id, new Set([...known, cluster]));
      };
    },
    all: () => new Map(Array.from(clustersOf, ([id, clusters]) => [id, clusters instanceof Set ? [...clusters] : clusters])),
  };
}

/** What was found in living clusters and in what they stand on. */
                               
                                        
                                                              
                                                     
                             
                                                                                                                                                
                                            
                                                 
                           
                                                                                                 
                                               
                                                                                                                                        
                                                            
                                    
 

/** A reference leads to a network, that to its tables; more rounds than this follow nothing real. */
const mostRounds = 5;
/** Clusters that are looked at before answers of Azure are taken in, and the run looks whether it was cancelled. */
const breath = 25;
/** Milliseconds between two lines that say how far it is. */
const patience$1 = 5000;

                                                                    

/**
 * Judges clusters by every rule, and what they refer to by the policies; what rules miss is read on the way.
 * @param more further findings about what was read, which may be exempt like the others
 */
async function judgeFleet(living        , judges        , options                   , tools                                            , more                                    = async () => await Promise.resolve([]))                        {
  const now = tools.clock.now();
  const utcNow = new Date(now).toISOString().replace('Z', '0000Z');
  const judge = async (resources                     )                  =>
    await judgeResources(resources, judges.policies, judges.exemptions, (resource) => ({ utcNow, ...surroundings(resource) }), tools.signal);
  // Policies about clusters need nothing of what is still on its way.
  const ofClusters = await judge(living.clusters);
  const looked = await lookAtAll(living, options.exposures === 'all' ? 'low' : 'medium', tools);
  const { clusters, stale } = options.exposures === 'none' ? { clusters: [], stale: [] } : judgeExposures(looked.answers, options.egress);
  const notClosed = clusters.map(({ cluster, answers }) => ({ cluster, answers: answers.filter(({ state }) => state !== 'closed') })).filter(({ answers }) => answers.length > 0);
  const judged = joined(ofClusters, await judge(looked.reached));
  const exposed = clusters.flatMap((cluster) => exposureFindings(cluster, options.exposures === 'all' ? 'low' : 'medium'));
  const { findings, notes } = applyExemptions(withFingerprints([...foldExposures(judged.findings, exposed), ...await more()], judged.bodyOf), judges.entries, now);
  const counts                                   = { ...judged.quiet };
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { findings, counts, ways: waysOf(notClosed), ...shownOf(clusters, looked.inventory), exposed, concerns: looked.concerns, notes: [...staleNotes(stale), ...notes] };
}

/** More clusters than this are told of in the table only: with pictures of all, no page would open. */
const mostPictured = 500;

function shownOf(clusters                                        , inventory           )                                          {
  const isFleet = clusters.length > mostWhole;
  const telling = isFleet ? clusters.filter(({ answers }) => answers.some(({ state }) => state !== 'closed' && state !== 'notVisible')) : clusters;
  const pictured = telling.slice(0, mostPictured).map(({ cluster, answers }) => ({ cluster: clusterView(cluster.resource, inventory), answers }));
  return { shown: reportExposures(pictured, new Map(), isFleet), telling: telling.length };
}

                  
                                                            
                                  
                                
                                           
                                        
                                              
 

/** Looks at all clusters as soon as something is there, and again, by the rules that missed something, when more is. */
async function lookAtAll(living        , least          , tools                                            )                  {
  const isFleet = living.clusters.length > mostWhole;
  const answers = new Map                                     ();
  const reached = new Map                  ();
  const concerns = concernsOfClusters();
  let inventory                       ;
  let pending                                                 = new Map(living.clusters.map((cluster) => [cluster, exposureRules]));
  const look = async (isMoreComing         )                   => {
    // Before there is a second one: an inventory of a tenant is large.
    inventory = undefined;
    const looker = fleetLooker(living.resources(), living.complete(), least);
    if (!isMoreComing) inventory = looker.inventory;
    const breathe = breathing(pending.size, tools);
    const open = new Map                                   ();
    for (const [cluster, rules] of pending) {
      await breathe();
      const found = looker.look(cluster, rules);
      // What a rule says that will look again in any case is not kept for so long.
      const settled = isMoreComing ? found.answers.filter(({ rule }) => !found.lacking.includes(rule)) : found.answers;
      const all = inOrder([...(answers.get(cluster) ?? []).filter(({ rule }) => !rules.includes(rule)), ...settled]);
      answers.set(cluster, isFleet ? slim(all) : all);
      const concern = concerns.of(cluster);
      for (const resource of found.reached) {
        reached.set(lowerIdOf(resource) ?? '', resource);
        concern(lowerIdOf(resource) ?? '');
      }
      if (!isMoreComing) for (const id of found.missing) concern(id.toLowerCase());
      if (found.lacking.length > 0) open.set(cluster, found.lacking);
    }
    pending = open;
    return looker.demands();
  };
  let demands          = { ids: [], lists: [] };
  const arrived = arrivals(living.waves);
  for (const [index, wave] of living.waves.entries()) {
    await wave;
    // What came meanwhile is looked at together.
    if (arrived() > index + 1) continue;
    demands = await look(index < living.waves.length - 1);
  }
  for (let round = 1; round < mostRounds && pending.size > 0; round += 1) {
    if (!await living.read(demands)) break;
    demands = await look(false);
  }
  return {
    answers: living.clusters.map((resource) => ({ cluster: { name: resource.name, resource }, answers: answers.get(resource) ?? [] })),
    inventory: inventory ?? inventoryOf(living.resources(), living.complete()),
    reached: [...reached.values()].filter((resource) => !answers.has(resource)),
    concerns: concerns.all(),
  };
}

/** Tells how many of the waves are here: each comes after the one before. */
function arrivals(waves                 )               {
  let here = 0;
  const count = ()         => (here += 1);
  for (const wave of waves) void wave.then(count, () => undefined);
  return () => here;
}

/** Answers in the order of the catalogue. */
function inOrder(answers                           )                            {
  const found = new Map(answers.map((one) => [one.rule, one]));
  return exposureRules.flatMap((rule) => found.get(rule) ?? []);
}

/** To be called before each of many clusters. */
function breathing(count        , { logger, clock, signal }                                            )                      {
  const started = clock.now();
  let [done, told] = [0, started];
  return async () => {
    done += 1;
    if (done % breath !== 0) return;
    await pause(signal);
    const now = clock.now();
    if (now - told < patience$1) return;
    told = now;
    logger.progress({ subject: 'ways out of clusters', state: `${done} of ${count}`, elapsed: now - started });
  };
}

/** Of a fleet, what nobody has to look at is not kept: evidence that ten thousand clusters are closed would take gigabytes. */
function slim(answers                           )                            {
  if (answers.length === allClosed.length && answers.every(({ answer }) => answer.state === 'closed')) return allClosed;
  return answers.map((one) => (one.answer.state === 'closed' ? (closedBy.get(one.rule) ?? one) : one));
}

function joined(one        , other        )                                                {
  const sums = (['compliant', 'notApplicable']         ).map((verdict) => [verdict, (one.quiet[verdict] ?? 0) + (other.quiet[verdict] ?? 0)]         );
  return {
    findings: [...one.findings, ...other.findings],
    quiet: Object.fromEntries(sums.filter(([, count]) => count > 0)),
    bodyOf: (finding) => one.bodyOf(finding) ?? other.bodyOf(finding),
  };
}

const quiet = { state: 'closed', evidence: [] }         ;
const allClosed                            = exposureRules.map((rule) => ({ rule, answer: quiet }));
const closedBy = new Map(allClosed.map((one) => [one.rule, one]));

async function pause(signal             )                {
  await new Promise      ((resolve) => {
    setImmediate(resolve);
  });
  throwIfCancelled(signal);
}

/** What is kept of living clusters when they have been judged: ids and names. The documents of a tenant take hundreds of megabytes, and a report needs none. */
                                                                                       
                                             
                                                        
                                   
                                             
                                    
 

function knownFleet({ clusters, resources, complete, subscriptions, unseen, gone, notes }        )             {
  return { clusters: clusters.map(fleetCluster), seen: resources().flatMap((resource) => lowerIdOf(resource) ?? []), complete: complete(), subscriptions, unseen, gone, notes: [...new Set(notes())] };
}

function fleetCluster({ id = '', name, body }          )               {
  const location = textAt(body, 'location');
  const outboundType = outboundTypeOf(body);
  return { id, name, ...(location === undefined ? {} : { location }), ...(typeof outboundType === 'string' ? { outboundType } : {}) };
}

/** What this run looked at and found, for the comparison with the run before. */
function lookOf(fleet            , { ways, concerns }              , findings                    , judges        , { target, exposures }              , at        )       {
  const scopes = target.kind === 'cluster' ? [target.id] : [...target.scopes.map(({ id }) => id), ...target.clusters];
  const isBelowGroup = target.kind === 'fleet' && target.scopes.some(({ kind }) => kind === 'managementGroup');
  return {
    at,
    findings,
    clusters: fleet.clusters.map(({ id }) => id),
    seen: fleet.seen,
    complete: [...fleet.complete, ...clusterLists(fleet, target), ...fleet.gone.map((scope) => ({ type: '*', scope }))],
    unseen: fleet.unseen,
    ...(isBelowGroup ? {} : { targets: scopes }),
    rules: [...rulesOf(judges.policies), ...(exposures === 'none' ? [] : exposureReportRules())].map(({ rule }) => rule).concat(otherRules),
    referred: concerns.keys(),
    ways,
  };
}

/** Rules beside policies and exposures. */
const otherRules = ['exemption-expired', 'azure-state-differs', 'declared-state', 'declared-missing'];

/**
 * The lists of clusters that were read to their end: of what was asked for, in every subscription that answered. A target that was wider once has
 * clusters elsewhere, which nobody looks at any more.
 */
function clusterLists({ subscriptions, unseen }            , target                        )                   {
  if (target.kind === 'cluster') return [];
  const hidden = new Set(unseen.map(({ scope }) => scope.toLowerCase()));
  const answered = subscriptions.map(({ subscriptionId }) => `/subscriptions/${subscriptionId}`).filter((scope) => !hidden.has(scope));
  const isBelowGroup = target.scopes.some(({ kind }) => kind === 'managementGroup');
  const isAnswered = (id        )          => answered.some((subscription) => isWithin(id, subscription));
  const scopes = isBelowGroup ? answered : target.scopes.map(({ id }) => id).filter(isAnswered);
  return scopes.map((scope) => ({ type: managedClusterType, scope }));
}

/** Ids in one condition: a query stays below 64 KiB. */
const mostIds = 200;
/** Bytes of names in one condition. */
const mostNames = 50_000;

/** Items together as long as their sizes stay below a limit. */
function chunksOf      (items                 , limit        , sizeOf                        )                               {
  const found           = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    size += sizeOf(item);
    if (size > limit) {
      found.push([]);
      size = sizeOf(item);
    }
    found.at(-1)?.push(item);
  }
  return found;
}

/** Items in lists of so many. */
function chunks      (items                 , size        )                               {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** A subscription that Resource Graph shows something of. */
                               
                                 
                                  
                        
                                                                            
                                                                            
 

/** Something that could not be read: the id of a scope or resource, and why, in a sentence. */
                         
                         
                       
 

                         
                                                  
                                                     
                                        
                                     
                                                                                                                                   
                             
 

const subscriptionsQuery = "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, name, subscriptionId, above = properties.managementGroupAncestorsChain | order by id asc";

const nothingShown = 'Azure Resource Graph shows nothing of it: it does not exist, or this identity may not read it (role Reader).';

/**
 * The subscriptions at and below scopes, and which of them cannot be seen. A management group of more than 10,000 subscriptions is asked for by
 * them, in groups. @param isWanted which subscriptions count, for a run that looks at a part of them
 * Throws `AzureError` when Azure fails.
 */
async function placesOf(scopes                  , isWanted                                                   , tools            )                  {
  const groups = [...new Map(scopes.flatMap((scope) => (scope.kind === 'managementGroup' ? [[scope.managementGroup.toLowerCase(), scope]         ] : []))).values()];
  const named = [...new Set(scopes.flatMap((scope) => (scope.kind === 'managementGroup' ? [] : [scope.subscriptionId.toLowerCase()])))];
  const below = await Promise.all(groups.map(async (group) => await subscriptionsBelow(group, tools)));
  const single = await subscriptionsNamed(named, tools);
  const found = new Map([...below.flatMap(({ subscriptions }) => subscriptions), ...single.subscriptions].map((one) => [one.subscriptionId, one]));
  const subscriptions = [...found.values()].filter(({ subscriptionId }) => isWanted?.(subscriptionId) !== false);
  const isWhole = isWanted === undefined && below.every(({ isShort }) => !isShort);
  const asked = isWhole ? [...below.flatMap(({ scope }) => scope), ...batchesOf(named)] : batchesOf(subscriptions.map(({ subscriptionId }) => subscriptionId));
  const unseen = [...below.flatMap((one) => one.unseen), ...single.unseen].filter(({ scope }) => isWanted?.(scope.split('/')[2] ?? '') !== false || !scope.startsWith('/subscriptions/'));
  return { subscriptions, asked, unseen, isTenant: isWanted === undefined && unseen.length === 0 && below.some(({ root }) => root) };
}

/** The subscriptions with these ids. */
async function subscriptionsNamed(ids                   , tools            )                                                    {
  const { answer = [], why = nothingShown } = await seen(async () => await queryResourceGraph(subscriptionsQuery, { subscriptions: ids }, tools));
  const subscriptions = answer.flatMap(subscriptionOf);
  return { subscriptions, unseen: notAmong(subscriptions, ids, why) };
}

                                                                  
                                        
                                                                                      
                            
                                                                                                                       
                         
 

/** What Resource Graph shows below a management group; what else is there, the group's own list tells, where it may be read. */
async function subscriptionsBelow(group                                             , tools            )                 {
  const scope = { managementGroup: group.managementGroup };
  const [shown, descendants] = await Promise.all([
    seen(async () => {
      const rows               = [];
      await eachPage(subscriptionsQuery, scope, tools, (page) => rows.push(...page));
      return rows;
    }),
    seen(async () => await tools.arm.list(`${group.id}/descendants`, apiVersions.managementGroups)),
  ]);
  const ids = descendants.answer?.filter((one) => /\/subscriptions$/i.test(textAt(one, 'type') ?? '')).flatMap((one) => textAt(one, 'name')?.toLowerCase() ?? []);
  if (shown.isShort === true && ids !== undefined) return { scope: [scope], isShort: true, root: false, ...await subscriptionsNamed(ids, tools) };
  const subscriptions = (shown.answer ?? []).flatMap(subscriptionOf);
  const isDark = shown.answer === undefined || (subscriptions.length === 0 && ids === undefined);
  const root = ids !== undefined && subscriptions.length > 0 && subscriptions.every(({ above }) => above.at(-1)?.id.toLowerCase() === group.id.toLowerCase());
  return { scope: [scope], isShort: false, root, subscriptions, unseen: [...(isDark ? [{ scope: group.id, why: shown.why ?? nothingShown }] : []), ...notAmong(subscriptions, ids ?? [], nothingShown)] };
}

function notAmong(subscriptions                         , ids                   , why        )                    {
  const known = new Set(subscriptions.map(({ subscriptionId }) => subscriptionId));
  return ids.filter((id) => !known.has(id.toLowerCase())).map((id) => ({ scope: `/subscriptions/${id}`, why }));
}

                        
                           
                                            
                        
                                                             
                             
 

/** Throws when Azure fails, so that nothing can be concluded. */
async function seen        (ask                       )                        {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    if (error.code === 'SubscriptionLimitHit') return { why: error.message, isShort: true };
    const meaning = meaningOf(error);
    if (meaning === undefined) throw error;
    return { why: 'why' in meaning ? meaning.why : nothingShown };
  }
}

function subscriptionOf(row            )                          {
  const subscriptionId = textAt(row, 'subscriptionId')?.toLowerCase() ?? '';
  if (!/^[0-9a-f-]{36}$/.test(subscriptionId)) return [];
  const above = arrayAt(row, 'above').flatMap((one) => {
    const id = textAt(one, 'name');
    return id === undefined ? [] : [{ id: `/providers/Microsoft.Management/managementGroups/${id}`, name: textAt(one, 'displayName') ?? id }];
  });
  const name = at(row, 'name');
  return [{ subscriptionId, name: typeof name === 'string' && name !== '' ? name : subscriptionId, above }];
}

/**
 * What is asked of Resource Graph: few queries, each for several types of one table, with those members of `properties` that exposure rules and bundled
 * policies read (held by `__tests__/azure/fleet/projection.test.ts`). Tables and the types in them: learn.microsoft.com/azure/governance/resource-graph/
 * reference/supported-tables-resources. Children that Azure shows in the document of their parent (pools, subnets, peerings, routes, rules) come with it;
 * cache rules of registries, DNS zone groups of private endpoints and connections of hubs are in no table.
 */
                             
                         
                                    
                                    
                                                       
                                      
                                                
                          
 

const clusterQuery             = {
  table: 'resources',
  types: ['Microsoft.ContainerService/managedClusters'],
  members: [
    'addonProfiles', 'agentPoolProfiles', 'apiServerAccessProfile', 'autoUpgradeProfile', 'azureMonitorProfile', 'bootstrapProfile', 'currentKubernetesVersion',
    'hostedSystemProfile', 'httpProxyConfig', 'identityProfile', 'ingressProfile', 'kubernetesVersion', 'metricsProfile', 'networkProfile', 'nodeResourceGroup',
    'nodeResourceGroupProfile', 'powerState', 'provisioningState', 'publicNetworkAccess', 'resourceUID', 'securityProfile', 'serviceMeshProfile', 'servicePrincipalProfile',
  ],
};

/** What stands around clusters, for each subscription, and what many rules need: networks with what filters, routes and names in them, and registries. */
const nearQueries                        = [
  { table: 'resources', types: ['Microsoft.Network/virtualNetworks'], members: ['addressSpace', 'dhcpOptions', 'subnets', 'virtualNetworkPeerings'] },
  { table: 'resources', types: ['Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/routeTables'], members: ['disableBgpRoutePropagation', 'routes', 'securityRules'] },
  {
    table: 'resources',
    types: ['Microsoft.Network/privateEndpoints', 'Microsoft.Network/privateDnsZones', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'],
    members: ['manualPrivateLinkServiceConnections', 'privateLinkServiceConnections', 'subnet', 'virtualNetwork'],
  },
  {
    table: 'resources',
    types: ['Microsoft.ContainerRegistry/registries', 'Microsoft.ContainerRegistry/registries/replications'],
    members: [
      'adminUserEnabled', 'anonymousPullEnabled', 'loginServer', 'networkRuleBypassAllowedForTasks', 'networkRuleBypassOptions', 'networkRuleSet', 'policies',
      'privateEndpointConnections', 'publicNetworkAccess', 'roleAssignmentMode',
    ],
  },
  {
    table: 'resources',
    types: [
      'Microsoft.Network/natGateways', 'Microsoft.Network/dnsResolverPolicies', 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks',
      'Microsoft.Network/dnsResolverPolicies/dnsSecurityRules', 'Microsoft.Network/dnsResolverDomainLists', 'Microsoft.Network/virtualNetworkGateways',
      'Microsoft.Network/virtualHubs', 'Microsoft.Network/virtualHubs/ipConfigurations',
    ],
    members: [
      'action', 'dnsResolverDomainLists', 'dnsSecurityRuleState', 'domains', 'gatewayType', 'ipConfigurations', 'priority', 'publicIPAddress', 'publicIpAddresses',
      'publicIpAddressesV6', 'publicIpPrefixes', 'publicIpPrefixesV6', 'serviceGateway', 'sourceVirtualNetwork', 'subnet', 'virtualNetwork',
    ],
  },
  { table: 'kubernetesconfigurationresources', types: ['Microsoft.KubernetesConfiguration/extensions'], members: ['extensionType'] },
  // Of the records those of registries: that nodes find them is what is asked.
  { table: 'dnsresources', types: ['Microsoft.Network/privateDnsZones/A'], members: ['aRecords'], where: "id contains '/privateDnsZones/privatelink.azurecr.'" },
];

/** What few rules need, of which there is most: identities and their roles. */
const roleQueries                        = [
  { table: 'authorizationresources', types: ['Microsoft.Authorization/roleAssignments'], members: ['principalId', 'principalType', 'roleDefinitionId'] },
  { table: 'resources', types: ['Microsoft.ManagedIdentity/userAssignedIdentities'], members: ['principalId'] },
];

/** What AKS makes for the nodes, in their resource groups. */
const nodeGroupQuery             = {
  table: 'resources',
  types: [
    'Microsoft.Compute/virtualMachineScaleSets', 'Microsoft.Network/loadBalancers', 'Microsoft.Network/networkInterfaces', 'Microsoft.Network/publicIPAddresses',
    'Microsoft.Network/publicIPPrefixes',
  ],
  members: [
    'frontendIPConfigurations', 'inboundNatPools', 'inboundNatRules', 'ipAddress', 'ipConfiguration', 'ipConfigurations', 'ipPrefix', 'loadBalancingRules', 'natGateway',
    'outboundRules', 'virtualMachineProfile',
  ],
};

const everyQuery = [clusterQuery, ...nearQueries, ...roleQueries, nodeGroupQuery];

/** The query that finds resources of a type by their id; undefined for a type that is not read. */
function queryOfType(type        )                         {
  return everyQuery.find(({ types }) => types.some((one) => one.toLowerCase() === type.toLowerCase()));
}

/** Which clusters are looked at. */
                              
                                                              
                                    
                                  
                                       
                                                                     
                                                           
                          
 

/** The rows of a query as resources; undefined when Azure refuses it. @param isMeant rows of other places than asked about are not believed */
                                                                                                                                                                                   

                               
                                                  
                                        
                                     
                                   
                             
                                         
 

/** The clusters of a target, each once, in the order of their ids. */
async function readClusters(
  { scopes, clusters: named, isInShard }             , query       , tools            ,
)                        {
  const single = named.filter((id) => isInShard?.(segmentAfter(id, 'subscriptions')?.toLowerCase() ?? '') !== false);
  const around = single.flatMap((id)                   => {
    const subscriptionId = segmentAfter(id, 'subscriptions') ?? '';
    return [{ kind: 'subscription', id: `/subscriptions/${subscriptionId}`, subscriptionId }];
  });
  const places = await placesOf([...scopes, ...around], isInShard, tools);
  const isWhole = scopes.some(({ kind }) => kind === 'managementGroup');
  const isMeant = (id        )          => isWhole || scopes.some((scope) => isWithin(id, scope.id)) || single.some((one) => sameId(one, id));
  const groups = scopes.every(({ kind }) => kind === 'resourceGroup') ? scopes.flatMap((scope) => (scope.kind === 'resourceGroup' ? [scope.resourceGroup] : [])) : [];
  const narrow = isWhole || scopes.some(({ kind }) => kind === 'subscription') ? [] : [[
    ...(groups.length === 0 ? [] : [`resourceGroup in~ (${groups.map(kqlText).join(', ')})`]),
    ...chunks(single, mostIds).map((chunk) => `id in~ (${chunk.map(kqlText).join(', ')})`),
  ].map((one) => `(${one})`).join(' or ')].filter((one) => one !== '').map((one) => `(${one})`);
  const found = places.subscriptions.length === 0 ? [] : await query(clusterQuery, places.asked, narrow, isMeant);
  const known = new Set((found ?? []).map(({ id = '' }) => id.toLowerCase()));
  const dark = new Set(places.unseen.map(({ scope }) => scope.toLowerCase()));
  const absent = single.filter((id) => !known.has(id.toLowerCase()) && !dark.has(`/subscriptions/${segmentAfter(id, 'subscriptions') ?? ''}`.toLowerCase()));
  const refused = found === undefined ? [...scopes.map(({ id }) => id), ...single].map((scope) => ({ scope, why: 'Azure Resource Graph refused to list its clusters.' })) : [];
  // Resource Graph lags behind, and tells what may not be read from what is not there as little as anybody.
  const asked = await Promise.all((found === undefined ? [] : absent).map(async (id) => ({ id, ...await seen(async () => ({ document: await tools.arm.find(id, apiVersions.managedClusters) })) })));
  return {
    ...places,
    clusters: [...(found ?? []), ...asked.flatMap(({ id, answer }) => (answer?.document === undefined ? [] : resourceOf(id, answer.document)))],
    unseen: [...places.unseen, ...refused, ...asked.flatMap(({ id, why }) => (why === undefined ? [] : [{ scope: id, why }]))],
    gone: asked.filter(({ answer }) => answer !== undefined && answer.document === undefined).map(({ id }) => id),
  };
}

function resourceOf(id        , document            )                      {
  const parsed = parseResourceId(id);
  return parsed === undefined ? [] : [{ id: parsed.id, type: clusterQuery.types[0] ?? parsed.type, name: parsed.fullName, body: document }];
}

/** Gives for equal texts the same one, so that what names the same role, place or resource does not keep a text of its own each time. */
                              
                                          
                                                           
                              
 

/** Ids are known from one query to the next: a subnet is named by its network, its cluster and its scale set. Of other texts the latest, as rows come in the order of their ids. */
function sharedTexts()              {
  const ids = new Map                ();
  const latest = new Map                ();
  return {
    same: (text) => {
      const known = text.startsWith('/') ? ids : latest;
      const there = known.get(text);
      if (there !== undefined) return there;
      if (known === latest && latest.size >= mostTexts) latest.clear();
      known.set(text, text);
      return text;
    },
    forget: () => {
      ids.clear();
      latest.clear();
    },
  };
}

const mostTexts = 1000;
/** Below this a value stays as it is: no document of Azure is so deep. */
const mostDeep = 64;

/**
 * A copy of a value of an answer that takes less memory. `JSON.parse` gives all objects of one form a hidden class together, up to 1,536 forms by their first
 * name (V8's `TransitionArray::kMaxNumberOfTransitions`); documents with ids for names, as of identities, use them up, and from then on each object gets
 * a class of its own: 60,000 of them in a tenant of 10,000 clusters.
 */
function compact(value         , same                     , depth = 0)          {
  if (typeof value === 'string') return same(value);
  if (depth > mostDeep) return value;
  if (Array.isArray(value)) return value.map((item) => compact(item, same, depth + 1));
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value);
  // Without a prototype V8 keeps names in the object, and `__proto__` is a name like others.
  const copy                          = names.some(isNoUsualName) ? Object.create(null)                            : {};
  for (const name of names) copy[name] = compact(value[name], same, depth + 1);
  return copy;
}

function isNoUsualName(name        )          {
  return name.startsWith('/') || name === '__proto__';
}

const nothing         = { resources: [], complete: [], notes: [] };

/** A list of children that no table of Resource Graph has, asked of Azure Resource Manager; nothing for lists that queries bring. */
async function listDirectly({ type, scope }              , arm           )                  {
  const parent = parseScope(scope) === undefined ? parseResourceId(scope) : undefined;
  const version = apiVersionOf(type);
  const prefix = `${parent?.type.toLowerCase() ?? ''}/`;
  const isRecords = /\/privateDnsZones\/A$/i.test(type);
  if (parent === undefined || version === undefined || (queryOfType(type) !== undefined && !isRecords)) return nothing;
  if (!type.toLowerCase().startsWith(prefix) || type.slice(prefix.length).includes('/')) return nothing;
  const { answer, why } = await seen(async () => await arm.list(`${scope}/${type.slice(prefix.length)}`, version).catch((error         ) => {
    // Somebody deleted the parent since it was seen: it has no children either.
    if (isGone(error)) return [];
    throw error;
  }));
  if (answer === undefined) return { ...nothing, notes: [`${scope}/${type.slice(prefix.length)}: ${why ?? ''}`] };
  const resources = answer.flatMap((document)                      => {
    const id = parseResourceId(textAt(document, 'id') ?? '');
    return id === undefined || !isWithin(id.id, scope) ? [] : [{ id: id.id, type: id.type, name: id.fullName, body: document }];
  });
  return { resources, complete: [{ type, scope }], notes: [] };
}

/**
 * How much of each document is asked for: what exposure rules and bundled policies read, or everything, where rules judge of which nobody knows what
 * they read.
 */
                                             

/** Stands for what a query did not ask for: it may be anything. */
const notAsked = new Unknown('the query did not ask for it');

/** The query as KQL, ordered by id, which is unique. @param where a further condition in KQL */
function kqlOf({ table, types, members, where }            , detail        , ...further                   )         {
  const conditions = [`type in~ (${types.map(kqlText).join(', ')})`, ...(where === undefined ? [] : [where]), ...further];
  const properties = detail === 'everything' ? 'properties' : `names = bag_keys(properties), kept = pack(${members.map((name) => `${kqlText(name)}, properties.${name}`).join(', ')})`;
  const columns = ['id', 'name', 'type', 'location', 'sku', 'identity', ...(detail === 'everything' ? ['tags', 'kind', 'zones', 'managedBy'] : []), properties];
  return `${table} | where ${conditions.join(' and ')} | project ${columns.join(', ')} | order by id asc`;
}

/**
 * A row as the resource that it is about: members that were not asked for are unknown, those that are not there are missing. Types are spelled as in
 * `query`, as Resource Graph writes them in lower case. Undefined for a row without a usable id.
 * @param same gives for equal texts the same one: see `SharedTexts`
 */
function resourceOfRow(row            , query            , detail        , same                      = (text) => text)                       {
  const id = parseResourceId(textAt(row, 'id') ?? '');
  if (id === undefined) return undefined;
  const spelled = query.types.find((type) => type.toLowerCase() === id.type.toLowerCase());
  if (spelled === undefined) return undefined;
  const known = same(id.id);
  const body                          = { id: known, type: spelled, name: id.name };
  for (const name of ['location', 'sku', 'identity', ...(detail === 'everything' ? ['tags', 'kind', 'zones', 'managedBy'] : [])]) {
    const value = member(row, name);
    if (value !== undefined && value !== null && value !== '') body[name] = compact(value, same);
  }
  if (detail === 'needed') body['tags'] = notAsked;
  const properties = detail === 'everything' ? compact(member(row, 'properties'), same) : keptProperties(row, query, same);
  if (properties !== undefined && properties !== null) body['properties'] = properties;
  return { id: known, type: spelled, name: id.fullName, body };
}

/** `kept` has null for what is not there; `names` tells what is there besides. A name in other letters than asked for was not answered. */
function keptProperties(row            , { members }            , same                     )          {
  const kept = member(row, 'kept');
  const names = member(row, 'names');
  if (!isJsonObject(kept) || (names !== null && names !== undefined && !Array.isArray(names))) return notAsked;
  const properties                          = {};
  for (const name of arrayAt(row, 'names')) {
    if (typeof name !== 'string' || name === '__proto__') continue;
    properties[name] = members.includes(name) ? compact(member(kept, name) ?? null, same) : notAsked;
  }
  return properties;
}

/** Waits for work, but no longer than that. Rejects as the work does. */
async function atMost(milliseconds        , work                  , { clock, signal }                                      )                {
  const ended = new AbortController();
  const patient = clock.sleep(milliseconds, AbortSignal.any([signal, ended.signal])).catch(() => undefined);
  try {
    await Promise.race([work, patient]);
  } finally {
    ended.abort();
  }
}

/** Resolves when of some work so much is left, however it went; whoever waits for the work hears of failures. */
async function whenLeft(count        , work                             )                {
  let left = work.length;
  await new Promise      ((resolve) => {
    const look = ()       => {
      if (left <= count) resolve();
    };
    look();
    for (const one of work) {
      const end = ()       => {
        left -= 1;
        look();
      };
      one.then(end, end);
    }
  });
}

/** Clusters with what stands around them, as far as it could be read. It grows by what is asked for later. */
                        
                                         
                                 
                                                
                                                   
                                                  
                                                                                                                
                                     
                                                    
                                   
                                                                         
                                          
                                                                                                                                                    
                                           
                                                                                                      
                                                        
 

/** What is read directly may take longer than all queries, and few rules wait for it; when it is soon here, they need not look twice. Milliseconds. */
const patience = 3000;

/** Children that the documents of their parents show whole. */
const mirrored = ['virtualNetworks/subnets', 'virtualNetworks/virtualNetworkPeerings', 'routeTables/routes', 'networkSecurityGroups/securityRules'].map((type) => `Microsoft.Network/${type}`);

/**
 * Reads a fleet by Azure Resource Graph: its clusters, what stands in their subscriptions and in the resource groups of their nodes; what no table has,
 * directly. Queries run side by side at the pace of the quota. Throws `AzureError` when Azure fails; what it refuses for good is unseen.
 */
async function readFleet(target             , tools            )                 {
  const { detail } = target;
  const resources = new Map                  ();
  const texts = sharedTexts();
  const complete                 = [];
  const notes = new Set        ();
  const scanned = new Set        ();
  /** Types, in lower case, and subscriptions of which everything is here. */
  const listed                                                                                         = [];
  const asked = new Set        ();

  const keep = (found                     )       => {
    for (const resource of found) resources.set(lowerIdOf(resource) ?? '', resource);
  };

  const query        = async (what, scopes, conditions, isMeant) => {
    const kql = kqlOf(what, detail, ...conditions);
    const parts = await Promise.all(scopes.map(async (scope) => await seen(async () => {
      const found             = [];
      await eachPage(kql, scope, tools, (rows) => {
        for (const row of rows) {
          const resource = resourceOfRow(row, what, detail, texts.same);
          if (resource?.id !== undefined && isMeant(resource.id)) found.push(resource);
        }
      });
      return found;
    })));
    for (const { why } of parts) if (why !== undefined) notes.add(`${what.types.join(', ')}: ${why}`);
    return parts.some(({ answer }) => answer === undefined) ? undefined : parts.flatMap(({ answer = [] }) => answer);
  };

  /** Assignments of roles may stand above subscriptions. */
  const isScanned = (id        )          => scanned.has(segmentAfter(id, 'subscriptions')?.toLowerCase() ?? '') || !id.toLowerCase().startsWith('/subscriptions/');

  /** What stands around clusters in subscriptions, and that it is all there is: a promise for each query. */
  const scan = (subscriptions                   , scopes                       , queries                       )                           => {
    for (const id of subscriptions) scanned.add(id);
    const around = subscriptions.map((id) => `/subscriptions/${id}`);
    const here = new Set(subscriptions);
    return queries.map(async (one) => {
      const found = await query(one, scopes, [], isScanned);
      if (found === undefined) return;
      keep(found);
      if (one.where !== undefined) return;
      const types = [...one.types, ...mirrored.filter((type) => one.types.some((parent) => type.startsWith(`${parent}/`)))];
      if (isTenant && scopes === everywhere) for (const type of types) complete.push({ type, scope: '' });
      for (const scope of around) for (const type of types) complete.push({ type, scope });
      listed.push({ types: new Set(types.map((type) => type.toLowerCase())), subscriptions: here });
    });
  };
  /** Records are asked for by what the ids of their zones contain: the lists that are complete by that are known when zones are. */
  const completeRecords = ()       => {
    if (notesAbout('Microsoft.Network/privateDnsZones/A')) return;
    for (const { id = '', type } of resources.values()) {
      if (type.toLowerCase() === 'microsoft.network/privatednszones' && /\/privatelink\.azurecr\./i.test(id)) complete.push({ type: 'Microsoft.Network/privateDnsZones/A', scope: id });
    }
  };
  const notesAbout = (type        )          => [...notes].some((note) => note.startsWith(`${type}:`));

  /** What AKS made for the nodes of clusters. */
  const scanNodeGroups = async (clusters                     )                => {
    const groups = clusters.flatMap(({ id = '', body }) => {
      const name = textAt(body, 'properties', 'nodeResourceGroup');
      return name === undefined ? [] : [{ id: `/subscriptions/${segmentAfter(id, 'subscriptions') ?? ''}/resourceGroups/${name}`, name }];
    });
    const wanted = new Set(groups.map(({ id }) => id.toLowerCase()));
    await Promise.all(chunksOf(groups, mostNames, ({ name }) => Buffer.byteLength(kqlText(name)) + 2).map(async (chunk) => {
      const subscriptions = [...new Set(chunk.map(({ id }) => segmentAfter(id, 'subscriptions')?.toLowerCase() ?? ''))];
      const scopes = everywhere.some((scope) => 'managementGroup' in scope) ? everywhere : batchesOf(subscriptions);
      const condition = `resourceGroup in~ (${chunk.map(({ name }) => kqlText(name)).join(', ')})`;
      const found = await query(nodeGroupQuery, scopes, [condition], (id) => wanted.has(groupOf(id)));
      if (found === undefined) return;
      keep(found);
      for (const { id } of chunk) for (const type of nodeGroupQuery.types) complete.push({ type, scope: id });
    }));
  };

  const { subscriptions, asked: everywhere, unseen, gone, clusters, isTenant } = await readClusters(target, query, tools);
  keep(clusters);
  for (const { id = '' } of clusters) complete.push({ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: id });
  const direct = async (lists                         )                   => {
    const fresh = lists.filter(({ type, scope }) => isNew(`${type}|${scope}`));
    const found = await Promise.all(fresh.map(async (list) => await listDirectly(list, tools.arm)));
    for (const one of found) {
      keep(one.resources);
      complete.push(...one.complete);
      for (const note of one.notes) notes.add(note);
    }
    return found.some((one) => one.complete.length > 0);
  };
  const isNew = (key        )          => {
    const lower = key.toLowerCase();
    if (asked.has(lower)) return false;
    asked.add(lower);
    return true;
  };
  const waves = clusters.length === 0 ? [] : begin();
  // Whoever reads the fleet hears of a failure when it waits.
  for (const wave of waves) wave.catch(() => undefined);
  void Promise.allSettled(waves).then(texts.forget);

  /** What stands near clusters comes first: most rules need no more, and look while the rest is on its way. */
  function begin()                           {
    const registries = registriesOf(clusters);
    const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
    // No table has them, and every cluster with a registry of its owner needs them: while queries wait for their quota, these do not.
    const cacheRules = direct(registries.map((scope) => ({ type: 'Microsoft.ContainerRegistry/registries/cacheRules', scope })));
    const near = scan(ids, everywhere, nearQueries);
    const surroundings = Promise.all(near).then(completeRecords);
    // The quota is for all queries together: later ones would keep back those that more is waiting for. One alone does not use it up.
    const roles = whenLeft(1, near).then(async () => await Promise.all(scan(ids, everywhere, roleQueries)));
    const nodes = Promise.all([surroundings, roles]).then(async () => await scanNodeGroups(clusters));
    // Thousands of requests: queries that are on their way meanwhile go first.
    const zoneGroups = surroundings.then(async () => await direct(endpointsTo(registries, resources.values()).map((scope) => ({ type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', scope }))));
    const children = Promise.all([cacheRules, zoneGroups]);
    const first = surroundings.then(async () => await atMost(patience, children, tools));
    const second = Promise.all([first, children, roles]);
    return [first, second, Promise.all([second, nodes])].map(async (wave) => void await wave);
  }

  /** What every list of its subscription would hold, and does not, is not there. */
  const isListed = (id        )          => {
    const parsed = parseResourceId(id);
    const [type, subscription] = [parsed?.type.toLowerCase() ?? '', parsed?.subscriptionId?.toLowerCase() ?? ''];
    return listed.some(({ types, subscriptions: here }) => types.has(type) && here.has(subscription));
  };
  const read = async ({ ids, lists }         )                   => {
    const before = resources.size + complete.length;
    const strangers = [...new Set([...ids, ...lists.map(({ scope }) => scope)].flatMap((id) => segmentAfter(id, 'subscriptions')?.toLowerCase() ?? []))].filter((id) => !scanned.has(id) && isNew(`/subscriptions/${id}`));
    const elsewhere = strangers.length === 0 ? undefined : await subscriptionsNamed(strangers, tools);
    for (const { scope } of elsewhere?.unseen ?? []) notes.add(`What clusters refer to in ${scope} could not be looked at: Azure Resource Graph shows nothing of it.`);
    const visible = (elsewhere?.subscriptions ?? []).map(({ subscriptionId }) => subscriptionId);
    const wanted = ids.map(documentId).filter((id) => !resources.has(id.toLowerCase()) && !isListed(id) && isNew(id) && scanned.has(segmentAfter(id, 'subscriptions')?.toLowerCase() ?? ''));
    await Promise.all([
      ...(visible.length === 0 ? [] : [Promise.all(scan(visible, batchesOf(visible), [...nearQueries, ...roleQueries])).then(completeRecords)]),
      ...byQuery(wanted).flatMap(([what, some]) => chunks(some, mostIds).map(async (chunk) => {
        const near = [...new Set(chunk.flatMap((id) => segmentAfter(id, 'subscriptions')?.toLowerCase() ?? []))];
        keep(await query({ ...what, where: `id in~ (${chunk.map(kqlText).join(', ')})` }, batchesOf(near), [], (id) => chunk.some((one) => sameId(one, id))) ?? []);
      })),
      direct(lists),
    ]);
    return resources.size + complete.length > before;
  };
  return { clusters, resources: () => [...resources.values()], complete: () => complete, subscriptions, unseen, gone, waves, notes: () => [...notes], read };
}

function registriesOf(clusters                     )                    {
  const ids = clusters.flatMap(({ body }) => textAt(body, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? []).filter((id) => parseResourceId(id) !== undefined);
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}

/** The private endpoints of registries. */
function endpointsTo(registries                   , resources                    )                    {
  const wanted = new Set(registries.map((id) => id.toLowerCase()));
  return Array.from(resources).flatMap(({ id, type, body }) => {
    if (id === undefined || type !== 'Microsoft.Network/privateEndpoints') return [];
    const connections = [...arrayAt(body, 'properties', 'privateLinkServiceConnections'), ...arrayAt(body, 'properties', 'manualPrivateLinkServiceConnections')];
    return connections.some((one) => wanted.has((textAt(one, 'properties', 'privateLinkServiceId') ?? '').toLowerCase())) ? [id] : [];
  });
}

/** A subnet stands in the document of its network. */
function documentId(id        )         {
  return id.replace(/(\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i, '$1');
}

function groupOf(id        )         {
  return id.toLowerCase().split('/').slice(0, 5).join('/');
}

function byQuery(ids                   )                                                        {
  const found = new Map                      ();
  for (const id of ids) {
    const query = queryOfType(parseResourceId(id)?.type ?? '');
    if (query !== undefined) found.set(query, [...(found.get(query) ?? []), id]);
  }
  return [...found];
}

/** Living clusters with what stands around them: a fleet, or one cluster read in the same form. */
                           

                              
                          
                                                           
 

/** Reads the clusters of a target: one directly, several by Resource Graph. Throws `AzureError` when Azure fails. */
async function readLiving(target             , { detail, isInShard }             , { arm, clock, signal }                                         )                  {
  if (target.kind === 'cluster') return await readOne(target.id, arm);
  const groups = target.scopes.filter(({ kind }) => kind === 'resourceGroup');
  const [fleet, absent] = await Promise.all([
    readFleet({ scopes: target.scopes, clusters: target.clusters, detail, ...(isInShard === undefined ? {} : { isInShard }) }, { arm, clock, signal }),
    Promise.all(groups.map(async ({ id }) => ({ id, ...await seen(async () => ({ document: await arm.find(id, apiVersions.resourceGroups) })) }))),
  ]);
  return {
    ...fleet,
    unseen: [...fleet.unseen, ...absent.flatMap(({ id, why }) => (why === undefined ? [] : [{ scope: id, why }]))],
    gone: [...fleet.gone, ...absent.filter(({ answer }) => answer !== undefined && answer.document === undefined).map(({ id }) => id)],
  };
}

async function readOne(id        , arm           )                  {
  const none = { clusters: [], resources: () => [], complete: () => [], subscriptions: [], unseen: [], gone: [], notes: () => [], waves: [Promise.resolve()], read: async () => await Promise.resolve(false) };
  const { answer, why } = await seen(async () => ({ document: await arm.find(id, apiVersions.managedClusters) }));
  if (answer === undefined) return { ...none, unseen: [{ scope: id, why: why ?? '' }] };
  const cluster = answer.document === undefined ? undefined : asResource(id, answer.document);
  if (cluster === undefined) return { ...none, gone: [id] };
  const { resources, complete, unseen } = await readSurroundings(cluster, { arm });
  return { ...none, clusters: [cluster], resources: () => resources, complete: () => complete, notes: () => unseen.map((one) => `Not looked at: ${one}`) };
}

function asResource(id        , document            )                       {
  const parsed = parseResourceId(id);
  return parsed === undefined ? undefined : { id: parsed.id, type: parsed.type, name: parsed.fullName, body: document };
}

/** For rules of which nobody knows what they look at, and for what is declared, everything is read. */
function detailFor({ policyPaths, declared }                                                )         {
  return policyPaths.length === 0 && declared === undefined ? 'needed' : 'everything';
}

/** The names of the rules in reports. */
const declaredRules = { state: 'declared-state', missing: 'declared-missing' }         ;

const titles = { state: 'What lives is what is declared', missing: 'What is declared lives' }         ;
const stateRemedy = 'Deploy what is declared again, or declare what lives.';
const missingRemedy = 'Deploy what is declared, or take the declaration away.';

/** What the rules are about, whatever they find. Each finding is as severe as the worst of its differences. */
const declaredRuleFacts                                                                                                                                                   = [
  {
    rule: declaredRules.state, title: titles.state, severity: 'high', remedy: stateRemedy,
    description: 'Compares the properties that a declaration writes with those of the living resource. What the declaration leaves to Azure, what is known only at deployment, and what the service writes itself are not compared.',
  },
  {
    rule: declaredRules.missing, title: titles.missing, severity: 'high', remedy: missingRemedy,
    description: 'Looks for each declared resource among what lives. One that is not there is missing only where everything of its type was read.',
  },
];

/** The rule's name in reports. */
const differenceRule = 'azure-state-differs';

const title = 'Azure Policy should say the same of a resource as is found here';
const comparison = 'Compare the parameters and the version of what is assigned in Azure with what is judged by here; run "assign" where Azure has an older one.';

/** What the rule is about, whatever it finds. */
const differenceReportRule             = {
  rule: differenceRule, title, severity: 'medium', remedy: comparison,
  description: 'Sets the compliance state that Azure Policy keeps of a resource beside what the same rule finds here. Of two answers one is wrong, and which is not known. What was written since Azure looked is not compared.',
};

/** So many rules are for a reader; the rest is counted. */
const shown$1 = 5;

/**
 * One finding for a resource of which Azure Policy says something else than was found, whatever the number of rules: a finding is known
 * again by rule and resource. It is undetermined: of two answers one is wrong, and which is not known.
 * @param differing rules of one resource, at least one
 */
function differenceFinding(differing                                            )          {
  const { type, name, id } = differing[0].resource;
  const more = differing.length > shown$1 ? ` ${differing.length - shown$1} more rules differ.` : '';
  return {
    rule: differenceRule,
    title,
    verdict: 'undetermined',
    effect: 'audit',
    severity: 'medium',
    resource: { type, name, id },
    message: `${differing.slice(0, shown$1).map(sentenceOf).join(' ')}${more}`,
    reasons: [],
    remedy: differing.some(({ state }) => state.word === 'exempt')
      ? 'Look at the exemption in Azure: take it away, or write it into the exemptions file, so that both know what was agreed to.'
      : comparison,
  };
}

function sentenceOf({ rule, verdict, finding, state }              )         {
  const here = verdict === 'compliant' || verdict === 'notApplicable' ? 'nothing to object to' : verdict;
  const when = state.at === undefined ? 'at a time it does not tell' : `on ${state.at}`;
  const assignment = state.assignmentId.split('/').at(-1) ?? '';
  const reason = finding === undefined || finding.message === '' ? '' : ` (${finding.message.replace(/\.$/, '')})`;
  return `\`${rule}\` finds ${here} here${reason}; Azure Policy said ${state.said.slice(0, 100)} ${when}, by the assignment \`${assignment}\`.`;
}

/** What a run looks at, as a person would name it, and as other runs know it again. */
                          
                                                                                        
                         
                                                                  
 

function subjectOf(target             )          {
  if (target.kind === 'cluster') {
    const { name = target.id, resourceGroup = '' } = parseResourceId(target.id) ?? {};
    return { title: `cluster ${name} in resource group ${resourceGroup}`, target: { id: target.id, name } };
  }
  const { scopes, clusters } = target;
  const ids = [...scopes.map(({ id }) => id), ...clusters].toSorted();
  const parts = [...scopes.map(scopeWords), ...(clusters.length === 0 ? [] : [clusters.length === 1 ? `cluster ${parseResourceId(clusters[0] ?? '')?.name ?? ''}` : `${clusters.length} named clusters`])];
  const told = parts.length <= 3 ? parts.join(', ') : `${parts.slice(0, 3).join(', ')} and ${parts.length - 3} more`;
  return { title: scopes.length === 0 ? told : `clusters ${told}`, target: { id: ids.join(' '), name: told } };
}

function scopeWords(scope       )         {
  switch (scope.kind) {
    case 'managementGroup':
      return `below management group ${scope.managementGroup}`;
    case 'subscription':
      return `of subscription ${scope.subscriptionId}`;
    case 'resourceGroup':
      return `of resource group ${scope.resourceGroup}`;
  }
}

/** What a run found in living clusters, and what became of what the run before found. */
function reportOf(parts             )         {
  const { options, fleet, judges, judged, others, compared, earlier } = parts;
  const { findings, notes: writeNotes } = compared;
  const counts = Object.fromEntries(verdictOrder.map((verdict) => [verdict, (judged.counts[verdict] ?? 0) + others.findings.filter((one) => one.verdict === verdict).length]));
  const verdict = driftVerdict(findings, { unseen: fleet.unseen, carried: compared.carried });
  const { shown, telling } = judged;
  return {
    command: 'drift',
    ...subjectOf(options.target),
    verdict: verdict === 'compliant' && fleet.clusters.length === 0 ? 'notApplicable' : verdict,
    changed: others.remedies?.some(({ kind }) => kind === 'applied' || kind === 'failed') ?? false,
    dryRun: options.dryRun,
    steps: [],
    findings,
    counts,
    facts: factsOf(fleet, judges),
    ...(shown.length === 0 ? {} : { exposures: shown }),
    drift: driftOf(parts),
    ...(others.planHash === undefined ? {} : { planHash: others.planHash }),
    rules: [...rulesOf(judges.policies), ...(options.exposures === 'none' ? [] : exposureReportRules()), ...(options.azureStates ? [differenceReportRule] : []), ...(options.declared === undefined ? [] : declaredRuleFacts)],
    notes: [
      ...parts.notes, ...judges.notes, ...fleet.gone.map((id) => `There is no ${id} (any more).`), ...fleet.notes, ...judged.notes, ...others.notes,
      ...partialNotes(earlier), ...unaskedNotes(compared.unasked), ...writeNotes,
      ...(shown.length < telling ? [`Ways out are shown for ${shown.length} of the ${telling} clusters with one that is open or cannot be decided.`] : []),
    ],
  };
}

function driftOf({ options, fleet, judged, others, compared, earlier }             )              {
  const { clusters, places } = fleetOf({
    clusters: fleet.clusters,
    unseenClusters: compared.unseenClusters,
    subscriptions: fleet.subscriptions.map(({ subscriptionId, name, above }) => ({ subscriptionId, name, managementGroups: above })),
    findings: compared.findings,
    carried: compared.carried,
    clustersOf: judged.concerns,
  });
  const isSpread = new Set(fleet.subscriptions.map(({ subscriptionId }              ) => subscriptionId)).size > 1;
  return {
    at: compared.at,
    ...(earlier === undefined ? {} : { earlier: { at: earlier.at } }),
    isConclusive: compared.isConclusive,
    unseen: fleet.unseen,
    counts: compared.counts,
    healed: compared.healed,
    ...(compared.carried.length === 0 ? {} : { carried: compared.carried }),
    ...(compared.unasked.length === 0 ? {} : { unasked: compared.unasked }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    clusters,
    ...(isSpread || options.shard !== undefined ? { places } : {}),
    ...(others.azure === undefined ? {} : { azure: others.azure }),
    ...(others.remedies === undefined ? {} : { remedies: others.remedies }),
  };
}

function factsOf({ clusters, subscriptions }            , { policies }        )                  {
  const initiatives = [...new Set(policies.flatMap(({ initiative }) => initiative?.name ?? []))];
  const single = policies.filter(({ initiative }) => initiative === undefined).length;
  const places = new Set(clusters.map(({ id }) => segmentAfter(id, 'subscriptions')?.toLowerCase()));
  return [
    { label: 'Clusters', value: String(clusters.length) },
    ...(subscriptions.length > 1 ? [{ label: 'Subscriptions', value: `${subscriptions.length}, of which ${places.size} with clusters` }] : []),
    { label: 'Judged by', value: [...initiatives, ...(single === 0 ? [] : [`${single} single ${single === 1 ? 'policy' : 'policies'}`])].join(', ') || 'exposure rules' },
  ];
}

/** What one write changed is told in so many lines; a value is told when it is a scalar no longer than this. */
const most$1 = { lines: 12, characters: 80, path: 200 }         ;

/** What every write changes, and nobody asks about. */
const noise = /^(?:(?:properties\.)?(?:provisioningState|powerState(?:\.code)?|resourceUID|currentKubernetesVersion|currentOrchestratorVersion|effectiveOutboundIPs)|etag|systemData(?:\..+)?|.*\.(?:provisioningState|eTag|etag|lastModified\w*))$/i;

/**
 * Where secrets stand, by name: a value below such a member is never told. Azure leaves secrets out of what it remembers; this is for those
 * that people put elsewhere (tags, environment variables).
 */
const sensitive = /pass(?:word|wd|phrase)|secret|token|credential|connectionstring|(?:account|access|primary|secondary|shared|private|public|storage|admin|ssh|api)_?-?key|keydata|certificate|trustedca|protectedsettings|customdata|userdata|\bsas\b/i;

/** True for a change that somebody may have meant. */
function isTelling(path        )          {
  return !noise.test(path);
}

/**
 * The changes of a change record, a line each: "properties.networkProfile.outboundType: none → loadBalancer". Long values and objects are
 * not told, nor what stands where secrets may.
 * @param changes `properties.changes` of `microsoft.resources/changes`: by path, `previousValue` and `newValue`
 */
function detailsOf(changes         )                    {
  if (!isJsonObject(changes)) return [];
  const telling = Object.entries(changes).filter(([path]) => isTelling(path));
  const lines = telling.slice(0, most$1.lines).map(([path, change]) => lineOf(path, isJsonObject(change) ? change : {}));
  return telling.length > most$1.lines ? [...lines, `and ${telling.length - most$1.lines} more`] : lines;
}

/** The paths that a change record is about, in lower case. */
function pathsOf$1(changes         )                    {
  return isJsonObject(changes) ? Object.keys(changes).filter(isTelling).map((path) => path.toLowerCase()) : [];
}

function lineOf(path        , change            )         {
  const shownPath = path.length > most$1.path ? `${path.slice(0, most$1.path)}…` : path;
  if (sensitive.test(path)) return `${shownPath}: changed (not shown)`;
  return `${shownPath}: ${shown(member(change, 'previousValue'))} → ${shown(member(change, 'newValue'))}`;
}

function shown(value         )         {
  if (value === undefined || value === null || value === 'null' || value === '') return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '(not shown)';
  // What is long is a text that somebody wrote, or a key.
  return value.length > most$1.characters || /^[[{]/.test(value) ? '(not shown)' : value.replace(/:\/\/[^\s/@]{1,80}@/g, '://***@');
}

/** A write as Resource Graph remembers it, with what is needed to choose among several. */
                               
                                                           
                          
                                
                                          
                                    
                                                                         
                                
 

/** Ids of one query: each has up to some hundred characters. */
const idsAtOnce = 100;

const columns = [
  'id',
  'target',
  'at = tostring(properties.changeAttributes.timestamp)',
  'changeType = tostring(properties.changeType)',
  'by = tostring(properties.changeAttributes.changedBy)',
  'operation = tostring(properties.changeAttributes.operation)',
  'correlationId = tostring(properties.changeAttributes.correlationId)',
  'changes = properties.changes',
].join(', ');

/** The query for the changes of some resources in a time span, the newest first. */
function changesQuery(ids                   , since        , until        )         {
  return `resourcechanges | extend target = tolower(tostring(properties.targetResourceId)), changedAt = todatetime(properties.changeAttributes.timestamp)`
    + ` | where target in~ (${ids.map(kqlText).join(', ')}) and changedAt >= todatetime(${kqlText(since)}) and changedAt <= todatetime(${kqlText(until)})`
    + ` | project ${columns} | order by at desc, id asc`;
}

/**
 * What Resource Graph remembers of the last 14 days, the newest first. Needs no more than reading the resources. Throws AzureError.
 * Source: Microsoft Learn, "Get resource changes" (changes are there within five minutes; `changedBy` is `System` for what no user caused).
 * @param ids of tracked resources, in lower case
 */
async function changeRecords(ids                   , since        , until        , tools            )                                   {
  // Ids of one subscription stand together, so that a query looks into few.
  const all = ids.filter((id) => segmentAfter(id, 'subscriptions') !== undefined).toSorted();
  const records                 = [];
  for (let start = 0; start < all.length; start += idsAtOnce) {
    const some = all.slice(start, start + idsAtOnce);
    const wanted = new Set(some);
    const scope = { subscriptions: [...new Set(some.flatMap((id) => segmentAfter(id, 'subscriptions') ?? []))] };
    for (const row of await queryResourceGraph(changesQuery(some, since, until), scope, tools)) {
      const record = recordIn(row);
      if (record !== undefined && wanted.has(record.target)) records.push(record);
    }
  }
  return records;
}

function recordIn(row            )                           {
  const time = timeOf(textAt(row, 'at'));
  if (time === undefined) return undefined;
  const text = (name        )         => (textAt(row, name) ?? '').slice(0, 200);
  const [by, kind] = [text('by'), text('changeType')];
  const changes = at(row, 'changes');
  const details = kind === 'Create' ? ['created'] : kind === 'Delete' ? ['deleted'] : detailsOf(changes);
  const isSomebodys = by !== '' && !/^(?:system|unspecified|unknown)$/i.test(by);
  return {
    target: (textAt(row, 'target') ?? '').toLowerCase(),
    paths: pathsOf$1(changes),
    isSomebodys,
    write: {
      at: time,
      ...(isSomebodys ? { by } : {}),
      ...(text('operation') === '' ? {} : { operation: text('operation') }),
      ...(text('correlationId') === '' ? {} : { correlationId: text('correlationId') }),
      ...(details.length === 0 ? {} : { details }),
    },
  };
}

/** Nothing of who somebody is but what they are called: no claims, no addresses. */
const select = 'caller,correlationId,eventTimestamp,operationName,resourceId,status';

/**
 * The last write to a resource that the Activity Log knows, which goes back 90 days; undefined when there is none. Throws AzureError. Needs
 * `Microsoft.Insights/eventtypes/values/read`, which Reader has.
 * Source: Azure/azure-rest-api-specs, Microsoft.Insights/stable/2015-04-01/activityLogs_API.json, which allows exactly this filter.
 */
async function lastLoggedWrite(id        , since        , until        , arm           )                                     {
  const subscription = segmentAfter(id, 'subscriptions');
  if (subscription === undefined) return undefined;
  const filter = `eventTimestamp ge '${since}' and eventTimestamp le '${until}' and resourceUri eq '${id.replaceAll("'", "''")}'`;
  const events = await arm.list(`/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values`, apiVersions.activityLog, { $filter: filter, $select: select });
  const writes = events.flatMap((event) => writeIn(event, id) ?? []);
  return writes.toSorted((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0))[0];
}

/** An operation has an event for its beginning and one for its end: what failed was no write. */
function writeIn(event            , id        )                            {
  const at = timeOf(textAt(event, 'eventTimestamp'));
  const operation = (textAt(event, 'operationName', 'value') ?? '').slice(0, 200);
  const status = textAt(event, 'status', 'value') ?? '';
  const about = textAt(event, 'resourceId') ?? id;
  if (at === undefined || about.toLowerCase() !== id.toLowerCase() || !/\/(?:write|delete)$/i.test(operation) || !/^(?:succeeded|accepted)$/i.test(status)) return undefined;
  const [by, correlationId] = [(textAt(event, 'caller') ?? '').slice(0, 200), (textAt(event, 'correlationId') ?? '').slice(0, 200)];
  return { at, operation, ...(by === '' ? {} : { by }), ...(correlationId === '' ? {} : { correlationId }) };
}

/** The Activity Log is asked once for each resource: more than these are not looked up there. Both go back so many days. */
const most = { logged: 50, graphDays: 14, logDays: 90 }         ;
const day = 24 * 3_600_000;

/**
 * Who wrote resources last in a time span, and what that changed: from Resource Graph's change records in a few queries, else from the
 * Activity Log, which tells no values. What stands in another resource's document (pools, subnets) is told by that one's records.
 * What may not be read, or fails, is a note. Throws UserError for ids that are none, CancelledError.
 */
async function readResourceWrites({ resources, since, until }                , tools            )                          {
  const notes           = [];
  const wanted = [...new Map(resources.map((resource) => [resource.id.toLowerCase(), resource])).values()];
  const writes = new Map                       ();
  if (wanted.length === 0) return { writes, notes };
  const now = tools.clock.now();
  const records = await orNote('of resource changes', notes, async () => {
    const ids = [...new Set(wanted.flatMap(({ id }) => [id.toLowerCase(), trackedId(id)]))];
    return await changeRecords(ids, laterOf(since, now - most.graphDays * day), until, tools);
  }) ?? [];
  const byTarget = grouped(records);
  for (const resource of wanted) {
    const id = resource.id.toLowerCase();
    const chosen = chooseWrite([...(byTarget.get(id) ?? []), ...(trackedId(id) === id ? [] : byTarget.get(trackedId(id)) ?? [])], resource.paths ?? []);
    if (chosen !== undefined) writes.set(id, chosen);
  }
  const missing = wanted.filter(({ id }) => writes.get(id.toLowerCase())?.by === undefined);
  await Promise.all(missing.slice(0, most.logged).map(async ({ id }) => {
    const logged = await orNote('in the Activity Log', notes, async () => await lastLoggedWrite(id, laterOf(since, now - most.logDays * day), until, tools.arm));
    if (logged !== undefined) writes.set(id.toLowerCase(), logged);
  }));
  if (missing.length > most.logged) notes.push(`Who wrote ${missing.length - most.logged} more resources was not looked up.`);
  return { writes, notes: [...new Set(notes)] };
}

/** Of the changes of one resource, newest first: one that touched what is asked about, one that somebody made and that tells something, any. */
function chooseWrite(records                         , paths                   )                            {
  const newest = records.toSorted((left, right) => (left.write.at < right.write.at ? 1 : left.write.at > right.write.at ? -1 : 0));
  const asked = paths.map(comparable).filter((path) => path !== '');
  const touches = ({ paths: changed }              )          => changed.some((path) => asked.some((wanted) => isAlong(comparable(path), wanted)));
  const chosen = newest.find((record) => record.isSomebodys && touches(record))
    ?? newest.find(touches)
    ?? newest.find((record) => record.isSomebodys && record.write.details !== undefined)
    ?? newest.find((record) => record.isSomebodys)
    ?? newest[0];
  return chosen?.write;
}

/** Places in arrays are written differently everywhere: `[*]`, `[0]`, `["name"]`. */
function comparable(path        )         {
  return path.toLowerCase().replace(/\[[^\]]{0,200}\]/g, '');
}

/** True when what was asked about was changed, or something in it, or what it stands in; of a child, within its parent's document. */
function isAlong(changed        , wanted        )          {
  return changed === wanted || changed.startsWith(`${wanted}.`) || wanted.startsWith(`${changed}.`) || changed.endsWith(`.${wanted}`);
}

/** The resource that Azure keeps track of: pools stand in their cluster, subnets in their network. Lower case. */
function trackedId(id        )         {
  const parsed = parseResourceId(id);
  const children = (parsed?.type.split('/').length ?? 0) - 2;
  return (children <= 0 ? id : id.split('/').slice(0, -2 * children).join('/')).toLowerCase();
}

function grouped(records                         )                                               {
  const groups = new Map                        ();
  for (const record of records) {
    const group = groups.get(record.target);
    if (group === undefined) groups.set(record.target, [record]);
    else group.push(record);
  }
  return groups;
}

async function orNote       (where        , notes          , read                      )                             {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    notes.push(`Who changed what could not be read ${where}: ${error.message}`);
    return undefined;
  }
}

function laterOf(time        , limit        )         {
  return Date.parse(time) > limit ? time : new Date(limit).toISOString();
}

/** More resources than this are not looked up: who reads so many names. */
const mostAsked = 200;

/** Who wrote what has changed since the earlier run, as far as Azure tells; nothing is asked where nothing has changed. */
async function withWrites(comparison            , earlier                        , tools                                         )                        {
  const fresh = comparison.findings.filter(({ change }) => change !== undefined && change.kind !== 'unchanged');
  if (earlier === undefined || fresh.length + comparison.healed.length === 0) return { ...comparison, notes: [] };
  const resources = [
    ...fresh.flatMap((finding) => (finding.resource.id === undefined ? [] : [{ id: finding.resource.id, paths: pathsOf(finding) }])),
    ...comparison.healed.flatMap(({ resource }) => (resource.id === undefined ? [] : [{ id: resource.id }])),
  ];
  const merged = new Map                                                                    ();
  for (const { id, paths = [] } of resources.map((one) => ({ paths: [], ...one }))) {
    merged.set(id.toLowerCase(), { id, paths: [...(merged.get(id.toLowerCase())?.paths ?? []), ...paths] });
  }
  const asked = [...merged.values()];
  const { writes, notes } = await readResourceWrites({ resources: asked.slice(0, mostAsked), since: earlier.at, until: comparison.at }, tools);
  const writeOf = (id                    )                                     => {
    const write = writes.get((id ?? '').toLowerCase());
    return write === undefined ? {} : { write };
  };
  return {
    ...comparison,
    findings: comparison.findings.map((finding) => (finding.change === undefined || finding.change.kind === 'unchanged' ? finding : { ...finding, change: { ...finding.change, ...writeOf(finding.resource.id) } })),
    healed: comparison.healed.map((healed) => ({ ...healed, ...writeOf(healed.resource.id) })),
    notes: [...notes, ...(asked.length > mostAsked ? [`Who changed ${asked.length - mostAsked} more resources was not looked up.`] : [])],
  };
}

function pathsOf({ reasons }         )                    {
  return reasons.flatMap(({ path }) => path ?? []);
}

/**
 * Judges living clusters as `check` judges files, and tells what became of them since the last run. Writes nothing to Azure unless it is to remedy; on
 * GitHub it keeps the issue of its target.
 */
async function drift(options              , tools            )                   {
  const { folder, event, logger } = tools;
  const { shard } = options;
  const trusted = await trustedTree(event, { trust: undefined, folder, checkout: folderTree(folder), githubToken: options.githubToken }, tools);
  try {
    for (const warning of trusted.warnings) logger.warning(warning);
    const { judges, memory, at, fleet, judged, others, notes } = await observe(options, trusted, tools);
    const earlier = memory.earlier === undefined || shard === undefined ? memory.earlier : earlierOfShard(memory.earlier, shard);
    const comparison = compareRuns(earlier, lookOf(fleet, judged, [...judged.findings, ...others.findings], judges, options, at));
    const compared = await withWrites(comparison, earlier, tools);
    const report = reportOf({ options, fleet, judges, judged, others, compared, earlier, notes: [...trusted.warnings, ...memory.notes, ...notes] });
    const issue = await tellIssue(report, compared, memory, options, tools);
    return {
      report,
      exceeds: exceeds(report.findings, { unseen: fleet.unseen, carried: compared.carried }, options),
      ...(issue?.url === undefined ? {} : { issueUrl: issue.url }),
      ...(others.failure === undefined ? {} : { failure: others.failure }),
      isPrivate: true,
    };
  } finally {
    trusted.close();
  }
}

                    
                          
                          
                                                   
                      
                             
                                
                          
                                    
 

/** Reads clusters and judges them. Their documents live no longer than this: see `KnownFleet`. */
async function observe(options              , trusted             , tools            )                    {
  const { shard } = options;
  const readOptions = { detail: detailFor(options), ...(shard === undefined ? {} : { isInShard: (subscriptionId        ) => inShard(subscriptionId, shard) }) };
  const [judges, memory, living] = await Promise.all([
    readJudges(options, trusted, tools),
    recall(options, tools),
    tools.logger.group(`Reading ${subjectOf(options.target).title}`, async () => await readLiving(options.target, readOptions, tools)),
  ]);
  requireSomething(living, memory.earlier !== undefined, options);
  const at = new Date(tools.clock.now()).toISOString();
  const declared                          = {};
  const judged = await judgeFleet(living, judges, options, tools, async () => {
    if (options.declared === undefined) return [];
    declared.side = await (await import('./declared.js')).declaredSide(living, options.declared, options.target, tools);
    return declared.side.findings;
  });
  const others = await beside(living, judges, judged, options, tools);
  return { judges, memory, at, fleet: knownFleet(living), judged, others, notes: declared.side?.notes ?? [] };
}

/** A first look at nothing is a mistake; what a run before knew may be gone. */
function requireSomething({ clusters, unseen, gone }        , isKnown         , { target }              )       {
  if (clusters.length > 0 || isKnown) return;
  const { title } = subjectOf(target);
  const [first] = unseen;
  if (first !== undefined) throw new UserError(`Nothing of ${title} could be read: ${first.scope}: ${first.why}`);
  if (target.kind === 'cluster' || target.scopes.length === 0) throw new UserError(`There is no such cluster: ${gone[0] ?? title}. Check the name, or the subscription.`);
}

const drift$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  drift
}, Symbol.toStringTag, { value: 'Module' }));

export { declaredRules, differenceFinding, drift$1 as drift, missingRemedy, readResourceWrites, stateRemedy, titles };
