import { codeSpan } from '../escape.ts';

/** The page of a line of a file; undefined where there is none. */
export type LinkTo = (file: string, line: number) => string | undefined;

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
