import { rowsBelow } from '../../common-rows.ts';
import type { Row } from '../../table.ts';

/** kubernetes_addons.go, expandKubernetesAddOns. What is not written is not sent, but for the policy add-on. */
export const addOnRows: readonly Row[] = rowsBelow('properties.addonProfiles', [
  { attribute: 'azure_policy_enabled', to: 'azurepolicy.enabled', default: false },
  { to: 'azurepolicy.config.version', default: 'v2' },
  { attribute: 'http_application_routing_enabled', to: 'httpApplicationRouting.enabled' },
  { attribute: 'open_service_mesh_enabled', to: 'openServiceMesh.enabled' },
  { to: 'omsagent.enabled', default: true, when: 'oms_agent' },
  { attribute: 'oms_agent.log_analytics_workspace_id', to: 'omsagent.config.logAnalyticsWorkspaceResourceID' },
  { attribute: 'oms_agent.msi_auth_for_monitoring_enabled', to: 'omsagent.config.useAADAuth', as: { kind: 'text' }, default: false },
  { to: 'aciConnectorLinux.enabled', default: true, when: 'aci_connector_linux' },
  { attribute: 'aci_connector_linux.subnet_name', to: 'aciConnectorLinux.config.SubnetName' },
  { to: 'ingressApplicationGateway.enabled', default: true, when: 'ingress_application_gateway' },
  { attribute: 'ingress_application_gateway.gateway_id', to: 'ingressApplicationGateway.config.applicationGatewayId' },
  { attribute: 'ingress_application_gateway.gateway_name', to: 'ingressApplicationGateway.config.applicationGatewayName' },
  { attribute: 'ingress_application_gateway.subnet_cidr', to: 'ingressApplicationGateway.config.subnetCIDR' },
  { attribute: 'ingress_application_gateway.subnet_id', to: 'ingressApplicationGateway.config.subnetId' },
  { to: 'azureKeyvaultSecretsProvider.enabled', default: true, when: 'key_vault_secrets_provider' },
  { attribute: 'key_vault_secrets_provider.secret_rotation_enabled', to: 'azureKeyvaultSecretsProvider.config.enableSecretRotation', as: { kind: 'text' }, default: false },
  { attribute: 'key_vault_secrets_provider.secret_rotation_interval', to: 'azureKeyvaultSecretsProvider.config.rotationPollInterval' },
  { to: 'ACCSGXDevicePlugin.enabled', default: true, when: 'confidential_computing' },
  { attribute: 'confidential_computing.sgx_quote_helper_enabled', to: 'ACCSGXDevicePlugin.config.ACCSGXQuoteHelperEnabled', as: { kind: 'text' }, default: false },
]);
