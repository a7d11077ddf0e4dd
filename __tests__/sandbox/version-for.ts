import { apiVersionOf, apiVersions } from '../../src/arm/api-versions.ts';

/** The API version that this project speaks for what a path names; that of clusters where it speaks to nobody there. */
export function versionFor(path: string): string {
  const [, namespace = '', kind = ''] = /^.*\/providers\/([^/]+)\/([^/]+)/i.exec(path.replace(/\/{2,}/g, '/')) ?? [];
  if (namespace === '') return apiVersions.resourceGroups;
  const type = `${namespace}/${kind}`;
  if (/^microsoft\.authorization\/policyExemptions$/i.test(type)) return apiVersions.policyExemptions;
  if (/^microsoft\.authorization\/policy/i.test(type)) return apiVersions.policy;
  if (/^microsoft\.authorization\/role/i.test(type)) return apiVersions.roleAssignments;
  return apiVersionOf(type) ?? apiVersions.managedClusters;
}
