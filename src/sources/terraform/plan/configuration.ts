import { arrayAt, at, isJsonObject, member, textAt, type JsonObject } from '../../../arm/json.ts';
import type { ModulePath } from './module-path.ts';

/** The configuration in a plan: expressions as written, without their text. */
export interface Configuration {
  /** The module that a path leads to; undefined when the configuration does not have it. */
  readonly moduleAt: (path: ModulePath) => JsonObject | undefined;
  /** The call of a module, in the module that calls it. */
  readonly callOf: (path: ModulePath) => JsonObject | undefined;
  /** The block of a resource in the module at a path. */
  readonly resourceAt: (path: ModulePath, type: string, name: string) => JsonObject | undefined;
  /** The configuration of a provider by its key, `azurerm` or `azurerm.hub`. */
  readonly provider: (key: string) => JsonObject | undefined;
  /** Every provider of a name: `azurerm`. */
  readonly providersNamed: (name: string) => readonly JsonObject[];
}

/** Makes the `configuration` of a plan findable. Instances of a module share theirs. */
export function configurationOf(configuration: JsonObject): Configuration {
  const root = member(configuration, 'root_module');
  const modules = new Map<string, JsonObject | undefined>([['', isJsonObject(root) ? root : undefined]]);
  const blocks = new Map<JsonObject, ReadonlyMap<string, JsonObject>>();

  const moduleAt = (path: ModulePath): JsonObject | undefined => {
    const key = path.map(({ name }) => name).join('/');
    if (!modules.has(key)) {
      const found = at(callOf(path), 'module');
      modules.set(key, isJsonObject(found) ? found : undefined);
    }
    return modules.get(key);
  };
  const callOf = (path: ModulePath): JsonObject | undefined => {
    const last = path.at(-1);
    if (last === undefined) return undefined;
    const call = at(moduleAt(path.slice(0, -1)), 'module_calls', last.name);
    return isJsonObject(call) ? call : undefined;
  };
  const blocksOf = (module: JsonObject): ReadonlyMap<string, JsonObject> => {
    const known = blocks.get(module);
    if (known !== undefined) return known;
    const made = new Map<string, JsonObject>();
    for (const block of arrayAt(module, 'resources')) {
      if (isJsonObject(block) && textAt(block, 'mode') !== 'data') made.set(`${textAt(block, 'type') ?? ''}.${textAt(block, 'name') ?? ''}`, block);
    }
    blocks.set(module, made);
    return made;
  };
  const providers = member(configuration, 'provider_config');
  return {
    moduleAt,
    callOf,
    resourceAt: (path, type, name) => {
      const module = moduleAt(path);
      return module === undefined ? undefined : blocksOf(module).get(`${type}.${name}`);
    },
    provider: (key) => {
      const found = member(providers, key);
      return isJsonObject(found) ? found : undefined;
    },
    providersNamed: (name) => (isJsonObject(providers) ? Object.values(providers).filter(isJsonObject).filter((provider) => textAt(provider, 'name') === name) : []),
  };
}
