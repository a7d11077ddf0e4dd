/** What a policy document can be. */
                                                                                    

/** The member of `properties` that tells what a document without a type is, in the order in which they are looked for. */
const documentMarks                                                             = [
  ['policyRule', 'definition'],
  ['policyDefinitions', 'initiative'],
  ['exemptionCategory', 'exemption'],
  ['policyDefinitionId', 'assignment'],
];

export { documentMarks };
