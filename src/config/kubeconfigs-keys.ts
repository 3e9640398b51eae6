import * as v from 'valibot';
import { filePatterns } from './files-schema.js';
import { optionalKey } from './key.js';

/** The keys of a fleet whose targets kubeconfigs list. */
export const kubeconfigsKeys = {
  kubeconfigs: optionalKey(filePatterns, {
    meaning:
      'Makes the entry a fleet: each context of each of these kubeconfigs is a target. Paths and patterns, as under `files`. They are read again at each scrape, so targets come and go with their files and contexts. What is wrong with one file or context is said by its own targets, and what was known of them still counts. The settings of the entry are those of each of its targets.',
    example: '[/etc/fleet/*.conf]',
    otherwise: 'the entry is a single target',
  }),
  nameBy: optionalKey(v.picklist(['context', 'file'], 'context or file'), {
    meaning:
      'With kubeconfigs: what a target is called, after its context, or after its file without its ending (`file/context` if the file has several). Contexts of one name in several files are called after their files, and files of one name by their paths.',
    example: 'context',
    otherwise: 'context',
  }),
};
