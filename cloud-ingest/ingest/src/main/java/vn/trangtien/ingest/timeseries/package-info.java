/**
 * Values over time: a port, line protocol for writing, SQL for reading, and the latest value of every channel.
 */
@NullMarked
package vn.trangtien.ingest.timeseries;

import org.jspecify.annotations.NullMarked;
