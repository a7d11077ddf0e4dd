import { formatElapsed } from './logger.js';
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

/** The run's log as GitHub shows it: annotations, foldable groups, masked secrets. Debug lines show when the user asked the runner for them. */
async function createActionsLogger()                  {
  const core = await import('./vendor-actions-core.js');
  // GitHub does not nest groups: an inner one is a line within the outer.
  let depth = 0;
  return {
    // The runner hides debug commands it was not asked for; whoever reads the raw stream should not see stacks either.
    debug: (message) => (core.isDebug() ? core.debug(logText(message)) : undefined),
    info: (message) => core.info(logText(message)),
    notice: (message) => core.notice(logText(message)),
    warning: (message) => core.warning(logText(message)),
    error: (message) => core.error(logText(message)),
    async group(title, body) {
      if (depth === 0) core.startGroup(logLine(title));
      else core.info(logLine(title));
      depth += 1;
      try {
        return await body();
      } finally {
        depth -= 1;
        if (depth === 0) core.endGroup();
      }
    },
    progress: ({ elapsed, state, subject }) => core.info(`${formatElapsed(elapsed)}  ${logLine(state)}  waiting for ${logLine(subject)}`),
    mask(secret) {
      // The runner masks line by line, so a secret of several lines is none of its lines.
      for (const part of new Set([secret, ...secret.split(/\r?\n/)])) if (part.trim() !== '') core.setSecret(part);
    },
  };
}

export { createActionsLogger };
