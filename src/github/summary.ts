/** Bytes of UTF-8 per step (docs.github.com, "Workflow commands", step isolation and limits). A larger upload fails whole. */
export const summaryLimit = 1024 * 1024;

const cutNotice = '\n\n> The summary was cut here: GitHub shows at most 1 MiB of it. The report file holds everything.\n';

/**
 * Appends markdown to the job summary, cut at the end of a line when it is too long.
 * Does nothing and answers false outside a runner (no GITHUB_STEP_SUMMARY).
 */
export async function writeSummary(markdown: string): Promise<boolean> {
  if (!process.env['GITHUB_STEP_SUMMARY']) return false;
  const { summary } = await import('@actions/core');
  await summary.addRaw(cutToLimit(markdown)).write();
  return true;
}

/** The text as it is, or its first whole lines and a sentence that says so. */
export function cutToLimit(markdown: string, limit: number = summaryLimit): string {
  const bytes = Buffer.from(markdown, 'utf8');
  if (bytes.length <= limit) return markdown;
  const room = limit - Buffer.byteLength(cutNotice);
  const end = bytes.lastIndexOf('\n', room);
  // A newline is never part of another character in UTF-8; without one, the decoder replaces the character cut in two.
  return bytes.subarray(0, end > 0 ? end : room - 3).toString('utf8') + cutNotice;
}
