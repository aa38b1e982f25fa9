/**
 * All gateways at a glance, and what is wrong with them: lists, counts, alarms, and the thresholds from which something is wrong.
 */
@NullMarked
package vn.trangtien.ingest.fleet;

import org.jspecify.annotations.NullMarked;
