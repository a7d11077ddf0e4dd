import { memberIgnoringCase, isUnknown, isJsonObject, parseResourceId, isWithin, policyAssignmentType, apiVersions, parseScope, textAt, sameId, policySetDefinitionType, CancelledError, UserError, messageOf } from './ground.js';
import { AzureError } from './arm-error.js';
import { checkPolicyRestrictions } from './policy-restrictions.js';
import { ruleName, deepEqual, parseExemption, PolicyError, parseAssignment, bindAssignment, parseDefinition, parseInitiative, judge } from './engine.js';
import { sideBySide } from './exemptions-path.js';
import { readInfrastructure, teller } from './read-infrastructure.js';
import { groupOf, subscriptionOf, mayLackCredentials } from './check.js';
import { expandDeployment } from './index.js';

/**
 * - `agreement`: both object, or neither does
 * - `difference`: one objects
 * - `aside`: nothing can be concluded: the verdict here is undetermined or exempt, the effect is one that the API does not answer for, or
 *   Azure is silent on an assignment that does not enforce
 * - `silent`: the policy is not about the resource, and nobody says so
 */
                                                                        

                           
                                
                                               
                                
 

/** The policies whose assignments do not reach a resource: not about it, unless Azure thinks otherwise. @param reached what the others say of it */
function unreachedBy(policies                           , reached                      , resource          )                       {
  const judged = new Set(reached.map(({ policy }) => policy));
  return policies.filter((policy) => !judged.has(policy)).map((policy) => unreached(policy, resource));
}

function unreached(policy                , { type, name }          )            {
  const rule = ruleName(policy.definition);
  const finding = { rule, title: rule, verdict: 'notApplicable', effect: '', severity: 'medium', resource: { type, name }, message: 'The assignment does not reach it.', reasons: [] }         ;
  return { policy, finding, acts: false, decisions: [] };
}

/**
 * Sets what the engine says of a resource beside what Azure says, for the policies of the same assignments.
 * @param evaluations Azure's; it names only what it objects to
 */
function compare(judgements                      , evaluations                             )                      {
  const byKey = new Map                          ();
  for (const evaluation of evaluations.filter(objects)) {
    const key = keyOf(evaluation.assignmentId, evaluation.referenceId);
    if (!byKey.has(key)) byKey.set(key, evaluation);
  }
  return judgements.map((judgement) => {
    const { assignment, initiative, referenceId } = judgement.policy;
    const azure = byKey.get(keyOf(assignment?.id ?? '', initiative === undefined ? undefined : referenceId));
    return { judgement, azure, agreement: agreementOf(judgement, azure) };
  });
}

function objects({ result }                  )          {
  return result.toLowerCase() !== 'compliant';
}

function keyOf(assignmentId        , referenceId                    )         {
  return JSON.stringify([assignmentId.toLowerCase(), (referenceId ?? '').toLowerCase()]);
}

/** Effects that the API answers for, with `includeAuditEffect`; and none, where nothing takes effect. */
const answered                      = new Set(['deny', 'audit', 'disabled', '']);

function agreementOf({ finding, policy }           , azure                              )            {
  const { verdict, effect } = finding;
  // Whether Azure's answer honours exemptions is not documented, nor whether it speaks of what is not enforced.
  if (verdict === 'undetermined' || verdict === 'exempt' || !answered.has(effect)) return 'aside';
  if (azure === undefined && policy.assignment?.enforcementMode !== 'Default') return verdict === 'notApplicable' ? 'silent' : 'aside';
  const objected = verdict === 'violation' || verdict === 'error';
  if (objected !== (azure !== undefined)) return 'difference';
  return verdict === 'notApplicable' ? 'silent' : 'agreement';
}

/** Where the check says something else than what is assigned says, not because an engine differs but because what they judge by does. */
                            
                        
                              
                            
 

/**
 * The deviation of what is assigned in Azure from what the check judges by, for one resource.
 * @param own what the check's policies say of it
 * @param standing what one policy says of it as it is assigned
 */
