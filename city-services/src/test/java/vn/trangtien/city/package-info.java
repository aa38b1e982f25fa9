/** Tests of the whole service, and what they stand on: a real PostgreSQL, a played ingest, an egov-core of a few lines. */
@NullMarked
package vn.trangtien.city;

import org.jspecify.annotations.NullMarked;
