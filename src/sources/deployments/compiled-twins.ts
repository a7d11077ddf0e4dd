import { at } from '../../arm/json.ts';
import type { ExpandedResource } from '../../template/expansion.ts';
import type { Document } from '../documents/origin.ts';
import { folderOf, nameOf } from '../files/tree-path.ts';
import { isBicepName } from '../bicep/source.ts';
import type { ExpandedDeployment } from './expand-deployment.ts';
import { declaresAll } from './pair-parameters.ts';
import { identity } from './same-resource.ts';

/** Templates that were compiled and committed beside their Bicep file: that file by theirs. */
export type Twins = ReadonlyMap<string, string>;

/**
 * The committed output of the compiler among templates, with what it was made of: the Bicep file of its name, else the folder's only one or `main.bicep`.
 * That it really is its output is for `isRepeated` to see: what is written into a file about itself proves nothing.
 */
export function twinsOf(templates: ReadonlyMap<string, Document>): Twins {
  const sources = [...templates.keys()].filter(isBicepName);
  const twins = new Map<string, string>();
  for (const { file, json } of templates.values()) {
    if (json.compiled !== undefined || at(json.value, 'metadata', '_generator', 'name') !== 'bicep') continue;
    const here = sources.filter((source) => folderOf(source) === folderOf(file));
    const stem = nameOf(file).replace(/\.[^.]*$/, '').toLowerCase();
    const found = here.find((source) => nameOf(source).toLowerCase() === `${stem}.bicep`) ?? (here.length === 1 ? here[0] : here.find((source) => nameOf(source) === 'main.bicep'));
    if (found !== undefined) twins.set(file, found);
  }
  return twins;
}

/** The parameters of a template, where it has a twin those of both: a file beside them is for the one that is deployed. */
export function setsOf(template: Document, byTemplate: (file: string) => readonly Document[], twins: Twins): readonly Document[] {
  const own = byTemplate(template.file);
  const source = twins.get(template.file);
  const others = source === undefined ? [...twins].filter(([, one]) => one === template.file).map(([compiled]) => compiled) : [source, ...[...twins].filter(([file, one]) => one === source && file !== template.file).map(([file]) => file)];
  const shared = others.flatMap(byTemplate).filter((parameters) => !own.includes(parameters) && declaresAll(template, parameters));
  return [...own, ...shared];
}

/**
 * True when a committed template comes to nothing that its Bicep file does not come to as well, and has nothing more that keeps it from being judged: then it is
 * judged there, where it is written. One that somebody has changed, or forgotten to compile again, is a deployment of its own, and judged as a whole: what is
 * around a cluster decides about it, too.
 */
export function isRepeated(compiled: readonly ExpandedDeployment[], source: readonly ExpandedDeployment[]): boolean {
  if (compiled.length === 0 || source.length === 0) return false;
  const resources = new Set(source.flatMap(({ expansion }) => expansion.resources.map(identity)));
  const problems = new Set(source.flatMap(problemsOf));
  // The deployments of modules carry the compiler's own version of their API; what they deploy is compared.
  const isKnown = (resource: ExpandedResource): boolean => resources.has(identity(resource)) || /^Microsoft\.Resources\/deployments$/i.test(resource.type);
  return compiled.every((deployment) => deployment.expansion.resources.every(isKnown) && problemsOf(deployment).every((problem) => problems.has(problem)));
}

function problemsOf({ expansion, problems }: ExpandedDeployment): readonly string[] {
  return [...problems, ...expansion.problems].map(({ kind, message }) => `${kind}: ${message}`);
}
