import { suggestion, isUnknown, throwIfCancelled, UserError, memberIgnoringCase } from './ground.js';
import { matchesWildcard, matchesPath } from './wildcard.js';
import { judge, indexPolicies, inputOf, bundledInitiatives, parseInitiative, bundledPolicies, declaredOnly, PolicyError, ruleName, metadataText, severityOf } from './engine.js';
import { folderTree, exemptionsPath } from './exemptions-path.js';
const { lstat } = globalThis.process.getBuiltinModule('node:fs/promises');
const { resolve, relative, sep, dirname, join } = globalThis.process.getBuiltinModule('node:path');
import { trustedText } from './run.js';

/** The rule of the finding that an exemption which has ended is. */
const expiredRule = 'exemption-expired';

                                   
                                                                                                                                          
                                        
                                                                                   
                                    
 

/** What can be agreed to. A rule that fails is not: nobody knows what it would have found. */
const exemptible                                  = new Set(['violation', 'undetermined', 'exempt']);

/**
 * What the entries of an exemptions file make of findings. An entry that has ended exempts nothing and is a finding of its own.
 * @param findings those that may be exempted; whoever has others keeps them out
 * @param now milliseconds since 1970
 */
function applyExemptions(findings                    , entries                           , now        )                   {
  const used = new Set                ();
  const living = entries.filter(({ ends }) => ends === undefined || now < ends);
  const judged = findings.map((finding) => {
    if (!exemptible.has(finding.verdict)) return finding;
    const covering = living.filter((entry) => covers(entry, finding));
    for (const entry of covering) used.add(entry);
    const [first] = covering;
    return first === undefined || finding.verdict === 'exempt' ? finding : exempted(finding, first);
  });
  const ended = entries.filter((entry) => !living.includes(entry));
  const rules = new Set(findings.map(({ rule }) => rule));
  return {
    findings: [...judged, ...ended.map(expired)],
    notes: living.filter((entry) => !used.has(entry)).map((entry) => unused(entry, rules)),
  };
}

/** Whether an entry is about a finding. */
function covers(entry                , { rule, resource, location }         )          {
  if (!matchesWildcard(entry.rule.toLowerCase(), rule.toLowerCase())) return false;
  if (entry.file !== undefined && (location === undefined || !matchesPath(entry.file, location.file))) return false;
  const { type, name, id } = resource;
  const wanted = entry.resource.toLowerCase();
  const names = [name.split('/').at(-1) ?? name, name, `${type}/${name}`, ...(id === undefined ? [] : [id])];
  return names.some((candidate) => matchesWildcard(wanted, candidate.toLowerCase()));
}

function exempted(finding         , entry                )          {
  const { fix: _, ...rest } = finding;
  const until = entry.expiresOn === undefined ? 'without an end' : `until ${entry.expiresOn}`;
  const ticket = entry.ticket === undefined ? '' : `, ${entry.ticket}`;
  const message = `Exempt ${until} (${entry.owner}${ticket}): ${sentence(entry.reason)} ${finding.message}`.trim();
  return { ...rest, verdict: 'exempt', message };
}

function expired(entry                )          {
  const about = `${entry.rule} on ${entry.resource}`;
  return {
    rule: expiredRule,
    title: 'An exemption has ended',
    verdict: 'violation',
    effect: 'audit',
    severity: 'medium',
    resource: { type: 'exemption', name: about },
    location: entry.location,
    message: `The exemption of ${about} (${entry.owner}) ended on ${entry.expiresOn ?? ''} and exempts nothing any more: ${sentence(entry.reason)}`,
    reasons: [],
    remedy: 'Mend what it was for and take the entry out, or agree on a new date.',
  };
}

function unused({ rule, resource, location, owner }                , rules                     )         {
  const isWritten = rule.includes('*') || Array.from(rules).some((known) => known.toLowerCase() === rule.toLowerCase());
  const hint = isWritten ? '' : suggestion(rule, rules);
  return `${location.file}:${location.line}: the exemption of ${rule} on ${resource} (${owner}) covers nothing that was found${hint === '' ? '; take it out.' : hint}`;
}

