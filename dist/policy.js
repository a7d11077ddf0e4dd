export { PolicyError, bindAssignment, bindDefinition, bindInitiative, compileDefinition, judge, parseDefinition, parseInitiative } from './chunks/judge.js';
export { parseAssignment } from './chunks/assignment.js';
export { bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies } from './chunks/bundled.js';
