import type { JsonDialect, JsonLimits } from './dialect.ts';
import type { ReadJson } from './places.ts';
/** A recursive descent over one text, which remembers where each value stands. */
export declare class JsonReader {
    #private;
    constructor(text: string, dialect: JsonDialect, limits: JsonLimits);
    read(): ReadJson;
}
