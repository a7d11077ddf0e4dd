import { codeSpan } from '../escape.ts';

/** The page of a line of a file; undefined where there is none. */
export type LinkTo = (file: string, line: number) => string | undefined;

/**
 * Links to files as they are at a commit on GitHub. `serverUrl` without a slash at the end; `repository` is `owner/name`. Files are
 * relative to the checkout; one outside it gets no link.
 */
export function linkToCommit({ serverUrl, repository, sha }: { readonly serverUrl: string; readonly repository: string; readonly sha: string }): LinkTo {
  return (file, line) => {
    const segments = file.replace(/\p{Cs}/gu, '\uFFFD').split('/');
    if (file === '' || segments.some((segment) => segment === '' || segment === '..')) return undefined;
    // These five are left as they are by the encoding, and mean something in markdown.
    const path = segments.map((segment) => encodeURIComponent(segment).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
    return `${serverUrl}/${repository}/blob/${sha}/${path}#L${line}`;
  };
}

/** A place as code, linked where there is a page of it that is safe to write. */
export function placeLink(place: { readonly file: string; readonly line: number }, linkTo: LinkTo | undefined, text = `${place.file}:${place.line}`): string {
  const shown = codeSpan(text, 200);
  const url = linkTo?.(place.file, place.line);
  return isLinkable(url) ? `[${shown}](${url})` : shown;
}

/** Only characters that neither end a markdown link nor start anything. */
export function isLinkable(url: string | undefined): url is string {
  return url !== undefined && url.length <= 1_000 && /^https?:\/\/[\w.:/~%-]+(?:#L\d+)?$/.test(url);
}
