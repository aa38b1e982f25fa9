/** Many gateways at a time: read from a table, registered all or none, and labels for each of them to print. */
@NullMarked
package vn.trangtien.ingest.batch;

import org.jspecify.annotations.NullMarked;
