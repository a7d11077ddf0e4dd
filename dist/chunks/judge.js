import { memberIgnoringCase } from './json2.js';
import { isWithin, parseScope } from './scope.js';
import { Unknown, isUnknown } from './unknown.js';
import { sameId } from './resource-id.js';
import { ticksOf, isVersion } from './compile.js';
import { selectsAny, overridden } from './overrides.js';
import { severities } from './finding.js';

/** What an exemption does for one policy and one resource. */
                    
                                                                 
                                                                                          

/**
 * The exemption that covers a resource for a member of an assignment, if one does; else one of which that is not known.
 * `utcNow` decides whether an exemption has expired: without it, one that expires is not known to cover anything.
 */
function exemptionFor(
  exemptions                      ,
  assignmentId                    ,
  resource          ,
  subject            ,
  utcNow                    ,
)                     {
  let open                    ;
  for (const exemption of exemptions) {
    const truth = covers(exemption, assignmentId, resource, subject, utcNow);
    if (truth === true) return { outcome: 'exempt', exemption };
    if (isUnknown(truth)) open ??= { outcome: 'unknown', exemption, why: truth };
  }
  return open;
}

function covers(
  { assignmentId: about, referenceIds, scope, expiresOn, resourceSelectors }           ,
  assignmentId                    ,
  { id }          ,
  subject            ,
  utcNow                    ,
)        {
  if (assignmentId === undefined || !sameId(about, assignmentId)) return false;
  if (referenceIds.length > 0 && !referenceIds.some((wanted) => wanted.toLowerCase() === subject.referenceId?.toLowerCase())) return false;
  if (scope !== '' && id !== undefined && !isWithin(id, scope)) return false;
  const selected = selectsAny(resourceSelectors, subject);
  if (selected === false) return false;
  if (scope !== '' && id === undefined) return new Unknown('the file does not say where the resource will be deployed');
  return isUnknown(selected) ? selected : lasts(expiresOn, utcNow);
}

function lasts(expiresOn                    , utcNow                    )        {
  if (expiresOn === undefined) return true;
  const end = ticksOf(expiresOn);
  const now = utcNow === undefined ? undefined : ticksOf(utcNow);
  if (end === undefined || now === undefined) return new Unknown('the time of the evaluation is not known here');
  return now < end;
}

/**
 * What is left of a judgement of a resource that may never be deployed: an objection becomes one that nobody can be sure of.
 * `why` is a clause. What a rule has no objection to is so in either case.
 */
function ifDeployed(judgement           , why        )            {
  const { finding, acts } = judgement;
  if (finding.verdict !== 'violation' && finding.verdict !== 'error') return acts === true ? { ...judgement, acts: actsIfDeployed(acts, why) } : judgement;
  const message = `Whether it will be deployed is not known: ${why}. If it is: ${finding.message}`;
  return { ...judgement, finding: { ...finding, verdict: 'undetermined', message }, acts: actsIfDeployed(true, why) };
}

/** Whether something takes place that takes place only where the resource is deployed. */
function actsIfDeployed(acts       , why        )        {
  return acts === false || isUnknown(acts) ? acts : new Unknown(`whether it will be deployed is not known: ${why}`);
}

/** What a definition is called in findings. */
function ruleName({ name, id, displayName }                                                       )         {
  return name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
}

/** Deny is high, everything else medium; `metadata.severity` overrides. */
function severityOf(definition                                    , effect        )           {
  const written = metadataText(definition, 'severity')?.toLowerCase();
  return severities.find((severity) => severity === written) ?? (effect === 'deny' ? 'high' : 'medium');
}

