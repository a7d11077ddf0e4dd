import type { GitHubEvent } from './event.ts';

/** The page of a line of a file in the commit under review; undefined for what is no file of the repository. */
export type FileLink = (file: string, line: number) => string | undefined;

/** Longer than any path worth a link. */
const longest = 1_000;

/**
 * Links into the commit that the run is about: the pull request's head, the merge group's, the one of the run that this one
 * follows (`workflow_run`, whose own commit is the default branch's), else the commit of the event. A fork's
 * commits are shown under the repository that they were proposed to. Undefined outside a repository.
 * Everything but letters, digits and `-_.~/` is percent-encoded, so that no name ends a markdown link.
 */
export function fileLinks(event: GitHubEvent): FileLink | undefined {
  const commit = event.pullRequest?.headSha ?? event.mergeGroup?.headSha ?? event.workflowRun?.headSha ?? event.sha;
  if (event.repository === undefined || commit === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return undefined;
  const tree = `${event.serverUrl}/${event.repository.owner}/${event.repository.name}/blob/${commit}`;
  return (file, line) => {
    if (file.length > longest || /\p{Cs}/u.test(file) || !Number.isSafeInteger(line) || line < 1) return undefined;
    const segments = file.split('/');
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
    return `${tree}/${segments.map(encode).join('/')}#L${line}`;
  };
}

function encode(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
