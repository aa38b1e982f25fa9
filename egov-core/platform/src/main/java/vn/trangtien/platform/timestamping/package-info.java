/**
 * Time stamps of RFC 3161: asking an authority for one, and checking one that somebody else brings.
 *
 * <p>Knows neither Spring nor a database, so that an auditor's program can check without either. What is stamped is always a
 * SHA-256 digest; what it is the digest of is the caller's business.
 */
@NullMarked
package vn.trangtien.platform.timestamping;

import org.jspecify.annotations.NullMarked;
