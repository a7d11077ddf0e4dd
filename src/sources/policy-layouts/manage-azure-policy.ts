import { isJsonObject, member, memberIgnoringCase, type JsonObject } from '../../arm/json.ts';
import { mistake, spotIn, type FoundDocument, type JsonFile } from './document.ts';

/**
 * The layout of Azure/manage-azure-policy (README; src/azure/policyHelper.ts), which the export of the portal and Azure/Community-Policy
 * share: one folder for each policy, with `policy.json`, whose rule and parameters may stand in `policy.rules.json` and
 * `policy.parameters.json`; `policyset.json` with `policyset.definitions.json` and `policyset.parameters.json`. The community's names begin
 * with `azurepolicy`, and its parts are bare. A part counts where `policy.json` does not have it itself.
 */
const partName = /^((?:azure)?policy(?:set)?)\.(rules|parameters|definitions)\.json$/i;

const partMembers = { rules: 'policyRule', parameters: 'parameters', definitions: 'policyDefinitions' } as const;
type Part = keyof typeof partMembers;

export interface JoinedParts {
  readonly documents: readonly FoundDocument[];
  /** The files that are no parts, nor were joined with any. */
  readonly rest: readonly JsonFile[];
}

/** Puts the policies together that are written in parts. Throws UserError for a part that is not as the layout says. */
export function joinParts(files: readonly JsonFile[]): JoinedParts {
  const byPath = new Map(files.map((file) => [file.path.toLowerCase(), file]));
  const groups = new Map<string, Map<Part, JsonFile>>();
  for (const file of files) {
    const [name, stem = '', part = ''] = partName.exec(file.path.split('/').at(-1) ?? '') ?? [];
    if (name === undefined) continue;
    const key = `${file.path.slice(0, file.path.length - name.length)}${stem}.json`.toLowerCase();
    const group = groups.get(key) ?? new Map<Part, JsonFile>();
    groups.set(key, group.set(part.toLowerCase() as Part, file));
  }
  const documents: FoundDocument[] = [];
  const taken = new Set<JsonFile>();
  for (const [key, parts] of groups) {
    const base = byPath.get(key);
    const joined = join(base, parts);
    if (joined === undefined) continue;
    documents.push(joined);
    for (const file of parts.values()) taken.add(file);
    if (base !== undefined) taken.add(base);
  }
  return { documents, rest: files.filter((file) => !taken.has(file)) };
}

/** Undefined where the parts alone are no policy: parameters without a rule. */
function join(base: JsonFile | undefined, parts: ReadonlyMap<Part, JsonFile>): FoundDocument | undefined {
  const [first] = parts.values();
  if (first === undefined) return undefined;
  const isSet = (first.path.split('/').at(-1) ?? '').toLowerCase().includes('policyset.');
  const main: Part = isSet ? 'definitions' : 'rules';
  if (base === undefined && !parts.has(main)) return undefined;
  const written = base?.source.value ?? { name: first.path.split('/').at(-2) ?? first.path };
  if (!isJsonObject(written)) throw mistake(spotIn(base ?? first, ''), 'a policy has to be an object');
  const wrapped = memberIgnoringCase(written, 'properties');
  const own = isJsonObject(wrapped) ? wrapped : written;
  const origins = new Map<string, { readonly file: JsonFile; readonly pointer: string }>();
  const added: [string, unknown][] = [];
  const at = isJsonObject(wrapped) ? '/properties' : '';
  for (const part of [main, 'parameters'] as const) {
    const file = parts.get(part);
    const name = partMembers[part];
    if (file === undefined || hasOwnContent(own, name)) continue;
    const { value, pointer } = contentOf(file, part);
    added.push([name, value]);
    origins.set(`${at}/${name}`, { file, pointer });
  }
  const properties = { ...withoutKeys(own, added.map(([name]) => name)), ...Object.fromEntries(added) };
  const wrapper = Object.keys(written).find((key) => key.toLowerCase() === 'properties') ?? 'properties';
  return {
    kind: isSet ? 'initiative' : 'definition',
    parts: Array.from(parts.values(), ({ path }) => path),
    value: at === '' ? properties : { ...written, [wrapper]: properties },
    spotOf: (pointer) => {
      const [prefix, origin] = Array.from(origins).find(([start]) => pointer === start || pointer.startsWith(`${start}/`)) ?? [];
      if (prefix === undefined || origin === undefined) return spotIn(base ?? first, pointer);
      return spotIn(origin.file, `${origin.pointer}${pointer.slice(prefix.length)}`);
    },
  };
}

/** As the action asks: what is missing, null or empty is taken from the part. */
function hasOwnContent(own: JsonObject, name: string): boolean {
  const value = memberIgnoringCase(own, name);
  return value !== undefined && value !== null;
}

function withoutKeys(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.some((name) => name.toLowerCase() === key.toLowerCase())));
}

/** `{policyRule: …}` of the action, or the bare `{if, then}` of the community; the same for parameters and members. */
function contentOf(file: JsonFile, part: Part): { readonly value: unknown; readonly pointer: string } {
  const { value } = file.source;
  const name = partMembers[part];
  const inner = member(value, name);
  const isWrapped = part === 'parameters' ? isJsonObject(inner) && typeof inner['type'] !== 'string' : inner !== undefined;
  if (isWrapped) return { value: inner, pointer: `/${name}` };
  const isBare = part === 'rules' ? member(value, 'if') !== undefined : part === 'parameters' ? isJsonObject(value) : Array.isArray(value);
  if (!isBare) throw mistake(spotIn(file, ''), `the file holds no \`${name}\`, as its name says it should`);
  return { value, pointer: '' };
}
