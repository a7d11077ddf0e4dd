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
    notice: (message) => notice(logText(message)),
    warning: (message) => warning(logText(message)),
    error: (message) => error(logText(message)),
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

export { createActionsLogger };
