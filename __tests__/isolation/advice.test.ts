import { describe, expect, test } from '@jest/globals';
import { adviceFor, adviceRows } from '../../src/isolation/advice.ts';

const drain = 'Drain node aks-system-1-vmss000000 failed when evicting pod web-1 failed with Too Many Requests error. This is often caused by a restrictive Pod Disruption Budget (PDB) policy.';

/** Codes and messages as Azure gives them (docs/troubleshooting.md names the sources), and what has to be said of them. */
const table: readonly (readonly [code: string, message: string, toDo: RegExp])[] = [
  ['InvalidNetworkIsolatedClusterConfiguration', "When outbound type is none or block, bootstrapProfile.artifactSource must be 'Cache'", /set bootstrapProfile\.artifactSource to Cache/],
  ['InvalidNetworkIsolatedClusterConfiguration', '', /reimage every pool/],
  ['BadRequest/InvalidNetworkIsolatedClusterConfiguration', '', /reimage every pool/],
  ['BootstrapArtifactSourceNotAllowed', "BootstrapProfile artifact source cannot be changed from 'Cache' to 'Direct'", /change the outbound type first/],
  ['BootstrapArtifactSourceNotAllowed', 'When feature "ServicePrincipalCluster" is enabled, bootstrapProfile.artifactSource \'Cache\' is not allowed', /--enable-managed-identity/],
  ['BootstrapArtifactSourceNotAllowed', '', /managed identity/],
  ['K8sVersionNotSupported', '', /az aks get-versions/],
  ['OperationNotAllowed', 'Operation is not allowed: Another operation (Updating) is in progress', /run again when it has ended/],
  ['OperationNotAllowed', 'Another agentpool operation (Upgrading) is in progress', /run again when it has ended/],
  ['OperationNotAllowed', 'Operation could not be completed as it results in exceeding approved Total Regional Cores quota.', /ask for quota/],
  ['EtagMismatch', 'Operation is not allowed: Another operation is in progress', /run again/],
  ['PreconditionFailed', '', /run again/],
  ['Throttled', 'The PutManagedClusterHandler.PUT request limit has been exceeded', /run again in a few minutes/],
  ['AKSOperationPreempted', '', /run again/],
  ['AKSOperationPreemptedByDelete', '', /deleted the cluster/],
  ['RequestDisallowedByPolicy', '', /ask the owner of the assignment/],
  ['CustomPrivateDNSZoneMissingPermissionError', '', /Private DNS Zone Contributor/],
  ['CreateOrUpdateVirtualNetworkLinkFailed', '', /Network Contributor/],
  ['LinkedAuthorizationFailed', '', /grant it a role there/],
  ['RouteTableMissingDefaultRouteError', '', /add it before/],
  ['VMExtensionProvisioningError', 'command terminated with exit status=50', /set the artifact source to Cache first/],
  ['VMExtensionProvisioningError', '{ "ExitCode": "207", "Output": "" }', /aks-managed-mcr/],
  ['VMExtensionProvisioningError', 'Enable failed: command terminated with exit status=208', /aks-managed-mcr/],
  ['VMExtensionProvisioningError', 'exit status 231', /aks-managed-mcr/],
  ['VMExtensionProvisioningError', 'exit status=210', /169\.254\.169\.254/],
  ['CreateVMSSAgentPoolFailed', 'VM has reported a failure when processing extension: exit status=211', /private endpoint/],
  ['', 'exit code: 212', /AcrPull/],
  ['VMExtensionProvisioningError', 'exit status=2111', /look for its exit status/],
  ['NodeEvent', 'EgressBlocked: node-egress-monitor', /upgrade the node image/],
  ['ScopeLocked', '', /remove it/],
  ['InUsePrefixCannotBeDeleted', '', /leave its address prefix/],
  ['UpgradeFailed', `${drain} PDB debug info: shop/web-1 blocked by pdb web-pdb with 0 unready pods.`, /PodDisruptionBudget shop\/web-pdb lets no pod go.*run again/],
  ['UpgradeFailed', 'Too many req pod web-1 on node n: shop/web-1 blocked by pdb web-pdb.', /PodDisruptionBudget web-pdb lets/],
  ['UnsatisfiablePDB', 'PDB ns/primary has minAvailable(1) >= expectedPods(1)', /PodDisruptionBudget ns\/primary lets/],
  ['UpgradeFailed', drain, /kubectl get pdb/],
  ['PodDrainFailure', drain, /kubectl get pdb/],
  ['NodesNotReady', '', /kubectl describe node/],
  ['QuotaExceeded', '', /ask for quota/],
  ['InsufficientVCPUQuota', '', /ask for quota/],
  ['AuthorizationFailed', '', /Grant it/],
  ['MissingSubscriptionRegistration', '', /az provider register/],
];

describe('advice', () => {
  test.each(table)('on %s (%s) says what to do', (code, message, toDo) => {
    expect(adviceFor(code, message)).toMatch(toDo);
  });

  test('on a code in any case, and on its sub-code before it', () => {
    expect(adviceFor('operationnotALLOWED')).toBe(adviceFor('OperationNotAllowed'));
    expect(adviceFor('OperationNotAllowed/K8sVersionNotSupported')).toBe(adviceFor('K8sVersionNotSupported'));
  });

  test('is not invented', () => {
    expect(adviceFor('SomethingNew', 'Something new happened.')).toBeUndefined();
    expect(adviceFor('UpgradeFailed', 'The upgrade failed.')).toBeUndefined();
    expect(adviceFor('__proto__')).toBeUndefined();
  });

  test('is found in a message of any length at once', () => {
    expect(adviceFor('X', 'drain '.repeat(100_000))).toBeUndefined();
  });

  test('is sentences, from somewhere', () => {
    expect(adviceRows.filter(({ advice, shown = advice, source }) => typeof shown !== 'string' || !shown.endsWith('.') || source === '')).toEqual([]);
  });

  test('in every row is reached by a code or a message of this table', () => {
    const given = new Set(table.map(([code, message]) => adviceFor(code, message)));
    const missing = adviceRows.flatMap(({ codes, advice }) => (typeof advice === 'string' && !given.has(advice) ? [codes[0] ?? advice] : []));
    expect(missing).toEqual(['SkuNotAvailable', 'SubscriptionRequestsThrottled', 'SubscriptionNotFound', 'InvalidAuthenticationTokenTenant']);
  });
});
