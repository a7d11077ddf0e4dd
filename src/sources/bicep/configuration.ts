import { isJsonObject, member, type JsonObject } from '../../arm/json.ts';
import { JsonTextError, readJsonText } from '../../arm/json-text.ts';

export type Configuration = { readonly kind: 'found'; readonly text: string } | { readonly kind: 'error'; readonly message: string; readonly line: number; readonly column: number };

/** What of a configuration changes what a file means (learn.microsoft.com, "Configure your Bicep environment"). */
const kept = ['moduleAliases', 'experimentalFeaturesEnabled', 'cloud', 'implicitExtensions'] as const;

/** The configuration of a folder that has none: nothing above the snapshot counts, and the linter has nothing to say here. */
export const plainConfiguration = JSON.stringify(configurationOf({}));

/**
 * A `bicepconfig.json` of the checkout as it is handed to the compiler. What only the linter and the formatter read is left out, and so is what would make
 * the compiler read somewhere else: `cacheRootDirectory`, the folder in which restored modules are looked for, and extensions that are files.
 */
export function readConfiguration(text: string): Configuration {
  try {
    const { value } = readJsonText(text, 'template', { length: 1024 * 1024, depth: 64 });
    if (!isJsonObject(value)) return { kind: 'error', message: 'The configuration of Bicep is no object', line: 1, column: 1 };
    return { kind: 'found', text: JSON.stringify(configurationOf(value)) };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return { kind: 'error', message: `The configuration of Bicep cannot be read: ${error.message}`, line: error.line, column: error.column };
  }
}

function configurationOf(value: JsonObject): JsonObject {
  const extensions = member(value, 'extensions');
  const known = isJsonObject(extensions) ? Object.fromEntries(Object.entries(extensions).filter(([, reference]) => typeof reference === 'string' && /^(?:builtin:|br[/:])/.test(reference))) : undefined;
  return {
    ...Object.fromEntries(kept.flatMap((name) => (member(value, name) === undefined ? [] : [[name, value[name]]]))),
    ...(known === undefined ? {} : { extensions: known }),
    analyzers: { core: { enabled: false } },
  };
}
