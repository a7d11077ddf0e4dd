import { lineStartsOf, positionAt } from '../../arm/json-text/lines.ts';
import type { TextRange } from '../../arm/json-text.ts';
import { referencesOf, type Reference } from './syntax/references.ts';
import { parse } from './syntax/parse.ts';
import type { Span, Syntax } from './syntax/syntax.ts';
import { tokensOf, type Token } from './syntax/tokens.ts';

/** A Bicep or Bicep parameter file as far as it is understood here. */
export interface BicepSource {
  /** As it is shown. */
  readonly file: string;
  /** In its tree. */
  readonly path: string;
  readonly text: string;
  readonly syntax: Syntax;
  readonly references: readonly Reference[];
  /** False when something in it was not looked at. */
  readonly isWhole: boolean;
  /** It declares something to deploy, or may do so. */
  readonly deploys: boolean;
  readonly rangeOf: (span: Span) => TextRange;
}

export function bicepSource(file: string, path: string, text: string): BicepSource {
  const { tokens, isWhole } = tokensOf(text);
  const syntax = parse(tokens);
  let lines: readonly number[] | undefined;
  const rangeOf = ({ start, end }: Span): TextRange => {
    lines ??= lineStartsOf(text);
    const to = positionAt(lines, end);
    return { ...positionAt(lines, start), endLine: to.line, endColumn: to.column };
  };
  return { file, path, text, syntax, references: referencesOf(tokens, syntax), isWhole, deploys: !isWhole || tokens.some(isDeploying), rangeOf };
}

/** Whatever deploys something has one of these words. */
function isDeploying({ kind, text }: Token): boolean {
  return kind === 'name' && (text === 'resource' || text === 'module');
}

/** True for a name that the compiler takes for a Bicep file. */
export function isBicepName(path: string): boolean {
  return /\.bicep$/i.test(path);
}

export function isBicepParametersName(path: string): boolean {
  return /\.bicepparam$/i.test(path);
}
