import { EvaluationError } from '../language/errors.ts';
import { lambdaState } from '../language/template-functions.ts';
import { isStackOverflow, tooDeep } from './evaluate/failure.ts';
import { ExhaustedError } from './evaluate/exhausted.ts';
import { newMeter } from './evaluate/weight.ts';
import { Written } from './evaluate/written.ts';
import type { Deployment, Expansion, TemplateProblem } from './expansion.ts';
import { templateLimits } from './limits.ts';
import { deployTemplate } from './nested/deploy-template.ts';
import { newDocuments } from './nested/documents.ts';
import { nestedOutputsReader } from './nested/nested-outputs.ts';
import { kindOfTemplate, targetOfFacts, unknownText } from './nested/target.ts';
import { outputsOf } from './outputs.ts';
import { entriesOfFile } from './parameters/parameter-file.ts';
import { newOrigins } from './provenance/origins.ts';
import { newProblems, type Session } from './session.ts';

/**
 * What a deployment asks for: its resources, those of nested and linked templates among them, each with the places that its values come
 * from. What cannot be expanded is a problem; what only Azure knows is an Unknown. Never throws for what a template says.
 */
export function expandDeployment(deployment: Deployment): Expansion {
  const session = newSession(deployment);
  let outputs = {};
  let isExhausted = false;
  try {
    outputs = expand(deployment, session);
  } catch (error) {
    session.problems.addLast(problem(messageOf(error), deployment));
    isExhausted = error instanceof ExhaustedError;
  }
  const { resources, skipped, problems, documents, meter } = session;
  const effort = meter.spent() + templateLimits.resourceParts * resources.length;
  return { resources, skipped, problems: [...problems.all], wanted: [...documents.wanted], outputs, effort, isExhausted };
}

function newSession(deployment: Deployment): Session {
  const origins = newOrigins();
  return {
    meter: newMeter(),
    origins,
    documents: newDocuments(deployment.linked ?? new Map(), origins),
    nestedOutputs: nestedOutputsReader(),
    lambdas: lambdaState(templateLimits.lambdaCalls),
    withholdsSecrets: deployment.secrets === 'withheld',
    azure: deployment.azure,
    at: undefined,
    chain: [],
    resources: [],
    skipped: [],
    groups: new Map(),
    problems: newProblems(),
  };
}

/** Of what ends an expansion; anything else is no matter of the template, and thrown on. */
function messageOf(error: unknown): string {
  if (error instanceof ExhaustedError || error instanceof EvaluationError) return error.message;
  if (isStackOverflow(error)) return tooDeep;
  throw error;
}

function problem(message: string, { template }: Deployment): TemplateProblem {
  return { kind: 'error', message, place: { file: template.file, pointer: '' } };
}

function expand({ template, parameterFile, parameters, name, facts = {} }: Deployment, session: Session): Expansion['outputs'] {
  const root = Written.template(template.value, template.file);
  session.origins.addDocument(root);
  if (!root.isObject) throw new EvaluationError('A template is an object with `$schema` and `resources`');
  const entries = parameterFile === undefined ? undefined : entriesOfFile(parameterFile, session);
  const given = { entries, ...(parameters === undefined ? {} : { values: parameters }), isComplete: false };
  const within = { target: targetOfFacts(kindOfTemplate(root), facts), parent: undefined, mayBeAbsent: undefined, deployment: undefined, depth: 0, files: [template.file] };
  const frame = deployTemplate({ template: root, given, name: name ?? unknownText('the name of the deployment'), within }, facts, session);
  return outputsOf(root, frame);
}
