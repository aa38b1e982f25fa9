package vn.trangtien.sim.bus;

/** One message to a broker. Never compared by its bytes. */
@SuppressWarnings("ArrayRecordComponent")
public record Published(String topic, byte[] payload) {}
