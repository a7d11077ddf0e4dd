import { arrayAt, at, isJsonObject, textAt } from '../../../arm/json.ts';
import { treePath } from '../../files/tree-path.ts';
import type { Configuration } from '../plan/configuration.ts';
import type { ModulePath } from '../plan/module-path.ts';

/** Where the block of something stands: a folder of the checkout, and the call on the way to it when the module itself is not there. */
export interface ModulePlace {
  readonly folder: string;
  /** The name of the call, in that folder, of the first module on the way that is not in the checkout. */
  readonly call?: string;
}

/** The folder of the module at a path: local sources (`./…`) are followed from the root module's folder. Undefined where the way leads out of the checkout. */
export function modulePlace(path: ModulePath, root: string, configuration: Configuration): ModulePlace | undefined {
  let folder = root;
  for (const [index, { name }] of path.entries()) {
    const source = textAt(configuration.callOf(path.slice(0, index + 1)), 'source') ?? '';
    if (!/^\.\.?(?:\/|\\|$)/.test(source)) return { folder, call: name };
    const below = treePath(`${folder}/${source.replaceAll('\\', '/')}`.replace(/^\//, ''));
    if (below === undefined) return undefined;
    folder = below;
  }
  return { folder };
}

/** Every module of a configuration that resources may stand in, as paths without keys; bounded. */
export function modulePaths(configuration: Configuration, most: number): readonly ModulePath[] {
  const found: ModulePath[] = [[]];
  for (const path of found) {
    const calls = at(configuration.moduleAt(path), 'module_calls');
    if (path.length > 32 || !isJsonObject(calls)) continue;
    for (const name of Object.keys(calls)) if (found.length < most) found.push([...path, { name }]);
  }
  return found.filter((path) => path.length === 0 || arrayAt(configuration.moduleAt(path), 'resources').length > 0);
}
