/** A size of virtual machines by its name. */
export interface MachineSize {
  readonly vCpus: number;
  /** Name of its family among the usages of Microsoft.Compute, in lower case: `standardddsv5family`. */
  readonly family: string;
}

/** Families whose number is that of vCPUs already in the second version, or without one. Of the D sizes it is not: DS11_v2 has two. */
const early = new Set(['A', 'B', 'DC', 'F', 'L', 'M']);

/**
 * Reads `Standard_D4ds_v5`. Undefined where the name does not tell: sizes from before the naming convention, and constrained ones (`E4-2ds_v5`), of which
 * the quota counts other cores than run (Azure documentation, "Azure VM sizes naming conventions"; the families as `az vm list-usage` prints them).
 */
export function machineSize(name: string): MachineSize | undefined {
  const [, letters = '', number = '', features = '', accelerator = '', version = ''] = /^Standard_([A-Z]{1,3})(\d{1,3})([a-z]{0,5})(?:_(?!v\d)([a-z0-9]{1,12}))?(?:_v(\d{1,2}))?$/i.exec(name) ?? [];
  if (number === '') return undefined;
  const isByConvention = Number(version) >= 3 || (early.has(letters.toUpperCase()) && (version === '2' || letters.toUpperCase() === 'B'));
  const vCpus = Number(number);
  if (!isByConvention || vCpus === 0) return undefined;
  return { vCpus, family: `standard${letters}${features}${accelerator}${version === '' ? '' : `v${version}`}family`.toLowerCase() };
}
