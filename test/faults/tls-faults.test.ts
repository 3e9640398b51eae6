import { chainFaults } from './chain-faults.js';
import { httpFaults } from './http-faults.js';
import { runFaults } from './run-faults.js';
import { tlsFaults } from './tls-faults.js';

runFaults([...tlsFaults, ...chainFaults, ...httpFaults]);
