import { type JsonObject } from '../../arm/json.ts';
import { type FunctionTable } from '../../language/function-table.ts';
import { type Scope } from './scope.ts';
/** Every function of a policy rule. */
export declare const policyFunctions: FunctionTable<Scope>;
/** The functions of a member's parameters in an initiative: the initiative's own parameters and nothing else around them. */
export declare const initiativeFunctions: FunctionTable<{
    readonly parameters: JsonObject;
}>;
