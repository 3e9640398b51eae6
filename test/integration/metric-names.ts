/** How the names of all metrics about one endpoint begin. */
export const prefix = 'apiserver_endpoint_';

/** 1 if the list of a target's instances is known as of now. */
export const discovered = 'apiserver_target_discovery_success';
