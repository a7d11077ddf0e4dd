import { expandDeployment } from './check.js';



export { expandDeployment };
