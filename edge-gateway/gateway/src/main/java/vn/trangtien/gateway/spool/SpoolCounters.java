package vn.trangtien.gateway.spool;

/**
 * What happened to every message since the spool was made, across restarts: {@code appended} is always {@code delivered +
 * evicted + rejected + depth}.
 *
 * @param appended messages that were given a number
 * @param delivered acknowledged by the broker
 * @param evicted given up for want of room or after their time
 * @param rejected refused by the broker for good
 * @param displaced never kept, because the spool was full of more important ones; these have no number
 * @param depth undelivered messages now
 * @param bytes size of these
 */
public record SpoolCounters(
        long appended, long delivered, long evicted, long rejected, long displaced, long depth, long bytes) {}