function deviationOf(own                      , standing           )                        {
  const rule = ruleName(standing.policy.definition);
  const same = own.filter(({ policy }) => ruleName(policy.definition).toLowerCase() === rule.toLowerCase());
  const [first] = same;
  if (first === undefined || same.some(({ finding }) => meaning(finding.verdict) === meaning(standing.finding.verdict))) return undefined;
  const assignment = standing.policy.assignment?.name ?? '';
  const said = `\`${rule}\` comes out as ${first.finding.verdict} here and would as ${standing.finding.verdict} by the assignment \`${assignment}\` in Azure`;
  return { rule, assignment, sentence: `${said}: ${listed(differences(first.policy, standing.policy))}.` };
}

/** Whether a verdict objects, and if that is not known. */
function meaning(verdict         )         {
  return verdict === 'notApplicable' || verdict === 'exempt' ? 'compliant' : verdict;
}

function differences(own                , standing                )                    {
  const [here, there] = [own.definition.version, standing.definition.version];
  // Values stay in Azure: a report of a pull request has more readers than an assignment.
  const names = Object.keys(standing.parameters).filter((name) => deepEqual(memberIgnoringCase(own.parameters, name) ?? null, standing.parameters[name] ?? null) !== true);
  const parameters = names.length === 0 ? [] : [`its ${names.length === 1 ? 'parameter' : 'parameters'} ${names.slice(0, 10).map((name) => `\`${name}\``).join(', ')} ${names.length === 1 ? 'differs' : 'differ'}`];
  const version = here === there ? [] : [`the definition is of version ${there ?? 'none'} there and ${here ?? 'none'} here`];
  const found = [...parameters, ...version];
  return found.length > 0 ? found : ['the definition, an exemption, or what the assignment is about differs'];
}

function listed(parts                   )         {
  return parts.join('; ');
}

/** The rule's name in reports. */
const differenceRule = 'verify-difference';

/** A finding where Azure and the engine say different things of the same definition, parameters and resource. */
function differenceFinding({ judgement, azure }          , resource          )          {
  const { finding, policy } = judgement;
  const { type, name, id } = resource;
  const assignment = policy.assignment?.name ?? '';
  const location = finding.location ?? originOf(resource);
  const here = finding.verdict === 'notApplicable' ? 'that it is not about the resource' : finding.verdict === 'compliant' ? 'compliant' : finding.verdict;
  const there = azure === undefined ? 'does not object' : `says ${azure.result.slice(0, 100) || 'that it objects'}`;
  const what = `Azure Policy ${there} where the same definition \`${finding.rule}\` with the same parameters (assignment \`${assignment}\`) is judged here as: ${here}.`;
  return {
    rule: differenceRule,
    title: 'Azure Policy and this check agree',
    verdict: 'violation',
    effect: 'audit',
    severity: 'medium',
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: [what, ...(azure === undefined ? [] : [saidByAzure(azure)]), ...(finding.message === '' ? [] : [`Here: ${finding.message}`])].join(' '),
    reasons: finding.reasons,
    remedy: `Azure's word counts at the deployment. Report the difference to this project with the rule, the resource and both reasons; exempt \`${differenceRule}\` for the resource where it is known.`,
  };
}

function originOf({ originOf: find }          )                       {
  const origin = find?.('');
  return origin === undefined ? undefined : { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

/** So many expressions are for a reader; the rest is counted. */
const shown = 6;

function saidByAzure({ expressions, reason }                  )         {
  if (expressions.length === 0) return reason === undefined ? 'Azure gives no reason.' : `Azure: ${reason}`;
  const more = expressions.length > shown ? `, and ${expressions.length - shown} more` : '';
  return `Azure evaluated ${expressions.slice(0, shown).map(sentenceOf).join(', ')}${more}.`;
}

function sentenceOf({ kind, expression, path, operator, actual, expected, result }                     )         {
  const what = path === '' || path === expression ? `\`${expression}\`` : `\`${expression}\` (${path})`;
  return `${kind} ${what} ${operator} ${valueText(expected)}: ${result || 'no result'}, it is ${valueText(actual)}`;
}

function valueText(value         )         {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/**
 * Names of properties whose values Azure's API specifications mark as secret (`x-ms-secret`) or never give back: passwords, keys, tokens,
 * connection strings, protected settings of extensions, custom data of machines. A guess by name: secure parameters are told by the template.
 */
const secretName = /(?:pass(?:word|wd|phrase)|secret|secret(?:value|text)|connectionstring|(?:account|access|primary|secondary|shared|private|storage|admin)key|(?:sas|access|auth)token|credentials?|protectedsettings|customdata|userdata)$/i;

/** Whether a property below, by its name, holds a secret that is written out. */
function namesSecret(value         )          {
  if (Array.isArray(value)) return value.some(namesSecret);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, held]) => (secretName.test(name) && isWrittenOut(held)) || namesSecret(held));
}

