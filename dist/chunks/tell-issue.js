import { UserError, codeOf, messageOf, parseScope, parseResourceId, segmentAfter, reaches, severities } from './ground.js';
const { stat, readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
const { resolve } = globalThis.process.getBuiltinModule('node:path');
import { clusterKey } from './earlier.js';
import { idKey, findingKey } from './key.js';
import { once, completeness } from './inventory.js';
import { worstVerdict } from './run.js';
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');

/** A report of ten thousand clusters with findings on all of them stays below. Bytes. */
const largest = 512 * 1024 * 1024 - 64;

/** The text of a JSON report that an earlier run wrote, wherever it lies; undefined when there is none. Throws UserError when it cannot be read. */
async function readReportFile(path        , folder        )                              {
  const file = resolve(folder, path);
  try {
    const { size } = await stat(file);
    if (size > largest) throw new UserError(`The report "${path}" is larger than ${Math.round(largest / 1e6)} MB.`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof UserError) throw error;
    throw new UserError(`The report "${path}" cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

/** What is known of the run before. */
                         
                                
                                
                             
                                                     
                                        
                                    
 

                                                                                   

/** Remembers the run before: the report that was given for it, else what the issue hides. */
async function recall(options               , tools                                                            )                  {
  const [given, kept] = await Promise.all([givenReport(options, tools.folder), readKept(options, tools)]);
  if (given?.earlier !== undefined) return { ...kept, earlier: given.earlier };
  const notes = [...kept.notes, ...(given?.notes ?? [])];
  const state = kept.issue?.state;
  if (state === undefined) return { ...kept, notes };
  const { parseEarlierState } = await import('./read.js');
  try {
    return { ...kept, notes, earlier: parseEarlierState(state) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...kept, notes: [...notes, `${error.message} This run compares with nothing.`] };
  }
}

async function givenReport({ earlierReport }               , folder        )                                                                                            {
  if (earlierReport === undefined) return undefined;
  const text = await readReportFile(earlierReport, folder);
  if (text === undefined) return { notes: [`There is no report \`${earlierReport}\` of an earlier run yet.`] };
  return { earlier: (await import('./earlier-report.js')).earlierFromReport(text, earlierReport), notes: [] };
}

async function readKept({ issue, githubToken }               , { event, logger, signal }                                                 )                  {
  if (issue === undefined) return { notes: [] };
  const connection = connectionOf(event, githubToken);
  if (typeof connection === 'string') {
    logger.warning(connection);
    return { notes: [] };
  }
  const { readIssue } = await import('./issue2.js');
  const reading = await readIssue(issue, connection, { logger, signal });
  if (reading.kind === 'refused') return { notes: ['The issue of this target could not be read, and is left as it is: this run compares with nothing that it remembers.'] };
  return { connection, ...(reading.kind === 'found' ? { issue: reading.issue } : {}), notes: [] };
}

function connectionOf({ apiUrl, repository }             , token                    )                           {
  if (repository === undefined) return 'There is no repository to keep an issue in: GITHUB_REPOSITORY is not set.';
  if (token === undefined) return 'There is no "github-token" to keep an issue with; the report is in the job summary.';
  return { token, apiUrl, repository };
}

/** How bad something is: verdict and severity. */
                                                             

/** What is remembered from run to run, the mildest first. The other verdicts are no findings. */
const rememberedVerdicts = ['exempt', 'undetermined', 'violation', 'error']                                      ;

const mildestFirst = ['low', 'medium', 'high']                                       ;

                                                                    

/** A finding that somebody has to do something about. What is exempt is known and agreed to. */
function isOpen({ verdict }                           )          {
  return verdict === 'undetermined' || verdict === 'violation' || verdict === 'error';
}

function isRemembered                        (found       )                                                           {
  return found.verdict === 'exempt' || isOpen(found);
}

/** True when the verdict or the severity is worse than it was. What was exempt and is not any more is worse than it was. */
function isWorse(now          , before          )          {
  return verdictRank(now.verdict) > verdictRank(before.verdict) || severityRank(now.severity) > severityRank(before.severity);
}

/** Two findings of one key count as one: the worse verdict and the worse severity of both. */
function worstOf(left          , right          )           {
  return {
    verdict: verdictRank(right.verdict) > verdictRank(left.verdict) ? right.verdict : left.verdict,
    severity: severityRank(right.severity) > severityRank(left.severity) ? right.severity : left.severity,
  };
}

/** Negative when the left one comes first: by verdict, then by severity, the worst first. */
function compareWorstFirst(left          , right          )         {
  return verdictRank(right.verdict) - verdictRank(left.verdict) || severityRank(right.severity) - severityRank(left.severity);
}

/** -1 for what is no finding. */
function verdictRank(verdict         )         {
  return (rememberedVerdicts                      ).indexOf(verdict);
}

function severityRank(severity          )         {
  return mildestFirst.indexOf(severity);
}

/** By code unit: the same on every machine, whatever its locale. */
function compareText(left        , right        )         {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** So many rules are named. */
const mostNamed = 5;

/** What was open and is forgotten, as a sentence for the reader; none when nothing is. */
function unaskedNotes(forgotten                           )                    {
  const unasked = forgotten.filter(isOpen);
  if (unasked.length === 0) return [];
  const rules = [...new Set(unasked.map(({ rule }) => rule))].toSorted();
  const named = rules.slice(0, mostNamed).map((rule) => `\`${rule}\``).join(', ');
  const more = rules.length > mostNamed ? ` and ${rules.length - mostNamed} more rules` : '';
  const what = unasked.length === 1 ? 'One earlier finding is' : `${unasked.length} earlier findings are`;
  return [`${what} not looked at any more, which does not mean that anything was mended: the rule does not judge any more, or the resource lies outside of what is looked at (${named}${more}).`];
}

/** That the memory of the earlier run was cut, as a sentence; none when it was not. */
function partialNotes(earlier                        )                    {
  const { more } = earlier ?? {};
  if (more === undefined) return [];
  return [`The memory of the earlier run had no room for ${more.count} of its findings: what may have been among them does not count as new, nor is it told when it is healed. Keep the JSON report of each run as an artifact for the next one.`];
}

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/;

/** True for a date and time in UTC as ISO 8601 writes it, with at most the seven digits of a second that Azure writes. */
function isTime(text        )          {
  return pattern.test(text) && !Number.isNaN(Date.parse(text));
}

/** The earlier of two times. */
function firstOf(left        , right        )         {
  return Date.parse(right) < Date.parse(left) ? right : left;
}

/** Days from one time to another; negative when it lies before. */
function daysBetween(from        , to        )         {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** What a run read, and what it could not read. Ids compare without case. */
                       
                                             
                                  
     
                                                                                                                                                        
                                                                                                                   
     
                                             
                                                                        
                                                                               
                                                                                                                                        
                                       
 

/**
 * - `seen`: it was read
 * - `unseen`: it could not be read, or lies below what could not
 * - `gone`: the list that it would be on was read to its end
 * - `outside`: it lies outside of what this run looks at
 * - `lost`: nothing says anything of it
 */
                                                                    

/** Children that stand in the document of their parent: whoever has read that has read all of them. */
const embedded                      = new Set([
  'microsoft.containerservice/managedclusters/agentpools',
  'microsoft.network/virtualnetworks/subnets',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings',
  'microsoft.network/networksecuritygroups/securityrules',
  'microsoft.network/routetables/routes',
]);

/**
 * What became of ids. A question takes as long as its id has segments, however much was read; without one, nothing is made of what was read, as in a tenant
 * where nothing was wrong before.
 */
function sightOf({ seen, complete, unseen, targets }      )                        {
  const read = once(() => new Set(Array.from(seen, idKey)));
  const isComplete = once(() => completeness(complete.map(({ type, scope }) => ({ type, scope: idKey(scope) }))));
  const hidden = hiddenBy(unseen);
  // Nobody knows what lies below a management group that could not be read.
  const hidesAnything = unseen.some(({ scope }) => idKey(scope) === '' || parseScope(scope)?.kind === 'managementGroup');
  const wanted = targets === undefined ? undefined : new Set(targets.map(idKey));
  const sight = (key        )        => {
    const by = hidden(key);
    if (by !== 'itself' && read().has(key)) return 'seen';
    if (by !== undefined) return 'unseen';
    const parsed = parseResourceId(key);
    // Whoever asked for everything at an id, and did not read it, found nothing there.
    if (parsed !== undefined && isComplete()(parsed.type, key)) return 'gone';
    const parent = parsed === undefined ? undefined : parentOf(key, parsed.type);
    const ofParent = parent === undefined ? undefined : sight(parent);
    if (ofParent === 'gone' || (ofParent === 'seen' && embedded.has(parsed?.type ?? ''))) return 'gone';
    if (hidesAnything) return 'unseen';
    return wanted === undefined || [key, ...ancestorsOf(key)].some((scope) => wanted.has(scope)) ? 'lost' : 'outside';
  };
  return (id) => sight(idKey(id));
}

/** What of the unread hides an id: it is named itself, or lies below what is. */
function hiddenBy(unseen                )                                                 {
  const hidden = new Set(unseen.map(({ scope }) => idKey(scope)));
  return (id) => {
    const key = idKey(id);
    if (hidden.has(key)) return 'itself';
    return ancestorsOf(key).some((scope) => hidden.has(scope)) ? 'above' : undefined;
  };
}

/** True for what one of the ids names, and for what lies above or below it: who refers to a subnet refers to its network. */
function referenceTo(ids                  )                          {
  const exact = new Set(Array.from(ids, idKey));
  const above = new Set([...exact].flatMap(ancestorsOf));
  return (id) => {
    const key = idKey(id);
    return exact.has(key) || above.has(key) || ancestorsOf(key).some((one) => exact.has(one));
  };
}

/** Everything that an id lies below, the nearest first. */
function ancestorsOf(key        )                    {
  const found           = [];
  for (let end = key.lastIndexOf('/'); end > 0 && found.length < most; end = key.lastIndexOf('/', end - 1)) found.push(key.slice(0, end));
  return found;
}

/** No id of Azure has so many segments. */
const most = 100;

/** What a child is a child of, or what an extension extends; undefined for what stands on its own. */
function parentOf(key        , type        )                     {
  if (type.split('/').length > 2) return key.slice(0, key.lastIndexOf('/', key.lastIndexOf('/') - 1));
  const scope = key.slice(0, key.lastIndexOf('/providers/'));
  return scope.includes('/providers/') ? scope : undefined;
}

/** So many days after nothing has said anything of a resource any more it is given up: its subscription was cancelled, or is read by nobody. */
const daysUntilGivenUp = 30;

/**
 * - `there`: it is found again, or told by another finding
 * - `mended`, `gone`, `exempt`: healed, see `HealedFinding` of the report
 * - `carried`: it could not be looked at
 * - `unasked`: nobody looks at it any more
 */
                                                                                  

/** What becomes of a finding of before. @param now the standing of each key @param allClusters no cluster of before is hidden */
function fateIn(look      , now                               , sight                       , allClusters         )                                                 {
  const { findings, ways, rules, unseen, referred, at } = look;
  const judging = rules === undefined ? undefined : new Set(Array.from(rules, (rule) => rule.toLowerCase()));
  const content = new Set(findings.filter(({ verdict }) => verdict === 'compliant' || verdict === 'notApplicable').map(findingKey));
  const told = toldNow(findings);
  const reference = once(() => referenceTo(referred ?? []));
  const refers = (id        )          => reference()(id);
  const forgets = referred !== undefined && allClusters && unseen.length === 0;
  return (key, finding) => {
    const standing = now.get(key);
    if (standing !== undefined) return isOpen(standing) || finding.verdict === 'exempt' ? 'there' : 'exempt';
    const by = told.get(key);
    if (by !== undefined) return by;
    if (judging?.has(finding.rule.toLowerCase()) === false) return 'unasked';
    const byWay = fateOfWay(ways?.get(clusterKey(finding.resource.name, finding.resource.id))?.get(finding.rule));
    if (byWay !== undefined) return byWay;
    if (content.has(key)) return 'mended';
    // Without an id nobody can say where it would have been: it is mended when nothing at all was missed.
    const { id } = finding.resource;
    if (id === undefined) return unseen.length === 0 && allClusters ? 'mended' : 'carried';
    const seen = sight(id);
    if (seen === 'outside') return fateOfSight(refers(id) ? 'lost' : 'outside', finding.unseenSince, at);
    return fateOfSight(seen === 'lost' && forgets && !refers(id) ? 'outside' : seen, finding.unseenSince, at);
  };
}

/** Exposures that stand alone no more, since another finding tells of them, by their own keys. */
function toldNow(findings                    )                                          {
  const told = new Map                            ();
  for (const finding of findings) {
    for (const { rule } of finding.exposes ?? []) {
      const key = findingKey({ rule, resource: finding.resource });
      if (isOpen(finding)) told.set(key, 'there');
      else if (finding.verdict === 'exempt' && !told.has(key)) told.set(key, 'exempt');
    }
  }
  return told;
}

/** A way that is open and makes no finding is told by a policy's. */
function fateOfWay(state                      )                   {
  if (state === 'open' || state === 'undetermined') return 'there';
  if (state === 'meant') return 'exempt';
  return state === 'notVisible' ? 'carried' : undefined;
}

/** What becomes of something that nothing is found on, by what is known of the resource. */
function fateOfSight(sight       , unseenSince                    , at        )       {
  if (sight === 'seen') return 'mended';
  if (sight === 'gone') return 'gone';
  if (sight === 'outside') return 'unasked';
  return sight === 'lost' && unseenSince !== undefined && daysBetween(unseenSince, at) > daysUntilGivenUp ? 'unasked' : 'carried';
}

/** Where clusters are. */
                                    
                        
                                  
                         
                                                               
                                                                                       
 

                        
                                             
                                                    
                                                       
                             
                                        
                                                                    
                                              
                                                                                                                                                      
                                                              
 

/** See `ReportCluster` and `ReportPlace` of the report. */
                                                    
                                                                  
                               
                            
                         
                                
 

                             
                                                    
                      
                        
                            
                           
                                
                          
 

const worstStateFirst                                   = ['failing', 'undetermined', 'unseen', 'clean'];

/**
 * Each cluster and each place with its numbers, the worst first. A finding counts for the cluster that it is on or below, and for every cluster that
 * refers to its resource; each key once. What could not be looked at again counts too: a cluster with such a finding is not clean but undetermined.
 * Places are given whatever their number; a report of one subscription leaves them out, unless it is of a shard.
 */
function fleetOf(fleet       )                                                                                         {
  const about = findingsByCluster(fleet);
  const seen = new Map(fleet.clusters.map((cluster) => [idKey(cluster.id), stateOf(cluster, about.get(idKey(cluster.id)))]         ));
  const unseen = fleet.unseenClusters.filter(({ id }) => !seen.has(idKey(id))).map(({ id, since })               => ({ ...stateOf({ id, name: parseResourceId(id)?.name ?? id }, about.get(idKey(id))), state: 'unseen', unseenSince: since }));
  const clusters = [...seen.values(), ...unseen].toSorted(compareClusters);
  return { clusters, places: placesOf(clusters, fleet.subscriptions) };
}

/** The findings of each cluster, by key: a violation counts before what is only known from before. */
function findingsByCluster({ clusters, unseenClusters, findings, carried, clustersOf }       )                                        {
  const about = new Map([...clusters, ...unseenClusters].map(({ id }) => [idKey(id), new Map               ()]         ));
  const add = (finding                          , one       )       => {
    if (!isOpen(finding) || finding.resource.id === undefined) return;
    const key = findingKey(finding);
    for (const cluster of clustersAbout(idKey(finding.resource.id), clustersOf)) {
      const there = about.get(cluster);
      there?.set(key, together$1(there.get(key), one));
    }
  };
  for (const finding of findings) add(finding, { isFailing: finding.verdict !== 'undetermined', severity: finding.severity, isFresh: finding.change !== undefined && finding.change.kind !== 'unchanged' });
  for (const finding of carried) add(finding, { isFailing: false, severity: finding.severity, isFresh: false });
  return new Map([...about].map(([id, ones]) => [id, [...ones.values()]]         ));
}

                 
                              
                            
                              
 

function together$1(left                   , right       )        {
  if (left === undefined) return right;
  return { isFailing: left.isFailing || right.isFailing, isFresh: left.isFresh || right.isFresh, severity: severityRank(left.severity) > severityRank(right.severity) ? left.severity : right.severity };
}

function clustersAbout(key        , clustersOf                     )                      {
  return new Set([key, ...ancestorsOf(key)].flatMap((id) => [id, ...(clustersOf.get(id) ?? []).map(idKey)]));
}

function stateOf({ id, name, location, outboundType }              , about                   = [])               {
  const worst = about.map(({ severity }) => severity).toSorted((left, right) => severityRank(right) - severityRank(left))[0];
  const state = about.some(({ isFailing }) => isFailing) ? 'failing' : about.length > 0 ? 'undetermined' : 'clean';
  return {
    id,
    name,
    state,
    ...(worst === undefined ? {} : { severity: worst }),
    findings: about.length,
    fresh: about.filter(({ isFresh }) => isFresh).length,
    ...(location === undefined ? {} : { location }),
    ...(outboundType === undefined ? {} : { outboundType }),
  };
}

/** The order of clusters: state, severity, what is new or worse, all findings, name. */
function compareClusters(left              , right              )         {
  return (
    worstStateFirst.indexOf(left.state) - worstStateFirst.indexOf(right.state) ||
    rankOf(right.severity) - rankOf(left.severity) ||
    right.fresh - left.fresh ||
    right.findings - left.findings ||
    compareText(left.name.toLowerCase(), right.name.toLowerCase()) ||
    compareText(idKey(left.id), idKey(right.id))
  );
}

function rankOf(severity                      )         {
  return severity === undefined ? -1 : severityRank(severity);
}

function placesOf(clusters                         , subscriptions                              )                        {
  const known = new Map(subscriptions.map((subscription) => [subscription.subscriptionId.toLowerCase(), subscription]         ));
  const places = new Map                    ();
  const count = (kind                    , id        , name        , { state }              )       => {
    const place = places.get(idKey(id)) ?? { kind, id, name, clusters: 0, failing: 0, undetermined: 0, unseen: 0 };
    places.set(idKey(id), { ...place, clusters: place.clusters + 1, ...(state === 'clean' ? {} : { [state]: place[state] + 1 }) });
  };
  for (const cluster of clusters) {
    const subscriptionId = segmentAfter(cluster.id, 'subscriptions');
    if (subscriptionId === undefined) continue;
    const subscription = known.get(subscriptionId.toLowerCase());
    count('subscription', `/subscriptions/${subscription?.subscriptionId ?? subscriptionId}`, subscription?.name ?? subscriptionId, cluster);
    for (const { id, name } of new Map((subscription?.managementGroups ?? []).map((group) => [idKey(group.id), group])).values()) count('managementGroup', id, name, cluster);
  }
  return [...places.values()].toSorted(comparePlaces);
}

/** The order of places: failing, undetermined, unseen, all clusters, the outer kind first, name. */
function comparePlaces(left            , right            )         {
  return (
    right.failing - left.failing ||
    right.undetermined - left.undetermined ||
    right.unseen - left.unseen ||
    right.clusters - left.clusters ||
    compareText(left.kind, right.kind) ||
    compareText(left.name.toLowerCase(), right.name.toLowerCase()) ||
    compareText(idKey(left.id), idKey(right.id))
  );
}

/** The worst of what was found. What could not be read, and what was wrong with it before, is not compliant. */
function driftVerdict(findings                    , known       )          {
  const verdict = worstVerdict(findings);
  return verdict === 'compliant' && isUncertain(known, 'low') ? 'undetermined' : verdict;
}

/** Whether the run fails. */
function exceeds(findings                    , known       , { failOn, leastSeverity }                                                )          {
  return findings.some((finding) => reaches(failOn, finding, leastSeverity)) || (isUncertain(known, leastSeverity) && ['auto', 'undetermined'].includes(failOn));
}

/** Something of the target could not be read, or what was found before could not be looked at again. */
function isUncertain({ unseen, carried = [] }       , least          )          {
  const counts = severities.indexOf(least);
  return unseen.length > 0 || carried.some(({ verdict, severity }) => verdict !== 'exempt' && severities.indexOf(severity) <= counts);
}

/** True when something is new, worse or healed: what is worth a message to people who know the state of before. */
function hasSetChanged({ counts, earlier }                                        )          {
  return earlier !== undefined && counts.new + counts.worse + counts.healed > 0;
}

/**
 * Names what has changed against which earlier run, in a text that depends on neither the order of things nor the time of the run: one that was
 * interrupted after it told of a change, and starts again, does not tell it twice. The same change after another run is another one.
 */
function comparisonKey({ earlier, findings, healed }                                                     )         {
  const changed = findings.flatMap((finding) => {
    const { change, verdict, severity } = finding;
    return !isOpen(finding) || change === undefined || change.kind === 'unchanged' ? [] : [JSON.stringify([change.kind, findingKey(finding), verdict, severity])];
  });
  const lines = [...changed, ...healed.map((finding) => JSON.stringify([finding.because, findingKey(finding)]))];
  return ['aks-isolation/drift/1', earlier?.at ?? '', ...[...new Set(lines)].toSorted()].join('\n');
}

/** What one run leaves to the next. */
                             
                                                      
                      
                                                                                                                 
                                               
                                                                                            
                                       
                                                              
                                                     
                                                                                                       
                                                        
 

                                 
                        
                         
                              
                                      
                                         
                                                  
                         
                                                                                                      
                                
                                                                                  
                                       
                            
 

                                
                      
                                                                        
                         
 

/** The parts of a report that the next run needs. */
                                   
                                        
                   
                        
                                                 
                                                                                                                 
    
 

/** What a report leaves to the next run. Findings without a change are taken to be of this run. */
function earlierOf({ findings, drift: { at, carried = [], clusters } }                  )             {
  const unseen = clusters.flatMap(({ id, state, unseenSince }) => (state === 'unseen' ? [{ id, since: unseenSince ?? at }] : []));
  return {
    at,
    findings: onePerKey([...findings.filter(isRemembered).map((finding) => rememberedOf(finding, at)), ...carried]),
    clusters: [...new Map(clusters.map(({ id }) => [idKey(id), id])).values()],
    ...(unseen.length === 0 ? {} : { unseenClusters: unseen }),
  };
}

function rememberedOf({ rule, title, severity, verdict, resource: { type, name, id }, message, change, exposes = [] }                                                   , at        )                 {
  const resource = { type, name, ...(id === undefined ? {} : { id }) };
  return { rule, title, severity, verdict, resource, since: change?.since ?? at, message, ...(exposes.length === 0 ? {} : { exposes: exposes.map((exposure) => exposure.rule) }) };
}

/** The worst of each key, since the first of them, in the order in which the keys come first. */
function onePerKey(findings                           )                            {
  const kept = new Map                        ();
  for (const finding of findings) {
    const key = findingKey(finding);
    const other = kept.get(key);
    kept.set(key, other === undefined ? finding : together(other, finding));
  }
  return [...kept.values()];
}

function together(left                , right                )                 {
  const standing = worstOf(left, right);
  const exposes = [...new Set([...(left.exposes ?? []), ...(right.exposes ?? [])])].toSorted();
  const told = standing.verdict === left.verdict ? left : right;
  return { ...told, ...standing, verdict: told.verdict, since: firstOf(left.since, right.since), ...(exposes.length === 0 ? {} : { exposes }) };
}

/** Of the room of an issue this much is left to the text at least; the rest may be memory. UTF-16 units. */
const leastText = 20_000;

/**
 * Brings the issue of the target to what was found: opened, written anew, commented, closed, opened again. A run that could conclude nothing leaves it
 * alone, and so does a shard. @param changed what tells the change from others
 */
async function tellIssue(report        , compared                                                                  , memory        , { issue, shard }                                       , { event, logger, signal }                                                 )                                    {
  const { connection } = memory;
  const { drift } = report;
  if (issue === undefined || connection === undefined || shard !== undefined || drift === undefined) return undefined;
  if (!drift.isConclusive) {
    logger.warning('Nothing can be concluded from this run: the issue is left as it is.');
    return undefined;
  }
  const [{ bodyRoom, keepIssue, stateLength, stateRoom }, { issueTitle, renderIssueBody, renderIssueComment }, { stateOf }] = await Promise.all([
    import('./issue2.js'), import('./issue.js'), import('./write.js'),
  ]);
  const links = event.runUrl === undefined ? {} : { runUrl: event.runUrl };
  const state = stateOf(earlierOf({ findings: report.findings, drift }), (text) => stateLength(text) <= stateRoom('x'.repeat(leastText)));
  const body = renderIssueBody(report, { ...links, limit: bodyRoom(state) });
  const done = doneBy(drift);
  const isNews = hasSetChanged(compared) || (compared.earlier !== undefined && done.length > 0);
  const comment = isNews ? { key: digest([comparisonKey(compared), ...done].join('\n')), body: renderIssueComment(report, { ...links, limit: commentRoom }) } : undefined;
  const isWrong = report.findings.some(({ verdict }) => verdict !== 'exempt') || (drift.carried ?? []).some(({ verdict }) => verdict !== 'exempt');
  const outcome = await keepIssue({
    ...issue,
    title: issueTitle(report),
    body,
    meaning: digest(body.replaceAll(event.runUrl ?? '\0', '')),
    state,
    open: isWrong,
    worse: compared.counts.new + compared.counts.worse > 0,
    ...(comment === undefined || comment.body === '' ? {} : { comment }),
    ...(memory.issue === undefined ? {} : { earlier: memory.issue }),
  }, connection, { logger, signal });
  if (outcome.number !== undefined) logger.info(`Issue #${outcome.number}: ${outcome.did}.`);
  if (!outcome.holdsState && outcome.did !== 'none' && outcome.did !== 'refused') {
    logger.warning('The issue has no room for what this run found: keep its JSON report as an artifact, and give it to the next run as "earlier-report".');
  }
  return outcome;
}

/** What the run did to clusters, or failed to do: told of even where all was found before. */
function doneBy({ remedies = [] }             )                    {
  return remedies.filter(({ kind }) => kind === 'applied' || kind === 'failed').map(({ kind, cluster }) => JSON.stringify([kind, cluster.id]));
}

/** A comment may have 65,536 characters; nobody reads so many. */
const commentRoom = 30_000;

function digest(text        )         {
  return createHash('sha256').update(text).digest('hex');
}

export { compareClusters, comparePlaces, compareText, compareWorstFirst, driftVerdict, earlierOf, exceeds, fateIn, fateOfSight, firstOf, fleetOf, hiddenBy, isOpen, isTime, isWorse, mildestFirst, onePerKey, partialNotes, readReportFile, recall, rememberedVerdicts, severityRank, sightOf, tellIssue, toldNow, unaskedNotes, verdictRank, worstOf };