/** A text of a definition's metadata; undefined where there is none. */
function metadataText({ metadata }                                    , key        )                     {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What one policy says of one resource. */
                            
                                  
                            
                                                                                                                           
                       
                                                                                                                
                                          
                                                                                      
                             
 

/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Where it is not known whether the resource will be deployed, a violation or an error is `undetermined`.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
function judge(
  policies                           ,
  resource          ,
  context                    = {},
  exemptions                       = [],
)                       {
  return policies
    .filter(({ assignment }) => assignment === undefined || reaches(assignment, resource.id))
    .map((policy) => {
      const judgement = judgePresent(policy, resource, context, exemptions);
      return resource.mayBeAbsent === undefined ? judgement : ifDeployed(judgement, resource.mayBeAbsent);
    });
}

/** What one policy says of a resource that is deployed. */
function judgePresent(policy                , resource          , context                   , exemptions                      )            {
  const evaluation = evaluationOf(policy, resource, context, exemptions);
  const { acts, details, decisions } = evaluation;
  return { policy, finding: findingOf(policy, resource, evaluation), acts, decisions, ...(details === undefined ? {} : { details }) };
}

/** What the assignment makes of the definition's own verdict: selectors leave resources out, overrides change the effect, exemptions excuse. */
function evaluationOf(policy                , resource          , context                   , exemptions                      )             {
  const { definition, assignment, referenceId } = policy;
  const input = inputOf(policy, resource, context);
  if (assignment === undefined) return ofVersion(policy, undefined, definition.evaluate(input));
  const subject = { resourceType: resource.type, location: memberIgnoringCase(resource.body, 'location') ?? undefined, referenceId };
  const selected = selectsAny(assignment.resourceSelectors, subject);
  if (selected === false) return aside('notApplicable', 'The resource selectors of the assignment leave it out.');
  const effect = overridden(assignment.overrides, 'policyEffect', subject);
  const version = overridden(assignment.overrides, 'definitionVersion', subject);
  const open = [selected, effect, version].find(isUnknown);
  const own = definition.evaluate(typeof effect === 'string' ? { ...input, effectOverride: effect } : input);
  const evaluation = ofVersion(policy, typeof version === 'string' ? version : undefined, own);
  if (evaluation.verdict === 'notApplicable') return evaluation;
  // Exemptions are for the modes that Resource Manager judges (azure-policy-language.md §1.12).
  const isManaged = ['all', 'indexed'].includes(definition.mode.toLowerCase());
  const exempt = isManaged ? exemptionFor(exemptions, assignment.id, resource, subject, context.utcNow) : undefined;
  if (exempt?.outcome === 'exempt' && open === undefined) return aside('exempt', exemptMessage(exempt.exemption), evaluation.effect);
  const why = open ?? (exempt?.outcome === 'unknown' ? exempt.why : undefined);
  if (why === undefined || evaluation.verdict === 'compliant') return evaluation;
  const about = open === undefined ? `Whether the exemption ${nameOf(exempt?.exemption)} covers it` : 'Whether the assignment is about it';
  return { ...evaluation, verdict: 'undetermined', acts: why, message: `${about} is not known: ${why.why}. ${evaluation.message}`.trim() };
}

/** An evaluation of another version than the one that is asked for says nothing of that one. `override` is the version that an override asks for. */
function ofVersion({ definition, definitionVersion, initiativeVersion }                , override                    , evaluation            )             {
  const asked = override ?? definitionVersion;
  const complaint =
    asked !== undefined && !isVersion(definition.version, asked)
      ? otherVersion('definition', asked, definition.version)
      : initiativeVersion !== undefined && !isVersion(initiativeVersion.found, initiativeVersion.asked)
        ? otherVersion('initiative', initiativeVersion.asked, initiativeVersion.found)
        : undefined;
  // What the rule at hand is not about, another version is hardly about: the index by types passes it over as well.
  if (complaint === undefined || evaluation.verdict === 'notApplicable') return evaluation;
  const { effect, decisions, message } = evaluation;
  return { verdict: 'undetermined', effect, decisions, acts: new Unknown(complaint), message: `${complaint}. ${message}`.trim() };
}

function otherVersion(what        , asked        , found                    )         {
  return `Version ${asked} of the ${what} is asked for; the one at hand ${found === undefined ? 'says no version' : `is ${found}`}`;
}

/** What an evaluation of a policy looks at. */
function inputOf(policy                , resource          , context                   )                  {
  return { resource, parameters: policy.parameters, context, ids: idsOf(policy) };
}

function aside(verdict                            , message        , effect = '')             {
  return { verdict, effect, acts: false, decisions: [], message };
}

function exemptMessage(exemption           )         {
  const until = exemption.expiresOn === undefined ? '' : ` until ${exemption.expiresOn}`;
  return `The exemption ${nameOf(exemption)} (${exemption.category}) covers it${until}.`;
}

function nameOf(exemption                       )         {
  return exemption?.displayName ?? exemption?.name ?? exemption?.id ?? 'without a name';
}

/**
 * Scope minus `notScopes`, by segments. A resource without an id, which a file may not tell, is taken to be in reach;
 * so is every resource of a management group, whose children ids do not show.
 */
function reaches({ scope, notScopes }                 , id                    )          {
  if (id === undefined) return true;
  const isInside = scope === '' || parseScope(scope)?.kind === 'managementGroup' || isWithin(id, scope);
  return isInside && !notScopes.some((excluded) => isWithin(id, excluded));
}

function idsOf({ definition, initiative, assignment, referenceId }                )            {
  return {
    assignmentId: assignment?.id ?? '',
    definitionId: definition.id ?? '',
    setDefinitionId: initiative?.id ?? '',
    definitionReferenceId: referenceId ?? '',
  };
}

function findingOf(policy                , resource          , evaluation            )          {
  const { definition } = policy;
  const { verdict, effect, decisions } = evaluation;
  const { type, name, id } = resource;
  const rule = ruleName(definition);
  const location = verdict === 'notApplicable' ? undefined : locate(resource, decisions);
  const remedy = metadataText(definition, 'remediation');
  return {
    rule,
    title: definition.displayName ?? rule,
    verdict,
    effect,
    severity: severityOf(definition, effect),
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: messageOf(policy, evaluation),
    reasons: decisions.map(({ reason }) => reason),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** The assignment's own words to whoever it stops, then what was found. */
function messageOf({ assignment, referenceId }                , { verdict, message }            )         {
  if (assignment === undefined || verdict !== 'violation') return message;
  const messages = assignment.nonComplianceMessages;
  const about = (wanted                    ) => messages.find((entry) => entry.referenceId?.toLowerCase() === wanted?.toLowerCase());
  const own = (referenceId === undefined ? undefined : about(referenceId)) ?? about(undefined);
  const unenforced = assignment.enforcementMode === 'DoNotEnforce' ? ['The assignment does not enforce this.'] : [];
  return [...(own === undefined ? [] : [own.message]), message, ...unenforced].join(' ');
}

/** The line of the first place that decided, or of its nearest ancestor that is written down. */
function locate({ originOf }          , decisions                     )                       {
  const pointer = decisions.find((decision) => decision.pointer !== undefined)?.pointer ?? '';
  const origin = originOf?.(pointer);
  if (origin === undefined) return undefined;
  return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

export { actsIfDeployed, ifDeployed, inputOf, judge, metadataText, ruleName, severityOf };
