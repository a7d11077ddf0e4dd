import type { Table } from '../table.ts';

export const identityTables: readonly Table[] = [];
