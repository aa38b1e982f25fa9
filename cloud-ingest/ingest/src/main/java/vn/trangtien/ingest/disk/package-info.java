/**
 * The folder in which the ingest keeps what must survive a restart outside of the database: keys, the broker's journal and
 * pictures. Nothing here knows what the files mean.
 */
@NullMarked
package vn.trangtien.ingest.disk;

import org.jspecify.annotations.NullMarked;
