const { open, readFile, mkdir, writeFile } = globalThis.process.getBuiltinModule('node:fs/promises');
import { UserError, messageOf, CancelledError, formatResourceId, managedClusterType, codeOf, isUnknown } from './ground.js';
const { randomUUID } = globalThis.process.getBuiltinModule('node:crypto');
import { version, checkOptions, connectionOptions, assignOptions, removeOptions, removeClusterOptions, deployOptions, driftOptions, configFilePath, clip, oneLine, wrap, codeLines, formatElapsed, painter, withoutCommands } from './start.js';
const { join, dirname } = globalThis.process.getBuiltinModule('node:path');

/** A repository by its two names, as in `owner/name`. */
                                 
                         
                        
 

/** What started this run, read once at the door. */
                              
                                                          
                        
                                       
                                     
                                   
                                     
                                                                                
                        
                             
     
                                                                                                                                
                                                                                                              
     
                                 
                                                                     
                              
                                                     
                        
                                              
                           
                                                                                 
                          
                             
 

                                                                

/** GitHub caps webhook payloads at 25 MB (docs.github.com, "Webhook events and payloads", payload cap). */
const payloadLimit = 25 * 1024 * 1024;

/**
 * Reads the event that started the run from a runner's environment.
 * Throws `UserError` when the event file cannot be read or is not what GitHub writes for that event.
 */
async function readEvent(environment             )                       {
  const variable = (name        )                     => environment[name]?.trim() || undefined;
  const name = variable('GITHUB_EVENT_NAME') ?? 'none';
  const path = variable('GITHUB_EVENT_PATH');
  const payload = name === 'none' || path === undefined ? {} : await readPayload(name, path, variable('GITHUB_ACTOR'));
  const repository = parseRepository(variable('GITHUB_REPOSITORY'));
  const serverUrl = parseUrl('GITHUB_SERVER_URL', variable('GITHUB_SERVER_URL') ?? 'https://github.com');
  return {
    name,
    ...defined('repository', repository),
    ...payload,
    ...defined('sha', variable('GITHUB_SHA')),
    ...defined('workflow', variable('GITHUB_WORKFLOW')),
    ...defined('workflowPath', parseWorkflowPath(variable('GITHUB_WORKFLOW_REF'), repository)),
    ...defined('workspace', variable('GITHUB_WORKSPACE')),
    ...defined('job', variable('GITHUB_JOB')),
    ...defined('runUrl', runUrl(serverUrl, repository, variable('GITHUB_RUN_ID'), variable('GITHUB_RUN_ATTEMPT'))),
    apiUrl: parseUrl('GITHUB_API_URL', variable('GITHUB_API_URL') ?? 'https://api.github.com'),
    serverUrl,
  };
}

/** The schemas are loaded only where there is a payload. */
async function readPayload(name        , path        , actor                    )                        {
  const [{ parsePayload }, payload] = await Promise.all([import('./event-payload.js'), readJson(path)]);
  return parsePayload(name, payload, path, actor);
}

function defined                            (name      , value                   )                               {
  return value === undefined ? {} : ({ [name]: value }                       );
}

/** Parses a file of JSON, reading no more than the limit: the size a file system reports is no promise. */
async function readJson(path        )                   {
  const where = `The event file ${path} (GITHUB_EVENT_PATH)`;
  const bytes = await readAtMost(path, payloadLimit + 1).catch((thrown         ) => {
    throw new UserError(`${where} cannot be read: ${messageOf(thrown)}. Run inside a workflow, or unset GITHUB_EVENT_NAME.`, { cause: thrown });
  });
  if (bytes.length > payloadLimit) throw new UserError(`${where} is larger than 25 MiB, more than GitHub sends.`);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (thrown) {
    throw new UserError(`${where} is not JSON: ${messageOf(thrown)}.`, { cause: thrown });
  }
}

async function readAtMost(path        , limit        )                  {
  const file = await open(path, 'r');
  try {
    const chunks           = [];
    for await (const chunk of file.createReadStream({ end: limit - 1, autoClose: false })) chunks.push(Buffer.from(chunk              ));
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

/** Reads `owner/name`. Throws `UserError` for anything else; undefined stays undefined. */
function parseRepository(text                    )                             {
  if (text === undefined) return undefined;
  const [, owner, name] = /^([A-Za-z0-9_.-]{1,100})\/([A-Za-z0-9_.-]{1,100})$/.exec(text) ?? [];
  if (owner === undefined || name === undefined) throw new UserError(`GITHUB_REPOSITORY is "${text}"; expected owner/name.`);
  return { owner, name };
}

/** The file of `owner/name/.github/workflows/gate.yml@refs/heads/main`; undefined for what is no file of this repository. */
function parseWorkflowPath(text                    , repository                            )                     {
  const [, owner, name, path] = /^([^/@]{1,100})\/([^/@]{1,100})\/(\.github\/workflows\/[^/@\\\p{Cc}]{1,200}\.ya?ml)@/u.exec(text ?? '') ?? [];
  const isOurs = repository !== undefined && `${owner}/${name}`.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase();
  return isOurs ? path : undefined;
}

function parseUrl(variable        , text        )         {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new UserError(`${variable} is "${text}"; expected an https URL without credentials.`);
  }
  return text.replace(/\/+$/, '');
}

function runUrl(serverUrl        , repository                            , id                    , attempt                    )                     {
  if (repository === undefined || id === undefined || !/^\d+$/.test(id)) return undefined;
  const page = `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${id}`;
  return attempt !== undefined && /^\d+$/.test(attempt) ? `${page}/attempts/${attempt}` : page;
}

const event = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  readEvent
}, Symbol.toStringTag, { value: 'Module' }));

/** Runs a command that ends with a report; why it failed stands there too. What it does not need is not loaded. */
async function runCommand(command               , inputs        , surroundings              )                   {
  const outcome = await dispatch(command, inputs, surroundings).catch((error         ) => failed(command, inputs, error));
  const { report, failure } = outcome;
  const notes = failure === undefined || report.verdict !== 'error' ? report.notes : [...report.notes, failure.message];
  return { ...outcome, report: { ...report, notes, toolVersion: version } };
}

/** What went wrong before a command could report: a file, a guard rail. */
function failed(command               , inputs        , error         )          {
  if (error instanceof CancelledError) throw error;
  const { target, title } = subjectOf(command, inputs);
  const report = { command, title, verdict: 'error', target, changed: false, dryRun: inputs['dry-run'] ?? false, steps: [], findings: [], counts: {}, facts: [], notes: [] }         ;
  return { report, failure: error instanceof Error ? error : new Error(String(error)) };
}

