/** Who is who in the sandbox: fixed, so that a workflow and a test may name them. */
export const tenantId = '11111111-1111-4111-8111-111111111111';
/** The application (client) id that holds the federated credential. */
export const clientId = '22222222-2222-4222-8222-222222222222';
/** The application's service principal: what Azure writes into `createdBy`. */
export const principalId = '33333333-3333-4333-8333-333333333333';
export const subscriptionId = '44444444-4444-4444-8444-444444444444';
export const subscriptionName = 'Contoso sandbox';
/** The management group above the subscription. */
export const managementGroup = 'contoso';
/** Microsoft Graph as a resource of tokens. The sandbox issues them, as Entra does, and has no Graph. */
export const graphResource = 'https://graph.microsoft.com';
