import { alertFaults } from './alert-faults.js';
import { brokenOffFaults } from './broken-off-faults.js';
import { runFaults } from './run-faults.js';
import { tcpFaults } from './tcp-faults.js';

runFaults([...tcpFaults, ...alertFaults, ...brokenOffFaults]);
