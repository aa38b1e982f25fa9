package vn.trangtien.gateway.spool;

/**
 * A message waiting for delivery.
 *
 * @param seq its number within the spool, which it carries on the wire
 * @param topic name of the topic
 * @param payload encoded; not copied, must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the file to the socket, never compared
public record SpooledMessage(long seq, int priority, String topic, byte[] payload) {}