function subjectOf(command               , inputs        )                                   {
  if (command === 'check') return { target: { id: '', name: 'infrastructure files' }, title: 'infrastructure files' };
  if (command === 'drift') {
    const { subscriptions = '', ...named } = { subscriptions: inputs['subscription-id'], name: inputs['cluster-name'] ?? inputs['resource-group'] };
    const name = inputs.targets?.map(({ id }) => id).join(' ') ?? named.name ?? subscriptions;
    return { target: { id: name, name }, title: `living clusters of ${name}` };
  }
  const group = `/subscriptions/${inputs['subscription-id'] ?? ''}/resourceGroups/${inputs['resource-group'] ?? ''}`;
  const isCluster = command === 'deploy' || command === 'remove cluster';
  const name = isCluster ? (inputs['cluster-name'] ?? '') : (inputs.scope?.id ?? group);
  const target = { id: isCluster ? formatResourceId(group, managedClusterType, name) : name, name };
  const title = isCluster ? `cluster ${name} in resource group ${inputs['resource-group'] ?? ''}` : `policies at ${name}`;
  return { target, title };
}

async function dispatch(command               , inputs        , surroundings              )                   {
  if (command === 'check') {
    const options = checkOptions(inputs, surroundings.words);
    // The guard rails hold before anything is read.
    const connection = !options.verify ? undefined : connectionOptions(command, inputs);
    const { check } = await import('./check.js').then(n => n.check);
    return await check(options, { ...surroundings, ...(connection === undefined ? {} : { connect: async () => await connectTo(connection, surroundings) }) });
  }
  if (command === 'drift' && inputs.merge !== undefined) {
    const { joinReports } = await import('./join.js');
    return await joinReports(inputs.merge, driftOptionsOf(inputs, surroundings), { ...surroundings, version });
  }
  const connection = connectionOptions(command, inputs);
  if (command === 'drift') {
    const options = driftOptionsOf(inputs, surroundings, await clusterFileOf(inputs, surroundings));
    if (options.target.kind === 'fleet') (await import('./small-heap.js')).keepHeapSmall();
    const { drift } = await import('./drift.js').then(n => n.drift);
    return await drift(options, { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  if (command === 'assign') {
    const { assign } = await import('./assign.js');
    return await assign(assignOptions(inputs), { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  if (command === 'remove policies') {
    const { removePolicies } = await import('./remove-policies.js');
    return await removePolicies(removeOptions(inputs), { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  if (command === 'remove cluster') {
    const { removeCluster } = await import('./remove-cluster.js');
    return await removeCluster(removeClusterOptions(inputs), { ...surroundings, version, arm: await connectTo(connection, surroundings) });
  }
  const options = deployOptions(inputs, await clusterFileOf(inputs, surroundings), runnerOf(surroundings));
  const { deploy } = await import('./deploy.js').then(n => n.deploy);
  return await deploy(options, { ...surroundings, version, arm: await connectTo(connection, surroundings) });
}

/** The address of the workflow run; a run elsewhere gets a name of its own, so that none takes over another's lease. */
function runnerOf({ event }              )         {
  return event.runUrl ?? `a run of aks-isolation (${randomUUID()})`;
}

async function clusterFileOf(inputs        , { folder }              )                                   {
  const file = inputs['cluster-file'];
  return file === undefined ? undefined : await (await import('./cluster-file.js')).readClusterFile(file, folder);
}

function driftOptionsOf(inputs        , { event }              , clusterFile              )               {
  return driftOptions(inputs, event.name !== 'none', event.workflow, clusterFile);
}

async function connectTo(connection                                      , { environment, ...tools }              )                     {
  const [{ connect }, { idTokenAvailable, requestIdToken }] = await Promise.all([import('./connect.js').then(n => n.connect), import('./oidc.js')]);
  return await connect(connection, {
    ...tools,
    userAgent: `aks-network-isolation/${version}`,
    requestIdToken: idTokenAvailable(environment) ? (audience) => requestIdToken(audience, environment, tools.logger) : undefined,
  });
}

const runCommand$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  runCommand
}, Symbol.toStringTag, { value: 'Module' }));

/**
 * Chooses the files that may configure the gate: the judged cannot choose the judge.
 * - `pull_request`, `pull_request_review…`, `pull_request_target`, `merge_group`: those of the base commit
 * - `workflow_run`, and comments on pull requests: those of the default branch's commit that the run itself is of (GITHUB_SHA), as what
 *   is checked out may be anything
 * - `push`, `schedule`, `workflow_dispatch`, no event, and always with `trust: head`: those that are checked out
 *
 * A commit is read from the checkout's history, else from GitHub; a read that neither can answer is `unknown`, and its reason says what to
 * set. Nothing is asked before something is read, but for two commits of the history. See `baseCommit` for which commit is the base.
 */
async function trustedTree(event             , settings                     , tools              )                       {
  if (settings.trust === 'head' || !choosesCommit(event)) {
    return { tree: settings.checkout, isBase: false, isMergedInto: false, warnings: [], close: () => {} };
  }
  const { openBaseTree } = await import('./base-tree.js');
  return openBaseTree(event, settings, tools);
}

/** True for the events on which the checkout may be what a stranger wrote. */
function choosesCommit(event             )          {
  return event.name.startsWith('pull_request') || ['merge_group', 'workflow_run'].includes(event.name) || event.pullRequest !== undefined;
}

/** The text of a trusted file; undefined when there is none. Throws `UserError` when nobody can tell. */
async function trustedText(trusted             , path        )                              {
  const file = await trusted.tree.read(path);
  if (file.kind === 'unknown') throw new UserError(unreadable(trusted, path, file.reason));
  return file.kind === 'found' ? file.text : undefined;
}

function unreadable({ isBase }             , path        , reason        )         {
  return isBase ? `${path} of the base commit cannot be had: ${reason}` : `${path} cannot be read: ${reason}`;
}

/**
 * The text of the configuration file from where it can be trusted, or undefined when there is none. On pull requests and merge
 * groups that is the base commit: the change under review must not configure its own judge. First the checkout's history is asked,
 * then GitHub. Throws `UserError` when neither can tell.
 */
async function readTrustedConfigFile(event             , place       , tools                                                           )                              {
  const { folder, githubToken } = place;
  const trusted = await trustedTree(event, { trust: undefined, folder, checkout: onlyReading(folder), githubToken }, tools);
  try {
    if (!trusted.isBase || trusted.commit !== undefined) return await trustedText(trusted, configFilePath);
    tools.logger.warning(`The ${event.name} event names no base commit, so ${configFilePath} is not read: only inputs count.`);
    return undefined;
  } finally {
    trusted.close();
  }
}

/** The folder as it is, for one file whose path is ours: there is nothing to list, and a link of the checkout's own is its own affair. */
function onlyReading(folder        )           {
  const read = async (path        )                    => {
    try {
      return { kind: 'found', text: await readFile(join(folder, path), 'utf8') };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return { kind: 'absent' };
      return { kind: 'unknown', reason: messageOf(error) };
    }
  };
  return { name: 'the checkout', read, list: async () => Promise.resolve({ kind: 'unknown', reason: 'it is not listed' }) };
}

const trustedFile = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  readTrustedConfigFile
}, Symbol.toStringTag, { value: 'Module' }));

/** The report in a form, for a file or standard output. @param width columns of the terminal, where there is one */
async function render(report        , format              , colour         , width         )                  {
  switch (format) {
    case 'json':
      return (await import('./json.js')).renderJson(report);
    case 'lines':
      return (await import('./lines.js')).renderLines(report);
    case 'markdown':
      return (await import('./workflow.js').then(n => n.markdown)).renderMarkdown(report);
    case 'sarif':
      return (await import('./sarif.js')).renderSarif(report);
    case 'html':
      return (await import('./html.js')).renderHtml(report);
    case 'text':
      return (await Promise.resolve().then(() => text)).renderText(report, { colour, width }, report.drift === undefined ? undefined : (await import('./drift2.js')).driftSections);
  }
}

/** Writes the report into a file; its folder is made. Returns, not throws, what to say when the place cannot be written to: the rest comes first. */
async function writeReport(file        , content        )                                 {
  try {
    // One folder, not a chain of them: node's recursive mkdir never returns below /proc.
    await mkdir(dirname(file)).catch(() => undefined);
    await writeFile(file, content.endsWith('\n') ? content : `${content}\n`);
    return undefined;
  } catch (error) {
    const reason = codeOf(error) === 'ENOENT' ? 'its folder does not exist' : messageOf(error);
    return new UserError(`The report cannot be written to "${file}": ${reason}.`, { cause: error });
  }
}

/** Findings as annotations, worst first; `fails` says which of them fail the run. */
async function annotate(report        , logger        , fails                         )                {
  const { annotationsOf } = await import('./workflow.js').then(n => n.annotations);
  // Findings on neighbours do not fail `assign`, and should not look as if they did.
  const annotations = annotationsOf(report, report.command === 'assign' ? () => false : fails);
  for (const { kind, message, place } of annotations) logger[kind](message, place);
}

/** UTF-16 units. A summary may have 1 MiB of UTF-8, and is the page for what a comment has no room for. */
const summaryRoom = 400_000;

/**
 * Puts the report where people look: the job summary, and the one comment on the pull request when there is one; on request, fixes
 * as suggestions. Nothing that GitHub refuses fails the run. Returns the comment's address, or "".
 */
async function publish(report        , event             , options                , tools                                                           )                  {
  const [{ renderMarkdown }, { writeSummary }, { fileLinks }, { converse }] = await Promise.all([
    import('./workflow.js').then(n => n.markdown), import('./workflow.js').then(n => n.summary), import('./workflow.js').then(n => n.fileLink), import('./workflow.js').then(n => n.conversation),
  ]);
  const linkTo = fileLinks(event);
  const links = { ...(event.runUrl === undefined ? {} : { runUrl: event.runUrl }), ...(linkTo === undefined ? {} : { linkTo }) };
  await writeSummary(renderMarkdown(report, { ...links, limit: summaryRoom }))
    .catch((error         ) => tools.logger.warning(`The job summary could not be written: ${messageOf(error)}`));
  return await converse(report, event, options, (shown) => renderMarkdown(shown, links), tools);
}

const publish$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  annotate,
  publish,
  render,
  writeReport
}, Symbol.toStringTag, { value: 'Module' }));

