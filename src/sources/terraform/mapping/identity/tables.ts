import type { Table } from '../table.ts';
import { roleAssignment } from './role-assignment.ts';
import { userAssignedIdentity } from './user-assigned-identity.ts';

export const identityTables: readonly Table[] = [userAssignedIdentity, roleAssignment];
