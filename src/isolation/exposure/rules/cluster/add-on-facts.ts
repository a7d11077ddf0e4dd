/** What an add-on or a feature of a cluster needs from outside, as the documentation names it. */
export interface Facts {
  /** As in `addonProfiles`; of features as the policy `aks-public-addons` names them. Declarations of egress name it so. */
  readonly name: string;
  /** A clause after the name: "needs `data.policy.core.windows.net`". Names of endpoints are those of public Azure. */
  readonly needs: string;
  /** The service that can be reached by a private endpoint instead. Absent: the documentation names none. */
  readonly privately?: { readonly types: readonly string[]; readonly what: string };
}

/** "Use Azure Private Link to connect networks to Azure Monitor", for logs, metrics and traces alike. */
const monitor = { types: ['Microsoft.Insights/privateLinkScopes'], what: 'a private link scope of Azure Monitor' };

/**
 * Members of `addonProfiles` (AKS documentation, "Outbound network and FQDN rules", section "AKS addons and integrations"). Virtual nodes have a
 * rule of their own.
 */
export const addOnFacts: readonly Facts[] = [
  { name: 'azurepolicy', needs: 'needs `data.policy.core.windows.net` and `store.policy.core.windows.net`' },
  { name: 'omsagent', needs: 'needs `*.ods.opinsights.azure.com`, `*.oms.opinsights.azure.com` and `*.handler.control.monitor.azure.com`', privately: monitor },
  { name: 'azureKeyvaultSecretsProvider', needs: 'needs `*.vault.azure.net`', privately: { types: ['Microsoft.KeyVault/vaults', 'Microsoft.KeyVault/managedHSMs'], what: 'a key vault' } },
  // "HTTP application routing add-on for AKS": an ingress controller with a public address, and records in a public DNS zone.
  { name: 'httpApplicationRouting', needs: 'makes a public ingress controller and writes public DNS records' },
  // "What is Application Gateway Ingress Controller?": it configures the gateway through Azure Resource Manager.
  { name: 'ingressApplicationGateway', needs: 'needs `management.azure.com` and `login.microsoftonline.com`' },
];

/** Features outside `addonProfiles`, with the values below `properties` that enable them. */
export const featureFacts: readonly (Facts & { readonly paths: readonly (readonly string[])[] })[] = [
  {
    name: 'azureMonitorMetrics',
    paths: [['azureMonitorProfile', 'metrics', 'enabled']],
    needs: 'needs `*.ingest.monitor.azure.com` and `*.handler.control.monitor.azure.com`',
    privately: monitor,
  },
  {
    name: 'containerInsights',
    // Under `logs` in previews.
    paths: [['azureMonitorProfile', 'containerInsights', 'enabled'], ['azureMonitorProfile', 'logs', 'containerInsights', 'enabled']],
    needs: 'needs `*.ods.opinsights.azure.com`, `*.oms.opinsights.azure.com` and `*.handler.control.monitor.azure.com`',
    privately: monitor,
  },
  { name: 'appMonitoring', paths: ['autoInstrumentation', 'openTelemetryMetrics', 'openTelemetryLogs'].map((part) => ['azureMonitorProfile', 'appMonitoring', part, 'enabled']), needs: 'needs endpoints of Application Insights', privately: monitor },
  { name: 'costAnalysis', paths: [['metricsProfile', 'costAnalysis', 'enabled']], needs: 'needs `management.azure.com` and `login.microsoftonline.com`' },
  {
    name: 'defender',
    paths: [['securityProfile', 'defender', 'securityMonitoring', 'enabled']],
    needs: 'needs `*.cloud.defender.microsoft.com`',
    // Defender for Cloud documentation, "Microsoft Security Private Link".
    privately: { types: ['Microsoft.Security/privateLinks'], what: 'a Security Private Link' },
  },
  { name: 'workloadIdentity', paths: [['securityProfile', 'workloadIdentity', 'enabled']], needs: 'needs `login.microsoftonline.com`' },
];
