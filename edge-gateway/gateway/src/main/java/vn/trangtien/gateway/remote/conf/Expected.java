package vn.trangtien.gateway.remote.conf;

import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;
import vn.trangtien.wire.request.Request;

/** From which version a change was made, if the requester says so in one of the ways there are. */
final class Expected {

    /** INT64, for requests whose body has no room for it. */
    static final String METRIC = "tt.expected.version";

    private Expected() {}

    static OptionalLong version(Request request) {
        return request.payload().int64(METRIC);
    }

    static OptionalLong version(Request request, ObjectNode body, Map<String, Map<String, Object>> changes) {
        OptionalLong metric = version(request);
        if (metric.isPresent()) {
            return metric;
        }
        if (body.path("expectedVersion").isIntegralNumber()) {
            return OptionalLong.of(body.path("expectedVersion").asLong());
        }
        return property(changes);
    }

    /** Consoles that know nothing of ours send the version back as they read it. */
    static OptionalLong property(Map<String, Map<String, Object>> changes) {
        Object version = changes.getOrDefault(Components.GATEWAY, Map.of()).get(Components.VERSION);
        return version instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
