import { isJsonObject, member, type JsonObject } from '../../arm/json.ts';

/** What one write changed is told in so many lines; a value is told when it is a scalar no longer than this. */
const most = { lines: 12, characters: 80, path: 200 } as const;

/** What every write changes, and nobody asks about. */
const noise = /^(?:(?:properties\.)?(?:provisioningState|powerState(?:\.code)?|resourceUID|currentKubernetesVersion|currentOrchestratorVersion|effectiveOutboundIPs)|etag|systemData(?:\..+)?|.*\.(?:provisioningState|eTag|etag|lastModified\w*))$/i;

/**
 * Where secrets stand, by name: a value below such a member is never told. Azure leaves secrets out of what it remembers; this is for those
 * that people put elsewhere (tags, environment variables).
 */
const sensitive = /pass(?:word|wd|phrase)|secret|token|credential|connectionstring|(?:account|access|primary|secondary|shared|private|public|storage|admin|ssh|api)_?-?key|keydata|certificate|trustedca|protectedsettings|customdata|userdata|\bsas\b/i;

/** True for a change that somebody may have meant. */
export function isTelling(path: string): boolean {
  return !noise.test(path);
}

/**
 * The changes of a change record, a line each: "properties.networkProfile.outboundType: none → loadBalancer". Long values and objects are
 * not told, nor what stands where secrets may.
 * @param changes `properties.changes` of `microsoft.resources/changes`: by path, `previousValue` and `newValue`
 */
export function detailsOf(changes: unknown): readonly string[] {
  if (!isJsonObject(changes)) return [];
  const telling = Object.entries(changes).filter(([path]) => isTelling(path));
  const lines = telling.slice(0, most.lines).map(([path, change]) => lineOf(path, isJsonObject(change) ? change : {}));
  return telling.length > most.lines ? [...lines, `and ${telling.length - most.lines} more`] : lines;
}

/** The paths that a change record is about, in lower case. */
export function pathsOf(changes: unknown): readonly string[] {
  return isJsonObject(changes) ? Object.keys(changes).filter(isTelling).map((path) => path.toLowerCase()) : [];
}

function lineOf(path: string, change: JsonObject): string {
  const shownPath = path.length > most.path ? `${path.slice(0, most.path)}…` : path;
  if (sensitive.test(path)) return `${shownPath}: changed (not shown)`;
  return `${shownPath}: ${shown(member(change, 'previousValue'))} → ${shown(member(change, 'newValue'))}`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === 'null' || value === '') return 'nothing';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '(not shown)';
  // What is long is a text that somebody wrote, or a key.
  return value.length > most.characters || /^[[{]/.test(value) ? '(not shown)' : value.replace(/:\/\/[^\s/@]{1,80}@/g, '://***@');
}
