// Prints the notes of a release, which are its section of CHANGELOG.md and how to verify its files: npm run --silent release:notes
import { notesOf } from './notes-of.js';
import { readFacts } from './read-facts.js';

process.stdout.write(notesOf(readFacts()));
