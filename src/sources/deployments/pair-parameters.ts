import { member, memberIgnoringCase } from '../../arm/json.ts';
import { isObject } from '../../language/values.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import { originIn, type Document } from '../documents/origin.ts';
import { below, folderOf, treePath } from '../files/tree-path.ts';
import { templatePaths } from './parameter-names.ts';

/** The templates of a run, by the path under which they are shown. */
export interface TemplateShelf {
  /** The template at a path, without regard to case; undefined when there is none. */
  readonly at: (path: string) => Promise<Document | undefined>;
  readonly in: (folder: string) => readonly Document[];
}

export type Pairing =
  | { readonly kind: 'paired'; readonly template: Document }
  /** It says itself which template it is for, and that is not at hand. */
  | { readonly kind: 'problem'; readonly problem: SourceProblem }
  | { readonly kind: 'alone' };

/**
 * The template that a parameter file is for, of Bicep the one that it is `using`; else:
 * 1. what its `metadata.template` names (PSRule for Azure: with `./` or `../` from the file, else from the root; here also from the file where the root has none);
 * 2. the template of its name, see `templatePaths`;
 * 3. the usual template of its folder, or the only one, if that declares every parameter of the file.
 */
export async function templateFor(parameters: Document, shelf: TemplateShelf): Promise<Pairing> {
  const using = parameters.json.compiled?.using;
  if (using !== undefined) {
    const template = await shelf.at(using);
    return template === undefined ? { kind: 'alone' } : { kind: 'paired', template };
  }
  const named = member(memberIgnoringCase(parameters.json.value, 'metadata'), 'template');
  if (typeof named === 'string' && named !== '') return followMetadata(parameters, named, shelf);
  const { byName, usual, folders } = templatePaths(parameters.file);
  for (const path of byName) {
    const template = await shelf.at(path);
    if (template !== undefined) return { kind: 'paired', template };
  }
  for (const path of usual) {
    const template = await shelf.at(path);
    if (template !== undefined && declaresAll(template, parameters)) return { kind: 'paired', template };
  }
  const only = folders.map((folder) => shelf.in(folder)).find((templates) => templates.length > 0);
  const [template] = only ?? [];
  return template !== undefined && only?.length === 1 && declaresAll(template, parameters) ? { kind: 'paired', template } : { kind: 'alone' };
}

async function followMetadata(parameters: Document, named: string, shelf: TemplateShelf): Promise<Pairing> {
  const path = named.replaceAll('\\', '/');
  const fromFile = treePath(below(folderOf(parameters.file), path));
  const fromRoot = treePath(path.replace(/^\/+/, ''));
  for (const candidate of /^\.\.?\//.test(path) ? [fromFile] : [fromRoot, fromFile]) {
    const template = candidate === undefined ? undefined : await shelf.at(candidate);
    if (template !== undefined) return { kind: 'paired', template };
  }
  // What became of a Bicep file is told where it is compiled.
  if (/\.bicep$/i.test(path)) return { kind: 'alone' };
  const message = `The template ${JSON.stringify(named.slice(0, 200))} of these parameters is not in the checkout, or is no template`;
  return { kind: 'problem', problem: { kind: 'unread', message, origin: originIn(parameters, '/metadata/template') } };
}

/** True when the template declares every parameter that the file has a value for; Resource Manager refuses others. */
export function declaresAll(template: Document, parameters: Document): boolean {
  const declared = new Set(declaredNames(template).map((name) => name.toLowerCase()));
  return declaredNames(parameters).every((name) => declared.has(name.toLowerCase()));
}

/** The names under `parameters` of a template or of a parameter file. */
export function declaredNames({ json }: Document): readonly string[] {
  const parameters = memberIgnoringCase(json.value, 'parameters');
  return isObject(parameters) ? Object.keys(parameters) : [];
}
