import type { FindingChange, ResourceWrite } from '../../../policy/finding.ts';
import type { LivingPlace } from '../../drift/place.ts';
import { dateText } from '../../drift/words.ts';
import { clip, oneLine } from '../../escape.ts';
import { paragraph, type Page } from '../page.ts';
import { timeWords } from './look.ts';

/** More changed lines of one write explain nothing more. */
const detailLimit = 8;

/** Since when a finding stands, and who wrote the resource last with what. Of what is new its first line says so. */
export function renderChange({ kind, since, write }: FindingChange, indent: string, page: Page): readonly string[] {
  const { details = [] } = write ?? {};
  const left = details.length - detailLimit;
  return [
    ...(kind === 'new' ? [] : [`${indent}Since ${dateWords(since)}`]),
    ...(write === undefined ? [] : paragraph(writtenBy(write), indent, page)),
    ...details.slice(0, detailLimit).flatMap((detail) => paragraph(clip(oneLine(detail), 600), `${indent}  `, page)),
    ...(left > 0 ? [`${indent}  ${left} more changes`] : []),
  ];
}

/** "Last written by alice@contoso.example at 2026-11-25 16:42 UTC", without a period. */
export function writtenBy({ at, by }: ResourceWrite): string {
  return `Last written by ${by === undefined ? 'somebody whom Azure does not name' : clip(oneLine(by), 120)} at ${timeWords(at)}`;
}

/** "2026-11-25"; what is no time as it is. */
export function dateWords(text: string): string {
  return dateText(text) ?? clip(oneLine(text), 40);
}

/** "in rg", "in rg of team-1"; empty where it is not known. */
export function whereWords(place: LivingPlace | undefined): string {
  if (place === undefined) return '';
  return `in ${clip(oneLine(place.resourceGroup), 90)}${place.subscription === undefined ? '' : ` of ${clip(oneLine(place.subscription), 90)}`}`;
}
