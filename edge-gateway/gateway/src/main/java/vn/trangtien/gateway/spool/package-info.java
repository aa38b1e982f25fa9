/**
 * What the gateway keeps until the cloud has it: one SQLite file, bounded, numbered without gaps and safe against a power cut.
 *
 * <p>Knows messages and priorities, not brokers: sending is the business of the link. Sizes are bytes.
 */
@NullMarked
package vn.trangtien.gateway.spool;

import org.jspecify.annotations.NullMarked;
