/**
 * What this service asks of the cloud ingest over REST: the registry, latest values, series, pictures and the account of
 * messages. Everything here may fail because the ingest is away; callers show what they have and say so.
 */
@NullMarked
package vn.trangtien.city.ingest;

import org.jspecify.annotations.NullMarked;
