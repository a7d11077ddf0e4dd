import type { TypeCapabilities } from './table.ts';
/** What types of the bundled table's namespaces support, whether or not the table lists them; undefined for types of other namespaces. */
export declare function capabilitiesOf(type: string): TypeCapabilities | undefined;
