/** Infrastructure that is found and not read yet. */
export type OtherFormat = 'terraform';

const named: Readonly<Record<OtherFormat, readonly [one: string, many: string]>> = {
  terraform: ['Terraform file', 'Terraform files'],
};

/** True for a name that promises JSON, with comments or not. Blanks and dots at its end Windows does not see. */
export function isJsonName(path: string): boolean {
  return /\.json[c5]?[ .]*$/i.test(path);
}

/** What a file is by its name: JSON to be read, Bicep to be compiled, infrastructure of another kind, or nothing of ours. */
export function formatOf(path: string): 'json' | 'bicep' | 'bicepparam' | OtherFormat | undefined {
  if (/\.tf(?:\.json)?$/i.test(path)) return 'terraform';
  if (/\.bicepparam$/i.test(path)) return 'bicepparam';
  if (/\.bicep$/i.test(path)) return 'bicep';
  return isJsonName(path) ? 'json' : undefined;
}

/** "2 Terraform files and 1 Terraform plan"; undefined when there are none. */
export function otherFormats(counts: Readonly<Partial<Record<OtherFormat, number>>>): string | undefined {
  const parts = (Object.keys(named) as OtherFormat[]).flatMap((format) => {
    const count = counts[format] ?? 0;
    return count === 0 ? [] : [`${count} ${named[format][count === 1 ? 0 : 1]}`];
  });
  return parts.length === 0 ? undefined : new Intl.ListFormat('en').format(parts);
}
