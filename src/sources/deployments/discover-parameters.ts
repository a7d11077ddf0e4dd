import { problemOf, type Library } from '../documents/library.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import type { Document } from '../documents/origin.ts';
import type { BicepFiles } from '../bicep/bicep-files.ts';
import { isBicepParametersName } from '../bicep/source.ts';
import type { NamedFiles, SourceFile } from '../files/named-files.ts';
import type { ReadFiles } from '../read-files.ts';
import type { TemplateShelf } from './pair-parameters.ts';
import { isParameterName, templatePaths } from './parameter-names.ts';
import { discoveredSets, type ParameterSets } from './parameter-sets.ts';
import type { Neighbours } from './template-shelf.ts';

/** The parameter files among the named ones and beside templates. What is only found beside a template and is for none says nothing. */
export async function discoverParameters(
  read: Pick<ReadFiles, 'templates' | 'parameters' | 'sources'>,
  { named, shelf, beside, library, bicep }: { readonly named: NamedFiles; readonly shelf: TemplateShelf; readonly beside: Neighbours; readonly library: Library; readonly bicep: Pick<BicepFiles, 'usingOf'> },
): Promise<{ readonly sets: ParameterSets; readonly problems: readonly SourceProblem[] }> {
  const problems: SourceProblem[] = [];
  const files = new Map<string, Document>(read.parameters.map((document) => [document.file, document]));
  const inFiles = new Map(read.parameters.map(({ file, source }) => [file, source.isNamed]));
  const asked = new Set<string>();
  for (const { file, source, template } of await parametersByName(named, read, shelf)) {
    if (files.has(file)) continue;
    const found = await library.follow(source);
    if (found.kind === 'parameters') {
      files.set(file, { file, json: found.json });
      inFiles.set(file, source.isNamed);
    } else if (found.kind === 'skipped' && found.json === undefined && found.reason !== 'empty') {
      problems.push({ kind: 'error', message: `The file is named as parameters of ${template} and is no JSON`, origin: { file, pointer: '', line: 1, column: 1 } });
    }
  }
  for (const source of read.sources.values()) {
    for (const file of await beside.parametersFor(source)) {
      if (asked.has(file.file) || files.has(file.file)) continue;
      if (isBicepParametersName(file.path) && (await bicep.usingOf(file)) !== source.file) continue;
      asked.add(file.file);
      const found = await library.get(file);
      if (found.kind === 'parameters') files.set(file.file, { file: file.file, json: found.json });
      else if (found.kind === 'problem') problems.push(problemOf(file.file, found));
    }
  }
  const sets = await discoveredSets([...files.values()].toSorted(byFile), (file) => inFiles.get(file) === true, shelf);
  return { sets: { ...sets, alone: sets.alone.filter((file) => inFiles.has(file)) }, problems };
}

/** The named files that are parameters of a template by their name, whatever they look like inside. */
async function parametersByName(named: NamedFiles, { templates }: Pick<ReadFiles, 'templates'>, shelf: TemplateShelf): Promise<readonly { readonly file: string; readonly source: SourceFile; readonly template: string }[]> {
  const found: { readonly file: string; readonly source: SourceFile; readonly template: string }[] = [];
  for (const source of named.files) {
    const { file, path } = source;
    if (!isParameterName(path) || templates.has(file)) continue;
    for (const candidate of templatePaths(file).byName) {
      const template = await shelf.at(candidate);
      if (template === undefined) continue;
      found.push({ file, source, template: template.file });
      break;
    }
  }
  return found;
}

function byFile(left: Document, right: Document): number {
  return left.file < right.file ? -1 : 1;
}
