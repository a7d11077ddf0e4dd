import { isJsonObject, memberIgnoringCase } from '../../arm/json.ts';
import type { AliasTable } from '../aliases.ts';
import { parseAssignment } from '../documents/assignment.ts';
import { parseDefinition } from '../documents/definition.ts';
import { parseExemption } from '../documents/exemption.ts';
import { parseInitiative } from '../documents/initiative.ts';
import { documentMarks, type DocumentKind } from '../documents/marks.ts';
import { readPolicyText, type Position } from '../documents/text.ts';
import { PolicyError } from '../error.ts';
import { graded, lintDefinition } from './lint.ts';
import type { LintFinding } from './lint-finding.ts';
import { sentence } from './sentence.ts';

/** A finding with the line and column it is about, counted from 1. */
export interface PlacedFinding extends LintFinding, Position {}

/** What a text turned out to be. */
export interface LintedText {
  readonly kind: DocumentKind;
  /** The document's name, when it has one. */
  readonly name: string | undefined;
  readonly findings: readonly PlacedFinding[];
}

const parsers = { initiative: parseInitiative, assignment: parseAssignment, exemption: parseExemption } as const;

/** A name has at most 64 characters; that of an assignment at a management group 24 (limits.md, "names"). */
const longestName = 64;

/** Checks the text of a policy document; undefined when it holds JSON that is none. Never throws for what the text says. */
export function lintText(text: string, aliases: AliasTable): LintedText | undefined {
  let source: ReturnType<typeof readPolicyText>;
  try {
    source = readPolicyText(text);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    // Whether it would be a policy nobody can tell; the words of one make it worth saying.
    if (!/"(?:policyRule|policyDefinitions|exemptionCategory)"/i.test(text)) return undefined;
    const finding = graded({ rule: 'invalid', message: sentence(error.message), pointer: error.pointer });
    return { kind: 'definition', name: undefined, findings: [{ ...finding, line: error.line ?? 1, column: error.column ?? 1 }] };
  }
  const kind = kindOf(source.value);
  if (kind === undefined) return undefined;
  const name = memberIgnoringCase(source.value, 'name');
  const findings = findingsOf(kind, source.value, aliases).map((finding) => ({ ...finding, ...source.positionOf(finding.pointer) }));
  return { kind, name: typeof name === 'string' ? name : undefined, findings };
}

function kindOf(value: unknown): LintedText['kind'] | undefined {
  const wrapped = memberIgnoringCase(value, 'properties');
  const properties = isJsonObject(wrapped) ? wrapped : value;
  return documentMarks.find(([member]) => memberIgnoringCase(properties, member) !== undefined)?.[1];
}

function findingsOf(kind: LintedText['kind'], value: unknown, aliases: AliasTable): readonly LintFinding[] {
  try {
    if (kind === 'definition') return lintDefinition(parseDefinition(value), aliases);
    const { name, displayName } = parsers[kind](value);
    const tooLong = name !== undefined && name.length > longestName;
    return [
      ...(tooLong ? [graded({ rule: 'object-limits', message: `\`name\` has ${name.length} characters; Azure takes ${longestName}.`, pointer: '/name' })] : []),
      ...(displayName === undefined ? [graded({ rule: 'missing-header', message: 'Add `displayName`: readers of compliance reports see little else.', pointer: '' })] : []),
    ];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [graded({ rule: 'invalid', message: sentence(error.message), pointer: error.pointer })];
  }
}
