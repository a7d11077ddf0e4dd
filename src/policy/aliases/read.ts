import { isJsonObject, memberIgnoringCase } from '../../arm/json.ts';
import { PolicyError } from '../error.ts';
import { aliasTable, type Alias, type AliasTable, type AliasVersion, type NamedAlias, type TypeCapabilities, type TypeRow } from './table.ts';

/**
 * Reads the answer of `GET /providers?$expand=resourceTypes/aliases`: the list, the list under `value`, or one provider; also what
 * `az provider list --expand resourceTypes/aliases` prints. Throws PolicyError with the place of what has another shape.
 */
export function readAliases(document: unknown): AliasTable {
  const [providers, pointer] = providersIn(document);
  const rows = providers.flatMap((provider, index) => rowsOf(provider, `${pointer}/${index}`));
  return aliasTable(() => rows, () => true);
}

function providersIn(document: unknown): readonly [readonly unknown[], string] {
  if (Array.isArray(document)) return [document, ''];
  const value = memberIgnoringCase(document, 'value');
  if (Array.isArray(value)) return [value, '/value'];
  if (isJsonObject(document) && memberIgnoringCase(document, 'resourceTypes') !== undefined) return [[document], ''];
  throw new PolicyError('An alias table is a list of providers, as `GET /providers?$expand=resourceTypes/aliases` answers');
}

function rowsOf(provider: unknown, pointer: string): readonly TypeRow[] {
  const namespace = textIn(provider, 'namespace', pointer);
  return listIn(provider, 'resourceTypes', pointer).map((type, index): TypeRow => {
    const place = `${pointer}/resourceTypes/${index}`;
    const name = textIn(type, 'resourceType', place);
    const written = memberIgnoringCase(type, 'capabilities');
    const capabilities = typeof written === 'string' ? capabilitiesIn(written) : undefined;
    const aliases = listIn(type, 'aliases', place).map((alias, position) => named(aliasOf(alias, `${place}/aliases/${position}`)));
    return { type: `${namespace}/${name}`, capabilities: () => capabilities, aliases: () => aliases };
  });
}

function named(alias: Alias): NamedAlias {
  return { name: alias.name, read: () => alias };
}

/** "SupportsTags, SupportsLocation", "None" and the like. */
function capabilitiesIn(written: string): TypeCapabilities {
  const words = new Set(written.toLowerCase().split(/[\s,]+/));
  return { tags: words.has('supportstags'), location: words.has('supportslocation') };
}

function aliasOf(alias: unknown, pointer: string): Alias {
  const name = textIn(alias, 'name', pointer);
  const versions = listIn(alias, 'paths', pointer).map((entry, index) => versionOf(entry, `${pointer}/paths/${index}`));
  return {
    name,
    ...pathOf(memberIgnoringCase(alias, 'defaultPath')),
    ...metadataIn(memberIgnoringCase(alias, 'defaultMetadata')),
    ...(versions.length === 0 ? {} : { versions }),
  };
}

function versionOf(entry: unknown, pointer: string): AliasVersion {
  const versions = listIn(entry, 'apiVersions', pointer).filter((version): version is string => typeof version === 'string');
  return {
    apiVersions: new Set(versions.map((version) => version.toLowerCase())),
    ...pathOf(memberIgnoringCase(entry, 'path')),
    ...metadataIn(memberIgnoringCase(entry, 'metadata')),
  };
}

/** Text; some tools print it as an object with a path in it. */
function pathOf(written: unknown): { readonly path?: string } {
  const path = isJsonObject(written) ? memberIgnoringCase(written, 'path') : written;
  return typeof path === 'string' && path !== '' ? { path } : {};
}

function metadataIn(metadata: unknown): Pick<AliasVersion, 'modifiable' | 'type'> {
  const attributes = memberIgnoringCase(metadata, 'attributes');
  const type = memberIgnoringCase(metadata, 'type');
  return {
    ...(typeof attributes === 'string' ? { modifiable: attributes.toLowerCase().split(/[\s,]+/).includes('modifiable') } : {}),
    ...(typeof type === 'string' ? { type: type.toLowerCase() } : {}),
  };
}

function listIn(parent: unknown, name: string, pointer: string): readonly unknown[] {
  const found = memberIgnoringCase(parent, name) ?? [];
  if (Array.isArray(found)) return found;
  throw new PolicyError(`\`${name}\` has to be an array`, `${pointer}/${name}`);
}

function textIn(parent: unknown, name: string, pointer: string): string {
  const found = memberIgnoringCase(parent, name);
  if (typeof found === 'string' && found !== '') return found;
  throw new PolicyError(`\`${name}\` has to be text`, `${pointer}/${name}`);
}