function isWrittenOut(value         )          {
  if (typeof value === 'string') return value !== '';
  return (Array.isArray(value) || isJsonObject(value)) && Object.keys(value).length > 0;
}

/** The reasons why values below are not known. */
function unknownsIn(value         )                    {
  if (isUnknown(value)) return [value.why];
  if (Array.isArray(value)) return value.flatMap(unknownsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(unknownsIn) : [];
}

/** A resource that Azure can be asked about. */
                           
                                                        
                                     
 

                            
                                            
                                          
                                                                                                       
                                             
 

const reasons = {
  secret: 'hold a secret',
  unknown: 'hold what only the deployment knows',
  maybe: 'may not be deployed at all',
  deployment: 'are deployments, whose resources are looked at by themselves',
  elsewhere: 'would not be deployed there',
  large: 'are too large',
  many: 'are more than one run asks about',
}         ;

/** A pull request must not make the run ask for hours; Azure takes 1 to 3 seconds for each. `length` in characters: Resource Manager takes requests of 4 MB. */
const most = { questions: 200, length: 1_000_000 }         ;

/**
 * What Azure is asked: only about resources that are wholly known, hold no secret, and would be deployed into the place that the inputs
 * name. Templates name other places as they like; no file decides where a request goes.
 */
function questionsOf(resources                     , place       )            {
  const left = new Map                ();
  const questions = new Map                  ();
  for (const resource of resources) {
    const question = questionOf(resource, place);
    const key = typeof question === 'string' ? '' : JSON.stringify([question.resource.id.toLowerCase(), question.ask]);
    if (questions.has(key)) continue;
    const why = typeof question === 'string' ? question : questions.size >= most.questions ? reasons.many : key.length > most.length ? reasons.large : undefined;
    if (why === undefined && typeof question !== 'string') questions.set(key, question);
    else if (why !== undefined) left.set(why, (left.get(why) ?? 0) + 1);
  }
  return { questions: [...questions.values()], left };
}

/** The question, or why there is none. */
function questionOf(resource          , place       )                    {
  const { id, body, type, name, apiVersion, mayBeAbsent } = resource;
  if (/^Microsoft\.Resources\/deployments$/i.test(type)) return reasons.deployment;
  const unknowns = unknownsIn(body);
  // The sentences of src/template/parameters/bind.ts.
  if (namesSecret(body) || unknowns.some((why) => /^the parameter `[^`]+` (?:is secure|comes from a key vault)$/.test(why))) return reasons.secret;
  if (unknowns.length > 0) return reasons.unknown;
  if (mayBeAbsent !== undefined) return reasons.maybe;
  const parsed = id === undefined ? undefined : parseResourceId(id);
  if (id === undefined || parsed === undefined) return reasons.elsewhere;
  const scope = isWithin(id, groupOf(place)) ? groupOf(place) : isWithin(id, subscriptionOf(place)) && parsed.resourceGroup === undefined ? subscriptionOf(place) : undefined;
  if (scope === undefined) return reasons.elsewhere;
  const parentId = parentOf(parsed.id, parsed.scope, type);
  // A child below its parent has the last part of its name, as its id has it.
  const content             = { ...withoutVersionAndId(body), type, name: parentId === undefined ? name : parsed.name };
  return { resource: { ...resource, id }, ask: { scope, content, ...(apiVersion === undefined ? {} : { apiVersion }), ...(parentId === undefined ? {} : { parentId }) } };
}

/** The resource that another is created under: its parent, or what an extension resource extends. */
function parentOf(id        , scope        , type        )                     {
  if (type.split('/').length > 2) return id.split('/').slice(0, -2).join('/');
  return /\/providers\//i.test(scope) ? scope : undefined;
}

function withoutVersionAndId(body            )             {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !['apiversion', 'id'].includes(name.toLowerCase())));
}

/** What of a check's policies is assigned in Azure. */
                           
                                                                                                   
                                               
                                            
                                                          
                                    
 

/** The names by which policies of a check are known again: of definitions, and of initiatives. Lower case. */
                             
                                            
                                            
 

function namesOf(policies                           )             {
  return {
    definitions: new Set(policies.map(({ definition }) => ruleName(definition).toLowerCase())),
    initiatives: new Set(policies.flatMap(({ initiative }) => (initiative === undefined ? [] : [initiative.name.toLowerCase()]))),
  };
}

/** So many requests are under way at once. */
const abreast$1 = 8;

/**
 * Reads what is assigned at a resource group and above it, as far as it brings definitions of these names, and the exemptions there.
 * Throws AzureError when the lists cannot be had. What a single assignment brings and cannot be had or read is a note.
 */
async function readStanding(group        , names            , arm           , signal             )                    {
  const [documents, exemptions] = await Promise.all([arm.list(`${group}/providers/${policyAssignmentType}`, apiVersions.policy), exemptionsAt(group, arm)]);
  const reader = policyReader(names, arm);
  const read = await sideBySide(documents, abreast$1, signal, async (document) => await assigned(document, reader));
  return {
    policies: read.flatMap((one) => (typeof one === 'string' ? [] : one)),
    exemptions,
    notes: read.filter((one) => typeof one === 'string'),
  };
}

/** What an assignment brings, or why that is not known, in a sentence. */
async function assigned(document            , { initiative, definition, brings }              )                                              {
  const name = (textAt(document, 'name') ?? '').slice(0, 200);
  try {
    const assignment = parseAssignment(document);
    if (!brings(assignment)) return [];
    const set = isInitiative(assignment.definitionId) ? await initiative(assignment.definitionId) : undefined;
    const members = set === undefined ? [assignment.definitionId] : set.members.map(({ definitionId }) => definitionId);
    if (members.length === 0) return [];
    const found = new Map(await Promise.all(members.map(async (id) => [id.toLowerCase(), await definition(id)]         )));
    return bindAssignment(assignment, (id) => (set !== undefined && sameId(id, assignment.definitionId) ? set : found.get(id.toLowerCase())));
  } catch (error) {
    if (!(error instanceof PolicyError) && !(error instanceof AzureError && [403, 404].includes(error.status))) throw error;
    return `The assignment \`${name}\` in Azure is not compared: ${error.message.replace(/\.$/, '')}.`;
  }
}

                        
                                                                      
                                                       
                                                                      
                                                           
                                                                 
 

/** Each document is read once, however many assignments bring it. */
function policyReader({ definitions, initiatives }            , arm           )               {
  const read = async (id        )                      => {
    const found = await arm.find(id, apiVersions.policy);
    if (found === undefined) throw new AzureError(`${id} is not there`, { status: 404, code: 'PolicyNotFound' });
    return found;
  };
  return {
    // Microsoft's own initiatives have hundreds of members, none of which is anybody's own.
    brings: ({ definitionId }) => (isInitiative(definitionId) ? initiatives.has(nameOf(definitionId)) || parseResourceId(definitionId)?.scope !== '' : definitions.has(nameOf(definitionId))),
    initiative: once(async (id) => {
      const set = parseInitiative(await read(id));
      return { ...set, members: set.members.filter(({ definitionId }) => definitions.has(nameOf(definitionId))) };
    }),
    definition: once(async (id) => parseDefinition(await read(id))),
  };
}

function nameOf(id        )         {
  return (parseResourceId(id)?.name ?? '').toLowerCase();
}

function isInitiative(id        )          {
  return parseResourceId(id)?.type.toLowerCase() === policySetDefinitionType.toLowerCase();
}

function once       (read                                )                                 {
  const known = new Map                        ();
  return async (id) => {
    const reading = known.get(id.toLowerCase()) ?? read(id);
    known.set(id.toLowerCase(), reading);
    return await reading;
  };
}

/** Those at the group, above it and below it; one that cannot be read covers nothing. */
async function exemptionsAt(group        , arm           )                                {
  try {
    const documents = await arm.list(`${group}/providers/Microsoft.Authorization/policyExemptions`, apiVersions.policyExemptions);
    return documents.flatMap((document) => {
      try {
        const exemption = parseExemption(document);
        // What is listed at the group and stands at a management group is above it; ids do not show that to the engine.
        return [parseScope(exemption.scope)?.kind === 'managementGroup' ? { ...exemption, scope: '' } : exemption];
      } catch (error) {
        if (error instanceof PolicyError) return [];
        throw error;
      }
    });
  } catch (error) {
    // Not every cloud knows exemptions.
    if (error instanceof AzureError && error.status === 404 && error.code !== 'ResourceGroupNotFound') return [];
    throw error;
  }
}

/** What asking Azure came to. */
                           
                                        
                                        
                                    
                                                                    
                           
 

/** So many questions are under way at once. */
const abreast = 8;

/**
 * Asks Azure Policy about the resources of a check and reports where its answer and the engine's differ. The engine judges by what is
 * assigned in Azure, with its definitions and parameters, so that a difference is one of engines; where the check itself says something
 * else because it judges by other parameters, that is a note.
 * Nothing of what secure parameters hold is sent: the files are expanded anew with those withheld. Writes nothing.
 */
async function verify(place                   , judges        , read                                           , tools            )                    {
  if (place === undefined) return withoutCredentials;
  try {
    if (tools.connect === undefined) throw new Error('Nobody can connect to Azure.');
    const { resources } = await readInfrastructure(read, { expand: (deployment) => expandDeployment({ ...deployment, secrets: 'withheld' }), signal: tools.signal });
    const asked = questionsOf(resources, place);
    if (asked.questions.length === 0) return { ...nothing, notes: [`Azure Policy was not asked: ${resources.length === 0 ? 'there are no resources' : `of the ${count(resources.length, 'resource')}, ${leftSentence(asked)}`}.`] };
    return await askAzure(place, judges, asked, await tools.connect(), tools);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    if (mayLackCredentials(tools.event) && error instanceof UserError) return withoutCredentials;
    const failure = explained(error, place);
    return { ...nothing, notes: [`Azure Policy was not asked, or not all: ${failure.message}`], failure };
  }
}

const nothing           = { findings: [], facts: [], notes: [] };

const withoutCredentials           = { ...nothing, notes: ['Azure Policy was not asked: workflows of forks and of Dependabot have no sign-in to Azure.'] };

function explained(error         , place       )        {
  if (error instanceof AzureError && error.status === 403) {
    return new UserError(`"verify" is not allowed to ask Azure Policy at ${groupOf(place)}: give the identity the role Reader there, or the actions Microsoft.PolicyInsights/checkPolicyRestrictions/read, Microsoft.Authorization/policy*/read and Microsoft.Resources/subscriptions/resourceGroups/read. Azure said: ${error.message}`, { cause: error });
  }
  return error instanceof Error ? error : new Error(messageOf(error));
}

async function askAzure(place       , judges        , asked           , arm           , tools            )                    {
  const group = await arm.find(groupOf(place), apiVersions.resourceGroups);
  if (group === undefined) return { ...nothing, notes: [`Azure Policy was not asked: there is no resource group ${groupOf(place)} yet.`] };
  const standing = await readStanding(groupOf(place), namesOf(judges.policies), arm, tools.signal);
  if (standing.policies.length === 0) {
    return { ...nothing, notes: [...standing.notes, `Azure Policy has nothing to compare with: none of the policies of this check is assigned at ${groupOf(place)} or above. Assign them first ("command: assign").`] };
  }
  const tell = teller('Azure Policy', tools);
  let done = 0;
  const answers = await sideBySide(asked.questions, abreast, tools.signal, async (question)                  => {
    const answer = await answerTo(question, standing, judges, contextOf(question, group, tools.clock.now()), arm);
    done += 1;
    tell(`${done} of ${asked.questions.length} resources asked about`);
    return answer;
  });
  return summed(answers, standing, asked);
}

/** What is known of the place. The service writes seven digits of a second. */
function contextOf({ resource: { apiVersion } }          , group            , now        )                    {
  return { resourceGroup: group, utcNow: new Date(now).toISOString().replace('Z', '0000Z'), ...(apiVersion === undefined ? {} : { requestContext: { apiVersion } }) };
}

                  
                                        
                              
                         
                                                                                      
                                    
                            
 

async function answerTo({ resource, ask }          , standing          , judges        , context                   , arm           )                  {
  const judgements = judge(standing.policies, resource, context, standing.exemptions);
  let evaluations;
  try {
    evaluations = await checkPolicyRestrictions(ask, arm);
  } catch (error) {
    if (!(error instanceof AzureError) || !isAboutQuestion(error)) throw error;
    return { findings: [], agreements: 0, aside: 0, deviations: [], refused: error.message };
  }
  const compared = compare([...judgements, ...unreachedBy(standing.policies, judgements, resource)], evaluations);
  const own = judge(judges.policies, resource, context, judges.exemptions);
  return {
    findings: compared.filter(({ agreement }) => agreement === 'difference').map((one) => differenceFinding(one, resource)),
    agreements: compared.filter(({ agreement }) => agreement === 'agreement').length,
    aside: compared.filter(({ agreement }) => agreement === 'aside').length,
    deviations: judgements.flatMap((judgement) => {
      const deviation = deviationOf(own, judgement);
      return deviation === undefined ? [] : [{ key: JSON.stringify([deviation.rule, deviation.assignment]), sentence: deviation.sentence }];
    }),
  };
}

/** A refusal of this question, not of the run: content that the service does not understand, or a failure over it. */
function isAboutQuestion({ status }            )          {
  return status === 500 || (status >= 400 && status < 500 && ![401, 403, 429].includes(status));
}

/** More are not read; they are all of one kind. */
const mostDeviations = 10;

function summed(answers                   , standing          , asked           )           {
  const findings = answers.flatMap((answer) => answer.findings);
  const agreements = sum(answers.map((answer) => answer.agreements));
  const aside = sum(answers.map((answer) => answer.aside));
  const refused = answers.flatMap((answer) => answer.refused ?? []);
  const deviations = [...new Map(answers.flatMap((answer) => answer.deviations).map(({ key, sentence }) => [key, sentence])).values()];
  const compared = agreements + findings.length;
  const agreeing = compared === 0 ? 'nothing could be compared' : findings.length === 0 ? `agrees in ${compared === 1 ? 'the one comparison' : `all ${compared} comparisons`}` : `agrees in ${agreements} of ${count(compared, 'comparison')}`;
  const leftOut = aside === 0 ? '' : `; ${aside} could not be compared`;
  return {
    findings,
    facts: [
      { label: 'Azure Policy', value: `${agreeing}, of ${count(answers.length - refused.length, 'resource')}${leftOut}` },
      ...(asked.left.size === 0 ? [] : [{ label: 'Not asked of Azure Policy', value: leftSentence(asked) }]),
    ],
    notes: [
      ...standing.notes,
      ...deviations.slice(0, mostDeviations),
      ...(deviations.length > mostDeviations ? [`${deviations.length - mostDeviations} more rules come out otherwise by what is assigned in Azure.`] : []),
      ...(refused[0] === undefined ? [] : [`Azure Policy gave no answer about ${count(refused.length, 'resource')}: ${refused[0]}`]),
    ],
  };
}

/** "2 hold a secret, 1 may not be deployed at all". */
function leftSentence({ left }           )         {
  return Array.from(left, ([why, number]) => `${number} ${why}`).join(', ');
}

function count(number        , noun        )         {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function sum(numbers                   )         {
  return numbers.reduce((total, number) => total + number, 0);
}

export { verify };
