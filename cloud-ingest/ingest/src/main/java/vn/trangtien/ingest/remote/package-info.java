/**
 * Requests to gateways and their replies, as Kura does it: signed, audited, bounded in number and size. What is asked is the
 * callers' business; that nobody answers for somebody else is this package's.
 */
@NullMarked
package vn.trangtien.ingest.remote;

import org.jspecify.annotations.NullMarked;
