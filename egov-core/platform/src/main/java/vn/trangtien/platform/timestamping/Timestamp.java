package vn.trangtien.platform.timestamping;

import java.time.Instant;

/**
 * A time stamp that was checked.
 *
 * @param at when the authority saw the digest
 * @param authority subject of its certificate
 * @param policy object identifier under which it was given
 * @param token the time-stamp token (CMS, DER) in Base64 without line breaks
 */
public record Timestamp(Instant at, String authority, String policy, String token) {}
