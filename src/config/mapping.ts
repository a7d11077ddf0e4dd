import { parseDocument } from 'yaml';
import { isJsonObject, type JsonObject } from '../arm/json.ts';

/** Nested deeper than this, an input is an attack or a mistake. */
const maximumDepth = 32;
/** An input longer than this is none (the runner's own limit for a whole environment is about 128 KiB). */
const maximumLength = 64 * 1024;

/**
 * Reads a YAML or JSON mapping from an input. Returns the mapping, or a few words on what is wrong with the text,
 * or undefined when it is well-formed but no mapping.
 */
export function parseMapping(text: string, schema: 'core' | 'failsafe' = 'core'): JsonObject | string | undefined {
  const parsed = parseYaml(text, schema);
  if ('problem' in parsed) return parsed.problem;
  return isJsonObject(parsed.value) ? parsed.value : undefined;
}

/**
 * Reads YAML or JSON from an input, or says in a few words what is wrong with the text. With `failsafe` every scalar stays the text that was
 * written (`1.30`). Anchors and aliases are refused: they are how small texts become large.
 */
export function parseYaml(text: string, schema: 'core' | 'failsafe'): { readonly value: unknown } | { readonly problem: string } {
  if (text.length > maximumLength) return { problem: `longer than ${maximumLength} characters` };
  try {
    const document = parseDocument(text, { schema, uniqueKeys: true, merge: false, prettyErrors: true });
    const problem = document.errors[0];
    if (problem !== undefined) return { problem: problem.message.split('\n')[0]?.replace(/:$/, '') ?? 'not well-formed' };
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return depthOf(value) > maximumDepth ? { problem: `nested deeper than ${maximumDepth}` } : { value };
  } catch {
    return { problem: 'nested too deeply, or with aliases, which are not allowed' };
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
