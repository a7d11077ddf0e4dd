/** `East US 2` → `eastus2`; of a list every element, of a text of which parts are known each of them. Other values are left alone. */
export declare function normalizeLocation(value: unknown): unknown;
