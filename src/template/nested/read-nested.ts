import { isUnknown } from '../../language/unknown.ts';
import { isObject, typeName, type ObjectValue } from '../../language/values.ts';
import { PlacedError } from '../evaluate/failure.ts';
import { valueOf } from '../evaluate/make.ts';
import type { Text } from '../evaluate/text.ts';
import type { Written } from '../evaluate/written.ts';
import { assertWrittenNames } from '../evaluate/written-names.ts';
import { templateLimits } from '../limits.ts';
import type { Arguments } from '../parameters/bind.ts';
import type { NestedDeployment, ResourceContext } from '../resources/expand-resource.ts';
import { linkedDocument } from './link.ts';
import { targetOfNested } from './nested-target.ts';
import { kindOfTemplate } from './target.ts';

/** A template to deploy within another one. */
export interface NestedTemplate {
  readonly template: Written;
  /** Absent for an inline template whose expressions are those of what is around it. */
  readonly given?: Arguments;
  readonly name: Text;
  readonly within: Omit<ResourceContext, 'nested'>;
}

/**
 * What a `Microsoft.Resources/deployments` deploys (learn.microsoft.com, "Using linked and nested templates when deploying Azure resources");
 * undefined for what is not at hand, which is a problem unless it will be fetched. Throws PlacedError.
 */
export function readNested({ written, identity, context }: NestedDeployment): NestedTemplate | undefined {
  const properties = written.find('properties');
  if (properties === undefined) throw new PlacedError('A nested deployment has `properties` with a `template` or a `templateLink`', written);
  if (!properties.isObject) throw new PlacedError('The `properties` of a nested deployment are computed, so its template cannot be read: write them out', properties);
  assertWrittenNames('A nested deployment', properties, context.frame);
  const inline = properties.find('template');
  const link = properties.find('templateLink');
  if (inline !== undefined && isGiven(link)) throw new PlacedError('A nested deployment has a `template` or a `templateLink`, not both', properties);
  if (inline === undefined && link === undefined) throw new PlacedError('A nested deployment has a `template` or a `templateLink`', properties);
  if (inline !== undefined && !inline.isObject) {
    context.frame.session.problems.add('unread', 'The template of this nested deployment is computed, so it is not checked: write it out, or link it', inline);
    return undefined;
  }
  const template = inline ?? (link === undefined ? undefined : linkedDocument('template', link, written.file, context.frame));
  if (template === undefined) return undefined;
  const files = inline === undefined ? [...context.files, template.file] : context.files;
  const within = { ...context, depth: context.depth + 1, files, parent: undefined, deployment: typeof identity.id === 'string' ? identity.id : undefined, target: targetOfNested(written, context, kindOfTemplate(template)) };
  assertBounded(within, written);
  const name = identity.names.at(-1) ?? '';
  if (inline !== undefined && isOuter(properties, context)) return { template, name, within };
  return { template, given: argumentsOf(properties, written, context), name, within };
}

function isGiven(link: Written | undefined): boolean {
  return link !== undefined && link.raw !== null;
}

/** Whether the expressions of an inline template see what is around it, as they do unless told otherwise. */
function isOuter(properties: Written, { frame }: ResourceContext): boolean {
  const scope = properties.find('expressionEvaluationOptions')?.find('scope');
  const value = scope === undefined ? 'outer' : valueOf(scope, frame);
  if (isUnknown(value)) throw new PlacedError(`The scope of expressions has to be known: ${value.why}`, scope ?? properties);
  return typeof value !== 'string' || value.toLowerCase() !== 'inner';
}

function assertBounded({ depth, files }: Pick<ResourceContext, 'depth' | 'files'>, written: Written): void {
  if (depth > templateLimits.nestedTemplates) throw new PlacedError(`Templates are nested deeper than ${templateLimits.nestedTemplates} levels`, written);
  const last = files.at(-1);
  if (files.filter((file) => file === last).length <= templateLimits.sameFile) return;
  const cycle = files.slice(files.lastIndexOf(last ?? '', -2));
  throw new PlacedError(`The template links itself again and again: ${cycle.join(' → ')}`, written);
}

function argumentsOf(properties: Written, written: Written, { frame }: ResourceContext): Arguments {
  const link = properties.find('parametersLink');
  if (link !== undefined) {
    const document = linkedDocument('parameters', link, written.file, frame);
    return { entries: document?.find('parameters') ?? document, isComplete: document !== undefined };
  }
  const entries = properties.find('parameters');
  if (entries === undefined) return { entries: undefined, isComplete: true, at: properties };
  if (entries.kind !== 'expression') return { entries, frame, isComplete: true };
  const computed = valueOf(entries, frame);
  if (isUnknown(computed)) return { entries: undefined, isComplete: false };
  if (!isObject(computed)) throw new PlacedError(`The parameters of a nested deployment are an object; ${typeName(computed)} given`, entries);
  return { entries: undefined, values: valuesOf(computed), isComplete: true, at: entries };
}

/** `{"name": {"value": …}}` as an expression may compute it. */
function valuesOf(computed: ObjectValue): ObjectValue {
  const pairs = Object.entries(computed).map(([name, entry]) => [name, isObject(entry) ? entry['value'] : entry] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null));
}
