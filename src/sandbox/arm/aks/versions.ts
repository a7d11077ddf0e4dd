/** The Kubernetes versions that the sandbox offers: minor versions, each with its newest patch. */
const offered: ReadonlyMap<string, string> = new Map([
  // 1.30.10 is what a cluster asked for 1.30 was given in managed-acr-create.json; the patches of the others are examples.
  ['1.30', '1.30.10'],
  ['1.31', '1.31.13'],
  ['1.32', '1.32.9'],
  ['1.33', '1.33.6'],
  ['1.34', '1.34.2'],
  ['1.35', '1.35.1'],
]);

/** What a cluster gets that names no version; the service then answers the full one (sdk-js-create.json). */
export const defaultKubernetesVersion = '1.34.2';

/** The version that runs when `version` is asked for (`1.30` → `1.30.10`), or undefined when it is not offered. */
export function resolveKubernetesVersion(version: string): string | undefined {
  const [, minor, patch] = /^(1\.\d{1,3})(\.\d{1,3})?$/.exec(version) ?? [];
  const newest = minor === undefined ? undefined : offered.get(minor);
  return newest === undefined || patch === undefined ? newest : version;
}

/** A pool starts on the first image and is brought to the second by upgradeNodeImageVersion, so that an upgrade can be seen. */
export const nodeImages = {
  Linux: ['AKSUbuntu-2204gen2containerd-202610.19.0', 'AKSUbuntu-2204gen2containerd-202611.02.0'],
  Windows: ['AKSWindows-2022-containerd-20348.4294.251014', 'AKSWindows-2022-containerd-20348.4405.251111'],
} as const;
