import type { Table } from '../table.ts';
import { endpointTables } from './endpoints/tables.ts';

export const networkTables: readonly Table[] = [...endpointTables];
