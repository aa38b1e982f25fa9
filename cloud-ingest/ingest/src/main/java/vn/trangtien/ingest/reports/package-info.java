/**
 * What gateways tell of their own work: reports, rule events, connections, and how long ago they were heard. Written by the
 * processing in its transaction; nothing is decided here.
 */
@NullMarked
package vn.trangtien.ingest.reports;

import org.jspecify.annotations.NullMarked;
