/** Errors are sentences without their full stop; a question keeps its mark. */
export declare function sentence(message: string): string;
