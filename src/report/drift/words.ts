import type { HealedFinding, ReportAzureStates, ReportCluster, ReportDrift, ReportPlace, ReportRemedy } from '../report.ts';

/** States as people write them. */
export const clusterWords: Readonly<Record<ReportCluster['state'], string>> = { failing: 'failing', undetermined: 'undetermined', unseen: 'not read', clean: 'clean' };

export const clusterStates: readonly ReportCluster['state'][] = ['failing', 'undetermined', 'unseen', 'clean'];

export const becauseWords: Readonly<Record<HealedFinding['because'], string>> = { mended: 'mended', gone: 'the resource is gone', exempt: 'exempt now' };

export const placeWords: Readonly<Record<ReportPlace['kind'], string>> = { managementGroup: 'management group', subscription: 'subscription' };

/** What stands before the name of the cluster. */
export const remedyWords: Readonly<Record<ReportRemedy['kind'], string>> = {
  planned: 'Plan for', applied: 'Applied to', failed: 'Failed on', held: 'Held back for', manual: 'By hand for',
};

const timePattern = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?Z$/;

/** "2026-11-25 16:42 UTC", digits and quiet punctuation only; undefined for what is no time in UTC. */
export function timeText(time: string): string | undefined {
  const [, date, minutes] = timePattern.exec(time) ?? [];
  return date === undefined || minutes === undefined ? undefined : `${date} ${minutes} UTC`;
}

/** "2026-11-25"; undefined for what is no time in UTC. */
export function dateText(time: string): string | undefined {
  return timePattern.exec(time)?.[1];
}

/** "2 new, 1 worse, 1 healed, 4 as before"; "nothing was found then or now" where all are zero and all was read. */
export function changeCounts({ counts, unseen }: Pick<ReportDrift, 'counts' | 'unseen'>): string {
  const parts = ([['new', counts.new], ['worse', counts.worse], ['healed', counts.healed], ['as before', counts.unchanged]] as const).flatMap(([word, count]) => (count === 0 ? [] : [`${count} ${word}`]));
  if (parts.length > 0) return parts.join(', ');
  return unseen.length === 0 ? 'nothing was found then or now' : 'nothing was found in what could be read';
}

/** "12 clusters: 2 failing, 1 undetermined, 1 not read, 8 clean". */
export function clusterCounts(clusters: readonly ReportCluster[]): string {
  const parts = clusterStates.flatMap((state) => {
    const count = clusters.filter((cluster) => cluster.state === state).length;
    return count === 0 ? [] : [`${count} ${clusterWords[state]}`];
  });
  return `${clusters.length} ${clusters.length === 1 ? 'cluster' : 'clusters'}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

/** What Azure Policy says beside us. @param timeWords writes a time, which is somebody else's text, for the surface in question */
export function azureSentence({ at, compared, different }: ReportAzureStates, timeWords: (time: string) => string): string {
  if (at === undefined) return 'Azure Policy has not evaluated these resources yet.';
  const of = `${compared} ${compared === 1 ? 'resource' : 'resources'}`;
  return `Azure Policy evaluated last at ${timeWords(at)}: of ${of} it says ${different === 0 ? 'the same' : `something else of ${different}`}.`;
}

/** Of what was found before and could not be looked at again; undefined where there is nothing. */
export function carriedSentence({ carried = [] }: Pick<ReportDrift, 'carried'>): string | undefined {
  if (carried.length === 0) return undefined;
  return `${carried.length} ${carried.length === 1 ? 'finding' : 'findings'} of before could not be looked at again, and still ${carried.length === 1 ? 'counts' : 'count'}.`;
}
