import type { Gap } from './gaps.ts';
import { artifactSourceOf, equalsIgnoringCase, poolNameOf, poolsOf } from './document/cluster.ts';

/** One step towards isolation of a living cluster, for people to read and carry out. */
export interface MigrationStep {
  readonly title: string;
  readonly why: string;
  /** Copy-pasteable; absent where no command can do it. */
  readonly command?: string;
}

export interface ClusterAddress {
  readonly resourceGroup: string;
  readonly name: string;
  readonly subscriptionId: string;
}

/**
 * The steps from a living cluster to an isolated one, in the only safe order: images first, then every node anew while it
 * still reaches the Internet, then the way out (documentation "Create a network isolated cluster"; one PUT for both is refused,
 * hashicorp/terraform-provider-azurerm pull request 32598). What no update can change comes first, as it decides whether to begin.
 */
export function migrationSteps(cluster: unknown, gaps: readonly Gap[], address: ClusterAddress): readonly MigrationStep[] {
  const has = (id: Gap['id']): boolean => gaps.some((gap) => gap.id === id);
  const target = `--resource-group ${quote(address.resourceGroup)} --name ${quote(address.name)} --subscription ${address.subscriptionId}`;
  const poolTarget = `--resource-group ${quote(address.resourceGroup)} --cluster-name ${quote(address.name)} --subscription ${address.subscriptionId}`;
  const steps: MigrationStep[] = [];
  if (has('service-principal')) {
    steps.push({
      title: 'Give the cluster a managed identity',
      why: 'Azure refuses the artifact cache for clusters with a service principal.',
      command: `az aks update ${target} --enable-managed-identity`,
    });
  }
  if (has('private-api-server')) {
    steps.push({
      title: 'Make the API server private',
      why: 'A cluster built with a public API server turns private only by API server VNet integration; otherwise build a new cluster.',
    });
  }
  for (const gap of gaps.filter(({ id }) => ['windows-pool', 'node-public-ip', 'gateway-pool'].includes(id))) {
    steps.push({
      title: `Replace the pool: ${gap.title.toLowerCase()} is ${gap.actual}`,
      why: `No update changes this on a living pool; it has to be ${gap.wanted}.`,
    });
  }
  if (has('egress-gateway')) {
    steps.push({
      title: 'Disable the static egress gateway',
      why: 'It gives chosen pods public addresses to leave by; its pools have to go first.',
      command: `az aks update ${target} --disable-static-egress-gateway`,
    });
  }
  if (has('node-os-channel')) {
    steps.push({
      title: 'Set the node OS upgrade channel to NodeImage',
      why: 'Unmanaged nodes update themselves from the Internet.',
      command: `az aks update ${target} --node-os-upgrade-channel NodeImage`,
    });
  }
  if (has('run-command')) {
    steps.push({
      title: 'Disable run command',
      why: 'It carries data in and out through Azure Resource Manager, past every network rule.',
      command: `az aks update ${target} --disable-run-command`,
    });
  }
  if (has('artifact-source')) {
    steps.push({
      title: 'Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      why: 'Nodes must be able to start from the private registry before the way out is closed.',
      command: `az aks update ${target} --bootstrap-artifact-source Cache`,
    });
  }
  if (has('artifact-source') || (has('outbound-type') && equalsIgnoringCase(artifactSourceOf(cluster), 'Cache'))) {
    for (const pool of poolsOf(cluster)) {
      steps.push({
        title: `Upgrade the node image of pool ${poolNameOf(pool)}`,
        why: 'Nodes learn the new image source only when they are made anew; this needs the way out one last time.',
        command: `az aks nodepool upgrade ${poolTarget} --nodepool-name ${quote(poolNameOf(pool))} --node-image-only`,
      });
    }
  }
  if (has('outbound-type')) {
    steps.push({
      title: 'Set the outbound type to none',
      why: 'The last step: from here on nothing leaves.',
      command: `az aks update ${target} --outbound-type none`,
    });
  }
  return steps;
}

/** "Set the outbound type to none: the last step. (az aks update …)" */
export function formatMigrationStep({ title, why, command }: MigrationStep): string {
  return `${title}. ${why}${command === undefined ? '' : ` ${command}`}`;
}

/** Names come from Azure, and still: quoted for a POSIX shell unless plainly harmless. */
export function quote(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
