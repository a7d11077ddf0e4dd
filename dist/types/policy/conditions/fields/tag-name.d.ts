/**
 * `tags.x`, `tags[x]`, `tags['x']`; a quote inside the last form is doubled. White space inside the brackets and double quotes are read as
 * Microsoft's own regorus reads them; documentation is silent. An empty name is one that no tag has: built-ins make `tags[]` of a
 * parameter whose default is empty (the Fleet Manager definitions), and mean "no tag".
 */
export declare function tagName(name: string): string | undefined;
