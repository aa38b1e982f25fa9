package vn.trangtien.ingest.broker;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.LifecycleMessage;

/** Payloads for tests that look at topics only. */
final class TestGatewayHello {

    private TestGatewayHello() {}

    static byte[] bytes() {
        return KuraCodec.encode(TestGateway.payload("own", "level", 1.5, Instant.parse("2026-11-22T10:00:00Z")));
    }

    static byte[] birth(Instant at) {
        return KuraCodec.encode(
                new LifecycleMessage(Optional.of(at), Map.of("uptime", "1"), Optional.empty()).toPayload());
    }
}
