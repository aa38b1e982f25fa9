/**
 * What messages of devices say: one interface for every dialect, and what all dialects have in common.
 *
 * <p>A decoder is a pure function of the raw message: no clock, no memory. What needs a memory (the aliases of
 * Sparkplug B) is a step from one explicit state to the next, so that it runs wherever the state is kept.
 * How late a message may be is the one setting; Spring
 * gives it to the whole process before the first message is read. Each dialect has a
 * folder of its own, which nobody outside needs to know. Times are UTC, to the millisecond; units are UCUM codes.
 */
@NullMarked
package vn.trangtien.ingest.decoding;

import org.jspecify.annotations.NullMarked;
