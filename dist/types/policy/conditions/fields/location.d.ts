/** `East US 2` → `eastus2`; of a list every element. Other values are left alone. */
export declare function normalizeLocation(value: unknown): unknown;