function sentence(text        )         {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What keeps a part of the infrastructure from being judged. */
                          
                                                                                                      
                                    
                                       
                           
                                       
                           
                          
 

/** Problems as findings: what was not judged is never taken for clean. */
function findingOfProblem({ kind, message, remedy, origin }         )          {
  const { file, line = 1, column = 1, pointer } = origin;
  return {
    ...(kind === 'error' ? unreadable : unread),
    severity: 'high',
    effect: 'deny',
    resource: { type: 'file', name: file },
    location: { file, line, column, pointer },
    message: /[.!?]$/.test(message) ? message : `${message}.`,
    reasons: [],
    ...(remedy === undefined ? {} : { remedy }),
  };
}

const unreadable = {
  rule: 'infrastructure-unreadable',
  title: 'Infrastructure files should be readable',
  verdict: 'error',
  remedy: 'Mend the file, or leave it out of "paths" if it is no infrastructure.',
}         ;

const unread = {
  rule: 'infrastructure-not-at-hand',
  title: 'What a template deploys should be at hand',
  verdict: 'undetermined',
  remedy: 'Keep what the template links to in the repository and link to it by "relativePath", or judge it where it lives.',
}         ;

/**
 * An undetermined finding with what would decide it: the parameters to pass, where that is all that is missing. What else is not known
 * is known only to the deployment, and would have to be written out.
 */
function withWhatDecides(finding         )          {
  if (finding.verdict !== 'undetermined') return finding;
  const reasons = finding.reasons.flatMap(({ actual, expected }) => [actual, expected].filter(isUnknown).map(({ why }) => why));
  if (reasons.length === 0) return finding;
  const parameters = new Set(reasons.flatMap((why) => parameterIn(why) ?? []));
  const open = reasons.some((why) => parameterIn(why) === undefined);
  const said = [...(parameters.size === 0 ? [] : [passing([...parameters])]), ...(open ? [writingOut] : [])].join(' ');
  return { ...finding, remedy: finding.remedy === undefined ? said : `${said} ${finding.remedy}` };
}

/** The sentence of src/template/parameters/bind.ts. */
function parameterIn(why        )                     {
  return /^the parameter `([^`]+)` is given no value$/.exec(why)?.[1];
}

function passing(names                   )         {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``).join(', ');
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `Pass ${shown}${more}: in a parameter file beside the template, or by "template-parameters".`;
}

const writingOut = 'What only the deployment knows has to be written out where the rule looks, to be judged before it.';

/**
 * Findings without those that say the same again: one initiative that is assigned at five scopes says everything five times of a resource
 * whose place the files do not tell. Whatever differs in a word stays.
 */
function distinctFindings(findings                    )                     {
  const seen = new Set        ();
  return findings.filter(({ rule, resource, verdict, effect, severity, location, message }) => {
    const { type, name, id } = resource;
    const key = JSON.stringify([rule, type, name, id, verdict, effect, severity, location?.file, location?.pointer, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The verdicts that nobody asks the reasons of. */
const quietVerdicts                       = new Set(['compliant', 'notApplicable']);

/** Judges each resource by the policies that could concern it. */
async function judgeResources(
  resources                     , policies                           , exemptions                      , contextOf                                           , signal             ,
)                  {
  const index = indexPolicies(policies);
  const quiet                                   = {};
  const findings            = [];
  const bodies = new Map                     ();
  for (const [position, resource] of resources.entries()) {
    if (findings.length >= mostFindings) return { findings: [...distinctFindings(findings), endOfFindings(resource, resources.length - position)], quiet, bodyOf: (finding) => bodies.get(finding) };
    await breathe(position, signal);
    const context = contextOf(resource);
    for (const policy of index.for(resource)) {
      const verdict = quietVerdict(policy, resource, context);
      if (verdict !== undefined) {
        quiet[verdict] = (quiet[verdict] ?? 0) + 1;
        continue;
      }
      for (const judgement of judge([policy], resource, context, exemptions)) {
        const came = judgement.finding.verdict;
        if (quietVerdicts.has(came)) {
          quiet[came] = (quiet[came] ?? 0) + 1;
          continue;
        }
        const { explainFinding } = await import('./explain.js').then(n => n.explain);
        const finding = withWhatDecides(explainFinding(judgement, resource, context));
        bodies.set(finding, resource.body);
        findings.push(finding);
      }
    }
  }
  return { findings: distinctFindings(findings), quiet, bodyOf: (finding) => bodies.get(finding) };
}

/** The verdict of a policy without an assignment around it, where it is one without reasons: those take several times as long. */
function quietVerdict(policy                , resource          , context                   )                      {
  if (policy.assignment !== undefined || policy.definitionVersion !== undefined) return undefined;
  const { verdict } = policy.definition.decide(inputOf(policy, resource, context));
  return quietVerdicts.has(verdict) ? verdict : undefined;
}

/** More findings than this are for no reader, and no report holds them. */
const mostFindings = 50_000;

function endOfFindings({ originOf, name }          , left        )          {
  return findingOfProblem({ kind: 'error', message: `There are ${mostFindings} findings already; from here on ${left} ${left === 1 ? 'resource is' : 'resources are'} not judged`, origin: originOf?.('') ?? { file: name, pointer: '' } });
}

/** So many resources are judged before the run looks whether it was cancelled. */
const breath = 500;

/** Lets others have a turn now and then. Rejects with CancelledError. */
async function breathe(position        , signal             )                {
  if (position % breath !== breath - 1) return;
  await new Promise      ((resolve) => {
    setImmediate(resolve);
  });
  throwIfCancelled(signal);
}

/** What a run judges with. */
                                 
                                               
                                        
                                            
                                                  
                                    
                                    
 

const coreInitiative = 'aks-egress-isolation-core';

/** The bundled initiatives and the policies of a tree, bound and ready for `judge`. Throws UserError when nothing would be left to judge with. */
async function choosePolicies({ tree, initiatives = [coreInitiative], parameters = {}, policyPaths = [], mayBeNone = false }              , tools               = {})                          {
  const chosen = bundledNamed(initiatives);
  const { library, bound: own } = policyPaths.length === 0 ? {} : await (await import('./own-policies.js')).ownPolicies(tree, policyPaths, parameters, tools);
  assertDeclared(parameters, [...chosen.flatMap((initiative) => Array.from(initiative.parameters.values(), ({ name }) => name)), ...(own?.parameterNames ?? [])]);
  const policies = [...chosen.flatMap((initiative) => bundled(initiative, parameters)), ...(own?.policies ?? [])];
  if (policies.length === 0 && !(mayBeNone && policyPaths.length === 0)) {
    const searched = library === undefined ? '' : `; ${policyPaths.join(', ')} of ${tree.name} holds no definition, initiative or assignment (${library.others} JSON files were read)`;
    throw new UserError(`There is nothing to judge with: no bundled initiative is chosen${searched}.`);
  }
  return {
    policies,
    exemptions: own?.exemptions ?? [],
    files: library?.files ?? [],
    notes: [...(library?.notes ?? []), ...(own?.notes ?? []), ...overlaps(chosen, own?.policies ?? [])],
  };
}

function bundledNamed(names                   )                        {
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  return [...new Set(names.map((name) => name.toLowerCase()))].map((wanted) => {
    const found = bundledInitiatives.find(({ name }) => name.toLowerCase() === wanted);
    if (found !== undefined) return parseInitiative(found.document);
    const known = bundledInitiatives.map(({ name }) => name);
    throw new UserError(`The input "initiatives" names \`${wanted}\`, and no bundled initiative is called so${suggestion(wanted, known) || `; there are ${known.join(', ')}, or none.`}`);
  });
}

