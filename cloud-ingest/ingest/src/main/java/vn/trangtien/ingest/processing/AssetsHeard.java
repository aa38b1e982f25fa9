package vn.trangtien.ingest.processing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.registry.Assets;
import vn.trangtien.ingest.registry.GatewayId;

/** The devices of which a batch speaks. A device that sends pictures and numbers is a camera. */
final class AssetsHeard {

    private record Asset(GatewayId gateway, String name) {}

    private record Seen(Assets.Kind kind, Instant at) {}

    private final Map<Asset, Seen> heard = new HashMap<>();

    private AssetsHeard() {}

    static AssetsHeard of(List<Verdict> batch) {
        var all = new AssetsHeard();
        for (Verdict verdict : batch) {
            verdict.toStore()
                    .ifPresent(message -> all.hear(message, verdict.raw().receivedAt()));
        }
        return all;
    }

    /** In the caller's transaction. */
    void book(Assets assets) {
        assets.seen(heard.entrySet().stream()
                .map(each -> new Assets.Sight(
                        each.getKey().gateway(),
                        each.getKey().name(),
                        each.getValue().kind(),
                        each.getValue().at()))
                .toList());
    }

    private void hear(Understood message, Instant at) {
        var seen = new Seen(message instanceof Understood.OfCamera ? Assets.Kind.CAMERA : Assets.Kind.INSTRUMENT, at);
        for (String name : names(message)) {
            heard.merge(
                    new Asset(message.gateway(), name),
                    seen,
                    (one, other) ->
                            other.kind() == Assets.Kind.CAMERA || one.kind() != Assets.Kind.CAMERA ? other : one);
        }
    }

    /** The devices that speak; none if it is the gateway itself. */
    private static Collection<String> names(Understood message) {
        if (message instanceof Understood.Telemetry telemetry) {
            return telemetry.assets();
        }
        return message instanceof Understood.OfCamera camera ? List.of(camera.camera()) : List.of();
    }
}