/** The version of the JSON report's schema (docs/report.schema.json). Fields are added, never renamed. */
const reportSchemaVersion = '1.4';

/** Everything a run found or did. Every surface renders this and adds nothing. */
                         
                           
                                                                                                
                         
                                                                                 
                            
                                           
                                                                  
                                                                           
                            
                           
                                                                   
                                        
                                                   
                                        
                                                                                     
                                                              
                                                        
                                        
                                                                        
                                                 
                                                                                                     
                               
                                                                               
                                    
                                                      
                               
                                                                   
                                         
                                                                                                       
                                                     
                                                                                    
                             
                                                          
                                
 

                              
                                           
                          
                                                              
                           
                                                 
                             
 

/** What a rule is about, whatever it found. */
                             
                              
                        
                         
                              
                                                      
                                
                                                           
                           
                                                               
                            
 

/** A cluster and the ways out of it. */
                                 
                                                                    
                                                                                                 
                            
                                       
                                      
 

/**
 * - `meant`: open, and somebody declared that it should be
 * - `undetermined`: a value that was given is not known
 * - `notVisible`: what would decide was not given, and nothing that was given opens the way
 */
                                                                                   

                            
                                                 
                        
                                                                
                        
                                                                                                                    
                                                            
                              
                           
                                                    
                           
                                                                                                  
                           
                                                                                             
                             
 

/** A look at living clusters beside an earlier one. Findings that are there carry their `change`; here is what is beside them. */
                              
                                                      
                      
                                                                                                  
                                                                    
                                                                                                                
                                 
                                                                                                                  
                                                                               
                                                                                                                         
                                                   
                                            
                                                                                                                       
                                               
                                                                                                                        
                                               
                                                                                                             
                                                                      
                                                                                   
                                              
                                                                                                                                         
                                           
                                                           
                                     
                                                        
                                              
 

/** - `mended`: the resource is there and the rule is content; `gone`: the resource is not there any more; `exempt`: somebody agreed to it */
                                
                        
                         
                              
                     
                            
                                         
                                                 
                                                  
                         
                                 
 

/** A finding of an earlier run of which this one could tell nothing. */
                                 
                        
                         
                              
                                                                      
                                         
                                                  
                         
                                                                      
                                
                                                     
                                       
                            
 

/** - `unseen`: it is known from an earlier run, and could not be read now */
                                
                      
                        
                                                                  
                                                                        
                               
                                                                  
                            
                                           
                         
                             
                                 
                                                                                           
                                
 

                              
                                                    
                      
                        
                            
                           
                                
                          
 

/** Azure Policy's own compliance states beside ours. */
                                    
                                                                                                              
                       
                                                                                                                            
                            
                             
 

                               
                                                                   
                                                                          
                                                                      
                                        
                                                                                                                
                               
                        
 

                             
                         
                         
 

                             
                                                   
                         
                                                                           
                                  
                               
                                                                                     
                                      
                                                                  
                            
                                                                                   
                        
                                                                                                              
                                     
                                         
                        
                                                                                                  
                               
 