function assertDeclared(parameters            , declared                   )       {
  const known = new Set(declared.map((name) => name.toLowerCase()));
  for (const name of Object.keys(parameters)) {
    if (known.has(name.toLowerCase())) continue;
    throw new UserError(`The input "parameters" has \`${name}\`, and nothing that is judged with has a parameter of that name${suggestion(name, declared) || '.'}`);
  }
}

function bundled(initiative            , parameters            )                            {
  const { name = '' } = initiative;
  try {
    return bundledPolicies(name, declaredOnly(parameters, initiative.parameters));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UserError(`The input "parameters" does not suit the initiative ${name}: ${error.message}.`, { cause: error });
  }
}

/** Somebody who assigns a bundled initiative with parameters of their own does not expect the defaults to judge as well. */
function overlaps(chosen                       , policies                           )                    {
  return chosen.flatMap(({ name = '' }) => {
    const assigned = policies.find(({ initiative }) => initiative?.name === name);
    if (assigned === undefined) return [];
    const by = assigned.assignment === undefined ? 'an initiative of the same name among the policies' : `the assignment ${assigned.assignment.name}`;
    return [`${name} is judged twice: as it is bundled, and by ${by}. Set "initiatives: none" to judge by the latter alone.`];
  });
}

/**
 * The files that judge, by paths as inputs name them: those of the trusted tree, and besides what no change under review can have
 * written: what lies outside the checkout, and what another repository checked out inside it (a second `actions/checkout` with `path`),
 * told by its `.git` folder, which git never lets into a commit.
 */
function judgeTree({ tree: trusted }             , folder        )           {
  const trees = new Map                  ();
  const at = async (path        )                 => {
    const absolute = resolve(folder, path);
    const inside = slashed(relative(folder, absolute));
    const root = inside === '..' || inside.startsWith('../') || resolve(folder, inside) !== absolute ? await rootOutside(absolute) : await otherCheckout(folder, inside);
    if (root === undefined) return { tree: trusted, path: inside, prefix: '' };
    const tree = trees.get(root) ?? folderTree(root, { name: root });
    trees.set(root, tree);
    const shown = slashed(relative(folder, root));
    return { tree, path: slashed(relative(root, absolute)), prefix: shown === '' ? '' : `${shown}/` };
  };
  return {
    name: trusted.name,
    read: async (path) => {
      const place = await at(path);
      return await place.tree.read(place.path);
    },
    list: async (path, options) => {
      const place = await at(path);
      return prefixed(await place.tree.list(place.path, options), place.prefix);
    },
  };
}

                 
                          
                        
                                                          
                          
 

