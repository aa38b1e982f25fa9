/**
 * Payloads of the wire as JSON that a person can read and edit, and back.
 *
 * <p>What lives here: the two directions between {@link vn.trangtien.wire.KuraPayload} and JSON, and reading bytes out of hex or
 * base64 text. What is deliberately not here: the codec itself (the wire contract) and the command line. Times are milliseconds
 * since 1970 UTC; an ISO text beside them is for people.
 */
@NullMarked
package vn.trangtien.box.wire;

import org.jspecify.annotations.NullMarked;
