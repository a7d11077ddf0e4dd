import { containerTables } from './containers/tables.ts';
import { identityTables } from './identity/tables.ts';
import { networkTables } from './network/tables.ts';
import { resourceGroup } from './resource-group.ts';
import type { Table } from './table.ts';

/** The table of each type of the provider azurerm that is read, by the type's name. */
export const tables: ReadonlyMap<string, Table> = new Map([...containerTables, ...networkTables, ...identityTables, resourceGroup].map((table) => [table.type, table]));
