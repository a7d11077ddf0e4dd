import { aksRefusal } from '../http/refusal.ts';

/** The Kubernetes versions that the sandbox offers: minor versions, each with its newest patch. Azure offers a few patches of each, not all that ever were. */
const offered: ReadonlyMap<string, number> = new Map([
  // 1.30.10 is what a cluster asked for 1.30 was given in managed-acr-create.json; the patches of the others are examples.
  ['1.30', 10],
  ['1.31', 13],
  ['1.32', 9],
  ['1.33', 6],
  ['1.34', 2],
  ['1.35', 1],
]);
/** How many patches before the newest are offered besides; the documentation's 1.30.3 is no more (Azure/terraform pull request 494). */
const olderPatches = 2;

/** Those of the list, oldest first, each with its newest patch: `1.30` with `1.30.10`. */
export const offeredVersions: readonly { readonly minor: string; readonly patch: string }[] = [...offered].map(([minor, patch]) => ({ minor, patch: `${minor}.${patch}` }));

/** What a cluster gets that names no version; the service then answers the full one (sdk-js-create.json). */
export const defaultKubernetesVersion = '1.34.2';

/** The version that runs when `version` is asked for (`1.30` → `1.30.10`), or undefined when it is not offered. */
export function resolveKubernetesVersion(version: string): string | undefined {
  const [, minor = '', patch] = /^(1\.\d{1,3})(?:\.(\d{1,3}))?$/.exec(version) ?? [];
  const newest = offered.get(minor);
  if (newest === undefined) return undefined;
  const wanted = patch === undefined ? newest : Number(patch);
  return wanted <= newest && wanted >= newest - olderPatches ? `${minor}.${wanted}` : undefined;
}

/** Refuses a version that is not offered; one that lives on is not asked about. */
export function requireOffered(version: unknown, living: string | undefined): void {
  // An empty text asks for the default, as Azure CLI does.
  if (version === undefined || version === null || version === '' || version === living || (typeof version === 'string' && resolveKubernetesVersion(version) !== undefined)) return;
  throw aksRefusal(
    400,
    'K8sVersionNotSupported',
    `Managed cluster is on version ${JSON.stringify(version)}, which is not supported in this region. Please use [az aks get-versions] command to get the `
    + 'supported version list in this region. For more information, please check https://aka.ms/supported-version-list',
  );
}

/** What a version can be brought to: the next minor one. */
export function upgradesOf(version: string): readonly string[] {
  const [, minor] = version.split('.');
  return offeredVersions.filter((candidate) => Number(candidate.minor.split('.')[1]) === Number(minor) + 1).map(({ patch }) => patch);
}

/** A pool starts on the first image and is brought to the second by upgradeNodeImageVersion, so that an upgrade can be seen. */
export const nodeImages = {
  Linux: ['AKSUbuntu-2204gen2containerd-202610.19.0', 'AKSUbuntu-2204gen2containerd-202611.02.0'],
  Windows: ['AKSWindows-2022-containerd-20348.4294.251014', 'AKSWindows-2022-containerd-20348.4405.251111'],
} as const;