/** Worst first. */
const verdictOrder                     = ['error', 'violation', 'undetermined', 'exempt', 'compliant', 'notApplicable'];

/** The verdict of a run: the worst of its findings, `compliant` when there is none. */
function worstVerdict(findings                    )          {
  return verdictOrder.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'compliant';
}

/**
 * The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark or the zero bytes that Latin letters have in it (Windows
 * PowerShell's `>` writes UTF-16). The mark itself is not part of the text. Bytes that are no text become U+FFFD.
 */
function decodeText(bytes        )         {
  const [first = -1, second = -1] = bytes;
  if (first === 0xef && second === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return bigEndian(bytes.subarray(2));
  // One zero byte alone is no encoding, and must not make a riddle of what follows it.
  if (first > 0 && second === 0 && (bytes[3] ?? 0) === 0) return bytes.toString('utf16le');
  if (first === 0 && second > 0 && (bytes[2] ?? 0) === 0) return bigEndian(bytes);
  return bytes.toString('utf8');
}

function bigEndian(bytes        )         {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le');
}

/**
 * A path as trees have it: forward slashes, no `.`, `..` or empty segments, "" for the root. Undefined when it leads out of the tree.
 */
function treePath(path        )                     {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const segments           = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** The folder of a file: "" for the root. */
function folderOf(path        )         {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last segment of a path. */
function nameOf$1(path        )         {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path below a folder; the folder may be "". */
function below(folder        , path        )         {
  return folder === '' || folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}

/** Git keeps its own data, and only that, below this name; its configuration may hold tokens. */
function isGitData(path        )          {
  return /(?:^|[/\\])\.git(?:[/\\]|$)/i.test(path);
}

/** Most severe first. */
const severityOrder                      = ['high', 'medium', 'low'];

/** The findings in the order every surface shows them, and loses them from the end of: verdict, severity, rule, resource. */
function worstFirst(findings                    )                     {
  return findings.toSorted(
    (left, right) =>
      verdictOrder.indexOf(left.verdict) - verdictOrder.indexOf(right.verdict) ||
      severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity) ||
      compare(left.rule, right.rule) ||
      compare(nameOf(left), nameOf(right)) ||
      compare(left.location?.pointer ?? '', right.location?.pointer ?? ''),
  );
}

function nameOf({ resource }         )         {
  return resource.id ?? `${resource.type}/${resource.name}`;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(left        , right        )         {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** States as people write them. */
const clusterWords                                                   = { failing: 'failing', undetermined: 'undetermined', unseen: 'not read', clean: 'clean' };

const clusterStates                                    = ['failing', 'undetermined', 'unseen', 'clean'];

const becauseWords                                                     = { mended: 'mended', gone: 'the resource is gone', exempt: 'exempt now' };

const placeWords                                                = { managementGroup: 'management group', subscription: 'subscription' };

/** What stands before the name of the cluster. */
const remedyWords                                                 = {
  planned: 'Plan for', applied: 'Applied to', failed: 'Failed on', held: 'Held back for', manual: 'By hand for',
};

const timePattern = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?Z$/;

/** "2026-11-25 16:42 UTC", digits and quiet punctuation only; undefined for what is no time in UTC. */
function timeText(time        )                     {
  const [, date, minutes] = timePattern.exec(time) ?? [];
  return date === undefined || minutes === undefined ? undefined : `${date} ${minutes} UTC`;
}

/** "2026-11-25"; undefined for what is no time in UTC. */
function dateText(time        )                     {
  return timePattern.exec(time)?.[1];
}

/** "2 new, 1 worse, 1 healed, 4 as before"; "nothing was found then or now" where all are zero and all was read. */
function changeCounts({ counts, unseen }                                        )         {
  const parts = ([['new', counts.new], ['worse', counts.worse], ['healed', counts.healed], ['as before', counts.unchanged]]         ).flatMap(([word, count]) => (count === 0 ? [] : [`${count} ${word}`]));
  if (parts.length > 0) return parts.join(', ');
  return unseen.length === 0 ? 'nothing was found then or now' : 'nothing was found in what could be read';
}

/** "12 clusters: 2 failing, 1 undetermined, 1 not read, 8 clean". */
function clusterCounts(clusters                          )         {
  const parts = clusterStates.flatMap((state) => {
    const count = clusters.filter((cluster) => cluster.state === state).length;
    return count === 0 ? [] : [`${count} ${clusterWords[state]}`];
  });
  return `${clusters.length} ${clusters.length === 1 ? 'cluster' : 'clusters'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

/** What Azure Policy says beside us. @param timeWords writes a time, which is somebody else's text, for the surface in question */
function azureSentence({ at, compared, different }                   , timeWords                          )         {
  if (at === undefined) return 'Azure Policy has not evaluated these resources yet.';
  const of = `${compared} ${compared === 1 ? 'resource' : 'resources'}`;
  return `Azure Policy evaluated last at ${timeWords(at)}: of ${of} it says ${different === 0 ? 'the same' : `something else of ${different}`}.`;
}

/** Of what was found before and could not be looked at again; undefined where there is nothing. */
function carriedSentence({ carried = [] }                              )                     {
  if (carried.length === 0) return undefined;
  return `${carried.length} ${carried.length === 1 ? 'finding' : 'findings'} of before could not be looked at again, and still ${carried.length === 1 ? 'counts' : 'count'}.`;
}

/** What `kind` may be of a way out: what does not work is none. */
                                                          

                                        
                         
 

const wayKinds                     = ['egress', 'ingress', 'channel'];

/** Worst first: what asks for somebody's attention stands before what does not. */
const wayStates                      = ['open', 'undetermined', 'meant', 'notVisible', 'closed'];

/** States as people write them. */
const stateWords                                     = {
  open: 'open',
  undetermined: 'undetermined',
  meant: 'meant',
  notVisible: 'not visible here',
  closed: 'closed',
};

/** The ways out of a cluster, worst first: by state, those that changed before others, by severity; else in the order of the catalogue. */
function waysOf({ ways }                )                 {
  return ways.filter(isWay).toSorted(
    (left, right) =>
      wayStates.indexOf(left.state) - wayStates.indexOf(right.state) ||
      Number(isChanged(right)) - Number(isChanged(left)) ||
      severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity),
  );
}

function isWay(way           )             {
  return way.kind !== 'works';
}

/** True for a way that the change opened, closed, or made known or unknown. */
function isChanged({ state, before }           )          {
  return before !== undefined && before !== state;
}

/** True for a way that a reader should see one by one: what is closed or not visible, as before, is only counted. */
function isLoud(way           )          {
  return isChanged(way) || (way.state !== 'closed' && way.state !== 'notVisible');
}

/** "open", "open, was closed". */
function stateText(way           )         {
  return way.before !== undefined && isChanged(way) ? `${stateWords[way.state]}, was ${stateWords[way.before]}` : stateWords[way.state];
}

/** How many of the ways are in each state. */
function countStates(ways                      )                                     {
  const counts                           = { open: 0, undetermined: 0, meant: 0, notVisible: 0, closed: 0 };
  for (const { state } of ways) counts[state] += 1;
  return counts;
}

/** "2 open, 1 meant, 17 closed; 1 changed". States without a way are left out. */
function countText(ways                      )         {
  const counts = countStates(ways);
  const parts = wayStates.flatMap((state) => (counts[state] === 0 ? [] : [`${counts[state]} ${stateWords[state]}`]));
  const changed = ways.filter(isChanged).length;
  return `${parts.length === 0 ? 'none was looked at' : parts.join(', ')}${changed === 0 ? '' : `; ${changed} changed`}`;
}

/** Clusters with most open ways first, then with most undetermined ones, then with most meant ones; else as they came. */
function worstClustersFirst(exposures                           )                            {
  const counted = exposures.map((exposure) => ({ exposure, counts: countStates(exposure.ways.filter(isWay)) }));
  return counted.toSorted(({ counts: left }, { counts: right }) => right.open - left.open || right.undetermined - left.undetermined || right.meant - left.meant).map(({ exposure }) => exposure);
}

/** Findings of one file; those in no file stand together. */
                               
                                    
                                        
 

/** The findings by file, in the order in which files first occur; within a file the order stays. */
function byFile(findings                    )                          {
  const groups = new Map                               ();
  for (const finding of findings) {
    const file = finding.location?.file;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [finding]);
    else group.push(finding);
  }
  return Array.from(groups, ([file, found]) => ({ file, findings: found }));
}

/** What a verdict is called when findings are counted: "2 violations". */
const nouns                                                                  = {
  error: ['error', 'errors'],
  violation: ['violation', 'violations'],
  undetermined: ['undetermined', 'undetermined'],
  exempt: ['exempt', 'exempt'],
  compliant: ['compliant', 'compliant'],
  notApplicable: ['not applicable', 'not applicable'],
};

/** The run's result in a few words: "failed at Create cluster demo", "2 violations, 1 undetermined", "compliant". What could not be read is never compliant. */
function outcomeOf(report        )         {
  const findings = [...countFindings(report.findings), ...countUnseen(report.drift)];
  const failed = report.steps.find((step) => step.status === 'failed');
  if (failed !== undefined) return [`failed at ${failed.title}`, ...findings].join(', ');
  if (findings.length > 0) return findings.join(', ');
  if (report.verdict === 'error') return 'failed';
  return report.verdict === 'notApplicable' ? 'nothing to judge' : nouns[report.verdict][0];
}

/** "1 violation", "2 errors", "3 not applicable". */
function countOf(verdict         , count        )         {
  return `${count} ${nouns[verdict][count === 1 ? 0 : 1]}`;
}

function countUnseen(drift                 )                    {
  if (drift === undefined) return [];
  const { isConclusive, unseen } = drift;
  return [...(unseen.length === 0 ? [] : [`${unseen.length} not read`]), ...(isConclusive ? [] : ['inconclusive'])];
}

/** The verdict by which a report is coloured: nobody takes what could not be read for clean. */
function shownVerdict({ verdict, drift }        )          {
  return verdict === 'compliant' && countUnseen(drift).length > 0 ? 'undetermined' : verdict;
}

function countFindings(findings                    )                    {
  const counts = new Map                 ();
  for (const { verdict } of findings) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return verdictOrder
    .filter((verdict) => verdict !== 'compliant' && verdict !== 'notApplicable')
    .flatMap((verdict) => {
      const count = counts.get(verdict) ?? 0;
      return count === 0 ? [] : [countOf(verdict, count)];
    });
}

/** What the run did to its target: "changed", "nothing changed", "dry run: nothing to change". Undefined for a run that only looks. */
function effectOf(report        )                     {
  if (report.dryRun) return report.changed ? 'dry run: would change, nothing was written' : 'dry run: nothing to change';
  if (report.steps.length === 0) return undefined;
  return report.changed ? 'changed' : 'nothing changed';
}

/** "2 of high and 7 of medium severity", for findings left out; undefined when there is none. */
function countBySeverity(findings                    )                     {
  const parts = severityOrder.flatMap((severity          ) => {
    const count = findings.reduce((total, finding) => (finding.severity === severity ? total + 1 : total), 0);
    return count === 0 ? [] : [{ count, severity }];
  });
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  const head = `${first.count} ${first.count === 1 ? 'finding' : 'findings'} of ${first.severity}`;
  return `${[head, ...rest.map(({ count, severity }) => `${count} of ${severity}`)].join(', ')} severity`;
}

/** A value of a resource or a rule as people write it: texts bare, the rest as JSON; of one that nobody knows, why. */
function formatValue(value         )         {
  if (value === undefined) return 'absent';
  if (isUnknown(value)) return `not known: ${value.why}`;
  return typeof value === 'string' ? value : JSON.stringify(value, (_name, part         ) => (isUnknown(part) ? `not known: ${part.why}` : part));
}

/** What stands before a finding's remedy: one that is undetermined asks for a fact, every other for a change. */
function remedyLabel({ verdict }         )         {
  return verdict === 'undetermined' ? 'What would decide it' : 'To do';
}

/** "12 files judged, 3 skipped; 14 resources; 2 violations, 1 undetermined; 1 ready fix", or "12 clusters: 2 failing, 10 clean; 2 violations". Undefined for a run that judges neither files nor fleets. */
function summaryOf({ files, findings, drift }        )                     {
  if (drift !== undefined) return [clusterCounts(drift.clusters), countFindings(findings).join(', ')].filter((part) => part !== '').join('; ');
  if (files === undefined) return undefined;
  const fixes = findings.filter(({ fix }) => fix !== undefined).length;
  const read = `${counted(files.judged, 'file')} judged${files.skipped === 0 ? '' : `, ${files.skipped} skipped`}`;
  const found = countFindings(findings);
  return [
    read,
    counted(files.resources, 'resource'),
    found.length === 0 ? 'no findings' : found.join(', '),
    ...(fixes === 0 ? [] : [`${fixes} ready ${fixes === 1 ? 'fix' : 'fixes'}`]),
  ].join('; ');
}

/** The one sentence for a run that judged files or living clusters and has nothing to object to; undefined for every other. */
function calmSentence(report        )                     {
  const { files, findings, rules, verdict, drift } = report;
  if (findings.length > 0 || verdict === 'error') return undefined;
  if (drift !== undefined) return calmLook(drift);
  if (files === undefined) return undefined;
  if (files.resources === 0) return `Nothing to judge: no infrastructure in ${counted(files.judged + files.skipped, 'file')}.`;
  const by = rules === undefined ? '' : ` by ${counted(rules.length, 'rule')}`;
  return `Nothing to object to: ${counted(files.resources, 'resource')} in ${counted(files.judged, 'file')}${files.resources === 1 ? ' was' : ' were'} judged${by}.`;
}

function calmLook({ clusters, unseen, isConclusive }                              )                     {
  if (unseen.length > 0 || !isConclusive || clusters.some(({ state }) => state !== 'clean')) return undefined;
  if (clusters.length === 0) return 'Nothing to judge: there is no cluster.';
  return `Nothing to object to: ${counted(clusters.length, 'cluster')} ${clusters.length === 1 ? 'was' : 'were'} judged.`;
}

function counted(number        , noun        )         {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The reasons that tell a reader something: that the rule is about resources of this type he knows. All of them where there are no others. */
function tellingReasons({ reasons }                          )                    {
  const telling = reasons.filter(({ expression, result }) => result !== true || expression.toLowerCase() !== 'type');
  return telling.length === 0 ? reasons : telling;
}

/** A reason in parts: what was read where, and what the rule wanted. */
                              
                        
                          
                                                                                       
                            
                            
 

/** A condition that says "not X" and holds, or says "X" and does not, names in X what would be accepted. */
function reasonWords(reason        )              {
  const negative = reason.operator.toLowerCase().startsWith('not');
  const namesWanted = (negative && reason.result === true) || (!negative && reason.result === false);
  return {
    path: reason.path ?? reason.expression,
    actual: formatValue(reason.actual),
    relation: namesWanted ? '→' : reason.operator,
    expected: formatValue(reason.expected),
  };
}

/** Steps by their numbers in a plan: which wait for which, and which stand side by side. */
                                               

                               
                                          
                          
                            
                                                                                        
                                       
 

/** True where steps tell more than what they are: what they wait for, why they are done, or what they disturb. */
function isOrdered(steps                       )          {
  return steps.some(({ after = [], why, disruption }) => after.length > 0 || why !== undefined || disruption !== undefined);
}

/**
 * The steps in the order of the report, each after those that it waits for; keys that no step has are passed over, and where several have one (a run that
 * planned anew did it again) the last one before counts. Steps that wait for each other in a circle keep their places.
 */
function numbered(steps                       )                          {
  const ordered = inOrder(steps);
  const numbers = new Map                ();
  return ordered.map((step, index) => {
    const waitsFor = [...new Set((step.after ?? []).flatMap((key) => numbers.get(key) ?? []))].toSorted((left, right) => left - right);
    if (step.key !== undefined) numbers.set(step.key, index + 1);
    return { number: index + 1, step, waitsFor };
  });
}

/** What was carried out stands in the order in which it ended, and so do the steps of nearly every plan: one pass moves none of them. */
function inOrder(steps                       )                        {
  const keys = new Set(steps.flatMap(({ key }) => key ?? []));
  const placed = new Set        ();
  const ordered               = [];
  let left = steps;
  while (left.length > 0) {
    const waiting               = [];
    for (const step of left) {
      if ((step.after ?? []).some((key) => key !== step.key && keys.has(key) && !placed.has(key))) {
        waiting.push(step);
        continue;
      }
      ordered.push(step);
      if (step.key !== undefined) placed.add(step.key);
    }
    if (waiting.length === left.length) return [...ordered, ...waiting];
    left = waiting;
  }
  return ordered;
}

/** "1, 2", "3–7, 9": three and more in a row are told by their ends. */
function numbersText(numbers                   )         {
  const runs                                 = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.to + 1 === number) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (to - from > 1 ? `${from}–${to}` : to > from ? `${from}, ${to}` : `${from}`)).join(', ');
}

/** A picture of steps: those with keys, and how many without follow them one after the other. */
                              
                                          
                        
 

/** More steps than this are no picture any more. */
const pictureLimit = 40;

/** What of the steps can be drawn; undefined where the picture would say no more than the list. */
function pictureOf(steps                       )                          {
  if (!isOrdered(steps) || steps.length > 1_000) return undefined;
  const all = numbered(steps);
  const keyed = all.filter(({ step }) => step.key !== undefined);
  const isDrawn = keyed.length <= pictureLimit && (keyed.length > 2 || keyed.some(({ waitsFor }) => waitsFor.length > 0));
  return isDrawn ? { steps: keyed, rest: all.length - keyed.length } : undefined;
}

/** The numbers of the steps that no other waits for. */
function endsOf(steps                         )                    {
  const waitedFor = new Set(steps.flatMap(({ waitsFor }) => waitsFor));
  return steps.map(({ number }) => number).filter((number) => !waitedFor.has(number));
}

/** How a step is drawn: what disturbs and is still to come stands out. */
                                                                               

function lookOf({ status, disruption }            )           {
  switch (status) {
    case 'planned':
      return disruption === undefined ? 'planned' : 'disruptive';
    case 'unchanged':
    case 'skipped':
      return 'passed';
    case 'done':
    case 'failed':
      return status;
  }
}

/** What all pieces of a text share. */
                       
                          
                         
 

/** A text in lines of the page's width, each behind `indent`. */
function paragraph(text        , indent        , { width }      )                    {
  return wrap(oneLine(text), width - indent.length).map((line) => indent + line);
}

/** A text on one line, cut to the page's width. */
function cutLine(text        , indent        , { width }      )         {
  return indent + clip(oneLine(text), width - indent.length);
}

/** Sentences that the reader should not miss: all of them, or `most` of at most `limit` units, the rest counted. */
function renderNotes(notes                   , page      , most = Infinity, limit = Infinity)                    {
  const left = notes.length - most;
  return [...notes.slice(0, most), ...(left > 0 ? [`${left} more in the whole report.`] : [])].flatMap((note) => paragraph(`Note: ${clip(oneLine(note), limit)}`, '', page));
}

const stateStyles                                    = { open: 'bad', undetermined: 'doubtful', meant: 'strong', notVisible: 'quiet', closed: 'good' };

/** A longer column pushes the next one out of line only in its own row. */
const columnLimit$1 = 40;

/** The ways out of each cluster, the worst cluster first: open, undetermined, meant and changed ones by line, the others counted. One section for each cluster. */
function renderExposures(exposures                           , page      )                                 {
  return worstClustersFirst(exposures).map((exposure) => {
    const ways = waysOf(exposure);
    const loud = ways.filter(isLoud);
    const name = page.paint('strong', `Ways out of ${oneLine(exposure.cluster.name) || '""'}`);
    const column = loud.reduce((widest, way) => (stateText(way).length <= columnLimit$1 ? Math.max(widest, stateText(way).length) : widest), 0);
    return [`${name}: ${countText(ways)}`, ...loud.flatMap((way) => renderWay(way, column, page))];
  });
}

function renderWay(way     , column        , page      )                    {
  const state = stateText(way);
  const target = way.target === undefined ? '' : ` → ${clip(oneLine(way.target), 300)}`;
  return [`  ${page.paint(stateStyles[way.state], state)}${' '.repeat(Math.max(0, column - state.length))}  ${oneLine(way.name)}${target}`, ...paragraph(way.message, ' '.repeat(column + 4), page)];
}

/** How the clusters stand, when they were read, what changed since the earlier run, and what Azure says: a sentence each. */
function renderLook(drift             , page      )                    {
  const { azure, clusters, isConclusive, shard } = drift;
  const carried = carriedSentence(drift);
  const read = `Read at ${timeWords(drift.at)}.`;
  const sentences = [
    ...(shard === undefined ? [] : [`Part ${shard.index} of ${shard.count} of the fleet: "merge" joins the reports of all parts.`]),
    ...(clusters.length === 1 ? [] : [`${clusterCounts(clusters)}.`]),
    ...(isConclusive ? [] : ['So little could be read that nothing follows from it. What was found before still counts.']),
    comparison(drift, read),
    ...(carried === undefined ? [] : [carried]),
    ...(azure === undefined ? [] : [azureSentence(azure, timeWords)]),
  ];
  return sentences.flatMap((sentence) => paragraph(sentence, '', page));
}

function comparison(drift             , read        )         {
  const { earlier, isConclusive } = drift;
  if (!isConclusive) return read;
  return earlier === undefined ? `${read} No earlier run is known, so nothing counts as new.` : `Since ${timeWords(earlier.at)}: ${changeCounts(drift)}. ${read}`;
}

/** "2026-11-25 16:42 UTC"; what is no time as it is. */
function timeWords(text        )         {
  return timeText(text) ?? clip(oneLine(text), 40);
}

/** More changed lines of one write explain nothing more. */
const detailLimit = 8;

/** Since when a finding stands, and who wrote the resource last with what. Of what is new its first line says so. */
function renderChange({ kind, since, write }               , indent        , page      )                    {
  const { details = [] } = write ?? {};
  const left = details.length - detailLimit;
  return [
    ...(kind === 'new' ? [] : [`${indent}Since ${dateWords(since)}`]),
    ...(write === undefined ? [] : paragraph(writtenBy(write), indent, page)),
    ...details.slice(0, detailLimit).flatMap((detail) => paragraph(clip(oneLine(detail), 600), `${indent}  `, page)),
    ...(left > 0 ? [`${indent}  ${left} more changes`] : []),
  ];
}

/** "Last written by alice@contoso.example at 2026-11-25 16:42 UTC", without a period. */
function writtenBy({ at, by }               )         {
  return `Last written by ${by === undefined ? 'somebody whom Azure does not name' : clip(oneLine(by), 120)} at ${timeWords(at)}`;
}

/** "2026-11-25"; what is no time as it is. */
function dateWords(text        )         {
  return dateText(text) ?? clip(oneLine(text), 40);
}

/** "in rg", "in rg of team-1"; empty where it is not known. */
function whereWords(place                         )         {
  if (place === undefined) return '';
  return `in ${clip(oneLine(place.resourceGroup), 90)}${place.subscription === undefined ? '' : ` of ${clip(oneLine(place.subscription), 90)}`}`;
}

const verdictStyles                                   = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubtful',
  exempt: 'quiet',
  compliant: 'good',
  notApplicable: 'quiet',
};

/** A longer column pushes the next ones out of line only in its own row. */
const columnLimit = 40;
const diffLimit = 20;
const exposesLimit = 5;
/** A property of a template may hold a script; a line of it is enough to find it. */
const lineLimit = 300;

/** The findings of a file below its name, their first lines aligned: one section for the name, one for each finding. */
function renderFileFindings({ file, findings }              , page      )                                 {
  const blocks = renderFindings(findings, page);
  return file === undefined ? blocks : [[page.paint('strong', oneLine(file) || '""')], ...blocks];
}

/** Findings one below the other in full, their first lines aligned: one section for each. @param placeOf finds where a living resource is */
function renderFindings(findings                    , page      , placeOf          = () => undefined)                                 {
  const columns = findings.map(columnsOf);
  const widths = [0, 1, 2].map((index) => columns.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? '')), 0));
  return findings.map((finding, index) => renderFinding(finding, columns[index] ?? [], widths, page, placeOf));
}

function widthOf({ length }        )         {
  return length <= columnLimit ? length : 0;
}

function columnsOf({ change, verdict, severity, rule, resource }         )                    {
  const kind = change === undefined || change.kind === 'unchanged' ? '' : `${change.kind}: `;
  return [`${kind}${verdict} (${severity})`, oneLine(rule), oneLine(resource.name)];
}

function renderFinding(finding         , [verdict = '', rule = '', name = '']                   , [first = 0, second = 0, third = 0]                   , page      , placeOf         )                    {
  const { paint } = page;
  const { location, related = [], exposes = [], fix, change } = finding;
  const where = [whereWords(placeOf(finding.resource)), location === undefined ? '' : spotOf(location)].filter((words) => words !== '').join('  ');
  const place = where === '' ? '' : `  ${paint('quiet', where)}`;
  return [
    `${paint(verdictStyles[finding.verdict], verdict)}${pad(verdict, first)}  ${paint('strong', rule)}${pad(rule, second)}  ${name}${place === '' ? '' : pad(name, third)}${place}`,
    ...paragraph(finding.message, '  ', page),
    ...tellingReasons(finding).flatMap((reason) => {
      const { path, actual, relation, expected } = reasonWords(reason);
      return paragraph(`${path}: ${actual} ${relation} ${expected}`, '    ', page);
    }),
    ...(change === undefined ? [] : renderChange(change, '  ', page)),
    ...(fix === undefined ? [] : renderFix(fix, page)),
    ...(exposes.length === 0 ? [] : paragraph(`Opens ${exposes.slice(0, exposesLimit).map((exposed) => oneLine(exposed.rule)).join(', ')}`, '  ', page)),
    ...(finding.remedy === undefined ? [] : paragraph(`${remedyLabel(finding)}: ${finding.remedy}`, '  ', page)),
    ...related.flatMap((other) => paragraph(`See ${spotOf(other)}: ${other.message}`, '  ', page)),
  ];
}

/** `file:line:column`, which terminals and editors open. */
function spotOf({ file, line, column }                                                                           )         {
  return `${oneLine(file)}:${line}:${column}`;
}

function pad(text        , width        )         {
  return ' '.repeat(Math.max(0, width - text.length));
}

/** What to take away and what to put there, as a diff shows it. */
function renderFix({ original, replacement }     , { paint }      )                    {
  const side = (sign        , style       , text        )                    => codeLines(text, diffLimit, lineLimit).map((line) => `    ${paint(style, clip(`${sign} ${line}`, lineLimit))}`);
  return [...side('-', 'bad', original), ...side('+', 'good', replacement)];
}

const statusStyles                                                = {
  planned: 'strong',
  done: 'good',
  unchanged: 'quiet',
  failed: 'bad',
  skipped: 'quiet',
};

/** What was done, a line each with its details; of a plan whose steps wait for each other a numbered list that says why, after what, and what is disturbed. */
function renderSteps(steps                       , page      )                    {
  if (!isOrdered(steps) || !steps.some(({ status }) => status === 'planned')) return steps.flatMap((step) => renderDone(step, page));
  const disturbing = steps.filter(({ disruption }) => disruption !== undefined).length;
  const head = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}${disturbing === 0 ? ', none disturbs anything' : `, ${disturbing} of them ${disturbing === 1 ? 'disturbs' : 'disturb'} something`}`;
  return [`${page.paint('strong', 'Plan')}: ${head}`, ...numbered(steps).flatMap((step) => renderPlanned(step, String(steps.length).length, page))];
}

function renderDone(step            , page      )                    {
  const status = page.paint(statusStyles[step.status], step.status.padEnd('unchanged'.length));
  const elapsed = (step.elapsed === undefined ? '' : formatElapsed(step.elapsed)).padStart(6);
  return [`  ${status}  ${elapsed}  ${oneLine(step.title)}`, ...step.details.flatMap((detail) => paragraph(detail, ' '.repeat(21), page))];
}

function renderPlanned({ number, step, waitsFor }              , digits        , page      )                    {
  const { title, status, details, why, disruption } = step;
  const indent = ' '.repeat(digits + 4);
  const styled = (style       , text        )                    => paragraph(text, indent, page).map((line) => indent + page.paint(style, line.slice(indent.length)));
  const [first = '', ...others] = paragraph(`${title}${status === 'planned' ? '' : `: ${status}`}`, indent, page);
  return [
    `  ${String(number).padStart(digits)}. ${page.paint('strong', first.slice(indent.length))}`,
    ...others.map((line) => indent + page.paint('strong', line.slice(indent.length))),
    ...(why === undefined ? [] : styled('quiet', why)),
    ...(waitsFor.length === 0 ? [] : styled('quiet', `after ${numbersText(waitsFor)}`)),
    ...(disruption === undefined ? [] : styled('doubtful', `disturbs: ${disruption}`)),
    ...details.flatMap((detail) => paragraph(detail, indent, page)),
  ];
}

/** Paragraphs, each of lines. */
                                                      

/**
 * The report for a terminal. Complete, but for a fleet of living clusters, of which it is a summary that says where the rest is. Nothing from outside
 * can move the cursor or colour the screen.
 * @param found what was found, and notes where they belong there; of living clusters `driftSections`, which other commands need not load
 */
function renderText(report        , options             , found                                           )         {
  const page       = { paint: painter(options.colour), width: Math.min(160, Math.max(40, options.width ?? 100)) };
  const sections = [
    renderHead(report, page),
    ...(found === undefined ? [renderNotes(report.notes, page)] : []),
    renderFacts(report, page),
    renderSteps(report.steps, page),
    ...(found ?? foundSections)(report, page),
    renderSummary(report, page),
    report.planHash === undefined ? [] : [page.paint('quiet', `plan ${oneLine(report.planHash)}`)],
  ];
  return withoutCommands(`${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function foundSections({ exposures = [], findings }        , page      )           {
  return [...renderExposures(exposures, page), ...byFile(worstFirst(findings)).flatMap((group) => renderFileFindings(group, page))];
}

/** The last line counts what was read and found; a clean run ends with one sentence. */
function renderSummary(report        , page      )                    {
  const calm = calmSentence(report);
  if (calm !== undefined) return paragraph(calm, '', page);
  const summary = summaryOf(report);
  return summary === undefined ? [] : paragraph(summary, '', page).map((line) => page.paint('strong', line));
}

function renderHead(report        , { paint }      )                    {
  const failed = report.steps.some((step) => step.status === 'failed');
  const outcome = paint(failed ? 'bad' : verdictStyles[shownVerdict(report)], oneLine(outcomeOf(report)));
  const effect = effectOf(report);
  return [`${paint('strong', oneLine(report.title))}: ${outcome}`, ...(effect === undefined ? [] : [paint('quiet', effect)])];
}

function renderFacts(report        , { paint }      )                    {
  const labels = report.facts.map((fact) => clip(oneLine(fact.label), 40));
  const column = Math.max(0, ...labels.map((label) => label.length));
  return report.facts.map((fact, index) => `  ${paint('quiet', (labels[index] ?? '').padEnd(column))}  ${oneLine(fact.value)}`);
}

const text = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  renderText
}, Symbol.toStringTag, { value: 'Module' }));

export { azureSentence, becauseWords, below, byFile, calmSentence, carriedSentence, changeCounts, clusterCounts, clusterStates, clusterWords, countBySeverity, countOf, countStates, countText, cutLine, dateText, dateWords, decodeText, effectOf, endsOf, event, folderOf, isChanged, isGitData, isLoud, isOrdered, lookOf, nameOf$1 as nameOf, numbered, numbersText, outcomeOf, paragraph, pictureOf, placeWords, publish$1 as publish, reasonWords, remedyLabel, remedyWords, renderExposures, renderFindings, renderLook, renderNotes, reportSchemaVersion, runCommand$1 as runCommand, severityOrder, shownVerdict, stateText, stateWords, summaryOf, tellingReasons, timeText, timeWords, treePath, trustedFile, trustedText, trustedTree, verdictOrder, verdictStyles, wayKinds, wayStates, waysOf, whereWords, worstClustersFirst, worstFirst, worstVerdict, writtenBy };
