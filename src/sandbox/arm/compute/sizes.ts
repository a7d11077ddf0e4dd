import { machineSize } from '../../../isolation/deployment/preflight/quota/size.ts';

/** A size of virtual machines as `Microsoft.Compute/skus` describes it. */
export interface VirtualMachineSize {
  readonly name: string;
  readonly vCpus: number;
  readonly memoryGb: number;
  /** As the list of usages calls it. */
  readonly family: string;
  readonly isArm: boolean;
  readonly hasPremiumStorage: boolean;
  readonly hasTemporaryDisk: boolean;
  readonly gpus: number;
}

/** Sizes that node pools are made of (learn.microsoft.com, "Sizes for virtual machines in Azure"). Azure has hundreds more. */
const names = [
  ...series('B', [2, 4, 8, 16], 's_v2', 'as_v2'),
  ...series('D', [2, 4, 8, 16, 32, 48, 64], 's_v3', 's_v4', 's_v5', 'ds_v4', 'ds_v5', 'as_v4', 'as_v5', 'ads_v5', 'ps_v5', 'pds_v5', 's_v6', 'ds_v6'),
  ...series('E', [2, 4, 8, 16, 32, 48, 64], 's_v3', 's_v5', 'ds_v5', 'as_v5', 'ads_v5'),
  ...series('F', [2, 4, 8, 16, 32, 48, 64, 72], 's_v2'),
  ...series('L', [8, 16, 32, 48, 64, 80], 's_v3'),
];

/** Sizes from before the naming convention, by what Azure says of them. */
const older: readonly VirtualMachineSize[] = [
  ['DS2_v2', 2, 7, 'standardDSv2Family'], ['DS3_v2', 4, 14, 'standardDSv2Family'], ['DS4_v2', 8, 28, 'standardDSv2Family'], ['DS5_v2', 16, 56, 'standardDSv2Family'],
  ['D2_v2', 2, 7, 'standardDv2Family'], ['D3_v2', 4, 14, 'standardDv2Family'],
].map(([name, vCpus, memoryGb, family]) => ({
  name: `Standard_${String(name)}`, vCpus: Number(vCpus), memoryGb: Number(memoryGb), family: String(family), isArm: false, hasPremiumStorage: String(name).startsWith('DS'), hasTemporaryDisk: true, gpus: 0,
}));

const memoryPerCpu: Readonly<Record<string, number>> = { B: 4, D: 4, E: 8, F: 2, L: 8 };

/** All sizes that the sandbox describes. */
export const virtualMachineSizes: readonly VirtualMachineSize[] = [...older, ...names.flatMap(sizeNamed)];

function series(letter: string, counts: readonly number[], ...features: readonly string[]): readonly string[] {
  return features.flatMap((feature) => counts.map((count) => `Standard_${letter}${count}${feature}`));
}

function sizeNamed(name: string): readonly VirtualMachineSize[] {
  const size = machineSize(name);
  const [, letter = '', features = ''] = /^Standard_([A-Z])\d+([a-z]*)_/.exec(name) ?? [];
  if (size === undefined) return [];
  return [{
    name,
    vCpus: size.vCpus,
    memoryGb: size.vCpus * (memoryPerCpu[letter] ?? 4),
    family: familyName(name),
    isArm: features.includes('p'),
    hasPremiumStorage: features.includes('s'),
    hasTemporaryDisk: features.includes('d') || /_v[23]$/.test(name),
    gpus: 0,
  }];
}

/** `Standard_D4ds_v5` is of the `standardDDSv5Family`. */
function familyName(name: string): string {
  const [, letter = '', features = '', version = ''] = /^Standard_([A-Z])\d+([a-z]*)_(v\d)$/.exec(name) ?? [];
  return `standard${letter}${features.toUpperCase()}${version}Family`;
}
