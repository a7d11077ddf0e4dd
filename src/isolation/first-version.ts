/** The first version of Kubernetes that isolation works with (AKS documentation, "Create a network isolated AKS cluster": prerequisites). */
const firstMinor = 30;

/** True for a version of Kubernetes 1 from before isolation; undefined for a text that is no such version. */
export function isBeforeIsolation(version: string): boolean | undefined {
  const minor = /^1\.(\d{1,4})(?:\.|$)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor) < firstMinor;
}
