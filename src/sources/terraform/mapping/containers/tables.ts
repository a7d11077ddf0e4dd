import type { Table } from '../table.ts';
import { containerRegistry } from './container-registry.ts';
import { containerRegistryCacheRule } from './container-registry-cache-rule.ts';
import { kubernetesAutomaticCluster } from './kubernetes-automatic-cluster.ts';
import { kubernetesClusterExtension } from './kubernetes-cluster-extension.ts';
import { kubernetesClusterNodePool } from './kubernetes-cluster-node-pool.ts';
import { kubernetesCluster } from './kubernetes-cluster/kubernetes-cluster.ts';

export const containerTables: readonly Table[] = [
  kubernetesCluster,
  kubernetesAutomaticCluster,
  kubernetesClusterNodePool,
  kubernetesClusterExtension,
  containerRegistry,
  containerRegistryCacheRule,
];
