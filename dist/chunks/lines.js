import { clip, oneLine, withoutCommands } from './start.js';
import { worstFirst } from './run.js';

/** One line for each finding: `file:line:col: severity rule message`, as editors and tools read it; of what is in no file, the resource, and whether it is new or worse. */
function renderLines({ findings, notes }        )         {
  const said = notes.map((note) => clip(oneLine(note), 600));
  return withoutCommands([...worstFirst(findings).map(lineOf), ...said].map((line) => `${line}\n`).join(''));
}

function lineOf({ location, resource, severity, rule, message, change }         )         {
  const news = change === undefined || change.kind === 'unchanged' ? '' : ` (${change.kind})`;
  const place = location === undefined ? (resource.id ?? resource.name) : `${location.file}:${location.line}:${location.column}`;
  return `${clip(oneLine(place), 300)}: ${severity} ${oneLine(rule)}${news} ${clip(oneLine(message), 600)}`;
}

export { renderLines };
