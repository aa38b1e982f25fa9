/**
 * SenML in JSON (RFC 8428): records, base values, relative times, units.
 */
@NullMarked
package vn.trangtien.ingest.decoding.senml;

import org.jspecify.annotations.NullMarked;
