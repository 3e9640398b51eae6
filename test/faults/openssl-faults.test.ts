import t from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { opensslFaults } from './openssl-faults.js';
import { runFaults } from './run-faults.js';

if (requireTool(t, 'openssl') !== undefined) runFaults(opensslFaults);
