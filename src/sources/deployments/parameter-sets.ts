import { UserError } from '../../run/errors.ts';
import { problemOf, type Library } from '../documents/library.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import { originIn, type Document } from '../documents/origin.ts';
import type { SourceFile } from '../files/named-files.ts';
import { declaresAll, templateFor, type TemplateShelf } from './pair-parameters.ts';

/** The parameter files by the template they are for, in order of their names. */
export interface ParameterSets {
  readonly byTemplate: ReadonlyMap<string, readonly Document[]>;
  readonly problems: readonly SourceProblem[];
  /** Files that are for no template at hand. */
  readonly alone: readonly string[];
}

const noTemplate = 'No template was found for these parameters: name it among the paths, or in the file as `metadata.template`';

/**
 * Finds the template of every parameter file that lies among the named files or beside templates. `isNamed`: the user asked for
 * this very file, so that it is a problem when it is for none.
 */
export async function discoveredSets(files: readonly Document[], isNamed: (file: string) => boolean, shelf: TemplateShelf): Promise<ParameterSets> {
  const byTemplate = new Map<string, Document[]>();
  const problems: SourceProblem[] = [];
  const alone: string[] = [];
  for (const parameters of files) {
    const pairing = await templateFor(parameters, shelf);
    if (pairing.kind === 'paired') add(byTemplate, pairing.template, parameters);
    else if (pairing.kind === 'problem') problems.push(pairing.problem);
    else if (isNamed(parameters.file)) problems.push({ kind: 'unread', message: noTemplate, origin: originIn(parameters, '') });
    else alone.push(parameters.file);
  }
  return { byTemplate, problems, alone };
}

/**
 * The parameter files that the user named: each for the template it names or lies beside, else for every template that declares all of its
 * parameters, else for every template. Throws UserError for a file that is none.
 */
export async function namedSets(files: readonly SourceFile[], sources: { readonly library: Library; readonly shelf: TemplateShelf; readonly templates: () => readonly Document[] }): Promise<ParameterSets> {
  const byTemplate = new Map<string, Document[]>();
  const problems: SourceProblem[] = [];
  for (const file of files) {
    const read = await sources.library.follow(file);
    if (read.kind === 'problem') problems.push(problemOf(file.file, read));
    else if (read.kind === 'refused') continue;
    else if (read.kind !== 'parameters') throw new UserError(`"${file.file}" holds no parameters of a template: "$schema" must name deploymentParameters.json, or \`using\` a template.`);
    else {
      const parameters = { file: file.file, json: read.json };
      const pairing = await templateFor(parameters, sources.shelf);
      const templates = sources.templates();
      const declaring = templates.filter((template) => declaresAll(template, parameters));
      const chosen = pairing.kind === 'paired' ? [pairing.template] : declaring.length > 0 ? declaring : templates;
      for (const template of chosen) add(byTemplate, template, parameters);
    }
  }
  return { byTemplate, problems, alone: [] };
}

function add(sets: Map<string, Document[]>, { file }: Document, parameters: Document): void {
  const there = sets.get(file);
  if (there === undefined) sets.set(file, [parameters]);
  else there.push(parameters);
}
