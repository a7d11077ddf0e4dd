import type { Table } from '../table.ts';

export const networkTables: readonly Table[] = [];
