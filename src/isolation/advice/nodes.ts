import { support, type AdviceRow } from './advice-row.ts';

const exits = 'Azure/AgentBaker, `cse_helpers.sh`';
const exit = (...codes: readonly number[]): RegExp => new RegExp(`exit\\s*(?:status|code)\\W{0,5}(?:${codes.join('|')})\\b`, 'i');
const drains = (pdb: string): string =>
  `${pdb} lets no pod go, so the node cannot be drained: allow a disruption (more replicas, or a higher maxUnavailable), or delete the budget for the time of the upgrade, and run again; the pools that are done stay done.`;

/** What is wrong with nodes, as messages tell it whatever the code is. More telling ones first. */
export const nodeAdvice: readonly AdviceRow[] = [
  {
    codes: [], says: exit(211), when: 'a node ends with exit status 211', source: exits,
    advice: 'The node got no answer from its registry in time: see that the registry has a private endpoint in the network of the nodes, that both names of the registry resolve there to its addresses, and that no security group denies port 443 to it.',
  },
  {
    codes: [], says: exit(212), when: 'a node ends with exit status 212', source: exits,
    advice: 'The registry refused the node: give the kubelet identity AcrPull on the registry (Container Registry Repository Reader where it grants by single repositories), see that the cluster names that identity, and that the registry takes tokens with the audience of Azure Resource Manager.',
  },
  {
    codes: [], says: exit(207, 208, 231), when: 'a node ends with exit status 207, 208 or 231', source: exits,
    advice: 'The node could not pull what it starts with: see that the cache rule aks-managed-mcr of the registry fetches mcr.microsoft.com/* into aks-managed-repository/*, and that the registry can be reached from the subnet of the nodes.',
  },
  {
    codes: [], says: exit(210), when: 'a node ends with exit status 210', source: exits,
    advice: 'The node got no token from its instance metadata service (169.254.169.254): see that no route, security group or proxy stands in between, and run again.',
  },
  {
    codes: ['VMExtensionError_OutboundConnFail'], says: exit(50), when: 'a node ends with exit status 50', source: `${exits}; ${support('OutboundConnFailVMExtensionError')}`,
    advice: 'The node looked for a way to the Internet and found none: a cluster with artifact source Direct needs one, so set the artifact source to Cache first and let the nodes keep their way out until they are made anew.',
  },
  {
    codes: ['PodDrainFailure'], says: /(?:PDB debug info: ([\w.-]{1,253})\/[\w.-]{1,253} )?blocked by pdb ([\w.-]{1,253}[\w-])/i, when: 'the message names a PodDisruptionBudget', source: support('PodDrainFailure'),
    advice: ([, namespace, name = '']) => drains(`The PodDisruptionBudget ${namespace === undefined ? '' : `${namespace}/`}${name}`), shown: drains('The PodDisruptionBudget that the message names'),
  },
  {
    codes: ['UnsatisfiablePDB'], says: /\bPDB ([\w.-]{1,253}\/[\w.-]{1,253}) has /i, when: 'the message names a PodDisruptionBudget', source: 'Azure/AKS issue 4860',
    advice: ([, name = '']) => drains(`The PodDisruptionBudget ${name}`), shown: drains('The PodDisruptionBudget that the message names'),
  },
  {
    codes: ['PodDrainFailure', 'UnsatisfiablePDB'], says: /\bdrain(?:ing)?\b[^.]{0,200}\b(?:fail|did not complete|timed? ?out)|disruption budget/i, when: 'a node cannot be drained', source: support('PodDrainFailure'),
    advice: `${drains('A PodDisruptionBudget')} kubectl get pdb --all-namespaces shows budgets with no disruption allowed.`,
  },
  {
    codes: ['NodesNotReady'], says: /\bnodes? (?:is|are) not ready\b/i, when: 'nodes are not ready', source: support('NodesNotReady'),
    advice: 'Nodes came up and did not report: look at their events (kubectl describe node) and at the registry, its private endpoint and its DNS zone, which isolated nodes start from; then run again.',
  },
  {
    codes: [], says: /\bEgressBlocked\b/, when: 'a node has the event EgressBlocked', source: 'Azure/AgentBaker pull requests 5863 and 6704',
    advice: 'The monitor of nodes that were not made anew since the artifact source became Cache still looks for the Internet: it does no harm; upgrade the node image of the pool to be rid of it.',
  },
  {
    codes: ['VMExtensionProvisioningError', 'VMExtensionProvisioningTimeout', 'CreateVMSSAgentPoolFailed', 'ReconcileVMSSAgentPoolFailed'], source: support('VMExtensionProvisioningError'),
    advice: 'A node did not come up: look for its exit status in the message and in the table of docs/troubleshooting.md, see that the nodes reach their registry, and run again.',
  },
];
