package vn.trangtien.gateway.spool;

import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** A message to be kept, one of several. */
public record NewMessage(Priority priority, KuraTopic topic, KuraPayload payload) {}
