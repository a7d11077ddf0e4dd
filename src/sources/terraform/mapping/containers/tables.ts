import type { Table } from '../table.ts';
import { containerRegistryCacheRule } from './container-registry-cache-rule.ts';

export const containerTables: readonly Table[] = [containerRegistryCacheRule];
