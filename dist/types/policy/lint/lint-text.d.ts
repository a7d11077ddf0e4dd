import type { AliasTable } from '../aliases.ts';
import { type DocumentKind } from '../documents/marks.ts';
import { type Position } from '../documents/text.ts';
import type { LintFinding } from './lint-finding.ts';
/** A finding with the line and column it is about, counted from 1. */
export interface PlacedFinding extends LintFinding, Position {
}
/** What a text turned out to be. */
export interface LintedText {
    readonly kind: DocumentKind;
    /** The document's name, when it has one. */
    readonly name: string | undefined;
    readonly findings: readonly PlacedFinding[];
}
/** Checks the text of a policy document; undefined when it holds JSON that is none. Never throws for what the text says. */
export declare function lintText(text: string, aliases: AliasTable): LintedText | undefined;
