/** What a snapshot has to hold so that the sandbox can go on with it: the shapes of everything that is kept. */
import { isJsonObject } from '../../../arm/json.ts';
import type { ActivityEvent, Actor, Change } from '../activity/activity-log.ts';
import type { PropertyChange } from '../activity/diff.ts';
import type { AgentPool, Cluster, ServiceMade } from '../aks/cluster.ts';
import type { RecentImage } from '../aks/nodes/recent-image.ts';
import type { Nodes } from '../aks/nodes/source.ts';
import type { ClusterWrite, PoolBootstrap } from '../aks/nodes/writes.ts';
import type { Principal } from '../authorization/principal.ts';
import type { CustomRole } from '../authorization/custom/custom-role.ts';
import type { RoleAssignment } from '../authorization/role-assignment.ts';
import type { Lock } from '../gates/locks/lock.ts';
import type { ManagementGroup, Subscription } from '../hierarchy/hierarchy.ts';
import type { Operation, OperationOutcome, Unwell } from '../operations.ts';
import type { DueEvaluation, PolicyStateRecord, RequestedScan } from '../policy-insights/policy-states.ts';
import type { StoredResource } from '../resources/store.ts';
import { findType } from '../resources/types.ts';
import { policyKinds, type PolicyObject, type ResourceGroup } from '../state.ts';
import { isBoolean, isEither, isListOf, isNumber, isOneOf, isOptional, isRecordOf, isShapedAs, isText, type Check } from './check.ts';

const isTextOrNull = isEither(isText, isOneOf(null));

export const isManagementGroup = isShapedAs<ManagementGroup>({ name: isText, displayName: isText, parent: isOptional(isText) });
export const isSubscription = isShapedAs<Subscription>({ subscriptionId: isText, displayName: isText, managementGroup: isText, tags: isOptional(isJsonObject) });

export const isResourceGroup = isShapedAs<ResourceGroup>({
  id: isText, name: isText, location: isText, tags: isOptional(isJsonObject), managedBy: isOptional(isText),
});

const isSource = isOneOf('Direct', 'Cache');
const isNodes = isShapedAs<Nodes>({ source: isSource, registryId: isOptional(isText), madeAt: isNumber });
const isRecentImage = isShapedAs<RecentImage>({ image: isText, until: isNumber });
const isPool = isShapedAs<AgentPool>({
  name: isText, properties: isJsonObject, nodes: isNodes, etag: isText, recentImages: isOptional(isListOf(isRecentImage)), rollsBackTo: isOptional(isText),
});
const isMade = isShapedAs<ServiceMade>({
  nodeResourceGroup: isText, publicNameSuffix: isText, privateNameSuffix: isText, privateZone: isText, portalName: isText, resourceUid: isText, registryName: isText,
  publicIpName: isText, privateLinkServiceName: isText, principalId: isText, kubeletClientId: isText, kubeletObjectId: isText, issuer: isText,
});
export const isCluster = isShapedAs<Cluster>({
  id: isText, name: isText, resourceGroup: isText, location: isText, tags: isOptional(isJsonObject), identity: isOptional(isJsonObject), sku: isJsonObject,
  properties: isJsonObject, pools: isListOf(isPool), etag: isText, made: isMade, given: isOptional(isJsonObject), awaitsRestart: isOptional(isOneOf(true)),
});

const isPoolBootstrap = isShapedAs<PoolBootstrap>({ pool: isText, source: isSource, registryId: isOptional(isText) });
export const isClusterWrite = isShapedAs<ClusterWrite>({ at: isNumber, outboundType: isText, artifactSource: isText, pools: isListOf(isPoolBootstrap) });

const isShapedAsResource = isShapedAs<StoredResource>({
  id: isText, name: isText, type: isText, parentKey: isOptional(isText), location: isOptional(isText), members: isJsonObject, properties: isJsonObject,
  etags: isShapedAs({ running: isText, settled: isText }), isGiven: isOptional(isOneOf(true)), createdAt: isNumber, changedAt: isNumber,
});
/** Of a type that this version knows. */
export const isResource = (value: unknown): value is StoredResource => isShapedAsResource(value) && findType(value.type) !== undefined;

