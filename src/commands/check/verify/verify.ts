import { apiVersions } from '../../../arm/api-versions.ts';
import type { JsonObject } from '../../../arm/json.ts';
import type { ArmClient } from '../../../azure/arm-client.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import { checkPolicyRestrictions } from '../../../azure/policy-restrictions.ts';
import type { EvaluationContext } from '../../../policy/conditions/scope.ts';
import type { Finding } from '../../../policy/finding.ts';
import { judge } from '../../../policy/judge/judge.ts';
import type { ReportFact } from '../../../report/report.ts';
import { CancelledError, messageOf, UserError } from '../../../run/errors.ts';
import { sideBySide } from '../../../sources/files/side-by-side.ts';
import { teller } from '../../../sources/progress.ts';
import { readInfrastructure } from '../../../sources/read-infrastructure.ts';
import type { FileTree } from '../../../sources/tree.ts';
import { expandDeployment } from '../../../template/index.ts';
import type { CheckTools } from '../check-tools.ts';
import type { ReadRequest } from '../findings/new-findings.ts';
import type { Judges } from '../judges/judges.ts';
import { compare, unreachedBy } from './compare.ts';
import { deviationOf } from './deviations.ts';
import { differenceFinding } from './difference.ts';
import { groupOf, mayLackCredentials, type Place } from './place.ts';
import { questionsOf, type Question, type Questions } from './questions.ts';
import { namesOf, readStanding, type Standing } from './standing.ts';

/** What asking Azure came to. */
export interface Verified {
  readonly findings: readonly Finding[];
  readonly facts: readonly ReportFact[];
  readonly notes: readonly string[];
  /** Why Azure could not be asked, although it should have been. */
  readonly failure?: Error;
}

/** So many questions are under way at once. */
const abreast = 8;

/**
 * Asks Azure Policy about the resources of a check and reports where its answer and the engine's differ. The engine judges by what is
 * assigned in Azure, with its definitions and parameters, so that a difference is one of engines; where the check itself says something
 * else because it judges by other parameters, that is a note.
 * Nothing of what secure parameters hold is sent: the files are expanded anew with those withheld. Writes nothing.
 */
export async function verify(place: Place | undefined, judges: Judges, read: ReadRequest & { readonly tree: FileTree }, tools: CheckTools): Promise<Verified> {
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

const nothing: Verified = { findings: [], facts: [], notes: [] };

const withoutCredentials: Verified = { ...nothing, notes: ['Azure Policy was not asked: workflows of forks and of Dependabot have no sign-in to Azure.'] };

function explained(error: unknown, place: Place): Error {
  if (error instanceof AzureError && error.status === 403) {
    return new UserError(`"verify" is not allowed to ask Azure Policy at ${groupOf(place)}: give the identity the role Reader there, or the actions Microsoft.PolicyInsights/checkPolicyRestrictions/read, Microsoft.Authorization/policy*/read and Microsoft.Resources/subscriptions/resourceGroups/read. Azure said: ${error.message}`, { cause: error });
  }
  return error instanceof Error ? error : new Error(messageOf(error));
}

async function askAzure(place: Place, judges: Judges, asked: Questions, arm: ArmClient, tools: CheckTools): Promise<Verified> {
  const group = await arm.find(groupOf(place), apiVersions.resourceGroups);
  if (group === undefined) return { ...nothing, notes: [`Azure Policy was not asked: there is no resource group ${groupOf(place)} yet.`] };
  const standing = await readStanding(groupOf(place), namesOf(judges.policies), arm, tools.signal);
  if (standing.policies.length === 0) {
    return { ...nothing, notes: [...standing.notes, `Azure Policy has nothing to compare with: none of the policies of this check is assigned at ${groupOf(place)} or above. Assign them first ("command: assign").`] };
  }
  const tell = teller('Azure Policy', tools);
  let done = 0;
  const answers = await sideBySide(asked.questions, abreast, tools.signal, async (question): Promise<Answer> => {
    const answer = await answerTo(question, standing, judges, contextOf(question, group, tools.clock.now()), arm);
    done += 1;
    tell(`${done} of ${asked.questions.length} resources asked about`);
    return answer;
  });
  return summed(answers, standing, asked);
}

/** What is known of the place. The service writes seven digits of a second. */
function contextOf({ resource: { apiVersion } }: Question, group: JsonObject, now: number): EvaluationContext {
  return { resourceGroup: group, utcNow: new Date(now).toISOString().replace('Z', '0000Z'), ...(apiVersion === undefined ? {} : { requestContext: { apiVersion } }) };
}

interface Answer {
  readonly findings: readonly Finding[];
  readonly agreements: number;
  readonly aside: number;
  readonly deviations: readonly { readonly key: string; readonly sentence: string }[];
  /** Why Azure would not answer. */
  readonly refused?: string;
}

async function answerTo({ resource, ask }: Question, standing: Standing, judges: Judges, context: EvaluationContext, arm: ArmClient): Promise<Answer> {
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
function isAboutQuestion({ status }: AzureError): boolean {
  return status === 500 || (status >= 400 && status < 500 && ![401, 403, 429].includes(status));
}

/** More are not read; they are all of one kind. */
const mostDeviations = 10;

function summed(answers: readonly Answer[], standing: Standing, asked: Questions): Verified {
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
function leftSentence({ left }: Questions): string {
  return Array.from(left, ([why, number]) => `${number} ${why}`).join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
