import type { BicepFiles } from '../bicep/bicep-files.ts';
import { isBicepName, isBicepParametersName } from '../bicep/source.ts';
import { isJsonName } from '../documents/formats.ts';
import type { Library } from '../documents/library.ts';
import type { Document } from '../documents/origin.ts';
import { below, folderOf, nameOf } from '../files/tree-path.ts';
import type { Mount, NamedFiles, SourceFile } from '../files/named-files.ts';
import { isParameterName, parameterFolders, templateFolders } from './parameter-names.ts';
import type { TemplateShelf } from './pair-parameters.ts';

/** What lies beside the files that the user named, where the user did not name the whole folder. */
export interface Neighbours {
  /** The files of JSON and Bicep directly in a folder, as far as they are not excluded. */
  readonly in: (mount: Mount, folder: string) => Promise<readonly SourceFile[]>;
  /** Files beside a template that look like parameters by their name or folder. */
  readonly parametersFor: (template: SourceFile) => Promise<readonly SourceFile[]>;
}

/** Folders are looked into so far: a folder of a thousand parameter files for one template is none. */
const mostNeighbours = 1000;

export function neighbours(named: NamedFiles): Neighbours {
  const known = new Map<string, Promise<readonly SourceFile[]>>();
  const list = async (mount: Mount, folder: string, shallow: boolean): Promise<readonly SourceFile[]> => {
    const listing = await mount.tree.list(folder, { shallow });
    if (listing.kind !== 'found') return [];
    return listing.paths
      .filter((path) => (!shallow || folderOf(path) === folder) && (isJsonName(path) || isBicepName(path) || isBicepParametersName(path)))
      .slice(0, mostNeighbours)
      .map((path) => ({ file: below(mount.prefix, path), mount, path, isNamed: false }))
      .filter(({ file }) => !named.isExcluded(file));
  };
  const look = (mount: Mount, folder: string, shallow: boolean): Promise<readonly SourceFile[]> => {
    const key = `${mount.prefix}\0${folder}\0${shallow}`;
    const found = known.get(key) ?? list(mount, folder, shallow);
    known.set(key, found);
    return found;
  };
  return {
    in: (mount, folder) => look(mount, folder, true),
    parametersFor: async ({ mount, path, file }) => {
      if (named.isWhole(folderOf(file))) return [];
      const folder = folderOf(path);
      const beside = (await look(mount, folder, true)).filter((one) => isParameterName(one.path) || isBicepParametersName(one.path));
      const around = folder !== '' && templateFolders.includes(nameOf(folder).toLowerCase()) ? [folder, folderOf(folder)] : [folder];
      const apart = await Promise.all(around.flatMap((one) => parameterFolders.map((name) => look(mount, below(one, name), false))));
      return [...beside, ...apart.flat()];
    },
  };
}

/** The templates that were named, and those that parameter files lead to. `found` is told of the latter. */
export function templateShelf(templates: ReadonlyMap<string, Document>, sources: { readonly named: NamedFiles; readonly library: Library; readonly beside: Neighbours; readonly bicep: Pick<BicepFiles, 'remote'>; readonly found: (file: SourceFile | undefined, document: Document) => void }): TemplateShelf {
  const { named, library, beside, bicep, found } = sources;
  const byName = new Map<string, Document>();
  const byFolder = new Map<string, Document[]>();
  const put = (template: Document): void => {
    byName.set(template.file.toLowerCase(), template);
    const folder = folderOf(template.file);
    const there = byFolder.get(folder);
    if (there === undefined) byFolder.set(folder, [template]);
    else there.push(template);
  };
  for (const template of templates.values()) put(template);
  const add = (template: Document, file?: SourceFile): Document => {
    put(template);
    found(file, template);
    return template;
  };
  const lookUp = async (path: string): Promise<Document | undefined> => {
    const remote = bicep.remote().find((template) => template.file === path);
    if (remote !== undefined) return add(remote);
    const folder = folderOf(path);
    // Modules are named and not read: parameters make one stand alone.
    const module = isBicepName(path) ? named.files.find((one) => one.file.toLowerCase() === path.toLowerCase()) : undefined;
    const held = module === undefined ? undefined : await library.follow(module);
    if (module !== undefined) return held?.kind === 'template' ? add({ file: module.file, json: held.json }, module) : undefined;
    if (named.isWhole(folder) || named.isExcluded(path)) return undefined;
    const mount = named.mounts.find(({ prefix }) => prefix !== '' && (folder === prefix || folder.startsWith(`${prefix}/`))) ?? named.mounts[0];
    if (mount === undefined) return undefined;
    const inside = mount.prefix === '' ? folder : folder.slice(mount.prefix.length + 1);
    const file = (await beside.in(mount, inside)).find((one) => nameOf(one.file).toLowerCase() === nameOf(path).toLowerCase());
    const read = file === undefined ? undefined : await library.follow(file);
    if (file === undefined || read?.kind !== 'template') return undefined;
    return add({ file: file.file, json: read.json }, file);
  };
  return { at: async (path) => byName.get(path.toLowerCase()) ?? (await lookUp(path)), in: (folder) => byFolder.get(folder) ?? [] };
}
