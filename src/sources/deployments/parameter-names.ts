import { isJsonName } from '../documents/formats.ts';
import { folderOf, nameOf } from '../files/tree-path.ts';

/** Endings of files that hold JSON. */
const json = /\.json[c5]?$/i;
const word = /(^|[._-])param(?:eter)?s?(?=[._-]|$)/gi;

/** Folders that hold nothing but parameters, of templates beside the folder. */
export const parameterFolders: readonly string[] = ['parameters', 'parameter', 'params', 'param', 'environments', 'environment', 'envs', 'env'];
/** Folders beside a folder of parameters that hold the templates. */
export const templateFolders: readonly string[] = ['templates', 'template'];

/** How the one template of a folder is usually called: quickstarts, Bicep's output, the portal's export, managed applications. */
const usualTemplates: readonly string[] = ['azuredeploy.json', 'main.json', 'template.json', 'mainTemplate.json', 'deploy.json', 'main.bicep', 'azuredeploy.bicep', 'deploy.bicep'];

/** True for `main.parameters.json`, `main.parameters.dev.json`, `main.dev.param.json`, `parameters.json`, `main-parameters.json`. */
export function isParameterName(path: string): boolean {
  const stem = nameOf(path).replace(json, '');
  return isJsonName(path) && stem.replace(word, '') !== stem;
}

/**
 * Paths at which the template of a parameter file may lie, likeliest first. By name: what is left of the file's name without the word
 * "parameters", then without what stands behind its last dot or dash, and so on (`main.parameters.dev.json`: `main.dev.json`, `main.json`); in
 * the file's own folder, and for files in a folder of parameters (`parameters/main.json`, `env/dev/main.parameters.json`) in the one above and in its `templates`.
 */
export function templatePaths(parameterFile: string): { readonly byName: readonly string[]; readonly usual: readonly string[]; readonly folders: readonly string[] } {
  const folders = foldersFor(folderOf(parameterFile));
  const names = stemsOf(parameterFile).flatMap((stem) => [`${stem}.json`, `${stem}.jsonc`, `${stem}.json5`, `${stem}.template.json`, `${stem}.deploy.json`, `${stem}.bicep`]);
  const paths = (ones: readonly string[]): readonly string[] => folders.flatMap((folder) => ones.map((name) => (folder === '' ? name : `${folder}/${name}`)));
  return { byName: paths(names).filter((path) => path !== parameterFile), usual: paths(usualTemplates).filter((path) => path !== parameterFile), folders };
}

function stemsOf(path: string): readonly string[] {
  let stem = nameOf(path).replace(json, '').replace(word, '').replace(/^[._-]+/, '');
  const stems: string[] = [];
  while (stem !== '') {
    stems.push(stem);
    stem = stem.slice(0, Math.max(0, stem.search(/[._-][^._-]*$/)));
  }
  return stems;
}

function foldersFor(folder: string): readonly string[] {
  const segments = folder.split('/');
  const depth = [1, 2].find((last) => parameterFolders.includes(segments.at(-last)?.toLowerCase() ?? ''));
  if (depth === undefined) return [folder];
  const above = segments.slice(0, -depth).join('/');
  return [folder, above, ...templateFolders.map((name) => (above === '' ? name : `${above}/${name}`))];
}
