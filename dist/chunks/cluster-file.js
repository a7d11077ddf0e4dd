const { stat, readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
const { isAbsolute, join } = globalThis.process.getBuiltinModule('node:path');
import { distExports } from './vendor-yaml.js';
import { UserError, isJsonObject, codeOf } from './ground.js';

/** A cluster's document is a few kilobytes; Azure itself takes at most a few megabytes. */
const maximumBytes = 1024 * 1024;
const maximumDepth = 64;

/**
 * Reads a cluster-file, JSON or YAML (JSON is YAML), with the line of every value.
 * Throws `UserError` with file and line for everything that cannot be read. YAML aliases are refused: they are how small files become large.
 */
async function readClusterFile(path        , folder        )                       {
  const text = await readText(path, folder);
  const lines = new distExports.LineCounter();
  const document = parse(path, text, lines);
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    throw new UserError(`${path}:${line}: the cluster-file is no well-formed JSON or YAML: ${wordsOf(problem.message)}`);
  }
  const body = toJson(path, document);
  if (!isJsonObject(body)) throw new UserError(`${path}:1: the cluster-file must hold one object: a managed cluster with "location", "properties" and so on.`);
  return { body, locate: (pointer) => `${path}:${lineOf(document, pointer, lines)}` };
}

function wordsOf(problem        )         {
  if (problem.includes('call stack')) return 'it is nested too deeply.';
  return problem.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
}

async function readText(path        , folder        )                  {
  const file = isAbsolute(path) ? path : join(folder, path);
  try {
    const { size } = await stat(file);
    if (size > maximumBytes) throw new UserError(`${path} has ${size} bytes; a cluster-file may have at most ${maximumBytes}.`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = codeOf(error) ?? 'unreadable';
    const reason = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[code] ?? code;
    throw new UserError(`The cluster-file "${path}" cannot be read: ${reason}. Paths are relative to ${folder}; is the repository checked out?`, { cause: error });
  }
}

function parse(path        , text        , lineCounter             )                  {
  try {
    return distExports.parseDocument(text, { lineCounter, schema: 'core', uniqueKeys: true, merge: false, prettyErrors: true });
  } catch (error) {
    throw new UserError(`${path}: the cluster-file is nested too deeply to be read.`, { cause: error });
  }
}

function toJson(path        , document                 )          {
  try {
    const value          = document.toJS({ maxAliasCount: 0 });
    if (depthWithin(value, maximumDepth)) return value;
  } catch (error) {
    throw new UserError(`${path}: the cluster-file uses YAML aliases or is nested too deeply; write the values out.`, { cause: error });
  }
  throw new UserError(`${path}: the cluster-file is nested deeper than ${maximumDepth}.`);
}

function depthWithin(value         , depth        )          {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((child) => depthWithin(child, depth - 1));
}

/** The line of the value at a JSON pointer, or of its nearest existing ancestor; of the key where there is one. */
function lineOf(document                 , pointer        , lines             )         {
  let node          = document.contents;
  let offset = 0;
  for (const segment of pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (distExports.isMap(node)) {
      const pair = node.items.find((item) => distExports.isPair(item) && distExports.isScalar(item.key) && String(item.key.value) === segment);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (distExports.isSeq(node)) {
      node = node.items[Number(segment)];
      offset = startOf(node) ?? offset;
    } else {
      break;
    }
  }
  return Math.max(1, lines.linePos(offset).line);
}

function startOf(node         )                     {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
}

export { readClusterFile };
