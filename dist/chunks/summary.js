/** Bytes of UTF-8 per step (docs.github.com, "Workflow commands", step isolation and limits). A larger upload fails whole. */
const summaryLimit = 1024 * 1024;

const cutNotice = '\n\n> The summary was cut here: GitHub shows at most 1 MiB of it. The report file holds everything.\n';

/**
 * Appends markdown to the job summary, cut at the end of a line when it is too long.
 * Does nothing and answers false outside a runner (no GITHUB_STEP_SUMMARY).
 */
async function writeSummary(markdown        )                   {
  if (!process.env['GITHUB_STEP_SUMMARY']) return false;
  const { summary } = await import('./vendor-actions-core.js');
  await summary.addRaw(cutToLimit(markdown)).write();
  return true;
}

/** The text as it is, or its first whole lines and a sentence that says so. */
function cutToLimit(markdown        , limit         = summaryLimit)         {
  const bytes = Buffer.from(markdown, 'utf8');
  if (bytes.length <= limit) return markdown;
  const room = limit - Buffer.byteLength(cutNotice);
  const end = bytes.lastIndexOf('\n', room);
  // A newline is never part of another character in UTF-8; without one, the decoder replaces the character cut in two.
  return bytes.subarray(0, end > 0 ? end : room - 3).toString('utf8') + cutNotice;
}

export { cutToLimit, summaryLimit, writeSummary };
