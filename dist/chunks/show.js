import { UserError, suggestion } from './ground.js';
import { withBuiltIns } from './built-ins.js';
import { bundledInitiatives, bundledInitiative, bundledDefinitions } from './engine.js';

/**
 * A policy object of the library as Azure accepts it. The definitions that an initiative names live at `scope`; without one their
 * ids keep the placeholder `{definitionScope}`. With `includeBuiltIns` an initiative has Azure's built-ins of its ground as well. Throws UserError for a name that is not there, and for a scope where none can live.
 */
function showPolicy(name                    , scope                   , includeBuiltIns = false)             {
  if (name === undefined) throw new UserError('"policies show" needs the name of an initiative or definition; aks-isolation policies list tells them.');
  if (scope?.kind === 'resourceGroup') throw new UserError(`${scope.id} is a resource group: definitions and initiatives live at a subscription or management group.`);
  const wanted = name.toLowerCase();
  const initiative = bundledInitiatives.find((entry) => entry.name === wanted);
  if (initiative !== undefined) {
    const document = scope === undefined ? initiative.document : bundledInitiative(initiative.name, scope.id);
    return includeBuiltIns ? withBuiltIns(document) : document;
  }
  const definition = bundledDefinitions.find((entry) => entry.name === wanted);
  if (definition !== undefined) return definition.document;
  const names = [...bundledInitiatives, ...bundledDefinitions].map((entry) => entry.name);
  throw new UserError(`The library has no policy \`${name.slice(0, 80)}\`${suggestion(wanted, names) || '.'} "aks-isolation policies list" tells all.`);
}

export { showPolicy };