function prefixed(listing             , prefix        )              {
  if (listing.kind !== 'found' || prefix === '') return listing;
  const { unread } = listing;
  return {
    kind: 'found',
    paths: listing.paths.map((path) => `${prefix}${path}`),
    ...(unread === undefined ? {} : { unread: unread.map(({ path, reason }) => ({ path: `${prefix}${path}`, reason })) }),
  };
}

/** A folder is its own root; a file's is the folder that it lies in. */
async function rootOutside(absolute        )                  {
  const stats = await lstat(absolute).catch(() => undefined);
  return stats?.isDirectory() === true ? absolute : dirname(absolute);
}

/**
 * The root of another repository's checkout on the way to a path, if there is one. Throws UserError for a submodule: which commit of it is
 * checked out is the change's own to choose.
 */
async function otherCheckout(folder        , path        )                              {
  const segments = path.split('/');
  for (let count = 1; count <= segments.length; count += 1) {
    const below = segments.slice(0, count).join('/');
    if (below === '' || segments[count - 1] === '.git') return undefined;
    const root = join(folder, below);
    const [own, git] = await Promise.all([lstat(root).catch(() => undefined), lstat(join(root, '.git')).catch(() => undefined)]);
    if (own?.isDirectory() !== true) return undefined;
    if (git?.isDirectory() === true) return root;
    if (git?.isFile() === true) {
      throw new UserError(`"${path}" lies in the submodule ${below}, whose commit a pull request can choose. Check its repository out by a step of its own: actions/checkout with "repository" and "path".`);
    }
  }
  return undefined;
}

function slashed(path        )         {
  return path.split(sep).join('/');
}

/** Everything that decides what is found and what of it counts. */
                                                
                                              
                                                           
                                          
                                                                                
                                    
 

/** What of the inputs chooses the judges. */
                                                                                                                                                          

/** Reads policies, exemptions and baseline from where they can be trusted. Throws UserError for what cannot be read. */
async function readJudges(options              , trusted             , tools                                       )                  {
  const { initiatives, parameters, policyPaths, environment, exemptionsFile, baseline } = options;
  const tree = judgeTree(trusted, tools.folder);
  const textOf = async (path        )                              => await trustedText({ ...trusted, tree }, path);
  const [chosen, exemptions, earlier] = await Promise.all([
    choosePolicies({ tree, initiatives, parameters, policyPaths, mayBeNone: options.exposures === 'all' }, { signal: tools.signal, absent: trusted.isBase ? 'note' : 'refuse', ...(environment === undefined ? {} : { environment }) }),
    textOf(exemptionsFile ?? exemptionsPath),
    baseline === undefined ? undefined : textOf(baseline),
  ]);
  if (exemptions === undefined && exemptionsFile !== undefined && !trusted.isBase) throw new UserError(`There is no exemptions file "${exemptionsFile}".`);
  if (earlier === undefined && baseline !== undefined && !trusted.isBase) throw new UserError(`There is no baseline "${baseline}"; make one with --format json --output ${baseline}.`);
  return {
    ...chosen,
    notes: [...chosen.notes, ...(earlier === undefined && baseline !== undefined && trusted.isBase ? [`The base commit has no baseline \`${baseline}\`: every finding counts as new.`] : [])],
    entries: exemptions === undefined ? [] : (await import('./exemptions-file.js')).parseExemptions(exemptions, exemptionsFile ?? exemptionsPath),
    baseline: earlier === undefined ? (baseline === undefined ? undefined : { findings: [], ways: new Map() }) : (await import('./baseline.js')).parseBaseline(earlier, baseline ?? ''),
    paths: [...policyPaths, exemptionsFile ?? exemptionsPath, ...(baseline === undefined ? [] : [baseline])],
  };
}

/** What each rule that judged is about, once for each name. */
function rulesOf(policies                           )                        {
  const rules = new Map                    ();
  for (const { definition, parameters } of policies) {
    const rule = ruleName(definition);
    if (rules.has(rule)) continue;
    const effect = memberIgnoringCase(parameters, 'effect');
    const remedy = metadataText(definition, 'remediation');
    rules.set(rule, {
      rule,
      title: definition.displayName ?? rule,
      severity: severityOf(definition, typeof effect === 'string' ? effect.toLowerCase() : ''),
      ...(definition.description === undefined ? {} : { description: definition.description }),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
  return [...rules.values()];
}

export { applyExemptions, breathe, distinctFindings, endOfFindings, expiredRule, findingOfProblem, judgeResources, mostFindings, readJudges, rulesOf, withWhatDecides };
