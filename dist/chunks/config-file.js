import { distExports } from './vendor-yaml.js';
import { UserError } from './ground.js';
import { configFilePath, inputNamed, inputTable, suggesting } from './start.js';

const maximumLength = 256 * 1024;

/**
 * Reads the configuration file: a mapping of input names to values. Inputs that decide who acts where, or that approve and
 * loosen, may not stand there: whoever can merge a file should not thereby choose the subscription, the cloud or the guard rails.
 * Throws `UserError` with file and line.
 */
function parseConfigFile(text        )            {
  if (text.length > maximumLength) throw new UserError(`${configFilePath} is longer than ${maximumLength} characters.`);
  const lines = new distExports.LineCounter();
  const document = parse(text, lines);
  const at = (offset        )         => `${configFilePath}:${Math.max(1, lines.linePos(offset).line)}`;
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw new UserError(`${at(problem.pos[0])}: not well-formed YAML: ${problem.message.split('\n')[0] ?? ''}`);
  const root = document.contents;
  const inputs = new Map                  ();
  if (root === null || (distExports.isScalar(root) && root.value === null)) return inputs;
  if (!distExports.isMap(root)) throw new UserError(`${configFilePath}:1: expected a mapping of input names to values.`);
  for (const { key, value } of root.items) {
    const name = distExports.isScalar(key) ? String(key.value) : '';
    const where = at(distExports.isScalar(key) ? (key.range?.[0] ?? 0) : 0);
    checkName(name, where);
    const written = textOf(value, document, where);
    if (written !== undefined) inputs.set(name, { text: written.trim(), where: `${where}: "${name}"` });
  }
  return inputs;
}

                                                       

function parse(text        , lineCounter             )                 {
  try {
    return distExports.parseDocument(text, { lineCounter, schema: 'core', uniqueKeys: true, merge: false, prettyErrors: true });
  } catch (error) {
    throw new UserError(`${configFilePath} is nested too deeply to be read.`, { cause: error });
  }
}

function checkName(name        , where        )       {
  const input = inputNamed(name);
  const allowed = inputTable.filter(({ inFile }) => inFile).map((row) => row.name);
  if (input === undefined) throw new UserError(`${where}: ${suggesting(`"${name}" is no input`, name, allowed)} The file may hold ${allowed.join(', ')}.`);
  if (!input.inFile) throw new UserError(`${where}: "${name}" may not stand in a file of the repository; give it with the workflow step. The file may hold ${allowed.join(', ')}.`);
}

/** The text of a value as it was written (`1.30` stays `1.30`), or JSON where it is a mapping; undefined where there is none. */
function textOf(value         , document                , where        )                     {
  if (distExports.isScalar(value)) {
    if (value.value === null) return undefined;
    return typeof value.value === 'string' ? value.value : value.source;
  }
  if (!distExports.isNode(value)) return undefined;
  try {
    return JSON.stringify(value.toJS(document, { maxAliasCount: 0 }));
  } catch (error) {
    throw new UserError(`${where}: the value uses YAML aliases or cannot be read; write it out.`, { cause: error });
  }
}

export { parseConfigFile };
