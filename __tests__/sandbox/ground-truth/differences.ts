/** Members of the answers to some exchanges of a file in which the sandbox differs from what was recorded, and why it does. */
export interface KnownDifference {
  readonly file: string;
  /** Their places in the file, from 0. */
  readonly exchanges: readonly number[];
  /** `status`, `header <name>`, or paths in the body; each differs in each of the exchanges. */
  readonly members: readonly string[];
  readonly reason: string;
}

/** An exchange that is not sent. */
export interface LeftOut {
  readonly file: string;
  readonly exchange: number;
  readonly reason: string;
}

const pool = 'properties.agentPoolProfiles[0]';
const rewritten = 'The body is older than the API version in its address, which was rewritten after the recording. The sandbox shows an `eTag` from 2024-09-01 on.';
const maskedWord = 'The recorder masked the word. The sandbox says `msi`, as the service does for a cluster without a service principal.';
const service2023 = 'A service of 2023. The sandbox answers as the one of March 2025 does, whatever the API version.';
const unsigned = 'Addresses of 2022 and 2023 had no signature, and those of the JavaScript client another API version. The sandbox signs them as in 2025.';
const swapped = 'In 2022 and 2023 the name was the id of the address with its first three groups swapped by bytes. In 2025 it is the id itself.';
const transcribed = 'Both addresses were answered; one of them was left out when the recording was copied.';
const person = 'A person had signed in. The caller of the sandbox is a service principal.';

/** Everything that remains. A row that no longer differs fails the test, as does a difference that has no row. */
export const knownDifferences: readonly KnownDifference[] = [
  { file: 'byo-acr-create.json', exchanges: [25], members: ['header azure-asyncoperation'], reason: transcribed },
  { file: 'byo-acr-create.json', exchanges: [29], members: ['header location'], reason: transcribed },
  {
    file: 'byo-acr-create.json',
    exchanges: [45],
    members: ['status'],
    reason: 'The control plane identity needs its role on the subnet. `az aks create` gives it that itself, which is not among the requests that were copied: sent as they are, 403. With the role, 201 and the recorded answer.',
  },
  { file: 'byo-acr-create.json', exchanges: [45, 50], members: [`${pool}.eTag`, 'eTag'], reason: rewritten },
  { file: 'byo-acr-create.json', exchanges: [45, 50], members: ['properties.servicePrincipalProfile.clientId'], reason: maskedWord },
  {
    file: 'update-to-isolated.json',
    exchanges: [4],
    members: ['status'],
    reason: 'Expected: one PUT from `Direct` and `loadBalancer` to `Cache` and `none` was taken in March 2025. Azure refuses it today, and so does the sandbox, with 400 InvalidNetworkIsolatedClusterConfiguration. With `Cache` and new nodes first, it is taken, and the rest of the recording follows.',
  },
  { file: 'update-to-isolated.json', exchanges: [4, 8], members: [`${pool}.nodeImageVersion`], reason: 'The nodes had to be made anew before the update was taken.' },
  { file: 'update-to-isolated.json', exchanges: [0, 3, 4, 8], members: [`${pool}.eTag`, 'eTag'], reason: rewritten },
  { file: 'update-to-isolated.json', exchanges: [0, 3, 4, 8], members: ['properties.servicePrincipalProfile.clientId'], reason: maskedWord },
  { file: 'managed-acr-create.json', exchanges: [1, 3], members: [`${pool}.eTag`, 'eTag'], reason: rewritten },
  { file: 'managed-acr-create.json', exchanges: [1, 3], members: ['properties.servicePrincipalProfile.clientId'], reason: maskedWord },
  { file: 'sdk-js-create.json', exchanges: [0], members: ['header azure-asyncoperation, query'], reason: unsigned },
  {
    file: 'sdk-js-create.json',
    exchanges: [0],
    members: ['properties.kubernetesVersion', 'properties.currentKubernetesVersion', `${pool}.orchestratorVersion`, `${pool}.currentOrchestratorVersion`, `${pool}.nodeImageVersion`],
    reason: 'The version that a cluster gets which names none, and the node image, were others in 2023.',
  },
  {
    file: 'sdk-js-create.json',
    exchanges: [0],
    members: [
      `${pool}.scaleDownMode`, `${pool}.upgradeSettings`, `${pool}.nodeLabels`, `${pool}.securityProfile.sshAccess`, `${pool}.securityProfile.enableVTPM`, `${pool}.securityProfile.enableSecureBoot`,
      'properties.networkProfile.networkPolicy', 'properties.networkProfile.networkDataplane', 'properties.storageProfile.diskCSIDriver.version', 'properties.windowsProfile', 'properties.disableLocalAccounts',
    ],
    reason: service2023,
  },
  { file: 'sdk-js-create.json', exchanges: [1, 2], members: ['name'], reason: swapped },
  { file: 'delete.json', exchanges: [2], members: ['header azure-asyncoperation, query', 'header location, query'], reason: unsigned },
  { file: 'delete.json', exchanges: [3, 4, 5], members: ['name'], reason: swapped },
  { file: 'node-image-upgrade.json', exchanges: [1, 3], members: ['header azure-asyncoperation, query', 'header location, query'], reason: unsigned },
  { file: 'node-image-upgrade.json', exchanges: [0], members: ['eTag'], reason: rewritten },
  { file: 'node-image-upgrade.json', exchanges: [1, 3, 4], members: ['properties.eTag'], reason: rewritten },
  { file: 'node-image-upgrade.json', exchanges: [2], members: [`${pool}.eTag`, 'eTag'], reason: rewritten },
  { file: 'node-image-upgrade.json', exchanges: [3, 4], members: ['properties.nodeImageVersion'], reason: 'Two recordings of two clusters of one name. Here it is one cluster, whose nodes were upgraded by the first.' },
  {
    file: 'policy-definition-and-assignment.json',
    exchanges: [4],
    members: ['systemData.createdBy', 'systemData.createdByType', 'systemData.lastModifiedBy', 'systemData.lastModifiedByType'],
    reason: person,
  },
  {
    file: 'errors.json',
    exchanges: [3],
    members: ['error.additionalInfo[0].info.evaluationDetails.evaluatedExpressions[1].expressionValue'],
    reason: 'Whether the service or the author masked the value is not known. The sandbox gives none for a member that is not there.',
  },
];

/** What cannot be sent. */
export const leftOut: readonly LeftOut[] = [
  { file: 'node-image-upgrade.json', exchange: 5, reason: 'A poll of a creation that was not recorded; the cluster is there from the start. Polls of the same shape are in the other files.' },
  { file: 'errors.json', exchange: 8, reason: 'A conflict of public DNS, of which the sandbox has nothing. Record sets of private DNS are written at once and do not conflict.' },
  { file: 'errors.json, without JSON', exchange: 2, reason: 'EtagMismatch was seen in a comment of a program only. When it comes is not known; the sandbox answers an etag that is not current with 412 PreconditionFailed.' },
  { file: 'errors.json, without JSON', exchange: 5, reason: 'A policy on the resource group of the nodes, of which the words of a command line are known and no body. Here the write is taken, and its operation ends as Failed with this code.' },
  { file: 'errors.json, without JSON', exchange: 6, reason: 'A limit of the storage behind public addresses, met inside an operation of AKS. A rule of the sandbox for faults can have it.' },
];
