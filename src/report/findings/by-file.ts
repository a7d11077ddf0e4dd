import type { Finding } from '../../policy/finding.ts';

/** Findings of one file; those in no file stand together. */
export interface FileFindings {
  readonly file: string | undefined;
  readonly findings: readonly Finding[];
}

/** The findings by file, in the order in which files first occur; within a file the order stays. */
export function byFile(findings: readonly Finding[]): readonly FileFindings[] {
  const groups = new Map<string | undefined, Finding[]>();
  for (const finding of findings) {
    const file = finding.location?.file;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [finding]);
    else group.push(finding);
  }
  return Array.from(groups, ([file, found]) => ({ file, findings: found }));
}
