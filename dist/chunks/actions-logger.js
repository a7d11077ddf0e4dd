import { formatElapsed } from './logger.js';
import { logLine, logText } from './log-text.js';

/** The run's log as GitHub shows it: annotations, foldable groups, masked secrets. Debug lines show when the user asked the runner for them. */
async function createActionsLogger()                  {
  // Named one by one, so that the build leaves out the toolkit's HTTP client, which the log does not need.
  const { debug, endGroup, error, info, isDebug, notice, setSecret, startGroup, warning } = await import('./vendor-actions-core.js');
  // GitHub does not nest groups: an inner one is a line within the outer.
  let depth = 0;
  return {
    // The runner hides debug commands it was not asked for; whoever reads the raw stream should not see stacks either.
    debug: (message) => (isDebug() ? debug(logText(message)) : undefined),
    info: (message) => info(logText(message)),
    notice: (message, place) => notice(logText(message), propertiesOf(place)),
    warning: (message, place) => warning(logText(message), propertiesOf(place)),
    error: (message, place) => error(logText(message), propertiesOf(place)),
    async group(title, body) {
      if (depth === 0) startGroup(logLine(title));
      else info(logLine(title));
      depth += 1;
      try {
        return await body();
      } finally {
        depth -= 1;
        if (depth === 0) endGroup();
      }
    },
    progress: ({ elapsed, state, subject }) => info(`${formatElapsed(elapsed)}  ${logLine(state)}  waiting for ${logLine(subject)}`),
    mask(secret) {
      // The runner masks line by line, so a secret of several lines is none of its lines.
      for (const part of new Set([secret, ...secret.split(/\r?\n/)])) if (part.trim() !== '') setSecret(part);
    },
  };
}

/**
 * Where an annotation stands. The toolkit encodes `%`, line breaks, `:` and `,` (actions/toolkit, command.ts), so that no name ends the
 * command or adds a property; what a reader would not see in a name goes here. GitHub takes columns of one line only (toolkit, `AnnotationProperties`).
 */
function propertiesOf(place                   )                       {
  if (place === undefined || !isCount(place.line)) return {};
  const { column, endColumn, line, title } = place;
  const endLine = isCount(place.endLine) && place.endLine > line ? place.endLine : line;
  return {
    file: place.file.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''),
    startLine: line,
    endLine,
    ...(title === undefined ? {} : { title: logLine(title) }),
    ...(endLine === line && isCount(column) ? { startColumn: column, ...(isCount(endColumn) && endColumn >= column ? { endColumn } : {}) } : {}),
  };
}

function isCount(value                    )                  {
  return Number.isSafeInteger(value) && value !== undefined && value >= 1;
}

export { createActionsLogger };
