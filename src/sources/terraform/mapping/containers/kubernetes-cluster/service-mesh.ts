import { isUnknown } from '../../../../../language/unknown.ts';
import type { Attributes, Row, Setting } from '../../table.ts';

/** kubernetes_cluster_resource.go, expandKubernetesClusterServiceMeshProfile; kubernetes_automatic_cluster_resource.go has the same. */
export function serviceMeshRows(block: string): readonly Row[] {
  return [
    { attribute: `${block}.revisions`, to: 'properties.serviceMeshProfile.istio.revisions' },
    { attribute: `${block}.certificate_authority.key_vault_id`, to: 'properties.serviceMeshProfile.istio.certificateAuthority.plugin.keyVaultId' },
  ];
}

/** Both gateways are always sent, with a switch each. */
export function ingressGateways(block: string): { readonly about: string; readonly settings: (read: Attributes) => readonly Setting[] } {
  return {
    about: `\`${block}\` makes the two elements of \`properties.serviceMeshProfile.istio.components.ingressGateways\`, \`Internal\` and \`External\`, with \`enabled\` from \`internal_ingress_gateway_enabled\` and \`external_ingress_gateway_enabled\`.`,
    settings: (read) => {
      const found = read.blocks(block);
      if (!isUnknown(found) && found.length === 0) return [];
      const gateway = (mode: string): object => ({ enabled: read.at(`${block}.${mode.toLowerCase()}_ingress_gateway_enabled`) ?? false, mode });
      return [{ to: 'properties.serviceMeshProfile.istio.components.ingressGateways', value: [gateway('Internal'), gateway('External')], attribute: block }];
    },
  };
}
