import { stripVTControlCharacters } from 'node:util';

/**
 * Untrusted text for the runner's log. The runner reads commands from what is printed: `::name::` at the start of a line,
 * blanks before it or not, and `##[name]` anywhere (actions/runner, ActionCommand.cs). No line of the result is either.
 * Colours, control characters and direction marks are gone; lines after the first are indented, so none poses as ours.
 */
function logText(text        )         {
  return stripVTControlCharacters(text).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map(plainLine).join('\n  ');
}

/** The same on one line. */
function logLine(text        )         {
  return plainLine(stripVTControlCharacters(text).replace(/[\s\u0085]+/g, ' ')).trim();
}

function plainLine(line        )         {
  return line
    .replaceAll('\t', ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('##[', '## [')
    .replace(/^(\s*):(?=:)/, '$1: ');
}

export { logLine, logText };
