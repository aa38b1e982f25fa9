package vn.trangtien.platform.outbox;

/**
 * A message on its way out.
 *
 * @param id grows with the order of writing
 * @param payload JSON
 */
public record OutboxMessage(long id, String topic, String key, String payload) {}