export const isPolicyObject: Check<PolicyObject> = isShapedAs<PolicyObject>({
  id: isText, name: isText, kind: isOneOf(...policyKinds), scope: isText, document: isJsonObject, bitesFrom: isOptional(isNumber),
  until: (value): value is PolicyObject | undefined => value === undefined || isPolicyObject(value),
});

export const isRoleAssignment = isShapedAs<RoleAssignment>({
  name: isText, scope: isText, principalId: isText, roleDefinitionId: isText, principalType: isText, condition: isTextOrNull, conditionVersion: isTextOrNull,
  description: isTextOrNull, delegatedManagedIdentityResourceId: isTextOrNull, createdAt: isNumber, updatedAt: isNumber,
});
export const isCustomRole = isShapedAs<CustomRole>({ id: isText, name: isText, description: isText, permissions: isListOf(isJsonObject), assignableScopes: isListOf(isText) });
export const isLock = isShapedAs<Lock>({ name: isText, scope: isText, level: isOneOf('CanNotDelete', 'ReadOnly'), notes: isOptional(isText) });
export const isPrincipal = isShapedAs<Principal>({ id: isText, madeAt: isNumber, isGone: isBoolean });

const isEndingUnwell = isOneOf('Failed', 'Canceled');
const isError = isShapedAs({ code: isText, message: isText });
export const isUnwell = isShapedAs<Unwell>({ status: isEndingUnwell, error: isError });
const isOutcome = isShapedAs<OperationOutcome>({ status: isEndingUnwell, error: isError, below: isOptional(isListOf(isText)) });
export const isOperation = isShapedAs<Operation>({
  id: isText, kind: isOneOf('Creating', 'Updating', 'Deleting', 'UpgradingNodeImageVersion', 'Stopping', 'Starting', 'Canceling'), subject: isText, subscriptionId: isText, location: isText,
  startedAt: isNumber, endsAt: isNumber, status: isOneOf('InProgress', 'Succeeded', 'Failed', 'Canceled'), error: isOptional(isError), fate: isOptional(isOutcome),
});

export const isActor = isShapedAs<Actor>({ name: isText, type: isOneOf('User', 'Application', 'System'), client: isText });
const isPropertyChange = isShapedAs<PropertyChange>({
  previousValue: isTextOrNull, newValue: isTextOrNull, changeCategory: isOneOf('User', 'System'), propertyChangeType: isOneOf('Insert', 'Update', 'Remove'), isTruncated: isOneOf('true', 'false'),
});
export const isChange = isShapedAs<Change>({
  id: isText, name: isText, target: isText, targetType: isText, kind: isOneOf('Create', 'Update', 'Delete'), at: isNumber, actor: isActor, operation: isText,
  correlationId: isText, changes: isRecordOf(isPropertyChange),
});
export const isEvent = isShapedAs<ActivityEvent>({
  id: isText, resourceId: isText, at: isNumber, caller: isText, operation: isText, method: isText, status: isOneOf('Started', 'Succeeded', 'Failed', 'Accepted', 'Canceled'), correlationId: isText, ofOperation: isOptional(isText), message: isOptional(isText),
});

export const isPolicyState = isShapedAs<PolicyStateRecord>({
  resourceId: isText, resourceType: isText, location: isText, assignment: isShapedAs({ id: isText, name: isText, scope: isText }),
  definition: isShapedAs({ id: isText, name: isText }), member: isOptional(isShapedAs({ initiativeId: isText, initiativeName: isText, referenceId: isText })),
  effect: isText, word: isOneOf('Compliant', 'NonCompliant', 'Exempt', 'Error', 'Unknown'), at: isNumber,
});
export const isDueEvaluation = isShapedAs<DueEvaluation>({ due: isNumber, scope: isText });
export const isScan = isShapedAs<RequestedScan>({ id: isText, scope: isText, endsAt: isNumber });
