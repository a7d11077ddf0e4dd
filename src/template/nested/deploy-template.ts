import { Binding } from '../evaluate/binding.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { Text } from '../evaluate/text.ts';
import type { Written } from '../evaluate/written.ts';
import type { Surroundings } from '../functions/surroundings.ts';
import { bindParameters, type Arguments } from '../parameters/bind.ts';
import { checkParameters } from '../parameters/check.ts';
import { attempt, expandResources, type NestedDeployment, type ResourceContext } from '../resources/expand-resource.ts';
import type { Session } from '../session.ts';
import { assertTemplate } from './assert-template.ts';
import { readNested } from './read-nested.ts';

/** A template that is deployed with expressions of its own: the outermost one, a linked one, or a nested one of inner scope. */
export interface TemplateDeployment {
  readonly template: Written;
  readonly given: Arguments;
  readonly name: Text;
  readonly within: Omit<ResourceContext, 'frame' | 'nested'>;
}

/** Expands a template and what is nested in it; gives the frame of its expressions. */
export function deployTemplate({ template, given, name, within }: TemplateDeployment, facts: Surroundings['facts'], session: Session): Frame {
  assertTemplate(template, session);
  const frame = frameOfTemplate({ template, given, name, within }, facts, session);
  expandWithNested(template, { ...within, frame });
  checkParameters(frame.program, frame);
  return frame;
}

/** The resources of the template first, then those of the deployments in it, which may go to resource groups that it makes. */
function expandWithNested(template: Written, context: Omit<ResourceContext, 'nested'>): void {
  const nested: NestedDeployment[] = [];
  expandResources(template.find('resources'), { ...context, nested });
  for (const deployment of nested) attempt(() => expandNested(deployment), context.frame, deployment.written);
}

function expandNested(deployment: NestedDeployment): void {
  const found = readNested(deployment);
  if (found === undefined) return;
  const { template, given, name, within } = found;
  const { session, surroundings } = within.frame;
  if (given === undefined) expandWithNested(template, within);
  else deployTemplate({ template, given, name, within }, surroundings.facts, session);
}

/** The frame of the expressions of a template. */
export function frameOfTemplate({ template, given, name, within }: TemplateDeployment, facts: Surroundings['facts'], session: Session): Frame {
  const { target, depth, files } = within;
  const about = { contentVersion: template.text('contentVersion') ?? '1.0.0.0', $schema: template.text('$schema') ?? '' };
  return frameOf(template, given, session, { target, facts, name, depth, files, file: template.file, template: about });
}

function frameOf(template: Written, given: Arguments, session: Session, surroundings: Surroundings): Frame {
  const program = session.documents.programOf(template);
  const variables = new Map<string, Binding>();
  const frame: Frame = {
    session,
    program,
    parameters: bindParameters(program, given, session, () => frame),
    variables,
    surroundings,
    loops: undefined,
    lambdas: session.lambdas,
  };
  for (const [key, { name, kind, written }] of program.variables) variables.set(key, new Binding('variable', name, session, () => ({ kind, written, frame })));
  return frame;
}
