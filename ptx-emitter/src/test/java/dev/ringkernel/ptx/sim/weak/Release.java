package dev.ringkernel.ptx.sim.weak;

/**
 * A release pattern under way.
 *
 * @param first its first operation, by the scope that is stated; without an address
 * @param views what precedes it; nobody changes it any more
 */
record Release(Access first, Views views) {}
