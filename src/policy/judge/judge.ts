import { memberIgnoringCase } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { isWithin, parseScope } from '../../arm/scope.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { AssignedPolicy, AssignmentFacts } from '../bind.ts';
import type { EvaluationInput } from '../rule/compile.ts';
import type { EvaluationContext, PolicyIds } from '../conditions/scope.ts';
import type { Decision } from '../conditions/test.ts';
import { exemptionFor, exemptionsAt } from '../assignment/exempt.ts';
import { overridden } from '../assignment/overrides.ts';
import { selectsAny } from '../assignment/selectors.ts';
import type { Exemption } from '../documents/exemption.ts';
import { isVersion } from '../documents/version.ts';
import type { Finding, Location } from '../finding.ts';
import type { Evaluation } from '../rule/verdict.ts';
import type { Judgement } from './judgement.ts';
import { ifDeployed } from './may-be-absent.ts';
import { metadataText, ruleName, severityOf } from './rule-facts.ts';

/**
 * What policies say of a resource, in their order. Policies whose assignment does not reach the resource are left out;
 * those that do not concern it come out as `notApplicable`, so that they can be counted.
 * Where it is not known whether the resource will be deployed, a violation or an error is `undetermined`.
 * Never throws for what a rule or the resource says: a failing rule is the verdict `error`.
 */
export function judge(
  policies: readonly AssignedPolicy[],
  resource: Resource,
  context: EvaluationContext = {},
  exemptions: readonly Exemption[] = [],
): readonly Judgement[] {
  const near = exemptionsAt(exemptions, resource.id);
  return policies
    .filter(({ assignment }) => assignment === undefined || reaches(assignment, resource.id))
    .map((policy) => {
      const judgement = judgePresent(policy, resource, context, near);
      return resource.mayBeAbsent === undefined ? judgement : ifDeployed(judgement, resource.mayBeAbsent);
    });
}

/** What one policy says of a resource that is deployed. */
function judgePresent(policy: AssignedPolicy, resource: Resource, context: EvaluationContext, exemptions: readonly Exemption[]): Judgement {
  const evaluation = evaluationOf(policy, resource, context, exemptions);
  const { acts, details, decisions } = evaluation;
  return { policy, finding: findingOf(policy, resource, evaluation), acts, decisions, ...(details === undefined ? {} : { details }) };
}

/** What the assignment makes of the definition's own verdict: selectors leave resources out, overrides change the effect, exemptions excuse. */
function evaluationOf(policy: AssignedPolicy, resource: Resource, context: EvaluationContext, exemptions: readonly Exemption[]): Evaluation {
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
function ofVersion({ definition, definitionVersion, initiativeVersion }: AssignedPolicy, override: string | undefined, evaluation: Evaluation): Evaluation {
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

function otherVersion(what: string, asked: string, found: string | undefined): string {
  return `Version ${asked} of the ${what} is asked for; the one at hand ${found === undefined ? 'says no version' : `is ${found}`}`;
}

/** What an evaluation of a policy looks at. */
export function inputOf(policy: AssignedPolicy, resource: Resource, context: EvaluationContext): EvaluationInput {
  return { resource, parameters: policy.parameters, context, ids: idsOf(policy) };
}

function aside(verdict: 'notApplicable' | 'exempt', message: string, effect = ''): Evaluation {
  return { verdict, effect, acts: false, decisions: [], message };
}

function exemptMessage(exemption: Exemption): string {
  const until = exemption.expiresOn === undefined ? '' : ` until ${exemption.expiresOn}`;
  return `The exemption ${nameOf(exemption)} (${exemption.category}) covers it${until}.`;
}

function nameOf(exemption: Exemption | undefined): string {
  return exemption?.displayName ?? exemption?.name ?? exemption?.id ?? 'without a name';
}

/**
 * Scope minus `notScopes`, by segments. A resource without an id, which a file may not tell, is taken to be in reach;
 * so is every resource of a management group, whose children ids do not show.
 */
function reaches({ scope, notScopes }: AssignmentFacts, id: string | undefined): boolean {
  if (id === undefined) return true;
  const isInside = scope === '' || parseScope(scope)?.kind === 'managementGroup' || isWithin(id, scope);
  return isInside && !notScopes.some((excluded) => isWithin(id, excluded));
}

function idsOf({ definition, initiative, assignment, referenceId }: AssignedPolicy): PolicyIds {
  return {
    assignmentId: assignment?.id ?? '',
    definitionId: definition.id ?? '',
    setDefinitionId: initiative?.id ?? '',
    definitionReferenceId: referenceId ?? '',
  };
}

function findingOf(policy: AssignedPolicy, resource: Resource, evaluation: Evaluation): Finding {
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
function messageOf({ assignment, referenceId }: AssignedPolicy, { verdict, message }: Evaluation): string {
  if (assignment === undefined || verdict !== 'violation') return message;
  const messages = assignment.nonComplianceMessages;
  const about = (wanted: string | undefined) => messages.find((entry) => entry.referenceId?.toLowerCase() === wanted?.toLowerCase());
  const own = (referenceId === undefined ? undefined : about(referenceId)) ?? about(undefined);
  const unenforced = assignment.enforcementMode === 'DoNotEnforce' ? ['The assignment does not enforce this.'] : [];
  return [...(own === undefined ? [] : [own.message]), message, ...unenforced].join(' ');
}

/** The line of the first place that decided, or of its nearest ancestor that is written down. */
function locate({ originOf }: Resource, decisions: readonly Decision[]): Location | undefined {
  const pointer = decisions.find((decision) => decision.pointer !== undefined)?.pointer ?? '';
  const origin = originOf?.(pointer);
  if (origin === undefined) return undefined;
  return { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}
