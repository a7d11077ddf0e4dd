import type { Finding, Fix } from '../../policy/finding.ts';
import { clip, oneLine } from '../escape.ts';

/** The name by which viewers find the root of the checkout; GitHub takes relative addresses as relative to it anyway. */
export const sourceRoot = '%SRCROOT%';

/** Linux takes paths of 4,096 bytes (PATH_MAX): what is longer names no file. */
const pathLimit = 4_096;

/** A file's address: percent-encoded, relative to the checkout, or `file:` where the path is absolute. `file` must not be empty. */
export function artifactLocation(file: string): object {
  const path = clip(file, pathLimit).replace(/^(?:\.\/)+/, '');
  // Halves of characters have no encoding, and `encodeURIComponent` throws on them.
  const encoded = path.replace(/\p{Cs}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: sourceRoot };
}

/**
 * Where GitHub shows a finding: it drops what has no physical location. A living resource is in no file, so its id stands
 * for the path (as scanners of images do with an image's name): it is stable, and each resource gets alerts of its own. Azure
 * writes one id now in this case and now in that; where looks are compared it is in lower case, as another path is another alert.
 */
export function primaryLocation(finding: Finding): object {
  const { change, location, resource } = finding;
  const id = resource.id ?? `${resource.type}/${resource.name}`;
  const file = location?.file || (change === undefined ? id : id.toLowerCase()).replace(/^\/+/, '') || '-';
  return {
    physicalLocation: { artifactLocation: artifactLocation(file), region: regionOf(finding) },
    logicalLocations: [{ name: named(resource.name), fullyQualifiedName: named(id), kind: 'resource' }],
  };
}

function named(text: string): string {
  return clip(oneLine(text), 1_000) || '-';
}

/** The value to change where a fix knows its end; else from the property to the end of its line, which is what SARIF reads into a missing end (3.30.8). */
function regionOf({ location, fix }: Finding): object {
  if (location === undefined) return { startLine: 1, startColumn: 1 };
  const { file, line, column } = location;
  if (fix !== undefined && fix.file === file && fix.line === line && fix.column >= column) return { ...deletedRegion(fix), startColumn: column };
  return { startLine: line, startColumn: column, endLine: line };
}

/** The text that a fix replaces. SARIF counts as we do: from 1, with an exclusive end (3.30). */
export function deletedRegion({ line, column, endLine, endColumn }: Fix): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** GitHub keeps 100 locations of a result; nobody reads more than a few. */
const relatedLimit = 20;

/** Other places, numbered from 1: `[…](1)` in a message links to the first. */
export function relatedLocations({ related = [] }: Finding): readonly object[] {
  return related.filter(({ file }) => file !== '').slice(0, relatedLimit).map(({ file, line, column, message }, index) => ({
    id: index + 1,
    physicalLocation: { artifactLocation: artifactLocation(file), region: { startLine: line, startColumn: column, endLine: line } },
    message: { text: clip(oneLine(message), 300) || '-' },
  }));
}
