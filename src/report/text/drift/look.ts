import { azureSentence, carriedSentence, changeCounts, clusterCounts, timeText } from '../../drift/words.ts';
import { clip, oneLine } from '../../escape.ts';
import type { ReportDrift } from '../../report.ts';
import { paragraph, type Page } from '../page.ts';

/** How the clusters stand, when they were read, what changed since the earlier run, and what Azure says: a sentence each. */
export function renderLook(drift: ReportDrift, page: Page): readonly string[] {
  const { azure, clusters, isConclusive, shard } = drift;
  const carried = carriedSentence(drift);
  const read = `Read at ${timeWords(drift.at)}.`;
  const sentences = [
    ...(shard === undefined ? [] : [`Part ${shard.index} of ${shard.count} of the fleet: "merge" joins the reports of all parts.`]),
    ...(clusters.length === 1 ? [] : [`${clusterCounts(clusters)}.`]),
    ...(isConclusive ? [] : ['So little could be read that nothing follows from it. What was found before still counts.']),
    comparison(drift, read),
    ...(carried === undefined ? [] : [carried]),
    ...(azure === undefined ? [] : [azureSentence(azure, timeWords)]),
  ];
  return sentences.flatMap((sentence) => paragraph(sentence, '', page));
}

function comparison(drift: ReportDrift, read: string): string {
  const { earlier, isConclusive } = drift;
  if (!isConclusive) return read;
  return earlier === undefined ? `${read} No earlier run is known, so nothing counts as new.` : `Since ${timeWords(earlier.at)}: ${changeCounts(drift)}. ${read}`;
}

/** "2026-11-25 16:42 UTC"; what is no time as it is. */
export function timeWords(text: string): string {
  return timeText(text) ?? clip(oneLine(text), 40);
}
